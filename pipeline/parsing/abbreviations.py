"""Abbreviations: the standing ones of the lexicon and those that a document defines itself.

A document's own definitions come first (``cải cách hành chính (CCHC)``, ``sau đây viết tắt là``).
Opening an abbreviation makes a canonical value; the text keeps what stands there.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.parsing.facts import Abbreviation
from pipeline.parsing.lexicon import entries, fold_accents

_SHORT = r"[A-ZĐƯ][A-ZĐƯa-z]{0,3}[A-ZĐƯ](?:[A-ZĐƯ&,-]{0,10}[A-ZĐƯ])?"
_PREFIX = r"(?P<prefix>[A-ZĐ]\.\s?|[A-ZĐ][a-zà-ỹ]{1,5}\s)?"
"""A noun that a short form keeps before it: `Tổ CNSCĐ`, `P.KSBT`."""
_NOUN_OF_OFFICE = (
    r"(?:Trung tâm|Công ty|Tổng công ty|Ban Chỉ đạo|Ban chỉ đạo|Ban Tổ chức|Ban tổ chức|Ban Quản lý|Ban quản lý|Ban"
    r"|Hội đồng|Hội|Quỹ|Viện|Trường|Nhà trường|Bệnh viện|Chi cục|Cục|Sở|Phòng|Văn phòng|Tổ công tác|Tổ|Đoàn|Chi nhánh"
    r"|Xí nghiệp|Nhà máy|Hợp tác xã|Tiểu ban|Đội)"
)
"""Nouns that may stand alone for an office the document named in full."""
_BRACKET = re.compile(
    r"\(\s*(?:sau\s+đây\s+)?(?:được\s+)?(?:(?:viết|gọi)\s+(?:(?:tắt|chung)(?:\s+là)?|là)\s*:?\s*)?[“\"]?"
    rf"{_PREFIX}(?P<short>{_SHORT}(?:\s{_SHORT})?)[”\"]?\s*\)",
)
_STATED = re.compile(rf"(?:viết|gọi)\s+tắt\s+là\s*:?\s*[“\"]?{_PREFIX}(?P<short>{_SHORT})(?!\w)")
"""`Phòng Kế hoạch tổng hợp viết tắt là P. KHTH`, outside brackets."""
_CALLED = re.compile(
    r"\(\s*(?:sau\s+đây\s+)?(?:được\s+)?(?:viết|gọi)\s+(?:(?:tắt|chung)\s+)?là\s*:?\s*[“\"]?"
    rf"(?P<short>{_NOUN_OF_OFFICE})[”\"]?\s*\)"
)
_LEGEND = re.compile(
    r"^[\s*_(+-]*(?:(?:các\s+)?(?:ký|kí)\s+hiệu|(?:các\s+)?(?:chữ|từ|cụm từ)?\s*viết\s+tắt"
    r"|chú\s+(?:thích|giải)|quy\s+ước|ghi\s+chú)"
    r"[^:\n]{0,40}:\s*(?P<list>[^\n]+)$",
    re.IGNORECASE | re.MULTILINE,
)
"""`Ký hiệu: HCQT - Phòng Hành chính quản trị; …`: the line that tells a table's short forms."""
_LEGEND_ENTRY = re.compile(
    r"^\W*(?P<short>[A-ZĐƯ][A-ZĐƯa-z&.-]{0,8}[A-ZĐƯ])\s*(?:[-–:=]|là)\s*(?P<full>\w[^;:=\n]{3,90}?)[\s.,)]*$"
)
_NAME_WORDS = 20
_OTHER_NOUN = re.compile(r"\s(?:và|do|với|cho|để|tại)\s")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_UNSPELT = 4
"""Words at the end of a full form that its abbreviation may leave out."""
_UNSPELT_BEHIND_NOUN = 12
"""The same where the noun before the short form tells where the name begins: `Ban Quản lý dự án … (Ban QLDA)`."""
_SKIPPED = frozenset({"và", "các", "của", "về", "với", "cho", "trên", "nhà"})


def collect(text: str) -> tuple[Abbreviation, ...]:
    """The abbreviations that a text defines: a short form in brackets after words with its initials.

    The full form is the shortest run of words before the bracket whose initials spell the short
    form (`và`, `các` … may be passed over); a bracket that fits no such run defines nothing.
    """
    found: dict[str, Abbreviation] = {}
    for match in _BRACKET.finditer(text):
        before = text[max(0, match.start() - 160) : match.start()]
        full = _full_form(before, match["short"])
        if full is None and match["prefix"]:
            full = _full_form(before, match["short"], _UNSPELT_BEHIND_NOUN)
        _define(found, match, before, full)
    for match in _STATED.finditer(text):
        before = re.split(r"[;.(\n]", text[max(0, match.start() - 160) : match.start()])[-1].strip(' ,“"')
        before = re.sub(r"\s*(?:sau đây|được)\s*$", "", before)
        _define(found, match, before, _full_form(before, match["short"]))
    for line in _LEGEND.finditer(text):
        for entry in re.split(r";|,(?=\s*[A-ZĐƯ&.-]{2,10}\s*(?:[-–:=]|là)\s)", line["list"]):
            told = _LEGEND_ENTRY.match(entry)
            if told and _in_order(told["short"], told["full"]):
                found.setdefault(told["short"], Abbreviation(told["short"], " ".join(told["full"].split()), own=True))
    for match in _CALLED.finditer(text):
        _call(found, match["short"], text[max(0, match.start() - 160) : match.start()])
    return tuple(found.values())


def _in_order(short: str, full: str) -> bool:
    """True where the letters of a short form are initials of words of the full one, in their order."""
    initials = iter(_initial(word[0]) for word in _WORD.finditer(full))
    return all(fold_accents(letter).lower() in initials for letter in short if letter.isalpha())


def _call(found: dict[str, Abbreviation], short: str, before: str) -> None:
    """Adds `Trung tâm Phục vụ hành chính công xã (sau đây gọi là Trung tâm)`: the noun alone stands for the name."""
    line = re.split(r"[;:.\n()]", before)[-1]
    at = max((match.start() for match in re.finditer(rf"(?<!\w){re.escape(short)}\s+(?=\w)", line)), default=-1)
    name = " ".join(line[at:].split()) if at >= 0 else ""
    if name and len(name.split()) <= _NAME_WORDS and not _OTHER_NOUN.search(name, len(short)):
        found.setdefault(short, Abbreviation(short, name, own=True, alone=True))


def _define(found: dict[str, Abbreviation], match: re.Match[str], before: str, full: str | None) -> None:
    """Adds what a match defines, unless it was defined before; with a noun before it also both together."""
    prefix = (match["prefix"] or "").strip()
    if full is None:
        return
    if prefix:
        head = before[: before.rfind(full)].split()
        if not head or not (head[-1] == prefix or (prefix.endswith(".") and head[-1][0] == prefix[0])):
            return
        for short in {f"{prefix} {match['short']}", "".join((match["prefix"], match["short"]))}:
            found.setdefault(short, Abbreviation(short, f"{head[-1]} {full}", own=True))
    found.setdefault(match["short"], Abbreviation(match["short"], full, own=True))


def _full_form(before: str, short: str, unspelt: int = _UNSPELT) -> str | None:
    letters = [fold_accents(ch).lower() for ch in short if ch.isalpha()]
    # Words of the same paragraph only, nearest last.
    line = before.rsplit("\n", 1)[-1]
    words = list(_WORD.finditer(line))
    if not words or line[words[-1].end() :].strip(' "”*'):
        return None
    for last in range(len(words) - 1, max(-1, len(words) - 2 - unspelt), -1):
        # The short form may spell the first words only: `Tuyên truyền - Hỗ trợ người nộp thuế (TTHT)`.
        if last < len(words) - 1 and len(letters) < 3:
            break
        first = _spelt_from(words, letters, last)
        if first is not None:
            return " ".join(line[first : words[-1].end()].split())
    return None


def _spelt_from(words: Sequence[re.Match[str]], letters: Sequence[str], last: int) -> int | None:
    """Where the run of words begins whose initials spell the letters and whose last word is given."""
    position = last
    first: int | None = None
    for letter in reversed(letters):
        while position >= 0 and words[position][0].lower() in _SKIPPED and _initial(words[position][0]) != letter:
            position -= 1
        if position < 0 or _initial(words[position][0]) != letter:
            return None
        first = words[position].start()
        position -= 1
    return first


def _initial(word: str) -> str:
    return fold_accents(word[0]).lower()


@functools.cache
def _standing() -> dict[str, str]:
    return {entry.term: entry.values["full"] for entry in entries("abbreviations")}


@dataclass(frozen=True, slots=True)
class _Known:
    """Short forms with what they stand for, and all of them by the word with which they begin, the longest first."""

    table: Mapping[str, str]
    by_word: Mapping[str, Sequence[str]]


@functools.lru_cache(maxsize=256)
def _known(own: tuple[Abbreviation, ...]) -> _Known:
    found = _standing() | {abbreviation.short: abbreviation.full for abbreviation in own if not abbreviation.alone}
    by_word: dict[str, list[str]] = {}
    for short in sorted(found, key=lambda short: (-len(short), short)):
        if word := _WHOLE_WORD.match(short):
            by_word.setdefault(word[0], []).append(short)
    return _Known(found, by_word)


_WHOLE_WORD = re.compile(r"\w+")
_GOES_ON = re.compile(r"[\w&]")
_HELD: dict[int, tuple[Sequence[Abbreviation], _Known]] = {}
"""What is known of a document's abbreviations, by their identity: to hash them takes longer than most look-ups."""
_DOCUMENTS = 64
"""So many are held."""


def _of(own: Sequence[Abbreviation]) -> _Known:
    if not isinstance(own, tuple):
        return _known(tuple(own))
    held = _HELD.get(id(own))
    if held is None or held[0] is not own:
        if len(_HELD) >= _DOCUMENTS:
            _HELD.clear()
        held = _HELD[id(own)] = (own, _known(own))
    return held[1]


def table(own: Sequence[Abbreviation] = ()) -> Mapping[str, str]:
    """Short forms and what they stand for: the document's own before the standing ones."""
    return _of(own).table


def open_all(text: str, own: Sequence[Abbreviation] = ()) -> str:
    """`text` with every abbreviation opened, the document's own definitions before the standing ones."""
    known = _of(own)
    pieces: list[str] = []
    behind = 0
    for word in _WHOLE_WORD.finditer(text):
        start = word.start()
        shorts = known.by_word.get(word[0])
        if shorts is None or start < behind or text[start - 1 : start] == "&":
            continue
        short = next(
            (one for one in shorts if text.startswith(one, start) and not _GOES_ON.match(text, start + len(one))), None
        )
        if short is None:
            continue
        end = start + len(short)
        if text.startswith(".", end) and not _WHOLE_WORD.match(text, end + 1):
            end += 1
        pieces += (text[behind:start], _full(text, start, end, short, known.table[short]))
        behind = end
    return " ".join("".join((*pieces, text[behind:])).split())


_BLANKS = 80
"""Blanks and a bracket that may stand between a full form and the short one."""


def _full(text: str, start: int, end: int, short: str, opened: str) -> str:
    """What stands for the short form at a place of a text; its own words where it is none there."""
    if short == "TƯ" and text[end : end + 2].strip().isupper():
        return text[start:end]  # `BỘ TƯ LỆNH`, a syllable in capitals
    before = text[max(0, start - len(opened) - _BLANKS) : start]
    if before.rstrip().casefold().endswith((opened + " (").casefold()):
        return text[start:end]  # `thủ tục hành chính (TTHC)`: the full form stands before it
    # A standing form takes a capital where a name or sentence begins: `TP Cao Mẫu`, not `thành phố`.
    return opened[0].upper() + opened[1:] if start == 0 else opened
