"""Charts of the notebooks: the picture, and the words for those who do not see it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from matplotlib import pyplot

from pipeline.analysing.inline import chart

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("Sở Mẫu", 3), ("Sở Khác", 0.123456)], "Việc. Sở Mẫu: 3; Sở Khác: 0.1235."),
        ([], "Việc. –."),
        ([("x", None)], "Việc. x: None."),
        ([(f"cơ quan {at}", at) for at in range(22)], "; cơ quan 19: 19; … (+2)."),  # the table has the rest
        ([('"><script>', 1)], 'Việc. "><script>: 1.'),  # what a document says ends no attribute
        ([("m" * 999, 1)], "m" * 80 + ": 1."),
    ],
)
def test_a_chart_says_what_it_shows(rows: list[tuple[str, object]], words: str) -> None:
    pyplot.switch_backend("agg")  # whatever screen there is
    html = chart(pyplot.figure(figsize=(1, 1)), "Việc", rows)._repr_html_()
    [alt] = re.findall(r'^<img alt="([^"]*)" src="data:image/png;base64,iVBOR[^"<>]+" style="[^"<>]*">$', html)
    assert unescape(alt).endswith(words)
    assert pyplot.get_fignums() == []  # else the notebook would show it twice


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.py")), ids=lambda path: path.stem)
def test_no_chart_of_a_notebook_is_without_words(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "plt.show" not in text
    assert ("plt.subplots" in text) == ("display(chart(" in text)
