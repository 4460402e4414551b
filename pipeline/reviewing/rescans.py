"""Re-scans: corrections of one file that may hold for another file of the same work (TABLES.md, corrections).

A document with other bytes but the same type, number, issuer and date is offered the corrections of the first one.
Nothing is taken over by itself: a reviewer takes an offer, and each line is written anew about the other file,
anchored to the row whose words are the same there. What has no such row, or several, is listed with the reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import ratio

from pipeline.parsing.lexicon import fold_tone
from pipeline.records import KEYS
from pipeline.reviewing.document import Reviewed, load
from pipeline.storing import anchors, overlay, values
from pipeline.storing.corrections import Action, Anchor, Correction, Log, Sitting, in_force
from pipeline.storing.tables import open_tables

SAME_WORDS = 90.0
"""Likeness (0..100) from which on two readings are of the same words; their digits must be the same besides."""
MARGIN = 3.0
"""By so much the best row must be likelier than the next one, its surroundings counted."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Corrections about one document that may hold for another: ``document_id`` is the one they are offered to.

    ``source_path`` is None where no file of the archive holds the corrected document any more.
    """

    document_id: str
    path: str
    source_id: str
    source_path: str | None
    work_id: str
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """A line of an offer and the place that it would have in the other document, or the reason why it has none.

    ``row_id`` is the row's there; for an inserted row, and what is about it, the name that it has in the first file.
    """

    correction: Correction
    anchor: Anchor | None = None
    row_id: str | None = None
    reason: str | None = None


def offers(out: Path, log: Log) -> tuple[Offer, ...]:
    """What may be taken over, by the document that it is offered to.

    Lines that were taken over once, taken back, or are copies themselves are not offered (again).
    Raises OutputError where `out` has no tables.
    """
    table = open_tables(out).arrow("documents").select(["document_id", "path", "work_id"]).to_pylist()
    here = {row["document_id"]: row for row in table}
    by_work: dict[str, list[Mapping[str, Any]]] = {}
    for row in table:
        if row["work_id"] is not None:
            by_work.setdefault(row["work_id"], []).append(row)
    taken = {(one.document_id, one.taken_from) for one in log.corrections if one.taken_from is not None}
    found = []
    for source_id, lines in _by_document(in_force(log.corrections)[0]).items():
        stands = here.get(source_id)
        work: str | None = stands["work_id"] if stands is not None else lines[-1].work_id
        if work is None:
            continue
        for row in by_work.get(work, ()):
            if _file(row["document_id"]) == _file(source_id):
                continue
            left = tuple(one for one in lines if (row["document_id"], one.correction_id) not in taken)
            if left:
                path = stands["path"] if stands is not None else None
                found.append(Offer(row["document_id"], row["path"], source_id, path, work, left))
    return tuple(sorted(found, key=lambda one: (one.path, one.document_id, one.source_id)))


def carried(offer: Offer, reviewed: Reviewed) -> tuple[Carried, ...]:
    """Where each line of an offer would stand in the document that it is offered to.

    Args:
        offer: made by `offers`.
        reviewed: the document of `offer.document_id`.
    """
    own = {(one.table, one.row_id, one.column) for one in reviewed.corrections if one.status in _HELD}
    inserted = {f"{one.document_id}-r{one.correction_id}" for one in offer.corrections if one.action is Action.INSERT}
    found = [_placed(one, reviewed, inserted) for one in offer.corrections]
    disagreed = _disagreed(found)
    for nth, made in enumerate(found):
        one = made.correction
        if one.correction_id in disagreed:
            found[nth] = Carried(one, reason="reviewers do not agree about it")
        elif made.reason is None and {(one.table, made.row_id, one.column), (one.table, made.row_id, None)} & own:
            found[nth] = Carried(one, reason="a reviewer has said what stands there")
    return tuple(found)


def take(sitting: Sitting, offer: Offer, out: Path) -> tuple[Carried, ...]:
    """Write an offer's lines about the document that it was made to; all its lines, those not written with the reason.

    Raises OutputError where the tables no longer hold the document or a line can't be saved.
    """
    reviewed = load(out, offer.document_id)
    names: dict[str, str] = {}
    done = []
    # Inserted rows first: other lines are about them.
    for made in sorted(carried(offer, reviewed), key=lambda one: one.correction.action is not Action.INSERT):
        one, row_id = made.correction, made.row_id
        if row_id is not None and anchors.is_inserted(row_id):
            if row_id not in names:
                made = Carried(one, reason=made.reason or "the row that a reviewer inserted was not taken over")
            row_id = names.get(row_id)
        if made.anchor is not None:
            row = anchors.row_named(reviewed.document, one.table, row_id) if row_id is not None else None
            line = sitting.add(
                one.action,
                one.table,
                made.anchor,
                document_id=offer.document_id,
                row_id=row_id,
                column=one.column,
                old=_old(one, row),
                new=one.new,
                work_id=offer.work_id,
                taken_from=one.correction_id,
            )
            if one.action is Action.INSERT:
                names[f"{one.document_id}-r{one.correction_id}"] = f"{offer.document_id}-r{line.correction_id}"
        done.append(made)
    return tuple(done)


_HELD = (overlay.APPLIED, overlay.CONFLICT)


def _by_document(lines: Iterable[Correction]) -> Mapping[str, tuple[Correction, ...]]:
    found: dict[str, list[Correction]] = {}
    for one in lines:
        if one.taken_from is None:
            found.setdefault(one.document_id, []).append(one)
    return {document_id: tuple(held) for document_id, held in found.items()}


def _disagreed(found: Iterable[Carried]) -> set[str]:
    """The ids of lines about values that two reviewers want to be different, by the last word of each."""
    wishes: dict[tuple[str, str | None, str], dict[str, str | None]] = {}
    for made in found:
        for place, new in _wishes(made):
            wishes.setdefault(place, {})[made.correction.reviewer] = new
    return {
        made.correction.correction_id
        for made in found
        if any(len(set(wishes[place].values())) > 1 for place, _ in _wishes(made))
    }


def _wishes(made: Carried) -> Iterable[tuple[tuple[str, str | None, str], str | None]]:
    """What a line wants: (table, row, column) and the value. That the row be there, or not, is a wish too."""
    one = made.correction
    if one.action is Action.INSERT or made.reason is not None:
        return
    yield (one.table, made.row_id, ""), str(one.action is Action.DELETE)
    if one.column is not None:
        yield (one.table, made.row_id, one.column), one.new
    elif one.action is Action.CONFIRM and one.new:
        said = json.loads(one.new)
        for name, value in said.items() if isinstance(said, dict) else ():
            yield (one.table, made.row_id, name), value if value is None else str(value)


def _placed(one: Correction, reviewed: Reviewed, inserted: set[str]) -> Carried:
    """The place of one line in another document."""
    own = reviewed.document.document.document_id
    if one.table == "documents":
        return Carried(one, Anchor(sha256=reviewed.sha256), own)
    if one.row_id is not None and one.row_id in inserted:
        if one.action is Action.INSERT:  # an assignee of an inserted task
            return _drawn(one, reviewed, None, one.row_id)
        return Carried(one, Anchor(sha256=reviewed.sha256), one.row_id)
    parent, task_id = None, None
    if one.anchor.parent is not None:
        task = _row(one.anchor.parent, "tasks", reviewed, reviewed.document.tasks)
        if isinstance(task, str):
            return Carried(one, reason=f"its task: {task}")
        parent, task_id = reviewed.anchor("tasks", task), task.task_id
    if one.action is Action.INSERT:
        return _drawn(one, reviewed, parent, None)
    rows = [row for row in getattr(reviewed.document, one.table) if task_id is None or row.task_id == task_id]
    row = _row(one.anchor, one.table, reviewed, rows)
    if isinstance(row, str):
        return Carried(one, reason=row)
    return Carried(one, reviewed.anchor(one.table, row), getattr(row, KEYS[one.table]))


def _row(anchor: Anchor, table: str, reviewed: Reviewed, rows: Iterable[Any]) -> Any:
    """The one row with an anchor's words, or why there is none."""
    if not anchor.text:
        return "its words are not known"
    fit: list[tuple[float, Any]] = []
    for row in rows:
        if anchors.is_inserted(getattr(row, KEYS[table])):
            continue
        other = reviewed.anchor(table, row)
        if not _alike(anchor.text, other.text):
            continue
        if table == "assignees" and anchor.name is not None and ratio(other.name or "", anchor.name) < anchors.LIKE:
            continue
        score = ratio(_plain(anchor.text), _plain(other.text))
        score += ratio(_plain(anchor.context), _plain(other.context))
        score += ratio(_plain(anchor.name), _plain(other.name)) if anchor.name else 0.0
        fit.append((score, row))
    if not fit:
        return "no row has its words there"
    fit.sort(key=lambda one: -one[0])
    if len(fit) > 1 and fit[0][0] - fit[1][0] < MARGIN:
        return "several rows have its words there"
    return fit[0][1]


def _drawn(one: Correction, reviewed: Reviewed, parent: Anchor | None, row_id: str | None) -> Carried:
    """The place of an inserted row: where its words stand, once, in the other document."""
    wanted = _plain(one.anchor.text).split()
    if not wanted:
        return Carried(one, reason="its words are not known")
    words = sorted(reviewed.document.words, key=lambda word: word.start)
    said = [_plain(word.text) for word in words]
    starts = [at for at in range(len(said) - len(wanted) + 1) if said[at : at + len(wanted)] == wanted]
    if len(starts) != 1:
        return Carried(one, reason="several places have its words" if starts else "no place has its words")
    held = words[starts[0] : starts[0] + len(wanted)]
    boxes = [word.bbox for word in held if word.bbox is not None]
    if len({word.page for word in held}) > 1:
        return Carried(one, reason="its words stand on two pages there")
    text = anchors.text_of(reviewed.document)[held[0].start : held[-1].end]
    if len(boxes) < len(held):
        return Carried(one, Anchor(sha256=reviewed.sha256, text=text, parent=parent), row_id)
    x0, y0, x1, y1 = (pick(box[side] for box in boxes) for side, pick in enumerate((min, min, max, max)))
    anchor = Anchor(sha256=reviewed.sha256, page=held[0].page, bbox=(x0, y0, x1, y1), text=text, parent=parent)
    return Carried(one, anchor, row_id)


def _alike(one: str | None, other: str | None) -> bool:
    first, second = _plain(one), _plain(other)
    return re.findall(r"\d+", first) == re.findall(r"\d+", second) and ratio(first, second) >= SAME_WORDS


def _plain(text: str | None) -> str:
    return " ".join(fold_tone(text or "").casefold().split())


def _old(one: Correction, row: Any) -> str | None:
    """What stands in the other document now."""
    if row is None or one.action is Action.INSERT:
        return None
    if one.column is not None:
        return values.encode(getattr(row, one.column, None))
    said = {name: values.encode(getattr(row, name)) for name in values.own_columns(one.table)}
    return json.dumps(said, ensure_ascii=False)


def _file(document_id: str) -> str:
    """The part of a document's id that is its file's."""
    return document_id.partition("-")[0]
