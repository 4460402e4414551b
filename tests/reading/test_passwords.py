"""Locked PDFs with the user's passwords, and files attached to PDFs: named, never opened."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pikepdf
import pytest

from pipeline.errors import EncryptedError, SetupError
from pipeline.pages import Witness
from pipeline.reading.passwords import unlocked
from pipeline.reading.read import read_bytes
from pipeline.settings import Settings
from tests.helpers.pdf_file import Paper, pdf

BODY = "Plan of the year for the office of the ward"


def plain() -> bytes:
    paper = Paper()
    paper.lines(100, BODY)
    return pdf(paper)


def locked(password: str, revision: int = 6) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain())) as document:
        encryption = pikepdf.Encryption(owner="chu", user=password, R=revision, aes=revision > 3, metadata=revision > 3)  # type: ignore[arg-type]
        document.save(buffer, encryption=encryption)
    return buffer.getvalue()


@pytest.mark.parametrize("revision", [3, 4, 6])
def test_the_password_that_fits_opens_it(revision: int) -> None:
    """In every age of PDF's locks; the reading is known by the bytes as they lie in the archive."""
    data = locked("mat-khau", revision)
    with pytest.raises(EncryptedError, match="password"):
        read_bytes(data, "x", passwords=["khac"])
    reading = read_bytes(data, "x", passwords=["khac", "mat-khau"])
    assert reading.pages[0].text == BODY
    assert reading.sha256 == hashlib.sha256(data).hexdigest()


def test_a_password_in_vietnamese() -> None:
    assert read_bytes(locked("mật khẩu"), "x", passwords=["mật khẩu"]).pages[0].text == BODY


@pytest.mark.parametrize("data", [plain(), b"%PDF-1.7 /Encrypt rubbish", b"/Encrypt"], ids=["open", "broken", "no PDF"])
def test_what_is_not_locked_stays_as_it_is(data: bytes) -> None:
    assert unlocked(data, ["x"]) == data


def test_a_list_of_passwords(tmp_path: Path) -> None:
    """One a line, blanks within and around them belong to them; what is no list is told."""
    path = tmp_path / "list.txt"
    path.write_bytes("\ufeffmột\r\n\r\n hai ba \n".encode())
    assert Settings(password_file=path).passwords() == ("một", " hai ba ")
    assert Settings().passwords() == ()
    path.write_text("x\n" * 2000)
    with pytest.raises(SetupError, match="more than 1000"):
        Settings(password_file=path).passwords()
    path.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(SetupError, match="one password a line"):
        Settings(password_file=path).passwords()
    with pytest.raises(SetupError, match="can't be read"):
        Settings(password_file=tmp_path / "none").passwords()


def test_attached_files_are_named() -> None:
    """Their names are witnesses, in order, on one line each; a portfolio's as well."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain())) as document:
        for name in ("phụ lục.docx", "b.exe"):
            document.attachments[name] = pikepdf.AttachedFileSpec(document, b"MZ", filename=name)
        document.Root.Collection = pikepdf.Dictionary(Type=pikepdf.Name.Collection)
        document.save(buffer)
    reading = read_bytes(buffer.getvalue(), "x")
    named = [witness for witness in reading.witnesses if witness.source == "attachment"]
    assert sorted(named, key=lambda one: one.value) == [
        Witness("attachment", "name", "b.exe"),
        Witness("attachment", "name", "phụ lục.docx"),
    ]
    assert reading.pages[0].text == BODY
