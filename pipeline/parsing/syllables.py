"""Syllables: the tokens on which the grammar of bodies runs, and lexicons looked up on them.

Not the tokenizer of the pipeline: no dictionary, no model, only syllables, abbreviations with `&` or
`-` inside, and single marks, each with its place.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.parsing.lexicon import Entry, entries, fold_accents, fold_tone

_TOKEN = re.compile(r"[A-ZĐ]{1,6}(?:[&-][A-ZĐ]{1,6})+|[^\W_]+|[^\w\s]|_")
DASHES = frozenset({"-", "–", "—"})

Key = tuple[str, ...]
"""Folded syllables of a term."""


@dataclass(frozen=True, slots=True)
class Token:
    """A syllable or mark: its place, its text, and its key (tone placement and case folded)."""

    start: int
    end: int
    text: str
    key: str

    @property
    def bare(self) -> str:
        """The key without marks."""
        return fold_accents(self.key)

    @property
    def capital(self) -> bool:
        """True where it begins with a capital."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """True for a syllable or number, false for a mark."""
        return self.text[0].isalnum()


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of a text, in order."""
    return tuple(
        Token(match.start(), match.end(), match[0], fold_tone(match[0]).casefold()) for match in _TOKEN.finditer(text)
    )


class Trie:
    """Entries of a lexicon by their tokens; the longest match at a place wins.

    Terms of several syllables also match with other marks (`thành phó`): OCR loses those first.
    """

    def __init__(self, found: Sequence[Entry], *, folded: bool) -> None:
        self._folded = folded
        self._by_first: dict[str, list[tuple[Key, Entry]]] = {}
        for entry in found:
            key = tuple(token.key for token in tokens_of(entry.term))
            self._by_first.setdefault(key[0], []).append((key, entry))
            if folded and len(key) > 1:
                bare = tuple(fold_accents(part) for part in key)
                self._by_first.setdefault(bare[0], []).append((bare, entry))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda pair: -len(pair[0]))

    def matches(self, tokens: Sequence[Token], at: int) -> Iterator[tuple[int, Entry]]:
        """Ends and entries of all matches at a place, longest first."""
        if at >= len(tokens):
            return
        first = tokens[at]
        exact = [(key, entry, False) for key, entry in self._by_first.get(first.key, ())]
        if self._folded:
            exact += [(key, entry, True) for key, entry in self._by_first.get(first.bare, ()) if len(key) > 1]
        for key, entry, bare in sorted(exact, key=lambda found: (-len(found[0]), found[2])):
            if len(key) <= len(tokens) - at and all(
                (token.bare if bare else token.key) == part or (part in DASHES and token.text in DASHES)
                for token, part in zip(tokens[at : at + len(key)], key, strict=True)
            ):
                yield at + len(key), entry

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[int, Entry] | None:
        """The longest match at a place."""
        return next(self.matches(tokens, at), None)


@functools.cache
def lexicon(name: str) -> Trie:
    """A lexicon of the model for looking up, made once."""
    return Trie(entries(name), folded=name in {"fields", "body_heads", "body_groups"})
