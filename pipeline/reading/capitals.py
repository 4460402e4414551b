"""Words whose letters look alike small and large (`cơ sở`, `số`, `có`), told by their height.

An engine that sees such a word by itself, as in a narrow cell, takes it for capitals: `Trung học CƠ SỞ`.
How high its first letter stands beside the letters of its line says what it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading.cleanup import INK
from pipeline.reading.recognise import Found

Picture = npt.NDArray[np.uint8]

ALIKE = frozenset("COSVXZUW")
"""Letters that are the same small and large, marks apart."""
FLAT = frozenset("acemnorsuvxz")
"""Small letters without a stroke above or below, marks apart: they show how high small letters are."""
SMALL = 1.18
"""A first letter at most so many times as high as the line's small letters is small (a capital: 1.4 to 1.5)."""
SPECK = 4
"""Pixels of ink that are no letter's."""


def mend_capitals(found: Sequence[Found], picture: Picture) -> tuple[Found, ...]:
    """The words, those written anew in small letters that are as low as the small letters beside them.

    Args:
        found: words in reading order with the engine's line numbers, boxes in pixels of `picture`.
        picture: the cleaned page, ruling lines erased.
    """
    made: list[Found] = []
    before: float | None = None
    for _, group in groupby(found, key=lambda one: (one.block, one.paragraph, one.line)):
        line = list(group)
        doubtful = [index for index, one in enumerate(line) if _may_be_small(one.text)]
        # A line of such words alone is measured by the line before it.
        before = small = _small_letters([one for one in line if not _may_be_small(one.text)], picture) or before
        for index in doubtful if small else ():
            first = _first_letter(line[index], picture)
            if first and small and first <= SMALL * small:
                line[index] = replace(line[index], text=line[index].text.lower())
        made += line
    return tuple(made)


def _bare(text: str) -> str:
    return "".join(ch for ch in unicodedata.normalize("NFD", text) if not unicodedata.combining(ch))


def _may_be_small(text: str) -> bool:
    """True for a word of such letters that is read as beginning with a capital: `CƠ`, `Sở`."""
    bare = _bare(text.strip(".,;:()"))
    return 2 <= len(bare) <= 4 and bare[0].isupper() and set(bare.upper()) <= ALIKE and text[0].isalpha()


def _small_letters(line: Sequence[Found], picture: Picture) -> float | None:
    """Height of the line's small letters, in pixels; None where it has none that are surely read."""
    heights = []
    for one in line:
        bare = _bare(one.text)
        if not bare.islower() or one.confidence < 0.6:
            continue
        # The lowest of the pieces as high as half the tallest are letters without strokes or marks.
        pieces = [high for high, _ in _pieces(one, picture)]
        letters = [high for high in pieces if high > 0.45 * max(pieces)]
        if letters and FLAT & set(bare):
            heights.append(min(letters))
    return float(np.median(heights)) if heights else None


def _first_letter(one: Found, picture: Picture) -> int | None:
    """Height of a word's first letter; None where nothing stands there. It has no mark: it is a consonant."""
    if _bare(one.text)[0].upper() in "OU":
        return None
    pieces = _pieces(one, picture)
    tall = max((high for high, _ in pieces), default=0)
    return next((high for high, _ in pieces if high > 0.45 * tall), None)


def _pieces(one: Found, picture: Picture) -> list[tuple[int, int]]:
    """Height and left end of the pieces of a word's ink, from left to right."""
    mask = (picture[max(0, one.y0) : one.y1, max(0, one.x0) : one.x1] < INK).astype(np.uint8)
    if mask.size == 0:
        return []
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = [piece for piece in stats[1:].tolist() if piece[cv2.CC_STAT_AREA] >= SPECK]
    return [
        (int(piece[cv2.CC_STAT_HEIGHT]), int(piece[cv2.CC_STAT_LEFT]))
        for piece in sorted(found, key=lambda piece: int(piece[cv2.CC_STAT_LEFT]))
    ]
