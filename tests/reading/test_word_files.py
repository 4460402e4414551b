"""Word files: what their reader sees, in order; columns, tables, notes, breaks; hostile packages."""

from __future__ import annotations

import pytest

from pipeline.errors import DamagedError, LimitError
from pipeline.pages import Align, LineKind, Page
from pipeline.reading.word import read_word
from pipeline.settings import ReadingSettings
from tests.helpers.typeset import shown
from tests.helpers.word_file import W, cell, docx, p, r, table

SETTINGS = ReadingSettings()


def pages(body: str, **parts: str) -> tuple[Page, ...]:
    return read_word(docx(body, **parts), SETTINGS)[0]  # type: ignore[arg-type]


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for page in pages(body, **parts) for line in page.lines]


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BOX = (
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(p("Kế ", "ho", r("ạch", "<w:b/>")), ["Kế hoạch"], id="a word over several runs"),
        pytest.param(p("Dòng một\nDòng hai"), ["Dòng một", "Dòng hai"], id="a soft break ends a line"),
        pytest.param(p("a", setting="") + "<w:p/>" + p("  "), ["a"], id="empty paragraphs are no lines"),
        pytest.param(p(r("Ủy ban", "<w:caps/>")), ["ỦY BAN"], id="capitals by format are what one sees"),
        pytest.param(p("còn ", r("mất", "<w:vanish/>"), "lại"), ["còn lại"], id="hidden text is not seen"),
        pytest.param(
            f"<w:p><w:ins>{r('thêm ')}</w:ins><w:del><w:r><w:delText>bớt</w:delText></w:r></w:del>{r('giữ')}</w:p>",
            ["thêm giữ"],
            id="tracked changes are accepted",
        ),
        pytest.param(
            p("nối ", setting="<w:rPr><w:del/></w:rPr>") + p("tiếp"), ["nối tiếp"], id="a deleted paragraph mark joins"
        ),
        pytest.param(
            p("cuối", setting="<w:rPr><w:del/></w:rPr>"),
            ["cuối"],
            id="a deleted paragraph mark at the end loses nothing",
        ),
        pytest.param(
            f"<w:p><w:moveFrom>{r('cũ')}</w:moveFrom><w:moveTo>{r('mới')}</w:moveTo></w:p>", ["mới"], id="moved text"
        ),
        pytest.param(
            f"<w:sdt><w:sdtPr/><w:sdtContent>{p('trong ô')}</w:sdtContent></w:sdt>"
            f"<w:p><w:sdt><w:sdtContent><w:smartTag>{r('lồng')}</w:smartTag></w:sdtContent></w:sdt>"
            f"<w:hyperlink>{r(' liên kết')}</w:hyperlink></w:p>",
            ["trong ô", "lồng liên kết"],
            id="content controls, smart tags, links",
        ),
        pytest.param(
            f"<w:p>{FIELD.format('begin')}<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>{FIELD.format('separate')}"
            f"{r('kết quả')}{FIELD.format('end')}{r(' sau')}</w:p>",
            ["kết quả sau"],
            id="a field shows its result, not its instruction",
        ),
        pytest.param(
            f"<w:p>{r('Trang ')}{FIELD.format('begin')}<w:r><w:instrText> PAGE </w:instrText></w:r>"
            f"{FIELD.format('separate')}{r('7')}{FIELD.format('end')}</w:p>",
            ["Trang"],
            id="a page number's field says nothing of the text",
        ),
        pytest.param(
            f"<w:p>{BOX.format(p('trong khung'))}{r('ngoài khung')}</w:p>",
            ["ngoài khung", "trong khung"],
            id="a text box once, though its fallback repeats it",
        ),
        pytest.param(
            f"<w:p><w:r><mc:AlternateContent><mc:Choice/><mc:Fallback><w:pict><w:txbxContent>{p('chỉ ở đây')}"
            "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            ["chỉ ở đây"],
            id="a text box that only the fallback has",
        ),
        pytest.param(
            f"<w:p>{BOX.format('<w:p>' + r('ngoài') + BOX.format(p('trong')) + '</w:p>')}</w:p>",
            ["ngoài", "trong"],
            id="a text box in a text box",
        ),
        pytest.param(
            f"<w:p><mc:AlternateContent><mc:Choice>{r('một')}</mc:Choice><mc:Fallback>{r('hai')}</mc:Fallback>"
            "</mc:AlternateContent><w:r><mc:AlternateContent><mc:Choice><w:t> ba</w:t></mc:Choice><mc:Fallback>"
            "<w:t> bốn</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            ["một ba"],
            id="of two ways to say a thing one is read",
        ),
        pytest.param(
            f"<w:p><w:commentRangeStart w:id='1'/>{r('văn bản')}<w:commentRangeEnd w:id='1'/>"
            "<w:r><w:commentReference w:id='1'/></w:r></w:p>",
            ["văn bản"],
            id="comments are no part of it",
        ),
        pytest.param(
            "<w:tbl><w:tblPr><w:tblBorders><w:top w:val='single'/></w:tblBorders></w:tblPr>"
            f"<w:tr><w:trPr><w:ins/></w:trPr><w:tc>{p('thêm')}</w:tc></w:tr>"
            f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('bỏ')}</w:tc></w:tr></w:tbl>",
            ["thêm"],
            id="tracked rows of a table",
        ),
        pytest.param(
            f"<w:p><w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del>{r('giữ')}</w:ins></w:p>",
            ["giữ"],
            id="what was put in and taken out again",
        ),
        pytest.param(
            p(r("Ke\u0302\u0301"), r(" hoa"), r("\u0323ch")), ["Kế hoạch"], id="letters in pieces, also over runs"
        ),
        pytest.param(
            "<w:p><w:r><w:t>01</w:t><w:noBreakHyphen/><w:t>KH</w:t><w:softHyphen/></w:r></w:p>",
            ["01-KH"],
            id="hyphens that never break",
        ),
        pytest.param(
            "<w:p><w:r><w:sym w:font='Symbol' w:char='F0B7'/></w:r><w:r><w:t> mục</w:t></w:r></w:p>",
            ["\uf0b7 mục"],
            id="symbols keep their private code",
        ),
    ],
)
def test_what_one_sees(body: str, expected: list[str]) -> None:
    """The lines of a body are those that its reader sees."""
    assert texts(body) == expected


def test_paragraph_and_looks() -> None:
    """Lines carry their paragraph's ordinal and alignment; words the size and weight of their styles."""
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/><w:rPr><w:i/></w:rPr></w:style>'
    )
    body = p("một", r(" hai", '<w:b w:val="0"/><w:sz w:val="20"/>'), "\nba", setting='<w:pStyle w:val="B"/>') + p("bốn")
    (page,) = pages(body, styles=styles)
    assert [(line.text, line.paragraph, line.align) for line in page.lines] == [
        ("một hai", 0, Align.CENTER),
        ("ba", 0, Align.CENTER),
        ("bốn", 1, Align.LEFT),
    ]
    first, second = page.lines[0].words
    assert (first.bold, first.italic, first.size) == (True, True, 13.0)
    assert (second.bold, second.italic, second.size) == (False, True, 10.0)
    assert first.box is None


def test_circular_styles_end() -> None:
    """Styles based on each other don't hang the reader."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert texts(p("chữ", setting='<w:pStyle w:val="A"/>'), styles=styles) == ["chữ"]


HEADING_LEFT = ("ỦY BAN NHÂN DÂN", "XÃ AN HẢI", "Số: 15/KH-UBND")
HEADING_RIGHT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "An Hải, ngày 05 tháng 3 năm 2024",
)
HEADING = [*(f"left: {text}" for text in HEADING_LEFT), *(f"right: {text}" for text in HEADING_RIGHT)]
FOOT_LEFT = ("Nơi nhận:", "- Như trên;", "- Lưu: VT.")
FOOT_RIGHT = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Mẫu")
FOOT = [*(f"left: {text}" for text in FOOT_LEFT), *(f"right: {text}" for text in FOOT_RIGHT)]
LONG = p("Nội dung " * 30)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            table([cell(*HEADING_LEFT), cell(*HEADING_RIGHT)], borders=False) + p("KẾ HOẠCH"),
            [*HEADING, "body: KẾ HOẠCH"],
            id="heading: a table of two cells",
        ),
        pytest.param(
            table(
                [cell(HEADING_LEFT[0], HEADING_LEFT[1]), cell(*HEADING_RIGHT[:2])], [HEADING_LEFT[2], HEADING_RIGHT[2]]
            )
            + p("KẾ HOẠCH"),
            [*HEADING, "body: KẾ HOẠCH"],
            id="heading: two rows, with borders",
        ),
        pytest.param(
            table([cell(*HEADING_LEFT), cell(), cell(*HEADING_RIGHT)], borders=False),
            HEADING,
            id="heading: an empty column between",
        ),
        pytest.param(
            "".join(p(f"{left}|{right}") for left, right in zip(HEADING_LEFT, HEADING_RIGHT, strict=True))
            + p("KẾ HOẠCH", setting='<w:jc w:val="center"/>'),
            [*HEADING, "body: KẾ HOẠCH"],
            id="heading: tabs in plain paragraphs",
        ),
        pytest.param(
            p("SỞ Y TẾ|" + HEADING_RIGHT[0])
            + p("|" + HEADING_RIGHT[1])
            + p("Số: 2/KH-SYT|" + HEADING_RIGHT[2])
            + p("KẾ HOẠCH"),
            ["left: SỞ Y TẾ", "left: Số: 2/KH-SYT", *HEADING[3:], "body: KẾ HOẠCH"],
            id="heading: a tabbed line without a left side",
        ),
        pytest.param(
            p("SỞ Y TẾ          " + HEADING_RIGHT[0])
            + p("Số:       /KH-SYT        " + HEADING_RIGHT[2])
            + p("KẾ HOẠCH"),
            ["left: SỞ Y TẾ", "left: Số: /KH-SYT", HEADING[3], HEADING[5], "body: KẾ HOẠCH"],
            id="heading: many spaces, others inside the number",
        ),
        pytest.param(
            LONG + table([cell(*FOOT_LEFT), cell(*FOOT_RIGHT)], borders=False),
            FOOT,
            id="foot: a table of two cells",
        ),
        pytest.param(
            LONG
            + p("Nơi nhận:|TM. ỦY BAN NHÂN DÂN")
            + p("- Như trên;|CHỦ TỊCH")
            + "<w:p/>"
            + p("- Lưu: VT.")
            + p("|Lê Văn Mẫu"),
            FOOT,
            id="foot: tabs, blank lines, a name under the last recipient",
        ),
        pytest.param(
            LONG + p("CHỦ TỊCH", setting='<w:jc w:val="right"/>') + p("Lê Văn Mẫu", setting='<w:jc w:val="right"/>'),
            ["right: CHỦ TỊCH", "right: Lê Văn Mẫu"],
            id="foot: a signing block set flush right",
        ),
        pytest.param(
            table([cell("THƯ KÝ", "Trần Thị Thử"), cell("CHỦ TỌA", "Lê Văn Mẫu")], borders=False),
            ["left: THƯ KÝ", "left: Trần Thị Thử", "right: CHỦ TỌA", "right: Lê Văn Mẫu"],
            id="foot: two signers",
        ),
        pytest.param(
            table(["TT", "Nội dung"], ["1", "Họp giao ban"]),
            ["table: TT", "table: Nội dung", "table: 1", "table: Họp giao ban"],
            id="a table of work stays a table",
        ),
        pytest.param(
            p("1.|Rà soát hồ sơ tồn đọng của cơ quan") + p("|Báo cáo trước ngày 15"),
            [],
            id="tabs after a label or as an indent are no columns",
        ),
    ],
)
def test_columns(body: str, expected: list[str]) -> None:
    """Layout by tables or by tabs comes out as left column, then right; real tables stay tables."""
    (page,) = pages(body)
    kept = [line for line in shown(page.lines) if not line.startswith("body: Nội dung Nội dung")]
    assert (kept if expected else shown(page.lines, body=False)) == expected


def test_table_spans() -> None:
    """Cells keep their grid place and spans; a cell merged downwards stands once, at its top."""
    body = table(
        [cell("Tháng", merge="restart"), cell("Công việc", span=2)],
        [cell(merge="continue"), "Nội dung", "Đơn vị"],
        ["01", cell("Họp", "Báo cáo"), cell(table(["lồng"]))],
    )
    (page,) = pages(body)
    (found,) = page.tables
    assert (found.rows, found.columns) == (3, 3)
    assert [
        (c.row, c.column, c.row_span, c.column_span, [page.lines[i].text for i in c.lines]) for c in found.cells
    ] == [
        (0, 0, 2, 1, ["Tháng"]),
        (0, 1, 1, 2, ["Công việc"]),
        (1, 1, 1, 1, ["Nội dung"]),
        (1, 2, 1, 1, ["Đơn vị"]),
        (2, 0, 1, 1, ["01"]),
        (2, 1, 1, 1, ["Họp", "Báo cáo"]),
        (2, 2, 1, 1, ["lồng"]),
    ]
    assert all(line.kind is LineKind.TABLE for line in page.lines)


@pytest.mark.parametrize(
    ("body", "shapes", "lines"),
    [
        pytest.param(
            table(["1", cell("Chia ra:", table(["Tổ 1", "quét"], ["Tổ 2", "rửa"]), "Hết")], ["2", "Trồng"]),
            [(2, 2)],
            ["1", "Chia ra:", "Tổ 1", "quét", "Tổ 2", "rửa", "Hết", "2", "Trồng"],
            id="a table in a cell: its words in their place, row by row",
        ),
        pytest.param(
            table([cell(table(["TT", "Việc"], ["1", "Quét"]))], borders=False),
            [(2, 2)],
            ["TT", "Việc", "1", "Quét"],
            id="a frame of one cell around a table is none itself",
        ),
    ],
)
def test_nested_tables(body: str, shapes: list[tuple[int, int]], lines: list[str]) -> None:
    """No word of a table in a table is lost or stands elsewhere."""
    (page,) = pages(body)
    assert [(found.rows, found.columns) for found in page.tables] == shapes
    assert [line.text for line in page.lines] == lines


def section(inside: str = "") -> str:
    return f"<w:sectPr>{inside}</w:sectPr>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(p("a") + p('<w:r><w:br w:type="page"/></w:r>') + p("b"), [["a"], ["b"]], id="a break alone"),
        pytest.param(p("a", '<w:r><w:br w:type="page"/></w:r>', "b"), [["a"], ["b"]], id="a break inside a paragraph"),
        pytest.param(p("a") + p("b", setting="<w:pageBreakBefore/>"), [["a"], ["b"]], id="a break by setting"),
        pytest.param(p("a", setting=section()) + p("b") + section(), [["a"], ["b"]], id="a section on a new page"),
        pytest.param(
            p("a", setting=section()) + p("b") + section('<w:type w:val="continuous"/>'),
            [["a", "b"]],
            id="a section that goes on",
        ),
    ],
)
def test_pages(body: str, expected: list[list[str]]) -> None:
    """Only explicit breaks begin pages."""
    assert [[line.text for line in page.lines] for page in pages(body)] == expected


def test_page_size_and_margins() -> None:
    """A page has its section's size; a footer's words are furniture; a page number alone is nothing."""
    number = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p>'
    body = p("a") + section('<w:pgSz w:w="16838" w:h="11906"/><w:footerReference r:id="rId1"/>')
    (page,) = pages(body, ftr=number + p("So_tay.docx"))
    assert (page.width_pt, page.height_pt) == (841.9, 595.3)
    assert shown(page.lines) == ["body: a", "furniture: So_tay.docx"]


def test_letterhead_in_a_header() -> None:
    """A heading that stands in the first page's header is the document's heading."""
    body = p("KẾ HOẠCH") + section('<w:headerReference r:id="rId1"/>')
    (page,) = pages(body, hdr=table([cell(*HEADING_LEFT), cell(*HEADING_RIGHT)], borders=False))
    assert shown(page.lines) == [*HEADING, "body: KẾ HOẠCH"]


def test_footnotes() -> None:
    """A note's sign is a word of its own in the text and opens the note, which ends the page."""
    reference = '<w:r><w:footnoteReference w:id="4"/></w:r>'
    body = p("Theo Nghị quyết", reference, "; giao Văn phòng.") + p("Dòng sau")
    (page,) = pages(body, ftn=f'<w:footnote w:id="4">{p("Về vệ sinh môi trường.")}</w:footnote>')
    assert shown(page.lines) == [
        "body: Theo Nghị quyết ¹; giao Văn phòng.",
        "body: Dòng sau",
        "note: ¹ Về vệ sinh môi trường.",
    ]


def test_witnesses() -> None:
    """The core properties are witnesses, empty ones are not."""
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dc:title>Kế hoạch mẫu</dc:title><dc:creator> </dc:creator>"
        "<dcterms:created>2024-03-05T01:00:00Z</dcterms:created></cp:coreProperties>"
    )
    found = read_word(docx(p("a"), core=core), SETTINGS)[1]
    assert [(w.source, w.key, w.value) for w in found] == [
        ("metadata", "title", "Kế hoạch mẫu"),
        ("metadata", "created", "2024-03-05T01:00:00Z"),
    ]


ENTITIES = f"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "{"x" * 50}"><!ENTITY b "&a;&a;&a;&a;">]>
<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"""


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(docx("", styles=" " * (8 << 20)), LimitError, id="a part that unpacks a thousandfold"),
        pytest.param(docx("", raw=ENTITIES.encode()), DamagedError, id="entities that multiply"),
        pytest.param(docx("", raw=b"<w:document>"), DamagedError, id="broken XML"),
        pytest.param(docx("", raw=f'<w:document xmlns:w="{W}"/>'.encode()), DamagedError, id="no body"),
        pytest.param(docx(p("a"))[:200], DamagedError, id="a package cut short"),
        pytest.param(
            docx("<w:sdt><w:sdtContent>" * 250 + p("a") + "</w:sdtContent></w:sdt>" * 250),
            DamagedError,
            id="elements nested hundreds deep",
        ),
        pytest.param(
            docx((p("a") + p('<w:r><w:br w:type="page"/></w:r>')) * 12), LimitError, id="more pages than allowed"
        ),
    ],
)
def test_hostile_packages(data: bytes, error: type[Exception]) -> None:
    """Whatever a package does, it ends in one of the errors of files, with advice."""
    with pytest.raises(error) as caught:
        read_word(data, ReadingSettings(max_pages=10))
    assert ";" in str(caught.value)
