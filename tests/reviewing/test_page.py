"""What the browser is sent and sends: each action answers with the row, in the reviewer's language, or with a line."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import messages
from pipeline.records import Flag, WitnessSource
from pipeline.reviewing import labels, rescans, widget
from pipeline.reviewing.fields import kinds
from pipeline.reviewing.picture import Files, Pictures
from pipeline.reviewing.rescans import Carried, Offer
from pipeline.reviewing.sitting import Review
from pipeline.reviewing.widget import ReviewPage, review
from pipeline.settings import Settings
from pipeline.storing import corrections, values
from pipeline.storing.corrections import TABLES as CORRECTED
from tests.reviewing.archive import Archive

WEB = Path(widget.__file__).parent / "web"
SCRIPT = "\n".join((WEB / name).read_text(encoding="utf-8") for name in widget._PARTS)


class Here:
    """Works in this process: these tests are of what is said, not of drawing."""

    def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        return function(*arguments)

    def stop(self) -> None:
        pass

    def close(self) -> None:
        pass


class Browser:
    """Stands for the browser: says something, and gives what it is told."""

    def __init__(self, page: ReviewPage) -> None:
        self.page = page
        self.told: list[dict[str, Any]] = []
        self.buffers: list[Any] = []
        page.send = self._hear

    def _hear(self, content: dict[str, Any], buffers: Any = None) -> None:
        self.told.append(json.loads(json.dumps(content)))  # what can't be JSON would fail here
        self.buffers.append(buffers)

    def say(self, action: str, **given: Any) -> dict[str, Any]:
        """The answer to an action: the last view or notice."""
        self.told.clear()
        self.page._heard(None, {"do": action, "seq": 7, **given}, [])
        answers = [one for one in self.told if one.get("seq") == 7]
        assert len(answers) <= 1
        return answers[0] if answers else {}

    def await_(self, kind: str) -> dict[str, Any]:
        """The next message of a kind, of the thread that draws."""
        for _ in range(600):
            found = [one for one in self.told if one["kind"] == kind]
            if found:
                return found[-1]
            time.sleep(0.05)
        raise AssertionError(f"nothing was told of {kind}")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return Archive(tmp_path_factory.mktemp("trang"))


@pytest.fixture
def browser(made: Archive) -> Iterator[Browser]:
    for file in (made.folder / "so").glob("*"):
        file.unlink()
    pictures = Pictures(Files(str(made.folder / "kho")), None, Settings())
    pictures._worker = Here()  # type: ignore[assignment]
    page = ReviewPage(made.sit(), pictures)
    yield Browser(page)
    messages.speak(None)
    page.close()


def test_hello_brings_labels_choices_and_the_first_row(browser: Browser) -> None:
    answer = browser.say("hello")
    assert {one["kind"] for one in browser.told} >= {"labels", "view"}
    assert answer["choices"]["table"] == ["documents", "sections", "citations", "tasks", "assignees"]
    assert answer["row"]["table"] in CORRECTED
    assert answer["progress"]["total"] > 4
    page = browser.await_("page")
    assert page["text"].startswith("Số: 1")  # these files are text: no picture is drawn


def test_a_value_is_saved_and_shown(browser: Browser, made: Archive) -> None:
    browser.say("hello")
    row = browser.say("narrow", table="tasks", order="document")["row"]
    answer = browser.say("set", table="tasks", row_id=row["row_id"], column="due_on", value="2031-06-30")
    assert answer["saved"]
    shown = {one["name"]: one for one in answer["row"]["values"]}
    assert (shown["due_on"]["value"], shown["due_on"]["machine"], shown["due_on"]["changed"]) == (
        "2031-06-30",
        None,
        True,
    )
    [line] = corrections.load(made.folder / "so").corrections
    assert (line.row_id, line.column, line.new) == (row["row_id"], "due_on", "2031-06-30")
    undone = browser.say("undo")
    assert {one["name"]: one["value"] for one in undone["row"]["values"]}["due_on"] is None
    assert "Undone" in undone["notice"]


def test_a_deletion_taken_back_says_whether_its_row_is_back(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """At once, as a rule; once a run has left the row out of the tables, only a run can bring it."""
    row = browser.say("narrow", table="tasks", order="document")["row"]["row_id"]
    browser.say("delete")
    undone = browser.say("undo")
    assert (undone["row"]["row_id"], "next run" in undone["notice"]) == (row, False)
    browser.say("delete")
    monkeypatch.setattr(Review, "is_back", lambda *_: False)
    assert "it returns with the next run" in browser.say("undo")["notice"]


def test_what_goes_wrong_is_told_in_a_line_and_saves_nothing(browser: Browser, made: Archive) -> None:
    browser.say("hello")
    row = browser.say("narrow", table="tasks")["row"]
    for action, given in (
        ("set", {"table": "tasks", "row_id": row["row_id"], "column": "due_on", "value": "31/02"}),
        ("open", {"table": "tasks", "row_id": "nowhere"}),
        ("insert", {"table": "tasks", "values": {"due_on": "x"}, "page": 1, "bbox": [0, 0, 1, 1]}),
        ("no such action", {}),
    ):
        answer = browser.say(action, **given)
        assert (answer["kind"], answer["level"]) == ("notice", "error")
        assert answer["text"]
        assert "\n" not in answer["text"]
    assert corrections.load(made.folder / "so").corrections == ()


def test_a_box_becomes_a_draft_and_then_a_row(browser: Browser) -> None:
    browser.say("hello")
    row = browser.say("narrow", table="tasks", order="document")["row"]
    browser.say("read", table="tasks", page=1, bbox=[1.0, 0.0085, 0.0, 0.0], text=None)  # drawn from below right
    draft = browser.await_("draft")
    assert (draft["text"], draft["given"]) == ("Số: 12/KH-MẪU", {"action": "Số: 12/KH-MẪU"})
    assert [one["name"] for one in draft["values"] if one["required"]] == ["action"]
    answer = browser.say(
        "insert", table="tasks", values=draft["given"], page=draft["page"], bbox=draft["bbox"], text=None, task_id=None
    )
    assert answer["row"]["inserted"]
    assert answer["row"]["row_id"] != row["row_id"]
    assert answer["row"]["text"] == "Số: 12/KH-MẪU"


def test_the_language_changes_labels_and_errors(browser: Browser) -> None:
    browser.say("hello")
    answer = browser.say("speak", lang="vi")
    words = next(one for one in browser.told if one["kind"] == "labels")
    assert (words["lang"], words["words"]["confirm"]) == ("vi", "Xác nhận")
    assert answer["choices"]
    assert "bảng" not in words["words"]["column.role"]
    wrong = browser.say("delete") if browser.say("narrow", table="documents")["row"] else {}
    assert wrong["text"].startswith("văn bản không xóa được")


def test_completions_come_from_the_archive_whatever_the_marks(browser: Browser) -> None:
    browser.say("hello")
    browser.say("complete", table="assignees", column="name", typed="so mau")
    offers = browser.await_("offers")
    assert (offers["typed"], offers["values"]) == ("so mau", ["Sở Mẫu"])
    browser.say("complete", table="assignees", column="body", typed="uy ban nhan")
    assert browser.await_("offers")["values"][0] == "Ủy ban nhân dân"  # of the lexicon
    browser.say("complete", table="documents", column="type", typed="ke hoach")
    assert browser.await_("offers")["values"][0] == "kế hoạch"  # of the lexicon


def test_the_list_shows_what_is_left(browser: Browser) -> None:
    browser.say("hello")
    browser.say("narrow", table="tasks", order="document")
    browser.say("confirm")
    browser.say("list")
    assert [one["label"] for one in browser.await_("list")["rows"]] == ["việc thứ hai", "việc thứ ba"]


def test_what_others_wrote_is_told_at_the_next_step(browser: Browser, made: Archive) -> None:
    browser.say("hello")
    mai = made.sit("Mai")
    mai.open(("tasks", browser.say("narrow", table="tasks", order="document")["row"]["row_id"]))
    mai.set_value("product", "báo cáo")
    assert "Mai" in browser.say("next")["notice"]
    assert {one["name"]: one["value"] for one in browser.say("previous")["row"]["values"]}["product"] == "báo cáo"


def test_corrections_of_another_scan_are_offered_and_taken_when_said(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is offered and what is taken is `rescans`'s affair: here, that it is shown, and never taken by itself."""
    lines = [object(), object(), object()]
    offer = Offer("d", "a.txt", "e", "cu/a.pdf", "w", ())
    monkeypatch.setattr(rescans, "offers", lambda out, log: (offer,))
    monkeypatch.setattr(rescans, "carried", lambda one, reviewed: [Carried(line, reason=None) for line in lines])  # type: ignore[arg-type]
    taken: list[Offer] = []

    def take(sitting: Any, one: Offer, out: Path) -> list[Carried]:
        taken.append(one)
        monkeypatch.setattr(rescans, "offers", lambda out, log: ())
        return [Carried(lines[0]), Carried(lines[1]), Carried(lines[2], reason="its words are not known")]  # type: ignore[arg-type]

    monkeypatch.setattr(rescans, "take", take)
    browser.say("hello")
    document_id = browser.say("narrow", table="documents", order="document")["row"]["document_id"]
    offer = Offer(document_id, "a.txt", "e", "cu/a.pdf", "w", ())
    browser.page._sitting._offers = browser.page._sitting._offered()
    shown = browser.say("next")
    shown = browser.say("previous")
    assert shown["rescan"] == {"document_id": document_id, "path": "cu/a.pdf", "count": 3}
    assert taken == []
    answer = browser.say("take", document_id=document_id)
    assert taken == [offer]
    assert (answer["rescan"], answer["notice"]) == (None, "2 corrections were taken over")


def test_every_column_that_can_be_set_has_an_editor_and_labels() -> None:
    words = labels.labels()
    for table in CORRECTED:
        assert {kind.name for kind in kinds(table)} == set(values.own_columns(table))
        assert {f"column.{kind.name}" for kind in kinds(table)} <= set(words)
        assert f"table.{table}" in words
        options = {f"value.{option}" for kind in kinds(table) for option in kind.options}
        assert options <= set(words)
    assert {f"value.{source}" for source in WitnessSource} <= set(words)
    assert {f"flag.{flag}" for flag in Flag} <= set(words)


def test_the_page_asks_for_no_label_that_is_not_there() -> None:
    asked = set(re.findall(r'\bsay\("([a-z.]+)"', SCRIPT)) | set(re.findall(r'"(page-next|zoom-[a-z]+)"', SCRIPT))
    missing = {key.replace("-", ".") for key in asked} - set(labels.labels())
    assert missing == set()


def test_text_of_documents_never_becomes_html() -> None:
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", SCRIPT) == []
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", SCRIPT + (WEB / "page.css").read_text("utf-8")) == []


def test_the_page_is_found_by_its_environment(made: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANTHU_OUT", str(made.folder / "out"))
    monkeypatch.setenv("VANTHU_CORRECTIONS", str(tmp_path / "so"))
    monkeypatch.setenv("VANTHU_REVIEWER", "Trần Thị Mẫu")
    page = review()
    try:
        assert page.reviewer == "Trần Thị Mẫu"
        assert Browser(page).say("hello")["row"] is not None
    finally:
        page.close()


PAIRS = [
    ("ink", "paper"), ("ink", "panel"), ("ink", "field"), ("ink", "tint"), ("soft", "paper"), ("soft", "panel"),
    ("soft", "field"), ("good", "panel"), ("warn", "panel"), ("warn", "warn-tint"), ("bad", "panel"), ("bad", "bad-tint"),
    ("bad", "paper"), ("on-accent", "accent"), ("paper", "ink"), ("ink", "warn-tint"),
]  # fmt: skip
"""Colours of letters and of what they stand on."""


def _light(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_letters_stand_out_from_what_they_stand_on(theme: str) -> None:
    """At least 4.5 : 1, in both themes."""
    style = (WEB / "page.css").read_text(encoding="utf-8")
    blocks = {"light": style.partition(".vt {")[2].partition("}")[0]}
    blocks["dark"] = style.partition('.vt[data-theme="dark"] {')[2].partition("}")[0]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", blocks[theme]))
    faint = {}
    for letters, ground in PAIRS:
        one, other = sorted((_light(colours[letters]), _light(colours[ground])))
        if (ratio := (other + 0.05) / (one + 0.05)) < 4.5:
            faint[letters, ground] = round(ratio, 2)
    assert faint == {}
