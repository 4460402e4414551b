"""Ruled tables on pictures: from the ruling lines to rows, columns and cells with their spans.

Where lines (strokes.py) part, cells are apart, where a stretch is missing, cells are merged. `GridTable` is
shared with the PDF side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.pages import Box
from pipeline.reading.connected import connected
from pipeline.reading.strokes import QUIET, SNAP, Mask, Rules, faint

MIN_COLUMN, MIN_ROW = 0.15, 0.1
"""Inches of the smallest column and row."""
MIN_TABLE = (1.0, 0.3)
"""Inches of the smallest table, across and down."""
COVERED = 0.55
"""Share of an edge between two cells that must be drawn to part them."""
ALONE, CROWDED = 0.4, 0.3
"""Share of the strip's breadth that a line's own ink may take, and of its length where more may stand."""
OUTSIDE = (0.1, 0.45)
"""Inches above and below a table where none of its inner lines runs, only a copier's streak."""
LONE_ROW = 3
"""Columns from which on a single row between rules is the rest of a table."""
SHEET = 0.15
"""Inches along the picture's border where the sheet's own edge shows, and no table stands."""
MAX_EDGES = 400
"""More lines than this either way are a drawing, no table."""


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


def find_tables(rules: Rules, dpi: float) -> tuple[GridTable, ...]:
    """The ruled tables of a page, from the top down.

    A table has two rows and two columns at least; frames, underlines and drawings are none.
    """
    # A copier's streak that meets the sheet's edge would make a table from there on.
    rules = replace(rules, across=_off_edge(rules.across, dpi), down=_off_edge(rules.down, dpi))
    both = cv2.max(rules.across, rules.down)
    reach = max(3, round(SNAP * dpi))
    both = cv2.dilate(both, np.ones((reach, reach), np.uint8))
    labels, stats, _ = connected(both.view(np.uint8))
    found: list[GridTable] = []
    for label in range(1, len(stats)):
        x, y, w, h = (int(value) for value in stats[label, :4])
        if w < MIN_TABLE[0] * dpi or h < MIN_TABLE[1] * dpi:
            continue
        inside = np.where(labels[y : y + h, x : x + w] == label, 255, 0).astype(np.uint8)
        across = cv2.min(rules.across[y : y + h, x : x + w], inside)
        down = cv2.min(rules.down[y : y + h, x : x + w], inside)
        own = slice(y, y + h), slice(x, x + w)
        table = _table(Rules(across, down, rules.ink[own]), (x, y), rules, dpi)
        if table is not None:
            found.append(table)
    return tuple(sorted(found, key=lambda table: (table.box[1], table.box[0])))


def _off_edge(mask: Mask, dpi: float) -> Mask:
    """The mask without what stands at the picture's border."""
    border = max(1, round(SHEET * dpi))
    made = np.zeros_like(mask)
    inner = slice(border, -border), slice(border, -border)
    made[inner] = mask[inner]
    return made


def _table(own: Rules, at: tuple[int, int], page: Rules, dpi: float) -> GridTable | None:
    """The table of some lines, which stand at a corner of the page; ``page`` holds all its lines."""
    ys = _edges(own.across, dpi, MIN_ROW, across=True)
    if not 1 <= len(ys) <= MAX_EDGES:
        return None
    own = replace(own, down=_without_streaks(own.down, ys, at, page, dpi))
    xs = _edges(own.down, dpi, MIN_COLUMN, across=False)
    xs, ys = _bordered(xs, own.across, ys, MIN_COLUMN, dpi), _bordered(ys, own.down.T, xs, MIN_ROW, dpi)
    if not (3 <= len(xs) <= MAX_EDGES and len(ys) >= 2):
        return None
    dx, dy = at
    place = slice(dy, dy + own.ink.shape[0]), slice(dx, dx + own.ink.shape[1])
    fainter = faint(page, place, dpi, across=True), faint(page, place, dpi, across=False)
    right, below = _parted(own, fainter, xs, ys, dpi)
    # A stroke that parts no two cells is none of the table's lines: a row of letters' feet.
    while not (right.any(axis=0).all() and below.any(axis=1).all()):
        xs = [xs[0], *(x for x, drawn in zip(xs[1:-1], right.T, strict=True) if drawn.any()), xs[-1]]
        ys = [ys[0], *(y for y, drawn in zip(ys[1:-1], below, strict=True) if drawn.any()), ys[-1]]
        right, below = _parted(own, fainter, xs, ys, dpi)
    rows, columns = len(ys) - 1, len(xs) - 1
    spans = _rectangles(right, below)
    if len(spans) < 3 or columns < 2 or (rows < 2 and columns < LONE_ROW):
        return None
    if len({row for row, _, _, _ in spans}) < min(2, rows) or len({column for _, column, _, _ in spans}) < 2:
        return None
    inset = max(1, round(0.01 * dpi))
    height, width = page.ink.shape
    cells = tuple(
        GridCell(
            row,
            column,
            row_span,
            column_span,
            (
                (dx + xs[column] + inset) / width,
                (dy + ys[row] + inset) / height,
                (dx + xs[column + column_span] - inset) / width,
                (dy + ys[row + row_span] - inset) / height,
            ),
        )
        for row, column, row_span, column_span in spans
    )
    box = ((dx + xs[0]) / width, (dy + ys[0]) / height, (dx + xs[-1]) / width, (dy + ys[-1]) / height)
    return GridTable(_inside(box), tuple(cells), rows, columns)


def _bordered(places: list[int], others: Mask, at: Sequence[int], least: float, dpi: float) -> list[int]:
    """The lines of one direction with those of an outer border that is not drawn: most of the others end there.

    Args:
        places: the lines.
        others: the lines of the other direction, as a mask in which they run across.
        at: where these stand.
        least: inches of the smallest column or row.
        dpi: the page's resolution.
    """
    reach = max(2, round(SNAP * dpi))
    ends = [np.flatnonzero(others[_around(place, reach)].any(axis=0)) for place in at]
    found = list(places)
    for end, outside in ((0, -1), (-1, 1)):
        tips = [int(run[end]) for run in ends if len(run)]
        if not tips or not found:
            continue
        tip = round(float(np.median(tips)))
        agreed = sum(abs(other - tip) <= 2 * reach for other in tips)
        if agreed >= max(2, len(at) / 2) and outside * (tip - found[end]) > least * dpi:
            found = [tip, *found] if end == 0 else [*found, tip]
    return found


def _without_streaks(down: Mask, ys: Sequence[int], at: tuple[int, int], page: Rules, dpi: float) -> Mask:
    """The lines down without those that run on above or below the table, unless most do (it has no outer rules).

    A copier's streak may stand close beside a rule: strokes are judged before they are taken together.
    It may be too faint to be a line out there: then it is ink, most of the way, in white.
    """
    near, far = (round(inches * dpi) for inches in OUTSIDE)
    slack = max(2, round(0.4 * SNAP * dpi))
    top, bottom = at[1] + ys[0], at[1] + ys[-1]
    places = [slice(max(0, top - far), max(0, top - near)), slice(bottom + near, bottom + far)]
    labels, stats, _ = connected(down)
    count = len(stats)
    streaks = np.zeros(count, bool)
    for n in range(1, count):
        left = at[0] + int(stats[n, cv2.CC_STAT_LEFT])
        beside = slice(max(0, left - slack), left + int(stats[n, cv2.CC_STAT_WIDTH]) + slack)
        around = slice(max(0, beside.start - near), beside.stop + near)
        for rows in places:
            if rows.stop - rows.start <= near or rows.stop > len(page.ink):
                continue
            lone = _share_of_rows(page.ink[rows, beside]) - _share_of_rows(page.ink[rows, around], many=beside)
            streaks[n] |= _share_of_rows(page.down[rows, beside]) > 1 - QUIET / 2 or lone > QUIET
    if not streaks.any() or 2 * int(streaks.sum()) > count - 1:
        return down
    made: Mask = np.where(streaks[labels], 0, down).astype(np.uint8)
    return made


def _share_of_rows(strip: Mask, many: slice | None = None) -> float:
    """The share of a strip's rows that bear ink; with `many`, ink more than that wide."""
    if many is None:
        return float((strip.max(axis=1, initial=0) > 0).mean())
    return float(((strip > 0).sum(axis=1) > many.stop - many.start).mean())


def _parted(
    own: Rules, fainter: tuple[Mask, Mask], xs: Sequence[int], ys: Sequence[int], dpi: float
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Is there a line between the place (row, column) and its right, its lower neighbour?

    Arrays of (rows, columns - 1) and (rows - 1, columns). `fainter` are the lines across and down with shorter strokes.
    """
    faint_across, faint_down = fainter
    reach = max(2, round(SNAP * dpi))
    rows, columns = len(ys) - 1, len(xs) - 1
    right = np.ones((rows, columns - 1), bool)
    below = np.ones((rows - 1, columns), bool)
    for row in range(rows):
        for column in range(columns - 1):
            here, by = slice(ys[row], ys[row + 1]), _around(xs[column + 1], reach)
            right[row, column] = _drawn(own.down[here, by].T, faint_down[here, by].T, own.ink[here, by].T)
    for column in range(columns):
        for row in range(rows - 1):
            here, by = slice(xs[column], xs[column + 1]), _around(ys[row + 1], reach)
            below[row, column] = _drawn(own.across[by, here], faint_across[by, here], own.ink[by, here])
    return right, below


def _inside(box: Box) -> Box:
    x0, y0, x1, y1 = (min(1.0, max(0.0, value)) for value in box)
    return x0, y0, x1, y1


def _edges(mask: Mask, dpi: float, least: float, *, across: bool) -> list[int]:
    """Places of the lines of one direction: pixels from the table's own corner, sorted."""
    _, stats, centroids = connected(mask)
    strokes = sorted(
        (float(centroids[n][1 if across else 0]), int(stats[n, cv2.CC_STAT_WIDTH if across else cv2.CC_STAT_HEIGHT]))
        for n in range(1, len(stats))
    )
    clusters: list[list[tuple[float, int]]] = []
    for stroke in strokes:
        if clusters and stroke[0] - _middle(clusters[-1]) <= SNAP * dpi:
            clusters[-1].append(stroke)
        else:
            clusters.append([stroke])
    places = [(_middle(cluster), sum(length for _, length in cluster)) for cluster in clusters]
    # Lines nearer than the smallest row or column are one; the longer gives the place.
    merged: list[tuple[float, int]] = []
    for place in places:
        if merged and place[0] - merged[-1][0] < least * dpi:
            merged[-1] = max(merged[-1], place, key=lambda p: p[1])
        else:
            merged.append(place)
    return [round(place) for place, _ in merged]


def _middle(cluster: Sequence[tuple[float, int]]) -> float:
    total = sum(length for _, length in cluster)
    return sum(place * length for place, length in cluster) / max(1, total)


def _around(place: int, reach: int) -> slice:
    return slice(max(0, place - reach), place + reach)


def _drawn(line: Mask, faint: Mask, ink: Mask) -> bool:
    """True where a line runs along most of the edge between two cells (strips that lie along it).

    Short strokes count only where they come from both ends of the edge and stand alone: letters
    that stand across it have their own strokes to both sides.
    """
    if (line.max(axis=0, initial=0) > 0).mean() >= COVERED:
        return True
    middle = len(faint) // 4
    drawn = faint[middle : len(faint) - middle].max(axis=0, initial=0) > 0
    end = max(1, len(drawn) // 8)
    if not (drawn[end : 2 * end].any() and drawn[-2 * end : -end].any()) or drawn.mean() < COVERED:
        return False
    if float(((ink > 0).sum(axis=0) > ALONE * len(ink)).mean()) >= CROWDED:
        return False
    # Feet or tops of letters have the rest of the letters on one side of them, a line stands in white.
    place, beside = int((faint > 0).sum(axis=1).argmax()), max(2, len(ink) // 5)
    sides = ink[max(0, place - beside - 3) : max(0, place - 3)], ink[place + 4 : place + 4 + beside]
    return all(float((side > 0).any(axis=0).mean()) < CROWDED for side in sides if len(side))


def _rectangles(right: npt.NDArray[np.bool_], below: npt.NDArray[np.bool_]) -> list[tuple[int, int, int, int]]:
    """Cells as (row, column, row span, column span): neighbours without a line between are one.

    Only rectangles are made: where missing lines would make another shape (a worn line), the cell
    grows to the right first and then down as long as it stays one.
    """
    rows, columns = right.shape[0], below.shape[1]
    taken = np.zeros((rows, columns), bool)
    found: list[tuple[int, int, int, int]] = []
    for row in range(rows):
        for column in range(columns):
            if taken[row, column]:
                continue
            wide = 1
            while column + wide < columns and not right[row, column + wide - 1] and not taken[row, column + wide]:
                wide += 1
            tall = 1
            while row + tall < rows and _goes_on(right, below, row + tall, column, wide):
                tall += 1
            taken[row : row + tall, column : column + wide] = True
            found.append((row, column, tall, wide))
    return found


def _goes_on(right: npt.NDArray[np.bool_], below: npt.NDArray[np.bool_], row: int, column: int, wide: int) -> bool:
    """True where no line parts the stretch from the row above, nor cuts or leaves it open in this row."""
    last = column + wide - 1
    if below[row - 1, column : last + 1].any() or right[row, column:last].any():
        return False
    open_left = column > 0 and not right[row, column - 1]
    open_right = last < right.shape[1] and not right[row, last]
    return not (open_left or open_right)
