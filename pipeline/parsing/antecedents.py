"""One document under several mentions: names and short numbers lead to the number given elsewhere.

`Đề án Văn hóa công sở` is the decision that approves it, `Kế hoạch số 93 nêu trên` the plan cited
before; both carry its number, issuer and date (ANNOTATION.md, Citations). Where several documents
could be meant none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.parsing.abbreviations import open_all
from pipeline.parsing.folded import lower
from pipeline.parsing.laws import resolve, versions
from pipeline.parsing.lexicon import fold_accents, fold_tone, rule
from pipeline.parsing.mentions import Mention
from pipeline.parsing.numbers import Number
from pipeline.parsing.passage import ACTS, Passage
from pipeline.parsing.symbols import is_central
from pipeline.parsing.text import Span
from pipeline.records import Flag

_WORD = re.compile(r"[^\W_]+")
_ABOUT = re.compile(r"^\s*(?:về việc|về|v/v|ban hành|phê duyệt|quy định)\s+", re.IGNORECASE)
_LIGHT = frozenset({"và", "về", "của", "các", "trên", "địa", "bàn", "việc", "cho", "tại", "ở", "số", "nhà", "nước"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCHEME_RULES = frozenset({"form.plan_name", "form.plan_years", "form.quoted_name"})
AGAIN = "form.antecedent"
LIKE = 0.72
"""Share of common words at which two titles name one document."""


@dataclass(frozen=True, slots=True)
class _Title:
    """A name that stands for a numbered mention."""

    type: str
    words: frozenset[str]
    years: frozenset[str]
    mention: Mention
    direct: bool


def _words(text: str, passage: Passage) -> tuple[frozenset[str], frozenset[str]]:
    """Content words and years of a title, abbreviations opened."""
    opened = lower(fold_tone(open_all(text, passage.abbreviations)))
    years = frozenset(_YEAR.findall(opened))
    return frozenset(word for word in _WORD.findall(opened) if word not in _LIGHT and word not in years), years


def _type_less(passage: Passage, span: Span) -> tuple[str, str]:
    """The type word with which a name begins and the words behind it."""
    found = passage.types_between(span[0], span[0] + 1)
    if found:
        return found[0].type, passage.text[found[0].end : span[1]]
    return "", passage.text[span[0] : span[1]]


def _titles(passage: Passage, mentions: Iterable[Mention]) -> list[_Title]:
    found = []
    for mention in mentions:
        if mention.number is None:
            continue
        for span, direct in ((mention.name, True), (mention.scheme, False)):
            if span is None:
                continue
            type_, rest = _type_less(passage, span)
            words, years = _words(rest, passage)
            if words:
                found.append(_Title(mention.type if direct and not type_ else type_, words, years, mention, direct))
    return found


class _Known:
    """The titles of a text by their words: a text of many names is compared in linear time."""

    def __init__(self, titles: Iterable[_Title]) -> None:
        self._titles: list[_Title] = []
        self._by_word: dict[tuple[str, str], list[int]] = {}
        seen: set[tuple[str, str, frozenset[str], frozenset[str]]] = set()
        for title in titles:
            key = (title.type, title.mention.number.text if title.mention.number else "", title.words, title.years)
            if key in seen:
                continue
            seen.add(key)
            for word in title.words:
                self._by_word.setdefault((title.type, word), []).append(len(self._titles))
            self._titles.append(title)

    def candidates(self, type_: str, words: frozenset[str]) -> list[_Title]:
        """The titles that can be like some words, in order.

        What has `LIKE` of its words in common with them has one of any ``1 - LIKE`` of them: the
        rarest are looked up.
        """
        held = sorted((self._by_word.get((type_, word), []) for word in words), key=len)
        looked = held[: int((1 - LIKE) * len(held)) + 1]
        return [self._titles[at] for at in sorted({at for places in looked for at in places})]


def _best(type_: str, words: frozenset[str], years: frozenset[str], known: _Known) -> Mention | None:
    """The numbered mention that a name means; None where none or several different fit alike."""
    scored: list[tuple[tuple[bool, float], Mention]] = []
    for title in known.candidates(type_, words):
        if (years and title.years and not years <= title.years) or (years and not title.years):
            continue
        common = len(words & title.words)
        alike = common / len(words | title.words)
        inside = words <= title.words and len(words) >= 3
        if inside or alike >= LIKE:
            scored.append(((title.direct, alike), title.mention))
    if not scored:
        return None
    top = max(key for key, _ in scored)
    numbers = {mention.number.text for key, mention in scored if key == top and mention.number}
    return next(mention for key, mention in scored if key == top) if len(numbers) == 1 else None


def is_blank_own(mention: Mention, own_type: str | None, own: Number | None) -> bool:
    """True for the document's own number with its digits left blank (`Kèm theo Kế hoạch số    /KH-UBND`)."""
    if mention.symbol is None or mention.number is not None or own_type is None:
        return False
    return lower(own_type) == mention.type and (own is None or own.symbol == mention.symbol)


def is_own(passage: Passage, mention: Mention, own_type: str | None, own_title: str | None) -> bool:
    """True where a name is the document's own title: its first words and most of the rest."""
    if own_title is None or mention.name is None or mention.number is not None:
        return False
    type_, rest = _type_less(passage, mention.name)
    if mention.rule == "form.issued_name" and mention.title is not None:
        rest = _ABOUT.sub("", passage.text[slice(*mention.title)])
    if own_type is not None and type_ and lower(own_type) != type_:
        return False
    words, years = _words(rest, passage)
    own_words, own_years = _words(own_title, passage)
    if not words or (years and own_years and years != own_years):
        return False
    first = [word for word in _WORD.findall(lower(rest)) if word not in _LIGHT][:1]
    own_first = [word for word in _WORD.findall(lower(fold_tone(own_title))) if word not in _LIGHT][:1]
    alike = len(words & own_words) / len(words | own_words)
    return alike >= 0.85 or (first == own_first and len(words & own_words) >= 0.8 * len(words))


def carry(passage: Passage, mentions: Sequence[Mention]) -> list[Mention]:
    """Give every mention of a document what its other mentions say: number, issuer, date."""
    titles = _Known(_titles(passage, mentions))
    acts: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.number is not None and mention.type in ACTS and mention.name is not None:
            acts.setdefault(act_name(passage, mention), []).append(mention)
    days: dict[tuple[str, date], list[Mention]] = {}
    for mention in mentions:
        if mention.number is not None and mention.issued_on is not None:
            days.setdefault((mention.number.symbol, mention.issued_on), []).append(mention)
    named: list[Mention] = []
    for mention in mentions:
        known: Mention | None = None
        if mention.symbol is not None:
            known = _same_day(mention, days)
        elif mention.number is None and mention.name is not None:
            if mention.type in ACTS:
                candidates = acts.get(act_name(passage, mention), [])
                numbers = {candidate.number.text for candidate in candidates if candidate.number}
                known = candidates[0] if len(numbers) == 1 and _same_year(mention, candidates[0]) else None
            else:
                type_, rest = _type_less(passage, mention.name)
                known = _best(type_ or mention.type, *_words(rest, passage), titles)
        named.append(_take(mention, known) if known is not None else mention)
    return _level(named)


def without_schemes(passage: Passage, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without schemes named with their decision (`Quy chế … ban hành kèm theo Quyết định số …`)."""
    pattern = rule("citations", "cite.issued_by").pattern
    starts = {mention.start for mention in mentions if mention.number is not None}
    led: dict[int, int] = {}
    kept = []
    for mention in mentions:
        heads = [start for start in range(mention.end, mention.end + 48) if start in starts]
        scheme = heads and (mention.rule == AGAIN or (mention.number is None and mention.rule in _SCHEME_RULES))
        if scheme and pattern.search(passage.text[mention.end : heads[0]]):
            led.setdefault(heads[0], mention.start)
        else:
            kept.append(mention)
    return [replace(one, led=led[one.start]) if one.start in led and one.number else one for one in kept]


def _same_day(blank: Mention, days: Mapping[tuple[str, date], Sequence[Mention]]) -> Mention | None:
    """The one document of a blank number's symbol and day; None where there are several or none."""
    found = days.get((blank.symbol or "", blank.issued_on), ()) if blank.issued_on else ()
    return found[0] if len({one.number.text for one in found if one.number}) == 1 else None


def _same_year(mention: Mention, other: Mention) -> bool:
    return mention.year is None or other.year is None or mention.year == other.year


def _take(mention: Mention, known: Mention) -> Mention:
    return replace(
        mention,
        number=known.number,
        type=known.type,
        issuer=known.issuer,
        stated=known.stated,
        issued_on=known.issued_on,
        year=known.year,
        rule="form.antecedent",
    )


def _level(mentions: Sequence[Mention]) -> list[Mention]:
    """Issuer and date of one number made the same in all its mentions, where they do not disagree."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.number is not None:
            groups.setdefault(mention.number.text, []).append(mention)
    values: dict[str, tuple[str | None, bool, date | None, int | None]] = {}
    for text, group in groups.items():
        issuers = {one.issuer for one in group if one.stated and one.issuer}
        days = {one.issued_on for one in group if one.issued_on}
        years = {one.year for one in group if one.year}
        longest = max(issuers, key=len, default=None)
        # `Thành ủy` beside `Thành ủy Hà Mẫu` is the same body said shortly; two others disagree.
        agreed = longest if longest and all(longest.startswith(issuer) for issuer in issuers) else None
        values[text] = (
            agreed,
            bool(agreed),
            next(iter(days)) if len(days) == 1 else None,
            next(iter(years)) if len(years) == 1 else None,
        )
    made = []
    for mention in mentions:
        if mention.number is None:
            made.append(mention)
            continue
        issuer, stated, day, year = values[mention.number.text]
        if len(groups[mention.number.text]) == 1:
            made.append(mention)
            continue
        made.append(
            replace(
                mention,
                issuer=issuer
                if issuer and (not mention.stated or issuer.startswith(mention.issuer or ""))
                else mention.issuer,
                stated=mention.stated or stated,
                issued_on=mention.issued_on or day,
                year=mention.year or year,
                flags=mention.flags - {Flag.GUESSED_ISSUER} if issuer else mention.flags,
            )
        )
    return made


def act_name(passage: Passage, mention: Mention) -> str:
    """The folded name of an act without its year: the key of acts cited by name."""
    name = mention.name_text or (passage.text[slice(*mention.name)] if mention.name else mention.type)
    words = _WORD.findall(lower(fold_tone(open_all(name, passage.abbreviations))))
    while words and (_YEAR.fullmatch(words[-1]) or words[-1] in {"năm"}):
        words.pop()
    return " ".join(words)


def cite_key(passage: Passage, mention: Mention, resolved: str | None) -> str | None:
    """The identity of a cited document.

    The number alone where it is one (a year or a central Party symbol in a central office's
    number), else number, issuer and year; an act's resolved number; else the folded name.
    """
    number = mention.number
    if number is not None:
        central = is_central(number.symbol)
        if central and (number.year is not None or number.symbol.endswith("/TW")):
            return number.text
        parts = [number.text, mention.issuer or "", "" if number.year else str(mention.year or "")]
        return "|".join(part for part in parts if part)
    if resolved is not None:
        return resolved
    if mention.name is None:
        return None
    if mention.type in ACTS:
        return fold_accents(act_name(passage, mention))
    name = lower(fold_tone(open_all(passage.text[slice(*mention.name)], passage.abbreviations)))
    return fold_accents(" ".join(_WORD.findall(name)))


def resolved_number(passage: Passage, mention: Mention) -> str | None:
    """The number that the lexicon of acts gives for an act cited by name; None where several could be meant."""
    if mention.number is not None or mention.type not in ACTS or mention.name is None:
        return None
    acts = versions(mention.name_text or passage.text[slice(*mention.name)], passage.abbreviations)
    act = resolve(acts, mention.year, mention.issued_on)
    return act.number if act else None
