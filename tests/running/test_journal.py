"""The log of a run: what was done with each file, by which versions, in lines for programs."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import OutputError
from pipeline.running import extract as running
from pipeline.running.extract import extract
from pipeline.running.journal import Journal, as_line
from pipeline.settings import ParsingSettings, Settings
from pipeline.storing.spool import DOCUMENT_TABLES
from tests.helpers.inline import Inline
from tests.helpers.stages import TOOLS


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("VANTHU_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(running, "Drivers", Inline)
    monkeypatch.setattr("os.fsync", lambda _: None)
    folder = tmp_path / "kho"
    folder.mkdir()
    for name, text in {"a.txt": "một\fhai", "b\x1b[2J\u202e.txt": "DAMAGED", "c.txt": "ba"}.items():
        (folder / name).write_text(text)
        os.utime(folder / name, (1_600_000_000, 1_600_000_000))
    return folder


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_each_file_and_stage_is_a_line(archive: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    extract(archive, tmp_path / "out", log=log, settings=Settings(), tools=TOOLS)
    found = lines(log)
    assert [line["stage"] for line in found if "file" not in line] == ["tables", "start", "spooling", "tables", "end"]
    of_files = sorted((line for line in found if "file" in line), key=lambda line: str(line["file"]))
    assert [(line["file"], line["stage"]) for line in of_files] == [
        ("a.txt", "reading"),
        ("a.txt", "parsing"),
        ("b\x1b[2J\u202e.txt", "failed"),
        ("c.txt", "reading"),
        ("c.txt", "parsing"),
    ]
    assert len({line["run"] for line in found}) == 1
    start, read, failed, end = found[1], of_files[0], of_files[2], found[-1]
    assert read["pages"] == 2
    assert read["seconds"] >= 0
    assert 0 <= read["processor"] <= end["processor"]
    assert (read["reading"], read["parsing"]) == (start["reading"], start["parsing"])
    assert (failed["status"], failed["error"]) == ("failed", "the file is cut short; get it again")
    assert (end["documents"], end["pages"], end["stopped"]) == (2, 3, False)
    assert found[-2]["bytes"] == sum(
        path.stat().st_size
        for path in (tmp_path / "out").glob("*/*.parquet")
        if path.parent.name in DOCUMENT_TABLES or path.parent.name == "sources"
    )
    text = log.read_text(encoding="utf-8")
    assert "\x1b" not in text
    assert "\u202e" not in text

    settings = Settings(parsing=ParsingSettings(tokens="syllables"))
    extract(archive, tmp_path / "out", log=log, settings=settings, tools=TOOLS)
    again = lines(log)[len(found) :]
    assert len(again) == len(found) - 1, "the second run is appended"
    stages = [line["stage"] for line in again if line.get("file") == "a.txt"]
    assert stages == ["loading", "parsing"], "from the reading store"


def test_a_log_that_cannot_be_opened_is_told_before_anything_is_done(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"the log .* can't be written"):
        extract(archive, tmp_path / "out", log=tmp_path / "nowhere" / "log", settings=Settings(), tools=TOOLS)


def test_a_log_that_cannot_be_written_any_more_costs_nothing_but_itself(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def write(self, text: str) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def enter(journal: Journal) -> Journal:
        journal._file = Full()  # type: ignore[assignment]
        return journal

    monkeypatch.setattr(Journal, "__enter__", enter)
    summary = extract(archive, tmp_path / "out", log=tmp_path / "log", settings=Settings(), tools=TOOLS)
    assert summary.documents == 2
    assert "No space left on device" in summary.notes[0]


@pytest.mark.parametrize(
    ("value", "written", "why"),
    [
        ("kế hoạch", '{"x": "kế hoạch"}', "letters stay readable"),
        ("\x1b]0;x\x07", '{"x": "\\u001b]0;x\\u0007"}', "a command to the terminal"),
        ("\x9b2J", '{"x": "\\u009b2J"}', "one that JSON itself lets through"),
        ("\u202e\ufeff", '{"x": "\\u202e\\ufeff"}', "what turns text round or hides"),
        ("\U000e0001", '{"x": "\\udb40\\udc01"}', "beyond the first plane"),
        (1.23456, '{"x": 1.235}', "seconds to a millisecond"),
    ],
)
def test_a_line_is_safe_to_print(value: object, written: str, why: str) -> None:
    assert as_line({"x": value}) == written + "\n", why
    if isinstance(value, str):
        assert json.loads(as_line({"x": value})) == {"x": value}
