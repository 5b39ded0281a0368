"""What has happened to the record of a place since a text was begun: who changed it last, when, and what differs."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model

from decisions.models import Resolution
from meetings.models import Action, AgendaItem, Interest, MinutePoint
from minutes_portal.workspace.place import Place
from minutes_portal.workspace.rendering import events_of, last_events

MOST_TOLD = 50
NOUNS: dict[Any, str] = {
    AgendaItem: "Item",
    MinutePoint: "Paragraph",
    Resolution: "Resolution",
    Action: "Action",
    Interest: "Interest",
}


class Difference(NamedTuple):
    """One text of the record: what it is, what it said when the officer began, and what it says now."""

    what: str
    before: str
    now: str


class Changes(NamedTuple):
    """Who changed the record last (None for the system), when, and what differs."""

    by: Any
    at: datetime | None
    differences: list[Difference]


def changes_since(place: Place, based_on: str) -> Changes:
    """Return what changed since the mark `based_on` (see `rendering.fingerprint_of`) was made."""
    keys = [item.pk for item in place.items]
    since, differences = last_events(based_on), list[Difference]()
    for model, last in since.items():
        differences += _differences(model, events_of(model, keys), last)
    newest = _newest(since, keys) or _newest(dict.fromkeys(since, 0), keys)
    return Changes(_officer(newest), newest.pgh_created_at if newest else None, differences[:MOST_TOLD])


def _newest(since: dict[Any, int], keys: list[int]) -> Any:
    """Return the latest event after those given by model; None if there is none."""
    latest = [
        events_of(model, keys)
        .filter(pgh_id__gt=last)
        .select_related("pgh_context")
        .order_by("-pgh_id")
        .first()
        for model, last in since.items()
    ]
    return max((event for event in latest if event), key=lambda event: event.pgh_created_at, default=None)


def _officer(event: Any) -> Any:
    told = event.pgh_context.metadata if event is not None and event.pgh_context else {}
    user: Any = told.get("user")
    return get_user_model()._default_manager.filter(pk=user).first() if user else None


def _differences(model: Any, events: Any, last: int) -> Iterator[Difference]:
    newer = events.filter(pgh_id__gt=last).order_by("pgh_id")
    keys = list(dict.fromkeys(newer.values_list("id", flat=True)[: MOST_TOLD * 4]))
    if not keys:
        return
    before = events.filter(id__in=keys, pgh_id__lte=last).order_by("pgh_id")
    last_seen = {event.id: event for event in before}
    current = model._default_manager.in_bulk(keys)
    for key in keys:
        old, now = last_seen.get(key), current.get(key)
        if old is not None and old.pgh_label == "delete":
            old = None
        before, after = list(_said(model, old)), list(_said(model, now))
        changed = [(one, other) for one, other in zip(before, after, strict=True) if one[1] != other[1]]
        for (what, was), (_, says) in changed:
            yield Difference(f"{NOUNS[model]} {_called(now or old)}{what}".strip(), was, says)


def _called(row: Any) -> str:
    return str(getattr(row, "mark", "") or getattr(row, "number", "") or "")


def _said(model: Any, row: Any) -> Iterable[tuple[str, str]]:
    """Yield what a row says, the parts of it always in one order; nothing in each where there is no row."""
    columns = {
        AgendaItem: ("title", "number", "minute_number", "purpose"),
        MinutePoint: ("text",),
        Resolution: ("wording", "outcomes", "mover", "seconder", "addressee", "votes_for", "votes_against"),
        Action: ("what", "owner", "when"),
        Interest: ("nature", "kind"),
    }[model]
    for n, column in enumerate(columns):
        value = getattr(row, column, None) if row is not None else None
        said = ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
        yield "" if n == 0 else f", {column.replace('_', ' ')}", said
