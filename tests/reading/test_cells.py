"""Cells of ruled tables, each with its own words; lone numerals read beside one another."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import cv2
import numpy as np
import pytest

from pipeline.reading.grid import GridCell, GridTable
from pipeline.reading.recognise import Found
from pipeline.reading.strokes import Picture
from pipeline.reading.tables import Read, read_cells

HIGH, WIDE = 600, 400


def column(rows: int, wide: int = 20) -> tuple[Picture, GridTable]:
    """A table of one column: a black block of `wide` pixels stands for the words of each cell."""
    picture = np.full((HIGH, WIDE), 255, np.uint8)
    step = HIGH // rows
    cells = []
    for row in range(rows):
        top = row * step
        cv2.rectangle(picture, (50, top + 20), (50 + wide, top + 40), 0, -1)
        cells.append(GridCell(row, 0, 1, 1, (0.0, top / HIGH, 1.0, (top + step) / HIGH)))
    return picture, GridTable((0, 0, 1, 1), tuple(cells), rows, 1)


def sheet(picture: Picture) -> tuple[Found, ...]:
    """A reader of sheets to which every block is the word `khối`."""
    _, _, stats, _ = cv2.connectedComponentsWithStats((picture < 100).astype(np.uint8))
    return tuple(Found("khối", int(x), int(y), int(x + w), int(y + h), 0.9) for x, y, w, h, _ in stats[1:])


def texts(picture: Picture, table: GridTable, line: str) -> list[str]:
    found = read_cells(picture, [table], sheet, lambda _: (Found(line, 0, 0, 9, 9, 0.8),))
    return [word.text for word in sorted(found, key=lambda word: word.y0)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("7-8-10", ["7", "8", "10"], id="ordinals told apart by the dashes drawn between them"),
        pytest.param("II–(2)—1.250", ["II", "(2)", "1.250"], id="kinds of dash, kinds of numeral"),
        pytest.param("7-10", ["khối"] * 3, id="a dash not seen: no piece is surely a cell's"),
        pytest.param("7-2025-2026-8", ["khối"] * 3, id="a dash of a cell's own"),
        pytest.param("7-Sở-8", ["7", "khối", "8"], id="a word is left to the sheet"),
    ],
)
def test_numerals(line: str, expected: list[str]) -> None:
    """What the line says counts where its pieces are as many as the cells, and numerals."""
    assert texts(*column(3), line) == expected


@pytest.mark.parametrize(
    ("rows", "wide", "why"), [(1, 20, "one cell has no neighbours"), (3, 200, "wide cells hold words")]
)
def test_no_numerals(rows: int, wide: int, why: str) -> None:
    """Other cells are read on the sheet alone."""
    assert texts(*column(rows, wide), "1-2-3") == ["khối"] * rows, why


def test_numerals_keep_their_place() -> None:
    """A numeral's box is its ink in its own cell."""
    picture, table = column(4)
    found = read_cells(picture, [table], sheet, lambda _: (Found("1-2-3-4", 0, 0, 9, 9, 0.8),))
    for word, cell in zip(found, table.cells, strict=True):
        assert cell.box[1] * HIGH <= word.y0 < word.y1 <= cell.box[3] * HIGH
        assert (picture[word.y0 : word.y1, word.x0 : word.x1] < 100).sum() == 21 * 21


def test_numerals_are_sure() -> None:
    """That all dashes were seen says more than the engine's doubt about a row of digits."""
    picture, table = column(3)
    found = read_cells(picture, [table], sheet, lambda _: (Found("1-", 0, 0, 9, 9, 0.0), Found("2-3", 0, 0, 9, 9, 0.9)))
    assert [(word.text, word.confidence) for word in found] == [("1", 0.6), ("2", 0.6), ("3", 0.6)]


def test_one_line_shows_all_numerals() -> None:
    """The line that is read holds every cell's ink, and a dash between two."""
    seen: list[int] = []

    def read(line: Picture) -> tuple[Found, ...]:
        count, _ = cv2.connectedComponents((line < 100).astype(np.uint8))
        seen.append(count - 1)
        return ()

    read_cells(*(lambda picture, table: (picture, [table]))(*column(5)), sheet, read)
    assert seen == [5 + 4]


def bracketed(rows: int, bow: int) -> tuple[Picture, GridTable]:
    """A column of blocks between two arcs, which are bowed outwards by `bow` pixels."""
    picture, table = column(rows, 8)
    for row in range(rows):
        middle = row * (HIGH // rows) + 30
        cv2.ellipse(picture, (38, middle), (abs(bow), 16), 0, *((90, 270) if bow > 0 else (-90, 90)), 0, 2)
        cv2.ellipse(picture, (70, middle), (abs(bow), 16), 0, *((-90, 90) if bow > 0 else (90, 270)), 0, 2)
    return picture, table


@pytest.mark.parametrize(
    ("bow", "line", "expected", "pieces"),
    [
        pytest.param(6, "1-2-3", ["(1)", "(2)", "(3)"], 3, id="brackets are taken off and put back"),
        pytest.param(6, "1-V-3", ["(1)", "khối", "(3)"], 3, id="what was no number between them is left to the sheet"),
        pytest.param(-6, "1-2-3", ["1", "2", "3"], 9, id="bowed inwards they are no brackets"),
    ],
)
def test_brackets(bow: int, line: str, expected: list[str], pieces: int) -> None:
    """Engines read `(3)` as `@)`: brackets are told by their shape, what they hold is read."""
    picture, table = bracketed(3, bow)
    seen: list[int] = []

    def read(side_by_side: Picture) -> tuple[Found, ...]:
        count, _ = cv2.connectedComponents((side_by_side < 100).astype(np.uint8))
        seen.append(count - 1 - 2)
        return (Found(line, 0, 0, 9, 9, 0.8),)

    found = read_cells(picture, [table], sheet, read)
    texts = [found_in[0].text for row in range(3) if (found_in := [w for w in found if w.y0 // (HIGH // 3) == row])]
    assert (texts, seen) == (expected, [pieces])


def poor(text: str, confidence: float) -> Read:
    return lambda picture: tuple(replace(word, text=text, confidence=confidence) for word in sheet(picture))


@pytest.mark.parametrize(
    ("first", "sure", "second", "expected"),
    [
        pytest.param("bè", 0.5, 0.8, "bề", id="the surer reading of a doubtful cell"),
        pytest.param("bè", 0.5, 0.5, "bè", id="as sure as the first: nothing is changed"),
        pytest.param("bè", 0.95, 0.99, "bè", id="cells that were read well are not read again"),
        pytest.param("bè bạn", 0.5, 0.8, "bè bạn", id="a reading that lost a word is sure of the rest"),
    ],
)
def test_second_reading(first: str, sure: float, second: float, expected: str) -> None:
    """Cells of a poor table are read a second time, larger; words come back to their own places."""
    picture, table = column(3, 200)
    larger = partial(lambda picture, factor, read: read(picture), read=poor("bề", second))
    found = read_cells(picture, [table], poor(first, sure), None, larger)
    assert [word.text for word in found] == [expected] * 3
    for word, cell in zip(found, table.cells, strict=True):
        assert cell.box[1] * HIGH <= word.y0 < word.y1 <= cell.box[3] * HIGH
