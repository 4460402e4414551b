"""What the file says of its document besides its pages: its name, its signatures, its information.

Evidence, never proof: file names lie, a signature is set days later, document information belongs to
whoever made the file. `witnesses.decide` weighs it last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import PurePosixPath

from pipeline.pages import Witness
from pipeline.parsing import bodies, issuer, places
from pipeline.parsing.facts import Abbreviation, FieldFact
from pipeline.parsing.numbers import canonical_number, type_codes
from pipeline.parsing.shape import Piece, Role, bare
from pipeline.parsing.slots import contradicts, fits, joint, witness
from pipeline.records import Flag, WitnessSource

_VIETNAM = timezone(timedelta(hours=7))
_FILE_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])(?P<number>\d{1,5})\s?[-_. ]?\s?(?P<code>[A-Z]{1,4}(?:[a-z]{1,2})?)"
    r"(?:[-_. ]{1,2}(?P<body>[A-Z&]{2,12}))?(?![0-9A-Za-z])"
)
_CODE_FIRST = re.compile(
    r"(?<![0-9A-Za-z])(?P<code>[A-Z]{2,4})[-_. ](?P<number>\d{1,5})[-_. ](?P<body>[A-Z&]{2,12})(?![0-9A-Za-z])"
)


def read_name(path: str, symbol: str | None, seen: Sequence[str]) -> list[FieldFact]:
    """What the file's name says of number and type: witnesses, never more (file names lie)."""
    stem = PurePosixPath(path).stem
    if not stem:
        return []
    facts: list[FieldFact] = []
    plain = re.sub(r"[\W_]+", " ", bare(stem))
    for name in type_codes():
        if len(name) > 6 and f" {bare(name)} " in f" {plain[:80]} ":
            facts.append(witness("type", name, (), 0.4, source=WitnessSource.FILE_NAME, rule="file_name.type"))
            break
    if symbol is None:
        return facts
    parts = [bare(part) for part in re.split(r"[-/.]", symbol)]
    ascii_stem = stem.replace("Đ", "D").replace("đ", "d")
    for pattern in (_CODE_FIRST, _FILE_NUMBER):
        for match in pattern.finditer(ascii_stem):
            if bare(match["code"]) != parts[0]:
                continue
            body = match["body"]
            whole = body is not None and len(parts) > 1 and bare(body) == parts[1]
            if body is not None and not whole:
                continue
            made = canonical_number(f"{int(match['number']):02d}{joint(symbol)}{symbol}")
            if made:
                seen_so = any(fits(look, made.number) for look in seen)
                spelt = whole and not any(contradicts(look, made.number) for look in seen)
                rule = "file_name.agrees" if seen_so else "file_name.number" if spelt else "file_name.digits"
                confidence = 0.6 if whole or seen_so else 0.3
                flags = (Flag.HANDWRITTEN,)
                facts.append(
                    witness("number", made.text, (), confidence, flags, source=WitnessSource.FILE_NAME, rule=rule)
                )
                return facts
    return facts


def file_times(witnesses: Sequence[Witness]) -> list[date]:
    """The days on which the file was made or signed."""
    made = [day_of(given.value) for given in witnesses if (given.source, given.key) == ("metadata", "created")]
    return [*signing_days(witnesses), *(day for day in made if day is not None)]


def signing_days(witnesses: Sequence[Witness]) -> list[date]:
    """The days on which the file was signed, as its signatures claim."""
    days = [day_of(given.value) for given in witnesses if (given.source, given.key) == ("signature", "signed_at")]
    return [day for day in days if day is not None]


def day_of(time: str) -> date | None:
    """The day in Vietnam of an ISO time, `2031-04-05T20:00:00+00:00` the 6th; None for anything else.

    Times without a zone are taken as they stand: whoever wrote them sat in Vietnam.
    """
    try:
        at = datetime.fromisoformat(time)
        return (at if at.tzinfo is None else at.astimezone(_VIETNAM)).date()
    except (ValueError, OverflowError):
        return None


def read_witnesses(witnesses: Sequence[Witness], abbreviations: Sequence[Abbreviation]) -> list[FieldFact]:
    """Signatures name issuer and time, document information a title."""
    facts: list[FieldFact] = []
    for given in witnesses:
        value = " ".join(given.value.split())
        if given.source == "signature" and given.key in ("organization", "common_name") and value:
            facts += _signature_body(value, abbreviations)
        elif given.source == "signature" and given.key == "signed_at" and (day := day_of(value)):
            facts.append(
                witness("issued_on", str(day), (), 0.3, source=WitnessSource.SIGNATURE, rule="signature.signed_at")
            )
        elif given.source == "metadata" and given.key == "created" and (day := day_of(value)):
            facts.append(
                witness("issued_on", str(day), (), 0.1, source=WitnessSource.METADATA, rule="metadata.created")
            )
        elif given.source == "metadata" and given.key == "title" and len(value) > 8 and " " in value:
            facts.append(witness("title", value, (), 0.2, source=WitnessSource.METADATA, rule="metadata.title"))
    return facts


def _signature_body(value: str, abbreviations: Sequence[Abbreviation]) -> list[FieldFact]:
    name = issuer.read_bodies([Piece(0, 0, value, bare(value), 0, Role.NAME)], abbreviations)
    if not name or bodies.level(name[0].name) is None or _is_place(name[0].name):
        return []
    return [witness("issuer", name[0].name, (), 0.6, source=WitnessSource.SIGNATURE, rule="signature.subject")]


def _is_place(name: str) -> bool:
    """True for a unit alone: certificates of a province's offices say `Tỉnh …`, which issues nothing itself."""
    return any((unit.start, unit.end) == (0, len(name)) for unit in places.units(name))
