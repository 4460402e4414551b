"""Places: the administrative units of Vietnam, to set names in their proper case and to place bodies.

The names are underthesea's own (63 provinces, 696 districts, 10,015 wards and their successors of
1 July 2025), read once from its data file without importing the package; lexicon ``places`` adds
names that it lacks (provinces of before 2004, other spellings). Nothing is kept in our repository.
"""

from __future__ import annotations

import functools
import importlib.util
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SetupError
from pipeline.parsing.lexicon import entries, fold_accents, fold_tone

UNITS = ("thành phố", "thị xã", "thị trấn", "đặc khu", "tỉnh", "quận", "huyện", "phường", "xã")
"""Words for a unit of government, those of two syllables first (`xã` must not cut `thị xã`)."""

_MAX_SYLLABLES = 6
_SPACES = re.compile(r"[\s\u00a0]+")
_HYPHEN = re.compile(r"\s*[-–—]\s*")
_FIELDS = ("old_province", "old_district", "old_ward", "new_province", "new_ward")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found in a text: `unit` in lower case, `name` in its proper case; offsets into the text."""

    start: int
    end: int
    unit: str
    name: str
    known: bool
    """False where no unit of that name is known: the name stands as written."""

    @property
    def full(self) -> str:
        """`tỉnh Bình Minh`."""
        return f"{self.unit} {self.name}"


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """Names by their folded form: exact, by unit, and without accents where only one name fits."""

    names: Mapping[str, str]
    plain: Mapping[str, str]
    provinces: Mapping[str, str]
    """Folded bare name → unit and name (`tỉnh Bình Minh`)."""


def key(name: str) -> str:
    """The form under which names are compared: tones placed the new way, lower case, dashes spaced."""
    return _HYPHEN.sub(" - ", _SPACES.sub(" ", fold_tone(name).lower())).strip()


def split_unit(name: str) -> tuple[str, str]:
    """The unit word (lower case, empty if there is none) and the bare name."""
    low = fold_tone(name).lower()
    for unit in UNITS:
        if low.startswith(unit + " "):
            return unit, name[len(unit) + 1 :].strip()
    return "", name.strip()


def _data() -> Path:
    spec = importlib.util.find_spec("underthesea")
    folders = spec.submodule_search_locations if spec else None
    if folders:
        found = Path(next(iter(folders))) / "address" / "data" / "mapping.json"
        if found.is_file():
            return found
    raise SetupError("underthesea's list of administrative units is missing", "reinstall underthesea 9.5 or newer")


@functools.cache
def _gazetteer() -> _Gazetteer:
    raw = json.loads(_data().read_text(encoding="utf-8"))
    fulls: set[str] = set()
    provinces: dict[str, str] = {}
    for table in ("old_province_names", "province_names"):
        for row in raw[table].values():
            fulls.add(row["name"])
            provinces.setdefault(*_province(row["name"]))
    for row in raw["ward_mapping"]:
        fulls.update(row[field] for field in _FIELDS if row.get(field))
    for entry in entries("places"):
        unit = entry.values["unit"]
        fulls.add(f"{unit} {entry.term}")
        if unit == "tỉnh":
            provinces.setdefault(*_province(f"{unit} {entry.term}"))
    names: dict[str, str] = {}
    plain: dict[str, set[str]] = {}
    for full in sorted(fulls):
        _, name = split_unit(" ".join(full.split()))
        names.setdefault(key(name), name)
        plain.setdefault(fold_accents(key(name)), set()).add(names[key(name)])
    only = {folded: next(iter(found)) for folded, found in plain.items() if len(found) == 1}
    return _Gazetteer(names, only, provinces)


def _province(full: str) -> tuple[str, str]:
    unit, name = split_unit(full)
    return key(name), f"{unit} {name}"


def proper(name: str) -> str | None:
    """The proper case of a bare place name in any case (`CAO MẪU` → `Cao Mẫu`); None if unknown."""
    return _gazetteer().names.get(key(name))


def mended(name: str) -> str | None:
    """The one place whose name differs from `name` in marks alone (a slip of OCR); None if not one.

    Nor where `name` bears more marks than a commune or district: a reading loses marks, and those that no list
    knows are many. The provinces are all known.
    """
    found = _gazetteer().plain.get(fold_accents(key(name)))
    if found is None or (_marks(found) < _marks(name) and province(found) is None):
        return None
    return found


def _marks(name: str) -> int:
    return sum(map(bool, map(unicodedata.combining, unicodedata.normalize("NFD", name))))


def province(name: str) -> str | None:
    """Unit and name of the province with this bare name (`long an` → `tỉnh Long An`); None if none."""
    return _gazetteer().provinces.get(key(name))


def longest(syllables: list[str] | tuple[str, ...], at: int = 0) -> tuple[int, str] | None:
    """The longest known name that begins at a syllable: how many syllables, and its proper case."""
    for count in range(min(_MAX_SYLLABLES, len(syllables) - at), 0, -1):
        found = proper(" ".join(syllables[at : at + count]))
        if found:
            return count, found
    return None


_UNIT_WORD = re.compile(
    r"(?<!\w)(" + "|".join(unit.replace(" ", r"\s+") for unit in UNITS) + r"|tp\.?|tx\.?)\s*(?=[^\W\d_]|\d)",
    re.IGNORECASE,
)
_SYLLABLE = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|\s[-–]\s(?=[^\W\d_])")
_SHORT_UNITS = {"tp": "thành phố", "tx": "thị xã"}


def units(text: str) -> Iterator[Unit]:
    """Every named unit of government in a text, in order (`trên địa bàn huyện Cao Mẫu`).

    A name must be known, or be written in capitals; `tỉnh` alone, `các huyện`, `xã hội` are none.
    """
    for match in _UNIT_WORD.finditer(text):
        unit = " ".join(fold_tone(match[1]).lower().strip(".").split())
        unit = _SHORT_UNITS.get(unit, unit)
        pieces = list(_syllables(text, match.end()))
        if not pieces or not (pieces[0][2][0].isupper() or pieces[0][2].isdigit()):
            continue
        start = match.start()
        found = longest([piece for _, _, piece in pieces])
        if found:
            count, name = found
            yield Unit(start, pieces[count - 1][1], unit, name, True)
            continue
        run = [piece for piece in pieces if piece[2][0].isupper() or piece[2].isdigit()][:4]
        # Only an unbroken run of capitals is a name.
        end = next((i for i, (a, b) in enumerate(zip(pieces, run, strict=False)) if a != b), len(run))
        if end:
            yield Unit(start, pieces[end - 1][1], unit, " ".join(piece[2] for piece in pieces[:end]), False)


def _syllables(text: str, at: int) -> Iterator[tuple[int, int, str]]:
    for _ in range(_MAX_SYLLABLES):
        match = _SYLLABLE.match(text, at)
        if match is None:
            return
        yield match.start(), match.end(), match[0].strip()
        at = match.end()
        if at < len(text) and text[at] in " \u00a0" and not re.match(r"\s[-–]\s", text[at : at + 3]):
            at += 1
