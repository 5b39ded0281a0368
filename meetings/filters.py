"""What a reader may ask of the lists of meetings and agenda items; decisions add to it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.http import QueryDict

from meetings.models import AgendaItem, Borough, Committee, Meeting, Topic
from minutes_portal.filters import AnyOf, Day, Facet, Fixed, OneOf, Option, Words
from minutes_portal.lists import ListFilter, one_of

PLACES = ("borough", "committee")
IN_ORDER = {"": ("Newest first", "newest_first"), "oldest": ("Oldest first", "oldest_first")}
SUBSTANCE = {
    "": ("Left out", "substantial"),
    "all": ("With procedural items", ""),
    "procedural": ("Only procedural items", "procedural"),
}


def borough_options() -> Iterator[Option]:
    for slug, name in Borough.published.values_list("slug", "name"):
        yield Option(slug, name)


def committee_options() -> Iterator[Option]:
    """Give each slug once: several boroughs may have a committee of the same name."""
    found: dict[str, list[tuple[str, str]]] = {}
    for slug, name, borough in Committee.published.values_list("slug", "name", "borough__name"):
        found.setdefault(slug, []).append((name, borough))
    for slug, committees in found.items():
        (name, borough), *others = committees
        yield Option(slug, name, note=borough if not others else f"{len(committees)} boroughs")


def topic_options() -> Iterator[Option]:
    for slug, name in Topic.published.values_list("slug", "name"):
        yield Option(slug, name)


def _outcomes() -> list[tuple[str, str]]:
    """Return what resolutions can do; they belong to the app of decisions, so they are asked of the relation."""
    resolutions = AgendaItem._meta.get_field("resolutions").related_model
    outcomes: list[tuple[str, str]] = resolutions._meta.get_field("outcomes").base_field.choices  # type: ignore[union-attr]
    return outcomes


outcome_options = Fixed(_outcomes)


def when(first: date | None, last: date | None) -> str:
    """Say a span of days as people do: since 2022, in 2023, until 31 March 2024."""
    starts_year = first and (first.month, first.day) == (1, 1)
    ends_year = last and (last.month, last.day) == (12, 31)
    if first and last and starts_year and ends_year:
        return f"in {first.year}" if first.year == last.year else f"from {first.year} to {last.year}"
    if first and last:
        return f"from {first:%-d %B %Y} to {last:%-d %B %Y}"
    if first:
        return f"since {first.year}" if starts_year else f"since {first:%-d %B %Y}"
    if last:
        return f"until the end of {last.year}" if ends_year else f"until {last:%-d %B %Y}"
    return ""


class RecordFilter(ListFilter):
    """What every list of the record can be asked."""

    q = Words(asks="about", label="Words")
    borough = AnyOf(
        asks="in_borough",
        options=borough_options,
        label="Borough",
        what="a borough here",
    )
    committee = AnyOf(
        asks="of_committee", options=committee_options, label="Committee",
        what="a committee here",
    )  # fmt: skip
    topic = AnyOf(
        asks="on_topic", options=topic_options, counted_by="per_topic", label="Topic", what="a topic here"
    )
    from_ = Day(asks="since", label="From")
    to = Day(asks="until", label="To")
    sort = OneOf(ways=IN_ORDER, label="Order", what="an order of this list")

    def _usable(self, data: QueryDict) -> QueryDict:
        usable = super()._usable(data)
        first, last = usable.get("from"), usable.get("to")
        if first and last and str(first) > str(last):
            self.notices.append("The first day lies after the last one: no day is in between.")
        return usable

    @property
    def places(self) -> list[tuple[str, str, int]]:
        """Borough, committee and number of rows, whatever borough and committee were asked for: one query gives
        the counts of both filters and of the whole list.
        """
        places: list[tuple[str, str, int]] = self.kept("per_place", leave_out=PLACES)
        return places

    def counts(self, name: str) -> dict[str, int]:
        if name not in PLACES:
            return super().counts(name)
        chosen = {place: self.data.getlist(place) for place in PLACES if place != name}
        counts: Counter[str] = Counter()
        for borough, committee, rows in self.places:
            slugs = {"borough": borough, "committee": committee}
            if all(not values or slugs[place] in values for place, values in chosen.items()):
                counts[slugs[name]] += rows
        return counts

    def noun(self, count: int) -> str:
        details = [one_of(self.texts(name)).lower() for name in ("outcome", "kind") if name in self.data]
        return super().noun(count) + (f" ({', '.join(details)})" if details else "")

    def sentence(self, count: int) -> str:
        """Return the heading: 1,204 decisions about housing in Eastmere since 2022."""
        value = self.form.cleaned_data
        parts = [
            super().sentence(count),
            *(f"matching {text}" for text in self.texts("q")),
            topics and f"about {topics}" if (topics := one_of(self.texts("topic")).lower()) else "",
            committees and f"of {committees}" if (committees := one_of(self.texts("committee"))) else "",
            boroughs and f"in {boroughs}" if (boroughs := one_of(self.texts("borough"))) else "",
            when(value["from"], value["to"]),
        ]
        return " ".join(filter(None, parts))


class MeetingFilter(RecordFilter):
    """The list of meetings."""

    nouns = ("meeting", "meetings")

    kind = OneOf(
        ways={
            "": ("Every meeting", ""),
            "upcoming": ("To come", "upcoming"),
            "agenda": ("With only an agenda yet", "with_only_an_agenda"),
            "decisions": ("With decisions, no minutes yet", "with_only_decisions"),
            "draft": ("With draft minutes", "with_draft_minutes"),
            "approved": ("With approved minutes", "with_approved_minutes"),
            "cancelled": ("Cancelled or postponed", "not_held"),
        },
        label="Stage",
        what="a stage of a meeting",
    )
    sort = OneOf(
        ways=IN_ORDER | {"upcoming": ("Next first", "upcoming_first")},
        label="Order",
        what="an order of this list",
    )

    class Meta:
        model = Meeting
        fields: list[str] = []


class TopicFilter(RecordFilter):
    """The items on one topic. Which topic is part of the page’s address: nobody takes it off."""

    nouns = ("item", "items")
    not_chips = ("sort", "topic")

    outcome = AnyOf(
        asks="with_outcome", options=outcome_options, counted_by="per_outcome", label="Outcome",
        what="an outcome",
    )  # fmt: skip

    class Meta:
        model = AgendaItem
        fields: list[str] = []

    def counts(self, name: str) -> dict[str, int]:
        return {} if name == "topic" else super().counts(name)

    def facets(self, counted: bool = True) -> Iterator[Facet]:
        return (facet for facet in super().facets(counted) if facet.name != "topic")
