"""Slips of marks: mended where list or document tell, left alone otherwise, never a letter changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pages import Line, Page, Source, Word
from pipeline.parsing.mending import mend
from pipeline.parsing.shape import bare
from pipeline.parsing.text import Text

BODY = ("Trồng cây trên địa bàn xã.", "Các hộ trên địa bàn thực hiện dự án.", "Xã thực hiện dự án trồng cây.")


def text_of(title, *, confidence=0.9, source=Source.OCR, body=BODY):
    lines = [Line(tuple(Word(piece, None, confidence) for piece in title.split()))]
    lines += [Line(tuple(Word(piece, None, 0.97) for piece in line.split())) for line in body]
    return Text([Page(1, None, None, source, tuple(lines))])


def mended(title, **options):
    text = text_of(title, **options)
    return mend(text, [(0, len(title))], title)


@pytest.mark.parametrize(
    ("intent", "title", "value"),
    [
        ("one mark", "Trồng cây trên đỉa bàn", "Trồng cây trên địa bàn"),
        ("two words", "Về thưc hiên dự án", "Về thực hiện dự án"),
        ("capitals stay capitals", "TRÊN ĐỈA BÀN", "TRÊN ĐỊA BÀN"),
        ("a first capital stays", "Thưc hiện dự án", "Thực hiện dự án"),
        ("a word of the list stays, whatever the body writes", "Thức hiện dư án", "Thực hiện dự án"),
        ("right words stay", "Thực hiện dự án trên địa bàn", "Thực hiện dự án trên địa bàn"),
        ("what nothing speaks for stays", "Trỏng cỏ mẩu", "Trỏng cỏ mẩu"),
    ],
)
def test_slips(intent, title, value):
    assert mended(title) == (value, value != title)


def test_only_recognised_pages_are_mended():
    """A typist's slip in a text is the document's own."""
    assert mended("Trồng cây trên đỉa bàn", source=Source.TEXT) == ("Trồng cây trên đỉa bàn", False)


def test_what_the_document_writes_in_two_ways_stays():
    body = ("Bài hát mẩu mới.", "Bài hát mẫu mới.", "Bài hát mẩu mới.", "Bài hát mẫu mới.")
    assert mended("Hội thi hát mậu mới", body=body) == ("Hội thi hát mậu mới", False)


@given(
    st.lists(
        st.sampled_from(
            ["trên", "đỉa", "địa", "bàn", "thưc", "thực", "hiên", "hiện", "dư", "dự", "án", "cây", "trồng", "Các"]
        ),
        max_size=12,
    )
)
def test_letters_are_never_changed(words):
    title = " ".join(words)
    value, repaired = mended(title) if title else ("", False)
    assert bare(value) == bare(title)
    assert repaired == (value != title)
