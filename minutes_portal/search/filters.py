"""What a reader may ask of the search page: what can be asked of agenda items, and the outcome of their resolutions."""

from decisions.filters import outcome_options
from meetings.filters import AgendaItemFilter
from minutes_portal.filters import AnyOf


class SearchFilter(AgendaItemFilter):
    """The filters of the search page, whose words have a field of their own."""

    not_chips = ("q", "sort")

    outcome = AnyOf(
        asks="with_outcome",
        options=outcome_options,
        counted_by="per_outcome",
        label="Outcome",
        what="an outcome",
    )
