"""Stamps in coloured ink: their words, and the page without the ink of an incoming one.

Read from the ink of one colour alone, frame by frame and once over the whole page; which words are a
stamp's `marks` tells.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading import cleanup
from pipeline.reading.cleanup import Cleaned
from pipeline.reading.eye import Eye
from pipeline.reading.frames import frames_of, inside, placed, without_stamps
from pipeline.reading.marks import covered, incoming_stamp, like_incoming, stamped_marks
from pipeline.reading.recognise import SPARSE, Found, pad
from pipeline.reading.seals import without_seals

Picture = npt.NDArray[np.uint8]
Pixels = tuple[int, int, int, int]

UPPER = 0.45
"""Share of the page, from the top, in which an incoming stamp is sought."""
STAMPED = 0.0005
"""Share of it that must be ink of the stamp's colour."""
STAMP_EDGE = 0.08
"""Inches around an incoming stamp in which its ink is its frame's."""
AROUND = 60
"""Pixels of paper around all ink of a colour that is looked at."""
FRAME_PAPER = 16
"""Pixels of white paper around what is read of a frame."""


def unstamped(cleaned: Cleaned, eye: Eye) -> tuple[tuple[Found, ...], Cleaned]:
    """The words of stamps in coloured ink, and the page without the blue ink of an incoming one.

    Red ink is gone from the grey page already; blue and violet is what pens write in, so it goes only
    where a stamp was read.
    """
    marks: tuple[Found, ...] = ()
    boxes: list[Pixels] = []
    if cleaned.red is not None:
        marks, boxes = _framed(cleaned.red, cleaned.red.shape[0], eye, stamped_marks)
        # Frames and rims go: engines take what is framed for a picture, and read nothing in it.
        bare = without_seals(cleaned.red, cleaned.dpi)
        scattered = stamped_marks(eye.crop(bare, _inked(bare), SPARSE))
        marks = _surer(marks, scattered)
    if cleaned.blue is not None:
        height, width = cleaned.blue.shape
        upper = (0, 0, width, round(UPPER * height))
        if float((cleaned.blue[: upper[3]] < cleanup.INK).mean()) > STAMPED:
            found, more = _framed(cleaned.blue, upper[3], eye, incoming_stamp)
            if not more:
                found = incoming_stamp(eye.crop(without_seals(cleaned.blue, cleaned.dpi), upper, SPARSE))
                more = [_around(found)] if found else []
            marks += found
            boxes += more
        # Of a red one, too: a pen wrote number and date in it.
        around = round(STAMP_EDGE * cleaned.dpi)
        cleaned = replace(cleaned, grey=without_stamps(cleaned.grey, cleaned.blue, boxes, around))
    return marks, cleaned


def _framed(
    ink: Picture, bottom: int, eye: Eye, told: Callable[[Sequence[Found]], tuple[Found, ...]]
) -> tuple[tuple[Found, ...], list[Pixels]]:
    """The words that are `told` of the framed stamps above `bottom`, and the frames of incoming ones."""
    words: tuple[Found, ...] = ()
    boxes: list[Pixels] = []
    for frame in frames_of(ink[:bottom], eye.dpi):
        if any(_within(frame.box, box) for box in boxes):
            continue
        found = placed(eye.block(pad(inside(ink, frame), FRAME_PAPER)), frame, FRAME_PAPER)
        words += told(found)
        if like_incoming(found):
            boxes.append(frame.box)
    return words, boxes


def _surer(found: Sequence[Found], others: Sequence[Found]) -> tuple[Found, ...]:
    """The words of two looks at one place, of two that lie on each other the surer one."""

    def beaten(one: Found, rivals: Sequence[Found], least: float) -> bool:
        on = [rival for rival in rivals if covered(one, rival) or covered(rival, one)]
        return any(rival.confidence >= one.confidence + least for rival in on)

    # At a draw what was read inside a frame stands.
    first = tuple(one for one in found if not beaten(one, others, 0.0001))
    return first + tuple(one for one in others if not any(covered(one, kept) or covered(kept, one) for kept in first))


def _inked(ink: Picture) -> Pixels:
    """The part of a page that bears ink, with some paper around: of a stamp's page most is white."""
    left, top, wide, high = cv2.boundingRect(cv2.compare(ink, cleanup.WHITE, cv2.CMP_LT))
    height, width = ink.shape
    return (
        max(0, left - AROUND),
        max(0, top - AROUND),
        min(width, left + wide + AROUND),
        min(height, top + high + AROUND),
    )


def _within(one: Pixels, other: Pixels) -> bool:
    """True where the middle of a box lies in another."""
    x, y = (one[0] + one[2]) / 2, (one[1] + one[3]) / 2
    return other[0] <= x <= other[2] and other[1] <= y <= other[3]


def _around(found: Sequence[Found]) -> Pixels:
    return min(o.x0 for o in found), min(o.y0 for o in found), max(o.x1 for o in found), max(o.y1 for o in found)
