"""What machines are told of a page: a description, and the record in the words of schema.org (docs/decisions/0015-citing.md).

Only what the page itself shows is said, and nothing is asked of the database for it. A resolution of a council is no
legislation, so it is not called that; it is a work recorded at an event.
"""

import json
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from django.utils import timezone
from django.utils.text import Truncator

from meetings.in_words import item_name, meeting_date
from meetings.models import AgendaItem, Borough, Committee, Meeting

LONGEST = 200  # characters of a description: more is cut off by whoever shows it
STATUS = {
    Meeting.Status.CANCELLED: "EventCancelled",
    Meeting.Status.INQUORATE: "EventCancelled",
    Meeting.Status.POSTPONED: "EventPostponed",
}
# A `<` in a text would end the data block it stands in.
ESCAPES = {
    ord("<"): "\\u003C",
    ord(">"): "\\u003E",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}
Thing = dict[str, Any]


class About:
    """What is told of one page: title, description, address (whole) and things. Written into a page it is their JSON."""

    def __init__(self, address: str, title: str, description: str, *things: Thing) -> None:
        self.address, self.title = address, title
        self.description = Truncator(" ".join(description.split())).chars(LONGEST)
        self.things = things

    def __html__(self) -> str:
        """Return the things as JSON that can stand in a `script` element as it is: HTML’s own marks are escaped."""
        graph = {"@context": "https://schema.org", "@graph": self.things}
        return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def about_meeting(meeting: Meeting, address: str) -> About:
    """Return what is told of a meeting's page."""
    committee = meeting.committee
    kind = "Decisions" if committee.is_individual else meeting.stage.label
    title = f"{committee.name}, {meeting_date(meeting)}"
    where = f" {meeting.venue}." if meeting.venue else ""
    description = (
        f"{kind} of the {committee.name} of {committee.borough.council_name}, {meeting_date(meeting)}.{where}"
    )
    return About(
        address, title, description, event(meeting, address), trail(address, committee, (title, meeting))
    )


def about_item(item: AgendaItem, address: str, words: str = "") -> About:
    """Return what is told of an item's page; `words` are what was decided or asked, as lists show it."""
    meeting = item.meeting
    title = f"{item.heading} ({item_name(item).lower()}, {meeting.committee.name}, {meeting_date(meeting)})"
    work = recorded(meeting, item.heading, address) | {
        "isPartOf": {"@type": "CreativeWork", "url": urljoin(address, meeting.get_absolute_url())}
    }
    if item.printed_number:
        work["identifier"] = item.printed_number
    way = trail(address, meeting.committee, (meeting_date(meeting), meeting), (item_name(item), item))
    return About(address, title, words or title, work, way)


def about_resolution(resolution: Any, address: str, words: str) -> About:
    """Return what is told of a resolution's page; `words` are what was decided, as lists show it."""
    item = resolution.item
    meeting = item.meeting
    title = f"Decision on {item.heading} ({item_name(item).lower()}, {meeting.committee.name}, {meeting_date(meeting)})"
    work = recorded(meeting, title, address) | {
        "text": words,
        "isPartOf": {
            "@type": "CreativeWork",
            "name": item.heading,
            "url": urljoin(address, item.get_absolute_url()),
        },
    }
    way = trail(
        address,
        meeting.committee,
        (meeting_date(meeting), meeting),
        (item_name(item), item),
        ("Decision", resolution),
    )
    return About(address, title, words, work, way)


def about_committee(committee: Committee, address: str) -> About:
    """Return what is told of a committee's page."""
    description = (
        committee.remit
        or f"Meetings and decisions of the {committee.name}, {committee.borough.council_name}."
    )
    here = urljoin(address, committee.get_absolute_url())
    return About(here, str(committee), description, body(committee, address), trail(address, committee))


def about_borough(borough: Borough, address: str) -> About:
    """Return what is told of a borough's page."""
    description = borough.about or f"Committees, meetings and decisions of {borough.council_name}."
    here = urljoin(address, borough.get_absolute_url())
    return About(here, borough.council_name, description, council(borough, address))


def event(meeting: Meeting, address: str) -> Thing:
    """Return a meeting as an Event; the day of somebody who decides alone is none, but the work it left."""
    committee = meeting.committee
    if committee.is_individual:
        return recorded(
            meeting, f"Decisions of the {committee.name}, {meeting_date(meeting)}", address, at_event=False
        )
    start = meeting.date.isoformat()
    if meeting.start_time:
        start = timezone.make_aware(datetime.combine(meeting.date, meeting.start_time)).isoformat()
    where = {"location": {"@type": "Place", "name": meeting.venue}} if meeting.venue else {}
    return {
        "@type": "Event",
        "@id": urljoin(address, meeting.get_absolute_url()) + "#meeting",
        "name": f"{committee.name}, {meeting_date(meeting)}",
        "startDate": start,
        "eventStatus": f"https://schema.org/{STATUS.get(Meeting.Status(meeting.status), 'EventScheduled')}",
        "organizer": body(committee, address),
        "url": urljoin(address, meeting.get_absolute_url()),
    } | where


def recorded(meeting: Meeting, name: str, address: str, *, at_event: bool = True) -> Thing:
    """Return what was written at a meeting as a work: whose, how far it is published, and at which event."""
    work: Thing = {
        "@type": "CreativeWork",
        "name": name,
        "url": address,
        "inLanguage": "en-GB",
        "creativeWorkStatus": meeting.stage.label,
        "publisher": body(meeting.committee, address),
    }
    if at_event and not meeting.committee.is_individual:
        work["recordedAt"] = event(meeting, address)
        del work["recordedAt"]["organizer"]  # it is the publisher
    return work


def body(committee: Committee, address: str) -> Thing:
    """Return a committee as a part of its council."""
    return {
        "@type": "GovernmentOrganization",
        "name": committee.name,
        "url": urljoin(address, committee.get_absolute_url()),
        "parentOrganization": council(committee.borough, address),
    }


def council(borough: Borough, address: str) -> Thing:
    """Return a council, with its own web site where that is known."""
    own = {"sameAs": borough.website} if borough.website else {}
    return {
        "@type": "GovernmentOrganization",
        "name": borough.council_name,
        "url": urljoin(address, borough.get_absolute_url()),
    } | own


def trail(address: str, committee: Committee, *steps: tuple[str, Any]) -> Thing:
    """Return the way from the borough to a page, as the page itself shows it."""
    way = [(committee.borough.name, committee.borough), (committee.name, committee), *steps]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": at,
                "name": name,
                "item": urljoin(address, record.get_absolute_url()),
            }
            for at, (name, record) in enumerate(way, start=1)
        ],
    }
