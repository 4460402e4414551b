"""The one shape into which both sides are brought, the gold and the tables, before they are compared.

Values are strings: dates ISO (`2024-02-01`), numbers in decimal, enumerations by their value; None is
"there is none". What may not be scored is said on the gold side alone (`left_out`, `doubtful`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row on either side.

    ``place`` names it for people: the gold's path (`tasks[3]`) or the table's key. ``left_out``: the
    whole row is doubtful. ``doubtful``: the columns that are. ``confidence``: the tables' own (0..1).
    """

    place: str
    left_out: bool = False
    doubtful: frozenset[str] = frozenset()
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Row):
    """A mention of another document."""

    type: str | None = None
    number: str | None = None
    name: str | None = None
    issuer: str | None = None
    issued_on: str | None = None
    pinpoint: str | None = None
    relation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Row):
    """A labelled unit; ``openings`` are the ways in which its first words may be said."""

    label: str
    heading: str | None = None
    openings: tuple[str, ...] = ()
    level: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignee(Row):
    """Who does a task."""

    name: str
    role: str | None = None
    body: str | None = None
    body_kind: str | None = None
    body_level: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Row):
    """A piece of work; ``section`` is the path of labels that leads to it (`("IV", "1")`)."""

    action: str
    section: tuple[str, ...] = ()
    assignees: tuple[Assignee, ...] = ()
    due_text: str | None = None
    due_on: str | None = None
    due_start: str | None = None
    recurrence: tuple[str, ...] = ()
    product: str | None = None
    budget: str | None = None
    from_table: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient(Row):
    """A line of Nơi nhận or Kính gửi, or the `Lưu:` line."""

    name: str
    kind: str | None = None
    purpose: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """One document: its scalars by the name of their column in `documents`, and its rows in reading order."""

    scalars: Mapping[str, str | None] = field(default_factory=dict)
    citations: tuple[Citation, ...] = ()
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    recipients: tuple[Recipient, ...] = ()


SCALARS = (
    "type",
    "type_code",
    "number",
    "symbol",
    "issuer",
    "issuer_parent",
    "issuer_level",
    "place",
    "issued_on",
    "issued_year",
    "issued_month",
    "title",
    "signer",
    "signer_position",
    "signing_form",
    "on_behalf_of",
    "urgency",
    "secrecy",
    "period_start",
    "period_end",
)
"""The columns of `documents` that a gold file can give; the rest is bookkeeping."""
