"""The sections of the report: an `Overview` in words, tables and pictures, in the language spoken.

A cell holds plain text; nothing here is HTML but the pictures of `charts`. The template lays it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.analysing import charts, names
from pipeline.analysing.blocks import (
    Card,
    Cell,
    Picture,
    Section,
    Table,
    bars,
    count,
    day,
    fraction,
    left_out,
    number,
    tint,
)
from pipeline.analysing.findings import NEXT_DAYS, Cited, Due, Listed, Month, Overview, Share
from pipeline.analysing.links import link as linked
from pipeline.messages import say

_LONG = 220
"""Characters of a task or an error that are printed; the tables have the rest."""
_YEARS = 12
"""Years of the calendar; the ones before are counted."""
_MONTHS = 36
"""A time line of so many months at most is drawn by month, a longer one by year."""


def sections(found: Overview, root: str | None = None) -> tuple[Section, ...]:
    """The report's sections, in the order in which they are read; ``root`` as in `links.link`."""
    return (
        _archive(found),
        _time(found),
        _kinds(found),
        _tasks(found, root),
        _citations(found),
        _quality(found, root),
        _unread(found, root),
    )


def _archive(found: Overview) -> Section:
    n = found.counts
    return Section(
        "archive",
        say("The archive"),
        say("Copies of one document (a draft, a scan, a PDF) count once from here on."),
        cards=(
            Card(count(n.files), say("files"), say("copies byte for byte: {n}", n=count(n.duplicates))),
            Card(count(n.documents), say("documents"), say("further copies of them: {n}", n=count(n.copies))),
            Card(count(n.pages), say("pages"), say("read by OCR: {n}", n=count(n.pages_ocr))),
            Card(count(n.tasks), say("tasks"), say("bodies charged by name: {n}", n=count(n.bodies))),
            Card(count(n.citations), say("citations"), say("cited documents: {n}", n=count(_all(found.cited)))),
            Card(count(n.not_read), say("files not read"), say("each with its reason, below")),
            Card(count(n.reviewed), say("documents reviewed"), say("confirmed or set right by a person")),
        ),
    )


def _all(listed: Listed[object]) -> int:
    return len(listed.rows) + listed.left_out


def _time(found: Overview) -> Section:
    lead = say("By the day of issue.")
    if found.undated:
        lead += " " + say("Documents without a year: {n}.", n=count(found.undated))
    if not found.issued:
        return Section("time", say("Time line"), lead)
    by_month, data = _columns(found.issued)
    title = say("Documents by month of issue") if by_month else say("Documents by year of issue")
    most = max(data, key=lambda one: one.number)
    says = say("{columns} columns; the highest is {label} with {n}", columns=len(data), label=most.label, n=most.number)
    months_unknown = sum(one.number for one in found.issued if not one.month) if by_month else 0
    note = say("Documents with a year but no month: {n}.", n=count(months_unknown)) if months_unknown else ""
    return Section("time", say("Time line"), lead, pictures=(Picture(title, charts.columns(data, title, says), note),))


def _columns(issued: Sequence[Month]) -> tuple[bool, list[charts.Column]]:
    """Columns by month where the span is short, else by year; years long ago are one column."""
    dated = [one for one in issued if one.month]
    if dated:
        first, last = dated[0].year * 12 + dated[0].month - 1, dated[-1].year * 12 + dated[-1].month - 1
        if last - first < _MONTHS:
            known = {one.year * 12 + one.month - 1: one.number for one in dated}
            return True, [_column(f"{at % 12 + 1:02}/{at // 12}", known.get(at, 0)) for at in range(first, last + 1)]
    years: dict[int, int] = {}
    for one in issued:
        years[one.year] = years.get(one.year, 0) + one.number
    last = max(years)
    first = max(min(years), last - 4 * _YEARS + 1)
    data = [_column(str(year), years.get(year, 0)) for year in range(first, last + 1)]
    before = sum(number for year, number in years.items() if year < first)
    return False, ([_column(f"<{first}", before)] if before else []) + data


def _column(label: str, number: int) -> charts.Column:
    return charts.Column(label, number, f"{label}: {count(number)}")


def _kinds(found: Overview) -> Section:
    return Section(
        "kinds",
        say("Types and issuers"),
        tables=(
            bars(say("Documents by type"), say("Type"), found.types, say("not known")),
            bars(say("Documents by issuer"), say("Issuer"), found.issuers, say("not known")),
        ),
    )


def _tasks(found: Overview, root: str | None) -> Section:
    loads = found.loads
    most = max((max(one.overdue, one.soon, one.later, one.recurring, one.undated) for one in loads.rows), default=0)
    table = Table(
        say("Tasks by body and deadline, as of {day}", day=day(found.as_of)),
        (
            say("Body"),
            say("Tasks"),
            say("as lead"),
            say("deadline passed"),
            say("within {n} days", n=NEXT_DAYS),
            say("later"),
            say("recurring"),
            say("no deadline"),
        ),
        tuple(
            (
                Cell(one.body),
                number(one.tasks),
                number(one.lead),
                *(tint(value, most) for value in (one.overdue, one.soon, one.later, one.recurring, one.undated)),
            )
            for one in loads.rows
        ),
        left_out(loads),
        wide=True,
    )
    return Section(
        "tasks",
        say("Tasks and deadlines"),
        say(
            "The tables know what was asked and by when, not whether it was done: a deadline passed is not work undone."
        ),
        tables=(
            *_calendar(found.deadlines),
            table,
            _dues(say("Due within {n} days of {day}", n=NEXT_DAYS, day=day(found.as_of)), found.soon, root),
            _dues(say("Deadlines passed, the latest first"), found.overdue, root),
        ),
    )


def _calendar(deadlines: Sequence[Month]) -> Iterable[Table]:
    """Deadlines by year and month; years long ago are left to the tables."""
    if not deadlines:
        return ()
    known = {(one.year, one.month): one.number for one in deadlines}
    years = sorted({one.year for one in deadlines})
    shown = years[-_YEARS:]
    most = max(number for (year, _), number in known.items() if year in shown)
    left_out = sum(number for (year, _), number in known.items() if year not in shown)
    rows = []
    for year in shown:
        numbers = [known.get((year, month), 0) for month in range(1, 13)]
        rows.append((Cell(str(year)), *(tint(one, most) for one in numbers), number(sum(numbers))))
    head = (say("Year"), *(f"{month:02}" for month in range(1, 13)), say("all"))
    note = say("Deadlines of earlier years, not shown: {n}.", n=count(left_out)) if left_out else ""
    return (Table(say("Calendar of deadlines: tasks due by month"), head, tuple(rows), note, wide=True),)


def _dues(caption: str, listed: Listed[Due], root: str | None) -> Table:
    return Table(
        caption,
        (say("Due"), say("Task"), say("Body"), say("Document"), say("File, page")),
        tuple(
            (
                Cell(day(one.due_on), whole=True),
                Cell(charts.short(one.action, _LONG)),
                Cell(charts.short(one.lead or "–", 120)),
                Cell(" – ".join(filter(None, (one.number, one.issuer))) or "–"),
                Cell(f"{one.path}, {one.page}" if one.page else one.path, link=linked(root, one.place)),
            )
            for one in listed.rows
        ),
        left_out(listed),
        wide=True,
    )


def _citations(found: Overview) -> Section:
    cited = found.cited
    table = Table(
        say("The documents cited most"),
        (
            say("Document"),
            say("Title"),
            say("citing documents"),
            say("as legal basis"),
            say("mentions"),
            say("in the archive"),
        ),
        tuple(
            (
                Cell(_called(one)),
                Cell(charts.short(one.name or "–", _LONG)),
                number(one.documents),
                number(one.as_basis),
                number(one.mentions),
                Cell(say("yes") if one.held else say("no")),
            )
            for one in cited.rows
        ),
        left_out(cited),
        wide=True,
    )
    if not found.edges:
        return Section("citations", say("Citations"), tables=(table,))
    links = [charts.Link(edge.issuer, edge.key, edge.documents) for edge in found.edges]
    issuers: dict[str, int] = {}
    drawn: dict[str, int] = {}
    for link in links:
        issuers[link.left] = issuers.get(link.left, 0) + link.weight
        drawn[link.right] = drawn.get(link.right, 0) + link.weight
    left = [
        charts.Node(name, name, say("citations drawn: {n}", n=count(n)), n)
        for name, n in sorted(issuers.items(), key=lambda item: (-item[1], item[0]))
    ]
    right = [
        charts.Node(one.key, _called(one), (one.name or "") if one.number else "", one.documents)
        for one in cited.rows
        if one.key in drawn
    ]
    title = say("Who cites the documents cited most")
    says = say(
        "{issuers} issuers on the left, {cited} cited documents on the right", issuers=len(left), cited=len(right)
    )
    note = say("Lines are as thick as the number of citing documents; the table below has the figures.")
    return Section(
        "citations",
        say("Citations"),
        pictures=(Picture(title, charts.network(left, right, links, title, says), note),),
        tables=(table,),
    )


def _called(cited: Cited) -> str:
    """How a cited document is called: by type and number, else by name, else by its identity of citation."""
    if not cited.number:
        return cited.name or cited.key
    return f"{cited.type[:1].upper()}{cited.type[1:]} {cited.number}" if cited.type else cited.number


def _quality(found: Overview, root: str | None) -> Section:
    return Section(
        "quality",
        say("Quality of reading"),
        say("Confidence is a calibrated probability that all values of a row are right."),
        tables=(
            Table(
                say("Pages by the way they were read"),
                (say("Way"), say("Pages"), say("mean confidence of words"), say("pages below .8")),
                tuple(
                    (
                        Cell(names.page_source(one.source)),
                        number(one.pages),
                        Cell(fraction(one.confidence), number=True),
                        number(one.low),
                    )
                    for one in found.sources
                ),
            ),
            Table(
                say("How sure the rows are"),
                (
                    say("Table"),
                    say("Rows"),
                    say("mean confidence"),
                    say("below .5"),
                    say(".5 to .8"),
                    say("with a flag"),
                    say("reviewed"),
                ),
                tuple(
                    (
                        Cell(one.table),
                        number(one.rows),
                        Cell(fraction(one.mean), number=True),
                        *map(number, (one.doubtful, one.fair, one.flagged, one.reviewed)),
                    )
                    for one in found.sureness
                ),
                wide=True,
            ),
            bars(
                say("Why rows are flagged"),
                say("Flag"),
                Listed(tuple(Share(names.flag(one.name or ""), one.number) for one in found.flags)),
                "–",
                say("Rows"),
            ),
            Table(
                say("Documents to review first"),
                (say("File, page"), say("Number"), say("Title"), say("Confidence"), say("Flags")),
                tuple(
                    (
                        Cell(f"{one.path}, {one.page}", link=linked(root, one.place)),
                        Cell(one.number or "–"),
                        Cell(charts.short(one.title or "–", _LONG)),
                        Cell(fraction(one.confidence), number=True),
                        Cell("; ".join(map(names.flag, one.flags)) or "–"),
                    )
                    for one in found.doubts.rows
                ),
                left_out(found.doubts),
                wide=True,
            ),
        ),
    )


def _unread(found: Overview, root: str | None) -> Section:
    if not found.unread.rows:
        return Section("unread", say("Files not read"), say("Every file was read."))
    reasons = Listed(
        tuple(Share(names.reason(one.name or ""), one.number) for one in found.reasons.rows), found.reasons.left_out
    )
    return Section(
        "unread",
        say("Files not read"),
        say("Nothing is skipped in silence: each of these has a row in the table sources."),
        tables=(
            bars(say("Reasons"), say("Reason"), reasons, "–", say("Files")),
            Table(
                say("Files"),
                (say("File"), say("Became"), say("What happened, and what to do")),
                tuple(
                    (
                        Cell(charts.short(one.path, _LONG), link=linked(root, one.place)),
                        Cell(names.status(one.status), whole=True),
                        Cell(charts.short(names.error(one.error or "–"), 2 * _LONG)),
                    )
                    for one in found.unread.rows
                ),
                left_out(found.unread),
                wide=True,
            ),
        ),
    )
