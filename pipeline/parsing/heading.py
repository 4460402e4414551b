"""The heading: every witness of number, issuer, place, date, type, title and marks at a document's top.

Nghị định 30/2020/NĐ-CP, Phụ lục I mục II; Thông tư 01/2011/TT-BNV before it; Hướng dẫn 36-HD/VPTW for
the Party's. Left and right column, interleaved or one after the other, are told apart by their words.
Nothing is decided here: `witnesses.decide` weighs what is found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.pages import LineKind, Source, Witness
from pipeline.parsing import bodies, heading_issuer, issuer, own_symbol
from pipeline.parsing.casing import shouted
from pipeline.parsing.dictionary import is_syllable
from pipeline.parsing.facts import Abbreviation, FieldFact, Zone, Zones
from pipeline.parsing.issue_date import read_adopted, read_date
from pipeline.parsing.lexicon import rule
from pipeline.parsing.mending import mend, recognised
from pipeline.parsing.outside import file_times, read_name, read_witnesses, signing_days
from pipeline.parsing.own_mentions import read_own
from pipeline.parsing.shape import Piece, Role, all_pieces, bare, mark, matches
from pipeline.parsing.slots import looks, read_number, witness
from pipeline.parsing.stripped import first_line
from pipeline.parsing.text import Span, Text, TextLine, View
from pipeline.parsing.title import read_type, strip_about, title_end, type_code
from pipeline.records import Flag, WitnessSource

_OPENING_LINES = 14
_OPENING_CHARACTERS = 2500
_CLEAR = 0.85
"""Reading confidence above which digits on a page picture count as typed."""
_OCR = frozenset({Source.OCR, Source.MIXED})
_HAND = 1.18
"""Digits so much larger than typed ones are handwriting."""
_YEAR = re.compile(r"(?:nam\s{0,2})?\d{4}\W?")
_YEARS = range(1945, 2100)
_SHORTEST_TITLE = 10


def read_heading(
    text: Text,
    zones: Zones,
    *,
    path: str = "",
    witnesses: Sequence[Witness] = (),
    abbreviations: Sequence[Abbreviation] = (),
) -> tuple[FieldFact, ...]:
    """Every witness of a scalar at the document's top, in its file name and its signatures.

    Args:
        text: the document.
        zones: the zone of each of its lines.
        path: the file's path in its archive, for what its name says.
        witnesses: what the file says about itself.
        abbreviations: the document's own.
    """
    if zones.article:
        return _article(text, zones)
    heading = [line for line in text.lines if zones.of[line.index] is Zone.HEADING]
    titles = [line for line in text.lines if zones.of[line.index] is Zone.TITLE]
    pieces = all_pieces(heading)
    facts: list[FieldFact] = []
    facts += _marks(text, pieces)
    facts += read_number(text, pieces)
    facts += read_date(text, pieces, file_times(witnesses), signing_days(witnesses))
    named = _type_and_title(text, zones, titles, pieces)
    facts += named
    if not any(fact.field in ("issued_on", "issued_year") for fact in facts):
        facts += read_adopted(text, zones)
    place = next((fact.value for fact in facts if fact.field == "place"), None)
    issuers = heading_issuer.read_issuers(text, pieces, place, abbreviations)
    kind = next((fact.value for fact in named if fact.field == "type"), None)
    body = next((fact.value for fact in issuers if fact.field == "issuer"), None)
    facts = own_symbol.set_right(text, facts, pieces, code=type_code(kind) if kind else None, issuer=body)
    facts = [heading_issuer.place_as_named(text, fact, issuers) for fact in facts]
    facts += issuers
    facts += _opening(text, zones, abbreviations)
    symbol = next((fact.value for fact in facts if fact.field == "symbol"), None)
    seen = looks(text, pieces)
    facts += read_own(text, zones, facts, seen, abbreviations)
    facts += read_name(path, symbol, seen)
    facts += read_witnesses(witnesses, abbreviations)
    return tuple(facts)


# --- type and title --------------------------------------------------------------------------------


def _type_and_title(text: Text, zones: Zones, titles: Sequence[TextLine], pieces: Sequence[Piece]) -> list[FieldFact]:
    facts: list[FieldFact] = []
    first = titles[0] if titles else None
    found = read_type(first.string) if first else None
    if first is not None and found is not None:
        start = first.start + len(first.string) - len(first.string.lstrip(" *_"))
        flags = (Flag.REPAIRED,) if found.repaired else ()
        span = (start, first.start + found.end)
        facts.append(witness("type", found.type, [span], 0.9 if found.repaired else 0.97, flags, rule=found.rule))
        facts += _title(text, first, found.end)
        rest = first.string[found.end :]
        if re.match(r"\s*của\b", rest, re.IGNORECASE):
            words = rest.strip()[len("của") :].strip(" *:.")
            name = issuer.read_bodies([_as_piece(first, words)]) if words else ()
            if name:
                facts.append(witness("issuer", name[-1].name, name[-1].spans, 0.85, rule="heading.type_of"))
        return facts
    return _letter(text, zones, pieces) or first_line(text, pieces)


def _as_piece(line: TextLine, words: str) -> Piece:
    start = line.start + line.string.index(words)
    return Piece(start, start + len(words), words, bare(words), line.index, Role.NAME)


def _title(text: Text, first: TextLine, end: int) -> list[FieldFact]:
    flow = text.flow
    at = next(i for i, line in enumerate(flow) if line.index == first.index)
    _, lines = title_end(flow, at)
    spans: list[Span] = []
    rest = first.string[end:].strip(" *_:.-–")
    if rest and not re.match(r"của\b", rest, re.IGNORECASE):
        start = first.start + first.string.index(rest, end)
        spans.append((start, start + len(rest)))
    for i in lines:
        if not spans or not _is_crumbs(text, flow[i]):
            spans.append((flow[i].start, flow[i].end))
    value = _joined(text, spans)
    if value and recognised(text, spans):
        value, stamped = _without_stamp(value)
        if stamped:
            fact = _title_fact(text, value, spans)
            return [replace(fact, confidence=min(fact.confidence, 0.6), flags=(*fact.flags, Flag.AMBIGUOUS))]
    return [_title_fact(text, value, spans)] if value else []


def _is_crumbs(text: Text, line: TextLine) -> bool:
    """True for a recognised line below a title that holds hardly a syllable in small letters: a stamp or seal."""
    if not recognised(text, [(line.start, line.end)]) or shouted(line.string):
        return False
    words = line.string.split()
    good = sum(word.strip('.,;:()-–"“”').isdigit() or is_syllable(word.strip('.,;:()-–"“”')) for word in words)
    return len(words) >= 4 and 2 * good < len(words)


def _without_stamp(title: str) -> tuple[str, bool]:
    """The title without words and crumbs of a stamp set over its beginning or end, and whether there were any."""
    if shouted(title):
        return title, False
    low = bare(title)
    head = matches("heading", "stamp_before", low)
    tail = matches("heading", "stamp_behind", low)
    start, end = head.end() if head else 0, tail.start() if tail else len(title)
    if not (head or tail) or end - start < _SHORTEST_TITLE or len(low) != len(title):
        return title, False
    return strip_about(title[start:end].strip(" .,:;-–")), True


def _title_fact(text: Text, value: str, spans: Sequence[Span], rule: str = "heading.title") -> FieldFact:
    made, repaired = mend(text, spans, value, alone=True)
    return witness("title", made, spans, 0.75 if repaired else 0.93, (Flag.REPAIRED,) if repaired else (), rule=rule)


def _joined(text: Text, spans: Sequence[Span]) -> str | None:
    view = View.of(text.string, spans)
    words = " ".join(view.string.replace("*", " ").split())
    words = strip_about(words)
    return words or None


def _letter(text: Text, zones: Zones, pieces: Sequence[Piece]) -> list[FieldFact]:
    """A công văn: `V/v …` under the number or `Kính gửi`, and no type."""
    facts: list[FieldFact] = []
    at = next((i for i, piece in enumerate(pieces) if piece.role is Role.SUBJECT), None)
    address = next((line for line in text.lines if zones.of[line.index] is Zone.ADDRESS), None)
    if at is not None:
        spans = [pieces[at].span]
        first = text.lines[pieces[at].line]
        for before, piece in pairwise(pieces[at:]):
            if (
                before.role is Role.DATE
                and matches("heading", "date_open", before.bare)
                and _YEAR.fullmatch(piece.bare)
            ):
                continue
            if piece.role in (Role.MOTTO, Role.SEPARATOR, Role.MARK, Role.BANNER):
                continue
            if piece.role not in (Role.OTHER, Role.NAME):
                if text.lines[piece.line].line.kind is LineKind.RIGHT or piece.role is Role.DATE:
                    continue
                break
            if text.lines[piece.line].line.kind is LineKind.RIGHT:
                continue
            if first.line.kind is LineKind.LEFT and text.lines[piece.line].line.kind is not LineKind.LEFT:
                break
            spans.append(piece.span)
        value = _joined(text, spans)
        facts.append(witness("type", "công văn", [pieces[at].span], 0.9, rule="heading.letter"))
        if value:
            facts.append(_title_fact(text, value, spans, "heading.subject"))
    elif address is not None and any(piece.role is Role.NUMBER for piece in pieces):
        facts.append(witness("type", "công văn", [(address.start, address.end)], 0.75, rule="heading.letter"))
    return facts


def _opening(text: Text, zones: Zones, abbreviations: Sequence[Abbreviation]) -> list[FieldFact]:
    """The issuer as it names itself in the opening sentence (`UBND xã X xây dựng kế hoạch …`)."""
    lines = [line for line in text.lines if zones.of[line.index] is Zone.BODY][:_OPENING_LINES]
    spans: list[Span] = []
    for line in lines:
        if spans and matches("zones", "label", bare(line.string)[:60]):
            break
        spans.append((line.start, line.end))
    view = View.of(text.string, spans)
    string = view.string[:_OPENING_CHARACTERS]
    starts = {start for start, _ in spans}
    second: FieldFact | None = None
    plain = bare(string)
    pattern = rule("heading", "heading.opening").pattern
    position = 0
    while match := pattern.search(plain, position):
        start, end = match.span("name")
        position = start + 1
        words = string[start:end]
        before = string[:start].rstrip()
        sentence = not before or before[-1] in ".;,:"
        if not words[:1].isupper() or not (sentence or view.origin[start] in starts):
            continue
        found, behind = bodies.leading(words, abbreviations)
        if len(found) != 1 or behind < len(words):
            continue
        name = issuer.office_body(found[0].name)
        fact = witness(
            "issuer", name, view.slices(start, end), 0.8, source=WitnessSource.OPENING, rule="heading.opening"
        )
        if sentence:
            return [fact]
        # A line's beginning may be the middle of a sentence: good only if no sentence opens so.
        second = second or fact
    return [second] if second else []


# --- marks, file name, signatures, articles ----------------------------------------------------------


def _marks(text: Text, pieces: Sequence[Piece]) -> list[FieldFact]:
    """Urgency and secrecy, printed or stamped on the first page."""
    facts: dict[str, FieldFact] = {}
    for piece in pieces:
        found = mark(piece.string) if piece.role is Role.MARK else None
        if found:
            facts.setdefault(found[0], witness(found[0], found[1], [piece.span], 0.95))
    for line in text.lines:
        if line.page is text.pages[0] and line.apart and (found := mark(line.string)):
            facts.setdefault(
                found[0],
                witness(
                    found[0],
                    found[1],
                    [(line.start, line.end)],
                    0.9,
                    source=WitnessSource.STAMP,
                    rule=f"stamp.{found[0]}",
                ),
            )
    return list(facts.values())


def _article(text: Text, zones: Zones) -> tuple[FieldFact, ...]:
    """An article about a document: its headline is the title, the cited document's values are not its own."""
    lines = [line for line in text.lines if zones.of[line.index] is Zone.TITLE]
    body = next((line for line in text.lines if zones.of[line.index] is Zone.BODY), None)
    facts: list[FieldFact] = []
    if body is not None:
        facts.append(witness("type", "tin bài", [(body.start, body.end)], 0.85, rule="zones.article"))
    spans = [(line.start, line.end) for line in lines]
    title = " ".join(View.of(text.string, spans).string.replace("*", " ").replace("#", " ").split())
    if title:
        facts.append(witness("title", title, spans, 0.85, rule="heading.headline"))
    return tuple(facts)
