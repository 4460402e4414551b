"""Headings of many layouts: state, Party, union, school, company; typed, interleaved, scanned, stripped."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.pages import Align, Line, LineKind, Page, Reading, Source, Witness, Word
from pipeline.parsing.foot import read_foot
from pipeline.parsing.heading import read_heading
from pipeline.parsing.plain import read_plain
from pipeline.parsing.text import Text
from pipeline.parsing.witnesses import decide
from pipeline.parsing.zones import find_zones
from pipeline.records import Flag, WitnessSource
from tests.helpers.paper import Sheet

BODY = """I. MỤC ĐÍCH, YÊU CẦU
1. Bảo quản an toàn tài liệu.
2. Bảo đảm tiến độ.
"""


def fields(text, path="", witnesses=()):
    """The chosen facts by field."""
    zones = find_zones(text)
    facts = decide((*read_heading(text, zones, path=path, witnesses=witnesses), *read_foot(text, zones)[0]))
    return {fact.field: fact for fact in facts if fact.chosen}


def values(string, path="", witnesses=()):
    return {name: fact.value for name, fact in fields(read_plain(string).text, path, witnesses).items()}


@dataclass
class Case:
    intent: str
    text: str
    expected: dict[str, str | None]
    path: str = ""
    witnesses: tuple[Witness, ...] = field(default=())


CASES = [
    Case(
        "left column, then right: one body over two lines, no parent",
        """ỦY BAN NHÂN DÂN
TỈNH CAO MẪU
Số: 415/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày 12 tháng 02 năm 2031
KẾ HOẠCH
Số hóa hồ sơ lưu trữ
trên địa bàn tỉnh năm 2031
""",
        {
            "type": "kế hoạch",
            "type_code": "KH",
            "number": "415/KH-UBND",
            "symbol": "KH-UBND",
            "issuer": "Ủy ban nhân dân tỉnh Cao Mẫu",
            "issuer_parent": None,
            "issuer_level": "province",
            "place": "Cao Mẫu",
            "issued_on": "2031-02-12",
            "issued_year": "2031",
            "issued_month": "2",
            "title": "Số hóa hồ sơ lưu trữ trên địa bàn tỉnh năm 2031",
            "period_start": "2031-01-01",
            "period_end": "2031-12-31",
        },
    ),
    Case(
        "both columns on one line, as a text without layout has them",
        """UỶ BAN NHÂN DÂN CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN CAO MẪU Độc lập – Tự do – Hạnh phúc
Số: 7/2031/QĐ-UBND Cao Mẫu, ngày 3 tháng 5 năm 2031
QUYẾT ĐỊNH
Về việc ban hành Quy chế trông coi kho thóc
CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN
Căn cứ Luật Thư viện;
""",
        {
            "issuer": "Ủy ban nhân dân huyện Cao Mẫu",
            "issuer_level": "district",
            "number": "7/2031/QĐ-UBND",
            "issued_on": "2031-05-03",
            "place": "Cao Mẫu",
            "title": "ban hành Quy chế trông coi kho thóc",
        },
    ),
    Case(
        "two bodies: the lower issues and gets its parent's place",
        """UBND TỈNH CAO MẪU
SỞ NỘI VỤ
Số: 88/SNV-TCBC
V/v cử cán bộ dự tập huấn
văn thư
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày 09 tháng 11 năm 2031
Kính gửi: Ủy ban nhân dân các huyện, thị xã.
""",
        {
            "type": "công văn",
            "type_code": None,
            "issuer": "Sở Nội vụ tỉnh Cao Mẫu",
            "issuer_parent": "Ủy ban nhân dân tỉnh Cao Mẫu",
            "issuer_level": "province",
            "title": "cử cán bộ dự tập huấn văn thư",
            "number": "88/SNV-TCBC",
        },
    ),
    Case(
        "a place whose last syllable of two letters stands on a line of its own",
        """BẢO HIỂM XÃ HỘI VIỆT NAM
BẢO HIỂM XÃ HỘI TỈNH NAM
HÀ
Số: 12/KH-BHXH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nam Hà, ngày 02 tháng 9 năm 1994
KẾ HOẠCH
Thi kể chuyện
""",
        {"issuer": "Bảo hiểm xã hội tỉnh Nam Hà", "issuer_parent": "Bảo hiểm xã hội Việt Nam"},
    ),
    Case(
        "a name of one body wrapped after `VÀ`",
        """ỦY BAN NHÂN DÂN
HUYỆN CAO MẪU
PHÒNG GIÁO DỤC VÀ
ĐÀO TẠO
Số: 12/KH-PGDĐT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày 02 tháng 9 năm 2031
KẾ HOẠCH
Thi kể chuyện cấp huyện
""",
        {
            "issuer": "Phòng Giáo dục và Đào tạo huyện Cao Mẫu",
            "issuer_parent": "Ủy ban nhân dân huyện Cao Mẫu",
            "issuer_level": "district",
        },
    ),
    Case(
        "a school under its department, abbreviations opened, no place added to a name of its own",
        """SỞ GDĐT TỈNH CAO MẪU
TRƯỜNG THPT TRẦN MẪU
Số: 31/KH-THPTTM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày 15 tháng 4 năm 2031
KẾ HOẠCH
Hội chợ sách năm học 2031 - 2032
""",
        {
            "issuer": "Trường Trung học phổ thông Trần Mẫu",
            "issuer_parent": "Sở Giáo dục và Đào tạo tỉnh Cao Mẫu",
            "issuer_level": "organization",
            "period_start": None,
        },
    ),
    Case(
        "the Party's: `Số 12-KH/TU`, stars, its own title on the right",
        """TỈNH ỦY CAO MẪU
*
Số 12-KH/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Cao Mẫu, ngày 01 tháng 3 năm 2031
KẾ HOẠCH
Kiểm tra, giám sát năm 2031
""",
        {
            "issuer": "Tỉnh ủy Cao Mẫu",
            "issuer_level": "party",
            "number": "12-KH/TU",
            "type": "kế hoạch",
            "place": "Cao Mẫu",
        },
    ),
    Case(
        "the Party's with two bodies",
        """HUYỆN ỦY CAO MẪU
BAN TUYÊN GIÁO
*
Số 05-HD/BTGHU
ĐẢNG CỘNG SẢN VIỆT NAM
Cao Mẫu, ngày 20 tháng 6 năm 2031
HƯỚNG DẪN
Tuyên truyền ngày hội đọc sách
""",
        {
            "issuer": "Ban Tuyên giáo Huyện ủy Cao Mẫu",
            "issuer_parent": "Huyện ủy Cao Mẫu",
            "number": "05-HD/BTGHU",
            "type_code": "HD",
        },
    ),
    Case(
        "a union under a union",
        """TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM
LIÊN ĐOÀN LAO ĐỘNG TỈNH CAO MẪU
Số: 19/KH-LĐLĐ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày 04 tháng 7 năm 2031
KẾ HOẠCH
Thăm hỏi đoàn viên
""",
        {
            "issuer": "Liên đoàn Lao động tỉnh Cao Mẫu",
            "issuer_parent": "Tổng Liên đoàn Lao động Việt Nam",
            "issuer_level": "organization",
        },
    ),
    Case(
        "the youth union's right column is no issuer",
        """BCH ĐOÀN TỈNH CAO MẪU ĐOÀN TNCS HỒ CHÍ MINH
***
Số: 44-KH/TĐTN Cao Mẫu, ngày 08 tháng 01 năm 2031
KẾ HOẠCH
Tết trồng cây
""",
        {"issuer": "Ban Chấp hành Đoàn tỉnh Cao Mẫu", "issuer_parent": None, "type": "kế hoạch"},
    ),
    Case(
        "a ministry; the number bears its year",
        """BỘ TÀI CHÍNH
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 3/2031/TT-BTC
Hà Nội, ngày 30 tháng 01 năm 2031
THÔNG TƯ
Quy định mức thu phí tham quan bảo tàng kẹo
Căn cứ Luật Thư viện;
""",
        {"issuer": "Bộ Tài chính", "issuer_level": "central", "number": "3/2031/TT-BTC", "type_code": "TT"},
    ),
    Case(
        "a law: its number line names the type, the day is that of its passing",
        """QUỐC HỘI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Luật số: 9/2031/QH20
LUẬT
TRÒ CHƠI DÂN GIAN
Căn cứ Hiến pháp;
Điều 1. Phạm vi
Luật này quy định về trò chơi.
Luật này được Quốc hội khóa XX, kỳ họp thứ 3 thông qua ngày 7 tháng 6 năm 2031.
CHỦ TỊCH QUỐC HỘI
(Đã ký)
Trần Văn Mẫu
""",
        {
            "type": "luật",
            "type_code": None,
            "number": "9/2031/QH20",
            "issuer": "Quốc hội",
            "title": "TRÒ CHƠI DÂN GIAN",
            "issued_on": "2031-06-07",
            "signer": "Trần Văn Mẫu",
            "signer_position": "Chủ tịch Quốc hội",
        },
    ),
    Case(
        "a committee of the assembly over two lines that both look like heads",
        """ỦY BAN THƯỜNG VỤ
QUỐC HỘI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nghị quyết số: 5/2031/UBTVQH20
Hà Nội, ngày 13 tháng 8 năm 2031
NGHỊ QUYẾT
Quy định danh mục lễ hội
""",
        {"issuer": "Ủy ban Thường vụ Quốc hội", "issuer_level": "central", "type": "nghị quyết"},
    ),
    Case(
        "a basis behind a dash is no line of the title",
        """CÔNG TY CỔ PHẦN
BÁNH TRÁNG CAO MẪU
Số: 6/KH-BTCM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày 2 tháng 4 năm 2031
KẾ HOẠCH
An toàn lao động và phòng chống cháy nổ năm 2031
- Căn cứ Bộ luật Lao động ngày 20/11/2019;
- Căn cứ Nghị định số 45/2031/NĐ-CP của Chính phủ về bánh tráng;
""",
        {"type": "kế hoạch", "title": "An toàn lao động và phòng chống cháy nổ năm 2031"},
    ),
    Case(
        "an opening sentence is no line of the title",
        """UBND XÃ CAO MẪU
Số: 5/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày 6 tháng 7 năm 2031
KẾ HOẠCH
Trông coi kho thóc
Ủy ban nhân dân xã Cao Mẫu ban hành Kế hoạch trông coi kho thóc
với các nội dung như sau:
""",
        {"title": "Trông coi kho thóc", "issuer": "Ủy ban nhân dân xã Cao Mẫu"},
    ),
    Case(
        "the type's line names the issuer too",
        """CHÍNH PHỦ
Số: 6/2031/NĐ-CP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 2 tháng 4 năm 2031
NGHỊ ĐỊNH CỦA CHÍNH PHỦ
Về trò chơi dân gian
CHÍNH PHỦ
Căn cứ Luật Trò chơi dân gian;
""",
        {"type": "nghị định", "issuer": "Chính phủ", "title": "trò chơi dân gian"},
    ),
    Case(
        "two bodies issue together",
        """BỘ TÀI CHÍNH - BỘ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 2/2031/TTLT-BTC-BNV
Hà Nội, ngày 5 tháng 5 năm 2031
THÔNG TƯ LIÊN TỊCH
Hướng dẫn chi trả phụ cấp giữ kho
""",
        {"issuer": "Bộ Tài chính; Bộ Nội vụ", "type": "thông tư liên tịch", "type_code": "TTLT"},
    ),
    Case(
        "empty number and day: null, symbol, month and year kept",
        """UBND TỈNH CAO MẪU
SỞ CÔNG THƯƠNG
Số:         /KH-SCT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày     tháng 12 năm 2031
KẾ HOẠCH
Kiểm tra chợ
""",
        {
            "number": None,
            "symbol": "KH-SCT",
            "issued_on": None,
            "issued_year": "2031",
            "issued_month": "12",
            "place": "Cao Mẫu",
        },
    ),
    Case(
        "a place that looks like `ngày` before an empty day",
        """CÔNG AN TỈNH THÁI NGUYÊN
Số: 3/TB-CAT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Thái Nguyên, ngày tháng 12 năm 2031
THÔNG BÁO
Lịch tiếp công dân
""",
        {"place": "Thái Nguyên", "issued_on": None, "issued_year": "2031", "issued_month": "12"},
    ),
    Case(
        "dots in the empty slots",
        """UBND XÃ CAO MẪU
Số: ....../TB-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày .... tháng .... năm 2031
THÔNG BÁO
Lịch tiếp công dân tháng 5
""",
        {"number": None, "symbol": "TB-UBND", "issued_on": None, "issued_year": "2031", "issued_month": None},
    ),
    Case(
        "a stripped page: issuer from the opening sentence",
        """Số: 6/HD-CTĐ

Phường Cao Mẫu, ngày 14 tháng 8 năm 2031

HƯỚNG DẪN

Việc treo cờ năm 2031

Thực hiện Công văn số 9/SNV-VP ngày 10/8/2031 của Sở Nội vụ về treo cờ. UBND phường Cao Mẫu hướng dẫn như sau:

"""
        + BODY,
        {
            "issuer": "Ủy ban nhân dân phường Cao Mẫu",
            "issuer_level": "commune",
            "place": "Phường Cao Mẫu",
            "number": "6/HD-CTĐ",
            "issued_on": "2031-08-14",
        },
    ),
    Case(
        "nothing but type and title: the issuer's place comes from the title",
        """KẾ HOẠCH
Trồng cây xanh năm 2031
trên địa bàn tỉnh Cao Mẫu

Thực hiện chỉ đạo của Bộ, UBND tỉnh ban hành Kế hoạch như sau:

"""
        + BODY,
        {"issuer": "Ủy ban nhân dân tỉnh Cao Mẫu", "number": None, "place": None, "issued_on": None},
    ),
    Case(
        "no heading and no opening: the body signed for, placed by the title",
        """QUY CHẾ
Quản lý nhà văn hóa xã Cao Mẫu

"""
        + BODY
        + """TM. ỦY BAN NHÂN DÂN XÃ
CHỦ TỊCH
Lê Thị Mẫu
""",
        {"issuer": "Ủy ban nhân dân xã Cao Mẫu", "type": "quy chế", "type_code": "QC"},
    ),
    Case(
        "slips of OCR in capitals are mended from closed lists",
        """ỦY BẠN NHÂN DÂN
TÍNH LONG AN
Số: 3/CT-UBND
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIÊT NAM
Độc lập - Tự do - Hanh phúc
Long An, ngày 4 tháng 5 năm 2031
CHÍ THỊ
Về việc dọn kênh mương
""",
        {"issuer": "Ủy ban nhân dân tỉnh Long An", "type": "chỉ thị", "title": "dọn kênh mương"},
    ),
    Case(
        "old fonts leave no capitals",
        """bảo hiểm xã hội cộng hoà xã hội chủ nghĩa việt nam
việt nam Độc lập - Tự do - Hạnh phúc
Số : 4/2003/TT-BHXH Hà Nội, ngày 9 tháng 10 năm 2003
Thông tư
Hướng dẫn đếm tiền xu
Để triển khai việc đếm tiền, Tổng Giám đốc hướng dẫn như sau:
""",
        {
            "issuer": "Bảo hiểm xã hội Việt Nam",
            "type": "thông tư",
            "number": "4/2003/TT-BHXH",
            "issued_on": "2003-10-09",
        },
    ),
    Case(
        "regulations issued with a decision: the cited decision's number and date are not theirs",
        """ỦY BAN NHÂN DÂN CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH CAO MẪU Độc lập - Tự do - Hạnh phúc
QUY CHẾ
TRÔNG COI KHO THÓC
(Ban hành kèm theo Quyết định số 7/2031/QĐ-UBND,
ngày 3 tháng 5 năm 2031 của UBND tỉnh Cao Mẫu)
Chương I
QUY ĐỊNH CHUNG
""",
        {"type": "quy chế", "number": None, "issued_on": None, "title": "TRÔNG COI KHO THÓC"},
    ),
    Case(
        "marks printed alone count, words in the title do not",
        """HỎA TỐC
UBND TỈNH CAO MẪU
MẬT
Số: 5/CĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày 1 tháng 9 năm 2031
CÔNG ĐIỆN
Khẩn trương ứng phó bão
""",
        {"urgency": "hỏa tốc", "secrecy": "mật", "type": "công điện", "title": "Khẩn trương ứng phó bão"},
    ),
    Case(
        "Markdown's stars are no part of a value",
        """**UBND XÃ CAO MẪU**
**Số: 8/KH-UBND**
**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**
**Độc lập - Tự do - Hạnh phúc**
*Cao Mẫu, ngày 6 tháng 7 năm 2031*
**KẾ HOẠCH**
**Thu gom rác thải nhựa**
""",
        {
            "issuer": "Ủy ban nhân dân xã Cao Mẫu",
            "number": "8/KH-UBND",
            "place": "Cao Mẫu",
            "issued_on": "2031-07-06",
            "title": "Thu gom rác thải nhựa",
        },
    ),
    Case(
        "type and title on one line of capitals",
        """UBND HUYỆN CAO MẪU
TRUNG TÂM VĂN HÓA
Số: 21/BC-TTVH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày 6 tháng 7 năm 2031
BÁO CÁO KẾT QUẢ HỘI THI MÚA RỐI
QUÝ II NĂM 2031
Thực hiện kế hoạch năm, Trung tâm Văn hóa báo cáo như sau:
""",
        {"type": "báo cáo", "title": "KẾT QUẢ HỘI THI MÚA RỐI QUÝ II NĂM 2031", "number": "21/BC-TTVH"},
    ),
    Case(
        "a company; no decree's type",
        """TỔNG CÔNG TY KẸO BÁNH
CÔNG TY CỔ PHẦN KẸO DỪA MẪU
Số: 17/QĐ-KDM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày 6 tháng 7 năm 2031
QUYẾT ĐỊNH
Về việc khen thưởng thợ nấu kẹo
""",
        {"issuer_level": "organization", "type": "quyết định", "title": "khen thưởng thợ nấu kẹo"},
    ),
    Case(
        "a draft is no other document",
        """DỰ THẢO
HỘI ĐỒNG NHÂN DÂN
TỈNH CAO MẪU
Số: /NQ-HĐND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày tháng năm 2031
NGHỊ QUYẾT
Về mức chi cho đội múa rối
""",
        {"issuer": "Hội đồng nhân dân tỉnh Cao Mẫu", "number": None, "symbol": "NQ-HĐND", "issued_year": "2031"},
    ),
    Case(
        "an article about a document has a headline and nothing of the document's own",
        """Trang chủ
Đẩy mạnh trồng cây xanh

Ngày 3/2, UBND tỉnh Cao Mẫu ban hành Kế hoạch số 7/KH-UBND về trồng cây xanh năm 2031 trên địa bàn tỉnh.

Theo đó, các huyện bố trí quỹ đất, chăm sóc cây và báo cáo kết quả trước ngày 15 tháng 12 hằng năm theo quy định.

3 Comments
Trả lời
""",
        {"type": "tin bài", "title": "Đẩy mạnh trồng cây xanh", "number": None, "issuer": None, "period_start": None},
    ),
    Case(
        "a department without a parent is placed by a province that issues it",
        """SỞ THỂ THAO
Số: 5/KH-STT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bắc Thái, ngày 6 tháng 7 năm 1995
KẾ HOẠCH
Hội vật đầu xuân
""",
        {"issuer": "Sở Thể thao tỉnh Bắc Thái", "issuer_level": "province"},
    ),
    Case(
        "a title that ends in the Party's name, as its motto does",
        """HUYỆN ỦY CAO MẪU
BAN TUYÊN GIÁO
*
Số 41-HD/BTGHU
ĐẢNG CỘNG SẢN VIỆT NAM
Cao Mẫu, ngày 12 tháng 01 năm 2031
HƯỚNG DẪN
tuyên truyền kỷ niệm 101 năm Ngày thành lập Đảng Cộng sản Việt Nam
(03/02/1930 - 03/02/2031)
""",
        {
            "title": "tuyên truyền kỷ niệm 101 năm Ngày thành lập Đảng Cộng sản Việt Nam (03/02/1930 - 03/02/2031)",
            "number": "41-HD/BTGHU",
        },
    ),
    Case(
        "no type line: the symbol names the type",
        """UBND XÃ CAO MẪU
Số: 5/TTr-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày 6 tháng 7 năm 2031
""",
        {"type": "tờ trình", "type_code": "TTr"},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.intent)
def test_headings(case):
    found = values(case.text if "MỤC ĐÍCH" in case.text else case.text + BODY, case.path, case.witnesses)
    assert {name: found.get(name) for name in case.expected} == case.expected


def test_a_sentence_that_leads_to_the_text_is_no_title():
    """On a picture a line nearly as wide as the page looks centred, as the title above it does."""
    sheet = Sheet(source=Source.OCR)
    sheet.left("TRƯỜNG CAO ĐẲNG MẪU", "Số: 9/HD-CĐM")
    sheet.right("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Cao Mẫu, ngày 2 tháng 3 năm 2031")
    sheet.write("HƯỚNG DẪN").write("Công tác cố vấn học tập năm học 2031 - 2032")
    sheet.write("Để thống nhất công tác này, nhà trường nêu một số việc như sau:").write("1. Đối tượng áp dụng")
    sheet.lines[5:8] = [replace(line, align=Align.CENTER) for line in sheet.lines[5:8]]
    assert fields(Text([sheet.page()]))["title"].value == "Công tác cố vấn học tập năm học 2031 - 2032"


def test_columns_by_geometry():
    """Left and right column told by reading: the number's neighbour is not the date."""
    sheet = Sheet()
    sheet.left("UBND TỈNH CAO MẪU", "SỞ NỘI VỤ", "Số: 9/SNV-VP", "V/v treo cờ dịp lễ", "hội đền Mẫu")
    sheet.right("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Cao Mẫu, ngày 2 tháng 3 năm 2031")
    sheet.write("Kính gửi: Các sở, ban, ngành tỉnh.").write("Sở Nội vụ đề nghị các đơn vị treo cờ.")
    found = fields(Text([sheet.page()]))
    assert found["title"].value == "treo cờ dịp lễ hội đền Mẫu"
    assert found["issuer"].value == "Sở Nội vụ tỉnh Cao Mẫu"
    assert found["issued_on"].value == "2031-03-02"


def test_flags_say_why():
    empty = fields(read_plain(next(c for c in CASES if c.intent.startswith("empty number")).text + BODY).text)
    assert "number" not in empty
    guessed = fields(read_plain(next(c for c in CASES if c.intent.startswith("a stripped")).text).text)["issuer"]
    assert Flag.GUESSED_ISSUER in guessed.flags
    assert guessed.source is WitnessSource.DERIVED
    mended = fields(read_plain(next(c for c in CASES if c.intent.startswith("slips")).text + BODY).text)
    assert Flag.REPAIRED in mended["issuer"].flags
    assert Flag.REPAIRED in mended["type"].flags


def test_type_and_symbol_that_disagree_are_flagged():
    text = "UBND XÃ CAO MẪU\nSố: 5/QĐ-UBND\nCao Mẫu, ngày 6 tháng 7 năm 2031\nKẾ HOẠCH\nTrồng cây\n" + BODY
    found = fields(read_plain(text).text)
    assert found["type"].value == "kế hoạch"
    assert Flag.TYPE_MISMATCH in found["type_code"].flags


def scan(
    number_word: str, day_word: str, *, large: bool, readings: tuple[Reading, ...] = (), confidence: float = 0.93
) -> Text:
    """A recognised page; `large` draws number and day by hand, a third wider and higher than type."""

    def word(string: str, x: float, y: float, *, hand: bool = False) -> Word:
        width, height = (0.0135, 0.014) if hand else (0.0105, 0.011)
        return Word(
            string,
            (x, y, x + width * len(string), y + height),
            confidence if string in (number_word, day_word) else 0.93,
        )

    def line(y: float, *words: tuple[str, bool], kind: LineKind = LineKind.BODY) -> Line:
        placed, x = [], 0.1
        for string, hand in words:
            placed.append(word(string, x, y, hand=hand))
            x += 0.0145 * len(string) + 0.01
        return Line(tuple(placed), kind)

    def plain(y: float, string: str) -> Line:
        return line(y, *((piece, False) for piece in string.split()))

    lines = (
        plain(0.05, "ỦY BAN NHÂN DÂN"),
        plain(0.07, "TỈNH CAO MẪU"),
        line(0.09, ("Số:", False), (number_word, large), ("/CT-UBND", False)),
        plain(0.11, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        line(0.13, *((w, large and w == day_word) for w in f"Cao Mẫu, ngày {day_word} tháng 4 năm 2031".split())),
        plain(0.15, "CHỈ THỊ"),
        plain(0.17, "Về việc dọn kênh mương"),
        plain(0.19, "I. NỘI DUNG"),
    )
    return Text([Page(1, 595.0, 842.0, Source.OCR, lines, readings=readings)])


CREATED = Witness("metadata", "created", "2031-04-24T08:00:00+07:00")


@pytest.mark.parametrize(
    ("intent", "text", "path", "witnesses", "number", "issued_on"),
    [
        ("typed digits are taken", scan("15", "23", large=False), "", (), "15/CT-UBND", "2031-04-23"),
        ("handwriting alone is not", scan("15", "23", large=True), "", (), None, None),
        ("the file's time bears the day out", scan("15", "23", large=True), "", (CREATED,), None, "2031-04-23"),
        ("a day after the scan is misread", scan("15", "28", large=True), "", (CREATED,), None, None),
        ("page and file name agree", scan("15", "23", large=True), "den/15CT.pdf", (), "15/CT-UBND", None),
        ("a file name alone counts for nothing", scan("đ@", "23", large=True), "den/05CT.pdf", (), None, None),
        ("half a digit and the file name", scan("1ƒ", "23", large=True), "15CT.pdf", (), "15/CT-UBND", None),
        ("a digit against the file name", scan("2ƒ", "23", large=True), "15CT.pdf", (), None, None),
        (
            "number and symbol spelt in the name",
            scan("đ@", "23", large=True),
            "7_06-CT-UBND.pdf",
            (),
            "06/CT-UBND",
            None,
        ),
        ("never over typed digits", scan("15", "23", large=False), "16-CT-UBND.pdf", (), "15/CT-UBND", "2031-04-23"),
    ],
)
def test_handwriting_on_scans(intent, text, path, witnesses, number, issued_on):
    found = fields(text, path, witnesses)
    assert found["symbol"].value == "CT-UBND"
    assert (found["number"].value if "number" in found else None) == number
    assert (found["issued_on"].value if "issued_on" in found else None) == issued_on
    if path and number and "16" not in path:  # all but the typed one
        assert Flag.HANDWRITTEN in found["number"].flags


def test_a_second_look_bears_out_type_that_was_read_badly():
    """The same typed digits read twice are sure; a hand's digits read twice are not."""
    looks = (
        Reading("number", (0, 0, 1, 1), "Số: 15 /CT-UBND", "a", 0.4),
        Reading("day", (0, 0, 1, 1), "Cao Mẫu, ngày 23 tháng 4 năm 2031", "a", 0.4),
    )
    typed = fields(scan("15", "23", large=False, readings=looks, confidence=0.6))
    assert (typed["number"].value, typed["issued_on"].value) == ("15/CT-UBND", "2031-04-23")
    hand = fields(scan("15", "23", large=True, readings=looks, confidence=0.6))
    assert "number" not in hand and "issued_on" not in hand
    alone = fields(scan("15", "23", large=False, confidence=0.6))
    assert "number" not in alone and "issued_on" not in alone


@pytest.mark.parametrize(
    ("intent", "look", "number"),
    [
        ("a letter of the symbol read otherwise", "Số: 15/CT-UBNO", "15/CT-UBND"),
        ("a lost stroke", "Số: 15CT-UBND", "15/CT-UBND"),
        ("other digits bear out nothing", "Số: 16/CT-UBND", None),
        ("digits that go on are others", "Số: 15.4/CT-UBND", None),
    ],
)
def test_the_digits_of_a_second_look_bear_out_typed_ones(intent: str, look: str, number: str | None) -> None:
    """The symbol beside the digits may be read otherwise in the second look: what is asked is the digits."""
    reading = Reading("number", (0, 0, 1, 1), look, "a", 0.4)
    found = fields(scan("15", "23", large=False, readings=(reading,), confidence=0.6))
    assert (found["number"].value if "number" in found else None) == number


def test_a_letter_below_the_line_makes_no_handwriting():
    """The word `15/CĐ-TTg` is a third higher than the year, by its g alone."""
    page = scan("15", "23", large=False).pages[0]
    label, digits, _ = page.lines[2].words
    x0, y0, _, _ = digits.box
    whole = replace(digits, text="15/CĐ-TTg", box=(x0, y0, x0 + 9 * 0.0105, y0 + 0.0145))
    lines = (*page.lines[:2], Line((label, whole), page.lines[2].kind), *page.lines[3:])
    assert fields(Text([replace(page, lines=lines)]))["number"].value == "15/CĐ-TTg"


@pytest.mark.parametrize(
    ("intent", "day", "created", "issued_on"),
    [
        ("one such day before the scan", "Ø4", "2031-04-06T08:00:00", "2031-04-04"),
        ("none within days", "Ø4", "2031-04-26T08:00:00", None),
        ("the scan was made before it", "Ø4", "2031-04-02T08:00:00", None),
        ("a time that is none", "Ø4", "2031-13-45", None),
        ("the second digit is illegible: no day is made of the first", "2#", "2031-04-06T08:00:00", None),
        ("an end of a line in the slot is no digit", "4.", "2031-04-06T08:00:00", "2031-04-04"),
    ],
)
def test_a_day_whose_month_is_illegible(intent, day, created, issued_on):
    strings = ["UBND XÃ CAO MẪU", f"Cao Mẫu, ngày {day} thángØ năm 2031", "KẾ HOẠCH", "Trồng cây", "I. NỘI DUNG"]
    lines = tuple(Line(tuple(Word(piece, None, 0.9) for piece in string.split())) for string in strings)
    text = Text([Page(1, None, None, Source.OCR, lines)])
    found = fields(text, witnesses=(Witness("metadata", "created", created),))
    assert (found["issued_on"].value if "issued_on" in found else None) == issued_on
    assert found["issued_year"].value == "2031"
    assert issued_on is None or Flag.HANDWRITTEN in found["issued_on"].flags


@pytest.mark.parametrize(
    ("intent", "day", "signed", "looks", "issued_on"),
    [
        ("signed on a day with its last digit", "28", "2031-04-08T09:00:00+07:00", (), "2031-04-08"),
        ("signed the day after", "28", "2031-04-09T09:00:00+07:00", (), "2031-04-08"),
        ("signed at night, said in UTC: the 9th here", "28", "2031-04-08T20:00:00+00:00", (), "2031-04-08"),
        ("signed two days later: less sure than not", "28", "2031-04-10T09:00:00+07:00", (), None),
        ("another last digit", "26", "2031-04-08T09:00:00+07:00", (), None),
        ("signed in another month", "28", "2031-03-28T09:00:00+07:00", (), None),
        ("a day before the signing may be right, if long ago", "03", "2031-04-23T09:00:00+07:00", (), None),
        ("a look that gives another last digit", "28", "2031-04-08T09:00:00+07:00", ("21",), None),
        ("a look that agrees", "28", "2031-04-08T09:00:00+07:00", ("18",), "2031-04-08"),
        ("a day within the window is taken as it is", "08", "2031-04-09T09:00:00+07:00", (), "2031-04-08"),
    ],
)
def test_a_misread_day_and_the_time_of_signing(intent, day, signed, looks, issued_on):
    readings = tuple(Reading("day", (0, 0, 1, 1), f"Cao Mẫu, ngày {look} tháng 4 năm 2031", "a", 0.3) for look in looks)
    text = scan("15", day, large=True, readings=readings)
    found = fields(text, witnesses=(Witness("signature", "signed_at", signed),))
    assert (found["issued_on"].value if "issued_on" in found else None) == issued_on
    assert issued_on is None or Flag.HANDWRITTEN in found["issued_on"].flags


def test_the_signature_never_overrules_type():
    """A typed day stands, whenever the document was signed."""
    for signed in ("2031-04-08T09:00:00+07:00", "2031-04-24T09:00:00+07:00", "2030-01-01T00:00:00+07:00"):
        typed = fields(scan("15", "28", large=False), witnesses=(Witness("signature", "signed_at", signed),))
        assert typed["issued_on"].value == "2031-04-28"
        assert Flag.HANDWRITTEN not in typed["issued_on"].flags


@pytest.mark.parametrize(
    ("intent", "names", "issuer"),
    [
        ("an office's own name before that of the body above it", ("Sở Y tế tỉnh Cao Mẫu", "Ủy ban nhân dân tỉnh Cao Mẫu"), "Sở Y tế tỉnh Cao Mẫu"),
        ("a person's name is no body", ("Trần Văn Mẫu", "TRƯỜNG TIỂU HỌC CAO MẪU"), "Trường Tiểu học Cao Mẫu"),
        ("a province is no body", ("Trần Văn Mẫu", "Tỉnh Cao Mẫu"), None),
        ("capitals", ("", "TỈNH CAO MẪU"), None),
    ],
)  # fmt: skip
def test_issuers_by_signature_where_the_heading_names_none(intent, names, issuer):
    told = tuple(
        Witness("signature", key, name)
        for key, name in zip(("common_name", "organization"), names, strict=True)
        if name
    )
    text = "Cao Mẫu, ngày 6 tháng 7 năm 2031\nKẾ HOẠCH\nTrồng cây\n" + BODY
    found = fields(read_plain(text).text, witnesses=told)
    assert (found["issuer"].value if "issuer" in found else None) == issuer
    assert issuer is None or Flag.GUESSED_ISSUER in found["issuer"].flags


def test_a_slip_in_the_title_is_mended_from_the_body():
    """`đỉa bàn` in the title, `địa bàn` in the body: marks only, what was read stays in the text."""

    def line(string, confidence=0.97):
        return Line(tuple(Word(piece, None, confidence) for piece in string.split()))

    lines = (
        line("UBND XÃ CAO MẪU"),
        line("Cao Mẫu, ngày 6 tháng 7 năm 2031"),
        line("KẾ HOẠCH"),
        Line(tuple(Word(w, None, 0.5 if w == "đỉa" else 0.97) for w in ["Trồng", "cây", "trên", "đỉa", "bàn", "xã"])),
        line("I. NỘI DUNG"),
        line("Các hộ trồng cây trên địa bàn theo quy hoạch."),
    )
    text = Text([Page(1, 595.0, 842.0, Source.OCR, lines)])
    title = fields(text)["title"]
    assert title.value == "Trồng cây trên địa bàn xã"
    assert Flag.REPAIRED in title.flags
    assert [text.string[start:end] for start, end in title.spans] == ["Trồng cây trên đỉa bàn xã"]


SCRAPS = st.sampled_from(
    """ỦY BAN NHÂN DÂN|TỈNH CAO MẪU|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do|Số: 5/KH-UBND|Số: /|KẾ HOẠCH|Về việc
V/v|Kính gửi:|Cao Mẫu, ngày 40 tháng 13 năm 2031|ngày tháng năm|- Sở Nội vụ;|Nơi nhận:|TM. UBND|KT.|CHỦ TỊCH|Lê Mẫu|PHỤ LỤC|I.
1. việc|*|----|(|Lưu:|ŁŁ|số|Điều 1.|\f|HỎA TỐC|2 Comments|Ngày 1/2, UBND tỉnh ban hành Kế hoạch số 3""".replace(
        "\n", "|"
    ).split("|")
)


@settings(max_examples=150)
@given(st.lists(st.one_of(SCRAPS, st.text(max_size=30)), max_size=25))
def test_any_lines_give_sound_facts(lines):
    """Whatever stands there: no error, one chosen fact a field, spans inside the text, values not empty."""
    text = read_plain("\n".join(lines)).text
    zones = find_zones(text)
    assert len(zones.of) == len(text.lines)
    foot, recipients = read_foot(text, zones)
    facts = decide((*read_heading(text, zones, path="a/05.pdf"), *foot))
    chosen = [fact.field for fact in facts if fact.chosen]
    assert len(chosen) == len(set(chosen))
    for fact in facts:
        assert fact.value is None or fact.value.strip()
        assert not fact.chosen or fact.value
        assert all(0 <= start < end <= len(text.string) for start, end in fact.spans)
    for row in recipients:
        assert row.name.strip() and row.spans
    assert decide(facts) == facts or {f.field: f.value for f in decide(facts) if f.chosen} == {
        f.field: f.value for f in facts if f.chosen
    }
