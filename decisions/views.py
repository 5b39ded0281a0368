"""Readers' pages of decisions: the register, one resolution, issues and the recommendation ledger."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import DetailView

from decisions.filters import IssueFilter, RecommendationFilter, ResolutionFilter
from decisions.models import Issue, Recommendation, Registered, Resolution
from decisions.record_told import decided_together, record_told
from decisions.timeline import timeline
from meetings.views import NoticeIfWithdrawn
from minutes_portal.charts import Columns
from minutes_portal.lists import FilteredList
from minutes_portal.search.others import others_told


class ResolutionList(FilteredList):
    """The register of decisions."""

    queryset = Registered.published.for_list()
    filterset_class = ResolutionFilter
    template_name = "decisions/resolution_list.html"

    def shown(self, rows: Any) -> Any:
        return rows.with_limbs()

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context = super().get_context_data(picture=self.picture(), **context)
        by = self.filterset.data.get("group", "")
        return context | {"groupings": self.filterset.groups(), "groups": grouped(context["object_list"], by)}

    def picture(self) -> Columns:
        """Return what the decisions asked for do, month by month, up to today or the last day asked for."""
        filterset, today = self.filterset, timezone.localdate()
        last = min(filterset.form.cleaned_data["to"] or today, today)
        picture: Columns = filterset.counted.get(
            ("decisions pictured", filterset.query()),
            lambda: filterset.asked(leave_out=["from", "to", "sort"]).pictured(last),
        )
        return picture


class ResolutionDetail(NoticeIfWithdrawn, DetailView):
    """One resolution: its words, its facts and what became of it."""

    template_name = "decisions/resolution_detail.html"

    def get_object(self, queryset: Any = None) -> Any:
        address = self.kwargs
        found = (
            Resolution.published.for_page()
            .with_others()
            .at(
                address["borough"],
                address["committee"],
                *address["date_key"],
                address["item"],
                address["ordinal"],
            )
        )
        return get_object_or_404(found)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        resolution, item = self.object, self.object.item
        of_this_item = decided_together(resolution, Resolution.published.parts_of(item))
        texts = [item.title, item.purpose, resolution.wording, *_wordings(resolution)]
        return (
            super().get_context_data(**context)
            | {
                "item": item,
                "meeting": item.meeting,
                "issues": Issue.published.of_item(item).for_list(),
                "others": others_told(resolution.others, texts),
                "of_this_item": of_this_item,
                "recommendations": Recommendation.published.of_whole(resolution),
                "part": f"resolution {self.object.number or self.object.ordinal}",
                "address": self.request.build_absolute_uri(self.object.get_absolute_url()),
            }
            | record_told(resolution, timezone.localtime())
        )


def grouped(lines: Iterable[Any], by: str) -> list[tuple[str, str, list[Any]]]:
    """Return lines in their order under headings: each with its words, the address it leads to if any, and its lines.

    by: "meeting", "month", or nothing for one list without a heading.
    """

    def heading(line: Any) -> tuple[str, str]:
        if by == "meeting":
            return f"{line.committee}, {line.date:%-d %B %Y}", line.meeting_url
        return (f"{line.date:%B %Y}" if by == "month" else "", "")

    return [(words, address, list(found)) for (words, address), found in groupby(lines, heading)]


def _wordings(resolution: Any) -> Iterator[str]:
    """Yield the words of a resolution's limbs and of their limbs."""
    for limb in resolution.limb_list:
        yield limb.wording
        yield from (part.wording for part in limb.limb_list)


class RecommendationList(FilteredList):
    """The ledger of recommendations, overdue first."""

    filterset_class = RecommendationFilter
    template_name = "decisions/recommendation_list.html"

    def get_queryset(self) -> Any:
        return Recommendation.published.with_state()


class RecommendationDetail(NoticeIfWithdrawn, DetailView):
    """One recommendation: what was asked of whom, what they said, and what has been done since."""

    template_name = "decisions/recommendation_detail.html"

    def get_object(self, queryset: Any = None) -> Any:
        address = self.kwargs
        place = (address["borough"], address["committee"], *address["date_key"])
        found = Recommendation.published.at(*place, address["item"], address["ordinal"])
        return get_object_or_404(found.for_page())

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        recommendation, item = self.object, self.object.item
        chain = recommendation.parts(item)
        return super().get_context_data(**context) | {
            "item": item,
            "meeting": item.meeting,
            "whole": chain[0],
            "lead_ins": chain[:-1],
            "asked": chain[-1],
            "events": timeline(recommendation, item.meeting.date, timezone.localdate()),
            "others": Recommendation.published.beside(recommendation).with_lines(),
            "address": self.request.build_absolute_uri(recommendation.get_absolute_url()),
        }


class IssueList(FilteredList):
    """The matters followed across meetings."""

    queryset = Issue.published.for_list()
    filterset_class = IssueFilter
    template_name = "decisions/issue_list.html"


class IssueDetail(DetailView):
    """One matter from meeting to meeting."""

    queryset = Issue.published.for_page().with_notices()
    template_name = "decisions/issue_detail.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Tell where the matter stands: the last item at which something was decided, and the next one to come."""
        items, today = self.object.items.all(), timezone.localdate()
        decided = [item for item in items if item.decisions]
        ahead = [item for item in items if item.meeting.date >= today and not item.meeting.called_off]
        coming = [item for item in ahead if not item.decisions]
        return super().get_context_data(
            decided=decided[-1] if decided else None, coming=coming[0] if coming else None, **context
        )
