"""How much a PDF's page has painted, counted before it is: forms that paint forms grow beyond all bounds.

A form that paints two others, each of which paints two (or that paints itself twice), is a few hundred
bytes long and never ends in a renderer, which keeps every object that it meets. So the forms that a
page leads to are counted from their own streams: how often each is painted, and with how many bytes.
Of a page that is painted with too much nothing is opened.

A page of bare operators is as bad: for each thing painted the renderer keeps an object of some hundred
bytes, for each state saved and not restored another, and for each marked content that is open a copy of
all that are open around it. So these are counted as well, where there may be many.
"""

from __future__ import annotations

import re
from typing import Any

from pipeline.errors import LimitError
from pipeline.reading.objects import ObjectId, Objects
from pipeline.reading.unpacking import Unpacked

MAX_INSTRUCTIONS = 16 << 20
"""Bytes of a page's painting, each form as often as it is painted; a full page of type has 50,000."""
MAX_PAINTED = 300_000
"""Things that a page paints; PDFium takes 350 to 1,250 bytes for each. A full page of type has 3,000."""
MAX_SAVED = 10_000
"""Graphics states that are saved at once; writers nest a few dozen."""
MAX_MARKED = 100
"""Marked contents that are open at once (ISO 32000-1, 14.6); tagged text nests about ten."""
GLANCE = 1 << 20
"""Bytes of painting in which there can't be too much of all this, but for marked contents."""
PAINTING = 500
"""Bytes that painting a form counts for by itself."""
DEEPEST = 40
"""Forms in forms that the renderer goes down to."""
MAX_FORMS = 5_000
"""Different forms of a page that are looked at."""

_MAY_HAVE_FORMS = re.compile(rb"/Subtype\s{0,9}(?:/Form|/[A-Za-z]{0,4}#|\d)")
_DO = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s{1,9}Do(?![^\s/<\[(])")
_OPERATOR = re.compile(rb"(?:^|[\s\])>}])(S|s|f\*?|F|B\*?|b\*?|Tj|TJ|'|\"|sh|EI|Do|q|Q|BMC|BDC|EMC)(?=[\s/<\[(]|$)")
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
        page = self._objects.page(index)
        if page is None:
            return
        # A page's contents may name one stream a thousand times.
        parts = _parts(page)
        some = self._file.largest * parts > GLANCE or self._file.marked * parts > MAX_MARKED
        if not self._forms and not some and not self._file.otherwise:
            return
        count = _Count()
        if count.of_page(page) > MAX_INSTRUCTIONS:
            raise LimitError(
                f"the page is painted with more than {MAX_INSTRUCTIONS >> 20} MiB of instructions",
                "it is no page of a document, or its forms paint each other without end",
            )
        if count.painted > MAX_PAINTED:
            raise LimitError(f"the page paints more than {MAX_PAINTED} things", "it is no page of a document")
        if count.nested:
            raise LimitError(
                "the page opens states or marked contents that it never closes", "get a fresh copy of the file"
            )


class _Count:
    """The bytes of one page's painting, the things it paints, and whether it nests beyond bounds."""

    def __init__(self) -> None:
        self.painted = 0
        self.nested = False
        self._forms_met: dict[tuple[ObjectId, ObjectId], tuple[int, int, dict[ObjectId, int]]] = {}
        self._forms: dict[ObjectId, Any] = {}

    def of_page(self, page: Any) -> int:
        """Its contents and its annotations', with every form as often as it is painted."""
        import pikepdf

        contents = page.get("/Contents")
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        body = b"\n".join(_bytes(part) for part in parts[:MAX_FORMS] if isinstance(part, pikepdf.Stream))
        resources = _inherited(page, "/Resources")
        total, times = len(body), self._children(body, resources)
        if total <= MAX_INSTRUCTIONS:
            self.painted = self._measured(body)
        for looks in _appearances(page):
            self._forms.setdefault(looks.objgen, looks)
            times[looks.objgen] = times.get(looks.objgen, 0) + 1
        for _ in range(DEEPEST):
            deeper: dict[ObjectId, int] = {}
            for form, count in times.items():
                size, painted, children = self._form(form, resources)
                total += count * (size + PAINTING)
                self.painted += count * painted
                for child, often in children.items():
                    deeper[child] = deeper.get(child, 0) + count * often
            if not deeper or total > MAX_INSTRUCTIONS:
                break
            times = deeper
        return total

    def _form(self, place: ObjectId, above: Any) -> tuple[int, int, dict[ObjectId, int]]:
        """A form's bytes, the things it paints itself, and how often it paints which other forms."""
        form = self._forms[place]
        own = form.get("/Resources")
        key = (place, own.objgen if own is not None and own.is_indirect else (0, 0))
        if key not in self._forms_met:
            body = _bytes(form)
            painted = self._measured(body) if len(body) <= MAX_INSTRUCTIONS else 0
            self._forms_met[key] = len(body), painted, self._children(body, above if own is None else own)
        return self._forms_met[key]

    def _measured(self, body: bytes) -> int:
        """The things that a stream paints itself; what it leaves open beyond bounds is noted."""
        painted = saved = marked = 0
        for match in _OPERATOR.finditer(body):
            match match[1]:
                case b"q":
                    saved += 1
                case b"Q":
                    saved = max(0, saved - 1)
                case b"BMC" | b"BDC":
                    marked += 1
                case b"EMC":
                    marked = max(0, marked - 1)
                case _:
                    painted += 1
            if painted > MAX_PAINTED or saved > MAX_SAVED or marked > MAX_MARKED:
                break
        self.nested = self.nested or saved > MAX_SAVED or marked > MAX_MARKED
        return painted

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


def _parts(page: Any) -> int:
    """How many streams a page's contents are."""
    import pikepdf

    contents = page.get("/Contents")
    return len(contents) if isinstance(contents, pikepdf.Array) else 1


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
