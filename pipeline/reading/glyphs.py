"""The glyphs of a PDF page's text layer: where each stands, how it looks, what it shows.

Fonts of the encodings before Unicode show other letters than the layer says; the glyphs say what is
seen.
"""

from __future__ import annotations

import ctypes
import functools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.pages import clean_unicode
from pipeline.reading.charsets import is_mark
from pipeline.reading.covering import Scene, address_of, is_white
from pipeline.reading.encodings import AS_IT_IS, UNKNOWN, Turn, family, turn_of

SPACE_GAP = 0.11
"""White (in em) that stands for a space: on born-digital pages it is 0.15 to 0.33, kerning below 0.03,
and nothing lies between."""
_SOFT_HYPHEN = "\xad"
_HYPHEN_WIDTH = 0.42
"""Width (em) below which what PDFium calls a hyphen at a line's end is one; TCVN3 has its ư at that code."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character of the layer: advance box in points from the upright page's top left."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    font: str
    bold: bool
    italic: bool
    hidden: bool
    spaced: bool
    """A space character stands before it in the layer."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The page's visible box in user space and its rotation: the way from PDF points to ours."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        """Width of the upright page in points."""
        return self.top - self.bottom if self.rotation in (90, 270) else self.right - self.left

    @property
    def height(self) -> float:
        """Height of the upright page in points."""
        return self.right - self.left if self.rotation in (90, 270) else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of user space in points from the upright page's top left."""
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A rectangle of user space as x0, top, x1, bottom of the upright page."""
        xs, ys = zip(self.point(left, bottom), self.point(right, top), strict=True)
        return min(xs), min(ys), max(xs), max(ys)


_BOLD = re.compile(r"bold|black|heavy|semibold|demi|[-,_ ]bd\b", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obliq|[-,_ ]it\b", re.IGNORECASE)


_STANDS_FOR = {"tcvn3": ".VnTime", "vni": "VNI-Times", "vps": "VPS Times", "viscii": "VI Times"}


def frame_of(page: Any) -> Frame:
    """The frame of a pypdfium2 page: its visible box (crop within media) and its /Rotate."""
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, int(page.get_rotation()) % 360)


def read_glyphs(raw: Any, count: int, frame: Frame, scene: Scene) -> tuple[list[Glyph], list[int], int]:
    """Printable glyphs with the angle (degrees clockwise, to the nearest 15) at which they run on the page."""
    glyphs: list[Glyph] = []
    angles: list[int] = []
    unmapped = 0
    spaced = False
    rect = pdfium.FS_RECTF()
    looks: dict[int, _Look] = {}
    for index in range(count):
        code = int(pdfium.FPDFText_GetUnicode(raw, index))
        generated = pdfium.FPDFText_IsGenerated(raw, index) == 1
        if generated:
            continue
        hyphen = code == 2 or pdfium.FPDFText_IsHyphen(raw, index) == 1
        if hyphen:
            code = ord("-")
        if code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or pdfium.FPDFText_HasUnicodeMapError(raw, index) == 1:
            unmapped += 1
            spaced = spaced or code == 0
            continue
        text = chr(code) if not 0xD800 <= code <= 0xDFFF else ""
        if not text or text.isspace():
            spaced = spaced or text.isspace()
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, index, rect):
            continue
        piece = pdfium.FPDFText_GetTextObject(raw, index)
        address = address_of(piece)
        look = looks.get(address)
        if look is None or not address:
            look = looks[address] = _look_of(raw, index, piece)
        x, y = (rect.left + rect.right) / 2, (rect.bottom + rect.top) / 2
        hidden = address != 0 and scene.hides(address, look.mode, x, y, white=look.white)
        if hyphen and rect.right - rect.left >= _HYPHEN_WIDTH * look.size and family(look.font)[0]:
            text = _SOFT_HYPHEN
        x0, top, x1, bottom = frame.box(rect.left, rect.bottom, rect.right, rect.top)
        if not (0 <= x0 + x1 <= 2 * frame.width and 0 <= top + bottom <= 2 * frame.height):
            continue  # beside the page that is shown
        glyphs.append(Glyph(text, x0, top, x1, bottom, look.size, look.font, look.bold, look.italic, hidden, spaced))
        angles.append((look.angle + frame.rotation) % 360)
        spaced = False
    return glyphs, angles, unmapped


@dataclass(frozen=True, slots=True)
class _Look:
    """What all characters of one piece of text share; ``angle`` in degrees clockwise, to the nearest 15."""

    size: float
    font: str
    bold: bool
    italic: bool
    mode: int
    white: bool
    angle: int


def _look_of(raw: Any, index: int, piece: Any) -> _Look:
    size = float(pdfium.FPDFText_GetFontSize(raw, index))
    angle = 0.0
    matrix = pdfium.FS_MATRIX()
    if pdfium.FPDFText_GetMatrix(raw, index, matrix):
        angle = -math.degrees(math.atan2(matrix.b, matrix.a))
        scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
        size = size * scale if scale > 0 else size
    buffer = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    length = int(pdfium.FPDFText_GetFontInfo(raw, index, buffer, 256, flags))
    font = buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")
    bold = int(pdfium.FPDFText_GetFontWeight(raw, index)) >= 600 or _BOLD.search(font) is not None
    return _Look(
        size,
        font,
        bold,
        bool(flags.value & 64) or _ITALIC.search(font) is not None,
        int(pdfium.FPDFTextObj_GetTextRenderMode(piece)) if piece else 0,
        is_white(raw, index),
        round(angle / 15) * 15,
    )


def shown(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], tuple[str, ...], float]:
    """The glyphs with the letters that are seen, the old encodings met, the share of glyphs in none that is known.

    VNI's letters of two glyphs become one. What shows nothing is left out.
    """
    keys = [_key(g.font) for g in glyphs]
    turns = {key: turn_of(text, family(key)[0]) for key, text in _texts(glyphs, keys).items()}
    seen: list[Glyph] = []
    index = 0
    while index < len(glyphs):
        g, key = glyphs[index], keys[index]
        turn = turns[key]
        if turn is AS_IT_IS and not family(g.font)[1]:
            if _shows(g.text):
                seen.append(g)
            index += 1
            continue
        end = index + 1
        text = g.text
        if turn.known and text.isalpha():
            while end < len(glyphs) and end < index + 2 and keys[end] == key and not glyphs[end].spaced:
                if not is_mark(glyphs[end].text, turn.encoding):
                    break
                text += glyphs[end].text
                end += 1
        text = Turn(turn.encoding, family(g.font)[1], turn.mac).apply(text)
        if end > index + 1 or text != g.text:
            x1 = max(one.x1 for one in glyphs[index:end])
            g = replace(g, text=text, x1=max(x1, g.x1))
        if _shows(g.text):
            seen.append(g)
        index = end
    met = {turn.encoding for turn in turns.values() if turn.known and turn.encoding}
    lost = sum(turns[key].encoding == UNKNOWN for key in keys) / max(len(keys), 1)
    return seen, tuple(sorted(met)), lost


@functools.lru_cache(maxsize=4096)
def _shows(text: str) -> bool:
    return bool(clean_unicode(text).strip())


def _key(font: str) -> str:
    """Fonts of one old encoding are judged together, by a name that stands for them."""
    encoding = family(font)[0]
    return _STANDS_FOR[encoding] if encoding else font


def _texts(glyphs: Sequence[Glyph], keys: Sequence[str]) -> dict[str, str]:
    """What each font says, cut into words where white stands or the font changes."""
    texts: dict[str, list[str]] = {}
    for index, (g, key) in enumerate(zip(glyphs, keys, strict=True)):
        parts = texts.setdefault(key, [])
        if index and (g.spaced or keys[index - 1] != key or not follows(glyphs[index - 1], g)):
            parts.append(" ")
        parts.append(g.text)
    return {key: "".join(parts) for key, parts in texts.items()}


def turned(g: Glyph, turn: int, width: float, height: float) -> Glyph:
    """The glyph after the page was turned back by `turn` degrees (clockwise angle of its text)."""
    if turn == 90:  # text runs down: turn the page left
        x0, top, x1, bottom = g.top, width - g.x1, g.bottom, width - g.x0
    elif turn == 180:
        x0, top, x1, bottom = width - g.x1, height - g.bottom, width - g.x0, height - g.top
    else:  # 270: text runs up
        x0, top, x1, bottom = height - g.bottom, g.x0, height - g.top, g.x1
    return replace(g, x0=x0, top=top, x1=x1, bottom=bottom)


def follows(before: Glyph, g: Glyph) -> bool:
    """True where a glyph goes on in the word of the one before it: same line, no white, no step back."""
    if before.hidden != g.hidden:
        return False
    em = max(before.size, g.size, 1.0)
    if abs(before.bottom - g.bottom) > 0.3 * em and abs(before.top - g.top) > 0.3 * em:
        return False
    gap = g.x0 - before.x1
    if gap < -0.45 * em and not _stacked(before, g):
        return False
    return gap <= SPACE_GAP * em


def _stacked(before: Glyph, g: Glyph) -> bool:
    """True for a combining mark, which stands over its letter."""
    return clean_unicode(before.text + g.text) != before.text + g.text or not g.text.isalnum()
