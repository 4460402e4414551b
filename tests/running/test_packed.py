"""Zip archives: each file in them is a source of its own, however they were packed."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import DamagedError, EncryptedError, FileError, LimitError
from pipeline.records import Status
from pipeline.running import archive, packed
from pipeline.running.archive import Listing, walk
from pipeline.running.extract import extract
from pipeline.storing.tables import open_tables
from tests.helpers.stages import TOOLS
from tests.helpers.word_file import docx, p


def packed_with(files: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return buffer.getvalue()


def listed(tmp_path: Path, files: dict[str, bytes | str]) -> Listing:
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho" / "a.zip").write_bytes(packed_with(files))
    return walk(tmp_path / "kho")


def content(listing: Listing, path: str) -> bytes:
    (found,) = [found for found in listing.files if found.path == path]
    return archive.read(found.location, 1000)


def test_members_are_files_of_the_archive(tmp_path: Path) -> None:
    """In folders, in zips inside; each opened where it lies; the zip has its own row."""
    inner = packed_with({"c.txt": "ba"})
    listing = listed(tmp_path, {"a.txt": "một", "x/b.txt": "hai", "trong.zip": inner, "x/": ""})
    assert [(found.path, found.packed) for found in listing.files] == [
        ("a.zip", True),
        ("a.zip/a.txt", False),
        ("a.zip/trong.zip", True),
        ("a.zip/trong.zip/c.txt", False),
        ("a.zip/x/b.txt", False),
    ]
    assert content(listing, "a.zip/x/b.txt") == b"hai"
    assert content(listing, "a.zip/trong.zip/c.txt") == b"ba"
    assert {found.path: found.size for found in listing.files}["a.zip/a.txt"] == len("một".encode())


def test_the_same_file_in_a_zip_and_beside_it_is_one_document(tmp_path: Path) -> None:
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho" / "b.txt").write_text("Số: 1/KH")
    (tmp_path / "kho" / "a.zip").write_bytes(packed_with({"b.txt": "Số: 1/KH", "c.txt": "Số: 2/KH"}))
    extract(tmp_path / "kho", tmp_path / "out", tools=TOOLS, workers=1)
    sources = open_tables(tmp_path / "out").sources.set_index("path")
    assert sources.status.to_dict() == {
        "a.zip": Status.EXTRACTED,
        "a.zip/b.txt": Status.EXTRACTED,
        "a.zip/c.txt": Status.EXTRACTED,
        "b.txt": Status.DUPLICATE,
    }
    assert sources.media_type["a.zip"] == "application/zip"
    again = extract(tmp_path / "kho", tmp_path / "out", tools=TOOLS, workers=1)
    assert again.read == again.parsed == 0


def test_a_member_that_changes_is_read_again_alone(tmp_path: Path) -> None:
    (tmp_path / "kho").mkdir()
    path = tmp_path / "kho" / "a.zip"
    path.write_bytes(packed_with({"a.txt": "Số: 1/KH", "b.txt": "Số: 2/KH"}))
    extract(tmp_path / "kho", tmp_path / "out", tools=TOOLS, workers=1)
    path.write_bytes(packed_with({"a.txt": "Số: 1/KH", "b.txt": "Số: 3/KH"}))
    assert extract(tmp_path / "kho", tmp_path / "out", tools=TOOLS, workers=1).read == 1
    path.write_bytes(packed_with({"a.txt": "Số: 1/KH"}))
    extract(tmp_path / "kho", tmp_path / "out", tools=TOOLS, workers=1, prune=True)
    assert set(open_tables(tmp_path / "out").sources.path) == {"a.zip", "a.zip/a.txt"}


@pytest.mark.parametrize(
    ("name", "path", "advice"),
    [
        pytest.param("../x.txt", "a.zip/'..'/x.txt", "leads out of the zip", id="up"),
        pytest.param("a/../../x.txt", "a.zip/a/'..'/'..'/x.txt", "leads out of the zip", id="up, later"),
        pytest.param("/etc/x.txt", "a.zip/'root'/etc/x.txt", "leads out of the zip", id="from the root"),
        pytest.param("C:/x.txt", "a.zip/C:/x.txt", "leads out of the zip", id="a drive"),
        pytest.param("..\\x.txt", "a.zip/'..'/x.txt", "leads out of the zip", id="up, as Windows writes it"),
    ],
)
def test_names_that_lead_out_are_refused(name: str, path: str, advice: str, tmp_path: Path) -> None:
    """They are rows with their reason, under names that lead nowhere."""
    listing = listed(tmp_path, {name: "x"})
    found = listing.files[1]
    assert found.path == path
    with pytest.raises(FileError, match=advice):
        archive.check_size(found, 1000)
    with pytest.raises(FileError, match=advice):
        archive.read(found.location, 1000)


def test_names_as_windows_packs_them(tmp_path: Path) -> None:
    """UTF-8 that the zip does not mark, backslashes between folders, two files of one name."""
    info = zipfile.ZipInfo("x")
    info.filename = "Kế hoạch\\năm.txt"
    data = bytearray(packed_with({"K1 hoach.txt": "a"}))
    raw = "Kế ho.txt".encode()
    data = bytearray(bytes(data).replace(b"K1 hoach.txt"[: len(raw)].ljust(len(raw)), raw))
    (tmp_path / "kho").mkdir()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target, pytest.warns(UserWarning, match="Duplicate"):
        target.writestr("a.txt", "một")
        target.writestr("a.txt", "hai")
        target.writestr(info, "ba")
    (tmp_path / "kho" / "a.zip").write_bytes(buffer.getvalue())
    listing = walk(tmp_path / "kho")
    assert [found.path for found in listing.files] == ["a.zip", "a.zip/Kế hoạch/năm.txt", "a.zip/a.txt", "a.zip/a.txt'"]
    assert [content(listing, path).decode() for path in ("a.zip/a.txt", "a.zip/a.txt'")] == ["một", "hai"]


def test_utf8_without_its_mark() -> None:
    info = zipfile.ZipInfo("Kế hoạch.txt".encode().decode("cp437"))
    assert packed._name(info) == "Kế hoạch.txt"
    info.filename = "Übung.txt"
    assert packed._name(info) == "Übung.txt", "what is no UTF-8 stays as the zip's own letters say"


def test_hidden_members_and_links_are_left_alone(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        target.writestr(link, "/etc/passwd")
        target.writestr("__MACOSX/._a.txt", "x")
        target.writestr("x/.DS_Store", "x")
        target.writestr("a.txt", "x")
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho" / "a.zip").write_bytes(buffer.getvalue())
    listing = walk(tmp_path / "kho")
    assert [found.path for found in listing.files] == ["a.zip", "a.zip/a.txt"]
    assert dict(listing.left_alone) == {
        "a.zip/link.txt": "a link in a zip",
        "a.zip/__MACOSX/._a.txt": "hidden",
        "a.zip/x/.DS_Store": "hidden",
    }


def test_an_office_file_under_a_zip_s_name_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(docx(p("Kế hoạch")))
    assert [(found.path, found.packed) for found in walk(tmp_path).files] == [("a.zip", False)]


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip", packed_with({"a.txt": "x"})[:40], packed_with({})], ids=str)
def test_what_is_no_zip_is_a_file(data: bytes, tmp_path: Path) -> None:
    """Its row says what is wrong with it."""
    (tmp_path / "a.zip").write_bytes(data)
    (tmp_path / "b.txt").write_text("x")
    assert [(found.path, found.packed) for found in walk(tmp_path).files] == [("a.zip", False), ("b.txt", False)]


def test_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many files, or too much in them: the zip is one row with the reason; so is a member that is a bomb."""
    (tmp_path / "a.zip").write_bytes(packed_with({"a.txt": "x", "b.txt": "y", "c.txt": bytes(packed.SMALL + 1)}))
    bomb = walk(tmp_path).files[3]
    assert bomb.path == "a.zip/c.txt"
    with pytest.raises(LimitError, match="unpacks from"):
        archive.read(bomb.location, 1 << 30)
    monkeypatch.setattr(packed, "MAX_UNPACKED", 10)
    (found,) = walk(tmp_path).files
    assert "unpacks to" in (found.problem or "")
    monkeypatch.setattr(packed, "MAX_MEMBERS", 2)
    (found,) = walk(tmp_path).files
    assert "3 files" in (found.problem or "")
    with pytest.raises(DamagedError, match="unpack it into the archive"):
        archive.check_size(found, 1 << 30)


def test_zips_nest_only_so_deep(tmp_path: Path) -> None:
    data = packed_with({"a.txt": "x"})
    for _ in range(4):
        data = packed_with({"trong.zip": data})
    (tmp_path / "a.zip").write_bytes(data)
    assert [(found.path, found.packed) for found in walk(tmp_path).files] == [
        ("a.zip", True),
        ("a.zip/trong.zip", True),
        ("a.zip/trong.zip/trong.zip", False),
    ]


def test_locked_and_broken_members(tmp_path: Path) -> None:
    """A member under the zip's password, and one whose bytes do not check, are failures of their own."""
    data = bytearray(packed_with({"a.txt": "x" * 50, "b.txt": "y" * 50, "c.txt": "z"}, zipfile.ZIP_STORED))
    data[data.index(b"x" * 50)] = ord("w")
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[second + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    listing = walk(tmp_path)
    with pytest.raises(DamagedError, match="can't be unpacked"):
        content(listing, "a.zip/a.txt")
    with pytest.raises(EncryptedError, match="password"):
        content(listing, "a.zip/b.txt")
    assert content(listing, "a.zip/c.txt") == b"z"
