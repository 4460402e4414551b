"""Hooks read over an i whose ink is a dot."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.reading.idots import mend_dots
from pipeline.reading.pieces import Picture
from pipeline.reading.recognise import Found

DOT = (".##.", "####", "####", ".##.")
HOOK = (".####.", ".....#", "...###", "..##..", "..#...")
LARGE_DOT = (".####.", "######", "######", "######", ".####.")


def drawn(*words: tuple[str, tuple[str, ...], int]) -> tuple[list[Found], Picture]:
    """Words of an h and an i, each with its mark and the width of its stems, on one line."""
    picture = np.full((50, 60 * len(words) + 20), 255, np.uint8)
    found = []
    for n, (text, mark, stroke) in enumerate(words):
        x = 10 + 60 * n
        picture[12:40, x : x + stroke] = 0
        picture[22:40, x + 20 : x + 20 + stroke] = 0
        picture[38:40, x : x + 20] = 0  # the letters' feet touch
        for row, line in enumerate(mark):
            for column, ink in enumerate(line):
                picture[12 + row, x + 20 + column] = 0 if ink == "#" else 255
        found.append(Found(text, x, 12, x + 28, 40, 0.95))
    return found, picture


@pytest.mark.parametrize(
    ("text", "mark", "stroke", "expected"),
    [
        pytest.param("chỉ", DOT, 4, "chi", id="a dot like those of the page"),
        pytest.param("Chỉ.", DOT, 4, "Chi.", id="with a full stop"),
        pytest.param("chỉ", HOOK, 4, "chỉ", id="an open hook"),
        pytest.param("chỉ", LARGE_DOT, 4, "chỉ", id="larger than the page's dots: a hook that ran together"),
        pytest.param("chỉ", DOT, 7, "chỉ", id="bold: not to be told by its size"),
        pytest.param("chí", DOT, 4, "chí", id="other marks are not judged"),
        pytest.param("kHỉ", DOT, 4, "kHi", id="in whatever case"),
    ],
)
def test_dots(text: str, mark: tuple[str, ...], stroke: int, expected: str) -> None:
    """The page's own dots show how large one is."""
    found, picture = drawn(("thi", DOT, 4), ("chi", DOT, 4), (text, mark, stroke), ("phi", DOT, 4))
    assert [one.text for one in mend_dots(found, picture)] == ["thi", "chi", expected, "phi"]


def test_too_few_dots_to_compare() -> None:
    found, picture = drawn(("thi", DOT, 4), ("chỉ", DOT, 4))
    assert mend_dots(found, picture) == tuple(found)
