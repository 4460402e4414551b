"""Makes PDF files signed by certificates made on the spot, for tests: no key outlives the process."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder
from cryptography.x509.oid import NameOID
from pikepdf import Array, Dictionary, Name, String

from tests.helpers.pdf_file import Paper, pdf

ROOM = 4096
"""Bytes kept for a signature."""
NAMES = {
    "country": NameOID.COUNTRY_NAME,
    "organization": NameOID.ORGANIZATION_NAME,
    "common_name": NameOID.COMMON_NAME,
    "user_id": NameOID.USER_ID,
}


@dataclass(frozen=True)
class Signature:
    """One signature: the subject's names as (kind, value), /M as written, what stands for its bytes."""

    names: tuple[tuple[str, str], ...]
    time: str | None = "D:20310405081532+07'00'"
    contents: bytes | None = None
    type: str = "Sig"


Sign = Callable[[tuple[tuple[str, str], ...], bytes], bytes]
"""Makes a detached signature for a subject, over some bytes."""


@functools.cache
def cms(names: tuple[tuple[str, str], ...], covered: bytes = b"") -> bytes:
    """A detached signature by a self-signed certificate for this subject."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NAMES[kind], value) for kind, value in names])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    builder = PKCS7SignatureBuilder().set_data(covered).add_signer(certificate, key, hashes.SHA256())
    return builder.sign(Encoding.DER, [PKCS7Options.DetachedSignature, PKCS7Options.Binary])


def signed_pdf(
    *signatures: Signature,
    nested: bool = False,
    encrypted: bool = False,
    data: bytes | None = None,
    sign: Sign = cms,
    static: bool = False,
) -> bytes:
    """A PDF with these signatures in its form; ``nested`` puts the fields under a field that says they are.

    ``static`` gives the file the same identifier each time.
    """
    if data is None:
        paper = Paper()
        paper.lines(100, "Thực hiện kế hoạch đã được phê duyệt")
        data = pdf(paper)
    with pikepdf.open(io.BytesIO(data)) as file:
        fields = [file.make_indirect(_field(file, one, nth, own_type=not nested)) for nth, one in enumerate(signatures)]
        if nested:
            fields = [file.make_indirect(Dictionary(T=String("bieu"), FT=Name.Sig, Kids=Array(fields)))]
        file.Root.AcroForm = Dictionary(Fields=Array(fields), SigFlags=3)
        buffer = io.BytesIO()
        # Compatible with readers of old: the signature must stand in the clear.
        file.save(
            buffer,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            static_id=static,
            encryption=pikepdf.Encryption(owner="owner", user="") if encrypted else False,
        )
    return buffer.getvalue() if encrypted else _filled(buffer.getvalue(), signatures, sign)


def _field(file: pikepdf.Pdf, one: Signature, nth: int, *, own_type: bool) -> Dictionary:
    value = Dictionary(Type=Name(f"/{one.type}"), Filter=Name("/Adobe.PPKLite"), SubFilter=Name("/adbe.pkcs7.detached"))
    value.ByteRange = Array([0, 1_000_000_000, 2_000_000_000, 1_000_000_000])
    mark = nth.to_bytes(2, "big") * (ROOM // 2)
    value.Contents = String(mark if one.contents is None else one.contents)
    if one.time is not None:
        value.M = String(one.time)
    field = Dictionary(T=String(f"ky{nth}"), V=file.make_indirect(value))
    if own_type:
        field.FT = Name.Sig
    return field


def _filled(data: bytes, signatures: Sequence[Signature], sign: Sign) -> bytes:
    """The file with each signature in its room, over the bytes around it."""
    for nth, one in enumerate(signatures):
        if one.contents is not None:
            continue
        room = (nth.to_bytes(2, "big") * (ROOM // 2)).hex().encode()
        start = data.index(b"<" + room + b">")
        end = start + len(room) + 2
        blank = b"[ 0 1000000000 2000000000 1000000000 ]"
        ranges = f"[ 0 {start} {end} {len(data) - end}".encode()
        at = data.rindex(blank, 0, start) if blank in data[:start] else data.index(blank, end)
        data = data[:at] + ranges.ljust(len(blank) - 2) + b" ]" + data[at + len(blank) :]
        made = sign(one.names, data[:start] + data[end:])
        data = data[:start] + b"<" + made.hex().encode().ljust(len(room), b"0") + b">" + data[end:]
    return data
