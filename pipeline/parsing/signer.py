"""Who of the names read at the foot is the signer: the page's own words, weighed against second looks at the block.

A pen or a seal spoils names more than anything else of a page. The block is read again at other sizes
(`foot.second_look`); these looks stand in for a name whose surname no lexicon knows, and overrule marks
that they give in one voice.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from pipeline.parsing.facts import FieldFact
from pipeline.parsing.lexicon import fold_accents, fold_tone
from pipeline.parsing.signing import SEVERAL_SIGN
from pipeline.records import Flag, WitnessSource

_LOOK = "foot.second_look"
_UNSURE = 0.7
"""A name with less confidence opens with no known surname."""
_VOICES = 2
"""So many looks must agree on other marks."""
_SLIPS = 2
"""Letters in which a spoilt name may differ from a look at it."""


def choose_signer(facts: Sequence[FieldFact]) -> FieldFact | None:
    """The name under the office; none where several sign.

    A second look confirms, stands in for a name that was mended or begins with no surname, or, where
    two agree on it, sets the marks right.
    """
    if any(fact.rule == SEVERAL_SIGN for fact in facts):
        return None
    valued = [fact for fact in facts if fact.value]
    looks = [fact for fact in valued if fact.rule == _LOOK]
    first = _first([fact for fact in valued if Flag.REPAIRED not in fact.flags and fact.rule != _LOOK])
    if first is None:
        return _first(valued)
    fuller = [look for look in looks if first.confidence < _UNSURE and _completes(look, first)]
    voices = Counter(look.value for look in looks if _letters(look) == _letters(first))
    agreed = [
        look
        for look in looks
        if voices[look.value] >= _VOICES and voices[first.value] == 0 and _hooks(look) >= _hooks(first)
    ]
    return _first(fuller) or _first(agreed) or first


def marks_differ(signer: FieldFact, facts: Sequence[FieldFact]) -> bool:
    """True where another look at the signer's name gives the same letters with other marks."""
    return signer.field == "signer" and any(
        fact.rule == _LOOK
        and fact.field == "signer"
        and fact.value != signer.value
        and _letters(fact) == _letters(signer)
        for fact in facts
    )


def _first(facts: Sequence[FieldFact]) -> FieldFact | None:
    """The surest; what stands on the page before what a signature tells."""
    return max(facts, key=lambda fact: (fact.source is not WitnessSource.SIGNATURE, fact.confidence), default=None)


def _letters(fact: FieldFact) -> str:
    return fold_accents(fold_tone(fact.value or "")).lower().replace(" ", "")


def _hooks(fact: FieldFact) -> int:
    """Hooks in a name: reading sees them in looks of their own (`tones`), the block's looks lose them."""
    return unicodedata.normalize("NFD", fact.value or "").count("\u0309")


def _completes(look: FieldFact, first: FieldFact) -> bool:
    """True where a look gives the name that was read in part or spoilt (`1 Hoài Mẫu`, `VILCÔNG MẪU`)."""
    longer, shorter = _letters(look), _letters(first)
    return (longer.endswith(shorter) and longer != shorter) or Levenshtein.distance(
        longer, shorter, score_cutoff=_SLIPS
    ) <= _SLIPS
