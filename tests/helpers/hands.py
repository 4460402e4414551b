"""What is given of numbers and days written by hand: precision and recall over made scans with such slots.

    python -m tests.helpers.hands --first 5000 --count 160 --lies 0.1

A made scan says nothing besides its page. So each is read thrice: without any other witness; with those
that archives have, a signature's time 0 to 3 days after the date and a file's name that gives the number
(FIELD.md); and with a share of names and times that lie. Of each kind: how many values were given, how
many of them rightly.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from pipeline.pages import FileReading, Witness
from pipeline.parsing.parse import parse
from tests.helpers.headings import Made, make
from tests.helpers.rates import read_file

LAID = ("alone", "witnesses", "lies")
"""What stands beside the page: nothing, what archives have, and that with lies among it."""


def given(made: Made, reading: FileReading, laid: str, lies: float, rng: random.Random) -> dict[str, tuple[str, str]]:
    """For number and day of issue that the document bears: what is true and what was given (empty: nothing)."""
    path, witnesses = "quet.pdf", reading.witnesses
    lying = laid == "lies" and rng.random() < lies
    if laid != "alone":
        path = name_of(made, rng, lying=lying)
        witnesses = (*witnesses, *signed(made, rng, lying=lying))
    (document, *_) = parse(replace(reading, witnesses=witnesses), path=path)
    record = document.document
    found = {"number": record.number, "issued_on": record.issued_on and record.issued_on.isoformat()}
    return {name: (str(made.truth[name]), str(value or "")) for name, value in found.items() if made.truth[name]}


def name_of(made: Made, rng: random.Random, *, lying: bool) -> str:
    """A file's name: with the number in half of them (another's if it lies), else a title's words."""
    number = made.truth["number"]
    if not number or rng.random() < 0.5:
        return "Ke hoach kiem ke do go.pdf"
    digits = number.split("/")[0].split("-")[0]
    symbol = str(made.truth["symbol"]).replace("/", "-").replace("&", "")
    shown = str(rng.randint(1, 2900)) if lying else digits
    return f"{shown}-{symbol}_signed.pdf" if rng.random() < 0.6 else f"{shown} {symbol.split('-')[0]}.pdf"


def signed(made: Made, rng: random.Random, *, lying: bool) -> tuple[Witness, ...]:
    """A signature's time, in two files of three: days after the date of issue, or months where it lies."""
    if not made.truth["issued_on"] or rng.random() < 0.35:
        return ()
    issued = date.fromisoformat(made.truth["issued_on"])
    day = issued + timedelta(days=rng.randint(20, 200) if lying else rng.choice((0, 0, 0, 1, 1, 2, 3)))
    return (Witness("signature", "signed_at", f"{day.isoformat()}T09:10:00+07:00"),)


def add(counts: Counter[tuple[str, str, str]], laid: str, found: dict[str, tuple[str, str]]) -> None:
    """Count one reading: right, wrong or missing."""
    for name, (true, got) in found.items():
        counts[laid, name, "missing" if not got else "right" if got == true else "wrong"] += 1


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each kind of witness and field."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=5000)
    parser.add_argument("--count", type=int, default=160)
    parser.add_argument("--lies", type=float, default=0.1)
    options = parser.parse_args(arguments)
    counts: Counter[tuple[str, str, str]] = Counter()
    for seed in range(options.first, options.first + options.count):
        made = make(seed)
        reading = read_file(made, "office", seed)
        for laid in LAID:
            add(counts, laid, given(made, reading, laid, options.lies, random.Random(seed)))
    print("\n".join(table(counts)))


def table(counts: Counter[tuple[str, str, str]]) -> list[str]:
    """The counts as lines."""
    lines = []
    for laid in LAID:
        for name in ("number", "issued_on"):
            right, wrong, missing = (counts[laid, name, what] for what in ("right", "wrong", "missing"))
            precision, recall = right / max(1, right + wrong), right / max(1, right + wrong + missing)
            lines.append(
                f"{laid:10} {name:10} precision {precision:.3f} recall {recall:.3f}  {right} {wrong} {missing}"
            )
    return lines


if __name__ == "__main__":
    main()
