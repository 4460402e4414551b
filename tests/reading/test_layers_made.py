"""Text layers of many makers, good and bad: which are taken for a page's text, from the PDF's bytes on."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pipeline.pages import Line, LineKind, Page, Source, Word
from pipeline.reading.pdf import read_pdf
from pipeline.settings import ReadingSettings
from tests.helpers.pdf_file import Paper, pdf

PLAN = (
    "Thực hiện Kế hoạch số 45/KH-UBND ngày 12 tháng 3 năm 2031 của Ủy ban nhân dân",
    "huyện Bình Mẫu về chuyển đổi số, Ủy ban nhân dân xã An Mẫu ban hành kế hoạch như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Nâng cao nhận thức của cán bộ, công chức và người dân trên địa bàn xã.",
    "2. Việc triển khai bảo đảm thiết thực, hiệu quả, tránh hình thức, lãng phí.",
    "II. NHIỆM VỤ VÀ GIẢI PHÁP",
    "1. Văn phòng chủ trì, phối hợp với các ban, ngành, đoàn thể tổ chức tuyên truyền.",
    "2. Công chức tài chính bố trí kinh phí, hoàn thành trước ngày 30 tháng 6 năm 2031.",
)
NOTICE = (
    "Căn cứ tình hình mưa lũ, Phòng Nông nghiệp thông báo lịch gieo cấy vụ hè thu,",
    "đề nghị các xã, thị trấn đôn đốc nông dân làm đất, chuẩn bị giống, phân bón đầy đủ.",
    "Trưởng thôn theo dõi mực nước, báo cáo hằng tuần về phòng qua hộp thư công vụ.",
    "Mọi vướng mắc đề nghị phản ánh kịp thời để được hướng dẫn, giải quyết theo quy định.",
)
NAMES = tuple(
    f"{n}. {name}, sinh năm 19{60 + n}, thôn {place}, được hỗ trợ gạo"
    for n, (name, place) in enumerate(
        zip(("Lê Thị Mẫu", "Trần Văn Thử", "Đỗ Gia Bảo", "Hồ Ngọc Ẩn"), ("Đông", "Tây", "Hạ", "Thượng"), strict=True), 1
    )
)
CAPITALS = tuple(line.upper() for line in PLAN)
TERMS = (*PLAN[:5], "Windows Server 2019, SQL Server, Office 365, Excel, Outlook, Zoom, VNeID, Firewall, Backup")
TEXTS = {"a plan": PLAN, "a notice": NOTICE, "names": NAMES, "capitals": CAPITALS, "terms": TERMS}

Texts = tuple[str, ...]


def each_letter(change: Callable[[str, random.Random], str]) -> Callable[[Texts], Texts]:
    def changed(lines: Texts) -> Texts:
        chance = random.Random(7)
        return tuple("".join(change(ch, chance) for ch in line) for line in lines)

    return changed


def bare(ch: str) -> str:
    plain = unicodedata.normalize("NFD", ch.replace("đ", "d").replace("Đ", "D"))[0]
    return plain if ch.isalpha() else ch


def french(ch: str, chance: random.Random) -> str:
    """As an OCR for French reads: it knows é, è, à, ù, â, ê, ô and nothing else."""
    kept = unicodedata.normalize("NFD", ch)
    if len(kept) == 2 and kept[1] in "\u0301\u0300\u0302":
        return ch if chance.random() < 0.8 else chance.choice("éèêàâù")
    return chance.choice("éèêàâôùî") if bare(ch) != ch and ch.lower() != "đ" else bare(ch)


def scrambled(ch: str, _: random.Random) -> str:
    """A font whose table of letters is off by some."""
    letters = "aàáảãạbcdđeèéẻẽẹghiìíỉĩịklmnoòóỏõọpqrstuùúủũụvxyăâêôơư"
    return letters[(letters.index(ch.lower()) + 5) % len(letters)] if ch.lower() in letters else ch


def with_marks_at_random(ch: str, chance: random.Random) -> str:
    return chance.choice("ẫễỗữẵởợằặ") if ch.lower() in "aeiouy" and chance.random() < 0.7 else bare(ch)


def words_changed(change: Callable[[str], str]) -> Callable[[Texts], Texts]:
    return lambda lines: tuple(" ".join(change(word) for word in line.split()) for line in lines)


BAD: dict[str, Callable[[Texts], Texts]] = {
    "no marks": each_letter(lambda ch, _: bare(ch)),
    "no marks but đ": each_letter(lambda ch, _: ch if ch in "đĐ" else bare(ch)),
    "a third of the marks": each_letter(lambda ch, chance: ch if chance.random() < 0.25 else bare(ch)),
    "read as French": each_letter(french),
    "marks at random": each_letter(with_marks_at_random),
    "a font off by some letters": each_letter(scrambled),
    "question marks for letters": each_letter(lambda ch, _: ch if bare(ch) == ch or ch in "âêôàáèéùú" else "?"),
    "boxes for letters": each_letter(lambda ch, _: ch if bare(ch) == ch or ch in "âêôàáèéùú" else "□"),
    "syllables backwards": words_changed(lambda word: word[::-1] if len(word) > 2 else word),
    "read as English": words_changed(lambda word: re.sub(r"[^a-zA-Z0-9]", "l", "".join(map(bare, word)))),
}


def page(lines: Texts, *, scan: bool, hidden: bool, size: float = 12, y: float = 90, x: float = 60) -> Paper:
    paper = Paper()
    if scan:
        paper.scan()
    for nth, line in enumerate(lines):
        paper.text(line, x, y + 20 * nth, mode=3 if hidden else 0, size=size)
    return paper


def banner(name: str, time: str) -> Texts:
    return (f"Người ký: {name}", "Email: vanthu@mau.example.vn", "Cơ quan: Tỉnh Sông Mẫu", f"Thời gian ký: {time}")


ONE = banner("Ủy ban nhân dân huyện Bình Mẫu", "12.03.2031 08:15:32 +07:00")
TWO = (*ONE, *banner("Văn phòng Ủy ban nhân dân huyện", "12.03.2031 09:01:10 +07:00"))
THREE = (*TWO, *banner("Sở Nông nghiệp tỉnh Sông Mẫu", "13.03.2031 10:00:00 +07:00"))


def cases() -> Iterator[Any]:
    """Papers, where their text must come from, and words of a layer that must be exact in it."""
    for name, lines in TEXTS.items():
        yield pytest.param(page(lines, scan=False, hidden=False), Source.TEXT_LAYER, "", id=f"typed: {name}")
        if name != "terms":
            yield pytest.param(page(lines, scan=True, hidden=True), Source.TEXT_LAYER, "", id=f"a scanner's: {name}")
            yield pytest.param(page(lines, scan=True, hidden=False), Source.TEXT_LAYER, "", id=f"on a picture: {name}")
        for fault, change in BAD.items():
            if name in ("a plan", "notice", "a notice"):
                yield pytest.param(
                    page(change(lines), scan=True, hidden=True), Source.OCR, "", id=f"scan, {fault}: {name}"
                )
                yield pytest.param(
                    page(change(lines), scan=False, hidden=False), Source.OCR, "", id=f"typed, {fault}: {name}"
                )
    for count, lines in enumerate((ONE[:1], ONE, TWO, THREE), 1):
        paper = page(lines, scan=True, hidden=False, size=7, y=20, x=330)
        yield pytest.param(paper, Source.OCR, lines[0], id=f"banners painted on a scan: {count}")
    for text in ("Số: 118", "112/KH-UBND", "ngày 05 tháng 3 năm 2031", "08", "15/3/2031", "Số 4411 ngày 02/4/2031"):
        paper = page((text,), scan=True, hidden=False)
        yield pytest.param(paper, Source.MIXED, text.split()[-1], id=f"typed over a scan: {text}")
    paper = page(("Số: 118", *ONE), scan=True, hidden=False)
    yield pytest.param(paper, Source.MIXED, "118", id="a number and a banner over a scan")


CASES = list(cases())


def test_there_are_enough() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize(("paper", "source", "exact"), CASES)
def test_layers(paper: Paper, source: Source, exact: str) -> None:
    """A good layer is the page's text, a bad one is not, and what is typed over a scan is laid over what was read."""

    def read_picture(document: Any, index: int, width: float, height: float) -> Page:
        line = Line((Word("đọc", (0.1, 0.5, 0.2, 0.52)), Word("ảnh", (0.22, 0.5, 0.3, 0.52))))
        return Page(index + 1, width, height, Source.OCR, (line,))

    ((read,), _) = read_pdf(pdf(paper), ReadingSettings(), read_picture)
    assert read.source is source
    assert ("đọc ảnh" in read.text) is (source is not Source.TEXT_LAYER)
    assert exact in read.text
    stamped = {line.kind for line in read.lines if "ký:" in line.text}
    assert stamped <= {LineKind.STAMP}
