"""Where the engine and its data are sought, and what is said when they are not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import SetupError
from pipeline.reading import tesseract
from pipeline.reading.tesseract import probe


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with data by name alone: probing never opens it."""
    (tmp_path / "vie.traineddata").write_bytes(b"")
    (tmp_path / "osd.traineddata").write_bytes(b"")
    return tmp_path


def test_this_machine() -> None:
    """The machine that runs the tests has an engine and Vietnamese; its name holds its version."""
    found = probe()
    assert "vie" in found.languages
    assert (found.tessdata / "vie.traineddata").is_file()
    engine, version = found.name.split(" ")
    assert engine == found.engine
    assert version[0].isdigit()


def test_one_thread() -> None:
    """OpenMP is held to one thread before any engine loads."""
    assert os.environ["OMP_THREAD_LIMIT"] == "1"


def test_named_folder(folder: Path) -> None:
    """A folder given in the settings is taken as it is, with all its languages."""
    found = probe(folder)
    assert found.tessdata == folder
    assert found.languages == ("osd", "vie")


def test_parent_of_tessdata(tmp_path: Path) -> None:
    """The folder above `tessdata` will do, as it does for Tesseract itself."""
    (tmp_path / "tessdata").mkdir()
    (tmp_path / "tessdata" / "vie.traineddata").write_bytes(b"")
    assert probe(tmp_path).tessdata == tmp_path / "tessdata"


@pytest.mark.parametrize("name", ["VANTHU_TESSDATA", "TESSDATA_PREFIX"])
def test_environment(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Both variables lead to the folder, and a later change of them is seen."""
    elsewhere = probe().tessdata
    monkeypatch.setenv(name, str(folder))
    assert probe().tessdata == folder
    monkeypatch.delenv(name)
    assert probe().tessdata == elsewhere


def test_settings_before_environment(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is named in the settings wins over the environment."""
    monkeypatch.setenv("VANTHU_TESSDATA", str(tmp_path / "none"))
    assert probe(folder).tessdata == folder


def test_named_folder_without_data(tmp_path: Path) -> None:
    """A folder that the user names is never passed over in silence."""
    with pytest.raises(SetupError, match=r"no vie\.traineddata in .*VANTHU_TESSDATA"):
        probe(tmp_path)


def test_several_languages(folder: Path) -> None:
    """Each language of `vie+eng` must be there."""
    with pytest.raises(SetupError):
        probe(folder, language="vie+eng")


def test_no_engine(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With neither wheel nor program the message says what to install."""
    monkeypatch.setattr(tesseract, "library", lambda: None)
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(SetupError, match="apt-get install tesseract-ocr"):
        probe(folder / ".")
    with pytest.raises(SetupError, match="tesserocr"):
        probe(folder / ".", engine="tesserocr")


def test_no_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """With an engine but no Vietnamese anywhere the message says where it may be put."""
    monkeypatch.setattr(tesseract, "USUAL_FOLDERS", ())
    monkeypatch.setattr(tesseract, "_output", lambda *_: "tesseract 5.0.0")
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    monkeypatch.delenv("VANTHU_TESSDATA", raising=False)
    with pytest.raises(SetupError, match=r"xyz\.traineddata.*VANTHU_TESSDATA"):
        probe(language="xyz")
