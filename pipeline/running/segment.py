"""What is finished and not yet on the disk: the files and rows of the next segment of the spool."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from pipeline.running.archive import MEBIBYTE
from pipeline.storing.catalog import FileRow
from pipeline.storing.spool import Spool

DOCUMENTS = 500
BYTES = 256 * MEBIBYTE
SECONDS = 30.0
"""So many files, bytes of rows, or seconds of work at most are lost with a run that is killed."""


@dataclass(slots=True)
class Segment:
    """The rows of files finished since the last write; ``since`` is when the first of them came."""

    files: list[FileRow] = field(default_factory=list)
    tables: dict[str, list[pa.Table]] = field(default_factory=dict)
    bytes: int = 0
    since: float = 0.0

    def add(self, row: FileRow, tables: Mapping[str, pa.Table]) -> None:
        """One more file, with its documents' rows by table."""
        if not self.files:
            self.since = time.monotonic()
        self.files.append(row)
        for table, rows in tables.items():
            self.tables.setdefault(table, []).append(rows)
            self.bytes += rows.nbytes

    def is_due(self) -> bool:
        """True where enough has come together, or has waited for long."""
        if not self.files:
            return False
        old = time.monotonic() - self.since > SECONDS
        return old or len(self.files) >= DOCUMENTS or self.bytes > BYTES

    def write(self, spool: Spool) -> None:
        """Commit what has come together, and begin anew. Raises OutputError; nothing is let go of then."""
        spool.write(self.files, self.tables)
        self.files, self.tables, self.bytes = [], {}, 0
