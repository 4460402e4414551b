"""Who does what stands below a heading or a sentence that ends in a colon (ANNOTATION.md, Tasks 1 and 2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.parsing import assigned, bodies, doers
from pipeline.parsing.doer import Doer, Said, shifted
from pipeline.parsing.facts import Abbreviation, Assignee
from pipeline.parsing.lexicon import rule
from pipeline.parsing.text import View
from pipeline.records import Flag, Role

_TOLD_BEFORE = re.compile(r"\bđã\s[^.;]{0,200}$")


@dataclass(frozen=True, slots=True)
class Context:
    """Who does what stands below a heading or lead-in, with their places."""

    doers: tuple[Assignee, ...] = ()
    partners: tuple[Assignee, ...] = ()


def below(said: Said, view: View, inherited: Context) -> Context:
    """Who does what stands below the words of a view: those they name, else those above them."""
    named = tuple(assigned.of_doer(doer, view, (Flag.INHERITED,)) for doer in said.own)
    with_ = tuple(assigned.of_doer(doer, view, (Flag.INHERITED,)) for doer in said.partners)
    return Context(named or inherited.doers, with_)


def lead_in(view: View, context: Context, own: Sequence[Abbreviation], *, anywhere: bool = False) -> Context | None:
    """What a sentence that ends in a colon says of those who do what follows.

    `anywhere`: an opening may name them far behind its start (`… yêu cầu các sở thực hiện các
    nội dung sau:`).
    """
    string = view.string.rstrip(" *_")
    if not string.endswith(":"):
        return None
    said = doers.of_sentences(view.string, own)
    found: tuple[Doer, ...] = said.own or said.added
    if anywhere:
        told = rule("roles", "role.charged").pattern.search(string) is not None
        found = _ordered(view.string, own) or (said.own if told else ())
        if not found:
            return None
    elif not found and (listed := doers.of_heading(string, own)) is not None:
        said, found = listed, listed.own  # `Trưởng ban, Giám đốc các xí nghiệp:` above dashes
    if found:
        return below(replace(said, own=found), view, context)
    partners = tuple(assigned.of_doer(doer, view, (Flag.INHERITED,)) for doer in said.partners)
    if said.leads:
        return Context(tuple(assigned.as_lead(by) for by in context.doers), partners)
    return Context(context.doers, context.partners + partners) if partners else None


def _ordered(string: str, own: Sequence[Abbreviation]) -> tuple[Doer, ...]:
    """Whom an opening orders to do what follows: the last order of the paragraph."""
    found: tuple[Doer, ...] = ()
    for match in rule("roles", "role.assign_object").pattern.finditer(string):
        if _TOLD_BEFORE.search(string[: match.start()]):
            continue  # `Tỉnh đã có công văn giao Sở X …`: an older order
        named, end = bodies.leading(string[match.end() :], own)
        if named and string[match.end() + end :].strip(" :"):
            role = Role.REQUEST if "nghị" in match["verb"].casefold() else Role.IMPLEMENT
            found = tuple(Doer(shifted(body, match.end()), role, "role.lead_in") for body in named)
    return found
