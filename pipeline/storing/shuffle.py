"""Spooled rows dealt out to their buckets, each segment read once, whatever their number.

Rows wait in memory, segment by segment; beyond a limit they are laid down in files, an Arrow file for
each bucket, and taken up again when the bucket is written, the rows of a row group at a time.
"""

from __future__ import annotations

import bisect
import mmap
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.storing import schemas
from pipeline.storing.buckets import Range, bucket_range
from pipeline.storing.grouped import Grouped, grouped

MEMORY = 64 * 1024 * 1024
"""Bytes of rows that wait in memory."""


class LaidFile:
    """The rows of one bucket that were laid down together: mapped when they are first looked at.

    Whoever writes the bucket holds it open, and it is let go of with the bucket: to open it for each
    row group anew cost more than all else.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._batches: dict[int, pa.RecordBatch] = {}
        self._map: mmap.mmap | None = None
        self._reader: Any = None

    def batch(self, nth: int) -> pa.RecordBatch:
        """A batch, where it lies."""
        if nth not in self._batches:
            if self._map is None:
                with self._path.open("rb") as file:
                    self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                self._reader = pa.ipc.open_file(pa.py_buffer(self._map))
            self._batches[nth] = self._reader.get_batch(nth)
        return self._batches[nth]

    def rest(self) -> None:
        """Let go of the memory of what was looked at: the rows stay where they lie, and can be looked at again."""
        if self._map is not None and hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)


@dataclass(frozen=True, slots=True)
class Laid:
    """Sorted rows that lie in a file; of `Grouped`, all but the rows is in memory."""

    table: str
    path: Path
    nth: int
    ids: list[str]
    starts: np.ndarray[Any, Any]
    file: LaidFile | None = None
    """Where they lie, for whoever looks at them."""

    def within(self, keys: Range) -> pa.Table:
        """The rows of the documents in a range of keys, looked at where they lie."""
        first, last = bisect.bisect_left(self.ids, keys.start), bisect.bisect_left(self.ids, keys.stop)
        start, stop = int(self.starts[first]), int(self.starts[last])
        if start == stop:
            return schemas.empty(self.table)
        file = self.file or LaidFile(self.path)
        return pa.Table.from_batches([file.batch(self.nth).slice(start, stop - start)])


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
        self._waiting: list[Grouped] = []
        self._laid: dict[int, list[Laid]] = defaultdict(list)
        self._rounds = 0
        self._bytes = 0

    def add(self, rows: pa.Table) -> None:
        """Deal out rows that are sorted by document."""
        if not rows.num_rows:
            return
        self._waiting.append(grouped(rows))
        self._bytes += rows.nbytes
        if self._bytes > MEMORY:
            self._lay_down()

    def pieces(self, bucket: int) -> list[Laid | Grouped]:
        """The rows dealt to a bucket so far, in pieces that are each sorted by document.

        Those that were laid down stay on disk until they are asked for.
        """
        files: dict[Path, LaidFile] = {}
        laid = (replace(one, file=files.setdefault(one.path, LaidFile(one.path))) for one in self._laid.get(bucket, ()))
        keys = bucket_range(bucket, self._count)
        return [*laid, *(one for one in self._waiting if one.holds(keys))]

    def _lay_down(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for bucket in range(self._count):
            keys = bucket_range(bucket, self._count)
            # Cut here and not before: a piece costs more than the rows of its few documents.
            pieces = [one.part(keys) for one in self._waiting if one.holds(keys)]
            if not pieces:
                continue
            path = self._folder / f"{self._table}-{bucket}-{self._rounds}.arrow"
            with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, schemas.schema(self._table)) as writer:
                for nth, piece in enumerate(pieces):
                    # One batch: rows that are sorted in themselves.
                    writer.write_table(piece.rows.combine_chunks(), max_chunksize=max(1, piece.rows.num_rows))
                    self._laid[bucket].append(Laid(self._table, path, nth, piece.ids, piece.starts))
        self._waiting.clear()
        self._bytes = 0
        self._rounds += 1


def rest(pieces: Iterable[Grouped | Laid]) -> None:
    """Let go of the memory of rows that lie in files, when a row group of them is written."""
    for file in {one.path: one.file for one in pieces if isinstance(one, Laid)}.values():
        if file is not None:
            file.rest()
