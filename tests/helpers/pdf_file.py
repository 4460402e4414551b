"""Makes small PDF files for tests: text at exact places in fonts without files, rules, pictures, notes.

A font here is a standard one, each of whose codes is said to be a Unicode character: extraction sees
real Vietnamese, and no font file is needed. Letters are half an em wide, a space a quarter.
"""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

LETTER, SPACE = 500, 250
A4 = (595.0, 842.0)


class Paper:
    """A page's content; coordinates are points from the top left, `y` a baseline."""

    def __init__(
        self, *, size: tuple[float, float] = A4, rotate: int = 0, crop: tuple[float, ...] | None = None
    ) -> None:
        self.size = size
        self.rotate = rotate
        self.crop = crop
        self.operators: list[str] = []
        self.fonts: dict[str, dict[str, int]] = {}
        self.notes: list[tuple[tuple[float, float, float, float], str, str]] = []
        self.scans = 0

    def _codes(self, font: str, text: str) -> str:
        codes = self.fonts.setdefault(font, {})
        for ch in text:
            codes.setdefault(ch, 33 + len(codes))
        return "".join(f"{codes[ch]:02X}" for ch in text)

    def text(
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: float = 13,
        font: str = "TimesNewRomanPSMT",
        mode: int = 0,
        turn: int = 0,
        scaled: bool = False,
        spacing: float = 0,
    ) -> float:
        """Show a string; returns the x at which it ends. ``turn`` is its angle in degrees (0 or 90)."""
        em, matrix = (1.0, size) if scaled else (size, 1.0)
        place = (x, self.size[1] - y)
        a, b, c, d = (matrix, 0.0, 0.0, matrix) if turn == 0 else (0.0, matrix, -matrix, 0.0)
        self.operators.append(
            f"BT /{font} {em} Tf {mode} Tr {spacing} Tc {a} {b} {c} {d} {place[0]:.3f} {place[1]:.3f} Tm "
            f"<{self._codes(font, text)}> Tj ET"
        )
        return x + width_of(text, size) + spacing * len(text)

    def lines(self, y: float, *texts: str, x: float = 85, pitch: float = 18) -> None:
        """Show lines one under another."""
        for number, text in enumerate(texts):
            self.text(text, x, y + number * pitch)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a ruling line."""
        high = self.size[1]
        self.operators.append(f"0.5 w {x0} {high - y0} m {x1} {high - y1} l S")

    def grid(self, xs: list[float], ys: list[float]) -> None:
        """Draw the rules of a table."""
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)

    def scan(self) -> None:
        """Cover the page with a picture."""
        self.scans += 1
        self.operators.append(f"q {self.size[0]} 0 0 {self.size[1]} 0 0 cm /Scan Do Q")

    def signature(self, box: tuple[float, float, float, float], text: str) -> None:
        """A signature's field (x0, top, x1, bottom) whose look shows `text`."""
        self.notes.append((box, "Sig", text))

    def remark(self, box: tuple[float, float, float, float], text: str) -> None:
        """A stamp annotation that shows `text`, as document-management software puts numbers."""
        self.notes.append((box, "Stamp", text))


def width_of(text: str, size: float = 13) -> float:
    """Width of a string in points."""
    return sum(SPACE if ch == " " else LETTER for ch in text) * size / 1000


def pdf(*papers: Paper, password: str | None = None, **info: str) -> bytes:
    """The bytes of a PDF of these pages; ``info`` is its document information."""
    file = pikepdf.new()
    for paper in papers:
        _add(file, paper)
    for key, value in info.items():
        file.docinfo[f"/{key}"] = value
    buffer = io.BytesIO()
    encryption = pikepdf.Encryption(owner="owner", user=password) if password else False
    file.save(buffer, encryption=encryption, deterministic_id=password is None)
    return buffer.getvalue()


def _add(file: pikepdf.Pdf, paper: Paper) -> None:
    wide, high = paper.size
    notes = []
    for (x0, top, x1, bottom), kind, text in paper.notes:
        look = Stream(
            file,
            f"BT /TimesNewRomanPSMT 8 Tf 1 0 0 1 2 4 Tm <{paper._codes('TimesNewRomanPSMT', text)}> Tj ET".encode(),
        )
        look.Type, look.Subtype = Name.XObject, Name.Form
        look.BBox = Array([0, 0, x1 - x0, bottom - top])
        notes.append((look, kind, Array([x0, high - bottom, x1, high - top])))
    fonts = Dictionary({f"/{name}": _font(file, name, codes) for name, codes in paper.fonts.items()})
    pixel = Stream(file, b"\xc8")
    pixel.update({"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 1, "/Height": 1})
    pixel.update({"/ColorSpace": Name.DeviceGray, "/BitsPerComponent": 8})
    page = file.add_blank_page(page_size=(wide, high))
    page.Resources = Dictionary(Font=fonts, XObject=Dictionary(Scan=pixel) if paper.scans else Dictionary())
    page.Contents = Stream(file, "\n".join(paper.operators).encode())
    if paper.rotate:
        page.Rotate = paper.rotate
    if paper.crop:
        page.CropBox = Array(list(paper.crop))
    annotations = []
    for look, kind, box in notes:
        look.Resources = Dictionary(Font=fonts)
        note = Dictionary(Type=Name.Annot, Rect=box, F=4, AP=Dictionary(N=file.make_indirect(look)))
        if kind == "Sig":
            note.update({"/Subtype": Name.Widget, "/FT": Name.Sig, "/V": file.make_indirect(Dictionary(Type=Name.Sig))})
        else:
            note.Subtype = Name.Stamp
        annotations.append(file.make_indirect(note))
    if annotations:
        page.Annots = Array(annotations)
        file.Root.AcroForm = Dictionary(Fields=Array([note for note in annotations if "/FT" in note]))


_METRICS = {"Ascent": 890, "Descent": -216, "FontBBox": Array([0, -216, 500, 890])}


def _font(file: pikepdf.Pdf, name: str, codes: dict[str, int]) -> pikepdf.Object:
    widths = [SPACE if ch == " " else LETTER for ch in codes]
    # All letters are painted as an n, whose picture fits its width.
    glyphs = [Name.space if ch == " " else Name.n for ch in codes]
    meanings = "\n".join(f"<{code:02X}> <{ch.encode('utf-16-be').hex()}>" for ch, code in codes.items())
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{meanings}\nendbfchar\nendcmap end end"
    )
    return file.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name(f"/{name}"),
            FirstChar=33,
            LastChar=33 + len(codes) - 1,
            Widths=Array(widths),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([33, *glyphs])),
            FontDescriptor=file.make_indirect(
                Dictionary(Type=Name.FontDescriptor, FontName=Name(f"/{name}"), Flags=32, **_METRICS)
            ),
            ToUnicode=Stream(file, table.encode()),
        )
    )
