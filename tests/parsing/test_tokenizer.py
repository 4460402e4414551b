"""The tokenizer: every token is a slice, nothing is lost, words are underthesea's own."""

from __future__ import annotations

import pickle
import time
import unicodedata

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab
from underthesea import word_tokenize

from pipeline.parsing.lexicon import fold_tone
from pipeline.parsing.tokenizer import VietnameseTokenizer, create_tokenizer, old_tones, spans, words

NAUGHTY = [
    "",
    " ",
    "\n",
    "\f",
    "\r\n\t \v",
    "  hai dấu cách  ",
    "dòng một\ndòng hai\r\n\r\ndòng bốn\ftrang hai",
    "Ủy\u200bban\ufeff nhân\u00a0dân\u00ad",
    "\u202eđảo chiều\u202c",
    "a\u0300\u0301\u0302\u0303 \u0301",
    "\x00\x01\x1c\x1d\x85\u2028\u2029",
    "😀👨‍👩‍👧 ﷽ ｆｕｌｌ １２/０３/２０２０",
    "‹›«»„“”‘’…––—",
    "</s> [UNK] __ ## \\ %s {0} ${x}",
    "http:" + "." * 60,
    "(" * 300 + "a" + ")" * 300,
    "/".join("9" * 400) + "-" + "A-" * 300,
    "." * 3000,
    "Ð ð Đ đ QÐ-UBND",
]

TOKENIZER = VietnameseTokenizer(Vocab())


@pytest.fixture(scope="module", params=["words", "syllables"])
def nlp(request):
    return spacy.blank(
        "vi", config={"nlp": {"tokenizer": {"@tokenizers": "vanthu.tokenizer.v1", "mode": request.param}}}
    )


def assert_exact(doc, text):
    assert doc.text == text
    for token in doc:
        assert text[token.idx : token.idx + len(token)] == token.text
        assert token.text.isspace() or not set(token.text) & set("\n\r\f\v\x85\u2028\u2029")


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_strings_come_back_whole(nlp, text):
    assert_exact(nlp(text), text)


@given(st.text(alphabet=st.one_of(st.characters(exclude_categories=("Cs",)), st.sampled_from("ủòẢqđ /-.\n\f\u0301"))))
@settings(max_examples=150)
def test_any_string_comes_back_whole(text):
    assert_exact(TOKENIZER(text), text)


@given(
    st.lists(st.sampled_from(["Sở", "hoà", "Ủy", "ban", "16/2015/NĐ-CP", "14/02/2015", "http:..", "TM.", "…", "\n"]))
)
@settings(max_examples=100)
def test_spans_are_ordered_and_leave_only_white_space_between(pieces):
    text = " ".join(pieces)
    for mode in ("words", "syllables"):
        position = 0
        for start, end in spans(text, mode):
            assert position <= start < end
            assert not text[position:start].strip()
            assert text[start:end] == text[start:end].strip()
            position = end
        assert not text[position:].strip()


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("Nghị định số 30/2020/NĐ-CP ngày", "30/2020/NĐ-CP"),  # number, year, symbol
        ("Quyết định 1234/QĐ-TTg.", "1234/QĐ-TTg"),  # the full stop stays out
        ("Chương trình số 919-CTr/TU của", "919-CTr/TU"),  # the Party's order
        ("Kế hoạch số 77/KH-SVH&TT,", "77/KH-SVH&TT"),  # an ampersand in the symbol
        ("45/2031/TTLT-BTC-BNV", "45/2031/TTLT-BTC-BNV"),  # two bodies
        ("Số:      /KH-UBND", "/KH-UBND"),  # the number left blank
        ("từ ngày 14/02/2015 đến", "14/02/2015"),  # a date
        ("Quý III/2031 báo cáo", "III/2031"),  # a quarter
        ("tháng 12/2011;", "12/2011"),  # a month
        ("tại https://coquan.example.vn/a?b=c.", "https://coquan.example.vn/a?b=c"),  # an address
    ],
)
def test_codes_and_dates_are_single_tokens(nlp, text, token):
    assert token in [found.text for found in nlp(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ủy ban nhân dân tỉnh", ["Ủy ban nhân dân", "tỉnh"]),  # the new spelling is no hindrance
        ("Uỷ ban nhân dân tỉnh", ["Uỷ ban nhân dân", "tỉnh"]),  # nor is the old rewritten
        ("cải cách hành chính trên địa bàn", ["cải cách", "hành chính", "trên", "địa bàn"]),
        ("lịch sử văn hóa", ["lịch sử", "văn hóa"]),
        ("Ủy ban\nnhân dân", ["Ủy ban", "nhân dân"]),  # a line end is always a border
    ],
)
def test_words(text, expected):
    assert list(words(text)) == expected
    assert list(words(unicodedata.normalize("NFD", text))) == [unicodedata.normalize("NFD", word) for word in expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Các cơ quan, đơn vị phối hợp tuyên truyền cải cách hành chính trên địa bàn phường.",
        "Thủ trưởng các đơn vị có trách nhiệm báo cáo kết quả định kỳ hằng quý (qua Văn phòng).",
        "Bố trí kinh phí từ dự toán chi ngân sách nhà nước; huy động nguồn lực xã hội hợp pháp khác...",
        "Đoàn viên, hội viên và nhân dân tích cực hưởng ứng phong trào thi đua yêu nước!",
    ],
)
def test_words_are_underthesea_s_own(sentence):
    """Where no code stands and no tone moved, the borders are those of `word_tokenize`."""
    ours = [fold_tone(" ".join(sentence[start:end].split())) for start, end in spans(sentence)]
    assert ours == [fold_tone(word) for word in word_tokenize(sentence)]


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("hóa", "hoá"),
        ("Ủy", "Uỷ"),
        ("KHỎE", "KHOẺ"),
        ("quý", "quý"),  # after q the vowel is y alone
        ("toàn", "toàn"),  # not at a syllable's end: the tone stands right in both ways
        ("thúy hòa", "thuý hoà"),
    ],
)
def test_old_tones(new, old):
    assert old_tones(new) == old
    assert len(old_tones(new)) == len(new)


def test_long_lines_cost_no_more_than_their_length():
    """Time for eight times the text stays far below eight times eight."""

    def seconds(text):
        start = time.process_time()
        spans(text)
        return time.process_time() - start

    for piece in ("Sở Nội vụ báo cáo ", "http:" + "." * 40 + " ", "a.b-" * 30, "9/", "(x" * 50 + " ", "A" * 200 + "' "):
        few = min(seconds(piece * 40) for _ in range(2))
        assert seconds(piece * 320) < max(0.05, few) * 30, piece


def test_the_tokenizer_survives_pickling_and_saving(tmp_path):
    tokenizer = create_tokenizer("syllables")(spacy.blank("xx"))
    again = pickle.loads(pickle.dumps(tokenizer))
    assert again.mode == "syllables"
    assert again.from_bytes(tokenizer.to_bytes()).from_disk(tmp_path / "tokenizer") is again
    assert [token.text for token in next(again.pipe(["Sở Nội vụ"]))] == ["Sở", "Nội", "vụ"]


def test_an_unknown_mode_is_refused():
    with pytest.raises(ValueError, match="letters"):
        VietnameseTokenizer(Vocab(), "letters")
