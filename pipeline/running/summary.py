"""What a run came to: for the user at its end, and a line in the log of runs."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.records import Status
from pipeline.running.journal import as_line
from pipeline.running.work import Versions
from pipeline.storing.catalog import UnreadPage


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to.

    ``statuses`` counts the archive's files as they now stand, ``documents`` the tables' documents.
    ``read``, ``parsed`` and ``unchanged`` are files of this run: read anew, made from the reading
    store, left as they were. ``unread`` are (path, error) of all files without documents,
    ``unread_pages`` (path, page) of all pages without text in files that have documents,
    ``rewritten`` counts the tables' files that were written anew, with ``bytes_written``,
    ``attached`` (path, names) of files inside files,
    ``left_alone`` (path, reason) of what is no file of the archive, ``faults`` (path, traceback).
    ``example`` is the path of a file that holds one document, if there is one.
    """

    statuses: dict[Status, int]
    documents: int
    read: int
    parsed: int
    unchanged: int
    pages_read: int
    seconds: float
    rewritten: int = 0
    bytes_written: int = 0
    unread: tuple[tuple[str, str], ...] = ()
    unread_pages: tuple[tuple[str, UnreadPage], ...] = ()
    attached: tuple[tuple[str, tuple[str, ...]], ...] = ()
    left_alone: tuple[tuple[str, str], ...] = ()
    unlisted: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()
    example: str | None = None

    @property
    def files(self) -> int:
        """Files accounted for: rows of `sources`."""
        return sum(self.statuses.values())

    @property
    def pages_a_minute(self) -> float:
        """Pages read in this run by its minutes."""
        return self.pages_read * 60 / self.seconds if self.seconds else 0.0

    @property
    def complete(self) -> bool:
        """True where no file failed and every folder could be listed."""
        return not self.statuses[Status.FAILED] and not self.unlisted


class Interrupted(KeyboardInterrupt):
    """The run was stopped by the user; what was finished is in the tables."""

    def __init__(self, summary: Summary) -> None:
        super().__init__("stopped: what was finished is in the tables; run again to go on")
        self.summary = summary


def record(path: Path, summary: Summary, versions: Versions, *, stopped: bool) -> None:
    """Append a line on a run to a log: apart from the tables, which hold nothing that depends on the time."""
    line = {
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "stopped": stopped,
        "reading": versions.reading,
        "parsing": versions.parsing,
        "seconds": round(summary.seconds, 1),
        "files": summary.files,
        "read": summary.read,
        "parsed": summary.parsed,
        "unchanged": summary.unchanged,
        "pages_read": summary.pages_read,
        "pages_unread": len(summary.unread_pages),
        "documents": summary.documents,
        "rewritten": summary.rewritten,
        "bytes_written": summary.bytes_written,
        "statuses": summary.statuses,
        "notes": summary.notes,
    }
    # The tables are whole by now: a disk that is just full is no reason to say that the run failed.
    with contextlib.suppress(OSError), path.open("a", encoding="utf-8") as file:
        file.write(as_line(line))
