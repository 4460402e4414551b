"""The memory of one worker that reads page after page."""

from __future__ import annotations

import multiprocessing
import os
import re
import resource
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pebble

SECONDS_A_PAGE = 60.0
WARM = 0.2
"""Share of the pages after which a worker has loaded all it needs: growth is counted from there."""


@dataclass(frozen=True, slots=True)
class Footprint:
    """MiB that a worker held: the most ever, and how much more at the end than when it was warm."""

    pages: int
    peak: int
    grown: int


def footprint(files: Sequence[bytes], pages: int) -> Footprint | None:
    """Read so many pages in a process of its own, the files of one page again and again; None but on Linux."""
    if not Path("/proc/self/status").exists():
        return None
    os.environ["OMP_THREAD_LIMIT"] = "1"
    with pebble.ProcessPool(1, context=multiprocessing.get_context("spawn")) as pool:
        found: Footprint = pool.schedule(_read, args=(files, pages), timeout=SECONDS_A_PAGE * pages).result()
    return found


def _read(files: Sequence[bytes], pages: int) -> Footprint:
    from pipeline.reading.read import read_bytes

    warm = 0
    for nth in range(pages):
        read_bytes(files[nth % len(files)], "page")
        if nth <= max(len(files) - 1, WARM * pages):
            warm = max(warm, _resident())
    return Footprint(pages, _peak(), _resident() - warm)


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() >> 20


def _peak() -> int:
    """Not by `getrusage`, whose peak a process inherits from the one that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return int(re.findall(r"^VmHWM:\s{0,20}(\d{1,12}) kB$", status, re.MULTILINE)[0]) >> 10
