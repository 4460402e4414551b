"""A document as its reviewer sees it: the tables' rows with the whole log laid over, before a run does it.

The tables show the log as it was when they were written. What has come since, or was taken back since, is
laid over by the very rules of a run (`storing.overlay`): so the machine's values are put back first, as far
as the tables tell them. A row that was deleted when the tables were written is not in them: taken back, it
returns with the next run.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.parsing.assemble import identity
from pipeline.records import KEYS, CorrectionRecord, ParsedDocument
from pipeline.reviewing.document import Reviewed
from pipeline.storing import anchors, edits, overlay, values
from pipeline.storing.corrections import TABLES, Action, Correction, in_force

UNKNOWN = 0.0
"""Confidence of a row that is the machine's again: the tables have only the reviewer's."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A document with the log laid over, the machine's own, and the lines in force about it."""

    reviewed: Reviewed
    machine: ParsedDocument
    holding: tuple[Correction, ...] = ()

    @property
    def document(self) -> ParsedDocument:
        """The rows as they are shown."""
        return self.reviewed.document

    def fate(self, correction_id: str) -> CorrectionRecord | None:
        """What became of a line; None for one that is not about this document."""
        return next((one for one in self.reviewed.corrections if one.correction_id == correction_id), None)

    def said_of(self, table: str, row_id: str) -> tuple[CorrectionRecord, ...]:
        """The lines about a row."""
        return tuple(one for one in self.reviewed.corrections if (one.table, one.row_id) == (table, row_id))


def see(stored: Reviewed, lines: Sequence[Correction]) -> Seen:
    """The document of the tables with all lines of the log about it laid over."""
    machine = as_machine(stored) if stored.corrections else stored.document
    holding, _ = in_force(lines)
    if not lines:
        return Seen(replace(stored, document=machine, corrections=()), machine)
    documents, records = overlay.laid((machine,), lines, identity)
    known = {one.correction_id: one for one in stored.corrections}
    settled = tuple(_as_stored(one, known.get(one.correction_id)) for one in records)
    return Seen(replace(stored, document=documents[0], corrections=settled), machine, holding)


def _as_stored(now: CorrectionRecord, then: CorrectionRecord | None) -> CorrectionRecord:
    """A row that was deleted when the tables were written can't be found in them: its line held, and holds."""
    deleted = now.action == Action.DELETE and then is not None and then.status == overlay.APPLIED
    if deleted and now.status == overlay.ORPHANED:
        return replace(now, status=overlay.APPLIED, reason=None, row_id=then.row_id if then else None)
    return now


def as_machine(stored: Reviewed) -> ParsedDocument:
    """The document without what reviewers did, as far as its tables tell."""
    applied = [one for one in stored.corrections if one.status == overlay.APPLIED]
    parsed = stored.document
    for table in TABLES:
        if table == "documents":
            continue
        key = KEYS[table]
        own = [one for one in applied if one.table == table]
        rows = tuple(
            _unreviewed(row, [one for one in own if one.row_id == getattr(row, key)])
            for row in getattr(parsed, table)
            if not anchors.is_inserted(getattr(row, key))
        )
        changed: dict[str, Any] = {table: rows}
        parsed = replace(parsed, **changed)
    return _scalars(parsed, [one for one in applied if one.table == "documents"])


def _unreviewed(row: Any, said: Iterable[CorrectionRecord]) -> Any:
    """A row with the machine's values."""
    if not row.reviewed:
        return row
    rule = None if row.rule == edits.RULE else row.rule
    return replace(row, **_machine_values(said), reviewed=False, rule=rule, confidence=UNKNOWN)


def _scalars(parsed: ParsedDocument, said: Sequence[CorrectionRecord]) -> ParsedDocument:
    """The document's own values, and the witness of each that the machine had chosen."""
    changed = _machine_values(said)
    document = replace(parsed.document, **changed, reviewed=False)
    if changed.get("issued_on") is not None:
        document = replace(document, issued_year=document.issued_on.year, issued_month=document.issued_on.month)  # type: ignore[union-attr]
    fields = [one for one in parsed.fields if not anchors.is_inserted(one.field_id)]
    for name, value in changed.items():
        raw = values.encode(value)
        places = [nth for nth, one in enumerate(fields) if one.field == name and one.value == raw]
        if raw is not None and places:
            fields[places[0]] = replace(fields[places[0]], chosen=True)
    return replace(parsed, document=document, fields=tuple(fields))


def _machine_values(said: Iterable[CorrectionRecord]) -> dict[str, Any]:
    return {
        one.column: values.decode(one.table, one.column, one.machine)
        for one in said
        if one.column is not None and one.action == Action.SET
    }
