"""The type and title of a text that lost its heading: its first line (`Kế hoạch trồng tre năm 2031`).

Only where nothing of a heading is left, no number, no motto, no type in capitals: the line then names
type and trích yếu in one, as a copy for the web does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.parsing.facts import FieldFact
from pipeline.parsing.shape import Piece, Role
from pipeline.parsing.slots import witness
from pipeline.parsing.text import Text
from pipeline.parsing.title import read_type, strip_about

_LONGEST = 250
_OF_A_HEADING = frozenset({Role.NUMBER, Role.MOTTO, Role.DATE, Role.SUBJECT})
_NO_TITLE = re.compile(r"(?:số|này|nêu trên|trên đây|của|là|được|đã|sẽ|có|ngày)(?!\w)")
"""What goes on with a sentence or a mention of another document."""


def first_line(text: Text, pieces: Sequence[Piece]) -> list[FieldFact]:
    """Type and title by the first line; empty where anything of a heading stands, or it is a sentence."""
    if any(piece.role in _OF_A_HEADING for piece in pieces):
        return []
    line = next((line for line in text.flow if re.search(r"\w", line.string)), None)
    found = read_type(line.string) if line is not None else None
    if line is None or found is None or len(line.string) > _LONGEST:
        return []
    lead = line.string.lstrip(' *_#"“')
    rest = line.string[found.end :].strip(" *_:.-–")
    ends = line.string.rstrip(" *_").endswith((".", ";", ":", ","))
    if not lead[:1].isupper() or found.repaired or ends or len(rest.split()) < 2 or _NO_TITLE.match(rest):
        return []
    start = line.start + line.string.index(lead[:1])
    title = line.start + line.string.index(rest, found.end)
    return [
        witness("type", found.type, [(start, line.start + found.end)], 0.7, rule="heading.first_line"),
        witness("title", strip_about(rest), [(title, title + len(rest))], 0.7, rule="heading.first_line"),
    ]
