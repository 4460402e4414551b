"""Read one file into pages: the door of the room.

What a file is, is told by its bytes; each kind has its reader. Everything that comes out depends on
the bytes, the settings and the version of reading alone.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import DamagedError, FileError, SetupError
from pipeline.pages import FileReading, Page, Witness
from pipeline.reading import office, sniff
from pipeline.reading.anchors import anchors_digest
from pipeline.reading.finishing import finish
from pipeline.reading.passwords import unlocked
from pipeline.reading.pdf import read_pdf
from pipeline.reading.plain import read_plain
from pipeline.reading.tesseract import Tesseract, probe
from pipeline.reading.web import read_web
from pipeline.reading.word import read_word
from pipeline.reading.workbook import read_workbook
from pipeline.settings import ReadingSettings, fingerprint

CODE_VERSION = "53"
"""Raise it with every change that reads some file differently: it redoes the reading store."""


def read(path: str | Path, settings: ReadingSettings | None = None, *, tessdata: Path | None = None) -> FileReading:
    """Read a file into pages of words.

    Args:
        path: a file of any kind; its name plays no part.
        settings: what changes the reading; the defaults if not given.
        tessdata: folder with the OCR's language data, where Tesseract's own lacks it.

    Raises:
        FileError: UnsupportedError, DamagedError, EncryptedError or LimitError, by kind.
        SetupError: a page must be recognised and Tesseract or its Vietnamese is missing.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileError(
            f"the file can't be opened ({error.strerror})", "check that it exists and may be read"
        ) from error
    return read_bytes(data, path.name, settings, tessdata=tessdata)


def read_bytes(
    data: bytes,
    name: str,
    settings: ReadingSettings | None = None,
    *,
    tessdata: Path | None = None,
    passwords: Sequence[str] = (),
) -> FileReading:
    """Read a file's bytes, as `read` does.

    Args:
        data: the bytes.
        name: for messages only.
        settings: what changes the reading; the defaults if not given.
        tessdata: folder with the OCR's language data, where Tesseract's own lacks it.
        passwords: tried one after the other on a locked PDF.

    Raises as `read`.
    """
    settings = settings or ReadingSettings()
    kind = sniff.require_readable(sniff.sniff(data))
    ocr = _Recognition(settings, tessdata)
    pages: tuple[Page, ...]
    witnesses: tuple[Witness, ...] = ()
    if kind.media_type == sniff.PDF:
        pages, witnesses = read_pdf(unlocked(data, passwords), settings, ocr.page)
    elif kind.media_type == sniff.DOCX:
        pages, witnesses = read_word(data, settings)
    elif kind.media_type in sniff.BY_OFFICE:
        pages, witnesses = read_word(office.to_docx(data, kind.media_type, settings.office_seconds), settings)
    elif kind.media_type == sniff.XLSX:
        pages = read_workbook(data, settings)
    elif kind.media_type == sniff.HTML:
        pages, witnesses = read_web(data, kind.encoding or "utf-8", settings)
    elif kind.media_type in sniff.PICTURES:
        pages = finish(ocr.pictures(data, kind.media_type))
    else:
        pages = read_plain(data, kind.encoding or "utf-8", settings)
    if not pages:
        raise DamagedError(f"no pages were found in {name}", "get a fresh copy of the file")
    engine = ocr.tesseract.name if ocr.tesseract is not None else None
    return FileReading(hashlib.sha256(data).hexdigest(), kind.media_type, pages, witnesses, engine)


def reading_version(settings: ReadingSettings | None = None, *, tessdata: Path | None = None) -> str:
    """The version under which a reading is kept: code, lists, settings and engine (16 hex digits).

    A machine without Tesseract has a version of its own.
    """
    settings = settings or ReadingSettings()
    try:
        engine = probe(tessdata, engine=settings.engine, language=settings.language).name
    except SetupError:
        engine = "no engine"
    return fingerprint(settings, CODE_VERSION, anchors_digest(), engine)


def abilities() -> str:
    """What this machine can read besides, by other programs and packages: a failed file is tried again when it changes.

    It is no part of `reading_version`: what was read stays read when LibreOffice is taken away.
    """
    found = office.program()
    words = f"LibreOffice {office.version(found)}" if found is not None else "no LibreOffice"
    return f"{words}, {'HEIC' if importlib.util.find_spec('pillow_heif') else 'no HEIC'}"


class _Recognition:
    """The OCR of one file, probed when its first picture is met: text needs none on the machine."""

    def __init__(self, settings: ReadingSettings, tessdata: Path | None) -> None:
        self._settings = settings
        self._tessdata = tessdata
        self.tesseract: Tesseract | None = None

    def _ready(self) -> Tesseract:
        if self.tesseract is None:
            self.tesseract = probe(self._tessdata, engine=self._settings.engine, language=self._settings.language)
        return self.tesseract

    def page(self, document: Any, index: int, width_pt: float, height_pt: float) -> Page:
        """Page `index` (0-based) of a PDF by its picture."""
        # OpenCV and the engine load slowly: an archive of texts never needs them.
        from pipeline.reading.images import page_picture, read_picture_page

        picture, dpi = page_picture(document, index, self._settings)
        page: Page = read_picture_page(picture, dpi, index + 1, width_pt, height_pt, self._settings, self._ready())
        return page

    def pictures(self, data: bytes, media_type: str) -> tuple[Page, ...]:
        """The pages of a picture file."""
        from pipeline.reading.images import read_image_file

        pages: tuple[Page, ...] = read_image_file(data, media_type, self._settings, self._ready())
        return pages
