"""Buckets: ranges of keys that depend on nothing but how many rows there are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.storing.buckets import (
    bucket_count,
    bucket_of,
    bucket_range,
    file_name,
    name_order,
    path_key,
    slices,
)

keys = st.binary(min_size=8, max_size=8).map(bytes.hex)
powers = st.integers(0, 12).map(lambda n: 2**n)


@given(st.integers(0, 10**7))
def test_buckets_hold_about_five_thousand(rows: int) -> None:
    count = bucket_count(rows)
    assert count & (count - 1) == 0, "a power of two"
    assert rows <= count * 5000
    assert count == 1 or rows > count // 2 * 5000, "and no more of them than needed"


@given(keys, powers)
def test_a_key_lies_in_the_range_of_its_bucket_alone(key: str, count: int) -> None:
    mine = bucket_of(key, count)
    assert bucket_range(mine, count).holds(key)
    for other in {0, (mine + 1) % count, count - 1} - {mine}:
        assert not bucket_range(other, count).holds(key)


@given(keys, powers)
def test_doubling_splits_a_bucket_in_two(key: str, count: int) -> None:
    assert bucket_of(key, 2 * count) // 2 == bucket_of(key, count)


@given(keys, powers, st.integers(0, 5000))
def test_row_groups_part_a_bucket_without_gap(key: str, count: int, documents: int) -> None:
    ranges = slices(bucket_of(key, count), count, documents)
    assert sum(keys.holds(key) for keys in ranges) == 1
    assert ranges == sorted(ranges, key=lambda keys: keys.start)


def test_a_document_of_a_bound_file_lies_with_its_file() -> None:
    """The ordinal behind the hash does not move a document to another range."""
    assert bucket_range(255, 256).holds("ff" * 8 + "-12")
    assert not bucket_range(254, 256).holds("ff" * 8 + "-12")


def test_files_sort_in_the_order_of_their_buckets() -> None:
    names = [file_name(n) for n in (0, 7, 999, 1000, 2047)]
    assert sorted(["bucket-1000.parquet", *names[::2], *names[1::4]], key=name_order) == names
    assert names[1] == "bucket-007.parquet"


def test_a_path_has_a_key_of_its_own() -> None:
    assert path_key("a/một.pdf") != path_key("a/hai.pdf")
    assert len(path_key("a")) == 8
