"""`vanthu export`: the tables as a workbook, a sheet a table, each row with a link to its file and page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from pipeline.analysing import sheets
from pipeline.analysing.dictionary import meanings, vietnamese
from pipeline.analysing.results import BATCH
from pipeline.analysing.views import Connection, attempt, identifier
from pipeline.messages import Language, language, say
from pipeline.records import TABLES, columns

USUAL = tuple(table for table in TABLES if table not in ("pages", "words"))
"""What goes in if nothing is chosen: all but what was read, of which a page alone has hundreds of rows."""

_GEOMETRY = frozenset({"parts", "bbox", "anchor_bbox", "anchor_parent"})
"""Columns for programs: where on the page a row stands. The link says it to people."""
_LINKED = {"sources": "path", "documents": "path"}
"""The column that leads to the file, in the tables whose rows have no page."""


def write(
    path: Path, connection: Connection, tables: Sequence[str] = USUAL, *, where: str | None = None
) -> sheets.Told:
    """Write tables into a workbook, the meanings of their columns in its last sheet.

    Args:
        path: the file.
        connection: made by `views.connect`; where it counts preferred copies alone, so does this.
        tables: which, in this order.
        where: SQL, true for the documents wanted; over the columns of v_documents.

    Raises QueryError where DuckDB refuses `where`, OSError.
    """
    condition = "true" if where is None else f"({where}\n)"  # a comment at its end must not eat what follows
    wanted = f"create table _wanted as select document_id, path, media_type from v_documents where {condition}"
    attempt(lambda: connection.execute(wanted))

    def all_sheets() -> Iterator[sheets.Sheet]:
        for table in tables:
            yield _sheet(connection, table, where is not None)
        yield _meanings(tables)

    return sheets.write(path, all_sheets())


def _sheet(connection: Connection, table: str, chosen: bool) -> sheets.Sheet:
    names = [name for name in columns(table) if name not in _GEOMETRY]
    at = _LINKED.get(table, "page" if "page" in names else "document_id")
    shown = ", ".join(f"t.{identifier(name)}" for name in names)
    if table == "sources":
        # A file that was not read has no document: it is left out only where documents are chosen.
        sql = (
            f"select {shown}, file_link(t.path, null, t.media_type) as _link from sources as t"
            + (" where t.path in (select path from _wanted)" if chosen else "")
            + " order by t.path"
        )
    else:
        page = "t.page" if "page" in names else "t.page_first" if "page_first" in names else "null"
        sql = (
            f"select {shown}, file_link(w.path, {page}, w.media_type) as _link "
            f"from {identifier(table)} as t join _wanted as w on w.document_id = t.document_id"
        )
    reader = attempt(lambda: connection.sql(sql).to_arrow_reader(BATCH))
    return sheets.Sheet(table, reader.schema, reader, ((at, "_link"),))


def _meanings(tables: Sequence[str]) -> sheets.Sheet:
    told = vietnamese() if language() is Language.VIETNAMESE else {}
    rows = [
        (one.table, one.column, one.type, told.get(one.meaning, one.meaning))
        for one in meanings()
        if one.table in tables and one.column not in _GEOMETRY
    ]
    heads = (say("table"), say("column"), say("type"), say("meaning"))
    made = pa.table({head: pa.array(column) for head, column in zip(heads, zip(*rows, strict=True), strict=True)})
    return sheets.Sheet(say("columns"), made.schema, made.to_batches())
