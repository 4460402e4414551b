"""A thread per core, each driving one isolated worker; jobs go in, futures of outcomes come out.

A worker takes seconds to start, for it loads a model: where a few small files have changed, fewer are
started than there are cores. One more starts when what waits is worth it.
"""

from __future__ import annotations

import contextlib
import itertools
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pipeline.errors import CrashError, LimitError, SetupError
from pipeline.records import Status
from pipeline.running.isolate import Isolated, Limits
from pipeline.running.work import Job, Outcome, Tools, Versions, environment, versions, work
from pipeline.settings import Settings

T = TypeVar("T")

WORTH_A_WORKER = 3.0
"""Seconds of work, by guess or by the clock, that must wait before one more worker is started: what its start takes."""
_WHILE_ONE_STARTS = 10
"""So many times as long must it wait by the clock while a worker has not come to its first result: where the machine
has much else to do, one more start would only make it later."""
_BYTES_A_SECOND = 150_000
"""Of a scan, which is read the slowest: a guess for files that are to be read."""
_SECONDS_A_FILE = 0.1
_TICK = 0.25


class Crew(Protocol):
    """Whoever does the jobs of a run: `Drivers` on this machine, `cluster.Cluster` on others."""

    count: int
    """Jobs that are done at a time."""

    def begin(self, tools: Tools) -> None:
        """Start what takes long to start, while the run has other things to do."""

    def versions(self, tools: Tools) -> Versions:
        """The versions of reading and parsing, asked of a worker. Raises SetupError."""

    def submit(self, job: Job) -> Future[Outcome]:
        """Have a job done; its future never raises."""

    def alone(self, job: Job) -> Outcome:
        """Do a job with no other running: for one whose worker died."""

    def stop(self) -> None:
        """End all workers, whatever they are doing."""


@dataclass(frozen=True, slots=True)
class _Task:
    """What a driver is to do with its worker, and how many seconds that may take."""

    run: Callable[[Isolated], Any]
    future: Future[Any]
    seconds: float
    since: float


class Drivers:
    """The workers of a run.

    Args:
        count: how many at most, about one for each core.
        settings: limits and surroundings of the workers.
        log: where the workers' standard output and error go.
    """

    def __init__(self, count: int, settings: Settings, log: Path | None = None) -> None:
        self.count = count
        self._settings = settings
        self._log = log
        self._waiting: deque[_Task] = deque()
        self._changed = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._all: list[Isolated] = []
        self._proven = 0
        """Workers that have done a job."""
        self._starting = 0
        """Workers that get up beside others and have taken no job yet."""
        self._tools = Tools()
        self._versions: Future[Versions] | None = None
        self._stopped = False

    def begin(self, tools: Tools) -> None:
        """Have the first worker start, and tell the versions when they are asked for."""
        if self._versions is None:
            self._tools = tools
            self._versions = self._hand_out(lambda isolated: isolated.run(versions, self._settings, tools), 0.0)

    def versions(self, tools: Tools) -> Versions:
        """The versions of reading and parsing, asked of a worker. Raises SetupError."""
        self.begin(tools)
        assert self._versions is not None
        try:
            return self._versions.result()
        except (CrashError, LimitError) as error:
            raise no_worker(error) from error

    def submit(self, job: Job) -> Future[Outcome]:
        """Have a job done; its future never raises."""
        return self._hand_out(lambda isolated: drive(isolated, job), _seconds(job))

    def alone(self, job: Job) -> Outcome:
        """Do a job with no other running: for one whose worker died."""
        return self.submit(job).result()

    def stop(self) -> None:
        """End all workers, whatever they are doing; jobs not begun are cancelled."""
        with self._changed:
            self._stopped = True
            for task in self._waiting:
                task.future.cancel()
            self._waiting.clear()
            started = list(self._all)
            self._changed.notify_all()
        for isolated in started:
            isolated.stop()
        # Workers before threads: a worker dies with the thread that started it.
        for isolated in started:
            isolated.close()
        for thread in self._threads:
            thread.join()

    def _hand_out(self, run: Callable[[Isolated], T], seconds: float) -> Future[T]:
        future: Future[T] = Future()
        with self._changed:
            self._waiting.append(_Task(run, future, seconds, time.monotonic()))
            if len(self._threads) < self.count:
                thread = threading.Thread(target=self._serve, name=f"vanthu-driver-{len(self._threads)}", daemon=True)
                self._threads.append(thread)
                thread.start()
            self._changed.notify_all()
        return future

    def _serve(self) -> None:
        """One thread: jobs, from the moment on when its worker is worth its start."""
        mine: Isolated | None = None
        proven = False
        while True:
            with self._changed:
                while not self._stopped and not (self._waiting and (mine is not None or self._pays())):
                    # A guess may be wrong: what has waited for long is looked at again.
                    self._changed.wait(_TICK if self._waiting and mine is None else None)
                if self._stopped:
                    return
                beside = mine is None and bool(self._all)
                if mine is None:
                    limits = Limits(self._settings.file_seconds, self._settings.memory_mebibytes)
                    mine = Isolated(limits, self._log, environment(self._settings))
                    self._all.append(mine)
                self._starting += beside
                task = None if beside else self._waiting.popleft()
                if self._waiting:
                    self._changed.notify_all()
            if task is None:
                # No file waits for it: the others may have done them all before it is up.
                with contextlib.suppress(CrashError, LimitError, SetupError):
                    mine.run(versions, self._settings, self._tools)
                with self._changed:
                    self._starting -= 1
                continue
            if task.future.set_running_or_notify_cancel():
                try:
                    task.future.set_result(task.run(mine))
                except BaseException as error:
                    task.future.set_exception(error)
            if task.seconds and not proven:
                proven = True
                with self._changed:
                    self._proven += 1

    def _pays(self) -> bool:
        """True where what waits is worth one more worker; the first always is."""
        if not self._all:
            return True
        left = list(itertools.islice(self._waiting, self._starting, None))  # each that starts takes one
        if not left:
            return False
        waited = time.monotonic() - left[0].since
        if self._proven < len(self._all):
            waited /= _WHILE_ONE_STARTS
        return waited + sum(task.seconds for task in left) >= WORTH_A_WORKER


def drive(isolated: Isolated, job: Job) -> Outcome:
    """Do a job in a worker; never raises."""
    start = time.perf_counter()
    outcome = attempt(job.path, lambda: isolated.run(work, job))
    if outcome.status is not Status.EXTRACTED:
        outcome = replace(outcome, reading_seconds=time.perf_counter() - start)
    if outcome.exhausted:
        # A module whose import ran out of memory stays broken: the next job gets a new worker.
        isolated.close()
    return outcome


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


def no_worker(error: CrashError | LimitError) -> SetupError:
    """What to say where not even the versions could be asked for."""
    return SetupError(
        f"no worker process can be started: {error.what}", "see `vanthu doctor`, and raise --memory-mebibytes"
    )


def _seconds(job: Job) -> float:
    """A guess of how long a job takes."""
    return _SECONDS_A_FILE + (0.0 if job.place is not None else (job.size or 0) / _BYTES_A_SECOND)
