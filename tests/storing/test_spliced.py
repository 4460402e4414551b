"""Files of new and standing row groups: the bytes that writing all rows anew would give."""

from __future__ import annotations

import struct
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.storing import schemas
from pipeline.storing.files import write_parquet
from pipeline.storing.spliced import Standing, write_spliced
from tests.helpers.rows import arrow, document

SCHEMA = schemas.schema("words")


def rows(name: str) -> pa.Table:
    return schemas.conform("words", arrow(document(name))["words"][0])


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 4)), max_size=7), st.permutations("abc"))
def test_the_bytes_are_those_of_writing_all_anew(
    tmp_path_factory: pytest.TempPathFactory, order: list[tuple[str, int]], names: list[str]
) -> None:
    """Row groups of two files in any order, or new rows between them (`c`)."""
    folder = tmp_path_factory.mktemp("spliced")
    groups = {name: [rows(f"{name}{nth}") for nth in range(5)] for name in names}
    for name in "ab":
        write_parquet(folder / name, groups[name], SCHEMA)
    given = [groups[name][nth] if name == "c" else Standing(folder / name, nth) for name, nth in order]
    assert write_spliced(folder / "spliced", given, SCHEMA)
    write_parquet(folder / "anew", [groups[name][nth] for name, nth in order], SCHEMA)
    assert (folder / "spliced").read_bytes() == (folder / "anew").read_bytes()
    assert sorted(path.name for path in folder.iterdir()) == ["a", "anew", "b", "spliced"]


def other_schema(path: Path) -> None:
    write_parquet(path, [pa.table({"a": [1]})], pa.schema([("a", pa.int64())]))


def other_writer(path: Path) -> None:
    write_parquet(path, [rows("x")], SCHEMA)
    raw = path.read_bytes()
    made = pq.ParquetFile(path).metadata.created_by.encode()
    path.write_bytes(raw.replace(made, made[::-1]))


def with_page_index(path: Path) -> None:
    with pq.ParquetWriter(path, SCHEMA, write_page_index=True) as writer:
        writer.write_table(rows("x"))


def with_footer(path: Path, more: bytes) -> None:
    """A file whose footer has a field more, before the zero that ends it."""
    write_parquet(path, [rows("x")], SCHEMA)
    raw = path.read_bytes()
    (length,) = struct.unpack("<I", raw[-8:-4])
    footer = raw[-8 - length : -9] + more + b"\0"
    path.write_bytes(raw[: -8 - length] + footer + struct.pack("<I", len(footer)) + raw[-4:])


def a_field_that_nobody_knows(path: Path) -> None:
    """Field 99, an integer: what another version of Parquet may have added. The file is a good one."""
    with_footer(path, b"\x05\xc6\x01\x02")
    assert pq.read_table(path).num_rows == rows("x").num_rows


def a_kind_that_nobody_knows(path: Path) -> None:
    with_footer(path, b"\x0e\xc6\x01\x02")


def cut_short(path: Path) -> None:
    write_parquet(path, [rows("x")], SCHEMA)
    raw = path.read_bytes()
    path.write_bytes(raw[:4] + raw[5:])


def no_parquet(path: Path) -> None:
    path.write_bytes(b"PAR1 and no more")


@pytest.mark.parametrize(
    "make",
    [
        other_schema,
        other_writer,
        with_page_index,
        a_field_that_nobody_knows,
        a_kind_that_nobody_knows,
        cut_short,
        no_parquet,
    ],
)
def test_what_is_not_alike_is_left_to_be_written_anew(tmp_path: Path, make: object) -> None:
    standing = tmp_path / "standing"
    make(standing)  # type: ignore[operator]
    assert not write_spliced(tmp_path / "spliced", [rows("y"), Standing(standing, 0)], SCHEMA)
    assert [path.name for path in tmp_path.iterdir()] == ["standing"]
