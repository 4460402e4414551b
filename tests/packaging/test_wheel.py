"""What is installed: the wheel bears the model, an editable install only points at the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[2]


def names(wheel: str) -> set[str]:
    with zipfile.ZipFile(wheel) as file:
        return set(file.namelist())


def build(version: str, folder: Path) -> str:
    [wheel] = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=[version])
    return wheel


def test_the_wheel_bears_every_file_of_the_model_and_no_test(tmp_path: Path) -> None:
    inside = names(build("standard", tmp_path))
    model = ROOT / "models" / "vi_plan"
    ours = {f"pipeline/_models/vi_plan/{file.relative_to(model).as_posix()}" for file in model.rglob("*.csv")}
    assert ours
    assert ours <= inside
    web = ROOT / "pipeline" / "reviewing" / "web"
    assert {f"pipeline/reviewing/web/{file.name}" for file in web.iterdir()} <= inside
    assert {f"pipeline/analysing/{name}" for name in ("report.html.j2", "questions.sql", "views.sql")} <= inside
    assert {name.partition("/")[0] for name in inside if "dist-info" not in name} == {"pipeline"}


def test_an_editable_install_copies_nothing_that_could_grow_stale(tmp_path: Path) -> None:
    inside = names(build("editable", tmp_path))
    assert {name for name in inside if "dist-info" not in name} == {"_editable_impl_vanthu.pth"}


@pytest.mark.slow
def test_the_installed_wheel_finds_its_model_from_anywhere(tmp_path: Path) -> None:
    """As a user's machine does it: built and installed by pip, without network, far from the checkout."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    offline = ["--no-index", "--no-deps"]
    subprocess.run(
        [*pip, "wheel", *offline, "--no-build-isolation", "--wheel-dir", str(tmp_path), str(ROOT)],
        check=True,
        capture_output=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    target = tmp_path / "installed"
    subprocess.run([*pip, "install", *offline, "--target", str(target), str(wheel)], check=True, capture_output=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    code = (
        "from pipeline.parsing.lexicon import entries, model_path;"
        "print(model_path()); print(len(entries('document_types')))"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VANTHU_")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=elsewhere,
        env={**environment, "PYTHONPATH": str(target)},
        check=True,
        capture_output=True,
        text=True,
    )
    folder, count = done.stdout.splitlines()
    assert Path(folder).resolve() == (target / "pipeline" / "_models" / "vi_plan").resolve()
    assert int(count) > 0
