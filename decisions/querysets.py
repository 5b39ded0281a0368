"""Every question that is asked of decisions, one method a question."""

import re
from collections.abc import Collection
from datetime import date
from typing import Any, Self

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Count, Max, Min, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce

from decisions.division import named_votes
from decisions.record_querysets import RecordedQuerySet
from meetings.list_querysets import RowsInTurn
from minutes_portal.search.others import Others


class ResolutionQuerySet(RecordedQuerySet):
    """Resolutions and their limbs."""

    to_meeting = "item__meeting__"
    to_item = "item__"
    to_topics = "item__topics"
    order_in_meeting = ("item__order", "item__slug", "ordinal")
    heavy = (
        "search",
        "moved_by",
        "seconded_by",
    )  # who moved is looked up among the people the public may see

    def whole(self) -> Self:
        """Keep what has an address of its own: no limbs, nothing exempt."""
        return self.filter(parent__isnull=True, ordinal__isnull=False)

    def _having(self, query: SearchQuery) -> Any:
        """Look in resolutions, in their limbs, and in the titles and purposes they stand under."""
        said = self._every().filter(search=query)
        return said.values("pk").union(
            said.filter(parent__isnull=False).values("parent"),
            said.filter(parent__parent__isnull=False).values("parent__parent"),
            self._every().filter(item__search=query).values("pk"),
        )

    def with_outcome(self, outcomes: Collection[str]) -> Self:
        """Keep resolutions with any of these outcomes."""
        return self.filter(outcomes__overlap=list(outcomes))

    def at(self, borough: str, committee: str, day: date, sitting: int, item: str, ordinal: int) -> Self:
        """Keep the one resolution with this address."""
        return self.whole().filter(
            item__meeting__committee__borough__slug=borough,
            item__meeting__committee__slug=committee,
            item__meeting__date=day,
            item__meeting__sitting=sitting,
            item__slug=item,
            ordinal=ordinal,
        )

    def in_order(self) -> Self:
        return self.order_by("order", "ordinal")

    def with_limbs(self) -> Self:
        """Load limbs and limbs of limbs, in order, as `limb_list`."""
        limbs = self._every().order_by("order").light()
        return self.prefetch_related(
            Prefetch("limbs", limbs, "limb_list"), Prefetch("limb_list__limbs", limbs, "limb_list")
        )

    def light(self) -> Self:
        return self.defer(*self.heavy)

    def with_others(self) -> Self:
        """Add `others`, items of other boroughs on the matter of its item, for `others_told`."""
        return self.annotate(others=Others("item"))

    def with_votes(self) -> Self:
        """Add `named_votes`, for `division`: no query of its own."""
        votes: Any = self.model._meta.get_field("votes").related_model
        return self.annotate(named_votes=named_votes(votes._base_manager))

    def limbs_of(self, keys: Collection[int]) -> Self:
        """Keep the limbs of these resolutions, in order, with their words."""
        return self.filter(parent__in=keys).order_by("order").only("parent_id", "mark", "cue", "wording")

    def with_limbs_and_whole(self, keys: Collection[int]) -> dict[int, Any]:
        """Return these resolutions and limbs by their keys, each with the limbs right below it as `limb_list`, and as
        `whole` the key of the resolution that it is, or is part of.
        """
        whole = Coalesce("parent__parent", "parent", "pk")  # limbs go two deep
        asked = self.filter(Q(pk__in=keys) | Q(parent__in=keys)).annotate(whole=whole).order_by("order")
        parts: list[Any] = list(asked.only("parent_id", "mark", "cue", "wording"))
        for part in parts:
            part.limb_list = [limb for limb in parts if limb.parent_id == part.pk]
        return {part.pk: part for part in parts if part.pk in keys}

    def for_page(self) -> Self:
        """Load all that the page of one resolution shows of it and its meeting; `parts_of` gives its limbs."""
        return (
            self.with_meeting()
            .with_votes()
            .select_related("moved_by__borough", "seconded_by__borough")
            .prefetch_related("item__topics")
            .with_record()
        )


class IssueQuerySet(RowsInTurn):
    """Matters followed across meetings."""

    def at(self, slug: str) -> Self:
        return self.filter(slug=slug)

    def in_borough(self, slugs: Collection[str]) -> Self:
        return self.filter(borough__slug__in=slugs)

    def per_borough(self) -> dict[str, int]:
        return dict(self.order_by().values_list("borough__slug").annotate(rows=Count("pk", distinct=True)))

    def span(self) -> dict[str, int]:
        return {"count": self.count()}

    def of_item(self, item: models.Model) -> Self:
        return self.filter(items=item)

    def with_span(self) -> Self:
        """Add the number of items, and the first and last day of a meeting that dealt with it."""
        links: Any = self.model._meta.get_field("items").remote_field.through  # type: ignore[union-attr]
        of_issue = links.objects.filter(issue=OuterRef("pk")).order_by().values("issue")

        def over_items(aggregate: Any) -> Subquery:
            return Subquery(of_issue.annotate(found=aggregate).values("found"))

        day = "agendaitem__meeting__date"
        return self.annotate(
            item_count=over_items(Count("pk")),
            first_date=over_items(Min(day)),
            last_date=over_items(Max(day)),
        )

    def titled_like(self, words: str) -> Self:
        """Keep issues whose title has all of these words, or words that begin so."""
        starts = [Q(title__iregex=rf"\m{re.escape(word)}") for word in words.split()]
        return self.filter(*starts or [Q(pk__in=[])]).select_related("borough").order_by("title", "slug")

    def latest_first(self) -> Self:
        dated = self.annotate(last_or_never=Coalesce("last_date", Value(date.min)))
        return dated.order_by("-last_or_never", "slug")

    def for_list(self) -> Self:
        return self.select_related("borough").with_span()

    def for_page(self) -> Self:
        """Load the items in order of time, each with its meeting and, as `decisions`, its resolutions with their limbs."""
        every: Any = self.model._meta.get_field("items").related_model
        items = every._default_manager.for_list().oldest_first()
        resolutions: Any = every._meta.get_field("resolutions").related_model._default_manager.light()
        return self.select_related("borough").prefetch_related(
            Prefetch("items", items),
            Prefetch("items__resolutions", resolutions.whole().in_order(), "decisions"),
            Prefetch("items__decisions__limbs", resolutions.order_by("order"), "limb_list"),
        )

    def with_notices(self) -> Self:
        """Load the entries of the forward plan that belong to each issue, as `announced`."""
        entries: Any = self.model._meta.get_field("notices").related_model
        notices = entries._default_manager.for_list().order_by("published_at", "pk")
        return self.prefetch_related(Prefetch("notices", notices, "announced"))
