"""Where a citation by number begins: the type word before the number, a list's member, a bare number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.parsing.folded import lower
from pipeline.parsing.issuers import issuer_at
from pipeline.parsing.lexicon import fold_accents, rule
from pipeline.parsing.numbers import NumberMention
from pipeline.parsing.passage import ACTS, Passage, TypeWord
from pipeline.parsing.symbols import is_central, type_of_symbol
from pipeline.parsing.text import Span

REACH = 170
"""Characters that may stand between a type word and its number (`Luật <tên> số …`)."""
_ACT_GAP = re.compile(r"^\s[^;:\n]{2,160}?[\s(](?:Luật |luật )?số\s?:?\s?$")
_ACT_NUMBER = re.compile(r"[\s,(]*(?:(?<!pháp )(?:Luật|luật)\s)?số\s?:?\s?$")
_NUMBER_WORD = re.compile(r"(?:\b(?:mang )?số|ký hiệu)\s?:?\s?$", re.IGNORECASE)
_SHARED = re.compile(
    r"^\s(?:số\s?:?\s?)?(?P<list>\d{1,5}[a-zđ]?(?:\s?(?:,|và)\s?(?:số )?\d{1,5}[a-zđ]?){0,9})\s?(?:,|và)\s?(?:số )?$"
)
_CLAUSE = re.compile(r"[;\n]|\.\s|[Cc]ăn cứ")
_SAID_BARE = re.compile(r"\ss\w\s?:?\s?$", re.IGNORECASE)
_OF = re.compile(r"(?:của|do)\s+")
_GENERAL = re.compile(r"(?:văn bản|Văn bản|hồ sơ|VB)\s(?:số\s?:?\s?)?$")
_CODE_WORD = re.compile(r"(?<![\w/-])(?P<code>[A-ZĐ][A-Za-zĐ]{1,5})\s(?:số\s?:?\s?)?$")


@dataclass(frozen=True, slots=True)
class Head:
    """``type`` is None where no type word stands before the number; ``extra`` are numbers that share its symbol."""

    start: int
    type: str | None
    kind: str
    extra: tuple[str, ...] = ()
    name: Span | None = None
    """The name of an act that stands before its number (`Luật Thư viện số …`)."""
    title: Span | None = None
    """The stretch of an amending act's name in which the acts that it amends are nested."""
    issuer: str | None = None
    """An issuer between type word and number (`Kế hoạch của UBND xã số …`)."""
    repaired: bool = False
    """The type word lost its marks (`Nghi đinh số 5/2031/NĐ-CP`); the symbol bears it out."""


def head_of(passage: Passage, number: NumberMention) -> Head | None:
    """Where a citation by number begins and the type word it begins with; None where it is none."""
    text = passage.text
    left, _ = passage.paragraph(number.start)
    window = text[max(left, number.start - 48) : number.start]
    if rule("citations", "cite.no_number_before").pattern.search(window):
        return None
    by_symbol = type_of_symbol(number.number.symbol)
    assembly = is_central(number.number.symbol) and (by_symbol is None or by_symbol[0] in ACTS)
    for nth, word in enumerate(_before(passage, number.start, left)):
        gap = text[word.end : number.start]
        named = assembly and word.type in ACTS and _ACT_GAP.search(gap)
        if named and not passage.numbers_between(word.end, number.start):
            end = word.end + len(_ACT_NUMBER.sub("", gap))
            outer = _amending(passage, word, left)
            title = (outer.end, end) if outer else None
            word = outer or word
            return Head(word.start, word.type, word.kind, name=(word.start, end), title=title)
        if any(rule("citations", name).pattern.search(gap) for name in ("cite.head_gap_bare", "cite.head_gap")):
            outer = _compound(passage, word, by_symbol[0] if by_symbol else None)
            return Head(outer.start, outer.type, outer.kind)
        if "\n" in gap or passage.numbers_between(word.end, number.start):
            break
        shared = _SHARED.search(gap)
        if shared and nth == 0:
            return Head(word.start, word.type, word.kind, tuple(re.findall(r"\d{1,5}[a-zđ]?", shared["list"])))
        if nth == 0 and rule("citations", "cite.head_gap_issuer").pattern.search(gap):
            of = _OF.search(text, word.end, number.start)
            issuer = issuer_at(text, of.end(), number.start, passage.abbreviations) if of else None
            return Head(word.start, word.type, word.kind, issuer=issuer.name if issuer else None)
        if not assembly:
            break
    misread = _without_marks(window, by_symbol[0]) if by_symbol else None
    if misread is not None and by_symbol is not None:
        return Head(number.start - len(window) + misread, by_symbol[0], "rule", repaired=True)
    said = _NUMBER_WORD.search(window)
    general = _GENERAL.search(window)
    short = _CODE_WORD.search(window)
    if short and number.number.symbol.startswith(short["code"]):
        return Head(number.start - (len(window) - short.start()), None, "rule")  # `QĐ số 12/QĐ-UBND`
    start = number.start - (len(window) - said.start()) if said else number.start
    if general:
        return Head(number.start - (len(window) - general.start()), None, "paper")
    if number.known or said or (number.number.year and "-" in number.number.symbol):
        return Head(start, None, "rule")
    return None


def _without_marks(window: str, type_: str) -> int | None:
    """Where the type that a symbol names stands before its number with other marks or none."""
    match = _SAID_BARE.search(window)
    before = window[: match.start()] if match else window
    start = len(before.rstrip()) - len(type_)
    if " " not in type_ or start < 0 or (start and window[start - 1].isalnum()):
        return None
    return start if fold_accents(lower(before.rstrip()[start:])) == fold_accents(type_) else None


def _amending(passage: Passage, word: TypeWord, left: int) -> TypeWord | None:
    """The act that amends the one at ``word`` by its name (`Luật sửa đổi … của Luật Sách báo số …`)."""
    pattern = rule("citations", "cite.amending_law").pattern
    for before in _before(passage, word.start, left):
        if before.type not in ACTS or _CLAUSE.search(passage.text, before.end, word.start):
            continue
        match = pattern.match(passage.text, before.end, word.start)
        if match and before.capital:
            return before
    return None


def _compound(passage: Passage, word: TypeWord, by_symbol: str | None) -> TypeWord:
    """The first of two type words where it is the one that the symbol means (`Thông báo kết luận số …/TB-…`)."""
    before = passage.type_before(word.start)
    if before and by_symbol == before.type != word.type and passage.text[before.end : word.start] == " ":
        return before
    return word


def _before(passage: Passage, position: int, left: int) -> Iterator[TypeWord]:
    """The type words before a place, nearest first."""
    words = passage.types_between(max(left, position - REACH), position)
    return (word for word in reversed(words) if word.end <= position)


def type_of(number: NumberMention, head: Head, last: str | None) -> str | None:
    """The type of a document cited by number: its type word's, its symbol's, or that of the list (``last``)."""
    by_symbol = type_of_symbol(number.number.symbol)
    if head.type is not None:
        # `Chương trình hành động số 27-CTr/TU` is a programme by its symbol; joint ones stay joint.
        wider = by_symbol is not None and head.type.startswith(by_symbol[0] + " ") and " liên " not in head.type
        return by_symbol[0] if by_symbol and wider else head.type
    if by_symbol is not None:
        return by_symbol[0]
    if last is not None:
        return last
    if is_central(number.number.symbol):
        return "nghị quyết" if number.number.symbol.startswith("UBTVQH") else "luật" if number.known else None
    return "công văn" if head.kind == "paper" or "-" in number.number.symbol else None


def same_type(word: str, by_symbol: str, symbol: str) -> bool:
    """True where type word and symbol can stand together (a `quy định` of the Party bears `QĐ`).

    A symbol without a type's code (`814/TTg`, `55/SNV`) speaks against none.
    """
    if symbol == "CT" and word == "quyết định":
        return True  # before 1992 the Council of Ministers' chairman: `150-CT`
    if by_symbol == "công văn" or word == by_symbol or word.split()[0] == by_symbol.split()[0]:
        return True
    return (word, by_symbol) in {
        ("quy định", "quyết định"),
        ("quy chế", "quyết định"),
        ("thông tri", "thông tư"),
        ("luật", "lệnh"),
        ("đề án", "quyết định"),
    }
