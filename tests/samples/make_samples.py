"""Writes the sample archive data/raw: invented offices and people, our own words, real layouts.

The layouts follow Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins 20 20 30 20 mm (top, bottom, left, right),
Times New Roman's metrics (Liberation Serif, embedded as a subset), 13 to 14 pt, issuer on the left, Quốc hiệu on the
right. The laws cited are real, everything else is made up.

    python tests/samples/make_samples.py [OUT]

wants the font package fonts-liberation2 (Debian) or one of its kin, and is run only when a sample changes: the files
are committed. The same packages and fonts give the same bytes.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import cv2
import docx
import numpy as np
import pypdfium2
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from reportlab import rl_config
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

RAW = Path(__file__).resolve().parents[2] / "data" / "raw"
FONTS = (
    Path("/usr/share/fonts/truetype/liberation2"),  # Debian, Ubuntu
    Path("/usr/share/fonts/liberation-serif"),  # Fedora
    Path("/usr/share/fonts/truetype/liberation"),
)
FACES = {"Serif": "Regular", "Serif-Bold": "Bold", "Serif-Italic": "Italic", "Serif-BoldItalic": "BoldItalic"}
EPOCH = (2020, 1, 1, 0, 0, 0)
"""The time stamp of every member of our zip files: no run's own time in a sample."""

WARD_PLAN = """\
ỦY BAN NHÂN DÂN
PHƯỜNG BÌNH MINH ĐÔNG
Số: 17/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bình Minh Đông, ngày 06 tháng 02 năm 2024

KẾ HOẠCH
Công tác văn thư, lưu trữ năm 2024 trên địa bàn phường

Căn cứ Luật Lưu trữ số 01/2011/QH13 ngày 11 tháng 11 năm 2011;
Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;
Thực hiện Kế hoạch số 08/KH-UBND ngày 15 tháng 01 năm 2024 của Ủy ban nhân dân tỉnh Lam Trường về công tác văn thư, \
lưu trữ năm 2024, Ủy ban nhân dân phường Bình Minh Đông ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích
Đưa công tác văn thư, lưu trữ của phường vào nền nếp; hồ sơ công việc được lập, nộp và giữ gìn đúng quy định.

2. Yêu cầu
Việc triển khai phải thiết thực, tiết kiệm, gắn với cải cách hành chính (CCHC) và chuyển đổi số.

II. NỘI DUNG

1. Lập danh mục hồ sơ
a) Mỗi bộ phận chuyên môn lập danh mục hồ sơ của mình trong quý I.
b) Danh mục hồ sơ chung được ký ban hành trước khi vào sổ văn bản mới.

2. Số hóa tài liệu
Tài liệu có thời hạn bảo quản vĩnh viễn được quét, đặt tên và nhập thông tin mô tả vào phần mềm quản lý.

III. TỔ CHỨC THỰC HIỆN

1. Văn phòng - Thống kê
a) Chủ trì, phối hợp với các bộ phận chuyên môn xây dựng danh mục hồ sơ năm 2024, hoàn thành trước ngày 31/3/2024.
b) Mở lớp hướng dẫn lập hồ sơ điện tử cho công chức phường trong tháng 4/2024.
c) Định kỳ hàng quý tổng hợp tình hình, báo cáo Chủ tịch Ủy ban nhân dân phường.

2. Công chức Tài chính - Kế toán
Bố trí kinh phí mua sắm giá, hộp đựng tài liệu theo quy định của Luật Ngân sách nhà nước.

3. Công chức Văn hóa - Xã hội
- Đưa tin về công tác lưu trữ trên hệ thống truyền thanh của phường.
- Phối hợp với Văn phòng - Thống kê chọn tư liệu trưng bày nhân Ngày Lưu trữ Việt Nam.

4. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam phường
Vận động Nhân dân hiến tặng tư liệu, hình ảnh quý về quá trình xây dựng phường.

Trên đây là Kế hoạch công tác văn thư, lưu trữ năm 2024; các bộ phận nghiêm túc triển khai thực hiện./.

Nơi nhận:
- UBND thành phố Hà Lam (b/c);
- Thường trực Đảng ủy, HĐND phường;
- Các bộ phận chuyên môn (để thực hiện);
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
(Đã ký)
Đỗ Thị Mẫu
"""

LETTER = """\
**SỞ NỘI VỤ TỈNH LAM TRƯỜNG**

Số: 214/SNV-VTLT

V/v báo cáo kết quả số hóa tài liệu lưu trữ

**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**

**Độc lập - Tự do - Hạnh phúc**

*Hà Lam, ngày 20 tháng 5 năm 2024*

Kính gửi:

- Các sở, ban, ngành tỉnh;
- Ủy ban nhân dân các huyện, thành phố.

Thực hiện Kế hoạch số 39/KH-SNV ngày 26 tháng 02 năm 2024 của Sở Nội vụ về kiểm tra công tác văn thư, lưu trữ năm 2024,
Sở Nội vụ đề nghị các cơ quan, địa phương thực hiện một số nội dung sau:

1. Rà soát số lượng tài liệu đã số hóa đến hết ngày 31 tháng 5 năm 2024.

2. Gửi báo cáo về Sở Nội vụ trước ngày 15 tháng 6 năm 2024 để tổng hợp, trình Ủy ban nhân dân tỉnh.

Đề nghị các cơ quan, địa phương quan tâm phối hợp./.

**Nơi nhận:**

- Như trên;
- UBND tỉnh (b/c);
- Lưu: VT, VTLT.

**KT. GIÁM ĐỐC**

**PHÓ GIÁM ĐỐC**

**Lê Văn Ví**
"""

TABLE_HEAD = ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian")
DIRECTIVE_WORK = (
    (
        "1",
        "Lập danh mục đường phố, công viên cần trồng cây",
        "Sở Xây dựng",
        "UBND các huyện, thành phố",
        "Tháng 4/2024",
    ),
    ("2", "Ươm và cấp cây giống", "Sở Nông nghiệp và Phát triển nông thôn", "Sở Tài chính", "Quý II/2024"),
    ("3", "Tổ chức Tết trồng cây", "UBND các huyện, thành phố", "Tỉnh đoàn", "Từ ngày 01/6 đến ngày 15/6/2024"),
    ("4", "Kiểm tra cây đã trồng, trồng thay cây chết", "Sở Xây dựng", "", "Định kỳ 06 tháng"),
)
INSPECTION_WORK = (
    (
        "1",
        "Ban hành quyết định thành lập đoàn kiểm tra",
        "Chi cục Văn thư - Lưu trữ",
        "Văn phòng Sở",
        "Trước ngày 10/3/2024",
    ),
    (
        "2",
        "Gửi đề cương báo cáo đến các cơ quan được kiểm tra",
        "Chi cục Văn thư - Lưu trữ",
        "",
        "Trước ngày 20/3/2024",
    ),
    (
        "3",
        "Kiểm tra trực tiếp kho lưu trữ của các sở, ban, ngành",
        "Chi cục Văn thư - Lưu trữ",
        "Thanh tra Sở",
        "Quý II/2024",
    ),
    (
        "4",
        "Kiểm tra trực tiếp tại các huyện, thành phố",
        "Thanh tra Sở",
        "Phòng Nội vụ các huyện, thành phố",
        "Quý III/2024",
    ),
    ("5", "Tổng hợp, thông báo kết quả kiểm tra", "Chi cục Văn thư - Lưu trữ", "Thanh tra Sở", "Tháng 11/2024"),
)


def main(out: Path = RAW) -> None:
    """Write every sample below `out`; files of other names there are left alone."""
    (out / "ban-sao").mkdir(parents=True, exist_ok=True)
    digital = plan_pdf()
    for path, data in {
        "ke-hoach-phuong.txt": WARD_PLAN.encode(),
        "ban-sao/ke-hoach-phuong.txt": WARD_PLAN.encode(),  # the same bytes: a duplicate
        "cong-van.md": LETTER.encode(),
        "chi-thi-tinh.docx": directive_docx(),
        "ke-hoach-so.pdf": digital,
        "ke-hoach-so-quet.pdf": scan(digital),
        "hong.pdf": digital[: len(digital) // 3],  # a download that broke off
        "phu-luc.zip": archive({"phu-luc.txt": b"Danh s\xc3\xa1ch k\xc3\xa8m theo.\n"}),  # a kind that is not read
    }.items():
        (out / path).write_bytes(data)


def archive(members: dict[str, bytes]) -> bytes:
    """A zip file of `members`, in their order, that bears no time of its making."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


# ---------------------------------------------------------------- the born-digital plan


def _register_fonts() -> None:
    for face, weight in FACES.items():
        for folder in FONTS:
            file = folder / f"LiberationSerif-{weight}.ttf"
            if file.is_file():
                pdfmetrics.registerFont(TTFont(face, str(file)))
                break
        else:
            sys.exit(f"LiberationSerif-{weight}.ttf is not on this machine; install fonts-liberation2")
    pdfmetrics.registerFontFamily("Serif", "Serif", "Serif-Bold", "Serif-Italic", "Serif-BoldItalic")


def _style(size: float, face: str = "Serif", align: int = TA_CENTER, **more: float) -> ParagraphStyle:
    return ParagraphStyle(
        f"{face}{size}{align}", fontName=face, fontSize=size, leading=size * 1.25, alignment=align, **more
    )


class Rule(Flowable):  # type: ignore[misc]
    """The short line under an office's name, Tiêu ngữ or the trích yếu."""

    def __init__(self, length: float) -> None:
        super().__init__()
        self.length = length
        self.height = 5

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """All of the width, five points high."""
        self.width = width
        return width, self.height

    def draw(self) -> None:
        """A hairline in the middle."""
        self.canv.setLineWidth(0.7)
        self.canv.line((self.width - self.length) / 2, 3, (self.width + self.length) / 2, 3)


def _number_page(canvas: Canvas, template: SimpleDocTemplate) -> None:
    if template.page > 1:
        canvas.setFont("Serif", 13)
        canvas.drawCentredString(A4[0] / 2 + 5 * mm, A4[1] - 14 * mm, str(template.page))


def plan_pdf() -> bytes:
    """A department's plan of two pages with a ruled table of work in its appendix, born digital."""
    rl_config.invariant = 1
    _register_fonts()
    width = A4[0] - 50 * mm
    plain = _style(13)
    bold = _style(13, "Serif-Bold")
    body = _style(14, align=TA_JUSTIFY, firstLineIndent=12.7 * mm, spaceAfter=3)
    head = _style(14, "Serif-Bold", TA_JUSTIFY, firstLineIndent=12.7 * mm, spaceBefore=3, spaceAfter=3)
    cell = _style(12, align=TA_LEFT)
    heading = Table(
        [
            [
                [
                    Paragraph("ỦY BAN NHÂN DÂN", plain),
                    Paragraph("TỈNH LAM TRƯỜNG", plain),
                    Paragraph("SỞ NỘI VỤ", bold),
                    Rule(60),
                ],
                [
                    Paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", _style(12, "Serif-Bold")),
                    Paragraph("Độc lập - Tự do - Hạnh phúc", bold),
                    Rule(160),
                ],
            ],
            [
                [Paragraph("Số: 39/KH-SNV", plain)],
                [Paragraph("Hà Lam, ngày 26 tháng 02 năm 2024", _style(13, "Serif-Italic"))],
            ],
        ],
        colWidths=(0.4 * width, 0.6 * width),
        style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]),
    )
    foot = Table(
        [
            [
                [
                    Paragraph("Nơi nhận:", _style(12, "Serif-BoldItalic", TA_LEFT)),
                    *(
                        Paragraph(line, _style(11, align=TA_LEFT))
                        for line in (
                            "- UBND tỉnh (b/c);",
                            "- Các sở, ban, ngành tỉnh (để phối hợp);",
                            "- Phòng Nội vụ các huyện, thành phố;",
                            "- Lưu: VT, CCVTLT.",
                        )
                    ),
                ],
                [
                    Paragraph("GIÁM ĐỐC", _style(14, "Serif-Bold")),
                    Spacer(1, 22 * mm),
                    Paragraph("Trần Thị Dụ", _style(14, "Serif-Bold")),
                ],
            ]
        ],
        colWidths=(0.55 * width, 0.45 * width),
        style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]),
    )
    work = Table(
        [
            [Paragraph(name, _style(12, "Serif-Bold")) for name in TABLE_HEAD],
            *([Paragraph(text, cell) for text in row] for row in INSPECTION_WORK),
        ],
        colWidths=[fraction * width for fraction in (0.07, 0.36, 0.21, 0.19, 0.17)],
        repeatRows=1,
        style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]),
    )
    flow = [
        heading,
        Spacer(1, 6),
        Paragraph("KẾ HOẠCH", _style(14, "Serif-Bold")),
        Paragraph("Kiểm tra công tác văn thư, lưu trữ năm 2024", _style(14, "Serif-Bold")),
        Rule(90),
        Spacer(1, 6),
        Paragraph(
            "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;", body
        ),
        Paragraph(
            "Căn cứ Chỉ thị số 05/CT-UBND ngày 12 tháng 3 năm 2023 của Ủy ban nhân dân tỉnh Lam Trường về tăng cường "
            "quản lý tài liệu lưu trữ, Sở Nội vụ ban hành Kế hoạch kiểm tra như sau:",
            body,
        ),
        Paragraph("I. MỤC ĐÍCH, YÊU CẦU", head),
        Paragraph("1. Đánh giá đúng tình hình soạn thảo văn bản, lập hồ sơ và giữ gìn tài liệu của các cơ quan.", body),
        Paragraph("2. Việc kiểm tra phải khách quan, không gây trở ngại cho công việc thường ngày.", body),
        Paragraph("II. NỘI DUNG KIỂM TRA", head),
        Paragraph("1. Thể thức và kỹ thuật trình bày văn bản theo Phụ lục I của Nghị định số 30/2020/NĐ-CP.", body),
        Paragraph("2. Việc lập hồ sơ và nộp hồ sơ vào lưu trữ cơ quan.", body),
        Paragraph("III. TỔ CHỨC THỰC HIỆN", head),
        Paragraph("1. Chi cục Văn thư - Lưu trữ", head),
        Paragraph("a) Chủ trì, phối hợp với Thanh tra Sở tổ chức các đợt kiểm tra theo Phụ lục kèm theo.", body),
        Paragraph("b) Báo cáo Giám đốc Sở kết quả kiểm tra trước ngày 15/12/2024.", body),
        Paragraph("2. Văn phòng Sở", head),
        Paragraph("Bố trí xe và kinh phí cho các đoàn kiểm tra.", body),
        Paragraph("3. Đề nghị các sở, ban, ngành tỉnh", head),
        Paragraph("Chuẩn bị báo cáo và cử người làm việc với đoàn kiểm tra.", body),
        Paragraph("Trên đây là Kế hoạch kiểm tra công tác văn thư, lưu trữ năm 2024./.", body),
        Spacer(1, 6),
        foot,
        Spacer(1, 10 * mm),
        Paragraph("PHỤ LỤC", _style(14, "Serif-Bold")),
        Paragraph("Phân công nhiệm vụ", _style(14, "Serif-Bold")),
        Paragraph(
            "(Kèm theo Kế hoạch số 39/KH-SNV ngày 26 tháng 02 năm 2024 của Sở Nội vụ)", _style(13, "Serif-Italic")
        ),
        Spacer(1, 6),
        work,
    ]
    made = io.BytesIO()
    SimpleDocTemplate(
        made,
        pagesize=A4,
        topMargin=20 * mm,
        bottomMargin=20 * mm,
        leftMargin=30 * mm,
        rightMargin=20 * mm,
        title="Kế hoạch kiểm tra công tác văn thư, lưu trữ năm 2024",
    ).build(flow, onFirstPage=_number_page, onLaterPages=_number_page)
    return made.getvalue()


def scan(pdf: bytes, dpi: int = 200, skew_deg: float = 0.6) -> bytes:
    """The pages of `pdf` as an office's scanner gives them: grey pictures, askew, a little noise, no text."""
    noise = np.random.default_rng(30)
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=dpi / 72, grayscale=True).to_numpy().squeeze()
        height, width = picture.shape
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew_deg, 1)
        picture = cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=255)
        picture = cv2.GaussianBlur(picture, (3, 3), 0)
        # Ink fades and paper greys; the noise is coarse, as a scanner's own compression leaves it.
        grain = cv2.resize(noise.normal(0, 5, (height // 4, width // 4)), (width, height))
        picture = np.clip(40 + picture * (200 / 255) + grain, 0, 255).astype(np.uint8)
        _, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 45])
        canvas.drawImage(ImageReader(io.BytesIO(jpeg.tobytes())), 0, 0, *A4)
        canvas.showPage()
        skew_deg = -skew_deg / 2
    canvas.save()
    return made.getvalue()


# ---------------------------------------------------------------- the Word directive

NUMBERING = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/><w:lvlJc w:val="left"/>
</w:lvl>
</w:abstractNum>"""


def directive_docx() -> bytes:
    """A province's directive: heading and foot in borderless tables, automatic numbers, a table of work."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    _define_numbering(document)

    heading = document.add_table(rows=1, cols=2)
    _fill(heading.cell(0, 0), ("ỦY BAN NHÂN DÂN", "b"), ("TỈNH LAM TRƯỜNG", "b"), ("Số: 09/CT-UBND", ""))
    _fill(
        heading.cell(0, 1),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b"),
        ("Độc lập - Tự do - Hạnh phúc", "b"),
        ("Hà Lam, ngày 18 tháng 3 năm 2024", "i"),
    )
    _paragraph(document, "", "")
    _paragraph(document, "CHỈ THỊ", "b", WD_ALIGN_PARAGRAPH.CENTER)
    _paragraph(document, "Về việc trồng và chăm sóc cây xanh năm 2024", "b", WD_ALIGN_PARAGRAPH.CENTER)
    _paragraph(
        document,
        "Thời gian qua, nhiều tuyến đường của tỉnh còn thiếu bóng mát, cây trồng rồi ít được chăm sóc. Để thực hiện "
        "Nghị định số 64/2010/NĐ-CP ngày 11 tháng 6 năm 2010 của Chính phủ về quản lý cây xanh đô thị, Chủ tịch Ủy ban "
        "nhân dân tỉnh yêu cầu:",
    )
    _paragraph(document, "Sở Xây dựng", "b", level=0)
    _paragraph(document, "Chủ trì, phối hợp với Sở Giao thông vận tải lập danh mục tuyến đường trồng cây.", level=1)
    _paragraph(document, "Hướng dẫn kỹ thuật trồng, cắt tỉa cây trước ngày 30/4/2024.", level=1)
    _paragraph(document, "Ủy ban nhân dân các huyện, thành phố", "b", level=0)
    _paragraph(document, "Giao chỉ tiêu trồng cây cho từng xã, phường, thị trấn.", level=1)
    _paragraph(document, "Báo cáo kết quả về Sở Xây dựng trước ngày 20 hàng tháng.", level=1)
    _paragraph(document, "Đề nghị Tỉnh đoàn phát động đoàn viên, thanh niên nhận chăm sóc cây tại nơi ở.", level=0)
    _paragraph(document, "Phân công một số việc chính trong năm 2024:", level=0)
    work = document.add_table(rows=1, cols=len(TABLE_HEAD))
    work.style = "Table Grid"
    for cell, name in zip(work.rows[0].cells, TABLE_HEAD, strict=True):
        _fill(cell, (name, "b"))
    for row in DIRECTIVE_WORK:
        for cell, text in zip(work.add_row().cells, row, strict=True):
            _fill(cell, (text, ""), align=WD_ALIGN_PARAGRAPH.LEFT)
    _paragraph(
        document,
        "Chỉ thị này có hiệu lực kể từ ngày ký. Giao Sở Xây dựng theo dõi, đôn đốc, báo cáo Ủy ban nhân dân tỉnh trước "
        "ngày 15/12/2024./.",
    )
    foot = document.add_table(rows=1, cols=2)
    _fill(
        foot.cell(0, 0),
        ("Nơi nhận:", "bi"),
        ("- Bộ Xây dựng (b/c);", ""),
        ("- Các sở, ban, ngành tỉnh;", ""),
        ("- UBND các huyện, thành phố;", ""),
        ("- Lưu: VT, KT.", ""),
        align=WD_ALIGN_PARAGRAPH.LEFT,
    )
    _fill(
        foot.cell(0, 1), ("KT. CHỦ TỊCH", "b"), ("PHÓ CHỦ TỊCH", "b"), ("", ""), ("(Đã ký)", "i"), ("Phạm Văn Thử", "b")
    )
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as file:
        return archive({name: file.read(name) for name in file.namelist()})


def _define_numbering(document: Document) -> None:
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(NUMBERING))
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'),
    )


def _fill(cell: _Cell, *lines: tuple[str, str], align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.CENTER) -> None:
    for ordinal, (text, face) in enumerate(lines):
        paragraph = cell.paragraphs[0] if ordinal == 0 else cell.add_paragraph()
        paragraph.alignment = align
        _run(paragraph, text, face, Pt(13))


def _run(paragraph: WordParagraph, text: str, face: str, size: Pt | None = None) -> None:
    run = paragraph.add_run(text)
    run.bold, run.italic = ("b" in face) or None, ("i" in face) or None
    run.font.size = size


def _paragraph(
    document: Document,
    text: str,
    face: str = "",
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY,
    level: int | None = None,
) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    _run(paragraph, text, face)
    if level is not None:
        numbered: Sequence[tuple[str, int]] = (("w:ilvl", level), ("w:numId", 90))
        properties = OxmlElement("w:numPr")
        for tag, value in numbered:
            child = OxmlElement(tag)
            child.set(qn("w:val"), str(value))
            properties.append(child)
        paragraph._p.get_or_add_pPr().append(properties)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else RAW)
