"""Sets Vietnamese in the encodings before Unicode, as programs hand it on that don't know the fonts."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable
from typing import Any

from lxml import etree

from pipeline.reading.charsets import charset
from tests.helpers.word_file import W


def encode(text: str, encoding: str) -> str:
    """The bytes of a text as characters of Latin-1; letters that the encoding lacks raise KeyError, signs stay."""
    codes = {letter: code for code, letter in charset(encoding).letters.items()}
    return "".join(ch if ch.isascii() or not ch.isalpha() else codes[ch] for ch in unicodedata.normalize("NFC", text))


def as_windows(text: str) -> str:
    """Characters of Latin-1 as those of Windows-1252, as Word has them."""
    return "".join((bytes([ord(ch)]).decode("cp1252", "ignore") or ch) if ord(ch) < 256 else ch for ch in text)


def old_word(data: bytes) -> bytes:
    """A Word file with each run set in TCVN3 where its letters are there, capitals in a font of capitals, else in VNI."""
    shown = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(shown, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            raw = source.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                tree = etree.fromstring(raw)
                for run in tree.iter(f"{{{W}}}r"):
                    _set(run)
                raw = etree.tostring(tree, encoding="utf-8", xml_declaration=True)
            target.writestr(name, raw)
    return shown.getvalue()


def _set(run: Any) -> None:
    nodes = [node for node in run if node.tag == f"{{{W}}}t"]
    text = "".join(node.text or "" for node in nodes)
    font, encoding, made = _font(text)
    look = run.find(f"{{{W}}}rPr")
    if look is None:
        look = etree.SubElement(run, f"{{{W}}}rPr")
        run.insert(0, look)
    for old in look.findall(f"{{{W}}}rFonts"):
        look.remove(old)
    look.insert(0, etree.Element(f"{{{W}}}rFonts", {f"{{{W}}}ascii": font, f"{{{W}}}hAnsi": font}))
    for node in nodes:
        node.text = as_windows(encode(made(node.text or ""), encoding))


def _font(text: str) -> tuple[str, str, Callable[[str], str]]:
    letters = set(charset("tcvn3").letters.values())
    beyond = {ch for ch in text if ch.isalpha() and not ch.isascii()}
    if beyond <= letters:
        return ".VnTime", "tcvn3", str
    if text.isupper() and {ch.lower() for ch in beyond} <= letters:
        return ".VnTimeH", "tcvn3", str.lower
    return "VNI-Times", "vni", str
