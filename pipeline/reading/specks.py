"""Specks that copying strews over a page, told from points, dots and tones by where these stand.

Print repeats itself, dirt does not: dots hang under their letters at one distance on the whole page, a full
stop stands on the line right behind its letter, tones stand close over theirs. A page without a copier's
dirt is left untouched, to the pixel.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading.connected import pixels_of
from pipeline.reading.dots import Dots, Sides
from pipeline.reading.pieces import INK, WHITE, Pieces

Picture = npt.NDArray[np.uint8]
Chosen = npt.NDArray[np.bool_]
Boxes = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.intp]

LONELY = 60
"""Specks that stand alone, on one page: more are a copier's dirt, fewer are left to the engine."""
QUARTERS = (6, 4)
"""Rows and columns of fields of the page, over half of which a copier's dirt is strewn; a worn stamp's is not."""
SMALL = 0.36
"""How large a speck is at most, as a share of the page's letters; a full stop is about a fifth of them."""
DUST = 0.1
"""How large across dust is, as a share of the letters: less than half a full stop."""
REACH = 0.4
"""How far from its letter, in heights of letters, a mark stands (the tone over Ẫ, the dot under Ộ)."""
STEMS = 0.3
"""How far aside of a letter's ink, in heights of letters, its mark may stand."""
ALONE = 0.8
"""Further from all letters than this, in their heights, no mark stands."""

SEEDS = 256
"""Pixels between the places from which paper is flooded."""
HOLE = 0.02
"""How large a flake in a letter is at most, in squares of the letters' height; an e's eye is larger."""


def is_strewn(found: Pieces) -> bool:
    """True for a page with many specks that stand alone, all over it: a copier's dirt."""
    tall, small, nth = _small(found)
    if tall < 8 or len(nth) < LONELY:
        return False
    x, y = (found.centres[nth, axis].astype(np.int64) for axis in (0, 1))
    # Every other pixel both ways tells most pages from copies, in a quarter of the time.
    beside = small.copy()
    beside[0] = True
    glance = cv2.distanceTransform(beside.view(np.uint8)[found.labels[::2, ::2]], cv2.DIST_L2, 3)
    if int((2 * glance[y // 2, x // 2] + 3 > 1.5 * ALONE * tall).sum()) < LONELY:
        return False
    lonely = _apart(found, small, x, y) > 1.5 * ALONE
    fields = _fields(y[lonely], x[lonely], found.labels.shape)
    return int(lonely.sum()) >= LONELY and int((fields >= 2).sum()) > fields.size // 2


def without_specks(flat: Picture, found: Pieces) -> Picture:
    """A strewn page without specks, and its letters without the flakes that fell out of them.

    A speck is a small piece that is no full stop, no dot over or under a letter: those stand where
    marks stand.

    Args:
        flat: the page, upright and straight.
        found: its pieces.
    """
    tall, small, nth = _small(found)
    if not tall:
        return flat
    x, y = (found.centres[nth, axis].astype(np.int64) for axis in (0, 1))
    apart = _apart(found, small, x, y)
    sure = (found.stats[nth, cv2.CC_STAT_AREA] <= max(2.0, 2 * (DUST * tall) ** 2)) | (apart > ALONE)
    gone = small.copy()
    gone[_marks(found, small, nth[~sure], nth[apart > ALONE])] = False
    square = np.ones((3, 3), np.uint8)
    kept = cv2.dilate(found.shown(~gone).astype(np.uint8), square)
    made = flat.copy()
    made[(cv2.dilate(found.shown(gone).astype(np.uint8), square) > 0) & (kept == 0)] = WHITE
    return _mended(made, tall)


def _small(found: Pieces) -> tuple[float, Chosen, Numbers]:
    """The height of a page's letters, and which pieces are as small as specks, as a choice and by number."""
    tall = found.tall
    small: Chosen = np.maximum(found.widths, found.heights) <= max(3.0, SMALL * tall)
    small[0] = False
    return tall, small, np.flatnonzero(small)


def _apart(found: Pieces, small: Chosen, x: npt.NDArray[np.int64], y: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """How far places are from all that is no speck, in heights of letters."""
    away = cv2.distanceTransform((~found.shown(~small)).astype(np.uint8), cv2.DIST_L2, 3)
    made: npt.NDArray[np.float64] = away[y, x] / found.tall
    return made


def _fields(y: npt.NDArray[np.int64], x: npt.NDArray[np.int64], size: tuple[int, ...]) -> npt.NDArray[np.int64]:
    """How many points lie in each field of the page."""
    rows, columns = QUARTERS
    return np.bincount((y * rows // size[0]) * columns + x * columns // size[1], minlength=rows * columns)


def _marks(found: Pieces, small: Chosen, asked: Numbers, dirt: Numbers) -> list[int]:
    """Those of the small pieces `asked` that are marks of letters; `dirt` are none for sure."""
    tall, stats = found.tall, found.stats
    body = ~small & (found.heights < 6 * tall)
    body[0] = False
    whole = body & (found.heights > 0.55 * tall) & (found.heights < 1.7 * tall) & (found.widths < 6 * tall)
    points = stats[(found.heights < 0.75 * tall) & (found.widths < 0.5 * tall)]
    shown = found.shown(body)
    dots = Dots.of(stats[asked], stats[dirt], Sides.of(stats[whole]), shown, tall)
    round_ones = [one for one in asked.tolist() if dots.judges(stats[one])]
    others = set(asked.tolist()).difference(round_ones)
    made = [one for one in others if _is_mark(stats[one], shown, tall) or _is_colon(stats[one], points, tall)]
    body[made] = True
    boxes = stats[round_ones]
    chosen = dots.chosen(boxes, Sides.of(stats[body]), Sides.of(points))
    return made + [one for one, stays in zip(round_ones, chosen, strict=True) if stays]


def _is_mark(box: Boxes, letters: Chosen, tall: float) -> bool:
    """True for a speck where marks stand: over or under a letter, or on the line right after one."""
    x, y, wide, high = (int(value) for value in box[:4])
    reach = max(2, round(REACH * tall))
    # The mark over a `u` or `y` stands between its stems.
    stems = round(STEMS * tall)
    column = letters[:, max(0, x + wide // 2 - stems) : x + wide // 2 + stems + 1]
    if column[max(0, y - reach) : y].any() or column[y + high : y + high + reach].any():
        return True
    before = slice(max(0, x - reach), x)
    # A full stop stands on the line: beside it is its letter's foot, and nothing further down.
    foot, below = letters[y : y + high + 2, before], letters[y + high + 2 : y + high + 2 + round(0.3 * tall), before]
    return bool(foot.any()) and not below.any()


def _is_colon(box: Boxes, points: Boxes, tall: float) -> bool:
    """True for the upper dot of a colon or semicolon: another point, or a comma, stands under it."""
    under = points[:, cv2.CC_STAT_TOP] - box[cv2.CC_STAT_TOP]
    aside = np.abs(points[:, cv2.CC_STAT_LEFT] - box[cv2.CC_STAT_LEFT])
    return bool(((aside <= 0.2 * tall) & (under > 0.25 * tall) & (under < 1.1 * tall)).any())


def _mended(flat: Picture, tall: float) -> Picture:
    """Letters without pinholes: paper that ink encloses, or all but encloses, and too small for a letter's own."""
    ink = (flat < INK).astype(np.uint8)
    square = np.ones((3, 3), np.uint8)
    around = cv2.filter2D(ink, cv2.CV_8U, square, borderType=cv2.BORDER_CONSTANT)
    holes = (ink == 0) & (around >= 6)
    paper = 1 - ink
    # Large paper is flooded first: what is left of it is so little that it can be counted quickly.
    left = paper.copy()
    for y in range(0, paper.shape[0], SEEDS):
        for x in range(0, paper.shape[1], SEEDS):
            if left[y, x] == 1 and cv2.floodFill(left, None, (x, y), (2,))[0] <= HOLE * tall**2:
                cv2.floodFill(left, None, (x, y), (3,))
    left = cv2.compare(cv2.bitwise_and(left, 1), 0, cv2.CMP_NE).view(np.uint8)
    count, labels = cv2.connectedComponents(left, connectivity=4)
    at = pixels_of(left)
    piece = labels.reshape(-1)[at]
    pin = np.bincount(piece, minlength=count) <= HOLE * tall**2
    holes.reshape(-1)[at[pin[piece]]] = True
    made = flat.copy()
    cv2.copyTo(cv2.erode(flat, square), holes.view(np.uint8), made)
    return made
