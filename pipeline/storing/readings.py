"""The reading store: what reading made of each file, so that nothing is read twice.

``<out>/.reading/<reading version>/`` holds a reading a file, named by its SHA-256: workers write
them loose (``loose/ab/ab12….reading``), each by one rename; the writer packs many into immutable
segments (``segment-….parquet``, columns ``sha256`` and ``reading``). A reading that is damaged or
was written by another version counts as not there: the file is read again.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import OutputError
from pipeline.pages import FileReading
from pipeline.storing import codec
from pipeline.storing.files import sync_folder, write_parquet, write_whole

FOLDER = ".reading"
ROWS_A_GROUP = 16
PACK_AT = 1024
"""So many loose readings are packed into a segment."""
VERSIONS_KEPT = 2
_VERSIONS = "versions.json"

_SEGMENT = pa.schema([pa.field("sha256", pa.string(), False), pa.field("reading", pa.large_binary(), False)])
_SHA = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reading lies: a loose file, or a row of a segment (``row`` None when loose)."""

    file: str
    row: int | None = None


class ReadingStore:
    """The readings of one reading version below an output folder.

    Args:
        out: the output folder.
        version: the reading version (16 hex digits); another version sees other readings.
    """

    def __init__(self, out: Path, version: str) -> None:
        self.folder = out / FOLDER / version
        self._packed: dict[str, Place] | None = None

    def put(self, reading: FileReading) -> Place:
        """Keep a reading, loose. Raises OutputError when it can't be written."""
        path = self._loose(reading.sha256)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # No sync: a reading lost with the power is read again, and a torn one is recognised.
            write_whole(path, codec.dumps(reading), sync=False)
        except OSError as error:
            raise _unwritten(self.folder, error) from error
        return Place(path.relative_to(self.folder).as_posix())

    def find(self, sha256: str) -> Place | None:
        """The place of a file's reading, None where it was never read."""
        # A file that was read again lies loose beside the reading that was packed: it is the newer one.
        path = self._loose(sha256)
        if path.is_file():
            return Place(path.relative_to(self.folder).as_posix())
        return self._index().get(sha256)

    def load(self, place: Place) -> FileReading | None:
        """The reading at a place; None where it is damaged, gone, or of another version."""
        try:
            return codec.loads(FileReading, self._bytes(place))
        except (OSError, pa.ArrowException, codec.CodecError, IndexError):
            return None

    def pack(self, least: int = PACK_AT) -> Path | None:
        """Put the loose readings into one segment, if there are at least `least`.

        One that replaces a packed reading stays loose, where it is found first: segments are never
        altered. Only for the one writer; a worker that finds a loose reading gone looks for it anew.
        Returns the segment. Raises OutputError when it can't be written.
        """
        loose = []
        for path in sorted(self.loose()):
            packed = self._index().get(path.stem)
            if packed is None:
                loose.append(path)
            elif self._holds(packed, path):
                path.unlink(missing_ok=True)  # packed by a run that was killed before it came to this
        if len(loose) < max(1, least):
            return None
        shas = [path.stem for path in loose]
        name = hashlib.sha256("".join(shas).encode()).hexdigest()[:16]
        target = self.folder / f"segment-{name}.parquet"
        beside = self.folder / f".segment-{name}"
        try:
            write_parquet(beside, _groups(loose), _SEGMENT)
            beside.replace(target)
            sync_folder(self.folder)
        except (OSError, pa.ArrowException) as error:
            beside.unlink(missing_ok=True)
            raise _unwritten(self.folder, error) from error
        for path in loose:
            path.unlink(missing_ok=True)
        self._packed = None
        return target

    def prune(self, wanted: Set[str]) -> None:
        """Let go of readings that nothing will ask for: the store grows with the archive, not with its changes.

        Kept are the readings of the files in `wanted` (SHA-256), and those of the one version that was
        used before this one, so that a setting can be tried and taken back. A segment is written anew
        once half of its readings have gone. Only for the one writer, while no worker runs.

        Raises OutputError when the store can't be written; no reading that is wanted is lost then.
        """
        try:
            for path in list(self.loose()):
                if path.stem not in wanted:
                    path.unlink(missing_ok=True)
            for segment in sorted(self.folder.glob("segment-*.parquet")):
                self._prune(segment, wanted)
            self._forget_versions()
        except (OSError, pa.ArrowException) as error:
            raise _unwritten(self.folder, error) from error

    def _prune(self, segment: Path, wanted: Set[str]) -> None:
        try:
            shas = pq.read_table(segment, columns=["sha256"]).column(0).to_pylist()
        except (OSError, pa.ArrowException):
            segment.unlink()
            return
        # Of a reading that was made again, the loose one counts.
        kept = [row for row, sha in enumerate(shas) if sha in wanted and not self._loose(sha).is_file()]
        if len(kept) * 2 > len(shas):
            return
        for row in kept:
            path = self._loose(shas[row])
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, self._bytes(Place(segment.name, row)))
        segment.unlink()
        self._packed = None

    def _forget_versions(self) -> None:
        """Keep this version and the one used before it; `versions.json` remembers their order."""
        note = self.folder.parent / _VERSIONS
        try:
            used = [str(version) for version in json.loads(note.read_text(encoding="utf-8"))]
        except (OSError, ValueError, TypeError):
            used = []
        now = [self.folder.name, *(version for version in used if version != self.folder.name)][:VERSIONS_KEPT]
        if now != used:
            note.parent.mkdir(parents=True, exist_ok=True)
            write_whole(note, json.dumps(now).encode())
        for folder in self.folder.parent.iterdir():
            # Versions that the note does not know of were written before there was one.
            if folder.is_dir() and folder.name not in now and (used or len(now) == VERSIONS_KEPT):
                shutil.rmtree(folder)

    def loose(self) -> Iterator[Path]:
        """The files of the loose readings."""
        return (path for path in self.folder.glob("loose/??/*.reading") if _SHA.fullmatch(path.stem))

    def _loose(self, sha256: str) -> Path:
        if not _SHA.fullmatch(sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self.folder / "loose" / sha256[:2] / f"{sha256}.reading"

    def _index(self) -> dict[str, Place]:
        if self._packed is None:
            self._packed = {}
            for segment in sorted(self.folder.glob("segment-*.parquet")):
                try:
                    shas = pq.read_table(segment, columns=["sha256"]).column(0).to_pylist()
                except (OSError, pa.ArrowException):
                    # A damaged segment costs its readings, which are made again; nothing else.
                    continue
                self._packed.update((sha, Place(segment.name, row)) for row, sha in enumerate(shas))
        return self._packed

    def _holds(self, place: Place, loose: Path) -> bool:
        try:
            return self._bytes(place) == loose.read_bytes()
        except (OSError, pa.ArrowException, IndexError):
            return False

    def _bytes(self, place: Place) -> bytes:
        path = self.folder / place.file
        if place.row is None:
            return path.read_bytes()
        with pq.ParquetFile(path) as segment:
            group = segment.read_row_group(place.row // ROWS_A_GROUP, columns=["reading"])
        data: bytes = group.column(0)[place.row % ROWS_A_GROUP].as_py()
        return data


def _unwritten(folder: Path, error: Exception) -> OutputError:
    reason = getattr(error, "strerror", None) or str(error)
    return OutputError(
        f"the reading store {folder} can't be written ({reason})", "make room or give another --out, then run again"
    )


def _groups(loose: Iterable[Path]) -> Iterator[pa.Table]:
    rows: list[tuple[str, bytes]] = []
    for path in loose:
        rows.append((path.stem, path.read_bytes()))
        if len(rows) == ROWS_A_GROUP:
            yield _group(rows)
            rows = []
    yield _group(rows)


def _group(rows: list[tuple[str, bytes]]) -> pa.Table:
    return pa.Table.from_arrays(
        [pa.array([sha for sha, _ in rows], pa.string()), pa.array([data for _, data in rows], pa.large_binary())],
        schema=_SEGMENT,
    )
