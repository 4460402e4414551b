"""A run on a cluster: the bytes of a run on this machine, and a machine that is lost costs nothing else."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.errors import SetupError
from pipeline.records import TABLES, Status
from pipeline.running import cluster
from pipeline.running.extract import extract
from pipeline.running.progress import Silent, Tally
from pipeline.settings import Settings
from tests.helpers.stages import TOOLS

distributed = pytest.importorskip("distributed")
ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


class Machines:
    """A scheduler and workers of dask on this machine, each a process."""

    def __init__(self) -> None:
        self.address = f"tcp://127.0.0.1:{free_port()}"
        self.processes: list[subprocess.Popen[bytes]] = []
        port = self.address.rpartition(":")[2]
        self._start("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard", "--no-show")
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", int(port))) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("no scheduler comes up")

    def _start(self, kind: str, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + kind, *arguments],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.processes.append(process)
        return process

    def worker(self, *arguments: str, threads: int = 1, **environment: str) -> subprocess.Popen[bytes]:
        given = arguments or ("--no-nanny",)
        return self._start("worker", self.address, *given, "--nthreads", str(threads), "--no-dashboard", **environment)

    def end(self) -> None:
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait(30)


@pytest.fixture
def machines() -> Iterator[Machines]:
    made = Machines()
    yield made
    made.end()


def archive(folder: Path, count: int = 12, text: str = "SLOW 0.2 ") -> Path:
    for n in range(count):
        path = folder / "kho" / f"{n:02}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{text}Số: {n}/KH-MẪU\nCăn cứ {n + 1}/KH-MẪU\nSở Mẫu {n} chủ trì việc {n}")
        os.utime(path, (1_600_000_000, 1_600_000_000))
    return folder / "kho"


def bytes_of(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for table in TABLES
        for path in sorted((out / table).iterdir())
    }


def readers(pid: int) -> set[int]:
    """The isolated workers below a process of dask's; multiprocessing's own helper stays as long as that does."""
    found: set[int] = set()
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in path.read_text().split():
            with contextlib.suppress(OSError):
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    found.add(int(child))
    return found


class Onlooker(Silent):
    """Looks whenever the run tells where it stands."""

    def __init__(self, look: Callable[[], None]) -> None:
        self.look = look

    def update(self, tally: Tally) -> None:
        self.look()


def on(machines: Machines, **settings: object) -> Settings:
    return Settings(scheduler=machines.address, **settings)  # type: ignore[arg-type]


@pytest.mark.slow
def test_the_bytes_are_those_of_a_run_on_this_machine(tmp_path: Path, machines: Machines) -> None:
    """Also where files crash or hang their worker; when it has ended, no process of the run is left there."""
    kho = archive(tmp_path)
    (kho / "crash.txt").write_text("SEGV")
    (kho / "hang.txt").write_text("HANG")
    (kho / "damaged.txt").write_text("DAMAGED")
    workers = [machines.worker(threads=2), machines.worker()]
    seen: set[int] = set()
    there = extract(
        kho,
        tmp_path / "there",
        settings=on(machines, file_seconds=15),
        tools=TOOLS,
        progress=Onlooker(lambda: seen.update(*(readers(worker.pid) for worker in workers))),
    )
    assert seen, "the work is done there, in isolated processes"
    here = extract(kho, tmp_path / "here", settings=Settings(file_seconds=15), workers=2, tools=TOOLS)
    assert there.statuses == here.statuses
    assert there.statuses[Status.FAILED] == 3
    assert there.statuses[Status.EXTRACTED] == 12
    assert bytes_of(tmp_path / "there") == bytes_of(tmp_path / "here")
    assert extract(kho, tmp_path / "there", settings=on(machines, file_seconds=15), tools=TOOLS).read == 0
    deadline = time.monotonic() + 15
    while any(readers(worker.pid) for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(readers(worker.pid) for worker in workers)


@pytest.mark.slow
def test_a_machine_that_is_lost_costs_nothing(tmp_path: Path, machines: Machines) -> None:
    """Its file is done by another one; the tables are those of a run on this machine."""
    kho = archive(tmp_path, 16)
    lost = machines.worker(threads=2)
    machines.worker()
    killer = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import os, pathlib, signal, sys, time\n"
            "out, pid = pathlib.Path(sys.argv[1]), int(sys.argv[2])\n"
            "while not list(out.glob('.reading/*/loose/??/*')): time.sleep(0.02)\n"
            "os.kill(pid, signal.SIGKILL)\n",
            str(tmp_path / "there"),
            str(lost.pid),
        ]
    )
    there = extract(kho, tmp_path / "there", settings=on(machines), tools=TOOLS)
    assert killer.wait(30) == 0
    assert lost.wait(30) == -signal.SIGKILL
    assert there.statuses[Status.EXTRACTED] == 16
    extract(kho, tmp_path / "here", workers=2, tools=TOOLS)
    assert bytes_of(tmp_path / "there") == bytes_of(tmp_path / "here")


@pytest.mark.slow
@pytest.mark.parametrize("role", ["scheduler", "all workers"])
def test_a_cluster_that_is_lost_is_one_line_and_the_next_run_goes_on(
    tmp_path: Path, machines: Machines, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE_SECONDS", 3.0)
    kho = archive(tmp_path, 8, text="SLOW 1 ")
    worker = machines.worker()
    pid = machines.processes[0].pid if role == "scheduler" else worker.pid
    killer = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import os, pathlib, signal, sys, time\n"
            "while not list(pathlib.Path(sys.argv[1]).glob('.reading/*/loose/??/*')): time.sleep(0.02)\n"
            "os.kill(int(sys.argv[2]), signal.SIGKILL)\n",
            str(tmp_path / "out"),
            str(pid),
        ]
    )
    with pytest.raises(SetupError, match=r"was lost|has no worker any more") as told:
        extract(kho, tmp_path / "out", settings=on(machines), tools=TOOLS)
    assert "run again" in str(told.value)
    assert killer.wait(30) == 0
    done = extract(kho, tmp_path / "out", workers=2, tools=TOOLS)
    assert done.statuses[Status.EXTRACTED] == 8
    assert done.read < 8, "what was read on the cluster is not read again"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "out", "says"),
    [
        (("--nanny",), "out", "daemon.*DASK_DISTRIBUTED__WORKER__DAEMON=False"),
        (("--no-nanny",), "/nowhere-that-all-share", "does not see|can't be written"),
    ],
)
def test_workers_that_cannot_do_it_are_told_before_anything_is_read(
    tmp_path: Path, machines: Machines, arguments: tuple[str, ...], out: str, says: str
) -> None:
    machines.worker(*arguments)
    made = cluster.Cluster(machines.address, Settings(), tmp_path / out)
    try:
        with pytest.raises(SetupError, match=says):
            made.versions(TOOLS)
    finally:
        made.stop()


@pytest.mark.slow
def test_a_nanny_told_to_have_children_serves(tmp_path: Path, machines: Machines) -> None:
    machines.worker("--nanny", DASK_DISTRIBUTED__WORKER__DAEMON="False")
    assert extract(archive(tmp_path, 2), tmp_path / "out", settings=on(machines), tools=TOOLS).read == 2


@pytest.mark.slow
def test_a_scheduler_without_workers_is_one_line(
    tmp_path: Path, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    with pytest.raises(SetupError, match=r"no worker has joined.*dask worker tcp://"):
        extract(archive(tmp_path, 1), tmp_path / "out", settings=on(machines), tools=TOOLS)


def test_a_scheduler_that_is_not_there_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    nobody = Settings(scheduler=f"tcp://127.0.0.1:{free_port()}")
    with pytest.raises(SetupError, match=r"can't be reached.*run without --scheduler"):
        extract(archive(tmp_path, 1), tmp_path / "out", settings=nobody, tools=TOOLS)


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SetupError, match=r"pip install 'vanthu\[cluster\]'"):
        extract(archive(tmp_path, 1), tmp_path / "out", settings=Settings(scheduler="tcp://x:1"), tools=TOOLS)
