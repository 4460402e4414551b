"""Marks lost or mistaken: which words are looked at alone, and how many looks must see one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from pipeline.pages import Line, LineKind, Word
from pipeline.reading import tones
from pipeline.reading.accents import Doubt
from pipeline.reading.recognise import Found
from pipeline.reading.tones import (
    DOUBT,
    DOUBTED,
    INK_LOOKS,
    INK_MOST,
    INK_WORDS,
    LOOKS,
    UNDECIDED,
    gains,
    hooked,
    markable,
    with_accents,
    with_hooks,
    with_marks,
)

PAGE = np.full((100, 200), 255, np.uint8)


class Eye:
    """An eye whose looks are given; the last one is seen from then on."""

    def __init__(self, *looks: str) -> None:
        self.looks: Iterator[str] = iter((*looks, *[looks[-1]] * len(LOOKS)))
        self.taken = 0

    def crop(self, *_: object) -> tuple[Found, ...]:
        self.taken += 1
        return tuple(Found(text, 0, 0, 10, 10, 0.8) for text in next(self.looks).split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Hiến", "Hiển", id="an acute above the hat"),
        pytest.param("HIẾN", "HIỂN", id="in capitals"),
        pytest.param("cằn,", "cẳn,", id="a grave above the breve; a comma stays"),
        pytest.param("Quốc", None, id="before a stop only acute and dot are written"),
        pytest.param("Thế-giới", None, id="no syllable"),
        pytest.param("Hải", None, id="a hook is there"),
        pytest.param("Tá", None, id="no hat: such hooks are not lost"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_the_word_that_it_may_be(text: str, expected: str | None) -> None:
    assert hooked(text) == expected


@pytest.mark.parametrize(
    ("read", "looks", "made", "confidence"),
    [
        pytest.param("Hiến", ("Hiển", "“Hiển."), "Hiển", 0.8, id="two looks see it; signs around it are paper"),
        pytest.param("Hiến", ("Hiển", "Hiến", "Hiến"), "Hiến", UNDECIDED, id="one does: as it was, but in doubt"),
        pytest.param("Hiến", ("Hiến",), "Hiến", 0.97, id="none does"),
        pytest.param(
            "Hiến", ("Hiến", "Hiển", "Hiển"), "Hiến", 0.97, id="the first sees most: where it sees none is an end"
        ),
        pytest.param("Thằng", ("Thẳng", "Thẳng", "Thằng"), "Thằng", UNDECIDED, id="a grave needs three"),
        pytest.param("Thằng", ("Thẳng",), "Thẳng", 0.8, id="three and more"),
        pytest.param("Tầng", ("Tảng",), "Tầng", 0.97, id="a hook without the hat is another letter"),
        pytest.param("Lan", ("Hiển",), "Lan", 0.97, id="no hat, no look"),
    ],
)
def test_looks_at_the_word_alone(read: str, looks: tuple[str, ...], made: str, confidence: float) -> None:
    words = (Word("Mai", (0.1, 0.1, 0.3, 0.2), 0.97), Word(read, (0.4, 0.1, 0.6, 0.2), 0.97))
    found = with_hooks(words, Line(words, LineKind.RIGHT), PAGE, Eye(*looks))  # type: ignore[arg-type]
    assert [word.text for word in found] == ["Mai", made]
    assert found[1].confidence == confidence
    assert found[0] is words[0]


def test_no_more_looks_than_can_change_anything() -> None:
    """An acute in the first look leaves nothing to win; words without a hat cost nothing, and the same words come back."""
    words = (Word("Hiến", (0.4, 0.1, 0.6, 0.2), 0.97),)
    eye = Eye("Hiến")
    assert with_hooks(words, Line(words), PAGE, eye) is words  # type: ignore[arg-type]
    assert eye.taken == 1
    plain = (Word("Lan", (0.4, 0.1, 0.6, 0.2), 0.97), Word("Mẫu", None, 0.9))
    assert with_hooks(plain, Line(plain), PAGE, eye) is plain  # type: ignore[arg-type]
    assert eye.taken == 1


def test_a_word_that_is_believed_has_no_hook() -> None:
    words = (Word("Hiến", (0.4, 0.1, 0.6, 0.2), DOUBT),)
    eye = Eye("Hiển")
    assert with_hooks(words, Line(words), PAGE, eye, below=DOUBT) is words  # type: ignore[arg-type]
    assert eye.taken == 0


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("thưc", "thực", True, id="the dot, without which it is no syllable"),
        pytest.param("Đâu", "Đầu", True, id="a grave above the hat"),
        pytest.param("diện", "điện", True, id="a stroke"),
        pytest.param("Truyẻn", "Truyền", True, id="of no syllable no mark is believed"),
        pytest.param("thanh-Truyên", "thanh-Truyền", True, id="joined by a hyphen"),
        pytest.param("phố", "phô", False, id="less"),
        pytest.param("tổ", "tố", False, id="another"),
        pytest.param("thực", "thực", False, id="the same"),
        pytest.param("Đâu", "đầu", False, id="another case"),
        pytest.param("Đâu", "Đấy", False, id="another letter"),
        pytest.param("đưa", "đưả", False, id="a tone where none is written"),
        pytest.param("quâ", "quả", True, id="of no syllable; behind q the tone stands on a"),
        pytest.param("thưc", "thựnc", False, id="no syllable"),
    ],
)
def test_marks_gained(old: str, new: str, expected: bool) -> None:
    assert gains(old, new) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("(thưc", True, id="a word with a mark"),
        pytest.param("ban", False, id="without any: dirt is a mark as well"),
        pytest.param("QĐ", False, id="a short form"),
        pytest.param("-", False, id="no letter"),
    ],
)
def test_what_may_have_lost_a_mark(text: str, expected: bool) -> None:
    assert markable(text) is expected


@pytest.mark.parametrize(
    ("sure", "looks", "made", "taken"),
    [
        pytest.param(0.6, ("Đầu", "Đâu", "Đầu"), "Đầu;", 4, id="most looks see the grave; signs around it stay"),
        pytest.param(0.6, ("Đầu", "Đâu", "Đâu"), "Đâu;", 4, id="fewer do"),
        pytest.param(0.6, ("Đầu", "Đấu", "Đậu", "Đẩu"), "Đâu;", 4, id="each sees another"),
        pytest.param(0.6, ("Đâu", "Đầu"), "Đâu;", 1, id="where the first sees none is an end"),
        pytest.param(DOUBT, ("Đầu",), "Đâu;", 0, id="a word that is believed"),
    ],
)
def test_looks_for_lost_marks(sure: float, looks: tuple[str, ...], made: str, taken: int) -> None:
    words = (Word("Mai", (0.1, 0.1, 0.3, 0.2), 0.6), Word("Đâu;", (0.4, 0.1, 0.6, 0.2), sure))
    eye = Eye(*looks)
    found = with_marks(words, [Line(words, LineKind.LEFT)], PAGE, eye)  # type: ignore[arg-type]
    assert [word.text for word in found] == ["Mai", made]
    assert eye.taken == taken
    assert (found is words) is (made == "Đâu;")


def test_few_words_are_looked_at_on_a_page() -> None:
    words = tuple(Word("Đâu", (0.1, 0.1, 0.3, 0.2), 0.6) for _ in range(DOUBTED + 5))
    eye = Eye(*["Đâu"] * DOUBTED)
    with_marks(words, [Line(words)], PAGE, eye)  # type: ignore[arg-type]
    assert eye.taken == DOUBTED


@pytest.mark.parametrize(
    ("read", "ink", "looks", "made", "taken"),
    [
        pytest.param("phó;", "phố;", ("phố;", "phố"), "phố;", 2, id="two looks see what the ink says"),
        pytest.param("tô", "tổ", ("tô", "tô", "tổ", "tô", "tổ"), "tổ", 5, id="ink of more marks is worth more looks"),
        pytest.param("tô", "tổ", ("tố", "tổ", "to", "tồ", "tô"), "tô", 6, id="one look alone"),
        pytest.param("tô", "tổ", ("tố", "tô", "to", "tổ"), "tô", 3, id="none of the first three"),
        pytest.param(
            "đề", "để", ("đề", "để", "để"), "đề", 1, id="other marks: where the first look sees none is an end"
        ),
        pytest.param("đề", "để", ("để", "đề", "để"), "để", 3, id="other marks that two looks see"),
    ],
)
def test_looks_where_the_ink_is_that_of_other_marks(
    monkeypatch: pytest.MonkeyPatch, read: str, ink: str, looks: tuple[str, ...], made: str, taken: int
) -> None:
    words = (Word("Mai", (0.1, 0.1, 0.3, 0.2), 0.97), Word(read, (0.4, 0.1, 0.6, 0.2), 0.97))
    monkeypatch.setattr(tones, "doubted", lambda _: (Doubt(words[1], ink, 0.98, 0.94),))
    eye = Placed(*looks)
    found = with_accents(words, [Line(words)], PAGE, eye)  # type: ignore[arg-type]
    assert [word.text for word in found] == ["Mai", made]
    assert eye.taken == taken
    assert (found is words) is (made == read)


@pytest.mark.parametrize(
    ("like", "own", "confidence"),
    [
        pytest.param(0.98, 0.8, UNDECIDED, id="a mark that was surely missed leaves the word in doubt"),
        pytest.param(0.98, 0.94, 0.97, id="one that may be dirt does not"),
    ],
)
def test_a_mark_that_no_look_sees(monkeypatch: pytest.MonkeyPatch, like: float, own: float, confidence: float) -> None:
    words = (Word("tô", (0.4, 0.1, 0.6, 0.2), 0.97),)
    monkeypatch.setattr(tones, "doubted", lambda _: (Doubt(words[0], "tổ", like, own),))
    (found,) = with_accents(words, [Line(words)], PAGE, Placed("tô"))  # type: ignore[arg-type]
    assert (found.text, found.confidence) == ("tô", confidence)


def test_few_looks_are_taken_for_ink_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    words = tuple(Word("tô", (0.4, 0.1, 0.6, 0.2), 0.97) for _ in range(INK_MOST))
    monkeypatch.setattr(tones, "doubted", lambda _: tuple(Doubt(word, "tổ", 0.98, 0.94) for word in words))
    eye = Placed("tô")
    with_accents(words, [Line(words)], PAGE, eye)  # type: ignore[arg-type]
    assert INK_MOST <= eye.taken < INK_MOST + len(INK_LOOKS)


def test_where_the_ink_proves_right_more_looks_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    words = tuple(Word("tô", (0.4, 0.1, 0.6, 0.2), 0.97) for _ in range(INK_WORDS + 1))
    monkeypatch.setattr(tones, "doubted", lambda _: tuple(Doubt(word, "tổ", 0.98, 0.94) for word in words))
    eye = Placed(*["tổ"] * 2 * len(words))
    found = with_accents(words, [Line(words)], PAGE, eye)  # type: ignore[arg-type]
    assert [word.text for word in found] == ["tổ"] * INK_WORDS + ["tô"]
    assert eye.taken == 2 * INK_WORDS > INK_MOST


class Placed(Eye):
    """The same, what it sees standing where it looks."""

    def crop(self, picture: object, place: tuple[int, int, int, int], *_: object) -> tuple[Found, ...]:
        self.taken += 1
        return tuple(Found(text, *place, 0.8) for text in next(self.looks, "tô").split())
