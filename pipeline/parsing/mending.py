"""Slips of OCR in a value's marks, mended by the document's own words.

`trên đỉa bàn` becomes `trên địa bàn` where the rest of the document writes the pair so and never
otherwise. Letters are never changed, only their marks; the evidence keeps what was read. Pages that
were not recognised are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.pages import Source, Word
from pipeline.parsing.casing import shouted
from pipeline.parsing.lexicon import fold_tone
from pipeline.parsing.shape import bare
from pipeline.parsing.text import Span, Text

_OCR = frozenset({Source.OCR, Source.MIXED})
_SURE = 0.95
"""Words read with more confidence keep their marks."""
_WORD = re.compile(r"[^\W\d_]+")
_WEIGHTS = ((0.93, 1.0), (0.7, 0.5))
"""What a pair elsewhere counts, by the confidence of its less sure word."""
Pairs = dict[tuple[str, str], dict[tuple[str, str], float]]


def mend(text: Text, spans: Sequence[Span], value: str) -> tuple[str, bool]:
    """`value`, read at `spans`, with its slips mended, and whether there were any.

    The words of the value must stand at the spans in order; others (opened abbreviations) are kept.
    """
    inside = {i for start, end in spans for i in text.words_in(start, end)}
    if not inside or not any(text.lines[text.word_lines[i]].page.source in _OCR for i in inside):
        return value, False
    pairs = _pairs(text)
    read = [(i, _core(text.words[i])) for i in sorted(inside)]
    changes: dict[str, str] = {}
    kept: set[str] = set()
    for (i, first), (j, second) in pairwise(read):
        if not first or not second:
            continue
        ours = (first, second)
        sure = min(text.words[i].confidence, text.words[j].confidence)
        weights = dict(pairs.get((bare(first), bare(second)), {}))
        weights[ours] = weights.get(ours, 0.0) - _weight(sure)
        others = sorted(((weight, pair) for pair, weight in weights.items() if pair != ours), reverse=True)
        best = others[0] if others else (0.0, ours)
        rest = max(weights[ours], others[1][0] if len(others) > 1 else 0.0)
        if sure >= _SURE or best[0] < 1.0 or best[0] < 3 * rest:
            kept |= set(ours) if weights[ours] >= 1.0 or sure >= _SURE else set()
            continue
        for word, right in zip(ours, best[1], strict=True):
            if word != right:
                changes.setdefault(word, right)
    changes = {word: right for word, right in changes.items() if word not in kept}
    if not changes:
        return value, False
    made = _WORD.sub(lambda match: _like(match[0], changes.get(_fold(match[0]), "")), value)
    return made, made != value


@lru_cache(maxsize=4)
def _pairs(text: Text) -> Pairs:
    """Neighbouring words of the text by their bare forms, and in which marks they stand."""
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


def _weight(confidence: float) -> float:
    return next((weight for least, weight in _WEIGHTS if confidence >= least), 0.0)


def _core(word: Word) -> str:
    match = _WORD.search(word.text)
    return _fold(match[0]) if match else ""


def _fold(word: str) -> str:
    return fold_tone(word).lower()


def _like(word: str, right: str) -> str:
    """The right word in the case of the one read; the word itself where nothing is to be mended."""
    if not right or len(right) != len(word):
        return word
    if shouted(word) and len(word) > 1:
        return right.upper()
    return right[0].upper() + right[1:] if word[0].isupper() else right
