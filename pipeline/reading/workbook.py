"""Excel files (.xlsx): appendix schedules, each sheet a page with its table.

What stands above and below a sheet's table (the heading of an appendix, its title, the signing
block) becomes paragraphs; cells side by side there are the two sides of a heading or foot. Formulas
give the values that were last computed and saved with them; nothing is computed and no macro is run.
"""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import ParseError

from lxml import etree

from pipeline.errors import DamagedError, EncryptedError, LimitError
from pipeline.pages import Align, Page, Word, words_of
from pipeline.reading.blocks import Block, Break, Grid, GridRow, Paragraph, Slot
from pipeline.reading.encodings import turned_together
from pipeline.reading.flow import pages_of
from pipeline.settings import ReadingSettings

MAX_UNPACKED = 96 * 1024 * 1024
"""Bytes of all parts unpacked: the library holds every cell as an object, fifty times its size."""
MAX_CELLS = 400_000
MAX_COLUMNS = 200
"""Columns of a table; a sheet that goes further to the right holds data and no document."""
TABLE_CELLS = 3
"""Filled cells of a row by which a table is told from a heading's two sides."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
    NotImplementedError,
)
"""What the library raises on files that no program would write."""
_ALIGNS = {"left": Align.LEFT, "center": Align.CENTER, "right": Align.RIGHT, "centerContinuous": Align.CENTER}


@dataclass(frozen=True, slots=True)
class _Filled:
    """A cell with words: 0-based place, spans, its lines, whether a visible border is stated."""

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[tuple[Word, ...], ...]
    align: Align
    border: bool


def read_workbook(data: bytes, settings: ReadingSettings) -> tuple[Page, ...]:
    """The pages of an Excel file: its visible sheets with words, in order.

    Raises DamagedError when it is broken or holds no words, EncryptedError when it is locked,
    LimitError when it unpacks to more than a document does.
    """
    _bounded(data)
    blocks: list[Block] = []
    sheets = _sheets(data)
    encodings = _turn(sheets)
    for sheet in sheets:
        cells = _cells(sheet)
        if cells:
            blocks += [Break()] if blocks else []
            blocks += _laid(cells)
            name = words_of(str(sheet.title))
            blocks += [Paragraph(((name,),), role="edge")] if name else []
    if not blocks:
        raise DamagedError("the Excel file has no words", "get a fresh copy of the file")
    return tuple(replace(page, encodings=encodings) for page in pages_of(blocks, settings.max_pages))


def _turn(sheets: Sequence[Any]) -> tuple[str, ...]:
    """Turn letters of the encodings before Unicode, in place, by the cells' fonts; the encodings met."""
    cells = [cell for sheet in sheets for cell in sheet._cells.values() if isinstance(cell.value, str)][:MAX_CELLS]
    shown, encodings = turned_together([(str(cell.font.name or ""), cell.value) for cell in cells])
    if encodings:
        for cell, text in zip(cells, shown, strict=True):
            cell.value = text
    return encodings


def _bounded(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise DamagedError("the Excel file is a broken zip", "get a fresh copy of it") from error
    if any(part.flag_bits & 1 for part in parts):
        raise EncryptedError("the Excel file is locked with a password", "save a copy without one")
    unpacked = sum(part.file_size for part in parts if not part.filename.startswith("xl/media/"))
    if unpacked > MAX_UNPACKED:
        raise LimitError(f"the Excel file unpacks to {unpacked} bytes", "split it into its sheets")


def _sheets(data: bytes) -> list[Any]:
    import openpyxl  # loads slowly, and few archives hold workbooks

    try:
        with warnings.catch_warnings():
            # It tells of extensions that it leaves out: conditional colours, drop-down lists.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(_without_pictures(data)), data_only=True, keep_links=False)
    except _BROKEN as error:
        raise DamagedError("the Excel file can't be taken apart", "open it in Excel and save it again") from error
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


_PICTURES = re.compile(rb"<(?:\w{1,20}:)?Relationship\b[^>]{0,500}/relationships/drawing[\"'][^>]{0,500}>")


def _without_pictures(data: bytes) -> bytes:
    """The package with its sheets' relations to drawings cut: pictures are not read, and may be bombs."""
    slim = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(slim, "w") as target:
        for part in source.infolist():
            if not part.filename.startswith("xl/media/"):
                raw = source.read(part)
                target.writestr(part.filename, _PICTURES.sub(b"", raw) if part.filename.endswith(".rels") else raw)
    return slim.getvalue()


def _cells(sheet: Any) -> list[_Filled]:
    """The cells with words, in row-major order. Raises LimitError beyond `MAX_CELLS`."""
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    # The sparse map itself: walking a sheet's rows makes a cell for each place, and a sheet has 17 milliards.
    places = sorted(sheet._cells)
    found: list[_Filled] = []
    for row, column in places:
        cell = sheet._cells[row, column]
        lines = tuple(filter(None, (_words(line, cell) for line in _shown(cell).splitlines())))
        if not lines:
            continue
        if len(found) >= MAX_CELLS or column > MAX_COLUMNS:
            raise LimitError("a sheet of the Excel file holds more cells than a document does", "split it")
        area = spans.get((row, column))
        rows = area.max_row - row + 1 if area else 1
        columns = area.max_col - column + 1 if area else 1
        align = _ALIGNS.get(cell.alignment.horizontal or "", Align.LEFT)
        border = any(getattr(cell.border, side).style for side in ("left", "right", "top", "bottom"))
        found.append(_Filled(row - 1, column - 1, rows, min(columns, MAX_COLUMNS), lines, align, border))
    return found


def _words(line: str, cell: Any) -> tuple[Word, ...]:
    font = cell.font
    size = float(font.sz) if font.sz else None
    return tuple(Word(word.text, size=size, bold=bool(font.b), italic=bool(font.i)) for word in words_of(line))


def _shown(cell: Any) -> str:
    """A cell's value as its reader sees it.

    Dates in the country's order, and only the parts that the format names; shares as percentages. Numbers
    stand without separators, which depend on the reader's own settings.
    """
    value, form = cell.value, str(cell.number_format or "").lower()
    if value is None or isinstance(value, bool) or str(value).startswith("#"):
        return "" if not isinstance(value, str) else value
    if isinstance(value, datetime.datetime | datetime.date):
        if "d" not in form and "m" in form:
            return f"{value:%m/%Y}"
        return f"{value:%d/%m/%Y}"
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, int | float):
        return f"{100 * value:.10g}%" if "%" in form else f"{value:.15g}"
    return str(value)


def _laid(cells: Sequence[_Filled]) -> Iterator[Block]:
    """The blocks of a sheet: paragraphs above the table, the table, paragraphs below it."""
    rows: dict[int, list[_Filled]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    table = _table_of(rows)
    for row, filled in rows.items():
        if table is None or row < table[0]:
            yield _paragraph(filled)
    if table is None:
        return
    yield _grid([cell for cell in cells if table[0] <= cell.row <= table[1]])
    for row, filled in rows.items():
        if row > table[1]:
            yield _paragraph(filled)


def _table_of(rows: dict[int, list[_Filled]]) -> tuple[int, int] | None:
    """First and last row of a sheet's table; None where it has none.

    It begins with the first row of three cells, or of two with borders; it ends with the last such row, or with
    a bordered row behind it (a total over merged cells).
    """
    like = [
        row
        for row, filled in rows.items()
        if len(filled) >= TABLE_CELLS or (len(filled) == 2 and all(cell.border for cell in filled))
    ]
    if not like:
        return None
    ruled = [row for row, filled in rows.items() if row > like[0] and all(cell.border for cell in filled)]
    return like[0], max(like[-1], *ruled, like[0])


def _paragraph(filled: Sequence[_Filled]) -> Paragraph:
    """A row outside the table: one cell as it stands, several as stretches with white between."""
    if len(filled) == 1:
        return Paragraph(tuple((line,) for line in filled[0].lines), filled[0].align)
    sides = [cell.lines for cell in filled]
    lines = []
    for nth in range(max(map(len, sides))):
        lines.append(tuple(side[nth] if nth < len(side) else () for side in sides))
    return Paragraph(tuple(lines), Align.CENTER)


def _grid(cells: Sequence[_Filled]) -> Grid:
    """The table: columns that hold nothing are left out, merged cells span."""
    used = sorted({cell.column for cell in cells})
    places = {column: nth for nth, column in enumerate(used)}
    going_on: dict[int, list[Slot]] = {}
    rows: dict[int, list[Slot]] = {}
    last = max(cell.row for cell in cells)
    for cell in cells:
        span = max(1, sum(cell.column <= column < cell.column + cell.columns for column in used))
        blocks = (Paragraph(tuple((line,) for line in cell.lines), cell.align),)
        rows.setdefault(cell.row, []).append(Slot(places[cell.column], span, going_on=False, blocks=blocks))
        for below in range(cell.row + 1, min(cell.row + cell.rows, last + 1)):
            going_on.setdefault(below, []).append(Slot(places[cell.column], span, going_on=True, blocks=()))
    made = []
    for row in sorted(rows):
        slots = sorted(rows[row] + going_on.get(row, []), key=lambda slot: slot.column)
        made.append(GridRow(tuple(slots)))
    return Grid(tuple(made), borders=True)
