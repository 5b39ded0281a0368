"""Plain functions that make one row each, valid as it stands, with what the test cares about given by name."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.db import transaction

from decisions.acts import place_recommendations
from decisions.models import Recommendation, Resolution, Vote
from meetings.models import AgendaItem, Borough, Committee, Document, Meeting, MinutePoint, Person, Topic

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
FAR_AHEAD = datetime(2120, 1, 1, tzinfo=UTC)
_numbers = count(1)


def make_borough(**given: Any) -> Borough:
    n = next(_numbers)
    given = {"name": f"Borough {n}", "slug": f"borough-{n}", "council_name": f"Borough {n} Council"} | given
    return Borough.objects.create(**given)


def make_committee(**given: Any) -> Committee:
    n = next(_numbers)
    given = {"name": f"Scrutiny Committee {n}", "slug": f"scrutiny-{n}"} | given
    given.setdefault("borough", None)
    given["borough"] = given["borough"] or make_borough()
    return Committee.objects.create(**given)


def make_meeting(stage: str = "minutes", **given: Any) -> Meeting:
    """Make a meeting published up to `stage`: nothing, agenda, decisions, minutes or approved."""
    stages = {
        "nothing": [],
        "agenda": ["agenda_published_at"],
        "decisions": ["agenda_published_at", "decisions_published_at"],
        "minutes": ["agenda_published_at", "decisions_published_at", "minutes_published_at"],
        "approved": ["agenda_published_at", "decisions_published_at", "minutes_published_at", "approved_at"],
    }
    given = dict.fromkeys(stages[stage], LONG_AGO) | {"date": date(2024, 9, 24), "status": "held"} | given
    given["committee"] = given.get("committee") or make_committee()
    return Meeting.objects.create(**given)


def make_item(**given: Any) -> AgendaItem:
    n = next(_numbers)
    given = {"number": str(n), "slug": str(n), "order": n, "title": f"Home care review {n}"} | given
    given["meeting"] = given.get("meeting") or make_meeting()
    return AgendaItem.objects.create(**given)


def make_point(**given: Any) -> MinutePoint:
    n = next(_numbers)
    given = {"order": n, "anchor": f"p{n}", "text": f"Members asked about waiting times ({n})."} | given
    given["item"] = given.get("item") or make_item()
    return MinutePoint.objects.create(**given)


def make_resolution(**given: Any) -> Resolution:
    n = next(_numbers)
    given = {
        "order": n,
        "cue": "RESOLVED:",
        "wording": f"That the report be noted ({n}).",
        "outcomes": ["noted"],
    } | given
    given["item"] = given.get("item") or make_item()
    if not given.get("parent"):
        given.setdefault("ordinal", n)
    return Resolution.objects.create(**given)


def make_recommendation(**given: Any) -> Recommendation:
    given = {"sent_to": "The Cabinet"} | given
    given["resolution"] = given.get("resolution") or make_resolution(outcomes=["recommended"])
    recommendation = Recommendation(**given)
    with transaction.atomic():
        place_recommendations(recommendation.resolution, [recommendation])
        recommendation.save()
    return recommendation


def make_vote(**given: Any) -> Vote:
    given = {"name": f"Councillor Reed {next(_numbers)}", "cast": "for"} | given
    given["resolution"] = given.get("resolution") or make_resolution()
    return Vote.objects.create(**given)


def make_person(**given: Any) -> Person:
    n = next(_numbers)
    given = {"name": f"Ada Fenwick {n}", "slug": f"ada-fenwick-{n}", "honorific": "Councillor"} | given
    given["borough"] = given.get("borough") or make_borough()
    return Person.objects.create(**given)


def make_document(**given: Any) -> Document:
    n = next(_numbers)
    given = {"title": f"Report {n}", "slug": f"report-{n}"} | given
    if "item" in given:
        given.setdefault("meeting", given["item"].meeting)
    given["meeting"] = given.get("meeting") or make_meeting()
    return Document.objects.create(**given)


def make_topic(**given: Any) -> Topic:
    n = next(_numbers)
    return Topic.objects.create(**{"name": f"Topic {n}", "slug": f"topic-{n}"} | given)
