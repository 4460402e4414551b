"""What stands in the margins: a page's number that the engine passed over, notes beside the text, marks of apps.

Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục 7 sets the number in the middle of the top margin;
older rules at the foot, in the middle or at the right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

import numpy as np
import numpy.typing as npt

from pipeline.reading.anchors import opens
from pipeline.reading.columns import Measures, Row, pieces_of, row_middle, text_of
from pipeline.reading.pieces import pieces_of as pieces_of_ink
from pipeline.reading.recognise import Found, mean_confidence

Picture = npt.NDArray[np.uint8]
Pixels = tuple[int, int, int, int]

BAND = 0.1
"""Share of the page's height that its top and bottom margin take."""
PLACES = ((0.4, 0.6), (0.78, 0.96))
"""Shares of its width between which a number stands: the middle, the right corner."""
SIZES = (0.5, 1.2)
"""Heights of digits, in heights of words with their marks."""
DIGITS = 4
SURE = 0.7
LONG = 0.45
"""Share of the page's width from which on a stretch of words is the body's."""
ROWS = 5
"""Such stretches by which the body's margins are known."""

INDENT = 50.0
"""How far the first lines of paragraphs are indented at most, in points."""
CLEAR, UNDER = 0.25, 3.0
"""Share of a last line's height that may lie in the line above it, and how far under that it stands, in heights."""

APP_BAND = 0.12
"""Share of the page's height, from its top or its foot, in which an app leaves its mark."""
APP_WORDS = 5
"""Words of such a mark, and letters of its picture before it."""
APP_LOGO = 4

_SCANNER = re.compile(r"sc[ae]n\w{0,6}\W*[\d:./ -]{0,20}$", re.IGNORECASE)
"""An app's name: scanning is in it."""
_NUMBER = re.compile(r"\W{0,2}\d{1,4}\W{0,2}")


def lone_numbers(found: Sequence[Found], picture: Picture, dpi: float) -> list[Pixels]:
    """Places in the margins where a few digits may stand for themselves, and no word was read beside them.

    Args:
        found: the words of the page.
        picture: the page without tables and ruling lines.
        dpi: its resolution.
    """
    tall = [one.height for one in found if sum(ch.isalnum() for ch in one.text) > 1]
    if not tall:
        return []
    high = float(median(tall))
    height, width = picture.shape
    places: list[Pixels] = []
    for top, bottom in ((0, round(BAND * height)), (round((1 - BAND) * height), height)):
        pieces = pieces_of_ink(picture[top:bottom], dpi)
        fit = pieces.letters & pieces.dark & (pieces.heights > SIZES[0] * high) & (pieces.heights < SIZES[1] * high)
        fit &= pieces.widths < 1.2 * high
        for left, right in PLACES:
            boxes = [
                (x, top + y, x + wide, top + y + tall_)
                for x, y, wide, tall_, _ in pieces.stats[fit].tolist()
                if left * width <= x + wide / 2 <= right * width
                and not any(one.y0 < top + y + tall_ and top + y < one.y1 for one in found)
            ]
            if not 1 <= len(boxes) <= DIGITS:
                continue
            x0, y0 = min(box[0] for box in boxes), min(box[1] for box in boxes)
            x1, y1 = max(box[2] for box in boxes), max(box[3] for box in boxes)
            if y1 - y0 > SIZES[1] * high or x1 - x0 > 1.2 * DIGITS * high:
                continue
            # No rim: the dashes on both sides of a number would be read as parts of it.
            places.append((max(0, x0 - 2), max(0, y0 - 2), min(width, x1 + 2), min(height, y1 + 2)))
    return places


def page_number(words: Sequence[Found]) -> bool:
    """True where what was read at such a place is a number."""
    return _NUMBER.fullmatch("".join(one.text for one in words)) is not None and mean_confidence(words) >= SURE


def is_app_mark(text: str) -> bool:
    """True for what an app that photographs papers leaves on them: `Scanned with CamScanner` and its like.

    The app's own small picture stands before the words and is read as a few letters.
    """
    words = text.split()
    if not 1 <= len(words) <= APP_WORDS:
        return False
    tails = [" ".join(words[n:]) for n in range(len(words)) if sum(map(len, words[:n])) <= APP_LOGO]
    named = [tail for tail in tails if opens(tail, "app") is not None]
    return any(len(tail.split()) <= 2 or _SCANNER.search(tail) is not None for tail in named)


def app_marks(rows: Sequence[Row], height: float, height_pt: float) -> tuple[list[Row], list[Row]]:
    """The marks of apps at the page's edges, and the rows without them; ``height`` is that of its lines."""
    marks: list[Row] = []
    rest: list[Row] = []
    for row in rows:
        kept: list[Row] = []
        at_edge = not APP_BAND < row_middle(row) / height_pt < 1 - APP_BAND
        for piece in pieces_of(row, 2 * height):
            (marks if at_edge and is_app_mark(text_of(piece)) else kept).append(piece)
        if kept:
            rest.append([p for piece in kept for p in piece])
    return marks, rest


def beside(rows: Sequence[Row], measures: Measures) -> tuple[list[Row], list[Row]]:
    """Notes in the margins beside the body, and the rows without them.

    A note stands wholly left of wherever a long stretch of the body begins, or right of wherever one
    ends. A label set out of its paragraph stands where other paragraphs begin, so it is none; nor is a
    paragraph's short last line where all that is long are first lines, which are indented.
    """
    gap = measures.height
    cut = [pieces_of(row, gap) for row in rows]
    long = [piece for pieces in cut for piece in pieces if piece[-1].x1 - piece[0].x0 > LONG * measures.width]
    if len(long) < ROWS:
        return [], list(rows)
    left, right = min(piece[0].x0 for piece in long), max(p.x1 for piece in long for p in piece)
    # Beside the body, not above or below it: headings and feet have margins of their own.
    top, bottom = min(piece[0].top for piece in long), max(piece[0].bottom for piece in long)
    notes: list[Row] = []
    rest: list[Row] = []
    for row, pieces in zip(rows, cut, strict=True):
        out = [
            piece
            for piece in pieces
            if (piece[-1].x1 < left - 0.3 * gap or piece[0].x0 > right + 0.3 * gap)
            and top <= (piece[0].top + piece[0].bottom) / 2 <= bottom
        ]
        if not out or (len(pieces) == 1 and _ends(row, long, left, gap)):
            rest.append(row)
            continue
        notes += out
        gone = {id(p) for piece in out for p in piece}
        kept = [p for p in row if id(p) not in gone]
        if kept:
            rest.append(kept)
    return notes, rest


def _ends(row: Row, long: Sequence[Row], left: float, height: float) -> bool:
    """True for a paragraph's last line: by itself under a long one, by as much outside as first lines are indented.

    Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 6 indents these by 1 or 1.27 cm; no line of a note stands clear
    of all the lines that it is beside.
    """
    top, bottom = min(p.top for p in row), max(p.bottom for p in row)
    if row[0].x0 < left - INDENT:
        return False
    if any(_overlap(top, bottom, piece) >= CLEAR * (bottom - top) for piece in long):
        return False
    return any(0 < (top + bottom - piece[0].top - piece[0].bottom) / 2 < UNDER * height for piece in long)


def _overlap(top: float, bottom: float, piece: Row) -> float:
    return min(bottom, max(p.bottom for p in piece)) - max(top, min(p.top for p in piece))
