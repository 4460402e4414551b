"""A worker reads page after page and does not grow."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.scans import engine

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="resident memory is told by Linux's /proc"),
]


def test_memory_stays_flat() -> None:
    """200 page pictures of every kind of file, about two minutes: no more than 40 MiB grown, never beyond 600."""
    engine("tesserocr")
    command = [sys.executable, "-m", "tests.helpers.many_pages", "200", "200"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert told[-1]["pages"] == 200
    assert told[-1]["words"] > 5000, "they are read, not passed over"
    early = max(one["resident"] for one in told[:4])
    late = max(one["resident"] for one in told[-4:])
    assert late - early <= 40
    assert told[-1]["peak"] <= 600


def test_one_large_page() -> None:
    """A page in colour at 600 dpi takes no more than 600 MiB either."""
    engine("tesserocr")
    command = [sys.executable, "-m", "tests.helpers.many_pages", "10", "600"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    assert json.loads(done.stdout.splitlines()[-1])["peak"] <= 600
