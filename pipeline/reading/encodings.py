"""In which encoding a text of letters was set: by the name of its font, and by what its letters make.

A font's name proposes, the letters decide: a text is turned into Unicode only where its words then
are syllables of Vietnamese and were none before. Unicode text in a font of the old name, and old
bytes in a font of a new name, are both met in archives.
"""

from __future__ import annotations

import csv
import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.reading.anchors import anchors_file
from pipeline.reading.charsets import ENCODINGS, convert, is_foreign
from pipeline.reading.syllables import is_syllable

UNKNOWN = "unknown"
"""Not Vietnamese in Unicode, nor in any encoding that can be turned."""
SURE = 0.85
"""Share of words that must be syllables after the turn where no font's name speaks for it."""
LIKELY = 0.5
"""The same where one does."""
NO_UNICODE = 0.6
"""Share of words that may be syllables as they stand in a text whose font says nothing (VPS: two in five)."""
NO_VIETNAMESE = 0.35
"""The same in a text of an unknown encoding."""
ENOUGH = 8
"""Words with a letter beyond ASCII from which on the letters alone may decide."""
FEW = 3
"""Words up to which a font's name alone decides."""
ALL = 0.97
"""Share of words that are syllables from which on a whole text is of one encoding."""
MAX_LINES = 20_000
"""Lines of a text up to which its blocks are told apart."""
SAMPLE = 4000
"""Different words looked at."""


@dataclass(frozen=True, slots=True)
class Turn:
    """How a text is to be turned; ``encoding`` None for one that stands as it is, `UNKNOWN` for none of ours."""

    encoding: str | None = None
    capitals: bool = False
    mac: bool = False

    @property
    def known(self) -> bool:
        """True where it can be turned."""
        return self.encoding in ENCODINGS

    def spares(self, text: str) -> bool:
        """True for a text with letters of Unicode alone that is Vietnamese as it stands, more than after the turn."""
        if self.encoding is None or not self.known or not any(is_foreign(ch, self.encoding) for ch in text):
            return False
        words = _words(text)
        return _share(words, None, mac=False) >= _share(words, self.encoding, mac=self.mac)

    def apply(self, text: str) -> str:
        """The text as its glyphs show it; words that can only be Unicode stay."""
        if not self.known or self.encoding is None:
            return text.upper() if self.capitals and self.encoding is None and text.isascii() else text
        if not any(is_foreign(ch, self.encoding) for ch in text):
            return convert(text, self.encoding, capitals=self.capitals, mac=self.mac)
        if self.spares(text):
            return text
        parts = re.split(r"(\s+)", text)
        return "".join(
            part
            if any(is_foreign(ch, self.encoding) for ch in part)
            else convert(part, self.encoding, capitals=self.capitals, mac=self.mac)
            for part in parts
        )


AS_IT_IS = Turn()


@dataclass(frozen=True, slots=True)
class Font:
    """A family of fonts of the old encodings: ``pattern`` is met by its name, ``capitals`` by its fonts of capitals."""

    id: str
    encoding: str
    pattern: re.Pattern[str]
    capitals: re.Pattern[str] | None
    texts: tuple[tuple[str, str], ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@functools.cache
def fonts() -> tuple[Font, ...]:
    """The families, in file order (``models/vi_plan/reading/legacy_fonts.csv``)."""
    with (anchors_file().parent / "legacy_fonts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = []
    for row in rows:
        pairs = [text.split(" = ") for text in _several(row["texts"])]
        found.append(
            Font(
                row["id"],
                row["encoding"],
                re.compile(row["pattern"]),
                re.compile(row["capitals"]) if row["capitals"] else None,
                tuple((old, new) for old, new in pairs),
                _several(row["examples"]),
                _several(row["counter_examples"]),
            )
        )
    return tuple(found)


def _several(cell: str) -> tuple[str, ...]:
    return tuple(piece.strip() for piece in cell.split(" | ") if piece.strip())


_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"[-, ]?(?:bold|italic|oblique|regular|normal|roman)+$", re.IGNORECASE)


@functools.lru_cache(maxsize=1024)
def family(name: str) -> tuple[str | None, bool]:
    """The encoding that a font's name proposes (None for none), and whether it is a font of capitals.

    Names come as Word has them (`.VnTimeH`) and as PDFs do (`ABCDEF+VnTimeHBold`, `#2EVnTimeH,Bold`).
    """
    bare = _SUBSET.sub("", name[:200]).replace("#2E", ".").replace("#20", " ")
    for _ in range(3):
        bare = _STYLE.sub("", bare)
    for font in fonts():
        if font.pattern.match(bare):
            return font.encoding, font.capitals is not None and font.capitals.search(bare) is not None
    return None, False


def turns_of(texts: Mapping[str, str]) -> dict[str, Turn]:
    """How the text of each font of a file or page is to be turned, by the font's name.

    Fonts of one proposed encoding are judged together; each other font by itself.
    """
    groups: dict[str, list[str]] = {}
    for name in texts:
        encoding, _ = family(name)
        groups.setdefault(encoding or f"={name}", []).append(name)
    turns: dict[str, Turn] = {}
    for key, names in groups.items():
        proposed = None if key.startswith("=") else key
        found = turn_of(" ".join(texts[name] for name in names), proposed)
        for name in names:
            turns[name] = Turn(found.encoding, proposed is not None and family(name)[1], found.mac)
    return turns


def turned_together(texts: Sequence[tuple[str, str]]) -> tuple[list[str], tuple[str, ...]]:
    """The texts of one file as their glyphs show them, and the old encodings met.

    Args:
        texts: each with the name of its font, empty where none is named.
    """
    by_font: dict[str, list[str]] = {}
    for font, text in texts:
        by_font.setdefault(font, []).append(text)
    turns = turns_of({font: "\n".join(said) for font, said in by_font.items()})
    met = {turn.encoding for turn in turns.values() if turn.encoding}
    return [turns[font].apply(text) for font, text in texts], tuple(sorted(met))


def turn_of(text: str, proposed: str | None = None) -> Turn:
    """How a text is to be turned; ``proposed`` is the encoding that its font's name speaks for.

    `UNKNOWN` where many words are no Vietnamese, neither as they stand nor after any turn.
    """
    words = _words(text)
    count = sum(words.values())
    if not count:
        return AS_IT_IS
    plain = _share(words, None, mac=False)
    if plain >= 0.9 or (proposed is None and (count < ENOUGH or plain > NO_UNICODE)):
        return AS_IT_IS
    best, share = AS_IT_IS, 0.0
    for encoding in sorted(ENCODINGS, key=lambda name: name != proposed):
        for mac in (False, True):
            found = _share(words, encoding, mac=mac)
            if found > share + (0.1 if best.known else 0.0):  # the proposed one before others that fit alike
                best, share = Turn(encoding, mac=mac), found
    if proposed is not None and count <= FEW and not any(is_foreign(ch, proposed) for word in words for ch in word):
        return Turn(proposed) if proposed in ENCODINGS and plain < 1.0 else AS_IT_IS
    least = LIKELY if best.encoding == proposed and not best.mac else SURE
    if share >= least and share > plain:
        return best
    return Turn(UNKNOWN) if count >= ENOUGH and plain <= NO_VIETNAMESE and _is_vietnamese_like(words) else AS_IT_IS


def syllables_in(text: str) -> float:
    """Share of the words with a letter beyond ASCII that are syllables of Vietnamese as they stand (0 for none)."""
    return _share(_words(text), None, mac=False)


_ASIDE = re.compile(r"[\s\x00-\x01\x03\x04\x07-\x13\x15-\x18\x1a-\x1d!-/:-@\[-`{-~]+")
_EDGES = "“”‘’«»…–—•·°§©®№"
"""Signs that stand beside words of whatever encoding."""


def _words(text: str) -> Counter[str]:
    """Words with a character beyond ASCII, counted."""
    found = Counter(word for word in _ASIDE.split(text) if not word.isascii() and word.strip(_EDGES))
    return Counter(dict(found.most_common(SAMPLE)))


def _share(words: Mapping[str, int], encoding: str | None, *, mac: bool) -> float:
    """Share of the words that are syllables after the turn (as they stand for None)."""
    good = total = 0
    for word, count in words.items():
        shown = convert(word, encoding, mac=mac) if encoding else word
        shown = shown.strip(_EDGES)
        if not shown or shown.isascii():
            good += 0 if encoding and shown else count
            total += count
            continue
        total += count
        good += count * is_syllable(shown)
    return good / total if total else 0.0


def _is_vietnamese_like(words: Iterable[str]) -> bool:
    """True where most of the words are Latin letters with signs of Latin-1 among them, as old bytes are."""
    found = list(words)
    like = sum(1 for word in found if any(ch.isascii() and ch.isalpha() for ch in word) and max(word) < "\u2300")
    return like > 0.7 * len(found)


def turn_lines(text: str) -> tuple[str, tuple[str, ...]]:
    """A plain text with its old encodings turned, block by block, and which they were.

    A block is what stands between blank lines; one with too few words to say goes by the whole text.
    """
    if syllables_in(text) > ALL:
        return text, ()
    whole = turn_of(text)
    pure = not any(is_foreign(ch, whole.encoding) for ch in set(text)) if whole.encoding else True
    one = whole.known and pure and _share(_words(text), whole.encoding, mac=whole.mac) > ALL
    if one or (pure and text.count("\n") > MAX_LINES):
        return whole.apply(text), (whole.encoding,) if whole.encoding else ()
    blocks = re.split(r"(\n[ \t\r\f]*\n)", text)
    if whole.encoding is None and len(blocks) == 1:
        return text, ()
    met: dict[str, None] = {}
    shown = []
    for block in blocks:
        turn = turn_of(block)
        if turn.encoding is None and whole.known and _share(_words(block), None, mac=False) <= NO_UNICODE:
            turn = whole
        shown.append(turn.apply(block))
        if turn.encoding is not None and _words(block):
            met.setdefault(turn.encoding)
    return "".join(shown), tuple(sorted(met))
