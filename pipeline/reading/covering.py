"""Which text of a PDF page is not seen: not painted, white on white, under something painted later.

Layers hold such text: the OCR under a scan, words that a filled box or a picture covers, white notes
of a portal. A reader does not see it, so it is no part of the page.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

MAX_OBJECTS = 20_000
"""Objects of a page that are looked at; a map has more."""
MAX_COVERS = 300
"""Things that may cover text; a page with more is a drawing, and all its text counts as seen."""
MAX_PIXELS = 40_000_000
"""A larger picture is not unpacked to see whether one sees through it."""
PICTURE = 0.1
"""Share of the page from which on a picture covers: seals and signatures are smaller, and seen through."""
_INVISIBLE = 3
"""Text render mode of a scanner's OCR layer (ISO 32000-1, table 106)."""
_CLIP_ONLY = 7
_WHITE = 250
_RECTANGLE = 6
"""Segments of a path that is still a rectangle."""

Area = tuple[float, float, float, float]
"""left, bottom, right, top in user space."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Something filled on the page: its turn in the order of painting, its area, whether it is white.

    ``opaque`` where it hides what was painted before it; other pictures are still a ground for white text.
    """

    order: int
    area: Area
    white: bool
    opaque: bool = True

    def holds(self, x: float, y: float) -> bool:
        """True where a point lies in it."""
        return self.area[0] <= x <= self.area[2] and self.area[1] <= y <= self.area[3]


@dataclass(frozen=True, slots=True)
class Scene:
    """What is painted on a page, in order."""

    covers: tuple[Cover, ...] = ()
    orders: dict[int, int] = field(default_factory=dict)
    """Turns of the pieces of text, by address; a form's pieces have the form's. Empty where nobody looked."""

    def hides(self, piece: int, mode: int, x: float, y: float, *, white: bool) -> bool:
        """True where a piece of text is not seen at a point of user space.

        Args:
            piece: the address of PDFium's text object.
            mode: its text render mode.
            x: a place in the glyph.
            y: the same.
            white: it is painted white (or not at all).
        """
        if mode in (_INVISIBLE, _CLIP_ONLY):
            return True
        if not self.covers and not white:
            return False
        order = self.orders.get(piece)
        if order is None:
            return False
        here = [cover for cover in self.covers if cover.holds(x, y)]
        if any(cover.order > order and cover.opaque for cover in here):
            return True
        below = max((cover for cover in here if cover.order < order), key=lambda cover: cover.order, default=None)
        return white and (below is None or below.white)


def scene_of(page: Any, area: float) -> Scene:
    """The scene of a pypdfium2 page of this area (square points)."""
    count = int(pdfium.FPDFPage_CountObjects(page.raw))
    if count > MAX_OBJECTS:
        return Scene()
    covers: list[Cover] = []
    orders: dict[int, int] = {}
    for order in range(count):
        thing = pdfium.FPDFPage_GetObject(page.raw, order)
        kind = int(pdfium.FPDFPageObj_GetType(thing))
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            orders[address_of(thing)] = order
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            _number(thing, order, orders, 0)
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH):
            cover = _cover(page, thing, kind, order, area if orders else 0.0)
            if cover is not None:
                covers.append(cover)
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING and (box := _bounds(thing)):
            covers.append(Cover(order, box, False, opaque=False))
        if len(covers) > MAX_COVERS:
            return Scene()
    return Scene(tuple(covers), orders)


def is_white(raw: Any, index: int) -> bool:
    """True for a character of a text page that is filled with white, or with nothing."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFText_GetFillColor(raw, index, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE


def _number(form: Any, order: int, orders: dict[int, int], depth: int) -> None:
    """Give all text in a form the form's turn."""
    if depth > 8 or len(orders) > MAX_OBJECTS:
        return
    for index in range(min(int(pdfium.FPDFFormObj_CountObjects(form)), MAX_OBJECTS)):
        thing = pdfium.FPDFFormObj_GetObject(form, index)
        kind = int(pdfium.FPDFPageObj_GetType(thing))
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            orders[address_of(thing)] = order
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            _number(thing, order, orders, depth + 1)


def _cover(page: Any, thing: Any, kind: int, order: int, area: float) -> Cover | None:
    """A picture or a filled rectangle as a cover, None for a line; ``area`` is 0 where no text stands before it."""
    box = _bounds(thing)
    if box is None:
        return None
    wide, high = box[2] - box[0], box[3] - box[1]
    through = bool(pdfium.FPDFPageObj_HasTransparency(thing))
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        large = area > 0 and wide * high >= PICTURE * area
        return Cover(order, box, False, opaque=large and not through and not _seen_through(page, thing))
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(thing, mode, stroked) or mode.value == 0 or min(wide, high) < 4:
        return None
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
        return Cover(order, box, False, opaque=False)
    solid = alpha.value == 255 and not through and int(pdfium.FPDFPath_CountSegments(thing)) <= _RECTANGLE
    return Cover(order, box, min(red.value, green.value, blue.value) >= _WHITE, opaque=solid)


def _bounds(thing: Any) -> Area | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _seen_through(page: Any, thing: Any) -> bool:
    """True for a picture with a mask, as stamps and watermarks have; also for one too large to look at."""
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    if not pdfium.FPDFImageObj_GetImagePixelSize(thing, wide, high) or wide.value * high.value > MAX_PIXELS:
        return True
    bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(page.pdf.raw, page.raw, thing)
    if not bitmap:
        return True
    try:
        if pdfium.FPDFBitmap_GetFormat(bitmap) != pdfium.FPDFBitmap_BGRA:
            return False
        stride, across, down = (
            int(get(bitmap))
            for get in (pdfium.FPDFBitmap_GetStride, pdfium.FPDFBitmap_GetWidth, pdfium.FPDFBitmap_GetHeight)
        )
        buffer = ctypes.cast(pdfium.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte))
        places = [(x * across // 24, y * down // 24) for x in range(1, 24) for y in range(1, 24)]
        clear = sum(buffer[y * stride + 4 * x + 3] < 255 for x, y in places)
        return bool(clear > 0.05 * len(places))
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def address_of(thing: Any) -> int:
    """The address of one of PDFium's objects, by which it is known; 0 for none."""
    return ctypes.cast(thing, ctypes.c_void_p).value or 0
