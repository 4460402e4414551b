"""Markup of drafts as texts: column after column, or both columns on their lines as a text set with spaces."""

from __future__ import annotations

FEED = "\f"
"""What parts the pages of a text."""


def plain(markup: str) -> str:
    """The markup as a text without layout: left column, right column, the rest."""
    lines: list[str] = []
    held: list[str] = []
    for line in markup.splitlines():
        mark, _, words = line.partition(" ") if line.startswith("@") else ("", "", line)
        if mark == "@right":
            held.append(words)
            continue
        if mark != "@left" and held:
            lines += held
            held = []
        if mark == "@foot":
            continue
        if mark == "@pagebreak":
            lines.append(FEED)
            continue
        lines.append(words)
    return "\n".join([*lines, *held]).replace(f"\n{FEED}\n", FEED) + "\n"


def rows(markup: str) -> str:
    """The markup as a text set with spaces: left and right column share their lines."""
    lines: list[str] = []
    left: list[str] = []
    right: list[str] = []

    def flush() -> None:
        wide = max([48, *(len(line) + 6 for line in left)])
        for nth in range(max(len(left), len(right))):
            one = left[nth] if nth < len(left) else ""
            two = right[nth] if nth < len(right) else ""
            lines.append(f"{one:<{wide}}{two}".rstrip())
        left.clear()
        right.clear()

    for line in markup.splitlines():
        mark, _, words = line.partition(" ") if line.startswith("@") else ("", "", line)
        if mark in ("@left", "@right"):
            (left if mark == "@left" else right).append(words)
            continue
        flush()
        if mark == "@pagebreak":
            lines.append(FEED)
        elif mark != "@foot":
            lines += ["", words] if mark in ("", "@type") else [words]
    flush()
    return "\n".join(lines).replace(f"\n{FEED}\n", FEED) + "\n"
