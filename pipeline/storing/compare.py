"""What differs between two runs' tables: rows gained, lost and altered.

Rows are matched by document and place, never by ordinal: one row more at the top must not make all
those below it differ. In turn: the same page, box and words; boxes that overlap by half or more;
where there are no boxes, spans that do; at last the same words anywhere in the document. Rows that
share their place (the doers that a heading gives to many tasks) are told apart by what they say,
and a task's doers are sought among those of its match alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pipeline.pages import Box
from pipeline.records import KEYS, TABLES, columns
from pipeline.storing.tables import Tables

Row = Mapping[str, Any]
Pairs = list[tuple[int, int]]

OVERLAP = 0.5
"""Boxes and spans whose intersection is at least this share of their union are one place."""
_CLOSE = 1e-4
_BY_NAME = {"sources": ("path",), "documents": ("document_id",), "pages": ("document_id", "page")}
_SAYS = {
    "words": ("text",),
    "sections": ("label",),
    "citations": ("type", "number", "name"),
    "tasks": ("action",),
    "assignees": ("name", "role"),
    "recipients": ("kind", "name"),
    "fields": ("source", "value"),
}
"""What tells apart rows at one place."""
_WITHIN: dict[str, tuple[str, ...]] = {"fields": ("field",)}
"""What rows must share to be matched at all."""
_PLACE = frozenset({"page", "bbox", "start", "end", "parts", "word", "line"})
_IDS = frozenset({"document_id", "section_id", "parent_id", "task_id", "repeats_task_id"})


class Kind(StrEnum):
    """What happened to a row from the first tables to the second."""

    GAINED = "gained"
    LOST = "lost"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Change:
    """A row that differs. ``columns`` are (name, old, new) of an altered row, else empty."""

    table: str
    kind: Kind
    document_id: str | None
    row: Row
    columns: tuple[tuple[str, Any, Any], ...] = ()


def compare(old: Tables, new: Tables, tables: Collection[str] = tuple(TABLES)) -> Iterator[Change]:
    """The changes between two outputs, table by table and document by document."""
    chosen = [table for table in TABLES if table in tables]
    for table in chosen:
        left, right = _grouped(table, old), _grouped(table, new)
        parents = _task_names(old, new) if table == "assignees" else {}
        for group in sorted({*left, *right}):
            a, b = left.get(group, []), right.get(group, [])
            yield from _changes(table, a, b, match(table, a, b, parents))


def match(table: str, old: Sequence[Row], new: Sequence[Row], parents: Mapping[str, str] | None = None) -> Pairs:
    """Indices of the rows that are the same one, of one document's rows in two outputs.

    ``parents`` leads from a task's id in the old tables to its match in the new ones.
    """
    known = parents or {}
    if table in _BY_NAME:
        return _exact(old, new, [], lambda row, _: tuple(row[name] for name in _BY_NAME[table]))

    def within(row: Row, first: bool) -> tuple[Hashable, ...]:
        parent = row.get("task_id") if table == "assignees" else None
        if first and parent is not None:
            parent = known.get(parent, f"lost {parent}")
        return (parent, *(row[name] for name in _WITHIN.get(table, ())))

    def says(row: Row) -> tuple[Hashable, ...]:
        return tuple(row[name] for name in _SAYS.get(table, ()))

    pairs: Pairs = []
    pairs += _exact(old, new, pairs, lambda row, first: (*within(row, first), *_place(row), *says(row)))
    pairs += _exact(old, new, pairs, lambda row, first: (*within(row, first), *_place(row)) if _placed(row) else None)
    pairs += _overlapping(old, new, pairs, within)
    pairs += _exact(old, new, pairs, lambda row, first: (*within(row, first), row["text"], *says(row)))
    pairs += _exact(old, new, pairs, lambda row, first: (*within(row, first), row["text"]) if row["text"] else None)
    return sorted(pairs)


def _exact(
    old: Sequence[Row], new: Sequence[Row], taken: Pairs, key: Callable[[Row, bool], tuple[Hashable, ...] | None]
) -> Pairs:
    """Pairs of equal keys among the rows not taken; several of one key are paired in order."""
    used_old, used_new = {a for a, _ in taken}, {b for _, b in taken}
    waiting: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
    for j, row in enumerate(new):
        if j not in used_new and (name := key(row, False)) is not None:
            waiting[name].append(j)
    found: Pairs = []
    for i, row in enumerate(old):
        if i not in used_old and (name := key(row, True)) is not None and waiting.get(name):
            found.append((i, waiting[name].pop(0)))
    return found


def _overlapping(
    old: Sequence[Row], new: Sequence[Row], taken: Pairs, within: Callable[[Row, bool], tuple[Hashable, ...]]
) -> Pairs:
    """Pairs whose places overlap, the best first."""
    used_old, used_new = {a for a, _ in taken}, {b for _, b in taken}
    pages: dict[Hashable, list[int]] = defaultdict(list)
    for j, row in enumerate(new):
        if j not in used_new:
            pages[(row["page"], within(row, False))].append(j)
    candidates = []
    for i, row in enumerate(old):
        if i in used_old:
            continue
        for j in pages.get((row["page"], within(row, True)), ()):
            share = _share(row, new[j])
            if share >= OVERLAP:
                candidates.append((-share, i, j))
    found: Pairs = []
    for _, i, j in sorted(candidates):
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            found.append((i, j))
    return found


def _share(a: Row, b: Row) -> float:
    if a["bbox"] is not None and b["bbox"] is not None:
        return box_overlap(a["bbox"], b["bbox"])
    if a["bbox"] is None and b["bbox"] is None and a["start"] is not None and b["start"] is not None:
        common = min(a["end"], b["end"]) - max(a["start"], b["start"])
        whole = max(a["end"], b["end"]) - min(a["start"], b["start"])
        return max(0, common) / whole if whole else 0.0
    return 0.0


def box_overlap(a: Box | Sequence[float], b: Box | Sequence[float]) -> float:
    """Intersection over union of two boxes, 0..1."""
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    common = width * height
    whole = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - common
    return common / whole if whole > 0 else 0.0


def _place(row: Row) -> tuple[Hashable, ...]:
    box = row["bbox"]
    if box is None:
        return row["page"], row["start"], row["end"], row["text"]
    return row["page"], tuple(round(edge, 3) for edge in box), row["text"]


def _placed(row: Row) -> bool:
    return row["bbox"] is not None or row["start"] is not None


def _changes(table: str, old: Sequence[Row], new: Sequence[Row], pairs: Pairs) -> Iterator[Change]:
    matched = dict(pairs)
    for i, row in enumerate(old):
        if i not in matched:
            yield Change(table, Kind.LOST, row.get("document_id"), row)
            continue
        other = new[matched[i]]
        differing = tuple(
            (name, row[name], other[name]) for name in _compared(table) if not _same(row[name], other[name])
        )
        if differing:
            yield Change(table, Kind.ALTERED, other.get("document_id"), other, differing)
    taken = set(matched.values())
    for j, row in enumerate(new):
        if j not in taken:
            yield Change(table, Kind.GAINED, row.get("document_id"), row)


def _compared(table: str) -> tuple[str, ...]:
    """The columns that say something: names of rows and places are how rows are matched."""
    left_out = _IDS | {KEYS.get(table, "")} | (frozenset() if table in _BY_NAME else _PLACE)
    return tuple(name for name in columns(table) if name not in left_out)


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) <= _CLOSE
    return bool(a == b)


def _grouped(table: str, tables: Tables) -> dict[str, list[Row]]:
    """A table's rows by document (all of `sources` in one group)."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in tables.arrow(table).to_pylist():
        groups[row.get("document_id") or ""].append(row)
    return groups


def _task_names(old: Tables, new: Tables) -> dict[str, str]:
    """From the tasks' ids in the old tables to those of their matches in the new ones."""
    left, right = _grouped("tasks", old), _grouped("tasks", new)
    names = {}
    for document_id in left:
        a, b = left[document_id], right.get(document_id, [])
        names.update({a[i]["task_id"]: b[j]["task_id"] for i, j in match("tasks", a, b)})
    return names
