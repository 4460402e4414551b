"""How a document stands to one that it cites, by the words that govern the mention.

A paragraph's `Căn cứ …` and `Thực hiện …` reach over their whole list; `được sửa đổi, bổ sung bởi`,
`thay thế`, `bãi bỏ`, `ban hành kèm theo` govern what stands directly behind them (ANNOTATION.md,
relation). A document cited inside another's title is merely mentioned.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from pipeline.parsing.lexicon import entries, rule, rules
from pipeline.parsing.mentions import Mention
from pipeline.parsing.passage import Passage
from pipeline.parsing.text import Span
from pipeline.records import Relation

REACH = 150
"""Characters before a mention in which a direct trigger is sought."""
_DIRECT = (
    "rel.amended_by",
    "rel.replaced_by",
    "rel.replaces",
    "rel.repeals",
    "rel.consolidates",
    "rel.basis_inside",
    "rel.implements_inside",
    "rel.amends",
)
_LABEL = re.compile(r"(?:[-+*–•\s“\"]|[IVX]{1,5}[.)]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]{1,2}[.)]|\(\w{1,3}\)|;)*$")
_WORD = re.compile(r"[^\W_]+")
_LIST = re.compile(r"[\s,;.”\"*()]*(?:(?:và|cùng|hoặc|với)\s)?(?:(?:các|những)\s)?(?:văn bản\s)?(?:số\s:?\s?)?$")
_NO_BASIS = re.compile(r"\s(?:ban hành|xây dựng|yêu cầu|chỉ thị|quyết định|đề nghị các)\s", re.IGNORECASE)
_BRACKET = re.compile(r"\s?\([^()\n]{0,240}\)")
MAX_FILLERS = 24


def relations(passage: Passage, mentions: Sequence[Mention], starts: Sequence[int]) -> list[tuple[Relation, str]]:
    """The relation of each mention and the rule that gave it.

    ``mentions`` stand in order of their starts; ``starts`` are where they begin with their
    pinpoints. Nested mentions are those inside an earlier one's title.
    """
    found: list[tuple[Relation, str]] = []
    outer: list[int] = []
    for nth, mention in enumerate(mentions):
        outer = [at for at in outer if (title := mentions[at].title) is not None and mention.start < title[1]]
        if outer:
            found.append((Relation.MENTIONS, "rel.nested"))
        else:
            previous = _outside(passage, mentions, _previous(mentions, nth, found), starts[nth])
            relation = None
            if mention.led is not None:  # `Thực hiện Đề án X ban hành kèm theo Quyết định số …`
                relation = _relation(passage, mention, mention.led, previous, mentions, found)
            if relation is None or relation[0] is Relation.MENTIONS:
                relation = _relation(passage, mention, starts[nth], previous, mentions, found)
            found.append(relation)
        if mention.title is not None:
            outer.append(nth)
    return found


def _previous(mentions: Sequence[Mention], nth: int, found: Sequence[tuple[Relation, str]]) -> int | None:
    """The last mention before that is not nested in another."""
    return next((at for at in range(nth - 1, max(-1, nth - 12), -1) if found[at][1] != "rel.nested"), None)


def _outside(passage: Passage, mentions: Sequence[Mention], previous: int | None, start: int) -> int | None:
    """The mention before a closed bracket, where the last one stands inside it (`X (sửa đổi bởi Y), Z`)."""
    for _ in range(4):
        if previous is None or mentions[previous].end >= start:
            return previous
        gap = passage.text[mentions[previous].end : min(start, mentions[previous].end + REACH)]
        if gap.count(")") <= gap.count("("):
            return previous
        opened = passage.text.rfind("(", max(0, mentions[previous].start - 2 * REACH), mentions[previous].start)
        inside = previous
        previous = next((at for at in range(inside - 1, max(-1, inside - 12), -1) if mentions[at].end <= opened), None)
    return previous


def _relation(
    passage: Passage,
    mention: Mention,
    start: int,
    previous: int | None,
    mentions: Sequence[Mention],
    found: Sequence[tuple[Relation, str]],
) -> tuple[Relation, str]:
    text = passage.text
    sentence = passage.sentence_start(start)
    left = max(sentence, start - REACH)
    near = text[left:start]
    for identifier in _DIRECT:
        direct = rule("relations", identifier)
        match = direct.pattern.search(near) if direct.likely(passage.low, left, start) else None
        if match is None:
            continue
        if identifier == "rel.implements_inside" and _noun(near[: match.start()]):
            continue
        return _value(identifier)
    if rule("relations", "rel.expired_after").pattern.search(text[mention.end : mention.end + 120]):
        return _value("rel.expired_after")
    if previous is not None and found[previous][1] in _DIRECT and mentions[previous].title is None:
        gap = text[mentions[previous].end : start]
        # `bởi Luật số A và Luật số B`: one verb for both; another named document opens a new member.
        if gap.strip() == "và" or (gap.strip() == "," and mention.name is None and mention.number is not None):
            return found[previous]
    trigger = _trigger(passage, sentence, start)
    if trigger is not None:
        at, identifier = trigger
        between = text[at:start]
        inside = previous is not None and at < mentions[previous].end <= start
        # What follows the list of a `Căn cứ …` (`…; các xã báo cáo kết quả thực hiện X`) is no part of it.
        gap = text[mentions[previous].end : start] if inside and previous is not None else ""
        listed = ";" not in gap or _LIST.fullmatch(gap) is not None
        if _governs(between) or (
            identifier == "rel.basis" and listed and len(between) <= 170 and not _NO_BASIS.search(between)
        ):
            return _value(identifier)
    if previous is not None and mentions[previous].end <= start:
        # A list under one trigger: what governs its first member governs all.
        before = found[previous]
        last = mentions[previous]
        gap = _BRACKET.sub("", text[last.end : min(start, last.end + 2 * REACH)])
        if (
            len(gap) < 40
            and last.end + 2 * REACH > start
            and "\n" not in gap
            and _LIST.fullmatch(gap)
            and (last.start >= sentence or ";" in gap)
        ):
            return before
    if start - sentence <= REACH and rule("relations", "rel.issued_with").pattern.search(near):
        return _value("rel.issued_with")
    return Relation.MENTIONS, "rel.none"


def _noun(before: str) -> bool:
    """True where `thực hiện` names the carrying out and does not order it (`kết quả thực hiện …`)."""
    return rule("relations", "rel.nominal").pattern.search(before) is not None


def _value(identifier: str) -> tuple[Relation, str]:
    return Relation(rule("relations", identifier).value or Relation.MENTIONS), identifier


def _trigger(passage: Passage, sentence: int, start: int) -> tuple[int, str] | None:
    """The last `Căn cứ` or `Thực hiện` that opens a clause of the sentence: its end and rule."""
    best: tuple[int, str] | None = None
    for found in rules("relations"):
        if found.id not in {"rel.basis", "rel.implements"} or not found.likely(passage.low, sentence, start):
            continue
        for match in found.pattern.finditer(passage.text, sentence, start):
            opens = _LABEL.fullmatch(passage.text[sentence : match.start()][-24:]) is not None or (
                passage.text[sentence : match.start()].rstrip().endswith((";", ","))
            )
            if opens and (best is None or match.end() > best[0]):
                best = (match.end(), found.id)
    return best


@functools.cache
def _fillers() -> frozenset[str]:
    return frozenset(word.lower() for entry in entries("relation_fillers") for word in _WORD.findall(entry.term))


def _governs(between: str) -> bool:
    """True where only fillers, names and numerals stand between a trigger and a mention."""
    if any(mark in between for mark in ";:("):
        return False
    words = _WORD.findall(between)
    return len(words) <= MAX_FILLERS and all(
        word[0].isupper() or word.isdigit() or len(word) == 1 or word.lower() in _fillers() for word in words
    )


def pinpoints(passage: Passage, mentions: Sequence[Mention]) -> dict[int, Span]:
    """The article, clause and point before each mention (`điểm a khoản 2 Điều 5 của …`), by its start."""
    pattern, joint = rule("citations", "cite.pinpoint").pattern, rule("citations", "cite.pinpoint_joint").pattern
    found: dict[int, Span] = {}
    for mention in mentions:
        left, _ = passage.paragraph(mention.start)
        low = passage.low[max(left, mention.start - 120) : mention.start]
        if not any(word in low for word in ("điều", "khoản", "điểm", "mục", "chương", "phụ lục", "phần", "tiết")):
            continue
        base = mention.start - len(low)
        for match in pattern.finditer(passage.text, base, mention.start):
            if joint.search(passage.text[match.end() : mention.start]):
                found[mention.start] = (match.start(), match.end())
    return found
