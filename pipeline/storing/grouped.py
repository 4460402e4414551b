"""Rows grouped by document: found, kept and joined by looking at documents, not at rows.

A document has thousands of rows, and most of them only pass through when a bucket is written anew:
so a table is gone through once, for where each document's rows begin, and cut without copying.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.storing import schemas
from pipeline.storing.buckets import Range


def document_order(document_id: str) -> tuple[str, int]:
    """The sort key of a document: its file's hash, then its ordinal in the file."""
    base, _, ordinal = document_id.partition("-")
    return base, int(ordinal or 1)


@dataclass(frozen=True, slots=True)
class Grouped:
    """Rows of which those of each document stand together.

    ``ids`` are the documents in the order of their rows, ``starts`` the row at which each begins,
    and one more: the number of rows.
    """

    rows: pa.Table
    ids: list[str]
    starts: np.ndarray[Any, Any]

    def holds(self, keys: Range) -> bool:
        """True where there are documents in a range of keys; they must be sorted."""
        at = bisect.bisect_left(self.ids, keys.start)
        return at < len(self.ids) and self.ids[at] < keys.stop

    def within(self, keys: Range) -> pa.Table:
        """The rows of the documents in a range of keys; they must be sorted."""
        first, last = self._span(keys)
        start, stop = int(self.starts[first]), int(self.starts[last])
        return self.rows.slice(start, stop - start)

    def part(self, keys: Range) -> Grouped:
        """Of the documents, those in a range of keys; they must be sorted."""
        first, last = self._span(keys)
        starts = self.starts[first : last + 1]
        return Grouped(self.within(keys), self.ids[first:last], starts - starts[0])

    def _span(self, keys: Range) -> tuple[int, int]:
        return bisect.bisect_left(self.ids, keys.start), bisect.bisect_left(self.ids, keys.stop)

    def kept(self, wanted: Callable[[str], bool]) -> pa.Table:
        """The rows of the documents that are wanted."""
        keep = np.fromiter((wanted(document_id) for document_id in self.ids), bool, len(self.ids))
        if keep.all():
            return self.rows
        return self.rows.filter(pa.array(np.repeat(keep, np.diff(self.starts))))

    def sorted(self) -> pa.Table:
        """The rows sorted by document; those of one document keep their order."""
        order = sorted(range(len(self.ids)), key=lambda at: document_order(self.ids[at]))
        if all(one < other for one, other in itertools.pairwise(order)) and len(set(self.ids)) == len(self.ids):
            return self.rows
        spans = [np.arange(self.starts[at], self.starts[at + 1]) for at in order]
        return self.rows.take(pa.array(np.concatenate(spans)))


def grouped(rows: pa.Table) -> Grouped:
    """Where each document's rows begin, in a table whose documents stand together."""
    if not rows.num_rows:
        return Grouped(rows, [], np.zeros(1, np.int64))
    column = rows.column("document_id").combine_chunks()
    if isinstance(column, pa.ChunkedArray):
        column = pa.concat_arrays(column.chunks)
    encoded = column.dictionary_encode()
    codes = encoded.indices.to_numpy()
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    ids = encoded.dictionary.take(pa.array(codes[starts])).to_pylist()
    return Grouped(rows, ids, np.append(starts, len(codes)))


def merge(table: str, pieces: Iterable[pa.Table]) -> pa.Table:
    """Several tables' rows as one, sorted by document; a document's rows keep their order."""
    conformed = [schemas.conform(table, piece) for piece in pieces if piece.num_rows]
    if not conformed:
        return schemas.empty(table)
    return grouped(pa.concat_tables(conformed)).sorted()
