r"""Drafts: what a made document says, element by element, before anybody lays it out.

A draft is UTF-8 text, an element a line:

- ``@left TEXT``, ``@right TEXT``: the columns of a heading, and after ``@foot`` those of the foot;
- ``@type KẾ HOẠCH``, ``@title TEXT`` (repeated), ``@address Kính gửi:`` and ``@address - Sở X;``;
- a plain line is a paragraph with its label typed; ``@b`` bold, ``@c`` centred and bold, ``@i`` italic;
- ``@table``, rows ``| cell | cell |``, ``@end``: ``<br>`` parts the paragraphs of a cell, ``^`` merges a
  cell with the one above, ``<`` with the one to its left, ``\|`` is a bar; the first row is the head, and
  so are the rows into which its cells reach down and a row of column numbers under them;
- ``@pagebreak``, ``@appendix TEXT``, ``@# a remark``.

A heading after a page break begins another document bound in the same file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.errors import GoldError

MAX_BYTES = 4 * 1024 * 1024
"""A longer draft is a mistake."""
MAX_COLUMNS = 40
SUFFIX = ".doc.txt"


class Face(StrEnum):
    """How a paragraph is set."""

    PLAIN = "plain"
    BOLD = "b"
    CENTRED = "c"
    """Centred and bold: `QUYẾT ĐỊNH:`, the authority above the legal basis."""
    ITALIC = "i"


@dataclass(frozen=True, slots=True)
class Heading:
    """The two columns at the top of a document, their lines from above."""

    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypeName:
    """The name of the type (`KẾ HOẠCH`)."""

    text: str


@dataclass(frozen=True, slots=True)
class Title:
    """The lines of a trích yếu, or of the title under an appendix."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """`Kính gửi:` and its list, or both on one line."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its label typed."""

    text: str
    face: Face = Face.PLAIN


@dataclass(frozen=True, slots=True)
class DraftCell:
    """A cell at its top left place (0-based) with its spans; ``paragraphs`` may be empty."""

    row: int
    column: int
    paragraphs: tuple[str, ...]
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table: cells in row-major order; the first ``head`` rows are its head."""

    rows: int
    columns: int
    head: int
    cells: tuple[DraftCell, ...]


@dataclass(frozen=True, slots=True)
class Foot:
    """Nơi nhận on the left, the signing block on the right, their lines from above."""

    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next element begins a page."""


@dataclass(frozen=True, slots=True)
class Appendix:
    """The line that heads an appendix (`PHỤ LỤC I`)."""

    text: str


Element = Heading | TypeName | Title | Address | Paragraph | DraftTable | Foot | PageBreak | Appendix


@dataclass(frozen=True, slots=True)
class Draft:
    """A document's elements in reading order; ``name`` is its stem, for messages and files."""

    name: str
    elements: tuple[Element, ...]


def load(path: Path) -> Draft:
    """The draft in a ``.doc.txt`` file. Raises GoldError when it can't be read or understood."""
    name = path.name.removesuffix(SUFFIX)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GoldError(f"the draft {path} can't be opened ({error.strerror})", "check its path") from error
    if len(data) > MAX_BYTES:
        raise GoldError(f"the draft {path.name} is larger than {MAX_BYTES} bytes", "split it")
    try:
        return parse(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        raise GoldError(f"the draft {path.name} is not UTF-8 ({error.reason})", "save it as UTF-8") from error


def parse(markup: str, name: str = "draft") -> Draft:
    """The draft that a markup describes.

    Raises GoldError, which names the line and what is wrong with it.
    """
    reader = _Reader(name)
    for number, raw in enumerate(unicodedata.normalize("NFC", markup).splitlines(), start=1):
        reader.line(number, raw.strip())
    return reader.draft()


def markup(draft: Draft) -> str:
    """The markup of a draft: `parse` of it gives the same elements."""
    return "\n".join(line for element in draft.elements for line in _written(element)) + "\n"


_DIRECTIVE = re.compile(r"@(\S{1,20})(?:\s+(.*))?")
_TEXTS = {"left", "right", "type", "title", "address", "b", "c", "i", "appendix"}
"""Directives that want a text."""
_BARE = {"foot", "pagebreak", "table", "end"}


class _Reader:
    """The state between two lines."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._elements: list[Element] = []
        self._rows: list[tuple[int, list[str]]] | None = None
        self._table_line = 0
        self._in_foot = False

    def line(self, number: int, text: str) -> None:
        if not text or text.startswith("@#"):
            return
        if self._rows is not None:
            self._table(number, text, self._rows)
            return
        directive = _DIRECTIVE.fullmatch(text) if text.startswith("@") else None
        if directive is None:
            if text.startswith("@"):
                raise self._fault(number, "the element has no name")
            self._add(Paragraph(text))
            return
        word, rest = directive[1], (directive[2] or "").strip()
        if word not in _TEXTS and word not in _BARE:
            raise self._fault(number, f"@{word} is not an element")
        if word in _TEXTS and not rest:
            raise self._fault(number, f"@{word} has no text")
        if word not in _TEXTS and rest:
            raise self._fault(number, f"@{word} takes no text")
        self._directive(number, word, rest)

    def draft(self) -> Draft:
        if self._rows is not None:
            raise self._fault(self._table_line, "the table has no @end")
        self._close_foot()
        if not self._elements:
            raise GoldError(f"the draft {self._name} is empty", "write its elements, one a line")
        return Draft(self._name, tuple(self._elements))

    def _directive(self, number: int, word: str, rest: str) -> None:
        match word:
            case "left" | "right":
                self._column(word, rest)
            case "type":
                self._add(TypeName(rest))
            case "title" | "address":
                self._lines(word, rest)
            case "b" | "c" | "i":
                self._add(Paragraph(rest, Face(word)))
            case "appendix":
                self._add(Appendix(rest))
            case "pagebreak":
                self._add(PageBreak())
            case "foot":
                self._add(Foot((), ()))
                self._in_foot = True
            case "table":
                self._close_foot()
                self._rows, self._table_line = [], number
            case _:
                raise self._fault(number, "@end without @table")

    def _fault(self, number: int, what: str) -> GoldError:
        return GoldError(f"the draft {self._name}, line {number}: {what}", "see pipeline/evaluating/drafts.py")

    def _add(self, element: Element) -> None:
        self._close_foot()
        self._elements.append(element)

    def _close_foot(self) -> None:
        self._in_foot = False

    def _column(self, side: str, text: str) -> None:
        kind = Foot if self._in_foot else Heading
        last = self._elements[-1] if self._elements else None
        if not isinstance(last, kind):
            last = kind((), ())
            self._elements.append(last)
        left, right = last.left, last.right
        self._elements[-1] = kind((*left, text), right) if side == "left" else kind(left, (*right, text))

    def _lines(self, word: str, text: str) -> None:
        kind = Title if word == "title" else Address
        last = self._elements[-1] if self._elements else None
        if isinstance(last, kind):
            self._elements[-1] = kind((*last.lines, text))
        else:
            self._add(kind((text,)))

    def _table(self, number: int, text: str, rows: list[tuple[int, list[str]]]) -> None:
        if text == "@end":
            self._elements.append(self._merged(rows))
            self._rows = None
            return
        if not (text.startswith("|") and text.endswith("|") and len(text) > 1):
            raise self._fault(number, "a row of a table stands between bars: | cell | cell |")
        cells = [_unescaped(cell.strip()) for cell in re.split(r"(?<!\\)\|", text[1:-1])]
        if len(cells) > MAX_COLUMNS:
            raise self._fault(number, f"more than {MAX_COLUMNS} columns")
        if rows and len(cells) != len(rows[0][1]):
            raise self._fault(number, f"{len(cells)} cells in a table of {len(rows[0][1])} columns")
        rows.append((number, cells))

    def _merged(self, rows: list[tuple[int, list[str]]]) -> DraftTable:
        """The cells of a table with their merges; every merged area must be a rectangle."""
        if not rows:
            raise self._fault(self._table_line, "the table has no rows")
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        for row, (number, cells) in enumerate(rows):
            for column, cell in enumerate(cells):
                place = {"^": (row - 1, column), "<": (row, column - 1)}.get(cell)
                if place is None:
                    owner[row, column] = (row, column)
                elif place in owner:
                    owner[row, column] = owner[place]
                else:
                    raise self._fault(number, f"the cell {cell} has no cell to merge with")
        found = []
        for row, (number, cells) in enumerate(rows):
            for column, cell in enumerate(cells):
                if owner[row, column] != (row, column):
                    continue
                held = [place for place, of in owner.items() if of == (row, column)]
                down = max(place[0] for place in held) - row + 1
                across = max(place[1] for place in held) - column + 1
                if len(held) != down * across:
                    raise self._fault(number, f"the merged cell {cell!r} is no rectangle")
                paragraphs = tuple(piece for part in cell.split("<br>") if (piece := part.strip()))
                found.append(DraftCell(row, column, paragraphs, down, across))
        return DraftTable(len(rows), len(rows[0][1]), _head(found, len(rows)), tuple(found))


def _head(cells: list[DraftCell], rows: int) -> int:
    head = max(cell.row_span for cell in cells if cell.row == 0)
    if rows > head > 0:
        numbers = [" ".join(cell.paragraphs).strip("()") for cell in cells if cell.row == head]
        if len(numbers) > 2 and all(re.fullmatch(r"\d{1,2}|[A-Z]", number) for number in numbers):
            head += 1
    return min(head, rows)


def _unescaped(cell: str) -> str:
    return cell.replace(r"\|", "|")


def _written(element: Element) -> Iterator[str]:
    match element:
        case Heading(left, right):
            yield from (f"@left {line}" for line in left)
            yield from (f"@right {line}" for line in right)
        case Foot(left, right):
            yield "@foot"
            yield from (f"@left {line}" for line in left)
            yield from (f"@right {line}" for line in right)
        case TypeName(text):
            yield f"@type {text}"
        case Title(lines):
            yield from (f"@title {line}" for line in lines)
        case Address(lines):
            yield from (f"@address {line}" for line in lines)
        case Paragraph(text, face):
            yield text if face is Face.PLAIN else f"@{face} {text}"
        case DraftTable():
            yield from _written_table(element)
        case PageBreak():
            yield "@pagebreak"
        case Appendix(text):
            yield f"@appendix {text}"


def _written_table(table: DraftTable) -> Iterator[str]:
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                grid[row][column] = "<" if column > cell.column else "^"
        grid[cell.row][cell.column] = "<br>".join(cell.paragraphs).replace("|", r"\|")
    yield "@table"
    yield from ("| " + " | ".join(row) + " |" for row in grid)
    yield "@end"
