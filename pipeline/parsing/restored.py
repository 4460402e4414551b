"""Marks that a poor reading lost, put back into a closed vocabulary: `Nghi dinh so 5` as `Nghị định số 5`.

The second try for text whose words have hardly a mark left. Types of documents, central offices, acts
and the small words of citations (lexicons `document_types`, `symbols`, `laws`, `restored`) are
recognised by their bare letters, nothing else is touched and the length stays: the rules see the
restored string, values and offsets come from the words as they were read, and what is found there is
flagged ``repaired``.
"""

from __future__ import annotations

import functools
import re

import ahocorasick

from pipeline.parsing.folded import lower
from pipeline.parsing.lexicon import entries, fold_accents, fold_tone
from pipeline.parsing.text import Span

MARKED = 0.1
"""Of good text's letters a third carry marks, of a poor line's at most this share."""
SHORTEST = 22
_RUN = re.compile(rf"[ -~]{{{SHORTEST}}}")
"""Words without a mark in a row; good text hardly ever has so many."""


def poor_lines(text: str) -> list[Span]:
    """The lines whose words have hardly a mark."""
    found: list[Span] = []
    start = 0
    for line in text.split("\n"):
        length = len(line)
        # What is dear is asked of few lines: most bear marks enough.
        if length >= SHORTEST and len(line.encode("utf-8", "replace")) - length <= MARKED * length:
            run = _RUN.search(line)
            if run is not None:
                found.append((start, start + length))
        start += length + 1
    return found


def restore(text: str) -> tuple[str, tuple[Span, ...]]:
    """A folded text with the marks of known words put back in its poor lines, and where those lines are."""
    lines = poor_lines(text)
    if not lines:
        return text, ()
    pieces: list[str] = []
    touched: list[Span] = []
    behind = 0
    for start, end in lines:
        made = _restored(text[start:end])
        if made != text[start:end]:
            pieces += [text[behind:start], made]
            touched.append((start, end))
            behind = end
    return "".join([*pieces, text[behind:]]), tuple(touched)


@functools.cache
def _automaton() -> ahocorasick.Automaton:
    """Bare forms and the one spelling that each stands for; forms of two spellings are left out."""
    spelt: dict[str, set[str]] = {}
    terms = [entry.term for name in ("document_types", "restored", "laws") for entry in entries(name)]
    terms += [entry.values["issuer"] for entry in entries("symbols") if "issuer" in entry.values]
    for term in terms:
        low = lower(fold_tone(term))
        spelt.setdefault(fold_accents(low), set()).add(low)
    automaton = ahocorasick.Automaton()
    for bare, known in spelt.items():
        if len(known) == 1:
            automaton.add_word(bare, next(iter(known)))
    automaton.make_automaton()
    return automaton


def _restored(line: str) -> str:
    bare = fold_accents(lower(line))
    best: dict[int, str] = {}
    for last, term in _automaton().iter(bare):
        start, end = last - len(term) + 1, last + 1
        if (start and bare[start - 1].isalnum()) or (end < len(bare) and bare[end].isalnum()):
            continue
        if len(term) > len(best.get(start, "")):
            best[start] = term
    pieces: list[str] = []
    behind = 0
    for start in sorted(best):
        if start < behind:
            continue
        term = best[start]
        read = line[start : start + len(term)]
        pieces.append(line[behind:start])
        pieces.append("".join(new.upper() if old.isupper() else new for old, new in zip(read, term, strict=True)))
        behind = start + len(term)
    pieces.append(line[behind:])
    return "".join(pieces)
