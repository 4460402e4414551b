"""Pages with every kind of text layer that archives hold, and whether the reader tells them apart.

FIELD notes behind the kinds: signed scans bear only their signature's banner, scanners add a layer made
with or without Vietnamese, or one stripped of its marks, offices type number and day over a scan.
The picture's own reading is put in for: a verdict needs none.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from pipeline.evaluating import fonts, printing, sheets, typesetting
from pipeline.evaluating.drafts import Draft
from pipeline.evaluating.fonts import Type, Weight
from pipeline.evaluating.printing import Picture
from pipeline.evaluating.sheets import Sheet
from pipeline.evaluating.truth import TrueWord
from pipeline.pages import Page, Source

LAYER, PICTURE, BOTH = frozenset({Source.TEXT_LAYER}), frozenset({Source.OCR}), frozenset({Source.MIXED})

DPI = 72
"""Of the pictures: nobody reads them."""
FULL = 60
"""Words of a page whose layer can be judged by them."""
HIDDEN = 3
"""Text render mode of a scanner's layer (ISO 32000-1, table 106)."""
BANNER = ("Người ký: {0}", "Cơ quan: {1}", "Ngày ký: 05-03-2024 08:15:32 +07:00")
ALIEN = {"đ": "d", "Đ": "D", "ư": "u", "ơ": "o", "ô": "6", "ê": "6", "ế": "6", "ấ": "A", "ạ": "4", "ả": "i", "ữ": "ii"}
"""What an engine without Vietnamese makes of some letters."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Of one kind of page: how many there were, and of how many the source was told right."""

    kind: str
    pages: int
    right: int


def verdicts(drafts: Sequence[Draft], first: int) -> tuple[Verdicts, ...]:
    """Make the pages of all drafts with every kind of layer (seeds from `first` on) and judge them."""
    counts: dict[str, list[int]] = {}
    for nth, draft in enumerate(drafts):
        for kind, data, expected in made(draft, first + nth):
            count = counts.setdefault(kind, [0, 0])
            count[0] += 1
            count[1] += _source(data) in expected
    return tuple(Verdicts(kind, pages, right) for kind, (pages, right) in counts.items())


def made(draft: Draft, seed: int) -> Iterator[tuple[str, bytes, frozenset[Source]]]:
    """The draft's pages with each kind of layer: the kind, the file of one page, the sources that are right."""
    face = fonts.find("liberation")
    manner = sheets.manner(sheets.period_of(draft), seed)
    rng = np.random.default_rng(seed)
    for number, sheet in enumerate(typesetting.typeset(draft, face, manner), 1):
        page = sheets.true_page(sheet, number, face)
        born = printing.pdf([sheet], face, draft.name)
        yield "born digital", born, LAYER
        scan = next(printing.pictures(born, DPI))
        words = [word for word in page.words if any(ch.isalpha() for ch in word.text)]
        office = " ".join(word.text for word in words[:4])
        yield "a scan", _file(sheet, face, scan, []), PICTURE
        banner = [_typed(line.format(office, office), 0.6, 0.02 + 0.012 * at) for at, line in enumerate(BANNER)]
        yield "a scan with a signature's banner", _file(sheet, face, scan, banner), PICTURE | BOTH
        day = [_typed(f"{int(rng.integers(1, 999))}", 0.22, 0.1), _typed(f"{int(rng.integers(10, 28))}", 0.7, 0.1)]
        yield "a scan with typed number and day", _file(sheet, face, scan, day), BOTH
        if len(words) < FULL:
            continue
        layer = list(page.words)
        yield "a scan with a good layer", _file(sheet, face, scan, layer, HIDDEN), LAYER
        bare = [_with(word, _stripped(word.text)) for word in layer]
        yield "a layer stripped of its marks", _file(sheet, face, scan, bare, HIDDEN), PICTURE
        alien = [_with(word, _alien(word.text, rng)) for word in layer]
        yield "a layer made without Vietnamese", _file(sheet, face, scan, alien, HIDDEN), PICTURE


def _source(data: bytes) -> Source:
    """What the reader takes the file's one page from."""
    from pipeline.reading.pdf import read_pdf
    from pipeline.settings import ReadingSettings

    def read_picture(document: Any, index: int, width_pt: float, height_pt: float) -> Page:
        return Page(index + 1, width_pt, height_pt, Source.OCR)

    return read_pdf(data, ReadingSettings(), read_picture)[0][0].source


def _file(sheet: Sheet, face: Type, scan: Picture, words: Sequence[TrueWord], mode: int = 0) -> bytes:
    """One page: the scan, and words over it."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas: Any = Canvas(buffer, pagesize=(sheet.width, sheet.height), invariant=1)
    packed = cv2.imencode(".jpg", scan)[1].tobytes()
    canvas.drawImage(ImageReader(io.BytesIO(packed)), 0, 0, sheet.width, sheet.height)
    for word in words:
        text = canvas.beginText(word.box[0] * sheet.width, (1 - word.box[3]) * sheet.height)
        text.setFont(face.fount(Weight.REGULAR).name, word.size)
        text.setTextRenderMode(mode)
        text.textOut(word.text)
        canvas.drawText(text)
    canvas.save()
    return buffer.getvalue()


def _typed(text: str, x: float, y: float) -> TrueWord:
    return TrueWord(text, (x, y, x + 0.01, y + 0.012), 8.0)


def _with(word: TrueWord, text: str) -> TrueWord:
    return TrueWord(text, word.box, word.size)


def _stripped(text: str) -> str:
    """The text without any mark: `Uỷ ban` → `Uy ban`."""
    bare = "".join(ch for ch in unicodedata.normalize("NFD", text) if not unicodedata.combining(ch))
    return bare.replace("đ", "d").replace("Đ", "D")


def _alien(text: str, rng: np.random.Generator) -> str:
    """The text as an engine without Vietnamese reads it: a mark now and then stays, other letters change."""
    made = []
    for ch in text:
        if ord(ch) < 128 or rng.random() < 0.08:
            made.append(ch)
        else:
            made.append(ALIEN.get(ch) or (_stripped(ch) if rng.random() < 0.6 else "lirfcut"[int(rng.integers(7))]))
    return "".join(made)
