"""What the command, its summaries and the report say: English in the code, other languages from one catalogue.

A message is written where it is said, in English, with its values in braces: ``say("{n} files", n=3)``.
`messages.csv` beside this module holds the same in Vietnamese, a line a message. What was rendered
before, an error that stands in the tables say, is told from its template by `translate`: tables and logs
are the same whatever language their maker spoke.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from string import Formatter

DEPTH = 3
"""A rendered line may hold another in a value, so deep at most: `no page could be read (the page has no size)`."""
LONGEST = 2000
"""Characters of a rendered line that are looked at; error lines have 500 at most."""


class Language(StrEnum):
    """The languages that are spoken."""

    ENGLISH = "en"
    VIETNAMESE = "vi"


_spoken: Language | None = None


def speak(language: Language | str | None) -> None:
    """Speak this language from now on in this process; None: the one of the environment."""
    global _spoken
    _spoken = None if language is None else Language(language)


def language(environment: Mapping[str, str] | None = None) -> Language:
    """The language spoken: the one chosen, else VANTHU_LANG, else the locale's, else English."""
    if _spoken is not None and environment is None:
        return _spoken
    names = os.environ if environment is None else environment
    # The order in which POSIX takes them; LANGUAGE is gettext's and lists several.
    for name in ("VANTHU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = names.get(name, "")
        if value:
            return Language.VIETNAMESE if re.match(r"vi(?![a-z])", value, re.IGNORECASE) else Language.ENGLISH
    return Language.ENGLISH


def say(template: str, /, **values: object) -> str:
    """The message in the language spoken, its values filled in. English where the catalogue lacks it."""
    if language() is Language.VIETNAMESE:
        template = catalogue().get(template, template)
    return template.format(**values) if values else template.replace("{{", "{").replace("}}", "}")


def translate(line: str) -> str:
    """A line that was rendered in English, in the language spoken; as it stands where no template fits.

    `what; advice` are told apart; a value that is itself a rendered line is translated too.
    """
    if language() is Language.ENGLISH or len(line) > LONGEST:
        return line
    return _translated(line, DEPTH)


@cache
def catalogue() -> Mapping[str, str]:
    """English template to Vietnamese."""
    text = resources.files("pipeline").joinpath("messages.csv").read_text(encoding="utf-8")
    return {row["en"]: row["vi"] for row in csv.DictReader(io.StringIO(text))}


@dataclass(frozen=True, slots=True)
class _Template:
    """A message with places for values: ``literals`` stand around ``names``, one more of them than places."""

    literals: tuple[str, ...]
    names: tuple[str, ...]
    translation: str

    @property
    def weight(self) -> int:
        return sum(map(len, self.literals))

    def values(self, line: str) -> dict[str, str] | None:
        """What stands in the places, each as short as can be; None where the line is not of this template.

        Linear: every literal is sought once, after the one before it.
        """
        first, *inner, last = self.literals
        if not line.startswith(first):
            return None
        at, found = len(first), []
        for literal in inner:
            end = line.find(literal, at + 1)
            if end < 0:
                return None
            found.append(line[at:end])
            at = end + len(literal)
        if not line.endswith(last) or len(line) - len(last) < at:
            return None
        found.append(line[at : len(line) - len(last)])
        return dict(zip(self.names, found, strict=True))


@cache
def _templates() -> tuple[_Template, ...]:
    """The templates that hold values, the most telling first."""
    found = []
    for english, vietnamese in catalogue().items():
        pieces = [(literal, name) for literal, name, _, _ in Formatter().parse(english)]
        names = tuple(name for _, name in pieces if name is not None)
        if names:
            literals = [literal for literal, _ in pieces]
            if pieces[-1][1] is not None:
                literals.append("")
            found.append(_Template(tuple(literals), names, vietnamese))
    return tuple(sorted(found, key=lambda one: -one.weight))


@lru_cache(maxsize=4096)
def _translated(line: str, depth: int) -> str:
    known = catalogue().get(line)
    if known is not None:
        return known
    for template in _templates():
        # A template of hardly more than its values would fit everything.
        values = template.values(line) if template.weight > 3 else None
        if values is not None and not any("; " in value for value in values.values()):
            inner = {name: _translated(value, depth - 1) if depth else value for name, value in values.items()}
            return template.translation.format(**inner)
    head, mark, tail = line.partition("; ")
    if mark and depth:
        return f"{_translated(head, depth)}; {_translated(tail, depth)}"
    return line
