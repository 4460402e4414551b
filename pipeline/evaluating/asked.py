"""How long the analysts' questions take on a large archive: the figures of `bench --questions`.

    python -m pipeline.evaluating.bench tests/gold/dev --questions

The archive is that of `growth`: the rows of the drafts multiplied, stored by a run as any other.
The questions are asked by a process of its own, on two cores; the room of the analysts is above
this one's ceiling and is only started, not imported.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.evaluating.drafts import Draft
from pipeline.evaluating.figures import PASS, SHORT, VERDICT, Table
from pipeline.evaluating.growth import SIZES, stored
from pipeline.evaluating.multiplied import templates

FAMILY = "Questions of"
"""How the table's title begins, whatever the size of the archive."""
CORES = 2
WANTED = 2.0
"""Seconds in which each question is to be answered."""

HEAD = ("question", "rows", "seconds, first time", "seconds", "processor seconds", "wanted", VERDICT)


def asked(drafts: Sequence[Draft], size: int = SIZES[-1], say: Callable[[str], None] = print) -> Table:
    """Make an archive of so many documents and ask every question of it; `say` is told what is going on."""
    with tempfile.TemporaryDirectory(prefix="vanthu-asked-") as folder:
        out = stored(Path(folder), templates(drafts), size, say)
        say(f"{size} documents: asking")
        return table(out, size)


def table(out: Path, size: int) -> Table:
    """The figures of the tables in `out`."""
    command = [sys.executable, "-m", "pipeline.analysing.pace", str(out), "--cores", str(CORES)]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    rows = [
        (
            one["question"],
            f"{one['rows']}",
            f"{one['first']:.2f}",
            f"{one['seconds']:.2f}",
            f"{one['processor']:.2f}",
            f"≤ {WANTED:.0f}",
            PASS if one["seconds"] <= WANTED else SHORT,
        )
        for one in json.loads(answer)
    ]
    return Table(f"{FAMILY} {size} documents, {CORES} cores", HEAD, tuple(rows))
