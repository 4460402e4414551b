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

_TOKEN = re.compile(r"[A-ZĐ]{1,6}(?:[&-][A-ZĐ]{1,6})+|[A-ZĐ]['’][^\W\d_]+|[^\W_]+|[^\w\s]|_")
_KEPT = 1 << 14
"""Syllables whose candidates are kept; a language has fewer, hostile input more."""
_THREES = 1 << 12
"""Three syllables in a row whose candidates are kept by a lexicon: more than a document has."""
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


def _between(text: str, start: int, end: int, spelt: Mapping[str, str]) -> list[Token]:
    found: list[Token] = []
    add = found.append
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        if spelt and word.isupper() and (full := spelt.get(word)):
            found.extend(_as(full, match.start(), match.end()))
        else:
            add(_make(Token, (*match.span(), word, _key(word))))
    return found


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
        self._single: dict[str, list[_Candidate]] = {}
        self._exact: dict[Key, list[_Candidate]] = {}
        self._folded: dict[Key, list[_Candidate]] = {}
        for entry in found:
            key = tuple(_dashed(token.key) for token in tokens_of(entry.term))
            if len(key) == 1:
                self._single.setdefault(key[0], []).append((1, key, entry, False))
                continue
            self._exact.setdefault(key[:2], []).append((len(key), key, entry, False))
            if folded:
                bare = tuple(map(_bare, key))
                self._folded.setdefault(bare[:2], []).append((len(key), bare, entry, True))
        self._firsts = {key[0] for key in self._exact}.union(self._single)
        self._bare_firsts = {key[0] for key in self._folded}
        self._begins: dict[str, bool] = {}
        self._by_three: dict[Key, Sequence[_Candidate]] = {}

    def begins(self, key: str) -> bool:
        """True where a term may begin with a token of this key: a quick look before `matches`."""
        found = self._begins.get(key)
        if found is None:
            plain = _dashed(key)
            found = plain in self._firsts or _bare(plain) in self._bare_firsts
            if len(self._begins) >= _KEPT:
                self._begins.clear()
            self._begins[key] = found
        return found

    def _going_on(self, begun: Key) -> Sequence[_Candidate]:
        """The terms whose first syllables, up to three, stand at a place: longest first, exact before folded."""
        exact = tuple(map(_dashed, begun))
        bare = tuple(map(_bare, exact))
        found = [one for one in self._exact.get(exact[:2], ()) if one[0] == 2 or one[1][2:3] == exact[2:]]
        found += [one for one in self._folded.get(bare[:2], ()) if one[0] == 2 or one[1][2:3] == bare[2:]]
        found += self._single.get(exact[0], ())
        return sorted(found, key=_longest_first) if len(found) > 1 else found

    def matches(self, tokens: Sequence[Token], at: int) -> Iterator[tuple[int, Entry]]:
        """Ends and entries of all matches at a place, longest first, exact before folded ones."""
        for length, key, entry, bare in self._candidates(tokens, at):
            if length < 4 or _ends(key, tokens, at, bare):
                yield at + length, entry

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[int, Entry] | None:
        """The longest match at a place."""
        for length, key, entry, bare in self._candidates(tokens, at):  # no generator: asked at every syllable
            if length < 4 or _ends(key, tokens, at, bare):
                return at + length, entry
        return None

    def _candidates(self, tokens: Sequence[Token], at: int) -> Sequence[_Candidate]:
        """The terms whose first three syllables stand at a place."""
        three = tokens[at : at + 3]
        if not three or not self.begins(three[0].key):
            return ()  # nearly always
        begun = tuple([token.key for token in three])
        found = self._by_three.get(begun)
        if found is None:
            found = self._going_on(begun) or ()
            if len(self._by_three) >= _THREES:
                self._by_three.clear()
            self._by_three[begun] = found
        return found


def _longest_first(candidate: _Candidate) -> tuple[int, bool]:
    return -candidate[0], candidate[3]


def _ends(key: Key, tokens: Sequence[Token], at: int, bare: bool) -> bool:
    """True where the syllables of a term behind its first three stand there too."""
    if at + len(key) > len(tokens):
        return False
    for part, token in zip(key[3:], tokens[at + 3 : at + len(key)], strict=True):
        other = _dashed(token.key)
        if (_bare(other) if bare else other) != part:
            return False
    return True


@functools.cache
def lexicon(name: str) -> Trie:
    """A lexicon of the model for looking up, made once."""
    return Trie(entries(name), folded=name in {"fields", "body_heads", "body_groups"})
