"""Old Word files (.doc) and Rich Text (.rtf): turned into .docx by LibreOffice, where it is installed.

Each file gets a LibreOffice of its own, with a profile in a temporary folder: macros are off, links
are not followed, a time limit stands, and it ends with the worker that started it.
"""

from __future__ import annotations

import ctypes
import functools
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from pipeline.errors import DamagedError, LimitError, UnsupportedError, one_line
from pipeline.reading.sniff import DOC, RTF

NAMES = ("soffice", "libreoffice")
ON_MACOS = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
INSTALL = "install LibreOffice (libreoffice-writer-nogui) and run again, or save it as .docx"
MAX_DOCX = 256 * 1024 * 1024
"""Bytes of a conversion's result."""
_AGAIN = 81
"""Exit code by which LibreOffice asks to be started again, once it has made its profile."""
_PR_SET_PDEATHSIG = 1
_LIBC: Any = ctypes.CDLL(None) if sys.platform == "linux" else None
_SUFFIXES = {DOC: ".doc", RTF: ".rtf"}
_WHAT = {DOC: "an old Word file (.doc)", RTF: "a Rich Text file (.rtf)"}

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""
"""Settings of the profile: no macros, no active content, nothing fetched from where a document points."""


def program() -> Path | None:
    """LibreOffice's program; None where it is not installed.

    ``VANTHU_SOFFICE`` in the environment names one of the user's own.
    """
    for name in filter(None, (os.environ.get("VANTHU_SOFFICE"), *NAMES, ON_MACOS)):
        found = shutil.which(name)
        if found:
            # The script only looks after the program beside it; alone, that one ends when it is told to.
            path = Path(found).resolve()
            return path.with_name("soffice.bin") if path.with_name("soffice.bin").is_file() else path
    return None


@functools.cache
def version(found: Path) -> str:
    """LibreOffice's version as its program says it (`7.4.7.2`); empty where it says none."""
    try:
        with tempfile.TemporaryDirectory(prefix="vanthu-office-") as folder:
            told = _run([os.fspath(found), *_apart(Path(folder)), "--version"], Path(folder), 60.0)
    except (subprocess.TimeoutExpired, OSError):
        return ""
    number = re.search(r"\b\d{1,3}(?:\.\d{1,6}){1,4}\b", told)
    return number[0] if number else ""


def to_docx(data: bytes, media_type: str, seconds: float) -> bytes:
    """The bytes of a .docx made from an old Word file or Rich Text.

    Args:
        data: the file's bytes.
        media_type: `sniff.DOC` or `sniff.RTF`.
        seconds: time limit of the conversion.

    Raises:
        UnsupportedError: LibreOffice is not installed.
        LimitError: it took too long, or the result is too large.
        DamagedError: it could not make anything of the file.
    """
    found = program()
    if found is None:
        raise UnsupportedError(f"it is {_WHAT[media_type]}, which is read through LibreOffice", INSTALL)
    with tempfile.TemporaryDirectory(prefix="vanthu-office-") as name:
        folder = Path(name)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        source = folder / f"document{_SUFFIXES[media_type]}"
        source.write_bytes(data)
        command = [os.fspath(found), *_apart(folder), "--convert-to", "docx:MS Word 2007 XML"]
        command += ["--outdir", os.fspath(folder / "out"), os.fspath(source)]
        try:
            told = _run(command, folder, seconds)
        except subprocess.TimeoutExpired:
            raise LimitError(
                f"LibreOffice took longer than {seconds:g} seconds", "raise reading.office_seconds, or save it as .docx"
            ) from None
        except OSError as error:
            raise UnsupportedError(f"LibreOffice can't be started ({error.strerror})", INSTALL) from error
        made = folder / "out" / "document.docx"
        if not made.is_file() or made.is_symlink():
            said = one_line(told.replace(name, ""), 120) or "it said nothing"
            raise DamagedError(f"LibreOffice can't open {_WHAT[media_type]} ({said})", "open it in Word, save as .docx")
        if made.stat().st_size > MAX_DOCX:
            raise LimitError("LibreOffice made a file far too large of it", "save it as .docx")
        return made.read_bytes()


def _apart(folder: Path) -> list[str]:
    """Options that keep this LibreOffice apart from any other of the user."""
    quiet = [
        "--headless",
        "--invisible",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nofirststartwizard",
        "--nolockcheck",
    ]
    return [f"-env:UserInstallation={(folder / 'profile').as_uri()}", *quiet]


def _run(command: list[str], folder: Path, seconds: float) -> str:
    """What a command said. Raises TimeoutExpired, with all that it started ended, and OSError."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT") if name in os.environ}
    own = {"HOME": os.fspath(folder), "TMPDIR": os.fspath(folder), "SAL_DISABLE_OPENCL": "1"}
    done = _run_once(command, folder, kept | own, seconds)
    if done.returncode == _AGAIN:
        done = _run_once(command, folder, kept | own, seconds)
    return done.stdout.decode("utf-8", "replace")


def _run_once(
    command: list[str], folder: Path, environment: dict[str, str], seconds: float
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=seconds,
        check=False,
        preexec_fn=_die_with_us if sys.platform == "linux" else None,
    )


def _die_with_us() -> None:
    """Between fork and exec, on Linux: a worker that is killed leaves no LibreOffice behind."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
