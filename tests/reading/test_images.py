"""Pictures in and out of files: every kind that scanners and phones leave, and bombs."""

from __future__ import annotations

import io
import struct
import sys
import zlib

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import DamagedError, LimitError, UnsupportedError
from pipeline.pages import Source
from pipeline.reading.images import Picture, open_picture, page_picture, read_image_file
from pipeline.settings import ReadingSettings
from tests.helpers.scans import ENGINES, engine, kept

SETTINGS = ReadingSettings()


def drawing() -> Image.Image:
    """A small page of 200 x 280: white, a black bar in its upper left part."""
    made = Image.new("L", (200, 280), 255)
    made.paste(0, (20, 30, 120, 60))
    return made


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def opened(data: bytes) -> tuple[Picture, float]:
    with Image.open(io.BytesIO(data)) as image:
        return open_picture(image)


def transparent() -> Image.Image:
    made = Image.new("RGBA", (200, 280), (0, 0, 0, 0))
    made.paste((0, 0, 0, 255), (20, 30, 120, 60))
    return made


def palette() -> Image.Image:
    made = Image.new("P", (200, 280), 1)
    made.putpalette([0, 0, 0, 255, 255, 255])
    made.paste(0, (20, 30, 120, 60))
    return made


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(saved(drawing(), "PNG"), id="grey"),
        pytest.param(saved(drawing().convert("1"), "PNG"), id="1 bit"),
        pytest.param(saved(drawing().convert("RGB"), "PNG"), id="colour"),
        pytest.param(saved(palette(), "PNG"), id="palette"),
        pytest.param(saved(palette(), "PNG", transparency=1), id="palette, paper transparent"),
        pytest.param(saved(transparent(), "PNG"), id="transparent paper"),
        pytest.param(saved(transparent().convert("LA"), "PNG"), id="grey, transparent paper"),
        pytest.param(saved(Image.fromarray(np.asarray(drawing()).astype(np.uint16) * 257), "PNG"), id="16 bits"),
        pytest.param(saved(Image.fromarray(np.asarray(drawing()).astype(np.float32) / 255), "TIFF"), id="float"),
        pytest.param(saved(drawing(), "JPEG", quality=95), id="JPEG"),
        pytest.param(saved(drawing().convert("CMYK"), "JPEG", quality=95), id="CMYK"),
        pytest.param(saved(drawing().convert("1"), "TIFF", compression="group4"), id="fax G4"),
        pytest.param(saved(drawing().convert("1"), "TIFF", compression="group3"), id="fax G3"),
        pytest.param(saved(drawing().convert("1"), "TIFF", compression="tiff_ccitt"), id="fax, Huffman"),
        pytest.param(saved(drawing(), "TIFF", compression="tiff_lzw"), id="LZW"),
        pytest.param(saved(drawing(), "TIFF", compression="tiff_adobe_deflate"), id="deflate"),
        pytest.param(saved(drawing(), "TIFF", compression="tiff_deflate"), id="deflate, old"),
        pytest.param(saved(drawing(), "TIFF", compression="packbits"), id="packbits"),
        pytest.param(saved(drawing().convert("RGB"), "TIFF", compression="jpeg", quality=95), id="JPEG in TIFF"),
        pytest.param(saved(drawing().convert("RGB"), "TIFF", compression="zstd"), id="zstd"),
    ],
)
def test_kinds(data: bytes) -> None:
    """Whatever the kind, ink is black and paper white, in 8 bits."""
    picture, _ = opened(data)
    assert picture.dtype == np.uint8
    assert picture.shape[:2] == (280, 200)
    assert picture[35:55, 25:115].max() < 30
    assert picture[100:].min() > 225


@pytest.mark.parametrize("row", [None, 0, 65, 66, 279], ids=lambda row: "none" if row is None else f"in row {row}")
def test_colour_is_kept_where_there_is_some(row: int | None) -> None:
    """A picture without colour comes as grey, three times as small; one pixel of a seal anywhere, and it stays."""
    image = drawing().convert("RGB")
    if row is not None:
        image.putpixel((150, row), (255, 40, 30))
    picture, _ = opened(saved(image, "PNG"))
    if row is None:
        assert np.array_equal(picture, np.asarray(drawing()))
    else:
        assert picture[row, 150].tolist() == [30, 40, 255]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_camera_orientation(orientation: int) -> None:
    """The eight ways a camera may have been held: the bar comes out where it belongs."""
    undone = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    # The transposition that, by the EXIF tag, the reader will undo.
    image = drawing() if undone is None else drawing().transpose(Image.Transpose(undone))
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture, _ = opened(saved(image, "PNG", exif=exif))
    assert picture.shape == (280, 200)
    assert picture[35:55, 25:115].max() < 30


@pytest.mark.parametrize(
    ("size", "stated", "expected"),
    [
        pytest.param((1654, 2339), (200, 200), 200, id="stated"),
        pytest.param((1654, 2339), None, 200, id="not stated: as of A4"),
        pytest.param((2480, 3508), (72, 72), 300, id="a camera's 72 would make a poster"),
        pytest.param((3508, 2480), (1, 1), 300, id="nonsense, landscape"),
        pytest.param((1240, 600), None, 150, id="a strip: as wide as A4"),
    ],
)
def test_resolution(size: tuple[int, int], stated: tuple[int, int] | None, expected: float) -> None:
    """The file's resolution counts where it makes a sheet of paper; else A4 is guessed."""
    image = Image.new("L", size, 255)
    _, dpi = opened(saved(image, "PNG", **({"dpi": stated} if stated else {})))
    assert dpi == pytest.approx(expected, rel=0.01)


def test_oblong_pixels() -> None:
    """A fax of 204 by 98 dots an inch is stretched to square pixels."""
    image = Image.new("1", (1728, 1100), 1)
    picture, dpi = opened(saved(image, "TIFF", dpi=(204, 98), compression="group4"))
    assert dpi == pytest.approx(204)
    assert picture.shape == (round(1100 * 204 / 98), 1728)


def bomb(width: int, height: int) -> bytes:
    """A PNG whose head promises more pixels than it has."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [12_000, 100_000])
def test_bomb(side: int) -> None:
    """A picture beyond the limit is refused by its head, undecoded."""
    with pytest.raises(LimitError, match="larg"):
        read_image_file(bomb(side, side), "image/png", SETTINGS, engine(ENGINES[1]))


@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\n", saved(drawing(), "PNG")[:300], b"II*\0\x08\0\0\0\xff\xff" + b"\1" * 40],
    ids=["nothing", "a head alone", "cut off", "TIFF of noise"],
)
def test_damaged(data: bytes) -> None:
    """A broken picture is a damaged file, in one line."""
    with pytest.raises(DamagedError) as caught:
        read_image_file(data, "image/tiff" if data[:2] == b"II" else "image/png", SETTINGS, engine(ENGINES[1]))
    assert "\n" not in str(caught.value)


def test_pages_of_a_tiff() -> None:
    """Each picture of a TIFF is a page; too many are a limit."""
    data = saved(drawing(), "TIFF", save_all=True, append_images=[drawing(), Image.new("L", (100, 100), 255)])
    pages = read_image_file(data, "image/tiff", SETTINGS, engine(ENGINES[1]))
    assert [page.number for page in pages] == [1, 2, 3]
    assert [page.source for page in pages] == [Source.BLANK] * 3
    with pytest.raises(LimitError, match="3 pages"):
        read_image_file(data, "image/tiff", ReadingSettings(max_pages=2), engine(ENGINES[1]))


def test_size_in_points() -> None:
    """A page picture says how large its paper is."""
    (page,) = read_image_file(saved(drawing(), "PNG", dpi=(25, 25)), "image/png", SETTINGS, engine(ENGINES[1]))
    assert (page.width_pt, page.height_pt) == pytest.approx((595.4, 833.5), abs=0.5)


def pdf(*, over: str = "", hidden: str = "", inset: float = 0.0, images: int = 1) -> bytes:
    """A PDF page of 200 x 280 points that bears `kept("page.png")`, shrunk, and maybe something over it."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(200, 280))
    scan = Image.fromarray(cv2.resize(kept("page.png"), (400, 560), interpolation=cv2.INTER_AREA))
    for _ in range(images):
        canvas.drawImage(ImageReader(scan), inset, inset, 200 - 2 * inset, 280 - 2 * inset)
    text = canvas.beginText(20, 20)
    text.setTextRenderMode(3 if hidden else 0)
    text.textLine(hidden or over)
    if hidden or over:
        canvas.drawText(text)
    canvas.save()
    return data.getvalue()


def picture_of(data: bytes, settings: ReadingSettings = SETTINGS, rotate: int = 0) -> tuple[Picture, float]:
    document = pypdfium2.PdfDocument(data)
    try:
        document[0].set_rotation(rotate)
        return page_picture(document, 0, settings)
    finally:
        document.close()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("hidden", ["", "an OCR layer"])
def test_embedded_scan(rotate: int, hidden: str) -> None:
    """A page that is one scan gives the scan's own pixels, turned as the page is, at its own dpi."""
    picture, dpi = picture_of(pdf(hidden=hidden), rotate=rotate)
    scan = cv2.resize(kept("page.png"), (400, 560), interpolation=cv2.INTER_AREA)
    assert np.array_equal(picture, np.rot90(scan, -rotate // 90))
    assert dpi == pytest.approx(144)


@pytest.mark.parametrize(
    "options", [{"over": "visible"}, {"inset": 12.0}, {"images": 2}], ids=["text over it", "margins", "two pictures"]
)
def test_rendered(options: dict[str, object]) -> None:
    """Where anything else shows, the page is drawn as a whole at the working resolution."""
    picture, dpi = picture_of(pdf(**options))  # type: ignore[arg-type]
    assert dpi == 200
    assert picture.shape[:2] == pytest.approx((280 / 72 * 200, 200 / 72 * 200), abs=1.5)


def test_large_pages() -> None:
    """A sheet too large for the limit is drawn coarser; a scan too large is refused."""
    picture, dpi = picture_of(pdf(over="visible"), ReadingSettings(max_pixels=100_000))
    assert picture.shape[0] * picture.shape[1] <= 101_000
    assert dpi < 100
    with pytest.raises(LimitError, match="400 x 560"):
        picture_of(pdf(), ReadingSettings(max_pixels=100_000))


def test_telephones_pictures() -> None:
    """A HEIC picture is opened where its package is installed."""
    pillow_heif = pytest.importorskip("pillow_heif", reason="pillow-heif is not installed here")
    pillow_heif.register_heif_opener()
    data = saved(drawing().convert("RGB"), "HEIF", quality=90)
    (page,) = read_image_file(data, "image/heic", SETTINGS, engine(ENGINES[1]))
    assert page.picture is not None
    assert page.error is None


def test_telephones_pictures_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install is said."""
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    with pytest.raises(UnsupportedError, match="pip install pillow-heif"):
        read_image_file(b"", "image/heic", SETTINGS, engine(ENGINES[1]))
