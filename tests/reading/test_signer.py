"""The signer's name: when it is looked at again, and what many looks make of it."""

from __future__ import annotations

import pytest

from pipeline.pages import Line, LineKind, Word
from pipeline.reading.recognise import Found
from pipeline.reading.signer import elected, name_place
from pipeline.reading.surnames import cleaned


def line(text: str, top: float, confidence: float = 0.95) -> Line:
    """A line of the right column, its words side by side."""
    words = tuple(
        Word(word, (0.6 + 0.05 * n, top, 0.64 + 0.05 * n, top + 0.012), confidence)
        for n, word in enumerate(text.split())
    )
    return Line(words, LineKind.RIGHT)


def look(text: str, confidence: float = 0.9) -> tuple[Found, ...]:
    return cleaned([Found(word, 60 * n, 0, 60 * n + 50, 20, confidence) for n, word in enumerate(text.split())])


@pytest.mark.parametrize(
    ("name", "confidence", "asked"),
    [
        pytest.param("uỳnh Văn An", 0.95, True, id="a first letter is lost"),
        pytest.param("Hoàng an Khê", 0.95, True, id="a later one is"),
        pytest.param("Huỳnh Văn An", 0.95, False, id="a name well read"),
        pytest.param("Huỳnh Văn An", 0.8, True, id="a name in doubt"),
        pytest.param("1 Thị An", 0.95, True, id="a letter read as a digit"),
        pytest.param("12", 0.95, False, id="no name at all"),
        pytest.param("một hai ba bốn năm sáu bảy tám", 0.5, False, id="more words than a name has"),
    ],
)
def test_a_name_in_doubt_is_looked_at_again(name: str, confidence: float, asked: bool) -> None:
    lines = [line("CHỦ TỊCH", 0.6), line(name, 0.7, confidence)]
    found = name_place(lines, (500, 550, 1000, 900), 1000, 1000)
    assert (found is not None) is asked
    if found is not None:
        assert found.wide[0] < found.tight[0] <= 600 and found.wide[1] <= 700 and found.wide[3] > 712


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        pytest.param("m Hoài Mẫu", True, id="its office stands on the page before"),
        pytest.param("CHÁNH VĂN PHÒNG", False, id="an office whose name was not read"),
        pytest.param("trang sau còn nữa", False, id="words in small letters"),
        pytest.param("Mẫu", False, id="a word alone"),
    ],
)
def test_a_name_under_no_office(text: str, asked: bool) -> None:
    assert (name_place([line(text, 0.6, 0.8)], (500, 550, 1000, 900), 1000, 1000) is not None) is asked


def on_the_line(*texts: str) -> list[tuple[Found, ...]]:
    """Looks at the whole block: the office above, and the name's line."""
    office = Found("CHỦ", 600, 600, 640, 612, 0.9)
    return [
        (office, *(Found(word, 600 + 50 * n, 700, 640 + 50 * n, 712, 0.9) for n, word in enumerate(text.split())))
        for text in texts
    ]


@pytest.mark.parametrize(
    ("blocks", "asked"),
    [
        pytest.param((), False, id="a sure name that nothing disputes"),
        pytest.param(("La Thế An",), False, id="another look bears it out"),
        pytest.param(("La Thế An", "Lá Thế An"), True, id="another look read a mark otherwise"),
        pytest.param(("4 Thế An",), False, id="what is no name disputes none"),
    ],
)
def test_a_sure_name_is_looked_at_again_where_looks_differ(blocks: tuple[str, ...], asked: bool) -> None:
    lines = [line("CHỦ TỊCH", 0.6), line("La Thế An", 0.7, 0.96)]
    found = name_place(lines, (500, 550, 1000, 900), 1000, 1000, on_the_line(*blocks))
    assert (found is not None) is asked
    if found is not None:
        assert [[one.text for one in look] for look in found.seen] == [text.split() for text in blocks]


@pytest.mark.parametrize(
    ("first", "looks", "expected"),
    [
        pytest.param("1 Thị An", ("Ví Thị An", "Vi Thị An", "Vi Thị An"), "Vi Thị An", id="two agree"),
        pytest.param("Ví Thị An", ("Vì Thị An", "Vi Thị An", "VÌ Thị An"), "", id="no two agree: as it was first read"),
        pytest.param("Vi Thị An", ("Ví Thị An", "Vi Thị An", "Ví Thị An"), "", id="a draw is the first reading's"),
        pytest.param("Hà Mai", ("“Hà Mai _", "Là Mai", "Hà Mai"), "", id="most bear the first reading out"),
        pytest.param("đà Mai", ("“Hà Mai _", "là Mai", "Hà. Mai"), "Hà Mai", id="quotes and strokes are no letters"),
        pytest.param("Ý Niê", ("7 YNiê", "—_Y Niê", "—Y Niê"), "Y Niê", id="a stroke before the first letter is none"),
        pytest.param("Hà Mai", ("H4 Mai", "H4 Mai", "hà Mai", "hà Mai"), "", id="digits and small letters are no name"),
        pytest.param("Hà Mai", ("", ""), "", id="nothing was read"),
        pytest.param(
            "rần Yn Sa", ("Trần Ýn Sa", "Trấn Yên Sa", "Trần Yên Sà"), "Trần Yên Sa", id="no two alike: word by word"
        ),
        pytest.param("rần Sa", ("Trần Sa", "Trấn Sà"), "", id="two looks that differ decide nothing"),
        pytest.param(
            "rưa Sa", ("Lrưa Sa", "Lrưa Sá", "Trưa Sà", "Trửa Sả"), "", id="a word that only one look has elects none"
        ),
    ],
)
def test_the_vote(first: str, looks: tuple[str, ...], expected: str) -> None:
    found = elected(look(first), [look(text) for text in looks])
    assert " ".join(one.text for one in found) == expected
