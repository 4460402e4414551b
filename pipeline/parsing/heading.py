"""The heading: every witness of number, issuer, place, date, type, title and marks at a document's top.

Nghị định 30/2020/NĐ-CP, Phụ lục I mục II; Thông tư 01/2011/TT-BNV before it; Hướng dẫn 36-HD/VPTW for
the Party's. Left and right column, interleaved or one after the other, are told apart by their words.
Nothing is decided here: `witnesses.decide` weighs what is found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from pipeline.pages import LineKind, Page, Reading, Source, Witness, Word
from pipeline.parsing import bodies, issuer, places
from pipeline.parsing.casing import shouted
from pipeline.parsing.facts import Abbreviation, FieldFact, Zone, Zones
from pipeline.parsing.lexicon import rule
from pipeline.parsing.mending import mend
from pipeline.parsing.numbers import canonical_number, canonical_symbol, type_codes
from pipeline.parsing.shape import Piece, Role, all_pieces, bare, mark, matches
from pipeline.parsing.text import Span, Text, TextLine, View
from pipeline.parsing.title import read_type, strip_about, title_end
from pipeline.records import Flag, WitnessSource

_OPENING_LINES = 14
_OPENING_CHARACTERS = 2500
_CLEAR = 0.85
"""Reading confidence above which digits on a page picture count as typed."""
_OCR = frozenset({Source.OCR, Source.MIXED})
_HAND = 1.18
"""Digits so much larger than typed ones are handwriting."""
_YEARS = range(1945, 2100)


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
    facts += _number(text, pieces)
    symbol = next((fact.value for fact in facts if fact.field == "symbol"), None)
    facts += _date(text, pieces)
    facts += _type_and_title(text, zones, titles, pieces)
    if not any(fact.field in ("issued_on", "issued_year") for fact in facts):
        facts += _adopted(text, zones)
    place = next((fact.value for fact in facts if fact.field == "place"), None)
    facts += _issuers(pieces, place, abbreviations)
    facts += _opening(text, zones, abbreviations)
    facts += _file_name(path, symbol, _looks(text, pieces))
    facts += _witnesses(witnesses, abbreviations)
    return tuple(facts)


def _fact(
    field: str,
    value: str | None,
    spans: Sequence[Span],
    confidence: float,
    flags: Sequence[Flag] = (),
    *,
    source: WitnessSource = WitnessSource.HEADING,
    rule: str | None = None,
) -> FieldFact:
    return FieldFact(field, value, source, tuple(spans), rule or f"heading.{field}", round(confidence, 4), tuple(flags))


# --- number ----------------------------------------------------------------------------------------


def _number(text: Text, pieces: Sequence[Piece]) -> list[FieldFact]:
    """The number's slot: what stands in it, and what second looks at it gave."""
    slots = [piece for piece in pieces if piece.role is Role.NUMBER]
    shaped = [piece for piece in slots if matches("heading", "number_shape", piece.bare)]
    if not slots:
        return []
    piece = (shaped or slots)[0]
    line = text.lines[piece.line]
    facts: list[FieldFact] = []
    symbol = canonical_symbol(_slot_words(piece)) or _own_symbol(piece)
    confidence = text.confidence([piece.span])
    if symbol:
        facts.append(_fact("symbol", symbol, [piece.span], min(0.96, confidence)))
    value, digits, clean = _slot_number(piece)
    read = line.page.source in _OCR
    if value is None:
        junk = bool(digits)
        facts.append(
            _fact("number", None, [piece.span], 0.0, (Flag.HANDWRITTEN,) if junk or read else (Flag.INCOMPLETE,))
        )
    elif read and not (
        clean and _digits_confidence(text, piece) >= _CLEAR and _typed(text, _slot_span(piece), line.page)
    ):
        facts.append(_fact("number", value, [piece.span], 0.35, (Flag.HANDWRITTEN,)))
    else:
        facts.append(_fact("number", value, [piece.span], 0.97 if not read else 0.85))
    if symbol:
        for reading in _readings(line, "number"):
            second = _digits_of(reading.text)
            if second:
                made = canonical_number(f"{second}{_joint(symbol)}{symbol}")
                facts.append(
                    _fact(
                        "number",
                        made.text if made else f"{second}/{symbol}",
                        [piece.span],
                        0.9 * reading.confidence,
                        (Flag.HANDWRITTEN,),
                        rule="heading.second_look",
                    )
                )
    return facts


def _slot_span(piece: Piece) -> Span:
    """Where the number's slot stands, without its symbol."""
    match = matches("heading", "number_shape", piece.bare)
    return (piece.start + match.start("slot"), piece.start + match.end("slot")) if match else piece.span


def _joint(symbol: str) -> str:
    """`-` before the Party's symbols (`12-HD/VPTW`), `/` before all others."""
    return "-" if "/" in symbol and "-" not in symbol.split("/")[0] and not re.match(r"\d{4}/", symbol) else "/"


def _slot_words(piece: Piece) -> str:
    """The slot's words behind `Số:`, dots and blanks of an empty slot made one blank."""
    head = matches("heading", "number", piece.bare)
    rest = piece.string[head.end() :] if head else piece.string
    return " " + re.sub(r"[.…_]{2,}", " ", rest).strip()


def _own_symbol(piece: Piece) -> str | None:
    """A symbol that no lexicon knows, as it stands."""
    match = matches("heading", "number_shape", piece.bare)
    if match is None:
        return None
    words = re.sub(r"\s+", "", piece.string[match.start("symbol") : match.end()])
    return words or None


def _slot_number(piece: Piece) -> tuple[str | None, str, bool]:
    """The canonical number, what stands in the slot, and whether nothing but digits does."""
    match = matches("heading", "number_shape", piece.bare)
    slot = piece.string[match.start("slot") : match.end("slot")] if match else ""
    slot = re.sub(r"^[\s:.;,…_]+|[\s:.;,…_]+$", "", slot)
    clean = bool(re.fullmatch(r"\d{1,6}[a-zđ]?|\d{1,6}[A-E]", slot))
    found = canonical_number(_slot_words(piece))
    if found is None and re.fullmatch(r"\d{1,6}", slot):
        symbol = _own_symbol(piece)
        return (f"{slot}/{symbol}" if symbol else None), slot, clean
    if found is not None and slot and not re.search(r"\d", slot):
        return None, slot, False
    return (found.text if found else None), slot, clean or bool(found and re.fullmatch(r"[\dOoIl]{1,6}\w?", slot))


def _typed(text: Text, span: Span, page: Page) -> bool:
    """True where the digits of a span on a page picture are set in type, not written by hand.

    Typed digits are as high and as wide as those of the year in the date line; a hand writes larger
    and wider (measured on signed scans: 1.25 times at least). Unknown where no year was read: False.
    """
    found = [text.words[i] for i in text.words_in(*span) if re.search(r"\d", text.words[i].text)]
    years = [
        word
        for line in text.lines
        if line.page is page
        for word in line.line.words
        if re.fullmatch(r"(?:19|20)\d\d", word.text) and word.box is not None and word.confidence >= 0.8
    ]
    if not found or not years or any(word.box is None for word in found):
        return False
    heights = sorted(_height(word) for word in years)
    widths = sorted(_width(word) for word in years)
    height, width = heights[len(heights) // 2], widths[len(widths) // 2]
    return all(
        0.8 <= _height(word) / height <= _HAND and (not word.text.isdigit() or 0.7 <= _width(word) / width <= _HAND)
        for word in found
    )


def _height(word: Word) -> float:
    return word.box[3] - word.box[1] if word.box else 0.0


def _width(word: Word) -> float:
    """Width of a character of the word."""
    return (word.box[2] - word.box[0]) / len(word.text) if word.box else 0.0


def _digits_confidence(text: Text, piece: Piece) -> float:
    """Reading confidence of the least sure word of the slot that holds a digit."""
    found = [text.words[i] for i in text.words_in(piece.start, piece.end)]
    slot = [word.confidence for word in found if re.search(r"\d", word.text)]
    return min(slot, default=0.0)


def _digits_of(reading: str) -> str | None:
    match = re.fullmatch(r"\W{0,3}(?:s[ốo]\W{0,3})?(\d{1,6}[a-z]?)\W{0,3}", reading.strip(), re.IGNORECASE)
    return match[1] if match else None


def _readings(line: TextLine, purpose: str) -> list[Reading]:
    return [reading for reading in line.page.readings if reading.purpose == purpose]


# --- place and date --------------------------------------------------------------------------------


def _date(text: Text, pieces: Sequence[Piece]) -> list[FieldFact]:
    """Place and date of issue, and second looks at the day."""
    found = next((piece for piece in pieces if piece.role is Role.DATE), None)
    if found is None:
        return []
    match = matches("heading", "date", found.bare) or matches("heading", "date_short", found.bare)
    if match is None:
        return []
    facts: list[FieldFact] = []
    words = found.string[: match.start()].strip(" ,.;:-–*_")
    if re.search(r"[^\W\d_]{2}", words):
        place, repaired = _place(words)
        start = found.start + found.string.index(words)
        facts.append(_fact("place", place, [(start, start + len(words))], 0.95, (Flag.REPAIRED,) if repaired else ()))
    span = (found.start + match.start(), found.start + match.end())
    line = text.lines[found.line]
    read = line.page.source in _OCR
    day, month, year = (_whole(match[name]) for name in ("day", "month", "year"))
    clean = bool(re.fullmatch(r"\W*\d{1,2}\W*", match["day"]) and re.fullmatch(r"\W*\d{1,2}\W*", match["month"]))
    day_span = (found.start + match.start("day"), found.start + match.end("month"))
    sure = not read or (clean and _day_confidence(text, span) >= _CLEAR and _typed(text, day_span, line.page))
    flags: tuple[Flag, ...] = () if sure else (Flag.HANDWRITTEN,)
    if year is not None and year not in _YEARS:
        return [*facts, _fact("issued_on", None, [span], 0.0, (Flag.DATE_IMPLAUSIBLE,))]
    if year is not None:
        facts.append(_fact("issued_year", str(year), [span], 0.96))
    month_read = bool(re.fullmatch(r"\W*\d{1,2}\W*", match["month"]))
    if month is not None and 1 <= month <= 12 and month_read:
        facts.append(_fact("issued_month", str(month), [span], 0.96 if not read else 0.85))
    else:
        month = None
    if day is None or month is None or year is None:
        blank = not re.search(r"\w", match["day"])
        facts.append(
            _fact("issued_on", None, [span], 0.0, (Flag.INCOMPLETE if blank and not read else Flag.HANDWRITTEN,))
        )
    else:
        value = _iso(year, month, day)
        facts.append(
            _fact("issued_on", value, [span], 0.96 if sure else 0.4, flags if value else (Flag.DATE_IMPLAUSIBLE,))
        )
    if month is not None and year is not None:
        for reading in _readings(line, "day"):
            second = re.fullmatch(
                r"\W{0,3}(?:ng[àa]y\W{0,2})?(\d{1,2})\W{0,3}(?:th[áa]ng.{0,20})?", reading.text.strip(), re.IGNORECASE
            )
            value = _iso(year, month, int(second[1])) if second else None
            if value:
                facts.append(
                    _fact(
                        "issued_on",
                        value,
                        [span],
                        0.9 * reading.confidence,
                        (Flag.HANDWRITTEN,),
                        rule="heading.second_look",
                    )
                )
    return facts


def _place(words: str) -> tuple[str, bool]:
    """The place as written; capitals set in proper case, one known place's slip of marks mended."""
    unit, name = places.split_unit(words)
    known = places.proper(name)
    if known is not None:
        proper = known if shouted(words) else name
        return (f"{words[: len(words) - len(name)]}{proper}" if unit else proper), False
    fixed = places.mended(name) if len(name.split()) > 1 else None
    if fixed is not None:
        return (f"{words[: len(words) - len(name)]}{fixed}" if unit else fixed), True
    return words, False


_LETTERS = str.maketrans(
    {"O": "0", "o": "0", "Ø": "0", "ø": "0", "D": "0", "I": "1", "l": "1", "|": "1", "í": "1", "S": "5"}
)


def _whole(raw: str) -> int | None:
    digits = re.sub(r"[\s.…_,]", "", raw.translate(_LETTERS))
    match = re.fullmatch(r"\D{0,2}(\d{1,4})\D{0,2}", digits)
    return int(match[1]) if match else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _day_confidence(text: Text, span: Span) -> float:
    found = [text.words[i].confidence for i in text.words_in(*span) if re.search(r"\d", text.words[i].text)]
    return min(found, default=0.0)


def _adopted(text: Text, zones: Zones) -> list[FieldFact]:
    """The day on which an assembly passed a law or resolution whose heading bears no date."""
    lines = [line for line in text.lines if zones.of[line.index] is Zone.BODY]
    for line in reversed(lines[-12:]):
        plain = bare(line.string)
        match = matches("heading", "adopted", plain)
        dated = matches("heading", "date", plain[match.end() :]) if match else None
        if match is None or dated is None or dated.start() > 0:
            continue
        day, month, year = (_whole(dated[name]) for name in ("day", "month", "year"))
        value = _iso(year, month, day) if year and month and day else None
        if value:
            span = (line.start + match.end(), line.start + match.end() + dated.end())
            return [_fact("issued_on", value, [span], 0.85, source=WitnessSource.FOOT, rule="heading.adopted")]
    return []


# --- type and title --------------------------------------------------------------------------------


def _type_and_title(text: Text, zones: Zones, titles: Sequence[TextLine], pieces: Sequence[Piece]) -> list[FieldFact]:
    facts: list[FieldFact] = []
    first = titles[0] if titles else None
    found = read_type(first.string) if first else None
    if first is not None and found is not None:
        start = first.start + len(first.string) - len(first.string.lstrip(" *_"))
        flags = (Flag.REPAIRED,) if found.repaired else ()
        span = (start, first.start + found.end)
        facts.append(_fact("type", found.type, [span], 0.9 if found.repaired else 0.97, flags, rule=found.rule))
        facts += _title(text, first, found.end)
        rest = first.string[found.end :]
        if re.match(r"\s*của\b", rest, re.IGNORECASE):
            words = rest.strip()[len("của") :].strip(" *:.")
            name = issuer.read_bodies([_as_piece(first, words)]) if words else ()
            if name:
                facts.append(_fact("issuer", name[-1].name, name[-1].spans, 0.85, rule="heading.type_of"))
        return facts
    facts += _letter(text, zones, pieces)
    return facts


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
    spans += [(flow[i].start, flow[i].end) for i in lines]
    value = _joined(text, spans)
    return [_title_fact(text, value, spans)] if value else []


def _title_fact(text: Text, value: str, spans: Sequence[Span], rule: str = "heading.title") -> FieldFact:
    made, repaired = mend(text, spans, value)
    return _fact("title", made, spans, 0.75 if repaired else 0.93, (Flag.REPAIRED,) if repaired else (), rule=rule)


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
        for piece in pieces[at + 1 :]:
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
        facts.append(_fact("type", "công văn", [pieces[at].span], 0.9, rule="heading.letter"))
        if value:
            facts.append(_title_fact(text, value, spans, "heading.subject"))
    elif address is not None and any(piece.role is Role.NUMBER for piece in pieces):
        facts.append(_fact("type", "công văn", [(address.start, address.end)], 0.75, rule="heading.letter"))
    return facts


# --- issuer ----------------------------------------------------------------------------------------


def _issuers(pieces: Sequence[Piece], place: str | None, abbreviations: Sequence[Abbreviation]) -> list[FieldFact]:
    found = issuer.read_bodies(_name_pieces(pieces), abbreviations)
    if not found:
        return []
    facts: list[FieldFact] = []
    last = found[-1]
    parent = found[-2] if len(found) > 1 else None
    name, added = issuer.placed(last.name, parent.name if parent else None, place)
    flags = (Flag.REPAIRED,) if last.repaired else ()
    guessed = added and parent is None
    facts.append(
        _fact(
            "issuer", name, last.spans, 0.85 if guessed else 0.95, (*flags, Flag.GUESSED_ISSUER) if guessed else flags
        )
    )
    if parent is not None:
        flags = (Flag.REPAIRED,) if parent.repaired else ()
        facts.append(_fact("issuer_parent", parent.name, parent.spans, 0.94, flags))
    return facts


def _name_pieces(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that may name the issuer: above the number, in capitals or opening with an office."""
    number = next((i for i, piece in enumerate(pieces) if piece.role is Role.NUMBER), None)
    before = pieces if number is None else pieces[:number]
    found = [piece for piece in before if piece.role in (Role.NAME, Role.OTHER) and _may_name(piece)]
    if not found and number is not None:
        found = [piece for piece in pieces[number:] if piece.role is Role.NAME and _may_name(piece)]
    if found and found[0].role is Role.NAME:
        return [piece for piece in found if piece.role is Role.NAME or len(piece.string) <= 60]
    return found


def _may_name(piece: Piece) -> bool:
    if len(piece.string) > 110 or re.search(r"\d{3,}|[@#]", piece.string):
        return False
    if piece.role is Role.NAME:
        return not read_type(piece.string)
    # Old fonts have no capitals of their own: their headings come out in small letters.
    letters = [ch for ch in piece.string if ch.isalpha()]
    return (
        len(letters) >= 4
        and len(letters) >= 0.7 * len(piece.string.replace(" ", ""))
        and len(piece.string.split()) >= 2
    )


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
        fact = _fact("issuer", name, view.slices(start, end), 0.8, source=WitnessSource.OPENING, rule="heading.opening")
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
            facts.setdefault(found[0], _fact(found[0], found[1], [piece.span], 0.95))
    for line in text.lines:
        if line.page is text.pages[0] and line.apart and (found := mark(line.string)):
            facts.setdefault(
                found[0],
                _fact(
                    found[0],
                    found[1],
                    [(line.start, line.end)],
                    0.9,
                    source=WitnessSource.STAMP,
                    rule=f"stamp.{found[0]}",
                ),
            )
    return list(facts.values())


_FILE_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])(?P<number>\d{1,5})\s?[-_. ]?\s?(?P<code>[A-Z]{1,4}(?:[a-z]{1,2})?)"
    r"(?:[-_. ]{1,2}(?P<body>[A-Z&]{2,12}))?(?![0-9A-Za-z])"
)
_CODE_FIRST = re.compile(
    r"(?<![0-9A-Za-z])(?P<code>[A-Z]{2,4})[-_. ](?P<number>\d{1,5})[-_. ](?P<body>[A-Z&]{2,12})(?![0-9A-Za-z])"
)


def _looks(text: Text, pieces: Sequence[Piece]) -> list[str]:
    """What was read in the number's slot, at the first and the second look."""
    slot = next((piece for piece in pieces if piece.role is Role.NUMBER), None)
    if slot is None:
        return []
    seen = [slot.string, *(reading.text for reading in _readings(text.lines[slot.line], "number"))]
    found = []
    for string in seen:
        match = matches("heading", "number_shape", bare(string))
        if match:
            found.append(string[match.start("slot") : match.end("slot")].strip(" :.;,_…"))
    return found


def _fits(look: str, digits: str) -> bool:
    """True where a misread slot shows some of these digits and none against them (`Øf` for `01`)."""
    seen = re.sub(r"\s", "", look.translate(_LETTERS))
    if not re.search(r"\d", seen) or abs(len(seen) - len(digits)) > 1:
        return False
    left = list(zip(seen, digits, strict=False))
    right = list(zip(reversed(seen), reversed(digits), strict=False))
    return any(
        any(a == b for a, b in pairs) and all(a == b for a, b in pairs if a.isdigit()) for pairs in (left, right)
    )


def _file_name(path: str, symbol: str | None, looks: Sequence[str]) -> list[FieldFact]:
    """What the file's name says of number and type: witnesses, never more (file names lie)."""
    stem = PurePosixPath(path).stem
    if not stem:
        return []
    facts: list[FieldFact] = []
    plain = re.sub(r"[\W_]+", " ", bare(stem))
    for name in type_codes():
        if len(name) > 6 and re.search(rf"\b{re.escape(bare(name))}\b", plain[:80]):
            facts.append(_fact("type", name, (), 0.4, source=WitnessSource.FILE_NAME, rule="file_name.type"))
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
            made = canonical_number(f"{int(match['number']):02d}{_joint(symbol)}{symbol}")
            if made:
                fits = any(_fits(look, made.number) for look in looks)
                rule = "file_name.number" if whole else "file_name.agrees" if fits else "file_name.digits"
                confidence = 0.6 if whole or fits else 0.3
                flags = (Flag.HANDWRITTEN,)
                facts.append(
                    _fact("number", made.text, (), confidence, flags, source=WitnessSource.FILE_NAME, rule=rule)
                )
                return facts
    return facts


def _witnesses(witnesses: Sequence[Witness], abbreviations: Sequence[Abbreviation]) -> list[FieldFact]:
    """Signatures name issuer and time, document information a title."""
    facts: list[FieldFact] = []
    for witness in witnesses:
        value = " ".join(witness.value.split())
        if witness.source == "signature" and witness.key in ("organization", "common_name") and value:
            facts += _signature_body(value, abbreviations)
        elif witness.source == "signature" and witness.key == "signed_at" and re.match(r"\d{4}-\d\d-\d\d", value):
            facts.append(
                _fact("issued_on", value[:10], (), 0.3, source=WitnessSource.SIGNATURE, rule="signature.signed_at")
            )
        elif witness.source == "metadata" and witness.key == "created" and re.match(r"\d{4}-\d\d-\d\d", value):
            facts.append(
                _fact("issued_on", value[:10], (), 0.1, source=WitnessSource.METADATA, rule="metadata.created")
            )
        elif witness.source == "metadata" and witness.key == "title" and len(value) > 8 and " " in value:
            facts.append(_fact("title", value, (), 0.2, source=WitnessSource.METADATA, rule="metadata.title"))
    return facts


def _signature_body(value: str, abbreviations: Sequence[Abbreviation]) -> list[FieldFact]:
    name = issuer.read_bodies([Piece(0, 0, value, bare(value), 0, Role.NAME)], abbreviations)
    if not name or bodies.level(name[0].name) is None:
        return []
    return [_fact("issuer", name[0].name, (), 0.6, source=WitnessSource.SIGNATURE, rule="signature.subject")]


def _article(text: Text, zones: Zones) -> tuple[FieldFact, ...]:
    """An article about a document: its headline is the title, the cited document's values are not its own."""
    lines = [line for line in text.lines if zones.of[line.index] is Zone.TITLE]
    body = next((line for line in text.lines if zones.of[line.index] is Zone.BODY), None)
    facts: list[FieldFact] = []
    if body is not None:
        facts.append(_fact("type", "tin bài", [(body.start, body.end)], 0.85, rule="zones.article"))
    spans = [(line.start, line.end) for line in lines]
    title = " ".join(View.of(text.string, spans).string.replace("*", " ").replace("#", " ").split())
    if title:
        facts.append(_fact("title", title, spans, 0.85, rule="heading.headline"))
    return tuple(facts)
