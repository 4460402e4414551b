"""Files of page pictures, as office scanners write them: picture PDF, multi-page TIFF, PNG."""

from __future__ import annotations

import io
from collections.abc import Sequence

import cv2
import pikepdf
from pikepdf import Dictionary, Name, Stream
from PIL import Image

from pipeline.evaluating.printing import Picture

BLACK_AND_WHITE = "group4"


def picture_pdf(pages: Sequence[Picture], dpi: int, quality: int | None) -> bytes:
    """A PDF whose pages are one picture each, no text behind it.

    Args:
        pages: the pictures.
        dpi: dots an inch, from which the pages' sizes follow.
        quality: of the JPEGs; None packs black-and-white pages as a fax does (CCITT Group 4).
    """
    file = pikepdf.new()
    for page in pages:
        high, wide = page.shape[:2]
        picture = _fax(file, page) if quality is None else _jpeg(file, page, quality)
        width, height = wide * 72 / dpi, high * 72 / dpi
        made = file.add_blank_page(page_size=(width, height))
        made.Resources = Dictionary(XObject=Dictionary(Scan=picture))
        made.Contents = Stream(file, f"q {width:.4f} 0 0 {height:.4f} 0 0 cm /Scan Do Q".encode())
    buffer = io.BytesIO()
    file.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def tiff(pages: Sequence[Picture], dpi: int, quality: int | None) -> bytes:
    """A TIFF of all pages: JPEG inside, or Group 4 for black-and-white ones."""
    images = [_image(page, quality) for page in pages]
    buffer = io.BytesIO()
    images[0].save(
        buffer,
        "TIFF",
        save_all=True,
        append_images=images[1:],
        compression=BLACK_AND_WHITE if quality is None else "jpeg",
        dpi=(dpi, dpi),
        **({} if quality is None else {"quality": quality}),
    )
    return buffer.getvalue()


def png(pages: Sequence[Picture], dpi: int, quality: int | None) -> bytes:
    """The first page as PNG."""
    buffer = io.BytesIO()
    _image(pages[0], quality).save(buffer, "PNG", dpi=(dpi, dpi))
    return buffer.getvalue()


def _image(page: Picture, quality: int | None) -> Image.Image:
    if quality is None:
        return Image.fromarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)).convert("1", dither=Image.Dither.NONE)
    return Image.fromarray(page)


def _jpeg(file: pikepdf.Pdf, page: Picture, quality: int) -> pikepdf.Object:
    packed = cv2.imencode(".jpg", page[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    high, wide = page.shape[:2]
    stream = Stream(file, packed.tobytes())
    stream.update({"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": wide, "/Height": high})
    stream.update({"/ColorSpace": Name.DeviceRGB, "/BitsPerComponent": 8, "/Filter": Name.DCTDecode})
    return file.make_indirect(stream)


def _fax(file: pikepdf.Pdf, page: Picture) -> pikepdf.Object:
    """A black-and-white picture, the strip of a Group 4 TIFF taken out whole."""
    high, wide = page.shape[:2]
    buffer = io.BytesIO()
    # One strip: the number of rows in a strip is tag 278.
    _image(page, None).save(buffer, "TIFF", compression=BLACK_AND_WHITE, tiffinfo={278: high})
    with Image.open(io.BytesIO(buffer.getvalue())) as image:
        tags = image.tag_v2  # type: ignore[attr-defined]
        (offset,), (length,), white = tags[273], tags[279], tags.get(262) == 0
    stream = Stream(file, buffer.getvalue()[offset : offset + length])
    stream.update({"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": wide, "/Height": high})
    stream.update({"/ColorSpace": Name.DeviceGray, "/BitsPerComponent": 1, "/Filter": Name.CCITTFaxDecode})
    # In a TIFF whose photometric tag is 0 a set bit is black, which is the fax's own meaning.
    stream.DecodeParms = Dictionary(K=-1, Columns=wide, Rows=high, BlackIs1=not white)
    return file.make_indirect(stream)
