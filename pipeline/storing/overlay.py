"""Corrections laid over what extraction gives: the last thing that happens to a file's rows.

Nothing of the machine's is lost: its value stands beside each correction. Two reviewers who disagree
are a conflict, and then the machine's value stays until they agree; of one reviewer the last word holds.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from pipeline.errors import VanthuError
from pipeline.records import (
    KEYS,
    TABLES,
    CorrectionRecord,
    DocumentRecord,
    ParsedDocument,
    Status,
)
from pipeline.storing import anchors, values
from pipeline.storing.catalog import Catalog
from pipeline.storing.corrections import Action, Correction, in_force
from pipeline.storing.edits import Edit, by_target, columns_of, evidence, following, marks, wish, witness

APPLIED, ORPHANED, CONFLICT, UNDONE = "applied", "orphaned", "conflict", "undone"
_WEIGHT = {UNDONE: 0, APPLIED: 1, CONFLICT: 2, ORPHANED: 3}

Identify = Callable[[DocumentRecord], str | None]
"""The `work_id` of a document: parsing's affair."""


def laid(
    documents: Sequence[ParsedDocument], corrections: Sequence[Correction], identify: Identify
) -> tuple[tuple[ParsedDocument, ...], tuple[CorrectionRecord, ...]]:
    """A file's documents with the corrections about the file, and what became of each correction.

    Args:
        documents: the file's documents as extraction gives them.
        corrections: all lines of the log about this file.
        identify: the identity of a document whose values have changed.
    """
    if not corrections:
        return tuple(documents), ()
    holding, undone = in_force(corrections)
    file = _File(list(documents), identify)
    file.apply(holding)
    fate = dict.fromkeys(undone, (UNDONE, None)) | file.fate
    rows = [file.record(one, *fate[one.correction_id]) for one in corrections]
    return tuple(file.documents), tuple(sorted(rows, key=lambda row: (row.reviewed_at, row.correction_id)))


class _File:
    """The documents of a file while corrections are laid over them."""

    def __init__(self, documents: list[ParsedDocument], identify: Identify) -> None:
        self.documents = documents
        self.fate: dict[str, tuple[str, str | None]] = {}
        self._machine = tuple(documents)
        self._identify = identify
        self._places: dict[str, tuple[int, str | None]] = {}

    def apply(self, corrections: Sequence[Correction]) -> None:
        """Lay the lines over, inserted rows first: others may be about them."""
        inserts = [one for one in corrections if one.action is Action.INSERT]
        for one in inserts:
            self._insert(one)
        edits = [edit for one in corrections if one.action is not Action.INSERT for edit in self._found(one)]
        for group in by_target(edits):
            self._settle(group)
        for edit in [edit for edit in edits if edit.correction.action is Action.DELETE]:
            if self.fate[edit.correction.correction_id][0] == APPLIED:
                self._delete(edit)

    # Finding

    def _found(self, one: Correction) -> list[Edit]:
        """What a line would write, and where; nothing where its row is not found or its value is none."""
        place = self._place(one)
        if isinstance(place, str):
            self.fate[one.correction_id] = (ORPHANED, place)
            return []
        self._places[one.correction_id] = place
        try:
            columns = () if one.action is Action.DELETE else columns_of(one)
        except VanthuError as error:
            self.fate[one.correction_id] = (ORPHANED, str(error))
            return []
        return [Edit(one, *place, columns)]

    def _place(self, one: Correction) -> tuple[int, str | None] | str:
        if one.row_id is not None and anchors.is_inserted(one.row_id):
            for index, parsed in enumerate(self.documents):
                if anchors.row_named(parsed, one.table, one.row_id) is not None:
                    return index, one.row_id
            return "the row that a reviewer inserted is not there"
        found = anchors.find(one.anchor, one.table, one.document_id, self._machine)
        if found.row is None:
            return found.reason or "its row is not found"
        return found.document, getattr(found.row, KEYS[one.table])

    # Writing

    def _settle(self, edits: list[Edit]) -> None:
        """Write what one target of several lines shall be; reviewers who disagree change nothing."""
        last = {edit.reviewer: edit for edit in edits}
        wanted = {wish(edit) for edit in last.values()}
        for edit in edits:
            if len(wanted) > 1:
                self._tell(edit, CONFLICT, f"{', '.join(sorted(last))} do not agree")
            elif wish(last[edit.reviewer]) == wish(edit):
                self._tell(edit, APPLIED, None)
            else:
                self._tell(edit, UNDONE, "the same reviewer said otherwise later")
        if len(wanted) == 1 and edits[-1].correction.action is not Action.DELETE:
            self._write(edits[-1])

    def _tell(self, edit: Edit, status: str, reason: str | None) -> None:
        """What became of a line; one about several columns is in conflict if one of them is."""
        known = self.fate.get(edit.correction.correction_id, (UNDONE, None))[0]
        if _WEIGHT[status] >= _WEIGHT[known]:
            self.fate[edit.correction.correction_id] = (status, reason)

    def _write(self, edit: Edit) -> None:
        parsed, table = self.documents[edit.document], edit.correction.table
        confirmed = edit.correction.action is Action.CONFIRM
        if table == "documents":
            self.documents[edit.document] = self._scalars(parsed, edit)
            return
        rows = list(getattr(parsed, table))
        for nth, row in enumerate(rows):
            if getattr(row, KEYS[table]) == edit.row_id:
                changed = {name: value for name, value in edit.columns if getattr(row, name) != value}
                rows[nth] = replace(row, **changed, **marks(row, by_reviewer=bool(changed) or not confirmed))
        self.documents[edit.document] = _with(parsed, table, rows)

    def _scalars(self, parsed: ParsedDocument, edit: Edit) -> ParsedDocument:
        """A document with values of its own set: what follows from them follows, and a witness says who set them."""
        document = parsed.document
        changed = {name: value for name, value in edit.columns if getattr(document, name) != value}
        fields = list(parsed.fields)
        for name, value in changed.items():
            document = replace(document, **{name: value}, **following(document, name, value))
            fields = [replace(one, chosen=False) if one.field == name else one for one in fields]
            if value is not None:
                fields.append(witness(edit.correction, document.document_id, name, value))
        document = replace(document, reviewed=True, work_id=self._identify(document) if changed else document.work_id)
        return replace(parsed, document=document, fields=tuple(fields))

    def _delete(self, edit: Edit) -> None:
        """A row goes, and with a task its assignees; what stood in a section stands in the one above it."""
        parsed, table, gone = self.documents[edit.document], edit.correction.table, edit.row_id
        kept = tuple(row for row in getattr(parsed, table) if getattr(row, KEYS[table]) != gone)
        lost = anchors.row_named(parsed, table, gone or "")
        parsed = _with(parsed, table, kept)
        if table == "tasks":
            parsed = replace(
                parsed,
                assignees=tuple(row for row in parsed.assignees if row.task_id != gone),
                tasks=tuple(
                    replace(row, repeats_task_id=None) if row.repeats_task_id == gone else row for row in parsed.tasks
                ),
            )
        elif table == "sections" and lost is not None:
            above = lost.parent_id
            parsed = replace(
                parsed,
                sections=tuple(
                    replace(row, parent_id=above) if row.parent_id == gone else row for row in parsed.sections
                ),
                tasks=tuple(replace(row, section_id=above) if row.section_id == gone else row for row in parsed.tasks),
                citations=tuple(
                    replace(row, section_id=above) if row.section_id == gone else row for row in parsed.citations
                ),
            )
        self.documents[edit.document] = parsed

    def _insert(self, one: Correction) -> None:
        """A row of the reviewer's own, at the words that stand now in the box that was drawn."""
        index = next((i for i, p in enumerate(self.documents) if p.document.document_id == one.document_id), None)
        if index is None:
            self.fate[one.correction_id] = (ORPHANED, "the file no longer holds this document")
            return
        parsed = self.documents[index]
        row_id = f"{one.document_id}-r{one.correction_id}"
        try:
            given = dict(columns_of(one))
            keys: dict[str, Any] = {KEYS[one.table]: row_id, "document_id": one.document_id}
            if one.table == "assignees":
                keys["task_id"] = self._task_of(one)
            if one.table == "sections":
                keys["level"] = 1
            row = TABLES[one.table](**(given | keys | evidence(one, parsed)))
        except (VanthuError, TypeError) as error:
            reason = str(error) if isinstance(error, VanthuError) else "a value that the row needs is missing"
            self.fate[one.correction_id] = (ORPHANED, reason)
            return
        self.documents[index] = _with(parsed, one.table, (*getattr(parsed, one.table), row))
        self.fate[one.correction_id] = (APPLIED, None)
        self._places[one.correction_id] = (index, row_id)

    def _task_of(self, one: Correction) -> str:
        """The task that an inserted assignee belongs to: inserted itself, or found by its anchor."""
        inserted = one.row_id if one.row_id is not None and anchors.is_inserted(one.row_id) else None
        if inserted and any(row.task_id == inserted for parsed in self.documents for row in parsed.tasks):
            return inserted
        if one.anchor.parent is None:
            raise VanthuError("it does not say whose assignee it is")
        found = anchors.find(one.anchor.parent, "tasks", one.document_id, self._machine)
        if found.row is None:
            raise VanthuError(f"its task: {found.reason}")
        task_id: str = found.row.task_id
        return task_id

    # Telling

    def record(self, one: Correction, status: str, reason: str | None) -> CorrectionRecord:
        """The row of `corrections` for a line."""
        index, row_id = self._places.get(one.correction_id, (None, None))
        machine = None
        if index is not None and row_id is not None and one.column is not None and index < len(self._machine):
            row = anchors.row_named(self._machine[index], one.table, row_id)
            machine = values.encode(getattr(row, one.column, None))
        return record_of(one, status, reason, row_id=row_id, machine=machine)


def lost(corrections: Iterable[Correction], files: Catalog) -> tuple[CorrectionRecord, ...]:
    """The rows of lines about documents that the tables do not hold: never dropped, always with the reason."""
    sources = {row.source.sha256: row.source for row in files.values() if row.source.status is not Status.DUPLICATE}
    ordered = list(corrections)
    _, undone = in_force(ordered)
    found = []
    for one in ordered:
        source = sources.get(one.anchor.sha256)
        if source is not None and source.status is Status.EXTRACTED and one.document_id in source.document_ids:
            continue
        if one.correction_id in undone:
            found.append(record_of(one, UNDONE, None))
        elif source is None:
            found.append(record_of(one, ORPHANED, "no file of the archive has these bytes any more"))
        elif source.status is Status.EXTRACTED:
            found.append(record_of(one, ORPHANED, "the file no longer holds this document"))
        else:
            found.append(record_of(one, ORPHANED, "the file could not be read"))
    return tuple(found)


def record_of(
    one: Correction, status: str, reason: str | None, *, row_id: str | None = None, machine: str | None = None
) -> CorrectionRecord:
    """The row of `corrections` for a line of the log."""
    anchor = one.anchor
    return CorrectionRecord(
        correction_id=one.correction_id,
        document_id=one.document_id,
        table=one.table,
        row_id=row_id,
        column=one.column,
        old=one.old,
        new=one.new,
        machine=machine,
        action=str(one.action),
        anchor_sha256=anchor.sha256,
        anchor_page=anchor.page,
        anchor_bbox=anchor.bbox,
        anchor_text=anchor.text,
        anchor_context=anchor.context,
        anchor_parent=_flat(anchor.parent),
        reviewer=one.reviewer,
        reviewed_at=one.reviewed_at,
        undoes=one.undoes,
        status=status,
        reason=reason,
    )


def _with(parsed: ParsedDocument, table: str, rows: Iterable[Any]) -> ParsedDocument:
    changed: dict[str, Any] = {table: tuple(rows)}
    return replace(parsed, **changed)


def _flat(anchor: Any) -> str | None:
    if anchor is None:
        return None
    said = {name: value for name, value in dataclasses.asdict(anchor).items() if value is not None and name != "sha256"}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)
