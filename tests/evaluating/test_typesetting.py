"""Typesetting: the truth is exact. Ink stands in the boxes and nowhere else; no word is lost or set twice."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import GoldError
from pipeline.evaluating import printing
from pipeline.evaluating.drafts import Draft, DraftCell, DraftTable, Foot, Paragraph, parse
from pipeline.evaluating.fonts import Weight
from pipeline.evaluating.setter import Setter, pieces
from pipeline.evaluating.sheets import Numbering, Period, Sheet, manner, period_of, true_page
from pipeline.evaluating.truth import Place, TruePage
from pipeline.evaluating.typesetting import HANDS, typeset
from tests.evaluating import made

DPI = 150


def _pages(sheets: tuple[Sheet, ...]) -> list[TruePage]:
    return [true_page(sheet, number, made.face()) for number, sheet in enumerate(sheets, start=1)]


@pytest.mark.parametrize("draft", [made.plan(), made.party(), made.letter()], ids=lambda draft: draft.name)
@pytest.mark.parametrize("period", list(Period))
def test_ink_stands_in_the_boxes_and_nowhere_else(draft: Draft, period: Period) -> None:
    sheets = typeset(draft, made.face(), manner(period, 2))
    pictures = printing.pictures(printing.pdf(sheets, made.face()), DPI)
    for sheet, page, picture in zip(sheets, _pages(sheets), pictures, strict=True):
        high, wide = picture.shape[:2]
        dark = picture.min(axis=2) < 128
        covered = np.zeros_like(dark)
        for word in page.words:
            x0, y0, x1, y1 = (round(v * s) for v, s in zip(word.box, (wide, high, wide, high), strict=True))
            assert dark[max(0, y0 - 1) : y1 + 2, x0 : x1 + 1].any(), f"no ink in the box of {word.text}"
            covered[max(0, y0 - 2) : y1 + 3, max(0, x0 - 2) : x1 + 3] = True
        for rule in sheet.rules:
            scale = DPI / 72
            x0, x1 = round(rule.x0 * scale) - 2, round(rule.x1 * scale) + 3
            y0, y1 = round(rule.y0 * scale) - 2, round(rule.y1 * scale) + 3
            covered[y0:y1, max(0, x0) : x1] = True
        assert not (dark & ~covered).any()


def test_boxes_are_tight() -> None:
    sheets = made.laid(made.plan())
    picture = next(printing.pictures(printing.pdf(sheets, made.face()), 300))
    high, wide = picture.shape[:2]
    tops = []
    for word in _pages(sheets)[0].words:
        x0, y0, x1, y1 = (round(v * s) for v, s in zip(word.box, (wide, high, wide, high), strict=True))
        rows = np.flatnonzero((picture[y0 - 3 : y1 + 4, x0 : x1 + 1].min(axis=2) < 160).any(axis=1))
        tops.append((abs(rows[0] - 3), abs(rows[-1] - 3 - (y1 - y0))))
    # Within two pixels of 300 an inch at either end, rules under words apart.
    assert np.mean(np.array(tops) <= 2) > 0.97


@pytest.mark.parametrize("draft", [made.plan(), made.party(), made.letter()], ids=lambda draft: draft.name)
def test_every_word_of_the_draft_is_set_once(draft: Draft) -> None:
    said = Counter(word for element in draft.elements for text in _texts(element) for word in text.split())
    kept = Counter(
        word.text
        for page in _pages(made.laid(draft))
        for line in page.lines
        if line.place is not Place.FURNITURE
        for word in line.words
    )
    assert kept == said


def _texts(element: object) -> list[str]:
    if isinstance(element, DraftTable):
        return [text for cell in element.cells for text in cell.paragraphs]
    values = [getattr(element, name) for name in element.__slots__ if name != "face"]  # type: ignore[attr-defined]
    return [text for value in values for text in ([value] if isinstance(value, str) else value)]


def test_reading_order_and_places() -> None:
    first, second = _pages(made.laid(made.plan()))
    texts = [(line.place, line.text) for line in first.lines]
    assert texts[:7] == [
        (Place.HEADING_LEFT, "ỦY BAN NHÂN DÂN"),
        (Place.HEADING_LEFT, "TỈNH CAO MẪU"),
        (Place.HEADING_LEFT, "Số: 415/KH-UBND"),
        (Place.HEADING_RIGHT, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (Place.HEADING_RIGHT, "Độc lập - Tự do - Hạnh phúc"),
        (Place.HEADING_RIGHT, "Cao Mẫu, ngày 12 tháng 02 năm 2031"),
        (Place.TITLE, "KẾ HOẠCH"),
    ]
    assert [line.text for line in first.lines if line.place is Place.FOOT_RIGHT][-1] == "Trần Văn Mẫu"
    assert [line.text for line in second.lines if line.place is Place.APPENDIX] == [
        "PHỤ LỤC",
        "PHÂN CÔNG NHIỆM VỤ",
        "(Kèm theo Kế hoạch số 415/KH-UBND)",
    ]
    # The page's own number comes last, out of the reading order.
    assert (second.lines[-1].place, second.lines[-1].text) == (Place.FURNITURE, "2")
    assert second.text.endswith("30/9/2031")


def test_columns_stand_side_by_side() -> None:
    (page, _) = _pages(made.laid(made.plan()))
    left = [line.box for line in page.lines if line.place is Place.HEADING_LEFT]
    right = [line.box for line in page.lines if line.place is Place.HEADING_RIGHT]
    assert all(one and other and one[2] < other[0] for one in left for other in right)
    assert left[0] and right[0] and abs(left[0][1] - right[0][1]) < 0.01


def test_cells_hold_their_lines() -> None:
    page = _pages(made.laid(made.plan()))[1]
    (table,) = page.tables
    assert (table.rows, table.columns, table.continues) == (5, 5, False)
    shown = {(cell.row, cell.column): " / ".join(page.lines[at].text for at in cell.lines) for cell in table.cells}
    assert shown[0, 2] == "Thực hiện"
    assert shown[3, 3].startswith("Sở Tài chính / Văn phòng")
    spans = {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in table.cells}
    assert spans[0, 0] == (2, 1) and spans[0, 2] == (1, 2) and spans[2, 1] == (1, 4) and spans[3, 2] == (2, 1)
    for cell in table.cells:
        for at in cell.lines:
            box = page.lines[at].box
            assert (
                box and cell.box[0] < box[0] and cell.box[1] < box[1] and box[2] < cell.box[2] and box[3] < cell.box[3]
            )


def test_the_pen_leaves_room() -> None:
    (page, _) = _pages(made.laid(made.plan(), hands=frozenset({"number", "day"})))
    hand = [word for word in page.words if word.hand]
    assert [word.text for word in hand] == ["415", "12"]
    line = next(line for line in page.lines if line.text.startswith("Số"))
    assert line.text == "Số: 415 /KH-UBND"
    assert line.words[2].box[0] > line.words[1].box[2]
    printed = printing.pdf(made.laid(made.plan(), hands=HANDS), made.face())
    assert b"Creator" in printed  # a PDF was made with the slots left white
    picture = next(printing.pictures(printed, DPI))
    x0, y0, x1, y1 = hand[0].box
    high, wide = picture.shape[:2]
    assert picture[round(y0 * high) : round(y1 * high), round(x0 * wide) : round(x1 * wide)].min() > 200


def test_an_empty_number_keeps_its_gap() -> None:
    (page,) = _pages(made.laid(made.letter()))
    line = next(line for line in page.lines if line.text.startswith("Số"))
    assert line.text == "Số: /SNV-VTLT"
    gap = (line.words[1].box[0] - line.words[0].box[2]) * page.width_pt
    assert gap > 15


@pytest.mark.parametrize(
    ("period", "top", "left"),
    [(Period.SINCE_2020, True, False), (Period.FROM_2011, False, False), (Period.BEFORE_2011, False, False)],
)
def test_page_numbers_by_period(period: Period, top: bool, left: bool) -> None:
    long = Draft("dai", tuple(Paragraph("Nội dung của một đoạn văn bản dài. " * 12) for _ in range(12)))
    pages = _pages(typeset(long, made.face(), manner(period, 3)))
    assert len(pages) > 1
    numbers = [[line for line in page.lines if line.place is Place.FURNITURE and line.text.isdigit()] for page in pages]
    assert [len(found) for found in numbers] == [0] + [1] * (len(pages) - 1)
    box = numbers[1][0].box
    assert box and (box[1] < 0.12) is top
    centred = abs((box[0] + box[2]) / 2 - 0.5) < 0.02
    assert centred is (manner(period, 3).numbering is not Numbering.CORNER)


def test_wide_tables_lie_across() -> None:
    row = "| " + " | ".join(["Nội dung công việc"] * 7) + " |"
    draft = parse(f"mở đầu\n@pagebreak\n@appendix PHỤ LỤC\n@table\n{row}\n{row}\n@end\n@pagebreak\nkết thúc")
    assert [sheet.width > sheet.height for sheet in made.laid(draft)] == [False, True, False]


def test_a_letter_that_the_font_lacks() -> None:
    with pytest.raises(GoldError, match="'漢', which the font liberation lacks"):
        made.laid(Draft("chu", (Paragraph("Kế hoạch 漢"),)))


def test_a_foot_stays_whole() -> None:
    filling = tuple(Paragraph("Nội dung của một đoạn văn bản dài. " * 10) for _ in range(9))
    foot = Foot(("Nơi nhận:", *(f"- Cơ quan thứ {n};" for n in range(30))), ("CHỦ TỊCH", "Trần Văn Mẫu"))
    pages = _pages(made.laid(Draft("dai", (*filling, foot))))
    held = [page.number for page in pages if any(line.place is Place.FOOT_LEFT for line in page.lines)]
    assert held == [pages[-1].number]


@pytest.mark.parametrize(
    ("year", "period"), [(2009, Period.BEFORE_2011), (2015, Period.FROM_2011), (2024, Period.SINCE_2020)]
)
def test_the_period_follows_the_date(year: int, period: Period) -> None:
    assert period_of(parse(f"@right Cao Mẫu, ngày 1 tháng 2 năm {year}\n@type KẾ HOẠCH")) is period


_TEXTS = st.text(alphabet="aăâbcđeêộwm,.-/ ", min_size=1, max_size=300).filter(str.strip)
_QUICK = settings(max_examples=20, suppress_health_check=list(HealthCheck))


@_QUICK
@given(_TEXTS, st.floats(40, 400), st.floats(0, 30))
def test_wrapping_keeps_letters_and_widths(text: str, width: float, indent: float) -> None:
    setter = Setter("thu", made.face(), made.usual())
    lines = setter.wrap(pieces(text), Weight.REGULAR, 13, width, indent)
    assert "".join(word.text for line in lines for word in line) == "".join(text.split())
    for line in lines[1:]:
        assert len(line) == 1 or setter.width(" ".join(word.text for word in line), Weight.REGULAR, 13) <= width + 0.01


@st.composite
def _tables(draw: st.DrawFn) -> DraftTable:
    columns = draw(st.integers(1, 6))
    rows = draw(st.integers(2, 10))
    tall = draw(st.integers(1, rows - 1))
    text = st.lists(st.sampled_from(["kho", "lưu trữ", "sở nội vụ " * 9, "hồ sơ " * 60]), max_size=2)
    cells = []
    for row in range(rows):
        for column in range(columns):
            merged = column == 0 and columns > 1 and tall > 1
            if merged and 1 < row < 1 + tall and row < rows:
                continue
            span = min(tall, rows - 1) if merged and row == 1 else 1
            paragraphs = tuple(piece.strip() for piece in draw(text))
            cells.append(DraftCell(row, column, paragraphs, span, 1))
    return DraftTable(rows, columns, 1, tuple(cells))


@_QUICK
@given(_tables(), st.integers(0, 5))
def test_tables_lose_nothing_over_pages(table: DraftTable, seed: int) -> None:
    sheets = typeset(Draft("bang", (table,)), made.face(), manner(Period.SINCE_2020, seed))
    said = Counter(word for cell in table.cells if cell.row > 0 for text in cell.paragraphs for word in text.split())
    kept: Counter[str] = Counter()
    for sheet in sheets:
        page = true_page(sheet, 1, made.face())
        for line in page.lines:
            if line.cell and line.cell[1] > 0:
                kept.update(word.text for word in line.words)
            assert line.box and line.box[0] >= 0 and line.box[2] <= 1
            # Words stand above the bottom margin, but in a row higher than a page.
            assert line.place is Place.FURNITURE or line.box[3] <= 1
    assert kept == said
