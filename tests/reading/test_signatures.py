"""What signatures claim: by whom, for whom, when; damaged ones claim nothing and cost nothing else."""

from __future__ import annotations

import io
import time
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from pipeline.pages import Witness
from pipeline.reading import signatures
from pipeline.reading.read import read_bytes
from pipeline.reading.signatures import read_signatures
from tests.helpers.pdf_file import Paper, pdf
from tests.helpers.signed_file import Signature, cms, signed_pdf

BODY = (("country", "VN"), ("organization", "Tỉnh Cao Mẫu"), ("common_name", "Ủy ban nhân dân tỉnh Cao Mẫu"))
PERSON = (("organization", "TRƯỜNG THPT MẪU"), ("common_name", "Trần Văn Mẫu"), ("user_id", "CCCD:000000000001"))


def told(data: bytes) -> list[tuple[str, str]]:
    found = read_signatures(data)
    assert {one.source for one in found} <= {"signature"}
    return [(one.key, one.value) for one in found]


def test_who_and_when() -> None:
    """Subject and time come out, body by body, beside the document information; identity numbers do not."""
    data = signed_pdf(Signature(PERSON), Signature(BODY, "D:20310406100000+07'00'"))
    assert told(data) == [
        ("common_name", "Trần Văn Mẫu"),
        ("organization", "TRƯỜNG THPT MẪU"),
        ("signed_at", "2031-04-05T08:15:32+07:00"),
        ("common_name", "Ủy ban nhân dân tỉnh Cao Mẫu"),
        ("organization", "Tỉnh Cao Mẫu"),
        ("signed_at", "2031-04-06T10:00:00+07:00"),
    ]
    found = read_bytes(data, "ky.pdf")
    assert found.pages[0].text == "Thực hiện kế hoạch đã được phê duyệt"
    assert Witness("signature", "signed_at", "2031-04-05T08:15:32+07:00") in found.witnesses


def test_signed_twice_by_one() -> None:
    """Each claim is told once."""
    assert len(told(signed_pdf(Signature(BODY), Signature(BODY)))) == 3


@pytest.mark.parametrize(
    ("stated", "zone", "own"),
    [
        pytest.param(None, "+00:00", True, id="not stated: the signed attribute's"),
        pytest.param("D:20310405081532", "+00:00", True, id="without a zone: the signed attribute's, which has one"),
        pytest.param("tháng tư", "+00:00", True, id="no time at all"),
        pytest.param("D:20311405081532Z", "+00:00", True, id="a month that is none"),
        pytest.param("D:20310405081532Z", "+00:00", False, id="UTC"),
        pytest.param("D:20310405081532-05'30'", "-05:30", False, id="elsewhere"),
    ],
)
def test_times(stated: str | None, zone: str, own: bool) -> None:
    """The time is ISO 8601 with its zone; where the dictionary has none, the attribute's is taken."""
    (value,) = (value for key, value in told(signed_pdf(Signature(BODY, stated))) if key == "signed_at")
    assert value.endswith(zone)
    at = datetime.fromisoformat(value)
    assert (abs(at - datetime.now(UTC)) < timedelta(minutes=10)) is own
    assert own or value.startswith("2031-04-05T08:15:32")


def test_names_made_clean() -> None:
    """Decomposed letters, line ends and endless names come out composed, on one line and bounded."""
    names = (("organization", "Sơ\u0309\nY  tế"), ("common_name", "x" * 64))
    assert ("organization", "Sở Y tế") in told(signed_pdf(Signature(names)))
    many = tuple(("organization", f"Sở {n}") for n in range(9))
    assert len([key for key, _ in told(signed_pdf(Signature(many))) if key == "organization"]) == 4


def test_field_below_a_field() -> None:
    """A field's type may be its parent's."""
    assert ("common_name", "Ủy ban nhân dân tỉnh Cao Mẫu") in told(signed_pdf(Signature(BODY), nested=True))


def test_file_under_rights() -> None:
    """A file that forbids copying opens without a password; its signatures are read as well."""
    contents = cms(BODY)
    assert ("organization", "Tỉnh Cao Mẫu") in told(signed_pdf(Signature(BODY, contents=contents), encrypted=True))


@pytest.mark.parametrize(
    "contents",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\0" * 4096, id="room never filled"),
        pytest.param(cms(BODY)[:200], id="cut short"),
        pytest.param(cms(BODY).replace(b"\x30\x82", b"\x30\x84"), id="lengths that lie"),
        pytest.param(bytes(range(256)), id="noise"),
        pytest.param(b"\x30\x80" * 5000, id="nested for ever"),
        pytest.param(cms(BODY) + b"\0" * signatures.MAX_CONTENTS, id="far too large"),
    ],
)
def test_damaged(contents: bytes) -> None:
    """A damaged signature claims nothing; the one beside it, and the pages, are read all the same."""
    assert told(signed_pdf(Signature(BODY, contents=contents))) in (
        [],
        [("signed_at", "2031-04-05T08:15:32+07:00")],
    )
    both = signed_pdf(Signature(BODY, contents=contents), Signature(PERSON))
    assert ("common_name", "Trần Văn Mẫu") in told(both)
    assert read_bytes(both, "ky.pdf").pages[0].error is None


def test_no_signatures() -> None:
    """A time stamp by a third party, an empty field and a text that speaks of signatures are none."""
    assert told(signed_pdf(Signature(BODY, type="DocTimeStamp"))) == []
    paper = Paper()
    paper.signature((300.0, 700.0, 500.0, 780.0), "Ký bởi")
    assert told(pdf(paper, Title="/ByteRange")) == []
    assert told(b"/ByteRange") == []


def form(build: str) -> bytes:
    """A PDF whose form is a trap."""
    with pikepdf.open(io.BytesIO(signed_pdf(Signature(BODY, contents=cms(BODY))))) as file:
        field = file.Root.AcroForm.Fields[0]
        if build == "circular":
            field.Kids = Array([field])
        elif build == "shared":  # two kids each, the same two: 2 ** 60 ways down
            below = file.make_indirect(Dictionary(T=String("x")))
            for _ in range(60):
                below = file.make_indirect(Dictionary(T=String("x"), Kids=Array([below, below])))
            file.Root.AcroForm.Fields.append(below)
        elif build == "many":
            file.Root.AcroForm.Fields = Array(
                [file.make_indirect(Dictionary(T=String(str(n)), FT=Name.Sig, V=field.V)) for n in range(5000)]
            )
        elif build == "itself":
            field.V = field
        elif build == "no list":
            file.Root.AcroForm.Fields = String("x")
        buffer = io.BytesIO()
        file.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("build", "claims"), [("circular", 3), ("shared", 3), ("many", 3), ("itself", 0), ("no list", 0)]
)
def test_traps(build: str, claims: int) -> None:
    """Forms that lead round or multiply are walked in bounded time."""
    begun = time.monotonic()
    assert len(told(form(build))) == claims
    assert time.monotonic() - begun < 30


SIGNED = signed_pdf(Signature(BODY), Signature(PERSON))


@settings(max_examples=150)
@given(st.data())
def test_any_damage(draw: st.DataObject) -> None:
    """Bytes changed anywhere never make it fail, and only names and times come out."""
    data = bytearray(SIGNED)
    for _ in range(draw.draw(st.integers(1, 6))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    del data[draw.draw(st.sampled_from([len(data), len(data) // 2, len(data) - 300])) :]
    for key, value in told(bytes(data)):
        assert key in ("organization", "common_name", "signed_at")
        assert 0 < len(value) <= signatures.NAME_LENGTH
