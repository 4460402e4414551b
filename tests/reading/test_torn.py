"""Lines that the engine tore in two are read again by themselves."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.recognise import Found
from pipeline.reading.torn import TORN, mended, touching

HIGH = 26


def words(string: str, x: int, y: int, line: int, confidence: float = 0.95, high: int = HIGH) -> list[Found]:
    """The words of a stretch of one line of the engine, 14 pixels a letter."""
    found = []
    for text in string.split():
        found.append(Found(text, x, y, x + 14 * len(text), y + high, confidence, 1, 1, line))
        x += 14 * len(text) + 14
    return found


TYPED = words("Số: 08/KH-UBND", 380, 316, 2)
MOTTO_TORN = [*words("Độc lần - Tự dơ", 940, 289, 1, 0.5), *words("mm. VY WES cEEÓ", 960, 300, 2, 0.1)]
MOTTO_TWICE = [*words("Độc lập - Tự do", 940, 289, 1), *words("Độc lập - Tự do", 940, 298, 2)]


@pytest.mark.parametrize(
    ("intent", "found", "second", "expected"),
    [
        ("two halves become the line that they are", [*MOTTO_TORN], 0.95, ["Độc lập - Tự do - Hạnh phúc"]),
        ("a line read twice is read once", [*MOTTO_TWICE], 0.94, ["Độc lập - Tự do - Hạnh phúc"]),
        ("what shares a torn line is read again too", [*TYPED, *MOTTO_TORN], 0.95,
         ["Số: 08/KH-UBND", "Độc lập - Tự do - Hạnh phúc"]),
        ("a worse reading replaces nothing", [*MOTTO_TORN], 0.2, None),
        ("lines that stand clear of each other are left alone",
         [*words("ỦY BAN NHÂN DÂN", 380, 200, 1), *words("XÃ CAO MẪU", 380, 240, 2, 0.3)], 0.95, None),
        ("one mark that got loose tears nothing",
         [*words("Độc lập - Tự do", 940, 289, 1), *words("ˆ", 960, 292, 2, 0.1, 8)], 0.95, None),
        ("words of one line may touch", [*words("Độc lập", 940, 289, 1), *words("lập tự", 985, 289, 1, 0.2)], 0.95, None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_torn_lines_are_read_by_themselves(
    intent: str, found: list[Found], second: float, expected: list[str] | None
) -> None:
    """A reader that sees the truth where it is asked to look; `None`: the words stand as they were."""
    truths = {"Số: 08/KH-UBND": (380, 316), "Độc lập - Tự do - Hạnh phúc": (940, 292)}

    def read(place: tuple[int, int, int, int]) -> tuple[Found, ...]:
        x0, y0, x1, y1 = place
        seen = [(text, x, y) for text, (x, y) in truths.items() if x0 <= x <= x1 and y0 <= y <= y1]
        return tuple(one for text, x, y in seen for one in words(text, x, y, 1, second))

    made = mended(found, read)
    if expected is None:
        assert made == tuple(found)
        return
    lines = {
        key: [one.text for one in made if (one.block, one.line) == key]
        for key in {(one.block, one.line) for one in made}
    }
    assert sorted(" ".join(line) for line in lines.values()) == sorted(expected)
    assert all(one.block >= TORN for one in made)


PLACES = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 30), st.integers(0, 30))


@given(st.lists(PLACES, max_size=12))
def test_no_pair_that_touches_is_missed(places: list[tuple[int, int, int, int]]) -> None:
    """Going down the page finds the pairs that holding each word against every other one finds."""
    found = [Found(str(n), x, y, x + wide, y + high, 0.9) for n, (x, y, wide, high) in enumerate(places)]
    meant = {
        frozenset((one.text, other.text))
        for one, other in combinations(found, 2)
        if min(one.x1, other.x1) > max(one.x0, other.x0) and min(one.y1, other.y1) > max(one.y0, other.y0)
    }
    made = [frozenset((one.text, other.text)) for one, other in touching(found)]
    assert meant <= set(made)
    assert len(made) == len(set(made)), "no pair comes twice"
