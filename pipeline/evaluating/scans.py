"""Scans made from drafts, with their exact truth: the door of the maker.

    python -m pipeline.evaluating.scans tests/gold/dev OUT --preset hard --seed 7

writes for every draft a file, its truth (``<stem>.truth.json``) and, where the draft has one, its gold
(``<stem>.json``) in folders ``files``, ``truth`` and ``gold``: `vanthu extract` reads the first,
`vanthu evaluate` scores against the last. The same draft, settings, fonts and package versions give
the same bytes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
import numpy as np

from pipeline.errors import GoldError, SetupError, VanthuError
from pipeline.evaluating import damage, fonts, paperwork, printing, sheets, typesetting
from pipeline.evaluating.drafts import SUFFIX, Draft, load
from pipeline.evaluating.dressing import Dressing, blank_back, dress
from pipeline.evaluating.printing import Picture
from pipeline.evaluating.sheets import Period, Ruling, Sheet
from pipeline.evaluating.truth import TruePage, Truth
from pipeline.evaluating.word_files import docx


@dataclass(frozen=True, slots=True)
class Step:
    """A damage of `damage.DAMAGES` and the strengths among which the seed chooses."""

    name: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Preset:
    """A kind of scan. ``skew`` are the least and greatest degrees, to either side.

    ``quality`` is that of the JPEG pages, None for black-and-white ones packed as a fax is.
    """

    dpi: int
    skew: tuple[float, float]
    quality: int | None
    steps: tuple[Step, ...]
    dressing: Dressing


PRESETS: Mapping[str, Preset] = {
    "clean": Preset(300, (0, 0), 92, (), Dressing()),
    "office": Preset(
        300,
        (0.0, 1.0),
        75,
        (Step("paper", 0.0, 0.1), Step("blur", 0.0, 0.15), Step("noise", 0.05, 0.25)),
        Dressing(frozenset({"number", "day"}), seal=True, signature=True),
    ),
    "hard": Preset(
        200,
        (2.0, 3.0),
        60,
        (
            Step("paper", 0.2, 0.7),
            Step("bleed", 0.2, 0.6),
            Step("low_contrast", 0.2, 0.6),
            Step("shadow", 0.4, 0.9),
            Step("speckle", 0.1, 0.5),
            Step("blur", 0.3, 0.7),
            Step("noise", 0.2, 0.5),
            Step("edges", 0.2, 0.8),
        ),
        Dressing(frozenset({"number", "day"}), seal=True, signature=True, incoming=True, holes=True),
    ),
    "copy": Preset(
        300,
        (0.3, 1.5),
        None,
        (
            Step("low_contrast", 0.0, 0.3),
            Step("copied", 0.2, 0.6),
            Step("speckle", 0.3, 0.9),
            Step("edges", 0.0, 0.6),
            Step("bits", 0.0, 0.5),
        ),
        Dressing(frozenset({"number", "day"}), seal=True, signature=True),
    ),
}

KINDS = ("pdf", "tiff", "png", "born", "docx")
"""Picture PDF, multi-page TIFF, one page as PNG, born-digital PDF, Word file."""


@dataclass(frozen=True, slots=True)
class Made:
    """A made file: its bytes, the suffix of its name, and what is true of it.

    The truth of a Word file is that of the same draft printed: its lines will break elsewhere.
    """

    data: bytes
    suffix: str
    truth: Truth


def make(
    draft: Draft,
    *,
    preset: str | Preset = "office",
    kind: str = "pdf",
    dpi: int | None = None,
    seed: int = 0,
    font: str = "liberation",
    period: Period | None = None,
    dressing: Dressing | None = None,
    turn: int = 0,
    pages: Sequence[int] | None = None,
    ruling: Ruling = Ruling.FULL,
) -> Made:
    """Make a file of a draft.

    Args:
        draft: what the document says.
        preset: the kind of scan, by name or your own; a born-digital PDF and a Word file have none.
        kind: one of `KINDS`.
        dpi: dots an inch, 100 to 600; the preset's own if not given.
        seed: chooses layout, damages, pen and stamps.
        font: a family of `fonts.FAMILIES`.
        period: the rules of layout; those of the document's year if not given.
        dressing: what is laid over the pages; the preset's own if not given.
        turn: degrees (0, 90, 180, 270) by which the pages lie turned in the file, clockwise.
        pages: which pages to make (1-based, as printed; blank backs follow theirs); all if not given.
        ruling: which rules of tables are printed; a Word file has all.

    Raises:
        SetupError: a name is unknown, the resolution out of bounds, or fonts are missing.
        GoldError: the draft can't be set, or one picture was asked for and there are several pages.
    """
    chosen = preset if isinstance(preset, Preset) else _preset(preset)
    if kind not in KINDS:
        raise SetupError(f"there is no kind of file {kind}", f"choose one of {', '.join(KINDS)}")
    if turn % 90:
        raise SetupError(f"a page can't lie turned by {turn} degrees", "choose 0, 90, 180 or 270")
    resolution = dpi or chosen.dpi
    worn = dressing or chosen.dressing
    printed_only = kind in ("born", "docx")
    face = fonts.find(font)
    manner = replace(sheets.manner(period or sheets.period_of(draft), seed), ruling=ruling)
    laid = typesetting.typeset(draft, face, manner, frozenset() if printed_only else worn.hands)
    wanted = [number for number in range(1, len(laid) + 1) if pages is None or number in pages]
    made = {
        "preset": "" if printed_only else preset if isinstance(preset, str) else "own",
        "kind": kind,
        "dpi": "" if printed_only else str(resolution),
        "seed": str(seed),
        "font": font,
        "period": manner.period.value,
    }
    if kind == "docx":
        truth = Truth(draft.name, tuple(sheets.true_page(laid[n - 1], n, face) for n in wanted), made)
        return Made(docx(draft, manner, numbered=seed % 2 == 1), ".docx", truth)
    printed = printing.pdf([laid[number - 1] for number in wanted], face, draft.name)
    if kind == "born":
        truth = Truth(draft.name, tuple(sheets.true_page(laid[n - 1], i, face) for i, n in enumerate(wanted, 1)), made)
        return Made(printed, ".pdf", truth)
    if not 100 <= resolution <= 600:
        raise SetupError(f"{resolution} dots an inch are out of bounds", "choose 100 to 600")
    scanned = list(_scanned(printed, [laid[n - 1] for n in wanted], face, chosen, worn, resolution, seed, turn))
    if kind == "png" and len(scanned) != 1:
        raise GoldError(f"the draft {draft.name} has {len(scanned)} pages", "name the one for the picture: pages=[1]")
    truth = Truth(draft.name, tuple(page for _, page in scanned), made)
    pack = {"pdf": paperwork.picture_pdf, "tiff": paperwork.tiff, "png": paperwork.png}[kind]
    data = pack([picture for picture, _ in scanned], resolution, chosen.quality)
    return Made(data, "." + kind, truth)


def gold_of(raw: Mapping[str, Any], file: str, dressing: Dressing) -> dict[str, Any]:
    """A draft's gold as that of a file made of it: the file's name, and what its stamps say."""
    document = dict(raw.get("document") or {})
    if dressing.urgency:
        document["urgency"] = dressing.urgency.casefold()
    return {**raw, "file": file, "document": document}


def _preset(name: str) -> Preset:
    if name not in PRESETS:
        raise SetupError(f"there is no preset {name}", f"choose one of {', '.join(PRESETS)}")
    return PRESETS[name]


def _scanned(
    printed: bytes,
    laid: Sequence[Sheet],
    face: fonts.Type,
    preset: Preset,
    dressing: Dressing,
    dpi: int,
    seed: int,
    turn: int,
) -> Iterator[tuple[Picture, TruePage]]:
    """Pages dressed, then damaged, in the order of the file."""
    number = 0
    pictures = list(printing.pictures(printed, dpi)) if _needs_backs(preset) else None
    for at, picture in enumerate(pictures or printing.pictures(printed, dpi)):
        number += 1
        rng = np.random.default_rng([seed, number, 5])
        page = sheets.true_page(laid[at], number, face)
        picture, page = dress(picture, page, laid[at], face, dressing, dpi, rng)
        following = pictures[(at + 1) % len(pictures)] if pictures else None
        fronts = [(picture, page)]
        if dressing.backs:
            number += 1
            fronts.append(blank_back(picture, page, number, float(rng.random())))
        for front, own in fronts:
            yield _worn(front, own, preset, damage.Scene(dpi, following), seed, turn)


def _worn(
    picture: Picture, page: TruePage, preset: Preset, scene: damage.Scene, seed: int, turn: int
) -> tuple[Picture, TruePage]:
    """A page after all that befalls it: the paper's damages, the skew on the glass, the scanner's damages."""
    names = list(damage.DAMAGES)
    steps = sorted(preset.steps, key=lambda step: names.index(step.name))
    # What happens on the glass moves with the scanner, not with the paper.
    glass = names.index("noise")
    for step in steps:
        if names.index(step.name) < glass:
            picture = _damaged(picture, step, scene, seed, page.number)
    low, high = preset.skew
    if high > 0:
        rng = np.random.default_rng([seed, page.number, 6])
        degrees = float(rng.uniform(low, high) * rng.choice([-1, 1]))
        picture, page = damage.skewed(picture, degrees, page)
    for step in steps:
        if names.index(step.name) >= glass:
            picture = _damaged(picture, step, scene, seed, page.number)
    if turn % 360:
        picture, page = damage.turned(picture, turn % 360, page)
    return picture, page


def _damaged(picture: Picture, step: Step, scene: damage.Scene, seed: int, number: int) -> Picture:
    rng = np.random.default_rng([seed, number, zlib.crc32(step.name.encode())])
    return damage.DAMAGES[step.name](picture, float(rng.uniform(step.low, step.high)), rng, scene)


def _needs_backs(preset: Preset) -> bool:
    return any(step.name == "bleed" for step in preset.steps)


@click.command()
@click.argument("drafts", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--preset", default="office", type=click.Choice(list(PRESETS)), show_default=True)
@click.option("--kind", default="pdf", type=click.Choice(KINDS), show_default=True)
@click.option("--dpi", type=click.IntRange(100, 600), help="Dots an inch.  [default: the preset's]")
@click.option("--seed", default=0, show_default=True, type=click.IntRange(min=0))
@click.option("--font", default="liberation", show_default=True, help="A font family, or `mixed`.")
@click.option("--period", type=click.Choice([period.value for period in Period]), help="Rules of layout.")
@click.option("--turn", default="0", type=click.Choice(["0", "90", "180", "270"]), show_default=True)
@click.option("--urgency", help="A stamp of urgency, as HỎA TỐC.")
def main(
    drafts: Path,
    out: Path,
    preset: str,
    kind: str,
    dpi: int | None,
    seed: int,
    font: str,
    period: str | None,
    turn: str,
    urgency: str | None,
) -> None:
    """Make a file of every draft in DRAFTS, with truth and gold, under OUT."""
    try:
        _make_all(drafts, out, preset, kind, dpi, seed, font, period, int(turn), urgency)
    except VanthuError as error:
        raise click.ClickException(str(error)) from error


def _make_all(
    drafts: Path,
    out: Path,
    preset: str,
    kind: str,
    dpi: int | None,
    seed: int,
    font: str,
    period: str | None,
    turn: int,
    urgency: str | None,
) -> None:
    paths = [drafts] if drafts.is_file() else sorted(drafts.glob("*" + SUFFIX))
    if not paths:
        raise GoldError(f"there are no drafts (*{SUFFIX}) in {drafts}", "name their folder")
    families = fonts.available() if font == "mixed" else (font,)
    for folder in ("files", "truth", "gold"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    for at, path in enumerate(paths):
        draft = load(path)
        dressing = replace(_preset(preset).dressing, urgency=urgency)
        made = make(
            draft,
            preset=preset,
            kind=kind,
            dpi=dpi,
            seed=seed + at,
            font=families[(seed + at) % len(families)],
            period=Period(period) if period else None,
            dressing=dressing,
            turn=turn,
            pages=[1] if kind == "png" else None,
        )
        (out / "files" / (draft.name + made.suffix)).write_bytes(made.data)
        (out / "truth" / f"{draft.name}.truth.json").write_text(made.truth.to_json(), encoding="utf-8")
        gold = path.with_name(draft.name + ".json")
        if gold.is_file():
            raw = gold_of(json.loads(gold.read_text(encoding="utf-8")), draft.name + made.suffix, dressing)
            text = json.dumps(raw, ensure_ascii=False, indent=1)
            (out / "gold" / gold.name).write_text(text + "\n", encoding="utf-8")
        click.echo(f"{draft.name}{made.suffix}: {len(made.truth.pages)} pages")


if __name__ == "__main__":
    main()
