"""Sense checks of votes: how they add up, who cast them, and whether a casting vote was called for."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from meetings.checks.findings import FROM_DECISIONS, Remark, Severity, check
from meetings.checks.meeting_record import MeetingRecord

COLUMNS = {"for": "votes_for", "against": "votes_against", "abstained": "votes_abstain"}


def _voted(record: MeetingRecord) -> Iterator[tuple[Any, Any, list[Any]]]:
    """Give each whole resolution that has votes by name with its item and these votes."""
    for item in record.items:
        resolutions: Any = item.resolutions
        for resolution in resolutions.all():
            if resolution.parent_id is None and (votes := list(resolution.votes.all())):
                yield item, resolution, votes


def _sides(votes: list[Any], casting: bool = False) -> Counter[str]:
    """Return how many voted on each side; casting votes count where asked for."""
    return Counter(vote.cast for vote in votes if casting or not vote.casting)


@check("votes by name do not add up", Severity.WARNING, FROM_DECISIONS)
def names_and_totals(record: MeetingRecord) -> Iterator[Remark]:
    """The names on a side are as many as its total says, a casting vote counted in or not."""
    for item, resolution, votes in _voted(record):
        own, all_cast = _sides(votes), _sides(votes, casting=True)
        for side, column in COLUMNS.items():
            total = getattr(resolution, column)
            if total is not None and total not in (own[side], all_cast[side]):
                yield Remark(
                    f"{own[side]} votes “{side}” are recorded by name, but the total is {total}: “{resolution}”.",
                    "Correct the names or the total.",
                    item,
                    resolution,
                    f"{resolution.pk} {side} {own[side]} {all_cast[side]} {total}",
                )


@check("more named votes than members", Severity.WARNING, FROM_DECISIONS)
def more_names_than_members(record: MeetingRecord) -> Iterator[Remark]:
    """Votes cannot exceed those present (DOMAIN 4); a casting vote is the second of somebody counted already."""
    for item, resolution, votes in _voted(record):
        cast = _sides(votes).total()
        if record.voters_present and cast > record.voters_present:
            yield Remark(
                f"{cast} votes are recorded by name, but {record.voters_present} members with a vote were present: “{resolution}”.",
                "Correct the votes or the attendance.",
                item,
                resolution,
                f"{resolution.pk} {cast} {record.voters_present}",
            )


@check("absent and voting by name", Severity.WARNING, FROM_DECISIONS)
def absent_and_voting(record: MeetingRecord) -> Iterator[Remark]:
    """A member who was not there cannot have voted (DOMAIN 4)."""
    for item, resolution, votes in _voted(record):
        for vote in votes:
            listed = record.not_present.get(vote.person_id)
            if listed:
                yield Remark(
                    f"{vote.name} is listed as {listed.get_presence_display().lower()}, but voted on “{resolution}”.",
                    "Correct the attendance or the vote.",
                    item,
                    resolution,
                    f"{resolution.pk} {vote.person_id} {listed.presence}",
                )


@check("voting twice", Severity.WARNING, FROM_DECISIONS)
def voting_twice(record: MeetingRecord) -> Iterator[Remark]:
    for item, resolution, votes in _voted(record):
        times = Counter(vote.person for vote in votes if vote.person and not vote.casting)
        for person, count in times.items():
            if count > 1:
                yield Remark(
                    f"{person} has {count} votes on “{resolution}”.",
                    "Take one away, or mark it as the casting vote.",
                    item,
                    resolution,
                    f"{resolution.pk} {person.pk} {count}",
                )


@check("casting vote", Severity.WARNING, FROM_DECISIONS)
def casting_vote(record: MeetingRecord) -> Iterator[Remark]:
    """Whoever presides has a second vote, and only where votes are equal (Local Government Act 1972 Schedule 12 para 39)."""
    for item, resolution, votes in _voted(record):
        casting = [vote for vote in votes if vote.casting]
        if len(casting) > 1:
            yield Remark(
                f"{len(casting)} casting votes are recorded on “{resolution}”.",
                "Only the person presiding has one: take the others away.",
                item,
                resolution,
                f"{resolution.pk} {len(casting)} casting",
            )
        in_favour, against = _before_casting(resolution, votes, casting)
        if casting and in_favour != against:
            yield Remark(
                f"A casting vote is recorded, but the votes were not equal ({in_favour} for, {against} against): “{resolution}”.",
                "Correct the votes, or take the casting vote away.",
                item,
                resolution,
                f"{resolution.pk} {in_favour} {against} casting",
            )


def _before_casting(resolution: Any, votes: list[Any], casting: list[Any]) -> tuple[int, int]:
    """Return the votes for and against before any casting vote: by name, else the totals without it."""
    own = _sides(votes)
    if own:
        return own["for"], own["against"]
    extra = Counter(vote.cast for vote in casting)
    totals = (resolution.votes_for or 0, resolution.votes_against or 0)
    if totals[0] == totals[1]:
        return totals
    return totals[0] - extra["for"], totals[1] - extra["against"]


@check("named voter without a member", Severity.GAP, FROM_DECISIONS)
def voter_without_a_member(record: MeetingRecord) -> Iterator[Remark]:
    for item, resolution, votes in _voted(record):
        loose = [vote.name for vote in votes if vote.person_id is None]
        if loose:
            yield Remark(
                f"Nobody listed at the meeting is known as {', '.join(loose[:5])}"
                f"{f' and {len(loose) - 5} more' if len(loose) > 5 else ''}, who voted on “{resolution}”.",
                "Fill in the attendance and save the resolution again, or choose the member on its page.",
                item,
                resolution,
                f"{resolution.pk} {' '.join(loose)}",
            )
