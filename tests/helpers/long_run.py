"""`vanthu extract` with the stages of `stages`, in a process of its own, to be stopped and killed.

``python -m tests.helpers.long_run ARCHIVE --out OUT …``; every finished document is a segment.
"""

from __future__ import annotations

import sys

from pipeline.cli import main
from pipeline.running import extract as running
from tests.helpers.stages import TOOLS

if __name__ == "__main__":
    running._SEGMENT_DOCUMENTS = 1
    running.Tools = lambda: TOOLS  # type: ignore[assignment,misc]
    main(["extract", *sys.argv[1:]])
