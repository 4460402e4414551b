"""What several commands share: their options, and the settings that these make."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline import messages
from pipeline.errors import one_line

if TYPE_CHECKING:
    from pipeline.settings import Settings

SHOWN = 100
"""So many lines of a list are printed; the rest is counted."""
FOLDER = click.Path(path_type=Path)
OUT = click.option(
    "--out", type=FOLDER, default=Path("data/processed"), show_default=True, help="Folder of the tables."
)


def _verbosely(context: click.Context, parameter: click.Parameter, value: bool) -> bool:
    if value:
        context.find_root().ensure_object(dict)["verbose"] = True
    return value


def _speak(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value:
        messages.speak(value)
    return value


_LANG = click.option(
    "--lang",
    type=click.Choice([language.value for language in messages.Language]),
    expose_value=False,
    is_eager=True,  # before --help, which speaks it too
    callback=_speak,
    help="Speak Vietnamese or English.  [default: the locale's, or VANTHU_LANG]",
)
_VERBOSE = click.option(
    "--verbose", "-v", is_flag=True, expose_value=False, callback=_verbosely, help="Show where a failure happened."
)


def verbose(command: Callable[..., None]) -> Callable[..., None]:
    """Put the options that every command has on one: ``--lang`` and ``--verbose``."""
    return _LANG(_VERBOSE(command))


class Command(click.Command):
    """A command whose help speaks the user's language."""

    def format_help(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The help as click lays it out, its words from the catalogue."""
        click.Command.format_help(_in_their_words(self), context, formatter)

    def get_short_help_str(self, limit: int = 100) -> str:
        """The first sentence of the help."""
        return click.Command.get_short_help_str(_in_their_words(self), limit)


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command
    group_class = type

    def format_help(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The help as click lays it out, its words from the catalogue."""
        click.Group.format_help(_in_their_words(self), context, formatter)


def _in_their_words(command: Any) -> Any:
    """A copy of a command with its help and its options' in the language spoken."""
    spoken = copy.copy(command)
    spoken.help = messages.say(command.help.replace("{", "{{").replace("}", "}}")) if command.help else command.help
    spoken.params = [copy.copy(parameter) for parameter in command.params]
    for parameter in spoken.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = messages.say(parameter.help)
    return spoken


def is_verbose(context: click.Context) -> bool:
    """Whether ``--verbose`` was given, before or after the command."""
    return bool((context.find_root().obj or {}).get("verbose"))


def limits(command: Callable[..., None]) -> Callable[..., None]:
    """Put the options that bound a run, and those of reading, on a command."""
    for option in reversed(
        [
            click.option("--workers", type=click.IntRange(min=1), help="Processes.  [default: one a core]"),
            click.option("--file-seconds", type=float, help="Time limit of one file.  [default: 900]"),
            click.option("--file-mebibytes", type=int, help="Largest file that is opened.  [default: 512]"),
            click.option("--memory-mebibytes", type=int, help="Memory limit of a process.  [default: 4096]"),
            click.option("--tessdata", type=FOLDER, help="Folder that holds vie.traineddata."),
            click.option(
                "--password-file",
                type=click.Path(path_type=Path, dir_okay=False, exists=True),
                help="Passwords to try on locked PDFs, one a line.",
            ),
            click.option("--dpi", type=int, help="Working resolution of page pictures.  [default: 200]"),
            click.option("--engine", type=click.Choice(["auto", "tesserocr", "pytesseract"]), help="OCR engine."),
        ]
    ):
        command = option(command)
    return command


def settings_of(flags: dict[str, Any]) -> Settings:
    """Settings from the flags given, then the environment, then vanthu.toml."""
    import tomllib

    from pydantic import ValidationError

    from pipeline.settings import Settings

    given = {name: value for name, value in flags.items() if value is not None}
    reading = {name: given.pop(name) for name in ("dpi", "engine") if name in given}
    if reading:
        given["reading"] = reading
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise click.UsageError(one_line(f"the setting {place}: {first['msg']}")) from error
    except (tomllib.TOMLDecodeError, OSError, ValueError) as error:
        raise click.UsageError(one_line(f"vanthu.toml or the environment can't be understood: {error}")) from error
