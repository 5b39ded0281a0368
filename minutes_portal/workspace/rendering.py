"""The record as text that an officer can change, and a mark that tells whether it has changed since.

The text is the plain one of `minutes_text.print_plainly`. It holds no exempt part: those stay as they are
(docs/decisions/0010-text-and-record.md). It need not be read back by itself: `recognising` knows what it came from.
"""

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Max

from decisions.importers.continuing import Rows, rows_of
from decisions.importers.values import COLUMNS, KEY_DECISION
from decisions.models import Resolution
from meetings.minutes_text import Item, Limb, Point
from meetings.minutes_text import Resolution as ParsedResolution
from meetings.minutes_text.printing import print_plainly
from meetings.models import Action, AgendaItem, Interest, MinutePoint
from minutes_portal.workspace.place import Place

MARKED_ITEM = ("pk", "order", "number", "minute_number", "title", "purpose", "procedural", "report_reference",
               "forward_plan_reference", "key_decision", "wards", "particulars", "exempt")  # fmt: skip
MARKED_POINT = ("pk", "item_id", "order", "number", "mark", "level", "kind", "text", "exempt")
MARKED_RESOLUTION = (
    "pk", "item_id", "parent_id", "order", "number", "mark", "cue", "wording", "notice_wording", "outcomes", "mover",
    "seconder", "moved_by_id", "seconded_by_id", "votes_for", "votes_against", "votes_abstain", "addressee",
    "forwarded_to", "report_back", "due_date", "exempt",
)  # fmt: skip
MARKED_ACTION = ("pk", "item_id", "point_id", "order", "owner", "what", "when", "due_on", "done_on")
MARKED: dict[Any, tuple[str, tuple[str, ...]]] = {
    AgendaItem: ("pk", MARKED_ITEM),
    MinutePoint: ("item", MARKED_POINT),
    Resolution: ("item", MARKED_RESOLUTION),
    Action: ("item", MARKED_ACTION),
    Interest: ("item", ("pk", "item_id", "person_id", "kind", "nature", "left_the_meeting")),
}


def text_of(place: Place) -> str:
    """Return the minutes of an item or a whole meeting as text; nothing for a meeting without items."""
    items = recorded(place)
    return print_plainly(items) if items else ""


def recorded(place: Place) -> tuple[Item, ...]:
    """Return the record as minutes text knows it: what was printed, without anything that is read out of it."""
    items = place.items
    rows = rows_of(items)
    return tuple(_item(item, rows[item.pk]) for item in items)


def _item(item: AgendaItem, rows: Rows) -> Item:
    parts = [
        _point(row) if isinstance(row, MinutePoint) else _resolution(row, rows.limbs)
        for row in rows.in_order
        if not row.exempt
    ]
    return Item(
        number=item.number or None,
        minute_number=item.minute_number or None,
        title=item.title or None,
        purpose=item.purpose or None,
        body=tuple(parts),
        fields=_fields(item),
    )


def _fields(item: AgendaItem) -> tuple[tuple[str, str], ...]:
    labelled = {str(label): str(value) for label, value in item.particulars.items()}
    for label, column in COLUMNS.items():
        if getattr(item, column):
            labelled[label] = getattr(item, column)
    if item.key_decision is not None:
        labelled[KEY_DECISION] = "Yes" if item.key_decision else "No"
    return tuple(sorted(labelled.items()))


def _point(row: MinutePoint) -> Point:
    kind: Any = row.kind
    return Point(row.text, row.number or None, row.level, kind, row.mark or None)


def _resolution(row: Resolution, limbs: dict[int | None, list[Resolution]]) -> ParsedResolution:
    return ParsedResolution(
        row.wording,
        row.cue or None,
        row.number or None,
        row.mark or None,
        row.notice_wording or None,
        limbs=_limbs(row, limbs),
    )


def _limbs(row: Resolution, limbs: dict[int | None, list[Resolution]]) -> tuple[Limb, ...]:
    return tuple(
        Limb(limb.wording, limb.number or None, limb.mark or None, limbs=_limbs(limb, limbs))
        for limb in limbs.get(row.pk, [])
        if not limb.exempt
    )


def kept_aside(place: Place) -> list[Any]:
    """Return the exempt points, resolutions and limbs that the text leaves out, in order."""
    rows = rows_of(place.items)
    return [row for item in place.items for row in _exempt(rows[item.pk])]


def _exempt(rows: Rows) -> Iterable[Any]:
    for row in rows.in_order:
        if row.exempt:
            yield row
    for parent, limbs in rows.limbs.items():
        yield from (limb for limb in limbs if parent is not None and limb.exempt)


def fingerprint_of(place: Place) -> str:
    """Return a mark of the record as it stands: another one whenever anything that the workspace changes has changed.

    It ends with the numbers of the last events in the history, by which `changes_since` finds what happened.
    """
    keys = [item.pk for item in place.items]
    said: dict[str, Any] = {}
    for model, (column, names) in MARKED.items():
        rows: Any = model._default_manager.filter(**{f"{column}__in": keys}).order_by("pk")
        said[model.__name__] = list(rows.values_list(*names))
    topics = AgendaItem.topics.through.objects.filter(agendaitem__in=keys).order_by("pk")
    said["topics"] = list(topics.values_list("agendaitem_id", "topic_id"))
    spelt = json.dumps(said, cls=DjangoJSONEncoder, sort_keys=True).encode()
    return (
        f"{blake2b(spelt, digest_size=9).hexdigest()}.{'-'.join(f'{last:x}' for last in _last_events(keys))}"
    )


def events_of(model: Any, keys: Iterable[int]) -> Any:
    """Return the history of a model’s rows in these items, from one of `MARKED`."""
    column = MARKED[model][0]
    events: Any = model.pgh_event_model.objects
    return events.filter(**{f"{'pgh_obj' if column == 'pk' else column}__in": list(keys)})


def _last_events(keys: list[int]) -> Iterator[int]:
    for model in MARKED:
        yield events_of(model, keys).aggregate(last=Max("pgh_id"))["last"] or 0


def last_events(based_on: str) -> dict[Any, int]:
    """Return the numbers at the end of a mark, by model; 0 where a mark has none."""
    numbers = based_on.partition(".")[2].split("-")
    known = [
        int(number, 16) if set(number) <= set("0123456789abcdef") and number else 0 for number in numbers
    ]
    return dict(zip(MARKED, [*known, *[0] * len(MARKED)], strict=False))
