"""The outline: labelled units and dashes as a tree, by their order and class, never by numeral.

Numerals skip and repeat in real documents (FIELD.md), so a unit's place follows from the classes of
labels open above it: the same class again is a sibling, a class not open yet goes below. What a
unit's heading is follows ANNOTATION.md, Sections.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from pipeline.pages import Source
from pipeline.parsing import bodies
from pipeline.parsing.facts import Item, Layout, Paragraph, Zone
from pipeline.parsing.lexicon import Rule, fold_tone, rule, rules
from pipeline.parsing.marks import BULLETS, Mark, mark
from pipeline.parsing.text import View, join_views
from pipeline.parsing.unit_heads import capitals, heading_of
from pipeline.records import Flag, SectionKind

_SHORT_WORDS = 12
"""A paragraph behind a sentence longer than this, the last unit's, goes on with it unless it names somebody first."""
_ROMANS = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI",
)  # fmt: skip
_LONGEST_QUOTE = 40
_MARKED = re.compile(r"“\s*(?:Điều|Chương|Mục|Phần|\d{1,2}[.)]|[a-zđ]\)|[IVX]{1,4}[.)])", re.IGNORECASE)
_LETTERS = tuple("abcdđeghiklmnopqrstuvxy")
"""The points of the decree: no f, j, w, z."""


@dataclass(slots=True)
class _Unit:
    """An item under construction."""

    mark: Mark
    parent: int | None
    level: int
    paragraphs: list[Paragraph]
    flags: set[Flag] = field(default_factory=set)
    label: str | None = None
    children: int = 0


def build(layout: Layout) -> tuple[Item, ...]:
    """The items of a document in reading order, from its paragraphs.

    Plain paragraphs belong to the unit above them (`Item.paragraphs`); those before the first unit
    and the closing ones belong to none. The block of `Căn cứ …` is an item without a label.
    """
    units: list[_Unit] = []
    stack: list[int] = []
    appendix = False
    ordinary = [paragraph for paragraph in layout.paragraphs if paragraph.zone != Zone.NOTE]
    closing = _closing(ordinary)
    quoted = _quoted(ordinary)
    marks = [None if nth in quoted else _mark(paragraph) for nth, paragraph in enumerate(ordinary)]
    basis = _basis(ordinary, marks)
    marks = _capitals_below(ordinary, marks)
    for nth, (paragraph, found) in enumerate(zip(ordinary, marks, strict=True)):
        if paragraph.zone == Zone.APPENDIX and not appendix:
            appendix, stack = True, []
        if nth in basis:
            continue
        if found is None:
            if stack and (nth < closing or paragraph.zone == Zone.APPENDIX):
                _adopt(units, stack, paragraph, marks[nth + 1 :])
            continue
        while stack and not _above(units, stack, found):
            stack.pop()
        parent = stack[-1] if stack else None
        units.append(_Unit(found, parent, len(stack) + 1, [paragraph], label=found.label))
        if parent is not None:
            units[parent].children += 1
        stack.append(len(units) - 1)
    _repair_romans(units)
    _repair_letters(units)
    return _items(units, [ordinary[nth] for nth in basis])


def _quoted(paragraphs: list[Paragraph]) -> frozenset[int]:
    """The paragraphs inside a quotation that runs over several (`“Điều 5. …` of an amended text).

    Their labels are the quoted text's. A quotation that is not closed within 40 paragraphs is a slip
    of the pen and quotes nothing.
    """
    found: set[int] = set()
    opened: int | None = None
    for nth, paragraph in enumerate(paragraphs):
        string = paragraph.string.strip(" *_")
        if opened is None:
            if string.startswith("“") and "”" not in string and _MARKED.match(string):
                opened = nth
        elif nth - opened > _LONGEST_QUOTE:
            opened = None
        elif "”" in string:
            found.update(range(opened, nth + 1))
            opened = None
    return frozenset(found)


def _mark(paragraph: Paragraph) -> Mark | None:
    found = mark(paragraph.string)
    if found and found.kind == "appendix" and paragraph.zone != Zone.APPENDIX and not paragraph.string[:7].isupper():
        return None
    return found


def _capitals_below(paragraphs: list[Paragraph], marks: list[Mark | None]) -> list[Mark | None]:
    """The marks with capitals below roman numerals where they are first met there: `II-`, `A-`, `B-`, `III-`.

    So Party offices write (Hướng dẫn 36-HD/VPTW leaves it free); elsewhere `A` stands above `I`. The body and
    what is appended are each told by their own first labels.
    """
    found = list(marks)
    for appended in (False, True):
        part = [nth for nth, p in enumerate(paragraphs) if (p.zone == Zone.APPENDIX) == appended and marks[nth]]
        kinds = [(nth, mark.kind) for nth in part if (mark := marks[nth])]
        romans = [nth for nth, kind in kinds if kind == "roman"]
        uppers = [nth for nth, kind in kinds if kind == "upper"]
        labels = [mark.label for nth in uppers if (mark := marks[nth])]
        if not romans or labels[:2] != ["A", "B"] or romans[0] > uppers[0]:
            continue
        if any(kind == "appendix" for nth, kind in kinds if nth > romans[0]):
            continue  # several appendices, each with an outline of its own
        for nth in uppers:
            found[nth] = replace(below, kind="capital") if (below := marks[nth]) else None
    return found


def _basis(paragraphs: list[Paragraph], marks: list[Mark | None]) -> list[int]:
    """The paragraphs of the `Căn cứ` block before the first labelled unit."""
    pattern = rule("headings", "heading.basis").pattern
    found = []
    for nth, paragraph in enumerate(paragraphs):
        if marks[nth] is not None and marks[nth].kind not in BULLETS:  # type: ignore[union-attr]
            break
        words = paragraph.string[marks[nth].end :] if marks[nth] else paragraph.string  # type: ignore[union-attr]
        if pattern.match(words.lstrip("*_ ")):
            found.append(nth)
    return found


def _closing(paragraphs: list[Paragraph]) -> int:
    """Where the closing paragraphs begin, behind the last unit of the body."""
    pattern = rule("headings", "heading.closing").pattern
    body = [nth for nth, paragraph in enumerate(paragraphs) if paragraph.zone == Zone.BODY]
    start = len(paragraphs)
    for nth in reversed(body):
        if _mark(paragraphs[nth]) is not None:
            break
        if pattern.match(paragraphs[nth].string.lstrip(" *_'‘’`´“\"")):
            start = nth
    if start == len(paragraphs):
        return start
    above = start
    while above > 0 and paragraphs[above - 1].zone == Zone.BODY and _mark(paragraphs[above - 1]) is None:
        above -= 1
    last = paragraphs[above - 1].string.rstrip(" *_") if above > 0 else ""
    whole = last.endswith(".") and len(last.split()) > _SHORT_WORDS
    return above if whole and above < start and bodies.leading(paragraphs[above].string.lstrip(" *_"))[0] else start


def _above(units: list[_Unit], stack: list[int], found: Mark) -> bool:
    """True where the innermost open unit may hold a unit with this mark."""
    top = units[stack[-1]].mark
    if found.kind == "appendix":
        return False
    if any(units[index].mark.depth == found.depth for index in stack):
        return False
    if top.kind in {"letter", "upper", "capital"} and found.kind == "decimal" and found.label == "1":
        return True  # `a)` above `1)`: the list begins below it
    if top.kind in BULLETS and found.kind not in BULLETS:
        return False
    return top.depth < found.depth


def _adopt(units: list[_Unit], stack: list[int], paragraph: Paragraph, after: list[Mark | None]) -> None:
    """A plain paragraph goes to the unit that it goes on with.

    Behind a dash it belongs to the unit above the dashes; behind the last point of a list (`c)`)
    to the unit above the list, unless the list goes on.
    """
    while stack and units[stack[-1]].mark.kind in BULLETS and not _bare(units[stack[-1]]):
        stack.pop()
    if stack and units[stack[-1]].mark.kind == "letter" and not _bare(units[stack[-1]]):
        following = next((found for found in after if found is not None and found.kind not in BULLETS), None)
        above = len(stack) > 1
        if above and (following is None or following.kind != "letter"):
            stack.pop()
    if stack:
        units[stack[-1]].paragraphs.append(paragraph)


def _bare(unit: _Unit) -> bool:
    """True for a unit whose line is a heading alone and has nothing below it yet."""
    string = unit.paragraphs[0].string[unit.mark.end :].strip(" *_")
    return (
        len(unit.paragraphs) == 1
        and not unit.children
        and (string.endswith(":") or not string.endswith((".", ";")))
        and len(string.split()) <= 25
    )


def _repair_letters(units: list[_Unit]) -> None:
    """Point letters misread by OCR set right by their sequence (`ø)` after `e)` is `g)`), flagged.

    `đ)` straight behind `c)` on a read picture is `d)`: the bar is what OCR adds. A letter in a text
    layer stands as it is.
    """
    last: dict[int | None, str] = {}
    for unit in units:
        if unit.mark.kind != "letter" or unit.label is None:
            continue
        before = last.get(unit.parent)
        expected = _LETTERS[_LETTERS.index(before) + 1] if before in _LETTERS[:-1] else "a" if before is None else None
        pictured = unit.paragraphs[0].lines[0].page.source in {Source.OCR, Source.MIXED}
        misread = unit.mark.rule == "mark.letter_misread" or (pictured and unit.label == "đ" and expected == "d")
        if misread and expected:
            unit.label = expected
            unit.flags |= {Flag.SEQUENCE_REPAIRED, Flag.REPAIRED}
        if unit.label in _LETTERS:
            last[unit.parent] = unit.label


def _repair_romans(units: list[_Unit]) -> None:
    """Roman numerals misread by OCR set right by their sequence, flagged.

    A numeral that is none (`IH`) takes the next place. One that repeats on a read picture and has
    lost a stroke of the next (`II` again where `III` is due) has lost it in reading (FIELD.md); what
    a text layer repeats stands as it is.
    """
    last = 0
    for unit in units:
        if unit.mark.kind == "appendix":
            last = 0
        if unit.mark.kind != "roman" or unit.label is None:
            continue
        due = _ROMANS[last] if last < len(_ROMANS) else None
        known = _ROMANS.index(unit.label) + 1 if unit.label in _ROMANS else 0
        pictured = unit.paragraphs[0].lines[0].page.source in {Source.OCR, Source.MIXED}
        lost = pictured and 0 < known <= last and due == f"{unit.label}I"
        if due and (lost or (unit.mark.rule == "mark.roman_misread" and not known)):
            unit.label = due
            unit.flags |= {Flag.SEQUENCE_REPAIRED, Flag.REPAIRED}
        last = _ROMANS.index(unit.label) + 1 if unit.label in _ROMANS else last + 1


def _items(units: list[_Unit], basis: list[Paragraph]) -> tuple[Item, ...]:
    items: list[Item] = []
    offset = 0
    if basis:
        view, _ = join_views([paragraph.view for paragraph in basis])
        items.append(
            Item(
                0, None, 1, None, None, None, view, view, SectionKind.LEGAL_BASIS,
                tuple(paragraph.index for paragraph in basis), "heading.basis",
            )
        )  # fmt: skip
        offset = 1
    for nth, unit in enumerate(units):
        first = unit.paragraphs[0]
        body = first.view.sub(unit.mark.end, len(first.string))
        title = _title_below(unit) if not body.string.strip(" *_") else 0
        heading_end, why = heading_of(body.string, below=bool(unit.children or len(unit.paragraphs) > 1))
        if unit.mark.kind in BULLETS and why == "heading.line" and not (unit.children or len(unit.paragraphs) > 1):
            heading_end, why = 0, unit.mark.rule
        heading = body.sub(0, heading_end) if heading_end else None
        if title:
            heading = join_views([paragraph.view for paragraph in unit.paragraphs[1 : 1 + title]], " ")[0]
        rest = _trim(body, heading_end)
        below = (paragraph.view for paragraph in unit.paragraphs[1 + title :])
        contents = [view for view in (rest, *below) if view.string]
        content = join_views(contents)[0] if contents else body.sub(0, 0)
        whole = join_views([paragraph.view for paragraph in unit.paragraphs])[0]
        parent = None if unit.parent is None else unit.parent + offset
        kind = _kind(unit, heading, items[parent] if parent is not None else None)
        items.append(
            Item(
                nth + offset, parent, unit.level, unit.mark.kind, unit.label, heading, content, whole, kind,
                tuple(paragraph.index for paragraph in unit.paragraphs), unit.mark.rule, tuple(sorted(unit.flags)),
            )
        )  # fmt: skip
    return tuple(items)


def _title_below(unit: _Unit) -> int:
    """How many paragraphs below `Chương I` or `PHỤ LỤC` are its title.

    Those in capitals, else the one short line without a stop.
    """
    if unit.mark.kind not in {"part", "chapter", "division", "appendix"}:
        return 0
    lines = [paragraph.string.strip(" *_") for paragraph in unit.paragraphs[1:4]]
    count = 0
    while count < len(lines) and capitals(lines[count]):
        count += 1
    if (
        not count
        and lines
        and len(lines[0].split()) <= 30
        and not lines[0].endswith((".", ";", ":"))
        and lines[0][0] != "("
    ):
        count = 1
    return count


def _trim(view: View, start: int) -> View:
    while start < len(view.string) and view.string[start] in " *_:":
        start += 1
    return view.sub(start, len(view.string))


def _kind(unit: _Unit, heading: View | None, parent: Item | None) -> SectionKind:
    inherited = parent.kind if parent else SectionKind.OTHER
    if unit.mark.kind == "appendix":
        return SectionKind.APPENDIX
    if unit.mark.kind in BULLETS or heading is None:
        return inherited
    found = kind_rule(heading.string)
    return SectionKind(found.value) if found and found.value else inherited


def kind_rule(heading: str) -> Rule | None:
    """The rule that tells what a heading is about."""
    folded = fold_tone(heading.strip(' *_“”"')).casefold()
    return next((found for found in rules("kinds") if found.pattern.search(folded)), None)
