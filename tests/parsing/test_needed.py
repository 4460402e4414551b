"""What a pattern needs is read off it: no text that it matches may be passed over."""

from __future__ import annotations

import re

import pytest

from pipeline.parsing.lexicon import model_path, rules
from pipeline.parsing.needed import anchored, lowered, needed, possible

EVERY_RULE = [rule for path in sorted((model_path() / "rules").glob("*.jsonl")) for rule in rules(path.stem)]


@pytest.mark.parametrize("case", [str, str.lower, str.upper, lambda text: f"xx {text} xx"])
def test_no_rule_s_own_matches_are_passed_over(case):
    texts = [(rule, case(text)) for rule in EVERY_RULE for text in (*rule.examples, *rule.counter_examples)]
    matched = [(rule, text) for rule, text in texts if rule.pattern.search(text)]
    assert len(matched) > 300
    assert [(rule.id, text) for rule, text in matched if not possible(needed(rule.pattern), lowered(text))] == []


def test_a_search_that_begins_anywhere_finds_no_more_than_an_anchored_one():
    for rule in EVERY_RULE:
        if anchored(rule.pattern):
            texts = [f"{head}{text}" for text in rule.examples for head in ("", "x ", "\n", ". ")]
            assert [bool(rule.pattern.match(text)) for text in texts] == [
                bool(rule.pattern.search(text)) for text in texts
            ], rule.id


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"định\s+kỳ", (("định",), ("kỳ",))),
        (r"(?:hàng|hằng|mỗi)\s+năm\b", (("năm",), ("hàng", "hằng", "mỗi"))),
        (r"(?:trước\s+)?ngày", (("ngày",),)),  # what may be left out is not needed
        (r"(?:trước\s+)+ngày{0,2}", (("trước",), ("ngà",))),
        (r"ngày|\d+", ()),  # one branch needs nothing
        (r"(?<=trước )\d+(?!ngày)", ()),  # nor does what stands beside
        (r"[ab]c", ()),
    ],
)
def test_what_a_pattern_needs(pattern, needs):
    assert needed(re.compile(pattern, re.IGNORECASE)) == needs


@pytest.mark.parametrize("letter", ["\u212a", "\u017f", "\u0131", "\u0130", "Đ"])
def test_letters_that_stand_for_one_another_are_not_missed(letter):
    pattern = re.compile("kỳ|sở|in|đầu", re.IGNORECASE)
    texts = [f"{letter}{rest}" for rest in ("ỳ", "ở", "n", "ầu") if pattern.search(f"{letter}{rest}")]
    assert texts and all(possible(needed(pattern), lowered(text)) for text in texts)


@pytest.mark.parametrize(
    ("pattern", "held"), [("^a", True), ("(?:^a|^b)", True), ("^a|b", False), ("a^", False), (r"\ba", False)]
)
def test_anchored(pattern, held):
    assert anchored(re.compile(pattern)) is held
    assert anchored(re.compile(pattern, re.MULTILINE)) is False
