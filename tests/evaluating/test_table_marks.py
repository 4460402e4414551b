"""Marks of tables: what counts as a grid, a cell, a row; drafts of tables; other readers that are not there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SetupError
from pipeline.evaluating import rivals, table_drafts, table_marks
from pipeline.evaluating.drafts import DraftTable
from pipeline.evaluating.table_marks import OURS, Job, Marks, measure


@given(st.integers(0, 10_000), st.sampled_from(table_drafts.SHAPES))
def test_drafts_cover_their_tables(seed: int, shape: str) -> None:
    """Whatever the seed, the cells cover each place once."""
    (table,) = (e for e in table_drafts.draft(seed, shape).elements if isinstance(e, DraftTable))
    places = [
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]
    assert sorted(places) == [(row, column) for row in range(table.rows) for column in range(table.columns)]


def test_rows_as_many_as_asked() -> None:
    (table,) = (e for e in table_drafts.draft(3, "plan", 60).elements if isinstance(e, DraftTable))
    assert table.rows - table.head in (60, 61)  # one row may number the columns


TRUE = {(0, 0, 1, 2): "Nhóm việc", (1, 0, 1, 1): "1", (1, 1, 1, 1): "Sửa mái chợ"}
ROWS = [["Nhóm việc", "Nhóm việc"], ["1", "Sửa mái chợ"]]


@pytest.mark.parametrize(
    ("read", "shaped", "exact", "in_order", "made_up"),
    [
        pytest.param([TRUE], 1, 3, 2, 0, id="as it is"),
        pytest.param([{**TRUE, (1, 1, 1, 1): "Sửa mái chợ."}], 1, 2, 2, 0, id="a stop too many: the cell is not exact"),
        pytest.param([{(1, 1, 1, 1): "Cột"}, TRUE], 1, 3, 2, 1, id="a table made up before it"),
        pytest.param([{(0, 0, 1, 1): "Nhóm việc", (0, 1, 1, 1): ""}], 0, 0, 1, 0, id="a merged cell cut"),
        pytest.param([], 0, 0, 0, 0, id="not found"),
    ],
)
def test_marks(read: list[table_marks.Grid], shaped: int, exact: int, in_order: int, made_up: int) -> None:
    marks = table_marks._marks(ROWS, [[TRUE]], [read], [])
    assert (marks.shaped, marks.exact, marks.in_order, marks.made_up) == (shaped, exact, in_order, made_up)
    assert (marks.parts, marks.cells, marks.whole) == (1, 3, 2)


def test_rows_out_of_order_do_not_count() -> None:
    want = [["1", "Quét vôi tường rào"], ["2", "Trồng hoa vườn trường"]]
    assert table_marks._common(want, want[::-1]) == 1
    assert table_marks._common(want, [want[0], ["", "phần thừa"], want[1]]) == 2


def test_born_digital_and_word_are_whole() -> None:
    """One small file of each, read: what the marks are made of."""
    for kind in ("born", "docx"):
        marks = measure(Job(11, kind, "small", 6)).marks[OURS]
        assert marks == Marks(1, marks.pages, marks.parts, marks.parts, 0, marks.cells, marks.cells, 7, 7, 7, 0)


def test_other_readers_that_are_not_there(tmp_path: Path) -> None:
    """A Python without them, and none at all: one line says so and what to do."""
    with pytest.raises(SetupError, match="can't be run"):
        rivals.versions(str(tmp_path / "python"))
    empty = tmp_path / "none"
    empty.write_text(f'#!/bin/sh\nexec {sys.executable} -I -S "$@"\n')
    empty.chmod(0o755)
    with pytest.raises(SetupError, match="not installed"):
        rivals.versions(str(empty))


@pytest.mark.parametrize(("option", "value"), [("--seeds", "a-b"), ("--kinds", "fax")])
def test_options_are_checked(option: str, value: str) -> None:
    result = CliRunner().invoke(table_marks.main, [option, value])
    assert result.exit_code == 1 and value in result.output
