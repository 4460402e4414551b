"""Who issued it, by the left column of the heading: its lines told from others, read and set right.

Above the number stand the bodies (Nghị định 30/2020/NĐ-CP, Phụ lục I mục II.2), on scans with what the other
column, a stamp or a pen spilt into them; the place of issue and the bodies bear each other out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.pages import Source
from pipeline.parsing import issuer, places, seat
from pipeline.parsing.casing import shouted
from pipeline.parsing.facts import Abbreviation, FieldFact
from pipeline.parsing.issue_date import doubtful, written_again
from pipeline.parsing.mending import recognised
from pipeline.parsing.own_case import as_written
from pipeline.parsing.shape import Piece, Role, matches
from pipeline.parsing.slots import witness
from pipeline.parsing.text import Text
from pipeline.parsing.title import read_type
from pipeline.records import Flag

_OCR = frozenset({Source.OCR, Source.MIXED})


def read_issuers(
    text: Text, pieces: Sequence[Piece], place: str | None, abbreviations: Sequence[Abbreviation]
) -> list[FieldFact]:
    """Witnesses of the issuer and of the body above it, by the pieces of the heading above the number.

    Args:
        text: the document.
        pieces: of its heading.
        place: of issue, as the date's line gives it.
        abbreviations: the document's own.
    """
    naming = _name_pieces(pieces)
    found = issuer.read_bodies(naming, abbreviations)
    if doubtful(text, [piece.span for piece in naming]):
        mended = issuer.read_bodies(naming, abbreviations, read=True)
        if not _written_again(text, found, mended):
            found = mended
    if not found:
        return []
    if any(text.lines[piece.line].page.source in _OCR for piece in naming):
        found = tuple(_by_place(body, place) for body in found)
    found = tuple(replace(body, name=as_written(text, body.name)) for body in found)
    facts: list[FieldFact] = []
    last = found[-1]
    parent = found[-2] if len(found) > 1 else None
    above, _ = seat.placed(parent.name, None, place) if parent else (None, False)
    name, added = seat.placed(last.name, above, place)
    flags = (Flag.REPAIRED,) if last.repaired else ()
    guessed = added and parent is None
    facts.append(
        witness(
            "issuer", name, last.spans, 0.85 if guessed else 0.95, (*flags, Flag.GUESSED_ISSUER) if guessed else flags
        )
    )
    if parent is not None:
        flags = (Flag.REPAIRED,) if parent.repaired else ()
        facts.append(witness("issuer_parent", above, parent.spans, 0.94, flags))
    return facts


def _by_place(body: issuer.Named, place: str | None) -> issuer.Named:
    """The body with its place spelt as the place of issue or the province, where it is that name misread."""
    name = seat.as_placed(body.name, places.split_unit(place)[1]) if place else None
    name = name or seat.of_province(body.name) or seat.completed(body.name)
    return body if name is None else replace(body, name=name, repaired=True)


def place_as_named(text: Text, fact: FieldFact, issuers: Sequence[FieldFact]) -> FieldFact:
    """The place of issue, spelt as the heading's bodies spell it where it was misread."""
    if fact.field != "place" or not fact.value or not fact.spans:
        return fact
    start, end = fact.spans[0]
    line = next((line for line in text.lines if line.start <= start < line.end), None)
    if line is None or not recognised(text, [(line.start, line.end)]):
        return fact
    names = [body.value for body in issuers if body.value]
    for begin in {start, line.start}:
        named = seat.as_named(text.string[begin:end], names)
        if named is not None and named != fact.value:
            return replace(fact, value=named, spans=((begin, end),), confidence=0.8, flags=(Flag.REPAIRED,))
    return fact


def _written_again(text: Text, found: Sequence[issuer.Named], mended: Sequence[issuer.Named]) -> bool:
    """True where the document writes a place again as it was first read: no slip then."""
    for one, other in zip(found, mended, strict=False):
        words, better = one.name.split(), other.name.split()
        parted = [at for at, pair in enumerate(zip(words, better, strict=False)) if pair[0] != pair[1]]
        if parted and len(words) == len(better):
            # The word before it with it: a syllable alone stands in many words.
            place = " ".join(words[max(0, parted[0] - (parted[0] == parted[-1] == len(words) - 1)) : len(words)])
            if written_again(text, place):
                return True
    return False


def _name_pieces(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that may name the issuer: above the number, in capitals or opening with an office."""
    number = next((i for i, piece in enumerate(pieces) if piece.role is Role.NUMBER), None)
    subject = next((i for i, piece in enumerate(pieces) if piece.role is Role.SUBJECT), len(pieces))
    before = pieces[: subject if number is None else number]
    stamp = next((i for i, piece in enumerate(before) if matches("heading", "incoming", piece.bare)), None)
    if stamp is not None and any(piece.role is Role.NAME for piece in before[stamp + 1 :]):
        before = before[stamp + 1 :]  # an incoming stamp above the heading names the body that received it
    above = number is not None
    found: list[Piece] = []
    for piece in before:
        if piece.role in (Role.NAME, Role.OTHER) and (_may_name(piece, above=above) or _ends(found, piece)):
            found.append(replace(piece, role=Role.NAME) if _ends(found, piece) else piece)
    if not found and number is not None:
        found = [piece for piece in pieces[number:] if piece.role is Role.NAME and _may_name(piece, above=False)]
    if found and found[0].role is Role.NAME:
        return [piece for piece in found if piece.role is Role.NAME or len(piece.string) <= 60]
    return found


def _ends(found: Sequence[Piece], piece: Piece) -> bool:
    """True for the short last syllable of a place whose line was full (`TỈNH NAM / HÀ`)."""
    last = found[-1].string.split()[-1:] if found and found[-1].line + 1 == piece.line else []
    return (
        bool(last)
        and piece.string.isalpha()
        and len(piece.string) == 2
        and shouted(piece.string)
        and (places.proper(f"{last[0]} {piece.string}") is not None)
    )


def _may_name(piece: Piece, *, above: bool) -> bool:
    """True for what may be words of a body's name; `above` the number even a type's (`KẾ HOẠCH VÀ ĐẦU TƯ`)."""
    numbered = re.search(r"\d{3,}|[@#]", piece.string)
    if len(piece.string) > 110 or (numbered and not issuer.ends_in_number(piece.string)):
        return False
    if piece.role is Role.NAME:
        return above or not read_type(piece.string)
    # Old fonts have no capitals of their own: their headings come out in small letters.
    letters = [ch for ch in piece.string if ch.isalpha()]
    return (
        len(letters) >= 4
        and len(letters) >= 0.7 * len(piece.string.replace(" ", ""))
        and len(piece.string.split()) >= 2
    )
