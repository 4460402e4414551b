"""The queue: what comes first, what is narrowed to what, what was looked at, and that nobody is sent in circles."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reviewing.queue import Entry, Order, Progress, Queue, Wanted, fold, label


def entry(row_id: str, table: str = "tasks", confidence: float = 0.5, **given: Any) -> Entry:
    known: dict[str, Any] = {
        "document_id": "d", "path": "a.pdf", "issuer": "Sở Mẫu", "page": 1, "place": (0, 0), "flags": (),
        "reviewed": False, "label": row_id,
    }  # fmt: skip
    return Entry(table=table, row_id=row_id, confidence=confidence, **(known | given))


ROWS = (
    entry("d-t1", confidence=0.9, place=(5, 0), label="Việc Thứ Nhất"),
    entry("d-t2", confidence=0.2, place=(9, 0), flags=("ocr_low",), label="việc thứ hai"),
    entry("d-a1", "assignees", 0.4, place=(7, 0), label="Sở Nội vụ"),
    entry("e-t1", confidence=0.1, path="b.pdf", document_id="e", issuer="Đảng ủy Mẫu", reviewed=True),
)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(Wanted(), ["d-t2", "d-a1", "d-t1"], id="least confident first, those looked at left out"),
        pytest.param(Wanted(reviewed=True), ["e-t1", "d-t2", "d-a1", "d-t1"], id="with those looked at"),
        pytest.param(Wanted(order=Order.DOCUMENT), ["d-t1", "d-a1", "d-t2"], id="as they stand in the document"),
        pytest.param(Wanted(table="assignees"), ["d-a1"], id="one table"),
        pytest.param(Wanted(flag="ocr_low"), ["d-t2"], id="one flag"),
        pytest.param(Wanted(issuer="Đảng ủy Mẫu", reviewed=True), ["e-t1"], id="one issuer"),
        pytest.param(Wanted(document_id="e"), [], id="a document that is done"),
        pytest.param(Wanted(search="so noi vu"), ["d-a1"], id="searched without marks"),
        pytest.param(Wanted(search="THỨ việc"), ["d-t2", "d-t1"], id="words in any order, any case"),
        pytest.param(Wanted(search="dang uy", reviewed=True), ["e-t1"], id="đ without its bar, in the issuer"),
        pytest.param(Wanted(search="không có"), [], id="nothing fits"),
    ],
)
def test_the_queue_is_ordered_and_narrowed(wanted: Wanted, expected: list[str]) -> None:
    assert [one.row_id for one in Queue(ROWS).listed(wanted)] == expected


def test_next_goes_on_from_where_one_is() -> None:
    """Not back to the top, where rows were passed by on purpose."""
    queue, wanted = Queue(ROWS), Wanted()
    here = ("assignees", "d-a1")
    queue.mark(here, True)
    following = queue.after(wanted, here)
    assert following is not None
    assert following.row_id == "d-t1"
    around = queue.after(wanted, following.key)
    assert around is not None
    assert around.row_id == "d-t2"


def test_what_is_skipped_comes_last() -> None:
    queue = Queue(ROWS)
    queue.skip(("tasks", "d-t2"))
    assert [one.row_id for one in queue.listed(Wanted())] == ["d-a1", "d-t1", "d-t2"]


@given(st.lists(st.tuples(st.sampled_from(["add", "drop", "skip"]), st.integers(0, 9)), max_size=20))
def test_rows_that_come_and_go_stand_where_sorting_would_put_them(steps: list[tuple[str, int]]) -> None:
    queue = Queue([entry(f"d-t{nth}", confidence=nth % 4 / 4, place=(nth, 0)) for nth in range(0, 10, 2)])
    queue.listed(Wanted())
    for step, nth in steps:
        key = ("tasks", f"d-t{nth}")
        if step == "add":
            queue.add(entry(key[1], confidence=nth % 4 / 4, place=(nth, 0)))
        elif step == "drop":
            queue.drop(key)
        else:
            queue.skip(key)
    afresh = Queue(queue.entries.values())
    afresh._later = queue._later
    assert queue.listed(Wanted()) == afresh.listed(Wanted())


def test_progress_counts_what_is_wanted() -> None:
    queue = Queue(ROWS)
    assert queue.progress(Wanted()) == Progress(1, 4)
    queue.mark(("tasks", "d-t1"), True)
    assert queue.progress(Wanted(table="tasks")) == Progress(2, 3)
    queue.mark(("tasks", "d-t1"), False)
    queue.drop(("tasks", "e-t1"))
    assert queue.progress(Wanted()) == Progress(0, 3)


@given(st.lists(st.booleans(), min_size=1, max_size=12), st.data())
def test_after_visits_every_open_row_once_a_round(done: list[bool], data: st.DataObject) -> None:
    rows = [entry(f"d-t{nth}", confidence=nth / 20, reviewed=flag) for nth, flag in enumerate(done)]
    queue, seen = Queue(rows), []
    start = here = data.draw(st.sampled_from(rows)).key
    for _ in rows:
        following = queue.after(Wanted(), here)
        if following is None:
            break
        here = following.key
        seen.append(here)
    opened = {one.key for one in rows if not one.reviewed}
    assert opened - {start} <= set(seen) <= opened


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Sở Nội vụ", "so noi vu"), ("ĐẢNG ỦY", "dang uy"), ("Ưu tiên", "uu tien"), ("12/KH", "12/kh")],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


def test_a_label_is_one_line_and_bounded() -> None:
    assert label(None, "hai\n dòng") == "hai dòng"
    assert label("tên", "chữ", "12/KH") == "12/KH tên"
    assert len(label("x" * 1000, None)) == 140
