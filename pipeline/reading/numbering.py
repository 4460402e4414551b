"""Word's automatic numbers, counted as Word does (ECMA-376 part 1, 17.9): `1.`, `a)`, `-`, `Điều 3.`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.reading.package import Element, child, children, number, switch, value
from pipeline.reading.styles import Look, Setting, Styles, look_of

LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: format, text (`%1.%2.`), first number, what restarts it.

    ``restart`` is the 1-based level after which it begins anew: None any above, 0 never.
    """

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    look: Look = field(default_factory=Look)


@dataclass(slots=True)
class _List:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """The lists of one Word file and where each of them stands; ask for labels in document order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        for node in children(root, "abstractNum"):
            name = value(node, "abstractNumId") or ""
            self._abstract[name] = {n: lvl for n, lvl in map(_level, children(node, "lvl")) if 0 <= n < LEVELS}
            link = value(child(node, "numStyleLink"))
            if link:
                self._links[name] = link
        for node in children(root, "num"):
            found = _List(value(child(node, "abstractNumId")) or "")
            for override in children(node, "lvlOverride"):
                at = number(override, "ilvl") or 0
                start = number(child(override, "startOverride"))
                if start is not None:
                    found.starts[at] = start
                own = child(override, "lvl")
                if own is not None:
                    found.levels[at] = _level(own)[1]
            self._lists[value(node, "numId") or ""] = found

    def label(self, setting: Setting, style: str | None) -> tuple[str, Look] | None:
        """The next label of a paragraph with this setting and style, and its look; None where it has none."""
        identifier = setting.numbering
        if identifier is None or identifier == "0" or identifier not in self._lists:
            return None
        found = self._lists[identifier]
        abstract = self._resolved(found.abstract)
        at = setting.level if setting.level is not None else self._level_of(abstract, style)
        if not 0 <= at < LEVELS:
            return None
        level = self._at(found, abstract, at)
        if level is None:
            return None
        counts = self._counts.setdefault(abstract, {})
        if at in found.starts and (identifier, at) not in self._begun:
            counts[at] = found.starts[at]
        else:
            counts[at] = counts[at] + 1 if at in counts else level.start
        self._begun.add((identifier, at))
        for deeper in range(at + 1, LEVELS):
            below = self._at(found, abstract, deeper)
            restart = below.restart if below else None
            if restart is None or (restart > 0 and at < restart):
                counts.pop(deeper, None)
        if level.format == "bullet":
            return level.text.strip() or "-", level.look
        text = re.sub(r"%([1-9])", lambda match: self._number(found, abstract, int(match[1]) - 1, level), level.text)
        return (text.strip(), level.look) if text.strip() else None

    def _number(self, found: _List, abstract: str, at: int, of: Level) -> str:
        level = self._at(found, abstract, at) or Level()
        count = self._counts[abstract].setdefault(at, level.start)
        return format_number(count, "decimal" if of.legal else level.format)

    def _at(self, found: _List, abstract: str, at: int) -> Level | None:
        return found.levels.get(at) or self._abstract.get(abstract, {}).get(at)

    def _resolved(self, abstract: str) -> str:
        """The list behind a link to a numbering style (17.9.21)."""
        link = self._links.get(abstract)
        if link is None or self._abstract.get(abstract):
            return abstract
        target = self._lists.get(self._styles.numbering_style(link) or "")
        return target.abstract if target else abstract

    def _level_of(self, abstract: str, style: str | None) -> int:
        """The level that names one of the paragraph's styles as its own; 0 where none does."""
        levels = self._abstract.get(abstract, {})
        for name in self._styles.chain(style):
            for at, level in sorted(levels.items()):
                if level.style == name:
                    return at
        return 0


def _level(node: Element) -> tuple[int, Level]:
    kind = child(node, "numFmt")
    return number(node, "ilvl") or 0, Level(
        value(kind) or "decimal",
        value(child(node, "lvlText")) or "",
        start if (start := number(child(node, "start"))) is not None else 1,
        number(child(node, "lvlRestart")),
        switch(child(node, "isLgl")) or False,
        value(child(node, "pStyle")),
        look_of(child(node, "rPr")),
    )


_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_COUNTED = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


def format_number(count: int, form: str) -> str:
    """A number in one of Word's formats; those that no Vietnamese office uses fall back to decimal."""
    if form in ("upperRoman", "lowerRoman") and 0 < count < 4000:
        text, rest = "", count
        for size, sign in _ROMAN:
            text += sign * (rest // size)
            rest %= size
        return text if form == "upperRoman" else text.lower()
    if form in ("upperLetter", "lowerLetter") and 0 < count <= 26 * 20:
        letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form == "decimalZero":
        return f"{count:02d}"
    if form == "vietnameseCounting" and 0 <= count <= 10:
        return _COUNTED[count]
    if form in ("none", "bullet"):
        return ""
    return str(count)
