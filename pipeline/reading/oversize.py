"""Pictures in a PDF that claim more pixels than may be opened, found before anything is decoded.

A stream of a few bytes may claim 40,000 x 40,000 pixels. Where such a picture is a page's only one,
its size is seen when it is taken out (`images`); as a mask, in a form or over other pictures it would
be decoded in silence by the renderer, or left out in silence. So the file's streams are looked
through once, and the page that leads to such a picture is refused.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pipeline.errors import one_line
from pipeline.reading.failures import too_large

LOG = logging.getLogger(__name__)

MAX_OBJECTS = 500_000
"""Objects of a file that are looked at."""
MAX_REACHED = 20_000
"""Objects that a page's ways are followed to."""
_ELSEWHERE = frozenset({"/Parent", "/P", "/Dest", "/A", "/AA", "/Popup", "/IRT", "/B", "/StructParent", "/Metadata"})
"""Entries that lead from a page to others, or to nothing that is painted."""


class Oversize:
    """The oversize pictures of one PDF; the file is opened when first asked."""

    def __init__(self, data: bytes, limit: int) -> None:
        self._data = data
        self._limit = limit
        self._file: Any = None
        self._found: dict[tuple[int, int], tuple[int, int]] | None = None

    def check(self, index: int) -> None:
        """Raises LimitError where page `index` (0-based) leads to a picture beyond the limit."""
        if self._found is None:
            self._found = self._look()
        if not self._found:
            return
        for place in self._reached(index):
            if place in self._found:
                raise too_large(*self._found[place], self._limit)

    def close(self) -> None:
        """Let the file go."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _look(self) -> dict[tuple[int, int], tuple[int, int]]:
        """The sizes of the file's oversize pictures, by their object numbers."""
        import pikepdf

        found = {}
        try:
            self._file = pikepdf.open(io.BytesIO(self._data), suppress_warnings=True)
            for thing in islice(iter(self._file.objects), MAX_OBJECTS):
                if not isinstance(thing, pikepdf.Stream):
                    continue
                width, height = (_number(thing.get(key)) for key in ("/Width", "/Height"))
                if width * height > self._limit:
                    found[thing.objgen] = (width, height)
        except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError) as error:
            # What qpdf can't mend, the renderer may; it has bounds of its own.
            LOG.debug("pictures are not looked through: %s", one_line(str(error), 120))
        return found

    def _reached(self, index: int) -> Iterator[tuple[int, int]]:
        """The numbers of the objects that a page leads to, each once; of all pictures where the page isn't found."""
        import pikepdf

        try:
            waiting = [self._file.pages[index].obj]
        except (pikepdf.PdfError, IndexError, ValueError, RuntimeError):
            yield from self._found or ()
            return
        seen = {waiting[0].objgen}
        while waiting and len(seen) < MAX_REACHED:
            for value in _values(waiting.pop()):
                if value.is_indirect:
                    if value.objgen in seen:
                        continue
                    seen.add(value.objgen)
                    yield value.objgen
                waiting.append(value)


def _values(node: Any) -> list[Any]:
    """What hangs below an array, a dictionary or a stream."""
    import pikepdf

    keys = range(len(node)) if isinstance(node, pikepdf.Array) else [key for key in node if key not in _ELSEWHERE]
    values = (node[key] for key in keys)
    return [value for value in values if isinstance(value, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream)]


def _number(value: Any) -> int:
    return int(value) if isinstance(value, int) and value > 0 else 0
