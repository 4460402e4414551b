"""The README's own walk: the sample archive becomes tables, and its pandas lines run on them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from pipeline.records import TABLES, columns
from tests.samples import make_samples, picture

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RAW = make_samples.DATA / "raw"
BECAME = {sample.name: "extracted" for sample in make_samples.SAMPLES} | {
    "co-mat-khau.pdf": "failed",
    "hong.pdf": "failed",
    "bai-trinh-chieu.pptx": "unsupported",
    "phu-luc.zip": "extracted",
    f"phu-luc.zip/{make_samples.PLAIN}": "duplicate",
    "van-ban-den-0117.txt": "duplicate",
}


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    return subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A folder that `vanthu extract` filled with its defaults, and what it said."""
    folder = tmp_path_factory.mktemp("walk")
    return folder, run(folder, "-m", "pipeline.cli", "extract", str(RAW), "--workers", "2")


def test_the_readmes_picture_is_there_small_and_beside_its_rows() -> None:
    [name] = re.findall(r"^!\[[^]]+\]\((\S+)\)$", README, re.MULTILINE)
    assert 10_000 < (ROOT / name).stat().st_size < 300_000
    rows = README.partition(picture.BEGIN)[2].partition(picture.END)[0].strip().splitlines()[2:]
    assert [int(row.split("|")[1]) for row in rows] == list(range(1, len(rows) + 1))
    assert {row.split("`")[1] for row in rows} == picture.COLOURS.keys()


def table(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_parquet(folder / "data" / "processed" / name)


@pytest.mark.slow
def test_every_file_is_accounted_for_and_what_was_not_read_is_said(
    walk: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, done = walk
    assert done.returncode == 0, done.stderr
    sources = table(folder, "sources").set_index("path")
    assert sources["status"].to_dict() == BECAME
    for path in (path for path, status in BECAME.items() if status in ("failed", "unsupported")):
        assert f"{path}: {sources.loc[path, 'error']}" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_there_and_the_extracted_ones_have_rows(
    name: str, walk: tuple[Path, subprocess.CompletedProcess[str]]
) -> None:
    rows = table(walk[0], name)
    assert tuple(rows.columns) == columns(name)
    assert (len(rows) > 0) == (name != "corrections")  # no reviewer has been here yet


@pytest.mark.slow
def test_the_pandas_lines_of_the_readme_run_on_the_tables(
    walk: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    [block] = [block for block in _python() if "pandas" in block]
    done = run(walk[0], "-c", block)
    assert done.returncode == 0, done.stderr
    assert "Chi cục Văn thư - Lưu trữ" in done.stdout


def test_the_finder_of_citations_by_itself_as_the_readme_has_it(tmp_path: Path) -> None:
    [block] = [block for block in _python() if "citations import find" in block]
    done = run(tmp_path, "-c", block)
    assert done.returncode == 0, done.stderr
    assert "45/KH-UBND Ủy ban nhân dân huyện Mẫu Sơn 2031-01-05 tủ sách xã" in done.stdout


def _python() -> list[str]:
    return re.findall(r"```python\n(.*?)```", README, re.DOTALL)
