"""Bodies: a grammar of the names of Vietnamese offices, posts and groups.

A name is a head noun of the lexicon (`Sở`, `Ủy ban nhân dân`, `Chủ tịch`, `các đơn vị`) and what
follows it, up to a verb in lower case, a stop or the next name. Capitals tell names from verbs:
`Phòng Xây dựng nông thôn mới tuyên truyền …` ends before `tuyên truyền`, not at `Xây dựng`.
Lists split where a new body begins; collective idioms (`các sở, ban, ngành`) and a body's own commas
(`Sở Văn hóa, Thể thao và Du lịch`) stay whole (ANNOTATION.md, lists).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.parsing.abbreviations import table
from pipeline.parsing.body_heads import (
    DETERMINERS,
    addressed,
    determiner,
    head_at,
    is_unit,
    may_open,
    skip_bracket,
    stops,
)
from pipeline.parsing.body_lists import ListReader
from pipeline.parsing.body_members import member_head, places_end
from pipeline.parsing.body_names import canonical as canonical
from pipeline.parsing.body_names import lead as lead
from pipeline.parsing.body_names import level as level
from pipeline.parsing.body_names import repaired as repaired
from pipeline.parsing.facts import Abbreviation, Body
from pipeline.parsing.syllables import DASHES, first_key, lexicon, tokens_of
from pipeline.records import BodyKind, Flag

_LIST_CHARACTERS = 3000
_OPENING = 4000
"""Characters at a text's beginning that nearly always name some body."""
_BEHIND = 60
"""Syllables that a look at a head may take in."""


def find(text: str, abbreviations: Sequence[Abbreviation] = ()) -> tuple[Body, ...]:
    """Every body named in a text, in order, without overlaps."""
    tokens = tokens_of(text, table(abbreviations))
    reader = ListReader(text, tokens, True, abbreviations)
    found: list[Body] = []
    place = 0
    while place < len(tokens):
        head = head_at(tokens, place, groups=False) if may_open(tokens[place].key) else None
        if head is None:
            place += 1
            continue
        end = max(reader.name_end(place, head), head.end)
        found.append(reader.body(place, end, head.entry, head.collective))
        place = end
    return tuple(found)


def names_any(text: str, abbreviations: Sequence[Abbreviation] = ()) -> bool:
    """True where a text names any body, wherever in it."""
    spelt = table(abbreviations)
    for end in (_OPENING, len(text)):
        tokens = tokens_of(text[:end], spelt)
        # What stands behind a head decides whether it is one: near a cut nothing is said.
        sure = len(tokens) - _BEHIND if end < len(text) else len(tokens)
        for place in range(sure):
            if may_open(tokens[place].key) and head_at(tokens, place, groups=False) is not None:
                return True
    return False


def split(text: str, abbreviations: Sequence[Abbreviation] = ()) -> tuple[Body, ...]:
    """The bodies of a phrase that is nothing but a list of them (a heading, a table's cell).

    Names of unknown kinds are kept whole (rule ``body.unknown``, flag ``unknown_body``).
    """
    tokens = tokens_of(text, table(abbreviations))
    found: list[Body] = []
    place = sum(token.end <= lead(text) for token in tokens)
    while place < len(tokens):
        if not tokens[place].word:
            place += 1
            continue
        bodies, end = ListReader(text, tokens, False, abbreviations).bodies(place)
        found.extend(bodies)
        place = max(end, place + 1)
        while place < len(tokens) and tokens[place].text == "(":
            after = skip_bracket(tokens, place)
            place = after if after is not None else len(tokens)
    return tuple(body for body in found if body.name)


def leading(
    text: str, abbreviations: Sequence[Abbreviation] = (), *, firm: bool = False
) -> tuple[tuple[Body, ...], int]:
    """The list of bodies with which a sentence begins, and the offset of what follows it.

    ``((), 0)`` where it begins with none. A bracket behind a name belongs to neither. Looks at no
    more than 3,000 characters: callers ask at every verb, and no list of doers is longer. `firm`: a
    name ends behind its last sure word.
    """
    text = text[:_LIST_CHARACTERS]
    spelt = table(abbreviations)
    first = first_key(text, spelt)
    if first is not None and not may_open(first, groups=True):
        return (), 0  # most sentences; their tokens are not made
    tokens = tokens_of(text, spelt)
    if not tokens or not tokens[0].word:
        return (), 0
    bodies, place = ListReader(text, tokens, True, abbreviations, firm).bodies(0)
    if not bodies:
        return _unknown_group(text)
    if place < len(tokens) and tokens[place].text == "(":
        place = skip_bracket(tokens, place) or place
    reader = ListReader(text, tokens, True, abbreviations)
    apposed = place < len(tokens) and (tokens[place].text == "," or tokens[place].text in DASHES)
    if apposed and reader.apposed(place + 1):
        comma = next(
            (at for at in range(place + 1, len(tokens)) if tokens[at].text in {",", tokens[place].text}), place
        )
        place = comma + 1 if comma > place and comma + 1 < len(tokens) else place
    return tuple(bodies), tokens[place].start if place < len(tokens) else len(text)


_UNKNOWN = re.compile(
    r"^(?:các|những|mọi|toàn thể)\s+(?P<noun>[^.;:()]{2,60}?)\s+"
    r"(?=có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ trì|phối hợp|chủ động|nghiêm túc|căn cứ|thực hiện|tổ chức)",
    re.IGNORECASE,
)


def _unknown_group(text: str) -> tuple[tuple[Body, ...], int]:
    """`Các chủ nhiệm chương trình có trách nhiệm …`: a group of an unknown noun, told by its verb."""
    match = _UNKNOWN.match(text)
    if match is None or thing(match["noun"]):
        return (), 0
    name = canonical(text[: match.end()])
    body = Body(0, match.end("noun"), name, BodyKind.COLLECTIVE, level(name), "body.determined", (Flag.UNKNOWN_BODY,))
    return (body,), match.end()


def opens(line: str) -> bool:
    """True for a line of a cell that may begin a body of its own, and is no part of the one above.

    `Công ty`, `Trường` may follow `Công đoàn`, `Đoàn`: they say whose it is.
    """
    tokens = tokens_of(line[:80].lstrip(" -–+•"))
    head = head_at(tokens, 0, groups=True) if tokens else None
    return head is not None and head.entry.values.get("kind") not in {"company", "school"}


def opens_members(before: str, after: str) -> bool:
    """True at the colon of `các sở: Nội vụ, Tài chính`, whose members stand behind it."""
    tokens = tokens_of(before[-40:])
    if addressed(tokens, determiner(tokens, 0)) == len(tokens) and tokens:
        return opens(after.strip())  # `Các ông (bà): Trưởng phòng Nội vụ, …`
    tokens = tokens_of(f"{before[-60:].lstrip()}:{after[:80]}")
    colon = next((at for at, token in enumerate(tokens) if token.start == len(before[-60:].lstrip())), 0)
    if places_end(tokens, colon) is not None:
        return True
    for at in range(max(0, colon - 6), colon):
        if tokens[at].key in DETERMINERS and (head := head_at(tokens, at, groups=True)) and head.end == colon:
            return member_head(tokens, at, head) is not None
    return False


def thing(noun: str) -> bool:
    """True for a noun that names no one who could do anything (`dự án`, `nội dung`, `trường hợp`)."""
    return lexicon("body_things").longest(tokens_of(noun), 0) is not None


def known_whole(name: str) -> bool:
    """True for a name all of whose words the lexicons hold (`Giáo viên chủ nhiệm`, `Tổ trưởng tổ dân phố`)."""
    tokens = tokens_of(name)
    place = determiner(tokens, 0)
    while place < len(tokens):
        found = [
            lexicon(kind).longest(tokens, place) for kind in ("body_heads", "body_groups", "body_modifiers", "fields")
        ]
        end = max((match[0] for match in found if match is not None), default=place)
        if end == place:
            return False
        place = end
    return True


def level_word(name: str) -> bool:
    """True for a name that ends in a word for a level (`Trung tâm Văn hóa tỉnh`)."""
    tokens = tokens_of(name)
    return bool(tokens) and (is_unit(tokens, len(tokens) - 1) or (len(tokens) > 1 and is_unit(tokens, len(tokens) - 2)))


_FOR_WORK = frozenset(
    {
        *("tổ", "đội", "nhóm", "ban", "tiểu", "hội", "trung", "trạm", "bộ", "mạng", "chốt", "xí", "công", "chi"),
        *("văn", "phòng", "khoa", "viện", "quỹ", "nhà"),
    }
)
"""First syllables of heads that are named by what they are for."""


def for_work(name: str) -> bool:
    """True for a bare head (`Ban Chỉ đạo`, `Tổ`) or one with a verb in capitals (`Trung tâm Hỗ trợ`): a name begun."""
    tokens = tokens_of(name)
    if not tokens or tokens[0].key not in _FOR_WORK:
        return False
    head = lexicon("body_heads").longest(tokens, 0)
    if head is None:
        return False
    verb = lexicon("body_stops").longest(tokens, head[0])
    return len(tokens) in {head[0], verb[0] if verb else -1}


def is_stop(words: str) -> bool:
    """True where a string begins with a verb or function word at which a name ends."""
    tokens = tokens_of(words[:80])
    return bool(tokens) and stops(tokens, 0)
