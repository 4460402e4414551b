"""Where words begin and end on a line of glyphs: by the white between them, then by what is a syllable.

Layers split words (`CỘ NG HÒA`, `c ủa`) and lose blanks (`QuếXuyên`). Geometry goes first: white of a
word's space parts words, none joins them. Only where the white is doubtful, too small for the line or
there by a space character alone, the list of syllables decides.
"""

from __future__ import annotations

import functools
import statistics
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from pipeline.pages import clean_unicode
from pipeline.reading.glyphs import Glyph
from pipeline.reading.syllables import is_syllable

Group = list[Glyph]
"""The glyphs of one word, in order; never empty."""

SLIGHT = 0.04
"""White (em) within a word from which on a blank may be lost there; kerning is below 0.03."""
DOUBTFUL = 0.75
"""Share of the line's own spaces below which white may stand within a word."""
FAR = 0.45
"""White (em) that always parts words."""
MOST_CUTS = 6
"""Places in one word that are looked at for lost blanks."""
_MARKS = ".,;:!?()[]“”\"'‘’-–…/"
_CONSONANTS = frozenset(["ng", "nh", "ch", "NG", "NH", "CH"])
"""Ends of syllables that are nothing by themselves."""


def unspaced(groups: Sequence[Group]) -> list[Group]:
    """Letter-spaced words (`K Ế  H O Ạ C H`) joined: four single letters and more at even gaps."""
    done: list[Group] = []
    index = 0
    while index < len(groups):
        end = index
        while end < len(groups) and len(groups[end]) == 1 and groups[end][0].text.isalpha():
            if end > index and abs(groups[end][0].bottom - groups[end - 1][0].bottom) > 1:
                break
            end += 1
        if end - index < 4:
            done.append(groups[index])
            index += 1
            continue
        run = [group[0] for group in groups[index:end]]
        gaps = [b.x0 - a.x1 for a, b in pairwise(run)]
        usual = statistics.median(gaps)
        word = [run[0]]
        for gap, g in zip(gaps, run[1:], strict=True):
            if gap > 1.7 * max(usual, 0.5):
                done.append(word)
                word = [g]
            else:
                word.append(g)
        done.append(word)
        index = end
    return done


def respaced(groups: Sequence[Group]) -> tuple[list[Group], bool]:
    """The words of one line with doubtful white settled by syllables, and whether any was.

    Args:
        groups: the words of a line as geometry gives them, from left to right.
    """
    apart: list[Group] = []
    for group in groups:
        apart += [part for piece in _unmarked(group) for part in _parted(piece)]
    gaps = [_gap(a, b) / _em(a, b) for a, b in pairwise(groups)]
    usual = statistics.median([gap for gap in gaps if 0 < gap < 1.0] or [0.25])
    done: list[Group] = []
    for group in apart:
        if done and _is_one(done, group, usual):
            done[-1] = done[-1] + group
        else:
            done.append(group)
    return done, words_of(done) != words_of(piece for group in groups for piece in _unmarked(group))


def words_of(groups: Iterable[Group]) -> list[str]:
    """The texts of words."""
    return [_text(group) for group in groups]


def _unmarked(group: Group) -> list[Group]:
    """A word and the mark of a note behind it (small raised digits): two words. `m²` and `H₂O` are one."""
    marks = [n for n, g in enumerate(group) if n and g.text.isdigit() and _raised(g, group[0])]
    if not 0 < len(marks) <= 2 or not is_syllable(_core(group[: marks[0]])):
        return [group]
    if any(_text([g]) not in _MARKS for g in group[marks[-1] + 1 :]):
        return [group]
    return [group[: marks[0]], group[marks[0] :]]


def _raised(g: Glyph, first: Glyph) -> bool:
    return g.size <= 0.8 * first.size and g.bottom < first.bottom - 0.1 * first.size


def _parted(group: Group) -> list[Group]:
    """A word that is no syllable, cut where blanks were lost: into the fewest parts that all are."""
    word = _core(group)
    if len(group) < 4 or not word.isalpha() or is_syllable(word):
        return [group]
    cuts = [
        index
        for index in range(1, len(group))
        if group[index].spaced or group[index].x0 - group[index - 1].x1 > SLIGHT * group[index].size
    ]
    if word.isascii() and not any(group[cut].spaced for cut in cuts):
        return [group]
    for count in range(1, min(len(cuts), MOST_CUTS) + 1):
        for chosen in combinations(cuts[:MOST_CUTS], count):
            parts = [group[a:b] for a, b in pairwise((0, *chosen, len(group)))]
            if all(is_syllable(_core(part)) for part in parts):
                return parts
    return [group]


def _core(group: Iterable[Glyph]) -> str:
    """The text of a word without the marks before and behind it."""
    return _text(group).strip(_MARKS)


def _is_one(before: Sequence[Group], group: Group, usual: float) -> bool:
    """True where a word goes on after doubtful white: only together the two are a syllable."""
    last = before[-1]
    first, second = _text(last).lstrip(_MARKS), _text(group).rstrip(_MARKS)
    both = first + second
    if not both.isalpha() or not _alike(first, second) or not is_syllable(both):
        return False
    if is_syllable(first) and is_syllable(second):
        return False
    gap = _gap(last, group) / _em(last, group)
    if gap > FAR or last[-1].size != group[0].size:
        return False
    doubtful = gap < DOUBTFUL * usual or (not group[0].spaced and gap < usual)
    return doubtful or (second in _CONSONANTS and gap <= 1.3 * usual)


def _alike(first: str, second: str) -> bool:
    """True where two pieces can be of one word by their case: `CỘ` and `NG`, `C` and `ủa`, `c` and `ủa`."""
    return second.islower() or (second.isupper() and first.isupper())


def _text(group: Iterable[Glyph]) -> str:
    return _clean("".join([g.text for g in group]))


@functools.lru_cache(maxsize=1 << 16)
def _clean(text: str) -> str:
    return "".join(clean_unicode(text).split())


def _gap(a: Group, b: Group) -> float:
    return b[0].x0 - max(g.x1 for g in a)


def _em(a: Group, b: Group) -> float:
    return max(a[-1].size, b[0].size, 1.0)
