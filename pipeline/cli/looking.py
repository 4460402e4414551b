"""`vanthu show`, `diff` and `evaluate`: what the tables say, how two differ, how right they are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import FOLDER, OUT, Command, verbose
from pipeline.errors import one_line
from pipeline.messages import say

if TYPE_CHECKING:
    from pipeline.storing.compare import Change


@click.command(cls=Command)
@click.argument("document")
@OUT
@click.option("--fields", is_flag=True, help="Also every witness of the heading's values.")
@verbose
def show(document: str, out: Path, fields: bool) -> None:
    """Print all that is known of DOCUMENT: an id, a path or a file name."""
    from rich.console import Console

    from pipeline.running.show import find
    from pipeline.running.show import show as print_document
    from pipeline.storing.tables import open_tables

    tables = open_tables(out)
    print_document(tables, find(tables, document), Console(), fields=fields)


@click.command(cls=Command)
@click.argument("out_a", type=FOLDER)
@click.argument("out_b", type=FOLDER)
@click.option("--table", "tables", multiple=True, help="Only this table (may be repeated).")
@click.option("--rows", is_flag=True, help="Also every row that differs.")
@verbose
def diff(out_a: Path, out_b: Path, tables: tuple[str, ...], rows: bool) -> None:
    """Compare the tables of OUT_A with those of OUT_B: rows gained, lost and altered."""
    from pipeline.records import TABLES
    from pipeline.storing.compare import compare
    from pipeline.storing.tables import open_tables

    for name in tables:
        if name not in TABLES:
            raise click.BadParameter(
                say("there is no table {name!r}; there are {all}", name=name, all=", ".join(TABLES))
            )
    counts: Counter[tuple[str, str]] = Counter()
    altered: Counter[tuple[str, str]] = Counter()
    for change in compare(open_tables(out_a), open_tables(out_b), tables or tuple(TABLES)):
        counts[change.table, change.kind] += 1
        altered.update((change.table, name) for name, _, _ in change.columns)
        if rows:
            click.echo(_change_line(change))
    for name in TABLES:
        found = {kind: counts[name, kind] for kind in ("gained", "lost", "altered")}
        if any(found.values()):
            columns = ", ".join(f"{column} {n}" for (table, column), n in altered.most_common() if table == name)
            line = say("{table}: {gained} gained, {lost} lost, {altered} altered", table=name, **found)
            click.echo(line + (f" ({columns})" if columns else ""))
    if not counts:
        click.echo(say("No row differs."))


@click.command(cls=Command)
@click.option("--gold", type=FOLDER, required=True, help="Folder of gold files.")
@click.option("--tables", type=FOLDER, default=Path("data/processed"), show_default=True, help="Folder of the tables.")
@click.option("--misses", is_flag=True, help="Also every miss and false hit.")
@verbose
def evaluate(gold: Path, tables: Path, misses: bool) -> None:
    """Score the tables against gold files: precision, recall and F1 of every field."""
    from pipeline.evaluating.score import evaluate as score

    report = score(gold, tables)
    click.echo(report.markdown())
    if misses:
        click.echo()
        click.echo(report.misses())


def _change_line(change: Change) -> str:
    from pipeline.running.progress import visible

    row = change.row
    page = f" p. {row['page']}" if row.get("page") is not None else ""
    words = one_line(str(row.get("text") or row.get("path") or ""), 80)
    columns = "; ".join(f"{name}: {one_line(str(a), 60)} -> {one_line(str(b), 60)}" for name, a, b in change.columns)
    line = f"{change.table} {change.kind} {change.document_id or ''}{page} {words!r} {columns}"
    return visible(line.rstrip())
