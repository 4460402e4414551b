"""Dates as documents write them, whole and partial, and the span of time that a title names.

The patterns are data: ``rules/dates.jsonl`` (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4: `ngày 05
tháng 01 năm 2020`; Party documents write the same) and ``rules/periods.jsonl`` (ANNOTATION.md,
period). Nothing missing is made up: a date without a day has no ``value``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from pipeline.parsing.folded import fold
from pipeline.parsing.lexicon import Rule, rules
from pipeline.parsing.numbers import scan
from pipeline.records import Flag

EARLIEST, LATEST = 1930, 2100
"""Years outside are misread: no office of the archive wrote before 1930."""
MAX_TITLE = 2000
"""No title is longer; what follows is not looked at."""
_SPECIAL = re.compile(r"th[áaắàả]ng|[/.-]\s?\d|ng[àaáảầ]y", re.IGNORECASE)
_DAY_WORD = re.compile(r"ng[àaáảầ]y\s{1,2}$", re.IGNORECASE)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at ``start``..``end`` of a string; parts that are blank or missing are None.

    ``value`` is the whole date, None unless day, month and year are there and such a day exists.
    Flags: ``handwritten`` where a place is left blank, ``incomplete`` where a part is not given,
    ``date_implausible`` where no such day exists or the year is out of range.
    """

    start: int
    end: int
    day: int | None
    month: int | None
    year: int | None
    value: date | None
    rule: str
    flags: tuple[Flag, ...] = ()


def find_dates(text: str) -> tuple[DateMention, ...]:
    """All dates of a string in order, without overlaps; offsets are into the string as given."""
    folded = fold(text)
    found: list[DateMention] = []
    for mention in scan_dates(folded.string):
        start, end = folded.span(mention.start, mention.end)
        found.append(
            DateMention(
                start, end, mention.day, mention.month, mention.year, mention.value, mention.rule, mention.flags
            )
        )
    return tuple(found)


def scan_dates(text: str, start: int = 0, end: int | None = None) -> list[DateMention]:
    """`find_dates` over a stretch of a folded string."""
    end = len(text) if end is None else end
    if not _SPECIAL.search(text, start, end):
        return []
    read = (_read(match, rule) for rule in rules("dates") for match in rule.pattern.finditer(text, start, end))
    return _apart([mention for mention in read if mention is not None])


def _apart(candidates: list[DateMention]) -> list[DateMention]:
    """The candidates in order without overlaps: the first, of two at one place the longest."""
    found: list[DateMention] = []
    for mention in sorted(candidates, key=lambda one: (one.start, -one.end)):
        if not found or mention.start >= found[-1].end:
            found.append(mention)
    return found


def _read(match: re.Match[str], rule: Rule) -> DateMention | None:
    groups = match.groupdict()
    day, month, year = (_figure(groups.get(key)) for key in "dmy")
    flags: set[Flag] = set()
    if rule.id == "date.short_year" and year is not None:
        year += 2000 if year <= 49 else 1900
        flags.add(Flag.AMBIGUOUS)
    if year is not None and year < 100:
        year = None  # `năm 20…`: the last figures are left to the hand
    blank = any(key in groups and groups[key] is not None and not groups[key].strip(" .…_").isdigit() for key in "dm")
    if rule.id in {"date.words", "date.blank_figures"} and (blank or year is None):
        flags.add(Flag.HANDWRITTEN)
    if None in (day, month, year):
        flags.add(Flag.INCOMPLETE)
    value = None
    if (month is not None and not 1 <= month <= 12) or (year is not None and not EARLIEST <= year <= LATEST):
        flags.add(Flag.DATE_IMPLAUSIBLE)
    elif day is not None and month is not None:
        # 29 February needs its year; without one the longest month counts.
        last = monthrange(year if year is not None else 2000, month)[1]
        if not 1 <= day <= last:
            flags.add(Flag.DATE_IMPLAUSIBLE)
        elif year is not None:
            value = date(year, month, day)
    beyond = (day or 0) > 31 or (month or 0) > 31
    if (
        rule.id == "date.figures"
        and beyond
        and not _DAY_WORD.search(match.string, max(0, match.start() - 6), match.start())
    ):
        return None  # `45/78/2031` is no date at all, `ngày 45/8/2031` one misread
    end = match.end()
    while end > match.start() and match.string[end - 1] in " .…_":
        end -= 1
    return DateMention(match.start(), end, day, month, year, value, rule.id, tuple(sorted(flags)))


def _figure(piece: str | None) -> int | None:
    digits = re.sub(r"[ .…_]", "", piece or "")
    return int(digits) if digits.isdigit() else None


def period(title: str) -> tuple[date, date] | None:
    """The span that a title names: first and last day, None where it names none.

    `năm 2024` is the whole year, `giai đoạn 2021-2025` 2021-01-01 to 2025-12-31. The narrowest
    span wins (`Kế hoạch năm 2023 thực hiện Đề án … giai đoạn 2021-2025`). A year that belongs to a
    feast, an exam, a school year, an act or a cited document gives none, nor does one end alone
    (`đến năm 2030`).
    """
    text = _without_citations(fold(title[:MAX_TITLE]).string)
    taken = [False] * len(text)
    spans: list[tuple[date, date]] = []
    for rule in rules("periods"):
        for match in rule.pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = [True] * (match.end() - match.start())
            span = _span(rule.value or "other", match)
            if span is not None:
                spans.append(span)
    if not spans:
        return None
    first = min(spans, key=lambda span: span[1] - span[0])
    years = [span for span in spans if span[1] - span[0] == first[1] - first[0]]
    return years[0]


def _without_citations(text: str) -> str:
    """Numbers of cited documents and whole dates blanked out: their years are not the plan's."""
    blanked = list(text)
    places = [(mention.start, mention.end) for mention in scan(text)]
    places += [(mention.start, mention.end) for mention in scan_dates(text) if mention.day is not None]
    for start, end in places:
        blanked[start:end] = " " * (end - start)
    return "".join(blanked)


def _span(value: str, match: re.Match[str]) -> tuple[date, date] | None:
    if value == "other":
        return None
    if value == "years":
        first, last = int(match["a"]), int(match["b"])
        return (date(first, 1, 1), date(last, 12, 31)) if first <= last <= first + 60 else None
    year = int(match["y"])
    if value == "year":
        return date(year, 1, 1), date(year, 12, 31)
    if value == "half":
        return (date(year, 1, 1), date(year, 6, 30)) if match["h"] == "đầu" else (date(year, 7, 1), date(year, 12, 31))
    if value == "nine":
        return date(year, 1, 1), date(year, 9, 30)
    if value == "quarter":
        raw = match["q"].upper()
        quarter = _ROMAN.get(raw) or int(raw)
        return _months(year, 3 * quarter - 2, 3 * quarter)
    return _months(year, int(match["m"]), int(match["m"]))


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
