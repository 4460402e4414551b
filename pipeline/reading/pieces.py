"""Pieces of ink that hang together on a flattened page, and which of them are as large as letters."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading.connected import connected, pixels_of

Picture = npt.NDArray[np.uint8]
Chosen = npt.NDArray[np.bool_]

WHITE = 255
INK = 140
"""Below this a pixel of a flattened page is ink (paper is 255)."""
FAINT = 190
"""Below this a pixel hangs together with the ink beside it: worn letters stay whole."""
LETTER_HEIGHT = (0.03, 0.35)
"""Heights of letters in inches: 2.2 to 25 pt."""
FEWEST = 40
"""Letters that a page must have to be measured by them."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a page; the first is the paper and none of them.

    ``labels`` (height, width) names each pixel's piece; ``stats`` (n, 5) are OpenCV's x, y, width,
    height and area in pixels, ``centres`` (n, 2) the middles, ``dark`` those with real ink in them;
    ``at`` are the places of their pixels in the flattened page, from the top down, ``piece`` each one's piece.
    """

    labels: npt.NDArray[np.int32]
    stats: npt.NDArray[np.int32]
    centres: npt.NDArray[np.float64]
    dark: Chosen
    dpi: float
    at: npt.NDArray[np.intp]
    piece: npt.NDArray[np.int32]

    @property
    def widths(self) -> npt.NDArray[np.int32]:
        """Pixels across."""
        return self.stats[:, cv2.CC_STAT_WIDTH]

    @property
    def heights(self) -> npt.NDArray[np.int32]:
        """Pixels down."""
        return self.stats[:, cv2.CC_STAT_HEIGHT]

    @property
    def letters(self) -> Chosen:
        """The pieces as large as letters, or as a few letters that touch."""
        low, high = LETTER_HEIGHT[0] * self.dpi, LETTER_HEIGHT[1] * self.dpi
        fit = (self.heights > low) & (self.heights < high) & (self.widths > low / 3) & (self.widths < high * 3)
        fit[0] = False
        return fit

    @property
    def tall(self) -> float:
        """Median height of the letters without their marks and points, 0 where there are too few to say."""
        fit = self.letters & (self.heights > 1.5 * LETTER_HEIGHT[0] * self.dpi)
        return float(np.median(self.heights[fit])) if int(fit.sum()) >= FEWEST else 0.0

    def shown(self, chosen: Chosen) -> Chosen:
        """True at the pixels of some pieces, (height, width)."""
        pixels: Chosen = np.zeros(self.labels.shape, np.bool_)
        pixels.reshape(-1)[self.at] = chosen[self.piece]
        return pixels


def pieces_of(flat: Picture, dpi: float, level: int = FAINT, dark: int = INK) -> Pieces:
    """The pieces of what is darker than `level`, eight-connected; `dark` is what real ink is darker than."""
    mask = cv2.compare(flat, level, cv2.CMP_LT).view(np.uint8)
    labels, stats, centres = connected(mask)
    at = pixels_of(mask)
    piece = labels.reshape(-1)[at]
    real = np.zeros(len(stats), bool)
    real[piece[flat.reshape(-1)[at] < dark]] = True
    real[0] = False
    return Pieces(labels, stats, centres, real, dpi, at, piece)
