"""The reader's closed lists: every example is met, no counter-example is."""

from __future__ import annotations

import pytest

from pipeline.reading.anchors import (
    Anchor,
    anchors,
    date_at,
    equals,
    find,
    is_capitals,
    is_date,
    is_number,
    letters,
    opens,
    opens_signing,
)
from pipeline.reading.margins import is_app_mark

WHOLE = {"mark", "incoming"}
"""Kinds that must be a whole line."""


def met(anchor: Anchor, text: str) -> bool:
    if anchor.kind in ("motto", "motto_plain"):
        return find(text.split(), anchor.kind) is not None
    if anchor.kind in ("form", "office"):
        return opens_signing(text) and is_capitals(text)
    if anchor.kind == "app":
        return is_app_mark(text)
    if anchor.kind in WHOLE:
        return equals(text, anchor.kind) is not None
    return opens(text, anchor.kind) is not None


@pytest.mark.parametrize("anchor", [pytest.param(anchor, id=anchor.id) for anchor in anchors()])
def test_examples(anchor: Anchor) -> None:
    """Each entry meets its examples."""
    assert anchor.examples
    assert [text for text in anchor.examples if not met(anchor, text)] == []


@pytest.mark.parametrize(
    "anchor",
    [
        pytest.param(anchor, id=anchor.id)
        for anchor in anchors()
        if anchor.kind
        in ("motto", "motto_plain", "form", "office", "mark", "incoming", "incoming_line", "banner_line", "app")
    ],
)
def test_counter_examples(anchor: Anchor) -> None:
    """No entry meets its counter-examples."""
    banner = anchor.kind == "banner_line"
    assert [text for text in anchor.counter_examples if met(anchor, text) and not (banner and ":" not in text)] == []


def test_ids_are_unique() -> None:
    """Each entry has an id of its own."""
    assert len({anchor.id for anchor in anchors()}) == len(anchors())


@pytest.mark.parametrize(
    ("text", "date", "number"),
    [
        ("An Hải, ngày 05 tháng 3 năm 2024", True, False),
        ("An Hải, ngày     tháng     năm 2024", True, False),
        ("An Hải, ngàw† 05 thảngØ nãm 2024", True, False),
        ("ngành than năm 2024", False, False),
        ("Số: 15/KH-UBND", False, True),
        ("Sô 12-KH/HU", False, True),
        ("Sở Y tế", False, False),
        ("ngày mai họp", False, False),
    ],
)
def test_dates_and_numbers(text: str, date: bool, number: bool) -> None:
    """The line of place and date, and that of the number, whole or with blanks."""
    assert is_date(text) is date
    assert (date_at(text) is not None) is date
    assert is_number(text) is number


def test_letters() -> None:
    """Folding drops marks, case, blanks and punctuation; Đ and its twin Ð are D."""
    assert letters("Nơi nhận: ") == "NOINHAN"
    assert letters("QÐ-Đ") == "QDD"
