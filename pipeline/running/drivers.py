"""A thread per core, each driving one isolated worker; jobs go in, futures of outcomes come out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pipeline.errors import CrashError, LimitError, SetupError
from pipeline.records import Status
from pipeline.running.isolate import Isolated, Limits
from pipeline.running.work import Job, Outcome, Tools, Versions, environment, versions, work
from pipeline.settings import Settings

T = TypeVar("T")


class Drivers:
    """The workers of a run.

    Args:
        count: how many, about one for each core.
        settings: limits and surroundings of the workers.
        log: where the workers' standard output and error go.
    """

    def __init__(self, count: int, settings: Settings, log: Path | None = None) -> None:
        self.count = count
        self._settings = settings
        self._log = log
        self._executor = ThreadPoolExecutor(count, thread_name_prefix="vanthu-driver")
        self._mine = threading.local()
        self._all: list[Isolated] = []
        self._stopped = threading.Event()

    def versions(self, tools: Tools) -> Versions:
        """The versions of reading and parsing, asked of a worker. Raises SetupError."""
        try:
            return self._executor.submit(lambda: self._isolated().run(versions, self._settings, tools)).result()
        except (CrashError, LimitError) as error:
            raise SetupError(
                f"no worker process can be started: {error.what}", "see `vanthu doctor`, and raise --memory-mebibytes"
            ) from error

    def submit(self, job: Job) -> Future[Outcome]:
        """Have a job done; its future never raises."""
        return self._executor.submit(self._drive, job)

    def alone(self, job: Job) -> Outcome:
        """Do a job with no other running: for one whose worker died."""
        return self._executor.submit(self._drive, job).result()

    def stop(self) -> None:
        """End all workers, whatever they are doing; jobs not done come out as stopped."""
        self._stopped.set()
        for isolated in list(self._all):
            isolated.stop()
        # Workers before threads: a worker dies with the thread that started it.
        for isolated in list(self._all):
            isolated.close()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _drive(self, job: Job) -> Outcome:
        start = time.perf_counter()
        outcome = attempt(job.path, lambda: self._isolated().run(work, job))
        if outcome.status is not Status.EXTRACTED:
            outcome = replace(outcome, reading_seconds=time.perf_counter() - start)
        if outcome.exhausted:
            # A module whose import ran out of memory stays broken: the next job gets a new worker.
            self._isolated().close()
        return outcome

    def _isolated(self) -> Isolated:
        isolated: Isolated | None = getattr(self._mine, "isolated", None)
        if isolated is None:
            limits = Limits(self._settings.file_seconds, self._settings.memory_mebibytes)
            isolated = self._mine.isolated = Isolated(limits, self._log, environment(self._settings))
            self._all.append(isolated)
            if self._stopped.is_set():
                isolated.stop()
        return isolated


def attempt(path: str, run: Callable[[], Outcome]) -> Outcome:
    """The outcome of a run in a worker, also where the worker did not survive it."""
    try:
        return run()
    except LimitError as error:
        return Outcome(path, Status.FAILED, str(error))
    except CrashError as error:
        return Outcome(path, Status.FAILED, str(error), crashed=True)
    except SetupError as error:
        return Outcome(path, Status.FAILED, str(error), stops=error)
