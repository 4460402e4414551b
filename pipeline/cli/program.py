"""`vanthu`: the command line. What a command needs is imported when it runs, so that all start at once.

Exit codes are those of `errors.ExitCode`. A failure is one line on standard error; ``--verbose``
adds where in the code it happened.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from pipeline import __version__, messages
from pipeline.cli.analysing import export, graph, sql
from pipeline.cli.correcting import corrections
from pipeline.cli.extracting import extract
from pipeline.cli.looking import diff, evaluate, show
from pipeline.cli.machine import doctor
from pipeline.cli.options import Group, verbose
from pipeline.cli.reporting import report
from pipeline.cli.reviewing import review
from pipeline.errors import ExitCode, VanthuError, one_line


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="vanthu")
@verbose
def commands() -> None:
    """Archives of Vietnamese administrative documents into tables that people trust."""


for command in (extract, show, diff, sql, export, graph, review, corrections, report, evaluate, doctor):
    commands.add_command(command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and end the process with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    told = "--verbose" in given or "-v" in given
    _hold_standard_streams()
    messages.speak(None)
    try:
        code = commands.main(args=given, prog_name="vanthu", standalone_mode=False)
    except click.exceptions.Exit as end:
        code = end.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except VanthuError as error:
        code = _fail(str(error), error.exit_code, told)
    except (KeyboardInterrupt, click.exceptions.Abort):
        code = _fail("stopped", ExitCode.INTERRUPTED, told)
    except BrokenPipeError:
        # The reader of our output went away (`vanthu show … | head`): what is left goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ExitCode.OK
    except Exception as error:
        line = one_line(f"a fault of ours ({type(error).__name__}: {error})")
        code = _fail(f"{line}; run again with --verbose and report what it prints", ExitCode.FAULT, told)
    sys.exit(int(code or 0))


def _hold_standard_streams() -> None:
    """Open what was closed before we began (``vanthu … >&-``): else a table would get its number.

    What anybody then prints, a C library say, would stand in the middle of that table.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            # It takes the lowest number that is free, this one; a worker must not lack it either.
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)


def _fail(line: str, code: ExitCode, told: bool) -> ExitCode:
    from pipeline.running.progress import visible

    click.echo(f"vanthu: {visible(messages.translate(line))}", err=True)
    if told:
        traceback.print_exc()
    return code
