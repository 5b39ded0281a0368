"""Issues in other forms."""

from typing import Any

from minutes_portal.reuse.columns import Column, address, moment
from minutes_portal.reuse.kinds import Entry, Kind


def _entry(issue: Any) -> Entry:
    return Entry(
        title=issue.title,
        address=issue.get_absolute_url(),
        council=issue.borough.council_name,
        where=(issue.borough.name, "Issue"),
        paragraphs=[*filter(None, [issue.summary])],
    )


ISSUES = Kind(
    name="issues",
    journal="issue",
    columns=(
        address("address", lambda issue: issue.get_absolute_url()),
        Column("borough", lambda issue: issue.borough.name),
        Column("title", lambda issue: issue.title),
        Column("summary", lambda issue: issue.summary),
        Column("forward_plan", lambda issue: issue.forward_plan_reference),
        Column("items", lambda issue: issue.item_count),
        Column("first_meeting", lambda issue: moment(issue.first_date)),
        Column("last_meeting", lambda issue: moment(issue.last_date)),
    ),
    entry=_entry,
    load=list,
)
