"""Facts become records: ids in reading order, evidence.

The only place where a fact turns into a row. A row's ``text`` is the slices of its ``parts``
(`Text.evidence`); canonical values stand beside.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Any

from rapidfuzz.fuzz import ratio

from pipeline.pages import Source
from pipeline.parsing.bodies import level as level_of
from pipeline.parsing.confidence import Calibration
from pipeline.parsing.facts import Facts, Item, Task
from pipeline.parsing.grouprows import in_order
from pipeline.parsing.lexicon import fold_tone
from pipeline.parsing.placing import place_body
from pipeline.parsing.projections import pages, words
from pipeline.parsing.text import Span, Text, View, join_views
from pipeline.records import (
    AssigneeRecord,
    BodyLevel,
    CitationRecord,
    DocumentRecord,
    FieldRecord,
    Flag,
    ParsedDocument,
    RecipientRecord,
    SectionKind,
    SectionRecord,
    TaskRecord,
)

Segment = Callable[[str], tuple[str, ...]]
"""Segmented words of a clean string."""

_REPEATS = 92.0
"""How alike (0..100) a table row's action and a task of the body must be to be the same work."""

_IDENTITY = ("type", "number", "issuer", "issued_on")


@dataclass(frozen=True, slots=True)
class Assembler:
    """What every row of one document needs."""

    document_id: str
    text: Text
    facts: Facts
    calibration: Calibration
    segment: Segment

    def evidence(
        self, table: str, spans: Iterable[Span], rule: str, claimed: float, flags: Iterable[Flag]
    ) -> dict[str, Any]:
        """The evidence columns of a row, its calibrated confidence among them."""
        spans = tuple(spans)
        flags = tuple(flags)
        made = self.text.evidence(spans, rule=rule, confidence=1.0, flags=flags)
        marks: tuple[Flag, ...] = made["flags"]  # type: ignore[assignment]
        # How well the whole document was read tells more of a row than its own few words do: both count alike.
        read = sqrt(self.text.confidence(spans) * self.text.mean_confidence)
        made["confidence"] = round(self.calibration.of(table, rule, claimed, read=read, flags=marks), 4)
        return made


def assemble(
    text: Text,
    facts: Facts,
    *,
    document_id: str,
    path: str,
    ordinal: int,
    calibration: Calibration,
    segment: Segment,
) -> ParsedDocument:
    """The records of one document.

    Args:
        text: its pages.
        facts: what the components found.
        document_id: its id (TABLES.md, Keys).
        path: the file's path in the archive.
        ordinal: which of the file's documents it is, from 1.
        calibration: how sure its rows are.
        segment: makes segmented words of a clean string.
    """
    maker = Assembler(document_id, text, facts, calibration, segment)
    fields = _fields(maker)
    sections, section_of = _sections(maker)
    tasks, assignees = _tasks(maker, section_of)
    return ParsedDocument(
        document=_document(maker, fields, path, ordinal),
        pages=tuple(pages(document_id, text)),
        words=tuple(words(document_id, text, facts.layout.zones if facts.layout else None)),
        sections=sections,
        citations=_citations(maker, section_of),
        tasks=tasks,
        assignees=assignees,
        recipients=tuple(
            RecipientRecord(
                recipient_id=f"{document_id}-n{nth}",
                document_id=document_id,
                kind=fact.kind,
                name=fact.name,
                purpose=fact.purpose,
                **maker.evidence("recipients", fact.spans, fact.rule, fact.confidence, fact.flags),
            )
            for nth, fact in enumerate(facts.recipients, start=1)
        ),
        fields=fields,
    )


# Fields and the document


def _fields(maker: Assembler) -> tuple[FieldRecord, ...]:
    """Every witness; at most one of a field is chosen, and only one with a value."""
    taken: set[str] = set()
    records = []
    for nth, fact in enumerate(maker.facts.fields, start=1):
        chosen = fact.chosen and fact.value is not None and fact.field not in taken
        if chosen:
            taken.add(fact.field)
        records.append(
            FieldRecord(
                field_id=f"{maker.document_id}-f{nth}",
                document_id=maker.document_id,
                field=fact.field,
                value=fact.value,
                source=fact.source,
                chosen=chosen,
                **maker.evidence("fields", fact.spans, fact.rule, fact.confidence, fact.flags),
            )
        )
    return tuple(records)


def _document(maker: Assembler, fields: Sequence[FieldRecord], path: str, ordinal: int) -> DocumentRecord:
    values = {record.field: record.value for record in fields if record.chosen}
    columns = {
        field.name: _typed(field.name, values[field.name])
        for field in dataclasses.fields(DocumentRecord)
        if field.name in values
    }
    decided = [record for record in fields if record.chosen or record.field not in values]
    flags = {flag for record in decided for flag in record.flags}
    read = maker.text.pages
    sure = min((record.confidence for record in fields if record.chosen), default=0.0)
    return DocumentRecord(
        document_id=maker.document_id,
        path=path,
        ordinal=ordinal,
        page_first=read[0].number if read else 1,
        page_last=read[-1].number if read else 1,
        work_id=work_id(columns),
        pages=len(read),
        pages_ocr=sum(page.source in (Source.OCR, Source.MIXED) for page in read),
        confidence=round(maker.calibration.of("documents", "document", sure), 4),
        flags=tuple(sorted(flags)),
        **columns,
    )


def _typed(column: str, value: str | None) -> Any:
    """A witness's string as the value of a column of `documents`."""
    if value is None:
        return None
    if column in ("issued_on", "period_start", "period_end"):
        return date.fromisoformat(value)
    if column in ("issued_year", "issued_month"):
        return int(value)
    if column == "issuer_level":
        return BodyLevel(value)
    return value


def work_id(columns: Mapping[str, Any]) -> str | None:
    """The identity of a document in whatever file: type, number, issuer and date; None if one is missing."""
    values = [columns.get(name) for name in _IDENTITY]
    if any(value is None for value in values):
        return None
    return " | ".join(" ".join(fold_tone(str(value)).casefold().split()) for value in values)


def identity(document: DocumentRecord) -> str | None:
    """`work_id` of a document as it stands, after a reviewer has set some of its values."""
    return work_id({name: getattr(document, name) for name in _IDENTITY})


# Sections


def _is_row(item: Item) -> bool:
    """Labelled units and dashes are rows, and the `Căn cứ` block; a plain paragraph belongs to the unit above."""
    return item.mark is not None or (item.kind == SectionKind.LEGAL_BASIS and item.parent is None)


def _sections(maker: Assembler) -> tuple[tuple[SectionRecord, ...], dict[int, str | None]]:
    """The rows, and the section of every item of the outline (None for one that stands in none)."""
    items = tuple(in_order(maker.facts.items))
    section_of: dict[int, str | None] = {}
    plain: dict[int, list[Item]] = {}
    by_index = {item.index: item for item in items}
    count = 0
    for item in items:
        if _is_row(item):
            count += 1
            section_of[item.index] = f"{maker.document_id}-s{count}"
            continue
        section_of[item.index] = section_of.get(item.parent) if item.parent is not None else None
        owner = item.parent
        while owner is not None and owner in by_index and not _is_row(by_index[owner]):
            owner = by_index[owner].parent
        if owner is not None:
            plain.setdefault(owner, []).append(item)
    records = []
    for item in items:
        if not _is_row(item):
            continue
        below = plain.get(item.index, [])
        views = [view for view in (item.content, *(child.whole for child in below)) if view.string]
        body = "\n".join(view.string for view in views)
        spans = _spans([item.whole, *(child.whole for child in below)])
        flags = {flag for unit in (item, *below) for flag in unit.flags}
        records.append(
            SectionRecord(
                section_id=section_of[item.index] or "",
                document_id=maker.document_id,
                parent_id=section_of.get(item.parent) if item.parent is not None else None,
                level=item.level,
                label=item.label,
                heading=item.heading.string if item.heading else None,
                kind=item.kind,
                body=body or None,
                words=maker.segment(body),
                **maker.evidence("sections", spans, item.rule, 1.0, flags),
            )
        )
    return tuple(records), section_of


def _spans(views: Iterable[View]) -> tuple[Span, ...]:
    """The stretches of the text behind views, neighbours across a line end as one."""
    joined, _ = join_views([view for view in views if view.string])
    return joined.slices(0, len(joined.string)) if joined.string else ()


# Citations


def _citations(maker: Assembler, section_of: Mapping[int, str | None]) -> tuple[CitationRecord, ...]:
    places = _Places((span, item.index) for item in maker.facts.items for span in _spans([item.whole]))
    records = []
    for nth, (fact, spans) in enumerate(maker.facts.citations, start=1):
        item = places.at(spans[0][0]) if spans else None
        records.append(
            CitationRecord(
                citation_id=f"{maker.document_id}-c{nth}",
                document_id=maker.document_id,
                section_id=section_of.get(item) if item is not None else None,
                type=fact.type,
                number=fact.number,
                name=fact.name,
                issuer=fact.issuer,
                issued_on=fact.issued_on,
                pinpoint=fact.pinpoint,
                relation=fact.relation,
                cite_key=fact.cite_key,
                resolved_number=fact.resolved_number,
                **maker.evidence("citations", spans, fact.rule, fact.confidence, fact.flags),
            )
        )
    return tuple(records)


class _Places:
    """Stretches of the text that do not overlap, each with a key; finds the one at a place."""

    def __init__(self, found: Iterable[tuple[Span, int]]) -> None:
        self._found = sorted((start, end, key) for (start, end), key in found)
        self._starts = [start for start, _, _ in self._found]

    def at(self, offset: int) -> int | None:
        """The key of the stretch that holds a character."""
        nth = bisect_right(self._starts, offset) - 1
        return self._found[nth][2] if nth >= 0 and offset < self._found[nth][1] else None


# Tasks and assignees


def _tasks(
    maker: Assembler, section_of: Mapping[int, str | None]
) -> tuple[tuple[TaskRecord, ...], tuple[AssigneeRecord, ...]]:
    tasks: list[TaskRecord] = []
    assignees: list[AssigneeRecord] = []
    repeats = _repeats(maker.facts.tasks)
    for nth, task in enumerate(maker.facts.tasks, start=1):
        task_id = f"{maker.document_id}-t{nth}"
        repeated = repeats.get(nth - 1)
        tasks.append(
            TaskRecord(
                task_id=task_id,
                document_id=maker.document_id,
                section_id=section_of.get(task.item) if task.item is not None else None,
                action=task.action,
                words=maker.segment(task.action),
                due_text=task.when.text if task.when else None,
                due_on=task.when.due_on if task.when else None,
                due_start=task.when.due_start if task.when else None,
                recurrence=task.when.recurrence if task.when else (),
                product=task.product,
                budget=task.budget,
                from_table=task.from_table,
                repeats_task_id=f"{maker.document_id}-t{repeated + 1}" if repeated is not None else None,
                **maker.evidence("tasks", task.spans, task.rule, task.confidence, task.flags),
            )
        )
        assignees.extend(_assignees(maker, task, task_id, len(assignees)))
    return tuple(tasks), tuple(assignees)


def _assignees(maker: Assembler, task: Task, task_id: str, before: int) -> Iterable[AssigneeRecord]:
    level = next((fact.value for fact in maker.facts.fields if fact.field == "issuer_level" and fact.chosen), None)
    issuer_level = BodyLevel(level) if level else None
    for nth, by in enumerate(task.assignees, start=before + 1):
        placed = place_body(by.body, maker.facts.territory, issuer_level)
        yield AssigneeRecord(
            assignee_id=f"{maker.document_id}-a{nth}",
            task_id=task_id,
            document_id=maker.document_id,
            name=by.body.name,
            role=by.role,
            body=placed,
            body_kind=by.body.kind,
            body_level=(level_of(placed) if placed else None) or by.body.level,
            **maker.evidence("assignees", by.spans, by.rule, 1.0, (*by.flags, *by.body.flags)),
        )


def _repeats(tasks: Sequence[Task]) -> dict[int, int]:
    """Rows of tables that repeat a task of the running text: ordinal of the row → ordinal of that task.

    Only where exactly one task of the body says the same.
    """
    body = {nth: _plain(task.action) for nth, task in enumerate(tasks) if not task.from_table}
    found: dict[int, int] = {}
    for nth, task in enumerate(tasks):
        if not task.from_table:
            continue
        action = _plain(task.action)
        alike = [other for other, said in body.items() if ratio(action, said, score_cutoff=_REPEATS)]
        if len(alike) == 1:
            found[nth] = alike[0]
    return found


def _plain(action: str) -> str:
    return " ".join(fold_tone(action).casefold().strip(" .;,").split())
