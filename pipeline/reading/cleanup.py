"""A page picture made ready for OCR: grey, 200 dpi, flat, upright, straight.

Figures behind each step are in FIELD.md ("OCR"): shrinking to 200 dpi by area averaging, the red
channel at reddish pixels (seals: `inks`), division by the paper's brightness, deskewing. Thresholding is
left to Tesseract, which does it well on a flat page.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading.connected import connected, pixels_of
from pipeline.reading.dirt import without_ghosts
from pipeline.reading.inks import balanced, blue_ink, red_ink, without_blue, without_seal
from pipeline.reading.pieces import INK, LETTER_HEIGHT, WHITE, Pieces, pieces_of
from pipeline.reading.specks import is_strewn, without_specks
from pipeline.reading.streaks import without_streaks

__all__ = ["INK", "WHITE", "Cleaned", "clean"]

# A process a core reads pages: OpenCV's own threads would stand in each other's way.
cv2.setNumThreads(1)

Picture = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.uint8]

MAX_SKEW = 5.0
"""Degrees either way in which a crooked page is sought."""
SKEW_PIXELS = 1400
"""Longer side of the shrunken copy in which skew is measured."""
SKEW_POINTS = 30_000
"""Pixels of ink that are asked: every so many of a full page."""
SKEW_GLANCE = 8_000
"""And in the first, coarse search, where half a degree makes a great difference."""
SKEW_WORTH = 0.15
"""Degrees below which turning would blur more than it mends: Tesseract copes."""
MIN_VOTERS, MAX_VOTERS = 20, 1500
"""Letters that must, and may at most, be asked which way the lines run."""
LETTER, MARK, HANGS = 0.7, 0.55, 0.3
"""Sizes of letters and of marks (tones, hooks, dots) and how far they are apart, in heights of letters."""
ASKED = 25
"""Of them at a time."""
INK_WANTED = 50
"""How dark the ink of a pale page is made (0..255)."""
PALEST_INK = 205
"""Ink paler than this is the back of the sheet shining through, and left pale."""
COARSE, ENLARGED = 150.0, 1.5
"""Coarser pages, in dots an inch, are enlarged by so much: at 100 wrong letters fall from 1.05 to 0.70 %, and
on a real scan of that kind doubtful words halve; pages of 200 gain nothing."""
BLANK_LETTERS = 8
"""Fewer letter-sized specks of ink than this: a blank page."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A page ready for OCR.

    ``grey`` is uint8 (height, width), paper near 255; ``rotation`` the degrees (0/90/180/270) by
    which the picture was turned clockwise, ``skew_deg`` the small angle by which it was turned
    after that (positive: clockwise), 0 where it was left alone; ``blank`` when no letters stand on it.
    ``red`` is the red ink alone, dark on white, where there is some: seals and stamped marks, which
    `grey` no longer shows; ``blue`` the blue ink alone, which `grey` shows too: pens, some stamps; ``bare`` is `grey`
    as seen through that ink, where there is some.
    """

    grey: Picture
    dpi: float
    rotation: int
    skew_deg: float
    blank: bool
    red: Picture | None = None
    blue: Picture | None = None
    bare: Picture | None = None


def clean(picture: Picture, dpi: float, *, target: float = 200.0) -> Cleaned:
    """A page picture made ready for OCR.

    Args:
        picture: uint8, grey (height, width) or BGR (height, width, 3).
        dpi: its resolution.
        target: the working resolution.

    A sideways page (text running up or down) is turned to lie, and one whose marks hang under its
    letters turned about; whether it then still stands on its head reading tells by its confidence.
    """
    small, small_dpi = shrink(picture, dpi, target)
    vivid = balanced(small)
    flat = without_ghosts(darken(flatten(without_seal(small, vivid))), small_dpi)
    flat = without_streaks(flat, small_dpi)
    blue = blue_ink(vivid)
    inks = red_ink(vivid), blue, None if blue is None else without_blue(flat, vivid)
    found = pieces_of(flat, small_dpi)
    if _letters(found) < BLANK_LETTERS:
        return Cleaned(flat, small_dpi, 0, 0.0, True, *inks)
    strewn = is_strewn(found)
    lying = _sideways(found)
    rotation = (90 if lying else 0) + (180 if on_head(found, lying=lying) else 0)
    flat = turn(flat, rotation)
    skew = find_skew(flat)
    if abs(skew) < SKEW_WORTH:
        skew = 0.0

    factor = ENLARGED if small_dpi < COARSE else 1.0
    red, blue, bare = (None if ink is None else straighten(turn(ink, rotation), skew, factor) for ink in inks)
    dpi = small_dpi * factor
    straight = without_streaks(straighten(flat, skew, factor), dpi)
    if strewn:
        straight = without_specks(straight, found if straight is flat and not rotation else pieces_of(straight, dpi))
    return Cleaned(straight, dpi, rotation, round(skew, 2), False, red, blue, bare)


def shrink(picture: Picture, dpi: float, target: float) -> tuple[Picture, float]:
    """The picture at `target` dpi by area averaging; a coarser one is left as it is."""
    factor = target / dpi
    if factor >= 0.95:
        return picture, dpi
    height, width = picture.shape[:2]
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dpi * size[1] / height


def flatten(grey: Picture) -> Picture:
    """The page divided by its paper's brightness: shadows and grey copies become white paper."""
    height, width = grey.shape
    factor = max(1.0, max(height, width) / 400)
    size = (max(1, round(width / factor)), max(1, round(height / factor)))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    paper = cv2.dilate(small, np.ones((11, 11), np.uint8))
    paper = cv2.medianBlur(paper, 21)
    paper = np.maximum(paper, 40)
    paper = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    made: Picture = cv2.divide(grey, paper, scale=WHITE)
    return made


def darken(flat: Picture) -> Picture:
    """A flattened page whose pale ink is made dark, so that fixed thresholds hold for every page."""
    level, _ = cv2.threshold(flat, 0, WHITE, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    dark = flat[flat < level]
    if not 0.0005 * flat.size < dark.size < 0.35 * flat.size:
        return flat
    ink = float(np.median(dark))
    if not INK_WANTED * 1.5 < ink < PALEST_INK:
        return flat
    gain = (WHITE - INK_WANTED) / (WHITE - ink)
    values = np.clip(WHITE - (WHITE - np.arange(256)) * gain, 0, WHITE).astype(np.uint8)
    made: Picture = cv2.LUT(flat, values)
    return made


def ink_mask(flat: Picture) -> Mask:
    """255 where a flattened page bears ink, else 0."""
    made: Mask = cv2.compare(flat, INK, cv2.CMP_LT).view(np.uint8)
    return made


def letters(flat: Picture, dpi: float) -> int:
    """How many letter-sized specks of ink a flattened page bears."""
    return _letters(pieces_of(flat, dpi))


def _letters(found: Pieces) -> int:
    return int((found.letters & found.dark).sum())


def sideways(flat: Picture, dpi: float) -> bool:
    """True where the text runs up or down the page.

    A letter's nearest neighbour stands beside it in its line, not above or below: that holds under
    any small skew, in tables and in columns.
    """
    return _sideways(pieces_of(flat, dpi))


def _sideways(found: Pieces) -> bool:
    size, large = np.minimum(found.widths, found.heights), np.maximum(found.widths, found.heights)
    low, high = LETTER_HEIGHT
    fit = (large < high * found.dpi) & (large > 2 * low * found.dpi) & (size > low * found.dpi) & found.dark
    points = found.centres[fit]
    if len(points) < MIN_VOTERS:
        return False
    if len(points) > MAX_VOTERS:  # a stretch of neighbours, not a thinned sample
        points = points[np.argsort(points[:, 1] + points[:, 0], kind="stable")]
        start = (len(points) - MAX_VOTERS) // 2
        points = points[start : start + MAX_VOTERS]
    across, down = np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1])
    below = 0
    for start in range(0, len(points), ASKED):  # so many that their distances stay in the processor's memory
        own = slice(start, start + ASKED)
        dx, dy = np.abs(across[own, None] - across), np.abs(down[own, None] - down)
        apart = dx + dy
        rows = np.arange(len(apart))
        apart[rows, rows + start] = np.inf
        nearest = apart.argmin(axis=1)
        below += int((dy[rows, nearest] > dx[rows, nearest]).sum())
    return below / len(points) > 0.6


def on_head(found: Pieces, *, lying: bool = False) -> bool:
    """True where far more marks hang under letters than stand over them: Vietnamese has it the other way.

    Args:
        found: the pieces of a page.
        lying: whether the page must be turned clockwise by 90 degrees first.
    """
    tall = found.tall
    if not tall:
        return False
    size = np.maximum(found.widths, found.heights)
    letter = (size > LETTER * tall) & (size < 3 * tall)
    letter[0] = False
    marks = np.flatnonzero((size > 2) & (size <= MARK * tall))
    marks = marks[marks > 0]
    middles, stats = found.centres[marks].round().astype(np.int64), found.stats[marks].astype(np.int64)
    # Up on the upright page is left on one that lies; the other way on is down, or right.
    axis = 0 if lying else 1
    over = np.zeros((2, len(marks)), np.bool_)
    for way, start in enumerate((stats[:, axis] - 1, stats[:, axis] + stats[:, axis + 2])):
        for step in range(max(2, round(HANGS * tall))):
            places = middles.copy()
            places[:, axis] = start + (step if way else -step)
            inside = ((places >= 0) & (places < found.labels.shape[::-1])).all(axis=1)
            at = places[inside]
            over[way, inside] |= letter[found.labels[at[:, 1], at[:, 0]]]
    hanging, standing = int((over[0] & ~over[1]).sum()), int((over[1] & ~over[0]).sum())
    return hanging > MIN_VOTERS and hanging > 1.5 * standing


def find_skew(flat: Picture) -> float:
    """Degrees by which the page must be turned clockwise to be straight, to a twentieth.

    The angle at which the profile of ink over the rows is sharpest, sought in ever finer steps.
    """
    height, width = flat.shape
    factor = min(1.0, SKEW_PIXELS / max(height, width))
    small = cv2.resize(
        ink_mask(flat), (max(1, round(width * factor)), max(1, round(height * factor))), interpolation=cv2.INTER_AREA
    )
    ys, xs = _of_lines(small)
    if len(xs) < 50:
        return 0.0
    thinned = max(1, len(xs) // SKEW_POINTS)
    ys, xs = ys[::thinned], xs[::thinned]
    weights = small[ys, xs].astype(np.float64)
    rows = 2 * sum(small.shape)
    across = xs - small.shape[1] / 2

    def sharpness(angle: float, every: int) -> float:
        shifted = ys[::every] + across[::every] * math.tan(math.radians(angle)) + small.shape[1]
        row = shifted.astype(np.int64)
        # A pixel between two rows counts in both: else upright pixels favour an angle of nought.
        heavy = weights[::every]
        part = (shifted - row) * heavy
        profile = np.bincount(row, heavy - part, minlength=rows) + np.bincount(row + 1, part, minlength=rows + 1)[:-1]
        return float(np.square(np.diff(profile)).sum())

    candidates = [n * 0.5 for n in range(-round(MAX_SKEW * 2), round(MAX_SKEW * 2) + 1)]
    step = 0.5
    every = max(1, len(xs) // SKEW_GLANCE)
    while True:
        best = max(candidates, key=lambda angle: (sharpness(angle, every), -abs(angle)))
        every = 1
        if step <= 0.05:
            break
        step = step / 3 if step > 0.15 else 0.05
        candidates = [best + n * step for n in range(-3, 4)]
    return round(max(-MAX_SKEW, min(MAX_SKEW, best)), 2)


def _of_lines(small: Mask) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Rows and columns of the ink of a shrunken page by which its lines can be told.

    What touches the sheet's edge (a scanner's dark bed) or runs far down it (a streak, a frame) lies
    otherwise than the lines do, and is left out.
    """
    height, width = small.shape
    mask = (small > 60).astype(np.uint8)
    labels, stats, _ = connected(mask)
    x, y, wide, high = (stats[:, column] for column in range(4))
    inside = (x > 0) & (y > 0) & (x + wide < width) & (y + high < height) & (high < height / 8)
    inside[0] = False
    at = pixels_of(mask)
    ys, xs = np.divmod(at[inside[labels.reshape(-1)[at]]], width)
    return ys, xs


def straighten(picture: Picture, degrees: float, factor: float = 1.0) -> Picture:
    """The picture turned clockwise by a small angle about its middle, paper at the corners, and enlarged.

    The very picture where there is nothing to do.
    """
    if degrees == 0 and factor == 1:
        return picture
    height, width = picture.shape[:2]
    size = (round(width * factor), round(height * factor))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, factor)
    matrix[:, 2] += ((size[0] - width) / 2, (size[1] - height) / 2)
    flags = cv2.INTER_LINEAR if factor == 1 else cv2.INTER_CUBIC
    made: Picture = cv2.warpAffine(
        picture, matrix, size, flags=flags, borderMode=cv2.BORDER_CONSTANT, borderValue=(WHITE,) * 3
    )
    return made


def turn(picture: Picture, degrees: int) -> Picture:
    """The picture turned clockwise by 0, 90, 180 or 270 degrees."""
    if degrees == 0:
        return picture
    codes = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
    made: Picture = cv2.rotate(picture, codes[degrees % 360])
    return made
