"""What is seen of a page besides its letters.

The order of heading and foot, the name under the seal, which way up it is, whether it is blank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

from pipeline.evaluating import accuracy
from pipeline.evaluating.truth import APART, Place, TruePage
from pipeline.pages import Page, Source

COLUMNS = frozenset({Place.HEADING_LEFT, Place.HEADING_RIGHT, Place.TITLE, Place.FOOT_LEFT, Place.FOOT_RIGHT})
"""Places whose lines stand beside or close above one another."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Counts over pages: of each kind how many there were and how many were right."""

    pairs: int = 0
    """Neighbouring words of heading and foot of which both were found."""
    swapped: int = 0
    """Of these pairs, those that came in the other order."""
    names: int = 0
    """Names of signers that lie under a seal or a signature."""
    names_read: int = 0
    texts: int = 0
    """Pages with text."""
    upright: int = 0
    """Of these, those turned as they must be."""
    texts_told: int = 0
    """Of these, those not taken for blank."""
    blanks: int = 0
    blanks_told: int = 0

    def __add__(self, other: Seen) -> Seen:
        return Seen(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


def seen(truth: TruePage, page: Page) -> Seen:
    """What is seen of one page."""
    if not any(True for _ in truth.words):
        return Seen(blanks=1, blanks_told=int(page.source is Source.BLANK and not page.error))
    read = accuracy.flow(page)
    pairs, swapped = _order(truth, read.split())
    name = _covered_name(truth)
    return Seen(
        pairs=pairs,
        swapped=swapped,
        names=int(name is not None),
        names_read=int(name is not None and name in read),
        texts=1,
        upright=int(page.rotation == truth.rotation),
        texts_told=int(page.source is not Source.BLANK),
    )


def _order(truth: TruePage, read: Sequence[str]) -> tuple[int, int]:
    """Pairs of neighbours in heading and foot, and those swapped, by the words that stand once in both texts."""
    words = [(word.text, line.place) for line in truth.lines if line.place not in APART for word in line.words]
    true_counts, read_counts = Counter(text for text, _ in words), Counter(read)
    at = {text: nth for nth, text in enumerate(read)}
    once = [at[text] for text, place in words if place in COLUMNS and true_counts[text] == 1 and read_counts[text] == 1]
    return max(0, len(once) - 1), sum(later < earlier for earlier, later in pairwise(once))


def _covered_name(truth: TruePage) -> str | None:
    """The signer's name, where ink lies over it: the last line of the foot's right column."""
    column = [line for line in truth.lines if line.place is Place.FOOT_RIGHT]
    if not column or not any(word.covered for word in column[-1].words):
        return None
    return column[-1].text
