"""Blocks of a Word file become pages: lines with kinds, real tables, columns of heading and foot.

Word makes the two columns of a heading or foot with a table without borders, or with tabs inside
plain paragraphs; both come out as a page does from geometry: the left column's lines (LEFT), then
the right column's (RIGHT).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.errors import LimitError
from pipeline.pages import Align, Cell, Line, LineKind, Page, Source, Table
from pipeline.reading.anchors import equals, find
from pipeline.reading.blocks import Block, Break, Grid, Paragraph, paragraphs
from pipeline.reading.sides import TabRow, goes_on, joined, layout_border, seed, seed_below, sides_of


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
        marked = kind is LineKind.BODY and len(paragraph.words) <= 6 and bool(equals(joined(paragraph.words), "mark"))
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
        kind = seed(sides_of(run[0], 0))
        if kind is None:
            kind = seed_below(run)
            if kind is None:
                return 0
        rows: list[TabRow] = []
        taken = 0
        for nth, paragraph in enumerate(run):
            own = sides_of(paragraph, nth)
            if nth and not goes_on(own, paragraph, run[nth + 1 :], kind):
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
        border = layout_border(grid)
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


def _run(blocks: Sequence[Block], index: int) -> list[Paragraph]:
    """The body paragraphs from here to the next table, note or end, at most a hundred."""
    run: list[Paragraph] = []
    for block in blocks[index : index + 100]:
        if not isinstance(block, Paragraph) or block.role != "body":
            break
        run.append(block)
    return run
