"""The lines of a document's foot: where it begins and ends, and what each piece of it is.

Left stands Nơi nhận, right the signing block (Nghị định 30/2020/NĐ-CP, Phụ lục I mục 7 and 9). In a
text without layout both share lines (`- UBND tỉnh; PHÓ CHỦ TỊCH`), so these are cut.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from pipeline.pages import LineKind
from pipeline.parsing.casing import shouted
from pipeline.parsing.shape import Role, bare, is_site_line, mark, matches
from pipeline.parsing.shape import pieces as heading_pieces
from pipeline.parsing.signatories import EDGE, UP, is_office, office_words, person
from pipeline.parsing.text import Span, TextLine

_MAX_FOOT = 150
"""A foot has no more lines: what goes on longer was taken for one."""
_NEAR = 14
"""So many lines may stand between the signing office and the signer's name."""
_LONG = 220


class Part(StrEnum):
    """What a piece of a foot is."""

    RECIPIENTS = "recipients"
    """The word `Nơi nhận`."""
    DASH = "dash"
    """A recipient behind a dash."""
    ARCHIVE = "archive"
    """`Lưu: …`, with its dash or without."""
    AUTHORITY = "authority"
    """`TM. …`, `KT. …`, `TL. …`."""
    OFFICE = "office"
    SIGNED = "signed"
    PERSON = "person"
    BANNER = "banner"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FootPiece:
    """A piece of a foot's line: its span in the document's text and its words."""

    start: int
    end: int
    string: str
    line: int
    part: Part
    side: LineKind

    @property
    def span(self) -> Span:
        """Where it stands in the document's text."""
        return self.start, self.end


# --- pieces -----------------------------------------------------------------------------------------

_AUTHORITY_INSIDE = re.compile(
    rf"(?<=[\s;:.,)])(?=(?:T\s?/?\s?[ML]|K\s?/?\s?T|TUQ|T/UQ|Q)\s?[./]{{1,2}}\s?[{UP}]{{2,}})|(?<=[\s:])(?=(?:kt|tm|tl|tuq)\.\s)"
)
_SIGNED_INSIDE = re.compile(r"(?<=[\s;.,)])(?=\(\s?(?:đã|Đã|ĐÃ)\s+(?:ký|kí|Ký|KÝ))")
_LETTER = re.compile(r"\w")
_LOUD_END = re.compile(rf"\s((?:[{UP}]{{2,}}\s){{1,5}}[{UP}]{{2,}})$")
_BREAK = re.compile(r"[;:.)]\s+|\s{2,}|(?<=:)\s*")


def cut(line: TextLine) -> tuple[FootPiece, ...]:
    """The pieces of a foot's line in order, Markdown marks and blanks around them left out."""
    return tuple(
        FootPiece(line.start + start, line.start + end, line.string[start:end], line.index, part, line.line.kind)
        for start, end, part in _cut(line.string, line.line.kind is LineKind.RIGHT)
    )


def parts_of(line: TextLine) -> frozenset[Part]:
    """What the pieces of a foot's line are."""
    return _parts(line.string, line.line.kind is LineKind.RIGHT)


@functools.lru_cache(maxsize=1 << 11)
def _parts(string: str, right: bool) -> frozenset[Part]:
    return frozenset(part for _, _, part in _cut(string, right))


@functools.lru_cache(maxsize=1 << 11)  # where the foot stands is asked of the same lines again and again
def _cut(string: str, right: bool) -> tuple[tuple[int, int, Part], ...]:
    """Where the pieces of a line begin and end in it, and what they are."""
    plain = bare(string)
    head = _recipients_head(string, plain)
    borders = {0, len(string)}
    if head:
        borders |= {head.end()}
    borders |= {match.start() for match in _AUTHORITY_INSIDE.finditer(string)}
    borders |= {match.start() for match in _SIGNED_INSIDE.finditer(string)}
    borders |= _behind(string)
    edges = sorted(borders)
    found: list[tuple[int, int, Part]] = []
    for start, end in pairwise(edges):
        while start < end and string[start] in EDGE:
            start += 1
        while end > start and string[end - 1] in EDGE:
            end -= 1
        if start < end and _LETTER.search(string, start, end):
            piece = string[start:end]
            part = Part.RECIPIENTS if head and start < head.end() else part_of(piece)
            if part is Part.DASH and right and (who := person(piece)) is not None and who.known:
                part = Part.PERSON  # a stroke of the signature, read as a dash
            found.append((start, end, part))
    return tuple(found)


def _recipients_head(string: str, plain: str) -> re.Match[str] | None:
    """The match of `Nơi nhận`; None for a sentence about where something is received."""
    match = matches("foot", "recipients", plain)
    if match is None or match[0].rstrip().endswith((":", ";", ".", ",")):
        return match
    return None if string[match.end() :].strip(EDGE)[:1].islower() else match


def _behind(string: str) -> set[int]:
    """Where an office or a name stands behind a recipient on the same line."""
    words = string.strip(EDGE)
    listed = matches("foot", "dash", words) or ";" in words or words.lower().startswith("lưu")
    if not listed or _is_authority(words, bare(words)):
        return set()
    for match in _BREAK.finditer(string):
        tail = string[match.end() :].strip(EDGE)
        found = person(tail) if tail else None
        if tail and ((found is not None and found.known) or (is_office(tail) and shouted(tail))):
            return {match.end()}
    # `- Các sở, ban, ngành PHÓ CHỦ TỊCH`: only capitals tell where the office begins.
    loud = _LOUD_END.search(string)
    if loud and is_office(loud[1]):
        return {loud.start(1)}
    return set()


def part_of(string: str) -> Part:
    """What a piece of a foot is, by its words alone."""
    plain = bare(string)
    if matches("foot", "banner", plain):
        return Part.BANNER
    if _recipients_head(string, plain):
        return Part.RECIPIENTS
    if matches("foot", "signed", plain):
        return Part.SIGNED
    if _is_authority(string, plain):
        return Part.AUTHORITY
    dash = matches("foot", "dash", string)
    rest = plain[dash.end() :] if dash else plain
    if matches("foot", "archive", rest) and not rest.startswith("luu y"):
        return Part.ARCHIVE
    if dash:
        return Part.DASH
    if is_office(string):
        return Part.OFFICE
    if not string.rstrip().endswith((";", ",", ":")) and person(string) is not None:
        return Part.PERSON
    return Part.OTHER


def _is_authority(string: str, plain: str) -> bool:
    match = matches("foot", "authority", plain) or matches("foot", "authority_bare", plain)
    if match is None or len(string) > 120 or ";" in string:
        return False
    rest = string[match.end() :]
    return shouted(rest) or office_words(rest) or bare(rest).startswith(("uy ban", "ubnd", "ban ", "hoi dong"))


# --- the foot's place ------------------------------------------------------------------------------


def find_foot(flow: Sequence[TextLine], start: int) -> tuple[int, int] | None:
    """The places in the flow where the foot begins and ends; None where there is none.

    The first foot behind `start` counts: what follows are appendices and their forms.
    """
    for at in range(start, len(flow)):
        line = flow[at]
        if len(line.string) > _LONG:
            continue
        found = cut(line)
        parts = parts_of(line)
        if line.line.kind is LineKind.TABLE and not parts & {Part.RECIPIENTS}:
            continue
        first = found[0].part if found else None
        if first is Part.RECIPIENTS and _lists(flow, at):
            begin = _backwards(flow, at, start)
            return begin, _end(flow, begin)
        if Part.AUTHORITY in parts and _signed_soon(flow, at):
            return at, _end(flow, at)
        if first is Part.OFFICE and shouted(line.string) and _signed_soon(flow, at) and _closes(flow, at):
            return at, _end(flow, at)
        if first is Part.ARCHIVE and at > start and _archive_alone(flow, at):
            begin = _dashes_before(flow, at, start)
            return begin, _end(flow, begin)
    return None


def _lists(flow: Sequence[TextLine], at: int) -> bool:
    """True where `Nơi nhận` is followed by what it announces, not by a sentence."""
    rest = bare(flow[at].string)
    head = matches("foot", "recipients", rest)
    tail = rest[head.end() :].strip(" :.;*_") if head else ""
    if tail and len(tail) > 60 and not parts_of(flow[at]) & {Part.AUTHORITY, Part.OFFICE, Part.PERSON}:
        return ";" in tail or "luu" in tail
    for line in flow[at + 1 : at + 12]:
        if parts_of(line) & {Part.DASH, Part.ARCHIVE, Part.AUTHORITY, Part.OFFICE, Part.PERSON}:
            return True
        if line.string.rstrip().endswith(";"):
            return True
    return bool(tail)


def _signed_soon(flow: Sequence[TextLine], at: int) -> bool:
    """True where a name, a signature's mark, an office or recipients follow the signing authority."""
    for line in flow[at : at + _NEAR]:
        if len(line.string) > _LONG:
            return False
        parts = parts_of(line)
        if parts & {Part.PERSON, Part.SIGNED, Part.RECIPIENTS, Part.BANNER}:
            return True
        if line is not flow[at] and parts & {Part.OFFICE, Part.AUTHORITY}:
            return True
    # A name that a stamp made illegible: the text ends here.
    return len(flow) - at <= 4


def _closes(flow: Sequence[TextLine], at: int) -> bool:
    """True where a bare office may close a text: a person, a signature or the end follows within a few lines."""
    for seen, line in enumerate(flow[at + 1 : at + _NEAR]):
        found = cut(line)
        if any(piece.part in (Part.SIGNED, Part.RECIPIENTS, Part.ARCHIVE) for piece in found):
            return True
        if len(found) == 1 and found[0].part is Part.PERSON:
            return True
        if seen > 7 or len(line.string) > 80:
            return False
    return False


def _archive_alone(flow: Sequence[TextLine], at: int) -> bool:
    """True for a `Lưu: VT` line whose `Nơi nhận` was lost."""
    plain = bare(flow[at].string)
    return bool(re.search(r"luu\s?[:.]?\s?(?:vt|vp|hs|to chuc|tc)\b", plain)) and len(plain) <= 60


def _dashes_before(flow: Sequence[TextLine], at: int, start: int) -> int:
    begin = at
    while begin - 1 > start and at - begin < 40:
        line = flow[begin - 1]
        parts = parts_of(line)
        short = len(line.string) <= 90
        if not (
            short
            and (parts & {Part.DASH, Part.AUTHORITY, Part.OFFICE, Part.SIGNED})
            and line.string.rstrip(EDGE)[-1:] in ";,.:)"
        ):
            break
        begin -= 1
    return begin


def _backwards(flow: Sequence[TextLine], at: int, start: int) -> int:
    """Where a foot begins whose signing block was read before `Nơi nhận`."""
    begin = at
    for back in range(at - 1, max(start, at - _NEAR) - 1, -1):
        line = flow[back]
        if len(line.string) > 90 or line.line.kind is LineKind.TABLE:
            break
        parts = parts_of(line)
        if parts & {Part.AUTHORITY, Part.OFFICE} and not parts & {Part.DASH}:
            begin = back
        elif matches("zones", "closing", bare(line.string)) or line.string.rstrip().endswith((".", ";", ":")):
            break
    return begin


def _end(flow: Sequence[TextLine], begin: int) -> int:
    """The place behind the foot's last line."""
    signed = recipients = archived = False
    person_at: int | None = None
    last = begin
    for at in range(begin, min(len(flow), begin + _MAX_FOOT)):
        line = flow[at]
        parts = parts_of(line)
        own = parts & {Part.DASH, Part.ARCHIVE, Part.AUTHORITY, Part.OFFICE, Part.SIGNED, Part.RECIPIENTS, Part.BANNER}
        if at > begin and _begins_other(flow, at, own=bool(own), signed=signed or person_at is not None):
            break
        done = person_at is not None and (archived or not recipients)
        if done and ((not own and at - last > 3) or is_site_line(line.string)):
            break
        if at > begin and line.page is not flow[last].page and done and not own:
            break
        if done and parts & {Part.DASH} and archived and line.page is not flow[last].page:
            break
        if len(line.string) > _LONG and not own:
            break
        recipients = recipients or Part.RECIPIENTS in parts
        archived = archived or Part.ARCHIVE in parts
        signed = signed or bool(parts & {Part.AUTHORITY, Part.OFFICE, Part.SIGNED})
        if signed and Part.PERSON in parts:
            person_at = at
        if own or Part.PERSON in parts or not done:
            last = at
        elif len(line.string) > 24:
            break
        else:
            last = at if at - (person_at or at) <= 3 else last
    return last + 1


def _begins_other(flow: Sequence[TextLine], at: int, *, own: bool, signed: bool) -> bool:
    """True where an appendix or another document begins."""
    line = flow[at]
    plain = bare(line.string).strip(" *_")
    if any(piece.role is Role.MOTTO for piece in heading_pieces(line)):
        return True
    if own and not (shouted(line.string) and plain.startswith(("phu luc", "bieu", "danh muc", "mau so"))):
        return False
    if mark(line.string):
        return False
    if matches("zones", "appendix", plain) and (
        shouted(line.string) or plain.startswith(("phu luc", "mau so", "bieu so"))
    ):
        return True
    if matches("heading", "issued_with", plain) or matches("zones", "label", plain):
        return signed
    from pipeline.parsing.title import read_type

    found = read_type(line.string)
    return signed and found is not None and shouted(line.string[: found.end]) and len(line.string) <= 120
