"""Scans that a page is not painted with but filled with: a tiling pattern that holds the picture.

Some scanning programs make a page one rectangle, filled with a pattern of one tile. To the renderer it
is a path like any other, and of a pattern's fill PDFium only gives the colour it stands for.
"""

from __future__ import annotations

import re
from ctypes import byref, c_uint
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.reading.objects import Objects

_TILING = re.compile(rb"/PatternType\s{0,9}(?:1\b|\d{1,10}\s)")
_STANDS_FOR = ((191, 191, 191), (255, 255, 255))
"""The colours that PDFium gives for the fill by a pattern in colours, and by any other."""


class Patterns:
    """The patterns of one PDF, looked for when first asked."""

    def __init__(self, data: bytes, objects: Objects) -> None:
        self._objects = objects
        self._some = _TILING.search(data) is not None

    def paint_pictures(self, index: int) -> bool:
        """True where page `index` (0-based) leads to a tiling pattern that leads to a picture."""
        import pikepdf

        if not self._some:
            return False
        for thing in self._objects.reached(index):
            if isinstance(thing, pikepdf.Stream) and thing.get("/PatternType") == 1:
                resources = thing.get("/Resources")
                pictures = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
                if isinstance(pictures, pikepdf.Dictionary) and len(pictures):
                    return True
        return False


def is_patterned(thing: Any) -> bool:
    """True for a path whose fill may be a pattern's, on a page that has one with a picture in it."""
    if thing.type != pdfium.FPDF_PAGEOBJ_PATH:
        return False
    red, green, blue, alpha = (c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(thing.raw, byref(red), byref(green), byref(blue), byref(alpha)):
        return False
    return (red.value, green.value, blue.value) in _STANDS_FOR
