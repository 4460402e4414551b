"""The reviewers' own log: append-only, a file per reviewer and sitting, one JSON object a line.

A line is on the disk before its writer goes on, and is never changed: what is taken back is a line of
its own that names the other. The tables show the log's effect (see `overlay`); the log is the truth.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from pipeline.errors import OutputError
from pipeline.pages import Box
from pipeline.records import KEYS

FOLDER = Path("data/corrections")
SUFFIX = ".jsonl"
CONTEXT = 40
"""Characters kept on each side of a row's text."""
MAX_LINE = 1 << 20
"""A longer line is damage."""
TABLES = tuple(name for name in KEYS if name not in ("sources", "fields", "corrections"))
"""The tables whose rows a reviewer corrects. (Witnesses are what they are: `documents` has the value.)"""


class Action(StrEnum):
    """What a line does."""

    SET = "set"
    DELETE = "delete"
    INSERT = "insert"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """By what a row is found again, whatever it is called by then.

    ``sha256`` is the file's; ``page`` and ``bbox`` are of the row's first part; ``text`` are its words,
    ``context`` what stood before and behind them (`CONTEXT` characters each, parted by the text's place as a
    newline); ``name`` tells apart what stands in one box (an assignee's name, a recipient's); ``parent`` is the
    anchor of the row above it (an assignee's task).
    """

    sha256: str
    page: int | None = None
    bbox: Box | None = None
    text: str | None = None
    context: str | None = None
    name: str | None = None
    parent: Anchor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One line of the log. Values are strings as `values.encode` writes them.

    ``column`` is None where the whole row is meant: deleted, inserted or confirmed; ``new`` is then a JSON object
    of columns (null for a deletion). ``old`` is what the reviewer saw. ``undoes`` names the line that this one takes
    back; all else of such a line repeats that one's. ``work_id`` is the identity of the document as the line leaves
    it, by which a re-scan of it is known when its file is gone; ``taken_from`` names the line about another file of
    the same work that this one repeats.
    """

    correction_id: str
    action: Action
    document_id: str
    table: str
    row_id: str | None
    column: str | None
    old: str | None
    new: str | None
    anchor: Anchor
    reviewer: str
    reviewed_at: datetime
    undoes: str | None = None
    work_id: str | None = None
    taken_from: str | None = None


@dataclass(frozen=True, slots=True)
class Log:
    """All lines of a folder, oldest first, and (file, line number, what is wrong) of those that can't be read."""

    corrections: tuple[Correction, ...] = ()
    damaged: tuple[tuple[str, int, str], ...] = ()

    def of(self, sha256: str) -> tuple[Correction, ...]:
        """The lines about one file."""
        return tuple(one for one in self.corrections if one.anchor.sha256 == sha256)

    def by_file(self) -> Mapping[str, tuple[Correction, ...]]:
        """The lines by the file they are about."""
        found: dict[str, list[Correction]] = {}
        for one in self.corrections:
            found.setdefault(one.anchor.sha256, []).append(one)
        return {sha256: tuple(lines) for sha256, lines in found.items()}

    def digests(self) -> Mapping[str, str]:
        """A digest of the lines about each file, by its SHA-256: the file is made anew when it changes."""
        return {sha256: digest(lines) for sha256, lines in self.by_file().items()}


def digest(corrections: Iterable[Correction]) -> str:
    """A short digest of lines (12 hex digits), empty for none: a document is made anew when it changes."""
    lines = [dumps(one) for one in corrections]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12] if lines else ""


class Sitting:
    """A reviewer's open file: each call of `add` is one line, flushed to the disk.

    Args:
        folder: the log's folder; made where it lacks.
        reviewer: who; letters, digits and blanks of the name become the file's.
        now: when the sitting began, UTC.
    """

    def __init__(self, folder: Path, reviewer: str, now: datetime | None = None) -> None:
        self.reviewer = reviewer
        self._began = now or datetime.now(UTC)
        # The process in the name: two sittings of one name and second do not share a file.
        name = f"{self._began:%Y%m%dT%H%M%S}-{_plain(reviewer)}-{os.getpid()}"
        self.path = folder / (name + SUFFIX)
        self._count = sum(1 for _ in _lines(self.path)) if self.path.exists() else 0

    def add(
        self,
        action: Action,
        table: str,
        anchor: Anchor,
        *,
        document_id: str,
        row_id: str | None = None,
        column: str | None = None,
        old: str | None = None,
        new: str | None = None,
        undoes: str | None = None,
        work_id: str | None = None,
        taken_from: str | None = None,
        now: datetime | None = None,
    ) -> Correction:
        """Write one line and wait until it is on the disk. Raises OutputError when it can't be."""
        at = (now or datetime.now(UTC)).astimezone(UTC)
        self._count += 1
        made = hashlib.sha256(f"{self.path.name} {self._count} {at.isoformat()}".encode()).hexdigest()[:12]
        line = Correction(
            correction_id=made,
            action=action,
            document_id=document_id,
            table=table,
            row_id=row_id,
            column=column,
            old=old,
            new=new,
            anchor=anchor,
            reviewer=self.reviewer,
            reviewed_at=at,
            undoes=undoes,
            work_id=work_id,
            taken_from=taken_from,
        )
        _append(self.path, dumps(line))
        return line

    def undo(self, other: Correction, now: datetime | None = None) -> Correction:
        """Take a line back, whoever wrote it; undoing that line brings it back."""
        return self.add(
            other.action,
            other.table,
            other.anchor,
            document_id=other.document_id,
            row_id=other.row_id,
            column=other.column,
            old=other.old,
            new=other.new,
            undoes=other.correction_id,
            work_id=other.work_id,
            taken_from=other.taken_from,
            now=now,
        )


def load(folder: Path) -> Log:
    """The log of a folder; empty where there is none.

    A last line without its end is what a crash left of a line that nobody was told was saved: it is passed
    over in silence. Other damage is told. Raises OutputError when the folder can't be read.
    """
    found: dict[str, Correction] = {}
    damaged: list[tuple[str, int, str]] = []
    try:
        for path in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else ():
            for number, (line, whole) in enumerate(_lines(path), start=1):
                if not whole:
                    continue
                try:
                    one = loads(line)
                except (ValueError, KeyError, TypeError) as error:
                    damaged.append((path.name, number, str(error) or type(error).__name__))
                else:
                    found.setdefault(one.correction_id, one)
    except OSError as error:
        raise OutputError(
            f"the corrections in {folder} can't be read ({error.strerror})", "check its rights"
        ) from error
    ordered = sorted(found.values(), key=lambda one: (one.reviewed_at, one.correction_id))
    return Log(tuple(ordered), tuple(damaged))


def dumps(one: Correction) -> str:
    """A correction as its line, without the newline."""
    raw = dataclasses.asdict(one) | {"reviewed_at": one.reviewed_at.astimezone(UTC).isoformat()}
    return json.dumps(_without_nulls(raw), ensure_ascii=False, sort_keys=True)


def loads(line: str) -> Correction:
    """A line's correction. Raises ValueError, KeyError or TypeError for what is none."""
    raw = json.loads(line)
    if not isinstance(raw, dict):
        raise ValueError("no JSON object")
    table, action = _text(raw, "table"), Action(_text(raw, "action"))
    if table not in TABLES:
        raise ValueError(f"there is no table {table}")
    if table == "documents" and action in (Action.DELETE, Action.INSERT):
        raise ValueError(f"a document can't be the object of {action}")
    at = datetime.fromisoformat(_text(raw, "reviewed_at"))
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return Correction(
        correction_id=_text(raw, "correction_id"),
        action=action,
        document_id=_text(raw, "document_id"),
        table=table,
        row_id=_maybe(raw, "row_id"),
        column=_maybe(raw, "column"),
        old=_maybe(raw, "old"),
        new=_maybe(raw, "new"),
        anchor=_anchor(raw["anchor"], 0),
        reviewer=_text(raw, "reviewer"),
        reviewed_at=at.astimezone(UTC),
        undoes=_maybe(raw, "undoes"),
        work_id=_maybe(raw, "work_id"),
        taken_from=_maybe(raw, "taken_from"),
    )


def in_force(corrections: Iterable[Correction]) -> tuple[tuple[Correction, ...], frozenset[str]]:
    """The lines that hold, oldest first, and the ids of those that were taken back (and of lines that took back).

    A line that takes one back can be taken back itself: the later line decides.
    """
    ordered = sorted(corrections, key=lambda one: (one.reviewed_at, one.correction_id))
    gone: set[str] = set()
    for one in reversed(ordered):
        if one.undoes is not None and one.correction_id not in gone:
            gone.add(one.undoes)
    holding = tuple(one for one in ordered if one.undoes is None and one.correction_id not in gone)
    return holding, frozenset(one.correction_id for one in ordered) - {one.correction_id for one in holding}


def _append(path: Path, line: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            # One write: what another program appends never stands inside it. A torn line before it is closed first.
            torn = b"\n" if _is_torn(path) else b""
            data = torn + line.encode() + b"\n"
            if os.write(descriptor, data) != len(data):
                raise OSError(28, "No space left on device")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise OutputError(
            f"the correction can't be saved in {path} ({error.strerror})",
            "make room or check its rights, then save again",
        ) from error


def _is_torn(path: Path) -> bool:
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"


def _lines(path: Path) -> Iterable[tuple[str, bool]]:
    """The lines of a file, and whether each has its end."""
    with path.open("rb") as file:
        while raw := file.readline(MAX_LINE):
            yield raw.decode("utf-8", "replace").rstrip("\n"), raw.endswith(b"\n")


def _anchor(raw: Any, depth: int) -> Anchor:
    if not isinstance(raw, dict) or depth > 3:
        raise ValueError("no anchor")
    page, box, parent = raw.get("page"), raw.get("bbox"), raw.get("parent")
    if page is not None and (not isinstance(page, int) or isinstance(page, bool)):
        raise ValueError("no page")
    bbox: Box | None = None
    if box is not None:
        x0, y0, x1, y1 = map(float, box)
        bbox = (x0, y0, x1, y1)
    return Anchor(
        sha256=_text(raw, "sha256"),
        page=page,
        bbox=bbox,
        text=_maybe(raw, "text"),
        context=_maybe(raw, "context"),
        name=_maybe(raw, "name"),
        parent=_anchor(parent, depth + 1) if parent is not None else None,
    )


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw[key]
    if not isinstance(value, str) or not value:
        raise ValueError(f"{key} is no text")
    return value


def _maybe(raw: Mapping[str, Any], key: str) -> str | None:
    return _text(raw, key) if raw.get(key) is not None and raw[key] != "" else None


def _without_nulls(raw: Any) -> Any:
    if isinstance(raw, dict):
        return {key: _without_nulls(value) for key, value in raw.items() if value is not None}
    return raw


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")[:40] or "reviewer"
