"""Syllables: the tokens on which the grammar of bodies runs, and lexicons looked up on them.

Not the tokenizer of the pipeline: no dictionary, no model, only syllables, abbreviations with `&` or
`-` inside, and single marks, each with its place.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.parsing.lexicon import Entry, entries, fold_accents, fold_tone

_TOKEN = re.compile(r"[A-ZĐ]{1,6}(?:[&-][A-ZĐ]{1,6})+|[^\W_]+|[^\w\s]|_")
_KEPT = 1 << 14
"""Syllables whose candidates are kept; a language has fewer, hostile input more."""
_TABLES = 64
"""Tables of abbreviations whose phrases are kept: a document has one."""
DASHES = frozenset({"-", "–", "—"})

Key = tuple[str, ...]
"""Folded syllables of a term."""

_Candidate = tuple[int, Key, Entry, bool]
"""Number of syllables, the syllables, the entry, and whether their marks are folded away."""


@functools.lru_cache(maxsize=1 << 15)
def _bare(syllable: str) -> str:
    return fold_accents(syllable)


@functools.lru_cache(maxsize=1 << 15)
def _key(syllable: str) -> str:
    return fold_tone(syllable).casefold()


class Token(NamedTuple):
    """A syllable or mark: its place, its text, and its key (tone placement and case folded)."""

    start: int
    end: int
    text: str
    key: str

    @property
    def bare(self) -> str:
        """The key without marks."""
        return _bare(self.key)

    @property
    def capital(self) -> bool:
        """True where it begins with a capital."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """True for a syllable or number, false for a mark."""
        return self.text[0].isalnum()


def tokens_of(text: str, spelt: Mapping[str, str] | None = None) -> tuple[Token, ...]:
    """The tokens of a text, in order.

    `spelt` are abbreviations with their full forms: each stands as the syllables of its full form,
    all at the abbreviation's place, so that the grammar sees `tổ dân phố` in `TDP`.
    """
    found: list[Token] = []
    if spelt:
        phrases = [short for short in _phrases(spelt) if short in text]
        if phrases:
            pattern = re.compile("|".join(map(re.escape, sorted(phrases, key=len, reverse=True))))
            position = 0
            for match in pattern.finditer(text):
                found.extend(_between(text, position, match.start(), spelt))
                found.extend(_as(spelt[match[0]], match.start(), match.end()))
                position = match.end()
            found.extend(_between(text, position, len(text), spelt))
            return tuple(found)
    return tuple(_between(text, 0, len(text), spelt)) if spelt else _plain(text)


_PHRASES: dict[int, tuple[Mapping[str, str], tuple[str, ...]]] = {}
"""The short forms of several words of a table, by its identity; the table is held, so no other takes its place."""


def _phrases(spelt: Mapping[str, str]) -> tuple[str, ...]:
    known = _PHRASES.get(id(spelt))
    if known is None or known[0] is not spelt:
        if len(_PHRASES) >= _TABLES:
            _PHRASES.clear()
        known = _PHRASES[id(spelt)] = (spelt, tuple(short for short in spelt if not short.isalnum()))
    return known[1]


@functools.lru_cache(maxsize=1 << 12)
def _plain(text: str) -> tuple[Token, ...]:
    """The tokens of a text without abbreviations: the grammar asks for the same words many times."""
    return tuple(_between(text, 0, len(text), {}))


def _between(text: str, start: int, end: int, spelt: Mapping[str, str]) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        full = spelt.get(word) if spelt and word.isupper() else None
        if full:
            yield from _as(full, match.start(), match.end())
        else:
            yield Token(*match.span(), word, _key(word))


def _as(full: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(full):
        yield Token(start, end, match[0], _key(match[0]))


class Trie:
    """Entries of a lexicon by their tokens; the longest match at a place wins.

    Terms of several syllables also match with other marks (`thành phó`): OCR loses those first.
    """

    def __init__(self, found: Sequence[Entry], *, folded: bool) -> None:
        self._by_first: dict[str, list[_Candidate]] = {}
        self._by_bare: dict[str, list[_Candidate]] = {}
        for entry in found:
            key = tuple(token.key for token in tokens_of(entry.term))
            self._by_first.setdefault(key[0], []).append((len(key), key, entry, False))
            if folded and len(key) > 1:
                bare = tuple(map(_bare, key))
                self._by_bare.setdefault(bare[0], []).append((len(key), bare, entry, True))
        for candidates in (*self._by_first.values(), *self._by_bare.values()):
            candidates.sort(key=lambda candidate: -candidate[0])
        self._by_key: dict[str, Sequence[_Candidate]] = {}

    def _beginning(self, token: Token) -> Sequence[_Candidate]:
        """The terms that may begin with a token, longest first, exact before folded ones; sorted once a syllable."""
        found = self._by_key.get(token.key)
        if found is None:
            found = self._by_first.get(token.key, [])
            folded = self._by_bare.get(token.bare) if self._by_bare else None
            if folded:
                found = sorted(found + folded, key=lambda candidate: (-candidate[0], candidate[3]))
            if len(self._by_key) < _KEPT:
                self._by_key[token.key] = found
        return found

    def begins(self, token: Token) -> bool:
        """True where a term may begin with the token: a quick look before `matches`."""
        return bool(self._beginning(token))

    def matches(self, tokens: Sequence[Token], at: int) -> Iterator[tuple[int, Entry]]:
        """Ends and entries of all matches at a place, longest first, exact before folded ones."""
        if at >= len(tokens):
            return
        left = len(tokens) - at
        for length, key, entry, bare in self._beginning(tokens[at]):
            if length > left:
                continue
            for nth in range(1, length):  # its first syllable is how it was looked up
                part, token = key[nth], tokens[at + nth]
                if (_bare(token.key) if bare else token.key) != part and not (part in DASHES and token.text in DASHES):
                    break
            else:
                yield at + length, entry

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[int, Entry] | None:
        """The longest match at a place."""
        if at >= len(tokens) or not self._beginning(tokens[at]):
            return None  # nearly always: no generator for it
        return next(self.matches(tokens, at), None)


@functools.cache
def lexicon(name: str) -> Trie:
    """A lexicon of the model for looking up, made once."""
    return Trie(entries(name), folded=name in {"fields", "body_heads", "body_groups"})
