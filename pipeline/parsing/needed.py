"""What every match of a pattern holds: words looked for before the pattern is tried.

Most rules look at most texts in vain, and a plain search for a word takes a tenth of the time of a regular
expression. The words are read off the pattern itself, so they never fall behind a rule that is changed.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from typing import Any

Needs = tuple[tuple[str, ...], ...]
"""Of each group every match holds one word, in lower case; none where any text may match."""

_LEAST = 2
"""Letters of a word worth looking for."""
_MOST = 12
"""Words of a group worth looking for."""
_GROUPS = 2
"""So many groups of a pattern are kept, those with the longest words."""
_PARSER: Any = importlib.import_module("re._parser")


def needed(pattern: re.Pattern[str]) -> Needs:
    """The groups of words of which every match of a pattern holds one each."""
    groups = _of(_PARSER.parse(pattern.pattern, pattern.flags))
    groups.sort(key=lambda group: (-min(map(len, group)), len(group)))
    return tuple(dict.fromkeys(groups))[:_GROUPS]


def anchored(pattern: re.Pattern[str]) -> bool:
    """True for a pattern that can match at a text's start alone: to search it would try every place."""
    return not pattern.flags & re.MULTILINE and _begins(_PARSER.parse(pattern.pattern, pattern.flags))


def lowered(text: str) -> str:
    """A text as `possible` looks at it: letters that a pattern takes for one another whatever their case are one."""
    return text.replace("İ", "i").lower().replace("ı", "i").replace("ſ", "s")


def possible(needs: Needs, low: str) -> bool:
    """True where a text (`lowered`) holds what every match needs; the pattern may still find nothing."""
    for group in needs:
        for word in group:  # a generator would take twice as long, and this is asked often
            if word in low:
                break
        else:
            return False
    return True


def _of(sequence: Iterable[tuple[Any, Any]]) -> list[tuple[str, ...]]:
    """The groups of a parsed sequence; literals side by side are one word."""
    found: list[tuple[str, ...]] = []
    run = ""
    for code, value in sequence:
        name = str(code)
        if name == "LITERAL":
            run += lowered(chr(value))
            continue
        found += _word(run)
        run = ""
        if name == "SUBPATTERN":
            found += _of(value[3])
        elif name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"} and value[0] > 0:
            found += _of(value[2])
        elif name == "ATOMIC_GROUP":
            found += _of(value)
        elif name == "BRANCH":
            found += _either(value[1])
    return found + _word(run)


def _begins(sequence: Iterable[tuple[Any, Any]]) -> bool:
    """True where a parsed sequence, or each of its branches, opens with the start of the text."""
    for code, value in sequence:
        name = str(code)
        if name == "AT":
            return str(value) in {"AT_BEGINNING", "AT_BEGINNING_STRING"}
        if name == "SUBPATTERN":
            return _begins(value[3])
        return name == "BRANCH" and all(_begins(branch) for branch in value[1])
    return False


def _word(run: str) -> list[tuple[str, ...]]:
    """A word worth looking for; of single characters only signs, which are rarer than letters."""
    return [(run,)] if len(run) >= _LEAST or (run and not run.isalnum() and not run.isspace()) else []


def _either(branches: Iterable[Iterable[tuple[Any, Any]]]) -> list[tuple[str, ...]]:
    """One word of each branch; none where a branch needs none, or where they are many."""
    words: dict[str, None] = {}
    for branch in branches:
        best = min(_of(branch), key=lambda group: (-min(map(len, group)), len(group)), default=())
        if not best:
            return []
        words.update(dict.fromkeys(best))
    return [tuple(words)] if len(words) <= _MOST else []
