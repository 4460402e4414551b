"""Members named behind a colon: `Các khoa: Nội, Ngoại`, `Ủy ban nhân dân các xã: Bắc Mẫu, Nam Mẫu`.

Members of a group of offices take its noun (`Khoa Nội`, `Khoa Ngoại`); places say which offices the
name before them means, and stay in it (ANNOTATION.md, lists: nothing is added that is not written).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from pipeline.parsing.body_heads import Head, determiner, head_at, is_unit, stops
from pipeline.parsing.lexicon import Entry, entries
from pipeline.parsing.syllables import Token, lexicon

_WITH_MEMBERS = frozenset(
    {
        *("sở", "bộ", "phòng", "ban", "khoa", "viện", "cục", "vụ", "chi cục", "trung tâm", "trường"),
        *("đội", "tổ", "đồn biên phòng", "trạm", "bệnh viện", "hội", "văn phòng"),
    }
)
"""Nouns of offices whose members are named by what they do."""
_LONGEST = 8
"""No member's name has more syllables."""
_HAMLETS = frozenset({"thôn", "ấp", "bản", "làng", "buôn", "bon", "xóm", "khóm"})
_HAMLET_PAIRS = frozenset({("khu", "vực"), ("khu", "phố"), ("dân", "phố")})
_NUMBERED = re.compile(r"\s+số\s+\d+$", re.IGNORECASE)
_PLACES = 3
"""Syllables of a place's name at most, without its level."""


def member_head(tokens: Sequence[Token], at: int, head: Head) -> Entry | None:
    """The entry of the one noun whose members a colon opens behind a group; None elsewhere.

    `Các phòng chuyên môn: Tư pháp, Nội vụ` gives `Phòng`. What follows is a list of names in capitals:
    two of them or one known field of work, and no verb (`Các khoa: Rà soát …`).
    """
    if not head.collective:
        return None
    noun = determiner(tokens, at)
    if noun == at:
        return None
    single = next((found for found in lexicon("body_heads").matches(tokens, noun) if _many(found[1].term)), None)
    if single is None:
        return None
    colon = max(single[0], head.end)
    while (more := lexicon("body_modifiers").longest(tokens, colon)) is not None and more[0] < at + 8:
        colon = more[0]
    if colon != head.end or colon >= len(tokens) or tokens[colon].text != ":":
        return None
    first = member_end(tokens, colon + 1)
    if first == colon + 1:
        return None
    if lexicon("fields").longest(tokens, colon + 1) is not None:
        return single[1]
    listed = first < len(tokens) and tokens[first].key in {",", "và", ";"} and first + 1 < len(tokens)
    return single[1] if listed and member_end(tokens, first + 1, listed=True) > first + 1 else None


def _many(term: str) -> bool:
    return term.casefold() in _WITH_MEMBERS


def member_end(tokens: Sequence[Token], at: int, *, listed: bool = False) -> int:
    """The place behind a member's name; `at` where none begins: no capital, a verb, another body.

    A verb may begin a name among others (`Quản lý giá, Quản lý năng lượng`): where one was `listed`
    before or a capital stands behind the next comma.
    """
    if at >= len(tokens) or not tokens[at].capital or head_at(tokens, at, groups=False):
        return at
    field = lexicon("fields").longest(tokens, at)
    verb = None if field else lexicon("body_stops").longest(tokens, at)
    end = field[0] if field else verb[0] if verb else at + 1
    while end < len(tokens) and end - at < _LONGEST:
        dashed = tokens[end].text in "-–" and end + 1 < len(tokens) and tokens[end + 1].capital
        if not dashed and (not tokens[end].word or tokens[end].key in {"và", "cùng", "hoặc"} or stops(tokens, end)):
            break
        end += 2 if dashed else 1
    if verb is None or listed:
        return end
    more = end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].capital
    return end if more and not head_at(tokens, end + 1, groups=False) else at


@functools.cache
def _unions() -> frozenset[tuple[str, ...]]:
    """What the names of unions have behind `Hội`."""
    names = (entry.term.split() for entry in entries("body_heads") if entry.term.startswith("Hội "))
    return frozenset(tuple(word.casefold() for word in words[1:]) for words in names if words[1] != "đồng")


def another_of_kind(tokens: Sequence[Token], at: int, head: Head, before: str = "") -> tuple[int, str] | None:
    """The place behind `Phụ nữ` of `Hội Nông dân, Phụ nữ` or `số 2` of `Đội số 1, số 2`, and the noun both have.

    The words behind the separator begin at `at`; `before` is the name before it, canonical, `head` its head.
    """
    if at >= len(tokens):
        return None
    if tokens[at].capital and head.entry.term.startswith("Hội ") and not head.collective:
        for end in range(min(at + 5, len(tokens)), at, -1):
            if tuple(token.key for token in tokens[at:end]) in _unions():
                return end, "Hội"
    numbered = _NUMBERED.search(before)
    if numbered and not head.collective and tokens[at].key == "số" and at + 1 < len(tokens):
        return (at + 2, before[: numbered.start()]) if tokens[at + 1].text.isdigit() else None
    return None


def _hamlet(tokens: Sequence[Token], end: int) -> bool:
    """True behind a word for a place without a government of its own (`các thôn`, `các khu vực`)."""
    return tokens[end - 1].key in _HAMLETS or (end > 1 and (tokens[end - 2].key, tokens[end - 1].key) in _HAMLET_PAIRS)


def places_end(tokens: Sequence[Token], colon: int) -> int | None:
    """The place behind a list of places whose level stands before the colon (`các xã: Bắc Mẫu, Nam Mẫu`).

    None where what follows is no such list: a sentence, one name alone.
    """
    if colon < 2 or not (is_unit(tokens, colon - 1) or is_unit(tokens, colon - 2) or _hamlet(tokens, colon)):
        return None
    place, count = colon + 1, 0
    while place < len(tokens):
        name = place
        while name < len(tokens) and not tokens[name].capital and name - place < 2 and is_unit(tokens, place):
            name += 1
        end = name
        while end < len(tokens) and tokens[end].word and tokens[end].capital and end - name < _PLACES + 1:
            end += 1
        if not 2 <= end - name <= _PLACES or head_at(tokens, name, groups=False):
            break
        count += 1
        last = end
        if end + 1 >= len(tokens) or tokens[end].key not in {",", "và"}:
            place = end
            break
        place = end + 1
        if tokens[end].text == "," and tokens[place].key == "và":
            place += 1
    return last if count > 1 else None
