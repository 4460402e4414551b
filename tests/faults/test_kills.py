"""A run that is stopped or killed at any moment: tables stay readable, the next run completes."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from pipeline.records import KEYS, TABLES
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


def start(archive: Path, out: Path, **tuning: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.long_run", str(archive), "--out", str(out), "--workers", "2"],
        cwd=ROOT,
        env={**os.environ, **{f"LONG_RUN_{name}": value for name, value in tuning.items()}},
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


def gone_soon(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not alive(pid)


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


@pytest.mark.slow
def test_killed_with_nine(archive: Path, tmp_path: Path) -> None:
    """The tables are readable, no worker is left behind, and what was finished is not done again."""
    out = tmp_path / "out"
    process = start(archive, out)
    wait_for_segments(out, 3)
    workers = descendants(process.pid)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert workers
    assert all(map(gone_soon, workers)), "workers die with their parent"
    for table in TABLES:
        open_tables(out).arrow(table)
    assert finish(archive, out) <= 9
    finish(archive, tmp_path / "clean")
    assert bytes_of(out) == bytes_of(tmp_path / "clean")


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
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
def test_stopped_twice(archive: Path, tmp_path: Path) -> None:
    """The second Ctrl-C does not wait for the tables: nothing is lost, the next run brings it in."""
    out = tmp_path / "out"
    process = start(archive, out, SLOW_TABLES="60")
    wait_for_segments(out, 3)
    process.send_signal(signal.SIGINT)
    assert process.stdout is not None
    for line in process.stdout:
        if "Ctrl-C again stops at once" in line:
            break
    workers = descendants(process.pid)
    process.send_signal(signal.SIGINT)
    told, _ = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told.splitlines()[-1] == "vanthu: stopped"
    assert all(map(gone_soon, workers))
    assert finish(archive, out) <= 9
    finish(archive, tmp_path / "clean")
    assert bytes_of(out) == bytes_of(tmp_path / "clean")


def put(archive: Path, name: str, text: str, time_: int) -> None:
    (archive / name).write_text(text)
    os.utime(archive / name, (time_, time_))


def ids_by_file(out: Path) -> dict[str, frozenset[str]]:
    sources = open_tables(out).sources
    kept = sources[sources.status == "extracted"]
    return {path: frozenset(ids) for path, ids in zip(kept.path, kept.document_ids, strict=True)}


def check_whole(out: Path) -> None:
    """Every file can be read, no document and no row is there twice, none is without its document."""
    tables = open_tables(out)
    documents = tables.arrow("documents").column("document_id").to_pylist()
    assert len(documents) == len(set(documents))
    assert sorted(documents) == sorted(one for ids in ids_by_file(out).values() for one in ids)
    for table in TABLES:
        rows = tables.arrow(table)
        keys = [name for name in KEYS[table] if name] if isinstance(KEYS.get(table), tuple) else [KEYS.get(table)]
        if all(keys):
            named = rows.select(keys).to_pylist()
            assert len({tuple(row.values()) for row in named}) == len(named), table
        if "document_id" in rows.column_names:
            assert set(rows.column("document_id").to_pylist()) <= set(documents), table


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_killed_at_any_moment(tmp_path: Path, seed: int) -> None:
    """Killed fifteen times after its first commit, with every seed, while the archive goes on changing.

    What was in the tables is there after each kill, as it was or as the archive has it now; in the end
    the tables are those of a run that nobody killed.
    """
    archive, out = tmp_path / "kho", tmp_path / "out"
    archive.mkdir()
    chance = random.Random(seed)
    for n in range(6):
        put(archive, f"{n:02}.txt", f"Số: {n}/KH-MẪU\nSở Mẫu chủ trì việc {n}", 1_600_000_000)
    finish(archive, out)
    moments: Counter[str] = Counter()
    for kill in range(15):
        before = ids_by_file(out)
        changed = {f"{chance.randrange(6 + kill):02}.txt", f"{6 + kill:02}.txt"}
        for name in sorted(changed):
            put(archive, name, f"SLOW 0.05 Căn cứ {kill}/KH-MẪU\nBan Mẫu chủ trì {name}", 1_600_000_001 + kill)
        process = start(archive, out, SLOW_DISK="0.02", OFTEN="2")
        wait_for(process, out, chance.choice(["", ".spool", ".state/stage", ".state/commit.json"]))
        time.sleep(chance.uniform(0.0, 0.3))
        moments[moment(out) if process.poll() is None else "ended"] += 1
        process.send_signal(signal.SIGKILL)
        process.communicate()
        check_whole(out)
        after = ids_by_file(out)
        for name, ids in before.items():
            now = frozenset({hashlib.sha256((archive / name).read_bytes()).hexdigest()[:16]})
            assert after.get(name) in (ids, now), f"{name} was lost by kill {kill}"
    assert len(moments) > 2, f"kills at {dict(moments)} try little"
    finish(archive, out)
    check_whole(out)
    finish(archive, tmp_path / "clean")
    assert bytes_of(out) == bytes_of(tmp_path / "clean")


def wait_for(process: subprocess.Popen[str], out: Path, name: str) -> None:
    """Wait until a run writes there; a run of no name has just been started."""
    if name == ".spool":
        name = ".spool/.000001." + str(process.pid)
    while process.poll() is None and not (out / name).exists():
        time.sleep(0.001)


def moment(out: Path) -> str:
    """What a run is about to do, roughly."""
    if (out / ".state/commit.json").exists():
        return "moving tables"
    if (out / ".state/stage").exists():
        return "writing tables"
    return "working"
