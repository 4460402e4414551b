"""The left column of a foot: the list of recipients, which engines mix up with the signing block beside it.

By Nghị định 30/2020/NĐ-CP, Phụ lục I, cell 9b, it is set in letters of 11 pt beside the signing block,
whose lines stand at other heights: read as one page, two lines of the list may become one, or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from pipeline.pages import Line, LineKind, union
from pipeline.reading.anchors import letters, opens
from pipeline.reading.recognise import Found, mean_confidence

Pixels = tuple[int, int, int, int]

SURE = 0.9
"""Mean confidence from which on a column needs no other look, if no word of it is doubtful or too high."""
DOUBTED = 0.5
TALL = 1.7
"""Heights of the column's words from which on a box holds two lines."""
GAIN = 0.02
"""How much better the other look must be on the average."""
MORE = 1.1
"""Times as many letters that it has where lines had been passed over."""
LEAST = 0.85


def left_column(lines: Sequence[Line], width: int, height: int) -> Pixels | None:
    """Where the list of recipients stands in the page's pixels, None where the page has none.

    From the line that opens it to the last of the left column's, with room for two lines more.
    """
    start = next(
        (n for n, line in enumerate(lines) if line.kind is LineKind.LEFT and opens(line.text, "recipients")), None
    )
    if start is None:
        return None
    column = [line.box for line in lines[start:] if line.kind is LineKind.LEFT]
    box = union(column)
    if box is None or len(column) < 2:
        return None
    others = [line.box for line in lines if line.kind is not LineKind.LEFT and line.box]
    right = min((o[0] for o in others if o[0] > box[0] and o[1] < box[3] and o[3] > box[1]), default=1.0)
    below = min((o[1] for o in others if o[1] >= box[3] and o[0] < box[2]), default=1.0)
    high = median(b[3] - b[1] for b in column if b)
    x1 = min(box[2] + 0.02, max(right - 0.005, box[0] + 0.1))
    y1 = min(box[3] + 3 * high, below - 0.2 * high)
    return (
        max(0, round((box[0] - 0.01) * width)),
        max(0, round((box[1] - 0.3 * high) * height)),
        round(x1 * width),
        min(height, round(max(y1, box[3]) * height)),
    )


def is_doubtful(found: Sequence[Found]) -> bool:
    """True where a column should be looked at by itself: words read badly, or as high as two lines."""
    if not found:
        return False
    high = median(one.height for one in found)
    wordy = [one for one in found if any(ch.isalnum() for ch in one.text)]
    return mean_confidence(found) < SURE or any(one.confidence < DOUBTED or one.height > TALL * high for one in wordy)


def is_better(second: Sequence[Found], first: Sequence[Found]) -> bool:
    """True where the other look read the column better: surer, or more of it as surely."""
    old, new = (sum(len(letters(one.text)) for one in found) for found in (first, second))
    gain = mean_confidence(second) - mean_confidence(first)
    return (gain > GAIN and new >= LEAST * old) or (gain > -GAIN and new >= MORE * old)
