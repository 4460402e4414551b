"""Blocks of a written file, in reading order: paragraphs, tables and breaks.

What Word's XML, a web page or a workbook becomes on its way to pages (`flow`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.pages import Align, Word

TabLine = tuple[tuple[Word, ...], ...]
"""One line of a paragraph: its stretches of words between tabs (the first is empty after a leading tab)."""


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


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """All paragraphs in blocks, those of tables' cells too, in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Grid):
            for row in block.rows:
                for slot in row.slots:
                    yield from paragraphs(slot.blocks)
