"""Many files changed at once or not at all: staged, listed in one manifest, moved into place.

Files are written below ``<out>/.state/stage``; the manifest ``.state/commit.json``, put there by
one rename, is the moment at which the new generation counts. A run killed before it left nothing;
one killed after it is completed by whoever opens the folder for writing next, and readers meanwhile
take the staged files for those in place.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.storing.buckets import name_order
from pipeline.storing.catalog import STATE
from pipeline.storing.files import sync_folder, write_whole

STAGE = "stage"
MANIFEST = "commit.json"


class Commit:
    """One generation in the making.

    Args:
        out: the output folder. What an earlier commit left undone is done first.
    """

    def __init__(self, out: Path) -> None:
        recover(out)
        self.out = out
        self._put: list[str] = []
        self._remove: list[str] = []

    def stage(self, name: str) -> Path:
        """Where to write the file that will stand at `name` (relative to the output folder)."""
        path = self.out / STATE / STAGE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        self._put.append(name)
        return path

    def remove(self, name: str) -> None:
        """A file or folder (relative to the output folder) that this generation no longer has."""
        self._remove.append(name)

    def apply(self) -> None:
        """Make the generation count. Raises OSError; then either all of it counts or nothing."""
        for folder in {(self.out / STATE / STAGE / name).parent for name in self._put}:
            sync_folder(folder)
        manifest = json.dumps({"put": sorted(self._put), "remove": sorted(self._remove)})
        write_whole(self.out / STATE / MANIFEST, manifest.encode())
        sync_folder(self.out / STATE)
        recover(self.out)


def recover(out: Path) -> None:
    """Complete a commit that counts, or clear away one that never did. Raises OutputError."""
    stage = out / STATE / STAGE
    manifest = _manifest(out)
    if manifest is not None:
        put, remove = manifest
        for name in put:
            source, target = stage / name, out / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.exists():
                source.replace(target)
        for name in remove:
            path = out / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        for folder in {(out / name).parent for name in put + remove}:
            sync_folder(folder)
        (out / STATE / MANIFEST).unlink()
    if stage.exists():
        shutil.rmtree(stage)


def current(out: Path, table: str) -> list[Path]:
    """The files of a table in the generation that counts, in order."""
    folder = out / table
    files = {path.name: path for path in folder.glob("*.parquet")} if folder.is_dir() else {}
    manifest = _manifest(out)
    if manifest is not None:
        put, remove = manifest
        for name in put:
            staged = out / STATE / STAGE / name
            if Path(name).parent.name == table and staged.exists():
                files[staged.name] = staged
        for name in remove:
            if Path(name).parent.name == table:
                files.pop(Path(name).name, None)
    return [files[name] for name in sorted(files, key=name_order)]


def _manifest(out: Path) -> tuple[list[str], list[str]] | None:
    path = out / STATE / MANIFEST
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return list(raw["put"]), list(raw["remove"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OutputError(f"{path} is damaged ({error})", "delete it and run again") from error
