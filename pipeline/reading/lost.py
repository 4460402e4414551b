"""Lines that the first look passed over: ink as large as letters, in a row, where no word was found.

Engines leave out a line now and then, mostly beside a seal or between columns; nothing but the ink
that is left over tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading.connected import connected
from pipeline.reading.pieces import INK, WHITE, pieces_of
from pipeline.reading.recognise import Found

Picture = npt.NDArray[np.uint8]
Pixels = tuple[int, int, int, int]

LETTERS = 4
"""Pieces of ink that make a line at least: letters that touch are one piece."""
JOINED, SOLID = 2, 0.85
"""So few pieces make one where they fill that share of its width: on soft pictures a word may be one piece."""
FULL = 0.5
"""Share of a line's width that its pieces take at least, one after another."""
WIDTH = 3.0
"""How wide such a line is at least, in heights of words."""
SIZES = (0.3, 1.3)
"""Heights of its letters, in heights of words."""
TALL = (0.5, 2.0)
"""Heights of the line itself."""
SHORT, LOW = 0.9, 0.4
"""How wide and high the last line of a paragraph is at least, of one word (`án;`), in heights of words."""
STARTS, INDENT, UNDER = 3, 5.0, 2.0
"""Lines that begin where it does or, as first lines of paragraphs do, so much further in, and how far under the one
above it stands at most, in heights of words."""
SURE = 0.6
"""Confidence that its words must have on the average, or it is handwriting, a seal's rim, dirt."""
MOST = 12
"""Lines looked at on one page."""


def lost_lines(found: Sequence[Found], picture: Picture, dpi: float) -> list[Pixels]:
    """Places of lines without a word, with a little paper around, from the top down.

    Args:
        found: the words of the page.
        picture: the page without tables and ruling lines.
        dpi: its resolution.
    """
    tall = [one.height for one in found if sum(ch.isalnum() for ch in one.text) > 1]
    if len(tall) < LETTERS:
        return []
    high = median(tall)
    left = picture.copy()
    for one in found:
        rim = round(0.15 * high)
        left[max(0, one.y0 - rim) : one.y1 + rim, max(0, one.x0 - rim) : one.x1 + rim] = WHITE
    if np.count_nonzero(left < INK) < LETTERS * high:
        return []
    pieces = pieces_of(left, dpi)
    fit = pieces.letters & pieces.dark & (pieces.heights > SIZES[0] * high) & (pieces.heights < SIZES[1] * high)
    if int(fit.sum()) < JOINED:
        return []
    rows: Picture = cv2.morphologyEx(
        pieces.shown(fit).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((1, round(1.2 * high)), np.uint8)
    ).view(np.uint8)
    labels, stats, _ = connected(rows)
    x, y = (pieces.centres[fit, axis].astype(np.int64) for axis in (0, 1))
    row = labels[y, x]
    count = np.bincount(row, minlength=len(stats))
    ink = np.bincount(row, pieces.widths[fit], minlength=len(stats))
    lines = [
        (x0, y0, x0 + across, y0 + down)
        for n, (x0, y0, across, down, _) in enumerate(stats.tolist())
        if n
        and ink[n] > FULL * across
        and (
            (
                (count[n] >= LETTERS or (count[n] >= JOINED and ink[n] > SOLID * across))
                and across > WIDTH * high
                and TALL[0] * high < down < TALL[1] * high
            )
            or (
                count[n] >= JOINED
                and SHORT * high < across <= WIDTH * high
                and LOW * high < down < TALL[1] * high
                and _ends(x0, y0, y0 + down, found, high)
            )
        )
    ]
    rim = round(0.45 * high)  # marks over and under the letters
    height, width = picture.shape
    grown = [
        (max(0, x0 - rim), max(0, y0 - rim), min(width, x1 + rim), min(height, y1 + rim)) for x0, y0, x1, y1 in lines
    ]
    return sorted(grown, key=lambda box: box[1])[:MOST]


def _ends(left: int, top: int, bottom: int, found: Sequence[Found], high: float) -> bool:
    """True where a paragraph's last line may stand: at the left of most lines, close under one, no word beside it."""
    if any(one.y0 < bottom and top < one.y1 and one.x1 > left for one in found):
        return False
    if not any(0 < top - one.y1 + high / 2 < UNDER * high and one.x0 <= left + INDENT * high for one in found):
        return False
    lines: dict[tuple[int, int, int], int] = {}
    for one in found:
        key = (one.block, one.paragraph, one.line)
        lines[key] = min(one.x0, lines.get(key, one.x0))
    return sum(-high / 2 <= start - left <= INDENT * high for start in lines.values()) >= STARTS
