"""Readers' pages of topics, each across all boroughs."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.shortcuts import get_object_or_404
from django.views.generic import ListView

from meetings.models import AgendaItem, Borough, Topic
from minutes_portal.kept_counts import counted
from minutes_portal.lists import page_asked
from minutes_portal.paging import Days

MOST_COLUMNS = 5


class TopicList(ListView):
    """All topics with the number of items on each."""

    template_name = "meetings/topic_list.html"
    context_object_name = "topics"

    def get_queryset(self) -> Any:
        return counted(self.request).get("items on topics", Topic.published.with_counts)


class TopicDetail(ListView):
    """One topic on one timeline, a column for each borough where there is room."""

    template_name = "meetings/topic_detail.html"
    context_object_name = "items"
    paginate_by = 24
    topic: Topic

    def get_queryset(self) -> Any:
        self.topic = get_object_or_404(Topic.published.at(self.kwargs["slug"]))
        items = AgendaItem.published.about_topic(self.topic).substantial()
        return items.for_list().with_resolutions().newest_first()

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        days = counted(self.request).get(
            ("days of topic", self.topic.pk), lambda: Days(queryset.per_day(), newest_first=True)
        )
        page, self.notice = page_asked(self.request, queryset, page_size, days)
        return page.paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context = super().get_context_data(topic=self.topic, **context)
        context["notices"] = [self.notice] if self.notice else []
        boroughs = sorted({item.meeting.committee.borough for item in context["items"]}, key=str)
        years = [
            (year, _in_columns(items, boroughs))
            for year, items in groupby(context["items"], key=lambda item: item.meeting.date.year)
        ]
        columns = len(boroughs) if len(boroughs) <= MOST_COLUMNS else 0
        return context | {"years": years, "columns": columns}


def _in_columns(
    items: Iterable[AgendaItem], boroughs: list[Borough]
) -> list[tuple[Borough, list[AgendaItem]]]:
    items = list(items)
    return [
        (borough, [item for item in items if item.meeting.committee.borough == borough])
        for borough in boroughs
    ]
