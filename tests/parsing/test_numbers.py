"""Numbers and symbols: every kind of office and time, written badly, misread, or no number at all."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parsing.numbers import canonical_number, canonical_symbol, find_numbers, type_of_symbol
from pipeline.parsing.symbols import is_central, issuer_of

CANONICAL = [
    ("a state number", "Số: 45/KH-UBND", "45/KH-UBND", False),
    ("room left for the hand", "Số: 41   /KH-SVH&TT", "41/KH-SVH&TT", False),
    ("a year in the number", "Số: 12/2031/QĐ-UBND", "12/2031/QĐ-UBND", False),
    ("a Party number keeps hyphen and slash", "Số 14-CTr/TU", "14-CTr/TU", False),
    ("a Party number with blanks", "Số 12 - KH / HU", "12-KH/HU", False),
    ("blanks in the symbol", "23/KH- UBND", "23/KH-UBND", False),
    ("a spaced en dash", "17/KH – UBND", "17/KH-UBND", False),
    ("a non-breaking hyphen", "17/KH‑UBND", "17/KH-UBND", False),
    ("an act", "Luật số: 80/2015/QH13", "80/2015/QH13", False),
    ("the Standing Committee", "41/2031/UBTVQH17", "41/2031/UBTVQH17", False),
    ("a joint circular", "45/2031/TTLT-BTC-BNV", "45/2031/TTLT-BTC-BNV", False),
    ("a công văn", "2077/UBND-NC", "2077/UBND-NC", False),
    ("before 1996", "115-HĐBT", "115-HĐBT", False),
    ("a letter behind the digits", "25a/NQ-CP", "25a/NQ-CP", False),
    ("a school", "33/KH-THPTMS2", "33/KH-THPTMS2", False),
    ("a section behind the body", "Số: 12/QĐ-HVX-ĐT", "12/QĐ-HVX-ĐT", False),
    ("Eth for Đ is one letter to the eye", "64/QÐ-UBND", "64/QĐ-UBND", False),
    ("Eth read beside Đ", "64/QĐÐ-UBND", "64/QĐ-UBND", True),
    ("the stroke of Đ lost", "64/QD-UBND", "64/QĐ-UBND", True),
    ("the stroke lost in a decree", "30/2020/ND-CP", "30/2020/NĐ-CP", True),
    ("the code's case by rule", "14-CTR/TU", "14-CTr/TU", False),
    ("a report's case by rule", "12/TTR-SNV", "12/TTr-SNV", False),
    ("the old spelling of TW", "41-NQ/TƯ", "41-NQ/TW", False),
    ("letters for digits", "l9/KH-UBND", "19/KH-UBND", True),
    ("a zero read as O", "O7/KH-UBND", "07/KH-UBND", True),
    ("the slash before the year lost", "1232031/NĐ-CP", "123/2031/NĐ-CP", True),
    ("the hyphen lost", "64/QĐ UBND ngày 5", "64/QĐ-UBND", True),
    ("a full stop for the hyphen", "31/NQ.CP", "31/NQ-CP", True),
    ("the Youth Union's blank for a hyphen", "Số: 345 KH/TĐTN-BPT", "345-KH/TĐTN-BPT", True),
    ("the letter T doubled", "41/KH-SVH&TTT", "41/KH-SVH&TT", True),
    ("digits set apart by letter spacing", "số 3 7/2031/NĐ-CP", "37/2031/NĐ-CP", True),
    ("a day stuck to the symbol", "13/KH-SNVngày 02/02/2031", "13/KH-SNV", False),
    ("a title behind a dash is no part", "64/QĐ-UBND – Kế hoạch", "64/QĐ-UBND", False),
]
NONE = [
    ("the digits are missing", "Số:      /KH-UBND"),
    ("the symbol is missing", "Số: 45"),
    ("a date", "20/3/2031"),
    ("a fraction", "1/2 ngày"),
    ("a unit", "60 km/h"),
    ("nothing", ""),
]


@pytest.mark.parametrize(("intent", "raw", "text", "repaired"), CANONICAL, ids=[row[0] for row in CANONICAL])
def test_a_number_is_written_one_way(intent, raw, text, repaired):
    number = canonical_number(raw)
    assert number is not None
    assert (number.text, number.repaired) == (text, repaired)
    again = canonical_number(number.text)
    assert again is not None
    assert (again.text, again.repaired) == (text, False)


@pytest.mark.parametrize(("intent", "raw"), NONE, ids=[row[0] for row in NONE])
def test_what_is_no_number(intent, raw):
    assert canonical_number(raw) is None


def test_the_parts_of_a_number():
    number = canonical_number("Số: 012/2031/NQ-HĐND")
    assert number is not None
    assert (number.number, number.year, number.symbol) == ("012", 2031, "NQ-HĐND")


@pytest.mark.parametrize(
    ("intent", "raw", "symbol"),
    [
        ("digits left to the hand", "Số:      /KH-UBND", "KH-UBND"),
        ("dots for the digits", "Số: .../KH-SNV", "KH-SNV"),
        ("dots and a year", "Số:……/2031/QĐ-UBND", "QĐ-UBND"),
        ("a whole number", "Số: 12-KH/HU", "KH/HU"),
        ("none", "Số:", None),
        ("a date is none", "ngày 12/3", None),
    ],
)
def test_the_symbol_of_a_slot(intent, raw, symbol):
    assert canonical_symbol(raw) == symbol


@pytest.mark.parametrize(
    ("symbol", "type_"),
    [
        ("KH-SVH&TT", ("kế hoạch", "KH")),
        ("QĐ-TTg", ("quyết định", "QĐ")),
        ("CTr/TU", ("chương trình", "CTr")),
        ("QyĐ/TU", ("quy định", "QyĐ")),
        ("TTr-SNV", ("tờ trình", "TTr")),
        ("TTLT-BTC-BNV", ("thông tư liên tịch", "TTLT")),
        ("TT/TU", ("thông tri", "TT")),
        ("CT-UBND", ("chỉ thị", "CT")),
        ("UBND-NC", ("công văn", None)),
        ("QH13", None),
        ("XYZ-ABC", None),
    ],
)
def test_the_type_of_a_symbol(symbol, type_):
    assert type_of_symbol(symbol) == type_


@pytest.mark.parametrize(
    ("symbol", "issuer", "central"),
    [
        ("QĐ-TTg", "Thủ tướng Chính phủ", True),
        ("NĐ-CP", "Chính phủ", True),
        ("TT-BTC", "Bộ Tài chính", True),
        ("TTLT-BTC-BNV", "Bộ Tài chính; Bộ Nội vụ", True),
        ("NQ/TW", "Ban Chấp hành Trung ương Đảng", True),
        ("CT/TW", None, True),
        ("QH13", "Quốc hội", True),
        ("UBTVQH14", "Ủy ban Thường vụ Quốc hội", True),
        ("HĐBT", "Hội đồng Bộ trưởng", True),
        ("KH-UBND", None, False),
        ("KH/TU", None, False),
        ("TTLT-BTC-XYZ", None, True),
    ],
)
def test_whom_a_symbol_names(symbol, issuer, central):
    """A symbol of every commune's office names nobody; of a joint one all bodies must be known."""
    assert issuer_of(symbol) == issuer
    assert is_central(symbol) is central


@pytest.mark.parametrize(
    ("intent", "text", "found"),
    [
        ("two in a sentence", "Quyết định 12/QĐ-UBND và 13/QĐ-UBND.", ["12/QĐ-UBND", "13/QĐ-UBND"]),
        ("a full stop ends it", "theo 12/QĐ-UBND. Các xã", ["12/QĐ-UBND"]),
        ("a standard is none", "TCVN 7420:2004/BKHCN, QCVN 01:2031/BXD", []),
        ("a section's number stays", "văn bản 12/UBND-KGVX về", ["12/UBND-KGVX"]),
        ("the place behind a công văn's body", "số 12/UBND - UBND tỉnh", ["12/UBND"]),
    ],
)
def test_numbers_in_running_text(intent, text, found):
    mentions = find_numbers(text)
    assert [mention.number.text for mention in mentions] == found
    assert [canonical_number(text[mention.start : mention.end]).text for mention in mentions] == found


@given(
    st.integers(1, 9999),
    st.sampled_from(["KH-UBND", "QĐ-TTg", "CTr/TU", "NQ-HĐND", "BC-SVHTTDL", "TTr-SKHĐT"]),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from("-‐‑‒–—―"),
)
def test_forms_of_unicode_do_not_matter(digits, symbol, form, dash):
    joint = "-" if "/" in symbol else "/"
    plain = f"{digits:02}{joint}{symbol}"
    written = unicodedata.normalize(form, plain).replace("-", dash)
    (mention,) = find_numbers(f"Văn bản số {written} ngày")
    assert mention.number.text == plain
    assert f"Văn bản số {written} ngày"[mention.start : mention.end] == written


@given(st.text(alphabet="0123456789/-. QĐKHUBNDTgcp&–Ð", max_size=60))
def test_canonical_is_idempotent(raw):
    number = canonical_number(raw)
    if number is not None:
        again = canonical_number(number.text)
        assert again is not None
        assert again.text == number.text
