"""What a run is asked to do: flags that choose files, trust, and how much; and what it would do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import ArchiveError, OutputError
from pipeline.running import extract as running
from pipeline.running import forecast as forecasts
from pipeline.running.choose import Options
from pipeline.running.extract import extract
from pipeline.running.forecast import Forecast, forecast
from pipeline.running.summary import Summary
from pipeline.settings import ParsingSettings, ReadingSettings, Settings
from pipeline.storing.tables import open_tables
from tests.helpers.inline import Inline
from tests.helpers.stages import TOOLS

LONG_AGO = (1_600_000_000, 1_600_000_000)
FILES = {"a.txt": "Số: 1\nmột", "b/c.txt": "Số: 2\nhai", "b/d.txt": "Số: 1\nmột", "e.txt": "DAMAGED", "f.txt": "ba"}


@pytest.fixture(autouse=True)
def inline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for name in [name for name in os.environ if name.startswith("VANTHU_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(running, "Drivers", Inline)
    monkeypatch.setattr(forecasts, "Drivers", Inline)
    monkeypatch.setattr("os.fsync", lambda _: None)
    write(**FILES)
    yield


def write(**files: str) -> None:
    for name, text in files.items():
        path = Path("kho") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        os.utime(path, LONG_AGO)


def run(settings: Settings | None = None, **options: object) -> Summary:
    return extract("kho", "out", settings=settings or Settings(), tools=TOOLS, **options)  # type: ignore[arg-type]


def would(settings: Settings | None = None, **options: object) -> Forecast:
    return forecast("kho", "out", settings=settings or Settings(), options=Options(**options), tools=TOOLS)  # type: ignore[arg-type]


def statuses() -> dict[str, str]:
    found: dict[str, str] = open_tables("out").sources.set_index("path").status.to_dict()
    return found


def test_bytes_that_change_under_the_same_size_and_time_are_found_when_none_is_trusted() -> None:
    """A copy that keeps the time, a clock set back: `--rehash` looks."""
    run()
    write(**{"f.txt": "moi nam"})
    before = (Path("kho/f.txt").stat().st_size, Path("kho/f.txt").stat().st_mtime)
    run()
    write(**{"f.txt": "moi ngay"[:7]})
    assert (Path("kho/f.txt").stat().st_size, Path("kho/f.txt").stat().st_mtime) == before
    assert run().read == 0, "a stat a file: the change can't be seen"
    assert run(rehash=True).read == 1
    assert "moi nga" in set(open_tables("out").pages.text)
    again = run(rehash=True)
    assert (again.read, again.parsed, again.unchanged, again.rewritten) == (0, 0, 4, 0)


@pytest.mark.parametrize(
    ("only", "done", "why"),
    [
        (("b/*",), {"b/c.txt": "extracted", "b/d.txt": "extracted"}, "a folder"),
        (("*c.txt", "f*"), {"b/c.txt": "extracted", "f.txt": "extracted"}, "several globs; * crosses folders"),
        (("[ae].txt",), {"a.txt": "extracted", "e.txt": "failed"}, "a choice of letters"),
        (("x",), {}, "none"),
    ],
)
def test_only_some_files(only: tuple[str, ...], done: dict[str, str], why: str) -> None:
    run(only=only)
    assert statuses() == done, why
    run()
    assert statuses() == {
        "a.txt": "extracted",
        "b/c.txt": "extracted",
        "b/d.txt": "duplicate",
        "e.txt": "failed",
        "f.txt": "extracted",
    }, "a run without it comes to all"


def test_only_keeps_the_rows_of_the_others() -> None:
    """Other files are neither gone nor looked at; a new copy of one of them is its copy."""
    run()
    Path("kho/f.txt").unlink()
    write(**{"a.txt": "Số: 9\nkhác hẳn", "b/c.txt": "Số: 7\nbảy", "b/g.txt": "Số: 1\nmột"})
    summary = run(only=("b/*",), prune=True)
    assert (summary.read, summary.unchanged) == (1, 2)
    assert statuses() == {
        "a.txt": "extracted",
        "b/c.txt": "extracted",
        "b/d.txt": "duplicate",
        "b/g.txt": "duplicate",
        "e.txt": "failed",
    }
    assert set(open_tables("out").documents.number) == {"1", "7"}, "a.txt as it was, for it was not asked for"
    run(prune=True)
    assert set(open_tables("out").documents.number) == {"1", "7", "9"}


def test_a_limit_is_where_the_next_run_goes_on() -> None:
    numbers = []
    for _ in range(5):
        summary = run(limit=1)
        numbers.append(sum(summary.statuses.values()))
    assert numbers == [1, 3, 4, 5, 5], "a copy needs no work"
    assert run(limit=0).notes == (), "nothing is left to do"
    assert "--limit" in run(limit=1, settings=Settings(parsing=ParsingSettings(tokens="syllables"))).notes[0]


def test_what_failed_is_tried_again_when_asked() -> None:
    run()
    assert run().unchanged == 4
    write(**{"e.txt": "DAMAGED"})
    assert run(retry=True).unchanged == 3
    write(**{"e.txt": "lành"})
    assert run().read == 1, "and when it has changed"


def test_a_run_is_foretold_and_nothing_written() -> None:
    found = would()
    assert (found.files, found.read, found.copies, found.unread) == (5, 4, 1, 0)
    assert found.read_bytes == sum(len(FILES[name].encode()) for name in ("a.txt", "b/c.txt", "e.txt", "f.txt"))
    assert not Path("out").exists()
    run()
    before = {path: path.stat().st_mtime_ns for path in Path("out").rglob("*")}
    found = would()
    assert (found.read, found.parsed, found.unchanged, found.copies, found.work) == (0, 0, 4, 1, ())
    found = would(Settings(parsing=ParsingSettings(tokens="syllables")))
    assert (found.read, found.parsed) == (1, 3), "what failed has no reading"
    assert would(Settings(reading=ReadingSettings(dpi=300))).read == 4
    write(**{"g.txt": "Số: 2\nhai", "h.txt": "mới"})
    Path("kho/f.txt").unlink()
    found = would()
    assert (found.work, found.copies, found.gone) == (("h.txt",), 2, 0)
    assert "--prune" in found.notes[0]
    assert would(prune=True).gone == 1
    assert would(retry=True, only=("e*",)).work == ("e.txt",)
    assert {path: path.stat().st_mtime_ns for path in Path("out").rglob("*")} == before


def test_a_forecast_refuses_what_a_run_refuses() -> None:
    run()
    write(**{"../khác/a.txt": "x"})
    with pytest.raises(ArchiveError, match="another archive"):
        forecast("khác", "out", tools=TOOLS)
    with pytest.raises(OutputError, match="not written by vanthu"):
        forecast("khác", "kho", tools=TOOLS)
