"""Pieces of a mask that hang together, as OpenCV tells them, three times as fast on pages that are mostly paper.

OpenCV sums up its statistics over every pixel; here only the pixels of the pieces are looked at. Labels,
boxes, areas and middles are OpenCV's own (a test compares them).
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.uint8]
Labels = npt.NDArray[np.int32]
Stats = npt.NDArray[np.int32]
Centres = npt.NDArray[np.float64]
Chosen = npt.NDArray[np.bool_]

CROWDED = 3
"""A mask of which more than one pixel in so many is set is left to OpenCV, which does not mind."""


def connected(mask: Mask) -> tuple[Labels, Stats, Centres]:
    """The eight-connected pieces of a mask; number 0 is what is not set, and no piece.

    Returns:
        The number of each pixel's piece (height, width), and by piece x, y, width, height and area in
        pixels (n, 5) and the middle, x before y (n, 2). Those of number 0 tell nothing.
    """
    left, top, wide, high = cv2.boundingRect(mask)
    if not (wide and high):
        return np.zeros(mask.shape, np.int32), np.zeros((1, 5), np.int32), np.zeros((1, 2))
    # OpenCV numbers squares of two by two pixels: they must fall as on the whole page.
    x0, y0 = left & ~1, top & ~1
    own = mask[y0 : top + high, x0 : left + wide]
    if cv2.countNonZero(own) * CROWDED > own.size:
        _, found, stats, centres = cv2.connectedComponentsWithStats(own, connectivity=8)
    else:
        count, found = cv2.connectedComponents(own, connectivity=8)
        stats, centres = _measured(found, own, count)
    stats[1:, cv2.CC_STAT_LEFT] += x0
    stats[1:, cv2.CC_STAT_TOP] += y0
    labels = found
    if own.shape != mask.shape:
        labels = np.zeros(mask.shape, np.int32)
        labels[y0 : top + high, x0 : left + wide] = found
    return labels.astype(np.int32, copy=False), stats.astype(np.int32, copy=False), centres + np.array((x0, y0))


def shrunk(picture: Mask, factor: int) -> Mask:
    """The picture, grey, so many times smaller: pixels are means of squares; the last odd rows and columns are left.

    OpenCV takes means of whole squares three times as fast as those of squares that cut through pixels.
    """
    height, width = (max(1, side // factor) for side in picture.shape)
    whole = picture[: height * factor, : width * factor]
    made: Mask = cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA).view(np.uint8)
    return made


def pixels_of(mask: Mask) -> npt.NDArray[np.intp]:
    """Where a mask is set, in the order of rows: places in the flattened mask."""
    return np.flatnonzero(cv2.compare(mask, 0, cv2.CMP_NE).view(np.bool_))


def _measured(labels: Labels, mask: Mask, count: int) -> tuple[Stats, Centres]:
    """Statistics from the runs of pixels that stand side by side in one row: each belongs to one piece."""
    at = pixels_of(mask)
    wide = mask.shape[1]
    breaks = np.flatnonzero((np.diff(at) != 1) | (at[1:] % wide == 0))
    start = at[np.concatenate(([0], breaks + 1))]
    end = at[np.concatenate((breaks, [len(at) - 1]))]
    piece = labels.reshape(-1)[start]
    y, x0 = np.divmod(start, wide)
    x1 = x0 + (end - start)
    stats = np.zeros((count, 5), np.int32)
    # Runs come from the top down: the first of a piece is its top, the last its foot.
    foot = np.zeros(count, np.int64)
    foot[piece] = y
    stats[piece[::-1], cv2.CC_STAT_TOP] = y[::-1]
    left, right = np.full(count, wide), np.zeros(count, np.int64)
    np.minimum.at(left, piece, x0)
    np.maximum.at(right, piece, x1)
    long = x1 - x0 + 1
    area = np.bincount(piece, long, count)
    stats[:, cv2.CC_STAT_LEFT] = left
    stats[:, cv2.CC_STAT_WIDTH] = right - left + 1
    stats[:, cv2.CC_STAT_HEIGHT] = foot - stats[:, cv2.CC_STAT_TOP] + 1
    stats[:, cv2.CC_STAT_AREA] = area
    stats[0] = 0
    sums = np.stack((np.bincount(piece, (x0 + x1) * 0.5 * long, count), np.bincount(piece, y * long, count)), axis=1)
    return stats, sums / np.maximum(area, 1)[:, None]
