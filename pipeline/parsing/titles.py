"""Titles of cited documents: where they begin and end, quoted or not."""

from __future__ import annotations

import re

from pipeline.parsing.lexicon import rule
from pipeline.parsing.passage import Passage

REACH = 700
"""Characters that a title may take at most."""
_CLOSING = {"“": '”"', '"': '"”', "«": "»", "”": "”", "*": "*", "‘": "’"}
_RANKS = {
    "hiến pháp": 0,
    "bộ luật": 1,
    "luật": 1,
    "pháp lệnh": 2,
    "nghị định": 3,
    "thông tư": 5,
    "thông tư liên tịch": 5,
}
"""Higher documents have lower ranks (Luật Ban hành văn bản quy phạm pháp luật, Điều 4)."""
_SHORT = re.compile(r"(?:^|[\s(])(?:TP|Tp|P|Q|TX|H|T|X|TT|tr|Tr|Nxb|[A-ZĐ])$")
_AMENDS = re.compile(r"(?:việc )?(?:sửa đổi|bổ sung|bãi bỏ|hủy bỏ|thay thế|điều chỉnh|đính chính)(?!\w)")
_MARKS = " *“”\"«»‘’'"


def title_at(
    passage: Passage, position: int, limit: int, heads: frozenset[int], outer: str = "", year: int | None = None
) -> tuple[int, int, int] | None:
    """The title that begins at a place (behind its opener): start and end of its words, end with marks.

    ``heads`` are the places where other numbered citations begin, ``outer`` and
    ``year`` are the titled document's type and year.
    """
    text = passage.text
    limit = min(limit, position + REACH)
    while position < limit and text[position] == " ":
        position += 1
    quoted = _quoted(text, position, limit)
    if quoted is not None:
        return quoted
    end = unquoted_end(passage, position, limit, heads, outer, year)
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


def unquoted_end(passage: Passage, start: int, limit: int, heads: frozenset[int], outer: str, year: int | None) -> int:
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
        if mark == " ban hành kèm" and _AMENDS.match(text, start, at):
            continue  # `sửa đổi, bổ sung Quy chế X ban hành kèm theo Quyết định số …` is one title
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
            if mark == " và " and _object(passage, start, at, position, outer, year):
                position -= 1
                continue
            if (
                position in heads
                or _act(passage, position, mark)
                or (mark == ", " and clause.match(text, position, min(limit, position + 180)))
            ):
                return at
            position -= 1  # the blank may begin the next mark (`, ban hành kèm theo`)
            continue
        return at
    return limit


def _object(passage: Passage, start: int, at: int, position: int, outer: str, year: int | None) -> bool:
    """True where a title names two acts that it guides or amends (`… một số điều của Luật A và Nghị định số B`).

    What stands higher than the titled document is its object; what stands level is the next of a list,
    unless two of a kind are amended together.
    """
    first = passage.types_between(max(start, at - 170), at)
    second = passage.types_between(position, position + 1)
    if not first or not second or second[0].type not in _RANKS or outer not in _RANKS:
        return False
    governed = rule("citations", "cite.title_object").pattern.search(
        passage.text[max(start, first[-1].start - 120) : first[-1].start]
    )
    if governed is None:
        return False
    later = passage.numbers_between(position, position + 48)
    if year is not None and later and (later[0].number.year or 0) > year:
        return False
    amended = first[-1].type == second[0].type == outer and governed["amends"] is not None
    return amended or _RANKS[second[0].type] < _RANKS[outer]


def _act(passage: Passage, position: int, mark: str) -> bool:
    """True where a named document of its own stands behind a comma (`…, Luật Thư viện`)."""
    found = passage.types_between(position, position + 1)
    return bool(found) and mark == ", " and found[0].capital and found[0].kind in {"act", "rule"}
