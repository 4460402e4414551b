"""One document out of the tables, as its reviewer meets it, and the lines that their work becomes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.errors import OutputError
from pipeline.pages import Box
from pipeline.parsing.assemble import identity
from pipeline.records import KEYS, CorrectionRecord, ParsedDocument
from pipeline.storing import anchors, schemas, values
from pipeline.storing.corrections import Action, Anchor, Correction, Sitting
from pipeline.storing.spool import DOCUMENT_TABLES
from pipeline.storing.tables import open_tables


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document as the tables show it, the bytes it came from, and the corrections about it."""

    sha256: str
    document: ParsedDocument
    corrections: tuple[CorrectionRecord, ...] = ()

    def row(self, table: str, row_id: str) -> Any:
        """The row of this id. Raises OutputError where the tables have none."""
        found = anchors.row_named(self.document, table, row_id)
        if found is None:
            raise OutputError(
                f"there is no row {row_id} in {table}", "the tables have changed: open the document again"
            )
        return found

    def anchor(self, table: str, row: Any) -> Anchor:
        """The anchor by which a row will be found again: with the machine's name of it, not a reviewer's."""
        named = anchors.NAMED.get(table)
        machine = next(
            (
                one.machine
                for one in self.corrections
                if one.row_id == getattr(row, KEYS[table]) and one.column == named and one.status == "applied"
            ),
            None,
        )
        return anchors.anchor_of(row, table, self.document, self.sha256, name=machine)

    def after(self, line: Correction) -> Reviewed:
        """The document as its reviewer sees it once a value is set, before the tables are made anew."""
        if line.action is not Action.SET or line.column is None:
            return self
        changed: dict[str, Any] = {line.column: values.decode(line.table, line.column, line.new)}
        if line.table == "documents":
            return replace(self, document=replace(self.document, document=replace(self.document.document, **changed)))
        rows: dict[str, Any] = {
            line.table: tuple(
                replace(row, **changed) if getattr(row, KEYS[line.table]) == line.row_id else row
                for row in getattr(self.document, line.table)
            )
        }
        return replace(self, document=replace(self.document, **rows))


def load(out: Path, document_id: str) -> Reviewed:
    """A document of the tables below `out`. Raises OutputError where they have none of this id."""
    tables = open_tables(out)
    rows = {name: schemas.from_arrow(name, tables.arrow(name, document_id)) for name in DOCUMENT_TABLES}
    if not rows["documents"]:
        raise OutputError(
            f"the tables in {out} hold no document {document_id}", "run vanthu extract, or look at its id"
        )
    document = rows.pop("documents")[0]
    sources = tables.arrow("sources").filter(_path_is(document.path)).to_pylist()
    corrections = schemas.from_arrow("corrections", tables.arrow("corrections", document_id))
    return Reviewed(sources[0]["sha256"], ParsedDocument(document, **rows), corrections)


def _path_is(path: str) -> Any:
    import pyarrow.compute as pc

    return pc.field("path") == path


def set_value(
    sitting: Sitting, reviewed: Reviewed, table: str, row_id: str, column: str, new: str | None
) -> Correction:
    """Write that a column of a row shall have another value (as `values.encode` writes it; None for none).

    Raises VanthuError, naming what may stand there, for a string that is no such value.
    """
    value = values.decode(table, column, new)
    row = reviewed.row(table, row_id)
    changed: dict[str, Any] = {column: value} if table == "documents" else {}
    return sitting.add(
        Action.SET,
        table,
        reviewed.anchor(table, row),
        document_id=reviewed.document.document.document_id,
        row_id=row_id,
        column=column,
        old=values.encode(getattr(row, column)),
        new=new or None,
        work_id=identity(replace(reviewed.document.document, **changed)),
    )


def confirm(sitting: Sitting, reviewed: Reviewed, table: str, row_id: str, column: str | None = None) -> Correction:
    """Write that a value, or all values of a row, are right as they stand."""
    row = reviewed.row(table, row_id)
    said = values.encode(getattr(row, column)) if column is not None else _whole(table, row)
    return sitting.add(
        Action.CONFIRM,
        table,
        reviewed.anchor(table, row),
        document_id=reviewed.document.document.document_id,
        row_id=row_id,
        column=column,
        old=said,
        new=said,
        work_id=identity(reviewed.document.document),
    )


def delete(sitting: Sitting, reviewed: Reviewed, table: str, row_id: str) -> Correction:
    """Write that a row shall not be there."""
    row = reviewed.row(table, row_id)
    return sitting.add(
        Action.DELETE,
        table,
        reviewed.anchor(table, row),
        document_id=reviewed.document.document.document_id,
        row_id=row_id,
        old=_whole(table, row),
        work_id=identity(reviewed.document.document),
    )


def insert(
    sitting: Sitting,
    reviewed: Reviewed,
    table: str,
    new: Mapping[str, str | None],
    *,
    page: int | None = None,
    bbox: Box | None = None,
    text: str | None = None,
    task_id: str | None = None,
) -> Correction:
    """Write that a row is missing: at a box of a page, or at words of a text without pictures.

    Args:
        sitting: the reviewer's.
        reviewed: the document.
        table: where the row shall stand.
        new: its values, as `values.encode` writes them.
        page: 1-based in the file, with `bbox` as fractions of it.
        bbox: the box that was drawn.
        text: the words, where there is no picture. Of a box they are what stands in it now: by them alone the
            place would be known in another scan.
        task_id: the task of an assignee.

    Raises VanthuError for a value that may not stand there, and for one that the row needs and lacks.
    """
    for column in (*values.needed_columns(table), *new):
        values.decode(table, column, new.get(column))
    parent = None
    inserted = task_id if task_id is not None and anchors.is_inserted(task_id) else None
    if task_id is not None and inserted is None:
        parent = reviewed.anchor("tasks", reviewed.row("tasks", task_id))
    if bbox is not None and page is not None:
        text = text or text_in(reviewed, page, bbox) or None
    return sitting.add(
        Action.INSERT,
        table,
        Anchor(sha256=reviewed.sha256, page=page, bbox=bbox, text=text, parent=parent),
        document_id=reviewed.document.document.document_id,
        row_id=inserted,
        new=json.dumps(dict(new), ensure_ascii=False),
        work_id=identity(reviewed.document.document),
    )


def _whole(table: str, row: Any) -> str:
    said = {name: values.encode(getattr(row, name)) for name in values.own_columns(table)}
    return json.dumps(said, ensure_ascii=False)


def text_in(reviewed: Reviewed, page: int, bbox: Box) -> str:
    """The words that stand in a box, in the order of the text: what an inserted row will have."""
    return " ".join(word.text for word in anchors.words_in(reviewed.document, page, bbox))
