"""Dressing: seals, pens and stamps stand where the truth says, and cover what it says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.evaluating import ink, printing
from pipeline.evaluating.dressing import Dressing, blank_back, dress
from pipeline.evaluating.fonts import Weight
from pipeline.evaluating.printing import Picture
from pipeline.evaluating.sheets import true_page
from pipeline.evaluating.truth import Place, TruePage
from tests.evaluating import made

DPI = 120


def _dressed(dressing: Dressing, seed: int = 1, page: int = 1) -> tuple[Picture, Picture, TruePage]:
    sheets = made.laid(made.plan(), dressing.hands)
    bare = list(printing.pictures(printing.pdf(sheets, made.face()), DPI))[page - 1]
    truth = true_page(sheets[page - 1], page, made.face())
    rng = np.random.default_rng(seed)
    worn, dressed = dress(bare, truth, sheets[page - 1], made.face(), dressing, DPI, rng)
    return bare, worn, dressed


def _cut(picture: Picture, box: tuple[float, float, float, float]) -> Picture:
    high, wide = picture.shape[:2]
    x0, y0, x1, y1 = box
    return picture[round(y0 * high) : round(y1 * high) + 1, round(x0 * wide) : round(x1 * wide) + 1]


def _red(picture: Picture) -> float:
    tones = picture.astype(int)
    return float(((tones[:, :, 0] > 120) & (tones[:, :, 0] - tones[:, :, 1] > 60)).mean())


def test_nothing_laid_changes_nothing() -> None:
    bare, worn, page = _dressed(Dressing())
    assert np.array_equal(bare, worn)
    assert page.dressing == ()


def test_the_pen_writes_in_its_slots() -> None:
    bare, worn, page = _dressed(Dressing(frozenset({"number", "day"})))
    hand = [word for word in page.words if word.hand]
    assert [word.text for word in hand] == ["415", "12"]
    for word in hand:
        assert _cut(bare, word.box).min() > 200
        assert _cut(worn, word.box).min() < 120
    # Nothing was written elsewhere.
    changed = (bare != worn).any(axis=2)
    assert changed.sum() == sum((_cut(bare, w.box) != _cut(worn, w.box)).any(axis=2).sum() for w in hand)


def test_the_seal_is_red_and_covers_what_it_covers() -> None:
    bare, worn, page = _dressed(Dressing(seal=True, signature=True))
    assert page.dressing == ("signature", "seal")
    assert _red(bare) == 0 and _red(worn) > 0.003
    covered = [word for word in page.words if word.covered]
    assert covered
    for word in page.words:
        changed = not np.array_equal(_cut(bare, word.box), _cut(worn, word.box))
        assert word.covered or not changed, f"{word.text} was covered in silence"
    # Ink darkens, it hides nothing: no pixel grew lighter.
    assert (worn <= bare).all()


@pytest.mark.parametrize(
    ("dressing", "words"),
    [
        (Dressing(urgency="HỎA TỐC"), ["HỎA", "TỐC"]),
        (Dressing(copy_mark=True), ["SAO", "Y"]),
        (Dressing(watermark="BẢN SAO"), ["BẢN", "SAO"]),
        (Dressing(incoming=True), ["CÔNG", "VĂN", "ĐẾN"]),
        (Dressing(banner=True), ["Ký", "bởi:"]),
    ],
    ids=["urgency", "copy", "watermark", "incoming", "banner"],
)
def test_stamps_are_lines_apart(dressing: Dressing, words: list[str]) -> None:
    bare, worn, page = _dressed(dressing)
    stamped = [line for line in page.lines if line.place is Place.STAMP]
    assert [word.text for line in stamped for word in line.words][: len(words)] == words
    for line in stamped:
        for word in line.words:
            assert 0 <= word.box[0] < word.box[2] <= 1 and 0 <= word.box[1] < word.box[3] <= 1
            assert not np.array_equal(_cut(bare, word.box), _cut(worn, word.box))
    printed = true_page(made.laid(made.plan())[0], 1, made.face())
    assert page.text == printed.text


def test_an_incoming_stamp_has_a_number_of_its_own() -> None:
    _, worn, page = _dressed(Dressing(incoming=True), seed=4)
    hand = [word for line in page.lines if line.place is Place.STAMP for word in line.words if word.hand]
    number, when = (word.text for word in hand)
    assert number.isdigit() and number != "415"
    day, month = when.split("/")
    assert 1 <= int(day) <= 28 and 1 <= int(month) <= 12
    assert all(_cut(worn, word.box).min() < 200 for word in hand)


def test_holes_are_punched_in_the_margin() -> None:
    bare, worn, page = _dressed(Dressing(holes=True))
    changed = np.flatnonzero((bare != worn).any(axis=(0, 2)))
    assert changed.max() < 0.12 * bare.shape[1]
    assert page.dressing == ("holes",)


def test_the_blank_back_shows_the_front_mirrored() -> None:
    bare, _, page = _dressed(Dressing())
    back, truth = blank_back(bare, page, 2, 0.8)
    assert back.shape == bare.shape and truth.lines == ()
    assert back.min() > 180
    pale, mirrored = back.min(axis=2) < 250, bare[:, ::-1].min(axis=2) < 128
    assert (pale & mirrored).sum() > 0.9 * mirrored.sum()


@pytest.mark.parametrize("digit", [*"0123456789", "/"])
def test_every_digit_can_be_written(digit: str) -> None:
    marks = [ink.written(digit, 40, 60, np.random.default_rng(seed)) for seed in range(4)]
    for mark in marks:
        assert mark.size == (40, 60)
        assert 0.02 < float(mark.ink.mean()) < 0.5
    # No two hands are alike.
    assert not np.array_equal(marks[0].ink, marks[1].ink)


def test_the_pen_writes_no_letters() -> None:
    with pytest.raises(KeyError):
        ink.written("7a", 40, 60, np.random.default_rng(1))


def test_marks_are_cut_at_the_edge() -> None:
    page = np.full((100, 80, 3), 255, np.uint8)
    seal = ink.seal("UBND TỈNH CAO MẪU", 60, made.face().fount(Weight.BOLD).path, np.random.default_rng(1))
    half = ink.lay(page, seal, -30, 70)
    assert half.shape == page.shape and half[70:, :30].min() < 255
    assert np.array_equal(ink.lay(page, seal, 200, 200), page)


def test_the_colour_of_the_seal() -> None:
    _, worn, _ = _dressed(replace(Dressing(seal=True), colour=ink.BLACK))
    assert _red(worn) == 0
