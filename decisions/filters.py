"""What a reader may ask of the register of decisions, the recommendations and the issues."""

from collections.abc import Iterator
from typing import Any

from decisions.models import Issue, Outcome, Recommendation, Registered, Response
from meetings.filters import SUBSTANCE, RecordFilter, borough_options
from minutes_portal.filters import AnyOf, OneOf, Option
from minutes_portal.lists import ListFilter, one_of

STATES = {
    "overdue": "Overdue",
    "waiting": "Waiting for an answer",
    "answered": "Answered",
    "done": "Done or dropped",
}


def outcome_options() -> Iterator[Option]:
    for value, label in Outcome.choices:
        yield Option(value, label)


def state_options() -> Iterator[Option]:
    for value, label in STATES.items():
        yield Option(value, label)


def verdict_options() -> Iterator[Option]:
    for value, label in Response.Verdict.choices:
        yield Option(value, label)


def addressee_options() -> Iterator[Option]:
    for value, label in Recommendation.Addressee.choices:
        yield Option(value, label)


class ResolutionFilter(RecordFilter):
    """The register of decisions."""

    nouns = ("decision", "decisions")
    tallied = ("per_day", "per_place", "per_topic", "per_outcome")

    outcome = AnyOf(
        asks="with_outcome",
        options=outcome_options,
        counted_by="per_outcome",
        label="Outcome",
        what="an outcome",
    )
    kind = OneOf(ways=SUBSTANCE, label="Procedural items", what="a kind of item")

    class Meta:
        model = Registered
        fields: list[str] = []


class RecommendationFilter(RecordFilter):
    """The ledger of recommendations."""

    nouns = ("recommendation", "recommendations")

    kind = AnyOf(
        asks="in_state",
        options=state_options,
        counted_by="per_state",
        label="How far it is",
        most_first=False,
        what="a state",
    )
    outcome = AnyOf(
        asks="with_verdict",
        options=verdict_options,
        counted_by="per_verdict",
        label="What was answered",
        most_first=False,
        what="an answer",
    )
    addressee = AnyOf(
        asks="sent_to_kinds",
        options=addressee_options,
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
