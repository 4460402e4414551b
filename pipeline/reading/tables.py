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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading.cleanup import INK
from pipeline.reading.grid import GridCell, GridTable
from pipeline.reading.recognise import Found
from pipeline.reading.relines import worth_of

Picture = npt.NDArray[np.uint8]
Read = Callable[[Picture], tuple[Found, ...]]
"""A sheet to its words, one block of text (psm 6)."""
ReadLarger = Callable[[Picture, float], tuple[Found, ...]]
"""The same of a sheet enlarged by a factor."""

MARGIN = 12
"""Pixels of white around a cell's ink on the sheet, at 200 dpi."""
SPACE = 28
"""Pixels of white between two cells on the sheet."""
SHEET = 5000
"""Height in pixels at which a new sheet is begun."""
SHORT = (110, 46)
"""Width and height in pixels of what may be a lone numeral."""
BETWEEN, DASH = 48, (12, 3)
"""Pixels between two numerals set side by side; length and thickness of the dash drawn there."""
SURE = 0.6
"""The least confidence of a numeral whose dashes were all seen: the engine doubts rows of digits that it
reads right (99 % of made office scans)."""
AT_ONCE = 16
"""Numerals of one line."""
_NUMERAL = re.compile(r"^[(]?(?:\d{1,3}(?:[.,]\d{1,3}){0,3}|[IVX]{1,5})[%).]?$")
HEAD = 4
"""Rows from the top among which one may number the columns."""
_IN_BRACKETS = re.compile(r"^[(](\d{1,2})[)]$")
_DASHES = re.compile(r"[-–—]{1,3}")
DOUBT, POOR = 0.9, 0.3
"""A cell is doubtful when a word of it has less confidence; a table is poor from such a share of them on."""
AGAIN = 0.8
"""Doubtful cells are read again when a word has less than this: of 28 made ones between, none was mended."""
LARGER, BETTER = 1.3, 0.01
"""How much larger doubtful cells of a poor table are read a second time; confidence that this must gain.
(Of the cells of made copies 82.6 % were right, with the second reading 83.6 %; read larger alone 81.6 %. Words
that were read page-wide won nothing as witnesses: 66.6 % of the cells were right by themselves, and where
they were surer they were so by chance.)"""
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
    erased: Picture,
    tables: Sequence[GridTable],
    read: Read,
    read_line: Read | None = None,
    read_larger: ReadLarger | None = None,
) -> tuple[Found, ...]:
    """The words of all cells, boxes in pixels of the page.

    Args:
        erased: the page without its ruling lines.
        tables: its tables.
        read: the recogniser for one sheet.
        read_line: the recogniser for one line; without it numerals are read as other cells are.
        read_larger: the recogniser for one enlarged sheet; without it poor cells are read once.

    Returns:
        Words table by table and column by column; each word's box lies inside its cell.
    """
    found: list[Found] = []
    for table in tables:
        slots = {cell: slot for cell in table.cells if (slot := _slot(erased, cell.box)) is not None}
        numbered = _numbered(erased, slots, read_line) if read_line is not None else {}
        found += numbered.values()
        by_column: list[dict[_Slot, list[Found]]] = []
        for column in range(table.columns):
            own = [slot for cell, slot in slots.items() if cell.column == column and slot not in numbered]
            numerals = _numerals(erased, own, read_line) if read_line is not None else {}
            found += numerals.values()
            rest = [slot for slot in own if slot not in numerals]
            by_column.append(_read_slots(erased, rest, read))
        doubtful = [[slot for slot, words in one.items() if _is_doubtful(words, DOUBT)] for one in by_column]
        poor = sum(map(len, doubtful)) >= POOR * sum(map(len, by_column))
        for first, cells in zip(by_column, doubtful, strict=True):
            again = [slot for slot in cells if _is_doubtful(first[slot], AGAIN)]
            if read_larger is not None and poor and again:
                second = _read_slots(erased, again, partial(_larger, read_larger))
                first |= {slot: words for slot, words in second.items() if _is_better(words, first[slot])}
            found += (word for words in first.values() for word in words)
    return tuple(found)


def _is_doubtful(words: Sequence[Found], least: float) -> bool:
    return any(word.confidence < least for word in words)


def _is_better(second: Sequence[Found], first: Sequence[Found]) -> bool:
    """True where a second reading is surer and has lost no word."""
    lengths = [sum(len(word.text) for word in words) for words in (second, first)]
    return lengths[0] > lengths[1] - 2 and worth_of(second) > worth_of(first) + BETTER


def _larger(read: ReadLarger, sheet: Picture) -> tuple[Found, ...]:
    """The words of a sheet read larger, boxes in the sheet's own pixels."""
    large: Picture = cv2.resize(sheet, None, fx=LARGER, fy=LARGER, interpolation=cv2.INTER_CUBIC).view(np.uint8)
    return tuple(
        replace(
            word,
            x0=round(word.x0 / LARGER),
            x1=round(word.x1 / LARGER),
            y0=round(word.y0 / LARGER),
            y1=round(word.y1 / LARGER),
        )
        for word in read(large, LARGER)
    )


def _read_slots(erased: Picture, slots: Sequence[_Slot], read: Read) -> dict[_Slot, list[Found]]:
    """The words of cells, those without any left out, in the cells' order."""
    found: dict[_Slot, list[Found]] = {}
    for sheet in _sheets(slots):
        for slot, words in _read_sheet(erased, sheet, read).items():
            found[replace(slot, top=0)] = words
    return found


def _numbered(erased: Picture, slots: Mapping[GridCell, _Slot], read_line: Read) -> dict[_Slot, Found]:
    """The cells of a row of the head that numbers the columns: (1), (2), (3), read side by side."""
    for row in range(1, HEAD):
        own = [slots[cell] for cell in slots if cell.row == row]
        if len(own) < 3 or any(not _is_short(slot) for slot in own):
            continue
        found = _numerals(erased, own, read_line)
        numbers = [int(match[1]) for one in found.values() if (match := _IN_BRACKETS.match(one.text))]
        if len(numbers) == len(own) and numbers == sorted(set(numbers)):
            return found
    return {}


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
    short = [slot for slot in slots if _is_short(slot)]
    found: dict[_Slot, Found] = {}
    for at in range(0, len(short), AT_ONCE):
        group = short[at : at + AT_ONCE]
        if len(group) < 2:
            continue
        bare = [_unbracketed(erased, slot) for slot in group]
        words = read_line(_side_by_side(erased, [inner or slot for slot, inner in zip(group, bare, strict=True)]))
        pieces = _DASHES.split("".join(word.text for word in words))
        if len(pieces) != len(group):
            continue  # a dash of a cell's own, or one that was not seen: no piece is surely a cell's
        sure = max(SURE, min(word.confidence for word in words))
        for slot, inner, piece in zip(group, bare, pieces, strict=True):
            if inner and piece.isdecimal():
                piece = f"({piece})"
            elif inner:
                continue
            if _NUMERAL.match(piece):
                found[slot] = Found(piece, slot.x0, slot.y0, slot.x1, slot.y1, sure)
    return found


def _unbracketed(erased: Picture, slot: _Slot) -> _Slot | None:
    """The ink between two brackets; None where none stand around it.

    Brackets are taken off before a numeral is read: engines take `(3)` for `@)`. They are known by
    their shape: higher than what stands between them, thin, and bowed outwards.
    """
    ink = (erased[slot.y0 : slot.y1, slot.x0 : slot.x1] < INK + 30).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    order = [n for n in np.argsort(stats[1:, cv2.CC_STAT_LEFT]) + 1 if stats[n, cv2.CC_STAT_AREA] >= SPECK]
    if len(order) < 3:
        return None
    first, last, inner = order[0], order[-1], order[1:-1]
    tall = int(stats[inner, cv2.CC_STAT_HEIGHT].max())
    for bracket, outward in ((first, -1), (last, 1)):
        x, y, wide, high = (int(value) for value in stats[bracket, :4])
        shape = labels[y : y + high, x : x + wide] == bracket
        tips = np.concatenate((shape[: high // 6], shape[high - high // 6 :]))
        middle = shape[high // 3 : high - high // 3]
        if high < 1.1 * tall or wide > high / 2 or not tips.any() or not middle.any():
            return None
        if outward * (float(np.nonzero(middle)[1].mean()) - float(np.nonzero(tips)[1].mean())) < 0.15 * wide:
            return None
    left = int(stats[inner, cv2.CC_STAT_LEFT].min())
    right = int((stats[inner, cv2.CC_STAT_LEFT] + stats[inner, cv2.CC_STAT_WIDTH]).max())
    top = int(stats[inner, cv2.CC_STAT_TOP].min())
    bottom = int((stats[inner, cv2.CC_STAT_TOP] + stats[inner, cv2.CC_STAT_HEIGHT]).max())
    return _Slot(slot.x0 + left, slot.y0 + top, slot.x0 + right, slot.y0 + bottom)


def _is_short(slot: _Slot) -> bool:
    return slot.x1 - slot.x0 <= SHORT[0] and slot.y1 - slot.y0 <= SHORT[1]


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


def _read_sheet(erased: Picture, slots: Sequence[_Slot], read: Read) -> dict[_Slot, list[Found]]:
    wide = max(slot.x1 - slot.x0 for slot in slots) + 2 * MARGIN
    tall = max(slot.top + slot.y1 - slot.y0 for slot in slots) + MARGIN
    sheet = np.full((tall, wide), 255, np.uint8)
    for slot in slots:
        sheet[slot.top : slot.top + slot.y1 - slot.y0, MARGIN : MARGIN + slot.x1 - slot.x0] = erased[
            slot.y0 : slot.y1, slot.x0 : slot.x1
        ]
    found: dict[_Slot, list[Found]] = {slot: [] for slot in slots}
    for word in read(sheet):
        middle = (word.y0 + word.y1) / 2
        slot = min(slots, key=lambda s: max(s.top - middle, middle - (s.top + s.y1 - s.y0), 0.0))
        dx, dy = slot.x0 - MARGIN, slot.y0 - slot.top
        x0, x1 = (min(max(x + dx, slot.x0), slot.x1) for x in (word.x0, word.x1))
        y0, y1 = (min(max(y + dy, slot.y0), slot.y1) for y in (word.y0, word.y1))
        found[slot].append(replace(word, x0=x0, x1=max(x1, x0 + 1), y0=y0, y1=max(y1, y0 + 1)))
    return {slot: words for slot, words in found.items() if words}
