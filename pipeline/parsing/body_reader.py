"""Reads a body's name from its head on, word for word (the grammar: `bodies`; lists of names: `body_lists`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.parsing.body_clauses import among, apart, charged, described, ends_word, group_noun, inside_word, paired
from pipeline.parsing.body_ends import SEPARATORS, field_goes_on, for_work, from_to, organizes, small_field, word_at
from pipeline.parsing.body_heads import DETERMINERS, Head, determiner, head_at, is_unit, skip_bracket, stops
from pipeline.parsing.body_members import another_of_kind, places_end
from pipeline.parsing.facts import Abbreviation
from pipeline.parsing.lexicon import Entry
from pipeline.parsing.syllables import DASHES, Token, lexicon

_PARTY_PAIRS = frozenset((unit, "ủy") for unit in ("tỉnh", "thành", "huyện", "quận", "thị", "đảng"))
_MAX_WORDS = 40
"""No name runs longer: what does was misread."""
_GIVEN = frozenset({"giao", "phân", "đề", "yêu", "ủy"})
_STARTERS = frozenset({"department", "committee", "forces", "mass_organization", "press"})
_PARENTS = frozenset({"sở", "bộ", "trường"})
_COMMANDS = frozenset({"Bộ", "Cục", "Tổng cục", "Quân khu", "Quân chủng", "Quân đoàn", "Sư đoàn", "Lữ đoàn", "Công an"})
_OF_ONE_FIELD = frozenset({"Sở", "Bộ"})
_LEADERS = frozenset({"committee", "party", "department", "school", "forces", "mass_organization"})
_ANY_OFFICE = frozenset({"đơn vị", "cơ quan", "địa phương", "tổ chức", "cơ sở", "ngành", "ban", "phòng", "sở"})
_LEADING_GROUPS = frozenset({"chi bộ", "đảng bộ", "cấp ủy", "chi ủy", "đảng ủy", "tổ chức đảng"})
_UNITS_OF_PARENTS = frozenset({"Phòng", "Ban", "Khoa", "Vụ", "Cục", "Chi cục", "Văn phòng"})


def _other_offices(group: Entry) -> bool:
    """True for offices of a kind of their own behind places: `Liên đoàn Lao động các huyện, công đoàn ngành`."""
    return group.values["class"] == "office" and group.term not in _ANY_OFFICE


@dataclass(slots=True)
class Reader:
    """Reads names from tokens; `strict` ends them at verbs (a sentence), else at separators only."""

    text: str
    tokens: tuple[Token, ...]
    strict: bool
    own: Sequence[Abbreviation]
    firm: bool = False
    """A name of one body ends behind its last sure word: what follows is a verb that no lexicon knows."""

    def name_end(self, at: int, head: Head) -> int:
        """The place after the name whose head noun is given."""
        tokens = self.tokens
        place = head.end
        field = lexicon("fields").longest(tokens, place)
        known = field is not None and tokens[place].capital
        if field and (known or small_field(tokens, place, field[0])):
            place = field[0]
        group = head.entry.values.get("class", "office") if head.collective else None
        # A name that reached its level or place, or a known field of work, goes on with few words only.
        closed = known and head.entry.term in _OF_ONE_FIELD
        placed = False
        sure = place
        while place < len(tokens) and place - at < _MAX_WORDS:
            token = tokens[place]
            unsure = False
            if token.text == "(":
                after = skip_bracket(tokens, place)
                if after is None or not self._goes_on(after):
                    break
                place = after
            elif place > head.end and tokens[place - 1].start == token.start:
                place += 1  # inside an abbreviation's full form
            elif token.text == ":" and (listed := places_end(tokens, place)) is not None:
                place = listed
            elif token.key == "cùng" and (among_them := lexicon("body_modifiers").longest(tokens, place)):
                place = among_them[0]  # `cùng cấp`
            elif token.key in SEPARATORS:
                longer = self._joins(place, head, group, known)
                if longer is None:
                    break
                place = longer
            elif token.text in "&/" or (token.text == "." and self._abbreviated(place)):
                place += 1
            elif self._leads(place, head):
                break
            elif (after := self._inside(place, head)) is not None:
                place = after
            elif not self.strict and (placed or known) and self._starts_another(place, head):
                break  # `Công an xã Phòng Kinh tế`: a list that lost its separators
            elif not token.word or (
                self.strict
                and (self._ends(place, head) or ((closed or self._behind_place(place, head)) and self._new_word(place)))
            ):
                break
            else:
                noun = None if token.capital else group_noun(tokens, place, self.strict)
                if noun and noun[0] == place + 1 and ends_word(tokens, place):
                    noun = None  # `Môi trường`: no school
                if noun and (wider := lexicon("body_modifiers").longest(tokens, place)) and wider[0] > noun[0]:
                    noun = None  # `Đội cấp cứu`: no level
                work = lexicon("fields").longest(tokens, place)
                if work and work[0] > (noun[0] if noun else place) + 2:
                    place = work[0]  # `bộ phận công nghệ thông tin`: the verb `thông tin` ends it not
                elif noun:
                    placed = placed or is_unit(tokens, place)
                    closed = closed or placed
                    if group is not None or noun[1] != "place":
                        group = noun[1]  # a level alone (`Công an huyện`) makes no group
                    place = noun[0]
                elif modifier := lexicon("body_modifiers").longest(tokens, place):
                    if (
                        self.strict
                        and token.key == "phụ"
                        and modifier[0] == place + 2
                        and not word_at(tokens, modifier[0])
                    ):
                        break  # `do Trạm Y tế phụ trách.`: the verb, of nothing
                    group = "office" if token.key in DETERMINERS else group
                    closed = placed = False
                    place = modifier[0]  # whole: `trình` of `công trình` is no verb
                else:
                    numbered = token.text.isdigit() and place > head.end
                    closed = numbered or (closed and (placed or not token.capital))
                    placed = placed or numbered
                    unsure = not (token.capital or numbered or ends_word(tokens, place))
                    place += 1
                    member = place < len(tokens) and tokens[place].key == "viên"  # `Đảng ủy viên`
                    if (tokens[place - 2].key, token.key) in _PARTY_PAIRS and not member:
                        closed = placed = True
            sure = sure if unsure else place
        return sure if self.firm and not head.collective else place

    def _inside(self, place: int, head: Head) -> int | None:
        """The place after words that look like a verb and belong to the name; None elsewhere."""
        found = from_to(self.tokens, place)
        if found is None:
            found = paired(self.tokens, place, head)
        if found is None and self.strict:
            found = charged(self.tokens, place, head)
        if found is None and self.strict:
            found = described(self.tokens, place, head)
        return found

    def _leads(self, place: int, head: Head) -> bool:
        """True at the verb `lãnh đạo` behind an office's name; behind `ban`, `cán bộ`, `viên chức` it is a noun."""
        tokens = self.tokens
        return (
            self.strict
            and [token.text for token in tokens[place : place + 2]] == ["lãnh", "đạo"]
            and place >= head.end
            and (head.entry.values.get("kind") in _LEADERS or head.entry.term in _LEADING_GROUPS)
            and tokens[place - 1].key not in {"ban", "bộ", "chức", "thể"}
        )

    def _starts_another(self, place: int, head: Head) -> bool:
        """True at a head in capitals that heads no part of the name before it."""
        if not self.tokens[place].capital or self.tokens[place - 1].key in DETERMINERS:
            return False
        found = lexicon("body_heads").longest(self.tokens, place)
        if found is None or (found[1].values["kind"] == "mass_organization" and head.entry.term in _UNITS_OF_PARENTS):
            return False  # `Ban Chính sách - Pháp luật Liên đoàn Lao động tỉnh`: whose it is
        return found[1].values["kind"] in _STARTERS and found[0] < len(self.tokens)

    def _new_word(self, place: int) -> bool:
        """True for a word in lower case that no complete name goes on with."""
        token = self.tokens[place]
        if token.capital or token.text.isdigit() or is_unit(self.tokens, place):
            return False
        return not any(lexicon(name).longest(self.tokens, place) for name in ("body_modifiers", "body_groups"))

    def _behind_place(self, place: int, head: Head) -> bool:
        """True behind a proper name (`Quảng Hải`): two capitals in a row, and no word goes on behind them."""
        before = self.tokens[place - 2 : place]
        return (
            place >= head.end + 2
            and len(before) == 2
            and all(token.capital and not token.text.isupper() for token in before)
            and before[0].start != before[1].start
            and not ends_word(self.tokens, place)
            and lexicon("fields").longest(self.tokens, place) is None
        )

    def _ends(self, place: int, head: Head) -> bool:
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
        group = lexicon("body_groups").longest(tokens, place)
        longer = group is not None and group[0] > stop[0] and tokens[place].key != "tổ"
        if longer or among(tokens, place, head):
            return False  # `các hợp tác xã`
        if inside_word(tokens, place, stop[0]):
            return False  # `Phòng Hậu cần`, `giải phóng mặt bằng`
        return tokens[place - 1].key != "được" and not for_work(tokens, place, head)

    def _goes_on(self, after: int) -> bool:
        """True where a bracket stands inside a name and not behind it (`… (TTHC) của Sở`)."""
        if after >= len(self.tokens) or self.tokens[after].capital:
            return False
        return self.tokens[after].key in {"của", "thuộc", "trực", "các"} or is_unit(self.tokens, after)

    def _abbreviated(self, place: int) -> bool:
        """True at the point of `TP.` or `P.` before a name."""
        tokens = self.tokens
        return (
            0 < place < len(tokens) - 1
            and tokens[place - 1].text.isupper()
            and not (tokens[place - 2].key == "quý" and set(tokens[place - 1].text) <= set("IV"))
            and len(tokens[place - 1].text) <= 3
            and (tokens[place + 1].capital or tokens[place + 1].text.isdigit())
        )

    def after_separator(self, place: int) -> int:
        """The place after a separator with its `và` (`, và`)."""
        cue = self.tokens[place].key
        place += 1
        while place < len(self.tokens) and (
            self.tokens[place].key in {"và", "cùng", "hoặc", "/"} or (cue == "cùng" and self.tokens[place].key == "với")
        ):
            cue = self.tokens[place].key
            place += 1
        return place

    def _joins(self, place: int, head: Head, last: str | None, known: bool) -> int | None:
        """Where the name goes on behind a separator; None if it ends before it.

        `last` is the class of the last group noun of a collective name, None in a single body's.
        """
        tokens = self.tokens
        separator = tokens[place]
        after = self.after_separator(place)
        if separator.text == ";" or after >= len(tokens) or not tokens[after].word:
            return None
        if tokens[place - 1].text.isdigit() and tokens[after].text.isdigit():
            return after  # `Đội quản lý khu vực 1, 2 và 3`
        if head.collective and tokens[place - 1].text.isdigit() and tokens[after].key == "số":
            return after + 1  # `Các Đội số 1, số 2`
        group = lexicon("body_groups").longest(tokens, after)
        if determiner(tokens, after) > after:
            # `các …` opens a new group, but not over what is no group: `và các Khu công nghiệp`.
            noun = determiner(tokens, after)
            over = lexicon("body_things").longest(tokens, noun)
            return after + 1 if over and not head_at(tokens, after, groups=True) else None
        if (
            last
            and group
            and not tokens[after].capital
            and (last == "person") == (group[1].values["class"] == "person")
            and not (self.strict and organizes(tokens, after, group[0]))
            and not apart(tokens, place, head, group[1])
            and not (last == "place" and not head.collective and _other_offices(group[1]))
        ):
            named = head_at(tokens, after, groups=False)
            single = named is not None and named.end < len(tokens) and tokens[named.end].capital
            single = single and not (named and head_at(tokens, named.end, groups=False))  # `các phòng, ban Công ty`
            if not single or is_unit(tokens, after):
                shorter = group_noun(tokens, after, self.strict)
                return shorter[0] if shorter else group[0]
        if head.collective and last == "office" and self._bare_group(after) and self._bare_group(place - 1):
            return after + 1  # `Các Đội, Trạm`
        level = is_unit(tokens, place - 1) or (place - 2 >= head.end and is_unit(tokens, place - 2))
        if group and level and is_unit(tokens, after) and not tokens[after].capital:
            return group[0]  # `Đài Truyền thanh huyện, thành phố`
        if group and group[1].values["class"] == "place" and not tokens[after].capital and self._placed(place):
            return group[0]  # `Ban công tác Mặt trận ở thôn, tổ dân phố`
        if is_unit(tokens, after) and head.entry.values.get("kind") in {"committee", "person", "forces", "party"}:
            return after + 1
        dashed = separator.text in DASHES
        if dashed and tokens[after].key in _PARENTS and head.entry.term in _UNITS_OF_PARENTS:
            return after + 1  # `Phòng Nghiệp vụ - Sở X`
        above = lexicon("body_heads").longest(tokens, after) if separator.text == "/" else None
        if above and above[1].term in _COMMANDS and head.entry.term in _UNITS_OF_PARENTS:
            return above[0]  # `Phòng Tác chiến/Bộ Tham mưu`, as the army and the police write whose it is
        if dashed and head.entry.term == "Liên danh" and tokens[after].capital:
            return after  # `Liên danh Công ty A - Công ty B`: one body
        if head_at(tokens, after, groups=not (dashed and tokens[after].capital)):
            return None
        if tokens[after].capital:
            return self._joins_capital(place, after, known, head)
        if separator.text == "," and last and not self.strict:
            return after  # `các khoa lâm sàng, cận lâm sàng`
        if separator.key == "và" or dashed:
            return None if self.strict and stops(tokens, after) else after
        if separator.text == "," and self.strict and last is None and head.entry.values.get("kind") == "department":
            return field_goes_on(tokens, after)
        return None

    def _bare_group(self, place: int) -> bool:
        """True for one noun of offices in a capital that no name goes on behind (`Trạm` of `các Đội, Trạm`)."""
        tokens = self.tokens
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        bare = after is None or not after.word or not (after.capital or after.text.isdigit())
        found = lexicon("body_groups").longest(tokens, place)
        return tokens[place].capital and bare and found is not None and found[0] == place + 1

    def _placed(self, place: int) -> bool:
        """True behind a common noun of places in lower case (`ở thôn`)."""
        for at in range(max(0, place - 3), place):
            found = None if self.tokens[at].capital else lexicon("body_groups").longest(self.tokens, at)
            if found and found[0] == place and found[1].values["class"] == "place":
                return True
        return False

    def _joins_capital(self, place: int, after: int, known: bool, head: Head) -> int | None:
        if another_of_kind(self.tokens, after, head) is not None:
            return None  # `Hội Nông dân, Phụ nữ, Cựu chiến binh`
        field = lexicon("fields").longest(self.tokens, after)
        separator = self.tokens[place].key
        listed = separator == "," and head.entry.term != "Trung tâm"
        if known and field and separator not in DASHES and (listed or head.entry.term in _OF_ONE_FIELD):
            return None  # an ellipsis: `Sở Nội vụ, Tài chính`; a `Trung tâm` of two fields is one body
        return after
