"""The styles of a Word document, as far as they say what is printed: headings, hidden text, numbering."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from .word_package import WORD

HEADING_NAME = re.compile(r"heading ?\d|title$|subtitle$", re.IGNORECASE)
BODY_OUTLINE_LEVEL = 9
OFF = frozenset(["0", "false", "off", "none"])
LONGEST_CHAIN = 20


def value(parent: ET.Element | None, name: str) -> str | None:
    """The `w:val` of a direct child, None where it is absent."""
    child = parent.find(WORD + name) if parent is not None else None
    return child.get(f"{WORD}val") if child is not None else None


def switch(parent: ET.Element | None, name: str) -> bool | None:
    """Whether a direct child switches something on (True) or off (False); None where it is absent."""
    child = parent.find(WORD + name) if parent is not None else None
    return None if child is None else child.get(f"{WORD}val", "1").lower() not in OFF


def whole(text: str | None, otherwise: int | None = None) -> int | None:
    """A whole number of a few digits as written in an attribute, else `otherwise`."""
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]{1,6}", text) else otherwise


@dataclass(frozen=True, slots=True)
class Style:
    """One style; None means: as in the style it is based on."""

    name: str
    based_on: str | None
    outline_level: int | None
    num_id: str | None
    level: int | None
    hidden: bool | None


class Styles:
    """The styles by their identifiers. Each question follows the chain of styles a style is based on."""

    def __init__(self, root: ET.Element | None) -> None:
        self.by_id: dict[str, Style] = {}
        self.default_paragraph: str | None = None
        self.all_hidden = False
        for element in root.iter(f"{WORD}style") if root is not None else ():
            identifier = element.get(f"{WORD}styleId", "")
            self.by_id[identifier] = _style(element)
            is_default = element.get(f"{WORD}default", "0").lower() not in OFF
            if is_default and element.get(f"{WORD}type") == "paragraph":
                self.default_paragraph = identifier
        default = root.find(f"{WORD}docDefaults/{WORD}rPrDefault/{WORD}rPr") if root is not None else None
        self.all_hidden = switch(default, "vanish") is True

    def chain(self, identifier: str | None) -> Iterator[tuple[str, Style]]:
        """The style and those it is based on, nearest first."""
        for _ in range(LONGEST_CHAIN):
            if identifier is None or identifier not in self.by_id:
                return
            style = self.by_id[identifier]
            yield identifier, style
            identifier = style.based_on

    def is_heading(self, identifier: str | None) -> bool:
        """Whether the style is one of headings: by its name, or by its outline level."""
        for _, style in self.chain(identifier):
            if HEADING_NAME.match(style.name):
                return True
            if style.outline_level is not None:
                return style.outline_level < BODY_OUTLINE_LEVEL
        return False

    def hides(self, identifier: str | None) -> bool:
        """Whether the style alone hides its text."""
        return next((style.hidden for _, style in self.chain(identifier) if style.hidden is not None), False)

    def hides_run(self, direct: bool | None, paragraph_style: str | None, run_style: str | None) -> bool:
        """Whether text is hidden: direct formatting wins; two styles that hide cancel out (ECMA-376 part 1, 17.7.3)."""
        if direct is not None:
            return direct
        return self.all_hidden or self.hides(paragraph_style) != self.hides(run_style)

    def numbering(self, identifier: str | None) -> tuple[str | None, int | None]:
        """The list and the level that the style gives; each is taken from the nearest style that has it."""
        styles = [style for _, style in self.chain(identifier)]
        num_id = next((style.num_id for style in styles if style.num_id is not None), None)
        return num_id, next((style.level for style in styles if style.level is not None), None)


def _style(element: ET.Element) -> Style:
    properties = element.find(f"{WORD}pPr")
    numbering = properties.find(f"{WORD}numPr") if properties is not None else None
    return Style(
        name=value(element, "name") or "",
        based_on=value(element, "basedOn"),
        outline_level=whole(value(properties, "outlineLvl")),
        num_id=value(numbering, "numId"),
        level=whole(value(numbering, "ilvl")),
        hidden=switch(element.find(f"{WORD}rPr"), "vanish"),
    )
