"""`extract`: an archive goes in, every table of TABLES.md comes out.

One thread (this one) lists the archive, hands out jobs in a bounded window and commits what comes
back; the workers read and parse. Finished documents go into the spool every so often, so that a
run that is killed loses at most the last of them; at the end (and now and then in a long run) the
spool is merged into the tables. Nothing is done twice: an unchanged file costs a look at its size
and time, a new parsing version re-parses from the reading store, only a new reading version reads.
"""

from __future__ import annotations

import os
import platform
import threading
import time
from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from pipeline import __version__
from pipeline.records import SourceRecord, Status
from pipeline.running import archive as archives
from pipeline.running import plan
from pipeline.running.archive import Found, Listing
from pipeline.running.choose import Copy, Left, Options, Settled, chosen, version_of
from pipeline.running.cluster import Cluster
from pipeline.running.drivers import Crew, Drivers
from pipeline.running.interrupts import interrupts
from pipeline.running.journal import Journal, peak_megabytes
from pipeline.running.progress import Reporter, Silent, Tally
from pipeline.running.segment import Segment
from pipeline.running.spent import processor_seconds
from pipeline.running.summary import Interrupted, Summary, record
from pipeline.running.work import Job, Outcome, Tools
from pipeline.settings import Settings
from pipeline.storing import catalog, corrections, overlay
from pipeline.storing.buckets import DOCUMENTS_A_BUCKET
from pipeline.storing.catalog import FileRow
from pipeline.storing.compact import compact, counts, lists, whole
from pipeline.storing.output import Output
from pipeline.storing.readings import ReadingStore
from pipeline.storing.spool import Spool

LOG = "runs.jsonl"
WORKERS_LOG = "workers.log"
_WINDOW = 2
"""Jobs handed out at a time, for each worker."""


def extract(
    archive: str | Path,
    out: str | Path,
    *,
    settings: Settings | None = None,
    progress: Reporter | None = None,
    workers: int | None = None,
    prune: bool = False,
    retry: bool = False,
    rehash: bool = False,
    only: Sequence[str] = (),
    limit: int | None = None,
    log: str | Path | None = None,
    tools: Tools | None = None,
) -> Summary:
    """Read every document of an archive into the tables below an output folder.

    Args:
        archive: a folder, or a URL that fsspec opens.
        out: the folder of the tables; it belongs to this archive from then on.
        settings: everything a run can be told; environment and vanthu.toml if not given.
        progress: told where the run stands; see `pipeline.running.progress`.
        workers: processes; the number of cores if neither given here nor in the settings. On a cluster
            (`Settings.scheduler`) there are as many as it has.
        prune: take files for gone that are missing, even where they are many.
        retry: try files again that could not be read before, and those that have pages which could not.
        rehash: trust no file's size and time; look at the bytes of each.
        only: globs of paths; other files keep their rows, or have none yet.
        limit: work on no more than so many files; the next run goes on from there.
        log: a file to which JSON lines on each file and stage are appended; see `pipeline.running.journal`.
        tools: other stages than ours (for tests).

    A script must call this under ``if __name__ == "__main__":``, for the workers import it.

    Raises:
        ArchiveError: the archive is missing, empty or unreadable, or `out` is another archive's.
        OutputError: the tables can't be written.
        SetupError: the machine lacks what reading needs.
        Interrupted: the user stopped the run (Ctrl-C or SIGTERM); what was done is committed.
    """
    settings = settings or Settings()
    out = Path(out)
    options = Options(prune, retry, rehash, tuple(only), limit)
    listing = archives.walk(archive, out, now_ns=time.time_ns())
    with (
        Output(out, archives.name_of(archive)) as output,
        Journal(Path(log) if log is not None else None) as journal,
        progress or Silent() as reporter,
        interrupts() as stop,
    ):
        workers_log = output.state / WORKERS_LOG
        workers_log.unlink(missing_ok=True)
        drivers: Crew
        if settings.scheduler:
            drivers = Cluster(settings.scheduler, settings, out)
        else:
            drivers = Drivers(workers or settings.workers or _cores(), settings, workers_log)
        try:
            run = _Run(out, listing, settings, options, tools or Tools(), drivers, reporter, journal, stop)
            drivers.begin(run.tools)
            run.prepare()
            run.work()
        finally:
            drivers.stop()
        summary = run.finish()
        record(output.state / LOG, summary, run.versions, stopped=stop.is_set())
    if stop.is_set():
        raise Interrupted(summary)
    return summary


class _Run:
    """The state of one run; all of it is touched by one thread."""

    def __init__(
        self,
        out: Path,
        listing: Listing,
        settings: Settings,
        options: Options,
        tools: Tools,
        drivers: Crew,
        reporter: Reporter,
        journal: Journal,
        stop: threading.Event,
    ) -> None:
        self.out = out
        self.listing = listing
        self.settings = settings
        self.options = options
        self.tools = tools
        self.drivers = drivers
        self.reporter = reporter
        self.journal = journal
        self.stop = stop
        self.start, self.begun = time.monotonic(), processor_seconds()
        self.spool = Spool(out)
        self.tally = Tally(total=len(listing.files), total_bytes=sum(found.size or 0 for found in listing.files))
        self.known: dict[str, FileRow] = {}
        self.kept: frozenset[str] = frozenset()
        self.rows: dict[str, FileRow] = {}
        self.copies: dict[str, tuple[Found, str]] = {}
        self.finished = Segment()
        self.spooled = 0
        self.standing = 0
        """Documents in the tables after the last time they were brought up to date."""
        self.rewritten = self.bytes_written = 0
        self.read = self.parsed = self.unchanged = 0
        self.notes: list[str] = []
        self.faults: list[tuple[str, str]] = []

    def prepare(self) -> None:
        """Learn what is known, and see to it that there are readable tables from now on."""
        self.log = corrections.load(self.settings.corrections)
        self.reviewed = self.log.by_file()
        for name, number, reason in self.log.damaged:
            self._note(f"line {number} of the corrections in {name} can't be read ({reason}); look at it by hand")
        self.stored = stored = catalog.load(self.out)
        if not whole(self.out, stored):
            # Tables that someone removed are made again from the reading store.
            stored = {}
        self.spool.sweep()
        segments = self.spool.segments()
        self.known = dict(stored) if segments else stored
        for segment in segments:
            self.known.update(self.spool.files(segment))
        self._see_what_is_gone()
        for folder in self.listing.unlisted:
            self._note(f"the folder {folder} can't be listed; what is known of its files stays")
        self.standing = sum(len(row.document_ids) for row in stored.values())
        if not stored:
            self._compact()
        self.versions = replace(self.drivers.versions(self.tools), reviewed=self.log.digests())
        self.store = ReadingStore(self.out, self.versions.reading)
        self.journal.write(
            "start",
            vanthu=__version__,
            python=platform.python_version(),
            reading=self.versions.reading,
            parsing=self.versions.parsing,
            workers=self.drivers.count,
            files=len(self.listing.files),
        )

    def work(self) -> None:
        """Do all jobs; returns early when the user stops the run."""
        self.reporter.update(self.tally)
        jobs = self._jobs()
        pending: dict[Future[Outcome], Job] = {}
        crashed: list[Job] = []
        more = True
        while (more or pending) and not self.stop.is_set():
            while more and len(pending) < _WINDOW * self.drivers.count and not self.stop.is_set():
                job = next(jobs, None)
                more = job is not None
                if job is not None:
                    pending[self.drivers.submit(job)] = job
            done, _ = wait(pending, timeout=0.2, return_when=FIRST_COMPLETED)
            for future in done:
                job = pending.pop(future)
                outcome = future.result()
                if outcome.crashed:
                    crashed.append(job)
                else:
                    self._settle(job, outcome)
            self._flush_if_due()
        jobs.close()
        if self.stop.is_set():
            self.reporter.note("Stopping: what is finished is brought into the tables; Ctrl-C again stops at once.")
        for job in crashed:
            if self.stop.is_set():
                break
            # Alone: another file's hunger for memory may have been the cause.
            outcome = self.drivers.alone(job)
            if not self.stop.is_set():
                self._settle(job, outcome)
        for future, job in pending.items():
            if future.done() and not (outcome := future.result()).crashed:
                self._settle(job, outcome)

    def finish(self) -> Summary:
        """Bring everything into the tables and say what came of it."""
        self._flush()
        self.store.pack()
        files = self._compact()
        if self.rewritten and self.options.whole and not self.stop.is_set():
            self.store.prune({row.source.sha256 for row in files.values() if row.source.sha256})
        if self.journal.broken:
            self._note(self.journal.broken)
        statuses = counts(files)
        self.journal.write(
            "end",
            seconds=time.monotonic() - self.start,
            processor=processor_seconds() - self.begun,
            files=len(files),
            documents=self.standing,
            pages=self.tally.pages_read,
            statuses=statuses,
            stopped=self.stop.is_set(),
            megabytes=peak_megabytes(),
        )
        return Summary(
            statuses=statuses,
            documents=self.standing,
            read=self.read,
            parsed=self.parsed,
            unchanged=self.unchanged,
            pages_read=self.tally.pages_read,
            rewritten=self.rewritten,
            bytes_written=self.bytes_written,
            seconds=time.monotonic() - self.start,
            unread=tuple(
                (path, files[path].source.error or "")
                for path in sorted(files)
                if files[path].source.status in (Status.FAILED, Status.UNSUPPORTED)
            ),
            unread_pages=tuple((path, one) for path in sorted(files) for one in files[path].unread),
            attached=tuple((path, files[path].attached) for path in sorted(files) if files[path].attached),
            left_alone=self.listing.left_alone,
            unlisted=self.listing.unlisted,
            notes=tuple(self.notes),
            faults=tuple(self.faults),
            example=next((path for path in sorted(files) if len(files[path].document_ids) == 1), None),
        )

    def _see_what_is_gone(self) -> None:
        missing = plan.gone(self.known, self.listing)
        unknown = frozenset(self.known) - self.listing.paths - missing
        if missing and not self.options.prune and plan.too_many_gone(len(missing), len(self.known)):
            self._note(plan.many_missing(len(missing), len(self.known)))
            self.kept = missing | unknown
        else:
            self.kept = unknown

    def _jobs(self) -> Generator[Job, None, None]:
        """The jobs to do, in order of the paths; all other files are settled on the way."""
        with closing(chosen(self.listing, self.known, self.options, self.settings, self.versions)) as choices:
            for choice in choices:
                found = choice.found
                if isinstance(choice, Copy):
                    self.copies[found.path] = (found, choice.first)
                    self._count(found.size, failed=False)
                elif isinstance(choice, Settled):
                    self.rows[found.path] = choice.row
                    self.unchanged += choice.unchanged
                    self._count(found.size, failed=choice.row.source.status is not Status.EXTRACTED)
                elif isinstance(choice, Left):
                    self._note("there is more to do than --limit allows; the next run goes on from there")
                else:
                    yield Job(
                        found.path,
                        found.location,
                        choice.sha256,
                        found.size,
                        str(self.out),
                        None if choice.again else self.store.find(choice.sha256),
                        self.versions.reading,
                        self.settings,
                        self.tools,
                        self.reviewed.get(choice.sha256, ()),
                        found.stamp,
                    )

    def _settle(self, job: Job, outcome: Outcome) -> None:
        if outcome.stops is not None:
            raise type(outcome.stops)(outcome.stops.what, outcome.stops.advice)
        self.journal.outcome(job, outcome, self.versions)
        source = SourceRecord(
            path=job.path,
            sha256=job.sha256,
            bytes=job.size,
            media_type=outcome.media_type,
            status=outcome.status,
            error=outcome.error,
            document_ids=outcome.document_ids,
        )
        # A fault of ours is tried again by every run: the next version of the code may have mended it.
        version = None if outcome.fault else version_of(outcome.status, job.sha256, self.settings, self.versions)
        row = FileRow(source, job.stamp, version, outcome.unread, outcome.attached)
        self.rows[job.path] = row
        self.finished.add(row, outcome.tables)
        if outcome.fault:
            self.faults.append((job.path, outcome.fault))
        if outcome.status is Status.EXTRACTED:
            self.read += outcome.pages_read > 0
            self.parsed += outcome.pages_read == 0
        self.tally.pages_read += outcome.pages_read
        self.tally.documents += len(outcome.document_ids)
        self._count(job.size, failed=outcome.status is not Status.EXTRACTED)

    def _count(self, size: int | None, *, failed: bool) -> None:
        self.tally.files += 1
        self.tally.bytes += size or 0
        self.tally.failed += failed
        self.reporter.update(self.tally)

    def _flush_if_due(self) -> None:
        if self.finished.is_due():
            self._flush()
            self.store.pack()
            # As much again as the tables hold: so the rewriting of them never outgrows the reading.
            if self.spooled >= max(DOCUMENTS_A_BUCKET, self.standing):
                self._compact()

    def _flush(self) -> None:
        if count := len(self.finished.files):
            start = time.monotonic()
            self.finished.write(self.spool)
            self.journal.write("spooling", seconds=time.monotonic() - start, files=count)
            self.spooled += count

    def _compact(self) -> dict[str, FileRow]:
        files = plan.settled(self.listing, self.known, self.rows, self.copies, self.kept)
        segments = self.spool.segments()
        start = time.monotonic()
        self.standing = sum(len(row.document_ids) for row in files.values())
        lost = overlay.lost(self.log.corrections, files)
        if segments or files != self.stored or not whole(self.out, files) or not lists(self.out, files, lost):
            names = compact(self.out, files, segments, lost)
            self.stored = files
            written = sum((self.out / name).stat().st_size for name in names)
            self.rewritten += len(names)
            self.bytes_written += written
            seconds = time.monotonic() - start
            self.journal.write("tables", seconds=seconds, documents=self.standing, files=len(names), bytes=written)
        self.spooled = 0
        return files

    def _note(self, line: str) -> None:
        self.notes.append(line)
        self.reporter.note(line)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
