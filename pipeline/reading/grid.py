"""Ruled tables on pictures: from the ruling lines to rows, columns and cells with their spans.

The lines are those long strokes that survive a morphological opening; where they part, cells are
apart, where a stretch is missing, cells are merged. `GridTable` is shared with the PDF side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.pages import Box

Picture = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.uint8]

LINE_INK = 190
"""Hair lines are grey after shrinking: what is darker than this on a flat page may be a line."""
SEED_ACROSS, SEED_DOWN = 0.15, 0.24
"""Inches of unbroken stroke that begin a line: longer than the bar of a bold capital T, than a bracket at 14 pt."""
GAP = 0.12
"""Inches that a worn line may be broken."""
THICK = 0.075
"""Inches across the thickest line, a double one's white included."""
ACROSS, DOWN = 0.45, 0.28
"""Inches of a whole line at least, across and down: a narrow column, a row of one line of text."""
SNAP = 0.05
"""Inches within which strokes are one line: a line's thickness, its waves, a double rule."""
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


THIN = 0.045
"""Inches across the thickest line that is sought by what stands beside it (below), and how far beside."""
CONTRAST = 35
"""How much darker than the paper beside it a hair line is at least (0..255): two pixels share half a pixel's ink."""
DOTS = 0.035
"""Inches between the dots to which copying reduces a line."""
STRETCH_ACROSS, STRETCH_DOWN, NEAR = 0.9, 0.6, 0.25
"""Inches over which a dotted line is told from letters; and within which it must be dense as well, where it ends."""
DENSE, QUIET = 0.8, 0.5
"""Share of that stretch that dots cover at least, and that ink beside the line takes at most: letters that
make a row of dots (their feet, their stems) have the rest of themselves beside it."""

GLANCE, GLANCE_DOWN = 3, 0.45
"""How many times smaller the page is first looked at for lines down, and inches of them that are sought there."""

FAINT_ACROSS, FAINT_DOWN = 0.1, 0.13
"""The same where a line is known to run from elsewhere in the table: longer than most letters."""

FAINT_GAP = 0.03
"""Inches that such a line may be broken."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The ruling lines of a picture as masks (255 on a line), by direction.

    The faint masks hold shorter strokes as well: they tell only whether a known line is drawn
    between two cells.
    """

    across: Mask
    down: Mask
    faint_across: Mask
    faint_down: Mask
    ink: Mask


def find_rules(flat: Picture, dpi: float) -> Rules:
    """The ruling lines of a flattened, straight page."""
    ink = np.where(flat < LINE_INK, 255, 0).astype(np.uint8)
    if not _may_be_ruled(ink, dpi):
        across = _joined(_seeds(ink, dpi, SEED_ACROSS, across=True), dpi, ACROSS, across=True)
        none = np.zeros_like(across)
        return Rules(across, none, across, none, ink)
    solid_across, across = _lines(flat, ink, dpi, across=True)
    _, down = _lines(flat, ink, dpi, across=False)
    long = 3 * dpi  # a frame, a margin's rule, the sheet's own edge
    down = _crossing(down, across, dpi, _long(down, long))
    # A row of letters' feet or tops makes a line of dots as well, but meets no line down.
    across = _crossing(across, down, dpi, solid_across)
    mend = max(2, round(FAINT_GAP * dpi))
    faint_across = _faint(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, _bar(mend, across=True)), dpi, across=True)
    faint_down = _faint(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, _bar(mend, across=False)), dpi, across=False)
    return Rules(across, down, cv2.max(across, faint_across), cv2.max(down, faint_down), ink)


def _may_be_ruled(ink: Mask, dpi: float) -> bool:
    """True where some line may run down the page, even one of dots: on most pages none does, and few lines matter.

    Seen from afar dots touch, and along a line down there is ink nearly all the way; in letters that
    stand under one another there is as much paper.
    """
    height, width = ink.shape
    far = (max(1, width // GLANCE), max(1, height // GLANCE))
    small = np.where(cv2.resize(ink, far, interpolation=cv2.INTER_AREA) > 25, 255, 0).astype(np.uint8)
    length = max(3, round(GLANCE_DOWN * dpi / GLANCE))
    return bool((cv2.blur(small, (1, length)) > 255 * DENSE).any())


def _crossing(lines: Mask, others: Mask, dpi: float, sure: Mask) -> Mask:
    """The lines that meet one of the other direction, or are partly sure: stems under one another meet none."""
    reach = max(3, round(SNAP * dpi))
    met = cv2.dilate(others, np.ones((reach, reach), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    keep = np.zeros(len(stats), bool)
    keep[labels[((met > 0) | (sure > 0)) & (lines > 0)]] = True
    keep[0] = False
    made: Mask = np.where(keep[labels], 255, 0).astype(np.uint8)
    return made


def _long(down: Mask, least: float) -> Mask:
    """The lines down of at least so many pixels."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(down, connectivity=8)
    keep = stats[:, cv2.CC_STAT_HEIGHT] > least
    keep[0] = False
    made: Mask = np.where(keep[labels], 255, 0).astype(np.uint8)
    return made


def _faint(mended: Mask, dpi: float, *, across: bool) -> Mask:
    least = FAINT_ACROSS if across else FAINT_DOWN
    return _joined(_seeds(mended, dpi, least, across=across), dpi, least, across=across, gap=FAINT_GAP)


def _lines(flat: Picture, ink: Mask, dpi: float, *, across: bool) -> tuple[Mask, Mask]:
    """The lines of one direction that begin in an unbroken stroke; and with them those worn to dots."""
    least, whole = (SEED_ACROSS, ACROSS) if across else (SEED_DOWN, DOWN)
    seeds = _seeds(ink, dpi, least, across=across)
    solid = _joined(seeds, dpi, whole, across=across)
    dots = _dotted(flat, ink, solid, dpi, across=across)
    return solid, _joined(cv2.max(seeds, dots), dpi, whole, across=across)


def _dotted(flat: Picture, ink: Mask, solid: Mask, dpi: float, *, across: bool) -> Mask:
    """Rows of dots, hair lines and worn lines: thin, dense over a stretch, with paper to both sides.

    Where the page bears solid lines, the back's that shine through are much paler and left out.
    """

    def bar(along: int, over: int) -> Mask:
        return np.ones((over, along) if across else (along, over), np.uint8)

    thin = max(3, round(THIN * dpi) | 1)
    dark = cv2.morphologyEx(flat, cv2.MORPH_BLACKHAT, bar(1, thin))
    own = dark[solid > 0]
    least = CONTRAST
    if own.size > dpi:
        least = max(CONTRAST, round(0.6 * float(np.percentile(own, 75))))
    row = np.where(dark > least, 255, 0).astype(np.uint8)
    # A line that leans a little leaves its row of pixels.
    row = cv2.dilate(row, bar(1, 3))
    row = cv2.morphologyEx(row, cv2.MORPH_CLOSE, bar(max(3, round(DOTS * dpi)), 1))
    stretch = max(9, round((STRETCH_ACROSS if across else STRETCH_DOWN) * dpi) | 1)
    dense = _share(row, bar(stretch, 1)) >= 255 * DENSE
    # Ink in the strips beside: from just outside the line to the thickness of a line further out.
    strip = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, bar(max(3, round(DOTS * dpi)), 1))
    strip = cv2.dilate(strip, bar(1, max(3, thin // 2 | 1)))
    crowd = _share(strip, bar(stretch, 1)) > 255 * QUIET
    away = 3 + thin // 4
    for shift in (away, -away):
        dense &= ~np.roll(crowd, shift, axis=0 if across else 1)
    near = cv2.dilate(dense.astype(np.uint8), bar(stretch, 1)) > 0
    # Where a line ends at a merged cell, letters stand in its way: it is dense close by, too.
    close = _share(row, bar(max(5, round(NEAR * dpi) | 1), 1)) >= 255 * (DENSE - 0.1)
    ends = cv2.dilate((near & close).astype(np.uint8), bar(max(3, round(0.4 * NEAR * dpi) | 1), 1)) > 0
    made: Mask = np.where(ends & (row > 0), 255, 0).astype(np.uint8)
    return made


def _share(mask: Mask, window: Mask) -> Mask:
    """How much of the window around each pixel the mask covers, of 255."""
    made: Mask = cv2.blur(mask, window.shape[::-1]).view(np.uint8)
    return made


def _bar(length: int, *, across: bool) -> Mask:
    return np.ones((1, length) if across else (length, 1), np.uint8)


def _seeds(ink: Mask, dpi: float, least: float, *, across: bool) -> Mask:
    """Unbroken strokes of at least so many inches."""
    # A line that leans a little leaves its row of pixels: thickened by a pixel it stays in one.
    thick = cv2.dilate(ink, np.ones((2, 1) if across else (1, 2), np.uint8))
    seeds = cv2.morphologyEx(thick, cv2.MORPH_OPEN, _bar(max(3, round(least * dpi)), across=across))
    # Leaning lines come as steps, one a row of pixels: they touch after thickening once more.
    made: Mask = cv2.dilate(seeds, np.ones((3, 1) if across else (1, 3), np.uint8)).view(np.uint8)
    return made


def _joined(seeds: Mask, dpi: float, whole: float, *, across: bool, gap: float = GAP) -> Mask:
    """Strokes joined over gaps, those that make lines of so many inches."""
    joined = cv2.morphologyEx(seeds, cv2.MORPH_CLOSE, _bar(max(3, round(gap * dpi)), across=across))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    length = stats[:, cv2.CC_STAT_WIDTH if across else cv2.CC_STAT_HEIGHT]
    breadth = stats[:, cv2.CC_STAT_HEIGHT if across else cv2.CC_STAT_WIDTH]
    area = stats[:, cv2.CC_STAT_AREA]
    # Long, thin and straight: a seal's rim, a pen's stroke and a hatched surface are not.
    thickness = area / np.maximum(length, 1)
    keep = (length >= whole * dpi) & (thickness < THICK * dpi) & (breadth - thickness < 0.03 * dpi + 0.012 * length)
    keep[0] = False
    made: Mask = np.where(keep[labels], 255, 0).astype(np.uint8)
    return made


def erase(flat: Picture, rules: Rules) -> Picture:
    """The page without its ruling lines: white where they stood."""
    lines = cv2.dilate(cv2.max(rules.across, rules.down), np.ones((3, 3), np.uint8))
    made = flat.copy()
    made[lines > 0] = 255
    return made


def find_tables(rules: Rules, dpi: float) -> tuple[GridTable, ...]:
    """The ruled tables of a page, from the top down.

    A table has two rows and two columns at least; frames, underlines and drawings are none.
    """
    both = cv2.max(rules.across, rules.down)
    reach = max(3, round(SNAP * dpi))
    both = cv2.dilate(both, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(both, connectivity=8)
    found: list[GridTable] = []
    for label in range(1, count):
        x, y, w, h = (int(value) for value in stats[label, :4])
        if w < MIN_TABLE[0] * dpi or h < MIN_TABLE[1] * dpi:
            continue
        inside = np.where(labels[y : y + h, x : x + w] == label, 255, 0).astype(np.uint8)
        across = cv2.min(rules.across[y : y + h, x : x + w], inside)
        down = cv2.min(rules.down[y : y + h, x : x + w], inside)
        own = slice(y, y + h), slice(x, x + w)
        strokes = Rules(across, down, rules.faint_across[own], rules.faint_down[own], rules.ink[own])
        table = _table(strokes, (x, y), rules.down, dpi)
        if table is not None:
            found.append(table)
    return tuple(sorted(found, key=lambda table: (table.box[1], table.box[0])))


def _table(own: Rules, at: tuple[int, int], page: Mask, dpi: float) -> GridTable | None:
    """The table of some lines, which stand at a corner of the page; ``page`` holds its lines down."""
    ys = _edges(own.across, dpi, MIN_ROW, across=True)
    if not 1 <= len(ys) <= MAX_EDGES:
        return None
    xs = _without_streaks(_edges(own.down, dpi, MIN_COLUMN, across=False), ys, at, page, dpi)
    xs, ys = _bordered(xs, own.across, ys, MIN_COLUMN, dpi), _bordered(ys, own.down.T, xs, MIN_ROW, dpi)
    if not (3 <= len(xs) <= MAX_EDGES and len(ys) >= 2):
        return None
    right, below = _parted(own, xs, ys, dpi)
    # A stroke that parts no two cells is none of the table's lines: a row of letters' feet.
    while not (right.any(axis=0).all() and below.any(axis=1).all()):
        xs = [xs[0], *(x for x, drawn in zip(xs[1:-1], right.T, strict=True) if drawn.any()), xs[-1]]
        ys = [ys[0], *(y for y, drawn in zip(ys[1:-1], below, strict=True) if drawn.any()), ys[-1]]
        right, below = _parted(own, xs, ys, dpi)
    rows, columns = len(ys) - 1, len(xs) - 1
    spans = _rectangles(right, below)
    if len(spans) < 3 or columns < 2 or (rows < 2 and columns < LONE_ROW):
        return None
    if len({row for row, _, _, _ in spans}) < min(2, rows) or len({column for _, column, _, _ in spans}) < 2:
        return None
    inset = max(1, round(0.01 * dpi))
    height, width = page.shape
    dx, dy = at
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


def _without_streaks(xs: list[int], ys: list[int], at: tuple[int, int], page: Mask, dpi: float) -> list[int]:
    """The lines down without those that run on above or below the table, unless most do (it has no outer rules)."""
    near, far = (round(inches * dpi) for inches in OUTSIDE)
    reach = max(2, round(SNAP * dpi))
    top, bottom = at[1] + ys[0], at[1] + ys[-1]
    kept = []
    for x in xs[1:-1]:
        beside = slice(max(0, at[0] + x - reach), at[0] + x + reach)
        strips = (page[max(0, top - far) : max(0, top - near), beside], page[bottom + near : bottom + far, beside])
        if not any(len(strip) > near and (strip.max(axis=1) > 0).mean() > 1 - QUIET / 2 for strip in strips):
            kept.append(x)
    return [xs[0], *kept, xs[-1]] if len(xs) > 2 and 2 * len(kept) >= len(xs) - 2 else xs


def _parted(
    own: Rules, xs: Sequence[int], ys: Sequence[int], dpi: float
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Is there a line between the place (row, column) and its right, its lower neighbour?

    Arrays of (rows, columns - 1) and (rows - 1, columns).
    """
    reach = max(2, round(SNAP * dpi))
    rows, columns = len(ys) - 1, len(xs) - 1
    right = np.ones((rows, columns - 1), bool)
    below = np.ones((rows - 1, columns), bool)
    for row in range(rows):
        for column in range(columns - 1):
            here, by = slice(ys[row], ys[row + 1]), _around(xs[column + 1], reach)
            right[row, column] = _drawn(own.down[here, by].T, own.faint_down[here, by].T, own.ink[here, by].T)
    for column in range(columns):
        for row in range(rows - 1):
            here, by = slice(xs[column], xs[column + 1]), _around(ys[row + 1], reach)
            below[row, column] = _drawn(own.across[by, here], own.faint_across[by, here], own.ink[by, here])
    return right, below


def _inside(box: Box) -> Box:
    x0, y0, x1, y1 = (min(1.0, max(0.0, value)) for value in box)
    return x0, y0, x1, y1


def _edges(mask: Mask, dpi: float, least: float, *, across: bool) -> list[int]:
    """Places of the lines of one direction: pixels from the table's own corner, sorted."""
    count, _, stats, centroids = cv2.connectedComponentsWithStats(mask, connectivity=8)
    strokes = sorted(
        (float(centroids[n][1 if across else 0]), int(stats[n, cv2.CC_STAT_WIDTH if across else cv2.CC_STAT_HEIGHT]))
        for n in range(1, count)
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
    return float(((ink > 0).sum(axis=0) > ALONE * len(ink)).mean()) < CROWDED


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
