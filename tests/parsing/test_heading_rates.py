"""Rates over invented headings and feet: field by field, with truth by construction (issue "Who issued what")."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parsing import casing, issuer, seat
from pipeline.parsing.bodies import canonical
from pipeline.parsing.lexicon import terms
from pipeline.parsing.numbers import canonical_number, canonical_symbol
from pipeline.parsing.parse import parse
from pipeline.parsing.shape import Piece, Role, bare
from pipeline.reading.read import read_bytes
from tests.helpers import bundles, copies, headings
from tests.helpers.rates import measure, values

TYPED = 0.97
PARENTS = 0.98


@pytest.mark.parametrize(
    ("kind", "first", "count"),
    [
        ("text", 0, 160),  # left column, then right
        ("rows", 1000, 100),  # both on one line, set with spaces
        ("text", headings.KEPT, 160),  # offices and layouts measured before anything was tuned on them
    ],
)
def test_typed_fields_reach_their_mark(kind, first, count):
    rates = measure(range(first, first + count), kind)
    seen = [name for name in (*headings.FIELDS, "recipients") if rates.right[name]]
    assert len(seen) >= 15
    marks = {name: PARENTS if name in ("issuer", "issuer_parent") else TYPED for name in seen}
    # Of a few values (urgency, secrecy) there is no rate.
    many = [name for name in seen if rates.right[name] >= 30]
    below = {name: rates.recall(name) for name in many if rates.recall(name) < marks[name]}
    assert below == {}, "\n".join(rates.misses[:20])
    # Numbers and days that are empty in the heading stay empty.
    assert min(rates.precision("number"), rates.precision("issued_on")) >= 0.98


@pytest.mark.parametrize("maker", [bundles.draft, bundles.appendices, bundles.bound, bundles.joint, bundles.slipped])
def test_drafts_appendices_bound_files_joint_ones_and_slips_reach_the_mark(maker):
    """As single documents do; every file is cut into as many documents as it binds; all who sign are witnesses."""
    rates = measure(range(7000, 7040), "text", maker)
    seen = [name for name in (*headings.FIELDS, "recipients", "documents", "signers") if rates.right[name]]
    below = {name: rates.recall(name) for name in seen if rates.right[name] >= 20 and rates.recall(name) < TYPED}
    assert below == {}, "\n".join(rates.misses[:20])
    assert rates.wrong["documents"] == 0
    assert min(rates.precision("number"), rates.precision("issued_on")) >= 0.98 or maker is bundles.draft


def test_a_draft_has_no_number_and_keeps_its_symbol():
    rates = measure(range(7000, 7030), "text", bundles.draft)
    assert rates.wrong["number"] == 0
    assert rates.recall("symbol") == 1.0


def test_two_documents_in_one_file_keep_their_own_heads_and_feet():
    for seed in range(40, 64):
        first, second = headings.make(seed), headings.make(seed + 500)
        documents = parse(read_bytes(f"{first.text}\f{second.text}".encode(), "bound.txt"))
        assert [document.document.ordinal for document in documents] == [1, 2]
        assert documents[1].document.document_id.endswith("-2")
        for made, found, page in zip((first, second), documents, (1, 2), strict=True):
            got = values(found.document)
            for name in ("number", "issuer", "issuer_parent", "signer", "signer_position", "place"):
                assert got[name] == made.truth[name], (made.name, name)
            assert (found.document.page_first, found.document.page_last) == (page, page)
            assert sorted(str(row.name) for row in found.recipients) == sorted(name for _, name, _ in made.recipients)


SYLLABLE = st.sampled_from(
    [
        "Bình",
        "Cẩm",
        "Diên",
        "Hoằng",
        "Khê",
        "Lĩnh",
        "Mẫu",
        "Nghĩa",
        "Quế",
        "Thạch",
        "Trạch",
        "Vĩnh",
        "Xuyên",
        "Hà",
        "An",
    ]
)
PLACE = st.lists(SYLLABLE, min_size=2, max_size=3, unique=True).map(" ".join)
PROVINCE = st.sampled_from(
    ["tỉnh Bà Rịa - Vũng Tàu", "tỉnh Hà Tây", "tỉnh Nam Hà", "thành phố Huế", "tỉnh Đắk Lắk", "tỉnh Thanh Hóa"]
)
DISTRICT = st.builds("{} {}".format, st.sampled_from(["huyện", "quận", "thị xã", "thành phố"]), PLACE)
COMMUNE = st.builds("{} {}".format, st.sampled_from(["xã", "phường", "thị trấn", "đặc khu"]), PLACE)
UNIT = st.one_of(DISTRICT, COMMUNE)
FIELD = st.sampled_from(terms("fields"))
NAMES = st.one_of(
    st.builds("{} {}".format, st.sampled_from(["Ủy ban nhân dân", "Hội đồng nhân dân", "Công an"]), UNIT),
    st.builds("Sở {} {}".format, FIELD, PROVINCE),
    st.builds("Phòng {} {}".format, FIELD, DISTRICT),
    st.builds("{} ủy {}".format, st.sampled_from(["Tỉnh", "Thành", "Huyện", "Quận", "Thị"]), PLACE),
    st.builds(
        "{} {}".format,
        st.sampled_from(
            [
                "Đảng ủy",
                "Hội Nông dân",
                "Hội Cựu chiến binh",
                "Hội Liên hiệp Phụ nữ",
                "Ủy ban Mặt trận Tổ quốc Việt Nam",
                "Trung tâm Phát triển quỹ đất",
                "Trung tâm Văn hóa, Thể thao và Truyền thanh",
                "Hội đồng Nghĩa vụ quân sự",
            ]
        ),
        UNIT,
    ),
    st.builds(
        "Trường {} {}".format, st.sampled_from(["Mầm non", "Tiểu học", "Trung học cơ sở", "Trung học phổ thông"]), PLACE
    ),
)


@given(NAMES, st.data())
def test_a_name_in_capitals_is_read_as_it_was(name, data):
    """parse(render(x)) = x for names of bodies, wherever the line breaks; canonical names stay as they are."""
    assert canonical(casing.proper(name.upper()).string) == name
    assert canonical(casing.proper(name).string) == canonical(name) == name
    words = name.upper().split()
    at = data.draw(st.integers(0, len(words) - 2).filter(lambda at: at != 1))  # no line holds half a head
    lines = [" ".join(words[:at]), " ".join(words[at:])] if at else [" ".join(words)]
    pieces = [Piece(0, len(line), line, bare(line), nth, Role.NAME) for nth, line in enumerate(lines)]
    assert [found.name for found in issuer.read_bodies(pieces)] == [name]
    assert seat.placed(name, None, None) == (name, False)


@given(st.text(alphabet="AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYÁẢỌ ,-.&", max_size=40) | NAMES.map(str.upper))
def test_a_name_set_in_its_case_stays_so(words):
    """Proper case and canonical form are idempotent, whatever the words are."""
    once = canonical(casing.proper(words).string)
    assert canonical(once) == once


CODES = st.sampled_from(["KH", "QĐ", "TTr", "CTr", "HD", "QyĐ", "NQ", "BC"])
OFFICES = st.sampled_from(["UBND", "SNV", "HĐND", "SVHTTDL", "PGDĐT", "BQLDA"])


@given(st.integers(1, 99999), CODES, OFFICES, st.integers(0, 3), st.booleans())
def test_a_number_is_read_as_it_was_written(digits, code, office, gap, party):
    """parse(render(x)) = x for numbers; the canonical form is its own."""
    symbol = f"{code}/{office}" if party else f"{code}-{office}"
    number = f"{digits}{'-' if party else '/'}{symbol}"
    rendered = f"Số: {digits}{' ' * gap}{'-' if party else '/'}{symbol}"
    found = canonical_number(rendered)
    assert found is not None
    assert (found.text, canonical_symbol(rendered)) == (number, symbol)
    again = canonical_number(found.text)
    assert again is not None
    assert again.text == number


@given(st.dates(date(1946, 1, 1), date(2049, 12, 31)), st.booleans(), st.booleans())
def test_a_date_is_read_as_it_was_written(day, zero, broken):
    """parse(render(x)) = x for the date of a heading, also over two lines of its column."""
    shown = f"{day.day:02d}" if zero else str(day.day)
    written = f"Cao Mẫu, ngày {shown} tháng {day.month}{chr(10) if broken else ' '}năm {day.year}"
    text = f"UBND HUYỆN CAO MẪU\nSố: 3/KH-UBND\nĐộc lập - Tự do - Hạnh phúc\n{written}\nKẾ HOẠCH\nTrồng tre\n"
    (document,) = parse(read_bytes(text.encode(), "a.txt"))
    assert document.document.issued_on == day
    assert document.document.place == "Cao Mẫu"
    assert document.document.title == "Trồng tre"


def test_copies_of_one_document_bear_one_id_and_one_of_them_counts():
    """As a text, a Word file and a printed PDF it is one work; a draft without a number is none and counts by itself."""
    counts, misses = copies.measure(range(9000, 9007), ("draft", "text", "docx", "born"))
    works = counts["works"]
    assert works >= 5
    assert {kind: counts[f"{kind} right"] for kind in ("text", "docx", "born")} == dict.fromkeys(
        ("text", "docx", "born"), works
    ), misses
    assert counts["draft given"] == 0
    assert counts["one preferred"] == counts["without an id counts"] == works
