"""Names in capitals set in their proper case: `SỞ VĂN HÓA VÀ THỂ THAO` → `Sở Văn hóa và Thể thao`.

Words come from the lexicons of bodies, fields, offices and names of places (Nghị định 30/2020,
Phụ lục II: the first syllable of each part that tells kind or field takes a capital); a syllable
that no lexicon knows belongs to a name and takes one too. What an office works at, behind a word for the
work, stays in small letters (`Trung tâm Phát triển quỹ đất`, lexicon `work_verbs`). Words already in
lower case stay. Slips of OCR are mended only where a term of the lexicon fits in everything but the
marks; names of places only where the caller says that they were recognised, not typed.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from pipeline.parsing import dictionary, places
from pipeline.parsing.lexicon import entries, fold_accents, fold_tone

_TOKEN = re.compile(
    r"[A-Z]{2,5}/[A-Z]{2,6}(?!\w)|[BCDĐGHKLMNPQRSTVX]{1,4}(?:[&-][A-ZĐ]{1,4})+(?!\w)|[A-Z]{4,}-\d{1,2}(?!\w)|[^\W_]+(?:[&'’][^\W_]+)*|[^\w\s]|_"
)
_LOWER = frozenset(
    {"và", "của", "các", "với", "về", "cho", "trong", "trên", "thuộc", "tại", "theo", "số", "trực", "do", "ngành"}
)
_KEPT = re.compile(r"^(?:[IVXL]+|\d+[A-Z]?|[A-Z])$")
_MAX_TERM = 14
_FIELD_HEADS = ("Sở", "Phòng", "Bộ")
_SURE_SYLLABLES = 3
"""So many syllables that fit in everything but their marks outweigh a shorter term that fits in all."""
_VOWEL = re.compile(r"[aeiouy]")
_OWN_NAMED = re.compile(r"(?:tổng )?công ty|tập đoàn|doanh nghiệp|trường|học viện|ngân hàng|bệnh viện|báo|tạp chí")
"""Heads whose names take capitals throughout, as they were registered."""
_PROPER = frozenset({"việt nam", "hồ chí minh", "tổ quốc", "trung ương", "quốc gia", "đảng", "bắc", "nam", "trung"})
_BELONGING = (
    "khu vực",
    "thuộc",
    "trực thuộc",
    "các",
    "cơ quan",
    "cấp ",
    "liên ",
    "nước",
    "thành viên",
    "đơn vị",
    "miền",
    "tối cao",
    "cơ sở",
    "cửa khẩu",
)
_DASHED = re.compile(r"(?<= - )\w")
"""The first letter of a field behind a dash (`Kinh tế - Xã hội`)."""
_PLACED_HEAD = re.compile(r"(?:tỉnh|thành|huyện|quận|thị) ủy")
"""Heads behind which a place stands without its word."""
_HAMLETS = frozenset({"thôn", "ấp", "tổ dân phố", "khu phố", "bản", "khóm", "buôn", "làng", "xóm"})
_NAMES_TOO = frozenset({"bản", "làng", "buôn"})
"""Words for a hamlet that begin names as well (`Trường Tiểu học Bản Mẫu`)."""
_SIDES = frozenset({"đông", "tây", "nam", "bắc", "trung", "thượng", "hạ"})
_SHORT_UNITS = {
    "tp": "thành phố",
    "tx": "thị xã",
    "tt": "thị trấn",
    "h": "huyện",
    "q": "quận",
    "p": "phường",
    "x": "xã",
}
_UNMARKED = {"thanh pho": "thành phố", "thi xa": "thị xã", "thi tran": "thị trấn"}
_TINH = re.compile(r"[ltfi1r]?[iìíỉĩị]nh")
_SLIPS = {"tính": "tỉnh", "tĩnh": "tỉnh", "tinh": "tỉnh", "tình": "tỉnh", "huyên": "huyện", "huyền": "huyện"}
"""Readings of OCR that stand for a unit's word where a name follows in capitals."""


@dataclass(frozen=True, slots=True)
class Cased:
    """A name in its proper case; `repaired` where a slip of OCR was mended."""

    string: str
    repaired: bool = False


@functools.cache
def _terms() -> tuple[dict[str, str], dict[str, str]]:
    """Terms by their folded form, and by the form without accents where it is unambiguous."""
    exact: dict[str, str] = {}
    for lexicon in ("signing_offices", "body_heads", "fields", "name_words", "work_verbs"):
        for entry in entries(lexicon):
            if not entry.term.isupper():
                exact.setdefault(_key(entry.term), entry.term)
    plain: dict[str, set[str]] = {}
    for folded, term in exact.items():
        if " " in folded and len(folded) > 5:
            plain.setdefault(fold_accents(folded), set()).add(term)
    for field in entries("fields"):
        # `PHONG Y TE`: a short field without its marks is told by the head before it.
        for head in _FIELD_HEADS:
            plain.setdefault(fold_accents(_key(f"{head} {field.term}")), set()).add(f"{head} {field.term}")
    return exact, {folded: next(iter(found)) for folded, found in plain.items() if len(found) == 1}


@functools.cache
def _shorts() -> frozenset[str]:
    """Standing abbreviations: they stay in capitals, to be opened by `bodies.canonical`."""
    return frozenset(entry.term for entry in entries("abbreviations"))


def _key(term: str) -> str:
    return " ".join(_TOKEN.findall(fold_tone(term).lower()))


def own_named(name: str) -> bool:
    """True for bodies whose names take capitals throughout, as they were registered (companies, schools)."""
    return _OWN_NAMED.match(fold_tone(name).lower()) is not None


def shouted(text: str) -> bool:
    """True where a text is written in capitals (four letters of five)."""
    return _shouted(text) if len(text) <= _LINE else _counted(text)


_LINE = 200
"""Characters of a line: every rule of heading and foot asks it of the same ones."""


@functools.lru_cache(maxsize=1 << 12)
def _shouted(line: str) -> bool:
    return _counted(line)


def _counted(text: str) -> bool:
    letters = list(filter(str.isalpha, text))
    return bool(letters) and sum(map(str.isupper, letters)) >= 0.8 * len(letters)


def proper(name: str, *, mend: bool = False, read: bool = False) -> Cased:
    """The name with its capital words in proper case; words with a small letter stay as they are.

    Args:
        name: a body's, office's or place's name, abbreviations opened.
        mend: also mend slips in the marks (OCR) where one term of the lexicon fits.
        read: the name was recognised on a page picture: mend the marks of known places too. Typed
            names stay: the communes that no list knows are many.
    """
    tokens = _TOKEN.findall(name)
    glued = _glue(name)
    works = not own_named(name)
    out: list[str] = []
    repaired = False
    at = 0
    after_unit = False
    behind = ""
    headed = False
    while at < len(tokens):
        token = tokens[at]
        if not token[0].isalnum() or not _capital(token):
            out.append(token)
            after_unit = token.lower() in places.UNITS
            behind, headed = "", False
            at += 1
            continue
        found = _match(tokens, at, after_unit=after_unit, mend=mend, read=read)
        unit = _unit(tokens, at) if not after_unit and (found is None or found[0] == 1) else None
        if unit:
            count, word, slipped = unit
            repaired |= slipped
            out.append(word)
            glued[at + 1 : at + count] = []
            tokens[at : at + count] = [word]
            at += 1
            after_unit, behind, headed = True, "", False
            continue
        if found is None and not after_unit and _common(tokens, at) and (behind == "work" or _runs_on(tokens, at)):
            found = (2, " ".join(fold_tone(token).lower() for token in tokens[at : at + 2]), False)
            if behind != "work":
                found = (2, found[1].capitalize(), False)
        count, word, slipped = found or (1, _plain(token), False)
        small = word[0].islower()
        if works and not after_unit:
            word, behind = _as_object(word, behind, known=found is not None)
        low = fold_tone(word).lower()
        if headed and found and small and low not in _LOWER and not low.startswith(_BELONGING):
            word = word[0].upper() + word[1:]  # the first word of what an office does
        elif out and low in _HAMLETS and not (low in _NAMES_TOO and any(map(own_named, out))):
            word = low
        headed = found is not None and low in _heads()
        if headed and works and low.endswith(_works()):
            behind, headed = "work", False  # `Ban Quản lý`, `Văn phòng Điều phối`: what follows is worked at
        out.append(word)
        repaired |= slipped
        # The name of a place runs on in capitals until a known word.
        after_unit = (after_unit and found is None) or (found is not None and _PLACED_HEAD.fullmatch(low) is not None)
        at += count
    return Cased(_join(out, glued), repaired)


@functools.cache
def _heads() -> frozenset[str]:
    return frozenset(_key(entry.term) for entry in entries("body_heads"))


def _runs_on(tokens: list[str], at: int) -> bool:
    """True where two syllables are not the last words of a name: words of a trade, not a name of its own."""
    schooled = fold_tone(tokens[0]).lower() == "trường"
    if fold_tone(" ".join(tokens[at + 2 :])).lower() in _SIDES:
        return False  # `CẨM PHONG NAM`: a place and its side
    return not schooled and at + 2 < len(tokens) and _capital(tokens[at + 2])


def _as_object(word: str, behind: str, *, known: bool) -> tuple[str, str]:
    """A term in the case that it takes behind what stands before it, and what the next one stands behind.

    `work` is a word for work, `all` the word `các` before things, `and` a `và` behind what is worked at: they
    leave what follows in small letters.
    """
    low = fold_tone(word).lower()
    if not known:
        return word, ""
    if low in _LOWER:
        if low == "và" and behind in ("work", "all"):
            return word, "and" if behind == "work" else "all"  # `các` stands before all that follow
        return word, "all" if low == "các" else ""
    if low in _PROPER or " và " in low or places.province(word):
        return word, ""
    thing = low.startswith(("khu ", "dự án", "vườn "))
    if behind == "and":
        return (word, "work") if _is_work(low) else (word[0].lower() + word[1:], "work")
    if behind and (not thing or behind == "all"):
        return _DASHED.sub(lambda match: match[0].lower(), word[0].lower() + word[1:]), behind
    if low.endswith("các cơ quan"):
        return word, "all"
    return word, "work" if _is_work(low) else ""


def _is_work(low: str) -> bool:
    """True where a term tells the work that an office does."""
    return low.startswith(_works()) or low.endswith("quản lý dự án")


@functools.cache
def _works() -> tuple[str, ...]:
    return tuple(fold_tone(entry.term).lower() for entry in entries("work_verbs"))


def _common(tokens: list[str], at: int) -> bool:
    """True where two syllables are a word of the language and no place."""
    if at + 1 >= len(tokens) or not _capital(tokens[at + 1]) or not tokens[at + 1][0].isalpha():
        return False
    first, second = (fold_tone(token).lower() for token in tokens[at : at + 2])
    return dictionary.known(first, second) and places.proper(f"{first} {second}") is None


def is_term(name: str) -> bool:
    """True where words, in any case, are a term of the lexicons."""
    return _key(name) in _terms()[0]


def known_tail(name: str) -> bool:
    """True where a name ends with words of the lexicons, not with a name of its own."""
    exact, _ = _terms()
    tokens = [fold_tone(token).lower() for token in _TOKEN.findall(name)]
    return any(" ".join(tokens[at:]) in exact for at in range(max(0, len(tokens) - _MAX_TERM), len(tokens)))


def _capital(token: str) -> bool:
    return not any(ch.islower() for ch in token)


def _unit(tokens: list[str], at: int) -> tuple[int, str, bool] | None:
    """A unit word in capitals: its tokens, its proper form, and whether a slip of marks was mended."""
    words = [fold_tone(token).lower() for token in tokens[at : at + 2]]
    if " ".join(words) in places.UNITS:
        return 2, " ".join(words), False
    unmarked = _UNMARKED.get(fold_accents(" ".join(words)))
    if unmarked and at + 2 < len(tokens) and words[0] == unmarked.split()[0] and tokens[at + 2][0].isalpha():
        return 2, unmarked, True  # `THÀNH PHO HUẾ`
    named = at + 1 < len(tokens) and tokens[at + 1][0].isalnum()
    if words[0] in places.UNITS and not (words[0] == "xã" and words[1:] == ["hội"]):
        return 1, words[0], False
    if words[0] in _SHORT_UNITS and len(words) == 2 and (named or words[1] == "."):
        short = words[0]
        if len(short) == 2 or (words[1] == "." and at + 2 < len(tokens)):
            return (2 if words[1] == "." else 1), _SHORT_UNITS[short], False
    if named and words[0] in _SLIPS:
        return 1, _SLIPS[words[0]], True
    if _TINH.fullmatch(words[0]) and _is_tinh(tokens[at + 1 :]):
        return 1, "tỉnh", True
    return None


def _is_tinh(tokens: list[str]) -> bool:
    """True for the name of a province that is a `tỉnh`, and nothing behind it."""
    full = places.province(" ".join(tokens)) if 1 < len(tokens) <= 4 else None
    return full is not None and full.startswith("tỉnh ")


def _match(tokens: list[str], at: int, *, after_unit: bool, mend: bool, read: bool) -> tuple[int, str, bool] | None:
    exact, plain = _terms()
    if after_unit:
        known = places.longest(tokens, at)
        if known:
            return known[0], known[1], False
        if read:
            for count in range(min(4, len(tokens) - at), 1, -1):
                fixed = places.mended(" ".join(tokens[at : at + count]))
                if fixed:
                    return count, fixed, True
    longest = min(_MAX_TERM, len(tokens) - at)
    found = _exact(tokens, at, longest, exact)
    if mend and not after_unit:
        # What stands behind `TỈNH` is a place: a term with other marks (`Lâm trường`) is not what it slipped from.
        least = max(2, _SURE_SYLLABLES if found else 0, found[0] + 1 if found else 0)
        for count in range(longest, least - 1, -1):
            words = fold_tone(" ".join(tokens[at : at + count])).lower()
            term = plain.get(fold_accents(words))
            if term is not None and _key(term) != words:
                return count, term, True
    if found:
        return found
    low = fold_tone(tokens[at]).lower()
    if low in _LOWER:
        return 1, low, False
    return (1, tokens[at], False) if _KEPT.match(tokens[at]) or tokens[at] in _shorts() else None


def _exact(tokens: list[str], at: int, longest: int, exact: dict[str, str]) -> tuple[int, str, bool] | None:
    """The longest term or province that stands at a place as the lexicons spell it."""
    for count in range(longest, 0, -1):
        term = exact.get(fold_tone(" ".join(tokens[at : at + count])).lower())
        if term is not None:
            return count, term, False
        province = places.province(" ".join(tokens[at : at + count])) if count > 1 else None
        if province:
            return count, places.split_unit(province)[1], False
    return None


def _plain(token: str) -> str:
    """A syllable of a name: a first capital, but an abbreviation (no vowel, a sign inside) stays."""
    if "&" in token or "/" in token or token[-1:].isdigit() or not _VOWEL.search(fold_accents(token).lower()):
        return token
    return token[0] + token[1:].lower()


def _glue(name: str) -> list[bool]:
    """For each token whether a blank stands before it in the name."""
    return [match.start() > 0 and name[match.start() - 1].isspace() for match in _TOKEN.finditer(name)]


def _join(out: list[str], glued: list[bool]) -> str:
    """Tokens joined as names are written: blanks before words, none before commas."""
    pieces: list[str] = []
    for nth, word in enumerate(out):
        tight = not word[0].isalnum() and word not in ("(", "-", "–", "&", "“", '"')
        previous = out[nth - 1] if nth else ""
        if (
            nth
            and not tight
            and previous not in ("(", "“", '"')
            and not (previous == "." and not _spaced(glued, nth, out))
        ):
            pieces.append(" ")
        pieces.append(word)
    joined = "".join(pieces)
    return joined[:1].upper() + joined[1:]


def _spaced(glued: list[bool], nth: int, out: list[str]) -> bool:
    return glued[nth] if len(glued) == len(out) else True
