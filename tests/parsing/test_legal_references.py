"""Recall of numbered references in sentences of laws: VNLegalText's validation set, where it is at hand.

Its tags miss repeated mentions, so only recall is measured: whether a tagged reference that shows
number and symbol is found at its place with that number (each, where one tag spans several). The
numbers of the gold are taken out of the tagged words by an expression of the test's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.parsing.citations import find

SET = Path(__file__).parents[3] / "shared" / "gold_citations" / "vnlegaltext-val.conll"
FLOOR = 0.99

_NUMBER = re.compile(r"(?<![\w/])\d{1,5} ?[a-zđ]?(?:/\d{4})?(?:[/-][A-ZĐƯ][A-Za-zĐđƯ0-9&]*)+")
_TIGHT_LEFT = re.compile(r"^(?:[.,;:!?)\]”%]|\.\.\.)$")
_TIGHT_RIGHT = frozenset("([“")


@dataclass(frozen=True)
class Reference:
    """A tagged reference: its span in the sentence and its number without spaces, in capitals."""

    start: int
    end: int
    number: str


def sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Words and tags, sentence by sentence; `_` joins syllables."""
    held: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, tag = line.rpartition(" ")
        if line.strip():
            held.append((word.replace("_", " "), tag))
        elif held:
            yield held
            held = []
    if held:
        yield held


def plain(words: list[tuple[str, str]]) -> tuple[str, list[Reference]]:
    """A sentence as it stood in print, and its numbered references."""
    text = ""
    spans: list[list[int]] = []
    for word, tag in words:
        if text and not _TIGHT_LEFT.match(word) and text[-1] not in _TIGHT_RIGHT:
            text += " "
        start = len(text)
        text += word
        if tag.startswith("B-"):
            spans.append([start, len(text)])
        elif tag.startswith("I-") and spans:
            spans[-1][1] = len(text)
    references = []
    for start, end in spans:
        for number in _NUMBER.finditer(text, start, end):
            references.append(Reference(start, end, folded(number[0])))
    return text, references


def folded(number: str) -> str:
    return number.replace(" ", "").upper()


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Nghị_định/B số/I 5/2001/NĐ-CP/I ngày/I 3/I ./O", ["5/2001/NĐ-CP"]),
        ("Luật/B Cây/I số/I 07/2001/QH10/I và/O Luật/B Rừng/I", ["07/2001/QH10"]),  # a name alone is none
        ("Nghị_định/B số/I 59/I", []),  # a number without its symbol is none
        ("Thông_tư/B số/I 08/I a/2010/TT-BTP/I", ["08A/2010/TT-BTP"]),
        ("Nghị_định/B số/I 11/CP/I và/I số/I 12/CP/I", ["11/CP", "12/CP"]),
    ],
)
def test_numbers_of_the_gold(words: str, numbers: list[str]) -> None:
    tagged = [word.rsplit("/", 1) for word in words.split()]
    text, references = plain([(word.replace("_", " "), f"{tag}-X") for word, tag in tagged])
    assert [one.number for one in references] == numbers
    assert all(text[one.start : one.end].startswith(("Nghị định", "Luật", "Thông tư")) for one in references)


def test_recall_of_numbered_references() -> None:
    if not SET.is_file():
        pytest.skip("VNLegalText's validation set is not beside this checkout")
    found = total = 0
    missed: list[str] = []
    for words in sentences(SET):
        text, references = plain(words)
        citations = find(text) if references else []
        for one in references:
            total += 1
            hits = [hit for hit in citations if hit.start < one.end and one.start < hit.end]
            if any(hit.number is not None and folded(hit.number) == one.number for hit in hits):
                found += 1
            else:
                context = text[max(0, one.start - 20) : one.end + 20]
                missed.append(f"{one.number}: got {[hit.number for hit in hits]} in …{context}…")
    print(f"recall {found / total:.4f} ({found} of {total})", *missed, sep="\n")
    assert total > 2000
    assert found / total >= FLOOR, f"{found} of {total}; first misses: {missed[:10]}"
