"""A run that is stopped or killed at any moment: tables stay readable, the next run completes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.records import TABLES
from pipeline.running.extract import extract
from pipeline.storing.tables import open_tables
from tests.helpers.stages import TOOLS

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in Linux's /proc")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Twelve files of a third of a second each."""
    for n in range(12):
        path = tmp_path / "kho" / f"{n:02}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"SLOW 0.3 Sở Mẫu {n} chủ trì việc {n}")
        os.utime(path, (1_600_000_000, 1_600_000_000))
    return tmp_path / "kho"


def start(archive: Path, out: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.long_run", str(archive), "--out", str(out), "--workers", "2"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def descendants(pid: int) -> set[int]:
    found: set[int] = set()
    waiting = [pid]
    while waiting:
        for path in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            try:
                children = {int(child) for child in path.read_text().split()}
            except OSError:
                continue
            waiting += children - found
            found |= children
    return found


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def wait_for_segments(out: Path, count: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if len([path for path in (out / ".spool").glob("*") if path.name.isdecimal()]) >= count:
            return
        time.sleep(0.02)
    raise AssertionError("the run spools nothing")


def bytes_of(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for table in TABLES
        for path in sorted((out / table).iterdir())
    }


def finish(archive: Path, out: Path) -> int:
    """The next run: it completes the tables; returns how many files it had to read."""
    return extract(archive, out, tools=TOOLS, workers=4).read


def test_killed_with_nine(archive: Path, tmp_path: Path) -> None:
    """The tables are readable, no worker is left behind, and what was finished is not done again."""
    out = tmp_path / "out"
    process = start(archive, out)
    wait_for_segments(out, 3)
    workers = descendants(process.pid)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert workers
    deadline = time.monotonic() + 10
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, workers)), "workers die with their parent"
    for table in TABLES:
        open_tables(out).arrow(table)
    assert finish(archive, out) <= 9
    finish(archive, tmp_path / "clean")
    assert bytes_of(out) == bytes_of(tmp_path / "clean")


@pytest.mark.parametrize("number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)])
def test_stopped_by_the_user(archive: Path, tmp_path: Path, number: signal.Signals) -> None:
    """What is finished is in the tables, the exit code says that it is not all, and how to go on is said."""
    out = tmp_path / "out"
    process = start(archive, out)
    wait_for_segments(out, 2)
    process.send_signal(number)
    told, _ = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "run the same command to go on" in told
    done = len(open_tables(out).documents)
    assert 2 <= done < 12
    assert set(open_tables(out).sources.status) == {"extracted"}
    # A file may have been read, but not yet parsed: its reading is kept.
    assert 12 - done - 2 <= finish(archive, out) <= 12 - done
    finish(archive, tmp_path / "clean")
    assert bytes_of(out) == bytes_of(tmp_path / "clean")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_killed_at_any_moment(archive: Path, tmp_path: Path, seed: int) -> None:
    """Killed three times at random moments, also while the tables are written."""
    out = tmp_path / "out"
    chance = random.Random(seed)
    for _ in range(3):
        process = start(archive, out)
        time.sleep(chance.uniform(0.2, 4.5))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if (out / "documents").exists():
            documents = open_tables(out).arrow("documents").column("document_id").to_pylist()
            assert len(documents) == len(set(documents))
            for table in TABLES:
                open_tables(out).arrow(table)
    finish(archive, out)
    finish(archive, tmp_path / "clean")
    assert bytes_of(out) == bytes_of(tmp_path / "clean")
