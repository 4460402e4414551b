"""Dates that time words state: days, months, quarters, halves, years and spans of them (ANNOTATION.md, due).

`Quý III/2025` is the quarter's last day, `từ ngày 01/3 đến ngày 30/4` a first and a last one; several
dates are none. What is missing of a year is the plan's. Which words are a time at all: `when`.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from pipeline.parsing.facts import When

_DAY = re.compile(
    r"(?<![\d/])(?<!tháng )(?P<d>\d{1,2})\s*(?P<s>[/.-])\s*(?P<m>\d{1,2})(?:\s*(?P=s)\s*(?P<y>\d{4}))?(?!\d|\s*[/%])"
    r"|(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})(?:\s*(?:năm|/)\s*(?P<y2>\d{4}))?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d{1,2}\s*(?:h|giờ|:)\s*\d{0,2}(?:\s*phút)?|(?<!\d)\d{1,2}\.\d{2}(?=,?\s+ngày)", re.IGNORECASE)
_MANY_DAYS = re.compile(
    r"(?:ngày\s+\d{1,2}\s*(?:,|và|-|–)|^\d{1,2}\s*(?:,|và))\s*(?:ngày\s+)?\d{1,2}\s*[/.-]\s*\d{1,2}", re.IGNORECASE
)
_QUARTER = re.compile(
    r"quý\s+(?P<q>IV|I{1,3}|[1-4]|1V|[Il1H]{2,4})(?![\w])"
    r"(?P<more>(?:\s*(?:,|và|-|–|đến)\s*(?:quý\s+)?(?:IV|I{1,3}|[1-4])\b)*)"
    r"(?:\s*[/-]\s*(?P<y>\d{4})|\s+năm\s+(?P<y2>\d{4}))?",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?<!\d )(?<!\d)tháng\s+(?P<m>\d{1,2})(?P<more>(?:\s*(?:,|và|-|–|đến)\s*(?:tháng\s+)?\d{1,2}\b)*)"
    r"(?:\s*[/-]\s*(?P<y>\d{4})|\s+năm\s+(?P<y2>\d{4}))?",
    re.IGNORECASE,
)
_DAYS_OF_MONTH = re.compile(
    r"(?<![\d/])(\d{1,2})\s*(?:[-–]|đến(?:\s+hết)?(?:\s+ngày)?)\s*"
    r"(\d{1,2}\s*(?:/\s*\d{1,2}(?:\s*/\s*\d{4})?|tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?))",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?:năm|giai đoạn)\s+(?P<y>\d{4})(?:\s*[-–]\s*(?P<y2>\d{4}))?"
    r"|^\s*(?:từ\s+)?(?P<y3>20\d{2})(?:\s*(?:[-–]|đến)\s*(?P<y4>20\d{2}))?\s*$",
    re.IGNORECASE,
)
HALF = re.compile(
    r"(?P<n>0?[369]|ba|sáu|chín)\s+tháng\s+(?P<end>đầu|cuối)\s+(?:của\s+)?năm(?:\s+(?P<y>\d{4}))?", re.IGNORECASE
)
_MONTHS = {"3": 3, "6": 6, "9": 9, "ba": 3, "sáu": 6, "chín": 9}
_UNIT = (
    r"(?P<{0}k>quý|tháng|năm)\s+(?P<{0}n>IV|I{{1,3}}|\d{{1,4}})"
    r"(?:\s*[/-]\s*(?P<{0}y>\d{{4}})|\s+năm\s+(?P<{0}z>\d{{4}}))?"
)
_UNITS = re.compile(
    _UNIT.format("a") + r"\s*(?:-|–|đến(?:\s+hết)?)\s*(?:hết\s+)?" + _UNIT.format("b") + r"(?!\w)", re.IGNORECASE
)
"""`Từ tháng 3/2026 đến tháng 2/2027`, `Quý I - Quý II`, `từ năm 2026 đến năm 2028`."""
_SHORT = re.compile(r"^\s*(?:(?P<k>[TQ])\s?)?(?P<n>\d{1,2}|IV|I{1,3})\s*[/.-]\s*(?P<y>20\d{2})\s*$")
"""`05/2026`, `T6/2026`, `Q2/2026`: a cell's month or quarter."""
_WEEK = re.compile(
    r"\btuần\s+(?:(?:thứ|lễ)\s+)?\w+\s*,?\s*(?:(?:của|trong)\s+)?tháng\b|(?:thượng|trung|hạ)\s+tuần\s+tháng\b",
    re.IGNORECASE,
)
"""A week or a third of a month has no day that the words state."""
_STARTS = re.compile(r"^\s*(?:bắt\s+đầu\s+)?(?:kể\s+)?từ\s+(?!nay\b)", re.IGNORECASE)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_SPAN_WORD = re.compile(r"-|–|đến", re.IGNORECASE)
_FROM = re.compile(r"(?:bắt đầu(?: thực hiện| triển khai)?(?: kể)? từ|^\s*(?:kể\s+)?từ)\s+(?:ngày\s+)?$", re.IGNORECASE)


def of_words(words: str, year: int | None) -> tuple[date | None, date | None]:
    """First and last day of the time that words state; (None, None) for several or none."""
    if _WEEK.search(words):
        return None, None
    words = _CLOCK.sub(lambda match: " " * len(match[0]), words)
    days = list(_DAY.finditer(words))
    if days:
        return _of_days(words, days, year)
    if several := _UNITS.search(words):
        return _of_units(several, year)
    start, due = _of_period(words, year)
    if start is None and due is not None and _STARTS.match(words):
        return _first(words, due), None  # `Từ tháng 3/2026`: when it begins, not when it is due
    return start, due


def _of_period(words: str, year: int | None) -> tuple[date | None, date | None]:
    """The first and last day of a half year, quarter, month or year; the first only of a stated span."""
    if half := HALF.search(words):
        return _of_half(half, year)
    if short := _SHORT.match(words):
        number = _ROMAN.get(short["n"].upper()) or int(short["n"])
        quarters = (short["k"] or "").upper() == "Q" or not short["n"].isdigit()
        return None, _month_end(int(short["y"]), number * 3 if quarters else number)
    quarter = _QUARTER.search(words)
    if quarter:
        return _of_quarters(words, quarter, year)
    month = _MONTH.search(words)
    if month:
        return _of_months(words, month, year)
    years = _YEARS.search(words)
    if years and not re.search(r"\b(?:khi|sau|trước|học)\b|\bnăm\s+(?:tiếp|sau|kế)", words, re.IGNORECASE):
        first = int(years["y"] or years["y3"])
        last = int(years["y2"] or years["y4"] or first)
        span = last != first
        return (date(first, 1, 1) if span else None), date(last, 12, 31)
    return None, None


def _of_units(match: re.Match[str], year: int | None) -> tuple[date | None, date | None]:
    """A span between two months, quarters or years; one without a year takes the other's or the plan's."""
    last = _unit(match, "b", year)
    if last is None:
        return None, None
    first = _unit(match, "a", last[1].year)
    if first is not None and first[0] > last[1] and not (match["ay"] or match["az"]):
        first = _unit(match, "a", last[1].year - 1)
    return (first[0], last[1]) if first is not None and first[0] <= last[1] else (None, None)


def _unit(match: re.Match[str], name: str, year: int | None) -> tuple[date, date] | None:
    kind, raw = match[f"{name}k"].casefold(), match[f"{name}n"].upper()
    number = _ROMAN.get(raw) or (int(raw) if raw.isdigit() else 0)
    if kind == "năm":
        return (date(number, 1, 1), date(number, 12, 31)) if 1900 < number < 2200 else None
    in_year = int(match[f"{name}y"] or match[f"{name}z"] or year or 0)
    months = 3 if kind == "quý" else 1
    end = _month_end(in_year, number * months)
    return (date(end.year, end.month - months + 1, 1), end) if end and number * months >= months else None


def _of_half(match: re.Match[str], year: int | None) -> tuple[date | None, date | None]:
    """`6 tháng đầu năm 2026`: its last day; the months before a year's end have no first day stated."""
    in_year = int(match["y"]) if match["y"] else year
    if in_year is None:
        return None, None
    months = _MONTHS[match["n"].casefold().lstrip("0")]
    return None, _month_end(in_year, months if match["end"].casefold() == "đầu" else 12)


def _month_end(year: int, month: int) -> date | None:
    return date(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 and 1900 < year < 2200 else None


def _first(words: str, due: date) -> date:
    """The first day of the month, quarter or year that ends on a day."""
    if _QUARTER.search(words):
        return date(due.year, due.month - 2, 1)
    return date(due.year, due.month if _MONTH.search(words) or _SHORT.match(words) else 1, 1)


def first_day(time: When) -> date | None:
    """The day on which a stated time begins: of a day itself, of a month, quarter or year its first."""
    if time.due_on is None or _DAY.search(time.text):
        return time.due_on
    return _first(time.text, time.due_on)


def _of_days(words: str, days: list[re.Match[str]], year: int | None) -> tuple[date | None, date | None]:
    near = _DAYS_OF_MONTH.search(words)
    if near and len(days) == 1 and (last := of_words(near[2], year)[1]):
        return _day(last.year, last.month, int(near[1])), last
    if _MANY_DAYS.search(words) and "từ" not in words.casefold():
        return None, None
    stated = [int(match["y"] or match["y2"]) for match in days if match["y"] or match["y2"]]
    fallback = stated[-1] if stated else year
    found = [
        _day(
            int(match["y"] or match["y2"] or fallback or 0),
            int(match["m"] or match["m2"]),
            int(match["d"] or match["d2"]),
        )
        for match in days
    ]
    if len(found) == 1:
        begins = _FROM.search(words[: days[0].start()])
        return (found[0], None) if begins else (None, found[0])
    between = words[days[0].end() : days[1].start()]
    if len(found) == 2 and _SPAN_WORD.search(between) and found[0] and found[1] and found[0] <= found[1]:
        return found[0], found[1]
    return None, None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_quarters(words: str, match: re.Match[str], year: int | None) -> tuple[date | None, date | None]:
    stated = match["y"] or match["y2"]
    in_year = int(stated) if stated else year
    if words[: match.start()].casefold().rstrip().endswith(("trước", "đầu", "giữa", "sau")):
        return None, None
    if in_year is None or (len(_QUARTER.findall(words)) > 1 and not _SPAN_WORD.search(words)):
        return None, None
    numbers = [_quarter(match["q"])] + [_quarter(raw) for raw in re.findall(r"\b(?:IV|I{1,3}|[1-4])\b", match["more"])]
    if len(numbers) > 1 and not _SPAN_WORD.search(match["more"]):
        return None, None
    last = numbers[-1] * 3
    start = date(in_year, numbers[0] * 3 - 2, 1) if len(numbers) > 1 else None
    return start, date(in_year, last, calendar.monthrange(in_year, last)[1])


def misread(words: str) -> bool:
    """True where a quarter's numeral is none (`11`, `IH`) and was set right."""
    match = _QUARTER.search(words)
    return match is not None and match["q"].upper() not in _ROMAN and match["q"] not in {"1", "2", "3", "4"}


def _quarter(raw: str) -> int:
    """The number of a quarter; strokes that OCR took for others (`11`, `IH`) counted: H is two."""
    if raw.upper() in _ROMAN:
        return _ROMAN[raw.upper()]
    if raw.isdigit() and int(raw) <= 4:
        return int(raw)
    return 4 if raw.endswith("V") else min(3, sum(2 if ch == "H" else 1 for ch in raw))


def _of_months(words: str, match: re.Match[str], year: int | None) -> tuple[date | None, date | None]:
    stated = match["y"] or match["y2"]
    in_year = int(stated) if stated else year
    numbers = [int(match["m"])] + [int(raw) for raw in re.findall(r"\d{1,2}", match["more"])]
    before = words[: match.start()].casefold()
    if in_year is None or not all(1 <= number <= 12 for number in numbers):
        return None, None
    if len(_MONTH.findall(words)) > 1 and not _SPAN_WORD.search(words):
        return None, None  # `tháng 4/2031 và tháng 10/2031`
    if before.rstrip().endswith(("trước", "đầu", "giữa", "sau")):
        return None, None
    if len(numbers) > 1 and not _SPAN_WORD.search(match["more"]):
        return None, None
    last = numbers[-1]
    start = date(in_year, numbers[0], 1) if len(numbers) > 1 else None
    return start, date(in_year, last, calendar.monthrange(in_year, last)[1])
