"""Documents cited by name alone: congress resolutions, programmes, schemes, codes of conduct.

A name counts where it is one: a capital, a title, a span of years, an office that issued it. What is
only to be written, what every office has for itself and bare plurals do not (ANNOTATION.md,
Citations).
"""

from __future__ import annotations

import re

from pipeline.parsing.abbreviations import open_all
from pipeline.parsing.dates import scan_dates
from pipeline.parsing.issuers import Issuer, issuer_at
from pipeline.parsing.lexicon import rule
from pipeline.parsing.mentions import Mention
from pipeline.parsing.passage import ACTS, Passage, TypeWord
from pipeline.parsing.planned import REACH, may_be_name, only_planned
from pipeline.parsing.titles import title_at

LAST = 3
"""Of the `của` in a name only so many, from its end, can bring its issuer."""
_WORD = re.compile(r"[^\W_]+")
_CLAUSE_START = re.compile(
    r"(?:^|[\n.:?!…])\s*(?:[-+*•]+|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ][.)]|[IVX]{1,5}[.)])?[\s*“\"-]*$"
)
_BY = re.compile(r"\s(?:của|do)\s")
_OPENER = re.compile(r"\s(?:về việc|về|v/v|phê duyệt|ban hành|quy định)\s", re.IGNORECASE)
_CODE_CONTEXT = re.compile(
    r"(?:theo|tại|thực hiện|của|với|trong|bởi|vi phạm|theo đúng|đúng|và|các)\s[“\"*]{0,2}$", re.IGNORECASE
)
_NEVER = frozenset({"dự án", "phương án", "lệnh", "sắc lệnh", "hợp đồng", "biên bản", "giấy mời", "giấy giới thiệu"})
_PARTY_TYPES = frozenset({"nghị quyết", "kết luận", "chỉ thị", "thông báo"})
_DECREES = {"nghị định": "Chính phủ", "thông tư": None}
_SPANS = ("giai đoạn", "thời kỳ", "nhiệm kỳ", "từ năm")
"""The words before a span of years (rule `cite.many_years`)."""
_CENTRAL = "Ban Chấp hành Trung ương Đảng"


def find_named(passage: Passage, taken: frozenset[int], schemes: frozenset[int]) -> list[Mention]:
    """Every document cited by name, acts left out.

    ``taken`` are the places of type words that head a number, ``schemes`` those of what a numbered
    decision issues by its title (they are that decision).
    """
    found: list[Mention] = []
    end = 0
    planned: dict[int, bool] = {}
    for nth, word in enumerate(passage.types):
        if word.type in ACTS or word.type in _NEVER or not _candidate(passage, word):
            continue
        if word.start in taken or word.start in schemes or only_planned(passage, nth, planned):
            continue
        if word.start < end and word.kind != "rule":
            continue
        mention = _named(passage, word)
        if mention is not None:
            found.append(mention)
            end = mention.end
    return found


def _candidate(passage: Passage, word: TypeWord) -> bool:
    """A cheap look before the rules: in lower case only a plan with its span of years is a name."""
    if word.capital:
        return True
    return word.kind == "plan" and any(passage.low.find(said, word.end, word.end + REACH) >= 0 for said in _SPANS)


def _named(passage: Passage, word: TypeWord) -> Mention | None:
    _, limit = passage.paragraph(word.start)
    if word.end >= limit:
        return None
    if word.type in _PARTY_TYPES and word.capital:
        meeting = _meeting(passage, word, limit)
        if meeting is not None:
            return meeting
    if not may_be_name(passage, word):
        return None
    if word.kind in {"plan", "code"}:
        if passage.text[word.start : word.end].isupper():
            return None  # the heading of an appendix or of the document itself
        issued = _issued(passage, word, limit) if word.capital and _BY.match(passage.text, word.end, limit) else None
        return issued or _titled(passage, word, limit)
    return (_issued(passage, word, limit) or _decree(passage, word, limit)) if word.capital else None


def _decree(passage: Passage, word: TypeWord, limit: int) -> Mention | None:
    """`theo Nghị định về …`: a decree or circular by its title."""
    text = passage.text
    opener = _OPENER.match(text, word.end, limit)
    before = text[max(0, word.start - 12) : word.start]
    if word.type not in _DECREES or not opener or opener[0].strip().lower() not in {"về", "về việc"}:
        return None
    title = title_at(passage, opener.end(), limit, frozenset())
    if title is None or not rule("citations", "cite.decree_name").pattern.search(before):
        return None
    if len(_WORD.findall(text[title[0] : title[1]])) < 4:
        return None
    return Mention(
        start=word.start,
        end=title[2],
        type=word.type,
        rule="form.decree_name",
        core_end=word.end,
        name=(word.start, title[2]),
        title=(opener.start(), title[2]),
        issuer=_DECREES[word.type],
    )


def _meeting(passage: Passage, word: TypeWord, limit: int) -> Mention | None:
    """`Nghị quyết Đại hội … lần thứ X`, `Nghị quyết Trung ương 9 khóa XIV`."""
    text = passage.text
    for identifier in ("cite.congress", "cite.plenum"):
        match = rule("citations", identifier).pattern.match(text, word.end + 1, min(limit, word.end + REACH))
        if match is None:
            continue
        end = match.end()
        while text[end - 1] in " ,":
            end -= 1
        issuer = " ".join(match["issuer"].split())
        if identifier == "cite.plenum" and not re.search(r"Hội nghị|Ban Chấp hành|BCH", issuer):
            issuer = _CENTRAL
        name_end, title = end, None
        opener = _OPENER.match(text, end, limit)
        if opener:
            found = title_at(passage, opener.end(), limit, frozenset())
            if found is not None:
                name_end, title = found[2], (opener.start(), found[2])
        return Mention(
            start=word.start,
            end=name_end,
            type=word.type,
            rule=identifier.replace("cite.", "form."),
            core_end=end,
            name=(word.start, name_end),
            title=title,
            issuer=issuer,
            stated=True,
        )
    return None


def _issued(passage: Passage, word: TypeWord, limit: int) -> Mention | None:
    """`Nghị quyết của Quốc hội về việc …`, `Tờ trình ngày … của Sở …`: an office and a title or a day."""
    text = passage.text
    position, issuer, day = word.end, None, None
    for _ in range(2):
        by = _BY.match(text, position, limit)
        if by and issuer is None:
            issuer = issuer_at(text, by.end(), limit, passage.abbreviations)
            if issuer is None:
                return None
            position = issuer.end
        for found in scan_dates(text, position, min(limit, position + 44))[:1]:
            if text[position : found.start].strip(" ,").lower() in {"", "ngày"} and day is None and found.day:
                day = found
                position = found.end
    opener = _OPENER.match(text, position, limit)
    title = title_at(passage, opener.end(), limit, frozenset()) if opener else None
    words = _WORD.findall(text[title[0] : title[1]]) if title else []
    if issuer is None or not ((title and len(words) >= 3) or (day is not None and day.value is not None)):
        return None
    if not _one_office(issuer):
        return None
    end = title[2] if title else position
    return Mention(
        start=word.start,
        end=end,
        type=word.type,
        rule="form.issued_name",
        core_end=position,
        name=(word.start, end),
        title=(opener.start(), end) if opener and title else None,
        issuer=issuer.name,
        stated=True,
        issued_on=day.value if day else None,
        year=day.year if day else None,
    )


def _one_office(issuer: Issuer) -> bool:
    """True for the name of one office or place, not for `tỉnh` or `các sở`."""
    if " " not in issuer.name and issuer.name[0].islower():
        return False
    return issuer.name[0].isupper() or issuer.name.split()[0] in {
        "quận",
        "huyện",
        "tỉnh",
        "thành",
        "thị",
        "phường",
        "xã",
    }


def _titled(passage: Passage, word: TypeWord, limit: int) -> Mention | None:
    """A plan or a code by its title."""
    text = passage.text
    left, _ = passage.paragraph(word.start)
    limit = min(limit, word.end + REACH)
    before = text[max(left, word.start - 40) : word.start]
    quoted = before.endswith(("“", '"', "“*", "*“"))
    if quoted:
        return _quoted(passage, word, limit) if word.capital else None
    stop = rule("citations", "cite.name_stop").pattern.search(text, word.end, limit)
    clause_end = stop.start() if stop else limit
    span = rule("citations", "cite.span").pattern.search(text, word.end, clause_end)
    if span and _breaks(passage, word.end, span.start(), word.kind):
        span = None
    if span:
        end = span.end()
        place = rule("citations", "cite.span_tail").pattern.match(text, end, limit)
        end = place.end() if place else end
    else:
        end = _first_break(passage, word, clause_end)
    own_words = _content(passage, word.end, span.start() if span else end)
    every = rule("citations", "cite.every_one").pattern
    anyone = every.search(text[word.end : end] + " ")
    if anyone and (word.kind == "plan" or word.end + anyone.end() >= end):
        return None
    if every.match(text, end, limit):
        return None
    by, inner = _BY.match(text, end, limit), None
    issuer = issuer_at(text, by.end(), limit, passage.abbreviations) if by else None
    if issuer is None and not span:
        inner = _inner_issuer(passage, word, end)
        if inner is not None:
            issuer, end = inner
            own_words = _content(passage, word.end, end)
    if issuer is not None and not _one_office(issuer):
        issuer = None
    at_start = _CLAUSE_START.search(text[max(0, word.start - 12) : word.start]) is not None or word.start == left
    if not _accept(passage, word, own_words, span[0] if span else None, at_start, issuer):
        return None
    return Mention(
        start=word.start,
        end=issuer.end if issuer else end,
        type=word.type,
        rule="form.plan_years" if span else "form.plan_name",
        core_end=end,
        name=(word.start, end),
        issuer=issuer.name if issuer else None,
        stated=issuer is not None,
    )


def _content(passage: Passage, start: int, end: int) -> list[str]:
    """The words of a stretch, abbreviations opened."""
    return _WORD.findall(open_all(passage.text[start:end], passage.abbreviations))


def _quoted(passage: Passage, word: TypeWord, limit: int) -> Mention | None:
    """A name that stands whole between quotation marks."""
    text = passage.text
    closing = re.compile(r"[”\"\n]").search(text, word.end, limit)
    if closing is None or closing[0] == "\n":
        return None
    end = closing.start()
    while text[end - 1] in " *.,":
        end -= 1
    if len(_WORD.findall(text[word.end : end])) < 3:
        return None
    return Mention(
        start=word.start,
        end=end,
        type=word.type,
        rule="form.quoted_name",
        core_end=end,
        name=(word.start, end),
    )


def _breaks(passage: Passage, start: int, end: int, kind: str) -> bool:
    """True where a comma ends the name before its years: another kind of document or a clause follows."""
    text = passage.text
    if end - start > 170:
        return True
    for match in re.compile(r",\s").finditer(text, start, end):
        if text[match.end() : match.end() + 1].isupper() or passage.types_between(match.end(), match.end() + 1):
            return True
    return any(text[word.start - 4 : word.start] == " và " for word in passage.types_between(start, end))


def _first_break(passage: Passage, word: TypeWord, end: int) -> int:
    """Where a name without years ends: a plan's at a comma, a code's at one before a capital or a type."""
    text = passage.text
    for match in re.compile(r",\s?| và (?=[A-ZĐ])").finditer(text, word.end, end):
        after = match.end()
        if word.kind == "plan" or text[after : after + 1].isupper() or passage.types_between(after, after + 1):
            end = match.start()
            break
    for other in passage.types_between(word.end, end):
        if text[other.start - 4 : other.start] == " và ":
            end = min(end, other.start - 4)
    while end > word.end and text[end - 1] in " ,-*":
        end -= 1
    return end


def _inner_issuer(passage: Passage, word: TypeWord, end: int) -> tuple[Issuer, int] | None:
    """An office at the end of a name without years (`Đề án … của Bộ Nội vụ`): issuer, end of the name."""
    for by in list(_BY.finditer(passage.text, word.end, end))[-LAST:]:
        issuer = issuer_at(passage.text, by.end(), end, passage.abbreviations)
        if issuer is not None and issuer.end >= end - 1 and issuer.name[0].isupper() and _one_office(issuer):
            return issuer, by.start()
    return None


def _accept(
    passage: Passage, word: TypeWord, words: list[str], span: str | None, at_start: bool, issuer: Issuer | None
) -> bool:
    """True where the words behind a type word make it a document's name."""
    if not words:
        return False
    text = passage.text
    if rule("citations", "cite.no_title_after").pattern.match(text, word.end + 1) and not (span and issuer):
        return False
    many = span is not None and rule("citations", "cite.many_years").pattern.search(span) is not None
    national = rule("citations", "cite.national").pattern.match(text, word.end + 1) is not None
    if word.kind == "code":
        if not word.capital or (at_start and span is None):
            return False
        if word.type == "điều lệ":
            return words[0][0].isupper()
        before = text[max(0, word.start - 24) : word.start]
        if word.type == "quy định":
            return len(words) >= 5 and _CODE_CONTEXT.search(before) is not None
        # `Quy chế thi`, `Quy chế chi tiêu nội bộ` are what every office has.
        return len(words) >= (4 if "quy tắc" in word.type else 5)
    if not word.capital:
        return many and len(words) >= 4 and word.type != "quy hoạch"
    if many:
        return len(words) >= 2
    if national and not at_start:
        return len(words) >= 4
    if span is not None:
        return len(words) >= 2 and not at_start and word.type != "quy hoạch"
    if at_start:
        return False
    if word.type in {"đề án", "chiến lược"}:
        return len(words) >= 3 and (words[0][0].isupper() or len(words) >= 4)
    if word.type == "chương trình":
        return len(words) >= 3 and (words[0][0].isupper() or issuer is not None)
    return word.type.startswith("chương trình") and issuer is not None
