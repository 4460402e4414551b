"""Word files (.docx): the document as its reader sees it, tracked changes accepted.

Here the XML (ECMA-376 part 1) becomes blocks: paragraphs of lines, tables, page breaks. How blocks
become pages, and which tables are only the layout of a heading or foot, is the affair of `flow`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.errors import DamagedError
from pipeline.pages import Page, Witness, Word
from pipeline.reading.blocks import Block, Break, Grid, GridRow, Paragraph, Slot
from pipeline.reading.flow import pages_of
from pipeline.reading.numbering import Numbering
from pipeline.reading.package import MAX_DEPTH, Element, Package, child, children, local, number, value
from pipeline.reading.paragraphs import cut, made
from pipeline.reading.runs import (
    SOFT_HYPHEN,
    Field,
    Piece,
    alternative,
    is_page_field,
    step_field,
    symbol,
    turned,
    turns_in,
)
from pipeline.reading.styles import Look, Setting, Styles, look_of, setting_of
from pipeline.settings import ReadingSettings

MAX_BLOCKS = 500_000

_CONTAINERS = frozenset(
    {"ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdtContent", "sdt", "dir", "bdo", "fldSimple"}
    | {"oMath", "oMathPara", "ruby", "rubyBase"}
)
"""Elements that only wrap runs or paragraphs."""
_GONE = frozenset({"del", "moveFrom", "rt", "Fallback", "sdtPr", "sdtEndPr", "rubyPr", "instrText", "delText"})
"""Elements whose text the reader doesn't see."""
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_word(data: bytes, settings: ReadingSettings) -> tuple[tuple[Page, ...], tuple[Witness, ...]]:
    """The pages of a Word file (cut at its explicit breaks only) and what its properties say.

    Raises DamagedError, EncryptedError or LimitError (see `Package`); LimitError too beyond
    `settings.max_pages`.
    """
    package = Package(data)
    root = package.part(package.document)
    body = child(root, "body")
    if body is None:
        raise DamagedError("the Word file has no body", "open it in Word and save it again")
    reader = _Reader(package)
    blocks = list(reader.blocks(body, 0))
    pages = pages_of(blocks, settings.max_pages)
    encodings = tuple(sorted({turn.encoding for turn in reader.turns.values() if turn.encoding}))
    return tuple(replace(page, encodings=encodings) for page in pages), _witnesses(package)


class _Reader:
    """Walks the XML in document order, counting automatic numbers and notes as it goes."""

    def __init__(self, package: Package) -> None:
        self._package = package
        part = package.document
        self.styles = Styles.of(self._first(part, "styles"))
        self.numbering = Numbering(self._first(part, "numbering"), self.styles)
        self._notes = {
            kind: {value(note, "id") or "": note for note in children(self._first(part, kind + "s"), kind)}
            for kind in ("footnote", "endnote")
        }
        edges = [name for kind in ("header", "footer") for name in package.related(part, kind)]
        parts = [part, *edges, *(name for kind in self._notes for name in package.related(part, kind + "s"))]
        roots = [root for name in parts if (root := package.part(name)) is not None]
        self.turns = turns_in(roots, self.styles)
        self._note = 0
        self._carried: list[Piece] = []
        self._cells = 0
        """How many cells, one in another, are open."""
        self._open: dict[str, tuple[str, str]] = {}
        self._fields: list[Field] = []
        self._count = 0
        self._edges_seen: set[str] = set()

    def _first(self, part: str, kind: str) -> Element | None:
        names = self._package.related(part, kind)
        return self._package.part(names[0]) if names else None

    def blocks(self, container: Element, depth: int) -> Iterator[Block]:
        """The blocks of a body, a cell, a content control, in order."""
        for node in container:
            name = local(node)
            self._count += 1
            if depth > MAX_DEPTH or self._count > MAX_BLOCKS:
                raise DamagedError("the Word file nests too deep or has too many parts", "save it again from Word")
            if name == "p":
                yield from self._paragraph(node, depth)
            elif name == "tbl":
                yield from self._flushed()
                yield self._table(node, depth)
            elif name in _CONTAINERS:
                yield from self.blocks(node, depth + 1)
            elif name == "AlternateContent":
                yield from self.blocks(alternative(node), depth + 1)
            elif name == "sectPr":
                yield from self._flushed()
                yield from self._section(node)
        if local(container) in ("body", "tc", "txbxContent"):
            yield from self._flushed()

    def _flushed(self) -> Iterator[Block]:
        """What a deleted paragraph end carried over, where no paragraph follows to take it."""
        if any(piece.text.strip() for piece in self._carried):
            yield made(self._carried, Setting())
        self._carried = []

    def _paragraph(self, node: Element, depth: int) -> Iterator[Block]:
        properties = child(node, "pPr")
        style = value(child(properties, "pStyle")) or self.styles.paragraph
        setting = setting_of(properties).over(self.styles.setting_in(style)).over(self.styles.setting)
        base = self.styles.look_in(style).over(self.styles.look)
        mark = child(properties, "rPr")
        boxes: list[Element] = []
        own = turned(list(self._pieces(node, base, boxes, depth, self._fields)), self.turns)
        pieces = [*self._carried, *own]
        self._carried = []
        self._fields = [open_field for open_field in self._fields if not open_field.reading]
        if child(mark, "del") is not None:  # its end is deleted: the next paragraph goes on in it
            self._carried = pieces
            return
        notes = [piece for piece in pieces if piece.mark == "note"]
        label = None
        if not look_of(mark).hidden or any(piece.text.strip() for piece in pieces):
            label = self.numbering.label(setting, style)
        # An empty cell under TT shows its number alone; elsewhere an empty item is a slip of the hand.
        alone = self._cells > 0 and label is not None and any(ch.isalnum() for ch in label[0])
        if label is not None and (alone or any(piece.text.strip() for piece in pieces)):
            looked = replace(label[1].over(look_of(mark)).over(base), hidden=None, capitals=None)
            pieces = [*turned([Piece("text", label[0] + " ", looked)], self.turns), *pieces]
        if setting.page_before:
            yield Break()
        yield from cut(pieces, setting)
        for piece in notes:
            yield from self._note_blocks(piece)
        for box in boxes:
            yield from self.blocks(box, depth + 1)
        section = child(properties, "sectPr")
        if section is not None:
            yield from self._section(section)

    def _pieces(
        self, node: Element, base: Look, boxes: list[Element], depth: int, fields: list[Field]
    ) -> Iterator[Piece]:
        """The pieces of a paragraph or of an element that wraps runs; text boxes are put aside."""
        if depth > MAX_DEPTH:
            raise DamagedError("the Word file nests too deep", "save it again from Word")
        for part in node:
            name = local(part)
            if name == "r":
                yield from self._run(part, base, boxes, depth + 1, fields)
            elif name == "fldSimple" and is_page_field(value(part, "instr") or ""):
                continue
            elif name in _CONTAINERS:
                yield from self._pieces(part, base, boxes, depth + 1, fields)
            elif name == "AlternateContent":
                yield from self._pieces(alternative(part), base, boxes, depth + 1, fields)
            elif name == "t" and local(node) != "r":
                yield Piece("text", part.text or "", base)

    def _run(self, run: Element, base: Look, boxes: list[Element], depth: int, fields: list[Field]) -> Iterator[Piece]:
        properties = child(run, "rPr")
        style = value(child(properties, "rStyle"))
        look = look_of(properties).over(self.styles.look_in(style)).over(base)
        for part in run:
            name = local(part)
            if name == "fldChar":
                step_field(fields, value(part, "fldCharType") or "")
            elif name == "instrText" and fields:
                fields[-1].instruction += part.text or ""
            if look.hidden or any(open_field.hides for open_field in fields):
                continue
            if name == "t":
                yield Piece("text", part.text or "", look)
            elif name in ("tab", "ptab"):
                yield Piece("tab")
            elif name in ("br", "cr"):
                yield Piece("page" if value(part, "type") == "page" else "line")
            elif name == "noBreakHyphen":
                yield Piece("text", "-", look)
            elif name == "softHyphen":
                yield Piece("text", SOFT_HYPHEN, look)
            elif name == "sym":
                yield Piece(
                    "text", symbol(value(part, "char") or ""), replace(look, font=value(part, "font") or look.font)
                )
            elif name in ("footnoteReference", "endnoteReference"):
                identifier = value(part, "id") or ""
                if identifier in self._notes[name.removesuffix("Reference")]:
                    self._note += 1
                    sign = str(self._note).translate(_SUPERSCRIPTS)
                    yield Piece("note", sign, replace(look, raised=True, size=None))
                    self._open[sign] = (name.removesuffix("Reference"), identifier)
            elif name in ("drawing", "pict", "object"):
                boxes += _boxes(part, depth)
            elif name == "AlternateContent":
                chosen = alternative(part)
                boxes += _boxes(chosen, depth)
                yield from (Piece("text", node.text or "", look) for node in chosen if local(node) == "t")

    def _note_blocks(self, piece: Piece) -> Iterator[Block]:
        """A note's paragraphs, its sign before the first word."""
        kind, identifier = self._open[piece.text]
        note = self._notes[kind].pop(identifier, None)  # a note that cites itself ends here
        if note is None:
            return
        first = True
        for block in self.blocks(note, MAX_DEPTH // 2):
            if not isinstance(block, Paragraph) or not block.words:
                continue
            lines = block.lines
            if first:
                sign = Word(piece.text, size=block.words[0].size)
                lines = (((sign, *lines[0][0]), *lines[0][1:]), *lines[1:])
                first = False
            yield replace(block, lines=lines, role="note")

    def _table(self, node: Element, depth: int) -> Grid:
        rows: list[GridRow] = []
        for row in self._wrapped(node, "tr", depth):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                continue
            column = number(child(properties, "gridBefore")) or 0
            slots: list[Slot] = []
            for cell in self._wrapped(row, "tc", depth):
                own = child(cell, "tcPr")
                span = max(1, min(number(child(own, "gridSpan")) or 1, 100))
                merge = child(own, "vMerge")
                going_on = merge is not None and (value(merge) or "continue") == "continue"
                self._cells += 1
                blocks = tuple(self.blocks(cell, depth + 1))
                self._cells -= 1
                slots.append(Slot(column, span, going_on, () if going_on else blocks))
                column += span
            rows.append(GridRow(tuple(slots)))
        return Grid(tuple(rows), _has_borders(node))

    def _wrapped(self, node: Element, name: str, depth: int) -> Iterator[Element]:
        """Children of this name, also those inside content controls and inserted rows."""
        if depth > MAX_DEPTH:
            raise DamagedError("the Word file nests too deep", "save it again from Word")
        for part in node:
            if local(part) == name:
                yield part
            elif local(part) in _CONTAINERS:
                yield from self._wrapped(part, name, depth + 1)

    def _section(self, node: Element) -> Iterator[Block]:
        """The end of a section: its page size, what kind of break began it, its headers and footers."""
        size = child(node, "pgSz")
        wide, high = number(size, "w"), number(size, "h")
        edges: list[Block] = []
        for reference in node:
            if local(reference) in ("headerReference", "footerReference"):
                target = self._package.target(self._package.document, value(reference, "id") or "")
                if target is None or target in self._edges_seen:
                    continue
                self._edges_seen.add(target)
                root = self._package.part(target)
                edges += [] if root is None else list(self.blocks(root, 1))
        kind = value(child(node, "type")) or "nextPage"
        yield Break(
            section=True,
            continuous=kind == "continuous",
            width_pt=wide / 20 if wide else None,
            height_pt=high / 20 if high else None,
            edges=tuple(edges),
        )


def _boxes(node: Element, depth: int) -> list[Element]:
    """The text boxes in a drawing, each once (the fallback of an alternative says the same again)."""
    found: list[Element] = []
    if depth > MAX_DEPTH:
        return found
    for part in node:
        name = local(part)
        if name == "txbxContent":
            found.append(part)
        elif name == "AlternateContent":
            found += _boxes(alternative(part), depth + 1)
        elif name and name not in _GONE:
            found += _boxes(part, depth + 1)
    return found


def _has_borders(table: Element) -> bool:
    """True where a table states a visible border, by itself or by a style; layout tables state none."""
    properties = child(table, "tblPr")
    borders = child(properties, "tblBorders")
    if borders is not None:
        return any((value(side) or "nil") not in ("nil", "none") for side in borders)
    style = value(child(properties, "tblStyle")) or ""
    return "grid" in style.lower() or "list" in style.lower()


_KEYS = {"title": "title", "creator": "author", "subject": "subject", "created": "created", "modified": "modified"}


def _witnesses(package: Package) -> tuple[Witness, ...]:
    """The core properties as witnesses (ECMA-376 part 2, 8.3)."""
    root = package.part("docProps/core.xml")
    found = []
    for node in root if root is not None else ():
        key, text = _KEYS.get(local(node)), " ".join((node.text or "").split())[:300]
        if key and text:
            found.append(Witness("metadata", key, text))
    return tuple(found)
