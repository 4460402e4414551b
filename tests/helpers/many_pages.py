"""Reads many page pictures one after the other in one process and tells its memory on the way.

    python -m tests.helpers.many_pages <pages> <dpi>

Each line of the output is JSON: pages read, resident MiB now, the peak so far. The pictures are drawn
from the kept ones, in colour, with a seal and grain, no two alike; PNG, JPEG, TIFF and PDF in turn.
"""

from __future__ import annotations

import io
import json
import sys

import cv2
import numpy as np
from PIL import Image

from pipeline.reading.read import read_bytes
from tests.helpers.memory import peak, resident
from tests.helpers.scans import kept, noisy, sealed, turned

KINDS = ("PNG", "JPEG", "TIFF", "PDF")


def page(nth: int, dpi: int) -> bytes:
    """A sheet as wide as A4, a third as high, as a file."""
    chance = np.random.default_rng(nth)
    top = int(chance.integers(0, 1200))
    strip = kept("page.png" if nth % 5 else "table.png")[top : top + 780]
    strip = noisy(turned(strip, float(chance.uniform(-1, 1))), 6, nth)
    colour = sealed(strip, (int(chance.integers(300, 1300)), 400))
    factor = dpi / 200
    size = (round(colour.shape[1] * factor), round(colour.shape[0] * factor))
    colour = cv2.resize(colour, size, interpolation=cv2.INTER_LINEAR)
    buffer = io.BytesIO()
    Image.fromarray(colour[..., ::-1]).save(buffer, KINDS[nth % len(KINDS)], dpi=(dpi, dpi), resolution=dpi)
    return buffer.getvalue()


def main(pages: int, dpi: int) -> None:
    words = 0
    for nth in range(1, pages + 1):
        (found,) = read_bytes(page(nth, dpi), "x").pages
        words += len(list(found.words))
        if nth % 10 == 0:
            print(json.dumps({"pages": nth, "words": words, "resident": resident(), "peak": peak()}), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
