"""Finding a corrected row again in tables that were made anew: by place and words, never by ordinal.

A row's anchor is made when it is corrected. After a change of rules or of the OCR the row may have
another ordinal, other words, another box of nearly the same place. One candidate or none: what can't
be told for sure is not corrected, and listed with the reason (TABLES.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.fuzz import ratio

from pipeline.pages import PAGE_SEPARATOR, Box
from pipeline.records import KEYS, Evidence, ParsedDocument, WordRecord
from pipeline.storing.corrections import CONTEXT, Anchor

SAME = 0.5
"""Overlap of two boxes (intersection by union) from which on they are one place."""
LIKE = 80.0
"""Likeness (0..100) from which on two spellings of a body's name are one: slips of the OCR, not other bodies."""
NAMED = {"assignees": "name", "recipients": "name", "tasks": "action", "sections": "label", "citations": "number"}
"""The column that tells rows apart which stand in one place: several assignees of one cell."""


@dataclass(frozen=True, slots=True)
class Found:
    """The row that an anchor leads to (its document's place in the file, the row), or why there is none."""

    document: int = -1
    row: Any = None
    reason: str | None = None


def anchor_of(row: Any, table: str, document: ParsedDocument, sha256: str, *, name: str | None = None) -> Anchor:
    """The anchor of a row (a record of `table`) as it stands now.

    ``name`` is the machine's value of the column in `NAMED`, where a reviewer has changed it.
    """
    if table == "documents":
        return Anchor(sha256=sha256)
    text = text_of(document)
    name = name if name is not None else getattr(row, NAMED[table])
    parent = None
    if table == "assignees":
        task = next((one for one in document.tasks if one.task_id == row.task_id), None)
        parent = anchor_of(task, "tasks", document, sha256) if task is not None else None
    return Anchor(
        sha256=sha256,
        page=row.page,
        bbox=row.bbox,
        text=row.text,
        context=_context(text, row) if row.start is not None else None,
        name=name,
        parent=parent,
    )


def find(anchor: Anchor, table: str, document_id: str, documents: Sequence[ParsedDocument]) -> Found:
    """The row that an anchor leads to, in the documents of its file.

    Args:
        anchor: made by `anchor_of`, perhaps from other tables.
        table: where the row stands.
        document_id: the document that it stood in: a document's own values are found by it alone.
        documents: all documents of the file as they are now.
    """
    if table == "documents":
        for index, parsed in enumerate(documents):
            if parsed.document.document_id == document_id:
                return Found(index, parsed.document)
        return Found(reason="the file no longer holds this document")
    candidates = [(index, row) for index, parsed in enumerate(documents) for row in getattr(parsed, table)]
    if table == "assignees" and anchor.parent is not None:
        task = find(anchor.parent, "tasks", document_id, documents)
        if task.row is None:
            return Found(reason=f"its task: {task.reason}")
        candidates = [(index, row) for index, row in candidates if row.task_id == task.row.task_id]
    return _one_of(anchor, table, candidates, documents)


def _one_of(
    anchor: Anchor, table: str, candidates: list[tuple[int, Any]], documents: Sequence[ParsedDocument]
) -> Found:
    """The one candidate at the anchor's place; of several, the one with its name and words."""
    if anchor.bbox is not None:
        near = [
            (index, row)
            for index, row in candidates
            if any(part.page == anchor.page and overlap(part.bbox, anchor.bbox) >= SAME for part in row.parts[:1])
            or (not row.parts and row.page == anchor.page and overlap(row.bbox, anchor.bbox) >= SAME)
        ]
        if not near:
            return Found(reason="no row stands at its place any more")
    else:
        near = [(index, row) for index, row in candidates if row.text == anchor.text]
        if not near:
            return Found(reason="no row has its words any more")
        if len(near) > 1 and anchor.context is not None:
            texts = [text_of(parsed) for parsed in documents]
            near = [(index, row) for index, row in near if _context(texts[index], row) == anchor.context] or near
    if table == "assignees" and anchor.name is not None:
        # Bodies that a heading hands down share its box: another body there is another row.
        near = [(index, row) for index, row in near if ratio(row.name, anchor.name) >= LIKE]
        if not near:
            return Found(reason="another body stands at its place")
    if anchor.name is not None:
        near = [(index, row) for index, row in near if getattr(row, NAMED[table]) == anchor.name] or near
    if len(near) > 1:
        near = [(index, row) for index, row in near if row.text == anchor.text] or near
    if len(near) > 1:
        return Found(reason=f"{len(near)} rows stand at its place")
    return Found(*near[0])


def overlap(one: Box | Sequence[float] | None, other: Box | Sequence[float] | None) -> float:
    """Intersection by union of two boxes, 0 where one is None."""
    if one is None or other is None:
        return 0.0
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    shared = wide * high
    both = (one[2] - one[0]) * (one[3] - one[1]) + (other[2] - other[0]) * (other[3] - other[1]) - shared
    return shared / both if both > 0 else 0.0


def row_named(document: ParsedDocument, table: str, row_id: str) -> Any:
    """The row of this id; None where there is none."""
    rows: Iterable[Any] = [document.document] if table == "documents" else getattr(document, table)
    return next((row for row in rows if getattr(row, KEYS[table]) == row_id), None)


def is_inserted(row_id: str) -> bool:
    """True for the name of a row that a reviewer inserted (`<document>-r<correction>`)."""
    return "-r" in row_id


def words_in(document: ParsedDocument, page: int | None, box: Box) -> list[WordRecord]:
    """The words whose middle lies in a box of a page, in the order of the text."""
    found = [word for word in document.words if word.page == page and _middle_in(word.bbox, box)]
    return sorted(found, key=lambda word: word.start)


def _middle_in(word: Box | Sequence[float] | None, box: Box) -> bool:
    if word is None:
        return False
    x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def text_of(document: ParsedDocument) -> str:
    """A document's text: its pages' texts, a form feed between two (TABLES.md: `start` and `end` are places in it)."""
    return PAGE_SEPARATOR.join(page.text for page in document.pages)


def _context(text: str, row: Evidence) -> str:
    """What stands before and behind a row, flat, so that other line breaks of a new reading do no harm."""
    assert row.start is not None
    last = row.parts[-1].end if row.parts else row.end or row.start
    before = " ".join(text[max(0, row.start - CONTEXT) : row.start].split())
    behind = " ".join(text[last : last + CONTEXT].split())
    return f"{before}\n{behind}"
