"""What the last run knew of each file: its row of `sources`, its stamp and the versions it was made by.

Kept in ``<out>/.state/files.parquet``, apart from the tables, which hold nothing that depends on
when they were written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import OutputError
from pipeline.records import SourceRecord, Status
from pipeline.storing import schemas
from pipeline.storing.files import write_parquet

STATE = ".state"
FILE = "files.parquet"

_ROWS_AT_A_TIME = 10_000

_UNREAD = pa.struct([pa.field("page", pa.int32(), False), pa.field("error", pa.string(), False)])
_OWN = [
    pa.field("stamp", pa.string()),
    pa.field("version", pa.string()),
    pa.field("unread", pa.list_(_UNREAD)),
    pa.field("attached", pa.list_(pa.string())),
]


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """A page (1-based in its file) that could not be read, of a file that was."""

    page: int
    error: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as a run left it.

    ``stamp`` is what the file system said of its size and time, None where that can't be trusted
    (the file was touched while the run began); ``version`` names everything that made its rows
    (reading, parsing, limits), None where nothing was made (a duplicate). ``unread`` are the pages
    of a file that was read for which there is an error instead of text, ``attached`` the names of files
    inside it that were not opened.
    """

    source: SourceRecord
    stamp: str | None = None
    version: str | None = None
    unread: tuple[UnreadPage, ...] = ()
    attached: tuple[str, ...] = ()

    @property
    def document_ids(self) -> tuple[str, ...]:
        """The documents whose rows this file owns; none for a duplicate."""
        return self.source.document_ids if self.source.status is Status.EXTRACTED else ()


Catalog = Mapping[str, FileRow]
"""File rows by path."""


def catalog_schema() -> pa.Schema:
    """The columns of `sources`, the stamp, the version, and what of the file was not read."""
    return pa.schema([*schemas.schema("sources"), *_OWN])


def to_arrow(rows: Iterable[FileRow]) -> pa.Table:
    """File rows as a table of `catalog_schema`."""
    rows = list(rows)
    table = schemas.to_arrow("sources", (row.source for row in rows))
    columns = (
        [row.stamp for row in rows],
        [row.version for row in rows],
        [[{"page": one.page, "error": one.error} for one in row.unread] for row in rows],
        [list(row.attached) for row in rows],
    )
    for own, values in zip(_OWN, columns, strict=True):
        table = table.append_column(own, pa.array(values, own.type))
    return table


def from_arrow(table: pa.Table) -> dict[str, FileRow]:
    """The file rows of a table of `catalog_schema`, by path."""
    sources = schemas.from_arrow(
        "sources", table.drop_columns([own.name for own in _OWN if own.name in table.schema.names])
    )
    columns = (
        # A catalog of an older version lacks some.
        table.column(own.name).to_pylist() if own.name in table.schema.names else [None] * table.num_rows
        for own in _OWN
    )
    # Most files have the same version: its string is held once.
    versions: dict[str | None, str | None] = {}
    return {
        source.path: FileRow(
            source,
            stamp,
            versions.setdefault(version, version),
            tuple(UnreadPage(**page) for page in pages or ()),
            tuple(attached or ()),
        )
        for source, stamp, version, pages, attached in zip(sources, *columns, strict=True)
    }


def load(out: Path) -> dict[str, FileRow]:
    """What the last run knew; empty before the first. Raises OutputError for a damaged file."""
    path = out / STATE / FILE
    if not path.exists():
        return {}
    try:
        rows: dict[str, FileRow] = {}
        # Some at a time: on its way into records a row takes several times what it takes in the end.
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_ROWS_AT_A_TIME):
                rows.update(from_arrow(pa.Table.from_batches([batch])))
        return rows
    except (OSError, pa.ArrowException, KeyError, ValueError) as error:
        raise OutputError(
            f"{path} is damaged ({error})", f"delete the folder {out / STATE} and run again: no file is read twice"
        ) from error


def write(path: Path, rows: Iterable[FileRow]) -> None:
    """Write file rows, sorted by path, to a Parquet file. Raises OSError."""
    ordered = sorted(rows, key=lambda row: row.source.path)
    starts = range(0, len(ordered), _ROWS_AT_A_TIME)
    write_parquet(path, (to_arrow(ordered[at : at + _ROWS_AT_A_TIME]) for at in starts), catalog_schema())
