"""The fields of a Word document: their instructions do not print, their results do (ECMA-376 part 1, 17.16.18)."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from .word_markup import ALTERNATE, DROPPED, alternative
from .word_package import WORD
from .word_styles import switch

TICKED, NOT_TICKED = "☒", "☐"


class Fields:
    """The fields that are open at one place of a story; a mark that has no partner in the story is no field."""

    def __init__(self, story: ET.Element) -> None:
        self.whole = whole_fields(story)
        self.open: list[str] = []

    @property
    def in_instructions(self) -> bool:
        """Whether what stands here belongs to the instructions of a field."""
        return "instructions" in self.open

    def meet(self, mark: ET.Element) -> str:
        """Go past one mark; what it prints: "" but for a box to tick."""
        if mark not in self.whole:
            return ""
        kind = mark.get(f"{WORD}fldCharType")
        if kind == "begin":
            printed = "" if self.in_instructions else _tick_box(mark)
            self.open.append("instructions")
            return printed
        if kind == "separate" and self.open:
            self.open[-1] = "result"
        elif kind == "end" and self.open:
            self.open.pop()
        return ""


def _tick_box(mark: ET.Element) -> str:
    box = mark.find(f"{WORD}ffData/{WORD}checkBox")
    if box is None:
        return ""
    is_ticked = switch(box, "checked")
    is_ticked = switch(box, "default") if is_ticked is None else is_ticked
    return TICKED if is_ticked else NOT_TICKED


def whole_fields(story: ET.Element) -> set[ET.Element]:
    """The marks of fields that begin and end in this story; a mark without its partner is no field."""
    whole: set[ET.Element] = set()
    open_fields: list[list[ET.Element]] = []
    for mark in field_marks(story):
        kind = mark.get(f"{WORD}fldCharType")
        if kind == "begin":
            open_fields.append([mark])
        elif kind == "separate" and open_fields:
            open_fields[-1].append(mark)
        elif kind == "end" and open_fields:
            whole.update([*open_fields.pop(), mark])
    return whole


def field_marks(element: ET.Element) -> Iterable[ET.Element]:
    for child in element:
        if child.tag == f"{WORD}fldChar":
            yield child
        elif child.tag == f"{ALTERNATE}AlternateContent":
            yield from field_marks(alternative(child))
        elif child.tag not in DROPPED:
            yield from field_marks(child)
