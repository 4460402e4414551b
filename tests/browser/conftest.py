"""A browser, servers and a small archive of our samples, for tests that open pages as a reviewer does.

``VANTHU_SCREENSHOTS=<folder>`` keeps a picture of each page at the moments that tests name; where a test
fails its page is kept in any case, below pytest's own temporary folder.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import SetupError
from pipeline.evaluating.browser import Server, browser, find, server
from pipeline.running.extract import extract
from pipeline.settings import Settings
from pipeline.storing import corrections
from tests.browser.desk import Desk
from tests.helpers.archives import copied

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ("ke-hoach-tinh-du-lieu-so.pdf", "ke-hoach-phuong-van-thu.txt")
HOSTILE = """ỦY BAN NHÂN DÂN\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ MẪU THỬ\t\tĐộc lập - Tự do - Hạnh phúc
Số: 77/KH-UBND\t\tMẫu Thử, ngày 3 tháng 2 năm 2031

KẾ HOẠCH
Lập sổ <script>window.hacked = "title"</script> văn thư năm 2031

Căn cứ Quyết định số 12/QĐ-UBND ngày 5 tháng 1 năm 2031 của Ủy ban nhân dân xã về <img src=x onerror="window.hacked='cited'">;
I. NHIỆM VỤ
1. Công chức Văn phòng chủ trì lập sổ <img src="x" onerror="window.hacked='task'"> trước ngày 30 tháng 6 năm 2031.
2. Tổ Mẫu chủ trì kiểm tra </textarea><script>window.hacked='area'</script> hằng quý.
II. TỔ CHỨC THỰC HIỆN
1. Văn phòng phối hợp với Tổ Mẫu "><svg onload="window.hacked='svg'"> báo cáo hằng năm.

Nơi nhận:\t\tTM. ỦY BAN NHÂN DÂN
- Như trên;\t\tCHỦ TỊCH
- Lưu: VT.
\t\tTrần Văn Mẫu
"""
BAD_NAME = "doc-hai <img src=x onerror=window.hacked=1>.txt"
NOISE = (
    "jsdelivr.net/npm/@fortawesome",  # voila's frame asks for icons that the page has no use for
    "net::ERR_NAME_NOT_RESOLVED",  # … in vain, where there is no network
    "not loaded: blob:",  # a picture of a page that was left before it was painted
    "labextensions/jupyterlab-jupytext",  # loaded by voila too, where it finds no documents to manage
)
"""What is no fault of the page: most is said by the frames of JupyterLab and voila, whatever is in them."""

_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call":  # type: ignore[attr-defined]
        item.stash[_FAILED] = report.failed  # type: ignore[attr-defined]
    return report


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser's program. Where there is none tests are skipped; not in CI, which can install it."""
    try:
        return find()
    except SetupError as error:
        if os.environ.get("CI") == "true" and shutil.which("apt-get"):
            pytest.fail(f"CI must test in a browser: {error}")
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def context(chromium: Path) -> Iterator[Any]:
    """A browser. Of a module, not of the session: while it is open an event loop runs in this thread."""
    with browser() as opened:
        yield opened


@pytest.fixture
def open_page(context: Any, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Any]]:
    """Opens pages, with console and errors watched: whatever a page complains of fails the test."""
    pages: list[Any] = []
    complaints: list[str] = []

    def watched() -> Any:
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("console", lambda said: said.type == "error" and complaints.append(f"console: {said.text}"))
        page.on("requestfailed", lambda asked: complaints.append(f"not loaded: {asked.url} ({asked.failure})"))
        pages.append(page)
        return page

    yield watched
    failed = request.node.stash.get(_FAILED, False)
    for nth, page in enumerate(pages):
        if failed and not page.is_closed():
            place = tmp_path / f"failed-{nth}.png"
            page.screenshot(path=place)
            print(f"the page as it was: {place}", file=sys.stderr)
        page.close()
    if not failed:
        assert [one for one in complaints if not any(word in one for word in NOISE)] == []


@pytest.fixture
def page(open_page: Callable[[], Any]) -> Any:
    """One page."""
    return open_page()


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Any, str], None]:
    """Keeps a picture of a page under a name, where VANTHU_SCREENSHOTS names a folder."""

    def keep(page: Any, name: str) -> None:
        folder = os.environ.get("VANTHU_SCREENSHOTS")
        if folder:
            page.screenshot(path=Path(folder) / f"{request.node.name.replace('/', '-')}-{name}.png")

    return keep


@dataclass(frozen=True, slots=True)
class Place:
    """An archive, its tables, a log of its own, and where its servers run."""

    archive: Path
    out: Path
    log: Path
    folder: Path

    def environment(self, **more: str) -> dict[str, str]:
        return {
            "PYTHONPATH": str(ROOT),
            "VANTHU_OUT": str(self.out),
            "VANTHU_CORRECTIONS": str(self.log),
            "VANTHU_REVIEWER": "Lan",
            "VANTHU_LANG": "vi",
            **more,
        }

    def lines(self) -> tuple[corrections.Correction, ...]:
        return corrections.load(self.log).corrections


@pytest.fixture(scope="session")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Our samples and a document that would run scripts, extracted once."""
    folder = tmp_path_factory.mktemp("browser")
    archive = copied(folder / "kho", SAMPLES)
    (archive / BAD_NAME).write_text(HOSTILE, encoding="utf-8")
    made = Place(archive, folder / "out", folder / "so", folder)
    extract(archive, made.out, workers=1, settings=Settings().model_copy(update={"corrections": made.log}))
    return made


@pytest.fixture
def place(extracted: Place, tmp_path: Path) -> Place:
    """The same archive with tables and a log of the test's own."""
    own = replace(extracted, out=tmp_path / "out", log=tmp_path / "so", folder=tmp_path)
    shutil.copytree(extracted.out, own.out)
    return own


Serve = Callable[..., Server]


@pytest.fixture
def serve(place: Place) -> Iterator[Serve]:
    """Starts `vanthu review` (by voila or JupyterLab) over a place; ends it at the latest with the test."""
    with ExitStack() as running:
        yield lambda kind, where=place, **more: running.enter_context(reviewing(kind, where, **more))


def reviewing(kind: str, place: Place, **more: str) -> Any:
    """`vanthu review` as a server: `kind` is voila or lab."""
    command = ["{python}", "-m", "pipeline.cli", "review", "--out", str(place.out), "--port", "{port}", "--no-browser"]
    work = place.folder / "work"
    work.mkdir(exist_ok=True)
    # Tests run as root in containers, where JupyterLab serves only if it is told to.
    command += ["--voila"] if kind == "voila" else ["--", "--allow-root"]
    probe = "static/" if kind == "voila" else "api"
    return server(command, place.folder, place.environment(**more), probe, work)


@pytest.fixture
def desk(page: Any) -> Desk:
    """A page on which a reviewer works."""
    return Desk(page)
