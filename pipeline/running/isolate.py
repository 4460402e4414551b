"""One worker process of one's own: what happens in it, a crash or a hog, costs one task only.

An `Isolated` drives one pebble worker, spawned, never forked from a process with threads. The
worker has a limit of address space (``RLIMIT_AS``), its resident size and its children's are
watched, it dies with its parent (Linux), the programs it started die with it, and it is replaced
after some hundred tasks. A task that takes too long is ended. Everything that goes wrong is a
FileError with its one line.

`RLIMIT_AS` counts address space, which libraries reserve freely: below 4 GiB they fail for nothing.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from pipeline.errors import CrashError, LimitError, SetupError

T = TypeVar("T")

MEBIBYTE = 1024 * 1024
TASKS_A_WORKER = 200
_TICK = 0.25
_LOG_LIMIT = 16 * MEBIBYTE
_PR_SET_PDEATHSIG = 1
_STARTS = 3
_HANDLES = 256
"""More files than this are not open in a worker that has just started."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may take: seconds, and mebibytes of memory."""

    seconds: float
    mebibytes: int


class Stopped(CrashError):
    """The task was given up because the run was stopped; nothing is wrong with its file."""

    code = "stopped"


class Isolated:
    """One worker process, started when first used.

    Not for several threads at once; the thread that runs the first task must outlive the worker,
    which is ended when that thread ends.

    Args:
        limits: what one task may take.
        log: where the worker's standard output and error go; nowhere if not given.
        environment: variables set in the worker before anything is imported there.
    """

    def __init__(self, limits: Limits, log: Path | None = None, environment: dict[str, str] | None = None) -> None:
        self.limits = limits
        self._log = str(log) if log is not None else os.devnull
        self._environment = environment or {}
        self._context = multiprocessing.get_context("spawn")
        self._pool: Any = None
        self._pid: Any = None
        """Shared with the worker, which writes its process id there when it is ready."""
        self._stopped = threading.Event()
        self._busy = threading.Lock()
        self._working = 0
        """The process that last worked: its programs are ended with it, not those of its successor."""

    def run(self, function: Callable[..., T], *arguments: Any) -> T:
        """The function's result, computed in the worker.

        Function, arguments and result must be picklable; an exception of the function is raised as
        it is. Raises LimitError beyond a limit, CrashError when the worker died, SetupError when no
        worker comes up.
        """
        with self._busy:
            for _ in range(_STARTS):
                try:
                    return self._run(function, arguments)
                except BrokenProcessPool:
                    # The worker died before it took the task (while starting, or between two): a new one.
                    self._end()
        raise SetupError("no worker process comes up", "see `vanthu doctor`, and raise --memory-mebibytes")

    def stop(self) -> None:
        """From any thread: let the task that runs now, and all later ones, raise Stopped."""
        self._stopped.set()

    def close(self) -> None:
        """End the worker, when its task has ended; `stop` makes it end at once."""
        with self._busy:
            self._end()

    def _end(self) -> None:
        if self._pool is not None:
            self._working = self._pid.value
            self._reap()
            self._pool.stop()
            self._pool.join()
            self._pool = None

    def _run(self, function: Callable[..., T], arguments: tuple[Any, ...]) -> T:
        if self._stopped.is_set():
            raise Stopped("the run was stopped")
        if self._pool is None:
            self._start()
        try:
            future: Future[T] = self._pool.schedule(function, args=arguments, timeout=self.limits.seconds)
        except RuntimeError as error:
            raise BrokenProcessPool("the pool is broken") from error
        grown = self._watch(future)
        try:
            return future.result()
        except TimeoutError:
            self._reap()
            raise LimitError(
                f"it took longer than {self.limits.seconds:g} seconds", "raise the limit with --file-seconds"
            ) from None
        except ProcessExpired as error:
            self._reap()
            if grown:
                raise LimitError(
                    f"it took more than {self.limits.mebibytes} MiB of memory",
                    "raise the limit with --memory-mebibytes",
                ) from None
            raise CrashError(
                f"the process that read the file died ({_cause(error.exitcode)})",
                "the file may be damaged: open it in its own program, save it again and run again",
            ) from None

    def _start(self) -> None:
        self._pid = self._context.RawValue("i", 0)
        self._pool = ProcessPool(
            max_workers=1,
            max_tasks=TASKS_A_WORKER,
            initializer=_prepare,
            initargs=(self._pid, os.getpid(), self.limits.mebibytes, self._log, self._environment),
            context=self._context,
        )

    def _watch(self, future: Future[Any]) -> bool:
        """Wait for the task; end the worker if it outgrows its memory. True where that happened."""
        self._working = self._pid.value
        while not wait([future], timeout=_TICK).done:
            if self._stopped.is_set():
                raise Stopped("the run was stopped")
            pid = self._working = self._pid.value
            if pid and resident(pid) > self.limits.mebibytes * MEBIBYTE:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                wait([future], timeout=30)
                return True
        return False

    def _reap(self) -> None:
        """End what the worker started: programs of its process group."""
        pid, self._working = self._working, 0
        if pid:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)


def resident(pid: int) -> int:
    """Resident bytes of a process and its children and theirs; 0 where the system does not tell."""
    total = 0
    waiting = [pid]
    while waiting:
        current = waiting.pop()
        process = Path("/proc") / str(current)
        try:
            total += int((process / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            waiting += map(int, (process / "task" / str(current) / "children").read_text().split())
        except (OSError, ValueError, IndexError):
            # Gone meanwhile, or a system without /proc: RLIMIT_AS alone holds there.
            continue
    return total


def _cause(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-exitcode).name
    return f"exit code {exitcode}"


def _prepare(pid: Any, parent: int, mebibytes: int, log: str, environment: dict[str, str]) -> None:
    """First thing in a worker: its limits, before anything heavy is imported."""
    _die_with_parent(parent)
    os.environ.update(environment)
    # A process group of its own: Ctrl-C reaches the parent alone, and a worker's programs end with it.
    os.setpgid(0, 0)
    _leave_no_orphans()
    _redirect(log)
    faulthandler.enable()
    import resource

    limit = mebibytes * MEBIBYTE
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pid.value = os.getpid()


def _die_with_parent(parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _leave_no_orphans() -> None:
    """End the worker's process group when the worker ends, however it ends.

    If the whole run is killed, nobody is left to end the programs of its workers (Tesseract's, say).
    So a small process, forked before anything heavy is imported and with one thread still, waits
    for the end of a pipe that the worker alone holds open.
    """
    mine, its = os.pipe()
    if os.fork():
        os.close(mine)
        return
    try:
        os.closerange(0, mine)
        os.closerange(mine + 1, max(its + 1, _HANDLES))
        os.read(mine, 1)
        os.killpg(0, signal.SIGKILL)
    finally:
        os._exit(0)


def _redirect(log: str) -> None:
    """Standard output and error to the log: what a C library prints must not disturb the terminal."""
    path = Path(log)
    if path.exists() and log != os.devnull and path.stat().st_size > _LOG_LIMIT:
        log = os.devnull
    handle = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    for stream in (1, 2):
        os.dup2(handle, stream)
    os.close(handle)
