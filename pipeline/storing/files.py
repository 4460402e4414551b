"""Files that are there whole or not at all: written beside, synced, renamed."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

COMPRESSION = "zstd"
LEVEL = 3
LAYOUT = "2"
"""Raised with every change of how rows become bytes, so that tables in place are written anew as a whole."""


def write_whole(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Write `data` to `path` by one rename. Raises OSError."""
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        with beside.open("wb") as file:
            file.write(data)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def write_parquet(path: Path, groups: Iterable[pa.Table], schema: pa.Schema, *, sync: bool = True) -> None:
    """Write a Parquet file, one row group for each table given, and sync it unless told not to. Raises OSError.

    The same rows in the same groups give the same bytes: fixed codec and level, no time stamps.
    """
    with path.open("wb") as file:
        writer = pq.ParquetWriter(
            file, schema, compression=COMPRESSION, compression_level=LEVEL, use_dictionary=_strings(schema)
        )
        with writer:
            for group in groups:
                if group.num_rows:
                    # In one piece: how rows came together must not show in where pages end.
                    writer.write_table(group.combine_chunks(), row_group_size=group.num_rows)
        file.flush()
        if sync:
            os.fsync(file.fileno())


def _strings(schema: pa.Schema) -> list[str]:
    """The columns of strings, by Parquet's paths.

    They repeat, and a dictionary makes them small; numbers (boxes, above all) it makes larger.
    """
    found: list[str] = []
    waiting = [(field.name, field.type) for field in schema]
    while waiting:
        path, kind = waiting.pop()
        if pa.types.is_list(kind):
            waiting.append((f"{path}.list.element", kind.value_type))
        elif pa.types.is_struct(kind):
            waiting += [(f"{path}.{field.name}", field.type) for field in kind]
        elif pa.types.is_string(kind):
            found.append(path)
    return sorted(found)


def sync_folder(folder: Path) -> None:
    """Make renames inside `folder` last (no-op where folders can't be opened)."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
