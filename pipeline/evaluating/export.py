"""Documents as gold files: what a reviewer has set right measures the next version (see `gold`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import OutputError
from pipeline.evaluating.rows import SCALARS
from pipeline.records import ParsedDocument, SectionRecord
from pipeline.storing import values

STARTS = 6
"""Words of a section without a heading by which gold names it."""
_CITATIONS = ("type", "number", "name", "issuer", "issued_on", "pinpoint", "relation")
_TASKS = ("action", "due_text", "due_on", "due_start", "recurrence", "product", "budget", "from_table")
_ASSIGNEES = ("name", "role", "body", "body_kind", "body_level")
_RECIPIENTS = ("kind", "name", "purpose")


def gold_of(parsed: ParsedDocument) -> dict[str, Any]:
    """A document as the object of a gold file."""
    document = parsed.document
    sections = {section.section_id: section for section in parsed.sections}
    made: dict[str, Any] = {"file": document.path.rpartition("/")[2]}
    if document.ordinal > 1:
        made["ordinal"] = document.ordinal
    return made | {
        "document": _picked(document, SCALARS),
        "citations": [{"text": row.text} | _picked(row, _CITATIONS) for row in parsed.citations],
        "sections": [_section(section) for section in parsed.sections if section.label],
        "tasks": [
            _picked(task, _TASKS)
            | {
                "section": _labels(sections, task.section_id),
                "assignees": [_picked(row, _ASSIGNEES) for row in parsed.assignees if row.task_id == task.task_id],
            }
            for task in parsed.tasks
        ],
        "recipients": [_picked(row, _RECIPIENTS) for row in parsed.recipients],
        "notes": "from reviewers' corrections",
        "doubtful": [],
    }


def write(folder: Path, parsed: ParsedDocument) -> Path:
    """Write a document's gold file, named after its file. Raises OutputError when it can't be."""
    document = parsed.document
    stem = Path(document.path).stem + (f"-{document.ordinal}" if document.ordinal > 1 else "")
    path = folder / f"{stem[:200]}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(gold_of(parsed), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path} can't be written ({error.strerror})", "give another folder with --gold") from error
    return path


def _picked(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, bool | int) else values.encode(value)


def _section(section: SectionRecord) -> Mapping[str, Any]:
    made: dict[str, Any] = {"label": section.label, "heading": section.heading, "kind": str(section.kind)}
    if section.heading is None and section.body:
        made["starts"] = " ".join(section.body.split()[:STARTS])
    return made


def _labels(sections: Mapping[str, SectionRecord], section_id: str | None) -> list[str]:
    """The path of labels from the top."""
    path: list[str] = []
    while section_id is not None and len(path) < 50:
        section = sections.get(section_id)
        if section is None:
            break
        if section.label:
            path.append(section.label)
        section_id = section.parent_id
    return path[::-1]
