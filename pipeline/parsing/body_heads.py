"""The head of a body's name: the noun of the lexicon that opens it, and the words about it.

Determiners stand before it (`các`, `toàn thể`), an address (`đồng chí`) before a post; a unit's word, a
stop or a bracket ends what follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.parsing.lexicon import Entry
from pipeline.parsing.syllables import Token, lexicon

DETERMINERS = frozenset({"các", "những", "mọi", "từng", "mỗi"})
"""Words for many before a head."""
_NUMERALS = frozenset({"hai", "ba", "bốn"})
_WIDE_DETERMINERS = (("toàn", "thể"), ("tất", "cả"), ("một", "số"))
_MANY = 12
"""No more syllables of determiners are looked at: a text of nothing else would take time without end."""
_DETERMINING = DETERMINERS | _NUMERALS | {first for first, _ in _WIDE_DETERMINERS}
_UNITS = frozenset({"tỉnh", "huyện", "quận", "xã", "phường", "cấp"})
_UNIT_PAIRS = frozenset({("thị", "xã"), ("thành", "phố"), ("thị", "trấn"), ("đặc", "khu")})
TRAILING = ' \t\n.,;:…*-–—/+"”“('
"""Signs that end no name."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head that ends before the token `end`; `collective` for many (`các sở`)."""

    end: int
    entry: Entry
    collective: bool


def determiner(tokens: Sequence[Token], at: int) -> int:
    """The place after determiners (`các`, `toàn thể`, `tất cả các`)."""
    end = min(len(tokens), at + _MANY)
    while at < end and (tokens[at].key in _DETERMINING or tokens[at].key == "cả" or _of_number(tokens[at])):
        if tokens[at].key in DETERMINERS:
            at += 1
        elif at + 1 < len(tokens) and (tokens[at].key, tokens[at + 1].key) in _WIDE_DETERMINERS:
            at += 2
        elif at + 1 < len(tokens) and (
            _counted(tokens, at + 1) if _of_number(tokens[at]) else _of_number(tokens[at + 1])
        ):
            at += 1  # `03 xã`, `cả 05 đơn vị`
        else:
            break
    return at


def _of_number(token: Token) -> bool:
    """True for `hai`, `03`: no year, and no `1` of a label."""
    return token.key in _NUMERALS or (len(token.text) == 2 and token.text.isdigit())


def _counted(tokens: Sequence[Token], at: int) -> bool:
    """True at a noun of offices behind a numeral (`Hai phòng còn lại`, `hai Xí nghiệp`)."""
    if tokens[at].capital and not tokens[at - 1].capital:
        head = lexicon("body_heads").longest(tokens, at)
        return head is not None and head[1].values["kind"] not in {"person", "collective"}
    found = None if tokens[at].capital else lexicon("body_groups").longest(tokens, at)
    return found is not None and found[1].values["class"] == "office"


def addressed(tokens: Sequence[Token], at: int) -> int:
    """The place after `ông (bà)`, `đồng chí` before a post (`Các ông (bà) Trưởng phòng`); `at` without."""
    keys = [token.key for token in tokens[at : at + 4]]
    if keys == ["ông", "(", "bà", ")"]:
        return at + (5 if [token.text for token in tokens[at + 4 : at + 5]] == [":"] else 4)
    if keys[:3] == ["ông", ",", "bà"]:
        return at + 3
    return at


def may_open(key: str, *, groups: bool = False) -> bool:
    """True where a head noun or a determiner may begin with a syllable: a quick look before `head_at`."""
    if key in _DETERMINING or lexicon("body_heads").begins(key):
        return True
    return groups and (lexicon("body_groups").begins(key) or key == "cả" or (len(key) == 2 and key.isdigit()))


def head_at(tokens: Sequence[Token], at: int, *, groups: bool) -> Head | None:
    """The head noun at a place; bare lower-case group nouns only where `groups`."""
    if at < len(tokens) and not may_open(tokens[at].key, groups=groups):
        return None
    noun = determiner(tokens, at)
    if noun >= len(tokens) or not tokens[noun].word:
        return None
    determined = noun > at
    heads, grouped = lexicon("body_heads"), lexicon("body_groups")
    post = addressed(tokens, noun)
    if post > noun and (person := head_at(tokens, post, groups=True)):
        return Head(person.end, person.entry, determined or person.collective)
    nothing = None if determined else lexicon("body_not").longest(tokens, noun)
    if nothing and (heads.longest(tokens, noun) or (0, None))[0] <= nothing[0]:
        return None
    group = grouped.longest(tokens, noun)
    if (
        group is not None
        and not determined
        and group[1].values.get("alone") == "no"
        and _first_of_sentence(tokens, noun)
    ):
        group = None  # `Cấp kinh phí …`, `Ban hành …`: a verb
    for end, entry in heads.matches(tokens, noun):
        lower = entry.values["lower"]
        following = tokens[end] if end < len(tokens) else None
        named = following is not None and following.word and (following.capital or following.text.isdigit())
        of_many = entry.values["kind"] == "person" and following is not None and following.key == "các"
        if tokens[noun].capital or lower == "yes" or of_many or (lower == "name" and named):
            whose = is_unit(tokens, end) and tokens[end].key != "cấp"  # `Trạm Y tế xã`: one office
            office = noun + 1 < end and tokens[noun + 1].capital  # `Ban Quản lý` is written as a name
            if following is not None and following.word and not (named or whose) and _verb_too(tokens, noun, end):
                continue
            bare = not (named or whose or office) and group is not None and group[0] >= end
            if group is not None and (determined or bare) and (group[0] > end or not named):
                break
            return Head(end, entry, determined)
    if group is not None and (determined or groups):
        return Head(group[0], group[1], True)
    return None


def _verb_too(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True at a sentence's beginning for a head that is a verb as well: `Thường trực cấp cứu`, `Trực ban đầy đủ`."""
    if not _first_of_sentence(tokens, at):
        return False
    found = lexicon("body_stops").longest(tokens, at)
    verb = found is not None and found[0] >= end
    standing = [token.key for token in tokens[at:end]] == ["thường", "trực"]
    return (verb or standing) and head_at(tokens, end, groups=True) is None


def _first_of_sentence(tokens: Sequence[Token], at: int) -> bool:
    """True for a capital that a sentence's beginning explains, with no list behind it."""
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return tokens[at].capital and (at == 0 or tokens[at - 1].text in ".:;-") and following not in {",", ";", "-"}


def is_unit(tokens: Sequence[Token], at: int) -> bool:
    """True at a word for a level of government (`xã`, `thị trấn`, `cấp`)."""
    if at >= len(tokens):
        return False
    return tokens[at].key in _UNITS or (at + 1 < len(tokens) and (tokens[at].key, tokens[at + 1].key) in _UNIT_PAIRS)


def stops(tokens: Sequence[Token], at: int) -> bool:
    """True where a verb or function word in lower case ends a name."""
    if tokens[at].capital:
        return False
    return lexicon("body_stops").longest(tokens, at) is not None


def skip_bracket(tokens: Sequence[Token], at: int) -> int | None:
    """The place after the bracket that opens at `at`; None if it never closes."""
    for place in range(at + 1, min(len(tokens), at + 60)):
        if tokens[place].text == ")":
            return place + 1
    return None
