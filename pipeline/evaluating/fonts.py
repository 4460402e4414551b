"""Fonts of made documents: families that have every Vietnamese letter, found where Linux keeps them.

`VANTHU_FONTS` names a folder of font files of one's own, searched first. Only TrueType outlines
will do: the PDF writer embeds no others.
"""

from __future__ import annotations

import functools
import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from PIL import ImageFont

from pipeline.errors import SetupError

Weight = StrEnum("Weight", {"REGULAR": "regular", "BOLD": "bold", "ITALIC": "italic", "BOLD_ITALIC": "bold-italic"})

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
)
_EM = 200
"""Size at which glyphs are measured, in pixels."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family: its file of each weight (regular, bold, italic, bold italic) and the Debian package."""

    name: str
    package: str
    files: tuple[str, str, str, str]


FAMILIES = (
    Family(
        "liberation",
        "fonts-liberation2",
        (
            "LiberationSerif-Regular.ttf",
            "LiberationSerif-Bold.ttf",
            "LiberationSerif-Italic.ttf",
            "LiberationSerif-BoldItalic.ttf",
        ),
    ),
    Family(
        "sans",
        "fonts-liberation2",
        (
            "LiberationSans-Regular.ttf",
            "LiberationSans-Bold.ttf",
            "LiberationSans-Italic.ttf",
            "LiberationSans-BoldItalic.ttf",
        ),
    ),
    Family(
        "freeserif",
        "fonts-freefont-ttf",
        ("FreeSerif.ttf", "FreeSerifBold.ttf", "FreeSerifItalic.ttf", "FreeSerifBoldItalic.ttf"),
    ),
    Family(
        "charis",
        "fonts-sil-charis",
        ("CharisSIL-Regular.ttf", "CharisSIL-Bold.ttf", "CharisSIL-Italic.ttf", "CharisSIL-BoldItalic.ttf"),
    ),
    Family(
        "gentium",
        "fonts-sil-gentiumplus",
        ("GentiumPlus-Regular.ttf", "GentiumPlus-Bold.ttf", "GentiumPlus-Italic.ttf", "GentiumPlus-BoldItalic.ttf"),
    ),
    Family(
        "dejavu",
        "fonts-dejavu-extra",
        (
            "DejaVuSerifCondensed.ttf",
            "DejaVuSerifCondensed-Bold.ttf",
            "DejaVuSerifCondensed-Italic.ttf",
            "DejaVuSerifCondensed-BoldItalic.ttf",
        ),
    ),
)
"""The first has the metrics of Times New Roman, which the decree prescribes; the others are what
archives hold besides: Arial, and serif faces of other widths and weights."""

PACKAGES = tuple(dict.fromkeys(family.package for family in FAMILIES))
"""The Debian packages with all families."""


def vietnamese_letters() -> tuple[str, ...]:
    """The 134 letters that Vietnamese has beyond ASCII: marks on a, e, i, o, u, y, and đ; both cases."""
    tones = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
    lower = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in tones} | {"đ"}
    letters = {letter for letter in lower if not letter.isascii()}
    return tuple(sorted(letters | {letter.upper() for letter in letters}))


class Fount:
    """One font file, ready to measure and to draw with."""

    def __init__(self, path: Path, name: str) -> None:
        try:
            from reportlab.pdfbase import pdfmetrics
            from reportlab.pdfbase.ttfonts import TTFError, TTFont
        except ImportError as error:
            raise SetupError("reportlab is not installed", "pip install 'vanthu[dev]'") from error
        self.path = path
        self.name = name
        """The name under which the PDF writer knows it."""
        try:
            self._outlines: Any = TTFont(name, str(path))
            self._picture = ImageFont.truetype(str(path), _EM, layout_engine=ImageFont.Layout.BASIC)
        except (TTFError, OSError) as error:
            raise SetupError(f"the font {path.name} can't be used ({error})", "install its package anew") from error
        pdfmetrics.registerFont(self._outlines)
        self._extents: dict[str, tuple[float, float]] = {}

    def missing(self, text: str) -> str:
        """The characters of a text for which the font has no glyph."""
        known = self._outlines.face.charToGlyph
        return "".join(sorted({ch for ch in text if not ch.isspace() and ord(ch) not in known}))

    def width(self, text: str, size: float) -> float:
        """Advance width of a text at a size, both in points; glyphs are set without kerning."""
        width: float = self._outlines.stringWidth(text, size)
        return width

    def extent(self, text: str, size: float) -> tuple[float, float]:
        """How far the ink of a text reaches above and below its baseline, in points at a size."""
        if text not in self._extents:
            # Not getbbox, which always reaches down to the baseline.
            mask, (_, drop) = self._picture.getmask2(text, "L", anchor="ls")
            _, top, _, bottom = mask.getbbox() or (0, 0, 0, 0)
            self._extents[text] = (-(top + drop) / _EM, (bottom + drop) / _EM)
        above, below = self._extents[text]
        return above * size, below * size


@dataclass(frozen=True, slots=True)
class Type:
    """The four founts of a family."""

    family: Family
    founts: tuple[Fount, Fount, Fount, Fount]

    def fount(self, weight: Weight) -> Fount:
        """The fount of a weight."""
        return self.founts[list(Weight).index(weight)]


def find(name: str = "liberation") -> Type:
    """The founts of a family.

    Raises SetupError when there is no such family, or its files are not on this machine; the
    message names the Debian packages.
    """
    return _find(name, os.environ.get("VANTHU_FONTS"))


def available() -> tuple[str, ...]:
    """The names of the families on this machine."""
    files = _files(os.environ.get("VANTHU_FONTS"))
    return tuple(family.name for family in FAMILIES if all(file in files for file in family.files))


@functools.cache
def _find(name: str, own: str | None) -> Type:
    family = next((family for family in FAMILIES if family.name == name), None)
    if family is None:
        known = ", ".join(family.name for family in FAMILIES)
        raise SetupError(f"there is no font family {name}", f"choose one of {known}")
    files = _files(own)
    lost = [file for file in family.files if file not in files]
    if lost:
        raise SetupError(
            f"the font {lost[0]} is not on this machine",
            f"install the package {family.package} (Debian and Ubuntu: apt-get install {' '.join(PACKAGES)}), "
            "or set VANTHU_FONTS to a folder that holds it",
        )
    founts = [Fount(files[file], f"vanthu-{name}-{weight}") for file, weight in zip(family.files, Weight, strict=True)]
    return Type(family, (founts[0], founts[1], founts[2], founts[3]))


@functools.cache
def _files(own: str | None) -> dict[str, Path]:
    wanted = {file for family in FAMILIES for file in family.files}
    found: dict[str, Path] = {}
    for folder in _folders(own):
        for path in sorted(folder.rglob("*.ttf")):
            if path.name in wanted:
                found.setdefault(path.name, path)
    return found


def _folders(own: str | None) -> Iterator[Path]:
    for folder in (own, *FOLDERS):
        if folder and (path := Path(folder).expanduser()).is_dir():
            yield path
