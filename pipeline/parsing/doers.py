"""Who does what is said: the bodies of a heading, a sentence or an attached line, with their roles.

The reading guide (ANNOTATION.md, Tasks): `lead` is said to `chủ trì`, `coordinate` named after
`phối hợp (với)`, `request` asked with `Đề nghị`, all others `implement`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.parsing import bodies
from pipeline.parsing.doer import Doer, Said, acts, is_nobody, is_predicate, placed, role_of, shifted
from pipeline.parsing.doers_behind import behind_topic, passive, suffix
from pipeline.parsing.facts import Abbreviation, Body
from pipeline.parsing.lexicon import CAPITALS, fold_tone, rule
from pipeline.records import BodyKind, Role

_CLAUSE = re.compile(
    rf"(?<=[.;!?])(?<!\b[A-ZĐ]\.)(?<!\b[A-ZĐ]{{2}}\.)\s+(?=[{CAPITALS}“\"])"
    rf"|(?<=;)\s+(?=(?:giao|yêu cầu|đề nghị)\s+(?:các\s|chủ đầu tư\s|[{CAPITALS}])"
    rf"|(?:phòng|khoa|công an|sở|ban)\s(?=[{CAPITALS}])"
    r"|(?:bí thư|giám đốc|hiệu trưởng|người đứng đầu|thư ký|trưởng (?:phòng|ban|thôn|các))\s"
    r"|(?:cổng thông tin|đài (?:truyền|phát) thanh|trung tâm (?:y tế|văn hóa)|tổ công nghệ)\s"
    r"|(?:các|trạm|ủy ban|thủ trưởng|chủ tịch|đồng chí|(?:đơn vị|địa phương|cơ quan|thôn|xã) nào)\s)"
)
_REPORT_WORDS = 12
_NAME_WORDS = 16
_GENERIC = frozenset(
    {
        *("thành viên", "cán bộ", "công chức", "viên chức", "nhân viên", "giáo viên", "người"),
        *("đảng viên", "hội viên", "đoàn viên"),
    }
)
"""Whom a body assigns of its own: the work stays its own."""
_STANDING = re.compile(r"^(?:cơ quan|đơn vị|bộ phận) (?:thường trực|đầu mối|chủ quản)[^.;:]{0,60}$", re.IGNORECASE)
"""What a heading says of the office before it (`Trạm Y tế xã - cơ quan thường trực`)."""
_ADVERBIAL = frozenset(
    {
        *("theo", "trong", "cho", "để", "từ", "với", "bằng", "vào", "qua", "tại", "về", "đến", "khi", "trước", "sau"),
        *("hằng", "hàng", "nhằm", "mỗi", "của", "từng", "ở", "đúng", "này", "giữa"),
    }
)
"""Words at which a name ends and that are no predicate."""
_SWALLOWED = 3
"""A name with a verb in it has so many words at least."""
_CLAUSE_REACH = 14
_REACH = 300
_ONE_MORE = 9
_POST = re.compile(r"(?:các )?(?:phó )?(?:trưởng |(?:tổ|đội|nhóm) trưởng)|phó ")
"""Small letters of a post whose holders a body charges: `phân công trưởng thôn phụ trách`."""
_PLACE = re.compile(r"(?:các )?(?:tỉnh|huyện|xã|phường|thị xã|thành phố|thị trấn|thôn|bản|ấp)$")
_ABOUT = re.compile(r"(?:thanh tra|kiểm tra|giám sát) (?:về|việc|đối với)\b", re.IGNORECASE)
"""Work that has a body's name: `THANH TRA VỀ AN TOÀN LAO ĐỘNG`, whatever its case."""
_WHICHEVER = re.compile(r"^\s*(?:(?:cơ quan|tổ chức),?\s+)?\w+(?:\s\w+)?\snào\b", re.IGNORECASE)
_VERBS = re.compile(
    r"thường\s+trực\s+(?:giúp\s+việc|tại|24)|trực\s+ban\s+(?:nghiêm|24|thường|liên)|lãnh\s+đạo\s+(?:đổi\s+mới|thực\s+hiện|tổ\s+chức|triển\s+khai|nâng\s+cao"
    r"|tăng\s+cường|làm\s+tốt|xây\s+dựng|đẩy\s+mạnh|hoàn\s+thành|củng\s+cố|kiện\s+toàn|phát\s+triển|quán\s+triệt)\b",
    re.IGNORECASE,
)
"""Words for a body that are a verb before these: `Lãnh đạo thực hiện`, `Thường trực giúp việc`."""
_MONEY_OF = re.compile(r"\b(?:kinh phí|nguồn|vốn|dự toán|ngân sách|biên chế)\b", re.IGNORECASE)
_LEADS_LATER = re.compile(r"[;.]\s+(?:đồng\s+thời,?\s+)?chủ\s+trì\b", re.IGNORECASE)


def of_heading(heading: str, own: Sequence[Abbreviation] = ()) -> Said | None:
    """The doers that a heading names; None where it is about something else.

    `Sở Nội vụ`, `Đối với các sở, ban`, `Đề nghị Hội …`, `Sở X chủ trì, phối hợp với Y:`. A heading
    over criteria (`Đối với tập thể, cá nhân`) names nobody.
    """
    string = heading.rstrip(" :.*_")
    skipped = len(string) - len(string.lstrip(" *_"))
    if apart := rule("roles", "role.opening").pattern.match(string, skipped):
        skipped = apart.end()  # `Riêng thôn A và thôn B:`
    asked_of = rule("roles", "role.request").pattern.match(string[skipped:])
    request = asked_of is not None
    at = skipped + max(bodies.lead(string[skipped:]), asked_of.end() if asked_of else 0)
    if _ABOUT.match(string, at):
        return None
    found, end = bodies.leading(string[at:], own)
    if (
        not found
        and at > skipped
        and not bodies.thing(string[at:].split(" ", 1)[-1])
        and not bodies.is_stop(string[at:].lower())  # `Trách nhiệm phối hợp`
        and len(string[at:].split()) <= 10
    ):
        found, end = bodies.split(string[at:], own), len(string) - at  # `Đối với` whom no lexicon knows
    if not found or all(is_nobody(body) for body in found):
        return None
    rest = string[at + end :]
    if string[skipped:at].casefold().startswith("đối với") and _names_go_on(rest):
        found, end = bodies.split(string[at:], own), len(string) - at
        rest = ""
    more = re.match(r"\s*(?:,|và)?\s*(?=đề nghị\s)", rest, re.IGNORECASE)
    if more and (also := of_heading(rest[more.end() :], own)):
        offset = at + end + more.end()
        asked = tuple(replace(doer, body=shifted(doer.body, offset)) for doer in also.own)
        return Said(tuple(Doer(shifted(body, at), Role.IMPLEMENT, "doer.heading") for body in found) + asked)
    bare = _STANDING.sub("", re.sub(r"^\s*\([^)]*\)", "", rest).strip(" ,-–:"))
    if (ordered := rule("roles", "role.assign_object").pattern.match(bare)) and (told := subject(string, own)):
        return Said(told) if ordered["verb"] and told[0].body.start > at else None  # `Sở yêu cầu các đơn vị …:`
    if bare and len(bare.split()) <= 12 and rule("roles", "role.modifier").pattern.match(bare):
        found, bare = bodies.split(string[at:], own), ""  # `Các phòng tham gia đào tạo`: part of the name
    leads = rule("roles", "role.lead").pattern.match(bare) is not None
    if bare and not leads and not rule("roles", "role.heading_told").pattern.match(bare):
        if whole := _whole(re.sub(r"\s*\([^()]*\)$", "", string[at:]), found, bare, own):
            found, bare = whole, ""
        elif not is_predicate(bare):
            return None
    elif bare and not leads and not is_predicate(bare):
        return None
    role = Role.REQUEST if request else Role.LEAD if leads else Role.IMPLEMENT
    named = tuple(Doer(shifted(body, at), role, "doer.heading") for body in found)
    return Said(named, (), partners(string, own, start=at + end) if bare else (), leads)


def _names_go_on(rest: str) -> bool:
    """True for what goes on a name behind `Đối với`: words without a verb (`…, sự nghiệp và trường học`)."""
    words = rest.strip(" ,").split()
    if not words or rest.lstrip()[:1] != "," or len(words) > _REPORT_WORDS:
        return False
    return not any(
        bodies.is_stop(" ".join(words[at:])) and word not in {"và", "hoặc", "cùng"} for at, word in enumerate(words)
    )


def _whole(name: str, found: Sequence[Body], bare: str, own: Sequence[Abbreviation]) -> tuple[Body, ...]:
    """The offices of a heading whose last name goes on in small letters; () where those words are no name.

    `Tiểu ban An ninh, trật tự và y tế`, `Ban Chỉ đạo thực hiện Quy chế dân chủ`, `Tổ kiểm tra, giám sát`: what
    stands behind a bare head or a verb in capitals says what the office is for; behind a complete name
    (`Sở Y tế rà soát …`) it says what the office does.
    """
    last = found[-1]
    bare = re.sub(r"\s*\([^()]*\)?$", "", bare)
    if last.kind in {BodyKind.PERSON, BodyKind.COLLECTIVE} or not bare or re.search(r"[.;:(]", bare):
        return ()
    if len(name.split()) > _NAME_WORDS or not bare[0].islower():
        return ()
    capitals = sum(word[0].isupper() for word in last.name.split())
    if not bodies.for_work(last.name) and (len(found) > 1 or capitals < 2 or is_predicate(bare)):
        return ()
    if any(body.kind != BodyKind.OTHER for body in bodies.split(bare, own)):
        return ()  # somebody else stands there
    return (*found[:-1], replace(last, end=len(name), name=bodies.canonical(name[last.start :], own)))


def of_sentences(text: str, own: Sequence[Abbreviation] = ()) -> Said:
    """The doers that a task's words name."""
    subjects: tuple[Doer, ...] = ()
    added: list[Doer] = []
    named = partners(text, own)
    listed = {doer.body.start for doer in named}
    for nth, (start, end) in enumerate(_clauses(text)):
        if nth and start in listed and text[:start].rstrip()[-1:] == ";":
            continue  # `phối hợp với Sở X; Sở Y tổ chức …`: one of the partners
        if (added and start < added[-1].body.end) or (subjects and start < subjects[-1].body.end):
            continue  # a list of bodies with semicolons
        found = subject(text[start:end], own, first=nth == 0)
        placed = tuple(replace(doer, body=shifted(doer.body, start)) for doer in found)
        if nth == 0:
            subjects = placed
        else:
            added.extend(doer for doer in placed if not _again(doer, subjects))
    opening = text.lstrip(' *_“"')
    leads = rule("roles", "role.lead").pattern.match(opening) is not None
    if subjects and not added and not leads and _LEADS_LATER.search(text):
        subjects = tuple(replace(by, role=Role.LEAD) if by.role == Role.IMPLEMENT else by for by in subjects)
    leads = leads or (not subjects and not added and _LEADS_LATER.search(text) is not None)
    known = {doer.key[0] for doer in (*subjects, *added)}
    with_ = tuple(doer for doer in named if doer.key[0] not in known)
    return Said(subjects, tuple(added), with_, leads)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Each clause that may have a subject of its own, up to the end of its sentence."""
    starts = [0, *(match.end() for match in _CLAUSE.finditer(text))]
    sentences = [start for start in starts if start == 0 or text[:start].rstrip()[-1:] != ";"]
    for start in starts:
        yield start, next((other for other in sentences if other > start), len(text))


def _again(doer: Doer, subjects: Sequence[Doer]) -> bool:
    """True for `các sở` said again of the departments named before."""
    words = fold_tone(doer.body.name).casefold().split()
    if len(words) != 2 or words[0] != "các":
        return False
    return any(words[1] in fold_tone(other.body.name).casefold().split()[:2] for other in subjects)


def subject(sentence: str, own: Sequence[Abbreviation] = (), *, first: bool = True) -> tuple[Doer, ...]:
    """The bodies that a sentence gives work to: its subject, or whom it assigns or asks.

    `first` is true for the first sentence of a unit: only there does a doer behind a dash or in
    brackets (`… – Trường X thực hiện`) count.
    """
    skipped = len(sentence) - len(sentence.lstrip(' *_“"'))
    opening = rule("roles", "role.opening").pattern.match(sentence, skipped)
    skipped = opening.end() if opening else skipped
    words = sentence[skipped:]
    for name in ("role.request", "role.assign"):
        asked = rule("roles", name).pattern.match(words)
        if asked:
            found, end = bodies.leading(words[asked.end() :], own)
            rest = words[asked.end() + end :].strip(" ,")
            if found and rest.strip(" .;") and not _generic(found):
                role = Role.REQUEST if name == "role.request" else role_of(rest)
                return placed(found, skipped + asked.end(), role, name)
            return ()
    found, end = bodies.leading(words, own)
    if found and (_VERBS.match(words) or rule("roles", "role.holds").pattern.match(words)):
        return ()  # `Thường trực giúp việc …`, `Lãnh đạo đổi mới …`; `Trường có 02 điểm trường`
    if found and _WHICHEVER.search(words[:end]):
        return _behind_clause(words, skipped, own)  # `Đơn vị nào vi phạm thì thủ trưởng đơn vị đó …`
    if found:
        return _firmly(words, found, end, skipped, own) or _subject(words, found, end, skipped, own)
    if first and (reported := _reported(words, skipped, own)):
        return reported
    if rule("roles", "role.clause").pattern.match(words) and (late := _behind_clause(words, skipped, own)):
        return late
    if not first:
        return ()
    return suffix(words, skipped, own) or passive(words, skipped, own) or behind_topic(words, skipped, own)


def _generic(found: Sequence[Body]) -> bool:
    """True for bare `thành viên`, `cán bộ`: whom a body assigns of its own people."""
    return all(body.name.casefold() in _GENERIC for body in found)


def _firmly(words: str, found: Sequence[Body], end: int, skipped: int, own: Sequence[Abbreviation]) -> tuple[Doer, ...]:
    """The subject before a verb that no lexicon knows, which the name has swallowed.

    `Đoàn Thanh niên vớt rác theo lịch.`: with no other verb in the clause the name ends behind its
    last sure word.
    """
    rest = words[end:].lstrip()
    listed = rest[:1] == "," and not bodies.is_stop(rest[1:].lstrip()) and rest[1:].lstrip()[:1].islower()
    clause = re.split(r"[,.;:]", rest[:_REACH], maxsplit=1)[0].split()
    if clause and not (clause[0].casefold() in _ADVERBIAL and not _has_verb(clause[1:])) and not listed:
        return ()
    if found[-1].name[1:2].isupper() or len(found[-1].name.split()) < _SWALLOWED:
        return ()
    named, at = bodies.leading(words, own, firm=True)
    if len(named) != len(found) or at >= end or not acts(words[at:].lstrip(), named):
        return ()
    return placed(named, skipped, Role.IMPLEMENT, "doer.firm")


def _has_verb(words: Sequence[str]) -> bool:
    """True where a verb stands among the first words of a clause."""
    return any(
        bodies.is_stop(" ".join(words[at:])) and word.casefold() not in _ADVERBIAL
        for at, word in enumerate(words[:_CLAUSE_REACH])
    )


def _own_people(found: Sequence[Body]) -> bool:
    """True for people whom a body assigns of its own: `Tổ trưởng phân công giáo viên kèm học sinh`."""
    return all(
        body.name[1:].islower() and any(body.name.casefold().startswith(one) for one in _GENERIC) for body in found
    )


def _subject(
    words: str, found: Sequence[Body], end: int, skipped: int, own: Sequence[Abbreviation]
) -> tuple[Doer, ...]:
    listed = words[end:].lstrip()[:1] == ","
    rest = words[end:].lstrip(" ,")
    assigned = rule("roles", "role.assign_object").pattern.match(rest)
    if assigned:
        objects, after = bodies.leading(rest[assigned.end() :], own)
        ahead = rest[assigned.end() + after :].strip(" .;,")
        charged = "phân công" in assigned["verb"].casefold() and all(_POST.match(body.name) for body in objects)
        if objects and ahead and not _own_people(objects) and not charged:
            offset = skipped + len(words) - len(rest) + assigned.end()
            role = Role.REQUEST if "nghị" in assigned["verb"].casefold() else role_of(rest[assigned.end() + after :])
            return placed(objects, offset, role, "role.assign_object")
    apposed = rule("roles", "role.apposed").pattern.match(rest)
    rest = rest[apposed.end() :] if apposed else rest
    told = is_predicate(rest) or acts(rest, found) or (listed and _one_more(rest))
    if not told or all(is_nobody(body) for body in found):
        return ()
    given = rule("roles", "role.given").pattern.match(rest)
    if given:
        asked = "nghị" in given["verb"].casefold()
        return placed(found, skipped, Role.REQUEST if asked else role_of(rest[given.end() :]), "role.given")
    return placed(found, skipped, role_of(rest), "doer.subject")


def _one_more(rest: str) -> bool:
    """True where one of a list that no lexicon knows stands before the verb: `Trạm Y tế, chợ trung tâm niêm yết …`."""
    words = re.split(r"[.;:(]", rest[:_REACH], maxsplit=1)[0].split()[:_ONE_MORE]
    if not words or words[0].casefold() in _ADVERBIAL:
        return False
    return any(is_predicate(" ".join(words[at:])) for at in range(1, len(words) - 1))


def _reported(words: str, skipped: int, own: Sequence[Abbreviation]) -> tuple[Doer, ...]:
    """`Thành phố yêu cầu các sở …`, `Việc X giao Tổ Y …`: an order told by one who is no body of the grammar."""
    for match in rule("roles", "role.assign_object").pattern.finditer(words[:160]):
        before = words[: match.start()]
        if len(before.split()) > _REPORT_WORDS or re.search(r"[.;:]", before):
            break
        verb = match["verb"].casefold()
        found, end = bodies.leading(words[match.end() :], own)
        rest = words[match.end() + end :].lstrip(" ,")
        if not found or not rest.strip(" .;,") or _generic(found) or _own_people(found):
            continue
        if _MONEY_OF.search(before) and not is_predicate(rest):
            continue  # `kinh phí từ nguồn sự nghiệp giao cho Sở Y tế, nguồn tài trợ`
        plans = "," in before and bodies.is_stop(before[:1].lower() + before[1:])
        if plans and not verb.startswith("giao") and not rule("roles", "role.clause").pattern.match(before):
            continue  # `Xây dựng kế hoạch, đề nghị cấp ủy …`: who plans asks and assigns as well
        role = Role.REQUEST if "nghị" in verb else role_of(rest)
        return placed(found, skipped + match.end(), role, "role.assign_object")
    return ()


def _behind_clause(words: str, skipped: int, own: Sequence[Abbreviation]) -> tuple[Doer, ...]:
    """`Căn cứ Kế hoạch này, các phòng xây dựng …`: the subject behind a clause and its comma."""
    for match in re.finditer(r"(?:,|\bthì)\s+(?=\w)", words[:500]):
        found, end = bodies.leading(words[match.end() :], own)
        rest = words[match.end() + end :].lstrip(" ,")
        if found and _PLACE.match(found[0].name):
            continue  # `Ở các huyện, thành phố, Phòng Nội vụ …`
        if found and rest and (is_predicate(rest) or acts(rest, found)) and not all(is_nobody(body) for body in found):
            return placed(found, skipped + match.end(), role_of(rest), "doer.behind_clause")
    return ()


def partners(text: str, own: Sequence[Abbreviation] = (), *, start: int = 0) -> tuple[Doer, ...]:
    """The bodies named after `phối hợp (với)`."""
    found: dict[tuple[str, Role], Doer] = {}
    for name in ("role.coordinate", "role.coordinate_far"):
        for match in rule("roles", name).pattern.finditer(text, start):
            named, _ = bodies.leading(text[match.end() :], own)
            for body in named:
                doer = Doer(shifted(body, match.end()), Role.COORDINATE, name)
                found.setdefault(doer.key, doer)
    for match in rule("roles", "role.partner_said").pattern.finditer(text, start):
        named, end = bodies.leading(text[match.end() :], own)
        if named and re.match(r"phối\s+hợp\b(?!\s+(?:với|cùng))", text[match.end() + end :]):
            for body in named:
                doer = Doer(shifted(body, match.end()), Role.COORDINATE, "role.partner_said")
                found.setdefault(doer.key, doer)
    return tuple(sorted(found.values(), key=lambda doer: doer.body.start))


def of_list(value: str, role: Role, own: Sequence[Abbreviation] = (), *, rule_id: str) -> tuple[Doer, ...]:
    """The doers that a cell or an attached line lists; `lead_coordinate` is told by the caller."""
    return tuple(
        Doer(body, role, rule_id) for body in bodies.split(value, own) if not is_nobody(body) and body.name.strip()
    )
