"""Paragraphs: pieces of runs on end become lines (cut at soft breaks) of stretches (cut at tabs) of words."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.pages import Align, Word, clean_unicode
from pipeline.reading.blocks import Block, Break, Paragraph
from pipeline.reading.runs import Piece
from pipeline.reading.styles import Look, Setting

WIDE_WHITE = 4
"""Spaces on end that may stand for the white between two columns."""


def cut(pieces: list[Piece], setting: Setting) -> Iterator[Block]:
    """A paragraph's pieces as blocks: itself, cut in two where a page break stands in it."""
    stretch: list[Piece] = []
    for piece in pieces:
        if piece.mark == "page":
            if any(p.text.strip() for p in stretch):
                yield made(stretch, setting)
            yield Break()
            stretch = []
        else:
            stretch.append(piece)
    yield made(stretch, setting)


def made(pieces: list[Piece], setting: Setting) -> Paragraph:
    """Lines (cut at soft breaks) of stretches (cut at tabs) of words."""
    lines: list[tuple[tuple[Word, ...], ...]] = []
    wides: list[tuple[int, ...]] = []
    cells: list[tuple[Word, ...]] = []
    wide: list[int] = []
    letters: list[tuple[str, Look]] = []

    def close_cell() -> None:
        words, after_white = _words(letters)
        wide.extend(sum(map(len, cells)) + index for index in after_white)
        cells.append(words)
        letters.clear()

    def close_line() -> None:
        close_cell()
        if any(cells):
            lines.append(tuple(cells))
            wides.append(tuple(wide))
        cells.clear()
        wide.clear()

    for piece in pieces:
        if piece.mark == "tab":
            close_cell()
        elif piece.mark == "line":
            close_line()
        elif piece.mark == "note":
            letters += [(" ", piece.look), (piece.text, piece.look)]
        else:
            letters.append((piece.text, piece.look))
    close_line()
    return Paragraph(tuple(lines), setting.align or Align.LEFT, setting.indent or 0.0, "body", tuple(wides))


def _words(stretches: list[tuple[str, Look]]) -> tuple[tuple[Word, ...], list[int]]:
    """Words of runs on end, and which of them stand behind wide white.

    A word may go over several runs, and looks as most of its letters do.
    """
    words: list[Word] = []
    after_white: list[int] = []
    open_word: list[tuple[str, Look]] = []
    white = 0

    def close() -> None:
        text = "".join(clean_unicode("".join(part for part, _ in open_word)).split())
        if text:
            count = len(open_word)
            sizes = [look.size for _, look in open_word if look.size]
            words.append(
                Word(
                    text,
                    size=max(sizes, key=sizes.count) if sizes else None,
                    bold=2 * sum(bool(look.bold) for _, look in open_word) > count,
                    italic=2 * sum(bool(look.italic) for _, look in open_word) > count,
                )
            )
        open_word.clear()

    for text, look in stretches:
        for ch in text:
            if ch.isspace():
                if open_word:
                    close()
                white += 1
            else:
                if not open_word and white >= WIDE_WHITE and words:
                    after_white.append(len(words))
                white = 0
                open_word.append((ch, look))
    close()
    return tuple(words), after_white
