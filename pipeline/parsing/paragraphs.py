"""Paragraphs: lines re-joined over line and page breaks, beside the text.

What a line break means differs: a Word paragraph is one line, a page's lines are wrapped at its
margins, a plain text may be either. Each has its own small rule here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import median

from pipeline.pages import Align, Box, Line, LineKind, Page
from pipeline.parsing import own_names
from pipeline.parsing.abbreviations import collect
from pipeline.parsing.facts import Layout, Paragraph, Zone, Zones
from pipeline.parsing.marks import BULLETS, ends, goes_on, mark
from pipeline.parsing.tables import joined_tables
from pipeline.parsing.text import Text, TextLine, View

_FLOW = frozenset({Zone.BODY, Zone.APPENDIX})
_INDENT = 0.018
"""How far from the margin, as a share of the page's width, an indented line stands at least."""
_WRAP_WIDTH = 125
"""Plain text whose long lines end here or before was wrapped by its author (in characters)."""


def layout(text: Text, zones: Zones) -> Layout:
    """Paragraphs, tables and abbreviations of a document.

    Paragraphs are those of body and appendix lines outside tables, in reading order; a footnote's
    lines are paragraphs of their own, behind the others.
    """
    flow = [line for line, zone in zip(text.lines, zones.of, strict=True) if zone in _FLOW]
    plain = [line for line in flow if line.line.kind != LineKind.TABLE]
    notes = [line for line, zone in zip(text.lines, zones.of, strict=True) if zone == Zone.NOTE]
    paragraphs: list[Paragraph] = []
    for group in (*_groups(plain, zones), *_groups(notes, zones)):
        view = View.of(text.string, ((line.start, line.end) for line in group))
        if view.string:
            paragraphs.append(Paragraph(len(paragraphs), tuple(group), view, zones.of[group[0].index]))
    defined = collect("\n".join(paragraph.string for paragraph in paragraphs))
    tables = joined_tables(text, flow)
    names = own_names.found(text.lines, zones, paragraphs, tables)
    return Layout(zones, tuple(paragraphs), tables, defined + names)


def _groups(lines: Sequence[TextLine], zones: Zones) -> Iterable[list[TextLine]]:
    places = {_place(line): line for line in lines}
    boxes = {id(line.line): line.line.box for line in lines}  # a box is asked for again and again
    margins = {place: _Margins(line.page, line.line.column, boxes) for place, line in places.items()}
    wrapped = _wrapped(lines)
    group: list[TextLine] = []
    for line in lines:
        if group:
            previous = group[-1]
            same_zone = zones.of[previous.index] == zones.of[line.index]
            if not same_zone or not _joins(previous, line, group[0], margins, wrapped, boxes):
                yield group
                group = []
        group.append(line)
    if group:
        yield group


_Place = tuple[int, int]
"""A page and the column on it."""


def _place(line: TextLine) -> _Place:
    return id(line.page), line.line.column


class _Margins:
    """Left and right margin of a page's body (or of a column of it) and its usual line gap, in page fractions."""

    def __init__(self, page: Page, column: int, known: Mapping[int, Box | None]) -> None:
        body = [line for line in page.lines if line.kind in (LineKind.BODY, LineKind.NOTE) and line.column == column]
        found = (known.get(id(line)) or line.box for line in body)
        boxes = [box for box in found if box]
        lefts = sorted(box[0] for box in boxes)
        rights = sorted(box[2] for box in boxes)
        self.left = lefts[len(lefts) // 10] if lefts else 0.0
        self.right = rights[-1 - len(rights) // 10] if rights else 1.0
        gaps = [after[1] - before[3] for before, after in pairwise(boxes) if after[1] > before[1]]
        self.gap = median(gaps) if gaps else 0.0
        self.first_indented = _first_lines_are_indented(body, boxes, self.left)
        self.height = median([box[3] - box[1] for box in boxes]) if boxes else 0.0


def _first_lines_are_indented(body: Sequence[Line], boxes: Sequence[Box], left: float) -> bool:
    """True on a page whose paragraphs begin indented and go on at the margin (Nghị định 30, Phụ lục I, mục II.4).

    Told by lines in lower case without a label, which begin no paragraph: behind an indented line such a line
    stands at the margin.
    """
    at_margin = indented = 0
    for before, line in pairwise(zip((line for line in body if line.box), boxes, strict=False)):
        if before[1][0] <= left + _INDENT or not line[0].text[:1].islower() or line[0].align == Align.CENTER:
            continue
        if mark(line[0].text) is not None:
            continue  # `a) …`
        if line[1][0] <= left + _INDENT / 2:
            at_margin += 1
        else:
            indented += 1
    return at_margin >= 2 and not indented


def _wrapped(lines: Sequence[TextLine]) -> int:
    """The width in characters at which a plain text was wrapped by hand; 0 where it was not."""
    lengths = sorted(len(line.string) for line in lines if _is_plain(line))
    if len(lengths) < 8:
        return 0
    longest = lengths[-1 - len(lengths) // 50]
    full = sum(length > 0.7 * longest for length in lengths)
    return longest if longest <= _WRAP_WIDTH and full > len(lengths) // 3 else 0


def _is_plain(line: TextLine) -> bool:
    """True for a line of a plain text: no box, no font."""
    return line.line.box is None and all(word.size is None and word.bold is None for word in line.line.words)


def _labelled(previous: TextLine, line: TextLine) -> bool:
    """True where a line begins a unit of the outline, and not the rest of `kinh tế / - xã hội`."""
    found = mark(line.string)
    if found is None:
        return False
    if found.kind in BULLETS and not ends(previous.string):
        first = line.string[found.end : found.end + 1]
        return not (first.islower() or first.isdigit())
    if found.kind in {"decimal", "dotted"} and line.string[found.end : found.end + 1].islower():
        return ends(previous.string)
    return not (found.kind == "appendix" and not line.string[:7].isupper())


def _joins(
    previous: TextLine,
    line: TextLine,
    first: TextLine,
    margins: dict[_Place, _Margins],
    wrapped: int,
    boxes: Mapping[int, Box | None],
) -> bool:
    """True where a line goes on in the paragraph of the line before it."""
    if _hangs(previous, line, first, margins, boxes):
        return True
    if _labelled(previous, line):
        return False
    if line.line.kind != previous.line.kind:
        return False
    broken = _place(previous) != _place(line)
    box, before = boxes[id(line.line)], boxes[id(previous.line)]
    if box is None or before is None:
        same = not broken and line.line.paragraph is not None and line.line.paragraph == previous.line.paragraph
        if not _is_plain(line):
            # A Word paragraph is whole; only a page break inside one splits it.
            return same or (broken and goes_on(previous.string, line.string))
        if same and wrapped:
            return len(previous.string) > 0.72 * wrapped or goes_on(previous.string, line.string)
        return goes_on(previous.string, line.string) and not _heading_like(previous.string)
    if line.string[:1].islower() and not previous.string.rstrip(' *_”"’)').endswith((".", ":")):
        return True  # no paragraph begins in lower case in the middle of a sentence
    edge = margins[_place(previous)]
    reaches = before[2] > edge.right - 0.06
    if previous.line.align == Align.CENTER or line.line.align == Align.CENTER:
        both = previous.line.align == line.line.align and not line.string.startswith("(")
        return both and not broken and not ends(previous.string) and _upper(previous.string) == _upper(line.string)
    if broken:
        return goes_on(previous.string, line.string) or (reaches and not ends(previous.string))
    if not reaches:
        return goes_on(previous.string, line.string) and before[2] > edge.right - 0.2
    here = margins[_place(line)]
    indented = box[0] > here.left + _INDENT
    if not ends(previous.string):
        level = abs(box[0] - before[0]) < 0.006 and indented and previous is first
        return not (level and here.first_indented and line.string[:1].isupper())
    if indented:
        # Hanging indent: the rest of a labelled line stands under its words.
        return mark(first.string) is not None and first is previous and box[0] > before[0] + 0.01
    return box[1] - before[3] < max(here.gap * 2.2, here.height * 0.9)


def _hangs(
    previous: TextLine,
    line: TextLine,
    first: TextLine,
    margins: dict[_Place, _Margins],
    boxes: Mapping[int, Box | None],
) -> bool:
    """True where geometry alone says that a line goes on, whatever it begins with (`21/KH-UBND`, `- xã hội`).

    The paragraph's first line is indented, the line before runs to the margin without a stop, and
    this one stands at the left margin.
    """
    begin, before, box = boxes[id(first.line)], boxes[id(previous.line)], boxes[id(line.line)]
    if begin is None or before is None or box is None or line.line.kind != previous.line.kind:
        return False
    if line.line.align == Align.CENTER or _place(first) != _place(line):
        return False
    edge = margins[_place(line)]
    return (
        begin[0] > edge.left + _INDENT
        and abs(box[0] - edge.left) < 0.012
        and before[2] > edge.right - 0.045
        and not ends(previous.string)
    )


def _upper(string: str) -> bool:
    letters = list(filter(str.isalpha, string))
    return bool(letters) and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def _heading_like(string: str) -> bool:
    return _upper(string) or (mark(string) is not None and len(string) < 40)
