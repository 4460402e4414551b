"""Values of columns as strings and back: how corrections write them down (TABLES.md: JSON for lists)."""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pipeline.errors import VanthuError
from pipeline.records import KEYS, TABLES, Evidence

_TRUE, _FALSE = "true", "false"


def encode(value: Any) -> str | None:
    """A column's value as a string: dates ISO, lists JSON; None stays None."""
    if value is None:
        return None
    if isinstance(value, bool):
        return _TRUE if value else _FALSE
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return json.dumps([encode(one) for one in value], ensure_ascii=False)
    return str(value)


def decode(table: str, column: str, raw: str | None) -> Any:
    """The value of a column that a string stands for; an empty string is None.

    Raises VanthuError, naming the column, for a string that is no such value.
    """
    hint, optional = _hint(table, column)
    if raw is None or raw == "":
        if optional or typing.get_origin(hint) is tuple:
            return () if typing.get_origin(hint) is tuple else None
        raise VanthuError(f"{table}.{column} can't be empty", "give a value")
    try:
        if typing.get_origin(hint) is tuple:
            (kind, _) = typing.get_args(hint)
            listed = json.loads(raw)
            if not isinstance(listed, list):
                raise ValueError("no list")
            return tuple(_one(kind, str(one)) for one in listed)
        return _one(hint, raw)
    except ValueError as error:
        raise VanthuError(f"{raw!r} is no value of {table}.{column}", allowed(table, column)) from error


def allowed(table: str, column: str) -> str:
    """What may stand in a column, in words."""
    hint, _ = _hint(table, column)
    listed = typing.get_origin(hint) is tuple
    kind = typing.get_args(hint)[0] if listed else hint
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        words = "one of " + ", ".join(kind)
    else:
        words = {date: "a date as 2024-05-31", bool: "true or false", int: "a whole number"}.get(kind, "text")
    return f"a JSON list of: {words}" if listed else words


def own_columns(table: str) -> tuple[str, ...]:
    """The columns of a table that a reviewer may set: its values, not its keys, evidence and marks."""
    keys = {"document_id", KEYS[table], *(f.name for f in dataclasses.fields(Evidence))}
    return tuple(f.name for f in dataclasses.fields(TABLES[table]) if f.name not in keys | _OURS)


def needed_columns(table: str) -> tuple[str, ...]:
    """The columns of `own_columns` without which there is no row."""
    own = set(own_columns(table))
    kept = (f for f in dataclasses.fields(TABLES[table]) if f.name in own)
    return tuple(f.name for f in kept if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING)


_OURS = frozenset(
    {"path", "ordinal", "page_first", "page_last", "pages", "pages_ocr", "work_id", "preferred", "words"}
    | {"parent_id", "section_id", "task_id", "repeats_task_id", "cites_document_id", "level", "chosen"}
)
"""Columns that follow from others or name other rows."""


def _one(kind: Any, raw: str) -> Any:
    if kind is bool:
        if raw not in (_TRUE, _FALSE):
            raise ValueError(raw)
        return raw == _TRUE
    if kind is date:
        return date.fromisoformat(raw)
    return kind(raw)


@functools.cache
def _hint(table: str, column: str) -> tuple[Any, bool]:
    hints = typing.get_type_hints(TABLES[table], include_extras=True)
    if column not in hints:
        raise VanthuError(f"there is no column {column} in {table}", "see the columns in docs/tables.md")
    hint = hints[column]
    optional = False
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        inner = [one for one in typing.get_args(hint) if one is not type(None)]
        hint, optional = inner[0], True
    if typing.get_origin(hint) is Annotated:
        hint = typing.get_args(hint)[0]
    return hint, optional
