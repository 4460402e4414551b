"""Rows of words on a page, and what they are measured by.

All lengths here are points; `height` is the median height of the page's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.pages import Word

TALL = 2.0
"""Heights of words from which on one is no print of its line but a stroke or a large letter beside it."""
TALLEST = 3.0
"""Heights of words that half a row takes at the most: a title is twice as high as the text, no more."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A word with its place on the page in points, origin top left."""

    word: Word
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> float:
        """Height of its centre."""
        return (self.top + self.bottom) / 2


Row = list[Placed]
"""Words of one text line across the page, from left to right; never empty."""


def place(words: Iterable[Word], width_pt: float, height_pt: float) -> list[Placed]:
    """Words with their places in points; words without a box are left out."""
    return [
        Placed(w, w.box[0] * width_pt, w.box[1] * height_pt, w.box[2] * width_pt, w.box[3] * height_pt)
        for w in words
        if w.box is not None
    ]


def text_of(words: Iterable[Placed]) -> str:
    """The words joined by a space."""
    return " ".join(p.word.text for p in words)


def typical_height(words: Sequence[Placed]) -> float:
    """Median height of the words that have letters (10 pt for a page without words)."""
    heights = [p.bottom - p.top for p in words if any(ch.isalpha() for ch in p.word.text)]
    heights = heights or [p.bottom - p.top for p in words]
    return max(median(heights), 1.0) if heights else 10.0


def rows_of(words: Sequence[Placed], height: float) -> list[Row]:
    """Words grouped to rows by the band that each row keeps, top to bottom.

    A row is followed from left to right by its last few words, so a slight skew does no harm; words
    of another baseline (a number laid over its line) join the row that they overlap most.
    """
    rows: list[Row] = []
    bands: list[tuple[float, float]] = []
    near: dict[int, set[int]] = {}  # rows by the stretches of the page that their bands touch
    for word in sorted(words, key=_corner):
        best, best_share = None, 0.0
        tall = max(word.bottom - word.top, 0.1)
        for index in sorted({index for stretch in _reach(word, height) for index in near.get(stretch, ())}):
            top, bottom = bands[index]
            if top > word.bottom or bottom < word.top:
                continue
            share = (min(bottom, word.bottom) - max(top, word.top)) / min(tall, bottom - top)
            last = next((p for p in reversed(rows[index]) if p.bottom - p.top <= TALL * height), rows[index][-1])
            far = 0.25 if word.x0 - last.x1 > 2 * height else 0.0  # a neighbour's line before a far one
            if share < 0.45 or share - far <= best_share:
                continue
            if word.x0 < last.x1 - 0.7 * (word.x1 - word.x0) and abs(word.middle - last.middle) > 0.35 * height:
                continue
            best, best_share = index, share - far
        if best is None:
            best = len(rows)
            rows.append([word])
            bands.append(_band([word], height))
        else:
            rows[best].append(word)
            for stretch in _stretches(bands[best], height):
                near[stretch].discard(best)
            bands[best] = _band(rows[best], height)
        for stretch in _stretches(bands[best], height):
            near.setdefault(stretch, set()).add(best)
    rows.sort(key=lambda row: (row_middle(row), _corner(row[0])))
    return rows


def _corner(p: Placed) -> tuple[float, float, float, float, str]:
    """A total order from left to right: the same words give the same rows in whatever order they come."""
    return p.x0, p.top, p.x1, p.bottom, p.word.text


def _reach(word: Placed, height: float) -> range:
    """The stretches in which a word's row is sought: its own, of a word taller than any print those at its middle.

    So the rows that a word is compared with stay few, whatever sizes a broken font claims.
    """
    half = min((word.bottom - word.top) / 2, TALLEST * height)
    return range(int((word.middle - half) // height), int((word.middle + half) // height) + 1)


def _stretches(band: tuple[float, float], height: float) -> range:
    return range(int(band[0] // height), int(band[1] // height) + 1)


def _band(row: Row, height: float) -> tuple[float, float]:
    """The band that a row's next word should overlap: around its last words, of typical height.

    Words left of a wide gap don't count: the other column's lines may stand half a line off.
    """
    last = [row[-1]]
    for p in row[-2:-5:-1]:
        if last[-1].x0 - p.x1 > 2 * height:
            break
        last.append(p)
    last = [p for p in last if p.bottom - p.top <= TALL * height] or last
    middle = median(p.middle for p in last)
    half = min(max(height, median(p.bottom - p.top for p in last)) / 2, TALLEST * height)
    return middle - half, middle + half


def row_middle(row: Row) -> float:
    """Height of a row's centre: the median of its words'."""
    return median(p.middle for p in row)


def pieces_of(row: Row, gap: float) -> list[Row]:
    """The row cut wherever more than `gap` points of white stand between two words."""
    pieces: list[Row] = [[row[0]]]
    for before, word in pairwise(row):
        if word.x0 - max(p.x1 for p in pieces[-1]) > gap and word.x0 - before.x1 > gap:
            pieces.append([word])
        else:
            pieces[-1].append(word)
    return pieces


@dataclass(frozen=True, slots=True)
class Measures:
    """What a page's rows are measured by: its width, its words' height, the body's margins."""

    width: float
    height: float
    left: float
    right: float

    @property
    def centre(self) -> float:
        """The middle of the body."""
        return (self.left + self.right) / 2


def measures_of(rows: Sequence[Row], width: float, height: float) -> Measures:
    """Margins of the body from its long rows; the decree's own (30 mm, 15 mm) when there are none."""
    long = [row for row in rows if row[-1].x1 - row[0].x0 > 0.55 * width]
    if len(long) < 2:
        return Measures(width, height, width * 30 / 210, width * 193 / 210)
    lefts, rights = sorted(row[0].x0 for row in long), sorted(max(p.x1 for p in row) for row in long)
    return Measures(width, height, lefts[len(lefts) // 4], rights[(3 * len(rights)) // 4])
