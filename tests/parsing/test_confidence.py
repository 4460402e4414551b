"""Confidence: bounded, monotone, and read from data that is checked."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SetupError
from pipeline.parsing import confidence
from pipeline.parsing.confidence import Calibration, calibration
from pipeline.records import TABLES, Evidence, Flag

FRACTION = st.floats(0, 1)
FLAGS = st.sets(st.sampled_from(list(Flag)))
TABLE = st.sampled_from([name for name, record in TABLES.items() if issubclass(record, Evidence)] + ["documents"])


@given(TABLE, FRACTION, FRACTION, FLAGS)
def test_it_is_a_probability(table, claimed, read, flags):
    assert 0.0 <= calibration().of(table, "a.rule", claimed, read=read, flags=flags) <= 1.0


@given(TABLE, FRACTION, FRACTION, FRACTION, FLAGS, FLAGS)
def test_a_worse_reading_or_one_more_flag_never_makes_it_surer(table, claimed, read, worse, flags, more):
    def sure(quality, marks):
        return calibration().of(table, "a.rule", claimed, read=quality, flags=marks)

    assert sure(min(read, worse), flags | more) <= sure(read, flags) + 1e-12


def test_every_flag_costs_something():
    sure = calibration().of("tasks", "a.rule", 1.0)
    assert [flag for flag in Flag if calibration().of("tasks", "a.rule", 1.0, flags=[flag]) >= sure] == []


def test_a_measured_rule_counts_more_than_what_it_claims():
    measured = Calibration({"tasks": 0.5}, {"rule.measured": 0.8}, {}, 1.0)
    assert measured.of("tasks", "rule.measured", 0.1) == 0.8
    assert measured.of("tasks", "rule.unknown", 0.4) == pytest.approx(0.2)


@pytest.mark.parametrize(
    "content",
    [
        "no JSON",
        "[]",
        json.dumps({"scales": {}, "rules": {}, "flags": {"no_such_flag": 0.5}, "reading": 1}),
        json.dumps({"scales": {"tasks": 1.5}, "rules": {}, "flags": {}, "reading": 1}),
    ],
)
def test_a_broken_calibration_says_so_in_one_line(tmp_path, monkeypatch, content):
    (tmp_path / "calibration.json").write_text(content, encoding="utf-8")
    monkeypatch.setattr(confidence, "model_path", lambda: tmp_path)
    with pytest.raises(SetupError, match=r"calibration\.json") as caught:
        calibration.__wrapped__()
    assert "\n" not in str(caught.value)
