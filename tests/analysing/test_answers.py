"""The ten questions of notebooks/01_query on our own samples: none is without an answer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from pipeline.analysing import views
from pipeline.analysing.questions import ask, questions
from pipeline.running.extract import extract
from tests.samples.make_samples import DATA, SAMPLES

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[views.Connection]:
    """The samples that are no scans, as tables."""
    folder = tmp_path_factory.mktemp("mẫu")
    (folder / "kho").mkdir()
    for sample in SAMPLES:
        if not sample.scanned:
            shutil.copy(DATA / "raw" / sample.name, folder / "kho")
    extract(folder / "kho", folder / "out", workers=1)
    with views.connect(folder / "out", threads=1) as connection:
        yield connection


@pytest.mark.parametrize("name", [one.name for one in questions() if one.name != "plans_compared"])
def test_every_question_has_an_answer(asked: views.Connection, name: str) -> None:
    given = {"day": "2024-05-01"} if name == "tasks_due" else {}
    assert len(ask(asked, name, **given).fetchall()) > 0


def test_a_ward_follows_its_city_and_the_city_its_province(asked: views.Connection) -> None:
    levels = ask(asked, "implementing").df()[["level", "of_level"]].dropna()
    assert {("commune", "district"), ("district", "province")} <= set(levels.itertuples(index=False, name=None))


def test_two_years_plans_of_a_ward(asked: views.Connection) -> None:
    """Kept though the year in its words has changed, dropped, new: as the two drafts have it."""
    [pair] = ask(asked, "years_of_plans").df().itertuples()
    changes = ask(asked, "plans_compared", old=pair.old, new=pair.new).df()
    assert changes.change.value_counts().to_dict() == {"kept": 4, "dropped": 4, "new": 2}
    kept = changes[changes.change == "kept"]
    assert any(
        "năm 2024" in old and "năm 2025" in new for old, new in zip(kept.old_action, kept.new_action, strict=True)
    )


def test_a_plan_rests_on_what_a_later_decision_replaces(asked: views.Connection) -> None:
    [row] = ask(asked, "bases_replaced").df().itertuples()
    assert (row.rests_on, row.relation, row.before_plan) == ("45/QĐ-UBND", "replaces", False)
