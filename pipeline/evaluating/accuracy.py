"""Accuracy of reading: character and word errors against the truth, by place on the page.

The read text is aligned with the true one (Levenshtein), and each error belongs to the place of the
true letter where it happened; a letter too many to that of the letter before it. So words in a wrong
order cost, as they cost whoever reads the text. White space counts as one blank, rows of dashes under
headings are passed over, Unicode is NFC; all else is compared as it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from pipeline import pages
from pipeline.evaluating.truth import APART, TruePage
from pipeline.pages import clean_unicode

HAND = "handwriting"
"""The place of words written by a pen, wherever they stand."""
COVERED = "under_ink"
"""The place of printed words under a seal, a signature or a stamp."""
MAX_CHARACTERS = 60_000
"""More are cut off on either side: no page holds so many."""
_ORNAMENT = re.compile(r"[-–—_=*~.]{3,80}")


@dataclass(frozen=True, slots=True)
class Errors:
    """Counts of one place: true characters and words, and errors in them (edits); words found at all."""

    characters: int = 0
    character_errors: int = 0
    words: int = 0
    word_errors: int = 0
    found: int = 0
    """True words that stand anywhere in what was read of the page, each counted once."""

    def __add__(self, other: Errors) -> Errors:
        return Errors(
            self.characters + other.characters,
            self.character_errors + other.character_errors,
            self.words + other.words,
            self.word_errors + other.word_errors,
            self.found + other.found,
        )

    @property
    def cer(self) -> float | None:
        """Character errors a true character; can exceed 1."""
        return self.character_errors / self.characters if self.characters else None

    @property
    def wer(self) -> float | None:
        """Word errors a true word; can exceed 1."""
        return self.word_errors / self.words if self.words else None

    @property
    def lost(self) -> float | None:
        """The share of true words that were not read at all, in whatever order."""
        return 1 - self.found / self.words if self.words else None


def flow(page: pages.Page) -> str:
    """What our reader takes for the page's text: its lines without stamps and furniture."""
    return "\n".join(page.lines[i].text for i in page.ordered() if page.lines[i].kind not in pages.APART)


def compare(truth: TruePage, text: str) -> dict[str, Errors]:
    """Errors of a read text against a page's truth, by place; stamps and furniture are not asked for."""
    words: list[str] = []
    places: list[str] = []
    for line in truth.lines:
        if line.place in APART:
            continue
        for word in line.words:
            for piece in clean_unicode(word.text).split():
                words.append(piece)
                places.append(HAND if word.hand else COVERED if word.covered else line.place.value)
    letters = " ".join(words)[:MAX_CHARACTERS]
    letter_places = [place for word, place in zip(words, places, strict=True) for _ in range(len(word) + 1)]
    read = [word for word in clean_unicode(text).split() if not _ORNAMENT.fullmatch(word)]
    character_errors = _errors(letters, letter_places, " ".join(read)[:MAX_CHARACTERS])
    word_errors = _errors(words, places, read)
    found = _found(words, places, read)
    totals = Counter(letter_places[: len(letters)])
    word_totals = Counter(places)
    return {
        place: Errors(totals[place], character_errors[place], word_totals[place], word_errors[place], found[place])
        for place in dict.fromkeys(places)
    }


def total(figures: Iterable[Mapping[str, Errors]]) -> dict[str, Errors]:
    """The sum of several pages' errors, by place."""
    summed: dict[str, Errors] = {}
    for one in figures:
        for place, errors in one.items():
            summed[place] = summed.get(place, Errors()) + errors
    return summed


def whole(figures: Mapping[str, Errors]) -> Errors:
    """All places together, without the pen's words: no reader is asked to read handwriting unflagged."""
    return sum((errors for place, errors in figures.items() if place != HAND), Errors())


def _errors(true: Sequence[Hashable], places: Sequence[str], read: Sequence[Hashable]) -> Counter[str]:
    counts: Counter[str] = Counter()
    if not true:
        return counts
    for edit in Levenshtein.editops(true, read):
        at = edit.src_pos
        if edit.tag == "insert" and at > 0:
            at -= 1
        counts[places[min(at, len(true) - 1)]] += 1
    return counts


def _found(words: Sequence[str], places: Sequence[str], read: Sequence[str]) -> Counter[str]:
    left = Counter(read)
    counts: Counter[str] = Counter()
    for word, place in zip(words, places, strict=True):
        if left[word] > 0:
            left[word] -= 1
            counts[place] += 1
    return counts
