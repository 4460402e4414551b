"""From the spool into the tables: the same archive gives the same bytes, whatever the way there."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline.errors import OutputError
from pipeline.records import TABLES, ParsedDocument
from pipeline.storing import buckets, catalog, commit, shuffle
from pipeline.storing.catalog import FileRow
from pipeline.storing.compact import compact, whole
from pipeline.storing.files import write_parquet
from pipeline.storing.spool import DOCUMENT_TABLES, Spool
from pipeline.storing.tables import open_tables
from tests.helpers.rows import arrow, document, document_id, file_row, sha_of

Files = dict[str, FileRow]


@pytest.fixture(autouse=True)
def small_buckets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Buckets of four documents, row groups of two: growth without thousands of documents."""
    monkeypatch.setattr(buckets, "DOCUMENTS_A_BUCKET", 4)
    monkeypatch.setattr(buckets, "DOCUMENTS_A_GROUP", 2)
    monkeypatch.setattr("os.fsync", lambda _: None)  # no test here pulls the plug; syncing is most of their time


def add(out: Path, files: Files, *documents: tuple[str, ParsedDocument]) -> Files:
    """The archive with these documents (by file name) as well, brought into the tables."""
    spool = Spool(out)
    for name, parsed in documents:
        row = file_row(name, parsed)
        files = {**files, row.source.path: row}
        spool.write([row], arrow(parsed))
    compact(out, files, spool.segments())
    return files


def named(names: Iterable[str], **columns: object) -> list[tuple[str, ParsedDocument]]:
    return [(name, document(name, **columns)) for name in names]  # type: ignore[arg-type]


def bytes_of(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for table in TABLES
        for path in sorted((out / table).iterdir())
    }


NAMES = [f"tài liệu {n}" for n in range(11)]


@pytest.mark.parametrize(
    ("order", "steps", "why"),
    [
        (NAMES[::-1], (11,), "other order"),
        (NAMES, (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), "one at a time, through every number of buckets"),
        (NAMES[5:] + NAMES[:5], (3, 8), "in two runs"),
    ],
)
def test_the_same_archive_is_the_same_bytes(tmp_path: Path, order: list[str], steps: tuple[int, ...], why: str) -> None:
    add(tmp_path / "a", {}, *named(NAMES))
    files: Files = {}
    rest = named(order)
    for step in steps:
        files = add(tmp_path / "b", files, *rest[:step])
        rest = rest[step:]
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b"), why
    assert len(list((tmp_path / "a" / "tasks").iterdir())) == 4, "11 documents, at most 4 in a bucket"


def test_rows_that_memory_should_not_hold_are_laid_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A spool larger than memory gives the same tables."""
    add(tmp_path / "a", {}, *named(NAMES))
    monkeypatch.setattr(shuffle, "MEMORY", 1)
    add(tmp_path / "b", {}, *named(NAMES))
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")
    assert not (tmp_path / "b" / ".state" / "stage").exists()


def test_fewer_documents_are_fewer_buckets_again(tmp_path: Path) -> None:
    files = add(tmp_path / "a", {}, *named(NAMES))
    left = {path: row for path, row in files.items() if path in {f"{name}.txt" for name in NAMES[:3]}}
    compact(tmp_path / "a", left, ())
    add(tmp_path / "b", {}, *named(NAMES[:3]))
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")


def test_a_document_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """No row of the older parse stays behind, in no table."""
    files = add(tmp_path, {}, *named(NAMES[:3], tasks=5))
    add(tmp_path, files, *named(NAMES[:1], tasks=1))
    tasks = open_tables(tmp_path).tasks.groupby("document_id").size()
    assert tasks[document_id(NAMES[0])] == 1
    assert tasks[document_id(NAMES[1])] == 5
    assert len(open_tables(tmp_path).words) == 1 + 5 + 5


def test_a_bound_document_that_is_no_more_goes(tmp_path: Path) -> None:
    """A file that bound two documents and now is read as one loses the second."""
    two = [document("bó", ordinal=1), document("bó", ordinal=2)]
    spool = Spool(tmp_path)
    row = file_row("bó", *two)
    spool.write([row], arrow(*two))
    compact(tmp_path, {row.source.path: row}, spool.segments())
    assert list(open_tables(tmp_path).documents.document_id) == [document_id("bó"), document_id("bó", 2)]
    add(tmp_path, {}, ("bó", document("bó")))
    assert list(open_tables(tmp_path).documents.document_id) == [document_id("bó")]


def test_documents_of_one_file_keep_their_order_beyond_nine(tmp_path: Path) -> None:
    many = [document("tập", ordinal=n, tasks=0) for n in range(1, 13)]
    spool = Spool(tmp_path)
    row = file_row("tập", *many)
    spool.write([row], arrow(*many))
    compact(tmp_path, {row.source.path: row}, spool.segments())
    assert list(open_tables(tmp_path).documents.ordinal) == list(range(1, 13))


def test_the_newest_of_several_segments_counts(tmp_path: Path) -> None:
    """A killed run's segment and the next run's may hold the same file."""
    spool = Spool(tmp_path)
    row = file_row("một")
    for tasks in (4, 2):
        parsed = document("một", tasks=tasks)
        row = file_row("một", parsed)
        spool.write([row], arrow(parsed))
    compact(tmp_path, {row.source.path: row}, spool.segments())
    assert len(open_tables(tmp_path).tasks) == 2
    assert spool.segments() == (), "segments go with the commit"


def test_untouched_buckets_are_not_rewritten(tmp_path: Path) -> None:
    files = add(tmp_path, {}, *named(NAMES))
    before = {path: path.stat().st_ino for table in TABLES for path in (tmp_path / table).iterdir()}
    add(tmp_path, files, *named(NAMES[:1], tasks=7))
    changed = {path for path, inode in before.items() if path.stat().st_ino != inode}
    mine = buckets.file_name(buckets.bucket_of(sha_of(NAMES[0]), 4))
    assert changed == {tmp_path / table / mine for table in DOCUMENT_TABLES}


def test_of_a_touched_bucket_only_the_groups_that_change_are_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are copied; the file is, to the byte, the one that is written from all rows."""
    files = add(tmp_path / "a", {}, *named(NAMES))
    read: list[int] = []
    whole_group = pq.ParquetFile.read_row_group

    def counted(self: pq.ParquetFile, group: int, *args: object, columns: object = None, **options: object) -> object:
        if columns is None:
            read.append(group)
        return whole_group(self, group, *args, columns=columns, **options)

    monkeypatch.setattr(pq.ParquetFile, "read_row_group", counted)
    add(tmp_path / "a", files, *named(NAMES[:1], tasks=7))
    tables = len([table for table in DOCUMENT_TABLES if open_tables(tmp_path / "a").arrow(table).num_rows])
    assert 0 < len(read) <= tables, "at most one group of each table"
    add(tmp_path / "b", {}, *named(NAMES[:1], tasks=7), *named(NAMES[1:]))
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")


@pytest.mark.parametrize("other", [False, True], ids=["spliced", "by another version of Parquet, so written anew"])
def test_a_bucket_that_grew_is_read_alike_by_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: bool) -> None:
    """pyarrow, pandas and DuckDB see the rows of a full build; its bytes are also there where nothing could be copied."""
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.setattr(buckets, "DOCUMENTS_A_BUCKET", 100)
    files = add(tmp_path / "a", {}, *named(NAMES[:-1]))
    writer = pq.ParquetFile(tmp_path / "a" / "words" / "bucket-000.parquet").metadata.created_by.encode()
    for path in (tmp_path / "a").glob("*/*.parquet") if other else ():
        path.write_bytes(path.read_bytes().replace(writer, writer[::-1]))
    add(tmp_path / "a", files, *named(NAMES[-1:]))
    add(tmp_path / "b", {}, *named(NAMES))
    for table in DOCUMENT_TABLES:
        grown, full = (tmp_path / one / table / "bucket-000.parquet" for one in "ab")
        assert grown.read_bytes() == full.read_bytes(), table
        expected = pq.read_table(full)
        pq.read_table(grown).validate(full=True)
        pd.testing.assert_frame_equal(pd.read_parquet(grown.parent), expected.to_pandas())
        rows = duckdb.sql(f"select * from '{grown.parent}/*.parquet'").fetchall()
        assert rows == [tuple(row.values()) for row in expected.to_pylist()], table


def test_a_link_that_changes_rewrites_the_bucket_that_holds_it(tmp_path: Path) -> None:
    """The cited document arrives later: the citation that stands elsewhere learns of it."""
    files = add(tmp_path, {}, *named(NAMES))
    assert open_tables(tmp_path).citations.cites_document_id.isna().all()
    add(tmp_path, files, ("nghị định", document("nghị định", number="7/2031/NĐ-CP")))
    held = open_tables(tmp_path).citations.set_index("document_id").cites_document_id
    assert (held[[document_id(name) for name in NAMES]] == document_id("nghị định")).all()
    assert pd.isna(held[document_id("nghị định")]), "a document does not cite itself"


def test_empty_tables_are_readable_files(tmp_path: Path) -> None:
    compact(tmp_path, {"hỏng.txt": file_row("hỏng")}, ())
    for table in TABLES:
        frame = pd.read_parquet(tmp_path / table)
        assert len(frame) == (1 if table == "sources" else 0)
        assert list(frame.columns) == list(open_tables(tmp_path).arrow(table).column_names)
    assert whole(tmp_path, {})


def test_a_removed_bucket_is_noticed(tmp_path: Path) -> None:
    files = add(tmp_path, {}, *named(NAMES))
    assert whole(tmp_path, files)
    next((tmp_path / "tasks").iterdir()).unlink()
    assert not whole(tmp_path, files)


def test_a_damaged_table_is_told_and_nothing_changes(tmp_path: Path) -> None:
    files = add(tmp_path, {}, *named(NAMES[:2]))
    bucket = tmp_path / "tasks" / buckets.file_name(0)
    bucket.write_bytes(b"no parquet")
    before = bytes_of(tmp_path)
    with pytest.raises(OutputError, match="run again"):
        add(tmp_path, files, *named(NAMES[2:3]))
    assert bytes_of(tmp_path) == before


def test_a_table_of_an_older_version_is_written_anew(tmp_path: Path) -> None:
    """A column that is new is added also to the buckets whose documents do not change."""
    files = add(tmp_path, {}, *named(NAMES[:2]))
    bucket = tmp_path / "pages" / buckets.file_name(0)
    old = pq.read_table(bucket, partitioning=None).drop_columns(["error"])
    write_parquet(bucket, [old], old.schema)
    compact(tmp_path, files, ())
    assert "error" in pq.read_schema(bucket).names


@pytest.mark.parametrize("moment", ["before the manifest", "after the manifest", "half moved"])
def test_a_commit_cut_short_counts_as_a_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Killed at any moment: readers and the next run see the old generation or the new one."""
    out = tmp_path / "out"
    files = add(out, {}, *named(NAMES[:4]))
    add(tmp_path / "new", {}, *named(NAMES))
    old, new = bytes_of(out), bytes_of(tmp_path / "new")

    class KilledError(Exception):
        pass

    def die(*_: object, **__: object) -> None:
        raise KilledError

    patched = monkeypatch.context()
    with patched as patch:
        if moment == "before the manifest":
            patch.setattr(commit, "write_whole", die)
        else:
            real, calls = commit.recover, []

            def recover(folder: Path) -> None:
                calls.append(folder)
                if len(calls) == 1:  # on the way in
                    real(folder)
                    return
                if moment == "half moved":
                    put = json.loads((folder / ".state" / "commit.json").read_text())["put"]
                    for name in put[: len(put) // 2]:
                        (folder / name).parent.mkdir(exist_ok=True)
                        shutil.move(folder / ".state" / "stage" / name, folder / name)
                raise KilledError

            patch.setattr(commit, "recover", recover)
        with pytest.raises(KilledError):
            add(out, files, *named(NAMES[4:]))

    expected = 4 if moment == "before the manifest" else 11
    for table in ("documents", "pages"):
        rows = open_tables(out).arrow(table)
        assert rows.num_rows == expected, "a reader sees one generation"
        assert len(set(rows.column("document_id").to_pylist())) == expected
    commit.recover(out)
    assert bytes_of(out) == (old if expected == 4 else new)
    assert not (out / ".state" / "stage").exists()
    assert len(catalog.load(out)) == expected


def test_a_catalog_that_promises_lost_rows_is_told(tmp_path: Path) -> None:
    files = add(tmp_path, {}, *named(NAMES[:1]))
    ghost = file_row("ma", document("ma"))
    with pytest.raises(OutputError, match="lost"):
        compact(tmp_path, {**files, "ma.txt": ghost}, ())


def test_the_catalog_remembers_stamps_and_versions(tmp_path: Path) -> None:
    files = add(tmp_path, {}, *named(NAMES[:2]))
    files["hỏng.txt"] = dataclasses.replace(file_row("hỏng"), stamp=None, version=None)
    compact(tmp_path, files, ())
    assert catalog.load(tmp_path) == files
