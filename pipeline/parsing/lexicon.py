"""Rules and lexicons as data: the files under ``models/vi_plan``, loaded once.

- ``lexicons/<name>.csv``: entries with the columns ``id``, ``term`` (the surface form), ``examples``
  and ``counter_examples`` (several separated by `` | ``) and columns of their own. An entry matches
  where its term stands between word borders, case and tone placement folded.
- ``rules/<name>.jsonl``: one rule a line: ``id``, ``pattern`` (a regular expression, case folded
  unless ``"case": true``), ``examples``, ``counter_examples`` and optionally ``value``, ``note`` and
  ``needs``: words in lower case of which every match holds one, looked for before the pattern is tried.
  ``{name}`` in a pattern is replaced by the alternation of the terms of lexicon ``name``.

One test runs every example and counter-example of every entry and rule.
"""

from __future__ import annotations

import csv
import functools
import json
import os
import re
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import SetupError

MODEL = "vi_plan"
CAPITALS = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
"""The capitals of the language, for a class of a pattern; small letters stand between `À` and `Ỹ`."""


@functools.cache
def model_path() -> Path:
    """The folder of the spaCy pipeline: beside the package in a checkout, inside it in a wheel.

    ``VANTHU_MODEL`` names another one. Raises SetupError when there is none.
    """
    package = Path(__file__).resolve().parents[1]
    named = os.environ.get("VANTHU_MODEL")
    candidates = [Path(named)] if named else [package / "_models" / MODEL, package.parent / "models" / MODEL]
    for candidate in candidates:
        if (candidate / "lexicons").is_dir():
            return candidate
    raise SetupError(
        f"the model {MODEL} is not at {candidates[-1]}",
        "reinstall vanthu, or set VANTHU_MODEL to the folder models/vi_plan of a checkout",
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a lexicon; ``values`` are the columns of its own, absent where empty."""

    id: str
    term: str
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)

    def matches(self, text: str) -> bool:
        """True where the term stands in `text` between word borders."""
        term = re.escape(fold_tone(self.term).casefold())
        return re.search(rf"(?<!\w){term}(?!\w)", fold_tone(text).casefold()) is not None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: a compiled pattern with its id; ``value`` is what a match stands for.

    ``needs`` are words of which every match holds one; none where any text may match.
    """

    id: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    value: str | None = None
    needs: tuple[str, ...] = ()

    def likely(self, low: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """True where a stretch of a text in lower case holds a word that a match needs."""
        for word in self.needs:  # a generator would take twice as long, and this is asked often
            if low.find(word, start, end) >= 0:
                return True
        return not self.needs


@functools.cache
def entries(name: str) -> tuple[Entry, ...]:
    """The entries of ``lexicons/<name>.csv`` in file order."""
    with (model_path() / "lexicons" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Entry(
                row.pop("id"),
                unicodedata.normalize("NFC", row.pop("term")),
                _several(row.pop("examples", "")),
                _several(row.pop("counter_examples", "")),
                {key: value for key, value in row.items() if value},
            )
            for row in csv.DictReader(file)
        )


@functools.cache
def terms(name: str) -> tuple[str, ...]:
    """The terms of a lexicon, longest first: the order in which an alternation must try them."""
    return tuple(sorted((entry.term for entry in entries(name)), key=lambda term: (-len(term), term)))


@functools.cache
def alternation(name: str) -> str:
    """The terms of a lexicon as the inside of a regular expression's group."""
    return "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in terms(name))


@functools.cache
def rules(name: str) -> tuple[Rule, ...]:
    """The rules of ``rules/<name>.jsonl`` in file order."""
    found = []
    for line in (model_path() / "rules" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        raw = json.loads(line)
        pattern = re.sub(r"\{([a-z_]+)\}", lambda match: f"(?:{alternation(match[1])})", raw["pattern"])
        found.append(
            Rule(
                raw["id"],
                re.compile(pattern, 0 if raw.get("case") else re.IGNORECASE),
                tuple(raw.get("examples", ())),
                tuple(raw.get("counter_examples", ())),
                raw.get("value"),
                tuple(raw.get("needs", ())),
            )
        )
    return tuple(found)


@functools.cache
def rule(name: str, identifier: str) -> Rule:
    """The rule of ``rules/<name>.jsonl`` with this id."""
    return next(found for found in rules(name) if found.id == identifier)


def _several(cell: str | None) -> tuple[str, ...]:
    return tuple(piece.strip() for piece in (cell or "").split(" | ") if piece.strip())


# The two ways to place the tone on oa, oe, uy: old (hoá, thuỷ) and new (hóa, thủy).
_OLD_TONES = ("oà oá oả oã oạ òa óa ỏa õa ọa", "oè oé oẻ oẽ oẹ òe óe ỏe õe ọe", "uỳ uý uỷ uỹ uỵ ùy úy ủy ũy ụy")
_NEW_OF: dict[str, str] = {}
for _row in _OLD_TONES:
    _forms = _row.split()
    _NEW_OF.update(zip(_forms[:5], _forms[5:], strict=True))
_O_TONES, _U_TONES = ("".join(sorted({form[1] for form in _NEW_OF if form[0] == first})) for first in "ou")
_O_SET, _U_SET = (tones + tones.upper() for tones in (_O_TONES, _U_TONES))
# The marked vowel first, then a look back: whole texts are folded, and hardly a word ends so.
_OLD = re.compile(rf"[{_O_SET}{_U_SET}](?!\w)(?<=[oO][{_O_SET}]|[uU][{_U_SET}])(?<![qQ]..)")


def fold_tone(text: str) -> str:
    """`text` with every tone on oa, oe, uy placed the new way (`hoá` → `hóa`); same length.

    For comparing, never for keeping. ``quý`` and ``quỷ`` (after q) stay as they are.
    """
    return _fold_short(text) if len(text) <= SYLLABLE else _new_tones(text)


SYLLABLE = 8
"""Characters of the longest syllables: few thousands there are, and each is asked for again and again."""


@functools.lru_cache(maxsize=1 << 15)
def _fold_short(text: str) -> str:
    return _new_tones(text)


def _new_tones(text: str) -> str:
    pieces: list[str] = []
    behind = 0
    for match in _OLD.finditer(text):
        start = match.start() - 1
        old = text[start : match.end()]
        made = _NEW_OF[old.lower()]
        pieces += (text[behind:start], *(n.upper() if o.isupper() else n for o, n in zip(old, made, strict=True)))
        behind = match.end()
    return "".join([*pieces, text[behind:]]) if pieces else text


class _Bare(dict[int, str]):
    """Each character's bare letter, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = bare = unicodedata.normalize("NFD", chr(code))[0]
        return bare


_ACCENTS = _Bare({ord("đ"): "d", ord("Đ"): "D", 0xD0: "D"})


def fold_accents(text: str) -> str:
    """`text` without Vietnamese marks (`đ` = `d`), NFC letters one for one: same length for NFC input."""
    return text.translate(_ACCENTS)
