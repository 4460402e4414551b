"""The workers of a run on other machines: the same jobs, through dask.distributed.

``vanthu extract … --scheduler tcp://host:8786`` needs ``vanthu[cluster]`` here and vanthu on the
machines of the cluster, which see the archive and the output folder under the same paths. Whatever
the cluster does, there is a future for every job and it never raises: a machine that is lost has its
jobs done by another, and one that is lost again and again with the same file costs that file.
"""

from __future__ import annotations

import importlib
import logging
import threading
import time
import uuid
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.errors import CrashError, SetupError, VanthuError, one_line
from pipeline.records import Status
from pipeline.running import station
from pipeline.running.work import Job, Outcome, Tools, Versions
from pipeline.settings import Settings

CONNECT_SECONDS = 10
PATIENCE_SECONDS = 60.0
"""A cluster that has had no worker for so long is taken for lost."""
_GREETING_SECONDS = 180.0
_LOOK_SECONDS = 1.0
_GOODBYE_SECONDS = 10.0


class Cluster:
    """The workers of a run, on a cluster.

    Args:
        address: the scheduler's, as ``tcp://host:8786``.
        settings: limits and surroundings of the workers.
        out: the output folder.

    Raises SetupError when the extra is missing, the scheduler can't be reached, or no worker has joined it.
    """

    def __init__(self, address: str, settings: Settings, out: Path) -> None:
        self._address = address
        self._settings = _absolute(settings)
        self._out = str(out.resolve())
        self._run = uuid.uuid4().hex
        self._versions: Versions | None = None
        self._open: dict[Future[Outcome], str] = {}
        self._changed = threading.Lock()
        self._lost: SetupError | None = None
        self._ended = threading.Event()
        distributed = _distributed()
        # What it says of its connections is told by us, in one line.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            self._client = distributed.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, RuntimeError, TypeError) as error:
            raise SetupError(
                f"the scheduler {address} can't be reached ({one_line(str(error)) or type(error).__name__})",
                "start it with `dask scheduler`, or run without --scheduler on this machine",
            ) from error
        try:
            self._client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError as error:
            self._client.close()
            raise SetupError(
                f"no worker has joined the scheduler {address}", f"start some with `dask worker {address}`"
            ) from error
        self._executor = self._client.get_executor(pure=False)
        self.count = _together(self._threads())
        """Jobs that the cluster does at a time: the threads of its workers as they were a moment ago."""
        self._watch = threading.Thread(target=self._look, name="vanthu-cluster", daemon=True)
        self._watch.start()

    def begin(self, tools: Tools) -> None:
        """Nothing: the cluster's workers are up."""

    def versions(self, tools: Tools) -> Versions:
        """The versions of reading and parsing, the same on all workers. Raises SetupError."""
        asked = {
            name: self._client.get_executor(pure=False, workers=[name]).submit(
                station.greet, self._run, self._settings, tools, self._out
            )
            for name in sorted(self._threads())
        }
        found: dict[str, Versions] = {}
        for name, future in asked.items():
            try:
                found[name] = future.result(_GREETING_SECONDS)
            except VanthuError:
                raise
            except (Exception, CancelledError) as error:
                raise SetupError(
                    f"the cluster's worker {name} can't do the work ({_said(error)})",
                    "install the same vanthu there, and start the worker again",
                ) from error
        if not found:
            raise self._without_workers()
        first = next(iter(found.values()))
        for name, one in found.items():
            if one != first:
                raise station.unlike(name)
        self._versions = first
        return first

    def submit(self, job: Job) -> Future[Outcome]:
        """Have a job done; its future never raises."""
        mine: Future[Outcome] = Future()
        with self._changed:
            if self._lost is not None:
                mine.set_result(Outcome(job.path, Status.FAILED, str(self._lost), stops=self._lost))
                return mine
            self._open[mine] = job.path
        job = _for_all(job, self._settings, self._out)
        try:
            theirs = self._executor.submit(station.do, self._run, job, self._versions)
        except Exception as error:
            self._settle(mine, Outcome(job.path, Status.FAILED, stops=self._gone(error)))
            return mine
        theirs.add_done_callback(lambda future: self._settle(mine, self._outcome(job.path, future)))
        return mine

    def alone(self, job: Job) -> Outcome:
        """Do a job with no other running: for one whose worker died."""
        return self.submit(job).result()

    def stop(self) -> None:
        """End the run's workers on all machines, whatever they are doing."""
        self._ended.set()
        with self._changed:
            left = list(self._open)
            self._open.clear()
        for future in left:
            future.cancel()
        # A scheduler that is gone must not keep us: then the workers' own watch ends them.
        goodbye = threading.Thread(target=self._say_goodbye, daemon=True)
        goodbye.start()
        goodbye.join(_GOODBYE_SECONDS)

    def _say_goodbye(self) -> None:
        try:
            self._executor.shutdown(wait=False)
            self._client.run(station.leave, self._run, on_error="ignore")
            self._client.close(timeout=_GOODBYE_SECONDS / 2)
        except Exception:
            logging.getLogger(__name__).debug("the cluster did not hear that the run has ended", exc_info=True)

    def _settle(self, mine: Future[Outcome], outcome: Outcome) -> None:
        with self._changed:
            if self._open.pop(mine, None) is None:
                return
        mine.set_result(outcome)

    def _outcome(self, path: str, future: Future[Outcome]) -> Outcome:
        """What became of a job, also where the machine that did it was lost."""
        try:
            return future.result()
        except CancelledError as error:
            return Outcome(path, Status.FAILED, stops=self._gone(error))
        except Exception as error:
            if type(error).__name__ == "KilledWorker":
                lost = CrashError(
                    "each machine of the cluster that read the file was lost", "see their logs and run again"
                )
                return Outcome(path, Status.FAILED, str(lost), crashed=True)
            return Outcome(path, Status.FAILED, stops=self._gone(error))

    def _gone(self, error: BaseException) -> SetupError:
        return SetupError(
            f"the scheduler {self._address} was lost ({_said(error)})",
            "start it and run again: what was finished is kept",
        )

    def _without_workers(self) -> SetupError:
        return SetupError(
            f"the scheduler {self._address} has no worker any more",
            f"start some with `dask worker {self._address}` and run again: what was finished is kept",
        )

    def _threads(self) -> dict[str, int]:
        try:
            found: dict[str, int] = self._client.nthreads()
        except Exception:
            # Between two connections: the watch tells when that lasts.
            return {}
        return found

    def _look(self) -> None:
        """Tell all jobs when nobody will ever do them."""
        seen = time.monotonic()
        while not self._ended.wait(_LOOK_SECONDS):
            closed = self._client.status in ("closed", "closing")
            if not closed and (threads := self._threads()):
                seen = time.monotonic()
                self.count = _together(threads)
            elif closed or time.monotonic() - seen > PATIENCE_SECONDS:
                error = self._gone(ConnectionError("it closed the connection")) if closed else self._without_workers()
                with self._changed:
                    self._lost = error
                    left, self._open = self._open, {}
                for future, path in left.items():
                    future.set_result(Outcome(path, Status.FAILED, str(error), stops=error))
                return


def _distributed() -> Any:
    try:
        return importlib.import_module("distributed")
    except ImportError as error:
        raise SetupError(
            "--scheduler needs dask.distributed", "install it with: pip install 'vanthu[cluster]'"
        ) from error


def _together(threads: dict[str, int]) -> int:
    return max(1, sum(threads.values()))


def _absolute(settings: Settings) -> Settings:
    """The settings with paths that mean the same in another working directory."""
    paths = {name: path.resolve() for name in ("tessdata", "password_file") if (path := getattr(settings, name))}
    return settings.model_copy(update=paths)


def _for_all(job: Job, settings: Settings, out: str) -> Job:
    """A job as any machine can do it."""
    return replace(job, settings=settings, out=out)


def _said(error: BaseException) -> str:
    return one_line(f"{type(error).__name__}: {error}")[:300]
