"""A task that crashes, hangs or hogs costs that task only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.errors import CrashError, LimitError
from pipeline.running.isolate import Isolated, Limits, Stopped
from tests.helpers import trouble

pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the watch needs Linux's /proc")


@pytest.fixture(scope="module")
def worker() -> Iterator[Isolated]:
    isolated = Isolated(Limits(seconds=60, mebibytes=1024))
    yield isolated
    isolated.close()


@pytest.fixture(scope="module")
def hasty() -> Iterator[Isolated]:
    """A worker whose tasks may take little time: for those that never end."""
    isolated = Isolated(Limits(seconds=1.5, mebibytes=1024))
    yield isolated
    isolated.close()


def alive(pid: int) -> bool:
    """True for a process that runs; one that is dead and not yet buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def gone_soon(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not alive(pid)


@pytest.mark.parametrize(
    ("task", "arguments", "error", "says"),
    [
        (trouble.leave, (7,), CrashError, "exit code 7"),
        (trouble.die, (int(signal.SIGSEGV),), CrashError, "SIGSEGV"),
        (trouble.die, (int(signal.SIGKILL),), CrashError, "SIGKILL"),
        (trouble.fill_address_space, (), MemoryError, "^$"),
        (trouble.overflow_the_stack, (), CrashError, "SIGSEGV"),
        (trouble.recurse, (), RecursionError, "maximum recursion depth"),
        (trouble.raise_value_error, (), ValueError, "said by the task"),
    ],
)
def test_what_goes_wrong_in_a_task_is_its_error_and_the_next_task_runs(
    worker: Isolated, task: Callable[..., object], arguments: tuple[object, ...], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        worker.run(task, *arguments)
    assert worker.run(trouble.add, 2, 3) == 5


@pytest.mark.parametrize(
    ("task", "arguments"),
    [
        pytest.param(trouble.sleep, (600,), id="sleeps"),
        pytest.param(trouble.ignore_termination, (), id="ignores SIGTERM", marks=pytest.mark.slow),
    ],
)
def test_a_task_that_never_ends_is_stopped(
    hasty: Isolated, task: Callable[..., object], arguments: tuple[object, ...]
) -> None:
    with pytest.raises(LimitError, match=r"1\.5 seconds"):
        hasty.run(task, *arguments)


def test_a_worker_whose_output_was_closed_goes_on() -> None:
    """What the next task prints goes nowhere; nobody fails of it, and no other file gets it."""
    isolated = Isolated(Limits(seconds=30, mebibytes=1024))
    try:
        isolated.run(trouble.close_output)
        assert isolated.run(trouble.add, 2, 3) == 5
        with pytest.raises(ValueError, match="said by the task"):
            isolated.run(trouble.raise_value_error)
        assert isolated.run(trouble.add, 3, 3) == 6
    finally:
        isolated.close()


def test_a_killed_run_leaves_no_program_of_its_workers(tmp_path: Path) -> None:
    """Killed with -9, a run can end nobody: its workers end by themselves, and what they started too."""
    driver = f"""
from pathlib import Path
from pipeline.running.isolate import Isolated, Limits
from tests.helpers import trouble
if __name__ == "__main__":
    Isolated(Limits(600, 4096)).run(trouble.sleep_with_a_child, {str(tmp_path / "pids")!r})
"""
    (tmp_path / "driver.py").write_text(driver)
    root = str(Path(__file__).resolve().parents[2])
    process = subprocess.Popen([sys.executable, str(tmp_path / "driver.py")], env={**os.environ, "PYTHONPATH": root})
    while not (tmp_path / "pids").exists() or " " not in (tmp_path / "pids").read_text():
        assert process.poll() is None
        time.sleep(0.05)
    pids = [int(pid) for pid in (tmp_path / "pids").read_text().split()]
    assert all(map(alive, pids))
    process.kill()
    process.wait()
    assert all(map(gone_soon, pids))


def test_what_a_tasks_programs_take_counts(tmp_path: Path) -> None:
    """Their memory is watched with the worker's, and they end with it."""
    isolated = Isolated(Limits(seconds=30, mebibytes=512))
    try:
        with pytest.raises(LimitError, match="512 MiB"):
            isolated.run(trouble.grow_in_children, 300, str(tmp_path / "pids"))
    finally:
        isolated.close()
    assert all(gone_soon(int(pid)) for pid in (tmp_path / "pids").read_text().split())


def test_one_process_does_many_tasks_and_is_not_ours(worker: Isolated) -> None:
    first = worker.run(trouble.process)
    assert first != os.getpid()
    assert worker.run(trouble.process) == first


def test_a_stopped_task_ends_with_all_it_started(tmp_path: Path) -> None:
    """Ctrl-C must not wait for a file that takes its time, nor leave processes behind."""
    isolated = Isolated(Limits(seconds=600, mebibytes=4096))
    errors: list[BaseException] = []

    def run() -> None:
        try:
            isolated.run(trouble.sleep_with_a_child, str(tmp_path / "pids"))
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    while not (tmp_path / "pids").exists() or " " not in (tmp_path / "pids").read_text():
        time.sleep(0.05)
    isolated.stop()
    isolated.close()
    thread.join(timeout=20)
    assert isinstance(errors[0], Stopped)
    assert all(gone_soon(int(pid)) for pid in (tmp_path / "pids").read_text().split())
    with pytest.raises(Stopped):
        isolated.run(trouble.add, 1, 1)


def test_a_worker_has_its_surroundings(tmp_path: Path) -> None:
    """What it prints goes to the log, not to the terminal; its variables are set; ours are not touched."""
    isolated = Isolated(Limits(60, 4096), tmp_path / "log", {"VANTHU_TEST_VARIABLE": "x"})
    try:
        isolated.run(trouble.shout)
        assert isolated.run(trouble.variable, "VANTHU_TEST_VARIABLE") == "x"
    finally:
        isolated.close()
    assert (tmp_path / "log").read_text() == "to standard output\nto standard error\n"
    assert "VANTHU_TEST_VARIABLE" not in os.environ
