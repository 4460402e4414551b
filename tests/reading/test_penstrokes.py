"""A pen's stroke over a line of print goes, the letters that it crosses stay."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from pipeline.reading.penstrokes import without_strokes
from pipeline.reading.recognise import Found
from pipeline.reading.signer import elected

Picture = npt.NDArray[np.uint8]
WORDS = (Found("NHAM", 100, 100, 200, 130, 0.95), Found("DIEN", 230, 100, 320, 130, 0.95))


def printed() -> Picture:
    """Two words in letters of four pixels' stems, thirty high, from 100 to 130."""
    page = np.full((200, 500), 255, np.uint8)
    for word in WORDS:
        for n in range(5):
            x = word.x0 + n * (word.x1 - word.x0 - 8) // 4
            cv2.rectangle(page, (x, word.y0), (x + 7, word.y1), 20, -1)
    cv2.line(page, (120, 92), (130, 92), 20, 3)  # a mark over a letter
    return page


STROKE = ((90, 128), (160, 104), (300, 60))


@pytest.mark.parametrize(
    ("points", "found"),
    [
        pytest.param(STROKE, True, id="from above into the first word"),
        pytest.param(((330, 126), (280, 108), (150, 60)), True, id="into the last word"),
        pytest.param(((60, 60), (400, 50)), False, id="above the line"),
        pytest.param(((90, 150), (330, 146)), False, id="a rule below"),
        pytest.param((), False, id="none"),
    ],
)
def test_strokes(points: Sequence[tuple[int, int]], found: bool) -> None:
    """A stroke that comes into the line from above is followed behind the stems; no other ink is touched."""
    clean = printed()
    page = clean.copy()
    cv2.polylines(page, [np.array(points, np.int32).reshape(-1, 1, 2)], False, 20, 3) if points else None
    made = without_strokes(page, WORDS, 30.0)
    assert (made is not None) is found
    if made is None:
        return
    ink, drawn = clean < 140, (page < 140) & (clean >= 140)
    assert (made[ink] < 140).mean() > 0.9, "the letters stay"
    assert (made[drawn] < 140).mean() < 0.3, "the stroke is gone but for what touches a stem"
    assert (made[~drawn & ~ink] >= page[~drawn & ~ink]).all()


def test_a_stroke_in_the_words_box() -> None:
    """A word's box that the stroke made higher does not say where the line stands."""
    page = printed()
    cv2.polylines(page, [np.array(STROKE, np.int32).reshape(-1, 1, 2)], False, 20, 3)
    glued = Found("NHAMDIEN", 100, 60, 320, 130, 0.6)
    made = without_strokes(page, [glued], 30.0)
    assert made is not None and (made[95:131, 215:225] == 255).all()


@pytest.mark.parametrize(
    ("first", "confidence", "looks", "expected"),
    [
        pytest.param(
            "ông Văn Mẫu", 0.96, ["Nông Văn Mẫu"] * 3, "Nông Văn Mẫu", id="a letter that the stroke had taken"
        ),
        pytest.param("Bùi Văn Mẫu", 0.94, ["Bui Văn Mẫu"] * 3, "", id="a mark that went with the stroke"),
        pytest.param("Bũi Văn Mẫu", 0.6, ["Bùi Văn Mẫu"] * 3, "Bùi Văn Mẫu", id="a stroke that was read as a mark"),
    ],
)
def test_names_without_their_stroke(first: str, confidence: float, looks: Sequence[str], expected: str) -> None:
    """Where most looks without the stroke agree their name stands, unless it lost a mark that was surely read."""
    own = [Found(text, 0, 0, 9, 9, confidence) for text in first.split()]
    seen = [[Found(text, 0, 0, 9, 9, 0.95) for text in look.split()] for look in looks]
    assert " ".join(one.text for one in elected(own, seen, cleared=True)) == expected
