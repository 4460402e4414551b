"""Tables, set: column widths, ruled rows broken over pages, merged cells, heads that stand again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.evaluating.drafts import DraftCell, DraftTable
from pipeline.evaluating.fonts import Weight
from pipeline.evaluating.setter import Piece, Setter, pieces
from pipeline.evaluating.sheets import Rule, Ruling, SetCell, SetLine, SetTable
from pipeline.evaluating.truth import Place

PAD = 4.0
"""Room between a rule and the words, in points."""
RULING = 0.6
SHORT = 9
"""A column whose cells have at most so many letters is centred."""


@dataclass(slots=True)
class _Flow:
    """A cell with the lines that still have to be set; ``first`` is the ordinal of its paragraph."""

    cell: DraftCell
    weight: Weight
    align: str
    width: float
    left: list[tuple[list[Piece], bool]]
    """Each with whether it ends its paragraph."""
    first: int


def set_table(setter: Setter, table: DraftTable, ordinal: int) -> None:
    """Set a table at the setter's cursor, over as many pages as it takes."""
    _TableSetter(setter, table, ordinal).set()


class _TableSetter:
    def __init__(self, setter: Setter, table: DraftTable, ordinal: int) -> None:
        self._setter = setter
        self._table = table
        self._ordinal = ordinal
        width = setter.right - setter.left
        self._size = 12.0 if table.columns < 7 else 11.0
        self._widths = self._columns(width)
        while self._widths is None and self._size > 8:
            self._size -= 0.5
            self._widths = self._columns(width)
        widths = self._widths or [width / table.columns] * table.columns
        self._edges = [setter.left + sum(widths[:at]) for at in range(table.columns + 1)]
        self._pitch = self._size * min(1.25, setter.manner.leading)
        self._narrow = self._short_columns()
        self._flows = {(cell.row, cell.column): self._flow(cell) for cell in table.cells}
        self._pieces: list[tuple[int, float, float]] = []
        self._begun = False
        self._repeated = 0.0
        """Height of the head where it stands again on this page."""
        self._head_high = sum(self._high(row) for row in range(table.head))

    def set(self) -> None:
        setter, table = self._setter, self._table
        setter.room(sum(self._high(row) for row in range(min(table.head + 1, table.rows))))
        for row in range(table.rows):
            self._row(row)
        self._flush()
        setter.y += 10

    def _row(self, row: int) -> None:
        setter = self._setter
        while True:
            high = self._high(row)
            room = setter.bottom - setter.y
            if high <= room:
                self._piece(row, high)
                return
            fresh = setter.y <= setter.manner.top + self._repeated
            tall = row >= self._table.head and high > 4 * self._pitch and high - room > 1.5 * self._pitch
            if room > 2 * PAD + 2 * self._pitch and (tall or fresh):
                # The row goes on behind the page's end, as word processors let it.
                self._piece(row, room)
            self._flush()
            setter.turn_page()
            self._repeated = 0.0
            if setter.manner.repeat_heads and row >= self._table.head:
                self._again()

    def _again(self) -> None:
        """The head, once more, unless it would fill the page."""
        setter = self._setter
        if self._head_high > (setter.bottom - setter.manner.top) / 3:
            return
        for cell in self._table.cells:
            if cell.row < self._table.head:
                self._flows[cell.row, cell.column] = self._flow(cell)
        for row in range(self._table.head):
            self._piece(row, self._high(row))
        self._repeated = setter.y - setter.manner.top

    def _piece(self, row: int, high: float) -> None:
        self._pieces.append((row, self._setter.y, self._setter.y + high))
        self._setter.y += high

    def _high(self, row: int) -> float:
        """How high a row must be for what is left of the cells that end in it."""
        high = self._pitch + 2 * PAD
        for flow in self._flows.values():
            cell = flow.cell
            if cell.row <= row == cell.row + cell.row_span - 1:
                need = len(flow.left) * self._pitch + 2 * PAD
                need -= sum(y1 - y0 for other, y0, y1 in self._pieces if cell.row <= other < row)
                high = max(high, need)
        return high

    def _flush(self) -> None:
        """Set the cells of this page's rows, and rule them."""
        if not self._pieces:
            return
        sheet, found = self._setter.sheet, []
        here = [(held, flow) for flow in self._flows.values() if (held := self._held(flow.cell))]
        # Row by row of this page: a merged cell that goes on stands in its first row here.
        for held, flow in sorted(here, key=lambda one: (one[0][0][0], one[1].cell.column)):
            cell = flow.cell
            area = (
                self._edges[cell.column],
                held[0][1],
                self._edges[cell.column + cell.column_span],
                held[-1][2],
            )
            lines = self._fill(flow, area)
            sheet.lines += lines
            found.append(SetCell(held[0][0], cell.column, len(held), cell.column_span, area, tuple(lines), cell.row))
        sheet.rules += _drawn(_ruled(found), self._setter.manner.ruling)
        sheet.tables.append(SetTable(self._ordinal, self._table.columns, tuple(found), self._begun))
        self._begun = True
        self._pieces = []

    def _held(self, cell: DraftCell) -> list[tuple[int, float, float]]:
        """The pieces of this page's rows in which a cell stands: ordinal, top and bottom."""
        rows = range(cell.row, cell.row + cell.row_span)
        return [(at, y0, y1) for at, (row, y0, y1) in enumerate(self._pieces) if row in rows]

    def _fill(self, flow: _Flow, area: tuple[float, float, float, float]) -> list[SetLine]:
        x0, y0, x1, y1 = area
        fits = max(0, int((y1 - y0 - 2 * PAD + 0.01) / self._pitch))
        taken, flow.left = flow.left[:fits], flow.left[fits:]
        y = y0 + PAD
        if not self._setter.manner.cells_top or flow.cell.row < self._table.head:
            y += max(0.0, (y1 - y0 - 2 * PAD - len(taken) * self._pitch) / 2)
        lines = []
        for row, ends in taken:
            stretch = flow.align == "justify" and not ends
            words = self._setter.aligned(
                row, flow.weight, self._size, x0 + PAD, x1 - x0 - 2 * PAD, flow.align, stretch, y + 0.8 * self._pitch
            )
            place = (self._ordinal, flow.cell.row, flow.cell.column)
            lines.append(SetLine(words, Place.TABLE, flow.first, place))
            if ends:
                flow.first += 1
            y += self._pitch
        return lines

    def _flow(self, cell: DraftCell) -> _Flow:
        weight = self._weight(cell)
        width = self._edges[cell.column + cell.column_span] - self._edges[cell.column]
        left: list[tuple[list[Piece], bool]] = []
        first = None
        for paragraph in cell.paragraphs:
            wrapped = self._setter.wrap(pieces(paragraph), weight, self._size, width - 2 * PAD)
            left += [(row, at == len(wrapped) - 1) for at, row in enumerate(wrapped)]
            ordinal = self._setter.next_paragraph()
            first = ordinal if first is None else first
        centred = cell.row < self._table.head or (cell.column in self._narrow and cell.column_span == 1)
        align = "centre" if centred else "justify" if self._setter.manner.justify_cells else "left"
        return _Flow(cell, weight, align, width, left, first or 0)

    def _weight(self, cell: DraftCell) -> Weight:
        words = " ".join(cell.paragraphs)
        strong = cell.row < self._table.head or cell.column_span > 1 or (words.isupper() and len(words.split()) > 2)
        return Weight.BOLD if strong else Weight.REGULAR

    def _short_columns(self) -> frozenset[int]:
        body = [cell for cell in self._table.cells if cell.row >= self._table.head and cell.column_span == 1]
        long = {cell.column for cell in body if len(" ".join(cell.paragraphs)) > SHORT}
        return frozenset(range(self._table.columns)) - long

    def _columns(self, width: float) -> list[float] | None:
        """Widths by what the columns hold; None where some word is wider than its column can be."""
        least = [2 * PAD + self._size] * self._table.columns
        wanted = [0.0] * self._table.columns
        for cell in self._table.cells:
            if cell.column_span > 1:
                continue
            weight = self._weight(cell)
            for paragraph in cell.paragraphs:
                widest = max(self._setter.width(word, weight, self._size) for word in paragraph.split())
                least[cell.column] = max(least[cell.column], widest + 2 * PAD + 1)
                wanted[cell.column] += self._setter.width(paragraph, weight, self._size)
        spare = width - sum(least)
        if spare < 0:
            return None
        # The square root keeps a long column from starving the others.
        shares = [max(0.0, want) ** 0.5 for want in wanted]
        whole = sum(shares) or 1.0
        return [low + spare * share / whole for low, share in zip(least, shares, strict=True)]


def _ruled(cells: Sequence[SetCell]) -> list[Rule]:
    """The borders of cells, those shared by two drawn once."""
    edges: set[tuple[float, float, float, float]] = set()
    for cell in cells:
        x0, y0, x1, y1 = (round(value, 2) for value in cell.area)
        edges |= {(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)}
    return [Rule(*edge, RULING) for edge in sorted(edges)]


def _drawn(rules: list[Rule], ruling: Ruling) -> list[Rule]:
    """Those of the full rules of a page's table that an office draws."""
    across = [rule for rule in rules if rule.y0 == rule.y1]
    down = [rule for rule in rules if rule.x0 == rule.x1]
    left, right = min(rule.x0 for rule in rules), max(rule.x1 for rule in rules)
    top, bottom = min(rule.y0 for rule in rules), max(rule.y1 for rule in rules)
    inner_down = [rule for rule in down if rule.x0 not in (left, right)]
    match ruling:
        case Ruling.HAIR | Ruling.THICK:
            return [replace(rule, thickness=0.25 if ruling is Ruling.HAIR else 1.5) for rule in rules]
        case Ruling.DOUBLE:
            beside = [replace(rule, y0=rule.y0 + 2, y1=rule.y1 + 2) for rule in across]
            return rules + beside + [replace(rule, x0=rule.x0 + 2, x1=rule.x1 + 2) for rule in down]
        case Ruling.NO_SIDES:
            return across + inner_down
        case Ruling.NO_BORDER:
            return [rule for rule in across if rule.y0 not in (top, bottom)] + inner_down
        case Ruling.ACROSS:
            return across
        case Ruling.DOWN:
            head = min(rule.y1 for rule in down)
            return down + [rule for rule in across if rule.y0 in (top, head, bottom)]
        case Ruling.NONE:
            return []
    return rules
