"""What is made of the timings of the review page: marks reached or not, by what 95 of 100 do not exceed."""

from __future__ import annotations

from pipeline.evaluating import figures
from pipeline.evaluating.review_speed import LOOK_MS, Kind, _tables


def test_marks_are_judged_by_the_slow_ones() -> None:
    """One slow save in twenty is what a reviewer notices; a median would hide it."""
    quick = Kind(keys=[5] * 20, seconds=[0.5] * 20, saves=[10.0] * 18 + [150.0] * 2)
    rows = {LOOK_MS: ([50.0] * 20, [199.0] * 20), 0: ([201.0] * 20, [50.0] * 20)}
    marks, keys = _tables({"tasks.due_on": quick}, rows, 7.25)
    verdicts = {row[0]: (row[2], row[3], row[5]) for row in marks.rows}
    assert verdicts == {
        "save": ("10", "150", "short"),
        "next row after half a second, its fields": ("50", "50", "pass"),
        "next row after half a second, its page drawn": ("199", "199", "pass"),
        "next row at once, its fields": ("201", "201", "short"),
        "next row at once, its page drawn": ("50", "50", "pass"),
        "opened, seconds": ("7.2", "", ""),
    }
    assert keys.rows == (("tasks.due_on", "20", "5.0", "0.50", "10", "150"),)
    assert figures.parse(figures.markdown([marks, keys])) == (marks, keys)
