"""A pen's stroke over a line of print: followed from where it stands free, and taken off between the letters.

The end of a signature runs through the signer's name below it. In black ink it can only be told by its shape:
it comes from above the line, is thin, and goes on in one direction, also behind the stems that it crosses.
What is thick there is a stem and stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading import cleanup
from pipeline.reading.connected import connected
from pipeline.reading.recognise import Found

Picture = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

ABOVE = 1.2
"""Heights of the line above it in which a stroke is sought where it stands free."""
LONG = 0.6
"""Heights of the line that a stroke is free across, at least: longer than the bar of a letter, than a mark."""
THIN = 0.25
"""Heights of the line that it is thick, at most, measured down the page."""
ON = 2.0
"""Heights of the line through which it is followed where it goes behind letters."""
BEHIND = 30
"""Columns by whose direction it is followed."""
TOUCHES, STEM = 1.4, 2.5
"""How much thicker ink is where something else touches the stroke, and where a letter's stem stands instead."""
LARGE = 1.4
"""How much higher than the page's other words a name's are, at most."""
SURE = 0.85
"""Words of at least this confidence tell where the line stands."""


def without_strokes(picture: Picture, words: Sequence[Found], usual: float) -> Picture | None:
    """The picture without the strokes that run from above into a line of print; None where none does.

    Args:
        picture: the cleaned page.
        words: the line's, boxes in pixels of the picture; a stroke may stand in them.
        usual: height of the page's words in pixels.
    """
    told = [one for one in words if one.confidence >= SURE and len(one.text) > 1] or list(words)
    if not told:
        return None
    bottom = round(median(one.y1 for one in told))
    tall = round(min(bottom - median(one.y0 for one in told), LARGE * usual))
    top = bottom - tall
    x0, x1 = max(0, min(one.x0 for one in words) - 2 * tall), min(picture.shape[1], max(o.x1 for o in words) + 2 * tall)
    y0, y1 = max(0, top - round(ABOVE * tall)), min(picture.shape[0], bottom + tall // 4)
    if tall < 8 or x1 - x0 < tall or y1 <= y0:
        return None
    ink = picture[y0:y1, x0:x1] < cleanup.INK + 30
    gone = _strokes(ink, top - y0, tall)
    if not gone.any():
        return None
    kept = ink & ~gone
    # The soft edge of a stroke goes with it, that of the letters stays.
    square = np.ones((3, 3), np.uint8)
    edge = (cv2.dilate(gone.astype(np.uint8), square) > 0) & (cv2.dilate(kept.astype(np.uint8), square) == 0)
    made = picture.copy()
    made[y0:y1, x0:x1][gone | edge] = cleanup.WHITE
    return made


def _strokes(ink: Mask, top: int, tall: int) -> Mask:
    """The pixels of strokes that come into a line from above; ``top`` is the line's first row."""
    gone = np.zeros_like(ink)
    thin = _thin(ink, max(3, round(THIN * tall)))
    labels, stats, _ = connected(thin.astype(np.uint8))
    for nth in range(1, len(stats)):
        x, y, wide, high, _ = (int(value) for value in stats[nth])
        if wide < LONG * tall or y >= top or y + high < top - 0.1 * tall:
            continue
        columns = np.arange(x, x + wide)
        middle, breadth = _measured(labels[:, x : x + wide] == nth)
        thick = float(np.median(breadth))
        # Where the stroke touches a letter's mark it is as thick as elsewhere; the rest is the mark's.
        alone = breadth <= TOUCHES * thick
        middle = np.interp(columns, columns[alone], middle[alone])
        for column, at, broad in zip(columns, middle, np.where(alone, breadth, thick), strict=True):
            _take(ink, gone, int(column), float(at), float(broad))
        for end in (columns[::-1], columns):
            path = middle[end - x]
            if path[-1] > path[0] or path[-1] > top - 0.3 * tall:
                _follow(ink, gone, end, path, thick, round(ON * tall))
    return gone


def _thin(ink: Mask, most: int) -> Mask:
    """The ink that is no thicker than so many pixels, measured down the page."""
    thick = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_OPEN, np.ones((most + 1, 1), np.uint8))
    made: Mask = ink & (thick == 0)
    return made


def _measured(own: Mask) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The middle of a piece's ink in each of its columns, and how much of it there is."""
    breadth = own.sum(axis=0).astype(np.float64)
    return (own * np.arange(len(own))[:, None]).sum(axis=0) / breadth, breadth


def _take(ink: Mask, gone: Mask, column: int, middle: float, breadth: float) -> None:
    """Mark a column's ink as gone, so much of it about a middle."""
    start, end = max(0, round(middle - breadth / 2)), max(0, round(middle + breadth / 2) + 1)
    gone[start:end, column] |= ink[start:end, column]


def _follow(
    ink: Mask,
    gone: Mask,
    columns: npt.NDArray[np.int64],
    path: npt.NDArray[np.float64],
    thick: float,
    reach: int,
) -> None:
    """Mark as gone what goes on beyond the last of `columns`, in the direction of the last of them."""
    step = int(columns[-1] - columns[-2])
    xs, ys = [float(x) for x in columns[-BEHIND:]], [float(y) for y in path[-BEHIND:]]
    slope, base = np.polyfit(xs, ys, 1)
    at = int(columns[-1])
    for _ in range(reach):
        at += step
        if not 0 <= at < ink.shape[1]:
            return
        due = slope * at + base
        if not 0 <= due < ink.shape[0]:
            return
        run = _run(ink[:, at], round(due))
        if run is None or run[1] - run[0] > STEM * thick:
            continue
        if run[1] - run[0] > TOUCHES * thick:
            _take(ink, gone, at, due, thick)
            continue
        gone[run[0] : run[1], at] = True
        xs, ys = [*xs[1:], float(at)], [*ys[1:], (run[0] + run[1] - 1) / 2]
        slope, base = np.polyfit(xs, ys, 1)


def _run(column: Mask, at: int) -> tuple[int, int] | None:
    """The unbroken ink of a column nearest to a row, from and to; None where there is none within two pixels."""
    for near in (at, at - 1, at + 1, at - 2, at + 2):
        if 0 <= near < len(column) and column[near]:
            start = end = near
            while start > 0 and column[start - 1]:
                start -= 1
            while end < len(column) and column[end]:
                end += 1
            return start, end
    return None
