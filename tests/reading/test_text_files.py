"""Plain text: lines as they stand, pages at form feeds, paragraphs at blank lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DamagedError, LimitError
from pipeline.pages import Page, Source
from pipeline.reading.plain import read_plain
from pipeline.settings import ReadingSettings
from tests.helpers.typeset import shown


def pages(text: str, **settings: int) -> tuple[Page, ...]:
    return read_plain(text.encode(), "utf-8", ReadingSettings(**settings))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("một\nhai\n\nba", [("một", 0), ("hai", 0), ("ba", 1)], id="blank lines part paragraphs"),
        pytest.param("một\r\n \r\nhai\rba", [("một", 0), ("hai", 1), ("ba", 1)], id="all line ends"),
        pytest.param("\n\n  một\t hai \n", [("một hai", 0)], id="white space is one space"),
        pytest.param("## I. MỤC ĐÍCH\n**đậm**", [("## I. MỤC ĐÍCH", 0), ("**đậm**", 0)], id="Markdown stays as it is"),
        pytest.param("\ufeffmột\u200b", [("một", 0)], id="invisible characters go"),
        pytest.param("hoa\u0300", [("hoà", 0)], id="letters are composed"),
    ],
)
def test_lines(text: str, expected: list[tuple[str, int]]) -> None:
    """Each source line is a line of its paragraph."""
    (page,) = pages(text)
    assert [(line.text, line.paragraph) for line in page.lines] == expected
    assert page.source is Source.TEXT
    assert all(word.box is None for word in page.words)


def test_form_feeds_are_pages() -> None:
    """A form feed begins a page; one at the end begins none; an empty page between is blank."""
    assert [(page.number, page.text) for page in pages("một\f\fhai\f\n")] == [(1, "một"), (2, ""), (3, "hai")]
    assert [page.source for page in pages("một\f\fhai")] == [Source.TEXT, Source.BLANK, Source.TEXT]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Số: 15/KH-UBND\t An Hải, ngày 05 tháng 3 năm 2024\t",
            ["left: Số: 15/KH-UBND", "right: An Hải, ngày 05 tháng 3 năm 2024"],
            id="number and date by a tab",
        ),
        pytest.param(
            "SỞ Y TẾ          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            ["left: SỞ Y TẾ", "right: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            id="issuer and motto by wide white",
        ),
        pytest.param("1.\tRà soát hồ sơ", ["body: 1. Rà soát hồ sơ"], id="a tab behind a label"),
        pytest.param("Họp\tngày 05 tháng 3 năm 2024", ["body: Họp ngày 05 tháng 3 năm 2024"], id="a date of an event"),
    ],
)
def test_two_columns_on_one_line(text: str, expected: list[str]) -> None:
    """A heading's columns saved on one line are two lines; nothing else is parted."""
    assert shown(pages(text)[0].lines) == expected


def test_columns_of_a_foot() -> None:
    """A foot set side by side with white reads as its left column, then its right."""
    foot = (
        "Nơi nhận:                         TM. ỦY BAN NHÂN DÂN",
        "- Như trên;                            CHỦ TỊCH",
        "- Các thôn;",
        "",
        "- Lưu: VT.                            Lê Văn Mẫu",
    )
    lines = pages("\n".join(("Nội dung của văn bản.", "", *foot, "", "PHỤ LỤC")))[0].lines
    assert shown(lines) == [
        "body: Nội dung của văn bản.",
        "left: Nơi nhận:",
        "left: - Như trên;",
        "left: - Các thôn;",
        "left: - Lưu: VT.",
        "right: TM. ỦY BAN NHÂN DÂN",
        "right: CHỦ TỊCH",
        "right: Lê Văn Mẫu",
        "body: PHỤ LỤC",
    ]


def test_limits() -> None:
    """No words is damage; more pages than allowed a limit."""
    with pytest.raises(DamagedError):
        pages(" \f\n")
    with pytest.raises(LimitError):
        pages("a\fb\fc", max_pages=2)


@given(st.text(st.one_of(st.characters(exclude_categories=("Cc", "Cs")), st.sampled_from(" \t\n\r\f")), max_size=200))
def test_words_are_kept(text: str) -> None:
    """The words of the text are those of its pages, in order (NFC, without invisible characters)."""
    try:
        found = [word.text for page in pages(text) for word in page.words]
    except DamagedError:
        return
    clean = pages(" ".join(text.split()))[0] if text.split() else None
    assert clean is not None
    assert found == [word.text for word in clean.words]
