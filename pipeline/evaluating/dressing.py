"""Dressing: seals, signatures, stamps and pencilled numbers laid over a printed page, and their truth.

What is legible in a stamp becomes lines of the truth (`Place.STAMP`); printed words under ink are
marked as covered. All names in stamps are invented or the document's own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from pipeline.evaluating import ink
from pipeline.evaluating.fonts import Type, Weight
from pipeline.evaluating.printing import Picture
from pipeline.evaluating.sheets import MILLIMETRE, Sheet, Slot
from pipeline.evaluating.truth import Place, TrueLine, TruePage, TrueWord
from pipeline.pages import Box

SEAL = 36 * MILLIMETRE
"""Diameter of a state office's seal (Nghị định 99/2016/NĐ-CP and the circular on its patterns)."""


@dataclass(frozen=True, slots=True)
class Dressing:
    """What is laid over the pages. ``hands``: what of `typesetting.HANDS` the pen writes.

    ``urgency`` is the word of the stamp (`HỎA TỐC`), ``watermark`` that across the page (`BẢN SAO`);
    ``backs`` adds the blank back of each sheet, with its front shining through.
    """

    hands: frozenset[str] = frozenset()
    seal: bool = False
    signature: bool = False
    incoming: bool = False
    urgency: str | None = None
    copy_mark: bool = False
    watermark: str | None = None
    banner: bool = False
    holes: bool = False
    backs: bool = False
    colour: ink.Colour | None = None
    """Of the seal; red if not given."""


def dress(
    picture: Picture, page: TruePage, sheet: Sheet, face: Type, dressing: Dressing, dpi: int, rng: np.random.Generator
) -> tuple[Picture, TruePage]:
    """Lay over one page what belongs on it: slots of the sheet say what does.

    Returns the new picture of the same size, and the truth with the words of the stamps.
    """
    table = _Table(picture, page, face, dpi, rng)
    if dressing.watermark:
        table.watermark(dressing.watermark)
    pen = ink.BLUE if rng.random() < 0.6 else ink.BLACK
    table.digits(pen)
    for slot in sheet.slots:
        if slot.kind == "signature":
            if dressing.signature:
                table.signature(slot, pen)
            if dressing.seal:
                table.seal(slot, dressing.colour or ink.RED)
        elif slot.kind == "heading":
            if dressing.urgency:
                table.stamp([(dressing.urgency, 16.0)], *_under(slot, 0.05), ink.RED, "urgency")
            if dressing.incoming:
                table.incoming(slot, 34.0 if dressing.urgency else 0.0)
            if dressing.copy_mark:
                # "SAO Y" stands at the top (Nghị định 30/2020, điều 25 và Phụ lục I, phần III).
                table.stamp([("SAO Y", 13.0)], slot.area[2] - 90, max(8.0, slot.area[1] - 45), ink.RED, "copy_mark")
            if dressing.banner:
                table.banner(slot)
    if dressing.holes:
        table.holes()
    return table.picture, table.page


def blank_back(front: Picture, page: TruePage, number: int, strength: float) -> tuple[Picture, TruePage]:
    """The blank back of a page, the ink of its front shining through (``strength`` 0..1)."""
    ghost = cv2.GaussianBlur(cv2.flip(front, 1), (0, 0), max(0.6, front.shape[1] / 900))
    share = 0.04 + 0.2 * strength
    back = np.rint(255 - (255 - ghost.astype(np.float32)) * share).astype(np.uint8)
    return back, TruePage(number, page.width_pt, page.height_pt, (), dressing=("back",))


def _under(slot: Slot, share: float) -> tuple[float, float]:
    x0, _, x1, y1 = slot.area
    return x0 + share * (x1 - x0), y1 + 2


class _Table:
    """A page on the clerk's table."""

    def __init__(self, picture: Picture, page: TruePage, face: Type, dpi: int, rng: np.random.Generator) -> None:
        self.picture = picture
        self.page = page
        self._bold = face.fount(Weight.BOLD).path
        self._plain = face.fount(Weight.REGULAR).path
        self._dpi = dpi
        self._rng = rng
        self._scale = dpi / 72

    def digits(self, pen: ink.Colour) -> None:
        """Numbers and days that typesetting left open."""
        high, wide = self.picture.shape[:2]
        drawn = False
        for word in self.page.words:
            if not word.hand:
                continue
            drawn = True
            x0, y0, x1, y1 = word.box
            box = (round(x0 * wide), round(y0 * high), max(4, round((x1 - x0) * wide)), max(6, round((y1 - y0) * high)))
            mark = ink.written(word.text, box[2], box[3], self._rng, pen)
            self.picture = ink.lay(self.picture, mark, box[0], box[1])
        if drawn:
            self._note("handwriting")

    def signature(self, slot: Slot, pen: ink.Colour) -> None:
        """A signature between the office and the name, over both where it likes."""
        x0, y0, x1, y1 = slot.area
        wide = (x1 - x0) * self._rng.uniform(0.6, 0.85)
        high = (y1 - y0) * self._rng.uniform(0.7, 0.95)
        mark = ink.signature(self._px(wide), self._px(high), self._rng, pen)
        x = x0 + (x1 - x0 - wide) * self._rng.uniform(0.4, 0.9)
        y = y0 + (y1 - y0 - high) * self._rng.uniform(0.2, 0.8)
        self._lay(mark, x, y, "signature")

    def seal(self, slot: Slot, colour: ink.Colour) -> None:
        """The seal over a third of the signature, on its left (Nghị định 30/2020, điều 33)."""
        x0, y0, x1, y1 = slot.area
        mark = ink.seal(slot.text.upper(), self._px(SEAL), self._bold, self._rng, colour)
        x = x0 + (x1 - x0) * self._rng.uniform(0.08, 0.26) - SEAL / 4
        y = (y0 + y1 - SEAL) / 2 + self._rng.uniform(-9, 12)
        self._lay(mark, x, y, "seal")

    def incoming(self, slot: Slot, below: float) -> None:
        """The stamp of the office that received the document: a rival number and date."""
        x, y = _under(slot, self._rng.uniform(-0.03, 0.1))
        y += below or -self._rng.uniform(0, 18)
        lines = [("CÔNG VĂN ĐẾN", 12.0), ("Số: ......................", 11.0), ("Ngày: ..................", 11.0)]
        number = str(self._rng.integers(12, 4000))
        when = f"{self._rng.integers(1, 29)}/{self._rng.integers(1, 13)}"
        colour = [ink.RED, ink.VIOLET, ink.BLUE][self._rng.integers(3)]
        boxes = self.stamp(lines, x, y, colour, "incoming")
        for text, line in ((number, 1), (when, 2)):
            left, _, right, bottom = boxes[line][-1]
            wide, high = 0.7 * (right - left), 13.0
            x, y = left + 0.15 * (right - left), bottom - high
            self._lay(ink.written(text, self._px(wide), self._px(high), self._rng, ink.BLUE), x, y, None)
            self._add([TrueWord(text, self._share((x, y, x + wide, y + high)), high, hand=True)])

    def banner(self, slot: Slot) -> None:
        """The look of a digital signature: who signed and when, in small letters at the top."""
        day, month = int(self._rng.integers(1, 29)), int(self._rng.integers(1, 13))
        hour, minute = int(self._rng.integers(7, 18)), int(self._rng.integers(60))
        year = int(self._rng.integers(2016, 2026))
        lines = [
            (f"Ký bởi: {slot.text.title()}", 6.5),
            (f"Thời gian ký: {day:02d}.{month:02d}.{year} {hour:02d}:{minute:02d}:09 +07:00", 6.5),
        ]
        self.stamp(lines, slot.area[2] - 290, max(6.0, slot.area[1] - 34), ink.RED, "banner", frame=False, turn=0.0)

    def stamp(
        self,
        lines: Sequence[tuple[str, float]],
        x: float,
        y: float,
        colour: ink.Colour,
        name: str,
        *,
        frame: bool = True,
        turn: float = 4.0,
    ) -> list[list[Box]]:
        """Lines of text stamped with their top left corner at (x, y) points, turned by up to `turn` degrees.

        Returns the boxes of the words in points, by line.
        """
        layer, boxes = ink.box(lines, self._plain if not frame else self._bold, self._dpi, frame=frame)
        degrees = float(self._rng.uniform(-turn, turn))
        wide, high = layer.shape[1], layer.shape[0]
        spare = math.ceil(abs(math.sin(math.radians(degrees))) * max(wide, high)) + 2
        matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), -degrees, 1.0)
        matrix[:, 2] += spare
        size = (wide + 2 * spare, high + 2 * spare)
        turned = cv2.warpAffine(layer, matrix, size, flags=cv2.INTER_LINEAR).astype(np.float32)
        self._lay(ink.Mark(ink.uneven(turned, self._rng, 0.35), colour), x, y, name)
        found = []
        for (text, points), words in zip(lines, boxes, strict=True):
            moved = []
            for x0, y0, x1, y1 in words:
                corners = np.array([[x0, y0, 1], [x1, y0, 1], [x1, y1, 1], [x0, y1, 1]]) @ matrix.T / self._scale
                left, top = corners.min(axis=0).tolist()
                right, bottom = corners.max(axis=0).tolist()
                moved.append((x + left, y + top, x + right, y + bottom))
            pairs = zip(text.split(), moved, strict=True)
            self._add([TrueWord(word, self._share(area), points, bold=frame) for word, area in pairs])
            found.append(moved)
        return found

    def watermark(self, text: str) -> None:
        """Pale grey letters across the page."""
        layer, _ = ink.box([(text, 78.0)], self._bold, self._dpi, frame=False)
        reach = math.hypot(*layer.shape)
        side = math.ceil(reach)
        canvas = np.zeros((side, side), np.float32)
        top, left = (side - layer.shape[0]) // 2, (side - layer.shape[1]) // 2
        canvas[top : top + layer.shape[0], left : left + layer.shape[1]] = layer
        matrix = cv2.getRotationMatrix2D((side / 2, side / 2), 45, 1.0)
        turned = cv2.warpAffine(canvas, matrix, (side, side)).astype(np.float32)
        x = (self.page.width_pt - side / self._scale) / 2
        y = (self.page.height_pt - side / self._scale) / 2
        before = self.page
        self._lay(ink.Mark(turned * np.float32(self._rng.uniform(0.07, 0.18)), (70, 70, 70)), x, y, "watermark")
        # So pale a ground covers nothing.
        self.page = replace(self.page, lines=before.lines)
        area = (x, y, x + side / self._scale, y + side / self._scale)
        self._add([TrueWord(word, self._share(area), 78.0, bold=True) for word in text.split()])

    def holes(self) -> None:
        """Two punched holes, 80 mm apart, in the left margin: the scanner's dark bed shows."""
        high = self.picture.shape[0]
        out = self.picture.copy()
        x = round((11 * MILLIMETRE + self._rng.uniform(-4, 4)) * self._scale)
        middle = high / 2 + self._rng.uniform(-20, 20) * self._scale
        radius = round(2.9 * MILLIMETRE * self._scale)
        tone = int(self._rng.choice([45, 60, 205]))
        for side in (-1, 1):
            y = round(middle + side * 40 * MILLIMETRE * self._scale)
            cv2.circle(out, (x, y), radius, (tone, tone, tone), -1, cv2.LINE_AA)
            cv2.circle(out, (x, y), radius + 1, (235, 235, 232), max(1, radius // 6), cv2.LINE_AA)
        self.picture = out
        self._note("holes")

    def _px(self, points: float) -> int:
        return max(8, round(points * self._scale))

    def _share(self, area: Box) -> Box:
        wide, high = self.page.width_pt, self.page.height_pt
        x0, y0, x1, y1 = area
        left, right = sorted((min(1.0, max(0.0, x0 / wide)), min(1.0, max(0.0, x1 / wide))))
        top, bottom = sorted((min(1.0, max(0.0, y0 / high)), min(1.0, max(0.0, y1 / high))))
        return (left, top, right, bottom)

    def _lay(self, mark: ink.Mark, x: float, y: float, name: str | None) -> None:
        left, top = round(x * self._scale), round(y * self._scale)
        self.picture = ink.lay(self.picture, mark, left, top)
        if name is None:
            return
        self._note(name)
        high, wide = self.picture.shape[:2]

        def under(box: Box) -> bool:
            x0, y0 = round(box[0] * wide) - left, round(box[1] * high) - top
            x1, y1 = round(box[2] * wide) - left, round(box[3] * high) - top
            held = mark.ink[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)]
            return held.size > 0 and float(held.max()) > 0.2

        self.page = replace(
            self.page,
            lines=tuple(
                replace(
                    line,
                    words=tuple(replace(word, covered=True) if under(word.box) else word for word in line.words),
                )
                for line in self.page.lines
            ),
        )

    def _note(self, name: str) -> None:
        if name not in self.page.dressing:
            self.page = replace(self.page, dressing=(*self.page.dressing, name))

    def _add(self, words: Sequence[TrueWord]) -> None:
        self.page = replace(self.page, lines=(*self.page.lines, TrueLine(tuple(words), Place.STAMP)))
