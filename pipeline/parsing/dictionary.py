"""Words of two syllables that the language knows: underthesea's own list (Viet74K), read once.

Read from its file without importing the package, as `places` does; nothing is kept in our repository.
"""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path

from pipeline.errors import SetupError
from pipeline.parsing.lexicon import fold_accents, fold_tone

Pair = tuple[str, str]
"""Two syllables in lower case, tones placed the new way."""


@functools.cache
def pairs() -> dict[Pair, tuple[Pair, ...]]:
    """The words by their letters without marks. Raises SetupError where the list is missing."""
    spec = importlib.util.find_spec("underthesea")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    path = Path(folders[0]) / "corpus" / "data" / "Viet74K.txt" if folders else None
    if path is None or not path.is_file():
        raise SetupError("underthesea's list of words is missing", "reinstall underthesea 9.5 or newer")
    found: dict[Pair, dict[Pair, None]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        words = fold_tone(line.strip()).lower().split(" ")
        if len(words) == 2:
            pair = (words[0], words[1])
            found.setdefault((letters(pair[0]), letters(pair[1])), {})[pair] = None
    return {plain: tuple(known) for plain, known in found.items()}


def known(first: str, second: str) -> bool:
    """True where two syllables, in lower case with tones placed the new way, are a word."""
    return (first, second) in pairs().get((letters(first), letters(second)), ())


@functools.lru_cache(maxsize=4096)
def letters(word: str) -> str:
    """The word without marks."""
    return fold_accents(word).lower()
