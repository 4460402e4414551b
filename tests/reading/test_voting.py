"""The issuer's column and the title looked at by themselves: where they stand, and what the looks agree on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.pages import Line, LineKind, Word
from pipeline.reading.recognise import Found
from pipeline.reading.voting import issuer_column, mended, outside, recipients_block, same_words, title_block, voted

LEFT, RIGHT, BODY = LineKind.LEFT, LineKind.RIGHT, LineKind.BODY


def line(text: str, kind: LineKind, x: float, y: float, confidence: float = 0.8) -> Line:
    words = []
    for word in text.split():
        words.append(Word(word, (x, y, x + 0.01 * len(word), y + 0.012), confidence))
        x += 0.01 * len(word) + 0.008
    return Line(tuple(words), kind)


HEADING = (
    line("UBND XÃ TÂN GIANG", LEFT, 0.15, 0.08),
    line("TRƯỜNG MẦM NON", LEFT, 0.16, 0.10),
    line("Số: 12/KH-MN", LEFT, 0.17, 0.14),
    line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", RIGHT, 0.5, 0.08),
    line("Tân Giang, ngày 2 tháng 3 năm 2024", RIGHT, 0.55, 0.14),
)
TITLE = (
    line("KẾ HOẠCH", BODY, 0.46, 0.2),
    line("Tổ chức hội thi lần thứ III", BODY, 0.36, 0.22),
    line("năm 2024", BODY, 0.46, 0.24),
    line("Thực hiện chương trình công tác của năm các đơn vị làm như sau", BODY, 0.2, 0.27),
)


def sure(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines as an engine gives them that has no doubt."""
    return tuple(replace(one, words=tuple(replace(word, confidence=0.96) for word in one.words)) for one in lines)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(HEADING + TITLE, (126, 74, 370, 126), id="from the first name to the number's line"),
        pytest.param(HEADING[:3] + TITLE, None, id="nothing on the right"),
        pytest.param(HEADING[2:] + TITLE, None, id="a number alone"),
        pytest.param(TITLE, None, id="no heading"),
        pytest.param(sure(HEADING) + TITLE, None, id="names in no doubt"),
        pytest.param(sure(HEADING[:1]) + HEADING[1:] + TITLE, (126, 74, 370, 126), id="one name in doubt: the whole"),
    ],
)
def test_issuer_column(lines: Sequence[Line], expected: tuple[int, ...] | None) -> None:
    """The names stand left of the motto, above the number, which is left to its own looks."""
    found = issuer_column(lines, 1000, 1000)
    assert (found is None) == (expected is None)
    if found and expected:
        x0, y0, x1, y1 = found
        assert x0 < 150 and y0 < 80, "room above and beside for what was lost"
        assert 330 < x1 < 500 and 112 < y1 <= 140, "not into the motto, nor into the number's line"


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        pytest.param(HEADING + TITLE, (0.22, 0.252), id="the centred lines below the type"),
        pytest.param(HEADING + TITLE[:1] + TITLE[3:], None, id="no title below the type"),
        pytest.param(HEADING + TITLE[1:], None, id="no type"),
        pytest.param(HEADING + sure(TITLE), None, id="a title in no doubt"),
        pytest.param(HEADING + TITLE[:2] + sure(TITLE[2:]), (0.22, 0.232), id="its first line alone in doubt"),
        pytest.param(HEADING + sure(TITLE[:2]) + TITLE[2:], (0.24, 0.252), id="its last line alone in doubt"),
        pytest.param((line("KẾ HOẠCH", BODY, 0.46, 0.6), line("Hội thi", BODY, 0.47, 0.62)), None, id="far below"),
    ],
)
def test_title_block(lines: Sequence[Line], rows: tuple[float, float] | None) -> None:
    """The title's lines that are in doubt, without the type above, sure neighbours and the text below."""
    found = title_block(lines, 1000, 1000)
    assert (found is None) == (rows is None)
    if found and rows:
        assert 1000 * rows[0] - 8 <= found[1] <= 1000 * rows[0] and 1000 * rows[1] <= found[3] < 1000 * rows[1] + 8


def look(text: str, confidence: float = 0.9, *, y: int = 0) -> tuple[Found, ...]:
    """Words of one width each, so that the same place holds the same word."""
    words = enumerate(text.split())
    return tuple(Found(word, 100 * n, y, 100 * n + 90, y + 20, confidence) for n, word in words if word != "_")


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        pytest.param("CỤC QUẢN LÝ", "CỤC QUẢN LÝ", True, id="the same words"),
        pytest.param("CỤC QUẢN LÝ", "LÝ CỤC QUẢN", True, id="in the order of another line"),
        pytest.param("CỤC QUẢN LÝ", "CỤC QUẢN LY", False, id="a mark less"),
        pytest.param("CỤC QUẢN", "CỤC QUẢN LÝ", False, id="a word more"),
        pytest.param("CỤC QUẢN LÝ", "", False, id="nothing read"),
    ],
)
def test_a_look_that_agrees_ends_the_vote(first: str, second: str, same: bool) -> None:
    """Where the first look at a place has the words that stand there no other look is taken."""
    assert same_words(look(second), look(first)) == same


@pytest.mark.parametrize(
    ("first", "looks", "expected"),
    [
        pytest.param(
            "cục QUẢN LÝ", ("CỤC QUẢN LÝ", "CỤC QUẢN LÝ", "CỤC QUẢN LY"), "CỤC QUẢN LÝ", id="the looks overrule it"
        ),
        pytest.param("CỤC QUẢN LÝ", ("CỤC QUẢN LÝ", "CỤC QUÁN LÝ", "CỤC QUÁN LÝ"), "CỤC QUẢN LÝ", id="a tie"),
        pytest.param("_ QUẢN LÝ", ("CỤC QUẢN LÝ", "CỤC QUẢN LÝ", "CỤC QUẢN"), "CỤC QUẢN LÝ", id="a word passed over"),
        pytest.param("CỤC QUẢN LÝ", ("CỤC", "CỤC", "CỤC QUẢN LÝ"), None, id="looks that lost words"),
        pytest.param("CỤC QUẢN LÝ", ("", "", ""), None, id="nothing read"),
    ],
)
def test_votes(first: str, looks: tuple[str, ...], expected: str | None) -> None:
    """What most readings of a place agree on stands there; a look that has lost words has no say alone."""
    chosen = voted(look(first), [look(text) for text in looks])
    assert (None if chosen is None else " ".join(one.text for one in chosen)) == expected


@pytest.mark.parametrize(
    ("first", "looked", "expected"),
    [
        pytest.param(("KHÊ", 0.93), ("KHE", 0.97), "KHÊ", id="the looks lost its mark"),
        pytest.param(("KHÊ", 0.7), ("KHE", 0.97), "KHE", id="it was read with doubt"),
        pytest.param(("TRẠM", 0.93), ("ẠM", 0.97), "TRẠM", id="the looks lost its first letters"),
        pytest.param(("THI", 0.93), ("THỊ", 0.97), "THỊ", id="the looks see a mark"),
        pytest.param(("GD&ĐT", 0.95), ("GD&ĐĐT", 0.3), "GD&ĐT", id="the surer reading of several"),
    ],
)
def test_sure_words_stand(first: tuple[str, float], looked: tuple[str, float], expected: str) -> None:
    """A sure first reading stands against looks that see less of a word, not against others."""
    around = look("_ VĂN PHÒNG TRƯỜNG TRUNG HỌC CƠ SỞ XÃ TÂN GIANG HUYỆN BÌNH MINH")
    chosen = voted((*look(*first), *around), [(*look(*looked), *around)] * 3)
    assert chosen is not None and [one.text for one in chosen] == [expected, *(one.text for one in around)]


def test_dirt_is_no_word() -> None:
    """Where the page's reading has nothing, a look adds a sure word, and no signs that dirt is read as."""
    first = look("CỤC QUẢN LÝ")
    dirt = Found("~", 300, 0, 390, 20, 0.9), Found("Ẩ", 400, 0, 490, 20, 0.3)
    lost = Found("ĐÊ", 500, 0, 590, 20, 0.9)
    chosen = voted(first, [(*first, *dirt, lost)] * 3)
    assert chosen is not None and [one.text for one in chosen] == ["CỤC", "QUẢN", "LÝ", "ĐÊ"]


def test_glued_words_come_apart() -> None:
    """A first reading that ran two words together is not one that the looks cut short."""
    glued = (Found("NAMNINH", 0, 0, 190, 20, 0.95), *look("_ _ TỈNH TRƯỜNG"))
    chosen = voted(glued, [look("NAM NINH TỈNH TRƯỜNG")] * 3)
    assert chosen is not None and [one.text for one in chosen] == ["NAM", "NINH", "TỈNH", "TRƯỜNG"]


def test_doubtful_looks_have_no_say() -> None:
    """Looks much less sure than the first reading leave it as it is."""
    assert voted(look("CỤC QUẢN LÝ"), [look("CÚC QUÀN LỶ", 0.4)] * 3) is None


def test_words_outside_a_place() -> None:
    """Of two words that look alike only that at the place goes."""
    one, two = Word("CỤC", (0.1, 0.1, 0.2, 0.2), 0.9), Word("CỤC", (0.1, 0.1, 0.2, 0.2), 0.9)
    assert outside((one, two), [two])[0] is one and len(outside((one, two), [two])) == 1


FOOT = (
    line("Nơi nhận:", LEFT, 0.15, 0.6, 0.96),
    line("- Ủy ban MTTQ tỉnh;", LEFT, 0.15, 0.62),
    line("- Lưu: VT.", LEFT, 0.15, 0.64),
    line("CHỦ TỊCH", RIGHT, 0.6, 0.6),
)


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        pytest.param(FOOT, (0.62, 0.652), id="the list below its head"),
        pytest.param((*FOOT[:2], *sure(FOOT[2:])), (0.62, 0.632), id="its first line alone in doubt"),
        pytest.param(sure(FOOT), None, id="a list in no doubt"),
        pytest.param(FOOT[1:], None, id="a column that is no list"),
    ],
)
def test_recipients_block(lines: Sequence[Line], rows: tuple[float, float] | None) -> None:
    """The doubtful lines of the list of recipients, not what stands beside them."""
    found = recipients_block(lines, 1000, 1000)
    assert (found is None) == (rows is None)
    if found and rows:
        assert 1000 * rows[0] - 8 <= found[1] <= 1000 * rows[0] and 1000 * rows[1] <= found[3] < 1000 * rows[1] + 8
        assert found[2] < 590


@pytest.mark.parametrize(
    ("first", "confidence", "chosen", "expected"),
    [
        pytest.param("miễn", 0.6, "miền", "miền", id="a doubtful word"),
        pytest.param("lâm", 0.95, "lân", "lâm", id="a sure one stands"),
        pytest.param("(b/c);", 0.5, "(b/C);", "(b/c);", id="a case alone is no reason"),
        pytest.param("trực", 0.3, "trưc", "trực", id="what is no syllable is none against one that is"),
        pytest.param("bíC);", 0.6, "b/c);", "b/c);", id="what was none may become a sign"),
    ],
)
def test_single_words_are_mended(first: str, confidence: float, chosen: str, expected: str) -> None:
    """In a list only doubtful words follow the vote, one for one; none is added."""
    found = (*look(first, confidence), *look("_ tỉnh;"))
    assert [one.text for one in mended(found, look(f"{chosen} tỉnh; thêm"))] == [expected, "tỉnh;"]
