"""Ruled tables from their lines: spans, worn lines, crooked pages, and what only looks like a table."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.reading.cleanup import clean
from pipeline.reading.grid import MIN_TABLE, GridTable, find_tables
from pipeline.reading.strokes import Picture, erase, find_rules
from tests.helpers.scans import kept, noisy, turned

DPI = 200
Span = tuple[int, int, int, int]


def draw(xs: list[int], ys: list[int], merged: tuple[Span, ...] = (), size: tuple[int, int] = (2339, 1654)) -> Picture:
    """A ruled table with lines at `xs` and `ys`; `merged` are (row, column, row span, column span)."""
    picture = np.full(size, 255, np.uint8)
    for x in xs:
        cv2.line(picture, (x, ys[0]), (x, ys[-1]), 0, 2)
    for y in ys:
        cv2.line(picture, (xs[0], y), (xs[-1], y), 0, 2)
    for row, column, down, across in merged:
        picture[ys[row] + 3 : ys[row + down] - 2, xs[column] + 3 : xs[column + across] - 2] = 255
    return picture


def tables(picture: Picture) -> tuple[GridTable, ...]:
    return find_tables(find_rules(picture, DPI), DPI)


XS, YS = [150, 220, 700, 950, 1300, 1500], [300, 380, 420, 520, 600, 640]


def shape(table: GridTable) -> tuple[int, int, int]:
    return table.rows, table.columns, len(table.cells)


def test_plain_table() -> None:
    """Five by five cells, in row-major order, inside their lines."""
    (table,) = tables(draw(XS, YS))
    assert shape(table) == (5, 5, 25)
    assert [(cell.row, cell.column) for cell in table.cells] == [(r, c) for r in range(5) for c in range(5)]
    for cell in table.cells:
        x0, y0, x1, y1 = (v * s for v, s in zip(cell.box, (1654, 2339, 1654, 2339), strict=True))
        assert XS[cell.column] < x0 < x1 < XS[cell.column + 1]
        assert YS[cell.row] < y0 < y1 < YS[cell.row + 1]
        assert x1 - x0 > XS[cell.column + 1] - XS[cell.column] - 14


@pytest.mark.parametrize(
    "merged",
    [((1, 1, 1, 4),), ((0, 0, 2, 1), (0, 1, 1, 2)), ((2, 2, 3, 1),), ((0, 0, 1, 5), (3, 0, 2, 2))],
    ids=["group row", "two-storied head", "cell over rows", "both"],
)
def test_merged_cells(merged: tuple[Span, ...]) -> None:
    """A stretch without a line is one cell with its spans; the others keep theirs."""
    (table,) = tables(draw(XS, YS, merged))
    found = {(c.row, c.column, c.row_span, c.column_span) for c in table.cells}
    assert set(merged) <= found
    assert sum(down * across for _, _, down, across in found) == 25


def worn(picture: Picture, *, across: bool) -> Picture:
    """Lines of one direction broken every three quarters of an inch; the other direction's are left whole."""
    made = picture.copy()
    rules = find_rules(picture, DPI)
    y, x = np.indices(picture.shape)
    gaps = ((x + y // 20 * 37) if across else (y + x // 20 * 37)) % 150 < 5
    lines = (rules.across > 0) & (rules.down == 0) if across else (rules.down > 0) & (rules.across == 0)
    made[lines & gaps] = 255
    return made


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda p: noisy(turned(p, 0.1), 15), id="grain, and what skew may be left"),
        pytest.param(lambda p: worn(p, across=True), id="lines broken across"),
        pytest.param(lambda p: worn(p, across=False), id="lines broken down"),
        pytest.param(lambda p: (255 - (255 - p.astype(int)) * 0.4).astype(np.uint8), id="hair lines gone grey"),
        pytest.param(lambda p: clean(turned(p, 2.0), DPI).grey, id="a crooked page, straightened"),
        pytest.param(lambda p: cv2.resize(p, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA), id="150 dpi"),
    ],
)
def test_worn_lines(damage: Callable[[Picture], Picture]) -> None:
    """The table of the kept picture stands, with its merged cells, under the damage that scans show."""
    picture = damage(kept("table.png"))
    dpi = DPI * picture.shape[1] / 2339
    (table,) = find_tables(find_rules(picture, dpi), dpi)
    assert shape(table) == (7, 6, 34)


def dotted(picture: Picture, every: int = 5) -> Picture:
    """What is left of lines after a few copies: dots."""
    rows, columns = np.mgrid[: picture.shape[0], : picture.shape[1]]
    made: Picture = np.where((rows + columns) % every < 2, picture, 255).astype(np.uint8)
    return made


def test_dotted_lines() -> None:
    """A table whose lines are rows of dots is one, merged cells and all."""
    (table,) = tables(dotted(draw(XS, YS, ((1, 1, 1, 4),))))
    assert shape(table) == (5, 5, 22)


@pytest.mark.parametrize("dpi", [150, 200])
def test_hair_lines(dpi: int) -> None:
    """Lines of a quarter point, half a pixel of grey: drawn at eight times the size and shrunk."""
    large = np.full((1600 * 4, 1200 * 4), 255, np.uint8)
    for x in (400, 800, 2400, 4400):
        large[400:4001, x : x + 2] = 0
    for y in (400, 900, 1500, 2600, 4000):
        large[y : y + 2, 400:4400] = 0
    size = (1200 * dpi // 200, 1600 * dpi // 200)
    (table,) = find_tables(find_rules(cv2.resize(large, size, interpolation=cv2.INTER_AREA), dpi), dpi)
    assert shape(table) == (4, 3, 12)


def test_streak() -> None:
    """A streak down the sheet that crosses the table is no line of it."""
    picture = draw(XS, YS)
    picture[:, 820:823] = 0
    (table,) = tables(picture)
    assert shape(table) == (5, 5, 25)


def test_stroke_in_cells() -> None:
    """A stroke that reaches over parts of two cells parts neither."""
    picture = draw(XS, YS)
    picture[470:473, 820:1080] = 0
    (table,) = tables(picture)
    assert shape(table) == (5, 5, 25)


def test_rest_of_a_table() -> None:
    """One row of three cells at the top of a page is what a page break left of a table."""
    (table,) = tables(draw([150, 220, 700, 1500], [200, 330]))
    assert shape(table) == (1, 3, 3)


@pytest.mark.parametrize(
    ("across", "down"),
    [
        pytest.param(slice(None), slice(1, -1), id="no border at the sides"),
        pytest.param(slice(1, -1), slice(None), id="no border above and below"),
        pytest.param(slice(1, -1), slice(1, -1), id="no outer border"),
    ],
)
def test_no_outer_border(across: slice, down: slice) -> None:
    """Where the other lines end, the border stands that is not drawn."""
    picture = np.full((2339, 1654), 255, np.uint8)
    for x in XS[down]:
        cv2.line(picture, (x, YS[0]), (x, YS[-1]), 0, 2)
    for y in YS[across]:
        cv2.line(picture, (XS[0], y), (XS[-1], y), 0, 2)
    (table,) = tables(picture)
    assert shape(table) == (5, 5, 25)


def test_double_rules() -> None:
    """Rules drawn twice, two points apart, are one each."""
    picture = cv2.min(draw(XS, YS), draw([x + 6 for x in XS], [y + 6 for y in YS]))
    (table,) = tables(picture)
    assert shape(table) == (5, 5, 25)


def nothing() -> Picture:
    return np.full((2339, 1654), 255, np.uint8)


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(cv2.rectangle(nothing(), (80, 80), (1580, 2260), 0, 3), id="frame of the page"),
        pytest.param(
            cv2.line(cv2.line(nothing(), (300, 200), (500, 200), 0, 2), (900, 210), (1300, 210), 0, 2),
            id="underlines of a heading",
        ),
        pytest.param(cv2.circle(cv2.circle(nothing(), (1000, 1500), 160, 0, 5), (1000, 1500), 110, 0, 3), id="seal"),
        pytest.param(draw([200, 900], [300, 400, 500]), id="a single column"),
        pytest.param(draw([200, 500, 900], [300, 500]), id="a single row"),
        pytest.param(draw([200, 230, 260], [300, 320, 340]), id="smaller than a stamp"),
        pytest.param(kept("page.png"), id="page of text"),
    ],
)
def test_no_table(picture: Picture) -> None:
    """Frames, underlines, seals and letters are no tables."""
    assert tables(picture) == ()


def test_two_tables() -> None:
    """Tables under one another are two, from the top down."""
    both = cv2.min(draw(XS, [y + 700 for y in YS]), draw([300, 600, 900], [200, 300, 400]))
    assert [shape(table) for table in tables(both)] == [(2, 2, 4), (5, 5, 25)]


def test_erased() -> None:
    """Without its lines the table's letters are all there still, and no line is."""
    picture = kept("table.png")
    rules = find_rules(picture, DPI)
    erased = erase(picture, rules)
    lost = (picture < 100) & (erased > 100) & (cv2.dilate(cv2.max(rules.across, rules.down), np.ones((3, 3))) == 0)
    assert not lost.any()
    left = find_rules(erased, DPI)
    assert not left.across.any()
    assert not left.down.any()


edges = st.lists(st.integers(34, 300), min_size=2, max_size=7)


@settings(max_examples=25)
@given(edges, edges)
def test_any_grid(widths: list[int], heights: list[int]) -> None:
    """Whatever its columns and rows, a full grid is found as it was ruled."""
    xs = [60 + sum(widths[:n]) for n in range(len(widths) + 1)]
    ys = [60 + sum(heights[:n]) for n in range(len(heights) + 1)]
    wide, high = (xs[-1] - xs[0]) / DPI, (ys[-1] - ys[0]) / DPI
    assume(abs(wide - MIN_TABLE[0]) > 0.1 and abs(high - MIN_TABLE[1]) > 0.1)
    found = tables(draw(xs, ys, size=(ys[-1] + 60, xs[-1] + 60)))
    if wide < MIN_TABLE[0] or high < MIN_TABLE[1]:
        assert found == ()
    else:
        assert [shape(table) for table in found] == [(len(heights), len(widths), len(heights) * len(widths))]


@pytest.mark.parametrize(
    ("x", "why"),
    [
        pytest.param(560, "through a column", id="through a column"),
        pytest.param(XS[2] - 16, "nearer to a rule than a column is wide", id="close beside a rule"),
        pytest.param(XS[-1] + 8, "outside", id="close outside the border"),
    ],
)
def test_copiers_streak(x: int, why: str) -> None:
    """A streak from the sheet's edge down the page is no rule, nor does it make the page a table."""
    picture = draw(XS, YS)
    cv2.line(picture, (0, 8), (1653, 12), 0, 4)
    cv2.line(picture, (x, 8), (x, 1500), 0, 2)
    (table,) = tables(picture)
    assert shape(table) == (5, 5, 25), why
    assert abs(table.box[1] * 2339 - YS[0]) < 4
    assert abs(table.cells[1].box[2] * 1654 - XS[2]) < 8


def test_faint_streak() -> None:
    """A streak of dashes is a line only here and there: inside the table it parts nothing."""
    picture = draw(XS, YS)
    for y in range(100, 1500, 40):
        cv2.line(picture, (560, y), (560, y + 28), 0, 1)
    cv2.line(picture, (560, YS[2]), (560, YS[3]), 0, 2)
    (table,) = tables(picture)
    assert shape(table) == (5, 5, 25)


def test_feet_of_letters_are_no_rule() -> None:
    """A cell over two rows whose words stand where the rule beside it runs: letters go on above their feet."""
    picture = draw(XS, YS, ((1, 1, 2, 1),))
    for x in range(XS[1] + 20, XS[2] - 20, 24):  # stems on serifs that nearly touch
        picture[YS[2] - 22 : YS[2], x + 4 : x + 12] = 0
        picture[YS[2] - 4 : YS[2], x : x + 20] = 0
    (table,) = tables(picture)
    assert (1, 1, 2, 1) in {(cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells}
