"""What counts as the same, and what does not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluating import normalise as n


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phó Chủ tịch", "phó Chủ tịch"),  # case of the first letter
        ("“Nếp sống đẹp”", '"nếp sống đẹp"'),  # of the first letter behind a quote, kinds of quote
        ("hoá đơn", "hóa đơn"),  # tone placement
        ("Uỷ ban thủy lợi", "Ủy ban thuỷ lợi"),
        ("giai đoạn 2021–2025", "giai đoạn 2021-2025"),  # kinds of dash
        ("nghiêm túc thực hiện./.", "nghiêm túc thực hiện"),  # end punctuation
        ("các xã…", "các xã..."),
        ("hai  dòng\nmột", "hai dòng một"),  # spaces and line breaks
        (unicodedata.normalize("NFD", "Tổ dân phố"), "Tổ dân phố"),
    ],
)
def test_the_guide_passes_over(one: str, other: str) -> None:
    assert n.same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("17/KH-UBND", "18/KH-UBND"),
        ("19-CTr/TU", "08-CTR/TU"),  # the casing of a symbol is fixed by rule
        ("QĐ", "QÐ"),  # U+00D0 looks like Đ and is none
        ("Ủy ban nhân dân tỉnh", "Ủy ban Nhân dân tỉnh"),
        ("Sở Nội vụ", "Sở Nội vu"),
        ("a, b", "a b"),
        ("Nội dung (mới)", "Nội dung (mới"),
    ],
)
def test_everything_else_counts(one: str, other: str) -> None:
    assert not n.same(one, other)


def test_nothing_equals_nothing_alone() -> None:
    assert n.same(None, None)
    assert not n.same(None, "KT") and not n.same("KT", None)


@given(st.text(alphabet="aàáảoóòhHuỷúyqQ .,;-–—“”\"'…/1\n", max_size=40))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert n.normalise(n.normalise(text)) == n.normalise(text)


@pytest.mark.parametrize(
    ("name", "type_name", "bare", "year"),
    [
        ("Luật Cây xanh 2017", "luật", "cây xanh", "2017"),
        ("Luật Cây xanh năm 2017", "luật", "cây xanh", "2017"),
        ("Luật Cây xanh (2017)", "luật", "cây xanh", "2017"),
        ("về việc trồng cây", "kế hoạch", "trồng cây", None),
        ("ban hành “Quy chế trực”", "quyết định", "quy chế trực", None),
        ("về việc ban hành Quy chế trực", "quyết định", "quy chế trực", None),  # lead words follow one another
        ("quy định về trồng cây", "nghị định", "trồng cây", None),
        ("Chương trình phủ xanh giai đoạn 2021 - 2025", "chương trình", "phủ xanh giai đoạn 2021 - 2025", None),
        ("Chiến lược nước sạch đến năm 2030", "chiến lược", "nước sạch đến năm 2030", None),
        ("Luật Cây xanh", "nghị định", "luật Cây xanh", None),  # another type's word is part of the name
    ],
)
def test_bare_titles(name: str, type_name: str, bare: str, year: str | None) -> None:
    assert n.split_name(name, type_name) == (bare, year)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("đại hội XII của hội", "đại hội XIII của hội", False),  # two congresses
        ("đề án xanh số 2", "đề án xanh số 3", False),
        ("quy tắc ứng xử nơi công cộng", "quy tắc ứng sử nơi công cộng", True),  # a slip of OCR
        ("quy tắc ứng xử nơi công cộng", "quy tắc ứng xử của cán bộ", False),
        ("Giữ Rừng Mẫu", "giữ rừng mẫu", True),
    ],
)
def test_names_of_one_document(one: str, other: str, expected: bool) -> None:
    assert n.same_name(one, other) is expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("93/KH-UBND", True),
        ("19-CTr/TU", True),
        ("1234/QĐ-TTg", True),
        ("16/2015/NĐ-CP", False),
        ("80/2015/QH13", False),
        ("2015/QĐ-UBND", True),  # the number 2015, not the year
    ],
)
def test_numbers_that_restart(number: str, expected: bool) -> None:
    assert n.restarts(number) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh Hồ Gỗ", True),
        ("huyện Đá Trắng", "Ủy ban nhân dân huyện Đá Trắng", True),
        ("Ủy ban nhân dân xã Suối Bạc", "Ủy ban nhân dân huyện Đá Trắng", False),
    ],
)
def test_one_body_in_more_or_fewer_words(one: str, other: str, expected: bool) -> None:
    assert n.same_body(one, other) is expected


def test_a_beginning_is_compared_over_its_own_length() -> None:
    assert n.begins("Giữ màu xanh cho các tuyến đường của xã, thôn", "Giữ màu xanh cho các tuyến") == 1.0
    assert n.begins("Việc trồng cây phải đúng thời vụ", "Giữ màu xanh cho các tuyến") < n.HEADING


@pytest.mark.parametrize(
    ("one", "other"), [("Điều 3.", "điều 3"), ("PHỤ LỤC I", "Phụ lục I"), ("a)", "a"), ("(1)", "1")]
)
def test_labels(one: str, other: str) -> None:
    assert n.label_key(one) == n.label_key(other)
