"""Coloured inks of a page: seals and stamps in red, pens in blue; each alone, and the page seen through it.

Print is dark in light of any colour, red ink pale in red light and blue ink in blue light. So of two inks that
lie on each other the black one is kept, stroke for stroke.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading.pieces import WHITE

Picture = npt.NDArray[np.uint8]

LEAST_REDNESS = 12
"""How much more red than green and blue a pixel is that is thought to be more than paper, of 255."""
STRONG_RED = 60
"""How much more red than green and blue a pixel of red ink is, of 255; and blue ink likewise."""
LEAST_CONTRAST, GOOD_CONTRAST = 60, 180
"""How much lighter than its ink the paper is, of 255: with less nothing is printed, with more colours are true."""
PAPER = 60
"""Percentile of a page's brightness at which its paper is."""
BRIGHTER = 1.03
"""How many times as bright as the paper a seal's ink is made."""
LEAST_INK = 0.3
"""Percent of a page that is black ink where only a few lines stand on it."""
LEAST_RED = 0.0002
"""Share of the page that must be red ink to be looked at: a fifth of a stamped mark."""


def balanced(picture: Picture) -> Picture:
    """A pale or tinted page with the contrast and the white of a good one, so that coloured inks show as on that.

    The very picture where it has enough of both. What one page's red has more than its green is half as much on a
    worn toner's page, and yellowed paper takes away what a pen's blue has more.
    """
    if picture.ndim == 2:
        return picture
    height, width = picture.shape[:2]
    # A scanner's dark bed, and punched holes, are at the edges.
    seen = picture[height // 12 : height - height // 12 : 8, width // 12 : width - width // 12 : 8].reshape(-1, 3)
    if not len(seen):
        return picture
    paper = np.percentile(seen, PAPER, axis=0)
    ink = float(np.percentile(seen[:, 1], LEAST_INK))
    contrast = float(paper.min()) - ink
    if not LEAST_CONTRAST < contrast < GOOD_CONTRAST:
        return picture
    steps = (np.arange(256)[:, None] - ink) * (WHITE / (paper - ink))[None, :]
    made: Picture = cv2.LUT(picture, steps.clip(0, WHITE).astype(np.uint8)[None])
    return made


def without_seal(picture: Picture, vivid: Picture | None = None) -> Picture:
    """Grey; where a pixel is reddish its red channel, in which red ink is nearly paper.

    The seal's own red is then stretched to the paper's brightness, so that only what lies under it stays dark.

    Args:
        picture: uint8, grey (height, width) or BGR (height, width, 3).
        vivid: the same `balanced`, by which red is told; the picture itself if not given.
    """
    if picture.ndim == 2:
        return picture
    grey: Picture = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).view(np.uint8)
    blue, green, red = cv2.split(picture if vivid is None else vivid)
    redness = cv2.subtract(red, cv2.max(blue, green))
    at = np.flatnonzero(redness > LEAST_REDNESS)
    if len(at) == 0:
        return grey
    own, more = picture[:, :, 2].reshape(-1)[at].astype(np.float32), redness.reshape(-1)[at]
    strong = own[more > STRONG_RED]
    if len(strong):
        # The ink's own red: bright against what is printed under it.
        ink = float(np.percentile(strong, 60))
        # A little brighter than the paper: much more, and the paper between a seal's strokes would be grey beside them.
        white = min(WHITE, BRIGHTER * float(np.percentile(picture[::8, ::8, 2], PAPER)))
        if 130 / WHITE * white < ink < white:
            own = np.maximum(own, np.minimum(own * np.float32(white / ink), white))
    weight = np.minimum((more - np.float32(LEAST_REDNESS)) / 30, 1)
    under = grey.reshape(-1)
    under[at] = under[at] + (own - under[at]) * weight
    return grey


def without_blue(flat: Picture, vivid: Picture) -> Picture:
    """A flattened page as seen through its blue ink, which is pale in the blue light in which black print is dark.

    Args:
        flat: uint8 (height, width).
        vivid: the same page in colour, `balanced`.
    """
    blue, green, red = cv2.split(vivid)
    over = cv2.subtract(blue, red)
    blueness = cv2.min(cv2.add(cv2.subtract(blue, green), 5), cv2.add(over, over))
    at = np.flatnonzero(blueness > LEAST_REDNESS)
    own, more = blue.reshape(-1)[at].astype(np.float32), blueness.reshape(-1)[at]
    strong = own[more > STRONG_RED]
    made = flat.copy()
    if not len(strong):
        return made
    ink = max(float(np.percentile(strong, 40)), STRONG_RED)
    under = made.reshape(-1)
    under[at] = np.maximum(under[at], np.minimum(own * np.float32(WHITE / ink), WHITE))
    return made


def red_ink(picture: Picture) -> Picture | None:
    """The red ink alone, dark on white; None where the page bears next to none."""
    if picture.ndim == 2:
        return None
    blue, green, red = cv2.split(picture)
    return _ink_of(cv2.subtract(red, cv2.max(blue, green)))


def blue_ink(picture: Picture) -> Picture | None:
    """The blue and violet ink alone, dark on white; None where the page bears next to none."""
    if picture.ndim == 2:
        return None
    blue, green, red = cv2.split(picture)
    over = cv2.subtract(blue, red)
    # Violet, which stamps' pads have, is half red: of that it need only have half as much less.
    return _ink_of(cv2.min(cv2.subtract(blue, green), cv2.add(over, over)))


def _ink_of(more: cv2.typing.MatLike) -> Picture | None:
    """The ink of one colour: `more` is how much more of it each pixel has than of the others."""
    if np.count_nonzero(more > STRONG_RED) < LEAST_RED * more.size:
        return None
    made: Picture = (WHITE - cv2.subtract(more, 20).astype(np.int16) * 3).clip(0, WHITE).astype(np.uint8)
    return made
