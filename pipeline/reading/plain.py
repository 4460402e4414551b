"""Plain text and Markdown: each source line a line, a form feed a new page, blank lines paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.errors import DamagedError, LimitError
from pipeline.pages import Align, Line, LineKind, Page, Source, Word, words_of
from pipeline.reading.encodings import turn_lines
from pipeline.reading.sides import is_pair
from pipeline.reading.sniff import decode
from pipeline.settings import ReadingSettings

MAX_LINES = 2_000_000


def read_plain(data: bytes, encoding: str, settings: ReadingSettings) -> tuple[Page, ...]:
    """The pages of a text. Markdown's marks stay in the words as they stand.

    Raises DamagedError when no words are left, LimitError beyond `settings.max_pages`.
    """
    text, encodings = turn_lines(decode(data, encoding).replace("\ufeff", ""))
    stretches = text.split("\f")
    while stretches and not stretches[-1].strip():
        stretches.pop()
    if not stretches:
        raise DamagedError("the text has no words", "get a fresh copy of the file")
    if len(stretches) > settings.max_pages:
        raise LimitError(
            f"the text has {len(stretches)} pages (form feeds), more than {settings.max_pages}",
            "split it, or raise reading.max_pages",
        )
    if text.count("\n") > MAX_LINES:
        raise LimitError(f"the text has more than {MAX_LINES} lines", "split it into its documents")
    pages = (_page(number, stretch) for number, stretch in enumerate(stretches, start=1))
    return tuple(replace(page, encodings=encodings) for page in pages)


def _page(number: int, stretch: str) -> Page:
    lines: list[Line] = []
    columns: tuple[list[Line], list[Line]] = ([], [])
    paragraph, blank = -1, True
    for raw in re.split(r"\r\n|\r|\n|\u2028|\u2029|\x85", stretch):
        if not raw.strip():
            blank = True
            continue
        if blank:
            paragraph, blank = paragraph + 1, False
        sides = _sides(raw, going_on=any(columns))
        for side, kind, words in zip(columns, (LineKind.LEFT, LineKind.RIGHT), sides or ((), ()), strict=True):
            if words:
                side.append(Line(words, kind, paragraph, Align.CENTER))
        if sides is None:
            lines += [*columns[0], *columns[1], Line(words_of(raw), LineKind.BODY, paragraph)]
            columns = ([], [])
    lines += [*columns[0], *columns[1]]
    lines = [line for line in lines if line.words]
    return Page(number, None, None, Source.TEXT if lines else Source.BLANK, tuple(lines))


_WIDE = re.compile(r"\t+| {5,}")
_FAR = 24
"""White at a line's beginning from which on it stands in the right column of one that goes on."""


def _sides(raw: str, *, going_on: bool) -> tuple[tuple[Word, ...], tuple[Word, ...]] | None:
    """A heading's or foot's line as its two sides, which a tab or wide white parts; None for any other line.

    ``going_on`` when the line above was one: recipients and names may then stand alone.
    """
    halves = [half for half in _WIDE.split(raw.strip()) if half.strip()]
    if len(halves) == 2 and is_pair(*halves, going_on=going_on):
        return words_of(halves[0]), words_of(halves[1])
    if not going_on or len(halves) != 1 or len(raw.strip()) > 80:
        return None
    white = len(raw.expandtabs()) - len(raw.expandtabs().lstrip())
    if white >= _FAR:
        return (), words_of(raw)
    return (words_of(raw), ()) if raw.lstrip().startswith(("-", "–")) and white < 8 else None
