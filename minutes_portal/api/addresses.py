"""The addresses of public objects: made of natural keys, the same path for readers (`/…`) and for programs (`/api/v1/…`).

Put together here, as an answer or a file holds very many; tests compare them with the addresses of the pages.
"""

from collections.abc import Callable
from typing import Any

from decisions.models import Issue, PlannedDecision, Recommendation, Resolution
from meetings.models import AgendaItem, Borough, Committee, Document, Meeting, Person, Topic

API = "/api/v1"


def path_of(row: Any) -> str:
    """Return the path that stands for a public object; '' for what has none (an exempt part, somebody without a page)."""
    return PATHS[row._meta.concrete_model](row)


def _committee(committee: Committee) -> str:
    return f"{committee.borough.slug}/{committee.slug}/"


def _meeting(meeting: Meeting) -> str:
    return f"{_committee(meeting.committee)}{meeting.date_key}/"


def _item(item: AgendaItem) -> str:
    return f"{_meeting(item.meeting)}{item.slug}/"


def _person(person: Person) -> str:
    return f"/people/{person.borough.slug}/{person.slug}/" if person.listed else ""


def _document(document: Document) -> str:
    if document.exempt or not document.slug:
        return ""
    return f"/meetings/{_meeting(document.meeting)}documents/{document.slug}/"


def _resolution(resolution: Resolution) -> str:
    if resolution.ordinal is None:
        return ""
    return f"/decisions/{_item(resolution.item)}{resolution.ordinal}/"


PATHS: dict[type, Callable[[Any], str]] = {
    Borough: lambda borough: f"/boroughs/{borough.slug}/",
    Committee: lambda committee: f"/boroughs/{_committee(committee)}",
    Topic: lambda topic: f"/topics/{topic.slug}/",
    Person: _person,
    Meeting: lambda meeting: f"/meetings/{_meeting(meeting)}",
    AgendaItem: lambda item: f"/meetings/{_item(item)}",
    Document: _document,
    Resolution: _resolution,
    Recommendation: lambda sent: f"/decisions/recommendations/{_item(sent.item)}{sent.ordinal}/",
    Issue: lambda issue: f"/decisions/issues/{issue.slug}/",
    PlannedDecision: lambda plan: f"/decisions/forward-plan/{plan.borough.slug}/{plan.slug}/",
}


def name_of(row: Any) -> str:
    """Return what a link to a public object says."""
    if isinstance(row, Meeting):
        return f"{row.committee.name}, {row.date.isoformat()}"
    if isinstance(row, AgendaItem):
        return row.heading
    if isinstance(row, Borough | Committee | Topic):
        return row.name
    return str(row)
