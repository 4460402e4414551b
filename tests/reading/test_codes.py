"""QR codes on scans: found and taken out, nothing else is."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.reading.codes import codes_of, without_codes
from pipeline.reading.grid import find_tables
from pipeline.reading.strokes import find_rules
from tests.helpers.scans import Picture, kept, noisy, turned

AT = (200, 2000)
"""Where the codes stand on the page, free of words."""


def coded(text: str, centimetres: float, interpolation: int = cv2.INTER_AREA) -> Picture:
    """A scanned page with a QR code at the foot, 200 dpi."""
    side = round(centimetres / 2.54 * 200)
    code = cv2.resize(cv2.QRCodeEncoder.create().encode(text), (side, side), interpolation=interpolation)
    page = kept("page.png").copy()
    page[AT[1] : AT[1] + side, AT[0] : AT[0] + side] = code
    return page


@pytest.mark.parametrize("centimetres", [1.3, 2.0, 3.0])
@pytest.mark.parametrize("length", [20, 100])
@pytest.mark.parametrize("way", ["plain", "blurred", "noisy", "crooked"])
def test_codes_are_found(centimetres: float, length: int, way: str) -> None:
    """Of the sizes that are printed, in what scanners make of them; nothing else of the page goes."""
    page = coded("v" * length, centimetres)
    made = {
        "plain": lambda: page,
        "blurred": lambda: cv2.GaussianBlur(page, (0, 0), 0.8),
        "noisy": lambda: noisy(page, 12),
        "crooked": lambda: turned(page, 0.7),
    }[way]()
    (box,) = codes_of(made, 200.0)
    side = round(centimetres / 2.54 * 200)
    assert max(abs(box[0] - AT[0]), abs(box[1] - AT[1]), abs(box[2] - AT[0] - side), abs(box[3] - AT[1] - side)) < 40
    cleared = without_codes(made, 200.0)
    assert np.array_equal(cleared[: AT[1] - 40], made[: AT[1] - 40])
    assert cleared[box[1] : box[3], box[0] : box[2]].min() == 255


def test_a_code_is_no_table() -> None:
    """Found on a scan: the edges of its modules were taken for the rules of a small grid."""
    page = coded("https://vanban.mau.example.vn/x/12345", 3.0, cv2.INTER_NEAREST)
    assert find_tables(find_rules(page, 200.0), 200.0) != ()
    assert find_tables(find_rules(without_codes(page, 200.0), 200.0), 200.0) == ()


def test_seals_and_dark_squares_are_no_codes() -> None:
    page = np.full((2339, 1654), 255, np.uint8)
    for radius in (150, 140, 60):
        cv2.circle(page, (500, 500), radius, 60, 8)
    cv2.rectangle(page, (200, 1200), (400, 1400), 0, -1)
    cv2.rectangle(page, (800, 1200), (1000, 1400), 0, 12)
    assert codes_of(page, 200.0) == []
    assert without_codes(page, 200.0) is page
