"""The data dictionary: every column has its meaning, in the page, in the files and in both languages."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from pipeline.analysing import dictionary, views
from pipeline.analysing.generation import generation
from pipeline.records import TABLES, columns
from tests.analysing.made import plan, written

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_what_the_code_says() -> None:
    written_page = (ROOT / dictionary.PLACE).read_text(encoding="utf-8")
    assert written_page == dictionary.page(), "stale: run `make docs`"


def test_every_column_of_every_table_has_a_meaning() -> None:
    told = {(one.table, one.column) for one in dictionary.meanings() if one.meaning and one.type}
    assert told == {(table, column) for table in TABLES for column in columns(table)}


def test_every_column_of_every_view_has_a_meaning() -> None:
    with views.blank() as connection:
        told = dictionary.view_meanings(connection)
        known = connection.execute(
            "select view_name from duckdb_views() where not internal and starts_with(view_name, 'v_')"
        ).fetchall()
        described = {(view, row[0]) for (view,) in known for row in connection.execute(f"describe {view}").fetchall()}
    assert {one.table for one in told} == {view for (view,) in known} == set(dictionary.BASES)
    assert {(one.table, one.column) for one in told if one.meaning} == described


def test_the_files_carry_the_meanings(tmp_path: Path) -> None:
    meanings = {(one.table, one.column): one.meaning for one in dictionary.meanings()}
    for file in generation(written(tmp_path / "out", plan())).files:
        for field in pq.read_schema(file.path):
            assert field.metadata[b"doc"].decode() == meanings[file.table, field.name]


def test_every_meaning_is_told_in_vietnamese_too() -> None:
    """Of columns, tables, views and functions; and none that is no longer told."""
    page = dictionary.page()
    with views.blank() as connection:
        told = {one.meaning for one in (*dictionary.meanings(), *dictionary.view_meanings(connection))}
    assert sorted(told - dictionary.vietnamese().keys()) == []
    assert [english for english in dictionary.vietnamese() if dictionary.cell(english) not in page] == []
    assert "|  |" not in page
