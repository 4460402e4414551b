"""When two values are the same: the comparisons of the reading guide, and nothing beyond them.

Comparisons ignore case of the first letter, end punctuation, tone placement (`hoá` = `hóa`), kinds of
dash and quote, and runs of spaces. Everything else counts, case and marks included.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

from pipeline.parsing.lexicon import fold_tone

TITLE = 0.93
"""Titles (of the document and of what it cites) are right from this similarity on."""
HEADING = 0.85
"""Section headings, and the first words by which a section is found."""
ACTION = 0.80
"""Two tasks are the same piece of work."""
NAME = 0.90
"""Two documents cited by name are one, if their numbers agree too."""

_KINDS = {ord(ch): "-" for ch in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"}
_KINDS |= {ord(ch): '"' for ch in "“”„‟«»″＂"}
_KINDS |= {ord(ch): "'" for ch in "‘’‚‛‹›′`´"}
_KINDS[ord("…")] = "..."
_END = " .,;:/!?"
_YEAR = re.compile(r"(?<!-)(?<!đến)(?<!đến năm)[\s,(]{1,3}(?:năm\s)?((?:19|20)\d\d)\)?$")
"""Not the end of a span: `giai đoạn 2021 - 2025` and `đến năm 2030` are part of a name."""
_LEAD = re.compile(r"^(?:(?:về\sviệc|về|v/v|ban\shành|quy\sđịnh)\s){1,4}", re.IGNORECASE)
"""Lead words follow one another: `về việc ban hành X`, `quy định về X` and `X` are one title."""
_NUMERAL = re.compile(r"\d+|(?<!\w)[IVXLC]+(?!\w)")
_YEAR_WITHIN = re.compile(r"/(?:19|20)\d\d(?:/|-|$)")


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """The string that is compared instead of `text`; never kept, never shown."""
    folded = fold_tone(" ".join(unicodedata.normalize("NFC", text).translate(_KINDS).split()))
    folded = folded.rstrip(_END)
    for at, ch in enumerate(folded):
        if ch.isalpha():
            return folded[:at] + ch.lower() + folded[at + 1 :]
        if ch.isdigit():
            break
    return folded


def same(one: str | None, other: str | None) -> bool:
    """Equal after `normalise`; None equals None alone."""
    if one is None or other is None:
        return one is other
    return normalise(one) == normalise(other)


def similarity(one: str, other: str) -> float:
    """0..1: 1 less the share of characters to take out or put in, of two normalised strings."""
    return fuzz.ratio(normalise(one), normalise(other)) / 100


def begins(whole: str, opening: str) -> float:
    """0..1: how like `opening` the beginning of `whole` is."""
    head, start = normalise(opening), normalise(whole)
    return fuzz.ratio(head, start[: len(head)]) / 100


def label_key(label: str) -> str:
    """A section's label for comparing: no dot, bracket or case (`PHỤ LỤC I.` = `Phụ lục I`)."""
    return normalise(label).strip(" ()[]-").casefold()


def number_key(number: str) -> str:
    """A document's number for comparing: no spaces, one kind of dash."""
    return normalise(number).replace(" ", "")


def restarts(number: str) -> bool:
    """True for a number without a year in it: every office begins again each year (`93/KH-UBND`)."""
    return _YEAR_WITHIN.search(number_key(number)) is None


def split_name(name: str, type_name: str | None) -> tuple[str, str | None]:
    """A cited title for comparing, and the year that trails it.

    The type's name before it, `về (việc)`, `ban hành`, `quy định` and quotes are taken off: `Luật Đầu
    tư 2020` of type `luật` gives ``("đầu tư", "2020")``.
    """
    bare = normalise(name).replace('"', "").strip()
    if type_name and bare.casefold().startswith(normalise(type_name).casefold() + " "):
        bare = bare[len(normalise(type_name)) :].strip()
    bare = _LEAD.sub("", bare)
    year = _YEAR.search(bare)
    if year:
        bare = bare[: year.start()]
    return normalise(bare), year[1] if year else None


def same_name(one: str, other: str) -> bool:
    """Two bare titles (`split_name`) of one document: alike, and no numeral in one that the other lacks.

    `Đại hội XII` and `Đại hội XIII` are very much alike and two documents.
    """
    if one.casefold() == other.casefold():
        return True
    if sorted(_NUMERAL.findall(one)) != sorted(_NUMERAL.findall(other)):
        return False
    return fuzz.ratio(one.casefold(), other.casefold()) / 100 >= NAME


def same_body(one: str, other: str) -> bool:
    """Two names that can be one body: the words of one stand in the other (`UBND tỉnh`, `UBND tỉnh X`)."""
    first, second = set(normalise(one).casefold().split()), set(normalise(other).casefold().split())
    return first <= second or second <= first
