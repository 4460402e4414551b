"""Where a body of the heading sits: its name with the place that the heading's other lines give.

``Sở Nội vụ`` below ``Ủy ban nhân dân tỉnh Bình Minh`` is the ``Sở Nội vụ tỉnh Bình Minh``; schools and
companies have names of their own. Organs without a name (``Văn phòng``, ``Ban Tổ chức``) bear that of
the body above them (Nghị định 30/2020/NĐ-CP, Phụ lục I mục 2; Hướng dẫn 36-HD/VPTW).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from pipeline.parsing import bodies, casing, places
from pipeline.parsing.lexicon import entries, fold_accents, fold_tone
from pipeline.records import BodyKind, BodyLevel

_PLACED = frozenset({BodyKind.DEPARTMENT, BodyKind.FORCES, BodyKind.PRESS})
_GENERIC = frozenset({"Văn phòng", "Ban Thường trực", "Ban Thường vụ", "Ban Chấp hành", "Thường trực"})
"""Organs without a name of their own: theirs is the parent's."""
_PARTY_ORGAN = re.compile(
    r"^(?:Ban (?:Tuyên giáo|Tổ chức|Dân vận|Nội chính|Tuyên giáo và Dân vận|Xây dựng Đảng|Kinh tế)|Ủy ban Kiểm tra)$"
)
"""Organs of a Party committee: which one's, the heading's upper line says (Hướng dẫn 36-HD/VPTW)."""
_OF_COMMITTEE = re.compile(
    r"^(?:Ban (?:Chỉ đạo|Chỉ huy|Vận động|Tổ chức|Giám sát|Thanh tra)|Hội đồng|Tổ|"
    r"Đoàn (?:kiểm tra|thanh tra|giám sát|công tác)|Quỹ|Cơ sở)(?: |$)",
    re.IGNORECASE,
)
"""Bodies of a people's committee that bear its place."""
_OF_PARTY = re.compile(r"^(?:Ban Chỉ đạo|Tiểu ban|Tổ công tác|Đoàn kiểm tra|Hội đồng Lý luận)(?: |$)", re.IGNORECASE)
"""Bodies that a Party committee sets up: their names end with its own."""
_PARTY = re.compile(r"^(?:(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) ủy|Ban Thường vụ) ")
_OF_UNIT = re.compile(
    r"Trung tâm (?:Bồi dưỡng )?[Cc]hính trị|Trường Chính trị|Công đoàn (?:Viên chức|ngành .{3,60}|các .{3,60})"
)
"""Bodies of a Party committee or a union that bear the name of its unit."""
_COMMITTEE_TAIL = re.compile(r"(?:Ban Thường vụ )?(Tỉnh|Thành|Huyện|Quận|Thị) ủy (\w[^;,]{1,40})$")
"""A Party committee's place stands without its word."""
_OF_ITS_HEAD = re.compile(r"(.{4,60}) (Sở|Bộ|Cục|Tổng cục|Chi cục|Viện|Trường)")
"""A room of the body above, of which the name has the head alone."""
_UNION = re.compile(
    r"(?:Tổng )?[Ll]iên đoàn Lao động |Công đoàn |Hội |Liên hiệp |Tỉnh đoàn |Thành đoàn |Ủy ban Mặt trận "
)
_UNION_BOARD = re.compile(
    r"(?:Ban|Ủy ban) (?:Nữ công|Tổ chức|Tuyên giáo|Kiểm tra|Chính sách|Tài chính|Tuyên truyền|Dân chủ|Phong trào)"
    r"(?:[ ,-].{2,60})?"
)
"""Boards of a union, association or of the Front: whose, the heading's upper line says."""
_WHOSE = re.compile(r"^Ban Chấp hành(?: Đảng bộ)? (?=Trung ương)")
_LEVEL_ALONE = re.compile(r" (tỉnh|huyện|quận|thị xã|xã|phường|thị trấn)$")
_UNIT_TAIL = re.compile(
    r"(?<!\w)(tỉnh|thành phố|quận|huyện|thị xã|thị trấn|đặc khu|phường|(?<!thị )xã)\s+((?:[A-ZÀ-ỸĐ]|\d)[^;,]{0,40})$"
)
_OWN_NAMED = re.compile(
    r"^(?:bệnh viện|kho bạc|bảo hiểm xã hội|chi cục thuế|chi cục hải quan|hạt kiểm lâm|"
    r"trung tâm|viện|trạm|báo|đài|nhà|tạp chí|thư viện|bảo tàng|ban quản lý|vườn quốc gia|đồn|trại|khu|cảng vụ)\b"
)
_SCHOOL = re.compile(r"trường|đại học|học viện|tập đoàn|tổng công ty|công ty")
_OWN_UNIT = re.compile(
    r"\b(?:tỉnh|thành phố|quận|huyện|thị xã|xã(?! hội)|phường|thị trấn|đặc khu|khu vực|trung ương|việt nam|quốc gia)\b"
)
_OF_COMMITTEE_ORGAN = re.compile(r"^(tỉnh|thành|huyện|quận|thị) (?:ủy|đoàn) (?=\w)", re.IGNORECASE)
_UNIT_OF_ORGAN = {"thành": "thành phố", "thị": "thị xã"}
_ORGAN_ALONE = re.compile(r" (tỉnh|thành|huyện|quận|thị) ủy$", re.IGNORECASE)
"""A Party committee named without its place, which the line above bears (`Ủy ban Kiểm tra Huyện ủy`)."""
_UNIT_OF = {"tỉnh": "tỉnh", "huyện": "huyện", "quận": "quận", **_UNIT_OF_ORGAN}
UNIT_WITHIN = re.compile(r"(?<!\w)(?:tỉnh|thành phố|quận|huyện|thị xã|thị trấn|đặc khu|phường|xã(?! hội)) \w")
"""A unit's word with a name behind it."""
_CRUMB = re.compile(r"(?<!\S)[^\W\d_]{1,2}(?!\S)")
"""One or two small letters in a line of capitals: a crumb of a pen or seal."""


def placed(issuer: str, parent: str | None, place: str | None) -> tuple[str, bool]:
    """The issuer's name with its place, and whether a place was added.

    A department without a place of its own gets its parent's (`Sở Nội vụ` under `Ủy ban nhân dân tỉnh
    Bình Minh`), else the province that the place of issue names. Schools and companies have names of
    their own.
    """
    if parent == "Ban Chấp hành Trung ương" and issuer.startswith("Ban ") and not issuer.endswith(" Trung ương"):
        return f"{issuer} Trung ương", True
    if parent and (issuer in _GENERIC or _PARTY_ORGAN.match(issuer)):
        above = _WHOSE.sub("", parent)
        return f"{issuer} {above}", True
    if parent and issuer == "Chủ tịch":
        return f"{issuer} {parent}", True
    if parent and parent.startswith("Hội đồng nhân dân ") and issuer.startswith("Ban "):
        return f"{issuer} {parent}", True
    if parent and _UNION.match(parent) and _UNION_BOARD.fullmatch(issuer):
        return f"{issuer} {parent}", True
    if parent and issuer == "Thường trực Hội đồng nhân dân" and parent.startswith("Hội đồng nhân dân "):
        return f"Thường trực {parent}", True
    if parent and _PARTY.match(parent) and _OF_PARTY.match(issuer) and not _has_place(issuer):
        return f"{issuer} {parent}", True
    if parent and (room := _OF_ITS_HEAD.fullmatch(issuer)) and parent.startswith(f"{room[2]} "):
        return f"{room[1]} {parent}", True  # `Thanh tra Sở`, `Văn phòng Bộ`
    if parent and (organ := _ORGAN_ALONE.search(issuer)) and (unit := own_unit(parent, _UNIT_OF[organ[1].lower()])):
        return f"{issuer[: organ.start(1)]}{organ[1].capitalize()} ủy {_bare_place(unit)}", True
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
    if issuer == "Trạm Y tế":
        kind = BodyKind.DEPARTMENT  # the list of collectives knows it too
    bare_committee = kind is BodyKind.COMMITTEE and fold_tone(issuer).lower() in (
        "ủy ban nhân dân",
        "hội đồng nhân dân",
    )
    own = _OF_COMMITTEE.match(issuer) is not None and (parent or "").startswith(("Ủy ban nhân dân ", "Sở "))
    joined = kind is BodyKind.MASS_ORGANIZATION and (parent or "").startswith("Ủy ban Mặt trận Tổ quốc Việt Nam ")
    if parent and joined and (unit := own_unit(parent)):
        return f"{issuer} {unit}", True  # since 2025 under the Front's committee of its level
    if parent and _OF_UNIT.fullmatch(issuer):
        organ = _OF_COMMITTEE_ORGAN.match(parent)
        level_word = organ[1].lower() if organ else ""
        unit = own_unit(parent) or _unit_of_organ(parent, _UNIT_OF_ORGAN.get(level_word, level_word))
        if unit and unit.startswith("tỉnh ") and (known := places.province(_bare_place(unit))):
            unit = known  # `Tỉnh ủy` of what is a city of the centre
        return (f"{issuer} {unit}", True) if unit else (issuer, False)
    if kind not in _PLACED and not bare_committee and not own:
        return issuer, False
    level = bodies.level(issuer)
    if level in (BodyLevel.CENTRAL, BodyLevel.PARTY, BodyLevel.ORGANIZATION):
        return issuer, False
    if _OWN_NAMED.match(fold_tone(issuer).lower()) and not casing.known_tail(re.sub(r" \d+$", "", issuer)):
        return issuer, False
    if parent:
        unit = own_unit(parent)
        if unit:
            return f"{issuer} {unit}", True
        if _SCHOOL.match(fold_tone(parent).lower()):
            return issuer, False  # its name is a name, no seat
        province = province_in(parent)
        return (f"{issuer} {province}", True) if province else (issuer, False)
    if place and level in (BodyLevel.PROVINCE, None):
        province = places.province(_bare_place(place))
        if province and (level is BodyLevel.PROVINCE):
            return f"{issuer} {province}", True
    return issuer, False


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
    unit = _UNIT_TAIL.search(name) or _COMMITTEE_TAIL.match(name)
    if unit is None and (first := re.search(r" ([^\W\d_]{3,})$", name)) and known.startswith(first[1] + " "):
        # The place's second line was lost (`Sở Y tế Kon` in Kon Tum).
        said = name.endswith(" Việt Nam") or UNIT_WITHIN.search(name) is not None
        return f"{name[: first.start(1)]}{known}" if places.province(known) and not said else None
    if unit is None or len(known) < _SHORTEST or fold_tone(unit[2]).lower() == fold_tone(known).lower():
        return None
    read, right = (re.sub(r"\W", "", fold_accents(fold_tone(words)).lower()) for words in (unit[2], known))
    crumbs = re.sub(r"\W", "", fold_accents(fold_tone(without_crumbs(unit[2]))).lower())
    cut = right.startswith(read) and len(read) >= _SHORTEST - 2 and places.province(known) is not None
    whole = places.proper(unit[2]) if len(unit[2].split()) > 1 else None
    if right not in (read, crumbs) and not (cut and whole is None) and not _twins(unit[2], known):
        return None
    return f"{name[: unit.start(2)]}{known}"


def of_province(name: str) -> str | None:
    """The body's name with its province spelt as it is (`tỉnh Bà Rịa - Vững Tàu`); None where nothing is to mend.

    The provinces are few and all known, of whatever year: no other name stands behind `tỉnh`.
    """
    unit = _UNIT_TAIL.search(name)
    if unit is None or unit[1] != "tỉnh" or places.province(unit[2]) is not None:
        return None
    known = places.mended(unit[2])
    full = places.province(known) if known else None
    return f"{name[: unit.start(2)]}{known}" if full is not None and full.startswith("tỉnh ") else None


def completed(name: str) -> str | None:
    """The one office of the lexicon of which a name has all but the last syllable; None where it is no such name."""
    low = fold_tone(name).lower()
    count = len(low.split())
    terms = [term for term in map(fold_tone, _heads()) if term.lower().startswith(low + " ")]
    found = [term for term in terms if len(term.split()) == count + 1]
    return found[0] if len(found) == len(terms) == 1 and count >= _LONG_NAME else None


_LONG_NAME = 5
"""Syllables of a name so long that what it lacks is told by the rest."""


@functools.cache
def _heads() -> tuple[str, ...]:
    return tuple(entry.term for entry in entries("body_heads"))


def _twins(read: str, known: str) -> bool:
    """True where capitals differ from a known name in a T alone that was read as L or I (`BÌNH LƯỜNG`)."""
    pairs = list(zip(read.split(), known.split(), strict=False))
    same = len(read.split()) == len(known.split())
    return same and all(
        fold_accents(a).lower() == fold_accents(b).lower()
        or (a[0] in "LIl1" and b[0] == "T" and fold_accents(a[1:]).lower() == fold_accents(b[1:]).lower())
        for a, b in pairs
    )


def as_named(read: str, bodies_above: Sequence[str]) -> str | None:
    """A place of issue as the heading's bodies spell it, where what was read is that name spoilt; None elsewhere.

    Of `xuận Quang`, `Thạnh phong Tây`, `la Pếch` a part begins small, and its first syllable is lost; the issuer's
    name (`huyện Xuân Quang`) bears it whole. Only letters that are the same, marks aside, are believed.

    Args:
        read: the words before the date as they stand, small letters and all.
        bodies_above: canonical names of the heading's bodies.
    """
    letters, count = _plain_letters(read), len(read.split())
    if not any(word[0].islower() for word in read.split()):
        return None  # well formed: small letters keep their marks better than the issuer's capitals
    for name in bodies_above:
        tail = name.split()[-count:]
        if len(letters) >= _SHORTEST and tail and tail[0][0].isupper() and _plain_letters(" ".join(tail)) == letters:
            return " ".join(tail)
    return None


def _plain_letters(words: str) -> str:
    """Letters without marks and case, a small l at a syllable's beginning as the I that it was read for."""
    plain = re.sub(r"(?<![^\W\d_])l(?=[a-zà-ỹ](?![^\W\d_]))", "i", words)
    return re.sub(r"\W", "", fold_accents(fold_tone(plain)).lower())


_SHORTEST = 5
"""Names of fewer letters are too alike."""


def without_crumbs(words: str) -> str:
    """The words without crumbs of one or two small letters among capitals."""
    kept = _CRUMB.sub(lambda match: " " if match[0].islower() else match[0], words)
    return " ".join(kept.split())


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
