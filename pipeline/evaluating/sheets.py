"""Sheets: pages that were set, every word at its place in points, before they are printed.

The origin is top left, ``y`` of a word its baseline. A `Manner` says how offices of a time lay pages
out: Thông tư liên tịch 55/2005/TTLT-BNV-VPCP, Thông tư 01/2011/TT-BNV, Nghị định 30/2020/NĐ-CP (each
with its appendix on layout), and within them what one office does differently from the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from pipeline.evaluating.drafts import Draft, Heading
from pipeline.evaluating.fonts import Type, Weight
from pipeline.evaluating.truth import APART, Place, TrueCell, TrueLine, TruePage, TrueTable, TrueWord
from pipeline.pages import Box

MILLIMETRE = 72 / 25.4
A4 = (210 * MILLIMETRE, 297 * MILLIMETRE)
"""Width and height in points: the one size the decree allows (A5 for slips apart)."""


class Period(StrEnum):
    """The rules of layout in force."""

    BEFORE_2011 = "before-2011"
    FROM_2011 = "2011-2020"
    SINCE_2020 = "since-2020"


class Numbering(StrEnum):
    """Where page numbers stand, from the second page on."""

    TOP = "top"
    """Centred in the top margin (Nghị định 30/2020, Phụ lục I, phần I, mục 7)."""
    CORNER = "corner"
    """At the right end of the bottom margin (Thông tư 01/2011)."""
    BOTTOM = "bottom"
    """Centred in the bottom margin, as old word processors did by themselves."""


class Ruling(StrEnum):
    """Which rules of its tables an office draws, and how."""

    FULL = "full"
    HAIR = "hair"
    """A quarter of a point thick: copies lose half of it."""
    THICK = "thick"
    DOUBLE = "double"
    """Each rule twice, two points apart."""
    NO_SIDES = "no sides"
    NO_BORDER = "no border"
    ACROSS = "across"
    """No rule down."""
    DOWN = "down"
    """Rules down, and across only around the head and below the table."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Manner:
    """How an office lays its pages out. Lengths in points, ``leading`` as a multiple of the size."""

    period: Period
    top: float
    bottom: float
    left: float
    right: float
    size: float
    indent: float
    leading: float
    gap: float
    """Space between two paragraphs."""
    numbering: Numbering
    dashes: bool
    """Rows of dashes typed under issuer and Tiêu ngữ instead of ruled lines."""
    cells_top: bool
    """Words stand at the top of their cells, not in the middle."""
    repeat_heads: bool
    """The head of a table stands again on each page."""
    justify_cells: bool
    margin_note: str | None = None
    """A line in the bottom margin: the file's name, as old word processors printed it."""
    ruling: Ruling = Ruling.FULL


def manner(period: Period, seed: int, body: float | None = None) -> Manner:
    """How some office of a period lays its pages out; the seed chooses among what was usual.

    ``body`` sets the font size of the text (13 or 14 if not given).
    """
    rng = np.random.default_rng([seed, 11])
    old = period is Period.BEFORE_2011
    numbering = {
        Period.BEFORE_2011: Numbering.BOTTOM,
        Period.FROM_2011: Numbering.CORNER,
        Period.SINCE_2020: Numbering.TOP,
    }[period]
    return Manner(
        period=period,
        top=float(rng.integers(20, 26)) * MILLIMETRE,
        bottom=float(rng.integers(20, 26)) * MILLIMETRE,
        left=float(rng.integers(30, 36)) * MILLIMETRE,
        right=float(rng.integers(15, 21)) * MILLIMETRE,
        size=body or float(rng.choice([13.0, 14.0], p=[0.35, 0.65])),
        indent=float(rng.choice([10.0, 12.7])) * MILLIMETRE,
        leading=float(rng.choice([1.17, 1.25, 1.35])),
        gap=float(rng.choice([3.0, 6.0])),
        numbering=numbering,
        dashes=bool(old and rng.random() < 0.6),
        cells_top=bool(rng.random() < 0.4),
        repeat_heads=bool(rng.random() < 0.8),
        justify_cells=bool(rng.random() < 0.5),
        margin_note=f"E:\\VANTHU\\{rng.integers(1, 13):02d}\\vb{rng.integers(100, 999)}.doc" if old else None,
    )


def period_of(draft: Draft) -> Period:
    """The rules in force in the year of the heading's date; the present ones without a year."""
    for element in draft.elements:
        if isinstance(element, Heading):
            year = re.search(r"năm\s*(\d{4})", " ".join(element.right))
            if year and int(year[1]) < 2011:
                return Period.BEFORE_2011
            if year and int(year[1]) < 2020:
                return Period.FROM_2011
    return Period.SINCE_2020


@dataclass(slots=True)
class Placed:
    """A word at its place: left end and baseline in points; ``hand`` words are drawn, not printed."""

    text: str
    x: float
    y: float
    width: float
    size: float
    weight: Weight = Weight.REGULAR
    hand: bool = False


@dataclass(slots=True)
class SetLine:
    """A line of placed words."""

    words: list[Placed]
    place: Place
    paragraph: int | None = None
    cell: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line, in points."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float = 0.6


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell's area on a sheet, in points; ``lines`` are the set lines inside it."""

    row: int
    column: int
    row_span: int
    column_span: int
    area: tuple[float, float, float, float]
    lines: tuple[SetLine, ...]
    source_row: int


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table's part on a sheet."""

    ordinal: int
    columns: int
    cells: tuple[SetCell, ...]
    continues: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that dressing fills: ``kind`` is ``signature`` or ``heading``; the area in points.

    ``text`` is what belongs there: the issuer for the seal.
    """

    kind: str
    area: tuple[float, float, float, float]
    text: str = ""


@dataclass(slots=True)
class Sheet:
    """A page being set."""

    width: float
    height: float
    lines: list[SetLine] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    tables: list[SetTable] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)


def true_page(sheet: Sheet, number: int, face: Type) -> TruePage:
    """The truth of a sheet: lines in the order of setting, those apart at the end."""
    ordered = [line for line in sheet.lines if line.place not in APART]
    ordered += [line for line in sheet.lines if line.place in APART]
    index = {id(line): at for at, line in enumerate(ordered)}
    lines = tuple(
        TrueLine(
            tuple(_true_word(word, sheet, face) for word in line.words),
            line.place,
            line.paragraph,
            line.cell,
        )
        for line in ordered
    )
    tables = []
    for table in sheet.tables:
        cells = tuple(
            TrueCell(
                cell.row,
                cell.column,
                cell.row_span,
                cell.column_span,
                fractions(cell.area, sheet),
                tuple(index[id(line)] for line in cell.lines),
                cell.source_row,
            )
            for cell in table.cells
        )
        boxes = [cell.box for cell in cells]
        whole = (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )
        rows = max(cell.row + cell.row_span for cell in cells)
        tables.append(TrueTable(table.ordinal, rows, table.columns, cells, whole, table.continues))
    return TruePage(number, sheet.width, sheet.height, lines, tuple(tables))


def fractions(area: tuple[float, float, float, float], sheet: Sheet) -> Box:
    """An area in points as fractions of its sheet."""
    x0, y0, x1, y1 = area
    return (x0 / sheet.width, y0 / sheet.height, x1 / sheet.width, y1 / sheet.height)


def _true_word(word: Placed, sheet: Sheet, face: Type) -> TrueWord:
    above, below = face.fount(word.weight).extent(word.text, word.size)
    if word.hand:
        above, below = 0.95 * word.size, 0.2 * word.size
    area = (word.x, word.y - above, word.x + word.width, word.y + below)
    bold = word.weight in (Weight.BOLD, Weight.BOLD_ITALIC)
    italic = word.weight in (Weight.ITALIC, Weight.BOLD_ITALIC)
    return TrueWord(word.text, fractions(area, sheet), word.size, bold, italic, word.hand)
