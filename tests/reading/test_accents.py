"""The ink over a word's vowel against the marks that it was read as."""

from __future__ import annotations

import functools
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from pipeline.errors import SetupError
from pipeline.evaluating import fonts
from pipeline.evaluating.fonts import Weight
from pipeline.pages import Line, Word
from pipeline.reading.accents import accents, doubted, marked, with_marks_of

Picture = npt.NDArray[np.uint8]

SIZE, STEP, MARGIN = 38, 62, 20
"""Pixels: letters of 13.5 points at 200 dpi, the lines of a text set so, paper at the edge."""
TEXT = (
    "công nhân thông tin đông đủ trên sông",
    "số vốn phố tốt cố gắng tấn kết quốc",
    "của tổ chức để triển khai đổi bể cả",
    "về điều đồng cầu hồ gồm và là nhà",
    "các tháng cán má cá bác PHÒNG HÀ LÀNG BÀ",
    "CÔNG NHÂN TÂM HÔM BỐ CỐ PHỐ TỐT",
)
"""What a page prints; of all words but one it is read so."""


@functools.cache
def page() -> tuple[Picture, tuple[Line, ...]]:
    """A page of print, and its lines as they stand there."""
    try:
        path = fonts.find("liberation").fount(Weight.REGULAR).path
    except SetupError as error:
        pytest.skip(str(error))
    font = ImageFont.truetype(str(path), SIZE, layout_engine=ImageFont.Layout.BASIC)
    wide, high = 1000, STEP * len(TEXT) + 2 * MARGIN
    paper = Image.new("L", (wide, high), 255)
    pen = ImageDraw.Draw(paper)
    lines = []
    for nth, text in enumerate(TEXT):
        x, base, words = float(MARGIN), MARGIN + nth * STEP + 44, []
        for word in text.split():
            pen.text((x, base), word, font=font, fill=0, anchor="ls")
            _, top, _, bottom = font.getbbox(word, anchor="ls")
            end = x + font.getlength(word)
            words.append(Word(word, (x / wide, (base + top) / high, end / wide, (base + bottom) / high), 0.97))
            x = end + 12
        lines.append(Line(tuple(words)))
    return np.asarray(paper, np.uint8), tuple(lines)


def read_as(slips: Mapping[str, tuple[str, float]]) -> tuple[Line, ...]:
    """The page's lines, each word of the slips read as another and with a confidence, once."""
    left = dict(slips)
    made = []
    for line in page()[1]:
        words = []
        for word in line.words:
            text, sure = left.pop(word.text, (word.text, word.confidence))
            words.append(Word(text, word.box, sure))
        made.append(Line(tuple(words)))
    return tuple(made)


@pytest.mark.parametrize(
    ("printed", "read", "sure", "better"),
    [
        pytest.param("phố", "phó", 0.97, "phố", id="the hat under a tone was lost, however sure the reading"),
        pytest.param("tổ", "tô", 0.97, "tổ", id="the hook over a hat"),
        pytest.param("về", "vê", 0.97, "về", id="the grave over a hat"),
        pytest.param("số", "sô", 0.97, "số", id="the acute over a hat"),
        pytest.param("PHỐ", "PHÔ", 0.97, "PHỐ", id="in capitals"),
        pytest.param("cá", "ca", 0.97, "cá", id="the only mark"),
        pytest.param("hồ", "hố", 0.8, "hồ", id="another tone, in doubt"),
        pytest.param("hồ", "hố", 0.97, None, id="another tone of a word that is sure"),
        pytest.param("tổ", "tố", 0.8, "tổ", id="a hook that was taken for an acute"),
        pytest.param("công", "cổng", 0.8, None, id="marks that are not there: they may be worn"),
        pytest.param("số", "sổ", 0.8, None, id="a hook is worn to an acute, hardly ever made of one"),
        pytest.param("nhân", "nhân", 0.5, None, id="as it is printed"),
    ],
)
def test_the_ink_tells_what_was_misread(printed: str, read: str, sure: float, better: str | None) -> None:
    picture, _ = page()
    found = doubted(accents(read_as({printed: (read, sure)}), picture))
    assert {doubt.word.text: doubt.better for doubt in found} == ({read: better} if better else {})
    assert all(doubt.own < doubt.like <= 1.001 for doubt in found)


def test_more_marks_than_were_read_are_gained() -> None:
    picture, _ = page()
    found = doubted(accents(read_as({"phố": ("phó", 0.9), "hồ": ("hố", 0.8)}), picture))
    assert {doubt.better: doubt.gains for doubt in found} == {"phố": True, "hồ": False}


def test_what_makes_no_syllable_is_no_reading() -> None:
    """The page's `kết` read as a word of another language, which no acute makes a syllable."""
    picture, _ = page()
    assert not doubted(accents(read_as({"kết": ("Fêt", 0.9)}), picture))


def test_nothing_is_doubted_on_paper_without_print() -> None:
    picture, lines = page()
    assert doubted(accents(lines, np.full_like(picture, 255))) == ()
    assert doubted(accents((), picture)) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("phố;", (2, "\u0302\u0301"), id="hat and tone"),
        pytest.param("được", None, id="horn and dot below are no ink over a letter, and there are two vowels"),
        pytest.param("tự", (1, ""), id="the only vowel"),
        pytest.param("quá", (2, "\u0301"), id="a tone"),
        pytest.param("qua", (2, ""), id="the u of qu is no vowel"),
        pytest.param("tin", None, id="the dot of an i is no mark"),
        pytest.param("tín", (1, "\u0301"), id="an i with a tone"),
        pytest.param("Truyền-hình", None, id="marks over two letters"),
        pytest.param("12/2020", None, id="no letter"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_where_a_word_bears_marks(text: str, expected: tuple[int, str] | None) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    ("text", "at", "marks", "made"),
    [
        pytest.param("phó;", 2, "\u0302\u0301", "phố;", id="a hat under the tone"),
        pytest.param("truòng", 3, "\u0301", "truóng", id="another tone"),
        pytest.param("hiệu", 2, "\u0302", "hiệu", id="the dot below stays"),
        pytest.param("nước", 2, "\u0300", "nườc", id="the horn stays"),
        pytest.param("KÊ", 1, "\u0302\u0301", "KẾ", id="in capitals"),
    ],
)
def test_other_marks_over_a_letter(text: str, at: int, marks: str, made: str) -> None:
    assert with_marks_of(text, at, marks) == made


@given(st.text("aàáảãạăắâấeéêếoóôốơớuưứiíyđbcghnt;- ", max_size=12))
def test_the_marks_that_a_word_bears_leave_it_as_it_is(text: str) -> None:
    chosen = marked(text)
    if chosen is not None:
        assert with_marks_of(text, *chosen) == text
