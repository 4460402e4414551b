"""The notebooks: what is committed is what is run, without anybody's outputs, and every cell of it works."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import jupytext
import nbformat
import pytest

from pipeline.running.extract import extract
from pipeline.settings import Settings
from tests.helpers.archives import copied

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SAMPLES = ("ke-hoach-tinh-du-lieu-so.pdf", "chi-thi-cay-xanh.docx", "ke-hoach-phuong-van-thu.txt")


def test_every_notebook_has_its_pair() -> None:
    """The text is what is read in reviews, the notebook what is opened: neither stands alone."""
    names = [path.stem for path in NOTEBOOKS]
    assert names == sorted(path.stem for path in (ROOT / "notebooks").glob("*.py"))
    assert "02_review" in names


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_and_text_are_in_step(path: Path) -> None:
    """`jupytext --sync notebooks/*.ipynb` makes them so again."""
    notebook, text = (jupytext.read(file) for file in (path, path.with_suffix(".py")))
    shown = [[(cell.cell_type, cell.source) for cell in one.cells] for one in (notebook, text)]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_outputs_are_committed(path: Path) -> None:
    """Outputs hold documents' texts, and change with every run."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert [cell.source for cell in code if cell.outputs or cell.execution_count is not None] == []
    assert "widgets" not in notebook.metadata


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_runs(path: Path, tables: Path, tmp_path: Path) -> None:
    """By nbmake, over tables of our samples, in a process of its own: a kernel's loops are no business of ours."""
    command = [sys.executable, "-m", "pytest", "--nbmake", "--nbmake-timeout=300", "-c", os.devnull, "--rootdir"]
    command += [str(path.parent), "-p", "no:cacheprovider", "-q", str(path)]
    own = {
        "VANTHU_OUT": str(tables),
        "VANTHU_CORRECTIONS": str(tmp_path / "so"),
        "IPYTHONDIR": str(tmp_path / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime"),
        "PYTHONPATH": str(ROOT),
    }
    ran = subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-3000:]
    assert "1 passed" in ran.stdout


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of some of our samples."""
    folder = tmp_path_factory.mktemp("notebooks")
    settings = Settings().model_copy(update={"corrections": folder / "so"})
    extract(copied(folder / "kho", SAMPLES), folder / "out", workers=1, settings=settings)
    return folder / "out"
