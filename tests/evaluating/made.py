"""Drafts for the tests of the maker: invented offices, our own words."""

from __future__ import annotations

from functools import cache

import pytest

from pipeline.evaluating import fonts
from pipeline.evaluating.drafts import Draft, parse
from pipeline.evaluating.sheets import Manner, Period, Sheet, manner
from pipeline.evaluating.typesetting import typeset

PLAN = """\
@left ỦY BAN NHÂN DÂN
@left TỈNH CAO MẪU
@left Số: 415/KH-UBND
@right CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
@right Độc lập - Tự do - Hạnh phúc
@right Cao Mẫu, ngày 12 tháng 02 năm 2031
@type KẾ HOẠCH
@title Số hóa hồ sơ lưu trữ trên địa bàn tỉnh năm 2031
@i Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;
Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư, Ủy ban nhân dân tỉnh \
ban hành Kế hoạch như sau:
@b I. MỤC ĐÍCH, YÊU CẦU
1. Bảo quản an toàn tài liệu có giá trị; các bước phải bảo đảm tiến độ, tiết kiệm.
2. Không để thất lạc hồ sơ trong khi vận chuyển.
@b II. TỔ CHỨC THỰC HIỆN
@b 1. Sở Nội vụ
a) Chủ trì, phối hợp với Sở Tài chính xây dựng quy trình số hóa, trình Ủy ban nhân dân tỉnh trước ngày 31/3/2031.
b) Tổng hợp kết quả, báo cáo định kỳ hằng quý.
- Giữ liên lạc với các kho.
Trên đây là Kế hoạch số hóa hồ sơ lưu trữ, yêu cầu các cơ quan nghiêm túc thực hiện./.
@foot
@left Nơi nhận:
@left - Bộ Nội vụ (b/c);
@left - Các sở, ban, ngành tỉnh;
@left - Lưu: VT, NC.
@right TM. ỦY BAN NHÂN DÂN
@right KT. CHỦ TỊCH
@right PHÓ CHỦ TỊCH
@right Trần Văn Mẫu
@pagebreak
@appendix PHỤ LỤC
@title PHÂN CÔNG NHIỆM VỤ
@title (Kèm theo Kế hoạch số 415/KH-UBND)
@table
| TT | Nhiệm vụ | Thực hiện | < | Thời gian |
| ^ | ^ | Chủ trì | Phối hợp | ^ |
| I | CÔNG TÁC CHUẨN BỊ | < | < | < |
| 1 | Khảo sát các kho lưu trữ của tỉnh, lập danh mục hồ sơ | Sở Nội vụ | Sở Tài chính<br>Văn phòng UBND tỉnh | Quý II |
| 2 | Tập huấn nghiệp vụ số hóa cho công chức văn thư các huyện | ^ | | 30/9/2031 |
@end
"""

PARTY = """\
@left ĐẢNG BỘ TỈNH CAO MẪU
@left HUYỆN ỦY ĐỒNG MẪU
@left *
@left Số 12-HD/HU
@right ĐẢNG CỘNG SẢN VIỆT NAM
@right Đồng Mẫu, ngày 04 tháng 9 năm 2019
@type HƯỚNG DẪN
@title sinh hoạt chi bộ theo chuyên đề
Các chi bộ đưa nội dung lưu trữ vào sinh hoạt thường kỳ.
@foot
@left Nơi nhận:
@left - Các chi bộ;
@left - Lưu Văn phòng Huyện ủy.
@right T/M BAN THƯỜNG VỤ
@right PHÓ BÍ THƯ
@right Lê Thị Mẫu
"""

LETTER = """\
@left SỞ NỘI VỤ CAO MẪU
@left Số:      /SNV-VTLT
@left V/v chuẩn bị kho lưu trữ
@right CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
@right Độc lập - Tự do - Hạnh phúc
@right Cao Mẫu, ngày 7 tháng 5 năm 2009
@address Kính gửi:
@address - Sở Tài chính;
@address - Các huyện.
Sở Nội vụ đề nghị các cơ quan chuẩn bị kho./.
@foot
@left Nơi nhận:
@left - Như trên;
@left - Lưu VT.
@right GIÁM ĐỐC
@right Phạm Mẫu
"""


@cache
def plan() -> Draft:
    """A province's plan with an appendix whose table has merged cells: two pages."""
    return parse(PLAN, "ke-hoach")


def party() -> Draft:
    """A Party committee's guide."""
    return parse(PARTY, "huong-dan")


def letter() -> Draft:
    """A letter of 2009 whose number was never filled in."""
    return parse(LETTER, "cong-van")


def face(name: str = "liberation") -> fonts.Type:
    """A family; the test is skipped where this machine lacks it."""
    if name not in fonts.available():
        package = next(family.package for family in fonts.FAMILIES if family.name == name)
        pytest.skip(f"the fonts of {package} are not installed")
    return fonts.find(name)


def usual(period: Period = Period.SINCE_2020, seed: int = 1) -> Manner:
    """How some office lays pages out."""
    return manner(period, seed)


def laid(draft: Draft, hands: frozenset[str] = frozenset(), seed: int = 1) -> tuple[Sheet, ...]:
    """A draft, set."""
    return typeset(draft, face(), usual(seed=seed), hands)
