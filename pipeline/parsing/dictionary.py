"""Words of two syllables that the language knows: underthesea's own list (Viet74K), read once.

Read from its file without importing the package, as `places` does; nothing is kept in our repository.
"""

from __future__ import annotations

import functools
import importlib.util
import re
from pathlib import Path

from pipeline.errors import SetupError
from pipeline.parsing.lexicon import fold_accents, fold_tone

Pair = tuple[str, str]
"""Two syllables in lower case, tones placed the new way."""


@functools.cache
def pairs() -> dict[Pair, tuple[Pair, ...]]:
    """The words by their letters without marks. Raises SetupError where the list is missing."""
    spec = importlib.util.find_spec("underthesea")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    path = Path(folders[0]) / "corpus" / "data" / "Viet74K.txt" if folders else None
    if path is None or not path.is_file():
        raise SetupError("underthesea's list of words is missing", "reinstall underthesea 9.5 or newer")
    found: dict[Pair, dict[Pair, None]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        words = fold_tone(line.strip()).lower().split(" ")
        if len(words) == 2:
            pair = (words[0], words[1])
            found.setdefault((letters(pair[0]), letters(pair[1])), {})[pair] = None
    return {plain: tuple(known) for plain, known in found.items()}


def known(first: str, second: str) -> bool:
    """True where two syllables, in lower case with tones placed the new way, are a word."""
    return (first, second) in pairs().get((letters(first), letters(second)), ())


@functools.cache
def syllables() -> frozenset[str]:
    """Every syllable of the words, in lower case with tones placed the new way."""
    return frozenset(part for known in pairs().values() for pair in known for part in pair)


_MAX_PARTS = 3
_SYLLABLE = re.compile(r"(?:ngh?|nh|kh|ph|th|tr|ch|gh?|gi|qu|[bcdhklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")
"""The shape of one syllable, marks aside: names have more of them than any list."""


def unglue(word: str) -> str | None:
    """The word cut into its syllables where OCR lost the blanks between them (`THÁIBÌNH` → `THÁI BÌNH`).

    Only a word with Vietnamese marks that is itself no syllable and can be cut in one way into two
    of the language, or if not into two in one way into three; None for any other.
    """
    low = fold_tone(word).lower()
    if not 4 <= len(low) <= 18 or low.isascii() or not low.isalpha() or _SYLLABLE.fullmatch(letters(low)):
        return None
    cuts = next((found for count in range(2, _MAX_PARTS + 1) if (found := _cuts(low, count))), [])
    if len(cuts) != 1:
        return None
    made, at = [], 0
    for length in cuts[0]:
        made.append(word[at : at + length])
        at += length
    return " ".join(made)


def is_syllable(word: str) -> bool:
    """True for a word in small letters, or with a first capital, that has the shape of one syllable."""
    return word[1:] == word[1:].lower() and _SYLLABLE.fullmatch(letters(word)) is not None


def with_t(word: str) -> str:
    """A word in capitals whose `T` was read as `I`, `1` or `L` (`IƯỜNG`, `1Ế`, `LHỊ`), where only so it is a syllable.

    The word itself where it is one already, or where another letter would do as well.
    """
    low = letters(word)
    if low[:1] not in ("i", "1", "¡", "l") or word.isascii() or _I_ALONE.fullmatch("i" + low[1:]):
        return word
    if low[0] == "l" and _SYLLABLE.fullmatch(low):
        return word
    return "T" + word[1:] if _SYLLABLE.fullmatch("t" + low[1:]) else word


_I_ALONE = re.compile(r"i(?:ch|n|nh|m|t|p|c)?")
"""Syllables that begin with the vowel."""


def _cuts(word: str, count: int) -> list[tuple[int, ...]]:
    """The lengths of all ways to cut a word into so many syllables of at least two letters."""
    if count == 1:
        return [(len(word),)] if len(word) >= 2 and word in syllables() else []
    return [
        (end, *rest)
        for end in range(2, min(8, len(word) - 1))
        if word[:end] in syllables()
        for rest in _cuts(word[end:], count - 1)
    ]


@functools.lru_cache(maxsize=4096)
def letters(word: str) -> str:
    """The word without marks."""
    return fold_accents(word).lower()
