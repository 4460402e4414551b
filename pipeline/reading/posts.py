"""The signer's post whose first word a black seal covers: `TỊCH` beside the rim, and the closed list of posts.

A seal stands over a third of the signature, to its left (Nghị định 30/2020/NĐ-CP, điều 33), and so over the beginning
of the post above it. Of a black one nothing can be taken away. Where the rest of a line is the end of a post, looks
see the last letter of what is missing before it, and the post would stand over the middle of the signer's name as
posts do, the missing words are those of the post. They are in doubt always; what was seen stands in `Page.readings`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.pages import Line, LineKind, Word
from pipeline.reading.anchors import anchors, letters, opens
from pipeline.reading.eye import to_pixels
from pipeline.reading.recognise import Found, to_box
from pipeline.reading.seals import Picture, Pixels

COVERED = 0.2
"""Confidence of words that a seal covers: so little that the post is flagged for it (`ocr_low`)."""
AGREED = 2
"""So many looks must see the last letter that is covered."""
OFF = 1.0
"""By how many letters' widths the middle of a post may lie beside that of the name below it."""
HELPERS = ("PHÓ",)
"""What may stand before a post."""
NARROW, WIDE, SPACE = "I", "MW", 0.35
"""Letters half as wide as most, those a fifth wider, and the width of a space in letters."""


def torn_post(lines: Sequence[Line], seals: Sequence[Pixels], picture: Picture) -> Line | None:
    """The line on the right that is but the end of a post, a seal over what stands before it; None without one.

    Args:
        lines: the page's.
        seals: boxes of black seals, in pixels of `picture`.
        picture: the page.
    """
    for line in lines:
        if line.kind is not LineKind.RIGHT or line.box is None or not _ended_so(line.text):
            continue
        x0, y0, _, y1 = to_pixels(line.box, picture)
        if any(left < x0 <= right + (y1 - y0) and top < y1 and y0 < bottom for left, top, right, bottom in seals):
            return line
    return None


def torn_place(torn: Line, picture: Picture) -> Pixels:
    """Where a torn post is looked at, in pixels: its line, and what stands before it as far as a post may reach."""
    assert torn.box is not None
    x0, y0, x1, y1 = to_pixels(torn.box, picture)
    letter = (x1 - x0) / _width(torn.text)
    longest = max(_width(post) for post in _ended_so(torn.text))
    high = y1 - y0
    return (
        max(0, round(x1 - letter * (longest + 1))),
        max(0, round(y0 - 0.4 * high)),
        round(x1 + 0.3 * high),
        round(y1 + 0.2 * high),
    )


def covered_words(torn: Line, name: Line, looks: Sequence[Sequence[Found]], picture: Picture) -> tuple[Word, ...]:
    """The covered words of a torn post, from left to right; none where it may be another, or no look sees its letters.

    Args:
        torn: from `torn_post`.
        name: the line of the signer's name.
        looks: what was read of the block, or of the line and what stands before it.
        picture: the page.
    """
    if torn.box is None or name.box is None:
        return ()
    x0, y0, x1, y1 = to_pixels(torn.box, picture)
    left, _, right, _ = to_pixels(name.box, picture)
    letter = (x1 - x0) / _width(torn.text)
    seen = [_row(look, (x0, y0, x1, y1)) for look in looks]
    fits: dict[str, float] = {}
    for post in _ended_so(torn.text):
        missing = post.removesuffix(torn.text).strip()
        tail = letters(missing)[-1:] + letters(torn.text)
        start = x1 - letter * _width(post)
        if sum(text.endswith(tail) for text in seen) >= AGREED:
            fits[missing] = abs((start + x1) / 2 - (left + right) / 2)
    near = [missing for missing, off in fits.items() if off <= OFF * letter]
    if len(near) != 1:
        return ()
    words: list[Word] = []
    end = float(x0)
    height, width = picture.shape[:2]
    for piece in reversed(near[0].split()):
        end -= SPACE * letter
        start = end - letter * _width(piece)
        words.insert(0, Word(piece, to_box((start, y0, end, y1), width, height), COVERED))
        end = start
    return tuple(words)


def _ended_so(text: str) -> list[str]:
    """The posts that end with these words and have more before them; none for what is a post itself."""
    if not text.isupper() or opens(text, "office") is not None:
        return []
    terms = [anchor.term for anchor in anchors("office")]
    posts = dict.fromkeys([*terms, *(f"{helper} {term}" for helper in HELPERS for term in terms)])
    return [post for post in posts if post.endswith(" " + text)]


def _row(look: Sequence[Found], line: Pixels) -> str:
    """The letters that a look read on a line's height, up to the line's end."""
    _, y0, x1, y1 = line
    row = [one for one in look if y0 < (one.y0 + one.y1) / 2 < y1 and one.x0 < x1]
    return "".join(letters(one.text) for one in sorted(row, key=lambda one: one.x0))


def _width(text: str) -> float:
    """A line's width in capitals, in letters."""
    return sum(0.5 if ch in NARROW else 1.2 if ch in WIDE else SPACE if ch == " " else 1.0 for ch in text)
