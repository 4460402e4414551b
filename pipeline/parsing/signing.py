"""The signing block: in whose name, in what form, which office, who (Nghị định 30/2020, Phụ lục I mục 7).

``TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / Nguyễn Văn Mẫu``: the lowest form counts (KT),
the office under it is the signer's, the body behind TM. the one signed for. Stamps read between
office and name, typists' marks and recipients on the same lines are passed over. The Party writes
``T/M`` and ``K/T`` (Hướng dẫn 36-HD/VPTW).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.pages import LineKind, Reading, Source
from pipeline.parsing import casing, surnames
from pipeline.parsing.bodies import canonical
from pipeline.parsing.casing import shouted
from pipeline.parsing.facts import FieldFact
from pipeline.parsing.foot_lines import FootPiece, Part, part_of
from pipeline.parsing.lexicon import fold_tone
from pipeline.parsing.shape import bare, matches
from pipeline.parsing.signatories import Person, is_office, is_whole_office, person, whole_office
from pipeline.parsing.text import Span, Text
from pipeline.records import Flag, WitnessSource

_FORMS = {"tm": "TM", "kt": "KT", "tl": "TL", "tuq": "TUQ", "q": "Q"}
_IN_FULL = {"thay mat": "TM", "ky thay": "KT", "thua lenh": "TL", "thua uy quyen": "TUQ", "quyen": "Q"}
SEVERAL_SIGN = "foot.signers"
"""The rule of names that sign beside one another: none of them is the signer."""
_DEPUTY = re.compile(r"^(?:phó|thứ trưởng|ủy viên)", re.IGNORECASE)
_UNIT_LINE = re.compile(r"^\W{0,3}(?:tinh|thanh pho|quan|huyen|thi xa|xa|phuong|thi tran|dac khu|tp)\b")


@dataclass(frozen=True, slots=True)
class Signing:
    """What one signing block says, each with its places in the document's text."""

    form: tuple[str, tuple[Span, ...]] | None = None
    behalf: tuple[str, tuple[Span, ...]] | None = None
    position: tuple[str, tuple[Span, ...], bool] | None = None
    """Office, places, whether a slip was mended."""
    signer: tuple[str, tuple[Span, ...], float, tuple[Flag, ...]] | None = None
    deputy_without_form: bool = False
    """A deputy's office stands under his superior's though no `KT.` was read."""
    several: tuple[tuple[str, Span], ...] = ()
    """The names where several sign."""


def read_signing(text: Text, pieces: Sequence[FootPiece]) -> tuple[FieldFact, ...]:
    """The witnesses of signer, office, form and body signed for, from the pieces of the foot."""
    signing = _block(text, pieces) or Signing()
    facts: list[FieldFact] = []

    def add(
        field: str, value: str | None, spans: tuple[Span, ...], confidence: float, flags: tuple[Flag, ...] = ()
    ) -> None:
        facts.append(FieldFact(field, value, WitnessSource.FOOT, spans, f"foot.{field}", confidence, flags))

    if signing.form:
        add("signing_form", signing.form[0], signing.form[1], 0.97)
    elif signing.deputy_without_form and signing.position:
        add("signing_form", "KT", signing.position[1], 0.7, (Flag.REPAIRED,))
    if signing.behalf:
        add("on_behalf_of", signing.behalf[0], signing.behalf[1], 0.96)
    if signing.position:
        value, spans, repaired = signing.position
        add("signer_position", value, spans, 0.8 if repaired else 0.96, (Flag.REPAIRED,) if repaired else ())
    if signing.several:
        for name, span in signing.several:
            facts.append(FieldFact("signer", name, WitnessSource.FOOT, (span,), SEVERAL_SIGN, 0.5, (Flag.AMBIGUOUS,)))
    elif signing.signer:
        name, spans, confidence, flags = signing.signer
        add("signer", name, spans, confidence, flags)
    facts.extend(_second_looks(text))
    return tuple(facts)


def _block(text: Text, pieces: Sequence[FootPiece]) -> Signing | None:
    block = [piece for piece in pieces if piece.part not in (Part.RECIPIENTS, Part.DASH, Part.ARCHIVE, Part.BANNER)]
    first = next((i for i, piece in enumerate(block) if piece.part in (Part.AUTHORITY, Part.OFFICE)), None)
    if first is None:
        found = _signer(text, block, alone=True)
        return Signing(signer=found) if found else None
    block = block[first:]
    form: tuple[str, tuple[Span, ...]] | None = None
    behalf: tuple[str, tuple[Span, ...]] | None = None
    offices: list[tuple[str, Span]] = []
    last = 0
    blocks = 0
    for at, piece in enumerate(block):
        if piece.part is Part.AUTHORITY:
            if any(p.part is Part.PERSON for p in block[last + 1 : at]) and offices:
                blocks += 1  # a second block beside or below the first
                break
            kind, rest = split_form(piece.string)
            rest_span = (piece.end - len(rest), piece.end)
            if kind == "TM":
                more = _runs_on(block, at)
                words = " ".join([rest, *(p.string for p in more)])
                behalf = (name_of(words), (rest_span, *(p.span for p in more)))
            form = (kind, (piece.span,))
            offices = [(rest, rest_span), *_office_goes_on(block, at)] if kind == "Q" else []
            last = at
        elif _second_block(block, at, last) and offices:
            blocks += 1
            break
        elif piece.part is Part.OFFICE and not any(p.part is Part.PERSON for p in block[last + 1 : at] if offices):
            offices.append((piece.string, piece.span))
            offices.extend(_office_goes_on(block, at))
            last = at
    position, without_form = _position(offices, form[0] if form else None)
    behind = block[last + 1 :]
    names = _names(behind, blocks > 0 or _beside(block, last))
    if len(names) > 1:
        return Signing(form, behalf, None, None, False, tuple(names))
    signer = _signer(text, behind, alone=False)
    return Signing(form, behalf, position, signer, without_form)


def _second_block(block: Sequence[FootPiece], at: int, last: int) -> bool:
    """True at an office between two names: that of another signer."""
    return (
        block[at].part is Part.OFFICE
        and any(_is_person(piece) for piece in block[last + 1 : at])
        and any(_is_person(piece) for piece in block[at + 1 : at + 8])
    )


def _beside(block: Sequence[FootPiece], last: int) -> bool:
    """True where offices stand on both sides, and names below them on both."""
    offices = {piece.side for piece in block[: last + 1] if piece.part in (Part.OFFICE, Part.AUTHORITY)}
    names = {piece.side for piece in block[last + 1 :] if _is_person(piece)}
    both = {LineKind.LEFT, LineKind.RIGHT}
    return offices >= both and names >= both


def _is_person(piece: FootPiece) -> bool:
    who = person(piece.string) if piece.part is Part.PERSON else None
    return who is not None and who.known


def split_form(string: str) -> tuple[str, str]:
    """The form that an authority's line opens with, and the rest of the line.

    ``("TM", "ỦY BAN NHÂN DÂN")`` for ``TM. ỦY BAN NHÂN DÂN``. The line must be one (`Part.AUTHORITY`).
    """
    plain = bare(string)
    match = matches("foot", "authority", plain) or matches("foot", "authority_bare", plain)
    if match is None:
        raise ValueError(f"no signing form opens {string!r}")
    words = " ".join(match[0].split()).strip()
    letters = re.sub(r"[^a-z]", "", words)
    return _IN_FULL.get(words) or _FORMS.get(letters, "TM"), string[match.end() :].strip(" .,:*")


def name_of(string: str) -> str:
    """A body's name in proper case, abbreviations opened."""
    return canonical(casing.proper(" ".join(string.replace("*", " ").split()), mend=True).string)


def office_of(string: str) -> tuple[str, bool]:
    """An office in proper case (`PHÓ CHỦ TỊCH` → `Phó Chủ tịch`), and whether a slip was mended."""
    words = " ".join(re.sub(r"[*'‘’`\"“”|]|\s\d$", " ", string).split()).strip(" .,;:_-–")
    whole = whole_office(words)
    if whole is not None:
        return whole, True
    made = casing.proper(words, mend=True)
    opened = canonical(made.string)
    return opened[:1].upper() + opened[1:], made.repaired


def _runs_on(block: Sequence[FootPiece], at: int) -> list[FootPiece]:
    """The lines on which the body behind TM. runs on (`TM. ỦY BAN NHÂN DÂN / HUYỆN CAO MẪU`)."""
    found: list[FootPiece] = []
    for piece in block[at + 1 : at + 3]:
        previous = found[-1] if found else block[at]
        unit = bool(_UNIT_LINE.match(bare(piece.string))) or _one_body(previous.string, piece.string)
        open_end = not unit and bare(previous.string).endswith((" va", ",", " cong", " chap hanh", " thuong vu"))
        if (
            piece.part is Part.OTHER
            and shouted(piece.string)
            and piece.line - previous.line <= 3
            and (unit or open_end)
        ):
            found.append(piece)
        else:
            break
    return found


def _one_body(above: str, below: str) -> bool:
    """True where a line break cut a body of the lexicon in two (`T/M BAN THƯỜNG / VỤ`)."""
    words = f"{above.split('.')[-1].strip()} {below}" if "." in above else f"{above.partition(' ')[2]} {below}"
    return casing.is_term(words)


def _office_goes_on(block: Sequence[FootPiece], at: int) -> list[tuple[str, Span]]:
    """The lines on which an office runs on (`PHÓ CHỦ TỊCH / THƯỜNG TRỰC`, `GIÁM ĐỐC / SỞ NỘI VỤ`)."""
    if at + 1 >= len(block):
        return []
    piece = block[at + 1]
    if piece.part not in (Part.OTHER, Part.PERSON) or not shouted(piece.string) or piece.line - block[at].line > 2:
        return []
    plain = bare(piece.string).strip(" .,:*")
    if plain in (
        "thuong truc",
        "phu trach",
        "dieu hanh",
        "hoi dong",
        "quoc hoi",
        "hoi dong quan tri",
        "hoi dong thanh vien",
    ):
        return [(piece.string, piece.span)]
    words = split_form(block[at].string)[1] if block[at].part is Part.AUTHORITY else block[at].string
    joined = is_whole_office(f"{words} {piece.string}")
    if plain.startswith("nuoc cong hoa") or (joined and not is_office(piece.string)):
        return [(piece.string, piece.span)]
    return []


def _position(
    offices: Sequence[tuple[str, Span]], form: str | None
) -> tuple[tuple[str, tuple[Span, ...], bool] | None, bool]:
    """The signer's office from the offices under the last form, and whether its KT. is missing."""
    if not offices:
        return None, False
    without_form = False
    chosen = list(offices)
    starts = [i for i, (words, _) in enumerate(offices) if is_office(words)]
    if form != "KT" and len(starts) > 1 and _DEPUTY.match(fold_tone(offices[starts[1]][0])):
        # Two offices in a row, the second a deputy's: `KT.` was not read.
        chosen = list(offices[starts[1] :])
        without_form = form is None
    elif len(starts) > 1 and form == "KT":
        chosen = list(offices[starts[0] : starts[1]])
    elif len(starts) > 1:
        chosen = list(offices[: starts[1]])
    value, repaired = office_of(" ".join(words for words, _ in chosen))
    return (value, tuple(span for _, span in chosen), repaired), without_form


def _names(block: Sequence[FootPiece], several: bool) -> list[tuple[str, Span]]:
    if not several:
        return []
    found = []
    for piece in block:
        who = person(piece.string) if piece.part is Part.PERSON else None
        if who and who.known:
            found.append((who.name, (piece.start + who.start, piece.start + who.end)))
    return found


def _signer(
    text: Text, block: Sequence[FootPiece], *, alone: bool
) -> tuple[str, tuple[Span, ...], float, tuple[Flag, ...]] | None:
    """The signer's name: the last name behind the office; a name with a known surname before others.

    `alone` where no office was read: only a known surname tells a name from a stamp's words then.
    """
    best: tuple[int, str, Span, float, tuple[Flag, ...]] | None = None
    found: tuple[int, str, Span, float, tuple[Flag, ...]]
    for piece in block:
        if piece.part not in (Part.PERSON, Part.OTHER):
            continue
        scanned = _from_ocr(text, piece)
        string = surnames.with_t(piece.string) if scanned else piece.string
        who = person(string)
        mended = None if (who and who.known) or not scanned else surnames.mended(_without_honour(string, who))
        if mended and (not alone or piece.side is LineKind.RIGHT):
            found = (1, mended, piece.span, 0.65, (Flag.REPAIRED,))
        elif who is None or ((piece.side is LineKind.LEFT or alone) and not who.known):
            continue
        else:
            span = (piece.start + who.start, piece.start + who.end)
            flags = (Flag.REPAIRED,) if string != piece.string else ()
            found = (2, who.name, span, 0.8 if flags else 0.95, flags) if who.known else (0, who.name, span, 0.6, flags)
        if best is None or found[0] >= best[0]:
            best = found
    return None if best is None else (best[1], (best[2],), best[3], best[4])


def _without_honour(string: str, who: Person | None) -> str:
    """The name without rank and title, where it was told as one."""
    return string[who.start : who.end] if who else string


def _from_ocr(text: Text, piece: FootPiece) -> bool:
    return text.lines[piece.line].page.source in (Source.OCR, Source.MIXED)


def _second_looks(text: Text) -> list[FieldFact]:
    """Witnesses from crops of the signing block that reading looked at again."""
    found: list[FieldFact] = []
    looks = [(page, reading) for page in text.pages for reading in page.readings if reading.purpose == "signature"]
    for page, reading in looks:
        place = _line_near(text, page.number, reading)
        for string in reading.text.splitlines():
            part = part_of(string)
            who = person(string)
            mended = None if who and who.known else surnames.mended(_without_honour(string, who))
            if (who and who.known) or mended:
                name, value = "signer", mended or (who.name if who else None)
            elif part is Part.OFFICE:
                name, value = "signer_position", office_of(string)[0]
            elif part is Part.AUTHORITY:
                name, value = "signing_form", split_form(string)[0]
                if value == "TM":
                    body = name_of(split_form(string)[1])
                    found.append(_second_look("on_behalf_of", body, place, reading))
            else:
                continue
            found.append(_second_look(name, value, place, reading))
    return found


def _second_look(name: str, value: str | None, place: tuple[Span, ...], reading: Reading) -> FieldFact:
    confidence = round(0.85 * reading.confidence, 4)
    return FieldFact(name, value, WitnessSource.FOOT, place, "foot.second_look", confidence)


def _line_near(text: Text, number: int, reading: Reading) -> tuple[Span, ...]:
    """The lines of the page that stand in the crop: what the second look is evidence of."""
    x0, y0, x1, y1 = reading.box
    inside = []
    for line in text.lines:
        box = line.line.box
        if line.page.number == number and box and box[1] < y1 and box[3] > y0 and box[0] < x1 and box[2] > x0:
            inside.append((line.start, line.end))
    return tuple(inside)
