"""A string made plain for rules, with the way back: composed, dashes, blanks and tones of one kind.

Rules look at ``Folded.string``; values and offsets come from the string that was given. Most texts
fold one character for one; decomposed text (NFD) and zero-width marks need the map.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from pipeline.parsing.lexicon import fold_tone

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\uf02d"
_ETHS = {0xD0: "Đ", 0xF0: "đ", 0x189: "Đ", 0x256: "đ"}
_ONE_FOR_ONE = (
    dict.fromkeys(map(ord, DASHES), "-")
    | dict.fromkeys(
        map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"), " "
    )
    | dict.fromkeys(map(ord, "\u205f\u3000\t\v\r"), " ")
    | dict.fromkeys(map(ord, "\u2044\u2215\uff0f"), "/")
    | _ETHS
)
_DROPPED = frozenset("\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Folded:
    """A plain form of ``source``.

    ``starts`` and ``ends`` give, for each character of ``string``, the stretch of ``source`` that it
    stands for; both are None when the two strings run one for one.
    """

    string: str
    source: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of ``source`` for a span of ``string``."""
        if self.starts is None or self.ends is None:
            return start, end
        if start >= end:
            place = self.starts[start] if start < len(self.starts) else len(self.source)
            return place, place
        return self.starts[start], self.ends[end - 1]

    def slice(self, start: int, end: int) -> str:
        """The words of ``source`` at a span of ``string``: composed (NFC), zero-width marks dropped, Đ as Đ."""
        left, right = self.span(start, end)
        piece = self.source[left:right].translate(_ETHS)
        if self.starts is None:
            return piece
        return unicodedata.normalize("NFC", "".join(ch for ch in piece if ch not in _DROPPED))


def fold(text: str) -> Folded:
    """Fold a string: NFC, ASCII hyphen, space and slash, Đ for its look-alikes, tones the new way.

    Case, quotation marks and line ends stay.
    """
    if unicodedata.is_normalized("NFC", text) and not any(mark in text for mark in _DROPPED):
        return Folded(fold_tone(text.translate(_ONE_FOR_ONE)), text)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    while position < len(text):
        stop = position + 1
        while stop < len(text) and (unicodedata.combining(text[stop]) or text[stop] in _DROPPED):
            stop += 1
        cluster = "".join(ch for ch in text[position:stop] if ch not in _DROPPED)
        # Marks in a row without end are no letters: composing them one by one would be quadratic.
        composed = unicodedata.normalize("NFC", cluster) if len(cluster) <= 16 else cluster
        end = stop
        while end > position + 1 and text[end - 1] in _DROPPED:
            end -= 1
        for ch in composed:
            pieces.append(ch)
            starts.append(position)
            ends.append(end)
        position = stop
    return Folded(fold_tone("".join(pieces).translate(_ONE_FOR_ONE)), text, tuple(starts), tuple(ends))


def lower(text: str) -> str:
    """Lower case of the same length: letters whose lower case is longer stay as they are."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(ch.lower() if len(ch.lower()) == 1 else ch for ch in text)
