"""Acts cited by name: Hiến pháp, Bộ luật, Luật, Pháp lệnh, with the lexicon of acts in force and before."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.parsing.abbreviations import open_all
from pipeline.parsing.dates import scan_dates
from pipeline.parsing.facts import Abbreviation
from pipeline.parsing.folded import lower
from pipeline.parsing.lexicon import entries, fold_accents, fold_tone, rule
from pipeline.parsing.mentions import Mention
from pipeline.parsing.passage import ACTS, Passage, TypeWord
from pipeline.parsing.text import Span
from pipeline.records import Flag

MAX_WORDS = 28
REACH = 240
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[ ,-]{0,4}")
_YEAR = re.compile(r"(?:\s\(?(?:sửa đổi,? )?(?:năm )|\s\(?)(?P<y>(?:19|20)\d\d)\)?(?![\w/.-])")
_CONSTITUTION = re.compile(r"(?: của)?(?: nước)? Cộng hòa (?:xã hội chủ nghĩa|XHCN) Việt Nam", re.IGNORECASE)
_ISSUERS = {"pháp lệnh": "Ủy ban Thường vụ Quốc hội"}
_FOREIGN = re.compile(r"\s(?:của )?(?:Hoa Kỳ|Nhật Bản|Trung Quốc|Liên hợp quốc|quốc tế)", re.IGNORECASE)

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """An act of the lexicon. ``complete`` is false where acts of the same name are not listed."""

    name: str
    number: str | None
    issued_on: date | None
    complete: bool


@dataclass(frozen=True, slots=True)
class _Table:
    exact: dict[Key, tuple[Act, ...]]
    folded: dict[Key, Key | None]
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)


@functools.cache
def _table() -> _Table:
    exact: dict[Key, list[Act]] = {}
    for entry in entries("laws"):
        issued = entry.values.get("issued_on")
        act = Act(
            entry.term,
            entry.values.get("number"),
            date.fromisoformat(issued) if issued else None,
            entry.values.get("others") != "yes",
        )
        exact.setdefault(_key(entry.term), []).append(act)
    folded: dict[Key, Key | None] = {}
    lengths: dict[str, set[int]] = {}
    for key in exact:
        bare = tuple(fold_accents(word) for word in key)
        folded[bare] = None if bare in folded else key
        lengths.setdefault(bare[0], set()).add(len(key))
    return _Table(
        {key: tuple(acts) for key, acts in exact.items()},
        folded,
        {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
    )


def _key(name: str) -> Key:
    return tuple(lower(word) for word in _WORD.findall(fold_tone(name)))


def versions(name: str, abbreviations: Sequence[Abbreviation] = ()) -> tuple[Act, ...]:
    """The acts of the lexicon that bear a name (a year behind it is no part of the name)."""
    words = [word for word in _key(open_all(name, abbreviations)) if not word.isdigit()]
    while words and words[-1] in {"năm", "sửa", "đổi"}:
        words.pop()
    return _table().exact.get(tuple(words), ())


def resolve(acts: Sequence[Act], year: int | None, issued_on: date | None) -> Act | None:
    """The one act that name, year and date mean; None where several could be meant.

    Without a year only a name that one act alone ever bore is resolved.
    """
    numbered = [act for act in acts if act.number]
    if issued_on is not None:
        named = [act for act in numbered if act.issued_on == issued_on]
        return named[0] if len(named) == 1 else None
    if year is not None:
        named = [act for act in numbered if act.issued_on is not None and act.issued_on.year == year]
        return named[0] if len(named) == 1 else None
    return numbered[0] if len(numbered) == 1 and len(acts) == 1 and acts[0].complete else None


def find_laws(passage: Passage, taken: frozenset[int]) -> list[Mention]:
    """Every act cited by name; ``taken`` are the places of type words that head a number."""
    found = []
    for word in passage.types:
        if word.type in ACTS and word.start not in taken:
            mention = _law(passage, word)
            if mention is not None:
                found.append(mention)
    return found


def _law(passage: Passage, word: TypeWord) -> Mention | None:
    text = passage.text
    _, limit = passage.paragraph(word.start)
    before = text[max(0, word.start - 40) : word.start]
    if rule("citations", "cite.law_writing").pattern.search(before):
        return None
    if rule("citations", "cite.self_after").pattern.match(text, word.end, limit):
        return None
    flags: set[Flag] = set()
    title: Span | None = None
    if word.type == "hiến pháp":
        if not word.capital:
            return None
        state = _CONSTITUTION.match(text, word.end, limit)
        end = state.end() if state else word.end
    else:
        known = _known(passage, word, limit)
        if known is not None:
            end, repaired = known
            if repaired:
                flags.add(Flag.REPAIRED)
        else:
            amending = rule("citations", "cite.amending_law").pattern.match(text, word.end, limit)
            unknown = _unknown(passage, word, limit)
            if unknown is None:
                return None
            end = unknown
            title = (word.end, end) if amending else None
    if _FOREIGN.match(text, end, limit):
        return None
    year, issued_on, core = None, None, end
    stated = _YEAR.match(text, end, limit)
    if stated:
        year, end = int(stated["y"]), stated.end()
        core = end
    for day in scan_dates(text, end, min(limit, end + 44))[:1]:
        if text[end : day.start].strip(" ,(").lower() in {"", "ngày", "số ngày"} and day.day is not None:
            issued_on, year, core = day.value, day.year or year, day.end
    return Mention(
        start=word.start,
        end=core,
        type=word.type,
        rule="cite.act",
        core_end=core,
        name=(word.start, end),
        title=title,
        issuer=_ISSUERS.get(word.type, "Quốc hội"),
        issued_on=issued_on,
        year=year,
        confidence=0.95 if not flags else 0.8,
        flags=frozenset(flags),
    )


def _words(passage: Passage, start: int, limit: int) -> list[tuple[str, int]]:
    """The words from a place, abbreviations opened: (word in lower case, end), up to a break."""
    text = passage.text
    found: list[tuple[str, int]] = []
    position = start
    while len(found) < MAX_WORDS:
        match = _WORD.match(text, position, limit)
        if match is None:
            break
        opened = open_all(match[0], passage.abbreviations) if match[0].isupper() and len(match[0]) > 1 else match[0]
        found.extend((lower(word), match.end()) for word in _WORD.findall(fold_tone(opened)))
        gap = _BETWEEN.match(text, match.end(), limit)
        position = gap.end() if gap else match.end()
    return found


def _known(passage: Passage, word: TypeWord, limit: int) -> tuple[int, bool] | None:
    """The end of the longest name of the lexicon at a type word, and whether marks were mended."""
    words = _words(passage, word.start, min(limit, word.start + REACH))
    table = _table()
    if not words:
        return None
    keys = tuple(key for key, _ in words)
    for length in table.lengths.get(fold_accents(keys[0]), ()):
        if length > len(keys) or length < 2:
            continue
        if keys[:length] in table.exact:
            return words[length - 1][1], False
    if not word.capital:
        return None
    bare = tuple(fold_accents(key) for key in keys)
    for length in table.lengths.get(bare[0], ()):
        if 3 < length <= len(bare) and table.folded.get(bare[:length]):
            return words[length - 1][1], True
    return None


def _unknown(passage: Passage, word: TypeWord, limit: int) -> int | None:
    """The end of a name that no lexicon knows: capitals, or a date or year right behind it."""
    text = passage.text
    if not word.capital or word.end >= limit or text[word.end] != " ":
        return None
    limit = min(limit, word.end + REACH)
    stop = rule("citations", "cite.law_stop").pattern.search(text, word.end + 1, limit)
    end = stop.start() if stop else limit
    while end > word.end and text[end - 1] in " ,-":
        end -= 1
    words = _WORD.findall(text[word.end : end])
    if not 1 <= len(words) <= MAX_WORDS:
        return None
    if words[0][0].isupper() and not words[0].isupper():
        return end
    dated = stop is not None and stop[0].strip() in {"ngày", "năm", "số"}
    amending = rule("citations", "cite.amending_law").pattern.match(text, word.end, limit)
    return end if (dated and len(words) > 1) or amending else None
