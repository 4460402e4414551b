"""The pages below docs: each in two languages that say the same, links that lead somewhere, lines that run."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = sorted((ROOT / "docs" / "en").glob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def shape(text: str) -> list[str]:
    """What translations share: headings' depth, code, rows of tables, list items."""
    marks = re.findall(r"(?m)^(#+|```\w*|\||\d+\.|-)(?= |\w|$)", text)
    return [mark for mark in marks if mark]


@pytest.mark.parametrize("page", ENGLISH, ids=lambda path: path.stem)
def test_each_page_stands_in_both_languages_alike(page: Path) -> None:
    other = ROOT / "docs" / "vi" / page.name
    assert other.exists()
    assert shape(page.read_text(encoding="utf-8")) == shape(other.read_text(encoding="utf-8"))


def test_no_page_is_in_vietnamese_alone() -> None:
    assert {path.name for path in (ROOT / "docs" / "vi").glob("*.md")} == {path.name for path in ENGLISH}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    here = [link for link in links if "://" not in link]
    assert [link for link in here if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_component_of_ones_own_works_as_the_page_has_it(language: str) -> None:
    page = (ROOT / "docs" / language / "components.md").read_text(encoding="utf-8")
    [block] = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    done = subprocess.run([sys.executable, "-c", block], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "['1.', '200 triệu', 'triệu đồng']"), done.stderr


def test_the_licence_is_the_same_everywhere() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")[:200]
    assert 'license = "Apache-2.0"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "license: Apache-2.0" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert "[Apache-2.0](LICENSE)" in (ROOT / "README.md").read_text(encoding="utf-8")
