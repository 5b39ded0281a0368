"""The questions that are asked of agenda items and their minutes."""

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import JSONObject

from meetings.list_querysets import ItemListQuerySet
from meetings.querysets.relations import base_rows, link_rows, published_rows
from minutes_portal.search.others import Others

SEARCH_INDEX = "search"  # a column that pages have no use for


class AgendaItemQuerySet(ItemListQuerySet):
    """Items of business."""

    def at(self, borough: str, committee: str, day: date, sitting: int, item: str) -> Self:
        """Keep the one item with this address."""
        return self.filter(
            meeting__committee__borough__slug=borough,
            meeting__committee__slug=committee,
            meeting__date=day,
            meeting__sitting=sitting,
            slug=item,
        )

    def of_committee_in(self, committee: models.Model, year: int) -> Self:
        """Keep a committee's items of one year."""
        return self.filter(meeting__committee=committee, meeting__date__year=year)

    def with_forward_plan_reference(self, borough: models.Model, reference: str) -> Self:
        """Keep a borough’s items whose papers carry a reference, the latest first. The words are looked up first: they
        have an index.
        """
        if not reference:
            return self.none()
        words = SearchQuery(reference, config="simple", search_type="phrase")
        named = self.filter(
            search=words, forward_plan_reference=reference, meeting__committee__borough=borough, exempt=False
        )
        return named.for_list().newest_first()

    def in_order(self) -> Self:
        return self.order_by("order", "slug")

    def with_place(self) -> Self:
        """Load the item's meeting, its committee and borough, and what approved its minutes."""
        approval = "meeting__approved_by"
        place = self.select_related("meeting__committee__borough", f"{approval}__meeting__committee__borough")
        return place.defer(SEARCH_INDEX, f"{approval}__{SEARCH_INDEX}")

    def with_points(self) -> Self:
        return self.prefetch_related(
            Prefetch("points", published_rows(self.model, "points").defer(SEARCH_INDEX).order_by("order"))
        )

    def with_marked_points(self) -> Self:
        """Load the points, each with the marks it had before it was renumbered (`former`)."""
        former = base_rows(self.model, "former_anchors").filter(point=OuterRef("pk")).order_by("pk")
        points = published_rows(self.model, "points").defer(SEARCH_INDEX).order_by("order")
        return self.prefetch_related(
            Prefetch("points", points.annotate(former=ArraySubquery(former.values("anchor"))))
        )

    def with_actions(self) -> Self:
        """Add `undertaken`: what each action says, in order, with the key of the paragraph that says so."""
        said = JSONObject(
            owner="owner", what="what", when="when", due_on="due_on", done_on="done_on", point="point_id"
        )
        actions = base_rows(self.model, "actions").filter(item=OuterRef("pk")).order_by("order", "pk")
        return self.annotate(undertaken=ArraySubquery(actions.values_list(said)))

    def with_resolutions(self) -> Self:
        """Load resolutions and limbs, for lists that tell what was decided."""
        resolutions = published_rows(self.model, "resolutions").defer(SEARCH_INDEX).order_by("order")
        return self.prefetch_related(Prefetch("resolutions", resolutions))

    def with_whole_resolutions(self) -> Self:
        """Load resolutions and limbs with the people named in them, and with the votes by name."""
        resolutions = published_rows(self.model, "resolutions").defer(SEARCH_INDEX).order_by("order")
        people = ("moved_by__borough", "seconded_by__borough")
        return self.prefetch_related(
            Prefetch("resolutions", resolutions.select_related(*people).with_votes())
        )

    def with_recommendations(self) -> Self:
        """Load what became of its resolutions: recommendations with their answers."""
        return self.prefetch_related("resolutions__recommendations__responses")

    def with_interests(self) -> Self:
        interests = (
            published_rows(self.model, "interests").select_related("person__borough").order_by("person__name")
        )
        return self.prefetch_related(Prefetch("interests", interests))

    def with_documents(self) -> Self:
        return self.prefetch_related(
            Prefetch("documents", published_rows(self.model, "documents").in_order())
        )

    def with_topic_names(self) -> Self:
        """Add `subjects`, the values of the columns of its topics, by name: no query of its own."""
        topic = JSONObject(name="topic__name", slug="topic__slug")
        links = link_rows(self.model, "topics").filter(agendaitem=OuterRef("pk")).order_by("topic__name")
        return self.annotate(subjects=ArraySubquery(links.values_list(topic)))

    def with_subjects(self) -> Self:
        """Load the matters it belongs to with their other items; add its topics as `subjects`, the values of their
        columns, and as `approved_here` what the addresses of the minutes approved at it are made of.
        """
        items: Any = self.model
        elsewhere = items.published.with_meeting().defer(SEARCH_INDEX).order_by("-meeting__date", "order")
        place = JSONObject(
            borough="committee__borough__slug", committee="committee__slug", date="date", sitting="sitting"
        )
        approved = (
            base_rows(self.model, "approves").filter(approved_by=OuterRef("pk")).order_by("date", "sitting")
        )
        return (
            self.with_topic_names()
            .annotate(approved_here=ArraySubquery(approved.values_list(place)))
            .prefetch_related("issues", Prefetch("issues__items", elsewhere))
        )

    def with_notices(self) -> Self:
        """Add `notified` and `referred`, what the links to notices of the forward plan need: those that its decisions were
        announced in, and the one with its own reference.
        """
        resolution: Any = self.model._meta.get_field("resolutions").related_model
        announced = base_rows(resolution, "record").filter(
            resolution__item=OuterRef("pk"), notice__isnull=False
        )
        borough: Any = apps.get_model("meetings", "Borough")
        carrying = base_rows(borough, "planned_decisions").filter(
            borough=OuterRef("meeting__committee__borough"), reference=OuterRef("forward_plan_reference")
        )
        told = JSONObject(borough="notice__borough__slug", slug="notice__slug", title="notice__title")
        itself = JSONObject(borough="borough__slug", slug="slug", title="title")
        return self.annotate(
            notified=ArraySubquery(announced.order_by("notice__slug").values_list(told)),
            referred=ArraySubquery(carrying.exclude(reference="").values_list(itself)),
        )

    def with_neighbours(self) -> Self:
        """Add `item_before` and `item_after` in the order of business: what their links need, or None."""
        siblings = self.model._base_manager.filter(meeting=OuterRef("meeting"))
        order, slug = OuterRef("order"), OuterRef("slug")
        before = siblings.filter(Q(order__lt=order) | Q(order=order, slug__lt=slug)).order_by(
            "-order", "-slug"
        )
        after = siblings.filter(Q(order__gt=order) | Q(order=order, slug__gt=slug)).order_by("order", "slug")
        link = JSONObject(slug="slug", number="number", minute_number="minute_number", title="title")
        return self.annotate(
            item_before=Subquery(before.values_list(link)[:1]),
            item_after=Subquery(after.values_list(link)[:1]),
        )

    def with_others(self) -> Self:
        """Add `others`, items of other boroughs on the same matter, for `others_told`."""
        return self.annotate(others=Others("pk"))

    def with_corrections(self) -> Self:
        """Load what was changed since it was published, with the words before and after."""
        return self.prefetch_related("corrections__texts")

    def with_words(self) -> Self:
        """Load all that is printed under an item."""
        return self.with_points().with_whole_resolutions().with_interests().with_actions().with_documents()

    def with_record(self) -> Self:
        """Load all that is printed in the extract of an item: its words, who was at its meeting, changes."""
        meetings: Any = self.model._meta.get_field("meeting").related_model
        who = published_rows(meetings, "attendances").select_related(
            "person__borough", "substitute_for__borough"
        )
        return self.with_words().prefetch_related(
            Prefetch("meeting__attendances", who.order_by("person__name")), "corrections"
        )


class MinutePointQuerySet(models.QuerySet):
    """Paragraphs of minutes."""

    def marked(self, item: models.Model, mark: str) -> Self:
        """Keep the paragraph of an item that has this mark, or had it before it was renumbered."""
        return self.filter(Q(anchor=mark) | Q(former_anchors__anchor=mark), item=item)
