"""Lines of capitals in a heading's left column as OCR leaves them, set right by closed lists.

What the other column or a stamp spilt into the line goes; a letter read twice is one; the first
letters of a school that a stamp covers are those of `TRƯỜNG`. Nothing is guessed: every mend ends in a
word of a list.
"""

from __future__ import annotations

import functools
import re

from pipeline.parsing.dictionary import syllables
from pipeline.parsing.lexicon import entries, fold_accents, fold_tone

_MOTTO = re.compile(r"\s+Độc(?=\s(?:\S{1,4}\s)?[lL]ập(?!\w)).{0,60}$|\s+(?:Tự do|Hạnh phúc)\s?-?$")
"""The end of the motto, in small letters, on a line of the left column."""
_SPILT = re.compile(r"(?<=[A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ]{2})\s+Độc\s\S{1,6}$")
"""The motto's first word and a crumb behind capitals."""
_LEAST_WORDS = 3
_MOST_SPILT = 4
_TWICE = re.compile(r"(?<!\w)(?!PHÒNG PHÒNG)([^\W\d_]{4,20}) \1(?!\w)")
"""A word read twice; an office for `phòng cháy`, `phòng không` has the word twice."""
_DOUBLE_D = re.compile(r"ĐĐ(?!B)")
_SHORT = re.compile(r"[A-ZĐ&-]{3,10}")
_OF_SCHOOL = re.compile(
    r"^\W{0,3}(?!TRƯỜNG|PHÒNG|BAN)[^\W\d_]{0,3}(?:[UƯÙ]{1,2}[OƠỜÒ]?|[ỜÒ])NG(?=\s(?:ĐẠI HỌC|CAO ĐẲNG|TRUNG CẤP|"
    r"TRUNG HỌC|TIỂU HỌC|MẦM NON|MẪU GIÁO|PHỔ THÔNG|THPT|THCS|PTDT|CHÍNH TRỊ|TH)(?!\w))",
    re.IGNORECASE,
)
"""What a stamp leaves of `TRƯỜNG` before the kind of a school."""
_BOARD = re.compile(r"^B[ẠẢÁÀÃ]N (?=[^\W\d_]{2})")
"""`BAN` that opens a name, with a mark of dirt: no office is a `BẠN`."""
_TWO_MARKS = re.compile(r"([aeiouy])\1")


def set_right(words: str) -> str:
    """A line of capitals with these slips mended; any other line as it is."""
    words = without_place(_MOTTO.sub("", words))
    words = _TWICE.sub(r"\1", words)
    words = _OF_SCHOOL.sub("TRƯỜNG", words)
    words = _BOARD.sub("BAN ", words)
    return " ".join(_word(word) for word in words.split())


def without_place(words: str) -> str:
    """The line without words of the right column behind its capitals: such as hold one that begins small."""
    words = _SPILT.sub("", words)
    for match in re.finditer(r"(?<=[^\W\d_]{2}),?\s(?=[^\W\d_])", words):
        before, behind = words[: match.start()], words[match.end() :].split()
        if behind[0].isupper() or len(before.split()) < _LEAST_WORDS:
            continue
        crumbs = any(word[0].islower() for word in behind) and not any(
            word.isupper() and len(word) > 1 for word in behind
        )
        return before if before.isupper() and crumbs and len(behind) <= _MOST_SPILT else words
    return words


def _word(word: str) -> str:
    if _DOUBLE_D.search(word) and _SHORT.fullmatch(word) and word not in _shorts():
        single = word.replace("ĐĐ", "Đ")
        return single if single in _shorts() else word
    if word.islower() and len(word) > 2 and word in syllables():
        return word.upper()  # `CỤC xúc TIẾN`: letters that look alike in both sizes
    return _one_vowel(word)


@functools.cache
def _shorts() -> frozenset[str]:
    return frozenset(entry.term for entry in entries("abbreviations"))


def _one_vowel(word: str) -> str:
    """A syllable whose vowel was read twice, each time with another mark (`TỔỐNG`); any other word as it is."""
    if not word.isalpha() or not 3 <= len(word) <= 8 or word.isascii():
        return word
    low = fold_tone(word).lower()
    twice = _TWO_MARKS.search(fold_accents(low).lower())
    if twice is None or low in syllables() or low[twice.start()] == low[twice.start() + 1]:
        return word
    for lost in (twice.start() + 1, twice.start()):
        if low[:lost] + low[lost + 1 :] in syllables():
            return word[:lost] + word[lost + 1 :]
    return word
