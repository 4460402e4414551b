"""Makes the pictures of this folder from invented words: once, by hand, not in the tests.

    PYTHONPATH=. python tests/reading/pictures/make_pictures.py

It needs Liberation Serif (fonts-liberation2, SIL Open Font License), which has all Vietnamese
letters; no package that the tests install ships such a font, so the pictures are kept instead.
"""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table, TableStyle

from tests.reading.pictures.words import BODY, HEADING, ROWS, SIGNING, SPANNED

FONTS = Path("/usr/share/fonts/truetype/liberation2")
HERE = Path(__file__).parent
DPI = 200
A4 = (595.28, 841.89)


def main() -> None:
    for name, file in (("Serif", "Regular"), ("Serif-Bold", "Bold"), ("Serif-Italic", "Italic")):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"LiberationSerif-{file}.ttf")))
    save(page(), "page.png")
    save(table(), "table.png")


def page() -> bytes:
    """A plan of one page by the layout of the decree."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4, invariant=True)
    y = 785.0
    for left, right, font in HEADING:
        canvas.setFont("Serif-Bold" if font == "bold" else "Serif", 13)
        canvas.drawCentredString(160, y, left)
        canvas.setFont("Serif-Bold" if font == "bold" else "Serif-Italic", 13)
        canvas.drawCentredString(415, y, right)
        y -= 17 if font == "bold" else 0
    canvas.line(335, 762, 495, 762)
    y -= 40
    for style, text in BODY:
        canvas.setFont("Serif-Bold" if style in ("title", "head") else "Serif", 14 if style == "title" else 13)
        if style == "title":
            canvas.drawCentredString(310, y, text)
        else:
            canvas.drawString(85 if style == "more" else 113, y, text)
        y -= 21
    y -= 14
    for left, right in SIGNING:
        canvas.setFont("Serif", 11)
        canvas.drawString(85, y, left)
        canvas.setFont("Serif-Bold", 13)
        canvas.drawCentredString(420, y, right)
        y -= 15
    canvas.save()
    return data.getvalue()


def table() -> bytes:
    """A page of an appendix: a ruled table with groups over merged cells."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(A4[1], A4[0]), invariant=True)
    canvas.setFont("Serif-Bold", 14)
    canvas.drawCentredString(421, 535, "PHỤ LỤC")
    plain = ParagraphStyle("plain", fontName="Serif", fontSize=12, leading=14.4)
    bold = ParagraphStyle("bold", parent=plain, fontName="Serif-Bold", alignment=TA_CENTER)
    centred = ParagraphStyle("centred", parent=plain, alignment=TA_CENTER)
    cells = [
        [
            Paragraph(text, bold if row in (0, *SPANNED) else centred if column in (0, 3) else plain)
            for column, text in enumerate(texts)
        ]
        for row, texts in enumerate(ROWS)
    ]
    made = Table(cells, colWidths=[34, 240, 90, 92, 120, 124])
    made.setStyle(
        TableStyle(
            [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
            + [("SPAN", (1, row), (-1, row)) for row in SPANNED]
        )
    )
    _, tall = made.wrapOn(canvas, 700, 500)
    made.drawOn(canvas, 72, 515 - tall)
    canvas.save()
    return data.getvalue()


def save(pdf: bytes, name: str) -> None:
    """Four greys are enough for letters and keep the file small."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=DPI / 72, grayscale=True).to_numpy()
    if picture.ndim == 3:
        picture = picture[..., 0]
    image = Image.fromarray((np.round(picture / 85.0) * 85).astype(np.uint8)).quantize(4)
    image.save(HERE / name, optimize=True, dpi=(DPI, DPI))
    document.close()


if __name__ == "__main__":
    main()
