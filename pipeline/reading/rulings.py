"""Ruled tables of born-digital PDF pages: their lines by pdfplumber, their cells as a grid.

pdfplumber is slow, so it is asked only for pages that have rulings enough; of its answer only the
cells' boxes are taken, the words are our own.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import pdfplumber
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page

from pipeline.errors import DamagedError
from pipeline.pages import Box, Word
from pipeline.reading.grid import GridCell, GridTable
from pipeline.reading.halfruled import Rule, Spot, missing

SNAP = 4.0
"""Points within which two cell borders are one: double rulings, thick lines."""
MAX_CELLS = 5_000
"""Cells of one page that are looked at."""
_LINES = {
    "vertical_strategy": "lines",
    "horizontal_strategy": "lines",
    "snap_tolerance": SNAP,
    "join_tolerance": SNAP,
    "intersection_tolerance": SNAP,
}


class Rulings:
    """The ruled tables of one PDF, page by page; opened when first asked."""

    def __init__(self, data: bytes, password: str | None = None) -> None:
        self._data = data
        self._password = password
        self._pdf: Any = None
        self._source: Iterator[Any] = iter(())
        self._pages: list[Any] = []

    def tables(self, index: int, turn: int = 0, words: Sequence[Word] = ()) -> tuple[GridTable, ...]:
        """The tables of page `index` (0-based), as they stand on the page turned by its /Rotate.

        ``turn`` is the angle at which text runs on that page: the tables are turned back by it.
        ``words`` are the page's own, boxes as fractions of the page turned back: they tell columns and
        rows that no rule parts.
        """
        page = self._page(index)
        try:
            left, top, right, bottom = (float(v) for v in page.cropbox)
            if right - left < 1 or bottom - top < 1:
                left, top, right, bottom = (float(v) for v in page.bbox)
            found = []
            settings = _LINES | _explicit(page, words, (left, top, right, bottom), turn)
            for table in page.find_tables(settings):
                cells = [tuple(float(v) for v in cell) for cell in table.cells[:MAX_CELLS]]
                boxes = [
                    (
                        (cell[0] - left) / (right - left),
                        (cell[1] - top) / (bottom - top),
                        (cell[2] - left) / (right - left),
                        (cell[3] - top) / (bottom - top),
                    )
                    for cell in cells
                ]
                slack = (SNAP / (right - left), SNAP / (bottom - top))
                if turn:
                    boxes = [_turned(box, turn) for box in boxes]
                    slack = slack if turn == 180 else (slack[1], slack[0])
                grid = grid_of(boxes, *slack)
                if grid is not None:
                    found.append(grid)
            return tuple(sorted(found, key=lambda grid: (grid.box[1], grid.box[0])))
        finally:
            page.close()

    def close(self) -> None:
        """Let the file go."""
        # Not closed by pdfplumber, which opens every page for that; the bytes are ours.
        self._pdf = None
        self._source = iter(())
        self._pages = []

    def _page(self, index: int) -> Page:
        """A page by itself: `pdf.pages` opens all at once, so that a broken one costs the others' tables."""
        if self._pdf is None:
            self._pdf = pdfplumber.open(io.BytesIO(self._data), password=self._password)
            self._source = PDFPage.create_pages(self._pdf.doc)
        self._pages += islice(self._source, max(0, index + 1 - len(self._pages)))
        if index >= len(self._pages):
            raise DamagedError("pdfminer does not come to this page", "get a fresh copy of the file")
        return Page(self._pdf, self._pages[index], page_number=index + 1)


def _explicit(page: Any, words: Sequence[Word], frame: tuple[float, float, float, float], turn: int) -> dict[str, Any]:
    """The rules that a page's tables lack, as pdfplumber wants them told.

    They are sought on the page turned back by `turn`, where lines of text run across.
    """
    left, top, right, bottom = frame
    wide, high = right - left, bottom - top
    wide_up, high_up = (high, wide) if turn in (90, 270) else (wide, high)

    def upright(x0: float, y0: float, x1: float, y1: float) -> Box:
        box = ((x0 - left) / wide, (y0 - top) / high, (x1 - left) / wide, (y1 - top) / high)
        a, b, c, d = _turned(box, turn) if turn else box
        return (a * wide_up, b * high_up, c * wide_up, d * high_up)

    def back(x0: float, y0: float, x1: float, y1: float) -> Box:
        box = (x0 / wide_up, y0 / high_up, x1 / wide_up, y1 / high_up)
        a, b, c, d = _turned(box, 360 - turn) if turn else box
        return (left + a * wide, top + b * high, left + c * wide, top + d * high)

    across, down = [], []
    for edge in page.debug_tablefinder(_LINES).edges:
        x0, y0, x1, y1 = upright(edge["x0"], edge["top"], edge["x1"], edge["bottom"])
        if (edge["orientation"] == "h") == (turn in (0, 180)):
            across.append(Rule((y0 + y1) / 2, x0, x1))
        else:
            down.append(Rule((x0 + x1) / 2, y0, y1))
    spots = [
        Spot(word.text, (x0 * wide_up, y0 * high_up, x1 * wide_up, y1 * high_up))
        for word in words
        if word.box is not None
        for x0, y0, x1, y1 in [word.box]
    ]
    more_across, more_down = missing(across, down, spots)
    boxes = [back(rule.start, rule.at, rule.end, rule.at) for rule in more_across]
    boxes += [back(rule.at, rule.start, rule.at, rule.end) for rule in more_down]
    flat = [box for box in boxes if abs(box[3] - box[1]) < abs(box[2] - box[0])]
    return {
        "explicit_horizontal_lines": [_edge("h", *box, page.height) for box in flat],
        "explicit_vertical_lines": [_edge("v", *box, page.height) for box in boxes if box not in flat],
    }


def _edge(orientation: str, x0: float, top: float, x1: float, bottom: float, height: float) -> dict[str, Any]:
    return {
        "object_type": "line",
        "orientation": orientation,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "doctop": top,
        "y0": height - bottom,
        "y1": height - top,
        "width": x1 - x0,
        "height": bottom - top,
    }


def grid_of(boxes: Sequence[Box], slack_x: float, slack_y: float) -> GridTable | None:
    """The grid that cell boxes (page fractions) span: borders within the slack are one.

    Places that no box covers become cells of their own; None for fewer than two cells.
    """
    boxes = [_clip(box) for box in boxes if box[2] - box[0] > slack_x and box[3] - box[1] > slack_y]
    if len(boxes) < 2:
        return None
    xs = _borders([x for box in boxes for x in (box[0], box[2])], slack_x)
    ys = _borders([y for box in boxes for y in (box[1], box[3])], slack_y)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > MAX_CELLS:
        return None
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for box in sorted(boxes, key=lambda b: (b[2] - b[0]) * (b[3] - b[1])):
        row, column = _nearest(ys, box[1]), _nearest(xs, box[0])
        row_span, column_span = max(1, _nearest(ys, box[3]) - row), max(1, _nearest(xs, box[2]) - column)
        places = {(r, c) for r in range(row, row + row_span) for c in range(column, column + column_span)}
        if places & taken or row + row_span > rows or column + column_span > columns:
            continue
        taken |= places
        cells.append(GridCell(row, column, row_span, column_span, box))
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in taken:
                cells.append(GridCell(row, column, 1, 1, (xs[column], ys[row], xs[column + 1], ys[row + 1])))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return GridTable((xs[0], ys[0], xs[-1], ys[-1]), tuple(cells), rows, columns)


def _turned(box: Box, turn: int) -> Box:
    """A box of fractions after the page was turned back by `turn` degrees."""
    x0, top, x1, bottom = box
    if turn == 90:
        return (top, 1 - x1, bottom, 1 - x0)
    if turn == 180:
        return (1 - x1, 1 - bottom, 1 - x0, 1 - top)
    return (1 - bottom, x0, 1 - top, x1)


def _clip(box: Box) -> Box:
    a, b, c, d = (round(min(1.0, max(0.0, v)), 5) for v in box)
    return (a, b, c, d)


def _borders(values: Sequence[float], slack: float) -> list[float]:
    """Distinct borders: sorted values, those within the slack of the group's first averaged."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= slack:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _nearest(borders: Sequence[float], value: float) -> int:
    return min(range(len(borders)), key=lambda i: abs(borders[i] - value))
