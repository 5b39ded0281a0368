"""Where a record belongs, and whether readers have it already: what the roles are asked about."""

from typing import Any, NamedTuple

from django.utils import timezone

from meetings.models import Borough, Committee, Meeting

Stage = Meeting.Stage
# From a part of the record to what it is part of, up to its meeting.
PARTS_OF = ("meeting", "recommendation", "resolution", "item")
EXEMPT_FIELDS = frozenset({"exempt_under", "exempt_reason", "public_summary"})


class Home(NamedTuple):
    """The borough of a record, and its committee where it belongs to one: the arguments of `Access.may_…`."""

    borough_id: int | None
    committee_id: int | None


def meeting_of(record: Any) -> Meeting | None:
    """Return the meeting that something is part of; None for what is part of no meeting."""
    while not isinstance(record, Meeting):
        names = {field.name for field in record._meta.concrete_fields}
        above = next((name for name in PARTS_OF if name in names), None)
        if above is None:
            return None
        record = getattr(record, above)
    return record


def home_of(record: Any) -> Home:
    """Return where a record belongs; nowhere for what all boroughs share."""
    meeting = meeting_of(record)
    committee = meeting.committee if meeting else record
    if isinstance(committee, Committee):
        return Home(committee.borough_id, committee.pk)
    return Home(record.pk if isinstance(record, Borough) else getattr(record, "borough_id", None), None)


def readers_have(meeting: Meeting, stage: str) -> bool:
    """Whether this stage of a meeting was given to readers. What is withdrawn counts: it is theirs to be told of."""
    now = timezone.now()
    times = {
        Stage.AGENDA: (meeting.agenda_published_at,),
        Stage.DECISIONS: (meeting.decisions_published_at, meeting.minutes_published_at),
        Stage.DRAFT_MINUTES: (meeting.minutes_published_at,),
    }
    return any(at is not None and at <= now for at in times[Stage(stage)])
