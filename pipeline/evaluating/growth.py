"""How storing and running grow with an archive: figures of archives of a thousand files and of a hundred thousand.

    python -m pipeline.evaluating.bench tests/gold/dev --growth

Each archive is real files on disk; the rows of their documents are those of the drafts, multiplied,
under ids of their own, and lie in the spool as if workers had just made them. From there on all is
done by `vanthu extract` in a process of its own, whose time and memory are looked at: it brings the spool
into the tables, runs again over the unchanged archive, and once more when ten files have come.
Beside seconds of the clock stand those of the processor, which other programs disturb far less; beside the
most memory that was resident what of it was the runner's own (anonymous), and not a file's pages, which the
system takes back when it needs them.
Every citation is of a document that the archive holds, so that none escapes the search for it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.evaluating.drafts import Draft
from pipeline.evaluating.figures import Table
from pipeline.evaluating.multiplied import ID, Templates, multiplied, templates
from pipeline.records import SourceRecord, Status
from pipeline.running import archive as archives
from pipeline.running.choose import version_of
from pipeline.running.spent import processor_seconds
from pipeline.running.work import Tools, versions
from pipeline.settings import Settings
from pipeline.storing.catalog import FileRow
from pipeline.storing.output import Output
from pipeline.storing.spool import DOCUMENT_TABLES, Spool

SIZES = (1_000, 10_000, 100_000)
NEW = 10
SEGMENT = 500
_LONG_AGO = 1_600_000_000

HEAD = (
    "documents",
    "task rows",
    "MB of tables",
    "seconds to spool",
    "of the processor",
    "seconds into tables",
    "tables, processor",
    "runner, MB",
    "its own, MB",
    "unchanged, seconds",
    "unchanged, processor",
    "unchanged, MB",
    "unchanged, own MB",
    f"{NEW} new, seconds",
    f"{NEW} new, processor",
    "files written",
    "of files",
    "MB written",
    "join, seconds",
    "join, processor",
    "one document, seconds",
    "one document, processor",
)
_ANONYMOUS = re.compile(r"^RssAnon:\s{0,20}(\d{1,12}) kB$", re.MULTILINE)
_LOOKS = 0.02
"""Seconds between two looks at the memory of a run."""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of the clock and of the processor."""

    seconds: float
    processor: float


@dataclass(frozen=True, slots=True)
class Run:
    """`vanthu extract` once: what the whole command took, its peaks in MB, files and bytes of tables written.

    ``own`` is the runner's anonymous memory, None where the system does not tell.
    """

    took: Took
    megabytes: float
    own: float | None
    files: int
    written: int


@dataclass(frozen=True, slots=True)
class Grown:
    """What an archive of so many documents took. Queries are None without DuckDB."""

    documents: int
    tasks: int
    files: int
    bytes: int
    spooled: Took
    compacted: Run
    unchanged: Run
    new: Run
    join: Took | None
    point: Took | None


def growth(drafts: Sequence[Draft], sizes: Sequence[int] = SIZES, say: Callable[[str], None] = print) -> list[Table]:
    """Measure archives of so many documents; `say` is told what is going on.

    Returns the figures, and how each grows: the exponent is the slope of the logarithms of the processor's seconds
    over those of documents, so that 1 is linear and less is better; what a command takes to start is in them.
    """
    made = templates(drafts)
    grown = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="vanthu-growth-") as folder:
            grown.append(_grown(Path(folder), made, size, say))
    return [Table("Growth", HEAD, tuple(tuple(_cells(one)) for one in grown)), rates(grown)]


def rates(grown: Sequence[Grown]) -> Table:
    """How fast each thing is at each size by the clock, and how its seconds grow, the processor's and the clock's."""

    def row(what: str, unit: str, done: Sequence[float], took: Sequence[Took | None]) -> tuple[str, ...]:
        known = [one for one in took if one]
        if len(known) < len(took):
            return (what, unit, *("" for _ in took), "", "")
        slopes = (_slope(grown, [one.processor for one in known]), _slope(grown, [one.seconds for one in known]))
        speeds = (f"{much / one.seconds:,.0f}" for much, one in zip(done, known, strict=True))
        return (what, unit, *speeds, *slopes)

    tasks = [float(one.tasks) for one in grown]
    files = [float(one.documents) for one in grown]
    rows = (
        row("written to the spool", "task rows a second", tasks, [one.spooled for one in grown]),
        row("brought into the tables", "task rows a second", tasks, [one.compacted.took for one in grown]),
        row("joined by DuckDB", "task rows a second", tasks, [one.join for one in grown]),
        row("one document's tasks", "queries a second", [1.0] * len(grown), [one.point for one in grown]),
        row("looked at, unchanged", "files a second", files, [one.unchanged.took for one in grown]),
    )
    sizes = (f"{one.documents} documents" for one in grown)
    return Table("Growth, rates", ("what", "unit", *sizes, "exponent of the processor's seconds", "of seconds"), rows)


def _slope(grown: Sequence[Grown], seconds: Sequence[float]) -> str:
    """The exponent; empty where one size, or no time at all, tells none."""
    if len(grown) < 2 or min(seconds) <= 0:
        return ""
    return f"{np.polyfit(np.log([one.documents for one in grown]), np.log(seconds), 1)[0]:.2f}"


def stored(folder: Path, made: Templates, size: int, say: Callable[[str], None] = print) -> Path:
    """An archive of so many documents and its tables, below `folder`; where the tables are."""
    archive, out = folder / "archive", folder / "out"
    say(f"{size} documents: making the files")
    _fill(archive, size)
    say(f"{size} documents: spooling")
    _spool(archive, out, made, size)
    say(f"{size} documents: into the tables")
    _run(archive, out, folder / "log")
    return out


def _grown(folder: Path, made: Templates, size: int, say: Callable[[str], None]) -> Grown:
    archive, out, log = folder / "archive", folder / "out", folder / "log"
    say(f"{size} documents: making the files")
    _fill(archive, size)
    say(f"{size} documents: spooling")
    spooled = _spool(archive, out, made, size)
    say(f"{size} documents: into the tables")
    compacted = _run(archive, out, log)
    say(f"{size} documents: again")
    unchanged = _run(archive, out, log)
    if unchanged.written:
        raise RuntimeError("an unchanged archive was written anew: the figures mean nothing")
    for at in range(NEW):
        _put(
            archive / f"new {at}.txt",
            f"KẾ HOẠCH\n\n1. Sở Nội vụ chủ trì việc thứ {at} trước ngày 01/0{at % 9 + 1}/2031.",
        )
    say(f"{size} documents: {NEW} new")
    new = _run(archive, out, log)
    files = [path.stat().st_size for table in (*DOCUMENT_TABLES, "sources") for path in (out / table).iterdir()]
    join, point, tasks = _queries(out)
    return Grown(size, tasks, len(files), sum(files), spooled, compacted, unchanged, new, join, point)


def _cells(one: Grown) -> Iterator[str]:
    yield from (
        f"{one.documents}",
        f"{one.tasks}",
        f"{one.bytes / 1e6:.0f}",
        *_times(one.spooled, 1),
        *_times(one.compacted.took, 1),
        *_memory(one.compacted),
        *_times(one.unchanged.took, 1),
        *_memory(one.unchanged),
        *_times(one.new.took, 1),
        f"{one.new.files}",
        f"{one.files}",
        f"{one.new.written / 1e6:.0f}",
        *_times(one.join, 2),
        *_times(one.point, 2),
    )


def _times(took: Took | None, digits: int) -> tuple[str, str]:
    return ("", "") if took is None else (f"{took.seconds:.{digits}f}", f"{took.processor:.{digits}f}")


def _memory(run: Run) -> tuple[str, str]:
    return f"{run.megabytes:.0f}", "" if run.own is None else f"{run.own:.0f}"


def _fill(archive: Path, size: int) -> None:
    for at in range(size):
        _put(archive / f"{at // 1000:04}" / f"{at:07}.txt", f"the file {at}")


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (_LONG_AGO, _LONG_AGO))


def _spool(archive: Path, out: Path, made: Templates, size: int) -> Took:
    """Spool the documents of an archive's files; what the spool took of it."""
    settings = Settings()
    version = version_of(Status.EXTRACTED, "", settings, versions(settings, Tools()))
    seconds = processor = 0.0
    files = archives.walk(archive, out, now_ns=time.time_ns()).files
    with Output(out, archives.name_of(archive)):
        for first in range(0, size, SEGMENT):
            some = files[first : first + SEGMENT]
            hashes = [archives.digest(found, archives.MEBIBYTE) for found in some]
            ids = [sha256[:ID] for sha256 in hashes]
            rows = multiplied(made, ids, [found.path for found in some], first, size)
            known = [
                FileRow(
                    SourceRecord(
                        path=found.path,
                        sha256=sha256,
                        bytes=found.size,
                        media_type="text/plain",
                        status=Status.EXTRACTED,
                        document_ids=(sha256[:ID],),
                    ),
                    found.stamp,
                    version,
                )
                for found, sha256 in zip(some, hashes, strict=True)
            ]
            start, begun = time.perf_counter(), time.process_time()
            Spool(out).write(known, {table: [table_rows] for table, table_rows in rows.items()})
            seconds += time.perf_counter() - start
            processor += time.process_time() - begun
    return Took(seconds, processor)


def _run(archive: Path, out: Path, log: Path) -> Run:
    """`vanthu extract`, in a process of its own."""
    log.unlink(missing_ok=True)
    command = [
        sys.executable,
        "-m",
        "pipeline.cli",
        "extract",
        f"{archive}",
        "--out",
        f"{out}",
        "--log",
        f"{log}",
        "-q",
    ]
    start, begun = time.perf_counter(), processor_seconds()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        own = None
        while process.poll() is None:
            own = max(filter(None, (own, _own(process.pid))), default=None)
            time.sleep(_LOOKS)
    took = Took(time.perf_counter() - start, processor_seconds() - begun)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    tables = [line for line in lines if line["stage"] == "tables"]
    return Run(
        took,
        lines[-1]["megabytes"],
        own,
        sum(line["files"] for line in tables),
        sum(line["bytes"] for line in tables),
    )


def _own(pid: int) -> float | None:
    """The MB of a process that are no file's; None where the system does not tell, or the process has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    found = _ANONYMOUS.search(status)
    return int(found[1]) * 1024 / 1e6 if found else None


def _queries(out: Path) -> tuple[Took | None, Took | None, int]:
    """What a join over three tables and one document's tasks took (None without DuckDB), and the tasks."""
    from pipeline.storing.tables import open_tables

    tables = open_tables(out)
    tasks = tables.arrow("tasks")
    try:
        import duckdb  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return None, None, tasks.num_rows
    one: Any = tasks.column("document_id")[tasks.num_rows // 2].as_py()
    parts = {name: f"'{out}/{name}/*.parquet' as {name}" for name in ("documents", "tasks", "assignees")}
    join = (
        f"select name, count(*), min(documents.issued_on) from {parts['tasks']} "
        f"join {parts['assignees']} on assignees.task_id = tasks.task_id "
        f"join {parts['documents']} on documents.document_id = tasks.document_id group by name"
    )
    took = []
    for query in (join, f"select * from {parts['tasks']} where document_id = '{one}'"):
        start, begun = time.perf_counter(), time.process_time()
        with duckdb.connect() as connection:
            connection.execute(query).fetchall()
        took.append(Took(time.perf_counter() - start, time.process_time() - begun))
    return took[0], took[1], tasks.num_rows
