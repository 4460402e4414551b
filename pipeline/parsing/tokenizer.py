"""Vietnamese words as spaCy tokens, each of them exactly a slice of the text.

underthesea's `word_tokenize` returns strings: it rewrites some, joins words over line ends and splits
document codes. Here its own parts are run so that nothing is lost: its regular expression over our
text gives the spans, its CRF model sees normalised copies of them, and the tags ``I-W`` merge
neighbours. Codes and dates (``rules/tokens.jsonl``) are single tokens and go first. No token crosses
a line end; white space that is not one blank between two tokens becomes a token of its own, so
``doc.text == text`` holds for every string.
"""

from __future__ import annotations

import functools
import importlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from spacy.tokens import Doc

from pipeline.parsing import lexicon
from pipeline.parsing.needed import Needs, lowered, needed, possible
from pipeline.parsing.text import Span

Mode = Literal["words", "syllables"]

_SEQUENCE = 400
"""Most tokens that the model tags at once: its cost grows faster than their number."""

_CHUNK = 256
"""Longest run without white space that underthesea's expression sees; it is not linear on longer ones."""

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_RUN = re.compile(r"\S+")
_PLAIN = re.compile(r"\w+|[^\w\s]")

_LOOKALIKES = {0xD0: "Đ", 0xF0: "đ"}


def spans(text: str, mode: Mode = "words") -> list[Span]:
    """The tokens of `text` as half-open spans, in order; white space lies between them.

    ``words`` are underthesea's words (they may hold blanks, never a line end), ``syllables`` the
    pieces of its regular expression. Codes and dates are one token in both.
    """
    found: list[Span] = []
    for line in _LINE.finditer(text):
        found.extend(_line(line.group(), line.start(), mode))
    return found


@functools.lru_cache(maxsize=512)  # a task's action is often a section's body
def words(text: str, mode: Mode = "words") -> tuple[str, ...]:
    """The tokens of `text` as strings, white space inside folded to one blank; punctuation left out.

    What `sections.words` and `tasks.words` hold: for search and for comparing, never for evidence.
    """
    found: list[str] = []
    for start, end in spans(text, mode):
        piece = text[start:end]
        if piece.isalnum():  # nearly always
            found.append(piece)
        elif any(map(str.isalnum, piece)):
            found.append(" ".join(piece.split()))
    return tuple(found)


GIVEN = "vanthu.given"
"""Where a Doc keeps the text that it was made of."""


class VietnameseTokenizer:
    """The tokenizer of the pipeline; ``mode`` is ``words`` or ``syllables``."""

    def __init__(self, vocab: Any, mode: Mode = "words") -> None:
        if mode not in ("words", "syllables"):
            raise ValueError(f"tokenizer mode {mode!r} is not known; use 'words' or 'syllables'")
        self.vocab = vocab
        self.mode: Mode = mode

    def __call__(self, text: str) -> Any:
        """A Doc whose text is `text`, whatever it holds."""
        tokens: list[str] = []
        blanks: list[bool] = []

        def gap(space: str) -> None:
            if space.startswith(" ") and tokens and not blanks[-1] and not tokens[-1].isspace():
                blanks[-1] = True
                space = space[1:]
            if space:
                tokens.append(space)
                blanks.append(False)

        position = 0
        for start, end in spans(text, self.mode):
            gap(text[position:start])
            tokens.append(text[start:end])
            blanks.append(False)
            position = end
        gap(text[position:])
        return Doc(self.vocab, words=tokens, spaces=blanks, user_data={GIVEN: text})

    def pipe(self, texts: Iterable[str], **_: object) -> Iterator[Any]:
        """One Doc for each text."""
        return map(self, texts)

    # The tokenizer holds no state but its mode, which the config names: nothing to save.

    def to_bytes(self, **_: object) -> bytes:
        """Nothing: the config holds the mode."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> VietnameseTokenizer:
        """Itself: the config holds the mode."""
        return self

    def to_disk(self, _path: str | Path, **_: object) -> None:
        """Nothing: the config holds the mode."""

    def from_disk(self, _path: str | Path, **_: object) -> VietnameseTokenizer:
        """Itself: the config holds the mode."""
        return self


def create_tokenizer(mode: Mode = "words") -> Callable[[Any], VietnameseTokenizer]:
    """The factory behind ``@tokenizers = "vanthu.tokenizer.v1"`` in a config."""

    def make(nlp: Any) -> VietnameseTokenizer:
        return VietnameseTokenizer(nlp.vocab, mode)

    return make


def old_tones(text: str) -> str:
    """`text` with the tone of oa, oe, uy placed the old way (`hóa` → `hoá`), as underthesea's dictionary spells.

    Fifteen rhymes, only at a syllable's end and not after q (`quý` keeps its place); same length.
    """
    return _NEW.sub(lambda match: _OLD_OF[match[1]], text)


_NEW_TONES = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_OLD_TONES = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_OLD_OF = {
    case(new): case(old)
    for new, old in zip(_NEW_TONES, _OLD_TONES, strict=True)
    for case in (str.lower, str.upper, str.capitalize)
}
_NEW = re.compile(r"(?<![qQ])(" + "|".join(_OLD_OF) + r")(?!\w)")


def _line(line: str, shift: int, mode: Mode) -> list[Span]:
    """The tokens of one line, `shift` added to their offsets."""
    copy, origin = _composed(line)
    pieces: list[Span] = []
    whole: set[int] = set()
    position = 0
    for start, end in _protected(copy):
        pieces.extend(_pieces(copy, position, start))
        whole.add(len(pieces))
        pieces.append((start, end))
        position = end
    pieces.extend(_pieces(copy, position, len(copy)))
    if mode == "words" and len(pieces) > 1:
        pieces = _merged(copy, pieces, whole)
    if origin is None:
        return [(start + shift, end + shift) for start, end in pieces]
    return [(origin[start] + shift, origin[end] + shift) for start, end in pieces]


def _protected(line: str) -> list[Span]:
    """Codes, dates and addresses of the web, which stay whole; the longest first where two begin together."""
    if not _JOINT.search(line):
        return []
    low = lowered(line)
    found = [match.span() for rule, needs in _rules() if possible(needs, low) for match in rule.pattern.finditer(line)]
    kept: list[Span] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


_JOINT = re.compile(r"[/.@-]")


@functools.cache
def _rules() -> tuple[tuple[lexicon.Rule, Needs], ...]:
    """The rules of tokens that stay whole, each with what its matches hold."""
    return tuple((rule, needed(rule.pattern)) for rule in lexicon.rules("tokens"))


def _pieces(line: str, start: int, end: int) -> Iterator[Span]:
    """Pieces by underthesea's expression. It never crosses white space, so each run may be bounded."""
    if start >= end:
        return
    runs = [run.span() for run in _RUN.finditer(line, start, end)]
    long = any(right - left > _CHUNK for left, right in runs)
    for left, right in runs:
        run = line[left:right]
        if run.isalpha():
            yield left, right
        elif right - left > _CHUNK:
            yield from (match.span() for match in _PLAIN.finditer(line, left, right))
        elif left == start and left and not line[left - 1].isspace():
            # Behind a token kept whole, at which the expression looks back.
            for match in _expression().finditer(line, left, right if long else end):
                if match.start() >= right:
                    break
                yield match.span()
        else:
            split = _of_short if right - left <= _SHORT else _of_run
            for first, behind in split(run, right == end or long):
                yield left + first, left + behind


_SHORT = 24
"""Characters of a run that is likely to come again."""


@functools.lru_cache(maxsize=1 << 12)
def _of_short(run: str, last: bool) -> tuple[Span, ...]:
    return _of_run(run, last)


def _of_run(run: str, last: bool) -> tuple[Span, ...]:
    """The pieces of a run without white space, the last of its line or not: the expression looks no further."""
    return tuple(match.span() for match in _expression().finditer(run if last else f"{run} ", 0))


def _merged(line: str, pieces: list[Span], whole: set[int]) -> list[Span]:
    """Pieces joined to words by the CRF's tags; those in `whole` stay alone."""
    copies = [old_tones(_known(line[start:end])) for start, end in pieces]
    tags: list[str] = []
    for first in range(0, len(copies), _SEQUENCE):
        tags.extend(_tag(copies[first : first + _SEQUENCE]))
    merged = [pieces[0]]
    for i in range(1, len(pieces)):
        if tags[i] == "I-W" and i % _SEQUENCE and i not in whole and i - 1 not in whole:
            merged[-1] = (merged[-1][0], pieces[i][1])
        else:
            merged.append(pieces[i])
    return merged


def _composed(line: str) -> tuple[str, tuple[int, ...] | None]:
    """An NFC copy of a line, and for each of its borders the offset in the line (None: the same).

    A letter and the marks behind it are one cluster, composed by itself; a cluster that does not
    get shorter by it stands as it is.
    """
    if line.isascii() or unicodedata.is_normalized("NFC", line):
        return line.translate(_LOOKALIKES), None
    out: list[str] = []
    origin: list[int] = []
    start = 0
    for end in [*(i for i in range(1, len(line)) if not unicodedata.combining(line[i])), len(line)]:
        cluster = line[start:end]
        made = unicodedata.normalize("NFC", cluster)
        if len(made) > len(cluster):
            made = cluster
        out.append(made)
        first = end - len(made) + 1
        origin.append(start)
        origin.extend(range(first, end))
        start = end
    origin.append(len(line))
    return "".join(out).translate(_LOOKALIKES), tuple(origin)


@functools.cache
def _expression() -> re.Pattern[str]:
    """The regular expression of underthesea (9.5), as its own tokenizer compiles it."""
    module = importlib.import_module("underthesea.pipeline.word_tokenize.regex_tokenize")
    return re.compile(module.regex_patterns_combine, re.VERBOSE | re.UNICODE)


@functools.cache
def _known_forms() -> dict[str, str]:
    module = importlib.import_module("underthesea.pipeline.text_normalize.text_normalizer")
    return dict(module.token_map)


def _known(token: str) -> str:
    """The form of a token that the model was trained on (`nghành` → `ngành`)."""
    return _known_forms().get(token, token) if len(token) <= 6 else token


@functools.cache
def _tagger() -> Any:
    """The CRF model of underthesea, loaded once a process from its own files (no network)."""
    package = importlib.import_module("underthesea.pipeline.word_tokenize")
    tagger = importlib.import_module("underthesea.models.fast_crf_sequence_tagger").FastCRFSequenceTagger()
    tagger.load(str(Path(package.__file__ or "").parent / "models" / "ws_crf_vlsp2013_20230727"))
    return tagger


def _tag(tokens: list[str]) -> list[str]:
    """``B-W`` or ``I-W`` for each token of one sequence."""
    return list(_tagger().predict([[token] for token in tokens]))
