"""Tables with some of their rules missing: what the others, and the words, say about where they would run.

Three kinds are met: without an outer border (the inner rules end where it would stand), with rules
across alone (the white between the words of the head and below parts the columns), and with one
rule under the head only (ordinals in the first column part the rows). What can't be told so stays
as it is: a table is never torn by a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise

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
MAX_CHOICES = 5_000
"""Ways to part a head over several columns that are tried."""

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


def missing(
    across: Sequence[Rule], down: Sequence[Rule], words: Sequence[Spot], *, sides: bool = True
) -> tuple[list[Rule], list[Rule]]:
    """The rules that are missing, across and down.

    Args:
        across: the page's rules across, pieces of one line joined.
        down: its rules down, likewise.
        words: its words.
        sides: also those of an outer border that the others' ends show.
    """
    more_across: list[Rule] = []
    more_down: list[Rule] = []
    if len(across) + len(down) > MAX_RULES:
        return more_across, more_down
    for own_across, own_down in _tables(across, down):
        if not own_down:
            inner = _inner(own_across, across)
            added = _columns(own_across, inner, words)
            if not added:
                continue
            own_across = [*own_across, *inner]
        elif sides:
            added = list(_sides(own_across, own_down))
            more_across += (ends := list(_sides(own_down, own_across)))
            own_across = [*own_across, *ends]
        else:
            added = []
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
    left_across.sort(key=lambda rule: (rule.start - rule.end, rule.at))
    while left_across:
        first = left_across.pop(0)
        stack = [
            rule for rule in left_across if abs(rule.start - first.start) < NEAR and abs(rule.end - first.end) < NEAR
        ]
        left_across = [rule for rule in left_across if rule not in stack]
        if len(stack) + 1 >= STACK and first.end - first.start >= LEAST_WIDE:
            whole = sorted([first, *stack], key=lambda rule: rule.at)
            inner = _inner(whole, left_across)
            left_across = [rule for rule in left_across if rule not in inner]
            yield whole, []


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


def _inner(stack: Sequence[Rule], across: Sequence[Rule]) -> list[Rule]:
    """The shorter rules between those of a stack: under heads of several columns, beside cells merged over rows."""
    first, last = stack[0], stack[-1]
    return [
        rule
        for rule in across
        if first.at + NEAR < rule.at < last.at - NEAR
        and first.start - NEAR < rule.start
        and rule.end < first.end + NEAR
        and rule not in stack
    ]


def _columns(stack: Sequence[Rule], inner: Sequence[Rule], words: Sequence[Spot]) -> list[Rule]:
    """The rules down of a table that has none: where white runs through the head and most rows."""
    left, right = stack[0].start, stack[0].end
    bands = [
        (above.at, below.at, inside)
        for above, below in pairwise(stack)
        if (inside := _inside(words, (left - NEAR, above.at - 1, right + NEAR, below.at + 1)))
    ]
    if len(bands) < 2:
        return []
    top, bottom, head = bands[0]
    under = [rule for rule in inner if top < rule.at < bottom]
    # A head over several columns says nothing of their borders: those below it do.
    leaves = [word for word in head if not any(_stands_over(word, rule) for rule in under)]
    rows = [leaves, *(inside for _, _, inside in bands[1:])]
    borders = []
    for start, end in _gutters(leaves):
        # Where a shorter rule ends a column does; else where fewest words are crossed, in the middle of the white.
        ends = [x for rule in inner for x in (rule.start, rule.end) if start - 1 <= x <= end + 1]
        best = min(
            ends or (start + (end - start) * step / 20 for step in range(1, 20)),
            key=lambda x: (sum(_crossed(x, inside) for inside in rows), abs(x - (start + end) / 2)),
        )
        # Of three rows one may be a sum's, merged.
        if sum(_crossed(best, inside) for inside in rows) <= max(CROSSED * len(rows), len(rows) >= 3):
            borders.append(best)
    if not borders:
        return []
    made = [Rule(left, stack[0].at, stack[-1].at), Rule(right, stack[0].at, stack[-1].at)]
    made += _heads(borders, under, bands[0]) if under else []
    for begin, end, inside in bands[1:] if under else bands:
        crossed = [x for x in borders if _crossed(x, inside)]
        for x in borders:
            # Behind words that run over a border, the cell goes on to the last column where no others stand.
            merged = bool(crossed) and x > crossed[0] and not any(word.box[0] > x for word in inside)
            if x not in crossed and not merged:
                made.append(Rule(x, begin, end))
    return made


def _stands_over(word: Spot, rule: Rule) -> bool:
    return rule.start < (word.box[0] + word.box[2]) / 2 < rule.end and word.middle < rule.at


def _gutters(words: Sequence[Spot]) -> list[tuple[float, float]]:
    """The stretches of white between words, of a row or of several."""
    spans = sorted((word.box[0], word.box[2]) for word in words)
    found: list[tuple[float, float]] = []
    reach = spans[0][1] if spans else 0.0
    for start, end in spans[1:]:
        if start - reach >= GUTTER:
            found.append((reach, start))
        reach = max(reach, end)
    return found


def _heads(borders: Sequence[float], under: Sequence[Rule], band: tuple[float, float, list[Spot]]) -> list[Rule]:
    """The rules down of a head of several rows: below its inner rules all, above them where its words part."""
    top, bottom, words = band
    made: list[Rule] = []
    for x in borders:
        over = [rule.at for rule in under if rule.start + NEAR < x < rule.end - NEAR]
        made.append(Rule(x, max(over, default=top), bottom))
    levels = sorted({rule.at for rule in under})
    for above, level in pairwise([top, *levels]):
        for rule in (rule for rule in under if rule.at == level):
            ends = [rule.start, *(x for x in borders if rule.start + NEAR < x < rule.end - NEAR), rule.end]
            own = [word for word in words if above < word.middle < level and _stands_over(word, rule)]
            made += [Rule(x, above, level) for x in _parting(ends, own)]
    return made


def _parting(places: Sequence[float], words: Sequence[Spot]) -> list[float]:
    """Those of the inner places that part the words, each group of which stands in the middle of its columns."""
    gutters = _gutters(words)
    if not words or not gutters:
        return []
    starts = [min(word.box[0] for word in words), *(end for _, end in gutters)]
    ends = [*(start for start, _ in gutters), max(word.box[2] for word in words)]
    middles = [(start + end) / 2 for start, end in zip(starts, ends, strict=True)]
    choices = [
        chosen
        for chosen in islice(combinations(places[1:-1], len(gutters)), MAX_CHOICES)
        if all(start - 1 < x < end + 1 for x, (start, end) in zip(chosen, gutters, strict=True))
    ]

    def away(chosen: Iterable[float]) -> float:
        edges = [places[0], *chosen, places[-1]]
        return sum(abs((a + b) / 2 - middle) for (a, b), middle in zip(pairwise(edges), middles, strict=True))

    return list(min(choices, key=away, default=()))


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
