"""`vanthu`: the command line, a module for each family of commands."""

from pipeline.cli.program import commands, main

__all__ = ["commands", "main"]
