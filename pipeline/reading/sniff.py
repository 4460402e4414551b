"""What a file is, by its bytes alone: names and extensions lie."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass

from pipeline.errors import DamagedError, EncryptedError, UnsupportedError
from pipeline.reading.encodings import UNKNOWN, syllables_in, turn_lines
from pipeline.reading.trust import is_marked

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOC = "application/msword"
RTF = "application/rtf"
HTML = "text/html"
TEXT = "text/plain"
PNG = "image/png"
JPEG = "image/jpeg"
TIFF = "image/tiff"
BYTES = "bytes"
"""The encoding of a text before Unicode: each byte a character of Latin-1."""
HEIC = "image/heic"
ENCRYPTED = "application/encrypted"
PICTURES = frozenset({PNG, JPEG, TIFF, HEIC})
BY_OFFICE = frozenset({DOC, RTF})
"""Media types that are read where LibreOffice is installed."""
READABLE = frozenset({PDF, DOCX, XLSX, HTML, TEXT}) | PICTURES | BY_OFFICE
"""Media types that this version reads."""

MAX_TEXT_BYTES = 64 * 1024 * 1024
SAMPLE = 1 << 16
"""Bytes by which an encoding is judged."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is. ``encoding`` is set for text; ``name`` and ``advice`` for what is not read."""

    media_type: str
    encoding: str | None = None
    name: str | None = None
    advice: str | None = None

    @property
    def readable(self) -> bool:
        """True for the kinds that this version reads."""
        return self.name is None


_SAVE_AS_DOCX = "open it in Word or LibreOffice and save it as .docx"
_SAVE_AS_PDF = "open it in the program that made it and save it as PDF"
_UNPACK = "unpack it and put its files into the archive"

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\x89PNG\r\n\x1a\n", Kind(PNG)),
    (b"\xff\xd8\xff", Kind(JPEG)),
    (b"II*\x00", Kind(TIFF)),
    (b"MM\x00*", Kind(TIFF)),
    (b"II+\x00", Kind(TIFF)),
    (b"MM\x00+", Kind(TIFF)),
    (b"{\\rtf", Kind(RTF)),
    (b"Rar!\x1a\x07", Kind("application/vnd.rar", None, "a RAR archive", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Kind("application/x-7z-compressed", None, "a 7-Zip archive", _UNPACK)),
    (b"\x1f\x8b", Kind("application/gzip", None, "a gzip archive", _UNPACK)),
    (b"GIF8", Kind("image/gif", None, "a GIF picture", "save it as PNG")),
    (b"BM", Kind("image/bmp", None, "a bitmap picture", "save it as PNG")),
    (b"\x00\x00\x00\x0cjP  ", Kind("image/jp2", None, "a JPEG 2000 picture", "save it as PNG")),
    (b"AT&TFORM", Kind("image/vnd.djvu", None, "a DjVu file", "convert it to PDF")),
    (b"%!PS", Kind("application/postscript", None, "a PostScript file", "convert it to PDF")),
    (b"MZ", Kind("application/vnd.microsoft.portable-executable", None, "a program", "take it out of the archive")),
    (b"\x7fELF", Kind("application/x-elf", None, "a program", "take it out of the archive")),
)
_HEIC = tuple(b"ftyp" + brand for brand in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sniff(data: bytes) -> Kind:
    """The kind of a file's bytes; the file's name plays no part.

    Raises DamagedError for an empty file or a broken package.
    """
    if not data.strip(b"\x00 \r\n\t\f"):
        raise DamagedError("the file is empty", "get a fresh copy of it")
    head = data[:1024]
    # Some producers put a few bytes before the header; readers accept it in the first 1,024.
    if b"%PDF-" in head:
        return Kind(PDF)
    for magic, kind in _MAGIC:
        if head.startswith(magic) and not (magic in (b"BM", b"MZ") and encoding_of(data)):
            return kind
    if head[4:12] in _HEIC:
        return Kind(HEIC)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind("image/webp", None, "a WebP picture", "save it as PNG")
    if head.startswith(_OLE):
        return _ole(data)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data)
    return _text(data)


def require_readable(kind: Kind) -> Kind:
    """The kind itself, where this version reads it.

    Raises UnsupportedError, with what to do, where it doesn't; EncryptedError for an Office file
    under a password.
    """
    if kind.media_type == ENCRYPTED:
        raise EncryptedError(f"it is {kind.name}", kind.advice)
    if kind.name is not None:
        raise UnsupportedError(f"it is {kind.name}, which is not read", kind.advice)
    return kind


def _ole(data: bytes) -> Kind:
    """The old binary formats, told by their streams' names (UTF-16 in the directory)."""

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return Kind(ENCRYPTED, None, "a Word or Excel file with a password", "save a copy without one")
    if has("WordDocument"):
        return Kind(DOC)
    if has("Workbook") or has("Book"):
        return Kind("application/vnd.ms-excel", None, "an old Excel file (.xls)", _SAVE_AS_PDF)
    if has("PowerPoint Document"):
        return Kind("application/vnd.ms-powerpoint", None, "an old PowerPoint file (.ppt)", _SAVE_AS_PDF)
    if has("__properties_version1.0"):
        return Kind("application/vnd.ms-outlook", None, "an Outlook message (.msg)", _SAVE_AS_PDF)
    return Kind("application/x-ole-storage", None, "an old Office file", _SAVE_AS_PDF)


def _zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            mimetype = package.read("mimetype")[:100].decode("ascii", "replace") if _small(package, "mimetype") else ""
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError, RuntimeError, OSError) as error:
        raise DamagedError("the zip package (Word or archive) is broken", "get a fresh copy of the file") from error
    if "word/document.xml" in names or any(re.fullmatch(r"word/document\d?\.xml", name) for name in names):
        return Kind(DOCX)
    if any(name.startswith("xl/") for name in names):
        return Kind(XLSX)
    if any(name.startswith("ppt/") for name in names):
        return Kind(
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            None,
            "a PowerPoint file (.pptx)",
            _SAVE_AS_PDF,
        )
    if "opendocument" in mimetype:
        return Kind(mimetype.strip(), None, "an OpenDocument file", _SAVE_AS_DOCX)
    return Kind("application/zip", None, "a zip archive", _UNPACK)


def _small(package: zipfile.ZipFile, name: str) -> bool:
    return name in package.namelist() and package.getinfo(name).file_size <= 1000


_HTML = re.compile(
    r"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body|meta|title)\b", re.IGNORECASE | re.DOTALL
)
_JSON = re.compile(r"\{\s*\"[^\"\n]{0,200}\"\s*:|\[\s*(?:\{\s*\"|\[\s*[\[\"\d]|\"[^\"\n]{0,200}\"\s*,)")
_XML = re.compile(r"\s*<\?xml\b")


def _text(data: bytes) -> Kind:
    encoding = encoding_of(data)
    if encoding is None:
        return Kind("application/octet-stream", None, "a binary file of unknown kind", "take it out of the archive")
    if len(data) > MAX_TEXT_BYTES:
        return Kind(TEXT, encoding, "a text of more than 64 MiB", "split it into its documents")
    start = decode(data[:SAMPLE], encoding)
    if _HTML.match(start):
        return Kind(HTML, encoding)
    if _XML.match(start):
        return Kind("application/xml", encoding, "an XML file", "save its text as .txt")
    if _is_json_lines(start, complete=len(data) <= SAMPLE):
        return Kind("application/json", encoding, "data (JSON), not a document", "take it out of the archive")
    return Kind(TEXT, encoding)


def _is_json_lines(start: str, *, complete: bool) -> bool:
    """True where every whole line is a JSON object or array's line, as data exports are."""
    bare = start.lstrip("\ufeff \r\n\t")
    if not bare.startswith(("{", "[")):
        return False
    lines = [line.strip() for line in bare.splitlines() if line.strip()]
    if not complete and len(lines) > 1:
        lines = lines[:-1]
    objects = all(line.startswith("{") and line.endswith("}") for line in lines) and '":' in lines[0]
    return objects or _JSON.match(bare) is not None


def encoding_of(data: bytes) -> str | None:
    """The encoding of a text, None for what is none.

    It is one of `utf-8`, `utf-8-sig`, `utf-16`, `utf-16-le`, `utf-16-be`, `cp1258`, `bytes`.
    Windows-1258 is told from UTF-8 by UTF-8's validity, and from other bytes by the share of its
    words that bear Vietnamese marks. `bytes` are those of an encoding before Unicode (TCVN3, VNI, …):
    `encodings.turn_lines` says which.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig" if _decodes(data[3:], "utf-8") else None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = data[:SAMPLE]
    half = sample[: len(sample) // 2 * 2]
    if b"\x00" in sample:
        odd, even = half[1::2].count(0), half[0::2].count(0)
        for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
            if zeros > 0.2 * len(half) / 2 and others < 0.02 * len(half) / 2 and _decodes(half, encoding):
                return encoding
        return None
    if _controls(sample) > 0.01 * len(sample):
        return None
    if _is_utf8(data):
        return "utf-8"
    text = decode(sample, "cp1258")
    turned, encodings = turn_lines(decode(sample, BYTES))
    if set(encodings) - {UNKNOWN} and syllables_in(turned) > syllables_in(text):
        return BYTES
    words = re.findall(r"[^\W\d_]{2,}", text)
    if len(words) >= 3 and sum(map(is_marked, words)) >= 0.3 * len(words):
        return "cp1258"
    return None


def decode(data: bytes, encoding: str) -> str:
    """The text of bytes, NFC; Windows-1258 sets tones as combining marks behind their vowel."""
    if encoding == BYTES:
        return data.decode("latin-1")
    return unicodedata.normalize("NFC", data.decode(encoding, errors="replace"))


def _decodes(data: bytes, encoding: str) -> bool:
    """True where the bytes are valid in the encoding, up to a character cut at the sample's end."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return len(data) >= SAMPLE - 4 and error.start >= len(data) - 4
    return True


def _is_utf8(data: bytes) -> bool:
    """True for valid UTF-8, and for one with a few broken characters among many good ones."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return broken == 0 or 20 * broken < sum(ch > "\x7f" for ch in text)


def _controls(sample: bytes) -> int:
    return sum(byte < 32 and byte not in (9, 10, 11, 12, 13, 27) for byte in sample)
