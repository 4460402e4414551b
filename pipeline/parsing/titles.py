"""Titles of cited documents: where they begin and end, quoted or not."""

from __future__ import annotations

import re

from pipeline.parsing.lexicon import rule
from pipeline.parsing.passage import Passage

REACH = 700
"""Characters that a title may take at most."""
_CLOSING = {"“": '”"', '"': '"”', "«": "»", "”": "”", "*": "*", "‘": "’"}
_SHORT = re.compile(r"(?:^|[\s(])(?:TP|Tp|P|Q|TX|H|T|X|TT|tr|Tr|Nxb|[A-ZĐ])$")
_MARKS = " *“”\"«»‘’'"


def title_at(passage: Passage, position: int, limit: int, heads: frozenset[int]) -> tuple[int, int, int] | None:
    """The title that begins at a place (behind its opener): start and end of its words, end with marks.

    ``heads`` are the places where other numbered citations begin.
    """
    text = passage.text
    limit = min(limit, position + REACH)
    while position < limit and text[position] == " ":
        position += 1
    quoted = _quoted(text, position, limit)
    if quoted is not None:
        return quoted
    end = unquoted_end(passage, position, limit, heads)
    while end > position and text[end - 1] in " ,.:*-":
        end -= 1
    return (position, end, end) if end > position else None


def _quoted(text: str, position: int, limit: int) -> tuple[int, int, int] | None:
    """A title between quotation marks or asterisks; an unclosed one ends where italics or a clause does."""
    start = position
    opened: list[str] = []
    while start < limit and text[start] in _CLOSING and len(opened) < 3:
        opened.append(text[start])
        start += 1
    if not opened:
        return None
    for mark in reversed(opened):
        stops = [found for closing in _CLOSING[mark] if (found := text.find(closing, start, limit)) >= 0]
        end = min(stops, default=limit)
        # Another opening mark before the closing one: this one was never closed.
        if stops and (mark != "“" or text.find("“", start, end) < 0):
            after = end
            while after < limit and text[after] in _MARKS[1:]:
                after += 1
            return (start, end, after) if end > start else None
    clause = re.compile(r"[;\n]|\.\s").search(text, start, limit)
    end = clause.start() if clause else limit
    while end > start and text[end - 1] == " ":
        end -= 1
    return (start, end, end) if end > start else None


def unquoted_end(passage: Passage, start: int, limit: int, heads: frozenset[int]) -> int:
    """Where an unquoted title ends: at a clause's end, the main clause or the next citation of a list."""
    text = passage.text
    pattern = rule("citations", "cite.title_end").pattern
    clause = rule("citations", "cite.main_clause").pattern
    position = start
    while match := pattern.search(text, position, limit):
        mark = match[0]
        at = match.start()
        position = match.end()
        if mark.startswith("."):
            if mark == "." and _SHORT.search(text[max(start, at - 5) : at]):
                continue
            return at
        if mark in '“"«':
            closing = _quoted(text, at, limit)
            position = closing[2] if closing else position
            continue
        if mark == "(":
            close = text.find(")", at, min(limit, at + 160))
            inside = text[at + 1 : at + 16].lower()
            if close < 0 or inside.startswith(
                ("sau đây", "gọi", "viết", "được", "đã được", "kèm", "đính", "có ", "qua")
            ):
                return at
            position = close + 1
            continue
        if mark in {", ", " và "}:
            if (
                position in heads
                or _act(passage, position, mark)
                or (mark == ", " and clause.match(text, position, min(limit, position + 180)))
            ):
                return at
            continue
        return at
    return limit


def _act(passage: Passage, position: int, mark: str) -> bool:
    """True where a named document of its own stands behind a comma (`…, Luật Thư viện`)."""
    found = passage.types_between(position, position + 1)
    return bool(found) and mark == ", " and found[0].capital and found[0].kind in {"act", "rule"}
