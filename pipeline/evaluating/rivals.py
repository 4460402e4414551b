"""Other readers of tables on the same files: img2table and camelot, in a Python of their own.

They are no dependencies of this project (their OpenCV is another than ours): make a venv, ``pip install
img2table camelot-py`` in it, and name its Python. img2table gets what our clean-up made of a scan, so
that grids and cells are compared and not clean-up, and reads it by the same Tesseract; camelot reads
PDFs with a text layer, by ruled lines (lattice) and by aligned words (stream).
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SetupError
from pipeline.reading.cleanup import clean
from pipeline.reading.images import page_picture
from pipeline.settings import ReadingSettings

SECONDS = 600.0
_WHAT = "img2table and camelot are not installed for"
_NEXT = "make a venv, `pip install img2table camelot-py` in it, and name its Python"


@dataclass(frozen=True, slots=True)
class OtherCell:
    """A cell as another reader gives it; 0-based."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str


OtherTable = tuple[OtherCell, ...]

_VERSIONS = """
import importlib.metadata as m
print("img2table", m.version("img2table") + ", camelot", m.version("camelot-py"))
import img2table, camelot
"""

_IMG2TABLE = """
import json, sys
from img2table.document import Image
from img2table.ocr import TesseractOCR
ocr = TesseractOCR(lang="vie")
pages = []
for path in sys.argv[1:]:
    tables = []
    for table in Image(src=path).extract_tables(ocr=ocr):
        places = {}
        for y, row in enumerate(table.content.values()):
            for x, cell in enumerate(row):
                box = (cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2)
                places.setdefault(box, [y, x, y, x, cell.value or ""])
                places[box][2:4] = [y, x]
        tables.append([[a, b, c - a + 1, d - b + 1, text] for a, b, c, d, text in places.values()])
    pages.append(tables)
print()
print(json.dumps(pages))
"""

_CAMELOT = """
import json, sys, warnings
import camelot
warnings.simplefilter("ignore")
flavor, path, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
pages = [[] for _ in range(count)]
for table in camelot.read_pdf(path, pages="all", flavor=flavor, suppress_stdout=True):
    cells = table.cells
    taken, found = set(), []
    for y, row in enumerate(cells):
        for x, cell in enumerate(row):
            if (y, x) in taken:
                continue
            wide = tall = 1
            if flavor == "lattice":
                while x + wide < len(row) and not row[x + wide - 1].right and (y, x + wide) not in taken:
                    wide += 1
                while y + tall < len(cells) and not any(c.bottom for c in cells[y + tall - 1][x:x + wide]):
                    tall += 1
            places = [(a, b) for a in range(y, y + tall) for b in range(x, x + wide)]
            taken.update(places)
            text = " ".join(cells[a][b].text for a, b in places)
            found.append([y, x, tall, wide, text])
    pages[table.page - 1].append(found)
print()
print(json.dumps(pages))
"""


def versions(python: str) -> str:
    """Which versions a Python has. Raises SetupError where it has not both."""
    return _run(python, _VERSIONS).strip()


def read(python: str, data: bytes, *, picture: bool) -> dict[str, list[list[OtherTable]]]:
    """The tables of a PDF's pages by each reader that can read it.

    Args:
        python: the Python that has the readers.
        data: the PDF.
        picture: whether its pages are pictures.

    Raises:
        SetupError: a reader is not there or fails.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        count = len(document)
        with tempfile.TemporaryDirectory() as folder:
            if picture:
                paths = [_cleaned(document, index, Path(folder)) for index in range(count)]
                return {"img2table": _tables(_run(python, _IMG2TABLE, *paths))}
            path = Path(folder) / "a.pdf"
            path.write_bytes(data)
            return {
                f"camelot {flavor}": _tables(_run(python, _CAMELOT, flavor, str(path), str(count)))
                for flavor in ("lattice", "stream")
            }
    finally:
        document.close()


def _cleaned(document: object, index: int, folder: Path) -> str:
    import cv2

    picture, dpi = page_picture(document, index, ReadingSettings())
    path = folder / f"{index}.png"
    cv2.imwrite(str(path), clean(picture, dpi).grey)
    return str(path)


def _run(python: str, program: str, *arguments: str) -> str:
    try:
        done = subprocess.run(
            [python, "-c", program, *arguments], capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SetupError(f"the Python of the other readers can't be run ({type(error).__name__})", _NEXT) from error
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [""]
        if "NotFound" in last[0] or "ModuleNotFound" in last[0]:
            raise SetupError(f"{_WHAT} {python}", _NEXT)
        raise SetupError(f"another reader failed: {last[0][:200]}", "leave out --rivals")
    return done.stdout


def _tables(answer: str) -> list[list[OtherTable]]:
    pages = json.loads(answer.rstrip().rsplit("\n", 1)[-1])  # what a reader itself prints stands before
    return [[tuple(OtherCell(*cell) for cell in table) for table in page] for page in pages]
