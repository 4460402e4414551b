"""The roman numerals I, II, III told by their strokes, where engines read `1`, `H`, `IH` or `11`.

They are the weak spot of OCR even on clean pages (FIELD.md), and numbers of quarters and headings
hang on them. A capital I is an upright stem with serifs on both sides or on none; a 1 has a flag on
the left only; an H has a bar in the middle. Only places where a numeral is due are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading.anchors import letters
from pipeline.reading.cleanup import INK
from pipeline.reading.recognise import Found

Picture = npt.NDArray[np.uint8]

SURE = 0.9
"""Confidence of a numeral told by its strokes."""
BEFORE = frozenset({"QUY", "PHAN", "CHUONG", "MUC", "LUC", "BIEU", "THU", "KHOA"})
"""What stands before a roman numeral, marks folded away: quý, phần, chương, mục, phụ lục, biểu, thứ, khóa."""

POINT = 0.35
"""How large a full stop is at most, in heights of capitals."""

_LOOKS = re.compile(r"^([1IilHh|!íìịỊỈÍÌ]{1,4})((?:[./⁄,;:)/-].{0,12})?)$")
"""What I, II and III are read as, and what may follow in the same word (`I/2025`, `II.`)."""
_SLASHED = re.compile(r"^[1IilHhU|!/VN]{2,4}$")
"""What I/, II/ and III/ are read as, which older papers and unions set before headings."""
_SURELY = re.compile(r"^I{2,3}[.,;:)/-]?$")
"""A numeral wherever it stands; how many stems it has is told by the strokes alone (`lần thứ III`)."""
_FOUR = re.compile(r"^[1IilL|!\[\]]V(?=[./,;]|$)")
"""What IV is read as after `quý`: no other numeral ends in V."""
_ROMAN = re.compile(r"^[IVX]{1,5}[,;]?$")


def mend_numerals(found: Sequence[Found], picture: Picture) -> tuple[Found, ...]:
    """The words, those that stand where a numeral is due and show I, II or III read anew.

    Args:
        found: words in reading order with the engine's line numbers, boxes in pixels of `picture`.
        picture: the cleaned page, ruling lines erased.
    """
    made: list[Found] = []
    for index, one in enumerate(found):
        match = _LOOKS.match(one.text)
        slashed = _SLASHED.match(one.text)
        if index and _FOUR.match(one.text) and letters(made[-1].text) == "QUY" and _same_line(made[-1], one):
            made.append(replace(one, text=_FOUR.sub("IV", one.text)))
            continue
        if match is None and slashed is None:
            made.append(one)
            continue
        before = made[index - 1] if index and _same_line(made[index - 1], one) else None
        after = found[index + 1] if index + 1 < len(found) and _same_line(one, found[index + 1]) else None
        if slashed and before is None and after is not None and _ends_in_slash(picture, one):
            stems = count_stems(picture, one, tail="/")
            if stems in (1, 2, 3):
                made.append(replace(one, text="I" * stems + "/", confidence=max(one.confidence, SURE)))
                continue
        if match is None or not (_SURELY.match(one.text) or _due(before, match[2], after)):
            made.append(one)
            continue
        tail = "." if not match[2] and before is None and after is not None and _has_point(picture, one) else match[2]
        stems = count_stems(picture, one, tail=tail, doubtful="1" in match[1])
        if stems in (1, 2, 3):
            made.append(replace(one, text="I" * stems + tail, confidence=max(one.confidence, SURE)))
        else:
            made.append(one)
    return tuple(made)


def _same_line(one: Found, other: Found) -> bool:
    if (one.block, one.paragraph, one.line) != (other.block, other.paragraph, other.line):
        return False
    return one.y0 < other.y1 and other.y0 < one.y1


def _due(before: Found | None, rest: str, after: Found | None) -> bool:
    """True where a roman numeral may stand: after `quý` and its like, alone, or opening a heading."""
    if before is not None:
        return letters(before.text) in BEFORE or _ROMAN.match(before.text) is not None
    return rest in (".", "", "-", "/") if after is not None else rest in (".", "", ")")


def _ends_in_slash(picture: Picture, one: Found) -> bool:
    """True where a word's last piece of ink leans like a slash: thin, and its head far right of its foot."""
    shapes = _shapes(picture, one)
    if len(shapes) < 2:
        return False
    ink = shapes[-1].ink
    third = len(ink) // 3
    if third < 3 or ink.sum(axis=1).max() > 0.45 * len(ink):
        return False
    return _centre(ink[:third]) - _centre(ink[-third:]) > 0.15 * len(ink)


def _has_point(picture: Picture, one: Found) -> bool:
    """True where behind a heading's numeral stands a full stop on the line, which engines leave out (`II KINH PHÍ`)."""
    shapes = _shapes(picture, one)
    if len(shapes) < 2:
        return False
    first, point = shapes[0], shapes[-1]
    tall, (high, wide) = len(first.ink), point.ink.shape
    return max(high, wide) < POINT * tall and bool(abs(point.y + high - first.y - tall) <= max(1, 0.1 * tall))


@dataclass(frozen=True, slots=True)
class _Shape:
    """A piece of ink: its box in the crop and its pixels (True on ink)."""

    x: int
    y: int
    ink: npt.NDArray[np.bool_]


def count_stems(picture: Picture, one: Found, *, tail: str = "", doubtful: bool = False) -> int | None:
    """How many capital I open a word; None where its strokes say something else or not enough.

    Args:
        picture: the page.
        one: the word.
        tail: the characters that follow the numeral in the same word.
        doubtful: it was read as 1, which only serifs on both sides tell from I.
    """
    shapes = _shapes(picture, one)
    if not shapes:
        return None
    tall = max(shape.ink.shape[0] for shape in shapes[:2])
    stems = 0
    used = 0
    for shape in shapes:
        height = shape.ink.shape[0]
        if not 0.85 * tall <= height <= 1.12 * tall or abs(shape.y - shapes[0].y) > 0.12 * tall:
            break
        own = _stems(shape.ink, doubtful=doubtful)
        if own is None:
            break
        stems += own
        used += 1
    # What follows may touch and be fewer pieces than characters, but not more (`;` has two).
    left = len(shapes) - used
    most = len(tail) + sum(ch in ";:" for ch in tail)
    return stems if stems and len(tail) - len(tail) // 3 <= left <= most else None


def _shapes(picture: Picture, one: Found) -> list[_Shape]:
    """The word's pieces of ink from left to right, also those that its box cuts off; specks left out."""
    around = one.height
    x0, y0 = max(0, one.x0 - around), max(0, one.y0 - 3)
    mask = (picture[y0 : one.y1 + 3, x0 : one.x1 + around] < INK).astype(np.uint8)
    if mask.size == 0:
        return []
    _count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    pieces = sorted(
        (int(x), int(y), int(wide), int(high), n)
        for n, (x, y, wide, high, area) in enumerate(stats.tolist())
        if n and area >= 4
    )
    inside = [n for n, piece in enumerate(pieces) if piece[0] + piece[2] > one.x0 - x0 and piece[0] < one.x1 - x0]
    if not inside:
        return []
    first, last = inside[0], inside[-1]
    gap = max(2, round(0.16 * around))  # narrower than a space between words
    while first > 0 and pieces[first][0] - (pieces[first - 1][0] + pieces[first - 1][2]) < gap:
        first -= 1
    while last + 1 < len(pieces) and pieces[last + 1][0] - (pieces[last][0] + pieces[last][2]) < gap:
        last += 1
    return [_Shape(x, y, labels[y : y + high, x : x + wide] == n) for x, y, wide, high, n in pieces[first : last + 1]]


def _stems(ink: npt.NDArray[np.bool_], *, doubtful: bool) -> int | None:
    """Number of upright stems of a piece made of capital I alone, else None."""
    height, _width = ink.shape
    if height < 8:
        return None
    band = ink[round(0.2 * height) : round(0.8 * height)]
    edge = max(1, len(band) // 6)
    middle = band[edge:-edge]
    runs = _runs(middle.mean(axis=0) > 0.7)
    # Upright and alone: nothing slants across or bars the band between the stems.
    if not 1 <= len(runs) <= 3 or len(_runs(middle.mean(axis=0) > 0.2)) != len(runs):
        return None
    breadth = max(b - a for a, b in runs)
    if breadth > 0.34 * height or (middle.sum(axis=1) > 1.6 * sum(b - a for a, b in runs) + 1).any():
        return None
    third = max(1, len(band) // 3)
    if abs(_centre(band[:third]) - _centre(band[-third:])) > 0.05 * height:
        return None
    end = max(2, round(0.16 * height))
    top_left, top_right = _reach(ink[:end], runs[0][0], runs[-1][1])
    foot_left, foot_right = _reach(ink[-end:], runs[0][0], runs[-1][1])
    alike = max(1.0, 0.07 * height)
    if abs(top_left - top_right) > alike or abs(foot_left - foot_right) > alike or top_left - foot_left > alike:
        return None  # a flag, a leg, the bar of a T
    return None if doubtful and min(top_left, top_right) < 1 else len(runs)


def _centre(rows: npt.NDArray[np.bool_]) -> float:
    """Where the middle of the ink of some rows stands."""
    columns = np.nonzero(rows)[1]
    return float(columns.mean()) if len(columns) else 0.0


def _reach(rows: npt.NDArray[np.bool_], left: int, right: int) -> tuple[int, int]:
    """How far the ink of some rows reaches beyond the stems, to the left and to the right."""
    columns = np.nonzero(rows.any(axis=0))[0]
    if len(columns) == 0:
        return 0, 0
    return max(0, left - int(columns[0])), max(0, int(columns[-1]) + 1 - right)


def _runs(flags: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Half-open stretches of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
