"""Word files of drafts: heading and foot as tables without borders, real tables with real merges.

With `numbered` the labels of lists are Word's automatic numbers instead of typed ones, as in half the
files that offices keep: the text of such a paragraph has no label, the number is counted.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import docx as word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from pipeline.evaluating.drafts import (
    Address,
    Appendix,
    Draft,
    DraftTable,
    Element,
    Face,
    Foot,
    Heading,
    PageBreak,
    Paragraph,
    Title,
    TypeName,
)
from pipeline.evaluating.sheets import A4, Manner
from pipeline.evaluating.typesetting import LANDSCAPE_COLUMNS

FONT = "Times New Roman"
"""The name that a file gives its font; nothing is embedded."""
EPOCH = (2020, 1, 1, 0, 0, 0)
"""The time stamp of every member: no run's own time in a file."""

_LABEL = re.compile(r"(?:(?P<roman>[IVX]{1,6})|(?P<decimal>\d{1,2})|(?P<letter>[a-z]))(?P<end>[.)/])\s+(?=\S)")
_FORMATS = {"roman": "upperRoman", "decimal": "decimal", "letter": "lowerLetter", "dash": "bullet"}
_DEPTH = {"roman": 0, "decimal": 1, "letter": 2, "dash": 3}


def docx(draft: Draft, manner: Manner, *, numbered: bool = False) -> bytes:
    """The draft as a Word file; the same draft gives the same bytes.

    Args:
        draft: what it says.
        manner: margins, sizes and indents; line breaks are Word's own.
        numbered: count the labels of lists instead of typing them.
    """
    writer = _Writer(manner, numbered)
    for at, element in enumerate(draft.elements):
        writer.element(element, draft.elements[at + 1 :])
    return writer.data()


class _Writer:
    def __init__(self, manner: Manner, numbered: bool) -> None:
        self._manner = manner
        self._numbers = _Numbers() if numbered else None
        self._document: Any = word.Document()
        self._behind_appendix = False
        normal = self._document.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(manner.size)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        self._page(self._document.sections[0], across=False)

    def data(self) -> bytes:
        properties = self._document.core_properties
        properties.created = properties.modified = datetime(*EPOCH)
        properties.author, properties.comments = "", ""
        if self._numbers:
            self._numbers.write(self._document)
        buffer = io.BytesIO()
        self._document.save(buffer)
        return _timeless(buffer.getvalue())

    def element(self, element: Element, following: Sequence[Element]) -> None:
        match element:
            case Heading(left, right):
                self._columns(_looks(left, bold_last=True), _looks(right, bold_last=False))
            case TypeName(text):
                self._say(text, align="centre", bold=True, size=14, before=12)
            case Title(lines):
                for line in lines:
                    italic = self._behind_appendix and line.startswith("(")
                    self._say(line, align="centre", bold=not italic, italic=italic, size=14)
            case Address(lines):
                for line in lines:
                    self._say(line, align="centre" if len(lines) == 1 else "left", indent=len(lines) > 1)
            case Paragraph(text, face):
                self._paragraph(text, face)
            case DraftTable():
                self._table(element)
            case Foot(left, right):
                texts = [(line, at == 0, at == 0, 12 if at == 0 else 11) for at, line in enumerate(left)]
                self._columns(texts, _signing(right), centred=(False, True))
            case PageBreak():
                self._break(following)
            case Appendix(text):
                self._behind_appendix = True
                self._say(text, align="centre", bold=True, size=14)

    def _break(self, following: Sequence[Element]) -> None:
        self._behind_appendix = False
        across = False
        for element in following:
            if isinstance(element, PageBreak):
                break
            if isinstance(element, DraftTable):
                across = element.columns >= LANDSCAPE_COLUMNS
                break
        self._page(self._document.add_section(WD_SECTION.NEW_PAGE), across=across)

    def _page(self, section: Any, *, across: bool) -> None:
        wide, high = (A4[1], A4[0]) if across else A4
        section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Pt(wide), Pt(high)
        section.left_margin, section.right_margin = Pt(self._manner.left), Pt(self._manner.right)
        section.top_margin, section.bottom_margin = Pt(self._manner.top), Pt(self._manner.bottom)

    def _say(
        self,
        text: str,
        *,
        align: str,
        bold: bool = False,
        italic: bool = False,
        size: float | None = None,
        before: float = 0,
        indent: bool = False,
        where: Any = None,
    ) -> Any:
        paragraph = where if where is not None else self._document.add_paragraph()
        paragraph.alignment = {
            "left": WD_ALIGN_PARAGRAPH.LEFT,
            "centre": WD_ALIGN_PARAGRAPH.CENTER,
            "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
        }[align]
        paragraph.paragraph_format.space_before = Pt(before)
        paragraph.paragraph_format.space_after = Pt(0)
        if indent:
            paragraph.paragraph_format.first_line_indent = Pt(self._manner.indent)
        run = paragraph.add_run(text)
        run.bold, run.italic = bold or None, italic or None
        if size:
            run.font.size = Pt(size)
        return paragraph

    def _paragraph(self, text: str, face: Face) -> None:
        number = self._numbers.take(text) if self._numbers and face is not Face.CENTRED else None
        bold = face in (Face.BOLD, Face.CENTRED)
        align = "centre" if face is Face.CENTRED else "justify"
        said = text[number[2] :] if number else text
        paragraph = self._say(said, align=align, bold=bold, italic=face is Face.ITALIC, indent=face is not Face.CENTRED)
        paragraph.paragraph_format.space_after = Pt(self._manner.gap)
        if number:
            marks = parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number[0]}"/></w:numPr>')
            paragraph._p.get_or_add_pPr().append(marks)

    def _columns(
        self,
        left: Sequence[tuple[str, bool, bool, float]],
        right: Sequence[tuple[str, bool, bool, float]],
        centred: tuple[bool, bool] = (True, True),
    ) -> None:
        """A table of one row and two columns without borders."""
        table = self._document.add_table(rows=1, cols=2)
        for cell, lines, middle in zip(table.rows[0].cells, (left, right), centred, strict=True):
            for at, (text, bold, italic, size) in enumerate(lines):
                where = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
                align = "centre" if middle else "left"
                self._say(text, align=align, bold=bold, italic=italic, size=size, where=where)
        self._document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _table(self, draft: DraftTable) -> None:
        table = self._document.add_table(rows=draft.rows, cols=draft.columns)
        table.style = "Table Grid"
        for held in draft.cells:
            cell = table.cell(held.row, held.column)
            if held.row_span > 1 or held.column_span > 1:
                cell = cell.merge(table.cell(held.row + held.row_span - 1, held.column + held.column_span - 1))
            head = held.row < draft.head
            for at, text in enumerate(held.paragraphs):
                where = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
                self._say(text, align="centre" if head else "left", bold=head, size=12, where=where)
        for row in range(draft.head):
            properties = table.rows[row]._tr.get_or_add_trPr()
            properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        self._document.add_paragraph().paragraph_format.space_after = Pt(0)


class _Numbers:
    """Automatic numbers: one definition a kind of label, one list a run of numbers."""

    def __init__(self) -> None:
        self._lists: list[tuple[str, str, int]] = []
        self._open: dict[str, tuple[int, str, int]] = {}

    def take(self, text: str) -> tuple[int, str, int] | None:
        """The list of a labelled paragraph, its kind, and how many characters the label takes; else None."""
        if text.startswith("- "):
            return self._dash()
        match = _LABEL.match(text)
        if match is None or match.lastgroup is None:
            return None
        kind = next(name for name in ("roman", "decimal", "letter") if match[name])
        value = _value(kind, match[kind])
        if value is None:
            return None
        key = match["end"]
        known = self._open.get(kind)
        goes_on = known is not None and known[1:] == (key, value - 1)
        number = known[0] if known and goes_on else self._new(kind, key, value)
        self._open = {name: held for name, held in self._open.items() if _DEPTH[name] < _DEPTH[kind]}
        self._open[kind] = (number, key, value)
        return number, kind, match.end()

    def write(self, document: Any) -> None:
        """Put the definitions into the document's numbering part."""
        part = document.part.numbering_part.element
        # Definitions stand before lists; those of the template have lower ids and are not touched.
        kinds = sorted({(kind, end) for kind, end, _ in self._lists})
        first = part.find(qn("w:num"))
        for at, (kind, end) in enumerate(kinds):
            text = "-" if kind == "dash" else "%1" + end
            definition = parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{900 + at}"><w:multiLevelType w:val="singleLevel"/>'
                f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{_FORMATS[kind]}"/>'
                f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
            )
            if first is not None:
                first.addprevious(definition)
            else:
                part.append(definition)
        for at, (kind, end, start) in enumerate(self._lists):
            definition = 900 + kinds.index((kind, end))
            part.append(
                parse_xml(
                    f'<w:num {nsdecls("w")} w:numId="{900 + at}"><w:abstractNumId w:val="{definition}"/>'
                    f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
                )
            )

    def _dash(self) -> tuple[int, str, int]:
        known = self._open.get("dash")
        number = known[0] if known else self._new("dash", "", 1)
        self._open["dash"] = (number, "", 1)
        return number, "dash", 2

    def _new(self, kind: str, end: str, start: int) -> int:
        self._lists.append((kind, end, start))
        return 900 + len(self._lists) - 1


_ROMANS = {"I": 1, "V": 5, "X": 10}


def _value(kind: str, label: str) -> int | None:
    """The number that a counter would have to show, None where it can't (letters run a b c d đ e)."""
    if kind == "decimal":
        return None if label.startswith("0") else int(label)
    if kind == "letter":
        return "abcd".index(label) + 1 if label in "abcd" else None
    values = [_ROMANS[letter] for letter in label]
    total = sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
    return total if _roman(total) == label else None


def _roman(value: int) -> str:
    written = ""
    for sign, worth in (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)):
        while value >= worth:
            written, value = written + sign, value - worth
    return written


def _looks(lines: Sequence[str], *, bold_last: bool) -> list[tuple[str, bool, bool, float]]:
    """Lines of a heading with bold, italic and size: capitals bold, the date italic."""
    capitals = [at for at, line in enumerate(lines) if line.isupper() or " - " in line]
    strong = set(capitals[-2:] if len(capitals) < 3 else capitals[-1:]) if bold_last else set(capitals)
    return [(line, at in strong, not bold_last and ", ngày" in line, 13) for at, line in enumerate(lines)]


def _signing(lines: Sequence[str]) -> list[tuple[str, bool, bool, float]]:
    """Lines of the signing block, room for the signature above the name."""
    named = len(lines) > 1 and not lines[-1].isupper()
    found: list[tuple[str, bool, bool, float]] = []
    for at, line in enumerate(lines):
        if named and at == len(lines) - 1:
            found += [("", False, False, 13)] * 4
        found.append((line, not line.startswith("("), line.startswith("("), 14))
    return found


def _timeless(data: bytes) -> bytes:
    """A zip file with the same members at a fixed time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(zipfile.ZipInfo(member.filename, EPOCH), old.read(member), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
