"""One page under one engine: every look at it is taken here, and all share the page's time.

Boxes of words are in pixels of the page's cleaned picture, those of lines and readings fractions of it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.errors import LimitError
from pipeline.pages import Box, Reading, Word
from pipeline.reading.recognise import BLOCK, SINGLE_LINE, Found, mean_confidence, pad, recognise, text_of
from pipeline.reading.tesseract import Tesseract
from pipeline.settings import ReadingSettings

LOG = logging.getLogger(__name__)

Picture = npt.NDArray[np.uint8]
Pixels = tuple[int, int, int, int]


DIGITS = {"tessedit_char_whitelist": "0123456789"}
"""Tesseract's variable for a look at what can be a number only."""


@dataclass(frozen=True, slots=True)
class Eye:
    """One page under one engine: how every look at it is taken."""

    tesseract: Tesseract
    settings: ReadingSettings
    dpi: float
    until: float
    """When the page's time is over, on the monotonic clock: all its looks share it."""

    def look(self, picture: Picture, psm: int, variables: Mapping[str, str] | None = None) -> tuple[Found, ...]:
        """The words of a picture of this page's resolution."""
        left = self.until - time.monotonic()
        try:
            if left > 0:
                return recognise(
                    picture,
                    self.tesseract,
                    psm=psm,
                    dpi=self.dpi,
                    language=self.settings.language,
                    seconds=left,
                    variables=variables,
                )
        except LimitError:
            LOG.debug("a look at the page had %.1f s left", left)
        # Told without what was left of the time, which differs from run to run.
        raise LimitError(f"the page took longer than {self.settings.page_seconds:g} s", "raise reading.page_seconds")

    def block(self, picture: Picture) -> tuple[Found, ...]:
        """The words of one block of text."""
        return self.look(picture, BLOCK)

    def line(self, picture: Picture) -> tuple[Found, ...]:
        """The words of one line."""
        return self.look(picture, SINGLE_LINE)

    def enlarged(self, picture: Picture, factor: float) -> tuple[Found, ...]:
        """The words of one block of text, enlarged by a factor."""
        return replace(self, dpi=self.dpi * factor).look(picture, BLOCK)

    def digits(self, picture: Picture, pixels: Pixels) -> tuple[Found, ...]:
        """What can be a number only, enlarged, with much paper around it; boxes are of no use."""
        x0, y0, x1, y1 = pixels
        part = pad(picture[y0:y1, x0:x1], 12)
        part = cv2.resize(part, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC).view(np.uint8)
        return replace(self, dpi=2 * self.dpi).look(part, SINGLE_LINE, DIGITS)

    def crop(
        self, picture: Picture, pixels: Pixels, psm: int, factor: float = 1.0, tall: float | None = None
    ) -> tuple[Found, ...]:
        """The words of a part of the page, enlarged by a factor (`tall` in height), boxes in the page's pixels."""
        x0, y0, x1, y1 = pixels
        border = 12
        high = tall or factor
        part = picture[y0:y1, x0:x1]
        if (factor, high) != (1, 1) and part.size:
            part = cv2.resize(part, None, fx=factor, fy=high, interpolation=cv2.INTER_CUBIC).view(np.uint8)

        def back(pixel: int, start: int, by: float) -> int:
            return start + round((pixel - border) / by)

        return tuple(
            replace(
                one,
                x0=back(one.x0, x0, factor),
                x1=back(one.x1, x0, factor),
                y0=back(one.y0, y0, high),
                y1=back(one.y1, y0, high),
            )
            for one in replace(self, dpi=self.dpi * factor).look(pad(part, border), psm)
        )

    def reading(self, purpose: str, box: Box, found: Sequence[Found]) -> Reading:
        """What a second look at a place found there, as the page keeps it."""
        return Reading(purpose, box, text_of(found), self.tesseract.name, round(mean_confidence(found), 4))


def to_pixels(box: Box, picture: Picture) -> Pixels:
    """A box in fractions of the page as pixels of its picture."""
    height, width = picture.shape[:2]
    return round(box[0] * width), round(box[1] * height), round(box[2] * width), round(box[3] * height)


def to_found(word: Word, picture: Picture) -> Found:
    """A word of the page as the engine gave it."""
    assert word.box is not None
    return Found(word.text, *to_pixels(word.box, picture), word.confidence)
