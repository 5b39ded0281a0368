"""Readers' pages of boroughs and committees."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import DetailView, ListView

from meetings.models import AgendaItem, Borough, Committee, Meeting
from meetings.pictures import committee_year, decisions_of_borough
from minutes_portal.charts import Columns
from minutes_portal.kept_counts import counted


class BoroughList(ListView):
    """All boroughs with their committees."""

    template_name = "meetings/borough_list.html"
    context_object_name = "boroughs"

    def get_queryset(self) -> Any:
        return Borough.published.with_committees()


class BoroughDetail(DetailView):
    """One borough: its committees, its latest and next meetings, its councillors."""

    def get_object(self, queryset: QuerySet | None = None) -> Borough:
        boroughs = Borough.published.at(self.kwargs["borough"]).with_committees().with_councillors()
        borough: Borough = get_object_or_404(boroughs)
        return borough

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        meetings = Meeting.published.of_borough(self.object).with_meeting()
        return super().get_context_data(
            upcoming=meetings.soonest()[:5],
            latest=meetings.past().newest_first()[:5],
            kinds=_by_kind(self.object.committees.all()),
            picture=self.picture(),
            **context,
        )

    def picture(self) -> Columns:
        """Return what was decided here month by month; counted once a version of the record."""
        borough, today = self.object, timezone.localdate()
        picture: Columns = counted(self.request).get(
            ("decisions of a borough", borough.pk), lambda: decisions_of_borough(borough, today)
        )
        return picture


def _by_kind(committees: Iterable[Committee]) -> list[tuple[str, list[Committee]]]:
    """Return committees under their kinds' names, in the order in which the kinds are declared."""
    by_kind: dict[str, list[Committee]] = {kind: [] for kind in Committee.Kind}
    for committee in committees:
        by_kind[committee.kind].append(committee)
    return [(str(Committee.Kind(kind).label), found) for kind, found in by_kind.items() if found]


class CommitteeDetail(DetailView):
    """One committee: its meetings by year (for a single decision maker: the decisions), and its members."""

    def get_object(self, queryset: QuerySet | None = None) -> Committee:
        committees = Committee.published.at(self.kwargs["borough"], self.kwargs["committee"])
        committee: Committee = get_object_or_404(committees.with_place().with_members())
        return committee

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        years = Meeting.published.of(self.object).years()
        asked = self.request.GET.get("year", "")
        year = next((year for year in years if str(year) == asked), years[0] if years else None)
        rows: dict[str, Any] = {}
        if year and self.object.is_individual:
            items = AgendaItem.published.of_committee_in(self.object, year)
            rows["decisions"] = items.for_list().with_resolutions().newest_first()
        elif year:
            rows["meetings"] = Meeting.published.of(self.object).in_year(year).for_list().newest_first()
        if year:
            rows["picture"] = counted(self.request).get(
                ("year of a body", self.object.pk, year), lambda: committee_year(self.object, year)
            )
        return super().get_context_data(years=years, year=year, **rows, **context)
