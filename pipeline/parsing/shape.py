"""The shape of heading and foot lines: what a line, or a piece of one, is by its own words.

Left and right column often stand on one line (a text without layout, a page read across), so lines
are cut into pieces at the words that open a column: Quốc hiệu, Tiêu ngữ, the number, place and date
(Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 36-HD/VPTW). Rules look at `bare` text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from pipeline.parsing.casing import shouted
from pipeline.parsing.dictionary import syllables
from pipeline.parsing.folded import DASHES, lower
from pipeline.parsing.lexicon import entries, fold_accents, fold_tone, rule
from pipeline.parsing.needed import anchored
from pipeline.parsing.text import Span, TextLine

_LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
# One table for all of `bare`: letter by letter in Python it was most of the time of finding zones.
_PLAIN = (
    {code: lower(fold_accents(chr(code))) for code in _LATIN}
    | dict.fromkeys(map(ord, DASHES), "-")
    | {0xA0: " ", 0x2044: "/"}
)
_FREE, _HAPPY = re.compile(r"\btu do\b"), re.compile(r"\bhanh\b")
_NO_LETTERS = re.compile(r"[\W_]+")
_MOTTO = "cong hoa xa hoi chu nghia viet nam"
_MOTTO_RATIO = 84
_MAX = 400
"""Longer lines are running text: no rule of heading or foot looks at them."""
_EDGES = "*_|\"“”'‘’"
_EDGE = re.compile(r"^[\s*_|\"“”'‘’]+|[\s*_|\"“”'‘’]+$")


class Role(StrEnum):
    """What a piece of a heading is by its own words."""

    MOTTO = "motto"
    """Quốc hiệu, Tiêu ngữ or the Party's title."""
    NUMBER = "number"
    DATE = "date"
    SUBJECT = "subject"
    """`V/v …` of a công văn."""
    MARK = "mark"
    """Urgency or secrecy."""
    DRAFT = "draft"
    ISSUED_WITH = "issued_with"
    """`(Ban hành kèm theo …)`."""
    ADDRESS = "address"
    SEPARATOR = "separator"
    BANNER = "banner"
    """The banner of a digital signature."""
    NAME = "name"
    """Capitals: a body's name, most likely."""
    OTHER = "other"


ANCHORS = frozenset({Role.MOTTO, Role.NUMBER, Role.DATE, Role.SUBJECT, Role.DRAFT, Role.MARK})
"""The roles that only a heading has."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line: its span in the document's text, its words without Markdown marks, its role."""

    start: int
    end: int
    string: str
    bare: str
    line: int
    role: Role

    @property
    def span(self) -> Span:
        """Where it stands in the document's text."""
        return self.start, self.end


def bare(text: str) -> str:
    """The text without accents, in lower case, dashes made ASCII: same length, for rules to look at."""
    return _bare_line(text) if len(text) <= _MAX else lower(text.translate(_PLAIN))


@functools.lru_cache(maxsize=1 << 12)  # every rule of heading and foot asks of the same lines
def _bare_line(text: str) -> str:
    return lower(text.translate(_PLAIN))


def matches(name: str, identifier: str, text: str) -> re.Match[str] | None:
    """The match of a rule in bare text; None in text too long for a line of heading or foot."""
    return _finder(name, identifier)(text) if len(text) <= _MAX else None


@functools.cache
def _finder(name: str, identifier: str) -> Callable[[str], re.Match[str] | None]:
    pattern = rule(name, f"{name}.{identifier}").pattern
    return pattern.match if anchored(pattern) else pattern.search


def dated(plain: str) -> re.Match[str] | None:
    """The date of a heading in bare text, its parts `day`, `month` and `year` as they stand, or empty."""
    found = matches("heading", "date", plain) or matches("heading", "date_short", plain)
    if found is None and matches("heading", "date_open", plain):
        return matches("heading", "date_tail", plain)
    return found


def pieces(line: TextLine) -> tuple[Piece, ...]:
    """The pieces of a line in order, without blanks and Markdown marks around them."""
    return tuple(
        Piece(line.start + piece.start, line.start + piece.end, piece.string, piece.bare, line.index, piece.role)
        for piece in _pieces(line.string)
    )


@functools.lru_cache(maxsize=1 << 11)  # borders, zones and heading ask of the same lines
def _pieces(line: str) -> tuple[Piece, ...]:
    """The pieces of a line as if it stood first in a text."""
    plain = bare(line)
    if len(plain) > _MAX:
        return (_piece(line, 0, len(plain), Role.OTHER),)
    marks = _anchors(line, plain)
    found: list[Piece] = []
    position = 0
    for start, end, role in marks:
        found.extend(_rest(line, position, start))
        found.append(_piece(line, start, end, role))
        position = end
    found.extend(_rest(line, position, len(plain)))
    return tuple(piece for piece in found if piece.string)


def all_pieces(lines: Sequence[TextLine]) -> tuple[Piece, ...]:
    """The pieces of several lines."""
    return tuple(piece for line in lines for piece in pieces(line))


def _in_a_sentence(before: str) -> bool:
    """True where the Party's name ends a sentence (`… thành lập Đảng Cộng sản Việt Nam`): small letters before it."""
    return sum(word[0].islower() for word in before.split()) > 2


def _anchors(string: str, plain: str) -> list[tuple[int, int, Role]]:
    found: list[tuple[int, int, Role]] = []
    for identifier in ("state_motto", "state_motto_2", "party_motto", "youth_motto"):
        match = matches("heading", identifier, plain)
        if match and not (identifier == "party_motto" and _in_a_sentence(string[: match.start()])):
            found.append((match.start(), match.end(), Role.MOTTO))
    date = dated(plain)
    if date and _is_date(string, plain, date):
        place = _place_start(string, date.start())
        found.append((place, date.end(), Role.DATE))
    number = matches("heading", "number_shape", plain)
    if number and not _is_name(string, number) and string[number.start("symbol")].isupper():
        found.append((number.start(), number.end(), Role.NUMBER))
    found.sort()
    apart: list[tuple[int, int, Role]] = []
    for start, end, role in found:
        if apart and start < apart[-1][1]:
            # The date's place may reach back into the number's slot, never the other way.
            if role is Role.DATE and apart[-1][2] is Role.NUMBER and date and date.start() > start:
                first, _, kind = apart.pop()
                apart.append((first, start, kind))
            else:
                continue
        apart.append((start, end, role))
    return apart


_PLACE = re.compile(
    r"(?:(?:T\s?[PpXx]|[PQHX])\.?\s?)?[^\W_][\w.'’]*(?:(?:\s|\s?[-–]\s?)(?:[^\W\d_][\w'’]*|\d{1,2})){0,6}\s?[,.;]?\s{0,3}$"
)
_PLACE_WORD = re.compile(r"[^\W_][\w.'’]*")
_UNIT_WORDS = frozenset(["thành", "phố", "thị", "xã", "trấn", "tỉnh", "huyện", "quận", "phường", "đặc", "khu", "tp"])
_NUMBER_PART = re.compile(r"[/&]|\d{3}|(?<!\w)(?!T[PX]\b)[A-ZĐ]{2,}(?!\w)")


_NUMBERED = re.compile(r"\W{0,3}S[ốỐ]\s?:")
"""`Số:` at a line's start: whatever a pen's digits were read as, no name stands behind it."""


_LONG = re.compile(r"[a-z]{3,}")
_COUNTED = re.compile(r"\W{0,4}[Ss][ốỐ][\s:.]")


def _is_name(string: str, number: re.Match[str]) -> bool:
    """True for what looks like a number without its marks but names a body: `SỞ LĐ-TB&XH`."""
    slot = number["slot"]
    if _NUMBERED.match(string):
        return False
    if re.search(r"[a-z]{3}", slot) and not _crumbs(string, number):
        return True
    head = re.search(r"[^\W\d_]{1,2}(?=\W)", string[: number.start("slot")])
    department = head is not None and head[0][1:] in ("ở", "Ở")
    return department and not re.search(r"\d", slot)


def _crumbs(string: str, number: re.Match[str]) -> bool:
    """True where `Số` stands before a hand's digits of which OCR made letters that are no syllable (`Số 2ljÿ -CT`)."""
    words = [
        string[number.start("slot") + match.start() :][: len(match[0])] for match in _LONG.finditer(number["slot"])
    ]
    return _COUNTED.match(string) is not None and not any(fold_tone(word).lower() in syllables() for word in words)


def _place_start(string: str, date: int) -> int:
    """Where the place before a date begins: its run of words, not those of the left column before it.

    A place is written with capitals and at most a unit's word (`thành phố`) in small letters; words in
    small letters, or in capitals throughout before one that is not, belong to the left column.
    """
    match = _PLACE.search(string[:date])
    if match is None:
        return date
    start = match.start()
    before = string[start:date]
    if _NUMBER_PART.search(before) and not shouted(before):
        cut = max(found.end() for found in _NUMBER_PART.finditer(before))
        if before[cut:].strip(" ,.;-"):
            start += cut + (len(before[cut:]) - len(before[cut:].lstrip(" -–")))
    words = list(_PLACE_WORD.finditer(string, start, date))
    if not words or not words[-1][0][:1].isupper():
        return start
    loud = words[-1][0].isupper()
    kept = words[-1]
    for word in reversed(words[:-1]):
        small = lower(word[0]).strip(".") in _UNIT_WORDS and not (_is_loud(word[0]) and not loud)
        if not (small or word[0][0].isdigit() or (word[0][0].isupper() and (loud or not _is_loud(word[0])))):
            break
        kept = word
    return kept.start()


def _is_loud(word: str) -> bool:
    """True for a word in capitals that is no unit's abbreviation (`TP`, `H`)."""
    return word.isupper() and len(word) > 1 and word.strip(".") not in ("TP", "TX", "TT")


def _is_date(string: str, plain: str, match: re.Match[str]) -> bool:
    """True for the date of a heading: at its line's start or behind a place, nothing but marks behind it."""
    tail = plain[match.end() :].strip(" .,;*_()|")
    if len(tail) > 12 and not matches("heading", "state_motto", tail):
        return False
    head = string[: match.start()].strip()
    return not head or len(head) <= 90


def _rest(line: str, start: int, end: int) -> list[Piece]:
    piece = _piece(line, start, end, Role.OTHER)
    if not piece.string:
        return []
    return [Piece(piece.start, piece.end, piece.string, piece.bare, piece.line, _role(piece))]


def _role(piece: Piece) -> Role:
    plain = piece.bare
    if matches("foot", "banner", plain):
        return Role.BANNER
    for identifier, role in (
        ("separator", Role.SEPARATOR),
        ("issued_with", Role.ISSUED_WITH),
        ("subject", Role.SUBJECT),
        ("draft", Role.DRAFT),
        ("address", Role.ADDRESS),
        ("number_blank", Role.NUMBER),
    ):
        if matches("heading", identifier, plain):
            return role
    if mark(piece.string):
        return Role.MARK
    if plain.startswith("doc lap") and len(plain) <= 60:
        return Role.MOTTO  # read twice, or with letters lost
    if len(plain) <= 70 and _FREE.search(plain) and _HAPPY.search(plain):
        return Role.MOTTO  # a hand or a seal stands in it
    if 24 <= len(plain) <= 48 and not plain.startswith("nuoc ") and fuzz.ratio(plain, _MOTTO) >= _MOTTO_RATIO:
        return Role.MOTTO
    letters = sum(ch.isalpha() for ch in piece.string)
    if letters >= 3 and shouted(piece.string) and letters >= 0.6 * len(piece.string.replace(" ", "")):
        return Role.NAME
    return Role.OTHER


def _piece(line: str, start: int, end: int, role: Role) -> Piece:
    string = line[start:end]
    left = _EDGE.match(string)
    start += left.end() if left else 0
    string = line[start:end]
    while start < end and (line[end - 1] in _EDGES or line[end - 1].isspace()):
        end -= 1
    string = line[start:end] if start < end else ""
    return Piece(start, end, string, bare(string), 0, role)


@functools.cache
def _marks() -> dict[str, tuple[str, str]]:
    return {lower(entry.term): (entry.values["field"], entry.values["value"]) for entry in entries("marks")}


_CRUMB = re.compile(r"^\w (?=\w{3})|(?<=\w{3}) \w$")
"""A crumb of the stamp's frame beside its words."""


def mark(string: str) -> tuple[str, str] | None:
    """The field and value of an urgency or secrecy mark that is the whole string, in capitals."""
    words = _CRUMB.sub("", _NO_LETTERS.sub(" ", string).strip())
    if not shouted(words) or len(words) > 24:
        return None
    folded = lower(words).replace("hoả", "hỏa")
    if folded.startswith("độ mật "):
        folded = folded[len("độ mật ") :]
    if folded.startswith("hỏa tốc"):
        return _marks()["hỏa tốc"]
    return _marks().get(folded) or _marks_by_letters().get(bare(folded))


@functools.cache
def _marks_by_letters() -> dict[str, tuple[str, str]]:
    """Marks by their letters alone (`THƯỢNG KHẤN` under a stamp); not `MẬT`, whose letters are other words' too."""
    return {bare(term): found for term, found in _marks().items() if " " in term or len(term) > 3}


@functools.cache
def _site_terms() -> frozenset[str]:
    return frozenset(lower(entry.term) for entry in entries("site_furniture"))


def is_site_line(string: str) -> bool:
    """True for a line of a web page around a document: navigation, counters, comment forms."""
    words = lower(string.strip(" *_|»›>:.-–…"))
    if words in _site_terms():
        return True
    return len(string) <= 160 and (
        bool(matches("zones", "site_line", bare(string)))
        or any(words.startswith(term) for term in ("email của bạn", "các trường bắt buộc", "lưu tên của tôi"))
    )
