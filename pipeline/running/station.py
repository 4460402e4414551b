"""What a run does on a machine of its cluster: the same isolated worker as here, behind a thread of dask's.

Dask sends `do` to a thread of one of its workers. The thread keeps a process of its own (`Isolated`)
for the run's jobs, so that whatever a file does costs that file and neither dask's worker nor its
other threads. The process ends with the run (`leave`), with dask's worker, or when nothing has come for a while:
a run that was killed can't say goodbye.
"""

from __future__ import annotations

import multiprocessing
import socket
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import CrashError, LimitError, SetupError
from pipeline.records import Status
from pipeline.running.drivers import drive, no_worker
from pipeline.running.isolate import Isolated, Limits
from pipeline.running.work import Job, Outcome, Tools, Versions, environment, versions
from pipeline.settings import Settings
from pipeline.storing.output import owner_of

IDLE_SECONDS = 300.0
_LOOK_SECONDS = 10.0


@dataclass(slots=True)
class _Station:
    """A thread's worker for one run."""

    run: str
    isolated: Isolated
    used: float = field(default_factory=time.monotonic)
    busy: bool = False
    versions: Versions | None = None


_mine = threading.local()
_all: list[_Station] = []
_lock = threading.Lock()
_watch: list[threading.Thread] = []


def greet(run: str, settings: Settings, tools: Tools, out: str) -> Versions:
    """The versions of reading and parsing on this machine.

    Raises SetupError where no worker process can be started here, or the output folder is not seen.
    """
    if multiprocessing.current_process().daemon:
        raise SetupError(
            f"the cluster's worker on {_name()} is a daemon, which may start no process",
            "start it with DASK_DISTRIBUTED__WORKER__DAEMON=False in its environment, or with --no-nanny",
        )
    if not owner_of(Path(out)).exists():
        raise SetupError(
            f"the cluster's worker on {_name()} does not see {out}",
            "give an --out in a folder that all machines share, under the same path",
        )
    station = _station(run, settings)
    try:
        found = station.isolated.run(versions, settings, tools)
    except (CrashError, LimitError) as error:
        raise no_worker(error) from error
    finally:
        _rest(station)
    station.versions = found
    return found


def do(run: str, job: Job, expected: Versions) -> Outcome:
    """Do a job in this thread's worker; never raises.

    The run stops where this machine reads or parses in other versions than the run began with.
    """
    station = _station(run, job.settings)
    try:
        if station.versions is None:
            station.versions = greet(run, job.settings, job.tools, job.out)
            station.busy = True
        if station.versions != expected:
            raise unlike(_name())
        return drive(station.isolated, job)
    except SetupError as error:
        return Outcome(job.path, Status.FAILED, str(error), stops=error)
    finally:
        _rest(station)


def leave(run: str) -> None:
    """End the workers of a run on this machine, whatever they are doing."""
    with _lock:
        gone = [station for station in _all if station.run == run]
        _all[:] = [station for station in _all if station.run != run]
    for station in gone:
        station.isolated.stop()
    # What still works notices within a moment; dask's own thread must not wait for it.
    threading.Thread(target=_close, args=(gone,), daemon=True).start()


def unlike(name: str) -> SetupError:
    """What to say of a machine that reads or parses in other versions than the others."""
    return SetupError(
        f"the cluster's worker on {name} reads or parses in another version than the others",
        "install the same vanthu, and Tesseract with the same data, on all machines",
    )


def _station(run: str, settings: Settings) -> _Station:
    """This thread's worker for a run; that of an earlier run ends."""
    station: _Station | None = getattr(_mine, "station", None)
    with _lock:
        fresh = station is None or station.run != run or station not in _all
        if fresh and station in _all:
            _all.remove(station)
    if fresh:
        if station is not None:
            station.isolated.close()
        limits = Limits(settings.file_seconds, settings.memory_mebibytes)
        station = _mine.station = _Station(run, Isolated(limits, None, environment(settings)))
        with _lock:
            _all.append(station)
            if not _watch:
                _watch.append(threading.Thread(target=_close_the_idle, name="vanthu-station", daemon=True))
                _watch[0].start()
    assert station is not None
    station.busy = True
    return station


def _rest(station: _Station) -> None:
    station.used, station.busy = time.monotonic(), False


def _close(stations: list[_Station]) -> None:
    for station in stations:
        station.isolated.close()


def _close_the_idle() -> None:
    while True:
        time.sleep(_LOOK_SECONDS)
        with _lock:
            idle = [one for one in _all if not one.busy and time.monotonic() - one.used > IDLE_SECONDS]
        _close(idle)  # each starts anew if it is asked again


def _name() -> str:
    return socket.gethostname()
