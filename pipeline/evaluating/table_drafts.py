"""Drafts of documents with one large table each, made by chance: bodies, work and figures that nobody wrote.

What varies is what tables of plans vary in: columns, rows, group rows, heads of several rows, merged
cells, several paragraphs in a cell, columns of figures. The same seed gives the same draft.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from pipeline.evaluating.drafts import Draft, parse

SHAPES = ("plan", "wide", "merged", "headed", "numbers", "small", "parted", "deep")
"""Kinds of table.

A plan's rows with group rows; the same with six columns on an appendix's page; with cells merged over
rows; with a head of two rows; columns of figures; a small one; a first column merged over whole
parts of the table; a head of three rows.
"""

_WORK = (
    "Rà soát, hệ thống hóa các văn bản về quản lý bến thủy nội địa",
    "Xây dựng kế hoạch kiểm tra việc chấp hành quy định phòng cháy tại các chợ đầu mối",
    "Tổ chức tập huấn kỹ năng số cho cán bộ, công chức cấp xã",
    "Tuyên truyền, phổ biến quy định mới về bảo vệ môi trường làng nghề",
    "Cập nhật cơ sở dữ liệu về hộ kinh doanh, hợp tác xã trên địa bàn",
    "Thống kê, phân loại các điểm đen về tai nạn giao thông; đề xuất giải pháp khắc phục",
    "Nâng cấp hệ thống truyền thanh cơ sở tại 12 thôn, tổ dân phố",
    "Kiểm tra, giám sát việc sử dụng kinh phí hỗ trợ sản xuất vụ Đông Xuân",
    "Tham mưu ban hành quy chế phối hợp trong công tác tiếp công dân, giải quyết khiếu nại, tố cáo",
    "Hướng dẫn các đơn vị lập hồ sơ công việc và giao nộp vào lưu trữ cơ quan",
    "Báo cáo kết quả thực hiện 06 tháng và cả năm",
    "Sơ kết, tổng kết, khen thưởng",
    "Vận động nhân dân tham gia bảo hiểm y tế hộ gia đình đạt từ 95% trở lên",
    "Duy tu, sửa chữa các tuyến đường liên xã bị hư hỏng sau mùa mưa",
    "Khảo sát nhu cầu học nghề của lao động nông thôn, lao động là người khuyết tật",
    "Công khai thủ tục hành chính tại bộ phận một cửa",
    "Lắp đặt camera an ninh tại các nút giao trọng điểm",
)
_BODIES = (
    "Sở Nội vụ",
    "Văn phòng UBND tỉnh",
    "Phòng Tài chính - Kế hoạch",
    "UBND các xã, phường",
    "Công an huyện",
    "Sở Nông nghiệp và Môi trường",
    "Trung tâm Y tế",
    "Phòng Văn hóa - Xã hội",
    "Ban Quản lý các khu công nghiệp",
    "Các sở, ban, ngành",
    "Hội Nông dân",
    "Đài Truyền thanh",
    "Liên đoàn Lao động tỉnh",
    "Trường Trung học cơ sở",
    "Phòng Kinh tế, Hạ tầng và Đô thị",
)
_TIMES = (
    "Quý I/2026",
    "Quý II/2026",
    "Tháng 9/2025",
    "Thường xuyên",
    "Trước ngày 15/12/2025",
    "Hằng năm",
    "30/6/2026",
    "Quý IV/2025",
    "Trong tháng 11/2025",
    "Theo kế hoạch",
)
_PRODUCTS = (
    "Kế hoạch",
    "Quyết định của UBND huyện",
    "Báo cáo",
    "Công văn hướng dẫn",
    "Hội nghị, lớp tập huấn",
    "Danh mục văn bản",
    "Phần mềm được nâng cấp",
    "Cơ sở dữ liệu",
)
_NOTES = ("", "", "", "Nguồn xã hội hóa", "Đã duyệt", "Ngân sách tỉnh")
_GROUPS = (
    "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
    "PHÁT TRIỂN HẠ TẦNG",
    "Công tác thông tin, tuyên truyền",
    "ĐÀO TẠO, BỒI DƯỠNG",
    "Kiểm tra, giám sát",
)
_NUMERALS = ("I", "II", "III", "IV", "V")
_COLUMNS = {
    "work": ("Nội dung nhiệm vụ", _WORK),
    "lead": ("Cơ quan chủ trì", _BODIES),
    "co": ("Cơ quan phối hợp", _BODIES),
    "time": ("Thời gian hoàn thành", _TIMES),
    "product": ("Sản phẩm", _PRODUCTS),
    "note": ("Ghi chú", _NOTES),
}
_EACH = 5
"""Rows of a group."""

_Row = list[str]


def draft(seed: int, shape: str | None = None, rows: int | None = None) -> Draft:
    """A draft with one table.

    Args:
        seed: chooses everything else.
        shape: one of `SHAPES`; by the seed if not given.
        rows: rows of work, without group rows; by the seed if not given.
    """
    chance = random.Random(seed)
    chosen = shape or chance.choice(SHAPES)
    make = {
        "headed": _headed,
        "deep": _deep,
        "numbers": _numbers,
        "small": _small,
        "parted": _parted,
    }
    table = make[chosen](chance, rows) if chosen in make else _plan(chance, chosen, rows)
    markup = ["@appendix PHỤ LỤC", "@title Danh mục nhiệm vụ", "@title (Kèm theo Kế hoạch số 12/KH-ABC ngày 02/9/2025)"]
    if chosen == "wide":
        markup = ["Mở đầu.", "@pagebreak", *markup]
    markup += ["Các cơ quan, đơn vị căn cứ nội dung dưới đây để triển khai thực hiện, bảo đảm đúng tiến độ."]
    markup += ["@table", *("| " + " | ".join(row) + " |" for row in table), "@end"]
    markup += ["Trong quá trình thực hiện, nếu có vướng mắc, đề nghị phản ánh về cơ quan thường trực để tổng hợp."]
    return parse("\n".join(markup), f"{chosen}-{seed}")


def _plan(chance: random.Random, shape: str, rows: int | None) -> list[_Row]:
    count = {"wide": (3, 5)}.get(shape, (2, 4))
    columns = ["work", *chance.sample(["lead", "co", "time", "product", "note"], chance.randint(*count))]
    if shape == "wide":
        columns = ["work", "lead", "co", "time", "product", "note"][: chance.randint(5, 6)]
    table = [["TT", *(_COLUMNS[name][0] for name in columns)]]
    if chance.random() < 0.2:
        table.append([f"({at + 1})" for at in range(len(columns) + 1)])
    grouped = rows is None and chance.random() < 0.5
    previous = False
    for at in range(rows or chance.randint(8, 25)):
        if grouped and at % _EACH == 0 and at // _EACH < len(_GROUPS):
            rest = "<" if chance.random() < 0.5 else ""
            table.append([_NUMERALS[at // _EACH], _GROUPS[at // _EACH], *[rest] * (len(columns) - 1)])
            previous = False
        row = [str(at + 1), *(_filled(chance, name) for name in columns)]
        if shape == "merged" and previous:
            row = [words if column == 1 or chance.random() >= 0.25 else "^" for column, words in enumerate(row)]
        table.append(row)
        previous = True
    return table


def _headed(chance: random.Random, rows: int | None) -> list[_Row]:
    table = [["TT", "Nội dung", "Cơ quan thực hiện", "<", "Thời gian", "<"]]
    table.append(["^", "^", "Chủ trì", "Phối hợp", "Bắt đầu", "Kết thúc"])
    for at in range(rows or chance.randint(6, 16)):
        table.append([str(at + 1), *(_filled(chance, name) for name in ("work", "lead", "co", "time", "time"))])
    return table


def _deep(chance: random.Random, rows: int | None) -> list[_Row]:
    table = [
        ["STT", "Chỉ tiêu", "Kết quả", "<", "<", "Đơn vị"],
        ["^", "^", "Tổng số", "Trong đó", "<", "^"],
        ["^", "^", "^", "Nam", "Nữ", "^"],
    ]
    for at in range(rows or chance.randint(6, 18)):
        figures = [_figure(chance) for _ in range(3)]
        table.append([str(at + 1), chance.choice(_WORK), *figures, chance.choice(_BODIES)])
    return table


def _numbers(chance: random.Random, rows: int | None) -> list[_Row]:
    years = chance.randint(4, 8)
    table = [["STT", "Tên đơn vị", *(f"Năm {2015 + at}" for at in range(years))]]
    for at in range(rows or chance.randint(6, 20)):
        table.append([str(at + 1), chance.choice(_BODIES), *(_figure(chance) for _ in range(years))])
    return [*table, ["Tổng cộng", "<", *(_figure(chance) for _ in range(years))]]


def _small(chance: random.Random, rows: int | None) -> list[_Row]:
    noted = chance.random() < 0.5
    table = [["Đơn vị", "Số lượng", *(["Ghi chú"] if noted else [])]]
    for _ in range(rows or chance.randint(3, 7)):
        table.append([chance.choice(_BODIES), _figure(chance), *([chance.choice(_NOTES)] if noted else [])])
    return table


def _parted(chance: random.Random, rows: int | None) -> list[_Row]:
    """Lĩnh vực | TT | … : a field of work stands once, beside all its rows."""
    table = [["Lĩnh vực", "TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"]]
    left = 0
    for at in range(rows or chance.randint(8, 20)):
        field = "^"
        if left == 0:
            left = chance.randint(2, 4)
            field = chance.choice(_GROUPS)
        left -= 1
        table.append([field, str(at + 1), *(_filled(chance, name) for name in ("work", "lead", "time"))])
    return table


def _filled(chance: random.Random, name: str) -> str:
    values = _COLUMNS[name][1]
    if name == "work":
        return _several(chance, values)
    if name in ("lead", "co"):
        return chance.choice(["; ", "<br>"]).join(chance.sample(values, chance.choice([1, 1, 2])))
    return chance.choice(values)


def _several(chance: random.Random, values: Sequence[str]) -> str:
    count = chance.choice([1, 1, 1, 2, 3])
    between = chance.choice(["; ", "<br>- "])
    words = between.join(chance.sample(values, count))
    return "- " + words if between.startswith("<br>") and count > 1 else words


def _figure(chance: random.Random) -> str:
    return chance.choice(
        [
            str(chance.randint(1, 99)),
            f"{chance.randint(1, 99)}.{chance.randint(100, 999)}",
            f"{chance.randint(0, 99)},{chance.randint(0, 9)}",
        ]
    )
