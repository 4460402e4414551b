"""Draws docs/sample.png for the README: a scanned sample's first page, boxes round the evidence of some rows.

    python -m tests.samples.picture

also writes those rows into the README, between its two markers, so that picture and table can't part.
It reads the sample as `vanthu extract` does, so it wants Tesseract.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from pipeline.evaluating import fonts
from pipeline.evaluating.fonts import Weight
from pipeline.pages import Box, FileReading, Page, union
from pipeline.parsing.parse import parse
from pipeline.reading.cleanup import straighten, turn
from pipeline.reading.read import read_bytes
from pipeline.records import Evidence
from pipeline.settings import ReadingSettings
from tests.samples import make_samples

SAMPLE = "ke-hoach-trat-tu-xay-dung-da-ky.pdf"
README = make_samples.ROOT / "README.md"
PICTURE = make_samples.ROOT / "docs" / "sample.png"
BEGIN, END = "<!-- sample: python -m tests.samples.picture -->", "<!-- end of sample -->"
WIDTH = 820
GREYS = 24
"""Steps between two greys of the picture."""
COLOURS = {"fields": (30, 90, 200), "citations": (20, 130, 60), "tasks": (200, 40, 30), "assignees": (190, 110, 0)}


@dataclass(frozen=True, slots=True)
class Shown:
    """A row that is shown: its table, what it says, its evidence, and the boxes of its words on page 1 by line."""

    table: str
    value: str
    row: Evidence
    boxes: tuple[Box, ...]


def shown(reading: FileReading) -> Iterator[Shown]:
    """Some rows of the sample's first page, of several tables."""
    [document] = parse(reading, path=SAMPLE)

    def row(table: str, value: str, of: Evidence) -> Shown:
        lines: dict[int, list[Box]] = {}
        for word in document.words:
            if (
                word.page == 1
                and word.bbox
                and any(part.start < word.end and word.start < part.end for part in of.parts)
            ):
                lines.setdefault(word.line, []).append(word.bbox)
        return Shown(table, value, of, tuple(box for boxes in lines.values() if (box := union(boxes))))

    for field in document.fields:
        if field.chosen and field.bbox and field.field in ("issuer", "number", "issued_on", "title"):
            yield row("fields", f"{field.field}: {field.value}", field)
    for cited in document.citations:
        said = (cited.number or cited.name, cited.issuer, str(cited.issued_on or ""))
        yield row("citations", f"{cited.relation}: " + ", ".join(part for part in said if part), cited)
    for task in [task for task in document.tasks if task.page == 1][:2]:
        times = [str(task.due_on)] if task.due_on else list(task.recurrence)
        yield row("tasks", "due: " + (", ".join(times) or "not said"), task)
        for doer in document.assignees:
            if doer.task_id == task.task_id:
                yield row("assignees", f"{doer.role}: {doer.name}", doer)


def draw(data: bytes, first: Page, rows: list[Shown]) -> bytes:
    """The first page as PNG, each row's boxes numbered and coloured by its table."""
    with pypdfium2.PdfDocument(data) as file:
        grey = file[0].render(scale=WIDTH / file[0].get_width(), grayscale=True).to_numpy().squeeze()
    # Boxes are those of the page set straight, as it was read. Few greys make a small file.
    grey = straighten(turn(grey, first.rotation), first.skew_deg or 0.0)
    page = Image.fromarray(np.minimum(grey // GREYS * GREYS * 1.1, 255).astype(np.uint8)).convert("RGB")
    pen = ImageDraw.Draw(page)
    face = ImageFont.truetype(str(fonts.find("sans").fount(Weight.BOLD).path), 11)
    taken: Counter[tuple[int, int]] = Counter()
    for number, one in enumerate(rows, start=1):
        for x0, y0, x1, y1 in one.boxes:
            area = (x0 * page.width - 1, y0 * page.height - 1, x1 * page.width + 1, y1 * page.height + 1)
            pen.rectangle(area, outline=COLOURS[one.table], width=2)
        if one.boxes:
            x, y = round(one.boxes[0][0] * page.width) - 2, round(one.boxes[0][1] * page.height) - 12
            # Two rows that begin at one word have their numbers beside each other.
            place = (x // 8, y // 8)
            x += 18 * taken[place]
            taken[place] += 1
            pen.rectangle((x, y, x + 16, y + 11), fill=COLOURS[one.table])
            pen.text((x + 8, y + 6), str(number), fill="white", font=face, anchor="mm")
    # Below the last box there is nothing that the table speaks of.
    last = max((box[3] for one in rows for box in one.boxes), default=1.0)
    page = page.crop((0, 40, page.width, min(page.height, round(last * page.height) + 40)))
    made = io.BytesIO()
    page.quantize(128, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()


def table(rows: list[Shown]) -> str:
    """The rows as Markdown."""
    lines = ["| box | table | what it says | the words it was made from |", "| ---: | --- | --- | --- |"]
    for number, one in enumerate(rows, start=1):
        words = " ".join((one.row.text or "").split())
        words = words if len(words) <= 70 else words[:68].rsplit(" ", 1)[0] + " …"
        lines.append(f"| {number} | `{one.table}` | {one.value} | {words} |")
    return "\n".join(lines)


def main() -> None:
    """Make the picture and the README's table anew."""
    data = (make_samples.DATA / "raw" / SAMPLE).read_bytes()
    reading = read_bytes(data, SAMPLE, ReadingSettings())
    rows = list(shown(reading))
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_bytes(draw(data, reading.pages[0], rows))
    readme = README.read_text(encoding="utf-8")
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    README.write_text(f"{before}{BEGIN}\n{table(rows)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
