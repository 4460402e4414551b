"""What differs between two runs: rows matched by document and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import ParsedDocument, TaskRecord
from pipeline.storing.compact import compact
from pipeline.storing.compare import Change, Kind, box_overlap, compare, match
from pipeline.storing.spool import Spool
from pipeline.storing.tables import Tables, open_tables
from tests.helpers.rows import arrow, document, evidence, file_row

Make = Callable[..., Tables]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(*documents: ParsedDocument) -> Tables:
        out = tmp_path / str(len(list(tmp_path.iterdir())))
        files = {}
        for parsed in documents:
            row = file_row(parsed.document.path.removesuffix(".txt"), parsed)
            files[row.source.path] = row
            Spool(out).write([row], arrow(parsed))
        compact(out, files, Spool(out).segments())
        return open_tables(out)

    return made


def kinds(changes: list[Change]) -> Counter[tuple[str, str]]:
    return Counter((change.table, str(change.kind)) for change in changes)


def test_the_same_tables_do_not_differ(make: Make) -> None:
    assert list(compare(make(document("một")), make(document("một")))) == []


def test_a_task_more_at_the_top_alters_none_below(make: Make) -> None:
    """Ordinals move by one; places do not."""
    old, new = document("một", tasks=3), document("một", tasks=3)
    extra = TaskRecord(
        task_id="x", document_id=old.document.document_id, action="việc mới", **evidence("việc mới", top=0.9)
    )  # type: ignore[arg-type]
    moved = tuple(_replaced(row, task_id=f"{row.document_id}-t{i + 2}") for i, row in enumerate(new.tasks))
    doers = tuple(_replaced(row, task_id=task.task_id) for row, task in zip(new.assignees, moved, strict=True))
    changes = list(compare(make(old), make(_replaced(new, tasks=(extra, *moved), assignees=doers))))
    assert kinds(changes) == {("tasks", "gained"): 1}
    assert changes[0].row["action"] == "việc mới"


def test_a_value_that_differs_is_an_altered_row(make: Make) -> None:
    old = document("một", tasks=2)
    new = _replaced(old, tasks=(_replaced(old.tasks[0], due_text="hằng quý"), old.tasks[1]))
    (change,) = compare(make(old), make(new))
    assert (change.table, change.kind) == ("tasks", Kind.ALTERED)
    assert change.columns == (("due_text", None, "hằng quý"),)


def test_better_ocr_alters_the_words_but_not_which_row_it_is(make: Make) -> None:
    """The same box, a letter read otherwise: one altered row, not one lost and one gained."""
    old = document("một", tasks=1)
    task = _replaced(old.tasks[0], action="việc mốt", **evidence("việc mốt", top=0.003))
    changes = list(compare(make(old), make(_replaced(old, tasks=(task,)))))
    assert [(c.table, c.kind) for c in changes] == [("tasks", Kind.ALTERED)]
    assert {name for name, _, _ in changes[0].columns} == {"action", "text"}


def test_a_doer_is_sought_in_its_own_task(make: Make) -> None:
    """All doers stand in one heading; the one of the second task changes its role."""
    old = document("một", tasks=3)
    doers = (old.assignees[0], _replaced(old.assignees[1], role="coordinate"), old.assignees[2])
    (change,) = compare(make(old), make(_replaced(old, assignees=doers)))
    assert change.kind is Kind.ALTERED
    assert change.row["task_id"] == old.tasks[1].task_id
    assert change.columns == (("role", "lead", "coordinate"),)


def test_a_document_that_came_or_went(make: Make) -> None:
    changes = list(compare(make(document("một")), make(document("hai")), ["documents", "tasks"]))
    assert kinds(changes) == {
        ("documents", "lost"): 1,
        ("documents", "gained"): 1,
        ("tasks", "lost"): 2,
        ("tasks", "gained"): 2,
    }


def row(text: str, box: tuple[float, ...] | None = None, span: tuple[int, int] = (0, 1)) -> dict[str, Any]:
    return {"text": text, "bbox": box, "page": 1, "start": span[0], "end": span[1], "label": None}


@pytest.mark.parametrize(
    ("old", "new", "pairs", "why"),
    [
        ([row("a", span=(0, 9))], [row("b", span=(1, 10))], [(0, 0)], "spans that overlap by half, without boxes"),
        ([row("a", span=(0, 9))], [row("b", span=(8, 20))], [], "spans that hardly touch are two places"),
        ([row("a", span=(0, 9))], [row("a", span=(50, 59))], [(0, 0)], "the same words, moved"),
        ([row("a", (0, 0, 1, 0.1))], [row("b", (0, 0.2, 1, 0.3))], [], "another box, other words"),
        (
            [row("a", (0, 0, 1, 0.1)), row("b", (0, 0.1, 1, 0.2))],
            [row("x", (0, 0.09, 1, 0.19)), row("y", (0, 0.01, 1, 0.11))],
            [(0, 1), (1, 0)],
            "the box that overlaps most, not the order",
        ),
        ([row("a"), row("a")], [row("a")], [(0, 0)], "one of two equal rows is lost"),
    ],
)
def test_rows_are_matched_by_place(
    old: list[dict[str, Any]], new: list[dict[str, Any]], pairs: list[tuple[int, int]], why: str
) -> None:
    assert match("sections", old, new) == pairs, why


@pytest.mark.parametrize(
    ("a", "b", "share"),
    [
        ((0, 0, 1, 1), (0, 0, 1, 1), 1.0),
        ((0, 0, 1, 1), (0.5, 0, 1.5, 1), 1 / 3),
        ((0, 0, 1, 1), (1, 0, 2, 1), 0.0),
        ((0, 0, 0, 0), (0, 0, 0, 0), 0.0),
    ],
)
def test_overlap(a: tuple[float, ...], b: tuple[float, ...], share: float) -> None:
    assert box_overlap(a, b) == pytest.approx(share)


def _replaced(value: Any, **changes: Any) -> Any:
    import dataclasses

    return dataclasses.replace(value, **changes)
