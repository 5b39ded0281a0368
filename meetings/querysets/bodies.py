"""The questions that are asked of boroughs, committees, topics and people."""

import re
from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import Count, F, Func, Max, Min, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from meetings.querysets.relations import base_rows, link_rows, published_rows

MEMBERS = (
    "chair",
    "vice-chair",
    "member",
    "co-opted",
)  # capacities in which somebody is expected at a meeting
ROLE_ORDER = ("chair", "vice-chair", "portfolio", "member", "co-opted", "officer")


class WithoutAccents(Func):
    """A name in lower-case letters without accents and apostrophes."""

    template = "regexp_replace(lower(normalize(%(expressions)s, NFKD)), '[\u0300-\u036f''’‘]', '', 'g')"
    output_field = models.CharField()


class BoroughQuerySet(models.QuerySet):
    """Boroughs."""

    def at(self, borough: str) -> Self:
        return self.filter(slug=borough)

    def with_committees(self) -> Self:
        """Load committees, each with the day of its last published meeting."""
        committees = published_rows(self.model, "committees").with_last_day().order_by("name")
        return self.prefetch_related(Prefetch("committees", committees))

    def with_councillors(self) -> Self:
        """Load the councillors who have a page, as `councillors`."""
        councillors = published_rows(self.model, "people").listed().councillors()
        return self.prefetch_related(Prefetch("people", councillors, to_attr="councillors"))


class CommitteeQuerySet(models.QuerySet):
    """Committees, joint bodies and single decision makers."""

    def at(self, borough: str, committee: str) -> Self:
        return self.filter(borough__slug=borough, slug=committee)

    def in_borough(self, slugs: Collection[str]) -> Self:
        return self.filter(borough__slug__in=slugs)

    def lineage(self, slugs: Collection[str]) -> list[int]:
        """Return the keys of the committees with these slugs, of all that they followed and of all that followed them."""
        above = {key: (slug, before) for key, slug, before in self.values_list("pk", "slug", "predecessor")}
        found = {key for key, (slug, _) in above.items() if slug in slugs}
        size = 0
        while size != len(found):
            size = len(found)
            found |= {before for key, (_, before) in above.items() if key in found and before in above}
            found |= {key for key, (_, before) in above.items() if before in found}
        return sorted(found)

    def places(self) -> list[tuple[str, str]]:
        """Return the addresses of all committees: borough and committee."""
        return list(self.values_list("borough__slug", "slug"))

    def with_last_day(self) -> Self:
        """Add `last_met`, the day of the last published meeting."""
        meetings = base_rows(self.model, "meetings").filter(committee=OuterRef("pk")).order_by("-date")
        return self.annotate(last_met=Subquery(meetings.values("date")[:1]))

    def with_place(self) -> Self:
        return self.select_related("borough", "predecessor__borough").prefetch_related(
            "successors__borough", "partners"
        )

    def with_members(self) -> Self:
        """Load the posts held today, as `current_roles`, chair first."""
        rank = models.Case(
            *(models.When(kind=kind, then=place) for place, kind in enumerate(ROLE_ORDER)),
            default=len(ROLE_ORDER),
        )
        today = timezone.localdate()
        roles = (
            published_rows(self.model, "roles")
            .exclude(start__gt=today)
            .exclude(end__lt=today)
            .select_related("person__borough")
            .order_by(rank, "person__name")
        )
        return self.prefetch_related(Prefetch("roles", roles, to_attr="current_roles"))


class TopicQuerySet(models.QuerySet):
    """Topics."""

    def at(self, topic: str) -> Self:
        return self.filter(slug=topic)

    def with_counts(self) -> list[Any]:
        """Return the topics by name, each with `item_count`, the number of published items on it.

        All are counted at once: a subquery for each topic looked at every item on it one by one.
        """
        links = link_rows(self.model, "items").using(self.db)
        counts = dict(links.order_by().values_list("topic").annotate(items=Count("pk")))
        topics: list[Any] = list(self.order_by("name"))
        for topic in topics:
            topic.item_count = counts.get(topic.pk, 0)
        return topics


class PersonQuerySet(models.QuerySet):
    """People named in the record."""

    LATEST = 20  # of what the page of a person shows of each kind

    def at(self, borough: str, person: str) -> Self:
        return self.filter(borough__slug=borough, slug=person)

    def in_borough(self, slugs: Collection[str]) -> Self:
        return self.filter(borough__slug__in=slugs)

    def called(self, slugs: Collection[str]) -> Self:
        """Keep the people with one of these addresses, in whatever borough."""
        return self.filter(slug__in=slugs)

    def listed(self) -> Self:
        return self.filter(listed=True)

    def councillors(self) -> Self:
        return self.filter(kind="councillor").order_by("name")

    def with_place(self) -> Self:
        return self.select_related("borough")

    def with_slugs_or_named_like(self, slugs: Collection[str], names: Collection[str]) -> Self:
        """Keep people who have a page and one of these slugs, in whatever borough, or a name with all the words of one
        of these names, or with words that begin so.
        """
        alike = Q(slug__in=slugs)
        for name in filter(None, map(str.split, names)):
            alike |= Q(*(Q(plain_name__regex=rf"\m{re.escape(word)}") for word in name))
        named = self.listed().annotate(plain_name=WithoutAccents("name")).filter(alike)
        return named.with_place().order_by("name", "pk")

    def with_roles(self) -> Self:
        roles = published_rows(self.model, "roles").select_related("committee__borough")
        return self.prefetch_related(
            Prefetch("roles", roles.order_by(F("end").desc(nulls_first=True), "-start"))
        )

    def with_motions(self) -> Self:
        """Load the latest resolutions moved and seconded, as `latest_moved` and `latest_seconded`."""
        limbs = published_rows(self.model, "moved").order_by("order").light()
        motions = {
            name: published_rows(self.model, name)
            .whole()
            .newest_first()
            .with_meeting()
            .defer("search", "item__search")
            .prefetch_related(Prefetch("limbs", limbs, "limb_list"))
            for name in ("moved", "seconded")
        }
        return self.prefetch_related(
            *(Prefetch(name, rows[: self.LATEST], to_attr=f"latest_{name}") for name, rows in motions.items())
        )

    def with_votes(self, stretch: int = 1) -> Self:
        """Load the votes recorded by name, latest first, as `latest_votes`: those of one stretch of the list, and one
        more where it goes on.
        """
        limbs = published_rows(self.model, "moved").order_by("order").light()
        votes = published_rows(self.model, "votes").on_whole_resolutions().newest_first()
        votes = votes.prefetch_related(Prefetch("resolution__limbs", limbs, "limb_list"))
        return self.prefetch_related(Prefetch("votes", self._stretch(votes, stretch), to_attr="latest_votes"))

    def with_interests(self, stretch: int = 1) -> Self:
        """Load the interests declared with the items they were declared in, as `latest_interests`, as `with_votes` does."""
        interests = published_rows(self.model, "interests").select_related(
            "item__meeting__committee__borough"
        )
        latest = interests.order_by("-item__meeting__date", "item__order", "pk")
        return self.prefetch_related(
            Prefetch("interests", self._stretch(latest, stretch), to_attr="latest_interests")
        )

    def _stretch(self, rows: Any, stretch: int) -> Any:
        first = (stretch - 1) * self.LATEST
        return rows[first : first + self.LATEST + 1]

    def attendance_by_committee(self) -> Any:
        """Count attendances of these people by committee.

        `expected`: listed among the members, and of these `present` (video link included), `apologies` and `absent`;
        besides, `stood_in` as a substitute and `in_attendance` as an officer or guest.
        """
        path = "attendances__meeting__committee__"
        there = ("present", "remote")

        def times(capacities: tuple[str, ...], presence: tuple[str, ...] = ()) -> Count:
            counted = Q(attendances__capacity__in=capacities)
            return Count(
                "attendances", filter=counted & Q(attendances__presence__in=presence) if presence else counted
            )

        return (
            self.filter(attendances__isnull=False)
            .values(committee=F(path + "name"), address=F(path + "slug"), place=F(path + "borough__slug"))
            .annotate(
                expected=times(MEMBERS),
                present=times(MEMBERS, there),
                apologies=times(MEMBERS, ("apologies",)),
                absent=times(MEMBERS, ("absent",)),
                stood_in=times(("substitute",), there),
                in_attendance=times(("officer", "guest"), there),
            )
            .annotate(first=Min("attendances__meeting__date"), last=Max("attendances__meeting__date"))
            .order_by("committee")
        )
