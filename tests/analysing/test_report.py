"""The report: one page that needs nothing, says what the tables say, and shows what they hold without obeying it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from pipeline import messages
from pipeline.analysing import blocks, charts, links, report
from pipeline.analysing.findings import (
    Cited,
    Counts,
    Doubt,
    Due,
    Edge,
    Listed,
    Load,
    Month,
    Overview,
    Share,
    Source,
    Sureness,
    Unread,
)
from pipeline.analysing.overview import overview
from pipeline.analysing.sections import sections
from pipeline.analysing.views import connect
from pipeline.cli import main
from pipeline.errors import OutputError
from pipeline.records import AssigneeRecord, CitationRecord, DocumentRecord, ParsedDocument, TaskRecord
from tests.analysing.made import copies, plan, written
from tests.helpers.rows import document_id, evidence

DAY = dt.date(2031, 2, 15)
HOSTILE = "</title><script>alert('1')</script>\" onload=x '&lt;{{ 7*7 }}{% raw %}]]>-->\u202ex\x07"
SHOWN = "</title><script>alert('1')</script>\" onload=x '&lt;{{ 7*7 }}{% raw %}]]>-->\\u202ex\\x07"
TAGS = {
    *("html", "head", "meta", "link", "title", "style", "body", "header", "nav", "main", "section", "footer"),
    *("h1", "h2", "p", "ul", "li", "a", "strong", "span", "i", "div", "figure", "figcaption"),
    *("svg", "line", "g", "rect", "text", "path", "circle"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
"""All that the page is made of."""


@pytest.fixture(autouse=True)
def spoken():
    yield
    messages.speak(None)


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def values(self, name: str) -> set[str | None]:
        return {attributes[name] for _, attributes in self.elements if name in attributes}


def hostile() -> ParsedDocument:
    """A document each of whose texts is HTML, a template, and marks that are not printable."""
    key = document_id("ác")
    said = evidence(HOSTILE)
    texts = ("type", "number", "issuer", "title", "place", "signer")
    return ParsedDocument(
        document=DocumentRecord(
            document_id=key,
            path="ác.pdf",
            issued_year=2031,
            issued_month=2,
            confidence=0.1,
            **dict.fromkeys(texts, HOSTILE),  # type: ignore[arg-type]
        ),
        citations=(
            CitationRecord(
                citation_id=f"{key}-c1",
                document_id=key,
                type=HOSTILE,
                number=HOSTILE,
                name=HOSTILE,
                cite_key=HOSTILE,
                **said,  # type: ignore[arg-type]
            ),
        ),
        tasks=tuple(
            TaskRecord(
                task_id=f"{key}-t{at}",
                document_id=key,
                action=HOSTILE,
                due_on=due,
                **said,  # type: ignore[arg-type]
            )
            for at, due in enumerate((dt.date(2031, 1, 1), dt.date(2031, 2, 20)))
        ),
        assignees=(
            AssigneeRecord(
                assignee_id=f"{key}-a1",
                task_id=f"{key}-t1",
                document_id=key,
                name=HOSTILE,
                body=HOSTILE,
                role="lead",  # type: ignore[arg-type]
                **said,  # type: ignore[arg-type]
            ),
        ),
    )


def page(out: Path, language: str = "en", threads: int = 1) -> str:
    messages.speak(language)
    with connect(out, threads=threads) as connection:
        return report.render(overview(connection, DAY))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("báo cáo") / "ra", plan(), *copies(), hostile())


def test_the_numbers_are_those_of_the_tables(tmp_path: Path) -> None:
    """Copies count once; a table's row that repeats a task is that task, and may tell its deadline."""
    with connect(written(tmp_path / "ra", plan(), *copies()), threads=1) as connection:
        found = overview(connection, DAY)
    assert found.counts == Counts(
        3, 3, 0, 0, documents=2, copies=1, pages=3, pages_ocr=0, tasks=3, citations=5, bodies=1, reviewed=0
    )
    assert found.deadlines == (Month(2031, 1, 1), Month(2031, 2, 1), Month(2031, 3, 1))
    assert [(one.body, one.overdue, one.undated, one.lead) for one in found.loads.rows if one.lead] == [
        ("Phòng Nội vụ huyện Mẫu Sơn", 1, 0, 1),
        ("Phòng Tài chính", 1, 0, 1),
        ("Sở Mẫu", 1, 0, 1),
    ]
    assert (found.overdue.rows[0].due_on, found.overdue.rows[0].lead) == (
        dt.date(2031, 2, 1),
        "Phòng Nội vụ huyện Mẫu Sơn; Phòng Tài chính",
    )
    decree = next(one for one in found.cited.rows if one.number == "7/2031/NĐ-CP")
    assert (decree.documents, decree.mentions, decree.as_basis, decree.held) == (2, 2, 1, False)
    assert next(one for one in found.cited.rows if one.number == "12/KH-UBND").held


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_needs_nothing_and_runs_nothing(out: Path, language: str) -> None:
    """No script, no handler, no address outside the page; a policy forbids what we might have missed."""
    read = Page(page(out, language))
    assert {tag for tag, _ in read.elements} <= TAGS
    assert read.values("src") == set()
    assert {value for value in read.values("href") if not re.fullmatch(r"#[a-z]+", value or "")} == {"data:,"}
    assert not {name for _, attributes in read.elements for name in attributes if name.startswith("on")}
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in read.values("content")
    assert read.elements[0] == ("html", {"lang": language})


def test_what_an_archive_says_is_shown_and_not_obeyed(out: Path) -> None:
    """In the tables, in the pictures, in what these say to those who do not see them; names and errors of files too."""
    with connect(out, threads=1) as connection:
        found = overview(connection, DAY)
    found = dataclasses.replace(
        found,
        sources=(Source(HOSTILE, 1, None, 0),),
        flags=(Share(HOSTILE, 1),),
        doubts=Listed((Doubt(HOSTILE, 1, HOSTILE, HOSTILE, HOSTILE, 0.1, (HOSTILE,)),)),
        reasons=Listed((Share(HOSTILE, 1),)),
        unread=Listed((Unread(HOSTILE, HOSTILE, HOSTILE, HOSTILE),)),
    )
    text = report.render(found, "../")
    read = Page(text)
    assert sum(SHOWN in said for said in read.said) >= 18
    assert {tag for tag, _ in read.elements} <= TAGS
    assert "\u202e" not in text
    assert "\x07" not in text
    assert "<script" not in text
    assert "49" not in "".join(said for said in read.said if "7*7" in said)


def test_every_table_has_a_caption_every_picture_words_every_section_a_heading(out: Path) -> None:
    read = Page(page(out))
    tags = [tag for tag, _ in read.elements]
    assert tags.count("table") == tags.count("caption") > 8
    assert all(attributes.get("aria-label") for tag, attributes in read.elements if tag == "svg")
    assert tags.count("svg") == tags.count("figcaption") == 2
    assert tags.count("section") == tags.count("h2") == 7
    assert all(attributes.get("scope") for tag, attributes in read.elements if tag == "th")


def test_the_same_tables_and_day_give_the_same_bytes(out: Path) -> None:
    assert page(out) == page(out, threads=4)


def test_both_languages_say_the_same_numbers(out: Path) -> None:
    """Vietnamese words, Vietnamese days and decimals; the same figures in the calendar."""
    english, vietnamese = page(out, "en"), page(out, "vi")
    assert "Lịch thời hạn" in vietnamese
    assert "15/02/2031" in vietnamese
    assert "2031-02-15" in english
    assert re.findall(r'class="n tint"[^>]*>(\d*)<', english) == re.findall(r'class="n tint"[^>]*>(\d*)<', vietnamese)


def test_an_empty_archive_has_a_report_too(tmp_path: Path) -> None:
    """A document without anything: no picture, no division by nothing."""
    bare = ParsedDocument(document=DocumentRecord(document_id=document_id("trống"), path="trống.txt"))
    read = Page(page(written(tmp_path / "ra", bare)))
    assert "svg" not in {tag for tag, _ in read.elements}
    assert "None." in read.said


@pytest.mark.parametrize("letter", ['"', "\U000e0001", "ố"])
@pytest.mark.parametrize("length", [1_900, 90_000], ids=["long links", "links too long"])
def test_what_an_archive_says_cant_make_the_page_grow(letter: str, length: int) -> None:
    """Every list as long as it gets, every text endless, of letters that take most room when escaped or shown."""
    word = letter * 10_000
    place = "%1F" * (length // 3)
    many = Listed((Share(word, 10**9),) * 20, 10**9)
    cited = tuple(Cited(f"{at}{word}", word, word, word, 9, 9, 9, True) for at in range(30))
    found = Overview(
        as_of=DAY,
        counts=Counts(*[10**9] * 12),
        issued=tuple(Month(year, 1, 10**9) for year in range(1900, 2100)),
        undated=10**9,
        types=many,
        issuers=many,
        deadlines=tuple(Month(year, month, 10**9) for year in range(1900, 2100) for month in range(1, 13)),
        loads=Listed((Load(word, *[10**9] * 6),) * 40, 12_345),
        soon=Listed((Due(DAY, word, word, word, word, word, 10**9, place),) * 60),
        overdue=Listed((Due(DAY, word, word, word, word, word, 10**9, place),) * 40),
        cited=Listed(cited, 10**9),
        edges=tuple(Edge(f"{at}{word}", one.key, 9) for at in range(14) for one in cited[:16]),
        sources=(Source(word, 10**9, 0.5, 10**9),) * 5,
        sureness=(Sureness("tasks", *[10**9] * 6),) * 6,  # type: ignore[arg-type]
        flags=many.rows,
        doubts=Listed((Doubt(word, 1, place, word, word, 0.5, (word,) * 12),) * 30),
        reasons=many,
        unread=Listed((Unread(word, place, word, word),) * 200),
    )
    page = report.render(found, "../")
    assert page.count(f'<a href="../{place}">') == (330 if length < 2_000 else 0)
    assert "Not listed here: 12,345." in page
    assert len(page.encode()) < 5_000_000


@pytest.mark.parametrize(
    ("years", "columns", "first"),
    [
        ([(2031, 1), (2031, 4)], 4, "01/2031"),  # months between are there, empty
        ([(2001, 1), (2031, 4)], 31, "2001"),  # too long for months
        ([(1931, 1), (2031, 4)], 49, "<1984"),  # years long ago are one column
        ([(2031, 0)], 1, "2031"),  # only the year is known
    ],
)
def test_time_line(out: Path, years: list[tuple[int, int]], columns: int, first: str) -> None:
    with connect(out, threads=1) as connection:
        found = overview(connection, DAY)
    found = dataclasses.replace(found, issued=tuple(Month(year, month, 2) for year, month in years))
    svg = next(section for section in sections(found) if section.anchor == "time").pictures[0].svg
    said = Page(svg).said
    assert str(svg).count("<rect") == columns
    assert any(one.startswith(first + ": ") for one in said)


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("ngắn", 10, "ngắn"),
        ("một hai ba bốn", 10, "một hai…"),  # at a word's end
        ("mộthaibabốnnăm", 10, "mộthaibab…"),  # no blank to cut at
        ("một hai, ba bốn", 10, "một hai…"),  # nor a comma before the ellipsis
    ],
)
def test_short(text: str, longest: int, expected: str) -> None:
    assert charts.short(text, longest) == expected


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("Sở Nội vụ", 100, "Sở Nội vụ"),
        ("Sở Nội vụ tỉnh Mẫu", 80, "Sở Nội vụ…"),
        ("SỞ NỘI VỤ TỈNH MẪU", 80, "SỞ NỘI…"),  # capitals are wider
        ("một\u202ehai", 200, "một\\u202ehai"),  # a mark of direction is shown
        ("m" * 9, 1, "m…"),  # no room at all
    ],
)
def test_text_is_cut_to_its_room(text: str, room: float, expected: str) -> None:
    assert charts.fitted(text, room, 12) == expected


def test_numbers_and_days_as_each_language_writes_them() -> None:
    messages.speak("vi")
    assert (blocks.count(1234567), blocks.day(DAY), blocks.fraction(0.953)) == ("1.234.567", "15/02/2031", "0,95")
    messages.speak("en")
    assert (blocks.count(1234567), blocks.day(DAY), blocks.fraction(None)) == ("1,234,567", "2031-02-15", "–")


def test_command(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It writes the file, makes the folder above it, and says where it is."""
    to = tmp_path / "mới" / "báo cáo.html"
    with pytest.raises(SystemExit) as end:
        main(["report", "--out", str(out), "--to", str(to), "--as-of", "2031-02-15", "--lang", "vi"])
    assert end.value.code == 0
    written = to.read_text(encoding="utf-8")
    assert re.sub(r'<a href="\.[^"]*">([^<]*)</a>', r"\1", written) == page(out, "vi")
    led = {unquote(href.split("#")[0]) for href in Page(written).values("href") if href and href.startswith(".")}
    kho = out.parent / "kho"
    assert {(to.parent / one).resolve() for one in led} >= {kho / "kế hoạch.pdf", kho / "bản mềm.txt"}
    assert str(to) in capsys.readouterr().out


def test_rows_lead_to_files_at_their_pages(out: Path) -> None:
    """By a relative way, at the page of a PDF; not where a path of the archive could be taken for more than a path."""
    with connect(out, threads=1) as connection:
        found = overview(connection, DAY)
    plan, bad, text = "k%E1%BA%BF%20ho%E1%BA%A1ch.pdf#page=2", "%C3%A1c.pdf#page=1", "b%E1%BA%A3n%20m%E1%BB%81m.txt"
    assert {one.place for one in found.overdue.rows} == {plan, bad, text}
    doubt = dataclasses.replace(found.doubts.rows[0], place='"onclick="x')
    found = dataclasses.replace(found, doubts=Listed((doubt,)))
    links = {one for one in Page(report.render(found, "../kho/")).values("href") if not re.match("#|data:", one or "")}
    assert links == {"../kho/" + place for place in (plan, bad, text)}


@pytest.mark.parametrize(
    ("archive", "way"),
    [
        pytest.param("nhà/kho", "../kho/", id="beside the report's folder"),
        pytest.param("nhà/báo cáo", "./", id="the report lies in the archive"),
        pytest.param("nhà/báo cáo/javascript:a", "./javascript%3Aa/", id="a folder's name that reads as a scheme"),
        pytest.param('nhà/"><b>', "../%22%3E%3Cb%3E/", id="a folder's name that reads as HTML"),
        pytest.param("s3://kho/a", None, id="not on this disk"),
    ],
)
def test_the_way_to_the_archive(tmp_path: Path, archive: str, way: str | None) -> None:
    where = archive if "://" in archive else str(tmp_path / archive)
    assert links.base(tmp_path / "nhà" / "báo cáo" / "r.html", where) == way


def test_a_report_far_from_its_archive_tells_nothing_of_the_disk() -> None:
    """Only the root of the disk is above both: the way would be as good as an absolute path."""
    assert links.base(Path("/nhà/an/r.html"), "/kho") is None


def test_a_place_that_cant_be_written_is_told_in_one_line(out: Path, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("")
    with pytest.raises(OutputError, match=r"^the report can't be written to .*; give another file with --to$"):
        report.write(out, tmp_path / "tệp" / "r.html", DAY)
