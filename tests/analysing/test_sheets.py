"""Workbooks: what stands in a sheet is what the table says, and nothing of it runs."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysing import sheets
from pipeline.analysing.cells import text_of


def book(path: Path, columns: dict[str, Sequence[Any]], **options: Any) -> sheets.Told:
    table = pa.table(columns)
    links = options.pop("links", ())
    return sheets.write(path, [sheets.Sheet("bảng", table.schema, table.to_batches(3), links)], **options)


def cells(path: Path, sheet: str = "bảng") -> list[list[Any]]:
    page = openpyxl.load_workbook(path)[sheet]
    return [[cell.value for cell in row] for row in page.iter_rows()]


def test_dates_and_numbers_keep_their_types(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    values = [
        dt.date(2031, 5, 1),
        dt.datetime(2031, 5, 1, 7, 30, tzinfo=dt.timezone(dt.timedelta(hours=7))),
        0.5,
        7,
        True,
        Decimal(12),
    ]
    book(path, {f"c{at}": [value] for at, value in enumerate(values)})
    [_, row] = cells(path)
    assert row == [dt.datetime(2031, 5, 1), dt.datetime(2031, 5, 1, 0, 30), 0.5, 7, True, 12]
    page = openpyxl.load_workbook(path)["bảng"]
    assert page["A2"].number_format == "dd/mm/yyyy"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(dt.date(1889, 5, 1), "1889-05-01", id="before Excel's first day"),
        pytest.param(2**60, str(2**60), id="more digits than a double has"),
        pytest.param(float("nan"), "nan", id="no number"),
        pytest.param(float("-inf"), "-inf", id="infinite"),
        pytest.param(["a", "b"], "a; b", id="a list"),
        pytest.param([{"page": 1, "bbox": [0.5]}], '[{"page": 1, "bbox": [0.5]}]', id="a structure"),
        pytest.param([], None, id="an empty list"),
        pytest.param(b"\x01\xff", "01ff", id="bytes"),
    ],
)
def test_what_a_sheet_has_no_type_for_is_text(tmp_path: Path, value: Any, shown: str | None) -> None:
    book(tmp_path / "a.xlsx", {"id": ["x"], "c": [value]})
    assert cells(tmp_path / "a.xlsx")[1] == ["x", shown]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", '=HYPERLINK("http://x")', "\t=1", "=cmd|' /C calc'!A0"])
def test_text_is_never_a_formula(tmp_path: Path, text: str) -> None:
    """Nor does it become one when somebody clicks into the cell (quotePrefix); names of columns likewise."""
    path = tmp_path / "a.xlsx"
    book(path, {text: [text], "b": [f"x{text}"]})
    with zipfile.ZipFile(path) as file:
        xml = file.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    cell = openpyxl.load_workbook(path)["bảng"]["A2"]
    assert cell.data_type in ("s", "inlineStr")
    assert cell.quotePrefix


@given(words=st.text(max_size=40))
def test_any_text_comes_back(words: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Also what XML can't hold: as the escapes that spreadsheets read (ECMA-376), their like escaped too."""
    path = tmp_path_factory.getbasetemp() / "any.xlsx"
    words = words.encode("utf-8", "ignore").decode()
    book(path, {"id": ["x"], "c": [words]})
    found = cells(path)[1][1]
    plain = "" if found is None else _read_as_excel(found)
    assert plain.replace("\r\n", "\n") == words.replace("\r\n", "\n")


def _read_as_excel(shown: str) -> str:
    import re

    return re.sub("_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), shown)


def test_heads_stay_in_sight_and_filter(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", {"id": ["x", "y"], "long": ["w" * 500, "w"], "empty": [None, None]})
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["bảng"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:C3"
    assert page["A1"].font.bold
    assert page.column_dimensions["B"].width == 60
    assert page.column_dimensions["A"].width == 8


def test_links_lead_to_the_file_and_its_page(tmp_path: Path) -> None:
    """The column of addresses has no place of its own; where there is no address there is no link."""
    uri = "file:///kho/k%E1%BA%BF%20ho%E1%BA%A1ch.pdf#page=3"
    book(tmp_path / "a.xlsx", {"page": [3, 4], "link": [uri, None]}, links=(("page", "link"),))
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["bảng"]
    assert page.max_column == 1
    link = page["A2"].hyperlink
    assert f"{link.target}#{link.location}" == uri or link.target == uri
    assert page["A3"].hyperlink is None


def test_links_beyond_the_limit_are_left_out_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LINKS", 2)
    told = book(tmp_path / "a.xlsx", {"page": [1, 2, 3], "link": ["file:///a"] * 3}, links=(("page", "link"),))
    assert (told.unlinked, len(list(told.lines()))) == (1, 1)


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(tmp_path: Path) -> None:
    told = book(tmp_path / "a.xlsx", {"n": list(range(7))}, rows=4)
    assert (told.rows, told.continued) == (7, ["bảng"])
    assert [cells(tmp_path / "a.xlsx", name) for name in ("bảng", "bảng (2)", "bảng (3)")] == [
        [["n"], [0], [1], [2]],
        [["n"], [3], [4], [5]],
        [["n"], [6]],
    ]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        pytest.param("đ" * 32_767, 32_767, id="all that a cell holds"),
        pytest.param("đ" * 32_768, 32_767, id="one more"),
        pytest.param("😀" * 20_000, 16_384, id="two units each"),
    ],
)
def test_long_texts_are_cut_and_told(tmp_path: Path, words: str, kept: int) -> None:
    told = book(tmp_path / "a.xlsx", {"id": ["x"], "c": [words]})
    found = cells(tmp_path / "a.xlsx")[1][1]
    assert len(found) == kept
    assert told.cut == (found != words)
    assert found.removesuffix("…") == words[: len(found.removesuffix("…"))]


def test_titles_are_such_as_a_sheet_may_bear(tmp_path: Path) -> None:
    table = pa.table({"a": [1]})
    names = ["a/b:c*?[d]", "x" * 40, "X" * 40, ""]
    sheets.write(tmp_path / "a.xlsx", [sheets.Sheet(name, table.schema, table.to_batches()) for name in names])
    titles = openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert titles == ["a_b_c___d_", "x" * 31, "X" * 27 + " (2)", "_"]


def test_a_table_without_rows_or_columns(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", {"a": pa.array([], pa.string())})
    assert cells(tmp_path / "a.xlsx") == [["a"]]
    sheets.write(tmp_path / "b.xlsx", [])
    assert len(openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames) == 1


def test_what_fails_in_the_middle_leaves_nothing_open(tmp_path: Path) -> None:
    def broken() -> Any:
        yield from pa.table({"a": [1]}).to_batches()
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="gone"):
        sheets.write(tmp_path / "a.xlsx", [sheets.Sheet("a", pa.schema([("a", pa.int64())]), broken())])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (0.8999999761581421, "0.9"),
        ([1, None, "a"], "1; ; a"),
        ({"a": dt.date(2031, 1, 1)}, '{"a": "2031-01-01"}'),
        ([[1, 2], [3]], "[[1, 2], [3]]"),
        (dt.date(2031, 1, 1), "2031-01-01"),
    ],
)
def test_values_as_text(value: Any, text: str) -> None:
    assert text_of(value) == text
