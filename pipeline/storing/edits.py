"""Edits: corrections that have found their row, and the values, evidence and witnesses that they write there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pipeline.errors import VanthuError
from pipeline.pages import PAGE_SEPARATOR
from pipeline.records import DocumentRecord, Evidence, FieldRecord, ParsedDocument, Part, WitnessSource
from pipeline.storing import anchors, values
from pipeline.storing.corrections import Action, Correction

RULE = "review"
"""The rule of whatever a reviewer wrote."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A correction on its way: the document and the row it leads to, and what it would write."""

    correction: Correction
    document: int
    row_id: str | None
    columns: tuple[tuple[str, Any], ...]

    @property
    def reviewer(self) -> str:
        """Who wrote it."""
        return self.correction.reviewer


def by_target(edits: Iterable[Edit]) -> list[list[Edit]]:
    """Edits that mean the same: one column of one row; a deletion or a confirmed row means all of its row."""
    by_row: dict[tuple[int, str, str | None], list[Edit]] = {}
    for edit in edits:
        by_row.setdefault((edit.document, edit.correction.table, edit.row_id), []).append(edit)
    groups: list[list[Edit]] = []
    for together in by_row.values():
        if any(edit.correction.action is Action.DELETE for edit in together):
            groups.append(together)
            continue
        single: dict[str, list[Edit]] = {}
        for edit in together:
            for name, value in edit.columns:
                single.setdefault(name, []).append(replace(edit, columns=((name, value),)))
            if not edit.columns:
                single.setdefault("", []).append(edit)
        groups += single.values()
    return groups


def wish(edit: Edit) -> tuple[str, str]:
    """What a reviewer wants of a target, so that equal wishes compare equal."""
    if edit.correction.action is Action.DELETE:
        return ("delete", "")
    return ("value", json.dumps([(name, values.encode(value)) for name, value in edit.columns], ensure_ascii=False))


def columns_of(one: Correction) -> tuple[tuple[str, Any], ...]:
    """The columns that a line sets and their values. Raises VanthuError for what is none."""
    if one.column is not None:
        given: dict[str, Any] = {one.column: one.new}
    else:
        try:
            given = json.loads(one.new) if one.new else {}
        except ValueError as error:
            raise VanthuError("its values are no JSON object") from error
        if not isinstance(given, dict):
            raise VanthuError("its values are no JSON object")
    known = values.own_columns(one.table)
    for name in given:
        if name not in known:
            raise VanthuError(f"{one.table}.{name} is no column that is corrected", "it may be of another version")
    return tuple((name, values.decode(one.table, name, _string(raw))) for name, raw in given.items())


def _string(raw: Any) -> str | None:
    return raw if raw is None or isinstance(raw, str) else json.dumps(raw, ensure_ascii=False)


def marks(row: Evidence, *, by_reviewer: bool) -> dict[str, Any]:
    """What a reviewed row says of itself; the rule is the reviewer's where they changed it."""
    return {"reviewed": True, "confidence": 1.0} | ({"rule": RULE} if by_reviewer else {})


def following(document: DocumentRecord, name: str, value: Any) -> dict[str, Any]:
    """Columns that follow from one that was set."""
    if name == "issued_on" and value is not None:
        return {"issued_year": value.year, "issued_month": value.month}
    if name == "number" and value is not None:
        return {"symbol": value.partition("/")[2] or document.symbol}
    return {}


def witness(one: Correction, document_id: str, name: str, value: Any) -> FieldRecord:
    """The reviewer as a witness of a document's value."""
    return FieldRecord(
        field_id=f"{document_id}-r{one.correction_id}-{name}",
        document_id=document_id,
        field=name,
        value=values.encode(value),
        source=WitnessSource.REVIEW,
        chosen=True,
        page=one.anchor.page,
        bbox=one.anchor.bbox,
        confidence=1.0,
        rule=RULE,
        reviewed=True,
    )


def evidence(one: Correction, parsed: ParsedDocument) -> dict[str, Any]:
    """The evidence of an inserted row: the words inside its box, or those of its text where no picture is."""
    marks: dict[str, Any] = {"confidence": 1.0, "rule": RULE, "reviewed": True}
    parts = _parts(one, parsed)
    if not parts:
        return marks | {"page": one.anchor.page, "bbox": one.anchor.bbox}
    text = anchors.text_of(parsed)
    first = parts[0]
    read = {"text": "\n".join(text[part.start : part.end] for part in parts), "parts": tuple(parts)}
    return marks | read | {"page": first.page, "bbox": first.bbox, "start": first.start, "end": first.end}


def _parts(one: Correction, parsed: ParsedDocument) -> list[Part]:
    anchor = one.anchor
    if anchor.bbox is not None:
        parts: list[Part] = []
        for word in anchors.words_in(parsed, anchor.page, anchor.bbox):
            if parts and word.start - parts[-1].end <= 1:
                parts[-1] = replace(parts[-1], end=word.end)
            else:
                parts.append(Part(word.page, anchor.bbox, word.start, word.end))
        return parts
    text = anchors.text_of(parsed)
    if not anchor.text or text.count(anchor.text) != 1:
        return []
    start = text.index(anchor.text)
    page = parsed.pages[text.count(PAGE_SEPARATOR, 0, start)].page
    return [Part(page, None, start, start + len(anchor.text))]
