"""The bench of growth: rows multiplied keep their sense, and its figures are of runs that did what they should."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.evaluating.drafts import SUFFIX, load
from pipeline.evaluating.growth import HEAD, NEW, Grown, Run, Took, growth, rates
from pipeline.evaluating.multiplied import multiplied, templates
from pipeline.records import KEYS
from pipeline.storing import schemas
from pipeline.storing.links import Links
from pipeline.storing.spool import DOCUMENT_TABLES

DRAFTS = sorted((Path(__file__).resolve().parents[1] / "gold" / "dev").glob("*" + SUFFIX))[:2]


@pytest.mark.slow
def test_multiplied_rows_are_rows_of_so_many_documents() -> None:
    """Schemas, keys and references hold, and every citation is of a document that is there."""
    made = templates([load(path) for path in DRAFTS])
    ids = [f"{at:016x}" for at in range(5)]
    tables = multiplied(made, ids, [f"{at}.txt" for at in range(5)], 0, 5)
    for table, rows in tables.items():
        assert rows.schema.equals(schemas.schema(table)), table
        assert set(rows.column("document_id").to_pylist()) <= set(ids), table
        if table in KEYS:
            keys = rows.column(KEYS[table]).to_pylist()
            assert len(keys) == len(set(keys)), table
    assert {"documents", "tasks", "citations", "words"} <= set(tables) <= set(DOCUMENT_TABLES)
    assert set(tables["assignees"].column("task_id").to_pylist()) <= set(tables["tasks"].column("task_id").to_pylist())
    cited = Links([tables["documents"]]).cited(tables["citations"])
    own = tables["citations"].column("document_id").to_pylist()
    assert {one for one in cited if one} <= set(ids)
    assert sum(one is not None for one in cited) > len(own) // 2


@pytest.mark.slow
def test_an_archive_grows(capsys: pytest.CaptureFixture[str]) -> None:
    figures, told = growth([load(path) for path in DRAFTS], sizes=[20, 40])
    cells = dict(zip(HEAD, figures.rows[0], strict=True))
    assert cells["documents"] == "20"
    assert int(cells["task rows"]) > 20
    assert int(cells["files written"]) == int(cells["of files"]), "one bucket a table, and all of them touched"
    assert float(cells[f"{NEW} new, seconds"]) > 0
    assert float(cells[f"{NEW} new, processor"]) > 0
    if sys.platform == "linux":
        assert 0 < float(cells["unchanged, own MB"]) < float(cells["unchanged, MB"])
    assert [row[0] for row in figures.rows] == ["20", "40"]
    assert told.head[2:4] == ("20 documents", "40 documents")


@pytest.mark.parametrize(("power", "exponent"), [(0.5, "0.50"), (1.0, "1.00"), (2.0, "2.00")])
def test_the_exponent_is_that_of_the_seconds(power: float, exponent: str) -> None:
    """What takes twice as long for twice as many documents has exponent 1, whatever else the machine did meanwhile."""

    def grown(documents: int) -> Grown:
        processor = (documents / 100) ** power
        took = Took(processor * 3 if documents == 1000 else processor, processor)
        run = Run(took, 100.0, 50.0, 10, 1000)
        return Grown(documents, documents * 16, 10, 1000, took, run, run, run, took, None)

    rows = {row[0]: row[1:] for row in rates([grown(100), grown(1000), grown(10000)]).rows}
    assert rows["brought into the tables"][-2] == rows["joined by DuckDB"][-2] == exponent
    assert rows["brought into the tables"][1] == "1,600", "rows a second of the smallest"
    assert rows["one document's tasks"][1:] == ("", "", "", "", ""), "not measured without DuckDB"
