"""One document's rows, legibly: what `vanthu show` prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from pipeline.errors import OutputError
from pipeline.messages import say, translate
from pipeline.running.progress import visible
from pipeline.storing.tables import Tables

Row = Mapping[str, Any]

EXCERPT = 160
_HEAD = (
    "type", "number", "symbol", "issuer", "issuer_parent", "issuer_level", "place", "issued_on", "title",
    "signer", "signer_position", "signing_form", "on_behalf_of", "urgency", "secrecy", "period_start", "period_end",
    "path", "work_id", "preferred", "confidence", "flags",
)  # fmt: skip


def find(tables: Tables, name: str) -> str:
    """The id of the document that a name means: an id, a path, a file name or its stem.

    Raises OutputError where none or several fit.
    """
    ids = tables.arrow("documents").column("document_id").to_pylist()
    if name in ids:
        return name
    sources = tables.arrow("sources").select(["path", "status", "error", "document_ids"]).to_pylist()
    for fits in (_is_path, _is_name, _is_stem):
        rows = [row for row in sources if fits(row["path"], name)]
        if rows:
            break
    else:
        raise OutputError(f"there is no document {visible(name)!r}", "give a document_id, a path or a file name")
    found = sorted({document_id for row in rows for document_id in row["document_ids"]})
    if not found:
        raise OutputError(f"{visible(rows[0]['path'])} has no documents: it is {rows[0]['status']}", rows[0]["error"])
    if len(found) > 1:
        raise OutputError(f"{visible(name)!r} means several documents", f"give one of {', '.join(found)}")
    return str(found[0])


def _is_path(path: str, name: str) -> bool:
    return path == name


def _is_name(path: str, name: str) -> bool:
    return PurePosixPath(path).name == name


def _is_stem(path: str, name: str) -> bool:
    return PurePosixPath(path).stem == name


def show(tables: Tables, document_id: str, console: Console, *, fields: bool = False) -> None:
    """Print all rows of a document.

    Args:
        tables: where they are.
        document_id: the document.
        console: where to print.
        fields: also every witness of the heading's values.
    """
    rows = {
        name: tables.arrow(name, document_id).to_pylist()
        for name in ("documents", "pages", "sections", "citations", "tasks", "assignees", "recipients", "fields")
    }
    for title, body in _blocks(rows, fields):
        console.print(Text(title, style="bold"))
        console.print(Padding(body, (0, 0, 1, 2)))


def _blocks(rows: Mapping[str, list[Row]], fields: bool) -> Iterator[tuple[str, RenderableType]]:
    (document,) = rows["documents"]
    yield say("Document {id}", id=document["document_id"]), _heading(document)
    yield _title("Pages", rows["pages"]), _pages(rows["pages"])
    if fields:
        yield _title("Witnesses", rows["fields"]), _witnesses(rows["fields"])
    yield _title("Sections", rows["sections"]), _sections(rows["sections"])
    yield _title("Tasks", rows["tasks"]), _tasks(rows["tasks"], rows["assignees"])
    yield _title("Citations", rows["citations"]), _citations(rows["citations"])
    yield _title("Recipients", rows["recipients"]), _recipients(rows["recipients"])


def _title(name: str, rows: list[Row]) -> str:
    return f"{translate(name)} ({len(rows)})"


def _heading(document: Row) -> Table:
    grid = _grid()
    for name in _HEAD:
        if document[name] not in (None, []):
            grid.add_row(Text(name, style="dim"), Text(_shown(document[name])))
    return grid


def _pages(pages: list[Row]) -> Table:
    grid = _grid()
    for page in pages:
        confidence = page["ocr_confidence"]
        grid.add_row(
            Text(str(page["page"]), style="dim"),
            Text(page["source"]),
            Text(say("confidence {value:.2f}", value=confidence) if confidence is not None else ""),
            Text(say("{n} characters", n=len(page["text"] or ""))),
            Text(visible(translate(page["error"] or "")), style="red"),
        )
    return grid


def _witnesses(fields: list[Row]) -> Table:
    grid = _grid()
    for row in fields:
        grid.add_row(
            Text("*" if row["chosen"] else ""),
            Text(row["field"], style="dim"),
            Text(_shown(row["value"])),
            Text(f"{row['source']}{_page(row)}", style="dim"),
            _flags(row),
        )
    return grid


def _sections(sections: list[Row]) -> RenderableType:
    top = Tree("", hide_root=True)
    nodes = {None: top}
    for row in sections:
        line = Text()
        line.append(f"{_shown(row['label'])} " if row["label"] else "- ", style="bold")
        if row["heading"]:
            line.append(visible(row["heading"]) + " ", style="bold")
        if row["body"]:
            line.append(_cut(row["body"]))
        line.append(f" ({row['kind']}{_page(row)})", style="dim")
        line.append_text(_flags(row))
        nodes[row["section_id"]] = nodes.get(row["parent_id"], top).add(line)
    return top


def _tasks(tasks: list[Row], assignees: list[Row]) -> RenderableType:
    doers: dict[str, list[Row]] = defaultdict(list)
    for row in assignees:
        doers[row["task_id"]].append(row)
    blocks: list[RenderableType] = []
    for row in tasks:
        name = row["task_id"].rpartition("-")[2]
        head = Text(f"{name} ", style="bold")
        head.append(visible(row["action"] or ""), style="")
        head.append(f" ({'table' if row['from_table'] else 'text'}{_page(row)})", style="dim")
        head.append_text(_flags(row))
        grid = _grid()
        for doer in doers[row["task_id"]]:
            body = f" = {doer['body']}" if doer["body"] and doer["body"] != doer["name"] else ""
            grid.add_row(
                Text(doer["role"], style="dim"),
                Text(visible(f"{doer['name']}{body}")).append_text(_flags(doer)),
            )
        for column in ("due_text", "due_start", "due_on", "recurrence", "product", "budget", "repeats_task_id"):
            if row[column] not in (None, []):
                grid.add_row(Text(column, style="dim"), Text(_shown(row[column])))
        blocks.append(Group(head, Padding(grid, (0, 0, 0, 4))))
    return Group(*blocks)


def _citations(citations: list[Row]) -> Table:
    grid = _grid()
    for row in citations:
        words = [row["type"], row["number"] or row["resolved_number"], row["name"], row["issuer"]]
        line = Text(visible(", ".join(_cut(word) for word in words if word)))
        for column in ("issued_on", "pinpoint"):
            if row[column]:
                line.append(f", {_shown(row[column])}")
        if row["cites_document_id"]:
            line.append(f" -> {row['cites_document_id']}", style="green")
        line.append_text(_flags(row))
        grid.add_row(Text(f"{row['relation']}{_page(row)}", style="dim"), line)
    return grid


def _recipients(recipients: list[Row]) -> Table:
    grid = _grid()
    for row in recipients:
        purpose = f" ({row['purpose']})" if row["purpose"] else ""
        grid.add_row(Text(row["kind"], style="dim"), Text(visible(f"{row['name']}{purpose}")))
    return grid


def _grid() -> Table:
    return Table.grid(padding=(0, 2))


def _page(row: Row) -> str:
    return say(", p. {page}", page=row["page"]) if row["page"] is not None else ""


def _flags(row: Row) -> Text:
    return Text(f" [{', '.join(row['flags'])}]" if row["flags"] else "", style="yellow")


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return visible(", ".join(map(str, value)))
    return visible(str(value)) if value is not None else "-"


def _cut(text: str) -> str:
    flat = visible(" ".join(text.split()))
    return flat if len(flat) <= EXCERPT else flat[: EXCERPT - 1] + "…"
