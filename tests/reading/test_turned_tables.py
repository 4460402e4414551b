"""Tables of made PDFs by their rules, and the same pages turned in the file."""

from __future__ import annotations

import pytest

from pipeline.evaluating import scans, table_drafts
from pipeline.evaluating.sheets import Ruling
from pipeline.reading.read import read_bytes
from tests.helpers.turned_pdf import turned_pdf

Cells = list[dict[tuple[int, int, int, int], str]]


def made(shape: str, ruling: Ruling) -> tuple[bytes, Cells]:
    """A file of one shape of table, and the true cells of its tables, page by page."""
    file = scans.make(table_drafts.draft(8, shape), kind="born", seed=3, ruling=ruling)
    truth = [
        {
            (cell.row, cell.column, cell.row_span, cell.column_span): " ".join(page.lines[at].text for at in cell.lines)
            for cell in table.cells
        }
        for page in file.truth.pages
        for table in page.tables
    ]
    return file.data, truth


def cells(data: bytes) -> Cells:
    return [
        {
            (cell.row, cell.column, cell.row_span, cell.column_span): " ".join(page.lines[at].text for at in cell.lines)
            for cell in table.cells
        }
        for page in read_bytes(data, "a.pdf").pages
        for table in page.tables
    ]


@pytest.mark.parametrize("shape", ["plan", "headed", "merged", "deep", "numbers"])
@pytest.mark.parametrize("ruling", [Ruling.FULL, Ruling.DOUBLE, Ruling.NO_BORDER, Ruling.ACROSS])
def test_rules_and_shapes(shape: str, ruling: Ruling) -> None:
    """Each cell with its spans and words: heads of three rows and merged cells, without a rule down, too."""
    data, truth = made(shape, ruling)
    assert cells(data) == truth


@pytest.mark.parametrize("ruling", [Ruling.FULL, Ruling.NO_SIDES, Ruling.ACROSS, Ruling.DOWN])
@pytest.mark.parametrize(
    ("degrees", "rotate", "shift"),
    [
        pytest.param(90, True, 20, id="turned by /Rotate, its boxes begin elsewhere"),
        pytest.param(270, False, 0, id="sideways, as it lay in the scanner's feeder"),
        pytest.param(90, False, 0, id="sideways, the other way"),
        pytest.param(180, True, 0, id="upside down with /Rotate"),
    ],
)
def test_turned_pages(ruling: Ruling, degrees: int, rotate: bool, shift: float) -> None:
    """What rules are missing is found on turned pages as on upright ones."""
    data, truth = made("plan", ruling)
    assert cells(turned_pdf(data, degrees, rotate=rotate, shift=shift)) == truth


def test_without_any_rule_lines_stay_lines() -> None:
    """Nothing is torn: the words stand on the page in lines, no table is guessed."""
    data, truth = made("plan", Ruling.NONE)
    (first, *_) = read_bytes(data, "a.pdf").pages
    words = {word.text for word in first.words}
    assert first.tables == () and {word for text in truth[0].values() for word in text.split()} <= words
