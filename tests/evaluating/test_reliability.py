"""Reliability: bins and calibration error by hand, curves that rise, claims out of outcomes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluating.calibrate import capped, curve
from pipeline.evaluating.reliability import Bin, Claim, bins, expected_error
from pipeline.evaluating.report import ROWS, Outcome, Report, Verdict
from pipeline.parsing.confidence import Calibration


def claims(*pairs: tuple[float, bool]) -> list[Claim]:
    return [Claim("tasks", confidence, right) for confidence, right in pairs]


def test_bins_hold_means_and_shares() -> None:
    found = bins(claims((0.91, True), (0.99, False), (0.2, False)))
    assert found == {2: Bin(1, 0.2, 0.0), 9: Bin(2, pytest.approx(0.95), 0.5)}


def test_the_error_weighs_bins_by_their_rows() -> None:
    """|0.9 - 1| over three rows, |0.5 - 0| over one."""
    assert expected_error(claims((0.9, True), (0.9, True), (0.9, True), (0.5, False))) == pytest.approx(0.2)
    assert expected_error([]) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=300))
def test_a_fitted_curve_rises_from_0_to_1(pairs: list[tuple[float, bool]]) -> None:
    points = curve(claims(*pairs))
    assert (points[0], points[-1][0]) == ((0.0, 0.0), 1.0)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(points))
    assert 0 < points[-1][1] <= 1


def test_a_fitted_curve_tells_what_was_right() -> None:
    """Rows of score 0.6 are right one time in four, rows of 0.9 always."""
    points = curve(claims(*[(0.6, n % 4 == 0) for n in range(400)], *[(0.9, True)] * 400))
    sure = Calibration({}, {}, {}, 1.0, {"tasks": points})
    assert sure.of("tasks", "a.rule", 0.6) == pytest.approx(0.25, abs=0.02)
    assert sure.of("tasks", "a.rule", 0.9) == pytest.approx(1.0, abs=0.02)
    assert sure.of("sections", "a.rule", 0.6) == 0.6


def test_a_row_is_right_where_all_its_values_are() -> None:
    def outcome(field: str, verdict: Verdict, place: str, confidence: float | None = None) -> Outcome:
        return Outcome("ke-hoach", "tasks", field, verdict, "một", "một", place, confidence)

    report = Report(
        (
            outcome(ROWS, Verdict.RIGHT, "tasks[0]", 0.9),
            outcome("due_on", Verdict.WRONG, "tasks[0]"),
            outcome(ROWS, Verdict.RIGHT, "tasks[1]", 0.8),
            outcome(ROWS, Verdict.MISSED, "tasks[2]"),
        ),
        {"ke-hoach": "word"},
    )
    assert report.claims == (Claim("tasks", 0.9, False), Claim("tasks", 0.8, True))
    assert "| tasks | 2 | 0.850 | 0.500 |" in report.markdown()


@pytest.mark.parametrize(
    ("points", "ceiling", "expected"),
    [
        pytest.param(((0, 0), (0.5, 0.4), (1, 0.8)), 0.9, ((0, 0), (0.5, 0.4), (1, 0.8)), id="below it: as it was"),
        pytest.param(
            ((0, 0), (0.5, 0.4), (0.7, 0.85), (0.9, 0.9), (1, 0.95)),
            0.8,
            ((0, 0), (0.5, 0.4), (0.7, 0.799), (1.0, 0.8)),
            id="it bends where it would pass",
        ),
        pytest.param(((0, 0), (1, 0.95)), 0.8, ((0, 0), (1.0, 0.8)), id="no point between"),
    ],
)
def test_no_curve_promises_more_than_its_ceiling(
    points: tuple[tuple[float, float], ...], ceiling: float, expected: tuple[tuple[float, float], ...]
) -> None:
    assert capped(points, ceiling) == expected
