"""The setter: words into lines, lines onto pages, each word's place kept.

It knows fonts, widths, margins and page ends; what a heading or a foot is, `typesetting` knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.errors import GoldError
from pipeline.evaluating.fonts import Type, Weight
from pipeline.evaluating.sheets import A4, Manner, Numbering, Placed, SetLine, Sheet
from pipeline.evaluating.truth import Place

Alignment = str
"""`left`, `centre`, `justify`."""

MAX_SHEETS = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """A word to be set; ``hand`` leaves it to the pen, ``space`` is extra room on each side in points."""

    text: str
    hand: bool = False
    space: float = 0.0


def pieces(text: str) -> list[Piece]:
    """The words of a text."""
    return [Piece(word) for word in text.split()]


class Setter:
    """The page being filled: a cursor, and the measures of the page it stands on."""

    def __init__(self, name: str, face: Type, manner: Manner) -> None:
        self.face = face
        self.manner = manner
        self.sheets: list[Sheet] = []
        self.y = 0.0
        self._name = name
        self._paragraph = 0
        self.begin_page(across=False)

    # The page.

    @property
    def sheet(self) -> Sheet:
        """The page that is being filled."""
        return self.sheets[-1]

    @property
    def left(self) -> float:
        """The left edge of the text."""
        return self.manner.left

    @property
    def right(self) -> float:
        """The right edge of the text."""
        return self.sheet.width - self.manner.right

    @property
    def bottom(self) -> float:
        """The lower edge of the text."""
        return self.sheet.height - self.manner.bottom

    def turn_page(self) -> None:
        """Begin a page like the present one."""
        self.begin_page(across=self.sheet.width > self.sheet.height)

    def room(self, height: float) -> None:
        """Begin a page unless `height` points are left on this one (or it is empty)."""
        if self.y + height > self.bottom and self.y > self.manner.top:
            self.turn_page()

    def finished(self) -> tuple[Sheet, ...]:
        """The pages, numbered."""
        for number, sheet in enumerate(self.sheets, start=1):
            self._number(sheet, number)
        return tuple(self.sheets)

    def begin_page(self, *, across: bool) -> None:
        """Begin a page, lying across or upright."""
        if len(self.sheets) == MAX_SHEETS:
            raise GoldError(f"the draft {self._name} runs over {MAX_SHEETS} pages", "split it")
        wide, high = (A4[1], A4[0]) if across else A4
        self.sheets.append(Sheet(wide, high))
        self.y = self.manner.top

    def _number(self, sheet: Sheet, number: int) -> None:
        # A document's first page bears no number.
        if number > 1:
            text = str(number)
            width = self.width(text, Weight.REGULAR, 13)
            x, y = {
                Numbering.TOP: ((sheet.width - width) / 2, self.manner.top - 14),
                Numbering.CORNER: (sheet.width - self.manner.right - width, sheet.height - self.manner.bottom + 26),
                Numbering.BOTTOM: ((sheet.width - width) / 2, sheet.height - self.manner.bottom + 26),
            }[self.manner.numbering]
            sheet.lines.append(SetLine([Placed(text, x, y, width, 13)], Place.FURNITURE))
        if self.manner.margin_note:
            y = sheet.height - self.manner.bottom + 26
            words = self._row(pieces(self.manner.margin_note), Weight.ITALIC, 8, self.manner.left, y)
            sheet.lines.append(SetLine(words, Place.FURNITURE))

    # Words and lines.

    def width(self, text: str, weight: Weight, size: float) -> float:
        """Width of a text in points."""
        return self.face.fount(weight).width(text, size)

    def wrap(
        self, words: Sequence[Piece], weight: Weight, size: float, width: float, indent: float = 0.0
    ) -> list[list[Piece]]:
        """Words broken into lines of at most `width`; the first is shorter by `indent`.

        Raises GoldError when the family lacks a character.
        """
        missing = self.face.fount(weight).missing("".join(word.text for word in words))
        if missing:
            raise GoldError(
                f"the draft {self._name} has {missing!r}, which the font {self.face.family.name} lacks",
                "choose another font",
            )
        space = self.width(" ", weight, size)
        lines: list[list[Piece]] = [[]]
        left = width - indent
        for word in words:
            for part in self._parts(word, weight, size, width):
                wide = self._wide(part, weight, size)
                if lines[-1] and wide > left:
                    lines.append([])
                    left = width
                lines[-1].append(part)
                left -= wide + space
        return [line for line in lines if line]

    def lines(
        self,
        wrapped: Iterable[Sequence[Piece]],
        weight: Weight,
        size: float,
        place: Place,
        *,
        x: float,
        width: float,
        align: Alignment,
        indent: float = 0.0,
        paragraph: int | None = None,
        turn: bool = True,
    ) -> list[SetLine]:
        """Set lines at the cursor and below, on new pages where this one ends (unless not `turn`)."""
        rows = list(wrapped)
        pitch = size * self.manner.leading
        found = []
        for at, row in enumerate(rows):
            if turn:
                self.room(pitch)
            shift = indent if at == 0 else 0.0
            stretch = align == "justify" and at < len(rows) - 1
            words = self.aligned(row, weight, size, x + shift, width - shift, align, stretch, self.y + 0.8 * pitch)
            found.append(SetLine(words, place, paragraph))
            self.sheet.lines.append(found[-1])
            self.y += pitch
        return found

    def _wide(self, word: Piece, weight: Weight, size: float) -> float:
        # Digits of a pen are wider than those of print, and stand apart.
        return (0.7 * size * len(word.text) if word.hand else self.width(word.text, weight, size)) + 2 * word.space

    def _parts(self, word: Piece, weight: Weight, size: float, width: float) -> list[Piece]:
        """A word, cut where it is wider than a whole line."""
        if word.hand or self._wide(word, weight, size) <= width or len(word.text) < 2:
            return [word]
        cut = len(word.text) - 1
        while cut > 1 and self.width(word.text[:cut], weight, size) > width:
            cut -= 1
        return [Piece(word.text[:cut]), *self._parts(Piece(word.text[cut:]), weight, size, width)]

    def _row(
        self, words: Iterable[Piece], weight: Weight, size: float, x: float, y: float, space: float | None = None
    ) -> list[Placed]:
        gap = self.width(" ", weight, size) if space is None else space
        placed = []
        for word in words:
            wide = self._wide(word, weight, size)
            placed.append(Placed(word.text, x + word.space, y, wide - 2 * word.space, size, weight, word.hand))
            x += wide + gap
        return placed

    def aligned(
        self,
        row: Sequence[Piece],
        weight: Weight,
        size: float,
        x: float,
        width: float,
        align: Alignment,
        stretch: bool,
        y: float,
    ) -> list[Placed]:
        """The words of a line between `x` and `x + width`, baseline at `y`; `stretch` widens its spaces."""
        ink = sum(self._wide(word, weight, size) for word in row)
        space = self.width(" ", weight, size)
        if stretch and len(row) > 1:
            space = max(0.7 * space, (width - ink) / (len(row) - 1))
        if align == "centre":
            x += (width - ink - space * (len(row) - 1)) / 2
        return self._row(row, weight, size, x, y, space)

    def next_paragraph(self) -> int:
        """A fresh ordinal for a paragraph of the document."""
        self._paragraph += 1
        return self._paragraph - 1
