"""Writes the sample archive data/raw and its gold, data/gold, from the drafts beside this file.

All in our own words: the offices, places and people are invented, only the laws cited are real. A
draft (`drafts/<stem>.doc.txt`, markup of `pipeline.evaluating.drafts`) says what a document says, the
gold beside it (`<stem>.json`, by the guide of annotation) what is true of it; ``SAMPLES`` says as what
kind of file it lies in the archive.

    make samples            (python -m tests.samples.make_samples [FOLDER])

The same drafts, fonts and package versions give the same bytes. It wants Debian's fonts-liberation2.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import md5
from pathlib import Path

import pikepdf

from pipeline.errors import VanthuError
from pipeline.evaluating import drafts, scans
from pipeline.evaluating.drafts import Draft, Foot, Heading, Paragraph, Title, TypeName
from pipeline.evaluating.dressing import Dressing
from pipeline.evaluating.scans import PRESETS, Preset, Step
from tests.samples.signing import signed

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
DRAFTS = Path(__file__).resolve().parent / "drafts"
EPOCH = (2020, 1, 1, 0, 0, 0)
"""The time stamp of every member of our zip files: no run's own time in a sample."""

# Scans are kept small: an office's scanner at 200 dots an inch writes what can be read at 300.
CLEAN = replace(PRESETS["clean"], dpi=200, quality=60)
OFFICE = replace(PRESETS["office"], dpi=200, quality=50)
SIGNED = replace(OFFICE, dressing=Dressing(seal=True, signature=True))
"""As OFFICE, but number and day were printed before the plan was signed."""
HARD = replace(PRESETS["hard"], quality=50)
FAX = replace(PRESETS["copy"], steps=(Step("copied", 0.1, 0.3), Step("speckle", 0.1, 0.3)))
"""A first copy in black and white, as a fax packs it."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A file of the archive: its name, the stem of its draft, and how it is made.

    ``scanned`` ones hold pictures alone: reading them wants OCR, and takes seconds.
    """

    name: str
    draft: str
    make: Callable[[Draft], bytes]
    scanned: bool = False

    @property
    def stem(self) -> str:
        return self.name.rpartition(".")[0]


# ---------------------------------------------------------------- kinds of files


def scan(preset: Preset, seed: int, kind: str = "pdf") -> Callable[[Draft], bytes]:
    """Page pictures, as a scanner writes them."""
    return lambda draft: scans.make(draft, preset=preset, kind=kind, seed=seed).data


SIGNER = (("organization", "Thành phố Hà Lam"), ("common_name", "Ủy ban nhân dân thành phố Hà Lam"))


def by_hand_and_key(draft: Draft) -> bytes:
    """A scan of what was signed with a pen and sealed, itself signed by the office's key on the next day."""
    return signed(scan(SIGNED, 15)(draft), SIGNER, "D:20240409090507+07'00'")


def born(seed: int) -> Callable[[Draft], bytes]:
    """A PDF with a text layer, set by reportlab."""
    return lambda draft: scans.make(draft, kind="born", seed=seed).data


def word(seed: int) -> Callable[[Draft], bytes]:
    """A Word file; odd seeds count the labels of lists instead of typing them."""
    return lambda draft: scans.make(draft, kind="docx", seed=seed).data


def office(draft: Draft) -> bytes:
    """A PDF that LibreOffice exports, as half of the born-digital ones are made. Raises Unmade without it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Unmade("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "draft.docx").write_bytes(word(2)(draft))
        command = [program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        command += ["--convert-to", "pdf", "--outdir", name, str(folder / "draft.docx")]
        done = subprocess.run(
            command, env={**os.environ, "TZ": "UTC"}, capture_output=True, text=True, check=False, timeout=120
        )
        made = folder / "draft.pdf"
        if not made.is_file():
            raise Unmade(f"LibreOffice made no PDF ({done.stderr.strip() or done.stdout.strip()})")
        data = made.read_bytes()
    # What it says of the moment of its making, in as many bytes, so that no offset moves.
    data = re.sub(rb"\(D:\d{14}", b"(D:" + b"20200101000000", data)
    own = md5(draft.name.encode(), usedforsecurity=False).hexdigest().upper().encode()
    data = re.sub(rb"(/ID\s*\[\s*<)[0-9A-F]{32}(>\s*<)[0-9A-F]{32}", rb"\g<1>" + own + rb"\g<2>" + own, data)
    return re.sub(rb"(/DocChecksum\s*/)[0-9A-F]{32}", rb"\g<1>" + own, data)


class Unmade(Exception):
    """A sample that this machine can't make."""


def text(draft: Draft) -> bytes:
    """Plain text as copied out of a document: no columns, an empty line between two blocks."""
    return ("\n\n".join("\n".join(block) for block in _blocks(draft)) + "\n").encode()


def _blocks(draft: Draft) -> Iterator[list[str]]:
    run: list[str] = []
    for element in draft.elements:
        match element:
            case Paragraph(said, _):
                # A heading in capitals has air above it.
                if run and re.match(r"[IVX]+[.-] ", said):
                    yield run
                    run = []
                run.append(said)
                continue
            case Heading(left, right) | Foot(left, right):
                blocks = [list(left), list(right)]
            case TypeName(name):
                blocks = [[name]]
            case Title(lines):
                blocks = [list(lines)]
            case _:
                raise Unmade(f"{draft.name}: a text has no {type(element).__name__}")
        if run:
            yield run
            run = []
        yield from blocks
    if run:
        yield run


def article(draft: Draft) -> bytes:
    """A page of the web as Markdown: a title, paragraphs."""
    parts = []
    for element in draft.elements:
        match element:
            case Title(lines):
                parts.append("# " + " ".join(lines))
            case Paragraph(said, _):
                parts.append(said)
            case _:
                raise Unmade(f"{draft.name}: an article has no {type(element).__name__}")
    return ("\n\n".join(parts) + "\n").encode()


# ---------------------------------------------------------------- the archive

PRINTED = "ke-hoach-tinh-du-lieu-so.pdf"
EXPORTED = "huong-dan-ho-so-dien-tu.pdf"
PLAIN = "ke-hoach-phuong-van-thu.txt"

SAMPLES = (
    Sample("chi-thi-cay-xanh.docx", "chi-thi-cay-xanh", word(1)),
    Sample("chuong-trinh-thanh-uy.pdf", "chuong-trinh-thanh-uy", scan(OFFICE, 4), scanned=True),
    Sample("cong-van-so-hoa.pdf", "cong-van-so-hoa", scan(CLEAN, 2), scanned=True),
    Sample(EXPORTED, "huong-dan-ho-so-dien-tu", office),
    Sample("ke-hoach-kiem-tra-van-thu.pdf", "ke-hoach-kiem-tra-van-thu", scan(OFFICE, 3), scanned=True),
    Sample(PLAIN, "ke-hoach-phuong-van-thu", text),
    Sample("ke-hoach-phuong-van-thu-2025.txt", "ke-hoach-phuong-van-thu-2025", text),
    Sample("ke-hoach-thanh-pho-van-thu.docx", "ke-hoach-thanh-pho-van-thu", word(6)),
    Sample(PRINTED, "ke-hoach-tinh-du-lieu-so", born(2)),
    Sample("ke-hoach-trat-tu-xay-dung.docx", "ke-hoach-trat-tu-xay-dung", word(2)),
    Sample("ke-hoach-trat-tu-xay-dung-da-ky.pdf", "ke-hoach-trat-tu-xay-dung", by_hand_and_key, scanned=True),
    Sample("ke-hoach-truong-van-hoa-doc.docx", "ke-hoach-truong-van-hoa-doc", word(4)),
    Sample("ke-hoach-xa-moi-truong.pdf", "ke-hoach-xa-moi-truong", scan(HARD, 5), scanned=True),
    Sample("quyet-dinh-quy-che-van-thu.docx", "quyet-dinh-quy-che-van-thu", word(8)),
    Sample("quyet-dinh-to-cong-tac.tiff", "quyet-dinh-to-cong-tac", scan(FAX, 2, "tiff"), scanned=True),
    Sample("tin-bai-dich-vu-cong.md", "tin-bai-dich-vu-cong", article),
    Sample("to-trinh-bao-tri-duong-bo.pdf", "to-trinh-bao-tri-duong-bo", scan(OFFICE, 12), scanned=True),
)

SCANNED = frozenset(sample.name for sample in SAMPLES if sample.scanned)


def broken(whole: bytes) -> bytes:
    """A PDF whose end never arrived."""
    return whole[: len(whole) // 3]


def locked(whole: bytes) -> bytes:
    """A PDF that wants a password. RC4, since AES would draw a new salt at each making."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(whole)) as file:
        keys = pikepdf.Encryption(owner="chu-so-huu", user="mat-khau", R=3, aes=False, metadata=False)
        file.save(made, static_id=True, encryption=keys)
    return made.getvalue()


def packed(members: dict[str, bytes]) -> bytes:
    """A zip file without the time of its making."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(member, data)
    return made.getvalue()


TROUBLE: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "van-ban-den-0117.txt": lambda made: made[PLAIN],
    "hong.pdf": lambda made: broken(made[PRINTED]),
    "co-mat-khau.pdf": lambda made: locked(made[PRINTED]),
    "phu-luc.zip": lambda made: packed({PLAIN: made[PLAIN]}),
    "bai-trinh-chieu.pptx": lambda made: packed({"ppt/presentation.xml": b"<presentation/>"}),
}
"""What real archives hold besides: a copy under another name, a broken file, a locked one, a zip, a presentation."""


def files() -> Iterator[tuple[str, bytes]]:
    """Every file of the archive and its bytes. LibreOffice's is left out where it can't be made."""
    made = {}
    for sample in SAMPLES:
        try:
            made[sample.name] = sample.make(drafts.load(DRAFTS / (sample.draft + drafts.SUFFIX)))
        except Unmade as why:
            print(f"{sample.name} is left as it is: {why}", file=sys.stderr)
        else:
            yield sample.name, made[sample.name]
    for name, make in TROUBLE.items():
        yield name, make(made)


def golds() -> Iterator[tuple[str, str]]:
    """Every gold file of the archive and its text: of each document of each sample."""
    for sample in SAMPLES:
        for path in [DRAFTS / f"{sample.draft}.json", *sorted(DRAFTS.glob(f"{sample.draft}-[2-9].json"))]:
            raw = scans.gold_of(json.loads(path.read_text(encoding="utf-8")), sample.name, Dressing())
            name = sample.stem + path.stem.removeprefix(sample.draft)
            yield f"{name}.json", json.dumps(raw, ensure_ascii=False, indent=1) + "\n"


def main(folder: Path = DATA) -> None:
    """Write `raw` and `gold` under a folder; what is there under other names is taken away."""
    raw, gold = folder / "raw", folder / "gold"
    for place in (raw, gold):
        place.mkdir(parents=True, exist_ok=True)
    wanted = {sample.name for sample in SAMPLES} | set(TROUBLE)
    for name, data in files():
        if name == EXPORTED and (raw / name).is_file() and (raw / name).read_bytes() != data:
            # Another version of LibreOffice, or a changed draft: only a person can tell.
            print(f"{name} is left as it is: LibreOffice makes it otherwise here; remove it to make it anew")
            continue
        (raw / name).write_bytes(data)
    known = dict(golds())
    for name, said in known.items():
        (gold / name).write_text(said, encoding="utf-8")
    for stale in [path for path in raw.iterdir() if path.name not in wanted]:
        print(f"raw/{stale.name} is no sample (any more): remove it")
    for stale in [path for path in gold.iterdir() if path.name not in known]:
        print(f"gold/{stale.name} belongs to no sample: remove it")
    size = sum(path.stat().st_size for path in raw.rglob("*") if path.is_file())
    print(f"{len(wanted)} files, {size / 1e6:.1f} MB; {len(known)} gold files")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
    except VanthuError as error:
        sys.exit(f"vanthu: {error}")
