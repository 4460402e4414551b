"""What is sent to the page: the row that is open, its document's pages, the queue, as plain JSON values."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.pages import PAGE_SEPARATOR
from pipeline.records import KEYS, ParsedDocument
from pipeline.reviewing.fields import Place, Value, default, kinds, places, values_of
from pipeline.reviewing.queue import Entry, label
from pipeline.reviewing.sitting import Current
from pipeline.storing import anchors
from pipeline.storing.corrections import TABLES

Json = Mapping[str, Any]

RELATED = 40
"""Rows that belong to the one shown, at most."""
TEXT = 20_000
"""Characters of a row's words that are shown."""


def row(current: Current) -> Json:
    """The row that is open, for the page."""
    entry, seen, record = current.entry, current.seen, current.row
    about = seen.document.document
    borders = _borders(seen.document)
    shown = values_of(seen, entry.table, record)
    return {
        "table": entry.table,
        "row_id": entry.row_id,
        "document_id": entry.document_id,
        "path": about.path,
        "document": label(about.title, about.path, about.number),
        "pages": [page.page for page in seen.document.pages],
        "page": _page(current, shown),
        "places": [place(one, borders) for one in _places(current, shown)],
        "text": (getattr(record, "text", None) or "")[:TEXT],
        "values": [value(one, borders) for one in shown],
        "flags": [str(flag) for flag in record.flags],
        "confidence": round(float(record.confidence), 4),
        "rule": getattr(record, "rule", None),
        "reviewed": bool(record.reviewed),
        "inserted": anchors.is_inserted(entry.row_id),
        "deleted": anchors.row_named(seen.document, entry.table, entry.row_id) is None,
        "related": list(related(seen.document, entry.table, record)),
    }


def value(one: Value, borders: Mapping[int, int]) -> Json:
    """A value with its editor, the machine's, its witnesses and what reviewers do not agree about."""
    kind = one.kind
    return {
        "name": kind.name,
        "editor": str(kind.editor),
        "options": list(map(str, kind.options)),
        "required": kind.required,
        "completed": kind.completed,
        "value": one.value,
        "machine": one.machine,
        "changed": one.changed,
        "witnesses": [
            {
                "value": witness.value,
                "source": witness.source,
                "chosen": witness.chosen,
                "text": witness.text,
                "place": place(witness.place, borders) if witness.place.page is not None else None,
            }
            for witness in one.witnesses
        ],
        "opinions": [dataclasses.asdict(opinion) for opinion in one.opinions],
    }


def place(one: Place, borders: Mapping[int, int]) -> Json:
    """A place: its page, its box as fractions of it, its span in the page's own text."""
    begin = borders.get(one.page or 0)
    known = begin is not None and one.start is not None and one.end is not None
    return {
        "page": one.page,
        "bbox": list(one.bbox) if one.bbox is not None else None,
        "from": one.start - begin if known and one.start is not None and begin is not None else None,
        "to": one.end - begin if known and one.end is not None and begin is not None else None,
    }


def blank(table: str) -> Sequence[Json]:
    """The values of a row that is not there yet."""
    return [value(Value(kind, default(table, kind.name), None, False), {}) for kind in kinds(table)]


def related(document: ParsedDocument, table: str, record: Any) -> Iterable[Json]:
    """Rows that a reviewer looks at together: a task and its assignees, a section and what stands in it."""
    found: list[tuple[str, Any]] = []
    if table == "tasks":
        found = [("assignees", one) for one in document.assignees if one.task_id == record.task_id]
    elif table == "assignees":
        found = [("tasks", one) for one in document.tasks if one.task_id == record.task_id]
        found += [
            ("assignees", one)
            for one in document.assignees
            if one.task_id == record.task_id and one.assignee_id != record.assignee_id
        ]
    elif table == "sections":
        found = [("sections", one) for one in document.sections if one.section_id == record.parent_id]
        found += [("tasks", one) for one in document.tasks if one.section_id == record.section_id]
        found += [("citations", one) for one in document.citations if one.section_id == record.section_id]
    elif table == "citations" and record.section_id is not None:
        found = [("sections", one) for one in document.sections if one.section_id == record.section_id]
    for name, one in found[:RELATED]:
        said = getattr(one, anchors.NAMED[name]) or getattr(one, "heading", None)
        yield {
            "table": name,
            "row_id": getattr(one, KEYS[name]),
            "label": label(said, one.text),
            "role": str(one.role) if name == "assignees" else None,
        }


def tasks(document: ParsedDocument) -> Sequence[Json]:
    """The tasks that a new assignee may belong to."""
    return [{"task_id": one.task_id, "label": label(one.action, one.text), "page": one.page} for one in document.tasks]


def entry(one: Entry, done: bool) -> Json:
    """A row of the list."""
    return {
        "table": one.table,
        "row_id": one.row_id,
        "path": one.path,
        "page": one.page,
        "label": one.label,
        "confidence": round(one.confidence, 4),
        "done": done,
    }


def page_text(document: ParsedDocument, page: int) -> str:
    """The text of a page."""
    return next((one.text for one in document.pages if one.page == page), "")


def editable() -> Sequence[str]:
    """The tables into which rows can be inserted."""
    return [table for table in TABLES if table != "documents"]


def _places(current: Current, shown: Sequence[Value]) -> Sequence[Place]:
    """Where the row stands; of a document where each of its values was read."""
    if current.entry.table != "documents":
        return places(current.row)
    chosen = (one.place for each in shown for one in each.witnesses if one.chosen and one.place.page is not None)
    return tuple(dict.fromkeys(chosen))


def _page(current: Current, shown: Sequence[Value]) -> int:
    """The page to open: the row's, or a document's first."""
    record = current.row
    found = getattr(record, "page", None) or getattr(record, "page_first", None)
    if found is None:
        witnessed = (one.place.page for each in shown for one in each.witnesses if one.chosen and one.place.page)
        found = next(witnessed, None)
    return int(found) if found is not None else 1


def _borders(document: ParsedDocument) -> Mapping[int, int]:
    """Where each page's text begins in the document's."""
    found: dict[int, int] = {}
    at = 0
    for page in document.pages:
        found[page.page] = at
        at += len(page.text) + len(PAGE_SEPARATOR)
    return found
