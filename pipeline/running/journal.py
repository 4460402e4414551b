"""The run's log: JSON lines for programs, apart from the tables, which hold nothing of time.

``vanthu extract --log FILE`` appends to FILE a line for the run's start, one for each file and
stage, one for each bringing of finished work into the tables, and one for the run's end. Each line
is an object with ``at`` (UTC), ``run`` and ``stage``; the others by stage:

- ``start``: vanthu, python, reading, parsing (versions), workers, files;
- ``reading`` (``loading`` where the reading store had it) and ``parsing``: file, sha256, seconds,
  processor (seconds of the processor), pages, engine, reading, parsing; in their place, where the file
  could not be read, ``failed``: file, sha256, status, error, seconds;
- ``spooling``, ``tables``: seconds, documents, and for tables files and bytes written;
- ``end``: seconds, processor (of the runner and all its workers), files, documents, pages, statuses,
  stopped, megabytes (the runner's peak).

Characters that could command a terminal are escaped as JSON escapes them.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from pipeline.errors import OutputError
from pipeline.records import Status
from pipeline.running.work import Job, Outcome, Versions


class Journal:
    """A log of one run, a context manager; writes nothing where `path` is None.

    A log that can't be opened is an OutputError; one that can't be written later (a full disk) is
    given up, for it must not cost the run. `broken` says so then.

    Args:
        path: the file that the lines are appended to.
    """

    def __init__(self, path: Path | None) -> None:
        self.broken: str | None = None
        self._file: TextIO | None = None
        self._path = path
        self._run = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}"

    def __enter__(self) -> Journal:
        if self._path is not None:
            try:
                self._file = self._path.open("a", encoding="utf-8", errors="backslashreplace", buffering=1)
            except OSError as error:
                raise OutputError(
                    f"the log {self._path} can't be written ({error.strerror})",
                    "give a --log that you may write to, in a folder that exists",
                ) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._give_up_on_error(self._file.close)

    def write(self, stage: str, **values: Any) -> None:
        """Append a line; values that are None are left out, floats of seconds rounded to a millisecond."""
        if self._file is None:
            return
        line = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "run": self._run, "stage": stage}
        text = as_line(line | {name: value for name, value in values.items() if value is not None})
        file = self._file
        self._give_up_on_error(lambda: file.write(text))

    def outcome(self, job: Job, outcome: Outcome, versions: Versions) -> None:
        """Append what became of a file, a line for each stage."""
        file: dict[str, Any] = {"file": job.path, "sha256": job.sha256}
        if outcome.status is not Status.EXTRACTED:
            file |= {"status": outcome.status, "error": outcome.error}
            self.write("failed", **file, seconds=outcome.reading_seconds)
            return
        file |= {"pages": outcome.pages, "engine": outcome.engine}
        file |= {"reading": versions.reading, "parsing": versions.parsing}
        stage = "reading" if outcome.pages_read else "loading"
        self.write(stage, **file, seconds=outcome.reading_seconds, processor=outcome.reading_processor)
        self.write("parsing", **file, seconds=outcome.parsing_seconds, processor=outcome.parsing_processor)

    def _give_up_on_error(self, act: Any) -> None:
        try:
            act()
        except OSError as error:
            self._file = None
            self.broken = f"the log {self._path} can't be written any more ({error.strerror}); the run goes on without"


def peak_megabytes() -> int:
    """The largest resident size that this process has had so far, in MB."""
    # Linux: not `getrusage`, which begins with the peak of the process that started this one.
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return round(int(line.split()[1]) * 1024 / 1e6)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / 1e6) if sys.platform == "darwin" else round(peak * 1024 / 1e6)


def as_line(values: Mapping[str, Any]) -> str:
    r"""An object as a line of JSON, with everything that is not printable escaped (``\u202e``)."""
    rounded = {name: round(value, 3) if isinstance(value, float) else value for name, value in values.items()}
    text = json.dumps(rounded, ensure_ascii=False)
    safe = "".join(ch if ch.isprintable() else json.dumps(ch)[1:-1] for ch in text)
    return safe + "\n"
