"""The picture of a page as its boxes were measured on it: drawn from the archive when it is looked at.

A page is drawn in a process of its own under limits of time and memory, as reading does it: a file that
reading survived is no safer to draw. What was drawn is kept, in memory and, for a while, on the disk.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import CrashError, DamagedError, EncryptedError, FileError, LimitError, VanthuError
from pipeline.pages import Box, Source
from pipeline.running import archive
from pipeline.running.isolate import Isolated, Limits
from pipeline.settings import Settings

T = TypeVar("T")

SIDE = 2000
"""Pixels of a picture's longer side: A4 at 170 dpi, sharp enough at twice its size on a screen."""
QUALITY = 80
"""Of JPEG."""
SECONDS = 30.0
MEMORY_PAGES = 48
DISK_BYTES = 256 * 1024 * 1024
FOLDER = ".review"
"""Below the output folder, beside the tables."""
GONE = "run vanthu extract again, or put the file back"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Which page, and how it was read: ``turn`` and ``skew`` are what reading did to its picture.

    ``source`` is `pages.source`; ``rotation`` and ``skew`` are those of the table `pages`.
    """

    sha256: str
    path: str
    page: int
    source: str
    rotation: int = 0
    skew: float = 0.0

    @property
    def drawn(self) -> bool:
        """False for pages that were text from the beginning."""
        return self.source != Source.TEXT


class Files:
    """Where the files of an archive are, by their path in the tables.

    Args:
        root: the archive, a folder or an address.
    """

    def __init__(self, root: str) -> None:
        self.root = root
        self._listed: Mapping[str, str] | None = None

    def location(self, path: str) -> str:
        """What opens a file. Raises FileError, in one line, where it is gone."""
        if "://" not in self.root:
            plain = Path(self.root) / path
            if plain.is_file() and plain.resolve().is_relative_to(Path(self.root).resolve()):
                return str(plain)
        if self._listed is None or path not in self._listed:
            try:
                self._listed = {found.path: found.location for found in archive.walk(self.root).files}
            except VanthuError as error:
                raise FileError(error.what, error.advice) from error
        if path not in self._listed:
            raise FileError(f"{path} is no longer in the archive {self.root}", GONE)
        return self._listed[path]


class Pictures:
    """Pictures of pages, drawn when first asked for. Not for several threads at once.

    Args:
        files: where the archive's files are.
        folder: where pictures are kept between sittings; None or one that can't be written: in memory alone.
        settings: limits, passwords and what reading did.
    """

    def __init__(self, files: Files, folder: Path | None, settings: Settings) -> None:
        self._files = files
        self._folder = folder
        self._settings = settings
        self._worker = Isolated(
            Limits(SECONDS, settings.memory_mebibytes), environment={"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1"}
        )
        self._kept: OrderedDict[Sheet, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def draw(self, sheet: Sheet) -> bytes:
        """The page as a JPEG, upright and straight as its boxes are.

        Raises FileError, in one line, where the file is gone, changed, locked, damaged or takes too long.
        """
        location = self._files.location(sheet.path)
        with self._lock:
            if sheet in self._kept:
                self._kept.move_to_end(sheet)
                return self._kept[sheet]
        kept = self._file(sheet)
        data = b""
        if kept is not None:
            with contextlib.suppress(OSError):
                data = kept.read_bytes()
                os.utime(kept)
        if not data:
            try:
                data, private = self._worker.run(draw, location, sheet, self._settings)
            except (LimitError, CrashError) as error:
                # Their advice is for a run's limits, which are not these.
                raise FileError(
                    f"page {sheet.page} of {sheet.path} can't be drawn: {error.what}",
                    "open the file in its own program",
                ) from error
            if kept is not None and not private:
                self._keep(kept, data)
        with self._lock:
            self._kept[sheet] = data
            while len(self._kept) > MEMORY_PAGES:
                self._kept.popitem(last=False)
        return data

    def read(self, sheet: Sheet, box: Box) -> str:
        """The words in a box of a page, by OCR. Raises FileError or SetupError."""
        return self._worker.run(read_box, self._files.location(sheet.path), sheet, box, self._settings)

    def run(self, function: Callable[..., T], *arguments: Any) -> T:
        """Something else that is best done in the process that draws. Raises FileError as it."""
        return self._worker.run(function, *arguments)

    def warm(self) -> None:
        """Start the process that draws, so that the first page need not wait for it."""
        self._worker.run(ready)

    def close(self) -> None:
        """End the process that draws."""
        self._worker.stop()
        self._worker.close()

    def _file(self, sheet: Sheet) -> Path | None:
        if self._folder is None:
            return None
        how = f"{sheet.source}-{sheet.rotation}-{sheet.skew:.2f}-{SIDE}"
        return self._folder / f"{sheet.sha256[:32]}-{sheet.page}-{how}.jpg"

    def _keep(self, path: Path, data: bytes) -> None:
        """Write a picture beside the tables; where there is no room or no right, it is drawn again next time."""
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, exist_ok=True)
            part = path.with_suffix(f".{os.getpid()}")
            part.write_bytes(data)
            part.replace(path)
            prune(path.parent, DISK_BYTES)


def prune(folder: Path, limit: int) -> None:
    """Delete the pictures that were not looked at for the longest time, until no more than `limit` bytes are left."""
    found = sorted(((path.stat(), path) for path in folder.glob("*.jpg")), key=lambda one: -one[0].st_mtime_ns)
    total = 0
    for status, path in found:
        total += status.st_size
        if total > limit:
            path.unlink(missing_ok=True)


# In the worker


def ready() -> bool:
    """Import what drawing needs."""
    from pipeline.reading import images, pdf, read, sniff

    return all((images, pdf, read, sniff))


def draw(location: str, sheet: Sheet, settings: Settings) -> tuple[bytes, bool]:
    """The page as a JPEG, and whether its file is locked: then no copy may lie about.

    Raises FileError as `Pictures.draw`.
    """
    import cv2

    picture, _, private = _upright(location, sheet, settings)
    height, width = picture.shape[:2]
    factor = SIDE / max(height, width)
    if factor < 1:
        size = (max(1, round(width * factor)), max(1, round(height * factor)))
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    fine, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    if not fine:
        raise DamagedError(f"page {sheet.page} of {sheet.path} can't be drawn", "get a fresh copy of the file")
    return data.tobytes(), private


def read_box(location: str, sheet: Sheet, box: Box, settings: Settings) -> str:
    """The words in a box of a page, by OCR. Raises FileError, SetupError."""
    from pipeline.reading import cleanup, inks
    from pipeline.reading.recognise import BLOCK, pad, recognise, text_of
    from pipeline.reading.tesseract import probe

    picture, dpi, _ = _upright(location, sheet, settings)
    height, width = picture.shape[:2]
    x0, y0, x1, y1 = (round(at * of) for at, of in zip(box, (width, height, width, height), strict=True))
    part, dpi = cleanup.shrink(picture[max(0, y0) : y1, max(0, x0) : x1], dpi, float(settings.reading.dpi))
    grey = cleanup.flatten(inks.without_seal(part))
    engine = probe(settings.tessdata, engine=settings.reading.engine, language=settings.reading.language)
    found = recognise(
        pad(grey, 12), engine, psm=BLOCK, dpi=dpi, language=settings.reading.language, seconds=SECONDS / 2
    )
    return " ".join(text_of(found).split())


def _upright(location: str, sheet: Sheet, settings: Settings) -> tuple[Any, float, bool]:
    """The page's picture as its boxes are, its resolution, and whether its file is locked."""
    from pipeline.reading import cleanup, sniff

    data = archive.read(location, settings.file_mebibytes * archive.MEBIBYTE)
    if hashlib.sha256(data).hexdigest() != sheet.sha256:
        raise FileError(f"{sheet.path} has changed since it was read", "run vanthu extract again")
    kind = sniff.sniff(data)
    private = False
    extra = sheet.rotation
    if kind.media_type == sniff.PDF:
        picture, dpi, own, private = _of_pdf(data, sheet, settings)
        if sheet.source == Source.TEXT_LAYER:
            # A layer's page says how far it stands turned in the file, what a reader sees is turned by /Rotate.
            extra = (sheet.rotation - own) % 360
    elif kind.media_type in sniff.PICTURES:
        picture, dpi = _of_image(data, kind.media_type, sheet, settings)
    else:
        raise FileError(f"{sheet.path} has no pictures of its pages ({kind.media_type})", "look at its text")
    return cleanup.straighten(cleanup.turn(picture, extra), sheet.skew), dpi, private


def _of_pdf(data: bytes, sheet: Sheet, settings: Settings) -> tuple[Any, float, int, bool]:
    from pipeline.reading.images import page_picture
    from pipeline.reading.passwords import unlocked
    from pipeline.reading.pdf import open_pdf

    try:
        opened = unlocked(data, settings.passwords())
        document = open_pdf(opened)
    except EncryptedError as error:
        raise EncryptedError(f"{sheet.path} is locked: {error.what}", error.advice) from error
    try:
        if not 1 <= sheet.page <= len(document):
            raise DamagedError(f"{sheet.path} has no page {sheet.page}", "run vanthu extract again")
        page = document[sheet.page - 1]
        own = int(page.get_rotation()) % 360
        page.close()
        picture, dpi = page_picture(document, sheet.page - 1, settings.reading)
    finally:
        document.close()
    return picture, dpi, own, opened is not data


def _of_image(data: bytes, media_type: str, sheet: Sheet, settings: Settings) -> tuple[Any, float]:
    from pipeline.reading.images import frame_picture

    picture, dpi = frame_picture(data, media_type, sheet.page - 1, settings.reading)
    return picture, dpi


def sheets(pages: Sequence[Any], sha256: str, path: str) -> Mapping[int, Sheet]:
    """The pages of a document (records of `pages`) by their number."""
    return {
        one.page: Sheet(sha256, path, one.page, str(one.source), int(one.rotation or 0), float(one.skew_deg or 0.0))
        for one in pages
    }
