"""Hooks above a hat, which an engine takes for the commoner acute or grave: such words are looked at alone.

Of 127 hooks above the hat or breve of a letter on made scans (`Hiển`, `sổ`) 23 were read as acute or
grave (`Hiến`, `số`), of 310 acutes and graves none as a hook: a small curl is lost, hardly ever made. So where
looks at the word alone, stretched so that its marks are larger, see a hook, there is one.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from pipeline.pages import Line, Word
from pipeline.reading.eye import Eye, Picture, to_found
from pipeline.reading.recognise import SINGLE_WORD, Found
from pipeline.reading.syllables import is_syllable

LOOKS = ((1.5, 2.0), (2.0, 2.6), (2.0, 2.0), (3.0, 3.6), (1.0, 1.0))
"""How much wider and higher each look is, those first that see most. Where the first sees none there is an end: of
the 13 hooks below none is lost so, and the looks at a word without a hook are one for four."""
HOOK, ACUTE, GRAVE = "\u0309", "\u0301", "\u0300"
AGREED = {ACUTE: 2, GRAVE: 3}
"""So many looks must see the hook. 13 of the 23 lost hooks are found so; of 103 acutes and graves of made scans and
329 of real ones none becomes a hook, where two looks at a grave would make one."""
HATS = "\u0302\u0306"
UNDECIDED = 0.6
"""Confidence of a word at the most, some looks at which see a hook, but too few."""
EDGES = ".,;:()-_'‘’“”\""
"""What stands around a word, or is read of the paper there."""
_BESIDE, _ABOVE, _BELOW = 0.15, 0.12, 0.05
"""Paper around the word, as shares of its height: with more of it a look sees less (10 of the 23)."""


def with_hooks(words: tuple[Word, ...], line: Line, picture: Picture, eye: Eye) -> tuple[Word, ...]:
    """The words, those of a line with a hook that were read without it set right; the same tuple where none was.

    Args:
        words: the page's.
        line: one of its lines.
        picture: the cleaned page.
        eye: the page's.
    """
    placed = [(word, to_found(word, picture)) for word in line.words if word.box]
    if not any(hooked(word.text) for word, _ in placed):
        return words
    top, bottom = min(one.y0 for _, one in placed), max(one.y1 for _, one in placed)
    better = {id(word): _looked_at(word, one, top, bottom, picture, eye) for word, one in placed}
    made = tuple(better.get(id(word), word) for word in words)
    return made if any(word is not other for word, other in zip(words, made, strict=True)) else words


def hooked(text: str) -> str | None:
    """The word with a hook for the acute or grave above its hat; None where it has none or no syllable comes of it."""
    apart = _apart(text)
    for at, mark in enumerate(apart):
        if mark in AGREED and apart[at - 1] in HATS:
            made = unicodedata.normalize("NFC", f"{apart[:at]}{HOOK}{apart[at + 1 :]}")
            return made if is_syllable(made.strip(EDGES)) else None
    return None


def _looked_at(word: Word, one: Found, top: int, bottom: int, picture: Picture, eye: Eye) -> Word:
    better = hooked(word.text)
    if better is None:
        return word
    place = (
        max(0, round(one.x0 - _BESIDE * one.height)),
        max(0, round(top - _ABOVE * one.height)),
        round(one.x1 + _BESIDE * one.height),
        round(bottom + _BELOW * one.height),
    )
    wanted, least = better.strip(EDGES), AGREED[next(mark for mark in _apart(word.text) if mark in AGREED)]
    seen: list[float] = []
    for nth, (wide, tall) in enumerate(LOOKS):
        look = eye.crop(picture, place, SINGLE_WORD, wide, tall)
        seen += [found.confidence for found in look if found.text.strip(EDGES) == wanted]
        if len(seen) >= least:
            return replace(word, text=better, confidence=min(word.confidence, *seen))
        if not seen or len(seen) + len(LOOKS) - nth - 1 < least:
            break
    return replace(word, confidence=min(word.confidence, UNDECIDED)) if seen else word


def _apart(text: str) -> str:
    return unicodedata.normalize("NFD", text)
