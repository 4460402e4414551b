"""The evidence invariant: what a row says it read stands in the document, at its place."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from pipeline.pages import PAGE_SEPARATOR, Page
from pipeline.records import KEYS, TABLES, Evidence, ParsedDocument

ROWS = ("sections", "citations", "tasks", "assignees", "recipients", "fields")
LETTERS = {"sections": "s", "citations": "c", "tasks": "t", "assignees": "a", "recipients": "n", "fields": "f"}
TOLERANCE = 1e-6


def evidence_rows(parsed: ParsedDocument) -> Iterator[tuple[str, Evidence]]:
    """Every row that carries evidence, with its table."""
    for table in ROWS:
        for row in getattr(parsed, table):
            yield table, row


def assert_evidence(parsed: ParsedDocument, pages: Sequence[Page] | None = None) -> int:
    """Asserts the invariant for every row of a document; returns how many rows it looked at.

    `pages`, where given, are the pages as read: their text and boxes must be those of the tables.
    """
    text = PAGE_SEPARATOR.join(page.text for page in parsed.pages)
    if pages is not None:
        assert [page.number for page in pages] == [page.page for page in parsed.pages]
        assert [page.text for page in pages] == [page.text for page in parsed.pages]
    _assert_words(parsed, text)
    looked = 0
    for table, row in evidence_rows(parsed):
        where = f"{table} {getattr(row, KEYS[table])} by {row.rule}"
        assert row.rule, where
        assert 0.0 <= row.confidence <= 1.0, where
        assert tuple(sorted(row.flags)) == row.flags, where
        if row.parts:
            assert row.text == "\n".join(text[part.start : part.end] for part in row.parts), where
            assert row.text.strip(), where
            first = row.parts[0]
            assert (row.page, row.bbox, row.start, row.end) == (first.page, first.bbox, first.start, first.end), where
        else:
            assert (row.text, row.page, row.bbox, row.start, row.end) == (None,) * 5, where
        for part in row.parts:
            inside = [word for word in parsed.words if word.start < part.end and part.start < word.end]
            assert inside, where
            assert {word.page for word in inside} == {part.page}, where
            boxes = [word.bbox for word in inside if word.bbox is not None]
            assert (part.bbox is None) == (not boxes), where
            for box in boxes:
                assert_inside(box, part.bbox, where)
        looked += 1
    _assert_ids(parsed)
    return looked


def assert_inside(box: Sequence[float], outer: Sequence[float] | None, where: str) -> None:
    """Asserts that a box lies within another, and that within the page."""
    assert outer is not None, where
    assert -TOLERANCE <= outer[0] <= outer[2] <= 1 + TOLERANCE, where
    assert -TOLERANCE <= outer[1] <= outer[3] <= 1 + TOLERANCE, where
    assert outer[0] <= box[0] + TOLERANCE and outer[1] <= box[1] + TOLERANCE, where
    assert outer[2] >= box[2] - TOLERANCE and outer[3] >= box[3] - TOLERANCE, where


def _assert_words(parsed: ParsedDocument, text: str) -> None:
    position = 0
    for word in parsed.words:
        assert text[word.start : word.end] == word.text
        assert not text[position : word.start].strip(), "a word of the text is missing in the table words"
        position = word.end
    assert not text[position:].strip()


def _assert_ids(parsed: ParsedDocument) -> None:
    document = parsed.document.document_id
    for table, letter in LETTERS.items():
        ids = [getattr(row, KEYS[table]) for row in getattr(parsed, table)]
        assert ids == [f"{document}-{letter}{nth}" for nth in range(1, len(ids) + 1)]
    sections = {row.section_id for row in parsed.sections}
    assert {row.parent_id for row in parsed.sections} <= sections | {None}
    assert {row.section_id for row in (*parsed.citations, *parsed.tasks)} <= sections | {None}
    tasks = {row.task_id for row in parsed.tasks}
    assert {row.task_id for row in parsed.assignees} <= tasks
    assert {row.repeats_task_id for row in parsed.tasks} <= tasks | {None}
    chosen = [row for row in parsed.fields if row.chosen]
    columns = {field.name for field in dataclasses.fields(TABLES["documents"])}
    assert {row.field for row in chosen} <= columns
    assert len({row.field for row in chosen}) == len(chosen), "two witnesses chosen for one field"
    for row in chosen:
        value = getattr(parsed.document, row.field)
        assert str(value) == row.value, row.field
    for field in _scalars(columns):
        assert (getattr(parsed.document, field) is None) == (field not in {row.field for row in chosen}), field


def _scalars(columns: Iterable[str]) -> Iterator[str]:
    """The columns of `documents` that witnesses give."""
    made = {"document_id", "path", "ordinal", "page_first", "page_last", "work_id", "preferred", "pages", "pages_ocr"}
    return (name for name in columns if name not in made | {"confidence", "flags", "reviewed"})
