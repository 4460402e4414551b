"""Families of fonts: each has every Vietnamese letter, and what is missing is said with its package."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SetupError
from pipeline.evaluating import fonts
from tests.evaluating import made


def test_letters_of_the_alphabet() -> None:
    letters = fonts.vietnamese_letters()
    assert len(letters) == 134
    assert {"đ", "Ặ", "ỡ", "ỵ", "Ư"} <= set(letters)


@pytest.mark.parametrize("family", fonts.FAMILIES, ids=lambda family: family.name)
def test_every_weight_has_every_letter(family: fonts.Family) -> None:
    held = made.face(family.name)
    wanted = "".join(fonts.vietnamese_letters()) + "0123456789.,;:()[]/%&+-–“”‘’…"
    assert [fount.missing(wanted) for fount in held.founts] == ["", "", "", ""]


def test_what_a_font_lacks() -> None:
    assert made.face().founts[0].missing("Kế hoạch 漢字 漢") == "字漢"


def test_measures() -> None:
    fount = made.face().founts[0]
    # Liberation Serif has Times New Roman's metrics: figures are half an em wide.
    assert fount.width("2031", 14) == pytest.approx(28, abs=0.1)
    above, below = fount.extent("Ộ", 10)
    assert above > 8 and below > 1.5
    above, below = fount.extent("-", 10)
    assert 0 < above < 4 and below < 0


def test_a_family_that_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "FOLDERS", ())
    monkeypatch.setenv("VANTHU_FONTS", str(tmp_path))
    with pytest.raises(SetupError, match=r"fonts-sil-charis .*VANTHU_FONTS"):
        fonts.find("charis")
    assert fonts.available() == ()


def test_an_unknown_family() -> None:
    with pytest.raises(SetupError, match="choose one of liberation"):
        fonts.find("comic")
