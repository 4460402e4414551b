"""Surnames that OCR spoilt: cut by a seal, changed by a pen, glued to the name behind, with other marks.

A surname of the lexicon takes the place of what was read where one alone fits, or one alone of the
common ones; the caller flags the name ``repaired``.
"""

from __future__ import annotations

import functools
import re

from pipeline.parsing import dictionary
from pipeline.parsing.casing import shouted
from pipeline.parsing.dictionary import is_syllable, syllables
from pipeline.parsing.lexicon import entries, fold_tone, terms
from pipeline.parsing.shape import bare
from pipeline.parsing.signatories import person

_COMMON = 30
"""So many entries at the lexicon's beginning are borne by nine persons of ten."""
_MISREAD_T = re.compile(r"(?<!\w)[I1¡][^\W\d_]{1,6}(?!\w)")
_DOTS = {"ị": "i", "ỉ": "i", "í": "i"}
"""An `i` under a stroke of the pen, which hardly a surname bears."""


@functools.cache
def _by_letters() -> tuple[dict[str, str], dict[str, str]]:
    """Surnames by their letters without marks, whole and without the first, where only one fits."""
    whole: dict[str, set[str]] = {}
    tails: dict[str, set[str]] = {}
    for entry in entries("surnames"):
        if " " not in entry.term:
            whole.setdefault(bare(entry.term), set()).add(entry.term)
            if len(entry.term) > 3:
                tails.setdefault(bare(entry.term)[1:], set()).add(entry.term)
    return (
        {letters: next(iter(names)) for letters, names in whole.items() if len(names) == 1},
        {letters: next(iter(names)) for letters, names in tails.items() if len(names) == 1},
    )


@functools.cache
def _by_tail() -> dict[str, str]:
    """Surnames by what a seal left of them, marks and all: the only one, or the only common one."""
    tails: dict[str, list[tuple[int, int, str]]] = {}
    for place, entry in enumerate(entries("surnames")):
        name = fold_tone(entry.term).lower()
        for lost in (1, 2):
            left = name[lost:]
            if " " not in name and len(left) >= 2 and re.search(r"[aeiouy]", bare(left)):
                tails.setdefault(left, []).append((place, lost, entry.term))
    found = {}
    for tail, names in tails.items():
        common = [name for place, _, name in names if place < _COMMON]
        if len(common) == 1:
            found[tail] = common[0]
        elif len(names) == 1 and names[0][1] == 1:
            found[tail] = names[0][2]
    return found


def with_t(string: str) -> str:
    """A name in capitals with the T that were read as I set right (`LÊ IHẾ IHÔNG`); of the same length."""
    return _MISREAD_T.sub(lambda match: dictionary.with_t(match[0]), string) if shouted(string) else string


def mended(string: str) -> str | None:
    """A name whose surname lost marks or its first letters under a seal, where only one surname fits."""
    words = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", string).split()
    if words and len(words) < 5 and (apart := _unglued(words[0])):
        words[:1] = apart
    if not 3 <= len(words) <= 5:
        return None
    surname = _of(words[0])
    found = person(" ".join([surname, *words[1:]])) if surname else None
    return found.name if found and found.known else None


def _of(word: str) -> str | None:
    """The surname that a misread one stands for."""
    whole, tails = _by_letters()
    low = fold_tone(word).lower()
    if word in terms("surnames"):
        return word
    undotted = "".join(_DOTS.get(letter, letter) for letter in low).capitalize()
    if undotted in terms("surnames") and len(word) > 1:
        return undotted
    twin = {"T": "L", "L": "T"}.get(word[0], "") + word[1:]
    if twin != word[1:] and twin in _common().values():
        return twin  # `Tê`, `Lô`: a T and an L under a pen, and a common surname
    surname = (tails if word[0].islower() else whole).get(bare(word))
    if surname is None and word[0] == "Đ" and "D" + word[1:] in terms("surnames"):
        surname = "D" + word[1:]
    if surname is None and re.match(r"[aeiouy]", bare(word)):
        surname = tails.get(bare(word)[1:])  # `Ấuỳnh`: a seal made another letter of the first
    if surname is None and word[:2].isupper() and word[2:].islower():
        surname = word[1:]  # `THuỳnh`: a stroke of the pen before it
    if surname is None and word[0].islower():
        surname = _by_tail().get(low)
    if surname is None and low not in syllables():
        surname = _by_tail().get(low[1:])  # `ấùi`: another letter than the one that stood there
    if surname is None and word[0].isupper():
        surname = _common().get(bare(word))  # `Hỗ`, `Đỉnh`: no name, but for its marks
    if surname is None and word[0].islower() and len(word) == 2:
        surname = _by_vowel().get(low[1])  # `ký` under a pen
    return surname


@functools.cache
def _common() -> dict[str, str]:
    """Common surnames by their letters without marks, where only one of them has these."""
    found: dict[str, set[str]] = {}
    for entry in entries("surnames")[:_COMMON]:
        found.setdefault(bare(entry.term), set()).add(entry.term)
    return {letters: next(iter(names)) for letters, names in found.items() if len(names) == 1}


@functools.cache
def _by_vowel() -> dict[str, str]:
    """Common surnames of two letters by the second one, marks and all, where only one of them ends so."""
    found: dict[str, set[str]] = {}
    for entry in entries("surnames")[:_COMMON]:
        if len(entry.term) == 2 and not entry.term.isascii():
            found.setdefault(fold_tone(entry.term).lower()[1], set()).add(entry.term)
    return {vowel: next(iter(names)) for vowel, names in found.items() if len(names) == 1}


def _unglued(word: str) -> tuple[str, str] | None:
    """A surname and the name behind it without their blank (`VIMINH`, `LêVăn`); None where that is no word of two."""
    if not 4 <= len(word) <= 14 or is_syllable(word.capitalize()):
        return None
    cuts = [
        (word[:at], word[at:])
        for at in range(2, len(word) - 1)
        if word[:at].capitalize() in terms("surnames") and is_syllable(word[at:].capitalize())
    ]
    return cuts[0] if len(cuts) == 1 else None
