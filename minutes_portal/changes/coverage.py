"""What is held of each borough and committee: from when to when, how far it is published, and where years are missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Min, Q
from django.db.models.functions import ExtractYear

from meetings.models import Borough, Committee, Meeting

AGENDA = Q(decisions_published_at=None, minutes_published_at=None)
DECISIONS = Q(decisions_published_at__isnull=False, minutes_published_at=None)
DRAFT = Q(minutes_published_at__isnull=False, approved_at=None)
APPROVED = Q(approved_at__isnull=False)


@dataclass(frozen=True)
class Held:
    """What is held of one committee. A gap is a span of calendar years without a meeting, between years that have some."""

    committee: Committee
    first: date
    last: date
    meetings: int
    agenda: int
    decisions: int
    draft: int
    approved: int
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class Coverage:
    """What is held of one borough."""

    borough: Borough
    committees: list[Held]

    @property
    def meetings(self) -> int:
        return sum(held.meetings for held in self.committees)

    @property
    def first(self) -> date:
        return min(held.first for held in self.committees)

    @property
    def last(self) -> date:
        return max(held.last for held in self.committees)


def gaps(years: Iterable[int]) -> tuple[str, ...]:
    """Return the spans of years that are missing between these: “2019”, “2021 to 2023”."""
    known = sorted(set(years))
    missing = [(before + 1, after - 1) for before, after in pairwise(known) if after > before + 1]
    return tuple(f"{first}" if first == last else f"{first} to {last}" for first, last in missing)


def coverage() -> list[Coverage]:
    """Return what readers can find of each borough that publishes, by name; two queries."""
    counts = (
        Meeting.published.order_by()
        .values("committee_id")
        .annotate(
            first=Min("date"),
            last=Max("date"),
            meetings=Count("pk"),
            agenda=Count("pk", filter=AGENDA),
            decisions=Count("pk", filter=DECISIONS),
            draft=Count("pk", filter=DRAFT),
            approved=Count("pk", filter=APPROVED),
            years=ArrayAgg(ExtractYear("date"), distinct=True),
        )
    )
    rows: list[dict[str, Any]] = [dict(row) for row in counts]
    committees = Committee.published.select_related("borough").in_bulk([row["committee_id"] for row in rows])
    held = [
        Held(committee=committees[row.pop("committee_id")], gaps=gaps(row.pop("years")), **row)
        for row in rows
    ]
    held.sort(key=lambda each: (each.committee.borough.name, each.committee.borough_id, each.committee.name))
    return [
        Coverage(committees[0].committee.borough, committees)
        for committees in (
            list(group) for _, group in groupby(held, key=lambda each: each.committee.borough_id)
        )
    ]
