"""What stands beside a resolution and tells of it: who moved it, how the vote went, whom it addresses."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from .addressees import addressee_of, asks_report_back, forwarded_to
from .lines import Line
from .motions import AMENDMENT, SUBSTANTIVE, verdict_of
from .movers import introduces_motion, is_mover_line, movers_in
from .record import Point, Resolution, Votes
from .resolutions import wording
from .vote_lines import votes_of_points
from .votes import votes_in

# Suggestions are read from this much of a resolution; no real one is longer.
LONGEST_WORDING_READ = 20_000
FARTHEST_MOVER = 12
LONGEST_RESULT = 300
SPEAKS_OF_VOTE = re.compile(r"\b(?:vot(?:e|es|ed|ing)|division|show of hands)\b", re.IGNORECASE)


def speaks_of_vote(point: Point) -> bool:
    """Whether a paragraph between a resolution and its vote only leads from one to the other."""
    if len(point.text) > LONGEST_RESULT or verdict_of(Line(0, point.text)) is False:
        return False
    return _tells_result(point) or SPEAKS_OF_VOTE.search(point.text) is not None


def _tells_result(point: Point) -> bool:
    return verdict_of(Line(0, point.text)) is True or is_mover_line(point.text)


def with_suggestions(parts: list[Point | Resolution], at: int) -> Point | Resolution:
    part = parts[at]
    if isinstance(part, Point) or (not part.text and not part.limbs):
        return part
    text = wording(part)[:LONGEST_WORDING_READ]
    before, after = _points_before(parts, at), _points_after(parts, at)
    mover, seconder = _movers(text, before, after)
    return replace(
        part,
        addressee=addressee_of(text),
        forwarded_to=forwarded_to(text),
        report_back=asks_report_back(text),
        moved_by=mover,
        seconded_by=seconder,
        votes=part.votes or _votes(part, before, after),
    )


def _points_before(parts: list[Point | Resolution], at: int) -> list[Point]:
    """The points above a resolution, nearest first, up to the resolution before it."""
    found: list[Point] = []
    for part in reversed(parts[max(0, at - FARTHEST_MOVER) : at]):
        if isinstance(part, Resolution):
            break
        found.append(part)
    return found


def _points_after(parts: list[Point | Resolution], at: int) -> list[Point]:
    """The points straight below a resolution that only say who moved it and how the vote went."""
    found: list[Point] = []
    for part in parts[at + 1 : at + 4]:
        if isinstance(part, Resolution) or not _tells_result(part):
            break
        found.append(part)
    return found


def _movers(text: str, before: list[Point], after: list[Point]) -> tuple[str | None, str | None]:
    mover, seconder = movers_in(text)
    candidates = [each.text for each in after if is_mover_line(each.text)]
    standing = takewhile(lambda each: not tells_loss(each), before)
    candidates += [each.text for each in standing if introduces_motion(each.text) or is_mover_line(each.text)]
    for candidate in candidates:
        if mover and seconder:
            break
        found = movers_in(candidate)
        if mover or seconder or None not in found or is_mover_line(candidate):
            mover, seconder = mover or found[0], seconder or found[1]
    return mover, seconder


def tells_loss(point: Point) -> bool:
    """Whether a motion was lost here, so that what was moved above it is not what was resolved."""
    return verdict_of(Line(0, point.text)) is False and AMENDMENT.search(point.text) is None


def tells_of_amendment(text: str) -> bool:
    """Whether a paragraph tells how an amendment went, which is never the vote on the resolution below it."""
    return AMENDMENT.search(text) is not None and SUBSTANTIVE.search(text) is None


def _votes(resolution: Resolution, before: list[Point], after: list[Point]) -> Votes | None:
    """The vote that the wording states; limbs voted on one by one leave the whole without a vote of its own."""
    if any(limb.votes for limb in resolution.limbs):
        return None
    own = votes_in(wording(replace(resolution, limbs=()))) or votes_of_points(after)
    if own is not None:
        return own
    if resolution.limbs and (whole := votes_in(resolution.limbs[-1].text)):
        return whole
    if (
        before
        and speaks_of_vote(before[0])
        and not tells_of_amendment(before[0].text)
        and (told := votes_of_points(before[:1]))
    ):
        return told
    near = [each for each in before[:2] if introduces_motion(each.text) or verdict_of(Line(0, each.text))]
    near = [each for each in near if not tells_of_amendment(each.text)]
    return votes_of_points(near)
