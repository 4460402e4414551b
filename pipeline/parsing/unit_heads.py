"""The heading of an outline's unit: the line or the run-in words before a colon that stand for all below.

ANNOTATION.md, Sections: short, no final full stop; words before a colon that name the doer, a subject or a time.
"""

from __future__ import annotations

import re

from pipeline.parsing import bodies
from pipeline.parsing.lexicon import rule

_RUN_IN_WORDS = 15
_HEADING_WORDS = 60
_TOPIC_WORDS = 3
"""Words of a head before a number: `Thời gian: 8 giờ 00`, `Nguồn vốn: 100% ngân sách`."""


def heading_of(string: str, *, below: bool) -> tuple[int, str]:
    """Where the heading of a unit's first paragraph ends, and the rule that says so; (0, …) if none.

    Args:
        string: the paragraph without its label.
        below: whether the unit has children or further paragraphs.
    """
    words = string.split()
    colon = _colon(string)
    if 0 <= colon < len(string.rstrip(" *_")) - 1:
        before = string[:colon]
        if _run_in(before, string[colon + 1 :]):
            return colon + 1, "heading.run_in"
        return (0, "heading.none") if not below or len(words) > _HEADING_WORDS else _line(string, words, below)
    return _line(string, words, below)


_SIGN = re.compile(r"[(“)”:;.]")
_RUN_IN_CHARACTERS = 260
"""No run-in head is longer."""


def _colon(string: str) -> int:
    """The colon that may end a run-in head: outside brackets and quotes, no part of a time (`8:00`)."""
    depth = 0
    for sign in _SIGN.finditer(string, 0, _RUN_IN_CHARACTERS):
        offset, ch = sign.start(), sign[0]
        if ch in "(“":
            depth += 1
        elif ch in ")”":
            depth = max(0, depth - 1)
        elif ch == ":" and depth == 0 and not string[offset + 1 : offset + 2].isdigit():
            return offset
        elif ch in ";" or (ch == "." and string[offset + 1 : offset + 2] == " " and depth == 0):
            return -1
    return -1


def _run_in(before: str, after: str) -> bool:
    if bodies.opens_members(before, after):
        return False  # `Giám đốc các sở: Nội vụ, Tài chính`
    if not before.strip() or len(before.split()) > _RUN_IN_WORDS:
        return len(before.split()) <= 40 and _names(before)
    if _names(before):
        return True
    if len(before.split()) > 2 and rule("headings", "heading.enumerates").pattern.search(before):
        return False
    first = after.lstrip(' *_“"(')[:1]
    short = len(before.split()) <= (_TOPIC_WORDS if first.isdigit() else 8) and "," not in before
    return first.isupper() or (short and first.isalnum())


def _names(phrase: str) -> bool:
    """True for a phrase that is nothing but names of bodies (a verb of theirs may close it)."""
    stripped = phrase.strip(" *_")
    if apart := rule("roles", "role.opening").pattern.match(stripped):
        stripped = stripped[apart.end() :]  # `Riêng thôn A và thôn B:`
    lead = bodies.lead(stripped)
    found, end = bodies.leading(stripped[lead:])
    rest = stripped[lead + end :].strip(" ,:*_")
    if found and rest.startswith("và đề nghị "):
        return _names(rest.removeprefix("và "))
    return bool(found) and (not rest or rest.split()[0].casefold() in {"chủ", "có", "chịu", "phối", "thực"})


def _line(string: str, words: list[str], below: bool) -> tuple[int, str]:
    """A whole line as a heading: short, no final full stop."""
    stripped = string.rstrip(" *_")
    if not stripped:
        return 0, "heading.none"
    if capitals(stripped):
        return len(stripped), "heading.capitals"
    if stripped.endswith((";", ",", "…", "...")):
        return 0, "heading.none"
    if stripped.endswith("."):
        short = len(words) <= 8 and below
        return (len(stripped), "heading.short") if short else (0, "heading.none")
    if stripped.endswith(":"):
        if _names(stripped):
            return len(stripped), "heading.bodies"
        sentence = rule("headings", "heading.lead_in").pattern.search(stripped)
        subject = bodies.leading(stripped)[0]
        if sentence and not subject and len(words) > 6:
            return 0, "heading.none"
        return (len(stripped), "heading.colon") if len(words) <= _HEADING_WORDS else (0, "heading.none")
    return (len(stripped), "heading.line") if len(words) <= _HEADING_WORDS else (0, "heading.none")


def capitals(string: str) -> bool:
    """True for a line in capital letters."""
    letters = list(filter(str.isalpha, string))
    return bool(letters) and sum(map(str.isupper, letters)) > 0.8 * len(letters)
