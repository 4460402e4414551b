"""A string made plain for rules, with the way back: composed, dashes, blanks and tones of one kind.

Rules look at ``Folded.string``; values and offsets come from the string that was given. Most texts
fold one character for one; decomposed text (NFD) and zero-width marks need the map.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

from pipeline.parsing.lexicon import fold_tone

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\uf02d"
_ETHS = {0xD0: "Đ", 0xF0: "đ", 0x189: "Đ", 0x256: "đ"}
_ONE_FOR_ONE = {
    chr(code): plain
    for plain, codes in (
        ("-", map(ord, DASHES)),
        (" ", (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x9, 0xB, 0xD)),
        ("/", (0x2044, 0x2215, 0xFF0F)),
    )
    for code in codes
} | {chr(code): letter for code, letter in _ETHS.items()}
_ODD = re.compile("[" + re.escape("".join(_ONE_FOR_ONE)) + "]")
_DROPPED = "\u200b\u200c\u200d\u2060\ufeff"
_DROP = re.compile(f"[{_DROPPED}]")
_MARKS = re.compile(f"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f{_DROPPED}]+")
"""Runs of combining marks and zero-width characters: only behind a letter do they change lengths."""
_BROKEN = re.compile(r"\n(?:(?<=[0-9A-ZĐ][/-]\n)(?=[A-ZĐ]{2})|(?<= số\n)(?=[0-9]))")
_LONGEST = 16
"""Marks in a row without end are no letters: composing them one by one would be quadratic."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A letter with its marks: ``at``..``until`` in the plain string, ``first``..``last`` in the source.

    ``after`` is where the source goes on; zero-width characters may stand between ``last`` and it.
    """

    at: int
    until: int
    first: int
    last: int
    after: int


@dataclass(frozen=True, slots=True)
class Folded:
    """A plain form of ``source``; between its ``clusters`` the two strings run one for one."""

    string: str
    source: str
    clusters: tuple[Cluster, ...] = ()
    places: tuple[int, ...] = field(default=(), repr=False)
    """``Cluster.at`` of each cluster."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of ``source`` for a span of ``string``."""
        if not self.clusters:
            return start, end
        left = self._source(start, last=False)
        return (left, left) if start >= end else (left, self._source(end - 1, last=True))

    def _source(self, position: int, *, last: bool) -> int:
        """Where the character at ``position`` begins in the source, or (``last``) where it ends."""
        nth = bisect_right(self.places, position) - 1
        if nth < 0:
            return position + last
        cluster = self.clusters[nth]
        if position < cluster.until:
            return cluster.last if last else cluster.first
        return cluster.after + position - cluster.until + last

    def slice(self, start: int, end: int) -> str:
        """The words of ``source`` at a span of ``string``: composed (NFC), zero-width marks dropped, Đ as Đ."""
        left, right = self.span(start, end)
        return unicodedata.normalize("NFC", _DROP.sub("", self.source[left:right].translate(_ETHS)))


def fold(text: str) -> Folded:
    """Fold a string: composed letters, ASCII hyphen, space and slash, Đ for its look-alikes, tones the new way.

    Case, quotation marks and line ends stay. Most texts have neither combining marks nor zero-width
    characters and fold one character for one.
    """
    if _MARKS.search(text) is None:
        return Folded(_plain(text), text)
    pieces: list[str] = []
    clusters: list[Cluster] = []
    behind = length = 0
    for run in _MARKS.finditer(text):
        first, after = max(run.start() - 1, 0), run.end()
        pieces.append(text[behind:first])
        length += first - behind
        letter = _DROP.sub("", text[first:after])
        letter = unicodedata.normalize("NFC", letter) if len(letter) <= _LONGEST else letter
        last = first + max(1, len(text[first:after].rstrip(_DROPPED)))
        pieces.append(letter)
        clusters.append(Cluster(length, length + len(letter), first, last, after))
        length += len(letter)
        behind = after
    pieces.append(text[behind:])
    return Folded(_plain("".join(pieces)), text, tuple(clusters), tuple(cluster.at for cluster in clusters))


def _plain(text: str) -> str:
    """Every odd character as its plain one, the tone where it is written today; same length.

    A line end inside a number (`số` / `45/QĐ-` / `UBND`) is a blank.
    """
    return fold_tone(_BROKEN.sub(" ", _ODD.sub(lambda odd: _ONE_FOR_ONE[odd[0]], text)))


def lower(text: str) -> str:
    """Lower case of the same length: letters whose lower case is longer stay as they are."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(ch.lower() if len(ch.lower()) == 1 else ch for ch in text)
