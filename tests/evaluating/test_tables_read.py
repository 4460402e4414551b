"""The tables' side: which source is meant, in which order rows stand, what a document was read from."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import OutputError
from pipeline.evaluating.score import evaluate
from pipeline.evaluating.tables import Source, choose, in_order, kind_of
from pipeline.records import Status
from tests.evaluating.gold_tables import made, write

PLAN = Path(__file__).parent / "gold" / "ke-hoach-suoi-bac.json"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def source(path: str, status: Status = Status.EXTRACTED, *ids: str) -> Source:
    return Source(path, status, None, ids or (("0" * 16,) if status is Status.EXTRACTED else ()))


@pytest.mark.parametrize(
    ("paths", "file", "chosen"),
    [
        (["a/k.doc", "a/k.docx"], "k.docx", "a/k.docx"),  # the one that the gold names
        (["a/k.doc", "a/k.docx"], None, "a/k.doc"),  # none named: the first
        (["a/b/k.pdf", "k.pdf"], "k.pdf", "k.pdf"),  # two of that name: the one nearer to the root
        (["a/k.pdf", "b/k.pdf"], "b/k.pdf", "b/k.pdf"),  # gold may say the folder
        (["a/long.pdf", "l.pdf"], "long.pdf", "a/long.pdf"),  # gold under another name than the file's
        (["k.x.pdf", "k.pdf"], "k.pdf", "k.pdf"),  # a stem loses one suffix only
    ],
)
def test_the_source_that_is_meant(paths: list[str], file: str | None, chosen: str) -> None:
    found = choose([source(path) for path in paths], "k", file)
    assert found is not None and found.path == chosen


def test_sources_that_gave_documents_come_first() -> None:
    failed, copy = source("k.pdf", Status.FAILED), source("b/k.pdf", Status.DUPLICATE, "1" * 16)
    assert choose([failed, copy], "k", "k.pdf") == copy
    assert choose([failed, copy, source("c/k.docx")], "k", "k.txt") == source("c/k.docx")
    assert choose([failed], "k", "k.pdf") == failed
    assert choose([failed], "other", "other.pdf") is None


@pytest.mark.parametrize(
    ("pages", "media_type", "kind"),
    [
        (["text"], "text/plain", "text"),
        (["text_layer", "text_layer", "blank"], "application/pdf", "text layer"),
        (["text_layer", "ocr", "ocr"], "application/pdf", "ocr"),
        (["text_layer", "mixed"], "application/pdf", "ocr"),  # a tie: some of it had to be read by OCR
        (["text"], WORD, "word"),
        (["blank"], "application/pdf", "unread"),
        ([], None, "unread"),
    ],
)
def test_kind_of_source(pages: list[str], media_type: str | None, kind: str) -> None:
    assert kind_of(pages, media_type) == kind


def test_rows_stand_in_reading_order_with_the_reviewers_among_them() -> None:
    rows = [
        {"key": "0123-2-t10", "start": 90},
        {"key": "0123-2-t9", "start": 50},
        {"key": "0123-2-r7", "start": 60},
        {"key": "0123-2-rlast", "start": None},
        {"key": "0123-2-t1", "start": None},
    ]
    ordered = in_order([row | {"document_id": "0123-2"} for row in rows], "key")
    assert [row["key"].removeprefix("0123-2-") for row in ordered] == ["t1", "t9", "r7", "t10", "rlast"]


def test_no_tables_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"no table sources in .*run `vanthu extract` first"):
        evaluate(PLAN, tmp_path)


def test_a_missing_column_says_what_to_do(tmp_path: Path) -> None:
    tables = write(tmp_path / "tables", [made(PLAN)])
    file = tables / "tasks" / "bucket-000.parquet"
    pq.write_table(pq.read_table(file).drop_columns(["due_start"]), file)
    with pytest.raises(OutputError, match=r"table tasks .* has no column due_start; run `vanthu extract` again"):
        evaluate(PLAN, tables)


def test_a_broken_file_says_what_to_do(tmp_path: Path) -> None:
    tables = write(tmp_path / "tables", [made(PLAN)])
    (tables / "sections" / "bucket-000.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(OutputError, match=r"table sections .* can't be read"):
        evaluate(PLAN, tables)


def test_several_files_of_a_table_are_one_table(tmp_path: Path) -> None:
    """Buckets: the rows of one document may stand in any of them."""
    tables = write(tmp_path / "tables", [made(PLAN)])
    whole = pq.read_table(tables / "tasks" / "bucket-000.parquet")
    for at, piece in enumerate((whole.slice(3), whole.slice(0, 3), pa.Table.from_batches([], whole.schema))):
        pq.write_table(piece, tables / "tasks" / f"bucket-00{at}.parquet")
    report = evaluate(PLAN, tables)
    assert report.figures["tasks", "rows"].f1 == report.figures["tasks", "section"].f1 == 1.0
