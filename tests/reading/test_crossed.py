"""Words that a ruling line runs through are read with the line in place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.reading.crossed import DOUBT, MOST, SIZES, read_crossed
from pipeline.reading.recognise import Found

PAGE = np.full((200, 600), 255, np.uint8)


def words(text: str, y: int = 100, line: int = 1, sure: float = 0.6) -> tuple[Found, ...]:
    """Words of one line, 80 pixels wide and 20 high each, 100 apart."""
    return tuple(
        Found(one, 100 * n, y, 100 * n + 80, y + 20, sure, line=line) for n, one in enumerate(text.split(), start=1)
    )


def ruled(*lines: tuple[int, int, int]) -> np.ndarray:
    """A mask with lines at a row, from one column to another."""
    made = np.zeros_like(PAGE)
    for row, start, end in lines:
        made[row : row + 3, start:end] = 255
    return made


class Eye:
    """An eye whose looks, a line of words each, are given in turn."""

    def __init__(self, *looks: str) -> None:
        self.looks = looks
        self.taken = 0

    def crop(self, _: object, box: tuple[int, int, int, int], *__: object) -> Sequence[Found]:
        self.taken += 1
        return words(self.looks[(self.taken - 1) % len(self.looks)], y=box[1], sure=0.95)


@pytest.mark.parametrize(
    ("read", "line", "looks", "made"),
    [
        pytest.param("thưc hiên", (119, 90, 400), ("thực hiện",), "thực hiện", id="dots that went with the line"),
        pytest.param("đư án", (121, 90, 200), ("dự án",), "dự án", id="a stroke read of the line's remains"),
        pytest.param(
            "thưc hiên", (119, 90, 200), ("thực hiện",), "thực hiên", id="a word that it does not cross stays"
        ),
        pytest.param("thưc hiên", (140, 90, 400), ("thực hiện",), "thưc hiên", id="a rule under the words"),
        pytest.param("thưc hiên", (103, 90, 400), ("thực hiện",), "thưc hiên", id="a rule over them"),
        pytest.param("thưc hiên", (119, 90, 400), ("thực hiện", "thưc hiên"), "thưc hiên", id="looks that differ"),
        pytest.param("thưc hiên", (119, 90, 400), ("thực kiện",), "thực hiên", id="other letters"),
        pytest.param("thực hiện", (119, 90, 400), ("thưc hiên",), "thực hiện", id="marks are not taken away"),
        pytest.param("thưc hiên", (119, 90, 400), ("thực",), "thực hiên", id="a word that no look sees"),
    ],
)
def test_words_on_a_line(read: str, line: tuple[int, int, int], looks: tuple[str, ...], made: str) -> None:
    found = read_crossed(words(read), ruled(line), PAGE, Eye(*looks))  # type: ignore[arg-type]
    assert " ".join(one.text for one in found) == made


@pytest.mark.parametrize(
    ("sure", "line"),
    [
        pytest.param(DOUBT, (119, 90, 400), id="words that are believed"),
        pytest.param(0.3, (40, 90, 400), id="a line elsewhere on the page"),
    ],
)
def test_most_words_are_not_looked_at(sure: float, line: tuple[int, int, int]) -> None:
    eye = Eye("thực hiện")
    read = words("thưc hiên", sure=sure)
    assert read_crossed(read, ruled(line), PAGE, eye) == read  # type: ignore[arg-type]
    assert eye.taken == 0


def test_few_places_of_a_page_are_read_again() -> None:
    eye = Eye("thực")
    read = tuple(one for n in range(2 * MOST) for one in words("thưc", line=n))
    read_crossed(read, ruled((119, 90, 400)), PAGE, eye)  # type: ignore[arg-type]
    assert eye.taken == MOST * len(SIZES)
