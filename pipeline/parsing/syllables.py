"""Syllables: the tokens on which the grammar of bodies runs, and lexicons looked up on them.

Not the tokenizer of the pipeline: no dictionary, no model, only syllables, abbreviations with `&` or
`-` inside, and single marks, each with its place.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.parsing.lexicon import Entry, entries, fold_accents, fold_tone

_TOKEN = re.compile(r"[A-ZĐ]{1,6}(?:[&-][A-ZĐ]{1,6})+|[^\W_]+|[^\w\s]|_")
_KEPT = 1 << 14
"""Syllables whose candidates are kept; a language has fewer, hostile input more."""
_TABLES = 64
"""Tables of abbreviations whose phrases are kept: a document has one."""
DASHES = frozenset({"-", "–", "—"})
_LONGEST = 200
"""Characters of the longest abbreviation: nobody writes half as many."""

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


def _dashed(key: str) -> str:
    """A key by which all dashes are one."""
    return "-" if key in DASHES else key


def tokens_of(text: str, spelt: Mapping[str, str] | None = None) -> tuple[Token, ...]:
    """The tokens of a text, in order.

    `spelt` are abbreviations with their full forms: each stands as the syllables of its full form,
    all at the abbreviation's place, so that the grammar sees `tổ dân phố` in `TDP`.
    """
    if not spelt:
        return _plain(text)
    phrases = _phrases(spelt)
    if phrases is None or phrases.search(text) is None:
        return tuple(_between(text, 0, len(text), spelt))
    found: list[Token] = []
    position = 0
    for match in phrases.finditer(text):
        found.extend(_between(text, position, match.start(), spelt))
        found.extend(_as(spelt[match[0]], match.start(), match.end()))
        position = match.end()
    found.extend(_between(text, position, len(text), spelt))
    return tuple(found)


def first_key(text: str, spelt: Mapping[str, str]) -> str | None:
    """The key of the first token of a text, to look at before all are made; None where an abbreviation opens it."""
    match = _TOKEN.search(text)
    if match is None:
        return None
    phrases = _phrases(spelt)
    phrase = phrases.search(text, 0, match.end() + _LONGEST) if phrases is not None else None
    if (phrase is not None and phrase.start() < match.end()) or (match[0].isupper() and match[0] in spelt):
        return None
    return _key(match[0])


_PHRASES: dict[int, tuple[Mapping[str, str], re.Pattern[str] | None]] = {}
"""The short forms of several words of a table, by its identity; the table is held, so no other takes its place."""


def _phrases(spelt: Mapping[str, str]) -> re.Pattern[str] | None:
    """The pattern of a table's short forms that are no single token; None where it has none."""
    known = _PHRASES.get(id(spelt))
    if known is None or known[0] is not spelt:
        if len(_PHRASES) >= _TABLES:
            _PHRASES.clear()
        shorts = sorted((short for short in spelt if not short.isalnum()), key=len, reverse=True)
        pattern = re.compile("|".join(map(re.escape, shorts))) if shorts else None
        known = _PHRASES[id(spelt)] = (spelt, pattern)
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
            yield _make(Token, (match.start(), match.end(), word, _key(word)))


def _as(full: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(full):
        yield Token(start, end, match[0], _key(match[0]))


_make: Callable[[type[Token], tuple[int, int, str, str]], Token] = tuple.__new__
"""A named tuple without its own constructor, which takes twice as long: tokens are made by the thousand."""


class Trie:
    """Entries of a lexicon by their tokens; the longest match at a place wins.

    Terms of several syllables also match with other marks (`thành phó`): OCR loses those first.
    """

    def __init__(self, found: Sequence[Entry], *, folded: bool) -> None:
        self._by_first: dict[str, list[_Candidate]] = {}
        self._by_bare: dict[str, list[_Candidate]] = {}
        for entry in found:
            key = tuple(_dashed(token.key) for token in tokens_of(entry.term))
            self._by_first.setdefault(key[0], []).append((len(key), key, entry, False))
            if folded and len(key) > 1:
                bare = tuple(map(_bare, key))
                self._by_bare.setdefault(bare[0], []).append((len(key), bare, entry, True))
        for candidates in (*self._by_first.values(), *self._by_bare.values()):
            candidates.sort(key=lambda candidate: -candidate[0])
        self._by_key: dict[str, Sequence[_Candidate]] = {}
        self._by_pair: dict[tuple[str, str], Sequence[_Candidate]] = {}

    def _beginning(self, key: str) -> Sequence[_Candidate]:
        """The terms that may begin with a token, longest first, exact before folded ones; sorted once a syllable."""
        found = self._by_key.get(key)
        if found is None:
            found = self._by_first.get(_dashed(key), [])
            folded = self._by_bare.get(_bare(key)) if self._by_bare else None
            if folded:
                found = sorted(found + folded, key=lambda candidate: (-candidate[0], candidate[3]))
            if len(self._by_key) < _KEPT:
                self._by_key[key] = found
        return found

    def _going_on(self, key: str, second: str) -> Sequence[_Candidate]:
        """Those of them whose second syllable stands behind it too, and those of one syllable."""
        found = self._by_pair.get((key, second))
        if found is None:
            plain = _dashed(second)
            bare = _bare(plain)
            found = [
                candidate
                for candidate in self._beginning(key)
                if candidate[0] == 1 or candidate[1][1] == (bare if candidate[3] else plain)
            ]
            if len(self._by_pair) < _KEPT:
                self._by_pair[key, second] = found
        return found

    def begins(self, key: str) -> bool:
        """True where a term may begin with a token of this key: a quick look before `matches`."""
        found = self._by_key.get(key)
        return bool(self._beginning(key) if found is None else found)

    def matches(self, tokens: Sequence[Token], at: int) -> Iterator[tuple[int, Entry]]:
        """Ends and entries of all matches at a place, longest first, exact before folded ones."""
        for length, key, entry, bare in self._candidates(tokens, at):
            if length < 3 or _ends(key, tokens, at, bare):
                yield at + length, entry

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[int, Entry] | None:
        """The longest match at a place."""
        for length, key, entry, bare in self._candidates(tokens, at):  # no generator: asked at every syllable
            if length < 3 or _ends(key, tokens, at, bare):
                return at + length, entry
        return None

    def _candidates(self, tokens: Sequence[Token], at: int) -> Sequence[_Candidate]:
        """The terms whose first two syllables stand at a place."""
        if at >= len(tokens):
            return ()
        key = tokens[at].key
        found = self._by_key.get(key)
        if found is None:
            found = self._beginning(key)
        if not found:
            return ()  # nearly always
        if at + 1 < len(tokens):
            return self._going_on(key, tokens[at + 1].key)
        return [candidate for candidate in found if candidate[0] == 1]


def _ends(key: Key, tokens: Sequence[Token], at: int, bare: bool) -> bool:
    """True where the syllables of a term behind its first two stand there too."""
    if at + len(key) > len(tokens):
        return False
    for part, token in zip(key[2:], tokens[at + 2 : at + len(key)], strict=True):
        other = _dashed(token.key)
        if (_bare(other) if bare else other) != part:
            return False
    return True


@functools.cache
def lexicon(name: str) -> Trie:
    """A lexicon of the model for looking up, made once."""
    return Trie(entries(name), folded=name in {"fields", "body_heads", "body_groups"})
