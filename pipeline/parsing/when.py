"""When a task is due: deadlines, spans and recurrence (ANNOTATION.md, due / recurrence).

A cell or a `Thời gian:` line is time words alone (`read`); in running words only what a deadline's
words introduce counts (`find`): a cited decree's date or a yearly budget is no deadline.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from datetime import date

from pipeline.parsing.due_dates import HALF, misread, of_words
from pipeline.parsing.facts import FieldFact, When
from pipeline.parsing.lexicon import Rule, rules
from pipeline.parsing.needed import Needs, lowered, needed, possible
from pipeline.records import Recurrence

_DONE = re.compile(r"^(?:hoàn thành|xong)\s+(?=\S)", re.IGNORECASE)
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
_WHOLE_YEAR = re.compile(r"\s*(?:,|và)\s*cả năm$", re.IGNORECASE)
_NEXT_YEAR = re.compile(
    r"(?:tháng\s+|/\s*)\d{1,2}\s+(?:của\s+)?năm\s+(?:sau|tới|kế tiếp|tiếp theo|liền kề)", re.IGNORECASE
)
"""Which year is next is told by what went before: no day is guessed."""
_COMES_BACK = re.compile(r"(?:hàng|hằng|mỗi)\s+(?:tháng|quý|năm)$", re.IGNORECASE)
_BEGINS = re.compile(r"(?:bắt đầu )?từ ngày \S*\d{4}$", re.IGNORECASE)
"""`phát sóng hằng tuần từ ngày 20/12/2031`: when the cycle begins."""
_PLANNED = re.compile(r"(?:tiến độ|lịch|kế hoạch)[^,.;]{0,60}\btheo $", re.IGNORECASE)
_REPORTS = re.compile(r"(?:báo cáo|tổng hợp|cập nhật)[^,.;]{0,100}$", re.IGNORECASE)
_APART = re.compile(
    r"^(?P<day>.*\d{4})\s*(?:[,;]|(?=\svà\s))\s*(?:và\s+)?(?P<cycle>\D.*)$"
    r"|^(?P<cycle2>\D+)[,;(]\s*(?P<day2>từ\s[^,;]*?\sđến\s[^,;]*\d{4}\)?)$",
    re.IGNORECASE,
)
"""A time with a year of its own, then how often: `trong quý I/2026; hằng năm`; or a span behind it."""
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
    return When(words, due, start, _cycles(words, alone=True), due is not None and misread(words))


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
            elif _counts(found, text, span):
                cycles.append(span)
                insort(taken, span)
            elif found.value == "event":
                events.append(span)
            elif found.value == "bare":
                bare.append(span)
    if not deadlines and not cycles:
        if events:
            a, b = events[0]
            comes_back = _COMES_BACK.search(text, a, b)  # `trước mùa mưa hằng năm`
            told = _cycles(text[comes_back.start() if comes_back else a : b], alone=False)
            cycles_of = tuple(found for found in told if comes_back or found == Recurrence.AD_HOC)
            return When(text[a:b].strip(_EDGES), recurrence=cycles_of)
        return When(text[bare[0][0] : bare[0][1]]) if bare else None
    deadlines = _with_events(text, deadlines, events)
    spans = _merged(text, sorted(deadlines + cycles))
    joined = [_balanced(text[a:b].strip(_EDGES if "(" not in text[a:b] else " .,;:*")) for a, b in spans]
    words = "; ".join(dict.fromkeys(joined))
    dates = [
        (None, None)
        if _repeats(text, (a, b), spans, cycles) or _of_each_year(text, (a, b), cycles)
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
        any(misread(text[a:b]) for a, b in deadlines),
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
    return words if any(span[0] <= a < span[1] for a, _ in cycles) else HALF.sub(" ", words)


def _by(text: str, start: int) -> int:
    """Where a cycle's words begin with what tells it: `theo` quý (no one quarter), `báo cáo tuần` vào thứ Sáu."""
    before = _TOLD_BY.search(text[max(0, start - 20) : start])
    return start - len(before[0]) if before else start


def _repeats(text: str, span: tuple[int, int], spans: list[tuple[int, int]], cycles: list[tuple[int, int]]) -> bool:
    """True for a day said in one breath with a cycle: `hằng năm trước ngày 20/11` is no one day.

    A time that has a year of its own and stands before the cycle is one: `trong năm 2031, hằng quý`.
    """
    if _BEGINS.fullmatch(text[slice(*span)]) and not any(span[0] <= a < span[1] for a, _ in cycles):
        return False
    held = next(((a, b) for a, b in spans if a <= span[0] and span[1] <= b), span)
    told = any(held[0] <= a and b <= held[1] for a, b in cycles)
    apart = _APART.match(text[slice(*held)]) if told else None
    if apart is None:
        return told
    name = "day" if apart["day"] else "day2"
    return not (held[0] + apart.start(name) <= span[0] and span[1] <= held[0] + apart.end(name)) or any(
        held[0] + apart.start(name) <= a < held[0] + apart.end(name) for a, _ in cycles
    )


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


def _counts(found: Rule, text: str, span: tuple[int, int]) -> bool:
    """True for words that say how often: surely so (`frequency`), or by what stands around them."""
    if found.value == "frequency" and found.id != "when.by":
        return not _quoted(text[: span[0]], text[span[1] :])
    if found.id == "when.by":
        near = text[max(0, span[0] - _NEAR) : span[0]]
        return not _PLANNED.search(near) or _REPORTS.search(near) is not None  # not `lập tiến độ theo tuần`
    return found.value == "recurrence" and _is_cycle(text, span)


def _is_cycle(text: str, span: tuple[int, int]) -> bool:
    """True where `hằng năm` says how often the work is done, and not what kind of budget is meant."""
    words = text[span[0] : span[1]]
    before = text[: span[0]]
    near = before[-_NEAR:]
    if _quoted(before, text[span[1] :]):
        return False
    if "định kỳ" in words.casefold():
        return True
    if _BUDGET.search(near):
        return False
    if not re.search(r"năm", words, re.IGNORECASE) and not _ORDINARY.search(near):
        return True
    many = len(_cycles(words, alone=False)) > 1
    opens = not before.strip(" *") or before.rstrip()[-1:] in ".;,"
    return many or opens or re.search(r"báo cáo[^.;]{0,80}$", near, re.IGNORECASE) is not None


def _quoted(before: str, after: str) -> bool:
    """True inside quotation marks: `phong trào “Mỗi tuần một việc tốt”` is a name."""
    opened, closed = before.rfind("“"), after.find("”")
    return opened >= 0 and closed >= 0 and "”" not in before[opened:] and "“" not in after[:closed]


def _cycles(words: str, *, alone: bool) -> tuple[Recurrence, ...]:
    if alone and HALF.fullmatch(_WHOLE_YEAR.sub("", _IN.sub("", words))):
        return ()  # `Trong 6 tháng đầu năm 2026`, `6 tháng đầu năm, cả năm` are deadlines, no cycles
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
    """First and last day of the time that words state; (None, None) for several, none, or one that comes back."""
    repeats = {Recurrence.YEARLY, Recurrence.MONTHLY, Recurrence.WEEKLY, Recurrence.QUARTERLY}
    apart = _APART.match(words)
    day, cycle = (apart["day"] or apart["day2"], apart["cycle"] or apart["cycle2"]) if apart else ("", "")
    if _cycles(cycle, alone=False) and not _cycles(day, alone=False):
        words = day
    if repeats & set(_cycles(HALF.sub(" ", words), alone=False)) and not re.search(r"bắt đầu từ", words):
        return None, None
    return (None, None) if _NEXT_YEAR.search(words) else of_words(words, year)


def plan_year(fields: Sequence[FieldFact]) -> int | None:
    """The one year that a document plans for, else the year of its issue; None where neither is known."""
    values = {fact.field: fact.value for fact in fields if fact.chosen and fact.value}
    start, end = values.get("period_start"), values.get("period_end")
    if start and end and start[:4] == end[:4]:
        return int(start[:4])
    issued = values.get("issued_year") or values.get("issued_on")
    return int(issued[:4]) if issued else None
