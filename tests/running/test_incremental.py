"""Whatever the way an archive went, the tables end as one full run makes them, byte for byte.

Hypothesis adds, changes, copies, renames and removes files, and runs in between: whole runs, runs of
some files, runs with other settings, runs that are stopped, that are killed, whose disk is full.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from pipeline.errors import ArchiveError, OutputError
from pipeline.records import TABLES
from pipeline.running import extract as running
from pipeline.running import segment
from pipeline.running.extract import extract
from pipeline.running.progress import Silent, Tally
from pipeline.running.summary import Interrupted
from pipeline.settings import ParsingSettings, ReadingSettings, Settings
from pipeline.storing import buckets, readings
from pipeline.storing.tables import open_tables
from tests.helpers.inline import Inline
from tests.helpers.stages import TOOLS

NAMES = ["a.txt", "b.txt", "b/a.txt", "b/ấ.txt", "c d.txt", "kế hoạch.txt"]
CONTENTS = [
    "Số: 1/KH-MẪU\nCăn cứ 7/2031/NĐ-CP\nSở Mẫu chủ trì việc một",
    "Số: 7/2031/NĐ-CP\nĐiều 1",
    "Số: 7/2031/NĐ-CP\nĐiều 1, bản khác",  # another copy of the same work
    "Số: 1/TTr-MẪU\nviệc\fSố: 2/NQ-MẪU\nviệc khác",
    "Số: 2/NQ-MẪU\nCăn cứ 1/KH-MẪU\nBan Mẫu chủ trì việc hai",
    "một dòng",
    "DAMAGED",
    "UNSUPPORTED",
    "FAULT",
]
names = st.sampled_from(NAMES)
contents = st.sampled_from(CONTENTS)
SETTINGS = {
    "default": Settings(),
    "parsing": Settings(parsing=ParsingSettings(tokens="syllables")),
    "reading": Settings(reading=ReadingSettings(dpi=300)),
}


class KilledError(BaseException):
    """The end of the process, as far as one process can play it."""


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Everything happens at once: segments of a document, buckets of two, packs of two readings."""
    for name in [name for name in os.environ if name.startswith("VANTHU_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(running, "Drivers", Inline)
    monkeypatch.setattr(segment, "DOCUMENTS", 1)
    monkeypatch.setattr(running, "DOCUMENTS_A_BUCKET", 3)
    monkeypatch.setattr(buckets, "DOCUMENTS_A_BUCKET", 2)
    monkeypatch.setattr(buckets, "DOCUMENTS_A_GROUP", 1)
    monkeypatch.setattr(readings.ReadingStore.pack, "__defaults__", (2,))
    monkeypatch.setattr(os, "fsync", lambda _: None)
    yield


def bytes_of(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for table in TABLES
        for path in sorted((out / table).iterdir())
    }


class Trouble(Silent):
    """Something happens when so many files are settled."""

    def __init__(self, at: int, what: str) -> None:
        self.at, self.what = at, what

    def update(self, tally: Tally) -> None:
        if tally.files == self.at:
            if self.what == "killed":
                raise KilledError
            signal.raise_signal(signal.SIGINT)


class Archive(RuleBasedStateMachine):
    """An archive that changes, and the output of many runs."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="vanthu-test-"))
        self.kho = self.root / "kho"
        self.out = self.root / "out"
        self.kho.mkdir()
        self.clock = 1_600_000_000

    def put(self, name: str, text: str) -> None:
        path = self.kho / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        self.clock += 1
        os.utime(path, (self.clock, self.clock))

    def there(self) -> list[str]:
        return [name for name in NAMES if (self.kho / name).exists()]

    def run(self, out: Path | None = None, settings: str = "default", **options: object) -> None:
        try:
            extract(self.kho, out or self.out, settings=SETTINGS[settings], workers=1, tools=TOOLS, **options)  # type: ignore[arg-type]
        except ArchiveError:
            assert not self.there(), "only an empty archive is refused"

    @rule(name=names, text=contents)
    def write(self, name: str, text: str) -> None:
        self.put(name, text)

    @precondition(lambda self: self.there())
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        (self.kho / data.draw(st.sampled_from(self.there()))).unlink()

    @precondition(lambda self: self.there())
    @rule(data=st.data(), to=names)
    def rename(self, data: st.DataObject, to: str) -> None:
        (self.kho / to).parent.mkdir(exist_ok=True)
        (self.kho / data.draw(st.sampled_from(self.there()))).replace(self.kho / to)

    @precondition(lambda self: self.there())
    @rule(data=st.data(), to=names)
    def copy(self, data: st.DataObject, to: str) -> None:
        name = data.draw(st.sampled_from(self.there()))
        self.put(to, (self.kho / name).read_text())

    @rule(prune=st.booleans(), retry=st.booleans(), rehash=st.booleans(), settings=st.sampled_from(list(SETTINGS)))
    def a_run(self, prune: bool, retry: bool, rehash: bool, settings: str) -> None:
        self.run(settings=settings, prune=prune, retry=retry, rehash=rehash)

    @rule(only=st.sampled_from(["b/*", "*a.txt", "k*"]), prune=st.booleans())
    def a_run_of_some_files(self, only: str, prune: bool) -> None:
        self.run(only=[only], prune=prune)

    @rule(limit=st.integers(0, 2))
    def a_run_of_few_files(self, limit: int) -> None:
        self.run(limit=limit)

    @rule(at=st.integers(0, 4))
    def a_run_that_is_stopped(self, at: int) -> None:
        with contextlib.suppress(Interrupted):
            self.run(progress=Trouble(at, "stopped"))

    @rule(at=st.integers(0, 4))
    def a_run_that_is_killed_between_files(self, at: int) -> None:
        with contextlib.suppress(KilledError):
            self.run(progress=Trouble(at, "killed"))

    @rule(at=st.integers(0, 60), full=st.booleans())
    def a_run_that_is_killed_or_out_of_room_while_it_writes(self, at: int, full: bool) -> None:
        left = [at]

        def fsync(_: int) -> None:
            left[0] -= 1
            if left[0] == 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) if full else KilledError

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fsync", fsync)
            try:
                self.run()
            except KilledError:
                assert not full
            except OutputError as error:
                assert full
                assert "No space left on device" in str(error)

    @invariant()
    def nothing_is_doubled_or_dangles(self) -> None:
        if not (self.out / "documents").exists():
            return
        tables = open_tables(self.out)
        documents = tables.arrow("documents").column("document_id").to_pylist()
        assert len(documents) == len(set(documents))
        sources = tables.sources
        assert sources.path.is_unique
        owned = Counter(one for ids in sources[sources.status == "extracted"].document_ids for one in ids)
        assert owned == Counter(documents), "each document has one file that it comes from"
        for table in TABLES:
            if table not in ("sources", "corrections"):
                rows = tables.arrow(table)
                assert set(rows.column("document_id").to_pylist()) <= set(documents), table
        for ids in sources[sources.status == "duplicate"].document_ids:
            assert set(ids) <= set(documents), "a copy's document is there"

    def teardown(self) -> None:
        try:
            if self.there():
                self.run(prune=True)
                self.run(self.root / "one", prune=True)
                assert bytes_of(self.out) == bytes_of(self.root / "one")
                again = extract(self.kho, self.out, settings=SETTINGS["default"], workers=1, tools=TOOLS)
                assert (again.read, again.parsed, again.rewritten) == (0, 0, 0)
                kept = len(list((self.out / ".reading").rglob("*.reading")))
                assert kept <= 4 * len(NAMES), "the reading store does not grow with the changes"
        finally:
            shutil.rmtree(self.root)


@pytest.mark.parametrize("examples", [25, pytest.param(400, marks=pytest.mark.slow)])
def test_any_way_there_ends_in_the_same_bytes(examples: int) -> None:
    hypothesis.stateful.run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Archive,
        settings=hypothesis.settings(max_examples=examples, stateful_step_count=12, deadline=None),
    )
