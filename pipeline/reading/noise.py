"""Words that are none: what dust, seals and pen strokes are read as."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading.cleanup import INK
from pipeline.reading.recognise import Found

Picture = npt.NDArray[np.uint8]

BULLETS = "-–—+*•·~"
"""What list bullets are read as: kept however doubtful."""


BED = 0.03
"""Share of the sheet's width and height, from its edges, in which nothing is printed."""
BED_DOUBT = 0.6
"""Words there with less confidence are none; half as much for those that only reach the very edge."""


def without_noise(found: Sequence[Found], *, alone: bool = False) -> tuple[Found, ...]:
    """The words without what dust, seals and pen strokes are read as.

    Args:
        found: words in the engine's order.
        alone: words may stand alone here, as numbers do in a table's cells.

    Small words matter (`a)`, `-`, `II`): a word goes only if it stands alone or out of its line's
    measure *and* was read with little confidence, or has no letter at all.
    """
    tall = [one.height for one in found if any(ch.isalnum() for ch in one.text)]
    if not tall:
        return ()
    height = float(median(tall))
    kept = []
    for index, one in enumerate(found):
        near = alone or any(
            same_line(one, other) and gap(one, other) < 3.0 * height
            for other in (*found[max(0, index - 3) : index], *found[index + 1 : index + 4])
            if any(ch.isalnum() for ch in other.text)
        )
        wordy = any(ch.isalnum() for ch in one.text)
        odd = one.height > 3.0 * height or (wordy and one.height < 0.3 * height)
        if odd and one.confidence < 0.7:
            continue
        if not wordy and (not near or (one.confidence < 0.3 and one.text not in BULLETS)):
            continue
        if not near and one.confidence < 0.5 and len(one.text) <= 2:
            continue
        if not near and one.confidence < 0.8 and len(one.text) == 1 and not one.text.isdigit():
            continue
        if one.confidence < 0.05 and sum(map(str.isalnum, one.text)) <= 1:
            continue
        kept.append(one)
    return tuple(kept)


def without_bed(found: Sequence[Found], size: tuple[int, ...]) -> tuple[Found, ...]:
    """The words without those that the dark bed beside the sheet, or its worn edge, was read as.

    No margin is so narrow (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I: 15 mm at the least, 10 for page numbers).

    Args:
        found: words, boxes in pixels.
        size: the page's height and width.
    """
    height, width = size[:2]

    def is_bed(one: Found) -> bool:
        near = BED * height, BED * width
        inside = one.y1 < near[0] or one.y0 > height - near[0] or one.x1 < near[1] or one.x0 > width - near[1]
        touches = one.y0 <= 1 or one.y1 >= height - 1 or one.x0 <= 1 or one.x1 >= width - 1
        return (inside and one.confidence < BED_DOUBT) or (touches and one.confidence < BED_DOUBT / 2)

    return tuple(one for one in found if not is_bed(one))


def same_line(one: Found, other: Found) -> bool:
    """True where the middle of one word lies within the height of the other."""
    middle = (other.y0 + other.y1) / 2
    return one.y0 <= middle <= one.y1 or other.y0 <= (one.y0 + one.y1) / 2 <= other.y1


def gap(one: Found, other: Found) -> int:
    """Pixels of white between two words of a line, negative where they overlap."""
    return max(one.x0, other.x0) - min(one.x1, other.x1)


_CONSONANTS = frozenset("BCDĐGHKLMNPQRSTVX")
_BARE_VOWELS = frozenset("aeiouy")


def joined(found: Sequence[Found]) -> tuple[Found, ...]:
    """The words, a capital consonant joined to the rest of its syllable where hardly any white parts them.

    Where ink ran across a name, engines read `H ồ` for `Hồ`.
    """
    made: list[Found] = []
    for one in found:
        last = made[-1] if made else None
        if (
            last is not None
            and last.text in _CONSONANTS
            and unicodedata.normalize("NFD", one.text)[0] in _BARE_VOWELS
            and same_line(last, one)
            and -0.3 * last.height < one.x0 - last.x1 < 0.25 * last.height
        ):
            made[-1] = replace(
                last,
                text=last.text + one.text,
                x1=one.x1,
                y0=min(last.y0, one.y0),
                y1=max(last.y1, one.y1),
                confidence=min(last.confidence, one.confidence),
            )
        else:
            made.append(one)
    return tuple(made)


_TRAILED = re.compile(r"^(.{0,200}?[^\W_])[.…·_–—=~-]{5,}$")
"""A word with a row of dots or dashes behind it."""


def without_ornaments(found: Sequence[Found], picture: Picture) -> tuple[Found, ...]:
    """The words without rows of dashes that stand far behind them, in another column.

    Engines join the office's name on the left to the dashes under the motto on the right, as one word.
    Dots that lead on from a word, as in a form, stand close behind it, and stay.
    """
    return tuple(_cut_off(one, picture) for one in found)


def _cut_off(one: Found, picture: Picture) -> Found:
    match = _TRAILED.match(one.text)
    if match is None:
        return one
    inked = np.flatnonzero((picture[max(0, one.y0) : one.y1, max(0, one.x0) : one.x1] < INK).any(axis=0))
    wide = np.flatnonzero(np.diff(inked) > 1.5 * one.height)
    return replace(one, text=match[1], x1=max(0, one.x0) + int(inked[wide[0]]) + 1) if len(wide) else one


QUOTES = "'\"“”‘’`´„"


def without_false_quotes(found: Sequence[Found], picture: Picture) -> tuple[Found, ...]:
    """The words without quotes that no ink stands for: engines set one before V, Y and T at a line's start.

    A quote is a small piece of ink in front of its letter; where the first piece is as high as the
    letters, there is none.
    """
    return tuple(
        replace(one, text=one.text[1:])
        if len(one.text) > 1 and one.text[0] in QUOTES and one.text[1].isalpha() and _opens_tall(one, picture)
        else one
        for one in found
    )


def _pieces(one: Found, picture: Picture) -> list[list[int]]:
    """The pieces of a word's ink of four pixels or more, as rows of OpenCV's statistics."""
    mask = (picture[max(0, one.y0) : one.y1, max(0, one.x0) : one.x1] < INK).astype(np.uint8)
    if mask.size == 0:
        return []
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return [piece for piece in stats[1:].tolist() if piece[cv2.CC_STAT_AREA] >= 4]


def _opens_tall(one: Found, picture: Picture) -> bool:
    """True where the leftmost ink of a word is more than half as high as the word."""
    pieces = _pieces(one, picture)
    if not pieces:
        return False
    first = min(pieces, key=lambda piece: int(piece[cv2.CC_STAT_LEFT]))
    tallest = max(int(piece[cv2.CC_STAT_HEIGHT]) for piece in pieces)
    return int(first[cv2.CC_STAT_HEIGHT]) > 0.55 * tallest


_STROKES = frozenset("-–—_")
_DOTS = frozenset(".,'‹›`´")
"""What a speck of dust by itself is read as, besides a dash."""
FLAT = 1.7
"""How many times as wide as high a dash's ink is at least."""


def without_specks(found: Sequence[Found], picture: Picture) -> tuple[Found, ...]:
    """The words without dashes and points that stand alone and are specks: round, or not there.

    A dash is wider than high; no point stands with white on both sides.
    """
    return tuple(
        one
        for one in found
        if not (one.text in _DOTS or (_STROKES.issuperset(one.text) and not _is_flat(one, picture)))
    )


def _is_flat(one: Found, picture: Picture) -> bool:
    """True where the largest piece of a word's ink is wider than high."""
    pieces = _pieces(one, picture)
    if not pieces:
        return False
    largest = max(pieces, key=lambda piece: int(piece[cv2.CC_STAT_AREA]))
    return int(largest[cv2.CC_STAT_WIDTH]) >= FLAT * int(largest[cv2.CC_STAT_HEIGHT])
