"""Born-digital PDFs made whole: words split or run together, text that isn't seen, fonts with wrong maps."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pages import Line, LineKind, Page, PageFlag, Source, Word
from pipeline.reading.glyphs import Glyph
from pipeline.reading.pdf import read_pdf
from pipeline.reading.spacing import respaced
from pipeline.settings import ReadingSettings
from tests.helpers.pdf_file import Paper, pdf

BODY = (
    "Thực hiện kế hoạch đã được phê duyệt, các đơn vị trực thuộc",
    "chủ động triển khai nhiệm vụ được giao, bảo đảm đúng tiến độ,",
    "báo cáo kết quả về Văn phòng để tổng hợp trình lãnh đạo.",
)


def recognised(document: Any, index: int, width_pt: float, height_pt: float) -> Page:
    return Page(index + 1, width_pt, height_pt, Source.OCR, (Line((Word("NHẬN", (0.1, 0.1, 0.2, 0.12), 0.8),)),))


def read(*papers: Paper) -> tuple[Page, ...]:
    return read_pdf(pdf(*papers), ReadingSettings(), recognised)[0]


def row(*parts: tuple[str, float], spaced: bool = False) -> list[list[Glyph]]:
    """Words of a line, each behind so much white (em); letters of half an em, 10 points high."""
    groups, x = [], 0.0
    for text, white in parts:
        x += 10 * white
        group = []
        for n, ch in enumerate(text):
            group.append(Glyph(ch, x, 0, x + 5, 10, 10.0, "F", False, False, False, spaced and n == 0))
            x += 5
        groups.append(group)
    return groups


def words(groups: list[list[Glyph]]) -> list[str]:
    return ["".join(g.text for g in group) for group in groups]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(row(("CỘ", 0), ("NG", 0.14), ("HÒA", 0.25), ("XÃ", 0.25)), "CỘNG HÒA XÃ", id="a word in two"),
        pytest.param(row(("c", 0), ("ủa", 0.12), ("đ", 0.3), ("ội", 0.13), ("xã", 0.3)), "của đội xã", id="and twice"),
        pytest.param(row(("CỘ", 0), ("NG", 0.3), ("HÒA", 0.3)), "CỘNG HÒA", id="an end that is nothing by itself"),
        pytest.param(row(("điểm", 0), ("b", 0.3), ("an", 0.3), ("toàn", 0.3)), "điểm b an toàn", id="a label stays"),
        pytest.param(
            row(("mục", 0), ("c", 0.3), ("ủy", 0.3), ("ban", 0.3)), "mục c ủy ban", id="a label before a vowel"
        ),
        pytest.param(row(("xã", 0), ("hội", 0.13), ("mới", 0.3)), "xã hội mới", id="two syllables are two"),
        pytest.param(row(("UBND", 0), ("xã", 0.13), ("mới", 0.3)), "UBND xã mới", id="an abbreviation stays"),
        pytest.param(row(("T", 0), ("ừ", 0.5), ("xã", 0.3)), "T ừ xã", id="white that is far parts"),
        pytest.param(row(("(c", 0), ("ủa", 0.13), ("xã),", 0.3)), "(của xã),", id="marks about a word"),
    ],
)
def test_split_words(line: list[list[Glyph]], expected: str) -> None:
    """Doubtful white stands within a word where only the whole is a syllable."""
    assert " ".join(words(respaced(line)[0])) == expected


@pytest.mark.parametrize(
    ("gaps", "spaced", "expected"),
    [
        pytest.param(0.07, False, ["Quế", "Xuyên"], id="slight white"),
        pytest.param(0.0, True, ["Quế", "Xuyên"], id="a space character without white"),
        pytest.param(0.0, False, ["QuếXuyên"], id="neither: it stands as it is printed"),
    ],
)
def test_lost_blanks(gaps: float, spaced: bool, expected: list[str]) -> None:
    """A word that is no syllable is cut where white or a space character says so."""
    (first,), (second,) = row(("Quế", 0)), row(("Xuyên", 1.5 + gaps), spaced=spaced)
    found, settled = respaced([first + second])
    assert words(found) == expected
    assert settled is (len(expected) > 1)


@given(
    st.lists(
        st.tuples(st.text(st.sampled_from("abcnghuơởTN.,(1"), min_size=1, max_size=6), st.floats(0.0, 0.9)), min_size=1
    )
)
def test_spacing_keeps_every_glyph(parts: list[tuple[str, float]]) -> None:
    """Whatever is decided, glyphs and their order stay."""
    line = row(*parts)
    assert "".join(words(respaced(line)[0])) == "".join(words(line))


def test_words_of_a_page_are_made_whole() -> None:
    """Through the whole reader: the page says that syllables decided."""
    paper = Paper()
    x = 85.0
    for part, white in (("CỘ", 0.0), ("NG", 1.7), ("HÒA", 3.2), ("XÃ", 3.2), ("HỘI", 3.2)):
        x = paper.text(part, x + white, 100)
    paper.lines(140, *BODY)
    page = read(paper)[0]
    assert page.lines[0].text == "CỘNG HÒA XÃ HỘI"
    assert page.flags == (PageFlag.RESPACED,)


def test_letters_in_pieces() -> None:
    """A layer in NFD, marks as characters of their own, reads as NFC."""
    paper = Paper()
    paper.lines(100, *(unicodedata.normalize("NFD", line) for line in BODY))
    assert [line.text for line in read(paper)[0].lines] == list(BODY)


@pytest.mark.parametrize(
    ("hide", "seen"),
    [
        pytest.param(lambda paper: paper.text("chữ không thấy", 85, 300, mode=3), False, id="not painted"),
        pytest.param(lambda paper: painted(paper, "1 1 1 rg"), False, id="white on white"),
        pytest.param(
            lambda paper: painted(paper, "0.2 0.2 0.6 rg 80 520 300 40 re f 1 1 1 rg"), True, id="white on blue"
        ),
        pytest.param(lambda paper: painted(paper, "0 g", "1 g 80 520 300 40 re f"), False, id="under a white box"),
        pytest.param(lambda paper: painted(paper, "0 g", "0 g 80 520 300 40 re f"), False, id="blacked out"),
        pytest.param(lambda paper: painted(paper, "0 g", "0 g 80 300 300 40 re f"), True, id="a box elsewhere"),
        pytest.param(lambda paper: painted(paper, "0.9 g 80 520 300 40 re f 0 g"), True, id="a shade behind"),
        pytest.param(lambda paper: painted(paper, "0 g", "0.5 w 80 520 300 40 re S"), True, id="a frame"),
        pytest.param(
            lambda paper: painted(paper, "0 g", "q 500 0 0 200 50 450 cm /Scan Do Q"), False, id="under a picture"
        ),
        pytest.param(lambda paper: painted(paper, "0 g", "q 60 0 0 60 80 510 cm /Scan Do Q"), True, id="under a seal"),
        pytest.param(lambda paper: paper.text("chữ không thấy", 620, 300), False, id="beside the page"),
    ],
)
def test_what_is_not_seen(hide: Any, seen: bool) -> None:
    """Text that the page doesn't show is left out, what shows stays."""
    paper = Paper()
    paper.scans = 1
    paper.lines(100, *BODY)
    hide(paper)
    page = read(paper)[0]
    assert page.source is Source.TEXT_LAYER
    assert ("chữ không thấy" in page.text) is seen
    assert all(line in page.text for line in BODY)


def painted(paper: Paper, before: str, after: str = "") -> None:
    paper.operators.append(before)
    paper.text("chữ không thấy", 85, 300)
    paper.operators += [after, "0 g"]


def test_hidden_text_is_said() -> None:
    """The page says that something was left out, and reads what is painted at the same place."""
    paper = Paper()
    paper.lines(100, *BODY)
    paper.text("125/KH", 85, 300)
    paper.text("125/KH", 85.4, 300, mode=3)
    paper.text("ký hiệu ẩn", 85, 330, mode=3)
    page = read(paper)[0]
    assert page.flags == (PageFlag.HIDDEN_TEXT,)
    assert page.lines[-1].text == "125/KH"


def test_the_layer_of_a_scan_is_used_though_it_is_not_painted() -> None:
    """A scanner's OCR lies under the picture: the page is a picture, its layer is judged as before."""
    paper = Paper()
    for number, line in enumerate(BODY * 3):
        paper.text(line, 85, 100 + 18 * number)
    paper.scan()
    page = read(paper)[0]
    assert (page.source, page.flags) == (Source.TEXT_LAYER, ())
    assert page.lines[0].text == BODY[0]


def test_wrong_maps() -> None:
    """A font whose map to Unicode gives other letters: marks there are, Vietnamese is not; the picture is read."""
    wrong = str.maketrans("ựệếạãượểđáốơộụăâảảồờề", "ỏẽẹđọũẩịơẻửỵữợẳễỉộỗằẽ")
    paper = Paper()
    paper.lines(100, *(line.translate(wrong) for line in BODY * 2))
    page = read(paper)[0]
    assert (page.source, page.flags) == (Source.OCR, (PageFlag.LAYER_REFUSED,))


def test_minority_names_are_no_wrong_map() -> None:
    """Names from other languages stand among Vietnamese words."""
    paper = Paper()
    paper.lines(100, *BODY, "Đắk Lắk, Đắk Nông, Krông Pắk, Buôn Đôn, Cư Kuin")
    assert read(paper)[0].source is Source.TEXT_LAYER


def test_running_titles_page_numbers_and_notes() -> None:
    """What stands on every page is furniture; small lines with a mark at the foot are a note."""
    papers = []
    for number in range(1, 4):
        paper = Paper()
        paper.text("CÔNG BÁO/Số 15", 85, 40, size=10)
        paper.text(str(number), 500, 40, size=10)
        paper.lines(100, *BODY * 3)
        paper.text("1", 85, 712, size=6)
        paper.text("Theo báo cáo của đơn vị", 92, 716, size=9)
        paper.text("Lưu hành nội bộ", 85, 815, size=9)
        papers.append(paper)
    kinds = {line.kind: line.text for line in read(*papers)[1].lines}
    assert kinds[LineKind.NOTE] == "1 Theo báo cáo của đơn vị"
    furniture = [line.text for line in read(*papers)[1].lines if line.kind is LineKind.FURNITURE]
    assert furniture == ["CÔNG BÁO/Số 15 2", "Lưu hành nội bộ"]


def test_marks_of_notes_and_exponents() -> None:
    """A note's mark is no part of the word that it stands behind; an exponent is."""
    paper = Paper()
    end = paper.text("theo Luật Đất đai", 85, 100)
    end = paper.text("12", end, 95, size=8)
    paper.text(", đã sửa", end, 100)
    end = paper.text("diện tích 15 km", 85, 118)
    paper.text("2", end, 113, size=8)
    paper.lines(140, *BODY)
    assert [line.text for line in read(paper)[0].lines][:2] == ["theo Luật Đất đai 12, đã sửa", "diện tích 15 km2"]


@pytest.mark.parametrize(
    ("dx", "dy", "size", "font"),
    [(0.0, 0.0, 13, "TimesNewRomanPSMT"), (0.0, 3.0, 15, "Arial"), (1.5, -2.5, 12, "Helvetica"), (-1.0, 2.0, 14, "X")],
)
def test_number_laid_over(dx: float, dy: float, size: float, font: str) -> None:
    """Number and day typed later, in another font, size and height, stand in their lines."""
    paper = Paper()
    slot = paper.text("Số:", 110, 112)
    paper.text("/KH-UBND", slot + 26, 112)
    day = paper.text("An Hải, ngày", 300, 112)
    paper.text("tháng 3 năm 2024", day + 26, 112)
    paper.lines(200, *BODY)
    paper.text("15", slot + 8 + dx, 112 + dy, size=size, font=font)
    paper.text("05", day + 6 + dx, 112 + dy, size=size, font=font)
    found = " | ".join(line.text for line in read(paper)[0].lines[:2]).replace("15 /KH", "15/KH")
    assert found == "Số: 15/KH-UBND | An Hải, ngày 05 tháng 3 năm 2024"


PROSE = (
    "Thực hiện kế hoạch đã được phê duyệt, các đơn vị trực thuộc chủ động triển khai nhiệm vụ được giao, bảo đảm đúng "
    "tiến độ. Báo cáo kết quả về Văn phòng để tổng hợp trình lãnh đạo xem xét, cho ý kiến chỉ đạo trước ngày cuối tháng."
)


def in_two_columns(left: list[str], right: list[str], *, pitch: float = 14, shift: float = 0) -> Paper:
    paper = Paper()
    paper.text("Dòng mở đầu chạy hết chiều rộng của trang giấy trước khi chia hai cột", 60, 100)
    for number, text in enumerate(left):
        paper.text(text, 60, 140 + pitch * number, size=11)
    for number, text in enumerate(right):
        paper.text(text, 315, 140 + shift + pitch * number, size=11)
    return paper


@pytest.mark.parametrize("shift", [0.0, 5.0])
def test_body_in_two_columns(shift: float) -> None:
    """Running text in two columns is read down the left one, then down the right, and its paragraphs are whole."""
    left, right = (textwrap.wrap(f"{number}. {PROSE} {PROSE}", 38) for number in (1, 2))
    page = read(in_two_columns(left, right, shift=shift))[0]
    assert [line.text for line in page.lines][1:] == [*left, *right]
    assert [line.column for line in page.lines] == [0] + [1] * len(left) + [2] * len(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param([f"Phòng số {n}" for n in range(1, 13)], ["chủ trì"] * 12, id="a list of two columns"),
        pytest.param(
            [f"{n}. Rà soát, bổ sung quy chế làm việc" for n in range(1, 13)],
            [f"Quý {n % 4 + 1} năm nay" for n in range(1, 13)],
            id="a table without rules, its second column short",
        ),
        pytest.param(textwrap.wrap(PROSE, 38)[:6], textwrap.wrap(PROSE, 38)[:6], id="too few lines"),
    ],
)
def test_what_stands_side_by_side_is_no_running_text(left: list[str], right: list[str]) -> None:
    """Rows of lists and tables are read row by row."""
    page = read(in_two_columns(left, right))[0]
    assert [line.text for line in page.lines][1:] == [f"{a} {b}" for a, b in zip(left, right, strict=True)]
