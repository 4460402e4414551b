"""Document-wide tables: those of pages joined, repeated heads dropped, cut rows and merged cells made whole."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.pages import Page, Table
from pipeline.parsing.facts import Paragraph, Row, WorkTable, Zone
from pipeline.parsing.lexicon import fold_tone
from pipeline.parsing.marks import goes_on
from pipeline.parsing.text import Text, TextLine, View

_HEAD_ROWS = 3
"""Rows of a table that may be its head, and stand again on the next page."""
_ORDINAL_HEAD = re.compile(r"^(?:s[oố]\s{0,2})?(?:s?tt|th[uứ] t[uự])\.?$")
_GROUP = re.compile(r"^\(?(?:[IVXL]{1,6}|[A-HĐ])[.)]?\)?$")
_NUMBER = re.compile(r"^\(?\d{1,4}[.)]?\)?$")
_ALIKE = 80
"""Of 100: how like the first head a head on a later page is read at least."""
_ITEM = re.compile(r"^[-–—+•*]\s{0,2}[A-ZÀ-ỸĐ]")
"""An item of a list begins, and no sentence goes on."""
_DASHES = tuple("-–—+•*")


_Lines = tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A table as it stands on one page: rows of cells of lines, and each place's cell.

    A merged cell's lines stand in each place that it covers; ``cells`` holds its ordinal there.
    """

    page: Page
    rows: list[list[_Lines]]
    cells: list[list[int]]

    @property
    def columns(self) -> int:
        return len(self.rows[0])

    def tall(self, row: int, column: int) -> int:
        """How many rows the cell at a place covers from there on down."""
        own = self.cells[row][column]
        return sum(1 for at in range(row, len(self.rows)) if self.cells[at][column] == own)

    def top(self, row: int, column: int) -> int:
        """The first row of the cell at a place."""
        own = self.cells[row][column]
        return next(at for at in range(row + 1) if self.cells[at][column] == own)

    def empty(self, column: int) -> int:
        """How many cells of a column bear no words."""
        return len({self.cells[row][column] for row in range(len(self.rows)) if not self.rows[row][column]})


def joined_tables(text: Text, flow: Sequence[TextLine]) -> tuple[WorkTable, ...]:
    """The tables of the flow; one that goes on over pages is one, its repeated head dropped."""
    by_place = {(id(line.page), line.page_line): line for line in flow}
    tables: list[list[_Part]] = []
    for page in text.pages:
        for table in page.tables:
            part = _part(page, table, by_place)
            if not any(any(row) for row in part.rows):
                continue
            continues = table.continues and tables and tables[-1][-1].columns == table.columns
            if continues and not _another(tables[-1][0].rows, part.rows):
                tables[-1].append(part)
            else:
                tables.append([part])
    return tuple(_work_table(text, ordinal, parts) for ordinal, parts in enumerate(tables))


def _part(page: Page, table: Table, by_place: Mapping[tuple[int, int], TextLine]) -> _Part:
    rows: list[list[_Lines]] = [[() for _ in range(table.columns)] for _ in range(table.rows)]
    cells = [[-1] * table.columns for _ in range(table.rows)]
    for ordinal, cell in enumerate(table.cells):
        lines = tuple(by_place[id(page), index] for index in cell.lines if (id(page), index) in by_place)
        for row in range(cell.row, min(table.rows, cell.row + cell.row_span)):
            for column in range(cell.column, min(table.columns, cell.column + cell.column_span)):
                rows[row][column] = lines
                cells[row][column] = ordinal
    return _Part(page, rows, cells)


def _strings(cells: Sequence[_Lines]) -> list[str]:
    """A row's cells, folded for comparison."""
    return [fold_tone(" ".join(line.string for line in lines)).casefold() for lines in cells]


def _another(first: Sequence[Sequence[_Lines]], rows: Sequence[Sequence[_Lines]]) -> bool:
    """True where a table opens with a head of its own and not with the head of the table before."""
    opening = _strings(rows[0])
    return any(map(_ORDINAL_HEAD.match, opening[:2])) and not _is_head(opening, _strings(first[0]))


def _is_head(row: Sequence[str], head: Sequence[str]) -> bool:
    """True for a row that says what a row of the head says, as far as two readings of a scan agree.

    Rows of work under an ordinal may be as alike as that: they must be equal.
    """
    if list(row) == list(head):
        return any(row)
    if not any(head) or bool(row[0]) != bool(head[0]) or _NUMBER.match(row[0]):
        return False
    return fuzz.ratio(" ".join(row), " ".join(head)) >= _ALIKE


def _work_table(text: Text, ordinal: int, parts: Sequence[_Part]) -> WorkTable:
    rows: list[Row] = []
    head: list[list[str]] = []
    paragraphs: dict[tuple[int, ...], Paragraph] = {}
    for nth, part in enumerate(parts):
        again = 0 if nth > 0 else _HEAD_ROWS
        above = rows[-1].cells if rows else ()
        carried: dict[int, range] = {}
        for at, lines_of_row in enumerate(part.rows):
            strings = _strings(lines_of_row)
            if again < len(head) and _is_head(strings, head[again]):
                again += 1
                continue
            if again != _HEAD_ROWS:
                carried = _carried(parts, nth, at)
            again = _HEAD_ROWS
            row_cells: list[Paragraph | None] = []
            for column, lines in enumerate(lines_of_row):
                if not lines:
                    row_cells.append(above[column] if at in carried.get(column, ()) else None)
                    continue
                key = tuple(line.index for line in lines)
                if key not in paragraphs:
                    view = View.of(text.string, ((line.start, line.end) for line in lines))
                    paragraphs[key] = Paragraph(len(paragraphs), lines, view, Zone.BODY, (ordinal, len(rows), column))
                row_cells.append(paragraphs[key])
            if any(lines_of_row):
                rows.append(Row(len(rows), tuple(row_cells), part.page.number, _is_group(row_cells)))
                if nth == 0 and len(head) < _HEAD_ROWS:
                    head.append(strings)
    first = min((line.index for row in rows for cell in row.cells if cell for line in cell.lines), default=0)
    return WorkTable(ordinal, tuple(_joined(text, rows)), parts[0].columns, first)


def _carried(parts: Sequence[_Part], nth: int, first: int) -> dict[int, range]:
    """Columns whose merged cell goes on from the page before without words, with the rows that it covers here.

    It stands first on the page below the head, is empty and covers several rows. Or it covers one,
    the cell above the page's end covers several, and no other cell of its column is empty.
    """
    part, above = parts[nth], parts[nth - 1]
    carried = {}
    for column in range(part.columns):
        tall = part.tall(first, column)
        if part.rows[first][column]:
            continue
        merged = above.top(len(above.rows) - 1, column) < len(above.rows) - 1
        if tall > 1 or (merged and sum(one.empty(column) for one in parts) == 1):
            carried[column] = range(first, first + tall)
    return carried


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
    last = 0
    for row in rows:
        previous = found[-1] if found else None
        if previous and row.page != last and not row.group and _is_rest(previous, row, numbered):
            cells = tuple(a if a is b else _merge(text, a, b) for a, b in zip(previous.cells, row.cells, strict=True))
            found[-1] = Row(previous.index, cells, previous.page, previous.group)
        else:
            found.append(Row(len(found), row.cells, row.page, row.group))
        last = row.page
    return found


def _is_rest(previous: Row, row: Row, numbered: bool) -> bool:
    """True where a page's first row is what was left of the last one of the page before.

    Its sentence goes on; or, where rows have ordinals and this one has none, the cell above stopped
    at a semicolon, or both parts are lists of dashes.
    """
    filled = [(a, b) for a, b in zip(previous.cells, row.cells, strict=True) if b is not None and a is not b]
    if not filled or (row.cells[0] is not None and row.cells[0] is not previous.cells[0]):
        return False
    if any(a and _NUMBER.match(a.string.strip()) and _NUMBER.match(b.string.strip()) for a, b in filled):
        return False  # an ordinal behind an ordinal
    if len({id(b) for _, b in filled}) != len(filled):
        return False
    pairs = [(a.string, b.string) for a, b in filled if a is not None]
    if any(goes_on(a, b) and not _ITEM.match(b) for a, b in pairs):
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
