"""The text layer of a PDF page: its characters joined to words with boxes, size and weight.

Words are made from the characters' own places, not from the spaces that the layer claims: layers
split words (`CỘ NG`) and run them together, their glyphs stand where they are printed.
"""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.pages import Box, Word, clean_unicode
from pipeline.reading.columns import Placed, rows_of, typical_height
from pipeline.reading.covering import scene_of
from pipeline.reading.glyphs import SPACE_GAP, Frame, Glyph, follows, read_glyphs, shown, turned
from pipeline.reading.spacing import respaced, unspaced

MAX_CHARACTERS = 200_000
"""Characters of one page that are looked at; a page of print has about 3,000."""


@dataclass(frozen=True, slots=True)
class Layer:
    """What a page's layer holds.

    ``words`` are those that stand upright, ``hidden`` those of them that aren't painted (a
    scanner's OCR), ``slanted`` the words that run at another angle (watermarks, margins).
    ``unmapped`` is the share of characters without a meaning, ``legacy`` the share in an old encoding
    that is not known; ``encodings`` are those that were turned; ``respaced`` where syllables told
    words apart.
    """

    words: tuple[Word, ...] = ()
    hidden: tuple[Word, ...] = ()
    slanted: tuple[Word, ...] = ()
    unmapped: float = 0.0
    legacy: float = 0.0
    encodings: tuple[str, ...] = ()
    respaced: bool = False
    rotation: int = 0
    """Degrees (0/90/180/270) by which the page's text runs; the boxes are upright already."""


def read_layer(page: Any, frame: Frame) -> Layer:
    """The words of a pypdfium2 page's text layer.

    Text that runs sideways over most of the page turns it: the boxes are then those of the page
    held so that one can read it, and `Layer.rotation` says how far it was turned.
    """
    textpage = page.get_textpage()
    try:
        raw = textpage.raw
        count = min(int(pdfium.FPDFText_CountChars(raw)), MAX_CHARACTERS)
        glyphs, angles, unmapped = read_glyphs(raw, count, frame, scene_of(page, frame.width * frame.height))
    finally:
        textpage.close()
    if not glyphs:
        return Layer(unmapped=unmapped / max(count, 1))
    turn = Counter(angles).most_common(1)[0][0]
    turn = turn if turn % 90 == 0 else 0
    upright = [g for g, a in zip(glyphs, angles, strict=True) if a == turn]
    slanted = [g for g, a in zip(glyphs, angles, strict=True) if a != turn]
    upright, encodings, legacy = shown(upright)
    slanted, also, _ = shown(slanted)
    size = (frame.width, frame.height)
    if turn:
        upright = [turned(g, turn, *size) for g in upright]
        slanted = [turned(g, turn, *size) for g in slanted]
        size = size if turn == 180 else (size[1], size[0])
    parts, settled = _joined(_fragments(upright))
    found = [(word, part[0].hidden) for part in parts if (word := _word(part, *size))]
    found.sort(key=lambda one: one[1])  # of what stands twice at one place, what is seen is kept
    once = _once([word for word, _ in found])
    unseen = {id(word) for word, hidden in found if hidden}
    margin = tuple(word for run in _runs(slanted) if (word := _word(run, *size)))
    return Layer(
        tuple(once),
        tuple(word for word in once if id(word) in unseen),
        margin,
        unmapped / max(count, 1),
        legacy,
        tuple(sorted({*encodings, *also})),
        settled,
        turn,
    )


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
        if fragments and follows(fragments[-1][-1], g):
            fragments[-1].append(g)
        else:
            fragments.append([g])
    return fragments


def _joined(fragments: list[list[Glyph]]) -> tuple[list[list[Glyph]], bool]:
    """The words of fragments: those of one line that touch are joined (`58` + `/KH`), doubtful white is settled.

    Also whether syllables had to decide anywhere.
    """
    boxed = []
    for index, part in enumerate(fragments):
        box = _extent(part)
        boxed.append(Placed(Word(str(index)), *box))
    joined: list[list[Glyph]] = []
    settled = False
    for row in rows_of(boxed, typical_height(boxed)):
        line: list[list[Glyph]] = []
        group: list[Glyph] = []
        for p in row:
            part = fragments[int(p.word.text)]
            if group and _touches(group, part):
                group = group + part
            else:
                if group:
                    line.append(group)
                group = part
        line.append(group)
        words, changed = respaced(unspaced(line))
        settled = settled or changed
        joined += words
    return joined, settled


def _touches(group: list[Glyph], part: list[Glyph]) -> bool:
    if group[-1].hidden != part[0].hidden:
        return False
    em = max(group[-1].size, part[0].size, 1.0)
    gap = part[0].x0 - max(g.x1 for g in group)
    level = abs(group[-1].bottom - part[0].bottom) <= 0.3 * em
    return level and -0.25 * em <= gap <= SPACE_GAP * em


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
