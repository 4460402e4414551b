"""Saved web pages (.html): the document on the page, without the portal round it.

The tree becomes the same blocks as a Word file's (see `flow`): paragraphs, tables, page breaks. Left
out is what a reader of the document does not look at: menus, banners, comments, forms, hidden
parts. Nothing of the page is run and nothing that it names is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree
from lxml import html as lxml_html

from pipeline.errors import DamagedError, LimitError
from pipeline.pages import Align, Page, Witness, words_of
from pipeline.reading.anchors import find
from pipeline.reading.blocks import Block, Break, Grid, GridRow, Slot
from pipeline.reading.encodings import turned_together
from pipeline.reading.flow import pages_of
from pipeline.reading.numbering import format_number
from pipeline.reading.package import Element, local
from pipeline.reading.paragraphs import made
from pipeline.reading.runs import Piece
from pipeline.reading.sniff import decode
from pipeline.reading.styles import Look, Setting
from pipeline.settings import ReadingSettings

MAX_NODES = 500_000
MAX_DEPTH = 200
MAX_SPAN = 100
LINKS = 0.6
"""Share of a block's letters that are links from which on it is a menu (with `MENU` links or more)."""
MENU = 3
ARTICLE = 0.25
"""Share of the page's letters that an `article` holds where it is the document."""

_DROPPED = frozenset(
    {"head", "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio", "video"}
    | {"form", "input", "button", "select", "textarea", "dialog", "nav", "aside", "footer", "header", "map"}
)
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins"}
    | {"kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u"}
    | {"var", "wbr", "br", "ruby", "rb", "rt", "rp"}
)
_LISTING = frozenset({"ul", "ol", "dl", "div", "table", "section", "p"})
_GONE = frozenset({"del", "s", "strike", "rt", "rp"})
"""Inline parts whose text no longer counts."""
_FURNITURE = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|comments?|footer|header|share|social|related|"
    r"banner|advert|ads|login|search|pagination|toolbar|tags|cookie|popup|copyright)(?:$|[-_ ])"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_BREAK = re.compile(r"page-break-before\s*:\s*(?:always|left|right)|break-before\s*:\s*page", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_BORDER = re.compile(r"border(?:-\w+)*\s*:[^;]*(?:solid|double|windowtext)", re.IGNORECASE)
_ALIGNS = {"left": Align.LEFT, "center": Align.CENTER, "right": Align.RIGHT, "justify": Align.JUSTIFY}
_ALIGNED = re.compile(r"text-align\s*:\s*(left|center|right|justify)", re.IGNORECASE)
_NUMBERS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def read_web(data: bytes, encoding: str, settings: ReadingSettings) -> tuple[tuple[Page, ...], tuple[Witness, ...]]:
    """The pages of a saved web page (cut where its style breaks pages) and its title as a witness.

    Raises DamagedError when no words are left, LimitError beyond `settings.max_pages` or when the
    page has more parts than a document.
    """
    root = _parsed(decode(data, encoding))
    encodings = _turn(root)
    if sum(1 for _ in root.iter()) > MAX_NODES:
        raise LimitError(f"the web page has more than {MAX_NODES} parts", "save the document's own text")
    body = next((node for node in root.iter("body")), root)
    weights = _weights(root)
    walk = _Walk(weights)
    walk.inside(_article(body, weights), Setting(), Look(), 0)
    walk.flush(Setting())
    pages = pages_of(walk.blocks, settings.max_pages)
    if not any(page.lines for page in pages):
        raise DamagedError("the web page has no words of a document", "save its text as .txt or print it to PDF")
    return tuple(replace(page, encodings=encodings) for page in pages), _witnesses(root)


def _parsed(text: str) -> Element:
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DamagedError("the web page can't be taken apart", "save its text as .txt or print it to PDF") from error
    found: Element = root
    return found


_FAMILY = re.compile(r"font-family\s*:\s*['\"]?([^'\",;]{1,80})", re.IGNORECASE)


def _turn(root: Element) -> tuple[str, ...]:
    """Turn letters of the encodings before Unicode, in place, by the fonts named; the encodings met."""
    fonts: dict[Element, str] = {}
    places: list[tuple[Element, str]] = []
    texts: list[tuple[str, str]] = []
    for node in root.iter():
        parent = node.getparent()
        above = fonts.get(parent, "") if parent is not None else ""
        named = _FAMILY.search(node.get("style") or "")
        fonts[node] = node.get("face") or (named[1].strip() if named else above)
        said = (("text", fonts[node], node.text), ("tail", above, node.tail))
        for part, font, text in said:
            if text and text.strip() and (part == "tail" or local(node) not in ("", "script", "style")):
                places.append((node, part))
                texts.append((font, text))
    shown, encodings = turned_together(texts)
    if encodings:
        for (node, part), text in zip(places, shown, strict=True):
            setattr(node, part, "".join(ch for ch in text if ch >= " " or ch in "\t\n\r"))
    return encodings


@dataclass(slots=True)
class _Weight:
    """What stands in an element: letters, those of them in links, and how many links."""

    letters: int = 0
    linked: int = 0
    links: int = 0


def _weights(root: Element) -> dict[Element, _Weight]:
    """The weight of every element, in one pass from the leaves up."""
    nodes = list(root.iter())
    weights = {node: _Weight() for node in nodes}
    for node in reversed(nodes):
        own = weights[node]
        if local(node) and local(node) not in ("script", "style"):
            own.letters += _count(node.text)
        if local(node) == "a" and node.get("href"):
            own.linked, own.links = own.letters, own.links + 1
        parent = node.getparent()
        if parent is not None and parent in weights:
            above = weights[parent]
            above.letters += own.letters + _count(node.tail)
            above.linked += own.linked
            above.links += own.links
    return weights


def _count(text: str | None) -> int:
    return sum(not ch.isspace() for ch in text or "")


def _article(body: Element, weights: dict[Element, _Weight]) -> Element:
    """Where the document stands: the one `article` or `main` of the page, else its body."""
    for name in ("article", "main"):
        found = [node for node in body.iter(name) if not _is_apart(node, weights)]
        if len(found) == 1 and weights[found[0]].letters > ARTICLE * weights[body].letters:
            return found[0]
    return body


@dataclass(slots=True)
class _List:
    """A list that is open: how its items are marked, and the next one's number (None for bullets)."""

    format: str
    number: int | None


class _Walk:
    """Walks the tree in document order and gathers blocks."""

    def __init__(self, weights: dict[Element, _Weight]) -> None:
        self.blocks: list[Block] = []
        self._weights = weights
        self._pieces: list[Piece] = []
        self._lists: list[_List] = []

    def flush(self, setting: Setting) -> None:
        """Close the open paragraph."""
        if any(piece.text.strip() for piece in self._pieces):
            self.blocks.append(made(self._pieces, setting))
        self._pieces = []

    def inside(self, node: Element, setting: Setting, look: Look, depth: int) -> None:
        """All that stands in a block element."""
        self._text(node.text, look)
        for part in node:
            self._part(part, setting, look, depth + 1)
            self._text(part.tail, look)

    def _text(self, text: str | None, look: Look) -> None:
        flat = re.sub(r"[ \t\r\n\f]+", " ", text or "")
        if flat.strip() or (flat and self._pieces):
            self._pieces.append(Piece("text", flat, look))

    def _part(self, node: Element, setting: Setting, look: Look, depth: int) -> None:
        name = local(node)
        if not name or depth > MAX_DEPTH or _is_apart(node, self._weights):
            return
        style = node.get("style") or ""
        look = replace(
            look,
            bold=look.bold
            or name in ("b", "strong", "th")
            or re.fullmatch(r"h[1-6]", name) is not None
            or _BOLD.search(style) is not None
            or None,
            italic=look.italic or name in ("i", "em") or _ITALIC.search(style) is not None or None,
        )
        if name == "br":
            if _BREAK.search(style):
                self.flush(setting)
                self.blocks.append(Break())
            else:
                self._pieces.append(Piece("line"))
        elif name in _INLINE:
            if name not in _GONE:
                self.inside(node, setting, look, depth)
        else:
            self._block(node, name, replace(setting, align=_align(node) or setting.align), look, depth)

    def _block(self, node: Element, name: str, setting: Setting, look: Look, depth: int) -> None:
        self.flush(setting)
        if _BREAK.search(node.get("style") or ""):
            self.blocks.append(Break())
        if name == "table" and not _holds_the_page(node):
            self.blocks.append(self._table(node, setting, look, depth))
            return
        if name == "pre":
            self._preformatted(node, setting, look)
            return
        if name in ("ol", "ul"):
            first = node.get("start") or "1"
            format_ = _NUMBERS.get(node.get("type") or "1", "decimal")
            count = int(first) if name == "ol" and re.fullmatch(r"\d{1,4}", first) else None
            self._lists.append(_List(format_, 1 if name == "ol" and count is None else count))
            self.inside(node, setting, look, depth)
            self._lists.pop()
        else:
            if name == "li" and self._lists:
                self._label(node, look)
            self.inside(node, setting, look, depth)
        self.flush(setting)

    def _label(self, node: Element, look: Look) -> None:
        """The mark that a browser sets before an item, as a word of its own."""
        owner = self._lists[-1]
        label = "-"
        if owner.number is not None:
            own = node.get("value") or ""
            number = int(own) if re.fullmatch(r"\d{1,4}", own) else owner.number
            owner.number = number + 1
            label = format_number(number, owner.format) + "."
        if self._weights[node].letters:
            self._pieces.append(Piece("text", label + " ", look))

    def _preformatted(self, node: Element, setting: Setting, look: Look) -> None:
        """Lines as they stand; wide white in them parts columns, as in a text."""
        for nth, line in enumerate("".join(node.itertext()).splitlines()):
            if nth:
                self._pieces.append(Piece("line"))
            self._pieces.append(Piece("text", line.expandtabs(), look))
        self.flush(setting)

    def _table(self, node: Element, setting: Setting, look: Look, depth: int) -> Grid:
        rows: list[GridRow] = []
        open_: dict[int, tuple[int, int]] = {}
        """Columns that a cell above reaches into: rows left, and the cell's width."""
        for row in _rows(node):
            slots: list[Slot] = []
            column = 0
            cells = [cell for cell in row if local(cell) in ("td", "th")]
            while cells or any(at >= column and left for at, (left, _) in open_.items()):
                left, width = open_.get(column, (0, 1))
                if left:
                    slots.append(Slot(column, width, going_on=True, blocks=()))
                    open_[column] = (left - 1, width)
                elif cells:
                    cell = cells.pop(0)
                    width = _span(cell, "colspan")
                    below = _span(cell, "rowspan") - 1
                    open_[column] = (below, width)
                    slots.append(Slot(column, width, going_on=False, blocks=self._cell(cell, setting, look, depth)))
                column += width
            if slots:
                rows.append(GridRow(tuple(slots)))
        return Grid(tuple(rows), _has_borders(node))

    def _cell(self, node: Element, setting: Setting, look: Look, depth: int) -> tuple[Block, ...]:
        inner = _Walk(self._weights)
        if depth <= MAX_DEPTH and not _is_apart(node, self._weights):
            style = node.get("style") or ""
            bold = local(node) == "th" or _BOLD.search(style) is not None
            own = replace(setting, align=_align(node))
            inner.inside(node, own, replace(look, bold=look.bold or bold or None), depth + 1)
            inner.flush(own)
        return tuple(block for block in inner.blocks if not isinstance(block, Break))


def _is_apart(node: Element, weights: dict[Element, _Weight]) -> bool:
    """True for what stands on the page beside the document; never for what bears a document's motto."""
    name = local(node)
    if not name:
        return True
    style = node.get("style") or ""
    named = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('role') or ''}".lower()
    hidden = node.get("hidden") is not None or node.get("aria-hidden") == "true" or bool(_HIDDEN.search(style))
    if hidden or name in ("script", "style", "head", "noscript", "template"):
        return True
    if name in _DROPPED or (name not in _INLINE and (_FURNITURE.search(named) or _is_menu(name, weights[node]))):
        return not _has_motto(node)
    return False


def _is_menu(name: str, weight: _Weight) -> bool:
    """True for a list or block most letters of which are links that lead elsewhere."""
    return name in _LISTING and weight.links >= MENU and weight.linked > LINKS * weight.letters


def _has_motto(node: Element) -> bool:
    return find([word.text for word in words_of(" ".join(node.itertext()))[:2000]], "motto", "motto_plain") is not None


def _holds_the_page(table: Element) -> bool:
    """True for a table without borders round other tables: it lays the page out and is none of the document's."""
    return not _has_borders(table) and any(inner is not table for inner in table.iter("table"))


def _rows(table: Element) -> Iterator[Element]:
    for part in table:
        if local(part) == "tr":
            yield part
        elif local(part) in ("thead", "tbody", "tfoot"):
            yield from (row for row in part if local(row) == "tr")


def _span(cell: Element, name: str) -> int:
    raw = (cell.get(name) or "1").strip()
    return min(max(1, int(raw)), MAX_SPAN) if re.fullmatch(r"\d{1,5}", raw) else 1


def _has_borders(table: Element) -> bool:
    stated = (table.get("border") or "0").strip()
    if stated not in ("0", "") or _BORDER.search(table.get("style") or ""):
        return True
    cells: Sequence[Element] = [cell for row in _rows(table) for cell in row][:20]
    return any(_BORDER.search(cell.get("style") or "") for cell in cells)


def _align(node: Element) -> Align | None:
    if local(node) == "center":
        return Align.CENTER
    stated = _ALIGNED.search(node.get("style") or "")
    return _ALIGNS.get((stated[1] if stated else node.get("align") or "").lower())


def _witnesses(root: Element) -> tuple[Witness, ...]:
    title = next((" ".join((node.text or "").split())[:300] for node in root.iter("title")), "")
    return (Witness("metadata", "title", title),) if title else ()
