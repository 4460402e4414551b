"""Tables made from gold files: what an extraction without a fault would have written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.records import (
    TABLES,
    AssigneeRecord,
    CitationRecord,
    DocumentRecord,
    PageRecord,
    RecipientKind,
    RecipientRecord,
    Recurrence,
    Relation,
    Role,
    SectionRecord,
    SourceRecord,
    Status,
    TaskRecord,
)
from pipeline.storing.schemas import to_arrow


@dataclass
class Made:
    """The rows of one document, open to damage."""

    source: SourceRecord
    document: DocumentRecord
    pages: list[PageRecord] = field(default_factory=list)
    sections: list[SectionRecord] = field(default_factory=list)
    citations: list[CitationRecord] = field(default_factory=list)
    tasks: list[TaskRecord] = field(default_factory=list)
    assignees: list[AssigneeRecord] = field(default_factory=list)
    recipients: list[RecipientRecord] = field(default_factory=list)


def made(gold: Path, media_type: str = "text/plain", page_source: str = "text") -> Made:
    """The rows of one gold file."""
    raw = json.loads(gold.read_text(encoding="utf-8"))
    name = sha256(raw["file"].encode()).hexdigest()[:16]
    path = f"archive/{raw['file']}"
    scalars = {key: _date(key, value) for key, value in raw["document"].items()}
    result = Made(
        SourceRecord(path=path, media_type=media_type, status=Status.EXTRACTED, document_ids=(name,)),
        DocumentRecord(document_id=name, path=path, **scalars),
        pages=[PageRecord(document_id=name, page=1, source=page_source, text="…")],
        sections=list(_sections(raw["sections"], name)),
    )
    paths = _paths(result.sections)
    for at, row in enumerate(raw["citations"]):
        values = {key: _date(key, value) for key, value in row.items() if key not in ("text", "relation")}
        relation = Relation(row["relation"])
        result.citations.append(
            CitationRecord(citation_id=f"{name}-c{at + 1}", document_id=name, relation=relation, **values)
        )
    for at, row in enumerate(raw["tasks"]):
        task = f"{name}-t{at + 1}"
        values = {key: _date(key, row[key]) for key in ("due_text", "due_on", "due_start", "product") if key in row}
        result.tasks.append(
            TaskRecord(
                task_id=task,
                document_id=name,
                section_id=paths[tuple(row["section"])] if row["section"] else None,
                action=row["action"],
                recurrence=tuple(Recurrence(one) for one in row["recurrence"]),
                from_table=row.get("from_table", False),
                **values,
            )
        )
        for one in row["assignees"]:
            result.assignees.append(
                AssigneeRecord(
                    assignee_id=f"{name}-a{len(result.assignees) + 1}",
                    task_id=task,
                    document_id=name,
                    name=one["name"],
                    role=Role(one["role"]),
                )
            )
    for at, row in enumerate(raw["recipients"]):
        result.recipients.append(
            RecipientRecord(
                recipient_id=f"{name}-n{at + 1}",
                document_id=name,
                kind=RecipientKind(row["kind"]),
                name=row["name"],
                purpose=row["purpose"],
            )
        )
    return result


def write(tables: Path, documents: Iterable[Made], sources: Sequence[SourceRecord] = ()) -> Path:
    """All tables of some documents, as a run leaves them; further rows of `sources` if given."""
    documents = list(documents)
    rows: dict[str, list[Any]] = {table: [] for table in TABLES}
    rows["sources"] = [one.source for one in documents] + list(sources)
    rows["documents"] = [one.document for one in documents]
    for one in documents:
        for table in ("pages", "sections", "citations", "tasks", "assignees", "recipients"):
            rows[table] += getattr(one, table)
    for table, held in rows.items():
        (tables / table).mkdir(parents=True)
        pq.write_table(to_arrow(table, held), tables / table / "bucket-000.parquet")
    return tables


def _date(key: str, value: Any) -> Any:
    dated = key.endswith("_on") or key in ("period_start", "period_end", "due_start")
    return date.fromisoformat(value) if dated and value and key != "on_behalf_of" else value


def _rank(label: str) -> int:
    """The class of a label: appendices and romans at the top, then numbers, then letters."""
    if label.startswith("PHỤ LỤC") or re.fullmatch("[IVX]+", label):
        return 0
    return 1 if label[0].isdigit() else 2


def _sections(rows: Iterable[Mapping[str, Any]], name: str) -> Iterable[SectionRecord]:
    above: list[tuple[int, str]] = []
    for at, row in enumerate(rows):
        rank, key = _rank(row["label"]), f"{name}-s{at + 1}"
        above = [held for held in above if held[0] < rank]
        yield SectionRecord(
            section_id=key,
            document_id=name,
            parent_id=above[-1][1] if above else None,
            level=len(above) + 1,
            label=row["label"],
            heading=row["heading"],
            text=f"{row['label']}. {row.get('starts') or row['heading']} và các chữ sau nữa",
        )
        above.append((rank, key))


def _paths(sections: Sequence[SectionRecord]) -> dict[tuple[str, ...], str]:
    by_key = {row.section_id: row for row in sections}
    paths: dict[tuple[str, ...], str] = {}
    for row in sections:
        labels, here = [row.label or ""], row
        while here.parent_id:
            here = by_key[here.parent_id]
            labels.insert(0, here.label or "")
        paths.setdefault(tuple(labels), row.section_id)
    return paths
