"""The grammar of bodies: lists, idioms, names that hold verbs, and where names end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parsing import bodies
from pipeline.parsing.abbreviations import collect, open_all
from pipeline.parsing.facts import Abbreviation
from pipeline.parsing.lexicon import terms
from pipeline.records import BodyKind, BodyLevel, Flag

SPLITS = [
    ("one department's own commas stay", "Sở Văn hóa, Thể thao và Du lịch, Sở Nội vụ",
     ["Sở Văn hóa, Thể thao và Du lịch", "Sở Nội vụ"]),
    ("a new head begins a new body", "Báo Cao Mẫu, Đài Phát thanh và Truyền hình tỉnh",
     ["Báo Cao Mẫu", "Đài Phát thanh và Truyền hình tỉnh"]),
    ("an idiom stays, the committees are another", "Các sở, ban, ngành và UBND các xã, phường",
     ["Các sở, ban, ngành", "Ủy ban nhân dân các xã, phường"]),
    ("each `các` begins a group", "các cấp, các ngành, các địa phương, đơn vị liên quan",
     ["các cấp", "các ngành", "các địa phương, đơn vị liên quan"]),
    ("an ellipsis of levels stays", "UBND cấp huyện, cấp xã", ["Ủy ban nhân dân cấp huyện, cấp xã"]),
    ("a hyphen inside one body", "Bộ phận Tư pháp - Hộ tịch phường", ["Bộ phận Tư pháp - Hộ tịch phường"]),
    ("a hyphen that joins two", "Bộ phận Địa chính - Đài truyền thanh xã",
     ["Bộ phận Địa chính", "Đài truyền thanh xã"]),
    ("a branch behind a hyphen is no second body", "Ngân hàng Nhà nước Việt Nam - Chi nhánh tỉnh Cao Mẫu",
     ["Ngân hàng Nhà nước Việt Nam - Chi nhánh tỉnh Cao Mẫu"]),
    ("`các` over what is no group goes on", "Ban Quản lý Khu kinh tế Bắc Mẫu và các Khu công nghiệp tỉnh",
     ["Ban Quản lý Khu kinh tế Bắc Mẫu và các Khu công nghiệp tỉnh"]),
    ("members behind a colon", "Các sở: Nội vụ, Tài chính; Công an tỉnh",
     ["Sở Nội vụ", "Sở Tài chính", "Công an tỉnh"]),
    ("a trailing bracket stays out", "Các phòng chuyên môn (Tư pháp, Nội vụ)", ["Các phòng chuyên môn"]),
    ("heads of offices keep what they head", "Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các huyện, thị xã",
     ["Thủ trưởng các sở, ban, ngành", "Chủ tịch Ủy ban nhân dân các huyện, thị xã"]),
    ("persons and offices are told apart", "Hiệu trưởng các trường THCS, giáo viên chủ nhiệm",
     ["Hiệu trưởng các trường Trung học cơ sở", "giáo viên chủ nhiệm"]),
    ("a request's verb is no name", "Đề nghị UB Mặt trận Tổ quốc và các đoàn thể",
     ["Ủy ban Mặt trận Tổ quốc", "các đoàn thể"]),
    ("an unknown name of a list is kept whole", "Văn phòng – thống kê, văn hóa – xã hội",
     ["Văn phòng – thống kê", "văn hóa – xã hội"]),
    ("a list that lost its separators", "Công an phường Phòng Kinh tế", ["Công an phường", "Phòng Kinh tế"]),
    ("a part of an office is no second body", "Văn phòng UBND tỉnh", ["Văn phòng Ủy ban nhân dân tỉnh"]),
    ("commas inside an abbreviation's full form", "Ban Chỉ huy PCTT xã", ["Ban Chỉ huy Phòng, chống thiên tai xã"]),
    ("abbreviated groups", "Công an xã và các TDP", ["Công an xã", "các tổ dân phố"]),
    ("a unit and its parent behind a dash", "Phòng Nghiệp vụ - Sở Mẫu", ["Phòng Nghiệp vụ - Sở Mẫu"]),
    ("nothing at all", " ; ", []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "phrase", "names"), SPLITS, ids=[case[0] for case in SPLITS])
def test_split(why: str, phrase: str, names: list[str]) -> None:
    assert [body.name for body in bodies.split(phrase)] == names


LEADING = [
    ("ends before the verb", "Sở Nội vụ chủ trì việc này", ["Sở Nội vụ"], "chủ trì"),
    ("a capital verb is part of the name", "Phòng Xây dựng nông thôn mới tuyên truyền", ["Phòng Xây dựng nông thôn mới"],
     "tuyên truyền"),
    ("a relative clause goes on", "Các đơn vị giữ hồ sơ của Sở cập nhật", ["Các đơn vị giữ hồ sơ của Sở"],
     "cập nhật"),
    ("a bracket inside the name", "Các phòng giữ thủ tục hành chính (TTHC) của Sở rà soát",
     ["Các phòng giữ thủ tục hành chính (TTHC) của Sở"], "rà soát"),
    ("`được giao` says who is meant", "Các phòng được giao nhiệm vụ báo cáo", ["Các phòng được giao nhiệm vụ"],
     "báo cáo"),
    ("lists through `và`", "Thanh tra, Công an và Quản lý thị trường tại các huyện phối hợp",
     ["Thanh tra", "Công an", "Quản lý thị trường tại các huyện"], "phối hợp"),
    ("the verb `thanh tra, kiểm tra` is nobody", "Thanh tra, kiểm tra các khâu", [], "Thanh tra"),
    ("the verb `tổ chức` is nobody", "Tổ chức hội nghị", [], "Tổ chức"),
    ("`lãnh đạo` behind an office is a verb", "Đảng ủy xã lãnh đạo các chi bộ thực hiện", ["Đảng ủy xã"], "lãnh đạo"),
    ("`lãnh đạo` in a list is a post", "Chi bộ, lãnh đạo các đơn vị rà soát", ["Chi bộ", "lãnh đạo các đơn vị"], "rà soát"),
    ("places that bound a group", "Ủy ban nhân dân các xã ven sông từ An Mẫu đến Cao Mẫu rà soát",
     ["Ủy ban nhân dân các xã ven sông từ An Mẫu đến Cao Mẫu"], "rà soát"),
    ("persons addressed before their post", "Các ông (bà) Trưởng thôn rà soát", ["Các ông (bà) Trưởng thôn"], "rà soát"),
    ("where members of a group work", "Viên chức, người lao động trong toàn ngành rà soát",
     ["Viên chức, người lao động trong toàn ngành"], "rà soát"),
    ("one body's own comma", "Đảng ủy Mặt trận Tổ quốc, các đoàn thể tỉnh rà soát",
     ["Đảng ủy Mặt trận Tổ quốc, các đoàn thể tỉnh"], "rà soát"),
    ("a committee's member is no part of it", "các Ban của Hội đồng nhân dân và đại biểu Hội đồng nhân dân xã rà soát",
     ["các Ban của Hội đồng nhân dân", "đại biểu Hội đồng nhân dân xã"], "rà soát"),
    ("the verb `báo cáo` is nobody", "Báo cáo Sở Nội vụ", [], "Báo cáo"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "sentence", "names", "rest"), LEADING, ids=[case[0] for case in LEADING])
def test_leading(why: str, sentence: str, names: list[str], rest: str) -> None:
    found, end = bodies.leading(sentence)
    assert [body.name for body in found] == names
    assert sentence[end:].startswith(rest)


@pytest.mark.parametrize(
    ("why", "text", "held"),
    [
        ("at the beginning", "Sở Nội vụ chủ trì.", True),
        ("far behind what is looked at first", "rà soát số liệu; " * 400 + "Sở Nội vụ chủ trì.", True),
        ("across the border of what is looked at first", "x" * 3991 + " Ủy ban nhân dân xã rà soát.", True),
        ("behind words for many without end", "các " * 1500 + "sở", True),
        ("nobody", "rà soát số liệu; " * 400, False),
        ("nothing", "", False),
    ],
)
def test_names_any_says_what_find_would(why: str, text: str, held: bool) -> None:
    assert bodies.names_any(text) is held is bool(bodies.find(text)), why


def test_find_spans_slice_to_the_mention() -> None:
    text = "Giao Sở Nội vụ phối hợp với các sở, ngành liên quan báo cáo UBND tỉnh."
    found = bodies.find(text)
    assert [text[body.start : body.end] for body in found] == ["Sở Nội vụ", "các sở, ngành liên quan", "UBND tỉnh"]


KINDS = [
    ("Sở Nội vụ", BodyKind.DEPARTMENT, BodyLevel.PROVINCE),
    ("UBND xã An Mẫu", BodyKind.COMMITTEE, BodyLevel.COMMUNE),
    ("UBND thành phố Hải Phòng", BodyKind.COMMITTEE, BodyLevel.PROVINCE),
    ("UBND thị xã Bình Mẫu", BodyKind.COMMITTEE, BodyLevel.DISTRICT),
    ("Ban Tuyên giáo Tỉnh ủy", BodyKind.PARTY, BodyLevel.PARTY),
    ("Hội Nông dân xã", BodyKind.MASS_ORGANIZATION, BodyLevel.ORGANIZATION),
    ("các cơ quan, đơn vị", BodyKind.COLLECTIVE, None),
    ("Công an xã", BodyKind.FORCES, BodyLevel.COMMUNE),
    ("Hiệu trưởng nhà trường", BodyKind.PERSON, BodyLevel.ORGANIZATION),
]


@pytest.mark.parametrize(("name", "kind", "level"), KINDS, ids=[case[0] for case in KINDS])
def test_kind_and_level(name: str, kind: BodyKind, level: BodyLevel | None) -> None:
    (body,) = bodies.split(name)
    assert (body.kind, body.level) == (kind, level)


def test_lost_marks_are_mended_and_flagged() -> None:
    """OCR loses marks of known terms: mended from the closed vocabulary, the words stay as read."""
    (body,) = bodies.split("UBND các huyện, thành phó")
    assert body.name == "Ủy ban nhân dân các huyện, thành phố"
    assert Flag.REPAIRED in body.flags
    (right,) = bodies.split("UBND các huyện, thành phố")
    assert Flag.REPAIRED not in right.flags


def test_a_determiner_is_no_lost_mark() -> None:
    """`Mọi trường hợp` was mended to the field `Môi trường`."""
    assert bodies.repaired("Mọi trường hợp") == "Mọi trường hợp"


@pytest.mark.parametrize("name", ["Báo Lam Trường", "Ủy ban nhân dân tỉnh Lam Trường"])
def test_a_place_whose_letters_are_a_terms_keeps_its_marks(name: str) -> None:
    """Both were mended to the head `Lâm trường`."""
    assert bodies.repaired(name) == name


@given(st.sampled_from(terms("body_heads")), st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxy ", max_size=12))
def test_canonical_is_idempotent(head: str, tail: str) -> None:
    name = bodies.canonical(f"{head} {tail}")
    assert bodies.canonical(name) == name


@given(st.text(max_size=80))
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    place = 0
    for body in bodies.find(text):
        assert place <= body.start < body.end <= len(text)
        place = body.end


COLLECTED = [
    ("initials before a bracket", "công tác cải cách hành chính (CCHC) của xã", {"CCHC": "cải cách hành chính"}),
    (
        "said in words, the last ones unspelt",
        "Ban Quản lý chợ Mẫu (sau đây gọi tắt là BQL)",
        {"BQL": "Ban Quản lý chợ Mẫu"},
    ),
    (
        "stated outside brackets",
        "Phòng Kế hoạch tổng hợp viết tắt là P. KHTH.",
        {"P. KHTH": "Phòng Kế hoạch tổng hợp", "KHTH": "Kế hoạch tổng hợp"},
    ),
    ("commas inside", "cán bộ, công chức, viên chức (CBCCVC)", {"CBCCVC": "cán bộ, công chức, viên chức"}),
    ("no such initials", "theo kế hoạch năm (ABC)", {}),
    ("a number is none", "quy định (2024)", {}),
]


@pytest.mark.parametrize(("why", "text", "found"), COLLECTED, ids=[case[0] for case in COLLECTED])
def test_collect(why: str, text: str, found: dict[str, str]) -> None:
    assert {abbreviation.short: abbreviation.full for abbreviation in collect(text)} == found


def test_own_abbreviations_come_first() -> None:
    own = (Abbreviation("TT", "Trung tâm Mẫu", own=True),)
    assert open_all("TT và UBND xã", own) == "Trung tâm Mẫu và Ủy ban nhân dân xã"
    assert open_all("TT và UBND xã") == "TT và Ủy ban nhân dân xã"
    assert open_all("mã UBND7") == "mã UBND7"
