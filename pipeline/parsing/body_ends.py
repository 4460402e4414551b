"""Where a body's name goes on and where it ends: verbs inside names, fields in small letters, places that bound it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parsing.body_heads import Head, head_at, is_unit, stops
from pipeline.parsing.syllables import Token, lexicon

SEPARATORS = frozenset({",", ";", "và", "cùng", "hoặc", "-", "–", "—", "/", "+"})
"""Marks and words between the bodies of a list."""
_TEAMS = frozenset({"Tổ", "Đội", "Nhóm", "Chốt"})
_BUILDERS = frozenset({"Ban Quản lý dự án", "Ban Quản lý"})
_MANAGED = _TEAMS | {"Ban", "Phòng", "Chi cục", "Cục", "Trạm", "Hạt", "Bộ phận"}
_FOR_OTHERS = frozenset({"Trung tâm", "Ban", "Hội", "Hội đồng", "Viện", "Quỹ", "Cảnh sát"})
_TOLD = frozenset(
    {
        *("chủ trì", "phối hợp", "có trách nhiệm", "chịu trách nhiệm", "có nhiệm vụ", "thực hiện", "tổ chức"),
        *("tiếp tục", "chủ động", "triển khai", "phân công", "tham mưu", "đề xuất", "xây dựng", "tiến hành"),
        *("trên cơ sở", "trên tinh thần", "căn cứ", "nghiêm túc", "khẩn trương", "kịp thời", "thường xuyên"),
        *("định kỳ", "đồng thời", "tăng cường", "đẩy mạnh", "tích cực", "đề nghị", "chậm nhất", "kể từ", "báo cáo"),
    }
)
"""What a team is told to do, never what it is for."""
_FIELD_WORDS = 6
_CLAUSE_WORDS = frozenset(
    {
        *("trong", "theo", "trước", "sau", "khi", "nếu", "hằng", "hàng", "trên", "tại", "từ", "với", "cùng", "nhằm"),
        *("để", "vì", "do", "bằng", "căn", "thường", "ngoài", "đồng", "nhất", "kể", "cả", "bao", "gồm", "là", "như"),
        *("ở", "qua", "cho", "của", "về", "đến", "chậm", "không", "phải", "cần", "có", "được", "sẽ", "đã", "định"),
    }
)
"""Words with which a clause begins, and no noun of a field of work."""


def small_field(tokens: Sequence[Token], place: int, end: int) -> bool:
    """True for a field in small letters with a level or place behind it (`đầu tư xây dựng huyện`): no verb."""
    after = tokens[end] if end < len(tokens) else None
    return end > place + 2 and after is not None and (after.capital or is_unit(tokens, end))


def for_work(tokens: Sequence[Token], place: int, head: Head) -> bool:
    """True for a verb that says what an office is for, and not what it does.

    Behind `Tổ`, `Đội` where another verb follows (`Tổ ứng cứu sự cố có mặt …`), behind a verb in capitals
    (`Trung tâm Hỗ trợ phát triển doanh nghiệp`).
    """
    stop = lexicon("body_stops").longest(tokens, place)
    if stop is None or stop[0] < place + 2 or stop[1].term in _TOLD:
        return False
    if (tokens[place - 2].key, tokens[place - 1].key) == ("phụ", "trách") and head.entry.values.get("kind") == "person":
        return stops(tokens, stop[0])  # `Phó Giám đốc phụ trách điều trị bảo đảm …`
    if (
        head.entry.term in _FOR_OTHERS
        and place > head.end
        and tokens[head.end].capital
        and not lexicon("fields").longest(tokens, head.end)
    ):
        verb = lexicon("body_stops").longest(tokens, head.end)
        return verb is not None and verb[0] == place
    if place == head.end and head.entry.term in _BUILDERS and stop[1].term.startswith("đầu tư"):
        return True  # `Ban Quản lý dự án đầu tư xây dựng`
    if place == head.end and stop[1].term == "quản lý" and head.entry.term.capitalize() in _MANAGED:
        return word_at(tokens, stop[0])  # `Đội quản lý khu vực 1`
    if place != head.end or head.entry.term not in _TEAMS:
        return False
    end = next((at for at in range(stop[0], min(stop[0] + 6, len(tokens))) if not tokens[at].word), stop[0] + 6)
    return any(stops(tokens, at) for at in range(stop[0], min(end, len(tokens))))


def organizes(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for the verb `tổ chức` in a list of bodies: what is organized stands behind it."""
    if [token.key for token in tokens[at:end]] != ["tổ", "chức"] or end >= len(tokens):
        return False
    named = tokens[end].word and not tokens[end].capital and not stops(tokens, end)
    return named and tokens[end].key not in SEPARATORS and not lexicon("body_modifiers").longest(tokens, end)


def from_to(tokens: Sequence[Token], place: int) -> int | None:
    """The place after `từ Bắc Mẫu đến Nam Mẫu` in a group's name; None elsewhere."""
    if tokens[place].key != "từ" or place + 1 >= len(tokens) or not tokens[place + 1].capital:
        return None
    end = place + 1
    while end < len(tokens) and tokens[end].capital:
        end += 1
    if end + 1 >= len(tokens) or tokens[end].key != "đến" or not tokens[end + 1].capital:
        return None
    end += 1
    while end < len(tokens) and tokens[end].capital:
        end += 1
    return end


def word_at(tokens: Sequence[Token], place: int) -> bool:
    """True at a word that goes on: no mark, no separator."""
    return place < len(tokens) and tokens[place].word and tokens[place].key not in SEPARATORS


def field_goes_on(tokens: Sequence[Token], after: int) -> int | None:
    """The place behind `kỹ thuật và` of `Phòng Quản lý hạ tầng, kỹ thuật và đô thị rà soát`; else None.

    Behind the comma of an office's name stand nouns in small letters with their `và`, then its verb: a clause
    of its own would begin with a function word or a verb.
    """
    for place in range(after, min(after + _FIELD_WORDS, len(tokens) - 1)):
        token = tokens[place]
        if not token.word or token.capital or token.key in _CLAUSE_WORDS or stops(tokens, place):
            return None
        if lexicon("body_groups").longest(tokens, place) or head_at(tokens, place, groups=True):
            return None
        if token.key == "và":
            behind = tokens[place + 1]
            ends = behind.word and place > after and not stops(tokens, place + 1)
            return place + 1 if ends and not head_at(tokens, place + 1, groups=True) else None
    return None
