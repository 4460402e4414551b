"""A body's name by itself: its canonical form, slips set right, its level, what may lead it."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from pipeline.parsing import dictionary
from pipeline.parsing.abbreviations import open_all
from pipeline.parsing.body_heads import TRAILING, determiner
from pipeline.parsing.facts import Abbreviation
from pipeline.parsing.lexicon import fold_tone
from pipeline.parsing.syllables import Token, lexicon, tokens_of
from pipeline.records import BodyLevel

_CONTROL_CITIES = "hà nội|hồ chí minh|đà nẵng|hải phòng|cần thơ|huế"


_LEAD = re.compile(
    r"^(?:riêng(?: đối với)?|đối với|đề nghị|giao(?: cho)?|yêu cầu|về phía"
    r"|nhiệm vụ(?:(?:,| và) quyền hạn)? của|trách nhiệm(?: của)?)\s+(?=\w)",
    re.IGNORECASE,
)


_SHORT_FORM = re.compile(
    r"(?<=\w)\s*\((?:viết tắt là\s+)?[A-ZĐƯ][A-ZĐƯ&-]{1,9}\)"
    r"(?=\s(?:các\s+)?(?:tỉnh|huyện|quận|xã|phường|thị|thành|cấp|khu)\s?)"
)
"""`Phòng Tài chính - Kế hoạch (TCKH) huyện`: the short form of a name before its level; of a term (`thủ tục hành
chính (TTHC) của Sở`) it stays."""
_OFFICE_OF_SHORT = re.compile(
    r"^(?P<noun>Ban|Phòng|Sở|Bộ|Vụ|Cục|Chi cục|Khoa|Trung tâm) (?P<short>[A-ZĐƯ]{2}[A-ZĐƯ&-]*)(?=\s|$)"
)
_NOUNS = {"P": "Phòng", "TT": "Trung tâm"}
_NOUN = re.compile(r"^(P|TT)(?:\.\s?|\s)(?=\w)")


_NAME = 120
"""Characters of a name: a document has the same ones over and over, what is longer is misread."""


def repaired(name: str) -> str:
    """A name with the marks of known terms set right (`Chỉ nhánh` → `Chi nhánh`, `thành phó`).

    Closed vocabulary: only terms of several syllables of the lexicons of groups, fields and heads
    are mended, and only their marks; length and case stay.
    """
    return _repaired(name) if len(name) <= _NAME else _mended(name)


@functools.lru_cache(maxsize=1 << 11)
def _repaired(name: str) -> str:
    return _mended(name)


def _mended(name: str) -> str:
    tokens = tokens_of(name)
    letters = list(name)
    place = determiner(tokens, 0)  # `Mọi trường hợp` is no misread `Môi trường`
    while place < len(tokens):
        found = [
            match for kind in ("fields", "body_heads", "body_groups") if (match := lexicon(kind).longest(tokens, place))
        ]
        end, entry = max(found, key=lambda match: match[0], default=(place + 1, None))
        if entry is not None and end - place > 1 and not _another_word(tokens[place:end]):
            terms = tokens_of(entry.term)
            if _own_name(tokens[place:end], terms):
                place = end
                continue
            for token, right in zip(tokens[place:end], terms, strict=True):
                if token.key != right.key and token.word and len(token.text) == len(right.text):
                    letters[token.start : token.end] = [
                        new.upper() if old.isupper() else new.lower()
                        for old, new in zip(token.text, right.text, strict=True)
                    ]
        place = max(end, place + 1)
    return "".join(letters)


def _own_name(tokens: Sequence[Token], term: Sequence[Token]) -> bool:
    """True where syllables that the term writes small are capitals here: a place's name (`tỉnh Lam Trường`)."""
    return any(
        token.text[0].isupper() and not token.text.isupper() and right.text[0].islower()
        for token, right in zip(tokens[1:], term[1:], strict=True)
    )


def _another_word(tokens: Sequence[Token]) -> bool:
    """True for two syllables that are a word of the language as they stand (`Thứ trưởng`, no slip for `Thủ trưởng`)."""
    return len(tokens) == 2 and dictionary.known(tokens[0].key, tokens[1].key)


def lead(phrase: str) -> int:
    """The length of a leading `Đối với`, `Đề nghị`, `Giao`, … of a phrase; 0 without one."""
    match = _LEAD.match(phrase)
    return match.end() if match else 0


def canonical(name: str, abbreviations: Sequence[Abbreviation] = ()) -> str:
    """The canonical form of a body's name: abbreviations opened, nothing added.

    A leading `Đối với`, `Đề nghị`, `Giao`, trailing punctuation and a trailing bracket go; tone
    marks stand the new way. Idempotent.
    """
    plain = " ".join(name.replace("*", " ").split()).strip(TRAILING)
    while True:
        shorter = _LEAD.sub("", plain)
        if shorter.endswith(")") and "(" in shorter:
            shorter = shorter[: shorter.rindex("(")]
        shorter = shorter.strip(TRAILING)
        if shorter == plain:
            break
        plain = shorter
    plain = _SHORT_FORM.sub("", plain)
    plain = next((one.full for one in abbreviations if one.alone and one.short == plain), plain)
    opened = open_all(_noun_opened(plain, abbreviations), abbreviations)
    short = _OFFICE_OF_SHORT.match(plain)
    if short and not any(one.short == short["short"] for one in abbreviations):
        # `Ban ATGT huyện`: a name begins behind the noun; what the document defines stands as it writes it
        at = short.end("noun") + 1
        opened = opened[:at] + opened[at : at + 1].upper() + opened[at + 1 :]
    return fold_tone(opened)


def _noun_opened(name: str, abbreviations: Sequence[Abbreviation]) -> str:
    """`P. TCKH`, `TT Y tế` with its noun opened, where a field of work follows: `P. 5`, `TT. Mẫu` are places."""
    match = _NOUN.match(name)
    if match is None:
        return name
    rest = open_all(name[match.end() :], abbreviations)
    return f"{_NOUNS[match[1]]} {rest}" if lexicon("fields").longest(tokens_of(rest), 0) else name


def level(name: str) -> BodyLevel | None:
    """The level of an office by its name; None where the name does not tell."""
    return _level(name) if len(name) <= _NAME else _told(name)


@functools.lru_cache(maxsize=1 << 11)
def _level(name: str) -> BodyLevel | None:
    return _told(name)


def _told(name: str) -> BodyLevel | None:
    folded = fold_tone(name).casefold()
    tokens = tokens_of(name)
    head = lexicon("body_heads").longest(tokens, determiner(tokens, 0))
    given = head[1].values.get("level") if head else None
    if _PARTY.search(folded):
        return BodyLevel.PARTY
    if given == BodyLevel.PARTY and _OF_UNIONS.search(folded):
        return BodyLevel.ORGANIZATION
    if given in {BodyLevel.PARTY, BodyLevel.ORGANIZATION, BodyLevel.CENTRAL}:
        return BodyLevel(given)
    for pattern, found in _LEVELS:
        if pattern.search(folded):
            return found
    return BodyLevel(given) if given else None


_OF_UNIONS = re.compile(
    r"^ban (?:thường vụ|chấp hành) (?:trung ương )?(?:\w+ )?(?:đoàn|công đoàn|liên đoàn|hội(?! đồng))\b"
)
"""`Ban Thường vụ Tỉnh đoàn`: a committee of a union, not of the Party."""
_PARTY = re.compile(r"\b(?:tỉnh|thành|huyện|quận|thị|đảng) ủy\b|\bđảng bộ\b|trung ương đảng")
_LEVELS = (
    (re.compile(r"\bcấp tỉnh\b|\btỉnh\b"), BodyLevel.PROVINCE),
    (re.compile(r"\bcấp xã\b|\bxã\b(?<!thị xã)(?! hội)|\bphường\b|\bthị trấn\b|\bđặc khu\b"), BodyLevel.COMMUNE),
    (re.compile(r"\bcấp huyện\b|\bhuyện\b|\bquận\b|\bthị xã\b"), BodyLevel.DISTRICT),
    (re.compile(rf"\b(?:thành phố|tp\.?) (?:{_CONTROL_CITIES})\b"), BodyLevel.PROVINCE),
    (re.compile(r"\bthành phố\b"), BodyLevel.DISTRICT),
    (re.compile(r"\btrung ương\b|\bquốc gia\b|\bviệt nam\b|\btối cao\b"), BodyLevel.CENTRAL),
)
