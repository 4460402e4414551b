"""`vanthu extract` with the stages of `stages`, in a process of its own, to be stopped and killed.

``python -m tests.helpers.long_run ARCHIVE --out OUT …``; every finished document is a segment.
The environment tunes it: LONG_RUN_SLOW_DISK is how many seconds each sync takes, LONG_RUN_SLOW_TABLES how
many it takes to bring segments into the tables, LONG_RUN_OFTEN how many documents bring that about.
"""

from __future__ import annotations

import os
import sys
import time

from pipeline.cli import main
from pipeline.running import extract as running
from pipeline.running import segment
from tests.helpers.stages import TOOLS


def tuned(name: str) -> float:
    return float(os.environ.get(f"LONG_RUN_{name}", 0))


def slowly(*arguments: object) -> object:
    if arguments[2]:
        time.sleep(tuned("SLOW_TABLES"))
    return _compact(*arguments)


if __name__ == "__main__":
    _compact = running.compact
    running.compact = slowly  # type: ignore[assignment]
    segment.DOCUMENTS = 1
    running.Tools = lambda: TOOLS  # type: ignore[assignment,misc]
    if tuned("OFTEN"):
        running.DOCUMENTS_A_BUCKET = int(tuned("OFTEN"))
    if tuned("SLOW_DISK"):
        os.fsync = lambda _: time.sleep(tuned("SLOW_DISK"))
    main(["extract", *sys.argv[1:]])
