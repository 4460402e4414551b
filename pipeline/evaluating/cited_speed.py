"""Speed of the citations: megabytes a second on law text, and how time grows on hostile text.

Seconds are the processor's, the best of several runs: other work on the machine lengthens them least.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.evaluating.figures import Table
from pipeline.parsing.citations import find

LAW = Path("../shared/archive/law")
"""Where the texts of laws lie, beside the project's root."""
TITLE = "Citations, one process"
HOSTILE_TITLE = "Citations of hostile text"
TIMES = (1, 2, 4)
"""How often a text is repeated; time that is linear grows as this does."""
RUNS = 5
HOSTILE_CHARACTERS = 10_000

HOSTILE: Mapping[str, str] = {
    "slashes": "/",
    "digits": "1",
    "numbers cut short": "12/",
    "marks without a letter": "\u0301",
    "zero-width marks": "a\u200b",
    "`Căn cứ`": "Căn cứ ",
    "`Căn cứ` and a decision": "Căn cứ Quyết định số 12/QĐ-UBND ",
    "decisions in one list": "12/QĐ-UBND, ",
    "`Luật`": "Luật ",
    "amending laws of amending laws": "Luật sửa đổi, bổ sung một số điều của ",
    "quotation marks never closed": "Quyết định số 1/QĐ-UB về “",
    "points and clauses": "điểm a khoản 2 ",
    "offices": "của Ủy ban nhân dân ",
    "plans of plans": "Kế hoạch của ",
    "schemes": "Quyết định số 1/QĐ-UBND về việc phê duyệt Đề án a b c d e; ",
}
"""What a rule might look back or ahead over without end, a unit of each."""


def speeds(law: Path = LAW, characters: int = HOSTILE_CHARACTERS) -> list[Table]:
    """Both tables; without the law texts the hostile ones alone."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(law.glob("*.txt"))] if law.is_dir() else []
    return [*([on_law("\n".join(texts))] if texts else []), on_hostile(characters)]


def on_law(text: str, runs: int = RUNS) -> Table:
    """Megabytes (10⁶ bytes of UTF-8) a second on a text, once and repeated."""
    find(text)
    rows = []
    for times in TIMES:
        repeated = "\n".join([text] * times)
        size = len(repeated.encode("utf-8")) / 1e6
        seconds = best(repeated, runs)
        cells = (f"{size:.2f}", str(len(find(repeated))), f"{seconds:.3f}", f"{size / seconds:.2f}")
        rows.append((f"law text × {times}", *cells))
    return Table(TITLE, ("text", "megabytes", "citations", "processor seconds", "megabytes a second"), tuple(rows))


def on_hostile(characters: int = HOSTILE_CHARACTERS, runs: int = 2) -> Table:
    """Seconds on each hostile text and on twice and four times as much; the last column is their ratio."""
    rows = []
    for name, unit in HOSTILE.items():
        seconds = [best((unit * (size // len(unit) + 1))[:size], runs) for size in sizes(characters)]
        grown = seconds[-1] / max(seconds[0], 1e-4)
        rows.append((name, *(f"{one:.4f}" for one in seconds), f"{grown:.1f}"))
    head = (
        "unit repeated",
        *(f"seconds, {size // 1000} thousand characters" for size in sizes(characters)),
        "growth of seconds, × 4",
    )
    return Table(HOSTILE_TITLE, head, tuple(rows))


def sizes(characters: int) -> Sequence[int]:
    """The lengths of the texts whose times are compared."""
    return [characters * times for times in TIMES]


def best(text: str, runs: int) -> float:
    """Processor seconds that the citations of a text take, the best of ``runs``."""
    spent = []
    for _ in range(runs):
        start = time.process_time()
        find(text)
        spent.append(time.process_time() - start)
    return min(spent)
