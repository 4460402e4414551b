"""Charts in a notebook, with words for those who do not see them.

What matplotlib shows of itself is a picture without any: neither the notebook nor what is made of it
takes such words from anywhere else (JupyterLab 4 leaves the `alt` of an output's metadata aside).
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

_MOST = 20
"""Rows that the words of a chart tell; the table beside it has the rest."""
_LONG = 80
"""Characters of a row's name."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture (PNG) and its words; a notebook shows it as such."""

    png: bytes
    words: str

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.png).decode()
        return str(
            Markup('<img alt="{}" src="data:image/png;base64,{}" style="max-width: 100%">').format(self.words, data)
        )


def chart(figure: Any, title: str, rows: Iterable[tuple[object, object]]) -> Chart:
    """A chart and what it shows.

    Args:
        figure: matplotlib's; it is closed, so that it is not shown twice.
        title: what the chart is of.
        rows: what it shows: a name and a number each.
    """
    from matplotlib import pyplot

    kept = [(str(name), value) for name, value in rows]
    told = [f"{name[:_LONG]}: {_number(value)}" for name, value in kept[:_MOST]]
    if len(kept) > _MOST:
        told.append(f"… (+{len(kept) - _MOST})")
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=100)
    pyplot.close(figure)
    return Chart(picture.getvalue(), f"{title}. {'; '.join(told) or '–'}.")


def _number(value: object) -> str:
    try:
        return f"{float(value):.4g}"  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return str(value)[:_LONG]
