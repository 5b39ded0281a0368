"""A list as a calendar (RFC 5545, with the names of RFC 7986): meetings, or the days by which something is due.

Times are those of London, with their summer time. A meeting keeps its UID whatever becomes of its date, so that a calendar
moves or strikes out what it has instead of adding another one. SEQUENCE counts the seconds between the first
publication and the last change: it grows with every change, and no count of changes needs to be kept for it.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from minutes_portal.changes.models import Change
from minutes_portal.reuse import kinds
from minutes_portal.reuse.asking import Question

LONDON = "Europe/London"
LENGTH = timedelta(hours=2)  # what is set aside for a meeting: agendas tell when it begins, not when it ends
FRESH_FOR = timedelta(hours=6)
END = "END:VCALENDAR\r\n"
LARGEST = 2**31 - 1  # of a SEQUENCE
NOT_TEXT = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f]"
)  # what no property may hold; a line break is written as two signs


def calendar(question: Question, site: str) -> Iterator[str]:
    """Yield a calendar of all rows that have a place in it, some at a time."""
    yield _opening(question).to_ical().decode().removesuffix(END)
    for rows in question.parts(dated=True):
        keys = [row.pk for row in rows]
        changes = Change.published.of_records(question.kind.journal, keys)
        yield "".join(_written(question, row, changes[row.pk], site) for row in rows if row.pk in changes)
    yield END


def _written(question: Question, row: Any, change: Change, site: str) -> str:
    told = question.kind.event(row) if question.kind.event else None
    return _event(told, change, site).to_ical().decode() if told else ""


def _opening(question: Question) -> Calendar:
    whole = Calendar()
    whole.add("prodid", "-//Minutes Portal//Calendar//EN")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    name = f"Minutes Portal: {question.said}"
    for property_ in ("name", "x-wr-calname"):
        whole.add(property_, in_one_line(name))
    if question.notices:
        for property_ in ("description", "x-wr-caldesc"):
            whole.add(property_, in_one_line(" ".join(question.notices)))
    whole.add("x-wr-timezone", LONDON)
    whole.add("refresh-interval", FRESH_FOR, parameters={"VALUE": "DURATION"})
    whole.add("x-published-ttl", FRESH_FOR, parameters={"VALUE": "DURATION"})
    whole.add_component(_london())
    return whole


def _london() -> Timezone:
    """Return what the time in London is: the rule of 1996, the last Sundays of March and October at 1 o'clock UTC."""
    zone = Timezone()
    zone.add("tzid", LONDON)
    for part, name, offset, before, first, month in (
        (TimezoneDaylight(), "BST", 1, 0, datetime(1996, 3, 31, 1), 3),  # noqa: DTZ001 (local, as it has to be here)
        (TimezoneStandard(), "GMT", 0, 1, datetime(1996, 10, 27, 2), 10),  # noqa: DTZ001
    ):
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=offset))
        part.add("dtstart", first)
        part.add("rrule", vRecur(freq="yearly", bymonth=month, byday="-1su"))
        zone.add_component(part)
    return zone


def _event(told: kinds.Event, change: Change, site: str) -> Event:
    event = Event()
    event.add("uid", str(told.uid or change.reference))
    event.add("dtstamp", change.changed_at.astimezone(UTC))
    event.add("created", change.first_published_at.astimezone(UTC))
    event.add("last-modified", change.changed_at.astimezone(UTC))
    event.add("sequence", sequence(change))
    event.add("summary", in_one_line(told.summary))
    if told.at:
        event.add("dtstart", datetime.combine(told.day, told.at, ZoneInfo(LONDON)))
        event.add("duration", LENGTH)
    else:
        event.add("dtstart", told.day)
        event.add("dtend", told.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    if told.place:
        event.add("location", in_one_line(told.place))
    event.add("status", "CANCELLED" if told.called_off else "CONFIRMED")
    event.add("description", NOT_TEXT.sub(" ", "\n".join([*told.told, site + told.address])))
    event.add("url", site + told.address)
    if told.moved_to:
        event.add("related-to", str(told.moved_to), parameters={"RELTYPE": "SIBLING"})
    return event


def in_one_line(text: str) -> str:
    """Return a text as it can stand in a property of one line."""
    return NOT_TEXT.sub(" ", text).replace("\n", " ")


def sequence(change: Change) -> int:
    """Return the number that tells a calendar which of two states of an event is the later one."""
    return min(LARGEST, int((change.changed_at - change.first_published_at).total_seconds()))
