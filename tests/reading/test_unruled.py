"""Tables on pictures without rules down, or without rules between rows: what words say, and what is left alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.reading.grid import find_tables
from pipeline.reading.recognise import Found
from pipeline.reading.strokes import Rules, find_rules
from pipeline.reading.unruled import with_columns, with_rows

DPI = 200
LEFT, RIGHT = 200, 1500
YS = [300, 360, 420, 480, 540]
COLUMNS = [(220, 260), (340, 900), (1100, 1400)]
"""Where the words of three columns begin and end."""


def ruled(ys: list[int], xs: tuple[int, ...] = ()) -> Rules:
    picture = np.full((2339, 1654), 255, np.uint8)
    for y in ys:
        cv2.line(picture, (LEFT, y), (RIGHT, y), 0, 3)
    for x in xs:
        cv2.line(picture, (x, ys[0]), (x, ys[-1]), 0, 3)
    return find_rules(picture, DPI)


def words(ys: list[int], columns: list[tuple[int, int]] = COLUMNS) -> list[Found]:
    """A word in each column below each height: the first an ordinal."""
    return [
        Found(str(row) if column == 0 and row else "việc", x0, y + 15, x1, y + 40, 0.9)
        for row, y in enumerate(ys)
        for column, (x0, x1) in enumerate(columns)
    ]


def test_rules_across_alone() -> None:
    """White that runs through head and rows parts columns; each cell is its own."""
    fuller = with_columns(ruled(YS), words(YS[:-1]), (), DPI)
    assert fuller is not None
    (table,) = find_tables(fuller, DPI)
    assert (table.rows, table.columns, len(table.cells)) == (4, 3, 12)
    for cell, (x0, x1) in zip(table.cells[:3], COLUMNS, strict=True):
        assert cell.box[0] * 1654 < x0 < x1 < cell.box[2] * 1654


@pytest.mark.parametrize(
    ("ys", "columns"),
    [
        pytest.param(YS, [(220, 1400)], id="lines of text between rules: no white runs through"),
        pytest.param(YS[:2], COLUMNS, id="two rules: a line of words framed"),
        pytest.param([], COLUMNS, id="no rules: words alone say nothing"),
    ],
)
def test_what_is_left_alone(ys: list[int], columns: list[tuple[int, int]]) -> None:
    """Where columns can't be told, lines stay lines."""
    assert with_columns(ruled(ys), words(YS[:-1], columns), (), DPI) is None


def test_short_rules_are_no_table() -> None:
    """Underlines of a heading, one below another."""
    picture = np.full((2339, 1654), 255, np.uint8)
    for y in YS:
        cv2.line(picture, (400, y), (700, y), 0, 3)
    assert with_columns(find_rules(picture, DPI), words(YS[:-1]), (), DPI) is None


def test_rows_by_their_ordinals() -> None:
    """Rules down and a frame: ordinals one below another in one cell part the rows."""
    rules = ruled([300, 360, 540], (LEFT, 300, 1000, RIGHT))
    tables = find_tables(rules, DPI)
    assert [(table.rows, table.columns) for table in tables] == [(2, 3)]
    fuller = with_rows(rules, words(YS[:-1]), tables, DPI)
    assert fuller is not None
    (table,) = find_tables(fuller, DPI)
    assert (table.rows, table.columns) == (4, 3)


def test_rows_that_are_drawn_need_no_rule() -> None:
    """A full grid is left as it is."""
    rules = ruled(YS, (LEFT, 300, 1000, RIGHT))
    tables = find_tables(rules, DPI)
    assert with_rows(rules, words(YS[:-1]), tables, DPI) is None
    assert with_columns(rules, (), tables, DPI) is None
