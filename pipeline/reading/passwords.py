"""Locked PDFs: opened with a password of the user's, where one fits."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf


def unlocked(data: bytes, passwords: Sequence[str]) -> bytes:
    """A PDF's bytes without its lock; the bytes themselves where it has none or no password fits."""
    if not passwords or b"/Encrypt" not in data:
        return data
    for password in passwords:
        try:
            with pikepdf.open(io.BytesIO(data), password=password) as document:
                if not document.is_encrypted:
                    return data
                plain = io.BytesIO()
                document.save(plain)
                return plain.getvalue()
        except pikepdf.PasswordError:
            continue
        except (pikepdf.PdfError, ValueError, RuntimeError):
            return data  # too broken for qpdf: the reader says what is wrong with it
    return data
