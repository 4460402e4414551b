"""A digital signature for a sample: a key that is worthless, and the same bytes at every making.

The key is computed from a text that stands here for everyone to read, so it proves nothing and hides
nothing; certificate and signature are RSA with PKCS #1 v1.5, which draws no random numbers.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder

from tests.helpers.signed_file import NAMES, Signature, signed_pdf

SEED = "the key of the sample archive, which anyone can make"
EXPONENT = 65_537
BITS = 1024
"""Of each prime."""
VALID = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC))


def signed(data: bytes, names: tuple[tuple[str, str], ...], time: str) -> bytes:
    """The PDF with a signature by this subject, claimed to be of `time` (a PDF date)."""
    return signed_pdf(Signature(names, time), data=data, sign=_cms, static=True)


def _cms(names: tuple[tuple[str, str], ...], covered: bytes) -> bytes:
    """A detached signature without attributes: the time it was made at would be another one each time."""
    key = _key()
    subject = x509.Name([x509.NameAttribute(NAMES[kind], value) for kind, value in names])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(x509.Name([x509.NameAttribute(NAMES["common_name"], "Chứng thư mẫu, không có giá trị")]))
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(VALID[0])
        .not_valid_after(VALID[1])
        .sign(key, hashes.SHA256())
    )
    builder = PKCS7SignatureBuilder().set_data(covered).add_signer(certificate, key, hashes.SHA256())
    options = [PKCS7Options.DetachedSignature, PKCS7Options.Binary, PKCS7Options.NoAttributes]
    return builder.sign(Encoding.DER, options)


@functools.cache
def _key() -> rsa.RSAPrivateKey:
    numbers = _numbers()
    p, q = next(numbers), next(numbers)
    d = pow(EXPONENT, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(EXPONENT, p * q)
    whole = rsa.RSAPrivateNumbers(p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), public)
    return whole.private_key()


def _numbers() -> Iterator[int]:
    """Primes fit for the key, drawn from the seed."""
    for count in range(100_000):
        drawn = b"".join(hashlib.sha512(f"{SEED} {count} {part}".encode()).digest() for part in range(BITS // 512))
        number = int.from_bytes(drawn, "big") | 3 << (BITS - 2) | 1
        if number % EXPONENT != 1 and _is_prime(number):
            yield number


def _is_prime(number: int) -> bool:
    """By Miller and Rabin, with the first primes as bases."""
    small = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
    if any(number % prime == 0 for prime in small):
        return False
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for base in small:
        power = pow(base, odd, number)
        if power in (1, number - 1):
            continue
        for _ in range(twos - 1):
            power = power * power % number
            if power == number - 1:
                break
        else:
            return False
    return True
