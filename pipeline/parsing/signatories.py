"""Who signs: the names of persons and of the offices that they hold, as a foot's lines have them.

Titles and ranks before a name stay out (`PGS.TS.`, `Đại tá`); an office that lost letters under a seal
is the one of the lexicon that alone has those left.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from pipeline.parsing import places
from pipeline.parsing.casing import shouted
from pipeline.parsing.lexicon import alternation, entries, fold_tone, rule, terms
from pipeline.parsing.shape import bare

EDGE = " \t*_|\"“”'’‘"
"""Blanks, Markdown marks and quotes around a piece of a line."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name of a person in a string: offsets into it, `known` where a surname of the lexicon opens it."""

    start: int
    end: int
    name: str
    known: bool


_STROKES = frozenset("ˆˇ˜ªº")
"""Letters by Unicode, strokes of a pen by what they are."""
_LOST_TITLE = re.compile(r"[A-ZĐ]{1,2}[.]\s?(?=[^\W\d_]{2})|TS[-–]\s?")
"""What is left of a title before a name (`S. Đinh Văn Mẫu`, `TS-Lê Văn Mẫu`)."""

_SYLLABLES = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)?(?:\s[^\W\d_]+(?:['’-][^\W\d_]+)?){1,4}")
_NO_LETTER = re.compile(r"\W")
_BLANK = re.compile(" ")
_NO_OFFICE = re.compile(r"[;:]|\d{3}")
_MIDDLE = frozenset({"Văn", "Thị"})
"""What stands between surname and name far more often than first: of `Văn Mẫu` the surname is lost."""
_LONE_CONSONANT = re.compile(r"[BCDĐGHKLMNPQRSTVXZ] (?P<next>[^\W\d_]{2,7})(?= )")
"""A stroke of the pen before a surname (`S Lò Văn Mẫu`): no name is a consonant alone."""

UP = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ"
"""Capitals, as a class of a regular expression has them."""


@functools.cache
def _surnames() -> frozenset[str]:
    return frozenset(fold_tone(entry.term).lower() for entry in entries("surnames"))


@functools.cache
def _honour() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:(?:{alternation('honours')})(?:\.\s?|\s+|,\s?)|[-–]\s?)(?=\S)",
        re.IGNORECASE,
    )


def person(string: str) -> Person | None:
    """The name that a string is, titles and ranks before it left out: two to five syllables in capitals.

    Noise around it (points, bars, a stamp's crumbs) is passed over; words of offices and places are
    no names.
    """
    start = 0
    end = len(string)
    while start < end and (not string[start].isalpha() or string[start] in _STROKES):
        start += 1
    while end > start and not (string[end - 1].isalpha() or string[end - 1] in "'’"):
        end -= 1
    for _ in range(4):
        match = _honour().match(string[start:end])
        if match is None:
            break
        start += match.end()
        while start < end and not string[start].isalpha():
            start += 1
    if lost := _LOST_TITLE.match(string[start:end]):
        start += lost.end()
    crumb = _LONE_CONSONANT.match(string[start:end])
    if crumb and fold_tone(crumb["next"]).lower() in _surnames():
        start += crumb.start("next")
    words = string[start:end]
    if not 4 <= len(words) <= 40 or not _SYLLABLES.fullmatch(words):
        return None
    syllables = words.split()
    loud = shouted(words)
    if not all(s[0].isupper() and (loud or s[1:] == s[1:].lower() or re.search(r"['’-]", s)) for s in syllables):
        return None
    single = " ".join(
        one for one, before in zip(syllables, ["", *syllables], strict=False) if bare(one) != bare(before)
    )
    if (
        places.province(words)
        or office_words(words)
        or _begins_office(words)
        or (single != words and office_words(single))  # `PHÓ PHÓ BÍ BÍ THƯ`: read twice, line upon line
        or rule("foot", "foot.not_name").pattern.match(fold_tone(words).lower())
    ):
        return None
    name = " ".join(s[:1] + s[1:].lower() for s in syllables) if loud else " ".join(syllables)
    # Two syllables in capitals are rather a stamp's words (`VĂN HÓA`).
    known = fold_tone(syllables[0]).lower() in _surnames() and not (
        len(syllables) == 2 and (loud or syllables[0] in _MIDDLE)
    )
    return Person(start, end, name, known)


@functools.cache
def _offices() -> re.Pattern[str]:
    return re.compile(rf"^\W{{0,4}}(?:quyền\s+)?(?P<office>{alternation('signing_offices')})(?!\w)", re.IGNORECASE)


@functools.cache
def _plain_offices() -> dict[str, str]:
    """Offices by their letters without marks and blanks; empty where two have the same (`Thứ trưởng`, `Thủ trưởng`)."""
    found: dict[str, str] = {}
    for term in terms("signing_offices"):
        letters = bare(term).replace(" ", "")
        known = found.setdefault(letters, term)
        if fold_tone(known).lower() != fold_tone(term).lower():
            found[letters] = ""
    return found


def office_words(string: str) -> bool:
    """True where words begin with an office, or are one that was misread."""
    words = fold_tone(string).strip(" .,;:*")
    if _offices().match(words):
        return True
    return is_whole_office(words) or whole_office(words) is not None


def _begins_office(words: str) -> bool:
    """True for the first two words or more of an office whose end was lost (`PHÓ GIÁM`)."""
    letters = bare(words)
    return " " in letters and letters in _beginnings() and shouted(words)


@functools.cache
def _beginnings() -> frozenset[str]:
    """Offices without their last words, by their letters."""
    found = map(bare, terms("signing_offices"))
    return frozenset(letters[: blank.start()] for letters in found for blank in _BLANK.finditer(letters))


def is_whole_office(words: str) -> bool:
    """True where words are an office of the lexicon and no more, marks and blanks aside."""
    return _NO_LETTER.sub("", bare(words)) in _plain_offices()


@functools.cache
def _tails() -> dict[str, str]:
    """Offices by their letters without the first or the last one, where only one has them."""
    found: dict[str, set[str]] = {}
    for term in terms("signing_offices"):
        for cut in (term[1:], term[:-1]):
            found.setdefault(_NO_LETTER.sub("", fold_tone(cut).lower()), set()).add(term)
    return {tail: next(iter(whole)) for tail, whole in found.items() if len(whole) == 1 and len(tail) >= 7}


def whole_office(words: str) -> str | None:
    """The office in capitals that lost marks, or its first or last letter under a seal (`ỤC TRƯỞNG`); else None."""
    if not shouted(words):
        return None
    read, words = words, _once(words)
    known = _plain_offices().get(_NO_LETTER.sub("", bare(words)))
    if known and fold_tone(known).lower() != " ".join(fold_tone(read).lower().split()):
        return known
    letters = _NO_LETTER.sub("", fold_tone(words).lower())
    if letters in _spelt_offices():
        return None
    return _tails().get(letters) or _holed(letters) or _begun(letters) or _holed_plain(re.sub(r"\W", "", bare(words)))


def _once(words: str) -> str:
    """The words without strokes and without what was read twice, the second time in part (`CHỦ HỦ TỊCH`)."""
    tokens = "".join(ch for ch in words if ch not in _STROKES and ch != "_").split()
    kept = [
        token
        for before, token in zip(["", *tokens], tokens, strict=False)
        if not (len(token) > 1 and before != token and before.endswith(token))
    ]
    return " ".join(kept)


_MOST_LOST = 3
"""So many letters of an office may be lost, and no more than a third of it."""


@functools.lru_cache(maxsize=4096)
def _holed(letters: str) -> str | None:
    """The one office whose letters stand in this order with some of them lost (`C Ủ TỊCH`, `CH VĂN PHÒNG`)."""
    if not 4 <= len(letters) <= 30:
        return None
    found = {
        term
        for whole, term in _ending_in().get(letters[-1], ())
        if 0 < len(whole) - len(letters) <= min(_MOST_LOST, len(whole) // 3) and _in_order(letters, whole)
    }
    return next(iter(found)) if len(found) == 1 else None


def _begun(letters: str) -> str | None:
    """The one office that begins so, its last two letters lost (`PHÓ CHÁNH VĂN PHÒ`)."""
    found = [term for whole, term in _letters_of_offices() if whole[:-2] == letters]
    return found[0] if len(found) == 1 and len(letters) >= _SURE_LETTERS else None


_SURE_LETTERS = 9
"""So many letters must be left of an office whose marks were misread as well."""


@functools.lru_cache(maxsize=4096)
def _holed_plain(letters: str) -> str | None:
    """The same by letters without marks, one of them lost at the most (`PH TỐNG CỤC TRƯỞNG`)."""
    if not _SURE_LETTERS <= len(letters) <= 30:
        return None
    found = {
        term
        for whole, term in _plain_offices().items()
        if len(whole) - len(letters) == 1 and letters[-1] == whole[-1] and _in_order(letters, whole)
    }
    return next(iter(found)) or None if len(found) == 1 else None


@functools.cache
def _letters_of_offices() -> tuple[tuple[str, str], ...]:
    return tuple((_NO_LETTER.sub("", fold_tone(term).lower()), term) for term in terms("signing_offices"))


@functools.cache
def _spelt_offices() -> frozenset[str]:
    return frozenset(whole for whole, _ in _letters_of_offices())


@functools.cache
def _ending_in() -> dict[str, list[tuple[str, str]]]:
    """Offices with their letters, by the last of these."""
    found: dict[str, list[tuple[str, str]]] = {}
    for whole, term in _letters_of_offices():
        found.setdefault(whole[-1], []).append((whole, term))
    return found


def _in_order(letters: str, whole: str) -> bool:
    rest = iter(whole)
    return all(letter in rest for letter in letters)


def is_office(string: str) -> bool:
    """True where a string is an office, alone or with its body (`GIÁM ĐỐC SỞ …`), not a sentence about one."""
    words = string.strip(EDGE + ".,:")
    if not words or len(words) > 90 or _NO_OFFICE.search(words):
        return False
    if not office_words(words):
        return False
    if shouted(words):
        return True
    match = _offices().match(fold_tone(words))
    # In small letters only the bare office, as old fonts and transcriptions write it.
    return match is not None and match.end() == len(words)
