"""One decision in two wordings: the decision box (the notice) and the minutes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from .record import Point, Resolution
from .resolutions import wording

# Two wordings of one decision share most of their words; two decisions of one item rarely share half.
LEAST_SHARED_WORDS = 0.6
# A notice may also be the short of it: nearly all its words stand in the minutes.
LEAST_HELD_WORDS = 0.9
FEWEST_WORDS_HELD = 5
MOST_WORDS_OF_A_SHORT = 3
CUE_WORDS = frozenset(
    [
        "resolved",
        "agreed",
        "ordered",
        "recommended",
        "decision",
        "that",
        "to",
        "the",
        "a",
        "an",
        "of",
        "and",
        "be",
    ]
)

Parts = tuple[Point | Resolution, ...]


def merged(box: Parts, body: Parts, box_first: bool) -> Parts:
    """The decision box and the minutes as one body; a decision that both give in two wordings is one resolution.

    Each decision of the box goes with the first one of the minutes that shares most of its words.
    """
    parts = list(body)
    left: list[Point | Resolution] = []
    short = _short_of_only(box, parts)
    for part in box:
        at = _place_of(part, parts) if short is None else short
        if at is None:
            left.append(part)
        else:
            parts[at] = _in_two_wordings(part, parts[at])
    return (*left, *parts) if box_first else (*parts, *left)


def _place_of(part: Point | Resolution, body: Parts | list[Point | Resolution]) -> int | None:
    """Where the minutes give a decision of the box again; None where they do not."""
    if not isinstance(part, Resolution):
        return None
    resolutions = ((at, other) for at, other in enumerate(body) if isinstance(other, Resolution))
    return next(
        (at for at, other in resolutions if other.notice_wording is None and _same_decision(part, other)),
        None,
    )


def _short_of_only(box: Parts, body: list[Point | Resolution]) -> int | None:
    """ "Agreed." alone in the box is the short of the one resolution of the minutes; its place, or None."""
    held = [at for at, other in enumerate(body) if isinstance(other, Resolution)]
    [notice, *others] = box or [None]
    if len(held) != 1 or others or not isinstance(notice, Resolution) or notice.limbs:
        return None
    only = body[held[0]]
    is_short = len(wording(notice).split()) <= MOST_WORDS_OF_A_SHORT
    if not is_short or not isinstance(only, Resolution):
        return None
    return held[0] if {"agreed", *only.outcomes} & set(notice.outcomes) else None


def _in_two_wordings(notice: Point | Resolution, minute: Point | Resolution) -> Point | Resolution:
    if isinstance(notice, Resolution) and isinstance(minute, Resolution):
        return replace(minute, notice_wording=wording(notice), votes=minute.votes or notice.votes)
    return minute


def _same_decision(one: Resolution, other: Resolution) -> bool:
    ours, theirs = _words(one), _words(other)
    shared, sizes = sum((ours & theirs).values()), sorted([sum(ours.values()), sum(theirs.values())])
    held = sizes[0] >= FEWEST_WORDS_HELD and shared >= LEAST_HELD_WORDS * sizes[0]
    return shared > 0 and (held or shared >= LEAST_SHARED_WORDS * sizes[1])


def _words(resolution: Resolution) -> Counter[str]:
    words = re.findall(r"\w+", wording(resolution).casefold())
    return Counter(word for word in words if word not in CUE_WORDS and not word.isdecimal())
