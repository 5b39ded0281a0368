"""What a reader may ask of the register of decisions, the recommendations and the issues."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import QuerySet

from decisions.models import CallIn, Issue, Outcome, Recommendation, Registered, Response
from decisions.person_filter import Somebody
from meetings.filters import SUBSTANCE, RecordFilter, borough_options
from meetings.models import Committee
from minutes_portal.filters import AnyOf, OneOf, Option, options_of
from minutes_portal.lists import ListFilter, Order, one_of

STATES = {
    "overdue": "Overdue",
    "waiting": "Waiting for an answer",
    "answered": "Answered",
    "done": "Done or dropped",
}


CALL_IN = {
    "open": "May still be called in",
    **dict(CallIn.Outcome.choices),
    "over": "Was not called in",
    "not subject": "Not subject to call-in",
    "urgent": "Urgent, so exempt from call-in",
    "undated": "Subject to call-in, no dates recorded",
}
KEY = {"yes": "Key decision", "no": "Not a key decision"}
GROUPS = {
    "": ("One list", ""),
    "meeting": ("By meeting", ""),
    "month": ("By month", ""),
}


def printed_addressee_options() -> Iterator[Option]:
    for value, label in Registered.published.addressees().items():
        yield Option(value, label[:1].upper() + label[1:])


def issue_options() -> Iterator[Option]:
    for slug, title in Issue.published.values_list("slug", "title"):
        yield Option(slug, title)


class ResolutionFilter(RecordFilter):
    """The register of decisions."""

    nouns = ("decision", "decisions")
    tallied = ("per_day", "per_place", "per_topic", "per_outcome", "per_issue", "per_call_in")
    not_chips = ("sort", "group")

    outcome = AnyOf(
        asks="with_outcome",
        options=options_of(Outcome.choices),
        counted_by="per_outcome",
        label="Outcome",
        what="an outcome",
    )
    key = AnyOf(
        asks="key_is", options=options_of(KEY.items()), counted_by="per_key", label="Key decisions", most_first=False,
        what="yes or no",
    )  # fmt: skip
    call_in = AnyOf(
        asks="in_call_in_state", options=options_of(CALL_IN.items()), counted_by="per_call_in", label="Call-in", most_first=False,
        what="a state of call-in",
    )  # fmt: skip
    addressee = AnyOf(
        asks="addressed_to", options=printed_addressee_options, counted_by="per_addressee", label="Who is to act",
        what="anybody that a decision is addressed to",
    )  # fmt: skip
    issue = AnyOf(
        asks="of_issue", options=issue_options, counted_by="per_issue", label="Issue", what="an issue here"
    )
    lineage = OneOf(
        ways={"": ("Only the committees ticked", ""), "all": ("Those before and after them too", "")},
        label="Predecessors and successors",
        what="a way to follow committees",
    )
    person = Somebody(
        asks="of_person", label="Moved, seconded or decided by", what="anybody who has a page here"
    )
    kind = OneOf(ways=SUBSTANCE, label="Procedural items", what="a kind of item")
    group = OneOf(ways=GROUPS, label="Headings", what="a way to group decisions")

    def filter_queryset(self, queryset: QuerySet, leave_out: Collection[str] = ()) -> QuerySet:
        """Ask for the committees that were there before and after those chosen too, where that is wanted."""
        if self.data.get("lineage") and "committee" not in leave_out:
            chosen = tuple(self.data.getlist("committee"))
            related = self.counted.get(("lineage", chosen), lambda: Committee.published.lineage(chosen))
            queryset = super().filter_queryset(queryset, [*leave_out, "committee"])
            return queryset.of_bodies(related) if chosen else queryset  # type: ignore[attr-defined]
        return super().filter_queryset(queryset, leave_out)

    def groups(self) -> list[Order]:
        """Return the ways in which this list may stand under headings."""
        return self.ways_of("group", {value: label for value, (label, _) in GROUPS.items()})

    class Meta:
        model = Registered
        fields: list[str] = []


class RecommendationFilter(RecordFilter):
    """The ledger of recommendations."""

    nouns = ("recommendation", "recommendations")

    kind = AnyOf(
        asks="in_state",
        options=options_of(STATES.items()),
        counted_by="per_state",
        label="How far it is",
        most_first=False,
        what="a state",
    )
    outcome = AnyOf(
        asks="with_verdict",
        options=options_of(Response.Verdict.choices),
        counted_by="per_verdict",
        label="What was answered",
        most_first=False,
        what="an answer",
    )
    addressee = AnyOf(
        asks="sent_to_kinds",
        options=options_of(Recommendation.Addressee.choices),
        counted_by="per_addressee",
        label="Asked of",
        most_first=False,
        what="a kind of addressee",
    )
    sort = OneOf(
        ways={
            "": ("Overdue first", "most_overdue_first"),
            "newest": ("Newest first", "newest_first"),
            "oldest": ("Oldest first", "oldest_first"),
        },
        label="Order",
        what="an order of this list",
    )

    class Meta:
        model = Recommendation
        fields: list[str] = []

    @property
    def days(self) -> None:
        """No order of the ledger is found by its days: it is short enough for the keys of all its rows."""

    @classmethod
    def get_filters(cls) -> dict[str, Any]:
        filters = super().get_filters()
        first = {name: filters.pop(name) for name in ("kind", "outcome", "addressee")}
        return first | filters  # what is overdue comes first


class IssueFilter(ListFilter):
    """The matters that are followed across meetings."""

    nouns = ("issue followed across meetings", "issues followed across meetings")

    borough = AnyOf(
        asks="in_borough",
        options=borough_options,
        counted_by="per_borough",
        label="Borough",
        what="a borough here",
    )
    sort = OneOf(ways={"": ("Latest first", "latest_first")}, label="Order", what="an order of this list")

    class Meta:
        model = Issue
        fields: list[str] = []

    def sentence(self, count: int) -> str:
        boroughs = one_of(self.texts("borough"))
        return super().sentence(count) + (f" in {boroughs}" if boroughs else "")
