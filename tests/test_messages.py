"""The catalogue of messages: English in the code, Vietnamese beside it, and lines told from their templates."""

from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import messages
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
