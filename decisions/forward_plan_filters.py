"""What a reader may ask of the forward plan."""

from collections.abc import Iterator

from decisions.forward_plan import KEY, STATES
from decisions.models import PlannedDecision
from meetings.filters import borough_options, committee_options
from minutes_portal.filters import AnyOf, OneOf, Option, options_of
from minutes_portal.lists import ListFilter, one_of

KEY_LABELS = {KEY[True]: "Key decisions", KEY[False]: "Other decisions"}


def month_options() -> Iterator[Option]:
    for month in PlannedDecision.published.months():
        yield Option(f"{month:%Y-%m}", f"{month:%B %Y}")


class ForwardPlanFilter(ListFilter):
    """The decisions that are to be made, and what became of the plan to make them."""

    nouns = ("planned decision", "planned decisions")
    tallied = ("per_borough", "per_committee", "per_month", "per_state", "per_key")

    kind = AnyOf(
        asks="in_state", options=options_of(STATES.items()), counted_by="per_state", label="How far it is", most_first=False,
        what="a state",
    )  # fmt: skip
    borough = AnyOf(
        asks="in_borough", options=borough_options, counted_by="per_borough", label="Borough",
        what="a borough here",
    )  # fmt: skip
    committee = AnyOf(
        asks="of_committee", options=committee_options, counted_by="per_committee", label="Decision maker",
        what="a committee here",
    )  # fmt: skip
    key = AnyOf(
        asks="key_or_other", options=options_of(KEY_LABELS.items()), counted_by="per_key", label="Key decisions", most_first=False,
        what="“key” or “other”",
    )  # fmt: skip
    month = AnyOf(
        asks="in_month", options=month_options, counted_by="per_month", label="To be decided in",
        most_first=False, what="a month in which something is to be decided",
    )  # fmt: skip
    sort = OneOf(
        ways={
            "": ("Soonest first", "soonest_first"),
            "published": ("Latest notice first", "latest_published_first"),
        },
        label="Order",
        what="an order of this list",
    )

    class Meta:
        model = PlannedDecision
        fields: list[str] = []

    def sentence(self, count: int) -> str:
        """Return the heading: 12 planned decisions (key decisions, to come) of Cabinet in Eastmere, March 2026."""
        told = [one_of(self.texts(name)).lower() for name in ("key", "kind") if name in self.data]
        parts = [
            super().sentence(count) + (f" ({', '.join(told)})" if told else ""),
            bodies and f"of {bodies}" if (bodies := one_of(self.texts("committee"))) else "",
            boroughs and f"in {boroughs}" if (boroughs := one_of(self.texts("borough"))) else "",
            months and f"for {months}" if (months := one_of(self.texts("month"))) else "",
        ]
        return " ".join(filter(None, parts))
