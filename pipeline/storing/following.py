"""The log while reviewers write it: what was appended since the last look, without reading the rest again."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.storing.corrections import MAX_LINE, SUFFIX, Correction, loads


class Follower:
    """The lines of a log's folder, kept up to date by `poll`.

    A line without its end may still be in the writing: it is looked at again. Lines that can't be read
    are passed over (`vanthu corrections list` and every run tell of them).

    Args:
        folder: the log's folder; it need not be there yet.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ends: dict[str, int] = {}
        self._lines: dict[str, Correction] = {}
        self._by_document: dict[str, list[Correction]] = {}

    def poll(self) -> tuple[Correction, ...]:
        """The lines that came since the last call, oldest first. Raises OutputError when they can't be read."""
        came = []
        try:
            for path in sorted(self.folder.glob(f"*{SUFFIX}")) if self.folder.is_dir() else ():
                if path.stat().st_size > self._ends.get(path.name, 0):
                    came += self._read(path)
        except OSError as error:
            raise OutputError(
                f"the corrections in {self.folder} can't be read ({error.strerror})", "check its rights"
            ) from error
        return tuple(sorted((one for one in came if self.add(one)), key=_order))

    def add(self, one: Correction) -> bool:
        """Take in a line that was just written; False for one that is known."""
        if one.correction_id in self._lines:
            return False
        self._lines[one.correction_id] = one
        self._by_document.setdefault(one.document_id, []).append(one)
        return True

    def of(self, document_id: str) -> tuple[Correction, ...]:
        """The lines about one document, oldest first."""
        return tuple(sorted(self._by_document.get(document_id, ()), key=_order))

    @property
    def lines(self) -> tuple[Correction, ...]:
        """All lines, oldest first."""
        return tuple(sorted(self._lines.values(), key=_order))

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that lines are about."""
        return tuple(self._by_document)

    def _read(self, path: Path) -> list[Correction]:
        found = []
        with path.open("rb") as file:
            file.seek(self._ends.get(path.name, 0), os.SEEK_SET)
            while raw := file.readline(MAX_LINE):
                if not raw.endswith(b"\n") and len(raw) < MAX_LINE:
                    break
                self._ends[path.name] = file.tell()
                try:
                    found.append(loads(raw.decode("utf-8", "replace")))
                except (ValueError, KeyError, TypeError):
                    continue
        return found


def _order(one: Correction) -> tuple[object, ...]:
    return one.reviewed_at, one.correction_id
