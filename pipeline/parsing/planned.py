"""What is spoken of and cites nothing: to be written, one of many, the document itself (ANNOTATION.md, Citations)."""

from __future__ import annotations

import re

from pipeline.parsing.lexicon import rule
from pipeline.parsing.passage import Passage, TypeWord

REACH = 260
"""Characters that a name may take at most."""
_SENTENCE = re.compile(r"[.\n](?:\s|$)")


def only_planned(passage: Passage, nth: int, known: dict[int, bool]) -> bool:
    """True for what is only to be written or goes on with a list of it (`xây dựng Đề án A; Đề án B`)."""
    chain: list[int] = []
    at: int | None = nth
    answer = False
    while at is not None:
        if at in known:
            answer = known[at]
            break
        chain.append(at)
        if _to_be_written(passage, passage.types[at]):
            answer = True
            break
        at = _listed_behind(passage, at)
    known.update(dict.fromkeys(chain, answer))
    return answer


def may_be_name(passage: Passage, word: TypeWord) -> bool:
    """False behind a plural, before `này`, in the document's own closing."""
    text = passage.text
    left, limit = passage.paragraph(word.start)
    before = text[max(left, word.start - 90) : word.start].rstrip('“"*')
    if rule("citations", "cite.self_after").pattern.match(text, word.end, limit):
        return False
    return not any(
        rule("citations", identifier).pattern.search(before)
        for identifier in ("cite.plural_before", "cite.chain", "cite.closing_before")
    )


def _to_be_written(passage: Passage, word: TypeWord) -> bool:
    """True behind a verb of writing (`xây dựng Kế hoạch …`), unless it is done (`đã ban hành Kế hoạch …`)."""
    left, _ = passage.paragraph(word.start)
    before = passage.text[max(left, word.start - 90) : word.start].rstrip('“"*')
    if rule("citations", "cite.issued_before").pattern.search(before):
        return False
    return rule("citations", "cite.writing_before").pattern.search(before) is not None


def _listed_behind(passage: Passage, nth: int) -> int | None:
    """The word of the same type with whose list a word goes on."""
    word = passage.types[nth]
    if not passage.text.startswith(("; ", ", "), word.start - 2) and not passage.text.startswith(
        " và ", word.start - 4
    ):
        return None
    for at in range(nth - 1, -1, -1):
        before = passage.types[at]
        if word.start - before.end >= REACH:
            return None
        if before.type == word.type:
            return None if _SENTENCE.search(passage.text, before.end, word.start) else at
    return None
