"""Readers' pages of the forward plan: which decisions are to come, and one notice."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.views.generic import DetailView

from decisions.forward_plan_filters import ForwardPlanFilter
from decisions.models import PlannedDecision
from decisions.notices import decided_on, notice_given
from meetings.models import AgendaItem
from minutes_portal.lists import FilteredList


class PlannedDecisionList(FilteredList):
    """The forward plan, soonest first."""

    filterset_class = ForwardPlanFilter
    template_name = "decisions/planneddecision_list.html"

    def get_queryset(self) -> Any:
        return PlannedDecision.published.for_list()  # its states are those of today


class PlannedDecisionDetail(DetailView):
    """One notice: what is to be decided, by whom and when, and what became of it."""

    template_name = "decisions/planneddecision_detail.html"
    context_object_name = "planned"

    def get_object(self, queryset: Any = None) -> Any:
        found = PlannedDecision.published.for_page().at(self.kwargs["borough"], self.kwargs["slug"])
        return get_object_or_404(found)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        planned = self.object
        first = planned.made[0] if planned.made else None
        return super().get_context_data(
            notice=notice_given(planned, decided_on(first) if first else None),
            items=AgendaItem.published.with_forward_plan_reference(planned.borough, planned.reference),
            **context,
        )
