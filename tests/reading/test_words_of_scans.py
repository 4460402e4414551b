"""Small judgements on words of scans: noise, seals and marks, numerals by strokes, second readings."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from pipeline.pages import Line, LineKind, Word
from pipeline.reading.feet import is_better, is_doubtful, left_column
from pipeline.reading.handwriting import handwritten
from pipeline.reading.margins import lone_numbers, page_number
from pipeline.reading.marks import incoming_stamp, stamped_marks, without_marks
from pipeline.reading.noise import without_bed, without_noise
from pipeline.reading.numerals import count_stems, mend_numerals
from pipeline.reading.recognise import Found, _as_printed
from pipeline.reading.relines import read_again
from pipeline.reading.seals import signing_block, under_seal, without_seals
from tests.helpers.scans import Picture, kept


def word(text: str, x: int, y: int, confidence: float = 0.9, *, high: int = 25, wide: int = 0, line: int = 1) -> Found:
    return Found(text, x, y, x + (wide or 14 * len(text)), y + high, confidence, 1, 1, line)


BODY = tuple(word("phường", 100 + 120 * n, 40 * m, line=m) for m in range(1, 6) for n in range(8))


@pytest.mark.parametrize(
    ("found", "stays", "why"),
    [
        (word("-", 70, 52, 0.4, high=3, wide=10), True, "a list's dash, doubtful and low, before its line"),
        (word("a)", 60, 40, 0.3), True, "a label, doubtful, before its line"),
        (word("II.", 60, 40, 0.2), True, "a numeral, doubtful, before its line"),
        (word("3", 800, 900, 0.5), True, "a page number, alone"),
        (word("phường", 100, 900, 0.2), True, "a long word, alone and doubtful"),
        (word("¿", 500, 900, 0.6), False, "a speck, alone"),
        (word("Í", 500, 900, 0.6), False, "a pen's stroke, alone"),
        (word("S", 500, 860, 0.5, high=160, wide=120), False, "a seal's rim, higher than letters"),
        (word("—", 500, 900, 0.9), False, "a stroke, alone"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_noise(found: Found, stays: bool, why: str) -> None:
    """What dust and pens leave goes; small words that the outline hangs on stay."""
    line_of_first = replace(found, line=1) if found.y0 < 60 else replace(found, line=99)
    kept_words = without_noise((line_of_first, *BODY) if found.y0 < 60 else (*BODY, line_of_first))
    assert (line_of_first in kept_words) is stays, why
    assert set(BODY) <= set(kept_words)


@pytest.mark.parametrize(
    ("found", "stays"),
    [
        pytest.param(Found("xxag", 1610, 700, 1630, 712, 0.2), False, id="in the right edge, unsurely read"),
        pytest.param(Found("——eee...", 0, 0, 900, 50, 0.07), False, id="reaching the very edge"),
        pytest.param(Found("SAO", 1610, 700, 1650, 712, 0.9), True, id="in the edge, but surely read"),
        pytest.param(Found("Kế", 2, 700, 120, 725, 0.5), True, id="cut off at the edge, half sure"),
        pytest.param(Found("2", 820, 90, 832, 110, 0.1), True, id="a page's number stands further in"),
    ],
)
def test_the_dark_bed_beside_the_sheet(found: Found, stays: bool) -> None:
    """A scanner's bed and a worn edge are read as words; no margin is so narrow."""
    assert without_bed([*BODY, found], (2339, 1654)) == (*BODY, *([found] if stays else []))


def test_stamped_marks() -> None:
    """Of what red ink is read as, marks of the closed list count, alone in their row, with errors."""
    found = (
        word("HỎA", 100, 300), word("TÓC", 160, 302), word("NHÂN", 600, 900), word("DÂN", 680, 902),
        word("MẬT", 120, 500, 0.2), word("KHẨN", 110, 700),
    )  # fmt: skip
    assert [one.text for one in stamped_marks(found)] == ["HỎA", "TÓC", "KHẨN"]


INCOMING = (
    word("CÔNG", 100, 300), word("VĂN", 170, 301), word("ĐẾN", 240, 302), word("Số:", 90, 340), word("112", 150, 338),
    word("Ngày:", 90, 380), word("5/3", 190, 379, 0.2),
)  # fmt: skip


@pytest.mark.parametrize(
    ("found", "kept_texts", "why"),
    [
        (INCOMING, "CÔNG VĂN ĐẾN Số: 112 Ngày: 5/3", "the stamp with what was written into it"),
        (INCOMING[3:], "Số: 112 Ngày: 5/3", "its head was not read; two of its lines are enough in red ink"),
        (INCOMING[3:5], "", "one line alone may be anything"),
        (
            (word("CỎNG", 100, 300), word("VĂX", 170, 301), *INCOMING[3:]),
            "CỎNG VĂX Số: 112 Ngày: 5/3",
            "a misread head",
        ),
        ((word("ĐẾN", 100, 300),), "", "three letters alone"),
        (
            (word("Ký", 400, 20), word("bởi:", 440, 20), word("Văn", 500, 20), word("phòng", 560, 21)),
            "Ký bởi: Văn phòng",
            "a signature's banner",
        ),
        (
            (word("SAO", 700, 20), word("Y", 760, 22), word("HỎA", 100, 24), word("TỐC", 160, 21)),
            "HỎA TỐC SAO Y",
            "two marks",
        ),
        ((word("BAN", 100, 300), word("NHÂN", 170, 301)), "", "a seal's letters"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_stamps_in_red_ink(found: tuple[Found, ...], kept_texts: str, why: str) -> None:
    """Rows that open as the closed lists say are the stamps', whole; a seal's letters are nobody's."""
    assert sorted(one.text for one in stamped_marks(found)) == sorted(kept_texts.split()), why


def test_incoming_stamp_in_blue_ink() -> None:
    """In blue a pen writes as well: only a stamp whose head was read counts."""
    assert len(incoming_stamp(INCOMING)) == 7
    assert incoming_stamp(INCOMING[3:]) == ()


def test_words_under_a_stamp_stay() -> None:
    """Of the page's words only those go that the stamp's own ink was read as."""
    mark = word("KHẨN", 100, 100, high=60, wide=200)
    printed, ghost, doubtful = word("gửi:", 150, 118), word("KHAN", 160, 120), word("lII", 170, 121, 0.3)
    assert without_marks((printed, ghost, doubtful), (mark,)) == (printed,)


@pytest.mark.parametrize(
    ("digits", "beside", "found"),
    [
        pytest.param([(820, 100)], [], 1, id="in the middle of the top"),
        pytest.param([(820, 100), (840, 100)], [], 1, id="two digits"),
        pytest.param([(1480, 2200)], [], 1, id="the lower right corner"),
        pytest.param([(300, 100)], [], 0, id="elsewhere"),
        pytest.param([(820, 100)], [word("Mẫu", 400, 98)], 0, id="in a line that was read"),
        pytest.param([(820, 2230)], [word("Mẫu", 400, 2110), word("chú", 810, 2110)], 1, id="under a note"),
        pytest.param([(820 + 25 * n, 100) for n in range(9)], [], 0, id="a line that was not read"),
        pytest.param([(820, 1000)], [], 0, id="in the body"),
    ],
)
def test_lone_numbers(digits: list[tuple[int, int]], beside: list[Found], found: int) -> None:
    """Where a page's number may stand and no word was read, a few pieces as large as digits are looked at again."""
    page = np.full((2339, 1654), 255, np.uint8)
    for x, y in digits:
        cv2.rectangle(page, (x, y), (x + 14, y + 23), 0, -1)
    text = [replace(one, y0=one.y0 + 300, y1=one.y1 + 300) for one in BODY]
    places = lone_numbers([*text, *beside], page, 200.0)
    assert len(places) == found
    for x0, y0, x1, y1 in places:
        assert all(x0 < x < x1 and y0 < y < y1 for x, y in digits)


@pytest.mark.parametrize(
    ("texts", "number"), [(["2"], True), (["-", "12", "-"], True), (["4A"], False), (["Hà"], False), ([], False)]
)
def test_page_number(texts: list[str], number: bool) -> None:
    assert page_number([word(text, 100 + 30 * n, 50) for n, text in enumerate(texts)]) is number


def foot(*left: str, right: str = "CHỦ TỊCH", top: float = 0.6) -> list[Line]:
    """Lines of a foot, 0.017 of the page apart, the right column's at other heights."""
    lines = [
        Line((Word(text, (0.15, top + 0.017 * n, 0.4, top + 0.013 + 0.017 * n)),), LineKind.LEFT)
        for n, text in enumerate(left)
    ]
    return [*lines, Line((Word(right, (0.6, top + 0.009, 0.8, top + 0.023)),), LineKind.RIGHT)]


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        pytest.param(foot("Nơi nhận:", "- Như Điều 3;", "- Lưu: VT."), (140, 596, 420, 686), id="a list"),
        pytest.param(foot("Nơi nhận:"), None, id="nothing was read under it"),
        pytest.param(foot("SỞ MẪU", "Số: 1/KH-SM"), None, id="the left column of a heading"),
        pytest.param(
            [*foot("Nơi nhận:", "- Lưu: VT."), Line((Word("2", (0.2, 0.64, 0.3, 0.65)),), LineKind.FURNITURE)],
            (140, 596, 420, 637),
            id="something stands below",
        ),
    ],
)
def test_list_of_recipients(lines: list[Line], place: tuple[int, int, int, int] | None) -> None:
    """The column from its first line, with room for two lines that may have been passed over."""
    assert left_column(lines, 1000, 1000) == place


LISTED = (word("-", 100, 100, 0.9, high=4, wide=10), word("Như", 120, 90), word("Điều", 180, 90), word("3;", 250, 90))


@pytest.mark.parametrize(
    ("found", "doubtful"),
    [
        (LISTED, False),
        ((*LISTED, word("Lta", 120, 130, 0.4)), True),
        ((*LISTED, word("Cụcc", 120, 130, 0.95, high=60)), True),
        (tuple(replace(one, confidence=0.85) for one in LISTED), True),
        ((), False),
    ],
    ids=["read well", "a word in doubt", "two lines in one", "all a little in doubt", "nothing"],
)
def test_a_list_that_is_looked_at_again(found: tuple[Found, ...], doubtful: bool) -> None:
    assert is_doubtful(found) is doubtful


def test_the_better_reading_of_a_list() -> None:
    """Surer, or as sure and longer; never one that lost lines."""
    longer = (*LISTED, word("Lưu:", 120, 130), word("VT.", 190, 130))
    worse = tuple(replace(one, confidence=0.7) for one in LISTED)
    assert is_better(LISTED, worse)
    assert is_better(longer, LISTED)
    assert not is_better(LISTED, LISTED)
    assert not is_better(LISTED[:2], worse)
    assert not is_better(tuple(replace(one, confidence=0.7) for one in longer), LISTED)


@pytest.mark.parametrize(
    ("text", "printed"), [("(b/€);", "(b/c);"), ("(b/€)", "(b/c)"), ("b/©", "b/c"), ("5/€", "5/€"), ("~", "-")]
)
def test_as_printed(text: str, printed: str) -> None:
    """Signs that the engine prints for small italics, at the one place where no other stands."""
    assert _as_printed(text) == printed


def test_black_seal() -> None:
    """Ink that hangs together higher than letters goes; letters beside it stay as they are."""
    picture = kept("page.png")
    cv2.circle(picture, (400, 1500), 120, 0, 6)
    made = without_seals(picture, 200)
    assert made[1350:1650, 250:550].min() == 255
    assert np.array_equal(made[:1350], kept("page.png")[:1350])
    seals = [(280, 1380, 520, 1620)]
    assert under_seal(word("BAN", 380, 1480, 0.6), seals)
    assert not under_seal(word("CHỦ", 380, 1380, 0.6), seals)  # across the rim: the office
    assert not under_seal(word("Hoàng", 380, 1480, 0.95), seals)


def line(text: str, kind: LineKind, x: float, y: float) -> Line:
    return Line((Word(text, (x, y, x + 0.01 * len(text), y + 0.012)),), kind)


@pytest.mark.parametrize(
    ("lines", "inside", "outside"),
    [
        (
            [line("Nơi nhận:", LineKind.LEFT, 0.1, 0.6), line("- Như trên;", LineKind.LEFT, 0.1, 0.62)],
            (0.7, 0.7),
            (0.15, 0.61),
        ),
        ([line("KT. CHỦ TỊCH", LineKind.RIGHT, 0.6, 0.5)], (0.7, 0.65), (0.2, 0.5)),
        (
            [
                line("Đoạn văn bản đứng ngay trên", LineKind.BODY, 0.1, 0.58),
                line("Nơi nhận:", LineKind.LEFT, 0.1, 0.6),
            ],
            (0.7, 0.65),
            (0.5, 0.585),
        ),
    ],
    ids=["beside Nơi nhận", "below an office", "not over the body above"],
)
def test_signing_block(lines: list[Line], inside: tuple[float, float], outside: tuple[float, float]) -> None:
    """The block under the seal is sought right of Nơi nhận or below the office, never over other text."""
    found = signing_block(lines, 1000, 1000)
    assert found is not None
    x0, y0, x1, y1 = found
    assert x0 < 1000 * inside[0] < x1
    assert y0 < 1000 * inside[1] < y1
    assert not (x0 < 1000 * outside[0] < x1 and y0 < 1000 * outside[1] < y1)


def test_no_signing_block() -> None:
    """A page without a foot has none."""
    assert signing_block([line("Nơi nhận hồ sơ là bộ phận một cửa", LineKind.BODY, 0.1, 0.5)], 1000, 1000) is None


def strokes(text: str, *, high: int = 25, bold: int = 3) -> Picture:
    """Capitals of a serif face drawn stroke by stroke: I, 1, H, T, V, `.` and `/`."""
    picture = np.full((70, 60 + 26 * len(text)), 255, np.uint8)
    x, top, foot = 30, 20, 20 + high

    def stem(at: int) -> None:
        picture[top:foot, at : at + bold] = 0

    def serif(at: int, y: int, left: int = 3, right: int = 3) -> None:
        picture[y : y + 2, at - left : at + bold + right] = 0

    for ch in text:
        if ch in "I1H":
            stem(x)
            serif(x, foot - 2)
            serif(x, top, *((0, 0) if ch == "1" else (3, 3)))
        if ch == "1":
            cv2.line(picture, (x, top + 1), (x - 5, top + 6), 0, 2)
        if ch == "H":
            stem(x + 14)
            serif(x + 14, top)
            serif(x + 14, foot - 2)
            picture[(top + foot) // 2 - 1 : (top + foot) // 2 + 1, x : x + 14] = 0
            x += 14
        if ch == "T":
            stem(x)
            serif(x, top, 8, 8)
            serif(x, foot - 2)
        if ch == "V":
            cv2.line(picture, (x - 6, top), (x + 2, foot - 1), 0, 3)
            cv2.line(picture, (x + 10, top), (x + 2, foot - 1), 0, 3)
        if ch == ".":
            picture[foot - 3 : foot, x : x + 3] = 0
        if ch == "/":
            cv2.line(picture, (x + 5, top), (x - 3, foot - 1), 0, 2)
        x += 11 if ch in "I1." else 22
    return picture


@pytest.mark.parametrize(
    ("drawn", "tail", "doubtful", "expected"),
    [
        ("I", "", True, 1), ("II", "", False, 2), ("III", "", False, 3), ("II.", ".", False, 2), ("II.", ".", True, 2),
        ("1", "", True, None), ("11", "", True, None), ("H", "", False, None), ("IV", "", False, None),
        ("T", "", False, None), ("IT", "", False, None), ("I/1", "/1", True, 1), ("II", ".", False, None),
    ],
)  # fmt: skip
def test_stems(drawn: str, tail: str, doubtful: bool, expected: int | None) -> None:
    """I, II, III are counted; 1, H, T, IV and pieces too many or too few are none."""
    picture = strokes(drawn)
    ink = np.argwhere(picture < 128)
    (y0, x0), (y1, x1) = ink.min(axis=0), ink.max(axis=0) + 1
    one = Found("?", int(x0), int(y0), int(x1), int(y1), 0.5)
    assert count_stems(picture, one, tail=tail, doubtful=doubtful) == expected


@pytest.mark.parametrize(
    ("before", "read", "expected"),
    [
        ("Quý", "H", "II"),
        ("quý", "11", "II"),
        ("Mẫu", "H", "H"),
        ("", "H", "II"),
        ("Phần", "IH", "II"),
        ("số", "11", "11"),
    ],
)
def test_numerals_only_where_due(before: str, read: str, expected: str) -> None:
    """After `quý` and its like, or alone, strokes decide; elsewhere what was read stands."""
    picture = np.full((70, 400), 255, np.uint8)
    drawn = strokes("II")
    picture[:, 200 : 200 + drawn.shape[1]] = drawn
    one = Found(read, 225, 18, 255, 47, 0.4, 1, 1, 1)
    words = (Found(before, 100, 18, 180, 47, 0.9, 1, 1, 1), one) if before else (one,)
    assert mend_numerals(words, picture)[-1].text == expected


@pytest.mark.parametrize(
    ("drawn", "read", "expected"),
    [
        pytest.param("III.", "II", "III.", id="its full stop and a stem left out"),
        pytest.param("II", "II", "II", id="no full stop in the ink"),
        pytest.param("II1", "II", "II", id="something else than a full stop"),
    ],
)
def test_the_full_stop_of_a_headings_numeral(drawn: str, read: str, expected: str) -> None:
    """Engines leave the full stop out now and then; its ink stands on the line."""
    picture = np.full((70, 400), 255, np.uint8)
    ink = strokes(drawn)
    picture[:, : ink.shape[1]] = ink
    words = (Found(read, 25, 18, 70, 47, 0.6, 1, 1, 1), Found("KINH", 150, 18, 230, 47, 0.9, 1, 1, 1))
    assert [one.text for one in mend_numerals(words, picture)] == [expected, "KINH"]


def test_handwriting_needs_a_measure() -> None:
    """Without typed capitals or a typed year in its line nothing is judged."""
    assert handwritten([word("Số:", 300, 274), word("05", 360, 274)], kept("page.png")) == ()


def test_read_again() -> None:
    """A doubtful line is replaced by a clearly better reading of itself, at its place; others stay."""
    page = kept("page.png")
    sure = Found("HOẠCH", 821, 385, 967, 419, 0.96, 1, 1, 1)
    below = Found("I.MỤCĐÍCH,", 315, 500, 720, 536, 0.96, 1, 1, 3)
    title = [Found("Trồng", 432, 440, 535, 478, 0.96, 1, 1, 2), Found("cay", 546, 441, 601, 478, 0.4, 1, 1, 2)]
    sheets: list[Picture] = []

    def better(sheet: Picture, factor: float) -> tuple[Found, ...]:
        sheets.append(sheet)
        left = int(np.argwhere(sheet.min(axis=0) < 100)[0, 0])
        top = int(np.argwhere(sheet.min(axis=1) < 100)[0, 0])
        return (
            Found("Trồng", left, top, left + 130, top + 45, 0.97),
            Found("cây", left + 145, top, left + 215, top + 45, 0.95),
        )

    found = read_again((sure, *title, below), page, better)
    assert [one.text for one in found[:3]] == ["HOẠCH", "Trồng", "cây"]
    assert found[3] == below
    assert found[0] == sure
    assert abs(found[1].x0 - 432) < 6
    assert abs(found[1].y0 - 440) < 8
    assert len(sheets) == 1
    assert read_again((sure, *title, below), page, lambda sheet, factor: ()) == (sure, *title, below)
    assert read_again((sure,), page, better) == (sure,)
    assert len(sheets) == 1


def test_impossible_syllable() -> None:
    """Of two readings as sure as each other, the one with a syllable that can't be gives way."""
    page = kept("page.png")
    line_of = [Found("Trông", 432, 440, 535, 478, 0.95, 1, 1, 2), Found("tât", 546, 441, 601, 478, 0.85, 1, 1, 2)]

    def second(sheet: Picture, factor: float) -> tuple[Found, ...]:
        left = int(np.argwhere(sheet.min(axis=0) < 100)[0, 0])
        return (
            Found("Trống", left, 40, left + 134, 80, 0.85),
            Found("tất", left + round(114 * factor), 40, left + round(169 * factor), 80, 0.84),
        )

    below = Found("I.MỤCĐÍCH,", 315, 500, 720, 536, 0.96, 1, 1, 3)
    assert [one.text for one in read_again((*line_of, below), page, second)][:2] == ["Trông", "tất"]
