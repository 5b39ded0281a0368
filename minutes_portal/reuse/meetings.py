"""Meetings in other forms."""

from typing import Any

from meetings.in_words import clock, short_date
from meetings.models import Meeting
from minutes_portal.reuse.columns import Column, address, belonging, moment
from minutes_portal.reuse.kinds import Entry, Event, Kind, where

CALLED_OFF = (Meeting.Status.CANCELLED, Meeting.Status.POSTPONED)


def _load(rows: Any) -> list[Any]:
    """Return the meetings, each with the one it was moved to as `later` where readers may see that (one query more)."""
    meetings = list(rows)
    moved = [meeting.moved_to_id for meeting in meetings if meeting.moved_to_id]
    later = (
        {meeting.pk: meeting for meeting in Meeting.published.for_list().with_keys(moved)} if moved else {}
    )
    for meeting in meetings:
        meeting.later = later.get(meeting.moved_to_id)
    return meetings


def _state(meeting: Any) -> list[str]:
    """Return in sentences what is to be known of a meeting beside its day and place."""
    status = "" if meeting.status == Meeting.Status.SCHEDULED else f"{meeting.get_status_display()}."
    return list(
        filter(
            None,
            [
                f"{status} {meeting.status_note}".strip(),
                f"It was moved to {short_date(meeting.later.date)}." if meeting.later else "",
                f"Published so far: {meeting.stage.label.lower()}.",
            ],
        )
    )


def _entry(meeting: Any) -> Entry:
    committee = meeting.committee
    place = " ".join(filter(None, [clock(meeting.start_time), meeting.venue and f"at {meeting.venue}"]))
    return Entry(
        title=f"{committee.name}, {short_date(meeting.date)}",
        address=meeting.get_absolute_url(),
        council=committee.borough.council_name,
        where=where(committee, meeting.date),
        paragraphs=[*([place] if place else []), *_state(meeting)],
        categories=[meeting.stage.label, meeting.get_status_display()],
    )


def _event(meeting: Any) -> Event | None:
    """Return a meeting as an event; nothing for the days of who decides alone, which nobody goes to."""
    committee = meeting.committee
    if committee.is_individual:
        return None
    called_off = meeting.status in CALLED_OFF
    before = f"{meeting.get_status_display()}: " if called_off else ""
    return Event(
        summary=f"{before}{committee.name}, {committee.borough.name}",
        day=meeting.date,
        at=meeting.start_time,
        address=meeting.get_absolute_url(),
        uid=meeting.uid,
        place=meeting.venue,
        told=[*_state(meeting), *([f"Webcast: {meeting.webcast_url}"] if meeting.webcast_url else [])],
        called_off=called_off,
        moved_to=meeting.later.uid if meeting.later else None,
    )


MEETINGS = Kind(
    name="meetings",
    journal="meeting",
    columns=(
        address("address", lambda meeting: meeting.get_absolute_url()),
        *belonging(lambda meeting: meeting.committee, lambda meeting: meeting.date),
        Column("start_time", lambda meeting: moment(meeting.start_time)),
        Column("venue", lambda meeting: meeting.venue),
        Column("status", lambda meeting: meeting.status),
        Column("status_note", lambda meeting: meeting.status_note),
        address("moved_to", lambda meeting: meeting.later.get_absolute_url() if meeting.later else ""),
        Column("stage", lambda meeting: meeting.stage.value),
        Column("agenda_published", lambda meeting: moment(meeting.agenda_published_at)),
        Column("decisions_published", lambda meeting: moment(meeting.decisions_published_at)),
        Column("minutes_published", lambda meeting: moment(meeting.minutes_published_at)),
        Column("minutes_approved", lambda meeting: moment(meeting.approved_at)),
        Column("webcast", lambda meeting: meeting.webcast_url),
        Column("calendar_uid", lambda meeting: str(meeting.uid)),
    ),
    entry=_entry,
    load=_load,
    dates="What is moved or cancelled there follows by itself.",
    event=_event,
)
