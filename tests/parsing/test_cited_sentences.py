"""Citations of 250 sentences with truth by construction, and of the same sentences in bad surroundings."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.parsing.citations import find
from pipeline.parsing.facts import Citation
from pipeline.parsing.numbers import canonical_number
from pipeline.records import Flag
from tests.parsing import cited_sentences as cited

DECISION = "Quyết định số 12/QĐ-UBND ngày 05/01/2031 của UBND tỉnh Hà Mẫu "

WHOLE = [
    *((f"basis: {intent}", text, rows) for intent, text, rows in cited.BASES),
    *((f"order: {intent}", text, rows) for intent, text, rows in cited.ORDERS),
    *((f"nested: {intent}", text, rows) for intent, text, rows in cited.NESTED),
    *((f"symbol: {intent}", f"theo {text}.", [row]) for intent, text, row in cited.SYMBOLS),
    *((f"blank: {intent}", text, rows) for intent, text, rows in cited.BLANKS),
]
TEXTS = [text for _, text, _ in WHOLE] + [text for _, text, _ in cited.CHANGES + cited.NAMES + cited.MISREAD]


def row(found: Citation) -> str:
    day = found.issued_on.isoformat() if found.issued_on else None
    values = (str(found.relation), found.type, found.number, found.issuer, day, found.name)
    return " | ".join(value or "-" for value in values)


def values(found: Citation) -> tuple[object, ...]:
    return (row(found), found.pinpoint, found.cite_key, found.resolved_number, found.rule)


@pytest.mark.parametrize(("intent", "text", "rows"), WHOLE, ids=[case[0] for case in WHOLE])
def test_all_that_a_sentence_cites(intent: str, text: str, rows: list[str]) -> None:
    assert [row(one) for one in find(text)] == rows


@pytest.mark.parametrize(("intent", "text", "day"), cited.DATES, ids=[case[0] for case in cited.DATES])
def test_the_day_in_every_place(intent: str, text: str, day: str) -> None:
    (found,) = find(text)
    assert row(found).split(" | ")[2:5] == ["12/QĐ-UBND", "Ủy ban nhân dân tỉnh Hà Mẫu", day]


@pytest.mark.parametrize(("intent", "rest", "name"), cited.TITLES, ids=[case[0] for case in cited.TITLES])
def test_the_title_behind_the_issuer(intent: str, rest: str, name: str) -> None:
    found = find("Theo " + DECISION + rest)[0]
    assert (found.number, found.name or "-") == ("12/QĐ-UBND", name)


@pytest.mark.parametrize(("intent", "rest", "name"), cited.CLAUSES, ids=[case[0] for case in cited.CLAUSES])
def test_a_title_ends_where_the_sentence_goes_on(intent: str, rest: str, name: str) -> None:
    found = find("Thực hiện Công văn số 7/SNV-VP ngày 1/2/2031 của Sở Nội vụ " + rest)[0]
    assert (found.number, found.name) == ("7/SNV-VP", name)


@pytest.mark.parametrize(
    "template",
    [
        "Thực hiện Quyết định số 5/QĐ-ABC ngày 1/2/2031 của {} về việc mở tủ sách;",
        "theo Công văn số 7/ABC-TH của {} ngày 1/2/2031.",
        "Kế hoạch số 5/KH-ABC ngày 1/2/2031 của {} và các văn bản khác",
    ],
)
@pytest.mark.parametrize(("stated", "issuer"), cited.ISSUERS, ids=[case[0] for case in cited.ISSUERS])
def test_the_issuer_as_stated(stated: str, issuer: str, template: str) -> None:
    found = find(template.format(stated))[0]
    assert (found.issuer, str(found.issued_on)) == (issuer, "2031-02-01")


@pytest.mark.parametrize(("intent", "text", "numbers"), cited.LISTS, ids=[case[0] for case in cited.LISTS])
def test_lists(intent: str, text: str, numbers: list[str]) -> None:
    assert [one.number for one in find(text)] == numbers


@pytest.mark.parametrize(("intent", "text", "numbers"), cited.BACK, ids=[case[0] for case in cited.BACK])
def test_references_back(intent: str, text: str, numbers: list[str]) -> None:
    found = find(text, own_type="kế hoạch" if "itself" in intent else "báo cáo")
    assert [one.number for one in found] == numbers
    assert len({one.cite_key for one in found}) == len(set(numbers))


@pytest.mark.parametrize(("intent", "text", "relations"), cited.CHANGES, ids=[case[0] for case in cited.CHANGES])
def test_what_documents_do_to_one_another(intent: str, text: str, relations: list[str]) -> None:
    assert [one.relation for one in find(text)] == relations


@pytest.mark.parametrize(("intent", "text", "named"), cited.NAMES, ids=[case[0] for case in cited.NAMES])
def test_names(intent: str, text: str, named: str) -> None:
    (found,) = find(text)
    assert f"{found.type} | {found.name} | {found.issuer or '-'}" == named
    assert found.number is None


@pytest.mark.parametrize(("intent", "text"), cited.NOTHING, ids=[case[0] for case in cited.NOTHING])
def test_nothing_is_cited(intent: str, text: str) -> None:
    assert [text[one.start : one.end] for one in find(text)] == []


@pytest.mark.parametrize(("intent", "text", "number"), cited.MISREAD, ids=[case[0] for case in cited.MISREAD])
def test_misread_numbers(intent: str, text: str, number: str) -> None:
    (found,) = find(text)
    assert found.number == number
    assert text[found.start : found.end].startswith(text.split()[0])


@pytest.mark.parametrize(("intent", "text", "number"), cited.AGREED, ids=[case[0] for case in cited.AGREED])
def test_a_number_is_mended_by_the_documents_other_mentions(intent: str, text: str, number: str) -> None:
    first, second = find(text)
    assert (first.number, second.number) == (number, number)
    assert Flag.REPAIRED in first.flags
    assert Flag.REPAIRED not in second.flags
    assert number not in text[first.start : first.end]


@pytest.mark.parametrize(("intent", "text", "numbers"), cited.APART, ids=[case[0] for case in cited.APART])
def test_documents_that_are_two_stay_two(intent: str, text: str, numbers: list[str]) -> None:
    assert [one.number for one in find(text)] == numbers


@pytest.mark.parametrize(("intent", "text", "rows"), cited.BARE, ids=[case[0] for case in cited.BARE])
def test_text_without_marks_is_tried_a_second_time(intent: str, text: str, rows: list[str]) -> None:
    found = find(text)
    assert [row(one) for one in found] == rows
    assert all(Flag.REPAIRED in one.flags for one in found)


@pytest.mark.parametrize("form", ["NFD", "dashes", "blanks", "zero-width", "Eth"])
def test_forms_of_unicode_give_the_same_at_true_places(form: str) -> None:
    """Every sentence, changed as files change them: same values, the words at the same letters."""
    changes = {
        "NFD": lambda text: unicodedata.normalize("NFD", text),
        "dashes": lambda text: text.replace("-", "\u2011"),
        "blanks": lambda text: text.replace(" ", "\u00a0"),
        "zero-width": lambda text: text.replace("ố ", "ố\u200b ").replace("/", "/\u2060"),
        "Eth": lambda text: text.replace("Đ", "\u00d0"),
    }
    change = changes[form]
    for text in TEXTS:
        plain, changed = find(text), find(change(text))
        assert [values(one)[1:] for one in changed] == [values(one)[1:] for one in plain], text
        for one, other in zip(plain, changed, strict=True):
            assert change(text)[other.start : other.end] == change(text[one.start : one.end])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Phần thứ nhất nói về sách và bạn đọc.\n", "\nPhần thứ hai nói về nơi đọc."),
        ("I. MỤC ĐÍCH\n", "\nNơi nhận: như trên; Lưu: VT."),
        ("12 345 // -- … ((\n", "\n)) “ ” // 9/9 * *"),
    ],
)
def test_surroundings_change_nothing(before: str, after: str) -> None:
    for text in TEXTS:
        alone, within = find(text), find(before + text + after)
        assert [values(one) for one in within] == [values(one) for one in alone], text
        assert [(one.start - len(before), one.end - len(before)) for one in within] == [
            (one.start, one.end) for one in alone
        ]


def test_numbers_and_places_hold_of_every_sentence() -> None:
    for text in TEXTS:
        for one in find(text):
            assert text[one.start : one.end] == text[one.start : one.end].strip()
            if one.number is not None:
                number = canonical_number(one.number)
                assert number is not None
                assert number.text == one.number
