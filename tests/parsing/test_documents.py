"""Documents bound in one file: a full heading opens one, an appendix or a blank form does not."""

from __future__ import annotations

import pytest

from pipeline.parsing.plain import read_plain
from pipeline.parsing.zones import split_documents

FIRST = """UBND TỈNH CAO MẪU
SỞ NỘI VỤ
Số: 5/TTr-SNV
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày 6 tháng 7 năm 2031
TỜ TRÌNH
Về việc ban hành Nghị quyết về đội múa rối
Kính gửi: Ủy ban nhân dân tỉnh.
Sở Nội vụ kính trình.
Nơi nhận:
- Như trên;
GIÁM ĐỐC
Lê Văn Mẫu"""
DRAFT = """DỰ THẢO
HỘI ĐỒNG NHÂN DÂN
TỈNH CAO MẪU
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số:       /NQ-HĐND
Cao Mẫu, ngày     tháng     năm 2031
NGHỊ QUYẾT
Về mức chi cho đội múa rối
HỘI ĐỒNG NHÂN DÂN TỈNH
Căn cứ Luật Thư viện;"""
LETTER = """UBND HUYỆN CAO MẪU
Số: 9/UBND-VX
V/v góp ý dự thảo
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày 9 tháng 7 năm 2031
Kính gửi: Sở Nội vụ.
Ủy ban nhân dân huyện nhất trí."""
NAMED_LIKE_A_TYPE = """SỞ Y TẾ TỈNH CAO MẪU
CHI CỤC DÂN SỐ -
KẾ HOẠCH HÓA GIA ĐÌNH
Số: 28/PA-CCDS
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày 9 tháng 7 năm 2012
PHƯƠNG ÁN
Trông coi kho thóc"""
DAY_BY_HAND = """UBND XÃ CAO MẪU
Số: 28/PA-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày .... tháng 6
năm 2012
PHƯƠNG ÁN
Trông coi kho thóc"""
APPENDIX = """PHỤ LỤC I
DANH MỤC NHIỆM VỤ
(Kèm theo Tờ trình số 5/TTr-SNV ngày 06/7/2031)
1. Khảo sát."""
FORM = """Mẫu số 02
TÊN CƠ QUAN CHỦ QUẢN
TÊN CƠ QUAN
Số: ..../BC-....
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
......, ngày .... tháng .... năm ....
BÁO CÁO
Kết quả trồng cây"""
REGULATIONS = """ỦY BAN NHÂN DÂN
TỈNH CAO MẪU
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
QUY CHẾ
Trông coi kho thóc
(Ban hành kèm theo Quyết định số 7/QĐ-UBND ngày 03/5/2031)
Điều 1. Phạm vi."""
MIDDLE = """2. Các huyện cử cán bộ dự tập huấn.
Kế hoạch số 5/KH-UBND ngày 06/7/2031 còn hiệu lực."""


@pytest.mark.parametrize(
    ("intent", "pages", "ranges"),
    [
        ("one document", [FIRST, MIDDLE], ((0, 2),)),
        ("a draft behind its tờ trình", [FIRST, DRAFT, MIDDLE], ((0, 1), (1, 3))),
        ("three of them", [FIRST, MIDDLE, DRAFT, LETTER], ((0, 2), (2, 3), (3, 4))),
        ("a line of the issuer's name that looks like a type", [FIRST, NAMED_LIKE_A_TYPE], ((0, 1), (1, 2))),
        ("a day left to the hand, the year on the next line", [FIRST, DAY_BY_HAND], ((0, 1), (1, 2))),
        ("an appendix belongs to its document", [FIRST, APPENDIX], ((0, 2),)),
        ("so does a blank form", [FIRST, FORM], ((0, 2),)),
        ("so do regulations issued with it", [FIRST, REGULATIONS], ((0, 2),)),
        ("blank pages before the first are its own", ["", FIRST, LETTER], ((0, 2), (2, 3))),
        ("nothing read at all", ["", ""], ((0, 2),)),
    ],
)
def test_split(intent, pages, ranges):
    assert split_documents(read_plain("\f".join(pages)).text.pages) == ranges


def test_no_pages_no_documents():
    assert split_documents(()) == ()
