"""Frames stamped in coloured ink: where they stand, each set straight and read by itself.

Engines that look at a whole page for scattered words pass over a stamp now and then, however clear it
is, and read little of one that stands askew. A frame says where to look; its ink, laid over the
title, is no print of the page.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading import cleanup
from pipeline.reading.recognise import Found
from pipeline.reading.seals import PEN, without_pen

Picture = npt.NDArray[np.uint8]
Pixels = tuple[int, int, int, int]

WIDE, HIGH = (0.5, 3.6), (0.25, 1.8)
"""Inches of a stamp's frame: of urgency 30 to 40 by 8 to 15 mm, incoming ones 35 by 50 mm (Thông tư 01/2011/TT-BNV,
Phụ lục II; Nghị định 30/2020/NĐ-CP, Phụ lục IV), and what stationers make."""
SQUARE = 0.88
"""Share of its upright rectangle that a frame's hull fills; a round seal's fills 0.79."""
HOLLOW = 0.5
"""A frame's own lines, with what of its letters touches them, take at most this share of it."""
STEEPEST = 12.0
"""Degrees by which a stamp may stand askew."""
BRIDGED = 9
"""Pixels of a frame's line that uneven ink may have left out."""
MOST = 6
"""Frames of a page that are looked at, the largest first."""
FADED = 110
"""Above this a pixel beside a stamp's ink is its rim, of 255; print is darker."""
CRUMB = 6
"""Pixels of ink that are no letter's, nor a mark's."""
EDGE = 0.05
"""Share of the frame's height that its own lines take, on each side."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A stamp's frame: its box in pixels, its middle, size and the degrees by which it must be turned back."""

    box: Pixels
    middle: tuple[float, float]
    size: tuple[float, float]
    degrees: float


def frames_of(ink: Picture, dpi: float) -> tuple[Frame, ...]:
    """The rectangular frames on a picture of one ink, the largest first."""
    dark = (ink < PEN).astype(np.uint8)
    whole = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((BRIDGED, BRIDGED), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(whole, connectivity=8)
    found: list[Frame] = []
    for x, y, wide, high, _ in stats[1:].tolist():
        if not (WIDE[0] * dpi < wide < WIDE[1] * dpi and HIGH[0] * dpi < high < HIGH[1] * dpi):
            continue
        # Uneven ink parts a frame's sides: all that stands in its box makes its hull.
        points = cv2.findNonZero(dark[y : y + high, x : x + wide])
        area = len(points)
        (cx, cy), (along, down), turned = cv2.minAreaRect(points)
        if abs(turned) > 45:
            along, down, turned = down, along, turned - math.copysign(90.0, turned)
        hull = cv2.contourArea(cv2.convexHull(points))
        square = along * down > 0 and hull > SQUARE * along * down and area < HOLLOW * along * down
        if square and abs(turned) <= STEEPEST and along > down:
            found.append(Frame((x, y, x + wide, y + high), (x + cx, y + cy), (along, down), turned))
    return tuple(sorted(found, key=lambda one: (one.box[1] - one.box[3]) * (one.box[2] - one.box[0]))[:MOST])


def inside(ink: Picture, frame: Frame) -> Picture:
    """What stands in a frame, set straight, without the frame's own lines."""
    matrix = _straight(frame)
    size = (max(1, round(frame.size[0])), max(1, round(frame.size[1])))
    made: Picture = cv2.warpAffine(
        ink, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=(cleanup.WHITE,) * 3
    ).view(np.uint8)
    edge = max(3, round(EDGE * size[1]))
    made[:edge] = made[-edge:] = cleanup.WHITE
    made[:, :edge] = made[:, -edge:] = cleanup.WHITE
    return made


def placed(found: Sequence[Found], frame: Frame, border: int = 0) -> tuple[Found, ...]:
    """Words read in a frame set straight (with `border` pixels of paper around it), where they stand on the page."""
    back = cv2.invertAffineTransform(_straight(frame))
    made = []
    for one in found:
        corners = np.array([(x - border, y - border, 1.0) for x in (one.x0, one.x1) for y in (one.y0, one.y1)])
        at = corners @ back.T
        (x0, y0), (x1, y1) = at.min(axis=0).tolist(), at.max(axis=0).tolist()
        made.append(replace(one, x0=max(0, round(x0)), y0=max(0, round(y0)), x1=round(x1), y1=round(y1)))
    return tuple(made)


def without_stamps(picture: Picture, ink: Picture | None, boxes: Sequence[Pixels], around: int) -> Picture:
    """The picture without the coloured ink of stamps at the boxes; black print under it stays.

    Args:
        picture: the page, grey.
        ink: the coloured ink alone, dark on white.
        boxes: where stamps stand, in pixels.
        around: pixels around them that are their frames', too.
    """
    if ink is None or not boxes:
        return picture
    made = picture.copy()
    for x0, y0, x1, y1 in boxes:
        part = slice(max(0, y0 - around), y1 + around), slice(max(0, x0 - around), x1 + around)
        made[part] = _print_alone(without_pen(picture[part], ink[part]), ink[part])
    return made


def _print_alone(picture: Picture, ink: Picture) -> Picture:
    """The picture without the pale rims that letters of a stamp leave behind, and the crumbs of them."""
    rim = cv2.dilate((ink < PEN).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    made = picture.copy()
    made[rim & (picture > FADED)] = cleanup.WHITE
    _, labels, stats, _ = cv2.connectedComponentsWithStats((made < cleanup.INK).astype(np.uint8), connectivity=8)
    crumbs = stats[:, cv2.CC_STAT_AREA] < CRUMB
    crumbs[0] = False
    made[crumbs[labels] & rim] = cleanup.WHITE
    return made


def _straight(frame: Frame) -> npt.NDArray[np.float64]:
    """The affine matrix by which a frame comes to lie straight at the origin."""
    matrix = np.asarray(cv2.getRotationMatrix2D(frame.middle, frame.degrees, 1.0), np.float64)
    matrix[:, 2] += (frame.size[0] / 2 - frame.middle[0], frame.size[1] / 2 - frame.middle[1])
    return matrix
