"""QR codes on a page, as document-management software and signing programs print them: no words, no tables.

Their modules make straight edges enough for a small grid, and read as words they are rubbish.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading.connected import shrunk

Picture = npt.NDArray[np.uint8]
Pixels = tuple[int, int, int, int]

WHITE = 255
SHRUNK = 4
"""Times by which the page is shrunk to look for dark squares: modules melt together, lines of text do not."""
DARK = 190
"""Mean level of such a pixel inside a code: half of it is ink, and a scan's ink is no full black."""
SIDE = (0.3, 2.4)
"""Inches across."""
SQUARE = 0.2
"""Share by which its sides may differ."""
FULL = 0.7
"""Share of the square that is dark."""
MOST = 8
"""Squares of one page that are looked at."""


def without_codes(picture: Picture, dpi: float) -> Picture:
    """The picture with white paper in place of its QR codes; the same picture where it has none."""
    codes = codes_of(picture, dpi)
    if not codes:
        return picture
    made = picture.copy()
    for x0, y0, x1, y1 in codes:
        made[y0:y1, x0:x1] = WHITE
    return made


def codes_of(picture: Picture, dpi: float) -> list[Pixels]:
    """Where QR codes stand.

    Args:
        picture: a flattened page, grey.
        dpi: its resolution.
    """
    height, width = picture.shape
    if min(height, width) < SIDE[0] * dpi:
        return []
    small = shrunk(picture, SHRUNK)
    mask = cv2.morphologyEx((small < DARK).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    low, high = SIDE[0] * dpi / SHRUNK, SIDE[1] * dpi / SHRUNK
    squares = [
        (x, y, wide, tall)
        for x, y, wide, tall, area in stats[1:].tolist()
        if low < min(wide, tall)
        and max(wide, tall) < high
        and abs(wide - tall) < SQUARE * max(wide, tall)
        and area > FULL * wide * tall
    ]
    found = []
    for x, y, wide, tall in squares[:MOST]:
        rim = SHRUNK
        box = (
            max(0, x * SHRUNK - rim),
            max(0, y * SHRUNK - rim),
            min(width, (x + wide) * SHRUNK + rim),
            min(height, (y + tall) * SHRUNK + rim),
        )
        if _is_code(picture[box[1] : box[3], box[0] : box[2]]):
            found.append(box)
    return found


def _is_code(crop: Picture) -> bool:
    """True where three of its corners bear a QR code's squares."""
    quiet = cv2.copyMakeBorder(crop, 24, 24, 24, 24, cv2.BORDER_CONSTANT, value=WHITE)
    try:
        seen, _ = cv2.QRCodeDetector().detect(quiet)
    except cv2.error:  # its arithmetic fails on some squares that are none
        return False
    return bool(seen)
