"""What a query gives, into a file or before somebody's eyes; never more of it in memory than a batch."""

from __future__ import annotations

import csv
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.analysing import sheets, views
from pipeline.analysing.cells import text_of
from pipeline.analysing.views import Connection, attempt
from pipeline.errors import OutputError
from pipeline.messages import say
from pipeline.running.progress import visible
from pipeline.storing.files import COMPRESSION, LEVEL

BATCH = 2_000
"""Rows in memory at a time."""
_SPOOL = 32 * 1024 * 1024
LONGEST = 200
"""Characters of a value that are printed; files get all of it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: its columns (each with a name of its own) and its rows in batches."""

    schema: pa.Schema
    batches: Iterator[pa.RecordBatch]


@dataclass(frozen=True, slots=True)
class Shown:
    """The first rows of an answer as text, and how many there are in all."""

    names: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int


def answer(connection: Connection, sql: str) -> Answer:
    """Run SQL, of several statements each; the answer of the last is read from what is returned.

    A statement without rows has an answer without columns. Raises QueryError for SQL that DuckDB
    refuses, also while the batches are read.
    """
    relation = attempt(lambda: _relation(connection, sql))
    if relation is None:
        return Answer(pa.schema([]), iter(()))
    reader = attempt(lambda: relation.to_arrow_reader(BATCH))
    names = _apart(reader.schema.names)
    schema = pa.schema([field.with_name(name) for field, name in zip(reader.schema, names, strict=True)])

    def batches() -> Iterator[pa.RecordBatch]:
        while True:
            batch = attempt(lambda: next(reader, None))
            if batch is None:
                return
            yield pa.RecordBatch.from_arrays(batch.columns, schema=schema)

    return Answer(schema, batches())


def shown(found: Answer, most: int) -> Shown:
    """The first `most` rows of an answer as text; all are counted."""
    rows: list[tuple[str, ...]] = []
    count = 0
    for batch in found.batches:
        if len(rows) < most:
            columns = [column.to_pylist() for column in batch.slice(0, most - len(rows)).columns]
            rows += [tuple(_line(value) for value in row) for row in zip(*columns, strict=True)]
        count += batch.num_rows
    numeric = tuple(pa.types.is_integer(f.type) or pa.types.is_floating(f.type) for f in found.schema)
    return Shown(tuple(visible(name) for name in found.schema.names), numeric, tuple(rows), count)


def print_table(what: Shown, console: Console | None = None) -> None:
    """Print rows as a table, with a last line of how many there are.

    In a terminal a wide table is folded; elsewhere each row is a line, however long.
    """
    console = console or Console()
    if not console.is_terminal:
        console = Console(file=console.file, width=100_000, color_system=None)
    if not what.names:
        console.print(Text(say("The query gives no rows.")))
        return
    table = Table(show_edge=False, pad_edge=False, header_style="bold")
    for name, numeric in zip(what.names, what.numeric, strict=True):
        table.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
    for row in what.rows:
        table.add_row(*map(Text, row))
    console.print(table)
    if what.count > len(what.rows):
        last = say("{n} rows, the first {shown} of them here", n=what.count, shown=len(what.rows))
    else:
        last = say("1 row") if what.count == 1 else say("{n} rows", n=what.count)
    console.print(Text(last, style="dim"))


def write_csv(path: Path, found: Answer) -> int:
    """Write CSV in UTF-8, with a head, rows ended by a line feed; how many rows. Raises OSError."""
    with path.open("w", encoding="utf-8", newline="") as file:
        return _csv(file, found)


def spooled_csv(found: Answer) -> IO[str]:
    """CSV as a file that lies in memory while it is small, ready to be read; close it."""
    file = cast(IO[str], tempfile.SpooledTemporaryFile(_SPOOL, mode="w+", encoding="utf-8", newline=""))  # noqa: SIM115
    _csv(file, found)
    file.seek(0)
    return file


def write_parquet(path: Path, found: Answer) -> int:
    """Write Parquet, lists and structures as they are; how many rows. Raises OSError."""
    count = 0
    with (
        path.open("wb") as file,
        pq.ParquetWriter(file, _storable(found.schema), compression=COMPRESSION, compression_level=LEVEL) as writer,
    ):
        for batch in found.batches:
            writer.write_batch(batch.cast(writer.schema))
            count += batch.num_rows
    return count


def write_sheet(path: Path, found: Answer) -> sheets.Told:
    """Write a workbook of one sheet; a column `link` leads its cells to where it says. Raises OSError."""
    leads = "link" in found.schema.names and len(found.schema) > 1
    places = [name for name in ("page", "path", "number", "document_id") if name in found.schema.names]
    at = next(iter(places), next((name for name in found.schema.names if name != "link"), ""))
    links = ((at, "link"),) if leads else ()
    return sheets.write(path, [sheets.Sheet(say("result"), found.schema, found.batches, links)])


def whole(path: Path, write: Callable[[Path], Any]) -> Any:
    """What `write` makes of a path beside `path`, put in its place by one rename. Raises OutputError."""
    beside = path.with_name(f".{path.name[:100]}.{uuid.uuid4().hex}")
    try:
        made = write(beside)
        beside.replace(path)
    except OSError as error:
        raise OutputError(f"{path} can't be written ({error.strerror})", "give a file that you may write") from error
    finally:
        beside.unlink(missing_ok=True)
    return made


def _relation(connection: Connection, sql: str) -> Any:
    statements = views.statements(connection, sql)
    for statement in statements[:-1]:
        connection.execute(statement)
    return connection.sql(statements[-1])


def _csv(file: Any, found: Answer) -> int:
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(found.schema.names)
    count = 0
    for batch in found.batches:
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            rows.writerow([text_of(value) for value in row])
            count += 1
    return count


def _storable(schema: pa.Schema) -> pa.Schema:
    """The schema with what Parquet has: an empty column of no type becomes one of strings."""
    return pa.schema([f.with_type(pa.string()) if pa.types.is_null(f.type) else f for f in schema])


def _apart(names: list[str]) -> list[str]:
    """The names, those that come again with a number: files want each once."""
    used: set[str] = set()
    found = []
    for name in names:
        free, number = name, 1
        while free in used:
            number += 1
            free = f"{name}_{number}"
        used.add(free)
        found.append(free)
    return found


def _line(value: Any) -> str:
    text = visible(text_of(value)[: LONGEST + 1])
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
