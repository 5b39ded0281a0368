"""Sense checks of resolutions (see `meetings.checks`)."""

from collections.abc import Iterator
from typing import Any

from meetings.checks.findings import FROM_DECISIONS, Remark, Severity, check
from meetings.checks.meeting_record import MeetingRecord
from meetings.models import AgendaItem


def _whole(record: MeetingRecord) -> Iterator[tuple[AgendaItem, Any]]:
    """Give each whole resolution of a meeting with its item; exempt ones too, as officers check those as well."""
    for item in record.items:
        for resolution in item.resolutions.all():
            if resolution.parent_id is None:
                yield item, resolution


@check("resolution without an outcome", Severity.WARNING, FROM_DECISIONS)
def no_outcome(record: MeetingRecord) -> Iterator[Remark]:
    for item, resolution in _whole(record):
        if not resolution.outcomes:
            yield Remark(
                f"No outcome is ticked: “{resolution}”.",
                "Tick what it does, so that readers find it among the decisions.",
                item,
                resolution,
                str(resolution.pk),
            )


@check("more votes than members", Severity.WARNING, FROM_DECISIONS)
def more_votes_than_members(record: MeetingRecord) -> Iterator[Remark]:
    """Votes cannot exceed those present (DOMAIN 4)."""
    for item, resolution in _whole(record):
        votes = sum(filter(None, (resolution.votes_for, resolution.votes_against, resolution.votes_abstain)))
        if record.voters_present and votes > record.voters_present:
            yield Remark(
                f"{votes} votes were cast, but {record.voters_present} members with a vote were present: “{resolution}”.",
                "Correct the votes or the attendance.",
                item,
                resolution,
                f"{resolution.pk} {votes} {record.voters_present}",
            )


@check("absent and voting", Severity.WARNING, FROM_DECISIONS)
def absent_and_moving(record: MeetingRecord) -> Iterator[Remark]:
    """A member who was not there cannot have moved or seconded (DOMAIN 4)."""
    for item, resolution in _whole(record):
        for person_id in (resolution.moved_by_id, resolution.seconded_by_id):
            listed = record.not_present.get(person_id)
            if listed:
                yield Remark(
                    f"{listed.person} was not present, but moved or seconded “{resolution}”.",
                    "Correct the attendance or the mover.",
                    item,
                    resolution,
                    f"{resolution.pk} {person_id}",
                )


@check("due before the meeting", Severity.WARNING, FROM_DECISIONS)
def due_before_the_meeting(record: MeetingRecord) -> Iterator[Remark]:
    for item, resolution in _whole(record):
        if resolution.due_date and resolution.due_date < record.meeting.date:
            yield Remark(
                f"It is due on {resolution.due_date:%-d %B %Y}, before the meeting: “{resolution}”.",
                "Is the date right?",
                item,
                resolution,
                f"{resolution.pk} {resolution.due_date}",
            )
