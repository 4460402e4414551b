"""The whole road with the real stages: a folder goes in, every table comes out."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pandas as pd
import pytest

import pipeline
from pipeline.errors import FileError, SetupError
from pipeline.evaluating import drafts, fonts, scans
from pipeline.pages import FileReading
from pipeline.parsing.parse import parse
from pipeline.reading.read import read_bytes
from pipeline.records import KEYS, TABLES, columns
from pipeline.running.extract import extract
from pipeline.running.summary import Summary
from pipeline.settings import Settings
from pipeline.storing.readings import ReadingStore
from tests.helpers.signed_file import Signature, signed_pdf
from tests.samples import make_samples

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = make_samples.DATA / "raw"
ONE_SCAN = "cong-van-so-hoa.pdf"
"""The sample of page pictures that the quick tests read too; the others wait for the slow ones."""
SHARED = ROOT.parent / "shared" / "archive"
HEAVY = (".pdf", ".png", ".jpg", ".tif")
"""Kinds that may want OCR: seconds a page."""


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of the machine the tests run on, but for where the language data are."""
    for name in [name for name in os.environ if name.startswith("VANTHU_") and name != "VANTHU_TESSDATA"]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def bytes_of(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for table in TABLES
        for path in sorted((out / table).iterdir())
    }


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our sample archive, with one scan of its several."""
    folder = tmp_path_factory.mktemp("archive") / "raw"
    late = make_samples.SCANNED - {ONE_SCAN}
    shutil.copytree(SAMPLES, folder, ignore=lambda _, names: late & set(names))
    return folder


@pytest.fixture(scope="module")
def run(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    """That archive as tables, made once."""
    out = tmp_path_factory.mktemp("tables") / "out"
    return out, extract(archive, out, workers=2)


def test_every_sample_is_accounted_for(archive: Path, run: tuple[Path, Summary]) -> None:
    out, summary = run
    sources = pipeline.open_tables(out).sources
    inside = {f"phu-luc.zip/{make_samples.PLAIN}"}
    assert set(sources.path) == {path.name for path in archive.iterdir()} | inside
    assert summary.faults == ()
    assert sources.error.notna().equals(sources.status.isin(["failed", "unsupported"]))
    assert set(sources.status) == {"extracted", "duplicate", "unsupported", "failed"}, "the samples show each"


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_filled_and_keeps_the_contract(run: tuple[Path, Summary], table: str) -> None:
    """Read as an analyst reads it: pandas and the folder, nothing else."""
    out, _ = run
    frame = pd.read_parquet(out / table)
    assert tuple(frame.columns) == columns(table)
    if table == "corrections":
        assert frame.empty, "no reviewer has been here"
        return
    assert len(frame) > 0
    if table in KEYS:
        assert frame[KEYS[table]].is_unique
    for name in frame.select_dtypes(include=["object", "string"]).columns:
        assert not frame[name].isin(["", "N/A"]).any(), f"empty is null in {name}"


def test_rows_lead_to_rows(run: tuple[Path, Summary]) -> None:
    """Keys that name other rows name rows that are there."""
    tables = pipeline.open_tables(run[0])
    documents = set(tables.documents.document_id)
    for table in TABLES:
        if table not in ("sources", "corrections", "documents"):
            assert set(tables[table].document_id) <= documents, table
    sections = set(tables.sections.section_id)
    assert set(tables.sections.parent_id.dropna()) <= sections
    for table in ("citations", "tasks"):
        assert set(tables[table].section_id.dropna()) <= sections, table
    assert set(tables.assignees.task_id) <= set(tables.tasks.task_id)
    assert set(tables.citations.cites_document_id.dropna()) <= documents
    assert {i for ids in tables.sources.document_ids for i in ids} == documents


def test_each_work_has_one_copy_to_count(run: tuple[Path, Summary]) -> None:
    documents = pipeline.open_tables(run[0]).documents
    assert (documents[documents.work_id.notna()].groupby("work_id").preferred.sum() == 1).all()


def test_copies_and_citations_find_each_other(run: tuple[Path, Summary]) -> None:
    """The article, the ward's plan and the province's plan are one conversation."""
    tables = pipeline.open_tables(run[0])
    of = {row.path: row.document_id for row in tables.documents.itertuples()}
    cited = tables.citations.dropna(subset=["cites_document_id"])
    pairs = set(zip(cited.document_id, cited.cites_document_id, strict=True))
    plan = of["ke-hoach-tinh-du-lieu-so.pdf"]
    assert {(of["tin-bai-dich-vu-cong.md"], plan), (of["ke-hoach-phuong-van-thu.txt"], plan)} <= pairs


def test_what_a_signature_claims_is_a_witness(tmp_path: Path) -> None:
    """Subject and time of a signed PDF stand in `fields`, beside what is typed, and overrule nothing."""
    if not fonts.available():
        pytest.skip("none of the fonts that documents are set in is on this machine")
    names = (("organization", "Tỉnh Sông Mẫu"), ("common_name", "Ủy ban nhân dân xã Bình Mẫu"))
    draft = drafts.load(make_samples.DRAFTS / f"ke-hoach-tinh-du-lieu-so{drafts.SUFFIX}")
    typed = scans.make(draft, kind="born", seed=2, font=fonts.available()[0]).data
    (tmp_path / "kho").mkdir()
    signature = Signature(names, "D:20240310081532+07'00'")
    (tmp_path / "kho" / "ky.pdf").write_bytes(signed_pdf(signature, data=typed))
    extract(tmp_path / "kho", tmp_path / "out", workers=1)
    tables = pipeline.open_tables(tmp_path / "out")
    found = tables.fields[tables.fields.source == "signature"].set_index("field")
    assert found.value["issuer"] == "Ủy ban nhân dân xã Bình Mẫu"
    assert found.value["issued_on"] == "2024-03-10"
    assert not found.chosen.any()
    assert tables.documents.issuer[0] not in (None, found.value["issuer"])


def test_an_unchanged_archive_is_left_alone(archive: Path, run: tuple[Path, Summary]) -> None:
    out, first = run
    before = bytes_of(out)
    again = extract(archive, out, workers=1)
    assert (again.read, again.parsed) == (0, 0)
    assert again.statuses == first.statuses
    assert bytes_of(out) == before


@pytest.mark.slow
def test_any_number_of_workers_gives_the_same_bytes(archive: Path, run: tuple[Path, Summary], tmp_path: Path) -> None:
    for workers in (1, 4):
        extract(archive, tmp_path / str(workers), workers=workers)
        assert bytes_of(tmp_path / str(workers)) == bytes_of(run[0])


def _samples(folder: Path) -> list[object]:
    if not folder.is_dir():
        reason = pytest.mark.skip(reason=f"there is no archive {folder.parent.name}/{folder.name} beside the checkout")
        return [pytest.param(folder, marks=reason, id=folder.name)]
    return [
        pytest.param(
            path,
            id=path.relative_to(folder).as_posix(),
            marks=[pytest.mark.slow]
            if path.name in make_samples.SCANNED - {ONE_SCAN} or (folder is SHARED and path.suffix.lower() in HEAVY)
            else [],
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]


@pytest.mark.parametrize("path", [*_samples(SAMPLES), *_samples(SHARED)])
def test_parsing_from_the_store_is_parsing_from_the_file(path: Path, tmp_path: Path) -> None:
    """`parse(load(store(read(f)))) == parse(read(f))`: nothing is lost on the way through the reading store."""
    data = path.read_bytes()
    settings = Settings()
    try:
        reading = read_bytes(data, path.name, settings.reading, tessdata=settings.tessdata)
    except SetupError as error:
        pytest.skip(str(error))
    except FileError as error:
        assert error.advice, "what is not read says what to do"
        return
    store = ReadingStore(tmp_path, "v1")
    kept = store.load(store.put(reading))
    assert isinstance(kept, FileReading)
    assert kept == reading
    assert repr(kept) == repr(reading), "also the types of numbers"
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    assert parse(kept, path="x", settings=settings.parsing) == parse(reading, path="x", settings=settings.parsing)
