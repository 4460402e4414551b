"""Printing: sheets to a born-digital PDF, and a PDF to pictures of its pages."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2

from pipeline.errors import SetupError
from pipeline.evaluating.fonts import Type
from pipeline.evaluating.sheets import Sheet

Picture = npt.NDArray[np.uint8]
"""Height × width × 3, red, green, blue; paper 255."""

DPI = (72, 600)


def pdf(sheets: Iterable[Sheet], face: Type, title: str = "") -> bytes:
    """A PDF with a text layer; the same sheets give the same bytes. Words of the pen are left out."""
    try:
        from reportlab.pdfgen.canvas import Canvas
    except ImportError as error:
        raise SetupError("reportlab is not installed", "pip install 'vanthu[dev]'") from error
    buffer = io.BytesIO()
    canvas: Any = Canvas(buffer, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    for sheet in sheets:
        canvas.setPageSize((sheet.width, sheet.height))
        for line in sheet.lines:
            printed = [word for word in line.words if not word.hand]
            for word, following in zip(printed, [*printed[1:], None], strict=True):
                canvas.setFont(face.fount(word.weight).name, word.size)
                # The space belongs to the line's text, as word processors write it.
                canvas.drawString(word.x, sheet.height - word.y, word.text + (" " if following else ""))
        for rule in sheet.rules:
            canvas.setLineWidth(rule.thickness)
            canvas.line(rule.x0, sheet.height - rule.y0, rule.x1, sheet.height - rule.y1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def pictures(data: bytes, dpi: int) -> Iterator[Picture]:
    """The pages of a PDF as pictures at 72 to 600 dots an inch."""
    if not DPI[0] <= dpi <= DPI[1]:
        raise SetupError(f"{dpi} dots an inch are out of bounds", f"choose {DPI[0]} to {DPI[1]}")
    document = pypdfium2.PdfDocument(data)
    try:
        for index in range(len(document)):
            page = document[index]
            bitmap = page.render(scale=dpi / 72, rev_byteorder=True)
            yield np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
            bitmap.close()
            page.close()
    finally:
        document.close()
