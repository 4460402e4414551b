"""Streaks that dirt on a copier's glass draws down the sheet, from edge to edge.

A table's rule and a frame end at the margins: a streak runs on through both. Where it crosses letters,
they keep what they have beside it and what is darker than it.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading.pieces import FAINT, WHITE

Picture = npt.NDArray[np.uint8]
Profile = npt.NDArray[np.float64]

WIDTH = 0.02
"""Inches across a streak at most."""
STEPS = 40
"""Stretches of the page's height of which a streak is sought in each."""
DRAWN = 0.85
"""Share of the stretches in which a streak is seen; the first and the last are among them."""
WANDERS = 3
"""Pixels to either side by which a streak may leave its column, on a page that is not quite straight."""
MOST = 0.05
"""A larger share of columns drawn on is no streaks: a page's dark edge, a picture."""
PAPER = 225
"""A column whose middle value in a stretch is below this bears the streak there."""
DARKER = 40
"""By how much ink is darker than the streak that it lies under, of 255."""


def without_streaks(flat: Picture, dpi: float) -> Picture:
    """A page without streaks from its top edge to its bottom edge; the very page where there are none.

    Args:
        flat: the flattened page, straight or nearly so.
        dpi: its resolution.
    """
    height, _ = flat.shape
    step = height // STEPS
    if not step:
        return flat
    tops = [n * step for n in range(STEPS)]
    first, last = (_drawn(flat[top : top + step]) for top in (tops[0], height - step))
    if not (first & last).any():
        return flat
    inner = np.array([_drawn(flat[top : top + step]) for top in tops[1:]])
    drawn = first & last & (inner.mean(axis=0) > DRAWN)
    if not drawn.any() or drawn.mean() > MOST:
        return flat
    made = flat.copy()
    edges = np.flatnonzero(np.diff(np.concatenate(([0], drawn.astype(np.int8), [0]))))
    for left, right in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        middle = (left + right - 1) / 2
        for top, bottom in zip(tops, (*tops[1:], height), strict=True):
            band = made[top:bottom]
            core = _core(band, left - WANDERS, right + WANDERS, middle)
            if core is not None and core[1] - core[0] <= max(3, round(WIDTH * dpi)):
                middle = (core[0] + core[1] - 1) / 2
                _lift(band, *core)
    return made


def _drawn(band: Picture) -> npt.NDArray[np.bool_]:
    """Columns near which a stretch of the page is dark in most of its rows."""
    share = cv2.reduce((band < FAINT).astype(np.uint8), 0, cv2.REDUCE_SUM, dtype=cv2.CV_32S)
    dark = (share[0] > band.shape[0] / 2).astype(np.uint8)
    made: npt.NDArray[np.bool_] = cv2.dilate(dark[None], np.ones((1, 2 * WANDERS + 1), np.uint8))[0] > 0
    return made


def _core(band: Picture, left: int, right: int, middle: float) -> tuple[int, int] | None:
    """First and last + 1 column of the streak in a stretch: those most like it, nearest to where it last was."""
    left, right = max(0, left), min(band.shape[1], right)
    marked = np.median(band[:, left:right], axis=0) < PAPER
    runs = list(_runs(marked))
    if not runs:
        return None
    start, end = min(runs, key=lambda run: abs((run[0] + run[1] - 1) / 2 + left - middle))
    return left + start, left + end


def _runs(marked: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marked.astype(np.int8), [0]))))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _lift(band: Picture, left: int, right: int) -> None:
    """Take a streak off a stretch: what stands beside it goes on under it, and darker ink is its own."""
    own = band[:, left:right].astype(np.float64)
    profile: Profile = np.median(own, axis=0)
    before = band[:, left - 1] if left else np.full(len(band), WHITE, np.uint8)
    after = band[:, right] if right < band.shape[1] else np.full(len(band), WHITE, np.uint8)
    share = np.arange(1, right - left + 1) / (right - left + 1)
    between = before[:, None] * (1 - share) + after[:, None] * share
    band[:, left:right] = np.where(own < profile - DARKER, np.minimum(own, between), between).round().astype(np.uint8)
