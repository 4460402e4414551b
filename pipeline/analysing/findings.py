"""What the report tells of an archive, as records: counts, calendars, citations, the quality of reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

NEXT_DAYS = 30
"""What falls due in so many days is listed."""

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Counts:
    """The archive in numbers; `documents` are those to count, `copies` further files of the same ones."""

    files: int
    extracted: int
    duplicates: int
    not_read: int
    documents: int
    copies: int
    pages: int
    pages_ocr: int
    tasks: int
    citations: int
    bodies: int
    """Bodies that are given work, as far as one body is meant."""
    reviewed: int
    """Documents that a reviewer has confirmed or set right."""


@dataclass(frozen=True, slots=True)
class Share:
    """A name and how many."""

    name: str | None
    number: int


@dataclass(frozen=True, slots=True)
class Listed(Generic[T_co]):
    """The first rows of a list, and how many it has beyond them."""

    rows: tuple[T_co, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year and how many fall into it; month 0 where only the year is known."""

    year: int
    month: int
    number: int


@dataclass(frozen=True, slots=True)
class Load:
    """What one body is charged with, by time to the deadline (as lead, in carrying out, or by request)."""

    body: str
    lead: int
    overdue: int
    soon: int
    """Within NEXT_DAYS."""
    later: int
    recurring: int
    undated: int

    @property
    def tasks(self) -> int:
        """All its tasks."""
        return self.overdue + self.soon + self.later + self.recurring + self.undated


@dataclass(frozen=True, slots=True)
class Due:
    """A task and its deadline."""

    due_on: date
    action: str
    lead: str | None
    number: str | None
    issuer: str | None
    path: str
    page: int | None
    place: str
    """Where to open it, as a URI below the archive's folder (`file_place` of views.sql)."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that others cite: `documents` of them, `mentions` times."""

    key: str
    type: str | None
    number: str | None
    name: str | None
    documents: int
    mentions: int
    as_basis: int
    held: bool
    """The archive holds it."""


@dataclass(frozen=True, slots=True)
class Edge:
    """So many documents of an issuer cite a document."""

    issuer: str
    key: str
    documents: int


@dataclass(frozen=True, slots=True)
class Source:
    """Pages by the way they were read, with the mean confidence of their words (null where none was read by OCR)."""

    source: str
    pages: int
    confidence: float | None
    low: int
    """Pages below .8."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure the rows of one table are."""

    table: str
    rows: int
    mean: float | None
    doubtful: int
    """Rows below .5."""
    fair: int
    """Rows from .5 to below .8."""
    flagged: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A document to look at first."""

    path: str
    page: int
    place: str
    """As in `Due`."""
    number: str | None
    title: str | None
    confidence: float
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that gave no document, and why."""

    path: str
    place: str
    """As in `Due`."""
    status: str
    error: str | None


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the report tells, as of a day."""

    as_of: date
    counts: Counts
    issued: tuple[Month, ...]
    undated: int
    types: Listed[Share]
    issuers: Listed[Share]
    deadlines: tuple[Month, ...]
    loads: Listed[Load]
    soon: Listed[Due]
    overdue: Listed[Due]
    cited: Listed[Cited]
    edges: tuple[Edge, ...]
    sources: tuple[Source, ...]
    sureness: tuple[Sureness, ...]
    flags: tuple[Share, ...]
    doubts: Listed[Doubt]
    reasons: Listed[Share]
    unread: Listed[Unread]
