"""Labels of heading and foot that were read with wrong marks or letters: `Sô:`, `.Vơi nhận:`, seen again.

`Số`, `Kính gửi` and `Nơi nhận` are set down by Nghị định 30/2020/NĐ-CP (Phụ lục I, phần II, mục 3 and 9). What is
nearly one of them where it stands is one, if looks at the word alone see it; what no two see stays as it was read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from pipeline.pages import Line, LineKind, Word
from pipeline.reading.accents import EDGES
from pipeline.reading.anchors import opens
from pipeline.reading.eye import Eye, to_found
from pipeline.reading.recognise import SINGLE_WORD
from pipeline.reading.slots import is_number_line

Picture = npt.NDArray[np.uint8]
Pixels = tuple[int, int, int, int]

NARROW, WIDE = (0.15, 0.12, 0.05), (0.3, 0.3, 0.15)
"""Paper beside, above and below a label's word that is looked at with it, as shares of its height: with less of it an
engine takes a hand's digits for less, with more it sees where a faint letter ends."""
LOOKS = tuple((wide, tall, paper) for wide, tall in ((2.0, 2.0), (3.0, 3.6), (2.0, 2.6)) for paper in (NARROW, WIDE))
"""How much wider and higher the looks are, and with how much paper."""
AGREED = 2
"""So many of them must see the label, and more than see the word as it was read."""
MOST = 4
"""Words of a page that are looked at so."""
NUMBER = "Số"
_NUMBERED = re.compile(r"\W{0,2}([Ss][^\W\d_])(?![^\W\d_])")
"""The first two letters of the number's line, whatever stands behind: digits by hand touch the colon."""


@dataclass(frozen=True, slots=True)
class Misread:
    """A label's word: what was read of it (`start` to `end` of the word's text), and what it must be."""

    word: Word
    start: int
    end: int
    label: str

    @property
    def read(self) -> str:
        """What was read."""
        return self.word.text[self.start : self.end]

    @property
    def mended(self) -> str:
        """The word's text with the label; what stands before it is no print: a label opens its line."""
        return self.label + self.word.text[self.end :]


def misread(line: Line) -> tuple[Misread, ...]:
    """The words of a line's label that were read otherwise."""
    if line.kind is LineKind.LEFT and is_number_line(line):
        first = line.words[0]
        match = _NUMBERED.match(first.text)
        return (_as_read(first, match.start(1), match.end(1), NUMBER),) if match and not _is(match[1], NUMBER) else ()
    anchor = opens(line.text, "recipients", "address")
    pieces = anchor.term.split() if anchor is not None else []
    if len(pieces) > len(line.words):
        return ()
    made = []
    for word, piece in zip(line.words, pieces, strict=False):
        core = word.text.strip(EDGES)
        start = word.text.find(core)
        if core and not _is(core, piece):
            made.append(_as_read(word, start, start + len(core), piece))
    return tuple(made)


def with_labels(words: tuple[Word, ...], lines: Sequence[Line], picture: Picture, eye: Eye) -> tuple[Word, ...]:
    """The words, those of labels as looks at them alone see them; the same tuple where none is changed.

    Args:
        words: the page's.
        lines: its lines.
        picture: the cleaned page.
        eye: the page's.
    """
    doubted = [(one, line) for line in lines for one in misread(line) if one.word.box]
    better: dict[int, Word] = {}
    for one, line in doubted[:MOST]:
        looks = [
            eye.crop(picture, _place(one.word, line, picture, paper), SINGLE_WORD, wide, tall)
            for wide, tall, paper in LOOKS
        ]
        seen = [(_plain(look[0].text), look[0].confidence) for look in looks if look]
        fits = [sure for text, sure in seen if text.startswith(_plain(one.label))]
        if len(fits) >= AGREED and len(fits) > sum(text.startswith(_plain(one.read)) for text, _ in seen):
            better[id(one.word)] = replace(one.word, text=one.mended, confidence=max(one.word.confidence, *fits))
    return tuple(better.get(id(word), word) for word in words) if better else words


def _place(word: Word, line: Line, picture: Picture, paper: tuple[float, float, float]) -> Pixels:
    """Where a word is looked at: its own width, its line's height, and paper around."""
    placed = [to_found(other, picture) for other in line.words if other.box]
    own = to_found(word, picture)
    aside, above, below = (share * own.height for share in paper)
    return (
        max(0, round(own.x0 - aside)),
        max(0, round(min(one.y0 for one in placed) - above)),
        round(own.x1 + aside),
        round(max(one.y1 for one in placed) + below),
    )


def _as_read(word: Word, start: int, end: int, label: str) -> Misread:
    return Misread(word, start, end, label.upper() if word.text[start:end].isupper() else label)


def _is(text: str, label: str) -> bool:
    return _plain(text) == _plain(label)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip(EDGES)).casefold()
