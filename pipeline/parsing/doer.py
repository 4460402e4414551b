"""A doer: a body in a role, what a string says of its doers, and whether words behind a name give work.

Roles are those of ANNOTATION.md, Tasks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.parsing import bodies
from pipeline.parsing.facts import Body
from pipeline.parsing.lexicon import fold_tone, rule
from pipeline.records import BodyKind, Role

_OFFICES = frozenset({BodyKind.COMMITTEE, BodyKind.DEPARTMENT, BodyKind.PARTY, BodyKind.FORCES, BodyKind.OTHER})
_ONE = _OFFICES | {BodyKind.MASS_ORGANIZATION, BodyKind.SCHOOL, BodyKind.COMPANY, BodyKind.PRESS}


@dataclass(frozen=True, slots=True)
class Doer:
    """A body in a role; its offsets are into the string that it was found in."""

    body: Body
    role: Role
    rule: str

    @property
    def key(self) -> tuple[str, Role]:
        """What makes two mentions one assignee of a task."""
        return fold_tone(self.body.name).casefold(), self.role


@dataclass(frozen=True, slots=True)
class Said:
    """What a string says of its doers.

    ``own`` are its subjects (they replace inherited ones), ``added`` subjects of later sentences,
    ``partners`` those named after `phối hợp`; ``leads`` is true where its first words are
    `chủ trì`, said of whoever is inherited.
    """

    own: tuple[Doer, ...] = ()
    added: tuple[Doer, ...] = ()
    partners: tuple[Doer, ...] = ()
    leads: bool = False

    @property
    def all(self) -> tuple[Doer, ...]:
        """Every doer named, subjects first."""
        return self.own + self.added + self.partners


def shifted(body: Body, offset: int) -> Body:
    """The body with its place moved by an offset."""
    return replace(body, start=body.start + offset, end=body.end + offset)


def placed(found: Sequence[Body], offset: int, role: Role, rule_id: str) -> tuple[Doer, ...]:
    """Bodies in a role, found an offset into the string."""
    return tuple(Doer(shifted(body, offset), role, rule_id) for body in found)


def role_of(rest: str) -> Role:
    """The role that the words behind a name tell: `lead` before `chủ trì`."""
    return Role.LEAD if rule("roles", "role.lead").pattern.match(rest.lstrip(" ,")) else Role.IMPLEMENT


def is_predicate(rest: str) -> bool:
    """True where what follows the names is a verb phrase that gives work."""
    words = rest.strip(" ,*_")
    if not words or rule("roles", "role.not_duty").pattern.match(words):
        return False
    if not words[0].islower():
        return False
    given = rule("roles", "role.given").pattern.match(words)
    return bodies.is_stop(words) or words.startswith("lãnh đạo ") or given is not None


def acts(rest: str, found: Sequence[Body]) -> bool:
    """True for a verb that no lexicon knows behind one office whose name is complete: a level or a proper name ends it.

    `Trung tâm Văn hóa tỉnh dàn cảnh …`, `Sở Tài chính ứng trước …`.
    """
    last = found[-1]
    word = last.name.split()[-1]
    whole = last.kind in {BodyKind.PERSON, BodyKind.MASS_ORGANIZATION} and bodies.known_whole(last.name)
    if not (last.kind in _ONE or word.isdigit() or whole) or rule("roles", "role.not_duty").pattern.match(rest):
        return False
    complete = whole or word[0].isupper() or word.isdigit() or bodies.level_word(last.name)
    return complete and rule("roles", "role.unknown_verb").pattern.match(rest) is not None


def is_nobody(body: Body) -> bool:
    """True for a name that stands for no one (`Phân công thực hiện`)."""
    return rule("roles", "role.nobody").pattern.match(body.name) is not None


def real_duty(sentence: str) -> bool:
    """True for a closing sentence that gives real work and not only the formula."""
    sentence = ". ".join(part for part in sentence.split(". ") if " đã " not in part)
    asked = rule("roles", "role.difficulties").pattern.sub("", sentence)
    return rule("roles", "role.real_duty").pattern.search(asked) is not None
