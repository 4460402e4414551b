"""The door of reading: by content, never by name; versions; the real samples where they are."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import FileError, SetupError, UnsupportedError
from pipeline.pages import FileReading, Source
from pipeline.reading import read as door
from pipeline.reading.read import read, read_bytes, reading_version
from pipeline.settings import ReadingSettings
from tests.helpers.pdf_file import Paper, pdf
from tests.helpers.word_file import docx, p


def test_content_not_name(tmp_path: Path) -> None:
    """A Word file under the name of a picture is a Word file; its hash is its bytes'."""
    path = tmp_path / "scan.png"
    path.write_bytes(docx(p("Kế hoạch")))
    found = read(path)
    assert found.media_type.endswith("wordprocessingml.document")
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [page.text for page in found.pages] == ["Kế hoạch"]
    assert found.engine is None


def test_missing_file(tmp_path: Path) -> None:
    """A file that can't be opened says why, on one line."""
    with pytest.raises(FileError, match="can't be opened"):
        read(tmp_path / "none.pdf")


def test_text_needs_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Tesseract reads text layers; a picture there is a matter of set-up."""

    def missing(*_: object, **__: object) -> None:
        raise SetupError("no Tesseract", "install it")

    monkeypatch.setattr(door, "probe", missing)
    paper = Paper()
    paper.lines(100, "Thực hiện kế hoạch đã được phê duyệt")
    assert read_bytes(pdf(paper), "a.pdf").pages[0].source is Source.TEXT_LAYER
    scan = Paper()
    scan.scan()
    with pytest.raises(SetupError):
        read_bytes(pdf(scan), "b.pdf")
    assert reading_version() != ""


def test_versions() -> None:
    """The version stands for settings and engine: same ones, same version."""
    assert reading_version() == reading_version(ReadingSettings())
    assert reading_version(ReadingSettings(dpi=300)) != reading_version()


@settings(max_examples=60)
@given(st.sampled_from([docx(p("Kế hoạch")), "Kế hoạch\n\nsố 5".encode()]), st.data())
def test_damaged_files(data: bytes, draw: st.DataObject) -> None:
    """A file with bytes changed or cut off is read or refused with advice, never anything else."""
    cut = draw.draw(st.integers(0, len(data)))
    at = draw.draw(st.integers(0, len(data) - 1))
    damaged = (data[:at] + bytes([draw.draw(st.integers(0, 255))]) + data[at + 1 :])[:cut]
    try:
        found = read_bytes(damaged, "x")
    except FileError as error:
        assert error.advice
    else:
        assert found.pages


SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "archive"


def sample_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (SAMPLES / folder).glob("*") if path.is_file())


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real documents are not beside this checkout")
def test_real_documents_without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every born-digital, Word and text sample is read whole, or says why not; the same each time."""
    monkeypatch.setitem(os.environ, "OMP_THREAD_LIMIT", "1")
    read_files = 0
    for path in sample_files("text", "law", "word", "digital"):
        try:
            found = read(path)
        except UnsupportedError as error:
            assert error.advice
            continue
        assert isinstance(found, FileReading)
        assert found == read(path)
        assert all(page.error is None for page in found.pages)
        assert sum(len(line.words) for page in found.pages for line in page.lines) > 100
        read_files += 1
    assert read_files >= 10
