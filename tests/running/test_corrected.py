"""No correction is ever lost: changed rules, changed readings, moved files, files that go and come back."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import VanthuError
from pipeline.reviewing.document import Reviewed, confirm, delete, insert, load, set_value
from pipeline.running.extract import extract
from pipeline.running.summary import Summary
from pipeline.settings import ParsingSettings, ReadingSettings, Settings
from pipeline.storing import corrections
from pipeline.storing.corrections import Sitting
from pipeline.storing.tables import open_tables
from tests.helpers.stages import TOOLS

PLAN = "Số: 12/KH-MẪU\nCăn cứ 7/2031/NĐ-CP\nSở Mẫu chủ trì việc thứ nhất\nPhòng Thử chủ trì việc thứ hai"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "kho"
    folder.mkdir()
    (folder / "ke-hoach.txt").write_text(PLAN)
    (folder / "nghi-dinh.txt").write_text("Số: 7/2031/NĐ-CP\nĐiều một")
    return folder


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    return Sitting(tmp_path / "so", "Lan")


def run(archive: Path, settings: Settings | None = None, **options: Any) -> Summary:
    own = (settings or Settings()).model_copy(update={"corrections": archive.parent / "so"})
    return extract(archive, archive.parent / "out", workers=1, settings=own, tools=TOOLS, **options)


def plan_of(archive: Path, path: str = "ke-hoach.txt") -> Reviewed:
    documents = open_tables(archive.parent / "out").documents.set_index("path")
    return load(archive.parent / "out", str(documents.document_id[path]))


def fates(archive: Path) -> list[tuple[str, str, str | None]]:
    rows = open_tables(archive.parent / "out").arrow("corrections").to_pylist()
    return [(row["action"], row["status"], row["reason"]) for row in rows]


def test_a_correction_outlives_rules_readings_and_moves(archive: Path, sitting: Sitting) -> None:
    """Only its document is made anew for it; then new rules, a new reading and another folder change nothing of it."""
    run(archive)
    before = plan_of(archive)
    task = before.document.tasks[0]
    set_value(sitting, before, "tasks", task.task_id, "due_on", "2031-06-30")
    set_value(sitting, before, "documents", before.document.document.document_id, "signer", "Trần Thị Mẫu")
    again = run(archive)
    assert (again.read, again.parsed, again.unchanged) == (0, 1, 1)
    for settings in (
        Settings(),
        Settings(parsing=ParsingSettings(tokens="syllables")),
        Settings(reading=ReadingSettings(dpi=300)),
    ):
        run(archive, settings)
        after = plan_of(archive).document
        assert [str(one.due_on) for one in after.tasks] == ["2031-06-30", "None"]
        assert (after.document.signer, after.document.reviewed) == ("Trần Thị Mẫu", True)
        assert after.tasks[0].rule == "review"
    (archive / "moi").mkdir()
    (archive / "ke-hoach.txt").rename(archive / "moi" / "kh.txt")
    run(archive)
    assert str(plan_of(archive, "moi/kh.txt").document.tasks[0].due_on) == "2031-06-30"
    assert {status for _, status, _ in fates(archive)} == {"applied"}
    unchanged = run(archive)
    assert (unchanged.read, unchanged.parsed, unchanged.rewritten) == (0, 0, 0)


def test_a_file_that_goes_leaves_its_corrections_listed(archive: Path, sitting: Sitting) -> None:
    """They are orphaned with the reason, and hold again when the file comes back."""
    run(archive)
    before = plan_of(archive)
    set_value(sitting, before, "tasks", before.document.tasks[0].task_id, "due_on", "2031-06-30")
    (archive / "ke-hoach.txt").unlink()
    run(archive, prune=True)
    assert fates(archive) == [("set", "orphaned", "no file of the archive has these bytes any more")]
    assert run(archive).rewritten == 0
    (archive / "ke-hoach.txt").write_text(PLAN)
    run(archive)
    assert fates(archive) == [("set", "applied", None)]
    assert str(plan_of(archive).document.tasks[0].due_on) == "2031-06-30"


def test_what_is_taken_back_is_as_it_never_was(archive: Path, sitting: Sitting) -> None:
    """Deleted, inserted, confirmed, then all undone: the rows are those of the machine again."""
    run(archive)
    before = plan_of(archive)
    first, second = before.document.tasks
    lines = [
        delete(sitting, before, "tasks", first.task_id),
        confirm(sitting, before, "tasks", second.task_id),
        insert(sitting, before, "tasks", {"action": "việc mới"}, text="Số: 12/KH-MẪU"),
        confirm(sitting, before, "documents", before.document.document.document_id, "number"),
    ]
    run(archive)
    after = plan_of(archive).document
    assert [task.action for task in after.tasks] == [second.action, "việc mới"]
    assert [task.reviewed for task in after.tasks] == [True, True]
    assert after.tasks[1].text == "Số: 12/KH-MẪU"
    assert {row.task_id for row in after.assignees} == {second.task_id}
    for line in lines:
        sitting.undo(line)
    run(archive)
    assert dataclasses.asdict(plan_of(archive).document) == dataclasses.asdict(before.document)
    assert {status for _, status, _ in fates(archive)} == {"undone"}


@pytest.mark.parametrize(
    ("table", "new", "lacks"),
    [
        ("tasks", {"product": "Sổ"}, "tasks.action"),
        ("assignees", {"name": "Tổ Mẫu"}, "assignees.role"),
        ("citations", {"number": "9/KH-MẪU"}, "citations.type"),
    ],
)
def test_a_row_that_lacks_what_it_needs_is_not_written(
    table: str, new: dict[str, str | None], lacks: str, archive: Path, sitting: Sitting
) -> None:
    """The reviewer is told what is missing: a line in the log would never become a row."""
    run(archive)
    before = plan_of(archive)
    with pytest.raises(VanthuError, match=f"{lacks} can't be empty"):
        insert(sitting, before, table, new, text="Số: 12/KH-MẪU", task_id=before.document.tasks[0].task_id)
    assert corrections.load(sitting.path.parent).corrections == ()


def test_corrections_of_corrected_rows_are_found(archive: Path, sitting: Sitting) -> None:
    """The second line about an assignee is anchored to the machine's name of it, not to the first line's."""
    run(archive)
    before = plan_of(archive)
    row = before.document.assignees[0]
    set_value(sitting, before, "assignees", row.assignee_id, "name", "Ban Khác Hẳn")
    run(archive)
    set_value(sitting, plan_of(archive), "assignees", row.assignee_id, "role", "coordinate")
    run(archive)
    after = plan_of(archive).document.assignees[0]
    assert (after.name, str(after.role)) == ("Ban Khác Hẳn", "coordinate")
    assert [status for _, status, _ in fates(archive)] == ["applied", "applied"]


def test_a_line_written_while_a_run_begins_is_not_passed_over(
    archive: Path, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the run did not load is laid over by the next one: its file does not count as done with it."""
    run(archive)
    before = plan_of(archive)
    first, second = (task.task_id for task in before.document.tasks)
    set_value(sitting, before, "tasks", first, "due_on", "2031-06-30")
    loading = corrections.load

    def load_then_another_writes(folder: Path) -> corrections.Log:
        log = loading(folder)
        if len(log.corrections) == 1:
            set_value(sitting, before, "tasks", second, "due_on", "2031-07-31")
        return log

    monkeypatch.setattr(corrections, "load", load_then_another_writes)
    run(archive)
    assert [str(one.due_on) for one in plan_of(archive).document.tasks] == ["2031-06-30", "None"]
    run(archive)
    assert [str(one.due_on) for one in plan_of(archive).document.tasks] == ["2031-06-30", "2031-07-31"]


def test_a_damaged_line_is_told_by_every_run(archive: Path, sitting: Sitting) -> None:
    run(archive)
    before = plan_of(archive)
    set_value(sitting, before, "tasks", before.document.tasks[0].task_id, "due_on", "2031-06-30")
    with sitting.path.open("a") as file:
        file.write("{}\n")
    summary = run(archive)
    assert [note for note in summary.notes if sitting.path.name in note and "line 2" in note]
    assert fates(archive) == [("set", "applied", None)]
    assert len(corrections.load(sitting.path.parent).corrections) == 1
