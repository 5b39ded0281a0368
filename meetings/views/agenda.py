"""Readers' pages of agenda items, and of how to cite a paragraph."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import DetailView

from meetings.models import AgendaItem, MinutePoint
from meetings.outline import outline
from meetings.views.withdrawn import NoticeIfWithdrawn


class AgendaItemDetail(NoticeIfWithdrawn, DetailView):
    """One item: its papers, its minutes with the resolutions among them, and where else the matter came up."""

    context_object_name = "item"

    def get_object(self, queryset: QuerySet | None = None) -> AgendaItem:
        key = self.kwargs
        items = AgendaItem.published.at(key["borough"], key["committee"], *key["date_key"], key["item"])
        item: AgendaItem = get_object_or_404(self.loaded(items.with_place()))
        return item

    def loaded(self, items: Any) -> Any:
        minutes = items.with_points().with_whole_resolutions().with_responses().with_interests()
        return minutes.with_documents().with_subjects().with_corrections().with_neighbours()

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        item = self.object
        for document in item.documents.all():
            document.meeting = item.meeting  # its address needs it, and it is at hand
        return super().get_context_data(
            blocks=outline(item.points.all(), item.resolutions.all()),
            meeting=item.meeting,
            has_facts=_has_facts(item),
            earlier=_neighbour(item, item.item_before),
            later=_neighbour(item, item.item_after),
            address=self.request.build_absolute_uri(item.get_absolute_url()),
            **context,
        )


def _has_facts(item: AgendaItem) -> bool:
    """Whether anything is printed beside the title and purpose."""
    stated = (
        item.report_reference,
        item.forward_plan_reference,
        item.wards,
        item.particulars,
        item.topics.all(),
    )
    return item.key_decision is not None or any(stated)


def _neighbour(item: AgendaItem, link: dict[str, str] | None) -> dict[str, str] | None:
    """Add to what `with_neighbours` found the address to link to."""
    if link is None:
        return None
    address = reverse("meetings:agendaitem-detail", args=[*item.meeting.address, link["slug"]])
    return link | {"address": address}


class MinutePointCite(AgendaItemDetail):
    """How to cite one paragraph or resolution of an item."""

    template_name = "meetings/minutepoint_cite.html"

    def loaded(self, items: Any) -> Any:
        return items.with_points().with_resolutions()

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        item, anchor = self.object, self.kwargs["anchor"]
        open_resolutions = [resolution for resolution in item.resolutions.all() if resolution.ordinal]
        parts = [*item.points.all(), *open_resolutions]
        part = next((part for part in parts if part.anchor == anchor), None)
        if part is None:
            raise Http404("There is no such paragraph.")
        return DetailView.get_context_data(
            self,
            part=part,
            part_name=_part_name(part),
            words=_words_of(part),
            meeting=item.meeting,
            address=self.request.build_absolute_uri(f"{item.get_absolute_url()}#{anchor}"),
            **context,
        )


def _part_name(part: Any) -> str:
    """Return how a paragraph or resolution is called in a citation."""
    if not isinstance(part, MinutePoint):
        return f"resolution {part.number or part.ordinal}"
    return (
        f"paragraph {part.number}" if part.number else f"unnumbered paragraph {part.anchor.removeprefix('p')}"
    )


def _words_of(part: Any) -> str:
    return part.text if isinstance(part, MinutePoint) else f"{part.cue} {part.wording}".strip()
