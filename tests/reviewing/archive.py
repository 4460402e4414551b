"""A small archive with its tables, made by the simple stages of `tests.helpers.stages`, and sittings over it."""

from __future__ import annotations

from pathlib import Path

from pipeline.reviewing.sitting import Review
from pipeline.running.extract import extract
from pipeline.settings import Settings
from tests.helpers.stages import TOOLS

PLAN = "Số: 12/KH-MẪU\nCăn cứ 7/2031/NĐ-CP\nSở Mẫu chủ trì việc thứ nhất\nPhòng Thử chủ trì việc thứ hai"
OTHER = "Số: 13/KH-MẪU\nSở Mẫu chủ trì việc thứ ba"


class Archive:
    """`folder/kho` is the archive, `folder/out` its tables, `folder/so` the log."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "kho").mkdir()
        (folder / "kho" / "a.txt").write_text(PLAN)
        (folder / "kho" / "b.txt").write_text(OTHER)
        self.run()

    def run(self) -> None:
        settings = Settings().model_copy(update={"corrections": self.folder / "so"})
        extract(self.folder / "kho", self.folder / "out", workers=1, settings=settings, tools=TOOLS)

    def sit(self, reviewer: str = "Lan") -> Review:
        return Review(self.folder / "out", self.folder / "so", reviewer)
