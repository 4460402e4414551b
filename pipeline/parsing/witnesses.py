"""Which witness is believed: one small function a field, agreement before rank.

What is clearly typed is never overruled by a file name or a signature. A value that only looks like
one (handwriting read by OCR) counts when a second, independent witness says the same; else the field
stays null, flagged, with its candidates kept for the reviewer. Exactly one fact is chosen for each
field that has a value. Fields that follow from others (`type_code`, `issuer_level`, `issued_year`,
period) are derived from what was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from pipeline.parsing import places
from pipeline.parsing.dates import period
from pipeline.parsing.facts import FieldFact
from pipeline.parsing.issuer_level import level_of
from pipeline.parsing.lexicon import fold_tone
from pipeline.parsing.numbers import canonical_symbol, type_of_symbol
from pipeline.parsing.own_symbol import foreign
from pipeline.parsing.signer import choose_signer, marks_differ
from pipeline.parsing.title import type_code
from pipeline.records import Flag, WitnessSource

_READ = frozenset({WitnessSource.HEADING, WitnessSource.FOOT})
_SIGNED_WITHIN = 3
"""Days after the date of issue in which a document is signed digitally (FIELD.md: 0 to 3).

A wider window lets misread days in: a stroke lost makes `05` of `15` (measured with 10 days: one in six wrong).
"""
_TIMES = frozenset({WitnessSource.SIGNATURE, WitnessSource.METADATA})

Facts = Sequence[FieldFact]
Choice = FieldFact | None


def decide(facts: Facts) -> tuple[FieldFact, ...]:
    """The witnesses with one chosen for each field that has a value, and the derived ones added.

    Pure: the same facts give the same answer in whatever order heading and foot were read; facts that
    an earlier call derived may be among them.
    """
    read = [fact for fact in facts if fact.source is not WitnessSource.DERIVED]
    given = [replace(fact, chosen=False) if fact.chosen else fact for fact in read]
    chosen: dict[str, FieldFact] = {}
    answers: dict[str, list[FieldFact]] = {}

    def of(field: str) -> list[FieldFact]:
        return [fact for fact in given if fact.field == field]

    def settle(field: str, choice: Choice, derived: bool = False) -> None:
        if choice is not None and choice.value is not None:
            chosen[field] = choice
            if derived:
                answers.setdefault(field, []).append(replace(choice, chosen=True))

    number = _number(of("number"))
    settle("number", number)
    settle("symbol", *_symbol(of("symbol"), number))
    settle("type", *_type(of("type"), chosen.get("symbol")))
    for field in ("place", "signing_form", "urgency", "secrecy", "issuer_parent"):
        settle(field, _first(of(field)))
    settle("signer_position", _position(of("signer_position")))
    settle("on_behalf_of", _on_behalf_of(of("on_behalf_of")))
    settle("title", _title(of("title")))
    settle("signer", choose_signer(of("signer")))
    settle("issued_on", _issued_on(of("issued_on")))
    settle("issuer", *_issuer(of("issuer"), chosen))
    for field, derive in _DERIVED.items():
        settle(field, derive(chosen), True)
    for field in ("issued_year", "issued_month"):
        if field not in chosen:
            settle(field, _first(of(field)))
    if (told := _foreign(chosen)) is not None:
        given = [replace(fact, flags=(*fact.flags, Flag.AMBIGUOUS)) if fact is told else fact for fact in given]
        chosen["symbol"] = next(fact for fact in given if fact.field == "symbol" and fact.value == told.value)
    picked = {id(fact) for fact in chosen.values()}
    marked = [_flagged(replace(fact, chosen=True), given) if id(fact) in picked else fact for fact in given]
    return (*marked, *(fact for found in answers.values() for fact in found))


def _flagged(fact: FieldFact, given: Facts) -> FieldFact:
    """The chosen fact, flagged `ambiguous` where other words of the page, or a look at them, say something else."""
    rivals = {
        _folded(other.value)
        for other in given
        if other.field == fact.field and other.value and other.source in _READ and other.confidence >= 0.8
    }
    rivalled = bool(rivals - {_folded(fact.value)}) or marks_differ(fact, given)
    if fact.value and rivalled and Flag.AMBIGUOUS not in fact.flags:
        return replace(fact, flags=(*fact.flags, Flag.AMBIGUOUS))
    return fact


def _foreign(chosen: dict[str, FieldFact]) -> Choice:
    """The heading's symbol where it is that of another body than the heading names."""
    symbol, body = chosen.get("symbol"), chosen.get("issuer")
    if symbol is None or body is None or body.source is not WitnessSource.HEADING or Flag.AMBIGUOUS in symbol.flags:
        return None
    wrong = symbol.source in _READ and foreign(symbol.value or "", body.value or "")
    return symbol if wrong else None


def _folded(value: str | None) -> str:
    return fold_tone(value or "").casefold().strip()


def _first(facts: Facts) -> Choice:
    """The surest witness with a value; the page's own words before others."""
    valued = [fact for fact in facts if fact.value is not None]
    return max(valued, key=lambda fact: (fact.source in _READ, fact.confidence), default=None)


def _number(facts: Facts) -> Choice:
    """Typed digits; handwritten ones only where the page and the file's name agree."""
    typed = [f for f in facts if f.value and f.source in _READ and Flag.HANDWRITTEN not in f.flags]
    if typed:
        return max(typed, key=lambda fact: fact.confidence)
    looks = [fact for fact in facts if fact.value]
    agreed = _agreed(looks)
    if agreed:
        return agreed
    own = _of_appendix(facts, "appendix.number")
    if own:
        return own
    # A name whose digits the slot partly shows, or that spells number and symbol in full over a slot that
    # shows nothing else, was given by the clerk who filed the document.
    return next((fact for fact in looks if fact.rule in ("file_name.number", "file_name.agrees")), None)


def _of_appendix(facts: Facts, rule: str) -> Choice:
    """What the document's appendices give in type, where all of them give one value."""
    given = [fact for fact in facts if fact.source is WitnessSource.APPENDIX]
    if len({fact.value for fact in given}) != 1:
        return None
    return next((fact for fact in given if fact.rule == rule), None)


def _agreed(looks: Facts) -> Choice:
    """The value that witnesses of two kinds give, seen from the one on the page."""
    for fact in sorted(looks, key=lambda fact: (fact.source not in _READ, -fact.confidence)):
        if any(other.value == fact.value and other.source is not fact.source for other in looks):
            return fact
    return None


def _symbol(facts: Facts, number: Choice) -> tuple[Choice, bool]:
    read = _first(facts)
    if number is not None and number.value:
        symbol = canonical_symbol(number.value)
        if read is not None and (symbol is None or read.value == symbol):
            return read, False
        if symbol:
            return _derived("symbol", symbol, number), True
    return read, False


def _type(facts: Facts, symbol: Choice) -> tuple[Choice, bool]:
    """The type's own line, checked against the symbol; the symbol's type where no line names one."""
    read = _first([fact for fact in facts if fact.source in _READ])
    told = type_of_symbol(symbol.value) if symbol is not None and symbol.value else None
    if read is None or (read.value == "công văn" and told and told[0] != "công văn" and read.confidence < 0.8):
        if symbol is not None and told:
            return _derived("type", told[0], symbol, 0.8), True
        return (read if read is not None else _first(facts)), False
    return read, False


def _title(facts: Facts) -> Choice:
    """The page's title; document information is no title."""
    return _first([fact for fact in facts if fact.source in _READ])


def _on_behalf_of(facts: Facts) -> Choice:
    """The body behind TM.; a second look's where it goes on with words that the first one lost."""
    first = _first(facts)
    if first is None:
        return None
    longer = [
        f for f in facts if f.rule == "foot.second_look" and _folded(f.value).startswith(_folded(first.value) + " ")
    ]
    return _first(longer) or first


def _position(facts: Facts) -> Choice:
    """The signer's office; a deputy's where one look at it lost his first syllable (`BÍ THƯ` beside `HÓ BÍ THƯ`)."""
    first = _first(facts)
    if first is None:
        return None
    whole = [fact for fact in facts if _folded(fact.value) == f"phó {_folded(first.value)}"]
    return _first(whole) or first


def _issued_on(facts: Facts) -> Choice:
    """The date that is typed; a handwritten day only where the file's own times bear it out.

    A signature is set, and a scan is made, within days after the date. Two looks at the same
    handwriting are not independent: without such a time the day stays null.
    """
    read = [fact for fact in facts if fact.value and fact.source in _READ]
    typed = [fact for fact in read if Flag.HANDWRITTEN not in fact.flags]
    if typed:
        return max(typed, key=lambda fact: fact.confidence)
    own = _of_appendix(facts, "appendix.issued_on")
    if own:
        return own
    times = [fact.value for fact in facts if fact.value and fact.source in _TIMES]
    fitting = [fact for fact in read if any(0 <= _days(fact.value, at) <= _SIGNED_WITHIN for at in times)]
    values = {fact.value for fact in fitting}
    return max(fitting, key=lambda fact: fact.confidence) if len(values) == 1 else None


def _days(issued: str | None, signed: str | None) -> int:
    """Days from one ISO date to another."""
    return (date.fromisoformat(signed or "") - date.fromisoformat(issued or "")).days


def _issuer(facts: Facts, chosen: dict[str, FieldFact]) -> tuple[Choice, bool]:
    """The heading's issuer; without one the opening sentence, the signing block and the title's place."""
    signature = next((fact for fact in facts if fact.source is WitnessSource.SIGNATURE), None)
    read = _first([fact for fact in facts if fact.source is WitnessSource.HEADING])
    if read is not None and read.value and not _lacks_place(read.value):
        return read, False
    for base in (
        read,
        next((fact for fact in facts if fact.source is WitnessSource.OPENING), None),
        chosen.get("on_behalf_of"),
    ):
        if base is None or not base.value:
            continue
        if not _lacks_place(base.value) and base.field == "issuer":
            return _guessed(base), True
        unit = _unit_for(base.value, chosen)
        if unit:
            return _guessed(base, f"{_without_unit(base.value)} {unit}"), True
    if signature is not None and signature.value:
        return _guessed(signature), True
    return (read, False) if read is not None else (None, False)


def _guessed(base: FieldFact, name: str | None = None) -> FieldFact:
    value = name or base.value or ""
    return FieldFact(
        "issuer",
        value,
        WitnessSource.DERIVED,
        base.spans,
        f"derived.issuer.{base.source}",
        0.75,
        (Flag.GUESSED_ISSUER,),
    )


_UNIT_ENDS = tuple(" " + unit for unit in places.UNITS)


def _lacks_place(name: str) -> bool:
    """True for a body of some place that does not say which (`Ủy ban nhân dân tỉnh`, `Sở Nội vụ` does not count)."""
    folded = fold_tone(name).lower()
    return folded.endswith(_UNIT_ENDS) or folded in ("ủy ban nhân dân", "hội đồng nhân dân")


def _without_unit(name: str) -> str:
    folded = fold_tone(name).lower()
    for end in _UNIT_ENDS:
        if folded.endswith(end):
            return name[: -len(end)]
    return name


def _unit_for(name: str, chosen: dict[str, FieldFact]) -> str | None:
    """The one unit in the title, or the place of issue, that a body without its place may belong to."""
    folded = fold_tone(name).lower()
    wanted = next((end.strip() for end in _UNIT_ENDS if folded.endswith(end)), None)
    title = chosen.get("title")
    found = list(places.units(title.value or "")) if title else []
    fitting = {unit.full for unit in found if wanted is None or unit.unit == wanted}
    if len(fitting) == 1:
        return next(iter(fitting))
    place = chosen.get("place")
    if place is not None and place.value and not fitting:
        unit, bare_name = places.split_unit(place.value)
        if unit and (wanted is None or unit == wanted):
            return f"{unit} {bare_name}"
        province = places.province(bare_name)
        if wanted and not unit and province and province.startswith(wanted + " "):
            return province
        if wanted in ("xã", "phường", "thị trấn", "huyện", "quận", "thị xã", "đặc khu") and not unit:
            return f"{wanted} {bare_name}"
    return None


# --- derived fields --------------------------------------------------------------------------------


def _derived(field: str, value: str, base: FieldFact, confidence: float | None = None) -> FieldFact:
    kept = tuple(flag for flag in base.flags if flag in (Flag.GUESSED_ISSUER, Flag.HANDWRITTEN))
    return FieldFact(
        field, value, WitnessSource.DERIVED, base.spans, f"derived.{field}", confidence or base.confidence, kept
    )


def _type_code(chosen: dict[str, FieldFact]) -> Choice:
    """The decree's code of the type; flagged where the symbol bears another one."""
    kind = chosen.get("type")
    if kind is None or not kind.value:
        return None
    code = type_code(kind.value)
    symbol = chosen.get("symbol")
    told = type_of_symbol(symbol.value) if symbol is not None and symbol.value else None
    if code is None:
        return None
    fact = _derived("type_code", code, kind)
    if told and told[0] != kind.value and not kind.value.startswith(told[0]):
        return replace(fact, flags=(*fact.flags, Flag.TYPE_MISMATCH), confidence=round(fact.confidence * 0.6, 4))
    return fact


def _issuer_level(chosen: dict[str, FieldFact]) -> Choice:
    """The issuer's level by its name, else its parent's."""
    above = chosen.get("issuer_parent")
    for fact in (chosen.get("issuer"), above):
        if fact is None or not fact.value:
            continue
        level = level_of(fact.value.split(";")[0], above.value if above and above is not fact else None)
        if level is not None:
            return _derived("issuer_level", str(level), fact)
    return None


def _issued_part(start: int, stop: int, field: str) -> Callable[[dict[str, FieldFact]], Choice]:
    def derive(chosen: dict[str, FieldFact]) -> Choice:
        fact = chosen.get("issued_on")
        return _derived(field, str(int(fact.value[start:stop])), fact) if fact and fact.value else None

    return derive


def _period(nth: int, field: str) -> Callable[[dict[str, FieldFact]], Choice]:
    def derive(chosen: dict[str, FieldFact]) -> Choice:
        title = chosen.get("title")
        kind = chosen.get("type")
        if title is None or not title.value or (kind is not None and kind.value == "tin bài"):
            return None
        span = period(title.value)
        return _derived(field, span[nth].isoformat(), title) if span else None

    return derive


_DERIVED: dict[str, Callable[[dict[str, FieldFact]], Choice]] = {
    "type_code": _type_code,
    "issuer_level": _issuer_level,
    "issued_year": _issued_part(0, 4, "issued_year"),
    "issued_month": _issued_part(5, 7, "issued_month"),
    "period_start": _period(0, "period_start"),
    "period_end": _period(1, "period_end"),
}
