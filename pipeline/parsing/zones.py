"""Zones: what every line of a document is for (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II).

Heading, title and addressees stand at the top, Nơi nhận and the signing block close the text,
appendices follow. Reading named the geometry of lines; here their words decide, so that a text
without layout, columns read across one another and a stripped web page come out the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.pages import LineKind, Page
from pipeline.parsing import documents, foot_lines
from pipeline.parsing.casing import shouted
from pipeline.parsing.facts import Zone, Zones
from pipeline.parsing.shape import ANCHORS, Role, bare, is_site_line, matches, pieces
from pipeline.parsing.text import Text, TextLine
from pipeline.parsing.title import is_type_line, title_end

_TOP = 60
"""So many lines may stand above the type: heading, stamps, a web page's navigation."""
_HEADING_GAP = 12
"""So many lines without a heading's word may stand between two of a heading's lines."""
_NAME_LINES = 14
"""So many lines may stand between a line of the issuer's name and the type."""
_LONG = 160
_PAGE_NUMBER = re.compile(r"\W*(?:(?:page|trang)\W*)?\d{0,3}\W*")


@dataclass(frozen=True, slots=True)
class Top:
    """The places (in the flow) of heading, title and addressees at a document's top.

    The heading is ``start`` to ``type_line`` (or ``body`` without one), the title block
    ``type_line`` to ``address`` and the addressees ``address`` to ``body``.
    """

    start: int
    type_line: int | None
    title: tuple[int, ...]
    address: int
    body: int
    anchored: bool
    """Quốc hiệu, a number or a date stands there: the top of a document, not of an article."""


def find_zones(text: Text) -> Zones:
    """The zone of every line of the text."""
    flow = text.flow
    of = [Zone.APART if line.apart else Zone.BODY for line in text.lines]
    top = find_top(flow)
    foot = foot_lines.find_foot(flow, top.body)
    if _is_article(flow, top, foot):
        return Zones(tuple(_article(flow, of)), article=True)
    _set(of, flow, top.start, top.type_line if top.type_line is not None else top.address, Zone.HEADING)
    if top.type_line is not None:
        _set(of, flow, top.type_line, top.address, Zone.TITLE)
    _set(of, flow, top.address, top.body, Zone.ADDRESS)
    _set(of, flow, 0, top.start, Zone.OUTSIDE)
    after = len(flow)
    if foot is not None:
        _set(of, flow, foot[0], foot[1], Zone.FOOT)
        after = foot[1]
        _set(of, flow, after, len(flow), Zone.APPENDIX)
    else:
        appendix = next((i for i in range(top.body, len(flow)) if _appendix_alone(flow, i)), len(flow))
        _set(of, flow, appendix, len(flow), Zone.APPENDIX)
    _set_site_tail(of, flow, after if foot is not None else max(top.body, len(flow) - _TOP))
    _set_page_numbers(of, flow)
    for line in flow:
        if line.line.kind is LineKind.NOTE:
            of[line.index] = Zone.NOTE
        elif of[line.index] is not Zone.OUTSIDE and _is_apart(line):
            of[line.index] = Zone.APART
    return Zones(tuple(of))


def find_top(flow: Sequence[TextLine]) -> Top:
    """Where heading, title and addressees of a document stand in the flow of its lines."""
    last_anchor = -1
    numbered = False
    first_anchor: int | None = None
    type_line: int | None = None
    for at in range(min(len(flow), _TOP)):
        line = flow[at]
        roles = {piece.role for piece in pieces(line)}
        if roles & ANCHORS:
            last_anchor = at
            first_anchor = at if first_anchor is None else first_anchor
            if type_line is None and is_type_line(line, anchored=True) is None:
                continue
        numbered = numbered or Role.NUMBER in roles
        if is_type_line(line, anchored=first_anchor is not None) is not None and (numbered or not _in_name(flow, at)):
            type_line = at
            break
        if Role.ADDRESS in roles:
            break
        if _is_text(line) and (first_anchor is None or at - last_anchor > 2 or _opens(line)):
            break
        if first_anchor is not None and at - last_anchor > _HEADING_GAP:
            break
    anchored = first_anchor is not None
    if type_line is not None:
        start = _start(flow, type_line, first_anchor)
        end, title = title_end(flow, type_line)
        return Top(start, type_line, title, end, _address_end(flow, end), anchored)
    if not anchored:
        address = _find_address(flow, 0)
        if address is not None:
            return Top(0, None, (), address, _address_end(flow, address), False)
        return Top(0, None, (), 0, 0, False)
    start = _start(flow, last_anchor + 1, first_anchor)
    end = _subject_end(flow, last_anchor)
    address = _find_address(flow, end)
    end = end if address is None else address
    return Top(start, None, (), end, _address_end(flow, end), True)


def _in_name(flow: Sequence[TextLine], at: int) -> bool:
    """True for a line of the issuer's name that looks like a type (`PHÒNG TÀI CHÍNH / KẾ HOẠCH`).

    The number stands below it, and below that the type itself or the subject of a công văn.
    """
    numbered = False
    for line in flow[at + 1 : at + _NAME_LINES]:
        if _is_text(line):
            return False
        roles = {piece.role for piece in pieces(line)}
        if numbered and (roles & {Role.SUBJECT, Role.ADDRESS} or is_type_line(line, anchored=True) is not None):
            return True
        numbered = numbered or Role.NUMBER in roles
    return False


def _start(flow: Sequence[TextLine], end: int, anchor: int | None) -> int:
    """The heading's first line: behind a web page's navigation, above the issuer's name."""
    start = end if anchor is None else min(anchor, end)
    steps = 0
    while start > 0 and steps < 8:
        line = flow[start - 1]
        if is_site_line(line.string) or _is_text(line):
            break
        start -= 1
        steps += 1
    return start if any(is_site_line(line.string) for line in flow[:start]) else 0 if start <= 8 else start


def _subject_end(flow: Sequence[TextLine], last: int) -> int:
    """The end of a công văn's heading: its `V/v …` may run on below the last word of the heading."""
    end = last + 1
    subject = any(piece.role is Role.SUBJECT for line in flow[max(0, last - 6) : end] for piece in pieces(line))
    steps = 0
    while subject and end < len(flow) and steps < 5:
        line = flow[end]
        roles = {piece.role for piece in pieces(line)}
        if Role.ADDRESS in roles or _is_text(line) or _opens(line) or matches("zones", "label", bare(line.string)):
            break
        if len(line.string) > 70 and line.line.kind is not LineKind.LEFT:
            break
        end += 1
        steps += 1
    while end < len(flow) and {piece.role for piece in pieces(flow[end])} <= {Role.SEPARATOR, Role.BANNER, Role.MARK}:
        end += 1
    return end


def _find_address(flow: Sequence[TextLine], start: int) -> int | None:
    """The line of `Kính gửi` within a few lines."""
    for at in range(start, min(len(flow), start + 6)):
        if any(piece.role is Role.ADDRESS for piece in pieces(flow[at])):
            return at
    return None


def _address_end(flow: Sequence[TextLine], start: int) -> int:
    """The end of `Kính gửi` and its list; `start` where there is none."""
    if start >= len(flow) or not any(piece.role is Role.ADDRESS for piece in pieces(flow[start])):
        return start
    end = start + 1
    while end < len(flow) and end - start < 40:
        line = flow[end]
        plain = bare(line.string).strip(" *_")
        dash = bool(matches("foot", "dash", plain))
        before = flow[end - 1].string.rstrip(" *_")
        open_end = before.endswith((",", ":", " và")) or not before.endswith((".", ";", ":"))
        small = line.string.strip(" *_")[:1].islower()
        if matches("zones", "label", plain) or (_opens(line) and not dash) or len(line.string) > _LONG * 2:
            break
        if dash or (small and open_end) or (before.endswith((",", ";", ":")) and len(line.string) <= _LONG):
            end += 1
            continue
        if end == start + 1 and re.fullmatch(r"k[il1]nh\s{0,2}g[uo]i\W*", bare(before).strip(" *_")):
            end += 1
            continue
        break
    return end


def _is_text(line: TextLine) -> bool:
    """True for a line of running text: long, or a labelled unit."""
    plain = bare(line.string)
    if matches("zones", "label", plain) or plain.startswith("can cu "):
        return True
    return len(line.string) > _LONG and not shouted(line.string)


def _opens(line: TextLine) -> bool:
    return bool(matches("zones", "opener", bare(line.string).strip(" *_"))) and not shouted(line.string)


def _appendix_alone(flow: Sequence[TextLine], at: int) -> bool:
    """True for an appendix' head in a text without a foot: `PHỤ LỤC` in capitals on its own."""
    string = flow[at].string
    return len(string) <= 80 and shouted(string) and bare(string).strip(" *_").startswith(("phu luc", "mau so"))


def _is_apart(line: TextLine) -> bool:
    """True for the banner of a digital signature that reading left in the flow."""
    return bool(matches("foot", "banner", bare(line.string).strip(" *_")))


def _is_article(flow: Sequence[TextLine], top: Top, foot: tuple[int, int] | None) -> bool:
    """True for a web page or press item about a document: no heading, no foot, and its own opening."""
    if top.anchored or top.type_line is not None or foot is not None or not flow:
        return False
    texts = [line for line in flow if not is_site_line(line.string)]
    # The headline and the two paragraphs behind it tell that a document was issued.
    opening = [bare(line.string)[:400] for line in texts[:5] if len(line.string) > 60]
    told = any(matches("zones", "article", plain) for plain in opening)
    timed = any(matches("zones", "article_time", plain) for plain in opening)
    site = len(texts) < len(flow)
    return told and (timed or site)


def _article(flow: Sequence[TextLine], of: Sequence[Zone]) -> list[Zone]:
    """The zones of an article: its headline is the title, the page's furniture is outside."""
    zones = list(of)
    begin = 0
    while begin < len(flow) and is_site_line(flow[begin].string):
        zones[flow[begin].index] = Zone.OUTSIDE
        begin += 1
    end = begin
    while end < len(flow) and end - begin < 3 and not is_site_line(flow[end].string) and _headline(flow, begin, end):
        zones[flow[end].index] = Zone.TITLE
        end += 1
    while end < len(flow) and is_site_line(flow[end].string):
        zones[flow[end].index] = Zone.OUTSIDE  # its date and time, below the headline
        end += 1
    _set_site_tail(zones, flow, end)
    for line in flow[end:]:
        if line.line.kind is LineKind.NOTE:
            zones[line.index] = Zone.NOTE
        elif is_site_line(line.string):
            zones[line.index] = Zone.OUTSIDE
    return zones


def _headline(flow: Sequence[TextLine], begin: int, at: int) -> bool:
    line = flow[at]
    if at == begin and len(line.string) <= _LONG and not line.string.rstrip().endswith("."):
        return True  # it may tell what the article tells (`Huyện X ban hành kế hoạch …`)
    if len(line.string) > _LONG or matches("zones", "article", bare(line.string)):
        return False
    if at == begin:
        return True
    before = flow[at - 1]
    return before.line.paragraph is not None and before.line.paragraph == line.line.paragraph


def _set_site_tail(of: list[Zone], flow: Sequence[TextLine], start: int) -> None:
    """A web page's comments and links behind the text: from the first such line that nothing follows."""
    for at in range(start, len(flow)):
        if flow[at].line.kind is LineKind.TABLE or not is_site_line(flow[at].string):
            continue  # a bare date in a cell is a deadline
        rest = flow[at:]
        # Behind it stand only short lines: no part of the document.
        short = all(len(line.string) <= _LONG and line.line.kind is not LineKind.TABLE for line in rest)
        if short and len(rest) <= _TOP:
            for line in rest:
                of[line.index] = Zone.OUTSIDE
            return


def _set_page_numbers(of: list[Zone], flow: Sequence[TextLine]) -> None:
    """Page numbers that a text's maker left behind the foot (`PAGE 9`) are no part of the document."""
    tail = len(flow)
    while tail > 0 and len(flow) - tail < 12 and _PAGE_NUMBER.fullmatch(bare(flow[tail - 1].string)):
        tail -= 1
    if tail < len(flow) and tail and of[flow[tail - 1].index] is Zone.FOOT:
        _set(of, flow, tail, len(flow), Zone.APART)


def _set(of: list[Zone], flow: Sequence[TextLine], start: int, end: int, zone: Zone) -> None:
    for line in flow[start:end]:
        of[line.index] = zone


def split_documents(pages: Sequence[Page]) -> tuple[tuple[int, int], ...]:
    """The documents that a file binds, as half-open ranges of page indices (`documents.split_documents`)."""
    return documents.split_documents(pages)
