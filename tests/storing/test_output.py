"""The output folder belongs to one archive and one run at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ArchiveError, OutputError
from pipeline.storing.output import Output


def test_a_new_folder_is_claimed_and_known_again(tmp_path: Path) -> None:
    for _ in range(2):
        with Output(tmp_path / "out", "/kho") as output:
            assert output.state.is_dir()


def test_another_archive_is_refused(tmp_path: Path) -> None:
    with Output(tmp_path, "/kho"):
        pass
    with pytest.raises(ArchiveError, match="/kho"), Output(tmp_path, "/kho khác"):
        pass


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    """`--out` on the wrong folder must not put tables among somebody's papers."""
    (tmp_path / "thư.docx").touch()
    with pytest.raises(OutputError, match="not empty"), Output(tmp_path, "/kho"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["thư.docx"]


def test_hidden_files_do_not_make_a_folder_foreign(tmp_path: Path) -> None:
    (tmp_path / ".gitkeep").touch()
    with Output(tmp_path, "/kho") as output:
        assert output.state.is_dir()


def test_two_runs_do_not_write_at_once(tmp_path: Path) -> None:
    with Output(tmp_path, "/kho"), pytest.raises(OutputError, match="another run"), Output(tmp_path, "/kho"):
        pass
    with Output(tmp_path, "/kho") as again:
        assert again.archive == "/kho", "the lock goes with its holder"


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"archive": "/kho"}'])
def test_a_damaged_memory_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / ".state").mkdir()
    (tmp_path / ".state" / "archive.json").write_text(content)
    with pytest.raises(OutputError, match="damaged"), Output(tmp_path, "/kho"):
        pass


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(OutputError, match="can't be written"), Output(tmp_path / "out", "/kho"):
        pass
