"""Sets lines of words on a page as boxes, for tests of layout: no fonts, half an em a letter."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from pipeline.pages import Line, Word

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 85.0, 552.0
"""The decree's margins on A4, in points."""


class Sheet:
    """A page being set; ``words`` are its boxed words in the order of setting."""

    def __init__(self, *, skew: float = 0.0, ragged: bool = False, seed: int = 0) -> None:
        self.words: list[Word] = []
        self._slope = math.tan(math.radians(skew))
        self._ragged = ragged
        self._random = random.Random(seed)

    def line(
        self,
        text: str,
        y: float,
        *,
        x: float | None = None,
        centre: float | None = None,
        end: float | None = None,
        justify: bool = False,
        size: float = 13.0,
        bold: bool | None = None,
    ) -> float:
        """Set a line with its baseline at `y`: from `x`, around `centre`, up to `end`, or justified.

        Returns the x at which it ends. ``ragged`` sheets have boxes as OCR makes them: tight.
        """
        words = text.split()
        letter, space = 0.5 * size, 0.25 * size
        wide = sum(len(word) for word in words) * letter
        total = wide + space * (len(words) - 1)
        if justify:
            x = LEFT if x is None else x
            space = (RIGHT - x - wide) / max(1, len(words) - 1)
        elif centre is not None:
            x = centre - total / 2
        elif end is not None:
            x = end - total
        at = LEFT if x is None else x
        for word in words:
            x1 = at + len(word) * letter
            top, bottom = y - 0.8 * size, y + 0.2 * size
            if self._ragged:
                top = y - (0.68 if word[:1].isupper() or word[:1].isdigit() else 0.48) * size
                bottom = y + (0.2 * size if any(ch in "gpqy,;" for ch in word) else 0.0)
                top += self._random.uniform(-0.5, 0.5)
            rise = self._slope * (at - WIDTH / 2)
            box = (at / WIDTH, (top + rise) / HEIGHT, x1 / WIDTH, (bottom + rise) / HEIGHT)
            self.words.append(Word(word, box, size=None if self._ragged else size, bold=bold))
            at = x1 + space
        return at - space

    def body(self, y: float, *lines: str, pitch: float = 18.0) -> float:
        """Set justified lines, the last one ragged; returns the baseline after them."""
        for text in lines[:-1]:
            self.line(text, y, justify=True)
            y += pitch
        self.line(lines[-1], y)
        return y + pitch

    def shuffled(self) -> list[Word]:
        """The words in a random order, as no reader may rely on one."""
        words = list(self.words)
        self._random.shuffle(words)
        return words


def shown(lines: Sequence[Line], *, body: bool = True) -> list[str]:
    """Lines as `kind: text`, to compare at a glance; without body lines where they don't matter."""
    return [f"{line.kind.value}: {line.text}" for line in lines if body or line.kind.value != "body"]
