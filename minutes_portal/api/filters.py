"""What programs may ask of the lists: the parameters of the pages, and those of lists that no page shows."""

from decisions.filters import ResolutionFilter
from meetings.filters import SUBSTANCE, RecordFilter, borough_options, outcome_options
from meetings.models import AgendaItem
from minutes_portal.filters import AnyOf, OneOf
from minutes_portal.lists import ListFilter


class ItemsAsked(RecordFilter):
    """Items of business, procedural ones only where asked for."""

    outcome = AnyOf(asks="with_outcome", options=outcome_options, label="Outcome", what="an outcome")
    kind = OneOf(ways=SUBSTANCE, label="Procedural items", what="a kind of item")

    class Meta:
        model = AgendaItem
        fields: list[str] = []


class DecisionsAsked(ResolutionFilter):
    """The register of decisions, without the headings that a page may put between them."""

    group = None  # type: ignore[assignment]


class OfBoroughs(ListFilter):
    """What belongs to a council."""

    borough = AnyOf(asks="in_borough", options=borough_options, label="Borough", what="a borough here")


class NothingAsked(ListFilter):
    """A list that is always whole."""
