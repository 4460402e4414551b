"""The encodings of Vietnamese before Unicode: which letter a byte, or two, stood for in fonts made for it.

TCVN3 is the third set of TCVN 5712:1993 (small letters and seven capitals; other capitals are small
letters in a font of capitals), VNI sets a mark behind its vowel, VISCII (RFC 1456) and VPS have a byte
for each letter. The tables are data, ``models/vi_plan/reading/charsets.csv``.

Nothing here changes a letter: programs that know none of these fonts hand their bytes on as the
characters of Windows-1252, Windows-1258 or Mac Roman, and this tells what the glyph showed.
"""

from __future__ import annotations

import csv
import functools
import re
import unicodedata
from dataclasses import dataclass

from pipeline.reading.anchors import anchors_file

ENCODINGS = ("tcvn3", "vni", "viscii", "vps")
"""The encodings that can be turned into Unicode."""

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_MAC_FROM = 0x80
_ALSO = {
    0x2212: 0xAD,  # minus, for the soft hyphen
    0x2010: 0xAD,
    0x2219: 0xB7,  # bullet operator, for the middle dot (glyph `periodcentered`)
    0x02C9: 0xAF,  # modifier macron
    0x03BC: 0xB5,  # Greek mu, for micro
}
"""Characters that producers write for bytes by the names of their glyphs (Adobe Glyph List)."""


@dataclass(frozen=True, slots=True)
class Charset:
    """One encoding: ``letters`` by the one or two bytes that show them, as characters of Latin-1."""

    name: str
    letters: dict[str, str]

    @property
    def marks(self) -> frozenset[str]:
        """Second bytes of letters of two: they stand behind the vowel that they belong to."""
        return frozenset(code[1] for code in self.letters if len(code) == 2)


@functools.cache
def charset(name: str) -> Charset:
    """The table of an encoding, by its name in `ENCODINGS`."""
    with (anchors_file().parent / "charsets.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["letter"], row[name]) for row in csv.DictReader(file)]
    return Charset(name, {bytes.fromhex(code).decode("latin-1"): letter for letter, code in rows if code})


def convert(text: str, encoding: str, *, capitals: bool = False, mac: bool = False) -> str:
    """What a text in fonts of this encoding shows, NFC.

    Args:
        text: as a program hands it on that does not know the font.
        encoding: one of `ENCODINGS`.
        capitals: the font has capitals in the places of the small letters (`.VnTimeH`).
        mac: the bytes were taken for Mac Roman instead of Windows' encodings.
    """
    if encoding == "vni":
        shown = _pairs().sub(_of_pair, text.translate(_carriers(mac)))
    else:
        shown = text.translate(_singles(encoding, mac))
        if encoding == "tcvn3":
            shown = _LOOSE_TONE.sub(_on_letter, shown)
    shown = unicodedata.normalize("NFC", shown)
    return shown.upper() if capitals else shown


def is_mark(ch: str, encoding: str | None) -> bool:
    """True for a character that belongs to the letter before it (VNI's second bytes)."""
    return encoding == "vni" and ch.translate(_carriers(False)) in _vni_marks()


def is_foreign(ch: str, encoding: str) -> bool:
    """True for a letter of Vietnamese in Unicode that no byte of the encoding's fonts could be taken for."""
    return ord(ch) > 0xFF and ord(ch) not in _carriers(False) and ch in _vietnamese()


@functools.cache
def _vni_marks() -> frozenset[str]:
    return frozenset(mark.translate(_to_windows()) for mark in charset("vni").marks)


@functools.cache
def _vietnamese() -> frozenset[str]:
    with (anchors_file().parent / "charsets.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["letter"] for row in csv.DictReader(file)) - _TONES


@functools.cache
def _to_windows() -> dict[int, str]:
    """Bytes (as Latin-1) as the characters of Windows-1252; its five gaps stay as they are."""
    return {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)}


@functools.cache
def _carriers(mac: bool) -> dict[int, str]:
    """Characters in which a byte may come, by code point, as characters of Windows-1252."""
    windows = _to_windows()
    if mac:
        return {ord(bytes([byte]).decode("mac_roman")): windows[byte] for byte in range(_MAC_FROM, 0x100)}
    found: dict[int, str] = {}
    for byte in range(0x80, 0x100):
        found[ord(windows[byte])] = windows[byte]
        found[byte] = windows[byte]
    for byte in range(0x80, 0x100):
        other = bytes([byte]).decode("cp1258", "ignore")
        if other:
            found.setdefault(ord(other), windows[byte])
    # Fonts marked as symbols: Word keeps their bytes in the private area.
    found.update({0xF000 + byte: windows.get(byte, chr(byte)) for byte in range(0x20, 0x100)})
    found.update({code: windows[byte] for code, byte in _ALSO.items()})
    return found


@functools.cache
def _singles(encoding: str, mac: bool) -> dict[int, str]:
    windows = _to_windows()
    letters = {code.translate(windows): letter for code, letter in charset(encoding).letters.items()}
    table = {code: letters.get(shown, shown) for code, shown in _carriers(mac).items()}
    # VISCII has six rare capitals among the control codes.
    table.update({ord(code): letter for code, letter in charset(encoding).letters.items() if code < " "})
    return table


@functools.cache
def _pairs() -> re.Pattern[str]:
    """A letter of two codes before one of one."""
    codes = sorted(_pair_letters(), key=lambda code: (-len(code), code))
    return re.compile("|".join(map(re.escape, codes)))


@functools.cache
def _pair_letters() -> dict[str, str]:
    """VNI's letters; a mark of the other case stands behind its vowel as well (`Uûy ban`)."""
    windows = _to_windows()
    letters = {code.translate(windows): letter for code, letter in charset("vni").letters.items()}
    for code, letter in list(letters.items()):
        if len(code) == 2:
            letters.setdefault(code[0] + code[1].swapcase(), letter)
    return letters


def _of_pair(match: re.Match[str]) -> str:
    return _pair_letters()[match[0]]


_LOOSE_TONE = re.compile("(.?)([\u0300\u0301\u0303\u0309\u0323])", re.DOTALL)
_BYTES_OF_TONES = dict(zip("\u0300\u0309\u0303\u0301\u0323", "°±²³´", strict=True))


def _on_letter(match: re.Match[str]) -> str:
    """TCVN3's loose tones stand behind a vowel; elsewhere (`25 °C`) they are the signs of the bytes."""
    letter, tone = match.groups()
    base = unicodedata.normalize("NFD", letter)
    if letter and base[0].casefold() in "aeiouy" and not _TONES & set(base):
        return str(letter + tone)
    return str(letter + _BYTES_OF_TONES[tone])
