"""PDF text layers: words from glyph places, trust page by page, tables, banners, pages turned and cropped."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from pipeline.errors import DamagedError, EncryptedError, LimitError, SetupError
from pipeline.pages import Line, LineKind, Page, Source, Witness, Word
from pipeline.reading.information import iso_date
from pipeline.reading.pdf import read_pdf
from pipeline.settings import ReadingSettings
from tests.helpers.pdf_file import Paper, pdf
from tests.helpers.typeset import shown

BODY = (
    "Thực hiện kế hoạch đã được phê duyệt, các đơn vị trực thuộc",
    "chủ động triển khai nhiệm vụ được giao, bảo đảm đúng tiến độ,",
    "báo cáo kết quả về Văn phòng để tổng hợp trình lãnh đạo.",
)


def recognised(document: Any, index: int, width_pt: float, height_pt: float) -> Page:
    """Stands for the OCR: says that it was asked."""
    box = (0.1, 0.1, 0.2, 0.12)
    return Page(index + 1, width_pt, height_pt, Source.OCR, (Line((Word("NHẬN", box, 0.8),)),))


def read(*papers: Paper, **info: str) -> tuple[Page, ...]:
    return read_pdf(pdf(*papers, **info), ReadingSettings(), recognised)[0]


def texts(paper: Paper) -> list[str]:
    return [line.text for line in read(paper)[0].lines]


def test_a_word_in_pieces_is_one() -> None:
    """A word set in several strings that touch is one word; a quarter em of white parts two."""
    paper = Paper()
    end = paper.text("c", 85, 100)
    end = paper.text("ủa", end, 100)
    paper.text("xã", end + 3.3, 100)
    assert texts(paper) == ["của xã"]


def test_spaces_are_what_one_sees() -> None:
    """A space character without white is none; white without a space character is one."""
    paper = Paper()
    end = paper.text("CỘ ", 85, 100)
    paper.text("NG HÒA", end - 3.25, 100)
    assert texts(paper) == ["CỘNG HÒA"]


def test_letter_spacing() -> None:
    """A title set in wide letters keeps its words."""
    paper = Paper()
    paper.text("KẾ HOẠCH", 200, 100, spacing=4)
    assert texts(paper) == ["KẾ HOẠCH"]


def test_text_printed_over_itself() -> None:
    """Bold made by printing twice, a third of a point apart, is read once."""
    paper = Paper()
    for shift in (0.0, 0.35):
        paper.text("QUYẾT ĐỊNH", 200 + shift, 100)
    assert texts(paper) == ["QUYẾT ĐỊNH"]


def test_number_typed_over_the_page() -> None:
    """Number and day, added last and a little off, fall into their lines, the number into its symbol."""
    paper = Paper()
    slot = paper.text("Số:", 110, 112)
    paper.text("/KH-UBND", slot + 3.25 + 13, 112)
    day = paper.text("An Hải, ngày", 300, 112)
    paper.text("tháng 3 năm 2024", day + 3.25 + 13 + 3.25, 112)
    paper.lines(200, *BODY)
    paper.text("15", slot + 3.25, 110.5)
    paper.text("05", day + 3.25, 113)
    assert shown(read(paper)[0].lines)[:2] == ["left: Số: 15/KH-UBND", "right: An Hải, ngày 05 tháng 3 năm 2024"]


def test_looks_of_words() -> None:
    """Size counts the text matrix; weight and slant come from the font's name."""
    paper = Paper()
    end = paper.text("đậm ", 85, 100, font="TimesNewRomanPS-BoldMT", scaled=True, size=14)
    paper.text("nghiêng", end, 100, font="ABCDEF+TimesNewRomanPS-ItalicMT")
    bold, italic = read(paper)[0].lines[0].words
    assert (bold.text, bold.size, bold.bold, bold.italic) == ("đậm", 14.0, True, False)
    assert (italic.text, italic.size, italic.bold, italic.italic) == ("nghiêng", 13.0, False, True)


@pytest.mark.parametrize(
    ("rotate", "size", "crop"),
    [
        pytest.param(0, (595.0, 842.0), None, id="upright"),
        pytest.param(0, (700.0, 900.0), (50, 30, 645, 872), id="cropped: boxes count from the visible page"),
        pytest.param(90, (842.0, 595.0), None, id="turned by /Rotate 90"),
        pytest.param(270, (842.0, 595.0), None, id="turned by /Rotate 270"),
        pytest.param(180, (595.0, 842.0), None, id="turned by /Rotate 180"),
    ],
)
def test_boxes(rotate: int, size: tuple[float, float], crop: tuple[float, ...] | None) -> None:
    """Boxes are fractions of the page as its reader holds it, origin top left."""
    paper = Paper(size=size, rotate=rotate, crop=crop)
    left, top = (crop[0], size[1] - crop[3]) if crop else (0.0, 0.0)
    paper.text("Chữ", left + 0.25 * 595, top + 0.1 * 842)
    page = read(paper)[0]
    (word,) = page.words
    assert word.box is not None
    middle = ((word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2)
    # The word's middle on the unturned page, then turned clockwise by /Rotate.
    x, y = 0.25 * 595 + 9.75, 0.1 * 842 - 4
    wide, high = (595, 842) if crop else size
    expected = {
        0: (x / wide, y / high),
        90: ((high - y) / high, x / wide),
        180: ((wide - x) / wide, (high - y) / high),
        270: (y / high, (wide - x) / wide),
    }[rotate]
    if rotate in (0,):
        assert page.rotation == 0
        assert middle == pytest.approx(expected, abs=0.01)
    else:
        # Its text runs sideways there: the page is turned so that it can be read.
        assert (page.width_pt, page.height_pt) == (wide, high)
        assert middle == pytest.approx((x / wide, y / high), abs=0.01)


def test_sideways_table_page() -> None:
    """A page whose text runs up the paper is turned, with its table."""
    paper = Paper()
    for column, text in enumerate(("Nội dung", "Chủ trì", "Thời hạn")):
        paper.text(text, 120, 700 - 150 * column, turn=90)
        paper.text(f"dòng {column}", 150, 700 - 150 * column, turn=90)
    paper.grid([100, 130, 160], [250, 420, 570, 720])
    page = read(paper)[0]
    assert (page.width_pt, page.height_pt) == (842, 595)
    assert [line.text for line in page.lines] == ["Nội dung", "Chủ trì", "Thời hạn", "dòng 0", "dòng 1", "dòng 2"]
    (table,) = page.tables
    assert (table.rows, table.columns) == (2, 3)


def test_margin_text_at_an_angle_is_furniture() -> None:
    """A line running up the margin stays out of the text."""
    paper = Paper()
    paper.lines(100, *BODY)
    paper.text("ban_nhap.docx", 30, 700, turn=90)
    assert shown(read(paper)[0].lines) == [*(f"body: {text}" for text in BODY), "furniture: ban_nhap.docx"]


def test_ruled_table() -> None:
    """Words lie in their cells; a merged cell spans; the text around stays outside."""
    paper = Paper()
    paper.text("Phân công như sau:", 85, 280)
    paper.grid([85, 120, 300, 500], [300, 330, 370])
    paper.text("TT", 90, 320)
    paper.text("Nội dung", 130, 320)
    paper.text("Chủ trì", 310, 320)
    paper.text("1", 90, 345)
    paper.text("Rà soát", 130, 345)
    paper.text("số liệu", 130, 360)
    paper.text("Phòng A", 310, 345)
    paper.rule(85, 400, 300, 400)  # a row merged over two columns: no border between them
    paper.rule(300, 370, 300, 400)
    paper.rule(85, 370, 85, 400)
    paper.text("Cộng", 90, 390)
    paper.lines(450, *BODY)
    page = read(paper)[0]
    (table,) = page.tables
    cells = {
        (c.row, c.column, c.row_span, c.column_span): " / ".join(page.lines[i].text for i in c.lines)
        for c in table.cells
    }
    assert cells == {
        (0, 0, 1, 1): "TT",
        (0, 1, 1, 1): "Nội dung",
        (0, 2, 1, 1): "Chủ trì",
        (1, 0, 1, 1): "1",
        (1, 1, 1, 1): "Rà soát / số liệu",
        (1, 2, 1, 1): "Phòng A",
        (2, 0, 1, 2): "Cộng",
        (2, 2, 1, 1): "",
    }
    assert [line.text for line in page.lines if line.kind is LineKind.BODY] == ["Phân công như sau:", *BODY]


def test_table_over_two_pages() -> None:
    """A table that ends a page and opens the next with the same columns goes on."""
    first, second = Paper(), Paper()
    for paper, top in ((first, 700), (second, 60)):
        paper.grid([85, 120, 500], [top, top + 30, top + 60])
        for row in range(2):
            paper.text(str(row), 90, top + 20 + 30 * row)
            paper.text("Nội dung", 130, top + 20 + 30 * row)
    first.lines(100, *BODY)
    second.lines(300, *BODY)
    pages = read(first, second)
    assert [table.continues for page in pages for table in page.tables] == [False, True]


def test_signature_banner() -> None:
    """What a signature's field shows is a stamp; a name printed under the field is not."""
    paper = Paper()
    paper.lines(100, *BODY)
    paper.text("Lê Văn Mẫu", 400, 700)
    paper.signature((390, 680, 520, 730), "Ký bởi: Văn phòng")
    assert shown(read(paper)[0].lines) == [
        *(f"body: {text}" for text in BODY),
        "body: Lê Văn Mẫu",
        "stamp: Ký bởi: Văn phòng",
    ]


def test_number_in_an_annotation() -> None:
    """Software that adds the number as an annotation is read like print."""
    paper = Paper()
    paper.text("Số:", 85, 112)
    paper.remark((104, 100, 130, 114), "15")
    paper.text("/KH-UBND", 120, 112)
    assert texts(paper) == ["Số: 15 /KH-UBND"]


def scanned(*lines: str, mode: int = 3) -> Paper:
    paper = Paper()
    paper.scan()
    for number, text in enumerate(lines):
        paper.text(text, 85, 100 + 18 * number, mode=mode)
    return paper


def marked_by_an_app() -> Paper:
    paper = Paper()
    paper.scan()
    paper.text("Scanned with CamScanner", 420, 830, size=9)
    return paper


def legacy() -> Paper:
    paper = Paper()
    for number, text in enumerate(("C¨n cø LuËt Tæ chøc ChÝnh phñ", "Theo ®Ò nghÞ cña Bé tr−ëng") * 3):
        paper.text(text, 85, 100 + 18 * number, font=".VnTime")
    return paper


@pytest.mark.parametrize(
    ("paper", "source", "has"),
    [
        pytest.param(scanned(), Source.OCR, "NHẬN", id="a picture without a layer"),
        pytest.param(scanned(*BODY), Source.TEXT_LAYER, BODY[0], id="a scan with a good layer"),
        pytest.param(
            scanned(*("ceNG HoA x,l ugr cnu Ncnin vtpr xlrvr uf ban nhAn dAn tinh",) * 4),
            Source.OCR,
            "NHẬN",
            id="a layer made without Vietnamese",
        ),
        pytest.param(scanned("15"), Source.OCR, "NHẬN", id="a scanner's layer of one word is not taken for an overlay"),
        pytest.param(scanned("15", mode=0), Source.MIXED, "15", id="a number typed over the scan is kept"),
        pytest.param(
            marked_by_an_app(), Source.OCR, "NHẬN", id="what an app leaves on its scans is no overlay, nor a layer"
        ),
        pytest.param(legacy(), Source.TEXT_LAYER, "Theo đề nghị của Bộ trưởng", id="TCVN3 bytes are turned"),
        pytest.param(Paper(), Source.BLANK, "", id="an empty page is blank"),
    ],
)
def test_trust(paper: Paper, source: Source, has: str) -> None:
    """Page by page: the layer where it can be trusted, the picture otherwise, nothing on a blank page."""
    page = read(paper)[0]
    assert page.source is source
    assert has in page.text


@pytest.mark.parametrize(
    ("turn", "rotation", "laid"),
    [
        pytest.param(0, 0, True, id="an upright page"),
        pytest.param(90, 90, True, id="a page that lies, its number typed along"),
        pytest.param(90, 0, False, id="a number that runs up an upright page"),
        pytest.param(0, 90, False, id="a number typed across a page that lies"),
    ],
)
def test_overlay_on_a_page_that_was_turned(turn: int, rotation: int, laid: bool) -> None:
    """A number typed over a scan lies in its line on the page as it is read, turned with it; across it, nowhere."""
    box = (0.1, 0.1, 0.3, 0.13)

    def read_turned(_document: Any, index: int, width: float, height: float) -> Page:
        size = (height, width) if rotation else (width, height)
        return Page(index + 1, *size, Source.OCR, (Line((Word("Số:", box, 0.8),)),), rotation=rotation)

    paper = Paper()
    paper.scan()
    # The line's middle is a tenth or so down the page as it is read, right of its word.
    paper.text("15", *((0.117 * 595, 842 * (1 - 0.31)) if turn else (0.31 * 595, 0.117 * 842)), turn=turn)
    (page,) = read_pdf(pdf(paper), ReadingSettings(), read_turned)[0]
    assert [line.text for line in page.lines] == (["Số: 15"] if laid else ["Số:"])
    assert page.source is (Source.MIXED if laid else Source.OCR)


def test_a_page_that_fails_does_not_stop_the_others() -> None:
    """The reason of the page stands in it; the text of the others is read."""

    def fails(document: Any, index: int, width_pt: float, height_pt: float) -> Page:
        raise ValueError("the picture is\nbroken")

    good = Paper()
    good.lines(100, *BODY)
    pages = read_pdf(pdf(scanned(), good), ReadingSettings(), fails)[0]
    assert [page.error for page in pages] == ["ValueError: the picture is broken", None]
    assert pages[1].text == "\n".join(BODY)
    with pytest.raises(DamagedError, match="the picture is broken"):
        read_pdf(pdf(scanned()), ReadingSettings(), fails)


def test_a_machine_without_ocr_is_told_so() -> None:
    """A missing engine is no fault of the page."""

    def missing(document: Any, index: int, width_pt: float, height_pt: float) -> Page:
        raise SetupError("no Tesseract", "install it")

    with pytest.raises(SetupError):
        read_pdf(pdf(scanned()), ReadingSettings(), missing)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(pdf(Paper(), password="x"), EncryptedError, id="a password"),
        pytest.param(pdf(Paper())[:150], DamagedError, id="cut short"),
        pytest.param(pdf(*[Paper()] * 4), LimitError, id="more pages than allowed"),
    ],
)
def test_files_that_cannot_be_read(data: bytes, error: type[Exception]) -> None:
    """Each failure is a kind of its own, with what to do next."""
    with pytest.raises(error) as caught:
        read_pdf(data, ReadingSettings(max_pages=3), recognised)
    assert ";" in str(caught.value)


def test_rulings_that_cannot_be_read_cost_only_the_table(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """When the table finder fails, the page's words are read and one line says so."""

    def fails(*_: object) -> None:
        raise KeyError("bad")

    monkeypatch.setattr("pipeline.reading.pdf.Rulings.tables", fails)
    paper = Paper()
    paper.grid([85, 120, 300], [300, 330, 370])
    paper.text("Một", 90, 320)
    with caplog.at_level(logging.WARNING):
        assert texts(paper) == ["Một"]
    assert "its ruled tables could not be read" in caplog.text


def test_document_information() -> None:
    """Title, author and dates are witnesses."""
    data = pdf(Paper(), scanned(), Title="Kế hoạch mẫu", CreationDate="D:20240305081532+07'00'")
    assert read_pdf(data, ReadingSettings(), recognised)[1] == (
        Witness("metadata", "title", "Kế hoạch mẫu"),
        Witness("metadata", "created", "2024-03-05T08:15:32+07:00"),
    )


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("D:20240305", "2024-03-05T00:00:00"),
        ("D:20240305081532Z", "2024-03-05T08:15:32+00:00"),
        ("20240305081532-05'30'", "2024-03-05T08:15:32-05:30"),
        ("hôm qua", None),
    ],
)
def test_dates(raw: str, expected: str | None) -> None:
    """PDF dates in ISO form."""
    assert iso_date(raw) == expected
