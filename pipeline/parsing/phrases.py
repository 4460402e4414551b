"""Phrases of the outline's units: their words without marks, and what kind of duty they tell.

A unit is an item of the outline (facts.Item); its words are views, so every phrase keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.parsing import attributes, bodies
from pipeline.parsing.attributes import DOERS, Attribute
from pipeline.parsing.doer import real_duty
from pipeline.parsing.facts import Item
from pipeline.parsing.lexicon import rule
from pipeline.parsing.marks import BULLETS
from pipeline.parsing.text import View, join_views

_END = re.compile(r"\s*\.?\s*/\s*\.?\s*$")
"""The end mark `./.` of a document."""


def attributes_of(item: Item) -> tuple[Attribute, ...]:
    """The attributes of a unit that is nothing but attributes, behind a dash or a letter (`c) Thời gian: …`)."""
    return attributes.of_line(item.whole) or attributes.of_line(everything(item))


def everything(item: Item) -> View:
    """Heading and content of a unit as one view, without its label."""
    parts = [view for view in (item.heading, item.content) if view is not None and view.string]
    return join_views(parts, " ")[0] if parts else item.content


def offset_of(view: View, part: View) -> int:
    """Where a part of a view begins in it."""
    return view.origin.index(part.origin[0]) if part.origin else len(view.string)


def stripped(view: View) -> View:
    """The view without blanks, marks of Markdown and dashes around it."""
    start, end = 0, len(view.string)
    while start < end and view.string[start] in " *_:":
        start += 1
    while end > start and view.string[end - 1] in " *_–-+":
        end -= 1
    return view.sub(start, end)


def clean(string: str) -> str:
    """The words of an action without the marks of Markdown."""
    return _END.sub(".", " ".join(string.replace("*", "").replace("__", " ").split()))


def rule_for_things(string: str) -> bool:
    """True for `Đối với dự án chậm tiến độ, …`: a rule about things gives nobody work."""
    lead = bodies.lead(string)
    return string[:7].casefold() == "đối với" and bodies.thing(string[lead:].removeprefix("các "))


def only_difficulties(string: str) -> bool:
    """True for `Trong quá trình thực hiện, nếu có vướng mắc, … phản ánh về Sở X`: a formula wherever it stands."""
    if not rule("roles", "role.formula").pattern.match(string):
        return False
    return bool(rule("roles", "role.difficulties").pattern.search(string)) and not real_duty(string)


_SLOGAN = re.compile(r"^[\s*_]*[“\"][^“”\"]{3,200}[”\"][\s.!*_]*$")


def slogan(string: str) -> bool:
    """True for words in quotation marks and nothing else: a theme or a motto."""
    return _SLOGAN.match(string) is not None


def states(string: str) -> bool:
    """True for `Kết quả thu nợ là căn cứ đánh giá …`, which gives nobody work."""
    return rule("roles", "role.statement").pattern.match(string) is not None


def before_attached(view: View, attached: Sequence[Attribute]) -> tuple[View, list[View]]:
    """An activity without the attached lines that run on behind its full stop, and those lines.

    `Mở 96 lớp dạy bơi. Cơ quan chủ trì: Sở X; thời gian: tháng 6.`: as lines of their own they would be none of
    the action (ANNOTATION.md, Tasks 3). In brackets or inside the sentence they are its words.
    """
    if not attached:
        return view, []
    cut = offset_of(view, attached[0].whole)
    end = offset_of(view, attached[-1].whole) + len(attached[-1].whole.string)
    before = view.string[:cut].rstrip()
    if attached[0].kind not in DOERS or not before.endswith((".", ";")) or view.string[end:].strip(" .;)"):
        return view, []
    return view.sub(0, len(before)), [view.sub(cut, len(view.string))]


def delegates(string: str) -> bool:
    """True for `Phân công thành viên …`, `Cử cán bộ …`: below a heading its body does the assigning."""
    return string.lstrip(" *_-").casefold().startswith(("phân công", "cử "))


def lists_data(item: Item, units: Sequence[Item]) -> bool:
    """True where the dashes below an item say what its work is about and give none themselves.

    `- Báo cáo các nội dung sau:` / `+ Tiến độ; + Vướng mắc`: most of them begin with no verb.
    """
    if not units or item.mark not in {*BULLETS, "letter"} or any(unit.mark not in BULLETS for unit in units):
        return False
    opening = stripped(everything(item)).string
    if not opening[:1].isupper() or not (
        bodies.is_stop(opening[:1].lower() + opening[1:]) or bodies.leading(opening)[0]
    ):
        return False
    words = [stripped(everything(unit)).string for unit in units]
    acts = [bodies.is_stop(word[:1].lower() + word[1:]) or bool(bodies.leading(word)[0]) for word in words if word]
    return sum(acts) * 2 < len(acts)
