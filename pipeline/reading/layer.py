"""The text layer of a PDF page: its characters joined to words with boxes, size and weight.

Words are made from the characters' own places, not from the spaces that the layer claims: layers
split words (`CỘ NG`) and run them together, their glyphs stand where they are printed.
"""

from __future__ import annotations

import ctypes
import math
import re
import statistics
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.pages import Box, Word, clean_unicode
from pipeline.reading.columns import Placed, rows_of, typical_height

MAX_CHARACTERS = 200_000
"""Characters of one page that are looked at; a page of print has about 3,000."""
_SPACE_GAP = 0.11
"""White (in em) that stands for a space: on born-digital pages it is 0.15 to 0.33, kerning below 0.03,
and nothing lies between."""
_INVISIBLE = 3
"""Text render mode of a scanner's OCR layer (ISO 32000-1, table 106)."""


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
class Layer:
    """What a page's layer holds.

    ``words`` are those that stand upright, ``hidden`` those of them that aren't painted (a
    scanner's OCR), ``slanted`` the words that run at another angle (watermarks, margins).
    ``unmapped`` is the share of characters without a meaning, ``legacy`` the share set in fonts of
    TCVN3 or VNI bytes.
    """

    words: tuple[Word, ...] = ()
    hidden: tuple[Word, ...] = ()
    slanted: tuple[Word, ...] = ()
    unmapped: float = 0.0
    legacy: float = 0.0
    rotation: int = 0
    """Degrees (0/90/180/270) by which the page's text runs; the boxes are upright already."""


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


_LEGACY = re.compile(r"^(?:[A-Z]{6}\+)?(?:(?:\.|#2E)?Vn(?!i)[A-Z]|\.Vn|VNI|VPS|ABC[- ]?Vn)", re.ASCII)
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|[-,_ ]bd\b", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obliq|[-,_ ]it\b", re.IGNORECASE)


def frame_of(page: Any) -> Frame:
    """The frame of a pypdfium2 page: its visible box (crop within media) and its /Rotate."""
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, int(page.get_rotation()) % 360)


def read_layer(page: Any, frame: Frame) -> Layer:
    """The words of a pypdfium2 page's text layer.

    Text that runs sideways over most of the page turns it: the boxes are then those of the page
    held so that one can read it, and `Layer.rotation` says how far it was turned.
    """
    textpage = page.get_textpage()
    try:
        raw = textpage.raw
        count = min(int(pdfium.FPDFText_CountChars(raw)), MAX_CHARACTERS)
        glyphs, angles, unmapped = _glyphs(raw, count, frame)
    finally:
        textpage.close()
    if not glyphs:
        return Layer(unmapped=unmapped / max(count, 1))
    turn = Counter(angles).most_common(1)[0][0]
    turn = turn if turn % 90 == 0 else 0
    upright = [g for g, a in zip(glyphs, angles, strict=True) if a == turn]
    slanted = [g for g, a in zip(glyphs, angles, strict=True) if a != turn]
    size = (frame.width, frame.height)
    if turn:
        upright = [_turned(g, turn, *size) for g in upright]
        slanted = [_turned(g, turn, *size) for g in slanted]
        size = size if turn == 180 else (size[1], size[0])
    found = [(word, part[0].hidden) for part in _joined(_fragments(upright)) if (word := _word(part, *size))]
    once = _once([word for word, _ in found])
    unseen = {id(word) for word, hidden in found if hidden}
    legacy = sum(bool(_LEGACY.match(g.font)) for g in glyphs) / len(glyphs)
    margin = tuple(word for run in _runs(slanted) if (word := _word(run, *size)))
    return Layer(
        tuple(once),
        tuple(word for word in once if id(word) in unseen),
        margin,
        unmapped / max(count, 1),
        legacy,
        turn,
    )


def _glyphs(raw: Any, count: int, frame: Frame) -> tuple[list[Glyph], list[int], int]:
    """Printable glyphs with the angle (degrees clockwise, to the nearest 15) at which they run on the page."""
    glyphs: list[Glyph] = []
    angles: list[int] = []
    unmapped = 0
    spaced = False
    rect = pdfium.FS_RECTF()
    matrix = pdfium.FS_MATRIX()
    name_buffer = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    for index in range(count):
        code = int(pdfium.FPDFText_GetUnicode(raw, index))
        generated = pdfium.FPDFText_IsGenerated(raw, index) == 1
        if generated:
            continue
        if code == 2 or pdfium.FPDFText_IsHyphen(raw, index) == 1:
            code = ord("-")
        if code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or pdfium.FPDFText_HasUnicodeMapError(raw, index) == 1:
            unmapped += 1
            spaced = spaced or code == 0
            continue
        text = chr(code) if not 0xD800 <= code <= 0xDFFF else ""
        if not clean_unicode(text).strip():
            spaced = spaced or text.isspace()
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, index, rect):
            continue
        size = float(pdfium.FPDFText_GetFontSize(raw, index))
        angle = 0.0
        if pdfium.FPDFText_GetMatrix(raw, index, matrix):
            angle = -math.degrees(math.atan2(matrix.b, matrix.a))
            scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
            size = size * scale if scale > 0 else size
        length = int(pdfium.FPDFText_GetFontInfo(raw, index, name_buffer, 256, flags))
        font = name_buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")
        weight = int(pdfium.FPDFText_GetFontWeight(raw, index))
        piece = pdfium.FPDFText_GetTextObject(raw, index)
        hidden = bool(piece) and pdfium.FPDFTextObj_GetTextRenderMode(piece) == _INVISIBLE
        x0, top, x1, bottom = frame.box(rect.left, rect.bottom, rect.right, rect.top)
        glyphs.append(
            Glyph(
                text,
                x0,
                top,
                x1,
                bottom,
                size,
                font,
                weight >= 600 or _BOLD.search(font) is not None,
                bool(flags.value & 64) or _ITALIC.search(font) is not None,
                hidden,
                spaced,
            )
        )
        angles.append((round(angle / 15) * 15 + frame.rotation) % 360)
        spaced = False
    return glyphs, angles, unmapped


def _turned(g: Glyph, turn: int, width: float, height: float) -> Glyph:
    """The glyph after the page was turned back by `turn` degrees (clockwise angle of its text)."""
    if turn == 90:  # text runs down: turn the page left
        x0, top, x1, bottom = g.top, width - g.x1, g.bottom, width - g.x0
    elif turn == 180:
        x0, top, x1, bottom = width - g.x1, height - g.bottom, width - g.x0, height - g.top
    else:  # 270: text runs up
        x0, top, x1, bottom = height - g.bottom, g.x0, height - g.top, g.x1
    return Glyph(g.text, x0, top, x1, bottom, g.size, g.font, g.bold, g.italic, g.hidden, g.spaced)


def _runs(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs of slanted text cut at the layer's own spaces."""
    runs: list[list[Glyph]] = []
    for g in glyphs:
        if runs and not g.spaced:
            runs[-1].append(g)
        else:
            runs.append([g])
    return runs


def _fragments(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs in the layer's order, cut where white, another baseline or a step back parts them."""
    fragments: list[list[Glyph]] = []
    for g in glyphs:
        if fragments and _follows(fragments[-1][-1], g):
            fragments[-1].append(g)
        else:
            fragments.append([g])
    return fragments


def _follows(before: Glyph, g: Glyph) -> bool:
    em = max(before.size, g.size, 1.0)
    if abs(before.bottom - g.bottom) > 0.3 * em and abs(before.top - g.top) > 0.3 * em:
        return False
    gap = g.x0 - before.x1
    if gap < -0.45 * em and not _stacked(before, g):
        return False
    return gap <= _SPACE_GAP * em


def _stacked(before: Glyph, g: Glyph) -> bool:
    """True for a combining mark, which stands over its letter."""
    return clean_unicode(before.text + g.text) != before.text + g.text or not g.text.isalnum()


def _joined(fragments: list[list[Glyph]]) -> list[list[Glyph]]:
    """Fragments of one line that touch without a space between them, joined: `58` + `/KH`."""
    boxed = []
    for index, part in enumerate(fragments):
        box = _extent(part)
        boxed.append(Placed(Word(str(index)), *box))
    joined: list[list[Glyph]] = []
    for row in rows_of(boxed, typical_height(boxed)):
        group: list[Glyph] = []
        for p in row:
            part = fragments[int(p.word.text)]
            if group and _touches(group, part):
                group = group + part
            else:
                if group:
                    joined.append(group)
                group = part
        joined.append(group)
    return _unspaced(joined)


def _touches(group: list[Glyph], part: list[Glyph]) -> bool:
    em = max(group[-1].size, part[0].size, 1.0)
    gap = part[0].x0 - max(g.x1 for g in group)
    level = abs(group[-1].bottom - part[0].bottom) <= 0.3 * em
    return level and -0.25 * em <= gap <= _SPACE_GAP * em


def _unspaced(groups: list[list[Glyph]]) -> list[list[Glyph]]:
    """Letter-spaced words (`K Ế  H O Ạ C H`) joined: four single letters and more at even gaps."""
    done: list[list[Glyph]] = []
    index = 0
    while index < len(groups):
        end = index
        while end < len(groups) and len(groups[end]) == 1 and groups[end][0].text.isalpha():
            if end > index and abs(groups[end][0].bottom - groups[end - 1][0].bottom) > 1:
                break
            end += 1
        if end - index < 4:
            done.append(groups[index])
            index += 1
            continue
        run = [group[0] for group in groups[index:end]]
        gaps = [b.x0 - a.x1 for a, b in pairwise(run)]
        usual = statistics.median(gaps)
        word = [run[0]]
        for gap, g in zip(gaps, run[1:], strict=True):
            if gap > 1.7 * max(usual, 0.5):
                done.append(word)
                word = [g]
            else:
                word.append(g)
        done.append(word)
        index = end
    return done


def _extent(part: list[Glyph]) -> tuple[float, float, float, float]:
    return (
        min(g.x0 for g in part),
        min(g.top for g in part),
        max(g.x1 for g in part),
        max(g.bottom for g in part),
    )


def _word(part: list[Glyph], width: float, height: float) -> Word | None:
    text = "".join(clean_unicode("".join(g.text for g in part)).split())
    if not text or width <= 0 or height <= 0:
        return None
    x0, top, x1, bottom = _extent(part)
    box: Box = (_clip(x0 / width), _clip(top / height), _clip(x1 / width), _clip(bottom / height))
    size = statistics.median(g.size for g in part)
    half = len(part) / 2
    return Word(
        text,
        box,
        1.0,
        round(size, 1),
        sum(g.bold for g in part) > half,
        sum(g.italic for g in part) > half,
    )


def _clip(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 5)


def _once(words: list[Word]) -> list[Word]:
    """Words without those printed twice at one place (bold made by printing over)."""
    seen: dict[tuple[str, int, int], Word] = {}
    for word in words:
        assert word.box is not None
        key = (word.text, round(word.box[0] * 250), round(word.box[1] * 250))
        near = [(key[0], key[1] + dx, key[2] + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        if not any(k in seen for k in near):
            seen[key] = word
    return list(seen.values())
