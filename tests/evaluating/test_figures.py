"""Figures: written, read back, compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.evaluating import bench, figures, trials
from pipeline.evaluating.figures import Table
from tests.evaluating import made

SPEED = Table(
    "Reading scans on 4 cores",
    ("preset", "pages", "pages a minute", "plain pages a minute"),
    (("office", "10", "60", "30"),),
)
ERRORS = Table("By kind of scan, %", ("scan", "pages", "CER", "plain CER"), (("office", "10", "0.40", "8.00"),))
STAGES = Table(
    "Stages, one process", ("stage", "pages", "seconds a page", "pages a minute"), (("parsing", "9", "0.04", "1500"),)
)
TABLES = Table("Tables, %", ("kind", "pages", "exact cells", "rows too many"), (("office", "9", "97.0", "2"),))


def test_figures_come_back() -> None:
    assert figures.parse(figures.markdown([SPEED, ERRORS])) == (SPEED, ERRORS)


def _with(table: Table, column: str, value: str) -> Table:
    at = table.head.index(column)
    return Table(table.title, table.head, tuple((*row[:at], value, *row[at + 1 :]) for row in table.rows))


@pytest.mark.parametrize(
    ("old", "column", "value", "verdict"),
    [
        (ERRORS, "CER", "0.30", "gain"),
        (ERRORS, "CER", "0.50", "loss"),
        # Of cells, the more are right the better; of rows that are none, the fewer.
        (TABLES, "exact cells", "98.0", "gain"),
        (TABLES, "rows too many", "3", "loss"),
        # Plain Tesseract's errors are not ours, nor is the number of pages a result.
        (ERRORS, "plain CER", "1.00", "same"),
        (ERRORS, "pages", "20", "same"),
        (SPEED, "pages a minute", "90", "gain"),
        (SPEED, "pages a minute", "40", "loss"),
        # A machine breathes.
        (SPEED, "pages a minute", "63", "same"),
        (STAGES, "seconds a page", "0.02", "gain"),
        (STAGES, "pages a minute", "900", "loss"),
    ],
)
def test_gains_and_losses(old: Table, column: str, value: str, verdict: str) -> None:
    text = figures.changes([old], [_with(old, column, value)])
    counts = {"gain": (1, 0), "loss": (0, 1), "same": (0, 0)}[verdict]
    assert f"## Gains ({counts[0]})" in text and f"## Losses ({counts[1]})" in text
    assert (value in text) is (verdict != "same")


def test_new_figures_are_counted() -> None:
    fresh = Table(ERRORS.title, ERRORS.head, (*ERRORS.rows, ("fax", "10", "3.00", "9.00")))
    assert "1 figures are new" in figures.changes([ERRORS], [fresh])


def test_the_bench_reads_the_same_pages_by_every_preset() -> None:
    made.face()
    work = trials.tasks([made.plan(), made.party(), made.letter()], pages=6)
    by_group: dict[str, list[tuple[str, str, int]]] = {}
    for task in work:
        by_group.setdefault(task.group, []).append((task.draft.name, task.kind.value, task.seed))
    presets = [by_group[name] for name in ("clean", "office", "hard", "copy")]
    assert all(pages == presets[0] for pages in presets)
    # A heading, a table and a foot take turns, tables from drafts that have some, each page by its own seed.
    assert [kind for _, kind, _ in presets[0]] == ["heading", "table", "foot", "table", "foot", "heading"]
    assert {name for name, kind, _ in presets[0] if kind == "table"} == {"ke-hoach"}
    assert len({seed for _, _, seed in presets[0]}) == 6
    assert {"+ blur", "+ turned 180°", "font liberation", trials.TURNED, trials.BLANK} <= set(by_group)


@pytest.mark.slow
def test_the_bench_runs(tmp_path: Path) -> None:
    made.face()
    (tmp_path / "ke-hoach.doc.txt").write_text(made.PLAN, encoding="utf-8")
    committed = tmp_path / "figures.md"
    apart = "## Review page\n\n| mark | got |\n| --- | ---: |\n| save | 25 |\n"
    committed.write_text(f"{figures.HEAD}\n\nOf a quiet machine.\n\n{apart}", encoding="utf-8")
    run = CliRunner().invoke(
        bench.main, [str(tmp_path), "--pages", "2", "--memory", "4", "--against", str(committed), "--write"]
    )
    assert run.exit_code == 0, run.output
    titles = [table.title for table in figures.parse(committed.read_text(encoding="utf-8"))]
    assert "By damage, %" in titles and "CER by place, %" in titles
    assert "Of a quiet machine." in committed.read_text(encoding="utf-8")
    assert apart in committed.read_text(encoding="utf-8")  # what was measured by itself stays
    office = next(table for table in figures.parse(run.output) if table.title == "By kind of scan, %")
    clean = next(row for row in office.rows if row[0] == "clean")
    # Ours reads a clean page better than plain Tesseract, which mixes the columns of heading and foot.
    assert float(clean[2]) < 2 and float(clean[2]) < float(clean[3])
