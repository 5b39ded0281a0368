"""What one committee recommended, municipal year by municipal year, and what came of it."""

from collections import Counter
from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404
from django.views.generic import DetailView

from decisions.models import Recommendation, Response
from meetings.checks.meeting_record import municipal_year
from meetings.models import Committee
from minutes_portal.charts import Bar, Bars

MOST = 100  # recommendations told one by one; the ledger has them all
WAITING, OVERDUE, SETTLED = "Not answered yet", "Answer overdue", "Settled without an answer"
UNANSWERED = {"waiting": WAITING, "overdue": OVERDUE, "done": SETTLED}
IN_TURN = (*(str(verdict.label) for verdict in Response.Verdict), WAITING, OVERDUE, SETTLED)
Counts = list[tuple[date, str, str | None, int]]  # day, state, last answer, how many


def in_words(year: int) -> str:
    """Return a municipal year by the year in which it begins: 2024/25."""
    return f"{year}/{(year + 1) % 100:02d}"


def per_year(counts: Counts) -> dict[int, Counter[str]]:
    """Return for each municipal year, the latest first, how many recommendations came to what."""
    years: dict[int, Counter[str]] = {}
    for day, state, answer, rows in counts:
        end = str(Response.Verdict(answer).label) if answer else UNANSWERED[state]
        years.setdefault(municipal_year(day), Counter())[end] += rows
    return dict(sorted(years.items(), reverse=True))


def picture(year: int, ends: Counter[str]) -> Bars:
    """Return a year's picture: a bar for each thing that recommendations came to, noughts among the answers included."""
    told = [(end, ends[end]) for end in IN_TURN if ends[end] or end not in (OVERDUE, SETTLED)]
    total = sum(ends.values())
    said = ", ".join(f"{end.lower()}: {rows:,}" for end, rows in told)
    return Bars(
        f"What came of the recommendations of {in_words(year)}",
        f"{total:,} recommendation{'' if total == 1 else 's'} made in {in_words(year)}; {said}.",
        [Bar(end, rows, IN_TURN.index(end) % 6) for end, rows in told],
        "came-of-it",
        corner="What came of it",
    )


class CommitteeRecommendations(DetailView):
    """One committee's recommendations of a municipal year (`?year=2024`, else the latest), each with its answer."""

    template_name = "decisions/committee_recommendations.html"

    def get_object(self, queryset: Any = None) -> Committee:
        committees = Committee.published.at(self.kwargs["borough"], self.kwargs["committee"])
        committee: Committee = get_object_or_404(committees.with_place())
        return committee

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        made = Recommendation.published.of_body(self.object)
        years = per_year(made.what_came_of_them())
        asked = self.request.GET.get("year", "")
        year = next((year for year in years if str(year) == asked), next(iter(years), None))
        return super().get_context_data(years=years, **self.told(made, year, years), **context)

    def told(self, made: Any, year: int | None, years: dict[int, Counter[str]]) -> dict[str, Any]:
        """Return what the page shows of one year; nothing where nothing was ever recommended."""
        if year is None:
            return {}
        first, last = date(year, 5, 1), date(year + 1, 4, 30)
        total = sum(years[year].values())
        return {
            "year": year,
            "year_in_words": in_words(year),
            "choices": [(each, in_words(each)) for each in years],
            "total": total,
            "left_out": max(0, total - MOST),
            "first": first,
            "last": last,
            "picture": picture(year, years[year]),
            "recommendations": made.between(first, last).newest_first()[:MOST].with_lines(),
        }
