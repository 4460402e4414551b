"""Pictures of pages: taken out of PDFs, opened from picture files, brought to grey or BGR of 8 bits."""

from __future__ import annotations

import io
import logging
import math
import struct
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium
from PIL import Image, UnidentifiedImageError
from pypdfium2 import PdfiumError

from pipeline.errors import DamagedError, FileError, LimitError, SetupError, UnsupportedError
from pipeline.pages import Page
from pipeline.reading.cleanup import turn
from pipeline.reading.failures import failed_page, reason, require_some, too_large
from pipeline.reading.scan import read_picture_page
from pipeline.reading.sniff import HEIC
from pipeline.reading.tesseract import Tesseract
from pipeline.settings import ReadingSettings

LOG = logging.getLogger(__name__)

__all__ = ["frame_picture", "page_picture", "read_image_file", "read_picture_page"]

Picture = npt.NDArray[np.uint8]

COVERS = 0.02
"""A scan covers its page when no side of it is off by more than this share of the page."""
MAX_OBJECTS = 2000
"""Objects of a page looked at before it is rendered as a whole."""
INVISIBLE = 3
"""Text render mode of an OCR layer under its scan (ISO 32000-1, table 106)."""
A4 = (8.27, 11.69)
"""Inches: the size guessed for a picture that doesn't say."""
SHEET = (1.25, 1.6)
"""Ratios of a whole sheet's sides; other pictures are pieces of a page, as wide as it."""
PAPER = (4.0, 36.0)
"""Inches of the longer side that a stated resolution may lead to; else it is not believed."""
DPI = (60.0, 1300.0)
"""Resolutions that are believed."""
POINTS = 72.0
MANY_PIXELS = 20_000_000
"""A picture of more (A4 at 450 dpi) is brought down before it is copied, but never below `LEAST_DPI`."""
LEAST_DPI = 250.0
STRETCH = 64
"""Rows whose channels are compared at a time: so few stay in the processor's own memory."""
COLOUR_ROWS = 16
"""Every so many rows of a picture are asked first whether they bear colour."""
END_OF_JPEG = b"\xff\xd9"
CUT_SHORT = "the picture is cut short, only its upper part was read; get a fresh copy of the file"


def page_picture(document: Any, index: int, settings: ReadingSettings) -> tuple[Picture, float]:
    """The picture of a PDF's page, grey or BGR, as the reader sees the page, and its dpi.

    A page that is one scan gives the scan itself, in its own resolution and unspoilt; any other is
    rendered at the working resolution, coarser where it would be larger than
    `settings.max_pixels`.

    Args:
        document: a `pypdfium2.PdfDocument`.
        index: 0-based.
        settings: `dpi` and `max_pixels` count.

    Raises:
        LimitError: the scan is larger than `settings.max_pixels`.
        DamagedError: the page can't be drawn.
    """
    page = document[index]
    try:
        width, height = page.get_size()
        scan = _scan(page, settings)
        if scan is not None:
            picture = turn(scan, page.get_rotation())
            return picture, POINTS * max(picture.shape[0] / height, picture.shape[1] / width)
        dpi = min(float(settings.dpi), POINTS * math.sqrt(settings.max_pixels / max(1.0, width * height)))
        bitmap = page.render(scale=dpi / POINTS, may_draw_forms=True)
        try:
            return _plain(bitmap.to_numpy()), dpi
        finally:
            bitmap.close()
    except (PdfiumError, ValueError) as error:
        raise DamagedError(
            f"page {index + 1} can't be drawn ({reason(error)})", "get a fresh copy of the file"
        ) from error
    finally:
        page.close()


def _scan(page: Any, settings: ReadingSettings) -> Picture | None:
    """The one picture that is the whole page; None where something visible is drawn besides it."""
    left, bottom, right, top = page.get_cropbox()
    wide, high = right - left, top - bottom
    found: Any = None
    for nth, thing in enumerate(page.get_objects(max_depth=3)):
        if nth >= MAX_OBJECTS:
            return None
        if thing.type == pdfium.FPDF_PAGEOBJ_FORM:
            continue
        if thing.type == pdfium.FPDF_PAGEOBJ_TEXT and pdfium.FPDFTextObj_GetTextRenderMode(thing.raw) == INVISIBLE:
            continue
        if thing.type != pdfium.FPDF_PAGEOBJ_IMAGE or found is not None:
            return None
        a, b, c, d, _, _ = thing.get_matrix().get()
        if not (a > 0 and d > 0 and abs(b) < 1e-3 * a and abs(c) < 1e-3 * d) or thing.level > 0:
            return None
        x0, y0, x1, y1 = thing.get_bounds()
        if max(abs(x0 - left), abs(x1 - right)) > COVERS * wide or max(abs(y0 - bottom), abs(y1 - top)) > COVERS * high:
            return None
        found = thing
    if found is None:
        return None
    about = found.get_metadata()
    _bounded(int(about.width), int(about.height), settings)
    # Stencils have no colour space, four inks may be inverted: the renderer knows what to do.
    odd = (pdfium.FPDF_COLORSPACE_UNKNOWN, pdfium.FPDF_COLORSPACE_DEVICECMYK)
    if about.colorspace in odd or int(about.bits_per_pixel) not in (1, 8, 24):
        return None
    picture = _plain(found.get_bitmap(render=False).to_numpy())
    # Dark paper: a mask or an inversion we don't know of. (OpenCV's mean, of so many bytes, is eight times as fast.)
    bright = cv2.mean(picture)[: picture.shape[2] if picture.ndim == 3 else 1]
    return picture if sum(bright) > 127 * len(bright) else None


def _plain(raw: npt.NDArray[Any]) -> Picture:
    """A copy as grey or BGR: colour only where there is some, so that nothing is done thrice."""
    if raw.ndim == 3 and raw.shape[2] == 1:
        raw = raw[:, :, 0]
    if raw.ndim == 3:
        first = raw[::COLOUR_ROWS, :, :3]
        grey = _grey(raw) if (first == first[..., :1]).all() else None
        raw = raw[:, :, :3] if grey is None else grey
    return np.array(raw, dtype=np.uint8, order="C")


def _grey(raw: npt.NDArray[Any]) -> npt.NDArray[Any] | None:
    """The one channel of a picture whose channels are all alike, None where they are not."""
    made = np.empty(raw.shape[:2], raw.dtype)
    for top in range(0, len(raw), STRETCH):
        first, *others = cv2.split(raw[top : top + STRETCH])
        if any(cv2.norm(first, other, cv2.NORM_INF) for other in others[:2]):
            return None
        made[top : top + STRETCH] = first
    return made


def _bounded(width: int, height: int, settings: ReadingSettings) -> None:
    if width * height > settings.max_pixels:
        raise too_large(width, height, settings.max_pixels)


def read_image_file(data: bytes, media_type: str, settings: ReadingSettings, tesseract: Tesseract) -> tuple[Page, ...]:
    """The pages of a picture file: one, or as many as a TIFF holds.

    Args:
        data: the file's bytes.
        media_type: ``image/png``, ``image/jpeg``, ``image/tiff``, ``image/heic``; named in messages.
        settings: limits and engine settings.
        tesseract: from `tesseract.probe`.

    Raises:
        DamagedError: no page of it can be opened.
        LimitError: too many pages, or a first page beyond `settings.max_pixels`.
        UnsupportedError: a HEIC picture, and its package is not installed.
    """
    if media_type == HEIC:
        _learn_heic()
    with warnings.catch_warnings():
        # Pillow's own bound is lower than ours, which is asked before anything is decoded.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        warnings.simplefilter("ignore", UserWarning)  # odd TIFF tags
        try:
            image = Image.open(io.BytesIO(data))
        except Image.DecompressionBombError as error:
            raise LimitError("the picture is far too large", "scan it at 200 to 300 dpi") from error
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
            raise _damaged(media_type, error) from error
        with image:
            failures: list[Exception] = []
            pages = tuple(_image_pages(image, data, media_type, settings, tesseract, failures))
    require_some(pages, failures, "the picture")
    return pages


def _learn_heic() -> None:
    """Teach Pillow telephones' pictures, where the package for them is installed."""
    try:
        import pillow_heif
    except ImportError as error:
        raise UnsupportedError(
            "it is a HEIC picture, which is read with the package pillow-heif",
            "run `.venv/bin/pip install pillow-heif` and run again, or save it as JPEG",
        ) from error
    pillow_heif.register_heif_opener()


def frame_picture(data: bytes, media_type: str, index: int, settings: ReadingSettings) -> tuple[Picture, float]:
    """The picture of a picture file's page, as `read_image_file` gives it to be read, and its dpi.

    Args:
        data: the file's bytes.
        media_type: as `read_image_file`.
        index: 0-based.
        settings: `max_pixels` counts.

    Raises DamagedError, LimitError or UnsupportedError as `read_image_file`.
    """
    if media_type == HEIC:
        _learn_heic()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        warnings.simplefilter("ignore", UserWarning)
        try:
            with Image.open(io.BytesIO(data)) as image:
                image.seek(index)
                _bounded(*image.size, settings)
                try:
                    return open_picture(image)
                except OSError:
                    if media_type != "image/jpeg":
                        raise
                    return _cut_short(data)
        except Image.DecompressionBombError as error:
            raise LimitError("the picture is far too large", "scan it at 200 to 300 dpi") from error
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
            raise _damaged(media_type, error) from error


def _image_pages(
    image: Image.Image,
    data: bytes,
    media_type: str,
    settings: ReadingSettings,
    tesseract: Tesseract,
    failures: list[Exception],
) -> Iterator[Page]:
    count = _frames(image, media_type)
    if count > settings.max_pages:
        raise LimitError(
            f"the TIFF has {count} pages, more than {settings.max_pages}", "split it, or raise reading.max_pages"
        )
    for index in range(count):
        try:
            image.seek(index)
            _bounded(*image.size, settings)
            short = False
            try:
                picture, dpi = open_picture(image)
            except OSError:
                if media_type != "image/jpeg":
                    raise
                picture, dpi = _cut_short(data)
                short = True
            height, width = picture.shape[:2]
            page: Page = read_picture_page(
                picture, dpi, index + 1, width / dpi * POINTS, height / dpi * POINTS, settings, tesseract
            )
            yield replace(page, error=page.error or CUT_SHORT) if short else page
        except (SetupError, MemoryError):
            raise
        except Exception as error:  # the border between pages: the reason is kept in the row
            LOG.debug("picture %d", index + 1, exc_info=True)
            failure = error if isinstance(error, FileError) else _damaged(media_type, error)
            failures.append(failure)
            yield failed_page(index + 1, failure)


def _frames(image: Image.Image, media_type: str) -> int:
    """How many pages the file has. Raises DamagedError where they can't be counted."""
    if media_type != "image/tiff":
        return 1
    try:
        return int(getattr(image, "n_frames", 1))
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, struct.error) as error:
        raise _damaged(media_type, error) from error


def _cut_short(data: bytes) -> tuple[Picture, float]:
    """What is there of a JPEG that ends too early, the rest grey. Raises OSError where that is nothing."""
    with Image.open(io.BytesIO(data + END_OF_JPEG)) as image:
        return open_picture(image)


def _damaged(media_type: str, error: Exception) -> DamagedError:
    return DamagedError(f"the picture ({media_type}) can't be opened ({reason(error)})", "get a fresh copy of the file")


def open_picture(image: Image.Image) -> tuple[Picture, float]:
    """A Pillow image (its present frame) upright, as grey or BGR of 8 bits with square pixels, and its dpi.

    Transparent parts become paper; 16 bits are cut to 8; CMYK, palettes and the rest become RGB.
    """
    x_dpi, y_dpi = _stated(image)
    upright = _UPRIGHT.get(_orientation(image))
    factor = min(math.ceil(math.sqrt(image.width * image.height / MANY_PIXELS)), int(min(x_dpi, y_dpi) / LEAST_DPI))
    if factor > 1:
        image = _fewer_pixels(image, factor)
        x_dpi, y_dpi = x_dpi / factor, y_dpi / factor
    if upright is not None:
        image = image.transpose(upright)
        if upright in _SIDES_SWAPPED:
            x_dpi, y_dpi = y_dpi, x_dpi
    picture = _eight_bits(image)
    if abs(x_dpi - y_dpi) > 0.05 * max(x_dpi, y_dpi):  # a fax's oblong pixels
        dpi = max(x_dpi, y_dpi)
        height, width = picture.shape[:2]
        size = (round(width * dpi / x_dpi), round(height * dpi / y_dpi))
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR)
        return picture, dpi
    return picture, x_dpi


_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What undoes each way in which a camera may have been held (EXIF 2.3, orientation)."""
_SIDES_SWAPPED = frozenset(_UPRIGHT[held] for held in (5, 6, 7, 8))


def _orientation(image: Image.Image) -> int:
    """How the camera was held, 1 where the picture does not say, or says it wrongly."""
    try:
        held = image.getexif().get(0x0112, 1)
    except (SyntaxError, ValueError, OSError, KeyError, TypeError, struct.error) as error:
        LOG.debug("the picture's EXIF is broken: %s", reason(error))
        return 1
    return held if isinstance(held, int) else 1


def _fewer_pixels(image: Image.Image, factor: int) -> Image.Image:
    """The image with so many times fewer pixels each way, averaged.

    What is beyond the working resolution would only be shrunk later, after several copies in full.
    """
    if image.mode.startswith("I;16"):
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    elif "transparency" in image.info or image.mode in ("PA", "La", "RGBa"):
        image = image.convert("RGBA")
    elif image.mode not in ("L", "RGB", "RGBA", "LA", "CMYK", "YCbCr", "I", "F"):
        image = image.convert("L" if image.mode == "1" else "RGB")
    return image.reduce(factor)


def _stated(image: Image.Image) -> tuple[float, float]:
    """The resolution across and down: the file's own where it leads to a sheet of paper, else A4's."""
    width, height = image.size
    stated = image.info.get("dpi")
    if isinstance(stated, tuple) and len(stated) == 2:
        try:
            x_dpi, y_dpi = float(stated[0]), float(stated[1])
        except (TypeError, ValueError, ZeroDivisionError):
            x_dpi = y_dpi = 0.0
        believed = all(DPI[0] <= dpi <= DPI[1] for dpi in (x_dpi, y_dpi))
        if believed and PAPER[0] <= max(width / x_dpi, height / y_dpi) <= PAPER[1]:
            return x_dpi, y_dpi
    short, long = sorted((width, height))
    whole = SHEET[0] < long / max(1, short) < SHEET[1]
    dpi = max(1.0, max(long / A4[1], short / A4[0]) if whole else width / A4[0])
    return dpi, dpi


def _eight_bits(image: Image.Image) -> Picture:
    if image.mode.startswith("I;16"):
        return np.asarray(np.asarray(image) >> 8, dtype=np.uint8)
    if image.mode in ("I", "F"):
        values = np.nan_to_num(np.asarray(image, dtype=np.float32))
        high = float(values.max(initial=0.0))
        full = next((bound for bound in (1.0, 255.0, 65535.0) if high <= bound), high)
        return np.asarray(np.clip(values * (255.0 / full), 0, 255), dtype=np.uint8)
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, (255, 255, 255, 255))
        image = Image.alpha_composite(paper, image).convert("RGB")
    if image.mode in ("1", "L"):
        return np.array(image.convert("L"), dtype=np.uint8)
    return _plain(np.asarray(image if image.mode == "RGB" else image.convert("RGB"))[..., ::-1])
