"""`.ci/setup` on machines of every kind, played by small scripts in place of its programs."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("sh", "cat", "chmod", "cksum", "cp", "env", "find", "grep", "mkdir", "rm", "touch", "true")

PYTHON = """\
case "$*" in
    *"version_info <"*) exit 0 ;;
    *"import ensurepip"*) [ ! -e "$MACHINE/bare" ] ;;
    *"%d.%d-venv"*) echo python3.11-venv ;;
    *"import pipeline"*) [ ! -e "$MACHINE/broken" ] ;;
    *probe*) [ -e "$MACHINE/tesseract-is-here" ] ;;
    *"browser import find"*) [ -e "$MACHINE/chromium-is-here" ] ;;
    -V) echo Python 3.11.0 ;;
    "-m venv"*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && touch "$3/pyvenv.cfg" ;;
    "-m pip"*) [ ! -e "$MACHINE/no-network" ] ;;
    *) exit 9 ;;
esac
"""
OLD_PYTHON = "exit 1\n"
MANAGER = """\
case "$*" in
    *install*)
        rm -f "$MACHINE/bare"
        [ -e "$MACHINE/empty" ] || touch "$MACHINE/tesseract-is-here" "$MACHINE/chromium-is-here"
        ;;
esac
"""
ROOT_ID = "echo 0\n"
USER_ID = "echo 1000\n"
SUDO = 'shift; exec "$@"\n'
SUDO_ASKS = "exit 1\n"


class Machine:
    """A checkout and a PATH with nothing but the programs given; what they were told is logged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.checkout = folder / "checkout"
        self.programs = folder / "bin"
        self.log = folder / "log"
        self.checkout.mkdir()
        self.programs.mkdir()
        (self.checkout / "requirements.lock").write_text("a==1\n")
        (self.checkout / "pyproject.toml").write_text("[project]\n")
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found, tool
            (self.programs / tool).symlink_to(found)

    def has(self, **programs: str) -> "Machine":
        for name, script in programs.items():
            file = self.programs / name.replace("_", "-")
            # A log line for each call, so that a test sees what was asked of the machine.
            file.write_text(f'#!/bin/sh\necho "{file.name} $*" >> "$MACHINE/log"\n{script}')
            file.chmod(0o755)
        return self

    def mark(self, name: str) -> "Machine":
        (self.folder / name).touch()
        return self

    def setup(self, what: str, **environment: str) -> subprocess.CompletedProcess[str]:
        self.log.write_text("")
        return subprocess.run(
            ["sh", str(ROOT / ".ci" / "setup"), what],
            cwd=self.checkout,
            env={"PATH": str(self.programs), "MACHINE": str(self.folder), **environment},
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    def asked(self, *words: str) -> list[str]:
        """The logged calls that hold all of `words`."""
        return [line for line in self.log.read_text().splitlines() if all(word in line for word in words)]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_fresh_machine_gets_the_locked_packages_by_hash_and_then_the_project(machine: Machine) -> None:
    machine.has(python3=PYTHON, id=USER_ID)
    assert machine.setup("venv").returncode == 0
    pip = machine.asked("-m pip install")
    assert len(pip) == 2
    assert "--require-hashes -r requirements.lock" in pip[0]
    assert "--no-deps --no-build-isolation --editable ." in pip[1]


@pytest.mark.parametrize(
    ("change", "installs"),
    [
        pytest.param(lambda _: None, 0, id="nothing changed: nothing done"),
        pytest.param(lambda c: (c / "pyproject.toml").write_text("x\n"), 1, id="only the project's file: only it"),
        pytest.param(lambda c: (c / "requirements.lock").write_text("b==1\n"), 2, id="another lock: all anew"),
        pytest.param(
            lambda c: (c / ".venv" / "bin" / "python").unlink(), 2, id="the venv's Python went away: all anew"
        ),
        pytest.param(lambda c: (c / ".venv" / ".locked").unlink(), 2, id="a venv half made: all anew"),
    ],
)
def test_a_venv_is_made_again_only_where_it_must(
    change: Callable[[Path], object], installs: int, machine: Machine
) -> None:
    machine.has(python3=PYTHON, id=USER_ID)
    assert machine.setup("venv").returncode == 0
    change(machine.checkout)
    assert machine.setup("venv").returncode == 0
    assert len(machine.asked("-m pip install")) == installs


def test_a_moved_checkout_gets_a_venv_that_knows_its_place(machine: Machine) -> None:
    machine.has(python3=PYTHON, id=USER_ID).setup("venv")
    machine.checkout = machine.checkout.rename(machine.folder / "elsewhere")
    assert machine.setup("venv").returncode == 0
    assert len(machine.asked("-m pip install")) == 2


def test_packages_that_would_not_install_are_said_and_tried_again(machine: Machine) -> None:
    machine.has(python3=PYTHON, id=USER_ID).mark("no-network")
    failed = machine.setup("venv")
    assert failed.returncode == 1
    assert "check the network" in failed.stderr
    (machine.folder / "no-network").unlink()
    assert machine.setup("venv").returncode == 0
    assert len(machine.asked("--require-hashes")) == 1


def test_a_folder_of_the_users_own_named_venv_is_left_alone(machine: Machine) -> None:
    theirs = machine.checkout / ".venv" / "notes.txt"
    theirs.parent.mkdir()
    theirs.write_text("mine")
    refused = machine.has(python3=PYTHON, id=USER_ID).setup("venv")
    assert refused.returncode == 1
    assert "no virtual environment" in refused.stderr
    assert theirs.read_text() == "mine"


def test_the_first_python_that_is_new_enough_is_taken(machine: Machine) -> None:
    machine.has(python3_13=OLD_PYTHON, python3=PYTHON, id=USER_ID)
    (machine.programs / "python3-13").rename(machine.programs / "python3.13")  # a shim that runs nothing
    assert machine.setup("venv").returncode == 0
    assert machine.asked("python3 -m venv")


@pytest.mark.parametrize(
    ("programs", "environment", "message"),
    [
        pytest.param({}, {}, "no Python 3.11 or later is on the PATH", id="no Python at all"),
        pytest.param({"python3": OLD_PYTHON}, {}, "no Python 3.11 or later is on the PATH", id="only an old one"),
        pytest.param({"python3": PYTHON}, {"PYTHON": "nopython"}, "PYTHON=nopython is no", id="a wrong name given"),
    ],
)
def test_without_a_python_one_line_says_so(
    programs: dict[str, str], environment: dict[str, str], message: str, machine: Machine
) -> None:
    failed = machine.has(id=USER_ID, **programs).setup("venv", **environment)
    assert failed.returncode == 1
    assert message in failed.stderr
    assert len(failed.stderr.splitlines()) == 1


def test_debians_python_without_venv_gets_its_package_where_it_may(machine: Machine) -> None:
    machine.has(python3=PYTHON, id=ROOT_ID, apt_get=MANAGER).mark("bare")
    assert machine.setup("venv").returncode == 0
    assert machine.asked("apt-get install", "python3.11-venv")


def test_debians_python_without_venv_is_explained_where_nothing_may_be_installed(machine: Machine) -> None:
    failed = machine.has(python3=PYTHON, id=USER_ID, apt_get=MANAGER).mark("bare").setup("venv")
    assert failed.returncode == 1
    assert "install python3.11-venv" in failed.stderr
    assert not machine.asked("apt-get")


def ready(machine: Machine) -> Machine:
    """A machine whose .venv is whole."""
    machine.has(python3=PYTHON, id=USER_ID)
    assert machine.setup("venv").returncode == 0
    return machine


def test_tesseract_that_is_here_is_left_alone(machine: Machine) -> None:
    ready(machine).has(id=ROOT_ID, apt_get=MANAGER).mark("tesseract-is-here")
    assert machine.setup("tesseract").returncode == 0
    assert not machine.asked("apt-get")


@pytest.mark.parametrize(
    ("programs", "calls"),
    [
        pytest.param(
            {"id": ROOT_ID, "apt_get": MANAGER},
            ["apt-get update", "apt-get install -qq -y --no-install-recommends tesseract-ocr tesseract-ocr-vie"],
            id="root on Debian: the lists first",
        ),
        pytest.param(
            {"id": USER_ID, "sudo": SUDO, "apt_get": MANAGER},
            ["sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install"],
            id="a user with sudo on Debian",
        ),
        pytest.param(
            {"id": ROOT_ID, "dnf": MANAGER}, ["dnf install -q -y tesseract tesseract-langpack-vie"], id="root on Fedora"
        ),
        pytest.param(
            {"id": USER_ID, "brew": MANAGER}, ["brew install --quiet tesseract tesseract-lang"], id="macOS: never sudo"
        ),
    ],
)
def test_tesseract_is_installed_where_it_may_be(programs: dict[str, str], calls: list[str], machine: Machine) -> None:
    ready(machine).has(**programs)
    done = machine.setup("tesseract")
    assert done.returncode == 0, done.stderr
    assert [call for call in calls if not machine.asked(call)] == []


@pytest.mark.parametrize(
    "programs",
    [
        pytest.param({"id": USER_ID, "apt_get": MANAGER}, id="no root, no sudo"),
        pytest.param({"id": USER_ID, "sudo": SUDO_ASKS, "apt_get": MANAGER}, id="sudo would ask for a password"),
        pytest.param({"id": ROOT_ID}, id="no package manager that we know"),
        pytest.param({"id": ROOT_ID, "apt_get": "exit 100\n"}, id="the package manager fails"),
    ],
)
def test_where_tesseract_may_not_be_installed_the_last_line_says_what_to_do(
    programs: dict[str, str], machine: Machine
) -> None:
    failed = ready(machine).has(**programs).setup("tesseract")
    assert failed.returncode == 1
    last = failed.stderr.splitlines()[-1]
    assert "install tesseract" in last
    assert "VANTHU_TESSDATA=<folder>" in last


def test_a_package_without_vietnamese_is_no_success(machine: Machine) -> None:
    failed = ready(machine).has(id=ROOT_ID, apt_get=MANAGER).mark("empty").setup("tesseract")
    assert failed.returncode == 1


def test_a_folder_named_by_the_user_that_holds_no_data_is_an_error_and_nothing_is_installed(machine: Machine) -> None:
    ready(machine).has(id=ROOT_ID, apt_get=MANAGER)
    failed = machine.setup("tesseract", VANTHU_TESSDATA=os.devnull)
    assert failed.returncode == 1
    assert "holds no vie.traineddata" in failed.stderr
    assert not machine.asked("apt-get")


def test_a_checkout_that_does_not_load_is_no_reason_to_install_tesseract(machine: Machine) -> None:
    ready(machine).has(id=ROOT_ID, apt_get=MANAGER).mark("broken")
    failed = machine.setup("tesseract")
    assert failed.returncode == 1
    assert "does not load" in failed.stderr
    assert not machine.asked("apt-get")


def test_a_chromium_that_is_here_is_left_alone(machine: Machine) -> None:
    ready(machine).has(id=ROOT_ID, apt_get=MANAGER).mark("chromium-is-here")
    done = machine.setup("browser")
    assert (done.returncode, done.stderr) == (0, "")
    assert not machine.asked("apt-get")


def test_chromium_is_installed_where_it_may_be(machine: Machine) -> None:
    done = ready(machine).has(id=ROOT_ID, apt_get=MANAGER).setup("browser")
    assert done.returncode == 0, done.stderr
    assert machine.asked("apt-get install -qq -y --no-install-recommends chromium")
    assert "skipped" not in done.stderr


@pytest.mark.parametrize(
    ("programs", "environment", "message"),
    [
        pytest.param({"id": USER_ID, "apt_get": MANAGER}, {}, "install chromium", id="no root, no sudo"),
        pytest.param({"id": ROOT_ID, "apt_get": "exit 100\n"}, {}, "install chromium", id="the manager fails"),
        pytest.param({"id": USER_ID, "brew": MANAGER}, {}, "VANTHU_CHROMIUM=<path", id="macOS: named, not installed"),
        pytest.param(
            {"id": ROOT_ID, "apt_get": MANAGER}, {"VANTHU_CHROMIUM": "none"}, "is no program", id="a wrong name given"
        ),
    ],
)
def test_without_chromium_the_tests_go_on_and_one_line_says_what_to_do(
    programs: dict[str, str], environment: dict[str, str], message: str, machine: Machine
) -> None:
    done = ready(machine).has(**programs).setup("browser", **environment)
    assert done.returncode == 0
    assert "skipped" in done.stderr.splitlines()[-1]
    assert message in done.stderr.splitlines()[-1]


def test_where_a_chromium_was_named_none_is_installed(machine: Machine) -> None:
    ready(machine).has(id=ROOT_ID, apt_get=MANAGER).setup("browser", VANTHU_CHROMIUM="none")
    assert not machine.asked("apt-get")


def test_an_unknown_word_is_refused(machine: Machine) -> None:
    assert machine.setup("everything").returncode == 1
