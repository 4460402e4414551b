"""The level of a body that issues (ANNOTATION.md): by its name, by what it belongs to.

Bodies of the centre in a province work at its level; the Party's are `party`, those of schools,
companies, unions and associations `organization`.
"""

from __future__ import annotations

import functools
import re

from pipeline.parsing import bodies, casing
from pipeline.parsing.lexicon import entries, fold_tone
from pipeline.parsing.seat import own_unit, province_in
from pipeline.records import BodyLevel

_PARTY = re.compile(
    r"^(?:đảng bộ|chi bộ|ban chấp hành (?:đảng bộ|trung ương$|trung ương đảng)|văn phòng trung ương đảng)\b"
)


_ORGAN_OF = re.compile(r"^ban (?:thường vụ|chấp hành|thường trực) ")
_ORGANIZED = re.compile(r"hội |liên đoàn |liên hiệp |đoàn |ủy ban mặt trận |mặt trận ")
"""Whose standing organ a body is: an association's is of the association, not of the Party."""
_YOUTH = re.compile(r"^(?:ban (?:chấp hành|thường vụ) )?(?:tỉnh|thành|huyện|quận|thị|xã|phường) đoàn\b")
_OF_COMMUNE = re.compile(
    r"^(?:phòng|trung tâm|ban|văn phòng) .{0,80}\b(?:(?<!thị )xã(?! hội)|phường|thị trấn|đặc khu) "
)


def _by_name(name: str) -> BodyLevel | None:
    """The level by the body's name; `xã hội` is no commune."""
    # `Phòng Hạ tầng và Đô thị xã Cao Mẫu` is of a commune, not of a `thị xã`.
    name = re.sub(r"\b[Đđ]ô thị (?=xã )", "", name)
    low = fold_tone(name).lower()
    organ = _ORGAN_OF.match(low)
    if organ is not None and _ORGANIZED.match(low, organ.end()):
        return BodyLevel.ORGANIZATION
    if _PARTY.match(low):
        return BodyLevel.PARTY
    if low.endswith(("tối cao", "kiểm toán nhà nước")) or " cấp cao tại " in low:
        return BodyLevel.CENTRAL
    if low.startswith(("văn phòng công chứng", "văn phòng thừa phát lại", "văn phòng luật sư")):
        return BodyLevel.ORGANIZATION
    if low.startswith("đoàn đại biểu quốc hội"):
        return BodyLevel.PROVINCE
    if _YOUTH.match(low):
        return BodyLevel.ORGANIZATION
    if _OF_COMMUNE.search(low) and bodies.level(name) is BodyLevel.DISTRICT:
        return BodyLevel.COMMUNE
    told = bodies.level(re.sub(r"\bxã hội\b", "", name))
    # `Kho bạc Nhà nước Bình Minh`: the province is named without its word.
    return BodyLevel.PROVINCE if told is None and province_in(name) else told


@functools.cache
def _known_levels() -> dict[str, BodyLevel]:
    """Bodies that symbols stand for (`Chủ tịch nước`) and their levels."""
    return {
        entry.values["issuer"]: BodyLevel(entry.values["level"])
        for entry in entries("symbols")
        if "issuer" in entry.values and entry.values["level"] in set(BodyLevel)
    }


def level_of(name: str, parent: str | None = None) -> BodyLevel | None:
    """The level of a canonical name; `parent` is the body above it in the heading.

    A room of a school or company is the school's, whatever province that is named after (`Trung tâm Khảo thí` of
    the `Trường Đại học Y Bình Minh`).
    """
    if parent is not None and casing.own_named(parent) and own_unit(name) is None:
        above = level_of(parent)
        if above is BodyLevel.ORGANIZATION:
            return above
    return _by_name(name) or _known_levels().get(name)
