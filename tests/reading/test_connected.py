"""Pieces of masks: the same as OpenCV's, however full the mask is and wherever its ink stands."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.reading.connected import CROWDED, connected, shrunk


def _strewn(share: float, size: tuple[int, int] = (61, 83), seed: int = 1) -> np.ndarray:
    return (np.random.default_rng(seed).random(size) < share).astype(np.uint8)


def _within(mask: np.ndarray, top: int, left: int) -> np.ndarray:
    made = np.zeros((120, 150), np.uint8)
    made[top : top + mask.shape[0], left : left + mask.shape[1]] = mask
    return made


FULL_ROWS = np.zeros((6, 9), np.uint8)
FULL_ROWS[1:3] = 255

MASKS = {
    "nothing set": np.zeros((7, 5), np.uint8),
    "everything set": np.full((7, 5), 255, np.uint8),
    "rows that end where the next begins": FULL_ROWS,
    "one pixel in the last corner": _within(np.ones((1, 1), np.uint8), 119, 149),
    "few specks": _strewn(0.02),
    "just sparse enough for our own sums": _strewn(0.9 / CROWDED),
    "too full for them": _strewn(0.4),
    "ink that begins at odd pixels": _within(_strewn(0.1), 33, 51),
    "ink that begins at even pixels": _within(_strewn(0.1, seed=2), 34, 52),
    "one row": _strewn(0.1, (1, 200)),
    "one column": _strewn(0.1, (200, 1)),
}


@pytest.mark.parametrize("mask", MASKS.values(), ids=MASKS.keys())
def test_as_opencv_tells_them(mask):
    _, labels, stats, centres = cv2.connectedComponentsWithStats(mask, connectivity=8)
    ours = connected(mask)
    assert np.array_equal(ours[0], labels)
    assert np.array_equal(ours[1][1:], stats[1:])
    assert np.allclose(ours[2][1:], centres[1:])


@pytest.mark.parametrize(
    ("size", "factor"),
    [
        pytest.param((12, 8), 4, id="whole squares"),
        pytest.param((13, 11), 4, id="odd rows and columns at the end are left"),
        pytest.param((3, 9), 4, id="lower than a square"),
        pytest.param((7, 5), 3, id="threes"),
    ],
)
def test_shrunk_to_means_of_squares(size, factor):
    picture = np.random.default_rng(3).integers(0, 256, size).astype(np.uint8)
    made = shrunk(picture, factor)
    assert made.shape == tuple(max(1, side // factor) for side in size)
    for (row, column), level in np.ndenumerate(made):
        square = picture[row * factor : (row + 1) * factor, column * factor : (column + 1) * factor]
        assert abs(float(square.mean()) - level) <= 0.5
