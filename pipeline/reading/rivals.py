"""Two looks at one place: which words stand."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.pages import Box, Word, union


def better(words: Sequence[Word], second: Sequence[Word]) -> tuple[Word, ...]:
    """The words with those of a second look where it read them better or alone.

    Words are compared place by place: a second look's word replaces the first's that it covers when
    its confidence is higher, and is added where the first read nothing.
    """
    kept = list(words)
    for word in second:
        assert word.box is not None
        rivals = [other for other in kept if other.box and overlap(word.box, other.box) > 0.3]
        if not rivals:
            if word.confidence >= (0.4 if sum(map(str.isalnum, word.text)) > 2 else 0.75):
                kept.append(word)
        elif _wins(word, rivals):
            kept = [other for other in kept if other not in rivals]
            kept.append(word)
    return tuple(kept)


def _wins(word: Word, rivals: Sequence[Word]) -> bool:
    """True where a word was read better than what it covers; a clipped one must be much better."""
    own = union([word.box]) or (0.0, 0.0, 0.0, 0.0)
    theirs = union(other.box for other in rivals) or own
    clipped = own[2] - own[0] < 0.92 * (theirs[2] - theirs[0])
    best = max(other.confidence for other in rivals)
    first = min(rivals, key=lambda other: (other.box or (0.0,))[0]).text
    if word.text[:1].isupper() and first[:1].islower() and word.text.endswith(first) and word.confidence > 0.5:
        return True  # the letter that a pen's stroke had taken
    return best < 0.4 < word.confidence if clipped else word.confidence > best


def overlap(one: Box, other: Box) -> float:
    """The common area as a share of the smaller box."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    small = min((one[2] - one[0]) * (one[3] - one[1]), (other[2] - other[0]) * (other[3] - other[1]))
    return wide * high / small if small else 0.0
