"""Excel files: schedules as their reader sees them, from cells to tables."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Border, Font, Side

from pipeline.errors import DamagedError, EncryptedError, LimitError
from pipeline.pages import LineKind, Page
from pipeline.reading import workbook
from pipeline.reading.read import read_bytes
from tests.helpers import hostile

RULED = Border(*[Side(style="thin")] * 4)
Rows = Sequence[Sequence[Any]]
SCHEDULE: Rows = (("TT", "Nhiệm vụ", "Chủ trì"), (1, "Niêm yết thủ tục", "Văn phòng"), (2, "Lập sổ", "Tổ Một cửa"))


def book(*sheets: Rows, merged: Sequence[str] = (), ruled: bool = True) -> Any:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for nth, rows in enumerate(sheets, start=1):
        sheet = made.create_sheet(f"Biểu {nth}")
        for row, values in enumerate(rows, start=1):
            for column, value in enumerate(values, start=1):
                cell = sheet.cell(row, column, value)
                if ruled and len(values) > 2:
                    cell.border = RULED
        for area in merged:
            sheet.merge_cells(area)
    return made


def saved(made: Any) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def read(made: Any) -> tuple[Page, ...]:
    return read_bytes(saved(made), "x.xlsx").pages


def cells(page: Page) -> dict[tuple[int, int], str]:
    (table,) = page.tables
    return {(c.row, c.column): " ".join(page.lines[i].text for i in c.lines) for c in table.cells if c.lines}


def test_a_schedule_between_its_heading_and_its_foot() -> None:
    """Rows of three cells are the table; what stands above and below are paragraphs, two beside each other columns."""
    (page,) = read(
        book(
            (
                ("ỦY BAN NHÂN DÂN\nXÃ MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                ("PHỤ LỤC",),
                (),
                *SCHEDULE,
                (),
                ("Nơi nhận:\n- Lưu: VT.", "CHỦ TỊCH"),
            )
        )
    )
    body = [(line.kind, line.text) for line in page.lines if line.kind is not LineKind.TABLE]
    assert body == [
        (LineKind.LEFT, "ỦY BAN NHÂN DÂN"),
        (LineKind.LEFT, "XÃ MẪU"),
        (LineKind.RIGHT, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (LineKind.BODY, "PHỤ LỤC"),
        (LineKind.LEFT, "Nơi nhận:"),
        (LineKind.LEFT, "- Lưu: VT."),
        (LineKind.RIGHT, "CHỦ TỊCH"),
        (LineKind.FURNITURE, "Biểu 1"),
    ]
    assert cells(page) == {(r, c): str(value) for r, row in enumerate(SCHEDULE) for c, value in enumerate(row)}


def test_each_visible_sheet_is_a_page() -> None:
    """Hidden sheets and empty ones are not what a reader sees."""
    made = book(SCHEDULE, (), (("ẩn", "b", "c"),), (("cuối", "b", "c"),))
    made.worksheets[2].sheet_state = "hidden"
    assert [page.lines[0].text for page in read(made)] == ["TT", "cuối"]


def test_merged_cells_span() -> None:
    (page,) = read(
        book(
            ((*SCHEDULE[0], "Ghi chú"), (1, "a", "b", "c"), ("I", None, None, None), (2, "d", None, "e")),
            merged=("A3:D3", "C2:C2", "D1:D2"),
        )
    )
    (table,) = page.tables
    spans = {(c.row, c.column): (c.row_span, c.column_span) for c in table.cells}
    assert spans[2, 0] == (1, 4)
    assert spans[0, 3] == (2, 1)


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        pytest.param(5, "General", "5", id="a number"),
        pytest.param(2.50, "General", "2.5", id="a fraction"),
        pytest.param(0.1 + 0.2, "General", "0.3", id="as many digits as Excel shows"),
        pytest.param(1500000, "#,##0", "1500000", id="no separators: they are the reader's own"),
        pytest.param(0.95, "0%", "95%", id="a share"),
        pytest.param(datetime.datetime(2031, 4, 30), "dd/mm/yyyy", "30/04/2031", id="a date"),
        pytest.param(datetime.datetime(2031, 4, 1), "mm/yyyy", "04/2031", id="a month"),
        pytest.param(datetime.date(2031, 4, 30), "mm-dd-yy", "30/04/2031", id="a date in the system's short form"),
        pytest.param(datetime.time(8, 30), "h:mm", "08:30", id="a time"),
        pytest.param("Quý II", "General", "Quý II", id="words"),
        pytest.param("#N/A", "General", "#N/A", id="an error that stands in the cell"),
        pytest.param(True, "General", "", id="a tick box is no word"),
    ],
)
def test_values_as_their_reader_sees_them(value: Any, form: str, shown: str) -> None:
    made = book((*SCHEDULE[:1], (value, "a", "b")))
    made.active.cell(2, 1).number_format = form
    (page,) = read(made)
    assert cells(page).get((1, 0), "") == shown


def test_looks_and_lines() -> None:
    """Bold words say so, a cell of two lines has two."""
    made = book((("Nhóm A", "một\nhai", "c"),))
    made.active.cell(1, 1).font = Font(bold=True, size=15)
    (page,) = read(made)
    assert [(word.bold, word.size) for word in page.lines[0].words] == [(True, 15.0)] * 2
    (table,) = page.tables
    assert [len(cell.lines) for cell in table.cells] == [1, 2, 1]


def test_formulas_are_not_computed() -> None:
    """A formula that was never computed shows nothing."""
    (page,) = read(book((*SCHEDULE, ("=1+1", "x", "y"))))
    assert (3, 0) not in cells(page)


def test_pictures_are_not_opened() -> None:
    """A picture in the sheet, were it a bomb, is never looked at."""
    data = io.BytesIO(saved(book(SCHEDULE)))
    with zipfile.ZipFile(data, "a") as package:
        package.writestr("xl/media/image1.png", hostile.png(100_000, 100_000))
        package.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" '
            'Target="../drawings/drawing1.xml"/></Relationships>',
        )
    (page,) = read_bytes(data.getvalue(), "x").pages
    assert cells(page)[1, 1] == "Niêm yết thủ tục"


def part(name: str, content: bytes) -> bytes:
    """A workbook with one of its parts replaced."""
    old, new = io.BytesIO(saved(book(SCHEDULE))), io.BytesIO()
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            target.writestr(info.filename, content if info.filename == name else source.read(info))
    return new.getvalue()


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "%s">]><worksheet>&a;</worksheet>' % (b"b" * 1000)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(saved(book(())), id="no words"),
        pytest.param(part("xl/workbook.xml", b"<a"), id="broken XML"),
        pytest.param(part("xl/worksheets/sheet1.xml", ENTITIES), id="entities"),
        pytest.param(part("xl/worksheets/sheet1.xml", b""), id="an empty part"),
        pytest.param(part("[Content_Types].xml", b"<Types/>"), id="no list of parts"),
    ],
)
def test_damaged(data: bytes) -> None:
    with pytest.raises(DamagedError) as caught:
        read_bytes(data, "x")
    assert caught.value.advice


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks too far, or holds too many cells, is a limit; what is locked says so."""
    with pytest.raises(LimitError, match="unpacks"):
        read_bytes(part("xl/worksheets/sheet1.xml", b" " * (workbook.MAX_UNPACKED + 1)), "x")
    monkeypatch.setattr(workbook, "MAX_CELLS", 5)
    with pytest.raises(LimitError, match="more cells"):
        read(book(SCHEDULE))
    locked = bytearray(saved(book(SCHEDULE)))
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        for place in [i for i in range(len(locked)) if locked.startswith(mark, i)]:
            locked[place + at] |= 1
    with pytest.raises((EncryptedError, DamagedError)):
        read_bytes(bytes(locked), "x")
