"""The catalogue of messages: English in the code, Vietnamese beside it, and lines told from their templates."""

import re
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import messages
from pipeline.cli import main
from tests.helpers.templates import said


@pytest.fixture(autouse=True)
def spoken():
    yield
    messages.speak(None)


def places(template: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(template) if name is not None)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),  # nothing said
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "vi"}, "vi"),
        ({"LANG": "vie_x"}, "en"),  # another language's code
        ({"LC_ALL": "C.UTF-8", "LANG": "vi_VN.UTF-8"}, "en"),  # POSIX: LC_ALL before LANG
        ({"LC_ALL": "", "LANG": "vi_VN.UTF-8"}, "vi"),  # empty counts as not set
        ({"VANTHU_LANG": "vi", "LC_ALL": "C"}, "vi"),  # our own name before the system's
    ],
)
def test_the_language_is_the_environments(environment: dict[str, str], expected: str) -> None:
    assert messages.language(environment) == expected


def test_everything_that_is_said_is_in_the_catalogue() -> None:
    assert {template: place for template, place in said().items() if template not in messages.catalogue()} == {}


def test_the_catalogue_holds_nothing_that_is_no_longer_said() -> None:
    package = Path(messages.__file__).parent
    files = [path for path in package.rglob("*") if path.suffix in {".py", ".js", ".html", ".css"}]
    code = "".join(" ".join(path.read_text(encoding="utf-8").split()) for path in files)
    code = re.sub(r'["\'] f?["\']', "", code)  # a message may be written in several pieces
    stale = []
    for template in messages.catalogue():
        longest = max((literal for literal, *_ in Formatter().parse(template)), key=len)
        if " ".join(longest.split()) not in code:
            stale.append(template)
    assert stale == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("the file is empty; get a fresh copy of it", "tệp rỗng; hãy lấy bản khác của tệp"),  # what and advice
        ("the file is larger than 512 MiB", "tệp lớn hơn 512 MiB"),  # a value
        (
            "no page of the PDF could be read (the page has no size)",  # a line in a line
            "không đọc được trang nào của tệp PDF (trang không có kích thước)",
        ),
        (
            "it is a GIF picture, which is not read; save it as PNG",
            "đây là một ảnh GIF, loại tệp chưa đọc được; hãy lưu thành PNG",
        ),
        ("there is no archive at a; b", "không có kho nào ở a; b"),  # the mark of the advice in a value
    ],
)
def test_a_rendered_line_is_told_from_its_template(line: str, expected: str) -> None:
    messages.speak("vi")
    assert messages.translate(line) == expected


@pytest.mark.parametrize(
    ("arguments", "code", "said_there"),
    [
        (
            ["extract", "nowhere-at-all", "--lang", "vi"],
            3,
            "vanthu: không có kho nào ở nowhere-at-all; hãy kiểm tra đường dẫn",
        ),
        (["--lang", "vi", "extract", "--help"], 0, "Đọc mọi văn bản trong ARCHIVE"),
        (["--lang", "vi", "--help"], 0, "Cho biết máy này có gì và thiếu gì."),
        (["extract", "--lang", "en", "--help"], 0, "Read every document of ARCHIVE"),
    ],
)
def test_the_command_speaks_as_it_is_told(
    arguments: list[str], code: int, said_there: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    told = capsys.readouterr()
    assert end.value.code == code
    assert said_there in " ".join((told.out + told.err).split())


def test_the_choice_of_one_call_does_not_outlive_it(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--lang", "vi", "--help"], ["--help"]):
        with pytest.raises(SystemExit):
            main(arguments)
    assert "Say what this machine has and lacks." in capsys.readouterr().out


def test_every_translation_has_its_messages_places() -> None:
    assert {en: vi for en, vi in messages.catalogue().items() if places(en) != places(vi) or not vi.strip()} == {}


@pytest.mark.parametrize(
    "line",
    ["", "{", "a {b} c", "no such message", "x; y; z", "; ", "no page of (a; b) could be read"],
)
def test_what_the_catalogue_does_not_know_stays_as_it_is(line: str) -> None:
    messages.speak("vi")
    assert messages.translate(line) == line


def test_english_is_left_alone() -> None:
    messages.speak("en")
    assert [messages.translate(template) for template in said()] == list(said())


@given(st.text(max_size=3000))
def test_no_line_breaks_the_translation(line: str) -> None:
    messages.speak("vi")
    assert isinstance(messages.translate(line), str)
