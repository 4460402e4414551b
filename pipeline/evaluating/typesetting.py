"""Typesetting: a draft laid out by the decree, word by word, so that every place is known.

Line breaking, justification, columns and page breaks are our own: what a library sets for us tells
no boxes. The layout follows Nghị định 30/2020/NĐ-CP, Phụ lục I, and Hướng dẫn 36-HD/VPTW for the
Party's documents; what the older circulars had otherwise is in `sheets.Manner`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

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
from pipeline.evaluating.setter import Piece, Setter, pieces
from pipeline.evaluating.sheets import Manner, Rule, SetLine, Sheet, Slot
from pipeline.evaluating.tablesetting import set_table
from pipeline.evaluating.truth import Place

LANDSCAPE_COLUMNS = 6
"""A table of so many columns behind a page break is laid across (as offices do with plans of work)."""
SIGNED = 72.0
"""Room for the signature above the signer's name, in points."""
HANDS = frozenset({"number", "day", "month"})
"""What may be left to the pen."""

_NUMBER = re.compile(r"(Số\s*:?)\s*(\d{1,6})?\s*([-/]\s?.{1,60})")
_DATE = re.compile(r"(.{0,80}ngày)\s+(\d{1,2})\s+(tháng)\s+(\d{1,2})\s+(năm.{0,20})")
_SUBJECT = re.compile(r"(?:\(?V/v|Về việc)\b")
_BODY = re.compile(
    r"(?:ỦY BAN|UỶ BAN|UBND|HĐND|HỘI|SỞ|PHÒNG|TRƯỜNG|BỆNH VIỆN|TRẠM|CÔNG TY|TỔNG|TẬP ĐOÀN|TRUNG TÂM|CỤC|CHI|VỤ|BỘ"
    r"|LIÊN|ĐOÀN|CÔNG ĐOÀN|ĐẢNG|BAN|VĂN PHÒNG|VIỆN|KHO|QUỸ|HỢP TÁC XÃ|MẶT TRẬN|THANH TRA|TÒA|CÔNG AN|NGÂN HÀNG"
    r"|(?:TỈNH|HUYỆN|QUẬN|THÀNH|THỊ|XÃ|PHƯỜNG) (?:ỦY|UỶ|ĐOÀN))\b"
)
"""Words with which the name of a body begins; a line of a heading without one goes on with the line above."""


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
    layout = _Layout(draft.name, face, manner, hands)
    following = [*draft.elements[1:], None]
    for element, after in zip(draft.elements, following, strict=True):
        layout.element(element, draft.elements, after)
    return layout.finished()


class _Layout(Setter):
    """A setter that knows the elements of a draft, and what it has seen of this one."""

    def __init__(self, name: str, face: Type, manner: Manner, hands: frozenset[str]) -> None:
        super().__init__(name, face, manner)
        self._hands = hands
        self._tables = 0
        self._behind_appendix = False
        self._issuer = ""
        self._party = False

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
                set_table(self, element, self._tables)
                self._tables += 1
            case Foot():
                self._foot(element)
            case PageBreak():
                at = next(i for i, other in enumerate(draft) if other is element)
                self.begin_page(across=_wide_table(draft[at + 1 :]))
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
    first = next((at for at in range(len(names) - 1, 0, -1) if _BODY.match(names[at])), 0)
    return names[first:]
