"""Items of business in other forms: the list of a topic, and what the search finds."""

from collections.abc import Iterator
from typing import Any

from meetings.in_words import item_name
from minutes_portal.reuse.columns import Column, address, belonging
from minutes_portal.reuse.decisions import said
from minutes_portal.reuse.kinds import Entry, Kind, where
from minutes_portal.templatetags.portal import outcome_label


def outcomes(item: Any) -> list[str]:
    """Return what the resolutions of an item do, each once, in their order."""
    whole = (resolution for resolution in item.resolutions.all() if resolution.parent_id is None)
    return list(dict.fromkeys(outcome for resolution in whole for outcome in resolution.outcomes))


def decided(item: Any) -> Iterator[str]:
    """Yield what was resolved at an item, each resolution with its limbs in order."""
    under: dict[int | None, list[Any]] = {}
    for resolution in item.resolutions.all():
        under.setdefault(resolution.parent_id, []).append(resolution)
    for resolution in under.get(None, []):
        yield from _resolved(resolution, under)


def _resolved(resolution: Any, under: dict[int | None, list[Any]]) -> Iterator[str]:
    mark = resolution.mark if resolution.parent_id else ""
    yield from said(mark, resolution)
    for limb in under.get(resolution.pk, []):
        yield from _resolved(limb, under)


def _entry(item: Any) -> Entry:
    committee = item.meeting.committee
    return Entry(
        title=item.heading,
        address=item.get_absolute_url(),
        council=committee.borough.council_name,
        where=where(committee, item.meeting.date, item_name(item)),
        paragraphs=[*filter(None, [item.purpose]), *decided(item)],
        categories=[outcome_label(outcome) for outcome in outcomes(item)],
    )


ITEMS = Kind(
    name="items",
    journal="item",
    columns=(
        address("address", lambda item: item.get_absolute_url()),
        *belonging(lambda item: item.meeting.committee, lambda item: item.meeting.date),
        Column("item", lambda item: item.number),
        Column("minute_number", lambda item: item.minute_number),
        Column("title", lambda item: item.title),
        Column("purpose", lambda item: item.purpose),
        Column("decisions", lambda item: "\n".join(decided(item))),
        Column("outcomes", outcomes),
        Column("report", lambda item: item.report_reference),
        Column("forward_plan", lambda item: item.forward_plan_reference),
        Column("wards", lambda item: item.wards),
        Column("key_decision", lambda item: item.key_decision),
        address("meeting", lambda item: item.meeting.get_absolute_url()),
    ),
    entry=_entry,
    load=lambda rows: list(rows.with_resolutions()),
)
