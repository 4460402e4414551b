"""The tables' side of an evaluation: sources and the rows of some documents, straight from Parquet."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds

from pipeline.errors import OutputError
from pipeline.evaluating.rows import SCALARS, Assignee, Citation, Recipient, Rows, Section, Task
from pipeline.records import KEYS, Status

WORD_TYPES = frozenset(
    {
        "application/msword",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.oasis.opendocument.text",
        "application/rtf",
        "text/rtf",
    }
)

UNREAD = "unread"
KINDS = ("text", "text layer", "word", "ocr", UNREAD)
"""What a document was read from, by its pages; `unread` where nothing was."""


@dataclass(frozen=True, slots=True)
class Source:
    """A row of `sources`, as far as an evaluation wants it."""

    path: str
    status: str
    media_type: str | None
    document_ids: tuple[str, ...]

    @property
    def name(self) -> str:
        """The file's name."""
        return PurePosixPath(self.path).name

    @property
    def stem(self) -> str:
        """The file's name without its last suffix."""
        return PurePosixPath(self.path).stem


@dataclass(frozen=True, slots=True)
class Document:
    """What the tables hold of one document, and what kind of source it was read from."""

    rows: Rows
    kind: str = UNREAD


def sources(tables: Path) -> tuple[Source, ...]:
    """All rows of `sources`, by path. Raises OutputError when there are no tables."""
    rows = _read(tables, "sources", ("path", "status", "media_type", "document_ids"))
    return tuple(
        Source(
            unicodedata.normalize("NFC", row["path"]),
            row["status"],
            row["media_type"],
            tuple(row["document_ids"] or ()),
        )
        for row in sorted(rows, key=lambda row: str(row["path"]))
    )


def choose(found: Sequence[Source], stem: str, file: str | None, ordinal: int = 1) -> Source | None:
    """The one source that stands for a gold file, of those with its stem (else its ``file``'s); or None.

    A work that stands in the archive several times (as .doc and .docx, or copied) counts once: the
    copy that was extracted and bears the name of the gold's ``file``, else one that was extracted, else
    one whose documents stand elsewhere (a duplicate), else one that failed.
    """
    wanted = PurePosixPath(unicodedata.normalize("NFC", file)) if file else None

    def rank(source: Source) -> tuple[bool, bool, bool, int, str]:
        path = PurePosixPath(source.path)
        tail = wanted is not None and path.parts[-len(wanted.parts) :] == wanted.parts
        return (
            len(source.document_ids) < ordinal,
            not tail,
            source.status != Status.EXTRACTED,
            len(path.parts),
            source.path,
        )

    own = [one for one in found if one.stem == stem]
    return min(own or [one for one in found if wanted and one.stem == wanted.stem], key=rank, default=None)


def documents(tables: Path, kinds: Mapping[str, str | None]) -> dict[str, Document]:
    """The documents with the ids given.

    Args:
        tables: the folder of the tables.
        kinds: media type of its file, by document_id.

    Raises:
        OutputError: a table or a column is missing, or can't be read.
    """
    wanted = sorted(kinds)
    scalars = {row["document_id"]: row for row in _read(tables, "documents", ("document_id", *SCALARS), wanted)}
    pages = _by_document(_read(tables, "pages", ("document_id", "source"), wanted))
    citations = _ordered(tables, "citations", Citation, wanted)
    recipients = _ordered(tables, "recipients", Recipient, wanted)
    sections = _by_document(_read(tables, "sections", (*_SECTION, "start"), wanted))
    tasks = _by_document(_read(tables, "tasks", (*_TASK, "start"), wanted))
    assignees = _by_document(_read(tables, "assignees", (*_ASSIGNEE, "start"), wanted))
    found = {}
    for name in wanted:
        if name not in scalars:
            continue
        outline = in_order(sections[name], "section_id")
        found[name] = Document(
            Rows(
                scalars={column: _string(scalars[name][column]) for column in SCALARS},
                citations=tuple(_row(Citation, row, "citation_id") for row in citations[name]),
                sections=tuple(_section(row) for row in outline if row["label"]),
                tasks=tuple(_tasks(in_order(tasks[name], "task_id"), outline, assignees[name])),
                recipients=tuple(_row(Recipient, row, "recipient_id") for row in recipients[name] if row["name"]),
            ),
            kind_of((row["source"] for row in pages[name]), kinds[name]),
        )
    return found


def kind_of(page_sources: Iterable[str], media_type: str | None) -> str:
    """One of KINDS: Word by the file's type, else as most pages that hold words were read.

    A page read in part by OCR (`mixed`) counts as OCR, and so does a tie.
    """
    counts = Counter("ocr" if source == "mixed" else source for source in page_sources if source != "blank")
    if not counts:
        return UNREAD
    if media_type in WORD_TYPES:
        return "word"
    kind = max(counts, key=lambda name: (counts[name], name == "ocr", name))
    return kind.replace("_", " ")


def in_order(rows: Iterable[Mapping[str, Any]], key: str) -> list[Mapping[str, Any]]:
    """Rows in reading order: by the ordinal in their key; a reviewer's by where it stands among them."""
    own: list[tuple[int, Mapping[str, Any]]] = []
    inserted: list[Mapping[str, Any]] = []
    for row in rows:
        ordinal = re.fullmatch(r"-[a-qs-z](\d{1,9})", row[key].removeprefix(row["document_id"]))
        if ordinal:
            own.append((int(ordinal[1]), row))
        else:
            inserted.append(row)
    ordered = [row for _, row in sorted(own, key=lambda pair: pair[0])]
    for row in sorted(inserted, key=lambda row: (row["start"] is None, row["start"] or 0, row[key])):
        later = (at for at, other in enumerate(ordered) if (other["start"] or 0) > (row["start"] or 0))
        place = len(ordered) if row["start"] is None else next(later, len(ordered))
        ordered.insert(place, row)
    return ordered


_SECTION = ("section_id", "document_id", "parent_id", "level", "label", "heading", "kind", "body", "text", "confidence")
_ASSIGNEE = ("assignee_id", "document_id", "task_id", "name", "role", "body", "body_kind", "body_level", "confidence")
_TASK = (
    "task_id",
    "document_id",
    "section_id",
    "action",
    "due_text",
    "due_on",
    "due_start",
    "recurrence",
    "product",
    "budget",
    "from_table",
    "confidence",
)


def _read(tables: Path, table: str, columns: Sequence[str], documents: Sequence[str] | None = None) -> list[Any]:
    """Some columns of a table, of some documents, as mappings."""
    files = sorted(str(path) for path in (tables / table).glob("*.parquet"))
    if not files:
        raise OutputError(f"no table {table} in {tables}", "run `vanthu extract` first, or name its output")
    try:
        data = ds.dataset(files, format="parquet")
        missing = [column for column in columns if column not in data.schema.names]
        if missing:
            raise OutputError(f"table {table} in {tables} has no column {missing[0]}", "run `vanthu extract` again")
        chosen = None if documents is None else ds.field("document_id").isin(pa.array(documents, pa.string()))
        rows: list[Any] = data.to_table(columns=list(columns), filter=chosen).to_pylist()
        return rows
    except (pa.ArrowException, OSError) as error:
        raise OutputError(f"table {table} in {tables} can't be read ({error})", "run `vanthu extract` again") from error


def _by_document(rows: Iterable[Any]) -> defaultdict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row["document_id"]].append(row)
    return found


def _names(kind: type[Citation] | type[Recipient]) -> tuple[str, ...]:
    return tuple(
        name for name in kind.__dataclass_fields__ if name not in {"place", "left_out", "doubtful", "confidence"}
    )


def _ordered(
    tables: Path, table: str, kind: type[Citation] | type[Recipient], wanted: Sequence[str]
) -> defaultdict[str, list[Any]]:
    grouped = _by_document(
        _read(tables, table, (KEYS[table], "document_id", "start", "confidence", *_names(kind)), wanted)
    )
    return defaultdict(list, {name: in_order(rows, KEYS[table]) for name, rows in grouped.items()})


def _row(kind: Any, row: Mapping[str, Any], key: str) -> Any:
    values = {name: _string(row[name]) for name in _names(kind)}
    return kind(place=row[key], confidence=row["confidence"], **values)


def _string(value: Any) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else str(value)


def _section(row: Mapping[str, Any]) -> Section:
    """A section with all that its first words may be: heading, body, both, and its text without the label."""
    heading, body, label = row["heading"], row["body"], row["label"]
    text = re.sub(rf"^\W*{re.escape(label)}[\s.):/-]*", "", row["text"] or "", flags=re.IGNORECASE)
    openings = (heading, body, f"{heading} {body}" if heading and body else None, text)
    return Section(
        place=row["section_id"],
        label=label,
        heading=heading,
        openings=tuple(dict.fromkeys(one for one in openings if one)),
        level=_string(row["level"]),
        kind=row["kind"],
        confidence=row["confidence"],
    )


def _tasks(
    rows: Iterable[Mapping[str, Any]], outline: Iterable[Mapping[str, Any]], assignees: Iterable[Mapping[str, Any]]
) -> Iterable[Task]:
    sections = {row["section_id"]: row for row in outline}
    doers: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in in_order(assignees, "assignee_id"):
        doers[row["task_id"]].append(row)
    for row in rows:
        yield Task(
            place=row["task_id"],
            action=row["action"] or "",
            section=_labels(row["section_id"], sections),
            assignees=tuple(
                Assignee(
                    place=one["assignee_id"],
                    name=one["name"] or "",
                    role=one["role"],
                    body=one["body"],
                    body_kind=one["body_kind"],
                    body_level=one["body_level"],
                    confidence=one["confidence"],
                )
                for one in doers[row["task_id"]]
            ),
            due_text=row["due_text"],
            due_on=_string(row["due_on"]),
            due_start=_string(row["due_start"]),
            recurrence=tuple(row["recurrence"] or ()),
            product=row["product"],
            budget=row["budget"],
            from_table=bool(row["from_table"]),
            confidence=row["confidence"],
        )


def _labels(section: str | None, sections: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """The labels that lead to a section, the top one first; a row without label gives none."""
    path: list[str] = []
    seen: set[str] = set()
    while section is not None and section in sections and section not in seen:
        seen.add(section)
        row = sections[section]
        if row["label"]:
            path.append(row["label"])
        section = row["parent_id"]
    return tuple(reversed(path))
