"""The reviewers' log: what is in it stays, whatever happens to the program, the disk or the file."""

from __future__ import annotations

import dataclasses
import json
import multiprocessing
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import OutputError, VanthuError
from pipeline.records import Recurrence, Role
from pipeline.storing import corrections, values
from pipeline.storing.corrections import Action, Anchor, Correction, Sitting, digest, dumps, in_force, load, loads

NOW = datetime(2031, 5, 1, 8, 30, tzinfo=UTC)
ANCHOR = Anchor(sha256="ab" * 32, page=2, bbox=(0.1, 0.2, 0.3, 0.4), text="Lập sổ\nmới", context="a\nb")


WHOLE = Correction(
    correction_id="x",
    action=Action.CONFIRM,
    document_id="d",
    table="documents",
    row_id=None,
    column=None,
    old=None,
    new=None,
    anchor=ANCHOR,
    reviewer="Lan",
    reviewed_at=NOW,
)


def set_(sitting: Sitting, new: str = "x") -> Correction:
    return sitting.add(Action.SET, "tasks", ANCHOR, document_id="ab" * 8, row_id="r", column="product", new=new)


def test_a_line_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    sitting = Sitting(tmp_path, "Trần Thị Đỗ", NOW)
    written = [set_(sitting, "Sổ\n“mới”"), sitting.undo(set_(sitting))]
    log = load(tmp_path)
    assert log.damaged == ()
    assert {one.correction_id for one in written} <= {one.correction_id for one in log.corrections}
    assert log.corrections[0] == written[0]
    assert log.of("ab" * 32) == log.corrections
    assert log.of("other") == ()
    assert sitting.path.name.startswith("20310501T083000-tran-thi-do-")


def test_each_sitting_has_its_file_and_lines_only_grow(tmp_path: Path) -> None:
    first, second = Sitting(tmp_path, "Lan", NOW), Sitting(tmp_path, "Minh", NOW)
    set_(first)
    before = first.path.read_bytes()
    set_(second)
    set_(first)
    assert first.path.read_bytes().startswith(before)
    assert len(list(tmp_path.iterdir())) == 2
    assert len({one.correction_id for one in load(tmp_path).corrections}) == 3


def test_a_torn_last_line_is_passed_over_and_the_next_is_whole(tmp_path: Path) -> None:
    sitting = Sitting(tmp_path, "Lan", NOW)
    kept = set_(sitting)
    with sitting.path.open("ab") as file:
        file.write(b'{"action": "set", "anch')
    assert load(tmp_path).corrections == (kept,)
    assert load(tmp_path).damaged == ()
    later = set_(sitting)
    log = load(tmp_path)
    assert set(log.corrections) == {kept, later}
    assert [(name, number) for name, number, _ in log.damaged] == [(sitting.path.name, 2)]


@pytest.mark.parametrize(
    "damage",
    [
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"table": "tasks"}',
        b'{"table": "words", "action": "set"}',
        b"null",
        b"{" * 200,
        json.dumps(json.loads(dumps(WHOLE)) | {"action": "delete"}).encode(),
        json.dumps({"anchor": {"bbox": [1, 2]}}).encode(),
    ],
)
def test_damaged_lines_are_told_and_the_others_count(damage: bytes, tmp_path: Path) -> None:
    sitting = Sitting(tmp_path, "Lan", NOW)
    kept = set_(sitting)
    with sitting.path.open("ab") as file:
        file.write(damage + b"\n")
    log = load(tmp_path)
    assert log.corrections == (kept,)
    ((name, number, reason),) = log.damaged
    assert (name, number) == (sitting.path.name, 2)
    assert reason


def many(folder: str, reviewer: str, lines: int) -> None:
    sitting = Sitting(Path(folder), reviewer, NOW)
    for nth in range(lines):
        set_(sitting, f"{reviewer} {nth} " + "x" * 3000)


def test_two_reviewers_at_once_lose_nothing(tmp_path: Path) -> None:
    """Also under one name: no line stands inside another."""
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=many, args=(str(tmp_path), "Lan", 40)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    log = load(tmp_path)
    assert (len(log.corrections), log.damaged) == (80, ())


def test_a_line_is_on_the_disk_before_the_writer_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(os.fstat(descriptor).st_size))
    sitting = Sitting(tmp_path, "Lan", NOW)
    set_(sitting)
    assert synced == [sitting.path.stat().st_size]


def test_a_disk_that_is_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", lambda descriptor, data: 3)
    with pytest.raises(OutputError, match="save again"):
        set_(Sitting(tmp_path, "Lan", NOW))


def test_no_folder_is_an_empty_log(tmp_path: Path) -> None:
    assert load(tmp_path / "none") == corrections.Log()


def test_a_digest_follows_the_lines(tmp_path: Path) -> None:
    sitting = Sitting(tmp_path, "Lan", NOW)
    one, two = set_(sitting), set_(sitting)
    assert digest([]) == ""
    assert len({digest([one]), digest([two]), digest([one, two])}) == 3


@given(st.lists(st.integers(0, 5), max_size=6))
def test_the_last_undo_decides(chain: list[int]) -> None:
    """Whatever is taken back, and taken back again: a line holds when an even number of later ones took it back in a row."""
    base = dataclasses.replace(WHOLE, correction_id="0")
    lines = [base]
    for nth in range(1, len(chain) + 1):
        at = NOW.replace(minute=nth)
        lines.append(dataclasses.replace(WHOLE, correction_id=str(nth), undoes=str(nth - 1), reviewed_at=at))
    holding, gone = in_force(lines)
    assert [one.correction_id for one in holding] == (["0"] if len(chain) % 2 == 0 else [])
    assert len(gone) + len(holding) == len(lines)


@pytest.mark.parametrize(
    ("table", "column", "raw", "value"),
    [
        ("tasks", "due_on", "2031-02-03", datetime(2031, 2, 3).date()),
        ("tasks", "recurrence", '["monthly", "ad_hoc"]', (Recurrence.MONTHLY, Recurrence.AD_HOC)),
        ("tasks", "recurrence", "", ()),
        ("tasks", "product", "", None),
        ("tasks", "from_table", "true", True),
        ("assignees", "role", "lead", Role.LEAD),
        ("documents", "issued_year", "2031", 2031),
    ],
)
def test_values_as_strings_and_back(table: str, column: str, raw: str, value: object) -> None:
    assert values.decode(table, column, raw) == value
    assert values.decode(table, column, values.encode(value)) == value


@pytest.mark.parametrize(
    ("table", "column", "raw", "says"),
    [
        ("tasks", "due_on", "3/2/2031", "a date as"),
        ("assignees", "role", "chủ trì", "one of lead"),
        ("assignees", "name", "", "give a value"),
        ("tasks", "recurrence", "monthly", "JSON list"),
        ("tasks", "recurrence", '["often"]', "one of daily"),
        ("tasks", "nothing", "x", "no column"),
    ],
)
def test_what_is_no_value_says_what_may_stand_there(table: str, column: str, raw: str, says: str) -> None:
    with pytest.raises(VanthuError, match=says):
        values.decode(table, column, raw)


def test_keys_and_evidence_are_not_corrected() -> None:
    assert "name" in values.own_columns("assignees")
    for table in corrections.TABLES:
        assert not {"document_id", "text", "parts", "confidence", "reviewed"} & set(values.own_columns(table))


def test_lines_of_another_time_are_understood() -> None:
    """What a later version adds to a line is no damage."""
    raw = json.loads(dumps(WHOLE))
    assert loads(json.dumps(raw | {"seconds": 3})) == WHOLE
