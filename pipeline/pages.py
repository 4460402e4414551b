"""What a file was read as: pages of lines of words, with their boxes.

The same types whether the words came from a text layer, from OCR, from a Word file or from plain
text (no boxes then). Reading makes them, parsing only looks at them; nothing here knows Vietnamese
grammar, pictures or files.

Boxes are ``(x0, y0, x1, y1)`` as fractions of the page (0..1), origin top left, after the page was
turned upright. Sizes are points (1/72 inch). Confidences are 0..1; a text layer's words have 1.0.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

Box = tuple[float, float, float, float]

PAGE_SEPARATOR = "\f"
LINE_SEPARATOR = "\n"


class Source(StrEnum):
    """Where a page's words came from (`pages.source` in TABLES.md)."""

    TEXT = "text"
    TEXT_LAYER = "text_layer"
    OCR = "ocr"
    MIXED = "mixed"
    BLANK = "blank"


class LineKind(StrEnum):
    """What a line is by geometry and closed lists alone; its meaning is parsing's affair."""

    BODY = "body"
    LEFT = "left"
    """A line of the left column of a heading or foot (issuer, number; Nơi nhận)."""
    RIGHT = "right"
    """A line of the right column of a heading or foot (Quốc hiệu, date; the signing block)."""
    TABLE = "table"
    NOTE = "note"
    """A footnote."""
    STAMP = "stamp"
    """Incoming stamps, SAO Y, HỎA TỐC, signature banners: printed over the page."""
    FURNITURE = "furniture"
    """Page numbers, running titles, margin file names."""


class PageFlag(StrEnum):
    """What a reviewer should know of how a page was read (`pages.flags`, a closed list)."""

    RESPACED = "respaced"
    """Words that the layer splits, or runs together, were set right by the list of syllables."""
    HIDDEN_TEXT = "hidden_text"
    """Text that isn't seen (not painted, white, or under a picture) was left out."""
    LAYER_REFUSED = "layer_refused"
    """The page has a text layer that can't be trusted: it was read by its picture."""


APART = frozenset({LineKind.STAMP, LineKind.FURNITURE})
"""The kinds that stand at the end of a page's text, out of the reading order."""


class Align(StrEnum):
    """How a line stands between its margins, as the source says or geometry shows."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True, slots=True)
class Word:
    """One word between two spaces, as it stands on the page.

    ``text`` is NFC without spaces and never empty. ``box`` is None for text without a picture of
    its page. ``size`` is the font size in points, ``bold`` and ``italic`` None where not known.
    """

    text: str
    box: Box | None = None
    confidence: float = 1.0
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words in reading order.

    ``paragraph`` is the ordinal of the paragraph on its page where the source itself marks
    paragraphs (a Word paragraph, a block between blank lines of a text), None where only geometry
    can tell. ``column`` is 1 or 2 in body text set in two columns, else 0. Automatic numbers of Word
    stand in ``words`` as a first word (``1.``).
    """

    words: tuple[Word, ...]
    kind: LineKind = LineKind.BODY
    paragraph: int | None = None
    align: Align | None = None
    column: int = 0

    @property
    def text(self) -> str:
        """The words joined by one space each."""
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box | None:
        """The union of the words' boxes; None when no word has one."""
        return union(word.box for word in self.words)

    @property
    def confidence(self) -> float:
        """The mean confidence of the words, 0 for a line without words."""
        return sum(word.confidence for word in self.words) / len(self.words) if self.words else 0.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: ``lines`` are the indices of its lines in ``Page.lines``, in order.

    ``row`` and ``column`` are 0-based; a merged cell stands at its top left place and spans.
    """

    row: int
    column: int
    lines: tuple[int, ...] = ()
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled or marked-up table of one page: its cells in row-major order.

    ``continues`` is true when the table goes on from the last table of the page before.
    """

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    box: Box | None = None
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A second look at a place of the page: a crop read again with other settings.

    ``purpose`` is a closed word of the reader: ``number``, ``day``, ``signature``, ``recipients``, ``cell``.
    ``text`` may be empty: the crop was looked at and nothing could be read.
    """

    purpose: str
    box: Box
    text: str
    engine: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read.

    ``number`` is 1-based in the file; ``rotation`` the degrees (0/90/180/270) by which the picture
    was turned; ``picture`` its size in pixels where there is one; ``error`` why it could not be
    read; ``encodings`` the old encodings from which its letters were turned (`tcvn3`, `vni`,
    `viscii`, `vps`; `unknown` for one that was not). ``lines`` stand in reading order, the left
    column of a heading before the right.
    """

    number: int
    width_pt: float | None
    height_pt: float | None
    source: Source
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    readings: tuple[Reading, ...] = ()
    rotation: int = 0
    skew_deg: float | None = None
    picture: tuple[int, int] | None = None
    error: str | None = None
    encodings: tuple[str, ...] = ()
    flags: tuple[PageFlag, ...] = ()

    @property
    def words(self) -> Iterator[Word]:
        """All words, in the order of the lines."""
        return (word for line in self.lines for word in line.words)

    def ordered(self) -> tuple[int, ...]:
        """Indices of the lines in the order of the page's text: stamps and furniture last."""
        flow = [i for i, line in enumerate(self.lines) if line.kind not in APART and line.words]
        apart = [i for i, line in enumerate(self.lines) if line.kind in APART and line.words]
        return tuple(flow + apart)

    @property
    def text(self) -> str:
        """`pages.text`: the lines in order, a newline between two."""
        return LINE_SEPARATOR.join(self.lines[i].text for i in self.ordered())


@dataclass(frozen=True, slots=True)
class Witness:
    """Something the file says about itself besides its pages.

    ``source`` is ``signature``, ``metadata`` or ``attachment``; ``key`` names the thing (``organization``,
    ``common_name``, ``signed_at``, ``title``, ``author``, ``created``). Evidence, never proof.
    """

    source: str
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class FileReading:
    """Everything reading knows of one file: it depends on the file's bytes and settings only."""

    sha256: str
    media_type: str
    pages: tuple[Page, ...]
    witnesses: tuple[Witness, ...] = ()
    engine: str | None = None


def union(boxes: Iterable[Box | None]) -> Box | None:
    """The smallest box around all given ones; None when there is none."""
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    if len(known) == 1:
        return known[0]
    lefts, tops, rights, bottoms = zip(*known, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None)


def clean_unicode(raw: str) -> str:
    """Unicode clean-up of read text, the only change that reading makes to letters.

    NFC; zero-width marks, soft hyphens and control characters dropped (tabs and line ends become
    spaces); private-use bullets and U+00D0, which looks like Đ, are kept as they stand:
    parsing compares them folded.
    """
    text = unicodedata.normalize("NFC", raw.translate(_INVISIBLE))
    return "".join(
        " " if ch in "\t\n\r\v\f" else ch
        for ch in text
        if ch in "\t\n\r\v\f" or unicodedata.category(ch) not in ("Cc", "Cs", "Cn")
    )


def words_of(raw: str, **attributes: object) -> tuple[Word, ...]:
    """Words of a plain string, split at white space (also non-breaking), without boxes."""
    return tuple(Word(piece, **attributes) for piece in clean_unicode(raw).split())  # type: ignore[arg-type]
