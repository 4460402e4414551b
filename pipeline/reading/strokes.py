"""Ruling lines on pictures: the long strokes that survive a morphological opening, and those worn to dots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading.connected import connected, pixels_of, shrunk

Picture = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.uint8]
Stats = npt.NDArray[np.int64]
Chosen = npt.NDArray[np.bool_]

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
AROUND = 0.5
"""Inches around a table in which a stroke that runs into it is followed."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The ruling lines of a picture as masks (255 on a line), by direction, and its ink."""

    across: Mask
    down: Mask
    ink: Mask


def find_rules(flat: Picture, dpi: float) -> Rules:
    """The ruling lines of a flattened, straight page."""
    ink = cv2.compare(flat, LINE_INK, cv2.CMP_LT).view(np.uint8)
    if not _may_be_ruled(ink, dpi):
        across = _joined(_seeds(ink, dpi, SEED_ACROSS, across=True), dpi, ACROSS, across=True)
        return Rules(across, np.zeros_like(across), ink)
    solid_across, across = _lines(flat, ink, dpi, across=True)
    _, down = _lines(flat, ink, dpi, across=False)
    long = 3 * dpi  # a frame, a margin's rule, the sheet's own edge
    down = _crossing(down, across, dpi, _long(down, long))
    # A row of letters' feet or tops makes a line of dots as well, but meets no line down.
    return Rules(_crossing(across, down, dpi, solid_across), down, ink)


def faint(rules: Rules, place: tuple[slice, slice], dpi: float, *, across: bool) -> Mask:
    """The lines of one direction at a place of the page, with shorter strokes as well.

    They tell only whether a known line is drawn between two cells, so that they are sought where a table is.
    """
    reach = round(AROUND * dpi)
    rows, columns = (slice(max(0, one.start - reach), one.stop + reach) for one in place)
    mended = cv2.morphologyEx(
        rules.ink[rows, columns], cv2.MORPH_CLOSE, _bar(max(2, round(FAINT_GAP * dpi)), across=across)
    )
    least = FAINT_ACROSS if across else FAINT_DOWN
    found = _joined(_seeds(mended, dpi, least, across=across), dpi, least, across=across, gap=FAINT_GAP)
    inner = tuple(
        slice(one.start - wide.start, one.stop - wide.start) for one, wide in zip(place, (rows, columns), strict=True)
    )
    made: Mask = cv2.max((rules.across if across else rules.down)[place], found[inner]).view(np.uint8)
    return made


def _may_be_ruled(ink: Mask, dpi: float) -> bool:
    """True where some line may run down the page, even one of dots: on most pages none does, and few lines matter.

    Seen from afar dots touch, and along a line down there is ink nearly all the way; in letters that
    stand under one another there is as much paper.
    """
    small = cv2.compare(shrunk(ink, GLANCE), 25, cv2.CMP_GT)
    length = max(3, round(GLANCE_DOWN * dpi / GLANCE))
    return bool((cv2.blur(small, (1, length)) > 255 * DENSE).any())


def _crossing(lines: Mask, others: Mask, dpi: float, sure: Mask) -> Mask:
    """The lines that meet one of the other direction, or are partly sure: stems under one another meet none."""
    reach = max(3, round(SNAP * dpi))
    rows, columns = _filled(lines)
    if not (len(rows) and len(columns)):
        return lines
    own = lines[rows][:, columns]
    met = cv2.min(cv2.max(cv2.dilate(others, np.ones((reach, reach), np.uint8)), sure), lines)
    count, labels = cv2.connectedComponents(own, connectivity=8)
    keep = np.zeros(count, np.bool_)
    keep[labels[met[rows][:, columns] > 0]] = True
    keep[0] = False
    made = np.zeros_like(lines)
    at = pixels_of(own)
    y, x = np.divmod(at[keep[labels.reshape(-1)[at]]], len(columns))
    made[rows[y], columns[x]] = 255
    return made


def _filled(mask: Mask) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The rows and columns that bear something, and the one after each: what is apart stays so without the rest."""
    made = []
    for axis in (1, 0):
        filled = mask.max(axis=axis) > 0
        filled[1:] |= filled[:-1]
        made.append(np.flatnonzero(filled))
    return made[0], made[1]


def _long(down: Mask, least: float) -> Mask:
    """The lines down of at least so many pixels."""
    return _pieces(down, lambda stats: stats[:, cv2.CC_STAT_HEIGHT] > least)


def _pieces(mask: Mask, wanted: Callable[[Stats], Chosen]) -> Mask:
    """The mask's pieces that are wanted, told by OpenCV's statistics; only where there is something is looked."""
    made = np.zeros_like(mask)
    rows, columns = _filled(mask)
    if len(rows) and len(columns):
        own = mask[rows][:, columns]
        labels, stats, _ = connected(own)
        keep = wanted(stats.astype(np.int64))
        keep[0] = False
        at = pixels_of(own)
        y, x = np.divmod(at[keep[labels.reshape(-1)[at]]], len(columns))
        made[rows[y], columns[x]] = 255
    return made


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
    row = cv2.compare(dark, least, cv2.CMP_GT)
    # A line that leans a little leaves its row of pixels.
    row = cv2.dilate(row, bar(1, 3))
    row = cv2.morphologyEx(row, cv2.MORPH_CLOSE, bar(max(3, round(DOTS * dpi)), 1))
    stretch = max(9, round((STRETCH_ACROSS if across else STRETCH_DOWN) * dpi) | 1)
    dense = _over(_share(row, bar(stretch, 1)), 255 * DENSE)
    if not dense.any():
        return dense
    # Ink in the strips beside: from just outside the line to the thickness of a line further out.
    strip = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, bar(max(3, round(DOTS * dpi)), 1))
    strip = cv2.dilate(strip, bar(1, max(3, thin // 2 | 1)))
    quiet = cv2.compare(_share(strip, bar(stretch, 1)), 255 * QUIET, cv2.CMP_LE).view(np.uint8)
    away = 3 + thin // 4
    for shift in (away, -away):
        dense = cv2.min(dense, np.roll(quiet, shift, axis=0 if across else 1)).view(np.uint8)
    if not dense.any():
        return np.zeros_like(ink)
    near = cv2.dilate(dense, bar(stretch, 1))
    # Where a line ends at a merged cell, letters stand in its way: it is dense close by, too.
    close = _over(_share(row, bar(max(5, round(NEAR * dpi) | 1), 1)), 255 * (DENSE - 0.1))
    ends = cv2.dilate(cv2.min(near, close), bar(max(3, round(0.4 * NEAR * dpi) | 1), 1))
    made: Mask = cv2.min(ends, row).view(np.uint8)
    return made


def _over(shares: Mask, least: float) -> Mask:
    """255 where a share is at least so much, else 0."""
    made: Mask = cv2.compare(shares, least, cv2.CMP_GE).view(np.uint8)
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

    def straight(stats: Stats) -> Chosen:
        length = stats[:, cv2.CC_STAT_WIDTH if across else cv2.CC_STAT_HEIGHT]
        breadth = stats[:, cv2.CC_STAT_HEIGHT if across else cv2.CC_STAT_WIDTH]
        area = stats[:, cv2.CC_STAT_AREA]
        # Long, thin and straight: a seal's rim, a pen's stroke and a hatched surface are not.
        thickness = area / np.maximum(length, 1)
        long = length >= whole * dpi
        made: Chosen = long & (thickness < THICK * dpi) & (breadth - thickness < 0.03 * dpi + 0.012 * length)
        return made

    return _pieces(joined, straight)


def erase(flat: Picture, rules: Rules) -> Picture:
    """The page without its ruling lines: white where they stood."""
    made: Picture = cv2.max(flat, cv2.dilate(cv2.max(rules.across, rules.down), np.ones((3, 3), np.uint8)))
    return made
