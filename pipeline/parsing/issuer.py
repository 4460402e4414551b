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

from pipeline.parsing import bodies, casing, dictionary, places
from pipeline.parsing.facts import Abbreviation, Body
from pipeline.parsing.lexicon import fold_accents, fold_tone, rule
from pipeline.parsing.shape import Piece, Role, matches
from pipeline.parsing.text import Span
from pipeline.records import BodyKind, BodyLevel

_MAX_LINES = 12
_GLUED = re.compile(r"[^\W\d_]{4,18}")
_COMMITTEE_SLIP = re.compile(r"^U[B8][NM][UĐ0O](?=\s)")
"""`UBND` with its last letter misread."""
_BOTH_COUNCILS = re.compile(r"(?<=HĐND)\s?[&+-]\s?(?=UBND)")
"""One office serves both (`VĂN PHÒNG HĐND&UBND`)."""
_LIMITED_GLUED = re.compile(r"(?<=TNHH)(?=MTV)|(?<=MTV)(?=[^\W\d_]{2})")
_MISREAD_T = re.compile(r"(?<!\w)(?:I[^\W\d_]{1,6}|[1¡L][^\W\d_]{1,6})(?!\w)")
"""Words whose first letter may be a misread T (`dictionary.with_t`)."""
_TERM_WORDS = 4
"""So many words of a term may stand on either side of a line's end."""
_TAIL_HEADS = re.compile(r"^(?:thường vụ|chấp hành|việt nam|nước|trung ương|khu vực)\b")
_PLACED = frozenset({BodyKind.DEPARTMENT, BodyKind.FORCES, BodyKind.PRESS})
_COMMITTEE = ("ủy ban nhân dân", "ubnd")
_HIGHEST = re.compile(r"^((?:Viện kiểm sát|Tòa án) nhân dân) [Tt]ối$")
_GENERIC = frozenset({"Văn phòng", "Ban Thường trực", "Ban Thường vụ", "Ban Chấp hành", "Thường trực"})
"""Organs without a name of their own: theirs is the parent's."""
_PARTY_ORGAN = re.compile(
    r"^(?:Ban (?:Tuyên giáo|Tổ chức|Dân vận|Nội chính|Tuyên giáo và Dân vận|Xây dựng Đảng|Kinh tế)|Ủy ban Kiểm tra)$"
)
"""Organs of a Party committee: which one's, the heading's upper line says (Hướng dẫn 36-HD/VPTW)."""
_OF_COMMITTEE = re.compile(r"^(?:Ban (?:Chỉ đạo|Chỉ huy|Vận động|Tổ chức)|Hội đồng|Tổ công tác|Quỹ|Cơ sở)(?: |$)")
"""Bodies of a people's committee that bear its place."""
_OF_UNIT = re.compile(r"Trung tâm (?:Bồi dưỡng )?[Cc]hính trị|Công đoàn (?:Viên chức|ngành .{3,60})")
"""Bodies of a Party committee or a union that bear the name of its unit."""
_WHOSE = re.compile(r"^Ban Chấp hành(?: Đảng bộ)? (?=Trung ương)")
_LEVEL_ALONE = re.compile(r" (tỉnh|huyện|quận|thị xã|xã|phường|thị trấn)$")
_UNIT_TAIL = re.compile(
    r"(?<!\w)(tỉnh|thành phố|quận|huyện|thị xã|thị trấn|đặc khu|phường|(?<!thị )xã)\s+((?:[A-ZÀ-ỸĐ]|\d)[^;,]{0,40})$"
)
_UNIT_WITHIN = re.compile(r"(?<!\w)(?:tỉnh|thành phố|quận|huyện|thị xã|thị trấn|đặc khu|phường|xã(?! hội)) \w")
_LIMITED = re.compile(r"(?<=Công ty )trách nhiệm hữu hạn(?: một thành viên)?")
_OWN_NAMED = re.compile(
    r"^(?:bệnh viện|trung tâm|viện|trạm|báo|đài|nhà|thư viện|bảo tàng|ban quản lý|vườn quốc gia|đồn|trại|khu|cảng vụ)\b"
)
_OWN_UNIT = re.compile(
    r"\b(?:tỉnh|thành phố|quận|huyện|thị xã|xã(?! hội)|phường|thị trấn|đặc khu|khu vực|trung ương|việt nam|quốc gia)\b"
)
_CRUMB = re.compile(r"(?<!\S)[^\W\d_]{1,2}(?!\S)")
"""One or two small letters in a line of capitals: a crumb of a pen or seal."""
_OF_COMMITTEE_ORGAN = re.compile(r"^(tỉnh|thành|huyện|quận|thị) (?:ủy|đoàn) (?=\w)", re.IGNORECASE)
_UNIT_OF_ORGAN = {"thành": "thành phố", "thị": "thị xã"}
_STROKES = re.compile(r"(?:[.'’‘`¬:-]\s?){2,}(?!\w)|(?:[.'’‘`¬:-]\s?){3,}")
"""Strokes of a pen or a line's crumbs between words."""
_NOISE = re.compile(r"[*|_~^=<>©®°•ˆ˜¨¬]+|^[^\w(-]+|[^\w,&)-]+$")


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
    return tuple(named for group in groups for named in _named(group, abbreviations, read=read))


def _cased(string: str) -> str:
    return casing.proper(_words(string), mend=True).string


def _words(string: str) -> str:
    """The words without marks around them; capitals for a line that an old font left without any."""
    words = " ".join(_NOISE.sub(" ", _STROKES.sub(" ", string)).split())
    if words.islower():
        return words.upper()
    if casing.shouted(words):
        words = _without_crumbs(words)
        words = " ".join(re.sub(r"[:`\[\]{}\\]", " ", words).split())
        words = _COMMITTEE_SLIP.sub("UBND", _LIMITED_GLUED.sub(" ", words))
        words = _BOTH_COUNCILS.sub(" VÀ ", words)
        words = _MISREAD_T.sub(_with_t, words)
        words = re.sub(r"(?<=[^\W\d_]{3})(?=\d{1,2}(?!\w))", " ", words)
        words = _GLUED.sub(lambda match: dictionary.unglue(match[0]) or match[0], words)
    return words


def _with_t(match: re.Match[str]) -> str:
    return dictionary.with_t(match[0])


def _without_crumbs(words: str) -> str:
    kept = _CRUMB.sub(lambda match: " " if match[0].islower() else match[0], words)
    return " ".join(kept.split())


def _head(words: str) -> Body | None:
    """The body with which a line begins; None where it begins with none."""
    found, _ = bodies.leading(words[:1].upper() + words[1:])
    return found[0] if found else None


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
    if above.endswith("-") and above.startswith(_COMMITTEE) and low.startswith(_COMMITTEE):
        return True  # a crumb: two committees of one kind issue nothing together
    if rule("heading", "heading.incomplete").pattern.search(above):
        return False
    # A lone `PHÒNG` is the end of a name (`HẢI / PHÒNG`); organs without a name have two syllables.
    if " " not in low or _TAIL_HEADS.match(low) or _one_word(above, low):
        return False
    head = _head(words)
    office = head is not None and head.start == 0 and head.rule.startswith("head.")
    unit, name = places.split_unit(words)
    if unit and name and not office:  # `Tỉnh Cao Mẫu`, but `Tỉnh ủy` is a body
        return False
    if places.province(words) or low in places.UNITS:
        return False
    return (head is not None and head.start == 0) or rule("heading", "heading.issuer_head").pattern.match(
        low
    ) is not None


def _one_word(above: str, low: str) -> bool:
    """True where a line break cut a word or term in two (`TRUNG TÂM DỊCH / VỤ NÔNG NGHIỆP`, `TRUNG HỌC / CƠ SỞ`)."""
    if not above or not low or _UNIT_WITHIN.search(above):
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
    made = casing.proper(" ".join(_words(piece.string) for piece in group), mend=True, read=read)
    name = bodies.canonical(made.string, abbreviations)
    name = re.sub(r"^liên tịch\s+", "", name, flags=re.IGNORECASE)
    name = re.sub(r"^((?:Tổng )?[Cc]ông ty) CP(?= )", r"\1 Cổ phần", name)
    name = _LIMITED.sub(lambda match: match[0].replace("trách", "Trách").replace("một", "Một"), name)
    name = name[:1].upper() + name[1:]
    highest = _HIGHEST.sub(r"\1 tối cao", name)
    misread = any(
        _MISREAD_T.sub(_with_t, piece.string) != piece.string for piece in group if casing.shouted(piece.string)
    )
    slipped = made.repaired or misread or highest != name
    joint = _joint(highest)
    if joint:
        return [Named("; ".join(joint), spans, slipped)]
    return [Named(highest, spans, slipped)] if len(name) >= 2 else []


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


def placed(issuer: str, parent: str | None, place: str | None) -> tuple[str, bool]:
    """The issuer's name with its place, and whether a place was added.

    A department without a place of its own gets its parent's (`Sở Nội vụ` under `Ủy ban nhân dân tỉnh
    Bình Minh`), else the province that the place of issue names. Schools and companies have names of
    their own.
    """
    if parent and (issuer in _GENERIC or _PARTY_ORGAN.match(issuer)):
        above = _WHOSE.sub("", parent)
        return f"{issuer} {above}", True
    if parent and parent.startswith("Hội đồng nhân dân ") and issuer.startswith("Ban "):
        return f"{issuer} {parent}", True
    if parent and issuer.startswith("Chi nhánh"):
        return f"{parent} - {issuer}", True
    if ";" in issuer:
        each = [placed(name.strip(), parent, place) for name in issuer.split(";")]
        return "; ".join(name for name, _ in each), any(added for _, added in each)
    alone = _LEVEL_ALONE.search(issuer)
    if parent and alone and (whole := own_unit(parent, alone[1]) or _unit_of_organ(parent, alone[1])):
        return f"{issuer[: alone.start(1)]}{whole}", True
    if _has_place(issuer):
        return issuer, False
    found = bodies.split(issuer)
    kind = found[0].kind if found else BodyKind.OTHER
    bare_committee = kind is BodyKind.COMMITTEE and fold_tone(issuer).lower() in (
        "ủy ban nhân dân",
        "hội đồng nhân dân",
    )
    own = _OF_COMMITTEE.match(issuer) is not None and (parent or "").startswith(("Ủy ban nhân dân ", "Sở "))
    if parent and _OF_UNIT.fullmatch(issuer):
        organ = _OF_COMMITTEE_ORGAN.match(parent)
        level_word = organ[1].lower() if organ else ""
        unit = own_unit(parent) or _unit_of_organ(parent, _UNIT_OF_ORGAN.get(level_word, level_word))
        return (f"{issuer} {unit}", True) if unit else (issuer, False)
    if kind not in _PLACED and not bare_committee and not own:
        return issuer, False
    level = bodies.level(issuer)
    if level in (BodyLevel.CENTRAL, BodyLevel.PARTY, BodyLevel.ORGANIZATION):
        return issuer, False
    if _OWN_NAMED.match(fold_tone(issuer).lower()) and not casing.known_tail(issuer):
        return issuer, False
    if parent:
        unit = own_unit(parent)
        if unit:
            return f"{issuer} {unit}", True
        province = province_in(parent)
        return (f"{issuer} {province}", True) if province else (issuer, False)
    if place and level in (BodyLevel.PROVINCE, None):
        province = places.province(_bare_place(place))
        if province and (level is BodyLevel.PROVINCE):
            return f"{issuer} {province}", True
    return issuer, False


def ends_in_number(string: str) -> bool:
    """True for a known office named with a number of three digits (`BAN CHỈ ĐẠO 389`)."""
    match = re.fullmatch(r"(\D{6,60}) \d{3}", string.strip())
    head = _head(_cased(match[1])) if match else None
    return head is not None and head.rule.startswith("head.")


def own_unit(body: str, wanted: str | None = None) -> str | None:
    """The unit with which a canonical name ends (`huyện Cao Mẫu`), of the level wanted."""
    match = _UNIT_TAIL.search(body)
    if match is None or (wanted is not None and match[1] != wanted):
        return None
    return f"{match[1]} {match[2]}"


def _unit_of_organ(body: str, wanted: str) -> str | None:
    """The unit whose Party committee or Youth Union a body is (`Tỉnh ủy Bình Minh` → `tỉnh Bình Minh`)."""
    match = _OF_COMMITTEE_ORGAN.match(body)
    if match is None:
        return None
    word = match[1].lower()
    unit = _UNIT_OF_ORGAN.get(word, word)
    return f"{unit} {body[match.end() :]}" if unit == wanted else None


def as_placed(name: str, known: str) -> str | None:
    """The body's name with its place as `known` spells it; None where that is another place or needs no mending.

    Capitals lose marks and blanks more easily than the place of issue in small letters: `tỉnh Tháibình`,
    `quận Cam Lâm`, `tỉnh Bắc Thái ca`, `tỉnh Đăk L` are the places of issue `Thái Bình`, `Cẩm Lâm`, `Bắc Thái`,
    `Đăk Lăk` where these stand in the date's line.
    """
    unit = _UNIT_TAIL.search(name)
    if unit is None and (first := re.search(r" ([^\W\d_]{3,})$", name)) and known.startswith(first[1] + " "):
        # The place's second line was lost (`Sở Y tế Kon` in Kon Tum).
        said = name.endswith(" Việt Nam") or _UNIT_WITHIN.search(name) is not None
        return f"{name[: first.start(1)]}{known}" if places.province(known) and not said else None
    if unit is None or len(known) < _SHORTEST or fold_tone(unit[2]).lower() == fold_tone(known).lower():
        return None
    read, right = (re.sub(r"\W", "", fold_accents(fold_tone(words)).lower()) for words in (unit[2], known))
    crumbs = re.sub(r"\W", "", fold_accents(fold_tone(_without_crumbs(unit[2]))).lower())
    cut = right.startswith(read) and len(read) >= _SHORTEST - 2 and places.province(known) is not None
    whole = places.proper(unit[2]) if len(unit[2].split()) > 1 else None
    if right not in (read, crumbs) and not (cut and whole is None):
        return None
    return f"{name[: unit.start(2)]}{known}"


_SHORTEST = 5
"""Names of fewer letters are too alike."""


def _has_place(name: str) -> bool:
    return bool(_OWN_UNIT.search(fold_tone(name).lower())) or province_in(name) is not None


def province_in(name: str) -> str | None:
    """The province whose bare name ends a body's name (`Sở Văn hóa Bình Minh`)."""
    words = name.split()
    for count in (5, 4, 3, 2, 1):
        if len(words) > count + (count == 1):
            found = places.province(" ".join(words[-count:]))
            if found:
                return found
    return None


def _bare_place(place: str) -> str:
    return places.split_unit(re.sub(r"^(?:TP|Tp|TX|Tx)\.?\s*", "", place))[1]


def office_body(name: str) -> str:
    """The body that a post stands for (`Chủ tịch Ủy ban nhân dân tỉnh` → `Ủy ban nhân dân tỉnh`)."""
    words = rule("heading", "heading.post").pattern.sub("", name)
    return words[:1].upper() + words[1:]
