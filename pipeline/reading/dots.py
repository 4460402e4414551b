"""Round dots of print, told from round specks of dirt by where they stand.

A dot hangs under its letter, stands over an i, on the line behind a letter, over its like in a colon, or in a
row of its like. How far dots hang and how large they are is learnt from the page: print repeats itself,
dirt does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Chosen = npt.NDArray[np.bool_]
Boxes = npt.NDArray[np.int32]
Ints = npt.NDArray[np.int32]

ROUND = (0.7, 0.4)
"""The least ratio of a round piece's sides, and the least share of its box that it fills."""
LEAST_DOT = 0.16
"""How large a dot is at least, in heights of letters: of made ones 0.4 % are smaller, of specks 75 %."""
LARGEST_DOT = 1.45
"""How large a round piece is at most, in dots of its page, to be judged as one; a ring of `%` is larger."""
NEIGHBOURS = 2.5
"""How far aside, in heights of letters, the letters stand that show where the line is."""
LEVEL = 0.08
"""By how much, in heights of letters, a point may stand off the line, and a dot off the distance usual on the page."""
HANGING = (-0.05, 0.3)
"""How far under the line a dot's top is, in heights of letters, where a page has too few to learn it."""
LEARNT = 10
"""Dots by which that is learnt."""
BEHIND = (-0.45, 0.3)
"""How far behind the letter's box a full stop begins: V, y and a slash hang over it."""
CHAIN = 0.7
"""How far apart dots of a row (`...`) are."""
COLON = (0.35, 0.85)
"""How high over the line the upper dot of a colon ends, in heights of letters."""
STEM = 0.85
"""Share of the rows under an i's dot that bear ink."""
SLANTS = (0.0, 0.27)
"""By how much the stem of an i leans, upright and in italics."""
OVER = (-0.3, 0.3)
"""How far over its letter's box a tone or the dot of an i ends."""
COMMA = 0.3
"""How far under the line a comma ends at most, in heights of letters."""
ROW = 3
"""Dots that make a row, as a form's dotted line has."""
RAGGED = 0.66
"""Dirt fills less of its box than this share of what the page's dots fill: it is of any shape, they are of one."""
DIRTY = 0.5
"""Share of the dirt as large as dots that must fill so little of its box for that to tell dirt from dots."""
BETWEEN = 1.2
"""How far behind a point the line goes on, in heights of letters."""
FEW = 0.1
"""Share of the tones and hooks of a page that are as small as its dots where the print is sharp."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Boxes by their sides, in pixels: left, right, top and bottom, each (n)."""

    x0: Ints
    x1: Ints
    top: Ints
    bottom: Ints

    @classmethod
    def of(cls, boxes: Boxes) -> Sides:
        """From rows of OpenCV's statistics."""
        x, y, wide, high = (boxes[:, column] for column in range(4))
        return cls(x, x + wide, y, y + high)


@dataclass(frozen=True, slots=True)
class Dots:
    """What the dots of a page are like.

    ``hanging`` is how far under the line they begin, least and most, ``size`` how large they are across, in
    pixels, ``filled`` the share of its box that each fills at least; ``letters`` are the page's letters, ``shown``
    (height, width) their pixels, ``tall`` their height.
    """

    hanging: tuple[float, float]
    size: float
    filled: float
    letters: Sides
    shown: Chosen
    tall: float

    @classmethod
    def of(cls, boxes: Boxes, dirt: Boxes, letters: Sides, shown: Chosen, tall: float) -> Dots:
        """Learnt from the round pieces among `boxes` that stand under letters, and from what is surely `dirt`."""
        plain = cls((HANGING[0] * tall, HANGING[1] * tall), 0.25 * tall, 0.0, letters, shown, tall)
        round_ones = [box for box in boxes if is_round(box) and plain.is_large(box)]
        under = [
            (off, max(box[2], box[3]), _filled(box)) for box in round_ones if (off := plain.under(box)) is not None
        ]
        offsets, sizes, shares = np.array(under).reshape(-1, 3).T
        near = (np.abs(offsets[:, None] - offsets) <= LEVEL * tall / 2).sum(axis=1)
        if not len(near) or near.max() < LEARNT:
            return plain
        alike = np.abs(offsets - offsets[near.argmax()]) <= LEVEL * tall + 0.5
        low, high = np.percentile(offsets[alike], (3, 97)).tolist()
        # Under bold capitals dots hang higher, and these are few.
        made = cls(
            (low - LEVEL * tall, high + 0.5),
            float(np.median(sizes[alike])),
            RAGGED * float(np.median(shares[alike])),
            letters,
            shown,
            tall,
        )
        # Only the page's own dirt shows whether it can be told from dots by its shape.
        like = [made._is_ragged(box) for box in dirt if made.judges(box) and made.is_large(box)]
        told = len(like) >= LEARNT and sum(like) >= DIRTY * len(like)
        return made if told else replace(made, filled=0.0)

    def judges(self, box: Boxes) -> bool:
        """True for a round piece hardly larger than the page's dots."""
        return is_round(box) and max(box[2], box[3]) <= max(LARGEST_DOT * self.size, LEAST_DOT * self.tall)

    def _is_ragged(self, box: Boxes) -> bool:
        """True for what is no dot: as wide as high, as large as the page's dots, but filling less of its box.

        In smaller type a pixel makes too much of a difference.
        """
        square = abs(box[2] - box[3]) <= 1 and max(box[2], box[3]) >= self.size - 0.5
        return bool(square) and _filled(box) < self.filled

    def _is_between(self, box: Boxes) -> bool:
        """True where letters go on behind a piece; most full stops end a line of a list or a paragraph."""
        x, y, wide, high = _sides(box)
        own = self.letters
        behind = (own.x0 >= x + wide) & (own.x0 <= x + wide + BETWEEN * self.tall)
        return bool((behind & (own.top < y + high) & (own.bottom > y - self.tall)).any())

    def is_large(self, box: Boxes) -> bool:
        """True for a piece as large as a dot at least."""
        return bool(max(box[2], box[3]) >= LEAST_DOT * self.tall)

    def chosen(self, boxes: Boxes, carriers: Sides, points: Sides) -> list[bool]:
        """Which of the round pieces that it judges are dots, or tones as round as they.

        Args:
            boxes: the pieces, as rows of OpenCV's statistics.
            carriers: letters and marks over which tones stand.
            points: what may be the lower part of a colon or semicolon.
        """
        over = [self._is_over(box, carriers) for box in boxes]
        hooks = [bool(up) and not self._over_stem(box) for box, up in zip(boxes, over, strict=True)]
        tiny = [hook and self._is_tiny(box) for box, hook in zip(boxes, hooks, strict=True)]
        if sum(tiny) <= FEW * sum(hooks):
            # The i's is the only dot that stands over a letter.
            over = [up and not small for up, small in zip(over, tiny, strict=True)]
        ragged = [self._is_ragged(box) for box in boxes]
        return [
            (up and not (bad and self._is_tiny(box)))
            or (self._hangs(box) and not bad)
            or ((self._is_point(box) or self._is_colon(box, points)) and not (bad and self._is_between(box)))
            or (self._in_row(box, boxes) and not bad)
            for box, up, bad in zip(boxes, over, ragged, strict=True)
        ]

    def base(self, x: float, top: float, bottom: float) -> float | None:
        """The height on which most letters beside a place stand, between two heights; None without any."""
        own = self.letters
        near = (own.x0 < x + NEIGHBOURS * self.tall) & (own.x1 > x - NEIGHBOURS * self.tall)
        found = own.bottom[near & (own.bottom > top) & (own.bottom < bottom)]
        if len(found) == 0:
            return None
        alike = (np.abs(found[:, None] - found) <= LEVEL * self.tall).sum(axis=1)
        return float(found[alike.argmax()])

    def under(self, box: Boxes) -> float | None:
        """How far under the line a piece under a letter begins, in pixels; None under no letter."""
        x, y, wide, _ = _sides(box)
        middle, tall, own = x + wide / 2, self.tall, self.letters
        base = self.base(middle, y - HANGING[1] * tall - 1, y - HANGING[0] * tall + 1)
        if base is None:
            return None
        over = (own.x0 <= middle + 2) & (own.x1 >= middle - 2) & (np.abs(own.bottom - base) <= 0.2 * tall)
        # Of letters that touch, one may reach further down, as the p of `hợp` does.
        if over.any() or self.shown[max(0, y - round(HANGING[1] * tall)) : y, x : x + wide].any():
            return y - base
        return None

    def _hangs(self, box: Boxes) -> bool:
        """True under a letter, as far from the line as the page's dots are."""
        off = self.under(box)
        return off is not None and self.is_large(box) and self.hanging[0] <= off <= self.hanging[1]

    def _is_point(self, box: Boxes) -> bool:
        """True on the line, right behind a letter; what is higher than wide may be a comma."""
        x, y, wide, high = _sides(box)
        bottom, tall, own = y + high, self.tall, self.letters
        base = self.base(x + wide / 2, y - 0.7 * tall, bottom + 0.3 * tall)
        if base is None or not self.is_large(box):
            return False
        lowest = COMMA if high > wide and y < base else LEVEL
        if not -LEVEL * tall - 0.5 <= bottom - base <= lowest * tall + 0.5:
            return False
        gap = x - own.x1
        before = (gap >= BEHIND[0] * tall) & (gap <= BEHIND[1] * tall) & (own.x0 < x)
        on_line = (own.top < base - 0.2 * tall) & (own.bottom > base - 0.3 * tall) & (own.top > base - 2 * tall)
        return bool((before & on_line).any())

    def _is_over(self, box: Boxes, carriers: Sides) -> bool:
        """True close over a letter, or over the mark on it."""
        x, y, wide, high = _sides(box)
        middle, bottom, tall = x + wide / 2, y + high, self.tall
        if self.shown[bottom : bottom + max(2, round(OVER[1] * tall)), x : x + wide].any():
            return True
        gap = carriers.top - bottom
        close = (gap >= OVER[0] * tall) & (gap <= OVER[1] * tall)
        close &= (carriers.x0 <= middle + 1) & (carriers.x1 >= middle - 1) & (carriers.top > y)
        return bool(close.any())

    def _base_below(self, box: Boxes) -> float | None:
        x, y, wide, high = _sides(box)
        return self.base(x + wide / 2, y + high + 0.3 * self.tall, y + high + 1.7 * self.tall)

    def _is_tiny(self, box: Boxes) -> bool:
        """True for a piece no larger than the page's dots."""
        return bool(max(box[2], box[3]) <= min(self.size + 0.5, 0.25 * self.tall))

    def _over_stem(self, box: Boxes) -> bool:
        """True where ink runs down from a piece to the line, upright or in italics, as in an i."""
        x, y, wide, high = _sides(box)
        base = self._base_below(box)
        rows = np.arange(y + high, y + high if base is None else int(base) - 1)
        for slant in SLANTS:
            at = (x + wide / 2 - slant * (rows - y - high)).astype(np.int64).clip(1, self.shown.shape[1] - 2)
            stem = self.shown[rows, at - 1] | self.shown[rows, at] | self.shown[rows, at + 1]
            if stem.any() and stem[int(stem.argmax()) :].mean() >= STEM:
                return True
        return False

    def _is_colon(self, box: Boxes, points: Sides) -> bool:
        """True for the upper dot of a colon or semicolon: as high as letters are, its like on the line under it."""
        x, y, wide, high = _sides(box)
        tall, own = self.tall, self.letters
        aside = (points.x0 + points.x1) / 2 - x - wide / 2
        under = (aside <= 0.1 * tall + 0.5) & (aside >= -0.3 * tall) & (points.top > y + high)
        under &= (points.top < y + high + COLON[1] * tall) & (points.x1 - points.x0 >= wide - 1)
        near = (own.x0 < x + NEIGHBOURS * tall) & (own.x1 > x - NEIGHBOURS * tall)
        lines = own.bottom[
            near & (own.bottom >= y + high + COLON[0] * tall) & (own.bottom <= y + high + COLON[1] * tall)
        ]
        return any(
            bool(((lines >= top - 1) & (lines <= bottom + LEVEL * tall)).any())
            for top, bottom in zip(points.top[under].tolist(), points.bottom[under].tolist(), strict=True)
        )

    def _in_row(self, box: Boxes, boxes: Boxes) -> bool:
        """True among dots of one size on one height, as close together as in `...` or in a form's dotted line."""
        alike = np.abs(boxes[:, 1] + boxes[:, 3] - box[1] - box[3]) <= 1
        alike &= (np.abs(boxes[:, 2] - box[2]) <= 1) & (np.abs(boxes[:, 3] - box[3]) <= 1)
        places = np.sort(boxes[alike, 0])
        at = int(np.searchsorted(places, box[0]))
        stretch = places[max(0, at - ROW + 1) : at + ROW]
        steps = np.diff(stretch) <= CHAIN * self.tall + box[2]
        runs = [bool(steps[n : n + ROW - 1].all()) for n in range(len(stretch) - ROW + 1)]
        return self.is_large(box) and any(runs)


def is_round(box: Boxes) -> bool:
    """True for a piece nearly as wide as high that fills its box."""
    wide, high, area = (int(value) for value in box[2:5])
    return min(wide, high) >= ROUND[0] * max(wide, high) and area >= ROUND[1] * wide * high


def _filled(box: Boxes) -> float:
    """The share of its box that a piece fills."""
    return float(box[4] / (box[2] * box[3]))


def _sides(box: Boxes) -> Sequence[int]:
    """Left, top, width and height of a row of OpenCV's statistics."""
    return [int(value) for value in box[:4]]
