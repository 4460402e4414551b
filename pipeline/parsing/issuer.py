"""The issuing body from the left column of the heading, and the body above it.

``ỦY BAN NHÂN DÂN / TỈNH BÌNH MINH`` is one body over two lines, ``UBND TỈNH BÌNH MINH / SỞ NỘI VỤ``
two: the lower issues, the upper is its parent (Nghị định 30/2020/NĐ-CP, Phụ lục I mục 2; Hướng dẫn
36-HD/VPTW for the Party's). A department gets the place of its parent: ``Sở Nội vụ tỉnh Bình Minh``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.parsing import bodies, capitals, casing, dictionary, places
from pipeline.parsing.abbreviations import open_all
from pipeline.parsing.facts import Abbreviation, Body
from pipeline.parsing.lexicon import fold_tone, rule
from pipeline.parsing.seat import UNIT_WITHIN, without_crumbs
from pipeline.parsing.shape import Piece, Role, matches
from pipeline.parsing.signatories import UP
from pipeline.parsing.text import Span
from pipeline.records import BodyKind

_MAX_LINES = 12
_GLUED = re.compile(r"[^\W\d_]{4,18}")
_COMMITTEE_SLIP = re.compile(r"^U[B8][NM][UĐ0O](?=\s)")
"""`UBND` with its last letter misread."""
_BOTH_COUNCILS = re.compile(r"(?<=HĐND)\s?[&+-]\s?(?=UBND)")
"""One office serves both (`VĂN PHÒNG HĐND&UBND`)."""
_UNIT_CAPITAL = re.compile(
    rf"(?<=[^\W\d_] )(?:Tỉnh|Thành phố|Quận|Huyện|Thị xã|Xã|Phường|Thị trấn|Đặc khu)(?= (?!Hội )[{UP}\d])"
)
"""A unit's word inside a name written in small letters (`Uỷ ban nhân dân / Huyện Cao Mẫu`)."""
_SPACED_AND = re.compile(r"(?<=\bTH) & (?=THCS\b)|(?<=\bTHCS) & (?=THPT\b)")
"""One school of two levels (`TRƯỜNG TH & THCS`)."""
_LIMITED_GLUED = re.compile(r"(?<=TNHH)(?=MTV)|(?<=MTV)(?=[^\W\d_]{2})")
_MISREAD_T = re.compile(r"(?<!\w)(?:I[^\W\d_]{1,6}|[1¡L][^\W\d_]{1,6})(?!\w)")
"""Words whose first letter may be a misread T (`dictionary.with_t`)."""
_TERM_WORDS = 4
"""So many words of a term may stand on either side of a line's end."""
_TAIL_HEADS = re.compile(r"^(?:thường vụ|chấp hành|việt nam|nước|trung ương|khu vực)\b")
_COMMITTEE = ("ủy ban nhân dân", "ubnd")
_UNIT_ENDS = (" tỉnh", " thành phố", " huyện", " quận")
_COUNCILS = ("ủy ban nhân dân", "hội đồng nhân dân", "ubnd", "hđnd")
_HIGHEST = re.compile(r"^((?:Viện kiểm sát|Tòa án) nhân dân) [Tt]ối$")
_LIMITED = re.compile(r"(?<=Công ty )trách nhiệm hữu hạn(?: một thành viên)?")
_STROKES = re.compile(r"(?:[.'’‘`¬:-]\s?){2,}(?!\w)|(?:[.'’‘`¬:-]\s?){3,}")
"""Strokes of a pen or a line's crumbs between words."""
_NOISE = re.compile(r"[*|_~^=<>©®°•ˆ˜¨¬]+|^[^\w(“”\"-]+|[^\w,&)“”\"-]+$")
_QUOTED = re.compile(r"“([^“”]{2,120})”")
_CAPITAL_INSIDE = re.compile(r"việt nam|hồ chí minh|tổ quốc|đảng|bác hồ")
"""What keeps its capitals inside the quoted name of a movement."""


@dataclass(frozen=True, slots=True)
class Named:
    """A body of the heading in canonical form; ``repaired`` where a slip of OCR was mended."""

    name: str
    spans: tuple[Span, ...]
    repaired: bool = False


def read_bodies(
    pieces: Sequence[Piece], abbreviations: Sequence[Abbreviation] = (), *, read: bool = False
) -> tuple[Named, ...]:
    """The bodies of the heading's left column, the highest first.

    Args:
        pieces: the pieces of the heading that may name a body, in reading order.
        abbreviations: the document's own.
        read: they were recognised with some doubt: marks of known places may be mended.
    """
    groups: list[list[Piece]] = []
    for piece in pieces[:_MAX_LINES]:
        words = _cased(piece.string)
        if not re.search(r"\w{2}", words):
            continue
        if groups and not _opens(words, groups[-1]):
            groups[-1].append(piece)
        elif groups or _head(words) is not None or _named_so(piece):
            groups.append([piece])
    if len(groups) > 1 and _is_unit(groups[0]) and _cased(groups[1][0].string).lower() in _COUNCILS:
        groups[:2] = [[*groups[1], *groups[0]]]  # `THÀNH PHỐ BÌNH MINH / ỦY BAN NHÂN DÂN`: the place stands above
    return tuple(named for group in groups for named in _named(group, abbreviations, read=read))


def _is_unit(group: Sequence[Piece]) -> bool:
    """True for a single line that is the name of a place with its level (`TỈNH BÌNH MINH`)."""
    unit, name = places.split_unit(_cased(group[0].string)) if len(group) == 1 else (None, "")
    return bool(unit and name)


def _cased(string: str) -> str:
    return casing.proper(_words(string), mend=True).string


def _words(string: str) -> str:
    """The words without marks around them; capitals for a line that an old font left without any."""
    words = " ".join(_NOISE.sub(" ", _STROKES.sub(" ", string)).split())
    if words.islower():
        return words.upper()
    words = capitals.without_place(words)
    if casing.shouted(words):
        words = capitals.set_right(without_crumbs(words))
        words = " ".join(re.sub(r"[:`\[\]{}\\]", " ", words).split())
        words = _COMMITTEE_SLIP.sub("UBND", _LIMITED_GLUED.sub(" ", words))
        words = _SPACED_AND.sub("&", _BOTH_COUNCILS.sub(" VÀ ", words))
        words = _t_of_terms(_MISREAD_T.sub(_with_t, words))
        words = re.sub(r"(?<=[^\W\d_]{3})(?=\d{1,2}(?!\w))", " ", words)
        words = _GLUED.sub(lambda match: dictionary.unglue(match[0]) or match[0], words)
    return words


def _with_t(match: re.Match[str]) -> str:
    return dictionary.with_t(match[0])


def _t_of_terms(words: str) -> str:
    """The words with the T that was read as L (`Y LẾ`), where a term of the lexicon comes of it and none is without."""
    tokens = words.split()
    for at, token in enumerate(tokens):
        if token[0] != "L" or len(token) < 2 or fold_tone(token).lower() in dictionary.syllables():
            continue
        made = f"T{token[1:]}"
        before, behind = tokens[max(0, at - 1) : at], tokens[at + 1 : at + 2]
        if _in_a_term(before, made, behind) and not _in_a_term(before, token, behind):
            tokens[at] = made
    return " ".join(tokens)


def _in_a_term(before: Sequence[str], word: str, behind: Sequence[str]) -> bool:
    return any(len(pair) == 2 and casing.is_term(" ".join(pair)) for pair in ([*before, word], [word, *behind]))


def _head(words: str) -> Body | None:
    """The body with which a line begins; None where it begins with none."""
    found, _ = bodies.leading(words[:1].upper() + words[1:])
    return found[0] if found and found[0].kind is not BodyKind.PERSON else None  # `BÀ RỊA` is no `bà`


def _named_so(piece: Piece) -> bool:
    """True for a first line in capitals that opens with no known office: a company, a new kind of body."""
    letters = piece.string.replace(" ", "")
    return (
        piece.role is Role.NAME
        and len(piece.string.split()) >= 2
        and all(ch.isalpha() or ch in "-&.,()" for ch in letters)
        and not matches("heading", "not_body", piece.bare)
    )


def _opens(words: str, group: Sequence[Piece]) -> bool:
    """True where a line opens a body of its own and does not run on from the lines above."""
    above = fold_tone(" ".join(_cased(piece.string) for piece in group)).lower().strip()
    low = fold_tone(words).lower()
    if above.endswith("-") and above.startswith(_COUNCILS) and low.startswith((*_COMMITTEE, "ban ")):
        return True  # a crumb: two committees of one kind issue nothing together, nor a council with its board
    if rule("heading", "heading.incomplete").pattern.search(above):
        return False
    if low == "chủ tịch" and above.startswith(_COUNCILS):
        return True
    # A lone `PHÒNG` is the end of a name (`HẢI / PHÒNG`); organs without a name have two syllables.
    if " " not in low or _TAIL_HEADS.match(low) or _one_word(above, low):
        return False
    head = _head(words)
    office = head is not None and head.start == 0 and head.rule.startswith("head.")
    unit, name = places.split_unit(words)
    if unit and name and not office:  # `Tỉnh Cao Mẫu`, but `Tỉnh ủy` is a body
        return False
    if places.province(words) or low in places.UNITS or (not office and above.endswith(_UNIT_ENDS)):
        return False
    return (head is not None and head.start == 0) or rule("heading", "heading.issuer_head").pattern.match(
        low
    ) is not None


def _one_word(above: str, low: str) -> bool:
    """True where a line break cut a word or term in two (`TRUNG TÂM DỊCH / VỤ NÔNG NGHIỆP`, `TRUNG HỌC / CƠ SỞ`)."""
    if not above or not low or UNIT_WITHIN.search(above):
        return False
    before, behind = above.split()[-_TERM_WORDS:], low.split()[:_TERM_WORDS]
    if any(
        _crosses(before[-back:], behind[:on]) for back in range(2, len(before) + 1) for on in range(1, len(behind) + 1)
    ):
        return True
    return not casing.known_tail(above) and casing.is_term(f"{before[-1]} {behind[0]}")


def _crosses(before: Sequence[str], behind: Sequence[str]) -> bool:
    return casing.is_term(" ".join((*before, *behind)))


def _named(group: Sequence[Piece], abbreviations: Sequence[Abbreviation], *, read: bool) -> list[Named]:
    spans = tuple(piece.span for piece in group)
    words = _paired(" ".join(_words(piece.string) for piece in group))
    if casing.shouted(words) and not any(_syllable_too(token, abbreviations) for token in words.split()):
        words = _opened(words, abbreviations)
    made = casing.proper(words, mend=True, read=read)
    name = bodies.canonical(_QUOTED.sub(_movement, made.string), abbreviations)
    name = re.sub(r"^liên tịch\s+", "", name, flags=re.IGNORECASE)
    name = re.sub(r"(?<!\w)((?:Tổng )?[Cc]ông ty) CP(?= )", r"\1 Cổ phần", name)
    name = re.sub(r"(?<= - )CTCP$", "Công ty Cổ phần", name)
    name = _LIMITED.sub(lambda match: match[0].replace("trách", "Trách").replace("một", "Một"), name)
    name = _UNIT_CAPITAL.sub(lambda match: match[0].lower(), name[:1].upper() + name[1:])
    highest = _HIGHEST.sub(r"\1 tối cao", name)
    misread = any(
        _MISREAD_T.sub(_with_t, piece.string) != piece.string for piece in group if casing.shouted(piece.string)
    )
    slipped = made.repaired or misread or highest != name
    joint = _joint(highest) if not highest.endswith(" - Công ty Cổ phần") else []
    if joint:
        return [Named("; ".join(joint), spans, slipped)]
    return [Named(highest, spans, slipped)] if len(name) >= 2 else []


def _opened(words: str, abbreviations: Sequence[Abbreviation]) -> str:
    """Words in capitals with their abbreviations opened in capitals: `proper` sets all of it in one way."""
    crumbs = {word for word in words.split() if word.islower()}
    opened = open_all(words, abbreviations).split()
    return " ".join(word if word in crumbs else word.upper() for word in opened)


def _syllable_too(token: str, abbreviations: Sequence[Abbreviation]) -> bool:
    """True for an abbreviation that is a syllable as well (`TƯ` in `ĐẦU TƯ`)."""
    return dictionary.is_syllable(token.lower()) and open_all(token, abbreviations) != token


def _paired(words: str) -> str:
    """The words with quotation marks as pairs of their own kind, without any that has no partner."""
    paired = re.sub(r"[“\"]([^“”\"]{2,120})[”\"]", r"“\1”", words)
    if paired.count("“") != paired.count("”") or '"' in paired:
        paired = re.sub(r"[“”\"]", " ", paired)
    return " ".join(paired.split())


def _movement(match: re.Match[str]) -> str:
    """The quoted name of a movement: one capital (`“Toàn dân đoàn kết xây dựng đời sống văn hóa”`)."""
    low = _CAPITAL_INSIDE.sub(lambda found: found[0].title(), match[1].lower())
    return f"“{low[:1].upper()}{low[1:]}”"


def _joint(name: str) -> list[str]:
    """The bodies of a joint heading (`Bộ Tài chính - Bộ Nội vụ`), empty where it names one."""
    parts = [part.strip() for part in re.split(r"\s[-–]\s", name)]
    if any(_one_word(f"{one} -".lower(), other) for one, other in pairwise(parts)):
        return []  # one field with a dash in it (`Phòng Pháp chế - Thanh tra`)
    if 2 <= len(parts) <= 5 and all(_opens_with_office(part) and " " in part for part in parts):
        return [part[:1].upper() + part[1:] for part in parts]
    return []


def _opens_with_office(words: str) -> bool:
    """True where a known office heads the words: `Xã hội` in `Phòng Văn hóa - Xã hội` is none."""
    head = _head(words)
    return head is not None and head.start == 0 and head.rule.startswith("head.")


def ends_in_number(string: str) -> bool:
    """True for a known office named with a number of three digits (`BAN CHỈ ĐẠO 389`)."""
    match = re.fullmatch(r"(\D{6,60}) \d{3}", string.strip())
    head = _head(_cased(match[1])) if match else None
    return head is not None and head.rule.startswith("head.")


def office_body(name: str) -> str:
    """The body that a post stands for (`Chủ tịch Ủy ban nhân dân tỉnh` → `Ủy ban nhân dân tỉnh`)."""
    words = rule("heading", "heading.post").pattern.sub("", name)
    return words[:1].upper() + words[1:]
