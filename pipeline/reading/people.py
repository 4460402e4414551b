"""What opens a person's name: a surname, or an honour before it, by the closed lists.

The lists are the parsers' own (``models/vi_plan/lexicons/surnames.csv``, ``honours.csv``). Surnames are few, and
an engine that knows the language's other words puts those in their place: `Định`, `Đỉnh` for `Đinh`.
"""

from __future__ import annotations

import csv
import functools
import re
import unicodedata
from collections.abc import Sequence

from pipeline.reading.anchors import HONOURS, SURNAMES, anchors_file, letters

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_DOTTED = re.compile(r"[A-ZĐƯa-z]{1,6}(?:\.[A-ZĐƯa-z]{1,6}){0,3}\.?")


def is_surname(word: str) -> bool:
    """True for a surname in whatever case, its tone on either vowel; a single letter is a pen's stroke as well."""
    return len(word) > 1 and _key(word) in _surnames()


def is_honour(word: str) -> bool:
    """True for the short form of a rank or degree that may stand before a name (`TS`, `ThS.`, `PGS.TS.`)."""
    return _DOTTED.fullmatch(word) is not None and all(letters(part) in _honours() for part in _parts(word))


def past_honours(words: Sequence[str]) -> int:
    """How many of the first words are honours."""
    return next((n for n, word in enumerate(words) if not is_honour(word)), len(words))


def opens_name(words: Sequence[str]) -> bool:
    """True for a name of two words or more behind its honours that opens with a surname."""
    start = past_honours(words)
    return len(words) - start > 1 and is_surname(words[start])


def _parts(word: str) -> list[str]:
    """The pieces between the dots, `BS.CKI` whole where it is listed so."""
    return [word] if letters(word) in _honours() else [part for part in word.split(".") if part]


def _key(word: str) -> str:
    """A word in small letters, its tone behind them."""
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(ch for ch in apart if ch not in _TONES) + "".join(ch for ch in apart if ch in _TONES)


@functools.cache
def _surnames() -> frozenset[str]:
    return frozenset(_key(term) for term in _terms(SURNAMES) if " " not in term)


@functools.cache
def _honours() -> frozenset[str]:
    """Short forms alone: what is said in whole words (`Bác sĩ`) opens as a name does."""
    return frozenset(letters(term) for term in _terms(HONOURS) if " " not in term and term[-1].isupper())


def _terms(name: str) -> list[str]:
    with (anchors_file().parent.parent / name).open(encoding="utf-8", newline="") as file:
        return [unicodedata.normalize("NFC", row["term"]) for row in csv.DictReader(file)]
