"""The search page."""

from typing import Any

from meetings.models import AgendaItem
from minutes_portal.lists import MOST_NOTICES, FilteredList
from minutes_portal.search.filters import SearchFilter
from minutes_portal.search.queries import results


class Search(FilteredList):
    """Agenda items found by words and filters, each with the place that fits best. Without either, how to search."""

    queryset = AgendaItem.published.for_list()
    filterset_class = SearchFilter

    def get_template_names(self) -> list[str]:
        return ["search/search.html" if self.filterset.data else "search/how_to_search.html"]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        asked = self.filterset.data
        if not asked:
            return {"held": self.filterset.held(), "notices": self.filterset.notices[:MOST_NOTICES]}
        context = super().get_context_data(**context)
        words = asked.get("q", "")
        return context | {
            "words": words,
            "kept": [(name, values) for name, values in asked.lists() if name != "q"],
            "results": results(context["object_list"], words),
        }
