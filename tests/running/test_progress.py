"""What a run tells its onlooker."""

from __future__ import annotations

import io

import pytest

from pipeline.running.progress import Bar, Lines, Tally, reporter, span, visible


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("kế hoạch 1.pdf", "kế hoạch 1.pdf"),
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
        ("a\nb\tc", "a\\nb\\tc"),
        ("fdp.\u202egnp", "fdp.\\u202egnp"),
        ("\x9b31m", "\\x9b31m"),
    ],
)
def test_nothing_commands_the_terminal(raw: str, shown: str) -> None:
    assert visible(raw) == shown


def test_lines_come_every_so_often_with_the_time_left() -> None:
    stream = io.StringIO()
    lines = Lines(stream, seconds=0)
    lines._start -= 60
    lines.update(Tally(total=4, total_bytes=400, files=1, bytes=100, pages_read=7, documents=1, failed=0))
    assert stream.getvalue() == "1 of 4 files, 7 pages, 1 documents, 0 not read, about 3 min left\n"


def test_lines_are_rare() -> None:
    stream = io.StringIO()
    lines = Lines(stream, seconds=3600)
    for n in range(100):
        lines.update(Tally(total=100, files=n))
    assert stream.getvalue() == ""
    lines.note("đường\x1b dẫn")
    assert stream.getvalue() == "đường\\x1b dẫn\n"


def test_a_pipe_gets_lines_and_no_bar() -> None:
    assert isinstance(reporter(io.StringIO()), Lines)


def test_a_terminal_gets_a_bar() -> None:
    from rich.console import Console

    stream = io.StringIO()
    with Bar(Console(file=stream, force_terminal=True, width=120)) as bar:
        bar.update(Tally(total=4, total_bytes=400, files=1, bytes=100, pages_read=7, documents=3, failed=1))
        bar.note("[bold]no markup[/bold]")
    shown = stream.getvalue()
    assert "25 %" in shown
    assert "1 of 4 files, 7 pages, 3 documents, 1 not read" in shown
    assert "[bold]no markup[/bold]" in shown


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (89, "89 s"), (90, "2 min"), (3600, "60 min"), (12000, "3 h 20 min")]
)
def test_spans_are_for_people(seconds: float, words: str) -> None:
    assert span(seconds) == words


@pytest.mark.parametrize("terminal", [True, False])
def test_an_onlooker_who_goes_away_ends_nothing(terminal: bool) -> None:
    """`vanthu extract … 2>&1 | head`, or a log on a disk that is full."""

    class Gone(io.StringIO):
        tries = 0

        def write(self, text: str) -> int:
            self.tries += 1
            raise BrokenPipeError(32, "Broken pipe")

        def isatty(self) -> bool:
            return terminal

    stream = Gone()
    with reporter(stream) as onlooker:
        onlooker.update(Tally(2, 100, 1, 50))
        onlooker.note("a line")
        onlooker.update(Tally(2, 100, 2, 100))
    assert stream.tries
