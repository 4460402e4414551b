"""Coloured inks on pale and yellowed pages, and print under a pen's blue."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.reading.inks import balanced, blue_ink, red_ink, without_blue, without_seal
from pipeline.reading.seals import without_pen
from tests.helpers.scans import kept

Picture = np.ndarray
RED, BLUE = (48, 32, 206), (150, 52, 28)


def inked(colour: tuple[int, int, int]) -> tuple[Picture, Picture]:
    """A page with a wide stroke of ink across its print, and where the stroke is."""
    page = cv2.cvtColor(kept("page.png"), cv2.COLOR_GRAY2BGR)
    stroke = np.full_like(page, 255)
    cv2.line(stroke, (200, 880), (1400, 1120), colour, 60)
    drawn = cv2.erode(255 - stroke.min(axis=2), np.ones((3, 3), np.uint8)) > 20
    return cv2.multiply(page, stroke, scale=1 / 255), drawn


def faded(page: Picture) -> Picture:
    """As a worn toner leaves it on yellowed paper: ink no darker than 90, paper no lighter than 210."""
    paper = np.array([188.0, 203.0, 208.0])
    return (90 + page * ((paper - 90) / 255)).astype(np.uint8)


@pytest.mark.parametrize(("colour", "ink_of"), [(RED, red_ink), (BLUE, blue_ink)])
def test_ink_on_a_faded_page(colour: tuple[int, int, int], ink_of: object) -> None:
    """As much of it is found as on a good page."""
    page, drawn = inked(colour)
    assert callable(ink_of)
    found = ink_of(balanced(faded(page)))
    assert found is not None
    assert ((found < 140) & drawn).sum() > 0.9 * ((ink_of(page) < 140) & drawn).sum()
    assert (found[~cv2.dilate(drawn.astype(np.uint8), np.ones((9, 9), np.uint8)).astype(bool)] > 200).all()


def test_a_good_page_is_left_alone() -> None:
    page, _ = inked(RED)
    assert balanced(page) is page
    white = np.full((300, 300, 3), 240, np.uint8)
    assert balanced(white) is white
    assert balanced(page[:, :, 0]).ndim == 2
    assert balanced(page[:3, :3]).shape == (3, 3, 3)


def test_a_seal_on_a_faded_page_leaves_no_cloud() -> None:
    """The paper between a seal's strokes is as bright as that beside them, once the ink is gone."""
    page, drawn = inked(RED)
    pale = faded(page)
    grey = without_seal(pale, balanced(pale))
    paper = cv2.erode(kept("page.png"), np.ones((9, 9), np.uint8)) > 240
    assert abs(float(np.median(grey[drawn & paper])) - float(np.median(grey[~drawn & paper]))) < 12


def test_print_under_a_blue_pen_stays_whole() -> None:
    page, drawn = inked(BLUE)
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    bare = without_blue(grey, page)
    made = without_pen(grey, blue_ink(page), bare)
    print_ = kept("page.png")
    paper = cv2.erode(print_, np.ones((7, 7), np.uint8)) > 240
    assert (made[drawn & paper] > 200).mean() > 0.99
    assert (made[drawn & (print_ < 40)] < 140).mean() > 0.98
    assert (made[~drawn] >= grey[~drawn]).all()
