"""Work tables: rows that say what is to be done, by whom and by when.

The columns' meaning is told by their heads (models/vi_plan/rules/columns.jsonl). A table without a
column of doers, or whose column names bodies inspected, invited or trained, gives no tasks
(ANNOTATION.md, Tasks, rule 4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.pages import union
from pipeline.parsing import bodies, doers, doers_behind, due_dates, when
from pipeline.parsing.facts import GROUP, Abbreviation, Assignee, Item, Layout, Paragraph, Row, Task, When, WorkTable
from pipeline.parsing.lexicon import fold_accents, fold_tone, rules
from pipeline.parsing.text import TextLine, View, join_views
from pipeline.records import Flag, Role

_HEAD_ROWS = 4
_HEAD_WORDS = 14
_BARE_WORDS = 6
"""A head without its marks is known up to so many words."""
_SPACE = 0.008
"""Width of a space and a little more, as a fraction of the page."""
_TIMES = ("time", "start", "end")
_DOERS = ("lead_coordinate", "lead", "implement", "coordinate")
_ORDINAL = re.compile(r"^\(?\d{1,3}(?:\.\d{1,2})*[.)]?\)?$")
_SAID = re.compile(r"chủ trì|phối hợp", re.IGNORECASE)
_MONEY = re.compile(r"\d[\d.,]*\s*(?:đồng|đ\b|triệu|tỷ|nghìn)|ngân sách|kinh phí|nguồn", re.IGNORECASE)
_NUMBER_ROW = re.compile(r"^\(?[\dA-Z]{1,2}\)?$")


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold, by column index; ``first`` is the first row below the head."""

    kinds: dict[int, str]
    first: int

    def of(self, kind: str) -> list[int]:
        """The columns of a kind, left to right."""
        return [column for column, found in sorted(self.kinds.items()) if found == kind]


def find(layout: Layout, items: Sequence[Item], *, year: int | None = None) -> Iterator[Task]:
    """The tasks of all work tables, row by row."""
    groups = {item.whole.origin[0]: item for item in items if item.mark == GROUP}
    for table, columns, item in of_work(layout, items):
        task_column = _task_column(table, columns)
        edges = _edges(table)
        below = item
        for row in table.rows[columns.first :]:
            if row.group:
                below = next((groups.get(view.origin[0], below) for view in views_of(row)), below)
            task = _task(row, columns, task_column, below, layout.abbreviations, year, edges)
            if task:
                yield task


def of_work(layout: Layout, items: Sequence[Item]) -> Iterator[tuple[WorkTable, Columns, Item | None]]:
    """The tables that give work, with their columns and the unit in which each stands."""
    for table in layout.tables:
        columns = head(table)
        if columns is not None and columns.of("task") and any(columns.of(kind) for kind in _DOERS):
            yield table, columns, _section(table, layout, items)


def views_of(row: Row) -> list[View]:
    """The words of a row's cells from left to right, a merged cell's once."""
    cells = dict.fromkeys(id(cell) for cell in row.cells if cell is not None and cell.string.strip())
    by_id = {id(cell): cell.view for cell in row.cells if cell is not None}
    return [by_id[key] for key in cells if by_id[key].origin]


def head(table: WorkTable) -> Columns | None:
    """The head of a table: its columns' kinds, None where no row names any two."""
    best: Columns | None = None
    texts: dict[int, list[str]] = {}
    for nth, row in enumerate(table.rows[:_HEAD_ROWS]):
        cells = [cell.string if cell else "" for cell in row.cells]
        if nth and best and not _more_head(cells, table.rows[nth - 1], row):
            break
        if any(len(cell.split()) > _HEAD_WORDS for cell in cells):
            break
        for column, cell in enumerate(cells):
            if cell and cell not in texts.setdefault(column, []):
                texts[column].append(cell)
        kinds = {column: kind for column, found in texts.items() if (kind := _kind(found))}
        if len(set(kinds.values())) >= 2:
            best = Columns(kinds, nth + 1)
    if best is None:
        return None
    # Who takes part beside one in charge works with them; else they are bodies invited.
    joined = "coordinate" if "lead" in best.kinds.values() else "inspected"
    kinds = {column: joined if kind == "joining" else kind for column, kind in best.kinds.items()}
    first = best.first
    while first < len(table.rows) and all(
        cell is None or _NUMBER_ROW.match(cell.string.strip()) for cell in table.rows[first].cells
    ):
        first += 1
    return Columns(kinds, first)


def _more_head(cells: Sequence[str], above: Row, row: Row) -> bool:
    """True for a further row of the head: it shares a merged cell with the row above it."""
    shared = any(a is not None and a is b for a, b in zip(above.cells, row.cells, strict=True))
    return shared and sum(_kind([cell]) is not None for cell in cells if cell) >= 2


def _kind(texts: Sequence[str]) -> str | None:
    """The kind of a column by its head; the lowest row of a two-row head speaks first."""
    for text in (*reversed(texts), " ".join(texts)):
        folded = fold_tone(" ".join(text.split())).casefold().strip(" .:*")
        for rule in rules("columns"):
            if rule.pattern.search(folded):
                return rule.value
        if kind := _kind_without_marks(folded):
            return kind
    return None


def _kind_without_marks(head: str) -> str | None:
    """The kind of a short head that lost marks on a picture or in typing (`Bát đầu`, `THOI HAN`).

    At least two words must be those of a rule: one syllable without its marks may be many words.
    """
    if not 2 <= len(head.split()) <= _BARE_WORDS:
        return None
    bare = fold_accents(head)
    for value, pattern in _bare_columns():
        match = pattern.search(bare)
        if match and " " in match[0].strip():
            return value
    return None


@cache
def _bare_columns() -> tuple[tuple[str | None, re.Pattern[str]], ...]:
    return tuple(
        (rule.value, re.compile(fold_accents(rule.pattern.pattern), re.IGNORECASE)) for rule in rules("columns")
    )


def _task_column(table: WorkTable, columns: Columns) -> int:
    """Of several columns of work the one whose rows differ most, the longer on a tie."""

    def weight(column: int) -> tuple[int, int]:
        found = [row.cells[column] for row in table.rows[columns.first :]]
        strings = [cell.string for cell in found if cell]
        return len(set(strings)), sum(map(len, strings))

    return max(columns.of("task"), key=weight)


def _section(table: WorkTable, layout: Layout, items: Sequence[Item]) -> Item | None:
    """The innermost unit above a table."""
    first_lines = {p.index: p.lines[0].index for p in layout.paragraphs}
    units = (item for item in items if item.mark not in {None, GROUP})
    above = [item for item in units if first_lines[item.paragraphs[0]] < table.first_line]
    return above[-1] if above else None


def _task(
    row: Row,
    columns: Columns,
    task_column: int,
    item: Item | None,
    own: Sequence[Abbreviation],
    year: int | None,
    edges: Mapping[int, float],
) -> Task | None:
    cell = row.cells[task_column]
    others = [row.cells[column] for kind in (*_DOERS, *_TIMES, "product") for column in columns.of(kind)]
    if cell is None or row.group or any(other is cell for other in others):
        return None  # a group row, merged across
    named: list[Assignee] = []
    for kind in _DOERS:
        for column in columns.of(kind):
            named += _of_cell(row.cells[column], kind, own, edges.get(column))
    ordinals = [row.cells[column] for column in columns.of("ordinal")]
    numbered = not ordinals or any(found and _ORDINAL.match(found.string.strip()) for found in ordinals)
    timed = [found for kind in _TIMES for found in _filled(row, columns, kind)]
    products = _filled(row, columns, "product")
    mixed = _filled(row, columns, "product_budget")
    products += [found for found in mixed if not _MONEY.search(found.string)]
    if not any(by.role != Role.COORDINATE for by in named) and not (numbered and (timed or products)):
        return None
    time = when.read("; ".join(found.string for found in timed), year) if timed else when.find(cell.string, year)
    time = _between(row, columns, time, year)
    budgets = _filled(row, columns, "budget")
    budgets += [found for found in mixed if _MONEY.search(found.string)]
    used = [found for found in (cell, *timed, *products, *budgets) if found]
    action = _dashless(cell.view)
    kept: dict[str, Assignee] = {}
    for by in named:
        kept.setdefault(fold_tone(by.body.name).casefold(), by)
    return Task(
        " ".join(action.string.replace("*", " ").split()),
        tuple(span for found in used for span in found.view.slices(0, len(found.string))),
        item.index if item else None,
        tuple(kept.values()),
        time,
        "; ".join(found.string for found in products) or None,
        "; ".join(found.string for found in budgets) or None,
        True,
        "task.table_row",
        flags=tuple(
            sorted(
                ([] if kept else [Flag.INCOMPLETE]) + ([Flag.REPAIRED] if time is not None and time.repaired else [])
            )
        ),
    )


def _between(row: Row, columns: Columns, time: When | None, year: int | None) -> When | None:
    """The time with its first and last day from columns `Bắt đầu` and `Kết thúc` of their own."""
    if time is None or columns.of("time"):
        return time
    first, last = (next(iter(_filled(row, columns, kind)), None) for kind in ("start", "end"))
    begins = when.read(first.string, year) if first else None
    ends = when.read(last.string, year) if last else None
    start = begins.due_start or due_dates.first_day(begins) if begins else None
    return replace(time, due_start=start, due_on=ends.due_on if ends else None)


def _filled(row: Row, columns: Columns, kind: str) -> list[Paragraph]:
    """The cells of a kind that say something: a dash alone is an empty cell."""
    cells = (row.cells[column] for column in columns.of(kind))
    return [cell for cell in cells if cell is not None and any(ch.isalnum() for ch in cell.string)]


def _dashless(view: View) -> View:
    start = 0
    while start < len(view.string) and view.string[start] in " -–+*•":
        start += 1
    return view.sub(start, len(view.string))


def _edges(table: WorkTable) -> dict[int, float]:
    """The right edge of the words of each column, as a page fraction, where there are boxes."""
    found: dict[int, float] = {}
    for row in table.rows:
        for column, cell in enumerate(row.cells):
            if sum(other is cell for other in row.cells) > 1:
                continue  # merged over columns: wider than any
            boxes = [line.line.box for line in cell.lines if line.line.box] if cell else []
            if boxes:
                found[column] = max(found.get(column, 0.0), *(box[2] for box in boxes))
    return found


def _of_cell(cell: Paragraph | None, kind: str, own: Sequence[Abbreviation], edge: float | None) -> list[Assignee]:
    """The assignees of a cell of doers; of a column `chủ trì/phối hợp` the first leads."""
    if cell is None:
        return []
    view = _lines_apart(cell, edge)
    role = {"lead": Role.LEAD, "coordinate": Role.COORDINATE, "implement": Role.IMPLEMENT}.get(kind, Role.LEAD)
    said = doers.of_heading(view.string, own) if _SAID.search(view.string) else None
    if said is not None and (said.leads or said.partners):
        found = said.own + said.partners
        each = doers_behind.said_in(view.string, own)  # `Sở X chủ trì; Sở Y đồng chủ trì`
        found = each if len(each) > len(found) else found
    else:
        found = doers.of_list(view.string, role, own, rule_id=f"col.{kind}")
    if kind == "lead_coordinate" and said is None:
        found = tuple(replace(by, role=Role.LEAD if nth == 0 else Role.COORDINATE) for nth, by in enumerate(found))
    return [Assignee(by.body, by.role, view.slices(by.body.start, by.body.end), by.rule, by.body.flags) for by in found]


def _lines_apart(cell: Paragraph, edge: float | None) -> View:
    """The cell's view; its paragraphs are kept apart by a semicolon.

    A Word file marks paragraphs; on a page a line that ends where the next one's first word would
    still have fitted was ended by its author.
    """
    groups: list[list[View]] = []
    last: TextLine | None = None
    for line in cell.lines:
        start = next((n for n, offset in enumerate(cell.view.origin) if offset >= line.start), None)
        if start is None:
            continue
        end = sum(offset < line.end for offset in cell.view.origin)
        view = cell.view.sub(start, end)
        if last is not None and not _apart(last, line, edge):
            groups[-1].append(view)
        else:
            groups.append([view])
        last = line
    joined = [join_views(group, " ")[0] for group in groups]
    return join_views(joined, "; ")[0] if joined else cell.view


def _apart(before: TextLine, line: TextLine, edge: float | None) -> bool:
    """True where a line of a cell begins a paragraph of its own."""
    if line.line.paragraph is not None:
        return (before.page, before.line.paragraph) != (line.page, line.line.paragraph)
    if not line.string[:1].isupper() and line.string[:1] not in "-–+•":
        return False
    if not bodies.opens(line.string):
        return False
    words = line.line.words
    # A dash alone would fit nearly anywhere: a wrapped `Văn thư / - Lưu trữ` is no list.
    box, first = before.line.box, union(word.box for word in words[: 2 if words[0].text in "-–+•" else 1])
    if edge is None or box is None or first is None or before.string.rstrip().endswith((",", ";")):
        return False
    return box[2] + (first[2] - first[0]) + _SPACE < edge
