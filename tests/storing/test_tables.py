"""The tables as an analyst opens them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest

import pipeline
from pipeline.errors import OutputError
from pipeline.records import TABLES
from pipeline.storing.compact import compact
from pipeline.storing.spool import Spool
from pipeline.storing.tables import open_tables
from tests.helpers.rows import arrow, document, document_id, file_row


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "year=2031"  # a name that Parquet readers like to take for a partition
    files = {}
    for name in ("một", "hai"):
        parsed = document(name)
        row = file_row(name, parsed)
        files[row.source.path] = row
        Spool(folder).write([row], arrow(parsed))
    compact(folder, files, Spool(folder).segments())
    return folder


def test_tables_open_as_frames(out: Path) -> None:
    tables = pipeline.open_tables(out)
    assert set(tables) == set(TABLES)
    assert len(tables.tasks) == len(tables["tasks"]) == 4
    assert "year" not in tables.tasks.columns
    assert tables.arrow("tasks").schema.field("action").metadata[b"doc"]


def test_one_documents_rows(out: Path) -> None:
    rows = open_tables(out).arrow("tasks", document_id("một"))
    assert rows.num_rows == 2
    assert set(rows.column("document_id").to_pylist()) == {document_id("một")}


def test_pandas_and_duckdb_read_the_folder_as_it_stands(out: Path) -> None:
    """No other file is needed, and what lies beside the tables is not taken for one."""
    assert len(pd.read_parquet(out / "tasks", partitioning=None)) == 4
    with duckdb.connect() as connection:
        counted = connection.execute(f"select count(*) from '{out}/tasks/*.parquet'").fetchall()
    assert counted == [(4,)]


def test_a_name_that_is_no_table(out: Path) -> None:
    with pytest.raises(AttributeError, match="documents"):
        _ = open_tables(out).task
    with pytest.raises(KeyError):
        open_tables(out)["task"]


def test_a_folder_without_tables_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="vanthu extract"):
        open_tables(tmp_path / "nowhere")


def test_a_damaged_file_is_told(out: Path) -> None:
    next((out / "tasks").iterdir()).write_bytes(b"no parquet")
    with pytest.raises(OutputError, match="tasks"):
        open_tables(out).arrow("tasks")
