"""The surname that a name opens with: looks that have seen one are asked where none was read, or another word.

Surnames are few, and an engine that knows the language's other words reads those in their place (`Định` for
`Đinh`); a seal's rim or a stroke takes one along. No surname comes of it that no look has seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import cv2
import numpy as np
from rapidfuzz.distance import Levenshtein

from pipeline.reading.anchors import letters, opens_signing
from pipeline.reading.eye import Eye, Picture
from pipeline.reading.people import is_honour, is_surname, opens_name, past_honours
from pipeline.reading.recognise import SINGLE_WORD, Found
from pipeline.reading.syllables import is_syllable

MOST = 7
"""Words of a name; a longer line is none."""
VOTES = 2
"""Looks that must agree."""
GUESSED = 0.4
"""A word of less confidence was not read."""
SURNAME_WITHIN = 3
"""A surname is one of so many first words of a look: strokes are read as words before it."""
DISPUTED = 2
"""Looks that see as many other words of the same letters do not agree."""
LEGIBLE = 0.6
"""Confidence of a syllable before a name that is no surname, and yet may stand for one."""
SLIPS = 1
"""Letters in which a surname differs from what was read in its place (`Lrịnh`, `Trầu`) at most."""
SOFT = 1.0
"""Pixels by which a look is softened."""
BESIDE = 0.1
"""Paper on its other sides."""


class _Look(NamedTuple):
    """A look at a word alone: softened or not, with how much paper above it in its heights, enlarged how much."""

    soft: bool
    above: float
    wide: float
    tall: float


SURNAME_LOOKS = (
    _Look(True, 0.4, 2.0, 2.6),
    _Look(True, 0.4, 2.0, 3.2),
    _Look(False, 0.4, 2.0, 3.2),
    _Look(True, 0.2, 2.0, 3.2),
    _Look(False, 0.2, 2.0, 2.6),
    _Look(True, 0.2, 3.0, 3.6),
)
"""How a name's first word is looked at alone. Letters drawn tall show their marks, and softened paper has none."""


_LETTERS = re.compile(r"[^\W_](?:.{0,40}[^\W_])?")


def cleaned(look: Sequence[Found]) -> tuple[Found, ...]:
    """A look's words without what strokes are read as: signs around a word, and words without a letter.

    The dot behind a short form (`ThS.`) is its own.
    """
    return tuple(replace(one, text=_core(one.text, match)) for one in look if (match := _LETTERS.search(one.text)))


def _core(text: str, match: re.Match[str]) -> str:
    core = match[0]
    return f"{core}." if text.startswith(".", match.end()) and is_honour(core) else core


def opened(chosen: tuple[Found, ...], looks: Sequence[Sequence[Found]]) -> tuple[Found, ...]:
    """The name with the surname, or the honour before it, that looks have seen where it has none or another word.

    Two looks must have seen the same, behind it the name's other words; of a name that opens with none any syllable.
    """
    if not chosen or not _may_be_named(chosen):
        return chosen
    start = past_honours([one.text for one in chosen])
    own, known = chosen[start:], opens_name([one.text for one in chosen])
    seen: dict[tuple[str, int], list[tuple[Found, ...]]] = {}
    for look in looks:
        for n, one in enumerate(look[:SURNAME_WITHIN]):
            surname = is_surname(one.text)
            lost = not known and is_syllable(one.text) and one.confidence >= LEGIBLE
            if not one.text[0].isupper() or not (surname or lost or is_honour(one.text)):
                continue
            rest = look[n + 1 :]
            if _alike(rest, own) and (surname or lost or start == 0):
                seen.setdefault((one.text, 0), []).append((one, *rest))
            elif surname and rest and not known and _alike(rest, own[1:]):
                seen.setdefault((one.text, 1), []).append((one, *rest))
    agreed = [(whole, instead) for (_, instead), whole in seen.items() if len(whole) >= VOTES]
    if not agreed:
        return chosen
    whole, instead = max(
        agreed, key=lambda item: (is_surname(item[0][0][0].text), sum(look[0].confidence for look in item[0]))
    )
    surest, *rest = max(whole, key=lambda look: look[0].confidence)
    # Where it was lost the next word's box had taken its place: the words stand where that look has them.
    behind = (
        replace(one, text=word.text, confidence=word.confidence) for one, word in zip(rest, own[instead:], strict=True)
    )
    return (*chosen[:start], surest, *behind)


def named(read: Sequence[Found], looks: Sequence[Sequence[Found]], picture: Picture, eye: Eye) -> tuple[Found, ...]:
    """A name that opens with no surname, with the one that looks at its first word see; nothing where none is.

    What an engine makes of a rare word among others (`Đỉnh Kim Mẫu`) it does not make of it alone, time and again.

    Args:
        read: the name.
        looks: looks at the whole of it, `cleaned`.
        picture: what they look at.
        eye: the page's.
    """
    start = past_honours([one.text for one in read])
    own = read[start:]
    if not 1 < len(own) <= MOST or opens_name([one.text for one in own]) or not _may_be_named(own):
        return ()
    word = own[0]
    seen = [word, *(one for look in looks for one in look[start : start + 1])]
    found = _surname(word, seen) or _surname(word, [*seen, *_alone(word, own[1], picture, eye)])
    return () if found is None else (*read[:start], found, *own[1:])


def _surname(word: Found, seen: Sequence[Found]) -> Found | None:
    """The surname with a word's letters, but for one, or a lost one before them, that two looks have seen.

    One is enough where it has the very letters and the others do not agree among each other.
    """
    votes: dict[str, list[float]] = {}
    others = set()
    for one in seen:
        own, read = letters(one.text), letters(word.text)
        if not one.text[0].isupper() or not (own.endswith(read) or Levenshtein.distance(own, read) <= SLIPS):
            continue
        if not is_surname(one.text):
            others.add(one.text)
        elif one.confidence >= GUESSED:
            votes.setdefault(one.text, []).append(one.confidence)
    text, sure = max(votes.items(), key=lambda item: (len(item[1]), max(item[1])), default=("", []))
    if len(sure) < (1 if len(others) >= DISPUTED and letters(text) == letters(word.text) else VOTES):
        return None
    return replace(word, text=text, confidence=max(sure))


def _alone(word: Found, following: Found, picture: Picture, eye: Eye) -> list[Found]:
    """What looks at a word alone see, drawn tall; boxes are of no use."""
    room = round(BESIDE * word.height)
    left = max(0, word.x0 - (4 * room if word.text[0].islower() else room))
    right = max(left + 1, min(word.x1 + room, (word.x1 + following.x0) // 2))
    high = round(SURNAME_LOOKS[0].above * word.height)
    part = picture[max(0, word.y0 - high) : word.y1 + room, left:right]
    soft = cv2.GaussianBlur(part, (0, 0), SOFT).view(np.uint8)
    found: list[Found] = []
    for look in SURNAME_LOOKS:
        place = 0, max(0, high - round(look.above * word.height)), part.shape[1], part.shape[0]
        found += cleaned(eye.crop(soft if look.soft else part, place, SINGLE_WORD, look.wide, look.tall))
    return found


def _may_be_named(words: Sequence[Found]) -> bool:
    """False for an office (`TRƯỞNG PHÒNG`, `Trương Phòng`), and for what is no row of capitals."""
    return all(one.text[0].isupper() for one in words[1:]) and not opens_signing(together(words).upper())


def _alike(one: Sequence[Found], other: Sequence[Found]) -> bool:
    """True where two looks have the same words, but for marks."""
    return [letters(word.text) for word in one] == [letters(word.text) for word in other]


def together(look: Sequence[Found]) -> str:
    """The words of a look, a blank between each two."""
    return " ".join(one.text for one in look)
