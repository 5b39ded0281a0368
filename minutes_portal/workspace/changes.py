"""What has happened to the record of a place since a text was begun: who changed it last, when, and what differs."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model

from decisions.models import Resolution
from meetings.models import Action, AgendaItem, Interest, MinutePoint
from minutes_portal.workspace.place import Place

MOST_TOLD = 50
NOUNS: dict[Any, str] = {
    AgendaItem: "Item",
    MinutePoint: "Paragraph",
    Resolution: "Resolution",
    Action: "Action",
    Interest: "Interest",
}

WATCHED: tuple[tuple[Any, str], ...] = (
    (AgendaItem, "pgh_obj"),
    (MinutePoint, "item"),
    (Resolution, "item"),
    (Action, "item"),
    (Interest, "item"),
)


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
    since = _time_of(based_on)
    keys = [item.pk for item in place.items]
    newest, differences = None, list[Difference]()
    for model, column in WATCHED:
        events = model.pgh_event_model
        rows = (
            events.objects.filter(**{f"{column}__in": keys})
            .select_related("pgh_context")
            .order_by("-pgh_created_at", "-pgh_id")
        )
        latest = rows.first()
        if latest is not None and (newest is None or latest.pgh_created_at > newest.pgh_created_at):
            newest = latest
        differences += _differences(model, rows.filter(pgh_created_at__gt=since), rows)
    at = newest.pgh_created_at if newest else None
    return Changes(_officer(newest), at, differences[:MOST_TOLD])


def _time_of(based_on: str) -> datetime:
    _, _, millionths = based_on.rpartition(".")
    return datetime.fromtimestamp(int(millionths) / 1_000_000 if millionths.isdecimal() else 0, UTC)


def _officer(event: Any) -> Any:
    told = event.pgh_context.metadata if event is not None and event.pgh_context else {}
    user: Any = told.get("user")
    return get_user_model()._default_manager.filter(pk=user).first() if user else None


def _differences(model: Any, newer: Any, rows: Any) -> Iterator[Difference]:
    keys = list(dict.fromkeys(newer.order_by("pgh_id").values_list("id", flat=True)[: MOST_TOLD * 4]))
    if not keys:
        return
    last_seen = {
        event.id: event
        for event in rows.filter(id__in=keys).exclude(pk__in=newer.values("pk")).order_by("pgh_id")
    }
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
