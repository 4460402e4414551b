"""What follows a cited number: its date, issuer and title, in any order; and what stands before the type word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipeline.parsing import bodies
from pipeline.parsing.dates import DateMention, period, scan_dates
from pipeline.parsing.heads import Head
from pipeline.parsing.issuers import Issuer, agrees, holds, issuer_at
from pipeline.parsing.lexicon import rule
from pipeline.parsing.numbers import NumberMention
from pipeline.parsing.passage import Passage
from pipeline.parsing.text import Span
from pipeline.parsing.titles import title_at
from pipeline.records import Flag

_BEFORE_DATE = re.compile(
    r"^\(?(?:(?:được |đã )?(?:ký|ban hành|thông qua|đề|ký ban hành)\s)?(?:vào\s)?(?:ngày\s?)?:?\s?$", re.IGNORECASE
)
_YEAR = re.compile(r"\(?năm (?P<y>(?:19|20)\d\d)\)?(?!\w)")
_OF = re.compile(r"(?:của|do)\s+")
_BETWEEN = re.compile(r"(?:ký kết )?giữa\s+")
_PARTNER = re.compile(r",?\s(?:và|với|cùng)\s|,\s")
_BLANK = re.compile(r"\s{0,3}(?:,\s{1,2})?")
_TERM = re.compile(r",?\s\(?khóa [IVXLC]{1,6}\)?|,? kỳ họp (?:thứ|lần thứ) [^\W_]{1,6}(?: \([^)\n]{2,40}\))?")
_NO_OPENER = re.compile(
    r"(?:quy định (?:tại|này|trên|của|nêu|trong)|ban hành (?:kèm|ngày|năm|này)|hướng dẫn (?:của|tại|này)|"
    r"thực hiện (?:từ|trong|theo|nghiêm|tốt)|quyết định này|yêu cầu của|kết luận của|đề nghị của)(?!\w)"
)
_MARKS = ' *“”"«»'
_DEDUP = re.compile(r"(?:về việc|về|v/v)\s+|ban hành\s+|(?-i:quy định)(?:\s+về)?\s+", re.IGNORECASE)
MAX_ISSUERS = 4
"""Of the `của` in a title only so many are tried for its issuer."""
_TRAILING_OF = re.compile(r"\s(?:của|do)\s")
_HELD = re.compile(r"\s(?:tại|trong)\s(?:các\s)?$")
_DAY_SAID = re.compile(
    r"\s*(?:(?:mới đây|tiếp đó|trước đó|sau đó|vừa qua),?\s)?(?:(?:vào|trong)\s)?"
    r"(?:(?:sáng|trưa|chiều|tối|hôm)\s)?(?:ngày\s)?",
    re.IGNORECASE,
)
_AFTER_DAY = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True)
class Tail:
    """Date, issuer and title of a cited number; offsets are into the folded text.

    ``core_end`` is the end of number, date and issuer, ``name`` the title's words, ``title`` the
    stretch in which other citations are nested, ``scheme`` what the title says is issued.
    """

    end: int
    core_end: int
    name: Span | None
    title: Span | None
    scheme: Span | None
    issuer: str | None
    issued_on: date | None
    year: int | None
    flags: frozenset[Flag]


def read_tail(passage: Passage, number: NumberMention, head: Head, type_: str, heads: frozenset[int]) -> Tail:
    """Read what belongs to a number; ``heads`` are the places where citations by number begin."""
    reader = _Reader(passage, number, head, type_, heads)
    reader.read()
    reader.look_before()
    return Tail(
        max(reader.end, number.end),
        reader.core_end,
        reader.name,
        reader.title,
        reader.scheme,
        reader.issuer,
        reader.issued_on,
        reader.year,
        frozenset(reader.flags),
    )


class _Reader:
    """Reads what follows a number: date, issuer and title in any order."""

    def __init__(self, passage: Passage, number: NumberMention, head: Head, type_: str, heads: frozenset[int]) -> None:
        self.passage, self.number, self.head, self.type = passage, number, head, type_
        self.text, self.limit, self.heads = passage.text, passage.paragraph(number.start)[1], heads
        self.end = self.core_end = number.end
        self.name: Span | None = None
        self.title: Span | None = None
        self.scheme: Span | None = None
        self.issuer: str | None = None
        self.issued_on: date | None = None
        self.year: int | None = None
        self.dated = False
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
        return match.end() if match else None

    def _date(self, at: int) -> int | None:
        if self.dated or self.title is not None:
            return None
        window = min(self.limit, at + 60)
        for mention in scan_dates(self.text, at, window)[:1]:
            if not _BEFORE_DATE.search(self.text[at : mention.start]):
                break
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
        elif between := _BETWEEN.match(self.text, at, self.limit):
            issuer = self._partners(between.end())
        elif self.title is None and at > self.number.end and self.text[at].isupper():
            issuer = issuer_at(self.text, at, self.limit, self.passage.abbreviations, joint=joint)
            if issuer is None or not agrees(self.number.number, issuer.name):
                return None
        else:
            return None
        if issuer is None:
            return None
        self.issuer = issuer.name
        self.flags |= {Flag.REPAIRED} if issuer.repaired else set()
        return self._core(issuer.end)

    def _partners(self, position: int) -> Issuer | None:
        """The bodies that a joint document stands between (`giữa Sở A với Công an tỉnh và Hội B`)."""
        found: list[Issuer] = []
        while len(found) < MAX_ISSUERS:
            partner = issuer_at(self.text, position, self.limit, self.passage.abbreviations, joint=True)
            if partner is None:
                break
            found.append(partner)
            joint = _PARTNER.match(self.text, partner.end, self.limit)
            if joint is None:
                break
            position = joint.end()
        names = "; ".join(one.name for one in found)
        return Issuer(found[0].start, found[-1].end, names, any(one.repaired for one in found)) if found else None

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
        found = title_at(
            self.passage, quote_at, self.limit, self.heads, self.type, self.year or self.number.number.year
        )
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
        for match in list(_TRAILING_OF.finditer(self.text, start, end))[:MAX_ISSUERS]:
            if self.passage.numbers_between(start, match.start()):
                break  # the issuer of what the title names
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
        self._look_at(start, left)
        said = rule("citations", "cite.said_before").pattern.search(left)
        if said is None:
            return
        left = left[: said.start()]
        dates = scan_dates(left)
        day = dates[0] if dates and _DAY_SAID.fullmatch(left, 0, dates[0].start) else None
        gap = _AFTER_DAY.match(left, day.end) if day else None
        lead = gap.end() if gap else 0
        found, end = bodies.leading(left[lead:], self.passage.abbreviations)
        if len(found) != 1 or left[lead + end :].strip():
            return
        if self.issuer is None:
            self.issuer = found[0].name
        if day is not None and not self.dated:
            self._take_day(day)

    def _look_at(self, start: int, left: str) -> None:
        """`chỉ đạo của Chủ tịch UBND tỉnh tại Công văn số …`: whose words a document holds issued it."""
        within = _HELD.search(left) if self.issuer is None else None
        for of in list(_OF.finditer(left, 0, within.start()))[-2:] if within else ():
            end = start + (within.start() if within else 0)
            issuer = issuer_at(self.text, start + of.end(), end, self.passage.abbreviations)
            if issuer is not None and issuer.end == end and holds(self.number.number, issuer.name):
                self.issuer = issuer.name
                return

    def _take_day(self, day: DateMention) -> None:
        """A day before the type word; without a year the title's one year counts."""
        value, year = day.value, day.year
        if year is None and day.day and day.month and self.name is not None:
            span = period(self.text[slice(*self.name)])
            if span and span[0].year == span[1].year:
                year = span[0].year
                self.flags.add(Flag.AMBIGUOUS)
                try:
                    value = date(year, day.month, day.day)
                except ValueError:
                    self.flags.add(Flag.DATE_IMPLAUSIBLE)
        self.issued_on, self.year, self.dated = value, year, value is not None
