"""Which one body a name means: placed by the issuer's territory, or none where that is not sure.

`Sở Nội vụ` in a plan of a province is that province's; `Ủy ban nhân dân huyện` that of the issuing
district, if there is just one. Collectives, posts and names that could be several bodies stay null
(TABLES.md, `assignees.body`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from pipeline.parsing import places
from pipeline.parsing.facts import Body, FieldFact
from pipeline.records import BodyKind, BodyLevel

_RANKS = {
    "phường": 0,
    "xã": 0,
    "thị trấn": 0,
    "đặc khu": 0,
    "quận": 1,
    "huyện": 1,
    "thị xã": 1,
    "thành phố": 1,
    "tỉnh": 2,
}
_PROVINCE = 2
_LEVEL_RANKS = {BodyLevel.COMMUNE: 0, BodyLevel.DISTRICT: 1, BodyLevel.PROVINCE: _PROVINCE}

_SEVERAL = re.compile(
    r"(?<!\w)(?:các|những|mọi|mỗi|từng|toàn thể|tất cả|một số|liên quan|trực thuộc|cùng cấp|thuộc|của|nêu trên"
    r"|nói trên|cấp (?:tỉnh|huyện|xã|trên|dưới))(?!\w)|…|\.\.\.|[;()/]",
    re.IGNORECASE,
)
_UNIT_AT_END = re.compile(r"(?<!\w)(" + "|".join(places.UNITS) + r")$", re.IGNORECASE)
_UNIT_OF_NAME = re.compile(rf"(?<!\w)({'|'.join(places.UNITS)})\s+(?=[^\W_])", re.IGNORECASE)
_COMMITTEE_OF = {
    "tỉnh ủy": "tỉnh",
    "thành ủy": "thành phố",
    "thị ủy": "thị xã",
    "huyện ủy": "huyện",
    "quận ủy": "quận",
    "tỉnh đoàn": "tỉnh",
    "thành đoàn": "thành phố",
    "huyện đoàn": "huyện",
    "quận đoàn": "quận",
    "xã đoàn": "xã",
}
_COMMITTEE_AT_END = re.compile(rf"(?<!\w)({'|'.join(_COMMITTEE_OF)})$", re.IGNORECASE)
_OWN_NAMES = frozenset({BodyKind.SCHOOL, BodyKind.COMPANY})
_LOCAL = frozenset({BodyKind.DEPARTMENT, BodyKind.FORCES, BodyKind.PRESS, BodyKind.MASS_ORGANIZATION})


def territory(fields: Iterable[FieldFact]) -> tuple[str, ...]:
    """The places of the issuer, the smallest first (`phường X`, `quận Y`), by its own name and its parent's.

    A province named without its word (`Sở … Hà Nội`, or as the place of issue) gets it.
    """
    values = {fact.field: fact.value for fact in fields if fact.chosen and fact.value}
    found: dict[str, int] = {}
    for field in ("issuer", "issuer_parent"):
        for full in _places_of(values.get(field) or ""):
            found.setdefault(full, rank(full))
    place = values.get("place")
    if place and _PROVINCE not in found.values() and (province := places.province(places.split_unit(place)[1])):
        found.setdefault(province, _PROVINCE)
    return tuple(sorted(found, key=lambda full: (found[full], full)))


def rank(place: str) -> int:
    """0 for a commune, 1 for a district, 2 for a province or a city that ranks with it."""
    unit, name = places.split_unit(place)
    if unit == "thành phố" and places.province(name) == f"thành phố {name}":
        return _PROVINCE
    return _RANKS.get(unit, _PROVINCE)


def place_body(body: Body, territory: Sequence[str], issuer_level: BodyLevel | None = None) -> str | None:
    """The one body that a name means, with its place; None for several, a person, or where it is not sure.

    Args:
        body: the mention; its ``name`` is canonical.
        territory: the issuer's places, the smallest first.
        issuer_level: the level of the issuer.
    """
    name = body.name
    if body.kind in (BodyKind.COLLECTIVE, BodyKind.PERSON, BodyKind.OTHER) or _SEVERAL.search(name):
        return None
    if any(piece.strip()[:1].islower() for piece in name.split(",")[1:]):
        return None  # `Ủy ban nhân dân huyện, thị xã`; a body's own commas go before capitals
    committee = _COMMITTEE_AT_END.search(name)
    if committee:
        unit = _COMMITTEE_OF[committee[1].casefold()]
        place = _one(territory, lambda full: places.split_unit(full)[0] == unit)
        return f"{name} {places.split_unit(place)[1]}" if place else None
    if body.level == BodyLevel.CENTRAL or _places_in(name):
        return name
    generic = _UNIT_AT_END.search(name)
    if generic:
        unit = generic[1].casefold()
        place = _one(territory, lambda full: places.split_unit(full)[0] == unit)
        return f"{name[: generic.start()]}{place}" if place else None
    if body.kind in _OWN_NAMES:
        last = name.split()[-1]
        return name if last[0].isupper() or last[0].isdigit() else None
    wanted = _LEVEL_RANKS.get(body.level) if body.level else None
    if wanted is None and _of_issuer(body, issuer_level):
        wanted = _LEVEL_RANKS[issuer_level] if issuer_level else None
    place = _one(territory, lambda full: rank(full) == wanted) if wanted is not None else None
    return f"{name} {place}" if place else None


def _of_issuer(body: Body, issuer_level: BodyLevel | None) -> bool:
    """True where a name without a level can only be a body of the issuer's own territory."""
    if issuer_level == BodyLevel.COMMUNE:
        return body.kind in _LOCAL  # nothing stands below a commune
    return issuer_level == BodyLevel.DISTRICT and body.name.startswith("Phòng ")


def _places_of(issuer: str) -> tuple[str, ...]:
    """The places at the end of an issuer's name, whole: a name may begin like another place's (`Mẫu Sơn Đông`)."""
    words = [
        match
        for match in _UNIT_OF_NAME.finditer(issuer)
        if issuer[match.end()].isupper() or issuer[match.end()].isdigit()
    ]
    ends = [match.start() for match in words[1:]] + [len(issuer)] * bool(words)
    found = [
        f"{match[1].casefold()} {issuer[match.end() : end].strip(' ,-–')}"
        for match, end in zip(words, ends, strict=True)
    ]
    return tuple(found) or _places_in(issuer)


def _places_in(name: str) -> tuple[str, ...]:
    """The places that a body's name bears (`tỉnh Bình Minh`), also a province's bare name at its end."""
    found = tuple(unit.full for unit in places.units(name))
    if found:
        return found
    syllables = name.replace("-", " - ").split()
    for count in range(min(5, len(syllables) - 1), 1, -1):
        tail = syllables[-count:]
        if tail[0][0].isupper() and (province := places.province(" ".join(tail))):
            return (province,)
    return ()


def _one(territory: Sequence[str], fits: Callable[[str], bool]) -> str | None:
    """The one place that fits; None for none or several."""
    found = [full for full in territory if fits(full)]
    return found[0] if len(found) == 1 else None
