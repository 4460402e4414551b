"""What the digital signatures of a PDF claim: who signed, for which body, when.

Evidence, never proof: nothing is validated, no certificate is looked up, nothing goes over the
network. On signed scans the certificate names the issuing body in clean Unicode, and the time of
signing lies few days after the date of issue (FIELD.md).

The signatures are found by pikepdf and opened by pyHanko: its own reader of PDFs takes seconds for
a long signature (2 microseconds a byte), and for ever over forms whose fields share their kids.
"""

from __future__ import annotations

import io
import logging
from collections import deque
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from pipeline.errors import one_line
from pipeline.pages import Witness, clean_unicode

LOG = logging.getLogger(__name__)

MARK = b"/ByteRange"
"""Stands in the clear in every signed file: what is signed is told by bytes (ISO 32000-1, 12.8.1)."""
MAX_FIELDS = 2_000
"""Fields of a form that are looked at."""
MAX_SIGNATURES = 32
"""Signatures looked at; a document passed round an office bears about five."""
MAX_CONTENTS = 4 * 1024 * 1024
"""Bytes of one signature, with its certificates and lists of revoked ones."""
MAX_NAMES = 4
"""Names of one kind in a certificate's subject."""
NAME_LENGTH = 300
SUBJECT = {"common_name": "common_name", "organization_name": "organization"}
"""Attributes of a certificate's subject (RFC 5280, 4.1.2.6) and the witnesses they become.

The nearest first: an office's common name is its own, its organisation often the body above it.
Identity numbers, which stand there too, are nobody's business and left alone.
"""


def read_signatures(data: bytes) -> tuple[Witness, ...]:
    """The witnesses that a PDF's signatures give, in the order of their fields, each once.

    ``common_name`` and ``organization`` are the signer's certificate's, ``signed_at`` the claimed
    time as ISO 8601, with its zone where one is stated. Time stamps by third parties are no
    signatures. A signature, or a file, that can't be read gives none; this never fails.
    """
    if MARK not in data:
        return ()
    import pikepdf

    found: list[Witness] = []
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as file:
            for signature in islice(_signatures(file.Root), MAX_SIGNATURES):
                found += _witnesses(signature)
    except MemoryError:
        raise
    except Exception as error:  # the pages are read by others: whatever is wrong here costs the witnesses only
        LOG.debug("signatures: %s: %s", type(error).__name__, one_line(str(error), 120))
    return tuple(dict.fromkeys(found))


def _signatures(root: Any) -> Iterator[Any]:
    """The values of the form's signature fields, in order, each field looked at once (ISO 32000-1, 12.7)."""
    import pikepdf

    waiting = deque((field, False) for field in _list(root, "/AcroForm", "/Fields"))
    seen: set[tuple[int, int]] = set()
    for _ in range(MAX_FIELDS):
        if not waiting:
            return
        field, signature = waiting.popleft()
        if not isinstance(field, pikepdf.Dictionary) or (field.is_indirect and field.objgen in seen):
            continue
        seen.add(field.objgen)
        signature = field["/FT"] == pikepdf.Name.Sig if "/FT" in field else signature
        value = field.get("/V")
        if signature and isinstance(value, pikepdf.Dictionary):
            yield value
        waiting.extend((kid, signature) for kid in _list(field, "/Kids")[: max(0, MAX_FIELDS - len(waiting))])


def _list(node: Any, *keys: str) -> list[Any]:
    """The entries of the array at the end of a way of keys; none where there is no such array."""
    import pikepdf

    for key in keys:
        node = node.get(key) if isinstance(node, pikepdf.Dictionary) else None
    return [node[nth] for nth in range(min(len(node), MAX_FIELDS))] if isinstance(node, pikepdf.Array) else []


def _witnesses(signature: Any) -> Iterator[Witness]:
    """What one signature claims; nothing where it is damaged."""
    if str(signature.get("/Type", "/Sig")) != "/Sig" or "/Contents" not in signature:
        return
    contents = bytes(signature["/Contents"])
    if len(contents) > MAX_CONTENTS:
        return
    from asn1crypto import cms

    try:
        signed = cms.ContentInfo.load(contents)["content"]
        claims = [*_names(signed), *_time(signed, str(signature.get("/M", "")))]
    except MemoryError:
        raise
    except Exception as error:  # the border between signatures: nearly anything is raised on damaged ones
        LOG.debug("a signature: %s: %s", type(error).__name__, one_line(str(error), 120))
        return
    yield from claims


def _names(signed: Any) -> Iterator[Witness]:
    """The names in the signer's certificate; none where the signature does not bring it along."""
    from pyhanko.sign.general import CMSExtractionError, extract_certificate_info

    try:
        subject = extract_certificate_info(signed).signer_cert.subject.native
    except CMSExtractionError as error:
        LOG.debug("a signer's certificate: %s", one_line(str(error), 120))
        return
    for attribute, key in SUBJECT.items():
        given = subject.get(attribute) or ()
        for raw in [given] if isinstance(given, str) else given[:MAX_NAMES]:
            text = one_line(clean_unicode(str(raw)), NAME_LENGTH)
            if text:
                yield Witness("signature", key, text)


def _time(signed: Any, stated: str) -> Iterator[Witness]:
    """The claimed time of signing.

    The signature's dictionary states it with its zone (ISO 32000-1, table 252, /M); the signed
    attribute (RFC 5652, 11.3) knows only UTC, and signing programs in use put local time there. So
    the first is preferred where it states its zone.
    """
    from pyhanko.pdf_utils.generic import parse_pdf_date
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import (
        MultivaluedAttributeError,
        NonexistentAttributeError,
        extract_signer_info,
        find_unique_cms_attribute,
    )

    times: list[datetime] = []
    try:
        times.append(parse_pdf_date(stated, strict=False))
    except (ValueError, OverflowError, PdfError):
        LOG.debug("a signature's dictionary states no time")
    try:
        signer = extract_signer_info(signed)
        times.append(find_unique_cms_attribute(signer["signed_attrs"], "signing_time").native)
    except (NonexistentAttributeError, MultivaluedAttributeError):
        LOG.debug("a signature's attributes state no time")
    best = next((time for time in times if time.tzinfo is not None), times[0] if times else None)
    if best is not None:
        yield Witness("signature", "signed_at", best.isoformat(timespec="seconds"))
