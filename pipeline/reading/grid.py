"""The geometry of ruled tables, shared by scans and PDFs: a box, its cells, their spans."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.pages import Box


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a ruled table; ``row`` and ``column`` are 0-based, of its top left place.

    ``box`` is in page fractions, inside the ruling lines.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class GridTable:
    """A ruled table of one page: its cells in row-major order, without gaps or overlaps."""

    box: Box
    cells: tuple[GridCell, ...]
    rows: int
    columns: int
