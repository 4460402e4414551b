"""Rules that tables on pictures lack, drawn where words and the other rules say that they would run.

What is told is told as on PDF pages (halfruled.py): columns of a table that is ruled across alone, rows
that ordinals part. Elsewhere nothing is drawn, and lines stay lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import cv2

from pipeline.pages import Box
from pipeline.reading.connected import connected
from pipeline.reading.grid import GridTable
from pipeline.reading.halfruled import LEAST_WIDE, STACK, Rule, Spot, missing
from pipeline.reading.recognise import Found
from pipeline.reading.strokes import Mask, Rules

POINT = 72.0
"""Points of an inch."""
LEVEL = 3.0
"""Points within which two strokes are pieces of one rule."""
APART = 12.0
"""Points that the pieces of a rule may be apart."""
PEN = 3
"""Pixels across the rules that are drawn."""
BESIDE = 8.0
"""Points from a rule within which none is drawn: it stands there already, worn in places."""


def with_columns(rules: Rules, words: Sequence[Found], tables: Sequence[GridTable], dpi: float) -> Rules | None:
    """The rules with those down of tables that have none; None where there is nothing to draw.

    Args:
        rules: the page's rules.
        words: its words outside tables.
        tables: the tables that were found without this.
        dpi: its resolution.
    """
    strokes = [rule for rule in _strokes(rules.across, dpi, across=True) if not _inside(rule, tables, rules, dpi)]
    if sum(rule.end - rule.start >= LEAST_WIDE for rule in strokes) < STACK:
        return None
    across, down = missing(strokes, (), _spots(words, dpi), sides=False)
    return _drawn(rules, across, down, dpi) if down else None


def with_rows(rules: Rules, words: Sequence[Found], tables: Sequence[GridTable], dpi: float) -> Rules | None:
    """The rules with those across that ordinals in one cell below another say; None where there are none.

    ``words`` are those of the tables' cells.
    """
    if not any(_stacked(table, words, rules) for table in tables):
        return None
    across, down = _strokes(rules.across, dpi, across=True), _strokes(rules.down, dpi, across=False)
    more, _ = missing(across, down, _spots(words, dpi), sides=False)
    fresh = [
        rule
        for rule in more
        if not any(
            abs(rule.at - other.at) < BESIDE and other.start < rule.end and rule.start < other.end for other in across
        )
    ]
    return _drawn(rules, fresh, (), dpi) if fresh else None


def _stacked(table: GridTable, words: Sequence[Found], rules: Rules) -> bool:
    """True where a cell of the first column holds several numbers, one below another."""
    height, width = rules.ink.shape
    for cell in table.cells:
        if cell.column or cell.column_span > 1:
            continue
        own = [word for word in words if word.text.strip("().").isdecimal() and _holds(cell.box, word, width, height)]
        own.sort(key=lambda word: word.y0)
        if any(after.y0 >= before.y1 for before, after in pairwise(own)):
            return True
    return False


def _holds(box: Box, word: Found, width: int, height: int) -> bool:
    x, y = (word.x0 + word.x1) / 2 / width, (word.y0 + word.y1) / 2 / height
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _strokes(mask: Mask, dpi: float, *, across: bool) -> list[Rule]:
    """The lines of a mask in points, the pieces of one joined."""
    _, stats, centres = connected(mask)
    scale = POINT / dpi
    start, length = (cv2.CC_STAT_LEFT, cv2.CC_STAT_WIDTH) if across else (cv2.CC_STAT_TOP, cv2.CC_STAT_HEIGHT)
    found = sorted(
        (float(centre[1 if across else 0]) * scale, int(one[start]) * scale, int(one[start] + one[length]) * scale)
        for one, centre in zip(stats[1:], centres[1:], strict=True)
    )
    joined: list[Rule] = []
    for at, begin, end in found:
        near = next(
            (
                n
                for n, rule in enumerate(joined)
                if abs(rule.at - at) <= LEVEL and begin - rule.end <= APART and rule.start - end <= APART
            ),
            None,
        )
        if near is None:
            joined.append(Rule(at, begin, end))
        else:
            joined[near] = replace(joined[near], start=min(joined[near].start, begin), end=max(joined[near].end, end))
    return joined


def _inside(rule: Rule, tables: Sequence[GridTable], rules: Rules, dpi: float) -> bool:
    height, width = rules.ink.shape
    y, x = rule.at * dpi / POINT / height, (rule.start + rule.end) / 2 * dpi / POINT / width
    return any(t.box[1] - 0.005 <= y <= t.box[3] + 0.005 and t.box[0] <= x <= t.box[2] for t in tables)


def _spots(words: Sequence[Found], dpi: float) -> list[Spot]:
    scale = POINT / dpi
    return [Spot(one.text, (one.x0 * scale, one.y0 * scale, one.x1 * scale, one.y1 * scale)) for one in words]


def _drawn(rules: Rules, across: Sequence[Rule], down: Sequence[Rule], dpi: float) -> Rules:
    """The rules with more of them."""
    scale = dpi / POINT
    made_across, made_down = rules.across.copy(), rules.down.copy()
    for rule in across:
        y = round(rule.at * scale)
        cv2.line(made_across, (round(rule.start * scale), y), (round(rule.end * scale), y), 255, PEN)
    for rule in down:
        x = round(rule.at * scale)
        cv2.line(made_down, (x, round(rule.start * scale)), (x, round(rule.end * scale)), 255, PEN)
    return replace(rules, across=made_across, down=made_down)
