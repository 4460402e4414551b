"""Capitals inside a body's name as its own running text has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parsing.own_case import as_written
from pipeline.parsing.plain import read_plain


@pytest.mark.parametrize(
    ("intent", "text", "name", "written"),
    [
        (
            "small letters where its own sentences have them",
            "Ban Chỉ đạo phòng, chống dịch huyện Mẫu yêu cầu các tổ. Ban Chỉ đạo phòng, chống dịch theo dõi.",
            "Ban Chỉ đạo Phòng, chống dịch huyện Mẫu",
            "Ban Chỉ đạo phòng, chống dịch huyện Mẫu",
        ),
        (
            "a comma more or less is the same name",
            "Ban Chỉ đạo phòng chống dịch theo dõi.",
            "Ban Chỉ đạo Phòng, chống dịch",
            "Ban Chỉ đạo phòng, chống dịch",
        ),
        (
            "a shorter form tells of its words only",
            "Hội đồng thẩm định giá đất họp.",
            "Hội đồng Thẩm định giá đất Cụ thể huyện Mẫu",
            "Hội đồng thẩm định giá đất Cụ thể huyện Mẫu",
        ),
        (
            "one way here and another there tell nothing",
            "Hội đồng thẩm định giá đất họp. Hội đồng Thẩm định giá đất nghỉ.",
            "Hội đồng Thẩm định giá đất",
            "Hội đồng Thẩm định giá đất",
        ),
        (
            "fields of the lexicon keep their capitals, however a clerk writes",
            "Sở Giáo dục và đào tạo giao các trường.",
            "Sở Giáo dục và Đào tạo tỉnh Mẫu",
            "Sở Giáo dục và Đào tạo tỉnh Mẫu",
        ),
        (
            "so do the names of companies and schools",
            "Công ty cổ phần cấp nước Hồng Mai lập kế hoạch.",
            "Công ty Cổ phần Cấp nước Hồng Mai",
            "Công ty Cổ phần Cấp nước Hồng Mai",
        ),
        (
            "a corporation's head as its recipients' line has it",
            "- Tổng Công ty (b/c);",
            "Tổng công ty Vận tải biển Hồng Mai",
            "Tổng Công ty Vận tải biển Hồng Mai",
        ),
        (
            "capitals throughout tell nothing",
            "BAN CHỈ ĐẠO TRÔNG COI KHO GỖ. Ban Chỉ Đạo Trông Coi Kho Gỗ.",
            "Ban Chỉ đạo Trông coi kho gỗ",
            "Ban Chỉ đạo Trông coi kho gỗ",
        ),
    ],
)
def test_as_written(intent, text, name, written):
    assert as_written(read_plain(text + "\n").text, name) == written, intent


@given(st.text(max_size=80), st.text(max_size=40))
def test_letters_stay_but_for_their_case(text, tail):
    name = f"Ban Chỉ đạo {tail}".strip()
    made = as_written(read_plain(f"{text}\n{name.lower().capitalize()}.\n").text, name)
    assert made.lower() == name.lower()
