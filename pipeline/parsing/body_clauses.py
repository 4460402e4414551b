"""Clauses inside names: what says who is meant and is no predicate, and where an unknown verb begins one.

`Thành viên được phân công phụ trách thôn`, `các đơn vị quản lý đường bộ`: a verb stands there that the
sentence's own verb follows. A verb that no lexicon knows begins behind the last word that is sure to be
of a name: a capital, a number, a level, a noun of offices (`name_end` with ``firm``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.parsing import dictionary
from pipeline.parsing.body_ends import SEPARATORS, word_at
from pipeline.parsing.body_heads import DETERMINERS, Head, head_at, is_unit
from pipeline.parsing.lexicon import Entry
from pipeline.parsing.syllables import Token, lexicon

_CHARGED = frozenset(
    {("phụ", "trách"), ("theo", "dõi"), ("quản", "lý"), ("thụ", "lý"), ("đứng", "điểm"), ("giúp", "đỡ")}
)
"""What one is assigned to, in words that only say who is meant."""
_MUST = frozenset({("phải",), ("cần",), ("chịu", "trách"), ("có", "trách"), ("chủ", "động"), ("nghiêm", "túc")})
_CHARGE = 8
"""So many syllables of a charge at most, before the verb of the sentence."""
_WORK_OF = frozenset(
    {
        *(("quản", "lý"), ("khai", "thác"), ("sản", "xuất"), ("kinh", "doanh"), ("cung", "cấp"), ("vận", "hành")),
        *(("chế", "biến"), ("thi", "công"), ("sử", "dụng"), ("thu", "gom"), ("vận", "chuyển"), ("giết", "mổ")),
        *(("nhập", "khẩu"), ("xuất", "khẩu"), ("phân", "phối"), ("chăn", "nuôi"), ("nuôi", "trồng"), ("mua", "bán")),
        *(("cung", "ứng"), ("bảo", "quản"), ("lưu", "trữ"), ("xử", "lý")),
    }
)
"""What many are told by, who live by it: `các doanh nghiệp kinh doanh vận tải`."""
_LACKS = frozenset(
    {
        *(("chưa", "có"), ("chưa", "đạt"), ("chưa", "nộp"), ("chưa", "hoàn"), ("không", "có"), ("không", "thuộc")),
        *(
            ("có", "sử"),
            ("có", "nhu"),
            ("đang", "nuôi"),
            ("đang", "sử"),
            ("đang", "thi"),
            ("đang", "hoạt"),
            ("đang", "khai"),
        ),
        *(("nằm", "trong"), ("nằm", "ngoài"), ("nằm", "ở"), ("đóng", "trên")),
    }
)
"""What some of many are told by: `các thôn chưa có tuyến thi công`."""
_BIDDEN = frozenset(
    {
        *("có trách nhiệm", "chịu trách nhiệm", "có nhiệm vụ", "chủ trì", "phối hợp", "thực hiện", "phải", "chấp hành"),
        *("chủ động", "thường xuyên", "nghiêm túc", "tổ chức", "rà soát", "báo cáo", "xây dựng", "cần", "kịp thời"),
    }
)
_RANKS = frozenset(
    {
        *("cán bộ", "công chức", "viên chức", "người lao động", "công nhân", "công nhân viên", "nhân viên", "chiến sĩ"),
        *(
            "đảng viên",
            "đoàn viên",
            "hội viên",
            "giáo viên",
            "giảng viên",
            "học sinh",
            "sinh viên",
            "sĩ quan",
            "nhân dân",
        ),
        *("đoàn viên công đoàn", "công chức xã", "công nhân lao động", "quân nhân", "học viên", "phụ huynh"),
    }
)
"""People by their rank alone: a list of them is one group."""
_CHARGED_WITH_LEAD = frozenset({("chủ", "trì"), ("phối", "hợp")})
_PAIRED = (
    ("phòng", ",", "chống"),
    ("khám", ",", "chữa"),
    ("cứu", "hộ", ",", "cứu", "nạn"),
    ("giám", "sát", ",", "điều", "hành"),
)
"""Two verbs with a comma that name one field of work."""


def inside_word(tokens: Sequence[Token], place: int, end: int) -> bool:
    """True where one syllable that may be a verb ends a word of two (`Hậu cần`, `mặt bằng`).

    Behind a level or a noun of offices it begins the sentence's verb: `các xã giao …` is no `xã giao`.
    """
    if place == 0 or is_unit(tokens, place - 1) or not tokens[place - 1].word:
        return False
    if end != place + 1 and tokens[place].key != "đồng":
        return False
    if end != place + 1 and (lexicon("body_stops").longest(tokens, place + 1) or (0, 0))[0] != end:
        return False  # a verb of two syllables; `cộng đồng chủ trì` is none of three
    for name in ("body_groups", "body_heads"):
        noun = lexicon(name).longest(tokens, place - 1)
        if noun is not None and noun[0] == place:
            return False
    return dictionary.known(tokens[place - 1].key, tokens[place].key)


def charged(tokens: Sequence[Token], place: int, head: Head) -> int | None:
    """The place after `được phân công phụ trách thôn` in the name of a person, before the sentence's verb.

    None where that is the verb itself (`Ông A được phân công phụ trách thôn.`) or no person is meant.
    """
    if tokens[place].key != "được":
        return None
    keys = [token.key for token in tokens[place : place + 5]]
    if keys[:2] == ["được", "giao"]:
        at, keys = place + 2, keys[2:]
    elif keys[:3] == ["được", "phân", "công"]:
        at, keys = place + 3, keys[3:]
    else:
        return None
    if "person" not in {head.entry.values.get("kind"), head.entry.values.get("class")}:
        return None
    if {tuple(keys[:1]), tuple(keys[:2])} & _MUST:
        return at
    if tuple(keys[:2]) not in _CHARGED:
        return None
    for end in range(at + 2, min(at + 2 + _CHARGE, len(tokens))):
        if not tokens[end].word or tokens[end].key in SEPARATORS:
            return None
        stop = lexicon("body_stops").longest(tokens, end)
        if stop and end > at + 2 and not tokens[end].capital:
            return end if word_at(tokens, stop[0]) else None  # `phụ trách công tác tiếp nhận.`: no verb
    return None


def ends_word(tokens: Sequence[Token], place: int) -> bool:
    """True for the second syllable of a word that begins with a capital (`Sở Y tế`)."""
    return place > 0 and tokens[place - 1].capital and dictionary.known(tokens[place - 1].key, tokens[place].key)


def described(tokens: Sequence[Token], place: int, head: Head) -> int | None:
    """The place after `quản lý đường bộ` in `các đơn vị quản lý đường bộ có trách nhiệm …`.

    Also after `chưa có tuyến thi công`. None where no verb of the sentence follows: then that is it.
    """
    many = (place > head.end and is_unit(tokens, place - 1)) or (place - 2 >= head.end and is_unit(tokens, place - 2))
    lacking = many and tuple(token.key for token in tokens[place : place + 2]) in _LACKS
    if not lacking and (not head.collective or place != head.end):
        return None  # `Đảng ủy các xã, thị trấn không thuộc diện kiểm tra …`
    keys = tuple(token.key for token in tokens[place : place + 2])
    least = place + 1 if keys in _WORK_OF else place + 2
    if keys not in _WORK_OF and keys not in _LACKS:
        return None
    for end in range(place + 2, min(place + 2 + _CHARGE, len(tokens))):
        stop = lexicon("body_stops").longest(tokens, end)
        if stop is not None and stop[1].term in _BIDDEN and end > least:
            end -= tokens[end - 1].key in {"tự", "phải", "cần", "cùng"}
            return end if end > place + 2 else None
        listed = tokens[end].text == "," and word_at(tokens, end + 1) and head_at(tokens, end + 1, groups=True) is None
        if not listed and (not tokens[end].word or tokens[end].key in SEPARATORS):
            return None
    return None


def apart(tokens: Sequence[Token], place: int, head: Head, group: Entry) -> bool:
    """True for persons named each for themselves: a post without `các`, people told by more than their rank.

    `trưởng thôn, người có uy tín`, `nhân viên y tế, giáo viên các lớp`; but `cán bộ, công chức` is one.
    """
    first = head.end - len(head.entry.term.split())
    nouns = [token.key for token in tokens[max(0, first) : head.end]][:2]
    if nouns and [token.key for token in tokens[place + 1 : place + 1 + len(nouns)]] == nouns:
        return True  # `công đoàn ngành và công đoàn cơ sở`: an idiom says its noun once
    if group.values["class"] != "person" or (first > 0 and tokens[first - 1].key in DETERMINERS):
        return False
    said = " ".join(token.key for token in tokens[max(0, first) : place])
    ranks = all(part.strip() in _RANKS for part in re.split(r"[,;]| và | cùng ", said))
    return not (ranks and group.term in _RANKS)


def paired(tokens: Sequence[Token], place: int, head: Head) -> int | None:
    """The place after `Phòng, chống`, right behind the head or with a capital; None elsewhere."""
    if place != head.end and not tokens[place].capital:
        return None
    for words in _PAIRED:
        if tuple(token.key for token in tokens[place : place + len(words)]) == words:
            return place + len(words)
    return None


def group_noun(tokens: Sequence[Token], place: int, strict: bool) -> tuple[int, str] | None:
    """The end and the class of the group noun at a place.

    In a sentence `các cơ quan, đơn vị chủ trì, phối hợp với …` the last two syllables are its verb.
    """
    found = lexicon("body_groups").longest(tokens, place)
    if found is None:
        return None
    end, kind = found[0], found[1].values["class"]
    if strict and end >= place + 4 and tuple(t.key for t in tokens[end - 2 : end]) in _CHARGED_WITH_LEAD:
        after = tokens[end].key if end < len(tokens) else ""
        if after in {",", "với", "thực", "tổ", "xây", "tham", "triển", "rà", "cùng"}:
            return end - 2, kind
    return end, kind


def among(tokens: Sequence[Token], place: int, head: Head) -> bool:
    """True at `trong` of `các đồng chí trong Ban Chấp hành`."""
    if tokens[place].key != "trong" or head.entry.values.get("class") != "person":
        return False
    return (
        place + 1 < len(tokens) and tokens[place + 1].capital and head_at(tokens, place + 1, groups=False) is not None
    )
