"""Keeps what an officer has typed and not saved yet, and tells who else is writing at the same place."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from minutes_portal.workspace.choices import Choices
from minutes_portal.workspace.models import TextDraft
from minutes_portal.workspace.place import Place

RECENT = timedelta(hours=12)  # whose draft is older is not at it any more


def keep_draft(
    place: Place, officer: Any, text: str, choices: Choices, based_on: str, source_name: str = ""
) -> TextDraft:
    """Keep an officer's text of a place, instead of the one kept before."""
    draft, _ = TextDraft.objects.update_or_create(
        meeting=place.meeting,
        item=place.item,
        officer=officer,
        defaults={
            "text": text.replace("\0", ""),
            "choices": choices.as_json(),
            "based_on": based_on[:64],
            "source_name": source_name[:250],
            "kept_at": timezone.now(),
        },
    )
    return draft


def draft_of(place: Place, officer: Any) -> TextDraft | None:
    """Return what this officer has kept of a place."""
    draft: TextDraft | None = _drafts_of(place).filter(officer=officer).first()
    return draft


def discard_draft(place: Place, officer: Any) -> None:
    _drafts_of(place).filter(officer=officer).delete()


def others_at(place: Place, officer: Any) -> list[tuple[Any, datetime, datetime]]:
    """Return the other officers who have lately written at this place, or at what it is part of: since when, when last."""
    recent = TextDraft.objects.filter(meeting=place.meeting, kept_at__gte=timezone.now() - RECENT)
    if place.item is not None:  # who has the whole meeting's text has this item too
        recent = recent.filter(item=place.item) | recent.filter(item=None)
    others: dict[int, tuple[Any, datetime, datetime]] = {}
    for draft in recent.exclude(officer=officer).select_related("officer").order_by("kept_at"):
        _, since, _ = others.get(draft.officer_id, (None, draft.started_at, None))
        others[draft.officer_id] = (draft.officer, min(since, draft.started_at), draft.kept_at)
    return sorted(others.values(), key=lambda each: each[2], reverse=True)


def _drafts_of(place: Place) -> Any:
    return TextDraft.objects.filter(meeting=place.meeting, item=place.item)
