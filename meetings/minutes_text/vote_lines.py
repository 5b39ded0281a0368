"""Votes that stand on lines of their own: one line, or a line for each side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .lines import Line
from .record import Point, Votes
from .votes import Side, joined_sides, side_of_line, votes_in, votes_of_line

# "The voting was as follows:", "Recorded vote", "A named vote was taken:" above the sides of a division.
INTRODUCES_VOTE = re.compile(
    r"[(\[]?(?:(?:a|the|on a|upon a|in accordance with [^:.]{1,80},? (?:a|the)) )?(?:(?:recorded|named|result of the|details of the) )?(?:vot(?:e|es|ing)|division)"
    r"(?: (?:was|were|on|the|results?|for|as|follows|recorded|taken|record|motion|recommendations?|amendment|then|with|and|following|by|name|numbers|being|is|to|below)){0,12} ?[:.–-]{0,2}",
    re.IGNORECASE,
)
LONGEST_INTRODUCTION = 160
MOST_SIDES = 4


def vote_at(lines: Sequence[Line], at: int) -> tuple[int, Votes] | None:
    """How many lines from here hold nothing but one vote, and that vote; None when the line holds anything else."""
    line = lines[at]
    if (
        len(line.text) <= LONGEST_INTRODUCTION
        and INTRODUCES_VOTE.fullmatch(line.text)
        and at + 1 < len(lines)
    ):
        below = vote_at(lines[at + 1 : at + 2 + MOST_SIDES], 0)
        return (below[0] + 1, below[1]) if below else None
    if (votes := votes_of_line(line.whole)) is not None:
        return 1, votes
    sides: list[Side] = []
    for each in lines[at : at + MOST_SIDES]:
        side = side_of_line(each.text.replace("\t", " ") if each.is_row else each.text)
        if side is None or any(side.name == other.name for other in sides):
            break
        sides.append(side)
    joined = joined_sides(sides)
    return (len(sides), joined) if joined else None


def votes_of_points(points: Iterable[Point]) -> Votes | None:
    """The first counted vote that these points state."""
    return next((votes for point in points if (votes := votes_in(point.text))), None)
