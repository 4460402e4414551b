"""A sitting: every key's effect is in the log at once, and is seen again after a restart and after a run."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from pipeline.errors import OutputError, VanthuError
from pipeline.reviewing import document as lines_of
from pipeline.reviewing.document import Reviewed
from pipeline.reviewing.queue import Order, Wanted
from pipeline.reviewing.sitting import Current, Review
from pipeline.storing import corrections
from tests.reviewing.archive import Archive


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The tables, extracted once: sittings only write into the log, which each test empties."""
    return Archive(tmp_path_factory.mktemp("duyet"))


@pytest.fixture
def archive(made: Archive) -> Archive:
    for file in (made.folder / "so").glob("*"):
        file.unlink()
    return made


def at(review: Review, table: str, nth: int = 0) -> Current:
    """The nth row of a table, in the order of the documents."""
    review.first(Wanted(order=Order.DOCUMENT, table=table, reviewed=True))
    for _ in range(nth):
        review.next()
    assert review.current is not None
    return review.current


def actions(archive: Archive) -> list[tuple[str, str | None]]:
    return [(str(one.action), one.undoes and "undo") for one in corrections.load(archive.folder / "so").corrections]


def test_a_value_is_set_shown_and_kept(archive: Archive) -> None:
    review = archive.sit()
    row = at(review, "tasks").entry
    now = review.set_value("due_on", "2031-06-30")
    assert now is not None
    assert (str(now.row.due_on), now.row.reviewed) == ("2031-06-30", True)
    again = archive.sit("Mai")
    shown = again.open(row.key)
    assert shown is not None
    assert str(shown.row.due_on) == "2031-06-30"
    assert again.queue.is_done(row.key)


def test_a_value_that_cannot_stand_there_is_refused_and_nothing_is_written(archive: Archive) -> None:
    review = archive.sit()
    at(review, "tasks")
    with pytest.raises(VanthuError, match="due_on"):
        review.set_value("due_on", "31/02")
    assert actions(archive) == []


def test_confirm_goes_on_and_the_row_leaves_the_queue(archive: Archive) -> None:
    review = archive.sit()
    first = at(review, "tasks").entry.key
    review.first(Wanted(order=Order.DOCUMENT, table="tasks"))
    now = review.confirm()
    assert now is not None
    assert now.entry.key != first
    assert review.queue.progress(review.wanted).done == 1
    assert first not in {one.key for one in archive.sit().listed(100)}


def test_undo_takes_back_one_step_after_the_other_even_after_a_restart(archive: Archive) -> None:
    review = archive.sit()
    row = at(review, "tasks").entry.key
    before = at(review, "tasks").row
    review.set_value("product", "báo cáo")
    review.set_value("budget", "5 triệu")
    again = archive.sit()
    line = again.undo()
    assert line is not None
    assert line.column == "budget"
    assert again.current is not None
    assert (again.current.entry.key, again.current.row.product, again.current.row.budget) == (row, "báo cáo", None)
    assert again.queue.is_done(row)
    again.undo()
    assert again.current.row == before
    assert not again.queue.is_done(row)
    assert again.undo() is None
    assert actions(archive) == [("set", None), ("set", None), ("set", "undo"), ("set", "undo")]


def test_undo_leaves_what_others_did(archive: Archive) -> None:
    lan, mai = archive.sit("Lan"), archive.sit("Mai")
    at(lan, "tasks")
    lan.set_value("product", "báo cáo")
    assert mai.undo() is None


def test_a_deleted_task_leaves_with_its_assignees_and_comes_back(archive: Archive) -> None:
    review = archive.sit()
    task = at(review, "tasks").row
    held = {key for key in review.queue.entries if key[0] == "assignees"}
    now = review.delete()
    assert now is not None
    assert now.entry.key != ("tasks", task.task_id)
    assert ("tasks", task.task_id) not in review.queue.entries
    gone = held - set(review.queue.entries)
    assert gone
    assert ("tasks", task.task_id) not in archive.sit().queue.entries
    review.undo()
    assert ("tasks", task.task_id) in review.queue.entries
    assert gone <= set(review.queue.entries)


def test_after_a_deletion_the_next_row_is_shown_not_the_first(archive: Archive) -> None:
    review = archive.sit()
    at(review, "tasks", 1)
    assert review.current is not None
    expected = review.queue.after(review.wanted, review.current.entry.key)
    now = review.delete()
    assert expected is not None
    assert now is not None
    assert now.entry.key == expected.key


def test_a_document_is_not_deleted(archive: Archive) -> None:
    review = archive.sit()
    at(review, "documents")
    with pytest.raises(OutputError, match="can't be deleted"):
        review.delete()


def test_an_inserted_row_stands_in_its_box_with_its_words(archive: Archive) -> None:
    review = archive.sit()
    task = at(review, "tasks").row
    now = review.insert("tasks", {"action": "việc mới"}, page=1, bbox=(0.0, 0.0, 1.0, 0.0085))
    assert now is not None
    assert (now.row.action, now.row.text, now.row.rule) == ("việc mới", "Số: 12/KH-MẪU", "review")
    review.open(("tasks", task.task_id))
    person = review.insert(
        "assignees", {"name": "Sở Thử", "role": "lead"}, page=1, bbox=task.bbox, task_id=now.entry.row_id
    )
    assert person is not None
    assert person.row.task_id == now.entry.row_id
    # Undone, one is where one was; deleting what one inserted oneself is taking it back.
    review.undo()
    assert review.current is not None
    assert review.current.entry.key == ("tasks", task.task_id)
    person = review.insert(
        "assignees", {"name": "Sở Thử", "role": "lead"}, page=1, bbox=task.bbox, task_id=task.task_id
    )
    assert person is not None
    review.delete()
    assert person.entry.key not in review.queue.entries
    assert actions(archive)[-1] == ("insert", "undo")
    assert now.entry.key in archive.sit("Mai").queue.entries


def test_two_sittings_see_each_other_at_the_next_step(archive: Archive) -> None:
    lan, mai = archive.sit("Lan"), archive.sit("Mai")
    row = at(lan, "tasks").entry.key
    at(mai, "tasks")
    lan.set_value("product", "báo cáo")
    mai.next()
    shown = mai.open(row)
    assert shown is not None
    assert shown.row.product == "báo cáo"
    assert mai.queue.is_done(row)


def test_reviewers_who_disagree_are_shown_the_machines_value_and_both(archive: Archive) -> None:
    lan, mai = archive.sit("Lan"), archive.sit("Mai")
    at(lan, "tasks")
    lan.set_value("product", "báo cáo")
    at(mai, "tasks")
    now = mai.set_value("product", "tờ trình")
    assert now is not None
    assert now.row.product is None
    said = now.seen.said_of("tasks", now.entry.row_id)
    assert {(one.reviewer, one.new, one.status) for one in said} == {
        ("Lan", "báo cáo", "conflict"),
        ("Mai", "tờ trình", "conflict"),
    }
    # It is not done with: both queues have the row until they agree.
    assert not mai.queue.is_done(now.entry.key)
    assert not archive.sit("Hoa").queue.is_done(now.entry.key)
    agreed = mai.set_value("product", "báo cáo")
    assert agreed is not None
    assert agreed.row.product == "báo cáo"
    assert mai.queue.is_done(now.entry.key)


def test_skipped_rows_come_last_and_previous_goes_back(archive: Archive) -> None:
    review = archive.sit()
    first = at(review, "tasks").entry.key
    review.first(Wanted(order=Order.DOCUMENT, table="tasks"))
    second = review.skip()
    assert second is not None
    assert second.entry.key != first
    assert review.listed(100)[-1].key == first
    back = review.previous()
    assert back is not None
    assert back.entry.key == first


def test_where_nothing_fits_nothing_is_open(archive: Archive) -> None:
    review = archive.sit()
    assert review.first(Wanted(search="không có chữ này")) is None
    with pytest.raises(OutputError, match="no row is open"):
        review.set_value("product", "x")


def test_the_state_is_the_tables_and_the_logs_after_a_run(tmp_path: Path) -> None:
    """Set, delete, insert, a document's value: after a run the same rows are shown, and undo still leads back."""
    archive = Archive(tmp_path)
    review = archive.sit()
    before = at(review, "tasks", 1).row
    review.set_value("product", "báo cáo")
    at(review, "citations")
    gone = review.current.entry.key if review.current else None
    review.delete()
    at(review, "documents")
    document = review.set_value("signer", "Trần Thị Mẫu")
    assert document is not None
    added = review.insert("tasks", {"action": "việc mới"}, text="Số: 12/KH-MẪU")
    assert added is not None
    archive.run()
    again = archive.sit()
    assert gone not in again.queue.entries
    shown = again.open(("tasks", before.task_id))
    assert shown is not None
    assert (shown.row.product, shown.row.reviewed) == ("báo cáo", True)
    assert again.open(added.entry.key) is not None
    held = again.open(document.entry.key)
    assert held is not None
    assert held.row.signer == "Trần Thị Mẫu"
    assert [one.value for one in held.seen.document.fields if one.field == "signer" and one.chosen] == ["Trần Thị Mẫu"]
    undone = [again.undo() for _ in range(4)]
    assert [one is not None and again.is_back(one) for one in undone] == [True, True, False, True]
    # The machine's values are back before the next run; the deleted row comes with it.
    restored = again.open(("tasks", before.task_id))
    assert restored is not None
    assert (restored.row.product, restored.row.reviewed) == (before.product, False)
    assert added.entry.key not in again.queue.entries
    assert again.see(document.entry.document_id).document.document.signer is None
    assert not again.queue.is_done(("tasks", before.task_id))
    archive.run()
    assert gone in archive.sit().queue.entries


def test_a_place_without_tables_says_so(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there are no tables"):
        Review(tmp_path, tmp_path / "so", "Lan")


def test_a_document_that_is_being_fetched_ahead_is_not_loaded_twice(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = archive.sit()
    document_id = at(review, "tasks").entry.document_id
    review._stored.clear()
    load, calls, begun, go = lines_of.load, [], threading.Event(), threading.Event()

    def slow(out: Path, wanted: str) -> Reviewed:
        calls.append(wanted)
        begun.set()
        go.wait(10)
        return load(out, wanted)

    monkeypatch.setattr(lines_of, "load", slow)
    ahead = threading.Thread(target=review.stored, args=(document_id,))
    ahead.start()
    begun.wait(10)
    threading.Timer(0.05, go.set).start()
    assert review.stored(document_id).document.document.document_id == document_id
    ahead.join()
    assert calls == [document_id]
