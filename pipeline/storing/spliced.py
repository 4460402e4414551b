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
from pipeline.storing.thrift import Items, Struct, ThriftError

_MAGIC = b"PAR1"
_TAIL = struct.Struct("<I4s")
_CHUNK = 1024 * 1024

# Numbers of the fields that are needed.
_ROWS, _GROUPS = 3, 4
_COLUMNS, _GROUP_ROWS, _GROUP_OFFSET, _ORDINAL = 1, 3, 5, 7
_CHUNK_OFFSET, _META, _OFFSET_INDEX, _COLUMN_INDEX = 2, 3, 4, 6
_COMPRESSED, _DATA, _INDEX, _DICTIONARY, _BLOOM = 7, 9, 10, 11, 14


@dataclass(frozen=True, slots=True)
class Standing:
    """A row group, from 0, of a file in place."""

    path: Path
    group: int


@dataclass(frozen=True, slots=True)
class _File:
    """The footer of a Parquet file, and where each of its row groups begins; last, where the footer does."""

    footer: Struct
    starts: tuple[int, ...]

    @property
    def groups(self) -> tuple[Struct, ...]:
        found: tuple[Struct, ...] = self.footer.get(_GROUPS).values
        return found

    @property
    def kind(self) -> Struct:
        """All of the footer that does not depend on the rows."""
        return self.footer.without(_ROWS, _GROUPS)


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
    if any(file.kind != mine.kind for file in files.values()):
        raise ThriftError("the files are not alike")
    fresh = iter(range(len(mine.groups)))
    groups: list[Struct] = []
    with path.open("wb") as target:
        target.write(_MAGIC)
        for standing in order:
            source, file, nth = (
                (beside, mine, next(fresh))
                if standing is None
                else (standing.path, files[standing.path], standing.group)
            )
            start, end = file.starts[nth], file.starts[nth + 1]
            groups.append(_moved(file.groups[nth], target.tell() - start, len(groups)))
            _copy(source, start, end - start, target)
        rows = sum(group.get(_GROUP_ROWS) for group in groups)
        footer = thrift.dumps(mine.footer.having(f3=rows, f4=Items(thrift.STRUCT, tuple(groups))))
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
        footer = thrift.loads(file.read(length))
    groups = footer.get(_GROUPS)
    if not isinstance(groups, Items) or footer.get(_ROWS) is None:
        raise ThriftError("a footer without row groups")
    starts = [len(_MAGIC)]
    for group in groups.values:
        starts.append(starts[-1] + _size(group, starts[-1]))
    if starts[-1] != end:
        raise ThriftError("something stands between the row groups")
    return _File(footer, tuple(starts))


def _size(group: Struct, start: int) -> int:
    """The bytes of a row group. Raises ThriftError unless its columns follow each other from `start`."""
    at = start
    for chunk in group.get(_COLUMNS).values:
        meta = chunk.get(_META)
        if meta is None or any(chunk.get(one) is not None for one in (_OFFSET_INDEX, _COLUMN_INDEX)):
            raise ThriftError("a column with an index")
        if meta.get(_BLOOM) is not None or meta.get(_INDEX) is not None:
            raise ThriftError("a column with an index")
        if min(meta.get(_DATA), meta.get(_DICTIONARY) or meta.get(_DATA)) != at:
            raise ThriftError("something stands between the columns")
        at += meta.get(_COMPRESSED)
    return at - start


def _moved(group: Struct, by: int, ordinal: int) -> Struct:
    """What the footer says of a row group, where it stands so many bytes further on."""
    chunks = []
    for chunk in group.get(_COLUMNS).values:
        meta = chunk.get(_META)
        # 0 where the writer does not tell.
        shifted = {one: value + by for one in (_DATA, _DICTIONARY) if (value := meta.get(one))}
        meta = meta.having(**{f"f{one}": value for one, value in shifted.items()})
        offset = chunk.get(_CHUNK_OFFSET)
        chunks.append(chunk.having(f3=meta, f2=offset + by if offset else offset))
    offset = group.get(_GROUP_OFFSET)
    columns = Items(thrift.STRUCT, tuple(chunks))
    return group.having(f1=columns, f5=offset + by if offset else offset, f7=ordinal)


def _copy(source: Path, start: int, size: int, target: BinaryIO) -> None:
    with source.open("rb") as file:
        file.seek(start)
        while size:
            piece = file.read(min(size, _CHUNK))
            if not piece:
                raise ThriftError("the file is cut short")
            target.write(piece)
            size -= len(piece)
