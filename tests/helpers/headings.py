"""Invented headings and feet with their truth by construction; `tests.helpers.rates` measures over them.

Real provinces (underthesea's list), invented communes, districts, offices, names and titles; layouts
of state (before 2011, 2011 to 2020, since 2020, since July 2025), Party, unions, schools, companies and
hospitals. A `Made` is markup for the maker of drafts (`pipeline.evaluating`), so that the same heading
can be a text, a Word file, a born-digital PDF or a scan.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from pipeline.evaluating.dressing import Dressing
from pipeline.evaluating.rows import SCALARS
from tests.helpers.layouts import plain
from tests.helpers.offices import Office, office

KEPT = 100_000
"""Seeds from here on make offices and layouts that nothing was tuned on."""

FIELDS = tuple(name for name in SCALARS if name not in ("type_code", "period_start", "period_end"))


@dataclass
class Made:
    """One invented document."""

    name: str
    markup: str
    truth: dict[str, str | None]
    recipients: list[tuple[str, str, str | None]] = field(default_factory=list)
    parts: list[Made] = field(default_factory=list)
    """The documents of a file that binds several, in order."""
    signers: list[str] = field(default_factory=list)
    """Those who sign a joint document: witnesses all, none of them the signer."""
    dressing: Dressing | None = None
    """What is laid over a scan; the preset's own if None."""
    slips: bool = False
    """To be taken as a recognised page: its words have slips."""

    @property
    def text(self) -> str:
        """A plain text of it, left column before right."""
        return plain(self.markup)


# --- words of our own -----------------------------------------------------------------------------

_SURNAMES = "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Mai|Lò|Vi"
_MIDDLE = "Văn|Thị|Đức|Minh|Hữu|Thanh|Quốc|Xuân|Ngọc|Công|Thế|Kim|Hoài|Anh"
_GIVEN = "Mẫu|Thử|Hạnh|Khôi|Bách|Diễm|Quyên|Thông|Lượng|Trúc|Bằng|Nghị|Tuyết|Sáng|Thơ|Vịnh|Hiển|Lan|Hằng|Cường"
_RANKS = ("TS. ", "ThS. ", "PGS.TS. ", "BS.CKII. ", "Đại tá ", "Thượng tá ", "ThS.BS. ", "TS ", "KS. ")
_YEARS = (1998, 2004, 2008, 2010, 2012, 2015, 2018, 2019, 2021, 2023, 2024, 2025)
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


def person(rng: random.Random) -> str:
    """A name of nobody."""
    return " ".join(rng.choice(pool.split("|")) for pool in (_SURNAMES, _MIDDLE, _GIVEN))


# --- documents ------------------------------------------------------------------------------------


def make(seed: int) -> Made:
    """The invented document of a seed; from `KEPT` on, of offices and layouts that nothing was tuned on."""
    rng = random.Random(seed)
    body = office(rng, kept=seed >= KEPT)
    code = rng.choice(_types(body))
    year = rng.choice(_YEARS)
    truth: dict[str, str | None] = dict.fromkeys(FIELDS)
    truth |= {"issuer": body.issuer, "issuer_parent": body.parent, "issuer_level": body.level}
    left = list(body.left)
    if year < 2011 and rng.random() < 0.25 and left[0].startswith(("ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN")):
        left[0] = left[0] if len(left[0]) > 15 else left[0].capitalize()
    if body.party:
        left.append("*")
    left.append(_number(body, code, truth, rng))
    if rng.random() < 0.06:
        mark = rng.choice(("HỎA TỐC", "KHẨN", "THƯỢNG KHẨN"))
        left.append(mark)
        truth["urgency"] = mark.lower()
    right = _right(body, year, truth, rng)
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
    receiving = _recipients(recipients, rng)
    signing = _signing(body, code, truth, rng)
    lines += [*signing, *receiving] if body.joint else [*receiving, *signing]
    if seed >= KEPT:
        lines = _otherwise(lines, truth, rng)
    return Made(f"h{seed:04d}", "\n".join(lines) + "\n", truth, [*addressees, *recipients])


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


def _types(body: Office) -> tuple[str, ...]:
    """The types that such an office issues."""
    if body.joint:
        return ("HD",)
    if body.party:
        return ("KH", "CT", "NQ", "CTr", "TB", "BC", "HD", "KL", "QyĐ")
    if body.symbol == "HĐND":
        return ("NQ", "KH", "BC")
    if body.symbol == "UBND":
        return ("KH", "QĐ", "CT", "BC", "TTr", "TB", "CV", "CTr", "ĐA")
    return ("KH", "BC", "TB", "TTr", "HD", "CV", "QĐ", "PA")


def _number(body: Office, code: str, truth: dict[str, str | None], rng: random.Random) -> str:
    digits = str(rng.randint(1, 2900)).zfill(2)
    symbol = f"{code}-{body.symbol}"
    if body.party:
        symbol = f"{code}/{body.symbol}"
    elif code == "CV":
        symbol = f"{body.symbol}-{rng.choice(('VP', 'NV', 'TH', 'KT', 'VX'))}"
    truth["symbol"] = symbol
    sign = "-" if body.party else "/"
    head = "Số" if body.party else "Số:"
    if rng.random() < 0.12:
        blank = rng.choice(("      ", " ..... ", "        "))
        return f"{head}{blank}{sign}{symbol}"
    truth["number"] = f"{digits}{sign}{symbol}"
    gap = rng.choice(("", "", "", " "))
    return f"{head} {digits}{gap}{sign}{symbol}"


def _right(body: Office, year: int, truth: dict[str, str | None], rng: random.Random) -> list[str]:
    month = rng.randint(1, 12)
    day = rng.randint(1, 28)
    truth["issued_year"], truth["issued_month"] = str(year), str(month)
    shown = f"{day:02d}"
    month_shown = f"{month:02d}" if month < 3 or rng.random() < 0.2 else str(month)
    if rng.random() < 0.12:
        shown = rng.choice(("      ", "....", "      "))
    else:
        truth["issued_on"] = f"{year}-{month:02d}-{day:02d}"
    place = body.place
    truth["place"] = place
    if place in ("Hồ Chí Minh",):
        place = truth["place"] = rng.choice(("Thành phố Hồ Chí Minh", "TP. Hồ Chí Minh"))
    dated = f"{place}, ngày {shown} tháng {month_shown} năm {year}"
    lines = [f"{place}, ngày {shown} tháng {month_shown}", f"năm {year}"] if rng.random() < 0.06 else [dated]
    if body.party:
        return ["ĐẢNG CỘNG SẢN VIỆT NAM", *lines]
    if body.youth:
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


def _recipients(found: list[tuple[str, str, str | None]], rng: random.Random) -> list[str]:
    lines = ["@left Nơi nhận:"]
    for name, purpose in rng.sample(_BODIES, rng.randint(2, 4)):
        found.append(("recipient", name, purpose))
        lines.append(f"@left - {name} ({purpose});" if purpose else f"@left - {name};")
    archive = rng.choice(("VT", "VT, TH", "VP, NV"))
    found.append(("archive", archive, None))
    lines.append(f"@left - {rng.choice(('Lưu:', 'Lưu'))} {archive}.")
    return lines


def _signing(body: Office, code: str, truth: dict[str, str | None], rng: random.Random) -> list[str]:
    slash = body.party
    forms = {
        "TM": "T/M" if slash else "TM.",
        "KT": "K/T" if slash else "KT.",
        "TL": "T/L" if slash else "TL.",
        "TUQ": "TUQ.",
    }
    name = person(rng)
    truth["signer"] = name
    boss, deputy = body.boss, body.deputy
    lines: list[str] = []
    roll = rng.random()
    if body.joint:
        truth["signer"] = None
        one, two = (f"GIÁM ĐỐC {name}" for name in body.left[-1].split(" - "))
        return [f"@right {one}", f"@right {name}", f"@left {two}", f"@left {person(rng)}"]
    if body.behalf:
        bare = code in ("CT", "QĐ") and body.symbol in ("UBND", "HĐND") and rng.random() < 0.5
        if roll < 0.12 and body.symbol in ("UBND", "HĐND"):
            truth["signing_form"], truth["signer_position"] = "TL", "Chánh Văn phòng"
            lines = ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]
        elif bare:
            truth["signer_position"] = boss
            lines = [boss.upper()]
        else:
            truth["on_behalf_of"] = body.behalf
            lines = [f"{forms['TM']} {str(body.behalf).upper()}"]
            if body.party:
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
