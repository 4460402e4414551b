"""Headings and feet as OCR gives them: what a closed list, the place of issue or a second look sets right."""

from __future__ import annotations

import pytest

from pipeline.pages import Line, LineKind, Page, Reading, Source, Word
from pipeline.parsing import casing, seat
from pipeline.parsing.dictionary import unglue, with_t
from pipeline.parsing.facts import FieldFact
from pipeline.parsing.foot import read_foot
from pipeline.parsing.heading import read_heading
from pipeline.parsing.mending import mend
from pipeline.parsing.numbers import symbol_of_type
from pipeline.parsing.shape import Role, mark, pieces
from pipeline.parsing.signatories import person, whole_office
from pipeline.parsing.signer import choose_signer
from pipeline.parsing.surnames import mended
from pipeline.parsing.text import Text
from pipeline.parsing.witnesses import decide
from pipeline.parsing.zones import find_zones
from pipeline.records import Flag, WitnessSource

LEFT, RIGHT, BODY = LineKind.LEFT, LineKind.RIGHT, LineKind.BODY


def page(left, right=(), foot=(), *, place="Thái Bình", kind="KẾ HOẠCH", readings=(), source=Source.OCR):
    """A recognised page with columns of its own heading and foot."""
    strings = [(line, LEFT) for line in (*left, "Số: ..... /KH-UBND")] if "Số" not in " ".join(left) else []
    strings = strings or [(line, LEFT) for line in left]
    strings += [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", RIGHT), ("Độc lập - Tự do - Hạnh phúc", RIGHT)]
    strings += [(line, RIGHT) for line in right] + [(f"{place}, ngày 5 tháng 4 năm 2031", RIGHT)]
    strings += [(kind, BODY), ("Kiểm kê đồ gỗ trong các kho", BODY)]
    strings += [("1. Các bộ phận phân công người theo dõi, báo cáo kết quả khi kết thúc./.", BODY), *foot]
    lines = tuple(
        Line(tuple(Word(word, (0.1, 0.02 * at, 0.4, 0.02 * at + 0.01), 0.96) for word in string.split()), side)
        for at, (string, side) in enumerate(strings)
    )
    return Text([Page(1, 595.0, 842.0, source, lines, readings=readings)])


def chosen(text):
    zones = find_zones(text)
    facts, _ = read_foot(text, zones)
    return {fact.field: fact for fact in decide((*read_heading(text, zones), *facts)) if fact.chosen}


@pytest.mark.parametrize(
    ("intent", "left", "place", "body", "parent"),
    [
        ("a blank lost", ["UBND TỈNH THÁIBÌNH"], "Thái Bình", "Ủy ban nhân dân tỉnh Thái Bình", None),
        (
            "in the parent too",
            ["UBND TỈNH HƯNGYÊN", "SỞ Y TẾ"],
            "Mỹ Hào",
            "Sở Y tế tỉnh Hưng Yên",
            "Ủy ban nhân dân tỉnh Hưng Yên",
        ),
        ("a crumb in capitals", ["UBND HUYỆN THẠCH l ĐÔNG"], "Thạch Đông", "Ủy ban nhân dân huyện Thạch Đông", None),
        ("a crumb behind", ["SỞ Y TẾ TỈNH BẮC", "THÁI ca"], "Bắc Thái", "Sở Y tế tỉnh Bắc Thái", None),
        ("marks by the place of issue", ["UBND QUẬN CAM LÂM"], "Cẩm Lâm", "Ủy ban nhân dân quận Cẩm Lâm", None),
        ("letters lost, a known province", ["SỞ Y TẾ TỈNH ĐĂK", "L"], "Đăk Lăk", "Sở Y tế tỉnh Đăk Lăk", None),
        ("tỉnh misread before a province", ["ỦY BAN NHÂN DÂN", "LĨNH TRÀ VINH"], "Trà Vinh", None, None),
        (
            "a short field without marks",
            ["UBND HUYỆN CAO MẪU", "PHONG Y TE"],
            "Cao Mẫu",
            "Phòng Y tế huyện Cao Mẫu",
            "Ủy ban nhân dân huyện Cao Mẫu",
        ),
        (
            "a long term with one wrong mark",
            ["VIỆN KIẾM SÁT NHÂN DÂN TỐI", "VIỆN KIỂM SÁT NHÂN DÂN", "TỈNH THÁI BÌNH"],
            "Thái Bình",
            "Viện kiểm sát nhân dân tỉnh Thái Bình",
            "Viện kiểm sát nhân dân tối cao",
        ),
        (
            "a stroke behind a line joins no two committees",
            ["ỦY BAN NHÂN DÂN HUYỆN", "__ CAO MẪU -", "ỦY BAN NHÂN DÂN", "XÃ TRE XANH"],
            "Tre Xanh",
            "Ủy ban nhân dân xã Tre Xanh",
            "Ủy ban nhân dân huyện Cao Mẫu",
        ),
        ("T read as I", ["UBND XÃ CẨM", "IƯỜNG"], "Cẩm Tường", "Ủy ban nhân dân xã Cẩm Tường", None),
        (
            "T read as 1 and L",
            ["TRUNG TÂM Y TẾ HUYỆN CAO MẪU", "TRẠM Y 1Ế LHỊ", "TRẤN TRE XANH"],
            "Tre Xanh",
            "Trạm Y tế thị trấn Tre Xanh",
            "Trung tâm Y tế huyện Cao Mẫu",
        ),
        (
            "digits of a pen read as letters",
            ["UBND HUYỆN CAO MẪU", "PHÒNG Y TẾ", "Số: |Ïốóó /QĐ-PYT"],
            "Cao Mẫu",
            "Phòng Y tế huyện Cao Mẫu",
            "Ủy ban nhân dân huyện Cao Mẫu",
        ),
        ("a short form misread", ["UBNU TỈNH THÁI BÌNH"], "Thái Bình", "Ủy ban nhân dân tỉnh Thái Bình", None),
        (
            "the date's place with a crumb spilt behind a comma",
            ["BỘ XÂY DỰNG", "CỤC HẠ TẦNG KỸ THUẬT, Hà sac. Nội"],
            "Hà Nội",
            "Cục Hạ tầng kỹ thuật",
            "Bộ Xây dựng",
        ),
        ("a digit set close", ["BỘ TƯ LỆNH QUÂN KHU5"], "Đà Nẵng", "Bộ Tư lệnh Quân khu 5", None),
        ("T of a place read as L", ["ỦY BAN NHÂN DÂN", "HUYỆN CAO LƯỜNG"], "Cao Tường", "Ủy ban nhân dân huyện Cao Tường", None),
        ("the same behind a Party committee", ["HUYỆN ỦY CAO LƯƠNG", "*"], "Cao Tường", "Huyện ủy Cao Tường", None),
        ("T of a word read as L", ["SỞ Y TẾ TỈNH THÁI BÌNH", "TRUNG TÂM Y LẾ", "HUYỆN CAO MẪU"], "Cao Mẫu", "Trung tâm Y tế huyện Cao Mẫu", "Sở Y tế tỉnh Thái Bình"),
        ("an L of its own stays", ["HỢP TÁC XÃ NÔNG NGHIỆP", "TRUNG LÂM"], "Cao Mẫu", "Hợp tác xã Nông nghiệp Trung Lâm", None),
        ("a province's marks", ["SỞ Y TẾ TỈNH BÀ RỊA - VỮNG TÀU"], "Cao Mẫu", "Sở Y tế tỉnh Bà Rịa - Vũng Tàu", None),
        ("a stroke before a council's board", ["HỘI ĐỒNG NHÂN DÂN TỈNH THÁI", "BÌNH -", "BAN PHÁP CHẾ"], "Thái Bình", "Ban Pháp chế Hội đồng nhân dân tỉnh Thái Bình", "Hội đồng nhân dân tỉnh Thái Bình"),
        ("the motto's first word spilt", ["SỞ TÀI NGUYÊN VÀ MÔI", "TRƯỜNG Độc kể", "TỈNH THÁI BÌNH"], "Thái Bình", "Sở Tài nguyên và Môi trường tỉnh Thái Bình", None),
        ("a province that begins like a person", ["ỦY BAN NHÂN DÂN TỈNH", "BÀ RỊA - VỮNG TÀU", "TRƯỜNG ĐẠI HỌC CAO MẪU"], "Cao Mẫu", "Trường Đại học Cao Mẫu", "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu"),
        ("a mark of dirt on BAN", ["HỘI ĐỒNG NHÂN DÂN TỈNH", "THÁI BÌNH", "BẠN PHÁP CHẾ"], "Thái Bình", "Ban Pháp chế Hội đồng nhân dân tỉnh Thái Bình", "Hội đồng nhân dân tỉnh Thái Bình"),
        ("letters alike in both sizes", ["BỘ CÔNG THƯƠNG", "CỤC xúc TIẾN THƯƠNG MẠI"], "Hà Nội", "Cục Xúc tiến thương mại", "Bộ Công Thương"),
        ("the last syllable lost", ["NGÂN HÀNG CHÍNH SÁCH XÃ", "CHI NHÁNH TỈNH THÁI BÌNH"], "Thái Bình", "Ngân hàng Chính sách xã hội - Chi nhánh tỉnh Thái Bình", "Ngân hàng Chính sách xã hội"),
        ("more marks than the place that is known", ["CÔNG AN HUYỆN PA HĂM", "CÔNG AN XÃ TRE XANH"], "Tre Xanh", "Công an xã Tre Xanh", "Công an huyện Pa Hăm"),
    ],
)  # fmt: skip
def test_issuers(intent, left, place, body, parent):
    found = chosen(page(left, place=place))
    expected = body or "Ủy ban nhân dân tỉnh Trà Vinh"
    assert found["issuer"].value == expected
    assert (found["issuer_parent"].value if "issuer_parent" in found else None) == parent


@pytest.mark.parametrize(
    ("intent", "left", "read_as", "place"),
    [
        ("its first syllable began small", ["UBND HUYỆN XUÂN MẪU"], "xuận Mẫu", "Xuân Mẫu"),
        ("its middle did", ["PHÒNG Y TẾ HUYỆN CAO PHONG TÂY"], "Cạo phong Tây", "Cao Phong Tây"),
        ("I read as l", ["UBND XÃ IA PẾCH"], "la Pếch", "Ia Pếch"),
        ("well formed, other marks than the issuer's capitals", ["UBND XÃ CẤM HẬU"], "Cẩm Hậu", "Cẩm Hậu"),
        ("a school's name has it too", ["TRƯỜNG TRUNG HỌC CƠ SỞ IA PẾCH"], "la Pếch", "Ia Pếch"),
        ("another place than the body's", ["UBND XÃ CAO MẪU"], "Tre Xanh", "Tre Xanh"),
        ("its end alone: not believed", ["UBND HUYỆN CAO MẪU ĐÔNG"], "Mẫu Đông", "Mẫu Đông"),
    ],
)
def test_a_place_of_issue_that_the_issuer_bears_whole(intent, left, read_as, place):
    found = chosen(page(left, place=read_as))["place"]
    assert found.value == place
    assert (Flag.REPAIRED in found.flags) == (read_as != place)


def test_a_number_whose_word_was_lost_is_no_label():
    """`55 /TTr-BATGT` without `Số:` would be a point 55, and the page have no heading."""
    found = chosen(page(["UBND TỈNH THÁI BÌNH", "SỞ Y TẾ", "55 /TTr-SYT"], kind="TỜ TRÌNH"))
    assert (found["type"].value, found["symbol"].value) == ("tờ trình", "TTr-SYT")
    assert found["issuer"].value == "Sở Y tế tỉnh Thái Bình"


def test_a_place_mended_by_the_date_line_is_flagged_and_typed_ones_stay():
    found = chosen(page(["UBND QUẬN CAM LÂM"], place="Cẩm Lâm"))
    assert Flag.REPAIRED in found["issuer"].flags
    typed = chosen(page(["UBND QUẬN CAM LÂM"], place="Cẩm Lâm", source=Source.TEXT_LAYER))
    assert typed["issuer"].value == "Ủy ban nhân dân quận Cam Lâm"


@pytest.mark.parametrize(
    ("name", "place", "made"),
    [
        ("Ủy ban nhân dân huyện Cao Mẫu", "Tre Xanh", None),  # another place
        ("Ủy ban nhân dân huyện Cao Mẫu", "Cao Mẫu", None),  # nothing to mend
        ("Sở Y tế Kon", "Kon Tum", "Sở Y tế Kon Tum"),
        ("Bảo hiểm xã hội Việt Nam", "Nam Định", None),  # `Nam` begins no place here
        ("Ủy ban nhân dân huyện An", "An Khê", None),  # no known province, and too short
    ],
)
def test_places_by_the_place_of_issue(name, place, made):
    assert seat.as_placed(name, place) == made


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("THÁIBÌNH", "THÁI BÌNH"),
        ("VIỆTNAM", "VIỆT NAM"),
        ("INVÀPHÁT", "IN VÀ PHÁT"),
        ("HOẰNG", None),  # a syllable that no list of words has
        ("NGUYỄN", None),
        ("BECAMEX", None),  # a company's own word
        ("SỞ", None),
    ],
)
def test_glued_syllables(word, cut):
    assert unglue(word) == cut


@pytest.mark.parametrize(
    ("word", "mended"),
    [
        ("IƯỜNG", "TƯỜNG"),
        ("1Ế", "TẾ"),
        ("LHỊ", "THỊ"),
        ("LÂM", "LÂM"),  # a syllable as it stands
        ("ÍCH", "ÍCH"),
        ("1ĐỘI", "1ĐỘI"),  # no syllable with a T either
        ("IHCS", "IHCS"),  # an abbreviation may be anything
    ],
)
def test_a_misread_t(word, mended):
    """Only what is a syllable with a T alone is set right."""
    assert with_t(word) == mended


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("ỤC TRƯỞNG", "Cục trưởng"),
        ("Ộ TRƯỞNG", "Bộ trưởng"),
        ("PHÓ CỤC TRƯỞN", "Phó Cục trưởng"),
        ("PHÓ TRƯỞNG TRẠI", None),  # an office that the lexicon does not know
        ("ục trưởng", None),  # only capitals
        ("IÁM", None),
        ("TRƯỞNG PHONG", "Trưởng phòng"),
        ("C Ủ TỊCH", "Chủ tịch"),
        ("C H VĂN PHÒNG", "Chánh Văn phòng"),
        ("Í THƯ", "Bí thư"),
        ("CHỦ TỊCH", None),  # whole as it stands: no `Phó Chủ tịch` that lost its beginning
        ("CHỦ HỦ TỊCH", "Chủ tịch"),  # read twice, the second time in part
        ("CHÁ ˆNH VĂN PHÒNG", "Chánh Văn phòng"),  # a stroke of the pen
        ("PH TỐNG CỤC TRƯỞNG", "Phó Tổng Cục trưởng"),  # a letter lost and a mark misread
        ("HÓ BÍ THƯ", "Phó Bí thư"),
        ("PHÓ CHÁNH VĂN PHÒ", "Phó Chánh Văn phòng"),  # the end lost
        ("C_ÁNH VĂN PHÒNG", "Chánh Văn phòng"),
        ("TRƯỞNG BẢN", None),  # of a hamlet, no `Trưởng ban`
        ("THỨ TRƯỞNG", None),  # not `Thủ trưởng`: two offices of the same letters are left as they stand
    ],
)
def test_offices_that_lost_a_letter(words, office):
    assert whole_office(words) == office


@pytest.mark.parametrize(
    ("read_as", "name"),
    [
        ("THuỳnh Xuân Mẫu", "Huỳnh Xuân Mẫu"),
        ("Ấuỳnh Văn Mẫu", "Huỳnh Văn Mẫu"),
        ("Đương Kim Mẫu", "Dương Kim Mẫu"),
        ("Xảo Văn Mẫu", None),
        ("Vị Văn Mẫu", "Vi Văn Mẫu"),  # a stroke over or below the i
        ("ạm Thanh Mẫu", "Phạm Thanh Mẫu"),  # two letters under a seal
        ("ấùi Văn Mẫu", "Bùi Văn Mẫu"),  # another letter in place of the first, no syllable so
        ("han Hoài Mẫu", "Phan Hoài Mẫu"),  # one common surname, and rare ones
        ("ương Thanh Mẫu", None),  # Dương, Vương, Trương
        ("Hỗ Văn Mẫu", "Hồ Văn Mẫu"),  # no surname so, and one common one with these letters
        ("Đỉnh Văn Mẫu", "Đinh Văn Mẫu"),
        ("ký Văn Mẫu", "Lý Văn Mẫu"),  # two letters, the vowel with its mark
        ("Tê Văn Mẫu", "Lê Văn Mẫu"),  # no Tề: a common surname whose L a pen made a T
        ("y Văn Mẫu", None),  # no mark: Lý, Vy, Kỷ
        ("VIMINH MẪU", "Vi Minh Mẫu"),
        ("LêVăn Mẫu", "Lê Văn Mẫu"),
        ("TRUNG MẪU", None),
    ],
)
def test_surnames_that_a_pen_or_seal_changed(read_as, name):
    assert mended(read_as) == name


@pytest.mark.parametrize(
    ("symbol", "code", "party", "made"),
    [
        ("TIr-SNV", "TTr", False, "TTr-SNV"),
        ("BG-SNV", "BC", False, "BC-SNV"),
        ("CTrĐUCA", "CTr", True, "CTr/ĐUCA"),
        ("QĐ-SNV", "KH", False, None),  # a known code of another type is not overruled
        ("SNV-VP", "KH", False, None),
        ("XYZ-SNV", "KH", False, None),  # too unlike
    ],
)
def test_symbols_by_the_type(symbol, code, party, made):
    assert symbol_of_type(symbol, code, party=party) == made


@pytest.mark.parametrize(
    ("intent", "foot", "looks", "name", "position"),
    [
        ("a stroke before a surname", ["BÍ THƯ", "S Lò Văn Mẫu"], [], "Lò Văn Mẫu", "Bí thư"),
        ("a rank before a surname that lost its mark", ["TRƯỞNG BAN", "Đại tá Đỉnh Văn Mẫu"], [], "Đinh Văn Mẫu", "Trưởng ban"),
        ("a deputy's first syllable at one look alone", ["HÓ BÍ THƯ", "Lò Văn Mẫu"], ["BÍ THƯ\nLò Văn Mẫu"], "Lò Văn Mẫu", "Phó Bí thư"),
    ],
)  # fmt: skip
def test_signing_blocks(intent, foot, looks, name, position):
    strings = [("Nơi nhận:", LEFT), ("- Lưu: VT.", LEFT), *((line, RIGHT) for line in foot)]
    readings = tuple(Reading("signature", (0.0, 0.5, 1.0, 1.0), look, "a", 0.98) for look in looks)
    found = chosen(page(["UBND XÃ CAO MẪU"], foot=strings, readings=readings))
    assert (found["signer"].value, found["signer_position"].value) == (name, position), intent


def test_a_name_whose_surname_is_lost_is_in_doubt():
    """Of `Văn Mẫu` the surname lies under the seal: given, but not as sure."""
    foot = [("Nơi nhận:", LEFT), ("- Lưu: VT.", LEFT), ("BÍ THƯ", RIGHT), ("Văn Mẫu", RIGHT)]
    assert chosen(page(["UBND XÃ CAO MẪU"], foot=foot))["signer"].confidence <= 0.6


def test_looks_that_differ_in_a_mark_leave_a_flag():
    """`Hiến` on the page, `Hiển` at one of two looks: the page's, for a reviewer to see."""
    looks = tuple(Reading("signature", (0.0, 0.5, 1.0, 1.0), look, "a", 0.9) for look in ("Lò Văn Hiển", "Lò Văn Hiến"))
    foot = [("Nơi nhận:", LEFT), ("- Lưu: VT.", LEFT), ("BÍ THƯ", RIGHT), ("Lò Văn Hiến", RIGHT)]
    found = chosen(page(["UBND XÃ CAO MẪU"], foot=foot, readings=looks))["signer"]
    assert (found.value, Flag.AMBIGUOUS in found.flags) == ("Lò Văn Hiến", True)


def test_a_hook_that_was_seen_stands_against_looks_that_lose_it():
    looks = tuple(Reading("signature", (0.0, 0.5, 1.0, 1.0), "Lò Văn Hiến", "a", 0.9) for _ in range(2))
    foot = [("Nơi nhận:", LEFT), ("- Lưu: VT.", LEFT), ("BÍ THƯ", RIGHT), ("Lò Văn Hiển", RIGHT)]
    assert chosen(page(["UBND XÃ CAO MẪU"], foot=foot, readings=looks))["signer"].value == "Lò Văn Hiển"


@pytest.mark.parametrize("line", ["MẬT 1", "| MẬT", "MẬT"])
def test_a_mark_with_a_crumb_of_its_frame(line):
    assert chosen(page([line, "UBND XÃ CAO MẪU", "Số: /KH-UBND"]))["secrecy"].value == "mật"


def test_a_second_look_gives_the_symbol_that_the_first_cut():
    look = Reading("number", (0.0, 0.0, 1.0, 1.0), "số: |0Ÿ0 /NQ-HĐND", "a", 0.5)
    text = page(
        ["HỘI ĐỒNG NHÂN DÂN", "XÃ CAO MẪU", "Số: Ị 090 NQ-HĐND"], place="Cao Mẫu", kind="NGHỊ QUYẾT", readings=(look,)
    )
    found = chosen(text)
    assert found["symbol"].value == "NQ-HĐND"
    assert Flag.REPAIRED in found["symbol"].flags
    assert "number" not in found


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("ð?6 /BC-HNCT", Role.NUMBER),  # the word `Số` and the hand's digits lost
        ("./TB-BCH", Role.NUMBER),
        ("|344 /KH-MTTQ-BTT", Role.NUMBER),
        ("SỞ LĐ-TB&XH", Role.NAME),
        ("Độc bên lập - Tự do - Hạnh phú", Role.MOTTO),  # a pen in it
    ],
)
def test_pieces_of_spoilt_lines(line, role):
    (found,) = pieces(page([line, "Số: 1/KH-SNV"]).lines[0])
    assert found.role is role


def test_an_office_over_two_lines_and_a_body_cut_in_two():
    foot = [("Nơi nhận:", LEFT), ("- Lưu: VT.", LEFT), ("TM. BAN THƯỜNG", RIGHT), ("VỤ", RIGHT)]
    foot += [("PHÓ TỔNG KIỂM TOÁN NHÀ", RIGHT), ("'NƯỚC", RIGHT), ("Lê Văn Mẫu", RIGHT)]
    found = chosen(page(["UBND HUYỆN CAO MẪU"], place="Cao Mẫu", foot=foot))
    assert found["on_behalf_of"].value == "Ban Thường vụ"
    assert found["signer_position"].value == "Phó Tổng Kiểm toán nhà nước"


def test_a_second_look_completes_the_body_signed_for():
    look = Reading("signature", (0.0, 0.0, 1.0, 1.0), "TM. BAN THƯỜNG VỤ\nBÍ THƯ\nLê Văn Mẫu", "a", 0.9)
    foot = [("Nơi nhận:", LEFT), ("- Lưu: VT.", LEFT), ("TM. BAN THƯỜNG", RIGHT), ("BÍ THƯ", RIGHT)]
    foot += [("Lê Văn Mẫu", RIGHT)]
    found = chosen(page(["UBND HUYỆN CAO MẪU"], place="Cao Mẫu", foot=foot, readings=(look,)))
    assert found["on_behalf_of"].value == "Ban Thường vụ"


@pytest.mark.parametrize(
    ("intent", "line", "row"),
    [
        ("a lost slash", "- Các thôn, xóm (th);", ("Các thôn, xóm", "t/h")),
        ("a slash that became a letter", "- Các thôn, xóm (uh);", ("Các thôn, xóm", "t/h")),
        ("the same behind `để`", "- Các khoa, phòng (để th);", ("Các khoa, phòng", "để t/h")),
        ("a term's mark", "- Các tố dân phố (b/c);", ("Các tổ dân phố", "b/c")),
        ("a sign for a letter", "- Các thôn, xóm (b/©);", ("Các thôn, xóm", "b/c")),
        ("another word is no slip", "- Thứ trưởng phụ trách (b/c);", ("Thứ trưởng phụ trách", "b/c")),
        ("another bracket stays", "- Các thôn, xóm (12);", ("Các thôn, xóm (12)", None)),
        ("crumbs of a seal are no recipient", "- cn90SSEEEWBENEEE", None),
    ],
)
def test_recipients(intent, line, row):
    foot = [("Nơi nhận:", LEFT), ("- Như trên;", LEFT), (line, LEFT), ("- Lưu: VT.", LEFT)]
    foot += [("CHỦ TỊCH", RIGHT), ("Lê Văn Mẫu", RIGHT)]
    text = page(["UBND HUYỆN CAO MẪU"], place="Cao Mẫu", foot=foot)
    _, found = read_foot(text, find_zones(text))
    rows = [(fact.name, fact.purpose) for fact in found if fact.kind == "recipient"]
    assert rows == [("Như trên", None), *([row] if row else [])]


@pytest.mark.parametrize(("line", "name"), [("- Lưu: VI, NV.", "VT, NV"), ("- Lưu: VP.", "VP"), ("- Lưu VTF", "VT")])
def test_the_short_form_of_the_archive_line(line, name):
    foot = [("Nơi nhận:", LEFT), ("- Như trên;", LEFT), (line, LEFT), ("CHỦ TỊCH", RIGHT), ("Lê Văn Mẫu", RIGHT)]
    text = page(["UBND HUYỆN CAO MẪU"], place="Cao Mẫu", foot=foot)
    _, found = read_foot(text, find_zones(text))
    assert [fact.name for fact in found if fact.kind == "archive"] == [name]


def test_typed_recipients_are_not_mended():
    foot = [("Nơi nhận:", LEFT), ("- Các tố dân phố (uh);", LEFT), ("- Lưu: VT.", LEFT), ("CHỦ TỊCH", RIGHT)]
    text = page(["UBND HUYỆN CAO MẪU"], place="Cao Mẫu", foot=foot, source=Source.TEXT_LAYER)
    _, found = read_foot(text, find_zones(text))
    assert (found[0].name, found[0].purpose) == ("Các tố dân phố (uh)", None)


@pytest.mark.parametrize(
    ("title", "confidence", "made"),
    [
        ("Mua sách cho thiếu nhỉ", 0.97, "Mua sách cho thiếu nhi"),  # ỉ for i, however sure
        ("Xem lại sổ sạch", 0.7, "Xem lại sổ sách"),  # read with doubt, one word in these letters
        ("Xem lại sổ sạch", 0.9, "Xem lại sổ sạch"),  # read with little
        ("Mua sách cho Thiếu Nhỉ", 0.8, "Mua sách cho Thiếu Nhỉ"),  # a name
        ("XEM LẠI SỐ SÁCH", 0.97, "XEM LẠI SỔ SÁCH"),  # a hook over a hat in capitals: an accent, however sure
        ("xem lại số sách", 0.97, "xem lại số sách"),  # in small letters the same is as good as read
        ("kiếm kê đồ gỗ", 0.9, "kiểm kê đồ gỗ"),  # of two words in these letters one that a common slip makes
        ("CÔNG BỐ BÁO CÁO", 0.97, "CÔNG BỐ BÁO CÁO"),  # `bổ báo` is a word, but so is `công bố`
        ("HỘI THỊ NẤU ĂN", 0.9, "HỘI THI NẤU ĂN"),
        ("HỘI THỊ NẤU ĂN", 0.97, "HỘI THỊ NẤU ĂN"),  # both are common words
    ],
)
def test_a_title_is_mended_by_the_list_of_words_alone_only_with_cause(title, confidence, made):
    line = Line(tuple(Word(word, None, confidence) for word in title.split()))
    text = Text([Page(1, None, None, Source.OCR, (line,))])
    assert mend(text, [(0, len(title))], title, alone=True)[0] == made
    assert mend(text, [(0, len(title))], title)[0] == title  # a sentence of the body is left alone


def test_a_short_exact_term_does_not_hide_a_long_one_with_a_slip():
    assert casing.proper("VIỆN KIẾM SÁT NHÂN DÂN", mend=True).string == "Viện kiểm sát nhân dân"
    assert not casing.proper("SỞ NỘI VỤ", mend=True).repaired
    # A place behind its unit, of whose bare letters the lexicon has a term.
    assert casing.proper("HUYỆN LAM TRƯỜNG", mend=True) == casing.Cased("Huyện Lam Trường", False)


@pytest.mark.parametrize(
    ("intent", "line", "title"),
    [
        ("a stamp before it", "CÔNG VẶN : ĐẾN Tổ chức ngày hội đọc sách", "Tổ chức ngày hội đọc sách"),
        ("a stamp behind it", "Tổ chức ngày hội đọc sách VĂN ĐẾN", "Tổ chức ngày hội đọc sách"),
        ("its number and day", "Tổ chức ngày hội đọc sách 128 19/5", "Tổ chức ngày hội đọc sách"),
        ("a title about days", "Ngày hội đọc sách", "Ngày hội đọc sách"),
    ],
)
def test_words_of_an_incoming_stamp_are_no_title(intent, line, title):
    left = ["UBND HUYỆN CAO MẪU", "Số: ..... /KH-UBND"]
    lines = [Line(tuple(Word(w, None, 0.96) for w in s.split()), LEFT) for s in left]
    right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Cao Mẫu, ngày 5 tháng 4 năm 2031"]
    lines += [Line(tuple(Word(w, None, 0.96) for w in s.split()), RIGHT) for s in right]
    body = ["KẾ HOẠCH", line, "I. MỤC ĐÍCH", "1. Các bộ phận phân công người theo dõi, báo cáo./."]
    lines += [Line(tuple(Word(w, None, 0.96) for w in s.split()), BODY) for s in body]
    found = chosen(Text([Page(1, None, None, Source.OCR, tuple(lines))]))
    assert found["title"].value == title


@pytest.mark.parametrize(
    ("string", "found"),
    [("THƯỢNG KHẤN", ("urgency", "thượng khẩn")), ("KHÂN", ("urgency", "khẩn")), ("MẮT", None), ("Khẩn", None)],
)
def test_marks_of_urgency_with_slips(string, found):
    assert mark(string) == found


@pytest.mark.parametrize(
    ("string", "name"),
    [("ˆ Trịnh Anh Mẫu", "Trịnh Anh Mẫu"), ("S. Đinh Kim Mẫu", "Đinh Kim Mẫu"), ("TS-Lê Ngọc Mẫu", "Lê Ngọc Mẫu")],
)
def test_what_is_left_of_a_title_is_no_name(string, name):
    assert person(string).name == name


def test_a_line_of_crumbs_below_a_title_is_no_title():
    lines = [("UBND HUYỆN CAO MẪU", LEFT), ("Số: ..... /KH-UBND", LEFT), ("Cao Mẫu, ngày 5 tháng 4 năm 2031", RIGHT)]
    lines += [("KẾ HOẠCH", BODY), ("Kiểm kê đồ gỗ trong các kho", BODY), ("sac TÂm =Âme BẢ9-8 TIN HOI V EN", BODY)]
    lines += [("I. MỤC ĐÍCH", BODY), ("1. Các bộ phận phân công người theo dõi, báo cáo./.", BODY)]
    made = tuple(Line(tuple(Word(w, None, 0.96) for w in string.split()), side) for string, side in lines)
    found = chosen(Text([Page(1, None, None, Source.OCR, made)]))
    assert found["title"].value == "Kiểm kê đồ gỗ trong các kho"


@pytest.mark.parametrize(
    ("intent", "page", "looks", "signer"),
    [
        ("a look that has the surname", ("Hoài Mẫu", 0.6), ["Vi Hoài Mẫu"], "Vi Hoài Mẫu"),
        ("a look with two letters less spoilt", ("Vilcông Mẫu", 0.6), ["Vi Công Mẫu"], "Vi Công Mẫu"),
        ("two looks that agree on the marks", ("Lò Văn Hiến", 0.95), ["Lò Văn Hiển"] * 2, "Lò Văn Hiển"),
        ("one look alone does not overrule", ("Lò Văn Hiến", 0.95), ["Lò Văn Hiển"], "Lò Văn Hiến"),
        ("nor do two that are not one", ("Lò Văn Hiến", 0.95), ["Lò Văn Hiển", "Lò Văn Hiến"], "Lò Văn Hiến"),
        ("nor other names", ("Lò Văn Hiến", 0.95), ["Lê Thị Mới"] * 2, "Lò Văn Hiến"),
        ("a name of no known surname stays beside another name", ("Xa Xôi Mẫu", 0.6), ["Lê Thị Mới"], "Xa Xôi Mẫu"),
    ],
)
def test_second_looks_at_a_name(intent, page, looks, signer):
    facts = [FieldFact("signer", page[0], WitnessSource.FOOT, (), "foot.signer", page[1], ())]
    facts += [FieldFact("signer", look, WitnessSource.FOOT, (), "foot.second_look", 0.78, ()) for look in looks]
    chosen = choose_signer(facts)
    assert chosen is not None and chosen.value == signer, intent


def test_an_office_read_twice_is_no_name():
    assert person("PHÓ PHÓ BÍ BÍ THƯ") is None
