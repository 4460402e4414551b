"""The parts of a Word file: a zip of XML, opened with bounds on everything a hostile one could blow up."""

from __future__ import annotations

import io
import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from pipeline.errors import DamagedError, EncryptedError, LimitError

MAX_PART = 128 * 1024 * 1024
"""Unpacked bytes of one XML part."""
MAX_RATIO = 200
"""How many times its packed size a part may unpack to, from a mebibyte on (real XML reaches about 60)."""
MAX_DEPTH = 200
"""How deep elements may nest before the walk gives up."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What unpacking a broken part may raise."""

Element = Any
"""An lxml element; lxml brings no types."""


class Package:
    """The XML parts of a Word file and the relations between them.

    Raises DamagedError when the zip or a part is broken, EncryptedError when a part is locked,
    LimitError when one unpacks beyond the bounds.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise DamagedError("the Word file is a broken zip", "get a fresh copy of it") from error
        self._names = {name.lstrip("/"): name for name in self._zip.namelist()}
        self.document = self._document()

    def _document(self) -> str:
        for target in self.related("", "officeDocument"):
            if target in self._names:
                return target
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise DamagedError("the Word file has no document in it", "open it in Word and save it again")

    def part(self, name: str) -> Element | None:
        """The root element of a part, None where the package has none of this name."""
        if name not in self._names:
            return None
        info = self._zip.getinfo(self._names[name])
        if info.flag_bits & 1:
            raise EncryptedError("the Word file is locked with a password", "save a copy without one")
        large = info.file_size > MAX_PART
        if large or (info.file_size > 1 << 20 and info.file_size > MAX_RATIO * max(info.compress_size, 1)):
            raise LimitError(f"a part of the Word file unpacks to {info.file_size} bytes", "save it again from Word")
        try:
            with self._zip.open(info) as file:
                raw = file.read(MAX_PART + 1)
        except _BROKEN as error:
            raise DamagedError(f"a part of the Word file is broken ({name})", "get a fresh copy of it") from error
        if len(raw) > MAX_PART:
            raise LimitError("a part of the Word file is too large", "save it again from Word")
        return parse_xml(raw, name)

    def related(self, part: str, kind: str) -> list[str]:
        """Names of the parts that `part` points to by relations of this kind (`styles`, `footnotes`)."""
        return [target for _, own, target in self._relations(part) if own == kind]

    def target(self, part: str, identifier: str) -> str | None:
        """The part behind a relation's id (`rId7`) of `part`."""
        return next((target for found, _, target in self._relations(part) if found == identifier), None)

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        folder, name = posixpath.split(part)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return
        for relation in root:
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target") or ""
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            yield relation.get("Id") or "", (relation.get("Type") or "").rpartition("/")[2], path


def parse_xml(raw: bytes, name: str) -> Element:
    """The root of an XML text, no entity of which is resolved and no DTD read.

    Raises DamagedError when it is broken or declares a document type, which Word never does.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedError(f"the XML of the Word file is broken ({name})", "get a fresh copy of it") from error
    if root.getroottree().docinfo.doctype:
        raise DamagedError(f"the XML of the Word file declares a document type ({name})", "save it again from Word")
    return root


def local(element: Element) -> str:
    """An element's name without its namespace; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, name: str) -> Element | None:
    """The first child of this local name."""
    if element is None:
        return None
    return next((node for node in element if local(node) == name), None)


def children(element: Element | None, name: str) -> list[Element]:
    """All children of this local name."""
    return [] if element is None else [node for node in element if local(node) == name]


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its local name (`w:val`), None where it is absent."""
    if element is None:
        return None
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), None)


def number(element: Element | None, name: str = "val") -> int | None:
    """An attribute as a whole number, None where it is absent or none."""
    raw = value(element, name)
    try:
        return int(float(raw)) if raw is not None else None
    except (ValueError, OverflowError):
        return None


def switch(element: Element | None) -> bool | None:
    """An on/off property (`w:b`): None where absent, False for `0`, `false`, `off` (ECMA-376, 17.17.4)."""
    if element is None:
        return None
    return (value(element) or "true").lower() not in ("0", "false", "off", "none")
