"""The components of the spaCy pipeline: thin wrappers around the plain functions of their modules.

Each is a factory registered by entry point, so ``spacy.load("models/vi_plan")`` needs no import of
ours. They hand each other typed facts in ``doc._.facts`` and leave SpanGroups for everybody else:

======================== ==========================================================================
``doc._.text``           `Text`: pages, lines and words with their boxes (made of the string for a
                         Doc that came from a plain string)
``doc._.facts``          `Facts`: what the components found, with exact places in ``doc._.text``
``doc._.path``           the file's path in its archive, ``""`` if unknown
``doc._.witnesses``      what the file says about itself besides its pages (`Witness`)
``doc.spans[...]``       ``sections``, ``citations``, ``bodies``, ``tasks``, ``assignees``,
                         ``recipients``: a span for each slice of a fact, ``span.id_`` the fact's
                         ordinal, ``span.label_`` its kind
======================== ==========================================================================

A component that is switched off leaves its facts empty; those behind it work with what is there.
The rooms' modules are imported when a component is made, not when spaCy lists its factories.
Where nobody looks at tokens or spans, components fill in a `Bare` instead of a Doc: the facts that rows are made of,
without both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.pages import APART, Witness
from pipeline.parsing.facts import Facts, FieldFact, Layout, Paragraph, Zone, Zones
from pipeline.parsing.plain import read_plain
from pipeline.parsing.text import Span, Text, View, join_views
from pipeline.parsing.tokenizer import GIVEN

Component = Callable[[Any], Any]

COMPONENTS = ("zones", "heading", "foot", "bodies", "outline", "citations", "assignments")
"""The factories, in the order in which they run."""


class Bare:
    """What the components work on where no component of a user's asks for tokens: the facts of a Doc alone.

    Tokens, and spans that only a Doc's reader looks at, were a third of the time of parsing.
    """

    __slots__ = ("facts", "path", "text", "view", "witnessed", "witnesses")

    def __init__(self, text: Text, path: str, witnesses: Sequence[Witness]) -> None:
        self.text = text
        self.path = path
        self.witnesses = witnesses
        self.witnessed: tuple[FieldFact, ...] = ()
        self.facts = Facts()
        self.view: View | None = None
        """The clean view of all paragraphs, once a component has asked for it."""

    @property
    def _(self) -> Bare:
        """Itself, where a Doc has its extensions."""
        return self


def only_ours(nlp: Any) -> bool:
    """True for a pipeline that holds no component of a user's own."""
    return all(nlp.get_pipe_meta(name).factory in COMPONENTS for name in nlp.pipe_names)


def create_zones(nlp: Any, name: str) -> Component:
    """`zones`: the zone of every line, paragraphs, document-wide tables, abbreviations."""
    from pipeline.parsing.paragraphs import layout
    from pipeline.parsing.zones import find_zones

    def zones(doc: Any) -> Any:
        text: Text = doc._.text
        _update(doc, layout=layout(text, find_zones(text)))
        return doc

    return zones


def create_heading(nlp: Any, name: str) -> Component:
    """`heading`: the witnesses of number, issuer, date, type, title and the other fields at the top."""
    from pipeline.parsing.heading import read_heading

    def heading(doc: Any) -> Any:
        layout = layout_of(doc)
        _add_fields(
            doc,
            read_heading(
                doc._.text,
                layout.zones,
                path=doc._.path,
                witnesses=doc._.witnesses,
                abbreviations=layout.abbreviations,
            ),
        )
        return doc

    return heading


def create_foot(nlp: Any, name: str) -> Component:
    """`foot`: the signing block and the recipients."""
    from pipeline.parsing.foot import read_foot

    def foot(doc: Any) -> Any:
        fields, recipients = read_foot(doc._.text, layout_of(doc).zones)
        _add_fields(doc, fields)
        _update(doc, recipients=recipients)
        _mark(doc, "recipients", ((fact.spans, str(fact.kind)) for fact in recipients))
        return doc

    return foot


def create_outline(nlp: Any, name: str) -> Component:
    """`outline`: the tree of sections."""
    from pipeline.parsing.grouprows import placed
    from pipeline.parsing.outline import build

    def outline(doc: Any) -> Any:
        items = placed(layout_of(doc), build(layout_of(doc)))
        _update(doc, items=items)
        _mark(doc, "sections", ((_everything(item.whole), item.mark or "paragraph") for item in items))
        return doc

    return outline


def create_citations(nlp: Any, name: str) -> Component:
    """`citations`: every mention of another document."""
    from pipeline.parsing.citations import find

    def citations(doc: Any) -> Any:
        view = view_of(doc)
        found = find(
            view.string,
            own_number=chosen(doc, "number"),
            own_type=chosen(doc, "type"),
            own_title=chosen(doc, "title"),
            abbreviations=layout_of(doc).abbreviations,
        )
        placed = tuple((citation, view.slices(citation.start, citation.end)) for citation in found)
        _update(doc, citations=placed)
        _mark(doc, "citations", ((spans, citation.type) for citation, spans in placed))
        return doc

    return citations


def create_bodies(nlp: Any, name: str) -> Component:
    """`bodies`: every mention of an office, a post or a group."""
    from pipeline.parsing.bodies import find, names_any

    def bodies(doc: Any) -> Any:
        view = view_of(doc)
        if isinstance(doc, Bare):
            _update(doc, named=names_any(view.string, layout_of(doc).abbreviations))
            return doc  # no row is made of the mentions themselves
        found = find(view.string, layout_of(doc).abbreviations)
        placed = tuple((body, view.slices(body.start, body.end)) for body in found)
        _update(doc, bodies=placed, named=bool(placed))
        _mark(doc, "bodies", ((spans, str(body.kind)) for body, spans in placed))
        return doc

    return bodies


def create_assignments(nlp: Any, name: str) -> Component:
    """`assignments`: tasks, their assignees and times; none without `bodies` before it."""
    from pipeline.parsing.tasks import find

    def assignments(doc: Any) -> Any:
        facts: Facts = doc._.facts
        tasks = find(layout_of(doc), facts.items, fields=facts.fields, named=facts.named)
        _update(doc, tasks=tasks)
        _mark(doc, "tasks", ((task.spans, "table" if task.from_table else "item") for task in tasks))
        _mark(doc, "assignees", ((by.spans, str(by.role)) for task in tasks for by in task.assignees))
        return doc

    return assignments


def layout_of(doc: Any) -> Layout:
    """The layout that `zones` found; without it every line that is in the flow is body."""
    found: Layout | None = doc._.facts.layout
    if found is not None:
        return found
    from pipeline.parsing.paragraphs import layout

    text: Text = doc._.text
    zones = Zones(tuple(Zone.APART if line.line.kind in APART else Zone.BODY for line in text.lines))
    made = layout(text, zones)
    _update(doc, layout=made)
    return made


def view_of(doc: Any) -> View:
    """The clean view of all paragraphs, cells of tables included, in reading order, a newline between two."""
    if isinstance(doc, Bare):
        doc.view = doc.view or _whole_view(layout_of(doc))
        return doc.view
    return _whole_view(layout_of(doc))


def _whole_view(layout: Layout) -> View:
    seen: dict[tuple[int, ...], Paragraph] = {}
    cells = (cell for table in layout.tables for row in table.rows for cell in row.cells if cell is not None)
    for paragraph in (*layout.paragraphs, *cells):
        if paragraph.lines:
            seen.setdefault(tuple(line.index for line in paragraph.lines), paragraph)
    return join_views([seen[key].view for key in sorted(seen)])[0]


def chosen(doc: Any, name: str) -> str | None:
    """The value of a field of the document as it stands decided so far."""
    fields: Sequence[FieldFact] = doc._.facts.fields
    return next((fact.value for fact in fields if fact.field == name and fact.chosen), None)


def _update(doc: Any, **found: object) -> None:
    doc._.facts = replace(doc._.facts, **found)


def _add_fields(doc: Any, found: Iterable[FieldFact]) -> None:
    """Adds witnesses and decides anew, so that heading and foot may come in any order, or alone."""
    from pipeline.parsing.placing import territory
    from pipeline.parsing.witnesses import decide

    doc._.witnessed = (*doc._.witnessed, *found)
    fields = tuple(decide(doc._.witnessed))
    _update(doc, fields=fields, territory=territory(fields))


def _everything(view: View) -> tuple[Span, ...]:
    return view.slices(0, len(view.string))


def _mark(doc: Any, group: str, facts: Iterable[tuple[Sequence[Span], str]]) -> None:
    """Leaves a SpanGroup: a span for each slice, widened to whole tokens."""
    if isinstance(doc, Bare):
        return
    plain = doc.user_data.get(_PLAIN)
    found = []
    for ordinal, (spans, label) in enumerate(facts, start=1):
        for start, end in spans:
            left, right = (start, end) if plain is None else plain.place(start, end)
            span = doc.char_span(left, right, label=label, span_id=str(ordinal), alignment_mode="expand")
            if span is not None:
                found.append(span)
    doc.spans[group] = found


_TEXT = "vanthu.text"
_PLAIN = "vanthu.plain"


def _get_text(doc: Any) -> Text:
    if _TEXT not in doc.user_data:
        plain = read_plain(doc.text)
        doc.user_data[_PLAIN] = plain
        doc.user_data[_TEXT] = plain.text
    text: Text = doc.user_data[_TEXT]
    return text


def _set_text(doc: Any, text: Text) -> None:
    given = doc.user_data.get(GIVEN)  # spaCy joins its tokens anew at each `doc.text`
    if text.string != (doc.text if given is None else given):
        raise ValueError("doc._.text must have the Doc's own characters; make the Doc of text.string")
    doc.user_data[_TEXT] = text


def _register() -> None:
    if not Doc.has_extension("facts"):
        Doc.set_extension("text", getter=_get_text, setter=_set_text)
        Doc.set_extension("facts", default=Facts())
        Doc.set_extension("path", default="")
        Doc.set_extension("witnesses", default=())
        Doc.set_extension("witnessed", default=())
    for name in COMPONENTS:
        if not Language.has_factory(name):
            Language.factory(name, func=globals()[f"create_{name}"])


_register()
