"""What a document says of itself besides heading and foot: appendices, the approval line, an incoming stamp."""

from __future__ import annotations

import pytest

from pipeline.pages import FileReading, Line, LineKind, Page, Source, Word
from pipeline.parsing.parse import parse
from pipeline.reading.read import read_bytes

HEADING = """UBND TỈNH CAO MẪU
Số: {number}/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Mẫu, ngày {day} tháng 4 năm 2031
KẾ HOẠCH
Trồng tre
I. NỘI DUNG
1. Các xã trồng tre./.
Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
Lê Thị Mẫu
\fPHỤ LỤC I
DANH MỤC RỪNG TRE
{bracket}
1. Tre gai.
"""
FULL = "(Kèm theo Kế hoạch số 15/KH-UBND ngày 03/4/2031 của Ủy ban nhân dân tỉnh Cao Mẫu)"


def read(number, day, bracket):
    text = HEADING.format(number=number, day=day, bracket=bracket)
    (found,) = parse(read_bytes(text.encode(), "a.txt"))
    rows = [(row.field, row.value, row.chosen) for row in found.fields if row.source == "appendix"]
    return found.document, rows


@pytest.mark.parametrize(
    ("intent", "number", "day", "bracket", "chosen", "day_chosen", "rows"),
    [
        ("slots left empty: the appendix says both", "     ", "    ", FULL, "15/KH-UBND", "2031-04-03", 3),
        ("typed slots agree", "15", "03", FULL, "15/KH-UBND", "2031-04-03", 3),
        ("typed slots stand against it", "16", "04", FULL, "16/KH-UBND", "2031-04-04", 3),
        ("over two lines", "   ", "   ", FULL.replace(" ngày", "\nngày"), "15/KH-UBND", "2031-04-03", 3),
        ("another document's appendix", "   ", "  ", FULL.replace("KH", "QĐ").replace("Kế hoạch", "Quyết định"), None, None, 0),
        ("of another office", "   ", "  ", FULL.replace("KH-UBND", "KH-SNV"), None, None, 0),
        ("a day of another year is no day of this plan", "   ", "  ", FULL.replace("2031", "2030"), "15/KH-UBND", None, 3),
        ("its number left empty too", "   ", "  ", "(Kèm theo Kế hoạch số      /KH-UBND ngày    /4/2031 của UBND tỉnh)", None, None, 0),
        ("two appendices that say two things", "   ", "  ", FULL + "\nPHỤ LỤC II\nTHỢ\n" + FULL.replace("15/", "51/"), None, "2031-04-03", 6),
    ],
)  # fmt: skip
def test_the_own_number_repeated_in_an_appendix(intent, number, day, bracket, chosen, day_chosen, rows):
    document, found = read(number, day, bracket)
    assert document.number == chosen
    assert (str(document.issued_on) if document.issued_on else None) == day_chosen
    assert document.symbol == "KH-UBND"
    assert len(found) == rows


def test_the_approval_line_names_the_issuer_and_neither_number_nor_day():
    text = """QUY CHẾ
TRÔNG COI KHO THÓC
(Ban hành kèm theo Quyết định số 7/2031/QĐ-UBND,
ngày 3 tháng 5 năm 2031 của Ủy ban nhân dân tỉnh Cao Mẫu)
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Quy chế này áp dụng cho các kho.
"""
    (found,) = parse(read_bytes(text.encode(), "a.txt"))
    rows = [(row.field, row.value, row.rule) for row in found.fields if row.source == "title"]
    assert rows == [("issuer", "Ủy ban nhân dân tỉnh Cao Mẫu", "title.approval")]
    assert (found.document.number, found.document.issued_on) == (None, None)


def scanned(stamp):
    """A recognised page with a stamp apart from the text; its own day was not read."""
    lines = [("UBND XÃ CAO MẪU", LineKind.LEFT), ("Số: 5/KH-UBND", LineKind.LEFT)]
    lines += [("Cao Mẫu, ngày tháng 4 năm 2031", LineKind.RIGHT), ("KẾ HOẠCH", LineKind.BODY)]
    lines += [("Trồng tre", LineKind.BODY), ("I. NỘI DUNG", LineKind.BODY)]
    lines += [(line, LineKind.STAMP) for line in stamp]
    made = tuple(Line(tuple(Word(w, None, 0.95) for w in line.split()), kind) for line, kind in lines)
    page = Page(1, 595.0, 842.0, Source.OCR, made)
    (found,) = parse(FileReading("ab" * 32, "application/pdf", (page,)))
    return found


@pytest.mark.parametrize(
    ("intent", "stamp", "day"),
    [
        ("the clerk's stamp", ["CÔNG VĂN ĐẾN", "Số: 128", "Ngày: 05/4/2031"], "2031-04-05"),
        ("the short stamp", ["ĐẾN", "Số: 128", "Ngày 05/04/2031"], "2031-04-05"),
        ("a stamp of another kind", ["SAO Y", "Ngày 05/4/2031"], None),
        ("no day in it", ["CÔNG VĂN ĐẾN", "Số: 128"], None),
    ],
)
def test_the_day_of_an_incoming_stamp_is_a_witness_never_chosen(intent, stamp, day):
    found = scanned(stamp)
    rows = [(row.field, row.value, row.chosen) for row in found.fields if row.source == "stamp"]
    assert rows == ([("issued_on", day, False)] if day else [])
    assert found.document.issued_on is None
