"""The sample archive: what is committed is what its script writes, and holds what the README promises."""

import io
import zipfile

import docx
import pypdfium2
import pytest

from tests.samples import make_samples

RAW = make_samples.RAW
LIMIT = 1_000_000


def test_the_samples_are_small() -> None:
    sizes = [file.stat().st_size for file in RAW.rglob("*") if file.is_file()]
    assert len(sizes) == 8
    assert sum(sizes) < LIMIT


@pytest.mark.parametrize(
    ("path", "data"),
    [
        pytest.param("ke-hoach-phuong.txt", make_samples.WARD_PLAN.encode(), id="the ward's plan"),
        pytest.param("ban-sao/ke-hoach-phuong.txt", make_samples.WARD_PLAN.encode(), id="its copy, byte for byte"),
        pytest.param("cong-van.md", make_samples.LETTER.encode(), id="the letter"),
    ],
)
def test_committed_texts_are_those_of_the_script(path: str, data: bytes) -> None:
    assert (RAW / path).read_bytes() == data


def test_the_committed_directive_has_the_text_of_the_script() -> None:
    committed, made = (
        [
            *(paragraph.text for paragraph in document.paragraphs),
            *(cell.text for table in document.tables for row in table.rows for cell in row.cells),
        ]
        for document in (docx.Document(str(RAW / "chi-thi-tinh.docx")), docx.Document(io.BytesIO(directive())))
    )
    assert committed == made
    numbered = [one for one in docx.Document(io.BytesIO(directive())).paragraphs if one._p.pPr.numPr is not None]
    assert len(numbered) == 8
    assert not [one.text for one in numbered if one.text[:1].isdigit()]  # the numbers are Word's, not typed


def directive() -> bytes:
    return make_samples.directive_docx()


def test_zip_files_bear_no_time_of_their_making() -> None:
    assert directive() == directive()
    with zipfile.ZipFile(io.BytesIO(directive())) as file:
        assert {member.date_time for member in file.infolist()} == {make_samples.EPOCH}


def test_the_digital_plan_has_a_text_layer_and_its_scan_only_pictures() -> None:
    digital, scanned = (pypdfium2.PdfDocument(RAW / name) for name in ("ke-hoach-so.pdf", "ke-hoach-so-quet.pdf"))
    text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in digital).split())
    assert "Số: 39/KH-SNV" in text
    assert [row for row in make_samples.INSPECTION_WORK if row[1] not in text] == []
    assert len(scanned) == len(digital) == 2
    assert all(page.get_textpage().count_chars() == 0 for page in scanned)


def test_the_broken_plan_is_the_digital_one_cut_short() -> None:
    whole, broken = (RAW / "ke-hoach-so.pdf").read_bytes(), (RAW / "hong.pdf").read_bytes()
    assert whole.startswith(broken)
    assert b"%%EOF" not in broken
