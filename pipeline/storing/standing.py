"""The rows in place that a bucket to be takes over: a row group in memory at a time, or none where it stays whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.storing import schemas
from pipeline.storing.buckets import Range, bucket_range
from pipeline.storing.grouped import Grouped, grouped
from pipeline.storing.spliced import Standing


@dataclass(frozen=True, slots=True)
class _Group:
    """A row group in place, and the least and the greatest document id in it."""

    file: pq.ParquetFile
    path: Path
    nth: int
    least: str
    most: str

    def meets(self, keys: Range) -> bool:
        return self.least < keys.stop and keys.start <= self.most


class StandingRows:
    """The rows in place that a bucket to be takes over. A context manager: files are open in between.

    Args:
        table: the table.
        keys: the range of the bucket.
        files: all files of the table that are in place, in order.
        kept: the rows of a table that stay as they are.
    """

    def __init__(self, table: str, keys: Range, files: list[Path], kept: Callable[[pa.Table], pa.Table]) -> None:
        self._table = table
        self._kept = kept
        self._files = {path: pq.ParquetFile(path) for path in _overlapping(files, keys)}
        groups = [
            _Group(file, path, nth, least, most)
            for path, file in self._files.items()
            for nth, (least, most) in enumerate(_bounds(file))
        ]
        self._groups = [group for group in groups if group.meets(keys)]
        self._last: tuple[_Group, Grouped] | None = None

    def __enter__(self) -> StandingRows:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.close()

    def within(self, keys: Range) -> list[pa.Table]:
        """The rows in a range of keys that stay as they are, in order."""
        return [self._read(group).within(keys) for group in self._groups if group.meets(keys)]

    def whole(self, keys: Range) -> Standing | None:
        """The row group that holds just the rows in a range of keys; None where there is no such."""
        meeting = [group for group in self._groups if group.meets(keys)]
        if len(meeting) != 1 or not (keys.start <= meeting[0].least and meeting[0].most < keys.stop):
            return None
        if not schemas.is_current(self._table, meeting[0].file.schema_arrow):
            return None
        return Standing(meeting[0].path, meeting[0].nth)

    def columns(self, standing: Standing, names: tuple[str, ...]) -> pa.Table:
        """Some columns of a row group."""
        return self._files[standing.path].read_row_group(standing.group, columns=list(names), use_threads=False)

    def _read(self, group: _Group) -> Grouped:
        if self._last is None or self._last[0] is not group:
            rows = schemas.conform(self._table, group.file.read_row_group(group.nth, use_threads=False))
            self._last = group, grouped(self._kept(rows))
        return self._last[1]


def _bounds(file: pq.ParquetFile) -> Iterator[tuple[str, str]]:
    """The least and the greatest document id of each row group."""
    column = file.schema_arrow.get_field_index("document_id")
    for group in range(file.num_row_groups):
        found = file.metadata.row_group(group).column(column).statistics
        yield (found.min, found.max) if found is not None and found.has_min_max else ("", "g")


def _overlapping(files: list[Path], keys: Range) -> list[Path]:
    """Of a table's bucket files, those whose range meets the one given."""
    ranges = [bucket_range(bucket, len(files)) for bucket in range(len(files))]
    return [
        path for path, there in zip(files, ranges, strict=True) if there.start < keys.stop and keys.start < there.stop
    ]
