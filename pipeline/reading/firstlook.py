"""The first look at a page's picture: its rules, its tables, its words, and which side of it is up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from pipeline.pages import Box
from pipeline.reading import cleanup
from pipeline.reading.cleanup import Cleaned
from pipeline.reading.eye import Eye, to_pixels
from pipeline.reading.grid import GridTable, find_tables
from pipeline.reading.recognise import WHOLE_PAGE, Found, mean_confidence
from pipeline.reading.strokes import Rules, erase, find_rules
from pipeline.reading.tables import read_cells
from pipeline.reading.unruled import with_columns

Picture = npt.NDArray[np.uint8]

UPRIGHT = 0.6
"""Mean confidence below which a page may stand on its head."""
UPRIGHT_GAIN = 0.15
"""How much better a turned page must read to be turned."""


@dataclass(frozen=True, slots=True)
class First:
    """The first look at an upright page: its rules erased, its tables (white in `body`), other words."""

    rules: Rules
    erased: Picture
    body: Picture
    tables: tuple[GridTable, ...]
    words: tuple[Found, ...]
    cells: tuple[Found, ...] | None = None
    """The words of the tables' cells, where they were read already."""


def first_look(cleaned: Cleaned, eye: Eye) -> First:
    """The first look at a page that stands as it will be read. Raises LimitError beyond the page's time."""
    rules = find_rules(cleaned.grey, cleaned.dpi)
    tables = find_tables(rules, cleaned.dpi) if rules.down.any() else ()
    erased = erase(cleaned.grey, rules)
    body = _without(erased, [table.box for table in tables])
    words = eye.look(body, WHOLE_PAGE)
    fuller = with_columns(rules, words, tables, cleaned.dpi)
    if fuller is not None and len(more := find_tables(fuller, cleaned.dpi)) > len(tables):
        rules, tables = fuller, more
        body = _without(erased, [table.box for table in tables])
        height, width = body.shape[:2]
        words = tuple(one for one in words if not any(stands_in(table.box, one, width, height) for table in tables))
    return First(rules, erased, body, tables, words)


def upright(cleaned: Cleaned, eye: Eye) -> tuple[Cleaned, First]:
    """The page turned so that it reads best, with the first look at it.

    Only a page that reads badly is tried upside down, on its densest stretch; sideways ones were
    turned before, to one side or the other.
    """
    first = first_look(cleaned, eye)
    words = first.words
    if first.tables and len(words) < 30:
        first = replace(first, cells=words_in_cells(first, eye))
        words += first.cells or ()
    before = mean_confidence(words)
    if before >= UPRIGHT or not words:
        return cleaned, first
    strip = _densest(first.erased)
    as_it_is = mean_confidence(eye.block(strip))
    turned = mean_confidence(eye.block(cleanup.turn(strip, 180)))
    if turned < as_it_is + UPRIGHT_GAIN:
        return cleaned, first
    cleaned = replace(
        cleaned,
        grey=cleanup.turn(cleaned.grey, 180),
        red=None if cleaned.red is None else cleanup.turn(cleaned.red, 180),
        blue=None if cleaned.blue is None else cleanup.turn(cleaned.blue, 180),
        bare=None if cleaned.bare is None else cleanup.turn(cleaned.bare, 180),
        rotation=(cleaned.rotation + 180) % 360,
    )
    return cleaned, first_look(cleaned, eye)


def words_in_cells(first: First, eye: Eye) -> tuple[Found, ...]:
    """The words of the tables' cells, read once."""
    if first.cells is not None:
        return first.cells
    return read_cells(first.erased, first.tables, eye.block, eye.line, eye.enlarged)


def _densest(picture: Picture) -> Picture:
    """The fifth of the page's height that bears most ink."""
    ink = cleanup.ink_mask(picture).sum(axis=1, dtype=np.int64)
    tall = max(1, len(ink) // 5)
    sums = np.convolve(ink, np.ones(tall, np.int64), mode="valid")
    top = int(sums.argmax())
    return picture[top : top + tall]


def _without(picture: Picture, boxes: Sequence[Box]) -> Picture:
    """The picture with white paper at the boxes."""
    if not boxes:
        return picture
    made = picture.copy()
    for box in boxes:
        x0, y0, x1, y1 = to_pixels(box, picture)
        made[y0:y1, x0:x1] = cleanup.WHITE
    return made


def stands_in(box: Box, one: Found, width: int, height: int) -> bool:
    """True for a word (pixels) whose middle stands in a box (fractions of the page)."""
    x, y = (one.x0 + one.x1) / 2 / width, (one.y0 + one.y1) / 2 / height
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
