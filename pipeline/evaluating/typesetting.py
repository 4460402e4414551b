"""Typesetting: a draft laid out by the decree, word by word, so that every place is known.

Line breaking, justification, columns and page breaks are our own: what a library sets for us tells
no boxes. The layout follows Nghị định 30/2020/NĐ-CP, Phụ lục I, and Hướng dẫn 36-HD/VPTW for the
Party's documents; what the older circulars had otherwise is in `sheets.Manner`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.errors import GoldError
from pipeline.evaluating.drafts import (
    Address,
    Appendix,
    Draft,
    DraftTable,
    Element,
    Face,
    Foot,
    Heading,
    PageBreak,
    Paragraph,
    Title,
    TypeName,
)
from pipeline.evaluating.fonts import Type, Weight
from pipeline.evaluating.sheets import (
    A4,
    Manner,
    Numbering,
    Placed,
    Rule,
    SetLine,
    Sheet,
    Slot,
)
from pipeline.evaluating.truth import Place

Alignment = str
"""`left`, `centre`, `justify`."""

LANDSCAPE_COLUMNS = 6
"""A table of so many columns behind a page break is laid across (as offices do with plans of work)."""
MAX_SHEETS = 400
SIGNED = 72.0
"""Room for the signature above the signer's name, in points."""
HANDS = frozenset({"number", "day", "month"})
"""What may be left to the pen."""

_NUMBER = re.compile(r"(Số\s*:?)\s*(\d{1,6})?\s*([-/]\s?.{1,60})")
_DATE = re.compile(r"(.{0,80}ngày)\s+(\d{1,2})\s+(tháng)\s+(\d{1,2})\s+(năm.{0,20})")
_SUBJECT = re.compile(r"(?:\(?V/v|Về việc)\b")
_OWN_NAME = re.compile(r"(?:TỈNH|THÀNH PHỐ|TP\.?|QUẬN|HUYỆN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s")
_COMMITTEE = re.compile(r"(?:ỦY|UỶ) BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|BAN CHẤP HÀNH|BAN CHỈ ĐẠO")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word to be set; ``hand`` leaves it to the pen, ``space`` is extra room on each side in points."""

    text: str
    hand: bool = False
    space: float = 0.0


def pieces(text: str) -> list[Piece]:
    """The words of a text."""
    return [Piece(word) for word in text.split()]


def typeset(draft: Draft, face: Type, manner: Manner, hands: frozenset[str] = frozenset()) -> tuple[Sheet, ...]:
    """Lay a draft out.

    Args:
        draft: what it says.
        face: the family it is set in.
        manner: how the office lays pages out.
        hands: which of `HANDS` are written with a pen, in slots left open for it.

    Raises:
        GoldError: the family lacks a character of the draft, or the draft runs over 400 pages.
    """
    setter = Setter(draft.name, face, manner, hands)
    following = [*draft.elements[1:], None]
    for element, after in zip(draft.elements, following, strict=True):
        setter.element(element, draft.elements, after)
    return setter.finished()


class Setter:
    """The page being filled: a cursor, and the measures of the page it stands on."""

    def __init__(self, name: str, face: Type, manner: Manner, hands: frozenset[str]) -> None:
        self.face = face
        self.manner = manner
        self.sheets: list[Sheet] = []
        self.y = 0.0
        self._name = name
        self._hands = hands
        self._paragraph = 0
        self._tables = 0
        self._behind_appendix = False
        self._issuer = ""
        self._party = False
        self._fresh(across=False)

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
        self._fresh(across=self.sheet.width > self.sheet.height)

    def room(self, height: float) -> None:
        """Begin a page unless `height` points are left on this one (or it is empty)."""
        if self.y + height > self.bottom and self.y > self.manner.top:
            self.turn_page()

    def finished(self) -> tuple[Sheet, ...]:
        """The pages, numbered."""
        for number, sheet in enumerate(self.sheets, start=1):
            self._number(sheet, number)
        return tuple(self.sheets)

    def _fresh(self, *, across: bool) -> None:
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

    # Elements.

    def element(self, element: Element, draft: Sequence[Element], after: Element | None) -> None:
        """Set one element; `draft` and `after` are looked at for what follows a page break."""
        match element:
            case Heading():
                self._heading(element)
            case TypeName(text):
                self.y += 14
                self._centred([text], Weight.BOLD, 14, Place.TITLE)
            case Title(lines):
                self._title(lines)
            case Address(lines):
                self._address(lines)
            case Paragraph(text, face):
                self._body(text, face, after)
            case DraftTable():
                from pipeline.evaluating.tablesetting import set_table

                set_table(self, element, self._tables)
                self._tables += 1
            case Foot():
                self._foot(element)
            case PageBreak():
                at = next(i for i, other in enumerate(draft) if other is element)
                self._fresh(across=_wide_table(draft[at + 1 :]))
                self._behind_appendix = False
            case Appendix(text):
                self._behind_appendix = True
                self._centred([text], Weight.BOLD, 14, Place.APPENDIX)

    def _centred(
        self, lines: Iterable[str], weight: Weight, size: float, place: Place, narrow: float = 0.0
    ) -> list[SetLine]:
        found = []
        width = self.right - self.left - 2 * narrow
        for line in lines:
            wrapped = self.wrap(pieces(line), weight, size, width)
            paragraph = self.next_paragraph()
            found += self.lines(
                wrapped, weight, size, place, x=self.left + narrow, width=width, align="centre", paragraph=paragraph
            )
        return found

    def _title(self, lines: tuple[str, ...]) -> None:
        if self._behind_appendix:
            for line in lines:
                aside = line.startswith("(")
                self._centred([line], Weight.ITALIC if aside else Weight.BOLD, 13, Place.APPENDIX, 18)
            self.y += 8
            return
        found = self._centred(lines, Weight.BOLD, 14, Place.TITLE, 6)
        if self._party:
            # Five hyphens under the title: Hướng dẫn 36-HD/VPTW.
            self._ornament("-----", self.left, self.right)
        else:
            self._underline(found[-1:], 0.4)
        self.y += 12

    def _underline(self, lines: Sequence[SetLine], share: float) -> None:
        """A ruled line under the last of some lines, as a share of its width."""
        if not lines:
            return
        words = lines[-1].words
        x0, x1 = words[0].x, words[-1].x + words[-1].width
        trim = (x1 - x0) * (1 - share) / 2
        y = words[0].y + 0.36 * words[0].size
        self.sheet.rules.append(Rule(x0 + trim, y, x1 - trim, y, 0.7))

    def _ornament(self, text: str, x0: float, x1: float) -> None:
        row = pieces(text)
        self.lines([row], Weight.REGULAR, 13, Place.FURNITURE, x=x0, width=x1 - x0, align="centre", turn=False)

    def _address(self, lines: tuple[str, ...]) -> None:
        self.y += 12
        width = self.right - self.left
        if len(lines) == 1:
            self._centred(lines, Weight.REGULAR, self.manner.size, Place.ADDRESS, 20)
        else:
            for at, line in enumerate(lines):
                x = self.left + (0.18 if at == 0 else 0.32) * width
                room = self.right - x
                wrapped = self.wrap(pieces(line), Weight.REGULAR, self.manner.size, room)
                self.lines(
                    wrapped,
                    Weight.REGULAR,
                    self.manner.size,
                    Place.ADDRESS,
                    x=x,
                    width=room,
                    align="left",
                    paragraph=self.next_paragraph(),
                )
        self.y += 8

    def _body(self, text: str, face: Face, after: Element | None) -> None:
        weight = {Face.PLAIN: Weight.REGULAR, Face.ITALIC: Weight.ITALIC}.get(face, Weight.BOLD)
        size = self.manner.size
        centred = face is Face.CENTRED
        width, indent = self.right - self.left, 0.0 if centred else self.manner.indent
        wrapped = self.wrap(pieces(text), weight, size, width, indent)
        place = Place.APPENDIX if self._behind_appendix and centred else Place.BODY
        if weight is Weight.BOLD and isinstance(after, Paragraph | DraftTable):
            # A heading never stands alone at the end of a page.
            following = 1 if isinstance(after, Paragraph) else 6
            self.room((len(wrapped) + following) * size * self.manner.leading + self.manner.gap)
        self.lines(
            wrapped,
            weight,
            size,
            place,
            x=self.left,
            width=width,
            align="centre" if centred else "justify",
            indent=indent,
            paragraph=self.next_paragraph(),
        )
        self.y += self.manner.gap

    def _heading(self, heading: Heading) -> None:
        if self.y > self.manner.top:
            self.y += 24
        self._party = any("ĐẢNG CỘNG SẢN" in line for line in heading.right)
        width = self.right - self.left
        size = 13.0
        motto = max((self.width(line, Weight.BOLD, size) for line in heading.right), default=0.0)
        if motto > 0.59 * width:
            size *= 0.59 * width / motto
        split = self.left + 0.4 * width
        top, begun = self.y, len(self.sheet.lines)
        own, rest = _parted(heading.left, lambda line: bool(_NUMBER.match(line) or _SUBJECT.match(line)))
        motto_lines, dates = _parted(heading.right, lambda line: bool(_DATE.match(line) or ", ngày" in line))
        self._issuer = " ".join(_issuing(own))
        issuing = set(_issuing(own))
        left_end = self._issuing(own, issuing, self.left, split - 8)
        self.y = top
        right_end = self._state(motto_lines, split, self.right, size)
        tail = max(left_end, right_end) + 5
        self.y = tail
        for line in rest:
            self._tail(line, self.left, split - 8, Weight.REGULAR, 12.0 if _SUBJECT.match(line) else 13.0, "left")
        left_end = self.y
        self.y = tail
        for line in dates:
            self._tail(line, split, self.right, Weight.ITALIC, 13.5 if size >= 13 else 13.0, "right")
        self.y = max(left_end, self.y)
        # Reading order: the left column, then the right.
        self.sheet.lines[begun:] = sorted(self.sheet.lines[begun:], key=lambda line: line.place is Place.HEADING_RIGHT)
        self.sheet.slots.append(Slot("heading", (self.left, top, self.right, self.y), self._issuer))
        self.y += 6

    def _column(
        self, text: Sequence[Piece], x0: float, x1: float, weight: Weight, size: float, place: Place
    ) -> list[SetLine]:
        wrapped = self.wrap(text, weight, size, x1 - x0)
        paragraph = self.next_paragraph()
        return self.lines(
            wrapped, weight, size, place, x=x0, width=x1 - x0, align="centre", paragraph=paragraph, turn=False
        )

    def _issuing(self, lines: Sequence[str], issuing: set[str], x0: float, x1: float) -> float:
        last: list[SetLine] = []
        for line in lines:
            if set(line) <= set("*-"):
                self._column(pieces(line), x0, x1, Weight.REGULAR, 13, Place.HEADING_LEFT)
                last = []
                continue
            weight = Weight.BOLD if line in issuing else Weight.REGULAR
            size = 13.0
            while size > 11 and self.width(line, weight, size) > x1 - x0:
                size -= 0.5
            last = self._column(pieces(line), x0, x1, weight, size, Place.HEADING_LEFT)
        if last and self.manner.dashes:
            self._ornament("---------", x0, x1)
        else:
            self._underline(last, 0.42)
        return self.y

    def _state(self, lines: Sequence[str], x0: float, x1: float, size: float) -> float:
        last: list[SetLine] = []
        for line in lines:
            grown = size if line.isupper() else min(14.0, size + 0.5)
            last = self._column(pieces(line), x0, x1, Weight.BOLD, grown, Place.HEADING_RIGHT)
        if last and self.manner.dashes:
            self._ornament("-" * 21, x0, x1)
        else:
            self._underline(last, 1.0 if not self._party else 0.98)
        return self.y

    def _tail(self, line: str, x0: float, x1: float, weight: Weight, size: float, side: str) -> None:
        place = Place.HEADING_LEFT if side == "left" else Place.HEADING_RIGHT
        self._column(self._slotted(line), x0, x1, weight, size, place)

    def _slotted(self, line: str) -> list[Piece]:
        """The words of a heading's line, with those that the pen writes."""
        number, day = _NUMBER.fullmatch(line), _DATE.fullmatch(line)
        if number and (number[2] is None or "number" in self._hands):
            digits = [Piece(number[2], hand=True, space=7)] if number[2] else []
            rest = [Piece(word, space=0.0 if at or digits else 16.0) for at, word in enumerate(number[3].split())]
            return [*pieces(number[1]), *digits, *rest]
        if day and self._hands & {"day", "month"}:
            return [
                *pieces(day[1]),
                Piece(day[2], hand="day" in self._hands, space=2.0 if "day" in self._hands else 0.0),
                *pieces(day[3]),
                Piece(day[4], hand="month" in self._hands, space=2.0 if "month" in self._hands else 0.0),
                *pieces(day[5]),
            ]
        return pieces(line)

    def _foot(self, foot: Foot) -> None:
        self.y += 10
        middle = self.left + 0.5 * (self.right - self.left)
        signing = 14.0 if self.manner.size >= 14 else 13.0
        named = len(foot.right) > 1 and not foot.right[-1].isupper()
        received = []
        for at, line in enumerate(foot.left):
            weight = Weight.BOLD_ITALIC if at == 0 and not self._party else Weight.REGULAR
            size = 12.0 if at == 0 else 11.0
            received.append((self.wrap(pieces(line), weight, size, middle - self.left - 10), weight, size))
        left_high = sum(len(rows) * size for rows, _, size in received) * self.manner.leading
        right_high = (len(foot.right) + 1) * signing * self.manner.leading + (SIGNED if named else 0)
        page_high = self.bottom - self.manner.top
        self.room(min(max(left_high, right_high), page_high))
        page, top = self.sheet, self.y
        for at, (rows, weight, size) in enumerate(received):
            found = self.lines(
                rows,
                weight,
                size,
                Place.FOOT_LEFT,
                x=self.left,
                width=middle - self.left,
                align="left",
                paragraph=self.next_paragraph(),
                turn=left_high > page_high,
            )
            if at == 0 and self._party:
                self._underline(found, 1.0)
        left_end = self.y
        if self.sheet is page:
            self.y = top
        else:
            self.room(right_high)
        page = self.sheet
        for at, line in enumerate(foot.right):
            if named and at == len(foot.right) - 1:
                area = (middle, self.y - 20, self.right, self.y + SIGNED + 20)
                self.sheet.slots.append(Slot("signature", area, self._issuer))
                self.y += SIGNED
            weight = Weight.ITALIC if line.startswith("(") else Weight.BOLD
            self._column(pieces(line), middle, self.right, weight, signing, Place.FOOT_RIGHT)
        self.y = max(left_end, self.y) + 12


def _wide_table(elements: Iterable[Element]) -> bool:
    """Whether a wide table stands before the next page break."""
    for element in elements:
        if isinstance(element, PageBreak):
            return False
        if isinstance(element, DraftTable):
            return element.columns >= LANDSCAPE_COLUMNS
    return False


def _parted(lines: Sequence[str], begins: Callable[[str], bool]) -> tuple[list[str], list[str]]:
    at = next((i for i, line in enumerate(lines) if begins(line)), len(lines))
    return list(lines[:at]), list(lines[at:])


def _issuing(lines: Sequence[str]) -> list[str]:
    """The lines that name the issuing body, without those of the body above it: set bold."""
    names = [line for line in lines if not set(line) <= set("*-")]
    if len(names) < 2:
        return names
    if _OWN_NAME.match(names[-1]) and (_COMMITTEE.match(names[-2]) or len(names) == 2):
        return names[-2:]
    return names[-1:]
