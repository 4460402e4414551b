"""The cells of ruled tables, read each by itself: no line runs over from cell to cell.

The cells of a column are set under one another on a sheet of white paper, far apart, and the sheet
is read as one block: what is read in a cell's stretch of the sheet belongs to that cell. That reads
as a cell alone does and costs a call a column.

A lone numeral is what the engine reads worst (`7` as `V/`). Numerals of a column are therefore set
side by side with dashes drawn between them and read as one line, whose pieces are told apart by the
dashes: of the ordinals on made office scans 91 % were right before and all are now.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading.cleanup import INK
from pipeline.reading.grid import GridTable
from pipeline.reading.recognise import Found

Picture = npt.NDArray[np.uint8]
Read = Callable[[Picture], tuple[Found, ...]]
"""A sheet to its words, one block of text (psm 6)."""

MARGIN = 12
"""Pixels of white around a cell's ink on the sheet, at 200 dpi."""
SPACE = 28
"""Pixels of white between two cells on the sheet."""
SHEET = 5000
"""Height in pixels at which a new sheet is begun."""
SHORT = (110, 40)
"""Width and height in pixels of what may be a lone numeral."""
BETWEEN, DASH = 48, (12, 3)
"""Pixels between two numerals set side by side; length and thickness of the dash drawn there."""
SURE = 0.6
"""The least confidence of a numeral whose dashes were all seen: the engine doubts rows of digits that it
reads right (99 % of made office scans)."""
AT_ONCE = 16
"""Numerals of one line."""
_NUMERAL = re.compile(r"^[(]?(?:\d{1,3}(?:[.,]\d{1,3}){0,3}|[IVX]{1,5})[%).]?$")
_DASHES = re.compile(r"[-–—]{1,3}")
SPECK = 12
"""Pixels of ink below which a cell is empty: dust, the rest of an erased line."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """A cell's ink on the page (pixels) and the row of the sheet where it is set."""

    x0: int
    y0: int
    x1: int
    y1: int
    top: int = 0


def read_cells(
    erased: Picture, tables: Sequence[GridTable], read: Read, read_line: Read | None = None
) -> tuple[Found, ...]:
    """The words of all cells, boxes in pixels of the page.

    Args:
        erased: the page without its ruling lines.
        tables: its tables.
        read: the recogniser for one sheet.
        read_line: the recogniser for one line; without it numerals are read as other cells are.

    Returns:
        Words table by table and column by column; each word's box lies inside its cell.
    """
    found: list[Found] = []
    for table in tables:
        for column in range(table.columns):
            slots = [
                slot for cell in table.cells if cell.column == column and (slot := _slot(erased, cell.box)) is not None
            ]
            numerals = _numerals(erased, slots, read_line) if read_line is not None else {}
            found += numerals.values()
            for sheet in _sheets([slot for slot in slots if slot not in numerals]):
                found += _read_sheet(erased, sheet, read)
    return tuple(found)


def _slot(erased: Picture, box: tuple[float, float, float, float]) -> _Slot | None:
    """The ink of a cell, None where it is empty."""
    height, width = erased.shape
    x0, y0, x1, y1 = round(box[0] * width), round(box[1] * height), round(box[2] * width), round(box[3] * height)
    ink = (erased[y0:y1, x0:x1] < INK + 30).astype(np.uint8)
    if ink.size == 0:
        return None
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    keep = [n for n in range(1, count) if stats[n, cv2.CC_STAT_AREA] >= SPECK]
    if not keep:
        return None
    left = min(int(stats[n, cv2.CC_STAT_LEFT]) for n in keep)
    top = min(int(stats[n, cv2.CC_STAT_TOP]) for n in keep)
    right = max(int(stats[n, cv2.CC_STAT_LEFT] + stats[n, cv2.CC_STAT_WIDTH]) for n in keep)
    bottom = max(int(stats[n, cv2.CC_STAT_TOP] + stats[n, cv2.CC_STAT_HEIGHT]) for n in keep)
    # Specks beside the ink (dots, marks) stand within a few pixels of it.
    return _Slot(max(x0, x0 + left - 3), max(y0, y0 + top - 5), min(x1, x0 + right + 3), min(y1, y0 + bottom + 5))


def _numerals(erased: Picture, slots: Sequence[_Slot], read_line: Read) -> dict[_Slot, Found]:
    """The cells that hold a lone numeral, as it was read beside the others of its column."""
    short = [slot for slot in slots if slot.x1 - slot.x0 <= SHORT[0] and slot.y1 - slot.y0 <= SHORT[1]]
    found: dict[_Slot, Found] = {}
    for at in range(0, len(short), AT_ONCE):
        group = short[at : at + AT_ONCE]
        if len(group) < 2:
            continue
        words = read_line(_side_by_side(erased, group))
        pieces = _DASHES.split("".join(word.text for word in words))
        if len(pieces) != len(group):
            continue  # a dash of a cell's own, or one that was not seen: no piece is surely a cell's
        sure = max(SURE, min(word.confidence for word in words))
        for slot, piece in zip(group, pieces, strict=True):
            if _NUMERAL.match(piece):
                found[slot] = Found(piece, slot.x0, slot.y0, slot.x1, slot.y1, sure)
    return found


def _side_by_side(erased: Picture, slots: Sequence[_Slot]) -> Picture:
    tall = max(slot.y1 - slot.y0 for slot in slots) + 2 * MARGIN
    wide = sum(slot.x1 - slot.x0 + BETWEEN for slot in slots) - BETWEEN + 2 * MARGIN
    line = np.full((tall, wide), 255, np.uint8)
    x = MARGIN
    for nth, slot in enumerate(slots):
        if nth:
            middle, (long, thick) = x - BETWEEN // 2, DASH
            line[tall // 2 - thick // 2 : tall // 2 - thick // 2 + thick, middle - long // 2 : middle + long // 2] = 0
        high = slot.y1 - slot.y0
        top = (tall - high) // 2
        line[top : top + high, x : x + slot.x1 - slot.x0] = erased[slot.y0 : slot.y1, slot.x0 : slot.x1]
        x += slot.x1 - slot.x0 + BETWEEN
    return line


def _sheets(slots: Sequence[_Slot]) -> list[list[_Slot]]:
    sheets: list[list[_Slot]] = []
    top = SHEET
    for slot in slots:
        if top >= SHEET:
            sheets.append([])
            top = MARGIN
        sheets[-1].append(replace(slot, top=top))
        top += slot.y1 - slot.y0 + SPACE
    return sheets


def _read_sheet(erased: Picture, slots: Sequence[_Slot], read: Read) -> list[Found]:
    wide = max(slot.x1 - slot.x0 for slot in slots) + 2 * MARGIN
    tall = max(slot.top + slot.y1 - slot.y0 for slot in slots) + MARGIN
    sheet = np.full((tall, wide), 255, np.uint8)
    for slot in slots:
        sheet[slot.top : slot.top + slot.y1 - slot.y0, MARGIN : MARGIN + slot.x1 - slot.x0] = erased[
            slot.y0 : slot.y1, slot.x0 : slot.x1
        ]
    found: list[Found] = []
    for word in read(sheet):
        middle = (word.y0 + word.y1) / 2
        slot = min(slots, key=lambda s: max(s.top - middle, middle - (s.top + s.y1 - s.y0), 0.0))
        dx, dy = slot.x0 - MARGIN, slot.y0 - slot.top
        x0, x1 = (min(max(x + dx, slot.x0), slot.x1) for x in (word.x0, word.x1))
        y0, y1 = (min(max(y + dy, slot.y0), slot.y1) for y in (word.y0, word.y1))
        found.append(replace(word, x0=x0, x1=max(x1, x0 + 1), y0=y0, y1=max(y1, y0 + 1)))
    return found
