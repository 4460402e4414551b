import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.errors import SetupError
from pipeline.reading import tesseract
from pipeline.running import doctor
from pipeline.running.doctor import Finding
from pipeline.settings import ParsingSettings, Settings

FOUND = tesseract.Tesseract(
    engine="tesserocr",
    tessdata=Path("somewhere") / "tessdata",
    languages=("osd", "vie"),
    binary=None,
    version=None,
    library="5.9.9",
)


@pytest.fixture
def with_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "library", lambda: SimpleNamespace(tesseract_version=lambda: "tesseract 5.9.9\n x"))
    monkeypatch.setattr(tesseract, "probe", lambda tessdata, **_: FOUND)


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    def probe(tessdata: Path | None, **_: object) -> tesseract.Tesseract:
        raise SetupError("no vie.traineddata here", "fetch it")

    monkeypatch.setattr(tesseract, "library", lambda: None)
    monkeypatch.setattr(tesseract, "probe", probe)
    monkeypatch.setenv("PATH", os.devnull)


def by_name(found: tuple[Finding, ...]) -> dict[str, Finding]:
    named = {finding.name: finding for finding in found}
    assert len(named) == len(found), "two findings bear one name"
    return named


@pytest.mark.usefixtures("with_ocr")
def test_tells_the_engine_chosen_its_data_and_that_the_program_lacks() -> None:
    found = by_name(doctor.findings(Settings()))
    assert found["OCR"] == Finding("OCR", "vie by tesserocr 5.9.9")
    assert "osd, vie" in found["OCR data"].found
    assert found["tesseract"].found == "not found, not needed here"
    assert found["tesseract"].ok  # the wheel reads without it


@pytest.mark.usefixtures("without_ocr")
def test_a_machine_without_tesseract_is_told_what_to_do_and_what_it_still_reads() -> None:
    found = by_name(doctor.findings(Settings()))
    assert found["OCR"] == Finding("OCR", "no vie.traineddata here", ok=False, advice="fetch it")
    assert "no scans" in found["reads"].found
    assert not doctor.healthy(found.values())


@pytest.mark.usefixtures("with_ocr")
def test_a_named_model_that_is_none_is_a_finding(tmp_path: Path) -> None:
    found = by_name(doctor.findings(Settings(parsing=ParsingSettings(model=str(tmp_path)))))
    assert not found["model"].ok
    assert "VANTHU_PARSING__MODEL" in (found["model"].advice or "")


@pytest.mark.usefixtures("with_ocr")
def test_the_versions_that_change_results_are_named() -> None:
    found = by_name(doctor.findings(Settings()))
    assert {"Python", "vanthu", "spacy", "underthesea"} <= found.keys()


@pytest.mark.usefixtures("with_ocr")
@pytest.mark.parametrize(
    ("workers", "words"),
    [
        pytest.param(3, "3 workers as set", id="the setting is what a run will take"),
        pytest.param(None, "unless told otherwise", id="else the cores"),
    ],
)
def test_workers(workers: int | None, words: str) -> None:
    assert words in by_name(doctor.findings(Settings(workers=workers)))["cores"].found


@pytest.mark.usefixtures("with_ocr")
@pytest.mark.parametrize(
    ("program", "words"),
    [
        pytest.param("soffice", "by LibreOffice 9.8.7", id="LibreOffice is here: which one"),
        pytest.param(None, "not read without LibreOffice", id="it is not: what to install"),
    ],
)
def test_old_word_files_need_libreoffice(
    program: str | None, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if program:
        (tmp_path / program).write_text("#!/bin/sh\necho LibreOffice 9.8.7 abc\n")
        (tmp_path / program).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("VANTHU_SOFFICE", raising=False)
    found = by_name(doctor.findings(Settings()))["old Word"]
    assert ".doc" in found.found
    assert words in found.found
    assert (found.advice is None) is (program is not None)
    assert found.ok, "nothing that most archives need"


@pytest.mark.parametrize(
    ("limit", "less"),
    [
        pytest.param("1048576\n", True, id="a container's limit below the machine's memory counts"),
        pytest.param("max\n", False, id="no limit"),
        pytest.param("9999999999999999999\n", False, id="a limit above what the machine has"),
        pytest.param(None, False, id="no cgroups at all"),
    ],
)
def test_memory_is_what_the_container_may_use(limit: str | None, less: bool, tmp_path: Path) -> None:
    file = tmp_path / "memory.max"
    if limit is not None:
        file.write_text(limit)
    machine = doctor.memory_bytes(tmp_path / "none")
    assert machine is not None
    assert doctor.memory_bytes(file) == (1048576 if less else machine)


def test_rendering_aligns_names_marks_lacks_and_keeps_control_characters_out() -> None:
    text = doctor.render([Finding("a", "1"), Finding("long", "x\x1b[2Jy", ok=False, advice="do\nthis")])
    assert text.splitlines() == ["ok  a     1", "!!  long  x [2Jy", "          -> do this"]


def test_this_machine_is_rendered_whole() -> None:
    found = doctor.findings()
    assert all(finding.name in doctor.render(found) for finding in found)
    assert all(finding.ok or finding.advice for finding in found), "a lack without advice"
