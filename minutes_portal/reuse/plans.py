"""The forward plan in other forms. In a calendar: the days on which, or from which, something is to be decided."""

from typing import Any

from meetings.in_words import short_date
from minutes_portal.reuse.columns import Column, address, moment
from minutes_portal.reuse.kinds import Entry, Event, Kind


def _maker(planned: Any) -> str:
    """Return who is to decide, as the notice says it, or the committee."""
    return planned.maker or (planned.committee.name if planned.committee else "")


def _when(planned: Any) -> str:
    if planned.decide_from is None:
        return ""
    last = planned.decide_until
    until = f" to {short_date(last)}" if last and last != planned.decide_from else ""
    return f"To be decided: {short_date(planned.decide_from)}{until}."


def _entry(planned: Any) -> Entry:
    dropped = f"Dropped on {short_date(planned.dropped_on)}. {planned.dropped_reason}".strip()
    return Entry(
        title=str(planned),
        address=planned.get_absolute_url(),
        council=planned.borough.council_name,
        where=[*filter(None, [planned.borough.name, _maker(planned), "Forward plan"])],
        paragraphs=[*filter(None, [planned.matter, _when(planned), dropped if planned.dropped_on else ""])],
        categories=[planned.state_label, *(["Key decision"] if planned.key else [])],
    )


def _event(planned: Any) -> Event | None:
    if planned.decide_from is None:
        return None
    dropped = planned.dropped_on is not None
    return Event(
        summary=f"{'Dropped: ' if dropped else ''}To be decided: {planned}",
        day=planned.decide_from,
        address=planned.get_absolute_url(),
        told=[*filter(None, [_maker(planned), _when(planned), planned.matter])],
        called_off=dropped,
    )


PLANS = Kind(
    name="planned decisions",
    journal="notice",
    columns=(
        address("address", lambda planned: planned.get_absolute_url()),
        Column("borough", lambda planned: planned.borough.name),
        Column("reference", lambda planned: planned.reference),
        Column("title", lambda planned: planned.title),
        Column("matter", lambda planned: planned.matter),
        Column("key_decision", lambda planned: planned.key),
        Column("maker", _maker),
        Column("decide_from", lambda planned: moment(planned.decide_from)),
        Column("decide_until", lambda planned: moment(planned.decide_until)),
        Column("state", lambda planned: planned.state),
        Column("private", lambda planned: planned.private),
        Column("wards", lambda planned: planned.wards),
        Column("contact", lambda planned: planned.contact),
        Column("published", lambda planned: moment(planned.published_at)),
        Column("dropped_on", lambda planned: moment(planned.dropped_on)),
        Column("dropped_reason", lambda planned: planned.dropped_reason),
    ),
    entry=_entry,
    load=list,
    dates="It has the days on which, or from which, something is to be decided.",
    event=_event,
)
