"""Scores of the tables against gold, by the rules of the reading guide.

- Scalars: equal after `normalise`; nothing on both sides counts as nothing; titles at 0.93.
- Citations: the set of distinct documents, with type, name, issuer, date and relation of those found.
- Sections: labelled units, aligned in reading order by label and first words; headings at 0.85.
- Tasks: optimal one-to-one by the action's similarity, from 0.80 on; of those found the share of equal
  actions, the times (an invented one is a false hit) and the assignees as (name, role).
- Recipients: (name, kind, purpose).
- What is doubtful counts on neither side: a row that a doubtful one matches goes out with it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from rapidfuzz import fuzz, process

from pipeline.evaluating import gold as golds
from pipeline.evaluating import tables as found_in
from pipeline.evaluating.cited import closeness, distinct
from pipeline.evaluating.gold import Gold
from pipeline.evaluating.match import align, assign
from pipeline.evaluating.normalise import (
    ACTION,
    HEADING,
    TITLE,
    begins,
    label_key,
    normalise,
    same,
    similarity,
    split_name,
)
from pipeline.evaluating.report import ROWS, Outcome, Report, Verdict
from pipeline.evaluating.rows import Assignee, Citation, Recipient, Row, Rows, Section, Task

Equal = Callable[[str, str], bool]
Named = TypeVar("Named", Assignee, Recipient)
Single = TypeVar("Single", bound=Row)

_ALIKE = 0.5
"""Leftover names from this similarity on are shown as one wrong value, not as a miss and a false hit."""


def evaluate(gold: Path, tables: Path) -> Report:
    """Scores the tables under `tables` against the gold files in `gold` (a folder or one file).

    Raises:
        GoldError: a gold file can't be understood, or there is none.
        OutputError: there are no tables, or they can't be read.
    """
    known = golds.load(gold)
    sources = found_in.sources(tables)
    by_stem: dict[str, found_in.Source] = {}
    for one in known:
        source = found_in.choose(sources, one.stem, one.file, one.ordinal)
        if source is not None:
            by_stem[one.stem] = source
    media = {name: source.media_type for source in by_stem.values() for name in source.document_ids}
    documents = found_in.documents(tables, media)
    outcomes: list[Outcome] = []
    kinds: dict[str, str] = {}
    scored = [one for one in known if one.stem in by_stem]
    for one in scored:
        names = by_stem[one.stem].document_ids
        name = names[one.ordinal - 1] if len(names) >= one.ordinal else None
        document = documents.get(name) if name else None
        document = document or found_in.Document(Rows())
        kinds[one.stem] = document.kind
        outcomes += compare(one, document.rows)
    return Report(
        outcomes=tuple(outcomes),
        kinds=kinds,
        not_scored=tuple(one.stem for one in known if one.stem not in by_stem),
        doubtful=sum(len(one.doubtful) for one in scored),
    )


def compare(gold: Gold, found: Rows) -> tuple[Outcome, ...]:
    """Everything that is right or wrong about one document."""
    return tuple(_Comparison(gold, found).outcomes())


class _Comparison:
    """One gold file against the rows of its document."""

    def __init__(self, gold: Gold, found: Rows) -> None:
        self.gold = gold
        self.found = found

    def outcomes(self) -> Iterator[Outcome]:
        scored = self.gold.scored
        if "documents" in scored:
            yield from self.scalars()
        if "citations" in scored:
            yield from self.citations()
        if "sections" in scored:
            yield from self.sections()
        if "tasks" in scored:
            yield from self.tasks()
        if "recipients" in scored:
            yield from self.recipients()

    def outcome(
        self,
        table: str,
        field: str,
        gold: str | None,
        found: str | None,
        place: str,
        right: bool,
        row: Row | None = None,
    ) -> Outcome:
        """The outcome of a value, or of a `row` found, whose confidence it keeps."""
        if right:
            verdict = Verdict.RIGHT
        elif found is None:
            verdict = Verdict.MISSED
        else:
            verdict = Verdict.FALSE if gold is None else Verdict.WRONG
        return Outcome(self.gold.stem, table, field, verdict, gold, found, place, row.confidence if row else None)

    def value(
        self, table: str, field: str, gold: str | None, found: str | None, place: str, equal: Equal = same
    ) -> Iterator[Outcome]:
        """The outcome of one value; none where there is nothing on both sides."""
        if gold is not None or found is not None:
            right = gold is not None and found is not None and equal(gold, found)
            yield self.outcome(table, field, gold, found, place, right)

    def columns(self, table: str, gold: Row, found: Row, **special: Equal) -> Iterator[Outcome]:
        """The outcomes of a found row's own columns: those that the file states and that are not doubtful."""
        for name, equal in special.items():
            if name in self.gold.scored[table] and name not in gold.doubtful:
                yield from self.value(table, name, getattr(gold, name), getattr(found, name), gold.place, equal)

    def scalars(self) -> Iterator[Outcome]:
        for name in sorted(self.gold.scored["documents"]):
            equal = _titles if name == "title" else same
            gold, found = self.gold.rows.scalars.get(name), self.found.scalars.get(name)
            yield from self.value("documents", name, gold, found, f"document.{name}", equal)

    def citations(self) -> Iterator[Outcome]:
        gold, found = distinct(self.gold.rows.citations), distinct(self.found.citations)
        near = {(i, j): closeness(g, f) for i, g in enumerate(gold) for j, f in enumerate(found)}
        pairs = assign({pair: weight for pair, weight in near.items() if weight})
        for i, j in pairs:
            g, f = gold[i].row, found[j].row
            if g.left_out:
                continue
            yield self.outcome("citations", ROWS, _citation(g), _citation(f), g.place, True, f)
            yield from self.columns("citations", g, f, type=same, issuer=same, issued_on=same, relation=same)
            yield from self.columns("citations", g, f, name=_names, pinpoint=same)
        yield from self.rest("citations", [one.row for one in gold], [one.row for one in found], pairs, _citation)

    def sections(self) -> Iterator[Outcome]:
        gold, found = self.gold.rows.sections, self.found.sections
        pairs = align(len(gold), len(found), lambda i, j: _unit(gold[i], found[j]))
        for i, j in pairs:
            g, f = gold[i], found[j]
            if g.left_out:
                continue
            yield self.outcome("sections", ROWS, _section(g), _section(f), g.place, True, f)
            yield from self.columns("sections", g, f, heading=_headings, level=same, kind=same)
        yield from self.rest("sections", gold, found, pairs, _section)

    def tasks(self) -> Iterator[Outcome]:
        gold, found = self.gold.rows.tasks, self.found.tasks
        pairs = match_tasks(gold, found)
        scores_doers = "assignees" in self.gold.scored
        for i, j in pairs:
            g, f = gold[i], found[j]
            if g.left_out:
                continue
            yield self.outcome("tasks", ROWS, g.action, f.action, g.place, True, f)
            yield from self.columns("tasks", g, f, action=same)
            yield from self.columns(
                "tasks", g, f, due_text=same, due_on=same, due_start=same, product=same, budget=same
            )
            yield from self.lists(g, f)
            if scores_doers and "assignees" not in g.doubtful:
                yield from self.assignees(g.assignees, f.assignees)
        lost, false = yield from self.rest("tasks", gold, found, pairs, lambda task: task.action)
        if scores_doers:
            for doer in (doer for one in lost if "assignees" not in one.doubtful for doer in one.assignees):
                if not doer.left_out:
                    yield self.outcome("assignees", "of_all_tasks", _doer(doer), None, doer.place, False)
            for doer in (doer for one in false for doer in one.assignees):
                yield self.outcome("assignees", "of_all_tasks", None, _doer(doer), doer.place, False, doer)

    def rest(
        self,
        table: str,
        gold: Sequence[Single],
        found: Sequence[Single],
        pairs: Sequence[tuple[int, int]],
        shown: Callable[[Single], str],
    ) -> Generator[Outcome, None, tuple[list[Single], list[Single]]]:
        """The rows that have no partner: missed ones and false ones, which it also returns."""
        matched, taken = {i for i, _ in pairs}, {j for _, j in pairs}
        lost = [one for i, one in enumerate(gold) if i not in matched and not one.left_out]
        false = [one for j, one in enumerate(found) if j not in taken]
        for one in lost:
            yield self.outcome(table, ROWS, shown(one), None, one.place, False)
        for one in false:
            yield self.outcome(table, ROWS, None, shown(one), one.place, False, one)
        return lost, false

    def lists(self, gold: Task, found: Task) -> Iterator[Outcome]:
        """Columns of a task that are not one string: its path, its recurrence, whether a table gave it."""
        scored = self.gold.scored["tasks"] - gold.doubtful
        if "section" in scored:
            own, other = _path(gold.section), _path(found.section)
            yield from self.value("tasks", "section", own, other, gold.place)
        if "recurrence" in scored:
            for name in dict.fromkeys((*gold.recurrence, *found.recurrence)):
                own = name if name in gold.recurrence else None
                other = name if name in found.recurrence else None
                yield from self.value("tasks", "recurrence", own, other, gold.place)
        if "from_table" in scored:
            own, other = ("true" if one.from_table else None for one in (gold, found))
            yield from self.value("tasks", "from_table", own, other, gold.place)

    def assignees(self, gold: Sequence[Assignee], found: Sequence[Assignee]) -> Iterator[Outcome]:
        """Those of one task: name and role together, the name alone, and the body of those right."""
        for g, f in self.pair("assignees", gold, found):
            if g is not None and g.left_out:
                continue
            place = g.place if g is not None else f.place if f is not None else ""
            own, other = (None if one is None else _doer(one) for one in (g, f))
            right = g is not None and f is not None and self.equal("assignees", g, f)
            for field in (ROWS, "of_all_tasks"):
                yield self.outcome("assignees", field, own, other, place, right, f)
            yield from self.name("assignees", g, f)
            if right and g is not None and f is not None:
                yield from self.columns("assignees", g, f, body=same, body_kind=same, body_level=same)

    def recipients(self) -> Iterator[Outcome]:
        for g, f in self.pair("recipients", self.gold.rows.recipients, self.found.recipients):
            if g is not None and g.left_out:
                continue
            place = g.place if g is not None else f.place if f is not None else ""
            own, other = (None if one is None else _recipient(one) for one in (g, f))
            right = g is not None and f is not None and self.equal("recipients", g, f)
            yield self.outcome("recipients", ROWS, own, other, place, right, f)
            yield from self.name("recipients", g, f)

    def name(self, table: str, gold: Named | None, found: Named | None) -> Iterator[Outcome]:
        """The name alone of a row of `pair`."""
        if gold is not None and "name" not in gold.doubtful:
            yield from self.value(table, "name", gold.name, found.name if found else None, gold.place)
        elif gold is None and found is not None:
            yield from self.value(table, "name", None, found.name, found.place)

    def equal(self, table: str, gold: Row, found: Row) -> bool:
        """Equal in all that makes a row of assignees or recipients, as far as it is stated and sure."""
        keys = ("name", "role") if table == "assignees" else ("name", "kind", "purpose")
        sure = self.gold.scored[table] - gold.doubtful
        return all(same(getattr(gold, key), getattr(found, key)) for key in keys if key in sure)

    def pair(
        self, table: str, gold: Sequence[Named], found: Sequence[Named]
    ) -> list[tuple[Named | None, Named | None]]:
        """Rows named by a name: equal ones first, then the same name, then names that are alike."""
        weights: dict[tuple[int, int], float] = {}
        for i, g in enumerate(gold):
            for j, f in enumerate(found):
                alike = similarity(g.name, f.name)
                if self.equal(table, g, f):
                    weights[i, j] = 10.0 - 0.1 * g.left_out
                elif same(g.name, f.name):
                    weights[i, j] = 2.0 - 0.1 * g.left_out
                elif alike >= (ACTION if g.left_out else _ALIKE):
                    weights[i, j] = alike
        pairs = assign(weights)
        matched, taken = {i for i, _ in pairs}, {j for _, j in pairs}
        rows: list[tuple[Named | None, Named | None]] = [(gold[i], found[j]) for i, j in pairs]
        rows += [(g, None) for i, g in enumerate(gold) if i not in matched]
        return rows + [(None, f) for j, f in enumerate(found) if j not in taken]


def match_tasks(gold: Sequence[Task], found: Sequence[Task]) -> list[tuple[int, int]]:
    """The optimal pairs of tasks whose actions are alike from ACTION on.

    Among equal actions (the same words under two headings) those pair that stand under the same
    labels, both in a table or both not, and in the same order.
    """
    if not gold or not found:
        return []
    actions = [normalise(one.action) for one in gold]
    others = [normalise(one.action) for one in found]
    ratios = process.cdist(actions, others, scorer=fuzz.ratio, score_cutoff=100 * ACTION, dtype=np.float64)
    for i, one in enumerate(gold):
        if "action" in one.doubtful:  # how much of the item belongs to it is not sure: a part of it is enough
            parts = process.cdist([actions[i]], others, scorer=fuzz.partial_ratio, score_cutoff=100 * ACTION)
            ratios[i] = np.maximum(ratios[i], parts[0])
    weights: dict[tuple[int, int], float] = {}
    for i, j in zip(*(axis.tolist() for axis in np.nonzero(ratios)), strict=True):
        distance = (i + 1) / len(gold) - (j + 1) / len(found)
        bonus = 0.02 * (_path(gold[i].section) == _path(found[j].section))
        bonus += 0.01 * (gold[i].from_table == found[j].from_table) - 0.01 * distance**2 - 0.005 * gold[i].left_out
        weights[i, j] = float(ratios[i, j]) / 100 + bonus
    return assign(weights)


def _unit(gold: Section, found: Section) -> float:
    """Above 0 where two sections can be one: the same label, and first words alike from HEADING on."""
    if label_key(gold.label) != label_key(found.label):
        return 0.0
    if not gold.openings:
        return 0.9
    opening = gold.openings[0]
    alike = max((max(begins(one, opening), similarity(one, opening)) for one in found.openings), default=0.0)
    return alike if alike >= HEADING else 0.0


def _titles(one: str, other: str) -> bool:
    return similarity(one, other) >= TITLE


def _names(one: str, other: str) -> bool:
    """Cited titles: the lead words that the guide drops and a trailing year don't count."""
    return similarity(split_name(one, None)[0], split_name(other, None)[0]) >= TITLE


def _headings(one: str, other: str) -> bool:
    return similarity(one, other) >= HEADING


def _path(labels: Sequence[str]) -> str | None:
    return " / ".join(label_key(label) for label in labels) or None


def _citation(row: Citation) -> str:
    return " · ".join(part for part in (row.type, row.number, row.name, row.issuer, row.issued_on) if part)


def _section(row: Section) -> str:
    return f"{row.label}. {row.openings[0] if row.openings else ''}".strip()


def _doer(row: Assignee) -> str:
    return f"{row.name} ({row.role})" if row.role else row.name


def _recipient(row: Recipient) -> str:
    return " · ".join(part for part in (row.kind, row.name, row.purpose) if part)
