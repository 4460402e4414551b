"""Blocks of a Word file become pages: lines with kinds, real tables, columns of heading and foot.

Word makes the two columns of a heading or foot with a table without borders, or with tabs inside
plain paragraphs; both come out as a page does from geometry: the left column's lines (LEFT), then
the right column's (RIGHT).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.errors import LimitError
from pipeline.pages import Align, Cell, Line, LineKind, Page, Source, Table, Word
from pipeline.reading.anchors import date_at, equals, find, is_capitals, is_number, opens, opens_signing
from pipeline.reading.regions import opens_recipients

TabLine = tuple[tuple[Word, ...], ...]
"""One line of a paragraph: its stretches of words between tabs (the first is empty after a leading tab)."""

RIGHT_INDENT = 150.0
"""Left indent (pt) from which on a paragraph stands in the right half of an A4 page's text."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A Word paragraph: lines between soft breaks, without blank ones.

    ``role`` is `body`, `note` or `edge` (header and footer). ``wide`` names, for each line, the
    words (by index in the line) before which many spaces stand.
    """

    lines: tuple[TabLine, ...]
    align: Align = Align.LEFT
    indent: float = 0.0
    role: str = "body"
    wide: tuple[tuple[int, ...], ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """All its words."""
        return tuple(word for line in self.lines for stretch in line for word in stretch)


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a row: first column, columns spanned, whether it continues the cell above."""

    column: int
    span: int
    going_on: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a Word table."""

    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A Word table; ``borders`` where it states visible ones."""

    rows: tuple[GridRow, ...]
    borders: bool

    @property
    def columns(self) -> int:
        """Count of grid columns."""
        return max((slot.column + slot.span for row in self.rows for slot in row.slots), default=0)


@dataclass(frozen=True, slots=True)
class Break:
    """A page break; with ``section`` the end of a section.

    The sizes and ``edges`` (headers and footers) are those of the section that ends, ``continuous``
    whether it began without a new page.
    """

    section: bool = False
    continuous: bool = False
    width_pt: float | None = None
    height_pt: float | None = None
    edges: tuple[Block, ...] = ()


Block = Paragraph | Grid | Break


def pages_of(blocks: Sequence[Block], max_pages: int) -> tuple[Page, ...]:
    """The pages between explicit breaks. Raises LimitError beyond `max_pages`; empty pages are dropped."""
    pages: list[tuple[list[Block], Break]] = []
    for number, (stretch, section) in enumerate(_sections(blocks)):
        first = True
        for part in _between_breaks(stretch):
            if first and number and section.continuous and pages:
                pages[-1][0].extend(part)
            else:
                pages.append(([*_letterhead(section), *part] if first else part, section))
            if first and pages:
                pages[-1][0].extend(_margins(section))
            first = False
    pages = [(part, section) for part, section in pages if any(_has_words(block) for block in part)]
    if len(pages) > max_pages:
        raise LimitError(
            f"the Word file has {len(pages)} pages by its breaks, more than {max_pages}",
            "split it, or raise reading.max_pages",
        )
    done = []
    for number, (part, section) in enumerate(pages, start=1):
        lines, tables = _Layer().laid(part)
        done.append(Page(number, section.width_pt, section.height_pt, Source.TEXT, lines, tables))
    return tuple(done) or (Page(1, None, None, Source.BLANK),)


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[list[Block], Break]]:
    stretch: list[Block] = []
    for block in blocks:
        if isinstance(block, Break) and block.section:
            yield stretch, block
            stretch = []
        else:
            stretch.append(block)
    if stretch:
        yield stretch, Break(section=True)


def _between_breaks(blocks: Sequence[Block]) -> list[list[Block]]:
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Break):
            parts.append([])
        else:
            parts[-1].append(block)
    return parts


def _letterhead(section: Break) -> tuple[Block, ...]:
    """A section's header where it holds the document's own heading (a motto stands in it)."""
    return section.edges if _has_motto(section.edges) else ()


def _margins(section: Break) -> list[Block]:
    """A section's headers and footers as paragraphs of the margin."""
    if _has_motto(section.edges):
        return []
    return [replace(p, role="edge") for p in paragraphs(section.edges) if p.words]


def _has_motto(blocks: Iterable[Block]) -> bool:
    return any(find([w.text for w in p.words], "motto", "motto_plain") for p in paragraphs(blocks) if p.words)


def _has_words(block: Block) -> bool:
    return any(p.words and p.role != "edge" for p in paragraphs((block,)))


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """All paragraphs in blocks, those of tables' cells too, in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Grid):
            for row in block.rows:
                for slot in row.slots:
                    yield from paragraphs(slot.blocks)


@dataclass(frozen=True, slots=True)
class _TabRow:
    """A line of a paragraph as two sides; ``source`` is the ordinal of its paragraph."""

    source: int
    left: tuple[Word, ...]
    right: tuple[Word, ...]

    @property
    def text(self) -> str:
        return _text(self.left + self.right)


class _Layer:
    """Lays the blocks of one page out as lines and tables."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.tables: list[Table] = []
        self._last: list[Line] = []
        self._paragraph = -1

    def laid(self, blocks: Sequence[Block]) -> tuple[tuple[Line, ...], tuple[Table, ...]]:
        self._lay(blocks)
        return (*self.lines, *self._last), tuple(self.tables)

    def _lay(self, blocks: Sequence[Block]) -> None:
        index = 0
        while index < len(blocks):
            block = blocks[index]
            if isinstance(block, Grid):
                self._grid(block)
            elif isinstance(block, Paragraph):
                run = _run(blocks, index)
                if block.role != "body":
                    self._apart(block)
                else:
                    taken = self._columns(run)
                    if taken:
                        index += taken
                        continue
                    self._body(block, LineKind.BODY)
            index += 1

    def _body(self, paragraph: Paragraph, kind: LineKind, align: Align | None = None) -> None:
        if not paragraph.lines:
            return
        self._paragraph += 1
        marked = kind is LineKind.BODY and len(paragraph.words) <= 6 and bool(equals(_text(paragraph.words), "mark"))
        for line in paragraph.lines:
            words = tuple(word for stretch in line for word in stretch)
            self.lines.append(
                Line(words, LineKind.STAMP if marked else kind, self._paragraph, align or paragraph.align)
            )

    def _apart(self, paragraph: Paragraph) -> None:
        """A note goes to the page's end, a margin's line behind it."""
        self._paragraph += 1
        kind = LineKind.NOTE if paragraph.role == "note" else LineKind.FURNITURE
        for line in paragraph.lines:
            words = tuple(word for stretch in line for word in stretch)
            self._last.append(Line(words, kind, self._paragraph, paragraph.align))

    # Columns made with tabs

    def _columns(self, run: Sequence[Paragraph]) -> int:
        """Lay a heading or foot made with tabs that begins here; how many paragraphs it took, 0 for none."""
        kind = _seed(_sides(run[0], 0))
        if kind is None:
            kind = _seed_below(run)
            if kind is None:
                return 0
        rows: list[_TabRow] = []
        taken = 0
        for nth, paragraph in enumerate(run):
            own = _sides(paragraph, nth)
            if nth and not _goes_on(own, paragraph, run[nth + 1 :], kind):
                break
            rows += own
            if own:
                taken = nth + 1
        sides = (
            (LineKind.LEFT, [(r.source, r.left) for r in rows]),
            (LineKind.RIGHT, [(r.source, r.right) for r in rows]),
        )
        if not any(r.right for r in rows) and kind == "heading":
            return 0
        for side, words in sides:
            source = -1
            align = Align.LEFT if side is LineKind.LEFT and kind == "foot" else Align.CENTER
            for origin, stretch in words:
                if stretch:
                    if origin != source:
                        self._paragraph, source = self._paragraph + 1, origin
                    self.lines.append(Line(stretch, side, self._paragraph, align))
        return taken

    # Tables

    def _grid(self, grid: Grid) -> None:
        if not any(p.words for p in paragraphs((grid,))):
            return
        if all(len(row.slots) <= 1 for row in grid.rows):
            for row in grid.rows:
                for slot in row.slots:
                    self._lay(slot.blocks)
            return
        border = _layout_border(grid)
        if border is None:
            self._table(grid)
            return
        sides: tuple[list[Paragraph], list[Paragraph]] = ([], [])
        for row in grid.rows:
            full = [slot for slot in row.slots if any(p.words for p in paragraphs(slot.blocks))]
            if len(full) == 1 and full[0].column < border < full[0].column + full[0].span:
                self._flush(sides)
                self._lay(full[0].blocks)
                continue
            for slot in full:
                sides[slot.column >= border].extend(paragraphs(slot.blocks))
        self._flush(sides)

    def _flush(self, sides: tuple[list[Paragraph], list[Paragraph]]) -> None:
        for side, kind in zip(sides, (LineKind.LEFT, LineKind.RIGHT), strict=True):
            for paragraph in side:
                self._body(paragraph, kind)
            side.clear()

    def _table(self, grid: Grid) -> None:
        cells: dict[tuple[int, int], Cell] = {}
        above: dict[int, tuple[int, int]] = {}
        for number, row in enumerate(grid.rows):
            for slot in row.slots:
                if slot.going_on and slot.column in above:
                    place = above[slot.column]
                    old = cells[place]
                    cells[place] = Cell(old.row, old.column, old.lines, number - old.row + 1, old.column_span)
                    continue
                first = len(self.lines)
                for paragraph in paragraphs(slot.blocks):
                    self._body(paragraph, LineKind.TABLE)
                place = (number, slot.column)
                cells[place] = Cell(number, slot.column, tuple(range(first, len(self.lines))), 1, slot.span)
                above[slot.column] = place
        self.tables.append(Table(len(grid.rows), grid.columns, tuple(cells.values())))


def _text(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)


def _run(blocks: Sequence[Block], index: int) -> list[Paragraph]:
    """The body paragraphs from here to the next table, note or end, at most a hundred."""
    run: list[Paragraph] = []
    for block in blocks[index : index + 100]:
        if not isinstance(block, Paragraph) or block.role != "body":
            break
        run.append(block)
    return run


def _sides(paragraph: Paragraph, source: int) -> list[_TabRow]:
    """The lines of a paragraph as left and right: parted at tabs, else by where the paragraph stands."""
    rows = []
    for nth, line in enumerate(paragraph.lines):
        full = [stretch for stretch in line if stretch]
        if len(full) == 1 and nth < len(paragraph.wide):
            full = _at_wide_white(full[0], paragraph.wide[nth])
        if len(full) >= 2:
            rows.append(_TabRow(source, full[0], tuple(word for stretch in full[1:] for word in stretch)))
        elif not line[0] or paragraph.align is Align.RIGHT or paragraph.indent >= RIGHT_INDENT:
            rows.append(_TabRow(source, (), full[0]))
        else:
            rows.append(_TabRow(source, full[0], ()))
    return rows


def _at_wide_white(words: tuple[Word, ...], wide: tuple[int, ...]) -> list[tuple[Word, ...]]:
    """The line as two sides where many spaces part what belongs to two columns, else whole."""
    for at in reversed(wide):
        left, right = words[:at], words[at:]
        if left and right and is_pair(_text(left), _text(right), going_on=True):
            return [left, right]
    return [words]


def is_pair(left: str, right: str, *, going_on: bool) -> bool:
    """True for the two sides of a heading's or foot's line that were set side by side with white between.

    ``going_on`` inside a heading or foot: a recipient may stand beside a name there.
    """
    if len(left) > 80 or len(right) > 90:
        return False
    if find(right.split(), "motto", "motto_plain") or (is_number(left) and date_at(right) is not None):
        return True
    if is_capitals(right) and opens_signing(right):
        return True
    return (opens_recipients(left) or (going_on and _ITEM.match(left) is not None)) and len(right.split()) <= 6


def _seed(rows: Sequence[_TabRow]) -> str | None:
    """`heading` or `foot` where these lines begin one."""
    if not rows:
        return None
    row = rows[0]
    left, right = _text(row.left), _text(row.right)
    if right and find(right.split(), "motto", "motto_plain") and len(left) <= 80:
        return "heading"
    if left and date_at(right) is not None and is_number(left) and len(right) <= 90:
        return "heading"
    if opens_recipients(left):
        return "foot"
    if right and len(right) <= 80 and is_capitals(right) and opens_signing(right) and len(left) <= 80:
        return "foot"
    return None


def _seed_below(run: Sequence[Paragraph]) -> str | None:
    """A heading whose first lines (`<parent> [tab] …`) stand above the motto's: two lines at most."""
    for above in (1, 2):
        if len(run) <= above:
            return None
        rows = [row for nth, p in enumerate(run[:above]) for row in _sides(p, nth)]
        if not rows or any(len(row.text) > 120 or not (row.left and row.right) for row in rows):
            return None
        if _seed(_sides(run[above], above)) == "heading":
            return "heading"
    return None


_ITEM = re.compile(r"^(?:[-–—+•*~]|L[ưu]u\b|Như\b|\d{1,2}[.)])", re.IGNORECASE)


def _goes_on(rows: Sequence[_TabRow], paragraph: Paragraph, below: Sequence[Paragraph], kind: str) -> bool:
    """True where a paragraph belongs to the heading or foot above it."""
    if not rows:
        return True
    text = _text(paragraph.words)
    if opens(text, "address") or equals(text, "title") or (opens(text, "title") and is_capitals(text)):
        return False
    if any(len(row.left) > 20 or len(row.right) > 20 for row in rows):
        return False
    if all(row.right for row in rows):
        if kind == "heading" and not rows[0].left:
            return date_at(text) is not None or find(text.split(), "motto", "motto_plain") is not None
        return True
    if kind == "foot":
        if any(row.right for row in rows):
            return True
        if paragraph.align is Align.CENTER:
            return is_capitals(text) is False and len(text) <= 40 and not below
        return bool(_ITEM.match(text)) or opens_recipients(text) or len(text) <= 50
    return len(text) <= 70 and any(
        row.left and row.right and _seed([row]) == "heading" for p in below[:3] for row in _sides(p, 0)
    )


def _layout_border(grid: Grid) -> int | None:
    """The first column of the right side of a table that only lays out a heading or foot, else None."""
    for number, row in enumerate(grid.rows[:12]):
        full = [slot for slot in row.slots if any(p.words for p in paragraphs(slot.blocks))]
        starts = [_text(next(p.words for p in paragraphs(slot.blocks) if p.words)) for slot in full]
        for nth, slot in enumerate(full):
            lines = [_text(w for s in line for w in s) for p in paragraphs(slot.blocks) for line in p.lines]
            if slot.column == 0:
                if opens_recipients(starts[nth]) and not (grid.borders and len(grid.rows) > 2):
                    after = [s.column for s in row.slots if s.column >= slot.column + slot.span]
                    return after[0] if after else None
                continue
            mottos = any(find(line.split(), "motto", "motto_plain") for line in lines[:4])
            dated = (
                nth > 0 and number <= 2 and is_number(starts[0]) and any(date_at(line) is not None for line in lines)
            )
            signed = (
                not grid.borders
                and len(grid.rows) <= 4
                and is_capitals(lines[0])
                and len(lines[0]) <= 80
                and opens_signing(lines[0])
            )
            if mottos or dated or signed:
                return slot.column
    return None
