"""What the components of the pipeline hand to one another: typed facts with their places.

A fact's ``spans`` are half-open stretches of the document's text (`Text.string`) in reading order;
their slices are the row's words. Facts become records in `parse` alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pipeline.parsing.text import Span, TextLine, View
from pipeline.records import (
    BodyKind,
    BodyLevel,
    Flag,
    RecipientKind,
    Recurrence,
    Relation,
    Role,
    SectionKind,
    WitnessSource,
)


class Zone(StrEnum):
    """What a line is for in the layout of the decree (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

    HEADING = "heading"
    """Issuer, Quốc hiệu and Tiêu ngữ, number, place and date, `V/v` of a công văn."""
    TITLE = "title"
    """The type's name and the trích yếu under it."""
    ADDRESS = "address"
    """`Kính gửi` and its list."""
    BODY = "body"
    """Legal basis, opening and the text itself, with its tables."""
    FOOT = "foot"
    """Nơi nhận and the signing block."""
    APPENDIX = "appendix"
    """An appendix behind the foot, its title and tables included."""
    NOTE = "note"
    """A footnote."""
    APART = "apart"
    """Stamps, page numbers, running titles."""
    OUTSIDE = "outside"
    """No part of the document: a web page's navigation and comments."""


@dataclass(frozen=True, slots=True)
class Zones:
    """The zone of every line of the text (same length as ``Text.lines``)."""

    of: tuple[Zone, ...]
    article: bool = False
    """A web page or press item about a document (`tin bài`)."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one paragraph, re-joined over line and page breaks.

    ``view`` joins them by a space; ``cell`` is (table ordinal, row, column) for a table's cell.
    """

    index: int
    lines: tuple[TextLine, ...]
    view: View
    zone: Zone
    cell: tuple[int, int, int] | None = None

    @property
    def string(self) -> str:
        """The clean words."""
        return self.view.string


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a document-wide table: its cells in column order (None where nothing stands).

    A merged cell stands in each row and column that it spans. ``page`` is the page of its first
    line. ``group``: it names the rows below it (merged across, or under a roman numeral or a capital).
    """

    index: int
    cells: tuple[Paragraph | None, ...]
    page: int
    group: bool = False


@dataclass(frozen=True, slots=True)
class WorkTable:
    """A table over as many pages as it takes: its rows without repeated heads."""

    ordinal: int
    rows: tuple[Row, ...]
    columns: int
    first_line: int
    """Index in ``Text.lines`` of its first line."""


GROUP = "group"
"""The mark of a unit that is a group row of a table."""


@dataclass(frozen=True, slots=True)
class Item:
    """A unit of the outline: a labelled unit, a dash, or a plain paragraph (kind of mark None).

    ``index`` is its ordinal in reading order, ``parent`` the index of the unit above (None at the
    top). ``mark`` is the class of its label (``phan``, ``chuong``, ``muc``, ``dieu``, ``roman``,
    ``decimal``, ``dotted``, ``letter``, ``dash``, ``plus``, ``appendix``, …), None for a plain
    paragraph. ``label`` is without dot and bracket. ``heading`` is set where the label's line (or
    its run-in head) is a heading; ``content`` is the view of the item's words without its label and
    heading.
    """

    index: int
    parent: int | None
    level: int
    mark: str | None
    label: str | None
    heading: View | None
    content: View
    whole: View
    """Label, heading and content: the item's own words without its children's."""
    kind: SectionKind
    paragraphs: tuple[int, ...]
    rule: str
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and what it stands for; ``own`` when the document itself defines it.

    ``alone``: it stands for it only where it is a name by itself (`Trung tâm`, no `Trung tâm Y tế`).
    """

    short: str
    full: str
    own: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """A mention of an office, a post or a group in a string; offsets are into that string.

    ``name`` is canonical: abbreviations opened, nothing added.
    """

    start: int
    end: int
    name: str
    kind: BodyKind
    level: BodyLevel | None
    rule: str
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of another document in a string; offsets are into that string.

    ``start``/``end`` span the whole mention with its type word, number, date, issuer and title.
    """

    start: int
    end: int
    type: str
    number: str | None
    name: str | None
    issuer: str | None
    issued_on: date | None
    pinpoint: str | None
    relation: Relation
    cite_key: str | None
    resolved_number: str | None
    rule: str
    confidence: float = 0.9
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """The time of a task (ANNOTATION.md, due / recurrence); ``text`` are the time words alone."""

    text: str
    due_on: date | None = None
    due_start: date | None = None
    recurrence: tuple[Recurrence, ...] = ()
    repaired: bool = False
    """A quarter's numeral was read as other strokes (`Quý 11`)."""


@dataclass(frozen=True, slots=True)
class Assignee:
    """Who does a task: a body in a role, with its place in the document's text."""

    body: Body
    role: Role
    spans: tuple[Span, ...]
    rule: str
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of work (ANNOTATION.md, Tasks). ``item`` is the outline unit that it stands in."""

    action: str
    spans: tuple[Span, ...]
    item: int | None
    assignees: tuple[Assignee, ...]
    when: When | None
    product: str | None
    budget: str | None
    from_table: bool
    rule: str
    repeats: int | None = None
    """Ordinal of the body's task that a table row repeats."""
    confidence: float = 0.9
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldFact:
    """A witness of a scalar of `documents`: ``value`` as a string (dates ISO), None if illegible."""

    field: str
    value: str | None
    source: WitnessSource
    spans: tuple[Span, ...]
    rule: str
    confidence: float
    flags: tuple[Flag, ...] = ()
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class RecipientFact:
    """A line of Nơi nhận or Kính gửi."""

    kind: RecipientKind
    name: str
    purpose: str | None
    spans: tuple[Span, ...]
    rule: str
    confidence: float = 0.95
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """What the `zones` component finds: zones, the body's paragraphs and its tables."""

    zones: Zones
    paragraphs: tuple[Paragraph, ...] = ()
    """Paragraphs of body, appendix and note lines outside tables, in reading order."""
    tables: tuple[WorkTable, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the components left on a document (``doc._.facts``)."""

    layout: Layout | None = None
    fields: tuple[FieldFact, ...] = ()
    recipients: tuple[RecipientFact, ...] = ()
    items: tuple[Item, ...] = ()
    citations: tuple[tuple[Citation, tuple[Span, ...]], ...] = ()
    """Citations with their spans in the document's text."""
    bodies: tuple[tuple[Body, tuple[Span, ...]], ...] = ()
    named: bool = False
    """Whether any body is named: without one nobody does anything."""
    tasks: tuple[Task, ...] = ()
    territory: tuple[str, ...] = field(default=())
    """Places of the issuer, the smallest first (`phường X`, `thành phố Y`)."""
