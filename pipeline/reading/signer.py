"""The signer's name, which lies under a signature and a seal: looked at several times, and put to the vote.

A stroke through a letter makes another letter of it (`Ví` for `Vi`), or takes it along; which one it
makes changes with the size of the picture and with how much of the stroke is on it. The name does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.pages import Line, LineKind
from pipeline.reading.recognise import Found, mean_confidence

Pixels = tuple[int, int, int, int]

SURE = 0.95
"""A name whose words have at least this confidence is not looked at again."""
MOST = 7
"""Words of a name; a longer line is none."""
VOTES = 2
"""Looks that must agree."""
LARGER = (1.0, 2.0)
"""How much the looks are enlarged."""


_LETTERS = re.compile(r"[^\W_](?:.{0,40}[^\W_])?")


@dataclass(frozen=True, slots=True)
class NamePlace:
    """The line of a name and the parts of the page to look at: a wide one, for a lost letter, and a tight one."""

    line: Line
    wide: Pixels
    tight: Pixels
    broken: bool
    """A word of it does not begin with a capital: its first letter is lost, not only doubtful."""


def name_place(lines: Sequence[Line], block: Pixels, width: int, height: int) -> NamePlace | None:
    """Where the signer's name must stand, if something of it is in doubt.

    By Nghị định 30/2020/NĐ-CP, Phụ lục I, cell 7b, full names are set upright in bold under the
    signature; each of their words begins with a capital.

    Args:
        lines: the page's lines.
        block: the signing block, in pixels.
        width: the page's width in pixels.
        height: its height.
    """
    x0, y0, x1, y1 = block
    inside = [
        line
        for line in lines
        if line.kind is LineKind.RIGHT and line.box and y0 <= line.box[1] * height and line.box[3] * height <= y1 + 2
    ]
    if len(inside) < 2:
        return None
    last = max(inside, key=lambda line: (line.box or (0.0, 0.0))[1])
    box = last.box
    assert box is not None
    lettered = [word for word in last.words if any(ch.isalpha() for ch in word.text)]
    if not 1 <= len(lettered) <= MOST:
        return None
    broken = not all(word.text[0].isupper() for word in lettered)
    if not broken and all(word in lettered and word.confidence >= SURE for word in last.words):
        return None
    tall = (box[3] - box[1]) * height
    top, bottom = round(box[1] * height - 0.2 * tall), round(box[3] * height + 2)
    wide = max(x0, round(box[0] * width - 3 * tall)), top, min(x1, round(box[2] * width + tall)), bottom
    tight = (
        max(x0, round(box[0] * width - 0.2 * tall)),
        round(box[1] * height),
        min(x1, round(box[2] * width + 0.2 * tall)),
        bottom,
    )
    return NamePlace(last, wide, tight, broken)


def cleaned(look: Sequence[Found]) -> tuple[Found, ...]:
    """A look's words without what strokes are read as: signs around a word, and words without a letter."""
    return tuple(replace(one, text=match[0]) for one in look if (match := _LETTERS.search(one.text)))


def elected(line: Line, looks: Sequence[Sequence[Found]]) -> tuple[Found, ...]:
    """The name on which most looks agree, more than on what was read first; nothing where none is.

    Args:
        line: the name as it was first read: one vote.
        looks: later looks, `cleaned`.
    """
    named = [look for look in looks if _is_name(look)]
    votes = Counter(_text(look) for look in named)
    first = " ".join(word.text for word in line.words)
    votes[first] += 1
    best, count = max(votes.items(), key=lambda item: (item[1], item[0] == first))
    if best == first or count < VOTES:
        return ()
    return tuple(max((look for look in named if _text(look) == best), key=mean_confidence))


def _text(look: Sequence[Found]) -> str:
    return " ".join(one.text for one in look)


def _is_name(look: Sequence[Found]) -> bool:
    """True for words that each begin with a capital and hold letters alone."""
    return 1 <= len(look) <= MOST and all(one.text.isalpha() and one.text[0].isupper() for one in look)
