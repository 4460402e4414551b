"""Reads mutants of sample files, in a process of its own, until its time is over.

    python -m tests.helpers.fuzz <seed> <seconds> <folder for the mutant at hand> <sample> …

Each line of the output is JSON: a mutant that did what it should not (`sample`, `seed`, what), at the
end how many were read. The mutant at hand lies in the folder as `mutant.bin`, also when the process
dies of it. OCR is left out: what is tried are the readers, not Tesseract.
"""

from __future__ import annotations

import io
import json
import random
import re
import resource
import sys
import time
import traceback
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image

from tests.helpers import memory

MEBIBYTES = 4096
SLOW = 30.0
"""Seconds that no mutant of a small sample may take."""
NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"255",
    b"65536",
    b"2147483647",
    b"-2147483648",
    b"4294967296",
    b"99999999999999999999",
    b"1e99",
)


def bases(path: Path) -> list[bytes]:
    """A sample as it is, a PDF unpacked besides, so that changes hit its inside, a PNG as other pictures too."""
    data = path.read_bytes()
    found = [data]
    if data.startswith(b"%PDF"):
        try:
            with pikepdf.open(io.BytesIO(data)) as file:
                buffer = io.BytesIO()
                file.save(
                    buffer,
                    stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                    object_stream_mode=pikepdf.ObjectStreamMode.disable,
                    compress_streams=False,
                )
            found.append(buffer.getvalue())
        except (pikepdf.PdfError, pikepdf.PasswordError):
            return found  # a sample that is damaged or locked already
    if data.startswith(b"\x89PNG"):
        with Image.open(io.BytesIO(data)) as image:
            small = image.convert("RGB").reduce(2)
        for kind, options in (("JPEG", {}), ("JPEG", {"progressive": True}), ("TIFF", {"compression": "tiff_lzw"})):
            buffer = io.BytesIO()
            small.save(buffer, kind, dpi=(100, 100), exif=small.getexif(), **options)
            found.append(buffer.getvalue())
    return found


def mutants(data: bytes, chance: random.Random) -> bytes:
    """The data changed in one to four ways."""
    if data.startswith(b"PK") and chance.random() < 0.8:
        return _repacked(data, chance)
    for _ in range(chance.randint(1, 4)):
        data = _changed(data, chance)
    return data


def _changed(data: bytes, chance: random.Random) -> bytes:
    if len(data) < 8:
        return data
    made = bytearray(data)
    at = chance.randrange(len(made))
    # Heads and tails of files say most.
    if chance.random() < 0.3:
        at = min(len(made) - 1, chance.randrange(600))
    elif chance.random() < 0.2:
        at = max(0, len(made) - 1 - chance.randrange(600))
    length = min(len(made) - at, 1 << chance.randint(0, 12))
    match chance.randrange(8):
        case 0:
            for _ in range(chance.randint(1, 40)):
                made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
        case 1:
            made[at] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
        case 2:
            del made[at:]
        case 3:
            del made[at : at + length]
        case 4:
            other = chance.randrange(len(made))
            made[at:at] = made[other : other + length]
        case 5:
            other = chance.randrange(len(made))
            made[at : at + length] = made[other : other + length]
        case 6:
            made[at : at + length] = chance.choice((b"\0", b"\xff", b"<", b"(", b"[")) * length
        case _:
            numbers = [*re.finditer(rb"\d{1,12}", data[at : at + 4000])]
            if numbers:
                found = chance.choice(numbers)
                made[at + found.start() : at + found.end()] = chance.choice(NUMBERS)
    return bytes(made)


def _repacked(data: bytes, chance: random.Random) -> bytes:
    """The package with parts changed inside, whole again outside."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except zipfile.BadZipFile:
        return _changed(data, chance)
    for name in chance.sample(sorted(parts), min(len(parts), chance.randint(1, 2))):
        parts[name] = _changed_xml(parts[name], chance)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return buffer.getvalue()


def _changed_xml(part: bytes, chance: random.Random) -> bytes:
    """XML that is still XML: elements moved, doubled, dropped, nested, attributes exchanged."""
    elements = [*re.finditer(rb"<(\w+:\w+)(?:\s[^<>]*)?(?:/>|>[^<]{0,200}</\1>)", part)]
    if not elements or chance.random() < 0.2:
        return _changed(part, chance)
    for _ in range(chance.randint(1, 5)):
        one, other = chance.choice(elements), chance.choice(elements)
        piece = other[0] * chance.choice((1, 1, 2, 50))
        part = part[: one.start()] + chance.choice((piece, b"", one[0] + piece)) + part[one.end() :]
        values = [*re.finditer(rb'"([^"<>]{0,40})"', part)]
        if values and chance.random() < 0.7:
            value = chance.choice(values)
            made = chance.choice((*NUMBERS, b"", chance.choice(values)[1]))
            part = part[: value.start(1)] + made + part[value.end(1) :]
        elements = [*re.finditer(rb"<(\w+:\w+)(?:\s[^<>]*)?(?:/>|>[^<]{0,200}</\1>)", part)] or elements[:1]
        if len(elements) == 1:
            break
    return part


def fuzz(seed: int, seconds: float, folder: Path, samples: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """What went wrong with mutants, and at last how many were read and how."""
    from pipeline.errors import FileError
    from pipeline.reading import scan
    from pipeline.reading.read import read_bytes
    from pipeline.settings import ReadingSettings

    scan.recognise = lambda *_, **__: ()  # type: ignore[assignment]
    settings = ReadingSettings(max_pages=40, max_pixels=30_000_000, dpi=100)
    stock = [(path.name, base) for path in samples for base in bases(path)]
    begun = time.monotonic()
    counts: dict[str, int] = {}
    nth = 0
    while time.monotonic() - begun < seconds:
        one = seed * 1_000_000 + nth
        chance = random.Random(one)
        name, base = stock[nth % len(stock)]
        nth += 1
        mutant = mutants(base, chance)
        (folder / "mutant.bin").write_bytes(mutant)
        (folder / "mutant.txt").write_text(f"{name} {one}")
        started = time.monotonic()
        try:
            read_bytes(mutant, name, settings)
            outcome = "read"
        except FileError as error:
            outcome = type(error).__name__
            if "\n" in str(error) or " 0x" in str(error) or len(str(error)) > 600:
                yield {"sample": name, "seed": one, "what": f"message: {error}"}
        except BaseException as error:
            outcome = "escaped"
            yield {
                "sample": name,
                "seed": one,
                "what": f"{type(error).__name__}: {error}",
                "where": traceback.format_exc(),
            }
        counts[outcome] = counts.get(outcome, 0) + 1
        if time.monotonic() - started > SLOW:
            yield {"sample": name, "seed": one, "what": f"took {time.monotonic() - started:.0f} s"}
    yield {"read": nth, "outcomes": counts, "mebibytes": memory.peak()}


def main() -> None:
    seed, seconds, folder, *samples = sys.argv[1:]
    warnings.simplefilter("error")
    resource.setrlimit(resource.RLIMIT_AS, (MEBIBYTES << 20, MEBIBYTES << 20))
    for line in fuzz(int(seed), float(seconds), Path(folder), [Path(sample) for sample in samples]):
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
