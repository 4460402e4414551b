"""Corrections laid over new tables: each found again by place and words, or listed with its reason."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from pipeline.records import (
    AssigneeRecord,
    DocumentRecord,
    FieldRecord,
    PageRecord,
    ParsedDocument,
    Part,
    Recurrence,
    Role,
    SectionRecord,
    TaskRecord,
    WitnessSource,
    WordKind,
    WordRecord,
)
from pipeline.storing import anchors
from pipeline.storing.corrections import Action, Anchor, Correction
from pipeline.storing.overlay import laid

SHA = "ab" * 32
ID = SHA[:16]
LINES = ("1. Phòng Mẫu chủ trì lập sổ", "2. Tổ Thử lập bảng", "3. Tổ Thử lập bảng")
START = datetime(2031, 5, 1, 8, tzinfo=UTC)
NUMBERS: Iterator[int] = count(1)


def document(*lines: str, boxes: bool = True, dy: float = 0.0) -> ParsedDocument:
    """A page of tasks, one a line; `dy` moves all boxes down, as another reading of a scan would."""
    text, words, tasks, assignees = "\n".join(lines), [], [], []
    at = 0
    for nth, line in enumerate(lines):
        y = 0.1 + 0.05 * nth + dy
        bbox = (0.1, y, 0.9, y + 0.02) if boxes else None
        own = {
            "page": 1,
            "bbox": bbox,
            "start": at,
            "end": at + len(line),
            "text": line,
            "confidence": 0.8,
            "rule": "r",
        }
        own["parts"] = (Part(1, bbox, at, at + len(line)),)
        tasks.append(TaskRecord(task_id=f"{ID}-t{nth}", document_id=ID, action=line[3:], section_id=f"{ID}-s0", **own))  # type: ignore[arg-type]
        for name in ("Phòng Mẫu", "Tổ Thử"):
            if name in line or nth == 0:
                assignees.append(
                    AssigneeRecord(
                        assignee_id=f"{ID}-a{len(assignees)}",
                        task_id=f"{ID}-t{nth}",
                        document_id=ID,
                        name=name,
                        role=Role.IMPLEMENT,
                        **own,  # type: ignore[arg-type]
                    )
                )
        for order, word in enumerate(line.split()):
            start = text.index(word, at)
            x = 0.1 + 0.08 * order
            box = (x, y, x + 0.07, y + 0.02) if boxes else None
            words.append(
                WordRecord(
                    document_id=ID,
                    page=1,
                    word=len(words),
                    line=nth,
                    kind=WordKind.BODY,
                    text=word,
                    bbox=box,
                    start=start,
                    end=start + len(word),
                )
            )
        at += len(line) + 1
    page = PageRecord(document_id=ID, page=1, source="ocr", text=text)
    section = SectionRecord(section_id=f"{ID}-s0", document_id=ID, level=1, label="I", start=0, end=1, text=text[:1])
    fields = (FieldRecord(field_id=f"{ID}-f0", document_id=ID, field="number", value="1/KH", source=WitnessSource.HEADING, chosen=True),)  # fmt: skip
    made = DocumentRecord(document_id=ID, path="a.pdf", number="1/KH", symbol="KH", issued_on=date(2031, 1, 2))
    return ParsedDocument(made, (page,), tuple(words), (section,), (), tuple(tasks), tuple(assignees), (), fields)


def line(
    action: Action | str,
    table: str,
    anchor: Anchor | None = None,
    *,
    by: str = "Lan",
    **values: Any,
) -> Correction:
    nth = next(NUMBERS)
    return Correction(
        correction_id=f"c{nth}",
        action=Action(action),
        document_id=values.pop("document_id", ID),
        table=table,
        row_id=values.pop("row_id", None),
        column=values.pop("column", None),
        old=values.pop("old", None),
        new=values.pop("new", None),
        anchor=anchor or Anchor(sha256=SHA),
        reviewer=by,
        reviewed_at=START + timedelta(seconds=nth),
        undoes=values.pop("undoes", None),
    )


def task_anchor(parsed: ParsedDocument, nth: int) -> Anchor:
    return anchors.anchor_of(parsed.tasks[nth], "tasks", parsed, SHA)


def assignee_anchor(parsed: ParsedDocument, nth: int) -> Anchor:
    return anchors.anchor_of(parsed.assignees[nth], "assignees", parsed, SHA)


def apply(parsed: ParsedDocument, *lines: Correction) -> tuple[ParsedDocument, dict[str, tuple[str, str | None]]]:
    (done,), told = laid([parsed], lines, lambda made: made.number)
    return done, {one.correction_id: (one.status, one.reason) for one in told}


def test_nothing_changes_without_corrections() -> None:
    parsed = document(*LINES)
    assert laid([parsed], (), lambda made: None) == ((parsed,), ())


@pytest.mark.parametrize(
    ("again", "found"),
    [
        pytest.param(document(*LINES), 1, id="the same reading"),
        pytest.param(document("0. Việc mới của Tổ khác", *LINES, dy=-0.05), 2, id="a row more above: another ordinal"),
        pytest.param(document(*LINES, dy=0.005), 1, id="a box moved by a quarter of a line"),
        pytest.param(document(LINES[0], "2. TỔ THỬ Iập bàng", LINES[2]), 1, id="other words read in the same place"),
        pytest.param(document(*LINES, dy=0.02), None, id="a box a line away: another place"),
        pytest.param(document(LINES[0]), None, id="the row is gone"),
    ],
)
def test_a_row_of_a_picture_is_found_by_its_place(again: ParsedDocument, found: int | None) -> None:
    one = line("set", "tasks", task_anchor(document(*LINES), 1), column="due_on", new="2031-06-30")
    done, fate = apply(again, one)
    due = [task.due_on for task in done.tasks]
    assert due == [date(2031, 6, 30) if nth == found else None for nth in range(len(due))]
    assert fate[one.correction_id][0] == ("applied" if found is not None else "orphaned")
    assert (fate[one.correction_id][1] is None) is (found is not None)


@pytest.mark.parametrize(
    ("again", "found"),
    [
        pytest.param(document(*LINES, boxes=False), 2, id="two rows of the same words: what stands round them tells"),
        pytest.param(document(LINES[0], boxes=False), None, id="no such words any more"),
        pytest.param(document("Đầu", *LINES, "Cuối", boxes=False), None, id="two, and what stood round them is new"),
    ],
)
def test_a_row_without_a_picture_is_found_by_its_words(again: ParsedDocument, found: int | None) -> None:
    before = document(LINES[0], LINES[1], LINES[1], boxes=False)
    again = document(*[LINES[1] if one == LINES[2] else one for one in again.pages[0].text.split("\n")], boxes=False)
    one = line("set", "tasks", task_anchor(before, 2), column="product", new="Sổ")
    done, fate = apply(again, one)
    assert [nth for nth, task in enumerate(done.tasks) if task.product] == ([found] if found is not None else [])
    assert fate[one.correction_id][0] == ("applied" if found is not None else "orphaned")


def test_an_assignee_is_sought_in_its_task_and_told_by_its_name() -> None:
    """Two inherited assignees stand in one box: the machine's name tells which, also with a slip in it."""
    parsed = document(*LINES)
    one = line("set", "assignees", assignee_anchor(parsed, 1), column="role", new="coordinate")
    slip = replace(parsed, assignees=tuple(replace(row, name=row.name.replace("ử", "u")) for row in parsed.assignees))
    for again in (parsed, slip):
        done, fate = apply(again, one)
        assert [row.role is Role.COORDINATE for row in done.assignees] == [False, True, False, False]
        assert fate[one.correction_id] == ("applied", None)


@pytest.mark.parametrize(
    ("again", "reason"),
    [
        pytest.param(
            document(LINES[1], dy=0.5), "its task: no row stands at its place any more", id="its task is gone"
        ),
        pytest.param(document("0. Đầu", *LINES, dy=-0.05), "another body stands at its place", id="another body there"),
    ],
)
def test_an_assignee_that_is_gone_is_no_other_one(again: ParsedDocument, reason: str) -> None:
    one = line("set", "assignees", assignee_anchor(document(*LINES), 1), column="role", new="coordinate")
    done, fate = apply(again, one)
    assert done == again
    assert fate[one.correction_id] == ("orphaned", reason)


def test_what_is_set_says_so_and_the_machine_s_value_stands_beside() -> None:
    parsed = document(*LINES)
    one = line("set", "tasks", task_anchor(parsed, 0), column="recurrence", new='["monthly"]', old="[]")
    (done,), (row,) = laid([parsed], [one], lambda made: None)
    task = done.tasks[0]
    assert (task.recurrence, task.rule, task.reviewed, task.confidence) == ((Recurrence.MONTHLY,), "review", True, 1.0)
    assert (row.machine, row.row_id, row.status) == ("[]", f"{ID}-t0", "applied")
    assert done.tasks[1:] == parsed.tasks[1:]


def test_a_document_s_own_value() -> None:
    """What follows from it follows; every witness stays and the reviewer's is the chosen one."""
    parsed = document(*LINES)
    lines = (
        line("set", "documents", column="number", new="7/QĐ-UBND"),
        line("set", "documents", column="issued_on", new="2032-03-04", by="Minh"),
        line("set", "documents", column="signer", new="Trần Thị Mẫu"),
        line("set", "documents", column="title", new=""),
    )
    (done,), rows = laid([parsed], lines, lambda made: f"{made.number} {made.issued_on}")
    made = done.document
    assert (made.number, made.symbol, made.issued_year, made.issued_month) == ("7/QĐ-UBND", "QĐ-UBND", 2032, 3)
    assert made.work_id == "7/QĐ-UBND 2032-03-04"
    assert made.reviewed
    chosen = {one.field: (one.value, one.source) for one in done.fields if one.chosen}
    assert chosen["number"] == ("7/QĐ-UBND", WitnessSource.REVIEW)
    assert chosen["signer"] == ("Trần Thị Mẫu", WitnessSource.REVIEW), "a value that nothing was read for"
    assert [one.value for one in done.fields if one.field == "number" and not one.chosen] == ["1/KH"]
    assert {one.column: one.machine for one in rows} == {
        "number": "1/KH",
        "issued_on": "2031-01-02",
        "signer": None,
        "title": None,
    }


def test_a_value_is_taken_away() -> None:
    """Null is a value too: no witness is chosen then."""
    done, _ = apply(document(*LINES), line("set", "documents", column="number", new=None))
    assert done.document.number is None
    assert not [one for one in done.fields if one.field == "number" and one.chosen]


def test_confirmed_values_outlast_new_rules() -> None:
    """What was right when it was confirmed is not overwritten by what the machine says later."""
    parsed = document(*LINES)
    whole = line("confirm", "tasks", task_anchor(parsed, 0), new=json.dumps({"action": LINES[0][3:], "product": None}))
    scalar = line("confirm", "documents", column="number", new="1/KH", old="1/KH")
    done, fate = apply(parsed, whole, scalar)
    assert done.tasks[0] == replace(parsed.tasks[0], reviewed=True, confidence=1.0), (
        "the rule stays where nothing changed"
    )
    assert set(fate.values()) == {("applied", None)}
    worse = replace(
        parsed,
        document=replace(parsed.document, number="11/KH"),
        tasks=(replace(parsed.tasks[0], product="Bảng", rule="new"), *parsed.tasks[1:]),
    )
    later, _ = apply(worse, whole, scalar)
    assert later.document.number == "1/KH"
    assert (later.tasks[0].product, later.tasks[0].rule) == (None, "review")


def test_a_deleted_row_takes_along_what_belongs_to_it() -> None:
    parsed = document(*LINES)
    done, _ = apply(parsed, line("delete", "tasks", task_anchor(parsed, 0)))
    assert [task.task_id for task in done.tasks] == [f"{ID}-t1", f"{ID}-t2"], "the others keep their names"
    assert {row.task_id for row in done.assignees} == {f"{ID}-t1", f"{ID}-t2"}
    section = anchors.anchor_of(parsed.sections[0], "sections", parsed, SHA)
    done, _ = apply(parsed, line("delete", "sections", section))
    assert (done.sections, {task.section_id for task in done.tasks}) == ((), {None})


def test_inserted_rows_have_the_words_of_their_box() -> None:
    """A box drawn on the page: its words are read anew each time; its assignee and later changes find it."""
    parsed = document(*LINES)
    box = (0.34, 0.15, 0.9, 0.17)
    task = line("insert", "tasks", Anchor(sha256=SHA, page=1, bbox=box), new=json.dumps({"action": "lập bảng"}))
    row_id = f"{ID}-r{task.correction_id}"
    who = line("insert", "assignees", Anchor(sha256=SHA, page=1, bbox=box), row_id=row_id, new='{"name": "Tổ Thử", "role": "lead"}')  # fmt: skip
    due = line("set", "tasks", Anchor(sha256=SHA), row_id=row_id, column="due_on", new="2031-07-01")
    done, fate = apply(parsed, task, who, due)
    assert set(fate.values()) == {("applied", None)}
    made = done.tasks[-1]
    assert (made.task_id, made.text, made.rule, made.due_on) == (row_id, "lập bảng", "review", date(2031, 7, 1))
    text = parsed.pages[0].text
    assert [text[part.start : part.end] for part in made.parts] == ["lập bảng"]
    assert [(row.name, row.role) for row in done.assignees if row.task_id == row_id] == [("Tổ Thử", Role.LEAD)]


def test_inserted_rows_without_words() -> None:
    """Handwriting has a box and no words, a typed-in row of a plain text its words and no box."""
    drawn = line("insert", "tasks", Anchor(sha256=SHA, page=1, bbox=(0.1, 0.8, 0.2, 0.9)), new='{"action": "viết tay"}')
    done, _ = apply(document(*LINES), drawn)
    made = done.tasks[-1]
    assert (made.text, made.parts, made.page, made.bbox) == (None, (), 1, (0.1, 0.8, 0.2, 0.9))
    typed = line("insert", "tasks", Anchor(sha256=SHA, text="lập sổ"), new='{"action": "lập sổ"}')
    done, _ = apply(document(*LINES, boxes=False), typed)
    made = done.tasks[-1]
    assert (made.text, made.page, made.bbox) == ("lập sổ", 1, None)
    assert document(*LINES).pages[0].text[made.start : made.end] == "lập sổ"


def test_reviewers_who_disagree_change_nothing() -> None:
    """It is shown on both lines, and order settles nothing; once they agree the value holds."""
    parsed = document(*LINES)
    lan = line("set", "tasks", task_anchor(parsed, 0), column="due_on", new="2031-06-30")
    minh = line("set", "tasks", task_anchor(parsed, 0), column="due_on", new="2031-06-03", by="Minh")
    other = line("set", "tasks", task_anchor(parsed, 0), column="product", new="Sổ", by="Minh")
    done, fate = apply(parsed, lan, minh, other)
    assert done.tasks[0].due_on is None
    assert done.tasks[0].product == "Sổ", "what they do not disagree about holds"
    assert fate[lan.correction_id] == fate[minh.correction_id] == ("conflict", "Lan, Minh do not agree")
    agreed = line("set", "tasks", task_anchor(parsed, 0), column="due_on", new="2031-06-30", by="Minh")
    done, fate = apply(parsed, lan, minh, agreed)
    assert done.tasks[0].due_on == date(2031, 6, 30)
    assert fate[minh.correction_id][0] == "undone"


def test_a_deletion_and_a_change_by_two_reviewers_are_a_conflict() -> None:
    parsed = document(*LINES)
    lines = (
        line("delete", "tasks", task_anchor(parsed, 0)),
        line("set", "tasks", task_anchor(parsed, 0), column="product", new="Sổ", by="Minh"),
    )
    done, fate = apply(parsed, *lines)
    assert done == parsed
    assert {status for status, _ in fate.values()} == {"conflict"}


def test_the_last_word_of_one_reviewer_holds() -> None:
    parsed = document(*LINES)
    first, last = (
        line("set", "tasks", task_anchor(parsed, 0), column="product", new=value) for value in ("Sổ", "Bảng")
    )
    done, fate = apply(parsed, last, first)
    assert done.tasks[0].product == "Bảng", "by the time of the lines, not by their order"
    assert fate[first.correction_id][0] == "undone"


def test_undone_and_done_again() -> None:
    parsed = document(*LINES)
    one = line("set", "tasks", task_anchor(parsed, 0), column="product", new="Sổ")
    undo = dataclasses.replace(one, correction_id="u1", undoes=one.correction_id, reviewed_at=START + timedelta(days=1))
    redo = dataclasses.replace(undo, correction_id="u2", undoes="u1", reviewed_at=START + timedelta(days=2))
    done, fate = apply(parsed, one, undo)
    assert done == parsed
    assert {status for status, _ in fate.values()} == {"undone"}
    done, fate = apply(parsed, one, undo, redo)
    assert done.tasks[0].product == "Sổ"
    assert fate[one.correction_id] == ("applied", None)


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        pytest.param(line("set", "documents", column="issued_on", new="hôm qua"), "no value", id="no date"),
        pytest.param(line("set", "documents", column="document_id", new="x"), "no column", id="a key"),
        pytest.param(line("set", "documents", column="gone", new="x"), "no column", id="a column of another version"),
        pytest.param(
            line("set", "documents", document_id=f"{ID}-2", column="signer", new="x"), "no longer", id="bound"
        ),
        pytest.param(line("insert", "tasks", new="{}"), "missing", id="a row without what it needs"),
        pytest.param(line("insert", "tasks", new="[1]"), "JSON object", id="a row that is none"),
        pytest.param(line("insert", "assignees", new='{"name": "A", "role": "lead"}'), "whose", id="nobody's assignee"),
        pytest.param(
            line("set", "tasks", row_id=f"{ID}-rx", column="product", new="x"), "not there", id="of a lost row"
        ),
    ],
)
def test_what_cannot_be_laid_over_is_listed_with_its_reason(one: Correction, reason: str) -> None:
    parsed = document(*LINES)
    done, fate = apply(parsed, one)
    assert done == parsed
    status, told = fate[one.correction_id]
    assert status == "orphaned"
    assert reason in (told or "")
