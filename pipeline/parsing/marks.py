"""The labels with which units of an outline begin: `Điều 3.`, `IV.`, `2.1`, `a)`, `-`, `+`.

By Nghị định 30/2020/NĐ-CP, Phụ lục I (II.5: phần, chương, mục, điều, khoản, điểm; or I, 1, a) and by
what offices write besides. The patterns are data (models/vi_plan/rules/marks.jsonl).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.parsing.lexicon import rules

_WRAP = re.compile(r"^(?:\*{2,3}|_{2,3})(?=[^\s*_])|^#{1,6}\s+")
"""Markdown's bold or heading mark before a label."""

RANKS = {
    "appendix": 0,
    "part": 1,
    "chapter": 2,
    "division": 3,
    "upper": 4,
    "roman": 5,
    "capital": 6,
    "article": 6,
    "decimal": 7,
    "dotted": 8,
    "letter": 10,
    "star": 11,
    "dash": 12,
    "plus": 13,
}
"""How deep a class of labels usually stands; `dotted` goes deeper with each number.

`capital` is a letter `A` below roman numerals (`outline`), where `upper` stands above them.
"""

BULLETS = frozenset({"star", "dash", "plus"})
"""Classes without a label of their own."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A label at the start of a string: its class, the label, and where the words after it begin."""

    kind: str
    label: str | None
    end: int
    rule: str

    @property
    def depth(self) -> tuple[int, int]:
        """Rank of the class, and for dotted numbers how many parts they have."""
        return RANKS[self.kind], self.label.count(".") if self.kind == "dotted" and self.label else 0


@lru_cache(maxsize=4096)
def mark(string: str) -> Mark | None:
    """The label at the start of a paragraph, None where it begins with plain words."""
    wrapped = _WRAP.match(string)
    offset = wrapped.end() if wrapped else 0
    rest = string[offset:]
    for rule in rules("marks"):
        match = rule.pattern.match(rest)
        if match:
            end = offset + match.end("end")
            while end < len(string) and string[end] in " *_":
                end += 1
            return Mark(rule.value or "", _label(rule.value, match), end, rule.id)
    return None


def _label(kind: str | None, match: re.Match[str]) -> str | None:
    raw = (match["label"] or "").replace(" ", "")
    if kind == "article":
        return f"Điều {raw}"
    if kind == "appendix":
        return f"PHỤ LỤC {raw}".strip()
    if kind in {"part", "chapter", "division"}:
        return " ".join(match[0][: match.start("end")].split())
    return raw or None


_TERMINAL = (".", ";", ":", "!", "?", "…", "./.")


def ends(string: str) -> bool:
    """True where a stop ends the words."""
    return string.rstrip(' *_”"’)').endswith(_TERMINAL)


def goes_on(previous: str, string: str) -> bool:
    """True where the words alone say that a sentence goes on: no stop before, no capital after."""
    first = string.lstrip('*_“"( ')[:1]
    return not ends(previous) and (first.islower() or first.isdigit() or first in "-–%&/,;)")
