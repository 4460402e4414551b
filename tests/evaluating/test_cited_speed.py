"""The bench of the citations: what its tables hold, and that time on hostile text does not run away."""

from __future__ import annotations

from pathlib import Path

from pipeline.evaluating import cited_speed, figures

LAW = "Căn cứ Nghị định số 12/2031/NĐ-CP ngày 05/01/2031 của Chính phủ;\n"


def test_both_tables_come_back_from_markdown(tmp_path: Path) -> None:
    (tmp_path / "law.txt").write_text(LAW * 20, encoding="utf-8")
    made = cited_speed.speeds(tmp_path, 500)
    assert figures.parse(figures.markdown(made)) == tuple(made)
    law, hostile = made
    assert [row[2] for row in law.rows] == ["20", "40", "80"]
    assert [row[0] for row in hostile.rows] == list(cited_speed.HOSTILE)


def test_without_law_texts_the_hostile_ones_are_measured_alone(tmp_path: Path) -> None:
    assert [table.title for table in cited_speed.speeds(tmp_path / "none", 500)] == [cited_speed.HOSTILE_TITLE]


def test_every_hostile_text_is_as_long_as_it_says() -> None:
    assert cited_speed.sizes(1000) == [1000, 2000, 4000]
