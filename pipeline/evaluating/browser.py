"""A real browser without a window, and the servers whose pages it opens: for tests and timings of the review page.

The browser is the system's own Chromium, driven by playwright, which brings none here. Servers listen on the
machine itself alone, on a free port, behind a token of their own, and end with all they started.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import SetupError

VARIABLE = "VANTHU_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
ADVICE = "run `make browser`, or name one: VANTHU_CHROMIUM=<path of the program>"
FLAGS = (
    "--headless=new",
    "--no-sandbox",  # in containers, where tests run as root, Chromium starts only without
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SCREEN = (1280, 800)
"""Width and height, in pixels, of the smallest screen on which the page must be of use."""
START_SECONDS = 90.0
"""A server that has not answered by then will not."""
END_SECONDS = 10.0
LOG_LINES = 15


def find() -> Path:
    """The Chromium of this machine. Raises SetupError, which says what to do, where there is none."""
    named = os.environ.get(VARIABLE)
    if named:
        path = shutil.which(named)
        if path is None:
            raise SetupError(f"{VARIABLE}={named} is no program", "name another, or leave it out")
        return Path(path)
    found = [Path(path) for name in NAMES if (path := shutil.which(name))]
    for place in (*found, *(path for path in PLACES if os.access(path, os.X_OK))):
        if _runs(place):
            return place
    raise SetupError("no Chromium is on this machine", ADVICE)


def _runs(program: Path) -> bool:
    """False for a program that only tells where to get the browser, as Ubuntu's is."""
    try:
        told = subprocess.run([program, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return told.returncode == 0


@contextlib.contextmanager
def browser(screen: tuple[int, int] = SCREEN) -> Iterator[Any]:
    """A browser (playwright's BrowserContext) without window and history; pages are opened with ``new_page()``.

    Raises SetupError where there is no Chromium.
    """
    from playwright.sync_api import sync_playwright

    program = find()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile, sync_playwright() as driver:
        context = driver.chromium.launch_persistent_context(
            profile,
            executable_path=program,
            headless=True,
            args=list(FLAGS),
            viewport={"width": screen[0], "height": screen[1]},
            locale="vi-VN",
        )
        try:
            yield context
        finally:
            context.close()


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: its port, its token, its process and where its messages go."""

    port: int
    token: str
    process: subprocess.Popen[bytes]
    log: Path

    def url(self, path: str = "") -> str:
        """The address of a page, with the token that opens it."""
        return f"http://127.0.0.1:{self.port}/{path}?token={self.token}"

    def messages(self) -> str:
        """The last lines that the server wrote."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-LOG_LINES:])


@contextlib.contextmanager
def server(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], probe: str, cwd: Path | None = None
) -> Iterator[Server]:
    """Run a server until the block ends; then it and all that it started are killed, whatever happened.

    Args:
        command: its words; ``{port}`` and ``{token}`` in them are filled in, ``{python}`` with this Python.
        folder: where its messages go, and whatever it keeps of its own.
        environment: what it has besides this process's own.
        probe: a path that it answers once it is up.
        cwd: where it runs.

    Raises SetupError with its last messages when it does not come up.
    """
    port, token = _free_port(), secrets.token_hex(16)
    words = [word.format(port=port, token=token, python=sys.executable) for word in command]
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / f"server-{port}.log"
    own = {
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_TOKEN": token,
        "OMP_THREAD_LIMIT": "1",
    }
    with log.open("wb") as messages:
        process = subprocess.Popen(
            words,
            cwd=cwd,
            env={**os.environ, **own, **environment},
            stdin=subprocess.DEVNULL,
            stdout=messages,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a group of its own: kernels are killed with it
        )
    made = Server(port, token, process, log)
    try:
        _wait(made, probe)
        yield made
    finally:
        _end(process)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
    return port


def _wait(made: Server, probe: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if made.process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(made.url(probe), timeout=5):
                return
        except urllib.error.HTTPError as answered:
            answered.close()
            if answered.code < 500:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise SetupError(f"the server did not come up:\n{made.messages()}", "its last messages are above")


def _end(process: subprocess.Popen[bytes]) -> None:
    """First asked to end, so that it ends its kernels (which have groups of their own); then killed."""
    children = _descendants(process.pid)
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(END_SECONDS)
            break
    for child in children:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(child, signal.SIGKILL)


def _descendants(pid: int) -> list[int]:
    """The processes that came of one, where /proc tells."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found, added = {pid}, True
    while added:
        more = {child for child, parent in parents.items() if parent in found} - found
        found |= more
        added = bool(more)
    return sorted(found - {pid})
