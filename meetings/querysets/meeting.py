"""The questions that are asked of meetings."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone

from meetings.list_querysets import MeetingListQuerySet
from meetings.querysets.relations import published_rows


class MeetingQuerySet(MeetingListQuerySet):
    """Meetings, and the days of those who decide alone."""

    def at(self, borough: str, committee: str, day: date, sitting: int = 1) -> Self:
        """Keep the one meeting with this address."""
        return self.filter(
            committee__borough__slug=borough, committee__slug=committee, date=day, sitting=sitting
        )

    def of(self, committee: models.Model) -> Self:
        return self.filter(committee=committee)

    def of_borough(self, borough: models.Model) -> Self:
        return self.filter(committee__borough=borough)

    def in_year(self, year: int) -> Self:
        return self.filter(date__year=year)

    def years(self) -> list[int]:
        """Return the years that have meetings, latest first."""
        return [first.year for first in self.dates("date", "year", order="DESC")]

    def upcoming(self) -> Self:
        return self.filter(date__gte=timezone.localdate())

    def soonest(self) -> Self:
        """Keep meetings to come that are to take place, the next one first."""
        return self.upcoming().exclude(status__in=("cancelled", "postponed")).upcoming_first()

    def past(self) -> Self:
        return self.filter(date__lt=timezone.localdate())

    def decided(self) -> Self:
        """Keep meetings whose decisions or minutes are published."""
        return self.filter(Q(decisions_published_at__isnull=False) | Q(minutes_published_at__isnull=False))

    def with_only_an_agenda(self) -> Self:
        return self.filter(decisions_published_at__isnull=True, minutes_published_at__isnull=True)

    def with_only_decisions(self) -> Self:
        return self.filter(decisions_published_at__isnull=False, minutes_published_at__isnull=True)

    def with_draft_minutes(self) -> Self:
        return self.filter(minutes_published_at__isnull=False, approved_at__isnull=True)

    def with_approved_minutes(self) -> Self:
        return self.filter(approved_at__isnull=False)

    def held(self) -> Self:
        """Leave out what was called off."""
        return self.exclude(status__in=("cancelled", "postponed", "inquorate"))

    def not_held(self) -> Self:
        return self.filter(status__in=("cancelled", "postponed", "inquorate"))

    def before(self, meeting: Any) -> Self:
        """Keep the meetings of the same committee before this one, the nearest first."""
        earlier = Q(date__lt=meeting.date) | Q(date=meeting.date, sitting__lt=meeting.sitting)
        return self.of(meeting.committee).filter(earlier).order_by("-date", "-sitting")

    def after(self, meeting: Any) -> Self:
        """Keep the meetings of the same committee after this one, the nearest first."""
        later = Q(date__gt=meeting.date) | Q(date=meeting.date, sitting__gt=meeting.sitting)
        return self.of(meeting.committee).filter(later).order_by("date", "sitting")

    def with_approval(self) -> Self:
        """Load the item that approved the minutes, with its meeting."""
        return self.select_related("approved_by__meeting__committee__borough").defer("approved_by__search")

    def with_attendances(self) -> Self:
        attendances = published_rows(self.model, "attendances").select_related(
            "person__borough", "substitute_for__borough"
        )
        return self.prefetch_related(Prefetch("attendances", attendances.order_by("person__name")))

    def with_documents(self) -> Self:
        """Load the papers of the meeting and of all its items."""
        return self.prefetch_related(
            Prefetch("documents", published_rows(self.model, "documents").in_order())
        )

    def with_business(self) -> Self:
        """Load the items in order of business, each with its resolutions."""
        return self.prefetch_related(
            Prefetch(
                "items", published_rows(self.model, "items").defer("search").in_order().with_resolutions()
            )
        )

    def with_record(self) -> Self:
        """Load all that is printed of a meeting: who was there, the items with everything said under them, changes."""
        items = published_rows(self.model, "items").defer("search").in_order().with_words()
        corrections = published_rows(self.model, "corrections").select_related("item").defer("item__search")
        return self.with_attendances().prefetch_related(
            Prefetch("items", items), Prefetch("corrections", corrections)
        )

    def with_corrections(self) -> Self:
        """Load what was changed in the record since it was published, each with its item."""
        corrections = published_rows(self.model, "corrections").select_related("item").defer("item__search")
        return self.prefetch_related(Prefetch("corrections", corrections), "corrections__texts")
