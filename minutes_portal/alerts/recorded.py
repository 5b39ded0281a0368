"""Tells what is new of one record that somebody watches: a committee, a meeting, an item, a decision, an issue, a notice.

Each function takes the parts of its address. Where the record is not there for readers, there is nothing to tell.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from decisions.models import Issue, PlannedDecision, Recommendation, Registered, Resolution
from meetings.converters import DateKey
from meetings.models import AgendaItem, Committee, Meeting
from minutes_portal.alerts.entries import Entry
from minutes_portal.alerts.listed import (
    decision_entries,
    issue_entry,
    meeting_entries,
    plan_entries,
    recommendation_entries,
)
from minutes_portal.alerts.results import item_entries
from minutes_portal.alerts.told import Told
from minutes_portal.search.asked import Asked

Find = Callable[[Told], list[Entry]]


def of_committee(borough: str, committee: str) -> Find:
    """Return what tells of a committee: its meetings, their business, its notices, and what became of what it asked for."""

    def find(told: Told) -> list[Entry]:
        body = Committee.published.at(borough, committee).first()
        if body is None:
            return []
        meetings = Meeting.published.of(body).with_meeting().newest_first()
        asked_of_others = Recommendation.published.in_borough([borough]).of_committee([committee])
        plans = PlannedDecision.published.for_list().in_borough([borough]).of_committee([committee])
        return [
            *_meetings(meetings, told),
            *item_entries(told.results, Asked(committees=(body.pk,))),
            *_recommendations(asked_of_others, told.of_kind("recommendation"), told),
            *_plans(plans, told),
        ]

    return find


def of_meeting(borough: str, committee: str, date_key: DateKey) -> Find:
    """Return what tells of a meeting: its stages, its business and its papers."""

    def find(told: Told) -> list[Entry]:
        meetings = Meeting.published.at(borough, committee, *date_key).with_meeting()
        row = meetings.first()
        if row is None:
            return []
        asked = Asked(committees=(row.committee_id,), procedural=None)
        return [*_meetings(meetings, told), *item_entries(told.results, asked, meeting=row.pk)]

    return find


def of_item(borough: str, committee: str, date_key: DateKey, item: str) -> Find:
    """Return what tells of an item of business."""

    def find(told: Told) -> list[Entry]:
        return _items(
            AgendaItem.published.at(borough, committee, *date_key, item).values_list("pk", flat=True), told
        )

    return find


def of_resolution(borough: str, committee: str, date_key: DateKey, item: str, ordinal: int) -> Find:
    """Return what tells of a decision: its words, and what becomes of it where it recommends something."""

    def find(told: Told) -> list[Entry]:
        found = Resolution.published.at(borough, committee, *date_key, item, ordinal)
        row = found.with_meeting().first()
        if row is None:
            return []
        decided = _only([row.pk], told.of_kind("resolution"))
        lines = Registered.published.for_list().with_keys(decided).with_limbs() if decided else []
        followed = _recommendations(Recommendation.published.all(), _sent_on(row), told)
        return followed or decision_entries(lines, decided)

    return find


def of_recommendation(borough: str, committee: str, date_key: DateKey, item: str, ordinal: int) -> Find:
    """Return what tells of a recommendation: what was answered and what has been done."""

    def find(told: Told) -> list[Entry]:
        found = Recommendation.published.at(borough, committee, *date_key, item, ordinal)
        return _recommendations(Recommendation.published.all(), found.values_list("pk", flat=True), told)

    return find


def of_issue(slug: str) -> Find:
    """Return what tells of an issue: where it stands, and each item that belongs to it."""

    def find(told: Told) -> list[Entry]:
        issue: Any = next(iter(Issue.published.for_list().filter(slug=slug)), None)
        if issue is None:
            return []
        itself = [issue_entry(issue, what) for what in _only([issue.pk], told.of_kind("issue")).values()]
        return itself + _items(issue.items.values_list("pk", flat=True), told)

    return find


def of_plan(borough: str, slug: str) -> Find:
    """Return what tells of a notice of the forward plan: its words, that it was dropped, and what was decided."""

    def find(told: Told) -> list[Entry]:
        return _plans(PlannedDecision.published.for_list().at(borough, slug), told)

    return find


def _meetings(meetings: Any, told: Told) -> list[Entry]:
    whats = told.of_kind("meeting")
    return meeting_entries(meetings.with_keys(whats), whats) if whats else []


def _plans(plans: Any, told: Told) -> list[Entry]:
    return plan_entries(plans.with_keys(told.notices), told.notices) if told.notices else []


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
RECORDS: dict[str, Callable[..., Find]] = {
    "meetings:committee-detail": of_committee,
    "meetings:meeting-detail": of_meeting,
    "meetings:agendaitem-detail": of_item,
    "decisions:resolution-detail": of_resolution,
    "decisions:recommendation-detail": of_recommendation,
    "decisions:issue-detail": of_issue,
    "decisions:planneddecision-detail": of_plan,
}
