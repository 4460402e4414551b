"""Records to Arrow and back: the schema of each table, derived from its record type.

Nothing here lists a column: names, order, types and meanings come from `records`. Widths are those
of the annotations (int32, int64, float32), `date` is date32, `datetime` a UTC timestamp in
microseconds, enumerations are strings, tuples are lists, `Part` is a struct, a box a list of four
float32. Empty strings become null (TABLES.md: "empty is null"); an empty list stays a list.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.records import KEYS, TABLES, columns

_WIDTHS: dict[str, pa.DataType] = {
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float32": pa.float32(),
    "bbox": pa.list_(pa.float32()),
}
_PLAIN: dict[type, pa.DataType] = {
    str: pa.string(),
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
}


@functools.cache
def schema(table: str) -> pa.Schema:
    """The Arrow schema of a table of TABLES.md; each field's meaning is its metadata ``doc``.

    Raises KeyError for a name that is no table.
    """
    hints = _hints(TABLES[table])
    docs = {f.name: f.metadata.get("doc", "") for f in dataclasses.fields(TABLES[table])}
    never_null = {KEYS.get(table), "document_id"}
    return pa.schema(
        [
            pa.field(name, _arrow_type(hints[name]), name not in never_null, {"doc": docs[name]})
            for name in columns(table)
        ]
    )


def to_arrow(table: str, records: Iterable[Any]) -> pa.Table:
    """Records of one table, in the order given, as an Arrow table of its schema."""
    rows = list(records)
    target = schema(table)
    encoders = _encoders(TABLES[table])
    arrays = []
    for wanted in target:
        encode = encoders[wanted.name]
        values = [getattr(row, wanted.name) for row in rows]
        arrays.append(pa.array(values if encode is None else [encode(value) for value in values], wanted.type))
    return pa.Table.from_arrays(arrays, schema=target)


def from_arrow(table: str, data: pa.Table) -> tuple[Any, ...]:
    """The records of a table's rows; null in a string column that may not be None reads as ``""``."""
    record = TABLES[table]
    decoders = _decoders(record)
    decoded = []
    names = [name for name in columns(table) if name in data.column_names]
    for name in names:
        decode = decoders[name]
        values = _values(data.column(name))
        decoded.append(values if decode is None else [decode(value) for value in values])
    return tuple(record(**dict(zip(names, row, strict=True))) for row in zip(*decoded, strict=True))


def _values(column: pa.ChunkedArray) -> list[Any]:
    """A column's values; of strings that many rows share, each is in memory once."""
    values: list[Any] = column.to_pylist()
    if not pa.types.is_string(column.type) or pc.count_distinct(column).as_py() * 2 > len(values):
        return values
    known: dict[Any, Any] = {}
    return [known.setdefault(value, value) for value in values]


def is_current(table: str, found: pa.Schema) -> bool:
    """True where `found`, as read from a file, has the columns, types and meanings of the table now."""
    target = schema(table)
    # Parquet adds field ids to the metadata of what it reads back.
    return found.equals(target) and all(
        (mine.metadata or {}).get(b"doc") == wanted.metadata[b"doc"] for mine, wanted in zip(found, target, strict=True)
    )


@functools.cache
def empty(table: str) -> pa.Table:
    """The table without rows."""
    return schema(table).empty_table()


def conform(table: str, data: pa.Table) -> pa.Table:
    """`data`, perhaps written by another version, with exactly the columns of the schema.

    A column that is missing is null, one that is no longer known is dropped.
    """
    target = schema(table)
    if data.schema.equals(target):
        return pa.Table.from_arrays(data.columns, schema=target)
    present = set(data.column_names)
    arrays = [
        data.column(wanted.name).cast(wanted.type) if wanted.name in present else pa.nulls(data.num_rows, wanted.type)
        for wanted in target
    ]
    return pa.Table.from_arrays(arrays, schema=target)


@functools.cache
def _hints(record: type) -> dict[str, Any]:
    return typing.get_type_hints(record, include_extras=True)


def _optional(hint: Any) -> tuple[Any, bool]:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        inner = [argument for argument in typing.get_args(hint) if argument is not type(None)]
        if len(inner) != 1:
            raise TypeError(f"a column has one type, not {hint}")
        return inner[0], True
    return hint, False


def _arrow_type(hint: Any) -> pa.DataType:
    hint, _ = _optional(hint)
    if typing.get_origin(hint) is Annotated:
        return _WIDTHS[typing.get_args(hint)[1]]
    if typing.get_origin(hint) is tuple:
        return pa.list_(_arrow_type(typing.get_args(hint)[0]))
    if dataclasses.is_dataclass(hint):
        inner = _hints(typing.cast(type, hint))
        return pa.struct([pa.field(f.name, _arrow_type(inner[f.name])) for f in dataclasses.fields(hint)])
    if issubclass(hint, StrEnum):
        return pa.string()
    return _PLAIN[hint]


Coder = Callable[[Any], Any] | None
"""How a value is turned; None where it stays as it is."""


@functools.cache
def _encoders(record: type) -> dict[str, Coder]:
    return {name: _encoder(hint) for name, hint in _hints(record).items()}


def _encoder(hint: Any) -> Coder:
    hint, _ = _optional(hint)
    if typing.get_origin(hint) is Annotated:
        return _four if typing.get_args(hint)[1] == "bbox" else None
    if typing.get_origin(hint) is tuple:
        inner = _encoder(typing.get_args(hint)[0])
        return None if inner is None else lambda values: [inner(value) for value in values]
    if dataclasses.is_dataclass(hint):
        names = [f.name for f in dataclasses.fields(hint)]
        return lambda value: {name: getattr(value, name) for name in names}
    if issubclass(hint, StrEnum):
        return lambda value: None if value is None else str(value)
    return _string if hint is str else None


def _string(value: str | None) -> str | None:
    return value or None


def _four(value: Sequence[float] | None) -> Sequence[float] | None:
    if value is not None and len(value) != 4:
        raise ValueError(f"a box has four numbers, not {len(value)}")
    return value


@functools.cache
def _decoders(record: type) -> dict[str, Coder]:
    return {name: _decoder(hint) for name, hint in _hints(record).items()}


def _decoder(hint: Any) -> Coder:
    hint, optional = _optional(hint)
    if typing.get_origin(hint) is Annotated:
        return (lambda value: None if value is None else tuple(value)) if typing.get_args(hint)[1] == "bbox" else None
    if typing.get_origin(hint) is tuple:
        inner = _decoder(typing.get_args(hint)[0])
        return lambda values: tuple(values or ()) if inner is None else tuple(inner(value) for value in values or ())
    if dataclasses.is_dataclass(hint):
        made = typing.cast(Callable[..., Any], hint)
        inside = _decoders(typing.cast(type, hint))
        return lambda value: made(**{name: d(value[name]) if (d := inside[name]) else value[name] for name in inside})
    if issubclass(hint, StrEnum):
        enumeration = hint
        return lambda value: None if value is None else enumeration(value)
    return (lambda value: value or "") if hint is str and not optional else None
