"""The cases of TABLES.md's anchors, one by one: a correction is found again at its own row, or it is listed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import ParsedDocument, Role
from pipeline.storing import anchors
from pipeline.storing.corrections import Anchor
from pipeline.storing.overlay import laid
from tests.storing.test_overlay import ID, LINES, SHA, apply, assignee_anchor, document, line, task_anchor


def with_tasks(parsed: ParsedDocument, *actions: str) -> ParsedDocument:
    """The first task's cell holding several tasks: one box, one text, other actions."""
    first = parsed.tasks[0]
    made = tuple(replace(first, task_id=f"{ID}-t{nth}", action=action) for nth, action in enumerate(actions))
    return replace(parsed, tasks=made, assignees=())


def two_inherited(boxes: bool = True) -> ParsedDocument:
    """A heading that hands its two bodies down: both stand in one box, with one text."""
    parsed = document(*LINES, boxes=boxes)
    assert len({(row.bbox, row.text) for row in parsed.assignees[:2]}) == 1
    return parsed


def turned(parsed: ParsedDocument) -> ParsedDocument:
    """The same with the two in the other order, so that each has the other's ordinal."""
    first, second, *rest = parsed.assignees
    renamed = (replace(second, assignee_id=first.assignee_id), replace(first, assignee_id=second.assignee_id))
    return replace(parsed, assignees=(*renamed, *rest))


@pytest.mark.parametrize("boxes", [True, False], ids=["a picture", "plain text"])
@pytest.mark.parametrize("again", [lambda parsed: parsed, turned], ids=["as before", "in the other order"])
def test_inherited_assignees_share_a_box_and_are_told_by_their_names(boxes: bool, again: Any) -> None:
    """One has its role set, the other goes: neither is taken for its neighbour."""
    parsed = two_inherited(boxes)
    set_ = line("set", "assignees", assignee_anchor(parsed, 0), column="role", new="lead")
    gone = line("delete", "assignees", assignee_anchor(parsed, 1))
    done, fate = apply(again(parsed), set_, gone)
    of_first = [(row.name, row.role) for row in done.assignees if row.task_id == f"{ID}-t0"]
    assert of_first == [("Phòng Mẫu", Role.LEAD)]
    assert {status for status, _ in fate.values()} == {"applied"}


def test_an_inherited_assignee_whose_lines_moved_is_listed_not_guessed() -> None:
    """A row more above: what stands in the old box now is another task, of the same bodies or of others."""
    parsed = two_inherited()
    one = line("set", "assignees", assignee_anchor(parsed, 1), column="role", new="coordinate")
    done, fate = apply(document("0. Việc mới", *LINES, dy=-0.05), one)
    assert fate[one.correction_id] == ("orphaned", "another body stands at its place"), (
        "the first line's now stand there"
    )
    more = document("0. Phòng Mẫu và Tổ Thử lập sổ", *LINES, dy=-0.05)
    done, fate = apply(more, one)
    changed = [(row.task_id, row.name) for row in done.assignees if row.role is Role.COORDINATE]
    assert (fate[one.correction_id][0], changed) == ("orphaned", [])


@pytest.mark.parametrize(
    ("actions", "status", "changed"),
    [
        pytest.param(("lập sổ", "lập bảng"), "applied", [1], id="two tasks of one cell: what is to be done tells"),
        pytest.param(("lập bảng", "lập sổ"), "applied", [0], id="in the other order"),
        pytest.param(("lập bảng", "lập bảng"), "orphaned", [], id="two candidates: listed, not guessed"),
        pytest.param((), "orphaned", [], id="no candidate"),
    ],
)
def test_rows_of_one_place(actions: tuple[str, ...], status: str, changed: list[int]) -> None:
    parsed = document(*LINES)
    before = with_tasks(parsed, "lập sổ", "lập bảng")
    one = line("set", "tasks", task_anchor(before, 1), column="product", new="Bảng")
    done, fate = apply(with_tasks(parsed, *actions), one)
    assert fate[one.correction_id][0] == status
    assert [nth for nth, row in enumerate(done.tasks) if row.product] == changed
    assert (fate[one.correction_id][1] is None) is (status == "applied")


@given(st.permutations(["1. Việc một", "2. Việc hai", "3. Việc ba", "4. Việc bốn"]), st.integers(0, 3))
def test_rows_of_plain_text_are_found_in_any_order(order: list[str], nth: int) -> None:
    """Words that stand once are found wherever they stand, and nothing else is touched."""
    lines = sorted(order)
    parsed = document(*lines, boxes=False)
    one = line("set", "tasks", task_anchor(parsed, nth), column="product", new="Sổ")
    done, fate = apply(document(*order, boxes=False), one)
    assert [row.text for row in done.tasks if row.product] == [lines[nth]]
    assert fate[one.correction_id] == ("applied", None)


def test_a_text_layer_where_a_picture_was_has_no_places() -> None:
    """The same bytes read without boxes: rows that were known by their box are listed."""
    one = line("set", "tasks", task_anchor(document(*LINES), 0), column="product", new="Sổ")
    done, fate = apply(document(*LINES, boxes=False), one)
    assert fate[one.correction_id] == ("orphaned", "no row stands at its place any more")
    assert [row.product for row in done.tasks] == [None] * 3


def test_a_value_typed_in_where_nothing_was_read_outlasts_every_reading() -> None:
    """It has no place: its document and its column are enough, and a value read later does not overwrite it."""
    one = line("set", "documents", column="signer", new="Trần Thị Mẫu")
    for again in (document(*LINES), document("khác hẳn", boxes=False)):
        done, fate = apply(again, one)
        assert (done.document.signer, fate[one.correction_id]) == ("Trần Thị Mẫu", ("applied", None))
    read_now = document(*LINES)
    read_now = replace(read_now, document=replace(read_now.document, signer="Lê Văn Thử"))
    done, _ = apply(read_now, one)
    assert done.document.signer == "Trần Thị Mẫu"


@pytest.mark.parametrize(
    ("again", "text"),
    [
        pytest.param(document(*LINES), "lập sổ", id="the same reading"),
        pytest.param(document(LINES[0].replace("lập sổ", "Iập số"), *LINES[1:]), "Iập số", id="other words in the box"),
        pytest.param(document(*LINES, dy=0.5), None, id="nothing stands there any more"),
    ],
)
def test_an_inserted_row_stays_and_its_words_are_those_of_its_box(again: ParsedDocument, text: str | None) -> None:
    """The reviewer's values hold; the evidence is what stands there now, never what stood there once."""
    box = (0.49, 0.1, 0.66, 0.12)
    one = line("insert", "tasks", Anchor(sha256=SHA, page=1, bbox=box, text="lập sổ"), new='{"action": "lập sổ"}')
    done, fate = apply(again, one)
    made = done.tasks[-1]
    assert (made.action, made.text, made.page, fate[one.correction_id][0]) == ("lập sổ", text, 1, "applied")
    whole = anchors.text_of(again)
    assert "\n".join(whole[part.start : part.end] for part in made.parts) == (text or "")


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(document("1. Việc khác", boxes=False), id="its words are gone"),
        pytest.param(document(LINES[0], LINES[0], boxes=False), id="its words stand twice"),
    ],
)
def test_a_row_typed_into_a_plain_text_is_put_nowhere_by_guess(again: ParsedDocument) -> None:
    """What the reviewer said stays, without a place."""
    one = line("insert", "tasks", Anchor(sha256=SHA, text="lập sổ"), new='{"action": "lập sổ"}')
    made = apply(again, one)[0].tasks[-1]
    assert (made.action, made.text, made.parts, made.start) == ("lập sổ", None, (), None)


def test_an_inserted_assignee_is_lost_with_its_task_and_comes_back_with_it() -> None:
    """It belongs to a row of the machine's: found by that row's anchor alone."""
    parsed = document(*LINES)
    anchor = Anchor(sha256=SHA, page=1, bbox=(0.1, 0.15, 0.9, 0.17), parent=task_anchor(parsed, 1))
    one = line("insert", "assignees", anchor, new=json.dumps({"name": "Ban Mẫu", "role": "lead"}))
    done, fate = apply(document(LINES[0]), one)
    assert fate[one.correction_id] == ("orphaned", "its task: no row stands at its place any more")
    assert "Ban Mẫu" not in {row.name for row in done.assignees}
    more, fate = apply(document(*LINES, dy=0.004), one)
    assert [row.task_id for row in more.assignees if row.name == "Ban Mẫu"] == [f"{ID}-t1"]
    assert fate[one.correction_id] == ("applied", None)


def test_a_file_that_binds_several() -> None:
    """Rows are found in whichever document holds them now; a document's own value only in its own."""
    first = document(*LINES)
    second = document("1. Phòng Mẫu lập bảng kê", dy=0.4)
    second = replace(
        second,
        document=replace(first.document, document_id=f"{ID}-2", ordinal=2),
        tasks=(replace(second.tasks[0], task_id=f"{ID}-2-t0"),),
    )
    row = line("set", "tasks", anchors.anchor_of(second.tasks[0], "tasks", second, SHA), column="product", new="Bảng")
    own = line("set", "documents", document_id=f"{ID}-2", column="signer", new="Trần Thị Mẫu")
    (one, two), _ = laid([first, second], [row, own], lambda made: None)
    assert [task.product for task in (*one.tasks, *two.tasks)] == [None, None, None, "Bảng"]
    assert (one.document.signer, two.document.signer) == (None, "Trần Thị Mẫu")
    # Read as one document now: the row stands where it stood, the document it was in is no more.
    whole = replace(first, tasks=(*first.tasks, *second.tasks))
    (done,), told = laid([whole], [row, own], lambda made: None)
    assert [task.product for task in done.tasks] == [None, None, None, "Bảng"]
    assert {item.column: item.status for item in told} == {"product": "applied", "signer": "orphaned"}
