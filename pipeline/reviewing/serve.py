"""The review page in a browser: the notebook in JupyterLab, or the same as a page of its own (voila)."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import SetupError

NOTEBOOK = Path("notebooks/02_review.ipynb")
_CELL = "from pipeline.reviewing.widget import review\n\npage = review(alone=True)\npage"
_CONFIG = """from pipeline.reviewing.serve import without_outputs

c.ContentsManager.pre_save_hook = without_outputs
c.LabApp.check_for_updates_class = "jupyterlab.handlers.announcements.NeverCheckForUpdate"
c.LabApp.news_url = None
"""
"""What is reviewed is not saved in the notebook, and no news are fetched."""
_LAB = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
"""Whoever has no news to fetch need not be asked whether he wants them: the question stands over the page's keys."""
_OWN = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob: ws: wss:; frame-ancestors 'self'"
_HEADERS = {"headers": {"Content-Security-Policy": _OWN}}
"""What voila tells the browser: its own template asks a server outside for icons that the page has no use for."""
_NEEDED = ("anywidget", "ipywidgets")


@dataclass(frozen=True, slots=True)
class Wish:
    """How the page is served: by voila or JupyterLab, at which port (None: a free one), opening a browser or not."""

    voila: bool = False
    port: int | None = None
    browser: bool = True
    further: tuple[str, ...] = ()
    """Arguments of that program's own."""


def serve(out: Path, corrections: Path, wish: Wish, *, reviewer: str | None = None, lang: str | None = None) -> int:
    """Serve the review page until it is stopped; the server's exit code.

    Args:
        out: folder of the tables.
        corrections: folder of the log.
        wish: how.
        reviewer: who reviews; the computer's user if not given.
        lang: the language of the labels; the environment's if not given.

    Raises SetupError where the extra `review` is not installed.
    """
    program = "voila" if wish.voila else "jupyterlab"
    missing = [name for name in (*_NEEDED, program) if importlib.util.find_spec(name) is None]
    if missing:
        raise SetupError(
            f"the review page needs {', '.join(missing)}", "install them with `pip install 'vanthu[review]'`"
        )
    settings = {"VANTHU_OUT": str(out.resolve()), "VANTHU_CORRECTIONS": str(corrections.resolve())}
    settings |= {"VANTHU_REVIEWER": reviewer} if reviewer else {}
    settings |= {"VANTHU_LANG": lang} if lang else {}
    with tempfile.TemporaryDirectory(prefix="vanthu-review-") as folder:
        notebook = NOTEBOOK if NOTEBOOK.exists() and not wish.voila else _written(Path(folder))
        config = Path(folder) / "config" / "vanthu_config.py"
        settings["JUPYTER_CONFIG_PATH"] = _configured(config)
        with subprocess.Popen(command(notebook, wish, config), env=os.environ | settings) as server:
            # Whoever ends us means the server; Ctrl-C it hears itself, and may ask whether that was meant.
            before = signal.signal(signal.SIGTERM, lambda *_: server.terminate())
            try:
                return _ended(server)
            finally:
                signal.signal(signal.SIGTERM, before)


def _configured(config: Path) -> str:
    """Write the configuration; the places where JupyterLab looks for its pages', the user's own among them."""
    lab = config.parent / "labconfig" / "page_config.json"
    lab.parent.mkdir(parents=True)
    lab.write_text(json.dumps(_LAB), encoding="utf-8")
    config.write_text(_CONFIG, encoding="utf-8")
    return os.pathsep.join(filter(None, (str(config.parent), os.environ.get("JUPYTER_CONFIG_PATH"))))


def _ended(server: subprocess.Popen[bytes]) -> int:
    """The server's exit code; 0 where it was asked to end."""
    while True:
        try:
            code = server.wait()
        except KeyboardInterrupt:
            continue
        return 0 if code in (-signal.SIGTERM, -signal.SIGINT) else code


def command(notebook: Path, wish: Wish, config: Path) -> Sequence[str]:
    """The command that serves a notebook; `config` is JupyterLab's, besides the user's own."""
    if wish.voila:
        found = [sys.executable, "-m", "voila", str(notebook), "--VoilaConfiguration.theme=light"]
        # A kernel starts with what vanthu brings; a slow disk takes its time.
        found += ["--VoilaExecutor.timeout=300", "--VoilaConfiguration.show_tracebacks=True"]
        # Nobody else on this machine corrects in the reviewer's name; and no page of theirs asks anybody outside.
        found += ["--token", f"--Voila.tornado_settings={_HEADERS!r}"]
    else:
        found = [sys.executable, "-m", "jupyterlab", str(notebook), f"--config={config}"]
    if wish.port is not None:
        found.append(f"--port={wish.port}")
    return [*found, *([] if wish.browser else ["--no-browser"]), *wish.further]


def without_outputs(model: dict[str, Any], path: str, **_: Any) -> None:
    """Leave the outputs out of the review notebook when it is saved: JupyterLab's `pre_save_hook`.

    Args:
        model: what is saved, changed in place.
        path: its path; other notebooks are left as they are.
    """
    if model.get("type") != "notebook" or Path(path).name != NOTEBOOK.name:
        return
    for cell in model["content"]["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    model["content"]["metadata"].pop("widgets", None)


def _written(folder: Path) -> Path:
    """A notebook of the one cell, for a place that has none."""
    cell: dict[str, object] = {"cell_type": "code", "execution_count": None, "id": "review", "metadata": {}}
    cell |= {"outputs": [], "source": _CELL}
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    path = folder / NOTEBOOK.name
    made = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(made), encoding="utf-8")
    return path
