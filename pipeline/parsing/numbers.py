"""Numbers and symbols of documents: found, read and written one way.

A state document's number is ``số/năm?/ký hiệu`` (`30/2020/NĐ-CP`, `41/KH-SVH&TT`; Nghị định
30/2020/NĐ-CP, Phụ lục I, and before it Thông tư 01/2011/TT-BNV), a Party document's
``số-loại/cơ quan`` (`14-CTr/TU`; Hướng dẫn 36-HD/VPTW), an act's ``số/năm/khóa`` (`80/2015/QH13`).
The canonical form has no inner blanks, ASCII hyphen and slash, ``Đ`` and the type code's own case.
Misread codes are mended from the lexicons `document_types` and `symbols` alone, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from pipeline.parsing import symbols
from pipeline.parsing.folded import Folded, fold
from pipeline.parsing.symbols import type_codes as type_codes
from pipeline.parsing.symbols import type_of_symbol as type_of_symbol


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


_UPPER = symbols.UPPER
DOTTED = 24
"""Characters within which the slash of a Party symbol stands."""
# Blanks before the sign are where a hand is meant to write; a blank may stand for the sign itself
# (`345 KH/TĐTN-BPT`, before 1996 `105 TC/ĐT`, `150 CP`).
_HEAD = re.compile(
    rf"(?P<n>[0-9OoIl|](?:(?<![\w/.-].)|(?<=số.))(?:[0-9OoIl|]{{0,5}}[0-9]|(?<=[0-9]))[0-9OoIl]{{0,5}}"
    rf"(?:[a-zđ]|[A-E](?=[/-])|[ ][a-d](?=/(?:19|20)\d\d/))?)"
    rf"(?:[ ]{{0,3}}(?P<s>[-/.])[ ]{{0,2}}|[ ](?=(?:[{_UPPER}]{{2,5}}/[{_UPPER}]|(?:CP|TTg|HĐBT)(?!\w))))"
    rf"(?:(?P<y>(?:[1lI]9|2[0Oo])[0-9OolI]{{2}})[ ]{{0,2}}[/-][ ]{{0,2}})?(?=[{_UPPER}a-z])"
)
_SAID = re.compile(r"(?:số:?|tư|định|quyết|thị|hoạch|lệnh|văn|trình|báo|cáo|dẫn|luận)\s?$", re.IGNORECASE)
_SPLIT = re.compile(r"số:? ?(?P<n>\d{1,2}) $", re.IGNORECASE)
"""Digits that letter spacing set apart (`số 3 7/2003/NĐ-CP`)."""
_DIGITS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1"})
_STANDARD = re.compile(r"(?:TCVN|QCVN|TCXDVN|QCXDVN|TCXD|TCN|QCĐP|ISO|IEC)[A-Z0-9 :/.-]{0,24}$")
_YEARLESS_OLD = frozenset({"HĐBT", "CP", "TTG", "HĐNN", "CTN", "TTLB"})


def _read(match: re.Match[str], text: str) -> NumberMention | None:
    digits, year_text, start = match["n"], match["y"], match.start()
    if match["s"] == "." and (year_text or "/" not in text[match.end() : match.end() + DOTTED]):
        return None  # `1. Căn cứ …`: behind a full stop only the Party's symbols (`12.CTr/TU`) are one
    split = _SPLIT.search(text, max(0, start - 12), start) if year_text else None
    if split:
        digits, start = split["n"] + digits, split.start("n")
    if match["s"] is None and not _SAID.search(text, max(0, match.start() - 12), match.start()):
        return None
    tail = digits[-1] if digits[-1].isalpha() and digits[-1] not in "OoIl" else ""
    core = digits[: len(digits) - len(tail)].rstrip().translate(_DIGITS)
    repaired = core + tail != digits or split is not None or match["s"] in {".", None}
    year = int(year_text.translate(_DIGITS)) if year_text else None
    repaired = repaired or (year_text is not None and str(year) != year_text)
    symbol = symbols.read_symbol(text, match.end())
    if symbol is None or not core.isdigit():
        return None
    first = symbol.parts[0][1]
    assembly = symbols.is_assembly(first)
    yearly = first.startswith(("QH", "UBTVQH")) if assembly else first in {"NĐ", "TT", "TTLT"}
    if (yearly or symbol.text == "QĐ-TTg") and year is None and len(core) >= 5:
        year, core, repaired = _split_year(core, repaired)
    hyphen = match["s"] in {"-", ".", None} and year is None
    party = hyphen and len(symbol.parts) > 1 and symbol.parts[1][0] == "/"
    if match["s"] == "." and not party:
        return None
    number = core + tail
    joint = "-" if hyphen else "/"
    canonical = f"{number}/{year}/{symbol.text}" if year else f"{number}{joint}{symbol.text}"
    known = symbol.known or assembly
    if not year and len(symbol.parts) == 1 and not assembly:
        # `23/KH` is half a number; `115-HĐBT`, `10/TTg`, `92-CP` were whole ones before 1996.
        known = known and first.upper() in _YEARLESS_OLD
    return NumberMention(
        start,
        symbol.end,
        Number(number, year, symbol.text, canonical, repaired or symbol.repaired),
        known,
    )


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
    """The number that a slot or a cited phrase holds (`Số: 41 /KH-SVH&TT` → `41/KH-SVH&TT`).

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
        symbol = symbols.read_symbol(text, match.end())
        if symbol is not None and (symbol.known or len(symbol.parts) > 1):
            return symbol.text
    return None


_CODE_SLIPS = 1
"""A code of two to four letters with more wrong ones says nothing."""


def symbol_of_type(symbol: str, code: str, *, party: bool) -> str | None:
    """The symbol with the code of a known type, where OCR misread one letter of it or lost the sign behind it.

    ``TIr-SNV`` of a tờ trình → ``TTr-SNV``, ``CTrTU`` → ``CTr/TU``; None where the symbol's code is known
    or too unlike.
    """
    head, sign, tail = symbol.partition("/" if party else "-")
    if type_of_symbol(symbol) is not None:
        return None
    if sign:
        near = len(head) == len(code) >= 2 and Levenshtein.distance(head.upper(), code.upper()) <= _CODE_SLIPS
        return f"{code}{sign}{tail}" if near and head not in type_codes() else None
    rest = symbol[len(code) :]
    joined = symbol.startswith(code) and len(rest) >= 2 and rest.isupper()
    return f"{code}{'/' if party else '-'}{rest}" if joined else None
