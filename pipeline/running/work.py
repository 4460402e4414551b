"""What a worker does with one file: read it, or take its reading from the store, and parse it.

A job and its outcome are small and picklable; the outcome carries Arrow tables, so that the one
writer only joins them. No exception leaves: every failure is the outcome's error line.
"""

from __future__ import annotations

import functools
import importlib
import logging
import os
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline import errors
from pipeline.errors import FileError, LimitError, OutputError, SetupError, UnsupportedError
from pipeline.pages import FileReading, Source
from pipeline.reading.helper import left_behind
from pipeline.records import CorrectionRecord, ParsedDocument, Status
from pipeline.running import archive
from pipeline.running.spent import processor_seconds
from pipeline.settings import Settings, fingerprint
from pipeline.storing import files, links, overlay, schemas
from pipeline.storing.catalog import UnreadPage
from pipeline.storing.corrections import Correction
from pipeline.storing.readings import Place, ReadingStore
from pipeline.storing.spool import CORRECTIONS, DOCUMENT_TABLES

log = logging.getLogger(__name__)

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Tools:
    """The two stages and their versions, as ``module:function``: imported in the worker alone.

    ``read(data, name, settings, *, tessdata) -> FileReading`` and its ``reading_version(settings, *, tessdata)``;
    ``parse(reading, *, path, settings) -> tuple[ParsedDocument, ...]`` and ``parsing_version(settings)``.
    ``sniff(data)`` has a ``media_type``: what a file is that could not be read. ``abilities()`` names what this
    machine reads by other programs: a failure is tried again when it changes.
    """

    read: str = "pipeline.reading.read:read_bytes"
    reading_version: str = "pipeline.reading.read:reading_version"
    parse: str = "pipeline.parsing.parse:parse"
    parsing_version: str = "pipeline.parsing.parse:parsing_version"
    sniff: str = "pipeline.reading.sniff:sniff"
    abilities: str = "pipeline.reading.read:abilities"
    identify: str = "pipeline.parsing.assemble:identity"


@dataclass(frozen=True, slots=True)
class Versions:
    """The keys of what the two stages make; ``abilities`` is what a failure depends on besides.

    ``reviewed`` has a digest of the reviewers' lines about each file, by the file's SHA-256: of the very lines that
    the run lays over, so whoever loads the log sets it.
    """

    reading: str
    parsing: str
    abilities: str = ""
    reviewed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be made into rows.

    ``place`` is where the reading store has its reading, None where it must be read, be there one or not.
    ``corrections`` are the reviewers' lines about it, ``stamp`` the size and time of the file as it was listed.
    """

    path: str
    location: str
    sha256: str
    size: int | None
    out: str
    place: Place | None
    reading_version: str
    settings: Settings
    tools: Tools = Tools()
    corrections: tuple[Correction, ...] = ()
    stamp: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job; ``tables`` hold its documents' rows, by table.

    ``pages_read`` counts the pages read in this run, 0 where the reading store served. ``fault`` is
    the traceback of a fault of ours; ``crashed`` means that the worker died, ``exhausted`` that it
    ran out of memory, or that something hangs in it, and it must not get another file; ``stops`` is why the
    whole run can't go on: what the machine lacks, or a disk that is full. ``unread`` are the pages that have
    an error instead of text, ``attached`` the files inside that were not opened.
    ``reading_seconds`` (of the reading store, where that served; of the whole attempt, where it failed) and
    ``parsing_seconds`` are the log's, as are those of the processor (None where the worker could not tell),
    ``engine`` names what recognised the pages.
    """

    path: str
    status: Status
    error: str | None = None
    media_type: str | None = None
    document_ids: tuple[str, ...] = ()
    tables: Mapping[str, pa.Table] = field(default_factory=dict)
    pages: int = 0
    pages_read: int = 0
    crashed: bool = False
    exhausted: bool = False
    fault: str | None = None
    stops: SetupError | OutputError | None = None
    unread: tuple[UnreadPage, ...] = ()
    attached: tuple[str, ...] = ()
    reading_seconds: float = 0.0
    parsing_seconds: float = 0.0
    reading_processor: float | None = None
    parsing_processor: float | None = None
    engine: str | None = None


def versions(settings: Settings, tools: Tools) -> Versions:
    """The versions of both stages under these settings. Raises SetupError."""
    reading = _named(tools.reading_version)(settings.reading, tessdata=settings.tessdata)
    parsing = _named(tools.parsing_version)(settings.parsing)
    # The shape of the rows and the links between them are part of what a run makes.
    shape = "\n".join(str(schemas.schema(table)) for table in DOCUMENT_TABLES)
    abilities = f"{_named(tools.abilities)()}, passwords {settings.passwords_stamp()}"
    return Versions(reading, fingerprint(settings.parsing, parsing, shape, links.VERSION, files.LAYOUT), abilities)


def work(job: Job) -> Outcome:
    """Do a job; never raises."""
    outcome = _work(job)
    # What hangs in this process still takes a core: the next file gets another.
    return replace(outcome, exhausted=True) if left_behind() else outcome


def _work(job: Job) -> Outcome:
    reading: FileReading | None = None
    try:
        store = ReadingStore(Path(job.out), job.reading_version)
        start = time.perf_counter(), processor_seconds()
        reading, pages_read = _reading(job, store)
        between = time.perf_counter(), processor_seconds()
        documents = _named(job.tools.parse)(reading, path=job.path, settings=job.settings.parsing)
        documents, corrected = overlay.laid(documents, job.corrections, _named(job.tools.identify))
        outcome = _outcome(job, reading, documents, corrected, pages_read)
        end = time.perf_counter(), processor_seconds()
        return replace(
            outcome,
            reading_seconds=between[0] - start[0],
            parsing_seconds=end[0] - between[0],
            reading_processor=between[1] - start[1],
            parsing_processor=end[1] - between[1],
        )
    except (SetupError, OutputError) as error:
        return Outcome(job.path, Status.FAILED, str(error), stops=error)
    except UnsupportedError as error:
        return Outcome(job.path, Status.UNSUPPORTED, str(error), media_type=_media_type(job, reading))
    except FileError as error:
        return Outcome(job.path, Status.FAILED, str(error), media_type=_media_type(job, reading))
    except MemoryError:
        grown = LimitError(
            f"it took more than {job.settings.memory_mebibytes} MiB of memory",
            "raise the limit with --memory-mebibytes",
        )
        return Outcome(job.path, Status.FAILED, str(grown), exhausted=True)
    except Exception as fault:
        # A fault of ours on one file costs that file only; it is told with its place in the code.
        log.exception("fault at %r", job.path)
        line = errors.one_line(
            f"vanthu failed on the file ({type(fault).__name__}: {fault}, {_where(fault)}); "
            "please report this line, with the file if you may"
        )
        return Outcome(
            job.path, Status.FAILED, line, media_type=_media_type(job, reading), fault="".join(traceback.format_exc())
        )


def _reading(job: Job, store: ReadingStore) -> tuple[FileReading, int]:
    """The file's reading and how many of its pages were read for it now."""
    # Two looks: the writer may have packed a loose reading meanwhile.
    for place in (job.place, job.place and store.find(job.sha256)):
        if place is not None and (kept := store.load(place)) is not None and kept.sha256 == job.sha256:
            return kept, 0
    limit = job.settings.file_mebibytes * MEBIBYTE
    data = archive.read(job.location, limit)
    settings = job.settings
    secrets = {"passwords": found} if (found := settings.passwords()) else {}
    reading: FileReading = _named(job.tools.read)(
        data, job.path, settings.reading, tessdata=settings.tessdata, **secrets
    )
    if reading.sha256 != job.sha256:
        raise errors.DamagedError("the file changed while it was read", "run again when nobody writes to it")
    store.put(reading)
    return reading, len(reading.pages)


def _outcome(
    job: Job,
    reading: FileReading,
    documents: tuple[ParsedDocument, ...],
    corrected: tuple[CorrectionRecord, ...],
    pages_read: int,
) -> Outcome:
    tables = {
        "documents": schemas.to_arrow("documents", [parsed.document for parsed in documents]),
        CORRECTIONS: schemas.to_arrow(CORRECTIONS, corrected),
    }
    for table in DOCUMENT_TABLES:
        if table != "documents":
            rows = [row for parsed in documents for row in getattr(parsed, table)]
            tables[table] = schemas.to_arrow(table, rows)
    return Outcome(
        job.path,
        Status.EXTRACTED,
        media_type=reading.media_type,
        document_ids=tuple(parsed.document.document_id for parsed in documents),
        tables={table: rows for table, rows in tables.items() if rows.num_rows},
        pages=sum(page.source is not Source.BLANK for page in reading.pages),
        pages_read=pages_read,
        engine=reading.engine,
        unread=tuple(UnreadPage(page.number, page.error) for page in reading.pages if page.error),
        attached=tuple(given.value for given in reading.witnesses if given.source == "attachment"),
    )


def _media_type(job: Job, reading: FileReading | None) -> str | None:
    """What the file is, also where it could not be read; None where not even that can be told."""
    if reading is not None:
        return reading.media_type
    try:
        data = archive.read(job.location, job.settings.file_mebibytes * MEBIBYTE)
        found: str = _named(job.tools.sniff)(data).media_type
    except FileError:
        return None
    except Exception:
        # The file's row already says what went wrong with it; this is for the workers' log.
        log.exception("fault while sniffing %r", job.path)
        return None
    return found


def _where(fault: BaseException) -> str:
    frames = traceback.extract_tb(fault.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "nowhere"


@functools.cache
def _named(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found


def environment(settings: Settings) -> dict[str, str]:
    """Variables for a worker: one thread each, since there is a worker for every core."""
    chosen = {
        "OMP_THREAD_LIMIT": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "TOKENIZERS_PARALLELISM": "false",
    }
    if settings.tessdata is not None:
        chosen["VANTHU_TESSDATA"] = os.fspath(settings.tessdata)
    return chosen
