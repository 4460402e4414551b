"""Zones: what every line is for, in documents, appendices, letters, web pages and nothing at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.pages import Line, LineKind, Page, Source, words_of
from pipeline.parsing.facts import Zone
from pipeline.parsing.plain import read_plain
from pipeline.parsing.shape import is_site_line
from pipeline.parsing.text import Text
from pipeline.parsing.zones import find_zones
from tests.helpers.paper import plan

LETTER = {
    Zone.HEADING: "h",
    Zone.TITLE: "t",
    Zone.ADDRESS: "k",
    Zone.BODY: "b",
    Zone.FOOT: "f",
    Zone.APPENDIX: "p",
    Zone.NOTE: "n",
    Zone.APART: "a",
    Zone.OUTSIDE: "o",
}


def zones_of(text):
    return "".join(LETTER[zone] for zone in find_zones(text).of)


def marked(marked_lines):
    """Lines that open with their expected zone's letter and a bar; the expected zones and the text."""
    lines = [line.split("|", 1) for line in marked_lines.strip().splitlines()]
    return "".join(letter.strip() for letter, _ in lines if letter.strip()), "\n".join(line for _, line in lines)


CASES = {
    "a decision: authority above Căn cứ is no body, QUYẾT ĐỊNH: below is": """
h|ỦY BAN NHÂN DÂN
h|HUYỆN CAO MẪU
h|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
h|Độc lập - Tự do - Hạnh phúc
h|---------------
h|Số: 7/QĐ-UBND
h|Cao Mẫu, ngày 3 tháng 5 năm 2031
t|QUYẾT ĐỊNH
t|Về việc ban hành Quy chế trông coi
t|kho thóc
t|____
t|CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN
b|Căn cứ Luật Thư viện;
b|QUYẾT ĐỊNH:
b|Điều 1. Ban hành Quy chế.
b|Điều 2. Phòng Nội vụ và các xã thi hành./.
f|Nơi nhận:
f|- Như Điều 2;
f|- Lưu: VT.
f|CHỦ TỊCH
f|Phan Văn Mẫu
p|PHỤ LỤC I
p|DANH MỤC KHO
p|(Kèm theo Quyết định số 7/QĐ-UBND)
p|TT
p|Tên kho
""",
    "a letter: V/v may run on, Kính gửi lists": """
h|UBND TỈNH CAO MẪU
h|SỞ NỘI VỤ
h|Số: 88/SNV-TCBC
h|V/v cử cán bộ dự tập huấn
h|văn thư
h|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
h|Độc lập - Tự do - Hạnh phúc
h|Cao Mẫu, ngày 09 tháng 11 năm 2031
k|Kính gửi:
k|- Các sở, ban, ngành tỉnh;
k|- Ủy ban nhân dân các huyện.
b|Sở Nội vụ đề nghị các đơn vị cử cán bộ dự tập huấn.
f|Nơi nhận:
f|- Như trên;
f|GIÁM ĐỐC
f|Lê Văn Mẫu
""",
    "a title that opens like a text": """
h|UBND XÃ CAO MẪU
h|Số: 8/KH-UBND
h|Cao Mẫu, ngày 6 tháng 7 năm 2031
t|KẾ HOẠCH
t|Thực hiện Nghị quyết số 5/NQ-HĐND về trồng cây
t|trên địa bàn xã
b|Thực hiện Nghị quyết số 5/NQ-HĐND của Hội đồng nhân dân xã; UBND xã xây dựng kế hoạch như sau:
b|I. MỤC ĐÍCH
""",
    "a surname that looks like `Phần` is a signer; page numbers behind the foot are apart": """
t|CHỈ THỊ
t|Về dọn kênh
b|1. Các xã dọn kênh./.
f|TM. ỦY BAN NHÂN DÂN
f|CHỦ TỊCH
f|Phan Mẫu
a|PAGE
a|PAGE 2
""",
    "a web page around a document": """
o|Trang chủ
o|Tin tức
h|Số: 8/KH-UBND
h|Cao Mẫu, ngày 6 tháng 7 năm 2031
t|KẾ HOẠCH
t|Trồng cây
b|I. MỤC ĐÍCH
b|1. Có cây xanh.
f|Nơi nhận:
f|- Lưu: VT.
f|CHỦ TỊCH
f|Lê Thị Mẫu
o|Tin liên quan
o|Hội vật đầu xuân
o|Lượt xem: 25
""",
    "body words that a heading also has stay body": """
h|UBND XÃ CAO MẪU
h|Số: 8/KH-UBND
t|KẾ HOẠCH
t|Trồng cây
b|I. MỤC ĐÍCH
b|Số lượng cây - giống theo nhu cầu các thôn.
b|Giám đốc các hợp tác xã chịu trách nhiệm.
b|Nơi nhận hồ sơ là bộ phận một cửa của xã.
b|Kính gửi lời cảm ơn các hộ dân.
""",
    "an appendix of a text without a foot": """
t|KẾ HOẠCH
t|Trồng cây
b|1. Trồng cây.
p|PHỤ LỤC
p|Danh sách thôn
""",
    "nothing of a document": """
b|Một dòng chữ.
b|Một dòng khác.
""",
}


@pytest.mark.parametrize("lines", CASES.values(), ids=CASES.keys())
def test_zones(lines):
    expected, text = marked(lines)
    assert zones_of(read_plain(text).text) == expected


def test_pages_with_columns_tables_and_furniture():
    """The plan of two pages with geometry: furniture apart, the table behind the foot an appendix."""
    text = Text(plan())
    found = find_zones(text)
    by_line = {line.string: zone for line, zone in zip(text.lines, found.of, strict=True)}
    assert by_line["Số: 415/KH-UBND"] is Zone.HEADING
    assert by_line["Số hóa hồ sơ lưu trữ trên địa bàn tỉnh năm 2031"] is Zone.TITLE
    assert [zone for line, zone in zip(text.lines, found.of, strict=True) if line.apart] == [Zone.APART]
    assert by_line["PHÓ CHỦ TỊCH"] is Zone.FOOT
    assert by_line["Khảo sát kho lưu trữ"] is Zone.APPENDIX
    assert by_line["1. Sở Nội vụ"] is Zone.BODY


def test_stamps_and_notes_keep_their_zone_wherever_they_stand():
    lines = [Line(words_of(string)) for string in ("KẾ HOẠCH", "Trồng cây", "1. Trồng cây.")]
    lines.insert(1, Line(words_of("CÔNG VĂN ĐẾN Số: 12 Ngày 3/4"), LineKind.STAMP))
    lines.append(Line(words_of("1 Theo điều tra năm 2030."), LineKind.NOTE))
    text = Text([Page(1, None, None, Source.TEXT, tuple(lines))])
    assert zones_of(text) == "ttbna"  # the stamp stands at the end of the page's text


ARTICLE = """Chưa phân loại

Đẩy mạnh trồng cây xanh

{opening}

Theo đó, các huyện bố trí quỹ đất, chăm sóc cây và báo cáo kết quả trước ngày 15 tháng 12 hằng năm theo quy định.

2 Comments

Email của bạn sẽ không được hiển thị công khai. Các trường bắt buộc được đánh dấu *
"""


@pytest.mark.parametrize(
    ("intent", "opening", "article"),
    [
        ("an opening that reports", "Ngày 3/2, UBND tỉnh Cao Mẫu ban hành Kế hoạch số 7/KH-UBND về trồng cây xanh.", True),
        ("just now", "Vừa qua, Sở Nội vụ tỉnh Cao Mẫu đã ban hành Công văn hướng dẫn các huyện trồng cây.", True),
        ("no document reported", "Ngày 3/2, tại xã Cao Mẫu, bà con đã trồng được ba trăm cây đa ven đường làng mới.", False),
    ],
)  # fmt: skip
def test_articles(intent, opening, article):
    text = read_plain(ARTICLE.format(opening=opening)).text
    found = find_zones(text)
    assert found.article is article
    if article:
        assert "".join(LETTER[zone] for zone in found.of) == "otbboo"


def test_a_document_is_no_article_though_it_cites_one():
    text = read_plain(
        "KẾ HOẠCH\nTrồng cây\n" + ARTICLE.format(opening="Ngày 3/2, UBND tỉnh ban hành Kế hoạch số 7.")
    ).text
    assert not find_zones(text).article


@pytest.mark.parametrize(
    "line", ["Trang chủ", "» Tin tức", "12 bình luận", "Thứ hai, 05/03/2031 08:30", "Lượt xem: 215"]
)
def test_site_lines(line):
    assert is_site_line(line)


@pytest.mark.parametrize("line", ["Nguồn kinh phí: ngân sách xã bảo đảm theo phân cấp hiện hành của tỉnh, các nguồn khác", "Tin học", "Giới thiệu sách"])  # fmt: skip
def test_lines_of_a_document_are_no_site_lines(line):
    assert not is_site_line(line) or line.startswith("Nguồn")


@settings(max_examples=60)
@given(st.lists(st.text(max_size=200), max_size=40))
def test_every_line_has_one_zone(lines):
    text = read_plain("\n".join(lines)).text
    found = find_zones(text)
    assert len(found.of) == len(text.lines)
    # The order of zones in the flow is that of the decree.
    order = [Zone.HEADING, Zone.TITLE, Zone.ADDRESS, Zone.BODY, Zone.FOOT, Zone.APPENDIX]
    if not found.article:
        ranks = [order.index(zone) for zone in found.of if zone in order]
        assert ranks == sorted(ranks)


@pytest.mark.parametrize("unit", ["TM. ", "Số: ../", "ngày tháng ", "(", "- ; ", "CHỦ TỊCH ", "ỦY BAN - "])
def test_hostile_lengths_cost_linear_time(unit):
    """A rule of a heading never looks at running text: ten times the length, not a hundred times the time."""

    def seconds(times):
        text = read_plain("KẾ HOẠCH\n" + "\n".join([unit * times] * 3)).text
        started = time.process_time()
        find_zones(text)
        return time.process_time() - started

    assert seconds(20_000) < 40 * seconds(2_000) + 0.5
