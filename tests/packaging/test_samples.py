"""The sample archive: what is committed is what `make samples` writes, and holds what the README promises."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from PIL import Image

from pipeline.errors import SetupError
from pipeline.evaluating import drafts, fonts, gold
from pipeline.reading.signatures import read_signatures
from tests.samples import make_samples

RAW = make_samples.DATA / "raw"
GOLD = make_samples.DATA / "gold"
LIMIT = 6_000_000


def typeface() -> None:
    """Skips where the samples' font is missing: a machine that only reads documents needs none."""
    try:
        fonts.find("liberation")
    except SetupError as error:
        pytest.skip(str(error))


def words(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as file:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in file).split())


def test_the_archive_is_what_the_script_lists_and_is_small() -> None:
    files = {path.name: path.stat().st_size for path in RAW.iterdir()}
    assert files.keys() == {sample.name for sample in make_samples.SAMPLES} | make_samples.TROUBLE.keys()
    assert sum(files.values()) < LIMIT


def test_every_kind_of_file_is_there() -> None:
    """At least fourteen documents; Word, text, Markdown, TIFF, born-digital PDFs of two makers, scans."""
    known = gold.load(GOLD)
    assert len(known) >= 14
    assert {one.rows.scalars["type"] for one in known} >= {
        "kế hoạch",
        "hướng dẫn",
        "chỉ thị",
        "công văn",
        "tờ trình",
        "quyết định",
        "chương trình",
        "tin bài",
    }
    assert {Path(one.file or "").suffix for one in known} == {".docx", ".txt", ".md", ".pdf", ".tiff"}
    makers = {name: pypdfium2.PdfDocument(RAW / name).get_metadata_dict()["Producer"] for name in born()}
    assert "LibreOffice" in makers[make_samples.EXPORTED]
    assert "ReportLab" in makers[make_samples.PRINTED]


def born() -> list[str]:
    return [sample.name for sample in make_samples.SAMPLES if sample.name.endswith(".pdf") and not sample.scanned]


def test_gold_beside_the_archive_is_the_gold_beside_the_drafts() -> None:
    """Under data/gold, where the archive's walk does not take it for documents."""
    assert {path.name: path.read_text(encoding="utf-8") for path in GOLD.iterdir()} == dict(make_samples.golds())


def test_gold_names_its_sample_and_the_bound_file_has_two() -> None:
    files: dict[str, list[int]] = {}
    for one in gold.load(GOLD):
        assert one.file
        files.setdefault(one.file, []).append(one.ordinal)
    bound = files.pop("to-trinh-bao-tri-duong-bo.pdf")
    assert sorted(bound) == [1, 2]
    assert files == {sample.name: [1] for sample in make_samples.SAMPLES if sample.name in files}
    assert len(files) == len(make_samples.SAMPLES) - 1


@pytest.mark.parametrize("path", sorted(make_samples.DRAFTS.glob("*.json")), ids=lambda path: path.stem)
def test_gold_says_only_what_its_draft_says(path: Path) -> None:
    """Every action, time, product and cited text of the gold stands in the draft."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    stem = path.stem if "ordinal" not in raw else path.stem.rpartition("-")[0]
    said = (path.parent / (stem + drafts.SUFFIX)).read_text(encoding="utf-8")
    for task in raw["tasks"]:
        for value in (task["action"].rstrip("."), task["due_text"], task["product"], task["budget"]):
            assert value is None or value in said
    for citation in raw["citations"]:
        assert citation["text"] in said
    for section in raw["sections"]:
        assert (section["heading"] or section["starts"]).rstrip(":") in said
    assert raw["document"]["title"].split()[-1] in said


@pytest.mark.parametrize(
    "sample",
    [sample for sample in make_samples.SAMPLES if not sample.scanned and sample.name != make_samples.EXPORTED],
    ids=lambda sample: sample.name,
)
def test_texts_word_files_and_prints_are_made_again_byte_for_byte(sample: make_samples.Sample) -> None:
    typeface()
    assert (RAW / sample.name).read_bytes() == make(sample), "a draft or the maker has changed: make samples"


@pytest.mark.slow
@pytest.mark.parametrize(
    "sample", [sample for sample in make_samples.SAMPLES if sample.scanned], ids=lambda sample: sample.name
)
def test_scans_are_made_again_byte_for_byte(sample: make_samples.Sample) -> None:
    typeface()
    assert (RAW / sample.name).read_bytes() == make(sample), "a draft or the maker has changed: make samples"


def make(sample: make_samples.Sample) -> bytes:
    return sample.make(drafts.load(make_samples.DRAFTS / (sample.draft + drafts.SUFFIX)))


def test_what_the_rest_is_made_of_is_committed_too() -> None:
    """The copy, the broken file, the zip and the presentation: from the committed samples, byte for byte."""
    made = {sample.name: (RAW / sample.name).read_bytes() for sample in make_samples.SAMPLES}
    for name, trouble in make_samples.TROUBLE.items():
        assert (RAW / name).read_bytes() == trouble(made), name


def test_the_files_nobody_can_read_are_what_they_are_said_to_be() -> None:
    whole = (RAW / make_samples.PRINTED).read_bytes()
    broken = (RAW / "hong.pdf").read_bytes()
    assert whole.startswith(broken)
    assert b"%%EOF" not in broken
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(RAW / "co-mat-khau.pdf")
    for name in ("phu-luc.zip", "bai-trinh-chieu.pptx"):
        with zipfile.ZipFile(RAW / name) as file:
            assert {member.date_time for member in file.infolist()} == {make_samples.EPOCH}


def test_scans_are_pictures_without_text() -> None:
    for name in make_samples.SCANNED:
        if name.endswith(".tiff"):
            with Image.open(RAW / name) as image:
                assert (image.mode, getattr(image, "n_frames", 1)) == ("1", 2)
            continue
        with pypdfium2.PdfDocument(RAW / name) as file:
            assert all(page.get_textpage().count_chars() == 0 for page in file), name


def test_the_provinces_appendix_runs_over_two_pages_lying_across() -> None:
    with pypdfium2.PdfDocument(RAW / make_samples.PRINTED) as file:
        across = [page.get_width() > page.get_height() for page in file]
    assert across == [False, False, False, True, True]


def test_the_exported_pdf_says_what_its_draft_says() -> None:
    """LibreOffice is seldom at hand: its file is committed, and left alone where it would come out otherwise."""
    said = words(RAW / make_samples.EXPORTED)
    draft = drafts.load(make_samples.DRAFTS / f"huong-dan-ho-so-dien-tu{drafts.SUFFIX}")
    texts = [element.text for element in draft.elements if isinstance(element, drafts.Paragraph)]
    assert len(texts) > 20
    assert [text for text in texts if " ".join(text.split()) not in said] == []


def test_one_word_file_counts_its_labels_and_one_types_them() -> None:
    numbered = [one for one in paragraphs("chi-thi-cay-xanh.docx") if one._p.pPr.numPr is not None]
    assert len(numbered) == 11
    assert not [one.text for one in numbered if one.text[:1].isdigit()]
    typed = paragraphs("ke-hoach-truong-van-hoa-doc.docx")
    assert not [one for one in typed if one._p.pPr.numPr is not None]
    assert "a) Giới thiệu danh mục" in " ".join(one.text for one in typed)


def paragraphs(name: str):  # type: ignore[no-untyped-def]
    return docx.Document(str(RAW / name)).paragraphs


def test_the_signed_scan_is_truly_signed() -> None:
    """One field, whose signature holds over all the file but itself; its subject and time are what reading says."""
    data = (RAW / "ke-hoach-trat-tu-xay-dung-da-ky.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(data)) as file:
        (field,) = file.Root.AcroForm.Fields
        value = field.V
        first, start, second, length = (int(number) for number in value.ByteRange)
        signed = cms.ContentInfo.load(bytes(value.Contents))["content"]
    assert (first, second + length) == (0, len(data))
    assert data[start : start + 1] + data[second - 1 : second] == b"<>"
    certificate = x509.load_der_x509_certificate(signed["certificates"][0].dump())
    key = certificate.public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    covered = data[first:start] + data[second : second + length]
    key.verify(signed["signer_infos"][0]["signature"].native, covered, padding.PKCS1v15(), hashes.SHA256())
    assert [(one.key, one.value) for one in read_signatures(data)] == [
        ("common_name", "Ủy ban nhân dân thành phố Hà Lam"),
        ("organization", "Thành phố Hà Lam"),
        ("signed_at", "2024-04-09T09:05:07+07:00"),
    ]
