"""Gold files: what is true of a document, as people read it (`<stem>.json`, one a document).

A file is an object with ``file`` (the name of the document's file, optionally with folders),
``document`` (scalars), ``citations``, ``sections``, ``tasks`` (with their ``assignees``) and
``recipients`` (lists of objects whose keys are columns of the tables), ``notes`` and ``doubtful``.
Dates are ISO. Sections give, besides ``heading``, their first words as ``starts``; tasks their path of
labels as ``section``. ``ordinal`` names the document of a file that binds several (1 if not given).

What a file doesn't state isn't scored: a list or a scalar that is missing, and a column that none of
the file's rows has. Where some rows have it, a missing one means null. Only the times of tasks count as
null wherever they are missing: a task without a deadline is the usual one, and an invented deadline
must cost. Unknown keys are passed over.

``doubtful`` holds paths that are not scored: a row (`tasks[2]`), a field (`document.period_start`,
`citations[0].relation`), a list (`tasks[4].assignees`, `sections`), a row of a list
(`tasks[6].assignees[1]`) or its field (`tasks[6].assignees[1].role`).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from pipeline.errors import GoldError
from pipeline.evaluating.rows import SCALARS, Assignee, Citation, Recipient, Row, Rows, Section, Task
from pipeline.records import (
    BodyKind,
    BodyLevel,
    RecipientKind,
    Recurrence,
    Relation,
    Role,
    SectionKind,
    columns,
)

MAX_BYTES = 32 * 1024 * 1024
"""A larger gold file is a mistake."""

_LISTS = ("citations", "sections", "tasks", "recipients")
_TIMES = frozenset({"due_on", "due_start", "recurrence"})
_DATES = frozenset({"issued_on", "period_start", "period_end", "due_on", "due_start"})
_CLOSED: Mapping[str, type[StrEnum]] = {
    "citations.relation": Relation,
    "sections.kind": SectionKind,
    "tasks.recurrence": Recurrence,
    "assignees.role": Role,
    "assignees.body_kind": BodyKind,
    "assignees.body_level": BodyLevel,
    "recipients.kind": RecipientKind,
    "document.issuer_level": BodyLevel,
}
_PATH = re.compile(r"(document|citations|sections|tasks|recipients)(?:\[(\d{1,6})\])?(?:\.(\w{1,40}))?")
_INNER = re.compile(r"tasks\[(\d{1,6})\]\.assignees\[(\d{1,6})\](?:\.(\w{1,40}))?")
_OWN_KEYS = frozenset({"text", "starts", "run_in", "section", "assignees"})
"""Keys of gold rows that are not columns of their table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One gold file. ``scored`` names, by table, the columns that count; a table not in it does not."""

    path: Path
    stem: str
    file: str | None
    ordinal: int
    rows: Rows
    scored: Mapping[str, frozenset[str]]
    doubtful: tuple[str, ...]


def load(path: Path) -> tuple[Gold, ...]:
    """The gold files of a folder (or the one named), sorted by name.

    Raises GoldError when there is none, or one can't be understood.
    """
    paths = [path] if path.is_file() else sorted(path.glob("*.json"))
    if not paths:
        raise GoldError(f"no gold files (*.json) in {path}", "name the folder that holds them with --gold")
    return tuple(read(file) for file in paths)


def read(path: Path) -> Gold:
    """One gold file. Raises GoldError, which names the file and the place in it."""
    return _File(path, _parse(path)).gold()


def _parse(path: Path) -> Mapping[str, Any]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise GoldError(f"{path.name}: larger than {MAX_BYTES // 2**20} MiB", "a gold file describes one document")
        raw = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise GoldError(f"{path.name}: {error.strerror or error}", "make the file readable") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path.name}: not UTF-8 (byte {error.start})", "save it as UTF-8") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise GoldError(f"{path.name}: not JSON ({error.msg}, {where})", "mend that line") from error
    except RecursionError as error:
        raise GoldError(f"{path.name}: nested too deeply", "a gold file has four levels") from error
    if not isinstance(raw, dict):
        raise GoldError(f"{path.name}: not an object", "begin it with { and the key file")
    return raw


@dataclass(slots=True)
class _Doubts:
    """The paths of `doubtful`, sorted by what they leave out."""

    scalars: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)
    columns: dict[str, set[str]] = field(default_factory=dict)


class _File:
    """A gold file on its way from JSON to rows; knows how to complain."""

    def __init__(self, path: Path, raw: Mapping[str, Any]) -> None:
        self.path = path
        self.raw = raw
        self.doubts = _Doubts()

    def gold(self) -> Gold:
        for name in _LISTS:
            self.objects(self.raw.get(name), name)
        scalars = self.scalars()
        doubtful = self.doubtful()
        rows = Rows(
            scalars=scalars,
            citations=tuple(self.citation(raw, place) for place, raw in self.each("citations")),
            sections=tuple(self.section(raw, place) for place, raw in self.each("sections") if raw.get("label")),
            tasks=tuple(self.task(raw, place) for place, raw in self.each("tasks")),
            recipients=tuple(self.recipient(raw, place) for place, raw in self.each("recipients")),
        )
        scored = {name: self.stated(name) for name in _LISTS if name in self.raw and name not in self.doubts.lists}
        if "document" in self.raw and "document" not in self.doubts.lists:
            scored["documents"] = frozenset(scalars) - self.doubts.scalars
        if "tasks" in scored:
            scored["tasks"] |= _TIMES
            if any("assignees" in raw for _, raw in self.each("tasks")):
                scored["assignees"] = self.stated("assignees")
        ordinal = self.raw.get("ordinal", 1)
        if not isinstance(ordinal, int) or isinstance(ordinal, bool) or ordinal < 1:
            raise self.wrong("ordinal", "is not a number from 1 on", "give the document's place in its file")
        return Gold(
            path=self.path,
            stem=unicodedata.normalize("NFC", self.path.stem),
            file=self.text(self.raw, "file", ""),
            ordinal=ordinal,
            rows=rows,
            scored=scored,
            doubtful=doubtful,
        )

    def wrong(self, place: str, what: str, advice: str) -> GoldError:
        return GoldError(f"{self.path.name}: {place} {what}", advice)

    def objects(self, value: Any, place: str) -> Sequence[Mapping[str, Any]]:
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.wrong(place, "is not a list", "write it as [ … ]")
        for at, row in enumerate(value):
            if not isinstance(row, dict):
                raise self.wrong(f"{place}[{at}]", "is not an object", "write it as { … }")
        return value

    def each(self, name: str) -> list[tuple[str, Mapping[str, Any]]]:
        """The rows of a list with their paths; `assignees` are those of all tasks."""
        if name != "assignees":
            return [(f"{name}[{at}]", row) for at, row in enumerate(self.objects(self.raw.get(name), name))]
        found = []
        for task, row in self.each("tasks"):
            inner = self.objects(row.get("assignees"), f"{task}.assignees")
            found += [(f"{task}.assignees[{at}]", one) for at, one in enumerate(inner)]
        return found

    def stated(self, name: str) -> frozenset[str]:
        """The keys that any row of a list has."""
        return frozenset(key for _, row in self.each(name) for key in row)

    def text(self, raw: Mapping[str, Any], key: str, place: str) -> str | None:
        """A value as a string; None where it is missing, null or empty."""
        value = raw.get(key)
        where = f"{place}.{key}" if place else key
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str):
            raise self.wrong(where, f"is {type(value).__name__}, not a string", "write it in quotes, or null")
        value = unicodedata.normalize("NFC", value).strip()
        if not value:
            return None
        if key in _DATES:
            try:
                date.fromisoformat(value)
            except ValueError as error:
                raise self.wrong(where, f"is no date: {value}", "write it as 2024-12-31, or null") from error
        self.closed(key, value, place)
        return value

    def closed(self, key: str, value: str, place: str) -> None:
        """Raises GoldError for a word outside a closed list."""
        table = re.sub(r".*\.|\[\d+\]", "", re.sub(r"\[\d+\]$", "", place))
        allowed = _CLOSED.get(f"{table}.{key}")
        if allowed and value not in list(allowed):
            raise self.wrong(f"{place}.{key}", f"is {value}", f"use one of {', '.join(allowed)}, or null")

    def due(self, raw: Mapping[str, Any], key: str, place: str) -> str:
        """A value that a row must have."""
        value = self.text(raw, key, place)
        if value is None:
            raise self.wrong(place, f"has no {key}", f"give its {key}, or take the row out")
        return value

    def marks(self, place: str) -> dict[str, Any]:
        """What is doubtful of a row, as the arguments of `Row`."""
        return {
            "place": place,
            "left_out": place in self.doubts.rows,
            "doubtful": frozenset(self.doubts.columns.get(place, ())),
        }

    def plain(self, kind: type[Row], raw: Mapping[str, Any], place: str, *but: str) -> dict[str, Any]:
        """The arguments of a row type that are simple strings in the file."""
        names = [f.name for f in fields(kind) if f.name not in {"place", "left_out", "doubtful", *but}]
        return {name: self.text(raw, name, place) for name in names} | self.marks(place)

    def scalars(self) -> dict[str, str | None]:
        raw = self.raw.get("document", {})
        if not isinstance(raw, dict):
            raise self.wrong("document", "is not an object", "write it as { … }")
        return {name: self.text(raw, name, "document") for name in SCALARS if name in raw}

    def citation(self, raw: Mapping[str, Any], place: str) -> Citation:
        return Citation(**self.plain(Citation, raw, place))

    def section(self, raw: Mapping[str, Any], place: str) -> Section:
        values = self.plain(Section, raw, place, "label", "openings")
        opening = self.text(raw, "starts", place) or values["heading"]
        return Section(label=self.due(raw, "label", place), openings=(opening,) if opening else (), **values)

    def task(self, raw: Mapping[str, Any], place: str) -> Task:
        values = self.plain(Task, raw, place, "action", "section", "assignees", "recurrence", "from_table")
        inner = self.objects(raw.get("assignees"), f"{place}.assignees")
        return Task(
            action=self.due(raw, "action", place),
            section=self.strings(raw, "section", place),
            assignees=tuple(self.assignee(one, f"{place}.assignees[{at}]") for at, one in enumerate(inner)),
            recurrence=self.strings(raw, "recurrence", place),
            from_table=raw.get("from_table") is True,
            **values,
        )

    def strings(self, raw: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
        value = raw.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.wrong(f"{place}.{key}", "is not a list of strings", 'write it as ["…", "…"], or []')
        for one in value:
            self.closed(key, one, place)
        return tuple(value)

    def assignee(self, raw: Mapping[str, Any], place: str) -> Assignee:
        values = self.plain(Assignee, raw, place, "name")
        return Assignee(name=self.due(raw, "name", place), **values)

    def recipient(self, raw: Mapping[str, Any], place: str) -> Recipient:
        values = self.plain(Recipient, raw, place, "name")
        return Recipient(name=self.due(raw, "name", place), **values)

    def doubtful(self) -> tuple[str, ...]:
        paths = self.raw.get("doubtful") or []
        if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
            raise self.wrong("doubtful", "is not a list of paths", 'write it as ["tasks[2]", "document.title"]')
        for path in paths:
            self.doubt(path)
        return tuple(paths)

    def doubt(self, path: str) -> None:
        """Files one path of `doubtful` under what it leaves out; raises GoldError if it leads nowhere."""
        inner, outer = _INNER.fullmatch(path), _PATH.fullmatch(path)
        if inner:
            task, at, key = int(inner[1]), int(inner[2]), inner[3]
            tasks = self.objects(self.raw.get("tasks"), "tasks")
            held = self.objects(tasks[task].get("assignees"), f"tasks[{task}].assignees") if task < len(tasks) else ()
            self.doubt_row(path, held, at, "assignees", key)
        elif outer and outer[1] == "document" and not outer[2]:
            if outer[3] is None:
                self.doubts.lists.add("document")
            elif outer[3] in columns("documents") or outer[3] in self.raw.get("document", {}):
                self.doubts.scalars.add(outer[3])
            else:
                raise self.nowhere(path, f"document has no {outer[3]}")
        elif outer and outer[1] != "document" and (outer[2] or not outer[3]):
            if outer[2] is None:
                self.doubts.lists.add(outer[1])
            else:
                held = self.objects(self.raw.get(outer[1]), outer[1])
                self.doubt_row(path, held, int(outer[2]), outer[1], outer[3])
        else:
            raise self.nowhere(path, "it names no row, field or list")

    def doubt_row(self, path: str, held: Sequence[Mapping[str, Any]], at: int, table: str, key: str | None) -> None:
        if at >= len(held):
            raise self.nowhere(path, f"there are {len(held)} {table}, counted from 0")
        if key is None:
            self.doubts.rows.add(path)
        elif key in columns(table) or key in _OWN_KEYS or key in held[at]:
            self.doubts.columns.setdefault(path[: path.rindex(".")], set()).add(key)
        else:
            raise self.nowhere(path, f"{table} have no {key}")

    def nowhere(self, path: str, why: str) -> GoldError:
        return self.wrong("doubtful", f"names {path}, which is not there ({why})", "mend or remove that path")
