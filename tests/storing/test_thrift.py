"""Parquet footers to structs and back: exactly, and never beyond the bytes that are there."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.storing import thrift
from pipeline.storing.thrift import Field, Items, Struct, ThriftError

numbers = st.integers(-(2**63), 2**63 - 1)
plain = st.one_of(
    st.tuples(st.just(thrift.I64), numbers),
    st.tuples(st.just(thrift.BINARY), st.binary(max_size=20)),
    st.tuples(st.sampled_from([thrift.TRUE, thrift.FALSE]), st.none()).map(lambda one: (one[0], one[0] == thrift.TRUE)),
    st.tuples(st.just(thrift.BYTE), st.integers(0, 255)),
    st.lists(numbers, max_size=40).map(lambda some: (thrift.LIST, Items(thrift.I32, tuple(some)))),
)


def structs(values: st.SearchStrategy[tuple[int, object]]) -> st.SearchStrategy[Struct]:
    one = st.tuples(st.integers(1, 300), values).map(lambda pair: Field(pair[0], *pair[1]))
    return st.lists(one, max_size=6, unique_by=lambda field: field.number).map(
        lambda fields: Struct(tuple(sorted(fields, key=lambda field: field.number)))
    )


nested = structs(st.one_of(plain, structs(plain).map(lambda one: (thrift.STRUCT, one))))


@given(nested)
def test_a_struct_comes_back(struct: Struct) -> None:
    assert thrift.loads(thrift.dumps(struct)) == struct


@given(nested, st.data())
def test_damaged_bytes_are_told(struct: Struct, data: st.DataObject) -> None:
    """Cut short anywhere, or with other bytes in it: a struct or a ThriftError, nothing else."""
    raw = thrift.dumps(struct)
    with pytest.raises(ThriftError):
        thrift.loads(raw[: data.draw(st.integers(0, len(raw) - 1))])
    at = data.draw(st.integers(0, len(raw) - 1))
    try:
        thrift.loads(raw[:at] + bytes([data.draw(st.integers(0, 255))]) + raw[at + 1 :])
    except ThriftError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x1c" * 100, "structs without end"),
        (b"\x19\xfc" + b"\xff" * 8 + b"\x01", "a list longer than the bytes"),
        (b"\x18\xff\xff\xff\x7f", "a string longer than the bytes"),
        (b"\x15" + b"\xff" * 20, "a number without end"),
        (b"\x1b\x00\x00", "a map, which no footer has"),
        (b"\x00\x00", "more than a struct"),
    ],
)
def test_hostile_bytes_are_told(data: bytes, why: str) -> None:
    with pytest.raises(ThriftError):
        thrift.loads(data)


def test_a_footer_comes_back_as_it_was(tmp_path: Path) -> None:
    """Also with what we have no name for."""
    pq.write_table(pa.table({"a": ["x", None], "b": [[1.0], []]}), tmp_path / "a.parquet")
    raw = (tmp_path / "a.parquet").read_bytes()
    footer = raw[-8 - int.from_bytes(raw[-8:-4], "little") : -8]
    assert thrift.dumps(thrift.loads(footer)) == footer
