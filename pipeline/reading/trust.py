"""Whether a page's text layer can be trusted, page by page, or the page must be recognised.

"Has a text layer" is no answer: signed scans carry only a signature's banner, other scans an OCR
made without Vietnamese, old files TCVN3 or VNI bytes. The measure that parts them is the share of
words that bear a Vietnamese mark: 0.81 to 0.85 in good layers, 0.01 to 0.23 in bad ones (measured).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.pages import Word
from pipeline.reading.syllables import is_bare_syllable, is_syllable

MARKED_BORN_DIGITAL = 0.25
"""Least share of marked words of a page without a scan behind it (it may be full of codes)."""
MARKED_SCAN = 0.6
"""Least share of marked words of an OCR layer on a scan."""
SYLLABLES = 0.7
"""Least share of the marked words that are syllables: 0.99 and more in good layers; a font whose map to
Unicode is wrong shows letters, and marks too, but no Vietnamese."""
FEW_MARKED = 12
"""Marked words below which that share says nothing."""
FEW_WORDS = 12
"""Words below which the share says nothing."""
SCAN_WORDS = 30
"""Words that a layer on a scan must have: fewer are a banner or a number laid over."""
KEPT = 0.5
"""Least share of marked words among those that are Vietnamese, with their marks or without."""
TORN = 0.05
"""Share of the words with a sign amid their letters that stands for a lost one, from which on a layer is no text."""
PICTURE_COVER = 0.5
"""Share of the page covered by pictures from which on it counts as a scan."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the layer is used, and why (for the log)."""

    usable: bool
    reason: str
    refused: bool = False
    """The page has a layer of its own that is not believed."""


def judge(
    words: Sequence[Word],
    *,
    picture: float,
    hidden: float = 0.0,
    unmapped: float = 0.0,
    legacy: float = 0.0,
) -> Verdict:
    """The verdict on a layer.

    Args:
        words: its words without signature banners.
        picture: share of the page covered by pictures, 0..1.
        hidden: share of the words that are not painted (a scanner's OCR layer).
        unmapped: share of characters without a meaning.
        legacy: share of characters in fonts of legacy bytes.
    """
    spoken = [word.text for word in words if sum(ch.isalpha() for ch in word.text) >= 2]
    scan = is_scan(picture, hidden)
    if not words:
        return Verdict(False, "no words")
    if unmapped > 0.1:
        return Verdict(False, "characters without a meaning", True)
    if legacy_share(spoken) > 0.15 or (legacy > 0.3 and marked_share(spoken) < 0.7):
        return Verdict(False, "an old encoding", True)
    if scan and len(words) < SCAN_WORDS:
        return Verdict(False, "a scan with a few words laid over")
    if len(spoken) < FEW_WORDS and not scan:
        return Verdict(True, "too few words to doubt")
    if torn_share(spoken) > TORN:
        return Verdict(False, "letters that were lost", True)
    share = marked_share(spoken)
    if share < (MARKED_SCAN if scan else MARKED_BORN_DIGITAL):
        return Verdict(False, f"only {share:.0%} of the words bear a Vietnamese mark", True)
    kept = kept_share(spoken)
    if kept < KEPT:
        return Verdict(False, f"only {kept:.0%} of the Vietnamese words bear a mark", True)
    whole = syllable_share(spoken)
    if whole is not None and whole < SYLLABLES:
        return Verdict(False, f"only {whole:.0%} of the marked words are syllables of Vietnamese", True)
    return Verdict(True, f"{share:.0%} of the words bear a Vietnamese mark")


def syllable_share(words: Sequence[str]) -> float | None:
    """Share of the marked words that are syllables of Vietnamese; None where too few are marked.

    Words in capitals alone are left out where they are none: `HĐND`, `QĐ` are abbreviations.
    """
    pieces = [piece for word in words for piece in _LETTERS.findall(word) if is_marked(piece) and len(piece) > 1]
    good = sum(map(is_syllable, pieces))
    marked = good + sum(not is_syllable(piece) and not piece.isupper() for piece in pieces)
    return good / marked if marked >= FEW_MARKED else None


def is_scan(picture: float, hidden: float) -> bool:
    """True for a page that is a picture, by the share that pictures cover, or by the share of words not painted."""
    return picture >= PICTURE_COVER or hidden > 0.5


def marked_share(words: Sequence[str]) -> float:
    """Share of words with a Vietnamese letter or tone mark; 0 without words."""
    return sum(map(is_marked, words)) / len(words) if words else 0.0


def kept_share(words: Sequence[str]) -> float:
    """Of the words that are Vietnamese, marked or not, the share that is; 1 where there are fewer than `FEW_WORDS`."""
    pieces = [piece for word in words for piece in _LETTERS.findall(word)]
    marked = sum(map(is_marked, pieces))
    plain = sum(not is_marked(piece) and len(piece) > 1 and is_bare_syllable(piece) for piece in pieces)
    return marked / (marked + plain) if marked + plain >= FEW_WORDS else 1.0


def torn_share(words: Sequence[str]) -> float:
    """Share of words with a question mark, a box or U+FFFD between two letters; 0 without words."""
    return sum(_LOST.search(word) is not None for word in words) / len(words) if words else 0.0


def is_marked(word: str) -> bool:
    """True for a word with a letter of Vietnamese beyond ASCII (đ, ă, â, ê, ô, ơ, ư or a tone)."""
    for ch in word.lower():
        if ch == "đ":
            return True
        if ch > "\x7f" and ch.isalpha():
            parts = unicodedata.normalize("NFD", ch)
            if parts[0] in "aeiouyd" and len(parts) > 1 and set(parts[1:]) <= _MARKS:
                return True
    return False


_LETTERS = re.compile(r"[^\W\d_]+")
_LOST = re.compile(r"[^\W\d_][?\ufffd\u25a1\u25af]+[^\W\d_]")
_MARKS = set("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")
_LEGACY_SIGNS = set("®§¨©ª«¬\u00ad¶¸¹µ·»¼½¾Ø×Þßæ÷øþ¢£¤¥¦∙∆√∞")
"""Signs that TCVN3 bytes show where letters stand (`n−íc`, `®ång`); none occurs inside a real word."""


def legacy_share(words: Sequence[str]) -> float:
    """Share of words in which a legacy encoding's signs stand among letters."""
    if not words:
        return 0.0
    return sum(any(ch in _LEGACY_SIGNS for ch in word) for word in words) / len(words)
