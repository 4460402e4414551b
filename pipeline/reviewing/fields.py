"""A row as it is shown: its values with their editors, the machine's beside them, and their witnesses.

What there is to edit is derived from the record types; nothing here lists a table's columns save in which
order of importance a reviewer meets them.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pipeline.records import KEYS, TABLES, Evidence, ParsedDocument
from pipeline.reviewing.seen import Seen
from pipeline.storing import anchors, overlay, values


class Editor(StrEnum):
    """How a value is edited."""

    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    """One of `options`."""
    CHOICES = "choices"
    """Several of `options`."""
    LIST = "list"
    """Several texts."""
    BOOL = "bool"
    TEXT = "text"
    LONG = "long"
    """Text of several lines."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What may stand in a column."""

    name: str
    editor: Editor
    options: tuple[str, ...] = ()
    required: bool = False
    completed: bool = False
    """Values of the archive and of the lexicon are offered."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where on a page something stands."""

    page: int | None
    bbox: tuple[float, float, float, float] | None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Testimony:
    """What a witness says of a value."""

    value: str | None
    source: str
    chosen: bool
    text: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reviewer has said of a value, and what became of it."""

    reviewer: str
    new: str | None
    action: str
    status: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Value:
    """A column of a row: `value` as `values.encode` writes it, `machine` where that is another."""

    kind: Kind
    value: str | None
    machine: str | None
    changed: bool
    witnesses: tuple[Testimony, ...] = ()
    opinions: tuple[Opinion, ...] = ()


LONG = frozenset({"title", "action", "heading", "product"})
LONG_TABLES = frozenset({("sections", "body")})
COMPLETED = frozenset(
    {"issuer", "issuer_parent", "place", "signer", "signer_position", "on_behalf_of", "name", "body", "type"}
    | {"type_code", "purpose", "symbol", "signing_form", "urgency", "secrecy"}
)
_LATE = ("cite_key", "resolved_number", "issued_year", "issued_month", "symbol", "type_code")
"""Columns that mostly follow from others: shown last."""


@functools.cache
def kinds(table: str) -> tuple[Kind, ...]:
    """The columns of a table that a reviewer may set, the telling ones first."""
    hints = typing.get_type_hints(TABLES[table], include_extras=True)
    fields = {one.name: one for one in dataclasses.fields(TABLES[table])}
    found = [_kind(table, name, hints[name], fields[name]) for name in values.own_columns(table)]
    return tuple(sorted(found, key=lambda one: one.name in _LATE))


def _kind(table: str, name: str, hint: Any, field: Any) -> Kind:
    optional = False
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        hint = next(one for one in typing.get_args(hint) if one is not type(None))
        optional = True
    if typing.get_origin(hint) is Annotated:
        hint = typing.get_args(hint)[0]
    listed = typing.get_origin(hint) is tuple
    inner = typing.get_args(hint)[0] if listed else hint
    required = not optional and not listed and field.default is dataclasses.MISSING
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        editor = Editor.CHOICES if listed else Editor.CHOICE
        return Kind(name, editor, tuple(inner), required or not (optional or listed))
    if listed:
        return Kind(name, Editor.LIST, required=required)
    plain = Editor.LONG if name in LONG or (table, name) in LONG_TABLES else Editor.TEXT
    single = {date: Editor.DATE, bool: Editor.BOOL, int: Editor.NUMBER}.get(inner, plain)
    return Kind(name, single, required=required, completed=name in COMPLETED and plain is Editor.TEXT)


def default(table: str, column: str) -> str | None:
    """What a new row has in a column unless something else is said, as `values.encode` writes it."""
    given = next(one.default for one in dataclasses.fields(TABLES[table]) if one.name == column)
    encoded = None if given is dataclasses.MISSING else values.encode(given)
    return None if encoded == "[]" else encoded


def values_of(seen: Seen, table: str, row: Any) -> tuple[Value, ...]:
    """The values of a row, with what the machine, its witnesses and reviewers say of each."""
    row_id = getattr(row, KEYS[table])
    machine = anchors.row_named(seen.machine, table, row_id)
    said = seen.said_of(table, row_id)
    found = []
    for kind in kinds(table):
        value = values.encode(getattr(row, kind.name))
        its = values.encode(getattr(machine, kind.name)) if machine is not None else None
        found.append(
            Value(
                kind,
                value if value not in ("[]",) else None,
                its if its not in ("[]",) else None,
                machine is not None and its != value,
                _witnesses(seen.document, kind.name) if table == "documents" else (),
                tuple(
                    Opinion(one.reviewer or "", one.new, one.action, one.status, one.reason)
                    for one in said
                    if one.column == kind.name and one.status in (overlay.CONFLICT, overlay.ORPHANED)
                ),
            )
        )
    return tuple(found)


def _witnesses(document: ParsedDocument, column: str) -> tuple[Testimony, ...]:
    return tuple(
        Testimony(one.value, str(one.source), one.chosen, one.text, Place(one.page, one.bbox, one.start, one.end))
        for one in document.fields
        if one.field == column
    )


def places(row: Any) -> tuple[Place, ...]:
    """Where a row stands: its parts, or its box where a reviewer drew one over no words."""
    if not isinstance(row, Evidence):
        return ()
    if row.parts:
        return tuple(Place(part.page, part.bbox, part.start, part.end) for part in row.parts)
    return (Place(row.page, row.bbox, row.start, row.end),) if row.page is not None else ()
