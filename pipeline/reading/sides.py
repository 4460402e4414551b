"""Two sides: the columns of a heading or foot that a writer made with tabs, white or a table without borders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.pages import Align, Word
from pipeline.reading.anchors import date_at, equals, find, is_capitals, is_number, opens, opens_signing
from pipeline.reading.blocks import Grid, Paragraph, paragraphs
from pipeline.reading.regions import opens_recipients

RIGHT_INDENT = 150.0
"""Left indent (pt) from which on a paragraph stands in the right half of an A4 page's text."""


@dataclass(frozen=True, slots=True)
class TabRow:
    """A line of a paragraph as two sides; ``source`` is the ordinal of its paragraph."""

    source: int
    left: tuple[Word, ...]
    right: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Both sides' words, a space between."""
        return joined(self.left + self.right)


def joined(words: Iterable[Word]) -> str:
    """Their texts, a space between."""
    return " ".join(word.text for word in words)


def sides_of(paragraph: Paragraph, source: int) -> list[TabRow]:
    """The lines of a paragraph as left and right: parted at tabs, else by where the paragraph stands."""
    rows = []
    for nth, line in enumerate(paragraph.lines):
        full = [stretch for stretch in line if stretch]
        if len(full) == 1 and nth < len(paragraph.wide):
            full = _at_wide_white(full[0], paragraph.wide[nth])
        if len(full) >= 2:
            rows.append(TabRow(source, full[0], tuple(word for stretch in full[1:] for word in stretch)))
        elif not line[0] or paragraph.align is Align.RIGHT or paragraph.indent >= RIGHT_INDENT:
            rows.append(TabRow(source, (), full[0]))
        else:
            rows.append(TabRow(source, full[0], ()))
    return rows


def _at_wide_white(words: tuple[Word, ...], wide: tuple[int, ...]) -> list[tuple[Word, ...]]:
    """The line as two sides where many spaces part what belongs to two columns, else whole."""
    for at in reversed(wide):
        left, right = words[:at], words[at:]
        if left and right and is_pair(joined(left), joined(right), going_on=True):
            return [left, right]
    return [words]


def is_pair(left: str, right: str, *, going_on: bool) -> bool:
    """True for the two sides of a heading's or foot's line that were set side by side with white between.

    ``going_on`` inside a heading or foot: a recipient may stand beside a name there.
    """
    if len(left) > 80 or len(right) > 90:
        return False
    if find(right.split(), "motto", "motto_plain") or (is_number(left) and date_at(right) is not None):
        return True
    if is_capitals(right) and opens_signing(right):
        return True
    return (opens_recipients(left) or (going_on and _ITEM.match(left) is not None)) and len(right.split()) <= 6


def seed(rows: Sequence[TabRow]) -> str | None:
    """`heading` or `foot` where these lines begin one."""
    if not rows:
        return None
    row = rows[0]
    left, right = joined(row.left), joined(row.right)
    if right and find(right.split(), "motto", "motto_plain") and len(left) <= 80:
        return "heading"
    if left and date_at(right) is not None and is_number(left) and len(right) <= 90:
        return "heading"
    if opens_recipients(left):
        return "foot"
    if right and len(right) <= 80 and is_capitals(right) and opens_signing(right) and len(left) <= 80:
        return "foot"
    return None


def seed_below(run: Sequence[Paragraph]) -> str | None:
    """A heading whose first lines (`<parent> [tab] …`) stand above the motto's: two lines at most."""
    for above in (1, 2):
        if len(run) <= above:
            return None
        rows = [row for nth, p in enumerate(run[:above]) for row in sides_of(p, nth)]
        if not rows or any(len(row.text) > 120 or not (row.left and row.right) for row in rows):
            return None
        if seed(sides_of(run[above], above)) == "heading":
            return "heading"
    return None


_ITEM = re.compile(r"^(?:[-–—+•*~]|L[ưu]u\b|Như\b|\d{1,2}[.)])", re.IGNORECASE)


def goes_on(rows: Sequence[TabRow], paragraph: Paragraph, below: Sequence[Paragraph], kind: str) -> bool:
    """True where a paragraph belongs to the heading or foot above it."""
    if not rows:
        return True
    text = joined(paragraph.words)
    if opens(text, "address") or equals(text, "title") or (opens(text, "title") and is_capitals(text)):
        return False
    if any(len(row.left) > 20 or len(row.right) > 20 for row in rows):
        return False
    if all(row.right for row in rows):
        if kind == "heading" and not rows[0].left:
            return date_at(text) is not None or find(text.split(), "motto", "motto_plain") is not None
        return True
    if kind == "foot":
        if any(row.right for row in rows):
            return True
        if paragraph.align is Align.CENTER:
            return is_capitals(text) is False and len(text) <= 40 and not below
        return bool(_ITEM.match(text)) or opens_recipients(text) or len(text) <= 50
    return len(text) <= 70 and any(
        row.left and row.right and seed([row]) == "heading" for p in below[:3] for row in sides_of(p, 0)
    )


def layout_border(grid: Grid) -> int | None:
    """The first column of the right side of a table that only lays out a heading or foot, else None."""
    for number, row in enumerate(grid.rows[:12]):
        full = [slot for slot in row.slots if any(p.words for p in paragraphs(slot.blocks))]
        starts = [joined(next(p.words for p in paragraphs(slot.blocks) if p.words)) for slot in full]
        for nth, slot in enumerate(full):
            lines = [joined(w for s in line for w in s) for p in paragraphs(slot.blocks) for line in p.lines]
            if slot.column == 0:
                if opens_recipients(starts[nth]) and not (grid.borders and len(grid.rows) > 2):
                    after = [s.column for s in row.slots if s.column >= slot.column + slot.span]
                    return after[0] if after else None
                continue
            mottos = any(find(line.split(), "motto", "motto_plain") for line in lines[:4])
            dated = (
                nth > 0 and number <= 2 and is_number(starts[0]) and any(date_at(line) is not None for line in lines)
            )
            signed = (
                not grid.borders
                and len(grid.rows) <= 4
                and is_capitals(lines[0])
                and len(lines[0]) <= 80
                and opens_signing(lines[0])
            )
            if mottos or dated or signed:
                return slot.column
    return None
