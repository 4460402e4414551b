"""Finished documents on their way into the tables: segments, each committed by one rename.

``<out>/.spool/000001/`` holds ``<table>.parquet`` of some documents and ``files.parquet`` of the
files they came from. A folder without a leading dot is whole: a run that was killed left its
finished work here, and the next one goes on from it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import OutputError
from pipeline.records import TABLES
from pipeline.storing import catalog, schemas
from pipeline.storing.catalog import FileRow
from pipeline.storing.files import sync_folder, write_parquet
from pipeline.storing.grouped import merge

FOLDER = ".spool"
DOCUMENT_TABLES = tuple(name for name in TABLES if name not in ("sources", "corrections"))
"""The tables whose rows a document owns."""
CORRECTIONS = "corrections"
"""The projection of the reviewers' log, the rows of which come with the documents that they are about."""

_GROUP_ROWS = 65_536


class Spool:
    """The segments below an output folder; only one writer at a time.

    Args:
        out: the output folder.
    """

    def __init__(self, out: Path) -> None:
        self.folder = out / FOLDER

    def segments(self) -> tuple[Path, ...]:
        """The whole segments, oldest first."""
        if not self.folder.is_dir():
            return ()
        return tuple(sorted(path for path in self.folder.iterdir() if path.name.isdecimal()))

    def sweep(self) -> None:
        """Remove what a killed run left half written."""
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if not path.name.isdecimal():
                    shutil.rmtree(path, ignore_errors=True)

    def write(self, files: Sequence[FileRow], tables: Mapping[str, Sequence[pa.Table]]) -> Path:
        """Commit a segment: the files' rows and their documents' rows.

        Raises OutputError when it can't be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            last = max((int(path.name) for path in self.segments()), default=0)
            target = self.folder / f"{last + 1:06d}"
            beside = self.folder / f".{target.name}.{os.getpid()}"
            beside.mkdir()
            catalog.write(beside / catalog.FILE, files)
            for name in (*DOCUMENT_TABLES, CORRECTIONS):
                rows = merge(name, tables.get(name, ()))
                groups = [rows.slice(start, _GROUP_ROWS) for start in range(0, rows.num_rows, _GROUP_ROWS)]
                write_parquet(beside / f"{name}.parquet", groups, schemas.schema(name))
            sync_folder(beside)
            beside.replace(target)
            sync_folder(self.folder)
        except OSError as error:
            raise OutputError(
                f"the spool {self.folder} can't be written ({error.strerror or error})",
                "make room or give another --out, then run again: what was committed is kept",
            ) from error
        return target

    def files(self, segment: Path) -> dict[str, FileRow]:
        """The file rows of a segment."""
        return catalog.from_arrow(pq.read_table(segment / catalog.FILE, partitioning=None))


def base_of(document_id: str) -> str:
    """The 16 hex digits of the file that a document came from."""
    return document_id[:16]
