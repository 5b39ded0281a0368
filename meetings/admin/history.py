"""The history of a record for officers: who changed what, when, from where, and how the words differ."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.utils import timezone
from django.utils.text import capfirst

from meetings.admin.differences import Difference, difference

PER_PAGE = 50
KINDS = {"insert": "added", "update": "changed", "delete": "deleted"}
SYSTEM = "the system"


class Source(NamedTuple):
    """A table whose history belongs to a record: its model, and the column that holds the record's key."""

    model: Any
    column: str


class Entry(NamedTuple):
    """One event as the page tells it."""

    at: datetime
    who: str
    address: str
    page: str
    kind: str
    what: str
    differences: list[Difference]


class HistoryPage(NamedTuple):
    """Some events, newest first, and whether there are newer and older ones."""

    entries: list[Entry]
    number: int
    has_older: bool


def history_of(sources: list[Source], key: Any, number: int) -> HistoryPage:
    """Return page `number` (from 1) of what happened in `sources` to the record with this key.

    Asks once for the order, once a table for the rows with those before them, once for the officers, and once a
    table for the names of what changed rows point at.
    """
    places = list(_in_order(sources, key, number))
    has_older, places = len(places) > PER_PAGE, places[:PER_PAGE]
    wanted: dict[int, list[int]] = defaultdict(list)
    for place, pgh_id in places:
        wanted[place].append(pgh_id)
    events = {place: _with_those_before(_events(sources[place]), ids) for place, ids in wanted.items()}
    chosen = [(sources[place], *events[place][pgh_id]) for place, pgh_id in places]
    officers = _officers(event for _, event, _ in chosen)
    names = _names(chosen)
    return HistoryPage([_entry(*each, officers, names) for each in chosen], number, has_older)


def _events(source: Source) -> Any:
    return source.model.pgh_event_model.objects


def _in_order(sources: list[Source], key: Any, number: int) -> Iterable[tuple[int, int]]:
    each = [
        _events(source)
        .filter(**{source.column: key})
        .order_by()
        .annotate(place=Value(place, models.IntegerField()), at=F("pgh_created_at"), event=F("pgh_id"))
        .values_list("at", "place", "event")
        for place, source in enumerate(sources)
    ]
    union = each[0].union(*each[1:], all=True) if len(each) > 1 else each[0]
    start = (number - 1) * PER_PAGE
    for _, place, pgh_id in union.order_by("-at", "place", "-event")[start : start + PER_PAGE + 1]:
        yield place, pgh_id


def _with_those_before(events: Any, ids: list[int]) -> dict[int, tuple[Any, Any]]:
    """Return each event by its key, with the event of the same row before it (None for the first)."""
    before = (
        events.filter(id=OuterRef("id"), pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_id").values("pgh_id")
    )
    asked = events.filter(pgh_id__in=ids)
    previous = asked.annotate(previous=Subquery(before[:1])).values("previous")
    rows = events.filter(Q(pgh_id__in=ids) | Q(pgh_id__in=previous)).select_related("pgh_context")
    found = list(rows.order_by("pgh_id"))
    latest: dict[int, Any] = {}
    pairs: dict[int, tuple[Any, Any]] = {}
    for event in found:
        pairs[event.pgh_id] = (event, latest.get(event.id))
        latest[event.id] = event
    return pairs


def _metadata(event: Any) -> dict[str, Any]:
    return event.pgh_context.metadata if event.pgh_context else {}


def _officers(events: Iterable[Any]) -> dict[Any, str]:
    keys: set[Any] = {_metadata(event).get("user") for event in events} - {None}
    users = get_user_model()._default_manager.filter(pk__in=keys) if keys else []
    return {user.pk: user.get_full_name() or user.get_username() for user in users}


def fields_told(source: Source, event: Any) -> Iterator[Any]:
    """Yield the fields of a table whose changes are worth telling."""
    for field in event._meta.concrete_fields:
        if not field.name.startswith("pgh_") and field.name not in ("id", source.column):
            yield field


def _values(source: Source, event: Any, before: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Yield each field that this event changed, with its value before and after; None where the row was not there."""
    for field in fields_told(source, event):
        now = getattr(event, field.attname)
        old = getattr(before, field.attname) if before is not None else None
        if event.pgh_label == "insert":
            old = None
        elif event.pgh_label == "delete":
            old, now = now, None
        if old != now and not (_nothing(old) and _nothing(now)):
            yield field, old, now


def _nothing(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})


def _names(chosen: list[tuple[Source, Any, Any]]) -> dict[tuple[Any, Any], str]:
    """Return what to call the rows that changed relations point at, one query a table."""
    keys: dict[Any, set[Any]] = defaultdict(set)
    for source, event, before in chosen:
        for field, *values in _values(source, event, before):
            if field.is_relation:
                keys[field.related_model] |= set(values) - {None}
    names: dict[tuple[Any, Any], str] = {}
    for model, wanted in keys.items():
        rows = model._base_manager.filter(pk__in=wanted).select_related(*_said_with(model))
        names |= {(model, row.pk): str(row) for row in rows}
    return names


def _said_with(model: Any) -> list[str]:
    """Return the relations whose names stand in a row's own: a meeting is called by its committee and date."""
    return [
        name for name in ("committee", "borough") if any(field.name == name for field in model._meta.fields)
    ]


def _entry(
    source: Source, event: Any, before: Any, officers: dict[Any, str], names: dict[tuple[Any, Any], str]
) -> Entry:
    told = _metadata(event)
    user = told.get("user")
    return Entry(
        at=event.pgh_created_at,
        who=officers.get(user, f"a former officer (number {user})") if user else SYSTEM,
        address=str(told.get("address") or ""),
        page=str(told.get("url") or ""),
        kind=KINDS.get(event.pgh_label, event.pgh_label),
        what=_what(source, event),
        differences=[
            difference(capfirst(field.verbose_name), _shown(field, old, names), _shown(field, now, names))
            for field, old, now in _values(source, event, before)
        ],
    )


def _what(source: Source, event: Any) -> str:
    """Return what the row is and its first words: “Minute 5.2 Members asked …”."""
    noun = str(source.model._meta.verbose_name)
    if source.model._meta.proxy:  # a tie between two records says itself in what was added or removed
        noun = noun.rsplit("_", maxsplit=1)[-1]
    number = getattr(event, "mark", "") or getattr(event, "number", "")
    words = next(
        (getattr(event, name) for name in ("title", "wording", "text", "name") if getattr(event, name, "")),
        "",
    )
    return " ".join(part for part in (capfirst(noun), number, words[:60]) if part)


def _shown(field: Any, value: Any, names: dict[tuple[Any, Any], str]) -> str:
    """Return a value as officers read it; nothing for what is empty."""
    if value is None:
        return ""
    if field.is_relation:
        return names.get((field.related_model, value), f"number {value}, no longer there")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%-d %B %Y, %H:%M:%S}"
    if isinstance(value, bool | list | dict):
        return _plain(value)
    return str(dict(field.flatchoices).get(value, value)) if field.flatchoices else str(value)


def _plain(value: bool | list[Any] | dict[str, Any]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "; ".join(f"{label}: {said}" for label, said in value.items())
    return ", ".join(map(str, value))
