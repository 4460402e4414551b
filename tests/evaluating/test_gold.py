"""Gold files: what they may leave out, and what a mistake in one says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ExitCode, GoldError
from pipeline.evaluating.gold import load, read


def written(folder: Path, content: Any, name: str = "mẫu.json") -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


TASK = {"action": "Lau bảng", "assignees": [{"name": "Tổ 1", "role": "lead"}]}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"file": "a.txt",}', "line 1, column"),  # not JSON: where
        ("[]", "not an object"),
        ('{"tasks": ' + "[" * 100_000, "nested too deeply"),
        ({"tasks": {}}, "tasks is not a list"),
        ({"tasks": ["Lau bảng"]}, "tasks[0] is not an object"),
        ({"tasks": [{"section": ["1"]}]}, "tasks[0] has no action"),
        ({"tasks": [TASK | {"recurrence": "daily"}]}, "tasks[0].recurrence is not a list"),
        ({"tasks": [TASK | {"recurrence": ["hourly"]}]}, "tasks[0].recurrence is hourly"),
        ({"tasks": [TASK | {"due_on": "25/3/2022"}]}, "tasks[0].due_on is no date: 25/3/2022"),
        ({"tasks": [TASK | {"assignees": [{"name": "Tổ 1", "role": "chủ trì"}]}]}, "tasks[0].assignees[0].role is"),
        ({"citations": [{"relation": "cites"}]}, "citations[0].relation is cites"),
        ({"recipients": [{"kind": "recipient"}]}, "recipients[0] has no name"),
        ({"document": {"title": ["a"]}}, "document.title is list"),
        ({"document": []}, "document is not an object"),
        ({"document": {"issued_on": "2022-02-30"}}, "document.issued_on is no date"),
        ({"document": {"issuer_level": "xã"}}, "document.issuer_level is xã"),
        ({"ordinal": 0}, "ordinal is not a number from 1 on"),
        ({"doubtful": "tasks[0]"}, "doubtful is not a list"),
        ({"tasks": [TASK], "doubtful": ["tasks[1]"]}, "tasks[1], which is not there (there are 1 tasks"),
        ({"tasks": [TASK], "doubtful": ["tasks[0].deadline"]}, "tasks have no deadline"),
        ({"tasks": [TASK], "doubtful": ["tasks[0].assignees[1]"]}, "there are 1 assignees"),
        ({"tasks": [TASK], "doubtful": ["tasks[3].assignees[0]"]}, "there are 0 assignees"),
        ({"document": {}, "doubtful": ["document.nummer"]}, "document has no nummer"),
        ({"doubtful": ["tasks.action"]}, "it names no row, field or list"),
        ({"doubtful": ["task[0]"]}, "it names no row, field or list"),
    ],
)
def test_a_mistake_names_the_file_the_place_and_what_to_do(content: Any, says: str, tmp_path: Path) -> None:
    with pytest.raises(GoldError) as caught:
        read(written(tmp_path, content))
    assert caught.value.what.startswith("mẫu.json: ")
    assert says in caught.value.what
    assert caught.value.advice
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code is ExitCode.ARCHIVE


def test_a_file_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes('{"file": "kế.txt"}'.encode("utf-16"))
    with pytest.raises(GoldError, match="not UTF-8"):
        read(path)


def test_a_folder_without_gold_says_so(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"no gold files \(\*\.json\)"):
        load(tmp_path)


def test_only_what_is_stated_is_scored(tmp_path: Path) -> None:
    """No list of recipients and no title in the file: nothing is said about them."""
    gold = read(written(tmp_path, {"document": {"number": None, "typist": "x"}, "tasks": [TASK], "extra": {}}))
    assert gold.scored["documents"] == {"number"}
    assert gold.scored["tasks"] == {"action", "assignees", "due_on", "due_start", "recurrence"}
    assert gold.scored["assignees"] == {"name", "role"}
    assert set(gold.scored) == {"documents", "tasks", "assignees"}
    assert gold.rows.scalars == {"number": None}


@pytest.mark.parametrize(
    ("path", "left"),
    [
        ("document", {"citations", "sections", "tasks", "assignees", "recipients"}),
        ("tasks", {"documents", "citations", "sections", "recipients"}),  # and with them who does them
        ("sections", {"documents", "citations", "tasks", "assignees", "recipients"}),
    ],
)
def test_a_doubtful_list_is_not_scored_at_all(path: str, left: set[str], tmp_path: Path) -> None:
    content = {"document": {"number": None}, "citations": [], "sections": [], "tasks": [TASK], "recipients": []}
    assert set(read(written(tmp_path, content | {"doubtful": [path]})).scored) == left


def test_doubt_about_rows_and_fields(tmp_path: Path) -> None:
    paths = ["tasks[1]", "tasks[0].assignees[0].role", "tasks[0].due_text", "document.title"]
    content = {"document": {"title": "a", "number": "b"}, "tasks": [TASK, TASK], "doubtful": paths}
    gold = read(written(tmp_path, content))
    first, second = gold.rows.tasks
    assert (first.left_out, second.left_out) == (False, True)
    assert first.doubtful == {"due_text"}
    assert first.assignees[0].doubtful == {"role"}
    assert second.assignees[0].doubtful == frozenset()
    assert gold.scored["documents"] == {"number"}


def test_values_are_brought_into_one_form(tmp_path: Path) -> None:
    """Decomposed letters, empty strings, numbers and a byte order mark come from other editors."""
    content = {
        "document": {"title": "e\u0302\u0301", "signer": " ", "issued_year": 2022},
        "sections": [{"label": None}],
    }
    path = tmp_path / "a.json"
    path.write_text(json.dumps(content), encoding="utf-8-sig")
    gold = read(path)
    assert gold.rows.scalars == {"title": "ế", "signer": None, "issued_year": "2022"}
    assert gold.rows.sections == ()  # gold lists the labelled units only


def test_sections_open_with_their_first_words_else_their_heading(tmp_path: Path) -> None:
    rows = [
        {"label": "1", "heading": "Sở X:", "starts": "Sở X: làm ngay"},
        {"label": "2", "heading": "Sở Y"},
        {"label": "3"},
    ]
    gold = read(written(tmp_path, {"sections": rows}))
    assert [section.openings for section in gold.rows.sections] == [("Sở X: làm ngay",), ("Sở Y",), ()]
