"""An archive goes in, tables come out: with stages as simple as can be, in real worker processes."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ArchiveError, OutputError, SetupError
from pipeline.records import TABLES, Status
from pipeline.running import extract as running
from pipeline.running import segment
from pipeline.running.extract import extract
from pipeline.running.progress import Silent, Tally
from pipeline.running.summary import Summary
from pipeline.settings import ParsingSettings, ReadingSettings, Settings
from pipeline.storing.readings import ReadingStore
from pipeline.storing.tables import open_tables
from tests.helpers.stages import TOOLS

Run = Callable[..., Summary]

PLAIN = {
    "ke-hoach.txt": "Số: 12/KH-MẪU\nCăn cứ 7/2031/NĐ-CP\nSở Mẫu chủ trì việc thứ nhất\nBan Mẫu chủ trì việc thứ hai",
    "bo/hai-van-ban.txt": "Số: 1/TTr-MẪU\nviệc\fSố: 2/NQ-MẪU\nviệc khác",
    "luat/nghi-dinh.txt": "Số: 7/2031/NĐ-CP\nĐiều 1",
    "khong-so.txt": "một dòng",
}


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of the machine the tests run on."""
    for name in [name for name in os.environ if name.startswith("VANTHU_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return write(tmp_path / "kho", PLAIN)


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        os.utime(path, (1_900_000_000, 1_600_000_000))  # long ago: the stamp can be trusted
    return root


def run(archive: Path, out: Path, workers: int = 1, settings: Settings | None = None, **options: object) -> Summary:
    return extract(archive, out, workers=workers, settings=settings or Settings(), tools=TOOLS, **options)  # type: ignore[arg-type]


def bytes_of(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for table in TABLES
        for path in sorted((out / table).iterdir())
    }


def test_every_file_is_a_row_and_every_document_in_the_tables(archive: Path, tmp_path: Path) -> None:
    write(archive, {"ban-sao.txt": PLAIN["ke-hoach.txt"], "hong.txt": "DAMAGED", "bang.txt": "UNSUPPORTED"})
    (archive / ".an").touch()
    summary = run(archive, tmp_path / "out")
    tables = open_tables(tmp_path / "out")
    sources = tables.sources.set_index("path")
    assert sources.status.to_dict() == {
        "ban-sao.txt": "extracted",
        "bang.txt": "unsupported",
        "bo/hai-van-ban.txt": "extracted",
        "hong.txt": "failed",
        "ke-hoach.txt": "duplicate",
        "khong-so.txt": "extracted",
        "luat/nghi-dinh.txt": "extracted",
    }
    assert list(sources.document_ids["ke-hoach.txt"]) == list(sources.document_ids["ban-sao.txt"])
    assert sources.error["hong.txt"] == "the file is cut short; get it again"
    assert sources.media_type["hong.txt"] == "text/x-bad", "what it is, also where it can't be read"
    assert sources.error.notna().sum() == 2
    assert len(tables.documents) == summary.documents == 5
    assert summary.files == len(sources) == 7
    assert summary.statuses == {
        Status.EXTRACTED: 4,
        Status.DUPLICATE: 1,
        Status.UNSUPPORTED: 1,
        Status.FAILED: 1,
    }
    assert (summary.read, summary.pages_read) == (4, 5)
    assert dict(summary.left_alone) == {".an": "hidden"}
    assert [path for path, _ in summary.unread] == ["bang.txt", "hong.txt"]
    assert not summary.complete
    held = tables.citations.cites_document_id.dropna()
    assert list(held) == list(sources.document_ids["luat/nghi-dinh.txt"]), "the decree lies in the archive"
    assert set(tables.tasks.task_id) == set(tables.assignees.task_id)


def test_any_number_of_workers_and_any_way_there_give_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    """One worker, four, and an archive that grew in steps with a file that changed on the way."""
    run(archive, tmp_path / "one", workers=1)
    run(archive, tmp_path / "four", workers=4)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "four")

    grown = write(tmp_path / "grown", {"ke-hoach.txt": "khác", "khong-so.txt": PLAIN["khong-so.txt"], "thừa.txt": "x"})
    run(grown, tmp_path / "steps")
    (grown / "thừa.txt").unlink()
    write(grown, PLAIN)
    summary = run(grown, tmp_path / "steps", prune=True)
    assert summary.unchanged == 1
    assert bytes_of(tmp_path / "steps") == bytes_of(tmp_path / "one")


def test_one_document_under_ten_names_is_one(tmp_path: Path) -> None:
    """In folders, in other letters, under another ending: the first path is the document, the others its copies."""
    names = [*(f"nam-{year}/kh.txt" for year in range(2021, 2027)), "KH.TXT", "kh", "Kế hoạch (1).pdf", "z.docx"]
    archive = write(tmp_path / "ten", dict.fromkeys(names, "Số: 12/KH-MẪU\nSở Mẫu chủ trì việc thứ nhất"))
    run(archive, tmp_path / "out")
    tables = open_tables(tmp_path / "out")
    assert tables.sources.status.value_counts().to_dict() == {"duplicate": 9, "extracted": 1}
    assert list(tables.documents.path) == ["KH.TXT"]
    assert {tuple(ids) for ids in tables.sources.document_ids} == {tuple(tables.documents.document_id)}


def test_nothing_is_done_twice(archive: Path, tmp_path: Path) -> None:
    """Unchanged: left alone. New parsing: from the reading store. New reading: read."""
    out = tmp_path / "out"
    first = run(archive, out)
    assert (first.read, first.parsed, first.unchanged) == (4, 0, 0)
    before = {path: path.stat().st_mtime_ns for path in out.glob("*/*.parquet")}

    again = run(archive, out)
    assert (again.read, again.parsed, again.unchanged) == (0, 0, 4)
    assert {path: path.stat().st_mtime_ns for path in out.glob("*/*.parquet")} == before, "no table is touched"

    parsed = run(archive, out, settings=Settings(parsing=ParsingSettings(tokens="syllables")))
    assert (parsed.read, parsed.parsed, parsed.unchanged) == (0, 4, 0)

    read = run(archive, out, settings=Settings(reading=ReadingSettings(dpi=300)))
    assert (read.read, read.parsed, read.unchanged) == (4, 0, 0)
    assert set(open_tables(out).pages.source) == {"ocr"}, "the rows are those of the new reading"


def test_a_renamed_file_is_not_read_again_and_its_rows_follow(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(archive, out)
    (archive / "khong-so.txt").rename(archive / "ten-moi.txt")
    summary = run(archive, out, prune=True)
    assert (summary.read, summary.parsed) == (0, 1)
    assert "ten-moi.txt" in set(open_tables(out).documents.path)
    assert "khong-so.txt" not in set(open_tables(out).sources.path)


def test_if_the_first_copy_goes_a_duplicate_takes_its_place(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(archive, {"a.txt": PLAIN["khong-so.txt"]})
    run(archive, out)
    (archive / "a.txt").unlink()
    run(archive, out, prune=True)
    sources = open_tables(out).sources.set_index("path")
    assert sources.status["khong-so.txt"] == "extracted"
    assert "khong-so.txt" in set(open_tables(out).documents.path)


def test_many_missing_files_are_kept_unless_told(archive: Path, tmp_path: Path) -> None:
    """A disk that was not mounted whole must not empty the tables."""
    out = tmp_path / "out"
    run(archive, out)
    before = bytes_of(out)
    shutil.rmtree(archive / "luat")
    summary = run(archive, out)
    assert "--prune" in summary.notes[0]
    assert bytes_of(out) == before
    summary = run(archive, out, prune=True)
    assert summary.notes == ()
    assert "luat/nghi-dinh.txt" not in set(open_tables(out).sources.path)
    assert open_tables(out).citations.cites_document_id.isna().all()


@pytest.mark.slow
def test_trouble_costs_its_own_file_only(archive: Path, tmp_path: Path) -> None:
    """Crash, hang, hunger, a fault of ours, a file too large: each a failed row; all others are there."""
    run(archive, tmp_path / "good")
    good = set(open_tables(tmp_path / "good").documents.document_id)
    mark = tmp_path / "mark"
    write(
        archive,
        {
            "x/chet.txt": "EXIT",
            "x/lon.txt": "y" * (1024 * 1024 + 1),
            "x/loi.txt": "FAULT",
            "x/mot-lan.txt": f"ONCE {mark}",
            "x/segv.txt": "SEGV",
            "x/treo.txt": "HANG",
        },
    )
    settings = Settings(file_seconds=6, file_mebibytes=1)
    summary = run(archive, tmp_path / "out", workers=4, settings=settings)
    errors = {path.removeprefix("x/"): error.partition(";")[0] for path, error in summary.unread}
    fault = errors.pop("loi.txt")
    assert fault.startswith("vanthu failed on the file (ValueError: a fault of ours over two lines, stages.py:")
    assert errors == {
        "chet.txt": "the process that read the file died (exit code 7)",
        "lon.txt": "the file is larger than 1 MiB",
        "segv.txt": "the process that read the file died (SIGSEGV)",
        "treo.txt": "it took longer than 6 seconds",
    }
    assert mark.exists(), "one that died once was tried again, alone"
    tables = open_tables(tmp_path / "out")
    assert good < set(tables.documents.document_id)
    assert "x/mot-lan.txt" in set(tables.documents.path)
    assert [path for path, _ in summary.faults] == ["x/loi.txt"]
    again = run(archive, tmp_path / "out", settings=settings)
    assert again.unchanged == 4 + 4, "what failed for good is not tried by every run …"
    assert again.statuses == summary.statuses
    retried = run(archive, tmp_path / "out", settings=Settings(file_seconds=6, file_mebibytes=2))
    assert retried.unchanged == 5, "… but by one with other limits"
    assert retried.statuses[Status.FAILED] == 4


@pytest.mark.parametrize("packed", [False, True])
def test_pages_that_were_not_read_are_told_and_tried_again(
    archive: Path, tmp_path: Path, packed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page's error is in the summary of every run; `retry` reads its file anew, wherever its reading lies."""
    if packed:
        monkeypatch.setattr(ReadingStore.pack, "__defaults__", (1,))
    out = tmp_path / "out"
    write(archive, {"rach.txt": f"Số: 3/KH-MẪU\fTORN {tmp_path / 'mark'} việc\fhết"})
    first = run(archive, out)
    assert [(path, one.page, one.error) for path, one in first.unread_pages] == [
        ("rach.txt", 2, "the engine stumbled; try again")
    ]
    assert first.statuses[Status.FAILED] == 0
    assert json.loads((out / ".state/runs.jsonl").read_text().splitlines()[-1])["pages_unread"] == 1
    assert any((out / ".reading").rglob("segment-*")) is packed
    second = run(archive, out)
    assert (second.read, len(second.unread_pages)) == (0, 1)
    third = run(archive, out, retry=True)
    assert (third.read, third.unchanged, third.unread_pages) == (1, len(PLAIN), ())
    pages = open_tables(out).pages
    assert pages.error.isna().all()
    assert pages.text.str.startswith("TORN").sum() == 1
    # Parsed again, it is the newer reading that is taken.
    fourth = run(archive, out, settings=Settings(parsing=ParsingSettings(tokens="syllables")))
    assert (fourth.read, fourth.unread_pages) == (0, ())


def test_setup_that_is_missing_stops_the_run(archive: Path, tmp_path: Path) -> None:
    write(archive, {"z.txt": "SETUP"})
    with pytest.raises(SetupError, match="install it"):
        run(archive, tmp_path / "out")
    assert len(open_tables(tmp_path / "out").sources) == 0, "and leaves readable tables"
    (archive / "z.txt").unlink()
    assert run(archive, tmp_path / "out").parsed == 4, "what was read before is not read again"


def test_stages_that_cannot_be_loaded_are_told(archive: Path, tmp_path: Path) -> None:
    from dataclasses import replace

    with pytest.raises(ModuleNotFoundError):
        extract(archive, tmp_path / "out", tools=replace(TOOLS, reading_version="no.such:module"), workers=1)


def test_tables_that_someone_removed_are_made_again(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(archive, out)
    before = bytes_of(out)
    shutil.rmtree(out / "tasks")
    summary = run(archive, out)
    assert (summary.read, summary.parsed) == (0, 4)
    assert bytes_of(out) == before


def test_a_long_run_brings_its_work_into_the_tables_now_and_then(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Segments and compactions on the way change nothing of the end."""
    run(archive, tmp_path / "plain")
    monkeypatch.setattr(segment, "DOCUMENTS", 1)
    monkeypatch.setattr(running, "DOCUMENTS_A_BUCKET", 1)
    seen: list[int] = []

    class Watch(Silent):
        def update(self, tally: Tally) -> None:
            folder = tmp_path / "often" / "documents"
            seen.append(len(open_tables(tmp_path / "often").documents) if folder.exists() else 0)

    run(archive, tmp_path / "often", progress=Watch())
    assert bytes_of(tmp_path / "often") == bytes_of(tmp_path / "plain")
    assert 0 < seen[-1] < 5, "documents were in the tables before the end"


def test_progress_counts_every_file(archive: Path, tmp_path: Path) -> None:
    write(archive, {"ban-sao.txt": PLAIN["ke-hoach.txt"], "hong.txt": "DAMAGED"})
    tallies: list[tuple[int, int, int]] = []

    class Watch(Silent):
        def update(self, tally: Tally) -> None:
            tallies.append((tally.files, tally.documents, tally.failed))
            assert tally.bytes <= tally.total_bytes

    run(archive, tmp_path / "out", progress=Watch())
    assert tallies[0] == (0, 0, 0)
    assert tallies[-1] == (6, 5, 1)


def test_the_output_may_lie_in_the_archive(archive: Path) -> None:
    run(archive, archive / "bang")
    assert run(archive, archive / "bang").unchanged == 4
    assert len(open_tables(archive / "bang").sources) == 4


def test_another_archives_output_is_refused(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path / "out")
    other = write(tmp_path / "khác", {"a.txt": "x"})
    with pytest.raises(ArchiveError, match="another archive"):
        run(other, tmp_path / "out")
    assert len(open_tables(tmp_path / "out").sources) == 4


def test_a_missing_archive_makes_no_output(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError):
        run(tmp_path / "nowhere", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_folder_of_someone_elses_is_not_written_to(archive: Path, tmp_path: Path) -> None:
    write(tmp_path / "out", {"documents/thư.txt": "x"})
    with pytest.raises(OutputError):
        run(archive, tmp_path / "out")


def test_the_log_of_runs_lies_apart(archive: Path, tmp_path: Path) -> None:
    for _ in range(2):
        run(archive, tmp_path / "out")
    lines = [json.loads(line) for line in (tmp_path / "out/.state/runs.jsonl").read_text().splitlines()]
    assert [(line["read"], line["unchanged"], line["stopped"]) for line in lines] == [(4, 0, False), (0, 4, False)]


def test_a_disk_that_is_full_for_a_worker_stops_the_run(archive: Path, tmp_path: Path) -> None:
    """It is no fault of the file: no row says so, and what was done before is not lost."""
    write(archive, {"z.txt": "FULL"})
    with pytest.raises(OutputError, match=r"\(No space left on device\); make room"):
        run(archive, tmp_path / "out")
    (archive / "z.txt").unlink()
    summary = run(archive, tmp_path / "out")
    assert (summary.read, summary.parsed, summary.statuses[Status.FAILED]) == (0, 4, 0)


@pytest.mark.slow
def test_the_reading_store_keeps_what_the_archive_holds(archive: Path, tmp_path: Path) -> None:
    """A hundred changes of a file leave one reading of it; a stopped or partial run drops none."""

    def readings() -> int:
        return len(list((tmp_path / "out/.reading").glob("*/loose/*/*.reading")))

    for n in range(3):
        write(archive, {"khong-so.txt": f"lần {n}{'!' * n}"})
        run(archive, tmp_path / "out")
        assert readings() == 4
    write(archive, {"khong-so.txt": "lần cuối cùng"})
    run(archive, tmp_path / "out", only=["k*"])
    assert readings() == 5
    run(archive, tmp_path / "out", settings=Settings(parsing=ParsingSettings(tokens="syllables")))
    assert readings() == 4


@pytest.mark.parametrize("left", ["an empty folder", "nothing"])
def test_an_archive_that_is_not_mounted_changes_nothing(archive: Path, tmp_path: Path, left: str) -> None:
    """Not even with --prune: a share that is not there is no clear-out."""
    run(archive, tmp_path / "out")
    before = bytes_of(tmp_path / "out")
    archive.rename(tmp_path / "away")
    if left == "an empty folder":
        archive.mkdir()
    with pytest.raises(ArchiveError, match=r"holds no files|there is no archive"):
        run(archive, tmp_path / "out", prune=True)
    assert bytes_of(tmp_path / "out") == before
    (tmp_path / "away").rename(archive) if left == "nothing" else shutil.copytree(
        tmp_path / "away", archive, dirs_exist_ok=True
    )
    assert run(archive, tmp_path / "out").unchanged == 4
