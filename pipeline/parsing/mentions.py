"""Documents cited by number: the type word before, the date, issuer and title behind.

Head, number, date, issuer and title stand in any order but for the number's own form:
`Kế hoạch số 12/KH-UBND ngày 05/01/2031 của UBND tỉnh về …`, `Luật Thư viện số 46/2019/QH14`,
`các Quyết định số: A, B`, `số 12, 15/KH-UBND`, `Ngày 1/2, UBND xã ban hành Kế hoạch số …`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pipeline.parsing.heads import Head, head_of, same_type, type_of
from pipeline.parsing.lexicon import rule
from pipeline.parsing.numbers import Number, NumberMention
from pipeline.parsing.passage import Passage
from pipeline.parsing.symbols import is_central, issuer_of, symbol_bodies, type_of_symbol
from pipeline.parsing.tails import read_tail
from pipeline.parsing.tenures import in_use
from pipeline.parsing.text import Span
from pipeline.records import Flag


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A citation as first found; offsets are into the folded text.

    ``name`` is the place of the title's words, ``title`` the stretch inside which other citations
    are nested, ``core_end`` the end of number, date and issuer, ``scheme`` the place of what the
    document issues by its title (`phê duyệt Đề án …`), ``symbol`` that of a number whose digits are
    left blank, ``name_text`` an act's name as the lexicon spells it, ``stated`` whether the issuer
    was read, ``led`` where a scheme begins that is named before the decision that issues it.
    """

    start: int
    end: int
    type: str
    rule: str
    core_end: int
    number: Number | None = None
    symbol: str | None = None
    name: Span | None = None
    name_text: str | None = None
    title: Span | None = None
    scheme: Span | None = None
    issuer: str | None = None
    stated: bool = False
    issued_on: date | None = None
    year: int | None = None
    flags: frozenset[Flag] = frozenset()
    led: int | None = None


def find_numbered(passage: Passage) -> list[Mention]:
    """Every document cited by a number, in order of the numbers."""
    heads = [head_of(passage, number) for number in passage.numbers]
    starts = frozenset(head.start for head in heads if head is not None)
    found: list[Mention] = []
    last: Mention | None = None
    chain: list[bool] = []
    for number, head in zip(passage.numbers, heads, strict=True):
        if head is None:
            continue
        follows = (
            last is not None
            and last.core_end <= head.start
            and _joined(passage, last.core_end, number.start, head.type is None)
        )
        type_ = type_of(number, head, last.type if last and follows else None)
        if type_ is None:
            continue
        mention = _mention(passage, number, head, type_, starts)
        if head.issuer and not mention.stated:
            mention = replace(mention, issuer=head.issuer, stated=True)
        for digits in head.extra:
            shared = replace(
                number.number, number=digits, text=number.number.text.replace(number.number.number, digits, 1)
            )
            found.append(
                replace(
                    mention,
                    number=shared,
                    rule="form.shared_symbol",
                    name=None,
                    title=None,
                    scheme=None,
                )
            )
            chain.append(False)
        found.append(mention)
        chain.append(follows)
        last = mention
    return _share_issuers(found, chain)


def _share_issuers(found: list[Mention], chain: list[bool]) -> list[Mention]:
    """One issuer for a list under one head: `Quyết định số A, B và C của UBND tỉnh`."""
    shared = list(found)
    for nth in range(len(shared) - 1, 0, -1):
        shared[nth - 1] = _with_issuer(shared[nth - 1], shared[nth]) if chain[nth] else shared[nth - 1]
    for nth in range(1, len(shared)):
        shared[nth] = _with_issuer(shared[nth], shared[nth - 1]) if chain[nth] else shared[nth]
    return shared


def _with_issuer(mention: Mention, other: Mention) -> Mention:
    if mention.stated or not other.stated or mention.number is None or other.number is None:
        return mention
    if mention.type != other.type or symbol_bodies(mention.number.symbol) != symbol_bodies(other.number.symbol):
        return mention
    return replace(mention, issuer=other.issuer, stated=True, flags=mention.flags - {Flag.GUESSED_ISSUER})


def _joined(passage: Passage, start: int, end: int, headless: bool) -> bool:
    """True where only `,`, `và` or `;` stand between the last citation and a number without a head."""
    return (
        headless and end - start < 24 and bool(rule("citations", "cite.joint").pattern.search(passage.text[start:end]))
    )


def _mention(passage: Passage, number: NumberMention, head: Head, type_: str, heads: frozenset[int]) -> Mention:
    tail = read_tail(passage, number, head, type_, heads)
    flags = set(tail.flags)
    by_symbol = type_of_symbol(number.number.symbol)
    if number.number.repaired or head.repaired:
        flags.add(Flag.REPAIRED)
    if head.type and by_symbol and not same_type(head.type, by_symbol[0], number.number.symbol):
        flags.add(Flag.TYPE_MISMATCH)
    issuer, stated = tail.issuer, tail.issuer is not None
    year = tail.year or number.number.year
    if not in_use(number.number.symbol, tail.issued_on, year):
        flags.add(Flag.OUT_OF_USE)
    if issuer is None:
        issuer = issuer_of(number.number.symbol, tail.issued_on, year)
        if issuer is not None and (not is_central(number.number.symbol) or number.number.symbol.endswith("/TW")):
            flags.add(Flag.GUESSED_ISSUER)
    return Mention(
        start=head.start,
        end=tail.end,
        type=type_,
        rule="form.number_alone" if not head.type else "form.number" if number.known else "form.number_unknown",
        core_end=tail.core_end,
        number=number.number,
        name=head.name or tail.name,
        title=tail.title or head.title,
        scheme=tail.scheme,
        issuer=issuer,
        stated=stated,
        issued_on=tail.issued_on,
        year=year,
        flags=frozenset(flags),
    )
