"""Place and date of a heading, typed, by hand or in part (Nghị định 30/2020/NĐ-CP, Phụ lục I mục 4).

A typed date stands. What a hand wrote into its slots is a candidate, flagged `handwritten`, for
`witnesses.decide`; a slot that shows nothing makes a partial date: its year, its month.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from pipeline.parsing import casing, places
from pipeline.parsing.casing import shouted
from pipeline.parsing.facts import FieldFact, Zone, Zones
from pipeline.parsing.lexicon import fold_tone
from pipeline.parsing.shape import Piece, Role, bare, dated, matches
from pipeline.parsing.slots import CLEAR, LETTERS, OCR, readings, typed, witness
from pipeline.parsing.text import Span, Text, TextLine
from pipeline.records import Flag, WitnessSource

_SURE_WORD = 0.93
"""Words read with more confidence keep their marks, though a known place has others."""
_MADE_WITHIN = 3
"""Days after the date of issue in which a document is signed and scanned (FIELD.md: 0 to 3)."""
_SIGNED_SOON = 1
"""Days after the date of issue in which most documents are signed."""
_YEARS = range(1945, 2100)
_CUT_DAY = re.compile(r"\W*\d[^\w\s.,…]{1,2}\s")
"""A digit and a sign that is none (`2#`): the second digit of a hand's day, which is not to be guessed."""


def read_date(
    text: Text, pieces: Sequence[Piece], times: Sequence[date] = (), signed: Sequence[date] = ()
) -> list[FieldFact]:
    """Place and date of issue, and second looks at the day.

    ``times`` are the days on which the file was made or signed, ``signed`` the latter alone.
    """
    found = next((piece for piece in pieces if piece.role is Role.DATE), None)
    if found is None:
        return []
    match = dated(found.bare)
    if match is None:
        return []
    facts: list[FieldFact] = []
    words = found.string[: match.start()].strip(" ,.;:-–*_")
    if re.search(r"[^\W\d_]", words):
        start = found.start + found.string.index(words)
        place, repaired = _place(words, read=_doubted(text, start, words))
        facts.append(witness("place", place, [(start, start + len(words))], 0.95, (Flag.REPAIRED,) if repaired else ()))
    elif (above := _place_above(pieces, found)) is not None:
        place, repaired = _place(above.string.strip(" ,.;"), read=_doubted(text, above.start, above.string))
        facts.append(witness("place", place, [above.span], 0.9, (Flag.REPAIRED,) if repaired else ()))
    span = (found.start + match.start(), found.start + match.end())
    line = text.lines[found.line]
    read = line.page.source in OCR
    day, month, year = (_whole(match[name]) for name in ("day", "month", "year"))
    if read and _CUT_DAY.match(found.string[match.start("day") :].translate(LETTERS)):
        day = None
    below = _year_below(text, line) if year is None and not match["year"].strip(" .…_") else None
    if below is not None:
        year, span = int(below.string.strip(" .")[-4:]), (span[0], below.end)
    clean = bool(re.fullmatch(r"\W*\d{1,2}\W*", match["day"]) and re.fullmatch(r"\W*\d{1,2}\W*", match["month"]))
    day_span = (found.start + match.start("day"), found.start + match.end("month"))
    first = _iso(year, month, day) if year and month and day else None
    sure = not read or (clean and typed(text, day_span, line.page) and _read_well(text, span, line, first))
    flags: tuple[Flag, ...] = () if sure else (Flag.HANDWRITTEN,)
    if year is not None and year not in _YEARS:
        return [*facts, witness("issued_on", None, [span], 0.0, (Flag.DATE_IMPLAUSIBLE,))]
    if year is not None:
        facts.append(witness("issued_year", str(year), [span], 0.96))
    month_read = bool(re.fullmatch(r"\W*\d{1,2}\W*", match["month"]))
    if month is not None and 1 <= month <= 12 and month_read:
        facts.append(witness("issued_month", str(month), [span], 0.96 if not read else 0.85))
    else:
        month = None
    if read and day is not None and month is None and year is not None:
        # The month is illegible, but only one day with this number lies shortly before the file was made.
        near = {made - timedelta(days=back) for made in times for back in range(_MADE_WITHIN + 1)}
        fitting = [found for found in near if found.day == day and found.year == year]
        if len(fitting) == 1:
            shown = fitting[0].isoformat()
            facts.append(witness("issued_on", shown, [span], 0.4, (Flag.HANDWRITTEN,), rule="heading.day_and_time"))
    if day is None or month is None or year is None:
        blank = not re.search(r"\w", match["day"])
        facts.append(
            witness("issued_on", None, [span], 0.0, (Flag.INCOMPLETE if blank and not read else Flag.HANDWRITTEN,))
        )
    else:
        value = _iso(year, month, day)
        facts.append(
            witness("issued_on", value, [span], 0.96 if sure else 0.4, flags if value else (Flag.DATE_IMPLAUSIBLE,))
        )
    seconds = _second_dates(line, month, year)
    for look, confidence in seconds:
        facts.append(witness("issued_on", look, [span], confidence, (Flag.HANDWRITTEN,), rule="heading.second_look"))
    if first is not None and not sure and month is not None:
        meant = _signed_soon([first, *(look for look, _ in seconds)], signed)
        if meant is not None:
            doubts = (Flag.HANDWRITTEN, Flag.AMBIGUOUS)
            facts.append(witness("issued_on", meant, [span], 0.3, doubts, rule="heading.day_and_signature"))
    return facts


def _year_below(text: Text, line: TextLine) -> TextLine | None:
    """The line below that goes on with the year (`năm 2031`), where a narrow column broke the date."""
    for below in text.lines[line.index + 1 : line.index + 4]:
        if below.page is line.page and re.fullmatch(r"(?:nam\s{0,2})?(?:19|20)\d\d\W?", bare(below.string)):
            return below
    # Left and right column share the lines of a text: `Số: … năm 2031`.
    following = text.lines[line.index + 1] if line.index + 1 < len(text.lines) else None
    if following is not None and re.search(r"\snam (?:19|20)\d\d\W?$", bare(following.string)):
        return following if following.page is line.page and len(following.string) <= 120 else None
    return None


def _place_above(pieces: Sequence[Piece], date_piece: Piece) -> Piece | None:
    """The piece before a date that is its place, on a line of its own: `Thành phố Cao Mẫu,`."""
    at = next(i for i, piece in enumerate(pieces) if piece is date_piece)
    above = pieces[at - 1] if at else None
    if above is None or above.role not in (Role.OTHER, Role.NAME) or len(above.string) > 40:
        return None
    named = above.string.endswith(",") and not re.search(r"\d{3}", above.string)
    return above if named and date_piece.line - above.line <= 2 else None


def _signed_soon(looks: Sequence[str], signed: Sequence[date]) -> str | None:
    """The day that a misread hand meant, by its last digit and the time of signing; None where that is not clear.

    A day after the signing (`ngày 23`, signed on the 4th) is certainly misread. Where every look gives
    the same last digit, month and year, and the document was signed on such a day or the day after it,
    that is the day. A day before the signing may be right, however early: nothing is made of it.
    """
    read = [date.fromisoformat(value) for value in looks]
    if not signed or any(day <= made for day in read for made in signed):
        return None
    shapes = {(day.year, day.month, day.day % 10) for day in read}
    near = {made - timedelta(days=back) for made in signed for back in range(_SIGNED_SOON + 1)}
    fitting = [day for day in near if {(day.year, day.month, day.day % 10)} == shapes]
    return fitting[0].isoformat() if len(fitting) == 1 else None


def _read_well(text: Text, span: Span, line: TextLine, value: str | None) -> bool:
    """True for a date whose digits were read with confidence, or twice alike."""
    return _day_confidence(text, span) >= CLEAR or any(made == value for made, _ in _second_dates(line, None, None))


def _second_dates(line: TextLine, month: int | None, year: int | None) -> list[tuple[str, float]]:
    """The dates that second looks at the date line, or at its day alone, gave, with their confidence."""
    found: list[tuple[str, float]] = []
    for reading in readings(line, "day"):
        match = matches("heading", "date", bare(reading.text))
        if match:
            parts = [match[name].strip(" .,…_") for name in ("day", "month", "year")]
            value = _iso(int(parts[2]), int(parts[1]), int(parts[0])) if all(p.isdecimal() for p in parts) else None
        else:
            day = re.fullmatch(r"\W{0,3}(\d{1,2})\W{0,3}", reading.text.strip())
            value = _iso(year, month, int(day[1])) if day and month and year else None
        if value:
            found.append((value, 0.9 * reading.confidence))
    return found


def doubtful(text: Text, spans: Sequence[Span]) -> bool:
    """True where words were recognised on a page picture, one of them with some doubt."""
    words = [i for start, end in spans for i in text.words_in(start, end)]
    return any(
        text.lines[text.word_lines[i]].page.source in OCR and text.words[i].confidence < _SURE_WORD for i in words
    )


def _doubted(text: Text, start: int, words: str) -> bool:
    return doubtful(text, [(start, start + len(words))]) and not written_again(text, words.strip(" ,.;"))


def written_again(text: Text, name: str) -> bool:
    """True where a name stands in the document twice, so spelt: it was hardly misread."""
    return " ".join(fold_tone(text.string).lower().split()).count(fold_tone(name).lower()) >= 2


def _place(words: str, *, read: bool) -> tuple[str, bool]:
    """The place as written; capitals set in proper case, a known place's marks mended where it was `read` in doubt."""
    unit, name = places.split_unit(words)
    known = places.proper(name)
    if known is not None:
        proper = known if shouted(words) else name
        return (f"{words[: len(words) - len(name)]}{proper}" if unit else proper), False
    if shouted(name) and len(name) > 3:
        return f"{words[: len(words) - len(name)]}{casing.proper(name).string}", False
    fixed = places.mended(name) if read and len(name.split()) > 1 else None
    if fixed is not None:
        return (f"{words[: len(words) - len(name)]}{fixed}" if unit else fixed), True
    return words, False


def _whole(raw: str) -> int | None:
    digits = re.sub(r"[\s.…_,]", "", raw.translate(LETTERS))
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


def read_adopted(text: Text, zones: Zones) -> list[FieldFact]:
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
            return [witness("issued_on", value, [span], 0.85, source=WitnessSource.FOOT, rule="heading.adopted")]
    return []
