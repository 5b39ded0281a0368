"""The questions that are asked of recommendations: what is overdue, what was answered, and what was asked of whom."""

from collections.abc import Collection
from datetime import date
from typing import Any, Self

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from meetings.list_querysets import ListQuerySet

NO_LONGER_WAITING = ("done", "abandoned")


class RecommendationQuerySet(ListQuerySet):
    """Recommendations, each in one of four states: overdue, waiting, answered, done."""

    to_meeting = "item__meeting__"
    to_item = "item__"
    to_topics = "item__topics"
    order_in_meeting = ("item__order", "item__slug", "ordinal")
    heavy = (
        "resolution__search",
        "resolution__moved_by",
        "resolution__seconded_by",
        "item__search",
    )

    def _having(self, query: SearchQuery) -> Any:
        """Look in the resolutions or limbs that recommend, and in the titles they stand under."""
        resolutions = self._every("resolution")
        return self._every().filter(resolution__in=resolutions._having(query)).values("pk")

    def with_state(self) -> Self:
        """Add `state`, as of today, and `urgency`, its place in the ledger."""
        answered = Exists(self._every("responses").filter(recommendation=OuterRef("pk")))
        settled = Q(progress__in=NO_LONGER_WAITING)
        states = self.annotate(answered_yet=answered).annotate(
            state=Case(
                When(settled, then=Value("done")),
                When(answered_yet=True, then=Value("answered")),
                When(due_on__lt=timezone.localdate(), then=Value("overdue")),
                default=Value("waiting"),
            )
        )
        places = [
            When(state=state, then=Value(n)) for n, state in enumerate(("overdue", "waiting", "answered"))
        ]
        return states.annotate(urgency=Case(*places, default=Value(3)))

    def waiting(self) -> Self:
        """Leave out what is implemented or closed."""
        return self.exclude(progress__in=NO_LONGER_WAITING)

    def in_state(self, states: Collection[str]) -> Self:
        return self.filter(state__in=states)

    def per_state(self) -> dict[str, int]:
        return dict(self.order_by().values_list("state").annotate(rows=Count("pk")))

    def sent_to_kinds(self, kinds: Collection[str]) -> Self:
        """Keep what was asked of committees, of portfolio holders, of officers, of outside bodies."""
        return self.filter(addressee__in=kinds)

    def per_addressee(self) -> dict[str, int]:
        return dict(self.order_by().values_list("addressee").annotate(rows=Count("pk")))

    def with_verdict(self, verdicts: Collection[str]) -> Self:
        """Keep what has any of these answers."""
        answers = self._every("responses").filter(verdict__in=verdicts)
        return self.filter(pk__in=answers.values("recommendation"))

    def per_verdict(self) -> dict[str, int]:
        answered = self.filter(responses__isnull=False).order_by().values_list("responses__verdict")
        return dict(answered.annotate(rows=Count("pk", distinct=True)))

    def most_overdue_first(self) -> Self:
        due = self.annotate(due_or_never=Coalesce("due_on", Value(date.max)))
        return due.order_by("urgency", "due_or_never", f"-{self.to_meeting}date", *self._order_in_a_day())

    def in_turn(self, keys: Collection[int]) -> list[Any]:
        """Return the recommendations with these keys in the order of the keys, as `with_lines` does."""
        every: Any = type(self)(self.model, using=self.db).with_keys(keys)
        rows = {row.pk: row for row in every.with_lines()}
        return [rows[key] for key in keys if key in rows]

    def with_lines(self) -> list[Any]:
        """Return these recommendations with their answers, each with the line of its resolution in the register as
        `line`, the part that recommends as `asked` (the resolution or a limb of it), and its own `address`.

        Not by one join: its planning alone took as long as all the rest (docs/decisions/0013-fast-lists.md).
        """
        rows: list[Any] = list(self.prefetch_related("responses"))
        apps = self.model._meta.apps
        resolutions: Any = apps.get_model("decisions", "Resolution").published
        parts = resolutions.with_limbs_and_whole({row.resolution_id for row in rows})
        registered: Any = apps.get_model("decisions", "Registered").published
        lines = registered.for_list().with_keys({part.whole for part in parts.values()})
        line_of = {line.pk: line for line in lines}
        told = [row for row in rows if row.resolution_id in parts]
        for row in told:
            row.asked = parts[row.resolution_id]
            row.line = line_of.get(row.asked.whole)
            row.address = row.line.recommendation_url(row.ordinal) if row.line else ""
        return [row for row in told if row.line]

    def what_came_of_them(self) -> list[tuple[date, str, str | None, int]]:
        """Return how many there are of each day, state (as `with_state` has it) and last answer."""
        answers = self._every("responses").filter(recommendation=OuterRef("pk")).order_by("-date", "-pk")
        answered = self.with_state().order_by().annotate(answer=Subquery(answers.values("verdict")[:1]))
        told = answered.values_list(f"{self.to_meeting}date", "state", "answer")
        return list(told.annotate(rows=Count("pk")))

    def at(self, borough: str, committee: str, day: date, sitting: int, item: str, ordinal: int) -> Self:
        """Keep the one recommendation with this address."""
        return self.filter(
            item__meeting__committee__borough__slug=borough,
            item__meeting__committee__slug=committee,
            item__meeting__date=day,
            item__meeting__sitting=sitting,
            item__slug=item,
            ordinal=ordinal,
        )

    def of_whole(self, whole: Any) -> list[Any]:
        """Return the recommendations that a resolution or its limbs make, with their answers and updates."""
        part = Q(resolution=whole) | Q(resolution__parent=whole) | Q(resolution__parent__parent=whole)
        found = self.filter(part, item=whole.item_id).order_by("ordinal").defer(*self.heavy)
        rows: list[Any] = list(
            found.select_related("resolution__parent__parent").prefetch_related("responses", "updates")
        )
        for row in rows:
            row.parts(whole.item)  # their addresses need it, and it is at hand
        return rows

    def beside(self, recommendation: models.Model) -> Self:
        """Keep the other recommendations of the same item, in the order of their numbers."""
        of_item = self.filter(item=recommendation.item_id)  # type: ignore[attr-defined]
        return of_item.exclude(pk=recommendation.pk).order_by("ordinal")

    def with_answers(self) -> Self:
        """Load the answers and updates, each with the item of the meeting and the document it links to."""
        kept = []
        for relation in ("responses", "updates"):
            rows = self._every(relation).select_related(
                "item__meeting__committee__borough", "document__meeting__committee__borough"
            )
            rows = rows.defer("item__search").order_by("date", "pk")
            kept.append(Prefetch(relation, rows))
        return self.prefetch_related(*kept)

    def for_page(self) -> Self:
        """Load all that the page of one recommendation shows of it."""
        return (
            self.with_meeting()
            .select_related("to_committee__borough", "to_person__borough", "resolution__parent__parent")
            .defer("item__search", "resolution__search", "resolution__parent__search", "resolution__parent__parent__search")
            .with_answers()
            .prefetch_related(
                Prefetch("resolution__limbs", self._every("resolution").order_by("order").light(), "limb_list"),
                Prefetch("resolution__limb_list__limbs", self._every("resolution").order_by("order").light(), "limb_list"),
                "item__topics",
            )
        )  # fmt: skip
