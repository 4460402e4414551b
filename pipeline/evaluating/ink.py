"""Ink: what people put on a page after it was printed, drawn by ourselves with no picture files.

Each function draws a `Mark`: how much ink stands at each pixel, and in what colour. `lay` puts a
mark on a page as ink lies on paper: it darkens what is under it and hides nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from pipeline.evaluating.printing import Picture

Layer = npt.NDArray[np.float32]
"""Ink at each pixel, 0..1."""
Colour = tuple[int, int, int]

RED: Colour = (206, 32, 48)
BLUE: Colour = (28, 52, 150)
VIOLET: Colour = (92, 40, 140)
BLACK: Colour = (25, 25, 30)
_FINE = 3
"""Strokes are drawn so many times larger and shrunk, for smooth edges."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Ink of one colour on a rectangle of pixels."""

    ink: Layer
    colour: Colour

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.ink.shape[1], self.ink.shape[0]


def lay(picture: Picture, mark: Mark, x: int, y: int) -> Picture:
    """The page with a mark whose top left corner is at (x, y); what lies outside the page is cut."""
    high, wide = picture.shape[:2]
    x0, y0 = max(0, x), max(0, y)
    x1, y1 = min(wide, x + mark.size[0]), min(high, y + mark.size[1])
    out = picture.copy()
    if x0 >= x1 or y0 >= y1:
        return out
    ink = mark.ink[y0 - y : y1 - y, x0 - x : x1 - x, None]
    tint = 1.0 - np.asarray(mark.colour, np.float32) / 255.0
    under = out[y0:y1, x0:x1].astype(np.float32)
    out[y0:y1, x0:x1] = np.clip(under * (1.0 - ink * tint), 0, 255).astype(np.uint8)
    return out


# The pen. Strokes of a digit as control points, x and y in 0..1 from the top left; several ways of
# writing a digit, as several clerks do.
_DIGITS: dict[str, tuple[tuple[tuple[tuple[float, float], ...], ...], ...]] = {
    "0": ((((0.6, 0.05), (0.15, 0.2), (0.1, 0.75), (0.45, 1.0), (0.85, 0.75), (0.85, 0.25), (0.55, 0.05)),),),
    "1": (
        (((0.3, 0.3), (0.55, 0.02), (0.52, 0.5), (0.5, 1.0)),),
        (((0.55, 0.0), (0.52, 0.5), (0.48, 1.0)),),
    ),
    "2": (
        (((0.15, 0.25), (0.4, 0.0), (0.8, 0.15), (0.65, 0.55), (0.15, 0.97), (0.45, 0.93), (0.9, 0.98)),),
        (((0.2, 0.2), (0.5, 0.0), (0.8, 0.25), (0.5, 0.65), (0.15, 0.95), (0.3, 0.8), (0.5, 0.95), (0.9, 0.9)),),
    ),
    "3": (
        (((0.2, 0.12), (0.55, 0.0), (0.8, 0.2), (0.45, 0.45), (0.85, 0.7), (0.55, 1.0), (0.15, 0.88)),),
        (((0.2, 0.02), (0.8, 0.02), (0.45, 0.4), (0.85, 0.65), (0.6, 1.0), (0.12, 0.9)),),
    ),
    "4": (
        (((0.55, 0.0), (0.3, 0.35), (0.1, 0.65), (0.9, 0.62)), ((0.68, 0.3), (0.66, 0.65), (0.62, 1.0))),
        (((0.25, 0.05), (0.15, 0.5), (0.85, 0.5)), ((0.75, 0.0), (0.7, 0.5), (0.65, 1.0))),
    ),
    "5": (
        (
            ((0.3, 0.05), (0.25, 0.42), (0.65, 0.4), (0.85, 0.7), (0.55, 1.0), (0.15, 0.9)),
            ((0.3, 0.05), (0.6, 0.06), (0.9, 0.02)),
        ),
    ),
    "6": ((((0.75, 0.02), (0.35, 0.3), (0.15, 0.7), (0.45, 1.0), (0.8, 0.78), (0.55, 0.55), (0.2, 0.72)),),),
    "7": (
        (((0.12, 0.1), (0.5, 0.06), (0.88, 0.05), (0.55, 0.5), (0.4, 1.0)),),
        (((0.12, 0.08), (0.88, 0.05), (0.5, 0.5), (0.38, 1.0)), ((0.25, 0.5), (0.75, 0.47))),
    ),
    "8": (
        (
            (
                (0.72, 0.15),
                (0.4, 0.02),
                (0.2, 0.22),
                (0.5, 0.48),
                (0.82, 0.75),
                (0.45, 1.0),
                (0.15, 0.78),
                (0.5, 0.48),
                (0.78, 0.2),
                (0.6, 0.05),
            ),
        ),
    ),
    "9": ((((0.75, 0.2), (0.4, 0.02), (0.2, 0.3), (0.5, 0.5), (0.78, 0.2), (0.72, 0.6), (0.55, 1.0)),),),
    "/": ((((0.8, 0.0), (0.5, 0.5), (0.15, 1.05)),),),
}


def written(digits: str, width: int, height: int, rng: np.random.Generator, colour: Colour = BLUE) -> Mark:
    """Digits (and slashes) as a pen writes them, filling a rectangle of pixels.

    Raises KeyError for any other character.
    """
    ink = np.zeros((height * _FINE, width * _FINE), np.float32)
    step = width * _FINE / max(1, len(digits))
    slant = rng.uniform(-0.05, 0.3)
    breadth = height * _FINE * rng.uniform(0.06, 0.12)
    for at, digit in enumerate(digits):
        ways = _DIGITS[digit]
        grown = rng.uniform(0.78, 0.98)
        drop = rng.uniform(0, 1 - grown) * 0.8
        for stroke in ways[rng.integers(len(ways))]:
            points = []
            for x, y in stroke:
                x, y = x + rng.normal(0, 0.03), y + rng.normal(0, 0.025)
                across = at * step + step * (0.12 + 0.72 * x) + slant * (0.5 - y) * 0.5 * step
                points.append((across, (drop + y * grown) * height * _FINE))
            _stroke(ink, points, breadth, rng)
    return Mark(_shrunk(ink, width, height), colour)


def signature(width: int, height: int, rng: np.random.Generator, colour: Colour = BLUE) -> Mark:
    """A signature of loops with a long stroke at its end; it spells nothing."""
    ink = np.zeros((height * _FINE, width * _FINE), np.float32)
    wide, high = ink.shape[1], ink.shape[0]
    breadth = max(2.0, 0.011 * wide * rng.uniform(0.7, 1.3))
    loops = int(rng.integers(3, 7))
    begin, end = 0.1 * wide, rng.uniform(0.5, 0.65) * wide
    points = [(begin, high * rng.uniform(0.45, 0.75))]
    for at in range(loops):
        x = begin + (end - begin) * (at + 0.5) / loops
        tall = rng.uniform(0.15, 0.4) if at else rng.uniform(0.05, 0.15)
        points.append((x + rng.normal(0, 0.02) * wide, high * tall))
        points.append((x - rng.uniform(0.0, 0.05) * wide, high * rng.uniform(0.55, 0.8)))
    points.append((end, high * rng.uniform(0.4, 0.6)))
    points.append((wide * rng.uniform(0.9, 0.99), high * rng.uniform(0.02, 0.35)))
    _stroke(ink, points, breadth, rng)
    back = rng.uniform(0.6, 0.85)
    _stroke(
        ink,
        [(wide * rng.uniform(0.75, 0.95), high * (back - 0.05)), (0.4 * wide, high * back), (0.08 * wide, high * 0.92)],
        breadth * 0.8,
        rng,
    )
    return Mark(_shrunk(ink, width, height), colour)


def _stroke(ink: Layer, points: Sequence[tuple[float, float]], breadth: float, rng: np.random.Generator) -> None:
    """A smooth stroke through points, thinner at its ends and where the pen hurries."""
    path = _smooth(points)
    last = len(path) - 1
    for at in range(last):
        share = at / last
        press = 0.65 + 0.35 * math.sin(math.pi * min(1.0, share * 1.15)) + rng.normal(0, 0.03)
        thick = max(1, round(breadth * press))
        one, other = path[at], path[at + 1]
        cv2.line(ink, (round(one[0]), round(one[1])), (round(other[0]), round(other[1])), 1.0, thick)


def _smooth(points: Sequence[tuple[float, float]], steps: int = 14) -> list[tuple[float, float]]:
    """Points of a Catmull-Rom curve through all of `points`."""
    held = [points[0], *points, points[-1]]
    path = []
    for before, one, other, after in zip(held, held[1:], held[2:], held[3:], strict=False):
        for at in range(steps):
            t = at / steps
            weights = (
                -0.5 * t**3 + t**2 - 0.5 * t,
                1.5 * t**3 - 2.5 * t**2 + 1,
                -1.5 * t**3 + 2 * t**2 + 0.5 * t,
                0.5 * t**3 - 0.5 * t**2,
            )
            four = (before, one, other, after)
            path.append(
                (
                    sum(w * p[0] for w, p in zip(weights, four, strict=True)),
                    sum(w * p[1] for w, p in zip(weights, four, strict=True)),
                )
            )
    return [*path, points[-1]]


def seal(text: str, diameter: int, font: Path, rng: np.random.Generator, colour: Colour = RED) -> Mark:
    """A round seal: two rings, the office's name between them, a star and an emblem; uneven ink."""
    side = diameter * 2
    image = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(image)
    middle, outer = side / 2, side / 2 - 3
    inner = 0.7 * outer
    _ring(draw, middle, outer, max(2, round(0.027 * side)))
    _ring(draw, middle, 0.935 * outer, max(1, round(0.007 * side)))
    _ring(draw, middle, inner, max(2, round(0.011 * side)))
    _round_text(image, text, middle, 0.815 * outer, font)
    _star(draw, middle, middle + 0.82 * outer, 0.07 * outer)
    _emblem(draw, middle, inner, rng)
    ink = _turned(_layer(image), rng.uniform(-14, 14))
    return Mark(uneven(_shrunk(ink, diameter, diameter), rng, 0.45), colour)


def box(
    lines: Sequence[tuple[str, float]], font: Path, dpi: int, *, frame: bool = True, pad: float = 5.0
) -> tuple[Layer, list[list[tuple[float, float, float, float]]]]:
    """A box of centred lines, as stamps and banners have.

    Args:
        lines: each with its size in points.
        font: the font file.
        dpi: dots an inch of the page.
        frame: whether it is ruled around.
        pad: room between frame and words, in points.

    Returns:
        The ink, and for each line the pixel boxes of its words.
    """
    scale = dpi / 72
    fonts = [ImageFont.truetype(str(font), max(6, round(size * scale))) for _, size in lines]
    widths = [face.getlength(text) for (text, _), face in zip(lines, fonts, strict=True)]
    margin = pad * scale
    wide = math.ceil(max(widths) + 2 * margin)
    high = math.ceil(sum(1.3 * size * scale for _, size in lines) + 2 * margin)
    image = Image.new("L", (wide, high), 0)
    draw = ImageDraw.Draw(image)
    y = margin
    boxes = []
    for (text, size), face, width in zip(lines, fonts, widths, strict=True):
        x = (wide - width) / 2
        words = []
        for word in text.split():
            draw.text((x, y), word, font=face, fill=255)
            words.append(tuple(map(float, draw.textbbox((x, y), word, font=face))))
            x += face.getlength(word + " ")
        boxes.append([(a, b, c, d) for a, b, c, d in words])
        y += 1.3 * size * scale
    if frame:
        draw.rectangle((1, 1, wide - 2, high - 2), outline=255, width=max(2, round(1.1 * scale)))
    return _layer(image), boxes


def uneven(ink: Layer, rng: np.random.Generator, depth: float = 0.5) -> Layer:
    """Ink as a stamp leaves it: weaker in patches, with specks of bare paper."""
    high, wide = ink.shape
    coarse = rng.random((max(2, high // 24), max(2, wide // 24)), np.float32)
    patches = cv2.resize(coarse, (wide, high), interpolation=cv2.INTER_CUBIC)
    grain = rng.random((high, wide), np.float32)
    strength = np.clip(1.12 - depth * patches, 0.3, 1.0) * np.where(grain < 0.06, 0.35, 1.0)
    left: Layer = (ink * strength * rng.uniform(0.86, 1.0)).astype(np.float32)
    return left


def _layer(image: Image.Image) -> Layer:
    layer: Layer = (np.asarray(image) / 255).astype(np.float32)
    return layer


def _shrunk(ink: Layer, width: int, height: int) -> Layer:
    small: Layer = cv2.resize(ink, (width, height), interpolation=cv2.INTER_AREA)
    return small


def _turned(ink: Layer, degrees: float) -> Layer:
    high, wide = ink.shape
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0)
    turned: Layer = cv2.warpAffine(ink, matrix, (wide, high), flags=cv2.INTER_LINEAR)
    return turned


def _ring(draw: ImageDraw.ImageDraw, middle: float, radius: float, thick: int) -> None:
    draw.ellipse((middle - radius, middle - radius, middle + radius, middle + radius), outline=255, width=thick)


def _star(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    points = []
    for at in range(10):
        reach = radius if at % 2 == 0 else 0.4 * radius
        angle = math.pi * at / 5 - math.pi / 2
        points.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    draw.polygon(points, fill=255)


def _emblem(draw: ImageDraw.ImageDraw, middle: float, inner: float, rng: np.random.Generator) -> None:
    """A star in a wreath above a wheel: what remains of an emblem in rubber."""
    _star(draw, middle, middle - 0.22 * inner, 0.26 * inner)
    for side in (-1, 1):
        for at in range(26):
            angle = math.radians(100 + side * (20 + 5.4 * at))
            for reach in (0.62, 0.7, 0.78):
                x = middle + reach * inner * math.cos(angle) + rng.normal(0, 0.01) * inner
                y = middle + reach * inner * math.sin(angle) + rng.normal(0, 0.01) * inner
                draw.ellipse((x - 0.03 * inner, y - 0.022 * inner, x + 0.03 * inner, y + 0.022 * inner), fill=255)
    wheel = 0.2 * inner
    y = middle + 0.42 * inner
    for at in range(12):
        angle = math.pi * at / 6
        draw.line(
            (middle, y, middle + 1.2 * wheel * math.cos(angle), y + 1.2 * wheel * math.sin(angle)),
            fill=255,
            width=max(2, round(0.1 * wheel)),
        )
    draw.ellipse((middle - wheel, y - wheel, middle + wheel, y + wheel), outline=255, width=max(2, round(0.3 * wheel)))


def _round_text(image: Image.Image, text: str, middle: float, radius: float, font: Path) -> None:
    """Letters along the upper arc, as large as fits."""
    letters = " ".join(text.split()) or "VĂN THƯ"
    arc = math.radians(292)
    size = 0.22 * radius
    face = ImageFont.truetype(str(font), max(6, round(size)))
    spread = sum(face.getlength(letter) for letter in letters)
    if spread > arc * radius:
        face = ImageFont.truetype(str(font), max(6, round(size * arc * radius / spread)))
        spread = sum(face.getlength(letter) for letter in letters)
    gap = min(0.35 * size, max(0.0, arc * radius - spread) / max(1, len(letters) - 1))
    angle = -(spread + gap * (len(letters) - 1)) / radius / 2
    for letter in letters:
        wide = face.getlength(letter)
        turn = angle + wide / radius / 2
        side = round(2.2 * size) + 4
        tile = Image.new("L", (side, side), 0)
        ImageDraw.Draw(tile).text((side / 2, side / 2), letter, font=face, fill=255, anchor="mm")
        tile = tile.rotate(-math.degrees(turn), resample=Image.Resampling.BICUBIC)
        x, y = middle + radius * math.sin(turn), middle - radius * math.cos(turn)
        image.paste(255, (round(x - side / 2), round(y - side / 2)), tile)
        angle += (wide + gap) / radius
