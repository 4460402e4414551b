"""Acts cited by name: Hiến pháp, Bộ luật, Luật, Pháp lệnh, with the lexicon of acts in force and before."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from rapidfuzz.distance import Levenshtein

from pipeline.parsing.abbreviations import open_all
from pipeline.parsing.dates import scan_dates
from pipeline.parsing.facts import Abbreviation
from pipeline.parsing.folded import lower
from pipeline.parsing.lexicon import entries, fold_accents, fold_tone, rule
from pipeline.parsing.mentions import Mention
from pipeline.parsing.passage import ACTS, Passage, TypeWord
from pipeline.records import Flag

MAX_WORDS = 28
REACH = 240
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[ ,/-]{0,4}")
_YEAR = re.compile(r"\s(?:\((?:sửa đổi,? )?(?:năm )?(?:19|20)\d\d\)|(?:năm )?(?:19|20)\d\d)(?![\w/-]|\.\d)")
_FIGURES = re.compile(r"\d{4}")
_CONSTITUTION = re.compile(r"(?: của)?(?: nước)? Cộng hòa (?:xã hội chủ nghĩa|XHCN) Việt Nam", re.IGNORECASE)
_ISSUERS = {"pháp lệnh": "Ủy ban Thường vụ Quốc hội"}
_AND = re.compile(r"(?:,| và|, và)\s")
_OPENS = re.compile(r"(?:^|[\n.:;])\s*(?:[-+*]|\w{1,3}[.)])?\s*$|(?:các|những|một số|nhiều|mọi)\s$")
_AMENDED_STOP = re.compile(
    r"[;()\n“”]|\.(?:\s|$)|, |\s(?:ngày|số|năm|được|đã|có hiệu lực|quy định|thì|và các)(?=\s|$)|:"
)
_NO_ACT = re.compile(r"(?:của )?(?:các |một số |\d{1,2} )?(?:bộ luật|luật|pháp lệnh)(?: hiện hành)?", re.IGNORECASE)
_SEVERAL = re.compile(r"(?<!\w)(?:các|những|hai|ba|bốn) $", re.IGNORECASE)
_COLON = re.compile(r":? ")
_NEXT = re.compile(r"(?:[,;]|[,;]? và) ")
_FOREIGN = re.compile(r"\s(?:của )?(?:Hoa Kỳ|Nhật Bản|Trung Quốc|Liên hợp quốc|quốc tế)", re.IGNORECASE)

Key = tuple[str, ...]
_Tree: TypeAlias = dict[str, "_Tree"]


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
    tree: _Tree = field(default_factory=dict)
    """The names' words without marks, each leading to those that can follow."""


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
    tree: _Tree = {}
    for key in exact:
        bare = tuple(fold_accents(word) for word in key)
        folded[bare] = None if bare in folded else key
        lengths.setdefault(bare[0], set()).add(len(key))
        node = tree
        for word in bare:
            node = node.setdefault(word, {})
    return _Table(
        {key: tuple(acts) for key, acts in exact.items()},
        folded,
        {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
        tree,
    )


def _key(name: str) -> Key:
    return tuple(lower(word) for word in _WORD.findall(fold_tone(name)))


def versions(name: str, abbreviations: Sequence[Abbreviation] = ()) -> tuple[Act, ...]:
    """The acts of the lexicon that bear a name (a year behind it is no part of the name)."""
    return _versions(name, tuple(abbreviations))


@functools.lru_cache(maxsize=4096)
def _versions(name: str, abbreviations: tuple[Abbreviation, ...]) -> tuple[Act, ...]:
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
    found: list[Mention] = []
    border = 0
    for word in passage.types:
        if word.type in ACTS and word.start not in taken:
            # The day behind `Luật sửa đổi … của Luật X` is the amending act's, not X's.
            mention = _law(passage, word, border if word.start < border else None)
            if mention is not None:
                found.append(mention)
                border = mention.title[1] if mention.title else border
            found += _listed(passage, word, mention)
    return found


def _listed(passage: Passage, word: TypeWord, first: Mention | None) -> list[Mention]:
    """The further acts under one head (`các Luật Thư viện, Lưu trữ`, `các Luật: Thư viện; Lưu trữ`)."""
    text = passage.text
    if first is not None and (first.rule != "form.act" or first.title is not None):
        return []
    if not _SEVERAL.search(text, max(0, word.start - 10), word.start):
        return []
    _, limit = passage.paragraph(word.start)
    found: list[Mention] = []
    position = first.end if first else word.end
    while joint := (_NEXT if first or found else _COLON).match(text, position, limit):
        start = joint.end()
        named = _known(passage, word, limit, start) if passage.capital(start) else None
        if named is None:
            break
        mention = _mention(passage, word, named, limit, None)
        found.append(
            replace(
                mention,
                start=start if first or found else word.start,
                name=(start, (mention.name or (0, mention.end))[1]),
            )
        )
        position = mention.end
    return found


def _law(passage: Passage, word: TypeWord, border: int | None) -> Mention | None:
    text = passage.text
    _, limit = passage.paragraph(word.start)
    before = text[max(0, word.start - 40) : word.start]
    if rule("citations", "cite.law_writing").pattern.search(before):
        return None
    if rule("citations", "cite.self_after").pattern.match(text, word.end, limit):
        return None
    named = _name_of(passage, word, limit)
    if named is None or _FOREIGN.match(text, named.end, limit):
        return None
    return _mention(passage, word, named, limit, border)


def _mention(passage: Passage, word: TypeWord, named: _Named, limit: int, border: int | None) -> Mention:
    """The mention of an act whose name was found: its year or day behind it."""
    text = passage.text
    end, year, issued_on = named.end, None, None
    core = end
    if border is None or end < border:
        stated = _YEAR.match(text, end, limit)
        if stated:
            year, end = int(_FIGURES.findall(stated[0])[0]), stated.end()
            core = end
        for day in scan_dates(text, end, min(limit, end + 44))[:1]:
            if text[end : day.start].strip(" ,(").lower() in {"", "ngày"} and day.day is not None:
                issued_on, year, core = day.value, day.year or year, day.end
    return Mention(
        start=word.start,
        end=core,
        type=word.type,
        rule="form.act" if named.canonical else "form.act_unknown",
        core_end=core,
        name=(word.start, end),
        name_text=named.canonical,
        title=(word.end, named.end) if named.amending else None,
        issuer=_ISSUERS.get(word.type, "Quốc hội"),
        issued_on=issued_on,
        year=year,
        flags=frozenset({Flag.REPAIRED} if named.repaired else ()),
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """Where an act's name ends; ``canonical`` is the lexicon's spelling where it knows the name."""

    end: int
    canonical: str | None = None
    repaired: bool = False
    amending: bool = False


def _name_of(passage: Passage, word: TypeWord, limit: int) -> _Named | None:
    text = passage.text
    if word.type == "hiến pháp":
        state = _CONSTITUTION.match(text, word.end, limit)
        return _Named(state.end() if state else word.end, "Hiến pháp") if word.capital else None
    known = _known(passage, word, limit)
    amending = rule("citations", "cite.amending_law").pattern.match(text, word.end, limit)
    if amending is None:
        return known if known is not None else _unknown(passage, word, limit)
    end = known.end if known else _amended_end(passage, amending.end(), limit)
    if known is None and _NO_ACT.fullmatch(text, amending.end(), end):
        return None  # an index's heading, no act
    return _Named(end, known.canonical if known else None, False, True) if word.capital else None


def _amended_end(passage: Passage, position: int, limit: int) -> int:
    """The end of the names of the acts that an amending act names (`… của Luật A và Luật B`)."""
    end = position - 1
    while True:
        words = passage.types_between(position, position + 1)
        if not words or words[0].type not in ACTS:
            break
        named = _known(passage, words[0], limit) or _unknown(passage, words[0], limit)
        if named is None:
            break
        end = named.end
        joint = _AND.match(passage.text, end, limit)
        if joint is None:
            return end
        position = joint.end()
    if end >= position - 1:
        stop = _AMENDED_STOP.search(passage.text, position, min(limit, position + REACH))
        end = stop.start() if stop else min(limit, position + REACH)
        while passage.text[end - 1] in " ,.":
            end -= 1
    return end


def _words(passage: Passage, word: TypeWord, limit: int, start: int | None) -> list[tuple[str, int]]:
    """The words from a place, abbreviations opened: (word in lower case, end), as far as names of acts go."""
    text, low = passage.text, passage.low
    node = _table().tree
    found: list[tuple[str, int]] = []
    position = word.start
    if start is not None:
        position = start
        for said in _WORD.findall(word.type):
            found.append((said, start))
            node = node.get(fold_accents(said), {})
    while len(found) < MAX_WORDS:
        match = _WORD.match(text, position, limit)
        if match is None:
            break
        position, end = match.span()
        if match[0].isupper() and end - position > 1:
            opened = open_all(match[0], passage.abbreviations)
            words = [lower(said) for said in _WORD.findall(fold_tone(opened))]
        else:
            words = [low[position:end]]
        for said in words:
            found.append((said, end))
            node = node.get(fold_accents(said), {})
        if not node:
            break  # no act's name goes on so
        gap = _BETWEEN.match(text, end, limit)
        position = gap.end() if gap else end
    return found


def _known(passage: Passage, word: TypeWord, limit: int, start: int | None = None) -> _Named | None:
    """The longest name of the lexicon at a type word; ``start`` is where it goes on in a list under one head."""
    words = _words(passage, word, min(limit, (start or word.start) + REACH), start)
    table = _table()
    if not words:
        return None
    keys = tuple(key for key, _ in words)
    bare = tuple(fold_accents(key) for key in keys)
    lengths = [length for length in table.lengths.get(bare[0], ()) if 2 <= length <= len(keys)]
    for length in lengths:
        if keys[:length] in table.exact:
            return _Named(words[length - 1][1], table.exact[keys[:length]][0].name)
    for length in lengths:
        key = table.folded.get(bare[:length]) if word.capital and length >= 3 else None
        if key is not None:
            return _Named(words[length - 1][1], table.exact[key][0].name, repaired=True)
    return None


def _unknown(passage: Passage, word: TypeWord, limit: int) -> _Named | None:
    """A name that no lexicon knows: behind a capital `Luật` inside a sentence, to the clause's next word."""
    text = passage.text
    if not word.capital or word.end >= limit or text[word.end] != " ":
        return None
    limit = min(limit, word.end + REACH)
    stop = rule("citations", "cite.law_stop").pattern.search(text, word.end + 1, limit)
    end = stop.start() if stop else limit
    while end > word.end and text[end - 1] in " ,-":
        end -= 1
    words = _WORD.findall(text[word.end : end])
    structure = rule("citations", "cite.law_structure").pattern.match(text, word.end, limit)
    if not 1 <= len(words) <= MAX_WORDS or structure:
        return None
    if words[0][0].isupper():
        return (_misread(passage, word, end) or _Named(end)) if not words[0].isupper() else None
    before = text[max(0, word.start - 16) : word.start]
    if rule("citations", "cite.law_generic").pattern.match(text, word.end, limit) or _OPENS.search(before):
        return None
    return _Named(end)


def _misread(passage: Passage, word: TypeWord, end: int) -> _Named | None:
    """The one name of the lexicon that a misread name is a letter or two away from."""
    words = [fold_accents(lower(found)) for found in _WORD.findall(passage.text[word.start : end])]
    read = " ".join(words)
    slips = 2 if len(read) >= 24 else 1 if len(read) >= 15 else 0
    if slips == 0:
        return None
    table = _table()
    near = [
        key
        for bare, key in table.folded.items()
        if key is not None
        and len(bare) == len(words)
        and bare[0] == words[0]
        and Levenshtein.distance(read, " ".join(bare), score_cutoff=slips) <= slips
    ]
    return _Named(end, table.exact[near[0]][0].name, repaired=True) if len(near) == 1 else None
