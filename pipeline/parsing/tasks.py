"""Tasks: the leaves of the outline and the rows of work tables that give somebody work.

By ANNOTATION.md, Tasks: (1) leaves below a heading that names who does it, (2) leaves that say so
themselves or stand below a lead-in that does, (3) activities with attached lines (`Cơ quan chủ
trì: …`), (4) rows of a table with a column of doers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from pipeline.parsing import assigned, attributes, bodies, contexts, doers, phrases, when, worktables
from pipeline.parsing.attributes import DOERS, Attribute
from pipeline.parsing.doer import Doer, Said, real_duty, shifted
from pipeline.parsing.facts import GROUP, Abbreviation, Assignee, FieldFact, Item, Layout, Paragraph, Task, When, Zone
from pipeline.parsing.lexicon import fold_tone, rule
from pipeline.parsing.marks import BULLETS
from pipeline.parsing.text import View, join_views
from pipeline.parsing.unit_heads import heading_of
from pipeline.records import BodyKind, Flag, Role, SectionKind

_FEWEST_WORDS = 3
"""What has fewer words gives no work: the cell of a table that a text flattened."""
_QUOTES = " *_'‘’`´“\""
"""Marks and specks before the first word of a sentence."""
_LEADS_TO_TABLE = re.compile(r"(?:bảng|biểu|phụ lục|như)\s+(?:sau|dưới đây|kèm theo)\s*:\W*$", re.IGNORECASE)
_REPEAT = 90.0
"""Similarity (0..100) from which a table row repeats a task of the body."""


@dataclass(slots=True)
class _Finder:
    layout: Layout
    items: tuple[Item, ...]
    year: int | None
    own: tuple[Abbreviation, ...]
    tasks: list[Task] = field(default_factory=list)
    children: dict[int | None, list[int]] = field(default_factory=dict)
    by_index: dict[int, Paragraph] = field(default_factory=dict)

    # --- the walk ---

    def run(self) -> list[Task]:
        self.by_index = {paragraph.index: paragraph for paragraph in self.layout.paragraphs}
        for item in self.items:
            self.children.setdefault(item.parent, []).append(item.index)
        before, after = self._loose()
        context = contexts.Context()
        for paragraph in before:
            context = contexts.lead_in(paragraph.view, context, self.own, anywhere=True) or context
            if not self.items:
                self._leaf(paragraph.view, context, None, SectionKind.OTHER)
        for index in self.children.get(None, ()):
            self._visit(self.items[index], context)
        for paragraph in after:
            self._closing(paragraph)
        return self.tasks

    def _loose(self) -> tuple[list[Paragraph], list[Paragraph]]:
        """The paragraphs in no item: those before the first unit and those behind the last."""
        held = {index for item in self.items for index in item.paragraphs}
        units = [item.paragraphs[0] for item in self.items if item.mark is not None and item.mark not in BULLETS]
        units = units or [item.paragraphs[0] for item in self.items if item.mark is not None]
        first = min(units, default=len(self.layout.paragraphs))
        loose = [p for p in self.layout.paragraphs if p.index not in held and p.zone != Zone.NOTE]
        return [p for p in loose if p.index < first], [p for p in loose if p.index >= first]

    def _visit(self, item: Item, inherited: contexts.Context) -> None:
        if item.kind == SectionKind.LEGAL_BASIS:
            return
        said = None
        labels = phrases.attributes_of(item)  # `c) Đơn vị chủ trì: …` is no unit of that body
        if item.heading is not None and item.kind not in {SectionKind.PURPOSE, SectionKind.FORM} and not labels:
            said = doers.of_heading(item.heading.string, self.own)
            if said and self._topic(item):
                said = None
        context = contexts.below(said, item.heading, inherited) if said and item.heading else inherited
        if said is None and self._activity(item, inherited):
            return
        self._sequence(item, context, topic=item.heading if said is None else None)

    def _topic(self, item: Item) -> bool:
        """True where the words behind a run-in head have a subject of their own: the head is a topic."""
        first = self.by_index[item.paragraphs[0]].view
        if not self._run_on(item, first):
            return False
        found = doers.subject(item.content.string, self.own, first=False)
        return any(doer.rule == "doer.subject" for doer in found)

    def _sequence(self, item: Item, context: contexts.Context, topic: View | None) -> None:
        """The paragraphs and children of an item in reading order."""
        below = self.children.get(item.index, [])
        listed = phrases.lists_data(item, [self.items[child] for child in below])
        own = list(self._own(item, topic, alone=listed or not below))
        nodes: list[tuple[int, View | Item]] = [(place, view) for place, view in own]
        nodes += [(self.items[child].paragraphs[0], self.items[child]) for child in below]
        nodes.sort(key=lambda node: node[0])
        several = self._several(item, [self.items[child] for child in below])
        passed = 0
        for nth, (place, node) in enumerate(nodes):
            if passed or isinstance(node, Item):
                if isinstance(node, Item) and not (passed or listed):
                    self._visit(node, context)
                passed = max(0, passed - 1)
                continue
            if several and (passed := self._attached_to(node, item, nodes[nth + 1 :])):
                continue
            following = nodes[nth + 1][1] if nth + 1 < len(nodes) else None
            intro = following is not None and node.string.rstrip(" *_").endswith(":") and not listed
            if intro:
                context = contexts.lead_in(node, context, self.own) or context
            elif isinstance(following, Item) and place == item.paragraphs[0] and not listed:
                self._leaf(node, contexts.Context(), item, item.kind)  # only with a doer and a duty of its own
            else:
                self._leaf(node, context, item, item.kind, topic)

    def _own(self, item: Item, topic: View | None, *, alone: bool) -> Iterator[tuple[int, View]]:
        """The item's own paragraphs as views, without label; a topic before a colon stays with its words.

        A bullet's heading is work where it stands `alone`: with nothing below it but data.
        """
        first = self.by_index[item.paragraphs[0]].view
        content = item.content
        starts_first = bool(content.string) and content.origin[0] <= first.origin[-1]
        if starts_first:
            length = sum(offset <= first.origin[-1] for offset in content.origin)
            head = content.sub(0, length)
            if topic is not None and topic.string.strip():
                begin = first.origin.index(topic.origin[0])
                head = first.sub(begin, len(first.string))
            yield item.paragraphs[0], head
        elif topic is not None and item.mark in {*BULLETS, "letter"} and alone:
            yield item.paragraphs[0], topic
        titles = set(item.heading.origin) if item.heading is not None else set()
        for index in item.paragraphs[1:]:
            if self.by_index[index].view.origin[0] not in titles:
                yield index, self.by_index[index].view

    # --- contexts ---

    # --- leaves ---

    def _said(self, view: View, topic: View | None) -> Said:
        """What a leaf's words say; a topic before a colon says nothing of who does it."""
        if topic is None or not topic.string or not view.string.startswith(topic.string):
            return doers.of_sentences(view.string, self.own)
        offset = len(topic.string)
        said = doers.of_sentences(view.string[offset:], self.own)

        def moved(found: tuple[Doer, ...]) -> tuple[Doer, ...]:
            return tuple(replace(doer, body=shifted(doer.body, offset)) for doer in found)

        return Said(moved(said.own), moved(said.added), moved(said.partners), said.leads)

    def _leaf(
        self, view: View, context: contexts.Context, item: Item | None, kind: SectionKind, topic: View | None = None
    ) -> None:
        attached = attributes.inside(view)
        leads_in = view.string.rstrip(" *_").endswith(":")
        if leads_in and ((item is None and kind == SectionKind.OTHER) or _LEADS_TO_TABLE.search(view.string)):
            return  # an opening, or a sentence before a table
        if attached and not view.string[: phrases.offset_of(view, attached[0].whole)].strip(" *_-–+"):
            return  # an attached line of its own
        said_of_all = view.string.lstrip(_QUOTES)
        if rule("roles", "role.notice").pattern.match(said_of_all) or phrases.only_difficulties(said_of_all):
            return
        if phrases.slogan(view.string):
            return
        heading_end, why = heading_of(view.string, below=False)
        if why == "heading.run_in" and topic is None:
            head = view.sub(0, heading_end)
            said = doers.of_heading(head.string, self.own)
            if said:
                context = contexts.below(said, head, context)
                view = phrases.stripped(view.sub(heading_end, len(view.string)))
        main = phrases.stripped(view)
        if len(main.string.split()) < _FEWEST_WORDS:
            return
        names, end = bodies.leading(main.string, self.own, firm=True)
        if names and not attached and not main.string[end:].strip(" .;,"):
            return  # a list of names: whom it is sent to, who belongs to it
        said = self._said(main, topic)
        if (kind in {SectionKind.PURPOSE, SectionKind.FORM} or self._facts(item, topic)) and not attached:
            dated = kind == SectionKind.FORM and bool(said.own) and when.find(main.string, self.year) is not None
            if not dated and not any(assigned.told(doer) for doer in said.own):
                return
            context = contexts.Context()
        led = any(by.body.kind == BodyKind.PARTY for by in context.doers) and main.string.startswith("Lãnh đạo ")
        if led and said.own and said.own[0].body.name.startswith("Lãnh đạo "):
            said = replace(said, own=())  # what a Party's body does: `Lãnh đạo Ủy ban nhân dân xây dựng …`
        if context.doers and said.own and phrases.delegates(main.string):
            said = replace(said, own=())  # whom the heading's body assigns
        told = any(
            assigned.told(doer) or (assigned.office(doer, kind) and " đã " not in main.string) for doer in said.added
        )
        if not said.own and not context.doers and not told:
            said = replace(said, added=())
        if not said.own and (phrases.rule_for_things(main.string) or phrases.states(main.string)):
            return
        if attached:  # their bodies are read as lists, not as sentences
            cut = phrases.offset_of(main, attached[0].whole)
            behind = phrases.offset_of(main, attached[-1].whole) + len(attached[-1].whole.string)
            said = assigned.with_later(self._said(main.sub(0, cut), topic), main.string, behind, self.own)
        named = self._named(said, main, context, attached)
        if not any(by.role != Role.COORDINATE for by in named):
            return
        rule_id = said.own[0].rule if said.own else "task.inherited"
        action, lines = phrases.before_attached(main, attached)
        self._add(action, named, attached, item, rule_id, lines)

    def _facts(self, item: Item | None, topic: View | None) -> bool:
        """True in a part of criteria, of the present state or of amounts: what stands there is told, no work.

        A topic before a colon makes no part (`Tiêu chuẩn - đo lường: Ủy ban nhân dân huyện …`).
        """
        if item is not None and topic is not None and topic is item.heading and item.parent is not None:
            item = self.items[item.parent]
        while item is not None:
            if item.heading is not None and rule("roles", "role.part_of_facts").pattern.match(item.heading.string):
                return True
            item = self.items[item.parent] if item.parent is not None else None
        return False

    def _named(
        self, said: Said, view: View, context: contexts.Context, attached: Sequence[Attribute]
    ) -> tuple[Assignee, ...]:
        found: list[Assignee] = []
        if said.own:
            found += [assigned.of_doer(doer, view) for doer in said.own]
        else:
            found += [assigned.as_lead(by) if said.leads else by for by in context.doers]
        found += [assigned.of_doer(doer, view) for doer in said.added]
        found += [assigned.of_doer(doer, view) for doer in said.partners]
        if not said.own:
            found += context.partners
        for attribute in attached:
            found += assigned.listed(attribute, self.own)
        return assigned.distinct(found)

    def _add(
        self,
        view: View,
        named: tuple[Assignee, ...],
        attached: Sequence[Attribute],
        item: Item | None,
        rule_id: str,
        more: Sequence[View] = (),
    ) -> None:
        values = {attribute.kind: attribute.value.string.strip() or None for attribute in attached}
        time: When | None = None
        if values.get("time"):
            time = when.read(values["time"] or "", self.year)
        time = time or when.find(view.string, self.year)
        spans = view.slices(0, len(view.string)) + tuple(
            span for other in more for span in other.slices(0, len(other.string))
        )
        self.tasks.append(
            Task(
                phrases.clean(view.string),
                spans,
                item.index if item else None,
                named,
                time,
                values.get("product"),
                values.get("budget"),
                False,
                rule_id,
                flags=(Flag.REPAIRED,) if time is not None and time.repaired else (),
            )
        )

    def _activity(self, item: Item, context: contexts.Context) -> bool:
        """Rule 3: a unit with attached lines is one task. True if the item was one."""
        below = [self.items[child] for child in self.children.get(item.index, ())]
        if item.mark in {"roman", "part", "chapter", "upper", "capital"} or self._several(item, below):
            return False
        lettered = sum(bool(phrases.attributes_of(child)) for child in below) > 1
        if any(child.mark not in BULLETS and not (lettered and child.mark == "letter") for child in below):
            return False
        found = [(child.whole, phrases.attributes_of(child)) for child in below]
        found += [(view, attributes.of_line(view)) for view in (self.by_index[n].view for n in item.paragraphs[1:])]
        attached = [attribute for child in below for attribute in self._with_children(child)]
        attached += [got for index in item.paragraphs[1:] for got in attributes.of_line(self.by_index[index].view)]
        kinds = {attribute.kind for attribute in attached}
        timed = "time" in kinds and item.mark in {"decimal", "dotted", "letter", *BULLETS}
        if not attached or not (kinds & DOERS or timed) or phrases.attributes_of(item):
            return False
        first = self.by_index[item.paragraphs[0]].view
        title = item.heading or self._plainly(item, first)
        if not kinds & DOERS and (item.kind in {SectionKind.PURPOSE, SectionKind.FORM} or not title.string.strip()):
            return False
        action = (
            phrases.stripped(title)
            if item.heading is None or not self._run_on(item, first)
            else self._run_in(item, first)
        )
        action, _ = phrases.before_attached(action, attributes.inside(action))  # the lines may be one, of no list
        said = doers.of_sentences(action.string, self.own)
        named: list[Assignee] = []
        for attribute in attached:
            named += assigned.listed(attribute, self.own)
        if not named:
            named = list(self._named(said, action, context, ()))
        self._add(
            action, assigned.distinct(named), attached, item, "task.activity", [line for line, got in found if got]
        )
        return True

    def _plainly(self, item: Item, first: View) -> View:
        """An activity's own words without the attached lines below it, where its line is no heading."""
        below = [self.by_index[index].view for index in item.paragraphs[1:]]
        if not self._run_on(item, first) or not any(attributes.of_line(view) for view in below):
            return item.content
        own = item.content.sub(0, sum(offset <= first.origin[-1] for offset in item.content.origin))
        plain = [view for view in below if not attributes.of_line(view)]
        return join_views([own, *plain], " ")[0] if plain else own

    def _several(self, item: Item, below: Sequence[Item]) -> bool:
        """True for a unit of several activities, a paragraph each with its attached lines (`Hoạt động 1: …`)."""
        lines = {child.paragraphs[0] for child in below if phrases.attributes_of(child)}
        plain = [n for n in item.paragraphs[1:] if n + 1 in lines and not attributes.of_line(self.by_index[n].view)]
        return len(plain) > 1

    def _attached_to(self, view: View, item: Item, nodes: Sequence[tuple[int, View | Item]]) -> int:
        """Adds a paragraph with the attached lines right behind it as one task; how many lines those are."""
        attached: list[Attribute] = []
        lines: list[View] = []
        for _, node in nodes:
            found = self._with_children(node) if isinstance(node, Item) else ()
            if not isinstance(node, Item) or not found:
                break
            attached += found
            lines.append(node.whole)
        named = [by for attribute in attached for by in assigned.listed(attribute, self.own)]
        if not named:
            return 0
        self._add(phrases.stripped(view), assigned.distinct(named), attached, item, "task.activity", lines)
        return len(lines)

    def _run_on(self, item: Item, first: View) -> bool:
        return bool(item.content.string) and item.content.origin[0] <= first.origin[-1]

    def _run_in(self, item: Item, first: View) -> View:
        """Run-in heading and its words: the activity's own line whole."""
        assert item.heading is not None
        begin = first.origin.index(item.heading.origin[0])
        return phrases.stripped(first.sub(begin, len(first.string)))

    def _with_children(self, child: Item) -> tuple[Attribute, ...]:
        """The attributes of an attached line, the last with the lines below it (`Thời gian:` and its `+` lines)."""
        found = phrases.attributes_of(child)
        below = [self.items[index] for index in self.children.get(child.index, ())]
        if not below or not found:
            return found
        attribute = found[-1]
        lines = (phrases.stripped(phrases.everything(unit)) for unit in below)
        parts = [view for view in (attribute.value, *lines) if view.string]
        return *found[:-1], replace(attribute, value=join_views(parts, " ")[0] if parts else attribute.value)

    def _closing(self, paragraph: Paragraph) -> None:
        """A closing paragraph is a task where it gives a named body a real duty, else a formula."""
        string = paragraph.string.lstrip(_QUOTES)
        if rule("roles", "role.formula").pattern.match(string):
            real = any(rule("roles", name).pattern.search(string) for name in ("role.dated_report", "role.given_later"))
            if not real or not doers.of_sentences(string, self.own).all:
                return
        elif self.items and not real_duty(string):
            return
        self._leaf(paragraph.view, contexts.Context(), None, SectionKind.OTHER)


def find(
    layout: Layout, items: tuple[Item, ...], *, fields: Sequence[FieldFact] = (), named: bool = True
) -> tuple[Task, ...]:
    """The tasks of a document in reading order: those of the outline, then those of its tables.

    Args:
        layout: paragraphs and tables.
        items: the outline; without one only tables and loose paragraphs give tasks.
        fields: the document's scalars, for the year of `trước ngày 15/12`.
        named: false where nobody looked for bodies: then nobody does anything.
    """
    if not named:
        return ()
    year = when.plan_year(fields)
    units = tuple(item for item in items if item.mark != GROUP)
    found = _Finder(layout, units, year, layout.abbreviations).run()
    rows = list(worktables.find(layout, items, year=year))
    known = [fold_tone(task.action).casefold() for task in found]
    for row in rows:
        folded = fold_tone(row.action).casefold()
        repeats = next((nth for nth, other in enumerate(known) if fuzz.ratio(folded, other) >= _REPEAT), None)
        found.append(replace(row, repeats=repeats))
    return tuple(found)
