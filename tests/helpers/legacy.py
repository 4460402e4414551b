"""Sets Vietnamese in the encodings before Unicode, as programs hand it on that don't know the fonts."""

from __future__ import annotations

import unicodedata

from pipeline.reading.charsets import charset


def encode(text: str, encoding: str) -> str:
    """The bytes of a text as characters of Latin-1; letters that the encoding lacks raise KeyError."""
    codes = {letter: code for code, letter in charset(encoding).letters.items()}
    return "".join(ch if ch.isascii() else codes[ch] for ch in unicodedata.normalize("NFC", text))


def as_windows(text: str) -> str:
    """Characters of Latin-1 as those of Windows-1252, as Word has them."""
    return "".join(bytes([ord(ch)]).decode("cp1252", "ignore") or ch for ch in text)
