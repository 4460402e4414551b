"""`vanthu sql`, `export` and `graph`: the tables asked, and handed on in other forms."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import FOLDER, OUT, SHOWN, Command, verbose
from pipeline.messages import say

FILE = click.Path(path_type=Path, dir_okay=False)
_LONGEST = 1_000_000
"""Characters of a query that are read from standard input."""
_COPIES = click.option(
    "--all-copies", is_flag=True, help="Count every copy of a document, not the preferred one alone."
)


@click.command(cls=Command)
@click.argument("query")
@OUT
@click.option(
    "--csv", "csv_file", type=click.Path(path_type=Path, allow_dash=True), help="Write CSV here (- prints it)."
)
@click.option("--parquet", type=FILE, help="Write Parquet here.")
@click.option("--xlsx", type=FILE, help="Write a workbook here.")
@click.option("--rows", type=click.IntRange(0), default=SHOWN, show_default=True, help="So many rows are printed.")
@_COPIES
@verbose
def sql(
    query: str,
    out: Path,
    csv_file: Path | None,
    parquet: Path | None,
    xlsx: Path | None,
    rows: int,
    all_copies: bool,
) -> None:
    """Ask the tables with SQL (DuckDB's): QUERY, or - to read it from standard input.

    The tables stand under their names, and over them views of preferred copies alone: v_documents,
    v_tasks, v_overdue, v_body_load, v_citations, v_most_cited, v_search, v_quality, v_rows. Of another
    day: v_overdue('2031-06-30'); of some words, without accents: v_search('tu sach').
    """
    from pipeline.analysing import results
    from pipeline.analysing.views import Connection, steady

    files = [file for file in (csv_file, parquet, xlsx) if file is not None]
    if len(files) > 1:
        raise click.UsageError(say("give one of --csv, --parquet and --xlsx"))
    _outside(files, out)
    text = sys.stdin.read(_LONGEST) if query == "-" else query

    def ask(connection: Connection) -> Any:
        found = results.answer(connection, text)
        if csv_file == Path("-"):
            return results.spooled_csv(found)
        if csv_file:
            return results.whole(csv_file, lambda path: results.write_csv(path, found))
        if parquet:
            return results.whole(parquet, lambda path: results.write_parquet(path, found))
        if xlsx:
            return results.whole(xlsx, lambda path: results.write_sheet(path, found))
        return results.shown(found, rows)

    made = steady(out, ask, all_copies=all_copies)
    if not files:
        results.print_table(made)
    elif files == [Path("-")]:
        with made:
            shutil.copyfileobj(made, sys.stdout)
    else:
        for line in made.lines() if xlsx else ():
            click.echo(line, err=True)
        click.echo(say("{n} rows in {file}", n=made.rows if xlsx else made, file=files[0]))


@click.command(cls=Command)
@OUT
@click.option("--xlsx", type=FILE, required=True, help="The workbook to write.")
@click.option("--tables", help="These tables, parted by commas.  [default: all but pages and words]")
@click.option("--where", help="Only documents of which this SQL is true, `issued_year = 2031` say.")
@_COPIES
@verbose
def export(out: Path, xlsx: Path, tables: str | None, where: str | None, all_copies: bool) -> None:
    """Write the tables into a workbook: a sheet a table, every row with a link to its file and page."""
    from pipeline.analysing import results, workbook
    from pipeline.analysing.views import steady
    from pipeline.records import TABLES

    chosen = tuple(name.strip() for name in tables.split(",")) if tables is not None else workbook.USUAL
    for name in chosen:
        if name not in TABLES:
            raise click.UsageError(say("there is no table {name!r}; there are {all}", name=name, all=", ".join(TABLES)))
    _outside([xlsx], out)
    told = steady(
        out,
        lambda connection: results.whole(xlsx, lambda path: workbook.write(path, connection, chosen, where=where)),
        all_copies=all_copies,
    )
    for line in told.lines():
        click.echo(line, err=True)
    click.echo(say("{n} rows in {file}", n=told.rows, file=xlsx))


def _outside(files: list[Path], out: Path) -> None:
    """Refuse to write among the tables: a file there would be taken for one of theirs, or replace it."""
    for file in files:
        if file.resolve().is_relative_to(out.resolve()):
            raise click.UsageError(
                say("{file} would lie among the tables of {out}: give another place", file=file, out=out)
            )


@click.command(cls=Command)
@click.argument("folder", type=FOLDER)
@OUT
@_COPIES
@verbose
def graph(folder: Path, out: Path, all_copies: bool) -> None:
    """Write the citation network into FOLDER: citations.graphml, nodes.parquet and edges.parquet."""
    from pipeline.analysing import network
    from pipeline.analysing.views import steady

    _outside([folder], out)
    nodes, edges = steady(out, network.tables, all_copies=all_copies)
    network.write(folder, nodes, edges)
    click.echo(
        say(
            "{nodes} documents and {edges} citations in {folder}",
            nodes=nodes.num_rows,
            edges=edges.num_rows,
            folder=folder,
        )
    )
