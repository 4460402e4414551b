"""The lettering in the ring of a round seal: the ring unrolled to a strip, and read as one line.

By Thông tư 21/2012/TT-BCA a seal bears the office's name between two circles, clockwise, letters
outward, and a star at the bottom between the end and the beginning. Sought in the red ink alone, and
where the page is black and white at what hangs together as wide as high (`seals.seals_of`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading import cleanup
from pipeline.reading.cleanup import Cleaned
from pipeline.reading.connected import connected, shrunk
from pipeline.reading.eye import Eye
from pipeline.reading.noise import without_noise
from pipeline.reading.recognise import SINGLE_LINE, Found, mean_confidence
from pipeline.reading.seals import SEAL
from pipeline.reading.syllables import is_syllable

Picture = npt.NDArray[np.uint8]
Pixels = tuple[int, int, int, int]
Points = npt.NDArray[np.floating]

MOST = 2
"""Seals of a page that are looked at."""
FAR = 4
"""How many times smaller the ink is first looked at."""
ROUND = (0.8, 1.25)
"""Width by height of a seal's box."""
ANGLES = 360
"""Directions in which a seal's rim is sought."""
RIM = 0.04
"""Share of the radius by which a point of the rim may lie off it."""
WHOLE = 0.6
"""Share of the directions in which there must be a rim: pens and print break it."""
BAND = (0.6, 0.96)
"""Where the ring of letters lies, in shares of the radius: the circles at its edges are told apart by their length."""
LONG = 1 / 22
"""Share of the ring beyond which what hangs together is a circle's, no letter's."""
TALL = 0.06
"""Share of the radius that a letter's height is at least."""
OVER, UNDER = 0.6, 0.35
"""Heights of letters over and under them in which their marks stand."""
MIDDLE = 0.8
"""Where the letters' middle lies, in shares of the radius."""
DARKER = 1.6
"""How many times as dark the ink is made."""
FAINT = 235
"""Above this a pixel of the strip is a circle's blurred edge, of 255."""
FLAT = (4.0, 0.6)
"""What is so many times as wide as high, and wider than so many heights of letters, is a circle's rest, no dash."""
FARTHER = 1.2
"""How many times as far as two words a star stands from the lettering."""
STAR = 1.6
"""Heights of letters that a star is wide at most."""
ALONE = 0.9
"""Heights of letters between a star and the lettering, at least."""
LARGER = 2.0
"""How many times the strip is enlarged before it is read."""
LETTERS = 5
"""Letters that a ring must bear to be looked at."""
BOTTOM = 50
"""Degrees from the bottom, either way, in which the lettering begins: seals are pressed askew."""
SURE = 0.6
"""Mean confidence of a ring's words that are kept, and of each syllable that speaks for them."""
CERTAIN = 0.8
"""Confidence of a word that is no syllable and yet one: short forms, single letters, numbers."""
LEGIBLE = 0.85
"""Share of the letters that must be in syllables and certain words: lettering with holes is another name."""
SYLLABLES = 2
"""Syllables that they must have."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A seal's outer rim, in pixels."""

    x: float
    y: float
    radius: float

    @property
    def box(self) -> Pixels:
        """The square around it."""
        return (
            max(0, round(self.x - self.radius)),
            max(0, round(self.y - self.radius)),
            round(self.x + self.radius),
            round(self.y + self.radius),
        )


def read_rings(cleaned: Cleaned, seals: Sequence[Pixels], eye: Eye) -> tuple[tuple[Found, ...], ...]:
    """The words in the rings of a page's seals: red ones, or where there is no red ink black ones.

    Args:
        cleaned: the page.
        seals: boxes of what may be black seals (`seals.seals_of`).
        eye: the page's engine.
    """
    if cleaned.red is None:
        return ring_words(cleaned.grey, seals, eye)
    return ring_words(cleaned.red, round_things(cleaned.red, cleaned.dpi), eye)


def ring_words(ink: Picture, boxes: Sequence[Pixels], eye: Eye) -> tuple[tuple[Found, ...], ...]:
    """The words in the rings of at most two seals, each word with its seal's whole box; none where not sure.

    Args:
        ink: uint8 (height, width), dark on white: the seal's ink alone, or the grey page.
        boxes: where round things stand in it, in pixels (`round_things`, `seals.seals_of`).
        eye: the page's engine.
    """
    made: list[tuple[Found, ...]] = []
    looks = 0
    for box in boxes:
        circle = circle_of(ink, box)
        strip = None if circle is None else unrolled(ink, circle)
        if circle is None or strip is None or looks == MOST:
            continue
        looks += 1
        words = _sure(eye.crop(strip, (0, 0, strip.shape[1], strip.shape[0]), SINGLE_LINE, LARGER))
        if words:
            x0, y0, x1, y1 = circle.box
            made.append(tuple(replace(one, x0=x0, y0=y0, x1=x1, y1=y1) for one in words))
    return tuple(made)


def round_things(ink: Picture, dpi: float) -> list[Pixels]:
    """Boxes of what is as large as a seal and as wide as high in a picture of one ink, the largest first."""
    far = (shrunk(cleanup.ink_mask(ink), FAR) > 0).astype(np.uint8)
    far = cv2.morphologyEx(far, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)).view(np.uint8)
    _, stats, _ = connected(far)
    found = [
        (x * FAR, y * FAR, (x + wide) * FAR, (y + high) * FAR)
        for x, y, wide, high, _ in stats[1:].tolist()
        if SEAL[0] * dpi < high * FAR < SEAL[1] * dpi and ROUND[0] < wide / high < ROUND[1]
    ]
    return sorted(found, key=lambda box: (box[1] - box[3]) * (box[2] - box[0]))


def circle_of(ink: Picture, box: Pixels) -> Circle | None:
    """The outer rim of what stands in a box; None where it has no round one."""
    x0, y0, x1, y1 = box
    mask = cleanup.ink_mask(ink[y0:y1, x0:x1])
    ys, xs = np.nonzero(mask)
    if len(xs) < ANGLES:
        return None
    circle = Circle((x1 - x0) / 2, (y1 - y0) / 2, (y1 - y0) / 2)
    for _ in range(3):
        points = _outermost(xs - circle.x, ys - circle.y)
        lengths = np.hypot(points[:, 0], points[:, 1])
        # What a pen drew beyond the rim, and where the rim is broken, lies off the middle one.
        rim = float(np.median(lengths))
        near = points[np.abs(lengths - rim) < 3 * RIM * rim]
        if len(near) < WHOLE * ANGLES:
            return None
        a = np.column_stack((2 * near, np.ones(len(near))))
        (dx, dy, rest), *_ = np.linalg.lstsq(a, np.square(near).sum(axis=1), rcond=None)
        circle = Circle(circle.x + float(dx), circle.y + float(dy), math.sqrt(max(1.0, rest + dx * dx + dy * dy)))
    lengths = np.hypot(*_outermost(xs - circle.x, ys - circle.y).T)
    on = np.abs(lengths - circle.radius) < RIM * circle.radius
    if on.sum() < WHOLE * ANGLES:
        return None
    return Circle(x0 + circle.x, y0 + circle.y, circle.radius)


def _outermost(dx: Points, dy: Points) -> Points:
    """The farthest pixel of ink in each direction that has one: x and y from the middle (n, 2)."""
    lengths = np.hypot(dx, dy)
    turns = ((np.arctan2(dy, dx) + math.pi) * (ANGLES / (2 * math.pi))).astype(np.int64) % ANGLES
    order = np.lexsort((lengths, turns))
    last = np.flatnonzero(np.diff(turns[order], append=ANGLES))
    at = order[last]
    return np.column_stack((dx[at], dy[at]))


def unrolled(ink: Picture, circle: Circle) -> Picture | None:
    """The ring's letters upright in a strip, from the gap at the bottom on, clockwise; None where it bears none."""
    depth, long = round((BAND[1] - BAND[0]) * circle.radius), round(2 * math.pi * MIDDLE * circle.radius)
    outer = BAND[1] * circle.radius
    size = (round(outer), long)
    polar = cv2.warpPolar(ink, size, (circle.x, circle.y), outer, cv2.WARP_POLAR_LINEAR | cv2.INTER_CUBIC)
    # Its rows are directions, clockwise from the right: outward becomes up, the bottom the beginning.
    strip = np.roll(cv2.rotate(polar, cv2.ROTATE_90_COUNTERCLOCKWISE)[:depth], -(long // 4), axis=1)
    return _letters_alone(strip.view(np.uint8), circle.radius)


def _letters_alone(strip: Picture, radius: float) -> Picture | None:
    """The strip turned so that no letter is cut, without what is no letter: circles, emblem, star."""
    height, width = strip.shape
    lines = _circles(strip)
    made = strip.copy()
    made[lines] = cleanup.WHITE
    _, stats, _ = connected(cleanup.ink_mask(made))
    y, wide, high = (stats[1:, column] for column in (cv2.CC_STAT_TOP, cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT))
    letter = (high > TALL * radius) & (wide < 2.5 * high) & (y > 0) & (y + high < height)
    if letter.sum() < LETTERS:
        return None
    tall = float(np.median(high[letter]))
    foot = float(np.median((y + high)[letter]))
    made[: max(0, round(foot - (1 + OVER) * tall))] = cleanup.WHITE
    made[round(foot + UNDER * tall) :] = cleanup.WHITE
    made[_beyond(lines, round(foot - tall / 2))] = cleanup.WHITE
    made = _dark(made)
    labels, stats, _ = connected((made < FAINT).astype(np.uint8))
    rests = stats[:, cv2.CC_STAT_WIDTH] > np.maximum(FLAT[0] * stats[:, cv2.CC_STAT_HEIGHT], FLAT[1] * tall)
    rests[0] = False
    made[rests[labels]] = cleanup.WHITE
    made = np.roll(made, reach := round(BOTTOM / 360 * width), axis=1)
    core = slice(max(0, round(foot - tall)), round(foot))
    gaps = [gap for gap in _gaps(made[core]) if gap[0] < 2 * reach]
    if not gaps:
        return None
    start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
    made = np.roll(made, -((start + end) // 2), axis=1)
    star = _star(_gaps(made[core]), tall)
    if star is not None:
        made[:, star] = cleanup.WHITE
    inked = np.flatnonzero((made[core] < FAINT).any(axis=0))
    return made[:, max(0, inked[0] - 2) : inked[-1] + 3].view(np.uint8) if len(inked) else None


def _dark(strip: Picture) -> Picture:
    """The strip, its uneven ink made darker: red ink that a pen crossed is pale."""
    made: Picture = (
        (cleanup.WHITE - (cleanup.WHITE - strip.astype(np.float32)) * DARKER).clip(0, cleanup.WHITE).astype(np.uint8)
    )
    made[strip > FAINT] = cleanup.WHITE
    return made


def _circles(strip: Picture) -> npt.NDArray[np.bool_]:
    """The circles at a strip's edges, with which letters may hang together: ink that runs on and on in its row."""
    width = strip.shape[1]
    mask = cv2.copyMakeBorder(cleanup.ink_mask(strip), 0, 0, width, width, cv2.BORDER_WRAP)
    lines = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, round(LONG * width)), np.uint8))
    made: npt.NDArray[np.bool_] = cv2.dilate(lines, np.ones((5, 1), np.uint8))[:, width : 2 * width] > 0
    return made


def _beyond(lines: npt.NDArray[np.bool_], middle: int) -> npt.NDArray[np.bool_]:
    """What lies beyond the circles, seen from a strip's middle row; where one is broken, as it goes on."""
    height, width = lines.shape
    rows, columns = np.arange(height)[:, None], np.arange(width)
    upper, lower = (
        np.where(lines & (rows < middle), rows, -1).max(axis=0),
        np.where(lines & (rows > middle), rows, height),
    )
    lower = lower.min(axis=0)
    made = np.zeros(lines.shape, np.bool_)
    for edge, known, sign in ((upper, upper >= 0, 1), (lower, lower < height, -1)):
        if known.any():
            goes = np.interp(columns, columns[known], edge[known], period=width)
            made |= sign * rows <= sign * goes
    return made


def _gaps(strip: Picture) -> list[tuple[int, int]]:
    """Columns without ink, from and to, in a strip."""
    bare = np.concatenate(([False], (strip >= FAINT).all(axis=0), [False]))
    edges = np.flatnonzero(bare[1:] != bare[:-1]).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _star(gaps: Sequence[tuple[int, int]], tall: float) -> slice | None:
    """What stands by itself at one end of the lettering, farther from it than words are from each other."""
    widths = [end - start for start, end in gaps[1:-1]]
    if len(widths) < 2:
        return None
    for nth, place in ((0, slice(gaps[0][1], gaps[1][0])), (-1, slice(gaps[-2][1], gaps[-1][0]))):
        alone = widths[nth] > max(ALONE * tall, FARTHER * max(widths[1:] if nth == 0 else widths[:-1]))
        if alone and place.stop - place.start < STAR * tall:
            return place
    return None


def _sure(found: Sequence[Found]) -> tuple[Found, ...]:
    """The words, where they are surely lettering; else none."""
    words = without_noise([one for one in found if any(ch.isalnum() for ch in one.text)], alone=True)
    # Small letters among a seal's capitals were read wrongly.
    upper = [one for one in words if one.text.isupper() or one.text.isdigit()]
    told = [one for one in upper if one.confidence >= SURE and len(one.text) > 1 and is_syllable(one.text)]
    short = [one for one in upper if one not in told and one.confidence >= CERTAIN and one.text.isalnum()]
    legible = sum(len(one.text) for one in (*told, *short))
    if len(told) < SYLLABLES or legible < LEGIBLE * sum(len(one.text) for one in words):
        return ()
    return tuple(words) if mean_confidence(words) >= SURE else ()
