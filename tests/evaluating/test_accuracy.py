"""Errors by place: each is counted once, and where it belongs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluating import accuracy
from pipeline.evaluating.accuracy import COVERED, HAND, Errors, compare, total, whole
from pipeline.evaluating.truth import Place, TrueLine, TruePage, TrueWord
from pipeline.pages import Line, LineKind, Page, Source, Word

BOX = (0.1, 0.1, 0.2, 0.2)


def _page(*lines: tuple[Place, str], hand: str = "", covered: str = "") -> TruePage:
    made = tuple(
        TrueLine(
            tuple(TrueWord(word, BOX, 13, hand=word == hand, covered=word == covered) for word in text.split()), place
        )
        for place, text in lines
    )
    return TruePage(1, 595, 842, made)


HEADED = _page((Place.HEADING_LEFT, "SỞ NỘI VỤ"), (Place.BODY, "kho lưu trữ"), (Place.FURNITURE, "2"))


@pytest.mark.parametrize(
    ("read", "heading", "body"),
    [
        ("SỞ NỘI VỤ\nkho lưu trữ", (0, 0), (0, 0)),
        # A mark misread: one letter, one word.
        ("SỞ NỘI VỤ\nkho lưu trử", (0, 0), (1, 1)),
        # Line ends are blanks, and blanks are one.
        ("SỞ  NỘI\nVỤ kho lưu\n\ntrữ", (0, 0), (0, 0)),
        # A word lost costs its letters and its blank.
        ("SỞ VỤ kho lưu trữ", (4, 1), (0, 0)),
        # What was read too much belongs to what stands before it.
        ("SỞ NỘI VỤ x kho lưu trữ", (2, 1), (0, 0)),
        # Rows of dashes are no reader's business.
        ("SỞ NỘI VỤ ------- kho lưu trữ", (0, 0), (0, 0)),
        ("", (10, 3), (11, 3)),
    ],
)
def test_errors_belong_to_their_place(read: str, heading: tuple[int, int], body: tuple[int, int]) -> None:
    found = compare(HEADED, read)
    assert set(found) == {"heading_left", "body"}
    for place, expected in (("heading_left", heading), ("body", body)):
        assert (found[place].character_errors, found[place].word_errors) == expected


def test_a_wrong_order_costs_but_loses_no_word() -> None:
    page = _page((Place.HEADING_LEFT, "một hai"), (Place.HEADING_RIGHT, "ba bốn"))
    summed = whole(compare(page, "một ba hai bốn"))
    assert summed.word_errors > 0 and summed.lost == 0


def test_words_are_found_once_each() -> None:
    found = compare(_page((Place.BODY, "kho kho lưu")), "kho x lưu")["body"]
    assert (found.words, found.found) == (3, 2)


def test_pen_and_covered_words_have_places_of_their_own() -> None:
    page = _page((Place.HEADING_LEFT, "Số: 415 /KH-SNV"), (Place.FOOT_RIGHT, "Trần Mẫu"), hand="415", covered="Mẫu")
    found = compare(page, "Số: 4l5 /KH-SNV Trần Mau")
    assert found[HAND].word_errors == 1 and found[COVERED].word_errors == 1
    assert found["heading_left"].word_errors == 0
    # The whole leaves the pen out, not what lies under ink.
    assert whole(found).word_errors == 1


def test_rates_of_nothing_are_none() -> None:
    assert (Errors().cer, Errors().wer, Errors().lost) == (None, None, None)


def test_pages_add_up() -> None:
    summed = total([compare(HEADED, "SỞ NỘI VỤ kho lưu trữ"), compare(HEADED, "")])
    assert summed["body"].words == 6 and summed["body"].word_errors == 3
    assert whole(summed).wer == pytest.approx(0.5)


def test_our_flow_is_without_stamps() -> None:
    lines = tuple(
        Line((Word(text),), kind)
        for text, kind in (("ĐẾN", LineKind.STAMP), ("kho", LineKind.BODY), ("2", LineKind.FURNITURE))
    )
    assert accuracy.flow(Page(1, 595, 842, Source.OCR, lines)) == "kho"


@given(st.lists(st.sampled_from(["kho", "lưu", "trữ", "sở"]), max_size=12), st.text(max_size=40))
def test_counts_are_bounded(words: list[str], read: str) -> None:
    page = _page((Place.TITLE, " ".join(words[:4])), (Place.BODY, " ".join(words[4:])))
    found = compare(page, read)
    assert sum(one.words for one in found.values()) == len(words)
    assert all(0 <= one.found <= one.words and one.character_errors >= 0 for one in found.values())
    assert whole(compare(page, " ".join(words))) == Errors(
        sum(one.characters for one in found.values()), 0, len(words), 0, len(words)
    )
