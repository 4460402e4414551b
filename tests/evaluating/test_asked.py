"""The bench of the analysts' questions: every question is asked, and its figures have their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.analysing.questions import questions
from pipeline.evaluating import asked, figures
from pipeline.evaluating.drafts import SUFFIX, load
from pipeline.evaluating.figures import PASS, Table
from tests.analysing.made import copies, plan, written

DRAFTS = sorted((Path(__file__).resolve().parents[1] / "gold" / "dev").glob("*" + SUFFIX))[:2]


def test_every_question_is_asked_in_a_process_of_its_own(tmp_path: Path) -> None:
    found = asked.table(written(tmp_path / "out", plan(), *copies()), 3)
    assert [row[0] for row in found.rows] == [one.name for one in questions()]
    cells = {row[0]: dict(zip(found.head, row, strict=True)) for row in found.rows}
    assert cells["tasks_due"]["rows"] == "1", "of the busiest day"
    assert int(cells["plans_compared"]["rows"]) > 0
    assert cells["bases"][figures.VERDICT] == PASS


@pytest.mark.slow
def test_questions_are_asked_of_an_archive_made_for_them() -> None:
    found = asked.asked([load(path) for path in DRAFTS], size=20, say=lambda line: None)
    assert found.title == "Questions of 20 documents, 2 cores"
    assert len(found.rows) == len(questions())


def test_the_figures_take_the_place_of_the_old_ones() -> None:
    """Whatever stands around them stays, in its order."""
    old = "# Head\n\nby hand\n\n## Questions of 10 documents, 2 cores\n\n| a |\n| --- |\n| 1 |\n\n## Other\n\n| b |\n"
    new = Table("Questions of 20 documents, 2 cores", ("a",), (("2",),))
    text = figures.put(old, new, asked.FAMILY)
    assert text.split("## ")[0] == "# Head\n\nby hand\n\n"
    assert [part.split("\n")[0] for part in text.split("## ")[1:]] == [new.title, "Other"]
    assert "| 2 |" in text
    assert "| 1 |" not in text
    assert figures.put("# Head\n", new, asked.FAMILY).endswith("| 2 |\n")
    assert figures.put(text, new, asked.FAMILY) == text
