"""Votes that stand on lines of their own: one line, or a line for each side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from .lines import Line
from .record import Point, Votes
from .votes import (
    Side,
    count_of,
    joined_sides,
    side_named_alone,
    side_of_line,
    sides_in_line,
    voters_of,
    votes_in,
    votes_of_line,
)

# "The voting was as follows:", "Recorded vote", "A named vote was taken:" above the sides of a division.
INTRODUCES_VOTE = re.compile(
    r"[(\[]?(?:(?:a|the|on a|upon a|in accordance with [^:.]{1,80},? (?:a|the)) )?(?:(?:recorded|named|result of the|details of the) )?(?:vot(?:e|es|ing)|division)"
    r"(?: (?:was|were|on|the|results?|for|as|follows|recorded|taken|record|motion|recommendations?|amendment|then|with|and|following|by|name|numbers|being|is|to|below)){0,12} ?[:.–-]{0,2}",
    re.IGNORECASE,
)
# "Voting: unanimous", "(Unanimous)": how the vote went, without figures.
UNANIMOUS = re.compile(
    r"[(\[]?(?:(?:voting|vote|voted|result)(?: was)? ?[:–-]? ?)?unanim(?:ous|ously|ity)(?: vote)?[)\]]?\.?",
    re.IGNORECASE,
)
LONGEST_INTRODUCTION = 160
MOST_SIDES = 4
MOST_VOTERS = 120


def vote_at(lines: Sequence[Line], at: int) -> tuple[int, Votes] | None:
    """How many lines from here hold nothing but one vote, and that vote; None when the line holds anything else."""
    line = lines[at]
    if (
        len(line.text) <= LONGEST_INTRODUCTION
        and INTRODUCES_VOTE.fullmatch(line.text)
        and at + 1 < len(lines)
    ):
        below = vote_at(lines[at + 1 : at + 2 + MOST_VOTERS], 0)
        return (below[0] + 1, below[1]) if below else None
    if (votes := votes_of_line(line.whole) or sides_in_line(line.whole)) is not None:
        return 1, votes
    sides: list[Side] = []
    taken = 0
    while at + taken < len(lines) and len(sides) < MOST_SIDES:
        found = _side_at(lines, at + taken)
        if found is None or any(found[1].name == other.name for other in sides):
            break
        taken += found[0]
        sides.append(found[1])
    joined = joined_sides(sides)
    return (taken, joined) if joined else None


def _side_at(lines: Sequence[Line], at: int) -> tuple[int, Side] | None:
    """How many lines hold one side of a division, and that side: a line, or a line and its voters below it."""
    line = lines[at]
    text = line.text.replace("\t", " ") if line.is_row else line.text
    name = side_named_alone(text)
    if name is None:
        side = side_of_line(text)
        return (1, side) if side else None
    stated = side_of_line(text)
    below = takewhile(lambda each: side_of_line(each.text) is None, lines[at + 1 : at + 1 + MOST_VOTERS])
    named = takewhile(lambda each: side_named_alone(each.text) is None, below)
    counts = list(takewhile(lambda held: held is not None, (count_of(each.text) for each in named)))
    held = sum(filter(None, counts))
    voters = tuple(name for each in lines[at + 1 : at + 1 + len(counts)] for name in voters_of(each.text))
    if stated is not None:
        return (1 + len(counts), Side(name, held, voters)) if held == stated.count else (1, stated)
    return (1 + len(counts), Side(name, held, voters)) if counts else None


def votes_of_points(points: Iterable[Point]) -> Votes | None:
    """The first counted vote that these points state."""
    return next((votes for point in points if (votes := votes_in(point.text))), None)
