"""How the page is served: by which program, with which of its own arguments, and what is said when it lacks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import SetupError
from pipeline.reviewing import serve as serving
from pipeline.reviewing.drafts import draft
from pipeline.reviewing.serve import Wish, command, serve

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish(), ["jupyterlab", "a.ipynb"]),
        (Wish(port=8800, browser=False), ["jupyterlab", "a.ipynb", "--port=8800", "--no-browser"]),
        (Wish(further=("--allow-root",)), ["jupyterlab", "a.ipynb", "--allow-root"]),
    ],
)
def test_the_notebook_is_served(wish: Wish, expected: list[str]) -> None:
    made = command(Path("a.ipynb"), wish, Path("c.py"))
    assert made == [sys.executable, "-m", *expected[:2], "--config=c.py", *expected[2:]]


def test_a_page_of_its_own_is_voilas() -> None:
    made = command(Path("a.ipynb"), Wish(voila=True, port=8800), Path("c.py"))
    assert made[:4] == [sys.executable, "-m", "voila", "a.ipynb"]
    assert "--port=8800" in made
    assert "--token" in made  # whoever else works on this machine must not correct in the reviewer's name


def test_what_lacks_is_named_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving.importlib.util, "find_spec", lambda name: None if name == "voila" else object())
    with pytest.raises(SetupError, match=r"needs voila; install them with `pip install 'vanthu\[review\]'`"):
        serve(tmp_path, tmp_path, Wish(voila=True))


def test_the_server_ends_with_the_command(tmp_path: Path) -> None:
    """Whoever ends `vanthu review` ends what it started, and that is no failure."""
    program = (
        "import os, signal, sys, threading; from pathlib import Path; from pipeline.reviewing import serve;"
        "serve.importlib.util.find_spec = lambda name: True;"
        "serve.command = lambda *a: [sys.executable, '-c', 'import os, time; print(os.getpid(), flush=True);"
        " os.kill(os.getppid(), 15); time.sleep(60)'];"
        "sys.exit(serve.serve(Path('out'), Path('so'), serve.Wish()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)


def test_what_is_reviewed_is_not_saved_in_the_notebook() -> None:
    cells = [
        {"cell_type": "markdown", "source": "a"},
        {"cell_type": "code", "source": "b", "outputs": [{"text": "secret"}], "execution_count": 3},
    ]
    model = {"type": "notebook", "content": {"cells": cells, "metadata": {"widgets": {}, "kernelspec": {}}}}
    serving.without_outputs(model, "notebooks/other.ipynb")
    assert cells[1]["outputs"]
    serving.without_outputs(model, "notebooks/02_review.ipynb")
    assert (cells[1]["outputs"], cells[1]["execution_count"]) == ([], None)
    assert model["content"]["metadata"] == {"kernelspec": {}}  # type: ignore[index]


def test_the_notebook_is_the_same_in_both_forms_and_bears_no_output() -> None:
    import jupytext

    notebook = json.loads((ROOT / "notebooks" / "02_review.ipynb").read_text(encoding="utf-8"))
    assert all(not cell.get("outputs") and not cell.get("execution_count") for cell in notebook["cells"])
    paired = jupytext.read(ROOT / "notebooks" / "02_review.py")
    assert [(cell.cell_type, cell.source) for cell in paired.cells] == [
        (cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]
    ]


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        pytest.param("tasks", " làm \n việc ", {"action": "làm việc"}, id="the words, on one line"),
        pytest.param("assignees", "Sở Mẫu", {"name": "Sở Mẫu"}, id="a name"),
        pytest.param("sections", "", {}, id="nothing was read"),
        pytest.param(
            "citations", "Nghị định số 7/2031/NĐ-CP ngày 02 tháng 3 năm 2031 của Chính phủ",
            {"type": "nghị định", "number": "7/2031/NĐ-CP", "issued_on": "2031-03-02"}, id="a citation is parsed",
        ),
        pytest.param("citations", "chưa rõ", {"name": "chưa rõ"}, id="no citation: the words"),
    ],
)  # fmt: skip
def test_the_draft_of_a_new_row(table: str, text: str, expected: dict[str, str]) -> None:
    made = draft(table, text)
    assert {name: made.get(name) for name in expected} == expected
    assert bool(made) == bool(expected)
