"""Pictures of pages for the tests of OCR: the kept ones, and what is done to them."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from pipeline.errors import SetupError
from pipeline.reading.tesseract import Tesseract, probe

Picture = npt.NDArray[np.uint8]

FOLDER = Path(__file__).parents[1] / "reading" / "pictures"
ENGINES = ("tesserocr", "pytesseract")
A4 = (595.0, 842.0)


def engine(name: str) -> Tesseract:
    """One of the two engines; the test is skipped where this machine has only the other."""
    try:
        return probe(engine=name)  # type: ignore[arg-type]
    except SetupError as error:
        pytest.skip(f"{name} is not on this machine: {error}")


def kept(name: str) -> Picture:
    """A picture of tests/reading/pictures, grey, 200 dpi."""
    picture: Picture = cv2.imread(str(FOLDER / name), cv2.IMREAD_GRAYSCALE)
    return picture


def turned(picture: Picture, degrees: float) -> Picture:
    """The picture turned counterclockwise by a small angle, white at the corners."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    made: Picture = cv2.warpAffine(picture, matrix, (width, height), borderValue=(255, 255, 255))
    return made


def noisy(picture: Picture, deviation: float, seed: int = 0) -> Picture:
    """The picture with grain."""
    grain = np.random.default_rng(seed).normal(0, deviation, picture.shape)
    return np.clip(picture + grain, 0, 255).astype(np.uint8)


def sealed(picture: Picture, centre: tuple[int, int], radius: int = 150) -> Picture:
    """In colour, with a red seal printed over what stands there: the paper shines through red ink."""
    ink = np.full((*picture.shape[:2], 3), 255, np.uint8)
    red = (40, 40, 215)
    cv2.circle(ink, centre, radius, red, 8)
    cv2.circle(ink, centre, round(0.7 * radius), red, 4)
    for angle in range(0, 360, 24):
        at = (
            centre[0] + 0.85 * radius * np.cos(np.radians(angle)),
            centre[1] + 0.85 * radius * np.sin(np.radians(angle)),
        )
        cv2.circle(ink, (round(at[0]), round(at[1])), 9, red, -1)
    cv2.circle(ink, centre, round(0.4 * radius), red, -1)
    made: Picture = cv2.min(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), ink)
    return made
