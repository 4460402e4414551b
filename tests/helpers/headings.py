"""Invented headings and feet with their truth by construction, for measuring rates field by field.

    python -m tests.helpers.headings --count 320 --kind text

Real provinces (underthesea's list), invented communes, districts, offices, names and titles; layouts
of state (before 2011, 2011 to 2020, since 2020, since July 2025), Party, unions, schools, companies and
hospitals. A `Made` is markup for the maker of drafts (`pipeline.evaluating`), so that the same heading
can be a text, a Word file, a born-digital PDF or a scan.
"""

from __future__ import annotations

import argparse
import functools
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.evaluating.drafts import parse as parse_draft
from pipeline.parsing import places
from pipeline.parsing.parse import parse
from pipeline.reading.read import read_bytes
from pipeline.records import DocumentRecord, ParsedDocument
from tests.helpers import offices_kept

KEPT = 100_000
"""Seeds from here on make offices and layouts that nothing was tuned on."""

FIELDS = (
    "type",
    "number",
    "symbol",
    "issuer",
    "issuer_parent",
    "issuer_level",
    "place",
    "issued_on",
    "issued_year",
    "issued_month",
    "title",
    "signer",
    "signer_position",
    "signing_form",
    "on_behalf_of",
    "urgency",
    "secrecy",
)


@dataclass
class Office:
    """Who issues: lines of the left column and what is true of them."""

    left: list[str]
    issuer: str
    parent: str | None
    level: str
    symbol: str
    place: str
    boss: str
    deputy: str
    behalf: str | None = None
    party: bool = False
    youth: bool = False
    kind: str = ""
    types: tuple[str, ...] = ("KH", "BC", "TB", "TTr", "HD", "CV")
    second: tuple[str, str] | None = None
    """Office and name of a second signer beside the first."""


@dataclass
class Made:
    """One invented document."""

    name: str
    family: str
    markup: str
    truth: dict[str, str | None]
    recipients: list[tuple[str, str, str | None]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """A plain text of it, left column before right."""
        return plain(self.markup)


# --- words of our own -----------------------------------------------------------------------------

_FIRST = (
    "An Bình Cẩm Đông Hòa Kim Lộc Mỹ Nam Phú Quế Sơn Tân Thanh Thạch Trung Vĩnh Xuân Yên Diên Hoằng Ngọc Khánh".split()
)
_SECOND = "Khê Trạch Lĩnh Điền Cương Hậu Thượng Lâm Giang Bái Phong Tường Nghĩa Thịnh Quang Hưng Lạc Mỹ Xuyên".split()
_HIGHLAND = ("Ia Pếch", "Đắk Mar", "Krông Jông", "Ea Kốp", "Cư Drăng", "Mường Pồn", "Nậm Chà", "Pa Hăm", "Tả Củ Ty")
_SURNAMES = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Lò Vi Y H’ Rơ".split()[:21]
)
_MIDDLE = "Văn Thị Đức Minh Hữu Thanh Quốc Xuân Ngọc Công Thế Kim Hoài Anh".split()
_GIVEN = "Mẫu Thử Hạnh Khôi Bách Diễm Quyên Thông Lượng Trúc Bằng Nghị Tuyết Sáng Thơ Vịnh Hiển Lan Hằng Cường".split()
_RANKS = ("TS. ", "ThS. ", "PGS.TS. ", "BS.CKII. ", "Đại tá ", "Thượng tá ", "ThS.BS. ", "TS ", "KS. ")

DEPARTMENTS = (
    ("Nội vụ", "NV"),
    ("Tài chính", "TC"),
    ("Xây dựng", "XD"),
    ("Công Thương", "CT"),
    ("Tư pháp", "TP"),
    ("Y tế", "YT"),
    ("Giáo dục và Đào tạo", "GDĐT"),
    ("Khoa học và Công nghệ", "KHCN"),
    ("Kế hoạch và Đầu tư", "KHĐT"),
    ("Nông nghiệp và Phát triển nông thôn", "NN"),
    ("Nông nghiệp và Môi trường", "NNMT"),
    ("Tài nguyên và Môi trường", "TNMT"),
    ("Lao động - Thương binh và Xã hội", "LĐTBXH"),
    ("Văn hóa, Thể thao và Du lịch", "VHTTDL"),
    ("Giao thông vận tải", "GTVT"),
    ("Thông tin và Truyền thông", "TTTT"),
    ("Dân tộc và Tôn giáo", "DTTG"),
    ("Du lịch", "DL"),
    ("Ngoại vụ", "NgV"),
)
CHAMBERS = (
    ("Nội vụ", "PNV"),
    ("Tài chính - Kế hoạch", "TCKH"),
    ("Tư pháp", "TP"),
    ("Văn hóa và Thông tin", "VHTT"),
    ("Kinh tế và Hạ tầng", "KTHT"),
    ("Tài nguyên và Môi trường", "TNMT"),
    ("Giáo dục và Đào tạo", "PGDĐT"),
    ("Lao động - Thương binh và Xã hội", "LĐTBXH"),
    ("Nông nghiệp và Phát triển nông thôn", "NNPTNT"),
    ("Y tế", "PYT"),
    ("Quản lý đô thị", "QLĐT"),
    ("Dân tộc", "DT"),
)
COMMUNE_CHAMBERS = (("Kinh tế", "KT"), ("Văn hóa - Xã hội", "VHXH"), ("Kinh tế, Hạ tầng và Đô thị", "KTHTĐT"))
BRANCHES = (
    ("Kiểm lâm", "CCKL", "Nông nghiệp và Phát triển nông thôn"),
    ("Chăn nuôi và Thú y", "CCCNTY", "Nông nghiệp và Phát triển nông thôn"),
    ("Trồng trọt và Bảo vệ thực vật", "CCTTBVTV", "Nông nghiệp và Môi trường"),
    ("Thủy lợi", "CCTL", "Nông nghiệp và Phát triển nông thôn"),
    ("Dân số - Kế hoạch hóa gia đình", "CCDS", "Y tế"),
    ("An toàn vệ sinh thực phẩm", "CCATTP", "Y tế"),
    ("Tiêu chuẩn Đo lường Chất lượng", "CCTĐC", "Khoa học và Công nghệ"),
    ("Phát triển nông thôn", "CCPTNT", "Nông nghiệp và Phát triển nông thôn"),
    ("Bảo vệ môi trường", "CCBVMT", "Tài nguyên và Môi trường"),
    ("Văn thư - Lưu trữ", "CCVTLT", "Nội vụ"),
)
CENTRES = (
    ("Khuyến nông", "TTKN", "Nông nghiệp và Phát triển nông thôn"),
    ("Kiểm soát bệnh tật", "KSBT", "Y tế"),
    ("Phát triển quỹ đất", "PTQĐ", "Tài nguyên và Môi trường"),
    ("Dịch vụ việc làm", "DVVL", "Nội vụ"),
    ("Công nghệ thông tin và Truyền thông", "CNTT", "Thông tin và Truyền thông"),
    ("Xúc tiến đầu tư", "XTĐT", "Kế hoạch và Đầu tư"),
    ("Trợ giúp pháp lý nhà nước", "TGPL", "Tư pháp"),
    ("Bảo tồn di sản văn hóa", "BTDS", "Văn hóa, Thể thao và Du lịch"),
    ("Nước sạch và Vệ sinh môi trường nông thôn", "NS", "Nông nghiệp và Môi trường"),
)
MINISTRIES = (
    ("Nội vụ", "BNV"),
    ("Tài chính", "BTC"),
    ("Y tế", "BYT"),
    ("Xây dựng", "BXD"),
    ("Công Thương", "BCT"),
    ("Tư pháp", "BTP"),
    ("Quốc phòng", "BQP"),
    ("Giáo dục và Đào tạo", "BGDĐT"),
    ("Khoa học và Công nghệ", "BKHCN"),
    ("Nông nghiệp và Phát triển nông thôn", "BNN"),
    ("Lao động - Thương binh và Xã hội", "BLĐTBXH"),
    ("Văn hóa, Thể thao và Du lịch", "BVHTTDL"),
)
CENTRAL_UNITS = (
    ("Cục", "Thủy lợi", "Nông nghiệp và Phát triển nông thôn", "TL"),
    ("Cục", "An toàn thực phẩm", "Y tế", "ATTP"),
    ("Cục", "Văn thư và Lưu trữ nhà nước", "Nội vụ", "VTLTNN"),
    ("Cục", "Đường sắt Việt Nam", "Giao thông vận tải", "CĐSVN"),
    ("Cục", "Quản lý giá", "Tài chính", "QLG"),
    ("Cục", "Di sản văn hóa", "Văn hóa, Thể thao và Du lịch", "DSVH"),
    ("Cục", "Bổ trợ tư pháp", "Tư pháp", "BTTP"),
    ("Cục", "Xuất bản, In và Phát hành", "Thông tin và Truyền thông", "CXBIPH"),
    ("Vụ", "Giáo dục Tiểu học", "Giáo dục và Đào tạo", "GDTH"),
    ("Tổng cục", "Thống kê", "Kế hoạch và Đầu tư", "TCTK"),
    ("Tổng cục", "Hải quan", "Tài chính", "TCHQ"),
    ("Tổng cục", "Giáo dục nghề nghiệp", "Lao động - Thương binh và Xã hội", "TCGDNN"),
)
TYPES = {
    "KH": ("KẾ HOẠCH", "kế hoạch"),
    "BC": ("BÁO CÁO", "báo cáo"),
    "TB": ("THÔNG BÁO", "thông báo"),
    "TTr": ("TỜ TRÌNH", "tờ trình"),
    "HD": ("HƯỚNG DẪN", "hướng dẫn"),
    "QĐ": ("QUYẾT ĐỊNH", "quyết định"),
    "CT": ("CHỈ THỊ", "chỉ thị"),
    "NQ": ("NGHỊ QUYẾT", "nghị quyết"),
    "CTr": ("CHƯƠNG TRÌNH", "chương trình"),
    "PA": ("PHƯƠNG ÁN", "phương án"),
    "ĐA": ("ĐỀ ÁN", "đề án"),
    "QC": ("QUY CHẾ", "quy chế"),
    "KL": ("KẾT LUẬN", "kết luận"),
    "CĐ": ("CÔNG ĐIỆN", "công điện"),
    "QyĐ": ("QUY ĐỊNH", "quy định"),
    "GM": ("GIẤY MỜI", "giấy mời"),
}
TITLES = (
    ("Tổ chức ngày hội đọc sách cho thiếu nhi", "hè năm {year}"),
    ("Kiểm kê đồ gỗ trong các kho",),
    ("Phòng, chống chuột hại lúa vụ mùa", "trên địa bàn quản lý"),
    ("Thực hiện phong trào trồng hoa ven đường", "giai đoạn {year} - {later}"),
    ("Công tác sửa chữa giếng nước", "và bể chứa tại các điểm dân cư"),
    ("Rà soát sổ sách quầy tiếp dân",),
    ("Tập huấn dùng chữ ký số cho văn thư", "năm {year}"),
    ("Điều tra, thống kê đàn ong nuôi lấy mật",),
    ("Triển khai tuần lễ không dùng túi ni lông", "trong cơ quan, đơn vị"),
    ("Tổ chức Hội thi nấu bánh chưng lần thứ III",),
)
BODY = (
    "Thực hiện chương trình công tác của năm, cơ quan thống nhất một số việc như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Nâng cao ý thức của cán bộ và người dân về việc chung.",
    "2. Bảo đảm tiết kiệm, an toàn, đúng tiến độ.",
    "II. TỔ CHỨC THỰC HIỆN",
    "1. Các bộ phận liên quan phân công người theo dõi, báo cáo kết quả khi kết thúc.",
    "Trên đây là nội dung cần triển khai, đề nghị các đơn vị nghiêm túc thực hiện./.",
)


@functools.cache
def provinces() -> tuple[str, ...]:
    """`tỉnh X`, `thành phố Y`: all provinces of before and after July 2025."""
    return tuple(sorted(set(places._gazetteer().provinces.values())))


def invented(rng: random.Random) -> str:
    """A commune's or district's name."""
    roll = rng.random()
    if roll < 0.1:
        return rng.choice(_HIGHLAND)
    name = f"{rng.choice(_FIRST)} {rng.choice(_SECOND)}"
    if roll < 0.2:
        return f"{name} {rng.choice(('Đông', 'Tây', 'Nam', 'Bắc'))}"
    return name


def person(rng: random.Random) -> str:
    """A name of nobody."""
    return f"{rng.choice(_SURNAMES)} {rng.choice(_MIDDLE)} {rng.choice(_GIVEN)}"


def _place_of(full: str) -> str:
    return places.split_unit(full)[1]


def _two(name: str, rng: random.Random) -> list[str]:
    """A long name over two lines, broken before `VÀ` or in the middle."""
    loud = name.upper()
    words = loud.split()
    if len(words) < 5 or rng.random() < 0.4:
        return [loud]
    at = words.index("VÀ") if "VÀ" in words[2:-1] else (len(words) + 1) // 2
    if words[at] in "-,":
        at += 1
    return [" ".join(words[:at]), " ".join(words[at:])]


def _committee(unit: str, rng: random.Random) -> list[str]:
    short = rng.choice(("ỦY BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN", "UBND", "UỶ BAN NHÂN DÂN"))
    if short == "UBND" or rng.random() < 0.25:
        return [f"{short} {unit.upper()}"]
    return [short, unit.upper()]


# --- offices --------------------------------------------------------------------------------------


def province_committee(rng: random.Random) -> Office:
    full = rng.choice(provinces())
    return Office(
        _committee(full, rng),
        f"Ủy ban nhân dân {full}",
        None,
        "province",
        "UBND",
        _place_of(full),
        "Chủ tịch",
        "Phó Chủ tịch",
        "Ủy ban nhân dân",
        kind="committee",
        types=("KH", "QĐ", "CT", "BC", "TTr", "TB", "CV", "CTr", "ĐA"),
    )


def district_committee(rng: random.Random) -> Office:
    unit = rng.choice(("huyện", "huyện", "quận", "thị xã", "thành phố"))
    name = invented(rng)
    return Office(
        _committee(f"{unit} {name}", rng),
        f"Ủy ban nhân dân {unit} {name}",
        None,
        "district",
        "UBND",
        name,
        "Chủ tịch",
        "Phó Chủ tịch",
        "Ủy ban nhân dân",
        kind="committee",
        types=("KH", "QĐ", "CT", "BC", "TTr", "CV"),
    )


def commune_committee(rng: random.Random) -> Office:
    unit = rng.choice(("xã", "xã", "phường", "thị trấn", "đặc khu"))
    name = invented(rng)
    left = _committee(f"{unit} {name}", rng)
    parent = None
    if rng.random() < 0.4:
        above = f"{rng.choice(('huyện', 'thị xã'))} {invented(rng)}"
        parent = f"Ủy ban nhân dân {above}"
        left = [f"{rng.choice(('UBND', 'ỦY BAN NHÂN DÂN'))} {above.upper()}", *left]
    return Office(
        left,
        f"Ủy ban nhân dân {unit} {name}",
        parent,
        "commune",
        "UBND",
        rng.choice((name, f"{unit.capitalize()} {name}")) if unit == "phường" else name,
        "Chủ tịch",
        "Phó Chủ tịch",
        "Ủy ban nhân dân",
        kind="committee",
    )


def council(rng: random.Random) -> Office:
    full = rng.choice(
        (rng.choice(provinces()), f"huyện {invented(rng)}", f"xã {invented(rng)}", f"phường {invented(rng)}")
    )
    unit, name = places.split_unit(full)
    level = "province" if full in provinces() else {"huyện": "district"}.get(unit, "commune")
    return Office(
        ["HỘI ĐỒNG NHÂN DÂN", full.upper()],
        f"Hội đồng nhân dân {full}",
        None,
        level,
        "HĐND",
        name,
        "Chủ tịch",
        "Phó Chủ tịch",
        "Hội đồng nhân dân",
        kind="committee",
        types=("NQ", "KH", "BC"),
    )


def department(rng: random.Random) -> Office:
    full = rng.choice(provinces())
    name, short = rng.choice(DEPARTMENTS)
    roll = rng.random()
    if roll < 0.75:
        left = [f"{rng.choice(('UBND', 'ỦY BAN NHÂN DÂN'))} {full.upper()}", *_two(f"Sở {name}", rng)]
        issuer, parent = f"Sở {name} {full}", f"Ủy ban nhân dân {full}"
    elif roll < 0.9:
        left, issuer, parent = [*_two(f"Sở {name}", rng), full.upper()], f"Sở {name} {full}", None
    else:
        bare = _place_of(full)
        left, issuer, parent = [f"SỞ {name} {bare}".upper()], f"Sở {name} {bare}", None
    return Office(left, issuer, parent, "province", "S" + short, _place_of(full), "Giám đốc", "Phó Giám đốc")


def chamber(rng: random.Random) -> Office:
    unit = f"{rng.choice(('huyện', 'quận', 'thị xã', 'thành phố'))} {invented(rng)}"
    name, short = rng.choice(CHAMBERS)
    return Office(
        [f"{rng.choice(('UBND', 'ỦY BAN NHÂN DÂN'))} {unit.upper()}", *_two(f"Phòng {name}", rng)],
        f"Phòng {name} {unit}",
        f"Ủy ban nhân dân {unit}",
        "district",
        short,
        _place_of(unit),
        "Trưởng phòng",
        "Phó Trưởng phòng",
    )


def commune_chamber(rng: random.Random) -> Office:
    unit = f"{rng.choice(('xã', 'phường'))} {invented(rng)}"
    name, short = rng.choice(COMMUNE_CHAMBERS)
    return Office(
        [*_committee(unit, rng), *_two(f"Phòng {name}", rng)],
        f"Phòng {name} {unit}",
        f"Ủy ban nhân dân {unit}",
        "commune",
        short,
        _place_of(unit),
        "Trưởng phòng",
        "Phó Trưởng phòng",
    )


def branch(rng: random.Random) -> Office:
    full = rng.choice(provinces())
    name, short, above = rng.choice(BRANCHES)
    where = rng.choice((f" {full}", ""))
    return Office(
        [*_two(f"Sở {above}{where}", rng), *_two(f"Chi cục {name}", rng)],
        f"Chi cục {name} {full}",
        f"Sở {above} {full}",
        "province",
        short,
        _place_of(full),
        "Chi cục trưởng",
        "Phó Chi cục trưởng",
    )


def centre(rng: random.Random) -> Office:
    full = rng.choice(provinces())
    name, short, above = rng.choice(CENTRES)
    own = rng.random() < 0.3
    return Office(
        [*_two(f"Sở {above} {full}", rng), *_two(f"Trung tâm {name}" + (f" {full}" if own else ""), rng)],
        f"Trung tâm {name} {full}",
        f"Sở {above} {full}",
        "province",
        short,
        _place_of(full),
        "Giám đốc",
        "Phó Giám đốc",
    )


def provincial_body(rng: random.Random) -> Office:
    """Bodies beside the departments: named after the province, or simply `TỈNH`."""
    full = rng.choice([name for name in provinces() if name.startswith("tỉnh")])
    above = f"Ủy ban nhân dân {full}"
    lines, issuer, symbol, boss, deputy = rng.choice(
        (
            (["THANH TRA TỈNH"], f"Thanh tra {full}", "TTr", "Chánh Thanh tra", "Phó Chánh Thanh tra"),
            (["BAN DÂN TỘC"], f"Ban Dân tộc {full}", "BDT", "Trưởng ban", "Phó Trưởng ban"),
            (
                ["BAN QUẢN LÝ", "CÁC KHU CÔNG NGHIỆP"],
                f"Ban Quản lý các khu công nghiệp {full}",
                "KCN",
                "Trưởng ban",
                "Phó Trưởng ban",
            ),
            (["VĂN PHÒNG"], f"Văn phòng {above}", "VP", "Chánh Văn phòng", "Phó Chánh Văn phòng"),
            (
                ["BAN QUẢN LÝ DỰ ÁN", "ĐẦU TƯ XÂY DỰNG"],
                f"Ban Quản lý dự án đầu tư xây dựng {full}",
                "BQLDA",
                "Giám đốc",
                "Phó Giám đốc",
            ),
            (
                ["TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG"],
                f"Trung tâm Phục vụ hành chính công {full}",
                "HCC",
                "Giám đốc",
                "Phó Giám đốc",
            ),
            (
                ["ĐÀI PHÁT THANH", "VÀ TRUYỀN HÌNH"],
                f"Đài Phát thanh và Truyền hình {full}",
                "PTTH",
                "Giám đốc",
                "Phó Giám đốc",
            ),
        )
    )
    return Office(["UBND " + full.upper(), *lines], issuer, above, "province", symbol, _place_of(full), boss, deputy)


def district_centre(rng: random.Random) -> Office:
    unit = f"{rng.choice(('huyện', 'thị xã'))} {invented(rng)}"
    name, short = rng.choice(
        (
            ("Văn hóa, Thông tin và Thể thao", "VHTTTT"),
            ("Dịch vụ nông nghiệp", "DVNN"),
            ("Phát triển quỹ đất", "PTQĐ"),
            ("Bồi dưỡng chính trị", "TTCT"),
        )
    )
    return Office(
        [f"UBND {unit.upper()}", *_two(f"Trung tâm {name}", rng)],
        f"Trung tâm {name} {unit}",
        f"Ủy ban nhân dân {unit}",
        "district",
        short,
        _place_of(unit),
        "Giám đốc",
        "Phó Giám đốc",
    )


def vertical(rng: random.Random) -> Office:
    """Bodies of the centre at work in a province or district."""
    full = rng.choice(provinces())
    name = _place_of(full)
    unit = f"huyện {invented(rng)}"
    low = _place_of(unit)
    rows = (
        (
            ["BỘ CÔNG AN", f"CÔNG AN {full}"],
            f"Công an {full}",
            "Bộ Công an",
            "province",
            "CAT",
            name,
            "Giám đốc",
            "Phó Giám đốc",
        ),
        (
            [f"CÔNG AN {full}", f"CÔNG AN {unit}"],
            f"Công an {unit}",
            f"Công an {full}",
            "district",
            "CAH",
            low,
            "Trưởng Công an huyện",
            "Phó Trưởng Công an huyện",
        ),
        (
            ["TỔNG CỤC THUẾ", f"CỤC THUẾ {full}"],
            f"Cục Thuế {full}",
            "Tổng cục Thuế",
            "province",
            "CT",
            name,
            "Cục trưởng",
            "Phó Cục trưởng",
        ),
        (
            [f"CỤC THUẾ {full}", f"CHI CỤC THUẾ {unit}"],
            f"Chi cục Thuế {unit}",
            f"Cục Thuế {full}",
            "district",
            "CCT",
            low,
            "Chi cục trưởng",
            "Phó Chi cục trưởng",
        ),
        (
            ["KHO BẠC NHÀ NƯỚC", f"KHO BẠC NHÀ NƯỚC {name}"],
            f"Kho bạc Nhà nước {name}",
            "Kho bạc Nhà nước",
            "province",
            "KBNN",
            name,
            "Giám đốc",
            "Phó Giám đốc",
        ),
        (
            ["BẢO HIỂM XÃ HỘI VIỆT NAM", f"BẢO HIỂM XÃ HỘI {full}"],
            f"Bảo hiểm xã hội {full}",
            "Bảo hiểm xã hội Việt Nam",
            "province",
            "BHXH",
            name,
            "Giám đốc",
            "Phó Giám đốc",
        ),
        (
            ["TÒA ÁN NHÂN DÂN", full],
            f"Tòa án nhân dân {full}",
            None,
            "province",
            "TA",
            name,
            "Chánh án",
            "Phó Chánh án",
        ),
        (
            ["VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO", "VIỆN KIỂM SÁT NHÂN DÂN", full],
            f"Viện kiểm sát nhân dân {full}",
            "Viện kiểm sát nhân dân tối cao",
            "province",
            "VKS",
            name,
            "Viện trưởng",
            "Phó Viện trưởng",
        ),
        (
            ["BỘ CHỈ HUY QUÂN SỰ " + full, "BAN CHỈ HUY QUÂN SỰ " + unit],
            f"Ban Chỉ huy quân sự {unit}",
            f"Bộ Chỉ huy quân sự {full}",
            "district",
            "BCH",
            low,
            "Chỉ huy trưởng",
            "Phó Chỉ huy trưởng",
        ),
        (
            ["TỔNG CỤC THỐNG KÊ", "CỤC THỐNG KÊ " + full],
            f"Cục Thống kê {full}",
            "Tổng cục Thống kê",
            "province",
            "CTK",
            name,
            "Cục trưởng",
            "Phó Cục trưởng",
        ),
        (
            ["BỘ CÔNG THƯƠNG", "CỤC QUẢN LÝ THỊ TRƯỜNG", full],
            f"Cục Quản lý thị trường {full}",
            "Bộ Công Thương",
            "province",
            "QLTT",
            name,
            "Cục trưởng",
            "Phó Cục trưởng",
        ),
    )
    lines, issuer, parent, level, symbol, place, boss, deputy = rng.choice(rows)
    return Office([line.upper() for line in lines], issuer, parent, level, symbol, place, boss, deputy)


def ministry(rng: random.Random) -> Office:
    name, symbol = rng.choice(MINISTRIES)
    return Office(
        _two(f"Bộ {name}", rng),
        f"Bộ {name}",
        None,
        "central",
        symbol,
        "Hà Nội",
        "Bộ trưởng",
        "Thứ trưởng",
        types=("KH", "QĐ", "CT", "HD", "BC", "CV"),
    )


def central_unit(rng: random.Random) -> Office:
    head, name, above, symbol = rng.choice(CENTRAL_UNITS)
    boss = {"Cục": "Cục trưởng", "Vụ": "Vụ trưởng", "Tổng cục": "Tổng Cục trưởng", "Viện": "Viện trưởng"}[head]
    return Office(
        [*_two(f"Bộ {above}", rng), *_two(f"{head} {name}", rng)],
        f"{head} {name}",
        f"Bộ {above}",
        "central",
        symbol,
        "Hà Nội",
        boss,
        f"Phó {boss}",
    )


def centre_of_state(rng: random.Random) -> Office:
    lines, issuer, symbol, boss, deputy = rng.choice(
        (
            (["VĂN PHÒNG CHÍNH PHỦ"], "Văn phòng Chính phủ", "VPCP", "Chủ nhiệm", "Phó Chủ nhiệm"),
            (["THANH TRA CHÍNH PHỦ"], "Thanh tra Chính phủ", "TTCP", "Tổng Thanh tra", "Phó Tổng Thanh tra"),
            (["ỦY BAN DÂN TỘC"], "Ủy ban Dân tộc", "UBDT", "Chủ nhiệm", "Phó Chủ nhiệm"),
            (["BẢO HIỂM XÃ HỘI", "VIỆT NAM"], "Bảo hiểm xã hội Việt Nam", "BHXH", "Tổng Giám đốc", "Phó Tổng Giám đốc"),
            (["NGÂN HÀNG NHÀ NƯỚC", "VIỆT NAM"], "Ngân hàng Nhà nước Việt Nam", "NHNN", "Thống đốc", "Phó Thống đốc"),
            (
                ["KIỂM TOÁN NHÀ NƯỚC"],
                "Kiểm toán nhà nước",
                "KTNN",
                "Tổng Kiểm toán nhà nước",
                "Phó Tổng Kiểm toán nhà nước",
            ),
        )
    )
    return Office(lines, issuer, None, "central", symbol, "Hà Nội", boss, deputy)


def party(rng: random.Random) -> Office:
    full = rng.choice(provinces())
    unit, name = places.split_unit(full)
    low = invented(rng)
    commune = f"{rng.choice(('xã', 'phường'))} {invented(rng)}"
    over = "Tỉnh ủy" if unit == "tỉnh" else "Thành ủy"
    behalf = "Ban Thường vụ"
    rows = (
        ([f"{over} {name}"], f"{over} {name}", None, "TU", name, "Bí thư", "Phó Bí thư", behalf),
        (
            [f"Đảng bộ {full}", f"Huyện ủy {low}"],
            f"Huyện ủy {low}",
            f"Đảng bộ {full}",
            "HU",
            low,
            "Bí thư",
            "Phó Bí thư",
            behalf,
        ),
        (
            [f"Đảng bộ huyện {low}", f"Đảng ủy {commune}"],
            f"Đảng ủy {commune}",
            f"Đảng bộ huyện {low}",
            "ĐU",
            _place_of(commune),
            "Bí thư",
            "Phó Bí thư",
            behalf,
        ),
        (
            [f"Đảng bộ {full}", "Đảng ủy", commune],
            f"Đảng ủy {commune}",
            f"Đảng bộ {full}",
            "ĐU",
            _place_of(commune),
            "Bí thư",
            "Phó Bí thư",
            behalf,
        ),
        (
            [f"{over} {name}", "Ban Tuyên giáo"],
            f"Ban Tuyên giáo {over} {name}",
            f"{over} {name}",
            "BTGTU",
            name,
            "Trưởng ban",
            "Phó Trưởng ban",
            None,
        ),
        (
            [f"{over} {name}", "Ban Nội chính"],
            f"Ban Nội chính {over} {name}",
            f"{over} {name}",
            "BNCTU",
            name,
            "Trưởng ban",
            "Phó Trưởng ban",
            None,
        ),
        (
            [f"Huyện ủy {low}", "Ủy ban Kiểm tra"],
            f"Ủy ban Kiểm tra Huyện ủy {low}",
            f"Huyện ủy {low}",
            "UBKTHU",
            low,
            "Chủ nhiệm",
            "Phó Chủ nhiệm",
            None,
        ),
        (
            [f"Huyện ủy {low}", "Văn phòng"],
            f"Văn phòng Huyện ủy {low}",
            f"Huyện ủy {low}",
            "VPHU",
            low,
            "Chánh Văn phòng",
            "Phó Chánh Văn phòng",
            None,
        ),
    )
    lines, issuer, parent, symbol, place, boss, deputy, on = rng.choice(rows)
    return Office(
        [line.upper() for line in lines],
        issuer,
        parent,
        "party",
        symbol,
        place,
        boss,
        deputy,
        on,
        party=True,
        kind="party" if on else "",
        types=("KH", "CT", "NQ", "CTr", "TB", "BC", "HD", "KL", "QyĐ"),
    )


def union(rng: random.Random) -> Office:
    full = rng.choice(provinces())
    name = _place_of(full)
    unit = f"huyện {invented(rng)}"
    low = _place_of(unit)
    commune = f"xã {invented(rng)}"
    rows = (
        (
            ["Ủy ban MTTQ Việt Nam", full],
            f"Ủy ban Mặt trận Tổ quốc Việt Nam {full}",
            None,
            "MTTQ-BTT",
            name,
            "Chủ tịch",
            "Phó Chủ tịch",
            "Ban Thường trực",
        ),
        (
            ["Ủy ban Mặt trận Tổ quốc", "Việt Nam " + commune],
            f"Ủy ban Mặt trận Tổ quốc Việt Nam {commune}",
            None,
            "MTTQ",
            _place_of(commune),
            "Chủ tịch",
            "Phó Chủ tịch",
            "Ban Thường trực",
        ),
        (
            ["Hội Nông dân Việt Nam", f"Hội Nông dân {full}"],
            f"Hội Nông dân {full}",
            "Hội Nông dân Việt Nam",
            "HND",
            name,
            "Chủ tịch",
            "Phó Chủ tịch",
            "Ban Thường vụ",
        ),
        (
            [f"Hội Liên hiệp Phụ nữ {unit}"],
            f"Hội Liên hiệp Phụ nữ {unit}",
            None,
            "HPN",
            low,
            "Chủ tịch",
            "Phó Chủ tịch",
            "Ban Thường vụ",
        ),
        (
            [f"Hội LHPN {full}", f"Hội LHPN {unit}"],
            f"Hội Liên hiệp Phụ nữ {unit}",
            f"Hội Liên hiệp Phụ nữ {full}",
            "HLHPN",
            low,
            "Chủ tịch",
            "Phó Chủ tịch",
            "Ban Thường vụ",
        ),
        (
            ["Tổng Liên đoàn Lao động Việt Nam", f"Liên đoàn Lao động {full}"],
            f"Liên đoàn Lao động {full}",
            "Tổng Liên đoàn Lao động Việt Nam",
            "LĐLĐ",
            name,
            "Chủ tịch",
            "Phó Chủ tịch",
            "Ban Thường vụ",
        ),
        (
            [f"LĐLĐ {full}", "Công đoàn Viên chức tỉnh"],
            f"Công đoàn Viên chức {full}",
            f"Liên đoàn Lao động {full}",
            "CĐVC",
            name,
            "Chủ tịch",
            "Phó Chủ tịch",
            "Ban Thường vụ",
        )
        if full.startswith("tỉnh")
        else (
            ["Hội Cựu chiến binh", full],
            f"Hội Cựu chiến binh {full}",
            None,
            "HCCB",
            name,
            "Chủ tịch",
            "Phó Chủ tịch",
            "Ban Thường vụ",
        ),
        (
            [f"Hội Chữ thập đỏ {full}"],
            f"Hội Chữ thập đỏ {full}",
            None,
            "CTĐ",
            name,
            "Chủ tịch",
            "Phó Chủ tịch",
            "Ban Thường vụ",
        ),
        (
            ["Liên minh Hợp tác xã", full],
            f"Liên minh Hợp tác xã {full}",
            None,
            "LMHTX",
            name,
            "Chủ tịch",
            "Phó Chủ tịch",
            None,
        ),
    )
    lines, issuer, parent, symbol, place, boss, deputy, on = rng.choice(rows)
    return Office(
        [line.upper() for line in lines],
        issuer,
        parent,
        "organization",
        symbol,
        place,
        boss,
        deputy,
        on,
        kind="union" if on else "",
        types=("KH", "BC", "TB", "HD", "CV", "TTr"),
    )


def youth(rng: random.Random) -> Office:
    full = rng.choice([name for name in provinces() if name.startswith("tỉnh")])
    low = invented(rng)
    lines, issuer, parent, place, symbol = rng.choice(
        (
            ([f"Tỉnh đoàn {_place_of(full)}"], f"Tỉnh đoàn {_place_of(full)}", None, _place_of(full), "TĐTN"),
            (
                [f"Tỉnh đoàn {_place_of(full)}", f"Huyện đoàn {low}"],
                f"Huyện đoàn {low}",
                f"Tỉnh đoàn {_place_of(full)}",
                low,
                "HĐTN",
            ),
        )
    )
    return Office(
        [line.upper() for line in lines],
        issuer,
        parent,
        "organization",
        symbol,
        place,
        "Bí thư",
        "Phó Bí thư",
        "Ban Thường vụ",
        youth=True,
        kind="union",
        types=("KH", "HD", "TB"),
    )


def school(rng: random.Random) -> Office:
    full = rng.choice(provinces())
    unit = f"{rng.choice(('huyện', 'thị xã', 'quận'))} {invented(rng)}"
    own = invented(rng)
    grade, opened, symbol = rng.choice(
        (
            ("THCS", "Trung học cơ sở", "THCS"),
            ("Tiểu học", "Tiểu học", "TH"),
            ("Mầm non", "Mầm non", "MN"),
            ("Mẫu giáo", "Mẫu giáo", "MG"),
        )
    )
    rows = (
        (
            [f"Phòng Giáo dục và Đào tạo {unit}", f"Trường {grade} {own}"],
            f"Trường {opened} {own}",
            f"Phòng Giáo dục và Đào tạo {unit}",
            symbol + "A",
            own,
            "Hiệu trưởng",
            "Phó Hiệu trưởng",
        ),
        (
            [f"UBND {unit}", f"Trường {grade} {own}"],
            f"Trường {opened} {own}",
            f"Ủy ban nhân dân {unit}",
            symbol,
            own,
            "Hiệu trưởng",
            "Phó Hiệu trưởng",
        ),
        (
            [f"Sở Giáo dục và Đào tạo {full}", f"Trường THPT {own}"],
            f"Trường Trung học phổ thông {own}",
            f"Sở Giáo dục và Đào tạo {full}",
            "THPT",
            own,
            "Hiệu trưởng",
            "Phó Hiệu trưởng",
        ),
        (
            ["Bộ Giáo dục và Đào tạo", f"Trường Đại học {own}"],
            f"Trường Đại học {own}",
            "Bộ Giáo dục và Đào tạo",
            "ĐH",
            own,
            "Hiệu trưởng",
            "Phó Hiệu trưởng",
        ),
        (
            [f"UBND {full}", "Trường Cao đẳng", "Kinh tế - Kỹ thuật"],
            "Trường Cao đẳng Kinh tế - Kỹ thuật",
            f"Ủy ban nhân dân {full}",
            "CĐKTKT",
            _place_of(full),
            "Hiệu trưởng",
            "Phó Hiệu trưởng",
        ),
    )
    lines, issuer, parent, sign, place, boss, deputy = rng.choice(rows)
    return Office([line.upper() for line in lines], issuer, parent, "organization", sign, place, boss, deputy)


def company(rng: random.Random) -> Office:
    own = invented(rng)
    field_, canonical = rng.choice(
        (
            ("Cấp thoát nước", "Cấp thoát nước"),
            ("Môi trường đô thị", "Môi trường đô thị"),
            ("Xây dựng", "Xây dựng"),
            ("Điện lực", "Điện lực"),
        )
    )
    rows = (
        (["Công ty cổ phần", f"{field_} {own}"], f"Công ty Cổ phần {canonical} {own}", None),
        ([f"Công ty TNHH MTV {field_}", own], f"Công ty Trách nhiệm hữu hạn Một thành viên {canonical} {own}", None),
        (
            ["Tổng công ty Điện lực miền Bắc", f"Công ty Điện lực {own}"],
            f"Công ty Điện lực {own}",
            "Tổng công ty Điện lực miền Bắc",
        ),
    )
    lines, issuer, parent = rng.choice(rows)
    return Office(
        [line.upper() for line in lines], issuer, parent, "organization", "CTY", own, "Giám đốc", "Phó Giám đốc"
    )


def hospital(rng: random.Random) -> Office:
    full = rng.choice(provinces())
    unit = f"huyện {invented(rng)}"
    own = invented(rng)
    rows = (
        (
            [f"Sở Y tế {full}", f"Bệnh viện Đa khoa {full}"],
            f"Bệnh viện Đa khoa {full}",
            f"Sở Y tế {full}",
            "province",
            _place_of(full),
        ),
        (
            [f"Sở Y tế {full}", f"Trung tâm Y tế {unit}"],
            f"Trung tâm Y tế {unit}",
            f"Sở Y tế {full}",
            "district",
            _place_of(unit),
        ),
        (
            [f"Sở Y tế {full}", f"Bệnh viện Đa khoa khu vực {own}"],
            f"Bệnh viện Đa khoa khu vực {own}",
            f"Sở Y tế {full}",
            None,
            own,
        ),
    )
    lines, issuer, parent, level, place = rng.choice(rows)
    return Office(
        [line.upper() for line in lines], issuer, parent, level or "", "BV", place, "Giám đốc", "Phó Giám đốc"
    )


def joint(rng: random.Random) -> Office:
    full = rng.choice(provinces())
    (first, one), (second, two) = rng.sample([d for d in DEPARTMENTS if " - " not in d[0]], 2)
    return Office(
        [f"UBND {full.upper()}", f"SỞ {first.upper()} - SỞ {second.upper()}"],
        f"Sở {first} {full}; Sở {second} {full}",
        f"Ủy ban nhân dân {full}",
        "province",
        f"S{one}-S{two}",
        _place_of(full),
        "Giám đốc",
        "Phó Giám đốc",
        types=("HD",),
        second=(f"SỞ {second.upper()}", person(rng)),
        kind="joint",
    )


FAMILIES: tuple[tuple[Callable[[random.Random], Office], int], ...] = (
    (province_committee, 4),
    (district_committee, 4),
    (commune_committee, 5),
    (council, 2),
    (department, 6),
    (chamber, 3),
    (commune_chamber, 2),
    (branch, 2),
    (centre, 2),
    (provincial_body, 3),
    (district_centre, 1),
    (vertical, 4),
    (ministry, 2),
    (central_unit, 3),
    (centre_of_state, 1),
    (party, 5),
    (union, 4),
    (youth, 1),
    (school, 4),
    (company, 2),
    (hospital, 2),
    (joint, 1),
)


# --- documents ------------------------------------------------------------------------------------


def kept(rng: random.Random) -> Office:
    """An office that the rules were not tuned on."""
    left, issuer, parent, level, place, boss, deputy, behalf, symbol = offices_kept.fill(rng, provinces(), invented)
    party_ = level == "party"
    kind = {"party": "party", "organization": "union"}.get(level, "") if behalf else ""
    return Office(left, issuer, parent, level, symbol, place, boss, deputy, behalf, party=party_, kind=kind)


def make(seed: int) -> Made:
    """The invented document of a seed; from `KEPT` on, of offices and layouts that nothing was tuned on."""
    rng = random.Random(seed)
    family = rng.choices([one for one, _ in FAMILIES], [weight for _, weight in FAMILIES])[0]
    if seed >= KEPT:
        family = kept
    office = family(rng)
    code = rng.choice(office.types)
    year = _year(family.__name__, rng)
    truth: dict[str, str | None] = dict.fromkeys(FIELDS)
    truth |= {"issuer": office.issuer, "issuer_parent": office.parent, "issuer_level": office.level}
    left = list(office.left)
    if year < 2011 and rng.random() < 0.25 and not office.second:
        left = [_small(line) for line in left]
    if office.party:
        left.append("*")
    left.append(_number(office, code, year, truth, rng))
    if rng.random() < 0.06:
        mark = rng.choice(("HỎA TỐC", "KHẨN", "THƯỢNG KHẨN"))
        left.append(mark)
        truth["urgency"] = mark.lower()
    right = _right(office, year, truth, rng)
    lines = [f"@left {line}" for line in left]
    title = [part.format(year=year, later=year + 4) for part in rng.choice(TITLES)]
    truth["title"] = " ".join(title)
    addressees: list[tuple[str, str, str | None]] = []
    about = rng.random()
    if code == "CV":
        low = [title[0][0].lower() + title[0][1:], *title[1:]]
        truth["title"] = " ".join(low)
        truth["type"] = "công văn"
        lines += [f"@left V/v {low[0]}", *(f"@left {part}" for part in low[1:])]
        lines += [f"@right {line}" for line in right]
        lines += _address(addressees, rng)
    else:
        name, kind = TYPES[code]
        truth["type"] = kind
        lines += [f"@right {line}" for line in right]
        lines.append(f"@type {name}")
        if about < 0.15:
            title = [f"Về việc {title[0][0].lower()}{title[0][1:]}", *title[1:]]
            truth["title"] = truth["title"][0].lower() + truth["title"][1:]  # type: ignore[index]
        elif about < 0.25:
            title = [f"V/v {title[0][0].lower()}{title[0][1:]}", *title[1:]]
            truth["title"] = truth["title"][0].lower() + truth["title"][1:]  # type: ignore[index]
        lines += [f"@title {part}" for part in title]
        if code == "TTr":
            lines += _address(addressees, rng)
    lines += BODY
    recipients: list[tuple[str, str, str | None]] = []
    lines.append("@foot")
    receiving = _recipients(office, recipients, rng)
    signing = _signing(office, code, truth, rng)
    lines += [*signing, *receiving] if office.second else [*receiving, *signing]
    if seed >= KEPT:
        lines = _otherwise(lines, truth, rng)
    return Made(f"h{seed:04d}", family.__name__, "\n".join(lines) + "\n", truth, [*addressees, *recipients])


def _otherwise(lines: list[str], truth: dict[str, str | None], rng: random.Random) -> list[str]:
    """Ways of setting a heading and a foot that the rules were not tuned on."""
    changes = {
        ", ngày ": rng.choice((", ngày ", " ngày ", ", Ngày ", ",ngày ")),
        "Số: ": rng.choice(("Số: ", "Số : ", "Số.", "SỐ: ")),
        "KT. ": rng.choice(("KT. ", "KT.", "K.T ", "KT/ ")),
        "TM. ": rng.choice(("TM. ", "TM.", "T.M ", "Thay mặt ")),
        "TL. ": rng.choice(("TL. ", "TL.", "T.L ")),
        "-": "-",
    }
    loud = rng.random() < 0.15
    made = []
    for line in lines:
        mark, _, words = line.partition(" ")
        if mark in ("@left", "@right"):
            for old, new in changes.items():
                if words.startswith(old) or (old.startswith(",") and old in words):
                    words = words.replace(old, new, 1)
            line = f"{mark} {words}"
        elif mark == "@title" and loud:
            line = f"{mark} {words.upper()}"
        made.append(line)
    if loud and truth["type"] != "công văn":
        title = str(truth["title"])
        truth["title"] = title.upper()
    secrecy = rng.random()
    if secrecy < 0.05:
        made.insert(0, "@left MẬT")
        truth["secrecy"] = "mật"
    return made


def _year(family: str, rng: random.Random) -> int:
    if family in ("commune_chamber",):
        return rng.choice((2025, 2026))
    return rng.choice((1998, 2004, 2008, 2010, 2012, 2015, 2018, 2019, 2021, 2023, 2024, 2025))


def _small(line: str) -> str:
    """As old documents set it: only the first letter and names are capitals."""
    for head in ("ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN"):
        if line == head:
            return line.capitalize()
    return line


def _number(office: Office, code: str, year: int, truth: dict[str, str | None], rng: random.Random) -> str:
    digits = str(rng.randint(1, 2900)).zfill(2)
    symbol = f"{code}-{office.symbol}"
    if office.party:
        symbol = f"{code}/{office.symbol}"
    elif office.kind == "joint":
        symbol = f"{code}LN-{office.symbol}" if rng.random() < 0 else f"{code}-{office.symbol}"
    elif code == "CV":
        symbol = f"{office.symbol}-{rng.choice(('VP', 'NV', 'TH', 'KT', 'VX'))}"
    truth["symbol"] = symbol
    sign = "-" if office.party else "/"
    head = "Số" if office.party else "Số:"
    if rng.random() < 0.12:
        blank = rng.choice(("      ", " ..... ", "        "))
        return f"{head}{blank}{sign}{symbol}"
    truth["number"] = f"{digits}{sign}{symbol}"
    gap = rng.choice(("", "", "", " "))
    return f"{head} {digits}{gap}{sign}{symbol}"


def _right(office: Office, year: int, truth: dict[str, str | None], rng: random.Random) -> list[str]:
    month = rng.randint(1, 12)
    day = rng.randint(1, 28)
    truth["issued_year"], truth["issued_month"] = str(year), str(month)
    shown = f"{day:02d}"
    month_shown = f"{month:02d}" if month < 3 or rng.random() < 0.2 else str(month)
    if rng.random() < 0.12:
        shown = rng.choice(("      ", "....", "      "))
    else:
        truth["issued_on"] = f"{year}-{month:02d}-{day:02d}"
    place = office.place
    truth["place"] = place
    if place in ("Hồ Chí Minh",):
        place = truth["place"] = rng.choice(("Thành phố Hồ Chí Minh", "TP. Hồ Chí Minh"))
    dated = f"{place}, ngày {shown} tháng {month_shown} năm {year}"
    if rng.random() < 0.06:
        lines = [f"{place}, ngày {shown} tháng {month_shown}", f"năm {year}"]
    else:
        lines = [dated]
    if office.party:
        return ["ĐẢNG CỘNG SẢN VIỆT NAM", *lines]
    if office.youth:
        return ["ĐOÀN TNCS HỒ CHÍ MINH", *lines]
    second = rng.choice(("Độc lập - Tự do - Hạnh phúc", "Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc"))
    return [rng.choice(("CỘNG HÒA", "CỘNG HOÀ")) + " XÃ HỘI CHỦ NGHĨA VIỆT NAM", second, *lines]


_BODIES = (
    ("Các phòng, ban chuyên môn", "để thực hiện"),
    ("Thường trực Hội đồng nhân dân", "b/c"),
    ("Ban lãnh đạo cơ quan", "để b/c"),
    ("Trang thông tin điện tử", None),
    ("Như trên", None),
    ("Các tổ dân phố, thôn, xóm trong khu vực", "t/h"),
    ("Báo địa phương", "đưa tin"),
)


def _address(found: list[tuple[str, str, str | None]], rng: random.Random) -> list[str]:
    one, two = "Sở Nội vụ", "Sở Tài chính"
    if rng.random() < 0.5:
        found.append(("addressee", one, None))
        return [f"@address Kính gửi: {one}"]
    found += [("addressee", one, None), ("addressee", two, None)]
    return ["@address Kính gửi:", f"@address - {one};", f"@address - {two}."]


def _recipients(office: Office, found: list[tuple[str, str, str | None]], rng: random.Random) -> list[str]:
    lines = ["@left Nơi nhận:"]
    for name, purpose in rng.sample(_BODIES, rng.randint(2, 4)):
        found.append(("recipient", name, purpose))
        lines.append(f"@left - {name} ({purpose});" if purpose else f"@left - {name};")
    archive = rng.choice(("VT", "VT, TH", "VP, NV"))
    found.append(("archive", archive, None))
    lines.append(f"@left - {rng.choice(('Lưu:', 'Lưu'))} {archive}.")
    return lines


def _signing(office: Office, code: str, truth: dict[str, str | None], rng: random.Random) -> list[str]:
    slash = office.party
    forms = {
        "TM": "T/M" if slash else "TM.",
        "KT": "K/T" if slash else "KT.",
        "TL": "T/L" if slash else "TL.",
        "TUQ": "TUQ.",
    }
    name = person(rng)
    truth["signer"] = name
    boss, deputy = office.boss, office.deputy
    lines: list[str] = []
    roll = rng.random()
    if office.second:
        truth["signer"] = None
        lines = [f"@left GIÁM ĐỐC {office.second[0]}", f"@left {office.second[1]}"]
        return [f"@right GIÁM ĐỐC {office.left[1].split(' - ')[0]}", f"@right {name}", *lines]
    if office.kind in ("committee", "party", "union"):
        bare = code in ("CT", "QĐ") and office.kind == "committee" and rng.random() < 0.5
        if roll < 0.12 and office.kind == "committee":
            truth["signing_form"], truth["signer_position"] = "TL", "Chánh Văn phòng"
            lines = ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]
        elif bare:
            truth["signer_position"] = boss
            lines = [boss.upper()]
        else:
            truth["on_behalf_of"] = office.behalf
            lines = [f"{forms['TM']} {str(office.behalf).upper()}"]
            if office.kind == "party":
                # The Party's deputies sign in their own right (Hướng dẫn 36-HD/VPTW).
                post = boss if roll < 0.5 else deputy
                truth["signing_form"], truth["signer_position"] = "TM", post
                lines.append(post.upper())
            elif roll < 0.55:
                truth["signing_form"], truth["signer_position"] = "TM", boss
                lines.append(boss.upper())
            else:
                truth["signing_form"], truth["signer_position"] = "KT", deputy
                lines += [f"{forms['KT']} {boss.upper()}", deputy.upper()]
    elif roll < 0.45:
        truth["signer_position"] = boss
        lines = [boss.upper()]
    elif roll < 0.8:
        truth["signing_form"], truth["signer_position"] = "KT", deputy
        lines = [f"{forms['KT']} {boss.upper()}", deputy.upper()]
    elif roll < 0.9:
        truth["signing_form"], truth["signer_position"] = "TL", "Chánh Văn phòng"
        lines = [f"{forms['TL']} {boss.upper()}", "CHÁNH VĂN PHÒNG"]
    elif roll < 0.95:
        truth["signing_form"], truth["signer_position"] = "TUQ", deputy
        lines = [f"TUQ. {boss.upper()}", deputy.upper()]
    else:
        truth["signing_form"], truth["signer_position"] = "Q", boss
        lines = [f"Q. {boss.upper()}"]
    if rng.random() < 0.15:
        lines.append("(Đã ký)")
    shown = name.upper() if rng.random() < 0.08 else name
    lines.append((rng.choice(_RANKS) if rng.random() < 0.12 else "") + shown)
    return [f"@right {line}" for line in lines]


# --- as text --------------------------------------------------------------------------------------


def plain(markup: str) -> str:
    """The markup as a text without layout: left column, right column, the rest."""
    lines: list[str] = []
    held: list[str] = []
    for line in markup.splitlines():
        mark, _, words = line.partition(" ") if line.startswith("@") else ("", "", line)
        if mark == "@right":
            held.append(words)
            continue
        if mark != "@left" and held:
            lines += held
            held = []
        if mark == "@foot":
            continue
        lines.append(words)
    return "\n".join([*lines, *held]) + "\n"


def rows(markup: str) -> str:
    """The markup as a text set with spaces: left and right column share their lines."""
    lines: list[str] = []
    left: list[str] = []
    right: list[str] = []

    def flush() -> None:
        wide = max([48, *(len(line) + 6 for line in left)])
        for nth in range(max(len(left), len(right))):
            one = left[nth] if nth < len(left) else ""
            two = right[nth] if nth < len(right) else ""
            lines.append(f"{one:<{wide}}{two}".rstrip())
        left.clear()
        right.clear()

    for line in markup.splitlines():
        mark, _, words = line.partition(" ") if line.startswith("@") else ("", "", line)
        if mark in ("@left", "@right"):
            (left if mark == "@left" else right).append(words)
            continue
        flush()
        if mark != "@foot":
            lines += ["", words] if mark in ("", "@type") else [words]
    flush()
    return "\n".join(lines) + "\n"


# --- measuring ------------------------------------------------------------------------------------


def values(record: DocumentRecord) -> dict[str, str | None]:
    """The fields of a record as strings."""
    found = {}
    for name in FIELDS:
        value = getattr(record, name)
        found[name] = None if value is None else str(value)
    return found


def read_made(made: Made, kind: str, seed: int = 0) -> tuple[ParsedDocument, ...]:
    """The documents of an invented one, read as a file of that kind (`text`, `rows`, or one of the maker's)."""
    if kind in ("text", "rows"):
        text = made.text if kind == "text" else rows(made.markup)
        return parse(read_bytes(text.encode(), "made.txt"))
    from pipeline.evaluating import scans

    made_kind, preset = {"born": ("born", "office"), "docx": ("docx", "office")}.get(kind, ("pdf", kind))
    file = scans.make(parse_draft(made.markup, made.name), kind=made_kind, preset=preset, seed=seed)
    return parse(read_bytes(file.data, made.name + file.suffix))


def _same(name: str, truth: str | None, found: str | None) -> bool:
    from pipeline.evaluating import normalise

    return normalise.same(truth, found)


@dataclass
class Rates:
    """Right, wrong and missing values of each field; empty ones that are empty count as neither."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, made: Made, found: ParsedDocument) -> None:
        """Count one document."""
        got = values(found.document)
        for name in FIELDS:
            truth = made.truth[name]
            if name == "issuer_level" and not truth:
                continue
            if truth is None and got[name] is None:
                continue
            if _same(name, truth, got[name]):
                self.right[name] += 1
                continue
            self.missing[name] += got[name] is None
            self.wrong[name] += got[name] is not None
            self.misses.append(f"{made.name} {made.family} {name}: {truth!r} ≠ {got[name]!r}")
        true = sorted(made.recipients, key=str)
        rows_ = sorted(((str(r.kind), str(r.name), r.purpose) for r in found.recipients), key=str)
        for row in true:
            self.right["recipients"] += row in rows_
            self.missing["recipients"] += row not in rows_
        extra = [row for row in rows_ if row not in true]
        self.wrong["recipients"] += len(extra)
        if extra or [row for row in true if row not in rows_]:
            self.misses.append(f"{made.name} {made.family} recipients: {[r for r in true if r not in rows_]} ≠ {extra}")

    def recall(self, name: str) -> float:
        """Right of all that are true."""
        return self.right[name] / max(1, self.right[name] + self.wrong[name] + self.missing[name])

    def precision(self, name: str) -> float:
        """Right of all that are given."""
        return self.right[name] / max(1, self.right[name] + self.wrong[name])


def measure(seeds: Iterable[int], kind: str) -> Rates:
    """The rates over invented documents read as one kind of file."""
    rates = Rates()
    for seed in seeds:
        made = make(seed)
        documents = read_made(made, kind, seed)
        if len(documents) != 1:
            rates.misses.append(f"{made.name}: {len(documents)} documents")
        rates.add(made, documents[0])
    return rates


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the rates, and with `--misses` every miss."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=320)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--kind", default="text")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--show", type=int)
    given = parser.parse_args(arguments)
    if given.show is not None:
        made = make(given.show)
        print(made.markup, json.dumps(made.truth, ensure_ascii=False, indent=1))
        return
    rates = measure(range(given.first, given.first + given.count), given.kind)
    for name in (*FIELDS, "recipients"):
        if rates.right[name] + rates.wrong[name] + rates.missing[name]:
            print(
                f"{name:16} precision {rates.precision(name):.3f} recall {rates.recall(name):.3f}"
                f"  right {rates.right[name]} wrong {rates.wrong[name]} missing {rates.missing[name]}"
            )
    if given.misses:
        print("\n".join(rates.misses))


if __name__ == "__main__":
    main()
