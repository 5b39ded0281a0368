"""Headings whose numbers follow a pattern of the council's own ("A15 MINUTES", "LOC1-23/24 APOLOGIES", "No. 12 Budget"),
and headings with their text on the same line ("313 SCHOOL TRANSPORT - The Director reported ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .labels import Extent
from .lines import Line
from .titles import LONGEST_UNNUMBERED, TERMINAL, Heading

PATTERNED = re.compile(
    r"(?P<around>[#*_]{1,4} ?|No\.? ?|Item |Minute )?(?P<number>(?P<prefix>[A-Z]{1,6}[ ./-]{0,2}|(?:19|20)\d\d/)?(?P<count>\d{1,4})(?P<suffix>(?:[-/.]\d{2,4}){0,2}))"
    r"[.:)]?(?: [-–—])? {1,4}(?P<title>[A-Z“‘(].{2,160})",
    re.DOTALL,
)
WITH_TEXT = re.compile(
    r"(?P<number>\d{1,4}[a-z]?)[.:)]? (?P<title>[A-Z][A-Z0-9 ,;&'’()/“”.-]{2,160}?) ?(?P<dash>[–—:-]+) (?P<text>\S.+)",
    re.DOTALL,
)
LONGEST_OPENING = 24
FEWEST = 3
FEWEST_IN_CAPITALS = 2
LARGEST_STEP = 12
FEWEST_WORDS_OF_TEXT = 2

Headings = dict[int, Heading]


def find_patterned(lines: Sequence[Line], labels: dict[int, Extent]) -> Headings:
    """The headings of one pattern whose numbers rise, three at least or two in capitals; empty when there are none."""
    groups: dict[str, list[tuple[int, int, Heading]]] = {}
    for at, line in enumerate(lines):
        if at in labels or line.is_row or (line.style or "").startswith("bullet"):
            continue
        found = (
            PATTERNED.match(line.whole) if len(line.whole) <= LONGEST_UNNUMBERED + LONGEST_OPENING else None
        )
        if found is None or not any(found[each] for each in ("around", "prefix", "suffix")):
            continue
        title = found["title"].rstrip("*_# ")
        if title.endswith(TERMINAL) and not title.isupper():
            continue
        pattern = "|".join(found[each] or "" for each in ("around", "prefix", "suffix"))
        groups.setdefault(pattern, []).append((at, int(found["count"]), Heading(found["number"], title)))
    best = max((_rising(group) for group in groups.values()), key=len, default={})
    in_capitals = all(heading.title.isupper() for heading in best.values())
    return best if len(best) >= (FEWEST_IN_CAPITALS if in_capitals else FEWEST) else {}


def _rising(group: list[tuple[int, int, Heading]]) -> Headings:
    accepted: Headings = {}
    last: int | None = None
    for at, count, heading in group:
        if last is None or last < count <= last + LARGEST_STEP:
            accepted[at] = heading
            last = count
    return accepted


def find_with_text(lines: Sequence[Line], labels: dict[int, Extent]) -> Headings:
    """The numbered titles in capitals that a dash parts from their text on the same line; two at least, rising."""
    group = []
    for at, line in enumerate(lines):
        if at in labels or line.is_row or not line.whole[:1].isdigit():
            continue
        found = WITH_TEXT.match(line.whole)
        if found is None or not _is_text(found["text"]) or sum(map(str.isalpha, found["title"])) < 4:
            continue
        heading = Heading(found["number"], found["title"].strip(), text=found["text"])
        group.append((at, int("".join(filter(str.isdigit, found["number"]))), heading))
    best = _rising(group)
    return best if len(best) >= FEWEST_IN_CAPITALS else {}


def _is_text(text: str) -> bool:
    """Whether what follows the dash is a sentence rather than more of the title."""
    return (
        not text.isupper() and text.count(" ") + 1 >= FEWEST_WORDS_OF_TEXT and text.rstrip()[-1:] in ".:;)”"
    )
