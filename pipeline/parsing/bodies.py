"""Bodies: a grammar of the names of Vietnamese offices, posts and groups.

A name is a head noun of the lexicon (`Sở`, `Ủy ban nhân dân`, `Chủ tịch`, `các đơn vị`) and what
follows it, up to a verb in lower case, a stop or the next name. Capitals tell names from verbs:
`Phòng Xây dựng nông thôn mới tuyên truyền …` ends before `tuyên truyền`, not at `Xây dựng`.
Lists split where a new body begins; collective idioms (`các sở, ban, ngành`) and a body's own commas
(`Sở Văn hóa, Thể thao và Du lịch`) stay whole (ANNOTATION.md, lists).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.parsing import dictionary
from pipeline.parsing.abbreviations import open_all, table
from pipeline.parsing.facts import Abbreviation, Body
from pipeline.parsing.lexicon import Entry, fold_tone
from pipeline.parsing.syllables import DASHES, Token, lexicon, tokens_of
from pipeline.records import BodyKind, BodyLevel, Flag

_DETERMINERS = frozenset({"các", "những", "mọi", "từng", "mỗi"})
_WIDE_DETERMINERS = (("toàn", "thể"), ("tất", "cả"), ("một", "số"))
_UNITS = frozenset({"tỉnh", "huyện", "quận", "xã", "phường", "cấp"})
_UNIT_PAIRS = frozenset({("thị", "xã"), ("thành", "phố"), ("thị", "trấn"), ("đặc", "khu")})
_PARTY_PAIRS = frozenset((unit, "ủy") for unit in ("tỉnh", "thành", "huyện", "quận", "thị", "đảng"))
_SEPARATORS = frozenset({",", ";", "và", "cùng", "hoặc", "-", "–", "—", "/", "+"})
_TRAILING = ' \t\n.,;:…*-–—/+"”“('
_MAX_WORDS = 40
"""No name runs longer: what does was misread."""
_APPOSITIONS = frozenset(
    f"{noun} {what}" for noun in ("cơ quan", "đơn vị") for what in ("thường trực", "đầu mối", "chủ quản")
)
_GIVEN = frozenset({"giao", "phân", "đề", "yêu", "ủy"})
_STARTERS = frozenset({"department", "committee", "forces", "mass_organization", "press"})
_PARENTS = frozenset({"sở", "bộ", "trường"})
_OF_ONE_FIELD = frozenset({"Sở", "Bộ"})
_LEADERS = frozenset({"committee", "party", "department", "school", "forces", "mass_organization"})
_UNITS_OF_PARENTS = frozenset({"Phòng", "Ban", "Khoa", "Vụ", "Cục", "Chi cục", "Văn phòng"})
_LIST_CHARACTERS = 3000
_CONTROL_CITIES = "hà nội|hồ chí minh|đà nẵng|hải phòng|cần thơ|huế"


@dataclass(frozen=True, slots=True)
class _Head:
    end: int
    entry: Entry
    collective: bool


def _determiner(tokens: Sequence[Token], at: int) -> int:
    """The place after determiners (`các`, `toàn thể`, `tất cả các`)."""
    while at < len(tokens):
        if tokens[at].key in _DETERMINERS:
            at += 1
        elif at + 1 < len(tokens) and (tokens[at].key, tokens[at + 1].key) in _WIDE_DETERMINERS:
            at += 2
        else:
            break
    return at


def _addressed(tokens: Sequence[Token], at: int) -> int:
    """The place after `ông (bà)`, `đồng chí` before a post (`Các ông (bà) Trưởng phòng`); `at` without."""
    keys = [token.key for token in tokens[at : at + 4]]
    if keys == ["ông", "(", "bà", ")"]:
        return at + (5 if [token.text for token in tokens[at + 4 : at + 5]] == [":"] else 4)
    if keys[:3] == ["ông", ",", "bà"]:
        return at + 3
    return at


def _head(tokens: Sequence[Token], at: int, *, groups: bool) -> _Head | None:
    """The head noun at a place; bare lower-case group nouns only where `groups`."""
    noun = _determiner(tokens, at)
    if noun >= len(tokens) or not tokens[noun].word:
        return None
    determined = noun > at
    heads, grouped = lexicon("body_heads"), lexicon("body_groups")
    if not determined and not heads.begins(tokens[noun]) and not (groups and grouped.begins(tokens[noun])):
        return None
    addressed = _addressed(tokens, noun)
    if addressed > noun and (person := _head(tokens, addressed, groups=True)):
        return _Head(person.end, person.entry, determined or person.collective)
    if not determined and lexicon("body_not").longest(tokens, noun):
        return None
    group = grouped.longest(tokens, noun)
    if (
        group is not None
        and not determined
        and group[1].values.get("alone") == "no"
        and _first_of_sentence(tokens, noun)
    ):
        group = None  # `Cấp kinh phí …`, `Ban hành …`: a verb
    for end, entry in heads.matches(tokens, noun):
        lower = entry.values["lower"]
        following = tokens[end] if end < len(tokens) else None
        named = following is not None and following.word and (following.capital or following.text.isdigit())
        if tokens[noun].capital or lower == "yes" or (lower == "name" and named):
            bare = not named and group is not None and group[0] >= end
            if group is not None and (determined or bare) and (group[0] > end or not named):
                break
            return _Head(end, entry, determined)
    if group is not None and (determined or groups):
        return _Head(group[0], group[1], True)
    return None


def _first_of_sentence(tokens: Sequence[Token], at: int) -> bool:
    """True for a capital that a sentence's beginning explains, with no list behind it."""
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return tokens[at].capital and (at == 0 or tokens[at - 1].text in ".:;-") and following not in {",", ";", "-"}


def _unit(tokens: Sequence[Token], at: int) -> bool:
    """True at a word for a level of government (`xã`, `thị trấn`, `cấp`)."""
    if at >= len(tokens):
        return False
    return tokens[at].key in _UNITS or (at + 1 < len(tokens) and (tokens[at].key, tokens[at + 1].key) in _UNIT_PAIRS)


def _stops(tokens: Sequence[Token], at: int) -> bool:
    """True where a verb or function word in lower case ends a name."""
    if tokens[at].capital:
        return False
    return lexicon("body_stops").longest(tokens, at) is not None


def _skip_bracket(tokens: Sequence[Token], at: int) -> int | None:
    """The place after the bracket that opens at `at`; None if it never closes."""
    for place in range(at + 1, min(len(tokens), at + 60)):
        if tokens[place].text == ")":
            return place + 1
    return None


@dataclass(slots=True)
class _Reader:
    """Reads names from tokens; `strict` ends them at verbs (a sentence), else at separators only."""

    text: str
    tokens: tuple[Token, ...]
    strict: bool
    own: Sequence[Abbreviation]

    def name_end(self, at: int, head: _Head) -> int:
        """The place after the name whose head noun is given."""
        tokens = self.tokens
        place = head.end
        field = lexicon("fields").longest(tokens, place)
        known = field is not None and tokens[place].capital
        if field and known:
            place = field[0]
        group = head.entry.values.get("class", "office") if head.collective else None
        # A name that reached its level or place, or a known field of work, goes on with few words only.
        closed = known and head.entry.term in _OF_ONE_FIELD
        placed = False
        while place < len(tokens) and place - at < _MAX_WORDS:
            token = tokens[place]
            if token.text == "(":
                after = _skip_bracket(tokens, place)
                if after is None or not self._goes_on(after):
                    break
                place = after
            elif place > head.end and tokens[place - 1].start == token.start:
                place += 1  # inside an abbreviation's full form
            elif token.key in _SEPARATORS:
                longer = self._joins(place, head, group, known)
                if longer is None:
                    break
                place = longer
            elif token.text in "&/" or (token.text == "." and self._abbreviated(place)):
                place += 1
            elif self._leads(place, head):
                break
            elif (after := self._from_to(place)) is not None:
                place = after
            elif not self.strict and (placed or known) and self._starts_another(place):
                break  # `Công an xã Phòng Kinh tế`: a list that lost its separators
            elif not token.word or (self.strict and (self._ends(place) or (closed and self._new_word(place)))):
                break
            else:
                noun = None if token.capital else lexicon("body_groups").longest(tokens, place)
                work = None if noun else lexicon("fields").longest(tokens, place)
                if work and work[0] > place + 2:
                    place = work[0]  # `bộ phận công nghệ thông tin`: the verb `thông tin` ends it not
                elif noun:
                    placed = placed or _unit(tokens, place)
                    closed = closed or placed
                    if group is not None or noun[1].values["class"] != "place":
                        group = noun[1].values["class"]  # a level alone (`Công an huyện`) makes no group
                    place = noun[0]
                elif modifier := lexicon("body_modifiers").longest(tokens, place):
                    group = "office" if token.key in _DETERMINERS else group
                    closed = placed = False
                    place = modifier[0]  # whole: `trình` of `công trình` is no verb
                else:
                    closed = closed and (placed or not token.capital)
                    place += 1
                    if (tokens[place - 2].key, token.key) in _PARTY_PAIRS:
                        closed = placed = True
        return place

    def _leads(self, place: int, head: _Head) -> bool:
        """True at the verb `lãnh đạo` behind an office's name; behind `ban`, `cán bộ`, `viên chức` it is a noun."""
        tokens = self.tokens
        return (
            self.strict
            and [token.text for token in tokens[place : place + 2]] == ["lãnh", "đạo"]
            and place >= head.end
            and head.entry.values.get("kind") in _LEADERS
            and tokens[place - 1].key not in {"ban", "bộ", "chức", "thể"}
        )

    def _from_to(self, place: int) -> int | None:
        """The place after `từ Bắc Mẫu đến Nam Mẫu` in a group's name; None elsewhere."""
        tokens = self.tokens
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

    def _starts_another(self, place: int) -> bool:
        """True at a head in capitals that heads no part of the name before it."""
        if not self.tokens[place].capital or self.tokens[place - 1].key in _DETERMINERS:
            return False
        found = lexicon("body_heads").longest(self.tokens, place)
        return found is not None and found[1].values["kind"] in _STARTERS and found[0] < len(self.tokens)

    def _new_word(self, place: int) -> bool:
        """True for a word in lower case that no complete name goes on with."""
        token = self.tokens[place]
        if token.capital or token.text.isdigit() or _unit(self.tokens, place):
            return False
        return not any(lexicon(name).longest(self.tokens, place) for name in ("body_modifiers", "body_groups"))

    def _ends(self, place: int) -> bool:
        """True where a verb ends the name; not in `được giao nhiệm vụ`, which says who is meant."""
        tokens = self.tokens
        if tokens[place].key == "được":
            verb = tokens[place + 1].key if place + 1 < len(tokens) else ""
            what = {token.key for token in tokens[place + 2 : place + 4]}
            return verb in _GIVEN and not what & {"nhiệm", "trách"}
        stop = None if tokens[place].capital else lexicon("body_stops").longest(tokens, place)
        more = lexicon("body_modifiers").longest(tokens, place)
        if stop is None or (more is not None and more[0] > stop[0]):
            return False  # `các đơn vị còn lại`
        return tokens[place - 1].key != "được"

    def _goes_on(self, after: int) -> bool:
        """True where a bracket stands inside a name and not behind it (`… (TTHC) của Sở`)."""
        if after >= len(self.tokens) or self.tokens[after].capital:
            return False
        return self.tokens[after].key in {"của", "thuộc", "trực", "các"} or _unit(self.tokens, after)

    def _abbreviated(self, place: int) -> bool:
        """True at the point of `TP.` or `P.` before a name."""
        tokens = self.tokens
        return (
            0 < place < len(tokens) - 1
            and tokens[place - 1].text.isupper()
            and len(tokens[place - 1].text) <= 3
            and tokens[place + 1].capital
        )

    def _after_separator(self, place: int) -> int:
        """The place after a separator with its `và` (`, và`)."""
        place += 1
        while place < len(self.tokens) and self.tokens[place].key in {"và", "cùng", "hoặc", "/"}:
            place += 1
        return place

    def _joins(self, place: int, head: _Head, last: str | None, known: bool) -> int | None:
        """Where the name goes on behind a separator; None if it ends before it.

        `last` is the class of the last group noun of a collective name, None in a single body's.
        """
        tokens = self.tokens
        separator = tokens[place]
        after = self._after_separator(place)
        if separator.text == ";" or after >= len(tokens) or not tokens[after].word:
            return None
        group = lexicon("body_groups").longest(tokens, after)
        if _determiner(tokens, after) > after:
            # `các …` opens a new group, but not over what is no group: `và các Khu công nghiệp`.
            noun = _determiner(tokens, after)
            over = lexicon("body_things").longest(tokens, noun)
            return after + 1 if over and not _head(tokens, after, groups=True) else None
        if (
            last
            and group
            and not tokens[after].capital
            and (last == "person") == (group[1].values["class"] == "person")
        ):
            named = _head(tokens, after, groups=False)
            single = named is not None and named.end < len(tokens) and tokens[named.end].capital
            if not single or _unit(tokens, after):
                return group[0]
        level = _unit(tokens, place - 1) or (place - 2 >= head.end and _unit(tokens, place - 2))
        if group and level and _unit(tokens, after) and not tokens[after].capital:
            return group[0]  # `Đài Truyền thanh huyện, thành phố`
        if group and group[1].values["class"] == "place" and not tokens[after].capital and self._placed(place):
            return group[0]  # `Ban công tác Mặt trận ở thôn, tổ dân phố`
        if _unit(tokens, after) and head.entry.values.get("kind") in {"committee", "person", "forces", "party"}:
            return after + 1
        dashed = separator.text in DASHES
        if dashed and tokens[after].key in _PARENTS and head.entry.term in _UNITS_OF_PARENTS:
            return after + 1  # `Phòng Nghiệp vụ - Sở X`
        if _head(tokens, after, groups=not (dashed and tokens[after].capital)):
            return None
        if tokens[after].capital:
            return self._joins_capital(place, after, known, head)
        if separator.text == "," and last and not self.strict:
            return after  # `các khoa lâm sàng, cận lâm sàng`
        if separator.key == "và" or dashed:
            return None if self.strict and _stops(tokens, after) else after
        return None

    def _placed(self, place: int) -> bool:
        """True behind a common noun of places in lower case (`ở thôn`)."""
        for at in range(max(0, place - 3), place):
            found = None if self.tokens[at].capital else lexicon("body_groups").longest(self.tokens, at)
            if found and found[0] == place and found[1].values["class"] == "place":
                return True
        return False

    def _joins_capital(self, place: int, after: int, known: bool, head: _Head) -> int | None:
        field = lexicon("fields").longest(self.tokens, after)
        separator = self.tokens[place].key
        if known and field and separator not in DASHES and (separator == "," or head.entry.term in _OF_ONE_FIELD):
            return None  # an ellipsis: `Sở Nội vụ, Tài chính`; a `Trung tâm` of two fields is one body
        return after

    def bodies(self, at: int) -> tuple[list[Body], int]:
        """The list of bodies that begins at a place, and the place after it."""
        tokens = self.tokens
        found: list[Body] = []
        head: _Head | None = None
        place = at
        while place < len(tokens):
            new = _head(tokens, place, groups=not self.strict or bool(found) or place == at)
            elliptic = False
            if new is None:
                field = lexicon("fields").longest(tokens, place) if head is not None and found else None
                if field and tokens[place].capital and head is not None:
                    new, elliptic = _Head(field[0], head.entry, False), True
                elif not self.strict and (found or place == at) and tokens[place].word:
                    end = self._unknown_end(place)
                    found.append(self._body(place, end, None, False))
                    place = end
                    if (jump := self._next(place)) is None:
                        break
                    place = jump
                    continue
                else:
                    break
            # `Các sở: Nội vụ, Tài chính` names its members behind the colon.
            if new.collective and new.end < len(tokens) and tokens[new.end].text == ":":
                member = lexicon("fields").longest(tokens, new.end + 1)
                single = next((e for _, e in lexicon("body_heads").matches(tokens, new.end - 1)), None)
                if member and single and tokens[new.end + 1].capital:
                    head, place = _Head(new.end, single, False), new.end + 1
                    end = member[0]
                    found.append(self._elliptic(place, end, head))
                    place = end
                    if (jump := self._next(place)) is None:
                        break
                    place = jump
                    continue
            if elliptic and head is not None:
                end = new.end
                found.append(self._elliptic(place, end, head))
            else:
                head = new
                end = self.name_end(place, new)
                found.append(self._body(place, end, new.entry, new.collective))
            place = end
            if (jump := self._next(place)) is None:
                break
            place = jump
        return found, place

    def _next(self, place: int) -> int | None:
        """The place of the next body of a list; None where the list ends."""
        tokens = self.tokens
        if place < len(tokens) and tokens[place].text == "(":
            after = _skip_bracket(tokens, place)
            if after is None:
                return None
            place = after
        if place >= len(tokens) or tokens[place].key not in _SEPARATORS:
            return None
        after = self._after_separator(place)
        if after >= len(tokens) or not tokens[after].word:
            return None
        if self.strict and self._apposition(after):
            return None
        if self.strict and not _head(tokens, after, groups=True):
            field = lexicon("fields").longest(tokens, after)
            if not (field and tokens[after].capital):
                return None
        return after

    def _apposition(self, place: int) -> bool:
        """True at `, cơ quan thường trực của Hội đồng …,`, which says what the body before it is."""
        pairs = [tuple(token.key for token in self.tokens[place + at : place + at + 2]) for at in (0, 2)]
        return pairs[0] in {("cơ", "quan"), ("đơn", "vị")} and pairs[1] in {
            ("thường", "trực"),
            ("đầu", "mối"),
            ("chủ", "quản"),
        }

    def _unknown_end(self, place: int) -> int:
        while place < len(self.tokens) and self.tokens[place].text not in {",", ";", "/"}:
            dashed = self.tokens[place].text in DASHES
            if (self.tokens[place].key == "và" or dashed) and _head(self.tokens, place + 1, groups=not dashed):
                break
            place += 1
        return place

    def _span(self, place: int, end: int) -> tuple[int, int]:
        start, stop = self.tokens[place].start, self.tokens[end - 1].end
        while stop > start and self.text[stop - 1] in _TRAILING:
            stop -= 1
        return start, stop

    def _body(self, place: int, end: int, entry: Entry | None, collective: bool) -> Body:
        start, stop = self._span(place, max(end, place + 1))
        mended = repaired(self.text[start:stop])
        name = canonical(mended, self.own)
        flags = (Flag.REPAIRED,) if mended != self.text[start:stop] else ()
        if entry is None:
            return Body(start, stop, name, BodyKind.OTHER, level(name), "body.unknown", (Flag.UNKNOWN_BODY,))
        kind = entry.values.get("kind")
        return Body(
            start,
            stop,
            name,
            BodyKind.COLLECTIVE if collective or kind is None else BodyKind(kind),
            level(name),
            entry.id,
            flags,
        )

    def _elliptic(self, place: int, end: int, head: _Head) -> Body:
        start, stop = self._span(place, end)
        noun = head.entry.term
        name = canonical(f"{noun} {self.text[start:stop]}", self.own)
        return Body(
            start, stop, name, BodyKind(head.entry.values.get("kind", "department")), level(name), head.entry.id
        )


def find(text: str, abbreviations: Sequence[Abbreviation] = ()) -> tuple[Body, ...]:
    """Every body named in a text, in order, without overlaps."""
    tokens = tokens_of(text, table(tuple(abbreviations)))
    reader = _Reader(text, tokens, True, abbreviations)
    found: list[Body] = []
    place = 0
    while place < len(tokens):
        head = _head(tokens, place, groups=False)
        if head is None:
            place += 1
            continue
        end = max(reader.name_end(place, head), head.end)
        found.append(reader._body(place, end, head.entry, head.collective))
        place = end
    return tuple(found)


def split(text: str, abbreviations: Sequence[Abbreviation] = ()) -> tuple[Body, ...]:
    """The bodies of a phrase that is nothing but a list of them (a heading, a table's cell).

    Names of unknown kinds are kept whole (rule ``body.unknown``, flag ``unknown_body``).
    """
    tokens = tokens_of(text, table(tuple(abbreviations)))
    found: list[Body] = []
    lead = _LEAD.match(text)
    place = sum(token.end <= lead.end() for token in tokens) if lead else 0
    while place < len(tokens):
        if not tokens[place].word:
            place += 1
            continue
        bodies, end = _Reader(text, tokens, False, abbreviations).bodies(place)
        found.extend(bodies)
        place = max(end, place + 1)
        while place < len(tokens) and tokens[place].text == "(":
            after = _skip_bracket(tokens, place)
            place = after if after is not None else len(tokens)
    return tuple(body for body in found if body.name)


def leading(text: str, abbreviations: Sequence[Abbreviation] = ()) -> tuple[tuple[Body, ...], int]:
    """The list of bodies with which a sentence begins, and the offset of what follows it.

    ``((), 0)`` where it begins with none. A bracket behind a name belongs to neither. Looks at no
    more than 3,000 characters: callers ask at every verb, and no list of doers is longer.
    """
    text = text[:_LIST_CHARACTERS]
    tokens = tokens_of(text, table(tuple(abbreviations)))
    if not tokens or not tokens[0].word:
        return (), 0
    bodies, place = _Reader(text, tokens, True, abbreviations).bodies(0)
    if not bodies:
        return _unknown_group(text)
    if place < len(tokens) and tokens[place].text == "(":
        place = _skip_bracket(tokens, place) or place
    reader = _Reader(text, tokens, True, abbreviations)
    apposed = place < len(tokens) and (tokens[place].text == "," or tokens[place].text in DASHES)
    if apposed and reader._apposition(place + 1):
        comma = next(
            (at for at in range(place + 1, len(tokens)) if tokens[at].text in {",", tokens[place].text}), place
        )
        place = comma + 1 if comma > place and comma + 1 < len(tokens) else place
    return tuple(bodies), tokens[place].start if place < len(tokens) else len(text)


_UNKNOWN = re.compile(
    r"^(?:các|những|mọi|toàn thể)\s+(?P<noun>[^.;:()]{2,60}?)\s+"
    r"(?=có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ trì|phối hợp|chủ động|nghiêm túc|căn cứ|thực hiện|tổ chức)",
    re.IGNORECASE,
)


def _unknown_group(text: str) -> tuple[tuple[Body, ...], int]:
    """`Các chủ nhiệm chương trình có trách nhiệm …`: a group of an unknown noun, told by its verb."""
    match = _UNKNOWN.match(text)
    if match is None or thing(match["noun"]):
        return (), 0
    name = canonical(text[: match.end()])
    body = Body(0, match.end("noun"), name, BodyKind.COLLECTIVE, level(name), "body.determined", (Flag.UNKNOWN_BODY,))
    return (body,), match.end()


def opens(line: str) -> bool:
    """True for a line of a cell that may begin a body of its own, and is no part of the one above.

    `Công ty`, `Trường` may follow `Công đoàn`, `Đoàn`: they say whose it is.
    """
    tokens = tokens_of(line[:80].lstrip(" -–+•"))
    head = _head(tokens, 0, groups=True) if tokens else None
    return head is not None and head.entry.values.get("kind") not in {"company", "school"}


def opens_members(before: str, after: str) -> bool:
    """True at the colon of `các sở: Nội vụ, Tài chính`, whose members stand behind it."""
    tokens = tokens_of(before[-40:])
    if _addressed(tokens, _determiner(tokens, 0)) == len(tokens) and tokens:
        return opens(after.strip())  # `Các ông (bà): Trưởng phòng Nội vụ, …`
    if len(tokens) < 2 or tokens[-1].key not in {"sở", "phòng", "ban", "bộ"} or tokens[-2].key not in _DETERMINERS:
        return False
    members = tokens_of(after[:80])
    return bool(members) and members[0].capital and lexicon("fields").longest(members, 0) is not None


def thing(noun: str) -> bool:
    """True for a noun that names no one who could do anything (`dự án`, `nội dung`, `trường hợp`)."""
    return lexicon("body_things").longest(tokens_of(noun), 0) is not None


_LEAD = re.compile(r"^(?:đối với|đề nghị|giao(?: cho)?|yêu cầu|về phía|trách nhiệm(?: của)?)\s+(?=\w)", re.IGNORECASE)


def repaired(name: str) -> str:
    """A name with the marks of known terms set right (`Chỉ nhánh` → `Chi nhánh`, `thành phó`).

    Closed vocabulary: only terms of several syllables of the lexicons of groups, fields and heads
    are mended, and only their marks; length and case stay.
    """
    tokens = tokens_of(name)
    letters = list(name)
    place = _determiner(tokens, 0)  # `Mọi trường hợp` is no misread `Môi trường`
    while place < len(tokens):
        found = [
            match for kind in ("fields", "body_heads", "body_groups") if (match := lexicon(kind).longest(tokens, place))
        ]
        end, entry = max(found, key=lambda match: match[0], default=(place + 1, None))
        if entry is not None and end - place > 1 and not _another_word(tokens[place:end]):
            for token, right in zip(tokens[place:end], tokens_of(entry.term), strict=True):
                if token.key != right.key and token.word and len(token.text) == len(right.text):
                    letters[token.start : token.end] = [
                        new.upper() if old.isupper() else new.lower()
                        for old, new in zip(token.text, right.text, strict=True)
                    ]
        place = max(end, place + 1)
    return "".join(letters)


def _another_word(tokens: Sequence[Token]) -> bool:
    """True for two syllables that are a word of the language as they stand (`Thứ trưởng`, no slip for `Thủ trưởng`)."""
    return len(tokens) == 2 and dictionary.known(tokens[0].key, tokens[1].key)


def is_stop(words: str) -> bool:
    """True where a string begins with a verb or function word at which a name ends."""
    tokens = tokens_of(words[:80])
    return bool(tokens) and _stops(tokens, 0)


def lead(phrase: str) -> int:
    """The length of a leading `Đối với`, `Đề nghị`, `Giao`, … of a phrase; 0 without one."""
    match = _LEAD.match(phrase)
    return match.end() if match else 0


def canonical(name: str, abbreviations: Sequence[Abbreviation] = ()) -> str:
    """The canonical form of a body's name: abbreviations opened, nothing added.

    A leading `Đối với`, `Đề nghị`, `Giao`, trailing punctuation and a trailing bracket go; tone
    marks stand the new way. Idempotent.
    """
    plain = " ".join(name.replace("*", " ").split()).strip(_TRAILING)
    while True:
        shorter = _LEAD.sub("", plain)
        if shorter.endswith(")") and "(" in shorter:
            shorter = shorter[: shorter.rindex("(")]
        shorter = shorter.strip(_TRAILING)
        if shorter == plain:
            break
        plain = shorter
    return fold_tone(open_all(plain, abbreviations))


def level(name: str) -> BodyLevel | None:
    """The level of an office by its name; None where the name does not tell."""
    folded = fold_tone(name).casefold()
    tokens = tokens_of(name)
    head = lexicon("body_heads").longest(tokens, _determiner(tokens, 0))
    given = head[1].values.get("level") if head else None
    if re.search(r"\b(?:tỉnh|thành|huyện|quận|thị|đảng) ủy\b|\bđảng bộ\b|trung ương đảng", folded):
        return BodyLevel.PARTY
    if given in {BodyLevel.PARTY, BodyLevel.ORGANIZATION, BodyLevel.CENTRAL}:
        return BodyLevel(given)
    for pattern, found in _LEVELS:
        if pattern.search(folded):
            return found
    return BodyLevel(given) if given else None


_LEVELS = (
    (re.compile(r"\bcấp tỉnh\b|\btỉnh\b"), BodyLevel.PROVINCE),
    (re.compile(r"\bcấp xã\b|\bxã\b(?<!thị xã)(?! hội)|\bphường\b|\bthị trấn\b|\bđặc khu\b"), BodyLevel.COMMUNE),
    (re.compile(r"\bcấp huyện\b|\bhuyện\b|\bquận\b|\bthị xã\b"), BodyLevel.DISTRICT),
    (re.compile(rf"\b(?:thành phố|tp\.?) (?:{_CONTROL_CITIES})\b"), BodyLevel.PROVINCE),
    (re.compile(r"\bthành phố\b"), BodyLevel.DISTRICT),
    (re.compile(r"\btrung ương\b|\bquốc gia\b|\bviệt nam\b|\btối cao\b"), BodyLevel.CENTRAL),
)
