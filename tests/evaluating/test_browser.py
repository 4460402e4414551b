"""The servers and the browser of tests and timings: found or explained, and ended with all that they started."""

from __future__ import annotations

import os
import time
import urllib.request
from pathlib import Path

import pytest

from pipeline.errors import SetupError
from pipeline.evaluating import browser
from pipeline.evaluating.browser import find, server

SERVE = ("{python}", "-m", "http.server", "{port}", "--bind", "127.0.0.1")
# Starts a child in a session of its own, as Jupyter starts kernels, writes its number down, then serves.
WITH_CHILD = """
import subprocess, sys
from http.server import HTTPServer, SimpleHTTPRequestHandler
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
open("child", "w").write(str(child.pid))
HTTPServer(("127.0.0.1", int(sys.argv[1])), SimpleHTTPRequestHandler).serve_forever()
"""


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_the_program_that_is_named_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = program(tmp_path, "mine", "exit 0")
    monkeypatch.setenv("VANTHU_CHROMIUM", str(named))
    assert find() == named
    monkeypatch.setenv("VANTHU_CHROMIUM", str(tmp_path / "none"))
    with pytest.raises(SetupError, match="is no program; name another"):
        find()


def test_a_program_that_only_tells_where_to_get_it_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first that runs is taken; where none does the advice says what to do."""
    monkeypatch.delenv("VANTHU_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "PLACES", ())
    program(tmp_path, browser.NAMES[0], "exit 1")
    with pytest.raises(SetupError, match="make browser"):
        find()
    whole = program(tmp_path, browser.NAMES[1], "exit 0")
    assert find() == whole


def test_a_server_runs_until_the_block_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("có mặt")
    with server(SERVE, tmp_path / "own", {}, "", tmp_path) as running:
        with urllib.request.urlopen(running.url("a.txt"), timeout=10) as answer:
            assert answer.read().decode() == "có mặt"
        assert running.token in running.messages()
    assert running.process.poll() is not None
    with pytest.raises(OSError):
        urllib.request.urlopen(running.url("a.txt"), timeout=2)


def test_what_a_server_started_ends_with_it_also_after_a_fault(tmp_path: Path) -> None:
    """A kernel has a group of its own: ending the server's alone would leave it."""
    if not Path("/proc").is_dir():
        pytest.skip("descendants are known from /proc")
    with (
        pytest.raises(ValueError, match="a fault"),
        server(("{python}", "-c", WITH_CHILD, "{port}"), tmp_path, {}, "", tmp_path),
    ):
        child = int((tmp_path / "child").read_text())
        os.kill(child, 0)
        raise ValueError("a fault")
    for _ in range(100):  # a process that was killed is gone as soon as its new parent has looked
        if not runs(child):
            break
        time.sleep(0.05)
    assert not runs(child)


def runs(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_server_that_does_not_come_up_says_why(tmp_path: Path) -> None:
    command = ("{python}", "-c", "import sys; sys.exit('no such notebook')")
    with pytest.raises(SetupError, match="no such notebook"), server(command, tmp_path, {}, ""):
        pytest.fail("it did not come up")
