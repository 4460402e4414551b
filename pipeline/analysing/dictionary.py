"""The data dictionary: what every column of every table and view means, from where it is defined.

    python -m pipeline.analysing.dictionary --write

writes docs/tables.md anew. The tables' columns, types and meanings are those of `records`, the same
that each Parquet file carries (metadata ``doc`` of its fields); the views' are the comments of
views.sql, or the meaning of the table's column of that name.
"""

from __future__ import annotations

import ast
import csv
import inspect
import io
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import EnumType, StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline import records
from pipeline.analysing.views import Connection, blank
from pipeline.records import TABLES
from pipeline.storing import schemas

PLACE = Path("docs/tables.md")

BASES: dict[str, tuple[str, ...]] = {
    "v_preferred": ("documents",),
    "v_documents": ("documents", "sources"),
    "v_tasks": ("tasks", "documents"),
    "v_overdue": ("tasks", "documents"),
    "v_body_load": ("assignees",),
    "v_citations": ("citations", "documents"),
    "v_most_cited": ("citations",),
    "v_search": ("sections", "documents"),
    "v_rows": ("sections", "documents"),
    "v_quality": ("documents",),
}
"""The tables whose meanings a view's columns have, the first that knows the name, if no comment says otherwise."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column means."""

    table: str
    column: str
    type: str
    meaning: str


def meanings() -> tuple[Meaning, ...]:
    """Every column of every table, in their order."""
    return tuple(
        Meaning(table, field.name, type_name(field.type), field.metadata[b"doc"].decode())
        for table in TABLES
        for field in schemas.schema(table)
    )


def view_meanings(connection: Connection) -> tuple[Meaning, ...]:
    """Every column of every view. Raises KeyError for one that has no meaning.

    Args:
        connection: one made by `views.connect` or `views.blank`.
    """
    said = {(one.table, one.column): one.meaning for one in meanings()}
    rows = connection.execute(
        "select table_name, column_name, data_type, comment from duckdb_columns() "
        "where starts_with(table_name, 'v_') order by table_oid, column_index"
    ).fetchall()
    found = []
    for view, column, kind, comment in rows:
        known = [said[base, column] for base in BASES[view] if (base, column) in said]
        if not comment and not known:
            raise KeyError(f"{view}.{column}")
        found.append(Meaning(view, column, _short(kind), comment or known[0]))
    return tuple(found)


@cache
def vietnamese() -> Mapping[str, str]:
    """The meanings in Vietnamese, by the English that stands in the code: meanings.csv beside this module."""
    text = resources.files("pipeline.analysing").joinpath("meanings.csv").read_text(encoding="utf-8")
    return {row["en"]: row["vi"] for row in csv.DictReader(io.StringIO(text))}


def type_name(kind: pa.DataType) -> str:
    """An Arrow type as TABLES.md writes it: `list<string>`, `date32`, `timestamp (UTC)`."""
    if pa.types.is_list(kind):
        return f"list<{type_name(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return "struct<" + ", ".join(f"{field.name}: {type_name(field.type)}" for field in kind) + ">"
    names = {pa.date32(): "date32", pa.float32(): "float32", pa.timestamp("us", tz="UTC"): "timestamp (UTC)"}
    return names.get(kind, str(kind))


def page() -> str:
    """docs/tables.md."""
    with blank() as connection:
        views = view_meanings(connection)
        about = dict(
            connection.execute(
                "select view_name, comment from duckdb_views() where starts_with(view_name, 'v_')"
            ).fetchall()
        )
        macros = connection.execute(
            "select distinct function_name, parameters, comment from duckdb_functions() "
            "where not internal and comment is not null order by function_name, len(parameters)"
        ).fetchall()
    return "\n".join(_lines(views, about, macros)) + "\n"


def _lines(
    views: tuple[Meaning, ...], about: dict[str, str], macros: list[tuple[str, list[str], str]]
) -> Iterator[str]:
    yield "# The tables and views, column by column · Các bảng và khung nhìn, từng cột"
    yield ""
    yield "Made from pipeline/records.py and pipeline/analysing/views.sql by `make docs`; a test holds it to them."
    yield 'Each Parquet file carries the same meanings: `schema.field(name).metadata[b"doc"]` with pyarrow.'
    yield "Empty is null, never an empty string. What begins with `v_` is a view of `vanthu sql` and of"
    yield "`open_tables(…).sql(…)`: it counts preferred copies alone, if not told otherwise."
    yield ""
    yield "## Tables · Các bảng"
    for table, record in TABLES.items():
        yield from _section(table, _sentence(record), [one for one in meanings() if one.table == table])
    yield ""
    yield "## Views · Các khung nhìn"
    for view in BASES:
        yield from _section(view, about[view], [one for one in views if one.table == view])
    yield ""
    yield "## Functions of SQL · Các hàm SQL"
    yield ""
    for name, parameters, comment in macros:
        yield f"- `{name}({', '.join(parameters)})`: {_both(comment, ' · ')}"
    yield ""
    yield "## Closed lists · Các danh sách đóng"
    for name, listed in inspect.getmembers(records, lambda one: isinstance(one, EnumType) and one is not StrEnum):
        told = _values(listed)
        yield ""
        yield f"### {name}"
        yield ""
        yield f"{_both(inspect.getdoc(listed) or '', ' · ')}"
        yield ""
        for value in listed:
            meaning = told.get(value.name)
            yield f"- `{value.value}`" + (f": {_both(meaning, ' · ')}" if meaning else "")


def _section(name: str, about: str, columns: list[Meaning]) -> Iterator[str]:
    yield ""
    yield f"### {name}"
    yield ""
    yield _both(about, " · ")
    yield ""
    yield "| column | type | meaning | nghĩa |"
    yield "| --- | --- | --- | --- |"
    for one in columns:
        told = vietnamese().get(one.meaning, "")
        yield f"| `{one.column}` | {cell(one.type)} | {cell(one.meaning)} | {cell(told)} |"


def _both(meaning: str, between: str) -> str:
    told = vietnamese().get(meaning)
    return meaning + (between + told if told and told != meaning else "")


def cell(text: str) -> str:
    """A text as it stands in a cell of a Markdown table."""
    return text.replace("|", "\\|").replace("<", "&lt;")


def _sentence(record: type) -> str:
    """What a row of a table is: the docstring of its record, behind the name."""
    return (inspect.getdoc(record) or "").partition(": ")[2]


def _values(listed: Any) -> dict[str, str]:
    """The docstrings under the values of an enumeration, by the values' names."""
    tree = ast.parse(inspect.getsource(listed)).body[0]
    assert isinstance(tree, ast.ClassDef)
    found: dict[str, str] = {}
    for value, told in zip(tree.body, tree.body[1:], strict=False):
        match value, told:
            case ast.Assign(targets=[ast.Name(id=name)]), ast.Expr(value=ast.Constant(value=str(text))):
                found[name] = text
    return found


def _short(kind: str) -> str:
    """DuckDB's name of a type as the tables' is written."""
    names = {
        "VARCHAR": "string",
        "BIGINT": "int64",
        "INTEGER": "int32",
        "FLOAT": "float32",
        "DATE": "date32",
        "BOOLEAN": "bool",
        "DOUBLE": "double",
    }
    if kind.endswith("[]"):
        return f"list<{_short(kind[:-2])}>"
    return names.get(kind, "struct" if kind.startswith("STRUCT") else kind.lower())


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        PLACE.write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())
