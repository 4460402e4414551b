"""Names of offices that a document writes out whole, where nothing but names stands.

`Trung tâm Bảo trợ xã hội tổng hợp tỉnh rà soát …` could end before the verb `tổng hợp`; where the same
document has the name as an entry of `Nơi nhận`, a cell or an attached line (`Chủ trì: …`), it is
one word of the grammar from then on (`bodies`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.parsing import bodies
from pipeline.parsing.facts import Abbreviation, Paragraph, WorkTable, Zone, Zones
from pipeline.parsing.lexicon import CAPITALS
from pipeline.parsing.text import TextLine

_ATTACHED = re.compile(
    r"^[\s*_+–-]*(?:cơ quan|đơn vị)?\s*(?:chủ trì|phối hợp|thực hiện|phụ trách|đầu mối)"
    r"(?:\s+thực hiện)?\s*:\s*(?P<names>.+)",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"^\s*[-–+•]\s*(?P<name>[^;(]+?)\s*[;,.]?\s*(?:\([^)]*\)\s*[;,.]?\s*)?$")
_BETWEEN = re.compile(r"[;,:.\n()]|\s[-–]\s")
_NAME = re.compile(rf"^[{CAPITALS}]\w+(?:\s\w+){{3,15}}$")
_COLUMN = re.compile(
    r"^(?!.*(?:nhiệm vụ|nội dung|công việc|hoạt động))"
    r".*(?:chủ trì|phối hợp|thực hiện|phụ trách|đơn vị|cơ quan|đầu mối)",
    re.IGNORECASE | re.DOTALL,
)
_SAID = re.compile(r"\b(?:để|theo(?! dõi)|tại|về|của|cho|khi|thì|là|và|trình|báo cáo|gửi)\b")
_WORK = "thực hiện nhiệm vụ"
"""A verb behind a name, to see where the grammar ends it by itself."""
_MANY = 300
"""Phrases that are looked at in a document."""


def found(
    lines: Sequence[TextLine], zones: Zones, paragraphs: Sequence[Paragraph], tables: Sequence[WorkTable]
) -> tuple[Abbreviation, ...]:
    """The names of one office that the grammar would cut at a verb inside them, each standing for itself."""
    names: dict[str, Abbreviation] = {}
    seen: set[str] = set()
    for phrase in _phrases(lines, zones, paragraphs, tables):
        for part in _BETWEEN.split(phrase):
            name = " ".join(part.split())
            if name in seen or not _NAME.match(name):
                continue
            seen.add(name)
            if len(seen) > _MANY:
                return tuple(names.values())
            if _cut(name):
                names[name] = Abbreviation(name, name, own=True)
    return tuple(names.values())


def _phrases(
    lines: Sequence[TextLine], zones: Zones, paragraphs: Sequence[Paragraph], tables: Sequence[WorkTable]
) -> Iterator[str]:
    """The strings where nothing but names stands."""
    for line, zone in zip(lines, zones.of, strict=True):
        if zone in {Zone.FOOT, Zone.ADDRESS} and (entry := _ENTRY.match(line.string)):
            yield entry["name"]
    for paragraph in paragraphs:
        if attached := _ATTACHED.match(paragraph.string):
            yield attached["names"]
    for table in tables:
        heads = table.rows[0].cells if table.rows else ()
        doing = {at for at, head in enumerate(heads) if head is not None and _COLUMN.match(head.string.strip())}
        for row in table.rows[1:]:
            yield from (cell.string for at, cell in enumerate(row.cells) if at in doing and cell is not None)


def _cut(name: str) -> bool:
    """True where the name of one office, complete by its last word, is cut by the grammar at a verb inside it."""
    if not (bodies.level_word(name) or name.split()[-1][0].isupper()):
        return False
    strict, _ = bodies.leading(f"{name} {_WORK}")
    whole = bodies.split(name)
    return (
        len(strict) == 1
        and len(whole) == 1
        and strict[0].end < len(name)
        and whole[0].end == len(name)
        and name[strict[0].end :].strip()[:1].islower()
        and not _SAID.search(name, strict[0].end)
        and not bodies.find(name[strict[0].end :])
    )
