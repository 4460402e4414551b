"""What was stamped on a page in coloured ink: marks of urgency and copy, incoming stamps, signature banners.

Read from the ink of one colour alone (`cleanup.Cleaned.red`, `.blue`), where nothing printed disturbs.
Of a seal's round lettering nothing sensible is read, and pens write in blue as well: only rows that
open as the closed lists say count.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from pipeline.reading.anchors import anchors, equals, find, is_capitals, letters, opens
from pipeline.reading.noise import gap, same_line
from pipeline.reading.recognise import Found

CERTAIN = 0.4
"""Confidence of a word by which a stamp is known."""
READ = 0.1
"""Confidence of the words that go with it."""
NEAR = 4.0
"""Heights of letters within which the lines of one stamp stand, from one to the next and from left to left."""
LONG = 8
"""Letters of a stamp's head that may be told by most of them."""
SAME = 60.0
"""How alike, of 100, two readings of one word are at least."""

_Row = list[Found]


def stamped_marks(found: Sequence[Found]) -> tuple[Found, ...]:
    """The words of stamps among what was read in red ink, in rows."""
    rows = _rows(found)
    kept = {n for n, row in enumerate(rows) if _is_mark(row) or _opens_banner(row)}
    return _words(rows, kept | _incoming(rows))


def incoming_stamp(found: Sequence[Found]) -> tuple[Found, ...]:
    """The words of an incoming stamp among what was read in ink of another colour: pens write in it, too."""
    rows = _rows(found)
    block = _incoming(rows)
    return _words(rows, block) if any(_is_head(rows[n]) for n in block) else ()


def like_incoming(found: Sequence[Found]) -> bool:
    """True for what a frame of an incoming stamp is read as where print lies across its words."""
    text = letters("".join(one.text for one in found))
    heads = [anchor.letters for anchor in anchors("incoming") if len(anchor.letters) >= LONG]
    if len(text) >= LONG // 2 and any(fuzz.partial_ratio(head, text) >= SAME for head in heads):
        return True
    return any(opens(one.text, "incoming_line") is not None for one in found)


def without_marks(found: Sequence[Found], marks: Sequence[Found]) -> tuple[Found, ...]:
    """The page's words without those that the stamps' own ink was read as; what is printed under it stays."""
    return tuple(one for one in found if not any(covered(one, mark) and _is_same(one, mark) for mark in marks))


def covered(one: Found, mark: Found) -> bool:
    """True where the middle of a word lies in the box of another."""
    x, y = (one.x0 + one.x1) / 2, (one.y0 + one.y1) / 2
    return mark.x0 <= x <= mark.x1 and mark.y0 <= y <= mark.y1


def _is_same(one: Found, mark: Found) -> bool:
    return one.confidence < 0.6 or fuzz.ratio(letters(one.text), letters(mark.text)) >= SAME


def _rows(found: Sequence[Found]) -> list[_Row]:
    rows: list[_Row] = []
    for one in sorted((one for one in found if one.confidence >= READ), key=lambda one: (one.x0, one.y0)):
        near = [row for row in rows if same_line(row[-1], one) and abs(gap(row[-1], one)) < 3 * one.height]
        if near:
            min(near, key=lambda row: abs(gap(row[-1], one))).append(one)
        else:
            rows.append([one])
    return sorted(rows, key=lambda row: (row[0].y0, row[0].x0))


def _words(rows: Sequence[_Row], kept: set[int]) -> tuple[Found, ...]:
    return tuple(one for n in sorted(kept) for one in rows[n])


def _certain(row: _Row) -> str:
    return " ".join(one.text for one in row if one.confidence >= CERTAIN)


def _is_mark(row: _Row) -> bool:
    return equals(_certain(row), "mark") is not None


def _opens_banner(row: _Row) -> bool:
    return opens(_certain(row), "banner", "banner_line") is not None


def _is_head(row: _Row) -> bool:
    return find([one.text for one in row if one.confidence >= CERTAIN], "incoming") is not None


def _incoming(rows: Sequence[_Row]) -> set[int]:
    """The rows of an incoming stamp: its head, its lines (`Số`, `Ngày`) near each other, or near the head."""
    heads = {n for n, row in enumerate(rows) if _is_head(row)}
    lines = {n for n, row in enumerate(rows) if opens(_certain(row), "incoming_line") is not None}
    block = {n for n in lines if any(m != n and _beside(rows[n], rows[m]) for m in heads | lines)}
    block |= {n for n in heads if len(letters(_certain(rows[n]))) > 3 or any(_beside(rows[n], rows[m]) for m in lines)}
    above = {
        n
        for n, row in enumerate(rows)
        if is_capitals(_certain(row)) and any(_beside(row, rows[m]) and row[0].y0 < rows[m][0].y0 for m in block)
    }
    return block | above


def _beside(row: _Row, other: _Row) -> bool:
    reach = NEAR * max(row[0].height, other[0].height)
    return abs(row[0].x0 - other[0].x0) < reach and abs(row[0].y0 - other[0].y0) < reach
