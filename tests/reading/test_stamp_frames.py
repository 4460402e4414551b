"""Framed stamps in coloured ink: found, set straight, told by their words, and taken off the page."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.reading.frames import frames_of, inside, placed, without_stamps
from pipeline.reading.inks import blue_ink
from pipeline.reading.marks import like_incoming
from pipeline.reading.recognise import Found
from tests.helpers.scans import Picture

DPI = 200.0


def paper() -> Picture:
    return np.full((1000, 1600), 255, np.uint8)


def framed(degrees: float, *, gap: int = 0) -> Picture:
    """A frame of 300 by 120 pixels at (250, 200) with a bar of ink in it, turned clockwise; `gap` pixels left out."""
    made = paper()
    cv2.rectangle(made, (250, 200), (550, 320), 0, 3)
    cv2.rectangle(made, (280, 240), (340, 270), 0, -1)
    if gap:
        made[190:210, 400 : 400 + gap] = 255
    matrix = cv2.getRotationMatrix2D((400, 260), -degrees, 1.0)
    return cv2.warpAffine(made, matrix, (1600, 1000), borderValue=(255,) * 3).view(np.uint8)


@pytest.mark.parametrize("degrees", [0.0, 3.0, -4.0])
def test_a_frame_is_set_straight(degrees: float) -> None:
    """A stamp stands askew: its frame is found with its turn, its inside lies straight, words find back."""
    page = framed(degrees)
    (frame,) = frames_of(page, DPI)
    assert frame.degrees == pytest.approx(degrees, abs=0.5)
    assert frame.size == pytest.approx((303, 123), abs=5)
    ys, xs = np.nonzero(inside(page, frame) < 128)
    assert (xs.max() - xs.min(), ys.max() - ys.min()) == pytest.approx((60, 30), abs=3), "the bar alone, upright"
    (bar,) = placed([Found("x", int(xs.min()), int(ys.min()), int(xs.max()), int(ys.max()), 0.9)], frame)
    dark = page[bar.y0 : bar.y1, bar.x0 : bar.x1] < 128
    assert dark.mean() > 0.8, "the word's box lies where its ink stands on the page"


@pytest.mark.parametrize(
    ("shape", "count"),
    [
        pytest.param("gap", 1, id="a side that uneven ink left open"),
        pytest.param("seal", 0, id="a round seal"),
        pytest.param("block", 0, id="a block of ink"),
        pytest.param("page", 0, id="a frame around a table"),
        pytest.param("tall", 0, id="a frame that stands upright"),
    ],
)
def test_what_is_a_frame(shape: str, count: int) -> None:
    """Only the outline of a lying rectangle as large as stamps are is a frame."""
    page = framed(0.0, gap=24) if shape == "gap" else paper()
    if shape == "seal":
        cv2.circle(page, (400, 400), 140, 0, 4)
    elif shape == "block":
        cv2.rectangle(page, (250, 200), (550, 320), 0, -1)
    elif shape == "page":
        cv2.rectangle(page, (100, 100), (1500, 900), 0, 3)
    elif shape == "tall":
        cv2.rectangle(page, (250, 200), (370, 500), 0, 3)
    assert len(frames_of(page, DPI)) == count


@pytest.mark.parametrize("ink", [(140, 40, 92), (150, 52, 28)], ids=["violet", "blue"])
def test_print_under_a_stamp_stays(ink: tuple[int, int, int]) -> None:
    """The ink of a stamp goes from the page where it stands, black letters under it and ink elsewhere don't."""
    page = np.full((400, 900, 3), 255, np.uint8)
    cv2.rectangle(page, (100, 100), (400, 200), ink, 6)
    cv2.rectangle(page, (600, 100), (700, 200), ink, -1)
    cv2.rectangle(page, (380, 90), (395, 210), (0, 0, 0), -1)
    blue = blue_ink(page)
    assert blue is not None, "violet is seen as blue is"
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY).view(np.uint8)
    made = without_stamps(grey, blue, [(100, 100, 400, 200)], 10)
    assert (made[97:103, 110:360] == 255).all()
    assert (made[110:190, 384:392] == 0).all()
    assert (made[110:190, 610:690] == grey[110:190, 610:690]).all()
    assert without_stamps(grey, blue, [], 10) is grey


@pytest.mark.parametrize(
    ("words", "like"),
    [
        pytest.param("COÓNG VĂN ĐÉ x", True, id="print lies over its last letters"),
        pytest.param("CỨNG Và so: 2 8 Ngày", True, id="its lines were read"),
        pytest.param("THƯỢNG KHẨN", False, id="a mark of urgency"),
        pytest.param("ĐẾN", False, id="three letters alone"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_like_an_incoming_stamp(words: str, like: bool) -> None:
    """What stands in a frame is an incoming stamp's although print spoils it."""
    assert like_incoming([Found(word, 10 * n, 0, 10 * n + 9, 9, 0.3) for n, word in enumerate(words.split())]) is like
