"""Pictures as SVG: a time line, and who cites what. Plain shapes and text in the page's own colours.

Every text goes through `markupsafe.escape`; every number is rounded, so that the same figures give the same
bytes. Colours are classes that the page's style sheet sets, for a light screen, a dark one and paper.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.running.progress import visible

_WIDTH = 960
_GLYPH, _CAPITAL, _BOLD = 0.56, 0.76, 1.08
"""Mean width of a letter and of a capital, in font sizes, of the widest usual sans serif; how much wider bold is."""
_NAME, _BELOW = 13.0, 11.5
"""Font sizes of the two lines of a node, as the page's style sheet has them."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a time line: what stands below it, how high it is, and what it says when asked."""

    label: str
    number: int
    says: str


@dataclass(frozen=True, slots=True)
class Node:
    """A name of the network, with a second line below it, and its weight."""

    key: str
    label: str
    below: str
    weight: int


@dataclass(frozen=True, slots=True)
class Link:
    """A line from a node on the left to one on the right."""

    left: str
    right: str
    weight: int


def short(text: str, longest: int) -> str:
    """`text`, cut at a word's end with an ellipsis where it has more than `longest` characters."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    space = head.rfind(" ")
    return (head[:space] if space > longest // 2 else head).rstrip(" ,;:-–") + "…"


def shown(text: str, longest: int) -> str:
    """`text`, cut as `short` does, what is not printable (control characters, marks of direction) made visible."""
    return short(visible(short(text, longest)), longest)


def fitted(text: str, room: float, size: float) -> str:
    """`text`, what is not printable made visible, cut so that it takes up no more than `room` at a font size."""
    text, wide = visible(text), 0.0
    for at, ch in enumerate(text):
        wide += size * (_CAPITAL if ch.isupper() or ch.isdigit() else _GLYPH)
        if wide > room:
            return short(text, max(at, 2))
    return text


def columns(data: Sequence[Column], title: str, description: str) -> Markup:
    """A column for each entry, its number on top; labels are thinned out where they would touch."""
    high, top, base = 190, 24, 30
    step = _WIDTH / max(len(data), 1)
    wide = min(step * 0.72, 64.0)
    most = max((one.number for one in data), default=0) or 1
    every = max(1, -(-int(max((len(one.label) for one in data), default=1) * 12 * _GLYPH + 8) // max(int(step), 1)))
    parts = [Markup('<line class="axis" x1="0" y1="{0}" x2="{1}" y2="{0}"/>').format(top + high, _WIDTH)]
    for at, one in enumerate(data):
        middle = step * (at + 0.5)
        tall = high * one.number / most
        y = top + high - tall
        parts.append(
            Markup('<g><title>{}</title><rect class="bar" x="{}" y="{}" width="{}" height="{}" rx="2"/>').format(
                one.says, _round(middle - wide / 2), _round(y), _round(wide), _round(tall)
            )
        )
        if one.number and step >= 14:
            parts.append(
                Markup('<text class="number" x="{}" y="{}" text-anchor="middle">{}</text>').format(
                    _round(middle), _round(y - 5), one.number
                )
            )
        parts.append(Markup("</g>"))
        if at % every == 0:
            parts.append(
                Markup('<text class="label" x="{}" y="{}" text-anchor="middle">{}</text>').format(
                    _round(middle), top + high + 18, one.label
                )
            )
    return _svg(parts, top + high + base, title, description)


def network(left: Sequence[Node], right: Sequence[Node], links: Iterable[Link], title: str, description: str) -> Markup:
    """Two columns of names and lines between them, as thick as their weight.

    Labels stand outside the lines, two rows of text each, cut to the room that there is.
    """
    step, top = 40, 14
    rows = max(len(left), len(right), 1)
    height = rows * step + 2 * top
    first, last = 350.0, 560.0
    places = {"left": _places(left, height, first), "right": _places(right, height, last)}
    parts = []
    found = sorted(links, key=lambda link: (link.weight, link.left, link.right))
    most = max((link.weight for link in found), default=1)
    for link in found:
        (x1, y1), (x2, y2) = places["left"][link.left], places["right"][link.right]
        middle = (x1 + x2) / 2
        parts.append(
            Markup('<path class="link" d="M{} {}C{} {} {} {} {} {}" stroke-width="{}"/>').format(
                *map(_round, (x1, y1, middle, y1, middle, y2, x2, y2)), _round(1 + 5 * link.weight / most)
            )
        )
    weights: dict[str, int] = defaultdict(int)
    for node in (*left, *right):
        weights[node.key] = max(weights[node.key], node.weight)
    heaviest = max(weights.values(), default=1) or 1
    for side, nodes in (("left", left), ("right", right)):
        for node in nodes:
            x, y = places[side][node.key]
            away = -14 if side == "left" else 14
            anchor = "end" if side == "left" else "start"
            room = (x if side == "left" else _WIDTH - x) - abs(away)
            parts.append(
                Markup(
                    '<g><title>{}</title><circle class="{}" cx="{}" cy="{}" r="{}"/>'
                    '<text class="name" x="{}" y="{}" text-anchor="{}">{}</text>'
                    '<text class="below" x="{}" y="{}" text-anchor="{}">{}</text></g>'
                ).format(
                    shown(f"{node.label} {node.below}".strip(), 300),
                    f"node {side}",
                    *map(_round, (x, y, 4 + 6 * (node.weight / heaviest) ** 0.5)),
                    *map(_round, (x + away, y - 1)),
                    anchor,
                    fitted(node.label, room, _NAME * _BOLD),
                    *map(_round, (x + away, y + 13)),
                    anchor,
                    fitted(node.below, room, _BELOW),
                )
            )
    return _svg(parts, height, title, description)


def _places(nodes: Sequence[Node], height: float, x: float) -> dict[str, tuple[float, float]]:
    step = height / max(len(nodes), 1)
    return {node.key: (x, step * (at + 0.5)) for at, node in enumerate(nodes)}


def _round(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _svg(parts: Sequence[Markup], height: float, title: str, description: str) -> Markup:
    """A picture with its name and what it says in words, for those who do not see it."""
    return Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        _WIDTH, _round(height), f"{title}. {description}", Markup("").join(parts)
    )
