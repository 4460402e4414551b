"""Numbers and symbols of documents: found, read and written one way.

A state document's number is ``số/năm?/ký hiệu`` (`16/2015/NĐ-CP`, `90/KH-SVH&TT`; Nghị định
30/2020/NĐ-CP, Phụ lục I, and before it Thông tư 01/2011/TT-BNV), a Party document's
``số-loại/cơ quan`` (`08-CTr/TU`; Hướng dẫn 36-HD/VPTW), an act's ``số/năm/khóa`` (`80/2015/QH13`).
The canonical form has no inner blanks, ASCII hyphen and slash, ``Đ`` and the type code's own case.
Misread codes are mended from the lexicons `document_types` and `symbols` alone, never guessed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.parsing.folded import Folded, fold, lower
from pipeline.parsing.lexicon import entries, fold_accents

MAX_SEGMENTS = 7
"""No symbol has more parts: `TTLT-BTC-BNV-BGDĐT-BYT` has five."""


@dataclass(frozen=True, slots=True)
class Number:
    """A document's number.

    ``number`` are the digits with a letter where there is one (`30c`), ``year`` the year in the
    number, ``symbol`` what follows it (`KH-SVH&TT`, `CTr/TU`, `QH13`), ``text`` the whole canonical
    form. ``repaired`` is set where a misread character was mended.
    """

    number: str
    year: int | None
    symbol: str
    text: str
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number with its place in the string that was searched.

    ``known`` is false where no part of the symbol stands in the lexicons: a number only if the words
    before it say so (`văn bản số 128/HVX-ĐT`).
    """

    start: int
    end: int
    number: Number
    known: bool


@dataclass(frozen=True, slots=True)
class TypeCode:
    """A type of document: ``type`` its full name in lower case, ``code`` its symbol or None."""

    type: str
    code: str | None
    kind: str


_UPPER = "A-ZĐÂĂÊÔƠƯ"
_GLUED = r"(?:(?!\w)|(?=(?:ngày|của|về|năm)(?!\w)))"
"""The end of a part: a border, or a word whose blank was lost (`09/KH-SNVngày`)."""
_SEGMENT = re.compile(
    rf"[{_UPPER}][{_UPPER}0-9&]{{0,17}}(?:[a-z]{{1,2}}[{_UPPER}0-9&]{{0,10}})?{_GLUED}|[a-z]{{2,3}}(?!\w)"
)
_SEPARATOR = re.compile(r"[ \n]?([-/&.])[ \n]?")
# Blanks before the sign are where a hand is meant to write; a blank may stand for the sign itself
# (`345 KH/TĐTN-BPT`, before 1996 `105 TC/ĐT`, `150 CP`).
_HEAD = re.compile(
    rf"(?:(?<![\w/.-])|(?<=số))(?P<n>[0-9OoIl|]{{0,6}}[0-9][0-9OoIl]{{0,5}}(?:[a-zđ]|[A-E](?=[/-]))?)"
    rf"(?:[ ]{{0,3}}(?P<s>[-/.])[ ]{{0,2}}|[ ](?=(?:[{_UPPER}]{{2,5}}/[{_UPPER}]|(?:CP|TTg|HĐBT)(?!\w))))"
    rf"(?:(?P<y>(?:19|20)[0-9OolI]{{2}})[ ]{{0,2}}[/-][ ]{{0,2}})?(?=[{_UPPER}a-z])"
)
_SAID = re.compile(r"(?:số:?|tư|định|quyết|thị|hoạch|lệnh|văn|trình|báo|cáo|dẫn|luận)\s?$", re.IGNORECASE)
_DIGITS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1"})
_ASSEMBLY = re.compile(r"(?:QH|UBTVQH|HĐNN|HĐBT)(?:[0-9]{1,2}|[OoIl0-9]{2})?|[KH]QH[0-9]{1,2}")
_STANDARD = re.compile(r"(?:TCVN|QCVN|TCXDVN|QCXDVN|TCXD|TCN|QCĐP|ISO|IEC)[A-Z0-9 :/.-]{0,24}$")
_UNITS = frozenset({"km", "kg", "ha", "tr", "th", "kv", "ng", "ml", "cm", "mm", "hl", "tm"})
_YEARLESS_OLD = frozenset({"HĐBT", "CP", "TTG", "HĐNN", "CTN", "TTLB"})


@functools.cache
def _codes() -> dict[str, TypeCode]:
    """Type codes as written → what they stand for; the first entry of a code wins (`TT`: thông tư)."""
    table: dict[str, TypeCode] = {}
    for entry in entries("document_types"):
        code = entry.values.get("code")
        for written in ([code] if code else []) + entry.values.get("other_codes", "").split():
            table.setdefault(written, TypeCode(entry.term, code or written, entry.values["kind"]))
    return table


@functools.cache
def _bodies() -> frozenset[str]:
    return frozenset(entry.term for entry in entries("symbols"))


@functools.cache
def _mended() -> dict[str, tuple[str, bool]]:
    """Segments in every known spelling → canonical segment and whether that is a repair.

    Other case is no repair (`CTR`), a missing mark or a listed slip is (`QD`, `QĐĐ`). Forms that
    could stand for two segments are left out.
    """
    known = list(_codes()) + sorted(_bodies()) + ["TTLT", "TW"]
    table: dict[str, tuple[str, bool]] = {segment: (segment, False) for segment in known}
    cases: dict[str, set[str]] = {}
    folds: dict[str, set[str]] = {}
    for segment in known:
        cases.setdefault(segment.upper(), set()).add(segment)
        folds.setdefault(fold_accents(segment).upper(), set()).add(segment)
    for form, candidates in cases.items():
        if len(candidates) == 1:
            table.setdefault(form, (next(iter(candidates)), False))
    for form, candidates in folds.items():
        if len(candidates) == 1:
            table.setdefault(form, (next(iter(candidates)), True))
    for entry in entries("symbols"):
        for slip in entry.values.get("slips", "").split():
            table.setdefault(slip, (entry.term, True))
    for code in _codes():
        if "Đ" in code:
            table.setdefault(code.replace("Đ", "ĐĐ").upper(), (code, True))
            table.setdefault(code.replace("Đ", "ĐD").upper(), (code, True))
    table["TƯ"] = ("TW", False)
    return table


def _mend(segment: str) -> tuple[str, bool, bool]:
    """Canonical segment, whether it was repaired, whether the lexicons know it."""
    table = _mended()
    for form in (segment, segment.upper()):
        if form in table:
            return (*table[form], True)
    digits = re.fullmatch(r"(\D{2,10}?)([0-9OoIl]{1,2})", segment)
    if digits and digits[1] in {"QH", "UBTVQH", "HĐNN"}:
        made = digits[1] + digits[2].translate(_DIGITS)
        return made, made != segment, True
    if segment.endswith(("0", "O")) and segment[:-1] in table and table[segment[:-1]][0] == "QĐ":
        return "QĐ", True, True
    return segment, False, False


def _segments(text: str, position: int) -> tuple[list[tuple[str, str, bool]], int, bool]:
    """The parts of a symbol from a place: (separator, canonical part, repaired), its end, known."""
    found: list[tuple[str, str, bool]] = []
    known_any = False
    separator = ""
    end = position
    spaced = False
    while len(found) < MAX_SEGMENTS:
        match = _SEGMENT.match(text, position)
        if match is None or (match[0].islower() and not found) or match[0] in _UNITS:
            break
        made, repaired, known = _mend(match[0])
        if match[0].islower() and not (known and made not in _codes()):
            break
        if spaced and found and not _goes_on(found, made, known, text, match.end()):
            break
        if separator == "." and known and found[-1][1] in _codes():
            separator, repaired = "-", True  # `19/NQ.CP`
        if separator == "&" and found:
            last = found.pop()
            joined, mended, known = _mend(last[1] + "&" + match[0])
            found.append((last[0], joined, last[2] or mended))
        else:
            found.append((separator, made, repaired))
        known_any = known_any or known
        end = match.end()
        joint = _SEPARATOR.match(text, end)
        if joint is None:
            lost = _lost_hyphen(text, end, found)
            if lost is None:
                break
            separator, position, spaced = "-", lost, False
            found[-1] = (found[-1][0], found[-1][1], True)
            continue
        separator, position = joint[1], joint.end()
        spaced = joint.end() - joint.start() > 1
        if separator == "." and spaced:
            break  # a full stop, unless the symbol goes on at once (`P.TH`)
    return found, end, known_any


def _goes_on(found: list[tuple[str, str, bool]], part: str, known: bool, text: str, end: int) -> bool:
    """True where a part behind a blank belongs to the symbol: `KH – UBND`, not `QĐ-UBND – Kế hoạch`."""
    if len(found) > 1 and found[0][1] not in {"TTLT", "NQLT", "KHLT", "HDLT", "CTPH"}:
        return False
    if found[0][1] in _codes():
        return known or (len(part) > 1 and part.isupper())
    return known and re.match(r"\s(?:tỉnh|huyện|xã|phường|thành|thị|quận)\b", text[end : end + 8]) is None


def _lost_hyphen(text: str, end: int, found: list[tuple[str, str, bool]]) -> int | None:
    """The place of the part behind a lost hyphen (`59/QĐ UBND ngày`), None where none was lost."""
    if len(found) != 1 or found[0][1] not in _codes() or text[end : end + 1] != " ":
        return None
    match = _SEGMENT.match(text, end + 1)
    if match is None or match[0] not in _bodies():
        return None
    following = re.match(r"\s*(?:ngày|,|;|của|về|\)|năm|v/v|$)", text[match.end() : match.end() + 8])
    return end + 1 if following else None


def _read(match: re.Match[str], text: str) -> NumberMention | None:
    digits, year_text = match["n"], match["y"]
    if match["s"] is None and not _SAID.search(text, max(0, match.start() - 12), match.start()):
        return None
    tail = digits[-1] if digits[-1].isalpha() and digits[-1] not in "OoIl" else ""
    core = digits[: len(digits) - len(tail)].translate(_DIGITS)
    repaired = core + tail != digits or match["s"] in {".", None}
    year = int(year_text.translate(_DIGITS)) if year_text else None
    repaired = repaired or (year_text is not None and str(year) != year_text)
    parts, end, known = _segments(text, match.end())
    if not parts or not core.isdigit():
        return None
    symbol = "".join(separator + part for separator, part, _ in parts)
    repaired = repaired or any(mended for _, _, mended in parts)
    first = parts[0][1]
    assembly = _ASSEMBLY.fullmatch(first) is not None
    yearly = first.startswith(("QH", "UBTVQH")) if assembly else first in {"NĐ", "TT", "TTLT"} or symbol == "QĐ-TTg"
    if yearly and year is None and len(core) >= 5:
        year, core, repaired = _split_year(core, repaired)
    party = match["s"] in {"-", ".", None} and year is None and len(parts) > 1 and parts[1][0] == "/"
    joint = "-" if party or (match["s"] in {"-", None} and year is None) else "/"
    number = core + tail
    canonical = f"{number}/{year}/{symbol}" if year else f"{number}{joint}{symbol}"
    known = known or assembly
    if not year and len(parts) == 1 and not assembly:
        # `16/KH` is half a number; `115-HĐBT`, `10/TTg`, `92-CP` were whole ones before 1996.
        known = known and first.upper() in _YEARLESS_OLD
    if match["s"] == "." and not party:
        return None
    return NumberMention(match.start(), end, Number(number, year, symbol, canonical, repaired), known)


def _split_year(core: str, repaired: bool) -> tuple[int | None, str, bool]:
    """A year that lost its slash (`162015/NĐ-CP`): the last four digits where they can be one."""
    if 5 <= len(core) <= 8 and 1945 <= int(core[-4:]) <= 2049:
        return int(core[-4:]), core[:-4], True
    return None, core, repaired


def scan(text: str) -> Iterator[NumberMention]:
    """Every number in a folded string (`folded.fold`), in order, without overlaps."""
    position = 0
    while match := _HEAD.search(text, position):
        mention = _read(match, text)
        if mention is None or _STANDARD.search(text, max(0, match.start() - 32), match.start()):
            position = match.end("n")
            continue
        yield mention
        position = mention.end


def find_numbers(text: str) -> tuple[NumberMention, ...]:
    """Every number in any string; offsets are into the string as given."""
    folded = fold(text)
    return tuple(_placed(mention, folded) for mention in scan(folded.string))


def _placed(mention: NumberMention, folded: Folded) -> NumberMention:
    start, end = folded.span(mention.start, mention.end)
    return NumberMention(start, end, mention.number, mention.known)


def canonical_number(raw: str) -> Number | None:
    """The number that a slot or a cited phrase holds (`Số: 90 /KH-SVH&TT` → `90/KH-SVH&TT`).

    None where digits or symbol are missing (`Số:      /KH-UBND`; its symbol: `canonical_symbol`).
    Symbols that no lexicon knows are kept as they stand. Idempotent on ``text``.
    """
    text = " ".join(fold(raw).string.split())
    match = _HEAD.search(text)
    while match:
        mention = _read(match, text)
        if mention is not None:
            return mention.number
        match = _HEAD.search(text, match.end("n"))
    return None


_SLOT = re.compile(rf"(?:^|[\s:._…*-])[-/]\s{{0,3}}(?:(?P<y>(?:19|20)\d\d)\s?/\s?)?(?=[{_UPPER}])")


def canonical_symbol(raw: str) -> str | None:
    """The symbol of a number slot, also where the digits are missing (`Số:     /KH-UBND` → `KH-UBND`)."""
    number = canonical_number(raw)
    if number is not None:
        return number.symbol
    text = " ".join(fold(raw).string.split())
    for match in _SLOT.finditer(text):
        parts, _, known = _segments(text, match.end())
        if parts and (known or len(parts) > 1):
            return "".join(separator + part for separator, part, _ in parts)
    return None


def type_of_symbol(symbol: str) -> tuple[str, str | None] | None:
    """The type and its code that a symbol stands for: `KH-SVH&TT` → (`kế hoạch`, `KH`).

    A công văn bears no type code but its body's symbol (`UBND-NC` → (`công văn`, None)). None for
    acts (`QH13`: luật or nghị quyết) and unknown symbols.
    """
    found = _type(symbol)
    return (found.type, found.code) if found else None


def _type(symbol: str) -> TypeCode | None:
    parts = re.split(r"[-/.]", fold(symbol).string)
    made, _, _ = _mend(parts[0])
    codes = _codes()
    if made == "TT" and "/" in symbol:
        return codes["TTri"]  # the Party has no thông tư
    if made in codes:
        return codes[made]
    if _ASSEMBLY.fullmatch(made):
        return None
    if made in _bodies():
        return TypeCode("công văn", None, "paper")
    return None


@functools.cache
def type_codes() -> dict[str, str | None]:
    """Type names in lower case → type code (None for công văn and acts without one)."""
    return {lower(entry.term): entry.values.get("code") for entry in entries("document_types")}


@functools.cache
def _issuers() -> dict[str, tuple[str | None, str]]:
    return {entry.term: (entry.values.get("issuer"), entry.values["level"]) for entry in entries("symbols")}


def issuer_of(number: Number) -> str | None:
    """The issuer that a symbol implies (`QĐ-TTg` → `Thủ tướng Chính phủ`), None where it names no one.

    A joint document's bodies are joined by ``; ``. Of the Party's central symbol only resolutions
    tell who issued them.
    """
    bodies = symbol_bodies(number.symbol)
    if not bodies:
        return None
    table = _issuers()
    if bodies == ["TW"]:
        return "Ban Chấp hành Trung ương Đảng" if number.symbol.startswith("NQ") else None
    first = number.symbol.split("-")[0].split("/")[0]
    if first in {"TTLT", "NQLT", "TTLB"}:
        named = [table[body][0] for body in bodies if body in table]
        return "; ".join(name for name in named if name) if len(named) == len(bodies) and all(named) else None
    assembly = re.fullmatch(r"(QH|UBTVQH)\d{0,2}", bodies[0])
    if assembly:
        return table[assembly[1]][0]
    return table.get(bodies[0], (None, ""))[0]


def symbol_bodies(symbol: str) -> list[str]:
    """The parts of a symbol behind its type code; a công văn's own body alone (`UBND-NC` → `UBND`)."""
    parts = [part for part in re.split(r"[-/]", symbol) if part]
    if not parts:
        return []
    if parts[0] in _codes():
        return parts[1:]
    return parts[:1]


def is_central(number: Number) -> bool:
    """True where the symbol belongs to one office of the whole country (`QĐ-TTg`, `NQ/TW`, `QH13`)."""
    bodies = symbol_bodies(number.symbol)
    if not bodies:
        return False
    if re.fullmatch(r"(?:QH|UBTVQH|HĐNN)\d{1,2}", bodies[0]) or bodies[0] == "TW":
        return True
    issuer, level = _issuers().get(bodies[0], (None, ""))
    return issuer is not None and level == "central"
