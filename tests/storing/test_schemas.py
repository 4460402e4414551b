"""Records and Parquet: every column, its type and meaning, there and back."""

from __future__ import annotations

import dataclasses
import typing
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.records import TABLES, DocumentRecord, Part, SourceRecord, Status, TaskRecord, columns
from pipeline.storing import schemas
from pipeline.storing.files import write_parquet

BOX = pa.list_(pa.float32())
PART = pa.struct([("page", pa.int32()), ("bbox", BOX), ("start", pa.int32()), ("end", pa.int32())])


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("sources", "bytes", pa.int64()),
        ("sources", "status", pa.string()),
        ("sources", "document_ids", pa.list_(pa.string())),
        ("documents", "issued_on", pa.date32()),
        ("documents", "issued_year", pa.int32()),
        ("documents", "preferred", pa.bool_()),
        ("documents", "confidence", pa.float32()),
        ("documents", "flags", pa.list_(pa.string())),
        ("pages", "width_pt", pa.float32()),
        ("words", "bbox", BOX),
        ("sections", "words", pa.list_(pa.string())),
        ("tasks", "parts", pa.list_(PART)),
        ("tasks", "recurrence", pa.list_(pa.string())),
        ("corrections", "reviewed_at", pa.timestamp("us", tz="UTC")),
    ],
)
def test_column_types_are_those_of_the_contract(table: str, column: str, kind: pa.DataType) -> None:
    assert schemas.schema(table).field(column).type == kind


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_there_in_order_with_its_meaning(table: str) -> None:
    schema = schemas.schema(table)
    assert tuple(schema.names) == columns(table)
    assert all(field.metadata and field.metadata[b"doc"] for field in schema)
    assert schema.metadata is None, "no pandas metadata: nothing but the columns"


def _strategy(hint: typing.Any) -> st.SearchStrategy[typing.Any]:
    """Values of a column's type that its width can hold exactly."""
    arguments = typing.get_args(hint)
    if type(None) in arguments:
        return st.none() | _strategy(next(a for a in arguments if a is not type(None)))
    if typing.get_origin(hint) is typing.Annotated:
        widths = {
            "int32": st.integers(-(2**31), 2**31 - 1),
            "int64": st.integers(-(2**63), 2**63 - 1),
            "float32": st.floats(width=32, allow_nan=False),
            "bbox": st.tuples(*[st.floats(0, 1, width=32)] * 4),
        }
        return widths[arguments[1]]
    if typing.get_origin(hint) is tuple:
        return st.lists(_strategy(arguments[0]), max_size=3).map(tuple)
    if dataclasses.is_dataclass(hint):
        return _records(typing.cast(type, hint))
    if issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    plain = {
        str: st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8),
        bool: st.booleans(),
        date: st.dates(),
        datetime: st.datetimes(timezones=st.just(UTC)),
    }
    return plain[hint]


def _records(record: type) -> st.SearchStrategy[typing.Any]:
    hints = typing.get_type_hints(record, include_extras=True)
    return st.builds(record, **{name: _strategy(hint) for name, hint in hints.items()})


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_records_survive_parquet(table: str, data: st.DataObject) -> None:
    """Whatever the values, a row read back is the row written."""
    records = tuple(data.draw(st.lists(_records(TABLES[table]), max_size=3)))
    sink = pa.BufferOutputStream()
    pq.write_table(schemas.to_arrow(table, records), sink)
    assert schemas.from_arrow(table, pq.read_table(pa.BufferReader(sink.getvalue()))) == records


def test_empty_strings_are_null_and_empty_lists_stay() -> None:
    task = TaskRecord(task_id="a-t1", document_id="a", action="", due_text="", words=("",))
    table = schemas.to_arrow("tasks", [task])
    assert table.column("action").to_pylist() == [None]
    assert table.column("due_text").to_pylist() == [None]
    assert table.column("recurrence").to_pylist() == [[]]
    assert schemas.from_arrow("tasks", table)[0].action == "", "a column that may not be None reads as the empty string"


def test_a_row_without_a_name_is_refused(tmp_path: Path) -> None:
    """A null key is a fault that must not reach the tables."""
    rows = schemas.to_arrow("sources", [SourceRecord(path="", status=Status.FAILED)])
    with pytest.raises(pa.ArrowException):
        write_parquet(tmp_path / "x.parquet", [rows], schemas.schema("sources"))


def test_a_box_has_four_numbers() -> None:
    part = Part(1, typing.cast(typing.Any, (0.0, 1.0)), 0, 1)
    with pytest.raises(ValueError, match="four"):
        schemas.to_arrow("tasks", [TaskRecord(task_id="a-t1", document_id="a", action="x", bbox=part.bbox)])


def test_the_same_rows_are_the_same_bytes(tmp_path: Path) -> None:
    rows = schemas.to_arrow("documents", [DocumentRecord(document_id=f"{i:016x}", path=f"{i}.txt") for i in range(50)])
    for name in ("a", "b"):
        write_parquet(tmp_path / name, [rows.slice(0, 20), rows.slice(20)], schemas.schema("documents"))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert pq.ParquetFile(tmp_path / "a").metadata.num_row_groups == 2


def test_tables_of_an_older_version_are_brought_up_to_date() -> None:
    """A column added since is null, one that was dropped is gone."""
    old = schemas.to_arrow("pages", []).drop_columns(["error"]).append_column("gone", pa.array([], pa.string()))
    assert schemas.conform("pages", old).schema == schemas.schema("pages")
