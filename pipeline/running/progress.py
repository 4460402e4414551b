"""How a run tells where it stands: a bar in a terminal, plain lines elsewhere, nothing if unwanted.

Everything that comes from outside (paths, error lines) is shown with its control characters
escaped: a file name must not command the terminal.
"""

from __future__ import annotations

import contextlib
import sys
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, TextIO, cast

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

from pipeline.messages import say, translate


def visible(text: str) -> str:
    r"""`text` with everything that is not printable escaped (``\n``, ``\x1b``, ``\u202e``)."""
    return "".join(ch if ch.isprintable() else ch.encode("unicode_escape").decode() for ch in text)


@dataclass(slots=True)
class Tally:
    """Counts of this run so far.

    ``files`` of ``total`` are settled, with ``bytes`` of ``total_bytes``; ``pages_read`` were read
    anew, ``documents`` made; ``failed`` files could not be read.
    """

    total: int = 0
    total_bytes: int = 0
    files: int = 0
    bytes: int = 0
    pages_read: int = 0
    documents: int = 0
    failed: int = 0


class Reporter(Protocol):
    """What a run tells its onlooker; used as a context manager around the run."""

    def __enter__(self) -> Reporter: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def update(self, tally: Tally) -> None:
        """One more file is settled."""

    def note(self, line: str) -> None:
        """Something the user should know, on a line of its own."""


class Silent:
    """Tells nothing."""

    def __enter__(self) -> Silent:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def update(self, tally: Tally) -> None:
        """Nothing."""

    def note(self, line: str) -> None:
        """Nothing."""


class Patient:
    """A stream whose reader may go away, or whose disk may fill: what can't be written goes nowhere.

    A run must not end because nobody looks on.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write, if that is possible."""
        with contextlib.suppress(OSError, ValueError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Flush, if that is possible."""
        with contextlib.suppress(OSError, ValueError):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class Lines(Silent):
    """A plain line every few seconds, for logs and pipes.

    Args:
        stream: where to write.
        seconds: least time between two lines.
    """

    def __init__(self, stream: TextIO, seconds: float = 10.0) -> None:
        self._stream = stream
        self._seconds = seconds
        self._start = self._last = time.monotonic()

    def update(self, tally: Tally) -> None:
        """A line, if the last one is old enough or this is the last."""
        now = time.monotonic()
        if now - self._last >= self._seconds:
            self._last = now
            self._write(f"{_state(tally)}, {_left(tally, now - self._start)}")

    def note(self, line: str) -> None:
        """The line."""
        self._write(visible(translate(line)))

    def _write(self, line: str) -> None:
        self._stream.write(line + "\n")
        self._stream.flush()


class Bar(Silent):
    """A progress bar in a terminal.

    Args:
        console: the terminal.
    """

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            BarColumn(bar_width=None),
            TextColumn("{task.percentage:3.0f} %", markup=False),
            TextColumn("{task.fields[state]}", markup=False),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def update(self, tally: Tally) -> None:
        """Move the bar: it measures bytes, which foretell the time better than files do."""
        if self._task is None:
            self._task = self._progress.add_task("", total=max(1, tally.total_bytes), state="")
        self._progress.update(self._task, completed=tally.bytes, state=_state(tally))

    def note(self, line: str) -> None:
        """The line, above the bar."""
        self._progress.console.print(Text(visible(translate(line))))


def reporter(stream: TextIO | None = None) -> Reporter:
    """A bar where the stream (standard error if not given) is a terminal, lines elsewhere."""
    stream = stream or sys.stderr
    if stream is None:  # closed before we began
        return Silent()
    stream = cast(TextIO, Patient(stream))
    console = Console(file=stream)
    return Bar(console) if console.is_terminal and not console.is_dumb_terminal else Lines(stream)


def _state(tally: Tally) -> str:
    return say(
        "{files} of {total} files, {pages} pages, {documents} documents, {failed} not read",
        files=tally.files,
        total=tally.total,
        pages=tally.pages_read,
        documents=tally.documents,
        failed=tally.failed,
    )


def _left(tally: Tally, seconds: float) -> str:
    if not tally.bytes or tally.bytes >= tally.total_bytes:
        return say("ending")
    left = seconds * (tally.total_bytes - tally.bytes) / tally.bytes
    return say("about {time} left", time=span(left))


def span(seconds: float) -> str:
    """A length of time for people: `45 s`, `12 min`, `3 h 20 min`."""
    if seconds < 90:
        return say("{n:.0f} s", n=seconds)
    minutes = round(seconds / 60)
    if minutes < 90:
        return say("{n} min", n=minutes)
    return say("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)
