"""The ink over a word's vowel, held against the marks that it was read as.

An engine loses the tone over a hat (`tô` for `tổ`) or the hat under a tone (`phó` for `phố`), and is as sure of it as
of any other word. A page prints each mark many times, and nearly all are read right: what stands over a vowel
is compared with what stands over the other vowels of its page, mark by mark. On 240 made pages on which nothing was
tuned this, looks at the word (`tones.with_accents`) and `labels` made 85 words otherwise: 82 right, 3 wrong as before,
none made wrong.
"""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.pages import Line, Word
from pipeline.reading.eye import to_found
from pipeline.reading.syllables import is_syllable

Picture = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.uint8]
Labels = npt.NDArray[np.int32]
Shape = npt.NDArray[np.float32]
Pixels = tuple[int, int, int, int]

INK = 160
"""Below this a pixel of a flattened page is ink."""
LEAST = 8
"""Pixels of the height of small letters from which marks can be told apart."""
REACH = 2.15
"""Heights of small letters over the line within which a letter's marks stand, over capitals as much more as they
are higher."""
INTO = 0.2
"""How far, in heights of small letters, a mark hangs into its letter."""
CAPITAL = 1.47
"""How much higher capitals are than small letters."""
CRUMB = 3
"""Pixels of ink that are no mark."""
OVER, ASIDE = 0.65, 0.8
"""How high over its letter a mark ends at most, and how far its middle is from the letter's, in the same heights."""
DOT = 0.3
"""The widest dot of an i."""
APART, BESIDE = 0.22, 0.1
"""How far apart, up and aside, two pieces of one letter's marks stand."""
LARGEST = 1.3
"""The widest and highest a letter's marks are together."""
SCALE, CANVAS = 16, (22, 24)
"""Height in pixels of small letters to which marks are brought to be compared; height and width of what is compared."""
SHIFTS = ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0))
"""By how many pixels, down and aside, two marks may be off."""
ENOUGH, MANY = 2, 12
"""Words of a page by which a mark is known; of how many on one more or less does not count."""
SURE = 0.955
"""From this confidence on a word has no other marks of the same number: of 67 whose ink says so 1 on 73 made pages."""
ALIKE = 0.88
"""How like a mark of the page the ink must be (0..1); print of one letter is .97 and more."""
NEARLY = 0.03
"""By how much less another mark may be like the ink, to be what it is where more looks see it."""
HATS = "\u0302\u0306"
TONES = "\u0300\u0301\u0303\u0309"
HOOK, HORN = "\u0309", "\u031b"
EDGES = ".,;:()-_'‘’“”\"/"
NARROW, WIDE = "fijltrIJ", "mwMWƯƠ"
"""Letters that are much narrower or wider than most."""


@dataclass(frozen=True, slots=True)
class Accent:
    """The ink over a word's vowel: `at` which letter, `read` the marks it was read as, `shape` (CANVAS) of length 1."""

    word: Word
    at: int
    read: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word with the ink of other marks: what it is by its ink, how like that is (0..1), how like what was read.

    ``others`` are what it may be nearly as well: an acute and a hook that are worn are alike.
    """

    word: Word
    better: str
    like: float
    own: float
    others: tuple[str, ...] = ()

    @property
    def gains(self) -> bool:
        """True where the ink bears what was read and more: hardly ever is such a mark made up."""
        return _marks(self.word.text) < _marks(self.better)


def accents(lines: Sequence[Line], picture: Picture) -> tuple[Accent, ...]:
    """The ink over the vowels of all words that bear marks over one letter, or have one vowel.

    Args:
        lines: the page's.
        picture: the cleaned page, rules erased.
    """
    made: list[Accent] = []
    known: Counter[str] = Counter()
    for line in lines:
        placed = [(word, to_found(word, picture)) for word in line.words if word.box]
        boxes = [(one.x0, one.y0, one.x1, one.y1) for _, one in placed]
        if not boxes:
            continue
        whole = _levels(picture, _union(boxes))
        for (word, _), box in zip(placed, boxes, strict=True):
            chosen = marked(word.text)
            if chosen is None or (known[chosen[1]] > MANY and not _in_danger(word, *chosen)):
                continue
            large = word.text.strip(EDGES).isupper()
            base, top = _levels(picture, box) if large else whole
            tall = (base - top) / (CAPITAL if large else 1.0)
            shape = _shape(picture, box, (base, top), tall, word.text, chosen[0]) if tall >= LEAST else None
            if shape is not None:
                made.append(Accent(word, *chosen, shape))
                known[chosen[1]] += 1
    return tuple(made)


@functools.lru_cache(maxsize=1 << 14)
def marked(text: str) -> tuple[int, str] | None:
    """Which letter of a word bears marks over it, and which; its only vowel where none does. None else.

    The dot of an i is no mark, nor are the dot below and the horn, which are no ink over a letter.
    """
    pieces = list(_pieces(text))
    over = [(n, "".join(mark for mark in piece[1:] if mark in HATS + TONES)) for n, piece in enumerate(pieces)]
    told = [one for one in over if one[1]] or [over[n] for n in _vowels(pieces)]
    return told[0] if len(told) == 1 and (told[0][1] or pieces[told[0][0]] not in ("i", "I")) else None


def _in_danger(word: Word, at: int, marks: str) -> bool:
    """True where a word may have other marks than it was read with, or more; the others are there to compare with."""
    letter = _pieces(word.text)[at][0]
    return word.confidence < SURE or len(marks) < (2 if letter in "aeoAEO" else 1)


def with_marks_of(text: str, at: int, marks: str) -> str:
    """The text with other marks over one of its letters; the dot below it and the horn stay."""
    pieces = list(_pieces(text))
    own = [mark for mark in pieces[at][1:] if mark not in HATS + TONES]
    pieces[at] = "".join((pieces[at][0], *(mark for mark in marks if mark in HATS), *own, *marks.strip(HATS)))
    return unicodedata.normalize("NFC", "".join(pieces))


def doubted(found: Sequence[Accent]) -> tuple[Doubt, ...]:
    """The words whose ink is that of other marks; what they are by their ink is a syllable always.

    A lost mark alone is told from another mark: one that is worn or touches its letter looks as if it were not there,
    and a hook that is worn looks like an acute or grave.
    """
    if not found:
        return ()
    names = sorted({one.read for one in found})
    shapes = np.stack([one.shape for one in found])
    own = np.array([names.index(one.read) for one in found])
    counts = np.bincount(own, minlength=len(names))
    sums = np.stack([shapes[own == n].sum(axis=0) for n in range(len(names))])
    like = np.stack([_alike(shapes, each) for each in sums])
    like[[n for n, name in enumerate(names) if not name or counts[n] < ENOUGH]] = 0
    made: list[Doubt] = []
    for n, one in enumerate(found):
        scores = like[:, n].copy()
        scores[own[n]] = 0
        best = int(scores.argmax())
        if scores[best] < ALIKE or not _likely(one, names[best]):
            continue
        mine = float(like[own[n], n]) if one.read else 0.0
        if mine and counts[own[n]] <= MANY:
            # A word is no witness of itself, which counts where a page has few of a mark.
            others = sums[own[n]] - one.shape
            mine = float(_alike(one.shape[None], others)[0])
        near = [n for n in scores.argsort()[::-1].tolist() if scores[n] >= scores[best] - NEARLY and n != best]
        better = with_marks_of(one.word.text, one.at, names[best])
        others = [with_marks_of(one.word.text, one.at, names[n]) for n in near if set(one.read) < set(names[n])]
        if scores[best] > mine and _is_word(better):
            made.append(Doubt(one.word, better, float(scores[best]), mine, tuple(filter(_is_word, others))))
    return tuple(made)


def _is_word(text: str) -> bool:
    return all(map(is_syllable, text.strip(EDGES).split("-")))


def _likely(one: Accent, seen: str) -> bool:
    """False where marks are worn, or a horn is seen as a hook; words in doubt alone have others of the same number."""
    if set(one.read) < set(seen):
        return bool(one.read) or HORN not in _pieces(one.word.text)[one.at]
    return not set(seen) < set(one.read) and not (HOOK in one.read and HOOK not in seen) and one.word.confidence < SURE


def _alike(shapes: Shape, mean: Shape) -> Shape:
    """How alike each shape (n, height, width) is to a mean (height, width), 0..1, at the shift at which it is most."""
    length = float(np.linalg.norm(mean)) or 1.0
    moved = np.stack([np.roll(mean, shift, axis=(0, 1)) for shift in SHIFTS]).reshape(len(SHIFTS), -1) / length
    made: Shape = (shapes.reshape(len(shapes), -1) @ moved.T).max(axis=1)
    return made


def _levels(picture: Picture, box: Pixels) -> tuple[int, int]:
    """The row below that on which letters stand, and the top row of the small ones, or of capitals among their like."""
    x0, y0, x1, y1 = box
    dark = cv2.compare(picture[y0 : y1 + 1, x0:x1], INK, cv2.CMP_LT)
    if dark is None or len(dark) < 4:
        return y1, y1
    rows = cv2.reduce(dark, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S).ravel()
    steps = np.diff(rows)
    base = int(steps.argmin())
    top = int(steps[:base].argmax()) if base > 0 else base
    return y0 + base + 1, y0 + top + 1


Piece = tuple[int, int, int, int, int]
"""A piece of ink: its label, left, top, right and bottom."""


def _shape(picture: Picture, box: Pixels, levels: tuple[int, int], tall: float, text: str, at: int) -> Shape | None:
    """The marks over a letter of a word, brought to one size; None where no piece of ink stands there by itself."""
    base, top = levels
    x0, x1 = max(0, box[0] - 1), box[2] + 2
    capital = (base - top) - tall
    high = max(0, base - round(REACH * tall + capital))
    part = picture[high : top + round(INTO * tall) + 2, x0:x1]
    if part.size == 0:
        return None
    dark = cv2.compare(part, INK, cv2.CMP_LT)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    lowest = top + INTO * tall - high
    # What reaches the upper edge belongs to the line above, what reaches down is the letter's own.
    pieces: list[Piece] = [
        (n, x, y, x + wide, y + tall_)
        for n, (x, y, wide, tall_, area) in enumerate(stats.tolist())
        if n and y > 0 and y + tall_ <= lowest and area >= CRUMB
    ]
    seed = _seed(pieces, text, at, x1 - x0, lowest, tall)
    if seed is None:
        return None
    chosen = _joined(seed, pieces, tall)
    left, upper, right, lower = _union([one[1:] for one in chosen])
    if max(right - left, lower - upper) > LARGEST * tall:
        return None
    own = np.zeros(len(stats), np.bool_)
    own[[one[0] for one in chosen]] = True
    kept = own[labels[upper:lower, left:right]]
    ink = np.where(kept, np.float32(255) - part[upper:lower, left:right], np.float32(0))
    return _on_canvas(ink, SCALE / tall)


def _seed(pieces: Sequence[Piece], text: str, at: int, wide: int, lowest: float, tall: float) -> Piece | None:
    """The piece that stands over the letter, close to it."""
    share, dotted = _middle(text, at)
    near = [one for one in pieces if one[4] >= lowest - OVER * tall]
    if dotted:
        near = [one for one in near if one[3] - one[1] > DOT * tall] or near
    off, best = min(((abs((one[1] + one[3]) / 2 - share * wide), one) for one in near), default=(0.0, None))
    return best if off <= ASIDE * tall else None


def _joined(seed: Piece, pieces: Sequence[Piece], tall: float) -> list[Piece]:
    """The piece with those that stand over it or nearly touch it."""
    chosen = [seed]
    for one in sorted(pieces, key=lambda piece: -piece[4]):
        left, upper, right, lower = _union([own[1:] for own in chosen])
        aside, apart = max(left - one[3], one[1] - right), max(upper - one[4], one[2] - lower)
        if one is not seed and aside <= BESIDE * tall and apart <= APART * tall:
            chosen.append(one)
    return chosen


def _on_canvas(ink: Shape, factor: float) -> Shape | None:
    high, wide = CANVAS
    size = (max(1, round(ink.shape[1] * factor)), max(1, round(ink.shape[0] * factor)))
    small = cv2.resize(ink, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)[-high:, :wide]
    made = np.zeros(CANVAS, np.float32)
    left = (wide - small.shape[1]) // 2
    made[high - small.shape[0] :, left : left + small.shape[1]] = small
    made = cv2.GaussianBlur(made, (0, 0), 1.0).astype(np.float32)
    length = np.float32(np.linalg.norm(made))
    return made / length if length > 0 else None


@functools.lru_cache(maxsize=1 << 14)
def _middle(text: str, at: int) -> tuple[float, bool]:
    """Where a letter's middle lies, as a share of its word's width; whether another bears the dot of an i."""
    pieces = list(_pieces(text))
    widths = [0.6 if one[0] in NARROW or not one[0].isalnum() else 1.5 if one[0] in WIDE else 1.0 for one in pieces]
    dotted = any(one in ("i", "j") for one in pieces[:at] + pieces[at + 1 :])
    return (sum(widths[:at]) + widths[at] / 2) / sum(widths), dotted


def _vowels(pieces: Sequence[str]) -> list[int]:
    """The letters of a word that may bear a tone; not the u of `qu`."""
    return [
        n
        for n, piece in enumerate(pieces)
        if piece[0] in "aeiouyAEIOUY" and not (piece[0] in "uU" and n and pieces[n - 1] in ("q", "Q"))
    ]


def _marks(text: str) -> set[tuple[int, str]]:
    """The marks of a text, each with its letter's place."""
    return {(n, mark) for n, piece in enumerate(_pieces(text)) for mark in piece[1:]}


@functools.lru_cache(maxsize=1 << 14)
def _pieces(text: str) -> tuple[str, ...]:
    """Each letter with its marks, taken apart."""
    return tuple(unicodedata.normalize("NFD", letter) for letter in unicodedata.normalize("NFC", text))


def _union(boxes: Sequence[Pixels]) -> Pixels:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
