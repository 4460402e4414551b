"""One committed generation of the tables: which files they are, and whether they still stand.

A run that commits while somebody reads replaces files under their names; what was read of both
generations must not be put together. So the files are listed with their stamps, and whoever has
read asks afterwards whether the same ones still stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.records import TABLES
from pipeline.storing.commit import current

TRIES = 5
"""Runs commit seldom and for a moment: more in a row is not bad luck."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a table: its absolute path and what the file system says of it."""

    table: str
    path: Path
    stamp: tuple[int, int, int]
    """Inode, size in bytes, time of change in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Generation:
    """The files of all tables below an output folder at one moment."""

    out: Path
    files: tuple[File, ...]

    def paths(self, table: str) -> tuple[Path, ...]:
        """The files of a table, in order; none where it has no rows."""
        return tuple(file.path for file in self.files if file.table == table)

    def stands(self) -> bool:
        """True while no run has replaced any of the files."""
        try:
            return _listed(self.out) == self.files
        except FileNotFoundError:
            return False


def generation(out: Path | str) -> Generation:
    """The generation that counts now.

    Raises OutputError where there are no tables, they can't be read, or they keep changing.
    """
    folder = Path(out).absolute()
    for _ in range(TRIES):
        try:
            found = Generation(folder, _listed(folder))
        except FileNotFoundError:
            continue
        except OSError as error:
            raise OutputError(
                f"the tables in {out} can't be read ({error.strerror})", "check the folder's permissions"
            ) from error
        if not found.paths("documents"):
            raise OutputError(f"there are no tables in {out}", "run `vanthu extract ARCHIVE --out` with this folder")
        if found.stands():
            return found
    raise changing(out)


def changing(out: Path | str) -> OutputError:
    """What is told when a run writes whenever somebody reads."""
    return OutputError(f"the tables in {out} keep changing", "try again when no run is writing there")


def _listed(out: Path) -> tuple[File, ...]:
    files = []
    for table in TABLES:
        for path in current(out, table):
            status = path.stat()
            files.append(File(table, path, (status.st_ino, status.st_size, status.st_mtime_ns)))
    return tuple(files)
