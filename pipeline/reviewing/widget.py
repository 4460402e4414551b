"""The review page in a notebook: an anywidget that shows what a `Review` says and tells it what is done.

Nothing is decided here: messages of the page become calls of the sitting, what comes back is sent as JSON.
This module needs the extra `review`, and is imported by notebooks alone.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import time
from collections.abc import Callable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from pipeline import messages
from pipeline.errors import VanthuError, one_line
from pipeline.messages import Language
from pipeline.pages import Box
from pipeline.reviewing import completion, drafts, labels, view
from pipeline.reviewing.painter import Painter
from pipeline.reviewing.picture import FOLDER, Files, Pictures, sheets
from pipeline.reviewing.queue import Order, Wanted
from pipeline.reviewing.seen import Seen
from pipeline.reviewing.sitting import Review, narrowed, orphaned
from pipeline.settings import Settings
from pipeline.storing.output import archive_of

LISTED = 200
"""Rows of the queue that the list shows."""
_PARTS = ("words.js", "sheet.js", "editors.js", "panel.js", "keys.js", "theme.js", "page.js")
"""The page's module, in the order in which its parts are joined: each uses those before it."""
_WEB = resources.files("pipeline.reviewing").joinpath("web")


class ReviewPage(anywidget.AnyWidget):  # type: ignore[misc]
    """The review page. Made by `review`.

    Args:
        sitting: whose rows are shown.
        painter: called with what is to be told of pages; gives the thread that draws them.
        pictures: draws pages.
    """

    _esm = "\n".join(_WEB.joinpath(name).read_text(encoding="utf-8") for name in _PARTS)
    _css = _WEB.joinpath("page.css").read_text(encoding="utf-8")
    lang = traitlets.Unicode("en").tag(sync=True)
    reviewer = traitlets.Unicode("").tag(sync=True)
    alone = traitlets.Bool(False).tag(sync=True)

    def __init__(self, sitting: Review, pictures: Pictures, **options: Any) -> None:
        super().__init__(lang=str(messages.language()), reviewer=sitting.reviewer, **options)
        self._sitting = sitting
        self._pictures = pictures
        self._painter = Painter(pictures, self._drawn)
        self._offers: completion.Offers | None = None
        self.on_msg(self._heard)

    def close(self) -> None:
        """End the process that draws pages, and the widget."""
        self._painter.close()
        super().close()

    # Hearing

    def _heard(self, _: Any, content: Mapping[str, Any], __: Any) -> None:
        """A message of the page. Whatever goes wrong is told there, in one line."""
        began = time.perf_counter()
        seq = content.get("seq")
        try:
            action = _ACTIONS[str(content.get("do"))]
            told = action(self, content)
        except VanthuError as error:
            self._tell("notice", seq=seq, level="error", text=messages.translate(str(error)))
        except Exception as error:  # the border to the browser: a fault must be seen, and end nothing
            line = one_line(f"a fault of ours ({type(error).__name__}: {error})")
            self._tell("notice", seq=seq, level="error", text=line)
        else:
            if told is not None:
                self._tell("view", seq=seq, ms=round(1000 * (time.perf_counter() - began), 1), **told)
                self._fetch_ahead(told["row"]["page"] if told["row"] is not None else 1)

    def _hello(self, _: Mapping[str, Any]) -> Mapping[str, Any]:
        self._tell("labels", lang=str(messages.language()), words=dict(labels.labels()))
        if self._sitting.current is None:
            self._sitting.first(self._sitting.wanted)
        return self._view() | {"choices": dict(self._sitting.queue.choices()), "insertable": view.editable()}

    def _next(self, _: Mapping[str, Any]) -> Mapping[str, Any]:
        came = self._sitting.poll()
        others = [one.reviewer for one in came if one.reviewer != self._sitting.reviewer]
        self._sitting.next()
        told = self._view()
        if others:
            words = labels.label("others").format(reviewer=", ".join(sorted(set(others))), count=len(others))
            told |= {"notice": words}
        return told

    def _previous(self, _: Mapping[str, Any]) -> Mapping[str, Any]:
        self._sitting.previous()
        return self._view()

    def _skip(self, _: Mapping[str, Any]) -> Mapping[str, Any]:
        self._sitting.skip()
        return self._view()

    def _confirm(self, _: Mapping[str, Any]) -> Mapping[str, Any]:
        self._sitting.confirm()
        return self._view() | {"saved": True}

    def _delete(self, _: Mapping[str, Any]) -> Mapping[str, Any]:
        self._sitting.delete()
        return self._view() | {"saved": True, "notice": labels.label("deleted")}

    def _undo(self, _: Mapping[str, Any]) -> Mapping[str, Any]:
        line = self._sitting.undo()
        if line is None:
            return self._view() | {"notice": labels.label("nothing.undo")}
        words = labels.labels()
        what = words[str(line.action) if str(line.action) in words else "edit"]
        what = " · ".join(filter(None, (what, words[f"table.{line.table}"], words.get(f"column.{line.column}"))))
        undone = "undone" if self._sitting.is_back(line) else "undone.later"
        return self._view() | {"saved": True, "notice": words[undone].format(what=what)}

    def _set(self, content: Mapping[str, Any]) -> Mapping[str, Any]:
        column, new = str(content["column"]), _text(content.get("value"))
        now = self._sitting.current
        if now is not None and (now.entry.table, now.entry.row_id) != (content.get("table"), content.get("row_id")):
            self._sitting.open((str(content.get("table")), str(content.get("row_id"))))
        current = self._sitting.set_value(column, new)
        told = self._view() | {"saved": True}
        if current is not None:
            if self._offers is not None:
                self._offers.add(current.entry.table, column, new)
            lines = [one for one in current.seen.holding if one.column == column]
            reason = orphaned(current.seen, lines[-1]) if lines else None
            if reason is not None:
                told |= {"notice": labels.label("orphaned").format(reason=messages.translate(reason))}
        return told

    def _open(self, content: Mapping[str, Any]) -> Mapping[str, Any]:
        self._sitting.open((str(content["table"]), str(content["row_id"])))
        return self._view()

    def _narrow(self, content: Mapping[str, Any]) -> Mapping[str, Any]:
        given = {name: content[name] for name in Wanted.__dataclass_fields__ if name in content}
        if "order" in given:
            given["order"] = Order(given["order"])
        self._sitting.first(narrowed(self._sitting.wanted, **given))
        return self._view()

    def _insert(self, content: Mapping[str, Any]) -> Mapping[str, Any]:
        given = {str(name): _text(value) for name, value in dict(content["values"]).items()}
        self._sitting.insert(
            str(content["table"]),
            {name: value for name, value in given.items() if value is not None},
            page=content.get("page"),
            bbox=_box(content.get("bbox")),
            text=_text(content.get("text")),
            task_id=_text(content.get("task_id")),
        )
        return self._view() | {"saved": True}

    def _take(self, _: Mapping[str, Any]) -> Mapping[str, Any]:
        count = self._sitting.take()
        return self._view() | {"saved": True, "notice": labels.label("taken").format(count=count)}

    def _speak(self, content: Mapping[str, Any]) -> Mapping[str, Any]:
        messages.speak(Language(content["lang"]))
        self.lang = str(messages.language())
        return self._hello(content)

    # What is told apart from the row

    def _page(self, content: Mapping[str, Any]) -> None:
        self._want(self._sitting.see(str(content["document_id"])), int(content["page"]), soon=True)

    def _list(self, _: Mapping[str, Any]) -> None:
        queue = self._sitting.queue
        rows = [view.entry(one, queue.is_done(one.key)) for one in self._sitting.listed(LISTED)]
        self._tell("list", rows=rows)

    def _complete(self, content: Mapping[str, Any]) -> None:
        if self._offers is None:
            self._offers = completion.load(self._sitting.out)
        table, column, typed = (str(content[name]) for name in ("table", "column", "typed"))
        self._tell("offers", column=column, typed=typed, values=self._offers.of(table, column, typed))

    def _read(self, content: Mapping[str, Any]) -> None:
        """The words in a box that was drawn, or that were selected, as the draft of a new row."""
        now = self._sitting.current
        if now is None:
            return
        table, page, box = str(content["table"]), int(content["page"]), _box(content.get("bbox"))
        text = _text(content.get("text"))
        if box is not None and text is None:
            text = self._sitting.text_in(page, box) or None
        sheet = sheets(now.seen.document.pages, now.seen.reviewed.sha256, now.entry.path).get(page)
        tasks = view.tasks(now.seen.document) if table == "assignees" else []

        def work() -> None:
            read, trouble = text or "", None
            try:
                if not read and box is not None and sheet is not None and sheet.drawn:
                    read = self._pictures.read(sheet, box)
                given = self._pictures.run(drafts.draft, table, read)
            except VanthuError as error:
                given, trouble = {}, messages.translate(str(error))
            self._tell(
                "draft", table=table, page=page, bbox=box, text=read, given=dict(given), trouble=trouble,
                values=view.blank(table), tasks=tasks,
            )  # fmt: skip

        self._painter.do("draft", work)

    # Telling

    def _view(self) -> dict[str, Any]:
        sitting = self._sitting
        progress = sitting.queue.progress(sitting.wanted)
        return {
            "row": view.row(sitting.current) if sitting.current is not None else None,
            "progress": {"done": progress.done, "total": progress.total, "saved": sitting.saved},
            "rescan": self._offer(),
        }

    def _offer(self) -> Mapping[str, Any] | None:
        found = self._sitting.offer()
        if found is None:
            return None
        path = found.offer.source_path or found.offer.source_id
        return {"document_id": found.offer.document_id, "path": path, "count": found.count}

    def _fetch_ahead(self, page: int) -> None:
        """Draw the page that is looked at and, when that is done, the next row's."""
        now = self._sitting.current
        if now is not None:
            self._want(now.seen, page, soon=True)
        coming = self._sitting.coming()
        if coming is not None:

            def work() -> None:
                with contextlib.suppress(VanthuError):
                    stored = self._sitting.stored(coming.document_id)
                    self._want(Seen(stored, stored.document), coming.page or 1, soon=False)

            self._painter.do("coming", work, soon=False)

    def _want(self, seen: Seen, page: int, *, soon: bool) -> None:
        about = seen.document.document
        name = f"{about.document_id}:{page}"
        sheet = sheets(seen.document.pages, seen.reviewed.sha256, about.path).get(page)
        if sheet is None:
            return
        if sheet.drawn:
            self._painter.want(name, sheet, soon=soon)
        else:
            self._tell("page", name=name, text=view.page_text(seen.document, page))

    def _drawn(self, name: str, picture: bytes | None, trouble: str | None) -> None:
        if picture is not None:
            self._tell("page", buffers=[picture], name=name)
        else:
            self._tell("page", name=name, trouble=messages.translate(trouble or ""))

    def _tell(self, kind: str, *, buffers: list[bytes] | None = None, **content: Any) -> None:
        self.send({"kind": kind} | content, buffers=buffers)


_ACTIONS: Mapping[str, Callable[[ReviewPage, Mapping[str, Any]], Mapping[str, Any] | None]] = {
    "hello": ReviewPage._hello,
    "next": ReviewPage._next,
    "previous": ReviewPage._previous,
    "confirm": ReviewPage._confirm,
    "delete": ReviewPage._delete,
    "skip": ReviewPage._skip,
    "undo": ReviewPage._undo,
    "set": ReviewPage._set,
    "open": ReviewPage._open,
    "narrow": ReviewPage._narrow,
    "insert": ReviewPage._insert,
    "take": ReviewPage._take,
    "speak": ReviewPage._speak,
    "page": ReviewPage._page,
    "list": ReviewPage._list,
    "complete": ReviewPage._complete,
    "read": ReviewPage._read,
}


def review(out: Path | str | None = None, reviewer: str | None = None, *, alone: bool = False) -> ReviewPage:
    """The review page of the tables below `out`.

    Args:
        out: folder of the tables; that of VANTHU_OUT, else data/processed here or one folder above.
        reviewer: who reviews; VANTHU_REVIEWER, else the name under which the computer knows its user.
        alone: the page fills its window, as one of its own does.

    Raises OutputError where there are no tables.
    """
    folder = Path(out or os.environ.get("VANTHU_OUT") or _here("data/processed"))
    settings = Settings()
    if not settings.corrections.is_absolute():
        settings = settings.model_copy(update={"corrections": _here(str(settings.corrections))})
    name = reviewer or os.environ.get("VANTHU_REVIEWER") or _user()
    sitting = Review(folder, settings.corrections, name)
    return ReviewPage(sitting, Pictures(Files(archive_of(folder)), folder / FOLDER, settings), alone=alone)


def _here(folder: str) -> Path:
    """A folder of the project, from its root or from its folder of notebooks."""
    near, above = Path(folder), Path("..") / folder
    return above if not near.exists() and (above.exists() or Path.cwd().name == "notebooks") else near


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"


def _text(value: Any) -> str | None:
    return None if value is None or value == "" else str(value)


def _box(value: Any) -> Box | None:
    if value is None:
        return None
    x0, y0, x1, y1 = (min(1.0, max(0.0, float(at))) for at in value)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
