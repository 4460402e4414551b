"""The markup of drafts: what each line means, what is refused, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import GoldError
from pipeline.evaluating.drafts import (
    Address,
    Appendix,
    DraftTable,
    Face,
    Foot,
    Heading,
    PageBreak,
    Paragraph,
    Title,
    load,
    markup,
    parse,
)
from tests.evaluating import made


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        # Columns of a heading, however they alternate.
        ("@left A\n@right B\n@left C", (Heading(("A", "C"), ("B",)),)),
        # After @foot the columns are the foot's.
        ("@foot\n@left Nơi nhận:\n@right CHỦ TỊCH", (Foot(("Nơi nhận:",), ("CHỦ TỊCH",)),)),
        # A heading behind a foot and a page break begins a second document.
        ("@foot\n@left x\n@pagebreak\n@left y", (Foot(("x",), ()), PageBreak(), Heading(("y",), ()))),
        ("@title một\n@title hai", (Title(("một", "hai")),)),
        ("@address Kính gửi:\n@address - Sở X;", (Address(("Kính gửi:", "- Sở X;")),)),
        ("@b I. MỤC ĐÍCH\nvăn bản\n@i nghiêng", None),
        ("@appendix PHỤ LỤC I", (Appendix("PHỤ LỤC I"),)),
        # Blank lines and remarks say nothing.
        ("\n@# ghi chú\nvăn bản\n\n", (Paragraph("văn bản"),)),
        # Composed letters, whatever the file has.
        ("phu\u031bo\u031bng", (Paragraph("phương"),)),
    ],
)
def test_elements(text: str, elements: tuple[object, ...] | None) -> None:
    expected = elements or (
        Paragraph("I. MỤC ĐÍCH", Face.BOLD),
        Paragraph("văn bản"),
        Paragraph("nghiêng", Face.ITALIC),
    )
    assert parse(text).elements == expected


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("văn bản\n@bold x", 2, "@bold is not an element"),
        ("@type", 1, "@type has no text"),
        ("@pagebreak now", 1, "@pagebreak takes no text"),
        ("@", 1, "the element has no name"),
        ("@end", 1, "@end without @table"),
        ("văn bản\n@table\n| a |", 2, "the table has no @end"),
        ("@table\n@end", 1, "the table has no rows"),
        ("@table\n| a | b |\n| c |\n@end", 3, "1 cells in a table of 2 columns"),
        ("@table\nkhông có gạch\n@end", 2, "between bars"),
        # The first row has nothing above it, the first column nothing to its left.
        ("@table\n| ^ |\n@end", 2, "no cell to merge with"),
        ("@table\n| < | b |\n@end", 2, "no cell to merge with"),
        # An L is no cell.
        ("@table\n| a | < |\n| ^ | b |\n@end", 2, "no rectangle"),
        ("@table\n|" + " x |" * 41 + "\n@end", 2, "more than 40 columns"),
    ],
)
def test_faults_name_the_line(text: str, line: int, what: str) -> None:
    with pytest.raises(GoldError, match=what) as fault:
        parse(text, "thu")
    assert f"thu, line {line}:" in str(fault.value)


def test_nothing_is_no_draft() -> None:
    with pytest.raises(GoldError, match="is empty"):
        parse("\n@# chỉ có ghi chú\n")


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        (["| TT | Việc |", "| 1 | a |"], 1),
        # A head of two rows, by a merge downwards.
        (["| TT | Cơ quan | < |", "| ^ | Chủ trì | Phối hợp |", "| 1 | a | b |"], 2),
        # The row of column numbers belongs to the head.
        (["| TT | Việc | Hạn |", "| (1) | (2) | (3) |", "| 1 | a | b |"], 2),
        # Two columns of numbers are work, not a head.
        (["| TT | Việc |", "| 1 | 2 |"], 1),
    ],
)
def test_rows_of_the_head(rows: list[str], head: int) -> None:
    (table,) = parse("\n".join(["@table", *rows, "@end"])).elements
    assert isinstance(table, DraftTable)
    assert table.head == head


def test_cells_merge_and_part() -> None:
    (table,) = parse("@table\n| a<br>b | < | c |\n| ^ | ^ | d \\| e |\n@end").elements
    assert isinstance(table, DraftTable)
    first = table.cells[0]
    assert (first.paragraphs, first.row_span, first.column_span) == (("a", "b"), 2, 2)
    assert [cell.paragraphs for cell in table.cells[1:]] == [("c",), ("d | e",)]


_WORDS = st.text(alphabet="abcđêộ ^<.;-0123|", min_size=1, max_size=20).map(str.strip).filter(bool)
_PLAIN = _WORDS.filter(lambda text: not text.startswith("|"))


@st.composite
def _tables(draw: st.DrawFn) -> str:
    columns = draw(st.integers(1, 4))
    cell = _WORDS.map(lambda text: text.replace("|", r"\|").replace("^", "x").replace("<", "y"))
    rows = draw(st.lists(st.lists(cell, min_size=columns, max_size=columns), min_size=1, max_size=4))
    return "\n".join(["@table", *("| " + " | ".join(row) + " |" for row in rows), "@end"])


_LINES = st.one_of(
    st.tuples(st.sampled_from(["left", "right", "type", "title", "address", "b", "c", "i", "appendix"]), _WORDS).map(
        lambda pair: f"@{pair[0]} {pair[1]}"
    ),
    st.sampled_from(["@foot", "@pagebreak"]),
    _PLAIN,
    _tables(),
)


@settings(max_examples=100)
@given(st.lists(_LINES, min_size=1, max_size=12))
def test_the_way_back(lines: list[str]) -> None:
    draft = parse("\n".join(lines))
    assert parse(markup(draft)).elements == draft.elements


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.doc.txt"
    path.write_bytes(b"\xef\xbb\xbf" + made.PLAN.encode())
    assert load(path) == made.plan()
    path.write_bytes("kế hoạch".encode("utf-16"))
    with pytest.raises(GoldError, match="not UTF-8"):
        load(path)
    with pytest.raises(GoldError, match="can't be opened"):
        load(tmp_path / "khong-co.doc.txt")
