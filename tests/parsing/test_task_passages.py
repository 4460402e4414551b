"""Passages as offices of many kinds word their orders, and sentences with times.

`task_passages.txt`, `time_sentences.txt` and `body_names.txt` were written with their truth before the code was run on them
(ANNOTATION.md decides); where a first thought of the truth was wrong by the guide it was set right. Offices
and places are invented. A passage: `# what it is about`, its paragraphs, a line `> first words of the action |
name (role); … | due_text | due_on | recurrence` a task. A sentence: `words => due_text | due_on | due_start |
recurrence`, `-` for nothing, a leading `~` for the words of a cell or a `Thời gian:` line.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.parsing import doers, when
from pipeline.parsing.facts import Task, When
from pipeline.records import Role
from tests.parsing.test_tasks import of_lines

HERE = Path(__file__).parent
YEAR = 2031


def passages() -> list[tuple[str, list[str], list[str]]]:
    found = []
    for block in (HERE / "task_passages.txt").read_text(encoding="utf-8").strip().removeprefix("# ").split("\n# "):
        intent, *lines = block.strip("\n").split("\n")
        tasks = [line[2:] for line in lines if line.startswith("> ")]
        found.append((intent, [line for line in lines if not line.startswith("> ")], tasks))
    return found


def sentences() -> list[tuple[str, str]]:
    lines = (HERE / "time_sentences.txt").read_text(encoding="utf-8").splitlines()
    return [(words, said) for words, said in (line.split(" => ") for line in lines if not line.startswith("#"))]


def cycles(time: When | None) -> str:
    return ",".join(str(cycle) for cycle in time.recurrence) or "-" if time else "-"


def row(task: Task) -> list[str]:
    names = "; ".join(f"{by.body.name} ({by.role})" for by in task.assignees)
    due = task.when
    return [names, due.text if due else "-", str((due and due.due_on) or "-"), cycles(due)]


def names() -> tuple[list[str], list[tuple[str, str]]]:
    lines = [line for line in (HERE / "body_names.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    cells = [line.split(" => ") for line in lines if " => " in line]
    return [line for line in lines if " => " not in line], [(cell, said) for cell, said in cells]


def duties() -> list[tuple[str, set[tuple[str, str]]]]:
    """Sentences by writers who saw neither code nor rules, with `name (role); …` of those that are read right."""
    found = []
    for line in (HERE / "doer_sentences.txt").read_text(encoding="utf-8").splitlines():
        sentence, said = line.rsplit(" => ", 1)
        parts = (part.strip().rsplit(" (", 1) for part in said.split("; "))
        found.append((sentence, {(small(name), role.rstrip(")")) for name, role in parts}))
    return found


def small(name: str) -> str:
    """A name with its first letter small: a sentence's beginning tells nothing of it."""
    return name[:1].lower() + name[1:]


PASSAGES, SENTENCES, DUTIES = passages(), sentences(), duties()
HEADINGS, CELLS = names()


@pytest.mark.parametrize(("intent", "lines", "expected"), PASSAGES, ids=[case[0] for case in PASSAGES])
def test_who_does_what_by_when(intent: str, lines: list[str], expected: list[str]) -> None:
    found = of_lines(*lines)
    assert [row(task) for task in found] == [task.split(" | ")[1:] for task in expected]
    for task, said in zip(found, expected, strict=True):
        assert task.action.startswith(said.split(" | ")[0])


@pytest.mark.parametrize(("words", "expected"), SENTENCES, ids=[case[0] for case in SENTENCES])
def test_time_of_a_sentence(words: str, expected: str) -> None:
    cell = words.startswith("~ ")
    time = when.read(words[2:], YEAR) if cell else when.find(words, YEAR)
    said = [time.text, str(time.due_on or "-"), str(time.due_start or "-"), cycles(time)] if time else ["-"]
    assert said == expected.split(" | ")


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_names_one_office_whole(heading: str) -> None:
    """Also where its name goes on in small letters, with verbs: `Tổ kiểm tra, giám sát`."""
    found = of_lines("III. TỔ CHỨC THỰC HIỆN", f"1. {heading}", "- Rà soát hồ sơ, tài liệu.")
    assert [[by.body.name for by in task.assignees] for task in found] == [[heading]]


@pytest.mark.parametrize(("cell", "expected"), CELLS, ids=[case[0] for case in CELLS])
def test_names_in_a_cell(cell: str, expected: str) -> None:
    found = [doer.body.name for doer in doers.of_list(cell, Role.IMPLEMENT, rule_id="test")]
    assert [name[0].lower() + name[1:] for name in found] == [
        name[0].lower() + name[1:] for name in expected.split("; ")
    ]


@pytest.mark.parametrize(("sentence", "expected"), DUTIES, ids=[case[0][:60] for case in DUTIES])
def test_who_does_what_a_sentence_says(sentence: str, expected: set[tuple[str, str]]) -> None:
    found = of_lines("III. TỔ CHỨC THỰC HIỆN", f"1. {sentence}")
    assert {(small(by.body.name), str(by.role)) for task in found for by in task.assignees} == expected


def test_the_cases_are_all_there() -> None:
    assert len(PASSAGES) > 160
    assert len(HEADINGS) > 100
    assert len(CELLS) > 70
    assert len(SENTENCES) > 120
