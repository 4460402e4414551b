"""Tables with missing rules: what is told from the others and from the words, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pages import Page, Source
from pipeline.reading.halfruled import Rule, Spot, missing
from pipeline.reading.pdf import read_pdf
from pipeline.settings import ReadingSettings
from tests.helpers.pdf_file import Paper, pdf

XS, YS = [80.0, 110.0, 300.0, 500.0], [100.0, 130.0, 170.0, 230.0, 260.0]
CELLS = [
    ["TT", "Việc cần làm", "Đơn vị"],
    ["1", "Quét vôi tường rào", "Tổ một"],
    ["2", "Đắp bờ ao; trồng cỏ", "Tổ hai"],
    ["3", "Thay đèn đường", "Tổ ba"],
]


def drawn(across: list[Rule], down: list[Rule], cells: list[list[str]] = CELLS) -> bytes:
    """A PDF of these rules; the words of a cell one under the other, as word processors break them."""
    paper = Paper()
    paper.text("Danh mục công việc của các tổ trong tháng này như sau, đề nghị mọi người thực hiện:", 80, 60, size=11)
    for rule in across:
        paper.rule(rule.start, rule.at, rule.end, rule.at)
    for rule in down:
        paper.rule(rule.at, rule.start, rule.at, rule.end)
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            for nth, line in enumerate(text.split("; ")):
                paper.text(line, XS[column] + 5, YS[row] + 14 + 13 * nth, size=11)
    return pdf(paper)


def full() -> tuple[list[Rule], list[Rule]]:
    return [Rule(y, XS[0], XS[-1]) for y in YS], [Rule(x, YS[0], YS[-1]) for x in XS]


def read(data: bytes) -> Page:
    def no_picture(document: object, index: int, width: float, height: float) -> Page:
        return Page(index + 1, width, height, Source.BLANK)

    (page,), _ = read_pdf(data, ReadingSettings(), no_picture)
    return page


def cells(page: Page) -> list[list[str]]:
    (table,) = page.tables
    found = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        found[cell.row][cell.column] = " ".join(page.lines[i].text for i in cell.lines)
    return found


@pytest.mark.parametrize(
    ("across", "down"),
    [
        pytest.param(slice(None), slice(None), id="all rules"),
        pytest.param(slice(None), slice(1, -1), id="no border at the sides"),
        pytest.param(slice(1, -1), slice(1, -1), id="no outer border"),
        pytest.param(slice(None), slice(0, 0), id="rules across alone"),
        pytest.param(slice(0, None, 4), slice(None), id="rules down and a frame"),
        pytest.param(slice(0, 2), slice(None), id="rules down, one under the head, none below"),
    ],
)
def test_missing_rules(across: slice, down: slice) -> None:
    """The cells are those of the whole grid, whichever rules are drawn."""
    rules = full()
    wanted = [[cell.replace("; ", " ") for cell in row] for row in CELLS]
    assert cells(read(drawn(rules[0][across], rules[1][down]))) == wanted


def test_group_row_between_rules_across() -> None:
    """Words that run over a column's border make a merged cell, and the others keep their columns."""
    rows = [CELLS[0], ["I", "CHĂM SÓC VƯỜN HOA VÀ CÂY CẢNH TRƯỚC NHÀ", ""], *CELLS[2:]]
    page = read(drawn(full()[0], [], rows))
    (table,) = page.tables
    spans = [(cell.column, cell.column_span) for cell in table.cells if cell.row == 1]
    assert spans == [(0, 1), (1, 2)]
    assert (table.rows, table.columns) == (4, 3)


@pytest.mark.parametrize(
    ("across", "why"),
    [
        ([Rule(100, 200, 300), Rule(130, 220, 380), Rule(160, 90, 500)], "underlines of different lengths"),
        ([Rule(100, 200, 290), Rule(130, 200, 290), Rule(160, 200, 290)], "short ones"),
        ([Rule(100, 80, 500), Rule(130, 80, 500)], "two rules only"),
    ],
)
def test_no_table(across: list[Rule], why: str) -> None:
    """Rules across that are no table's give none, and the words stay lines."""
    page = read(drawn(across, []))
    assert page.tables == (), why
    assert any("Quét vôi tường rào" in line.text for line in page.lines)


def test_drawn_row_is_not_split() -> None:
    """Numerals one behind the other with a rule between them need none."""
    across, down = full()
    words = [Spot(str(n), (90, y + 4, 96, y + 14)) for n, y in enumerate(YS[1:-1], start=1)]
    assert missing(across, down, words) == ([], [])


def test_words_of_a_cell_are_not_rows() -> None:
    """Lines of a cell without ordinals beside them are left together."""
    across, down = full()
    words = [Spot("dòng", (120, 140 + 12 * n, 150, 150 + 12 * n)) for n in range(2)]
    assert missing(across, down, words) == ([], [])


_number = st.floats(0, 800, allow_nan=False)
_rule = st.tuples(_number, _number, _number).map(lambda t: Rule(t[0], min(t[1:]), max(t[1:])))
_word = st.tuples(_number, _number, st.sampled_from(["1", "2", "3", "TT", "việc"])).map(
    lambda t: Spot(t[2], (t[0], t[1], t[0] + 20, t[1] + 10))
)


@given(st.lists(_rule, max_size=12), st.lists(_rule, max_size=8), st.lists(_word, max_size=12))
def test_any_rules(across: list[Rule], down: list[Rule], words: list[Spot]) -> None:
    """Whatever is drawn, rules are only added inside what the drawn ones span."""
    more_across, more_down = missing(across, down, words)
    for made, others in ((more_across, across + down), (more_down, across + down)):
        for rule in made:
            assert rule.start <= rule.end
            assert any(others)
            ends = [v for other in others for v in (other.at, other.start, other.end)]
            assert min(ends) <= rule.at <= max(ends)
