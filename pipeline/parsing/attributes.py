"""Attached lines: `Cơ quan chủ trì: …`, `Thời gian: …`, `Sản phẩm: …` behind an activity.

They are no tasks but say who does the activity above them, when, and what comes of it.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from pipeline.parsing import bodies
from pipeline.parsing.lexicon import CAPITALS, Rule, rules
from pipeline.parsing.needed import Needs, lowered, needed, possible
from pipeline.parsing.text import View

_SENTENCE = re.compile(rf"[.;]\s+(?=[{CAPITALS}][^\W\d_])")
"""Time words are one sentence: `Thời gian: quý II. Giao Phòng A tham mưu` goes on with another matter."""

DOERS = frozenset({"lead", "coordinate", "implement", "lead_coordinate"})


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attached line: its kind (`lead`, `time`, …), its value, and the whole with its label."""

    kind: str
    value: View
    whole: View
    rule: str


def _closes_another(value: str) -> bool:
    """True where a value ends with the bracket that holds the whole (`(thời gian: quý II)`)."""
    return value.endswith(")") and value.count(")") > value.count("(")


@functools.cache
def _rules() -> tuple[tuple[Rule, Needs], ...]:
    """The rules, each with what its matches hold."""
    return tuple((rule, needed(rule.pattern)) for rule in rules("attributes"))


def of_line(view: View) -> tuple[Attribute, ...]:
    """The attributes of a line that is nothing but attributes; () for any other line."""
    skipped = len(view.string) - len(view.string.lstrip(" *_-–+"))
    found = inside(view)
    return found if found and found[0].whole.origin[0] <= view.origin[min(skipped, len(view.origin) - 1)] else ()


def inside(view: View) -> tuple[Attribute, ...]:
    """The attributes that stand in a paragraph, at its start or behind a sentence's end."""
    marks: list[tuple[int, int, str, str]] = []
    if ":" not in view.string:
        return ()  # every rule ends with one
    low = lowered(view.string)
    for rule, needs in _rules():
        if not possible(needs, low):
            continue
        for match in rule.pattern.finditer(view.string):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            before = view.string[:start].rstrip(" *_-–+(")
            opens = not before or before[-1] in ".;:,\n" or view.string[start].isupper()
            opens = opens or view.string[:start].rstrip()[-1:] == "("  # `(đơn vị thực hiện: …; thời gian: …)`
            if rule.id == "attr.implement_bare":  # `Thực hiện: báo cáo` names nobody
                opens = opens and bool(bodies.leading(view.string[match.end() :].lstrip(" *_"))[0])
            if opens and not any(a < match.end() and start < b for a, b, _, _ in marks):
                marks.append((start, match.end(), rule.value or "", rule.id))
    marks.sort()
    found = []
    for nth, (start, end, kind, rule_id) in enumerate(marks):
        stop = marks[nth + 1][0] if nth + 1 < len(marks) else len(view.string)
        sentence = _SENTENCE.search(view.string, end, stop) if kind == "time" else None
        stop = sentence.start() + 1 if sentence else stop
        value_start, value_stop = end, stop
        while value_start < value_stop and view.string[value_start] in " *_":
            value_start += 1
        while value_stop > value_start and view.string[value_stop - 1] in " *_-–+;,.(":
            value_stop -= 1
        if _closes_another(view.string[value_start:value_stop]):
            value_stop -= 1
        found.append(Attribute(kind, view.sub(value_start, value_stop), view.sub(start, stop), rule_id))
    return tuple(found)
