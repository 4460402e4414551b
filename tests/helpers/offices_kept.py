"""Offices, layouts and ways of signing that the rules were not tuned on: written before they were first measured.

A row: lines of the left column (`|` between them), issuer, parent, level, place, head of the office,
his deputy, body signed for, symbol. `{P}` `tỉnh …` and `{p}` its name, `{D}` `{d}` a district, `{C}` `{c}` a
commune, `{n}` an invented name.
"""

from __future__ import annotations

import random
from collections.abc import Callable

ROWS = """\
UBND {P}|UBND {D}|Ủy ban nhân dân {D};Ủy ban nhân dân {P};district;{d};Chủ tịch;Phó Chủ tịch;;UBND
HỘI ĐỒNG NHÂN DÂN {P}|BAN PHÁP CHẾ|Ban Pháp chế Hội đồng nhân dân {P};Hội đồng nhân dân {P};province;{p};Trưởng ban;Phó Trưởng ban;;BPC
ĐOÀN ĐẠI BIỂU QUỐC HỘI|{P}|Đoàn Đại biểu Quốc hội {P};;province;{p};Trưởng đoàn;Phó Trưởng đoàn;;ĐĐBQH
SỞ NN&PTNT {P}|CHI CỤC QUẢN LÝ CHẤT LƯỢNG|NÔNG LÂM SẢN VÀ THỦY SẢN|Chi cục Quản lý chất lượng nông lâm sản và thủy sản {P};Sở Nông nghiệp và Phát triển nông thôn {P};province;{p};Chi cục trưởng;Phó Chi cục trưởng;;QLCL
UBND {P}|BAN AN TOÀN GIAO THÔNG|Ban An toàn giao thông {P};Ủy ban nhân dân {P};province;{p};Trưởng ban;Phó Trưởng ban;;BATGT
CỤC THI HÀNH ÁN DÂN SỰ|{P}|CHI CỤC THI HÀNH ÁN DÂN SỰ|{D}|Chi cục Thi hành án dân sự {D};Cục Thi hành án dân sự {P};district;{d};Chi cục trưởng;Phó Chi cục trưởng;;CCTHADS
BỘ NỘI VỤ|HỌC VIỆN HÀNH CHÍNH QUỐC GIA|Học viện Hành chính Quốc gia;Bộ Nội vụ;organization;Hà Nội;Giám đốc;Phó Giám đốc;;HCQG
SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG|{P}|TRUNG TÂM KỸ THUẬT|TÀI NGUYÊN VÀ MÔI TRƯỜNG|Trung tâm Kỹ thuật Tài nguyên và Môi trường {P};Sở Tài nguyên và Môi trường {P};province;{p};Giám đốc;Phó Giám đốc;;TTKT
CHI CỤC KIỂM LÂM {P}|HẠT KIỂM LÂM {D}|Hạt Kiểm lâm {D};Chi cục Kiểm lâm {P};district;{d};Hạt trưởng;Phó Hạt trưởng;;HKL
TRUNG TÂM Y TẾ {D}|TRẠM Y TẾ {C}|Trạm Y tế {C};Trung tâm Y tế {D};commune;{c};Trưởng trạm;Phó Trưởng trạm;;TYT
CÔNG AN {D}|CÔNG AN {C}|Công an {C};Công an {D};commune;{c};Trưởng Công an;Phó Trưởng Công an;;CAX
UBND {D}|PHÒNG GD&ĐT|Phòng Giáo dục và Đào tạo {D};Ủy ban nhân dân {D};district;{d};Trưởng phòng;Phó Trưởng phòng;;GDĐT
UBND {D}|PHÒNG LAO ĐỘNG - TB&XH|Phòng Lao động - Thương binh và Xã hội {D};Ủy ban nhân dân {D};district;{d};Trưởng phòng;Phó Trưởng phòng;;LĐTBXH
UBND {P}|SỞ LĐ-TB&XH|Sở Lao động - Thương binh và Xã hội {P};Ủy ban nhân dân {P};province;{p};Giám đốc;Phó Giám đốc;;SLĐTBXH
ỦY BAN NHÂN DÂN {D}|VĂN PHÒNG HĐND VÀ UBND|Văn phòng Hội đồng nhân dân và Ủy ban nhân dân {D};Ủy ban nhân dân {D};district;{d};Chánh Văn phòng;Phó Chánh Văn phòng;;VP
UBND {C}|TRUNG TÂM PHỤC VỤ|HÀNH CHÍNH CÔNG|Trung tâm Phục vụ hành chính công {C};Ủy ban nhân dân {C};commune;{c};Giám đốc;Phó Giám đốc;;TTPVHCC
UBND {D}|BAN QUẢN LÝ DỰ ÁN|ĐẦU TƯ XÂY DỰNG|Ban Quản lý dự án đầu tư xây dựng {D};Ủy ban nhân dân {D};district;{d};Giám đốc;Phó Giám đốc;;BQLDA
BỘ TƯ LỆNH QUÂN KHU 5|BỘ CHỈ HUY QUÂN SỰ|{P}|Bộ Chỉ huy quân sự {P};Bộ Tư lệnh Quân khu 5;province;{p};Chỉ huy trưởng;Phó Chỉ huy trưởng;;BCH
NGÂN HÀNG CHÍNH SÁCH XÃ HỘI|CHI NHÁNH {P}|Ngân hàng Chính sách xã hội - Chi nhánh {P};Ngân hàng Chính sách xã hội;;{p};Giám đốc;Phó Giám đốc;;NHCS
BỘ Y TẾ|CỤC PHÒNG, CHỐNG HIV/AIDS|Cục Phòng, chống HIV/AIDS;Bộ Y tế;central;Hà Nội;Cục trưởng;Phó Cục trưởng;;AIDS
BỘ CÔNG THƯƠNG|CỤC XÚC TIẾN THƯƠNG MẠI|Cục Xúc tiến thương mại;Bộ Công Thương;central;Hà Nội;Cục trưởng;Phó Cục trưởng;;XTTM
BỘ TÀI CHÍNH|TỔNG CỤC DỰ TRỮ NHÀ NƯỚC|Tổng cục Dự trữ Nhà nước;Bộ Tài chính;central;Hà Nội;Tổng Cục trưởng;Phó Tổng Cục trưởng;;TCDT
ĐẢNG BỘ {P}|ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH|Đảng ủy Khối các cơ quan {P};Đảng bộ {P};party;{p};Bí thư;Phó Bí thư;Ban Thường vụ;ĐUK
ĐẢNG BỘ {P}|THỊ ỦY {n}|Thị ủy {n};Đảng bộ {P};party;{n};Bí thư;Phó Bí thư;Ban Thường vụ;ThU
ĐẢNG BỘ CÔNG AN TỈNH|ĐẢNG ỦY CÔNG AN {D}|Đảng ủy Công an {D};Đảng bộ Công an tỉnh;party;{d};Bí thư;Phó Bí thư;;ĐUCA
ĐẢNG ỦY {C}|CHI BỘ THÔN ĐÔNG|Chi bộ thôn Đông;Đảng ủy {C};party;{c};Bí thư;Phó Bí thư;;CB
BAN CHẤP HÀNH ĐẢNG BỘ|{D}|Ban Chấp hành Đảng bộ {D};;party;{d};Bí thư;Phó Bí thư;Ban Chấp hành;HU
THÀNH ỦY {p}|BAN TỔ CHỨC|Ban Tổ chức Thành ủy {p};Thành ủy {p};party;{p};Trưởng ban;Phó Trưởng ban;;BTCTU
LIÊN ĐOÀN LAO ĐỘNG {P}|CÔNG ĐOÀN GIÁO DỤC {P}|Công đoàn Giáo dục {P};Liên đoàn Lao động {P};organization;{p};Chủ tịch;Phó Chủ tịch;Ban Thường vụ;CĐGD
ỦY BAN MTTQ VIỆT NAM {D}|BAN THƯỜNG TRỰC|Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam {D};Ủy ban Mặt trận Tổ quốc Việt Nam {D};organization;{d};Chủ tịch;Phó Chủ tịch;Ban Thường trực;MTTQ-BTT
HỘI NGƯỜI CAO TUỔI {D}|Hội Người cao tuổi {D};;organization;{d};Chủ tịch;Phó Chủ tịch;Ban Thường vụ;HNCT
HỘI KHUYẾN HỌC {P}|Hội Khuyến học {P};;organization;{p};Chủ tịch;Phó Chủ tịch;;HKH
HỘI LHPN VIỆT NAM|HỘI LHPN {P}|Hội Liên hiệp Phụ nữ {P};Hội Liên hiệp Phụ nữ Việt Nam;organization;{p};Chủ tịch;Phó Chủ tịch;Ban Thường vụ;BTV
UBND {D}|TRƯỜNG TH&THCS {n}|Trường Tiểu học và Trung học cơ sở {n};Ủy ban nhân dân {D};organization;{n};Hiệu trưởng;Phó Hiệu trưởng;;THCS
SỞ GIÁO DỤC VÀ ĐÀO TẠO {p}|TRUNG TÂM GDNN - GDTX {D}|Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên {D};Sở Giáo dục và Đào tạo {p};;{d};Giám đốc;Phó Giám đốc;;TTGDNN
PHÒNG GD&ĐT {D}|TRƯỜNG MẦM NON HOA CÚC|Trường Mầm non Hoa Cúc;Phòng Giáo dục và Đào tạo {D};organization;{d};Hiệu trưởng;Phó Hiệu trưởng;;MNHC
SỞ GDĐT {P}|TRƯỜNG PTDTNT THPT {n}|Trường Phổ thông dân tộc nội trú Trung học phổ thông {n};Sở Giáo dục và Đào tạo {P};organization;{n};Hiệu trưởng;Phó Hiệu trưởng;;DTNT
TỈNH ỦY {p}|TRƯỜNG CHÍNH TRỊ|Trường Chính trị;Tỉnh ủy {p};;{p};Hiệu trưởng;Phó Hiệu trưởng;;TCT
ỦY BAN NHÂN DÂN {P}|TRƯỜNG ĐẠI HỌC {n}|Trường Đại học {n};Ủy ban nhân dân {P};organization;{n};Hiệu trưởng;Phó Hiệu trưởng;;ĐH
CÔNG TY CP XĂNG DẦU|{n}|Công ty Cổ phần Xăng dầu {n};;organization;{n};Tổng Giám đốc;Phó Tổng Giám đốc;;XD
TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM|TỔNG CÔNG TY|ĐIỆN LỰC MIỀN TRUNG|Tổng công ty Điện lực miền Trung;Tập đoàn Điện lực Việt Nam;organization;{n};Tổng Giám đốc;Phó Tổng Giám đốc;;EVN
HỢP TÁC XÃ NÔNG NGHIỆP|{n}|Hợp tác xã Nông nghiệp {n};;organization;{n};Giám đốc;Phó Giám đốc;;HTX
SỞ Y TẾ {P}|BỆNH VIỆN PHỤ SẢN {P}|Bệnh viện Phụ sản {P};Sở Y tế {P};;{p};Giám đốc;Phó Giám đốc;;BVPS
UBND {P}|SỞ KẾ HOẠCH|VÀ ĐẦU TƯ|Sở Kế hoạch và Đầu tư {P};Ủy ban nhân dân {P};province;{p};Giám đốc;Phó Giám đốc;;SKHĐT
UBND {P}|BAN QUẢN LÝ|KHU KINH TẾ|Ban Quản lý Khu kinh tế {P};Ủy ban nhân dân {P};province;{p};Trưởng ban;Phó Trưởng ban;;KKT
UBND {P}|VIỆN QUY HOẠCH XÂY DỰNG|Viện Quy hoạch xây dựng {P};Ủy ban nhân dân {P};province;{p};Viện trưởng;Phó Viện trưởng;;VQH
"""


def fill(
    rng: random.Random, provinces: tuple[str, ...], invented: Callable[[random.Random], str]
) -> tuple[list[str], str, str | None, str, str, str, str, str | None, str]:
    """A row with its places: left lines, issuer, parent, level, place, head, deputy, body signed for, symbol."""
    row = rng.choice(ROWS.splitlines())
    full = rng.choice(provinces) if "TỈNH" not in row else rng.choice([p for p in provinces if p.startswith("tỉnh")])
    if row.startswith("THÀNH ỦY"):
        full = rng.choice([p for p in provinces if p.startswith("thành phố")])
    district = f"{rng.choice(('huyện', 'quận', 'thị xã'))} {invented(rng)}"
    commune = f"{rng.choice(('xã', 'phường', 'thị trấn'))} {invented(rng)}"
    named = invented(rng)
    bare = full.split(" ", 2)[2] if full.startswith("thành phố") else full.split(" ", 1)[1]
    low = district.split(" ", 2)[2] if district.startswith("thị xã") else district.split(" ", 1)[1]
    lower = commune.split(" ", 2)[2] if commune.startswith("thị trấn") else commune.split(" ", 1)[1]

    def set_in(text: str) -> str:
        values = {"P": full, "p": bare, "D": district, "d": low, "C": commune, "c": lower, "n": named}
        return text.format(**values)

    head, _, rest = row.rpartition("|")
    issuer, parent, level, place, boss, deputy, behalf, symbol = (set_in(part) for part in rest.split(";"))
    left = [set_in(line).upper() for line in head.split("|")]
    return left, issuer, parent or None, level, place, boss, deputy, behalf or None, symbol
