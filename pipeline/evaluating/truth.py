"""Exact truth of a made document: every word with its box, its line, its place and its cell.

Boxes are ``(x0, y0, x1, y1)`` as fractions of the page, origin top left, tight around the ink. They
follow the page through every turn and skew. Made by typesetting and dressing, never by reading.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from pipeline.pages import Box, union


class Place(StrEnum):
    """Where on the page a line stands, by the layout of the decree."""

    HEADING_LEFT = "heading_left"
    HEADING_RIGHT = "heading_right"
    TITLE = "title"
    ADDRESS = "address"
    BODY = "body"
    TABLE = "table"
    FOOT_LEFT = "foot_left"
    FOOT_RIGHT = "foot_right"
    APPENDIX = "appendix"
    """The line that heads an appendix, and the title under it."""
    STAMP = "stamp"
    FURNITURE = "furniture"
    """Page numbers, margin notes, rows of dashes and stars."""


APART = frozenset({Place.STAMP, Place.FURNITURE})
"""Places out of the reading order."""


@dataclass(frozen=True, slots=True)
class TrueWord:
    """A word; ``size`` is its font size in points. ``hand``: drawn with a pen; ``covered``: under a seal."""

    text: str
    box: Box
    size: float
    bold: bool = False
    italic: bool = False
    hand: bool = False
    covered: bool = False


@dataclass(frozen=True, slots=True)
class TrueLine:
    """A line of words in reading order.

    ``paragraph`` is the ordinal of its paragraph in the document, ``cell`` the (table, row, column) of
    the draft's cell that it stands in, rows counted over the whole table.
    """

    words: tuple[TrueWord, ...]
    place: Place
    paragraph: int | None = None
    cell: tuple[int, int, int] | None = None

    @property
    def text(self) -> str:
        """The words, a space between two."""
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box | None:
        """The union of the words' boxes."""
        return union(word.box for word in self.words)


@dataclass(frozen=True, slots=True)
class TrueCell:
    """A cell as it stands on this page: 0-based place among the rows of this page; ``box`` by its rules.

    ``lines`` are indices of the page's lines. ``source_row`` is its row in the whole table.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    lines: tuple[int, ...]
    source_row: int


@dataclass(frozen=True, slots=True)
class TrueTable:
    """What of a table stands on this page; ``continues`` where it began on an earlier one."""

    ordinal: int
    rows: int
    columns: int
    cells: tuple[TrueCell, ...]
    box: Box
    continues: bool = False


@dataclass(frozen=True, slots=True)
class TruePage:
    """A page: size in points as it lies in the file, lines in reading order, those apart at the end.

    ``rotation``: degrees by which the page in the file must be turned clockwise to stand upright.
    ``dressing`` names what was laid over it. A blank back has no lines.
    """

    number: int
    width_pt: float
    height_pt: float
    lines: tuple[TrueLine, ...]
    tables: tuple[TrueTable, ...] = ()
    rotation: int = 0
    skew_deg: float = 0.0
    dressing: tuple[str, ...] = ()

    @property
    def words(self) -> Iterator[TrueWord]:
        """All words in the order of the lines."""
        return (word for line in self.lines for word in line.words)

    @property
    def text(self) -> str:
        """The lines in reading order without those apart, a newline between two."""
        return "\n".join(line.text for line in self.lines if line.place not in APART)


@dataclass(frozen=True, slots=True)
class Truth:
    """The pages of one made file and how it was made (closed words and numbers, for the record)."""

    name: str
    pages: tuple[TruePage, ...]
    made: Mapping[str, str]

    def to_json(self) -> str:
        """The truth as JSON: `from_json` gives it back."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Truth:
    """The truth that `Truth.to_json` wrote."""
    raw: Any = json.loads(text)
    return Truth(raw["name"], tuple(_page(page) for page in raw["pages"]), dict(raw["made"]))


def moved(page: TruePage, move: Callable[[Box], Box], **changes: Any) -> TruePage:
    """The page with every box moved, and fields of the page changed beside."""
    lines = tuple(
        replace(line, words=tuple(replace(word, box=move(word.box)) for word in line.words)) for line in page.lines
    )
    tables = tuple(
        replace(
            table,
            box=move(table.box),
            cells=tuple(replace(cell, box=move(cell.box)) for cell in table.cells),
        )
        for table in page.tables
    )
    return replace(page, lines=lines, tables=tables, **changes)


def upright(page: TruePage) -> TruePage:
    """The page turned back so that it stands upright, boxes and size with it (skew stays)."""
    wide, high = page.width_pt, page.height_pt
    if page.rotation in (90, 270):
        wide, high = high, wide
    return moved(page, lambda box: turned_box(box, page.rotation), rotation=0, width_pt=wide, height_pt=high)


def turned_box(box: Box, degrees: int) -> Box:
    """The box after its page was turned clockwise by 0, 90, 180 or 270 degrees."""
    x0, y0, x1, y1 = box
    match degrees % 360:
        case 90:
            return (1 - y1, x0, 1 - y0, x1)
        case 180:
            return (1 - x1, 1 - y1, 1 - x0, 1 - y0)
        case 270:
            return (y0, 1 - x1, y1, 1 - x0)
    return box


def _box(raw: Iterable[float]) -> Box:
    x0, y0, x1, y1 = raw
    return (x0, y0, x1, y1)


def _page(raw: Any) -> TruePage:
    lines = tuple(
        TrueLine(
            tuple(TrueWord(**{**word, "box": _box(word["box"])}) for word in line["words"]),
            Place(line["place"]),
            line["paragraph"],
            (line["cell"][0], line["cell"][1], line["cell"][2]) if line["cell"] else None,
        )
        for line in raw["lines"]
    )
    tables = tuple(
        TrueTable(
            **{
                **table,
                "box": _box(table["box"]),
                "cells": tuple(
                    TrueCell(**{**cell, "box": _box(cell["box"]), "lines": tuple(cell["lines"])})
                    for cell in table["cells"]
                ),
            }
        )
        for table in raw["tables"]
    )
    return TruePage(**{**raw, "lines": lines, "tables": tables, "dressing": tuple(raw["dressing"])})
