"""What an archive holds: everything accounted for, in an order that never changes."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from pathlib import Path

import fsspec
import pytest

from pipeline.errors import ArchiveError, DamagedError, LimitError
from pipeline.running import archive
from pipeline.running.archive import Found, walk


def make(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8", errors="surrogateescape")
    return root


def test_files_are_listed_sorted_with_slashes(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/z.txt", "a/b/c.txt", "B.txt")
    assert [found.path for found in walk(tmp_path).files] == ["B.txt", "a/b/c.txt", "a/z.txt", "b.txt"]


def test_hidden_things_are_left_alone_and_said_so(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", ".b.txt", ".git/config", "x/.y/z.txt")
    listing = walk(tmp_path)
    assert [found.path for found in listing.files] == ["a.txt"]
    assert listing.left_alone == ((".b.txt", "hidden"), (".git", "hidden"), ("x/.y", "hidden"))


def test_links(tmp_path: Path) -> None:
    """A link to a file of the archive is that file's copy; all others are left alone, and said so."""
    root = make(tmp_path / "kho", "a.txt", "x/b.txt")
    outside = make(tmp_path / "ngoài", "secret.txt")
    (root / "copy.txt").symlink_to(root / "a.txt")
    (root / "out.txt").symlink_to(outside / "secret.txt")
    (root / "folder").symlink_to(root / "x")
    (root / "x" / "loop").symlink_to(root)
    (root / "nowhere").symlink_to(root / "gone")
    (root / "self").symlink_to(root / "self")
    listing = walk(root)
    assert [found.path for found in listing.files] == ["a.txt", "copy.txt", "x/b.txt"]
    assert dict(listing.left_alone) == {
        "out.txt": "a link that leads out of the archive",
        "folder": "a link to a folder",
        "x/loop": "a link to a folder",
        "nowhere": "a link that leads nowhere",
        "self": "a link that leads nowhere",
    }


def test_pipes_are_not_opened(tmp_path: Path) -> None:
    """Opening a pipe would wait for ever."""
    make(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe")
    assert walk(tmp_path).left_alone == (("pipe", "neither file nor folder"),)


def test_the_output_inside_the_archive_is_left_out(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "out/tasks/bucket-000.parquet", "outer/b.txt")
    listing = walk(tmp_path, tmp_path / "out")
    assert [found.path for found in listing.files] == ["a.txt", "outer/b.txt"]
    assert listing.left_alone == (("out", "the output folder"),)


@pytest.mark.parametrize("kind", ["missing", "file", "empty", "hidden only"])
def test_an_archive_that_is_none(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "kho"
    if kind == "file":
        path.touch()
    elif kind != "missing":
        make(path, *([".x"] if kind == "hidden only" else []))
        path.mkdir(exist_ok=True)
    with pytest.raises(ArchiveError):
        walk(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "x/b.txt")
    (tmp_path / "x").chmod(0)
    try:
        listing = walk(tmp_path)
    finally:
        (tmp_path / "x").chmod(0o700)
    assert listing.unlisted == ("x",)
    assert not listing.knows("x/b.txt")
    assert listing.knows("xy/b.txt")


def test_a_folder_that_goes_while_it_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same as above, also where the tests run as root."""
    make(tmp_path, "a.txt", "x/b.txt")
    real = os.scandir

    def scandir(folder: Path) -> object:
        if Path(folder).name == "x":
            raise PermissionError(13, "Permission denied")
        return real(folder)

    monkeypatch.setattr(archive.os, "scandir", scandir)
    assert walk(tmp_path).unlisted == ("x",)


def test_names_become_unicode_in_one_form(tmp_path: Path) -> None:
    """NFD names (macOS) and bytes that are no UTF-8 (old archives) are fit for the tables and still open."""
    decomposed = unicodedata.normalize("NFD", "kế hoạch.txt")
    make(tmp_path, decomposed, os.fsdecode(b"k\xea.txt"))
    found = walk(tmp_path).files
    assert [file.path for file in found] == ["k\\xea.txt", "kế hoạch.txt"]
    for file in found:
        assert archive.digest(file, 1000)


def test_names_that_differ_in_their_form_alone_stay_two(tmp_path: Path) -> None:
    composed = "kế.txt"
    make(tmp_path, composed, unicodedata.normalize("NFD", composed))
    paths = [file.path for file in walk(tmp_path).files]
    assert len(set(paths)) == 2
    assert composed in paths


@pytest.mark.parametrize(
    ("name", "path"),
    [
        pytest.param("a" * 251 + ".txt", "a" * 251 + ".txt", id="255 bytes"),
        pytest.param("ế" * 85, "ế" * 85, id="255 bytes of three a letter"),
        pytest.param("a.txt...", "a.txt...", id="trailing dots"),
        pytest.param("a.txt ", "a.txt ", id="a trailing blank"),
        pytest.param("a\x1b[2J\n\t.txt", "a\x1b[2J\n\t.txt", id="control characters"),
        pytest.param("a\\b:c*?.txt", "a\\b:c*?.txt", id="letters that Windows forbids"),
        pytest.param("-rf", "-rf", id="like an option"),
        pytest.param("a\u202etxt.fdp", "a\u202etxt.fdp", id="turned round"),
        pytest.param(unicodedata.normalize("NFD", "kế hoạch.txt"), "kế hoạch.txt", id="NFD"),
    ],
)
def test_names_as_people_give_them(name: str, path: str, tmp_path: Path) -> None:
    """Whatever the file system allows is listed under one name and can be opened."""
    try:
        (tmp_path / name).write_text("x")
    except OSError as error:
        pytest.skip(f"this file system refuses the name: {error.strerror}")
    (found,) = walk(tmp_path).files
    assert found.path == path
    assert archive.read(found.location, 10) == b"x"


def test_thousands_in_one_folder(tmp_path: Path) -> None:
    for number in range(5000):
        (tmp_path / f"{number:05}.txt").touch()
    assert [found.path for found in walk(tmp_path).files] == [f"{number:05}.txt" for number in range(5000)]


def test_a_stamp_follows_size_and_time(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    os.utime(tmp_path / "a.txt", ns=(10**18, 10**18))
    (before,) = walk(tmp_path, now_ns=2 * 10**18).files
    os.utime(tmp_path / "a.txt", ns=(10**18, 10**18 + 1))
    (after,) = walk(tmp_path, now_ns=2 * 10**18).files
    assert before.stamp is not None
    assert after.stamp not in (None, before.stamp)
    (fresh,) = walk(tmp_path, now_ns=10**18 + 5).files
    assert fresh.stamp is None, "touched just now: it may change again within the clock's grain"


def test_bytes_and_their_hash(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"x" * 3_000_000)
    found = Found("a.bin", str(path), 3_000_000, None)
    assert archive.digest(found, 3_000_000) == hashlib.sha256(b"x" * 3_000_000).hexdigest()
    assert archive.read(str(path), 3_000_000) == b"x" * 3_000_000


def test_limits_hold_whatever_the_size_was_said_to_be(tmp_path: Path) -> None:
    """The listing's size is checked first; a file that grew since is caught while reading."""
    path = tmp_path / "a.bin"
    path.write_bytes(b"x" * 2_000_000)
    with pytest.raises(LimitError, match="1 MiB"):
        archive.digest(Found("a.bin", "nowhere", 2_000_000, None), 1024 * 1024)
    with pytest.raises(LimitError):
        archive.digest(Found("a.bin", str(path), 10, None), 1024 * 1024)
    with pytest.raises(LimitError):
        archive.read(str(path), 1024 * 1024)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DamagedError, match="can't be read"):
        archive.digest(Found("a", str(tmp_path / "gone"), 1, None), 10)
    with pytest.raises(DamagedError, match="looked at"):
        archive.digest(Found("a", "x", None, None, "the file can't be looked at (I/O error)"), 10)


def test_an_archive_behind_fsspec() -> None:
    """Anything fsspec opens works as a folder does."""
    system = fsspec.filesystem("memory")
    system.pipe("/kho/a/b.txt", b"xin")
    system.pipe("/kho/c.txt", b"chao")
    system.pipe("/kho/.d.txt", b"")
    try:
        listing = walk("memory://kho")
        assert [(file.path, file.size) for file in listing.files] == [("a/b.txt", 3), ("c.txt", 4)]
        assert archive.read(listing.files[0].location, 10) == b"xin"
        with pytest.raises(ArchiveError):
            walk("memory://nowhere")
    finally:
        system.rm("/kho", recursive=True)


def test_the_name_of_an_archive_lasts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From another folder, by another spelling: the same archive."""
    monkeypatch.chdir(tmp_path)
    assert archive.name_of("./kho/") == archive.name_of(tmp_path / "kho")
    assert archive.name_of("s3://kho/x/") == "s3://kho/x"
