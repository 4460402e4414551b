"""Automatic numbers of Word, counted as Word counts."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from pipeline.reading.numbering import format_number
from pipeline.reading.word import read_word
from pipeline.settings import ReadingSettings
from tests.helpers.word_file import cell, docx, numbered, p, table


def level(at: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


OUTLINE = (level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)"))
DOTTED = (level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."))
TWO = (
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
)


def labels(body: str, numbering: str, styles: str = "") -> list[str]:
    page = read_word(docx(body, numbering=numbering, styles=styles), ReadingSettings())[0][0]
    return [line.text.removesuffix("x").strip() for line in page.lines]


@pytest.mark.parametrize(
    ("steps", "numbering", "expected"),
    [
        pytest.param(
            [(0, 1), (1, 1), (1, 1), (2, 1), (0, 1), (1, 1), (2, 1)],
            lists(*OUTLINE),
            ["I.", "1.", "2.", "a)", "II.", "1.", "a)"],
            id="levels begin anew below a new one above",
        ),
        pytest.param([(0, 1), (1, 1), (1, 1), (0, 1)], lists(*DOTTED), ["1.", "1.1.", "1.2.", "2."], id="dotted"),
        pytest.param(
            [(1, 1), (1, 1)], lists(*DOTTED), ["1.1.", "1.2."], id="a level without its parent shows its start"
        ),
        pytest.param(
            [(0, 1), (0, 1), (0, 2), (0, 2)],
            lists(level(0, "decimal", "%1."), nums=TWO),
            ["1.", "2.", "1.", "2."],
            id="a list that states its start begins anew",
        ),
        pytest.param(
            [(0, 1), (0, 3), (0, 1)],
            lists(level(0, "decimal", "%1."), nums=TWO),
            ["1.", "2.", "3."],
            id="lists of one kind count on",
        ),
        pytest.param(
            [(0, 1), (1, 1), (0, 1), (1, 1)],
            lists(level(0, "upperRoman", "%1."), level(1, "decimal", "Điều %2.", more='<w:lvlRestart w:val="0"/>')),
            ["I.", "Điều 1.", "II.", "Điều 2."],
            id="articles count through all chapters",
        ),
        pytest.param(
            [(0, 1), (1, 1)],
            lists(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", more="<w:isLgl/>")),
            ["I.", "1.1"],
            id="legal style turns roman to decimal",
        ),
        pytest.param([(0, 1)] * 2, lists(level(0, "bullet", "-")), ["-", "-"], id="dashes"),
        pytest.param([(0, 1)], lists(level(0, "bullet", "\uf0b7")), ["\uf0b7"], id="a bullet of the Symbol font"),
        pytest.param([(0, 1)], lists(level(0, "none", "")), [""], id="no number"),
        pytest.param([(0, 9), (0, 0)], lists(level(0, "decimal", "%1.")), ["", ""], id="unknown list, and none"),
        pytest.param([(0, 1)], lists(level(0, "decimal", "%1.", start=5)), ["5."], id="a list that begins at five"),
    ],
)
def test_labels(steps: list[tuple[int, int]], numbering: str, expected: list[str]) -> None:
    """The label stands as the line's first words."""
    assert labels("".join(numbered("x", level=at, num=num) for at, num in steps), numbering) == expected


def test_numbers_by_style() -> None:
    """A style may bring the number: its level is the one that names the style."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>'
    )
    numbering = lists(
        level(0, "upperRoman", "%1.", more='<w:pStyle w:val="Muc"/>'),
        level(1, "decimal", "%2.", more='<w:pStyle w:val="Con"/>'),
    )
    body = "".join(p("x", setting=f'<w:pStyle w:val="{style}"/>') for style in ("Muc", "Con", "Con", "Muc"))
    assert labels(body, numbering, styles) == ["I.", "1.", "2.", "II."]


def test_empty_numbered_paragraphs_count_but_show_nothing() -> None:
    """An empty item takes a number, as on paper; there is no line for it."""
    body = numbered("x") + numbered("") + numbered("x")
    assert labels(body, lists(level(0, "decimal", "%1."))) == ["1.", "3."]


def test_word_own_template() -> None:
    """Lists of Word's usual template come out, as python-docx writes it."""
    document = python_docx.Document()
    for style, text in (("List Number", "một"), ("List Number", "hai"), ("List Bullet", "chấm")):
        document.add_paragraph(text, style=style)
    buffer = io.BytesIO()
    document.save(buffer)
    lines = read_word(buffer.getvalue(), ReadingSettings())[0][0].lines
    assert [line.text for line in lines] == ["1. một", "2. hai", "\uf0b7 chấm"]


@pytest.mark.parametrize(
    ("count", "form", "expected"),
    [
        (4, "upperRoman", "IV"),
        (49, "lowerRoman", "xlix"),
        (27, "lowerLetter", "aa"),
        (2, "upperLetter", "B"),
        (7, "decimalZero", "07"),
        (3, "vietnameseCounting", "ba"),
        (12, "chicago", "12"),
        (0, "upperRoman", "0"),
    ],
)
def test_formats(count: int, form: str, expected: str) -> None:
    """Word's number formats; unknown ones fall back to decimal."""
    assert format_number(count, form) == expected


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        pytest.param("decimal", ["1.", "quét", "2.", "rửa"], id="ordinals that Word counts by itself"),
        pytest.param("bullet", ["quét", "rửa"], id="a bullet alone says nothing"),
    ],
)
def test_numbers_of_empty_cells(form: str, shown: list[str]) -> None:
    """The column TT often holds nothing but numbered paragraphs without words: on paper their numbers stand there."""
    body = table([cell(numbered("")), "quét"], [cell(numbered("")), "rửa"])
    numbering = lists(level(0, form, "%1." if form == "decimal" else "-"))
    ((page, *_), _) = read_word(docx(body, numbering=numbering), ReadingSettings())
    assert [line.text for line in page.lines] == shown
    assert [[page.lines[i].text for i in c.lines] for c in page.tables[0].cells if c.column == 1] == [["quét"], ["rửa"]]


def test_numbers_run_on_over_cells() -> None:
    """One list goes on from cell to cell and below the table."""
    body = table(["TT", cell(numbered("quét"), numbered("rửa"))], ["x", cell(numbered("sơn"))]) + numbered("trồng")
    ((page, *_), _) = read_word(docx(body, numbering=lists(level(0, "decimal", "%1."))), ReadingSettings())
    assert [line.text for line in page.lines] == ["TT", "1. quét", "2. rửa", "x", "3. sơn", "4. trồng"]
