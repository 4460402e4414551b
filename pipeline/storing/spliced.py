"""A Parquet file of row groups, some new and some as they stand in another file, without decoding these.

A bucket is written anew for the sake of a few documents, a row group or two of its rows; the other
groups' bytes are copied, and only the footer, which says where each lies, is made anew. The result
is, byte for byte, the file that `write_parquet` makes of the same rows: a group's bytes do not
depend on where in a file they stand.

Rule source: `parquet.thrift` of Apache Parquet (FileMetaData, RowGroup, ColumnChunk, ColumnMetaData).
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from pipeline.storing import thrift
from pipeline.storing.files import write_parquet
from pipeline.storing.thrift import Found, ThriftError

_MAGIC = b"PAR1"
_TAIL = struct.Struct("<I4s")
_CHUNK = 1024 * 1024

# Numbers of the fields that are needed.
_ROWS, _GROUPS = 3, 4
_COLUMNS, _GROUP_ROWS, _GROUP_OFFSET, _ORDINAL = 1, 3, 5, 7
_CHUNK_OFFSET, _META, _OFFSET_INDEX, _COLUMN_INDEX = 2, 3, 4, 6
_COMPRESSED, _DATA, _INDEX, _DICTIONARY, _BLOOM = 7, 9, 10, 11, 14
_IN_META = dict.fromkeys((_COMPRESSED, _DATA, _INDEX, _DICTIONARY, _BLOOM))
_IN_COLUMN = {_CHUNK_OFFSET: None, _META: _IN_META, _OFFSET_INDEX: None, _COLUMN_INDEX: None}
_IN_GROUP = {_COLUMNS: _IN_COLUMN, _GROUP_ROWS: None, _GROUP_OFFSET: None, _ORDINAL: None}
_IN_FOOTER = {_ROWS: None, _GROUPS: _IN_GROUP}


@dataclass(frozen=True, slots=True)
class Standing:
    """A row group, from 0, of a file in place."""

    path: Path
    group: int


@dataclass(frozen=True, slots=True)
class _File:
    """The footer of a Parquet file, and where each of its row groups begins; last, where the footer does."""

    data: bytes
    footer: Found
    starts: tuple[int, ...]

    @property
    def groups(self) -> tuple[Found, ...]:
        return self.footer.structs[_GROUPS]

    def holding(self, rows: int, groups: list[bytes]) -> bytes:
        """The footer with other row groups."""
        spans = self.footer.values
        inside = thrift.head_of_structs(len(groups)) + b"".join(groups)
        return thrift.changed(self.data, 0, len(self.data), {spans[_ROWS]: thrift.coded(rows), spans[_GROUPS]: inside})

    def rows(self, nth: int) -> int:
        """The rows of a row group."""
        return thrift.number(self.data, self.groups[nth].values[_GROUP_ROWS])

    def moved(self, nth: int, by: int, ordinal: int) -> bytes:
        """What the footer says of a row group, where it stands so many bytes further on."""
        group = self.groups[nth]
        places = [group.values.get(_GROUP_OFFSET)]
        for column in group.structs[_COLUMNS]:
            (meta,) = column.structs[_META]
            places += [column.values.get(_CHUNK_OFFSET), meta.values.get(_DATA), meta.values.get(_DICTIONARY)]
        found = {span: thrift.number(self.data, span) for span in places if span is not None}
        # 0 where the writer does not tell.
        values = {span: thrift.coded(value + by) for span, value in found.items() if value}
        if _ORDINAL in group.values:
            values[group.values[_ORDINAL]] = thrift.coded(ordinal)
        return thrift.changed(self.data, group.start, group.end, values)


def write_spliced(path: Path, groups: Iterable[pa.Table | Standing], schema: pa.Schema) -> bool:
    """Write a Parquet file of new and standing row groups and sync it; False, and no file, where that can't be.

    It can't be where a standing group was written with another schema or by another version of Parquet.
    Raises OSError.
    """
    beside = path.with_name(f".{path.name}.new")
    order: list[Standing | None] = []

    def new() -> Iterator[pa.Table]:
        for group in groups:
            if isinstance(group, Standing):
                order.append(group)
            elif group.num_rows:
                order.append(None)
                yield group

    try:
        write_parquet(beside, new(), schema, sync=False)
        if any(order):
            _join(path, beside, order)
        else:
            with beside.open("rb+") as file:
                os.fsync(file.fileno())
            beside.replace(path)
    except ThriftError:
        path.unlink(missing_ok=True)
        return False
    finally:
        beside.unlink(missing_ok=True)
    return True


def _join(path: Path, beside: Path, order: Sequence[Standing | None]) -> None:
    """Write row groups in order: the next of `beside` where it says None."""
    mine = _load(beside)
    files = {path: _load(path) for path in {standing.path for standing in order if standing is not None}}
    if any(file.holding(0, []) != mine.holding(0, []) for file in files.values()):
        raise ThriftError("the files are not alike")
    fresh = iter(range(len(mine.groups)))
    groups: list[bytes] = []
    rows = 0
    with path.open("wb") as target:
        target.write(_MAGIC)
        for standing in order:
            source, file, nth = (
                (beside, mine, next(fresh))
                if standing is None
                else (standing.path, files[standing.path], standing.group)
            )
            start, end = file.starts[nth], file.starts[nth + 1]
            groups.append(file.moved(nth, target.tell() - start, len(groups)))
            rows += file.rows(nth)
            _copy(source, start, end - start, target)
        footer = mine.holding(rows, groups)
        target.write(footer + _TAIL.pack(len(footer), _MAGIC))
        target.flush()
        os.fsync(target.fileno())


def _load(path: Path) -> _File:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        if size < len(_MAGIC) + _TAIL.size:
            raise ThriftError("no Parquet file")
        file.seek(size - _TAIL.size)
        length, magic = _TAIL.unpack(file.read(_TAIL.size))
        end = size - _TAIL.size - length
        if magic != _MAGIC or end < len(_MAGIC):
            raise ThriftError("no Parquet file")
        file.seek(end)
        data = file.read(length)
    footer = thrift.find(data, _IN_FOOTER)
    if _ROWS not in footer.values or _GROUPS not in footer.structs:
        raise ThriftError("a footer without row groups")
    starts = [len(_MAGIC)]
    for group in footer.structs[_GROUPS]:
        starts.append(starts[-1] + _size(data, group, starts[-1]))
    if starts[-1] != end:
        raise ThriftError("something stands between the row groups")
    return _File(data, footer, tuple(starts))


def _size(data: bytes, group: Found, start: int) -> int:
    """The bytes of a row group. Raises ThriftError unless its columns follow each other from `start`."""
    if _GROUP_ROWS not in group.values or _COLUMNS not in group.structs:
        raise ThriftError("a row group without columns")
    at = start
    for column in group.structs[_COLUMNS]:
        if len(column.structs.get(_META, ())) != 1 or {_OFFSET_INDEX, _COLUMN_INDEX} & column.values.keys():
            raise ThriftError("a column with an index")
        values = column.structs[_META][0].values
        if {_BLOOM, _INDEX} & values.keys() or not {_DATA, _COMPRESSED} <= values.keys():
            raise ThriftError("a column with an index")
        first = thrift.number(data, values[_DATA])
        if _DICTIONARY in values:
            first = min(first, thrift.number(data, values[_DICTIONARY]) or first)
        if first != at:
            raise ThriftError("something stands between the columns")
        at += thrift.number(data, values[_COMPRESSED])
    return at - start


def _copy(source: Path, start: int, size: int, target: BinaryIO) -> None:
    with source.open("rb") as file:
        file.seek(start)
        while size:
            piece = file.read(min(size, _CHUNK))
            if not piece:
                raise ThriftError("the file is cut short")
            target.write(piece)
            size -= len(piece)
