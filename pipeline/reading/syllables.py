"""Whether a word can be a syllable of Vietnamese: onset, rime and tone by the closed lists of its spelling.

The lists (``models/vi_plan/reading/syllables.csv``) are those of the orthography: 28 onsets, some 160
rimes. They say what may be written, not what means something; names from other languages fall out.
"""

from __future__ import annotations

import csv
import functools
import unicodedata
from itertools import pairwise

from pipeline.reading.anchors import anchors_file

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STOPPED = ("c", "ch", "p", "t")
_STOP_TONES = frozenset("\u0301\u0323")
LONGEST = 7
"""Letters of the longest syllable (`nghiêng`)."""


@functools.lru_cache(maxsize=1 << 16)
def is_syllable(word: str) -> bool:
    """True for a syllable in whatever case, with its tone in the old place or the new (`hòa`, `hoà`).

    Rimes closed by c, ch, p or t bear sắc or nặng only.
    """
    if not 1 <= len(word) <= LONGEST:
        return False
    apart = unicodedata.normalize("NFD", word.lower())
    tones = [ch for ch in apart if ch in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(ch for ch in apart if ch not in _TONES))
    rime = _spelt().get(bare)
    if rime is None:
        return False
    return bool(tones) and tones[0] in _STOP_TONES if rime.endswith(_STOPPED) else True


def is_bare_syllable(word: str) -> bool:
    """True for what a syllable becomes whose marks are lost, whether it had any or not (`hoach`, `trong`)."""
    return word.lower() in _bare()


@functools.cache
def _bare() -> frozenset[str]:
    apart = (unicodedata.normalize("NFD", one.replace("đ", "d")) for one in _spelt())
    return frozenset("".join(ch for ch in one if not unicodedata.combining(ch)) for one in apart)


@functools.cache
def _spelt() -> dict[str, str]:
    """Every spelling without its tone, and its rime."""
    forms: dict[str, list[str]] = {"onset": [""], "rime": []}
    with (anchors_file().parent / "syllables.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            forms[row["kind"]] += unicodedata.normalize("NFC", row["forms"]).split()
    spelt = {onset + rime: rime for onset in forms["onset"] for rime in forms["rime"] if _fit(onset, rime)}
    spelt["gi"] = "i"
    return spelt


def _fit(onset: str, rime: str) -> bool:
    """True where the onset may stand before the rime: k, gh and ngh before e, ê, i, y only, and so on."""
    front = rime[0] in "eêiy"
    if onset in ("k", "gh", "ngh"):
        return front
    if onset in ("c", "g", "ng"):
        return not front or (onset == "g" and rime[0] == "i")
    if onset == "qu":
        return rime[0] in "aăâeêiyơ" or rime == "ôc"
    if onset == "gi":
        return rime[0] not in "iy"
    return True


def broken(parts: list[str]) -> bool:
    """True where pieces of words make a syllable only together: neighbours are no syllables by themselves."""
    return any(is_syllable(a + b) and not (is_syllable(a) and is_syllable(b)) for a, b in pairwise(parts))
