"""A reviewer's sitting: the row that is looked at, and what each key does to it.

What is shown follows from the tables and the log alone, so that a sitting that was broken off goes on where
it was. The log is read again at every step: what others wrote meanwhile is seen.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.errors import OutputError
from pipeline.pages import Box
from pipeline.records import KEYS
from pipeline.reviewing import document as lines_of
from pipeline.reviewing import queue as queues
from pipeline.reviewing import rescans
from pipeline.reviewing.document import Reviewed
from pipeline.reviewing.queue import Entry, Key, Queue, Wanted
from pipeline.reviewing.seen import Seen, see
from pipeline.storing import anchors, overlay
from pipeline.storing.corrections import Action, Correction, Log, Sitting, in_force
from pipeline.storing.following import Follower

DOCUMENTS = 12
"""Documents held in memory."""


@dataclass(frozen=True, slots=True)
class Current:
    """The row that is shown: its entry in the queue, its document and its record."""

    entry: Entry
    seen: Seen
    row: Any


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer of another scan's corrections, and how many of them find their place."""

    offer: rescans.Offer
    count: int


class Review:
    """An open sitting over the tables below `out`.

    Args:
        out: folder of the tables.
        folder: folder of the log.
        reviewer: who reviews.

    Raises OutputError where there are no tables or the log can't be read.
    """

    def __init__(self, out: Path, folder: Path, reviewer: str) -> None:
        self.out = out
        self.reviewer = reviewer
        self.wanted = Wanted()
        self.saved = 0
        """Lines written in this sitting."""
        self._log_grew = False
        self._log = Follower(folder)
        self._log.poll()
        self._sitting = Sitting(folder, reviewer)
        self._stored: OrderedDict[str, Reviewed] = OrderedDict()
        self._lock = threading.Lock()
        self._loading: dict[str, threading.Lock] = {}
        self.queue: Queue = queues.load(out, self._log.lines)
        for document_id in {one.document_id for one in self._log.lines if one.correction_id not in self.queue.shown}:
            self._take_inserted(document_id)
        self._offers = self._offered()
        self._offers_of = ""
        """The document for which the offers were last looked up."""
        self._passed: list[Key] = []
        self.current: Current | None = None

    # Looking

    def next(self) -> Current | None:
        """Go to the next row that is to be looked at; None where there is none left."""
        self.poll()
        here = self.current.entry.key if self.current is not None else None
        if here is not None:
            self._passed.append(here)
        return self._go(self.queue.after(self.wanted, here))

    def previous(self) -> Current | None:
        """Go back to the row that was shown before this one."""
        self.poll()
        while self._passed:
            entry = self.queue.entries.get(self._passed.pop())
            if entry is not None:
                return self._go(entry)
        return self.current

    def first(self, wanted: Wanted) -> Current | None:
        """Narrow the queue, and go to its first row."""
        self.poll()
        self.wanted = wanted
        self._passed.clear()
        return self._go(self.queue.after(wanted, None))

    def skip(self) -> Current | None:
        """Leave the row for the end of the sitting, and go to the next one."""
        if self.current is not None:
            self.poll()
            following = self.queue.after(self.wanted, self.current.entry.key)
            self.queue.skip(self.current.entry.key)
            self._passed.append(self.current.entry.key)
            return self._go(following)
        return self.next()

    def open(self, key: Key) -> Current | None:
        """Go to a row by its table and id. Raises OutputError where there is none."""
        entry = self.queue.entries.get(key)
        if entry is None:
            raise OutputError(f"there is no row {key[1]} in {key[0]}", "choose one from the list")
        if self.current is not None and self.current.entry.key != key:
            self._passed.append(self.current.entry.key)
        return self._go(entry)

    def coming(self) -> Entry | None:
        """The row that `next` would show: its page can be drawn meanwhile."""
        here = self.current.entry.key if self.current is not None else None
        return self.queue.after(self.wanted, here)

    def listed(self, limit: int) -> Sequence[Entry]:
        """The first rows of the queue."""
        return self.queue.listed(self.wanted, limit)

    def see(self, document_id: str) -> Seen:
        """A document as it stands now, with the log laid over. Raises OutputError where it is gone."""
        return see(self.stored(document_id), self._log.of(document_id))

    def stored(self, document_id: str) -> Reviewed:
        """A document as the tables have it; the last ones are kept. From any thread."""
        with self._lock:
            if document_id in self._stored:
                self._stored.move_to_end(document_id)
                return self._stored[document_id]
            loading = self._loading.setdefault(document_id, threading.Lock())
        # Whoever needs what another thread is loading waits for it: two at once take twice as long.
        with loading:
            with self._lock:
                if document_id in self._stored:
                    return self._stored[document_id]
            found = lines_of.load(self.out, document_id)
            with self._lock:
                self._stored[document_id] = found
                self._loading.pop(document_id, None)
                while len(self._stored) > DOCUMENTS:
                    self._stored.popitem(last=False)
        return found

    def text_in(self, page: int, box: Box) -> str:
        """The words that stand in a box of a page of the document that is shown; empty where none do."""
        return lines_of.text_in(self._now().seen.reviewed, page, box)

    def poll(self) -> Sequence[Correction]:
        """Take in what other sittings have written, and give it."""
        came = self._log.poll()
        if came:
            self._follow({one.document_id for one in came})
        return came

    # Writing

    def set_value(self, column: str, new: str | None) -> Current | None:
        """Give a column of the row another value. Raises VanthuError for what can't stand there."""
        now = self._now()
        line = lines_of.set_value(self._sitting, now.seen.reviewed, now.entry.table, now.entry.row_id, column, new)
        return self._wrote(line)

    def confirm(self) -> Current | None:
        """Say that all values of the row are right, and go to the next one."""
        now = self._now()
        self._wrote(lines_of.confirm(self._sitting, now.seen.reviewed, now.entry.table, now.entry.row_id))
        return self.next()

    def delete(self) -> Current | None:
        """Say that the row shall not be there, and go to the next one. Raises OutputError for a document's own row."""
        now = self._now()
        if now.entry.table == "documents":
            raise OutputError("a document can't be deleted", "take its file out of the archive")
        following = self.queue.after(self.wanted, now.entry.key)
        line = self._inserting(now)
        if line is not None:
            self._wrote(self._sitting.undo(line))
        else:
            self._wrote(lines_of.delete(self._sitting, now.seen.reviewed, now.entry.table, now.entry.row_id))
        self.poll()
        # The row has left the queue, and with a task its assignees.
        if following is not None and following.key not in self.queue.entries:
            following = self.queue.after(self.wanted, None)
        return self._go(following)

    def insert(
        self,
        table: str,
        new: Mapping[str, str | None],
        *,
        page: int | None = None,
        bbox: Box | None = None,
        text: str | None = None,
        task_id: str | None = None,
    ) -> Current | None:
        """Say that a row is missing, and go to it. Raises VanthuError for a value that can't stand there."""
        now = self._now()
        line = lines_of.insert(
            self._sitting, now.seen.reviewed, table, new, page=page, bbox=bbox, text=text, task_id=task_id
        )
        self._wrote(line)
        return self.open((table, f"{line.document_id}-r{line.correction_id}"))

    # Re-scans

    def offer(self) -> Offered | None:
        """Corrections of another file that may hold for the document that is shown; None where there are none."""
        if self.current is None:
            return None
        document_id = self.current.entry.document_id
        if document_id != self._offers_of and self._log_grew:
            self._offers, self._log_grew = self._offered(), False
        self._offers_of = document_id
        for one in self._offers.get(document_id, ()):
            placed = rescans.carried(one, self.current.seen.reviewed)
            count = sum(made.reason is None for made in placed)
            if count:
                return Offered(one, count)
        return None

    def take(self) -> int:
        """Take over what `offer` gives, and say how many lines were written."""
        found = self.offer()
        if found is None:
            return 0
        written = rescans.take(self._sitting, found.offer, self.out)
        self.poll()
        self._offers = self._offered()
        count = sum(made.reason is None for made in written)
        self.saved += count
        return count

    def _offered(self) -> Mapping[str, Sequence[rescans.Offer]]:
        """The offers by the document to which they are made."""
        found: dict[str, list[rescans.Offer]] = {}
        for one in rescans.offers(self.out, Log(self._log.lines)):
            found.setdefault(one.document_id, []).append(one)
        return found

    # Taking back

    def undo(self) -> Correction | None:
        """Take back this reviewer's last line that holds, go to its row, and give the line; None without one."""
        self.poll()
        holding, _ = in_force(self._log.lines)
        own = [one for one in holding if one.reviewer == self.reviewer]
        if not own:
            return None
        last = own[-1]
        self._wrote(self._sitting.undo(last), of=last.document_id)
        key = (last.table, last.row_id or "")
        if key in self.queue.entries:
            self._go(self.queue.entries[key])
        elif self.current is None or self.current.entry.key not in self.queue.entries:
            # It was the row that this line had inserted: back to where it was inserted from.
            self.current = None
            if self.previous() is None:
                self.next()
        return last

    def is_back(self, line: Correction) -> bool:
        """False for a deletion taken back whose row is not in the tables: only the next run can bring it there."""
        return line.action is not Action.DELETE or (line.table, line.row_id or "") in self.queue.entries

    # Within

    def _now(self) -> Current:
        if self.current is None:
            raise OutputError("no row is open", "choose one from the list")
        return self.current

    def _inserting(self, now: Current) -> Correction | None:
        """The line that inserted a row, where this reviewer wrote it."""
        if not anchors.is_inserted(now.entry.row_id):
            return None
        made = now.entry.row_id.rpartition("-r")[2]
        found = next((one for one in self._log.of(now.entry.document_id) if one.correction_id == made), None)
        return found if found is not None and found.reviewer == self.reviewer else None

    def _wrote(self, line: Correction, of: str | None = None) -> Current | None:
        self.saved += 1
        self._log.add(line)
        self._follow({of or line.document_id})
        return self.current

    def _follow(self, documents: set[str]) -> None:
        """Let the queue and the row that is shown agree with the log about some documents."""
        self._log_grew = True
        for document_id in documents:
            lines = self._log.of(document_id)
            queues.follow(self.queue, lines, self.queue.shown)
            self._take_inserted(document_id)
        if self.current is not None and self.current.entry.document_id in documents:
            self._show(self.current.entry)

    def _take_inserted(self, document_id: str) -> None:
        """Rows that reviewers inserted or deleted come into the queue or leave it."""
        lines = self._log.of(document_id)
        if not any(one.action in (Action.INSERT, Action.DELETE) for one in lines):
            return
        try:
            seen = self.see(document_id)
        except OutputError:
            return
        about = seen.document.document
        there: set[Key] = set()
        for table in anchors.NAMED:
            for row in getattr(seen.document, table):
                key = (table, getattr(row, KEYS[table]))
                there.add(key)
                if key not in self.queue.entries:
                    self.queue.add(queues.entry_of(table, row, about.path, about.issuer))
        for key, entry in list(self.queue.entries.items()):
            if entry.document_id == document_id and entry.table != "documents" and key not in there:
                self.queue.drop(key)

    def _go(self, entry: Entry | None) -> Current | None:
        if entry is None:
            self.current = None
            return None
        self._show(entry)
        return self.current

    def _show(self, entry: Entry) -> None:
        seen = self.see(entry.document_id)
        row = anchors.row_named(seen.document, entry.table, entry.row_id)
        if row is None:
            # It was deleted: shown as the machine has it, until the reviewer goes on.
            row = anchors.row_named(seen.machine, entry.table, entry.row_id)
        self.current = Current(entry, seen, row) if row is not None else None


def orphaned(seen: Seen, line: Correction) -> str | None:
    """Why a line that was just written does not show; None where it does."""
    record = seen.fate(line.correction_id)
    return record.reason if record is not None and record.status == overlay.ORPHANED else None


def narrowed(wanted: Wanted, **changes: Any) -> Wanted:
    """Which rows are wanted, some of it changed."""
    return replace(wanted, **changes)
