"""What a page of the report is made of: sections of numbers, tables and pictures; and how figures are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from pipeline.analysing.findings import Listed, Share
from pipeline.messages import Language, language, say


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a table's cell; ``share`` (0 to 1) is drawn as a bar or as a tint behind it."""

    text: str
    number: bool = False
    share: float | None = None
    tint: bool = False
    whole: bool = False
    """Never broken over two lines: a date, one word."""
    link: Markup | None = None
    """Where a click on the text leads (`links.link`)."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; of the heads those that stand over numbers; a note below; rows by their first cell."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    wide: bool = False

    @property
    def numbers(self) -> frozenset[int]:
        """The columns of numbers."""
        return frozenset(at for at, cell in enumerate(self.rows[0]) if cell.number) if self.rows else frozenset()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its caption."""

    caption: str
    svg: Markup
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One number of the overview."""

    number: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report."""

    anchor: str
    heading: str
    lead: str = ""
    cards: tuple[Card, ...] = ()
    tables: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()


def count(number: int) -> str:
    """A whole number with its thousands apart, as the language spoken does it."""
    grouped = f"{number:,}"
    return grouped.replace(",", ".") if language() is Language.VIETNAMESE else grouped


def day(value: date) -> str:
    """A day as the language spoken writes it."""
    return f"{value:%d/%m/%Y}" if language() is Language.VIETNAMESE else value.isoformat()


def fraction(value: float | None) -> str:
    """A fraction with two decimals, a dash where there is none."""
    if value is None:
        return "–"
    said = f"{value:.2f}"
    return said.replace(".", ",") if language() is Language.VIETNAMESE else said


def number(value: int) -> Cell:
    """A cell with a whole number."""
    return Cell(count(value), number=True)


def tint(value: int, most: int) -> Cell:
    """A cell with a number, tinted by its share of `most`; empty for 0."""
    return Cell(count(value) if value else "", number=True, share=value / most if most and value else None, tint=True)


def left_out(listed: Listed[object]) -> str:
    """The note below a list that does not show everything."""
    return say("Not listed here: {n}.", n=count(listed.left_out)) if listed.left_out else ""


def bars(caption: str, head: str, listed: Listed[Share], unknown: str, numbers: str | None = None) -> Table:
    """A table of names and numbers, with a bar for each."""
    most = max((one.number for one in listed.rows), default=1)
    return Table(
        caption,
        (head, numbers or say("Documents")),
        tuple(
            (Cell(one.name or unknown), Cell(count(one.number), number=True, share=one.number / most))
            for one in listed.rows
        ),
        left_out(listed),
    )
