"""Who issued a cited document: the body behind `của`, opened and cut where the name ends."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.parsing import bodies
from pipeline.parsing.facts import Abbreviation, Body
from pipeline.parsing.folded import lower
from pipeline.parsing.lexicon import entries, fold_accents, rule
from pipeline.parsing.numbers import Number
from pipeline.parsing.symbols import symbol_bodies
from pipeline.records import Flag

REACH = 180
"""Characters that a body's name may take at most."""
_POST = re.compile(
    r"(?P<post>Bộ trưởng|Thứ trưởng|Giám đốc|Phó Giám đốc|Tổng Giám đốc|Chủ tịch|Cục trưởng|Tổng cục trưởng|Thống đốc|"
    r"Chánh Văn phòng|Trưởng ban|Viện trưởng|Chánh án|Tổng Thanh tra|Thủ trưởng|Hiệu trưởng)\s+"
)
_TERM = re.compile(r",?\s\(?khóa\s[IVXLC]{1,6}\)?$|,?\s\(?khóa\s[IVXLC]{1,6}\)?,.*$")
_COMMITTEE = re.compile(r"(?:Hội nghị .{0,60})?Ban Chấp hành")
_SHORT_UNIT = re.compile(r"(?<!\w)(?:TP|Tp|TX|TT|Q|H|P|X)\.?\Z")
_SHORT_PLACE = re.compile(r"\.?\s?(?P<place>[A-ZĐÂÔƠƯÁẢ][^\W_]*(?: [A-ZĐÂÔƠƯÁẢ][^\W_]*){0,4})")
_COMMITTEE_TERM = re.compile(r",? \(?khóa [IVXLC]{1,6}(?!\w)\)?")
_COUNCIL = re.compile(r"Hội đồng nhân dân|Quốc hội")
_STEERING = re.compile(
    r"(?:(?:Phó )?Trưởng |Chủ tịch |Tổ trưởng )?"
    r"(?:Ban Chỉ đạo|Ban Chỉ huy|Hội đồng(?! nhân dân)|Tổ công tác|Ủy ban Quốc gia)\s",
    re.IGNORECASE,
)
_STEERING_CUT = re.compile(
    r"[;\n“\"*(]|,(?! (?:chống|cứu nạn|chữa cháy) )|\svà (?:các|những|văn bản)(?!\w)|"
    r"\s(?:về|v/v|ban hành|quy định|hướng dẫn|phê duyệt|yêu cầu|ngày)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body's canonical name and where it stands."""

    start: int
    end: int
    name: str
    repaired: bool = False


def issuer_at(
    text: str, position: int, limit: int, abbreviations: Sequence[Abbreviation] = (), *, joint: bool = False
) -> Issuer | None:
    """The issuer whose name begins at a place of a folded text, None where none does.

    Several bodies joined by `và` or a dash are joined by ``; ``; those behind a comma only where
    the document is a joint one (``joint``). A place alone stands for its office as written.
    """
    limit = min(limit, position + REACH)
    meeting = rule("citations", "cite.meeting").pattern.match(text, position, limit)
    if meeting:
        return Issuer(position, meeting.end(), " ".join(meeting["issuer"].split()))
    ministries = rule("citations", "cite.joint_ministries").pattern.match(text, position, limit)
    if ministries:
        return _ministries(text, ministries)
    closed = rule("citations", "cite.closed_issuer").pattern.match(text, position, limit)
    if closed:
        return Issuer(position, closed.end(), " ".join(closed["name"].split()))
    cut = rule("citations", "cite.issuer_cut").pattern.search(text, position, limit)
    end = cut.start() if cut else limit
    bracket = text.find("(", position, end)
    end = bracket if bracket >= 0 else end
    if _STEERING.match(text, position, end):
        # What such a body steers is part of its name, its documents' numbers too.
        cut = _STEERING_CUT.search(text, position, limit)
        end = cut.start() if cut else limit
        while end > position and text[end - 1] in " .":
            end -= 1
        return Issuer(position, end, bodies.canonical(text[position:end], abbreviations))
    window = text[position:end]
    post = _POST.match(window)
    lead = post.end() if post else 0
    found = _leading(window[lead:], tuple(abbreviations))
    if found and found[0].start == 0:
        return _whole(text, limit, _named(window, position, lead, found, joint))
    if post:
        found = _leading(window, tuple(abbreviations))
        if found and found[0].start == 0:
            return _whole(text, limit, _named(window, position, 0, found, joint))
    place = rule("citations", "cite.place_issuer").pattern.match(text, position, end)
    if place:
        return Issuer(position, place.end(), " ".join(place[0].split()))
    return None


@functools.lru_cache(maxsize=4096)
def _leading(window: str, abbreviations: tuple[Abbreviation, ...]) -> tuple[Body, ...]:
    """The bodies with which some words begin; the same few issue what an archive cites."""
    return tuple(bodies.leading(window, abbreviations)[0])


def _named(
    window: str,
    position: int,
    lead: int,
    found: Sequence[Body],
    joint: bool,
) -> Issuer | None:
    taken = [found[0]]
    for body in found[1:]:
        between = window[lead + taken[-1].end : lead + body.start].strip()
        if between not in {"và", "-"} and not joint:
            break
        taken.append(body)
    if any(body.rule == "body.unknown" for body in taken) or lower(window[:4]) == "các ":
        return None
    names = [body.name for body in taken]
    if lead:
        names[0] = " ".join(window[:lead].split()) + " " + names[0]
    names = [_TERM.sub("", name) if _COUNCIL.search(name) else name for name in names]
    repaired = any(Flag.REPAIRED in body.flags for body in taken)
    return Issuer(position, position + lead + taken[-1].end, "; ".join(names), repaired)


def _whole(text: str, limit: int, issuer: Issuer | None) -> Issuer | None:
    """An issuer with what belongs to its name behind a full stop or bracket (`UBND TP. X`, `… (khóa XX)`)."""
    if issuer is None:
        return None
    place = _SHORT_PLACE.match(text, issuer.end, limit) if _SHORT_UNIT.search(text[issuer.start : issuer.end]) else None
    if place:
        return Issuer(issuer.start, place.end(), f"{issuer.name} {' '.join(place['place'].split())}", issuer.repaired)
    named = _COMMITTEE.match(issuer.name) and "khóa" not in issuer.name
    term = _COMMITTEE_TERM.match(text, issuer.end, limit) if named else None
    if term:
        # A Party committee is that of its term (`Ban Chấp hành Đảng bộ tỉnh khóa XX`), a council is not.
        return Issuer(issuer.start, term.end(), f"{issuer.name} {term[0].strip(' ,')}", issuer.repaired)
    return issuer


@functools.cache
def _ministry_names() -> tuple[str, ...]:
    """What follows `Bộ` in the names of ministries, old and new, longest first."""
    names = {
        entry.values["issuer"].removeprefix("Bộ ")
        for entry in entries("symbols")
        if entry.values.get("issuer", "").startswith("Bộ ")
    }
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _ministries(text: str, match: re.Match[str]) -> Issuer | None:
    """`liên Bộ Tài chính - Nội vụ`: each ministry with its `Bộ`."""
    noun = "Sở" if "sở" in lower(text[match.start() : match.start("names")]) else "Bộ"
    place, names = match.start("names"), []
    end = place
    while place < match.end():
        head = re.compile(r"(?:Bộ|Sở)\s").match(text, place)
        place = head.end() if head else place
        name = next((name for name in _ministry_names() if lower(text[place : place + len(name)]) == lower(name)), None)
        if name is None:
            break
        names.append(f"{noun} {name}")
        end = place + len(name)
        joint = re.compile(r"\s?(?:-|,|và|&)\s").match(text, end)
        if joint is None:
            break
        place = joint.end()
    return Issuer(match.start(), end, "; ".join(names)) if names else None


def agrees(number: Number, name: str) -> bool:
    """True where a body's name fits the symbol: its initials begin as the symbol's body does."""
    parts = symbol_bodies(number.symbol)
    if not parts:
        return False
    wanted = "".join(ch for ch in fold_accents(parts[0]).upper() if ch.isalpha())
    words = [word for word in re.findall(r"[^\W\d_]+", name) if lower(word) not in {"và", "của", "về"}]
    initials = "".join(fold_accents(word[0]).upper() for word in words)
    return len(wanted) > 1 and (initials.startswith(wanted) or initials[: len(wanted)] == wanted)


def holds(number: Number, name: str) -> bool:
    """True where a body or its head can have signed a number: the symbol's letters stand in its initials."""
    parts = symbol_bodies(number.symbol)
    if not parts:
        return False
    wanted = "".join(ch for ch in fold_accents(parts[0]).upper() if ch.isalpha())
    words = [word for word in re.findall(r"[^\W\d_]+", name) if lower(word) not in {"và", "của", "về"}]
    initials = "".join(fold_accents(word[0]).upper() for word in words)
    return wanted == "TW" or (len(wanted) > 1 and wanted in initials)
