"""What programs may ask of the lists: the parameters of the pages."""

from typing import Any

from decisions.filters import STATES
from decisions.models import Recommendation, Resolution
from meetings.filters import (
    IN_ORDER,
    SUBSTANCE,
    MeetingFilter,
    RecordFilter,
    borough_options,
    outcome_options,
)
from meetings.models import AgendaItem
from minutes_portal.filters import AnyOf, OneOf, options_of
from minutes_portal.lists import ListFilter


class MeetingsAsked(MeetingFilter):
    """Meetings; a list in two parts (next first) has no order that a place can be told in."""

    sort = OneOf(ways=IN_ORDER, label="Order", what="an order of this list")


class ItemsAsked(RecordFilter):
    """Items of business, procedural ones only where asked for."""

    outcome = AnyOf(asks="with_outcome", options=outcome_options, label="Outcome", what="an outcome")
    kind = OneOf(ways=SUBSTANCE, label="Procedural items", what="a kind of item")

    class Meta:
        model = AgendaItem
        fields: list[str] = []


class DecisionsAsked(ItemsAsked):
    """Whole resolutions."""

    class Meta:
        model = Resolution
        fields: list[str] = []


class RecommendationsAsked(RecordFilter):
    """Recommendations, by how far they are."""

    kind = AnyOf(asks="in_state", options=options_of(STATES.items()), label="How far it is", what="a state")

    class Meta:
        model = Recommendation
        fields: list[str] = []


class InBorough(AnyOf):
    """Of any of these councils; `path` says how a row reaches its own."""

    def __init__(self, *, path: str = "borough", **options: Any) -> None:
        super().__init__(asks="", options=borough_options, label="Borough", what="a borough here", **options)
        self.path = path

    def filter(self, rows: Any, value: Any) -> Any:
        return rows.filter(**{f"{self.path}__slug__in": value}) if value else rows


class BodiesAsked(ListFilter):
    """What belongs to a council."""

    borough = InBorough()


class PapersAsked(ListFilter):
    """What belongs to a meeting."""

    borough = InBorough(path="meeting__committee__borough")


class NothingAsked(ListFilter):
    """A list that is always whole."""
