"""A plain string as a text: what it keeps, and the way back to the string."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pages import Source
from pipeline.parsing.plain import read_plain

LETTERS = st.text(st.one_of(st.characters(exclude_categories=("Cs",)), st.sampled_from(" \n\f\t\r\u0301\u200b\u00a0ế")))


@pytest.mark.parametrize(
    ("string", "pages"),
    [
        ("Một hai\nba", [["Một hai", "ba"]]),  # lines stay lines
        ("Một\fhai", [["Một"], ["hai"]]),  # a form feed parts pages
        ("  Một \u00a0 hai \r\n", [["Một hai"]]),  # blanks are folded
        ("kê\u0301 hoa\u0323ch", [["kế hoạch"]]),  # NFC
        ("U\u200bB\u00adND", [["UBND"]]),  # zero-width marks go
        ("", [[]]),
    ],
)
def test_lines_and_pages(string, pages):
    text = read_plain(string).text
    assert [[line.text for line in page.lines] for page in text.pages] == pages
    assert text.pages[0].source == (Source.TEXT if pages[0] else Source.BLANK)


def test_blank_lines_part_paragraphs():
    lines = read_plain("\n\nmột\nhai\n\n \nba\nbốn").text.pages[0].lines
    assert [line.paragraph for line in lines] == [0, 0, 1, 1]


@given(LETTERS)
def test_every_word_finds_its_place_in_the_string(string):
    plain = read_plain(string)
    text = plain.text
    position = 0
    for start, word in zip(text.word_starts, text.words, strict=True):
        left, right = plain.place(start, start + len(word.text))
        assert position <= left < right <= len(string)
        assert string[left:right] == string[left:right].strip()
        assert read_plain(string[left:right]).text.string == word.text
        position = right


def test_a_span_inside_words_is_exact_where_letters_correspond():
    plain = read_plain("  Sở   Nội vụ")
    start = plain.text.string.index("ở")
    assert plain.place(start, start + 4) == (3, 9)
