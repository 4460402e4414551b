"""A plain string as a `Text`, for `nlp(string)`, with the way between both kinds of offsets.

Documents come from reading as pages; a user of the spaCy pipeline may have nothing but a string.
Form feeds part its pages, line ends its lines, blank lines its paragraphs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from pipeline.pages import Line, Page, Source, Word, clean_unicode
from pipeline.parsing.text import Span, Text

_LINE_END = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")
_RUN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text made of a string; ``starts`` and ``ends`` are its words' places in the string."""

    text: Text
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def place(self, start: int, end: int) -> Span:
        """Where a span of the text stands in the string.

        Inside a word that Unicode clean-up shortened or lengthened the word's own border is taken.
        """
        return self._offset(start, right=False), self._offset(end, right=True)

    def _offset(self, offset: int, *, right: bool) -> int:
        if not self.starts:
            return 0
        at = offset - 1 if right else offset
        nth = max(0, bisect_right(self.text.word_starts, at) - 1)
        start, end = self.starts[nth], self.ends[nth]
        inside = offset - self.text.word_starts[nth]
        if end - start == len(self.text.words[nth].text) and inside <= end - start:
            return start + inside
        return end if right else start


def read_plain(string: str) -> PlainText:
    """The string as pages of lines of words without boxes; control characters and zero-width marks are left out."""
    pages: list[Page] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for number, page in enumerate(string.split("\f"), start=1):
        lines: list[Line] = []
        paragraph = 0
        after_blank = False
        offset = position
        for raw in _with_ends(page):
            words: list[Word] = []
            for run in _RUN.finditer(raw):
                for piece in clean_unicode(run.group()).split():
                    words.append(Word(piece))
                    starts.append(offset + run.start())
                    ends.append(offset + run.end())
            if words:
                paragraph += after_blank and bool(lines)
                lines.append(Line(tuple(words), paragraph=paragraph))
            after_blank = not words
            offset += len(raw)
        pages.append(Page(number, None, None, Source.TEXT if lines else Source.BLANK, tuple(lines)))
        position += len(page) + 1
    return PlainText(Text(pages), tuple(starts), tuple(ends))


def _with_ends(page: str) -> list[str]:
    """The lines of a page, each with its line end."""
    pieces: list[str] = []
    position = 0
    for match in _LINE_END.finditer(page):
        pieces.append(page[position : match.end()])
        position = match.end()
    pieces.append(page[position:])
    return pieces
