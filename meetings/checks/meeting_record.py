"""One meeting's record as the checks see it, read at once for many meetings in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from meetings.models import AgendaItem, Attendance, Borough, Document, Meeting, MinutePoint

PRESENT = frozenset({Attendance.Presence.PRESENT, Attendance.Presence.REMOTE})
WITHOUT_A_VOTE = frozenset({Attendance.Capacity.OFFICER, Attendance.Capacity.GUEST})


@dataclass
class MeetingRecord:
    """A meeting with everything under it. Resolutions are known by what they offer, as they belong to decisions."""

    meeting: Meeting
    items: list[AgendaItem] = field(default_factory=list)
    attendances: list[Attendance] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    committee_years: tuple[int, int] | None = None  # first and last municipal year of its other meetings
    notices: dict[str, Any] = field(default_factory=dict)  # entries of the forward plan, by reference

    @cached_property
    def voters_present(self) -> int:
        """How many members with a vote were present, in the room or by video link."""
        return sum(
            each.presence in PRESENT and each.capacity not in WITHOUT_A_VOTE for each in self.attendances
        )

    @cached_property
    def not_present(self) -> dict[int, Attendance]:
        """Those who are listed as absent or with apologies, by person."""
        return {each.person_id: each for each in self.attendances if each.presence not in PRESENT}

    def points(self, item: AgendaItem) -> list[MinutePoint]:
        """The minutes of an item that readers will see."""
        return [point for point in item.points.all() if not (item.exempt or point.exempt)]

    def resolutions(self, item: Any) -> list[Any]:
        """The resolutions and limbs of an item that readers will see."""
        return [each for each in item.resolutions.all() if not (item.exempt or each.exempt)]

    def is_empty(self, item: Any) -> bool:
        """Whether nothing at all is minuted under an item, exempt matter included."""
        return not item.points.all() and not item.resolutions.all()


def records_of(meetings: Iterable[Meeting]) -> list[MeetingRecord]:
    """Return the records of these meetings as they are now, read in a fixed number of queries however many."""
    keys = [meeting.pk for meeting in meetings]
    items: QuerySet[AgendaItem] = AgendaItem.objects.order_by("order", "pk")
    resolutions: Any = AgendaItem._meta.get_field("resolutions").related_model
    fresh = Meeting.objects.select_related("committee__borough").prefetch_related(
        Prefetch("items", items),
        Prefetch("items__points", MinutePoint.objects.defer("search").order_by("order")),
        Prefetch(
            "items__resolutions",
            resolutions.objects.defer("search").select_related("record").order_by("order"),
        ),
        "items__resolutions__votes__person",
        "items__interests__person",
        Prefetch("attendances", Attendance.objects.select_related("person", "substitute_for")),
        "documents",
        "accepted_warnings",
    )
    by_key = fresh.in_bulk(keys)
    rows = [by_key[key] for key in keys if key in by_key]
    years, notices = _years_of_committees(rows), _notices_of(rows)
    return [
        MeetingRecord(
            meeting,
            list(meeting.items.all()),
            list(meeting.attendances.all()),
            list(meeting.documents.all()),
            years.get(meeting.pk),
            notices.get(meeting.committee.borough_id, {}),
        )
        for meeting in rows
    ]


def _notices_of(meetings: list[Meeting]) -> dict[int, dict[str, Any]]:
    """Return the entries of the forward plan whose reference a key decision carries, by borough; one query, if any does."""
    wanted = {
        (meeting.committee.borough_id, item.forward_plan_reference)
        for meeting in meetings
        for item in meeting.items.all()
        if item.key_decision and item.forward_plan_reference
    }
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    if wanted:
        boroughs, references = zip(*wanted, strict=True)
        entries: Any = Borough._meta.get_field("planned_decisions").related_model
        for entry in entries.objects.filter(borough__in=set(boroughs), reference__in=set(references)):
            found[entry.borough_id][entry.reference] = entry
    return found


def _years_of_committees(meetings: list[Meeting]) -> dict[int, tuple[int, int]]:
    """Return for each meeting the first and last municipal year of its committee’s other meetings, if any."""
    others = Meeting.objects.filter(committee=OuterRef("committee")).exclude(pk=OuterRef("pk"))
    span = (
        Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings])
        .order_by()
        .values_list(
            "pk",
            Subquery(others.order_by("date").values("date")[:1]),
            Subquery(others.order_by("-date").values("date")[:1]),
        )
    )
    return {key: (municipal_year(first), municipal_year(last)) for key, first, last in span if first}


def municipal_year(day: date) -> int:
    """Return the year in which the municipal year of `day` began: councils count from their annual meeting in May.

    Source: Local Government Act 1972 Schedule 12 para 1: the annual meeting is held in March, April or May, in an
    election year within 21 days of the May elections.
    """
    return day.year if day.month >= 5 else day.year - 1
