"""Group rows of work tables as units of the outline: `I | CÔNG TÁC CHUẨN BỊ` names the rows below it.

They have a heading and no label (their numeral counts parts of the table, not of the document) and
stand below the unit in which the table stands: the path of a row's task leads through them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.parsing import worktables
from pipeline.parsing.facts import GROUP, Item, Layout
from pipeline.parsing.text import join_views
from pipeline.records import SectionKind

_NUMERAL = re.compile(r"^(?:[IVX]{1,5}|[A-H]|\d{1,2})\s*[.)]?$")


def placed(layout: Layout, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The outline with a unit for each group row of the tables of work, behind all others."""
    return (*items, *_units(layout, items))


def _units(layout: Layout, items: tuple[Item, ...]) -> Iterator[Item]:
    index = len(items)
    for table, columns, above in worktables.of_work(layout, items):
        for row in table.rows[columns.first :]:
            views = worktables.views_of(row) if row.group else []
            named = [view for view in views if not _NUMERAL.match(view.string.strip(" *_"))]
            if not named:
                continue
            whole = join_views(views, " ")[0]
            level, kind = (above.level + 1, above.kind) if above else (1, SectionKind.OTHER)
            parent = above.index if above else None
            content = named[0].sub(0, 0)
            yield Item(index, parent, level, GROUP, None, named[0], content, whole, kind, (), "outline.group_row")
            index += 1


def in_order(items: tuple[Item, ...]) -> Iterator[Item]:
    """The outline in reading order: each group row before the next unit that stands behind it."""
    groups = [item for item in items if item.mark == GROUP]
    for item in items:
        if item.mark == GROUP:
            continue
        start = item.whole.origin[0] if item.whole.origin else 0
        while groups and groups[0].whole.origin[0] < start:
            yield groups.pop(0)
        yield item
    yield from groups
