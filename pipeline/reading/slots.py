"""The slots of number and day, which pens fill: looked at a second time, and doubted where a hand wrote there.

Nothing here reads handwriting. A small recogniser was tried (a support vector machine on the digits that
scikit-learn bundles, sheared as pens slant, with and without the maker's strokes): on made digits it
was right in 99 of 100, on the slots of real scans, cut out by eye, in 11 of 14 digits and 4 of 7 slots,
and as sure of the wrong ones. So a slot is left as a crop, the box of its reading, and told to be doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from pipeline.pages import Line, LineKind, Reading
from pipeline.reading.anchors import is_date, is_number
from pipeline.reading.eye import Eye, to_found, to_pixels
from pipeline.reading.handwriting import handwritten
from pipeline.reading.recognise import SINGLE_LINE

Picture = npt.NDArray[np.uint8]
Pixels = tuple[int, int, int, int]

HANDWRITTEN = 0.3
"""The most confidence that words and readings of handwriting are given: nothing here can read it."""

_NUMBER = re.compile(r"^\W{0,3}S[oốôồổỐÔỒỔO]\s{0,3}[:.;,]", re.IGNORECASE)
_DAY = re.compile(r"ng[aàảáăâ].{0,30}?(?:th[aáàảãâ]n|n[aăâ]m)", re.IGNORECASE)


def slots(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """Lines where number and day stand: that of `Số: …/…` and that of `…, ngày … tháng … năm …`.

    What is written there by hand spoils the words beside it, so that little is asked of them.
    """
    found: list[tuple[int, str]] = []
    for index, line in enumerate(lines):
        if line.box is None:
            continue
        if line.kind is LineKind.LEFT and is_number_line(line):
            found.append((index, "number"))
        elif line.kind is LineKind.RIGHT and (is_date(line.text) or _DAY.search(line.text)):
            found.append((index, "day"))
    return found


def is_number_line(line: Line) -> bool:
    """True for the line of a document's number: `Số: …/…`, whatever was read of its digits."""
    return is_number(line.text) or _NUMBER.match(line.text) is not None


def second_look(
    lines: tuple[Line, ...], index: int, purpose: str, grey: Picture, eye: Eye
) -> tuple[tuple[Line, ...], Reading]:
    """A second look at the line of number or day; what is written there by hand is doubted."""
    line = lines[index]
    box = line.box
    assert box is not None
    reading = eye.reading(purpose, box, eye.crop(grey, _grown(to_pixels(box, grey), grey), SINGLE_LINE))
    found = [to_found(word, grey) for word in line.words if word.box]
    doubted = {(one.text, one.x0) for one in handwritten(found, grey)}
    if not doubted:
        return lines, reading
    words = tuple(
        replace(word, confidence=min(word.confidence, HANDWRITTEN))
        if word.box and (word.text, to_found(word, grey).x0) in doubted
        else word
        for word in line.words
    )
    reading = replace(reading, confidence=min(reading.confidence, HANDWRITTEN))
    return (*lines[:index], replace(line, words=words), *lines[index + 1 :]), reading


def _grown(pixels: Pixels, picture: Picture) -> Pixels:
    """The place with room for tall handwriting: half a line above and below, some beside."""
    x0, y0, x1, y1 = pixels
    height, width = picture.shape
    tall = y1 - y0
    return max(0, x0 - tall // 2), max(0, y0 - tall // 3), min(width, x1 + tall), min(height, y1 + tall // 3)
