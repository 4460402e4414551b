"""A PDF whose pages lie turned in the file, with and without the /Rotate that sets them upright again."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array

MATRICES = {
    90: lambda wide, high: (0, 1, -1, 0, high, 0),
    180: lambda wide, high: (-1, 0, 0, -1, wide, high),
    270: lambda wide, high: (0, -1, 1, 0, 0, wide),
}
"""Content turned counter-clockwise by so many degrees on a page whose sides are exchanged where need be."""


def turned_pdf(data: bytes, degrees: int, *, rotate: bool, shift: float = 0.0) -> bytes:
    """The PDF with its content turned counter-clockwise.

    Args:
        data: a PDF with upright pages.
        degrees: 90, 180 or 270.
        rotate: set /Rotate, so that a viewer shows the pages upright.
        shift: points by which the page's boxes begin right of and above the origin.
    """
    file = pikepdf.open(io.BytesIO(data))
    for page in file.pages:
        wide, high = (float(page.mediabox[at]) - float(page.mediabox[at - 2]) for at in (2, 3))
        a, b, c, d, e, f = MATRICES[degrees](wide, high)
        before = f"q {a} {b} {c} {d} {e + shift} {f + shift} cm\n".encode()
        page.contents_add(before, prepend=True)
        page.contents_add(b"\nQ")
        if degrees != 180:
            wide, high = high, wide
        page.mediabox = Array([shift, shift, shift + wide, shift + high])
        if rotate:
            page.Rotate = degrees
    made = io.BytesIO()
    file.save(made, deterministic_id=True)
    return made.getvalue()
