"""Readers' pages of agenda items, and of how to cite a paragraph."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import DetailView

from meetings.models import AgendaItem, Borough, Committee, Meeting, MinutePoint, Topic
from meetings.outline import outline
from meetings.views.withdrawn import NoticeIfWithdrawn
from minutes_portal.search.others import others_told


class AgendaItemDetail(NoticeIfWithdrawn, DetailView):
    """One item: its papers, its minutes with the resolutions among them, and where else the matter came up."""

    context_object_name = "item"

    def get_object(self, queryset: QuerySet | None = None) -> Any:
        key = self.kwargs
        items = AgendaItem.published.at(key["borough"], key["committee"], *key["date_key"], key["item"])
        return get_object_or_404(self.loaded(items.with_place()))

    def loaded(self, items: Any) -> Any:
        minutes = items.with_marked_points().with_whole_resolutions().with_recommendations().with_interests()
        around = minutes.with_subjects().with_others().with_neighbours().with_notices()
        return around.with_documents().with_corrections().with_actions()

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        item = self.object
        for document in item.documents.all():
            document.meeting = item.meeting  # its address needs it, and it is at hand
        others = others_told(item.others, _texts(item))
        return super().get_context_data(
            blocks=outline(item.points.all(), item.resolutions.all()),
            meeting=item.meeting,
            topics=[Topic(**subject) for subject in item.subjects],
            has_facts=_has_facts(item),
            notices=_notices(item),
            actions=_actions(item),
            approved_here=[_approved(place) for place in item.approved_here],
            others=others,
            boroughs_of_others=dict.fromkeys(other.borough for other in others),
            earlier=_neighbour(item, item.item_before),
            later=_neighbour(item, item.item_after),
            address=self.request.build_absolute_uri(item.get_absolute_url()),
            **context,
        )


def _has_facts(item: Any) -> bool:
    """Whether anything is printed beside the title and purpose."""
    stated = (
        item.report_reference,
        item.forward_plan_reference,
        item.wards,
        item.particulars,
        item.subjects,
    )
    return item.key_decision is not None or any(stated) or bool(item.notified)


def _notices(item: Any) -> list[dict[str, str]]:
    """Return the title and address of each notice that announced a decision of the item, or has its reference."""
    notices = {(each["borough"], each["slug"]): each["title"] for each in [*item.notified, *item.referred]}
    return [
        {"title": title, "address": reverse("decisions:planneddecision-detail", args=place)}
        for place, title in notices.items()
    ]


def _texts(item: Any) -> list[str]:
    """Return all that an item says: title and purpose, minutes, resolutions with their limbs."""
    said = [item.title, item.purpose, *(point.text for point in item.points.all())]
    return said + [resolution.wording for resolution in item.resolutions.all()]


def _actions(item: Any) -> list[dict[str, Any]]:
    """Return what was undertaken, with days as days and the paragraph that says so."""
    points = {point.pk: point for point in item.points.all()}
    days = {
        name: [each[name] and date.fromisoformat(each[name]) for each in item.undertaken]
        for name in ("due_on", "done_on")
    }
    return [
        each | {"due_on": due_on, "done_on": done_on, "point": points.get(each["point"])}
        for each, due_on, done_on in zip(item.undertaken, days["due_on"], days["done_on"], strict=True)
    ]


def _approved(place: dict[str, Any]) -> Meeting:
    """Return a meeting whose minutes were approved at an item, with what its link needs."""
    committee = Committee(slug=place["committee"], borough=Borough(slug=place["borough"]))
    return Meeting(committee=committee, date=date.fromisoformat(place["date"]), sitting=place["sitting"])


def _neighbour(item: AgendaItem, link: dict[str, str] | None) -> dict[str, str] | None:
    """Add to what `with_neighbours` found the address to link to, and what the item is called."""
    if link is None:
        return None
    address = reverse("meetings:agendaitem-detail", args=[*item.meeting.address, link["slug"]])
    return link | {"address": address, "heading": AgendaItem(**link).heading}


class MinutePointCite(AgendaItemDetail):
    """How to cite one paragraph or resolution of an item."""

    template_name = "meetings/minutepoint_cite.html"

    def loaded(self, items: Any) -> Any:
        return items.with_marked_points().with_resolutions()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send who asks by a mark from before a renumbering on to the one that the paragraph has now.

        Not for good: the paragraph may be renumbered again.
        """
        self.object = self.get_object()
        anchor = kwargs["anchor"]
        now = next((point.anchor for point in self.object.points.all() if anchor in point.former), None)
        if now:
            return redirect("meetings:minutepoint-cite", *self.object.meeting.address, self.object.slug, now)
        return self.render_to_response(self.get_context_data(object=self.object))

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
