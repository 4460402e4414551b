"""The report in a real browser: on a light screen, a dark one, a telephone and paper; it asks for nothing and says no error."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from pipeline import messages
from pipeline.analysing import report
from pipeline.errors import SetupError
from pipeline.evaluating.browser import browser
from pipeline.records import ParsedDocument
from tests.analysing.made import copies, plan, written
from tests.helpers.rows import document

pytestmark = pytest.mark.slow


def wordy() -> ParsedDocument:
    """A document whose issuer and citations have longer names than there is room for."""
    one = document("dài", issuer="ỦY BAN NHÂN DÂN " + "HUYỆN MẪU SƠN THƯỢNG VÀ HẠ " * 4)
    names = ("Quy tắc ứng xử của cán bộ, công chức, viên chức " * 3, "LUẬT TỔ CHỨC CHÍNH QUYỀN ĐỊA PHƯƠNG " * 3)
    cited = (
        replace(one.citations[0], citation_id=f"{at}", cite_key=name, name=name, number=None)
        for at, name in enumerate(names)
    )
    return replace(one, citations=(*one.citations, *cited))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("báo cáo")
    messages.speak("vi")
    report.write(written(folder / "ra", plan(), *copies(), wordy()), folder / "r.html", dt.date(2031, 2, 15))
    messages.speak(None)
    yield (folder / "r.html").as_uri()


@pytest.fixture(scope="module")
def context() -> Iterator[Any]:
    try:
        with browser() as opened:
            yield opened
    except SetupError as error:
        pytest.skip(str(error))


@pytest.fixture
def page(context: Any, address: str) -> Iterator[Any]:
    """A page that fails the test if it says anything or asks for anything but itself."""
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: None if request.url.split("#")[0] == address else told.append(request.url))
    yield page
    page.close()
    assert told == []


def luminance(colour: str) -> float:
    """Relative luminance of ``rgb(…)``, as the rules of accessible pages define it (WCAG 2.2)."""
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("what", ["body", ".soft", "nav a", "thead th", ".note", "figcaption"])
def test_text_stands_out_from_its_ground(page: Any, address: str, scheme: str, what: str) -> None:
    """4.5 to 1 at least, on a light screen and on a dark one."""
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    ground = luminance(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    ink = luminance(page.evaluate(f"getComputedStyle(document.querySelector('{what}')).color"))
    assert (max(ground, ink) + 0.05) / (min(ground, ink) + 0.05) >= 4.5
    assert (ground < 0.1) == (scheme == "dark")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_stands_outside_the_window(page: Any, address: str, width: int) -> None:
    """Wide tables scroll in their own frame, on a telephone too."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_labels_of_pictures_do_not_touch(page: Any, address: str) -> None:
    """Every two texts of a picture stand apart, and all of them inside it."""
    page.goto(address)
    outside, touching = page.evaluate(
        """() => {
            let outside = 0, touching = 0;
            for (const svg of document.querySelectorAll('svg')) {
                const frame = svg.getBoundingClientRect();
                const boxes = [...svg.querySelectorAll('text')].map(text => text.getBoundingClientRect());
                for (const [at, a] of boxes.entries()) {
                    if (a.left < frame.left - 1 || a.right > frame.right + 1) outside++;
                    for (const b of boxes.slice(at + 1))
                        if (a.left < b.right && b.left < a.right && a.top < b.bottom - 4 && b.top < a.bottom - 4) touching++;
                }
            }
            return [outside, touching];
        }"""
    )
    assert (outside, touching) == (0, 0)


def test_headings_lead_down_without_a_gap_and_links_lead_somewhere(page: Any, address: str) -> None:
    page.goto(address)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    missing = "[...document.querySelectorAll('nav a')].filter(a => !document.querySelector(a.hash)).length"
    assert page.evaluate(missing) == 0


def test_printed_on_paper(page: Any, address: str, tmp_path: Path) -> None:
    """A4, dark ink on white also from a dark screen, nothing cut at the right."""
    page.emulate_media(color_scheme="dark")
    page.goto(address)
    page.pdf(path=tmp_path / "r.pdf", prefer_css_page_size=True, print_background=True)
    with pypdfium2.PdfDocument(tmp_path / "r.pdf") as paper:
        for sheet in paper:
            width, height = sheet.get_size()
            assert (round(width), round(height)) == (595, 842)
            words = sheet.get_textpage()
            right = max((words.get_charbox(at)[2] for at in range(words.count_chars())), default=0)
            assert right <= width - 30
            picture = sheet.render(scale=0.5).to_numpy()
            assert picture[:, :5].min() > 250
        said = " ".join(sheet.get_textpage().get_text_bounded() for sheet in paper)
    assert "Nhiệm vụ và thời hạn" in said
