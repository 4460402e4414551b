"""`vanthu corrections`: what reviewers have corrected, and what became of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from pipeline.cli.options import FOLDER, OUT, Group, settings_of, verbose
from pipeline.errors import OutputError
from pipeline.messages import say, translate


@click.group(cls=Group)
def corrections() -> None:
    """What reviewers have corrected: list it, lay it over the tables, make gold files of it."""


@corrections.command("list")
@OUT
@click.option("--status", help="Only these: applied, orphaned, conflict or undone.")
@verbose
def list_corrections(out: Path, status: str | None) -> None:
    """List the corrections and what became of them, oldest first."""
    from pipeline.running.progress import visible
    from pipeline.storing.tables import open_tables

    tables = open_tables(out)
    paths = {row["document_id"]: row["path"] for row in tables.arrow("documents").to_pylist()}
    rows = [row for row in tables.arrow("corrections").to_pylist() if status in (None, row["status"])]
    for row in rows:
        where = paths.get(row["document_id"], row["document_id"])
        what = f"{row['table']}.{row['column']}" if row["column"] else row["table"]
        said = f"{row['old'] or '-'} -> {row['new'] or '-'}" if row["action"] == "set" else row["row_id"] or ""
        line = say(
            "{id} {status:<8} {reviewer}: {action} {what} in {where}: {said}",
            id=row["correction_id"],
            status=translate(row["status"]),
            reviewer=row["reviewer"],
            action=translate(row["action"]),
            what=what,
            where=where,
            said=said,
        )
        click.echo(visible(line + (f" ({translate(row['reason'])})" if row["reason"] else "")))
    counts = Counter(row["status"] for row in rows)
    summary = ", ".join(f"{count} {translate(name)}" for name, count in sorted(counts.items()))
    click.echo(summary or say("No corrections."))


@corrections.command()
@OUT
@verbose
@click.pass_context
def conflicts(context: click.Context, out: Path) -> None:
    """List what reviewers do not agree about: the machine's value stands there until they do."""
    context.invoke(list_corrections, out=out, status="conflict")


@corrections.command()
@OUT
@verbose
@click.pass_context
def apply(context: click.Context, out: Path) -> None:
    """Lay the log over the tables now (every `vanthu extract` does it too)."""
    from pipeline.running.extract import extract as run
    from pipeline.storing.output import archive_of

    summary = run(archive_of(out), out, settings=settings_of({}))
    again = summary.parsed + summary.read
    click.echo(say("{again} files made anew, {unchanged} unchanged", again=again, unchanged=summary.unchanged))
    context.invoke(list_corrections, out=out, status=None)


@corrections.command("export-gold")
@click.argument("gold", type=FOLDER)
@OUT
@click.option("--all", "everything", is_flag=True, help="Also documents of which only some values were looked at.")
@verbose
def export_gold(gold: Path, out: Path, everything: bool) -> None:
    """Write reviewed documents as gold files into the folder GOLD, for vanthu evaluate.

    A document counts as reviewed when its own row was confirmed; with --all when anything in it was.
    """
    from pipeline.evaluating.export import write
    from pipeline.reviewing.document import load

    chosen = _reviewed(out, everything)
    for document_id in chosen:
        click.echo(str(write(gold, load(out, document_id).document)))
    line = "{n} gold files" if chosen else "{n} gold files: confirm a document first, or give --all"
    click.echo(say(line, n=len(chosen)))


@corrections.command("export-docbin")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@OUT
@click.option("--all", "everything", is_flag=True, help="Also documents of which only some values were looked at.")
@verbose
def export_docbin(file: Path, out: Path, everything: bool) -> None:
    """Write reviewed documents as a spaCy DocBin into FILE, their rows as groups of spans.

    A document counts as reviewed as for export-gold. The vocabulary of models/vi_plan reads the file back.
    """
    from pipeline.evaluating.docbin import write
    from pipeline.parsing import model
    from pipeline.reviewing.document import load

    chosen = _reviewed(out, everything)
    if not chosen:
        raise OutputError("no document is reviewed", "confirm a document first, or give --all")
    nlp = model.load(settings_of({}).parsing)
    count = write(file, (load(out, document_id).document for document_id in chosen), nlp)
    click.echo(say("{count} documents in {file}", count=count, file=file))


@corrections.command()
@OUT
@click.option("--take", "taken", metavar="ID", help="Take over what is offered to this document.")
@click.option("--reviewer", help="Who takes it over (the name of your account, if not given).")
@verbose
def rescans(out: Path, taken: str | None, reviewer: str | None) -> None:
    """List corrections that may hold for another file of the same document: a re-scan, a draft.

    Such a file has other bytes, but the same type, number, issuer and date. Nothing is taken over by itself;
    with --take ID the corrections are written about that file's rows that have the same words.
    """
    import getpass

    from pipeline.reviewing import rescans as offering
    from pipeline.reviewing.document import load
    from pipeline.running.progress import visible
    from pipeline.storing.corrections import Sitting
    from pipeline.storing.corrections import load as load_log

    folder = settings_of({}).corrections
    found = offering.offers(out, load_log(folder))
    if taken is not None:
        found = tuple(one for one in found if one.document_id == taken)
        if not found:
            raise OutputError(f"nothing is offered to {taken}", "look at its id: vanthu corrections rescans")
    sitting = Sitting(folder, reviewer or getpass.getuser()) if taken is not None else None
    for offer in found:
        about = {"id": offer.document_id, "path": offer.path, "source": offer.source_path or offer.source_id}
        click.echo(visible(say("{id} {path}: corrections of {source} may be taken over", **about)))
        if sitting is not None:
            lines = offering.take(sitting, offer, out)
        else:
            lines = offering.carried(offer, load(out, offer.document_id))
        for made in lines:
            one = made.correction
            what = f"{one.action} {one.table}.{one.column}" if one.column else f"{one.action} {one.table}"
            fate = translate(made.reason or "") or (
                say("taken over") if sitting is not None else say("its row is found")
            )
            click.echo(visible(f"  {one.correction_id} {one.reviewer}: {what}: {fate}"))
    if sitting is not None:
        click.echo(say("lay them over the tables now: vanthu corrections apply"))
    elif not found:
        click.echo(say("No re-scans of corrected documents."))


def _reviewed(out: Path, everything: bool) -> list[str]:
    """The ids of the documents that a reviewer confirmed, or with `everything` has touched."""
    from pipeline.storing.tables import open_tables

    rows = open_tables(out).arrow("corrections").to_pylist()
    held = [row for row in rows if row["status"] == "applied"]
    whole = {row["document_id"] for row in held if (row["table"], row["action"]) == ("documents", "confirm")}
    return sorted({row["document_id"] for row in held} if everything else whole)
