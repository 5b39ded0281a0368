"""The marks that a browser prints in front of list items (HTML Standard, 4.4.5 to 4.4.8)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from .word_numbering import formatted

BULLET = "•"
BULLET_INDENT = "    "
LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
KINDS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
STYLES = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "none": "none",
    "disc": "bullet",
    "circle": "bullet",
    "square": "bullet",
}
WHOLE_NUMBER = re.compile(r"\s*(-?\d{1,6})")


@dataclass(slots=True)
class ListOfItems:
    """A list that is being read: how its items are marked and the number of the next one."""

    kind: str = "bullet"
    next_number: int = 1
    step: int = 1

    @classmethod
    def of(cls, node: LexborNode) -> ListOfItems:
        """The list that this `ol`, `ul`, `menu` or `dir` element begins."""
        attributes = node.attributes
        is_numbered = node.tag == "ol"
        kind = KINDS.get(attributes.get("type") or "1", "decimal") if is_numbered else "bullet"
        kind = _styled(attributes.get("style")) or kind
        step = -1 if is_numbered and "reversed" in attributes else 1
        items = sum(child.tag == "li" for child in node.iter())
        start = number_of(attributes.get("start")) if is_numbered else None
        return cls(kind, start if start is not None else (items if step < 0 else 1), step)

    def next_mark(self, item: LexborNode, depth: int) -> str:
        """The printed mark of the next item with the space after it; "" for an item without one."""
        attributes = item.attributes
        value = number_of(attributes.get("value"))
        number = self.next_number if value is None else value
        self.next_number = number + self.step
        kind = _styled(attributes.get("style")) or KINDS.get(attributes.get("type") or "", self.kind)
        if kind == "none":
            return ""
        if kind == "bullet":
            return f"{BULLET_INDENT * max(depth - 1, 0)}{BULLET} "
        return f"{formatted(number, kind)}.\t"


def number_of(attribute: str | None) -> int | None:
    """The whole number that an attribute begins with, None where it begins with none."""
    found = WHOLE_NUMBER.match(attribute or "")
    return int(found[1]) if found else None


def _styled(style: str | None) -> str | None:
    """The kind of mark that a style attribute names."""
    found = LIST_STYLE.search(style or "")
    words = found[1].lower().split() if found else []
    return next((STYLES[word] for word in words if word in STYLES), None)
