"""The document's own symbol, borne out by its type and issuer where its slot was read with slips."""

from __future__ import annotations

import pytest

from pipeline.pages import Line, LineKind, Page, Reading, Source, Word
from pipeline.parsing.heading import read_heading
from pipeline.parsing.own_symbol import borne_out, foreign
from pipeline.parsing.text import Text
from pipeline.parsing.witnesses import decide
from pipeline.parsing.zones import find_zones
from pipeline.records import Flag


@pytest.mark.parametrize(
    ("symbol", "code", "issuer", "party", "good"),
    [
        ("HD-TTKT", "HD", "Trung tâm Kỹ thuật Nông nghiệp tỉnh Mẫu", False, True),
        ("KH-SLĐTBXH", "KH", "Sở Lao động - Thương binh và Xã hội tỉnh Mẫu", False, True),
        ("CT/ĐUCA", "CT", "Đảng ủy Công an huyện Mẫu", True, True),
        ("UBND-NC", None, "Ủy ban nhân dân huyện Mẫu", False, True),
        ("HU-TTKT", "HD", "Trung tâm Kỹ thuật Nông nghiệp tỉnh Mẫu", False, False),  # another code
        ("HD-SNV", "HD", "Trung tâm Kỹ thuật Nông nghiệp tỉnh Mẫu", False, False),  # another body
        ("HD", "HD", "Trung tâm Kỹ thuật", False, False),
        ("HD-TTKT", "HD", None, False, False),
    ],
)
def test_symbols_that_type_and_issuer_bear_out(symbol, code, issuer, party, good):
    assert borne_out(symbol, code, issuer, party=party) is good


def heading(number, looks, *, kind="HƯỚNG DẪN", source=Source.OCR):
    rows = [
        ("SỞ NÔNG NGHIỆP TỈNH CAO MẪU", LineKind.LEFT),
        ("TRUNG TÂM KỸ THUẬT NÔNG NGHIỆP", LineKind.LEFT),
        (number, LineKind.LEFT),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", LineKind.RIGHT),
        ("Cao Mẫu, ngày 3 tháng 6 năm 2031", LineKind.RIGHT),
        (kind, LineKind.BODY),
        ("Trồng tre ven đường", LineKind.BODY),
        ("1. Các tổ trồng tre.", LineKind.BODY),
    ]
    lines = tuple(
        Line(
            tuple(
                Word(w, (0.1 * i, 0.04 * at, 0.1 * i + 0.09, 0.04 * at + 0.03), 0.9) for i, w in enumerate(row.split())
            ),
            side,
        )
        for at, (row, side) in enumerate(rows)
    )
    readings = tuple(Reading("number", (0.0, 0.0, 1.0, 1.0), look, "a", 0.9) for look in looks)
    text = Text([Page(1, 595.0, 842.0, source, lines, readings=readings)])
    return {fact.field: fact for fact in decide(read_heading(text, find_zones(text))) if fact.chosen}


@pytest.mark.parametrize(
    ("intent", "number", "looks", "symbol", "repaired"),
    [
        ("read wrong, a look is borne out", "Số: 26/HU-I1KT", ["Số: 26/HD-TTKT"], "HD-TTKT", True),
        ("cut short", "Số: 26/HD-1", ["Số: 26/HD-TTKT ` "], "HD-TTKT", True),
        ("borne out at once: looks change nothing", "Số: 26/HD-TTKT", ["Số: 26/HD-TTNN"], "HD-TTKT", False),
        ("a letter read twice", "Số: 26/HD-TTKKT", ["Số: 26/KH-SNV"], "HD-TTKKT", False),
        ("looks that disagree tell nothing", "Số: 26/HD-TIKT", ["Số: 2/HD-TTKT", "Số: 2/HD-TTNN"], "HD-TIKT", False),
    ],
)
def test_second_looks_at_the_symbol(intent, number, looks, symbol, repaired):
    found = heading(number, looks)["symbol"]
    assert (found.value, Flag.REPAIRED in found.flags) == (symbol, repaired), intent


def test_typed_symbols_stay():
    assert heading("Số: 26/HU-I1KT", ["Số: 26/HD-TTKT"], source=Source.TEXT_LAYER)["symbol"].value != "HD-TTKT"


@pytest.mark.parametrize("number", ["Số 2ljÿ -HD/TTKT", "Số $éÏl -HD/TTKT", "-HD/TTKT", "Số /ế0 -HD/TTKT"])
def test_a_slot_whose_digits_a_hand_spoilt_is_no_name(number):
    """What OCR makes of handwriting is no part of the issuer; the symbol is typed and stands."""
    found = heading(number, [])
    assert found["symbol"].value == "HD/TTKT"
    assert found["issuer"].value == "Trung tâm Kỹ thuật nông nghiệp tỉnh Cao Mẫu"
    assert "number" not in found


@pytest.mark.parametrize(
    ("symbol", "issuer", "wrong"),
    [
        ("KH-UBND", "Sở Nội vụ tỉnh Mẫu", True),
        ("KH-UBND", "Ủy ban nhân dân tỉnh Mẫu", False),
        ("QĐ-TTg", "Thủ tướng Chính phủ", False),
        ("BC/ThU", "Thị ủy Mẫu", False),
        ("HD/BTCTW", "Ban Tổ chức Trung ương", False),
        ("KH-XYZ", "Sở Nội vụ tỉnh Mẫu", False),  # nobody knows whose letters these are
        ("UBND-NC", "Văn phòng Ủy ban nhân dân tỉnh Mẫu", False),
    ],
)
def test_symbols_of_another_body(symbol, issuer, wrong):
    assert foreign(symbol, issuer) is wrong
