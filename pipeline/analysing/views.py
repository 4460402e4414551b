"""The tables in DuckDB: one committed generation, with the views of views.sql over it, in memory.

Whoever has the connection can ask anything of these tables and reach nothing else: other files, the
network and extensions are closed, and the configuration is locked. Nothing is ever written to the
output folder.
"""

from __future__ import annotations

import tempfile
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.analysing.generation import TRIES, Generation, changing, generation
from pipeline.errors import OutputError, QueryError, SetupError, one_line
from pipeline.records import TABLES
from pipeline.storing import schemas
from pipeline.storing.output import archive_of

Connection = Any
"""A duckdb.DuckDBPyConnection; the package is an extra and has no types that we could name."""

Result = TypeVar("Result")

_stopped = threading.Event()
"""Set by Ctrl-C while `steady` reads in a thread; between two batches there is no query to interrupt."""

_CLOSED = (
    "set enable_external_access = false",
    "set allow_community_extensions = false",
    "set lock_configuration = true",
)


def connect(out: Path | str, *, all_copies: bool = False, threads: int | None = None) -> Connection:
    """A DuckDB connection in memory over the generation of `out` that counts now.

    The tables stand under their names, the views of views.sql beside them. It names the files of
    one generation: after the next run connect again (`steady` sees to that).

    Args:
        out: the folder of the tables, whatever its name.
        all_copies: the views count every copy of a document, not the preferred one alone.
        threads: how many DuckDB takes; all cores if not given.

    Raises OutputError where there are no tables or they can't be read, SetupError without DuckDB.
    """
    return opened(generation(out), all_copies, threads)


def blank() -> Connection:
    """A connection with all tables and views and no row in them: what there is to be asked."""
    return opened(Generation(Path(), ()), all_copies=False, threads=1)


def steady(
    out: Path | str, read: Callable[[Connection], Result], *, all_copies: bool = False, threads: int | None = None
) -> Result:
    """What `read` makes of a connection, all of it of one generation.

    Where a run commits meanwhile, `read` is called again, so it must keep nothing of its first call.
    Raises QueryError for a query that DuckDB refuses, OutputError and SetupError as `connect` does.
    """
    duckdb = _duckdb()
    for _ in range(TRIES):
        now = generation(out)
        with opened(now, all_copies, threads) as connection:
            try:
                result = _stoppable(connection, read)
            except duckdb.Error as error:
                if now.stands():
                    raise refused(error) from error
                continue
            except QueryError:
                if now.stands():
                    raise
                continue
        if now.stands():
            return result
    raise changing(out)


def query(connection: Connection, sql: str, parameters: Any = None) -> Connection:
    """Run SQL, of several statements each; the result of the last is read from what is returned.

    Raises QueryError, of one line, for SQL that DuckDB refuses and for none at all.
    """

    def run() -> Connection:
        statements(connection, sql)
        return connection.execute(sql, parameters)

    return attempt(run)


def statements(connection: Connection, sql: str) -> list[Any]:
    """The statements of SQL, at least one, for DuckDB to run. Raises QueryError where there is none."""
    found: list[Any] = connection.extract_statements(sql)
    if not found:
        raise QueryError("there is no statement in the query", "write one, `select count(*) from v_tasks` say")
    return found


def attempt(work: Callable[[], Result]) -> Result:
    """What `work` does with DuckDB.

    Raises QueryError where DuckDB refuses, KeyboardInterrupt where the user did.
    """
    duckdb = _duckdb()
    if _stopped.is_set() and threading.current_thread() is not threading.main_thread():
        raise KeyboardInterrupt
    try:
        return work()
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    except (duckdb.Error, OSError) as error:
        # What is read as Arrow reports a failure of DuckDB as one of its own, an OSError.
        raise refused(error) from error
    except RuntimeError as error:
        if "interrupted" in str(error):  # what Ctrl-C comes to while a query runs
            raise KeyboardInterrupt from error
        raise


def refused(error: Exception) -> QueryError:
    """DuckDB's refusal as one line: its words, without the picture of the place that it draws."""
    said = str(error).split("\n\nLINE ")[0]
    return QueryError(f"the query can't be run: {one_line(said)}", "`vanthu sql --help` says which views there are")


def literal(value: str) -> str:
    """A string as SQL writes it."""
    if "\0" in value:
        raise ValueError("no string of SQL holds a NUL")
    return "'" + value.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A name as SQL writes it, also where it is a word of SQL."""
    return '"' + name.replace('"', '""') + '"'


def _stoppable(connection: Connection, read: Callable[[Connection], Result]) -> Result:
    """What `read` makes of the connection, in a thread beside: DuckDB alone looks for Ctrl-C too seldom."""
    if threading.current_thread() is not threading.main_thread():
        return read(connection)
    _stopped.clear()
    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(read, connection)
        try:
            # In short turns: a signal may reach another thread, and only this one heeds it.
            while not work.done():
                wait([work], timeout=0.05)
            return work.result()
        except KeyboardInterrupt:
            _stopped.set()
            while not work.done():
                # Again and again: it may be between two queries just now.
                connection.interrupt()
                wait([work], timeout=0.05)
            raise


def opened(now: Generation, all_copies: bool, threads: int | None) -> Connection:
    """`connect` over one generation. Raises as it does."""
    duckdb = _duckdb()
    spill = Path(tempfile.gettempdir()) / f"vanthu-{uuid.uuid4().hex}"
    config: dict[str, Any] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        # Python's own variables are no tables: a misspelt name must not find one.
        "python_enable_replacements": False,
        # Made when something doesn't fit into memory, removed with the connection.
        "temp_directory": str(spill),
    }
    if threads is not None:
        config["threads"] = threads
    connection = duckdb.connect(":memory:", config=config)
    try:
        for table in TABLES:
            _put(connection, table, now.paths(table))
        connection.execute(f"create macro archive_root() as {_root(now.out)}")
        connection.execute(f"create macro all_copies() as {str(all_copies).lower()}")
        connection.execute(resources.files("pipeline.analysing").joinpath("views.sql").read_text(encoding="utf-8"))
        allowed = ", ".join(literal(str(file.path)) for file in now.files)
        connection.execute(f"set allowed_paths = [{allowed}]")
        for setting in _CLOSED:
            connection.execute(setting)
    except duckdb.Error as error:
        connection.close()
        raise OutputError(
            f"the tables in {now.out} can't be read ({one_line(str(error))})", "run vanthu extract again"
        ) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _put(connection: Connection, table: str, paths: tuple[Path, ...]) -> None:
    """The table under its name: a view of its files, an empty table where it has none.

    A column that another version did not write yet is null.
    """
    connection.register("_rows", schemas.empty(table))
    connection.execute("create table _none as from _rows; drop view if exists _rows")
    if paths:
        types = {name: kind for name, kind, *_ in connection.execute("describe _none").fetchall()}
        try:
            there = set(pq.read_schema(paths[0]).names)
        except (OSError, pa.ArrowException) as error:
            raise OutputError(
                f"the table {table} can't be read from {paths[0]} ({one_line(str(error))})",
                f"delete the folder {paths[0].parent} and run vanthu extract again",
            ) from error
        shown = ", ".join(
            identifier(name) if name in there else f"null::{kind} as {identifier(name)}" for name, kind in types.items()
        )
        files = ", ".join(literal(str(path)) for path in paths)
        connection.execute(
            f"drop table _none; create view {identifier(table)} as "
            f"select {shown} from read_parquet([{files}], hive_partitioning = false)"
        )
    else:
        connection.execute(f"alter table _none rename to {identifier(table)}")


def _root(out: Path) -> str:
    """SQL of the URI of the archive's folder, without a slash at its end; null where OUT does not know it."""
    try:
        archive = archive_of(out)
    except OutputError:
        return "null::varchar"
    return literal(archive if "://" in archive else "file://" + quote(archive.rstrip("/")))


def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError as error:
        raise SetupError("DuckDB is not installed", "pip install 'vanthu[analysis]'") from error
    return duckdb
