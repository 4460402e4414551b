"""The document's text: one string in reading order, with a way back to every page and box.

`Text` is never rewritten. Where rules want lines and pages joined they look at a `View`: a clean
string beside the text, each of whose characters knows its place in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from pipeline.pages import APART, PAGE_SEPARATOR, Box, Line, Page, Word, union
from pipeline.records import Evidence, Flag, Part

_WORD = re.compile(r"[^ \n]+")

Span = tuple[int, int]
"""A half-open stretch of characters."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of the text: its span, its page and the line as read.

    ``index`` is its ordinal in `Text.lines`; ``page_line`` its index in the page's ``lines``.
    """

    index: int
    start: int
    end: int
    page: Page
    page_line: int
    line: Line
    string: str

    @property
    def apart(self) -> bool:
        """True for stamps, page numbers and running titles."""
        return self.line.kind in APART


class Text:
    """The characters of one document in reading order (`pages.text` joined by a form feed).

    Args:
        pages: the document's pages, in order; a stretch of a file's pages where it binds several.
    """

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = tuple(pages)
        lines: list[TextLine] = []
        words: list[Word] = []
        starts: list[int] = []
        word_lines: list[int] = []
        pieces: list[str] = []
        position = 0
        page_starts: list[int] = []
        for ordinal, page in enumerate(self.pages):
            page_starts.append(len(lines))
            if ordinal:
                pieces.append(PAGE_SEPARATOR)
                position += 1
            for nth, page_line in enumerate(page.ordered()):
                line = page.lines[page_line]
                if nth:
                    pieces.append("\n")
                    position += 1
                texts = [word.text for word in line.words]
                string = " ".join(texts)
                # A word begins one blank behind the end of the one before it.
                starts.extend(accumulate([len(text) + 1 for text in texts[:-1]], initial=position))
                word_lines.extend([len(lines)] * len(texts))
                words.extend(line.words)
                lines.append(TextLine(len(lines), position, position + len(string), page, page_line, line, string))
                pieces.append(string)
                position += len(string)
        self.string = "".join(pieces)
        self.lines = tuple(lines)
        self.words = tuple(words)
        self.word_starts = tuple(starts)
        self.word_lines = tuple(word_lines)
        self._line_starts = [line.start for line in lines]
        self._page_starts = page_starts

    def by_page(self) -> Iterator[tuple[TextLine, ...]]:
        """The lines of each page, all of them."""
        for start, end in pairwise((*self._page_starts, len(self.lines))):
            yield self.lines[start:end]

    @cached_property
    def flow(self) -> tuple[TextLine, ...]:
        """The lines in reading order without stamps and furniture."""
        return tuple(line for line in self.lines if not line.apart)

    def line_at(self, offset: int) -> TextLine:
        """The line that holds the character at `offset` (or stands last before it)."""
        return self.lines[max(0, bisect_right(self._line_starts, offset) - 1)]

    def words_in(self, start: int, end: int) -> range:
        """Indices of the words that a span touches."""
        first = bisect_right(self.word_starts, start) - 1
        if first < 0 or self.word_starts[first] + len(self.words[first].text) <= start:
            first += 1
        return range(first, bisect_left(self.word_starts, end))

    @cached_property
    def _boxes(self) -> list[Box | None]:
        """The box of every word; empty where none has one."""
        boxes = [word.box for word in self.words]
        return boxes if any(boxes) else []

    @cached_property
    def _confidences(self) -> list[float]:
        return [word.confidence for word in self.words]

    @cached_property
    def mean_confidence(self) -> float:
        """Mean reading confidence (0..1) of all words; 1 without words."""
        return sum(self._confidences) / len(self._confidences) if self._confidences else 1.0

    def box(self, start: int, end: int) -> Box | None:
        """The box around the words that a span touches, None without boxes."""
        if not self._boxes:
            return None
        touched = self.words_in(start, end)
        return union(self._boxes[touched.start : touched.stop])

    def confidence(self, spans: Iterable[Span]) -> float:
        """Mean reading confidence (0..1) of the words that the spans touch; 1 without words."""
        found: list[float] = []
        for start, end in spans:
            touched = self.words_in(start, end)
            found += self._confidences[touched.start : touched.stop]
        return sum(found) / len(found) if found else 1.0

    def parts(self, spans: Iterable[Span]) -> tuple[Part, ...]:
        """Evidence of spans: one part for each, split at page borders, empty ones dropped."""
        parts: list[Part] = []
        for start, end in spans:
            while start < end:
                border = self.string.find(PAGE_SEPARATOR, start, end)
                stop = end if border < 0 else border
                left, right = _trim(self.string, start, stop)
                if left < right:
                    page = self.line_at(left).page.number
                    parts.append(Part(page, self.box(left, right), left, right))
                start = stop + 1 if border >= 0 else end
        return tuple(parts)

    def evidence(
        self, spans: Iterable[Span], *, rule: str, confidence: float, flags: Iterable[Flag] = ()
    ) -> dict[str, object]:
        """The evidence columns of a row whose words stand at `spans`.

        Returns the keyword arguments of `records.Evidence`; ``text`` is exactly the slices of
        ``parts``. Low reading confidence (below 0.6) adds the flag ``ocr_low``.
        """
        parts = self.parts(spans)
        read = self.confidence((part.start, part.end) for part in parts)
        marks = set(flags) | ({Flag.OCR_LOW} if read < 0.6 else set())
        first = parts[0] if parts else None
        values = Evidence(
            text="\n".join(self.string[part.start : part.end] for part in parts) or None,
            parts=parts,
            page=first.page if first else None,
            bbox=first.bbox if first else None,
            start=first.start if first else None,
            end=first.end if first else None,
            confidence=round(max(0.0, min(1.0, confidence)), 4),
            rule=rule,
            flags=tuple(sorted(marks)),
        )
        return {name: getattr(values, name) for name in Evidence.__slots__}


@dataclass(frozen=True, slots=True)
class View:
    """A clean string over pieces of a text, with the way back.

    ``origin[i]`` is the offset in the text of character ``i``; for a joining space, which stands
    for a line or page break, it is the offset of the break. Offsets never fall.
    """

    string: str
    origin: tuple[int, ...]
    source: str
    """The text that the offsets point into."""

    @classmethod
    def of(cls, source: str, spans: Iterable[Span], joint: str = " ") -> View:
        """The spans of `source` joined by `joint`, white space inside folded to one space."""
        string: list[str] = []
        origin: list[int] = []
        for start, end in spans:
            start, end = _trim(source, start, end)
            if start >= end:
                continue
            if string:
                for ch in joint:
                    string.append(ch)
                    origin.append(origin[-1] + 1 if origin else start)
            piece = source[start:end]
            if " ".join(piece.split()) == piece:
                string.append(piece)
                origin.extend(range(start, end))
                continue
            for offset in range(start, end):
                ch = source[offset]
                if ch.isspace():
                    if string and string[-1] in " \n":
                        continue
                    ch = " "
                string.append(ch)
                origin.append(offset)
        return cls("".join(string), tuple(origin), source)

    def slices(self, start: int, end: int) -> tuple[Span, ...]:
        """The stretches of the text that a span of the view stands for.

        Neighbouring stretches with only blanks or line ends between them are one; a page break, a
        stamp or another cell between them makes two.
        """
        piece, origin = self.string[start:end], self.origin[start:end]
        if not piece or piece.isspace():
            return ()
        first = origin[0]
        unbroken = "\n" not in piece and self.source.startswith(piece, first)
        if unbroken and origin == tuple(range(first, first + len(piece))):
            return ((first + len(piece) - len(piece.lstrip(" ")), first + len(piece.rstrip(" "))),)
        found: list[list[int]] = []
        # Stretches whose characters stand side by side in the text, from one joint to the next.
        joints = [nth for nth, (one, other) in enumerate(pairwise(origin), start=1) if other - one != 1]
        for left, right in pairwise((0, *joints, len(piece))):
            words = piece[left:right].strip(" \n")
            if not words:
                continue
            begin = origin[left + piece[left:right].index(words)]
            if _same(self.source[begin : begin + len(words)], words):
                _add(found, self.source, begin, begin + len(words))
                continue
            for word in _WORD.finditer(piece, left, right):
                _add(found, self.source, origin[word.start()], origin[word.end() - 1] + 1)
        return tuple((a, b) for a, b in found)

    def sub(self, start: int, end: int) -> View:
        """The view of a span of this view."""
        return View(self.string[start:end], self.origin[start:end], self.source)


def join_views(views: Sequence[View], joint: str = "\n") -> tuple[View, tuple[int, ...]]:
    """Several views as one, and where each begins in it."""
    string: list[str] = []
    origin: list[int] = []
    starts: list[int] = []
    length = 0
    for view in views:
        if string:
            string.append(joint)
            length += len(joint)
            origin.extend([origin[-1] + 1 if origin else 0] * len(joint))
        starts.append(length)
        string.append(view.string)
        length += len(view.string)
        origin.extend(view.origin)
    return View("".join(string), tuple(origin), views[0].source if views else ""), tuple(starts)


def _same(source: str, words: str) -> bool:
    """True for the same characters, line ends and blanks aside."""
    return source == words or source.replace("\n", " ") == words.replace("\n", " ")


def _add(found: list[list[int]], source: str, begin: int, stop: int) -> None:
    """Adds a stretch of the text to those found, or to the last of them where only blanks lie between."""
    if found and (begin == found[-1][1] or _blank(source, found[-1][1], begin)):
        found[-1][1] = stop
    else:
        found.append([begin, stop])


def _trim(source: str, start: int, end: int) -> Span:
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    return start, end


def _blank(source: str, start: int, end: int) -> bool:
    between = source[start:end]  # empty where a cell stands before the one above it
    return between == " " or (between.isspace() and PAGE_SEPARATOR not in between)
