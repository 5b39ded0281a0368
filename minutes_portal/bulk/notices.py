"""Builds what was withdrawn from its notice alone: a row at its address that says no more than readers are told."""

from collections.abc import Iterable
from typing import Any

from meetings.models import AgendaItem, Document, Meeting
from minutes_portal.bulk.checking import Row


def load_notices(rows: Iterable[Row]) -> int:
    """Store withdrawn meetings, items and papers; return how many. The record that stands must be there already."""
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 (returned)
        _store(row)
    return count


def _store(row: Row) -> None:
    told: dict[str, Any] = {
        name: row[name] for name in ("withdrawn_at", "withdrawn_reason", "withdrawn_notice")
    }
    place = {"committee_id": row["committee"], "date": row["date"], "sitting": row["sitting"]}
    if row["item_slug"]:
        AgendaItem.objects.create(meeting=Meeting.objects.get(**place), slug=row["item_slug"], **told)
    elif row["document_slug"]:
        Document.objects.create(meeting=Meeting.objects.get(**place), slug=row["document_slug"], **told)
    else:
        # It was published at some time before: when, nobody was told.
        Meeting.objects.create(agenda_published_at=row["withdrawn_at"], **place, **told)
