"""Files set in the encodings before Unicode: PDFs and Word files by font, texts by their letters."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from pipeline.pages import Line, Page, PageFlag, Source, Word
from pipeline.reading.charsets import ENCODINGS
from pipeline.reading.pdf import read_pdf
from pipeline.reading.read import read_bytes
from pipeline.reading.word import read_word
from pipeline.settings import ReadingSettings
from tests.helpers.legacy import as_windows, encode, old_word
from tests.helpers.pdf_file import Paper, pdf
from tests.helpers.word_file import docx, numbered, p, r

SETTINGS = ReadingSettings()
RAW = Path(__file__).resolve().parents[2] / "data/raw"
LINES = (
    "Căn cứ chương trình công tác năm, các phòng chủ trì, phối hợp",
    "thực hiện những nhiệm vụ được giao; đề nghị các đoàn thể hưởng",
    "ứng, vận động nhân dân giữ gìn trật tự, vệ sinh môi trường; các đơn vị thuộc",
)
FONTS = {"tcvn3": ".VnTime", "vni": "VNI-Times", "viscii": "VI Times", "vps": "VPS Times"}


def old(text: str, encoding: str) -> str:
    return as_windows(encode(text, encoding))


def run(text: str, font: str, look: str = "") -> str:
    return r(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>{look}')


def word(body: str, **parts: str) -> tuple[Page, ...]:
    return read_word(docx(body, **parts), SETTINGS)[0]  # type: ignore[arg-type]


def texts(pages: tuple[Page, ...]) -> list[str]:
    return [line.text for page in pages for line in page.lines]


def recognised(document: Any, index: int, width_pt: float, height_pt: float) -> Page:
    return Page(index + 1, width_pt, height_pt, Source.OCR, (Line((Word("NHẬN", (0.1, 0.1, 0.2, 0.12), 0.8),)),))


def layer(*papers: Paper) -> tuple[Page, ...]:
    return read_pdf(pdf(*papers), SETTINGS, recognised)[0]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_pdf(encoding: str) -> None:
    """A page in one font: its letters are read from the layer, the page says which encoding it was."""
    paper = Paper()
    for number, text in enumerate(LINES):
        paper.text(encode(text, encoding), 60, 100 + 18 * number, font=FONTS[encoding].replace(" ", ""), size=10)
    page = layer(paper)[0]
    assert (page.source, page.encodings) == (Source.TEXT_LAYER, (encoding,))
    assert [line.text for line in page.lines] == list(LINES)


def test_pdf_with_both_encodings() -> None:
    """Each font's text goes by its own encoding; capitals are capitals; Unicode beside them stays."""
    paper = Paper()
    paper.text(encode("quyết định", "tcvn3"), 85, 80, font=".VnTimeH,Bold")
    paper.text(encode(LINES[0], "tcvn3"), 60, 110, font="ABCDEF+.VnTime", size=10)
    paper.text(encode(LINES[1], "vni"), 60, 130, font="VNI-Times", size=10)
    paper.text("Ủy ban nhân dân xã", 60, 150, font="TimesNewRomanPSMT", size=10)
    page = layer(paper)[0]
    assert page.encodings == ("tcvn3", "vni")
    assert [line.text for line in page.lines] == ["QUYẾT ĐỊNH", LINES[0], LINES[1], "Ủy ban nhân dân xã"]


def test_pdf_in_an_unknown_encoding() -> None:
    """Letters that no table knows are recognised from the picture."""
    paper = Paper()
    for number in range(4):
        paper.text(" ".join(f"b¤{a}m¥n" for a in "bcdghklmnt"), 60, 100 + 18 * number, font="Unheard", size=10)
    page = layer(paper)[0]
    assert (page.source, page.encodings, page.flags) == (Source.OCR, (), (PageFlag.LAYER_REFUSED,))


def test_pdf_with_unicode_in_a_font_of_the_old_name() -> None:
    """The letters decide, not the name."""
    paper = Paper()
    for number, text in enumerate(LINES):
        paper.text(text, 60, 100 + 18 * number, font=".VnTime", size=10)
    page = layer(paper)[0]
    assert page.encodings == ()
    assert [line.text for line in page.lines] == list(LINES)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            p(run(old(LINES[0], "tcvn3"), ".VnTime")) + p(run(old(LINES[1], "vni"), "VNI-Times")),
            [LINES[0], LINES[1]],
            id="both encodings in one file",
        ),
        pytest.param(
            p(run(old("chỉ thị", "tcvn3"), ".VnTimeH"), run(" số 5", ".VnTime")) + p(run("plan b", ".VnTimeH")),
            ["CHỈ THỊ số 5", "PLAN B"],
            id="a font of capitals, ASCII too",
        ),
        pytest.param(
            p(run(old("Kế hoạch", "tcvn3"), ".VnTime"), run(" Độc lập", "Times New Roman"), run(" Tự do", ".VnTime")),
            ["Kế hoạch Độc lập Tự do"],
            id="Unicode beside it, and in a font of the old name",
        ),
        pytest.param(
            p(*(run(old(line, "tcvn3"), ".VnTime") for line in LINES))
            + p(run("Phòng công tác ", ".VnTime"), run("đảng vụ quận", ".VnTime")),
            ["".join(LINES), "Phòng công tác đảng vụ quận"],
            id="a paragraph typed in Unicode in a file of old ones",
        ),
        pytest.param(
            p(run("Ca", "VNI-Times"), run("ùn boä", "VNI-Times", "<w:b/>"), run(" xa", "Arial"), run("õ", "VNI-Times")),
            ["Cán bộ xã"],
            id="a vowel and its mark in runs of their own",
        ),
        pytest.param(
            p(run(old("quyết định", "tcvn3"), ".VnTime", "<w:caps/>")),
            ["QUYẾT ĐỊNH"],
            id="capitals by their look are made of letters, not of bytes",
        ),
        pytest.param(
            p(run(old("thị xã", "tcvn3"), ".VnTime"), "<w:r><w:sym w:font='.VnTime' w:char='F0AE'/></w:r>"),
            ["thị xãđ"],
            id="a symbol by its own font",
        ),
        pytest.param(
            "<w:p><w:r><w:rPr><w:rFonts w:ascii='.VnTime' w:hAnsi='.VnTime'/></w:rPr><w:t>n</w:t><w:softHyphen/>"
            f"<w:t>íc</w:t></w:r>{run(old(' cộng hoà', 'tcvn3'), '.VnTime')}</w:p>",
            ["nước cộng hoà"],
            id="ư as LibreOffice writes it",
        ),
        pytest.param(
            p(run("Annual plan of the project", ".VnTime")) + p(run("Plan", "VNI-Times")),
            ["Annual plan of the project", "Plan"],
            id="English stays English",
        ),
        pytest.param(
            p(r(old(LINES[0], "vni"))) + p(r(old(LINES[1], "vni"))),
            [LINES[0], LINES[1]],
            id="letters alone tell, where no font is named",
        ),
    ],
)
def test_word(body: str, expected: list[str]) -> None:
    """Runs go by their fonts and letters."""
    assert texts(word(body)) == expected


def test_word_fonts_of_styles_notes_and_labels() -> None:
    """Fonts come from styles too; notes, headers and the labels of lists are turned like the rest."""
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>"
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{old("Điều", "tcvn3")} %1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    note = f'<w:footnote w:id="2">{p(old("Số liệu tạm tính", "tcvn3"))}</w:footnote>'
    body = numbered(old("Phê duyệt kế hoạch", "tcvn3")) + p(
        old("Tổng số", "tcvn3"), '<w:r><w:footnoteReference w:id="2"/></w:r>'
    )
    found = word(body, styles=styles, numbering=numbering, ftn=note)
    assert texts(found) == ["Điều 1. Phê duyệt kế hoạch", "Tổng số ¹", "¹ Số liệu tạm tính"]
    assert {page.encodings for page in found} == {("tcvn3",)}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_files(encoding: str) -> None:
    """The bytes themselves, and the same pasted into a Unicode file."""
    text = "\n".join(LINES)
    for data in (encode(text, encoding).encode("latin-1"), as_windows(encode(text, encoding)).encode()):
        reading = read_bytes(data, "a.txt")
        assert texts(reading.pages) == list(LINES)
        assert {page.encodings for page in reading.pages} == {(encoding,)}


def test_two_encodings_in_one_text_file() -> None:
    """Blocks of bytes of either kind."""
    data = "\n\n".join(encode(text, name) for text, name in zip(LINES, ("tcvn3", "vni", "tcvn3"), strict=True))
    reading = read_bytes(data.encode("latin-1"), "a.txt")
    assert texts(reading.pages) == list(LINES)
    assert reading.pages[0].encodings == ("tcvn3", "vni")


def test_web_pages() -> None:
    """By the fonts named, by the letters where none is; the bytes themselves as well."""
    lines = "".join(f"<p>{old(line, 'vni')}</p>" for line in LINES)
    for data in (f"<html><body>{lines}</body></html>".encode(), f"<html><body>{lines}</body></html>".encode("cp1252")):
        reading = read_bytes(data, "a.html")
        assert texts(reading.pages) == list(LINES)
        assert reading.pages[0].encodings == ("vni",)
    named = (
        f"<p><font face='.VnTimeH'>{old('chỉ thị', 'tcvn3')}</font> số 5</p><p style='font-family: VNI-Times'>Boä</p>"
    )
    assert texts(read_bytes(f"<html><body>{named}</body></html>".encode(), "a.html").pages) == ["CHỈ THỊ số 5", "Bộ"]


def test_workbooks() -> None:
    """Cells by their fonts."""
    book = openpyxl.Workbook()
    for row, (text, font) in enumerate(
        ((old("Đơn vị", "tcvn3"), ".VnTime"), (old("Ủy ban xã", "vni"), "VNI-Times"), ("Sở Nội vụ", "Arial")), start=1
    ):
        book.active.cell(row, 1, text).font = Font(name=font)
    buffer = io.BytesIO()
    book.save(buffer)
    pages = read_bytes(buffer.getvalue(), "a.xlsx").pages
    assert texts(pages)[:3] == ["Đơn vị", "Ủy ban xã", "Sở Nội vụ"]
    assert pages[0].encodings == ("tcvn3", "vni")


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in sorted(RAW.glob("*.docx"))])
def test_our_own_word_files(path: Path) -> None:
    """A whole document set in both encodings, capitals in their own font, reads as it does in Unicode."""
    found = read_word(old_word(path.read_bytes()), SETTINGS)[0]
    assert texts(found) == texts(read_word(path.read_bytes(), SETTINGS)[0])
    assert "tcvn3" in found[0].encodings


def test_what_is_in_no_known_encoding_is_said() -> None:
    """Where no picture can be read instead, letters stand as they were found, and the page says so."""
    text = " ".join(f"b¤{a}m¥n" for a in "bcdghklmnt")
    for found in (word(p(r(text))), read_bytes(text.encode(), "a.txt").pages):
        assert texts(found) == [text]
        assert found[0].encodings == ("unknown",)


@pytest.mark.parametrize("encoding", ["vni", "viscii"])
def test_our_own_text(encoding: str) -> None:
    """The same of a text, as bytes of an encoding that has all its letters."""
    text = (RAW / "ke-hoach-phuong-van-thu.txt").read_text(encoding="utf-8")
    plain = "".join(ch for ch in text if ch.isascii() or ch.isalpha())
    found = read_bytes(encode(plain, encoding).encode("latin-1"), "a.txt").pages
    assert texts(found) == texts(read_bytes(plain.encode(), "a.txt").pages)
