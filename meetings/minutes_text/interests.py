"""How many declarations of interest an item records."""

from __future__ import annotations

import re
from collections.abc import Iterable

DECLARED = re.compile(
    r"\bdeclar(?:ed|es) (?:that )?(?P<no>no\b)?[^.;\n]{0,160}?\binterests?\b", re.IGNORECASE
)
LOOK_BACK = 160
NONE_DECLARED = re.compile(r"\b(?:no|none|nil)\b", re.IGNORECASE)
SEVERAL = re.compile(r", (?=[A-Z])|,? and (?=[A-Z])")
PARENTHESIS = re.compile(r"\([^()]{0,120}\)")


def interests_in(texts: Iterable[str]) -> int:
    """How many declarations of interest these paragraphs record; "none" counts none."""
    return sum(_declared(text, found) for text in texts for found in DECLARED.finditer(text))


def _declared(text: str, found: re.Match[str]) -> int:
    before = text[max(0, found.start() - LOOK_BACK) : found.start()]
    who = before[max(before.rfind(end) for end in ".;\n") + 1 :]
    if found["no"] or NONE_DECLARED.search(who):
        return 0
    return 1 + len(SEVERAL.findall(PARENTHESIS.sub("", who)))
