"""Doers named behind the work: `… – Trường X thực hiện`, `… (Sở X chủ trì, Sở Y phối hợp)`, `do Phòng Z đảm nhiệm`.

Roles are those of ANNOTATION.md, Tasks; doers that stand first: `doers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.parsing import bodies
from pipeline.parsing.doer import Doer, is_nobody, is_predicate, placed, role_of, shifted
from pipeline.parsing.facts import Abbreviation
from pipeline.parsing.lexicon import CAPITALS, rule
from pipeline.records import BodyKind, Role

_TOPIC = re.compile(
    rf"(?!(?:Bước|Ví dụ|Lưu ý|Ghi chú|Trường hợp|Quy trình|Căn cứ)\b)[^.;:,()]{{3,80}}:\s+(?=[{CAPITALS}])"
)

_BARE = re.compile(rf"(?:\s[-–—]\s+|\()(?P<names>[{CAPITALS}][^()–—:/]{{3,160}}?)\)?\s*[.;]?\s*$")
_BEFORE = 120
_SAYS_WHO = re.compile(
    r"(?:đối tác|đơn vị|cơ quan|tổ chức|doanh nghiệp|của|với|tại|do|gửi|về|cho|qua|gồm|theo|từ|trình|ở|là|và)$",
    re.IGNORECASE,
)


def behind_topic(words: str, skipped: int, own: Sequence[Abbreviation]) -> tuple[Doer, ...]:
    """`Ký số văn bản: Thủ trưởng các cơ quan chịu trách nhiệm …`: the subject behind a topic that is no heading."""
    topic = _TOPIC.match(words)
    if topic is None:
        return ()
    found, end = bodies.leading(words[topic.end() :], own)
    rest = words[topic.end() + end :].lstrip(" ,")
    if not found or not is_predicate(rest) or all(is_nobody(body) for body in found):
        return ()
    return placed(found, skipped + topic.end(), role_of(rest), "doer.behind_topic")


def suffix(words: str, skipped: int, own: Sequence[Abbreviation]) -> tuple[Doer, ...]:
    """`… – Trường X thực hiện.`, `… (Sở X chủ trì, Sở Y phối hợp)`, `…: giao Phòng X chủ trì`: the doers at the end."""
    told: list[Doer] = []
    for match in re.finditer(r"(?:\s[-–—]\s+|\((?:giao\s+|do\s+)?|:\s+giao\s+(?:cho\s+)?)", words):
        bracket = "(" in match[0]
        if told and not bracket:
            continue
        closing = words.find(")", match.end()) if bracket else len(words)
        closing = closing if closing >= 0 else len(words)
        found = said_in(words[match.end() : closing], own)
        told += [replace(doer, body=shifted(doer.body, skipped + match.end())) for doer in found]
        if found and not bracket:
            break
    return tuple(told) or _bare(words, skipped, own)


def _bare(words: str, skipped: int, own: Sequence[Abbreviation]) -> tuple[Doer, ...]:
    """`Sửa mái tôn dãy phòng học (Tổ Văn phòng).`, `Ươm 200.000 cây giống – Công ty Lâm nghiệp.`: offices alone.

    Only behind work that begins with its verb, and not where the bracket says who somebody just named is.
    """
    match = _BARE.search(words)
    if match is None or not bodies.is_stop(words[:1].lower() + words[1:]):
        return ()
    before = words[: match.start()].rstrip(" ,")[-_BEFORE:]
    named = bodies.split(match["names"], own)
    if not named or any(body.kind == BodyKind.OTHER or is_nobody(body) for body in named):
        return ()
    if _SAYS_WHO.search(before) or any(body.end == len(before) for body in bodies.find(before, own)):
        return ()
    return placed(named, skipped + match.start("names"), Role.IMPLEMENT, "role.suffix")


def said_in(phrase: str, own: Sequence[Abbreviation]) -> tuple[Doer, ...]:
    """The doers of `X chủ trì, Y phối hợp, xong trong quý III`: nothing but bodies and their verbs.

    () for any other phrase; offsets are into the phrase.
    """
    found: list[Doer] = list(_bracketed(phrase, own))
    if found:
        return tuple(found)
    at = 0
    while at < len(phrase):
        named, end = bodies.leading(phrase[at:], own)
        rest = phrase[at + end :]
        said = re.split(r"[,;]", rest, maxsplit=1)[0].strip(" .")
        partner = re.match(r"phối hợp\b", said)
        if not named or not said or len(said.split()) > 8:
            break
        verb = bodies.is_stop(said) if found else rule("roles", "role.suffix").pattern.match(said)
        if not partner and not verb:
            break
        role = Role.COORDINATE if partner else role_of(said)
        found.extend(placed(named, at, role, "role.suffix"))
        more = re.search(r"[,;]\s*", rest)
        if more is None:
            break
        at += end + more.end()
    return tuple(found)


def _bracketed(phrase: str, own: Sequence[Abbreviation]) -> Iterator[Doer]:
    """`Sở X (chủ trì), Sở Y và Sở Z (phối hợp)`: the roles in brackets behind the names."""
    at = 0
    for match in rule("roles", "role.bracket").pattern.finditer(phrase):
        named = bodies.split(phrase[at : match.start()], own)
        role = Role.LEAD if match["lead"] else Role.COORDINATE if match["with"] else Role.IMPLEMENT
        yield from placed(named, at, role, "role.bracket")
        at = match.end()
    if at:
        yield from placed(bodies.split(phrase[at:], own), at, Role.IMPLEMENT, "role.bracket")


def passive(words: str, skipped: int, own: Sequence[Abbreviation]) -> tuple[Doer, ...]:
    """`… do Phòng X đảm nhiệm`, `kinh phí được Phòng Y cân đối`, `được giao cho Phòng Z`: the doer of a passive."""
    for match in rule("roles", "role.given_to").pattern.finditer(words):
        named, _ = bodies.leading(words[match.end() :], own)
        if named:
            return placed(named, skipped + match.end(), Role.IMPLEMENT, "role.given_to")
    for match in rule("roles", "role.passive").pattern.finditer(words):
        told = said_in(words[match.end() :].rstrip(" ."), own)
        if len(told) > 1 and len({doer.body.end for doer in told}) > 1 and told[0].role != Role.COORDINATE:
            return tuple(replace(doer, body=shifted(doer.body, skipped + match.end())) for doer in told)
        named, end = bodies.leading(words[match.end() :], own)
        rest = words[match.end() + end :].lstrip(" ,")
        if named and rule("roles", "role.passive_verb").pattern.match(rest):
            return placed(named, skipped + match.end(), role_of(rest), "role.passive")
    return ()
