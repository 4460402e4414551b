"""The slots of a heading that a hand may fill, and the number's among them (FIELD.md). Dates: `issue_date`.

On signed scans number and day are nearly always handwritten, and OCR reads handwriting with great
confidence and wrong. Digits on a page picture count as typed only where they are as large as those
of the year in the date line; the rest are candidates, flagged `handwritten`, for `witnesses.decide`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.pages import Page, Reading, Source, Word
from pipeline.parsing.facts import FieldFact
from pipeline.parsing.numbers import canonical_number, canonical_symbol
from pipeline.parsing.shape import Piece, Role, bare, matches
from pipeline.parsing.text import Span, Text, TextLine
from pipeline.records import Flag, WitnessSource

CLEAR = 0.85
"""Reading confidence above which digits on a page picture count as typed."""
_HAND = 1.18
"""Digits so much larger than typed ones are handwriting."""
_TAILED = re.compile(r"[gjpqyQ]")
_TAIL = 0.3
"""What a letter below the line (`88/QĐ-TTg`) adds to the height of a word, in heights of a digit."""
OCR = frozenset({Source.OCR, Source.MIXED})
"""Pages whose words were recognised on a picture."""
_BORNE_OUT = 2
"""So many digits of a number must be legible in its slot for the slot to speak for it."""
LETTERS = str.maketrans(
    {"O": "0", "o": "0", "Ø": "0", "ø": "0", "D": "0", "I": "1", "l": "1", "|": "1", "í": "1", "S": "5"}
)
"""What OCR makes of digits."""


def witness(
    field: str,
    value: str | None,
    spans: Sequence[Span],
    confidence: float,
    flags: Sequence[Flag] = (),
    *,
    source: WitnessSource = WitnessSource.HEADING,
    rule: str | None = None,
) -> FieldFact:
    """A witness; it stands in the heading and is named after its field unless said otherwise."""
    return FieldFact(field, value, source, tuple(spans), rule or f"heading.{field}", round(confidence, 4), tuple(flags))


def read_number(text: Text, pieces: Sequence[Piece]) -> list[FieldFact]:
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
    again = _second_symbol(line)
    if again and again != symbol and (symbol is None or again.endswith(("-" + symbol, "/" + symbol))):
        flags = (Flag.REPAIRED,)
        facts.append(witness("symbol", again, [piece.span], 0.8, flags, rule="heading.second_look"))
        symbol = again
    elif symbol:
        facts.append(witness("symbol", symbol, [piece.span], min(0.96, confidence)))
    value, digits, clean = _slot_number(piece)
    read = line.page.source in OCR
    if value is None:
        junk = bool(digits)
        facts.append(
            witness("number", None, [piece.span], 0.0, (Flag.HANDWRITTEN,) if junk or read else (Flag.INCOMPLETE,))
        )
    elif read and not (clean and _sure_number(text, piece, value, line, symbol)):
        facts.append(witness("number", value, [piece.span], 0.35, (Flag.HANDWRITTEN,)))
    else:
        facts.append(witness("number", value, [piece.span], 0.97 if not read else 0.85))
    for made, confidence in _second_numbers(line, symbol):
        facts.append(witness("number", made, [piece.span], confidence, (Flag.HANDWRITTEN,), rule="heading.second_look"))
    return facts


def _second_symbol(line: TextLine) -> str | None:
    """The symbol that a second look at the slot gave, where the lexicons know all of it."""
    for reading in readings(line, "number"):
        match = matches("heading", "number_shape", bare(reading.text))
        found = canonical_symbol(reading.text[match.start("slot") :]) if match else None
        if found:
            return found
    return None


def _sure_number(text: Text, piece: Piece, value: str, line: TextLine, symbol: str | None) -> bool:
    """True for digits set in type that were read well, or read twice alike (a letter of the symbol may differ)."""
    if not typed(text, _slot_span(piece), line.page):
        return False
    if _digits_confidence(text, piece) >= CLEAR or any(made == value for made, _ in _second_numbers(line, symbol)):
        return True
    digits = re.match(r"\d+", value)
    return digits is not None and any(_slot_digits(reading.text) == digits[0] for reading in readings(line, "number"))


def _second_numbers(line: TextLine, symbol: str | None) -> list[tuple[str, float]]:
    """The numbers that second looks at the slot gave, whole or as bare digits, with their confidence."""
    found: list[tuple[str, float]] = []
    for reading in readings(line, "number"):
        plain = bare(reading.text)
        match = matches("heading", "number_shape", plain)
        if match and re.fullmatch(
            r"\W{0,3}\d{1,6}[a-zđ]?\W{0,3}", reading.text[match.start("slot") : match.end("slot")]
        ):
            whole = canonical_number(reading.text)
            if whole is not None:
                found.append((whole.text, 0.9 * reading.confidence))
            continue
        digits = re.fullmatch(r"\W{0,3}(?:s[ốo]\W{0,3})?(\d{1,6}[a-z]?)\W{0,3}", reading.text.strip(), re.IGNORECASE)
        if digits and symbol:
            made = canonical_number(f"{digits[1]}{joint(symbol)}{symbol}")
            found.append((made.text if made else f"{digits[1]}/{symbol}", 0.9 * reading.confidence))
    return found


def _slot_digits(string: str) -> str | None:
    """The digits behind `Số:`, whatever was read of the symbol behind them (`Số: 15KH-CĐN`)."""
    slot = re.match(r"\W{0,3}S[ốo]\W{1,4}(\d{1,6})(?![\d.,])", string, re.IGNORECASE)
    return slot[1] if slot else None


def _slot_span(piece: Piece) -> Span:
    """Where the number's slot stands, without its symbol."""
    match = matches("heading", "number_shape", piece.bare)
    return (piece.start + match.start("slot"), piece.start + match.end("slot")) if match else piece.span


def joint(symbol: str) -> str:
    """`-` before the Party's symbols (`12-HD/VPTW`), `/` before all others."""
    return "-" if "/" in symbol and "-" not in symbol.split("/")[0] and not re.match(r"\d{4}/", symbol) else "/"


def _slot_words(piece: Piece) -> str:
    """The slot's words behind `Số:`, dots and blanks of an empty slot made one blank."""
    head = matches("heading", "number", piece.bare)
    rest = piece.string[head.end() :] if head else piece.string
    return " " + re.sub(r"-{2,}", "-", re.sub(r"[.…_]{2,}", " ", rest)).strip()


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


def typed(text: Text, span: Span, page: Page) -> bool:
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
        0.8 <= _height(word) / height <= (_HAND + _TAIL if _TAILED.search(word.text) else _HAND)
        and (not word.text.isdigit() or 0.7 <= _width(word) / width <= _HAND)
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


def readings(line: TextLine, purpose: str) -> list[Reading]:
    """The second looks at a slot of the line's page (`number`, `day`)."""
    return [reading for reading in line.page.readings if reading.purpose == purpose]


def looks(text: Text, pieces: Sequence[Piece]) -> list[str]:
    """What was read in the number's slot, at the first and the second look."""
    slot = next((piece for piece in pieces if piece.role is Role.NUMBER), None)
    if slot is None:
        return []
    seen = [slot.string, *(reading.text for reading in readings(text.lines[slot.line], "number"))]
    found = []
    for string in seen:
        match = matches("heading", "number_shape", bare(string))
        if match:
            found.append(string[match.start("slot") : match.end("slot")].strip(" :.;,_…"))
    return found


def contradicts(look: str, digits: str) -> bool:
    """True where a slot shows digits of its own, at least half as many, that are not these."""
    seen = re.sub(r"\D", "", look.translate(LETTERS))
    return 2 * len(seen) >= max(2, len(digits)) and not fits(look, digits)


def fits(look: str, digits: str) -> bool:
    """True where a misread slot shows some of these digits and none against them (`1ƒ` for `15`)."""
    seen = re.sub(r"\s", "", look.translate(LETTERS))
    if not re.search(r"\d", seen) or abs(len(seen) - len(digits)) > 1:
        return False
    left = list(zip(seen, digits, strict=False))
    right = list(zip(reversed(seen), reversed(digits), strict=False))
    return any(
        sum(a == b for a, b in pairs) >= min(_BORNE_OUT, len(digits) - 1)
        and all(a == b for a, b in pairs if a.isdigit())
        for pairs in (left, right)
    )
