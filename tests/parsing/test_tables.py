"""Tables over pages: one table, its repeated head dropped, its cut rows joined, its group rows told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.pages import Cell, FileReading, Line, LineKind, Page, Source, Table, words_of
from pipeline.parsing.facts import WorkTable
from pipeline.parsing.paragraphs import layout
from pipeline.parsing.parse import parse
from pipeline.parsing.text import Text
from pipeline.parsing.zones import find_zones
from pipeline.records import Flag

Rows = list[str]
"""Rows as `a | b | c`; `<` merges a cell with the one to its left, `^` with the one above."""

HEAD = "TT | Nội dung công việc | Đơn vị chủ trì"


def page(number: int, rows: Rows, *, continues: bool = False) -> Page:
    lines: list[Line] = []
    cells: list[Cell] = []
    for row, text in enumerate(rows):
        for column, cell in enumerate(part.strip() for part in text.split("|")):
            if cell == "<":
                cells[-1] = Cell(row, cells[-1].column, cells[-1].lines, 1, cells[-1].column_span + 1)
                continue
            if cell == "^":
                at = next(n for n, c in enumerate(cells) if c.column == column and c.row + c.row_span == row)
                cells[at] = replace(cells[at], row_span=cells[at].row_span + 1)
                continue
            own = (len(lines),) if cell else ()
            lines += [Line(words_of(cell), LineKind.TABLE)] if cell else []
            cells.append(Cell(row, column, own))
    table = Table(len(rows), rows[0].count("|") + 1, tuple(cells), continues=continues)
    return Page(number, 595, 842, Source.OCR, tuple(lines), (table,))


def tables(*pages: Rows) -> tuple[WorkTable, ...]:
    text = Text(tuple(page(number, rows, continues=number > 1) for number, rows in enumerate(pages, start=1)))
    return layout(text, find_zones(text)).tables


def strings(table: WorkTable) -> list[list[str]]:
    return [[cell.string if cell else "" for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize(
    ("again", "dropped"),
    [
        pytest.param(HEAD, True, id="word for word"),
        pytest.param("TT | Nội dung cống viêc | Đơn vi chủ trì", True, id="as a second reading has it"),
        pytest.param("TT | Nội dung công việc | Kinh phí (đồng)", False, id="another head is another table"),
    ],
)
def test_repeated_head(again: str, dropped: bool) -> None:
    """A head that stands again is dropped; a table with a head of its own is another."""
    found = tables([HEAD, "1 | Quét vôi | Tổ 1"], [again, "2 | Trồng hoa | Tổ 2"])
    assert len(found) == (1 if dropped else 2)
    assert [row[0] for table in found for row in strings(table)] == ["TT", "1", *([] if dropped else ["TT"]), "2"]


def test_repeated_head_of_two_rows() -> None:
    """Rows of a head are dropped in their order, and nothing behind them."""
    head = ["TT | Công việc | Thời gian | <", " | | Từ | Đến"]
    found = tables([*head, "1 | Đào mương | tháng 3 | tháng 4"], [*head, "2 | Đắp bờ | tháng 3 | tháng 4"])
    assert [[row[1] for row in strings(table)] for table in found] == [["Công việc", "", "Đào mương", "Đắp bờ"]]


def test_rows_as_alike_as_heads() -> None:
    """A row of work that differs little from the first is no head: it has an ordinal of its own."""
    found = tables(
        [HEAD, "1 | Kiểm tra giếng khoan quý I | Tổ nước"],
        ["2 | Kiểm tra giếng khoan quý II | Tổ nước", "3 | Kiểm tra giếng khoan quý III | Tổ nước"],
    )
    assert [row[0] for row in strings(found[0])] == ["TT", "1", "2", "3"]


@pytest.mark.parametrize(
    ("above", "rest", "joined"),
    [
        pytest.param("1 | Sửa mái nhà | Tổ 1", " | kho số hai | ", True, id="the sentence goes on"),
        pytest.param("1 | Sửa mái nhà; | Tổ 1", " | Thay cửa sổ | ", True, id="behind a semicolon"),
        pytest.param("1 | - Sửa mái nhà | Tổ 1", " | - Thay cửa sổ | ", True, id="a list of dashes goes on"),
        pytest.param("1 | Sửa mái nhà. | Tổ 1", " | Thay cửa sổ | Tổ 2", False, id="a full stop ends the row"),
        pytest.param("1 | Sửa mái nhà; | Tổ 1", "2 | Thay cửa sổ | Tổ 2", False, id="an ordinal begins a row"),
        pytest.param("1 | Sửa mái nhà; | Tổ 1", " | VIỆC THÁNG SAU | <", False, id="a group begins"),
    ],
)
def test_cut_row(above: str, rest: str, joined: bool) -> None:
    """What a page break left of a row is joined to it, under a repeated head as well."""
    (table,) = tables([HEAD, above], [HEAD, rest, "3 | Sơn tường | Tổ 3"])
    assert len(table.rows) == (3 if joined else 4)
    if joined:
        task = table.rows[1].cells[1]
        assert task is not None
        assert task.string == f"{above.split('|')[1].strip()} {rest.split('|')[1].strip()}"
        assert table.rows[1].page == 1
        assert {line.page.number for line in task.lines} == {1, 2}


@pytest.mark.parametrize(
    ("row", "group"),
    [
        pytest.param("I | CHĂM SÓC VƯỜN | <", True, id="merged across behind a numeral"),
        pytest.param("Việc thường ngày | < | <", True, id="merged across all"),
        pytest.param("II | Chăm sóc vườn | ", True, id="roman numeral, nothing beside"),
        pytest.param("B | Chăm sóc vườn | ", True, id="capital letter, nothing beside"),
        pytest.param("1 | Chăm sóc vườn | ", False, id="a row whose doer is not named"),
        pytest.param("1 | Chăm sóc vườn | Tổ 1", False, id="a row of work"),
        pytest.param("I | Chăm sóc vườn | Tổ 1", False, id="roman numerals may count rows of work"),
        pytest.param(" | Chăm sóc vườn | ", False, id="no numeral, not merged"),
    ],
)
def test_group_row(row: str, group: bool) -> None:
    """Rows that name those below them are marked."""
    (table,) = tables([HEAD, row])
    assert table.rows[1].group is group


def test_merged_cell_over_pages() -> None:
    """A field of work beside its rows goes on behind the page's end, and each row keeps its own ordinal."""
    head = "Lĩnh vực | TT | Công việc"
    first = [head, "Đô thị | 1 | Quét vôi;", "^ | 2 | Trồng hoa;"]
    again = [head, " | 3 | Sửa đèn;", "^ | 4 | Dọn rác", "Y tế | 5 | Khám bệnh"]
    (table,) = tables(first, again)
    assert [row[:2] for row in strings(table)[1:]] == [
        ["Đô thị", "1"],
        ["Đô thị", "2"],
        ["Đô thị", "3"],
        ["Đô thị", "4"],
        ["Y tế", "5"],
    ]
    assert [row.page for row in table.rows] == [1, 1, 1, 2, 2, 2]


@pytest.mark.parametrize(
    ("last", "filled"),
    [
        pytest.param("4 | Dọn rác. | Tổ 2", "Tổ 1", id="all other cells of the column say something"),
        pytest.param("4 | Dọn rác. | ", "", id="cells of the column are left empty: it can't be told"),
    ],
)
def test_single_empty_cell_below_a_merged_one(last: str, filled: str) -> None:
    """The rest of a merged cell behind the page's end may be one row only."""
    (table,) = tables([HEAD, "1 | Quét vôi. | Tổ 1", "2 | Sơn cửa. | ^"], ["3 | Trồng hoa. | ", last])
    assert [row[2] for row in strings(table)[1:4]] == ["Tổ 1", "Tổ 1", filled]


def test_two_works_under_one_ordinal_over_pages() -> None:
    """A merged ordinal's second work is a row of its own: it begins as an item, and the one above was whole."""
    first = [HEAD, "1 | Quét vôi. | Tổ 1", "2 | Sơn cửa lớp | Tổ 2", "^ | Sửa mái lớp | Tổ 3"]
    (table,) = tables(first, [" | - Trồng hoa | Tổ 4", "3 | Dọn rác | Tổ 2"])
    assert [row[0] for row in strings(table)] == ["TT", "1", "2", "2", "2", "3"]


def test_another_table_whose_ordinals_stand_second() -> None:
    """A head is known by its word for ordinals in the second column, too."""
    found = tables(["Lĩnh vực | TT | Công việc", "Đô thị | 1 | Quét vôi"], ["Xã | TT | Kinh phí", "Mỹ Lộc | 1 | 20"])
    assert [len(table.rows) for table in found] == [2, 2]


def _scan_page(number: int, rows: Rows, poor: int | None = None, *, continues: bool = False) -> Page:
    """A page with its words' boxes; those of one row were read badly."""
    plain = page(number, rows, continues=continues)
    lines = list(plain.lines)
    for cell in plain.tables[0].cells:
        for at in cell.lines:
            box = (0.1 + 0.25 * cell.column, 0.1 + 0.05 * cell.row, 0.3 + 0.25 * cell.column, 0.13 + 0.05 * cell.row)
            words = lines[at].words
            sure = 0.4 if cell.row == poor else 0.95
            lines[at] = replace(lines[at], words=tuple(replace(word, box=box, confidence=sure) for word in words))
    return replace(plain, lines=tuple(lines))


HEADED = "TT | Nội dung công việc | Đơn vị chủ trì | Thời gian"


def test_row_read_badly_says_so() -> None:
    """A row of low confidence bears the flag and less confidence; the one above does not."""
    rows = [HEADED, "1 | Rà soát danh mục bến đò | Sở Xây dựng | Quý I/2026", "2 | Kiểm tra chợ | Sở Nội vụ | 2026"]
    (document,) = parse(FileReading("a" * 64, "application/pdf", (_scan_page(1, rows, 2),), (), "x"))
    flags = [Flag.OCR_LOW in task.flags for task in document.tasks]
    assert flags == [False, True]
    assert document.tasks[1].confidence < document.tasks[0].confidence


def test_row_over_two_pages_keeps_both_places() -> None:
    """A task whose row a page cuts stands at a box of each page, with the words of both."""
    first = [HEADED, "1 | Rà soát danh mục các bến | Sở Xây dựng | Quý I/2026"]
    second = [" | đò ngang trên sông | | ", "2 | Kiểm tra chợ đầu mối | Sở Nội vụ | Quý II/2026"]
    pages = (_scan_page(1, first), _scan_page(2, second, continues=True))
    (document,) = parse(FileReading("a" * 64, "application/pdf", pages, (), "x"))
    task = document.tasks[0]
    assert task.action == "Rà soát danh mục các bến đò ngang trên sông"
    assert {part.page for part in task.parts} == {1, 2}
    assert all(part.bbox for part in task.parts)
