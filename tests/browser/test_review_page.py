"""A reviewer's sitting in a real browser, in JupyterLab and by voila: what was corrected is kept, whatever comes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import ParsedDocument
from pipeline.reviewing.document import load, set_value
from pipeline.running.extract import extract
from pipeline.settings import Settings
from pipeline.storing.corrections import Sitting
from pipeline.storing.tables import open_tables
from tests.browser.conftest import BAD_NAME, ROOT, SAMPLES, Place, Serve, reviewing
from tests.browser.desk import Desk, named
from tests.helpers.archives import copied

pytestmark = pytest.mark.slow
PLAN, TEXT = SAMPLES
Keep = Callable[[Any, str], None]


def document(place: Place, path: str) -> ParsedDocument:
    documents = open_tables(place.out).documents.set_index("path")
    return load(place.out, str(documents.document_id[path])).document


def extract_anew(place: Place, model: Path) -> None:
    """Extract with other rules: a model of which a lexicon lacks lines, and syllables for words."""
    shutil.copytree(ROOT / "models" / "vi_plan", model)
    lexicon = model / "lexicons" / "purposes.csv"
    lines = lexicon.read_text(encoding="utf-8").splitlines(keepends=True)
    lexicon.write_text("".join(lines[:-3]), encoding="utf-8")
    command = [sys.executable, "-m", "pipeline.cli", "extract", str(place.archive), "--out", str(place.out)]
    changed = {"VANTHU_MODEL": str(model), "VANTHU_PARSING__TOKENS": "syllables"}
    environment = {**os.environ, **place.environment(), **changed}
    for name in ("VANTHU_OUT", "VANTHU_REVIEWER"):  # the page's own, no settings of a run
        environment.pop(name)
    subprocess.run([*command, "--workers", "1"], env=environment, check=True, capture_output=True)


@pytest.mark.parametrize("kind", ["voila", "lab"])
def test_a_sitting_outlives_the_server_and_new_rules(
    kind: str, place: Place, open_page: Callable[[], Any], picture: Keep, tmp_path: Path
) -> None:
    """A date corrected, a role changed, a citation drawn, a change undone: kept over a restart and a new extraction."""
    before = document(place, PLAN)
    own, doer, task = before.document.document_id, before.assignees[0], before.tasks[0]
    role = "coordinate" if doer.role != "coordinate" else "implement"
    with reviewing(kind, place) as server:
        desk = Desk(open_page()).open(server, kind)
        picture(desk.page, "1-opened")
        desk.go(f"documents/{own}")
        desk.type("issued_on", "05/03/2031")
        picture(desk.page, "2-document")
        desk.go(f"assignees/{doer.assignee_id}")
        desk.choose("role", role)
        desk.go(f"tasks/{task.task_id}")
        desk.type("product", "Sổ mẫu")
        desk.press("u")
        assert desk.field("product").input_value() == (task.product or "")
        assert task.bbox is not None
        desk.page.keyboard.press("i")
        desk.get("draft-table").select_option("citations")
        x0, y0, x1, y1 = task.bbox
        desk.draw(x0, y0, x1, y1)
        desk.page.wait_for_selector(f"{named('draft-save')}:not([disabled])")
        desk.get("draft-number").fill("99/KH-MẪU")
        desk.done(lambda: desk.get("draft-save").click())
        assert desk.get("notice").inner_text() != "", "what a new row needs is asked for"
        assert [one.action.value for one in place.lines()][-1] == "set"
        desk.get("draft-type").fill("kế hoạch")
        desk.get("draft-relation").select_option("mentions")
        picture(desk.page, "3-drawn")
        desk.done(lambda: desk.get("draft-save").click())
        drawn = desk.row
        assert drawn.startswith(f"citations/{own}-r")
        picture(desk.page, "4-inserted")
        desk.page.close()
    written = place.lines()
    assert [(one.action.value, one.column) for one in written if one.undoes is None] == [
        ("set", "issued_on"),
        ("set", "role"),
        ("set", "product"),
        ("insert", None),
    ]
    with reviewing(kind, place) as server:
        desk = Desk(open_page()).open(server, kind)
        desk.go(f"documents/{own}")
        assert desk.field("issued_on").input_value() == "05/03/2031"
        desk.go(f"assignees/{doer.assignee_id}")
        assert desk.field("role").input_value() == role
        desk.go(drawn)
        assert desk.field("number").input_value() == "99/KH-MẪU"
        desk.page.close()
    extract_anew(place, tmp_path / "model")
    after = document(place, PLAN)
    assert str(after.document.issued_on) == "2031-03-05"
    assert [(row.role, row.rule) for row in after.assignees if row.name == doer.name and row.reviewed] == [
        (role, "review")
    ]
    assert [row.product for row in after.tasks if row.task_id == task.task_id] == [task.product]
    (inserted,) = (row for row in after.citations if row.rule == "review")
    assert (f"citations/{inserted.citation_id}", inserted.number) == (drawn, "99/KH-MẪU")
    text = "\f".join(page.text for page in after.pages)
    assert inserted.text == "\n".join(text[part.start : part.end] for part in inserted.parts) != ""
    fates = [row["status"] for row in open_tables(place.out).arrow("corrections").to_pylist()]
    assert sorted(fates) == ["applied", "applied", "applied", "undone", "undone"]
    assert place.lines() == written, "the log is only added to"


def test_a_sitting_outlives_its_kernel(place: Place, open_page: Callable[[], Any]) -> None:
    """Restarted alone, under the open notebook: what was saved is there when the cell is run again."""
    task = document(place, PLAN).tasks[0]
    with reviewing("lab", place) as server:
        desk = Desk(open_page()).open(server, "lab")
        desk.go(f"tasks/{task.task_id}")
        desk.type("product", "Sổ mẫu")
        desk.restart_kernel()
        desk.go(f"tasks/{task.task_id}")
        assert desk.field("product").input_value() == "Sổ mẫu"
        desk.press("u")
        assert desk.field("product").input_value() == (task.product or "")
        desk.page.close()
    assert [(one.column, one.undoes is None) for one in place.lines()] == [("product", True), ("product", False)]


def test_nothing_that_a_document_says_is_run(place: Place, serve: Serve, desk: Desk, picture: Keep) -> None:
    """Tags in titles, tasks, citations and a file's name stand there as text, in every view of every row."""
    hostile = document(place, BAD_NAME)
    server = serve("voila")
    desk.open(server, "voila")
    rows = [("documents", hostile.document.document_id)]
    rows += [("tasks", row.task_id) for row in hostile.tasks]
    rows += [("citations", row.citation_id) for row in hostile.citations]
    rows += [("assignees", row.assignee_id) for row in hostile.assignees]
    assert {table for table, _ in rows} == {"documents", "tasks", "citations", "assignees"}
    shown = []
    for table, row_id in rows:
        desk.go(f"{table}/{row_id}")
        shown.append(desk.root.inner_text())
    desk.page.keyboard.press("l")
    desk.page.wait_for_selector(named("list-row"))
    shown.append(desk.get("list").inner_text())
    picture(desk.page, "list")
    told = "\n".join(shown)
    for tag in ("<script>", "<img src", "onerror=", BAD_NAME):
        assert tag in told
    found = desk.page.evaluate(
        "() => [window.hacked ?? null, ...document.querySelectorAll("
        "'[data-vanthu=review] script, [data-vanthu=review] img[onerror], [data-vanthu=review] svg[onload]')]"
        ".map(String)"
    )
    assert found == ["null"]


def test_vietnamese_is_typed_with_an_input_method(place: Place, serve: Serve, desk: Desk) -> None:
    """While words are composed no key is a command and nothing is saved; what was composed is saved whole."""
    before = document(place, PLAN)
    desk.open(serve("voila"), "voila")
    desk.go(f"documents/{before.document.document_id}")
    keys = desk.page.context.new_cdp_session(desk.page)
    box = desk.field("title")
    box.click()
    desk.page.keyboard.press("Control+a")
    row, seq = desk.row, desk.root.get_attribute("data-seq")
    for said in ("s", "sô", "số"):
        keys.send("Input.imeSetComposition", {"text": said, "selectionStart": len(said), "selectionEnd": len(said)})
        for key in ("Enter", "n", "d", "Escape"):
            box.dispatch_event("keydown", {"key": key, "isComposing": True, "keyCode": 229})
    assert (desk.row, desk.root.get_attribute("data-seq"), place.lines()) == (row, seq, ())
    keys.send("Input.insertText", {"text": "số hóa hồ sơ mẫu"})
    desk.done(lambda: desk.page.keyboard.press("Enter"))
    (line,) = place.lines()
    assert (line.column, line.new) == ("title", "số hóa hồ sơ mẫu")
    assert desk.row == row


@pytest.mark.parametrize("kind", ["voila", "lab"])
def test_a_small_screen_is_enough(kind: str, serve: Serve, desk: Desk, picture: Keep) -> None:
    """At 1280 × 800 nothing of the page is out of sight: no scroll bars but those within it."""
    desk.open(serve(kind), kind)
    desk.root.scroll_into_view_if_needed()
    picture(desk.page, "whole")
    sizes = desk.page.evaluate(
        "() => { const d = document.documentElement, r = document.querySelector('[data-vanthu=review]')"
        ".getBoundingClientRect();"
        " return [d.scrollWidth - innerWidth, d.scrollHeight - innerHeight, r.left, r.top, innerWidth - r.right,"
        " innerHeight - r.bottom]; }"
    )
    assert desk.page.get_by_text("Would you like to get notified").count() == 0, "no question stands over the keys"
    wide, high, *sides = sizes
    assert (wide <= 0, high <= 0) == (True, True), sizes
    assert min(sides) >= 0, sizes
    for name in ("previous", "next", "confirm", "insert", "undo", "keys", "progress", "lang"):
        box = desk.get(name).bounding_box()
        assert box and box["width"] > 0 and box["x"] + box["width"] <= 1280 and box["y"] + box["height"] <= 800, name


def test_labels_in_two_languages(serve: Serve, desk: Desk, picture: Keep) -> None:
    """The switch changes every label at once, and what is in force is said by the page's lang."""
    desk.open(serve("voila"), "voila")
    names = ("next", "confirm", "delete", "insert", "undo")

    def labels() -> list[str]:
        return [desk.get(name).inner_text() for name in names]

    assert desk.root.get_attribute("lang") == "vi"
    first = labels()
    desk.done(lambda: desk.get("lang").click())
    assert desk.root.get_attribute("lang") == "en"
    picture(desk.page, "english")
    second = labels()
    assert [one for one, other in zip(first, second, strict=True) if one == other] == []
    desk.done(lambda: desk.get("lang").click())
    assert labels() == first


def test_a_file_that_is_gone_is_told(place: Place, serve: Serve, desk: Desk, picture: Keep) -> None:
    """Its rows can be read and corrected; where its picture would be stands one line."""
    own = document(place, PLAN).document.document_id
    file = place.archive / PLAN
    away = file.rename(place.archive.parent / PLAN)
    try:
        desk.open(serve("voila"), "voila")
        desk.go(f"documents/{own}")
        picture(desk.page, "gone")
        assert desk.get("page").get_attribute("data-state") == "error"
        assert PLAN in desk.get("page").inner_text()
        desk.type("signer", "Trần Thị Mẫu")
        assert [one.column for one in place.lines()] == ["signer"]
    finally:
        away.rename(file)


def test_two_reviewers_at_once(place: Place, serve: Serve, open_page: Callable[[], Any], picture: Keep) -> None:
    """Each sees what the other wrote; where they do not agree both are told, and no line is lost."""
    before = document(place, PLAN)
    task = f"tasks/{before.tasks[0].task_id}"
    lan = Desk(open_page()).open(serve("voila"), "voila")
    minh = Desk(open_page()).open(serve("voila", VANTHU_REVIEWER="Minh"), "voila")
    for desk, value in ((lan, "Sổ của Lan"), (minh, "Sổ của Minh")):
        desk.go(task)
        desk.type("product", value)
    lan.type("budget", "Kinh phí mẫu")
    minh.press("n")
    minh.press("p")
    minh.go(task) if minh.row != task else None
    told = minh.page.wait_for_selector(named("opinion-product"))
    assert "Lan" in told.inner_text()
    picture(minh.page, "conflict")
    assert {(one.reviewer, one.column, one.new) for one in place.lines()} == {
        ("Lan", "product", "Sổ của Lan"),
        ("Minh", "product", "Sổ của Minh"),
        ("Lan", "budget", "Kinh phí mẫu"),
    }


def test_a_rescan_is_offered_and_taken(tmp_path: Path, open_page: Callable[[], Any], picture: Keep) -> None:
    """The page says what another scan was corrected to; one press writes it about this one, and no line before."""
    archive = copied(tmp_path / "kho", [PLAN])
    # The same pages with other bytes, as a second scan has: what stands behind a PDF's end is not read.
    (archive / "quet-lai.pdf").write_bytes((archive / PLAN).read_bytes() + b"\n% again\n")
    place = Place(archive, tmp_path / "out", tmp_path / "so", tmp_path)
    extract(archive, place.out, workers=1, settings=Settings().model_copy(update={"corrections": place.log}))
    documents = open_tables(place.out).documents.set_index("path").document_id
    first = load(place.out, str(documents[PLAN]))
    set_value(Sitting(place.log, "Minh"), first, "tasks", first.document.tasks[0].task_id, "product", "Sổ mẫu")
    with reviewing("voila", place) as server:
        desk = Desk(open_page()).open(server, "voila")
        desk.go(f"documents/{documents['quet-lai.pdf']}")
        desk.page.wait_for_selector(named("rescan-accept"))
        assert PLAN in desk.get("rescan").inner_text()
        picture(desk.page, "offered")
        assert len(place.lines()) == 1
        desk.done(lambda: desk.get("rescan-accept").click())
        assert desk.get("rescan").is_hidden()
        desk.page.close()
    line, taken = place.lines()
    assert (taken.taken_from, taken.reviewer, taken.column, taken.new) == (
        line.correction_id,
        "Lan",
        "product",
        "Sổ mẫu",
    )
    assert taken.document_id == documents["quet-lai.pdf"]


def test_a_text_without_pictures_shows_the_words_marked(place: Place, serve: Serve, desk: Desk, picture: Keep) -> None:
    """The row's own words are marked in the document's text."""
    plain = document(place, TEXT)
    task = plain.tasks[0]
    desk.open(serve("voila"), "voila")
    desk.go(f"tasks/{task.task_id}")
    picture(desk.page, "text")
    assert desk.get("page").get_attribute("data-state") == "text"
    marked = desk.page.locator(f"{named('page')} {named('span')}").all_text_contents()
    assert "\n".join(marked) == task.text
