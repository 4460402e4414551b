"""Slips of OCR in a heading's capitals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parsing.capitals import set_right


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ("TỈNH CAO MẪU Độc kê lập 2T -", "TỈNH CAO MẪU"),  # the motto's words ran into the left column
        ("CỤC TRỒNG TRE MẪU, Hà sac. Nội", "CỤC TRỒNG TRE MẪU"),  # the date's place with a crumb
        ("TRƯỜNG TIỂU HỌC Hoa Sen", "TRƯỜNG TIỂU HỌC Hoa Sen"),  # a name in its own case
        ("TRƯỜNG THPT ĐỘC LẬP", "TRƯỜNG THPT ĐỘC LẬP"),  # a school of that name
        ("UBND TỈNH CAOMẪU CAOMẪU", "UBND TỈNH CAOMẪU"),
        ("PHÒNG PHÒNG CHÁY, CHỮA CHÁY HUYỆN MẪU", "PHÒNG PHÒNG CHÁY, CHỮA CHÁY HUYỆN MẪU"),
        ("PHÒNG GD&ĐĐT HUYỆN MẪU", "PHÒNG GD&ĐT HUYỆN MẪU"),
        ("VĂN PHÒNG ĐĐBQH", "VĂN PHÒNG ĐĐBQH"),
        ('"ÙNG ĐẠI HỌC CAO MẪU', "TRƯỜNG ĐẠI HỌC CAO MẪU"),  # the rest of the word lay under a stamp
        ("tƯỜNG MẦM NON HOA SEN", "TRƯỜNG MẦM NON HOA SEN"),
        ("PHÒNG ĐẠI HỌC", "PHÒNG ĐẠI HỌC"),
        ("TỔỐNG CÔNG TY", "TỔNG CÔNG TY"),  # one vowel read twice
        ("ỦY BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN"),
    ],
)
def test_lines(line, made):
    assert set_right(line) == made


@given(st.text(alphabet="ABĐÊÔƯƠỔỐỦ GNHTMCO-&", max_size=60))
def test_setting_right_ends(line):
    """What was set right needs no more of it."""
    once = set_right(line)
    assert set_right(once) == set_right(set_right(once))
