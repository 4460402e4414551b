"""Damage: what paper, copiers and scanners do to a page, as pure functions of picture and seed.

Each takes a picture, a strength (0 leaves the page nearly as it was, 1 is the worst that an office
still files) and a random generator, and gives a new picture of the same size. Those that move ink
(`skewed`, `turned`) also say where every box went. All are calibrated by points, not pixels, so that a
page looks alike at every resolution.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.evaluating.printing import Picture
from pipeline.evaluating.truth import TruePage, moved, turned_box
from pipeline.pages import Box

Field = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a damage may look at besides its page: resolution, and the page on the paper's other side."""

    dpi: int
    back: Picture | None = None


Damage = Callable[[Picture, float, np.random.Generator, Scene], Picture]


def blur(picture: Picture, strength: float, rng: np.random.Generator, scene: Scene) -> Picture:
    """Out of focus: σ 0.2 to 0.45 points, a little wider along one direction as paper moves."""
    sigma = (0.2 + 0.25 * strength) * scene.dpi / 72
    return _bytes(cv2.GaussianBlur(picture, (0, 0), sigma, sigmaY=sigma * rng.uniform(0.8, 1.1)))


def noise(picture: Picture, strength: float, rng: np.random.Generator, scene: Scene) -> Picture:
    """The sensor's noise: grey of σ 2 to 20 of 255, and half as much of colour."""
    sigma = 2 + 18 * strength
    high, wide = picture.shape[:2]
    grey = rng.standard_normal((high, wide), np.float32) * np.float32(sigma)
    small = rng.standard_normal((-(-high // 2), -(-wide // 2), 3), np.float32) * np.float32(sigma / 2)
    colour = cv2.resize(small, (wide, high), interpolation=cv2.INTER_NEAREST)
    colour += grey[:, :, None]
    colour += picture
    return _bytes(colour)


def jpeg(picture: Picture, strength: float, rng: np.random.Generator, scene: Scene) -> Picture:
    """Packed as JPEG and opened again: quality 85 down to 15."""
    packed = cv2.imencode(".jpg", picture[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, round(85 - 70 * strength)])[1]
    opened: Picture | None = cv2.imdecode(packed, cv2.IMREAD_COLOR)
    return picture.copy() if opened is None else np.ascontiguousarray(opened[:, :, ::-1])


def shadow(picture: Picture, strength: float, rng: np.random.Generator, scene: Scene) -> Picture:
    """A bound volume's fold or a hand's shadow along one edge, and light falling off to a corner."""
    y, x = np.mgrid[0:64, 0:64].astype(np.float32) / 63
    edge = [x, 1 - x, y, 1 - y][rng.integers(4)]
    fold = np.exp(-edge / rng.uniform(0.05, 0.16))
    corner = ((x - rng.integers(2)) ** 2 + (y - rng.integers(2)) ** 2) / 2
    light = 1 - (0.15 + 0.5 * strength) * fold - (0.05 + 0.2 * strength) * corner
    return _lit(picture, np.clip(light, 0.2, 1.0).astype(np.float32))


def low_contrast(picture: Picture, strength: float, rng: np.random.Generator, scene: Scene) -> Picture:
    """A worn toner and grey paper: ink no darker than 60 to 150, paper no lighter than 240 to 205."""
    dark, light = 50 + 100 * strength, 242 - 37 * strength
    table = np.clip(dark + np.arange(256) * (light - dark) / 255, 0, 255).astype(np.uint8)
    return _bytes(cv2.LUT(picture, table))


def bleed(picture: Picture, strength: float, rng: np.random.Generator, scene: Scene) -> Picture:
    """The other side shows through, mirrored and soft: 6 to 36 % of its ink."""
    back = scene.back if scene.back is not None else picture
    high, wide = picture.shape[:2]
    ghost = cv2.cvtColor(cv2.flip(back, 1), cv2.COLOR_RGB2GRAY)
    if ghost.shape != (high, wide):
        ghost = cv2.resize(ghost, (wide, high), interpolation=cv2.INTER_AREA)
    shift = np.array([[1, 0, rng.uniform(-6, 6) * scene.dpi / 72], [0, 1, rng.uniform(-6, 6) * scene.dpi / 72]])
    ghost = cv2.warpAffine(ghost, shift.astype(np.float32), (wide, high), borderValue=(255,))
    ghost = cv2.GaussianBlur(ghost, (0, 0), 0.35 * scene.dpi / 72)
    share = 0.06 + 0.3 * strength
    table = (255 - share * (255 - np.arange(256))).astype(np.uint8)
    veil = cv2.cvtColor(cv2.LUT(ghost, table), cv2.COLOR_GRAY2RGB)
    return _bytes(cv2.multiply(picture, veil, scale=1 / 255))


def speckle(picture: Picture, strength: float, rng: np.random.Generator, scene: Scene) -> Picture:
    """A copier's dirt: black specks on paper, white ones in ink, a streak down the page."""
    high, wide = picture.shape[:2]
    scale = scene.dpi / 72
    count = round((wide / scale) * (high / scale) * (0.0006 + 0.0044 * strength))
    dirt = _specks(picture.shape[:2], round(0.7 * count), scale, rng)
    bare = _specks(picture.shape[:2], round(2 * count), 0.7 * scale, rng)
    out = picture.copy()
    out[dirt > 0] = 30
    # Toner flakes off where there is toner.
    out[(bare > 0) & (picture.min(axis=2) < 110)] = 225
    if rng.random() < 0.3 + 0.5 * strength:
        x = int(rng.integers(0, wide))
        band = out[:, x : x + max(1, round(0.5 * scale))]
        band[:] = np.minimum(band, rng.integers(60, 170))
    return out


def _specks(shape: tuple[int, ...], count: int, scale: float, rng: np.random.Generator) -> Picture:
    mask = np.zeros(shape, np.uint8)
    xs, ys = rng.integers(0, shape[1], count), rng.integers(0, shape[0], count)
    sizes = rng.gamma(1.6, 0.16 * scale, count)
    for x, y, size in zip(xs.tolist(), ys.tolist(), sizes.tolist(), strict=True):
        cv2.circle(mask, (x, y), max(0, round(size)), 255, -1)
    return mask


def copied(picture: Picture, strength: float, rng: np.random.Generator, scene: Scene) -> Picture:
    """A copy of a copy: strokes grown fat or worn thin, tones torn to black and white."""
    soft = cv2.GaussianBlur(picture, (0, 0), (0.12 + 0.3 * strength) * scene.dpi / 72).astype(np.float32)
    grain = rng.standard_normal(picture.shape[:2], np.float32) * np.float32(6 + 22 * strength)
    level = 150 + rng.uniform(-28, 28) * (0.4 + 0.6 * strength)
    soft += grain[:, :, None]
    return _bytes((soft - level) * 6 + 128)


def paper(picture: Picture, strength: float, rng: np.random.Generator, scene: Scene) -> Picture:
    """The paper itself: a warm or cool tint, fibres and a slight unevenness; old paper is yellow."""
    high, wide = picture.shape[:2]
    tint = np.array([250, 250, 250], np.float32) - rng.uniform(0, 4, 3).astype(np.float32)
    tint -= np.array([4, 12, 55], np.float32) * np.float32(strength)
    patch = 18 * scene.dpi / 72
    coarse = rng.standard_normal((max(2, round(high / patch)), max(2, round(wide / patch))), np.float32)
    uneven = 1 + cv2.resize(coarse, (wide, high), interpolation=cv2.INTER_CUBIC) * np.float32(0.001 + 0.009 * strength)
    tinted = (picture * (tint / 255)).astype(np.float32)
    tinted *= uneven[:, :, None]
    return _bytes(tinted)


def bits(picture: Picture, strength: float, rng: np.random.Generator, scene: Scene) -> Picture:
    """Black and white alone, as fax machines and old copiers scan; the threshold wanders with strength."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    level = 150 + rng.uniform(-45, 45) * strength
    return _bytes(cv2.cvtColor(np.where(grey > level, 255, 0).astype(np.uint8), cv2.COLOR_GRAY2RGB))


def grey(picture: Picture, strength: float, rng: np.random.Generator, scene: Scene) -> Picture:
    """Scanned without colour: a red seal turns the grey of its ink."""
    return _bytes(cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB))


def edges(picture: Picture, strength: float, rng: np.random.Generator, scene: Scene) -> Picture:
    """The scanner's dark bed beyond the paper's edge, on one or two sides."""
    out = picture.copy()
    high, wide = out.shape[:2]
    for side in rng.choice(4, size=int(rng.integers(1, 3)), replace=False):
        deep = round((2 + 12 * strength) * rng.uniform(0.4, 1.0) * scene.dpi / 72)
        slope = rng.uniform(-0.5, 0.5) * deep
        along = wide if side < 2 else high
        corners = np.array(
            [[0, 0], [along, 0], [along, max(0.0, deep - slope)], [0, max(1.0, deep + slope)]], np.float32
        )
        if side == 1:
            corners[:, 1] = high - 1 - corners[:, 1]
        elif side >= 2:
            corners = corners[:, ::-1].copy()
            if side == 3:
                corners[:, 0] = wide - 1 - corners[:, 0]
        cv2.fillPoly(out, [corners.astype(np.int32)], (38, 38, 40))
    return out


DAMAGES: Mapping[str, Damage] = {
    "paper": paper,
    "bleed": bleed,
    "low_contrast": low_contrast,
    "copied": copied,
    "speckle": speckle,
    "shadow": shadow,
    "blur": blur,
    "noise": noise,
    "edges": edges,
    "grey": grey,
    "bits": bits,
    "jpeg": jpeg,
}
"""The damages that leave every letter where it was, in the order in which they befall a page."""


def skewed(picture: Picture, degrees: float, page: TruePage) -> tuple[Picture, TruePage]:
    """The page laid askew on the glass, clockwise for positive degrees; corners are cut, new ones white.

    A box becomes the upright rectangle around its four moved corners, kept inside the page.
    """
    high, wide = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), -degrees, 1.0)
    paper_tone = tuple(int(tone) for tone in np.median(picture[:: max(1, high // 64), :: max(1, wide // 64)], (0, 1)))
    turned_picture = cv2.warpAffine(
        picture, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=paper_tone
    )

    def move(box: Box) -> Box:
        x0, y0, x1, y1 = box[0] * wide, box[1] * high, box[2] * wide, box[3] * high
        corners = np.array([[x0, y0, 1], [x1, y0, 1], [x1, y1, 1], [x0, y1, 1]]) @ matrix.T
        left, top = np.clip(corners.min(axis=0) / (wide, high), 0, 1).tolist()
        right, bottom = np.clip(corners.max(axis=0) / (wide, high), 0, 1).tolist()
        return (left, top, right, bottom)

    return _bytes(turned_picture), moved(page, move, skew_deg=page.skew_deg + degrees)


def turned(picture: Picture, degrees: int, page: TruePage) -> tuple[Picture, TruePage]:
    """The page turned clockwise by 0, 90, 180 or 270 degrees: so it lay on the glass."""
    out = np.ascontiguousarray(np.rot90(picture, -degrees // 90))
    wide, high = page.width_pt, page.height_pt
    if degrees % 180:
        wide, high = high, wide
    rotation = (page.rotation - degrees) % 360
    return out, moved(page, lambda box: turned_box(box, degrees), width_pt=wide, height_pt=high, rotation=rotation)


def _lit(picture: Picture, light: Field) -> Picture:
    high, wide = picture.shape[:2]
    map_ = cv2.resize(light, (wide, high), interpolation=cv2.INTER_CUBIC)
    return _bytes(picture * map_[:, :, None])


def _bytes(values: npt.NDArray[Any]) -> Picture:
    if values.dtype == np.uint8:
        return np.ascontiguousarray(values).view(np.uint8)
    made: Picture = np.clip(np.rint(values), 0, 255).astype(np.uint8)
    return made
