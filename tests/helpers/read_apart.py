"""Reads files in a process of its own and tells, file by file, what came of it: for tests of time and memory.

    python -m tests.helpers.read_apart <address space in MiB> <file> …

Each line of the output is JSON: name, seconds, the process's peak in MiB, error kind and message, pages.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def read_apart(paths: Sequence[Path], *, mebibytes: int = 4096, seconds: float = 120.0) -> list[dict[str, Any]]:
    """What came of each file; fewer answers than files where the process died."""
    command = [sys.executable, "-m", "tests.helpers.read_apart", str(mebibytes), *map(str, paths)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=seconds, check=False)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def main(limit: int, paths: Sequence[str]) -> None:
    from pipeline.errors import FileError
    from pipeline.reading.read import read_bytes
    from pipeline.settings import ReadingSettings
    from tests.helpers.memory import peak

    resource.setrlimit(resource.RLIMIT_AS, (limit << 20, limit << 20))
    for path in paths:
        begun = time.monotonic()
        answer: dict[str, Any] = {"name": Path(path).stem}
        try:
            found = read_bytes(Path(path).read_bytes(), Path(path).name, ReadingSettings(page_seconds=30))
            answer["pages"] = [(page.error, page.text[:80]) for page in found.pages]
        except FileError as error:
            answer |= {"kind": type(error).__name__, "error": str(error)}
        except BaseException as error:
            answer |= {"kind": f"escaped: {type(error).__name__}", "error": str(error)}
        answer["seconds"] = round(time.monotonic() - begun, 2)
        answer["mebibytes"] = peak()
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
