"""Invented files that are more than one plain document: drafts, stamps, appendices, bound files, two signers, slips.

Each maker gives a `Made`; where a file holds several documents they are its `parts`. Measured with

    python -m tests.helpers.rates --of bundles.bound --count 60 --kind born
"""

from __future__ import annotations

import random
from dataclasses import replace

from pipeline.evaluating.dressing import Dressing
from tests.helpers.headings import FIELDS, TITLES, Made, make, person
from tests.helpers.offices import provinces

_MARKS = ("DỰ THẢO", "Dự thảo", "DỰ THẢO LẦN 2", "Dự thảo 3", "(DỰ THẢO)", "BẢN DỰ THẢO")
_HANDS = frozenset({"number", "day"})
_ROMAN = ("I", "II", "III", "IV")
_PAIRS = (
    ("SỞ NỘI VỤ", "SỞ TÀI CHÍNH"),
    ("SỞ Y TẾ", "SỞ XÂY DỰNG"),
    ("SỞ TƯ PHÁP", "SỞ CÔNG THƯƠNG"),
    ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "SỞ NGOẠI VỤ"),
    ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "SỞ Y TẾ"),
)
_SLIPS = {
    "TỈNH": ("TÍNH", "TĨNH", "TINH"),
    "ỦY BAN": ("ỦY BẠN", "UY BAN", "ỦY BÁN"),
    "NHÂN DÂN": ("NHẬN DÂN", "NHÂN DẪN"),
    "HUYỆN": ("HUYÊN", "HUYỀN"),
    "KẾ HOẠCH": ("KẺ HOẠCH", "KÉ HOẠCH"),
    "QUYẾT ĐỊNH": ("QUYÉT ĐỊNH", "QUYẾT ĐINH"),
    "BÁO CÁO": ("BẢO CÁO", "BÁO CẢO"),
    "THÔNG BÁO": ("THỒNG BÁO", "THÔNG BẢO"),
    "CHỈ THỊ": ("CHÍ THỊ", "CHỈ THI"),
    "PHÒNG": ("PHONG", "PHÓNG"),
    "Nơi nhận": ("Nơi nhân", ".Vơi nhận", "Nơi nhận"),
    "CHỦ TỊCH": ("CHÚ TỊCH", "CHỦ TICH"),
    "GIÁM ĐỐC": ("GIẢM ĐỐC", "GIÁM ĐÓC"),
    "TM. ": ("TM, ", "TM "),
    "KT. ": ("KT, ", "KT "),
    "QĐ": ("QÐ", "QĐ"),
    "(t/h)": ("(th)", "(uh)"),
    "(b/c)": ("(b/e)", "(b/©)"),
}
"""What Tesseract makes of words of headings and feet (FIELD.md, common misreadings)."""


def draft(seed: int) -> Made:
    """A draft: its mark above the heading's left or right column, its number not given yet."""
    rng = random.Random(seed)
    made = make(seed)
    number = made.truth["number"]
    lines = made.markup.splitlines()
    if number:
        lines = [line.replace(number, "......" + number.lstrip("0123456789"), 1) for line in lines]
        lines = [_emptied(line) if line.startswith(("@left Số", "@left SỐ")) else line for line in lines]
    side = rng.choice(("@left", "@right"))
    lines.insert(0, f"{side} {rng.choice(_MARKS)}")
    return replace(made, markup="\n".join(lines) + "\n", truth=made.truth | {"number": None})


def _emptied(line: str) -> str:
    """The line of a number with its digits taken out."""
    head, sign, rest = line.partition("/") if "/" in line else line.partition("-")
    if "-" in head:  # a Party's number: the dash comes first
        head, sign, rest = line.partition("-")
    return f"{head.rstrip('0123456789. ')} ..... {sign}{rest}"


def stamped(seed: int) -> Made:
    """A scan with stamps over it: of the clerk who received it, of urgency, SAO Y, a signature's banner."""
    rng = random.Random(seed)
    made = make(seed)
    urgency = rng.choice((None, None, "HỎA TỐC", "KHẨN", "THƯỢNG KHẨN"))
    if made.truth["urgency"]:
        urgency = None
    truth = made.truth | ({"urgency": urgency.lower()} if urgency else {})
    dressing = Dressing(
        _HANDS,
        seal=True,
        signature=True,
        incoming=rng.random() < 0.7,
        urgency=urgency,
        copy_mark=rng.random() < 0.3,
        banner=rng.random() < 0.3,
        backs=rng.random() < 0.2,
    )
    return replace(made, truth=truth, dressing=dressing)


def appendices(seed: int) -> Made:
    """One document with up to three appendices or an attached quy chế behind its foot, a page each."""
    rng = random.Random(seed)
    made = make(seed)
    whose = f"{made.truth['type']} số {made.truth['number'] or '…/' + str(made.truth['symbol'])}"
    whole = f"(Ban hành kèm theo {whose[0].upper()}{whose[1:]} của {made.truth['issuer']})"
    lines = [made.markup.rstrip("\n")]
    if made.truth["type"] == "quyết định" and rng.random() < 0.5:
        lines += ["@pagebreak", "@c QUY CHẾ", "@c Sử dụng kho đồ gỗ", f"@c {whole}", "@c Chương I", "@c QUY ĐỊNH CHUNG"]
        lines += ["Điều 1. Phạm vi", "Quy chế này áp dụng cho các kho.", "Điều 2. Đối tượng", "Người giữ kho."]
    for nth in range(rng.randint(1, 3)):
        label = rng.choice((f"PHỤ LỤC {_ROMAN[nth]}", f"Phụ lục {nth + 1}", f"PHỤ LỤC SỐ {nth + 1}"))
        lines += ["@pagebreak", f"@appendix {label}", "@title DANH MỤC ĐỒ GỖ TRONG CÁC KHO", f"@c {whole}"]
        lines += ["1. Bàn, ghế các loại.", "2. Tủ, kệ các loại."]
    return replace(made, markup="\n".join(lines) + "\n")


def bound(seed: int) -> Made:
    """Two or three documents in one file, each from the top of a page."""
    rng = random.Random(seed)
    parts = [make(seed), make(seed + 20_000)]
    if rng.random() < 0.3:
        parts.append(make(seed + 40_000))
    return Made(f"b{seed}", "@pagebreak\n".join(part.markup for part in parts), {}, parts=parts)


def joint(seed: int) -> Made:
    """A document of two offices: both heads sign, beside or below one another; neither is the signer."""
    rng = random.Random(seed)
    one, two = rng.choice(_PAIRS)
    province = rng.choice(provinces())
    title = " ".join(rng.choice(TITLES)[0].format(year=2024, later=2028).split())
    place = province.removeprefix("tỉnh ").removeprefix("thành phố ")
    names = (person(rng), person(rng))
    truth: dict[str, str | None] = dict.fromkeys(FIELDS)
    symbol = f"HD-{''.join(w[0] for w in one.split())}-{''.join(w[0] for w in two.split())}"
    truth |= {"type": "hướng dẫn", "number": f"{rng.randint(10, 900)}/{symbol}", "symbol": symbol, "title": title}
    truth |= {"place": place, "issued_on": "2024-03-05", "issued_year": "2024", "issued_month": "3"}
    left = [f"UBND {province.upper()}", *([f"{one} - {two}"] if rng.random() < 0.6 else [f"{one} -", two])]
    foot = ["@left Nơi nhận:", "@left - Như trên;", "@left - Lưu: VT."]
    deputy = rng.random() < 0.4
    blocks = []
    for office, name in zip((one, two), names, strict=True):
        posts = [f"KT. GIÁM ĐỐC {office}", "PHÓ GIÁM ĐỐC"] if deputy else [f"GIÁM ĐỐC {office}"]
        blocks.append([*posts, name])
    signing = [f"@left {line}" for line in blocks[0]] + [f"@right {line}" for line in blocks[1]]
    lines = [f"@left {line}" for line in left] + [f"@left Số: {truth['number']}"]
    lines += ["@right CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "@right Độc lập - Tự do - Hạnh phúc"]
    lines += [f"@right {place}, ngày 05 tháng 3 năm 2024", "@type HƯỚNG DẪN", f"@title {title}"]
    lines += ["1. Các bộ phận liên quan phân công người theo dõi, báo cáo kết quả khi kết thúc./."]
    lines += ["@foot", *signing, "@foot", *foot]
    rows = [("recipient", "Như trên", None), ("archive", "VT", None)]
    made = Made(f"j{seed}", "\n".join(lines) + "\n", truth, rows, signers=list(names))
    made.truth["issuer"] = None  # not asked here: two offices, see `headings`
    return made


def slipped(seed: int) -> Made:
    """A heading and foot with what OCR makes of their words, at about every other place; read as a page picture is."""
    rng = random.Random(seed)
    made = make(seed)
    lines = []
    for line in made.markup.splitlines():
        for right, wrong in _SLIPS.items():
            if right in line and rng.random() < 0.5 and not line.startswith("@title"):
                line = line.replace(right, rng.choice(wrong), 1)
        lines.append(line)
    return replace(made, markup="\n".join(lines) + "\n", slips=True)
