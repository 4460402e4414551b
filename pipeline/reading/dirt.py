"""Dirt that copying and thin paper bring onto a page: specks, flakes, streaks, the other side shining through.

All work on a flattened page and leave one without that dirt untouched, to the pixel.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading.pieces import FEWEST, WHITE, Pieces, pieces_of

Picture = npt.NDArray[np.uint8]

PALE = 225
"""Below this a pixel of a flattened page is more than paper: ghosts are sought there."""
CORE = 110
"""A letter has ink darker than this somewhere, a ghost has not."""
GHOSTS = 60
"""Letter-sized pieces without any dark ink: more are the other side shining through."""
APART = 60
"""How much paler than the letters' the cores of ghosts are, of 255, in the middle of each."""
GHOSTLY = 0.0005
"""Share of a page that is pale and far from dark ink where there are ghosts."""
DEEP = 60
"""How dark the cores of the palest letters are made there."""
PALEST = 150
"""No ghost is taken to be darker than this: letters would go with it."""


def without_ghosts(flat: Picture, dpi: float) -> Picture:
    """The page without the other side shining through, which is paler than its own ink.

    The ghosts' own darkness becomes the new white; the page's letters keep their cores and lose
    a little of their soft edges. On made pages with strong show-through 3.7 % of wrong letters
    become 0.4 %.
    """
    around = cv2.erode(flat, np.ones((7, 7), np.uint8))
    if np.count_nonzero((flat < PALE) & (around >= CORE)) < GHOSTLY * flat.size:
        return flat
    found = pieces_of(flat, dpi, PALE, CORE)
    darkest = _darkest(flat, found)
    # Small type on a soft scan is pale, too: what parts letters from ghosts is a gap, not a level.
    split = max(float(CORE), _parting(darkest[found.letters]))
    beyond = darkest[found.letters & (darkest > split)]
    if split < PALEST and len(beyond):
        # Large and small type, and ghosts: three of a kind.
        second = _parting(beyond)
        darker = beyond[beyond <= second]
        split = second if len(darker) and float(np.median(darker)) < PALEST else split
    pale, own = found.letters & (darkest > split), found.letters & (darkest <= split)
    if int(pale.sum()) < GHOSTS or int(own.sum()) < FEWEST:
        return flat
    if float(np.median(darkest[pale])) - float(np.median(darkest[own])) < APART:
        return flat
    level = max(PALEST, int(np.percentile(flat[found.shown(pale)], 3)) - 6)
    # The palest of the letters become dark, lest their soft edges go with the ghosts.
    core = min(float(np.percentile(darkest[own], 95)), level - 10.0)
    table = np.interp(np.arange(256), [0.0, core, level], [0.0, min(core, DEEP), WHITE])
    made: Picture = cv2.LUT(flat, table.astype(np.uint8))
    return made


def _parting(values: npt.NDArray[np.uint8]) -> float:
    """The greatest of the darker values, where they are parted in two by Otsu's way."""
    return float(cv2.threshold(values.reshape(-1, 1), 0, WHITE, cv2.THRESH_OTSU)[0])


def _darkest(flat: Picture, found: Pieces) -> npt.NDArray[np.uint8]:
    """The darkest pixel of each piece, white for the paper."""
    made = np.full(len(found.stats), WHITE, np.uint8)
    np.minimum.at(made, found.piece, flat.reshape(-1)[found.at])
    return made
