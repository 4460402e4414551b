"""Every failure a user can meet: what happened, to which file, what to do next, which exit code.

A message is one line. Errors that concern one file become that file's `sources.error`; only those
that stop the whole run end the command with their exit code.
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """Exit codes of `vanthu`."""

    OK = 0
    """Every file is accounted for; failures are rows."""
    FAULT = 1
    """A fault of ours."""
    USAGE = 2
    """Wrong arguments (click's)."""
    ARCHIVE = 3
    """The archive or the output can't be used."""
    INCOMPLETE = 4
    """With `--strict`: some file failed."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C or SIGTERM: what was finished is in the tables."""


class VanthuError(Exception):
    """Root of all failures that a user can meet.

    ``what`` says what happened, ``advice`` what to do next; ``str()`` joins them into one line.
    ``code`` names the kind of failure for programs and never changes.
    """

    code: ClassVar[str] = "fault"
    exit_code: ClassVar[ExitCode] = ExitCode.FAULT

    def __init__(self, what: str, advice: str | None = None) -> None:
        super().__init__(what, advice)
        self.what = one_line(what)
        self.advice = one_line(advice) if advice else None

    def __str__(self) -> str:
        return f"{self.what}; {self.advice}" if self.advice else self.what


class ArchiveError(VanthuError):
    """The archive can't be listed, or OUT belongs to another archive."""

    code = "archive"
    exit_code = ExitCode.ARCHIVE


class OutputError(VanthuError):
    """The output folder can't be written or read."""

    code = "output"
    exit_code = ExitCode.ARCHIVE


class SetupError(VanthuError):
    """Something that the machine must have is missing (Tesseract, its Vietnamese data, the model)."""

    code = "setup"
    exit_code = ExitCode.ARCHIVE


class QueryError(VanthuError):
    """A query that can't be run."""

    code = "query"
    exit_code = ExitCode.USAGE


class GoldError(VanthuError):
    """Gold files can't be read."""

    code = "gold"
    exit_code = ExitCode.ARCHIVE


class FileError(VanthuError):
    """One file could not be read; the others go on."""

    code = "failed"


class UnsupportedError(FileError):
    """A kind of file that this machine or version does not read."""

    code = "unsupported"


class DamagedError(FileError):
    """The file is broken, empty or truncated."""

    code = "damaged"


class EncryptedError(FileError):
    """The file wants a password."""

    code = "encrypted"


class LimitError(FileError):
    """The file goes beyond a limit of size, pages, time or memory."""

    code = "limit"


class CrashError(FileError):
    """The process that read the file died."""

    code = "crash"


def one_line(message: str, limit: int = 500) -> str:
    """The message on one line without control characters, at most `limit` characters."""
    flat = " ".join("".join(ch if ch.isprintable() else " " for ch in message).split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
