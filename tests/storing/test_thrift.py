"""Parquet footers: where their values stand, and never beyond the bytes that are there."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.storing import thrift
from pipeline.storing.thrift import Span, ThriftError

WANTED = {3: None, 4: {1: {2: None, 3: {7: None, 9: None, 11: None}}, 3: None}}


def footer_of(path: Path) -> bytes:
    raw = path.read_bytes()
    return raw[-8 - int.from_bytes(raw[-8:-4], "little") : -8]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty row groups (a list too long for its short head) of strings, lists and truths."""
    path = tmp_path_factory.mktemp("thrift") / "a.parquet"
    table = pa.table({"a": [f"{n}" for n in range(40)], "b": [[0.5], []] * 20, "c": [True, None] * 20})
    pq.write_table(table, path, row_group_size=2)
    return path


def test_what_stands_where_is_what_arrow_reads(written: Path) -> None:
    data, known = footer_of(written), pq.read_metadata(written)
    found = thrift.find(data, WANTED)
    assert thrift.number(data, found.values[3]) == known.num_rows == 40
    assert len(found.structs[4]) == known.num_row_groups == 20
    for nth, group in enumerate(found.structs[4]):
        assert thrift.number(data, group.values[3]) == known.row_group(nth).num_rows
        for at, column in enumerate(group.structs[1]):
            its = known.row_group(nth).column(at)
            (meta,) = column.structs[3]
            assert thrift.number(data, meta.values[7]) == its.total_compressed_size
            assert thrift.number(data, meta.values[9]) == its.data_page_offset
            assert (11 in meta.values) == its.has_dictionary_page


def test_other_values_in_their_place_are_what_arrow_reads(written: Path, tmp_path: Path) -> None:
    """Nothing else changes, whatever the lengths of the numbers."""
    data = footer_of(written)
    found = thrift.find(data, WANTED)
    assert thrift.changed(data, 0, len(data), {}) == data
    other = thrift.changed(data, 0, len(data), {found.values[3]: thrift.coded(123_456)})
    head = written.read_bytes()[: -8 - len(data)]
    (tmp_path / "b.parquet").write_bytes(head + other + len(other).to_bytes(4, "little") + b"PAR1")
    assert pq.read_metadata(tmp_path / "b.parquet").num_rows == 123_456
    again = thrift.find(other, WANTED)
    assert thrift.changed(other, 0, len(other), {again.values[3]: thrift.coded(40)}) == data


@given(st.integers(-(2**63), 2**63 - 1))
def test_a_number_comes_back(value: int) -> None:
    data = thrift.coded(value)
    assert thrift.number(data, Span(0, len(data))) == value


@given(st.data())
def test_damaged_bytes_are_told(written: Path, data: st.DataObject) -> None:
    """Cut short anywhere, or with other bytes in it: a struct or a ThriftError, nothing else."""
    raw = footer_of(written)
    with pytest.raises(ThriftError):
        thrift.find(raw[: data.draw(st.integers(0, len(raw) - 1))], WANTED)
    at = data.draw(st.integers(0, len(raw) - 1))
    try:
        found = thrift.find(raw[:at] + bytes([data.draw(st.integers(0, 255))]) + raw[at + 1 :], WANTED)
    except ThriftError as error:
        assert str(error)
    else:
        assert found.end == len(raw)


@pytest.mark.parametrize("wanted", [{}, WANTED, {1: {1: None}}])
@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x1c" * 100, "structs without end"),
        (b"\x19\xfc" + b"\xff" * 8 + b"\x01", "a list longer than the bytes"),
        (b"\x18\xff\xff\xff\x7f", "a string longer than the bytes"),
        (b"\x15" + b"\xff" * 20, "a number without end"),
        (b"\x0c" + b"\xff" * 20, "the number of a field without end"),
        (b"\x1b\x00\x00", "a map, which no footer has"),
        (b"\x00\x00", "more than a struct"),
        (b"", "nothing"),
    ],
)
def test_hostile_bytes_are_told(data: bytes, why: str, wanted: thrift.Wanted) -> None:
    with pytest.raises(ThriftError):
        thrift.find(data, wanted)
