"""When a task is due: deadlines, spans and recurrence (ANNOTATION.md, due / recurrence).

A cell or a `Thời gian:` line is time words alone (`read`); in running words only what a deadline's
words introduce counts (`find`): a cited decree's date or a yearly budget is no deadline.
"""

from __future__ import annotations

import calendar
import functools
import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from datetime import date

from pipeline.parsing.facts import FieldFact, When
from pipeline.parsing.lexicon import Rule, rules
from pipeline.parsing.needed import Needs, lowered, needed, possible
from pipeline.records import Recurrence

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
_HALF = re.compile(
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
_WEEK = re.compile(r"\btuần\s+(?:(?:thứ|lễ)\s+)?\w+\s*,?\s*(?:(?:của|trong)\s+)?tháng\b", re.IGNORECASE)
"""A week of a month has no day that the words state."""
_STARTS = re.compile(r"^\s*(?:bắt\s+đầu\s+)?(?:kể\s+)?từ\s+(?!nay\b)", re.IGNORECASE)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_SPAN_WORD = re.compile(r"-|–|đến", re.IGNORECASE)
_DONE = re.compile(r"^(?:hoàn thành|xong)\s+(?=\S)", re.IGNORECASE)
_FROM = re.compile(r"(?:bắt đầu(?: thực hiện| triển khai)?(?: kể)? từ|^\s*(?:kể\s+)?từ)\s+(?:ngày\s+)?$", re.IGNORECASE)
_GAP = re.compile(r"^[\s(),;]*(?:(?:và|hoặc)\b)?[\s(),;]*$")
"""What stands between two times that are said in one breath."""
_BUDGET = re.compile(
    r"(?:ngân sách|dự toán|kinh phí|kế hoạch|chương trình|chỉ số|chỉ tiêu|bình quân|chi)[^,.;]{0,60}$", re.IGNORECASE
)
_IN = re.compile(r"^(?:trong|hết|cuối)\s+", re.IGNORECASE)
_ORDINARY = re.compile(
    r"(?:công việc|sinh hoạt|đời sống|hoạt động|(?:cuộc|buổi|tại|trong|qua|hội nghị) giao ban|chuyên môn)\s*$",
    re.IGNORECASE,
)
"""`công việc hằng ngày` is a kind of work, no recurrence."""
_TOLD_BY = re.compile(r"(?:theo|báo cáo (?:tuần|tháng|quý)) $", re.IGNORECASE)
_EACH_YEAR = re.compile(r"(?:hàng|hằng|mỗi)\s+năm$", re.IGNORECASE)
_EDGES = " \t.,;:*()[]–-"


@functools.cache
def _rules(kind: str) -> tuple[tuple[Rule, Needs], ...]:
    """The rules of a kind, each with what its matches hold."""
    return tuple((rule, needed(rule.pattern)) for rule in rules("when") if rule.id.startswith(kind))


def read(text: str, year: int | None = None) -> When | None:
    """The time that a cell or a `Thời gian` line gives; None for an empty one.

    Args:
        text: the time words alone.
        year: the plan's year, for `trước ngày 15/12`.
    """
    words = _DONE.sub("", " ".join(text.replace("*", " ").split()).strip(" .;,"))
    if not words:
        return None
    start, due = _dates(words, year)
    return When(words, due, start, _cycles(words, alone=True), due is not None and _misread(words))


def find(text: str, year: int | None = None) -> When | None:
    """The time that a task's own words give; None where they give none."""
    deadlines: list[tuple[int, int]] = []
    cycles: list[tuple[int, int]] = []
    bare: list[tuple[int, int]] = []
    events: list[tuple[int, int]] = []
    taken: list[tuple[int, int]] = []
    low = lowered(text)
    for found, needs in _rules("when."):
        if not possible(needs, low):
            continue
        for match in found.pattern.finditer(text):
            named = [name for name in ("text", "text2") if match.groupdict().get(name)]
            span = match.span(named[0] if named else 0)
            at = bisect_left(taken, (span[1], 0))
            if at and taken[at - 1][1] > span[0]:
                continue  # none of those taken lie in one another: the last that begins before its end decides
            if found.value in {"deadline", "relative"}:
                deadlines.append(span)
                insort(taken, span)
            elif found.value == "frequency" or (found.value == "recurrence" and _is_cycle(text, span)):
                cycles.append(span)
                insort(taken, span)
            elif found.value == "event":
                events.append(span)
            elif found.value == "bare":
                bare.append(span)
    if not deadlines and not cycles:
        if events:
            a, b = events[0]
            cycles_of = tuple(found for found in _cycles(text[a:b], alone=False) if found == Recurrence.AD_HOC)
            return When(text[a:b].strip(_EDGES), recurrence=cycles_of)
        return When(text[bare[0][0] : bare[0][1]]) if bare else None
    deadlines = _with_events(text, deadlines, events)
    spans = _merged(text, sorted(deadlines + cycles))
    joined = [_balanced(text[a:b].strip(_EDGES if "(" not in text[a:b] else " .,;:*")) for a, b in spans]
    words = "; ".join(dict.fromkeys(joined))
    dates = [
        (None, None)
        if _repeats((a, b), spans, cycles) or _of_each_year(text, (a, b), cycles)
        else _dates(text[a:b], year)
        for a, b in deadlines
    ]
    due = {found for _, found in dates}
    starts = [found for found, _ in dates if found]
    said = " ; ".join(_said(text, span, cycles) for span in spans)
    recurrence = _cycles(said, alone=False)
    return When(
        words,
        due.pop() if len(due) == 1 else None,
        starts[0] if len(starts) == 1 and len(dates) == 1 else None,
        recurrence,
        any(_misread(text[a:b]) for a, b in deadlines),
    )


def _with_events(text: str, deadlines: list[tuple[int, int]], events: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Deadlines with the event said just before them: `trước khi khai giảng, chậm nhất 31/8`."""
    ends = {b: a for a, b in events if text[a : a + 5].casefold() == "trước"}
    return [
        (next((ends[end] for end in ends if 0 < a - end <= 2 and text[end:a].strip() == ","), a), b)
        for a, b in deadlines
    ]


def _said(text: str, span: tuple[int, int], cycles: list[tuple[int, int]]) -> str:
    """The words that tell how often: of a deadline alone not `6 tháng đầu năm`, which is a half of one year."""
    words = text[_by(text, span[0]) : span[1]]
    return words if any(span[0] <= a < span[1] for a, _ in cycles) else _HALF.sub(" ", words)


def _by(text: str, start: int) -> int:
    """Where a cycle's words begin with what tells it: `theo` quý (no one quarter), `báo cáo tuần` vào thứ Sáu."""
    before = _TOLD_BY.search(text[max(0, start - 20) : start])
    return start - len(before[0]) if before else start


def _repeats(span: tuple[int, int], spans: list[tuple[int, int]], cycles: list[tuple[int, int]]) -> bool:
    """True for a day said in one breath with a cycle: `hằng năm trước ngày 20/11` is no one day."""
    held = next(((a, b) for a, b in spans if a <= span[0] and span[1] <= b), span)
    return any(held[0] <= a and b <= held[1] for a, b in cycles)


def _of_each_year(text: str, span: tuple[int, int], cycles: list[tuple[int, int]]) -> bool:
    """True for a day without a year behind `hằng năm` in one sentence: it comes back every year."""
    if re.search(r"\d{4}", text[slice(*span)]):
        return False
    ends = [b for a, b in cycles if b <= span[0] and _EACH_YEAR.search(text[a:b])]
    return bool(ends) and not re.search(r"[.;]\s", text[max(ends) : span[0]])


def _merged(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans with nothing but brackets, commas and `và` between them as one."""
    found: list[tuple[int, int]] = []
    for a, b in spans:
        if found and _GAP.match(text[found[-1][1] : a]):
            found[-1] = (found[-1][0], b)
        else:
            found.append((a, b))
    return [
        (a, b + 1 if text[a:b].count("(") > text[a:b].count(")") and text[b : b + 1] == ")" else b) for a, b in found
    ]


def _balanced(words: str) -> str:
    return words + ")" if words.count("(") > words.count(")") else words


_NEAR = 200
"""Characters before a cycle's words that tell what it is of: no rule looks back over more."""


def _is_cycle(text: str, span: tuple[int, int]) -> bool:
    """True where `hằng năm` says how often the work is done, and not what kind of budget is meant."""
    words = text[span[0] : span[1]]
    if "định kỳ" in words.casefold():
        return True
    before = text[: span[0]]
    near = before[-_NEAR:]
    if _BUDGET.search(near):
        return False
    if not re.search(r"năm", words, re.IGNORECASE) and not _ORDINARY.search(near):
        return True
    many = len(_cycles(words, alone=False)) > 1
    opens = not before.strip(" *") or before.rstrip()[-1:] in ".;,"
    return many or opens or re.search(r"báo cáo[^.;]{0,80}$", near, re.IGNORECASE) is not None


def _cycles(words: str, *, alone: bool) -> tuple[Recurrence, ...]:
    if alone and _HALF.fullmatch(_IN.sub("", words)):
        return ()  # `Trong 6 tháng đầu năm 2026` is a deadline, no cycle
    found = []
    low = lowered(words)
    for cycle, needs in _rules("cycle."):
        if cycle.value is None or not possible(needs, low):
            continue
        if cycle.id == "cycle.continuous" and not alone:
            continue  # as an adverb of the sentence it is none
        if cycle.pattern.search(words):
            found.append(Recurrence(cycle.value))
    return tuple(found)


def _dates(words: str, year: int | None) -> tuple[date | None, date | None]:
    """First and last day of the time that words state; (None, None) for several or none."""
    repeats = {Recurrence.YEARLY, Recurrence.MONTHLY, Recurrence.WEEKLY, Recurrence.QUARTERLY}
    if repeats & set(_cycles(_HALF.sub(" ", words), alone=False)) and not re.search(r"bắt đầu từ", words):
        return None, None
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
    if half := _HALF.search(words):
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
    if near and len(days) == 1 and (last := _dates(near[2], year)[1]):
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


def _misread(words: str) -> bool:
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
    if before.rstrip().endswith(("trước", "đầu", "giữa", "sau")):
        return None, None
    if len(numbers) > 1 and not _SPAN_WORD.search(match["more"]):
        return None, None
    last = numbers[-1]
    start = date(in_year, numbers[0], 1) if len(numbers) > 1 else None
    return start, date(in_year, last, calendar.monthrange(in_year, last)[1])


def plan_year(fields: Sequence[FieldFact]) -> int | None:
    """The one year that a document plans for, else the year of its issue; None where neither is known."""
    values = {fact.field: fact.value for fact in fields if fact.chosen and fact.value}
    start, end = values.get("period_start"), values.get("period_end")
    if start and end and start[:4] == end[:4]:
        return int(start[:4])
    issued = values.get("issued_year") or values.get("issued_on")
    return int(issued[:4]) if issued else None
