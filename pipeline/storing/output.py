"""The output folder: whose it is, and that only one run writes to it at a time."""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path
from types import TracebackType

from pipeline.errors import ArchiveError, OutputError
from pipeline.storing.catalog import STATE
from pipeline.storing.commit import recover
from pipeline.storing.files import write_whole

_OWNER = "archive.json"
_LOCK = "lock"
_FORMAT = 1


class Output:
    """An output folder held for writing; a context manager.

    Entering makes the folder, or checks that it belongs to this archive, takes its lock, and
    completes what a killed run left half done.

    Args:
        out: the folder.
        archive: the archive's lasting name.

    Raises (on entering):
        ArchiveError: the folder holds the tables of another archive.
        OutputError: it can't be written, holds something else, or another run writes to it.
    """

    def __init__(self, out: Path, archive: str) -> None:
        self.out = out
        self.archive = archive
        self._lock: int | None = None

    @property
    def state(self) -> Path:
        """The folder of what a run keeps beside the tables."""
        return self.out / STATE

    def __enter__(self) -> Output:
        try:
            self._claim()
            self._lock = os.open(self.state / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(self._lock)
                self._lock = None
                raise OutputError(
                    f"another run is writing to {self.out}", "wait until it has ended, or give another --out"
                ) from None
            recover(self.out)
        except OSError as error:
            raise OutputError(
                f"{self.out} can't be written ({error.strerror})", "give an --out that you may write to"
            ) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _claim(self) -> None:
        if not check(self.out, self.archive):
            self.state.mkdir(parents=True, exist_ok=True)
            write_whole(self.state / _OWNER, json.dumps({"archive": self.archive, "format": _FORMAT}).encode())


def owner_of(out: Path) -> Path:
    """The file that makes `out` a folder of tables, and says of which archive."""
    return out / STATE / _OWNER


def archive_of(out: Path) -> str:
    """The archive whose tables `out` holds. Raises OutputError where it holds none."""
    try:
        return str(json.loads(owner_of(out).read_text(encoding="utf-8"))["archive"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OutputError(f"{out} holds no tables of vanthu", "run vanthu extract first") from error


def check(out: Path, archive: str) -> bool:
    """True where `out` holds the tables of this archive, False where it holds nothing yet.

    Raises ArchiveError where they are another archive's, OutputError where it holds something else.
    """
    owner = owner_of(out)
    if not owner.exists():
        if out.is_dir() and any(not path.name.startswith(".") for path in out.iterdir()):
            raise OutputError(f"{out} is not empty and was not written by vanthu", "give an empty or a new folder")
        return False
    try:
        known = json.loads(owner.read_text(encoding="utf-8"))
        its, version = str(known["archive"]), known["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise OutputError(f"{owner} is damaged", f"delete the folder {out} and run again") from error
    if version != _FORMAT:
        raise OutputError(f"{out} was written by another version of vanthu", "give another --out")
    if its != archive:
        raise ArchiveError(f"{out} holds the tables of another archive ({its})", "give another --out, or that archive")
    return True
