"""How many workers are started: as many as what waits is worth, and no job is forgotten."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import pytest

from pipeline.records import Status
from pipeline.running import drivers
from pipeline.running.drivers import Drivers
from pipeline.running.isolate import Stopped
from pipeline.running.work import Job, Outcome, Tools, Versions, versions
from pipeline.settings import Settings
from pipeline.storing.readings import Place


class Worker:
    """Stands in for `Isolated`: a job takes as long as `gate` is closed."""

    made: ClassVar[list[Worker]] = []
    gate = threading.Event()

    def __init__(self, *_: object) -> None:
        self.made.append(self)
        self.stopped = threading.Event()

    def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        while not self.gate.is_set():
            if self.stopped.is_set():
                raise Stopped("the run was stopped")
            time.sleep(0.005)
        if function is versions:
            return Versions("v", "p")
        return Outcome(arguments[0].path, Status.EXTRACTED)

    def stop(self) -> None:
        self.stopped.set()

    def close(self) -> None:
        pass


@pytest.fixture(autouse=True)
def workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    Worker.made, Worker.gate = [], threading.Event()
    monkeypatch.setattr(drivers, "Isolated", Worker)
    monkeypatch.setattr(drivers, "_TICK", 0.01)
    monkeypatch.setattr(drivers, "_WHILE_ONE_STARTS", 1.5)
    yield


def job(name: str, size: int, place: Place | None = None) -> Job:
    return Job(name, name, "0" * 64, size, "out", place, "v", Settings(), Tools())


def settle(started: int) -> int:
    """The workers that have been started, once it is as many as are expected or none have come for a while."""
    deadline = time.monotonic() + 5
    while len(Worker.made) < started and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.1)
    return len(Worker.made)


@pytest.mark.parametrize(
    ("jobs", "worth", "started", "why"),
    [
        ([job("a", 10)], 3.0, 1, "one file"),
        ([job(f"{n}", 30_000) for n in range(8)], 3.0, 1, "a few small files"),
        ([job(f"{n}", 30_000_000, Place("x")) for n in range(8)], 3.0, 1, "large files that are not read again"),
        ([job(f"{n}", 900_000) for n in range(8)], 3.0, 4, "scans: one a core"),
        ([job("a", 900_000), job("b", 900_000)], 3.0, 2, "no more than there are files"),
        ([job(f"{n}", 10) for n in range(6)], 0.65, 4, "files that take longer than their size tells: they wait"),
    ],
)
def test_workers_are_started_as_work_is_worth_it(
    monkeypatch: pytest.MonkeyPatch, jobs: list[Job], worth: float, started: int, why: str
) -> None:
    monkeypatch.setattr(drivers, "WORTH_A_WORKER", worth)
    crew = Drivers(4, Settings())
    futures = [crew.submit(one) for one in jobs]
    if "wait" not in why:
        assert settle(started) == started, why
    else:
        deadline = time.monotonic() + 10
        while len(Worker.made) < started and time.monotonic() < deadline:
            time.sleep(0.01)
        assert len(Worker.made) == started, why
    Worker.gate.set()
    assert [future.result(10).path for future in futures] == [one.path for one in jobs]
    crew.stop()


def test_stopping_ends_what_works_and_cancels_what_waits() -> None:
    crew = Drivers(1, Settings())
    futures = [crew.submit(job(name, 10)) for name in "abc"]
    settle(1)
    crew.stop()
    assert futures[0].result(10).crashed
    assert all(future.cancelled() for future in futures[1:])


def test_no_file_waits_for_a_worker_that_is_only_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first worker does all files while a second gets up; the run does not wait for that one."""

    class Slow(Worker):
        def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
            if self is Worker.made[0]:
                return Outcome(arguments[0].path, Status.EXTRACTED)
            return super().run(function, *arguments)

    monkeypatch.setattr(drivers, "Isolated", Slow)
    crew = Drivers(2, Settings())
    futures = [crew.submit(job(f"{n}", 900_000)) for n in range(8)]
    assert [future.result(10).path for future in futures] == [f"{n}" for n in range(8)]
    crew.stop()


def test_the_versions_are_asked_for_once() -> None:
    Worker.gate.set()
    crew = Drivers(2, Settings())
    crew.begin(Tools())
    assert crew.versions(Tools()) is crew.versions(Tools())
    assert len(Worker.made) == 1
    crew.stop()
