"""Assignees made of doers: each body once, with its place in the document.

Roles are those of ANNOTATION.md, Tasks; who is a doer at all is told by doers.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.parsing import doers, doers_behind
from pipeline.parsing.attributes import DOERS, Attribute
from pipeline.parsing.doer import Doer, Said, shifted
from pipeline.parsing.facts import Abbreviation, Assignee
from pipeline.parsing.lexicon import fold_tone
from pipeline.parsing.text import View
from pipeline.records import BodyKind, Flag, Role, SectionKind

_WITH = re.compile(r",?\s+(?P<lead>chủ\s+trì,?\s+)?phối\s+hợp\s+(?:với|cùng)\s+", re.IGNORECASE)


def of_doer(doer: Doer, view: View, flags: tuple[Flag, ...] = ()) -> Assignee:
    """A doer as the assignee of a task; its offsets are into the view."""
    spans = view.slices(doer.body.start, doer.body.end)
    return Assignee(doer.body, doer.role, spans, doer.rule, tuple(sorted({*flags, *doer.body.flags})))


def listed(attribute: Attribute, own: Sequence[Abbreviation]) -> list[Assignee]:
    """The assignees that an attached line names; of `chủ trì, phối hợp:` the first leads."""
    if attribute.kind not in DOERS:
        return []
    role = {"lead": Role.LEAD, "coordinate": Role.COORDINATE, "implement": Role.IMPLEMENT}.get(
        attribute.kind, Role.LEAD
    )
    value = attribute.value.string
    if both := _WITH.search(value):  # `Thực hiện: Văn phòng phối hợp với Phòng X`
        lead = Role.LEAD if both["lead"] else role
        first = doers.of_list(value[: both.start()], lead, own, rule_id=attribute.rule)
        others = doers.of_list(value[both.end() :], Role.COORDINATE, own, rule_id=attribute.rule)
        if first and others:
            behind = (replace(by, body=shifted(by.body, both.end())) for by in others)
            return [of_doer(doer, attribute.value) for doer in (*first, *behind)]
    if said := doers_behind.said_in(value, own):
        return [of_doer(doer, attribute.value) for doer in said]  # `Phân công: X chủ trì; Y phối hợp`
    named = doers.of_list(value, role, own, rule_id=attribute.rule)
    if attribute.kind == "lead_coordinate":
        named = tuple(replace(by, role=Role.LEAD if nth == 0 else Role.COORDINATE) for nth, by in enumerate(named))
    return [of_doer(doer, attribute.value) for doer in named]


def as_lead(by: Assignee) -> Assignee:
    """Who carries out, in charge: a heading or its first words say `chủ trì`."""
    return replace(by, role=Role.LEAD) if by.role == Role.IMPLEMENT else by


def distinct(found: Sequence[Assignee]) -> tuple[Assignee, ...]:
    """Each body once: its first role stands, so a subject named again after `phối hợp` is no partner."""
    kept: dict[str, Assignee] = {}
    for by in found:
        kept.setdefault(fold_tone(by.body.name).casefold(), by)
    return tuple(kept.values())


def office(doer: Doer, kind: SectionKind) -> bool:
    """True for one office as the subject of a later sentence, where work is given at all."""
    return kind in {SectionKind.IMPLEMENTATION, SectionKind.OTHER} and doer.body.kind not in {
        BodyKind.COLLECTIVE,
        BodyKind.OTHER,
        BodyKind.COMPANY,
    }


def told(doer: Doer) -> bool:
    """True for a doer who is told to, not only the subject of a sentence."""
    return doer.rule.startswith("role.") or doer.role == Role.LEAD


def with_later(said: Said, text: str, at: int, own: Sequence[Abbreviation]) -> Said:
    """What was said, and whom the sentences behind an offset name (`Thời gian: quý II. Giao Phòng A tham mưu.`)."""
    later = doers.of_sentences(text[at:], own)
    more = (replace(doer, body=shifted(doer.body, at)) for doer in (*later.own, *later.added))
    return replace(said, added=(*said.added, *more))
