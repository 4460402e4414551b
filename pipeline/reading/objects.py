"""The objects of a PDF and the ways from a page to them, each followed once, by pikepdf.

For looking ahead only: what a page would have the renderer open and paint. Nothing here unpacks a stream.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pipeline.errors import one_line

LOG = logging.getLogger(__name__)

MAX_OBJECTS = 500_000
"""Objects of a file that are looked at."""
MAX_REACHED = 20_000
"""Objects that a page's ways are followed to."""
_ELSEWHERE = frozenset(
    {"/Parent", "/P", "/Dest", "/A", "/AA", "/Popup", "/IRT", "/B", "/StructParent", "/Metadata", "/FS"}
)
"""Entries that lead from a page to others, or to nothing that is painted."""
_FREE = frozenset(
    {"/XObject", "/Pattern", "/Font", "/ExtGState", "/ColorSpace", "/Shading", "/Properties", "/CharProcs", "/N"}
)
"""Dictionaries whose entries are named as their writer likes (ISO 32000-1, 7.8.3): any may be painted."""

ObjectId = tuple[int, int]


class Objects:
    """The objects of one PDF; the file is opened when first asked. What pikepdf can't mend has none."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._file: Any = None
        self._opened = False

    def close(self) -> None:
        """Let the file go."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def page(self, index: int) -> Any:
        """The dictionary of page `index` (0-based), None where it is not found."""
        import pikepdf

        file = self._open()
        try:
            return None if file is None else file.pages[index].obj
        except (pikepdf.PdfError, IndexError, ValueError, RuntimeError):
            return None

    def streams(self) -> Iterator[Any]:
        """All streams of the file."""
        import pikepdf

        file = self._open()
        if file is None:
            return
        try:
            for thing in islice(iter(file.objects), MAX_OBJECTS):
                if isinstance(thing, pikepdf.Stream):
                    yield thing
        except (pikepdf.PdfError, ValueError, RuntimeError) as error:
            LOG.debug("objects are not looked through: %s", one_line(str(error), 120))

    def reached(self, index: int) -> Iterator[Any]:
        """The objects of their own that a page leads to, each once; none where the page is not found."""
        page = self.page(index)
        if page is None:
            return
        waiting = [("", page)]
        seen = {page.objgen}
        while waiting and len(seen) < MAX_REACHED:
            for key, value in _values(*waiting.pop()):
                if value.is_indirect:
                    if value.objgen in seen:
                        continue
                    seen.add(value.objgen)
                    yield value
                waiting.append((key, value))

    def _open(self) -> Any:
        import pikepdf

        if not self._opened:
            self._opened = True
            try:
                self._file = pikepdf.open(io.BytesIO(self._data), suppress_warnings=True)
            except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError) as error:
                # What qpdf can't mend, the renderer may; it has bounds of its own.
                LOG.debug("the file's objects are not looked at: %s", one_line(str(error), 120))
        return self._file


def _values(name: str, node: Any) -> list[tuple[str, Any]]:
    """What hangs below an array, a dictionary or a stream that is the entry `name`, each with its own name."""
    import pikepdf

    if isinstance(node, pikepdf.Array):
        entries = [("", node[nth]) for nth in range(len(node))]
    else:
        entries = [(key, node[key]) for key in node if name in _FREE or key not in _ELSEWHERE]
    kinds = pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream
    return [(key, value) for key, value in entries if isinstance(value, kinds)]
