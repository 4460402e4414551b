"""An invented plan and a plan in two copies, as tables on disk."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

from pipeline.records import (
    AssigneeRecord,
    CitationRecord,
    DocumentRecord,
    Flag,
    PageRecord,
    ParsedDocument,
    Relation,
    Role,
    SectionRecord,
    TaskRecord,
)
from pipeline.storing.catalog import load
from pipeline.storing.compact import compact
from pipeline.storing.output import Output
from pipeline.storing.spool import Spool
from tests.helpers.rows import arrow, document, document_id, evidence, file_row

HERE = "Phòng Nội vụ huyện Mẫu Sơn"


def plan() -> ParsedDocument:
    """A plan with tasks of every kind, doers, citations and an unread page."""
    key = document_id("kế hoạch")

    def task(ordinal: int, words: str, **columns: object) -> TaskRecord:
        row = {"task_id": f"{key}-t{ordinal}", "document_id": key, "action": words, **columns}
        return TaskRecord(**{**evidence(words, page=2), **row})  # type: ignore[arg-type]

    def doer(ordinal: int, of: int, name: str, role: Role, body: str | None = None) -> AssigneeRecord:
        return AssigneeRecord(
            assignee_id=f"{key}-a{ordinal}",
            task_id=f"{key}-t{of}",
            document_id=key,
            name=name,
            role=role,
            body=body,
            **evidence(name, page=2, start=10 * ordinal),  # type: ignore[arg-type]
        )

    def cites(ordinal: int, relation: Relation, **columns: object) -> CitationRecord:
        row = {"citation_id": f"{key}-c{ordinal}", "document_id": key, "relation": relation, **columns}
        return CitationRecord(**{**evidence("trích", start=10 * ordinal), **row})  # type: ignore[arg-type]

    return ParsedDocument(
        document=DocumentRecord(
            document_id=key,
            path="kế hoạch.pdf",
            page_last=2,
            type="kế hoạch",
            number="5/KH-UBND",
            issuer="Ủy ban nhân dân huyện Mẫu Sơn",
            issued_on=date(2031, 1, 10),
            title="Phát triển văn hóa đọc",
            period_end=date(2031, 12, 31),
            pages=2,
        ),
        pages=(
            PageRecord(document_id=key, page=1, source="text", text="việc"),
            PageRecord(document_id=key, page=2, source="ocr", error="the page can't be read", ocr_confidence=0.5),
        ),
        sections=(
            SectionRecord(
                section_id=f"{key}-s1",
                document_id=key,
                level=1,
                label="I",
                heading="VĂN HÓA ĐỌC",
                body="Tủ sách của xã",
                **evidence("I. VĂN HÓA ĐỌC\nTủ sách của xã"),  # type: ignore[arg-type]
            ),
        ),
        citations=(
            cites(1, Relation.BASIS, type="nghị định", number="7/2031/NĐ-CP", cite_key="7/2031/NĐ-CP"),
            cites(2, Relation.BASIS, type="luật", name="Luật Mẫu", cite_key="luật mẫu"),
            cites(3, Relation.BASIS, type="nghị định", number="7/2031/NĐ-CP"),
            cites(
                4,
                Relation.IMPLEMENTS,
                type="kế hoạch",
                number="12/KH-UBND",
                issuer="Ủy ban nhân dân tỉnh Mẫu",
                issued_on=date(2031, 1, 2),
                cite_key="12/KH-UBND|Ủy ban nhân dân tỉnh Mẫu|2031",
            ),
        ),
        tasks=(
            task(1, "Lập tủ sách", due_on=date(2031, 2, 1)),
            task(2, "Kiểm tra (tủ hồ sơ), 5.000 hồ sơ"),
            task(3, "Lập tủ của xã", from_table=True, repeats_task_id=f"{key}-t1", due_on=date(2031, 2, 1)),
            task(4, "Lập tủ của thôn", from_table=True, repeats_task_id=f"{key}-t2", due_on=date(2031, 3, 1)),
        ),
        assignees=(
            doer(1, 1, "Phòng Nội vụ", Role.LEAD, HERE),
            doer(2, 1, "Phòng Tài chính", Role.LEAD),
            doer(3, 1, "các xã", Role.COORDINATE),
            doer(4, 2, "Phòng Nội vụ", Role.COORDINATE, HERE),
            doer(5, 3, "Phòng Nội vụ", Role.LEAD, HERE),
        ),
    )


def copies() -> tuple[ParsedDocument, ParsedDocument]:
    """One plan of the province in two files, each with a task and a citation."""
    work = "kế hoạch | 12/kh-ubnd | ủy ban nhân dân tỉnh mẫu | 2031-01-02"
    first, second = (
        document(
            name,
            tasks=1,
            type="kế hoạch",
            number="12/KH-UBND",
            issuer="Ủy ban nhân dân tỉnh Mẫu",
            issued_on=date(2031, 1, 2),
            issued_year=2031,
            title="bản sao",
            work_id=work,
            flags=(Flag.REPAIRED,),
        )
        for name in ("bản giấy", "bản mềm")
    )
    return first, second


def written(out: Path, *documents: ParsedDocument) -> Path:
    """Tables of these documents below `out`, as a run writes them."""
    archive = out.parent / "kho"
    with Output(out, str(archive.absolute())):
        files = load(out)
        for parsed in documents:
            name = parsed.document.path.rpartition(".")[0]
            row = file_row(name, parsed)
            source = dataclasses.replace(row.source, path=parsed.document.path)
            if source.path.endswith(".pdf"):
                source = dataclasses.replace(source, media_type="application/pdf")
            files[source.path] = dataclasses.replace(row, source=source)
            Spool(out).write([files[source.path]], arrow(parsed))
        compact(out, files, Spool(out).segments())
    return out
