"""What to look at first: every row that a reviewer may correct, in an order, those looked at left out."""

from __future__ import annotations

import json
import unicodedata
from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.records import KEYS
from pipeline.storing.corrections import TABLES, Action, Correction, in_force
from pipeline.storing.tables import open_tables

LONGEST = 200_000
"""Rows held at most: of a larger archive the least confident (or the first), so that memory stays bounded."""
LABEL = 140
"""Characters of a row's words that are shown in lists."""

Key = tuple[str, str]
"""Table and row id."""


class Order(StrEnum):
    """How the queue is sorted."""

    CONFIDENCE = "confidence"
    """Least confident first."""
    DOCUMENT = "document"
    """By file, then as the rows stand in it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row in the queue; ``place`` sorts the rows of a document."""

    table: str
    row_id: str
    document_id: str
    path: str
    issuer: str | None
    page: int | None
    place: tuple[int, int]
    confidence: float
    flags: tuple[str, ...]
    reviewed: bool
    label: str

    @property
    def key(self) -> Key:
        """Table and row id."""
        return self.table, self.row_id


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows, and in which order. None and "" mean all."""

    order: Order = Order.CONFIDENCE
    table: str | None = None
    flag: str | None = None
    issuer: str | None = None
    document_id: str | None = None
    search: str = ""
    reviewed: bool = False
    """Also rows that were looked at."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the rows that are wanted were looked at."""

    done: int
    total: int


class Queue:
    """The rows of an archive and which of them were looked at.

    Args:
        entries: all rows.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = {entry.key: entry for entry in entries}
        self.shown: frozenset[str] = frozenset()
        """The ids of the log's lines that the tables show."""
        self._done = {key for key, entry in self.entries.items() if entry.reviewed}
        self._later: dict[Key, int] = {}
        self._folded: dict[Key, str] = {}
        self._sorted: tuple[Wanted, list[Entry], dict[Key, int]] | None = None
        """The rows of the last question in their order, and where each stands: asked at every step."""

    def mark(self, key: Key, done: bool) -> None:
        """Say whether a row was looked at."""
        if done:
            self._done.add(key)
        else:
            self._done.discard(key)

    def add(self, entry: Entry) -> None:
        """A row that a reviewer inserted, or that came back."""
        self.entries[entry.key] = entry
        self.mark(entry.key, entry.reviewed)
        self._replace(entry.key, entry)

    def drop(self, key: Key) -> None:
        """A row is there no longer."""
        self.entries.pop(key, None)
        self._done.discard(key)
        self._replace(key, None)

    def is_done(self, key: Key) -> bool:
        """Whether a row was looked at."""
        return key in self._done

    def skip(self, key: Key) -> None:
        """Put a row behind all others, for this sitting."""
        self._later[key] = len(self._later) + 1
        self._replace(key, self.entries.get(key))

    def progress(self, wanted: Wanted) -> Progress:
        """How far the rows wanted are done."""
        fitting, _ = self._fitting(wanted)
        return Progress(sum(entry.key in self._done for entry in fitting), len(fitting))

    def listed(self, wanted: Wanted, limit: int | None = None) -> list[Entry]:
        """The rows wanted that are still to be looked at (all with `Wanted.reviewed`), in their order."""
        fitting, _ = self._fitting(wanted)
        return list(islice((one for one in fitting if self._is_open(one, wanted)), limit))

    def after(self, wanted: Wanted, here: Key | None) -> Entry | None:
        """The next row behind one, the first one behind the last; None where no other is left."""
        fitting, places = self._fitting(wanted)
        at = places.get(here, -1) + 1 if here is not None else 0
        for entry in chain(islice(fitting, at, None), islice(fitting, at)):
            if entry.key != here and self._is_open(entry, wanted):
                return entry
        return None

    def _is_open(self, entry: Entry, wanted: Wanted) -> bool:
        return wanted.reviewed or entry.key not in self._done

    def _fitting(self, wanted: Wanted) -> tuple[list[Entry], dict[Key, int]]:
        """The rows that fit, looked at or not, in their order."""
        if self._sorted is None or self._sorted[0] != wanted:
            found = [entry for entry in self.entries.values() if self._fits(entry, wanted)]
            found.sort(key=lambda one: self._rank(one, wanted))
            self._sorted = wanted, found, {entry.key: nth for nth, entry in enumerate(found)}
        return self._sorted[1], self._sorted[2]

    def _rank(self, entry: Entry, wanted: Wanted) -> tuple[Any, ...]:
        sure = entry.confidence if wanted.order is Order.CONFIDENCE else 0.0
        return self._later.get(entry.key, 0), sure, entry.path, entry.place, entry.table, entry.row_id

    def _replace(self, key: Key, entry: Entry | None) -> None:
        """Take one row out of the order, or put it in where it belongs, without sorting all others again."""
        if self._sorted is None:
            return
        wanted, found, places = self._sorted
        if key in places:
            del found[places[key]]
        if entry is not None and self._fits(entry, wanted):
            insort(found, entry, key=lambda one: self._rank(one, wanted))
        self._sorted = wanted, found, {one.key: nth for nth, one in enumerate(found)}

    def _fits(self, entry: Entry, wanted: Wanted) -> bool:
        return (
            (not wanted.table or entry.table == wanted.table)
            and (not wanted.flag or wanted.flag in entry.flags)
            and (not wanted.issuer or entry.issuer == wanted.issuer)
            and (not wanted.document_id or entry.document_id == wanted.document_id)
            and (not wanted.search or self._holds(entry, wanted.search))
        )

    def _holds(self, entry: Entry, search: str) -> bool:
        folded = self._folded.get(entry.key)
        if folded is None:
            folded = self._folded[entry.key] = fold(f"{entry.label} {entry.path} {entry.issuer or ''} {entry.row_id}")
        return all(word in folded for word in fold(search).split())

    def choices(self) -> Mapping[str, list[str]]:
        """What the queue can be narrowed to: tables, flags and issuers that occur, each sorted."""
        entries = self.entries.values()
        return {
            "table": [name for name in TABLES if any(entry.table == name for entry in entries)],
            "flag": sorted({flag for entry in entries for flag in entry.flags}),
            "issuer": sorted({entry.issuer for entry in entries if entry.issuer}),
        }


def load(out: Path, lines: Sequence[Correction]) -> Queue:
    """The queue of the tables below `out`, with what the log says besides them.

    Raises OutputError when there are no tables, or they can't be read.
    """
    tables = open_tables(out)
    documents = tables.arrow("documents")
    about: dict[str, tuple[str, str | None]] = {
        row["document_id"]: (row["path"], row["issuer"])
        for row in documents.select(["document_id", "path", "issuer"]).to_pylist()
    }
    queue = Queue(entry for table in TABLES for entry in _entries(table, _bounded(table, tables.arrow(table)), about))
    queue.shown = frozenset(tables.arrow("corrections").column("correction_id").to_pylist())
    follow(queue, lines, queue.shown)
    return queue


def follow(queue: Queue, lines: Sequence[Correction], known: Iterable[str] = ()) -> None:
    """Let the queue show lines of the log that the tables do not show yet.

    Args:
        queue: the queue.
        lines: all lines, oldest first.
        known: the ids of those that the tables show.
    """
    shown = set(known)
    holding, _ = in_force(lines)
    held = {(one.table, one.row_id or "") for one in holding if one.action is not Action.INSERT} - _disputed(holding)
    for one in lines:
        if one.row_id is None or one.action is Action.INSERT:
            continue
        if one.correction_id not in shown:
            queue.mark((one.table, one.row_id), (one.table, one.row_id) in held)


def _disputed(holding: Iterable[Correction]) -> set[Key]:
    """The rows about which two reviewers want different things: they are still to be looked at."""
    wishes: dict[tuple[str, str, str], dict[str, str | None]] = {}
    for one in holding:
        for column, new in _wishes(one):
            wishes.setdefault((one.table, one.row_id or "", column), {})[one.reviewer] = new
    return {place[:2] for place, said in wishes.items() if len(set(said.values())) > 1}


def _wishes(one: Correction) -> Iterable[tuple[str, str | None]]:
    """What a line wants of each column; that the row be there, or not, is a wish too."""
    if one.action is Action.INSERT:
        return
    yield "", str(one.action is Action.DELETE)
    if one.column is not None:
        yield one.column, one.new
    elif one.action is Action.CONFIRM and one.new:
        try:
            said = json.loads(one.new)
        except ValueError:
            return
        for column, new in said.items() if isinstance(said, dict) else ():
            yield str(column), new if new is None else str(new)


def _bounded(table: str, rows: pa.Table) -> pa.Table:
    """The columns that the queue needs, of no more rows than it holds."""
    names = ["document_id", KEYS[table], "confidence", "flags", "reviewed"]
    besides = ("page", "start", "page_first", "text", "number", _SAID[table])
    names += [name for name in besides if name in rows.column_names]
    rows = rows.select(list(dict.fromkeys(names)))
    if rows.num_rows > LONGEST:
        rows = rows.take(pc.sort_indices(rows, [("confidence", "ascending")])[:LONGEST])
    return rows


_SAID = {
    "documents": "title",
    "sections": "heading",
    "citations": "number",
    "tasks": "action",
    "assignees": "name",
    "recipients": "name",
}
"""What names a row in a list."""


def _entries(table: str, rows: pa.Table, about: Mapping[str, tuple[str, str | None]]) -> Iterable[Entry]:
    order = TABLES.index(table)
    for row in rows.to_pylist():
        path, issuer = about.get(row["document_id"], ("", None))
        yield Entry(
            table,
            row[KEYS[table]],
            row["document_id"],
            path,
            issuer,
            row.get("page", row.get("page_first")),
            (-1 if table == "documents" else row.get("start") or 0, order),
            float(row["confidence"] or 0.0),
            tuple(row["flags"] or ()),
            bool(row["reviewed"]),
            label(row.get(_SAID[table]), row.get("text"), row.get("number") if table == "documents" else None),
        )


def entry_of(table: str, row: Any, path: str, issuer: str | None) -> Entry:
    """The entry of a record, one that was just inserted say."""
    return Entry(
        table,
        getattr(row, KEYS[table]),
        row.document_id,
        path,
        issuer,
        getattr(row, "page", None),
        (getattr(row, "start", None) or 0, TABLES.index(table)),
        row.confidence,
        tuple(map(str, row.flags)),
        row.reviewed,
        label(getattr(row, _SAID[table]), getattr(row, "text", None)),
    )


def label(said: str | None, text: str | None, number: str | None = None) -> str:
    """A row in a line: what names it, else its words."""
    flat = " ".join(f"{number or ''} {said or text or ''}".split())
    return flat if len(flat) <= LABEL else flat[: LABEL - 1] + "…"


def fold(text: str) -> str:
    """Letters without marks and case, so that `so noi vu` finds `Sở Nội vụ`."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(ch for ch in plain if not unicodedata.combining(ch)).casefold()
