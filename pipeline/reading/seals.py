"""Seals and the signing block that lies under them.

A red seal is gone from the cleaned page (`cleanup.without_seal`); what else is stamped is read by
`marks`. A black one can only be told by its size: ink that hangs together higher than letters.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.pages import Box, Line, LineKind, Word, union
from pipeline.reading import cleanup
from pipeline.reading.anchors import opens, opens_signing
from pipeline.reading.connected import connected, shrunk
from pipeline.reading.recognise import Found

Picture = npt.NDArray[np.uint8]
Pixels = tuple[int, int, int, int]

SEAL = (0.8, 2.2)
"""Inches across of a seal: 30 to 42 mm by Thông tư 21/2012/TT-BCA, copies being larger or smaller."""
FAR = 4
"""How many times smaller a page is first looked at for seals."""
PEN = 200
"""Below this a pixel of the blue ink alone is a pen's."""
WASHED = 250
"""Below this the edge of a pen's stroke is blue as well; black print under it is not."""
SEAL_HEIGHT = 0.35
"""Inches: ink that hangs together higher than this is no letter but a seal, a signature, a frame."""


def without_seals(picture: Picture, dpi: float) -> Picture:
    """The picture without ink that hangs together higher than letters: seals and pen strokes."""
    labels, stats, _ = connected(cleanup.ink_mask(picture))
    large = stats[:, cv2.CC_STAT_HEIGHT] > SEAL_HEIGHT * dpi
    large[0] = False
    if not large.any():
        return picture
    gone = cv2.dilate(large[labels].astype(np.uint8), np.ones((3, 3), np.uint8))
    made = picture.copy()
    made[gone > 0] = cleanup.WHITE
    return made


def without_pen(picture: Picture, blue: Picture | None, bare: Picture | None = None) -> Picture:
    """The picture without what a blue pen wrote; what is printed under a stroke is black and stays.

    Args:
        picture: the page, grey.
        blue: its blue ink alone (`cleanup.Cleaned.blue`), None where there is none.
        bare: the page as seen through it (`cleanup.Cleaned.bare`), by which print under it is told; if None, by
            its being less blue.
    """
    if blue is None:
        return picture
    pen = cv2.dilate((blue < PEN).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    made = picture.copy()
    if bare is not None:
        made[pen] = np.maximum(picture[pen], bare[pen])
        return made
    made[pen & ((blue < WASHED) | (picture > cleanup.INK))] = cleanup.WHITE
    return made


def seals_of(picture: Picture, dpi: float) -> list[Pixels]:
    """Boxes of round seals in black and white: ink that hangs together, as wide as high."""
    ink = cleanup.ink_mask(picture)
    # Seen from afar ink hangs together at least as far: mostly that is all there is to do.
    glance = (shrunk(ink, FAR) > 0).astype(np.uint8)
    _, stats, _ = connected(glance)
    if not (stats[1:, cv2.CC_STAT_HEIGHT] * FAR > SEAL[0] * dpi - FAR).any():
        return []
    _, stats, _ = connected(ink)
    found = []
    for x, y, wide, high, _ in stats[1:].tolist():
        if SEAL[0] * dpi < high < SEAL[1] * dpi and 0.75 < wide / high < 4.0:
            # Pen strokes may lengthen it to the right: the seal is as wide as it is high.
            found.append((x, y, min(x + wide, x + round(1.1 * high)), y + high))
    return found


def under_seal(one: Found, seals: Sequence[Pixels]) -> bool:
    """True for what a seal's own letters and ornaments were read as: inside its rim and doubtful."""
    x, y = (one.x0 + one.x1) / 2, (one.y0 + one.y1) / 2
    inside = any(x0 <= x <= x1 and y0 + 0.15 * (y1 - y0) <= y <= y1 - 0.15 * (y1 - y0) for x0, y0, x1, y1 in seals)
    return inside and (one.confidence < 0.85 or len(one.text) < 3)


def is_scribble(word: Word, block: Box) -> bool:
    """True for a word of the signing block that has no letter: pen strokes are read so."""
    if word.box is None or any(ch.isalnum() for ch in word.text):
        return False
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return block[0] <= x <= block[2] and block[1] <= y <= block[3]


def stray_letters(lines: Sequence[Line], block: Box) -> list[Word]:
    """Single letters that make a line of the signing block: a signature's strokes are read so, too."""
    return [
        line.words[0]
        for line in lines
        if line.kind is LineKind.RIGHT
        and len(line.words) == 1
        and len(line.words[0].text) == 1
        and line.box is not None
        and block[0] <= line.box[0] <= block[2]
        and block[1] <= line.box[1] <= block[3]
    ]


def signing_block(lines: Sequence[Line], width: int, height: int) -> Pixels | None:
    """Where the signing block must stand: right of Nơi nhận, or below an office on the right.

    By Nghị định 30/2020/NĐ-CP, Phụ lục I, cells 7a to 7c stand on the right, beside Nơi nhận (9b).
    """
    for line in lines:
        if line.box is None or line.kind not in (LineKind.LEFT, LineKind.RIGHT):
            continue
        left = line.kind is LineKind.LEFT and opens(line.text, "recipients") is not None
        if not left and not (line.kind is LineKind.RIGHT and opens_signing(line.text)):
            continue
        top, bottom = line.box[1], line.box[3]
        foot = [other for other in lines if other.box and other.box[1] > top - 0.1]
        column = union(other.box for other in foot if other.kind is LineKind.LEFT)
        block = union(other.box for other in foot if other.kind is LineKind.RIGHT)
        x0 = column[2] + 0.01 if column and column[2] < 0.62 else 0.45
        if block is not None:
            x0 = min(x0, max(0.3, block[0] - 0.02))
        above = [o.box[3] for o in lines if o.box and o.kind is LineKind.BODY and o.box[3] < top + 0.01]
        y0 = max([top - 0.06, *(bottom_ + 0.002 for bottom_ in above)]) if left else top - 0.01
        y1 = max(bottom + 0.2, *(box[3] + 0.02 for box in (column, block) if box is not None))
        below = [o.box[1] for o in lines if o.box and o.kind in (LineKind.BODY, LineKind.TABLE, LineKind.FURNITURE)]
        y1 = min([1.0, y1, *(edge - 0.002 for edge in below if edge > bottom + 0.1)])
        return round(x0 * width), max(0, round(y0 * height)), width, round(y1 * height)
    return None
