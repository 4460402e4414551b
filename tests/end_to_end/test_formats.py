"""Every other thing that lies in an archive folder, from the file to the tables, as its user would run it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from pipeline.records import Status
from pipeline.running.extract import extract
from pipeline.settings import Settings
from pipeline.storing.tables import open_tables
from tests.helpers.pdf_file import Paper, pdf

PAGE = """<!DOCTYPE html><html><head><title>Cổng thông tin</title></head><body><nav>Trang chủ</nav>
<table><tr><td><b>ỦY BAN NHÂN DÂN<br>XÃ MẪU BÌNH</b><br>Số: 7/KH-UBND</td><td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>
Độc lập - Tự do - Hạnh phúc</b><br><i>Mẫu Bình, ngày 02 tháng 3 năm 2024</i></td></tr></table>
<p align=center><b>KẾ HOẠCH</b></p><p align=center><b>Tu bổ đường thôn năm 2024</b></p>
<p><b>I. TỔ CHỨC THỰC HIỆN</b></p>
<p>1. Văn phòng UBND xã chủ trì, phối hợp với các thôn lập dự toán, hoàn thành trước ngày 15/4/2024.</p>
<table border=1><tr><th>TT<th>Nhiệm vụ<th>Chủ trì<th>Thời hạn<tr><td>1<td>Đo đạc mặt đường<td>Công chức Địa chính
<td>30/4/2024</table></body></html>"""


def schedule() -> bytes:
    book = openpyxl.Workbook()
    rows = (
        ("PHỤ LỤC",),
        ("(Kèm theo Kế hoạch số 7/KH-UBND ngày 02 tháng 3 năm 2024 của UBND xã Mẫu Bình)",),
        ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành"),
        (1, "Rà soát cống thoát nước", "Ban Quản lý thôn", "Quý II/2024"),
    )
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def locked() -> bytes:
    paper = Paper()
    paper.lines(100, "UBND XA MAU", "KE HOACH", "Plan of the year")
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(paper))) as document:
        document.attachments["phu-luc.docx"] = pikepdf.AttachedFileSpec(document, b"x", filename="phu-luc.docx")
        document.save(buffer, encryption=pikepdf.Encryption(owner="a", user="mo-ra"))
    return buffer.getvalue()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formats") / "kho"
    folder.mkdir()
    (folder / "trang.html").write_text(PAGE, encoding="utf-8")
    (folder / "khoa.pdf").write_bytes(locked())
    with zipfile.ZipFile(folder / "ho-so.zip", "w") as packed:
        packed.writestr("Phụ lục/bieu.xlsx", schedule())
        packed.writestr("trang-luu.html", PAGE)
        packed.writestr("../ngoai.txt", "x")
    return folder


def test_web_pages_workbooks_and_zips_become_rows(archive: Path, tmp_path: Path) -> None:
    """A saved page's heading, text tasks and table tasks; an Excel file's tasks from inside a zip, joined to its plan."""
    summary = extract(archive, tmp_path / "out", workers=1)
    tables = open_tables(tmp_path / "out")
    sources = tables.sources.set_index("path")
    assert sources.status.to_dict() == {
        "ho-so.zip": Status.EXTRACTED,
        "ho-so.zip/'..'/ngoai.txt": Status.FAILED,
        "ho-so.zip/Phụ lục/bieu.xlsx": Status.EXTRACTED,
        "ho-so.zip/trang-luu.html": Status.EXTRACTED,
        "khoa.pdf": Status.FAILED,
        "trang.html": Status.DUPLICATE,
    }
    assert "password" in sources.error["khoa.pdf"]
    assert summary.statuses[Status.FAILED] == 2
    documents = tables.documents.set_index("path")
    plan = documents.loc["ho-so.zip/trang-luu.html"]
    assert (plan.number, plan.issuer, str(plan.issued_on)) == ("7/KH-UBND", "Ủy ban nhân dân xã Mẫu Bình", "2024-03-02")
    tasks = tables.tasks.merge(tables.documents[["document_id", "path"]], on="document_id")
    due = {(row.path.rpartition(".")[2], bool(row.from_table), str(row.due_on)) for row in tasks.itertuples()}
    assert due == {("html", False, "2024-04-15"), ("html", True, "2024-04-30"), ("xlsx", True, "2024-06-30")}
    assert set(tables.citations.cites_document_id.dropna()) == {plan.document_id}, "the schedule names its plan"


def test_a_locked_file_is_tried_again_when_a_password_is_given(archive: Path, tmp_path: Path) -> None:
    """Without being told to retry; what was read stays, and what is attached is named by every run."""
    extract(archive, tmp_path / "out", workers=1)
    (tmp_path / "mat-khau.txt").write_text("sai\nmo-ra\n")
    settings = Settings(password_file=tmp_path / "mat-khau.txt")
    again = extract(archive, tmp_path / "out", workers=1, settings=settings)
    assert (again.read, again.statuses[Status.FAILED]) == (1, 1)
    assert again.attached == (("khoa.pdf", ("phu-luc.docx",)),)
    unchanged = extract(archive, tmp_path / "out", workers=1, settings=settings)
    assert unchanged.read == unchanged.parsed == 0
    assert unchanged.attached == again.attached
