"""Tells what is new of one record that somebody watches: a committee, a meeting, an item, a decision, an issue."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from decisions.models import Issue, Recommendation, Registered, Resolution
from meetings.converters import DateKey
from meetings.in_words import short_date
from meetings.models import AgendaItem, Committee, Meeting
from minutes_portal.alerts.entries import Entry
from minutes_portal.alerts.listed import (
    decision_entries,
    issue_entry,
    meeting_entries,
    recommendation_entries,
)
from minutes_portal.alerts.results import item_entries
from minutes_portal.alerts.told import Told
from minutes_portal.search.asked import Asked


@dataclass(frozen=True)
class Recorded:
    """A record that can be watched. said: it completes “Tell me about”."""

    said: str
    find: Callable[[Told], list[Entry]]


def of_committee(borough: str, committee: str) -> Recorded | None:
    """Return a committee as something to watch: its meetings, their business, and what became of it."""
    body = Committee.published.at(borough, committee).with_place().first()
    if body is None:
        return None

    def find(told: Told) -> list[Entry]:
        meetings = Meeting.published.of(body).with_meeting().newest_first()
        asked_of_others = Recommendation.published.in_borough([borough]).of_committee([committee])
        return [
            *_meetings(meetings, told),
            *item_entries(told.results, Asked(committees=(body.pk,))),
            *_recommendations(asked_of_others, told.of_kind("recommendation"), told),
        ]

    return Recorded(f"{body.name}, {body.borough.name}: its meetings, minutes and decisions", find)


def of_meeting(borough: str, committee: str, date_key: DateKey) -> Recorded | None:
    """Return a meeting as something to watch: its stages, its business and its papers."""
    row = Meeting.published.at(borough, committee, *date_key).with_meeting().first()
    if row is None:
        return None

    def find(told: Told) -> list[Entry]:
        asked = Asked(committees=(row.committee_id,), procedural=None)
        meetings = Meeting.published.at(borough, committee, *date_key).with_meeting()
        return [*_meetings(meetings, told), *item_entries(told.results, asked, meeting=row.pk)]

    return Recorded(f"the meeting of {row.committee.name} on {short_date(row.date)}", find)


def of_item(borough: str, committee: str, date_key: DateKey, item: str) -> Recorded | None:
    """Return an item of business as something to watch."""
    row = AgendaItem.published.at(borough, committee, *date_key, item).with_meeting().first()
    if row is None:
        return None

    def find(told: Told) -> list[Entry]:
        return _items([row.pk], told)

    return Recorded(f"“{row.heading}”, {row.meeting.committee.name}, {short_date(row.meeting.date)}", find)


def of_resolution(
    borough: str, committee: str, date_key: DateKey, item: str, ordinal: int
) -> Recorded | None:
    """Return a decision as something to watch: its words, and what becomes of it where it recommends something."""
    found = Resolution.published.at(borough, committee, *date_key, item, ordinal)
    row = found.with_meeting().first()
    if row is None:
        return None

    def find(told: Told) -> list[Entry]:
        decided = _only([row.pk], told.of_kind("resolution"))
        lines = Registered.published.for_list().with_keys(decided).with_limbs() if decided else []
        followed = _recommendations(Recommendation.published.all(), _sent_on(row), told)
        return followed or decision_entries(lines, decided)

    return Recorded(f"decision {row.number or ordinal} on “{row.item.heading}” and what becomes of it", find)


def of_recommendation(
    borough: str, committee: str, date_key: DateKey, item: str, ordinal: int
) -> Recorded | None:
    """Return a recommendation as something to watch: what was answered and what has been done."""
    asked_at = AgendaItem.published.at(borough, committee, *date_key, item).first()
    row = asked_at.recommendations.filter(ordinal=ordinal).first() if asked_at else None
    if asked_at is None or row is None:
        return None

    def find(told: Told) -> list[Entry]:
        return _recommendations(Recommendation.published.all(), [row.pk], told)

    return Recorded(f"the recommendation to {row.sent_to} on “{asked_at.heading}”", find)


def of_issue(slug: str) -> Recorded | None:
    """Return an issue as something to watch: where it stands, and each item that belongs to it."""
    issue: Any = next(iter(Issue.published.for_list().filter(slug=slug)), None)
    if issue is None:
        return None

    def find(told: Told) -> list[Entry]:
        itself = [issue_entry(issue, what) for what in _only([issue.pk], told.of_kind("issue")).values()]
        return itself + _items(issue.items.values_list("pk", flat=True), told)

    return Recorded(f"the issue “{issue.title}”", find)


def _meetings(meetings: Any, told: Told) -> list[Entry]:
    whats = told.of_kind("meeting")
    return meeting_entries(meetings.with_keys(whats), whats) if whats else []


def _items(keys: Collection[int], told: Told) -> list[Entry]:
    return item_entries(_only(keys, told.items()), Asked(procedural=None))


def _recommendations(rows: Any, keys: Collection[int], told: Told) -> list[Entry]:
    whats = _only(keys, told.of_kind("recommendation"))
    if not whats:
        return []
    return recommendation_entries(rows.with_state().with_keys(whats).newest_first(), whats)


def _sent_on(whole: Resolution) -> list[int]:
    """Return the recommendations that a resolution or one of its limbs makes."""
    rows = whole.item.recommendations.select_related("resolution__parent__parent")
    return [row.pk for row in rows if whole in _parts_above(row.resolution)]


def _parts_above(part: Resolution | None) -> Iterator[Resolution]:
    while part:
        yield part
        part = part.parent


def _only(keys: Collection[int], whats: dict[int, str]) -> dict[int, str]:
    return {key: whats[key] for key in keys if key in whats}


# The name of a page's address -> what its parts make of it.
RECORDS: dict[str, Callable[..., Recorded | None]] = {
    "meetings:committee-detail": of_committee,
    "meetings:meeting-detail": of_meeting,
    "meetings:agendaitem-detail": of_item,
    "decisions:resolution-detail": of_resolution,
    "decisions:recommendation-detail": of_recommendation,
    "decisions:issue-detail": of_issue,
}
