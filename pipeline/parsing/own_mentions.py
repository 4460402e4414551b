"""What a document says of itself outside its heading and foot: appendices, the approval line, an incoming stamp.

`(Kèm theo Kế hoạch số 15/KH-UBND ngày 03/4/2031 của UBND tỉnh Bình Minh)` over an appendix names the
document's own number, day and issuer, often in type where a hand filled in the heading. Over a quy chế
such a line names the decision that issues it: its issuer is the quy chế's too, its number and day are
not. A stamp of the clerk who received the document bears a day on or after the document's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.parsing import citations, seat
from pipeline.parsing.dates import find_dates
from pipeline.parsing.facts import Abbreviation, Citation, FieldFact, Zone, Zones
from pipeline.parsing.numbers import canonical_number, canonical_symbol
from pipeline.parsing.shape import bare, matches
from pipeline.parsing.slots import CLEAR, OCR, contradicts, typed, witness
from pipeline.parsing.text import Span, Text, TextLine, View
from pipeline.records import Flag, WitnessSource

_LINES = 4
"""So many lines may such a bracket have."""
_MOST = 12
"""So many of them are read: an appendix each."""
_TOP_LINES = 30
"""The approval line stands at the top."""
_MOST_STAMPED = 600
_RECEIVED = re.compile(r"\b(?:cong van|van ban)\s{0,2}[:.]?\s{0,2}den\b|^\W{0,3}den\b", re.MULTILINE)


def read_own(
    text: Text, zones: Zones, facts: Sequence[FieldFact], looks: Sequence[str], abbreviations: Sequence[Abbreviation]
) -> list[FieldFact]:
    """The witnesses of number, date and issuer in appendices, an approval line and an incoming stamp.

    Args:
        text: the document.
        zones: the zone of each of its lines.
        facts: what its heading says: type and symbol tell whether the document itself is meant.
        looks: what was read in the number's slot.
        abbreviations: the document's own.
    """
    found: list[FieldFact] = []
    for view, line in _brackets(text, zones):
        cited = next(iter(citations.find(view.string, abbreviations=abbreviations)), None)
        if cited is None:
            continue
        spans = view.slices(cited.start, cited.end)
        if zones.of[line.index] is Zone.APPENDIX:
            found += _own(text, facts, looks, cited, spans, line)
        elif cited.issuer and seat.own_unit(cited.issuer):
            source = WitnessSource.TITLE
            found.append(witness("issuer", cited.issuer, spans, 0.5, source=source, rule="title.approval"))
    return [*found, *_received(text)]


def _brackets(text: Text, zones: Zones) -> Iterator[tuple[View, TextLine]]:
    """The lines `(Ban hành kèm theo …)` over appendices and at the top, each joined to its closing bracket."""
    flow = text.flow
    seen = 0
    for at, line in enumerate(flow):
        zone = zones.of[line.index]
        if (zone is not Zone.APPENDIX and at >= _TOP_LINES) or zone is Zone.FOOT or seen >= _MOST:
            continue
        if not matches("heading", "issued_with", bare(line.string[:120]).strip(" *_")):
            continue
        seen += 1
        spans: list[Span] = []
        for below in flow[at : at + _LINES]:
            spans.append((below.start, below.end))
            if ")" in below.string:
                break
        yield View.of(text.string, spans), line


def _own(
    text: Text,
    facts: Sequence[FieldFact],
    looks: Sequence[str],
    cited: Citation,
    spans: Sequence[Span],
    line: TextLine,
) -> list[FieldFact]:
    """Number, day and issuer of the document as its appendix gives them; nothing where another one is meant."""
    said = {name: {fact.value for fact in facts if fact.field == name and fact.value} for name in _SAID}
    number = canonical_number(cited.number) if cited.number else None
    symbol = canonical_symbol(cited.number) if cited.number else None
    if cited.type not in said["type"] or (symbol is not None and symbol not in said["symbol"]):
        return []
    found: list[FieldFact] = []
    source = WitnessSource.APPENDIX
    hand = line.page.source in OCR and not (typed(text, _whole(spans), line.page) and text.confidence(spans) >= CLEAR)
    flags = (Flag.HANDWRITTEN,) if hand else ()
    if number is not None:
        rival = hand or any(contradicts(look, number.number) for look in looks)
        rule = "appendix.rival" if rival else "appendix.number"
        found.append(witness("number", number.text, spans, 0.4 if rival else 0.8, flags, source=source, rule=rule))
    if cited.issued_on is not None and number is not None:
        year, month = {str(cited.issued_on.year)}, {str(cited.issued_on.month)}
        rival = hand or bool(said["issued_year"] - year or said["issued_month"] - month)
        rule = "appendix.rival" if rival else "appendix.issued_on"
        day = cited.issued_on.isoformat()
        found.append(witness("issued_on", day, spans, 0.4 if rival else 0.8, flags, source=source, rule=rule))
    if cited.issuer and seat.own_unit(cited.issuer):
        found.append(witness("issuer", cited.issuer, spans, 0.5, source=source, rule="appendix.issuer"))
    return found


_SAID = ("type", "symbol", "issued_year", "issued_month")


def _whole(spans: Sequence[Span]) -> Span:
    return spans[0][0], spans[-1][1]


def _received(text: Text) -> list[FieldFact]:
    """The day in an incoming stamp on the first page: a witness, never the document's own day."""
    lines = [line for line in text.lines if line.page is text.pages[0] and line.apart] if text.pages else []
    if not lines:
        return []
    view = View.of(text.string, [(line.start, line.end) for line in lines])
    string = view.string[:_MOST_STAMPED]
    if not _RECEIVED.search(bare(string)):
        return []
    for found in find_dates(string):
        if found.value is not None:
            spans = view.slices(found.start, found.end)
            day = found.value.isoformat()
            return [witness("issued_on", day, spans, 0.05, source=WitnessSource.STAMP, rule="stamp.received")]
    return []
