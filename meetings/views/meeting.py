"""Readers' pages of meetings: the list, and one meeting."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.views.generic import DetailView

from meetings.filters import MeetingFilter
from meetings.models import Document, Meeting
from meetings.outline import by_capacity, hang_limbs
from meetings.views.withdrawn import NoticeIfWithdrawn
from minutes_portal.lists import FilteredList


class MeetingList(FilteredList):
    """All meetings, to be narrowed by borough, committee, topic, date and stage."""

    filterset_class = MeetingFilter
    template_name = "meetings/meeting_list.html"
    context_object_name = "meetings"

    def get_queryset(self) -> Any:
        return Meeting.published.for_list()


class MeetingDetail(NoticeIfWithdrawn, DetailView):
    """One meeting: how far it is published, who was there, and its order of business."""

    def get_object(self, queryset: QuerySet | None = None) -> Meeting:
        key = self.kwargs
        meetings = Meeting.published.at(key["borough"], key["committee"], *key["date_key"])
        meeting: Meeting = get_object_or_404(self.loaded(meetings.with_meeting().with_approval()))
        return meeting

    def loaded(self, meetings: Any) -> Any:
        return meetings.with_attendances().with_documents().with_business().with_corrections()

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        meeting = self.object
        papers = _by_item(meeting.documents.all())
        return super().get_context_data(
            business=[
                (item, hang_limbs(item.resolutions.all()), papers.get(item.pk, []))
                for item in meeting.items.all()
            ],
            papers=papers.get(None, []),
            attendance=by_capacity(meeting.attendances.all()),
            earlier=Meeting.published.before(meeting).with_meeting().first(),
            later=Meeting.published.after(meeting).with_meeting().first(),
            address=self.request.build_absolute_uri(meeting.get_absolute_url()),
            **context,
        )


def _by_item(documents: Iterable[Document]) -> dict[int | None, list[Document]]:
    """Return documents by their item's key; those of the whole meeting stand under None."""
    papers: dict[int | None, list[Document]] = {}
    for document in documents:
        papers.setdefault(document.item_id, []).append(document)
    return papers
