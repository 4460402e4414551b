"""Labels read with wrong marks or letters: which words they are, and what looks must see."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from pipeline.pages import Line, LineKind, Word
from pipeline.reading.labels import LOOKS, MOST, misread, with_labels
from pipeline.reading.recognise import Found

PAGE = np.full((100, 400), 255, np.uint8)


def line(text: str, kind: LineKind = LineKind.LEFT) -> Line:
    """A line of words side by side."""
    pieces = text.split()
    return Line(tuple(Word(one, (0.2 * n, 0.1, 0.2 * n + 0.15, 0.3), 0.8) for n, one in enumerate(pieces)), kind)


class Eye:
    """An eye whose looks are given; the last one is seen from then on."""

    def __init__(self, *looks: str) -> None:
        self.looks: Iterator[str] = iter((*looks, *[looks[-1]] * MOST * len(LOOKS)))
        self.taken = 0

    def crop(self, *_: object) -> tuple[Found, ...]:
        self.taken += 1
        text = next(self.looks)
        return (Found(text, 0, 0, 10, 10, 0.6),) if text else ()


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        pytest.param("Sô: 12 /KH-UBND", LineKind.LEFT, ["Số:"], id="the acute over the hat is lost"),
        pytest.param("Sô:/‡1 /CT-UBND", LineKind.LEFT, ["Số:/‡1"], id="digits by hand touch the colon"),
        pytest.param("SỒ: 12/QĐ-TTg", LineKind.LEFT, ["SỐ:"], id="in capitals"),
        pytest.param("Số: 12/QĐ-TTg", LineKind.LEFT, [], id="as it must be"),
        pytest.param("Sô lượng 12 cái", LineKind.BODY, [], id="no line of the heading"),
        pytest.param(".Vơi nhận:", LineKind.LEFT, ["Nơi"], id="dirt before it is no print"),
        pytest.param("Nơi nhân:", LineKind.LEFT, ["nhận:"], id="its second word"),
        pytest.param("NƠI NHÂN:", LineKind.LEFT, ["NHẬN:"], id="both in capitals"),
        pytest.param("Nơi nhận:", LineKind.LEFT, [], id="nothing to mend"),
        pytest.param("Kinh gửi: Sở Y tế", LineKind.BODY, ["Kính"], id="to whom"),
        pytest.param("Nơinhận:", LineKind.LEFT, [], id="words that hang together are left"),
    ],
)
def test_words_of_labels_that_were_misread(text: str, kind: LineKind, expected: list[str]) -> None:
    assert [one.mended for one in misread(line(text, kind))] == expected


@pytest.mark.parametrize(
    ("text", "looks", "made"),
    [
        pytest.param("Sô:/‡1 /CT", ("Số", "SH", "Sốz14", "S", "S4"), "Số:/‡1 /CT", id="two looks begin so"),
        pytest.param("Sô:/‡1 /CT", ("Số", "SH", "Sô14", "Só", "S4"), "Sô:/‡1 /CT", id="one look is too few"),
        pytest.param("Sô: 1/CT", ("Số:", "Sô:", "Số:", "Sô:", "S"), "Sô: 1/CT", id="as many see what was read"),
        pytest.param(
            ".Vơi nhận:", ("", "Nơi", "“Nơi", "Ni", ""), "Nơi nhận:", id="looks that see nothing are no votes"
        ),
    ],
)
def test_looks_at_labels(text: str, looks: tuple[str, ...], made: str) -> None:
    read = line(text)
    found = with_labels(read.words, [read], PAGE, Eye(*looks))  # type: ignore[arg-type]
    assert " ".join(word.text for word in found) == made
    assert (found is read.words) is (made == text)


def test_a_page_whose_labels_are_right_is_not_looked_at() -> None:
    read = (line("Số: 12/KH-UBND"), line("Nơi nhận:"), line("- Sở Y tế;"))
    eye = Eye("Sô")
    words = tuple(word for one in read for word in one.words)
    assert with_labels(words, read, PAGE, eye) is words  # type: ignore[arg-type]
    assert eye.taken == 0


def test_few_labels_of_a_page_are_looked_at() -> None:
    read = tuple(line("Sô: 12/KH") for _ in range(2 * MOST))
    eye = Eye("Sô")
    with_labels((), read, PAGE, eye)  # type: ignore[arg-type]
    assert eye.taken == MOST * len(LOOKS)
