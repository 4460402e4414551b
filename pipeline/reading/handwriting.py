"""Is what stands in the slots of number and day typed or written by hand?

An engine reads handwritten digits as whatever digits they resemble, and is sure of it. But typed
digits stand exactly as high as the line's capitals and exactly on its baseline; a pen's don't.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading.cleanup import INK
from pipeline.reading.recognise import Found

Picture = npt.NDArray[np.uint8]

HEIGHT = 0.10
"""How much higher than the line's capitals, as a share of them, a typed digit may stand."""
BASELINE = 0.07
"""How far from the baseline, as a share of the capitals' height, a typed digit may end."""
PIXEL = 1.2
"""What sampling adds to both, in pixels."""

_SYMBOL = re.compile(r"[/-][A-ZĐ]{1,5}[A-ZĐa-z0-9&./-]{0,20}$")
_YEAR = re.compile(r"^(?:19|20)\d\d\W?$")


@dataclass(frozen=True, slots=True)
class _Type:
    """The line's own type: height of its capitals and digits, and the baseline, in pixels."""

    height: float
    baseline: float


def handwritten(line: Sequence[Found], picture: Picture) -> tuple[Found, ...]:
    """The words of a line of number or of place and date whose digits are not typed.

    Args:
        line: the words of the line, left to right, boxes in pixels of `picture`.
        picture: the straightened page.

    Returns:
        The words to doubt; none where the line has no typed capitals or year to compare with.
    """
    own = _type_of(line, picture)
    if own is None:
        return ()
    return tuple(one for one in line if _in_slot(one) and not _typed(one, own, picture))


def _in_slot(one: Found) -> bool:
    """True for a word that may be the slot's: it holds a digit or what is no letter, and is no year."""
    if _YEAR.match(one.text):
        return False
    stem = _SYMBOL.sub("", one.text)
    odd = any(not ch.isalpha() and ch not in ".,:;" for ch in stem)
    return odd or (one.confidence < 0.6 and 0 < len(stem) <= 4)


def _type_of(line: Sequence[Found], picture: Picture) -> _Type | None:
    for one in reversed(line):
        symbol = _SYMBOL.search(one.text)
        if symbol is not None:
            return _measure([piece for piece in _ink(picture, one) if piece.x0 > _cut(one, symbol.start() + 1)])
        if _YEAR.match(one.text):
            return _measure(_ink(picture, one))
    return None


def _cut(one: Found, character: int) -> int:
    """Where in a word its nth character begins, about."""
    return one.x0 + round(character / len(one.text) * (one.x1 - one.x0))


def _measure(ink: Sequence[_Piece]) -> _Type | None:
    if len(ink) < 2:
        return None
    tallest = max(piece.height for piece in ink)
    full = [piece for piece in ink if piece.height > 0.8 * tallest]
    return _Type(median(piece.height for piece in full), median(piece.bottom for piece in full))


def _typed(one: Found, own: _Type, picture: Picture) -> bool:
    symbol = _SYMBOL.search(one.text)
    stem = one.text[: symbol.start()] if symbol else one.text
    ink = [piece for piece in _ink(picture, one) if piece.height > 0.6 * own.height]  # no commas and dashes
    if symbol:
        end = _cut(one, symbol.start())
        ink = [piece for piece in ink if piece.x1 <= end + 0.3 * own.height]
    high = own.height * (1 + HEIGHT) + PIXEL
    low = own.height * (1 - HEIGHT) - PIXEL if stem.strip(".,:").isdigit() else 0.0
    off = own.height * BASELINE + PIXEL
    # A whole word read with the digits (`ngày05`) may have letters that hang below the line.
    below = sum(ch.isalpha() for ch in stem) > 2
    return all(
        low <= piece.height <= (1.4 * high if below else high) and (below or abs(piece.bottom - own.baseline) <= off)
        for piece in ink
    )


@dataclass(slots=True)
class _Piece:
    """Ink of one character: its box in pixels of the page."""

    x0: int
    x1: int
    top: int
    bottom: int

    @property
    def height(self) -> int:
        return self.bottom - self.top


def _ink(picture: Picture, one: Found) -> list[_Piece]:
    """The characters' ink at a word's place, also where it leaves the word's box, left to right.

    Pieces above one another are one character (a broken 2, a letter and its mark).
    """
    reach = one.height // 2
    left, top = max(0, one.x0), max(0, one.y0 - reach)
    mask = (picture[top : one.y1 + reach, left : max(0, one.x1)] < INK).astype(np.uint8)
    if mask.size == 0:
        return []
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found: list[_Piece] = []
    for n in sorted(range(1, count), key=lambda n: int(stats[n, cv2.CC_STAT_LEFT])):
        x, y, width, height, area = (int(value) for value in stats[n])
        middle = top + y + height / 2
        if area < 4 or not one.y0 - 0.3 * reach <= middle <= one.y1 + 0.3 * reach:
            continue
        piece = _Piece(left + x, left + x + width, top + y, top + y + height)
        last = found[-1] if found else None
        if last and min(last.x1, piece.x1) - piece.x0 > 0.5 * min(last.x1 - last.x0, width):
            last.x1, last.top, last.bottom = (
                max(last.x1, piece.x1),
                min(last.top, piece.top),
                max(last.bottom, piece.bottom),
            )
        else:
            found.append(piece)
    return found
