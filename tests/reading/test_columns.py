"""Reading order from word boxes: headings and feet in columns, stamps, notes, page numbers, tables."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.pages import Align, Line, LineKind, Page, Source, Word
from pipeline.reading.columns import Placed, rows_of
from pipeline.reading.finishing import finish, overlay
from pipeline.reading.grid import GridCell, GridTable
from pipeline.reading.layout import assemble
from tests.helpers.typeset import HEIGHT, LEFT, RIGHT, WIDTH, Sheet, shown

LEFT_MIDDLE, RIGHT_MIDDLE = 165.0, 410.0
"""Middles of the heading's columns on a page of the decree."""
BODY = (
    "Căn cứ tình hình thực tế của địa phương trong năm, cơ quan ban hành văn bản này để các",
    "đơn vị trực thuộc chủ động triển khai các nội dung công việc theo đúng thời hạn đã giao",
    "và báo cáo kết quả về Văn phòng.",
)


def read(sheet: Sheet, **extra: object) -> tuple[Line, ...]:
    return assemble(sheet.shuffled(), width_pt=WIDTH, height_pt=HEIGHT, **extra)[0]  # type: ignore[arg-type]


def heading(sheet: Sheet, y: float = 70, *, shift: float = 0.0) -> float:
    sheet.line("ỦY BAN NHÂN DÂN", y + shift, centre=LEFT_MIDDLE)
    sheet.line("XÃ AN HẢI", y + 15 + shift, centre=LEFT_MIDDLE)
    sheet.line("Số: 15/KH-UBND", y + 42 + shift, centre=LEFT_MIDDLE)
    sheet.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", y, centre=RIGHT_MIDDLE, size=12)
    sheet.line("Độc lập - Tự do - Hạnh phúc", y + 15, centre=RIGHT_MIDDLE)
    sheet.line("An Hải, ngày 05 tháng 3 năm 2024", y + 42, centre=RIGHT_MIDDLE)
    return y + 72


HEADING = [
    "left: ỦY BAN NHÂN DÂN",
    "left: XÃ AN HẢI",
    "left: Số: 15/KH-UBND",
    "right: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "right: Độc lập - Tự do - Hạnh phúc",
    "right: An Hải, ngày 05 tháng 3 năm 2024",
]


def state(sheet: Sheet) -> list[str]:
    y = heading(sheet)
    sheet.line("KẾ HOẠCH", y, centre=318, bold=True)
    sheet.line("Vệ sinh đường làng năm 2024", y + 16, centre=318)
    sheet.body(y + 40, *BODY)
    return [*HEADING, "body: KẾ HOẠCH", "body: Vệ sinh đường làng năm 2024", *(f"body: {line}" for line in BODY)]


def offset(sheet: Sheet) -> list[str]:
    y = heading(sheet, shift=7.5)
    sheet.line("KẾ HOẠCH", y + 8, centre=318)
    sheet.body(y + 40, *BODY)
    return [*HEADING, "body: KẾ HOẠCH", *(f"body: {line}" for line in BODY)]


def narrow(sheet: Sheet) -> list[str]:
    start = RIGHT_MIDDLE - 102
    sheet.line("SỞ XÂY DỰNG TỈNH HẢI SƠN", 70, end=start - 8)
    sheet.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 70, x=start, size=11)
    sheet.line("Độc lập - Tự do - Hạnh phúc", 85, centre=RIGHT_MIDDLE)
    sheet.line("THANH TRA SỞ", 85, centre=200)
    sheet.body(150, *BODY)
    return [
        "left: SỞ XÂY DỰNG TỈNH HẢI SƠN",
        "left: THANH TRA SỞ",
        "right: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "right: Độc lập - Tự do - Hạnh phúc",
        *(f"body: {line}" for line in BODY),
    ]


def letter(sheet: Sheet) -> list[str]:
    y = heading(sheet)
    sheet.line("V/v mời họp giao ban", y - 15, centre=LEFT_MIDDLE, size=12)
    sheet.line("công tác quý I năm 2024", y, centre=LEFT_MIDDLE, size=12)
    sheet.line("Kính gửi: Các phòng chuyên môn.", y + 32, centre=318)
    sheet.body(y + 60, *BODY)
    return [
        *HEADING[:3],
        "left: V/v mời họp giao ban",
        "left: công tác quý I năm 2024",
        *HEADING[3:],
        "body: Kính gửi: Các phòng chuyên môn.",
        *(f"body: {line}" for line in BODY),
    ]


def party(sheet: Sheet) -> list[str]:
    sheet.line("ĐẢNG BỘ TỈNH HẢI SƠN", 70, centre=LEFT_MIDDLE)
    sheet.line("HUYỆN ỦY AN HẢI", 85, centre=LEFT_MIDDLE)
    sheet.line("*", 98, centre=LEFT_MIDDLE)
    sheet.line("Số 12-KH/HU", 112, centre=LEFT_MIDDLE)
    sheet.line("ĐẢNG CỘNG SẢN VIỆT NAM", 70, centre=RIGHT_MIDDLE)
    sheet.line("An Hải, ngày 05 tháng 3 năm 2024", 112, centre=RIGHT_MIDDLE)
    sheet.line("KẾ HOẠCH", 150, centre=318)
    sheet.body(180, *BODY)
    return [
        "left: ĐẢNG BỘ TỈNH HẢI SƠN",
        "left: HUYỆN ỦY AN HẢI",
        "left: *",
        "left: Số 12-KH/HU",
        "right: ĐẢNG CỘNG SẢN VIỆT NAM",
        "right: An Hải, ngày 05 tháng 3 năm 2024",
        "body: KẾ HOẠCH",
        *(f"body: {line}" for line in BODY),
    ]


def long_date(sheet: Sheet) -> list[str]:
    sheet.line("BỘ TƯ PHÁP", 70, centre=140)
    sheet.line("Số: 15/TB-BTP", 110, centre=140)
    sheet.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 70, centre=400, size=11)
    sheet.line("Độc lập - Tự do - Hạnh phúc", 85, centre=400)
    sheet.line("Thành phố Hồ Chí Minh, ngày 05 tháng 3 năm 2024", 110, centre=400, size=12)
    sheet.body(150, *BODY)
    return [
        "left: BỘ TƯ PHÁP",
        "left: Số: 15/TB-BTP",
        "right: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "right: Độc lập - Tự do - Hạnh phúc",
        "right: Thành phố Hồ Chí Minh, ngày 05 tháng 3 năm 2024",
        *(f"body: {line}" for line in BODY),
    ]


def misread(sheet: Sheet) -> list[str]:
    sheet.line("UY BAN NHÂN DÂN", 70, centre=LEFT_MIDDLE)
    sheet.line("Sô: 15/KH-UBND", 112, centre=LEFT_MIDDLE)
    sheet.line("CÔNG HOA XÀ HỌI CHỦ NGHIA VIỆT NAlM", 70, centre=RIGHT_MIDDLE, size=12)
    sheet.line("Đôc lạp - Tu do - Hanh phúc", 85, centre=RIGHT_MIDDLE)
    sheet.line("An Hải, ngày tháng 3 năm 2024", 112, centre=RIGHT_MIDDLE)
    sheet.body(150, *BODY)
    return [
        "left: UY BAN NHÂN DÂN",
        "left: Sô: 15/KH-UBND",
        "right: CÔNG HOA XÀ HỌI CHỦ NGHIA VIỆT NAlM",
        "right: Đôc lạp - Tu do - Hanh phúc",
        "right: An Hải, ngày tháng 3 năm 2024",
        *(f"body: {line}" for line in BODY),
    ]


def no_motto(sheet: Sheet) -> list[str]:
    sheet.line("TRƯỜNG TIỂU HỌC SỐ 1", 70, centre=LEFT_MIDDLE)
    sheet.line("Số: 15/KH-TH1", 90, centre=LEFT_MIDDLE)
    sheet.line("An Hải, ngày 05 tháng 3 năm 2024", 90, centre=RIGHT_MIDDLE)
    sheet.line("KẾ HOẠCH", 120, centre=318)
    sheet.body(150, *BODY)
    return [
        "left: TRƯỜNG TIỂU HỌC SỐ 1",
        "left: Số: 15/KH-TH1",
        "right: An Hải, ngày 05 tháng 3 năm 2024",
        "body: KẾ HOẠCH",
        *(f"body: {line}" for line in BODY),
    ]


def contract(sheet: Sheet) -> list[str]:
    sheet.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 70, centre=318, size=12)
    sheet.line("Độc lập - Tự do - Hạnh phúc", 85, centre=318)
    sheet.line("BIÊN BẢN", 120, centre=318)
    sheet.body(150, *BODY)
    return [
        "body: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "body: Độc lập - Tự do - Hạnh phúc",
        "body: BIÊN BẢN",
        *(f"body: {line}" for line in BODY),
    ]


def foot(sheet: Sheet) -> list[str]:
    y = sheet.body(200, *BODY) + 20
    sheet.line("TM. ỦY BAN NHÂN DÂN", y, centre=430)
    sheet.line("Nơi nhận:", y + 14, x=LEFT, size=12)
    sheet.line("KT. CHỦ TỊCH", y + 15, centre=430)
    sheet.line("- Như trên;", y + 28, x=LEFT, size=11)
    sheet.line("PHÓ CHỦ TỊCH", y + 30, centre=430)
    sheet.line("- Các thôn, tổ dân phố (để thực hiện);", y + 41, x=LEFT, size=11)
    sheet.line("- Lưu: VT.", y + 54, x=LEFT, size=11)
    sheet.line("Lê Văn Mẫu", y + 100, centre=430)
    return [
        *(f"body: {line}" for line in BODY),
        "left: Nơi nhận:",
        "left: - Như trên;",
        "left: - Các thôn, tổ dân phố (để thực hiện);",
        "left: - Lưu: VT.",
        "right: TM. ỦY BAN NHÂN DÂN",
        "right: KT. CHỦ TỊCH",
        "right: PHÓ CHỦ TỊCH",
        "right: Lê Văn Mẫu",
    ]


def signer_alone(sheet: Sheet) -> list[str]:
    y = sheet.body(200, *BODY) + 20
    sheet.line("HIỆU TRƯỞNG", y, centre=430)
    sheet.line("Lê Văn Mẫu", y + 70, centre=430)
    return [*(f"body: {line}" for line in BODY), "right: HIỆU TRƯỞNG", "right: Lê Văn Mẫu"]


def two_signers(sheet: Sheet) -> list[str]:
    y = sheet.body(200, *BODY) + 20
    sheet.line("THƯ KÝ", y, centre=170)
    sheet.line("CHỦ TỌA", y, centre=430)
    sheet.line("Trần Thị Thử", y + 70, centre=170)
    sheet.line("Lê Văn Mẫu", y + 70, centre=430)
    return [
        *(f"body: {line}" for line in BODY),
        "left: THƯ KÝ",
        "left: Trần Thị Thử",
        "right: CHỦ TỌA",
        "right: Lê Văn Mẫu",
    ]


def second_document(sheet: Sheet) -> list[str]:
    sheet.body(80, *BODY)
    sheet.line("Nơi nhận:", 160, x=LEFT)
    sheet.line("GIÁM ĐỐC", 160, centre=430)
    sheet.line("- Lưu: VT.", 175, x=LEFT)
    sheet.line("Lê Văn Mẫu", 220, centre=430)
    y = heading(sheet, 300)
    sheet.line("QUY CHẾ", y, centre=318)
    return [
        *(f"body: {line}" for line in BODY),
        "left: Nơi nhận:",
        "left: - Lưu: VT.",
        "right: GIÁM ĐỐC",
        "right: Lê Văn Mẫu",
        *HEADING,
        "body: QUY CHẾ",
    ]


def appendix_below(sheet: Sheet) -> list[str]:
    sheet.line("Nơi nhận:", 80, x=LEFT)
    sheet.line("GIÁM ĐỐC", 80, centre=430)
    sheet.line("- Lưu: VT.", 95, x=LEFT)
    sheet.line("Lê Văn Mẫu", 150, centre=430)
    sheet.line("PHỤ LỤC I", 220, centre=318)
    sheet.line("Danh mục công việc", 236, centre=318)
    sheet.body(270, *BODY)
    return [
        "left: Nơi nhận:",
        "left: - Lưu: VT.",
        "right: GIÁM ĐỐC",
        "right: Lê Văn Mẫu",
        "body: PHỤ LỤC I",
        "body: Danh mục công việc",
        *(f"body: {line}" for line in BODY),
    ]


def wide_gap(sheet: Sheet) -> list[str]:
    text = "Trách nhiệm công khai minh bạch"
    sheet.body(80, *BODY)
    sheet.line(text, 134, justify=True)
    sheet.body(152, *BODY)
    return [*(f"body: {line}" for line in BODY), f"body: {text}", *(f"body: {line}" for line in BODY)]


def dated_sentence(sheet: Sheet) -> list[str]:
    lines = (
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 05 tháng 3 năm 2024 của Ủy ban nhân dân xã",
        "Số lượng hồ sơ tiếp nhận từ ngày 01 tháng 01 năm 2024 đến nay tăng so với cùng kỳ, nơi",
        "nhận hồ sơ là Bộ phận một cửa.",
    )
    sheet.body(80, *lines)
    return [f"body: {line}" for line in lines]


PAGES: list[tuple[str, Callable[[Sheet], list[str]]]] = [
    ("a plan of a commune", state),
    ("the left column set half a line lower", offset),
    ("columns that almost touch", narrow),
    ("an official letter: V/v under the number, Kính gửi ends the heading", letter),
    ("a Party paper, with a star and a slash-last symbol", party),
    ("a date line that begins left of Quốc hiệu", long_date),
    ("mottos with OCR errors", misread),
    ("no motto at all: number and date in one row", no_motto),
    ("a centred motto is no column", contract),
    ("a foot whose signing block begins above Nơi nhận", foot),
    ("a signing block without Nơi nhận", signer_alone),
    ("minutes: two signers, no Nơi nhận", two_signers),
    ("a second document bound on the same page", second_document),
    ("an appendix below the foot is not the foot's", appendix_below),
    ("a justified line with wide gaps is never parted", wide_gap),
    ("numbers and dates in sentences are no heading", dated_sentence),
]


@pytest.mark.parametrize("build", [pytest.param(build, id=name) for name, build in PAGES])
@pytest.mark.parametrize("ragged", [False, True], ids=["layer", "ocr"])
@pytest.mark.parametrize("skew", [0.0, 0.5], ids=["straight", "skewed"])
def test_reading_order(build: Callable[[Sheet], list[str]], ragged: bool, skew: float) -> None:
    """Each page reads left column before right, from a layer's boxes, OCR's tight ones, and skewed ones."""
    sheet = Sheet(ragged=ragged, skew=skew, seed=7)
    expected = build(sheet)
    assert shown(read(sheet)) == expected


def test_number_laid_over_its_line() -> None:
    """A number and day typed onto the page two points off their line stand in it, in their places."""
    sheet = Sheet()
    sheet.line("UBND XÃ AN HẢI", 70, centre=LEFT_MIDDLE)
    end = sheet.line("Số:", 112, x=110)
    sheet.line("15", 110, x=end + 6)
    sheet.line("/KH-UBND", 112, x=end + 20)
    sheet.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 70, centre=RIGHT_MIDDLE, size=12)
    end = sheet.line("An Hải, ngày", 112, x=310)
    sheet.line("05", 114, x=end + 4)
    sheet.line("tháng 3 năm 2024", 112, x=end + 22)
    assert shown(read(sheet))[1] == "left: Số: 15 /KH-UBND"
    assert shown(read(sheet))[3] == "right: An Hải, ngày 05 tháng 3 năm 2024"


def test_a_number_that_a_pen_wrote_was_not_read() -> None:
    """The gap that it leaves is wider than that between its symbol and the place beside it."""
    sheet = Sheet()
    sheet.line("TỈNH HẢI SƠN", 70, centre=LEFT_MIDDLE)
    sheet.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 70, centre=RIGHT_MIDDLE, size=12)
    sheet.line("Độc lập - Tự do - Hạnh phúc", 85, centre=RIGHT_MIDDLE)
    sheet.line("Số:", 112, x=110)
    sheet.line("/QĐ-UBND", 112, x=212)
    sheet.line("Hải Sơn, ngày 05 tháng 3 năm 2024", 112, centre=RIGHT_MIDDLE)
    sheet.body(160, *BODY)
    assert [f"{line.kind}: {line.text}" for line in read(sheet)][:5] == [
        "left: TỈNH HẢI SƠN",
        "left: Số: /QĐ-UBND",
        "right: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "right: Độc lập - Tự do - Hạnh phúc",
        "right: Hải Sơn, ngày 05 tháng 3 năm 2024",
    ]


@pytest.mark.parametrize("sign", ["", "_"])
def test_a_name_longer_than_all_above_it(sign: str) -> None:
    """It reaches past the middle between the short one above it and the motto, not to it; a rule beside it may."""
    sheet = Sheet()
    if sign:
        sheet.line(sign, 100, x=286)
    sheet.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 70, x=290, size=12)
    sheet.line("Độc lập - Tự do - Hạnh phúc", 85, centre=RIGHT_MIDDLE)
    sheet.line("BỘ Y TẾ", 85, centre=LEFT_MIDDLE)
    sheet.line("CỤC PHÒNG BỆNH CHO CÂY TRỒNG", 100, end=280)
    sheet.line("Số: 15/KH-PBCT", 115, centre=LEFT_MIDDLE)
    sheet.body(160, *BODY)
    lines = [f"{line.kind}: {line.text}" for line in read(sheet)][:5]
    assert lines == [
        "left: BỘ Y TẾ",
        f"left: CỤC PHÒNG BỆNH CHO CÂY TRỒNG {sign}".rstrip(),
        "left: Số: 15/KH-PBCT",
        "right: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "right: Độc lập - Tự do - Hạnh phúc",
    ]


def test_a_pen_s_stroke_parts_no_name() -> None:
    """What a signature's strokes are read as reaches over two lines: the words of the name below stay one row."""
    high = 10.0
    name = [Placed(Word(text), x, 238, x + 30, 249) for text, x in (("Trần", 386), ("Kiều", 420), ("Oanh", 454))]
    (row,) = rows_of([*name, Placed(Word("HH"), 400, 214, 463, 244)], high)
    assert [p.word.text for p in row] == ["Trần", "HH", "Kiều", "Oanh"]


def test_a_motto_read_badly_stays_on_its_side() -> None:
    """Of a motto whose first words were misread, these stand right of the white column too; so does dirt under it."""
    sheet = Sheet(ragged=True)
    sheet.line("ỦY BAN NHÂN DÂN TỈNH AN HẢI", 70, centre=LEFT_MIDDLE, size=11)
    sheet.line("THANH TRA", 85, centre=LEFT_MIDDLE)
    sheet.line("Số: 15/KH-TTr", 112, centre=LEFT_MIDDLE)
    sheet.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 70, centre=RIGHT_MIDDLE, size=12)
    sheet.line("Độc lọc lập.- lạp- 1ự do - Hạnh p phúc", 85, centre=RIGHT_MIDDLE)
    sheet.line("An Hải, ngày 05 tháng 3 năm 2024", 112, centre=RIGHT_MIDDLE)
    assert shown(read(sheet))[1] == "left: THANH TRA"
    assert shown(read(sheet))[4] == "right: Độc lọc lập.- lạp- 1ự do - Hạnh p phúc"


def test_dirt_between_the_lines_of_a_motto() -> None:
    """A speck read as a word between two lines of the motto, near the middle, does not end the heading."""
    sheet = Sheet()
    sheet.line("ỦY BAN NHÂN DÂN", 70, centre=LEFT_MIDDLE)
    sheet.line("XÃ AN HẢI", 92, centre=LEFT_MIDDLE)
    sheet.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 70, centre=RIGHT_MIDDLE, size=12)
    sheet.line("Độc lập - Tự do - Hạnh phúc", 92, centre=RIGHT_MIDDLE)
    sheet.line("Số: 15/KH-UBND", 122, centre=LEFT_MIDDLE)
    sheet.line("An Hải, ngày 05 tháng 3 năm 2024", 122, centre=RIGHT_MIDDLE)
    sheet.words.append(Word("lân", (345 / WIDTH, 76 / HEIGHT, 349 / WIDTH, 78 / HEIGHT)))
    sheet.body(180, *BODY)
    kinds = [line.split(":")[0] for line in shown(read(sheet), body=False)]
    assert kinds == sorted(kinds)
    assert kinds.count("left") == 3


def test_incoming_stamp_leaves_the_number_alone() -> None:
    """The stamp of the office that received the paper, with a number and day of its own, is a stamp."""
    sheet = Sheet()
    y = heading(sheet)
    for text, at in (("ĐẾN", 0), ("Số: 2210", 14), ("Ngày: 09/3/2024", 28), ("Chuyển: Phòng Tổng hợp", 42)):
        sheet.line(text, y + 10 + at, x=95, size=11)
    sheet.line("KẾ HOẠCH", y + 80, centre=318)
    found = shown(read(sheet))
    assert [line for line in found if not line.startswith("stamp")] == [*HEADING, "body: KẾ HOẠCH"]
    assert [line for line in found if line.startswith("stamp")] == [
        "stamp: ĐẾN",
        "stamp: Số: 2210",
        "stamp: Ngày: 09/3/2024",
        "stamp: Chuyển: Phòng Tổng hợp",
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("HỎA TỐC", "stamp", id="a mark of urgency beside the text"),
        pytest.param("SAO Y BẢN CHÍNH", "stamp", id="a mark of a copy"),
        pytest.param("Ký bởi: Văn phòng xã An Hải", "stamp", id="a signature's banner"),
        pytest.param("Người ký chịu trách nhiệm", "body", id="a sentence that begins like a banner"),
        pytest.param("KHẨN TRƯƠNG", "body", id="a word that begins like a mark"),
        pytest.param("LƯU HÀNH NỘI BỘ", "stamp", id="a mark of use"),
        pytest.param("BẢN SỐ: 05", "stamp", id="the number of a secret's copy"),
        pytest.param("BẢN SỐ .......", "stamp", id="its dots"),
        pytest.param("BẢN SỐ HÓA HỒ SƠ", "body", id="words that begin like it"),
        pytest.param("MẬT ĐỘ 5", "body", id="a longer line with a number"),
    ],
)
def test_marks(text: str, kind: str) -> None:
    """Stamps are told by their own words alone."""
    sheet = Sheet()
    sheet.line(text, 60, x=90)
    sheet.body(200, *BODY)
    assert f"{kind}: {text}" in shown(read(sheet))


def test_known_stamp_boxes() -> None:
    """Words inside a box known to be a stamp (red ink, a signature's field) leave the text."""
    sheet = Sheet()
    sheet.body(80, *BODY)
    sheet.line("Văn phòng 09.3.2024", 760, x=400)
    lines = read(sheet, stamps=((0.6, 0.88, 1.0, 0.92),))
    assert shown(lines)[-1] == "stamp: Văn phòng 09.3.2024"


@pytest.mark.parametrize(
    ("text", "y", "kind"),
    [
        pytest.param("2", 40, "furniture", id="top middle, by Nghị định 30"),
        pytest.param("- 3 -", 810, "furniture", id="foot, between dashes"),
        pytest.param("Trang 2/5", 810, "furniture", id="foot, with the count"),
        pytest.param("E*\\VANTHU\\vb149 doc", 825, "furniture", id="a file's path, its colon and dot misread"),
        pytest.param("E*\\VANTHU\\vb149 doc", 400, "body", id="a path in the text"),
        pytest.param("2", 400, "body", id="a number in the middle of the page"),
        pytest.param("2. Kinh phí", 40, "body", id="a heading at the top"),
    ],
)
def test_page_numbers(text: str, y: float, kind: str) -> None:
    """Only a number alone in the margin is furniture."""
    sheet = Sheet()
    sheet.line(text, y, centre=318)
    sheet.body(440, *BODY)
    sheet.body(90, *BODY)
    assert f"{kind}: {text}" in shown(read(sheet))


@pytest.mark.parametrize(
    ("text", "y", "x", "kind"),
    [
        pytest.param("Scanned with CamScanner", 825, 450, "furniture", id="below the text at the right"),
        pytest.param("CS Scanned with CamScanner", 820, 60, "furniture", id="with the app's picture"),
        pytest.param("Được quét bằng CamScanner", 825, 220, "furniture", id="in Vietnamese"),
        pytest.param("Scanned by TapScanner", 825, 220, "furniture", id="another app"),
        pytest.param("Scanned with CamScanner", 300, 220, "body", id="within the text"),
        pytest.param("Scanned copies go to the clerk", 825, 220, "body", id="other words"),
    ],
)
def test_marks_of_apps(text: str, y: float, x: float, kind: str) -> None:
    """What an app that photographs papers leaves at the page's edge is no word of the document."""
    sheet = Sheet()
    sheet.body(90, *BODY)
    sheet.line(text, y, x=x)
    assert [line.kind for line in read(sheet) if line.text == text] == [LineKind(kind)]
    assert sum(line.kind is LineKind.BODY for line in read(sheet)) == len(BODY) + (kind == "body")


@pytest.mark.parametrize(
    ("text", "x", "y", "kind"),
    [
        pytest.param("Chuyển xem", 20, 136, "furniture", id="beside the text, on a line's own height"),
        pytest.param("Chuyển xem", 20, 145, "furniture", id="between two lines"),
        pytest.param("Lưu", 568, 118, "furniture", id="in the right margin"),
        pytest.param("12.", LEFT, 230, "body", id="a label, as far out as other lines begin"),
        pytest.param("Chuyển xem", 20, 700, "body", id="below the text: no margin of it"),
    ],
)
def test_margin_notes(text: str, x: float, y: float, kind: str) -> None:
    """What stands wholly beside the text is no part of it, nor of its line; a label set out is."""
    sheet = Sheet()
    sheet.body(100, *BODY)
    for at in (230.0, 250.0, 270.0):
        sheet.line(BODY[0], at, x=LEFT + 30, justify=True)
    sheet.body(300, *BODY)
    sheet.line(text, y, x=x, size=10 if kind == "furniture" else 13)
    found = read(sheet)
    (line,) = [line for line in found if text.split()[0] in line.text.split()]
    assert line.kind == kind
    assert (line.text == text) is (kind == "furniture" or y == 700)


@pytest.mark.parametrize(
    ("text", "x", "y", "kind"),
    [
        pytest.param("cáo.", LEFT, 217, "body", id="the last line of the paragraph above"),
        pytest.param("Xem", LEFT, 208, "furniture", id="as far out, but half a line off: a note"),
        pytest.param("Xem", 20, 217, "furniture", id="further out than first lines are indented"),
    ],
)
def test_short_last_lines_under_first_lines(text: str, x: float, y: float, kind: str) -> None:
    """Where each long line is a paragraph's first, a paragraph's short last line stands left of them all, as notes do."""
    sheet = Sheet()
    for at in (120.0, 160.0, 200.0, 240.0, 280.0, 320.0):
        sheet.line(BODY[0], at, x=LEFT + 30, justify=True)
    sheet.line(text, y, x=x)
    assert f"{kind}: {text}" in shown(read(sheet))


def test_stamped_words_over_the_text() -> None:
    """Words known to be stamped are lines of their own; what is printed under them stays in its line."""
    sheet = Sheet()
    sheet.body(100, *BODY)
    mark = Word("KHẨN", (0.3, 0.105, 0.4, 0.125))
    lines = read(sheet, marks=(mark,))
    assert [line.text for line in lines if line.kind is LineKind.STAMP] == ["KHẨN"]
    assert [line.text for line in lines if line.kind is LineKind.BODY] == list(BODY)


def test_footnotes() -> None:
    """Small lines with a mark at the foot are notes, all lines of them; small lines without are not."""
    sheet = Sheet()
    for y in (100, 200, 300, 400):
        sheet.body(y, *BODY)
    sheet.line("1 Nghị quyết về công tác vệ sinh môi trường", 740, x=LEFT, size=10)
    sheet.line("của Hội đồng nhân dân xã.", 752, x=LEFT, size=10)
    sheet.line("2 Kế hoạch năm trước.", 764, x=LEFT, size=10)
    assert shown(read(sheet), body=False) == [
        "note: 1 Nghị quyết về công tác vệ sinh môi trường",
        "note: của Hội đồng nhân dân xã.",
        "note: 2 Kế hoạch năm trước.",
    ]


@pytest.mark.parametrize(
    ("place", "align"),
    [
        pytest.param({"centre": 318.5}, Align.CENTER, id="centred"),
        pytest.param({"end": RIGHT}, Align.RIGHT, id="flush right"),
        pytest.param({"x": LEFT}, Align.LEFT, id="flush left"),
    ],
)
def test_alignment(place: dict[str, float], align: Align) -> None:
    """A short line's alignment is told from the margins of the long ones."""
    sheet = Sheet()
    sheet.body(100, *BODY)
    sheet.line("Một dòng ngắn", 300, **place)
    sheet.body(330, *BODY)
    line = next(line for line in read(sheet) if line.text == "Một dòng ngắn")
    assert line.align is align


def grid(*, x0: float = 0.15, top: float = 0.3) -> GridTable:
    """Two rows of two cells, the first row merged."""
    x1, x2 = x0 + 0.2, x0 + 0.7
    cells = (
        GridCell(0, 0, 1, 2, (x0, top, x2, top + 0.03)),
        GridCell(1, 0, 1, 1, (x0, top + 0.03, x1, top + 0.09)),
        GridCell(1, 1, 1, 1, (x1, top + 0.03, x2, top + 0.09)),
    )
    return GridTable((x0, top, x2, top + 0.09), cells, 2, 2)


def test_table_at_its_place() -> None:
    """Cells' lines stand where the table stands, cell by cell; the text goes on below."""
    sheet = Sheet()
    sheet.line("Danh mục công việc như sau:", 0.27 * HEIGHT)
    sheet.line("Nội dung", 0.32 * HEIGHT, x=100)
    sheet.line("Sở A", 0.35 * HEIGHT, x=100)
    sheet.line("chủ trì", 0.37 * HEIGHT, x=100)
    sheet.line("Tổng hợp số liệu", 0.35 * HEIGHT, x=220)
    sheet.line("Ghi chú thêm ở dưới bảng.", 0.45 * HEIGHT)
    lines, tables = assemble(sheet.shuffled(), width_pt=WIDTH, height_pt=HEIGHT, tables=[grid()])
    assert shown(lines) == [
        "body: Danh mục công việc như sau:",
        "table: Nội dung",
        "table: Sở A",
        "table: chủ trì",
        "table: Tổng hợp số liệu",
        "body: Ghi chú thêm ở dưới bảng.",
    ]
    assert [[lines[i].text for i in cell.lines] for cell in tables[0].cells] == [
        ["Nội dung"],
        ["Sở A", "chủ trì"],
        ["Tổng hợp số liệu"],
    ]


def test_heading_drawn_as_a_table_is_no_table() -> None:
    """Rulings around Quốc hiệu and issuer are layout: the words come out as columns."""
    sheet = Sheet()
    heading(sheet, 0.3 * HEIGHT + 12)
    lines, tables = assemble(sheet.shuffled(), width_pt=WIDTH, height_pt=HEIGHT, tables=[grid(x0=0.12)])
    assert tables == ()
    assert shown(lines) == HEADING


def page(number: int, lines: tuple[Line, ...], tables: tuple[object, ...] = ()) -> Page:
    return Page(number, WIDTH, HEIGHT, Source.TEXT_LAYER, lines, tables)  # type: ignore[arg-type]


def test_running_titles() -> None:
    """The same words in the margin of three pages are furniture, whatever number stands in them."""
    pages = []
    for number in range(1, 5):
        sheet = Sheet()
        sheet.line(f"Sổ tay văn thư - trang {number}", 50, centre=318, size=10)
        sheet.line(f"Chương {['một', 'hai', 'ba', 'bốn'][number - 1]}", 110)
        sheet.body(300, *BODY)
        pages.append(page(number, read(sheet)))
    done = finish(pages)
    assert [p.lines[0].kind for p in done] == [LineKind.FURNITURE] * 4
    assert all(line.kind is LineKind.BODY for p in done for line in p.lines[1:])


@pytest.mark.parametrize(
    ("x0", "between", "goes_on"),
    [
        pytest.param(0.15, None, True, id="same columns, nothing between"),
        pytest.param(0.17, None, True, id="a sheet scanned a little askew"),
        pytest.param(0.25, None, False, id="other columns"),
        pytest.param(0.15, "Bảng thứ hai:", False, id="a line between"),
    ],
)
def test_tables_that_go_on(x0: float, between: str | None, goes_on: bool) -> None:
    """A table at the top of a page goes on from the last one of the page before."""
    first, second = Sheet(), Sheet()
    first.line("Cuối bảng", 0.87 * HEIGHT, x=110)
    second.line("Đầu bảng", 0.16 * HEIGHT, x=160)
    if between:
        second.line(between, 0.1 * HEIGHT + 20)
    one = assemble(first.words, width_pt=WIDTH, height_pt=HEIGHT, tables=[grid(top=0.85)])
    two = assemble(second.words, width_pt=WIDTH, height_pt=HEIGHT, tables=[grid(x0=x0, top=0.15)])
    done = finish([page(1, *one), page(2, *two)])
    assert done[1].tables[0].continues is goes_on


def test_overlay_replaces_what_was_read_at_its_place() -> None:
    """An exact word laid over a scan takes the place of the misread one and keeps the line's order."""
    sheet = Sheet()
    sheet.line("Số: Øƒ /CT-UBND", 112, x=110)
    lines = (Line(tuple(sheet.words)),)
    place = sheet.words[1].box
    assert place is not None
    done = overlay(page(1, lines), [Word("04", place)])
    assert [line.text for line in done.lines] == ["Số: 04 /CT-UBND"]
    assert done.source is Source.MIXED


boxes = st.tuples(st.floats(0, 0.95), st.floats(0, 0.97), st.floats(0.005, 0.3), st.floats(0.004, 0.05)).map(
    lambda b: (b[0], b[1], min(1.0, b[0] + b[2]), min(1.0, b[1] + b[3]))
)
SOME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập Tự do Hạnh phúc - Số: 5/KH ngày tháng năm Nơi nhận: TM. ĐẾN 1"
texts = st.sampled_from(SOME.split())


@settings(max_examples=120)
@given(st.lists(st.builds(Word, texts, boxes), max_size=40), st.booleans())
def test_no_word_is_lost_or_doubled(words: list[Word], with_table: bool) -> None:
    """Whatever stands on a page, each word comes out exactly once, and tables name real lines."""
    words = [Word(f"{word.text}{n}", word.box) if n % 3 == 0 else word for n, word in enumerate(words)]
    lines, tables = assemble(words, width_pt=WIDTH, height_pt=HEIGHT, tables=[grid()] if with_table else ())
    out = [word for line in lines for word in line.words]
    assert sorted(map(repr, out)) == sorted(map(repr, words))
    assert all(line.words for line in lines)
    named = [index for table in tables for cell in table.cells for index in cell.lines]
    assert named == sorted(set(named))
    assert all(lines[index].kind is LineKind.TABLE for index in named)


@settings(max_examples=40)
@given(st.lists(st.builds(Word, texts, boxes), max_size=30), st.randoms(use_true_random=False))
def test_order_of_words_does_not_matter(words: list[Word], shuffle: random.Random) -> None:
    """The same boxes give the same lines in whatever order they come."""
    words = [Word(f"{word.text}{n}", word.box) for n, word in enumerate(words)]
    other = list(words)
    shuffle.shuffle(other)
    assert assemble(words, width_pt=WIDTH, height_pt=HEIGHT) == assemble(other, width_pt=WIDTH, height_pt=HEIGHT)


def test_rows_of_a_broken_font_are_few_to_compare() -> None:
    """Found by fuzzing: words of wild heights, one over the other, were each compared with every row of the page."""

    @dataclass(frozen=True)
    class Counted(Placed):
        asked: ClassVar[list[int]] = [0]

        def __getattribute__(self, name: str) -> Any:
            if name == "x1":
                Counted.asked[0] += 1
            return super().__getattribute__(name)

    asked = []
    for count in (1000, 4000):
        chance = random.Random(7)
        tall = [
            Counted(Word("a"), x, top, x + 500, top + (500 if chance.random() < 0.49 else 1))
            for x, top in ((chance.uniform(0, 5), chance.uniform(0, 300)) for _ in range(count))
        ]
        Counted.asked[0] = 0
        rows = rows_of(tall, 1.0)
        assert sum(map(len, rows)) == count
        asked.append(Counted.asked[0] / count)
    assert asked[1] < 2 * asked[0] < 400
