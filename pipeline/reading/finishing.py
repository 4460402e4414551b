"""Pages that were read, finished: running titles and tables that go on, words of another source laid over them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.pages import Box, Line, LineKind, Page, Source, Table, Word
from pipeline.reading.anchors import letters

SHIFT = 0.04
"""Share of a table's width by which its columns may stand elsewhere on the next page, crooked or of another size."""


def finish(pages: Sequence[Page]) -> tuple[Page, ...]:
    """What only all pages of a file together show: running titles, and tables that go on.

    A title runs where the same words (numbers aside) stand first or last on three pages or more,
    at the same height.
    """
    seen: Counter[tuple[str, int]] = Counter()
    edges = [_edge_lines(page) for page in pages]
    for found in edges:
        seen.update({key for _, key in found})
    running = {key for key, count in seen.items() if count >= 3 and count > len(pages) / 4}
    done: list[Page] = []
    for page, found in zip(pages, edges, strict=True):
        marked = {index for index, key in found if key in running}
        lines = tuple(
            replace(line, kind=LineKind.FURNITURE) if index in marked else line for index, line in enumerate(page.lines)
        )
        tables = page.tables
        if tables and done and done[-1].tables and _goes_on(done[-1], replace(page, lines=lines)):
            tables = (replace(tables[0], continues=True), *tables[1:])
        done.append(replace(page, lines=lines, tables=tables))
    return tuple(done)


def _edge_lines(page: Page) -> list[tuple[int, tuple[str, int]]]:
    """The lines in the top and bottom margins, with their words (digits as one) and height in percent."""
    found = []
    for index, line in enumerate(page.lines):
        if line.kind not in (LineKind.BODY, LineKind.NOTE) or line.box is None:
            continue
        middle = (line.box[1] + line.box[3]) / 2
        if middle < 0.09 or middle > 0.92:
            key = re.sub(r"\d+", "0", letters(line.text))
            if len(key) > 3:
                found.append((index, (key, round(middle * 50))))
    return found


def _goes_on(before: Page, page: Page) -> bool:
    """True where the last table above ends its page and this page opens with one of the same columns."""
    last, first = before.tables[-1], page.tables[0]
    own = {i for cell in last.cells for i in cell.lines}
    end = max(own, default=-1)
    tail = [
        line for line in before.lines[end + 1 :] if line.kind not in (LineKind.FURNITURE, LineKind.STAMP, LineKind.NOTE)
    ]
    begin = min((i for cell in first.cells for i in cell.lines), default=0)
    head = [line for line in page.lines[:begin] if line.kind not in (LineKind.FURNITURE, LineKind.STAMP)]
    if tail or head or last.columns != first.columns:
        return False
    # On a sheet of the same size it stands between the same margins; a sheet laid across has others.
    same = before.width_pt == page.width_pt
    if same and last.box and first.box and max(abs(last.box[n] - first.box[n]) for n in (0, 2)) > SHIFT:
        return False
    return all(abs(a - b) <= SHIFT for a, b in zip(_columns_of(last), _columns_of(first), strict=True))


def _columns_of(table: Table) -> list[float]:
    """Where the columns of a table begin and the last one ends, as shares of its width (0 where unknown)."""
    edges = [0.0] * (table.columns + 1)
    # Merged cells first: those of one column know their edges best.
    for cell in sorted(table.cells, key=lambda cell: -cell.column_span):
        if cell.box is not None:
            edges[cell.column] = cell.box[0]
            edges[min(cell.column + cell.column_span, table.columns)] = cell.box[2]
    left, wide = edges[0], edges[-1] - edges[0]
    return [(edge - left) / wide if wide > 0 else 0.0 for edge in edges]


def overlay(page: Page, words: Sequence[Word]) -> Page:
    """The page with words of a text layer laid over what OCR read at their places.

    Document-management software types number and day onto scans as text objects: they are exact,
    so they replace the read words whose middle they cover. The page's source becomes ``mixed``.
    """
    if not words:
        return page
    lines = list(page.lines)
    for word in sorted((w for w in words if w.box), key=lambda w: (w.box or (0, 0, 0, 0))[0]):
        assert word.box is not None
        lines = [
            replace(line, words=tuple(w for w in line.words if not (w.box and _covers(word.box, w.box))))
            for line in lines
        ]
        middle = (word.box[1] + word.box[3]) / 2
        best: tuple[float, int] | None = None
        for index, line in enumerate(lines):
            box = line.box
            if box is None or not box[1] <= middle <= box[3] or line.kind in (LineKind.STAMP, LineKind.FURNITURE):
                continue
            away = max(0.0, box[0] - word.box[2], word.box[0] - box[2])
            if away < 0.08 and (best is None or away < best[0]):
                best = (away, index)
        if best is None:
            lines.append(Line((word,), LineKind.BODY))
        else:
            line = lines[best[1]]
            joined = sorted((*line.words, word), key=lambda w: w.box[0] if w.box else 0.0)
            lines[best[1]] = replace(line, words=tuple(joined))
    return replace(page, lines=tuple(lines), source=Source.MIXED)


def _covers(over: Box, under: Box) -> bool:
    x, y = (under[0] + under[2]) / 2, (under[1] + under[3]) / 2
    return over[0] <= x <= over[2] and over[1] <= y <= over[3]
