"""Damage: pure, deterministic, bounded; what moves ink moves the truth with it."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.evaluating import damage, printing
from pipeline.evaluating.damage import DAMAGES, Scene
from pipeline.evaluating.printing import Picture
from pipeline.evaluating.truth import Place, TrueLine, TruePage, TrueWord, turned_box, upright
from tests.evaluating import made

DPI = 100
GROWING = ("blur", "noise", "jpeg", "shadow", "low_contrast", "bleed", "speckle", "paper")
"""The damages whose strength is a matter of more or less; the others draw another scan altogether."""
WITHOUT_CHANCE = ("jpeg", "low_contrast", "grey")


@cache
def _page() -> Picture:
    picture = next(printing.pictures(printing.pdf(made.laid(made.plan()), made.face()), DPI))
    # A little colour, for what takes colour away.
    picture[100:140, 100:140, 1:] = 60
    return picture


@pytest.fixture
def page() -> Picture:
    return _page().copy()


def _done(name: str, picture: Picture, strength: float, seed: int = 5) -> Picture:
    return DAMAGES[name](picture, strength, np.random.default_rng(seed), Scene(DPI))


@pytest.mark.parametrize("name", DAMAGES)
@pytest.mark.parametrize("strength", [0.1, 1.0])
def test_a_damage_changes_the_page_and_keeps_its_bounds(name: str, strength: float, page: Picture) -> None:
    before = page.copy()
    after = _done(name, page, strength)
    assert np.array_equal(page, before), "the picture given was changed"
    assert after.shape == page.shape and after.dtype == np.uint8 and after.flags["C_CONTIGUOUS"]
    assert not np.array_equal(after, page)
    # Still a page: paper brighter than ink, and not one colour.
    assert 20 < after.mean() < 254.9 and after.std() > 5


@pytest.mark.parametrize("name", DAMAGES)
def test_the_seed_decides(name: str, page: Picture) -> None:
    assert np.array_equal(_done(name, page, 0.7, 1), _done(name, page, 0.7, 1))
    assert np.array_equal(_done(name, page, 0.7, 1), _done(name, page, 0.7, 2)) is (name in WITHOUT_CHANCE)


@pytest.mark.parametrize("name", GROWING)
def test_more_strength_hurts_more(name: str, page: Picture) -> None:
    weak, strong = (np.abs(_done(name, page, s).astype(int) - page).mean() for s in (0.1, 0.9))
    assert strong > weak


def test_black_and_white_has_two_tones(page: Picture) -> None:
    assert set(np.unique(_done("bits", page, 0.5))) == {0, 255}


def test_grey_has_no_colour(page: Picture) -> None:
    after = _done("grey", page, 1.0)
    assert np.array_equal(after[:, :, 0], after[:, :, 1]) and np.array_equal(after[:, :, 1], after[:, :, 2])


def test_what_shows_through_is_the_other_side(page: Picture) -> None:
    white = np.full_like(page, 255)
    back = white.copy()
    back[200:260, 50:150] = 0
    after = DAMAGES["bleed"](white, 0.8, np.random.default_rng(1), Scene(DPI, back))
    wide = page.shape[1]
    assert after[220:240, wide - 120 : wide - 80].mean() < 200 < after[220:240, 60:120].mean()


def _marked(box: tuple[float, float, float, float]) -> tuple[Picture, TruePage]:
    picture = np.full((420, 300, 3), 255, np.uint8)
    x0, y0, x1, y1 = box
    picture[round(y0 * 420) : round(y1 * 420), round(x0 * 300) : round(x1 * 300)] = 0
    line = TrueLine((TrueWord("kho", box, 13),), Place.BODY)
    return picture, TruePage(1, 300, 420, (line,))


def _inked(picture: Picture, box: tuple[float, float, float, float], slack: int = 2) -> float:
    """The share of dark pixels that stand inside the box."""
    high, wide = picture.shape[:2]
    dark = picture.min(axis=2) < 128
    x0, y0, x1, y1 = (round(v * s) for v, s in zip(box, (wide, high, wide, high), strict=True))
    inside = dark[max(0, y0 - slack) : y1 + slack, max(0, x0 - slack) : x1 + slack].sum()
    return float(inside / dark.sum())


_BOXES = st.tuples(st.floats(0.25, 0.5), st.floats(0.25, 0.5), st.floats(0.1, 0.25), st.floats(0.05, 0.2)).map(
    lambda v: (v[0], v[1], v[0] + v[2], v[1] + v[3])
)


@settings(max_examples=30)
@given(_BOXES, st.floats(-5, 5))
def test_boxes_follow_the_skew(box: tuple[float, float, float, float], degrees: float) -> None:
    picture, page = _marked(box)
    after, moved = damage.skewed(picture, degrees, page)
    assert after.shape == picture.shape
    assert _inked(after, next(moved.words).box) == 1.0
    assert moved.skew_deg == degrees
    # The box has grown by no more than the turn asks for.
    grown = next(moved.words).box
    assert grown[2] - grown[0] < box[2] - box[0] + 0.12


def test_clockwise_is_positive() -> None:
    picture, page = _marked((0.7, 0.45, 0.9, 0.55))
    _, moved = damage.skewed(picture, 4, page)
    assert next(moved.words).box[1] > 0.45  # the right half sinks


@settings(max_examples=30)
@given(_BOXES, st.sampled_from([0, 90, 180, 270]))
def test_boxes_follow_the_turn(box: tuple[float, float, float, float], degrees: int) -> None:
    picture, page = _marked(box)
    after, moved = damage.turned(picture, degrees, page)
    assert _inked(after, next(moved.words).box) == 1.0
    assert (after.shape[1], after.shape[0]) == (round(moved.width_pt), round(moved.height_pt))
    back = upright(moved)
    assert (back.width_pt, back.height_pt, back.rotation) == (300, 420, 0)
    assert next(back.words).box == pytest.approx(box)


@given(_BOXES, st.sampled_from([0, 90, 180, 270]))
def test_turning_back(box: tuple[float, float, float, float], degrees: int) -> None:
    assert turned_box(turned_box(box, degrees), 360 - degrees) == pytest.approx(box)
