"""Posts of which a black seal covers the first words."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.pages import Line, LineKind, Word
from pipeline.reading.posts import COVERED, covered_words, torn_place, torn_post
from pipeline.reading.recognise import Found

PAGE = np.full((1000, 1000), 255, np.uint8)
SEAL = (400, 80, 600, 280)
NAME = (450, 250, 750, 280)
"""The signer's name, its middle at 600; the seal's box beside the post."""


def line(text: str, x0: int, x1: int, y0: int = 100, kind: LineKind = LineKind.RIGHT) -> Line:
    """One line of the page, in pixels of it."""
    box = (x0 / 1000, y0 / 1000, x1 / 1000, (y0 + 30) / 1000)
    return Line((Word(text, box, 0.96),), kind)


def look(*pieces: tuple[str, int, int]) -> tuple[Found, ...]:
    """What a look read on the post's line: texts from one column to another."""
    return tuple(Found(text, x0, 105, x1, 125, 0.4) for text, x0, x1 in pieces)


def named() -> Line:
    return line("Lò Văn Mẫu", NAME[0], NAME[2], NAME[1])


@pytest.mark.parametrize(
    ("text", "x0", "kind", "torn"),
    [
        pytest.param("TỊCH", 595, LineKind.RIGHT, True, id="the end of a post beside the rim"),
        pytest.param("TỊCH", 700, LineKind.RIGHT, False, id="away from the seal"),
        pytest.param("TỊCH", 300, LineKind.RIGHT, False, id="left of the seal"),
        pytest.param("TỊCH", 595, LineKind.LEFT, False, id="in the list of recipients"),
        pytest.param("CHỦ TỊCH", 595, LineKind.RIGHT, False, id="a whole post"),
        pytest.param("Tịch", 595, LineKind.RIGHT, False, id="no capitals"),
        pytest.param("MẪU", 595, LineKind.RIGHT, False, id="the end of no post"),
    ],
)
def test_the_end_of_a_post_beside_a_seal(text: str, x0: int, kind: LineKind, torn: bool) -> None:
    read = line(text, x0, x0 + 70, kind=kind)
    assert torn_post((named(), read), [SEAL], PAGE) == (read if torn else None)


@pytest.mark.parametrize(
    ("text", "span", "looks", "expected"),
    [
        pytest.param(
            "TỊCH",
            (598, 668),
            (look(("TSNÚ", 520, 590), ("TỊCH", 598, 668)), look(("ỦTỊCH", 570, 668))),
            ["CHỦ"],
            id="two looks see the last letter, one with another tone",
        ),
        pytest.param("TỊCH", (598, 668), (look(("ỦTỊCH", 570, 668)),), [], id="one look is too few"),
        pytest.param("TỊCH", (598, 668), (look(("TỊCH", 598, 668)),) * 3, [], id="nothing is seen before it"),
        pytest.param("TỊCH", (658, 728), (look(("ỦTỊCH", 640, 728)),) * 2, [], id="it would not stand over the name"),
        pytest.param(
            "TỊCH", (640, 710), (look(("ỦTỊCH", 620, 710)),) * 2, ["PHÓ", "CHỦ"], id="with another word it would"
        ),
        pytest.param("ĐỐC", (590, 650), (look(("MĐỐC", 570, 650)),) * 2, [], id="no post stands so far left"),
        pytest.param("TRƯỞNG", (575, 675), (look(("UTRƯỞNG", 550, 675)),) * 2, [], id="several posts: none is guessed"),
    ],
)
def test_words_that_a_seal_covers(
    text: str, span: tuple[int, int], looks: tuple[tuple[Found, ...], ...], expected: list[str]
) -> None:
    torn = line(text, *span)
    found = covered_words(torn, named(), looks, PAGE)
    assert [word.text for word in found] == expected
    assert all(word.confidence == COVERED for word in found)
    edges = [edge for word in found if word.box for edge in (word.box[0], word.box[2])]
    assert edges == sorted(edges)
    assert all(edge * 1000 < span[0] for edge in edges)


def test_a_torn_post_is_looked_at_with_what_may_stand_before_it() -> None:
    x0, y0, x1, y1 = torn_place(line("TỊCH", 598, 668), PAGE)
    assert x0 < 598 - 70
    assert y0 < 100
    assert x1 > 668
    assert y1 > 130
