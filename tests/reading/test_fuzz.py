"""Mutants of the samples: whatever is done to a file, reading it gives pages or a FileError, in bounds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "raw"
PICTURES = ROOT / "tests" / "reading" / "pictures"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded as Linux does it"),
]

KINDS = {
    "pdf": ((".pdf",), 40),
    "word": ((".docx", ".zip"), 12),
    "picture": ((".tiff", ".tif", ".png", ".jpg"), 20),
    "text": ((".txt", ".md"), 5),
}
"""Endings, and the seconds that are spent on them."""


@pytest.mark.parametrize("kind", KINDS)
def test_mutants(kind: str, tmp_path: Path) -> None:
    """Only FileErrors leave `read_bytes`; each takes less than half a minute and the process under 1 GiB."""
    endings, seconds = KINDS[kind]
    samples = sorted(path for folder in (SAMPLES, PICTURES) for path in folder.rglob("*") if path.suffix in endings)
    if not samples:
        pytest.skip(f"no sample of this kind: {kind}")
    command = [sys.executable, "-m", "tests.helpers.fuzz", "7", str(seconds), str(tmp_path), *map(str, samples)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=seconds + 300, check=False)
    at_hand = (tmp_path / "mutant.txt").read_text()
    assert done.returncode == 0, f"died of mutant {at_hand}: {done.stderr[-500:]}"
    *wrong, last = [json.loads(line) for line in done.stdout.splitlines()]
    assert wrong == []
    assert last["read"] > 20
    assert last["mebibytes"] < 1024
    assert last["outcomes"].get("read", 0) > 0, "some mutants are still whole enough to be read"
