"""Whether a text layer is believed: by Vietnamese marks, legacy signs, what covers the page."""

from __future__ import annotations

import pytest

from pipeline.pages import Word
from pipeline.reading.trust import is_marked, judge, legacy_share, marked_share

GOOD = [
    "Thực",
    "hiện",
    "kế",
    "hoạch",
    "đã",
    "được",
    "phê",
    "duyệt",
    "các",
    "đơn",
    "vị",
    "chủ",
    "động",
    "triển",
    "khai",
    "nhiệm",
    "vụ",
    "được",
    "giao",
    "theo",
    "quy",
    "định",
]
BAD = [
    "Thuc",
    "hien",
    "ke",
    "hoach",
    "da",
    "duoc",
    "phe",
    "duyet",
    "cac",
    "don",
    "vi",
    "chu",
    "dong",
    "trien",
    "khai",
    "nhiem",
    "vu",
    "duoc",
    "giao",
    "theo",
    "quy",
    "dinh",
]
CODES = ["Windows", "Server", "SQL", "Office", "Excel", "Word", "Outlook"]


@pytest.mark.parametrize(
    ("words", "about", "usable"),
    [
        pytest.param(GOOD * 2, {"picture": 0.0}, True, id="born digital"),
        pytest.param(GOOD * 2, {"picture": 1.0, "hidden": 1.0}, True, id="a scan with good OCR"),
        pytest.param(BAD * 2, {"picture": 1.0, "hidden": 1.0}, False, id="a scan with OCR without marks"),
        pytest.param(BAD * 2, {"picture": 0.0}, False, id="no marks though nothing is scanned"),
        pytest.param(GOOD + CODES * 4, {"picture": 0.0}, True, id="a table full of product names"),
        pytest.param(GOOD, {"picture": 1.0}, False, id="too few words on a scan"),
        pytest.param(["2"], {"picture": 0.0}, True, id="a page with its number alone"),
        pytest.param([], {"picture": 1.0}, False, id="no words"),
        pytest.param(GOOD * 2, {"picture": 0.0, "unmapped": 0.4}, False, id="characters without a meaning"),
        pytest.param(["C¨n", "cø", "LuËt", "Tæ", "chøc", "®Ò", "nghÞ"] * 5, {"picture": 0.0}, False, id="TCVN3 bytes"),
        pytest.param(BAD * 2, {"picture": 0.0, "legacy": 1.0}, False, id="a legacy font"),
        pytest.param(GOOD * 2, {"picture": 0.0, "legacy": 1.0}, True, id="a legacy font that maps to Unicode"),
    ],
)
def test_verdicts(words: list[str], about: dict[str, float], usable: bool) -> None:
    """The verdicts of FIELD.md's traps."""
    verdict = judge([Word(word) for word in words], **about)
    assert verdict.usable is usable
    assert verdict.reason


@pytest.mark.parametrize(
    ("word", "marked"),
    [("được", True), ("Đ", True), ("ỶY", True), ("ban", False), ("naïve", False), ("über", False), ("2024", False)],
)
def test_marks(word: str, marked: bool) -> None:
    """Only Vietnamese letters and tones count."""
    assert is_marked(word) is marked


def test_shares() -> None:
    """Shares are of all words; none of nothing."""
    assert marked_share(["được", "ban"]) == 0.5
    assert legacy_share(["n−íc", "®ång", "2024", "a"]) == 0.25
    assert marked_share([]) == legacy_share([]) == 0.0
