"""Places and proper case: names come out as they are written, slips are mended only where one name fits."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parsing import casing, places
from pipeline.parsing.bodies import canonical


@pytest.mark.parametrize(
    ("loud", "name"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH BẮC NINH", "Ủy ban nhân dân tỉnh Bắc Ninh"),
        ("UBND TP. HỒ CHÍ MINH", "Ủy ban nhân dân thành phố Hồ Chí Minh"),
        ("UBND PHƯỜNG 12", "Ủy ban nhân dân phường 12"),
        ("UBND H. CAO MẪU", "Ủy ban nhân dân huyện Cao Mẫu"),
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch"),
        ("SỞ LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("SỞ TƯ PHÁP", "Sở Tư pháp"),  # `TƯ` here is no Trung ương
        ("UBND TỈNH BÀ RỊA - VŨNG TÀU", "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu"),
        ("TRƯỜNG TIỂU HỌC LÊ THỊ MẪU", "Trường Tiểu học Lê Thị Mẫu"),
        ("HUYỆN ỦY CAO MẪU", "Huyện ủy Cao Mẫu"),
        ("BAN CHẤP HÀNH ĐẢNG BỘ TỈNH", "Ban Chấp hành Đảng bộ tỉnh"),
        ("PHÓ TRƯỞNG PHÒNG", "Phó Trưởng phòng"),
        ("TRUNG TÂM Y TẾ HUYỆN CAO MẪU", "Trung tâm Y tế huyện Cao Mẫu"),
        ("Sở Nội vụ tỉnh", "Sở Nội vụ tỉnh"),  # small letters stay
        ("BẢO HIỂM XÃ HỘI THỊ XÃ CAO MẪU", "Bảo hiểm xã hội thị xã Cao Mẫu"),
        # What is managed or led stays small, though the head itself ends in the word for the work.
        ("BAN QUẢN LÝ RỪNG PHÒNG HỘ SÔNG MẪU", "Ban Quản lý rừng phòng hộ Sông Mẫu"),
        ("BAN QUẢN LÝ KHU DI TÍCH", "Ban Quản lý Khu di tích"),
        ("VĂN PHÒNG ĐIỀU PHỐI XÂY DỰNG NÔNG THÔN MỚI", "Văn phòng Điều phối xây dựng nông thôn mới"),
        ("ĐẢNG ỦY KHỐI CÁC CƠ QUAN VÀ DOANH NGHIỆP", "Đảng ủy Khối các cơ quan và doanh nghiệp"),
        ("VIỆN NGHIÊN CỨU PHÁT TRIỂN KINH TẾ - XÃ HỘI", "Viện Nghiên cứu phát triển kinh tế - xã hội"),
        ("PHÒNG KINH TẾ - XÃ HỘI", "Phòng Kinh tế - Xã hội"),
        ("HỘI ĐỒNG NGHĨA VỤ QUÂN SỰ HUYỆN CAO MẪU", "Hội đồng Nghĩa vụ quân sự huyện Cao Mẫu"),
        ("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG TỈNH CAO MẪU", "Hội đồng Thi đua - Khen thưởng tỉnh Cao Mẫu"),
        ("ĐỒN BIÊN PHÒNG CỬA KHẨU CAO MẪU", "Đồn Biên phòng cửa khẩu Cao Mẫu"),
    ],
)
def test_proper_case(loud, name):
    assert canonical(casing.proper(loud).string) == name


@pytest.mark.parametrize(
    ("read", "name", "repaired"),
    [
        ("ỦY BẠN NHÂN DÂN TĨNH LONG AN", "Ủy ban nhân dân tỉnh Long An", True),
        ("SỞ THÔNG TIN VÀ TRUYỂN THÔNG", "Sở Thông tin và Truyền thông", True),
        ("SỞ NỘI VỤ", "Sở Nội vụ", False),
        ("TRƯỜNG TIỂU HỌC MẨU MỚI", "Trường Tiểu học Mẩu Mới", False),  # a name that no list knows
    ],
)
def test_slips_of_marks(read, name, repaired):
    assert casing.proper(read, mend=True) == casing.Cased(name, repaired)
    if repaired:
        assert not casing.proper(read).repaired or read.split()[0] == "ỦY"


@given(st.text(alphabet="AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYÁẢỌ ,-.&1Ii", max_size=40))
def test_casing_changes_case_alone_without_mending(string):
    """Every letter stays, in order; only case, blanks around signs and opened units' points change."""
    made = casing.proper(string).string
    letters = [ch for ch in "".join(made.split()) if ch.isalpha()]
    given_letters = [ch for ch in "".join(string.split()) if ch.isalpha()]
    if not set(re.split(r"\W+", string)) & {"TP", "TX", "TT", "H", "Q", "P", "X", "TINH"}:
        assert len(letters) == len(given_letters)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("trên địa bàn tỉnh Long An và huyện Ba Vì", ["tỉnh Long An", "huyện Ba Vì"]),
        ("thị xã Cao Mẫu Mới, các huyện, xã hội", ["thị xã Cao Mẫu Mới"]),
        ("TP Cao Mẫu", ["thành phố Cao Mẫu"]),
        ("phường 5, quận 10", ["phường 5", "quận 10"]),
        ("tỉnh ta, huyện nhà", []),
    ],
)
def test_units_in_a_text(text, units):
    found = list(places.units(text))
    assert [unit.full for unit in found] == units
    assert all(text[unit.start : unit.end].lower().endswith(unit.name.lower()) for unit in found)


@pytest.mark.parametrize(
    ("name", "full"),
    [("long an", "tỉnh Long An"), ("HÀ NỘI", "thành phố Hà Nội"), ("Thanh Hoá", "tỉnh Thanh Hóa"), ("Cao Mẫu", None)],
)
def test_provinces(name, full):
    assert places.province(name) == full


def test_mended_needs_one_name():
    assert places.mended("LONG ÁN") == "Long An"
    assert places.mended("CAO MẪU") is None


def test_the_list_is_read_without_importing_underthesea():
    """Places cost no import of the package (and what it drags in), only its data file."""
    code = "import sys; from pipeline.parsing import places; places.proper('x'); print('underthesea' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout.strip() == "False"
