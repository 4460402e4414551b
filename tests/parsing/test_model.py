"""Which model is in use, and the version of parsing."""

import json
import shutil
import subprocess
import sys

import pytest

from pipeline.errors import SetupError
from pipeline.parsing import model
from pipeline.parsing.lexicon import model_path
from pipeline.settings import ParsingSettings

CODE = """
import sys
from pipeline.parsing.parse import parsing_version
from pipeline.parsing import confidence, model
from pipeline.settings import ParsingSettings
settings = ParsingSettings(model=sys.argv[1] or None)
nlp = model.load(settings)
print(nlp.path, confidence.calibration().scales["tasks"], parsing_version(settings))
"""


def facts_of(folder):
    done = subprocess.run([sys.executable, "-c", CODE, folder], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    path, scale, version = done.stdout.rsplit(maxsplit=2)
    return path, float(scale), version


def test_another_folder_brings_its_own_data_and_version(tmp_path):
    copy = tmp_path / "own"
    shutil.copytree(model_path(), copy)
    file = copy / "calibration.json"
    changed = json.loads(file.read_text(encoding="utf-8"))
    changed["scales"]["tasks"] = 0.125
    file.write_text(json.dumps(changed), encoding="utf-8")
    path, scale, version = facts_of(str(copy))
    assert (path, scale) == (str(copy), 0.125)
    assert version != facts_of("")[2]


def test_a_second_model_in_one_process_is_refused(tmp_path):
    assert model_path()
    with pytest.raises(SetupError, match="set VANTHU_MODEL"):
        model.folder(ParsingSettings(model=str(tmp_path)))


def test_a_folder_without_a_pipeline_says_so_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(model, "folder", lambda settings: tmp_path)
    with pytest.raises(SetupError, match="can't be loaded") as caught:
        model.load.__wrapped__(ParsingSettings())
    assert "\n" not in str(caught.value)


def test_the_version_depends_on_no_place():
    names = [name for name, _ in model._files(model_path())]
    assert "parsing/tokenizer.py" in names
    assert "model/config.cfg" in names
    assert all(not name.startswith("/") for name in names)
    assert len(set(names)) == len(names)
