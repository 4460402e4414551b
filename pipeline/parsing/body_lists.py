"""Reads a list of bodies from its first name on: where one ends, the next begins, and what members share."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.parsing.body_ends import SEPARATORS
from pipeline.parsing.body_heads import DETERMINERS, TRAILING, Head, head_at, skip_bracket
from pipeline.parsing.body_members import another_of_kind, member_end, member_head
from pipeline.parsing.body_names import canonical, level, repaired
from pipeline.parsing.body_reader import Reader
from pipeline.parsing.facts import Body
from pipeline.parsing.lexicon import Entry
from pipeline.parsing.syllables import DASHES, lexicon
from pipeline.records import BodyKind, Flag

_HONORIFICS = frozenset({"Ông", "Bà", "Đồng chí", "Đ/c"})


@dataclass(slots=True)
class ListReader(Reader):
    """Reads lists of names; the names themselves are the `Reader`'s."""

    def bodies(self, at: int) -> tuple[list[Body], int]:
        """The list of bodies that begins at a place, and the place after it."""
        tokens = self.tokens
        found: list[Body] = []
        head: Head | None = None
        place = at
        while place < len(tokens):
            new = head_at(tokens, place, groups=not self.strict or bool(found) or place == at)
            field = lexicon("fields").longest(tokens, place) if new is None and head is not None and found else None
            if new is None and head and found and (other := another_of_kind(tokens, place, head, found[-1].name)):
                end = other[0]
                found.append(self._elliptic(place, end, head, other[1]))
            elif new is None and field and tokens[place].capital and head is not None:
                end = field[0]
                found.append(self._elliptic(place, end, head))
            elif new is None and not self.strict and (found or place == at) and tokens[place].word:
                end = self._unknown_end(place)
                found.append(self.body(place, end, None, False))
            elif new is None:
                break
            elif (single := member_head(tokens, place, new)) is not None:
                head = Head(new.end, single, False)
                end = self._members(new.end + 1, head, found, single.term)
            else:
                head = new
                end = self._posts_end(self.name_end(place, new), new)
                if (post := self._post_of_members(place, end)) is not None:
                    end = self._members(end + 1, head, found, post)
                else:
                    found.append(self.body(place, end, new.entry, new.collective))
            place = end
            if (jump := self._next(place, (head, found[-1].name) if head and found else None)) is None:
                break
            place = jump
        return found, place

    def _posts_end(self, end: int, head: Head) -> int:
        """The place after `Ông Đỗ Văn A - Chủ tịch UBND xã, Trưởng Ban`: one person, with the posts behind the name."""
        tokens = self.tokens
        if head.entry.term not in _HONORIFICS or end < head.end + 2 or head_at(tokens, head.end, groups=False):
            return end
        while end < len(tokens) and (tokens[end].text in DASHES or tokens[end].text == ","):
            post = head_at(tokens, end + 1, groups=True)
            held = post is not None and (post.entry.values.get("kind") or post.entry.values.get("class")) == "person"
            if post is None or not held or tokens[end + 1].key in DETERMINERS or post.entry.term in _HONORIFICS:
                break
            end = self.name_end(end + 1, post)
        return end

    def _post_of_members(self, place: int, end: int) -> str | None:
        """`Giám đốc Sở` for `Giám đốc các Sở: Nội vụ, Tài chính`: a post held in each of them."""
        tokens = self.tokens
        at = next((at for at in range(place + 1, end) if tokens[at].key == "các"), None)
        if at is None or end >= len(tokens) or tokens[end].text != ":":
            return None
        group = head_at(tokens, at, groups=True)
        single = member_head(tokens, at, group) if group is not None and group.end == end else None
        if single is None:
            return None
        post = self.text[tokens[place].start : tokens[at - 1].end]
        noun = self.text[tokens[at + 1].start : tokens[at + len(single.term.split())].end]
        return f"{post} {noun}" if tokens[place].key not in DETERMINERS else None

    def _members(self, place: int, head: Head, found: list[Body], noun: str) -> int:
        """`Các khoa: Nội, Ngoại và Sản`: adds the members behind the colon; the place behind the last."""
        while True:
            end = member_end(self.tokens, place, listed=True)
            found.append(self._elliptic(place, end, head, noun))
            more = end < len(self.tokens) and self.tokens[end].key in SEPARATORS - DASHES - {";"}
            place = self.after_separator(end) if more else end
            if not more or head_at(self.tokens, place, groups=True):
                return end
            if member_end(self.tokens, place, listed=True) == place:
                return end

    def _next(self, place: int, last: tuple[Head, str] | None = None) -> int | None:
        """The place of the next body of a list; None where the list ends. `last`: head and name of the one before."""
        tokens = self.tokens
        if place < len(tokens) and tokens[place].text == "(":
            after = skip_bracket(tokens, place)
            if after is None:
                return None
            place = after
        if place >= len(tokens) or tokens[place].key not in SEPARATORS:
            return None
        after = self.after_separator(place)
        if after >= len(tokens) or not tokens[after].word:
            return None
        if self.strict and self.apposed(after):
            return None
        if self.strict and not head_at(tokens, after, groups=True):
            field = lexicon("fields").longest(tokens, after)
            listed = last is not None and another_of_kind(tokens, after, last[0], last[1]) is not None
            if not (field and tokens[after].capital) and not listed:
                return None
        return after

    def apposed(self, place: int) -> bool:
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
            if (self.tokens[place].key == "và" or dashed) and head_at(self.tokens, place + 1, groups=not dashed):
                break
            place += 1
        return place

    def _span(self, place: int, end: int) -> tuple[int, int]:
        start, stop = self.tokens[place].start, self.tokens[end - 1].end
        while stop > start and self.text[stop - 1] in TRAILING:
            stop -= 1
        return start, stop

    def body(self, place: int, end: int, entry: Entry | None, collective: bool) -> Body:
        """The body between two tokens, in canonical form, with the kind and level of its head."""
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

    def _elliptic(self, place: int, end: int, head: Head, noun: str = "") -> Body:
        start, stop = self._span(place, end)
        noun = noun or head.entry.term
        name = canonical(f"{noun} {self.text[start:stop]}", self.own)
        return Body(
            start, stop, name, BodyKind(head.entry.values.get("kind", "department")), level(name), head.entry.id
        )
