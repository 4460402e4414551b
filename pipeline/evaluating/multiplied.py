"""A few documents' rows as those of ever so many documents: what archives of any size are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.evaluating import scans
from pipeline.evaluating.drafts import Draft
from pipeline.parsing.parse import parse
from pipeline.reading.read import read_bytes
from pipeline.storing import schemas
from pipeline.storing.spool import DOCUMENT_TABLES

ID = 16
"""Hexadecimal digits of a file's hash that begin the ids of its documents."""

Rows = Mapping[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Templates:
    """The rows of some documents, by table, and where in each table those of each document lie."""

    rows: Rows
    spans: Mapping[str, tuple[tuple[int, int], ...]]
    count: int


def templates(drafts: Sequence[Draft]) -> Templates:
    """The rows of the drafts' documents."""
    documents = [
        one
        for draft in drafts
        for one in parse(read_bytes(scans.make(draft, kind="docx").data, draft.name), path=draft.name)[:1]
    ]
    rows: dict[str, pa.Table] = {}
    spans: dict[str, tuple[tuple[int, int], ...]] = {}
    for table in DOCUMENT_TABLES:
        pieces = [
            schemas.to_arrow(table, [one.document] if table == "documents" else getattr(one, table))
            for one in documents
        ]
        ends = np.cumsum([piece.num_rows for piece in pieces]).tolist()
        spans[table] = tuple(zip([0, *ends[:-1]], ends, strict=True))
        rows[table] = pa.concat_tables(pieces).combine_chunks()
    return Templates(rows, spans, len(documents))


def multiplied(made: Templates, ids: Sequence[str], paths: Sequence[str], first: int, size: int) -> dict[str, pa.Table]:
    """Documents `first`, `first` + 1, … of `size`, of the templates in turn, under these ids."""
    result = {}
    for table in DOCUMENT_TABLES:
        spans = [made.spans[table][(first + at) % made.count] for at in range(len(ids))]
        at = np.concatenate([np.arange(start, end) for start, end in spans])
        if not len(at):
            continue
        rows = made.rows[table].take(pa.array(at))
        owner = pa.array(np.repeat(np.arange(len(ids)), [end - start for start, end in spans]))
        mine = pa.array(ids, pa.string()).take(owner)
        changed: dict[str, pa.Array] = {"document_id": mine}
        for name in rows.column_names:
            if name.endswith("_id") and name not in ("document_id", "work_id", "cites_document_id"):
                rest = pc.utf8_slice_codeunits(rows.column(name).combine_chunks(), ID)
                changed[name] = pc.binary_join_element_wise(mine, rest, "")
        if table == "documents":
            changed |= {"path": pa.array(paths, pa.string()), "work_id": pa.nulls(len(ids), pa.string())}
            changed["number"] = pa.array([f"{first + at}/2031/NĐ-CP" for at in range(len(ids))])
        if table == "citations":
            held = [f"{(first * 31 + at * 7919) % size}/2031/NĐ-CP" for at in range(rows.num_rows)]
            changed |= {"number": pa.array(held), "cite_key": pa.array(held)}
            changed["issued_on"] = pa.nulls(rows.num_rows, pa.date32())
        for name, values in changed.items():
            place = rows.schema.get_field_index(name)
            rows = rows.set_column(place, rows.schema.field(place), values)
        result[table] = rows
    return result
