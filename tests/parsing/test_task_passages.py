"""Passages as offices of many kinds word their orders, and sentences with times.

`task_passages.txt` and `time_sentences.txt` were written with their truth before the code was run on them
(ANNOTATION.md decides); where a first thought of the truth was wrong by the guide it was set right. Offices
and places are invented. A passage: `# what it is about`, its paragraphs, a line `> first words of the action |
name (role); … | due_text | due_on | recurrence` a task. A sentence: `words => due_text | due_on | due_start |
recurrence`, `-` for nothing, a leading `~` for the words of a cell or a `Thời gian:` line.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.parsing import when
from pipeline.parsing.facts import Task, When
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


PASSAGES, SENTENCES = passages(), sentences()


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


def test_the_cases_are_all_there() -> None:
    assert len(PASSAGES) > 120
    assert len(SENTENCES) > 120
