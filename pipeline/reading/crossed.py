"""Words that a ruling line runs through: a stamp's frame laid over a line of the title, a form's line under a word.

With the line the feet of its letters are erased, and the dots below them (`thưc hiên dư án`). Where the line stands
they are read with it: an engine sees a line under a word and reads the word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np
import numpy.typing as npt

from pipeline.reading.anchors import letters, marks_of
from pipeline.reading.eye import Eye
from pipeline.reading.recognise import SINGLE_LINE, Found
from pipeline.reading.syllables import is_syllable

Picture = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.uint8]

DOUBT = 0.9
"""Only where a word has less confidence than this the words that a line crosses are read again."""
FEET, UNDER = 0.5, 3
"""A line crosses a word from this share of its height on, and to so many pixels under what was read of it."""
CROSSED = 0.5
"""Share of a word's width along which a line runs at least."""
SIZES = (1.0, 2.0)
"""How much the looks are enlarged; both must agree."""
MOST = 4
"""Places of a page that are read again."""
SAME = 0.6
"""Share of the wider of two boxes that is common where they are one word."""
_AROUND = 8
"""Pixels of paper around the words, below them a few, for there the stamp's own words begin."""
EDGES = ".,;:()-_'‘’“”\""


def read_crossed(found: Sequence[Found], across: Mask, grey: Picture, eye: Eye) -> tuple[Found, ...]:
    """The words, those that a line crosses as they are read with it; only their marks may change.

    Args:
        found: the page's words, boxes in pixels of `grey`.
        across: the page's lines from side to side, 255 on them.
        grey: the page with its lines.
        eye: the page's.
    """
    better: dict[int, Found] = {}
    for nth, place in enumerate(_places(found, across)):
        if nth == MOST:
            break
        box = (
            max(0, min(one.x0 for one in place) - _AROUND),
            max(0, min(one.y0 for one in place) - _AROUND),
            max(one.x1 for one in place) + _AROUND,
            max(one.y1 for one in place) + UNDER,
        )
        looks = [eye.crop(grey, box, SINGLE_LINE, factor) for factor in SIZES]
        for one in place:
            seen = [_there(one, look) for look in looks] if _is_crossed(one, across) else [None]
            texts = {other.text if other else "" for other in seen}
            text = texts.pop()
            if not texts and _gains(one.text, text):
                sure = max(other.confidence for other in seen if other)
                better[id(one)] = replace(one, text=text, confidence=max(one.confidence, sure))
    return tuple(better.get(id(one), one) for one in found) if better else tuple(found)


def _places(found: Sequence[Found], across: Mask) -> Iterator[list[Found]]:
    """Lines of which a doubted word is crossed: all their words, for an engine reads a line better than a word."""
    for _, group in groupby(found, key=lambda one: (one.block, one.paragraph, one.line)):
        line = list(group)
        if any(one.confidence < DOUBT and _is_crossed(one, across) for one in line):
            yield line


def _is_crossed(one: Found, across: Mask) -> bool:
    top, bottom = one.y0 + round(FEET * one.height), one.y1 + UNDER
    part = across[top:bottom, one.x0 : one.x1]
    return bool(part.any() and part.any(axis=0).mean() >= CROSSED)


def _there(one: Found, look: Sequence[Found]) -> Found | None:
    """What a look reads at a word's place."""
    for other in look:
        common = min(one.x1, other.x1) - max(one.x0, other.x0)
        if common >= SAME * max(one.x1 - one.x0, other.x1 - other.x0):
            return other
    return None


def _gains(old: str, new: str) -> bool:
    """True for the same letters with marks that were cut off; a stroke that was read of nothing goes (`đư`, `dự`)."""
    core = new.strip(EDGES)
    return old != new and letters(old) == letters(new) and is_syllable(core) and marks_of(core) >= marks_of(old)
