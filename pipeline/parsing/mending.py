"""Slips of OCR in a value's marks, mended from closed vocabularies.

`trên đỉa bàn` becomes `trên địa bàn` where the rest of the document writes so, and either underthesea's
list of words knows no other word of these letters or the document itself hardly writes otherwise.
Letters are never changed, only their marks; the evidence keeps what was read. Pages that were not
recognised are left alone.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.pages import Source, Word
from pipeline.parsing.casing import shouted
from pipeline.parsing.dictionary import Pair, pairs
from pipeline.parsing.lexicon import fold_tone
from pipeline.parsing.shape import bare
from pipeline.parsing.text import Span, Text

_OCR = frozenset({Source.OCR, Source.MIXED})
_SURE = 0.95
"""Words read with more confidence keep their marks, unless list and document both speak against them."""
_DOUBTED = 0.8
"""Words read with less confidence may be mended by the list of words alone."""
_WORD = re.compile(r"[^\W\d_]+")
_WEIGHTS = ((0.93, 1.0), (0.7, 0.5))
"""What a pair elsewhere counts, by the confidence of its less sure word."""
_COMMON = 8
"""A word that stands beside so many others is one that this document uses, not a slip."""
Pairs = dict[Pair, dict[Pair, float]]


def recognised(text: Text, spans: Sequence[Span]) -> bool:
    """True where some of the words at the spans were recognised on a page picture."""
    return any(
        text.lines[text.word_lines[i]].page.source in _OCR for start, end in spans for i in text.words_in(start, end)
    )


def mend(text: Text, spans: Sequence[Span], value: str, *, alone: bool = False) -> tuple[str, bool]:
    """`value`, read at `spans`, with its slips mended, and whether there were any.

    Words of the value that do not stand at the spans (opened abbreviations) are kept. With `alone` the
    list of words may speak alone for words in small letters of which one was read with doubt: a title
    and a recipient are written once.
    """
    inside = sorted({i for start, end in spans for i in text.words_in(start, end)})
    if not recognised(text, spans):
        return value, False
    elsewhere = _pairs(text)
    read = [(text.words[i], _core(text.words[i])) for i in inside]
    changes: dict[str, str] = {}
    kept: set[str] = set()
    for (one, first), (two, second) in pairwise(read):
        if not first or not second:
            continue
        ours = (first, second)
        right = _right(ours, one.confidence, two.confidence, elsewhere.get((bare(first), bare(second)), {}))
        if right is None and alone and one.text.islower() and two.text.islower():
            right = _listed(ours, one.confidence, two.confidence)
        if right is None and alone:
            capitals = _core_of(one).isupper() and _core_of(two).isupper()
            if capitals or _core_of(two).islower():  # no name
                right = _slipped(ours, one.confidence, two.confidence, capitals=capitals)
        if right == ours:
            kept |= set(ours)
        elif right is not None:
            for word, better in zip(ours, right, strict=True):
                if word != better:
                    changes.setdefault(word, better)
    company = _company(text)
    changes = {w: right for w, right in changes.items() if w not in kept and company.get(w, 0) < _COMMON}
    if not changes:
        return value, False
    made = _WORD.sub(lambda match: _like(match[0], changes.get(_fold(match[0]), "")), value)
    return made, made != value


def _right(ours: Pair, first: float, second: float, elsewhere: dict[Pair, float]) -> Pair | None:
    """The pair as it should stand: ours where it is known, another in the same letters, None if nothing tells."""
    known = pairs().get((bare(ours[0]), bare(ours[1])), ())
    if ours in known:
        return ours
    if len(known) == 1:
        doubt = [sure for sure, word, other in zip((first, second), ours, known[0], strict=True) if word != other]
        seen = elsewhere.get(known[0], 0.0)
        if seen >= 1.0 or (seen > 0.0 and max(doubt) < _SURE):
            return known[0]
    own = elsewhere.get(ours, 0.0) - _weight(min(first, second))
    others = sorted(((weight, pair) for pair, weight in elsewhere.items() if pair != ours), reverse=True)
    best = others[0] if others else (0.0, ours)
    rest = max(own, others[1][0] if len(others) > 1 else 0.0)
    if min(first, second) < _SURE and best[0] >= 1.0 and best[0] >= 3 * rest:
        return best[1]
    return ours if own >= 1.0 else None


def _listed(ours: Pair, first: float, second: float) -> Pair | None:
    """The one word of the list in these letters, where the syllable that it changes was read with doubt.

    `ỉ` for `i` is read without any (`thiếu nhỉ`, `chỉ tiết`).
    """
    known = pairs().get((bare(ours[0]), bare(ours[1])), ())
    if len(known) != 1:
        return None
    doubt = [sure for sure, word, other in zip((first, second), ours, known[0], strict=True) if word != other]
    slip = all(one == two or one.replace("ỉ", "i") == two for one, two in zip(ours, known[0], strict=True))
    return known[0] if len(doubt) == 1 and (doubt[0] < _DOUBTED or slip) else None


_MARKS = {"ố": "ổ", "ế": "ể", "ê": "ề", "ầ": "à", "ỏ": "ả", "ẳ": "ắ"}
"""Letters as OCR reads them and as they stood, the common slips (FIELD.md); in capitals they are read with no doubt."""
_DOTS = {"ỉ": "i", "ị": "i"}
"""The same of an `i`, whose two forms are both common words: only where it was read with doubt."""


def _slipped(ours: Pair, first: float, second: float, *, capitals: bool) -> Pair | None:
    """The one word of the list that common slips alone part from what was read (`SỐ SÁCH`, `HỘI THỊ`).

    In capitals whatever the confidence, else where the syllable that it changes was read with some doubt.
    """
    found = []
    for known in pairs().get((bare(ours[0]), bare(ours[1])), ()):
        parted = [
            (one, two, sure)
            for word, other, sure in zip(ours, known, (first, second), strict=True)
            for one, two in zip(word, other, strict=False)
            if one != two
        ]
        same = all(len(word) == len(other) for word, other in zip(ours, known, strict=True))
        if same and all(
            (_MARKS.get(one) == two and (capitals or sure < _SURE)) or (_DOTS.get(one) == two and sure < _SURE)
            for one, two, sure in parted
        ):
            found.append(known)
    return found[0] if len(found) == 1 else None


@functools.lru_cache(maxsize=4)
def _pairs(text: Text) -> Pairs:
    """Neighbouring words of the text by their letters without marks, and how they stand, weighted."""
    found: Pairs = {}
    previous: tuple[int, str, float] | None = None
    for index, word in enumerate(text.words):
        core = _core(word)
        if previous is not None and core and previous[1] and text.word_lines[index] - previous[0] <= 1:
            pair = (previous[1], core)
            weights = found.setdefault((bare(pair[0]), bare(pair[1])), {})
            weights[pair] = weights.get(pair, 0.0) + _weight(min(previous[2], word.confidence))
        # A pair does not run over a full stop.
        ends = word.text.endswith((".", ";", ":"))
        previous = None if ends else (text.word_lines[index], core, word.confidence)
    return found


@functools.lru_cache(maxsize=4)
def _company(text: Text) -> dict[str, int]:
    """For each word of the text, beside how many different words it stands."""
    beside: dict[str, set[str]] = {}
    for stood in _pairs(text).values():
        for first, second in stood:
            beside.setdefault(first, set()).add(second)
            beside.setdefault(second, set()).add(first)
    return {word: len(others) for word, others in beside.items()}


def _weight(confidence: float) -> float:
    return next((weight for least, weight in _WEIGHTS if confidence >= least), 0.0)


def _core(word: Word) -> str:
    return _fold(_core_of(word))


def _core_of(word: Word) -> str:
    match = _WORD.search(word.text)
    return match[0] if match else ""


def _fold(word: str) -> str:
    return fold_tone(word).lower()


def _like(word: str, right: str) -> str:
    """The right word in the case of the one read; the word itself where nothing is to be mended."""
    if not right or len(right) != len(word):
        return word
    if shouted(word) and len(word) > 1:
        return right.upper()
    return right[0].upper() + right[1:] if word[0].isupper() else right
