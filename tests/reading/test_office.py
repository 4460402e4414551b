"""Old Word files through LibreOffice: where it is, what it makes, and what it can do wrong."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pipeline.errors import DamagedError, LimitError, UnsupportedError
from pipeline.reading import office, sniff
from pipeline.reading.read import abilities, read_bytes
from pipeline.settings import ReadingSettings
from tests.helpers.word_file import docx, p

RTF = rb"{\rtf1\ansi\ansicpg1258 {\b K\u7871? ho\u7841?ch}\par Hai d\u242?ng.\par}"
needs_sh = pytest.mark.skipif(os.name == "nt", reason="the fake LibreOffice is a shell script")


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in LibreOffice's place; what it does is written by the test."""
    path = tmp_path / "bin" / "soffice"
    path.parent.mkdir()
    (tmp_path / "made.docx").write_bytes(docx(p("Kế hoạch của") + p("năm sau")))
    monkeypatch.setenv("VANTHU_SOFFICE", str(path))
    monkeypatch.setenv("PATH", os.environ["PATH"])
    office.version.cache_clear()
    return path


def write(path: Path, does: str) -> None:
    """The arguments end with `--outdir OUT SOURCE`."""
    path.write_text(
        f'#!/bin/sh\nfor one; do before="$out"; out="$last"; last="$one"; done\nmade="{path.parents[1]}/made.docx"\n{does}\n'
    )
    path.chmod(0o755)


COPY = 'mkdir -p "$out" && cp "$made" "$out/document.docx"'


@needs_sh
def test_what_it_makes_is_read_as_word(fake: Path) -> None:
    """The file goes in under a name of ours, and with its kind; the reading keeps its own media type."""
    write(fake, f'case "$last" in */document.rtf) {COPY};; esac')
    reading = read_bytes(RTF, "../../evil name.rtf")
    assert reading.media_type == "application/rtf"
    assert [page.text for page in reading.pages] == ["Kế hoạch của\nnăm sau"]


@needs_sh
def test_it_is_started_again_when_it_asks(fake: Path) -> None:
    """With a new profile the program ends with code 81 and wants to be called anew."""
    write(fake, f'if [ ! -e "$HOME/seen" ]; then touch "$HOME/seen"; exit 81; fi; {COPY}')
    assert read_bytes(RTF, "x").pages[0].text.startswith("Kế hoạch")


@needs_sh
@pytest.mark.parametrize(
    ("does", "error", "says"),
    [
        pytest.param("exec sleep 60", LimitError, "longer than 1 seconds", id="hangs"),
        pytest.param('echo "Error: source file could not be loaded"', DamagedError, "could not be loaded", id="fails"),
        pytest.param("kill -SEGV $$", DamagedError, "it said nothing", id="crashes"),
        pytest.param("printf '\\377\\376\\033[2J'; exit 1", DamagedError, "can't open", id="prints bad bytes"),
        pytest.param(
            'mkdir -p "$out"; ln -s /etc/passwd "$out/document.docx"', DamagedError, "can't open", id="leaves a link"
        ),
        pytest.param('mkdir -p "$out"; echo x > "$out/document.docx"', DamagedError, "broken zip", id="writes rubbish"),
    ],
)
def test_what_it_can_do_wrong(fake: Path, does: str, error: type[Exception], says: str) -> None:
    """Each is one line of its own kind, without temporary names in it."""
    write(fake, does)
    with pytest.raises(error, match=says) as caught:
        read_bytes(RTF, "x", ReadingSettings(office_seconds=1 if "sleep" in does else 60))
    assert "vanthu-office" not in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_where_it_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kind is named, and what to install; a failure is tried again once it is there."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("VANTHU_SOFFICE", raising=False)
    monkeypatch.setattr(office, "ON_MACOS", str(tmp_path / "none"))
    with pytest.raises(UnsupportedError, match="install LibreOffice") as caught:
        read_bytes(RTF, "x")
    assert ".rtf" in str(caught.value)
    assert "no LibreOffice" in abilities()


@needs_sh
def test_its_version_is_asked_of_it(fake: Path) -> None:
    write(fake, "echo LibreOffice 24.2.7.2 420 Build:2")
    assert "LibreOffice 24.2.7.2" in abilities()


@needs_sh
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_it_sees_little_of_the_user(fake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Home and profile are folders of this conversion alone; the environment's secrets stay with us."""
    monkeypatch.setenv("SECRET_TOKEN", "x")
    write(fake, f'env > "{fake.parent}/seen"; echo "$@" >> "{fake.parent}/seen"; {COPY}')
    read_bytes(RTF, "x")
    seen = (fake.parent / "seen").read_text()
    assert "SECRET_TOKEN" not in seen
    assert "HOME=" in seen
    assert f"HOME={Path.home()}\n" not in seen
    assert "-env:UserInstallation=file:///" in seen


@pytest.mark.slow
def test_real_libreoffice() -> None:
    """Rich Text becomes words with their looks. (A .doc of ours would have to be committed; ../shared has some.)"""
    if office.program() is None:
        pytest.skip("LibreOffice is not installed here; `vanthu doctor` says what it would read")
    (page,) = read_bytes(RTF, "x").pages
    assert page.text == "Kế hoạch\nHai dòng."
    assert all(word.bold for word in page.lines[0].words)


def test_kinds_known() -> None:
    assert office._SUFFIXES.keys() == office._WHAT.keys() == sniff.BY_OFFICE
