"""Word's styles: what a paragraph and a run look like after inheritance (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.pages import Align
from pipeline.reading.package import Element, child, children, number, switch, value

MAX_CHAIN = 30
"""Styles based on one another; a longer chain is a circle."""

_ALIGN = {
    "left": Align.LEFT,
    "start": Align.LEFT,
    "center": Align.CENTER,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "both": Align.JUSTIFY,
    "distribute": Align.JUSTIFY,
    "lowKashida": Align.JUSTIFY,
    "mediumKashida": Align.JUSTIFY,
    "highKashida": Align.JUSTIFY,
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks; None where nothing says. ``size`` is in points."""

    bold: bool | None = None
    italic: bool | None = None
    size: float | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    font: str | None = None
    """The name of the font of its letters; "" where a theme names it."""

    def over(self, below: Look) -> Look:
        """This look where it says something, else the one below."""
        return Look(
            self.bold if self.bold is not None else below.bold,
            self.italic if self.italic is not None else below.italic,
            self.size if self.size is not None else below.size,
            self.capitals if self.capitals is not None else below.capitals,
            self.hidden if self.hidden is not None else below.hidden,
            self.raised if self.raised is not None else below.raised,
            self.font if self.font is not None else below.font,
        )


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set; None where nothing says. ``indent`` is the left one in points."""

    align: Align | None = None
    numbering: str | None = None
    level: int | None = None
    page_before: bool | None = None
    indent: float | None = None

    def over(self, below: Setting) -> Setting:
        """This setting where it says something, else the one below."""
        return Setting(
            self.align if self.align is not None else below.align,
            self.numbering if self.numbering is not None else below.numbering,
            self.level if self.level is not None else below.level,
            self.page_before if self.page_before is not None else below.page_before,
            self.indent if self.indent is not None else below.indent,
        )


def look_of(properties: Element | None) -> Look:
    """The look that a `w:rPr` states."""
    if properties is None:
        return Look()
    half_points = number(child(properties, "sz"))
    raised = value(child(properties, "vertAlign"))
    return Look(
        switch(child(properties, "b")),
        switch(child(properties, "i")),
        half_points / 2 if half_points else None,
        switch(child(properties, "caps")),
        switch(child(properties, "vanish")),
        None if raised is None else raised == "superscript",
        _font_of(child(properties, "rFonts")),
    )


def _font_of(fonts: Element | None) -> str | None:
    """The font of letters beyond ASCII (ECMA-376 part 1, 17.3.2.26), as those of the old encodings are."""
    if fonts is None:
        return None
    for name in ("hAnsi", "ascii"):
        if value(fonts, name + "Theme") is not None:
            return ""
        if value(fonts, name) is not None:
            return value(fonts, name)
    return None


def setting_of(properties: Element | None) -> Setting:
    """The setting that a `w:pPr` states."""
    if properties is None:
        return Setting()
    numbered = child(properties, "numPr")
    indent = child(properties, "ind")
    twips = number(indent, "start") if value(indent, "start") is not None else number(indent, "left")
    return Setting(
        _ALIGN.get(value(child(properties, "jc")) or ""),
        value(child(numbered, "numId")),
        number(child(numbered, "ilvl")),
        switch(child(properties, "pageBreakBefore")),
        twips / 20 if twips is not None else None,
    )


@dataclass(slots=True)
class Styles:
    """The styles of one Word file: looks and settings by style id, after inheritance."""

    look: Look = field(default_factory=Look)
    setting: Setting = field(default_factory=Setting)
    paragraph: str | None = None
    """The default paragraph style's id."""
    _based: dict[str, str | None] = field(default_factory=dict)
    _looks: dict[str, Look] = field(default_factory=dict)
    _settings: dict[str, Setting] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        """The styles of a `styles.xml`; none where the file has no such part."""
        styles = cls()
        if root is None:
            return styles
        defaults = child(root, "docDefaults")
        styles.look = look_of(child(child(defaults, "rPrDefault"), "rPr"))
        styles.setting = setting_of(child(child(defaults, "pPrDefault"), "pPr"))
        for style in children(root, "style"):
            name = value(style, "styleId")
            if name is None:
                continue
            styles._based[name] = value(child(style, "basedOn"))
            styles._looks[name] = look_of(child(style, "rPr"))
            styles._settings[name] = setting_of(child(style, "pPr"))
            if value(style, "type") == "paragraph" and (value(style, "default") or "0") in ("1", "true", "on"):
                styles.paragraph = name
        return styles

    def _chain(self, style: str | None) -> list[str]:
        chain: list[str] = []
        while style is not None and style in self._based and style not in chain and len(chain) < MAX_CHAIN:
            chain.append(style)
            style = self._based[style]
        return chain

    def look_in(self, style: str | None) -> Look:
        """The look of a paragraph or character style with all that it is based on, without the defaults."""
        look = Look()
        for name in self._chain(style):
            look = look.over(self._looks[name])
        return look

    def setting_in(self, style: str | None) -> Setting:
        """The setting of a paragraph style with all that it is based on, without the defaults."""
        setting = Setting()
        for name in self._chain(style):
            setting = setting.over(self._settings[name])
        return setting

    def numbering_style(self, style: str | None) -> str | None:
        """The id of the list that a (numbering) style points to."""
        return self.setting_in(style).numbering

    @property
    def fonts(self) -> tuple[str, ...]:
        """The fonts that the styles name."""
        return tuple(look.font for look in (self.look, *self._looks.values()) if look.font)

    def chain(self, style: str | None) -> list[str]:
        """A style's id and those that it is based on, nearest first."""
        return self._chain(style)
