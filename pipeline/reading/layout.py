"""Word boxes of a page become lines in reading order, with their kinds, and tables of cells.

Shared by text layers and OCR. What only the pages of a file together show, and words laid over a page
that was read, come afterwards (finishing.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.pages import Align, Box, Cell, Line, LineKind, Table, Word
from pipeline.reading.anchors import equals, find, is_capitals, letters, opens
from pipeline.reading.columns import (
    Measures,
    Placed,
    Row,
    measures_of,
    pieces_of,
    place,
    row_middle,
    rows_of,
    text_of,
    typical_height,
)
from pipeline.reading.grid import GridTable
from pipeline.reading.margins import app_marks, beside
from pipeline.reading.prose import measures_in, prose_of
from pipeline.reading.regions import Region, opens_recipients, regions_of


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line to be, with the height on the page at which it is sorted."""

    top: float
    line: Line


def assemble(
    words: Sequence[Word],
    *,
    width_pt: float,
    height_pt: float,
    tables: Sequence[GridTable] = (),
    stamps: Sequence[Box] = (),
    marks: Sequence[Word] = (),
    rings: Sequence[Sequence[Word]] = (),
    prose: bool = False,
) -> tuple[tuple[Line, ...], tuple[Table, ...]]:
    """Lines in reading order and tables, from the boxed words of one upright page.

    Args:
        words: all words of the page, in any order; each with a box (words without one are dropped).
        width_pt: page width in points.
        height_pt: page height in points.
        tables: the page's ruled tables; words whose centre lies in a cell become its lines.
        stamps: boxes (page fractions) known to hold stamps or signature banners.
        marks: words known to be stamped, none of `words`.
        rings: words of round seals, none of `words`: a line each seal.
        prose: the body may stand in two columns.

    Returns:
        Lines, where columns stand beside each other the left before the right, a table's cells in
        row-major order at the table's place; and the tables, whose cells name their lines.
    """
    placed = place(words, width_pt, height_pt)
    tables = [table for table in tables if table.cells and not _is_layout(table, placed, width_pt, height_pt)]
    inside, placed = _into_cells(placed, tables, width_pt, height_pt)
    banners = [p for p in placed if any(_holds(box, p, width_pt, height_pt) for box in stamps)]
    apart = {id(p) for p in banners}
    placed = [p for p in placed if id(p) not in apart]
    height = typical_height(placed)
    pieces: list[_Piece] = [_piece(row, LineKind.STAMP) for row in rows_of(banners, height)]
    pieces += [_piece(row, LineKind.STAMP) for row in rows_of(place(marks, width_pt, height_pt), height)]
    pieces += [_piece(place(ring, width_pt, height_pt), LineKind.STAMP) for ring in rings if ring]
    rows = rows_of(placed, height)
    stamped, rows = _stamps(rows, height, measures_of(rows, width_pt, height))
    pieces += [_piece(row, LineKind.STAMP) for row in stamped]
    apps, rows = app_marks(rows, height, height_pt)
    pieces += [_piece(row, LineKind.FURNITURE) for row in apps]
    numbers, rows = _page_numbers(rows, height_pt)
    pieces += [_piece(row, LineKind.FURNITURE) for row in numbers]
    aside, rows = beside(rows, measures_of(rows, width_pt, height))
    pieces += [_piece(row, LineKind.FURNITURE) for row in aside]
    notes = _notes(rows, height_pt)
    measures = measures_of(rows, width_pt, height)
    # Rows of a table's height are kept apart, so that a foot never runs over a table.
    regions = _regions(rows[: len(rows) - notes], tables, measures, height_pt)
    taken = {index for region in regions for index in region.rows}
    for region in regions:
        pieces += _columns(region, height)
    if prose and not tables:
        body = [index for index in range(len(rows) - notes) if index not in taken]
        for region in prose_of([rows[index] for index in body], measures):
            pieces += _prose(region, measures)
            taken.update(body[index] for index in region.rows)
    for index, row in enumerate(rows):
        if index not in taken:
            kind = LineKind.NOTE if index >= len(rows) - notes else LineKind.BODY
            pieces.append(_piece(row, kind, _align(row, measures)))
    return _in_order(pieces, tables, inside, height, width_pt, height_pt)


def _is_layout(table: GridTable, placed: Sequence[Placed], width: float, height: float) -> bool:
    """True for a grid that only holds a heading or a foot, or is a mere frame: its words are no cells."""
    if len(table.cells) == 1:
        return True
    texts = []
    for cell in table.cells:
        inside = [p for p in placed if _holds(cell.box, p, width, height)]
        texts.append([p.word.text for row in rows_of(inside, typical_height(inside)) for p in row])
    if len(table.cells) > 6:
        return False
    return any(find(text, "motto", "motto_plain") or opens_recipients(" ".join(text[:4])) for text in texts)


def _holds(box: Box, p: Placed, width: float, height: float) -> bool:
    x, y = (p.x0 + p.x1) / 2 / width, p.middle / height
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


Inside = dict[tuple[int, int], list[Placed]]
"""Words of cells by ordinal of table and of cell."""


def _into_cells(
    placed: list[Placed], tables: Sequence[GridTable], width: float, height: float
) -> tuple[Inside, list[Placed]]:
    inside: Inside = {}
    rest: list[Placed] = []
    for p in placed:
        at = next(
            (
                (t, c)
                for t, table in enumerate(tables)
                if _holds(table.box, p, width, height)
                for c, cell in enumerate(table.cells)
                if _holds(cell.box, p, width, height)
            ),
            None,
        )
        if at is None:
            rest.append(p)
        else:
            inside.setdefault(at, []).append(p)
    return inside, rest


def _piece(row: Row, kind: LineKind, align: Align | None = None) -> _Piece:
    return _Piece(row_middle(row), Line(tuple(p.word for p in row), kind, None, align))


def _regions(rows: Sequence[Row], tables: Sequence[GridTable], measures: Measures, height_pt: float) -> list[Region]:
    """Headings and feet, sought separately in the stretches of rows between tables."""
    borders = sorted(table.box[1] * height_pt for table in tables)
    stretches: list[list[int]] = [[] for _ in range(len(borders) + 1)]
    for index, row in enumerate(rows):
        stretches[sum(row_middle(row) > border for border in borders)].append(index)
    found: list[Region] = []
    for stretch in stretches:
        for region in regions_of([rows[i] for i in stretch], measures):
            found.append(Region([stretch[i] for i in region.rows], region.left, region.right))
    return found


def _columns(region: Region, height: float) -> list[_Piece]:
    """The lines of a region, all of its left column before all of its right."""
    pieces: list[_Piece] = []
    top = min(p.top for p in region.left + region.right)
    for ordinal, (side, kind) in enumerate(((region.left, LineKind.LEFT), (region.right, LineKind.RIGHT))):
        rows = rows_of(side, height)
        listed = kind is LineKind.LEFT and any(opens_recipients(text_of(row)) for row in rows)
        for nth, row in enumerate(rows):
            order = top + (ordinal * 10_000 + nth) * 1e-6  # keeps the region together at its place
            align = Align.LEFT if listed else Align.CENTER
            pieces.append(_Piece(order, Line(tuple(p.word for p in row), kind, None, align)))
    return pieces


def _align(row: Row, measures: Measures) -> Align:
    """How a body line stands between the body's margins."""
    before, after = row[0].x0 - measures.left, measures.right - row[-1].x1
    slack = 1.5 * measures.height
    if after <= slack and before <= 5 * measures.height:
        return Align.JUSTIFY
    if before > 2 * measures.height and abs(before - after) <= max(2.5 * slack, 0.12 * (before + after)):
        return Align.CENTER
    if after <= slack and before > 0.25 * (measures.right - measures.left):
        return Align.RIGHT
    return Align.LEFT


def _prose(region: Region, measures: Measures) -> list[_Piece]:
    """The lines of body text in two columns, all of the left before all of the right."""
    pieces: list[_Piece] = []
    top = min(p.top for p in region.left + region.right)
    for ordinal, side in enumerate((region.left, region.right), start=1):
        own = measures_in(side, measures)
        for nth, row in enumerate(rows_of(side, measures.height)):
            line = Line(tuple(p.word for p in row), LineKind.BODY, None, _align(row, own), ordinal)
            pieces.append(_Piece(top + (ordinal * 10_000 + nth) * 1e-6, line))
    return pieces


_PAGE_NUMBER = re.compile(r"^\W{0,3}(?:[Tt]rang\s|[Pp]age\s)?\W{0,3}\d{1,4}(?:\s?[/|]\s?\d{1,4})?\W{0,3}$")
_FILE_NAME = re.compile(r"^(?:\S{0,120}(?:\\\S{1,120}|\.(?:docx?|xlsx?|pdf))|[a-z]\W{0,2}\\.{1,120})$", re.IGNORECASE)
"""A file's name, or a path that begins with its drive; what stands for the colon and the dot may be misread."""


def _page_numbers(rows: list[Row], height_pt: float) -> tuple[list[Row], list[Row]]:
    """Page numbers alone in the top or bottom margin, and file names there; and the other rows.

    Nghị định 30/2020 sets the number at the top in the middle; older papers at the foot.
    """
    found: list[int] = []
    for order in (range(len(rows)), range(len(rows) - 1, -1, -1)):
        for index in list(order)[:2]:
            row = rows[index]
            middle = row_middle(row) / height_pt
            if not (middle < 0.1 or middle > 0.9):
                break
            # A file's name at the left and the number in the middle share a row.
            texts = [text_of(piece) for piece in pieces_of(row, 2 * max(p.bottom - p.top for p in row))]
            if index not in found and all(_PAGE_NUMBER.match(text) or _FILE_NAME.match(text) for text in texts):
                found.append(index)
    return [rows[i] for i in found], [row for i, row in enumerate(rows) if i not in found]


def _stamps(rows: list[Row], height: float, measures: Measures) -> tuple[list[Row], list[Row]]:
    """Incoming stamps, marks of urgency and copy, signature banners: taken out of their rows.

    A stamp is known by its own words alone (closed lists), then its further lines, which stand
    close under it.
    """
    pieces = [(n, piece) for n, row in enumerate(rows) for piece in pieces_of(row, 1.3 * height)]
    chosen: set[int] = set()
    for index, (_, piece) in enumerate(pieces):
        text = text_of(piece)
        if index in chosen and not _is_banner(text, "banner"):  # one banner under the other: each has its own lines
            continue
        if len(text) <= 40 and equals(text, "incoming"):
            block = _below(pieces, index, height, "incoming_line", 3.0)
            if len(block) > 1 or len(letters(text)) > 3:
                chosen.update(block)
        elif _is_banner(text, "banner"):
            chosen.update(_below(pieces, index, height, "banner_line", 2.0, "banner", banner=True))
        elif _is_mark(text) and not _is_title_place(piece, measures):
            chosen.add(index)
    if not chosen:
        return [], rows
    found: list[Row] = [pieces[i][1] for i in sorted(chosen)]
    gone = {id(p) for row in found for p in row}
    rest = [[p for p in row if id(p) not in gone] for row in rows]
    return found, [row for row in rest if row]


_NUMBERED = re.compile(r"[\s:.…]{1,20}\d{0,5}[\s.…]{0,20}$")
"""The number behind `BẢN SỐ` (Nghị định 26/2020/NĐ-CP, Điều 3: copies of a secret are numbered), or its dots."""


def _is_mark(text: str) -> bool:
    """True for a mark of urgency, secrecy, copy or use, and nothing else (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    return len(text) <= 40 and is_capitals(text) and equals(_NUMBERED.sub("", text), "mark") is not None


def _is_title_place(piece: Row, measures: Measures) -> bool:
    """True in the middle of the body, where a heading like `BẢN SAO` would be a title."""
    return abs((piece[0].x0 + piece[-1].x1) / 2 - measures.centre) < 0.04 * measures.width


def _is_banner(text: str, kind: str) -> bool:
    """True for `Ký bởi: …` and the like: the words, then a colon or the English form."""
    anchor = opens(text, kind)
    if anchor is None:
        return False
    if anchor.term.isascii() and kind == "banner":
        return True
    head = text[: len(anchor.term) + 4]
    return ":" in head


def _below(
    pieces: Sequence[tuple[int, Row]],
    start: int,
    height: float,
    kind: str,
    reach: float,
    *more: str,
    banner: bool = False,
) -> set[int]:
    """The piece at `start` with the lines of its stamp: close below, under it, opened by its words."""
    block = {start}
    first = pieces[start][1]
    low, high = first[0].x0 - 8 * height, first[-1].x1 + 8 * height
    bottom = max(p.bottom for p in first)
    grown = 0
    for index in range(start + 1, len(pieces)):
        piece = pieces[index][1]
        top = min(p.top for p in piece)
        if top > bottom + reach * height or grown >= 8:
            break
        if piece[-1].x1 < low or piece[0].x0 > high or piece[-1].x1 - piece[0].x0 > 24 * height:
            continue
        text = text_of(piece)
        own = opens(text, kind, *more) is not None
        if banner:
            own = _is_banner(text, kind) or any(_is_banner(text, other) for other in more)
            # A subject's name runs on over lines of the banner's own small print.
            small = median(p.bottom - p.top for p in piece) < 0.9 * height
            own = own or (small and len(piece) <= 8 and top < bottom + 0.8 * height)
        if own:
            block.add(index)
            bottom = max(bottom, max(p.bottom for p in piece))
            grown += 1
    return block


_NOTE_MARK = re.compile(r"^(?:\(?\d{1,2}[).]?|\[\d{1,2}\]|\*{1,3}|[¹²³⁴⁵⁶⁷⁸⁹])\s?\w")


def _notes(rows: Sequence[Row], height_pt: float) -> int:
    """How many of the page's last rows are footnotes: smaller letters, begun by a mark.

    The size is the font's where known, else the mean width of the letters.
    """
    if len(rows) < 6:
        return 0
    body = median(_size(row) for row in rows)
    best = 0
    for count, row in enumerate(reversed(rows), start=1):
        if _size(row) >= 0.9 * body or row_middle(row) < 0.45 * height_pt:
            break
        text = text_of(row)
        if _NOTE_MARK.match(text) and not opens(text, "recipients"):
            best = count
    return best


def _size(row: Row) -> float:
    known = [p.word.size for p in row if p.word.size]
    if known:
        return float(median(known))
    if len(row) <= 2:
        return float("inf")
    # Heights of OCR's boxes hang on which letters a word has; widths of many letters even out.
    return sum(p.x1 - p.x0 for p in row) / sum(len(p.word.text) for p in row)


def _in_order(
    pieces: list[_Piece],
    grids: Sequence[GridTable],
    inside: Inside,
    height: float,
    width_pt: float,
    height_pt: float,
) -> tuple[tuple[Line, ...], tuple[Table, ...]]:
    """Lines and tables sorted down the page, the tables' cells now naming their lines."""
    order: list[tuple[float, int, Line | int]] = [(piece.top, 1, piece.line) for piece in pieces]
    order += [(grid.box[1] * height_pt, 0, index) for index, grid in enumerate(grids)]
    order.sort(key=lambda entry: (entry[0], entry[1]))
    lines: list[Line] = []
    tables: list[Table] = []
    for _, _, thing in order:
        if isinstance(thing, Line):
            lines.append(thing)
            continue
        grid = grids[thing]
        cells: list[Cell] = []
        for nth, cell in enumerate(grid.cells):
            words = inside.get((thing, nth), [])
            rows = rows_of(words, typical_height(words))
            first = len(lines)
            lines += [
                Line(tuple(p.word for p in row), LineKind.TABLE, None, _cell_align(row, cell.box, width_pt))
                for row in rows
            ]
            span = tuple(range(first, len(lines)))
            cells.append(Cell(cell.row, cell.column, span, cell.row_span, cell.column_span, cell.box))
        tables.append(Table(grid.rows, grid.columns, tuple(cells), grid.box))
    return tuple(lines), tuple(tables)


def _cell_align(row: Row, box: Box, width_pt: float) -> Align:
    before, after = row[0].x0 - box[0] * width_pt, box[2] * width_pt - row[-1].x1
    if abs(before - after) <= 0.1 * (box[2] - box[0]) * width_pt and before > 8:
        return Align.CENTER
    return Align.LEFT
