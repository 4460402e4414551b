"""Re-scans: what one file was corrected to is offered to another file of the same work, and never taken by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import DocumentRecord
from pipeline.reviewing import document as reviewing
from pipeline.reviewing import rescans
from pipeline.reviewing.document import Reviewed, confirm, delete, insert, set_value
from pipeline.reviewing.rescans import Carried, Offer, carried, offers, take
from pipeline.settings import ParsingSettings, ReadingSettings
from pipeline.storing import corrections, schemas
from pipeline.storing.corrections import Correction, Sitting
from pipeline.storing.overlay import laid
from tests.helpers import stages

NOWHERE = Path("nowhere")

PLAN = (
    "Số: 12/KH-MẪU",
    "Căn cứ 7/2031/NĐ-CP",
    "Sở Mẫu chủ trì lập sổ việc quý 1",
    "Sở Mẫu chủ trì lập sổ việc quý 2",
    "Phòng Thử chủ trì việc thứ hai",
    "Viết thêm bằng tay",
)
AGAIN = ("Trang bìa", "Số: 12/KH-MẪU", *PLAN[1:])
"""The same, scanned with its cover: all boxes a line lower, other bytes."""


def number(document: DocumentRecord) -> str | None:
    """The work of a document that the stages of these tests make is its number."""
    return document.number


class Place:
    """An archive with one plan, its tables (in memory), the log and a reviewer."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.archive, self.log = folder / "kho", folder / "so"
        self.archive.mkdir()
        self.put("ke-hoach.txt", *PLAN)
        self.lan = Sitting(self.log, "Lan")
        self.seen: dict[str, Reviewed] = {}
        monkeypatch.setattr(reviewing, "identity", number)
        monkeypatch.setattr(rescans, "open_tables", lambda out: self)
        monkeypatch.setattr(rescans, "load", lambda out, document_id: self.by_id(document_id))
        self.run()

    def put(self, name: str, *lines: str) -> None:
        (self.archive / name).write_text("\n".join(lines))

    def run(self) -> None:
        """What a run of `extract` does to a file, without its processes and tables."""
        self.seen = {}
        log = corrections.load(self.log)
        for file in sorted(self.archive.iterdir()):
            reading = stages.read(file.read_bytes(), file.name, ReadingSettings(), tessdata=None)
            parsed = stages.parse(reading, path=file.name, settings=ParsingSettings())
            (document,), told = laid(parsed, log.of(reading.sha256), number)
            self.seen[file.name] = Reviewed(reading.sha256, document, told)

    def arrow(self, name: str) -> Any:
        return schemas.to_arrow(name, [one.document.document for one in self.seen.values()])

    def by_id(self, document_id: str) -> Reviewed:
        return next(one for one in self.seen.values() if one.document.document.document_id == document_id)

    def see(self, name: str = "ke-hoach.txt") -> Reviewed:
        return self.seen[name]

    def offered(self) -> tuple[Offer, ...]:
        return offers(NOWHERE, corrections.load(self.log))

    def carried(self) -> list[tuple[str, str | None]]:
        (offer,) = self.offered()
        return [(made.correction.correction_id, made.reason) for made in carried(offer, self.by_id(offer.document_id))]

    def take(self, by: str = "Minh") -> tuple[Carried, ...]:
        (offer,) = self.offered()
        done = take(Sitting(self.log, by), offer, NOWHERE)
        self.run()
        return done


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    return Place(tmp_path, monkeypatch)


def due(place: Place, nth: int, new: str = "2031-06-30", sitting: Sitting | None = None) -> Correction:
    before = place.see()
    return set_value(sitting or place.lan, before, "tasks", before.document.tasks[nth].task_id, "due_on", new)


def test_a_rescan_is_offered_and_stays_as_it_is_until_it_is_taken(place: Place) -> None:
    """Beside the first file, and in its stead."""
    due(place, 1)
    place.put("quet-lai.txt", *AGAIN)
    place.run()
    assert [str(task.due_on) for task in place.see("quet-lai.txt").document.tasks] == ["None"] * 3
    (offer,) = place.offered()
    assert (offer.path, offer.source_path, len(offer.corrections)) == ("quet-lai.txt", "ke-hoach.txt", 1)
    (place.archive / "ke-hoach.txt").unlink()
    place.run()
    (offer,) = place.offered()
    assert (offer.path, offer.source_path) == ("quet-lai.txt", None)
    place.take()
    assert [str(task.due_on) for task in place.see("quet-lai.txt").document.tasks] == ["None", "2031-06-30", "None"]
    assert place.offered() == (), "what was taken is not offered again"


def test_all_kinds_of_lines_find_their_rows(place: Place) -> None:
    """Values of rows and of the document, a confirmed row, a deleted one, an inherited doer, rows drawn and typed."""
    before = place.see()
    own = before.document.document.document_id
    set_value(place.lan, before, "documents", own, "signer", "Trần Thị Mẫu")
    confirm(place.lan, before, "documents", own, "number")
    set_value(place.lan, before, "assignees", before.document.assignees[1].assignee_id, "role", "coordinate")
    confirm(place.lan, before, "tasks", before.document.tasks[0].task_id)
    delete(place.lan, before, "citations", before.document.citations[0].citation_id)
    word = next(one for one in before.document.words if one.text == "Viết")
    assert word.bbox is not None
    drawn = insert(place.lan, before, "tasks", {"action": "viết thêm"}, page=1, bbox=word.bbox)
    of_drawn = f"{own}-r{drawn.correction_id}"
    insert(place.lan, before, "assignees", {"name": "Tổ Mẫu", "role": "lead"}, page=1, bbox=word.bbox, task_id=of_drawn)
    place.lan.add(
        corrections.Action.SET,
        "tasks",
        corrections.Anchor(sha256=before.sha256),
        document_id=own,
        row_id=of_drawn,
        column="product",
        new="Sổ",
    )
    place.put("quet-lai.txt", *AGAIN)
    place.run()
    assert {made.reason for made in place.take()} == {None}
    after = place.see("quet-lai.txt").document
    assert (after.document.signer, after.document.reviewed, after.citations) == ("Trần Thị Mẫu", True, ())
    assert [str(row.role) for row in after.assignees] == ["lead", "coordinate", "lead", "lead"]
    assert [row.reviewed for row in after.tasks] == [True, False, False, True]
    made = after.tasks[-1]
    assert (made.action, made.product, made.text) == ("viết thêm", "Sổ", "Viết thêm bằng tay"[: len(made.text or "")])
    assert [row.name for row in after.assignees if row.task_id == made.task_id] == ["Tổ Mẫu"]
    assert {one.status for one in place.see("quet-lai.txt").corrections} == {"applied"}


@pytest.mark.parametrize(
    ("again", "reason"),
    [
        pytest.param(AGAIN, None, id="the same words a line lower: found"),
        pytest.param((*AGAIN[:4], "Sở Mẫu chủ trì lập số việc quý 2", *AGAIN[5:]), None, id="a slip of the OCR: found"),
        pytest.param(
            (*AGAIN[:4], "Sở Mẫu chủ trì lập sổ việc quý 3", *AGAIN[5:]), "no row", id="another number: another row"
        ),
        pytest.param((*AGAIN[:4], *AGAIN[5:]), "no row", id="the row is not there"),
        pytest.param((*AGAIN, *AGAIN[2:]), "several rows", id="the same words twice, nothing round them tells"),
    ],
)
def test_a_line_is_taken_over_only_where_the_words_agree(
    again: tuple[str, ...], reason: str | None, place: Place
) -> None:
    line = due(place, 1)
    place.put("quet-lai.txt", *again)
    place.run()
    ((found, told),) = place.carried()
    assert found == line.correction_id
    assert (told is None) is (reason is None)
    assert reason is None or reason in (told or "")
    place.take()
    dates = [str(task.due_on) for task in place.see("quet-lai.txt").document.tasks]
    assert dates.count("2031-06-30") == (reason is None)


def of_other_work(place: Place) -> None:
    place.put("quet-lai.txt", "Số: 13/KH-MẪU", *AGAIN[2:])


def of_no_number(place: Place) -> None:
    place.put("quet-lai.txt", *AGAIN[2:])


def undone(place: Place) -> None:
    place.put("quet-lai.txt", *AGAIN)
    (line,) = corrections.load(place.log).corrections
    place.lan.undo(line)


def moved(place: Place) -> None:
    (place.archive / "ke-hoach.txt").rename(place.archive / "quet-lai.txt")


@pytest.mark.parametrize("change", [of_other_work, of_no_number, undone, moved])
def test_nothing_is_offered(change: Callable[[Place], Any], place: Place) -> None:
    """To another document, to one that nobody knows, of what was taken back, to a file that only moved."""
    due(place, 1)
    change(place)
    place.run()
    assert place.offered() == ()


def test_a_number_that_a_reviewer_set_makes_the_work(place: Place) -> None:
    """Also when the corrected file is gone: the line itself says of what work its document is."""
    before = place.see()
    set_value(place.lan, before, "documents", before.document.document.document_id, "number", "21/KH-MẪU")
    (place.archive / "ke-hoach.txt").unlink()
    place.put("quet-lai.txt", "Số: 21/KH-MẪU", *AGAIN[2:])
    place.run()
    (offer,) = place.offered()
    assert (offer.work_id, offer.path) == ("21/KH-MẪU", "quet-lai.txt")


def test_what_reviewers_do_not_agree_about_is_listed(place: Place) -> None:
    """Taken over it would be one reviewer's word; what they agree about is taken."""
    other = Sitting(place.log, "Minh")
    due(place, 1)
    due(place, 1, "2031-07-31", other)
    due(place, 2)
    due(place, 2, sitting=other)
    place.put("quet-lai.txt", *AGAIN)
    place.run()
    assert [reason for _, reason in place.carried()] == ["reviewers do not agree about it"] * 2 + [None] * 2
    place.take()
    assert [str(task.due_on) for task in place.see("quet-lai.txt").document.tasks] == ["None", "None", "2031-06-30"]


def test_a_row_that_was_corrected_there_keeps_its_own(place: Place) -> None:
    due(place, 1)
    place.put("quet-lai.txt", *AGAIN)
    place.run()
    there = place.see("quet-lai.txt")
    set_value(place.lan, there, "tasks", there.document.tasks[1].task_id, "due_on", "2031-08-31")
    place.run()
    offer = next(one for one in place.offered() if one.path == "quet-lai.txt")
    (made,) = carried(offer, place.see("quet-lai.txt"))
    assert made.reason == "a reviewer has said what stands there"


def test_copies_are_not_offered_on(place: Place) -> None:
    """A third file is offered the first one's lines alone; a copy taken back is not offered again."""
    due(place, 1)
    place.put("quet-lai.txt", *AGAIN)
    place.run()
    place.take()
    place.put("ban-ba.txt", "Bìa khác", *AGAIN)
    place.run()
    (offer,) = place.offered()
    assert (offer.path, offer.source_path) == ("ban-ba.txt", "ke-hoach.txt")
    copy = next(one for one in corrections.load(place.log).corrections if one.taken_from is not None)
    place.lan.undo(copy)
    place.run()
    assert [one.path for one in place.offered()] == ["ban-ba.txt"]


def test_words_of_a_plain_text_are_found_by_themselves(place: Place) -> None:
    """A document without boxes: the words stand once, or the line is listed."""
    before = place.see()
    typed = insert(place.lan, before, "tasks", {"action": "việc thứ hai"}, text="việc thứ hai")
    place.put("quet-lai.txt", *AGAIN)
    place.run()
    (offer,) = place.offered()
    there = place.see("quet-lai.txt")
    plain = replace(
        there, document=replace(there.document, words=tuple(replace(one, bbox=None) for one in there.document.words))
    )
    (made,) = carried(offer, plain)
    assert made.correction.correction_id == typed.correction_id
    assert made.anchor is not None
    assert (made.anchor.bbox, made.anchor.text) == (None, "việc thứ hai")
    words = plain.document.words
    behind = tuple(replace(one, start=one.start + 1000, end=one.end + 1000) for one in words)
    twice = replace(plain, document=replace(plain.document, words=words + behind))
    (made,) = carried(offer, twice)
    assert made.reason == "several places have its words"
