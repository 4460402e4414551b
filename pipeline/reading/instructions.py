"""How much a PDF's page has painted, counted before it is: forms that paint forms grow beyond all bounds.

A form that paints two others, each of which paints two (or that paints itself twice), is a few hundred
bytes long and never ends in a renderer, which keeps every object that it meets. So the forms that a
page leads to are counted from their own streams: how often each is painted, and with how many bytes.
Of a page that is painted with too much nothing is opened.
"""

from __future__ import annotations

import re
from typing import Any

from pipeline.errors import LimitError
from pipeline.reading.objects import ObjectId, Objects
from pipeline.reading.unpacking import Unpacked

MAX_INSTRUCTIONS = 16 << 20
"""Bytes of a page's painting, each form as often as it is painted; a full page of type has 50,000."""
PAINTING = 500
"""Bytes that painting a form counts for by itself."""
DEEPEST = 40
"""Forms in forms that the renderer goes down to."""
MAX_FORMS = 5_000
"""Different forms of a page that are looked at."""

_MAY_HAVE_FORMS = re.compile(rb"/Subtype\s{0,9}(?:/Form|/[A-Za-z]{0,4}#|\d)")
_DO = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s{1,9}Do(?![^\s/<\[(])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


class Instructions:
    """What the pages of one PDF are painted with."""

    def __init__(self, file: Unpacked, objects: Objects) -> None:
        self._file = file
        self._objects = objects
        self._forms = _MAY_HAVE_FORMS.search(file.data) is not None

    def check(self, index: int) -> None:
        """Raises LimitError where page `index` (0-based) is painted with more than is opened."""
        if self._file.blanked:
            for thing in self._objects.reached(index):
                if thing.objgen in self._file.blanked:
                    raise LimitError("a stream of the page unpacks to more than 64 MiB", "it is no page of a document")
        if not self._forms and self._file.largest <= MAX_INSTRUCTIONS:
            return
        page = self._objects.page(index)
        if page is not None and _Count().of_page(page) > MAX_INSTRUCTIONS:
            raise LimitError(
                f"the page is painted with more than {MAX_INSTRUCTIONS >> 20} MiB of instructions",
                "it is no page of a document, or its forms paint each other without end",
            )


class _Count:
    """The bytes of one page's painting."""

    def __init__(self) -> None:
        self._painted: dict[tuple[ObjectId, ObjectId], tuple[int, dict[ObjectId, int]]] = {}
        self._forms: dict[ObjectId, Any] = {}

    def of_page(self, page: Any) -> int:
        """Its contents and its annotations', with every form as often as it is painted."""
        import pikepdf

        contents = page.get("/Contents")
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        body = b"\n".join(_bytes(part) for part in parts[:MAX_FORMS] if isinstance(part, pikepdf.Stream))
        resources = _inherited(page, "/Resources")
        total, times = len(body), self._children(body, resources)
        for looks in _appearances(page):
            self._forms.setdefault(looks.objgen, looks)
            times[looks.objgen] = times.get(looks.objgen, 0) + 1
        for _ in range(DEEPEST):
            deeper: dict[ObjectId, int] = {}
            for form, count in times.items():
                size, children = self._form(form, resources)
                total += count * (size + PAINTING)
                for child, often in children.items():
                    deeper[child] = deeper.get(child, 0) + count * often
            if not deeper or total > MAX_INSTRUCTIONS:
                break
            times = deeper
        return total

    def _form(self, place: ObjectId, above: Any) -> tuple[int, dict[ObjectId, int]]:
        """A form's bytes, and how often it paints which others."""
        form = self._forms[place]
        own = form.get("/Resources")
        key = (place, own.objgen if own is not None and own.is_indirect else (0, 0))
        if key not in self._painted:
            body = _bytes(form)
            self._painted[key] = len(body), self._children(body, above if own is None else own)
        return self._painted[key]

    def _children(self, body: bytes, resources: Any) -> dict[ObjectId, int]:
        import pikepdf

        found: dict[ObjectId, int] = {}
        things = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
        if not isinstance(things, pikepdf.Dictionary) or not len(things):
            return found
        for match in _DO.finditer(body):
            name = "/" + _ESCAPED.sub(lambda hit: bytes([int(hit[1], 16)]), match[1]).decode("utf-8", "replace")
            form = things.get(name)
            if not isinstance(form, pikepdf.Stream) or str(form.get("/Subtype")) != "/Form":
                continue
            if form.objgen not in self._forms and len(self._forms) >= MAX_FORMS:
                continue
            self._forms.setdefault(form.objgen, form)
            found[form.objgen] = found.get(form.objgen, 0) + 1
        return found


def _bytes(stream: Any) -> bytes:
    """A stream unpacked (its size was bounded by `unpacking`); nothing where it is broken."""
    import pikepdf

    try:
        return bytes(stream.read_bytes())
    except (pikepdf.PdfError, RuntimeError, ValueError, NotImplementedError):
        return b""


def _inherited(page: Any, key: str) -> Any:
    """An entry of a page, or of the nearest node above that has it (ISO 32000-1, 7.7.3.4)."""
    import pikepdf

    node = page
    for _ in range(DEEPEST):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def _appearances(page: Any) -> list[Any]:
    """The forms that the page's annotations look like (ISO 32000-1, 12.5.5)."""
    import pikepdf

    found: list[Any] = []
    annotations = page.get("/Annots")
    for annotation in list(annotations)[:1000] if isinstance(annotations, pikepdf.Array) else []:
        looks = annotation.get("/AP") if isinstance(annotation, pikepdf.Dictionary) else None
        normal = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
        if isinstance(normal, pikepdf.Stream):
            found.append(normal)
        elif isinstance(normal, pikepdf.Dictionary):
            found += [normal[key] for key in list(normal)[:20] if isinstance(normal[key], pikepdf.Stream)]
    return found
