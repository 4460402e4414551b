"""A folded text with what the rules of citations look at: type words, numbers, sentence borders."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import ahocorasick

from pipeline.parsing.facts import Abbreviation
from pipeline.parsing.folded import Folded, fold, lower
from pipeline.parsing.lexicon import entries, fold_tone, rule
from pipeline.parsing.numbers import NumberMention, scan
from pipeline.parsing.restored import restore
from pipeline.parsing.text import Span

ACTS = frozenset({"luật", "bộ luật", "pháp lệnh", "hiến pháp"})
_SENTENCE_END = re.compile(r"[.!?](?=\s+[^\W\d_a-zà-ỹđ])|\n")


class TypeWord(NamedTuple):
    """A type of document named at a place: ``type`` in lower case, ``kind`` as in the lexicon."""

    start: int
    end: int
    type: str
    kind: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Everything that is found once and looked at by all rules; offsets are into ``text``."""

    folded: Folded
    text: str
    low: str
    types: tuple[TypeWord, ...]
    numbers: tuple[NumberMention, ...]
    abbreviations: tuple[Abbreviation, ...] = ()
    type_starts: tuple[int, ...] = field(default=(), repr=False)
    number_starts: tuple[int, ...] = field(default=(), repr=False)
    restored: tuple[Span, ...] = ()
    """Poor lines whose known words were given back their marks; ``folded`` keeps them as read."""

    @classmethod
    def of(cls, text: str, abbreviations: Sequence[Abbreviation] = ()) -> Passage:
        """Fold a text and find its type words and numbers."""
        folded = fold(text)
        string, restored = restore(folded.string)
        low = lower(string)
        types = type_words(string, low)
        numbers = tuple(scan(string))
        return cls(
            folded,
            string,
            low,
            types,
            numbers,
            tuple(abbreviations),
            tuple(word.start for word in types),
            tuple(number.start for number in numbers),
            restored,
        )

    def paragraph(self, position: int) -> tuple[int, int]:
        """Start and end of the paragraph that holds a place."""
        start = self.text.rfind("\n", 0, position) + 1
        end = self.text.find("\n", position)
        return start, len(self.text) if end < 0 else end

    def sentence_start(self, position: int, reach: int = 1500) -> int:
        """Where the sentence of a place begins, looking back at most ``reach`` characters."""
        floor = max(self.text.rfind("\n", 0, position) + 1, position - reach)
        start = floor
        # One more character: the capital of the place itself may be what ends the sentence before it.
        for match in _SENTENCE_END.finditer(self.text, floor, position + 1):
            start = min(match.end(), position)
        while start < position and self.text[start] in " \n":
            start += 1
        return start

    def types_between(self, start: int, end: int) -> tuple[TypeWord, ...]:
        """The type words that begin in a stretch."""
        return self.types[bisect_left(self.type_starts, start) : bisect_left(self.type_starts, end)]

    def numbers_between(self, start: int, end: int) -> tuple[NumberMention, ...]:
        """The numbers that begin in a stretch."""
        return self.numbers[bisect_left(self.number_starts, start) : bisect_left(self.number_starts, end)]

    def type_before(self, position: int) -> TypeWord | None:
        """The last type word that begins before a place."""
        at = bisect_right(self.type_starts, position - 1) - 1
        return self.types[at] if at >= 0 else None

    def is_restored(self, position: int) -> bool:
        """True in a line whose known words were given back their marks."""
        nth = bisect_right(self.restored, (position, len(self.text))) - 1
        return nth >= 0 and position < self.restored[nth][1]

    def capital(self, position: int) -> bool:
        """True where a capital stands at a place."""
        return position < len(self.text) and self.text[position].isupper()


@functools.cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for entry in entries("document_types"):
        term = lower(fold_tone(entry.term))
        automaton.add_word(term, (len(term), entry.term, entry.values["kind"]))
    automaton.make_automaton()
    return automaton


def type_words(text: str, low: str) -> tuple[TypeWord, ...]:
    """The type words of a folded text (and its lower case), the longest at each place, no overlaps.

    `pháp luật`, `kỷ luật`, `luật sư`, `Sở Kế hoạch và Đầu tư`, `bộ quy tắc gõ` and the like are
    words of other meaning: rules `cite.no_type_before` and `cite.no_type_after`.
    """
    before, after = rule("citations", "cite.no_type_before"), rule("citations", "cite.no_type_after").pattern
    ends = frozenset(word.rsplit(" ", 1)[-1] for word in before.needs)
    found: list[TypeWord] = []
    for at, (length, term, kind) in _automaton().iter(low):
        start, end = at - length + 1, at + 1
        if (start and _wordlike(text[start - 1])) or (end < len(text) and _wordlike(text[end])):
            continue
        # A shorter type inside a longer one that begins earlier (`luật` in `bộ luật`) or later.
        while found and found[-1].start >= start:
            found.pop()
        if found and start < found[-1].end:
            continue
        left = max(0, start - 24)
        last = low[low.rfind(" ", left, max(left, start - 1)) + 1 : start]
        if (last.rstrip() in ends or "-" in last) and before.pattern.search(text, left, start):
            continue
        if after.match(text, end, min(len(text), end + 24)):
            continue
        found.append(TypeWord(start, end, term, kind, text[start].isupper()))
    return tuple(found)


def _wordlike(ch: str) -> bool:
    return ch.isalnum() or ch == "_"
