"""Two engines behind one interface: the same words out, whatever was read before, in bounded time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import LimitError
from pipeline.reading import recognise as ocr
from pipeline.reading.recognise import Found, mean_confidence, recognise, text_of, to_box, to_words
from tests.helpers.scans import ENGINES, engine, kept

TITLE = (400, 345, 1400, 500)
"""Where `KẾ HOẠCH` and the line below stand on page.png."""


def crop(box: tuple[int, int, int, int]) -> ocr.Picture:
    x0, y0, x1, y1 = box
    return kept("page.png")[y0:y1, x0:x1]


@pytest.mark.parametrize("name", ENGINES)
def test_words_and_boxes(name: str) -> None:
    """Both engines read the same words, at their places, surely, and tell the lines apart."""
    found = recognise(crop(TITLE), engine(name), psm=ocr.BLOCK)
    assert text_of(found) == "KẾ HOẠCH\nTrồng cây bóng mát trên địa bàn phường năm 2024"
    assert all(one.confidence > 0.8 for one in found)
    picture = crop(TITLE)
    for one in found:
        assert picture[one.y0 : one.y1, one.x0 : one.x1].min() < 100, one
    assert found[0].x0 > found[2].x0
    assert [one.x0 for one in found[2:]] == sorted(one.x0 for one in found[2:])


@pytest.mark.parametrize("name", ENGINES)
def test_nothing_is_carried_over(name: str) -> None:
    """A picture reads the same before and after another one, also after other variables."""
    tesseract = engine(name)
    first = recognise(crop(TITLE), tesseract, psm=ocr.BLOCK)
    recognise(crop((150, 560, 1500, 700)), tesseract, psm=ocr.BLOCK, variables={"tessedit_char_whitelist": "0123"})
    assert recognise(crop(TITLE), tesseract, psm=ocr.BLOCK) == first


@pytest.mark.parametrize("name", ENGINES)
def test_time_limit(name: str) -> None:
    """A picture that takes too long is a limit met, with what to do; the next one is read."""
    tesseract = engine(name)
    with pytest.raises(LimitError, match="page_seconds"):
        recognise(kept("page.png"), tesseract, seconds=0.01)
    assert recognise(crop(TITLE), tesseract, psm=ocr.BLOCK)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("shape", [(0, 0), (2, 50), (40, 40)], ids=["nothing", "a hair", "white paper"])
def test_no_words(name: str, shape: tuple[int, int]) -> None:
    """Pictures without letters have no words."""
    assert recognise(np.full(shape, 255, np.uint8), engine(name), psm=ocr.BLOCK) == ()


def test_rows_of_the_engine() -> None:
    """Only rows of words count; a text with a blank is two words; confidence is a share."""
    rows = "\n".join(
        (
            "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
            "4\t1\t1\t1\t1\t0\t10\t20\t90\t30\t-1\t",
            '5\t1\t1\t1\t2\t1\t10\t20\t30\t12\t96.5\t"Kế',
            "5\t1\t1\t1\t2\t2\t50\t20\t30\t12\t-1\thoạch năm",
            "5\t1\t1\t1\t2\t3\t90\t20\t30\t12\t50\t ",
        )
    )
    found = list(ocr._parse(rows))
    assert [(one.text, one.confidence) for one in found] == [('"Kế', 0.965), ("hoạch", 0.0), ("năm", 0.0)]
    assert (found[0].x0, found[0].y0, found[0].x1, found[0].y1) == (10, 20, 40, 32)
    assert found[0].line == 2


pixels = st.integers(-500, 3000)


@given(pixels, pixels, st.integers(0, 900), st.integers(0, 900))
def test_boxes_stay_on_the_page(x: int, y: int, wide: int, high: int) -> None:
    """Fractions never leave the page and never turn over."""
    x0, y0, x1, y1 = to_box((x, y, x + wide, y + high), 1000, 1400, offset=(7, 9))
    assert 0 <= x0 <= x1 <= 1
    assert 0 <= y0 <= y1 <= 1


def test_words_of_a_crop() -> None:
    """A crop's words get their places on the page."""
    word = to_words([Found("a)", 0, 10, 20, 30, 0.9)], 1000, 2000, offset=(100, 200))[0]
    assert word.box == (0.1, 0.105, 0.12, 0.115)
    assert word.text == "a)"


def test_mean_confidence() -> None:
    """Long words weigh more; no words, no confidence."""
    assert mean_confidence([Found("abc", 0, 0, 1, 1, 1.0), Found("d", 0, 0, 1, 1, 0.2)]) == pytest.approx(0.8)
    assert mean_confidence([]) == 0.0
