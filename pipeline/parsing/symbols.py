"""Symbols of documents: what stands behind the number and whom and what it names.

A symbol is a type's code and its body's letters (`KH-SVH&TT`, `CTr/TU`), a công văn's body and
section (`UBND-NC`), or the Assembly's and its term (`QH13`). Codes are those of Nghị định
30/2020/NĐ-CP, Phụ lục III, and of Hướng dẫn 36-HD/VPTW (lexicon `document_types`); bodies of the
centre and the usual ones below it stand in the lexicon `symbols`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import date

from pipeline.parsing.folded import fold, lower
from pipeline.parsing.lexicon import entries, fold_accents
from pipeline.parsing.tenures import body_of

MAX_PARTS = 7
"""No symbol has more parts: `TTLT-BTC-BNV-BGDĐT-BYT` has five."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol as read: canonical ``text``, its ``parts`` with the sign before each, where it ends.

    ``known`` is true when some part stands in a lexicon, ``repaired`` when one was mended.
    """

    text: str
    parts: tuple[tuple[str, str], ...]
    end: int
    known: bool
    repaired: bool


@dataclass(frozen=True, slots=True)
class TypeCode:
    """A type of document: ``type`` its full name in lower case, ``code`` its symbol or None."""

    type: str
    code: str | None
    kind: str


UPPER = "A-ZĐÂĂÊÔƠƯ"
"""The capitals of symbols, as the inside of a character class."""
_GLUED = r"(?:(?!\w)|(?=(?:ngày|của|về|năm)(?!\w)))"
"""The end of a part: a border, or a word whose blank was lost (`13/KH-SNVngày`)."""
_SEGMENT = re.compile(
    rf"[{UPPER}][{UPPER}0-9&]{{0,17}}(?:[a-z]{{1,2}}[{UPPER}0-9&]{{0,10}})?{_GLUED}|[a-z]{{2,3}}(?!\w)"
)
_DIGITS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1"})
_ASSEMBLY = re.compile(r"(?:QH|UBTVQH|HĐNN|HĐBT)(?:[0-9]{1,2}|[OoIl0-9]{2})?|[KH]QH[0-9]{1,2}")
_SEPARATOR = re.compile(r"[ ]?([-/&.])[ ]?")
_JOINT = frozenset({"TTLT", "NQLT", "KHLT", "HDLT", "CTPH"})
"""Codes of documents of several bodies: their symbols have several."""
_PLACE = re.compile(r"\s(?:tỉnh|huyện|xã|phường|thành|thị|quận)\b")
_AFTER_SYMBOL = re.compile(r"\s*(?:ngày|,|;|của|về|\)|năm|v/v|$)")


@dataclass(frozen=True, slots=True)
class _Part:
    separator: str
    text: str
    repaired: bool
    known: bool


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
    known = [*_codes(), *sorted(_bodies())]
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


def read_symbol(text: str, position: int) -> Symbol | None:
    """The symbol that begins at a place of a folded string, None where none does."""
    found: list[_Part] = []
    separator, spaced, end = "", False, position
    while len(found) < MAX_PARTS and (match := _SEGMENT.match(text, position)):
        made, repaired, known = _mend(match[0])
        if match[0].islower() and (not found or not known or made in _codes()):
            break  # `km/h`, `đ/kg`
        if spaced and not _goes_on(found, made, known, text, match.end()):
            break
        if separator == "." and known and found[-1].text in _codes():
            separator, repaired = "-", True  # `31/NQ.CP`
        if separator == "&":
            last = found.pop()
            made, mended, known = _mend(f"{last.text}&{match[0]}")
            found.append(_Part(last.separator, made, last.repaired or mended, last.known or known))
        else:
            found.append(_Part(separator, made, repaired, known))
        end = match.end()
        joint = _SEPARATOR.match(text, end)
        if joint is None:
            lost = _lost_hyphen(text, end, found)
            if lost is None:
                break
            separator, position, spaced = "-", lost, False
            found[-1] = _Part(found[-1].separator, found[-1].text, True, found[-1].known)
            continue
        separator, position = joint[1], joint.end()
        spaced = joint.end() - joint.start() > 1
        if separator == "." and spaced:
            break  # a full stop, unless the symbol goes on at once (`P.TH`)
    if not found:
        return None
    return Symbol(
        "".join(part.separator + part.text for part in found),
        tuple((part.separator, part.text) for part in found),
        end,
        any(part.known for part in found),
        any(part.repaired for part in found),
    )


def _goes_on(found: list[_Part], part: str, known: bool, text: str, end: int) -> bool:
    """True where a part behind a blank belongs to the symbol: `KH – UBND`, not `QĐ-UBND – Kế hoạch`."""
    if len(found) > 1 and found[0].text not in _JOINT:
        return False
    if found[0].text in _codes():
        return known or (len(part) > 1 and part.isupper())
    return known and _PLACE.match(text[end : end + 8]) is None


def _lost_hyphen(text: str, end: int, found: list[_Part]) -> int | None:
    """The place of the part behind a lost hyphen (`64/QĐ UBND ngày`), None where none was lost."""
    if len(found) != 1 or found[0].text not in _codes() or text[end : end + 1] != " ":
        return None
    match = _SEGMENT.match(text, end + 1)
    if match is None or match[0] not in _bodies():
        return None
    following = _AFTER_SYMBOL.match(text[match.end() : match.end() + 8])
    return end + 1 if following else None


def type_of_symbol(symbol: str) -> tuple[str, str | None] | None:
    """The type and its code that a symbol stands for: `KH-SVH&TT` → (`kế hoạch`, `KH`).

    A công văn bears no type code but its body's symbol (`UBND-NC` → (`công văn`, None)). None for
    acts (`QH13`: luật or nghị quyết) and unknown symbols.
    """
    found = _type(symbol)
    return (found.type, found.code) if found else None


@functools.lru_cache(maxsize=4096)
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


def symbol_bodies(symbol: str) -> list[str]:
    """The parts of a symbol behind its type code; a công văn's own body alone (`UBND-NC` → `UBND`)."""
    parts = [part for part in re.split(r"[-/]", symbol) if part]
    if not parts:
        return []
    if parts[0] in _codes():
        return parts[1:]
    return parts[:1]


@functools.lru_cache(maxsize=4096)
def issuer_of(symbol: str, day: date | None = None, year: int | None = None) -> str | None:
    """The issuer that a symbol implies (`QĐ-TTg` → `Thủ tướng Chính phủ`), None where it names no one.

    A joint document's bodies are joined by ``; ``. Of the Party's central symbol only resolutions
    tell who issued them. ``day`` or ``year`` of issue choose among bodies that bore the symbol in turn.
    """
    bodies = symbol_bodies(symbol)
    if not bodies:
        return None
    table = _issuers()
    if bodies == ["TW"]:
        return "Ban Chấp hành Trung ương Đảng" if symbol.startswith("NQ") else None
    first = symbol.split("-")[0].split("/")[0]
    if first in {"TTLT", "NQLT", "TTLB"}:
        named = [body_of(body, day, year) for body in bodies if body in table]
        return "; ".join(name for name in named if name) if len(named) == len(bodies) and all(named) else None
    assembly = re.fullmatch(r"(QH|UBTVQH)\d{0,2}", bodies[0])
    if assembly:
        return body_of(assembly[1])
    return body_of(bodies[0], day, year)


@functools.lru_cache(maxsize=4096)
def is_central(symbol: str) -> bool:
    """True where the symbol belongs to one office of the whole country (`QĐ-TTg`, `NQ/TW`, `QH13`)."""
    bodies = symbol_bodies(symbol)
    if not bodies:
        return False
    if re.fullmatch(r"(?:QH|UBTVQH|HĐNN)\d{1,2}", bodies[0]) or bodies[0] == "TW":
        return True
    issuer, level = _issuers().get(bodies[0], (None, ""))
    return issuer is not None and level == "central"


def is_assembly(part: str) -> bool:
    """True for the symbol of the National Assembly, its committee or the councils before 1992, with their term."""
    return _ASSEMBLY.fullmatch(part) is not None
