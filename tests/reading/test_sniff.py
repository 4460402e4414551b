"""What a file is, by its bytes; encodings of texts; every kind that is not read says what to do."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import DamagedError, EncryptedError, FileError, UnsupportedError
from pipeline.reading.sniff import READABLE, decode, encoding_of, require_readable, sniff
from tests.helpers.pdf_file import Paper, pdf
from tests.helpers.word_file import docx, p

TEXT = "Ủy ban nhân dân xã tổ chức triển khai kế hoạch tới các thôn, tổ dân phố."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500


def package(*names: str, mimetype: str | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        if mimetype:
            file.writestr("mimetype", mimetype)
        for name in names:
            file.writestr(name, "x")
    return buffer.getvalue()


def cp1258(text: str) -> bytes:
    """Bytes as Windows-1258 writes them: the vowel with its hat or horn, the tone behind it."""
    done = b""
    for ch in text:
        marks = unicodedata.normalize("NFD", ch)
        tones = [m for m in marks if m in "\u0300\u0301\u0303\u0309\u0323"]
        done += unicodedata.normalize("NFC", "".join(m for m in marks if m not in tones)).encode("cp1258")
        done += "".join(tones).encode("cp1258")
    return done


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        pytest.param(pdf(Paper()), "application/pdf", id="pdf"),
        pytest.param(b"junk\r\n" + pdf(Paper()), "application/pdf", id="pdf behind a few bytes"),
        pytest.param(
            docx(p("a")), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", id="docx"
        ),
        pytest.param(b"\x89PNG\r\n\x1a\n...", "image/png", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0", "image/jpeg", id="jpeg"),
        pytest.param(b"MM\x00*", "image/tiff", id="tiff"),
        pytest.param(OLE + "WordDocument".encode("utf-16-le"), "application/msword", id="doc"),
        pytest.param(b"{\\rtf1 abc}", "application/rtf", id="rtf"),
        pytest.param(
            package("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", id="xlsx"
        ),
        pytest.param(f"<!DOCTYPE html><p>{TEXT}".encode(), "text/html", id="html"),
        pytest.param(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "image/heic", id="heic"),
        pytest.param(TEXT.encode(), "text/plain", id="text"),
        pytest.param(b"BM dang lap ke hoach", "text/plain", id="a text that begins like a bitmap"),
    ],
)
def test_kinds_that_are_read(data: bytes, media_type: str) -> None:
    """The reader's own kinds."""
    kind = require_readable(sniff(data))
    assert kind.media_type == media_type
    assert kind.media_type in READABLE


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(OLE + "Workbook".encode("utf-16-le"), "old Excel", id="xls"),
        pytest.param(OLE, "old Office", id="another OLE file"),
        pytest.param(package("ppt/presentation.xml"), "PowerPoint", id="pptx"),
        pytest.param(
            package("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument", id="odt"
        ),
        pytest.param(package("a.pdf"), "zip", id="zip"),
        pytest.param(b"Rar!\x1a\x07\x00", "RAR", id="rar"),
        pytest.param(f"<?xml version='1.0'?><a>{TEXT}</a>".encode(), "XML", id="xml"),
        pytest.param('{"số": 1}\n{"số": 2}\n'.encode(), "JSON", id="JSON Lines"),
        pytest.param(b'[{"a": 1}, {"a": 2}]', "JSON", id="JSON"),
        pytest.param(bytes(range(256)) * 4, "binary", id="binary"),
    ],
)
def test_kinds_that_are_not_read(data: bytes, name: str) -> None:
    """The message names the kind and what to do."""
    with pytest.raises(UnsupportedError, match=name) as caught:
        require_readable(sniff(data))
    assert caught.value.advice


@pytest.mark.parametrize("data", [b"", b" \r\n\x00", package("a")[:30]], ids=["empty", "blank", "half a zip"])
def test_empty_and_broken(data: bytes) -> None:
    """Nothing to read is damage, not an unknown kind."""
    with pytest.raises(DamagedError):
        sniff(data)


def test_a_locked_office_file() -> None:
    """An Office file with a password is an OLE file with one stream: it is told apart."""
    with pytest.raises(EncryptedError):
        require_readable(sniff(OLE + "EncryptedPackage".encode("utf-16-le")))


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(TEXT.encode(), "utf-8", id="UTF-8"),
        pytest.param(TEXT.encode("utf-8-sig"), "utf-8-sig", id="UTF-8 with a mark"),
        pytest.param(TEXT.encode("utf-16"), "utf-16", id="UTF-16 with a mark"),
        pytest.param(TEXT.encode("utf-16-le"), "utf-16-le", id="UTF-16 LE without"),
        pytest.param(TEXT.encode("utf-16-be"), "utf-16-be", id="UTF-16 BE without"),
        pytest.param(cp1258(TEXT), "cp1258", id="Windows-1258"),
        pytest.param(unicodedata.normalize("NFD", TEXT).encode(), "utf-8", id="UTF-8 in pieces"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    """Each encoding is known by its bytes and gives the same NFC text."""
    assert encoding_of(data) == encoding
    assert decode(data, encoding) == TEXT


def test_a_broken_byte_does_not_change_the_encoding() -> None:
    """One bad byte in UTF-8 is one bad character, not another encoding."""
    data = (TEXT * 5).encode()
    assert encoding_of(data[:31] + b"\xff" + data[31:]) == "utf-8"


@pytest.mark.parametrize(
    "text",
    ['{Ghi chú} "họp": thứ hai', "[1] Kế hoạch số 5", '["Kế hoạch"] là tên gọi tắt'],
    ids=["brace", "note", "name"],
)
def test_texts_that_begin_like_data(text: str) -> None:
    """A text may begin with a bracket."""
    assert sniff(text.encode()).media_type == "text/plain"


@settings(max_examples=200)
@given(st.binary(max_size=400), st.sampled_from([b"", b"%PDF-", b"PK\x03\x04", OLE[:8], b"\xff\xfe", b"{"]))
def test_any_bytes_have_a_kind(data: bytes, start: bytes) -> None:
    """Whatever the bytes, the answer is a kind or an error of files."""
    try:
        kind = sniff(start + data)
    except FileError as error:
        assert error.advice
    else:
        assert kind.readable == (kind.media_type in READABLE and kind.name is None)
