"""The type of a document and its trích yếu (Nghị định 30/2020/NĐ-CP, Phụ lục I mục 5, Phụ lục III).

The type is the line in capitals above the trích yếu: one of the closed list of types, whatever OCR
made of its marks. A công văn has none: its `V/v …` under the number is the title.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from pipeline.pages import Align
from pipeline.parsing.casing import shouted
from pipeline.parsing.lexicon import entries, fold_tone, rule
from pipeline.parsing.shape import ANCHORS, Piece, Role, bare, matches, pieces
from pipeline.parsing.text import TextLine

_MAX_LINES = 12
_MAX_CHARACTERS = 900
_FUZZY_FROM = 7
_NOT_ALONE = frozenset({"lệnh", "luật", "hợp đồng", "dự án", "quy hoạch", "chiến lược"})
"""Types whose word in capitals heads other things too: only alone on their line."""


@dataclass(frozen=True, slots=True)
class TypeLine:
    """The type at a line's beginning: `end` is where its words end in the string."""

    type: str
    code: str | None
    end: int
    whole: bool
    """Nothing but the type stands on the line."""
    repaired: bool
    rule: str


@functools.cache
def _types() -> tuple[tuple[str, str, str | None, str], ...]:
    """Bare name, name, code and id, longest first."""
    found = [(bare(e.term), fold_tone(e.term).lower(), e.values.get("code"), e.id) for e in entries("document_types")]
    return tuple(sorted(found, key=lambda row: -len(row[0])))


@functools.cache
def _types_by_letters() -> dict[str, list[tuple[str, str, str | None, str]]]:
    """The types by their first two letters."""
    found: dict[str, list[tuple[str, str, str | None, str]]] = {}
    for row in _types():
        found.setdefault(row[0][:2], []).append(row)
    return found


def _types_of(letters: str) -> Sequence[tuple[str, str, str | None, str]]:
    return _types_by_letters().get(letters, ())


@functools.cache
def _squeezed_types() -> tuple[tuple[str, str, str | None, str], ...]:
    """The types by their letters without blanks."""
    return tuple((name.replace(" ", ""), term, code, identifier) for name, term, code, identifier in _types())


@functools.cache
def _squeezed() -> frozenset[str]:
    return frozenset(target for target, *_ in _squeezed_types())


_LETTER = re.compile(r"\w")
_NO_LETTERS = re.compile(r"[\W_]+")


@functools.lru_cache(maxsize=1 << 11)  # borders, zones and title ask of the same lines
def read_type(string: str) -> TypeLine | None:
    """The type with which a line begins; None if it begins with none.

    Case is not looked at: a caller that needs capitals asks for them. `K Ế  H O Ạ C H` is read, a
    single wrong letter is mended where the type stands alone.
    """
    if len(string) > 400:
        return None
    lead = len(string) - len(string.lstrip(" *_\"“.,:-–'‘’|"))
    words = string[lead:]
    plain = bare(words)
    for name, term, code, identifier in _types_of(plain[:2]):
        if plain.startswith(name) and not plain[len(name) : len(name) + 1].isalnum():
            end = lead + len(name)
            whole = not _LETTER.search(plain, len(name))
            read = " ".join(fold_tone(words[: len(name)]).lower().split())
            if read.startswith("phường ") or (not whole and _marks_apart(read, term) > 1):
                continue  # `PHƯỜNG AN KHÁNH` is no phương án
            return TypeLine(term, code, end, whole, read != term, identifier)
    squeezed = _NO_LETTERS.sub("", plain)
    if not 4 <= len(squeezed) <= 30:
        return None
    loud = shouted(words)
    if not loud and squeezed not in _squeezed():
        return None
    for target, term, code, identifier in _squeezed_types():
        near = loud and len(target) >= _FUZZY_FROM and Levenshtein.distance(squeezed, target, score_cutoff=1) <= 1
        if squeezed == target or near:
            spaced = fold_tone(_NO_LETTERS.sub("", words)).lower() == term.replace(" ", "")
            return TypeLine(term, code, len(string), True, not spaced, identifier)
    return None


def _marks_apart(read: str, term: str) -> int:
    """In how many letters two strings of the same letters differ by their marks."""
    return sum(one != other for one, other in zip(read, term, strict=False))


def is_type_line(line: TextLine, *, anchored: bool) -> TypeLine | None:
    """The type that a line of the heading is: in capitals, or alone on its line below a heading."""
    found = read_type(line.string)
    if found is None:
        return None
    if not found.whole and (found.type in _NOT_ALONE or not _title_follows(line.string[found.end :])):
        return None
    if shouted(line.string[: found.end]):
        return found
    return found if found.whole and anchored and line.string.strip(" *")[:1].isupper() else None


def _title_follows(rest: str) -> bool:
    """True where what stands behind the type may be its trích yếu or its issuer, not a sentence."""
    return shouted(rest) or bool(re.match(r"\s*(?:của|về|v/v|liên tịch|số)\b", rest, re.IGNORECASE))


def title_end(flow: Sequence[TextLine], at: int) -> tuple[int, tuple[int, ...]]:
    """The end of the title block behind the type line `flow[at]`, and the places of the title's lines.

    The block also holds rules of dashes, `(Ban hành kèm theo …)` and the authority in capitals above
    `Căn cứ` (`BỘ TRƯỞNG BỘ …`).
    """
    title: list[int] = []
    length = 0
    closed = False
    bracket = False
    place = at + 1
    first = read_type(flow[at].string)
    rest = flow[at].string[first.end :] if first else ""
    headed = bool(re.search(r"\w", rest)) and not re.match(r"\s*của\b", rest, re.IGNORECASE)
    while place < len(flow) and place - at <= _MAX_LINES:
        line = flow[place]
        found = pieces(line)
        roles = {piece.role for piece in found}
        plain = bare(line.string).strip(" *_")
        if bracket:
            bracket = ")" not in line.string
            place += 1
            continue
        if roles <= {Role.SEPARATOR, Role.BANNER}:
            closed = closed or bool(title)
        elif Role.ISSUED_WITH in roles and plain.startswith(("(", "ban hanh kem", "kem theo")):
            bracket = plain.startswith("(") and ")" not in plain
            closed = True
        elif not closed and _years(title, plain):
            title.append(place)
        elif Role.ADDRESS in roles or _begins_text(line, plain, first=not title and not headed):
            break
        elif roles & (ANCHORS - {Role.SUBJECT, Role.MARK}) and not (title and closed):
            pass  # the right column of the heading, read behind the type
        elif _authority(line, flow, place):
            closed = True
        elif closed or ((title or headed) and _ends(flow, title[-1] if title else at, place, headed=not title)):
            break
        else:
            title.append(place)
            length += len(line.string)
            if length > _MAX_CHARACTERS:
                return at + 1, ()
            if re.search(r"(?<!\.)[.:;]\W{0,3}$", line.string) and not re.search(r"/\.?$", line.string):
                closed = True
        place += 1
    return place, tuple(title)


def _years(title: Sequence[int], plain: str) -> bool:
    """True for the years of a feast in brackets below its name: `(03/02/1930 - 03/02/2030)`, no date of a heading."""
    return bool(title) and re.fullmatch(r"\(\s?[\d/.]{4,10}\s?-\s?[\d/.]{4,10}\s?\)\W{0,2}", plain) is not None


def _begins_text(line: TextLine, plain: str, *, first: bool) -> bool:
    """True where the text itself begins: a label, `Căn cứ`, an opening sentence."""
    # `V/v …` under the type looks like a point `v/`.
    label = matches("zones", "label", plain) and not matches("heading", "subject", plain)
    if label and not (first and shouted(line.string)):
        return True
    if len(line.string) > 320 and not shouted(line.string):
        return True
    if first:
        # `Thực hiện Nghị quyết …` is often the title itself.
        return plain.startswith(("can cu ", "kinh gui")) or (len(plain) > 200 and plain.rstrip().endswith((":", ";")))
    return (
        bool(matches("zones", "opener", plain))
        and not shouted(line.string)
        and line.string.strip(' *_“"-+•')[:1].isupper()
    )


def _ends(flow: Sequence[TextLine], last: int, at: int, *, headed: bool) -> bool:
    """True where the line at a place does not go on with the title."""
    return _announces(flow, at) or not _continues(flow[last], flow[at], headed=headed)


def _announces(flow: Sequence[TextLine], at: int) -> bool:
    """True where the issuer says what it does: `Sở Nội vụ ban hành Kế hoạch … như sau:`, over three lines at most."""
    first = flow[at].string.strip(' *_“"')
    if shouted(first) or not first[:1].isupper():
        return False
    if _SAID.search(bare(first)):
        return True  # `Để thống nhất …, Hiệu trưởng hướng dẫn như sau:` on one line, whoever says it
    if not (_AIMS.match(bare(first)) or rule("heading", "heading.opening").pattern.match(bare(first))):
        return False
    return any(_SAID.search(bare(line.string)) for line in flow[at : at + 3])


_AIMS = re.compile(r"(?:de|nham|truoc|tiep tuc|trien khai|can cu|thuc hien|theo) ")
"""Words with which the sentence opens that leads to the text."""
_SAID = re.compile(r"\b(?:nhu sau|sau day|sau)\s{0,2}:\W{0,3}$")


def _authority(line: TextLine, flow: Sequence[TextLine], place: int) -> bool:
    """True for the issuing authority in capitals above `Căn cứ` (`CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH`)."""
    if not shouted(line.string) or len(line.string) > 120:
        return False
    following = next(
        (flow[i] for i in range(place + 1, min(len(flow), place + 4)) if re.search(r"\w", flow[i].string)), None
    )
    if following is None:
        return False
    plain = bare(following.string).strip(" *_")
    opens = plain.startswith(("can cu", "theo de nghi", "xet ", "thi hanh", "khoa "))
    if not opens:
        # The authority may run over two lines.
        return bool(
            shouted(following.string)
            and len(following.string) <= 120
            and _office(line.string)
            and place + 2 < len(flow)
            and bare(flow[place + 2].string).strip(" *_").startswith(("can cu", "theo de nghi", "xet "))
        )
    return _office(line.string) or _office(flow[place - 1].string)


def _office(string: str) -> bool:
    return bool(matches("heading", "authority_line", bare(string)))


def _continues(before: TextLine, line: TextLine, *, headed: bool) -> bool:
    """True where the title runs on from one line to the next."""
    if shouted(before.string) != shouted(line.string) and not headed and len(line.string) > 8:
        return False
    small = line.string.strip(' *_"“(')[:1].islower()
    centred = line.line.align is Align.CENTER
    if before.line.align is Align.CENTER and line.line.align is not None and not headed:
        return centred or (small and len(line.string) < 90 and not before.string.rstrip().endswith((".", ";")))
    if headed and line.line.align is not None:
        return centred or (shouted(line.string) and shouted(before.string))
    if _gap(before, line):
        # Behind a blank line only what is plainly the same phrase.
        return small or (shouted(line.string) and shouted(before.string))
    return small or len(line.string) <= 90


def _gap(before: TextLine, line: TextLine) -> bool:
    """True where the source marks another paragraph (a blank line, a Word paragraph)."""
    first, second = before.line.paragraph, line.line.paragraph
    return before.page is line.page and first is not None and second is not None and first != second


def type_code(name: str) -> str | None:
    """The decree's code of a type; None for công văn, tin bài and types without one."""
    return next((code for _, term, code, _ in _types() if term == name), None)


def strip_about(title: str) -> str:
    """The title without a leading `V/v`, `Về việc`, `Về` (ANNOTATION.md, title) and final stops."""
    match = matches("heading", "about", bare(title)[:40])
    stripped = title[match.end() :] if match else title
    return stripped.strip(" .;:*_\t")


def title_piece(piece: Piece) -> str:
    """A piece's words without Markdown emphasis."""
    return " ".join(piece.string.replace("*", " ").split())
