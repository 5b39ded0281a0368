"""Pictures on the pages of boroughs and committees.

Decisions and recommendations belong to the app that builds on this one; they are reached by their models' names.
"""

from datetime import date
from typing import Any

from django.apps import apps

from meetings.models import Borough, Committee, Meeting
from minutes_portal.charts import Columns, Lane, Lanes, month_labels, months_until


def decisions_of_borough(borough: Borough, last: date) -> Columns:
    """Return what a borough decided in the twelve months up to the one of the last day (one query)."""
    lines: Any = apps.get_model("decisions", "Registered")
    picture: Columns = lines.published.in_borough([borough.slug]).substantial().pictured(last)
    return picture


def committee_year(committee: Committee, year: int) -> Lanes:
    """Return how often a body met in a year, and what it decided and recommended, month by month (three queries).

    Meetings alone give no picture: they are listed beside it.
    """
    months = months_until(date(year, 12, 1), 12)
    counted: dict[str, Any] = {
        "Meetings": Meeting.published.of_body(committee).held(),
        "Decisions": apps.get_model("decisions", "Registered").published.of_body(committee).substantial(),
        "Recommendations": apps.get_model("decisions", "Recommendation").published.of_body(committee),
    }
    if committee.is_individual:
        del counted["Meetings"]  # whoever decides alone holds none
    counts = {name: rows.between(months[0], date(year, 12, 31)).per_month() for name, rows in counted.items()}
    lanes = [Lane(name, [per_month.get(month, 0) for month in months]) for name, per_month in counts.items()]
    shown = [lane for lane in lanes if lane.total] if any(lane.total for lane in lanes[-2:]) else []
    said = ", ".join(f"{lane.name.lower()}: {lane.total:,}" for lane in shown)
    return Lanes(f"{year}, month by month", f"In {year}: {said}.", month_labels(months), shown, "year")
