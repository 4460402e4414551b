"""Which words of its name a body writes with a capital: what its own running text shows.

A heading is set in capitals, and where small letters go inside a name no rule tells for sure: `Ban Chỉ
đạo Phòng, chống dịch` and `Ban Chỉ đạo phòng, chống dịch` both stand in good documents (Nghị định
30/2020/NĐ-CP, Phụ lục II mục III leaves it to what is a field of work). Where the text writes the name
again in small letters, its way counts for what stands behind the head; never for the head itself, for
fields that the lexicon knows, for places and for names registered in capitals.
"""

from __future__ import annotations

import re
from collections import Counter

from pipeline.parsing import places
from pipeline.parsing.casing import own_named
from pipeline.parsing.lexicon import fold_tone
from pipeline.parsing.syllables import lexicon, tokens_of
from pipeline.parsing.text import Text

_REACH = 200_000
"""So many characters of a text are looked through."""
_FEWEST = 2
"""So many words behind the head at least: fewer stand in too many names."""
_MOST = 24
"""No name has more words that matter."""
_CLEAR = 2 / 3
"""So large a part of the mentions must agree."""


def as_written(text: Text, name: str) -> str:
    """The name with capitals and small letters as most of its own mentions in the text have them.

    The name itself where the text never writes it in small letters, or now one way, now another.
    Letters stay the same but for their case.
    """
    name = _corporation(text, name)
    if ";" in name or own_named(name):
        return name
    words = [(match.start(), match[0]) for match in re.finditer(r"[^\W_]+", name)]
    first = _behind_head(name)
    last = min(_before_place(name, words), _MOST)
    if first is None or last - first < _FEWEST:
        return name
    string = fold_tone(text.string[:_REACH]).lower()
    for count in range(last, first + _FEWEST - 1, -1):
        folded = [fold_tone(word).lower() for _, word in words[:count]]
        pattern = re.compile(r"(?<!\w)" + r"[\s,–-]{1,3}".join(map(re.escape, folded)) + r"(?!\w)")
        seen = Counter(
            shape
            for match in pattern.finditer(string)
            if (shape := _shape(text.string[match.start() : match.end()], count)) is not None
        )
        if not seen:
            continue
        shape, times = seen.most_common(1)[0]
        if times < _CLEAR * seen.total():
            return name
        letters = list(name)
        for (start, _), capital in list(zip(words, shape, strict=False))[first:count]:
            letters[start] = letters[start].upper() if capital else letters[start].lower()
        return "".join(letters)
    return name


def _corporation(text: Text, name: str) -> str:
    """`Tổng Công ty …` where the text writes it so: both ways are good, and a recipient or signer tells which."""
    if not name.startswith("Tổng công ty "):
        return name
    string = text.string[:_REACH]
    return "Tổng Công ty" + name[12:] if string.count("Tổng Công ty") > string.count("Tổng công ty") else name


def _behind_head(name: str) -> int | None:
    """How many words the head and a field of the lexicon behind it have; None without a head."""
    tokens = tokens_of(name)
    head = lexicon("body_heads").longest(tokens, 0)
    if head is None:
        return None
    end = head[0]
    field = lexicon("fields").longest(tokens, end)
    return sum(token.word for token in tokens[: field[0] if field else end])


def _before_place(name: str, words: list[tuple[int, str]]) -> int:
    """How many words stand before the first word for a level of government (`tỉnh`, `xã`)."""
    low = [fold_tone(word).lower() for _, word in words]
    for at in range(1, len(low)):
        unit = low[at] in places.UNITS and not (low[at] == "xã" and low[at + 1 : at + 2] == ["hội"])
        if (unit and words[at][1].islower()) or " ".join(low[at : at + 2]) in places.UNITS:
            return at
    return len(words)


def _shape(written: str, count: int) -> tuple[bool, ...] | None:
    """Which words begin with a capital; None for words all in capitals, all with one, or a name begun small."""
    words = re.findall(r"[^\W_]+", written)
    if len(words) != count or not words[0][0].isupper() or any(len(word) > 1 and word.isupper() for word in words[:2]):
        return None
    shape = tuple(word[0].isupper() for word in words)
    return None if all(shape) else shape
