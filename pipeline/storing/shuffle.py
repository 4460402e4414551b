"""Spooled rows dealt out to their buckets, each segment read once, whatever their number.

Rows wait in memory; beyond a limit they are laid down in files, an Arrow file for each bucket, and
taken up again when the bucket is written.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from pipeline.storing import schemas
from pipeline.storing.buckets import bucket_of
from pipeline.storing.grouped import grouped

MEMORY = 64 * 1024 * 1024
"""Bytes of rows that wait in memory."""


class Shuffle:
    """The rows of one table on their way to the buckets.

    Args:
        table: the table.
        count: the number of buckets.
        folder: where rows are laid down that memory should not hold; made when needed.
    """

    def __init__(self, table: str, count: int, folder: Path) -> None:
        self._table = table
        self._count = count
        self._folder = folder
        self._waiting: dict[int, list[pa.Table]] = defaultdict(list)
        self._laid: dict[int, list[Path]] = defaultdict(list)
        self._bytes = 0

    def add(self, rows: pa.Table) -> None:
        """Deal out rows that are sorted by document."""
        if not rows.num_rows:
            return
        documents = grouped(rows)
        buckets = [bucket_of(document_id, self._count) for document_id in documents.ids]
        changes = [at for at, (one, other) in enumerate(itertools.pairwise(buckets), start=1) if one != other]
        for first, last in itertools.pairwise([0, *changes, len(buckets)]):
            start, end = int(documents.starts[first]), int(documents.starts[last])
            self._waiting[buckets[first]].append(rows.slice(start, end - start))
        self._bytes += rows.nbytes
        if self._bytes > MEMORY:
            self._lay_down()

    def pieces(self, bucket: int) -> list[pa.Table]:
        """The rows dealt to a bucket so far, in tables that are each sorted by document.

        Those that were laid down stay on disk until they are looked at.
        """
        laid = [piece for path in self._laid.get(bucket, ()) for piece in _read(path)]
        return [*laid, *self._waiting.get(bucket, ())]

    def _lay_down(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for bucket, pieces in self._waiting.items():
            path = self._folder / f"{self._table}-{bucket}-{len(self._laid[bucket])}.arrow"
            with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, schemas.schema(self._table)) as writer:
                for piece in pieces:
                    # One batch: rows that are sorted in themselves.
                    writer.write_table(piece.combine_chunks(), max_chunksize=max(1, piece.num_rows))
            self._laid[bucket].append(path)
        self._waiting.clear()
        self._bytes = 0


def _read(path: Path) -> Iterator[pa.Table]:
    file = pa.ipc.open_file(pa.memory_map(str(path)))
    return (pa.Table.from_batches([file.get_batch(nth)]) for nth in range(file.num_record_batches))
