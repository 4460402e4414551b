"""Which rows lie in which file: hash buckets, each a range of keys.

A document's bucket is the top bits of its id (the id is a hash), a source's those of the hash of
its path. So a bucket is a range of keys, doubling the buckets splits each in two, and rows sorted
by key stand in the same order whatever the number of buckets. That number is a power of two that
depends on nothing but how many rows there are: the same archive gives the same files.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

DOCUMENTS_A_BUCKET = 5_000
DOCUMENTS_A_GROUP = 256
"""A row group holds the rows of about so many documents: what is in memory at a time."""

_BITS = 32


@dataclass(frozen=True, slots=True)
class Range:
    """A half-open range of hexadecimal keys: ``start <= key < stop`` as strings."""

    start: str
    stop: str

    def holds(self, key: str) -> bool:
        """True where the key lies in the range."""
        return self.start <= key < self.stop


def bucket_count(rows: int, each: int | None = None) -> int:
    """The least power of two of buckets that hold `rows` with about `each` (`DOCUMENTS_A_BUCKET`) in one."""
    each = each or DOCUMENTS_A_BUCKET
    count = 1
    while count * each < rows:
        count *= 2
    return count


def bucket_of(key: str, count: int) -> int:
    """The bucket (from 0) of a key that begins with eight hexadecimal digits."""
    return int(key[:8], 16) * count >> _BITS


def bucket_range(bucket: int, count: int) -> Range:
    """The keys of a bucket."""
    stop = ((bucket + 1) << _BITS) // count
    return Range(f"{(bucket << _BITS) // count:08x}", "g" if stop >> _BITS else f"{stop:08x}")


def slices(bucket: int, count: int, documents: int) -> list[Range]:
    """The ranges of a bucket's row groups, where it holds so many documents."""
    groups = bucket_count(documents, DOCUMENTS_A_GROUP)
    return [bucket_range(bucket * groups + nth, count * groups) for nth in range(groups)]


def path_key(path: str) -> str:
    """The key of a source: the first eight hexadecimal digits of the hash of its path."""
    return hashlib.sha256(path.encode()).hexdigest()[:8]


def file_name(bucket: int) -> str:
    """The name of a bucket's file."""
    return f"bucket-{bucket:03d}.parquet"


def name_order(name: str) -> tuple[int, str]:
    """The sort key that puts bucket files in the order of their buckets, also beyond 999."""
    return len(name), name
