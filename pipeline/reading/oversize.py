"""Pictures in a PDF that claim more pixels than may be opened, found before anything is decoded.

A stream of a few bytes may claim 40,000 x 40,000 pixels. Where such a picture is a page's only one,
its size is seen when it is taken out (`images`); as a mask, in a form or over other pictures it would
be decoded in silence by the renderer, or left out in silence. So the file's streams are looked
through once, and the page that leads to such a picture is refused.
"""

from __future__ import annotations

from typing import Any

from pipeline.reading.failures import too_large
from pipeline.reading.objects import ObjectId, Objects


class Oversize:
    """The oversize pictures of one PDF, looked for when first asked."""

    def __init__(self, objects: Objects, limit: int) -> None:
        self._objects = objects
        self._limit = limit
        self._found: dict[ObjectId, tuple[int, int]] | None = None

    def check(self, index: int) -> None:
        """Raises LimitError where page `index` (0-based) leads to a picture beyond the limit."""
        if self._found is None:
            sizes = {
                thing.objgen: (_number(thing.get("/Width")), _number(thing.get("/Height")))
                for thing in self._objects.streams()
            }
            self._found = {place: size for place, size in sizes.items() if size[0] * size[1] > self._limit}
        if not self._found:
            return
        lost = self._objects.page(index) is None
        for place in self._found if lost else (thing.objgen for thing in self._objects.reached(index)):
            if place in self._found:
                raise too_large(*self._found[place], self._limit)


def _number(value: Any) -> int:
    return int(value) if isinstance(value, int) and value > 0 else 0
