"""The marks that reading pictures is held to, each beside what a run of the bench got, and pass or short."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.evaluating.accuracy import Errors
from pipeline.evaluating.figures import PASS, SHORT, VERDICT, Table
from pipeline.evaluating.footprint import Footprint
from pipeline.evaluating.overlaid import Verdicts
from pipeline.evaluating.sightings import Seen
from pipeline.evaluating.trials import BLANK, SHINING, SIGNED, STAMPED, Sum, Times
from pipeline.evaluating.truth import Place

TITLE = "Marks of reading pictures"
HEAD = ("mark", "wanted", "got", "of", VERDICT)

BODY = (Place.BODY, Place.TITLE, Place.ADDRESS, Place.APPENDIX)
"""Running text: what stands neither in columns nor in tables, nor under ink."""

WORST: Mapping[str, tuple[float, str]] = {
    "clean": (0.001, "clean"),
    "office": (0.001, "typical"),
    "+ shadow": (0.003, "shadow"),
    "+ skew 3°": (0.003, "skew"),
    "+ low contrast": (0.003, "low contrast"),
    "+ speckle": (0.003, "photocopy"),
    "+ second copy": (0.05, "copy of a copy"),
    "copy": (0.05, "bad copy of a copy, black and white"),
}
"""The most wrong characters of running text, of 1, by group of pages."""

COLOURED = ("office", SIGNED, "+ " + STAMPED, "hard")
"""Pages with a red seal or a pen over the signer's name, scanned in colour."""
FINE, COARSE = ("clean", "office", "copy"), ("hard",)
"""Presets at 300 and at 200 dots an inch; single damages are at 200, too."""
GROWTH = 40
"""MiB that a worker may grow and still be flat: what its allocator keeps of the largest page."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One line: what is wanted and what was got, as shown; ``of`` says on how much, ``held`` whether it suffices."""

    name: str
    wanted: str
    got: str
    of: str
    held: bool


def table(sums: Mapping[str, Sum], layers: Sequence[Verdicts], memory: Footprint | None) -> Table:
    """The marks of a run as a table of the figures."""
    marks = [*_errors(sums), *_sightings(sums), *_layers(layers), *_speeds(sums), *_memory(memory)]
    rows = [(one.name, one.wanted, one.got, one.of, PASS if one.held else SHORT) for one in marks]
    return Table(TITLE, HEAD, tuple(rows))


def body(errors: Mapping[str, Errors]) -> Errors:
    """The errors of the running text."""
    return sum((errors[place.value] for place in BODY if place.value in errors), Errors())


def _errors(sums: Mapping[str, Sum]) -> Iterator[Mark]:
    for group, (worst, name) in WORST.items():
        if group in sums:
            found = body(sums[group].errors)
            if found.cer is not None:
                of = f"{found.characters} characters"
                yield Mark(
                    f"body CER, {name}", f"≤ {100 * worst:.1f} %", f"{100 * found.cer:.2f} %", of, found.cer <= worst
                )


def _sightings(sums: Mapping[str, Sum]) -> Iterator[Mark]:
    every = _seen(sums.values())
    pairs = f"{every.pairs} pairs of words"
    yield Mark("heading and foot, order errors", "0", str(every.swapped), pairs, every.swapped == 0)
    coloured = _seen(sums[name] for name in COLOURED if name in sums)
    yield from _share("names under the seal, colour", 0.95, coloured.names_read, coloured.names, "names")
    yield from _share("rotation", 1.0, every.upright, every.texts, "pages with text")
    yield from _share("text not taken for blank", 1.0, every.texts_told, every.texts, "pages with text")
    for group, name, least in ((BLANK, "blank pages, clean", 1.0), (SHINING, "blank pages, strong show-through", 0.95)):
        found = _seen(sums[one] for one in (group,) if one in sums)
        yield from _share(name, least, found.blanks_told, found.blanks, "pages")


def _layers(layers: Sequence[Verdicts]) -> Iterator[Mark]:
    right, pages = sum(one.right for one in layers), sum(one.pages for one in layers)
    yield from _share("layer verdicts", 1.0, right, pages, f"pages of {len(layers)} kinds")


def _share(name: str, least: float, right: int, count: int, of: str) -> Iterator[Mark]:
    if count:
        # Cut, not rounded: one wrong of a thousand is no 100 %.
        got = int(1000 * right / count) / 10
        yield Mark(
            name, f"{'≥ ' if least < 1 else ''}{100 * least:g} %", f"{got:g} %", f"{count} {of}", right >= least * count
        )


def _speeds(sums: Mapping[str, Sum]) -> Iterator[Mark]:
    def plain(one: Sum) -> Times:
        return one.plain

    def bare(one: Sum) -> Times:
        return one.bare

    coarse = (*COARSE, *(name for name in sums if name.startswith("+ ") and name != "+ 100 dpi"))
    yield from _speed("throughput, 300 dpi, against plain", 1.5, sums, FINE, plain)
    yield from _speed("throughput, 200 dpi, against plain", 1.2, sums, coarse, plain)
    yield from _speed("throughput against bare recognition", 0.85, sums, (*FINE, *COARSE), bare)


def _speed(
    name: str, least: float, sums: Mapping[str, Sum], groups: Iterable[str], of: Callable[[Sum], Times]
) -> Iterator[Mark]:
    times = [of(sums[group]) for group in groups if group in sums]
    pages, ours = sum(one.pages for one in times), sum(one.our_seconds for one in times)
    if not pages:
        return
    ratio = sum(one.seconds for one in times) / ours
    processor = sum(one.processor for one in times) / sum(one.our_processor for one in times)
    got = f"{ratio:.2f} × (processor {processor:.2f})"
    yield Mark(name, f"≥ {least:g} ×", got, f"{pages} pages", ratio >= least)


def _memory(memory: Footprint | None) -> Iterator[Mark]:
    if memory is not None:
        pages = f"{memory.pages} pages"
        yield Mark("memory of a worker", "≤ 600 MiB", f"{memory.peak} MiB", pages, memory.peak <= 600)
        yield Mark("memory, growth", f"≤ {GROWTH} MiB", f"{memory.grown} MiB", pages, memory.grown <= GROWTH)


def _seen(sums: Iterable[Sum]) -> Seen:
    return sum((one.seen for one in sums), Seen())
