"""Pages made of strings: lines with boxes on a grid, tables, stamps. All offices and names are invented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.pages import Cell, FileReading, Line, LineKind, Page, Source, Table, Word

SHA256 = "0123456789abcdef" * 4
_CHARACTER = 0.009
_STEP = 0.02


@dataclass
class Sheet:
    """A page under construction; `boxes` False makes a page without pictures (a text, a Word file)."""

    number: int = 1
    boxes: bool = True
    confidence: float = 1.0
    source: Source = Source.TEXT_LAYER
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    y: float = 0.05
    paragraph: int = 0

    def write(self, *strings: str, kind: LineKind = LineKind.BODY, x: float = 0.1) -> Sheet:
        """A paragraph: a line for each string."""
        for string in strings:
            self.lines.append(Line(self._words(string, x), kind, None if self.boxes else self.paragraph))
            self.y += _STEP
        self.paragraph += 1
        return self

    def left(self, *strings: str) -> Sheet:
        """Lines of the left column of a heading or foot."""
        return self.write(*strings, kind=LineKind.LEFT)

    def right(self, *strings: str) -> Sheet:
        """Lines of its right column, beside the last ones."""
        return self.write(*strings, kind=LineKind.RIGHT, x=0.55)

    def table(self, rows: Sequence[Sequence[str]], *, continues: bool = False) -> Sheet:
        """A ruled table, a line a cell."""
        cells = []
        for row, strings in enumerate(rows):
            for column, string in enumerate(strings):
                found: tuple[int, ...] = ()
                if string:
                    found = (len(self.lines),)
                    words = self._words(string, 0.05 + 0.18 * column, character=0.002)
                    self.lines.append(Line(words, LineKind.TABLE))
                cells.append(Cell(row, column, found))
            self.y += _STEP
        self.tables.append(Table(len(rows), len(rows[0]), tuple(cells), continues=continues))
        return self

    def page(self) -> Page:
        """The page as read."""
        size = (595.0, 842.0) if self.boxes else (None, None)
        return Page(self.number, *size, self.source, tuple(self.lines), tuple(self.tables))

    def _words(self, string: str, x: float, character: float = _CHARACTER) -> tuple[Word, ...]:
        words = []
        for piece in string.split():
            width = character * len(piece)
            box = (x, self.y, min(1.0, x + width), self.y + 0.015) if self.boxes else None
            words.append(Word(piece, box, self.confidence))
            x = min(0.98, x + width + character)
        return tuple(words)


def reading(pages: Iterable[Page], sha256: str = SHA256) -> FileReading:
    """The pages as a file's reading."""
    return FileReading(sha256, "application/pdf", tuple(pages))


def plan(*, boxes: bool = True) -> list[Page]:
    """A province's plan of two pages: basis, purposes, tasks in running text, an appendix with a table of work."""
    first = Sheet(boxes=boxes)
    first.left("ỦY BAN NHÂN DÂN", "TỈNH CAO MẪU", "Số: 415/KH-UBND")
    first.right(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Cao Mẫu, ngày 12 tháng 02 năm 2031"
    )
    first.write("KẾ HOẠCH").write("Số hóa hồ sơ lưu trữ trên địa bàn tỉnh năm 2031")
    first.write(
        "Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn",
        "thư, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:",
    )
    first.write("I. MỤC ĐÍCH, YÊU CẦU")
    first.write("1. Mục đích")
    first.write("Bảo quản an toàn tài liệu có giá trị.")
    first.write("2. Yêu cầu")
    first.write("Các bước phải bảo đảm tiến độ, tiết kiệm.")
    first.write("II. TỔ CHỨC THỰC HIỆN")
    first.write("1. Sở Nội vụ")
    first.write(
        "a) Chủ trì, phối hợp với Sở Tài chính xây dựng quy trình số hóa, trình Ủy ban nhân dân tỉnh",
        "trước ngày 31/3/2031.",
    )
    first.write("b) Tổng hợp kết quả, báo cáo định kỳ hằng quý.")
    first.write("2. Ủy ban nhân dân các huyện")
    first.write("Bố trí kho bảo quản và nhân lực thực hiện Kế hoạch này.")
    first.write("2", kind=LineKind.FURNITURE, x=0.5)
    second = Sheet(2, boxes=boxes)
    second.write("Trên đây là Kế hoạch số hóa hồ sơ lưu trữ, yêu cầu các cơ quan nghiêm túc thực hiện./.")
    second.left("Nơi nhận:", "- Bộ Nội vụ (b/c);", "- Các sở, ban, ngành tỉnh;", "- Lưu: VT, NC.")
    second.right("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Mẫu")
    second.write("PHỤ LỤC I").write("DANH MỤC NHIỆM VỤ NĂM 2031")
    second.write("(Kèm theo Kế hoạch số 415/KH-UBND ngày 12/02/2031 của Ủy ban nhân dân tỉnh Cao Mẫu)")
    second.table(
        [
            ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"],
            ["1", "Khảo sát kho lưu trữ", "Sở Nội vụ", "Sở Tài chính", "Quý II/2031"],
            ["2", "Tập huấn nghiệp vụ số hóa", "Sở Thông tin và Truyền thông", "", "30/9/2031"],
        ]
    )
    return [first.page(), second.page()]
