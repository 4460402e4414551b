"""The document's own symbol where its slot was read with slips: borne out by type and issuer.

A symbol is the code of the document's type and the letters of its issuer (Nghị định 30/2020/NĐ-CP, Phụ
lục I mục 3). What was read first stands where it is that; else a second look at the slot that is, or
the first with a letter that was read twice or wrong set right. Nothing is made of type and issuer alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.parsing.facts import FieldFact
from pipeline.parsing.lexicon import fold_accents
from pipeline.parsing.mending import recognised
from pipeline.parsing.numbers import symbol_of_type
from pipeline.parsing.shape import Piece, Role
from pipeline.parsing.slots import readings
from pipeline.parsing.symbols import is_central, symbol_bodies
from pipeline.parsing.text import Text
from pipeline.records import Flag

_LOOK = re.compile(r"[/-]\s?(?P<symbol>[A-ZĐ][A-Za-zĐđy&]{0,11}(?:\s?[-/]\s?[A-ZĐ][A-Za-zĐđ&]{0,11}){1,3})\W{0,4}$")
_WORD = re.compile(r"[^\W\d_]+")
_SKIPPED = frozenset({"và", "của", "về", "các", "cho", "tỉnh", "huyện", "xã", "phường"})


def set_right(
    text: Text,
    facts: Sequence[FieldFact],
    pieces: Sequence[Piece],
    *,
    code: str | None,
    issuer: str | None,
) -> list[FieldFact]:
    """The facts with their symbol as type and issuer bear it out, flagged ``repaired`` where it is not as read first.

    Args:
        text: the document.
        facts: of its heading.
        pieces: of its heading.
        code: of the type that the heading names; None for công văn and where it names none.
        issuer: as the heading names it.
    """
    party = any("dang cong san" in piece.bare for piece in pieces)
    looks = _looks(text, pieces)
    mended = {
        fact.value: better
        for fact in facts
        if fact.field == "symbol" and fact.value and recognised(text, fact.spans)
        if (better := _better(fact.value, looks, code, issuer, party=party))
    }
    return [_with(fact, mended) for fact in facts] if mended else list(facts)


def _with(fact: FieldFact, mended: Mapping[str, str]) -> FieldFact:
    """A symbol, or a number that ends with it, as it was mended; any other fact as it is."""
    value = fact.value or ""
    old = next((read for read in mended if value.endswith(read)), None)
    if old is None or fact.field not in ("symbol", "number") or (fact.field == "symbol" and value != old):
        return fact
    flags = fact.flags if Flag.REPAIRED in fact.flags else (*fact.flags, Flag.REPAIRED)
    made = f"{value[: len(value) - len(old)]}{mended[old]}"
    return replace(fact, value=made, flags=flags, confidence=min(fact.confidence, 0.8))


def _better(read: str, looks: Sequence[str], code: str | None, issuer: str | None, *, party: bool) -> str | None:
    if borne_out(read, code, issuer, party=party):
        return None
    once = read.replace("ĐĐ", "Đ")
    found = {look for look in (*looks, once) if borne_out(look, code, issuer, party=party)}
    if len(found) == 1:
        return next(iter(found))
    return symbol_of_type(read, code, party=party) if code else None


def _looks(text: Text, pieces: Sequence[Piece]) -> list[str]:
    """The symbols that second looks at the number's slot gave."""
    slot = next((piece for piece in pieces if piece.role is Role.NUMBER), None)
    if slot is None:
        return []
    found = []
    for reading in readings(text.lines[slot.line], "number"):
        match = _LOOK.search(reading.text)
        if match:
            found.append(re.sub(r"\s", "", match["symbol"]))
    return found


def borne_out(symbol: str, code: str | None, issuer: str | None, *, party: bool) -> bool:
    """True for a symbol of this type's code whose letters stand in this order at the beginnings of the issuer's words.

    ``HD-TTKT`` of a hướng dẫn of the ``Trung tâm Kỹ thuật …``; of a công văn (no code) its first part alone.
    """
    head, sign, tail = symbol.partition("/" if party else "-")
    if code is not None:
        if head != code or not sign:
            return False
        letters = re.split(r"[-/]", tail)[0]
    else:
        letters = head
    return bool(issuer) and len(letters) >= 2 and _spells(letters, issuer or "")


def foreign(symbol: str, issuer: str) -> bool:
    """True for a committee's, council's or central office's symbol whose letters no words of the issuer begin with.

    ``KH-UBND`` below ``Sở Nội vụ``: one of the two is another body's, or was misread.
    """
    parts = symbol_bodies(symbol)
    letters = "".join(letter for letter in parts[0] if letter.isupper()) if parts else ""
    known = letters in ("UBND", "HĐND") or is_central(symbol)
    return known and len(letters) >= 2 and "W" not in letters and not _spells(letters, issuer)


def _spells(letters: str, issuer: str) -> bool:
    words = [word for word in _WORD.findall(issuer) if word not in _SKIPPED]
    initials = iter(_plain(word[0]) for word in words)
    return all(any(letter == initial for initial in initials) for letter in _plain(letters) if letter.isalpha())


def _plain(letters: str) -> str:
    """Capitals without marks; Đ stays."""
    return "".join(ch if ch in "Đđ" else fold_accents(ch) for ch in letters).upper()
