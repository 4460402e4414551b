"""Letters that look alike small and large, told by their height; specks told from dashes; IV after quý."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.reading.capitals import mend_capitals
from pipeline.reading.noise import without_specks
from pipeline.reading.numerals import mend_numerals
from pipeline.reading.recognise import Found
from pipeline.reading.strokes import Picture

TALL, LOW = 30, 20
"""Pixels of a capital or of a stem, and of a small letter."""


def drawn(*words: tuple[str, tuple[int, ...]]) -> tuple[list[Found], Picture]:
    """Words on one line, each letter a block of the height given."""
    picture = np.full((60, 600), 255, np.uint8)
    found = []
    x = 10
    for text, heights in words:
        begin = x
        for height in heights:
            picture[50 - height : 50, x : x + 10] = 0
            x += 14
        found.append(Found(text, begin, 50 - max(heights), x - 4, 50, 0.9))
        x += 20
    return found, picture


@pytest.mark.parametrize(
    ("word", "heights", "expected"),
    [
        pytest.param("CƠ", (LOW, LOW), "cơ", id="low letters read as capitals"),
        pytest.param("Sở", (LOW, LOW), "sở", id="a low first letter"),
        pytest.param("Sở", (TALL, LOW), "Sở", id="a capital is high"),
        pytest.param("SỞ", (TALL, TALL), "SỞ", id="capitals are high"),
        pytest.param("CẢ", (LOW, LOW), "CẢ", id="an A is no small a: it was read by its shape"),
        pytest.param("Ô", (LOW,), "Ô", id="a letter alone may be a sign"),
    ],
)
def test_capitals(word: str, heights: tuple[int, ...], expected: str) -> None:
    found, picture = drawn(("trung", (TALL, LOW, LOW, LOW, TALL)), ("học", (TALL, LOW, LOW)), (word, heights))
    assert [one.text for one in mend_capitals(found, picture)] == ["trung", "học", expected]


def test_a_line_of_capitals_alone() -> None:
    """Where no small letters show how high they are, nothing is said."""
    found, picture = drawn(("HỌC", (TALL, TALL, TALL)), ("CƠ", (TALL, TALL)), ("SỞ", (TALL, TALL)))
    assert mend_capitals(found, picture) == tuple(found)


@pytest.mark.parametrize(
    ("text", "wide", "high", "kept"),
    [
        pytest.param("-", 12, 3, True, id="a dash is flat"),
        pytest.param("-", 5, 5, False, id="a speck is round"),
        pytest.param("—", 0, 0, False, id="nothing stands there"),
        pytest.param(".", 4, 4, False, id="no point stands alone"),
        pytest.param("a", 5, 5, True, id="letters are not judged"),
        pytest.param("...", 30, 3, True, id="a row of points is to be filled in"),
    ],
)
def test_specks(text: str, wide: int, high: int, kept: bool) -> None:
    picture = np.full((40, 60), 255, np.uint8)
    picture[20 : 20 + high, 10 : 10 + wide] = 0
    assert bool(without_specks([Found(text, 8, 15, 45, 30, 0.9)], picture)) is kept


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("Quý", "1V/2025", "IV/2025"),
        ("quý", "[V", "IV"),
        ("Số", "1V/2025", "1V/2025"),  # only behind quý is a numeral due
        ("Quý", "1VX", "1VX"),
    ],
)
def test_four_after_quarter(before: str, text: str, expected: str) -> None:
    blank = np.full((40, 200), 255, np.uint8)
    line = [Found(before, 0, 0, 40, 20, 0.9), Found(text, 50, 0, 120, 20, 0.9)]
    assert [one.text for one in mend_numerals(line, blank)] == [before, expected]
