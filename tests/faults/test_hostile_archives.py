"""An archive that means harm, or is harmed while it is read: rows and lines say so, nothing else happens."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import FileError, OutputError
from pipeline.reading.read import read_bytes
from pipeline.running import archive as archives
from pipeline.running import extract as running
from pipeline.running.extract import extract
from pipeline.running.summary import Summary
from pipeline.settings import Settings
from pipeline.storing.tables import open_tables
from tests.helpers import hostile
from tests.helpers.hostile import CATALOG, HELVETICA, WORDS, page, raw_pdf, stream
from tests.helpers.inline import Inline
from tests.helpers.stages import TOOLS

LONG_AGO = (1_600_000_000, 1_600_000_000)


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("VANTHU_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "Drivers", Inline)
    monkeypatch.setattr("os.fsync", lambda _: None)


def put(root: Path, name: str, text: str = "một dòng") -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, LONG_AGO)
    return path


def run(**options: object) -> Summary:
    return extract("kho", "out", settings=Settings(), tools=TOOLS, workers=1, **options)  # type: ignore[arg-type]


def errors() -> dict[str, str | None]:
    sources = open_tables("out").arrow("sources")
    return dict(zip(sources.column("path").to_pylist(), sources.column("error").to_pylist(), strict=True))


def snapshot(root: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(root)): path.read_bytes() if path.is_file() else None
        for path in root.rglob("*")
        if path.relative_to(root).parts[0] != "out"
    }


NAMES = [
    "..a.txt", "...", "a\n../../b.txt", "x\x1b[2J\x07.txt", "‮txt.exe", "~", "$HOME", "-rf", "*", "a b'\"`;touch PWNED.txt",
    "%2e%2e%2fb.txt", "..\\..\\c.txt", "con", "k" * 240 + ".txt", "documents", "bucket-000.parquet",
]  # fmt: skip


def test_nothing_is_written_outside_the_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever files are called and links lead to; also not into the archive, the home or what is temporary."""
    for folder in ("tam", "nha"):
        (tmp_path / folder).mkdir()
    for name in ("TMPDIR", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / {"TMPDIR": "tam", "HOME": "nha"}[name]))
    shown = [name for name in NAMES if not name.startswith(".")]
    for at, name in enumerate(NAMES):
        put(tmp_path / "kho", f"{name}/{name}", f"Số: {at}/KH-MẪU\nviệc {at}")
    secret = put(tmp_path, "ngoài/mật.txt", "mật")
    (tmp_path / "kho" / "link.txt").symlink_to(secret)
    (tmp_path / "kho" / "up").symlink_to("..")
    put(tmp_path / "kho", "hỏng.txt", "EXIT")
    before = snapshot(tmp_path)
    summary = run()
    assert snapshot(tmp_path) == before
    assert len(open_tables("out").documents) == len(shown)
    assert "mật" not in set(open_tables("out").pages.text)
    assert set(dict(summary.left_alone).values()) == {
        "hidden", "a link that leads out of the archive",
    }  # fmt: skip
    written = {path.name for path in Path("out").rglob("*")}
    assert not written & (set(NAMES) - {"documents", "bucket-000.parquet"})


def test_files_that_change_while_they_are_read(tmp_path: Path, inline: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """One grows after it was looked at, one is gone, one is replaced by a link: each is a row that says so."""
    for name in ("a.txt", "lớn.txt", "mất.txt", "thay.txt"):
        put(tmp_path / "kho", name, name)
    real = archives.read

    def read(location: str, limit: int) -> bytes:
        path = Path(location)
        if path.name == "lớn.txt":
            path.write_text("lớn lên nữa")
        if path.name == "mất.txt":
            path.unlink()
        if path.name == "thay.txt":
            path.unlink()
            path.symlink_to(tmp_path / "kho" / "a.txt")
        return real(location, limit)

    with monkeypatch.context() as patch:
        patch.setattr(archives, "read", read)
        run()
    assert errors() == {
        "a.txt": None,
        "lớn.txt": "the file changed while it was read; run again when nobody writes to it",
        "mất.txt": "the file can't be read (No such file or directory); check its permissions and the disk, and run again",
        "thay.txt": "the file changed while it was read; run again when nobody writes to it",
    }
    summary = run(prune=True)
    assert (summary.read, summary.parsed) == (1, 0)
    assert errors() == {"a.txt": None, "lớn.txt": None, "thay.txt": None}, "at rest, all is well"
    assert "lớn lên nữa" in set(open_tables("out").pages.text)


def test_files_and_folders_that_may_not_be_read(tmp_path: Path, inline: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file a row, each folder a line; what was known of them stays, and comes back by itself."""
    for name in ("a.txt", "cấm.txt", "tủ/b.txt"):
        put(tmp_path / "kho", name, name)
    opened, scanned = archives.open_file, os.scandir

    def refuse() -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as patch:
        patch.setattr(
            archives, "open_file", lambda location: refuse() if Path(location).name == "cấm.txt" else opened(location)
        )
        run()
        assert errors()["cấm.txt"] == (
            "the file can't be read (Permission denied); check its permissions and the disk, and run again"
        )
        patch.setattr(os, "scandir", lambda folder: refuse() if Path(folder).name == "tủ" else scanned(folder))
        summary = run(prune=True)
    assert summary.notes == ("the folder tủ can't be listed; what is known of its files stays",)
    assert not summary.complete
    assert set(errors()) == {"a.txt", "cấm.txt", "tủ/b.txt"}
    assert run().statuses["extracted"] == 3


@pytest.mark.parametrize(
    ("code", "says"), [(errno.EROFS, "Read-only file system"), (errno.EACCES, "Permission denied")]
)
@pytest.mark.parametrize("new", [True, False])
def test_an_output_that_may_not_be_written(
    tmp_path: Path, inline: None, monkeypatch: pytest.MonkeyPatch, code: int, says: str, new: bool
) -> None:
    """One line, before anything is read; what was there is there."""
    put(tmp_path / "kho", "a.txt")
    if not new:
        run()
    before = {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()}
    put(tmp_path / "kho", "b.txt", "hai dòng")
    real = os.open

    def refuse(path: object, flags: int, *rest: int, **more: int) -> int:
        if "out" in Path(str(path)).parts and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(code, os.strerror(code))
        return real(path, flags, *rest, **more)  # type: ignore[arg-type]

    def make(path: Path, *_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        if new:
            patch.setattr(Path, "mkdir", make)
        with pytest.raises(OutputError, match=f"out can't be written \\({says}\\); give an --out"):
            run()
    assert {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()} == before
    assert run().documents == 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a megabyte."""
    folder = tmp_path / "đĩa"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_full(tmp_path: Path, inline: None, small_disk: Path) -> None:
    """One line; what is in the tables stays readable; with room made, the same command goes on."""
    for at in range(4):
        put(tmp_path / "kho", f"{at}.txt", f"Số: {at}/KH-MẪU\nviệc {at}")
    (tmp_path / "out").symlink_to(small_disk)
    assert run().documents == 4
    ballast = small_disk / ".ballast"
    for at in range(4, 12):
        put(tmp_path / "kho", f"{at}.txt", f"Số: {at}/KH-MẪU\nviệc {at}")
    for room in (200_000, 130_000, 80_000, 40_000, 20_000, 0):
        free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
        held = ballast.stat().st_size if ballast.exists() else 0
        ballast.write_bytes(bytes(max(0, min(free + held, 10**6) - room)))
        try:
            run()
        except OutputError as error:
            assert "No space left on device" in str(error)
            assert "make room" in str(error) or "give an --out" in str(error)
        assert len(open_tables("out").documents) in (4, 12)
    ballast.unlink()
    assert run().documents == 12
    extract("kho", "one", settings=Settings(), tools=TOOLS)
    for path in Path("one").glob("[!.]*/*.parquet"):
        assert (Path("out") / path.relative_to("one")).read_bytes() == path.read_bytes()


def active_pdf() -> bytes:
    """A page of words with everything beside it that a program might run or open."""
    script = b"<< /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/'\\); this.exportDataObject\\('a'\\);) >>"
    launch = b"<< /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) /P (/c touch PWNED) >> >>"
    inner = raw_pdf({1: CATALOG, 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: page(b"/Font << /F 5 0 R >>"),
                     4: stream(b"BT /F 12 Tf 50 700 Td (Secret of the attachment) Tj ET"), 5: HELVETICA})  # fmt: skip
    return raw_pdf(
        {
            1: CATALOG.replace(
                b">>",
                b"/OpenAction 10 0 R /AA << /WC 10 0 R /WS 10 0 R >> /Names << /JavaScript << /Names [(a) 10 0 R] >> "
                b"/EmbeddedFiles << /Names [(a) 12 0 R] >> >> /AcroForm << /Fields [] /XFA 14 0 R >> >>",
            ),
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: page(b"/Font << /F 5 0 R >>", more=b"/AA << /O 11 0 R >> /Annots [15 0 R]"),
            4: stream(WORDS),
            5: HELVETICA,
            10: script,
            11: launch,
            12: b"<< /Type /Filespec /F (a.pdf) /EF << /F 13 0 R >> >>",
            13: stream(inner, b"/Type /EmbeddedFile"),
            14: stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><script>PWNED</script></xdp:xdp>"),
            15: b"<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (http://127.0.0.1:9/) >> >>",
        }
    )


WATCHED = """
import sys
from pathlib import Path
from pipeline.reading.read import read_bytes
data = Path(sys.argv[1]).read_bytes()
read_bytes(data, "first.pdf")  # loads what is loaded once
seen = []
EVENTS = ("subprocess.", "os.exec", "os.posix_spawn", "os.system", "os.fork", "socket.", "urllib.", "webbrowser.")
def hook(event, args):
    if event.startswith(EVENTS) or (event == "open" and args[1] and set(args[1]) & set("wax+")):
        seen.append((event, str(args)[:200]))
sys.addaudithook(hook)
(page,) = read_bytes(data, "again.pdf").pages
print([page.text, seen])
"""


def test_what_a_pdf_would_run_or_open_is_not(tmp_path: Path) -> None:
    """Scripts, programs to launch, attachments, addresses: only the page's words are read."""
    import pypdfium2

    assert "V8" not in pypdfium2.PDFIUM_INFO.flags, "a PDFium that has no engine for scripts"
    (tmp_path / "a.pdf").write_bytes(active_pdf())
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, "a.pdf"], cwd=tmp_path, env={**os.environ, "PYTHONPATH": root},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "['Plan of the year', []]\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


BOMBS = {
    "a PDF": hostile.picture_bombs()["a mask"],
    "a PNG": hostile.png(100_000, 100_000),
    "a TIFF": hostile.tiff(60_000, 60_000),
    "a .docx": hostile.word_bombs()["a document of blanks"],
}


@pytest.mark.parametrize("kind", list(BOMBS))
def test_bombs_are_refused_before_they_unpack(kind: str) -> None:
    with pytest.raises(FileError, match=r"too large|unpacks to|40000 x 40000"):
        read_bytes(BOMBS[kind], "x")
