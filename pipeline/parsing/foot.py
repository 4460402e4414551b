"""The foot of a document: Nơi nhận, `Lưu:`, Kính gửi and the signing block.

One row a dash line, as written; a bracket that says why it is sent (`(b/c)`) is the purpose; the
`Lưu:` line is the archive row (Nghị định 30/2020/NĐ-CP, Phụ lục I mục 9; ANNOTATION.md, Recipients).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from pipeline.pages import LineKind
from pipeline.parsing import bodies
from pipeline.parsing.casing import shouted
from pipeline.parsing.dictionary import syllables
from pipeline.parsing.facts import FieldFact, RecipientFact, Zone, Zones
from pipeline.parsing.foot_lines import FootPiece, Part, cut
from pipeline.parsing.lexicon import entries, fold_tone
from pipeline.parsing.mending import mend, recognised
from pipeline.parsing.shape import bare, matches
from pipeline.parsing.signatories import person
from pipeline.parsing.signing import read_signing
from pipeline.parsing.text import Span, Text, TextLine, View
from pipeline.records import Flag, RecipientKind

_CLOSED = (";", ".", ":")
_TRAILING = " \t;.,:|*_/\\"
_MAX_RECIPIENTS = 200


@dataclass(slots=True)
class _Row:
    """A recipient in the making."""

    kind: RecipientKind
    spans: list[Span]
    string: str
    line: int

    @property
    def open(self) -> bool:
        """True where the row may run on: no closing mark, or a bracket that never closed."""
        words = self.string.rstrip(" *_|")
        return not words.endswith(_CLOSED) or words.count("(") > words.count(")")


def read_foot(text: Text, zones: Zones) -> tuple[tuple[FieldFact, ...], tuple[RecipientFact, ...]]:
    """The witnesses of the signing block, and the rows of Kính gửi, Nơi nhận and `Lưu:` in that order."""
    foot = [line for line in text.lines if zones.of[line.index] is Zone.FOOT]
    pieces = [piece for line in foot for piece in cut(line)]
    addressees = _addressees(text, [line for line in text.lines if zones.of[line.index] is Zone.ADDRESS])
    rows, used = _rows(pieces)
    recipients = [fact for row in rows[:_MAX_RECIPIENTS] if (fact := _fact(text, row)) is not None]
    facts = read_signing(text, [piece for piece in pieces if piece.span not in used])
    return facts, (*addressees, *recipients)


def _rows(pieces: Sequence[FootPiece]) -> tuple[list[_Row], set[Span]]:
    """Recipients from the foot's pieces, and the spans that they took."""
    dashed = any(piece.part is Part.DASH for piece in pieces)
    rows: list[_Row] = []
    used: set[Span] = set()
    inside = False
    for piece in pieces:
        current = rows[-1] if rows else None
        if piece.part is Part.RECIPIENTS:
            inside = True
            used.add(piece.span)
        elif piece.part in (Part.DASH, Part.ARCHIVE):
            if piece.part is Part.DASH and not inside and _signs(piece):
                continue
            inside = True
            used.add(piece.span)
            kind = RecipientKind.ARCHIVE if piece.part is Part.ARCHIVE else RecipientKind.RECIPIENT
            rows.append(_Row(kind, [piece.span], piece.string, piece.line))
        elif not inside or piece.part in (Part.AUTHORITY, Part.SIGNED, Part.BANNER):
            continue
        elif current is not None and current.open and _runs_on(piece, current):
            current.spans.append(piece.span)
            current.string += " " + piece.string
            used.add(piece.span)
        elif _stands_alone(piece, dashed=dashed, any_row=current is not None):
            for start, end in _several(piece):
                rows.append(
                    _Row(
                        _kind(piece.string[start:end]),
                        [(piece.start + start, piece.start + end)],
                        piece.string[start:end],
                        piece.line,
                    )
                )
            used.add(piece.span)
    return rows, used


def _signs(piece: FootPiece) -> bool:
    """True for a name or office behind a stray dash, read before Nơi nhận."""
    return person(piece.string) is not None


def _runs_on(piece: FootPiece, row: _Row) -> bool:
    """True where a piece is the next line of an open row, not the signing block beside it."""
    if piece.side is LineKind.RIGHT or piece.part is Part.OFFICE:
        return False
    if not re.search(r"[^\W\d_]{3}|\)", piece.string) or (piece.side is LineKind.TABLE and len(piece.string) < 6):
        return False  # crumbs of a seal
    who = person(piece.string) if piece.part is Part.PERSON else None
    if who is not None and who.known:
        return (
            piece.side is LineKind.LEFT and row.kind is RecipientKind.RECIPIENT and piece.string.rstrip().endswith(";")
        )
    if shouted(piece.string) and len(piece.string) > 4 and not re.search(r"[;.]$", piece.string):
        return piece.side is LineKind.LEFT
    if piece.line - row.line > 8:
        return False
    if row.kind is RecipientKind.ARCHIVE:
        return (
            piece.side is LineKind.LEFT
            or bool(re.search(r"[,(]\s*$", row.string))
            or piece.string.rstrip().endswith((".", ";"))
        )
    return True


def _stands_alone(piece: FootPiece, *, dashed: bool, any_row: bool) -> bool:
    """True for a recipient without a dash: it ends in a semicolon, or all of the list has none."""
    if piece.side is LineKind.RIGHT or piece.part not in (Part.OTHER, Part.OFFICE):
        return False
    words = piece.string.rstrip(" *_|")
    if piece.part is Part.OFFICE:
        return words.endswith(";")
    if words.endswith(";"):
        return True
    if dashed:
        return False
    return piece.side is LineKind.LEFT or (not any_row and not shouted(words) and len(words) <= 120)


def _several(piece: FootPiece) -> Iterable[Span]:
    """The recipients of one line without dashes (`Như trên; Lưu: VT.`): split at semicolons."""
    found = []
    for match in re.finditer(r"[^;]+;?", piece.string):
        start, end = match.span()
        while start < end and piece.string[start] in " .;-–":
            start += 1
        if re.search(r"\w", piece.string[start:end]):
            found.append((start, end))
    return found


def _kind(string: str) -> RecipientKind:
    plain = bare(string)
    archive = matches("foot", "archive", plain) and not plain.startswith("luu y")
    return RecipientKind.ARCHIVE if archive else RecipientKind.RECIPIENT


def _fact(text: Text, row: _Row) -> RecipientFact | None:
    view = View.of(text.string, row.spans)
    start, end = 0, len(view.string)
    dash = matches("foot", "dash", view.string[:40])
    start += dash.end() if dash else 0
    kind, rule = row.kind, "foot.recipient"
    if kind is RecipientKind.ARCHIVE:
        head = matches("foot", "archive", bare(view.string[start:])[:40])
        start += head.end() if head else 0
        rule = "foot.archive"
    name, purpose = _purpose(view.string[start:end])
    if not re.search(r"\w", name):
        return None
    first = view.string.index(name[:1], start)
    spans = view.slices(first, end)
    if not recognised(text, spans):
        return RecipientFact(kind, name, purpose, spans, rule)
    if not _has_words(name):
        return None  # crumbs of a seal
    whole, said = _misread_purpose(name) if purpose is None else (name, _slip_of_purpose(purpose))
    better = bodies.repaired(mend(text, spans, whole, alone=True)[0])
    if kind is RecipientKind.ARCHIVE and (slip := matches("foot", "archive_slip", bare(better))):
        better = f"VT{better[slip.end() :]}"
    if (better, said) != (name, purpose):
        return RecipientFact(kind, better, said, spans, rule, 0.8, (Flag.REPAIRED,))
    return RecipientFact(kind, name, purpose, spans, rule)


def _has_words(name: str) -> bool:
    """True where a recipient has a syllable of the language or a short form in capitals in it."""
    return any(
        (len(word) > 2 and fold_tone(word).lower() in syllables()) or (word.isupper() and 2 <= len(word) <= 6)
        for word in re.findall(r"[^\W_]+", name)
    )


_SLIPS_OF_PURPOSE = re.compile(r"\s?\((?P<word>(?:để )?[^\s()]{1,4})\)$")


@functools.cache
def _slips() -> dict[str, str]:
    """How OCR reads the purposes with a slash, by the lexicon, with a `để` before them too."""
    bare_ones = {
        slip: entry.term for entry in entries("purposes") for slip in entry.values.get("slips", "").split("|") if slip
    }
    return {f"để {slip}": f"để {term}" for slip, term in bare_ones.items() if not term.startswith("để ")} | bare_ones


def _slip_of_purpose(purpose: str) -> str:
    return _slips().get(purpose.lower(), purpose)


def _misread_purpose(name: str) -> tuple[str, str | None]:
    """The name without a bracket that is a purpose misread (`(uh)` for `(t/h)`), and the purpose."""
    match = _SLIPS_OF_PURPOSE.search(name)
    purpose = _slips().get(match["word"].lower()) if match else None
    return (name[: match.start()].rstrip(), purpose) if match and purpose else (name, None)


def _purpose(string: str) -> tuple[str, str | None]:
    """The name without its purpose and closing marks, and the purpose."""
    words = string.replace("*", "").strip()
    plain = bare(words)
    if len(plain) == len(words):
        for identifier in ("purpose", "purpose_words"):
            match = matches("foot", identifier, plain)
            if match and match.start() > 0:
                purpose = _known_purpose(words[match.start("purpose") : match.end("purpose")].strip(_TRAILING))
                return words[: match.start()].strip(_TRAILING + "-–"), purpose
    return words.strip(_TRAILING), None


@functools.cache
def _purposes() -> dict[str, str]:
    return {bare(entry.term): entry.term for entry in entries("purposes")}


def _known_purpose(words: str) -> str:
    """The purpose; one of the lexicon where a slip of marks or of one letter made it another."""
    plain = bare(words)
    known = _purposes()
    if plain in known:
        right = known[plain]
        return words if len(right) != len(words) or words[0].isupper() else right
    # A letter beside a stroke is the whole word: `p/h` is no slip of `t/h`.
    words_of = ((form, term) for form, term in known.items() if "/" not in form and len(form) >= 5)
    near = [term for form, term in words_of if Levenshtein.distance(form, plain) == 1]
    return near[0] if len(near) == 1 else words


def _addressees(text: Text, lines: Sequence[TextLine]) -> list[RecipientFact]:
    """The rows of Kính gửi: one a dash line, or split as bodies are on a single line."""
    spans: list[list[Span]] = []
    dashed: list[bool] = []
    for nth, line in enumerate(lines):
        start = line.start
        plain = bare(line.string)
        head = matches("heading", "address", plain)
        if head and nth == 0:
            start += head.end()
        rest = text.string[start : line.end]
        dash = matches("foot", "dash", rest)
        if not re.search(r"\w", rest):
            continue
        if dash:
            spans.append([(start + dash.end(), line.end)])
            dashed.append(True)
        elif spans and not (dashed[-1] and rest.strip()[:1].isupper() and _ends(text, spans[-1])):
            spans[-1].append((start, line.end))
        else:
            spans.append([(start, line.end)])
            dashed.append(False)
    found: list[RecipientFact] = []
    for group, dash_line in zip(spans, dashed, strict=True):
        view = View.of(text.string, group)
        if dash_line:
            name, purpose = _purpose(view.string)
            if re.search(r"\w", name):
                found.append(
                    RecipientFact(
                        RecipientKind.ADDRESSEE, name, purpose, view.slices(0, len(view.string)), "foot.addressee"
                    )
                )
            continue
        whole, purpose = _purpose(view.string)
        offset = view.string.find(whole) if whole else 0
        for start, end in _bodies(whole):
            found.append(
                RecipientFact(
                    RecipientKind.ADDRESSEE,
                    whole[start:end].strip(_TRAILING + "-–"),
                    purpose,
                    view.slices(offset + start, offset + end),
                    "foot.addressee",
                )
            )
    return [fact for fact in found if fact.name and fact.spans]


def _ends(text: Text, group: Sequence[Span]) -> bool:
    return text.string[group[-1][0] : group[-1][1]].rstrip().endswith(_CLOSED)


def _bodies(whole: str) -> list[Span]:
    """The bodies of a single line of Kính gửi; the whole line where they are not known."""
    found = [(body.start, body.end) for body in bodies.split(whole)]
    pieces: list[Span] = []
    for nth, (start, _) in enumerate(found):
        # A name keeps what stands behind it up to the next one (`Sở Nội vụ (qua Phòng …)`).
        end = found[nth + 1][0] if nth + 1 < len(found) else len(whole)
        words = re.sub(r"[\s;,.]+(?:và\s*)?$", "", whole[start:end])
        pieces.append((start, start + len(words)))
    return pieces or [(0, len(whole))]
