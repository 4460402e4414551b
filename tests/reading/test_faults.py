"""Broken, endless, blown-up and odd files, and a Tesseract that fails: one line each, and the rest is read."""

from __future__ import annotations

import io
import os
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from pipeline.errors import DamagedError, EncryptedError, FileError, LimitError, SetupError
from pipeline.pages import FileReading, Source
from pipeline.reading import recognise as ocr
from pipeline.reading.helper import left_behind
from pipeline.reading.read import read_bytes
from pipeline.reading.tesseract import Tesseract, probe
from pipeline.settings import ReadingSettings
from tests.helpers import hostile
from tests.helpers.hostile import HELVETICA, PAINT, flat, one_page, stream
from tests.helpers.pdf_file import Paper, pdf
from tests.helpers.read_apart import read_apart
from tests.helpers.scans import engine, kept

FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> >>"
WORDS_OF_A_FORM = b"BT /F 12 Tf 72 720 Td (Plan) Tj ET"
PICTURE_OF_100 = b"/Type /XObject /Subtype /Image /Width 100 /Height 100 /ColorSpace /DeviceGray /BitsPerComponent 8 "
TITLE = "KẾ HOẠCH"
BODY = ("Thực hiện kế hoạch đã được phê duyệt,", "các đơn vị tổ chức triển khai như sau:")


def title() -> Image.Image:
    """A strip of a page that says `KẾ HOẠCH` and a line more; A4 wide, 200 dpi."""
    strip = np.full((400, 1654), 255, np.uint8)
    strip[100:255, 400:1400] = kept("page.png")[345:500, 400:1400]
    return Image.fromarray(strip)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def typed(*, password: str | None = None) -> bytes:
    paper = Paper()
    paper.lines(100, *BODY)
    return pdf(paper, password=password)


def refused(data: bytes, settings: ReadingSettings | None = None) -> FileError:
    """The error of a file that can't be read: one line, and what to do next."""
    with pytest.raises(FileError) as caught:
        read_bytes(data, "x", settings)
    assert "\n" not in str(caught.value)
    assert " 0x" not in str(caught.value), "an address is another one in every run"
    assert caught.value.advice or ";" in str(caught.value)
    return caught.value


# --- PDFs ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tenths", range(10))
def test_truncated_pdf(tenths: int) -> None:
    """A PDF cut anywhere is read as far as it goes, or is damaged."""
    data = typed()
    try:
        found = read_bytes(data[: len(data) * tenths // 10 + 12], "x")
    except DamagedError as error:
        assert error.advice
    else:
        assert len(found.pages) == 1


@pytest.mark.parametrize(
    ("data", "kind", "says"),
    [
        pytest.param(typed(password="x"), EncryptedError, "--password-file", id="a password"),
        pytest.param(
            hostile.raw_pdf({1: hostile.CATALOG, 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}),
            DamagedError,
            "no pages",
            id="no pages",
        ),
        pytest.param(hostile.raw_pdf({1: b"<< /Type /Catalog >>"}), DamagedError, "no pages", id="no page tree"),
        pytest.param(hostile.pages_pdf(10_000), LimitError, "10000 pages, more than 2000", id="10,000 pages"),
        pytest.param(b"%PDF-1.7\n", DamagedError, "fresh copy", id="a head alone"),
    ],
)
def test_refused_pdf(data: bytes, kind: type[FileError], says: str) -> None:
    """Each is refused at once, as what it is."""
    begun = time.monotonic()
    error = refused(data)
    assert type(error) is kind
    assert says in str(error)
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize("stated", [0, -5, 7, 10**9])
def test_counts_that_lie(stated: int) -> None:
    """The pages that are there count, not the number that is claimed; claimed ones are pages with an error."""
    pages = read_bytes(hostile.pages_pdf(3, stated=stated), "x").pages
    assert [page.error for page in pages[:3]] == [None] * 3
    assert all(page.error for page in pages[3:])
    assert len(pages) <= 7


ROUND = hostile.circular_pdfs()
EXPLODING = ("a form that paints itself twice", "forms that paint each other doubly")
"""These take memory without end in PDFium: they are not opened."""


@pytest.mark.parametrize("name", ROUND)
def test_circular_pdf(name: str) -> None:
    """Whatever leads round is read once, or refused: in no time."""
    begun = time.monotonic()
    try:
        found = read_bytes(ROUND[name], "x")
    except LimitError as error:
        assert name in EXPLODING, error
        assert "MiB of instructions" in str(error)
    except DamagedError as error:
        assert name in ("pages that are their own kids", "kids that lead up"), error
    else:
        has_words = b"Plan of the year" in ROUND[name] and name != "contents that are the page"
        assert ("Plan of the year" in found.pages[0].text) is has_words
    assert time.monotonic() - begun < 30


DRAWINGS = hostile.drawing_bombs()


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawing_beyond_bounds(name: str) -> None:
    """What would fill a renderer's memory is counted and refused, however it is packed and told."""
    error = refused(DRAWINGS[name])
    assert type(error) is LimitError
    assert ("never closes" if "never" in name else "paints more than 300000 things") in str(error)


DENSE = {
    "a drawing of 90,000 strokes": b"0 0 m 9 9 l S\n" * 90_000,
    "states saved and restored": b"q Q\n" * 300_000,
    "paragraphs that are tagged": b"/P <</MCID 0>> BDC EMC\n" * 3_000,
}


@pytest.mark.parametrize("name", DENSE)
def test_dense_drawing(name: str) -> None:
    """A drawing, and text of many tags, are pages like others: their words are read."""
    data = hostile.one_page(
        contents=hostile.flat(DENSE[name] + hostile.WORDS),
        resources=b"/Font << /F 5 0 R >>",
        others={5: HELVETICA},
    )
    assert "Plan of the year" in read_bytes(data, "x").pages[0].text


def test_page_that_fails() -> None:
    """A page with a bomb on it is a page with an error and a size; those around it are read."""
    good = b"BT /F 12 Tf 72 720 Td (Plan of the year) Tj ET"
    data = hostile.raw_pdf(
        {
            1: hostile.CATALOG,
            2: b"<< /Type /Pages /Kids [3 0 R 7 0 R 3 0 R] /Count 3 >>",
            3: hostile.page(b"/Font << /F 5 0 R >>"),
            4: stream(good),
            5: HELVETICA,
            6: hostile.picture(40_000, 40_000),
            7: hostile.page(b"/XObject << /I 6 0 R >>", contents=b"8 0 R", box=b"0 0 420 595"),
            8: stream(PAINT),
        }
    )
    pages = read_bytes(data, "x").pages
    assert [page.text for page in pages] == ["Plan of the year", "", "Plan of the year"]
    assert [bool(page.error) for page in pages] == [False, True, False]
    assert "40000 x 40000" in (pages[1].error or "")
    assert (pages[1].width_pt, pages[1].height_pt) == (420.0, 595.0)


def test_crowded_pages() -> None:
    """Pages with more text or rulings than a document has cost no more than seconds."""
    crowd = b"BT /F 9 Tf 72 720 Td " + b"(ab) Tj -9 0 Td " * 31_000 + b"ET"
    error = refused(one_page(contents=flat(crowd), resources=b"/Font << /F 5 0 R >>", others={5: HELVETICA}))
    assert isinstance(error, LimitError)
    assert "pieces of text" in str(error)
    paper = Paper(size=(2000.0, 2000.0))
    paper.lines(100, *BODY * 10)
    paper.grid([20 + 4 * n for n in range(450)], [300 + 4 * n for n in range(400)])
    begun = time.monotonic()
    (page,) = read_bytes(pdf(paper), "x").pages
    assert page.text.startswith(BODY[0])
    assert page.tables == ()
    assert time.monotonic() - begun < 30


def test_tables_beside_a_page_without_a_box() -> None:
    """Found by fuzzing: pdfplumber opens every page to close the file, and one of them was broken."""
    paper = Paper()
    paper.lines(100, *BODY * 3)
    paper.grid([85, 200, 400], [300, 340, 380])
    data = pdf(paper, Paper())
    boxes = [at for at in range(len(data)) if data.startswith(b"/MediaBox [", at)]
    end = data.index(b"]", boxes[-1]) + 1
    data = data[: boxes[-1]] + b"/MediaBox 99 0 R".ljust(end - boxes[-1]) + data[end:]
    pages = read_bytes(data, "x").pages
    assert len(pages) == 2
    assert pages[0].text.startswith(BODY[0])
    assert len(pages[0].tables) == 1


# --- bombs -----------------------------------------------------------------------------------------


def bombs() -> dict[str, bytes]:
    pictures = {f"PDF: {name}": data for name, data in hostile.picture_bombs().items()}
    return pictures | {
        "PNG": hostile.png(100_000, 100_000),
        "JPEG": hostile.jpeg(19_866, 28_087),
        "PNG beyond numbers": hostile.png(2**31 - 1, 2**31 - 1),
        "PNG of 16-bit colours": hostile.png(60_000, 60_000, bits=16, colour=2),
        "PNG with text without end": hostile.png(9, 9, chunks=[(b"zTXt", b"a\0\0" + hostile.flat_zeros(100))]),
        "PNG with a profile without end": hostile.png(9, 9, chunks=[(b"iCCP", b"a\0\0" + hostile.flat_zeros(100))]),
        "TIFF": hostile.tiff(60_000, 60_000),
        "TIFF beyond numbers": hostile.tiff(2**32 - 1, 2**32 - 1),
        "TIFF of 3,000 pages": hostile.tiff(60, 60, pages=3000),
        "TIFF whose pages lead round": hostile.tiff(60, 60, next_at=8),
        **{f"Word: {name}": data for name, data in hostile.word_bombs().items()},
        **{f"PDF stream: {name}": data for name, data in hostile.stream_bombs(500).items()},
    }


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured and bounded as Linux does it")
def test_bombs(tmp_path: Path) -> None:
    """Small files that claim to be vast are refused before long, in a process that never grows large."""
    names, files = [], []
    for nth, (name, data) in enumerate(bombs().items()):
        names.append(name)
        files.append(tmp_path / f"{nth}.bin")
        files[-1].write_bytes(data)
    answers = dict(zip(names, read_apart(files, mebibytes=2048), strict=True))
    for name, answer in answers.items():
        assert not answer.get("kind", "").startswith("escaped"), (name, answer)
        assert answer["seconds"] < 30, (name, answer)
        assert answer["mebibytes"] < 500, (name, answer)
    limits = {name for name, answer in answers.items() if answer.get("kind") == "LimitError"}
    assert limits >= {
        *(name for name in answers if name.startswith("PDF") and name not in HARMLESS),
        *(name for name in answers if name.startswith("PDF stream")),
        *(
            "PNG",
            "JPEG",
            "PNG beyond numbers",
            "PNG of 16-bit colours",
            "TIFF",
            "TIFF beyond numbers",
            "TIFF of 3,000 pages",
        ),
        "Word: a document of blanks",
    }
    assert answers["Word: a picture of 60,000 x 60,000"]["pages"] == [[None, "Kế hoạch"]]


HARMLESS = ("PDF: a JPEG that says otherwise",)
"""It is broken, not large."""


def form(name: bytes, body: bytes) -> bytes:
    """A form whose resources lead to object 6 under a name."""
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /%s 6 0 R >> >>" % name
    return stream(body, entries)


@pytest.mark.parametrize(
    ("name", "body", "others", "opened"),
    [
        pytest.param(b"X", b"/X Do " * 30, {6: stream(WORDS_OF_A_FORM, FORM)}, True, id="thirty times: a letterhead"),
        pytest.param(b"X", b"/X Do\n" * 40_000, {6: stream(b"n", FORM)}, False, id="forty thousand times"),
        pytest.param(b"A", b"/A Do /A Do", {6: form(b"A", b"/A Do /A Do")}, False, id="itself, by an action's name"),
        pytest.param(b"X", b"/#58 Do /#58 Do", {6: form(b"X", b"/#58 Do /X Do")}, False, id="itself, name in hex"),
        pytest.param(b"X", b"(/X Do) pop", {6: form(b"X", b"n")}, True, id="a string only"),
    ],
)
def test_forms_are_counted_before_they_are_painted(
    name: bytes, body: bytes, others: dict[int, bytes], opened: bool
) -> None:
    """A form may be painted often, and lead to itself, as long as it ends; the page before it is read."""
    objects = {
        1: hostile.CATALOG,
        2: b"<< /Type /Pages /Kids [3 0 R 7 0 R] /Count 2 >>",
        3: hostile.page(b"/Font << /F 5 0 R >>"),
        4: stream(hostile.WORDS),
        5: HELVETICA,
        7: hostile.page(b"/XObject << /%s 6 0 R >>" % name, contents=b"8 0 R"),
        8: stream(body),
    }
    first, second = read_bytes(hostile.raw_pdf(dict(sorted({**objects, **others}.items()))), "x").pages
    assert first.text == "Plan of the year"
    assert (second.error is None) is opened, second.error
    assert (second.width_pt, second.height_pt) == (595.0, 842.0)


def test_a_stream_without_end_costs_its_page_and_an_attachment_nothing() -> None:
    """The page whose picture unpacks without end has an error; what is only attached is never opened."""
    objects = {
        1: hostile.CATALOG,
        2: b"<< /Type /Pages /Kids [3 0 R 7 0 R] /Count 2 >>",
        3: hostile.page(b"/Font << /F 5 0 R >>", more=b"/Annots [10 0 R]"),
        4: stream(hostile.WORDS),
        5: HELVETICA,
        6: stream(hostile.flat_zeros(100), PICTURE_OF_100 + b"/Filter /FlateDecode"),
        7: hostile.page(b"/XObject << /I 6 0 R >>", contents=b"8 0 R"),
        8: stream(PAINT),
        9: stream(hostile.flat_zeros(100), b"/Type /EmbeddedFile /Filter /FlateDecode"),
        10: b"<< /Type /Annot /Subtype /FileAttachment /Rect [9 9 20 20] /FS << /Type /Filespec /EF << /F 9 0 R >> >> >>",
    }
    first, second = read_bytes(hostile.raw_pdf(objects), "x").pages
    assert (first.text, first.error) == ("Plan of the year", None)
    assert "unpacks to more than 64 MiB" in (second.error or "")


def test_a_scan_that_fills_a_pattern_is_read() -> None:
    """A page filled with a pattern of one picture is a scan, with a banner or without, not a blank page."""
    tile = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 595 144] /XStep 595 /YStep 144"
    kind = b"/Type /XObject /Subtype /Image /Width 1654 /Height 400 /ColorSpace /DeviceGray /BitsPerComponent 8"
    for words in (b"", b" BT /F 12 Tf 10 9 Td (So: 15) Tj ET"):
        data = one_page(
            contents=stream(b"/Pattern cs /P scn 0 0 595 144 re f" + words),
            resources=b"/Pattern << /P 7 0 R >> /Font << /F 5 0 R >>",
            others={
                5: HELVETICA,
                6: flat(GREY.tobytes(), kind),
                7: stream(b"q 595 0 0 144 0 0 cm /I Do Q", tile + b" /Resources << /XObject << /I 6 0 R >> >>"),
            },
        ).replace(b"[0 0 595 842]", b"[0 0 595 144]")
        (page,) = read_bytes(data, "x").pages
        assert TITLE in page.text
        assert page.source is (Source.MIXED if words else Source.OCR)
        assert ("So: 15" in page.text) is bool(words)


# --- pictures --------------------------------------------------------------------------------------


def see_through() -> Image.Image:
    made = Image.new("RGBA", title().size, (0, 0, 0, 0))
    made.putalpha(title().point(lambda level: 255 - level))
    return made.quantize(64)


def in_pdf(entries: bytes, body: bytes, *, mask: bytes | None = None) -> bytes:
    """A PDF page that is one picture of the title's size."""
    kind = b"/Type /XObject /Subtype /Image /Width 1654 /Height 400 " + entries
    others = {5: HELVETICA, 6: flat(body, kind)}
    if mask is not None:
        others[7] = flat(
            mask, b"/Type /XObject /Subtype /Image /Width 1654 /Height 400 /ColorSpace /DeviceGray /BitsPerComponent 8"
        )
    page = one_page(
        contents=stream(b"q 595 0 0 144 0 0 cm /I Do Q"), resources=b"/XObject << /I 6 0 R >>", others=others
    )
    return page.replace(b"[0 0 595 842]", b"[0 0 595 144]")


GREY = np.asarray(title())
ODD_PICTURES = {
    "CMYK JPEG": lambda: saved(title().convert("CMYK"), "JPEG", quality=95, dpi=(200, 200)),
    "1 bit, fax": lambda: saved(title().convert("1"), "TIFF", compression="group4", dpi=(200, 200)),
    "16 bits": lambda: saved(Image.fromarray(GREY.astype(np.uint16) * 257), "PNG"),
    "palette and transparency": lambda: saved(see_through(), "PNG"),
    "PDF: CMYK": lambda: in_pdf(
        b"/ColorSpace /DeviceCMYK /BitsPerComponent 8", np.dstack([0 * GREY] * 3 + [255 - GREY]).tobytes()
    ),
    "PDF: 1 bit": lambda: in_pdf(
        b"/ColorSpace /DeviceGray /BitsPerComponent 1", np.packbits(GREY > 127, axis=1).tobytes()
    ),
    "PDF: 16 bits": lambda: in_pdf(
        b"/ColorSpace /DeviceGray /BitsPerComponent 16", (GREY.astype(">u2") * 257).tobytes()
    ),
    "PDF: palette and mask": lambda: in_pdf(
        b"/ColorSpace [/Indexed /DeviceRGB 1 <000000000000>] /BitsPerComponent 8 /SMask 7 0 R",
        np.zeros_like(GREY).tobytes(),
        mask=(255 - GREY).tobytes(),
    ),
}


@pytest.mark.parametrize("name", ODD_PICTURES)
def test_odd_pictures(name: str) -> None:
    """Whatever a picture's letters are made of, they are read."""
    engine("tesserocr")
    assert TITLE in read_bytes(ODD_PICTURES[name](), "x").pages[0].text


def test_jpeg_cut_short() -> None:
    """What is there of a JPEG is read, and its page says that it is not all; a head alone is damaged."""
    tall = Image.new("L", (1654, 2339), 255)
    tall.paste(title(), (0, 100))
    data = saved(tall, "JPEG", quality=90, dpi=(200, 200))
    (page,) = read_bytes(data[: len(data) * 2 // 3], "x").pages
    assert TITLE in page.text
    assert "cut short" in (page.error or "")
    assert isinstance(refused(data[:300]), DamagedError)


def test_page_of_a_tiff_that_fails() -> None:
    """A damaged page of a TIFF is a page with an error; the others are read."""
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 255, (300, 400), np.uint8))
    data = bytearray(saved(title(), "TIFF", compression="tiff_lzw", save_all=True, append_images=[noise, title()]))
    middle = len(data) // 2
    data[middle : middle + 3000] = b"\xff" * 3000
    pages = read_bytes(bytes(data), "x").pages
    assert [TITLE in page.text for page in pages] == [True, False, True]
    assert [bool(page.error) for page in pages] == [False, True, False]


# --- Tesseract -------------------------------------------------------------------------------------

ROW = r"5\t1\t1\t1\t1\t1\t10\t10\t90\t30\t96\t"
FAKES = {
    "exits": ('echo "no more" >&2; exit 3', "exit code 3: no more"),
    "crashes": ("kill -SEGV $$", "signal 11"),
    "is out of memory": ("kill -KILL $$", "signal 9"),
    "prints bad bytes": (f"printf '{ROW}\\377\\376\\n' > $2.tsv", "gave no words"),
    "prints no table": ("head -c 3000 /dev/zero | tr '\\0' '\\t' > $2.tsv", ""),
    "prints words for numbers": (f"printf '{ROW.replace('96', 'x')}a\\n' > $2.tsv", "gave no words"),
    "prints nothing": ("exit 0", "gave no words"),
    "hangs": ("exec sleep 60", "raise reading.page_seconds"),
}


def fake(folder: Path, does: str) -> None:
    """A program `tesseract` that says what it is and then does something else."""
    folder.mkdir(exist_ok=True)
    path = folder / "tesseract"
    path.write_text(f'#!/bin/sh\ncase "$1" in --*) echo "tesseract 5.3.0"; exit 0;; esac\n{does}\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def two_pages() -> bytes:
    """A page of type and a page that is a picture."""
    paper = Paper()
    paper.lines(100, *BODY)
    scan = Paper()
    scan.scan()
    return pdf(paper, scan)


@pytest.mark.skipif(os.name == "nt", reason="the fake Tesseract is a shell script")
@pytest.mark.parametrize("name", FAKES)
def test_tesseract_that_fails(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page that it was to read has the reason; the page of type is read."""
    does, says = FAKES[name]
    tessdata = probe().tessdata
    fake(tmp_path / "bin", does)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    settings = ReadingSettings(engine="pytesseract", page_seconds=1.5 if name == "hangs" else 60)
    begun = time.monotonic()
    typed, scan = with_letters(lambda: read_bytes(two_pages(), "x", settings, tessdata=tessdata), monkeypatch).pages
    assert typed.text == "\n".join(BODY)
    assert says in (scan.error or "")
    assert bool(scan.error) is bool(says)
    assert "tess_" not in (scan.error or ""), "temporary names differ in every run"
    assert time.monotonic() - begun < 30


def with_letters(run: Callable[[], FileReading], monkeypatch: pytest.MonkeyPatch) -> FileReading:
    """Run with every page picture of a PDF being that of a title."""
    from pipeline.reading import images

    monkeypatch.setattr(images, "page_picture", lambda *_: (np.asarray(title()), 200.0))
    return run()


class Broken:
    """A tesserocr whose calls can fail."""

    def __init__(self, failure: str) -> None:
        self.failure = failure
        self.cleared = 0

    def Recognize(self, _: int) -> bool:
        if self.failure == "raises":
            raise RuntimeError("Failed to recognize")
        return self.failure != "is slow"

    def GetTSVText(self, _: int) -> str:
        if self.failure == "bad bytes":
            return b"\xff\xfe".decode()
        return "5\tx" * 9 if self.failure == "no table" else "5\t1\t1\t1\t1\t1\t1\t1\t9\t9\tmany\ta"

    def Clear(self) -> None:
        self.cleared += 1

    def GetVariableAsString(self, _: str) -> str:
        return ""

    def SetVariable(self, *_: str) -> bool:
        return True

    def __getattr__(self, _: str) -> Callable[..., None]:
        return lambda *_: None


@pytest.mark.parametrize(
    ("failure", "kind", "says"),
    [
        ("raises", DamagedError, "could not read the picture"),
        ("is slow", LimitError, "page_seconds"),
        ("bad bytes", DamagedError, "gave no words"),
        ("words for numbers", DamagedError, "gave no words"),
    ],
)
def test_tesserocr_that_fails(failure: str, kind: type[FileError], says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for the library: a failure of the page, the engine is tidied up."""
    broken = Broken(failure)
    monkeypatch.setattr(ocr._Library, "_api", lambda *_: broken)
    tesseract = Tesseract("tesserocr", Path("x"), ("vie",), None, None, "5")
    with pytest.raises(kind, match=says):
        ocr.recognise(GREY, tesseract)
    assert broken.cleared == 1


class Hanging(Broken):
    """A tesserocr that does not come back until it is let go, as C code that is stuck."""

    def __init__(self, let_go: threading.Event) -> None:
        super().__init__("hangs")
        self.let_go = let_go

    def Recognize(self, _: int) -> bool:
        return self.let_go.wait(60)


class Reading(Broken):
    """A tesserocr that reads one word."""

    def GetTSVText(self, _: int) -> str:
        return "5\t1\t1\t1\t1\t1\t1\t1\t9\t9\t90\ta"


def test_tesserocr_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs the page that hangs, and is told; the next page is read by another; no more than two are left behind."""
    tesseract = Tesseract("tesserocr", Path("x"), ("vie",), None, None, "5")
    monkeypatch.setattr(ocr, "GRACE", 0.05)
    let_go = threading.Event()
    engines: Iterator[Broken] = iter([Hanging(let_go), Reading(""), Hanging(let_go)])
    monkeypatch.setattr(ocr._Library, "_api", lambda *_: next(engines))
    with pytest.raises(LimitError, match="did not come back"):
        ocr.recognise(GREY, tesseract, seconds=0.05)
    assert [one.text for one in ocr.recognise(GREY, tesseract)] == ["a"]
    with pytest.raises(LimitError, match="did not come back"):
        ocr.recognise(GREY, tesseract, seconds=0.05)
    with pytest.raises(DamagedError, match="hangs on 2 pages"):
        ocr.recognise(GREY, tesseract)
    left = left_behind()
    assert len(left) == 2, "the process is told to be done with"
    let_go.set()
    for thread in left:
        thread.join(10)
    assert left_behind() == ()


def test_all_pages_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of which no page could be read has failed, and can be tried again; Tesseract's lack is no fault of it."""
    name = engine("tesserocr").name
    assert name
    monkeypatch.setattr(ocr._Library, "_api", lambda *_: Broken("is slow"))
    error = refused(saved(title(), "PNG"), ReadingSettings(engine="tesserocr"))
    assert "no page of the picture could be read" in str(error)
    assert "page_seconds" in str(error)

    def missing(*_: object) -> None:
        raise SetupError("no Tesseract", "install it")

    monkeypatch.setattr(ocr._Library, "_api", missing)
    with pytest.raises(SetupError):
        read_bytes(saved(title(), "PNG"), "x", ReadingSettings(engine="tesserocr"))


def test_blank_pages_are_no_failures() -> None:
    """White paper is a blank page, not a failed one."""
    (page,) = read_bytes(saved(Image.new("L", (400, 500), 255), "PNG"), "x").pages
    assert (page.source, page.error) == (Source.BLANK, None)
