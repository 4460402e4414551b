"""Pictures to words: one interface over two engines, the same words out.

A picture is a numpy array of uint8, grey (height, width), text dark on light. Words come with pixel
boxes of that picture; `to_words` turns them into page fractions.
"""

from __future__ import annotations

import re
import shlex
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from pipeline.errors import DamagedError, LimitError, SetupError, one_line
from pipeline.pages import Box, Word, clean_unicode
from pipeline.reading import tesseract as programs
from pipeline.reading.failures import lasting, reason
from pipeline.reading.helper import within
from pipeline.reading.tesseract import Tesseract

Picture = npt.NDArray[np.uint8]

WHOLE_PAGE = 3
"""psm 3: layout analysis of a whole page."""
BLOCK = 6
"""psm 6: one uniform block of text: a cell, a signing block."""
SINGLE_LINE = 7
"""psm 7: one line: the number's or the day's slot."""
SINGLE_WORD = 8
"""psm 8: one word, whose marks are in doubt."""

SPARSE = 11
"""psm 11: text wherever it stands, in no order: stamps."""

DEFAULTS: Mapping[str, str] = {
    # Sauvola's local threshold: low contrast 0.74 -> 0.14 % CER, but only on a flattened page
    # (FIELD.md, OCR), and `cleanup.clean` has flattened it.
    "thresholding_method": "2",
    # Whether a page is typed in letters of one width is of no use to the lines' recogniser, and takes
    # a thirtieth of its time to find out: of 10,000 words on 24 made pages none was read otherwise.
    "textord_all_prop": "1",
}

ONE_WORD: Mapping[str, str] = {"thresholding_method": "0"}
"""Of one word's picture the whole is read, wherever its ink is: how ink is told matters to no word (of 196 looks
none was read otherwise), and the local threshold is a tenth of such a look."""

SEE_DOCTOR = "see whether `vanthu doctor` finds a fault with Tesseract, and run again with --retry-failed"

TWINS = str.maketrans({"\u2044": "/", "\u00d0": "Đ"})
"""Characters that the engine prints for those that papers bear: a fraction's slash, Iceland's Đ."""

_TILDE = re.compile(r"(?<!\S)[~-]?~-?(?=\s|$|[^\W\d_])")
"""A tilde where a list's dash is due: alone or before a letter; `~5` may be meant so."""

_FOR_REPORT = re.compile(r"(?<=\bb/)[€©¢](?=\)|$)")
"""The end of `b/c` (to report), in small italics: no currency stands after a slash."""

GRACE = 5.0
"""Seconds beyond a page's time after which the library is no longer waited for."""

WORD_LEVEL = "5"
"""The rows of Tesseract's TSV that are words."""


@dataclass(frozen=True, slots=True)
class Found:
    """A word as the engine gives it: pixels of the picture, confidence 0..1.

    ``block``, ``paragraph`` and ``line`` are the engine's own ordinals.
    """

    text: str
    x0: int
    y0: int
    x1: int
    y1: int
    confidence: float
    block: int = 0
    paragraph: int = 0
    line: int = 0

    @property
    def height(self) -> int:
        """Height of the box in pixels."""
        return self.y1 - self.y0


class Recogniser(Protocol):
    """An engine: a picture to a table of words in Tesseract's TSV."""

    def __call__(
        self, picture: Picture, *, psm: int, dpi: int, language: str, seconds: float, variables: Mapping[str, str]
    ) -> str:
        """TSV rows without a head; raises LimitError beyond `seconds`."""
        ...


def recognise(
    picture: Picture,
    tesseract: Tesseract,
    *,
    psm: int = WHOLE_PAGE,
    dpi: float = 200,
    language: str = "vie",
    seconds: float = 120.0,
    variables: Mapping[str, str] | None = None,
) -> tuple[Found, ...]:
    """The words of a picture in the engine's order.

    Args:
        picture: grey uint8, dark text on light paper.
        tesseract: the engine, from `tesseract.probe`.
        psm: Tesseract's page segmentation mode.
        dpi: the picture's resolution.
        language: Tesseract's language.
        seconds: time limit.
        variables: Tesseract's variables beside `DEFAULTS`.

    Raises:
        LimitError: the engine took longer than `seconds`.
        DamagedError: the engine failed on this picture.
        SetupError: the engine does not start.
    """
    if picture.size == 0 or min(picture.shape[:2]) < 3:
        return ()
    engine: Recogniser = _Library(tesseract) if tesseract.engine == "tesserocr" else _Program(tesseract)
    try:
        rows = engine(
            np.ascontiguousarray(picture),
            psm=psm,
            dpi=round(dpi),
            language=language,
            seconds=seconds,
            variables={**DEFAULTS, **(ONE_WORD if psm == SINGLE_WORD else {}), **(variables or {})},
        )
        return tuple(_parse(rows))
    except (ValueError, OSError) as error:  # bytes that are no text, rows that are no words, no rows at all
        raise DamagedError(f"Tesseract gave no words ({reason(error)})", SEE_DOCTOR) from error


def to_words(found: Iterable[Found], width: int, height: int, *, offset: tuple[int, int] = (0, 0)) -> tuple[Word, ...]:
    """Words with boxes as fractions of a page of `width` by `height` pixels.

    ``offset`` is where the picture's top left corner stands on the page, in pixels.
    """
    return tuple(
        Word(one.text, to_box((one.x0, one.y0, one.x1, one.y1), width, height, offset=offset), one.confidence)
        for one in found
    )


def to_box(
    pixels: tuple[float, float, float, float], width: int, height: int, *, offset: tuple[int, int] = (0, 0)
) -> Box:
    """A pixel box as fractions of the page, kept inside it."""
    dx, dy = offset
    x0, y0, x1, y1 = pixels
    return (
        min(1.0, max(0.0, (x0 + dx) / width)),
        min(1.0, max(0.0, (y0 + dy) / height)),
        min(1.0, max(0.0, (x1 + dx) / width)),
        min(1.0, max(0.0, (y1 + dy) / height)),
    )


def text_of(found: Iterable[Found]) -> str:
    """The words as text: a space between two, a newline between two lines of the engine."""
    pieces: list[str] = []
    last: Found | None = None
    for one in found:
        if last is not None:
            same = (one.block, one.paragraph, one.line) == (last.block, last.paragraph, last.line)
            pieces.append(" " if same else "\n")
        pieces.append(one.text)
        last = one
    return "".join(pieces)


def mean_confidence(found: Iterable[Found]) -> float:
    """Mean confidence weighted by the words' length, 0 without words."""
    weights = [(len(one.text), one.confidence) for one in found]
    total = sum(weight for weight, _ in weights)
    return sum(weight * confidence for weight, confidence in weights) / total if total else 0.0


def _as_printed(text: str) -> str:
    """The engine's text in characters that papers bear: a list's dash is read as a tilde now and then."""
    return _FOR_REPORT.sub("c", _TILDE.sub("-", clean_unicode(text).translate(TWINS)))


def _parse(rows: str) -> Iterable[Found]:
    """Rows of TSV: level, page, block, paragraph, line, word, left, top, width, height, conf, text."""
    for row in rows.split("\n"):
        fields = row.split("\t", 11)
        if len(fields) != 12 or fields[0] != WORD_LEVEL:
            continue
        x, y, width, height = (int(value) for value in fields[6:10])
        confidence = min(1.0, max(0.0, float(fields[10]) / 100))
        for text in _as_printed(fields[11]).split():
            yield Found(
                text,
                x,
                y,
                x + width,
                y + height,
                round(confidence, 4),
                int(fields[2]),
                int(fields[3]),
                int(fields[4]),
            )


_held = threading.local()


class _Library:
    """tesserocr: Tesseract in this process, in a thread beside. One instance a thread and language is kept."""

    def __init__(self, tesseract: Tesseract) -> None:
        self._tesseract = tesseract

    def __call__(
        self, picture: Picture, *, psm: int, dpi: int, language: str, seconds: float, variables: Mapping[str, str]
    ) -> str:
        # Beyond its own limit, which holds while it reads lines, it is left to itself.
        return within(
            seconds + GRACE,
            lambda: self._read(picture, psm=psm, dpi=dpi, language=language, seconds=seconds, variables=variables),
        )

    def _read(
        self, picture: Picture, *, psm: int, dpi: int, language: str, seconds: float, variables: Mapping[str, str]
    ) -> str:
        api = self._api(language)
        before = {name: api.GetVariableAsString(name) for name in variables}
        try:
            for name, value in variables.items():
                if not api.SetVariable(name, value):
                    raise SetupError(f"this Tesseract knows no variable {name}", "update tesserocr")
            api.SetPageSegMode(psm)
            # A page must read the same whatever was read before it: Tesseract carries a document's
            # words over to the next picture.
            api.ClearAdaptiveClassifier()
            height, width = picture.shape
            api.SetImageBytes(picture.tobytes(), width, height, 1, width)
            api.SetSourceResolution(dpi)
            if not api.Recognize(max(1, round(seconds * 1000))):
                raise LimitError(
                    f"reading a picture of {width} x {height} took longer than {seconds:.3g} s",
                    "raise reading.page_seconds",
                )
            return str(api.GetTSVText(0))
        except RuntimeError as error:
            _held.__dict__.pop("apis", None)  # whatever is wrong with it, the next picture gets a new one
            raise DamagedError(f"Tesseract could not read the picture ({reason(error)})", SEE_DOCTOR) from error
        finally:
            api.Clear()
            for name, value in before.items():
                if value is not None:
                    api.SetVariable(name, value)

    def _api(self, language: str) -> Any:
        apis: dict[tuple[str, str], Any] = _held.__dict__.setdefault("apis", {})
        key = (str(self._tesseract.tessdata), language)
        if key not in apis:
            module = programs.library()
            if module is None:
                raise SetupError("tesserocr does not load", "set the engine to pytesseract")
            try:
                apis[key] = module.PyTessBaseAPI(path=f"{key[0]}/", lang=language, oem=module.OEM.LSTM_ONLY)
            except RuntimeError as error:
                raise SetupError(f"Tesseract does not start with {key[0]}: {error}", programs.POINT) from error
        return apis[key]


class _Program:
    """pytesseract: the external program, a process a picture."""

    def __init__(self, tesseract: Tesseract) -> None:
        self._tesseract = tesseract

    def __call__(
        self, picture: Picture, *, psm: int, dpi: int, language: str, seconds: float, variables: Mapping[str, str]
    ) -> str:
        import pytesseract  # here: it loads pandas, and a worker that reads in-process needs neither

        pytesseract.pytesseract.tesseract_cmd = str(self._tesseract.binary)
        options = ["--tessdata-dir", str(self._tesseract.tessdata), "--oem", "1", "--psm", str(psm), "--dpi", str(dpi)]
        for name, value in variables.items():
            options += ["-c", f"{name}={value}"]
        height, width = picture.shape
        try:
            table = pytesseract.image_to_data(
                Image.fromarray(picture), lang=language, config=shlex.join(options), timeout=seconds
            )
        except pytesseract.TesseractNotFoundError as error:
            raise SetupError("Tesseract is not installed", programs.INSTALL) from error
        except pytesseract.TesseractError as error:
            told = f"exit code {error.status}" if error.status >= 0 else f"signal {-error.status}"
            message = one_line(lasting(str(error.message)), 150)
            raise DamagedError(
                f"Tesseract could not read the picture ({told}{': ' if message else ''}{message})", SEE_DOCTOR
            ) from error
        except RuntimeError as error:  # pytesseract's time limit
            raise LimitError(
                f"reading a picture of {width} x {height} took longer than {seconds:.3g} s",
                "raise reading.page_seconds",
            ) from error
        return str(table)


def pad(picture: Picture, border: int, value: int = 255) -> Picture:
    """The picture with a border of paper: Tesseract reads letters at the very edge badly."""
    made: Picture = cv2.copyMakeBorder(picture, border, border, border, border, cv2.BORDER_CONSTANT, value=value)
    return made
