"""Documents cited with their number left to the hand: `Kế hoạch số    /KH-UBND ngày …`.

The symbol is printed, the digits are not (or were not read): the citation stands without a number
and is flagged, so that a reviewer can put it in. It is the citing document's own where type and
symbol are the same.
"""

from __future__ import annotations

import re

from pipeline.parsing.heads import Head
from pipeline.parsing.mentions import Mention
from pipeline.parsing.numbers import Number, NumberMention
from pipeline.parsing.passage import Passage, TypeWord
from pipeline.parsing.symbols import is_central, issuer_of, read_symbol, type_of_symbol
from pipeline.parsing.tails import read_tail
from pipeline.records import Flag

_SLOT = re.compile(
    r"(?P<said>\s{1,3}số)?:?(?P<blank>[ .…_]{1,40})[-/]\s{0,2}(?:(?:19|20)(?:\d\d|[.…_]{1,6})\s?/\s?)?(?=[A-ZĐ])"
)


def find_blanks(passage: Passage, taken: frozenset[int]) -> list[Mention]:
    """Every citation whose number has a symbol but no digits; ``taken`` are the places of other heads."""
    found = []
    for word in passage.types:
        if word.start in taken or not word.capital:
            continue
        slot = _SLOT.match(passage.text, word.end, min(len(passage.text), word.end + 64))
        if slot is None or not (slot["said"] or len(slot["blank"]) > 1):
            continue
        mention = _blank(passage, word, slot.end())
        if mention is not None:
            found.append(mention)
    return found


def _blank(passage: Passage, word: TypeWord, at: int) -> Mention | None:
    symbol = read_symbol(passage.text, at)
    if symbol is None or not symbol.known or len(symbol.parts) < 2:
        return None
    code = type_of_symbol(symbol.text)
    number = Number("", None, symbol.text, "", symbol.repaired)
    read = NumberMention(at, symbol.end, number, known=True)
    tail = read_tail(passage, read, Head(word.start, word.type, word.kind), word.type, frozenset())
    flags = {*tail.flags, Flag.HANDWRITTEN}
    issuer = tail.issuer or issuer_of(symbol.text, tail.issued_on, tail.year)
    if tail.issuer is None and issuer is not None and not is_central(symbol.text):
        flags.add(Flag.GUESSED_ISSUER)
    return Mention(
        start=word.start,
        end=tail.end,
        type=code[0] if code and word.type.startswith(code[0] + " ") and " liên " not in word.type else word.type,
        rule="form.blank_number",
        core_end=tail.core_end,
        symbol=symbol.text,
        name=tail.name,
        title=tail.title,
        scheme=tail.scheme,
        issuer=issuer,
        stated=tail.issuer is not None,
        issued_on=tail.issued_on,
        year=tail.year,
        flags=frozenset(flags),
    )
