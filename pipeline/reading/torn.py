"""Lines that the engine tore in two: the upper half of their letters in one line of it, the lower in another.

Where the rows of a heading's two columns stand half a row apart (or those of a foot), an engine that
takes the page's whole width for one line cuts the one column along the rows of the other: `Độc lập -
Tự do` becomes `Độc lần - Tự dơ` over `mm. VY WES`. Words of two of its lines that stand over each
other are the sign; each column's stretch of them is then read by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.reading.recognise import Found, mean_confidence

Pixels = tuple[int, int, int, int]
Read = Callable[[Pixels], tuple[Found, ...]]
"""A place on the page, in pixels, to its words."""

DOUBT = 0.6
"""Confidence below which a word that stands over another is the half of letters."""
OVER = 0.35
"""Share of the lower word's height that both have in common, at least."""
DOUBLED = 0.55
"""The same, of two words that were both read well: the engine read one line twice."""
NEAR = 2.0
"""Words so many heights of a word apart belong to one stretch of a line."""
SURE = 0.6
"""Mean confidence that a stretch read by itself must have."""
EVEN = 0.03
"""How much less sure it may be than the words that it replaces: a line that was read twice was read well."""
FEWEST = 2
"""Pairs of such words that make a torn line: one alone is a mark that got loose."""
MOST = 8
"""Torn stretches looked at on one page."""
TORN = 90_000
"""Lines read by themselves are blocks from this number on: the engine's own are fewer."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A piece of a line (or of two torn from one): its words, and its place with a little paper around."""

    words: tuple[Found, ...]

    @property
    def place(self) -> Pixels:
        rim = 3
        return (
            max(0, min(one.x0 for one in self.words) - rim),
            max(0, min(one.y0 for one in self.words) - rim),
            max(one.x1 for one in self.words) + rim,
            max(one.y1 for one in self.words) + rim,
        )


def mended(found: Sequence[Found], read: Read) -> tuple[Found, ...]:
    """The words, torn lines and what shares a line with them replaced by readings of their own, where better.

    Args:
        found: the page's words with the engine's block, paragraph and line, boxes in pixels.
        read: the recogniser for a place that holds a line, or two.
    """
    kept = list(found)
    for nth, stretch in enumerate(_stretches(found)[:MOST]):
        second = read(stretch.place)
        if not second or mean_confidence(second) < max(SURE, mean_confidence(stretch.words) - EVEN):
            continue
        gone = {id(one) for one in stretch.words}
        at = next(index for index, one in enumerate(kept) if id(one) in gone)
        kept = [one for one in kept if id(one) not in gone]
        kept[at:at] = [replace(one, block=TORN + nth, paragraph=0) for one in second]
    return tuple(kept)


def _line(one: Found) -> tuple[int, int, int]:
    return one.block, one.paragraph, one.line


def _stretches(found: Sequence[Found]) -> list[_Stretch]:
    """The torn stretches of a page, and beside each what else stands on the engine's lines that share it."""
    pairs = [
        (one, other)
        for one, other in touching(found)
        if _line(one) != _line(other) and _over(one, other, OVER if _doubted(one, other) else DOUBLED)
    ]
    if len(pairs) < FEWEST:
        return []
    torn = {id(one) for pair in pairs for one in pair}
    lines = {_line(one) for pair in pairs for one in pair}
    members = [one for one in found if _line(one) in lines]
    groups: list[list[Found]] = []
    for one in sorted(members, key=lambda one: one.x0):
        near = [group for group in groups if any(_beside(one, other) for other in group)]
        joined = [one, *(other for group in near for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append(joined)
    # What no torn word stands in is read again too: the engine read it on a line askew.
    touched = {_line(one) for group in groups if any(id(one) in torn for one in group) for one in group}
    order = {id(one): at for at, one in enumerate(found)}
    return [
        _Stretch(tuple(sorted(group, key=lambda one: order[id(one)])))
        for group in groups
        if any(_line(one) in touched for one in group)
    ]


def touching(found: Sequence[Found]) -> Iterator[tuple[Found, Found]]:
    """Pairs of words whose rows and columns meet: each word is held against those that begin above its foot."""
    down = sorted(found, key=lambda one: one.y0)
    reaching: list[Found] = []
    for one in down:
        reaching = [other for other in reaching if other.y1 > one.y0]
        yield from ((other, one) for other in reaching if other.x0 < one.x1 and one.x0 < other.x1)
        reaching.append(one)


def _doubted(one: Found, other: Found) -> bool:
    return min(one.confidence, other.confidence) < DOUBT


def _over(one: Found, other: Found, least: float) -> bool:
    """True where two words stand over each other: letters of both share columns and rows."""
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    return wide > 0 and high > least * min(one.height, other.height)


def _beside(one: Found, other: Found) -> bool:
    """True where two words belong to one stretch: near each other, on rows that both share."""
    gap = max(one.x0, other.x0) - min(one.x1, other.x1)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    return gap < NEAR * max(one.height, other.height) and high > OVER * min(one.height, other.height)
