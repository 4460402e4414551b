"""Saved web pages: the document on the page, in order, and nothing of the portal round it."""

from __future__ import annotations

import pytest

from pipeline.errors import DamagedError, LimitError
from pipeline.pages import Align, LineKind, Page, Witness
from pipeline.reading import web
from pipeline.reading.read import read_bytes
from pipeline.settings import ReadingSettings

HEADING = (
    "<table><tr><td align=center><b>ỦY BAN NHÂN DÂN<br>XÃ MẪU</b><br>Số: 7/KH-UBND</td><td align=center>"
    "<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><i>Mẫu, ngày 02 tháng 3 năm 2031</i></td></tr></table>"
)


def read(body: str, head: str = "", **limits: int) -> tuple[Page, ...]:
    data = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()
    return read_bytes(data, "x.html", ReadingSettings(**limits)).pages  # type: ignore[arg-type]


def text(body: str) -> str:
    return "\n".join(page.text for page in read(body))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<p>một <b>hai</b>ba</p>", "một haiba", id="looks do not part words"),
        pytest.param("<p>một\n   hai&nbsp;ba<br>bốn", "một hai ba\nbốn", id="white runs together, a break is a line"),
        pytest.param("một<div>hai</div>ba", "một\nhai\nba", id="loose text round a block is its own paragraph"),
        pytest.param("<p>ủy&#768; ban &lt;b&gt;", "ủỳ ban <b>", id="entities, once"),
        pytest.param("<p>một <del>hai</del> ba", "một ba", id="struck out words are gone"),
        pytest.param("<ol><li>một<li>hai</ol>", "1. một\n2. hai", id="numbers that the browser sets"),
        pytest.param(
            "<ol type=a start=3><li>một<li value=7>hai</ol>", "c. một\ng. hai", id="letters, and numbers given"
        ),
        pytest.param("<ul><li>một<ul><li>hai</ul></ul>", "- một\n- hai", id="bullets"),
        pytest.param("<pre>một   \n  hai</pre>", "một\nhai", id="lines that stand as written"),
        pytest.param(
            "<p>một<script>alert('hai')</script><style>p{}</style> ba", "một ba", id="nothing is run or shown"
        ),
        pytest.param("<p style='display:none'>một</p><p hidden>hai<p>ba", "ba", id="hidden parts"),
        pytest.param("<!-- một --><p>hai<!-- ba --> bốn", "hai bốn", id="comments"),
        pytest.param("<nav>một</nav><header>hai</header><p>ba</p><footer>bốn</footer>", "ba", id="parts by their name"),
        pytest.param(
            "<div class='top-menu'>một</div><p>hai<div id=comments>ba</div>", "hai", id="parts by their class"
        ),
        pytest.param(
            "<div><a href=1>một</a> <a href=2>hai</a> <a href=3>ba</a></div><p>bốn", "bốn", id="a block of links"
        ),
        pytest.param(
            "<p>Căn cứ <a href=1>Luật A</a>, <a href=2>Luật B</a>, <a href=3>Luật C</a> và ý kiến của các cơ quan",
            "Căn cứ Luật A, Luật B, Luật C và ý kiến của các cơ quan",
            id="links in a sentence",
        ),
        pytest.param(
            f"<div>tin khác trong ngày</div><article>{'<p>một hai ba bốn năm' * 3}</article>",
            "\n".join(["một hai ba bốn năm"] * 3),
            id="the one article is the document",
        ),
        pytest.param("<center>một</center><form>hai <input value=ba></form>", "một", id="forms"),
    ],
)
def test_text(body: str, expected: str) -> None:
    assert text(body) == expected


def test_a_heading_in_a_banner_is_the_document_s() -> None:
    """What is named a header may be the document's own: its motto tells."""
    (page,) = read(f"<div class=header>{HEADING}</div><p>Nội dung</p>")
    assert [(line.kind, line.text) for line in page.lines] == [
        (LineKind.LEFT, "ỦY BAN NHÂN DÂN"),
        (LineKind.LEFT, "XÃ MẪU"),
        (LineKind.LEFT, "Số: 7/KH-UBND"),
        (LineKind.RIGHT, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (LineKind.RIGHT, "Mẫu, ngày 02 tháng 3 năm 2031"),
        (LineKind.BODY, "Nội dung"),
    ]
    assert page.tables == ()
    assert [word.bold for word in page.lines[0].words] == [True] * 4
    assert page.lines[0].align is Align.CENTER


def test_a_table() -> None:
    """Cells over several rows and columns keep their places; a table inside a page's layout is one too."""
    (page,) = read(
        "<table><tr><td><p>lời dẫn</p><table border=1><tr><th rowspan=2>A<th colspan=2>B<tr><td>c<td>d"
        "<tr><td>e<td>f<td>g</table></td><td></td></tr></table>"
    )
    (table,) = page.tables
    cells = {(c.row, c.column): (c.row_span, c.column_span, page.lines[c.lines[0]].text) for c in table.cells}
    assert cells == {
        (0, 0): (2, 1, "A"),
        (0, 1): (1, 2, "B"),
        (1, 1): (1, 1, "c"),
        (1, 2): (1, 1, "d"),
        (2, 0): (1, 1, "e"),
        (2, 1): (1, 1, "f"),
        (2, 2): (1, 1, "g"),
    }
    assert page.lines[0].text == "lời dẫn"
    assert page.lines[0].kind is LineKind.BODY


def test_pages_and_title() -> None:
    """A style that breaks pages makes pages; the browser's title is a witness."""
    data = "<html><title>Kế hoạch\n mẫu</title><p>một<p style='page-break-before:always'>hai".encode()
    reading = read_bytes(data, "x")
    assert [page.text for page in reading.pages] == ["một", "hai"]
    assert reading.witnesses == (Witness("metadata", "title", "Kế hoạch mẫu"),)
    with pytest.raises(LimitError, match="2 pages"):
        read_bytes(data, "x", ReadingSettings(max_pages=1))


@pytest.mark.parametrize(
    "body", ["", "<nav>Trang chủ</nav>", "<script>document.write('Kế hoạch')</script>"], ids=["none", "menu", "script"]
)
def test_a_page_without_a_document(body: str) -> None:
    """A portal's shell, the words of which a script would fetch, is told as such."""
    with pytest.raises(DamagedError, match="no words of a document"):
        read(body)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<div>" * 5000 + "một" + "</div>" * 5000, id="deep"),
        pytest.param("<table><tr><td>" * 3000 + "một", id="deep tables"),
        pytest.param("<table><tr><td colspan=99999 rowspan=99999>một<tr><td>hai</table>", id="spans that claim all"),
        pytest.param("<ul><li>" * 2000 + "một", id="deep lists"),
        pytest.param("<div><a href=x>m</a>" * 3000, id="links in links"),
    ],
)
def test_hostile_trees(body: str) -> None:
    """They end, as a page or as a reason."""
    try:
        pages = read(body)
    except (DamagedError, LimitError) as error:
        assert error.advice
    else:
        assert len(pages) == 1


def test_too_many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MAX_NODES", 100)
    with pytest.raises(LimitError, match="100 parts"):
        read("<p>một" * 100)
