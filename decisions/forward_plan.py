"""The questions that are asked of the forward plan: which decisions are to come, made, dropped or overdue."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Value, When
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from meetings.list_querysets import RowsInTurn

STATES = {"to come": "To come", "overdue": "Not made in its time", "made": "Made", "dropped": "Dropped"}
KEY = {True: "key", False: "other"}


@dataclass
class PlanTally:
    """How many entries there are of each borough, decision maker, month, state, and of key and other decisions."""

    per_borough: Counter[str] = field(default_factory=Counter)
    per_committee: Counter[str] = field(default_factory=Counter)
    per_month: Counter[str] = field(default_factory=Counter)
    per_state: Counter[str] = field(default_factory=Counter)
    per_key: Counter[str] = field(default_factory=Counter)

    def add(self, borough: str, committee: str, month: date | None, state: str, key: bool, rows: int) -> None:
        """Add a number of entries that are alike in all of these."""
        self.per_borough[borough] += rows
        self.per_committee[committee] += rows
        self.per_month[f"{month:%Y-%m}" if month else ""] += rows
        self.per_state[state] += rows
        self.per_key[KEY[key]] += rows


class PlannedDecisionQuerySet(RowsInTurn):
    """Entries of the forward plan."""

    def at(self, borough: str, slug: str) -> Self:
        return self.filter(borough__slug=borough, slug=slug)

    def in_borough(self, slugs: Collection[str]) -> Self:
        return self.filter(borough__slug__in=slugs)

    def of_committee(self, slugs: Collection[str]) -> Self:
        """Keep what bodies or single persons with one of these slugs are to decide, in whatever borough."""
        return self.filter(committee__slug__in=slugs)

    def key_or_other(self, kinds: Collection[str]) -> Self:
        return self.filter(key__in=[key for key, kind in KEY.items() if kind in kinds])

    def in_month(self, months: Collection[str]) -> Self:
        """Keep what is to be decided in one of these months (`2026-03`), by the first day of its period."""
        firsts = [date.fromisoformat(f"{month}-01") for month in months]
        return self.annotate(month=TruncMonth("decide_from")).filter(month__in=firsts)

    def with_state(self) -> Self:
        """Add `ends`, the last day on which the decision was to be made, and `state`, as of today: made where a decision
        that readers may see names the entry as its notice.
        """
        records: Any = self.model._meta.get_field("records").related_model
        made = Exists(records._base_manager.filter(notice=OuterRef("pk")))
        return self.annotate(ends=Coalesce("decide_until", "decide_from")).annotate(
            state=Case(
                When(made, then=Value("made")),
                When(dropped_on__isnull=False, then=Value("dropped")),
                When(ends__lt=timezone.localdate(), then=Value("overdue")),
                default=Value("to come"),
            )
        )

    def in_state(self, states: Collection[str]) -> Self:
        return self.filter(state__in=states)

    def tally(self) -> PlanTally:
        """Return how the entries spread over all that the list is filtered by (one query)."""
        alike = self.order_by().values_list(
            "borough__slug", Coalesce("committee__slug", Value("")), TruncMonth("decide_from"), "state", "key"
        )
        tally = PlanTally()
        for borough, committee, month, state, key, rows in alike.annotate(rows=Count("pk")):
            tally.add(borough, committee, month, state, key, rows)
        return tally

    def months(self) -> list[date]:
        """Return the first days of the months in which something is, or was, to be decided, the last one first."""
        return list(self.filter(decide_from__isnull=False).dates("decide_from", "month", order="DESC"))

    def span(self) -> dict[str, int]:
        return {"count": self.count()}

    def soonest_first(self) -> Self:
        """Order by what is nearest: what is to come, then what was not made in its time, then the past, newest first."""
        places = [When(state=state, then=Value(n)) for n, state in enumerate(("to come", "overdue"))]
        ahead = When(state__in=("to come", "overdue"), decide_from__isnull=False, then=F("decide_from"))
        nearest = self.annotate(
            place=Case(*places, default=Value(2)),
            day_ahead=Case(ahead, default=Value(date.max)),
            day_or_never=Coalesce("decide_from", Value(date.min)),
        )
        return nearest.order_by("place", "day_ahead", "-day_or_never", "borough__slug", "slug")

    def latest_published_first(self) -> Self:
        return self.order_by("-published_at", "borough__slug", "slug")

    def for_list(self) -> Self:
        return self.select_related("borough", "committee__borough").with_state()

    def for_page(self) -> Self:
        """Load with an entry the issue it belongs to and the decisions that were made, with their limbs and places."""
        records: Any = self.model._meta.get_field("records").related_model
        made = records._default_manager.select_related("resolution__item__meeting__committee__borough")
        limbs: Any = records._meta.get_field("resolution").related_model
        limbs = limbs._default_manager.order_by("order").light()
        return (
            self.for_list()
            .select_related("issue")
            .prefetch_related(
                Prefetch("records", made.order_by("resolution__item__meeting__date", "pk"), "made"),
                Prefetch("made__resolution__limbs", limbs, "limb_list"),
            )
        )
