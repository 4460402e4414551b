"""Paragraphs and document-wide tables: lines re-joined over line and page breaks, beside the text.

What a line break means differs: a Word paragraph is one line, a page's lines are wrapped at its
margins, a plain text may be either. Each has its own small rule here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from rapidfuzz import fuzz

from pipeline.pages import Align, LineKind, Page
from pipeline.parsing.abbreviations import collect
from pipeline.parsing.facts import Layout, Paragraph, Row, WorkTable, Zone, Zones
from pipeline.parsing.lexicon import fold_tone
from pipeline.parsing.marks import BULLETS, mark
from pipeline.parsing.text import Text, TextLine, View

_FLOW = frozenset({Zone.BODY, Zone.APPENDIX})
_TERMINAL = (".", ";", ":", "!", "?", "…", "./.")
_HEAD_ROWS = 3
"""Rows of a table that may be its head, and stand again on the next page."""
_ORDINAL_HEAD = re.compile(r"^(?:s[oố]\s{0,2})?(?:s?tt|th[uứ] t[uự])\.?$")
_GROUP = re.compile(r"^\(?(?:[IVXL]{1,6}|[A-HĐ])[.)]?\)?$")
_NUMBER = re.compile(r"^\(?\d{1,4}[.)]?\)?$")
_ALIKE = 80
"""Of 100: how like the first head a head on a later page is read at least."""
_DASHES = tuple("-–—+•*")
_WRAP_WIDTH = 125
"""Plain text whose long lines end here or before was wrapped by its author (in characters)."""


def layout(text: Text, zones: Zones) -> Layout:
    """Paragraphs, tables and abbreviations of a document.

    Paragraphs are those of body and appendix lines outside tables, in reading order; a footnote's
    lines are paragraphs of their own, behind the others.
    """
    flow = [line for line, zone in zip(text.lines, zones.of, strict=True) if zone in _FLOW]
    plain = [line for line in flow if line.line.kind != LineKind.TABLE]
    notes = [line for line, zone in zip(text.lines, zones.of, strict=True) if zone == Zone.NOTE]
    paragraphs: list[Paragraph] = []
    for group in (*_groups(plain, zones), *_groups(notes, zones)):
        view = View.of(text.string, ((line.start, line.end) for line in group))
        if view.string:
            paragraphs.append(Paragraph(len(paragraphs), tuple(group), view, zones.of[group[0].index]))
    defined = collect("\n".join(paragraph.string for paragraph in paragraphs))
    return Layout(zones, tuple(paragraphs), _tables(text, flow), defined)


def _groups(lines: Sequence[TextLine], zones: Zones) -> Iterable[list[TextLine]]:
    margins = {id(page): _Margins(page) for page in {id(line.page): line.page for line in lines}.values()}
    wrapped = _wrapped(lines)
    group: list[TextLine] = []
    for line in lines:
        if group:
            previous = group[-1]
            same_zone = zones.of[previous.index] == zones.of[line.index]
            if not same_zone or not _joins(previous, line, group[0], margins, wrapped):
                yield group
                group = []
        group.append(line)
    if group:
        yield group


class _Margins:
    """Left and right margin of a page's body and its usual line gap, in page fractions."""

    def __init__(self, page: Page) -> None:
        boxes = [line.box for line in page.lines if line.kind in (LineKind.BODY, LineKind.NOTE) and line.box]
        lefts = sorted(box[0] for box in boxes)
        rights = sorted(box[2] for box in boxes)
        self.left = lefts[len(lefts) // 10] if lefts else 0.0
        self.right = rights[-1 - len(rights) // 10] if rights else 1.0
        gaps = [after[1] - before[3] for before, after in pairwise(boxes) if after[1] > before[1]]
        self.gap = median(gaps) if gaps else 0.0
        self.height = median([box[3] - box[1] for box in boxes]) if boxes else 0.0


def _wrapped(lines: Sequence[TextLine]) -> int:
    """The width in characters at which a plain text was wrapped by hand; 0 where it was not."""
    lengths = sorted(len(line.string) for line in lines if _is_plain(line))
    if len(lengths) < 8:
        return 0
    longest = lengths[-1 - len(lengths) // 50]
    full = sum(length > 0.7 * longest for length in lengths)
    return longest if longest <= _WRAP_WIDTH and full > len(lengths) // 3 else 0


def _is_plain(line: TextLine) -> bool:
    """True for a line of a plain text: no box, no font."""
    return line.line.box is None and all(word.size is None and word.bold is None for word in line.line.words)


def _ends(string: str) -> bool:
    return string.rstrip(' *_”"’)').endswith(_TERMINAL)


def _goes_on(previous: str, string: str) -> bool:
    """True where the words alone say that a sentence goes on: no stop before, no capital after."""
    first = string.lstrip('*_“"( ')[:1]
    return not _ends(previous) and (first.islower() or first.isdigit() or first in "-–%&/,;)")


def _labelled(previous: TextLine, line: TextLine) -> bool:
    """True where a line begins a unit of the outline, and not the rest of `kinh tế / - xã hội`."""
    found = mark(line.string)
    if found is None:
        return False
    if found.kind in BULLETS and not _ends(previous.string):
        first = line.string[found.end : found.end + 1]
        return not (first.islower() or first.isdigit())
    if found.kind in {"decimal", "dotted"} and line.string[found.end : found.end + 1].islower():
        return _ends(previous.string)
    return not (found.kind == "appendix" and not line.string[:7].isupper())


def _joins(previous: TextLine, line: TextLine, first: TextLine, margins: dict[int, _Margins], wrapped: int) -> bool:
    """True where a line goes on in the paragraph of the line before it."""
    if _hangs(previous, line, first, margins):
        return True
    if _labelled(previous, line):
        return False
    if line.line.kind != previous.line.kind:
        return False
    broken = previous.page is not line.page
    box, before = line.line.box, previous.line.box
    if box is None or before is None:
        same = not broken and line.line.paragraph is not None and line.line.paragraph == previous.line.paragraph
        if not _is_plain(line):
            # A Word paragraph is whole; only a page break inside one splits it.
            return same or (broken and _goes_on(previous.string, line.string))
        if same and wrapped:
            return len(previous.string) > 0.72 * wrapped or _goes_on(previous.string, line.string)
        return _goes_on(previous.string, line.string) and not _heading_like(previous.string)
    if line.string[:1].islower() and not previous.string.rstrip(' *_”"’)').endswith((".", ":")):
        return True  # no paragraph begins in lower case in the middle of a sentence
    edge = margins[id(previous.page)]
    reaches = before[2] > edge.right - 0.06
    if previous.line.align == Align.CENTER or line.line.align == Align.CENTER:
        both = previous.line.align == line.line.align and not line.string.startswith("(")
        return both and not broken and not _ends(previous.string) and _upper(previous.string) == _upper(line.string)
    if broken:
        return _goes_on(previous.string, line.string) or (reaches and not _ends(previous.string))
    if not reaches:
        return _goes_on(previous.string, line.string) and before[2] > edge.right - 0.2
    if not _ends(previous.string):
        return True
    here = margins[id(line.page)]
    indented = box[0] > here.left + 0.018
    if indented:
        # Hanging indent: the rest of a labelled line stands under its words.
        return mark(first.string) is not None and first is previous and box[0] > before[0] + 0.01
    return box[1] - before[3] < max(here.gap * 2.2, here.height * 0.9)


def _hangs(previous: TextLine, line: TextLine, first: TextLine, margins: dict[int, _Margins]) -> bool:
    """True where geometry alone says that a line goes on, whatever it begins with (`21/KH-UBND`, `- xã hội`).

    The paragraph's first line is indented, the line before runs to the margin without a stop, and
    this one stands at the left margin.
    """
    begin, before, box = first.line.box, previous.line.box, line.line.box
    if begin is None or before is None or box is None or line.line.kind != previous.line.kind:
        return False
    if line.line.align == Align.CENTER or first.page is not line.page:
        return False
    edge = margins[id(line.page)]
    return (
        begin[0] > edge.left + 0.018
        and abs(box[0] - edge.left) < 0.012
        and before[2] > edge.right - 0.045
        and not _ends(previous.string)
    )


def _upper(string: str) -> bool:
    letters = [ch for ch in string if ch.isalpha()]
    return bool(letters) and sum(ch.isupper() for ch in letters) > 0.7 * len(letters)


def _heading_like(string: str) -> bool:
    return _upper(string) or (mark(string) is not None and len(string) < 40)


# --- tables -------------------------------------------------------------------------------------


def _tables(text: Text, flow: Sequence[TextLine]) -> tuple[WorkTable, ...]:
    """The tables of the flow; one that goes on over pages is one, its repeated head dropped."""
    by_place = {(id(line.page), line.page_line): line for line in flow}
    grids: list[list[tuple[Page, int, list[list[tuple[TextLine, ...]]]]]] = []
    for page in text.pages:
        for nth, table in enumerate(page.tables):
            rows: list[list[tuple[TextLine, ...]]] = [[() for _ in range(table.columns)] for _ in range(table.rows)]
            for cell in table.cells:
                lines = tuple(by_place[id(page), index] for index in cell.lines if (id(page), index) in by_place)
                for row in range(cell.row, min(table.rows, cell.row + cell.row_span)):
                    for column in range(cell.column, min(table.columns, cell.column + cell.column_span)):
                        rows[row][column] = lines
            if not any(any(row) for row in rows):
                continue
            continues = table.continues and grids and len(grids[-1][-1][2][0]) == table.columns
            if continues and not _another(grids[-1][0][2], rows):
                grids[-1].append((page, nth, rows))
            else:
                grids.append([(page, nth, rows)])
    return tuple(_work_table(text, ordinal, grid) for ordinal, grid in enumerate(grids))


_Cells = list[list[tuple[TextLine, ...]]]
"""Rows of cells of lines; a merged cell stands in each place that it covers."""


def _strings(cells: Sequence[tuple[TextLine, ...]]) -> list[str]:
    """A row's cells, folded for comparison."""
    return [fold_tone(" ".join(line.string for line in lines)).casefold() for lines in cells]


def _another(first: _Cells, rows: _Cells) -> bool:
    """True where a table opens with a head of its own and not with the head of the table before."""
    opening = _strings(rows[0])
    return _ORDINAL_HEAD.match(opening[0]) is not None and not _is_head(opening, _strings(first[0]))


def _is_head(row: Sequence[str], head: Sequence[str]) -> bool:
    """True for a row that says what a row of the head says, as far as two readings of a scan agree.

    Rows of work under an ordinal may be as alike as that: they must be equal.
    """
    if list(row) == list(head):
        return any(row)
    if not any(head) or bool(row[0]) != bool(head[0]) or _NUMBER.match(row[0]):
        return False
    return fuzz.ratio(" ".join(row), " ".join(head)) >= _ALIKE


def _work_table(
    text: Text, ordinal: int, grid: Sequence[tuple[Page, int, list[list[tuple[TextLine, ...]]]]]
) -> WorkTable:
    rows: list[Row] = []
    head: list[list[str]] = []
    paragraphs: dict[tuple[int, ...], Paragraph] = {}
    columns = len(grid[0][2][0])
    for piece, (page, _, cells) in enumerate(grid):
        again = 0 if piece > 0 else _HEAD_ROWS
        for lines_of_row in cells:
            strings = _strings(lines_of_row)
            if again < len(head) and _is_head(strings, head[again]):
                again += 1
                continue
            again = _HEAD_ROWS
            row_cells: list[Paragraph | None] = []
            for column, lines in enumerate(lines_of_row):
                if not lines:
                    row_cells.append(None)
                    continue
                key = tuple(line.index for line in lines)
                if key not in paragraphs:
                    view = View.of(text.string, ((line.start, line.end) for line in lines))
                    paragraphs[key] = Paragraph(len(paragraphs), lines, view, Zone.BODY, (ordinal, len(rows), column))
                row_cells.append(paragraphs[key])
            if any(row_cells):
                rows.append(Row(len(rows), tuple(row_cells), page.number, _is_group(row_cells)))
                if piece == 0 and len(head) < _HEAD_ROWS:
                    head.append(strings)
    first = min((line.index for row in rows for cell in row.cells if cell for line in cell.lines), default=0)
    return WorkTable(ordinal, tuple(_joined(text, rows)), columns, first)


def _is_group(cells: Sequence[Paragraph | None]) -> bool:
    """True for a row that names those below it: one cell across the others, or alone behind a group's numeral."""
    own = [cell for cell in cells if cell is not None]
    distinct = {id(cell) for cell in own}
    if len(cells) < 3 or not own or len(distinct) > 2:
        return False
    if len(distinct) == 2 and not (cells[0] is not None and own.count(cells[0]) == 1):
        return False
    across = max(sum(cell is other for other in own) for cell in own) >= len(cells) - 1
    numeral = cells[0] is not None and len(distinct) == 2 and _GROUP.match(cells[0].string.strip()) is not None
    return across or numeral


def _joined(text: Text, rows: Sequence[Row]) -> list[Row]:
    """Rows cut by a page break joined: the rest has no ordinal and goes on where the row above stopped."""
    found: list[Row] = []
    numbered = 2 * sum(row.cells[0] is not None for row in rows) > len(rows)
    for row in rows:
        previous = found[-1] if found else None
        if previous and row.page != previous.page and not row.group and _is_rest(previous, row, numbered):
            cells = tuple(_merge(text, a, b) for a, b in zip(previous.cells, row.cells, strict=True))
            found[-1] = Row(previous.index, cells, row.page, previous.group)
        else:
            found.append(Row(len(found), row.cells, row.page, row.group))
    return [Row(row.index, row.cells, _first_page(row), row.group) for row in found]


def _first_page(row: Row) -> int:
    return next((cell.lines[0].page.number for cell in row.cells if cell), row.page)


def _is_rest(previous: Row, row: Row, numbered: bool) -> bool:
    """True where a page's first row is what was left of the last one of the page before.

    Its sentence goes on; or, where rows have ordinals and this one has none, the cell above stopped
    at a semicolon, or both parts are lists of dashes.
    """
    if row.cells[0] is not None or not any(row.cells):
        return False
    filled = [(a, b) for a, b in zip(previous.cells, row.cells, strict=True) if b is not None]
    if len({id(b) for _, b in filled}) != len(filled):
        return False
    pairs = [(a.string, b.string) for a, b in filled if a is not None]
    if any(_goes_on(a, b) for a, b in pairs):
        return True
    if not numbered or previous.cells[0] is None:
        return False
    return any(a.rstrip().endswith((";", ",")) or (a[:1] in _DASHES and b[:1] in _DASHES) for a, b in pairs)


def _merge(text: Text, before: Paragraph | None, after: Paragraph | None) -> Paragraph | None:
    if before is None or after is None:
        return before or after
    lines = before.lines + after.lines
    view = View.of(text.string, ((line.start, line.end) for line in lines))
    return Paragraph(before.index, lines, view, before.zone, before.cell)
