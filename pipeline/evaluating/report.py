"""What an evaluation says: figures, the summary by kind of source, every miss and false hit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import takewhile

from pipeline.evaluating.reliability import BINS, Bin, Claim, bins, by_table, expected_error
from pipeline.evaluating.rows import SCALARS
from pipeline.evaluating.tables import KINDS

ROWS = "rows"
"""The field under which the finding of whole rows is counted."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "documents": SCALARS,
    "citations": (ROWS, "type", "name", "issuer", "issued_on", "pinpoint", "relation"),
    "sections": (ROWS, "heading", "level", "kind"),
    "tasks": (
        ROWS,
        "action",
        "section",
        "due_text",
        "due_on",
        "due_start",
        "recurrence",
        "product",
        "budget",
        "from_table",
    ),
    "assignees": (ROWS, "name", "body", "body_kind", "body_level", "of_all_tasks"),
    "recipients": (ROWS, "name"),
}
"""What is scored, in the order of the report. Citations' rows are distinct documents; `tasks.action` is the
share of the tasks found whose words are equal; `assignees.rows` are name and role in the tasks found,
`name` the same without the role, `of_all_tasks` with those of lost and of false tasks too."""

SUMMARY = ("heading", "citations", "sections", "tasks", "assignees", "recipients")
"""The six figures of a day's work: all scalars of `documents` as heading, else the tables' rows."""

FIRST_MARK = ("text", "text layer", "word")
"""The kinds of source without OCR."""

_SHOWN = 160
"""Characters shown of a value."""

_BEFORE = 40
"""Characters shown before the first that differs."""

_ECHOES = frozenset({"name", "of_all_tasks"})
"""Fields of assignees and recipients that a wrong row makes wrong too."""


class Verdict(StrEnum):
    """What became of one value."""

    RIGHT = "right"
    MISSED = "missed"
    FALSE = "false"
    WRONG = "wrong"
    """Missed, and a false one found in its place."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One value of the gold, of the tables, or of both."""

    document: str
    table: str
    field: str
    verdict: Verdict
    gold: str | None
    found: str | None
    place: str
    confidence: float | None = None
    """The confidence of the row found, on the outcome of the row as a whole."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts, and what follows from them; None where there is nothing to divide by."""

    true_positives: int = 0
    false_positives: int = 0
    misses: int = 0

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right."""
        return _share(self.true_positives, self.true_positives + self.false_positives)

    @property
    def recall(self) -> float | None:
        """The share of what is true that was found."""
        return _share(self.true_positives, self.true_positives + self.misses)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.true_positives, 2 * self.true_positives + self.false_positives + self.misses)

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Figure:
        """The figure of some outcomes."""
        counts = Counter(outcome.verdict for outcome in outcomes)
        wrong = counts[Verdict.WRONG]
        return cls(counts[Verdict.RIGHT], counts[Verdict.FALSE] + wrong, counts[Verdict.MISSED] + wrong)


@dataclass(frozen=True)
class Report:
    """The result of an evaluation.

    ``kinds`` has the kind of source of every scored document, by the gold's stem; ``not_scored`` the
    stems that the archive doesn't hold; ``doubtful`` counts the paths left out.
    """

    outcomes: tuple[Outcome, ...]
    kinds: Mapping[str, str]
    not_scored: tuple[str, ...] = ()
    doubtful: int = 0

    @cached_property
    def figures(self) -> Mapping[tuple[str, str], Figure]:
        """Micro-averaged over documents, by table and field; only what there was anything to score of."""
        return {
            (table, field): Figure.of(held)
            for table, names in FIELDS.items()
            for field in names
            if (held := [one for one in self.outcomes if one.table == table and one.field == field])
        }

    @cached_property
    def summary(self) -> Mapping[str, Figure]:
        """The figures of SUMMARY over all documents."""
        return self.summary_of(self.kinds)

    def summary_of(self, documents: Iterable[str]) -> Mapping[str, Figure]:
        """The figures of SUMMARY over some documents (stems)."""
        chosen = frozenset(documents)
        held = [one for one in self.outcomes if one.document in chosen]
        heading = Figure.of(one for one in held if one.table == "documents")
        return {"heading": heading} | {
            name: Figure.of(one for one in held if (one.table, one.field) == (name, ROWS)) for name in SUMMARY[1:]
        }

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The rows found, each with its confidence and whether all its values are right."""
        sure: dict[tuple[str, str, str], float] = {}
        right: dict[tuple[str, str, str], bool] = {}
        for one in self.outcomes:
            key = (one.table, one.document, one.place)
            right[key] = right.get(key, True) and one.verdict is Verdict.RIGHT
            if one.confidence is not None:
                sure[key] = one.confidence
        return tuple(Claim(key[0], confidence, right[key]) for key, confidence in sure.items())

    def markdown(self) -> str:
        """The whole report as Markdown."""
        blocks = [self._head(), self._by(_kind_groups(self.kinds), "F1 by kind of source"), self._fields()]
        blocks.append(self._by([(stem, [stem]) for stem in sorted(self.kinds)], "F1 by document"))
        blocks += self._reliability()
        return "\n\n".join(blocks) + "\n"

    def misses(self) -> str:
        """Every miss and false hit: a line each, under its document, in the order of the tables.

        A name that stands in a row listed as wrong, and the row's part in `of_all_tasks`, are not
        listed a second time.
        """
        order = {(table, field): at for at, (table, field) in enumerate(_all_fields())}
        lines: list[str] = []
        for stem in sorted(self.kinds):
            held = [one for one in self.outcomes if one.document == stem and one.verdict is not Verdict.RIGHT]
            listed = {(one.table, one.place) for one in held if one.field == ROWS}
            held = [one for one in held if one.field not in _ECHOES or (one.table, one.place) not in listed]
            if held:
                lines += ["", f"## {stem} ({self.kinds[stem]})", ""]
            for one in sorted(held, key=lambda one: order[one.table, one.field]):
                lines.append(f"- {one.table}.{one.field} · {one.verdict} · {one.place} · {_difference(one)}")
        return "\n".join(["# Misses and false hits", *lines]) + "\n"

    def _head(self) -> str:
        lines = [f"# Evaluation of {len(self.kinds)} documents", ""]
        if self.not_scored:
            names = ", ".join(self.not_scored)
            lines.append(f"Not scored, the archive doesn't hold them ({len(self.not_scored)}): {names}.")
        if self.doubtful:
            lines.append(f"Left out as doubtful: {self.doubtful} rows, fields or lists.")
        return "\n".join(lines).rstrip()

    def _fields(self) -> str:
        rows = [
            (table, field, _shown(f.precision), _shown(f.recall), _shown(f.f1), *map(str, _counts(f)))
            for (table, field), f in self.figures.items()
        ]
        head = ("table", "field", "precision", "recall", "F1", "right", "false", "missed")
        return "## By table and field\n\n" + _table(head, rows, 2)

    def _reliability(self) -> list[str]:
        """How true the confidences are: by table, and over all rows by bins."""
        if not self.claims:
            return []
        tables = by_table(self.claims)
        whole = [(table, Bin.of(tables[table]), expected_error(tables[table])) for table in FIELDS if table in tables]
        whole.append(("**all**", Bin.of(self.claims), expected_error(self.claims)))
        rows = [(name, *_cells(found), _shown(error)) for name, found, error in whole]
        head = ("table", "rows", "mean confidence", "all values right", "calibration error")
        parts = [(f"{at / BINS:.1f} to {(at + 1) / BINS:.1f}", *_cells(f)) for at, f in bins(self.claims).items()]
        return [
            "## Confidence: rows found, and the share of them with all values right\n\n" + _table(head, rows, 1),
            _table(("confidence", "rows", "mean confidence", "all values right"), parts, 1),
        ]

    def _by(self, groups: Iterable[tuple[str, Iterable[str]]], title: str) -> str:
        rows = []
        for name, stems in groups:
            chosen = list(stems)
            summary = self.summary_of(chosen)
            rows.append((name, str(len(chosen)), *(_shown(summary[key].f1) for key in SUMMARY)))
        return f"## {title}\n\n" + _table(("", "documents", *SUMMARY), rows, 1)


def _kind_groups(kinds: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    def having(test: Callable[[str], bool]) -> list[str]:
        return [stem for stem, kind in kinds.items() if test(kind)]

    groups = [(kind, having(lambda own, kind=kind: own == kind)) for kind in KINDS]  # type: ignore[misc]
    groups.insert(len(FIRST_MARK), (f"*{', '.join(FIRST_MARK)}*", having(lambda own: own in FIRST_MARK)))
    return [(name, stems) for name, stems in groups if stems] + [("**all**", list(kinds))]


def _all_fields() -> Iterable[tuple[str, str]]:
    return ((table, field) for table, names in FIELDS.items() for field in names)


def _counts(figure: Figure) -> tuple[int, int, int]:
    return figure.true_positives, figure.false_positives, figure.misses


def _cells(found: Bin) -> tuple[str, str, str]:
    return str(found.rows), _shown(found.confidence), _shown(found.precision)


def _difference(outcome: Outcome) -> str:
    gold, found = (" ".join((value or "").split()) for value in (outcome.gold, outcome.found))
    if outcome.verdict is Verdict.MISSED:
        return f"gold {_cut(gold)}"
    if outcome.verdict is Verdict.FALSE:
        return f"found {_cut(found)}"
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(gold, found, strict=False)))
    return f"gold {_cut(gold, alike)} ≠ found {_cut(found, alike)}"


def _cut(value: str, alike: int = 0) -> str:
    """A value in at most _SHOWN characters, from some before the first that differs if that lies far in."""
    start = 0 if len(value) <= _SHOWN or alike <= _BEFORE else alike - _BEFORE
    end = start + _SHOWN
    return f"`{'…' if start else ''}{value[start:end]}{'…' if end < len(value) else ''}`"


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _shown(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], text_columns: int) -> str:
    rule = ["---" if at < text_columns else "---:" for at in range(len(head))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))
