"""Clean-up: each fault of a scan, alone, is mended, and a good page is left as it is."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.reading import cleanup
from pipeline.reading.cleanup import clean, find_skew, flatten, letters, shrink, turn
from pipeline.reading.inks import red_ink, without_seal
from tests.helpers.scans import kept, noisy, sealed, turned


@pytest.mark.parametrize("angle", [-4.6, -2.0, -0.7, -0.2, 0.0, 0.3, 1.1, 3.3])
@pytest.mark.parametrize("name", ["page.png", "table.png"])
def test_skew(name: str, angle: float) -> None:
    """The angle is found to a tenth of a degree, on text and on a table."""
    assert find_skew(turned(kept(name), angle)) == pytest.approx(angle, abs=0.1)


def test_straightened() -> None:
    """A crooked page comes out straight and says by how much it was turned; a straight one untouched."""
    crooked = clean(turned(kept("page.png"), 1.5), 200)
    assert crooked.skew_deg == pytest.approx(1.5, abs=0.1)
    assert abs(find_skew(crooked.grey)) <= 0.1
    straight = clean(kept("page.png"), 200)
    assert (straight.skew_deg, straight.rotation, straight.blank) == (0.0, 0, False)


@pytest.mark.parametrize("name", ["page.png", "table.png"])
@pytest.mark.parametrize("turns", [0, 90, 180, 270])
def test_turned(name: str, turns: int) -> None:
    """Text that runs up or down is laid down, and what stands on its head by its marks is set upright."""
    made = clean(turn(kept(name), turns), 200)
    assert made.rotation == (360 - turns) % 360
    assert made.grey.shape == kept(name).shape


@pytest.mark.parametrize("turns", [0, 180])
def test_too_few_marks(turns: int) -> None:
    """A page with a few lines alone is left as it lies: what stands on its head is left to reading."""
    page = kept("page.png").copy()
    page[: page.shape[0] * 9 // 10] = 255
    assert clean(turn(page, turns), 200).rotation == 0


@pytest.mark.parametrize("skew", [-3.0, 0.0, 3.0])
def test_not_sideways(skew: float) -> None:
    """A crooked page is not taken for a sideways one."""
    assert clean(turned(kept("table.png"), skew), 200).rotation == 0


@pytest.mark.parametrize(("dpi", "expected"), [(400, (500, 350)), (200, (1000, 700)), (100, (1000, 700))])
def test_resolution(dpi: float, expected: tuple[int, int]) -> None:
    """Fine scans are shrunk to 200 dpi; coarse ones are not blown up."""
    made, made_dpi = shrink(np.full((1000, 700), 255, np.uint8), dpi, 200)
    assert made.shape == expected
    assert made_dpi == pytest.approx(min(dpi, 200), rel=0.01)


def test_shadow() -> None:
    """A shadow over half the page is gone: paper is white everywhere, ink is dark everywhere."""
    page = kept("page.png")
    shadow = np.linspace(1.0, 0.45, page.shape[1])
    flat = flatten((page * shadow).astype(np.uint8))
    assert np.abs(flat.astype(int) - page).mean() < 5
    assert flat[page > 250].min() > 200


def test_pale_print() -> None:
    """Pale ink on grey paper has as many letters afterwards as the good page."""
    page = kept("page.png")
    pale = noisy((215 - (255 - page.astype(int)) * 0.3).astype(np.uint8), 4)
    good = letters(clean(page, 200).grey, 200)
    assert letters(clean(pale, 200).grey, 200) == pytest.approx(good, rel=0.06)


def test_seal_is_lifted_off() -> None:
    """Under red ink what is printed stays dark, and the seal itself becomes paper."""
    page = kept("page.png")
    centre = (1050, 1260)
    grey = without_seal(sealed(page, centre))
    ring = np.zeros_like(page)
    cv2.circle(ring, centre, 165, 255, -1)
    assert grey[(ring > 0) & (page > 250)].min() > 200
    assert grey[(ring > 0) & (page < 50)].max() < 120


def test_red_ink() -> None:
    """The red ink is kept apart where there is some; black and white pages have none."""
    page = kept("page.png")
    red = red_ink(sealed(page, (1050, 1260)))
    assert red is not None
    assert red[1260, 1050] < 60
    assert red[:800].min() == 255
    assert red_ink(page) is None
    assert red_ink(cv2.cvtColor(page, cv2.COLOR_GRAY2BGR)) is None


@pytest.mark.parametrize(
    ("picture", "blank"),
    [
        pytest.param(np.full((2339, 1654), 255, np.uint8), True, id="white"),
        pytest.param(noisy(np.full((2339, 1654), 235, np.uint8), 6), True, id="grain"),
        pytest.param(
            cv2.rectangle(np.full((2339, 1654), 255, np.uint8), (90, 90), (1500, 2200), 0, 4), True, id="frame"
        ),
        pytest.param(
            (255 - (255 - turn(kept("page.png"), 180)[:, ::-1].astype(int)) // 9).astype(np.uint8),
            True,
            id="show-through",
        ),
        pytest.param(kept("page.png"), False, id="text"),
        pytest.param(np.vstack([kept("page.png")[380:480], np.full((2000, 1654), 255, np.uint8)]), False, id="title"),
    ],
)
def test_blank(picture: cleanup.Picture, blank: bool) -> None:
    """No letters, no page: dust, frames and the faint back of a sheet are not read; one line is."""
    assert clean(picture, 200).blank is blank
