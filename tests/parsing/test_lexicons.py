"""Every entry and rule of the model is tested by its own examples."""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.parsing.lexicon import entries, fold_tone, model_path, rules

LEXICONS = sorted(path.stem for path in (model_path() / "lexicons").glob("*.csv"))
RULES = sorted(path.stem for path in (model_path() / "rules").glob("*.jsonl"))


@pytest.mark.parametrize("name", LEXICONS)
def test_every_entry_finds_its_examples_and_not_its_counter_examples(name):
    wrong = []
    for entry in entries(name):
        if not entry.examples:
            wrong.append(f"{entry.id}: no example")
        wrong += [f"{entry.id}: does not find {text!r}" for text in entry.examples if not entry.matches(text)]
        wrong += [f"{entry.id}: finds {text!r}" for text in entry.counter_examples if entry.matches(text)]
    assert entries(name)
    assert wrong == []


@pytest.mark.parametrize("name", RULES)
def test_every_rule_finds_its_examples_and_not_its_counter_examples(name):
    wrong = []
    for rule in rules(name):
        if not rule.examples or not rule.counter_examples:
            wrong.append(f"{rule.id}: an example or a counter-example is missing")
        wrong += [f"{rule.id}: does not find {text!r}" for text in rule.examples if not rule.pattern.search(text)]
        wrong += [f"{rule.id}: passes over {text!r}" for text in rule.examples if not rule.likely(text.lower())]
        wrong += [f"{rule.id}: finds {text!r}" for text in rule.counter_examples if rule.pattern.search(text)]
    assert rules(name)
    assert wrong == []


def test_ids_name_one_entry_or_rule_each():
    ids = [entry.id for name in LEXICONS for entry in entries(name)] + [
        rule.id for name in RULES for rule in rules(name)
    ]
    assert [found for found, times in Counter(ids).items() if times > 1] == []


@pytest.mark.parametrize("name", LEXICONS)
def test_no_term_stands_twice_in_a_lexicon(name):
    """Entries with one term differ in some column (two laws of one name and two years), else one is never reached."""
    seen = [(fold_tone(entry.term), *sorted(entry.values.items())) for entry in entries(name)]
    assert [found for found, times in Counter(seen).items() if times > 1] == []
