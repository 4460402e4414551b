"""Bad files and a bad Tesseract end to end: every file has one row that says what became of it."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
from PIL import Image

import pipeline
from pipeline.errors import SetupError
from pipeline.reading.tesseract import probe
from pipeline.running.extract import extract
from pipeline.running.work import Tools
from pipeline.settings import ReadingSettings, Settings
from tests.helpers import hostile
from tests.helpers.pdf_file import Paper, pdf
from tests.helpers.scans import kept
from tests.helpers.word_file import docx, p

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the workers' bounds and the fake Tesseract are Unix's")

WORDS = ("Thực hiện kế hoạch đã được phê duyệt,", "các đơn vị tổ chức triển khai như sau:")


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of the machine the tests run on, but for where the language data are."""
    for name in [name for name in os.environ if name.startswith("VANTHU_") and name != "VANTHU_TESSDATA"]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def typed(*, password: str | None = None) -> bytes:
    paper = Paper()
    paper.lines(100, *WORDS)
    return pdf(paper, password=password)


def scanned() -> bytes:
    """A page of type, and the picture of a page's head."""
    strip = np.full((400, 1654), 255, np.uint8)
    strip[100:255, 400:1400] = kept("page.png")[345:500, 400:1400]
    kind = b"/Type /XObject /Subtype /Image /Width 1654 /Height 400 /ColorSpace /DeviceGray /BitsPerComponent 8"
    return hostile.raw_pdf(
        {
            1: hostile.CATALOG,
            2: b"<< /Type /Pages /Kids [3 0 R 7 0 R] /Count 2 >>",
            3: hostile.page(b"/Font << /F 5 0 R >>"),
            4: hostile.stream(hostile.WORDS),
            5: hostile.HELVETICA,
            6: hostile.flat(strip.tobytes(), kind),
            7: hostile.page(b"/XObject << /I 6 0 R >>", contents=b"8 0 R", box=b"0 0 595 144"),
            8: hostile.stream(b"q 595 0 0 144 0 0 cm /I Do Q"),
        }
    )


def jpeg() -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(kept("page.png")[300:700]).save(buffer, "JPEG", dpi=(200, 200))
    return buffer.getvalue()


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, dpi=(200, 200), **options)
    return buffer.getvalue()


def a_picture(width: int, height: int) -> bytes:
    """A PDF page that is one picture of so many pixels."""
    others = {5: hostile.HELVETICA, 6: hostile.picture(width, height)}
    return hostile.one_page(contents=hostile.stream(hostile.PAINT), resources=b"/XObject << /I 6 0 R >>", others=others)


A0 = (19866, 28087)

BAD = {
    "cut.pdf": (typed()[:150], "can't be opened"),
    "locked.pdf": (typed(password="x"), "--password-file"),
    "no-pages.pdf": (hostile.raw_pdf({1: hostile.CATALOG, 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}), "no pages"),
    "ten-thousand.pdf": (hostile.pages_pdf(10_000), "10000 pages"),
    "round.pdf": (hostile.circular_pdfs()["pages that are their own kids"], "no page of the PDF"),
    "bomb.pdf": (hostile.picture_bombs()["a mask"], "40000 x 40000"),
    "bomb.png": (hostile.png(100_000, 100_000), "too large"),
    "bomb.tiff": (hostile.tiff(60_000, 60_000), "too large"),
    "bomb.docx": (hostile.word_bombs()["a document of blanks"], "unpacks to"),
    "head.jpg": (jpeg()[:300], "can't be opened"),
    "nothing.txt": (b"", "empty"),
    "forms.pdf": (hostile.circular_pdfs()["a form that paints itself twice"], "MiB of instructions"),
    "forms-2.pdf": (hostile.circular_pdfs()["forms that paint each other doubly"], "MiB of instructions"),
    "strokes.pdf": (hostile.drawing_bombs()["strokes, packed"], "paints more than 300000 things"),
    "marked.pdf": (hostile.drawing_bombs()["marked contents never closed"], "never closes"),
    "stream.pdf": (hostile.stream_bombs(200)["contents packed twice"], "unpacks to more than 64 MiB"),
    "a0.pdf": (a_picture(*A0), "19866 x 28087"),
    "a0.png": (hostile.png(*A0), "too large"),
    "a0.tiff": (hostile.tiff(*A0), "too large"),
    "a0.jpg": (hostile.jpeg(*A0), "too large"),
}
"""A0 at 600 dpi is larger than anything that an office scans, and than the memory of a worker."""

FINE = {
    "cmyk.jpg": lambda: saved(Image.fromarray(kept("page.png")[300:700]).convert("CMYK"), "JPEG"),
    "one-bit.tiff": lambda: saved(
        Image.fromarray(kept("page.png")[300:700]).convert("1"), "TIFF", compression="group4"
    ),
    "sixteen.png": lambda: saved(Image.fromarray(kept("page.png")[300:700].astype(np.uint16) * 257), "PNG"),
}


def test_bad_files_are_rows(tmp_path: Path) -> None:
    """Each bad file is one row with one line: what happened, what to do; the good ones are read."""
    archive = tmp_path / "kho"
    archive.mkdir()
    for name, (data, _) in BAD.items():
        (archive / name).write_bytes(data)
    (archive / "good.docx").write_bytes(docx(p("KẾ HOẠCH") + p("Trồng cây")))
    (archive / "typed.pdf").write_bytes(typed())
    (archive / "cut.jpg").write_bytes(jpeg()[:-9000])
    for name, make in FINE.items():
        (archive / name).write_bytes(make())
    summary = extract(archive, tmp_path / "out", workers=2)
    assert summary.faults == ()
    tables = pipeline.open_tables(tmp_path / "out")
    rows = tables.sources.set_index("path")
    assert set(rows.index) == {*BAD, *FINE, "good.docx", "typed.pdf", "cut.jpg"}
    assert rows.index.is_unique
    for name, (_, says) in BAD.items():
        assert rows.status[name] == "failed", name
        assert says in rows.error[name], name
        assert ";" in rows.error[name], "and what to do next"
        assert "\n" not in rows.error[name]
    good = rows.loc[["good.docx", "typed.pdf", "cut.jpg"]]
    assert set(good.status) == {"extracted"}
    assert good.error.isna().all()
    pages = tables.pages.set_index("document_id")
    cut = pages.loc[rows.document_ids["cut.jpg"][0]]
    assert "cut short" in cut.error
    assert "KẾ HOẠCH" in cut.text
    assert [(path, page.page) for path, page in summary.unread_pages] == [("cut.jpg", 1)]
    for name in FINE:
        assert rows.status[name] == "extracted", rows.error[name]
        page = pages.loc[rows.document_ids[name][0]]
        assert not isinstance(page.error, str), name
        assert "KẾ HOẠCH" in page.text, name


ENGINES = [
    pytest.param("pytesseract", "kill -SEGV $$", "signal 11", id="the program crashes"),
    pytest.param(
        "pytesseract", "exec sleep 600", "the page took longer than 2 s", id="the program hangs", marks=pytest.mark.slow
    ),
    pytest.param("pytesseract", r"printf '\377\376\n' > $2.tsv", "gave no words", id="the program prints bad bytes"),
    pytest.param("tesserocr", "bad_bytes", "gave no words", id="the library prints bad bytes"),
    pytest.param("tesserocr", "hang", "the page took longer than 2 s", id="the library hangs", marks=pytest.mark.slow),
]


@pytest.mark.parametrize(("engine", "does", "says"), ENGINES)
def test_a_tesseract_that_fails_costs_its_pages(
    engine: Literal["tesserocr", "pytesseract"], does: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page has the reason, the page before it its text, the next file is read; a file of no other page has failed."""
    tessdata = probe().tessdata
    if engine == "pytesseract":
        folder = tmp_path / "bin"
        folder.mkdir()
        fake = folder / "tesseract"
        fake.write_text(f'#!/bin/sh\ncase "$1" in --*) echo "tesseract 5.3.0"; exit 0;; esac\n{does}\n')
        fake.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    else:
        has(engine)
    archive = tmp_path / "kho"
    archive.mkdir()
    (archive / "a.pdf").write_bytes(scanned())
    (archive / "b.jpg").write_bytes(jpeg())
    (archive / "c.pdf").write_bytes(typed())
    settings = Settings(reading=ReadingSettings(engine=engine, page_seconds=2), tessdata=tessdata)
    tools = Tools() if engine == "pytesseract" else Tools(read=f"tests.helpers.engines:{does}")
    summary = extract(archive, tmp_path / "out", settings=settings, workers=1, tools=tools)
    assert summary.faults == ()
    assert [(path, page.page) for path, page in summary.unread_pages] == [("a.pdf", 2)]
    tables = pipeline.open_tables(tmp_path / "out")
    rows = tables.sources.set_index("path")
    assert list(rows.status[["a.pdf", "b.jpg", "c.pdf"]]) == ["extracted", "failed", "extracted"]
    assert says in rows.error["b.jpg"]
    pages = tables.pages[tables.pages.document_id == rows.document_ids["a.pdf"][0]].set_index("page")
    assert list(pages.error.isna()) == [True, False]
    assert pages.text[1] == "Plan of the year"
    assert says in pages.error[2]


@pytest.mark.parametrize(("does", "says"), [("crash", "SIGSEGV")])
def test_a_library_that_takes_its_process_along_costs_its_file(does: str, says: str, tmp_path: Path) -> None:
    """Where Tesseract runs in the worker its crash is the worker's: the file is one row, the next one is read."""
    has("tesserocr")
    archive = tmp_path / "kho"
    archive.mkdir()
    (archive / "a.pdf").write_bytes(scanned())
    (archive / "c.pdf").write_bytes(typed())
    settings = Settings(reading=ReadingSettings(engine="tesserocr"), file_seconds=10)
    tools = Tools(read=f"tests.helpers.engines:{does}")
    summary = extract(archive, tmp_path / "out", settings=settings, workers=1, tools=tools)
    rows = pipeline.open_tables(tmp_path / "out").sources.set_index("path")
    assert list(rows.status[["a.pdf", "c.pdf"]]) == ["failed", "extracted"]
    assert says in rows.error["a.pdf"]
    assert ";" in rows.error["a.pdf"]
    assert summary.unread == (("a.pdf", rows.error["a.pdf"]),)


def has(engine: Literal["tesserocr", "pytesseract"]) -> None:
    try:
        probe(engine=engine)
    except SetupError as error:
        pytest.skip(str(error))
