"""Readers' pages of topics, each across all boroughs."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import ListView

from meetings.filters import TopicFilter
from meetings.models import AgendaItem, Borough, Topic
from minutes_portal.kept_counts import counted
from minutes_portal.lists import FilteredList, ListFilter

MOST_COLUMNS = 5


class TopicList(ListView):
    """All topics with the number of items on each."""

    template_name = "meetings/topic_list.html"
    context_object_name = "topics"

    def get_queryset(self) -> Any:
        return counted(self.request).get("items on topics", Topic.published.with_counts)


class TopicDetail(FilteredList):
    """One topic on one timeline, a column for each borough where there is room."""

    filterset_class = TopicFilter
    template_name = "meetings/topic_detail.html"
    paginate_by = 24
    topic: Topic

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.topic = get_object_or_404(Topic.published.at(self.kwargs["slug"]))
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        return AgendaItem.published.substantial().for_list()

    def get_filterset_kwargs(self, filterset_class: type[ListFilter]) -> dict[str, Any]:
        """Ask for this topic, whatever topic is asked for besides."""
        data = self.request.GET.copy()
        data.setlist("topic", [self.topic.slug])
        return super().get_filterset_kwargs(filterset_class) | {"data": data}

    def shown(self, rows: Any) -> Any:
        return list(rows.with_resolutions())

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context = super().get_context_data(topic=self.topic, **context)
        items = context["page_obj"].object_list
        boroughs = sorted({item.meeting.committee.borough for item in items}, key=str)
        column_of = _columns(boroughs)
        years = [
            (year, [(item, column_of.get(item.meeting.committee.borough)) for item in of_year])
            for year, of_year in groupby(items, key=lambda item: item.meeting.date.year)
        ]
        return context | {"years": years, "boroughs": boroughs if column_of else []}


def _columns(boroughs: list[Borough]) -> dict[Borough, int]:
    """Return the column of each borough from 1, or none where one column, or too many of them, would help nobody."""
    return (
        dict(zip(boroughs, range(1, MOST_COLUMNS + 1), strict=False))
        if 1 < len(boroughs) <= MOST_COLUMNS
        else {}
    )
