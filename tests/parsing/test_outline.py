"""Labels, paragraphs and the tree that they make."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.pages import LineKind, Source
from pipeline.parsing import outline, paragraphs, unit_heads
from pipeline.parsing.facts import Item, Layout, Zone, Zones
from pipeline.parsing.lexicon import rules
from pipeline.parsing.marks import RANKS, mark
from pipeline.parsing.text import Text
from pipeline.records import Flag, SectionKind
from tests.helpers.paper import Sheet

MARKS = [
    ("roman", "IV. TỔ CHỨC THỰC HIỆN", "roman", "IV"),
    ("roman with a slash", "II/ Nội dung", "roman", "II"),
    ("decimal", "2. Yêu cầu", "decimal", "2"),
    ("two numbers", "1.2. Nội dung", "dotted", "1.2"),
    ("letter", "đ) Phối hợp", "letter", "đ"),
    ("article", "Điều 3. Trách nhiệm", "article", "Điều 3"),
    ("appendix", "PHỤ LỤC II", "appendix", "PHỤ LỤC II"),
    ("dash", "- Chủ trì", "dash", None),
    ("plus behind a dash", "- + Hằng tháng", "plus", None),
    ("star", "* Đối với xã", "star", None),
    ("bold of Markdown", "**I. MỤC ĐÍCH**", "roman", "I"),
    ("a year is no label", "2030. Các đơn vị", None, None),
    ("a sum is no label", "15.000 đồng", None, None),
    ("a date is no label", "12/5/2030 họp", None, None),
    ("`Điều kiện` is no article", "Điều kiện làm việc", None, None),
    ("`Chương trình` is no chapter", "Chương trình hành động", None, None),
    ("`Phần lớn` is no part", "Phần lớn cán bộ", None, None),
]


@pytest.mark.parametrize(("why", "string", "kind", "label"), MARKS, ids=[case[0] for case in MARKS])
def test_mark(why: str, string: str, kind: str | None, label: str | None) -> None:
    found = mark(string)
    assert (found and found.kind, found and found.label) == (kind, label)


def test_every_rule_of_marks_has_a_rank() -> None:
    assert {rule.value for rule in rules("marks")} <= set(RANKS)


def made(*lines: str, boxes: bool = False, source: Source = Source.TEXT) -> tuple[Layout, tuple[Item, ...]]:
    """The outline of a text of one page, a paragraph a line."""
    sheet = Sheet(boxes=boxes, source=source)
    for line in lines:
        sheet.write(line)
    text = Text([sheet.page()])
    found = paragraphs.layout(text, Zones(tuple(Zone.BODY for _ in text.lines)))
    return found, outline.build(found)


def tree(items: tuple[Item, ...]) -> list[tuple[int, str | None, str | None]]:
    """Level, label and heading of each item."""
    return [(item.level, item.label, item.heading.string if item.heading else None) for item in items]


def test_numerals_that_skip_and_repeat_keep_their_order() -> None:
    """I, II, II, IV: the path follows the order, never the numeral."""
    _, items = made(
        "I. MỤC ĐÍCH", "II. NỘI DUNG", "1. Hình thức", "II. KINH PHÍ", "IV. TỔ CHỨC THỰC HIỆN", "1. Sở Nội vụ"
    )
    assert [(item.label, item.parent) for item in items] == [
        ("I", None), ("II", None), ("1", 1), ("II", None), ("IV", None), ("1", 4),
    ]  # fmt: skip


def test_levels_are_depths_of_this_document() -> None:
    """A directive without roman numerals starts at 1."""
    _, items = made(
        "1. Sở Y tế:", "a) Chủ trì kiểm tra.", "- Lập đoàn kiểm tra.", "+ Mời chuyên gia.", "2. Sở Tài chính:"
    )
    assert [(item.level, item.label) for item in items] == [(1, "1"), (2, "a"), (3, None), (4, None), (1, "2")]


HEADINGS = [
    ("capitals", "MỤC ĐÍCH, YÊU CẦU:", "MỤC ĐÍCH, YÊU CẦU:"),
    ("a short line without a stop", "Nội dung tuyên truyền", "Nội dung tuyên truyền"),
    ("a full paragraph has none", "Làm rõ ý nghĩa của công tác lưu trữ đối với cơ quan.", None),
    ("a run-in doer", "Công an xã: Tuần tra ban đêm trên các tuyến đường.", "Công an xã:"),
    ("a run-in doer before lower case", "Sở Nội vụ: tổ chức kiểm tra.", "Sở Nội vụ:"),
    ("a run-in topic", "Kiểm tra trực tuyến: Lập nhóm kiểm tra trên mạng.", "Kiểm tra trực tuyến:"),
    ("an enumeration is no run-in head", "Bảo đảm an toàn các nội dung: đăng ký, in sao, vận chuyển.", None),
    ("a colon inside brackets is none", "Rà soát hồ sơ (gồm: đơn, giấy) của các hộ dân.", None),
    ("a time is no head", "Khai mạc lúc 8:00 tại hội trường xã.", None),
    ("who does what follows", "Thủ trưởng các phòng có trách nhiệm:", "Thủ trưởng các phòng có trách nhiệm:"),
    ("a sentence that only leads in", "Trong năm tới cần tập trung làm tốt một số nhiệm vụ sau:", None),
]


@pytest.mark.parametrize(("why", "string", "heading"), HEADINGS, ids=[case[0] for case in HEADINGS])
def test_heading(why: str, string: str, heading: str | None) -> None:
    end, _ = unit_heads.heading_of(string, below=False)
    assert (string[:end] or None) == heading


def test_short_line_with_a_stop_is_a_heading_only_over_something() -> None:
    assert unit_heads.heading_of("Hình thức tuyên truyền.", below=True)[0] > 0
    assert unit_heads.heading_of("Hình thức tuyên truyền.", below=False)[0] == 0


def test_title_below_a_chapter_is_its_heading() -> None:
    _, items = made(
        "Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "PHỤ LỤC I", "DANH MỤC NHIỆM VỤ", "(Kèm theo Kế hoạch)"
    )
    assert [(item.label, item.heading.string if item.heading else None) for item in items] == [
        ("Chương I", "QUY ĐỊNH CHUNG"), ("Điều 1", "Phạm vi"), ("PHỤ LỤC I", "DANH MỤC NHIỆM VỤ"),
    ]  # fmt: skip


def test_kinds_are_inherited_unless_the_heading_says_otherwise() -> None:
    _, items = made("I. MỤC ĐÍCH, YÊU CẦU", "1. Nâng cao nhận thức.", "II. NỘI DUNG", "1. Kinh phí thực hiện")
    assert [item.kind for item in items] == [
        SectionKind.PURPOSE, SectionKind.PURPOSE, SectionKind.CONTENT, SectionKind.IMPLEMENTATION,
    ]  # fmt: skip


def test_basis_is_one_item_before_the_outline() -> None:
    _, items = made("Căn cứ Luật Lưu trữ;", "Căn cứ Kế hoạch của tỉnh;", "I. MỤC ĐÍCH", "1. Bảo quản tài liệu.")
    assert (items[0].kind, items[0].label, items[0].mark) == (SectionKind.LEGAL_BASIS, None, None)
    assert items[0].content.string == "Căn cứ Luật Lưu trữ;\nCăn cứ Kế hoạch của tỉnh;"


def test_roman_misread_by_ocr_is_set_right_by_the_sequence() -> None:
    _, items = made("I. MỤC ĐÍCH YÊU CẦU", "H. NỘI DUNG THỰC HIỆN", "IH. TỔ CHỨC THỰC HIỆN", source=Source.OCR)
    assert [item.label for item in items] == ["I", "II", "III"]
    assert Flag.SEQUENCE_REPAIRED in items[1].flags and Flag.SEQUENCE_REPAIRED not in items[0].flags


def test_roman_that_lost_a_stroke_on_a_picture_is_set_right() -> None:
    """`II` read as `I` repeats; the same repetition in a text layer is the author's and stands."""
    lines = ("L MỤC ĐÍCH CHUNG", "I. NỘI DUNG THỰC HIỆN", "II. TỔ CHỨC THỰC HIỆN")
    _, read = made(*lines, source=Source.OCR)
    assert [item.label for item in read] == ["I", "II", "III"]
    _, typed = made("I. MỤC ĐÍCH CHUNG", *lines[1:], source=Source.TEXT_LAYER)
    assert [item.label for item in typed] == ["I", "I", "II"]


def test_letters_misread_by_ocr_are_set_right_by_the_sequence() -> None:
    """`ø)` behind `e)` is `g)`; `đ)` behind `c)` on a read picture is `d)`, in a text layer it stands."""
    lines = ("1. Sở Y tế:", "a) Một.", "b) Hai.", "c) Ba.", "đ) Bốn.", "e) Năm.", "ø) Sáu.")
    _, read = made(*lines, source=Source.OCR)
    assert [item.label for item in read][1:] == ["a", "b", "c", "d", "e", "g"]
    _, typed = made(*lines[:6], source=Source.TEXT_LAYER)
    assert [item.label for item in typed][1:] == ["a", "b", "c", "đ", "e"]


def test_plain_paragraph_behind_the_last_point_goes_to_the_unit_above() -> None:
    found, items = made(
        "1. Sở Y tế:", "a) Kiểm tra kho.", "b) Lập báo cáo.", "Các đơn vị gửi số liệu về Sở.", "2. Sở Nội vụ:"
    )
    strings = {p.index: p.string for p in found.paragraphs}
    assert [strings[index] for index in items[0].paragraphs] == ["1. Sở Y tế:", "Các đơn vị gửi số liệu về Sở."]


def test_labels_inside_a_quotation_are_the_quoted_texts() -> None:
    _, items = made(
        "Điều 1. Sửa đổi Quy chế", "“Điều 5. Chế độ trực", "1. Trực ban ngày.", "2. Trực ban đêm.”", "Điều 2. Hiệu lực"
    )
    assert [item.label for item in items] == ["Điều 1", "Điều 2"]
    _, open_ones = made("1. Một.", "“Điều 5. Quên đóng ngoặc", "2. Hai.")
    assert [item.label for item in open_ones] == ["1", "2"]


def test_closing_paragraphs_belong_to_no_unit() -> None:
    found, items = made(
        "1. Sở Y tế:", "- Kiểm tra kho.", "Trên đây là Kế hoạch kiểm tra, đề nghị các đơn vị thực hiện./."
    )
    held = {index for item in items for index in item.paragraphs}
    assert found.paragraphs[-1].index not in held


def test_lines_are_rejoined_over_a_page_break() -> None:
    """The next page goes on in lower case: one paragraph with evidence on both pages."""
    first = Sheet(1).write("1. Rà soát toàn bộ hồ sơ, tài liệu đang lưu giữ tại các phòng chuyên môn và phổ", x=0.1)
    first.write("1", kind=LineKind.FURNITURE, x=0.5)
    second = Sheet(2).write("biến quy trình mới tới từng cán bộ.")
    text = Text([first.page(), second.page()])
    zones = Zones(tuple(Zone.APART if line.apart else Zone.BODY for line in text.lines))
    (paragraph,) = paragraphs.layout(text, zones).paragraphs
    assert paragraph.string.endswith("và phổ biến quy trình mới tới từng cán bộ.")
    parts = text.parts(paragraph.view.slices(0, len(paragraph.string)))
    assert [part.page for part in parts] == [1, 2]


def test_lines_are_rejoined_within_and_over_columns() -> None:
    """Body text in two columns: a line that fills its own column goes on, also at the foot of the first column."""
    left = Sheet().write("1. Rà soát hồ sơ đang lưu giữ tại các", "Phòng chuyên môn và phổ biến quy trình", x=0.1)
    right = Sheet().write("tới từng cán bộ đang công tác tại đó.", "2. Báo cáo kết quả trước cuối tháng.", x=0.55)
    lines = [replace(line, column=n) for n, sheet in ((1, left), (2, right)) for line in sheet.lines]
    text = Text([replace(left.page(), lines=tuple(lines))])
    found = paragraphs.layout(text, Zones(tuple(Zone.BODY for _ in text.lines))).paragraphs
    assert [paragraph.string for paragraph in found] == [
        "1. Rà soát hồ sơ đang lưu giữ tại các Phòng chuyên môn và phổ biến quy trình tới từng cán bộ đang công tác tại đó.",
        "2. Báo cáo kết quả trước cuối tháng.",
    ]


def test_a_full_line_ends_where_the_next_is_indented_as_it_is() -> None:
    """Where paragraphs begin indented and go on at the margin, a heading as wide as the page takes nothing in."""
    wide = "1. Khoa Dược, Khoa Kiểm soát nhiễm khuẩn và Phòng Vật tư, thiết bị y tế"
    sheet = Sheet()
    for first, rest in (
        ("Bảo đảm đủ cơ số thuốc, dịch truyền, trang phục phòng hộ cho các khoa", "lâm sàng."),
        ("Chuẩn bị giường trống và cử bác sĩ, điều dưỡng tăng cường cho các khoa", "khi có lệnh."),
    ):
        sheet.write(first, x=0.15).write(rest, x=0.1)
    sheet.write("a) Liên hệ trung tâm cấp cứu.", x=0.15).write("b) Diễn tập mỗi năm.", x=0.15)
    sheet.write(wide, x=0.15).write("Rà soát danh mục thuốc cấp cứu.", x=0.15)
    text = Text([sheet.page()])
    found = paragraphs.layout(text, Zones(tuple(Zone.BODY for _ in text.lines))).paragraphs
    assert [p.string for p in found][-2:] == [wide, "Rà soát danh mục thuốc cấp cứu."]
    assert len(found) == 6


def test_a_dash_that_goes_on_a_word_is_no_item() -> None:
    """`kinh tế / - xã hội` wrapped before its hyphen."""
    sheet = Sheet().write(
        "1. Thực hiện các nhiệm vụ phát triển kinh tế gắn với bảo đảm quốc phòng, an ninh và kinh tế",
        "- xã hội trên địa bàn.",
    )
    text = Text([sheet.page()])
    found = paragraphs.layout(text, Zones(tuple(Zone.BODY for _ in text.lines)))
    assert [p.string[:14] for p in found.paragraphs] == ["1. Thực hiện c"]


def test_repeated_head_and_cut_row_of_a_table_over_pages() -> None:
    head = ["TT", "Nhiệm vụ", "Chủ trì"]
    first = Sheet(1).table([head, ["1", "Khảo sát kho", "Sở Nội vụ"], ["2", "Tập huấn nghiệp vụ cho", "Sở Y tế"]])
    second = Sheet(2).table([head, ["", "cán bộ các xã", ""], ["3", "Tổng kết", "Sở Nội vụ"]], continues=True)
    text = Text([first.page(), second.page()])
    (table,) = paragraphs.layout(text, Zones(tuple(Zone.BODY for _ in text.lines))).tables
    cells = [[cell.string if cell else None for cell in row.cells] for row in table.rows]
    assert cells == [
        head,
        ["1", "Khảo sát kho", "Sở Nội vụ"],
        ["2", "Tập huấn nghiệp vụ cho cán bộ các xã", "Sở Y tế"],
        ["3", "Tổng kết", "Sở Nội vụ"],
    ]


def test_a_heading_goes_on_over_lines_and_a_page_break() -> None:
    """A heading in capitals that fills its line at the foot of a page ends on the next one."""
    first = Sheet(1).write(
        "I. TỔ CHỨC TUYÊN TRUYỀN, PHỔ BIẾN PHÁP LUẬT VÀ VẬN ĐỘNG NHÂN DÂN THAM GIA CÁC PHONG TRÀO", x=0.1
    )
    second = Sheet(2).write("BẢO VỆ AN NINH TỔ QUỐC NĂM 2031").write("1. Sở Y tế:").write("- Kiểm tra kho.")
    text = Text([first.page(), second.page()])
    items = outline.build(paragraphs.layout(text, Zones(tuple(Zone.BODY for _ in text.lines))))
    assert items[0].heading is not None and items[0].heading.string.endswith(
        "PHONG TRÀO BẢO VỆ AN NINH TỔ QUỐC NĂM 2031"
    )
    parts = text.parts(items[0].heading.slices(0, len(items[0].heading.string)))
    assert [part.page for part in parts] == [1, 2]
    assert [item.label for item in items] == ["I", "1", None]


def test_an_appendix_has_an_outline_of_its_own() -> None:
    """Its numerals begin anew one level below it, and the next appendix closes it."""
    _, items = made(
        "I. NỘI DUNG",
        "1. Một.",
        "PHỤ LỤC I",
        "DANH MỤC",
        "I. TRỒNG CÂY",
        "1. Cây bàng.",
        "PHỤ LỤC II",
        "BIỂU MẪU",
        "1. Mẫu.",
    )
    assert [(item.level, item.label) for item in items] == [
        (1, "I"), (2, "1"), (1, "PHỤ LỤC I"), (2, "I"), (3, "1"), (1, "PHỤ LỤC II"), (2, "1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Thứ nhất, rà soát hồ sơ; thứ hai, lập danh mục tài liệu.",
        "Gồm các việc: (1) rà soát; (2) lập danh mục; (3) báo cáo.",
        "Ví dụ: “I. PHẦN MỞ ĐẦU” là tiêu đề của báo cáo mẫu.",
    ],
)
def test_lists_and_examples_inside_a_paragraph_are_no_outline(line: str) -> None:
    found, items = made("1. Sở Y tế:", line, "2. Sở Nội vụ:")
    assert [item.label for item in items] == ["1", "2"]
    assert found.paragraphs[1].index in items[0].paragraphs


def test_capitals_met_below_a_numeral_stand_below_it() -> None:
    """`II- / A- / B- / III-`, as Party offices write; `A. / I. / B.` keeps the letters on top."""
    _, items = made("I- MỤC ĐÍCH", "II- NỘI DUNG", "A- HỘI NGHỊ", "1. Báo cáo", "B- GIÁM SÁT", "III- TỔ CHỨC THỰC HIỆN")
    assert [(item.level, item.label) for item in items] == [
        (1, "I"), (1, "II"), (2, "A"), (3, "1"), (2, "B"), (1, "III"),
    ]  # fmt: skip
    _, items = made("A. NỘI DUNG", "I. HỘI NGHỊ", "II. GIÁM SÁT", "B. TỔ CHỨC THỰC HIỆN", "I. PHÂN CÔNG")
    assert [(item.level, item.label) for item in items] == [(1, "A"), (2, "I"), (2, "II"), (1, "B"), (2, "I")]


def test_a_last_order_behind_the_last_unit_belongs_to_none() -> None:
    """Behind a whole sentence a paragraph that names its own doers closes the text."""
    last = "2. Sở Y tế kiểm tra các bếp ăn tập thể tại các khu công nghiệp trên địa bàn tỉnh."
    order, end = "Các sở, ban, ngành báo cáo kết quả trước ngày 15/12.", "Trên đây là Kế hoạch năm 2031."
    _, items = made("1. Sở Tài chính bố trí kinh phí.", last, order, end)
    assert [len(item.paragraphs) for item in items] == [1, 1]
    _, items = made("1. Sở Tài chính bố trí kinh phí.", last, "Bố trí xe chuyên dùng, trực cấp cứu 24/24 giờ.", end)
    assert [len(item.paragraphs) for item in items] == [1, 2]
