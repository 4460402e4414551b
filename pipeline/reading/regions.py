"""The places of a page where two columns stand beside each other: headings and feet.

Only the heading and the foot of a document are set in columns (Nghị định 30/2020/NĐ-CP, Phụ lục I:
issuer and number left of Quốc hiệu and date; Nơi nhận left of the signing block). They are found by
anchors and parted at the column of white paper between the word boxes. Body text is never parted,
however wide the gaps of a justified line are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.reading.anchors import date_at, equals, find, is_capitals, is_date, opens, opens_signing
from pipeline.reading.columns import Measures, Placed, Row, pieces_of, row_middle, rows_of, text_of


@dataclass(slots=True)
class Region:
    """Two columns beside each other: the rows that they take and the words of each side.

    ``rows`` are indices; ``left`` and ``right`` hold all words of these rows.
    """

    rows: list[int] = field(default_factory=list)
    left: list[Placed] = field(default_factory=list)
    right: list[Placed] = field(default_factory=list)


def regions_of(rows: Sequence[Row], measures: Measures) -> list[Region]:
    """Headings and feet among the rows, top to bottom; no row belongs to two."""
    taken: set[int] = set()
    found: list[Region] = []
    mottos = {index: span for index, row in enumerate(rows) if (span := motto_span(row, measures)) is not None}
    for index in mottos:
        if index not in taken:
            region = _heading(rows, index, mottos, measures, taken)
            if region is not None:
                found.append(region)
                taken.update(region.rows)
    for index, row in enumerate(rows):
        if index not in taken and index not in mottos and _dated_pair(row, measures) is not None:
            region = _heading(rows, index, mottos, measures, taken)
            if region is not None:
                found.append(region)
                taken.update(region.rows)
    for index, row in enumerate(rows):
        if index not in taken and _opens_foot(row, measures):
            region = _foot(rows, index, measures, taken)
            if region is not None:
                found.append(region)
                taken.update(region.rows)
    return sorted(found, key=lambda region: region.rows[0])


def motto_span(row: Row, measures: Measures) -> tuple[int, int] | None:
    """First and last + 1 word of a Quốc hiệu, Tiêu ngữ or Party line that stands right in a row."""
    hit = find([p.word.text for p in row], "motto", "motto_plain")
    if hit is None:
        return None
    _, first, last = hit
    after = row[last:]
    if row[first].x0 < 0.25 * measures.width or len(after) > 2:
        return None
    # Of the rule under a name, or of dirt, a sign stands between the columns now and then.
    before = next((p for p in reversed(row[:first]) if any(ch.isalnum() for ch in p.word.text)), None)
    if before is not None and row[first].x0 - before.x1 < 0.3 * measures.height:
        return None
    return first, last


def _dated_pair(row: Row, measures: Measures) -> int | None:
    """Index of the first word of `<place>, ngày … năm …` standing right of a number in one row."""
    text = text_of(row)
    # The cheapest question first: most rows begin with another letter.
    if not text[:1].upper().startswith("S") or not opens(text, "incoming_line"):
        return None
    at = date_at(text)
    return None if at is None or not is_date(text[at:]) else _date_split(row, measures)


def _date_split(row: Row, measures: Measures) -> int | None:
    """Where the place and date begin in a row: after the widest gap before `ngày`."""
    position = 0
    day = None
    at = date_at(text_of(row))
    for index, p in enumerate(row):
        if at is not None and position >= at:
            day = index
            break
        position += len(p.word.text) + 1
    if day is None or day == 0:
        return day
    # No place begins with a stroke: behind digits that a pen wrote goes the symbol on (`Số: … /QĐ-UBND`).
    gaps = [
        (row[i].x0 - row[i - 1].x1, i)
        for i in range(max(1, day - 8), day + 1)
        if not row[i].word.text.startswith(("/", "-", "–"))
    ]
    widest, index = max(gaps, default=(0.0, 0))
    if widest >= 0.9 * measures.height:
        return index
    return 0 if row[0].x0 > 0.3 * measures.width else None


def _heading(
    rows: Sequence[Row],
    seed: int,
    mottos: dict[int, tuple[int, int]],
    measures: Measures,
    taken: set[int],
) -> Region | None:
    """The heading around a motto (or a row of number and date): grown down, then up."""
    height = measures.height
    start = mottos[seed][0] if seed in mottos else _date_split(rows[seed], measures)
    if start is None:
        return None
    right = rows[seed][start:]
    right_middle = (right[0].x0 + right[-1].x1) / 2
    if start == 0 and abs(right_middle - measures.centre) < 0.07 * measures.width:
        beside = [rows[i] for i in range(max(0, seed - 1), min(len(rows), seed + 2)) if i != seed]
        if not any(
            row[-1].x1 < right[0].x0 and abs(row_middle(row) - row_middle(right)) < 2 * height for row in beside
        ):
            return None  # a centred motto over a contract or a form: no columns
    line = right[0].x0 - 0.3 * height
    if start:
        line = (rows[seed][start - 1].x1 + right[0].x0) / 2
    region = Region([seed], rows[seed][:start], right)
    bottom = max(p.bottom for p in rows[seed])
    for index in range(seed + 1, min(seed + 16, len(rows))):
        row = rows[index]
        if index in taken or min(p.top for p in row) - bottom > max(5 * height, 0.1 * measures.width):
            break
        cut = _cut_heading(row, line, mottos.get(index), measures)
        if cut is None and _end_of(row) < min(p.x0 for p in region.right) - 0.6 * height:
            cut = len(row)  # a name longer than all above it ends right of the middle of the white column
        # Of dirt a row of its own stands between the lines of a motto now and then.
        ends = index + 1 not in mottos and cut is not None and _ends_heading(row, cut, region, right_middle, measures)
        if cut is None or ends:
            break
        region.rows.append(index)
        region.left += row[:cut]
        region.right += row[cut:]
        bottom = max(bottom, max(p.bottom for p in row))
        line = _line(region, line)
    top = min(p.top for p in rows[seed])
    opening = seed <= 6 and not any(_is_body(row, measures) for row in rows[:seed])
    reach = 0.1 * measures.width if opening else 2.2 * height
    for index in range(seed - 1, max(-1, seed - 7), -1):
        row = rows[index]
        if index in taken or top - max(p.bottom for p in row) > reach:
            break
        cut = _cut_heading(row, line, mottos.get(index), measures)
        if cut is None or re.fullmatch(r"\W*\d{0,3}\W*", text_of(row)):
            break
        middle = (row[0].x0 + row[-1].x1) / 2
        if len(row) == cut and abs(middle - measures.centre) < 0.05 * measures.width:
            break
        if cut == 0 and is_date(text_of(row)) and index not in mottos:
            break
        region.rows.insert(0, index)
        region.left = row[:cut] + region.left
        region.right = row[cut:] + region.right
        top = min(p.top for p in row)
    return region


def _end_of(row: Row) -> float:
    """Where the last word of a row ends that has a letter: of the rule under a name a sign is read beside it."""
    return next((p.x1 for p in reversed(row) if any(ch.isalnum() for ch in p.word.text)), row[-1].x1)


def _line(region: Region, line: float) -> float:
    """The middle of the white column between the sides; the old place while they overlap."""
    if not region.left or not region.right:
        return line
    before, after = max(p.x1 for p in region.left), min(p.x0 for p in region.right)
    return (before + after) / 2 if before < after else line


def _cut_heading(row: Row, line: float, motto: tuple[int, int] | None, measures: Measures) -> int | None:
    """Where a heading's row parts: before a motto, before place and date, else at the white column."""
    if motto is not None:
        return _motto_cut(row, motto[0], line, measures)
    if is_date(text_of(row)[-90:]) and date_at(text_of(row)) is not None:
        split = _date_split(row, measures)
        if split is not None:
            return split
    return cut_at(row, line, measures)


def _motto_cut(row: Row, start: int, line: float, measures: Measures) -> int:
    """Where a motto's row parts, whose first words may have been misread: at white paper right of the column."""
    gaps = [
        (row[index].x0 - max(p.x1 for p in row[:index]), index)
        for index in range(1, start + 1)
        if row[index].x0 >= line or index == start
    ]
    if not gaps or row[start].x0 - row[start - 1].x1 >= 0.9 * measures.height:
        return start
    widest, index = max(gaps)
    return index if widest >= 0.9 * measures.height else start


def cut_at(row: Row, line: float, measures: Measures) -> int | None:
    """Index of the first word right of the white column at `line`, None when a row crosses it.

    A gap inside the row must be wider than a space of justified text; it may lie a little beside the
    column (an eighth of the page) if it is wide.
    """
    height = measures.height
    if row[0].x0 >= line - 0.6 * height:
        return 0
    if row[-1].x1 <= line + 0.6 * height:
        return len(row)
    best: tuple[float, float, int] | None = None
    for index in range(1, len(row)):
        before, after = max(p.x1 for p in row[:index]), row[index].x0
        wide = after - before
        if wide < 0.9 * height:
            continue
        away = max(0.0, before - line, line - after)
        if away > 0.12 * measures.width or (away and wide < 1.3 * height):
            continue
        key = (away, -wide, index)
        best = min(best, key) if best else key
    if best:
        return best[2]
    if row[0].x0 > 0.36 * measures.width and line - row[0].x0 < 0.12 * measures.width:
        return 0
    return None


def _ends_heading(row: Row, cut: int, region: Region, right_middle: float, measures: Measures) -> bool:
    """True where a row below the heading begins the document: its type, Kính gửi, a centred line."""
    text = text_of(row)
    if opens(text, "address"):
        return True
    both = 0 < cut < len(row)
    if both or is_date(text):
        return False
    if equals(text, "title"):
        return True
    middle = (row[0].x0 + row[-1].x1) / 2
    own = right_middle
    if cut == len(row):
        own = (min(p.x0 for p in region.left) + max(p.x1 for p in region.left)) / 2 if region.left else measures.left
        if row[0].x0 < measures.left + 2.5 * measures.height and is_capitals(text) is False and not region.left:
            return True
    return abs(middle - measures.centre) < 0.8 * abs(middle - own)


def _opens_foot(row: Row, measures: Measures) -> bool:
    """True for a row with Nơi nhận on the left or the opening of a signing block on the right."""
    pieces = pieces_of(row, 1.3 * measures.height)
    first, last = pieces[0], pieces[-1]
    if first[0].x0 < 0.45 * measures.width and opens_recipients(text_of(first)):
        return True
    middle = (last[0].x0 + last[-1].x1) / 2
    if middle < measures.centre + 0.04 * measures.width or last[0].x0 < 0.36 * measures.width:
        return False
    text = text_of(last)
    return len(last) <= 12 and is_capitals(text) and opens_signing(text)


def opens_recipients(text: str) -> bool:
    """True for `Nơi nhận:` and its variants, not for a sentence that begins so."""
    if not opens(text, "recipients"):
        return False
    words = text.split()
    return len(words) <= 3 or any(":" in word for word in words[:4])


_ITEM = re.compile(r"^(?:[-–—+•*~]|L[uưU][uưU]\b)")


def _foot(rows: Sequence[Row], seed: int, measures: Measures, taken: set[int]) -> Region | None:
    """The foot from its first row down to the page's end, a crossing line or the next heading."""
    height = measures.height
    last = seed
    while last + 1 < len(rows) and last + 1 not in taken and not _is_body(rows[last + 1], measures):
        last += 1
    line = _white_line(rows[seed : last + 1], measures)
    region = Region()
    for index in range(seed, last + 1):
        row = rows[index]
        cut = cut_at(row, line, measures)
        if cut is None:
            pieces = pieces_of(row, 1.3 * height)
            if len(pieces) == 2 and pieces[1][0].x0 > 0.4 * measures.width:
                cut = len(pieces[0])
            elif index > seed and _ITEM.match(text_of(row)) and row[-1].x1 < 0.8 * measures.width:
                cut = len(row)
            elif index > seed:
                break
            else:
                return None
        alone = cut in (0, len(row))
        text = text_of(row)
        if index > seed and alone and (equals(text, "title") or (opens(text, "title") and is_capitals(text))):
            break
        if (
            index > seed
            and alone
            and row[0].x0 > 0.2 * measures.width
            and _is_centred(row, measures)
            and cut == len(row)
        ):
            break
        region.rows.append(index)
        region.left += row[:cut]
        region.right += row[cut:]
    if not region.rows:
        return None
    _grow_foot_up(rows, seed, line, region, measures, taken)
    return region


def _grow_foot_up(
    rows: Sequence[Row], seed: int, line: float, region: Region, measures: Measures, taken: set[int]
) -> None:
    """Rows above the foot's first known one: the signing block's opening, a Nơi nhận that was misread."""
    height = measures.height
    top = min(p.top for p in rows[seed])
    listed = any(opens_recipients(text_of(row)) for row in rows_of(region.left, height))
    for index in range(seed - 1, max(-1, seed - 12), -1):
        row = rows[index]
        if index in taken or top - max(p.bottom for p in row) > 2.5 * height or _is_body(row, measures):
            return
        cut = cut_at(row, line, measures)
        if cut is None:
            return
        left, right = row[:cut], row[cut:]
        if not left and (len(right) > 10 or right[0].x0 < 0.36 * measures.width or _is_centred(right, measures)):
            return
        if left and (listed or not region.left):
            return
        if left and not right and not _ITEM.match(text_of(left)) and not text_of(left).endswith(":"):
            return
        region.rows.insert(0, index)
        region.left = left + region.left
        region.right = right + region.right
        top = min(p.top for p in row)


def _is_body(row: Row, measures: Measures) -> bool:
    """True for a row that spans the body without a gap: no part of a foot."""
    reach = row[0].x0 < 0.3 * measures.width and row[-1].x1 > measures.right - 4 * measures.height
    return reach and len(pieces_of(row, 1.3 * measures.height)) == 1


def _is_centred(row: Row, measures: Measures) -> bool:
    return abs((row[0].x0 + row[-1].x1) / 2 - measures.centre) < 0.03 * measures.width


def _white_line(rows: Sequence[Row], measures: Measures) -> float:
    """The best place for the white column of a foot: crossed by fewest words, widest, nearest the middle."""
    step = max(measures.width / 300, 0.5)
    low, high = 0.28 * measures.width, 0.68 * measures.width
    spans = [(piece[0].x0, piece[-1].x1) for row in rows for piece in pieces_of(row, 1.3 * measures.height)]
    places: list[tuple[float, int]] = []
    x = low
    while x <= high:
        places.append((x, sum(x0 - 1 < x < x1 + 1 for x0, x1 in spans)))
        x += step
    fewest = min(count for _, count in places)
    runs: list[list[float]] = []
    for x, count in places:
        if count != fewest:
            continue
        if runs and x - runs[-1][-1] <= 1.5 * step:
            runs[-1].append(x)
        else:
            runs.append([x])
    middle = 0.48 * measures.width
    best = max(runs, key=lambda run: (run[-1] - run[0]) - 0.3 * abs((run[0] + run[-1]) / 2 - middle))
    return (best[0] + best[-1]) / 2
