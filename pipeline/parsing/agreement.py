"""Misread numbers told by the document's other mentions: the same day, office and type, digits alike.

`Quyết định số 12/QĐ-UBMD ngày 5/1` beside `Quyết định số 12/QĐ-UBND ngày 5/1` of the same office, or
`4512031/NĐ-CP` (a slash read as 1) beside `45/2031/NĐ-CP`. Only the code is mended, only where the
two agree in all else and one alone of the two is a form that the lexicons know; the text keeps what
was read and the mention is flagged ``repaired``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rapidfuzz.distance import Levenshtein

from pipeline.parsing.lexicon import fold_accents
from pipeline.parsing.mentions import Mention
from pipeline.parsing.numbers import Number
from pipeline.parsing.symbols import read_symbol
from pipeline.records import Flag

SLIPS = 2
"""Letters of a symbol that may be misread, marks left out of account."""


def mend(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with misread numbers set right by their equals; order and number of them stay."""
    days: dict[tuple[date, str], list[Mention]] = {}
    for mention in mentions:
        if mention.number is not None and mention.issued_on is not None:
            days.setdefault((mention.issued_on, mention.type), []).append(mention)
    made = []
    for mention in mentions:
        number = mention.number
        group = days.get((mention.issued_on, mention.type), []) if number and mention.issued_on else []
        right = {
            other.number.text: other.number
            for other in group[:32]
            if number and other.number and _misread(number, other.number) and _one_office(mention, other)
        }
        if len(right) == 1:
            flags = mention.flags | {Flag.REPAIRED}
            mention = replace(mention, number=replace(next(iter(right.values())), repaired=True), flags=flags)
        made.append(mention)
    return made


def _misread(one: Number, other: Number) -> bool:
    """True where ``one`` is a misreading of ``other``."""
    if one.text == other.text:
        return False
    if one.symbol == other.symbol and one.year == other.year and one.year is not None:
        # The slash before the year read as a figure: `4512031` was split as 451/2031.
        return one.repaired and one.number[:-1] == other.number and one.number[-1] in "17"
    if one.number.lstrip("0") != other.number.lstrip("0") or (one.year or other.year) != (other.year or one.year):
        return False
    if _known(one.symbol) or not _known(other.symbol):
        return False
    return Levenshtein.distance(_bare(one.symbol), _bare(other.symbol), score_cutoff=SLIPS) <= SLIPS


def _known(symbol: str) -> bool:
    """True where the lexicons know every part."""
    read = read_symbol(symbol, 0)
    return read is not None and read.end == len(symbol) and all(_part_known(part) for _, part in read.parts)


def _part_known(part: str) -> bool:
    """True where the lexicons know a part of a symbol by itself."""
    read = read_symbol(part, 0)
    return read is not None and read.known


def _bare(symbol: str) -> str:
    return fold_accents(symbol).upper()


def _one_office(one: Mention, other: Mention) -> bool:
    """True unless the two name different offices."""
    if one.issuer is None or other.issuer is None or not (one.stated and other.stated):
        return True
    return one.issuer.startswith(other.issuer) or other.issuer.startswith(one.issuer)
