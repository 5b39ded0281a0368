"""Items that say their number in words: "Agenda item 5: Title", "Item 5", "Minute 77/21 - Title"."""

from __future__ import annotations

import re

from .headings import read_heading
from .label_lines import NUMBERED_ITEM
from .lines import Line
from .titles import Heading

AGENDA_ITEM_IN_TITLE = re.compile(
    r"[(\[](?:agenda )?(?:item|(?<=agenda )no\.?|(?<=agenda )number)(?: no\.?| number)?:? (?P<number>\d{1,3}[a-z]?)[)\]]+\.?$",
    re.IGNORECASE,
)
MINUTE = re.compile(
    r"minute(?: no\.?| number)?:? (?P<number>[A-Z]{0,4}\d{1,4}(?:/\d{2,4})?[a-z]?)(?: [-–] |: |\. | )(?P<title>[A-Z].*)",
    re.IGNORECASE,
)
NUMBER_ALONE = re.compile(r"\d{1,3}[a-zA-Z]?(?:\.\d{1,2})?[.:]?|\d{1,4}/\d{2,4}[.:]?")
LONGEST_TITLE = 200
TERMINAL = (".", ";", ",", "?")


def read_numbered_item(line: Line) -> Heading | None:
    """The number and title of a line that begins an item in so many words; the title is empty where it follows."""
    if line.mark is not None or line.is_row or len(line.text) > LONGEST_TITLE:
        return None
    found = NUMBERED_ITEM.fullmatch(line.text)
    if found is not None:
        rest = found["rest"]
        if NUMBER_ALONE.fullmatch(rest):
            return Heading(rest.rstrip(".:"), "")
        heading = read_heading(Line(line.position, rest))
        return None if heading is None or heading.title.endswith(TERMINAL) else heading
    minute = MINUTE.fullmatch(line.text)
    if minute is None or minute["title"].endswith(TERMINAL) or not minute["title"][:1].isupper():
        return None
    return Heading(None, minute["title"], minute["number"])
