"""The encodings before Unicode: tables, fonts' names, and what tells that a text is set in one."""

from __future__ import annotations

import itertools
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.charsets import ENCODINGS, charset, convert
from pipeline.reading.encodings import UNKNOWN, Font, Turn, family, fonts, turn_lines, turn_of
from pipeline.reading.syllables import is_syllable
from tests.helpers.legacy import as_windows, encode

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel, tone in itertools.product(VOWELS, TONES)] + ["đ"]
LETTERS = [*SMALL, *(letter.upper() for letter in SMALL)]
TEXT = (
    "Ủy ban nhân dân xã tổ chức triển khai kế hoạch; các thôn, tổ dân phố phối hợp thực hiện. "
    "Đề nghị Mặt trận và những đoàn thể vận động nhân dân hưởng ứng, giữ gìn trật tự; báo cáo kết quả trước ngày 15."
)
PLAIN = "uỷ ban nhân dân xã tổ chức triển khai kế hoạch, các thôn phối hợp thực hiện đúng những việc được giao trước kỳ"
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_letter_comes_back(encoding: str) -> None:
    """What an encoding has a byte for is that letter again; VPS alone has no bytes (that we know) for some capitals."""
    known = set(charset(encoding).letters.values())
    assert [letter for letter in SMALL if not letter.isascii() and letter not in known] == []
    assert [x for x in LETTERS if x in known and convert(encode(x, encoding), encoding) != x] == []
    assert [x for x in LETTERS if x in known and convert(as_windows(encode(x, encoding)), encoding) != x] == []


def test_capitals_of_tcvn3() -> None:
    """TCVN3 has seven capitals beyond ASCII; all others are small letters in a font of capitals."""
    known = charset("tcvn3").letters.values()
    assert sorted(letter for letter in known if letter.isupper()) == sorted("ĂÂÊÔƠƯĐ")
    assert [x for x in SMALL if convert(encode(x, "tcvn3"), "tcvn3", capitals=True) != x.upper()] == []


@given(st.sampled_from(("vni", "viscii")), st.text(st.sampled_from([*LETTERS, *" ,.-/()0123456789bcdghBCDGH"])))
def test_texts_come_back(encoding: str, text: str) -> None:
    """Whole texts too, where letters of one byte and of two stand side by side."""
    assert convert(encode(text, encoding), encoding) == unicodedata.normalize("NFC", text)


@given(st.sampled_from(ENCODINGS), st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_ascii_is_the_same_in_all(encoding: str, text: str) -> None:
    """English in a font of the old encodings is English."""
    assert convert(text, encoding) == text
    assert turn_of(text, encoding).apply(text) == text


@pytest.mark.parametrize(
    ("old", "encoding", "new"),
    [
        pytest.param("tr−íc x∙ héi", "tcvn3", "trước xã hội", id="glyph names that PDF producers took for other signs"),
        pytest.param("tr\xadíc", "tcvn3", "trước", id="ư is the soft hyphen"),
        pytest.param("nhiÖt ®é 25 °C", "tcvn3", "nhiệt độ 25 °C", id="a sign behind no vowel is a sign"),
        pytest.param("O³ A±", "tcvn3", "Ó Ả", id="loose tones behind their capitals"),
        pytest.param("\uf0ae\uf0a8ng", "tcvn3", "đăng", id="a font marked as symbols"),
        pytest.param("gh\u0110 \u00fd", "tcvn3", "ghé ý", id="Windows-1258 has Đ at the byte of é"),
        pytest.param("Uûy ban, UÛY BAN", "vni", "Ủy ban, ỦY BAN", id="a small mark behind a capital"),
        pytest.param("“quaûn lyù” – 5%", "vni", "“quản lý” – 5%", id="typographic marks stay"),
        pytest.param(
            "Nguyeãn Thò Ñöùc, Phöôùc", "vni", "Nguyễn Thị Đức, Phước", id="a vowel of two bytes bears a mark"
        ),
    ],
)
def test_what_glyphs_show(old: str, encoding: str, new: str) -> None:
    """Bytes come in many guises."""
    assert convert(old, encoding) == new


@pytest.mark.parametrize("font", [pytest.param(font, id=font.id) for font in fonts()])
def test_fonts(font: Font) -> None:
    """Each family is known by its names, not by others', and its texts say what they say."""
    assert font.examples and font.counter_examples and font.texts
    assert [name for name in font.examples if family(name)[0] != font.encoding] == []
    assert [name for name in font.counter_examples if family(name)[0] == font.encoding] == []
    assert [old for old, new in font.texts if Turn(font.encoding).apply(old) != new] == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (".VnTime", ("tcvn3", False)),
        (".VnTimeH", ("tcvn3", True)),
        ("ABCDEF+VnTimeHBold", ("tcvn3", True)),
        ("#2EVnArialH,BoldItalic", ("tcvn3", True)),
        (".VnArial Narrow", ("tcvn3", False)),
        ("VNI-Helve-Bold", ("vni", False)),
        ("Times New Roman", (None, False)),
        ("", (None, False)),
    ],
)
def test_names_in_pdfs(name: str, found: tuple[str | None, bool]) -> None:
    """Names come with a subset's tag, a style, an escaped dot."""
    assert family(name) == found


@pytest.mark.parametrize(
    ("text", "proposed", "encoding"),
    [
        pytest.param(as_windows(encode(PLAIN, "tcvn3")), "tcvn3", "tcvn3", id="name and letters agree"),
        pytest.param(as_windows(encode(TEXT, "vni")), None, "vni", id="letters alone"),
        pytest.param(as_windows(encode(PLAIN, "tcvn3")), None, "tcvn3", id="letters alone, TCVN3"),
        pytest.param(as_windows(encode(TEXT, "viscii")), None, "viscii", id="VISCII is told from the others"),
        pytest.param(as_windows(encode(PLAIN, "vps")), None, "vps", id="VPS too"),
        pytest.param(as_windows(encode(TEXT, "vni")), "tcvn3", "vni", id="the name lies: the letters decide"),
        pytest.param(TEXT, "tcvn3", None, id="Unicode in a font of the old name stays"),
        pytest.param(TEXT, None, None, id="Unicode stays"),
        pytest.param(unicodedata.normalize("NFD", TEXT), "vni", None, id="Unicode in pieces stays"),
        pytest.param("Annual report of the People's Committee", "tcvn3", None, id="English in such a font"),
        pytest.param("Résumé, café, naïve, à la carte", None, None, id="a few French words are no evidence"),
        pytest.param("nhµ", "tcvn3", "tcvn3", id="one word goes by the font's name"),
        pytest.param("nhµ", None, None, id="and by nothing else"),
        pytest.param(" ".join(f"b¤{a}m¥n" for a in "bcdghklmnt"), None, UNKNOWN, id="none that is known is said so"),
        pytest.param("Số 15/KH-UBND – “quản lý” … 20%", "vni", None, id="marks beyond ASCII are no letters"),
    ],
)
def test_what_tells_an_encoding(text: str, proposed: str | None, encoding: str | None) -> None:
    """A font's name proposes, the letters decide."""
    turn = turn_of(text, proposed)
    assert turn.encoding == encoding
    if turn.known and proposed != "tcvn3":
        assert turn.apply(text) in (TEXT, PLAIN)


def test_mac_roman() -> None:
    """Bytes that were taken for Mac Roman's."""
    text = bytes(ord(ch) for ch in encode(PLAIN, "tcvn3")).decode("mac_roman")
    assert turn_of(text).apply(text) == PLAIN


def test_two_encodings_in_one_text() -> None:
    """Blocks of a text are told apart, one that is Unicode stays."""
    blocks = [
        TEXT,
        "Phòng công tác đảng vụ",
        as_windows(encode(PLAIN, "tcvn3")),
        as_windows(encode(TEXT, "vni")),
        "Annex 1",
    ]
    shown, encodings = turn_lines("\n\n".join(blocks))
    assert shown == "\n\n".join([TEXT, "Phòng công tác đảng vụ", PLAIN, TEXT, "Annex 1"])
    assert encodings == ("tcvn3", "vni")


def test_unicode_is_never_turned() -> None:
    """No text of our own, of drafts or of gold, is taken for another encoding, whatever font it claims."""
    paths = [*(ROOT / "tests/gold").rglob("*.txt"), *(ROOT / "tests/samples").rglob("*.txt"), *ROOT.glob("*.md")]
    paths += [*(ROOT / "data/raw").rglob("*.txt"), *(ROOT / "tests/samples/drafts").glob("*")]
    texts = [path.read_text(encoding="utf-8") for path in paths if path.is_file()]
    assert len(texts) > 20
    for path, text in zip(paths, texts, strict=False):
        assert turn_lines(text) == (text, ()), path
        for name in ENCODINGS:
            assert turn_of(text, name).apply(text) == text, path


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("nghiêng", True),
        ("QUYẾT", True),
        ("hoà", True),
        ("hòa", True),
        ("gì", True),
        ("quốc", True),
        ("giếng", True),
        ("cát", True),
        ("cat", False),
        ("càt", False),
        ("kan", False),
        ("cê", False),
        ("tr", False),
        ("plan", False),
        ("thứừ", False),
        ("", False),
        ("abcdefghij", False),
    ],
)
def test_syllables(word: str, answer: bool) -> None:
    """Onset, rime and tone as they may be written."""
    assert is_syllable(word) is answer
