"""The runs of a Word paragraph: stretches of text with their look, fields, and old encodings turned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pipeline.reading.charsets import is_mark
from pipeline.reading.encodings import AS_IT_IS, Turn, family, turn_of, turns_of
from pipeline.reading.package import Element, child, local, value
from pipeline.reading.styles import Look, Styles, look_of

_FIELDS_APART = ("PAGE", "NUMPAGES", "SECTIONPAGES")
SOFT_HYPHEN = "\xad"
_QUICK = 200_000
"""Characters of a file by which it is told whether any of it can be in an old encoding."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: text with its look, or a mark: `tab`, `line`, `page`, `note`."""

    mark: str
    text: str = ""
    look: Look = field(default_factory=Look)


@dataclass(slots=True)
class Field:
    """An open field: its instruction, and whether that is still being read (no result shows yet)."""

    instruction: str = ""
    reading: bool = True

    @property
    def hides(self) -> bool:
        """True inside an instruction, and inside the result of a page number's field."""
        return self.reading or is_page_field(self.instruction)


def step_field(fields: list[Field], kind: str) -> None:
    """Keep the stack of open fields."""
    if kind == "begin" and len(fields) < 50:
        fields.append(Field())
    elif kind == "separate" and fields:
        fields[-1].reading = False
    elif kind == "end" and fields:
        fields.pop()


def is_page_field(instruction: str) -> bool:
    """True for the fields of page numbers."""
    words = instruction.split()
    return bool(words) and words[0].upper() in _FIELDS_APART


def symbol(code: str) -> str:
    """The character of a `w:sym`, by its hexadecimal code; empty for none."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    return chr(point) if 32 <= point < 0x110000 and not 0xD800 <= point <= 0xDFFF else ""


def alternative(node: Element) -> Element:
    """What is shown of a `mc:AlternateContent`: its first choice that says something, else its fallback.

    The two say the same, so only one of them is read (ECMA-376 part 3, 10.2.1).
    """
    choices = [part for part in node if local(part) in ("Choice", "Fallback")]
    choices.sort(key=lambda part: local(part) == "Fallback")
    telling = (part for part in choices if any(local(inner) == "t" and inner.text for inner in part.iter()))
    return next(telling, choices[0] if choices else node)


def turns_in(roots: Iterable[Element], styles: Styles) -> dict[str, Turn]:
    """How the text of each font of a Word file is to be turned (empty where none of it is)."""
    roots = list(roots)
    if not _may_be_old(roots, styles):
        return {}
    texts: dict[str, list[str]] = {}
    for root in roots:
        for paragraph in root.iter():
            if local(paragraph) != "p":
                continue
            base = styles.look_in(value(child(child(paragraph, "pPr"), "pStyle")) or styles.paragraph)
            base = base.over(styles.look)
            open_words: dict[str, str] = {}
            for run in paragraph.iter():
                if local(run) == "r":
                    font = _look(run, styles, base).font or ""
                    said = "".join(map(_said, run))
                    open_words[font] = open_words.get(font, "") + said
            for font, said in open_words.items():
                texts.setdefault(font, []).append(said)
    turns = turns_of({font: "\n".join(said) for font, said in texts.items()})
    return {font: turn for font, turn in turns.items() if turn != AS_IT_IS}


def _said(node: Element) -> str:
    """The letters of a part of a run; LibreOffice writes TCVN3's ư as what has its code, a soft hyphen."""
    return SOFT_HYPHEN if local(node) == "softHyphen" else (node.text or "") if local(node) == "t" else ""


def _look(run: Element, styles: Styles, base: Look) -> Look:
    properties = child(run, "rPr")
    return look_of(properties).over(styles.look_in(value(child(properties, "rStyle")))).over(base)


def _may_be_old(roots: Iterable[Element], styles: Styles) -> bool:
    """True where a font's name or the letters of the whole file speak for an old encoding."""
    named = set(styles.fonts)
    said: list[str] = []
    length = 0
    for root in roots:
        for node in root.iter():
            name = local(node)
            if name == "rFonts":
                named.update(text for key in ("hAnsi", "ascii") if (text := value(node, key)))
            elif name in ("t", "softHyphen") and length < _QUICK:
                said.append(_said(node))
                length += len(said[-1])
            elif name == "p":
                said.append("\n")
    return any(family(name)[0] for name in named) or turn_of("".join(said)) != AS_IT_IS


def turned(pieces: list[Piece], turns: Mapping[str, Turn]) -> Iterator[Piece]:
    """Pieces as their glyphs show them, then in capitals where the look says so.

    VNI's second byte may stand in a run of its own: it goes to the letter before it.
    """
    if turns:
        turns = _for_paragraph(pieces, turns)
        pieces = _marks_joined(pieces, turns)
    for piece in pieces:
        if piece.mark != "text":
            yield piece
            continue
        text = turns.get(piece.look.font or "", AS_IT_IS).apply(piece.text) if turns else piece.text
        text = text.upper() if piece.look.capitals else text
        yield piece if text is piece.text else replace(piece, text=text)


def _for_paragraph(pieces: Iterable[Piece], turns: Mapping[str, Turn]) -> dict[str, Turn]:
    """The turns without those of fonts whose text in this paragraph is Unicode."""
    texts: dict[str, str] = {}
    for piece in pieces:
        font = piece.look.font or ""
        if font in turns:
            texts[font] = texts.get(font, "") + piece.text
    return {font: turns[font] for font, text in texts.items() if not turns[font].spares(text)}


def _marks_joined(pieces: list[Piece], turns: Mapping[str, Turn]) -> list[Piece]:
    done: list[Piece] = []
    for piece in pieces:
        turn = turns.get(piece.look.font or "", AS_IT_IS)
        before = done[-1] if done else None
        if (
            piece.mark == "text"
            and piece.text
            and before is not None
            and before.mark == "text"
            and before.text[-1:].isalpha()
            and is_mark(piece.text[0], turn.encoding)
        ):
            own = turns.get(before.look.font or "", AS_IT_IS)
            if own == turn:
                done[-1] = replace(before, text=before.text + piece.text[0])
                piece = replace(piece, text=piece.text[1:])
            else:
                done[-1] = replace(before, text=before.text[:-1])
                piece = replace(piece, text=before.text[-1] + piece.text)
        done.append(piece)
    return done
