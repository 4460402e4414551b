"""Workbooks for people: a sheet a table, typed dates, heads that stay in sight, links to the files.

Rows are streamed: what is in memory is a batch. What a sheet can't hold is handled and told: rows
beyond Excel's limit go on in a further sheet, longer texts are cut, and links beyond its limit are
left out. No text is ever taken for a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from pipeline.analysing.cells import text_of
from pipeline.messages import say

ROWS = 1_048_576
"""Rows that a sheet holds, the head among them (Excel's limit; the next ones are too)."""
CHARACTERS = 32_767
"""UTF-16 units that a cell holds."""
LINKS = 65_530
"""Hyperlinks that a sheet holds."""

_EXACT = 2**53
"""Beyond it a sheet's numbers, doubles, no longer tell whole numbers apart."""
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900: earlier days are text."""
_WIDEST, _NARROWEST = 60, 8
_SAMPLE = 200
"""So many first rows say how wide a column is."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What XML can't hold, and what would read as such an escape itself (ECMA-376, ST_Xstring).
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f']")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What goes into a sheet.

    ``links`` names, for a column, the column whose URI its cells lead to; those columns of URIs get
    no place of their own.
    """

    name: str
    schema: pa.Schema
    batches: Iterable[pa.RecordBatch]
    links: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Told:
    """What did not go into the sheets as it is."""

    rows: int = 0
    cut: int = 0
    unlinked: int = 0
    continued: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """A line for each kind of thing that is to be told."""
        for name in self.continued:
            yield say("{name} has more rows than a sheet holds: it goes on in further sheets", name=name)
        if self.cut:
            yield say("{n} texts are longer than {most} characters and were cut", n=self.cut, most=CHARACTERS)
        if self.unlinked:
            yield say("{n} links are left out: a sheet holds {most}", n=self.unlinked, most=LINKS)


def write(path: Path, sheets: Iterable[Sheet], *, rows: int = ROWS) -> Told:
    """Write a workbook. Raises OSError.

    Args:
        path: the file.
        sheets: read one after the other.
        rows: rows that a sheet holds, the head among them.
    """
    book = Workbook(write_only=True)
    told = Told()
    used: set[str] = set()
    try:
        for sheet in sheets:
            _put(book, sheet, told, used, rows)
        if not book.worksheets:
            book.create_sheet("0")
        book.save(path)
    finally:
        for one in book.worksheets:
            # What openpyxl holds beside us until it saves, where we never came so far.
            if not one.closed:
                one.close()
    return told


def _put(book: Workbook, sheet: Sheet, told: Told, used: set[str], most: int) -> None:
    hidden = {uri for _, uri in sheet.links}
    leads = dict(sheet.links)
    names = [name for name in sheet.schema.names if name not in hidden]
    at = {name: sheet.schema.names.index(name) for name in sheet.schema.names}
    rows = _rows(sheet.batches)
    first = [row for _, row in zip(range(_SAMPLE), rows, strict=False)]
    widths = [_width(name, [row[at[name]] for row in first]) for name in names]
    page, written, linked = _begun(book, _free(sheet.name, used), names, widths), 1, 0
    for row in _chained(first, rows):
        if written == most:
            _ended(page, names, written)
            if sheet.name not in told.continued:
                told.continued.append(sheet.name)
            page, written, linked = _begun(book, _free(sheet.name, used), names, widths), 1, 0
        cells = []
        for name in names:
            cell = _cell(page, row[at[name]], told)
            uri = row[at[leads[name]]] if name in leads else None
            if uri and cell is not None:
                if linked < LINKS:
                    linked += 1
                    # Set past openpyxl's own setter, which would write the address over an empty value.
                    cell._hyperlink = Hyperlink(ref="", target=uri)
                    cell.font = _LINK
                else:
                    told.unlinked += 1
            cells.append(cell)
        page.append(cells)
        written += 1
        told.rows += 1
    _ended(page, names, written)


_HEAD, _LINK = Font(bold=True), Font(color="0563C1", underline="single")


def _begun(book: Workbook, title: str, names: Sequence[str], widths: Sequence[int]) -> Any:
    page = book.create_sheet(title)
    page.freeze_panes = "A2"
    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    heads = []
    for name in names:
        cell = WriteOnlyCell(page, "")
        cell._value, cell.data_type, cell.font = _escaped(name), "s", _HEAD
        heads.append(cell)
    page.append(heads)
    return page


def _ended(page: Any, names: Sequence[str], rows: int) -> None:
    if names:
        page.auto_filter.ref = f"A1:{get_column_letter(len(names))}{rows}"
    page.close()


def _cell(page: Any, value: Any, told: Told) -> Any:
    """A cell of the page; None where there is no value."""
    if value is None or value == "" or value == []:
        return None
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value)
    if isinstance(value, bool):
        return WriteOnlyCell(page, value)
    if isinstance(value, int | float | Decimal):
        if -_EXACT < value < _EXACT:  # no infinity, and nothing that is no number
            return WriteOnlyCell(page, _rounded(value))
        return _words(page, text_of(value), told)
    if isinstance(value, datetime):
        value = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
        if value.date() >= _FIRST_DAY:
            return _dated(page, value, "dd/mm/yyyy hh:mm:ss")
    elif isinstance(value, date):
        if value >= _FIRST_DAY:
            return _dated(page, value, "dd/mm/yyyy")
    elif isinstance(value, time):
        return _dated(page, value, "hh:mm:ss")
    return _words(page, text_of(value), told)


def _rounded(value: int | float | Decimal) -> int | float:
    """A number as a reader knows it: a float32 of 0.9 is 0.9, not 0.8999999761581421."""
    return float(f"{value:.7g}") if isinstance(value, float) else int(value) if isinstance(value, int) else float(value)


def _dated(page: Any, value: date | datetime | time, shown: str) -> Any:
    cell = WriteOnlyCell(page, value)
    cell.number_format = shown
    return cell


def _words(page: Any, value: str, told: Told) -> Any:
    whole = _escaped(value)
    if len(whole) > CHARACTERS // 2 and _units(whole) > CHARACTERS:
        told.cut += 1
        whole = _cut(value)
    # Past openpyxl's own setter: it would take `=1+1` for a formula and refuse what is escaped.
    cell = WriteOnlyCell(page, "")
    cell._value, cell.data_type = whole, "s"
    if value.startswith(_FORMULA):
        cell.quotePrefix = True  # still text after somebody has clicked into it
    return cell


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2


def _cut(value: str) -> str:
    """As much of a text as a cell holds, with a mark at its end."""
    low, high = 0, len(value)
    while low < high:
        middle = (low + high + 1) // 2
        if _units(_escaped(value[:middle])) < CHARACTERS:
            low = middle
        else:
            high = middle - 1
    return _escaped(value[:low]) + "…"


def _escaped(words: str) -> str:
    return _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", words)


def _rows(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[Any, ...]]:
    for batch in batches:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _chained(first: list[tuple[Any, ...]], rest: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    yield from first
    yield from rest


def _width(name: str, values: Iterable[Any]) -> int:
    longest = max([len(name) + 2, *(max(map(len, text_of(value).split("\n"))) for value in values)])
    return max(_NARROWEST, min(_WIDEST, longest + 1))


def _free(name: str, used: set[str]) -> str:
    """A title that a sheet may bear and none bears yet: at most 31 characters, some of them not allowed."""
    bare = _NAME.sub("_", name)[:31] or "_"
    title, number = bare, 1
    while title.casefold() in used:
        number += 1
        title = f"{bare[: 31 - len(str(number)) - 3]} ({number})"
    used.add(title.casefold())
    return title
