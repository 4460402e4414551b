"""Invented documents as records, for tests of what stores them."""

from __future__ import annotations

import hashlib
from datetime import date

from pipeline.records import (
    AssigneeRecord,
    CitationRecord,
    DocumentRecord,
    Flag,
    PageRecord,
    ParsedDocument,
    Part,
    Role,
    SourceRecord,
    Status,
    TaskRecord,
    WordKind,
    WordRecord,
)
from pipeline.storing import schemas
from pipeline.storing.catalog import FileRow
from pipeline.storing.spool import DOCUMENT_TABLES


def sha_of(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def document_id(name: str, ordinal: int = 1) -> str:
    return sha_of(name)[:16] + (f"-{ordinal}" if ordinal > 1 else "")


def evidence(text: str, page: int = 1, top: float = 0.1, start: int = 0) -> dict[str, object]:
    part = Part(page, (0.125, top, 0.875, top + 0.0625), start, start + len(text))
    return {
        "text": text,
        "parts": (part,),
        "page": page,
        "bbox": part.bbox,
        "start": part.start,
        "end": part.end,
        "confidence": 0.5,
        "rule": "test.row",
        "flags": (Flag.OCR_LOW,),
    }


def document(name: str, *, ordinal: int = 1, tasks: int = 2, **columns: object) -> ParsedDocument:
    """A document of the file `name`, with as many tasks, each with a doer, and one citation."""
    key = document_id(name, ordinal)
    words = [f"việc {name} {i}" for i in range(tasks)]
    return ParsedDocument(
        document=DocumentRecord(document_id=key, **{"path": f"{name}.txt", "ordinal": ordinal, **columns}),  # type: ignore[arg-type]
        pages=(PageRecord(document_id=key, page=1, source="text", text="\n".join(words)),),
        words=tuple(
            WordRecord(document_id=key, page=1, word=i, line=i, kind=WordKind.BODY, text=word, start=i, end=i + 1)
            for i, word in enumerate(words)
        ),
        citations=(
            CitationRecord(
                citation_id=f"{key}-c1",
                document_id=key,
                type="nghị định",
                number="7/2031/NĐ-CP",
                cite_key="7/2031/NĐ-CP",
                **evidence("Nghị định số 7/2031/NĐ-CP"),  # type: ignore[arg-type]
            ),
        ),
        tasks=tuple(
            TaskRecord(
                task_id=f"{key}-t{i + 1}",
                document_id=key,
                action=word,
                due_on=date(2031, 1, 1 + i),
                **evidence(word, top=0.1 * i),  # type: ignore[arg-type]
            )
            for i, word in enumerate(words)
        ),
        assignees=tuple(
            AssigneeRecord(
                assignee_id=f"{key}-a{i + 1}",
                task_id=f"{key}-t{i + 1}",
                document_id=key,
                name="Sở Mẫu",
                role=Role.LEAD,
                **evidence("Sở Mẫu", top=0.05),  # type: ignore[arg-type]
            )
            for i in range(tasks)
        ),
    )


def file_row(name: str, *documents: ParsedDocument, version: str = "v1") -> FileRow:
    source = SourceRecord(
        path=f"{name}.txt",
        sha256=sha_of(name),
        bytes=len(name),
        media_type="text/plain",
        status=Status.EXTRACTED if documents else Status.FAILED,
        error=None if documents else "the file is empty; get it again",
        document_ids=tuple(parsed.document.document_id for parsed in documents),
    )
    return FileRow(source, "1-1", version)


def arrow(*documents: ParsedDocument) -> dict[str, list[object]]:
    """The documents' rows by table, as a worker hands them in."""
    tables: dict[str, list[object]] = {"documents": [schemas.to_arrow("documents", [d.document for d in documents])]}
    for table in DOCUMENT_TABLES[1:]:
        tables[table] = [schemas.to_arrow(table, [row for d in documents for row in getattr(d, table)])]
    return tables
