"""References back: short numbers, `Luật này` of a cited act, and the name of a scheme said again.

Each is a mention of a document that the text cites in full elsewhere and carries its number, issuer and
date. One candidate or none: where two could be meant there is no mention (ANNOTATION.md, Citations).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.parsing.folded import lower
from pipeline.parsing.lexicon import rule
from pipeline.parsing.mentions import Mention
from pipeline.parsing.numbers import Number, canonical_number
from pipeline.parsing.passage import Passage, TypeWord
from pipeline.parsing.text import Span

_WORD = re.compile(r"[^\W_]+")
_SAID = re.compile(r"\s(?:(?P<this>này)|(?:đã )?nêu trên|nói trên|trên đây|đã nêu)(?!\w)")
SAME = 4
"""Words of a scheme's name that make it known when it is said again."""
ENOUGH = 8
"""Words, the type's with them, from which on a beginning stands for the whole name."""
MAX_NAME = 400
"""Characters of a name that are compared."""
REACH = 1200
"""Characters between `Luật này` and the act that it means."""


def find_backward(passage: Passage, mentions: Sequence[Mention], own_type: str | None) -> list[Mention]:
    """What refers back to ``mentions`` (in order of place) without being one of them.

    ``own_type`` is the citing document's type: `Kế hoạch này` of a plan is itself.
    """
    heads = {mention.start for mention in mentions}
    found = short_numbers(passage, mentions, heads)
    found += _named_again(passage, mentions, heads)
    return found + _this_one(passage, mentions, heads, own_type)


def short_numbers(passage: Passage, mentions: Sequence[Mention], heads: set[int]) -> list[Mention]:
    """`Kế hoạch số 93 nêu trên`, `Nghị định 16/2015`: numbers without a symbol that the text gives in full.

    A number that no other mention completes counts only where a decree's year completes it.
    """
    known: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.number is not None:
            known.setdefault(mention.number.number.lstrip("0"), []).append(mention)
    pattern = rule("citations", "cite.short").pattern
    found: list[Mention] = []
    for word in passage.types:
        if word.start in heads or not (word.capital or word.kind != "act"):
            continue
        if not any("0" <= ch <= "9" for ch in passage.text[word.end + 1 : word.end + 6]):
            continue
        match = pattern.match(passage.text, word.end, min(len(passage.text), word.end + 24))
        if match is None:
            continue
        year = int(match["y"]) if match["y"] else None
        fitting = [
            mention
            for mention in known.get(match["n"].lstrip("0"), ())
            if _fits(passage, word, mention) and (year is None or mention.year in {None, year})
        ]
        numbers = {mention.number.text for mention in fitting if mention.number}
        number: Number | None = None
        if len(numbers) == 1:
            base = fitting[0]
        elif not numbers and year is not None and word.type == "nghị định":
            # Decrees have been the Government's alone since 1992: the year tells the symbol.
            number = canonical_number(f"{match['n']}/{year}/NĐ-CP")
            base = None
        else:
            continue
        found.append(_short(word, match, base, number))
    return found


def _fits(passage: Passage, word: TypeWord, mention: Mention) -> bool:
    if mention.type == word.type or mention.type.startswith(word.type):
        return True
    return mention.scheme is not None and passage.text[mention.scheme[0] :].lower().startswith(word.type)


def _short(word: TypeWord, match: re.Match[str], base: Mention | None, number: Number | None) -> Mention:
    return Mention(
        start=word.start,
        end=match.end(),
        type=base.type if base else word.type,
        rule="form.short" if base else "form.decree_year",
        core_end=match.end(),
        number=base.number if base else number,
        issuer=base.issuer if base else "Chính phủ",
        stated=base.stated if base else False,
        issued_on=base.issued_on if base else None,
        year=base.year if base else (number.year if number else None),
    )


def _again(base: Mention, start: int, end: int, name: Span | None = None) -> Mention:
    """A mention of ``base`` at another place; of a document without a number its name is said again."""
    return replace(
        base,
        start=start,
        end=end,
        core_end=end,
        rule="form.antecedent" if name else "form.back",
        name=name or (base.name if base.number is None else None),
        name_text=base.name_text if base.number is None else None,
        title=None,
        scheme=None,
        flags=frozenset(),
    )


def _named_again(passage: Passage, mentions: Sequence[Mention], heads: set[int]) -> list[Mention]:
    """A scheme that a numbered decision issues, said again by the first words of its name."""
    known: dict[tuple[str, ...], list[Mention]] = {}
    for mention in mentions:
        if mention.number is not None and mention.scheme is not None:
            key = _opening(passage, mention.scheme[0], mention.scheme[1])
            if len(key) == SAME + 1:
                known.setdefault(key, []).append(mention)
    if not known:
        return []
    types = {key[0] for key in known}
    openings = {key[:2] for key in known}
    within = [mention.scheme for mention in mentions if mention.scheme is not None]
    places = {span[0] for span in within}
    found = []
    end = 0
    for word in passage.types:
        if word.type not in types or word.start in heads or word.start in places or word.start < end:
            continue
        first = _WORD.search(passage.low, word.end, word.end + 24)
        if first is None or (word.type, first[0]) not in openings:
            continue
        _, limit = passage.paragraph(word.start)
        candidates = known.get(_opening(passage, word.start, limit), [])
        numbers = {mention.number.text for mention in candidates if mention.number}
        if len(numbers) != 1:
            continue
        said = _common_end(passage, candidates[0], word.start, limit)
        if said is None:
            continue
        end = said
        found.append(_again(candidates[0], word.start, end, (word.start, end)))
    return found


def _opening(passage: Passage, start: int, limit: int) -> tuple[str, ...]:
    """The type word at a place and the first words behind it."""
    words = passage.types_between(start, start + 1)
    if not words:
        return ()
    found: list[str] = [words[0].type]
    position = words[0].end
    while len(found) <= SAME and (match := _WORD.search(passage.low, position, min(limit, position + 24))):
        found.append(match[0])
        position = match.end()
    return tuple(found)


def _common_end(passage: Passage, base: Mention, start: int, limit: int) -> int | None:
    """Where the words at ``start`` cease to be those of the scheme of ``base``; None where too few are."""
    named = [match[0] for match in _WORD.finditer(passage.low, *(base.scheme or (0, 0)))]
    end, common = start, 0
    for match, other in zip(_WORD.finditer(passage.low, start, min(limit, start + MAX_NAME)), named, strict=False):
        if match[0] != other:
            break
        end, common = match.end(), common + 1
    return end if common >= min(ENOUGH, len(named)) else None


def _this_one(passage: Passage, mentions: Sequence[Mention], heads: set[int], own_type: str | None) -> list[Mention]:
    """`Điều 9 Luật này` behind a cited act, `Nghị định nêu trên`: the one document of the type before it.

    Where the citing document's type is not known, a type that the text calls `này` before it cites one
    is its own.
    """
    numbered = [mention for mention in mentions if mention.number is not None or mention.rule.startswith("form.act")]
    own = {lower(own_type)} if own_type else set()
    found = []
    at = 0
    latest: dict[str, list[Mention]] = {}
    for word in passage.types:
        while at < len(numbered) and numbered[at].start < word.start:
            group = latest.setdefault(numbered[at].type, [])
            group.append(numbered[at])
            del group[:-8]
            at += 1
        if not word.capital or word.type in own or word.start in heads:
            continue
        said = _SAID.match(passage.text, word.end, min(len(passage.text), word.end + 12))
        if said is None:
            continue
        before = [mention for mention in latest.get(word.type, ()) if mention.end + REACH > word.start]
        if said["this"] and word.kind not in ({"act", "rule"} if own_type else {"act"}):
            continue  # `Kế hoạch này` may be an annex of the citing document's own
        if said["this"] and own_type is None and not before:
            own.add(word.type)
            continue
        same = {_identity(passage, mention) for mention in before}
        if len(same) != 1:
            continue
        # `Luật này` reaches no further than the paragraph unless the citing document is known to be another.
        if said["this"] and own_type is None and "\n" in passage.text[before[-1].end : word.start]:
            continue
        found.append(_again(before[-1], word.start, said.end()))
    return found


def _identity(passage: Passage, mention: Mention) -> str:
    if mention.number is not None:
        return mention.number.text
    return passage.low[slice(*mention.name)] if mention.name else ""
