"""The values of a row that a reviewer inserts, from the words in the box that was drawn."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.pages import FileReading, Line, Page, Source, words_of
from pipeline.storing import values

_LEAD = "Theo"
"""Before the words, so that they are not taken for a heading of the document's own."""
LONGEST = 4000
"""Characters of a box that are looked at."""
_WHOLE = {"sections": "heading", "citations": "name", "tasks": "action", "assignees": "name", "recipients": "name"}
"""The column that takes the words as they are."""


def draft(table: str, text: str) -> Mapping[str, str]:
    """What to propose for a new row of a table: values as `values.encode` writes them.

    A citation's words are parsed as a document's are; where the rules find none or several in them, and in
    all other tables, one column takes the words.
    """
    flat = " ".join(text.split())[:LONGEST]
    if not flat:
        return {}
    cited = _cited(flat) if table == "citations" else {}
    return cited or {_WHOLE[table]: flat}


def _cited(text: str) -> Mapping[str, str]:
    """The values of the one document that words cite; empty where the rules find none or several."""
    from pipeline.parsing.parse import parse
    from pipeline.settings import ParsingSettings

    page = Page(1, None, None, Source.TEXT, (Line(words_of(f"{_LEAD} {text}")),))
    settings = ParsingSettings(tokens="syllables", disable=("assignments", "heading", "foot"))
    documents = parse(FileReading("0" * 64, "text/plain", (page,)), settings=settings)
    found = [row for one in documents for row in one.citations]
    if len(found) != 1:
        return {}
    given = {name: values.encode(getattr(found[0], name)) for name in values.own_columns("citations")}
    return {name: value for name, value in given.items() if value}
