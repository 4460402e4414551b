"""Tables with some of their rules missing: what the others, and the words, say about where they would run.

Three kinds are met: without an outer border (the inner rules end where it would stand), with rules
across alone (the white between the words of the head and below parts the columns), and with one
rule under the head only (ordinals in the first column part the rows). What can't be told so stays
as it is: a table is never torn by a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.pages import Box

NEAR = 4.0
"""Points within which two rules meet, or two ends are one."""
STACK = 3
"""Rules across of one length that make a table without any rule down."""
LEAST_WIDE = 150.0
"""Points that such rules are long at least: underlines of a heading are shorter."""
GUTTER = 4.0
"""Points of white that part two columns in the head at least: a space of 12 pt type is 3."""
CROSSED = 0.3
"""Share of the rows whose words may run over a column's border (merged cells)."""
MAX_RULES = 2_000

_NUMERAL = re.compile(r"^\(?(\d{1,3})[.)]?\)?$")
_MARK = re.compile(r"^\(?(?:\d{1,3}|[IVX]{1,5}|[A-HĐ]|S?TT)[.)]?\)?$")
"""What stands in a column of ordinals: the head's own word, numerals of rows and of groups."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line in points: ``at`` is its place (y of one across, x of one down), from ``start`` to ``end``."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A word in points, for its place and whether it is a numeral."""

    text: str
    box: Box

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.box[1] + self.box[3]) / 2


def missing(across: Sequence[Rule], down: Sequence[Rule], words: Sequence[Spot]) -> tuple[list[Rule], list[Rule]]:
    """The rules that are missing, across and down.

    Args:
        across: the page's rules across, pieces of one line joined.
        down: its rules down, likewise.
        words: its words.
    """
    more_across: list[Rule] = []
    more_down: list[Rule] = []
    if len(across) + len(down) > MAX_RULES:
        return more_across, more_down
    for own_across, own_down in _tables(across, down):
        if not own_down:
            added = _columns(own_across, words)
            if not added:
                continue
        else:
            added = list(_sides(own_across, own_down))
            more_across += (ends := list(_sides(own_down, own_across)))
            own_across = [*own_across, *ends]
        more_down += added
        more_across += _rows(own_across, [*own_down, *added], words)
    return more_across, more_down


def _tables(across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The rules of each table: those that meet; and stacks of rules across that meet none."""
    left_across, left_down = list(across), list(down)
    while left_down:
        own_across: list[Rule] = []
        own_down = [left_down.pop()]
        grown = True
        while grown:
            new_across = [rule for rule in left_across if any(_meet(rule, other) for other in own_down)]
            left_across = [rule for rule in left_across if rule not in new_across]
            own_across += new_across
            new_down = [rule for rule in left_down if any(_meet(other, rule) for other in own_across)]
            left_down = [rule for rule in left_down if rule not in new_down]
            own_down += new_down
            grown = bool(new_across or new_down)
        if len(own_across) >= 2:
            yield own_across, own_down
    while left_across:
        first = left_across.pop(0)
        stack = [
            rule for rule in left_across if abs(rule.start - first.start) < NEAR and abs(rule.end - first.end) < NEAR
        ]
        left_across = [rule for rule in left_across if rule not in stack]
        if len(stack) + 1 >= STACK and first.end - first.start >= LEAST_WIDE:
            yield sorted([first, *stack], key=lambda rule: rule.at), []


def _meet(across: Rule, down: Rule) -> bool:
    return across.start - NEAR <= down.at <= across.end + NEAR and down.start - NEAR <= across.at <= down.end + NEAR


def _sides(rules: Sequence[Rule], others: Sequence[Rule]) -> Iterator[Rule]:
    """The borders on which rules end without one of the other direction there: two of them at least do."""
    low, high = min(rule.start for rule in rules), max(rule.end for rule in rules)
    first, last = min(rule.at for rule in rules), max(rule.at for rule in rules)
    first, last = (
        min([first, *(other.start for other in others)]),
        max([last, *(other.end for other in others)]),
    )
    for place, ends in ((low, [rule.start for rule in rules]), (high, [rule.end for rule in rules])):
        drawn = any(abs(other.at - place) <= NEAR for other in others)
        if not drawn and sum(abs(end - place) <= NEAR for end in ends) >= 2:
            yield Rule(place, first, last)


def _columns(stack: Sequence[Rule], words: Sequence[Spot]) -> list[Rule]:
    """The rules down of a table that has none: where white runs through the head and most rows."""
    left, right = stack[0].start, stack[0].end
    bands = [
        (above.at, below.at, inside)
        for above, below in pairwise(stack)
        if (inside := _inside(words, (left - NEAR, above.at - 1, right + NEAR, below.at + 1)))
    ]
    if len(bands) < 2:
        return []
    head = sorted((word.box[0], word.box[2]) for word in bands[0][2])
    gutters: list[tuple[float, float]] = []
    reach = head[0][1]
    for start, end in head[1:]:
        if start - reach >= GUTTER:
            gutters.append((reach, start))
        reach = max(reach, end)
    borders = []
    for start, end in gutters:
        best = min(
            (start + (end - start) * step / 20 for step in range(1, 20)),
            key=lambda x: (sum(_crossed(x, inside) for _, _, inside in bands), abs(x - (start + end) / 2)),
        )
        if sum(_crossed(best, inside) for _, _, inside in bands) <= CROSSED * len(bands):
            borders.append(best)
    if not borders:
        return []
    made = [Rule(left, stack[0].at, stack[-1].at), Rule(right, stack[0].at, stack[-1].at)]
    for top, bottom, inside in bands:
        crossed = [x for x in borders if _crossed(x, inside)]
        for x in borders:
            # Behind words that run over a border, the cell goes on to the last column where no others stand.
            merged = bool(crossed) and x > crossed[0] and not any(word.box[0] > x for word in inside)
            if x not in crossed and not merged:
                made.append(Rule(x, top, bottom))
    return made


def _crossed(x: float, words: Sequence[Spot]) -> bool:
    return any(word.box[0] - 0.5 < x < word.box[2] + 0.5 for word in words) or _in_a_space(x, words)


def _in_a_space(x: float, words: Sequence[Spot]) -> bool:
    """True where a place stands between two words of one line that are only a space apart."""
    for word in words:
        for other in words:
            gap = other.box[0] - word.box[2]
            same = abs(word.middle - other.middle) < 0.3 * (word.box[3] - word.box[1])
            if same and 0 <= gap < GUTTER and word.box[2] <= x <= other.box[0]:
                return True
    return False


def _rows(across: Sequence[Rule], down: Sequence[Rule], words: Sequence[Spot]) -> list[Rule]:
    """Rules between rows that have ordinals one behind the other and no rule between them."""
    xs = sorted({round(rule.at, 1) for rule in down})
    if len(xs) < 3:
        return []
    left, right = xs[0], xs[-1]
    second = next((x for x in xs if x > left + NEAR), right)
    ys = [rule.at for rule in across]
    inside = sorted(_inside(words, (left, min(ys), right, max(ys))), key=lambda word: word.middle)
    marks = [word for word in inside if word.box[2] <= second + NEAR and _MARK.match(word.text)]
    numbers = [int(match[1]) for word in marks if (match := _NUMERAL.match(word.text))]
    if not any(following == number + 1 for number, following in pairwise(numbers)):
        return []
    made: list[Rule] = []
    for word, other in pairwise(marks):
        drawn = any(
            word.middle < rule.at < other.middle and rule.start <= left + NEAR and rule.end >= second - NEAR
            for rule in across
        )
        place = None if drawn else _white(inside, word.middle, other.middle)
        if place is not None:
            made.append(Rule(place, left, right))
    return made


def _white(words: Sequence[Spot], top: float, bottom: float) -> float | None:
    """The middle of the widest white between two heights; of equal ones the lowest; None where there is none."""
    spans = sorted((word.box[1], word.box[3]) for word in words if word.box[3] > top and word.box[1] < bottom)
    best: tuple[float, float] | None = None
    reach = top
    for start, end in spans:
        white = start - reach
        if white > 0 and (best is None or white >= 0.9 * best[0]):
            best = (white, (start + reach) / 2)
        reach = max(reach, end)
    return best[1] if best else None


def _inside(words: Sequence[Spot], box: Box) -> list[Spot]:
    return [
        word
        for word in words
        if box[0] <= (word.box[0] + word.box[2]) / 2 <= box[2] and box[1] <= word.middle <= box[3]
    ]
