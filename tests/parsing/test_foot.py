"""Feet of many layouts: one column after the other, interleaved, scattered, Party, school, two pages."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from pipeline.pages import Line, LineKind, Page, Reading, Source, Word
from pipeline.parsing.foot import read_foot
from pipeline.parsing.foot_lines import Part, part_of
from pipeline.parsing.plain import read_plain
from pipeline.parsing.signatories import is_office, person
from pipeline.parsing.surnames import mended
from pipeline.parsing.text import Text
from pipeline.parsing.zones import find_zones
from pipeline.records import Flag, RecipientKind
from tests.helpers.paper import Sheet

TOP = """UBND TỈNH CAO MẪU
Số: 5/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày 6 tháng 7 năm 2031
KẾ HOẠCH
Trồng cây xanh
I. NỘI DUNG
1. Các huyện trồng cây./.
"""
FIELDS = ("signing_form", "on_behalf_of", "signer_position", "signer")


def read(text):
    """The signing block's four values and the rows (kind, name, purpose)."""
    facts, rows = read_foot(text, find_zones(text))
    values = {fact.field: fact.value for fact in facts}
    return tuple(values.get(name) for name in FIELDS), [(row.kind.value, row.name, row.purpose) for row in rows]


def to(*names):
    """Rows of Nơi nhận: `name` or (name, purpose)."""
    return [("recipient", *((name, None) if isinstance(name, str) else name)) for name in names]


def kept(name):
    return [("archive", name, None)]


@dataclass
class Case:
    intent: str
    foot: str
    signing: tuple[str | None, ...]
    rows: list[tuple[str, str, str | None]] = field(default_factory=list)


CASES = [
    Case(
        "left column, then right: the lowest form counts, the office below it is the signer's",
        """Nơi nhận:
- Bộ Nội vụ (b/c);
- Các sở, ban, ngành tỉnh;
- Lưu: VT, NC.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Mẫu
""",
        ("KT", "Ủy ban nhân dân", "Phó Chủ tịch", "Trần Văn Mẫu"),
        [*to(("Bộ Nội vụ", "b/c"), "Các sở, ban, ngành tỉnh"), *kept("VT, NC")],
    ),
    Case(
        "right column first",
        """TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Thị Mẫu
Nơi nhận:
- Như trên;
- Lưu: VT.
""",
        ("TM", "Ủy ban nhân dân", "Chủ tịch", "Lê Thị Mẫu"),
        [*to("Như trên"), *kept("VT")],
    ),
    Case(
        "both columns on the same lines",
        """Nơi nhận: TM. UỶ BAN NHÂN DÂN
- Bộ Nội vụ; KT.CHỦ TỊCH
- Cục Kẹo bánh (Bộ Công Thương); PHÓ CHỦ TỊCH
- CT, PCT UBND tỉnh; (Đã ký)
- UBND các huyện, thị xã; Nguyễn Văn Mẫu
- Lưu VT.
""",
        ("KT", "Ủy ban nhân dân", "Phó Chủ tịch", "Nguyễn Văn Mẫu"),
        [
            *to("Bộ Nội vụ", "Cục Kẹo bánh (Bộ Công Thương)", "CT, PCT UBND tỉnh", "UBND các huyện, thị xã"),
            *kept("VT"),
        ],
    ),
    Case(
        "wrapped recipients with the signing block scattered among them",
        """Nơi nhận: kt. Cục trưởng
- Lãnh đạo và Hội đồng tư vấn
phó Cục trưởng
Bộ Mẫu (để b/c);
- Các trạm (để phối
(đã ký)
hợp);
- Các chi nhánh, kho trực
thuộc Cục; Phạm Văn Mẫu
- Lưu: VP, Phòng KT.
""",
        ("KT", None, "Phó Cục trưởng", "Phạm Văn Mẫu"),
        [
            *to(
                ("Lãnh đạo và Hội đồng tư vấn Bộ Mẫu", "để b/c"),
                ("Các trạm", "để phối hợp"),
                "Các chi nhánh, kho trực thuộc Cục",
            ),
            *kept("VP, Phòng KT"),
        ],
    ),
    Case(
        "a letter beside a stroke is a word of its own, no slip of another purpose",
        """Nơi nhận:
- Sở Kẹo bánh (để p/h);
- Sở Mứt Tết (để k/t);
- Lưu: VT.
GIÁM ĐỐC
Phạm Văn Mẫu
""",
        (None, None, "Giám đốc", "Phạm Văn Mẫu"),
        [*to(("Sở Kẹo bánh", "để p/h"), ("Sở Mứt Tết", "để k/t")), *kept("VT")],
    ),
    Case(
        "a stamp's words stand between office and name; the place in them is no name",
        """Nơi nhận:
- Lưu: VT.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
SỞ
KẸO BÁNH VÀ
MỨT TẾT
Hải Phòng
Bùi Thị Mẫu
""",
        ("KT", None, "Phó Giám đốc", "Bùi Thị Mẫu"),
        kept("VT"),
    ),
    Case(
        "a bare office has no form; academic titles and the typist's mark are no part of the name",
        """Nơi nhận:
- Các khoa;
- Lưu: TCHC.
HIỆU TRƯỞNG
PGS.TS. Đoàn Thế Mẫu
Hvt
""",
        (None, None, "Hiệu trưởng", "Đoàn Thế Mẫu"),
        [*to("Các khoa"), *kept("TCHC")],
    ),
    Case(
        "a rank before the name",
        """Nơi nhận:
- Bộ Công an;
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
(Đã ký)
Đại tá Trương Tấn Mẫu
""",
        ("KT", None, "Phó Giám đốc", "Trương Tấn Mẫu"),
        to("Bộ Công an"),
    ),
    Case(
        "the Party's forms",
        """Nơi nhận:
- Các chi bộ trực thuộc,
- Lưu Văn phòng Đảng ủy.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ THƯỜNG TRỰC
Hoàng Minh Mẫu
""",
        ("TM", "Ban Thường vụ", "Phó Bí thư Thường trực", "Hoàng Minh Mẫu"),
        [*to("Các chi bộ trực thuộc"), *kept("Văn phòng Đảng ủy")],
    ),
    Case(
        "K/T below T/M",
        """T/M ĐẢNG ỦY
K/T BÍ THƯ
PHÓ BÍ THƯ
Đỗ Văn Mẫu
""",
        ("KT", "Đảng ủy", "Phó Bí thư", "Đỗ Văn Mẫu"),
    ),
    Case(
        "by order of the head, then for the chief of office",
        """Nơi nhận:
- Như trên;
- Lưu: VT, P3.
TL. CHỦ TỊCH
KT. CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG
Vũ Thị Mẫu
""",
        ("KT", None, "Phó Chánh Văn phòng", "Vũ Thị Mẫu"),
        [*to("Như trên"), *kept("VT, P3")],
    ),
    Case(
        "TUQ with an office that names its body",
        """TUQ. CHỦ TỊCH
GIÁM ĐỐC SỞ NỘI VỤ
Võ Văn Mẫu
""",
        ("TUQ", None, "Giám đốc Sở Nội vụ", "Võ Văn Mẫu"),
    ),
    Case(
        "acting head",
        """Nơi nhận:
- Lưu: VT.
Q. GIÁM ĐỐC
Đặng Thị Mẫu
""",
        ("Q", None, "Giám đốc", "Đặng Thị Mẫu"),
        kept("VT"),
    ),
    Case(
        "the body behind TM. runs over two lines",
        """TM. ỦY BAN NHÂN DÂN
HUYỆN CAO MẪU
CHỦ TỊCH
Lý Văn Mẫu
""",
        ("TM", "Ủy ban nhân dân huyện Cao Mẫu", "Chủ tịch", "Lý Văn Mẫu"),
    ),
    Case(
        "an office over two lines",
        """KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
THƯỜNG TRỰC
Tạ Văn Mẫu
""",
        ("KT", None, "Phó Chủ tịch Thường trực", "Tạ Văn Mẫu"),
    ),
    Case(
        "an office behind its form that breaks inside a word",
        """Nơi nhận:
- Lưu: VT.
Q. TỔNG KIỂM TOÁN NHÀ
NƯỚC
Tạ Văn Mẫu
""",
        ("Q", None, "Tổng Kiểm toán nhà nước", "Tạ Văn Mẫu"),
        kept("VT"),
    ),
    Case(
        "Markdown's stars",
        """**Nơi nhận:**
- *UBND huyện;* (b/c)
- Lưu: VT.
**TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH**
**Ngô Thị Mẫu**
""",
        ("TM", "Ủy ban nhân dân", "Chủ tịch", "Ngô Thị Mẫu"),
        [*to(("UBND huyện", "b/c")), *kept("VT")],
    ),
    Case(
        "Markdown's stars are no dashes before the signing forms",
        """**Nơi nhận:**
- Như trên;
**KT. GIÁM ĐỐC**
**PHÓ GIÁM ĐỐC**
**Ngô Thị Mẫu**
""",
        ("KT", None, "Phó Giám đốc", "Ngô Thị Mẫu"),
        to("Như trên"),
    ),
    Case(
        "recipients without dashes",
        """Nơi nhận:
Thường trực Huyện ủy;
Các phòng, ban huyện;
Lưu: VT.
CHỦ TỊCH
Hồ Văn Mẫu
""",
        (None, None, "Chủ tịch", "Hồ Văn Mẫu"),
        [*to("Thường trực Huyện ủy", "Các phòng, ban huyện"), *kept("VT")],
    ),
    Case(
        "a list on the line of Nơi nhận itself",
        """Nơi nhận: Như Điều 3; Lưu: VT.
GIÁM ĐỐC
Dương Văn Mẫu
""",
        (None, None, "Giám đốc", "Dương Văn Mẫu"),
        [*to("Như Điều 3"), *kept("VT")],
    ),
    Case(
        "abbreviations with points are no signing forms; semicolons inside a dash line keep it whole",
        """Nơi nhận:
- TT.HU; TT.HĐND huyện;
- CT, PCT.UBND huyện;
- Phòng KT. (để phối hợp thực hiện);
- Lưu: VT, P.KT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Mai Thị Mẫu
""",
        ("TM", "Ủy ban nhân dân", "Chủ tịch", "Mai Thị Mẫu"),
        [
            *to("TT.HU; TT.HĐND huyện", "CT, PCT.UBND huyện", ("Phòng KT", "để phối hợp thực hiện")),
            *kept("VT, P.KT"),
        ],
    ),
    Case(
        "an appendix behind the foot has a signing block of its own: the first counts",
        """Nơi nhận:
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Phan Văn Mẫu
PHỤ LỤC
MẪU BÁO CÁO
Nơi nhận:
- Như trên;
GIÁM ĐỐC
Lê Văn Khác
""",
        ("TM", "Ủy ban nhân dân", "Chủ tịch", "Phan Văn Mẫu"),
        kept("VT"),
    ),
    Case(
        "KT. lost in front of the head's office: the deputy below tells",
        """Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
PHÓ CHỦ TỊCH
Chu Văn Mẫu
""",
        ("KT", None, "Phó Chủ tịch", "Chu Văn Mẫu"),
        kept("VT"),
    ),
    Case(
        "the deputy's office was not read: no office is made up",
        """TM. CHÍNH PHỦ
KT. THỦ TƯỚNG
(Đã ký)
Đinh Văn Mẫu
""",
        ("KT", "Chính phủ", None, "Đinh Văn Mẫu"),
    ),
    Case("no foot at all", "", (None, None, None, None)),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.intent)
def test_feet(case):
    signing, rows = read(read_plain(TOP + case.foot).text)
    assert signing == case.signing
    assert rows == case.rows


def test_columns_by_geometry():
    """A wrapped left line is no part of the right column, whatever it looks like."""
    sheet = Sheet()
    for line in TOP.splitlines():
        sheet.write(line)
    sheet.left("Nơi nhận:", "- Ủy ban nhân dân các xã, phường thuộc", "Thành phố Cao Mẫu;", "- Lưu: VT.")
    sheet.right("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Cao Thị Mẫu")
    signing, rows = read(Text([sheet.page()]))
    assert signing == ("KT", None, "Phó Giám đốc", "Cao Thị Mẫu")
    assert rows == [*to("Ủy ban nhân dân các xã, phường thuộc Thành phố Cao Mẫu"), *kept("VT")]


def test_a_foot_over_a_page_break():
    sheet, second = Sheet(), Sheet(2)
    for line in TOP.splitlines():
        sheet.write(line)
    sheet.left("Nơi nhận:", "- Bộ Nội vụ;")
    second.left("- Lưu: VT.").right("GIÁM ĐỐC", "Cao Thị Mẫu")
    signing, rows = read(Text([sheet.page(), second.page()]))
    assert signing == (None, None, "Giám đốc", "Cao Thị Mẫu")
    assert rows == [*to("Bộ Nội vụ"), *kept("VT")]


def test_evidence_of_a_wrapped_recipient_is_its_own_words():
    text = read_plain(TOP + CASES[3].foot).text
    _, rows = read_foot(text, find_zones(text))
    slices = [[text.string[start:end] for start, end in row.spans] for row in rows[:2]]
    assert slices == [["Lãnh đạo và Hội đồng tư vấn", "Bộ Mẫu (để b/c);"], ["Các trạm (để phối", "hợp);"]]


ADDRESSED = """UBND TỈNH CAO MẪU
Số: 5/UBND-VX
V/v trồng cây
Cao Mẫu, ngày 6 tháng 7 năm 2031
{address}
Thực hiện chỉ đạo của Bộ, Ủy ban nhân dân tỉnh yêu cầu các đơn vị trồng cây.
Nơi nhận:
- Như trên;
"""


@pytest.mark.parametrize(
    ("intent", "address", "names"),
    [
        ("one line, one body", "Kính gửi: Bộ Nội vụ", [("Bộ Nội vụ", None)]),
        (
            "one line, split as assignees are",
            "Kính gửi: Sở Nội vụ, Sở Tài chính.",
            [("Sở Nội vụ", None), ("Sở Tài chính", None)],
        ),
        ("a name's own commas stay", "Kính gửi: Sở Văn hóa, Thể thao và Du lịch", [("Sở Văn hóa, Thể thao và Du lịch", None)]),
        (
            "a dash line each",
            "Kính gửi:\n- Các sở, ban, ngành tỉnh;\n- Ủy ban nhân dân các huyện,\nthị xã, thành phố.",
            [("Các sở, ban, ngành tỉnh", None), ("Ủy ban nhân dân các huyện, thị xã, thành phố", None)],
        ),
        (
            "a công điện's own form",
            "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH CAO MẪU ĐIỆN:\n- Giám đốc các sở;\n- Chủ tịch UBND các xã.",
            [("Giám đốc các sở", None), ("Chủ tịch UBND các xã", None)],
        ),
        ("wrapped without a dash", "Kính gửi: Ủy ban nhân dân các huyện,\nthị xã, thành phố.", [("Ủy ban nhân dân các huyện, thị xã, thành phố", None)]),
    ],
)  # fmt: skip
def test_addressees(intent, address, names):
    text = read_plain(ADDRESSED.format(address=address)).text
    _, rows = read_foot(text, find_zones(text))
    assert [(row.name, row.purpose) for row in rows if row.kind is RecipientKind.ADDRESSEE] == names


@pytest.mark.parametrize(
    ("string", "name", "known"),
    [
        ("Trần Văn Mẫu", "Trần Văn Mẫu", True),
        ("“Đặng Văn Mẫu.", "Đặng Văn Mẫu", True),  # crumbs of a seal
        ("LÊ THỊ MẪU", "Lê Thị Mẫu", True),  # capitals
        ("TS. Hà Mẫu", "Hà Mẫu", True),
        ("ThS. BS. Vũ Mẫu", "Vũ Mẫu", True),
        ("Y Mẫu Niê", "Y Mẫu Niê", True),  # Ê Đê
        ("Thượng tướng Đỗ Mẫu", "Đỗ Mẫu", True),
        ("Mẫu Thị Mới", "Mẫu Thị Mới", True),
    ],
)
def test_names_of_persons(string, name, known):
    found = person(string)
    assert found is not None
    assert (found.name, found.known) == (name, known)
    assert string[found.start : found.end].lower() == name.lower()


@pytest.mark.parametrize(
    "string",
    [
        "Hà Nội",
        "Bình Dương",
        "Sở Nội vụ",
        "Phó Chủ tịch",
        "Trần",
        "Nguyễn văn mẫu",
        "Công báo;",
        "Hội Người Mù",
        "A1 B2",
    ],
)
def test_no_names_of_persons(string):
    """Places, offices, single words, small letters."""
    assert person(string) is None


@pytest.mark.parametrize(
    ("string", "part"),
    [
        ("TM. ỦY BAN NHÂN DÂN", Part.AUTHORITY),
        ("TM, ỦY BAN NHÂN DÂN", Part.AUTHORITY),  # OCR's comma
        ("KT CHỦ TỊCH", Part.AUTHORITY),  # the point lost
        ("THAY MẶT BAN CHẤP HÀNH", Part.AUTHORITY),
        ("Q. CHI CỤC TRƯỞNG", Part.AUTHORITY),
        ("- KT. (để biết);", Part.DASH),
        ("GIÁM ĐỐC SỞ NỘI VỤ", Part.OFFICE),
        ("Giám đốc các sở, ban, ngành;", Part.OTHER),
        ("- Lưu: VT.", Part.ARCHIVE),
        ("- Lưu ý các đơn vị;", Part.DASH),
        ("(Đã ký)", Part.SIGNED),
        ("(Ký tên, đóng dấu, ghi rõ họ tên)", Part.SIGNED),
        ("Người ký: Sở Nội vụ", Part.BANNER),
        ("Nơi nhận", Part.RECIPIENTS),
        (".Vơi nhận:", Part.RECIPIENTS),
        ("Lưu Đình Mẫu", Part.PERSON),  # a signer of the family Lưu
        ("Lưu Văn Mẫu", Part.PERSON),
        ("Lưu Văn phòng.", Part.ARCHIVE),
        ("Lưu VT, KT.", Part.ARCHIVE),
    ],
)
def test_parts_of_a_foot(string, part):
    assert part_of(string) is part


def test_offices_are_not_sentences():
    assert is_office("PHÓ TỔNG GIÁM ĐỐC")
    assert not is_office("Chủ tịch Ủy ban nhân dân các huyện thực hiện Kế hoạch này")


def recognised(strings, readings=()):
    lines = tuple(
        Line(tuple(Word(piece, (0.1, 0.05 * i, 0.4, 0.05 * i + 0.03), 0.9) for piece in string.split()), kind)
        for i, (string, kind) in enumerate(strings)
    )
    return Text([Page(1, 595.0, 842.0, Source.OCR, lines, readings=readings)])


def test_a_surname_cut_by_a_seal_is_mended_where_one_fits():
    """`rần` can only be Trần; flagged, and what was read stays the evidence."""
    lines = [(line, LineKind.BODY) for line in TOP.splitlines()]
    lines += [("Nơi nhận:", LineKind.LEFT), ("- Lưu: VT.", LineKind.LEFT)]
    lines += [("GIÁM ĐỐC", LineKind.RIGHT), ("rần Văn Mẫu", LineKind.RIGHT)]
    text = recognised(lines)
    facts, _ = read_foot(text, find_zones(text))
    signer = next(fact for fact in facts if fact.field == "signer")
    assert (signer.value, signer.flags) == ("Trần Văn Mẫu", (Flag.REPAIRED,))
    assert [text.string[start:end] for start, end in signer.spans] == ["rần Văn Mẫu"]


@pytest.mark.parametrize(
    ("read_as", "name"),
    [
        ("rần Văn Mẫu", "Trần Văn Mẫu"),
        ("rân Văn Mẫu", "Trần Văn Mẫu"),
        ("Trân Văn Mẫu", "Trần Văn Mẫu"),
        ("guyên Văn Mẫu", "Nguyễn Văn Mẫu"),
        ("ấng Văn Mẫu", None),  # Đặng, Hoàng, Vàng: several fit
        ("Xảo Văn Mới", None),
        ("rần Mẫu", None),  # two syllables may be anything
    ],
)
def test_mended_surnames(read_as, name):
    assert mended(read_as) == name


def test_second_looks_at_the_signing_block_are_witnesses():
    look = Reading("signature", (0.0, 0.0, 1.0, 1.0), "CHỦ TỊCH\nĐặng Văn Mẫu", "a", 0.9)
    lines = [(line, LineKind.BODY) for line in TOP.splitlines()]
    lines += [("Nơi nhận:", LineKind.LEFT), ("- Lưu: VT.", LineKind.LEFT), ("—", LineKind.RIGHT)]
    text = recognised(lines, (look,))
    facts, _ = read_foot(text, find_zones(text))
    assert {fact.field: fact.value for fact in facts} == {"signer_position": "Chủ tịch", "signer": "Đặng Văn Mẫu"}


def test_two_who_sign_beside_one_another():
    """A joint document: both names are kept for the reviewer, neither is the signer."""
    foot = "KT. GIÁM ĐỐC SỞ NỘI VỤ\nPHÓ GIÁM ĐỐC\nLê Văn Mẫu\nKT. GIÁM ĐỐC SỞ TÀI CHÍNH\nPHÓ GIÁM ĐỐC\nLý Thị Mẫu\n"
    text = read_plain(TOP + foot).text
    facts, _ = read_foot(text, find_zones(text))
    signers = [fact for fact in facts if fact.field == "signer"]
    assert [fact.value for fact in signers] == ["Lê Văn Mẫu", "Lý Thị Mẫu"]
    assert all(Flag.AMBIGUOUS in fact.flags for fact in signers)
