"""Documents cited by number: the type word before, the date, issuer and title behind.

Head, number, date, issuer and title stand in any order but for the number's own form:
`Kế hoạch số 12/KH-UBND ngày 05/01/2031 của UBND tỉnh về …`, `Luật Thư viện số 46/2019/QH14`,
`các Quyết định số: A, B`, `số 12, 15/KH-UBND`, `Ngày 1/2, UBND xã ban hành Kế hoạch số …`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from pipeline.parsing import bodies
from pipeline.parsing.dates import period, scan_dates
from pipeline.parsing.issuers import agrees, issuer_at
from pipeline.parsing.lexicon import rule
from pipeline.parsing.numbers import Number, NumberMention, is_central, issuer_of, type_of_symbol
from pipeline.parsing.passage import ACTS, Passage, TypeWord
from pipeline.parsing.text import Span
from pipeline.parsing.titles import title_at
from pipeline.records import Flag

HEAD_REACH = 170
"""Characters that may stand between a type word and its number (`Luật <tên> số …`)."""
_ACT_GAP = re.compile(r"^\s[^;:\n]{2,160}?[\s(](?:Luật |luật )?số\s?:?\s?$")
_ACT_NUMBER = re.compile(r"[\s,(]*(?:(?:Luật|luật)\s)?số\s?:?\s?$")
_NUMBER_WORD = re.compile(r"(?:\b(?:mang )?số|ký hiệu)\s?:?\s?$", re.IGNORECASE)
_SHARED = re.compile(
    r"^\s(?:số\s?:?\s?)?(?P<list>\d{1,5}[a-zđ]?(?:\s?(?:,|và)\s?(?:số )?\d{1,5}[a-zđ]?){0,9})\s?(?:,|và)\s?(?:số )?$"
)
_BEFORE_DATE = re.compile(
    r"^\(?(?:(?:được |đã )?(?:ký|ban hành|thông qua|đề|ký ban hành)\s)?(?:vào\s)?(?:ngày\s)?:?\s?$", re.IGNORECASE
)
_YEAR = re.compile(r"\(?năm (?P<y>(?:19|20)\d\d)\)?(?!\w)")
_OF = re.compile(r"(?:của|do)\s+")
_BLANK = re.compile(r"\s{0,3}(?:,\s{1,2})?")
_TERM = re.compile(r",?\s\(?khóa [IVXLC]{1,6}\)?|,? kỳ họp (?:thứ|lần thứ) [^\W_]{1,6}(?: \([^)\n]{2,40}\))?")
_NO_OPENER = re.compile(
    r"(?:quy định (?:tại|này|trên|của|nêu|trong)|ban hành (?:kèm|ngày|năm|này)|hướng dẫn (?:của|tại|này)|"
    r"thực hiện (?:từ|trong|theo|nghiêm|tốt)|quyết định này|yêu cầu của|kết luận của|đề nghị của)(?!\w)"
)
_MARKS = ' *“”"«»'
_DEDUP = re.compile(r"(?:về việc|về|v/v)\s+|ban hành\s+|quy định(?:\s+về)?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A citation as first found; offsets are into the folded text.

    ``name`` is the place of the title's words, ``title`` the stretch inside which other citations
    are nested, ``core_end`` the end of number, date and issuer, ``scheme`` the place of what the
    document issues by its title (`phê duyệt Đề án …`), ``digits`` a number without its symbol.
    """

    start: int
    end: int
    type: str
    rule: str
    core_end: int
    number: Number | None = None
    digits: str | None = None
    name: Span | None = None
    name_text: str | None = None
    title: Span | None = None
    scheme: Span | None = None
    issuer: str | None = None
    stated: bool = False
    issued_on: date | None = None
    year: int | None = None
    alias: str | None = None
    confidence: float = 0.9
    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True)
class _Head:
    start: int
    type: str | None
    kind: str
    extra: tuple[str, ...] = ()
    name: Span | None = None
    """The name of an act that stands before its number (`Luật Thư viện số …`)."""


def find_numbered(passage: Passage) -> list[Mention]:
    """Every document cited by a number, in order."""
    heads = [_head(passage, number) for number in passage.numbers]
    starts = frozenset(head.start for head in heads if head is not None)
    found: list[Mention] = []
    last: Mention | None = None
    for number, head in zip(passage.numbers, heads, strict=True):
        if head is None:
            continue
        follows = (
            last is not None
            and last.core_end <= head.start
            and _joined(passage, last.core_end, number.start, head.type is None)
        )
        type_ = _type(number, head, last if follows else None)
        if type_ is None:
            continue
        mention = _mention(passage, number, head, type_, starts)
        for digits in head.extra:
            shared = replace(
                number.number, number=digits, text=number.number.text.replace(number.number.number, digits, 1)
            )
            found.append(
                replace(
                    mention,
                    number=shared,
                    rule="cite.shared_symbol",
                    name=None,
                    title=None,
                    scheme=None,
                    confidence=0.8,
                )
            )
        found.append(mention)
        last = mention
    return found


def _head(passage: Passage, number: NumberMention) -> _Head | None:
    """Where a citation by number begins and the type word it begins with; None where it is none."""
    text = passage.text
    left, _ = passage.paragraph(number.start)
    window = text[max(left, number.start - 48) : number.start]
    if rule("citations", "cite.no_number_before").pattern.search(window):
        return None
    assembly = type_of_symbol(number.number.symbol) is None and is_central(number.number)
    for nth, word in enumerate(_before(passage, number.start, left)):
        gap = text[word.end : number.start]
        if rule("citations", "cite.head_gap_bare").pattern.search(gap) or rule(
            "citations", "cite.head_gap"
        ).pattern.search(gap):
            return _Head(word.start, word.type, word.kind)
        if "\n" in gap or passage.numbers_between(word.end, number.start):
            break
        shared = _SHARED.search(gap)
        if shared and nth == 0:
            return _Head(word.start, word.type, word.kind, tuple(re.findall(r"\d{1,5}[a-zđ]?", shared["list"])))
        if assembly:
            if word.type in ACTS and _ACT_GAP.search(gap):
                end = word.end + len(_ACT_NUMBER.sub("", gap))
                return _Head(word.start, word.type, word.kind, name=(word.start, end))
            continue
        if nth == 0 and rule("citations", "cite.head_gap_issuer").pattern.search(gap):
            return _Head(word.start, word.type, word.kind)
        break
    said = _NUMBER_WORD.search(window)
    general = re.search(r"(?:văn bản|Văn bản|hồ sơ|VB)\s(?:số\s?:?\s?)?$", window)
    start = number.start - (len(window) - said.start()) if said else number.start
    if general:
        return _Head(number.start - (len(window) - general.start()), None, "paper")
    if number.known or said or (number.number.year and "-" in number.number.symbol):
        return _Head(start, None, "rule")
    return None


def _before(passage: Passage, position: int, left: int) -> Iterator[TypeWord]:
    """The type words before a place, nearest first."""
    words = passage.types_between(max(left, position - HEAD_REACH), position)
    return (word for word in reversed(words) if word.end <= position)


def _joined(passage: Passage, start: int, end: int, headless: bool) -> bool:
    """True where only `,`, `và` or `;` stand between the last citation and a number without a head."""
    return (
        headless and end - start < 24 and bool(rule("citations", "cite.joint").pattern.search(passage.text[start:end]))
    )


def _type(number: NumberMention, head: _Head, last: Mention | None) -> str | None:
    by_symbol = type_of_symbol(number.number.symbol)
    if head.type is not None:
        return head.type
    if by_symbol is not None:
        return by_symbol[0]
    if last is not None:
        return last.type
    if is_central(number.number):
        return "nghị quyết" if number.number.symbol.startswith("UBTVQH") else "luật" if number.known else None
    return "công văn" if head.kind == "paper" or "-" in number.number.symbol else None


def _mention(passage: Passage, number: NumberMention, head: _Head, type_: str, heads: frozenset[int]) -> Mention:
    _, limit = passage.paragraph(number.start)
    tail = _Tail(passage, number, head, type_, limit, heads)
    tail.read()
    tail.look_before()
    flags = set(tail.flags)
    by_symbol = type_of_symbol(number.number.symbol)
    if number.number.repaired:
        flags.add(Flag.REPAIRED)
    if head.type and by_symbol and not _same_type(head.type, by_symbol[0]):
        flags.add(Flag.TYPE_MISMATCH)
    issuer, stated = tail.issuer, tail.issuer is not None
    if issuer is None:
        issuer = issuer_of(number.number)
        if issuer is not None and (not is_central(number.number) or number.number.symbol.endswith("/TW")):
            flags.add(Flag.GUESSED_ISSUER)
    return Mention(
        start=head.start,
        end=max(tail.end, number.end),
        type=type_,
        rule="cite.number" if head.type else "cite.number_alone",
        core_end=tail.core_end,
        number=number.number,
        name=head.name or tail.name,
        title=tail.title,
        scheme=tail.scheme,
        issuer=issuer,
        stated=stated,
        issued_on=tail.issued_on,
        year=tail.year or number.number.year,
        alias=tail.alias,
        confidence=0.95 if head.type and number.known else 0.8,
        flags=frozenset(flags),
    )


def _same_type(word: str, by_symbol: str) -> bool:
    """True where type word and symbol can stand together (a `quy định` of the Party bears `QĐ`)."""
    if word == by_symbol or word.split()[0] == by_symbol.split()[0]:
        return True
    return (word, by_symbol) in {
        ("quy định", "quyết định"),
        ("quy chế", "quyết định"),
        ("thông tri", "thông tư"),
        ("luật", "lệnh"),
        ("đề án", "quyết định"),
    }


class _Tail:
    """Reads what follows a number: date, issuer and title in any order."""

    def __init__(
        self, passage: Passage, number: NumberMention, head: _Head, type_: str, limit: int, heads: frozenset[int]
    ) -> None:
        self.passage, self.number, self.head, self.type = passage, number, head, type_
        self.text, self.limit, self.heads = passage.text, limit, heads
        self.end = self.core_end = number.end
        self.name: Span | None = None
        self.title: Span | None = None
        self.scheme: Span | None = None
        self.issuer: str | None = None
        self.issued_on: date | None = None
        self.year: int | None = None
        self.dated = False
        self.alias: str | None = None
        self.flags: set[Flag] = set()

    def read(self) -> None:
        """Read the parts, each at most once, until none follows."""
        position = self.number.end
        if self.text[position : position + 1] == ")" and "(" in self.text[self.head.start : self.number.start]:
            position += 1
        for _ in range(6):
            blank = _BLANK.match(self.text, position, self.limit)
            at = blank.end() if blank else position
            if at >= self.limit or at in self.heads:
                break
            after = self._alias(position) or self._date(at) or self._issuer(at) or self._term(position)
            if after is None:
                after = self._title(at, at - position)
            if after is None or after <= position:
                break
            position = after

    def _core(self, end: int) -> int:
        self.end = end
        if self.title is None:
            self.core_end = end
        return end

    def _alias(self, position: int) -> int | None:
        match = rule("citations", "cite.alias").pattern.match(self.text, position, self.limit)
        if match is None:
            return None
        self.alias = " ".join(match["alias"].split())
        return match.end()

    def _date(self, at: int) -> int | None:
        if self.dated or self.title is not None:
            return None
        window = min(self.limit, at + 60)
        for mention in scan_dates(self.text, at, window)[:1]:
            if not _BEFORE_DATE.search(self.text[at : mention.start]):
                break
            if mention.day is None and mention.rule == "date.month" and not self.text[at : mention.start].strip(" ("):
                pass
            self.dated = True
            self.issued_on, self.year = mention.value, mention.year
            self.flags |= set(mention.flags) & {Flag.DATE_IMPLAUSIBLE, Flag.HANDWRITTEN, Flag.INCOMPLETE}
            end = mention.end
            if self.text[at : at + 1] == "(" and self.text[end : end + 1] == ")":
                end += 1
            return self._core(end)
        year = _YEAR.match(self.text, at, window)
        if year and not self.number.number.year:
            self.dated, self.year = True, int(year["y"])
            return self._core(year.end())
        return None

    def _issuer(self, at: int) -> int | None:
        if self.issuer is not None:
            return None
        of = _OF.match(self.text, at, self.limit)
        joint = "liên" in self.type
        if of:
            issuer = issuer_at(self.text, of.end(), self.limit, self.passage.abbreviations, joint=joint)
        elif self.title is None and at > self.number.end and self.text[at].isupper():
            issuer = issuer_at(self.text, at, self.limit, self.passage.abbreviations, joint=joint)
            if issuer is None or not agrees(self.number.number, issuer.name):
                return None
        else:
            return None
        if issuer is None:
            return None
        self.issuer = issuer.name
        return self._core(issuer.end)

    def _term(self, position: int) -> int | None:
        if self.issuer is None or self.title is not None:
            return None
        match = _TERM.match(self.text, position, self.limit)
        return self._core(match.end()) if match else None

    def _title(self, at: int, blank: int) -> int | None:
        if self.title is not None:
            return None
        opener = rule("citations", "cite.title_open").pattern.match(self.text, at, self.limit)
        comma = "," in self.text[at - blank : at]
        if opener and not _NO_OPENER.match(self.text, at, self.limit):
            if comma and opener[0].lower() not in {"về", "về việc", "v/v"}:
                return None
            start = at
        elif self.text[at] in '“"*«' or (not comma and blank and self._noun_title(at)):
            start = at
        else:
            return None
        begin = start
        head = rule("citations", "cite.name_head").pattern.match(self.text, start, self.limit)
        quote_at = head.end() if head else start
        found = title_at(self.passage, quote_at, self.limit, self.heads)
        if found is None:
            return None
        words, end, after = found
        trailing = self._trailing(words, end) if after == end else None
        if trailing is not None:
            end, after = trailing
        strip = _DEDUP.match(self.text, words, end) if after == end else None
        words = strip.end() if strip and strip.end() < end else words
        self.name, self.title = (words, end), (begin, after)
        self._note_scheme(begin, end)
        self.end = after
        return after

    def _noun_title(self, at: int) -> bool:
        """True where a title without an opener may begin (`Kế hoạch số … thông tin, tuyên truyền`)."""
        if self.head.kind not in {"plan", "paper"} and self.type != "hướng dẫn":
            return False
        if not self.text[at].isalpha() or self.passage.types_between(at, at + 1):
            return False
        return rule("citations", "cite.no_title_after").pattern.match(self.text, at, self.limit) is None

    def _trailing(self, start: int, end: int) -> tuple[int, int] | None:
        """The issuer at a title's end (`về công tác năm 2031 của Ban Chỉ đạo …`): ends of name and mention."""
        if self.issuer is not None:
            return None
        for match in re.compile(r"\s(?:của|do)\s").finditer(self.text, start, end):
            issuer = issuer_at(self.text, match.end(), self.limit, self.passage.abbreviations)
            if issuer is None or not agrees(self.number.number, issuer.name):
                continue
            if issuer.end >= end or self.text.startswith(" về ", issuer.end):
                self.issuer = issuer.name
                return match.start(), issuer.end
        return None

    def _note_scheme(self, begin: int, end: int) -> None:
        pattern = rule("citations", "cite.scheme").pattern
        for word in self.passage.types_between(begin, min(end, begin + 90))[:2]:
            before = self.text[begin : word.start].rstrip(_MARKS)
            if word.kind in {"plan", "code"} and pattern.search(before + " " if before else ""):
                self.scheme = (word.start, end)
                return

    def look_before(self) -> None:
        """Date and issuer before the type word: `Ngày 1/2, UBND xã ban hành Kế hoạch số …`."""
        if self.issuer is not None and self.dated:
            return
        start = self.passage.sentence_start(self.head.start, 260)
        left = self.text[start : self.head.start]
        said = rule("citations", "cite.said_before").pattern.search(left)
        if said is None:
            return
        left = left[: said.start()]
        lead = 0
        dates = scan_dates(left)
        day = None
        if dates and left[: dates[0].start].strip().lower() in {"", "ngày", "vào ngày", "hôm"}:
            day = dates[0]
            lead = day.end + len(re.match(r"[\s,]*", left[day.end :])[0])  # type: ignore[index]
        found, end = bodies.leading(left[lead:], self.passage.abbreviations)
        if len(found) != 1 or left[lead + end :].strip():
            return
        if self.issuer is None:
            self.issuer = found[0].name
        if day is not None and not self.dated:
            self._take_day(day.day, day.month, day.year, day.value)

    def _take_day(self, day: int | None, month: int | None, year: int | None, value: date | None) -> None:
        if value is None and year is None and day and month and self.name is not None:
            span = period(self.text[slice(*self.name)])
            year = span[0].year if span and span[0].year == span[1].year else None
            if year is not None:
                self.flags.add(Flag.AMBIGUOUS)
                try:
                    value = date(year, month, day)
                except ValueError:
                    self.flags.add(Flag.DATE_IMPLAUSIBLE)
        self.issued_on, self.year, self.dated = value, year, value is not None
