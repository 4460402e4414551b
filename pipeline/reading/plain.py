"""Plain text and Markdown: each source line a line, a form feed a new page, blank lines paragraphs."""

from __future__ import annotations

import re

from pipeline.errors import DamagedError, LimitError
from pipeline.pages import Align, Line, LineKind, Page, Source, words_of
from pipeline.reading.anchors import date_at, find, is_number
from pipeline.reading.sniff import decode
from pipeline.settings import ReadingSettings

MAX_LINES = 2_000_000


def read_plain(data: bytes, encoding: str, settings: ReadingSettings) -> tuple[Page, ...]:
    """The pages of a text. Markdown's marks stay in the words as they stand.

    Raises DamagedError when no words are left, LimitError beyond `settings.max_pages`.
    """
    text = decode(data, encoding).replace("\ufeff", "")
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
    return tuple(_page(number, stretch) for number, stretch in enumerate(stretches, start=1))


def _page(number: int, stretch: str) -> Page:
    lines: list[Line] = []
    paragraph, blank = -1, True
    for raw in re.split(r"\r\n|\r|\n|\u2028|\u2029|\x85", stretch):
        if not raw.strip():
            blank = True
            continue
        if blank:
            paragraph, blank = paragraph + 1, False
        lines += _lines(raw, paragraph)
    lines = [line for line in lines if line.words]
    return Page(number, None, None, Source.TEXT if lines else Source.BLANK, tuple(lines))


_WIDE = re.compile(r"\t+| {6,}")


def _lines(raw: str, paragraph: int) -> list[Line]:
    """The source line as a line; a heading's two columns, parted by a tab or wide white, as two."""
    halves = [half for half in _WIDE.split(raw.strip()) if half.strip()]
    if len(halves) == 2 and _is_pair(*halves):
        return [
            Line(words_of(halves[0]), LineKind.LEFT, paragraph, Align.CENTER),
            Line(words_of(halves[1]), LineKind.RIGHT, paragraph, Align.CENTER),
        ]
    return [Line(words_of(raw), LineKind.BODY, paragraph)]


def _is_pair(left: str, right: str) -> bool:
    """True for `<issuer> | Quốc hiệu` and `Số … | …, ngày … tháng … năm …` on one line."""
    if len(left) > 80 or len(right) > 90:
        return False
    if find(right.split(), "motto", "motto_plain"):
        return True
    return is_number(left) and date_at(right) is not None
