"""Who issued what, end to end from a text: a case for each promise that no other table of this room holds."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.pages import FileReading, Line, LineKind, Page, Source, Witness, Word
from pipeline.parsing.parse import parse
from pipeline.reading.read import read_bytes
from pipeline.records import Flag
from tests.helpers.paper import Sheet

DECREE = {
    "NQ": "nghị quyết", "QĐ": "quyết định", "CT": "chỉ thị", "QC": "quy chế", "QyĐ": "quy định", "TC": "thông cáo",
    "TB": "thông báo", "HD": "hướng dẫn", "CTr": "chương trình", "KH": "kế hoạch", "PA": "phương án", "ĐA": "đề án",
    "DA": "dự án", "BC": "báo cáo", "BB": "biên bản", "TTr": "tờ trình", "HĐ": "hợp đồng", "CĐ": "công điện",
    "BGN": "bản ghi nhớ", "BTT": "bản thỏa thuận", "GUQ": "giấy ủy quyền", "GM": "giấy mời",
    "GGT": "giấy giới thiệu", "GNP": "giấy nghỉ phép", "PG": "phiếu gửi", "PC": "phiếu chuyển", "PB": "phiếu báo",
}  # fmt: skip
"""The types with a symbol of Nghị định 30/2020/NĐ-CP, Phụ lục III; công văn and thư công have none."""

HEAD = """UBND TỈNH CAO MẪU
SỞ NỘI VỤ
Số: 14/{symbol}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày 12 tháng 5 năm 2031
{type}
Về việc trông coi kho đồ gỗ
1. Các bộ phận trông coi kho./.
"""
FOOT = """Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC
Lê Thị Mẫu
"""
PARTY = """TỈNH ỦY CAO MẪU
*
Số 14-{symbol}/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Cao Mẫu, ngày 12 tháng 5 năm 2031
{type}
trông coi kho đồ gỗ
1. Các chi bộ trông coi kho./.
T/M BAN THƯỜNG VỤ
BÍ THƯ
Lê Thị Mẫu
"""


def read(text, path="a.txt", witnesses=()):
    reading = read_bytes(text.encode(), "a.txt")
    reading = FileReading(reading.sha256, reading.media_type, reading.pages, witnesses=tuple(witnesses))
    (found,) = parse(reading, path=path)
    return found


@pytest.mark.parametrize(("code", "name"), DECREE.items())
def test_every_type_of_the_decree(code, name):
    """Named by its heading, coded by its symbol, its title without `Về việc`."""
    found = read(HEAD.format(symbol=f"{code}-SNV", type=name.upper()) + FOOT).document
    assert (found.type, found.type_code, found.number) == (name, code, f"14/{code}-SNV")
    assert found.title == "trông coi kho đồ gỗ"
    assert Flag.TYPE_MISMATCH not in found.flags


@pytest.mark.parametrize(("code", "name"), DECREE.items())
def test_a_type_whose_line_is_lost_by_its_symbol(code, name):
    found = read(HEAD.format(symbol=f"{code}-SNV", type="").replace("\n\n", "\n") + FOOT).document
    assert (found.type, found.type_code) == (name, code)


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("NQ", "nghị quyết"), ("QĐ", "quyết định"), ("CT", "chỉ thị"), ("KL", "kết luận"), ("QC", "quy chế"),
        ("QyĐ", "quy định"), ("TT", "thông tri"), ("HD", "hướng dẫn"), ("TB", "thông báo"), ("BC", "báo cáo"),
        ("KH", "kế hoạch"), ("CTr", "chương trình"), ("TTr", "tờ trình"), ("ĐA", "đề án"), ("BB", "biên bản"),
    ],
)  # fmt: skip
def test_every_type_of_the_party(symbol, name):
    """Hướng dẫn 36-HD/VPTW: a dash before the type, a slash before the body."""
    found = read(PARTY.format(symbol=symbol, type=name.upper())).document
    assert (found.type, found.number, found.symbol) == (name, f"14-{symbol}/TU", f"{symbol}/TU")
    assert (found.issuer, str(found.issuer_level)) == ("Tỉnh ủy Cao Mẫu", "party")


@pytest.mark.parametrize(
    ("heading", "number", "name", "issuer"),
    [
        ("LUẬT", "Luật số: 9/2031/QH20", "luật", "Quốc hội"),
        ("BỘ LUẬT", "Bộ luật số: 9/2031/QH20", "bộ luật", "Quốc hội"),
        ("PHÁP LỆNH", "Pháp lệnh số: 9/2031/UBTVQH20", "pháp lệnh", "Ủy ban Thường vụ Quốc hội"),
    ],
)
def test_acts(heading, number, name, issuer):
    text = f"{issuer.upper()}\n{number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    found = read(text + f"{heading}\nTRÒ CHƠI DÂN GIAN\nCăn cứ Hiến pháp;\nĐiều 1. Phạm vi\nTrò chơi.\n").document
    assert (found.type, found.issuer, found.number) == (name, issuer, number.split(": ")[1])


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("Trồng tre năm 2031", date(2031, 1, 1), date(2031, 12, 31)),
        ("Trồng tre giai đoạn 2031 - 2035", date(2031, 1, 1), date(2035, 12, 31)),
        ("Trồng tre quý III năm 2031", date(2031, 7, 1), date(2031, 9, 30)),
        ("Trồng tre 6 tháng đầu năm 2031", date(2031, 1, 1), date(2031, 6, 30)),
        ("Chuyên môn năm học 2031 - 2032", None, None),
        ("Phục vụ Tết Nguyên đán năm 2031", None, None),
    ],
)
def test_the_period_that_a_plan_covers(title, start, end):
    found = read(HEAD.format(symbol="KH-SNV", type="KẾ HOẠCH").replace("Về việc trông coi kho đồ gỗ", title)).document
    assert (found.period_start, found.period_end, found.title) == (start, end, title)


def chosen(found, field):
    return next((row for row in found.fields if row.field == field and row.chosen), None)


def test_every_witness_is_a_row_and_none_overrules_type():
    """Heading, signature, file name, opening and document information say different things: typed words stand."""
    told = (
        Witness("signature", "organization", "Ủy ban nhân dân huyện Mẫu Khác"),
        Witness("signature", "signed_at", "2031-05-20T08:00:00+07:00"),
        Witness("metadata", "title", "Microsoft Word - ke hoach khac"),
        Witness("metadata", "created", "2031-05-19T08:00:00+07:00"),
    )
    text = HEAD.format(symbol="KH-SNV", type="KẾ HOẠCH").replace(
        "1. Các", "Sở Nội vụ ban hành kế hoạch như sau:\n1. Các"
    )
    found = read(text + FOOT, path="den/99_KH_SNV.pdf", witnesses=told)
    row = found.document
    assert (row.number, row.issuer, str(row.issued_on)) == ("14/KH-SNV", "Sở Nội vụ tỉnh Cao Mẫu", "2031-05-12")
    told_by = {(fact.field, str(fact.source)) for fact in found.fields if not fact.chosen}
    assert {
        ("number", "file_name"),
        ("issuer", "signature"),
        ("issued_on", "signature"),
        ("title", "metadata"),
    } <= told_by
    assert ("issuer", "opening") in told_by
    for field in ("number", "issuer", "issued_on", "title"):
        assert str(chosen(found, field).source) in ("heading", "title")
    for fact in found.fields:  # only what stands on a page has a place
        assert bool(fact.parts) == (str(fact.source) not in ("signature", "metadata", "file_name"))


def test_an_illegible_number_keeps_its_symbol_its_flag_and_the_box_of_its_slot():
    """`Số: ~ſ/KH-UBND` by hand: null, `handwritten`, and where the reviewer should look."""
    strings = [("UBND XÃ CAO MẪU", 0.1), ("Số: ſ~ /KH-UBND", 0.13), ("KẾ HOẠCH", 0.2), ("Trồng tre", 0.23)]
    lines = []
    for string, y in strings:
        words, x = [], 0.1
        for word in string.split():
            words.append(Word(word, (x, y, x + 0.02 * len(word), y + 0.012), 0.9))
            x += 0.02 * len(word) + 0.01
        lines.append(Line(tuple(words), LineKind.LEFT if y < 0.2 else LineKind.BODY))
    page = Page(1, 595.0, 842.0, Source.OCR, tuple(lines))
    (found,) = parse(FileReading("cd" * 32, "application/pdf", (page,)))
    assert (found.document.number, found.document.symbol) == (None, "KH-UBND")
    assert Flag.HANDWRITTEN in found.document.flags
    (slot,) = [row for row in found.fields if row.field == "number"]
    assert slot.value is None and Flag.HANDWRITTEN in slot.flags
    x0, y0, x1, y1 = slot.parts[0].bbox
    assert 0.09 <= x0 < x1 and 0.12 < y0 < y1 < 0.15


def test_the_cited_document_s_number_and_day_are_never_its_own():
    text = HEAD.format(symbol="KH-SNV", type="KẾ HOẠCH").replace("14/", "    /").replace("ngày 12", "ngày   ")
    cited = "Thực hiện Quyết định số 33/QĐ-UBND ngày 02/5/2031 của UBND tỉnh về trồng tre.\n"
    found = read(text + cited + FOOT).document
    assert (found.number, found.symbol, found.issued_on) == (None, "KH-SNV", None)
    assert (found.issued_year, found.issued_month) == (2031, 5)


def test_the_signature_on_a_page_before_the_last():
    """The foot stands on page 2, an appendix with a form's own foot follows: the first signer counts."""
    pages = HEAD.format(symbol="KH-SNV", type="KẾ HOẠCH"), "2. Tổng kết.\n" + FOOT
    form = "PHỤ LỤC\nMẪU PHIẾU\n1. Họ tên:\nNGƯỜI KHAI\nTrần Văn Khác\n"
    found = read("\f".join((*pages, form)))
    assert (found.document.signer, found.document.signer_position) == ("Lê Thị Mẫu", "Giám đốc")
    assert chosen(found, "signer").page == 2
    assert (found.document.page_first, found.document.page_last) == (1, 3)


@pytest.mark.parametrize("initials", ["Hvt", "(02b)", "NVA-05b", "LTM.15"])
def test_drafting_initials_are_no_part_of_name_or_recipients(initials):
    found = read(HEAD.format(symbol="KH-SNV", type="KẾ HOẠCH") + FOOT.replace("VT.", f"VT, VP.\n{initials}"))
    assert found.document.signer == "Lê Thị Mẫu"
    assert not [row.name for row in found.recipients if initials in row.name and row.name != f"VT, VP.{initials}"]


@pytest.mark.parametrize(
    ("words", "box", "strange"),
    [
        pytest.param("CÔNG VĂN ĐẾN Số: 99", (0.4, 0.1, 0.5, 0.12), "99", id="an incoming stamp"),
        pytest.param("SỞ NỘI VỤ TỈNH LẠC HÒA", (0.55, 0.05, 0.73, 0.18), "nội vụ", id="a seal's ring"),
    ],
)
def test_stamped_words_stay_out_of_heading_and_foot(words: str, box: tuple[float, float, float, float], strange: str):
    """Words of seals and stamps are on the page, in no value."""
    sheet = Sheet()
    sheet.left("UBND XÃ CAO MẪU", "Số: 14/KH-UBND")
    sheet.right("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Cao Mẫu, ngày 2 tháng 3 năm 2031")
    sheet.write("KẾ HOẠCH").write("Trồng tre").write("1. Các thôn trồng tre.")
    page = sheet.page()
    stamp = Line(tuple(Word(word, box, 0.9) for word in words.split()), LineKind.STAMP)
    page = Page(1, page.width_pt, page.height_pt, page.source, (*page.lines, stamp))
    (found,) = parse(FileReading("ef" * 32, "application/pdf", (page,)))
    row = found.document
    assert (row.number, row.issuer, row.title) == ("14/KH-UBND", "Ủy ban nhân dân xã Cao Mẫu", "Trồng tre")
    assert not any(strange in (fact.value or "").lower() for fact in found.fields)


def test_own_abbreviations_reach_recipients_tasks_and_names():
    text = HEAD.format(symbol="KH-SNV", type="KẾ HOẠCH")
    body = (
        "2. Ban Quản lý chợ Mẫu (sau đây viết tắt là BQLC) phối hợp với Sở Tài chính trông coi kho.\n3. BQLC báo cáo.\n"
    )
    found = read(text + body + FOOT)
    assert "Ban Quản lý chợ Mẫu" in {row.name for row in found.assignees}
    assert not any(row.name == "BQLC" for row in found.assignees)


@pytest.mark.parametrize(
    ("place", "issuer", "level"),
    [
        ("TỈNH HÀ NAM", "Ủy ban nhân dân tỉnh Hà Nam", "province"),  # merged on 1 July 2025
        ("TỈNH NINH BÌNH", "Ủy ban nhân dân tỉnh Ninh Bình", "province"),  # it stayed
        ("HUYỆN CỦ CHI", "Ủy ban nhân dân huyện Củ Chi", "district"),  # no districts since
        ("ĐẶC KHU PHÚ QUÝ", "Ủy ban nhân dân đặc khu Phú Quý", "commune"),  # a unit since
        ("PHƯỜNG 12", "Ủy ban nhân dân phường 12", "commune"),  # one in many towns: left as it stands
        ("XÃ TÂN AN", "Ủy ban nhân dân xã Tân An", "commune"),
    ],
)
def test_units_of_before_and_after_july_2025(place, issuer, level):
    text = f"ỦY BAN NHÂN DÂN\n{place}\nSố: 5/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    found = read(text + "Cao Mẫu, ngày 3 tháng 6 năm 2025\nKẾ HOẠCH\nTrồng tre\n1. Các tổ trồng tre./.\n").document
    assert (found.issuer, str(found.issuer_level), found.issuer_parent) == (issuer, level, None)


@pytest.mark.parametrize(
    ("intent", "left", "issuer", "parent"),
    [
        ("a number of three digits", "BAN CHỈ ĐẠO 389\nTỈNH LẠNG SƠN", "Ban Chỉ đạo 389 tỉnh Lạng Sơn", None),
        (
            "one office of two councils",
            "UBND HUYỆN CAO MẪU\nVĂN PHÒNG HĐND&UBND",
            "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện Cao Mẫu",
            "Ủy ban nhân dân huyện Cao Mẫu",
        ),
        (
            "a centre of the Party committee bears the district's name",
            "HUYỆN ỦY CAO MẪU\nTRUNG TÂM CHÍNH TRỊ",
            "Trung tâm Chính trị huyện Cao Mẫu",
            "Huyện ủy Cao Mẫu",
        ),
        (
            "a trade's union, its `ngành` in small letters",
            "CÔNG ĐOÀN NGÀNH GIÁO DỤC\nTỈNH HÀ NAM",
            "Công đoàn ngành Giáo dục tỉnh Hà Nam",
            None,
        ),
        (
            "abbreviations inside a name",
            "CÔNG AN TỈNH HÀ NAM\nPHÒNG CẢNH SÁT PCCC VÀ CNCH",
            "Phòng Cảnh sát phòng cháy chữa cháy và cứu nạn, cứu hộ tỉnh Hà Nam",
            "Công an tỉnh Hà Nam",
        ),
        (
            "an abbreviation that is a syllable too",
            "SỞ KẾ HOẠCH VÀ ĐẦU TƯ\nTỈNH HÀ NAM",
            "Sở Kế hoạch và Đầu tư tỉnh Hà Nam",
            None,
        ),
        (
            "a movement's name in its quotation marks",
            "BAN CHỈ ĐẠO PHONG TRÀO “NÓI LỜI HAY, LÀM VIỆC TỐT” XÃ HỒNG MAI",
            "Ban Chỉ đạo Phong trào “Nói lời hay, làm việc tốt” xã Hồng Mai",
            None,
        ),
    ],
)
def test_issuers_of_kinds_met_in_a_blind_list(intent, left, issuer, parent):
    text = f"{left}\nSố: 14/KH-ABC\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    found = read(text + "Cao Mẫu, ngày 3 tháng 6 năm 2024\nKẾ HOẠCH\nTrồng tre\n1. Các tổ trồng tre./.\n").document
    assert (found.issuer, found.issuer_parent) == (issuer, parent)


BODY = """Thực hiện Chương trình của UBND tỉnh Cao Mẫu, UBND xã Hồng Mai xây dựng kế hoạch như sau:
1. Các thôn trồng tre./.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Thị Mẫu
"""


@pytest.mark.parametrize(
    ("intent", "first", "kind", "title"),
    [
        ("type and title in one line", "Kế hoạch trồng tre năm 2031", "kế hoạch", "trồng tre năm 2031"),
        ("with `về việc`", "Thông báo về việc trông coi kho", "thông báo", "trông coi kho"),
        ("a sentence", "Kế hoạch trồng tre được phổ biến tới các thôn.", None, None),
        ("one that says what it does", "Kế hoạch này giao các thôn trồng tre", None, None),
        ("no type", "Trồng tre năm 2031", None, None),
    ],
)
def test_a_text_without_any_heading(intent, first, kind, title):
    """The issuer by the opening sentence, the signer by the block, type and title by the first line."""
    found = read(f"{first}\n{BODY}").document
    assert (found.type, found.title) == (kind, title), intent
    assert (found.issuer, found.signer) == ("Ủy ban nhân dân xã Hồng Mai", "Lê Thị Mẫu")


def test_a_block_of_approval_above_the_title():
    """Forces' plans bear the approver's name and day at the top: the date, signer and title are the issuer's own."""
    approved = HEAD.format(
        symbol="KH-SNV", type="PHÊ DUYỆT\nNgày 20 tháng 5 năm 2031\nGIÁM ĐỐC\nTrần Văn Khác\nKẾ HOẠCH"
    )
    found = read(approved + FOOT.replace("GIÁM ĐỐC", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC")).document
    assert (str(found.issued_on), found.title, found.type) == ("2031-05-12", "trông coi kho đồ gỗ", "kế hoạch")
    assert (found.signer, found.signer_position, found.signing_form) == ("Lê Thị Mẫu", "Phó Giám đốc", "KT")
    assert found.issuer == "Sở Nội vụ tỉnh Cao Mẫu"


def test_a_symbol_of_another_body_is_flagged():
    found = read(HEAD.format(symbol="KH-UBND", type="KẾ HOẠCH") + FOOT)
    assert Flag.AMBIGUOUS in chosen(found, "symbol").flags
    assert found.document.symbol == "KH-UBND"


@pytest.mark.parametrize(
    ("intent", "left", "issuer", "parent", "level"),
    [
        (
            "a heading in small letters, as typists wrote before 2011",
            "Uỷ ban nhân dân\nHuyện Cao Mẫu",
            "Ủy ban nhân dân huyện Cao Mẫu",
            None,
            "district",
        ),
        (
            "a union's board",
            "LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ NAM\nBAN NỮ CÔNG",
            "Ban Nữ công Liên đoàn Lao động tỉnh Hà Nam",
            "Liên đoàn Lao động tỉnh Hà Nam",
            "organization",
        ),
        ("a ministry's room", "BỘ NỘI VỤ\nTHANH TRA BỘ", "Thanh tra Bộ Nội vụ", "Bộ Nội vụ", "central"),
        (
            "a room of a university named after a province",
            "TRƯỜNG ĐẠI HỌC Y HÀ NAM\nTRUNG TÂM KHẢO THÍ",
            "Trung tâm Khảo thí",
            "Trường Đại học Y Hà Nam",
            "organization",
        ),
        (
            "a school named Bản",
            "UBND HUYỆN CAO MẪU\nTRƯỜNG TIỂU HỌC BẢN LẦU",
            "Trường Tiểu học Bản Lầu",
            "Ủy ban nhân dân huyện Cao Mẫu",
            "organization",
        ),
        (
            "a school of two levels",
            "UBND XÃ CAO MẪU\nTRƯỜNG TH & THCS LA MẪU",
            "Trường Tiểu học và Trung học cơ sở La Mẫu",
            "Ủy ban nhân dân xã Cao Mẫu",
            "organization",
        ),
        (
            "a police office under which its police stands",
            "CƠ QUAN CẢNH SÁT ĐIỀU TRA\nCÔNG AN TỈNH HÀ NAM",
            "Cơ quan Cảnh sát điều tra Công an tỉnh Hà Nam",
            None,
            "province",
        ),
        (
            "a union's committee over two lines",
            "BAN CHẤP HÀNH CÔNG ĐOÀN CƠ SỞ\nCÔNG TY CP MAY LA MẪU",
            "Ban Chấp hành Công đoàn cơ sở Công ty Cổ phần May La Mẫu",
            None,
            "organization",
        ),
        ("the Youth Union's committee", "BCH TỈNH ĐOÀN HÀ NAM", "Ban Chấp hành Tỉnh đoàn Hà Nam", None, "organization"),
        ("a notary", "VĂN PHÒNG CÔNG CHỨNG\nLA MẪU", "Văn phòng Công chứng La Mẫu", None, "organization"),
        (
            "the chairman himself",
            "ỦY BAN NHÂN DÂN HUYỆN CAO MẪU\nCHỦ TỊCH",
            "Chủ tịch Ủy ban nhân dân huyện Cao Mẫu",
            "Ủy ban nhân dân huyện Cao Mẫu",
            "district",
        ),
        (
            "an incoming stamp above the heading",
            "UBND HUYỆN CAO MẪU\nVĂN PHÒNG\nĐẾN Số: 1207\nNgày: 25/6/2031\nUBND TỈNH HÀ NAM\nSỞ Y TẾ",
            "Sở Y tế tỉnh Hà Nam",
            "Ủy ban nhân dân tỉnh Hà Nam",
            "province",
        ),
    ],
)
def test_issuers_of_kinds_met_in_a_second_blind_list(intent, left, issuer, parent, level):
    text = f"{left}\nSố: 14/KH-ABC\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    found = read(text + "Cao Mẫu, ngày 3 tháng 6 năm 2024\nKẾ HOẠCH\nTrồng tre\n1. Các tổ trồng tre./.\n").document
    assert (found.issuer, found.issuer_parent, str(found.issuer_level)) == (issuer, parent, level), intent
    assert found.number == "14/KH-ABC"


def test_the_headline_of_an_article_that_tells_what_was_issued():
    text = """Huyện Cao Mẫu ban hành kế hoạch trồng tre
10/3/2031 08:15
UBND huyện Cao Mẫu vừa ban hành Kế hoạch số 20/KH-UBND về trồng tre năm 2031.
Theo kế hoạch, Phòng Y tế chủ trì kiểm tra.
Lượt xem: 120
"""
    found = read(text).document
    assert (found.type, found.title) == ("tin bài", "Huyện Cao Mẫu ban hành kế hoạch trồng tre")
    assert (found.number, found.issuer) == (None, None)
