r"""Citations: every mention of another document, by number or by name. It also stands alone.

`find` is the only door and needs no other room, no spaCy and no file but the model's lexicons and
rules: give it any text, in any Unicode form, and it gives typed citations with their places.

>>> from pipeline.parsing.citations import find
>>> text = (
...     "Căn cứ Luật Thư viện ngày 21 tháng 11 năm 2019;\n"
...     "Thực hiện Kế hoạch số 45/KH-UBND ngày 05/01/2031 của UBND huyện Mẫu Sơn về tủ sách xã, "
...     "điểm a khoản 2 Điều 5 Quyết định số 12/QD-UBND."
... )
>>> for cited in find(text):
...     print(cited.type, cited.number, cited.issued_on, str(cited.relation), [str(flag) for flag in cited.flags])
luật None 2019-11-21 basis []
kế hoạch 45/KH-UBND 2031-01-05 implements []
quyết định 12/QĐ-UBND None implements ['repaired']
>>> law, plan, decision = find(text)
>>> law.resolved_number, law.cite_key
('46/2019/QH14', '46/2019/QH14')
>>> plan.name, plan.issuer, plan.cite_key
('tủ sách xã', 'Ủy ban nhân dân huyện Mẫu Sơn', '45/KH-UBND|Ủy ban nhân dân huyện Mẫu Sơn|2031')
>>> decision.pinpoint, text[decision.start : decision.end]
('điểm a khoản 2 Điều 5', 'Quyết định số 12/QD-UBND')

The way through: numbers (`mentions`) and those left blank (`blanks`), acts (`laws`), other names
(`named`), what the document's own mentions say of one another (`agreement`, `antecedents`, `backward`),
how it stands to each (`relations`). What counts is ANNOTATION.md, Citations; the rules are
``rules/citations.jsonl`` and ``rules/relations.jsonl``, the forms that a citation can have (its
``rule``) and the confidence that each claims ``rules/citation_forms.jsonl``. ``flags`` say where a
reviewer should look: a mended number (``repaired``; the text keeps what was read), digits left to the
hand (``handwritten``), type and symbol at odds (``type_mismatch``), an issuer told by the symbol alone
(``guessed_issuer``), a symbol that was not in use in the year given (``out_of_use``), a day that cannot be
(``date_implausible``).
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parsing.agreement import mend
from pipeline.parsing.antecedents import carry, cite_key, is_blank_own, is_own, resolved_number, without_schemes
from pipeline.parsing.backward import find_backward
from pipeline.parsing.blanks import find_blanks
from pipeline.parsing.facts import Abbreviation, Citation
from pipeline.parsing.laws import find_laws
from pipeline.parsing.lexicon import rule
from pipeline.parsing.mentions import Mention, find_numbered
from pipeline.parsing.named import find_named
from pipeline.parsing.numbers import canonical_number
from pipeline.parsing.passage import Passage
from pipeline.parsing.relations import pinpoints, relations
from pipeline.records import Flag

_MARKS = ' *“”"«».,;:'
_OPENING = {"”": "“", "»": "«"}


def find(
    text: str,
    *,
    own_number: str | None = None,
    own_type: str | None = None,
    own_title: str | None = None,
    abbreviations: Sequence[Abbreviation] = (),
) -> list[Citation]:
    """Every citation of a text, in order of its place; nested ones overlap.

    Args:
        text: a clean view of a document: paragraphs parted by a line end, line and page breaks inside
            a paragraph already joined by a space. Any Unicode form and kind of dash.
        own_number: the document's own number: no citation.
        own_type: its own type in lower case (`kế hoạch`).
        own_title: its own title (trích yếu): its mentions by name are no citations.
        abbreviations: what the document itself defines; the standing ones are known.

    Returns:
        Citations whose ``text[start:end]`` are the type word, number, date, issuer and title as
        they stand. Time is linear in the length of the text.
    """
    passage = Passage.of(text, abbreviations)
    if not passage.types and not passage.numbers:
        return []
    numbered = find_numbered(passage)
    taken = frozenset(mention.start for mention in numbered)
    schemes = frozenset(mention.scheme[0] for mention in numbered if mention.scheme)
    numbered += find_blanks(passage, taken)
    taken = frozenset(mention.start for mention in numbered)
    found = numbered + find_laws(passage, taken) + find_named(passage, taken, schemes)
    found = sorted(found, key=lambda mention: (mention.start, -mention.end))
    found = [mention for mention in found if not _example(passage, mention)]
    found = without_schemes(passage, found)
    found = carry(passage, mend(found))
    found = sorted(found + find_backward(passage, found, own_type), key=lambda mention: (mention.start, -mention.end))
    found = without_schemes(passage, found)
    own = canonical_number(own_number) if own_number else None
    found = [
        mention
        for mention in found
        if not (own and mention.number and mention.number.text == own.text)
        and not is_own(passage, mention, own_type, own_title)
        and not is_blank_own(mention, own_type, own)
    ]
    points = pinpoints(passage, found)
    starts = [points.get(mention.start, (mention.start, 0))[0] for mention in found]
    made = []
    for mention, (relation, _) in zip(found, relations(passage, found, starts), strict=True):
        pinpoint = points.get(mention.start)
        resolved = resolved_number(passage, mention)
        start, end = passage.folded.span(mention.start, mention.end)
        made.append(
            Citation(
                start=start,
                end=end,
                type=mention.type,
                number=mention.number.text if mention.number else None,
                name=_name(passage, mention),
                issuer=mention.issuer,
                issued_on=mention.issued_on,
                pinpoint=" ".join(passage.folded.slice(*pinpoint).split()) if pinpoint else None,
                relation=relation,
                cite_key=cite_key(passage, mention, resolved),
                resolved_number=resolved,
                rule=mention.rule,
                confidence=float(rule("citation_forms", mention.rule).value or 0.0),
                flags=tuple(sorted(_flags(passage, mention))),
            )
        )
    return made


def _name(passage: Passage, mention: Mention) -> str | None:
    """The cited name as written; a misread act's, or one without its type word in a list, as the lexicon spells it.

    ``text`` keeps what was read.
    """
    if mention.name is None:
        return None
    whole = " ".join(passage.folded.slice(*mention.name).split())
    written = whole.strip(_MARKS)
    closing = whole[len(whole.rstrip(_MARKS)) :].strip(" *.,;:")[:1]
    if closing and (written.count(_OPENING.get(closing, closing)) - written.count(closing) * (closing != '"')) % 2:
        written += closing  # `phê duyệt Đề án “…”`: the mark that closes one inside the name
    headless = not passage.types_between(mention.name[0], mention.name[0] + 1)
    if mention.name_text and mention.number is None and (headless or Flag.REPAIRED in mention.flags):
        year = f" năm {mention.year}" if mention.year and str(mention.year) in written else ""
        return mention.name_text + year
    return written or None


def _flags(passage: Passage, mention: Mention) -> frozenset[Flag]:
    return mention.flags | {Flag.REPAIRED} if passage.is_restored(mention.start) else mention.flags


def _example(passage: Passage, mention: Mention) -> bool:
    """True inside an example of a guide on layout (`Ví dụ: …`)."""
    left, _ = passage.paragraph(mention.start)
    before = passage.text[max(left, mention.start - 130) : mention.start]
    return rule("citations", "cite.example_before").pattern.search(before) is not None
