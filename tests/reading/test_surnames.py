"""The surname that a name opens with: lists, what looks at the whole name tell, and looks at the word alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest

from pipeline.reading.people import is_honour, is_surname, opens_name
from pipeline.reading.recognise import Found
from pipeline.reading.surnames import SURNAME_LOOKS, cleaned, named, opened, together

PAGE = np.full((80, 600), 255, np.uint8)


def look(text: str, confidence: float = 0.9) -> tuple[Found, ...]:
    return cleaned([Found(word, 90 * n, 20, 90 * n + 80, 50, confidence) for n, word in enumerate(text.split())])


@dataclass
class Seeing:
    """An eye that sees the same words in turn, look by look; `taken` counts its looks."""

    words: tuple[str, ...]
    taken: int = 0

    def crop(self, picture: object, place: object, psm: int, wide: float, tall: float) -> tuple[Found, ...]:
        self.taken += 1
        word = self.words[(self.taken - 1) % len(self.words)]
        return (Found(word, 0, 0, 9, 9, 0.8),) if word else ()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("Đinh", True, id="a surname"),
        pytest.param("ĐINH", True, id="in capitals"),
        pytest.param("Định", False, id="another word of its letters"),
        pytest.param("Y", False, id="a single letter, as a stroke is read"),
    ],
)
def test_surnames(word: str, expected: bool) -> None:
    assert is_surname(word) is expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("TS.", True, id="a degree with its dot"),
        pytest.param("PGS.TS.", True, id="two of them"),
        pytest.param("BS.CKII.", True, id="one with a dot inside"),
        pytest.param("Lan", False, id="a name"),
        pytest.param("Bà", False, id="a title in whole words opens as a name does"),
    ],
)
def test_honours(word: str, expected: bool) -> None:
    assert is_honour(word) is expected
    assert opens_name([word, "Lò", "Mẫu"]) is expected


@pytest.mark.parametrize(
    ("first", "looks", "expected"),
    [
        pytest.param("Thị Mẫu", ("Lò Thị Mẫu", "Lò Thị Mẫu"), "Lò Thị Mẫu", id="a lost surname"),
        pytest.param("Thị Mẫu", ("Lò Thị Mẫu", "Thị Mẫu"), "Thị Mẫu", id="that one look alone has seen"),
        pytest.param("mh Thị Mẫu", ("X Huỳnh Thị Mẫu", "Huỳnh Thị Mẫu"), "Huỳnh Thị Mẫu", id="behind a stroke"),
        pytest.param("Định Thị Mẫu", ("Đinh Thị Mẫu", "Đinh Thị Mẫu"), "Đinh Thị Mẫu", id="another word in its place"),
        pytest.param("Lê Thị Mẫu", ("TS. Lê Thị Mẫu", "TS. Lê Thị Mẫu"), "TS. Lê Thị Mẫu", id="a lost honour"),
        pytest.param("TS. Lê Mẫu", ("TS. Lê Mẫu", "TS. Lê Mẫu"), "TS. Lê Mẫu", id="an honour is not said twice"),
        pytest.param("Hà Mai", ("Là Hà Mai", "Là Hà Mai"), "Hà Mai", id="what is no surname goes before none"),
        pytest.param("Công Thử", ("Lờ Công Thử", "Lờ Công Thử"), "Lờ Công Thử", id="a syllable before what is none"),
        pytest.param("Trưởng Phòng", ("Trương Phòng", "Trương Phòng"), "Trưởng Phòng", id="an office is no name"),
        pytest.param("Định Mẫu", ("Đinh Thử", "Đinh Thử"), "Định Mẫu", id="looks at another name"),
    ],
)
def test_looks_that_saw_the_surname(first: str, looks: tuple[str, ...], expected: str) -> None:
    assert together(opened(look(first), [look(text) for text in looks])) == expected


def test_a_lost_surname_goes_before_the_word_that_had_its_place() -> None:
    """The first look's box of the next word reached over it: what stands where the later looks tell."""
    first = (Found("Anh", 0, 20, 170, 50, 0.9), Found("Mẫu", 180, 20, 260, 50, 0.9))
    found = opened(first, [look("Lò Anh Mẫu"), look("Lò Anh Mẫu")])
    assert together(found) == "Lò Anh Mẫu"
    assert all(one.x1 <= other.x0 for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("first", "looks", "alone", "expected"),
    [
        pytest.param("Định Kim Mẫu", ("Đỉnh Kim Mẫu",), ("Đinh",), "Đinh Kim Mẫu", id="alone it is seen as it is"),
        pytest.param(
            "Định Kim Mẫu", ("Đỉnh Kim Mẫu",), ("Đình", "Đinh", "", "", "", ""), "Đinh Kim Mẫu", id="disputed"
        ),
        pytest.param("Định Kim Mẫu", (), ("Định", "Đinh", "", "", "", ""), "", id="one look against those that agree"),
        pytest.param("Định Kim Mẫu", (), ("Định",), "", id="no look saw a surname: none is made"),
        pytest.param("rịnh Kim Mẫu", (), ("Trịnh",), "Trịnh Kim Mẫu", id="its first letter was lost"),
        pytest.param("Lrịnh Kim Mẫu", (), ("Trịnh",), "Trịnh Kim Mẫu", id="or read as another"),
        pytest.param("Định Kim Mẫu", (), ("Phan",), "", id="a surname of other letters"),
    ],
)
def test_looks_at_its_word_alone(first: str, looks: tuple[str, ...], alone: tuple[str, ...], expected: str) -> None:
    found = named(look(first), [look(text) for text in looks], PAGE, Seeing(alone))  # type: ignore[arg-type]
    assert together(found) == expected


@pytest.mark.parametrize("name", ["Đinh Kim Mẫu", "TS. Đinh Kim Mẫu", "CHÁNH VĂN PHÒNG", "Mẫu", "Định kim mẫu"])
def test_names_that_cost_no_look(name: str) -> None:
    """Names that open with a surname, offices, single words, words in small letters."""
    eye = Seeing(("Đinh",))
    assert named(look(name), [], PAGE, eye) == ()  # type: ignore[arg-type]
    assert eye.taken == 0 and len(SURNAME_LOOKS) > 0


def test_the_dot_of_a_short_form_is_its_own() -> None:
    assert [one.text for one in look("ThS. «Lò Mẫu.")] == ["ThS.", "Lò", "Mẫu"]
