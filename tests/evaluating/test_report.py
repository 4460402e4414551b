"""What the report says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.evaluating.report import FIELDS, Figure, Outcome, Report, Verdict
from pipeline.evaluating.score import evaluate
from tests.evaluating.gold_tables import made, write

GOLD = Path(__file__).parent / "gold"
PLAN, DIRECTIVE = GOLD / "ke-hoach-suoi-bac.json", GOLD / "chi-thi-ho-go.json"


@pytest.mark.parametrize(
    ("figure", "precision", "recall", "f1"),
    [
        (Figure(3, 1, 0), 0.75, 1.0, 6 / 7),
        (Figure(0, 0, 2), None, 0.0, 0.0),  # nothing found: no precision
        (Figure(0, 2, 0), 0.0, None, 0.0),  # nothing to find: no recall
        (Figure(0, 0, 0), None, None, None),
    ],
)
def test_figures(figure: Figure, precision: float | None, recall: float | None, f1: float | None) -> None:
    assert (figure.precision, figure.recall, figure.f1) == (precision, recall, f1)


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """A plan from text without fault, a scanned directive with a wrong number and a lost recipient."""
    scan = made(DIRECTIVE, "application/pdf", "ocr")
    scan.document = replace(scan.document, number="00/CT-UBND")
    del scan.recipients[0]
    return evaluate(GOLD, write(tmp_path / "tables", [made(PLAN), scan]))


def table(markdown: str, title: str) -> dict[str, list[str]]:
    """The rows of the table under a title, by their first cell."""
    block = markdown.split(f"## {title}\n\n")[1].split("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
    return {row[0]: row[1:] for row in rows}


def test_the_first_mark_is_read_off_against_the_scans(report: Report) -> None:
    rows = table(report.markdown(), "F1 by kind of source")
    assert rows["*text, text layer, word*"] == ["1", *["1.000"] * 6]
    assert rows["ocr"] == ["1", f"{10 / 12:.3f}", "1.000", "1.000", "1.000", "1.000", "0.800"]
    assert rows["**all**"][0] == "2"
    assert "word" not in rows  # no document of that kind


def test_the_total_is_micro_averaged(report: Report) -> None:
    assert report.summary["recipients"] == Figure(6, 0, 1)
    assert report.summary["heading"].misses == report.summary["heading"].false_positives == 1


def test_each_figure_has_its_line(report: Report) -> None:
    lines = [line for line in report.markdown().splitlines() if line.startswith("| documents | number |")]
    assert lines == ["| documents | number | 0.500 | 0.500 | 0.500 | 1 | 1 | 1 |"]
    section = report.markdown().split("## By table and field")[1].split("##")[0]
    assert section.count("\n| ") == len(report.figures) + 2  # the head and the rule


def test_misses_name_document_place_and_both_values(report: Report) -> None:
    lines = report.misses().splitlines()
    assert "## chi-thi-ho-go (ocr)" in lines
    assert "- documents.number · wrong · document.number · gold `06/CT-UBND` ≠ found `00/CT-UBND`" in lines
    assert "- recipients.rows · missed · recipients[0] · gold `recipient · Thường trực Tỉnh ủy · b/cáo`" in lines
    assert not any(PLAN.stem in line for line in lines)
    assert sum("Thường trực Tỉnh ủy" in line for line in lines) == 1  # not once more for its name


def test_a_long_or_broken_value_stays_on_its_line() -> None:
    outcome = Outcome("a", "tasks", "rows", Verdict.FALSE, None, "Lau\nbảng " + "rất " * 100, "a-t1")
    line = Report((outcome,), {"a": "text"}).misses().splitlines()[-1]
    assert line.startswith("- tasks.rows · false · a-t1 · found `Lau bảng rất")
    assert line.endswith("…`") and len(line) < 220


def test_two_long_values_are_shown_where_they_part() -> None:
    same = "Chuẩn bị đầy đủ vật tư, " * 20
    outcome = Outcome("a", "tasks", "action", Verdict.WRONG, same + "xi măng", same + "xi măng mác", "tasks[0]")
    line = Report((outcome,), {"a": "ocr"}).misses().splitlines()[-1]
    assert line.endswith("xi măng` ≠ found `…" + (same + "xi măng mác")[-44:] + "`")


def test_every_scored_field_has_a_place_in_the_report(report: Report) -> None:
    assert {one.field for one in report.outcomes if one.table == "tasks"} <= set(FIELDS["tasks"])
    assert len(report.outcomes) == sum(
        figure.true_positives + max(figure.false_positives, figure.misses) for figure in report.figures.values()
    )
