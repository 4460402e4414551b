"""The command line as a user meets it: what is printed, where, and with which exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.errors import ExitCode
from pipeline.reviewing.document import confirm, load, set_value
from pipeline.running import extract as running
from pipeline.storing.corrections import Sitting
from pipeline.storing.tables import open_tables
from tests.helpers.stages import TOOLS

ROOT = Path(__file__).resolve().parents[2]

Answer = tuple[int, str, str]
Vanthu = Callable[..., Answer]


@pytest.fixture
def vanthu(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Vanthu:
    """`vanthu ARGUMENTS` in this process, with the simple stages: exit code, standard output and error."""
    for name in [name for name in os.environ if name.startswith("VANTHU_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(running, "Tools", lambda: TOOLS)

    def run(*arguments: str | Path) -> Answer:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return int(end.value.code or 0), told.out, told.err

    return run


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return write(tmp_path / "kho")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of an archive, made once."""
    folder = write(tmp_path_factory.mktemp("a") / "kho")
    (folder / "bo.txt").write_text("Số: 1\n\fSố: 2\n")
    (folder / "doc.txt").write_text("Sở \x1b]0;x\x07 chủ trì việc\u202eđảo [red]không[/red]")
    running.extract(folder, folder.parent / "out", tools=TOOLS, workers=1)
    return folder.parent / "out"


def write(folder: Path) -> Path:
    folder.mkdir()
    (folder / "ke-hoach.txt").write_text("Số: 12/KH-MẪU\nCăn cứ 7/2031/NĐ-CP\nSở Mẫu chủ trì việc thứ nhất")
    (folder / "nghi-dinh.txt").write_text("Số: 7/2031/NĐ-CP\nĐiều một")
    (folder / "hong\x1b[2J.txt").write_text("DAMAGED")
    return folder


def test_extract_tells_what_came_of_every_file(vanthu: Vanthu, archive: Path, tmp_path: Path) -> None:
    code, out, err = vanthu("extract", archive, "--out", tmp_path / "out", "--workers", "1")
    assert code == ExitCode.OK
    assert "3 files: 2 extracted, 1 failed" in out
    assert "2 documents in" in out
    assert "pages a minute" in out
    assert out.splitlines()[-1].startswith(f"Next: vanthu show ke-hoach.txt --out {tmp_path / 'out'} prints")
    assert "hong\\x1b[2J.txt: the file is cut short; get it again" in out
    assert "\x1b[2J" not in out + err, "a file name does not command the terminal"


def test_extract_tells_of_pages_that_were_not_read(vanthu: Vanthu, archive: Path, tmp_path: Path) -> None:
    (archive / "rach.txt").write_text(f"Số: 3\fTORN {tmp_path / 'mark'} việc")
    args = ("extract", archive, "--out", tmp_path / "out", "--workers", "1")
    out = vanthu(*args)[1]
    assert "Pages not read: 1 in 1 file (--retry-failed reads these files again):" in out
    assert "  rach.txt, page 2: the engine stumbled; try again" in out
    assert "Pages not read" not in vanthu(*args, "--retry")[1]


def test_strict_minds_failures(vanthu: Vanthu, archive: Path, tmp_path: Path) -> None:
    assert (
        vanthu("extract", archive, "--out", tmp_path / "out", "--strict", "-q", "--workers", "1")[0]
        == ExitCode.INCOMPLETE
    )
    for path in archive.glob("hong*"):
        path.unlink()
    assert (
        vanthu("extract", archive, "--out", tmp_path / "out", "--strict", "--prune", "-q", "--workers", "1")[0]
        == ExitCode.OK
    )


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("extract", "nowhere"), ExitCode.ARCHIVE, "vanthu: there is no archive at nowhere; check the path"),
        (("extract",), ExitCode.USAGE, "Missing argument 'ARCHIVE'"),
        (("extract", "kho", "--workers", "0"), ExitCode.USAGE, "--workers"),
        (
            ("extract", "kho", "--file-seconds", "-1"),
            ExitCode.USAGE,
            "the setting file_seconds: Input should be greater",
        ),
        (("extract", "kho", "--dpi", "5"), ExitCode.USAGE, "the setting reading.dpi"),
        (("show", "x", "--out", "nowhere"), ExitCode.ARCHIVE, "there are no tables in nowhere"),
        (("diff", "nowhere", "nowhere"), ExitCode.ARCHIVE, "there are no tables in nowhere"),
        (("evaluate", "--gold", "nowhere", "--tables", "nowhere"), ExitCode.ARCHIVE, "nowhere"),
        (("no-such-command",), ExitCode.USAGE, "No such command"),
    ],
)
def test_failures_are_told_with_their_exit_code(
    vanthu: Vanthu, archive: Path, arguments: tuple[str, ...], code: ExitCode, says: str
) -> None:
    answer, out, err = vanthu(*arguments)
    assert (answer, out) == (code, "")
    assert says in err
    assert "Traceback" not in err


def test_a_fault_of_ours_is_one_line_and_more_when_asked(
    vanthu: Vanthu, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("lạ\nlùng")

    monkeypatch.setattr(running.archives, "walk", broken)
    code, _, err = vanthu("extract", archive)
    assert code == ExitCode.FAULT
    assert err.count("\n") == 1
    assert "a fault of ours (RuntimeError: lạ lùng)" in err
    code, _, err = vanthu("--verbose", "extract", archive)
    assert "Traceback" in err


def test_a_fault_on_a_file_shows_its_traceback_when_asked(vanthu: Vanthu, archive: Path, tmp_path: Path) -> None:
    (archive / "loi.txt").write_text("FAULT")
    (archive / "loi-nua.txt").write_text("FAULT too")
    _, out, err = vanthu("extract", archive, "--out", tmp_path / "out", "-q")
    assert "vanthu failed on the file" in out
    assert "Traceback" not in out + err
    _, _, err = vanthu("extract", archive, "--out", tmp_path / "out", "-q", "-v", "--workers", "1")
    assert err.count("Traceback") == 1, "the same trace is told once"
    assert "loi-nua.txt, loi.txt:" in err or "loi.txt, loi-nua.txt:" in err


def test_settings_come_from_flags_then_environment_then_file(
    vanthu: Vanthu, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A resolution other than 200 dpi makes the simple reader say that it recognised."""
    options = ("extract", archive, "--out", tmp_path / "out", "-q", "--workers", "1")

    def source() -> str:
        return str(open_tables(tmp_path / "out").pages.source[0])

    (tmp_path / "vanthu.toml").write_text("[reading]\ndpi = 300\n")
    vanthu(*options)
    assert source() == "ocr"
    monkeypatch.setenv("VANTHU_READING__DPI", "200")
    vanthu(*options)
    assert source() == "text"
    vanthu(*options, "--dpi", "150")
    assert source() == "ocr"
    (tmp_path / "vanthu.toml").write_text("dpi = ")
    code, _, err = vanthu(*options)
    assert code == ExitCode.USAGE
    assert "vanthu.toml" in err


@pytest.mark.parametrize("name", ["ke-hoach", "ke-hoach.txt", "id"])
def test_show_prints_a_document_by_any_of_its_names(vanthu: Vanthu, out: Path, name: str) -> None:
    documents = open_tables(out).documents.set_index("path")
    name = documents.document_id["ke-hoach.txt"] if name == "id" else name
    code, told, _ = vanthu("show", name, "--out", out)
    assert code == ExitCode.OK
    for words in ("12/KH-MẪU", "việc thứ nhất", "Sở Mẫu", "lead", f"-> {documents.document_id['nghi-dinh.txt']}"):
        assert words in told


def test_show_says_what_it_cannot_show(vanthu: Vanthu, out: Path) -> None:
    code, _, err = vanthu("show", "khong-co", "--out", out)
    assert (code, "there is no document" in err) == (ExitCode.ARCHIVE, True)
    code, _, err = vanthu("show", "hong\x1b[2J.txt", "--out", out)
    assert (code, "it is failed; the file is cut short" in err) == (ExitCode.ARCHIVE, True)
    code, _, err = vanthu("show", "bo", "--out", out)
    assert "means several documents" in err


def test_show_escapes_what_a_document_says(vanthu: Vanthu, out: Path) -> None:
    _, told, _ = vanthu("show", "doc", "--out", out)
    assert "\\x1b]0;x\\x07" in told
    assert "\\u202eđảo [red]không[/red]" in told
    assert "\x1b]" not in told


def test_diff_counts_rows_by_table(vanthu: Vanthu, out: Path, archive: Path, tmp_path: Path) -> None:
    assert vanthu("diff", out, out)[1] == "No row differs.\n"
    vanthu("extract", archive, "--out", tmp_path / "out", "-q", "--workers", "1")
    code, told, _ = vanthu("diff", tmp_path / "out", out, "--table", "tasks", "--table", "sources", "--rows")
    assert code == ExitCode.OK
    assert "tasks: 1 gained, 0 lost, 0 altered\n" in told
    assert "sources: 2 gained, 0 lost, 0 altered\n" in told
    assert "[red]không[/red]" in told
    assert vanthu("diff", out, out, "--table", "task")[0] == ExitCode.USAGE


def test_corrections_are_listed_applied_and_exported(
    vanthu: Vanthu, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log in data/corrections is laid over by `apply`; conflicts are shown; a confirmed document becomes gold."""
    out = tmp_path / "out"
    vanthu("extract", archive, "--out", out)
    assert vanthu("corrections", "list", "--out", out)[1] == "No corrections.\n"
    documents = open_tables(out).documents.set_index("path")
    reviewed = load(out, str(documents.document_id["ke-hoach.txt"]))
    own = reviewed.document.document.document_id
    task = reviewed.document.tasks[0].task_id
    lan, minh = (Sitting(tmp_path / "data" / "corrections", name) for name in ("Lan", "Minh\x1b[2J"))
    set_value(lan, reviewed, "tasks", task, "due_on", "2031-06-30")
    set_value(minh, reviewed, "tasks", task, "due_on", "2031-06-03")
    signed = set_value(lan, reviewed, "documents", own, "signer", "Trần Thị Mẫu")
    confirm(lan, reviewed.after(signed), "documents", own)
    code, told, _ = vanthu("corrections", "apply", "--out", out)
    assert code == 0
    assert "2 applied, 2 conflict" in told
    assert "\x1b" not in told
    shown = vanthu("corrections", "conflicts", "--out", out)[1]
    assert shown.count("do not agree") == 2
    assert "signer" not in shown
    code, told, _ = vanthu("corrections", "export-gold", tmp_path / "gold", "--out", out)
    assert "1 gold files" in told
    code, told, _ = vanthu("evaluate", "--gold", tmp_path / "gold", "--tables", out)
    assert code == 0
    assert "| **all** | 1 | 1.000 |" in told
    code, told, _ = vanthu("corrections", "export-docbin", tmp_path / "reviewed.spacy", "--out", out)
    assert (code, "1 documents in" in told, (tmp_path / "reviewed.spacy").stat().st_size > 0) == (0, True, True)
    assert vanthu("corrections", "list", "--out", tmp_path / "none")[0] == ExitCode.ARCHIVE


def test_a_rescan_is_offered_listed_and_taken_by_a_reviewer_alone(
    vanthu: Vanthu, archive: Path, tmp_path: Path
) -> None:
    """`corrections rescans` changes nothing; with --take the lines hold for the other file too, by its own rows."""
    out = tmp_path / "out"
    vanthu("extract", archive, "--out", out)
    assert vanthu("corrections", "rescans", "--out", out)[1] == "No re-scans of corrected documents.\n"
    documents = open_tables(out).documents.set_index("path")
    reviewed = load(out, str(documents.document_id["ke-hoach.txt"]))
    lan = Sitting(tmp_path / "data" / "corrections", "Lan")
    set_value(lan, reviewed, "tasks", reviewed.document.tasks[0].task_id, "due_on", "2031-06-30")
    (archive / "quet-lai.txt").write_text("Bìa\n" + (archive / "ke-hoach.txt").read_text())
    vanthu("corrections", "apply", "--out", out)
    code, told, _ = vanthu("corrections", "rescans", "--out", out)
    assert code == 0
    assert "quet-lai.txt: corrections of ke-hoach.txt may be taken over" in told
    assert "its row is found" in told
    again = str(open_tables(out).documents.set_index("path").document_id["quet-lai.txt"])
    assert load(out, again).corrections == ()
    refused = vanthu("corrections", "rescans", "--out", out, "--take", "none")
    assert (refused[0], "nothing is offered to none" in refused[2]) == (ExitCode.ARCHIVE, True)
    code, told, _ = vanthu("corrections", "rescans", "--out", out, "--take", again, "--reviewer", "Minh")
    assert (code, "taken over" in told) == (0, True)
    vanthu("corrections", "apply", "--out", out)
    (row,) = load(out, again).corrections
    assert (row.reviewer, row.status, row.new) == ("Minh", "applied", "2031-06-30")


def test_the_command_starts_at_once() -> None:
    """Nothing heavy is imported to print the help."""
    code = "import sys; from pipeline.cli import commands; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not {"pandas", "pyarrow", "spacy", "numpy", "pydantic", "rich"} & set(loaded.split())
    help_ = [sys.executable, "-m", "pipeline.cli", "--help"]
    told = subprocess.run(help_, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "extract" in told


def test_a_reader_that_goes_away_is_no_fault(out: Path) -> None:
    """`vanthu show … | head -1`."""
    show = [sys.executable, "-m", "pipeline.cli", "show", "ke-hoach", "--out", str(out)]
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(show, cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("closed", [(1,), (2,), (0, 1, 2)])
def test_closed_output_gets_no_table(archive: Path, tmp_path: Path, closed: tuple[int, ...]) -> None:
    """`vanthu extract … >&-`: a table must not get the number that everybody prints to."""
    code = (
        f"import os; [os.close(n) for n in {closed}]; "
        "import runpy, sys; sys.argv[0] = 'vanthu'; "
        "from tests.helpers.stages import TOOLS; from pipeline.running import extract; extract.Tools = lambda: TOOLS; "
        "from pipeline.cli import main; main()"
    )
    script = tmp_path / "closed.py"
    script.write_text(f"if __name__ == '__main__':\n    {code}\n")
    command = [sys.executable, str(script), "extract", str(archive), "--out", str(tmp_path / "other"), "--workers", "1"]
    ended = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert ended.returncode == ExitCode.OK, ended.stderr
    assert len(open_tables(tmp_path / "other").documents) == 2
